"""The alarm of `models.statistiek.alarm` stated a second time, number by number and without matrices.

For files of one schooljaar, without groups and with fewer than ten units (then the usual spread is that of the middle
unit). Written from the text of docs/statistiek.md; shares nothing with the product but scipy's distributions.
"""

import math
from statistics import median

from scipy import stats

BASIS, LABDA, VOORAF = 20, 0.3, 8


def kansen(teller: list[list[float]], noemer: list[list[float]]) -> list[dict[int, float]]:
    """Per unit the one-sided p by week after the first twenty."""
    scholen, weken = range(len(teller)), range(len(teller[0]))
    y = [{w: math.log((teller[s][w] + 0.5) / (noemer[s][w] + 1)) for w in weken if noemer[s][w] > 0} for s in scholen]
    niveau = _niveaus(y)
    a = [{w: y[s][w] - niveau[s] - median(_anderen(y, niveau, s, w)) for w in y[s]} for s in scholen]
    begin = [[a[s][w] for w in a[s] if w < BASIS] for s in scholen]
    midden = [sum(rij) / len(rij) for rij in begin]
    eigen = [sum((x - m) ** 2 for x in rij) / (len(rij) - 1) for rij, m in zip(begin, midden, strict=True)]
    gewoon = median(eigen)
    vrij = [len(rij) - 1 for rij in begin]
    sd2 = [(VOORAF * gewoon + v * e) / (VOORAF + v) for v, e in zip(vrij, eigen, strict=True)]
    later = [{w: a[s][w] - midden[s] for w in a[s] if w >= BASIS} for s in scholen]
    z = [_z(later, sd2, s, len(begin[s]), VOORAF + vrij[s]) for s in scholen]
    return [{w: float(stats.norm.sf(z[s][w] / _spreiding(z, w))) for w in z[s]} for s in scholen]


def _niveaus(y: list[dict[int, float]]) -> list[float]:
    """Each unit's level in the baseline: three rounds of taking the weeks' medians out."""
    niveau = [median(x for w, x in rij.items() if w < BASIS) for rij in y]
    for _ in range(3):
        week = {w: median(rij[w] - n for rij, n in zip(y, niveau, strict=True) if w in rij) for w in range(BASIS)}
        niveau = [median(x - week[w] for w, x in rij.items() if w < BASIS) for rij in y]
    return niveau


def _anderen(y: list[dict[int, float]], niveau: list[float], school: int, week: int) -> list[float]:
    return [rij[week] - niveau[s] for s, rij in enumerate(y) if s != school and week in rij]


def _z(later: list[dict[int, float]], sd2: list[float], school: int, n: int, graden: float) -> dict[int, float]:
    gemiddelde = variantie = 0.0
    uit = {}
    for k, (week, x) in enumerate(sorted(later[school].items()), 1):
        gemiddelde = (1 - LABDA) * gemiddelde + LABDA * x
        variantie = (1 - LABDA) ** 2 * variantie + LABDA**2 * (sd2[school] + _extra(later, sd2, week))
        basis = sd2[school] / n * (1 - (1 - LABDA) ** k) ** 2
        uit[week] = float(stats.norm.isf(stats.t.sf(gemiddelde / math.sqrt(variantie + basis), graden)))
    return uit


def _extra(later: list[dict[int, float]], sd2: list[float], week: int) -> float:
    """What makes the middle squared distance 0.455 of its variance, searched in small steps and then between two."""
    weg = median(rij[week] for rij in later if week in rij)
    paren = [((rij[week] - weg) ** 2, sd2[s]) for s, rij in enumerate(later) if week in rij]

    def te_ver(extra: float) -> bool:
        return median(kwadraat / (v + extra) for kwadraat, v in paren) > 0.455

    if not te_ver(0):
        return 0.0
    laag, hoog = 0.0, max(kwadraat for kwadraat, _ in paren)
    while hoog - laag > 1e-13:
        midden = (laag + hoog) / 2
        laag, hoog = (midden, hoog) if te_ver(midden) else (laag, midden)
    return laag


def _spreiding(z: list[dict[int, float]], week: int) -> float:
    waarden = [rij[week] for rij in z if week in rij]
    midden = median(waarden)
    mad = 1.4826 * median(abs(x - midden) for x in waarden)
    return max(1.0, mad / (1 + 1.17 / math.sqrt(len(waarden))))
