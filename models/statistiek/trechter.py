"""The funnel: which units differ more from the rest than their size and the usual spread between units allow.

Arcsine scale, z winsorised at 10%, over-dispersion phi = mean z^2, additive tau^2 between units (DerSimonian and
Laird). Source: Spiegelhalter 2005 (Qual Saf Health Care 14:347) and the steps of FunnelPlotR. No league table: a unit
is inside or outside, and the limits stand beside its number of persons.
"""

from dataclasses import dataclass

import numpy as np
from scipy import stats

WINSOR = 0.1
"""Share of units at each end whose z is set to that of the next one, before the spread is estimated."""
MIN_EENHEDEN = 5
Z_95, Z_998 = float(stats.norm.ppf(0.975)), float(stats.norm.ppf(0.999))


@dataclass(frozen=True)
class Trechter:
    """`midden`: the common share; `phi`: mean square of z, 1 is chance alone; `tau2`: variance between units on the
    arcsine scale. Per unit: `z` with over-dispersion, and the limits around the common share at its size (0-1).
    """

    midden: float
    phi: float
    tau2: float
    z: np.ndarray
    onder95: np.ndarray
    boven95: np.ndarray
    onder998: np.ndarray
    boven998: np.ndarray


def trechter(aandeel: np.ndarray, personen: np.ndarray) -> Trechter | None:
    """The funnel of units that have a share and persons; others get nan. None with fewer than MIN_EENHEDEN units."""
    bekend = np.isfinite(aandeel) & (personen > 0)
    if bekend.sum() < MIN_EENHEDEN:
        return None
    midden = float(np.sum(aandeel[bekend] * personen[bekend]) / np.sum(personen[bekend]))
    s = np.where(bekend, 0.5 / np.sqrt(np.where(bekend, personen, 1.0)), np.nan)
    afstand = np.arcsin(np.sqrt(np.clip(aandeel, 0, 1))) - np.arcsin(np.sqrt(midden))
    phi, tau2 = overspreiding(afstand[bekend] / s[bekend], s[bekend])
    breedte = np.sqrt(s**2 + tau2)
    return Trechter(
        midden, phi, tau2, afstand / breedte, *_grenzen(midden, breedte, Z_95), *_grenzen(midden, breedte, Z_998)
    )


def winsoriseer(z: np.ndarray, deel: float = WINSOR) -> np.ndarray:
    """z with the lowest and the highest share `deel` set to the quantile there."""
    return np.clip(z, np.quantile(z, deel), np.quantile(z, 1 - deel))


def overspreiding(z: np.ndarray, s: np.ndarray, deel: float = WINSOR) -> tuple[float, float]:
    """phi and tau^2 from plain z and their standard errors; tau^2 is 0 when phi says no more than chance."""
    n, phi = len(z), float(np.mean(winsoriseer(z, deel) ** 2))
    if n * phi < n - 1:
        return phi, 0.0
    w = 1 / s**2
    return phi, float((n * phi - (n - 1)) / (w.sum() - (w**2).sum() / w.sum()))


def grenzen_bij(trechter_: Trechter, personen: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """The limits for units of other sizes, to draw the funnel with: onder95, boven95, onder998, boven998 (0-1)."""
    breedte = np.sqrt(0.25 / personen + trechter_.tau2)
    return (*_grenzen(trechter_.midden, breedte, Z_95), *_grenzen(trechter_.midden, breedte, Z_998))


def _grenzen(midden: float, breedte: np.ndarray, z: float) -> tuple[np.ndarray, np.ndarray]:
    top = np.arcsin(np.sqrt(midden))
    return _terug(top - z * breedte), _terug(top + z * breedte)


def _terug(hoek: np.ndarray) -> np.ndarray:
    """From the arcsine scale to a share, kept within 0-1."""
    return np.sin(np.clip(hoek, 0, np.pi / 2)) ** 2
