"""Make a whole fictitious city: simulate and write one school at a time, so that memory stays that of the largest
school.

The same `leerlingen`, `weken` and `zaad` give the same bytes on every machine: no clock, no hash order, every school
its own stream of random numbers.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assets.fictief import gemeente
from assets.fictief.bestand import schrijf
from assets.fictief.bevolking import Personen, Plaatsingen, maak_bevolking, zet_accent
from assets.fictief.kernteam import schrijf_kernteam
from assets.fictief.klassen import Klas, maak_klassen
from assets.fictief.register import scholen_yaml
from assets.fictief.scholen import School, maak_scholen
from assets.fictief.school import maak_schooljaar
from assets.fictief.uitvoer import Uitvoer
from assets.fictief.waarheid import Waarheid
from models.fictief import latent
from models.fictief.kalender import MAX_WEKEN
from models.fictief.parameters import LRV_VERGROTING, UTRECHT_LRV_PER_1000

MIN_LEERLINGEN, MAX_LEERLINGEN = 300, 100_000


class Stadfout(ValueError):
    """A city that cannot be made; the message is for the user, in Dutch."""


@dataclass(frozen=True)
class Stadverslag:
    """What was made.

    `leerlingen`: persons, also those who come during the year; `omvang`: bytes; `duur_s` is not part of any file.
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
    folder `waarheid` next to `aanlevering`; `voortgang` gets one sentence a school. The delivery folder must be empty
    or absent.
    """
    begin = time.monotonic()
    waarheid = waarheid or aanlevering.parent / "waarheid"
    _controleer(leerlingen, weken, zaad, aanlevering, waarheid)
    scholen = maak_scholen(leerlingen, zaad, weken)
    klassen = _klassen(scholen)
    personen, plaatsingen = maak_bevolking(scholen, klassen, zaad)
    zet_accent(personen, plaatsingen, scholen)
    neiging = latent.trek(np.random.default_rng([zaad, 25]), personen.soort, _heeft_plicht(personen))
    maker = _Stadmaker(scholen, klassen, personen, plaatsingen, neiging, weken, zaad, aanlevering, Waarheid(waarheid))
    maker.alle_scholen(voortgang or (lambda zin: None))
    maker.stad()
    lrv = int((neiging.lrv_van < 5 * weken).sum())
    return Stadverslag(
        len(scholen),
        len(personen.pgn),
        weken,
        maker.bestanden,
        maker.omvang,
        lrv,
        aanlevering,
        waarheid,
        time.monotonic() - begin,
    )


def _controleer(leerlingen: int, weken: int, zaad: int, aanlevering: Path, waarheid: Path) -> None:
    """All faults of the request at once."""
    fouten = []
    if not MIN_LEERLINGEN <= leerlingen <= MAX_LEERLINGEN:
        fouten.append(
            f"leerlingen: {leerlingen} kan niet; kies een getal van {MIN_LEERLINGEN} tot en met {MAX_LEERLINGEN}"
        )
    if not 1 <= weken <= MAX_WEKEN:
        fouten.append(
            f"weken: {weken} kan niet; kies een getal van 1 tot en met {MAX_WEKEN} (een schooljaar vanaf 1 september)"
        )
    if zaad < 0:
        fouten.append(f"zaad: {zaad} kan niet; kies 0 of een hoger getal")
    if aanlevering.is_file() or (aanlevering.is_dir() and any(aanlevering.iterdir())):
        fouten.append("aanlevering: de map is niet leeg; kies een lege of nieuwe map")
    if waarheid.resolve().is_relative_to(aanlevering.resolve()):
        fouten.append("waarheid: ligt in de aanlevermap; kies een map ernaast")
    if fouten:
        raise Stadfout("\n".join(fouten))


def _klassen(scholen: tuple[School, ...]) -> list[list[Klas]]:
    volgnummer: dict[str, int] = {}
    uit = []
    for school in scholen:
        volgnummer[school.soort] = volgnummer.get(school.soort, -1) + 1
        uit.append(maak_klassen(school, volgnummer[school.soort]))
    return uit


def _heeft_plicht(personen: Personen) -> np.ndarray:
    """At some time of the year between five and eighteen, without a startkwalificatie before it."""
    jong_genoeg = personen.geboren < np.datetime64("2021-02-01")
    return jong_genoeg & (personen.geboren > np.datetime64("2008-06-01")) & np.isnat(personen.startkwalificatie_op)


@dataclass
class _Stadmaker:
    """The city under construction; holds one simulated school at a time."""

    scholen: tuple[School, ...]
    klassen: list[list[Klas]]
    personen: Personen
    plaatsingen: Plaatsingen
    neiging: latent.Latent
    weken: int
    zaad: int
    map: Path
    waarheid: Waarheid
    bestanden: int = 0
    omvang: int = 0

    def __post_init__(self) -> None:
        self.register = gemeente.Register()

    def alle_scholen(self, voortgang: Callable[[str], None]) -> None:
        """Simulate, write and forget every school."""
        for school in self.scholen:
            self._school(school)
            voortgang(f"{school.index + 1} van {len(self.scholen)}: {school.naam} ({school.dialect})")

    def _school(self, school: School) -> None:
        eigen = self.plaatsingen.van_school(school.index)
        jaar = maak_schooljaar(
            school, self.klassen[school.index], eigen, self.personen, self.neiging, self.weken, self.zaad
        )
        uitvoer = Uitvoer(jaar, self.map, np.random.default_rng([self.zaad, 35, school.index]))
        uitvoer.alles()
        gemeente.voeg_toe(self.register, jaar, self.zaad)
        self._tel(uitvoer.bestanden, uitvoer.bytes)
        self._tel(*schrijf_kernteam(self.map, jaar, self.zaad))
        self.waarheid.voeg_toe(jaar, uitvoer)

    def stad(self) -> None:
        """What is not of one school: the register, the gemeente, the truth."""
        self._tel(1, schrijf(self.map / "scholen.yaml", scholen_yaml(self.scholen).encode()))
        self._tel(
            *gemeente.schrijf_gemeente(
                self.map / "gemeente",
                self.register,
                self.scholen,
                self.personen,
                self.plaatsingen,
                self.weken,
                self.zaad,
            )
        )
        self.waarheid.schrijf_slot()

    def _tel(self, bestanden: int, omvang: int) -> None:
        self.bestanden += bestanden
        self.omvang += omvang
