"""Disclosure control of the yearly count of art. 25: three figures a count that add up, so one hidden part hides the
total too.

The rule of ten and the rounding are those of `onthulling.py`.
"""

# pyright: reportGeneralTypeIssues=false, reportReturnType=false
# because pandas types every selection as "frame or series or scalar", which no reader of this file would.

import pandas as pd

from models.onthulling import AFRONDING_PERSONEN, DREMPEL_STAD, afgerond

DELEN = ("open_op_1_september", "nieuw_in_jaar")
KOLOMMEN = ["schooljaar", "maat", *DELEN, "totaal", "onderdrukt"]


def geef_jaar_vrij(telling: pd.DataFrame) -> pd.DataFrame:
    """Released figures of the yearly count, `KOLOMMEN`, one row a maat in the same order.

    telling: schooljaar (text), maat, open_op_1_september and nieuw_in_jaar (exact persons). A part of fewer than 10
    persons is empty, and then the total is too, because their difference would give it back; the part that stays stands
    in the weekly figures as well. onderdrukt: empty or `klein`. Released figures are multiples of 5, the total of the
    exact sum.
    """
    uit = telling[["schooljaar", "maat"]].copy()
    klein = (telling[list(DELEN)] < DREMPEL_STAD).any(axis="columns")
    for deel in DELEN:
        rond = telling[deel].map(lambda n: afgerond(int(n), AFRONDING_PERSONEN)).astype("Int64")
        uit[deel] = rond.where(telling[deel] >= DREMPEL_STAD)
    som = telling[list(DELEN)].sum(axis="columns")
    uit["totaal"] = som.map(lambda n: afgerond(int(n), AFRONDING_PERSONEN)).astype("Int64").where(~klein)
    uit["onderdrukt"] = ["klein" if is_klein else "" for is_klein in klein]
    return uit[KOLOMMEN]
