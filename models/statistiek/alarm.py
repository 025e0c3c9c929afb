"""Alarms on season-adjusted series: EWMA as the alarm, XmR as the picture, and a limit to how many a week gives.

The baseline is frozen: the last 20 lesweken before the schooljaar, or its first 20 when there is no earlier year. The
EWMA (Roberts 1959) starts anew at each schooljaar and is judged against the spread of a unit's own baseline, shrunk to
that of all units (Smyth 2004) and widened for a baseline that is itself estimated. When the units of one week differ
more from each other than chance allows (a snow day that some schools felt and others not), all are judged by the
spread of that week: the empirical null of Efron 2004.
Sources: vertrouwen, "Over time"; Montgomery, Introduction to Statistical Quality Control, 9.2; Wheeler for XmR.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from scipy import optimize, stats

from models.statistiek.raster import Matrix
from models.statistiek.seizoen import log_aandeel, mediaan, niveaus, zonder_seizoen
from models.tijd import schooljaar

LABDA = 0.3
"""Weight of the newest lesweek in the EWMA: a shift of about six weeks is caught best with 0.2-0.4."""
BASIS_WEKEN = 20
MIN_BASIS_WEKEN = 12
"""Lesweken: fewer points make no baseline (the warning of NHS "Making data count")."""
P_GRENS = 0.005
"""One-sided: only more absence than expected is an alarm. So about one in two hundred quiet school-weeks alarms."""
FDR = 0.05
"""Benjamini-Hochberg: expected share of false ones among the alarms of a week."""
BUDGET, MIN_BUDGET = 0.05, 3
"""Share of the judged units of a week that may alarm at most, and how many may in any case (`budget`)."""
VOORAF_GRADEN = 8.0
"""Degrees of freedom that the spread of all units weighs beside a unit's own 19."""
KLEINSTE_SPREIDING = 0.01
"""Of a log share: no unit is taken to vary less than 1% of its share from one lesweek to the next."""
MIN_VOOR_LIJN = 10
"""Units: with fewer the usual spread is that of all, whatever their size."""
_HALVERINGEN = 40
_MEDIAAN_KWADRAAT = 0.455
"""Median of the square of a standard normal."""
MAD_NAAR_SD = 1.4826
XMR = 2.66
"""Mean moving range to three sigma: 3 / d2 with d2 = 1.128 (Wheeler)."""


@dataclass(frozen=True)
class Alarmen:
    """Per unit and lesweek. `afwijking`: the adjusted log ratio; `ewma`; `grens`: the EWMA at which p is P_GRENS; `p`:
    one-sided, nan where not judged; `alarm`; `verwacht`: the share (0-1) that baseline and season predict; `xmr`: the
    three-sigma width of the adjusted log ratio, by its moving range in the baseline.
    """

    afwijking: Matrix
    ewma: Matrix
    grens: Matrix
    p: Matrix
    alarm: Matrix
    verwacht: Matrix
    xmr: Matrix


def basis_en_oordeel(perioden: Sequence[date]) -> list[tuple[np.ndarray, np.ndarray]]:
    """Per schooljaar the places of its baseline and of the lesweken that are judged with it; none when the file is
    shorter than a baseline.
    """
    jaren = np.asarray([schooljaar(periode) for periode in perioden])
    plekken = np.arange(len(perioden))
    delen = []
    for jaar in np.unique(jaren):
        eigen, eerder = plekken[jaren == jaar], plekken[jaren < jaar]
        if len(eerder) >= MIN_BASIS_WEKEN:
            delen.append((eerder[-BASIS_WEKEN:], eigen))
        elif len(eigen) > BASIS_WEKEN:
            delen.append((eigen[:BASIS_WEKEN], eigen[BASIS_WEKEN:]))
    return delen


def zoek_alarmen(
    teller: Matrix, noemer: Matrix, groepen: Sequence[str], perioden: Sequence[date], *, met_fdr: bool = False
) -> Alarmen:
    """Judge every unit in every lesweek after its baseline. nan in p: no baseline of MIN_BASIS_WEKEN lesweken, too few
    units to compare with, or a gap. `met_fdr`: Benjamini-Hochberg decides, else the budget of a week.
    """
    y = log_aandeel(teller, noemer)
    afwijking, gemiddelde, grens, p, verwacht, xmr = (np.full(y.shape, np.nan) for _ in range(6))
    uit = Alarmen(afwijking, gemiddelde, grens, p, np.zeros(y.shape, bool), verwacht, xmr)
    for basis, oordeel in basis_en_oordeel(perioden):
        kans = 1 / np.maximum(mediaan(teller[:, basis], 1), 1)
        _oordeel(uit, y, groepen, basis, oordeel, kans)
    uit.alarm[:] = _kies(uit.p, met_fdr)
    return uit


