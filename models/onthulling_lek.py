"""The same attack on released rows of which nobody here knows the exact figures: any folder, ours or another's.

First a whole table that fits all rows is sought; from there on it goes as in `onthulling_toets.py`. Not known to this
attacker: what an exact table would tell of persons at no school, or of schools that no row names.
"""

# pyright: reportArgumentType=false, reportAttributeAccessIssue=false, reportReturnType=false, reportCallIssue=false
# pyright: reportOptionalSubscript=false
# because pandas types every selection as "frame or series or scalar", which no reader of this file would.

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from models.onthulling import AANDELEN, AFRONDING_MINUTEN, AFRONDING_PERSONEN
from models.onthulling_aanval import NIETS_BEKEND, ONBEGRENSD, Stelsel, nodige_ruimte, vooraf
from models.onthulling_bewijs import Stelsel as Vraag
from models.onthulling_bewijs import nog_niets, zoek
from models.onthulling_sommen import STROMEN, TELLINGEN, Som, alle_sommen, binnen, paren_van_maten, sleutels

HULP = "som_van_weken"
VEEL = 10**7
"""Persons or minutes beyond which a solver need not look."""


@dataclass(frozen=True)
class Bevinding:
    """verborgen: hidden cells that were attacked. te_smal: those that can be had, by key. zwakste: the fewest values of
    a hidden count (None: none). past: whether any table fits the rows at all; if not, nothing else is known.
    """

    verborgen: int
    te_smal: list[tuple]
    zwakste: int | None
    past: bool = True


def val_aan(rijen: pd.DataFrame, drempel: int) -> Bevinding:
    """rijen: peildatum, niveau, code, onderwijssoort, maat, teller, noemer (empty: not given), onderdrukt, is_deel and
    noemer_van; rows of niveau school with swv, wijk, bestuur where the register is known. All Sundays together. First
    he guesses that measures add up without a rest and lie within each other; if that does not fit, that they need not.
    """
    if rijen.empty:
        return Bevinding(0, [], None)
    cellen = _als_cellen(rijen)
    alle = alle_sommen(cellen)
    gegokt = [som for som in alle if not som.is_rest_bekend or cellen["is_deel"].iloc[som.delen[0]]]
    samen = [*alle, *binnen(cellen, paren_van_maten(cellen))]
    for sommen in (samen, alle, gegokt):
        vraag = _vraag(cellen, sommen, drempel)
        if vraag is not None:
            return _geteld(*vraag)
    return Bevinding(int((cellen["onderdrukt"] != "").sum()), [], None, past=False)


def _vraag(cellen: pd.DataFrame, alle: list[Som], drempel: int) -> tuple[pd.DataFrame, Vraag] | None:
    """All cells and sums around a table that fits; None when there is none."""
    breedte, sommen = len(cellen), [*map(_zonder_waarheid(cellen), alle), *_over_weken(cellen)]
    cellen = _met_hulp(cellen, sommen)
    onderdrukt = cellen["onderdrukt"].tolist()
    stelsel = Stelsel(sommen, cellen["is_aandeel"].tolist(), drempel)
    laag, hoog = stelsel.na_aanval(vooraf(cellen, onderdrukt, drempel, op_woord=True))
    matrix = csr_array((stelsel.teken, (stelsel.som, stelsel.cel)), shape=(len(sommen), len(laag)), dtype="int64")
    laag, hoog = np.maximum(laag, -VEEL), np.minimum(hoog, VEEL)
    nodig = np.zeros(len(laag), "int64")
    nodig[:breedte] = nodige_ruimte(cellen, onderdrukt, drempel)[:breedte]
    past = _een_die_past(matrix, laag, hoog)
    return None if past is None else (
        cellen, Vraag(matrix, laag - past, hoog - past, nodig, np.full(len(laag), -ONBEGRENSD))
    )  # fmt: skip


