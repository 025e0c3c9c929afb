"""Lesweken by their number in the schooljaar, the same lesweek of the year before, and a series without its season.

A lesweek of a city is a week in which it has lessons; the nth from 1 August on has number n, straight through holidays,
so that a holiday that moves from year to year moves nothing else. Pure arithmetic on Sundays and figures.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from models.tijd import EERSTE_MAAND, WEEK, eerste_zondag, schooljaar

LAATSTE_BEGIN = (9, 14)
"""Month and day: the Sunday of lesweek 1 lies on or before it; a later first week with lessons comes after another
holiday. The latest summer holiday ends in the first days of September."""
MIN_JAAR = 20
"""Lesweken of a year that must be known before it says what is usual in a season."""
HEEL_JAAR = 40
"""Lesweken of a whole schooljaar. What is expected of a city asks for so many: in its first year the waves of a year
are not known yet, and two outcomes of three lie within an interval of 80% (docs/statistiek.md)."""
RAND = 1
"""Lesweken on both sides that a lesweek is averaged with when it says what is usual: one odd week is no season."""


@dataclass(frozen=True)
class Lesweek:
    """A week with lessons: the Sunday that ends it, the year in which its schooljaar began, its number from 1."""

    zondag: date
    schooljaar: int
    nummer: int


def nummer_lesweken(weken: Mapping[date, bool]) -> tuple[Lesweek, ...]:
    """The lesweken among these weeks (Sunday -> has lessons), in order. A schooljaar whose beginning is not among them
    has none: its weeks cannot be numbered.
    """
    per_jaar: dict[int, list[date]] = {}
    for zondag in sorted(weken):
        if weken[zondag]:
            per_jaar.setdefault(schooljaar(zondag), []).append(zondag)
    genummerd = ((jaar, dagen) for jaar, dagen in per_jaar.items() if _begin_bekend(jaar, dagen[0], weken))
    return tuple(Lesweek(dag, jaar, n) for jaar, dagen in genummerd for n, dag in enumerate(dagen, start=1))


def _begin_bekend(jaar: int, eerste_les: date, weken: Mapping[date, bool]) -> bool:
    """Is the first known week with lessons the first of its schooljaar? Only when the week directly before it is known
    too, without lessons and of the summer; or when its Sunday is the first of August, which no week can precede.
    """
    is_eerste_zondag = eerste_les == eerste_zondag(jaar, EERSTE_MAAND)
    return is_eerste_zondag or (eerste_les <= date(jaar, *LAATSTE_BEGIN) and weken.get(eerste_les - WEEK) is False)


def jaar_eerder(lesweken: Sequence[Lesweek]) -> dict[date, date]:
    """Sunday of each lesweek -> Sunday of the lesweek with the same number a schooljaar before, if there is one."""
    plek = {(week.schooljaar, week.nummer): week.zondag for week in lesweken}
    paren = ((week.zondag, plek.get((week.schooljaar - 1, week.nummer))) for week in lesweken)
    return {nu: toen for nu, toen in paren if toen is not None}


def in_stukken(lesweken: Sequence[Lesweek]) -> list[list[Lesweek]]:
    """Stretches of lesweken that follow each other without a holiday between."""
    stukken: list[list[Lesweek]] = []
    for week in lesweken:
        if stukken and week.zondag - stukken[-1][-1].zondag == WEEK:
            stukken[-1].append(week)
        else:
            stukken.append([week])
    return stukken


def zonder_seizoen_van_jaar_eerder(
    lesweken: Sequence[Lesweek], aandeel: Mapping[date, float], jaar: int
) -> dict[date, float]:
    """The shares (by Sunday) of one schooljaar without the season that the year before had: divided by that year's own
    lesweek, averaged with its neighbours, against that year's mean. Empty when that year has fewer than MIN_JAAR known
    lesweken. A lesweek that either year lacks is left out.
    """
    vorig = {w.nummer: aandeel[w.zondag] for w in lesweken if w.schooljaar == jaar - 1 and w.zondag in aandeel}
    if len(vorig) < MIN_JAAR:
        return {}
    midden = float(np.mean(list(vorig.values())))
    uit = {}
    for week in lesweken:
        if week.schooljaar == jaar and week.zondag in aandeel and week.nummer in vorig:
            gewoon = _rond(vorig, week.nummer)
            if gewoon > 0:
                uit[week.zondag] = aandeel[week.zondag] * midden / gewoon
    return uit


def _rond(vorig: Mapping[int, float], nummer: int) -> float:
    """The mean of a lesweek and its known neighbours."""
    return float(np.mean([vorig[n] for n in range(nummer - RAND, nummer + RAND + 1) if n in vorig]))
