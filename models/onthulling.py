"""Disclosure control: the one function through which every published count and share goes (kamers.md, rule 6).

Policy: a figure about fewer persons than the threshold is not given, what is given is rounded, and a hidden figure may
not come back, by subtraction (`onthulling_aanvullend.py`), by solving all sums (`onthulling_toets.py`) or from earlier
weeks (`onthulling_historie.py`). The basis is the rule of ten for counts, denominators and
differences; rounding by 5 follows the practice of OpenSAFELY.

Here: pure arithmetic on a frame. Not here: reading, writing and adding up.
"""

# pyright: reportArgumentType=false, reportAttributeAccessIssue=false, reportReturnType=false, reportCallIssue=false
# because pandas types every selection as "frame or series or scalar", which no reader of this file would.

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from models.onthulling_aanval import NIETS_BEKEND, zegt_klein
from models.onthulling_historie import GeenHistorie, Historie, stand_van_zondag
from models.onthulling_noemers import PERSONEN, met_noemers
from models.onthulling_ronde import verberg
from models.trends import PER_DUIZEND, PER_HONDERD, Spreiding, aandeel_interval, tienden, wilson_per_duizend

DREMPEL_STAD = 10
"""Persons: fewer than this are never counted in anything for directors or the public."""
DREMPEL_SCHOOL = 5
"""Persons: the same limit inside the kernteam of one school."""
AFRONDING_PERSONEN = 5
AFRONDING_MINUTEN = 300
"""Released counts are multiples of 5 persons, released shares are made of multiples of 300 minutes (five hours)."""

AANDELEN = ("verzuim_totaal", "verzuim_ongeoorloofd", "verzuim_geoorloofd")
"""The measures in minutes; every other maat counts persons."""

SLEUTEL = ["peildatum", "niveau", "code", "onderwijssoort", "maat"]
KOLOMMEN = [*SLEUTEL, "teller", "noemer", "waarde", "onder", "boven", "onderdrukt", "volledigheid"]
"""What comes out, in the order of `trends.csv`; nothing else passes."""
NODIG = [*SLEUTEL, "teller", "noemer", "volledigheid"]
"""What each row must bring. Shares also bring `SPREIDING`; rows of niveau school also swv, wijk and bestuur."""
GROEP = {"noemer_van": "", "is_deel": False, "liever": False}
"""What rows may bring, else this: the maat that counts their noemer, whether the teller of that maat is the sum of
them, and whether a row is hidden after the others of its level."""
SPREIDING = ["leerlingen", "leerlingen_gemist", "gemist_kwadraat", "gepland_kwadraat", "gemist_maal_gepland"]
"""Of a share: pupils with known planned minutes, those with a missed slot, and sums over pupils in minutes squared."""

Onderdrukt = Literal["", "klein", "aanvullend"]


def woord(onderdrukt: Onderdrukt, drempel: int) -> str:
    """What a reader sees in place of a figure that is not given; empty when it is given."""
    return {"": "", "klein": f"minder dan {drempel}", "aanvullend": "niet getoond"}[onderdrukt]


def afgerond(getal: int, eenheid: int) -> int:
    """The nearest multiple of `eenheid` (5 persons or 300 minutes), half up."""
    return (2 * getal + eenheid) // (2 * eenheid) * eenheid


@dataclass(frozen=True)
class Vrijgave:
    """Released rows (`KOLOMMEN`), and how many values the weakest hidden count keeps (None: none is hidden)."""

    figuren: pd.DataFrame
    zwakste: int | None


def geef_vrij(cellen: pd.DataFrame, drempel: int) -> pd.DataFrame:
    """Released rows of one Sunday by itself; see `geef_getoetst_vrij`."""
    return geef_getoetst_vrij(cellen, drempel, GeenHistorie()).figuren


def geef_getoetst_vrij(cellen: pd.DataFrame, drempel: int, historie: Historie) -> Vrijgave:
    """Make exact cells fit to be read: for directors with `DREMPEL_STAD`, for a kernteam with `DREMPEL_SCHOOL`.

    One row a measure, with the columns `NODIG`: teller and noemer are persons, for `AANDELEN` whole minutes. The
    hierarchy for complementary suppression is read from the rows of niveau school (swv, wijk, bestuur; absent: none
    known), from onderwijssoort (empty = all) and from `GROEP`. All rows are of one Sunday; `historie` holds the others.

    Comes out: `KOLOMMEN`, rows in the same order. onderdrukt is empty, `klein` (fewer than `drempel` persons in noemer
    or teller; shares: pupils with a missed slot) or `aanvullend`; then teller, waarde, onder and boven are empty. A
    noemer of fewer than `drempel` persons is empty too. waarde, onder and boven are per 1,000 persons or %, with one
    decimal. Not considered: that a figure near its noemer says something about nearly everyone. Raises
    Onthullingsfout when a hidden figure could be found whatever is hidden beside it.
    """
    _keur(cellen, drempel)
    vrij = met_noemers(_voorbereid(cellen, drempel), drempel)
    zwakste = verberg(vrij, drempel, historie)
    _verberg_afwijkende_noemers(vrij)
    return Vrijgave(_gevuld(vrij.iloc[: len(cellen)])[KOLOMMEN], zwakste)


