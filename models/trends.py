"""Figures of the trend files: rates and their 95% intervals (aanlevering.md §3, `trends.csv`).

Here: arithmetic on figures that were already released, so that no picture shows more than the table.
Not here: who may see which figure (`onthulling.py`), and the adding up itself (SQL).

Every result has one decimal, rounded half up, and is a float that prints as that decimal.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

PER_DUIZEND = 1_000
PER_HONDERD = 100
BETROUWBAARHEID = 0.95
_Z = NormalDist().inv_cdf((1 + BETROUWBAARHEID) / 2)


@dataclass(frozen=True)
class Spreiding:
    """Sums over the pupils of one share, for its clustered interval: whole minutes squared, and the number of pupils.

    `gemist` is a pupil's missed, `gepland` its known planned minutes of the week; a pupil is one cluster.
    """

    leerlingen: int
    gemist_kwadraat: int
    gepland_kwadraat: int
    gemist_maal_gepland: int


def tienden(teller: int, noemer: int, schaal: int) -> float:
    """`schaal * teller / noemer` with one decimal, half up, in whole numbers; noemer above 0, teller 0 or more."""
    return (20 * schaal * teller + noemer) // (2 * noemer) / 10


def _half_up(waarde: float) -> float:
    """A computed bound with one decimal, half up."""
    return math.floor(waarde * 10 + 0.5) / 10


def wilson_per_duizend(tellers: Sequence[int], noemers: Sequence[int]) -> list[tuple[float, float]]:
    """Wilson's 95% interval per 1,000 for each pair of counts of persons; each noemer above 0."""
    # Imported here because statsmodels costs more than a second and only a run that publishes needs it.
    from statsmodels.stats.proportion import proportion_confint

    if not tellers:
        return []
    grenzen = proportion_confint(np.asarray(tellers), np.asarray(noemers), 1 - BETROUWBAARHEID, method="wilson")
    return [
        (_half_up(PER_DUIZEND * laag), _half_up(PER_DUIZEND * hoog))
        for laag, hoog in zip(*(np.asarray(grens).tolist() for grens in grenzen), strict=True)
    ]


def standaardfout(teller: int, noemer: int, spreiding: Spreiding) -> float:
    """Standard error of the share teller / noemer (0-1), clustered by pupil; nan with fewer than two pupils.

    The linearised ratio estimator: with R = teller / noemer, var(R) = n / (n - 1) * sum((y - R x)^2) / noemer^2
    (Cochran, Sampling Techniques, 3rd ed., §2.11 and §6.4, without the finite population factor).
    """
    n = spreiding.leerlingen
    if n < 2:
        return math.nan
    kwadraat = (
        spreiding.gemist_kwadraat * noemer**2
        - 2 * spreiding.gemist_maal_gepland * teller * noemer
        + spreiding.gepland_kwadraat * teller**2
    )
    return math.sqrt(max(kwadraat, 0) * n / (n - 1)) / noemer**2


def aandeel_interval(teller: int, noemer: int, spreiding: Spreiding) -> tuple[float, float]:
    """95% interval of a share in %, clustered by pupil, kept within 0-100; nan with fewer than two pupils."""
    midden, marge = teller / noemer, _Z * standaardfout(teller, noemer, spreiding)
    if math.isnan(marge):
        return math.nan, math.nan
    return _half_up(PER_HONDERD * max(midden - marge, 0.0)), _half_up(PER_HONDERD * min(midden + marge, 1.0))
