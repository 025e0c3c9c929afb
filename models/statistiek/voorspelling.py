"""The next four periods of every unit, with an interval that holds the outcome in four of five cases.

Which way of `kandidaten` is used, the file itself says: the one whose mean absolute error over all units and all
earlier periods was smallest, step by step; the mean of four periods stays unless another was better, and with few
earlier periods the two are mixed. The interval is that of conformal prediction (Vovk et al. 2005; Lei et al. 2018): the
earlier errors, on the log-odds scale and each divided by the spread that its unit was known to have, have an 80%
quantile, and so wide it is. Nothing is assumed about their shape. What it does not foresee: something that never
happened to this file's units before.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from models.statistiek.alarm import KLEINSTE_SPREIDING, verwachte_variantie
from models.statistiek.kandidaten import GEMIDDELDE, KORT, kandidaten
from models.statistiek.raster import Matrix, Raster, Soort, volgende_perioden
from models.statistiek.samen import gang
from models.statistiek.seizoen import log_aandeel

STAPPEN = 4
DEKKING = 0.8
MIN_BEKEND: dict[Soort, int] = {"lesweek": 8, "schooljaar": 3}
"""Known periods that a unit must have to be forecast; fewer is too little history."""
MIN_BEKEND_TERUGBLIK: dict[Soort, int] = {"lesweek": 8, "schooljaar": 2}
"""Known periods behind an earlier forecast that is looked back on."""
MAX_OUD: dict[Soort, int] = {"lesweek": 4, "schooljaar": 2}
"""A unit without a row in so many newest periods has stopped, and is not forecast."""
MAX_OORSPRONGEN = 60
"""Periods back from which the earlier forecasts are taken: more than a year of lesweken."""
MIN_OORSPRONGEN = 3
"""Fewer earlier periods to look back on say nothing about which way is best."""
GEWONE_OORSPRONGEN = 3
"""As many earlier periods as make the best way and the mean of four weigh the same."""
MIN_WINST = 0.01
"""Share by which another way must have been better than the mean of four."""
MIN_FOUTEN = 10
VOORAF_GRADEN = 8.0


@dataclass(frozen=True)
class Terugblik:
    """How one step did on the file itself: the way, how many earlier forecasts, and mean absolute errors (share)."""

    stap: int
    weg: str
    aantal: int
    fout: float
    fout_gemiddelde: float


@dataclass(frozen=True)
class Voorspelling:
    """Units by the four periods to come: share (0-1) and the ends of its 80% interval; nan: not forecast."""

    perioden: tuple[date, ...]
    midden: Matrix
    onder80: Matrix
    boven80: Matrix
    terugblik: tuple[Terugblik, ...]


@dataclass(frozen=True)
class _Stap:
    """One step: forecasts from every period, log-odds errors of those known by now, and the spread known then."""

    terugblik: Terugblik
    weg: Matrix
    fout: Matrix
    schaal: Matrix
    grens: float


def voorspel(raster: Raster) -> Voorspelling:
    """Forecast every unit with enough history that still has rows."""
    komend = volgende_perioden(raster.perioden, raster.soort, STAPPEN)
    midden, onder80, boven80 = (np.full((len(raster.eenheden), STAPPEN), np.nan) for _ in range(3))
    uit = Voorspelling(komend, midden, onder80, boven80, ())
    terugblik, vorige = [], None
    for stap in range(1, STAPPEN + 1):
        vorige = _stap(raster, (*raster.perioden, *komend), stap, vorige)
        terugblik.append(vorige.terugblik)
        _vul(uit, raster, stap, vorige)
    return Voorspelling(komend, uit.midden, uit.onder80, uit.boven80, tuple(terugblik))


def bekend_tot(waarden: Matrix) -> Matrix:
    """At each period how many known values a row had up to and including it."""
    return np.cumsum(np.isfinite(waarden), axis=1)


def is_lopend(waarden: Matrix, soort: Soort) -> Matrix:
    """At each period: has the row a known value in the newest MAX_OUD periods up to and including it?"""
    tot = bekend_tot(waarden)
    eerder = np.concatenate([np.zeros((len(tot), MAX_OUD[soort]), int), tot], axis=1)[:, : tot.shape[1]]
    return tot > eerder


def _stap(raster: Raster, perioden: Sequence[date], stap: int, vorige: _Stap | None) -> _Stap:
    """Choose the way for one step, and measure its errors; with too few of them those of the step before are used,
    wider by the square root of the steps.
    """
    verloop = gang(log_aandeel(raster.teller, raster.noemer))
    wegen = kandidaten(raster.aandeel, verloop, perioden, stap)
    doel = _vooruit(raster.aandeel, stap)
    mee = np.isfinite(doel) & _mag_mee(raster)
    naam, deel = beste_weg(wegen, doel, mee), vertrouwen(mee)
    weg = deel * wegen[naam] + (1 - deel) * wegen[GEMIDDELDE]
    terugblik = Terugblik(stap, naam, int(mee.sum()), *(_fout(w, doel, mee) for w in (weg, wegen[GEMIDDELDE])))
    fout = np.where(mee, log_odds(doel, _vooruit(raster.noemer, stap)) - log_odds(weg, _laatste(raster.noemer)), np.nan)
    meer = np.sqrt(1 + 1 / np.clip(bekend_tot(raster.aandeel), 1, KORT))
    schaal = meer * _schaal(fout / meer, _ruis(weg, _laatste(raster.personen)), stap)
    verhouding = np.abs(fout / schaal)
    verhouding = verhouding[np.isfinite(verhouding)]
    if len(verhouding) < MIN_FOUTEN and vorige is not None:
        breder = math.sqrt(stap / (stap - 1))
        return _Stap(terugblik, weg, fout, vorige.schaal * breder, vorige.grens)
    return _Stap(terugblik, weg, fout, schaal, conform_quantiel(verhouding))


def vertrouwen(mee: Matrix) -> float:
    """How much the best way weighs beside the mean of four, 0-1: n / (n + GEWONE_OORSPRONGEN) for n earlier periods,
    because of few of them the best way is best by luck.
    """
    n = int(mee.any(axis=0).sum())
    return n / (n + GEWONE_OORSPRONGEN)


def _vooruit(waarden: Matrix, stap: int) -> Matrix:
    """What stands `stap` periods later; nan past the end."""
    leeg = np.full((len(waarden), stap), np.nan)
    return np.concatenate([waarden, leeg], axis=1)[:, stap:]


def _laatste(waarden: Matrix) -> Matrix:
    """The newest known value up to and including each period."""
    plek = np.maximum.accumulate(np.where(np.isfinite(waarden), np.arange(waarden.shape[1])[None, :], -1), axis=1)
    return np.where(plek >= 0, np.take_along_axis(waarden, np.maximum(plek, 0), axis=1), np.nan)


def _mag_mee(raster: Raster) -> Matrix:
    """From which periods an earlier forecast is looked back on."""
    genoeg = bekend_tot(raster.aandeel) >= MIN_BEKEND_TERUGBLIK[raster.soort]
    genoeg[:, : max(0, genoeg.shape[1] - MAX_OORSPRONGEN - STAPPEN)] = False
    return genoeg & is_lopend(raster.aandeel, raster.soort)


def beste_weg(wegen: dict[str, Matrix], doel: Matrix, mee: Matrix) -> str:
    """The way with the smallest mean absolute error; the mean of four when there is too little to choose by."""
    fouten = {naam: _fout(weg, doel, mee) for naam, weg in wegen.items()}
    beste = min(fouten, key=lambda naam: (fouten[naam], naam))
    genoeg = mee.any(axis=0).sum() >= MIN_OORSPRONGEN
    return beste if genoeg and fouten[beste] < (1 - MIN_WINST) * fouten[GEMIDDELDE] else GEMIDDELDE


def _fout(weg: Matrix, doel: Matrix, mee: Matrix) -> float:
    """Mean absolute error where both are known; nan when nowhere."""
    return float(np.mean(np.abs(weg - doel)[mee])) if mee.any() else math.nan


def log_odds(aandeel: Matrix, noemer: Matrix) -> Matrix:
    """ln((teller + 1/2) / (noemer - teller + 1/2)): finite also at 0 and at 1."""
    return np.log((aandeel * noemer + 0.5) / ((1 - aandeel) * noemer + 0.5))


def van_log_odds(waarde: Matrix, noemer: Matrix) -> Matrix:
    """Back to a share, within 0-1: the reverse of `log_odds`."""
    return np.clip(((noemer + 1) / (1 + np.exp(-waarde)) - 0.5) / noemer, 0, 1)


def _ruis(aandeel: Matrix, personen: Matrix) -> Matrix:
    """Variance of a log odds by chance with so many persons."""
    return 1 / np.maximum(personen * aandeel * (1 - aandeel), 0.5)


def _schaal(fout: Matrix, ruis: Matrix, stap: int) -> Matrix:
    """The spread of a unit's errors as known at each period: its own so far, drawn to what its size makes expect."""
    kwadraat = np.where(np.isfinite(fout), fout**2, np.nan)
    keer = np.isfinite(fout).sum(axis=1)
    eigen = np.where(keer > 0, np.nansum(kwadraat, axis=1) / np.maximum(keer, 1), np.nan)
    gewoon = _voor_ieder(verwachte_variantie(eigen, _middel(ruis)))
    tot_nu = np.concatenate([np.zeros((len(fout), stap)), np.cumsum(np.nan_to_num(kwadraat), axis=1)], axis=1)
    aantal = np.concatenate([np.zeros((len(fout), stap)), np.cumsum(np.isfinite(fout), axis=1)], axis=1)
    breedte = fout.shape[1]
    variantie = (VOORAF_GRADEN * gewoon[:, None] + tot_nu[:, :breedte]) / (VOORAF_GRADEN + aantal[:, :breedte])
    return np.maximum(np.sqrt(variantie), KLEINSTE_SPREIDING)


