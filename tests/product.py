"""The product on a delivery folder, for tests: the whole command, or only the steps that decide the signal files.

`draai` is `inbeeld run` in this process. `reken` runs the same intake, models and writer of signal files without
Dagster, Great Expectations and pages: none of those changes a row (tests/test_tegen_referentie.py), and together they
cost about eight seconds a run.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple
from unittest import mock

from assets import opname
from assets.opname import Opname
from assets.publicatie.bron import lees, lees_namen, lees_per_school
from assets.publicatie.signalen import eigen_drempels, signalen_csv, zaken_csv
from assets.register_asset import ververs_register
from assets.uitgifte.schrijf import schrijf
from assets.werk import Werk, ververs
from models.sql import Model, modellen
from models.tijd import weeknaam, zondagen
from pipelines.cli import main
from pipelines.instellingen import Paden
from pipelines.resources import open_werk, stil

KANTEN = {"school": "school.publicatie.signaal_s", "leerplicht": "leerplicht.publicatie.signaal"}


class Rij(NamedTuple):
    """One row of a signal file, as text; uitleg is left out."""

    peildatum: str
    brin6: str
    leerlingnummer: str
    klas: str
    signaal: str
    sinds: str
    waarde: str
    drempel: str
    eenheid: str
    status: str


def paden(aanlevering: Path, werkmap: Path) -> Paden:
    """The four places of a run; all but the deliveries under `werkmap`."""
    return Paden(aanlevering, werkmap / "magazijn", werkmap / "uit", werkmap / "sleutels.json")


def draai(aanlevering: Path, werkmap: Path, peildatum: date, tot: date | None = None) -> Path:
    """`inbeeld run` from one Sunday to another, both included; returns the folder with the weeks.

    Refused files are no failure.
    """
    plek = paden(aanlevering, werkmap)
    opties = [deel for naam in Paden.__dataclass_fields__ for deel in (f"--{naam}", str(getattr(plek, naam)))]
    datums = ["--peildatum", peildatum.isoformat(), *(["--tot", tot.isoformat()] if tot else [])]
    assert main(["run", *opties, *datums, "--stil"]) in (0, 1), "the run failed"
    return plek.uit


def reken(aanlevering: Path, werkmap: Path, peildatum: date, tot: date | None = None) -> Path:
    """The signal files of the Sundays from `peildatum` to `tot`, both included; returns the folder with the weeks."""
    namen = [naam for naam in modellen() if naam.startswith("kluis.publicatie.naam")]
    with gebouwd(aanlevering, werkmap, peildatum, tot, *KANTEN.values(), *namen) as werk:
        for zondag in zondagen(peildatum, tot or peildatum):
            _schrijf_signalen(werk, zondag)
    return paden(aanlevering, werkmap).uit


@contextmanager
def gebouwd(aanlevering: Path, werkmap: Path, peildatum: date, tot: date | None = None, *namen: str) -> Iterator[Werk]:
    """The warehouse with these tables, and what they rest on, up to date for the Sundays from `peildatum` to `tot`."""
    zonder_gx = mock.patch.object(opname, "lees", partial(_lees_zonder_gx, opname.lees))
    with open_werk(paden(aanlevering, werkmap), peildatum, stil) as werk, zonder_gx:
        keten = werk.keten(zondagen(peildatum, tot or peildatum))
        ververs_register(werk, keten)
        for kamer in ("school", "leerplicht", "kluis"):
            Opname(werk, kamer, werk.leveringen).ververs(keten)
        for model in _nodig(namen):
            ververs(werk, model, keten)
        yield werk


def rijen(uit: Path, peildatum: date | str, kant: str = "school") -> list[Rij]:
    """The rows of one Sunday over all schools, in the order of the files. `kant`: school or leerplicht."""
    map_ = uit / weeknaam(date.fromisoformat(str(peildatum)))
    paden_ = sorted(map_.glob(f"*/signalen_{kant}.csv"))
    regels = [regel for pad in paden_ for regel in pad.read_bytes().decode("utf-8-sig").splitlines()[1:]]
    return [Rij(*regel.split(";")[:10]) for regel in regels]


def _lees_zonder_gx(lees, *argumenten, **_):
    return lees(*argumenten, valideer=False)


@cache
def _nodig(namen: tuple[str, ...]) -> tuple[Model, ...]:
    """These models and what they rest on, each after the ones it reads."""
    alle, gezien = modellen(), set()
    te_doen = list(namen)
    while te_doen:
        naam = te_doen.pop()
        if naam in alle and naam not in gezien:
            gezien.add(naam)
            te_doen += alle[naam].afhankelijk
    return tuple(model for naam, model in alle.items() if naam in gezien)


def _schrijf_signalen(werk: Werk, peildatum: date) -> None:
    for kant in KANTEN:
        per_school = lees_per_school(werk.magazijn, f"signalen_{kant}", peildatum)
        for brin6 in _scholen(werk):
            namen = lees_namen(werk.magazijn, kant, brin6, peildatum)
            drempels = eigen_drempels(werk.register, brin6)
            inhoud = signalen_csv(kant, peildatum, per_school.get(brin6, []), namen, drempels)
            schrijf(werk.uit / weeknaam(peildatum) / brin6 / f"signalen_{kant}.csv", inhoud)
    zaken = zaken_csv(peildatum, lees(werk.magazijn, "zaken_leerplicht", peildatum))
    schrijf(werk.uit / weeknaam(peildatum) / "gemeente" / "signalen_leerplicht.csv", zaken)


def _scholen(werk: Werk) -> Iterable[str]:
    return (school.brin6 for school in werk.register.scholen)
