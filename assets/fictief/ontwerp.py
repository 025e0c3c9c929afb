"""The design of a fictitious city before anything happens in it: schools, classes, people and their inclinations.

Small enough to hold at once for the largest city; the school years are simulated one by one from it. Not here: files.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from assets.fictief.bevolking import Personen, Plaatsingen, maak_bevolking, zet_accent
from assets.fictief.doorstroom import EINDE, Overgang, stroom_door
from assets.fictief.klassen import Klas, maak_klassen
from assets.fictief.scholen import School, maak_scholen, volgend_schooljaar
from assets.fictief.school import Schooljaar, maak_schooljaar
from models.fictief import latent
from models.fictief.kalender import EERSTE_JAAR, TWEEDE_JAAR, Jaar
from models.fictief.latent import Latent
from models.fictief.loopbaan import volgend_jaar


@dataclass(frozen=True)
class Jaardeel:
    """One schooljaar of the city, of which `weken` weeks are simulated; people and inclinations of all schools.

    `weg`: persons who left in the summer before it, and of whom no next school is known.
    """

    agenda: Jaar
    weken: int
    scholen: tuple[School, ...]
    personen: Personen
    plaatsingen: Plaatsingen
    neiging: Latent
    weg: tuple[int, ...] = ()

    def zonder_bestemming(self) -> list[tuple[int, date]]:
        """(person, last day) of who left a school without a known next one, also in the summer before."""
        pl = self.plaatsingen
        idx = np.flatnonzero(~np.isnat(pl.eind) & (pl.bestemming == "") & pl.hoofd)
        return [(p, EINDE.item()) for p in self.weg] + [(int(pl.persoon[i]), pl.eind[i].item()) for i in idx]


class Ontwerp:
    """One city, fixed by its three numbers."""

    def __init__(self, leerlingen: int, weken: int, zaad: int):
        self.weken, self.zaad = weken, zaad
        eerste, tweede = EERSTE_JAAR.weken_van(weken), TWEEDE_JAAR.weken_van(weken)
        self.scholen = maak_scholen(leerlingen, zaad, eerste)
        self.klassen = _klassen(self.scholen)
        self.personen, self.plaatsingen = maak_bevolking(self.scholen, self.klassen, zaad)
        zet_accent(self.personen, self.plaatsingen, self.scholen)
        rng = np.random.default_rng([zaad, 25])
        self.neiging = latent.trek(rng, self.personen.soort, _heeft_plicht(self.personen, EERSTE_JAAR))
        self.jaren = [
            Jaardeel(EERSTE_JAAR, eerste, self.scholen, self.personen, self.plaatsingen, self.neiging),
        ]
        self.overgang: Overgang | None = None
        if tweede:
            self.overgang = stroom_door(self.scholen, self.klassen, self.personen, self.plaatsingen, zaad)
            self.jaren.append(self._tweede_jaar(self.overgang, tweede))

    def _tweede_jaar(self, overgang: Overgang, weken: int) -> Jaardeel:
        personen, plaatsingen = overgang.personen, overgang.plaatsingen
        hier = np.zeros(len(personen.pgn), dtype=bool)
        hier[plaatsingen.persoon] = True
        blijft = personen.soort[: len(self.personen.soort)] == self.personen.soort
        plicht = _heeft_plicht(personen, TWEEDE_JAAR) & hier
        rng = TWEEDE_JAAR.bron(self.zaad, 25)
        neiging = volgend_jaar(rng, self.neiging, personen.soort, blijft, plicht, TWEEDE_JAAR)
        scholen = volgend_schooljaar(self.scholen, weken)
        return Jaardeel(TWEEDE_JAAR, weken, scholen, personen, plaatsingen, neiging, tuple(overgang.weg))

    def schooljaar(self, school: School) -> Schooljaar:
        """Simulate the first schooljaar of one school."""
        return self._simuleer(self.jaren[0], school)

    def tweede_schooljaar(self, eerste: Schooljaar) -> Schooljaar:
        """Simulate the second schooljaar of a school; its snapshots also tell how the first ended."""
        if self.overgang is None:
            raise ValueError(f"ontwerp: {self.weken} weeks have no second schooljaar; ask for more weeks")
        deel = self.jaren[1]
        school = deel.scholen[eerste.school.index]
        afgesloten = self.overgang.afgesloten.van_school(school.index)
        vorige = replace(eerste, school=school, personen=deel.personen, plaatsingen=afgesloten)
        return replace(self._simuleer(deel, school), vorige=vorige)

    def _simuleer(self, deel: Jaardeel, school: School) -> Schooljaar:
        eigen, klassen = deel.plaatsingen.van_school(school.index), self.klassen[school.index]
        return maak_schooljaar(school, klassen, eigen, deel.personen, deel.neiging, deel.agenda, deel.weken, self.zaad)

    def van_school(self, school: School) -> Iterator[Schooljaar]:
        """The simulated schooljaren of one school."""
        eerste = self.schooljaar(school)
        yield eerste
        if self.overgang:
            yield self.tweede_schooljaar(eerste)

    def simuleer(self) -> Iterator[Schooljaar]:
        """All schools, one after the other; who forgets each before the next keeps memory small."""
        return (jaar for school in self.scholen for jaar in self.van_school(school))

    @property
    def lrv_gevallen(self) -> int:
        """Long unauthorised absences that begin within the simulated weeks, or go on from before the first."""
        eerste, *later = [deel.neiging.lrv_van[deel.neiging.lrv_van < 5 * deel.weken] for deel in self.jaren]
        return len(eerste) + sum(int((van >= 0).sum()) for van in later)


def _klassen(scholen: tuple[School, ...]) -> list[list[Klas]]:
    volgnummer: dict[str, int] = {}
    uit = []
    for school in scholen:
        volgnummer[school.soort] = volgnummer.get(school.soort, -1) + 1
        uit.append(maak_klassen(school, volgnummer[school.soort]))
    return uit


def _heeft_plicht(personen: Personen, jaar: Jaar) -> np.ndarray:
    """At some time of the schooljaar between five and eighteen, without a startkwalificatie before it."""
    jong_genoeg = personen.geboren < np.datetime64("2021-02-01") + jaar.verschuiving
    oud = np.datetime64("2008-06-01") + jaar.verschuiving
    return jong_genoeg & (personen.geboren > oud) & np.isnat(personen.startkwalificatie_op)
