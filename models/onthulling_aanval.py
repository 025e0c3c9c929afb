"""What an attacker can say about each cell from everything that is published in one week: an interval per cell.

Every cell is an interval; every sum narrows the intervals of its cells, again and again until nothing changes. This
covers every chain of subtractions. Not covered: what several sums say only when solved together (a linear program).
"""

# pyright: reportArgumentType=false, reportAttributeAccessIssue=false, reportReturnType=false, reportCallIssue=false
# because pandas types every selection as "frame or series or scalar", which no reader of this file would.

import numpy as np
import pandas as pd

from models.onthulling_sommen import ONBEGRENSD, Som, gehelen

MINUTEN_PER_LEERLING = 300
"""A hidden share is safe when its minutes stay uncertain by this much (a school day) a person of the threshold."""

WEET = {False: ("weet_laag", "weet_hoog"), True: ("woord_laag", "woord_hoog")}
"""The columns with what is known of a cell beforehand (both inclusive), by `op_woord`."""
NIETS_BEKEND = {
    kolom: grens for kolommen in WEET.values() for kolom, grens in zip(kolommen, (0, ONBEGRENSD), strict=True)
}

Grenzen = tuple[np.ndarray, np.ndarray]
"""Lowest and highest value that is still possible of each cell, both inclusive; persons or minutes."""


