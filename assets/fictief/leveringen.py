"""When a fictitious school delivers its attendance, and over which period: windows that overlap, silence, catching up,
lateness.

Moments are local time to the minute; periods include both ends. What is NOT here: what stands in a delivery.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np

from assets.fictief.scholen import School
from models.fictief.kalender import EERSTE_DAG, SCHOOLJAAR_VAN, zondag_van_week

TE_LAAT_KANS = 0.02
"""Chance that a delivery arrives on Tuesday or Wednesday, after the moment at which the week is judged."""
MINUTEN_EPOCH = datetime(1970, 1, 1)


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


def momenten(rng: np.random.Generator, school: School, weken: int, is_lesweek: np.ndarray) -> list[Moment]:
    """The deliveries of one school over the simulated weeks, in order of receipt."""
    uit, gemist = [], None
    for week in range(weken):
        laat = rng.random() < TE_LAAT_KANS
        if _is_stil(school, week):
            gemist = week if gemist is None else gemist
            continue
        if not is_lesweek[week] and not school.gewoonte.vakantie_leveren:
            continue
        uit.append(_moment(school, week, gemist, laat))
        gemist = None
    return uit


def _is_stil(school: School, week: int) -> bool:
    stil = school.gewoonte.stil
    return stil is not None and stil[0] <= week <= stil[1]


def _moment(school: School, week: int, gemist: int | None, laat: bool) -> Moment:
    g = school.gewoonte
    maandag = EERSTE_DAG + timedelta(days=7 * week)
    dag = 8 if laat else g.ontvangst_dag
    ontvangen = datetime.combine(maandag + timedelta(days=dag), g.tijd)
    eerste_week = 0 if g.venster_weken == 0 else max(0, week - g.venster_weken + 1)
    eerste_week = eerste_week if gemist is None else min(eerste_week, gemist)
    van = SCHOOLJAAR_VAN if g.venster_weken == 0 else EERSTE_DAG + timedelta(days=7 * eerste_week)
    tot = maandag + timedelta(days=4) if dag < 6 else zondag_van_week(week)
    return Moment(week, ontvangen, van, tot, is_laat=laat, is_inhaal=gemist is not None)


def begin_moment() -> datetime:
    """When every school sends its codes, enrolments, timetable and calendar for the first time."""
    return datetime(2025, 8, 29, 12, 0)


def wijzigmoment(week: int) -> datetime:
    """When a changed snapshot is sent: the Friday afternoon of the week."""
    return datetime.combine(EERSTE_DAG + timedelta(days=7 * week + 4), datetime.min.time()) + timedelta(
        hours=16, minutes=5
    )
