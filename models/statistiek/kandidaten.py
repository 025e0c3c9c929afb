"""Ways to say what a series does next, each from what was known at a period. Which one is used, `voorspelling` decides.

Every way is a level of the unit, times what the city is expected to do. A level carries over gaps: a period without
rows changes nothing. All are plain: a mean, an exponentially weighted mean, the city's same lesweek last year.
"""

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from models.statistiek.raster import Matrix

GEMIDDELDE = "gemiddelde van 4"
"""The way that every other must beat: the mean of the last four known periods."""
KORT, LANG = 4, 20
SEIZOEN_WEKEN = 8
"""Lesweken before the origin whose height against last year is carried on."""
MIN_SEIZOEN_WEKEN = 4
_JAAR = timedelta(weeks=52)
_WEEK = timedelta(weeks=1)


def lopend_gemiddelde(waarden: Matrix, aantal: int) -> Matrix:
    """Per row, at each period, the mean of the newest `aantal` known values up to and including it; nan before the
    first.
    """
    buffer, uit = np.full((len(waarden), aantal), np.nan), np.full_like(waarden, np.nan)
    for kolom in range(waarden.shape[1]):
        nieuw = waarden[:, kolom]
        buffer = np.where(np.isfinite(nieuw)[:, None], np.column_stack([buffer[:, 1:], nieuw]), buffer)
        bekend = np.isfinite(buffer).sum(axis=1)
        uit[:, kolom] = np.where(bekend > 0, np.nansum(buffer, axis=1) / np.maximum(bekend, 1), np.nan)
    return uit


def verval(waarden: Matrix, gewicht: float) -> Matrix:
    """Per row the exponentially weighted mean up to and including each period, from the first known value on. The
    first values weigh as in a plain mean until the weight of a new one has fallen to `gewicht`.
    """
    nu, keer, uit = np.zeros(len(waarden)), np.zeros(len(waarden)), np.full_like(waarden, np.nan)
    for kolom in range(waarden.shape[1]):
        bekend = np.isfinite(waarden[:, kolom])
        keer = keer + bekend
        deel = np.maximum(gewicht, 1 / np.maximum(keer, 1))
        nu = np.where(bekend, (1 - deel) * nu + deel * np.where(bekend, waarden[:, kolom], 0), nu)
        uit[:, kolom] = np.where(keer > 0, nu, np.nan)
    return uit


def stad_volgens_vorig_jaar(verloop: np.ndarray, perioden: Sequence[date], stap: int) -> np.ndarray:
    """The city's course (log) `stap` periods after each period of the file: that of the same lesweek last year, higher
    or lower by what the last lesweken were against last year. `perioden` also holds the days to come. nan: not known.
    """
    aantal = len(verloop)
    vorig = [_plek_vorig_jaar(perioden, plek) for plek in range(len(perioden))]
    uit = np.full(aantal, np.nan)
    for nu in range(aantal):
        doel = vorig[nu + stap] if nu + stap < len(perioden) else None
        if doel is not None and doel <= nu:
            uit[nu] = verloop[doel] + _hoogte(verloop, vorig, nu)
    return uit


def _plek_vorig_jaar(perioden: Sequence[date], plek: int) -> int | None:
    """The place of the same week 52 weeks ago, else of the one before or after it."""
    plekken = {periode: nummer for nummer, periode in enumerate(perioden[: plek + 1])}
    toen = perioden[plek] - _JAAR
    return next((plekken[dag] for dag in (toen, toen - _WEEK, toen + _WEEK) if dag in plekken), None)


def _hoogte(verloop: np.ndarray, vorig: Sequence[int | None], nu: int) -> float:
    """Mean of the last lesweken minus the same lesweken last year; nan with too few of them."""
    paren = [
        (verloop[n], verloop[v]) for n in range(max(0, nu - SEIZOEN_WEKEN + 1), nu + 1) if (v := vorig[n]) is not None
    ]
    verschil = [nieuw - oud for nieuw, oud in paren if np.isfinite(nieuw) and np.isfinite(oud)]
    return float(np.mean(verschil)) if len(verschil) >= MIN_SEIZOEN_WEKEN else np.nan


def kandidaten(aandeel: Matrix, verloop: np.ndarray, perioden: Sequence[date], stap: int) -> dict[str, Matrix]:
    """Every way, by name: the share (0-1) it expects `stap` periods after each period of the file."""
    stad = np.exp(verloop)[None, :]
    eigen = aandeel / stad
    kort, laatste = lopend_gemiddelde(stad, KORT), lopend_gemiddelde(stad, 1)
    seizoen = np.exp(stad_volgens_vorig_jaar(verloop, perioden, stap))[None, :]
    seizoen = np.where(np.isfinite(seizoen), seizoen, kort)
    halverwege = np.sqrt(seizoen * kort)
    niveau = {"eigen gemiddelde": lopend_gemiddelde(eigen, LANG), "eigen glijdend gemiddelde": verval(eigen, 0.2)}
    wegen = {
        GEMIDDELDE: lopend_gemiddelde(aandeel, KORT),
        "laatste waarde": lopend_gemiddelde(aandeel, 1),
        "gemiddelde van 20": lopend_gemiddelde(aandeel, LANG),
        **{f"glijdend gemiddelde ({deel}%)": verval(aandeel, deel / 100) for deel in (10, 20, 40)},
        **{f"{n}, stad van nu": w * laatste for n, w in niveau.items()},
        **{f"{n}, stad van 4 perioden": w * kort for n, w in niveau.items()},
        **{f"{n}, half als vorig jaar": w * halverwege for n, w in niveau.items()},
        **{f"{n}, als vorig jaar": w * seizoen for n, w in niveau.items()},
    }
    begrensd = {naam: np.clip(weg, 0, 1) for naam, weg in wegen.items()}
    return {**begrensd, "gemiddelde van alle wegen": np.mean(list(begrensd.values()), axis=0)}