def _oordeel(
    uit: Alarmen, y: Matrix, groepen: Sequence[str], basis: np.ndarray, oordeel: np.ndarray, ruis: np.ndarray
) -> None:
    """Fill the lesweken of one schooljaar. `ruis`: 1 / the usual teller, to which chance in a log share is
    proportional.
    """
    kolommen = np.concatenate([basis, oordeel])
    in_basis = np.zeros((len(y), len(kolommen)), bool)
    in_basis[:, : len(basis)] = np.isfinite(y[:, basis])
    genoeg = in_basis.sum(axis=1) >= MIN_BASIS_WEKEN
    deel = np.where(genoeg[:, None], y[:, kolommen], np.nan)
    niveau = niveaus(deel, in_basis)
    a = zonder_seizoen(deel, niveau, groepen)
    begin, later = a[:, : len(basis)], a[:, len(basis) :]
    n = np.isfinite(begin).sum(axis=1)
    a, sd, graden = _geijkt(a, begin, n, ruis)
    later = a[:, len(basis) :]
    uit.afwijking[:, oordeel] = later
    uit.ewma[:, oordeel] = ewma(later)
    uit.p[:, oordeel], uit.grens[:, oordeel] = staartkans(later, sd, n, graden)
    uit.verwacht[:, oordeel] = np.exp(deel[:, len(basis) :] - later)
    uit.xmr[:, oordeel] = np.where(np.isfinite(later), _bewegend_bereik(begin)[:, None], np.nan)


def _geijkt(a: Matrix, begin: Matrix, n: np.ndarray, ruis: np.ndarray) -> tuple[Matrix, np.ndarray, np.ndarray]:
    """The series around its mean in the baseline, its spread there, and the degrees of freedom of that spread."""
    midden = np.where(n > 0, np.nansum(begin, axis=1) / np.maximum(n, 1), np.nan)
    vrij = np.maximum(n - 1, 0)
    eigen = np.nansum((begin - midden[:, None]) ** 2, axis=1) / np.maximum(vrij, 1)
    samen = verwachte_variantie(np.where(n >= MIN_BASIS_WEKEN, eigen, np.nan), ruis)
    sd = np.sqrt((VOORAF_GRADEN * samen + vrij * eigen) / (VOORAF_GRADEN + vrij))
    return a - midden[:, None], np.maximum(sd, KLEINSTE_SPREIDING), VOORAF_GRADEN + vrij


def verwachte_variantie(eigen: np.ndarray, ruis: np.ndarray) -> np.ndarray:
    """What units of this size vary: a + b * ruis with a, b not negative, by least squares relative to the outcome
    (twice weighted); nan where `eigen` is.
    """
    uit = np.where(np.isfinite(eigen), np.nanmedian(eigen) if np.isfinite(eigen).any() else np.nan, np.nan)
    bekend = np.isfinite(eigen) & np.isfinite(ruis)
    if bekend.sum() < MIN_VOOR_LIJN:
        return uit
    for _ in range(2):
        gewicht = 1 / np.maximum(uit[bekend], 1e-12)
        lijn = np.stack([np.ones(bekend.sum()), ruis[bekend]], axis=1)
        (a, b), _ = optimize.nnls(lijn * gewicht[:, None], eigen[bekend] * gewicht)
        uit = np.where(bekend, a + b * ruis, uit)
    return uit


def _bewegend_bereik(begin: Matrix) -> np.ndarray:
    """Three sigma by the mean moving range of neighbouring lesweken; nan without two neighbours."""
    bereik = np.abs(np.diff(begin, axis=1))
    n = np.isfinite(bereik).sum(axis=1)
    return np.where(n > 0, XMR * np.nansum(bereik, axis=1) / np.maximum(n, 1), np.nan)


def ewma(waarden: Matrix, labda: float = LABDA) -> Matrix:
    """The exponentially weighted mean of each row, from 0; a gap leaves it as it was and is nan itself."""
    uit, nu = np.full_like(waarden, np.nan), np.zeros(len(waarden))
    for kolom in range(waarden.shape[1]):
        bekend = np.isfinite(waarden[:, kolom])
        nu = np.where(bekend, (1 - labda) * nu + labda * np.where(bekend, waarden[:, kolom], 0), nu)
        uit[:, kolom] = np.where(bekend, nu, np.nan)
    return uit


