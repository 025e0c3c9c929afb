"""Facts of schooljaar 2025/2026 in region Midden, and the day axis on which the city is simulated.

A day is an index: 5 * week + weekday (Monday 0), week 0 begins on Monday 1 September 2025; weekends have no index.
Sources: the yearly rules for school holidays as the package `holidays` (MIT) gives them, region Midden; schools take a
second May week of their own choice. What is NOT here: a school's own study days (those are drawn per school).
"""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

EERSTE_DAG = date(2025, 9, 1)
LAATSTE_DAG = date(2026, 7, 17)
SCHOOLJAAR_VAN, SCHOOLJAAR_TOT = date(2025, 8, 1), date(2026, 7, 31)
MAX_WEKEN = 46
"""Calendar weeks from 1 September 2025 to the last Sunday before the summer holiday."""
SCHOOLDAGEN_PER_JAAR = 190
"""Yearly rates are spread over this many school days (domein.md §6: 193–200 weekdays before study days)."""


@dataclass(frozen=True)
class Sluiting:
    """Closed days `van`..`tot`, both ends included; soort as in the kalender contract."""

    van: date
    tot: date
    soort: str
    naam: str


VAKANTIES = (
    Sluiting(date(2025, 10, 18), date(2025, 10, 26), "vakantie", "Herfstvakantie"),
    Sluiting(date(2025, 12, 20), date(2026, 1, 4), "vakantie", "Kerstvakantie"),
    Sluiting(date(2026, 2, 14), date(2026, 2, 22), "vakantie", "Voorjaarsvakantie"),
    Sluiting(date(2026, 4, 18), date(2026, 5, 3), "vakantie", "Meivakantie"),
    Sluiting(date(2026, 7, 18), date(2026, 8, 30), "vakantie", "Zomervakantie"),
)
FEESTDAGEN = (
    Sluiting(date(2026, 4, 3), date(2026, 4, 3), "feestdag", "Goede Vrijdag"),
    Sluiting(date(2026, 4, 6), date(2026, 4, 6), "feestdag", "Tweede Paasdag"),
    Sluiting(date(2026, 5, 5), date(2026, 5, 5), "feestdag", "Bevrijdingsdag"),
    Sluiting(date(2026, 5, 14), date(2026, 5, 15), "feestdag", "Hemelvaart"),
    Sluiting(date(2026, 5, 25), date(2026, 5, 25), "feestdag", "Tweede Pinksterdag"),
)
LANDELIJK = VAKANTIES + FEESTDAGEN


def dagen(weken: int) -> np.ndarray:
    """Dates (datetime64[D]) of the day axis: the weekdays of the first `weken` calendar weeks."""
    begin = np.datetime64(EERSTE_DAG)
    return (begin + 7 * np.arange(weken)[:, None] + np.arange(5)[None, :]).reshape(-1)


def datum_van(dag: int) -> date:
    """Date of a day index; indexes before 0 and after the simulated weeks are allowed."""
    week, weekdag = divmod(int(dag), 5)
    return EERSTE_DAG + timedelta(days=7 * week + weekdag)


def dag_van(datum: date) -> int:
    """Day index of a date; a Saturday or Sunday gives the Monday after it."""
    week, weekdag = divmod((datum - EERSTE_DAG).days, 7)
    return 5 * week + min(weekdag, 5)


def is_dicht(dagen_: np.ndarray, sluitingen: tuple[Sluiting, ...]) -> np.ndarray:
    """Boolean per day: closed for the school."""
    dicht = np.zeros(len(dagen_), dtype=bool)
    for s in sluitingen:
        dicht |= (dagen_ >= np.datetime64(s.van)) & (dagen_ <= np.datetime64(s.tot))
    return dicht


def zondag_van_week(week: int) -> date:
    """The Sunday that ends week `week` (0 = the week of 1 September 2025)."""
    return EERSTE_DAG + timedelta(days=7 * week + 6)
