"""What happens to all units at once: the city's own course, and its alarm, once for a snow day and not for each school.

The course is the median over units of the log share around each unit's own level, so a unit that starts, stops or
changes size does not move it. A lesweek alarms when it lies outside three sigma of the lesweken before it (XmR around a
running median) and a tenth or more away; neighbouring lesweken that do so on the same side are one alarm. Season is not
known in the first year of a file, so a flu wave alarms too: this says that something happened to all, not what.
"""

from fractions import Fraction
from math import log

import numpy as np

from models.statistiek.raster import Matrix
from models.statistiek.seizoen import mediaan, niveaus

VENSTER = 8
"""Lesweken before, of which the median is what is usual now."""
MIN_VENSTER = 4
WEKEN_SIGMA = 12
"""Lesweken that must lie before one that is judged."""
OPVALLEND_DEEL = Fraction(1, 5)
"""A lesweek is told of when all units together miss so much more than in the lesweken before, or so much less: chance
moves the whole of many units so little that the slope of a season would alarm every week."""
MINSTE_DEEL = Fraction(1, 10)
"""The same for an alarm at all: of a thousand units three sigma is less than what a season does in a month, and a day
on which absence doubles is a fifth of its week."""
_SIGMA_GRENS = 3.0


def gang(y: Matrix) -> np.ndarray:
    """The city's course per period as a log ratio, 0 is its own middle; nan where no unit has the period."""
    niveau = niveaus(y, np.isfinite(y))
    return mediaan(y - niveau[:, None], 0)


def afwijking_van_gewoon(verloop: np.ndarray) -> np.ndarray:
    """Distance to the median of the VENSTER lesweken before; nan for the first MIN_VENSTER."""
    uit = np.full(len(verloop), np.nan)
    for week in range(MIN_VENSTER, len(verloop)):
        uit[week] = verloop[week] - np.nanmedian(verloop[max(0, week - VENSTER) : week])
    return uit


def valt_op(afstand: float, deel: Fraction) -> bool:
    """Is a distance (log ratio) `deel` or more above what was usual, or as much below it?"""
    return not log(1 - deel) < afstand < log(1 + deel)


def stadsalarm(verloop: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Per lesweek: outside three sigma (by the moving range of the lesweken before it, which a wave does not stretch:
    the median) and MINSTE_DEEL away, and whether an alarm begins there: not where the lesweek before alarmed on the
    same side.
    """
    afstand = afwijking_van_gewoon(verloop)
    bereik = np.abs(np.diff(verloop, prepend=np.nan))
    kant = np.zeros(len(verloop))
    for week in range(WEKEN_SIGMA, len(verloop)):
        sigma = _sigma(bereik[:week])
        if sigma > 0 and abs(afstand[week]) > _SIGMA_GRENS * sigma and valt_op(afstand[week], MINSTE_DEEL):
            kant[week] = np.sign(afstand[week])
    buiten = kant != 0
    return buiten, buiten & (kant != np.concatenate([[0], kant[:-1]]))


def _sigma(bereik: np.ndarray) -> float:
    """One sigma from moving ranges by their median: the median of |x - y| of two normals is 0.954 sigma."""
    return float(np.nanmedian(bereik)) / 0.954 if np.isfinite(bereik).any() else 0.0
