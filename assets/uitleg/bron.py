"""The facts about one pupil from which a row can be told again: read from one room at a time, written nowhere.

What is asked for a row of leerplicht is cut in SQL to what leerplicht may know (`sql/slots_voor_leerplicht.sql`); the
functions that tell a row never see more than that.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

from assets.magazijn import Magazijn

MAP = Path(__file__).parent / "sql"
SLOTS = "/* slots */"
EEUWIG = date(9999, 12, 31)
WEG = ("nvt", "onbekende_code")
"""What makes a planned slot no known slot."""


class Slot(NamedTuple):
    """A planned slot with the row that decides it. stand None: no row, so present; slot 1-12, 21 ochtend, 22 middag;
    minuten 0: not told; is_oud: an unknown reason counts as ongeoorloofd by now.
    """

    brin6: str
    leerling: int
    datum: date
    slot: int
    minuten: int
    plicht: bool
    geleverd: bool
    stand: str | None
    gelezen: str | None
    categorie: str | None
    geoorloofd: str | None
    code: str | None
    is_oud: bool
    bestand: str | None
    ontvangen_op: datetime | None
    regel: int | None

    @property
    def maandag(self) -> date:
        """The Monday of its ISO week."""
        return maandag_van(self.datum)

    @property
    def is_bekend(self) -> bool:
        """Planned in a delivered week, and no nvt or unknown code."""
        return self.geleverd and self.stand not in WEG

    @property
    def is_gemist(self) -> bool:
        """A known slot that was missed."""
        return self.geleverd and self.stand == "afwezig"

    @property
    def is_zonder_reden(self) -> bool:
        """Missed, and the school has given no reason."""
        return self.is_gemist and self.geoorloofd == "onbekend"

    @property
    def is_ongeoorloofd(self) -> bool:
        """Missed and ongeoorloofd, or too long without a reason."""
        return self.is_gemist and (self.geoorloofd == "nee" or (self.geoorloofd == "onbekend" and self.is_oud))

    @property
    def is_geoorloofd(self) -> bool:
        """Missed for a reason that is allowed."""
        return self.is_gemist and self.geoorloofd == "ja"


class Stuk(NamedTuple):
    """A piece of enrolment of the person; both ends included."""

    brin6: str
    leerling: int
    persoon: int
    klas: str | None
    van: date
    tot: date
    reeks_van: date
    startdatum: date
    hoofdinschrijving: bool
    plicht_van: date
    plicht_tot: date


class Inschrijfregel(NamedTuple):
    """A delivered row about an enrolment."""

    brin6: str
    leerling: int
    startdatum: date
    einddatum: date | None
    bestand: str
    ontvangen_op: datetime
    regel: int


class Week(NamedTuple):
    """A lesweek of a school. lesweek is numbered straight through, week_in_jaar from 1 August on."""

    brin6: str
    maandag: date
    lesweek: int
    schooljaar: int
    week_in_jaar: int
    geleverd: bool

    @property
    def zondag(self) -> date:
        """The last day of this ISO week."""
        return self.maandag + timedelta(days=6)


class Peil(NamedTuple):
    """Where the school stands on L: van_n is the Monday of lesweek k-n+1. klas and uurmaat: of the pupil on L."""

    k: int
    van_1: date
    van_2: date
    van_4: date
    van_8: date
    van_12: date
    jaar_van: date
    schooljaar: int
    week_in_jaar: int
    uurmaat: str
    dagdelen: bool
    reeks_van: date
    klas: str | None

    def venster_van(self, lesweken: int) -> date:
        """The Monday on which the last n lesweken begin (n: 1, 2, 4, 8 or 12)."""
        return getattr(self, f"van_{lesweken}")


class Dicht(NamedTuple):
    """A row of the kalender: klas None is the whole school, tot None has no end."""

    van: date
    tot: date | None
    soort: str
    klas: str | None

    def raakt(self, van: date, tot: date, klas: str | None) -> bool:
        """Does it close a day from `van` to `tot`, both included, for this class?"""
        return self.klas in (None, klas) and self.van <= tot and (self.tot or EEUWIG) >= van


class Melding(NamedTuple):
    """A V3 report; einddatum None: still open."""

    meldingsnummer: str
    begindatum: date
    einddatum: date | None
    melddatum: date


class Zaakstap(NamedTuple):
    """A step in the course of a case; nummer 0 is its opening. vanaf: the first day of the run, the Sunday of the week
    that reopened it, or the day of closing.
    """

    geopend_op: date
    nummer: int
    eerste: date
    signaal: str
    status: str
    vanaf: date


class Roosterregel(NamedTuple):
    """A slot of a timetable; weekdag 1 is Monday."""

    is_eigen: bool
    weekdag: int
    slot: int
    minuten: int
    geldig_van: date | None
    bestand: str
    ontvangen_op: datetime
    regel: int
    eerste_geldig_van: date | None


class Zaakregel(NamedTuple):
    """A row of the register of absoluut verzuim."""

    zaaknummer: str
    datum_signaal: date
    status: str
    einddatum: date | None
    bestand: str
    ontvangen_op: datetime
    regel: int


class Vrijstellingregel(NamedTuple):
    """A row of the register of exemptions."""

    zaaknummer: str
    artikel: str
    begindatum: date | None
    einddatum: date | None
    bestand: str
    ontvangen_op: datetime
    regel: int


def maandag_van(dag: date) -> date:
    """The Monday of the ISO week of a date."""
    return dag - timedelta(days=dag.weekday())


@cache
def lees_sql(naam: str) -> str:
    """A query of this package; the one for leerplicht is cut out of that of the school room."""
    sql = (MAP / f"{naam}.sql").read_text(encoding="utf-8")
    return sql.replace(SLOTS, (MAP / "slots.sql").read_text(encoding="utf-8")) if SLOTS in sql else sql


@dataclass(frozen=True)
class Vraag:
    """Asks the queries of this package; the same question twice is read once."""

    magazijn: Magazijn
    _gelezen: dict[tuple, list[tuple]] = field(default_factory=dict)

    def rijen(self, naam: str, waarden: Mapping[str, object]) -> list[tuple]:
        """The rows of one query; only the values that it names are handed on."""
        sql = lees_sql(naam)
        gebruikt = {p: waarden[p] for p in sorted(set(re.findall(r"\$(\w+)", sql)))}
        sleutel = (naam, str(gebruikt))
        if sleutel not in self._gelezen:
            self._gelezen[sleutel] = self.magazijn.rijen(sql, gebruikt)
        return self._gelezen[sleutel]


@dataclass(frozen=True)
class Feiten:
    """What a row of one side rests on: of pupil `leerling` (key of the school room) of school `brin6`, from lessons up
    to and including `l`, as known at `peildatum`. wachttijd: schooldagen that a school has to give a reason.
    """

    vraag: Vraag
    kant: str
    signaal: str
    brin6: str
    leerling: int
    peildatum: date
    l: date  # noqa: E741
    wachttijd: int
    drempel: int

    def _rijen(self, naam: str, **waarden: object) -> list[tuple]:
        vast = {"peildatum": self.peildatum, "l": self.l, "brin6": self.brin6, "leerling": self.leerling}
        return self.vraag.rijen(naam, {**vast, "signaal": self.signaal, **waarden})

    @property
    def is_leerplicht(self) -> bool:
        """Is this told to leerplicht, who may know less?"""
        return self.kant == "leerplicht"

    @cached_property
    def stukken(self) -> list[Stuk]:
        """All pieces of enrolment of the person."""
        return [Stuk(*rij) for rij in self._rijen("leerlingen")]

    @cached_property
    def leerlingen(self) -> list[int]:
        """The keys of this person at his schools."""
        return sorted({stuk.leerling for stuk in self.stukken} | {self.leerling})

    @cached_property
    def alle_slots(self) -> list[Slot]:
        """The slots of the person at all schools, by date."""
        naam = "slots_voor_leerplicht" if self.is_leerplicht else "slots"
        return [Slot(*rij) for rij in self._rijen(naam, leerlingen=self.leerlingen)]

    @cached_property
    def slots(self) -> list[Slot]:
        """The slots at the school of the row, by date."""
        return [slot for slot in self.alle_slots if slot.leerling == self.leerling]

    @cached_property
    def alle_weken(self) -> dict[str, list[Week]]:
        """The lesweken of each school of the person."""
        scholen = sorted({stuk.brin6 for stuk in self.stukken} | {self.brin6})
        weken = [Week(*rij) for rij in self._rijen("weken", scholen=scholen)]
        return {school: [week for week in weken if week.brin6 == school] for school in scholen}

    @property
    def weken(self) -> list[Week]:
        """The lesweken of the school of the row, up to `peildatum`."""
        return self.alle_weken[self.brin6]

    @cached_property
    def peil(self) -> Peil:
        """Where the school stands on `l`."""
        return Peil(*self._rijen("peil")[0])

    @cached_property
    def kalender(self) -> list[Dicht]:
        """The closed days of the school of the row."""
        return [Dicht(*rij) for rij in self._rijen("kalender")]

    @cached_property
    def meldingen(self) -> list[Melding]:
        """The V3 reports, the one that goes first at the end."""
        return [Melding(*rij) for rij in self._rijen("meldingen")]

    @cached_property
    def inschrijfregels(self) -> list[Inschrijfregel]:
        """The delivered rows behind the pieces of enrolment."""
        return [Inschrijfregel(*rij) for rij in self._rijen("inschrijfregels", leerlingen=self.leerlingen)]

    @cached_property
    def sluitingen(self) -> list[date]:
        """The days on which a case of the person was closed as returned."""
        return [rij[0] for rij in self._rijen("sluitingen", persoon=self.stukken[0].persoon)]

    @cached_property
    def zaken(self) -> list[Zaakstap]:
        """The cases of the person, step by step."""
        return [Zaakstap(*rij) for rij in self._rijen("zaken", persoon=self.stukken[0].persoon)]

    @cached_property
    def rooster(self) -> list[Roosterregel]:
        """The timetables of the pupil and of the class that are valid on `l`."""
        return [Roosterregel(*rij) for rij in self._rijen("rooster", klas=self.peil.klas)]

    def eerste_schooldag(self, van: date) -> date:
        """The first schooldag of the school on or after a date."""
        return self._rijen("schooldagen", van=van)[0][0]
