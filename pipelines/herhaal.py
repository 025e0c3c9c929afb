"""`inbeeld herhaal`: make one week again, from exactly the files that its run.json lists, and prove it byte-equal.

Everything is made anew in a folder of its own beside the warehouse, with keys of its own, and is gone afterwards: what
stands in the warehouse plays no part, and neither does what was delivered since.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path

from assets.bekijk.opschrijven import invoer_sha256, schrijf_op
from assets.bekijk.plek import plek_van
from assets.inname.levering import sha256_van
from assets.publicatie.week import TOELICHTING
from data_contracts.register import EIGEN_TABELLEN, REGISTER, instellingen_sha256
from pipelines.draaien import MET_OPMERKING, NIET_GEDAAN, draai
from pipelines.instellingen import GebruiksFout, Paden

GEDAAN = 0
DIALECTEN, VERSLAG = "dialecten", "run.json"
TOON = 10
Ontvangsten = dict[tuple[str, str], datetime]


def herhaal(paden: Paden, week: str, zeg: Callable[[str], None], meld: Callable[[str], None]) -> int:
    """Make `week` (JJJJ-Www) again and compare. Returns 0 when every file is equal, 1 when one is not, 2 when the
    week could not be made. Raises GebruiksFout when a file of then is not there any more, or changed.
    """
    verslag = _lees_verslag(paden.uit / week)
    _keur(paden.aanlevering, verslag)
    _schrijf_op(paden, week, verslag)
    with tempfile.TemporaryDirectory(prefix=".herhaal-", dir=paden.magazijn.parent) as tijdelijk:
        plek = Path(tijdelijk)
        opnieuw = Paden(plek / "aanlevering", plek / "magazijn", plek / "uit", plek / "sleutels.json")
        _zet_klaar(paden.aanlevering, opnieuw.aanlevering, [lev["bestand"] for lev in verslag["leveringen"]])
        peildatum = date.fromisoformat(verslag["peildatum"])
        if draai(opnieuw, peildatum, None, lambda _: None, meld, _ontvangsten(verslag)) == NIET_GEDAAN:
            raise GebruiksFout(f"{week}: deze week is niet opnieuw te maken; meld dit aan de beheerder")
        anders = verschillen(paden.uit / week, opnieuw.uit / week)
    return _zeg_uitkomst(week, anders, zeg)


def _lees_verslag(map_: Path) -> dict:
    try:
        return json.loads((map_ / VERSLAG).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise GebruiksFout(f"{map_}: hier staat geen leesbare {VERSLAG}; kies een week die is gemaakt") from None


def _schrijf_op(paden: Paden, week: str, verslag: dict) -> None:
    """A line in the log of the house, before the week is made: the log of what is made anew is gone with it."""
    invoer = invoer_sha256(lev["sha256"] for lev in verslag["leveringen"])
    schrijf_op(plek_van(paden.sleutels, paden.magazijn), "herhaal", week=week, invoer_sha256=invoer)


def _keur(aanlevering: Path, verslag: dict) -> None:
    """Every file of then is there, unchanged, and so are the settings; all that is not is named at once."""
    register = aanlevering / REGISTER
    if not register.is_file() or instellingen_sha256(aanlevering) != verslag["instellingen_sha256"]:
        naast = f"{register} (of {' of '.join(EIGEN_TABELLEN)} ernaast)"
        raise GebruiksFout(f"{naast}: is veranderd sinds deze week is gemaakt; zet de versie van toen terug")
    weg = [
        lev["bestand"] for lev in verslag["leveringen"] if not _is_gelijk(aanlevering / lev["bestand"], lev["sha256"])
    ]
    if weg:
        meer = f" en nog {len(weg) - TOON}" if len(weg) > TOON else ""
        namen = ", ".join(weg[:TOON])
        raise GebruiksFout(f"{aanlevering}: weg of veranderd sinds toen: {namen}{meer}; zet deze bestanden terug")


def _is_gelijk(pad: Path, som: str) -> bool:
    return pad.is_file() and sha256_van(pad) == som


def _zet_klaar(van: Path, naar: Path, bestanden: Iterable[str]) -> None:
    """The delivery folder of then: links to the same files where the disk can, else copies."""
    naar.mkdir()
    if (van / DIALECTEN).is_dir():
        shutil.copytree(van / DIALECTEN, naar / DIALECTEN)
    for naam in (REGISTER, *EIGEN_TABELLEN, TOELICHTING, *bestanden):
        if (van / naam).is_file():
            (naar / naam).parent.mkdir(parents=True, exist_ok=True)
            _leg_neer(van / naam, naar / naam)


def _leg_neer(bron: Path, doel: Path) -> None:
    try:
        os.link(bron, doel)
    except OSError:
        shutil.copyfile(bron, doel)


def _ontvangsten(verslag: dict) -> Ontvangsten:
    """When each file was received then: needed for names that do not tell."""
    return {
        (lev["bestand"], lev["sha256"]): datetime.fromisoformat(lev["ontvangen_op"]) for lev in verslag["leveringen"]
    }


def verschillen(toen: Path, nu: Path) -> list[str]:
    """The files of a week, by their place in it, that are not byte-equal; of run.json without the durations."""
    namen = {pad.relative_to(map_).as_posix() for map_ in (toen, nu) for pad in map_.rglob("*") if pad.is_file()}
    return sorted(naam for naam in namen if _inhoud(toen / naam) != _inhoud(nu / naam))


def _inhoud(pad: Path) -> object:
    if not pad.is_file():
        return None
    if pad.name == VERSLAG:
        return {k: w for k, w in json.loads(pad.read_text(encoding="utf-8")).items() if k != "duur_s"}
    return pad.read_bytes()


def _zeg_uitkomst(week: str, anders: list[str], zeg: Callable[[str], None]) -> int:
    if not anders:
        zeg(f"{week}: opnieuw gemaakt uit dezelfde bestanden. Alles is gelijk, byte voor byte.")
        return GEDAAN
    zeg(f"{week}: opnieuw gemaakt uit dezelfde bestanden. Niet gelijk:")
    for naam in anders:
        zeg(f"- {naam}")
    zeg("Is In Beeld sindsdien vernieuwd? Draai dan deze week opnieuw. Meld het anders aan de beheerder.")
    return MET_OPMERKING
