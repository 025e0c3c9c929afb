"""Intervals of shares. Wilson's for counts of persons; for shares of time with pupils, not days, as the sample.

A pupil who is absent on Monday is often absent on Tuesday, so ten days of a pupil are no ten observations. Of pupils
with a mean share p none can vary more than p (1 - p) (the pupil who is always or never there), so Wilson's interval
with the number of pupils is, but for a few percent, at least as wide as the one clustered by pupil. It needs no pupil's
data. Where the sums over pupils are known, `models.trends.aandeel_interval` gives the clustered one itself.
"""

import numpy as np

from models.statistiek.raster import Matrix

ZEKER_95 = 0.95
ZEKER_998 = 0.998


def wilson(aandeel: Matrix, personen: Matrix, zekerheid: float = ZEKER_95) -> tuple[Matrix, Matrix]:
    """Lower and upper bound (0-1) of each share with so many persons behind it; nan for a gap or without persons.

    Wilson 1927, by statsmodels. `personen` may be a fraction (a mean of days).
    """
    from statsmodels.stats.proportion import proportion_confint

    onder, boven = np.full_like(aandeel, np.nan), np.full_like(aandeel, np.nan)
    bekend = np.isfinite(aandeel) & (personen > 0)
    if bekend.any():
        aantallen = np.asarray(personen[bekend])
        grenzen = proportion_confint(aandeel[bekend] * aantallen, aantallen, 1 - zekerheid, method="wilson")
        onder[bekend], boven[bekend] = grenzen
    return onder, boven