def vooraf(cellen: pd.DataFrame, onderdrukt: list[str], drempel: int, *, op_woord: bool = False) -> Grenzen:
    """What each released cell says by itself: rounding, the verdict, that no figure is above its noemer (the size of a
    group is its own noemer, hidden with it), and what was known of it before (`WEET`).

    Of a count that is `aanvullend` it is taken as known that it is not small, and what is `is_vaag` says nothing. With
    `op_woord` no `aanvullend` says anything, and what is small says so unless it is `is_stil`: as in the file.
    """
    afgerond, eenheid = cellen["teller_afgerond"].to_numpy(), cellen["eenheid"].to_numpy()
    telling, verborgen = ~cellen["is_aandeel"].to_numpy(), np.array(onderdrukt) != ""
    klein = verborgen & zegt_klein(cellen) if op_woord else np.array(onderdrukt) == "klein"
    zonder_plafond = cellen["noemer_verborgen"] | gehelen(cellen)
    plafond = (cellen["noemer_afgerond"] + eenheid // 2).mask(zonder_plafond, ONBEGRENSD).to_numpy()
    weet_laag, weet_hoog = (cellen[kolom].to_numpy() for kolom in WEET[op_woord])
    plafond = np.minimum(plafond, weet_hoog)
    onbekend = verborgen & (op_woord | cellen["is_vaag"].to_numpy())
    minst = np.where(telling & ~klein & ~onbekend, drempel, 0)
    laag = np.where(verborgen, minst, np.maximum(afgerond - eenheid // 2, minst))
    eigen = afgerond + (eenheid - 1) // 2
    hoog = np.where(verborgen, np.where(telling & klein, np.minimum(drempel - 1, plafond), plafond), eigen)
    return np.maximum(laag, weet_laag).astype("int64"), hoog.astype("int64")


def zegt_klein(cellen: pd.DataFrame) -> np.ndarray:
    """Of which rows the file says, when they are hidden, that they are small."""
    return cellen["is_klein"].to_numpy() & ~cellen["is_stil"].to_numpy()


def vloer(cellen: pd.DataFrame, onderdrukt: list[str], drempel: int) -> np.ndarray:
    """Of a count that is `aanvullend`: the value from which on down it may be anything, because the release does not
    say that it is not small; that helps an attacker of other cells, and is no knowledge of this one. Else no value.
    """
    telling = ~cellen["is_aandeel"].to_numpy()
    is_vaag = cellen["is_vaag"].to_numpy()
    return np.where(telling & ~is_vaag & (np.array(onderdrukt) == "aanvullend"), drempel, -ONBEGRENSD)


def nodige_ruimte(cellen: pd.DataFrame, onderdrukt: list[str], drempel: int) -> np.ndarray:
    """How far the highest and lowest possible value of each cell must lie apart; 0 for what is shown.

    A count: `drempel` values, so one less. A share: a school day a person of the threshold, or all that its noemer
    leaves when that is less.
    """
    eenheid = cellen["eenheid"].to_numpy()
    plafond = (cellen["noemer_afgerond"] + eenheid // 2).mask(cellen["noemer_verborgen"], ONBEGRENSD).to_numpy()
    aandeel = np.minimum(drempel * MINUTEN_PER_LEERLING, plafond)
    nodig = np.where(cellen["is_aandeel"].to_numpy(), aandeel, drempel - 1)
    return np.where(np.array(onderdrukt) != "", nodig, 0).astype("int64")


class Stelsel:
    """All sums together, with the rests as cells of their own behind the rows, in the order of the sums."""

    def __init__(self, sommen: list[Som], is_aandeel: list[bool], drempel: int) -> None:
        self.sommen = sommen
        self.eerste_rest = len(is_aandeel)
        self.rest = _rest_grenzen(sommen, is_aandeel, drempel)
        regels = [regel for nummer in range(len(sommen)) for regel in self._regels(nummer)]
        self.som, self.cel, self.teken = np.array(regels, dtype="int64").reshape(-1, 3).T

    def _regels(self, nummer: int) -> list[tuple[int, int, int]]:
        """One sum as number, cell and sign: total +1, parts and rest -1."""
        som = self.sommen[nummer]
        return [(nummer, som.totaal, 1), *((nummer, cel, -1) for cel in (*som.delen, self.eerste_rest + nummer))]

    def na_aanval(self, eerst: Grenzen) -> Grenzen:
        """What is left of each row, and behind them of each rest, after all sums were used."""
        grenzen = tuple(np.concatenate([rij, rest]) for rij, rest in zip(eerst, self.rest, strict=True))
        while True:
            nieuw = self._versmald(*grenzen)
            if all((oud == smaller).all() for oud, smaller in zip(grenzen, nieuw, strict=True)):
                return nieuw
            grenzen = nieuw

    def _versmald(self, laag: np.ndarray, hoog: np.ndarray) -> Grenzen:
        """One round: every cell against what the others of each sum leave open for it."""
        minst = np.where(self.teken > 0, laag[self.cel], -hoog[self.cel])
        meest = np.where(self.teken > 0, hoog[self.cel], -laag[self.cel])
        som_minst, som_meest = np.zeros(len(self.sommen), "int64"), np.zeros(len(self.sommen), "int64")
        np.add.at(som_minst, self.som, minst)
        np.add.at(som_meest, self.som, meest)
        open_laag, open_hoog = meest - som_meest[self.som], minst - som_minst[self.som]
        nieuw_laag, nieuw_hoog = laag.copy(), hoog.copy()
        np.maximum.at(nieuw_laag, self.cel, np.where(self.teken > 0, open_laag, -open_hoog))
        np.minimum.at(nieuw_hoog, self.cel, np.where(self.teken > 0, open_hoog, -open_laag))
        return nieuw_laag, nieuw_hoog

    def open_in(self, nummer: int, rij: int, grenzen: Grenzen) -> tuple[int, int]:
        """What one sum alone leaves open for one of its rows; both inclusive."""
        som, (laag, hoog) = self.sommen[nummer], grenzen
        tegen = [cel for cel in (*som.delen, self.eerste_rest + nummer) if cel != rij]
        minst, meest = int(laag[tegen].sum()), int(hoog[tegen].sum())
        if rij == som.totaal:
            return minst, meest
        return int(laag[som.totaal]) - meest, int(hoog[som.totaal]) - minst


def _rest_grenzen(sommen: list[Som], is_aandeel: list[bool], drempel: int) -> Grenzen:
    """What the attacker knows of each rest beforehand."""
    grenzen = [_rest_van(som, is_aandeel[som.totaal], drempel) for som in sommen]
    return np.array([laag for laag, _ in grenzen], "int64"), np.array([hoog for _, hoog in grenzen], "int64")


def _rest_van(som: Som, is_aandeel: bool, drempel: int) -> tuple[int, int]:
    """That nobody is outside the parts is no secret; how many are is one, and a small number is known to be small. Of
    schools outside the parts nothing is known that their own cells do not say.
    """
    if som.grens is not None:
        return min(som.grens[0], som.rest), max(som.grens[1], som.rest)
    if not som.is_dekkend:
        return min(0, som.rest), ONBEGRENSD
    if som.is_rest_bekend or som.rest == 0:
        return som.rest, som.rest
    if som.rest < 0:
        return -ONBEGRENSD, 0
    return 0, drempel - 1 if som.rest < drempel and not is_aandeel else ONBEGRENSD
