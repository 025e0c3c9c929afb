"""The design of a fictitious city before anything happens in it: schools, classes, people and their inclinations.

Small enough to hold at once for the largest city; the school years are simulated one by one from it. Not here: files.
"""

from collections.abc import Iterator

import numpy as np

from assets.fictief.bevolking import Personen, maak_bevolking, zet_accent
from assets.fictief.klassen import Klas, maak_klassen
from assets.fictief.scholen import School, maak_scholen
from assets.fictief.school import Schooljaar, maak_schooljaar
from models.fictief import latent


class Ontwerp:
    """One city, fixed by its three numbers."""

    def __init__(self, leerlingen: int, weken: int, zaad: int):
        self.weken, self.zaad = weken, zaad
        self.scholen = maak_scholen(leerlingen, zaad, weken)
        self.klassen = _klassen(self.scholen)
        self.personen, self.plaatsingen = maak_bevolking(self.scholen, self.klassen, zaad)
        zet_accent(self.personen, self.plaatsingen, self.scholen)
        rng = np.random.default_rng([zaad, 25])
        self.neiging = latent.trek(rng, self.personen.soort, _heeft_plicht(self.personen))

    def schooljaar(self, school: School) -> Schooljaar:
        """Simulate one school."""
        eigen = self.plaatsingen.van_school(school.index)
        klassen = self.klassen[school.index]
        return maak_schooljaar(school, klassen, eigen, self.personen, self.neiging, self.weken, self.zaad)

    def simuleer(self) -> Iterator[Schooljaar]:
        """All schools, one after the other; who forgets each before the next keeps memory small."""
        return (self.schooljaar(school) for school in self.scholen)

    @property
    def lrv_gevallen(self) -> int:
        """Persons whose long unauthorised absence begins within the simulated weeks or before."""
        return int((self.neiging.lrv_van < 5 * self.weken).sum())


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
