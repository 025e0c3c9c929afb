"""How good the forecast of `inbeeld reeks` is: against the mean of four periods, and how often its 80% interval holds.

Makes fictitious files of several kinds, cuts each at several places, forecasts the four periods behind the cut from
what stands before it, and compares. Nothing in the forecast is set by these files. Writes the table into
docs/statistiek.md. Usage: `make bench-voorspelling`, or see `--help`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from benchmarks.stad import lees_simulatie, schrijf_tussen_merken
from models.statistiek.raster import LESWEEK, SCHOOLJAAR, Raster
from models.statistiek.voorspelling import STAPPEN, voorspel

VERSLAG = Path(__file__).parents[1] / "docs" / "statistiek.md"
BEGIN, EIND = "<!-- voorspelling: begin -->", "<!-- voorspelling: end -->"
SCHOLEN, KEREN, ZAAD = 40, 10, 1
DICHT = {8, 9, 17, 18, 26, 27, 35, 36, *range(46, 52)}
"""Weeks of a year without lessons, counted from the end of August."""
LESWEKEN_PER_JAAR = 52 - len(DICHT)
EERSTE_MAANDAG, EERSTE_JAAR = date(2022, 8, 22), 2012
Kansen = np.ndarray
"""Expected share by school and period."""


@dataclass(frozen=True)
class Vorm:
    """A kind of file: how it is made, how many periods it has, after which it is cut, and pupils of a school."""

    naam: str
    kansen: Callable[[np.random.Generator, int, int], Kansen]
    aantal: int
    sneden: tuple[int, ...]
    jaren: bool = False
    omvang: tuple[float, float] = (5.8, 0.7)


def _lang(toeval: np.random.Generator, scholen: int) -> np.ndarray:
    return np.log(0.065) + toeval.normal(0, 0.35, scholen)[:, None]


def _drift(toeval: np.random.Generator, vorm: tuple[int, int], stap: float) -> np.ndarray:
    return np.cumsum(toeval.normal(0, stap, vorm), axis=1)


def vlak(toeval: np.random.Generator, scholen: int, aantal: int) -> Kansen:
    """Nothing but luck of the week."""
    return np.exp(_lang(toeval, scholen) + toeval.normal(0, 0.08, (scholen, aantal)))


def seizoen(toeval: np.random.Generator, scholen: int, aantal: int) -> Kansen:
    """A winter, a flu wave that comes each year at another time, and schools that slowly change."""
    week = np.arange(aantal)
    golf = sum(
        toeval.uniform(0.2, 0.6) * np.exp(-0.5 * ((week - jaar * LESWEKEN_PER_JAAR - toeval.normal(19, 2.5)) / 2) ** 2)
        for jaar in range(aantal // LESWEKEN_PER_JAAR + 1)
    )
    winter = 0.25 * np.sin(2 * np.pi * (week % LESWEKEN_PER_JAAR - 8) / LESWEKEN_PER_JAAR)
    return np.exp(
        _lang(toeval, scholen)
        + winter
        + golf
        + _drift(toeval, (scholen, aantal), 0.02)
        + _pech(toeval, scholen, aantal)
    )


def _pech(toeval: np.random.Generator, scholen: int, aantal: int) -> np.ndarray:
    return toeval.normal(0, 0.08, (scholen, aantal))


def sprongen(toeval: np.random.Generator, scholen: int, aantal: int) -> Kansen:
    """A season, and in each period one school in thirty goes to another level for good."""
    sprong = (toeval.random((scholen, aantal)) < 1 / 30) * toeval.normal(0, 0.4, (scholen, aantal))
    return seizoen(toeval, scholen, aantal) * np.exp(np.cumsum(sprong, axis=1))


def jaren_stil(toeval: np.random.Generator, scholen: int, aantal: int) -> Kansen:
    """School years: every school goes its own way a little."""
    return 2 * np.exp(_lang(toeval, scholen) + _drift(toeval, (scholen, aantal), 0.08))


def jaren_samen(toeval: np.random.Generator, scholen: int, aantal: int) -> Kansen:
    """School years in which the whole city rises and falls as well."""
    return jaren_stil(toeval, scholen, aantal) * np.exp(_drift(toeval, (1, aantal), 0.08))


JAAR2, JAAR1 = 2 * LESWEKEN_PER_JAAR, LESWEKEN_PER_JAAR
VORMEN = (
    Vorm("weeks, flat, one year", vlak, JAAR1, (16, 24, 32)),
    Vorm("weeks, season, one year", seizoen, JAAR1, (12, 18, 24, 30, 34)),
    Vorm("weeks, season, two years", seizoen, JAAR2, (46, 54, 62, 70)),
    Vorm("weeks, season, small schools", seizoen, JAAR2, (24, 46, 58, 70), omvang=(4.2, 0.4)),
    Vorm("weeks, levels that jump", sprongen, JAAR2, (20, 34, 48, 60, 72)),
    Vorm("years, seven known", jaren_stil, 11, (7,), jaren=True),
    Vorm("years, ten known, whole city moves", jaren_samen, 14, (10,), jaren=True),
    Vorm("years, five known, small schools", jaren_stil, 9, (5,), jaren=True, omvang=(4.2, 0.4)),
)


def perioden(vorm: Vorm) -> tuple[date, ...]:
    """First days of the periods of a file of this kind."""
    if vorm.jaren:
        return tuple(date(EERSTE_JAAR + n, 8, 1) for n in range(vorm.aantal))
    weken = (n for n in range(52 * 3) if n % 52 not in DICHT)
    return tuple(EERSTE_MAANDAG + timedelta(weeks=n) for n, _ in zip(weken, range(vorm.aantal), strict=False))


def maak(vorm: Vorm, zaad: int) -> Raster:
    """A file of this kind: pupil-days per lesweek, or pupils per schooljaar; one row in fifty is missing."""
    toeval = np.random.default_rng(zaad)
    kansen = np.clip(vorm.kansen(toeval, SCHOLEN, vorm.aantal), 0.001, 0.9)
    personen = np.clip(np.exp(toeval.normal(*vorm.omvang, SCHOLEN)), 20, 2_000).astype(int)[:, None]
    keer = 1 if vorm.jaren else 5
    sterkte = personen * (1.0 if vorm.jaren else 2.0)
    aandeel = toeval.beta(kansen * sterkte, (1 - kansen) * sterkte)
    teller = toeval.binomial(personen * keer, kansen if vorm.jaren else aandeel).astype(float)
    noemer = np.broadcast_to(personen * keer, teller.shape).astype(float)
    weg = toeval.random(teller.shape) < 0.02
    return als_raster(vorm, np.where(weg, np.nan, teller), np.where(weg, np.nan, noemer), keer)


def als_raster(vorm: Vorm, teller: np.ndarray, noemer: np.ndarray, keer: int) -> Raster:
    """Matrices as the forecast takes them."""
    namen = tuple(f"school {n:02d}" for n in range(len(teller)))
    soort = SCHOOLJAAR if vorm.jaren else LESWEEK
    return Raster(soort, namen, ("",) * len(namen), perioden(vorm), teller, noemer, noemer / keer, {})


def tot(raster: Raster, aantal: int) -> Raster:
    """The file as it was after so many periods."""
    delen = {naam: getattr(raster, naam)[:, :aantal] for naam in ("teller", "noemer", "personen")}
    return replace(raster, perioden=raster.perioden[:aantal], **delen)


@dataclass(frozen=True)
class Uitslag:
    """Of one kind of file: outcomes compared, those within the interval, and absolute errors of both ways."""

    aantal: int
    binnen: int
    fout: float
    fout_gemiddelde: float


def beproef(vorm: Vorm, keren: int, zaad: int) -> Uitslag:
    """Forecast behind every cut of several files, and compare."""
    delen = [deel for keer in range(keren) for deel in _beproef_een(maak(vorm, zaad + keer), vorm.sneden)]
    uitkomst, midden, onder, boven, gewoon = (np.concatenate(kolom) for kolom in zip(*delen, strict=True))
    binnen = (uitkomst >= onder - 1e-9) & (uitkomst <= boven + 1e-9)
    return Uitslag(len(uitkomst), int(binnen.sum()), np.abs(midden - uitkomst).mean(), np.abs(gewoon - uitkomst).mean())


def _beproef_een(raster: Raster, sneden: tuple[int, ...]) -> Iterator[tuple[np.ndarray, ...]]:
    for snede in sneden:
        voor = tot(raster, snede)
        uit = voorspel(voor)
        plekken = [raster.perioden.index(dag) if dag in raster.perioden else -1 for dag in uit.perioden]
        for stap, plek in enumerate(plekken):
            uitkomst = raster.aandeel[:, plek]
            mee = np.isfinite(uitkomst) & np.isfinite(uit.midden[:, stap]) & (plek >= 0)
            gewoon = gemiddelde_van_vier(voor.aandeel)
            yield tuple(
                d[mee] for d in (uitkomst, *(m[:, stap] for m in (uit.midden, uit.onder80, uit.boven80)), gewoon)
            )


def gemiddelde_van_vier(aandeel: np.ndarray) -> np.ndarray:
    """The mean of the last four known periods of every unit, written apart from the product's."""
    return np.array([np.mean(rij[np.isfinite(rij)][-STAPPEN:]) for rij in aandeel])


def als_tabel(keren: int, zaad: int) -> str:
    """The table for the page."""
    kop = [
        "| kind of file | outcomes | within the 80% interval | mean error, against that of the mean of four |",
        "|---|---|---|---|",
    ]
    return "\n".join(kop + [_rij(vorm, beproef(vorm, keren, zaad)) for vorm in VORMEN])


def _rij(vorm: Vorm, uitslag: Uitslag) -> str:
    deel = 100 * uitslag.binnen / uitslag.aantal
    verhouding = uitslag.fout / uitslag.fout_gemiddelde
    return f"| {vorm.naam} | {uitslag.aantal} | {deel:.1f}% | {verhouding:.2f} |"


def main() -> None:
    """Forecast, print the table, and write it into the page."""
    keuze = lees_simulatie(__doc__, "--keren", KEREN, ZAAD)
    tabel = als_tabel(keuze.keren, keuze.zaad)
    print(tabel)
    if not keuze.toon:
        schrijf_tussen_merken(VERSLAG, tabel, BEGIN, EIND)


if __name__ == "__main__":
    main()