def staartkans(
    later: Matrix, sd: np.ndarray, n: np.ndarray, graden: np.ndarray, labda: float = LABDA
) -> tuple[Matrix, Matrix]:
    """One-sided p of the EWMA by Student's t, and the EWMA at which it would be P_GRENS. The variance of a point is
    that of the unit's baseline plus what the units of that week differ more (`extra_variantie`); that of the EWMA
    follows, and of the mean of n baseline points the part (1 - (1 - labda)^k)^2 / n is added after k points. Last, all
    are judged by the spread of their week.
    """
    bekend, k = np.isfinite(later), np.cumsum(np.isfinite(later), axis=1)
    punt = (sd**2)[:, None] + extra_variantie(later, sd)[None, :]
    basis = (sd**2 / np.maximum(n, 1))[:, None] * (1 - (1 - labda) ** k) ** 2
    breedte = np.sqrt(_variantie_van_ewma(np.where(bekend, punt, np.nan), labda) + basis)
    kans = stats.t.sf(ewma(later, labda) / breedte, graden[:, None])
    z = -stats.norm.ppf(np.clip(kans, 1e-300, 1 - 1e-16))
    spreiding = weekspreiding(z)
    grens = breedte * stats.t.isf(stats.norm.sf(stats.norm.isf(P_GRENS) * spreiding), graden[:, None])
    return stats.norm.sf(z / spreiding), grens


def _variantie_van_ewma(punt: Matrix, labda: float) -> Matrix:
    """The variance of an EWMA of independent points with these variances; a gap leaves it as it was."""
    uit, nu = np.full_like(punt, np.nan), np.zeros(len(punt))
    for kolom in range(punt.shape[1]):
        bekend = np.isfinite(punt[:, kolom])
        nu = np.where(bekend, (1 - labda) ** 2 * nu + labda**2 * np.where(bekend, punt[:, kolom], 0), nu)
        uit[:, kolom] = np.where(bekend, nu, np.nan)
    return uit


def extra_variantie(later: Matrix, sd: np.ndarray) -> np.ndarray:
    """Per week the variance that, added to that of every unit, makes the middle one as far from the median as chance
    would (by bisection); 0 when it already is.
    """
    kwadraat = (later - mediaan(later, 0)[None, :]) ** 2
    eigen = (sd**2)[:, None]
    laag, hoog = np.zeros(later.shape[1]), np.nan_to_num(np.nanmax(np.where(np.isfinite(kwadraat), kwadraat, 0), 0))
    for _ in range(_HALVERINGEN):
        midden = (laag + hoog) / 2
        te_ver = mediaan(kwadraat / (eigen + midden[None, :]), 0) > _MEDIAAN_KWADRAAT
        laag, hoog = np.where(te_ver, midden, laag), np.where(te_ver, hoog, midden)
    return laag


def weekspreiding(z: Matrix) -> np.ndarray:
    """Per week by how much the units differ more than chance allows: the median distance to their median as a standard
    deviation, beyond what chance does to that median, at least 1.
    """
    afstand = np.abs(z - mediaan(z, 0)[None, :])
    return np.maximum(1.0, np.nan_to_num(MAD_NAAR_SD * mediaan(afstand, 0), nan=1.0) / ruimte_voor_toeval(z))


def ruimte_voor_toeval(waarden: Matrix) -> np.ndarray:
    """How far the median distance of so many normal values may lie above its own by chance (one standard error, 1.17 /
    sqrt(n)): in a small city a loud week is not seen in a few noisy schools.
    """
    return 1 + 1.17 / np.sqrt(np.maximum(np.isfinite(waarden).sum(axis=0), 1))


def begin_van_alarm(alarmen: Alarmen, eenheid: int, week: int) -> int:
    """Where the unbroken series of alarms of a unit began that goes on in this week; a gap does not break it."""
    begin = week
    for eerder in range(week - 1, -1, -1):
        if alarmen.alarm[eenheid, eerder]:
            begin = eerder
        elif np.isfinite(alarmen.p[eenheid, eerder]):
            break
    return begin


def _kies(p: Matrix, met_fdr: bool) -> Matrix:
    kies = benjamini_hochberg if met_fdr else budget
    uit = np.zeros(p.shape, bool)
    for week in range(p.shape[1]):
        uit[:, week] = kies(p[:, week])
    return uit


def benjamini_hochberg(p: np.ndarray, fdr: float = FDR) -> np.ndarray:
    """Which p are rejected at this false discovery rate (Benjamini & Hochberg 1995); nan is no test."""
    uit = np.zeros(len(p), bool)
    bekend = np.flatnonzero(np.isfinite(p))
    orde = bekend[np.argsort(p[bekend], kind="stable")]
    goed = np.flatnonzero(p[orde] <= fdr * np.arange(1, len(orde) + 1) / max(len(orde), 1))
    uit[orde[: goed[-1] + 1 if len(goed) else 0]] = True
    return uit


def budget(p: np.ndarray, deel: float = BUDGET, grens: float = P_GRENS) -> np.ndarray:
    """The smallest p of a week: those at or below `grens`, at most `deel` of what was judged, or MIN_BUDGET."""
    uit = np.zeros(len(p), bool)
    onder = np.flatnonzero(p <= grens)
    plaatsen = max(MIN_BUDGET, int(deel * np.isfinite(p).sum()))
    uit[onder[np.argsort(p[onder], kind="stable")][:plaatsen]] = True
    return uit
