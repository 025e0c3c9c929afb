"""What the release of one Sunday costs, audits included, by the size of the city.

Random cities of `tests/aanval` (their register, their counts and shares), released by the code of the product as the
first Sunday of all and as the next one, in the same process. Writes the table into benchmarks/README.md.
Usage: `make bench-vrijgave`, or see `--help`. Fictitious data only.
"""

import time
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from benchmarks.stad import VERSLAG, lees_simulatie, schrijf_tussen_merken
from models.onthulling import DREMPEL_STAD, Vrijgave, geef_getoetst_vrij, zondag
from models.onthulling_historie import GeenHistorie, Historie, Ketens
from tests.aanval.steden import maak_stad, weken

BEGIN, EIND = "<!-- vrijgave: begin -->", "<!-- vrijgave: end -->"
GROOTTEN = (2, 5, 12, 33, 60, 120, 200)
"""Schools."""
STEDEN, ZAAD = 3, 501


@dataclass(frozen=True)
class Vrijgavetijd:
    """Two releases: cells of the second, hidden ones, cpu seconds of the first and of the second, and the values that
    the weakest hidden count of the second keeps.
    """

    cellen: int
    verborgen: int
    eerste_s: float
    cpu_s: float
    zwakste: int | None


def meet(scholen: int, zaad: int) -> Vrijgavetijd:
    """Release two Sundays of one city."""
    (_, toen), (_, nu) = weken(maak_stad(zaad, scholen), 2)
    eerste, eerste_s = _geklokt(toen, GeenHistorie())
    ketens = Ketens([zondag(toen, eerste.figuren, DREMPEL_STAD)], is_begin=True)
    vrij, cpu_s = _geklokt(nu, ketens)
    return Vrijgavetijd(
        len(nu), int(np.count_nonzero(vrij.figuren["onderdrukt"].to_numpy() != "")), eerste_s, cpu_s, vrij.zwakste
    )


def _geklokt(cellen: pd.DataFrame, historie: Historie) -> tuple[Vrijgave, float]:
    """A release and its cpu seconds."""
    begin = time.process_time()
    vrij = geef_getoetst_vrij(cellen, DREMPEL_STAD, historie)
    return vrij, time.process_time() - begin


def als_tabel(metingen: dict[int, list[Vrijgavetijd]]) -> str:
    """The table: a row a size, with the time a cell beside that of the size before."""
    regels = [
        "| schools | cells | hidden | first Sunday, cpu s | next Sunday, cpu s | worst | ms a cell "
        "| as the size before | weakest (values) |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    per_cel = {n: 1000 * sum(m.cpu_s for m in deel) / sum(m.cellen for m in deel) for n, deel in metingen.items()}
    groei = {nu: f"{per_cel[nu] / per_cel[toen]:.1f} x" for toen, nu in pairwise(metingen)}
    for scholen, deel in metingen.items():
        cellen, verborgen = (sum(getattr(m, veld) for m in deel) for veld in ("cellen", "verborgen"))
        tijden, eerste = [m.cpu_s for m in deel], sum(m.eerste_s for m in deel) / len(deel)
        zwakste = min((m.zwakste for m in deel if m.zwakste is not None), default="-")
        regels.append(
            f"| {scholen} | {cellen / len(deel):,.0f} | {verborgen / cellen:.0%} | {eerste:.2f} "
            f"| {sum(tijden) / len(deel):.2f} | {max(tijden):.2f} | {per_cel[scholen]:.1f} "
            f"| {groei.get(scholen, '')} | {zwakste} |"
        )
    return "\n".join(regels)


def main() -> None:
    """Release, print the table, and write it into the page."""
    keuze = lees_simulatie(__doc__, "--steden", STEDEN, ZAAD)
    meet(GROOTTEN[0], keuze.zaad)  # the first release also loads the packages
    metingen = {n: [meet(n, keuze.zaad + nr) for nr in range(keuze.steden)] for n in GROOTTEN}
    tabel = als_tabel(metingen)
    print(tabel)
    if not keuze.toon:
        schrijf_tussen_merken(VERSLAG, f"{keuze.steden} random cities of each size.\n\n{tabel}", BEGIN, EIND)


if __name__ == "__main__":
    main()
