"""Random small histories of pupils who stay away long, come back and stay away again: what makes cases and terugval.

All hangs on one `Random`, as in geschiedenis.py. A week has 20 lessons of 50 minutes, so that 5 of them are exactly a
quarter and 16 in four weeks a fifth. What is drawn lies around the edges of the cases: runs of about four weeks,
weeks around those limits, weeks of which half is known, deliveries that fail, corrections, decisions of the kernteam.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

from tests.bouwsteen import Schooltje, Stadje, Verzuimrij, geldig_pgn
from tests.toneel import WEEK, maandag_na

BEGIN = date(2026, 8, 17)
"""The Monday of the first lessons."""
LESSEN = 4
"""Lessons a day, five days a week."""
GEBOREN = (date(2012, 3, 1), date(2012, 3, 1), date(2012, 3, 1), date(2008, 11, 10), date(2008, 10, 3))
"""The last two lose kwalificatieplicht on their 18th birthday, in the middle of these weeks."""


@dataclass(frozen=True)
class Verhaal:
    """What happens to one pupil: rows of attendance, and the Sunday from which they are delivered."""

    rijen: list[Verzuimrij]
    bekend_vanaf: date = date.min


class Terugkeerder:
    """One pupil at one school, `weken` weeks long."""

    def __init__(self, rng: Random, leerling: str, weken: int):
        self.rng, self.leerling, self.weken = rng, leerling, weken

    def kans(self, procent: int) -> bool:
        return self.rng.randint(1, 100) <= procent

    def rijen(self) -> list[Verzuimrij]:
        """The truth of the whole time, one week after another."""
        rng, uit = self.rng, []
        week, reeks = rng.randint(0, 2), rng.choice([4, 5, 5, 6])
        uit += self._reeks(week, reeks)
        week += reeks
        while week < self.weken:
            if self.kans(8):
                reeks = rng.choice([4, 5, 6])
                uit += self._reeks(week, reeks)
                week += reeks
            else:
                uit += self._week(week)
                week += 1
        return uit

    def _reeks(self, week: int, weken: int) -> list[Verzuimrij]:
        """Whole days away from some day of the week on, until some day of its last week."""
        rng = self.rng
        code = rng.choice("OOOOZZ?")
        van = BEGIN + week * WEEK + timedelta(days=rng.choice([0, 0, 0, 1, 3]))
        tot = BEGIN + (week + weken) * WEEK - timedelta(days=rng.choice([3, 3, 3, 4, 6]))
        dagen = (van + timedelta(days=i) for i in range((tot - van).days + 1))
        anders = rng.choice("OZ?")
        codes = ((d, anders if self.kans(2) else code) for d in dagen if d.isoweekday() <= 5)
        return [Verzuimrij(self.leerling, d, code=c) for d, c in codes]

    def _week(self, week: int) -> list[Verzuimrij]:
        """Some lessons missed, around the limits; sometimes lessons that are not planned after all, or not known."""
        rng = self.rng
        uit = self._lessen(week, 0, rng.choice([0, 0, 0, 1, 2, 3, 4, 4, 5, 6, 16]), rng.choice("OOZ?"))
        if self.kans(20):
            uit += self._lessen(week, 6, rng.choice([1, 5, 9, 10, 11, 14]), rng.choice("NNQ"))
        return uit

    def _lessen(self, week: int, eerste: int, aantal: int, code: str) -> list[Verzuimrij]:
        nummers = range(eerste, min(20, eerste + aantal))
        slots = ((BEGIN + week * WEEK + timedelta(days=n // LESSEN), n % LESSEN + 1) for n in nummers)
        return [Verzuimrij(self.leerling, dag, slot, slot, code) for dag, slot in slots]


def _deel(rng: Random, school: Schooltje, leerling: str, weken: int, pgn: str) -> Verhaal:
    """One enrolment and its absence; sometimes a part of it is known only later, or takes back what was said."""
    pupil = Terugkeerder(rng, leerling, weken)
    geboren = rng.choice(GEBOREN)
    eind = BEGIN + rng.randint(8, weken) * WEEK - timedelta(days=rng.randint(1, 6)) if pupil.kans(8) else None
    school.inschrijving(leerling, geboren, startdatum="2026-08-01", einddatum=eind, pgn=pgn)
    return Verhaal(pupil.rijen())


def _gecorrigeerd(rng: Random, verhaal: Verhaal, weken: int) -> Verhaal:
    """The same, but some weeks of it are told otherwise from a Sunday on."""
    van = BEGIN + rng.randint(0, weken - 2) * WEEK
    tot = van + rng.randint(1, 3) * WEEK
    code = rng.choice(["", "Z", "O", "?"])
    anders = [replace(r, code=code) if van <= r.datum < tot else r for r in verhaal.rijen]  # type: ignore[operator]
    rijen = [r for r in anders if code or not van <= r.datum < tot]  # type: ignore[operator]
    return Verhaal(rijen, BEGIN + rng.randint(6, weken - 1) * WEEK)


def _besluiten(rng: Random, school: Schooltje, leerling: str, weken: int) -> None:
    """The kernteam says once or twice that the pupil is back, with a date or without one."""
    for nummer in range(rng.choice([0, 0, 1, 2])):
        lijst = BEGIN + rng.randint(5, weken) * WEEK - timedelta(days=1)
        datum = rng.choice([None, lijst, lijst - timedelta(days=rng.randint(1, 20))])
        rij = {"peildatum": lijst, "leerlingnummer": leerling, "besluit": "teruggekeerd", "datum": datum}
        school.kernteam([rij], f"{lijst + timedelta(days=rng.choice([1, 3])):%Y%m%d}T09{nummer:02}", f"lijst{leerling}")


def zondagen(weken: int) -> Iterator[date]:
    """Every Sunday of these weeks."""
    return (BEGIN + (i + 1) * WEEK - timedelta(days=1) for i in range(weken))


def _lever(rng: Random, school: Schooltje, verhalen: list[list[Verhaal]], weken: int) -> None:
    """Every Monday all attendance since the summer; some Mondays nothing."""
    gaten = {rng.randint(5, weken) for _ in range(rng.choice([0, 0, 1, 3]))}
    for nummer, p in enumerate(zondagen(weken)):
        if nummer >= 4 and nummer not in gaten:
            nu = [max((v for v in om if v.bekend_vanaf <= p), key=lambda v: v.bekend_vanaf) for om in verhalen]
            rijen = [rij for verhaal in nu for rij in verhaal.rijen if str(rij.datum) <= str(p)]
            school.verzuim(BEGIN if rng.randint(1, 10) > 2 else p - 3 * WEEK, p, maandag_na(p), rijen)


def maak_terugkeerders(rng: Random, map_: Path, scholen: int, weken: int = 20) -> tuple[date, date]:
    """Write a city of so many schools with one or two such pupils each; the first and last Sunday to run."""
    stad = Stadje(map_, begin="20260801T0600")
    paren = [_school(rng, stad, nummer, weken) for nummer in range(scholen)]
    for school, verhalen in paren:
        _lever(rng, school, verhalen, weken)
    alle = list(zondagen(weken))
    return alle[4], alle[-1]


def _school(rng: Random, stad: Stadje, nummer: int, weken: int) -> tuple[Schooltje, list[list[Verhaal]]]:
    school = stad.school(f"{nummer:02}AA00")
    school.rooster("1a", slots=range(1, LESSEN + 1), geldig_van=BEGIN)
    if rng.randint(1, 3) == 1:
        begin = BEGIN + rng.randint(4, weken - 3) * WEEK
        school.kalender(begin, begin + rng.choice([4, 6, 11]) * timedelta(days=1))
    verhalen = []
    for i in range(rng.randint(1, 2)):
        leerling = f"{1001 + i}"
        verhaal = _deel(rng, school, leerling, weken, rng.choice(["", geldig_pgn(nummer // 2)]) if i == 0 else "")
        verhalen.append([verhaal, _gecorrigeerd(rng, verhaal, weken)] if rng.randint(1, 3) == 1 else [verhaal])
        _besluiten(rng, school, leerling, weken)
    return school, verhalen
