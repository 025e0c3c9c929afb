"""What it costs to work out every past Sunday at once: a whole city over eighty weeks, on an empty warehouse.

Makes a fictitious city and measures, in a process of its own, the run of its last Sunday: that brings all Sundays
before it up to date (statuses and cases need them) and writes one folder. Then, with a smaller city, all Sundays in one
run and the same Sundays one run each, and compares the signal files of every week: they must be equal byte for byte.
Writes the table into benchmarks/README.md. Usage: `make bench-terug`, or see `--help`.
"""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks.stad import WEEK, Meting, laatste_zondag, meet, schrijf_tussen_merken

WORTEL = Path(__file__).parents[1]
VERSLAG = WORTEL / "benchmarks" / "README.md"
BEGIN, EIND = "<!-- terug: begin -->", "<!-- terug: end -->"
LEERLINGEN, WEKEN, ZAAD, LEERLINGEN_KLEIN = 60_000, 80, 1, 1_000
LANGSTE_STAPPEN = 15
Stappen = list[tuple[str, str, float]]
"""(step, Sunday, seconds) of one process."""


@dataclass(frozen=True)
class Vergelijking:
    """The smaller city: two ways to the same weeks. `anders`: signal files that differ or that only one has."""

    leerlingen: int
    ineens: Meting
    los: Meting
    bestanden: int
    anders: list[str]


def reken(werkmap: Path, eerste: date, laatste: date, los: bool) -> Stappen:
    """Run the Sundays from first to last, both included: in one run, or one run each. The work of `inbeeld run`."""
    # Imported here only: a child process starts with the memory peak of its parent, which must stay small.
    from models.tijd import zondagen
    from pipelines.draaien import materialiseer
    from pipelines.instellingen import Paden
    from pipelines.resources import open_werk

    paden = Paden(*(werkmap / naam for naam in ("aanlevering", "magazijn", "uit", "sleutels.json")))
    peildata, stappen = zondagen(eerste, laatste), []
    for groep in [[p] for p in peildata] if los else [peildata]:
        with open_werk(paden, groep[0], print) as werk:
            if materialiseer(werk, groep, print) is None:
                sys.exit("benchmark: a step failed")
            stappen += [(stap, p.isoformat(), duur) for (stap, p), duur in werk.stappen.items()]
    return stappen


def maak_stad(leerlingen: int, keuze: argparse.Namespace, werkmap: Path) -> Meting:
    """Write a city, in a process of its own."""
    maten = ["--leerlingen", str(leerlingen), "--weken", str(keuze.weken), "--zaad", str(keuze.zaad)]
    return meet("make the city", [*_inbeeld(), "maak-stad", "--stil", *maten, "--aanlevering", str(werkmap)])


def _inbeeld() -> list[str]:
    return [sys.executable, "-c", "import sys; from pipelines.cli import main; sys.exit(main())"]


def meet_reken(naam: str, werkmap: Path, eerste: date, laatste: date, los: bool = False) -> tuple[Meting, Stappen]:
    """`reken` in a process of its own, measured."""
    uit = werkmap / "stappen.json"
    vlaggen = ["--reken", str(werkmap), "--van", str(eerste), "--tot", str(laatste), "--los"]
    opdracht = [sys.executable, "-m", "benchmarks.terug", *vlaggen[: None if los else -1]]
    meting = meet(naam, opdracht)
    return meting, [tuple(rij) for rij in json.loads(uit.read_text(encoding="utf-8"))]


def signaalbestanden(uit: Path) -> dict[str, bytes]:
    """The content of every signal file by its place."""
    return {str(pad.relative_to(uit)): pad.read_bytes() for pad in uit.glob("*/*/signalen_*.csv")}


def vergelijk(keuze: argparse.Namespace, werkmap: Path) -> Vergelijking:
    """All Sundays of the smaller city in one run, and one run each on another warehouse."""
    ineens, los = werkmap / "ineens", werkmap / "los"
    maak_stad(keuze.klein, keuze, werkmap / "aanlevering")
    for map_ in (ineens, los):
        map_.mkdir()
        (map_ / "aanlevering").symlink_to(werkmap / "aanlevering")
    laatste = laatste_zondag(werkmap / "aanlevering")
    eerste = laatste - (keuze.weken - 1) * WEEK
    een, _ = meet_reken(f"{keuze.weken} weeks in one run", ineens, eerste, laatste)
    elk, _ = meet_reken(f"{keuze.weken} runs of one week", los, eerste, laatste, los=True)
    a, b = signaalbestanden(ineens / "uit"), signaalbestanden(los / "uit")
    anders = sorted(naam for naam in a.keys() | b.keys() if a.get(naam) != b.get(naam))
    return Vergelijking(keuze.klein, een, elk, len(a), anders)


def maak_en_meet(keuze: argparse.Namespace, werkmap: Path) -> tuple[str, bool]:
    """The whole benchmark in one folder: the report as markdown, and whether both ways agree."""
    groot, klein = werkmap / "groot", werkmap / "klein"
    groot.mkdir(parents=True)
    stad = maak_stad(keuze.leerlingen, keuze, groot / "aanlevering")
    laatste = laatste_zondag(groot / "aanlevering")
    run, stappen = meet_reken(f"all {keuze.weken} Sundays (one folder written)", groot, laatste, laatste)
    klein.mkdir()
    samen = vergelijk(keuze, klein) if keuze.klein else None
    return verslag(keuze, [stad, run], stappen, samen), not (samen and samen.anders)


