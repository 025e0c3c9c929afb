"""The sizes of groups as cells of their own: a noemer that is too small to be given may not come back by subtraction.

Only frames whose noemers are no measure themselves need this (trends.csv, not leren.csv), and only when a noemer is
hidden. The rows stand behind the others and are never released.
"""

# pyright: reportArgumentType=false, reportAttributeAccessIssue=false, reportReturnType=false, reportCallIssue=false
# because pandas types every selection as "frame or series or scalar", which no reader of this file would.

import pandas as pd

PERSONEN, MINUTEN = "noemer_personen", "noemer_minuten"
CEL = ["peildatum", "niveau", "code", "onderwijssoort"]


def met_noemers(vrij: pd.DataFrame, drempel: int) -> pd.DataFrame:
    """The prepared rows, and behind them a row for the size of each cell, persons and minutes apart."""
    extra = [
        _maten(vrij, naam, is_aandeel, drempel)
        for naam, is_aandeel in ((PERSONEN, False), (MINUTEN, True))
        if _is_nodig(vrij[vrij["is_aandeel"] == is_aandeel])
    ]
    if not extra:
        return vrij
    vrij = vrij.copy()
    for rijen in extra:
        naam = rijen["maat"].iloc[0]
        vrij.loc[vrij["is_aandeel"] == (naam == MINUTEN), "noemer_van"] = naam
    return pd.concat([vrij, *extra], ignore_index=True)


def _is_nodig(rijen: pd.DataFrame) -> bool:
    """Whether a noemer is hidden that no measure of the frame counts."""
    return bool((rijen["noemer_verborgen"] & (rijen["noemer_van"] == "")).any())


def _maten(vrij: pd.DataFrame, naam: str, is_aandeel: bool, drempel: int) -> pd.DataFrame:
    """A row a cell: its smallest noemer (one that is larger is its own teller)."""
    rijen = vrij[(vrij["is_aandeel"] == is_aandeel) & (vrij["noemer_van"] == "")]
    kleinste = rijen.sort_values("noemer", kind="stable").drop_duplicates(CEL).sort_index()
    return kleinste.assign(
        maat=naam,
        noemer_van=naam,
        is_deel=False,
        teller=kleinste["noemer"],
        teller_afgerond=kleinste["noemer_afgerond"],
        betrokken=kleinste["personen"],
        onderdrukt=["klein" if weg else "" for weg in kleinste["noemer_verborgen"]],
        is_klein=kleinste["noemer_verborgen"],
    )
