"""From counts per school to the exact cells of the trend files: city, samenwerkingsverband, wijk, bestuur, school type,
school.

Pure adding up. What may be shown is decided after this, in `onthulling.geef_vrij`; exact cells never reach a file.
"""

# pyright: reportAttributeAccessIssue=false, reportReturnType=false, reportArgumentType=false
# because pandas types every selection as "frame or series or scalar", which no reader of this file would.

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pandas as pd

from models.onthulling import AANDELEN, NODIG, SPREIDING
from models.onthulling_sommen import GROEPERINGEN, STROMEN, TELLINGEN

PERSOONSMATEN = (
    *(f"{telling}{stroom}" for telling in TELLINGEN for stroom in ("", *STROMEN)),
    "leerlingen_met_signaal",
)
"""The measures that count persons."""
INDELING = list(GROEPERINGEN)
MINUTEN = {"gemist_min": "teller", "bekend_min": "noemer"}


def maak_cellen(
    peildatum: date, scholen: pd.DataFrame, personen: pd.DataFrame, leerlingen: pd.DataFrame, minuten: pd.DataFrame
) -> pd.DataFrame:
    """All exact cells of one Sunday, in the columns that `geef_vrij` asks.

    scholen: brin6, soort, swv, wijk, bestuur. personen: brin6 (empty: at no school), maat, personen. leerlingen: brin6,
    met_plicht, met_signaal. minuten: brin6, maat, gemist_min, bekend_min, plan_min, geleverd_min, leerlingen,
    leerlingen_gemist and the sums of squares. A school without rows counts nothing.
    """
    scholen = scholen.assign(**{kolom: scholen[kolom].fillna("") for kolom in INDELING}, geen="")
    delen = [_personen(scholen, personen, leerlingen), _minuten(scholen, minuten)]
    per_school = pd.concat(delen, ignore_index=True).reindex(columns=[*scholen.columns, "maat", *SOMMEN])
    per_school[SOMMEN] = per_school[SOMMEN].fillna(0).astype("int64")
    cellen = pd.concat([_som(per_school, niveau, groep) for niveau, groep in _niveaus()], ignore_index=True)
    cellen = _met_schoolloos(cellen, personen)
    cellen["noemer"] = cellen[["teller", "noemer"]].max(axis=1)
    cellen["peildatum"] = peildatum
    cellen["volledigheid"] = volledigheid(cellen)
    for kolom in INDELING:
        van_school = dict(zip(scholen["brin6"], scholen[kolom], strict=True))
        cellen[kolom] = cellen["code"].map(van_school.get).where(cellen["niveau"] == "school", "").fillna("")
    return cellen.loc[:, [*NODIG, *SPREIDING, *INDELING]].sort_values(by=NODIG[1:5], kind="stable", ignore_index=True)


def _niveaus() -> Iterator[tuple[str, list[str]]]:
    """Each level with the columns that make its code and its school type (`alle` = all types)."""
    yield from [("stad", ["geen", "geen"]), ("stad", ["geen", "soort"]), ("school", ["brin6", "soort"])]
    yield from [(kolom, [kolom, "geen"]) for kolom in INDELING]


def _personen(scholen: pd.DataFrame, personen: pd.DataFrame, leerlingen: pd.DataFrame) -> pd.DataFrame:
    rooster = scholen.merge(pd.DataFrame({"maat": PERSOONSMATEN}), how="cross").merge(
        leerlingen, on="brin6", how="left"
    )
    rooster = rooster.merge(personen, on=["brin6", "maat"], how="left")
    is_signaal = rooster["maat"] == "leerlingen_met_signaal"
    rooster["teller"] = rooster["personen"].where(~is_signaal, rooster["met_signaal"]).fillna(0).astype("int64")
    rooster["noemer"] = rooster["met_plicht"].fillna(0).astype("int64")
    return rooster


def _minuten(scholen: pd.DataFrame, minuten: pd.DataFrame) -> pd.DataFrame:
    rooster = scholen.merge(pd.DataFrame({"maat": AANDELEN}), how="cross")
    rooster = rooster.merge(minuten, on=["brin6", "maat"], how="left")
    return rooster.rename(columns=MINUTEN)


SOMMEN = ["teller", "noemer", "plan_min", "geleverd_min", *SPREIDING]


def _som(per_school: pd.DataFrame, niveau: str, groep: list[str]) -> pd.DataFrame:
    tabel = per_school.assign(code=per_school[groep[0]], onderwijssoort=per_school[groep[1]])
    if niveau in INDELING:
        tabel = tabel[tabel["code"] != ""]
    som = tabel.groupby(["code", "onderwijssoort", "maat"], sort=True)[SOMMEN].sum().reset_index()
    return som.assign(niveau=niveau)


def _met_schoolloos(cellen: pd.DataFrame, personen: pd.DataFrame) -> pd.DataFrame:
    """Persons at no school count in the city as a whole, and nowhere else."""
    zonder = personen.loc[personen["brin6"].isna()]
    los = {maat: int(zonder.loc[zonder["maat"] == maat, "personen"].sum()) for maat in set(zonder["maat"])}
    is_stad = (cellen["niveau"] == "stad") & (cellen["onderwijssoort"] == "")
    erbij = [los.get(maat, 0) if stad else 0 for maat, stad in zip(cellen["maat"], is_stad, strict=True)]
    return cellen.assign(teller=[t + e for t, e in zip(cellen["teller"], erbij, strict=True)])


def volledigheid(cellen: pd.DataFrame) -> pd.Series:
    """% of the week's planned minutes in delivered school-weeks, one decimal, half up; missing: none planned."""
    som = cellen[cellen["maat"] == AANDELEN[0]].set_index(["niveau", "code", "onderwijssoort"])
    deel = {k: _pct(g, p) for k, g, p in zip(som.index, som["geleverd_min"], som["plan_min"], strict=True)}
    sleutels = zip(cellen["niveau"], cellen["code"], cellen["onderwijssoort"], strict=True)
    return pd.Series([deel.get(s) for s in sleutels], index=cellen.index, dtype="Float64")


def _pct(geleverd: int, gepland: int) -> float | None:
    return (2000 * geleverd + gepland) // (2 * gepland) / 10 if gepland else None
