"""Measures proposals on many made-up exports, and writes the outcome as a table:

python -m tests.assets.dialectvoorstel.tabel 300 benchmarks/dialecten.md
"""

import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from tests.assets.dialectvoorstel.exporten import Maker
from tests.assets.dialectvoorstel.test_voorstel import meet

KOP = """# Proposed dialects, measured

`inbeeld dialect` on made-up exports: header words, order, separator, forms of dates and times, language (Dutch,
English, German), extra columns, csv, xlsx and json at random (`tests/assets/dialectvoorstel/exporten.py`). The layouts
are our guesses, because these systems publish none. *Accepted*: the part of the sample's rows that `controleer` accepts
with the proposal. *Right*: the part of the accepted rows of which pupil, days, slots and soort are those that the maker
meant. 60 rows a sample; all figures are the lowest over the samples of that line.

`python -m tests.assets.dialectvoorstel.tabel {aantal} benchmarks/dialecten.md`

| system | file | samples | accepted ≥ | right ≥ | below 95% or not all right |
|---|---|---|---|---|---|
"""


def regels(aantal: int) -> list[str]:
    """A line for each system and kind of file."""
    groepen: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    for zaad in range(aantal):
        maker = Maker(zaad)
        with tempfile.TemporaryDirectory() as map_:
            _, goed, juist = meet(zaad, Path(map_))
        groepen[(maker.systeem, maker.vorm + ("" if maker.kop else " without header"))].append((goed, juist))
    return [_regel(*sleutel, metingen) for sleutel, metingen in sorted(groepen.items())]


def _regel(systeem: str, vorm: str, metingen: list[tuple[float, float]]) -> str:
    fout = sum(goed < 95 or juist < 100 for goed, juist in metingen)
    laagst = [f"{min(deel):.0f}%" for deel in zip(*metingen, strict=True)]
    return f"| {systeem} | {vorm} | {len(metingen)} | {' | '.join(laagst)} | {fout} |"


if __name__ == "__main__":
    totaal = int(sys.argv[1])
    Path(sys.argv[2]).write_text(KOP.format(aantal=totaal) + "\n".join(regels(totaal)) + "\n", encoding="utf-8")
