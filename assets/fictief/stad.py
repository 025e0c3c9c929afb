"""Make a whole fictitious city: simulate and write one school at a time, so that memory stays that of the largest
school.

The same `leerlingen`, `weken` and `zaad` give the same bytes on every machine: no clock, no hash order, every school
its own stream of random numbers.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from assets.fictief import gemeente
from assets.fictief.bestand import schrijf
from assets.fictief.kernteam import schrijf_kernteam
from assets.fictief.ontwerp import Ontwerp
from assets.fictief.register import scholen_yaml, toelichting
from assets.fictief.school import Schooljaar
from assets.fictief.uitvoer import Uitvoer
from assets.fictief.waarheid import Waarheid, is_van_anderen
from models.fictief.kalender import JAAR_WEKEN, MAX_WEKEN
from models.fictief.parameters import LRV_VERGROTING, UTRECHT_LRV_PER_1000

MIN_LEERLINGEN, MAX_LEERLINGEN = 300, 100_000


class Stadfout(ValueError):
    """A city that cannot be made; the message is for the user, in Dutch."""


@dataclass(frozen=True)
class Stadverslag:
    """What was made.

    `leerlingen`: persons, also those who come later; `omvang`: bytes; `duur_s` is not part of any file.
    """

    scholen: int
    leerlingen: int
    weken: int
    bestanden: int
    omvang: int
    lrv_gevallen: int
    aanlevering: Path
    waarheid: Path
    duur_s: float

    def zinnen(self) -> list[str]:
        """The report for the user, in plain Dutch."""
        return [
            f"Verzonnen stad gemaakt: {self.scholen} scholen, {self.leerlingen} leerlingen, {self.weken} weken.",
            f"{self.bestanden} bestanden, {self.omvang / 1e6:.0f} MB, in {self.duur_s:.0f} s.",
            f"Aanlevering: {self.aanlevering}",
            f"De waarheid ernaast, nooit in de aanlevermap: {self.waarheid}",
            f"Langdurig verzuim komt {LRV_VERGROTING:.0f} keer zo vaak voor als in Utrecht"
            f" ({str(UTRECHT_LRV_PER_1000).replace('.', ',')} per 1.000 per jaar): {self.lrv_gevallen} gevallen.",
        ]


def maak_stad(
    leerlingen: int,
    weken: int,
    zaad: int,
    aanlevering: Path,
    *,
    waarheid: Path | None = None,
    voortgang: Callable[[str], None] | None = None,
) -> Stadverslag:
    """Write the deliveries of a fictitious city and the truth beside them.

    `leerlingen`: pupils on 1 September 2025; `weken`: calendar weeks from that Monday on; `waarheid`: default the
    folder `waarheid` next to `aanlevering`, where an earlier truth is replaced; `voortgang` gets one sentence a school.
    The delivery folder must be empty or absent.
    """
    begin = time.monotonic()
    waarheid = waarheid or aanlevering.parent / "waarheid"
    _controleer(leerlingen, weken, zaad, aanlevering, waarheid)
    maker = _Stadmaker(Ontwerp(leerlingen, weken, zaad), aanlevering, Waarheid(waarheid))
    maker.alle_scholen(voortgang or (lambda zin: None))
    maker.rest()
    return maker.verslag(time.monotonic() - begin)


def _controleer(leerlingen: int, weken: int, zaad: int, aanlevering: Path, waarheid: Path) -> None:
    """All faults of the request at once."""
    fouten = []
    if not MIN_LEERLINGEN <= leerlingen <= MAX_LEERLINGEN:
        fouten.append(
            f"leerlingen: {leerlingen} kan niet; kies een getal van {MIN_LEERLINGEN} tot en met {MAX_LEERLINGEN}"
        )
    if not 1 <= weken <= MAX_WEKEN:
        fouten.append(
            f"weken: {weken} kan niet; kies een getal van 1 tot en met {MAX_WEKEN}"
            " (twee schooljaren vanaf 1 september 2025)"
        )
    if zaad < 0:
        fouten.append(f"zaad: {zaad} kan niet; kies 0 of een hoger getal")
    if aanlevering.is_file() or (aanlevering.is_dir() and any(aanlevering.iterdir())):
        fouten.append("aanlevering: de map is niet leeg; kies een lege of nieuwe map")
    if waarheid.resolve().is_relative_to(aanlevering.resolve()):
        fouten.append("waarheid: ligt in de aanlevermap; kies een map ernaast")
    if is_van_anderen(waarheid):
        fouten.append("waarheid: in de map staat iets anders; kies een lege of nieuwe map")
    if fouten:
        raise Stadfout("\n".join(fouten))


class _Stadmaker:
    """The city on its way to disk; holds one simulated school at a time."""

    def __init__(self, ontwerp: Ontwerp, map_: Path, waarheid: Waarheid):
        self.ontwerp, self.map, self.waarheid = ontwerp, map_, waarheid
        self.register = gemeente.Register()
        self.bestanden, self.omvang = 0, 0

    def alle_scholen(self, voortgang: Callable[[str], None]) -> None:
        """Simulate, write and forget every school."""
        for nummer, school in enumerate(self.ontwerp.scholen, start=1):
            for jaar in self.ontwerp.van_school(school):
                self._school(jaar)
            voortgang(f"{nummer} van {len(self.ontwerp.scholen)}: {school.naam} ({school.dialect})")

    def _school(self, jaar: Schooljaar) -> None:
        zaad = self.ontwerp.zaad
        sluit_af = jaar.agenda.nummer == 0 and self.ontwerp.weken > JAAR_WEKEN
        uitvoer = Uitvoer(jaar, self.map, jaar.agenda.bron(zaad, 35, jaar.school.index), sluit_af)
        uitvoer.alles()
        gemeente.voeg_toe(self.register, jaar, zaad)
        self._tel(uitvoer.bestanden, uitvoer.bytes)
        self._tel(*schrijf_kernteam(self.map, jaar, zaad))
        self.waarheid.voeg_toe(jaar, uitvoer)

    def rest(self) -> None:
        """What is not of one school: the register of schools, the gemeente, the truth."""
        self._tel(1, schrijf(self.map / "scholen.yaml", scholen_yaml(self.ontwerp.scholen).encode()))
        self._tel(1, schrijf(self.map / "TOELICHTING.txt", toelichting().encode()))
        self._tel(*gemeente.schrijf_gemeente(self.map / "gemeente", self.register, self.ontwerp))
        self.waarheid.schrijf_slot()

    def _tel(self, bestanden: int, omvang: int) -> None:
        self.bestanden += bestanden
        self.omvang += omvang

    def verslag(self, duur_s: float) -> Stadverslag:
        """The report of what was made."""
        return Stadverslag(
            scholen=len(self.ontwerp.scholen),
            leerlingen=len(self.ontwerp.jaren[-1].personen.pgn),
            weken=self.ontwerp.weken,
            bestanden=self.bestanden,
            omvang=self.omvang,
            lrv_gevallen=self.ontwerp.lrv_gevallen,
            aanlevering=self.map,
            waarheid=self.waarheid.map,
            duur_s=duur_s,
        )
