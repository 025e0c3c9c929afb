"""What the release of one Sunday costs, audits included, by the size of the city.

Random cities of `tests/aanval` (their register, their counts and shares), released by the code of the product as the
first Sunday of all, each in the same process. Writes the table into benchmarks/README.md. Usage: `make bench-vrijgave`,
or see `--help`. Fictitious data only.
"""

import time
from dataclasses import dataclass
from itertools import pairwise

from benchmarks.stad import VERSLAG, lees_simulatie, schrijf_tussen_merken
from models.onthulling import DREMPEL_STAD, geef_getoetst_vrij
from models.onthulling_historie import GeenHistorie
from tests.aanval.steden import maak_stad, weken

BEGIN, EIND = "<!-- vrijgave: begin -->", "<!-- vrijgave: end -->"
GROOTTEN = (2, 5, 12, 33, 60, 120, 200)
"""Schools."""
STEDEN, ZAAD = 3, 501


@dataclass(frozen=True)
class Vrijgavetijd:
    """One release: cells, hidden ones, cpu seconds, and the values that the weakest hidden count keeps."""

    cellen: int
    verborgen: int
    cpu_s: float
    zwakste: int | None


def meet(scholen: int, zaad: int) -> Vrijgavetijd:
    """Release one Sunday of one city."""
    ((_, cellen),) = weken(maak_stad(zaad, scholen), 1)
    begin = time.process_time()
    vrij = geef_getoetst_vrij(cellen, DREMPEL_STAD, GeenHistorie())
    duur = time.process_time() - begin
    return Vrijgavetijd(len(cellen), int((vrij.figuren["onderdrukt"] != "").sum()), duur, vrij.zwakste)


def als_tabel(metingen: dict[int, list[Vrijgavetijd]]) -> str:
    """The table: a row a size, with the time a cell beside that of the size before."""
    regels = [
        "| schools | cells | hidden | cpu s, mean | cpu s, worst | ms a cell | as the size before | weakest (values) |",
        "|---|---|---|---|---|---|---|---|",
    ]
    per_cel = {n: 1000 * sum(m.cpu_s for m in deel) / sum(m.cellen for m in deel) for n, deel in metingen.items()}
    groei = {nu: f"{per_cel[nu] / per_cel[toen]:.1f} x" for toen, nu in pairwise(metingen)}
    for scholen, deel in metingen.items():
        cellen, verborgen = (sum(getattr(m, veld) for m in deel) for veld in ("cellen", "verborgen"))
        tijden = [m.cpu_s for m in deel]
        zwakste = min((m.zwakste for m in deel if m.zwakste is not None), default="-")
        regels.append(
            f"| {scholen} | {cellen / len(deel):,.0f} | {verborgen / cellen:.0%} | {sum(tijden) / len(deel):.2f} "
            f"| {max(tijden):.2f} | {per_cel[scholen]:.1f} | {groei.get(scholen, '')} | {zwakste} |"
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
