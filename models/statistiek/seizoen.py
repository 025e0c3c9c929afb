"""Season out: the log of a unit's share against comparable units in the same period (leave-one-out median).

`a[i, t] = y[i, t] - n[i] - median over j != i of (y[j, t] - n[j])`, with y the log share and n a unit's own level over
the frozen baseline. So whatever happens to all alike (holidays, flu, a snow day) is in the median, not in the unit.
Source: vertrouwen, "Over time": the same school week of the city, leave-one-out median, log ratio.
"""

import warnings
from collections.abc import Sequence

import numpy as np

from models.statistiek.raster import Matrix

MIN_ANDEREN = 5
"""Comparable units that must have the period; fewer: all units of the file are compared with, else nothing."""
_RONDEN = 3
_HALF = 0.5


def log_aandeel(teller: Matrix, noemer: Matrix) -> Matrix:
    """ln((teller + 1/2) / (noemer + 1)): finite also when nobody counted. nan is a gap."""
    return np.log((teller + _HALF) / (noemer + 1))


def mediaan(waarden: Matrix, as_: int) -> Matrix:
    """The median without gaps along an axis; nan, and no warning, where there are only gaps."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        return np.nanmedian(waarden, axis=as_)


def mediaan_van_anderen(waarden: Matrix) -> tuple[Matrix, Matrix]:
    """For every unit (row) and period (column) the median of the other rows, and how many others there are.

    A row that is a gap itself compares with all that are there. From the sorted column: without the value at rank r,
    place k holds the k-th sorted value if r > k, else the next.
    """
    orde = np.argsort(np.argsort(waarden, axis=0, kind="stable"), axis=0, kind="stable")
    gesorteerd = np.sort(waarden, axis=0)
    aantal = np.isfinite(waarden).sum(axis=0)[None, :] - np.isfinite(waarden)
    laag, hoog = np.maximum(aantal - 1, 0) // 2, aantal // 2
    midden = (_zonder(gesorteerd, orde, laag) + _zonder(gesorteerd, orde, hoog)) / 2
    return np.where(aantal > 0, midden, np.nan), aantal


def _zonder(gesorteerd: Matrix, orde: Matrix, plek: Matrix) -> Matrix:
    """The value at `plek` of a sorted column from which the value at `orde` was taken."""
    verschoven = np.minimum(plek + (orde <= plek), len(gesorteerd) - 1)
    return np.take_along_axis(gesorteerd, verschoven, axis=0)


def vergelijkbaar(waarden: Matrix, groepen: Sequence[str]) -> Matrix:
    """Per unit and period the median of the others of its group; with fewer than MIN_ANDEREN of them: of all others;
    with fewer than that: nan.
    """
    allen, aantal = mediaan_van_anderen(waarden)
    uit = np.where(aantal >= MIN_ANDEREN, allen, np.nan)
    for groep in sorted(set(groepen) - {""}):
        leden = np.asarray([g == groep for g in groepen])
        eigen, aantal = mediaan_van_anderen(waarden[leden])
        uit[leden] = np.where(aantal >= MIN_ANDEREN, eigen, uit[leden])
    return uit


def niveaus(y: Matrix, basis: Matrix) -> Matrix:
    """The level of each unit over the baseline, free of season: a few rounds of median polish (Tukey 1977), so that a
    unit that misses the flu weeks is not low by that. `basis`: per unit and period, is it in the baseline? nan: none.
    """
    binnen = np.where(basis, y, np.nan)
    niveau = mediaan(binnen, 1)
    for _ in range(_RONDEN):
        niveau = mediaan(binnen - mediaan(binnen - niveau[:, None], 0)[None, :], 1)
    return niveau


def zonder_seizoen(y: Matrix, niveau: Matrix, groepen: Sequence[str]) -> Matrix:
    """The season-adjusted log ratio: 0 is as at its own baseline and as others; ln(1.3) is 30% more. nan is a gap."""
    afstand = y - niveau[:, None]
    return afstand - vergelijkbaar(afstand, groepen)
