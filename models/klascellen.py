"""From counts per class to the exact cells of a class's own trend, for the kernteam of its school.

Pure adding up. What may be shown is decided after this, in `onthulling.geef_vrij`; exact cells never reach a file.
"""

# pyright: reportArgumentType=false, reportAttributeAccessIssue=false, reportReturnType=false, reportCallIssue=false
# because pandas types every selection as "frame or series or scalar", which no reader of this file would.

from __future__ import annotations

from datetime import date

import pandas as pd

from models.cellen import MINUTEN, SOMMEN, volledigheid
from models.onthulling import NODIG, SPREIDING

MAAT = "verzuim_totaal"
GEEN_KLAS = ""
DEEL, GEHEEL = "school", "bestuur"
"""The levels of disclosure control on which a class and its school stand: a level and one that adds it up."""


def maak_klascellen(peildatum: date, tellingen: pd.DataFrame, met_inzet: pd.DataFrame) -> pd.DataFrame:
    """All exact cells of the classes of one Sunday and of their schools, in the columns that `geef_vrij` asks.

    tellingen: brin6, klas (empty: in no class any more), maat, and the columns of school.publicatie.weektelling. The
    code of a class is brin6, a space and its name; a school's is brin6. Who is in no class is a class without a name.
    met_inzet: brin6 and klas of the classes with support, which have a line on a page: where a second figure must be
    hidden, another class goes first.
    """
    eigen = tellingen.loc[tellingen["maat"] == MAAT].rename(columns=MINUTEN)
    klassen = eigen.assign(klas=eigen["klas"].fillna(GEEN_KLAS))
    klassen = klassen.assign(niveau=DEEL, code=_code(klassen), bestuur=klassen["brin6"])
    scholen = eigen.groupby("brin6")[SOMMEN].sum().reset_index()
    scholen = scholen.assign(niveau=GEHEEL, code=scholen["brin6"], bestuur="")
    cellen = pd.concat([klassen, scholen], ignore_index=True)
    cellen = cellen.assign(peildatum=peildatum, onderwijssoort="", maat=MAAT, swv="", wijk="")
    cellen["volledigheid"] = volledigheid(cellen)
    cellen["liever"] = cellen["code"].isin(_code(met_inzet))
    return cellen.loc[:, [*NODIG, *SPREIDING, "swv", "wijk", "bestuur", "liever"]]


def _code(klassen: pd.DataFrame) -> pd.Series:
    return klassen["brin6"].astype(str) + " " + klassen["klas"].astype(str)


def alleen_klassen(vrij: pd.DataFrame) -> pd.DataFrame:
    """The released rows of the classes, on a level of their own: a school stands in its own trend, and who is in no
    class on no page.
    """
    is_klas = (vrij["niveau"] == DEEL) & ~vrij["code"].astype(str).str.endswith(" ")
    return vrij.loc[is_klas].assign(niveau="klas").reset_index(drop=True)
