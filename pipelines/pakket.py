"""`inbeeld pakket`: the files of one side of a school in one package with a password, and a line in the log."""

from __future__ import annotations

import getpass
import hashlib
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from assets.bekijk.opschrijven import schrijf_op
from assets.bekijk.plek import plek_van
from assets.uitgifte.modellen import Kant
from assets.uitgifte.pakket import BESTANDEN, KORTSTE, maak_pakket
from assets.uitgifte.schrijf import schrijf
from data_contracts.register import REGISTER, lees_register
from pipelines.instellingen import GebruiksFout, Paden

GEDAAN = 0
OPENEN = "Open het in Windows met 7-Zip; de Verkenner kan het niet. Geef het wachtwoord niet in hetzelfde bericht."
_WEEK = re.compile(r"\d{4}-W\d{2}")


@dataclass(frozen=True)
class Pakketvraag:
    """What was typed after `inbeeld pakket`. `week`: JJJJ-Www, None: the newest; `naar`: a folder."""

    brin6: str
    voor: Kant
    week: str | None
    naar: Path


def pak_in(paden: Paden, vraag: Pakketvraag, zeg: Callable[[str], None]) -> int:
    """Write the package and its line in the log; the line first, so that no package is without one.

    Raises GebruiksFout when there is nothing to pack or the password does not do.
    """
    register = lees_register(paden.aanlevering / REGISTER)
    if register.school(vraag.brin6) is None:
        raise GebruiksFout(f"--brin6 {vraag.brin6}: deze school staat niet in {REGISTER}; kijk naar de code")
    week = vraag.week or _nieuwste(paden.uit)
    if not _WEEK.fullmatch(week):
        raise GebruiksFout(f"--week {week}: dit is geen week; schrijf JJJJ-Www, zoals 2026-W46")
    bestanden = _lees(paden.uit / week / vraag.brin6, BESTANDEN[vraag.voor])
    doel = vraag.naar / f"{vraag.brin6}_{vraag.voor}_{week}.zip"
    if doel.exists():
        raise GebruiksFout(f"{doel}: dit pakket is er al; haal het weg of kies een andere map met --naar")
    inhoud = maak_pakket(bestanden, _wachtwoord(doel.name))
    _schrijf_op(paden, vraag, week, inhoud)
    schrijf(doel, inhoud)
    zeg(f"Klaar: {doel}, {len(bestanden)} bestanden. {OPENEN}")
    return GEDAAN


def _nieuwste(uit: Path) -> str:
    weken = sorted(map_.name for map_ in uit.glob("*-W*") if _WEEK.fullmatch(map_.name))
    if not weken:
        raise GebruiksFout(f"{uit}: hier staat nog geen week; draai eerst: inbeeld run --peildatum JJJJ-MM-DD")
    return weken[-1]


def _lees(map_: Path, namen: tuple[str, ...]) -> dict[str, bytes]:
    missend = [naam for naam in namen if not (map_ / naam).is_file()]
    if missend:
        raise GebruiksFout(f"{map_}: hier mist {', '.join(missend)}; draai die week opnieuw of kies een andere week")
    return {naam: (map_ / naam).read_bytes() for naam in namen}


def _wachtwoord(naam: str) -> str:
    """Typed twice on a terminal and not shown; else the first line of standard input."""
    if sys.stdin.isatty():
        woord = getpass.getpass(f"Wachtwoord voor {naam} (minstens {KORTSTE} tekens): ")
        if getpass.getpass("Nog een keer: ") != woord:
            raise GebruiksFout(f"{naam}: de twee wachtwoorden zijn niet gelijk; probeer het opnieuw")
    else:
        woord = sys.stdin.readline().rstrip("\r\n")
    if len(woord) < KORTSTE:
        raise GebruiksFout(f"{naam}: het wachtwoord is korter dan {KORTSTE} tekens; kies een langer wachtwoord")
    return woord


def _schrijf_op(paden: Paden, vraag: Pakketvraag, week: str, inhoud: bytes) -> None:
    schrijf_op(
        plek_van(paden.sleutels, paden.magazijn),
        "pakket",
        school=vraag.brin6,
        kant=vraag.voor,
        week=week,
        sha256=hashlib.sha256(inhoud).hexdigest(),
    )