def _geteld(cellen: pd.DataFrame, vraag: Vraag) -> Bevinding:
    """What is too narrow, and what is weakest."""
    gezien = nog_niets(len(vraag.laag))
    kansloos = vraag.is_smal(vraag.laag, vraag.hoog)
    while gemist := zoek(replace(vraag, nodig=np.where(kansloos, 0, vraag.nodig)), gezien):
        kansloos[gemist] = True
    ruimte = gezien.hoogste - gezien.laagste
    alle = sleutels(cellen)
    tellingen = np.flatnonzero((vraag.nodig[: len(cellen)] > 0) & ~cellen["is_aandeel"].to_numpy())
    smal = [alle[rij] for rij in np.flatnonzero(kansloos).tolist() if rij < len(alle)]
    zwakste = int(ruimte[tellingen].min()) + 1 if len(tellingen) else None
    return Bevinding(int((vraag.nodig > 0).sum()), smal, zwakste)


def _als_cellen(rijen: pd.DataFrame) -> pd.DataFrame:
    """Released rows in the columns that the attack asks; a figure that is not given is 0 there, and not used."""
    is_aandeel = rijen["maat"].isin(AANDELEN).to_numpy()
    noemer = rijen["noemer"].fillna(0).astype("int64")
    return rijen.reset_index(drop=True).assign(
        is_aandeel=is_aandeel,
        eenheid=np.where(is_aandeel, AFRONDING_MINUTEN, AFRONDING_PERSONEN),
        teller=0,
        teller_afgerond=rijen["teller"].fillna(0).astype("int64").to_numpy(),
        noemer_afgerond=noemer.to_numpy(),
        noemer_verborgen=rijen["noemer"].isna().to_numpy(),
        is_klein=(rijen["onderdrukt"] == "klein").to_numpy(),
        is_stil=False,
        is_vaag=True,
        **NIETS_BEKEND,
    )


def _zonder_waarheid(cellen: pd.DataFrame):
    """Of the whole city somebody may be at no school; else parts are taken to be all there is."""
    stad = (cellen["niveau"] == "stad") & (cellen["onderwijssoort"] == "")
    is_los = (stad & cellen["maat"].str.startswith("thuiszitters")).tolist()

    def zonder(som: Som) -> Som:
        return replace(som, rest=0, is_dekkend=som.is_dekkend and (som.is_rest_bekend or not is_los[som.totaal]))

    return zonder


def _over_weken(cellen: pd.DataFrame) -> Iterable[Som]:
    """In the whole city: stand + uitstroom = stand of the Sunday before + instroom, both through a cell of its own."""
    plaats = {sleutel: rij for rij, sleutel in enumerate(sleutels(cellen))}
    weken = sorted(set(cellen["peildatum"]))
    hulp = len(cellen)
    for toen, nu in zip(weken, weken[1:], strict=False):
        for telling in TELLINGEN:
            drie = [(nu, "stad", "", "", telling + stroom) for stroom in ("", *STROMEN)]
            was = (toen, "stad", "", "", telling)
            if (nu - toen).days == 7 and all(cel in plaats for cel in (was, *drie)):
                stand, erbij, eraf = (plaats[cel] for cel in drie)
                yield Som(hulp, (stand, eraf), 0, is_rest_bekend=True)
                yield Som(hulp, (plaats[was], erbij), 0, is_rest_bekend=True)
                hulp += 1


def _met_hulp(cellen: pd.DataFrame, sommen: list[Som]) -> pd.DataFrame:
    """The cells, and behind them those that only tie weeks: nothing is known of them."""
    extra = max((som.totaal for som in sommen), default=0) + 1 - len(cellen)
    if extra <= 0:
        return cellen
    leeg = cellen.iloc[[0] * extra].assign(
        maat=[f"{HULP}_{nummer}" for nummer in range(extra)], onderdrukt="aanvullend", is_klein=False,
        is_aandeel=False, noemer_verborgen=True, noemer_van="",
    )  # fmt: skip
    return pd.concat([cellen, leeg], ignore_index=True)


def _een_die_past(matrix: csr_array, laag: np.ndarray, hoog: np.ndarray) -> np.ndarray | None:
    """A whole-numbered table that fits all rows; None: there is none."""
    if (laag > hoog).any():
        return None
    verband = [LinearConstraint(matrix, 0, 0)] if matrix.shape[0] else []
    doel, heel = np.zeros(len(laag)), np.ones(len(laag))
    uitkomst = milp(doel, integrality=heel, bounds=Bounds(laag, hoog), constraints=verband)
    return None if uitkomst.x is None else np.rint(uitkomst.x).astype("int64")