def _opgeteld(paren: Iterable[tuple[str, float]]) -> dict[str, float]:
    uit: dict[str, float] = {}
    for naam, duur in paren:
        uit[naam] = uit.get(naam, 0.0) + duur
    return uit


def per_zondag(stappen: Stappen) -> dict[str, float]:
    """Seconds of all steps together, by Sunday, in order of date."""
    return dict(sorted(_opgeteld((zondag, duur) for _, zondag, duur in stappen).items()))


def eerste_midden_laatste(zondagen: dict[str, float]) -> list[tuple[str, str, float]]:
    """(which, Sunday, seconds) of three of the Sundays."""
    rij = list(zondagen.items())
    return [(naam, *rij[k]) for naam, k in (("first", 0), ("middle", len(rij) // 2), ("last", -1))]


def langste(stappen: Stappen, wand_s: float) -> list[tuple[str, float]]:
    """The longest steps over all Sundays, the others together, and what the process did outside them."""
    telling = _opgeteld((stap, duur) for stap, _, duur in stappen)
    op_duur = sorted(telling.items(), key=lambda paar: (-paar[1], paar[0]))
    rest, buiten = sum(duur for _, duur in op_duur[LANGSTE_STAPPEN:]), wand_s - sum(telling.values())
    return [*op_duur[:LANGSTE_STAPPEN], ("all other steps", rest), ("outside the steps", buiten)]


def verslag(keuze: argparse.Namespace, metingen: list[Meting], stappen: Stappen, samen: Vergelijking | None) -> str:
    """The tables."""
    zondagen, run = per_zondag(stappen), metingen[-1]
    regels = [
        f"{keuze.leerlingen:,} pupils, {keuze.weken} weeks, seed {keuze.zaad}; {os.cpu_count()} cores.",
        f"{len(zondagen)} Sundays on an empty warehouse: {run.wand_s / len(zondagen):.1f} s of wall time a Sunday.",
        "",
        *_procestabel(metingen),
        "",
        "| Sunday | | s in its steps |",
        "|---|---|---|",
        *(f"| {naam} | {zondag} | {duur:.1f} |" for naam, zondag, duur in eerste_midden_laatste(zondagen)),
        "",
        "| step, all Sundays together | s |",
        "|---|---|",
        *(f"| {stap} | {duur:.1f} |" for stap, duur in langste(stappen, run.wand_s)),
    ]
    return "\n".join([*regels, *(_vergelijkregels(samen) if samen else [])])


def _procestabel(metingen: Iterable[Meting]) -> list[str]:
    kop = ["| process | wall s | cpu s | peak MB |", "|---|---|---|---|"]
    return [*kop, *(f"| {m.naam} | {m.wand_s:.1f} | {m.cpu_s:.1f} | {m.piek_mb:.0f} |" for m in metingen)]


def _vergelijkregels(samen: Vergelijking) -> list[str]:
    gelijk = (
        f"{len(samen.anders)} differ: {', '.join(samen.anders[:5])}" if samen.anders else "all equal, byte for byte"
    )
    kop = (
        f"A city of {samen.leerlingen:,} pupils, in one run and week by week: {samen.bestanden} signal files, {gelijk}."
    )
    return ["", kop, "", *_procestabel([samen.ineens, samen.los])]


def lees_argumenten() -> argparse.Namespace:
    """The command line."""
    lezer = argparse.ArgumentParser(description=__doc__)
    lezer.add_argument("--leerlingen", type=int, default=LEERLINGEN)
    lezer.add_argument("--weken", type=int, default=WEKEN)
    lezer.add_argument("--zaad", type=int, default=ZAAD)
    lezer.add_argument(
        "--klein", type=int, default=LEERLINGEN_KLEIN, help="pupils of the city that is run both ways; 0: none"
    )
    lezer.add_argument("--map", type=Path, help="keep everything here, a new folder (default: one that is removed)")
    lezer.add_argument("--toon", action="store_true", help="only print the table, leave the page as it is")
    for naam, soort in (("--reken", Path), ("--van", date.fromisoformat), ("--tot", date.fromisoformat)):
        lezer.add_argument(naam, type=soort, help=argparse.SUPPRESS)
    lezer.add_argument("--los", action="store_true", help=argparse.SUPPRESS)
    return lezer.parse_args()


def main() -> int:
    """Measure and report; with `--reken` be the run that is measured. Exit code 1 when both ways differ."""
    keuze = lees_argumenten()
    if keuze.reken:
        stappen = reken(keuze.reken, keuze.van, keuze.tot, keuze.los)
        (keuze.reken / "stappen.json").write_text(json.dumps(stappen), encoding="utf-8")
        return 0
    if keuze.map:
        tekst, is_gelijk = maak_en_meet(keuze, keuze.map)
    else:
        with tempfile.TemporaryDirectory(prefix="terug-") as werkmap:
            tekst, is_gelijk = maak_en_meet(keuze, Path(werkmap))
    print(tekst)
    if not keuze.toon:
        schrijf_tussen_merken(VERSLAG, tekst, BEGIN, EIND)
    return 0 if is_gelijk else 1


if __name__ == "__main__":
    sys.exit(main())
