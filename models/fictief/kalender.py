"""Facts of the schooljaren 2025/2026 and 2026/2027 in region Midden, and the day axis on which each is simulated.

A day is an index within its schooljaar: 5 * week + weekday (Monday 0), week 0 begins on the Monday `eerste_dag`;
weekends have no index. Indexes before 0 and after the simulated weeks are allowed: 52 weeks on lies the same day of the
next schooljaar. Sources: the yearly rules for school holidays and public holidays as the package `holidays` (MIT) gives
them, region Midden; schools take a second May week of their own choice. What is NOT here: a school's own study days
(those are drawn per school).
"""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

JAAR_WEKEN = 46
"""Calendar weeks from the first Monday of a schooljaar to the last Sunday before its summer holiday."""
WEKEN_TUSSEN = 52
"""Weeks between the first Mondays of two schooljaren."""
MAX_WEKEN = WEKEN_TUSSEN + JAAR_WEKEN
"""Calendar weeks from 1 September 2025 to the last Sunday before the summer holiday of 2027."""
SCHOOLDAGEN_PER_JAAR = 190
"""Yearly rates are spread over this many school days (domein.md §6: 193–200 weekdays before study days)."""


@dataclass(frozen=True)
class Sluiting:
    """Closed days `van`..`tot`, both ends included; soort as in the kalender contract."""

    van: date
    tot: date
    soort: str
    naam: str


@dataclass(frozen=True)
class Jaar:
    """One schooljaar `van`..`tot`, with lessons from `eerste_dag` (a Monday) to `laatste_dag`; both ends included.

    `nummer`: 0 for the first schooljaar of the city, 1 for the second.
    """

    nummer: int
    van: date
    eerste_dag: date
    laatste_dag: date
    tot: date
    vakanties: tuple[Sluiting, ...]
    feestdagen: tuple[Sluiting, ...]

    @property
    def naam(self) -> str:
        """As people write it."""
        return f"{self.van.year}-{self.tot.year}"

    @property
    def landelijk(self) -> tuple[Sluiting, ...]:
        """Closed for every school."""
        return self.vakanties + self.feestdagen

    @property
    def verschuiving(self) -> int:
        """Days from the first Monday of the first schooljaar to that of this one."""
        return 7 * WEKEN_TUSSEN * self.nummer

    def bron(self, *delen: int) -> np.random.Generator:
        """A stream of random numbers of its own for these parts (seed, purpose, school) in this schooljaar."""
        return np.random.default_rng([*delen, *([self.nummer] if self.nummer else [])])

    def weken_van(self, weken: int) -> int:
        """How many of the city's first `weken` calendar weeks are lesson weeks or holidays of this schooljaar."""
        return min(max(weken - WEKEN_TUSSEN * self.nummer, 0), JAAR_WEKEN)

    def dagen(self, weken: int) -> np.ndarray:
        """Dates (datetime64[D]) of the day axis: the weekdays of the first `weken` calendar weeks."""
        begin = np.datetime64(self.eerste_dag)
        return (begin + 7 * np.arange(weken)[:, None] + np.arange(5)[None, :]).reshape(-1)

    def datum_van(self, dag: int) -> date:
        """Date of a day index."""
        week, weekdag = divmod(int(dag), 5)
        return self.eerste_dag + timedelta(days=7 * week + weekdag)

    def dag_van(self, datum: date) -> int:
        """Day index of a date; a Saturday or Sunday gives the Monday after it."""
        week, weekdag = divmod((datum - self.eerste_dag).days, 7)
        return 5 * week + min(weekdag, 5)

    def zondag_van_week(self, week: int) -> date:
        """The Sunday that ends week `week` (0 = the week of `eerste_dag`)."""
        return self.eerste_dag + timedelta(days=7 * week + 6)


JAREN = (
    Jaar(
        nummer=0,
        van=date(2025, 8, 1),
        eerste_dag=date(2025, 9, 1),
        laatste_dag=date(2026, 7, 17),
        tot=date(2026, 7, 31),
        vakanties=(
            Sluiting(date(2025, 10, 18), date(2025, 10, 26), "vakantie", "Herfstvakantie"),
            Sluiting(date(2025, 12, 20), date(2026, 1, 4), "vakantie", "Kerstvakantie"),
            Sluiting(date(2026, 2, 14), date(2026, 2, 22), "vakantie", "Voorjaarsvakantie"),
            Sluiting(date(2026, 4, 18), date(2026, 5, 3), "vakantie", "Meivakantie"),
            Sluiting(date(2026, 7, 18), date(2026, 8, 30), "vakantie", "Zomervakantie"),
        ),
        feestdagen=(
            Sluiting(date(2026, 4, 3), date(2026, 4, 3), "feestdag", "Goede Vrijdag"),
            Sluiting(date(2026, 4, 6), date(2026, 4, 6), "feestdag", "Tweede Paasdag"),
            Sluiting(date(2026, 5, 5), date(2026, 5, 5), "feestdag", "Bevrijdingsdag"),
            Sluiting(date(2026, 5, 14), date(2026, 5, 15), "feestdag", "Hemelvaart"),
            Sluiting(date(2026, 5, 25), date(2026, 5, 25), "feestdag", "Tweede Pinksterdag"),
        ),
    ),
    Jaar(
        nummer=1,
        van=date(2026, 8, 1),
        eerste_dag=date(2026, 8, 31),
        laatste_dag=date(2027, 7, 16),
        tot=date(2027, 7, 31),
        vakanties=(
            Sluiting(date(2026, 10, 17), date(2026, 10, 25), "vakantie", "Herfstvakantie"),
            Sluiting(date(2026, 12, 19), date(2027, 1, 3), "vakantie", "Kerstvakantie"),
            Sluiting(date(2027, 2, 20), date(2027, 2, 28), "vakantie", "Voorjaarsvakantie"),
            # The second May week after the national one: Bevrijdingsdag and Hemelvaart lie in it.
            Sluiting(date(2027, 4, 24), date(2027, 5, 9), "vakantie", "Meivakantie"),
            Sluiting(date(2027, 7, 17), date(2027, 8, 29), "vakantie", "Zomervakantie"),
        ),
        feestdagen=(
            Sluiting(date(2027, 3, 26), date(2027, 3, 26), "feestdag", "Goede Vrijdag"),
            Sluiting(date(2027, 3, 29), date(2027, 3, 29), "feestdag", "Tweede Paasdag"),
            Sluiting(date(2027, 5, 17), date(2027, 5, 17), "feestdag", "Tweede Pinksterdag"),
        ),
    ),
)
EERSTE_JAAR, TWEEDE_JAAR = JAREN


def is_dicht(dagen_: np.ndarray, sluitingen: tuple[Sluiting, ...]) -> np.ndarray:
    """Boolean per day: closed for the school."""
    dicht = np.zeros(len(dagen_), dtype=bool)
    for s in sluitingen:
        dicht |= (dagen_ >= np.datetime64(s.van)) & (dagen_ <= np.datetime64(s.tot))
    return dicht