def _middel(ruis: Matrix) -> np.ndarray:
    keer = np.isfinite(ruis).sum(axis=1)
    return np.where(keer > 0, np.nansum(ruis, axis=1) / np.maximum(keer, 1), np.nan)


def _voor_ieder(gewoon: np.ndarray) -> np.ndarray:
    """Units without errors of their own get the middle of the others."""
    return np.where(np.isfinite(gewoon), gewoon, np.nanmedian(gewoon) if np.isfinite(gewoon).any() else np.nan)


def conform_quantiel(waarden: np.ndarray, dekking: float = DEKKING) -> float:
    """The value that a next one stays within with at least this chance: the ceil((n + 1) dekking)-th smallest; nan
    when there are too few for it.
    """
    plek = math.ceil((len(waarden) + 1) * dekking)
    return float(np.sort(waarden)[plek - 1]) if plek <= len(waarden) else math.nan


def _vul(uit: Voorspelling, raster: Raster, stap: int, deel: _Stap) -> None:
    """Fill one step for the units that are forecast."""
    genoeg = bekend_tot(raster.aandeel)[:, -1] >= MIN_BEKEND[raster.soort]
    mag = genoeg & is_lopend(raster.aandeel, raster.soort)[:, -1] & np.isfinite(deel.grens * deel.schaal[:, -1])
    noemer = _laatste(raster.noemer)[mag, -1]
    midden = deel.weg[mag, -1]
    marge = deel.grens * deel.schaal[mag, -1]
    kern = log_odds(midden, noemer)
    uit.midden[mag, stap - 1] = midden
    uit.onder80[mag, stap - 1] = np.minimum(van_log_odds(kern - marge, noemer), midden)
    uit.boven80[mag, stap - 1] = np.maximum(van_log_odds(kern + marge, noemer), midden)
