"""Disclosure control of the yearly count of art. 25: three figures a count that add up, so one hidden part hides the
total too.

The rule of ten and the rounding are those of `onthulling.py`. The same attacker reads the weekly figures of the city:
open_op_1_september is the stand of that Sunday, and who is new in the count came in that week or an earlier one.
"""

# pyright: reportGeneralTypeIssues=false, reportReturnType=false, reportArgumentType=false
# because pandas types every selection as "frame or series or scalar", which no reader of this file would.

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from models.onthulling import AFRONDING_PERSONEN, DREMPEL_STAD, afgerond

DELEN = ("open_op_1_september", "nieuw_in_jaar")
KOLOMMEN = ["schooljaar", "maat", *DELEN, "totaal", "onderdrukt"]
NIEUW_PER_WEEK = DREMPEL_STAD - 1
"""Persons that a week with a small, hidden instroom can have added."""


@dataclass(frozen=True)
class Weekcijfers:
    """What the weekly figures of the city, and this count of earlier Sundays, say of one maat.

    is_toen_getoond: the stand of the first Sunday is given. instroom: onderdrukt of this week's. is_tweede: this is the
    Sunday after the first. hoogstens: how many new persons the count of the Sunday before leaves possible (None: there
    is none, so nobody was new).
    """

    is_toen_getoond: bool
    instroom: str
    is_tweede: bool
    hoogstens: int | None


NIETS_BEKEND = Weekcijfers(is_toen_getoond=True, instroom="", is_tweede=False, hoogstens=None)


def geef_jaar_vrij(telling: pd.DataFrame, weken: Mapping[str, Weekcijfers] | None = None) -> pd.DataFrame:
    """Released figures of the yearly count, `KOLOMMEN`, one row a maat in the same order.

    telling: schooljaar (text), maat, open_op_1_september and nieuw_in_jaar (exact persons). A part of fewer than 10
    persons is empty, and one that would say what a weekly figure hides (`weken`, by maat); then the total is too,
    because their difference would give it back. onderdrukt: empty, `klein`, or `aanvullend` when no part is small.
    Released figures are multiples of 5, the total of the exact sum.
    """
    uit = telling[["schooljaar", "maat"]].copy()
    bekend = [(weken or {}).get(maat, NIETS_BEKEND) for maat in telling["maat"]]
    klein = telling[list(DELEN)] < DREMPEL_STAD
    nieuw = zip(telling[DELEN[1]], bekend, strict=True)
    verraadt = {
        DELEN[0]: [not week.is_toen_getoond for week in bekend],
        DELEN[1]: [_zegt_instroom(int(n), week) for n, week in nieuw],
    }
    weg = klein | pd.DataFrame(verraadt, index=telling.index, dtype=bool)
    for deel in DELEN:
        rond = telling[deel].map(lambda n: afgerond(int(n), AFRONDING_PERSONEN)).astype("Int64")
        uit[deel] = rond.where(~weg[deel])
    som = telling[list(DELEN)].sum(axis="columns")
    is_weg, is_klein = weg.any(axis="columns"), klein.any(axis="columns")
    uit["totaal"] = som.map(lambda n: afgerond(int(n), AFRONDING_PERSONEN)).astype("Int64").where(~is_weg)
    uit["onderdrukt"] = ["klein" if k else "aanvullend" if w else "" for k, w in zip(is_klein, is_weg, strict=True)]
    return uit[KOLOMMEN]


def laagst_mogelijk(cijfer: int) -> int:
    """The fewest persons that a released figure stands for."""
    return max(DREMPEL_STAD, cijfer - AFRONDING_PERSONEN // 2)


def hoogst_mogelijk(cijfer: int) -> int:
    """The most persons that a released figure stands for."""
    return cijfer + (AFRONDING_PERSONEN - 1) // 2


def _zegt_instroom(nieuw: int, week: Weekcijfers) -> bool:
    """Whether the figure says of a hidden instroom more than is said already: on the second Sunday they are the same,
    later it is at least the difference with the Sunday before.
    """
    if week.is_tweede:
        return week.instroom != ""
    te_veel = week.hoogstens is not None and laagst_mogelijk(afgerond(nieuw, AFRONDING_PERSONEN)) > week.hoogstens
    return week.instroom == "klein" and te_veel
