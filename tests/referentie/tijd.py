"""Dates: schooljaar, Sundays, months. All interval ends are inclusive; None is an open end."""

from datetime import date, timedelta
from functools import cache

DAG = timedelta(days=1)
WEEK = timedelta(days=7)


@cache
def maandag(datum: date) -> date:
    """The Monday of the ISO week of `datum`."""
    return datum - timedelta(days=datum.weekday())


def schooljaar(datum: date) -> int:
    """The year in which the schooljaar of `datum` begins (1 August-31 July)."""
    return datum.year if datum.month >= 8 else datum.year - 1


def begin_schooljaar(jaar: int) -> date:
    """1 August of `jaar`."""
    return date(jaar, 8, 1)


def plus_maanden(datum: date, maanden: int) -> date:
    """The same day number so many months later, else the last day of that month (regels 1, Exact)."""
    jaar, maand = divmod(datum.year * 12 + datum.month - 1 + maanden, 12)
    if jaar > date.max.year:
        return date.max
    for dag in range(datum.day, 27, -1):
        try:
            return date(jaar, maand + 1, dag)
        except ValueError:
            continue
    return date(jaar, maand + 1, datum.day)


def dagen(van: date, tot: date) -> list[date]:
    """Every date from `van` to `tot`, both included."""
    return [van + timedelta(days=i) for i in range((tot - van).days + 1)]


def binnen(datum: date, van: date | None, tot: date | None) -> bool:
    """Whether `datum` lies in the interval; None is open."""
    return (van is None or van <= datum) and (tot is None or datum <= tot)