def niets_vrij(cellen: pd.DataFrame) -> pd.DataFrame:
    """The rows of a release that failed its audit: no figure at all, and nothing that says which figure is small."""
    uit = cellen[[*SLEUTEL, "volledigheid"]].reset_index(drop=True)
    uit[["code", "onderwijssoort"]] = uit[["code", "onderwijssoort"]].astype(object).fillna("")
    leeg = dict.fromkeys(("teller", "noemer"), pd.array([None] * len(uit), dtype="Int64"))
    leeg |= dict.fromkeys(("waarde", "onder", "boven"), pd.array([None] * len(uit), dtype="Float64"))
    return uit.assign(**leeg, onderdrukt="aanvullend")[KOLOMMEN]


def zondag(cellen: pd.DataFrame, vrij: pd.DataFrame, drempel: int) -> pd.DataFrame:
    """An earlier release as the history audit wants it: the exact cells of then beside the rows that were released, in
    any order.
    """
    voor = _voorbereid(cellen, drempel)
    toen = voor[SLEUTEL[1:]].merge(vrij, on=SLEUTEL[1:], how="left", validate="one_to_one")
    voor["noemer_verborgen"] = toen["noemer"].isna().to_numpy()
    onderdrukt = toen["onderdrukt"].fillna("aanvullend").tolist()
    voor["is_stil"] = (np.array(onderdrukt) == "aanvullend") & voor["is_klein"].to_numpy()
    return stand_van_zondag(voor, onderdrukt, drempel)


def _verberg_afwijkende_noemers(vrij: pd.DataFrame) -> None:
    """A count larger than its group is its own noemer: hide that too when the count is hidden."""
    tellingen = vrij[~vrij["is_aandeel"] & vrij["noemer_van"].isin(["", PERSONEN])]
    kleinste = tellingen.groupby(SLEUTEL[:4])["noemer"].transform("min")
    groter = tellingen.index[(tellingen["noemer"] > kleinste) & (tellingen["onderdrukt"] != "")]
    vrij.loc[groter, "noemer_verborgen"] = True


def _keur(cellen: pd.DataFrame, drempel: int) -> None:
    """Refuse a frame that would be released wrongly; messages hold names and numbers of rows, never figures."""
    if drempel < DREMPEL_SCHOOL:
        raise ValueError(f"onthulling: drempel is lower than {DREMPEL_SCHOOL}; it may only be made stricter")
    ontbreekt = [kolom for kolom in _nodige_kolommen(cellen) if kolom not in cellen.columns]
    if ontbreekt:
        raise ValueError(f"onthulling: missing columns {', '.join(ontbreekt)}; add them to the query of the counts")
    for fout, telling, herstel in _fouten(cellen):
        if telling:
            raise ValueError(f"onthulling: {telling} rows {fout}; {herstel}")


def _nodige_kolommen(cellen: pd.DataFrame) -> list[str]:
    """The columns that these rows need: shares bring their spread."""
    maten = set(cellen["maat"]) if "maat" in cellen.columns else set()
    return [*NODIG, *(SPREIDING if maten.intersection(AANDELEN) else [])]


def _fouten(cellen: pd.DataFrame) -> list[tuple[str, int, str]]:
    """Faults that make a figure senseless: what, in how many rows, and the way out."""
    return [
        (
            "have a key that stands there twice",
            int(cellen.duplicated(SLEUTEL).sum()),
            "group by all columns of the key",
        ),
        (
            "have an empty figure",
            int(cellen[["teller", "noemer"]].isna().any(axis=1).sum()),
            "give 0 when nobody counts",
        ),
        ("count below zero", int((cellen["teller"] < 0).sum()), "count persons or minutes"),
        ("count more than their noemer", int((cellen["teller"] > cellen["noemer"]).sum()), "count both over one group"),
    ]


