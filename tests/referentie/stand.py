"""Facts as of (L, K): lessons up to and including Sunday L, as known at Sunday K >= L."""

from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from tests.referentie.bronnen import Inschrijving, Melding
from tests.referentie.feiten import Dag, Kennis, Schoolkennis, Slot
from tests.referentie.tijd import binnen

ONBEKEND_DAGEN = 5


class Maat(NamedTuple):
    """Minutes of known planned slots, and how many of them were missed."""

    gemist: int
    bekend: int

    @property
    def procent(self) -> Fraction:
        return Fraction(100 * self.gemist, self.bekend)


class Stand:
    """One state (L, K)."""

    def __init__(self, kennis: Kennis, lessen_tot: date):
        self.kennis, self.l = kennis, lessen_tot
        self._dagen: dict[tuple[str, str], list[Dag]] = {}

    def dagen(self, brin6: str, leerling: str) -> list[Dag]:
        """Schooldagen up to L; long open onbekend slots read as ongeoorloofd."""
        sleutel = brin6, leerling
        if sleutel not in self._dagen:
            school = self.kennis.scholen[brin6]
            dagen = [dag for dag in school.dagen(leerling) if dag.datum <= self.l]
            grens = len(dagen) - 1 - int(school.school.instellingen.get("onbekend_schooldagen", ONBEKEND_DAGEN))
            self._dagen[sleutel] = [verjaar(dag) if i < grens else dag for i, dag in enumerate(dagen)]
        return self._dagen[sleutel]

    def ingeschreven(self) -> Iterator["Zicht"]:
        """Every pupil at every school where it is enrolled on L."""
        for brin6, school in self.kennis.scholen.items():
            for leerling in school.inschrijvingen:
                if rij := school.rij_op(leerling, self.l):
                    yield Zicht(self, brin6, leerling, rij)


def verjaar(dag: Dag) -> Dag:
    """More than 5 schooldagen lie after it: what is still onbekend counts as ongeoorloofd, on its own date."""
    if not any(slot.gemist and slot.geoorloofd == "onbekend" for slot in dag.slots):
        return dag
    return dag._replace(
        slots=tuple(s._replace(geoorloofd="nee") if s.geoorloofd == "onbekend" else s for s in dag.slots)
    )


class Zicht:
    """One pupil at one school where it is enrolled on L: all that a signal may look at."""

    def __init__(self, stand: Stand, brin6: str, leerling: str, rij: Inschrijving):
        self.stand, self.brin6, self.leerling, self.rij = stand, brin6, leerling, rij
        self.l = stand.l

    @property
    def school(self) -> Schoolkennis:
        return self.stand.kennis.scholen[self.brin6]

    @cached_property
    def dagen(self) -> list[Dag]:
        """Schooldagen at this school up to L."""
        return self.stand.dagen(self.brin6, self.leerling)

    @cached_property
    def inschrijvingsduur(self) -> tuple[date, date | None]:
        duur = self.school.inschrijvingsduur(self.leerling, self.l)
        assert duur
        return duur

    @cached_property
    def delen(self) -> list[tuple[str, str]]:
        """Every (school, leerlingnummer) of this person."""
        return self.stand.kennis.personen[self.stand.kennis.persoon(self.brin6, self.leerling)]

    @cached_property
    def school_meldingen(self) -> list[Melding]:
        """Reports that leerplicht has of this pupil and school."""
        return self.stand.kennis.meldingen_van(self.brin6, self.leerling)

    def plicht(self, dag: date) -> bool:
        return self.school.plicht(self.leerling, dag)

    def in_lesweken(self, n: int) -> list[Dag]:
        """Schooldagen from the Monday of lesweek k-n+1 to L (no such lesweek: from the first day)."""
        begin = self.school.begin_venster(self.l, n)
        return [dag for dag in self.dagen if binnen(dag.datum, begin, self.l)]

    @cached_property
    def persoon_dagen(self) -> dict[date, list[tuple[str, str, Slot]]]:
        """Date -> (school, leerling, slot) of every planned slot of this person, in order of date."""
        return self._per_datum(self.stand.dagen)

    @cached_property
    def persoon_dagen_zoals_geleverd(self) -> dict[date, list[tuple[str, str, Slot]]]:
        """The same, but a reason that is not given stays onbekend, however long ago."""
        scholen = self.stand.kennis.scholen
        return self._per_datum(lambda brin6, wie: [d for d in scholen[brin6].dagen(wie) if d.datum <= self.l])

    def _per_datum(self, dagen: Callable[[str, str], list[Dag]]) -> dict[date, list[tuple[str, str, Slot]]]:
        uit: dict[date, list[tuple[str, str, Slot]]] = {}
        for brin6, leerling in self.delen:
            for dag in dagen(brin6, leerling):
                uit.setdefault(dag.datum, []).extend((brin6, leerling, slot) for slot in dag.slots)
        return dict(sorted(uit.items()))


def meet(slots: list[Slot] | tuple[Slot, ...]) -> Maat:
    """Known and missed minutes."""
    gemist = sum(slot.minuten for slot in slots if slot.gemist)
    return Maat(gemist, sum(slot.minuten for slot in slots if slot.bekend))
