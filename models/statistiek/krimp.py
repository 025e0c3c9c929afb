"""Empirical Bayes: the share of a small unit drawn to that of its group, as far as chance explains the distance.

Beta-binomial with the two parameters by moments over the units of a group (Kleinman 1973). For maps and for ordering;
the raw figure and the number of persons always stand beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

MIN_EENHEDEN = 5
"""Units with persons in a group; fewer: the group is that of all units, or nothing is drawn."""


@dataclass(frozen=True)
class Krimp:
    """Per unit the drawn share and its 95% interval (0-1), nan where none could be made."""

    aandeel: np.ndarray
    onder95: np.ndarray
    boven95: np.ndarray


def vooraf(aandeel: np.ndarray, personen: np.ndarray) -> tuple[float, float]:
    """Mean and strength (in persons) of the beta between units, by moments; infinite: units do not differ at all.

    With weights n: mean m, S = sum n (p - m)^2, E(S) = m (1 - m) [(k - 1) + rho (N - sum n^2 / N - (k - 1))], and
    strength = 1 / rho - 1.
    """
    k, totaal = len(aandeel), personen.sum()
    midden = float((aandeel * personen).sum() / totaal)
    onrust = float((personen * (aandeel - midden) ** 2).sum())
    ruimte = midden * (1 - midden)
    if ruimte == 0:
        return midden, np.inf
    rho = (onrust / ruimte - (k - 1)) / (totaal - (personen**2).sum() / totaal - (k - 1))
    return midden, np.inf if rho <= 0 else max(1 / min(rho, 1 - 1e-9) - 1, 0.0)


def krimp(aandeel: np.ndarray, personen: np.ndarray, groepen: Sequence[str]) -> Krimp:
    """Draw every unit to its group, or to all units when its group has fewer than MIN_EENHEDEN."""
    uit = Krimp(*(np.full(len(aandeel), np.nan) for _ in range(3)))
    bekend = np.isfinite(aandeel) & (personen > 0)
    namen = np.asarray(groepen, dtype=object)
    klein = {groep for groep in set(groepen) if (bekend & (namen == groep)).sum() < MIN_EENHEDEN}
    for groep in sorted(set(groepen)):
        leden = bekend & (namen == groep)
        bron = bekend if groep in klein else leden
        if leden.any() and bron.sum() >= MIN_EENHEDEN:
            _trek(uit, leden, aandeel, personen, *vooraf(aandeel[bron], personen[bron]))
    return uit


def _trek(
    uit: Krimp, leden: np.ndarray, aandeel: np.ndarray, personen: np.ndarray, midden: float, sterkte: float
) -> None:
    """Fill the units of one group: the mean and the 2.5% and 97.5% points of the beta after seeing them."""
    if not np.isfinite(sterkte) or midden in (0.0, 1.0):
        for kolom in (uit.aandeel, uit.onder95, uit.boven95):
            kolom[leden] = midden
        return
    a = midden * sterkte + aandeel[leden] * personen[leden]
    b = (1 - midden) * sterkte + (1 - aandeel[leden]) * personen[leden]
    uit.aandeel[leden] = a / (a + b)
    uit.onder95[leden], uit.boven95[leden] = stats.beta.ppf(0.025, a, b), stats.beta.ppf(0.975, a, b)
