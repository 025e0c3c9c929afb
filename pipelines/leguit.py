"""`inbeeld leg-uit`: tells the rows of one pupil in the lists of a week, so that a reader can check them by hand.

Reads the warehouse. Where there is none, everything is computed from the deliveries in a warehouse of its own, beside
the place where the warehouse would be; it is encrypted, its key leaves the disk once it is open, and it is gone
afterwards. What is told from the warehouse stands in the log; from the deliveries alone there is neither a log nor a
kluis to lead a pseudonym back.
"""

from __future__ import annotations

import signal
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

import dagster as dg

from assets.bekijk.opschrijven import schrijf_op
from assets.bekijk.plek import plek_van
from assets.bekijk.sleutelbos import zorg_voor_sleutels
from assets.bouw import sleutel
from assets.magazijn import KAMERS, Magazijn, open_magazijn
from assets.publicatie_assets import VRIJGAVE_TEKST, WEEKMAP
from assets.uitleg.rijen import KANTEN, Antwoord, Opdracht, UitlegFout, keur_school
from data_contracts.register import Register, lees_register
from data_contracts.signalen import laad_signalen
from pipelines.draaien import keur_peildata, materialiseer
from pipelines.instellingen import GebruiksFout, Paden
from pipelines.resources import open_werk
from pipelines.stoppen import STOP

T = TypeVar("T")
GEDAAN, NIET_OPGETELD = 0, 1
GEGEVEN = ("school.publicatie.signaal_s", "leerplicht.publicatie.signaal")
"""The tables that a Sunday must have before its rows can be told."""
BEREKENT = "{magazijn}: hier is geen magazijn. Daarom wordt eerst alles berekend uit {aanlevering}. Dat kan even duren."


@dataclass(frozen=True)
class Vraagstelling:
    """What the user asks; signaal and kant None: all."""

    brin6: str
    leerlingnummer: str
    peildatum: date
    signaal: str | None = None
    kant: str | None = None


def leg_uit(
    paden: Paden,
    vraag: Vraagstelling,
    zeg: Callable[[str], None],
    terzijde: Callable[[str], None],
    meld: Callable[[str], None],
) -> int:
    """Print the explanation with `zeg`; `terzijde` says what is no part of it, `meld` the progress. Returns 0, or 1
    when the lines of a row do not add up to its waarde. Raises the faults of a user as exceptions.
    """
    keur_peildata(vraag.peildatum, None)
    if vraag.signaal and vraag.signaal not in laad_signalen():
        raise GebruiksFout(f"--signaal {vraag.signaal} bestaat niet; kies uit {', '.join(laad_signalen())}")
    register = lees_register(paden.aanlevering / "scholen.yaml")
    _of_gebruiksfout(lambda: keur_school(register, vraag.brin6))
    heeft_magazijn = any((paden.magazijn / f"{kamer}.duckdb").exists() for kamer in KAMERS)
    plek = _staand(paden, vraag, terzijde) if heeft_magazijn else _tijdelijk(paden, vraag, terzijde, meld)
    with plek as magazijn:
        antwoord = _antwoord(magazijn, register, vraag)
        if heeft_magazijn:
            _schrijf_op(paden, register, vraag, antwoord)
    getattr(meld, "klaar", lambda: None)()
    for regel in antwoord.regels:
        zeg(regel)
    return GEDAAN if antwoord.klopt else NIET_OPGETELD


def _schrijf_op(paden: Paden, register: Register, vraag: Vraagstelling, antwoord: Antwoord) -> None:
    """A line in the log for each side that is told of, before it is told: by the pseudonym of that side, and without
    the signal. With the lock of the warehouse held.
    """
    plek = plek_van(paden.sleutels, paden.magazijn)
    bos = zorg_voor_sleutels(plek.sleutels, [school.brin6 for school in register.scholen])
    for kant, nummer in antwoord.wie.items():
        leerling = "" if nummer is None else bos.pseudoniem(kant, nummer)
        waar = {"brin6": vraag.brin6, "kant": kant, "peildatum": vraag.peildatum.isoformat()}
        schrijf_op(plek, "leg_uit", **waar, leerling=leerling)


def _antwoord(magazijn: Magazijn, register: Register, vraag: Vraagstelling) -> Antwoord:
    kanten = (vraag.kant,) if vraag.kant else KANTEN
    opdracht = Opdracht(magazijn, register, vraag.peildatum, vraag.brin6, vraag.leerlingnummer, vraag.signaal, kanten)
    return _of_gebruiksfout(opdracht.antwoord)


def _of_gebruiksfout(doe: Callable[[], T]) -> T:
    try:
        return doe()
    except UitlegFout as fout:
        raise GebruiksFout(str(fout)) from None


@contextmanager
def _staand(paden: Paden, vraag: Vraagstelling, terzijde: Callable[[str], None]) -> Iterator[Magazijn]:
    """The warehouse as it stands; it is read only."""
    with open_magazijn(paden.magazijn, paden.sleutels, terzijde) as magazijn:
        if not all(vraag.peildatum in magazijn.hashes(tabel) for tabel in GEGEVEN):
            raise GebruiksFout(
                f"--peildatum {vraag.peildatum} is nog niet doorgerekend in {paden.magazijn}; "
                f"draai eerst inbeeld run --peildatum {vraag.peildatum}"
            )
        yield magazijn


@contextmanager
def _tijdelijk(
    paden: Paden, vraag: Vraagstelling, terzijde: Callable[[str], None], meld: Callable[[str], None]
) -> Iterator[Magazijn]:
    """A warehouse of its own, from the deliveries alone; also gone when the work is stopped."""
    terzijde(BEREKENT.format(magazijn=paden.magazijn, aanlevering=paden.aanlevering))
    with (
        _ook_weg_bij_stop(),
        tempfile.TemporaryDirectory(prefix=".leg-uit-", dir=_bestaande_map(paden.magazijn)) as map_,
    ):
        plek = Path(map_)
        eigen = Paden(paden.aanlevering, plek / "magazijn", plek / "uit", plek / "sleutels.json")
        with open_werk(eigen, vraag.peildatum, lambda _: None, STOP.bij(meld)) as werk:
            eigen.sleutels.unlink()
            if materialiseer(werk, [vraag.peildatum], terzijde, _zonder_paginas()) is None:
                raise GebruiksFout(f"{vraag.peildatum}: niet te berekenen; de regels hierboven zeggen waarom")
            yield werk.magazijn


def _bestaande_map(map_: Path) -> Path:
    """The nearest folder above the warehouse that is there: the same disk, where the user lets it write."""
    return next(ouder for ouder in map_.absolute().parents if ouder.is_dir())


def _zonder_paginas() -> dg.AssetSelection:
    """Everything but the folder of the week and the released figures."""
    return dg.AssetSelection.all() - dg.AssetSelection.assets(WEEKMAP, *(sleutel(tabel) for tabel in VRIJGAVE_TEKST))


@contextmanager
def _ook_weg_bij_stop() -> Iterator[None]:
    """A stop from outside (SIGTERM) ends as Control-C does: what is temporary is removed."""
    if not STOP.kan_luisteren():
        yield
        return
    vorige = signal.signal(signal.SIGTERM, STOP.bij_signaal)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, vorige)
