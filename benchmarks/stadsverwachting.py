"""How often the share of a whole city falls within the 80% interval that its page shows, in simulated cities.

Cities are those of `benchmarks.alarm`: pupils who differ, a flu wave in another week of each year, school weeks with
luck, and over the summer every school moves a little. A series is cut at several lesweken, and what comes after the cut
is compared. Writes the table into docs/statistiek.md. Usage: `make bench-stadsverwachting`, or see `--help`.
"""

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np

from benchmarks.alarm import VERSLAG, WEKEN, jaren_van_scholen, perioden
from benchmarks.stad import lees_simulatie, schrijf_tussen_merken
from models.statistiek.raster import LESWEEK, Raster
from models.statistiek.voorspelling import STAPPEN, voorspel

BEGIN, EIND = "<!-- stadsverwachting: begin -->", "<!-- stadsverwachting: end -->"
STEDEN, SCHOLEN, ZAAD, VERSCHUIVING = 60, 40, 1, 0.05
SNEDEN = {"first": (22, 25, 28, 31, 34), "second": (44, 50, 56, 62, 68, 74)}
"""Lesweken known at each cut, by the schooljaar that it lies in."""
MINUTEN = 300
Reeks = tuple[np.ndarray, np.ndarray]


def maak_reeks(zaad: int) -> Reeks:
    """Missed and planned minutes of one city, by lesweek of two schooljaren."""
    teller, noemer = jaren_van_scholen(np.random.default_rng(zaad), SCHOLEN, VERSCHUIVING)
    return teller.sum(axis=0) * MINUTEN, noemer.sum(axis=0) * MINUTEN


def weken() -> list[date]:
    """The Mondays of the lesweken of two schooljaren."""
    return [maandag + timedelta(weeks=52 * jaar) for jaar in range(2) for maandag in perioden(WEKEN)]


def uitkomsten(reeks: Reeks, snede: int) -> Iterator[tuple[int, bool]]:
    """Step, and whether what came was within the interval; nothing where none was given."""
    teller, noemer = (deel[None, :snede] for deel in reeks)
    uit = voorspel(Raster(LESWEEK, ("",), ("",), tuple(weken()[:snede]), teller, noemer, noemer, {}))
    aandeel = (reeks[0] / reeks[1])[snede : snede + STAPPEN]
    for stap, kwam in enumerate(aandeel):
        if np.isfinite(uit.onder80[0, stap]):
            yield stap + 1, bool(uit.onder80[0, stap] <= kwam <= uit.boven80[0, stap])


def als_tabel(steden: int, zaad: int) -> str:
    """The table for the page."""
    reeksen = [maak_reeks(zaad + nummer) for nummer in range(steden)]
    kop = [f"{steden} cities of {SCHOLEN} schools and two schooljaren of {WEKEN} lesweken.", ""]
    kop += ["| schooljaar | outcomes | within 80% | " + " | ".join(f"step {n + 1}" for n in range(STAPPEN)) + " |"]
    kop += ["|---|" + "---|" * (STAPPEN + 2)]
    return "\n".join([*kop, *(_rij(jaar, reeksen) for jaar in SNEDEN)])


def _rij(jaar: str, reeksen: list[Reeks]) -> str:
    alle = [uitkomst for reeks in reeksen for snede in SNEDEN[jaar] for uitkomst in uitkomsten(reeks, snede)]
    per_stap = [[raak for stap, raak in alle if stap == nummer + 1] for nummer in range(STAPPEN)]
    cellen = [f"{100 * np.mean(delen):.1f}%" for delen in ([raak for _, raak in alle], *per_stap)]
    return f"| {jaar} | {len(alle)} | {' | '.join(cellen)} |"


def main() -> None:
    """Simulate, print the table, and write it into the page."""
    keuze = lees_simulatie(__doc__, "--steden", STEDEN, ZAAD)
    tabel = als_tabel(keuze.steden, keuze.zaad)
    print(tabel)
    if not keuze.toon:
        schrijf_tussen_merken(VERSLAG, tabel, BEGIN, EIND)


if __name__ == "__main__":
    main()
