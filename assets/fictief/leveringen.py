"""When a fictitious school delivers its attendance, and over which period: windows that overlap, silence, catching up,
lateness.

Moments are local time to the minute; periods include both ends. What is NOT here: what stands in a delivery.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import numpy as np

from assets.fictief.scholen import School
from models.fictief.kalender import Jaar

TE_LAAT_KANS = 0.02
"""Chance that a delivery arrives on Tuesday or Wednesday, after the moment at which the week is judged."""
MINUTEN_EPOCH = datetime(1970, 1, 1)
VRIJDAGEN_VOORAF = 3


@dataclass(frozen=True)
class Moment:
    """One delivery. `week`: 0-based calendar week that it closes; `is_laat`: received after Monday 12:00."""

    week: int
    ontvangen: datetime
    van: date
    tot: date
    is_laat: bool = False
    is_inhaal: bool = False

    @property
    def minuut(self) -> int:
        """Receipt in minutes, on the axis of `registratie`."""
        return int((self.ontvangen - MINUTEN_EPOCH).total_seconds() // 60)


def momenten(rng: np.random.Generator, school: School, jaar: Jaar, weken: int, is_lesweek: np.ndarray) -> list[Moment]:
    """The deliveries of one school over the first `weken` weeks of a schooljaar, in order of receipt."""
    uit, gemist = [], None
    for week in range(weken):
        laat = rng.random() < TE_LAAT_KANS
        if _is_stil(school, week):
            gemist = week if gemist is None else gemist
            continue
        if not is_lesweek[week] and not school.gewoonte.vakantie_leveren:
            continue
        uit.append(_moment(school, jaar, week, gemist, laat))
        gemist = None
    return uit


def _is_stil(school: School, week: int) -> bool:
    stil = school.gewoonte.stil
    return stil is not None and stil[0] <= week <= stil[1]


def _moment(school: School, jaar: Jaar, week: int, gemist: int | None, laat: bool) -> Moment:
    g = school.gewoonte
    maandag = jaar.datum_van(5 * week)
    dag = 8 if laat else g.ontvangst_dag
    ontvangen = datetime.combine(maandag + timedelta(days=dag), g.tijd)
    eerste_week = 0 if g.venster_weken == 0 else max(0, week - g.venster_weken + 1)
    eerste_week = eerste_week if gemist is None else min(eerste_week, gemist)
    van = jaar.van if g.venster_weken == 0 else jaar.datum_van(5 * eerste_week)
    tot = maandag + timedelta(days=4) if dag < 6 else jaar.zondag_van_week(week)
    return Moment(week, ontvangen, van, tot, is_laat=laat, is_inhaal=gemist is not None)


def begin_moment(jaar: Jaar, school: School) -> datetime:
    """When a school sends its codes, enrolments, timetable and calendar of a schooljaar for the first time.

    The first schooljaar: all on the Friday before it. The second: on one of the three Fridays before it.
    """
    eerder = 7 * (school.index % VRIJDAGEN_VOORAF) * jaar.nummer
    return datetime.combine(jaar.eerste_dag - timedelta(days=3 + eerder), time(12, 0))


def wijzigmoment(jaar: Jaar, week: int) -> datetime:
    """When a changed snapshot is sent: the Friday afternoon of the week."""
    return datetime.combine(jaar.datum_van(5 * week + 4), time(16, 5))
