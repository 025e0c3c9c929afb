"""Dutch public holidays and the term for reporting a crossing, in weekdays (regels.md §4 A, "verzuim_16u4w").

Here: dates that follow from the law's calendar alone.
Not here: closed days of a school, which only its own `kalender` tells.
"""

from datetime import date, timedelta
from functools import cache

from holidays import country_holidays

MELDTERMIJN_WEEKDAGEN = 5
"""Weekdays from einddatum to the last day to report: the Inspectorate's "onverwijld" of art. 21a Leerplichtwet."""

FEESTDAGEN = frozenset(
    {
        "Nieuwjaarsdag",
        "Tweede paasdag",
        "Koningsdag",
        "Hemelvaartsdag",
        "Tweede pinksterdag",
        "Eerste kerstdag",
        "Tweede kerstdag",
    }
)
"""The holidays that the term skips: not Goede vrijdag and Bevrijdingsdag; Easter and Whit Sunday are no weekdays."""

_ZATERDAG = 5
_EEN_DAG = timedelta(days=1)


@cache
def feestdagen(jaar: int) -> frozenset[date]:
    """Public holidays of one calendar year that the reporting term skips; Koningsdag on a Sunday is 26 April."""
    kalender = country_holidays("NL", years=jaar, language="nl")
    return frozenset(dag for dag, naam in kalender.items() if naam in FEESTDAGEN)


def is_werkdag(dag: date) -> bool:
    """True on Monday to Friday, except on a holiday of `FEESTDAGEN`; school holidays do not matter."""
    return dag.weekday() < _ZATERDAG and dag not in feestdagen(dag.year)


def uiterste_melddatum(einddatum: date) -> date:
    """The last day to report a crossing with this einddatum in time: five weekdays later, holidays skipped.

    The einddatum itself never counts, also when it is a weekday. A report on the returned day is still in time.
    """
    dag, over = einddatum, MELDTERMIJN_WEEKDAGEN
    while over:
        dag += _EEN_DAG
        over -= is_werkdag(dag)
    return dag


def werkdagen_over(vandaag: date, uiterlijk: date) -> int:
    """Weekdays after `vandaag` up to and including `uiterlijk`; negative: how many have passed since the term ended."""
    eerste, laatste, teken = (vandaag, uiterlijk, 1) if uiterlijk >= vandaag else (uiterlijk, vandaag, -1)
    return teken * sum(is_werkdag(eerste + n * _EEN_DAG) for n in range(1, (laatste - eerste).days + 1))
