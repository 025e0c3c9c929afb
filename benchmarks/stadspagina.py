"""How fast the page of a big city opens: 200 schools and three schooljaren of released rows, in headless Chromium.

The rows are simulated in the shape of trends.csv (tests/plaatjes/grotestad.py), the page is made by the code of the
product. A page is open when it has fired `load`: its charts are drawn by then. Writes the table into
benchmarks/README.md. Usage: `make bench-stadspagina`, or see `--help`.
"""

import argparse
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from assets.publicatie import trendpaginas as tp
from assets.uitgifte.trend import trend_html
from benchmarks.stad import VERSLAG, schrijf_tussen_merken
from tests.plaatjes.grotestad import JAREN, PEILDATUM, SCHOLEN, maak_grotestad
from tests.plaatjes.plaatjes import BREEDTES, KIESCHEURIG

BEGIN, EIND = "<!-- stadspagina: begin -->", "<!-- stadspagina: end -->"
KEREN = 5
OPEN_S = "(performance.timing.loadEventEnd - performance.timing.navigationStart) / 1000"


@dataclass(frozen=True)
class Opening:
    """One page at one width: seconds to open (the middle and the worst), drawn charts, and requests besides itself."""

    breedte: int
    midden_s: float
    hoogst_s: float
    grafieken: int
    vragen: int


def schrijf_pagina(map_: Path, scholen: int, jaren: int) -> tuple[Path, float]:
    """Make the page; the seconds that its making took, of released rows to the file."""
    stad = maak_grotestad(scholen, jaren)
    begin = time.perf_counter()
    pagina = tp.stadpagina(stad.register, stad.rijen, (), PEILDATUM, stad.vanaf, "")
    blad = map_ / "index.html"
    blad.write_text(trend_html(pagina), encoding="utf-8")
    return blad, time.perf_counter() - begin


def meet(browser: Browser, blad: Path, breedte: int, keren: int) -> Opening:
    """Open the page so many times, each time in a fresh tab."""
    tijden, vragen, grafieken = [], [], 0
    for _ in range(keren):
        pagina = browser.new_page(viewport={"width": breedte, "height": 800})
        pagina.on("request", lambda vraag: vragen.append(vraag.url))
        pagina.goto(blad.as_uri(), wait_until="load")
        pagina.wait_for_function("performance.timing.loadEventEnd > 0")
        tijden.append(pagina.evaluate(OPEN_S))
        grafieken = pagina.locator("svg.main-svg").count()
        pagina.close()
    return Opening(breedte, median(tijden), max(tijden), grafieken, len(vragen) - keren)


def als_tabel(openingen: list[Opening], scholen: int, jaren: int, bytes_: int, gemaakt_s: float) -> str:
    """The table for the page."""
    kop = [
        f"{scholen} schools, {jaren} schooljaren: {bytes_ / 1e6:.1f} MB, made from released rows in {gemaakt_s:.1f} s.",
        "",
        "| width | opens in s (middle of runs) | worst s | drawn layers of charts | requests |",
        "|---|---|---|---|---|",
    ]
    rijen = [
        f"| {o.breedte} px | {o.midden_s:.2f} | {o.hoogst_s:.2f} | {o.grafieken} | {o.vragen} |" for o in openingen
    ]
    return "\n".join([*kop, *rijen])


def lees_argumenten() -> argparse.Namespace:
    """The command line."""
    lezer = argparse.ArgumentParser(description=__doc__)
    lezer.add_argument("--scholen", type=int, default=SCHOLEN)
    lezer.add_argument("--jaren", type=int, default=JAREN)
    lezer.add_argument("--keren", type=int, default=KEREN)
    lezer.add_argument("--toon", action="store_true", help="only print the table, leave the page as it is")
    return lezer.parse_args()


def main() -> None:
    """Make the page, open it, print the table and write it down."""
    keuze = lees_argumenten()
    if not (chromium := shutil.which("chromium")):
        sys.exit("stadspagina: chromium is missing; `make plaatjes` says how to install it")
    with tempfile.TemporaryDirectory() as map_, sync_playwright() as speler:
        blad, gemaakt_s = schrijf_pagina(Path(map_), keuze.scholen, keuze.jaren)
        browser = speler.chromium.launch(executable_path=chromium, args=list(KIESCHEURIG))
        openingen = [meet(browser, blad, breedte, keuze.keren) for breedte in BREEDTES]
        browser.close()
        tabel = als_tabel(openingen, keuze.scholen, keuze.jaren, blad.stat().st_size, gemaakt_s)
    print(tabel)
    if not keuze.toon:
        schrijf_tussen_merken(VERSLAG, tabel, BEGIN, EIND)


if __name__ == "__main__":
    main()
