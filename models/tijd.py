"""Peildata and schooljaren: the arithmetic of Sundays that every partition rests on. No clock, no I/O."""

from __future__ import annotations

from datetime import date, timedelta

WEEK = timedelta(days=7)
ZONDAG = 7
EERSTE_MAAND = 8
HALFJAARMAANDEN = (2, 9)
"""February and September: the months in which a half schooljaar begins."""


def schooljaar(dag: date) -> int:
    """The year in which the schooljaar of `dag` began: 1 August to 31 July, both included."""
    return dag.year if dag.month >= EERSTE_MAAND else dag.year - 1


def horizon(peildatum: date) -> tuple[date, date]:
    """First and last day that plans are made for: 1 August of the previous schooljaar to 31 July of this one, both
    included.
    """
    jaar = schooljaar(peildatum)
    return date(jaar - 1, EERSTE_MAAND, 1), date(jaar + 1, EERSTE_MAAND, 1) - timedelta(days=1)


def is_peildatum(dag: date) -> bool:
    """Is it a Sunday?"""
    return dag.isoweekday() == ZONDAG


def zondagen_om(dag: date) -> tuple[date, date]:
    """The Sundays before and after a day that is none."""
    voor = dag - timedelta(days=dag.isoweekday() % ZONDAG)
    return voor, voor + WEEK


def weeknaam(peildatum: date) -> str:
    """`JJJJ-Www`, the ISO week that the peildatum ends."""
    jaar, week, _ = peildatum.isocalendar()
    return f"{jaar:04d}-W{week:02d}"


def zondagen(eerste: date, laatste: date) -> list[date]:
    """All Sundays from `eerste` to `laatste`, both included and both Sundays."""
    return [eerste + i * WEEK for i in range((laatste - eerste).days // 7 + 1)]


def eerste_zondag(jaar: int, maand: int) -> date:
    """The first Sunday on or after the 1st of a month."""
    eerste = date(jaar, maand, 1)
    return eerste + timedelta(days=ZONDAG - eerste.isoweekday())


def halfjaar_begin(peildatum: date) -> date | None:
    """The Sunday on which the half schooljaar began that ends at `peildatum`; None: none ends then.

    Halves run between the first Sundays on or after 1 September and 1 February, both included: the end of one is the
    begin of the next, so that two halves never overlap.
    """
    jaar = peildatum.year
    grenzen = [eerste_zondag(j, maand) for j in (jaar - 1, jaar) for maand in HALFJAARMAANDEN]
    plek = grenzen.index(peildatum) if peildatum in grenzen else 0
    return grenzen[plek - 1] if plek else None


def begin_van_keten(peildatum: date, eerste_bekend: date) -> date:
    """The first Sunday that is looked back at from `peildatum` (regels.md §1): the first of this and the previous
    schooljaar on which any delivery was known; never after `peildatum`.
    """
    augustus = horizon(peildatum)[0]
    return min(max(eerste_zondag(augustus.year, augustus.month), eerste_bekend), peildatum)