def _voorbereid(cellen: pd.DataFrame, drempel: int) -> pd.DataFrame:
    """The exact cells with rounded figures and the first verdict; keys as text, figures as Python integers."""
    vrij = cellen.reset_index(drop=True).copy()
    vrij[["code", "onderwijssoort"]] = vrij[["code", "onderwijssoort"]].astype(object).fillna("")
    for kolom, leeg in GROEP.items():
        vrij[kolom] = vrij[kolom] if kolom in vrij.columns else leeg
    vrij["is_aandeel"] = vrij["maat"].isin(AANDELEN)
    eenheid = [AFRONDING_MINUTEN if is_aandeel else AFRONDING_PERSONEN for is_aandeel in vrij["is_aandeel"]]
    vrij["eenheid"] = pd.Series(eenheid, index=vrij.index, dtype="int64")
    for kolom in ("teller", "noemer"):
        vrij[kolom] = vrij[kolom].astype("int64")
        vrij[f"{kolom}_afgerond"] = afgerond(vrij[kolom], vrij["eenheid"])
    vrij["personen"] = _kolom_voor_aandelen(vrij, "leerlingen", "noemer")
    vrij["betrokken"] = _kolom_voor_aandelen(vrij, "leerlingen_gemist", "teller")
    vrij["noemer_verborgen"] = (vrij["personen"] < drempel) | (vrij["noemer_afgerond"] == 0)
    vrij["onderdrukt"] = _klein(vrij, drempel)
    vrij["is_klein"] = vrij["onderdrukt"] == "klein"
    return vrij.assign(is_vaag=False, is_stil=False, **NIETS_BEKEND)


def _kolom_voor_aandelen(vrij: pd.DataFrame, voor_aandeel: str, voor_telling: str) -> pd.Series:
    """Persons behind a figure: of a share by its own column, of a count the count itself."""
    if not set(vrij["maat"]).intersection(AANDELEN):
        return vrij[voor_telling]
    return vrij[voor_aandeel].where(vrij["is_aandeel"], vrij[voor_telling]).astype("int64")


def _klein(vrij: pd.DataFrame, drempel: int) -> list[Onderdrukt]:
    """`klein` for 0 to drempel - 1 persons in teller or noemer."""
    klein = (vrij["betrokken"] < drempel) | vrij["noemer_verborgen"]
    return ["klein" if is_klein else "" for is_klein in klein]


def _gevuld(vrij: pd.DataFrame) -> pd.DataFrame:
    """Fill the released figures and their intervals; a hidden figure is never filled, so it cannot be left behind."""
    uit = vrij[[*SLEUTEL, "onderdrukt", "volledigheid"]].copy()
    getoond = vrij["onderdrukt"] == ""
    # aanlevering.md fixes the word for what is small; where it would give the figure away the cell says less.
    uit["onderdrukt"] = vrij["onderdrukt"].mask(~getoond & zegt_klein(vrij), "klein")
    uit["teller"] = vrij["teller_afgerond"].astype("Int64").where(getoond)
    uit["noemer"] = vrij["noemer_afgerond"].astype("Int64").where(~vrij["noemer_verborgen"])
    for kolom in ("waarde", "onder", "boven"):
        uit[kolom] = pd.array([None] * len(uit), dtype="Float64")
    for deel, rekenaar in ((getoond & vrij["is_aandeel"], _aandelen), (getoond & ~vrij["is_aandeel"], _tellingen)):
        if int(deel.sum()):
            uit.loc[deel, ["waarde", "onder", "boven"]] = rekenaar(vrij[deel])
    return uit


def _tellingen(vrij: pd.DataFrame) -> pd.DataFrame:
    """waarde, onder, boven per 1,000 persons, from the rounded figures."""
    tellers, noemers = vrij["teller_afgerond"].tolist(), vrij["noemer_afgerond"].tolist()
    waarden = [tienden(teller, noemer, PER_DUIZEND) for teller, noemer in zip(tellers, noemers, strict=True)]
    return _als_figuren(vrij, waarden, wilson_per_duizend(tellers, noemers))


def _aandelen(vrij: pd.DataFrame) -> pd.DataFrame:
    """waarde, onder, boven in %, from the rounded minutes; the interval is clustered by pupil."""
    tellers, noemers = vrij["teller_afgerond"].tolist(), vrij["noemer_afgerond"].tolist()
    waarden = [tienden(teller, noemer, PER_HONDERD) for teller, noemer in zip(tellers, noemers, strict=True)]
    spreidingen = [
        Spreiding(*(int(som) for som in sommen))
        for sommen in vrij[["leerlingen", *SPREIDING[2:]]].itertuples(index=False, name=None)
    ]
    grenzen = [aandeel_interval(*cel) for cel in zip(tellers, noemers, spreidingen, strict=True)]
    return _als_figuren(vrij, waarden, grenzen)


def _als_figuren(vrij: pd.DataFrame, waarden: list[float], grenzen: list[tuple[float, float]]) -> pd.DataFrame:
    """The three figures of each row beside its index."""
    rijen = [(waarde, *grens) for waarde, grens in zip(waarden, grenzen, strict=True)]
    return pd.DataFrame(rijen, columns=["waarde", "onder", "boven"], index=vrij.index, dtype="Float64")
