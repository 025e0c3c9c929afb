"""What one week of a whole city costs: wall time, processor time and peak memory, beside a bare read of the same files.

Makes a fictitious city, brings all weeks but the last into the warehouse, and measures the run of the last week in a
process of its own. Beside it stands bare DuckDB that only reads the files delivered in that week into memory: the floor
under anything that reads them at all. Both are measured in one go on one machine; the ratio is what travels.
Writes the table into benchmarks/README.md. Usage: `make bench-stad`, or see `--help`.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

WORTEL = Path(__file__).parents[1]
VERSLAG = WORTEL / "benchmarks" / "README.md"
BEGIN, EIND = "<!-- stad: begin -->", "<!-- stad: end -->"
LEERLINGEN, WEKEN, ZAAD = 60_000, 20, 1
KENNISMOMENT = timedelta(days=1, hours=12)
"""A delivery is known at a Sunday when it was received before that Sunday + 1 day, 12:00 (regels.md §1)."""
ONTVANGEN = re.compile(r"__(\d{8}T\d{4})\.\w+$")
WEEK = timedelta(days=7)
LANGSTE_STAPPEN = 12


@dataclass(frozen=True)
class Meting:
    """One child process: seconds of wall and of processor time, and its peak resident memory in MB."""

    naam: str
    wand_s: float
    cpu_s: float
    piek_mb: float


def meet(naam: str, opdracht: list[str], mag: tuple[int, ...] = (0,)) -> Meting:
    """Run a command and measure it, its own children included; exits when it ends with another code than `mag`."""
    begin = time.perf_counter()
    kind = subprocess.Popen(opdracht, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    _, stand, verbruik = os.wait4(kind.pid, 0)
    kind.returncode = os.waitstatus_to_exitcode(stand)
    if kind.returncode not in mag:
        sys.exit(f"benchmark: {naam} ended with exit code {kind.returncode}; run it by hand: {' '.join(opdracht)}")
    return Meting(naam, time.perf_counter() - begin, verbruik.ru_utime + verbruik.ru_stime, verbruik.ru_maxrss / 1024)


def ontvangen_op(pad: Path) -> datetime | None:
    """When a file was received, local time, from its name; None when the name does not say."""
    gevonden = ONTVANGEN.search(pad.name)
    return datetime.strptime(gevonden[1], "%Y%m%dT%H%M") if gevonden else None


def laatste_zondag(aanlevering: Path) -> date:
    """The first Sunday at which the newest delivery is known."""
    nieuwste = max(filter(None, map(ontvangen_op, aanlevering.rglob("*"))))
    return next(zondag for zondag in _zondagen(nieuwste.date() - WEEK) if nieuwste < _kennismoment(zondag))


def _zondagen(vanaf: date) -> Iterator[date]:
    """Sundays from a day on."""
    zondag = vanaf + timedelta(days=6 - vanaf.weekday())
    while True:
        yield zondag
        zondag += WEEK


def _kennismoment(zondag: date) -> datetime:
    """The moment before which a delivery must have been received to be known at that Sunday; local time."""
    return datetime.combine(zondag, datetime.min.time()) + KENNISMOMENT


def van_de_week(aanlevering: Path, peildatum: date) -> list[Path]:
    """The text files that became known at this Sunday and not before."""
    van, tot = _kennismoment(peildatum - WEEK), _kennismoment(peildatum)
    paden = sorted(pad for pad in aanlevering.rglob("*") if pad.suffix in (".csv", ".json"))
    return [pad for pad in paden if (moment := ontvangen_op(pad)) and van <= moment < tot]


def lees_kaal(paden: list[Path]) -> tuple[int, int]:
    """Read every file into memory with DuckDB alone; numbers of rows read, and of files that it cannot read."""
    # Imported here only: a child process starts with the memory peak of its parent, which must stay small.
    import duckdb

    con = duckdb.connect()
    rijen = onleesbaar = 0
    for pad in paden:
        lezer = "read_json(?)" if pad.suffix == ".json" else "read_csv(?, all_varchar = true, null_padding = true)"
        try:
            con.execute(f"CREATE OR REPLACE TEMP TABLE gelezen AS FROM {lezer}", [str(pad)])
            rijen += con.execute("SELECT count(*) FROM gelezen").fetchall()[0][0]
        except duckdb.Error:
            onleesbaar += 1
    return rijen, onleesbaar


def maak_en_meet(keuze: argparse.Namespace, werkmap: Path) -> str:
    """The whole benchmark in one folder; the report as markdown."""
    mappen = {naam: werkmap / naam for naam in ("aanlevering", "magazijn", "uit")}
    vlaggen = [deel for naam, map_ in mappen.items() for deel in (f"--{naam}", str(map_))]
    inbeeld = str(WORTEL / ".venv" / "bin" / "inbeeld")
    run = [inbeeld, "run", "--stil", "--sleutels", str(werkmap / "sleutels.json"), *vlaggen]
    maten = ["--leerlingen", str(keuze.leerlingen), "--weken", str(keuze.weken), "--zaad", str(keuze.zaad)]
    stad = meet("make the city", [inbeeld, "maak-stad", "--stil", *maten, "--aanlevering", str(mappen["aanlevering"])])
    peildatum = laatste_zondag(mappen["aanlevering"])
    eerste = peildatum - (keuze.weken - 1) * WEEK
    gedaan = (0, 1)  # 1: done, but something was refused, as a fictitious city intends
    metingen = [stad]
    if eerste < peildatum:
        eerder = ["--peildatum", (peildatum - WEEK).isoformat()]
        metingen.append(meet(f"the {keuze.weken - 1} weeks before (one folder written)", [*run, *eerder], gedaan))
    week = meet("one week", [*run, "--peildatum", peildatum.isoformat()], gedaan)
    paden = van_de_week(mappen["aanlevering"], peildatum)
    (werkmap / "week.txt").write_text("\n".join(map(str, paden)), encoding="utf-8")
    kaal = meet(
        "bare DuckDB, reading that week's files", [sys.executable, __file__, "--kaal", str(werkmap / "week.txt")]
    )
    return verslag(keuze, [*metingen, week, kaal], week, kaal, _stappen(mappen["uit"], peildatum), paden)


def _stappen(uit: Path, peildatum: date) -> dict[str, float]:
    """Seconds of each step of the measured week, from its run.json."""
    jaar, week, _ = peildatum.isocalendar()
    return json.loads((uit / f"{jaar}-W{week:02}" / "run.json").read_text(encoding="utf-8"))["duur_s"]


def verslag(
    keuze: argparse.Namespace,
    metingen: list[Meting],
    week: Meting,
    kaal: Meting,
    stappen: dict[str, float],
    paden: list[Path],
) -> str:
    """The tables, with the ratios of one week to a bare read."""
    megabytes = sum(pad.stat().st_size for pad in paden) / 1e6
    regels = [
        f"{keuze.leerlingen:,} pupils, {keuze.weken} weeks, seed {keuze.zaad}; {os.cpu_count()} cores.",
        f"The measured week brought {len(paden)} text files, {megabytes:.1f} MB.",
        "",
        "| process | wall s | cpu s | peak MB |",
        "|---|---|---|---|",
        *(f"| {m.naam} | {m.wand_s:.1f} | {m.cpu_s:.1f} | {m.piek_mb:.0f} |" for m in metingen),
        f"| one week : bare read | {week.wand_s / kaal.wand_s:.1f} x | {week.cpu_s / kaal.cpu_s:.1f} x "
        f"| {week.piek_mb / kaal.piek_mb:.1f} x |",
        "",
        "| step of that week | s |",
        "|---|---|",
        *(f"| {stap} | {duur:.2f} |" for stap, duur in _langste(stappen, week.wand_s)),
    ]
    return "\n".join(regels)


def _langste(stappen: dict[str, float], wand_s: float) -> list[tuple[str, float]]:
    """The longest steps, the others together, and what the process did outside them (starting, reading, writing)."""
    op_duur = sorted(stappen.items(), key=lambda paar: (-paar[1], paar[0]))
    rest = sum(duur for _, duur in op_duur[LANGSTE_STAPPEN:])
    buiten = wand_s - sum(stappen.values())
    return [*op_duur[:LANGSTE_STAPPEN], ("all other steps", rest), ("outside the steps", buiten)]


def schrijf_tussen_merken(pad: Path, tekst: str, begin: str = BEGIN, eind: str = EIND) -> None:
    """Replace what stands between the two marks of a page; exits when a mark is missing."""
    bladzij = pad.read_text(encoding="utf-8")
    if begin not in bladzij or eind not in bladzij:
        sys.exit(f"{pad.name}: the marks {begin} and {eind} are not there; put them back where the table belongs")
    voor, na = bladzij.split(begin)[0], bladzij.split(eind)[1]
    pad.write_text(f"{voor}{begin}\n{tekst}\n{eind}{na}", encoding="utf-8")


def lees_simulatie(uitleg: str | None, vlag: str, aantal: int, zaad: int) -> argparse.Namespace:
    """The command line of a benchmark that simulates: how many (`vlag`), the seed, and whether to print only."""
    lezer = argparse.ArgumentParser(description=uitleg)
    lezer.add_argument(vlag, type=int, default=aantal)
    lezer.add_argument("--zaad", type=int, default=zaad)
    lezer.add_argument("--toon", action="store_true", help="only print the table, leave the page as it is")
    return lezer.parse_args()


def lees_argumenten() -> argparse.Namespace:
    """The command line."""
    lezer = argparse.ArgumentParser(description=__doc__)
    lezer.add_argument("--leerlingen", type=int, default=LEERLINGEN)
    lezer.add_argument("--weken", type=int, default=WEKEN)
    lezer.add_argument("--zaad", type=int, default=ZAAD)
    lezer.add_argument("--map", type=Path, help="keep the city here (default: a folder that is removed)")
    lezer.add_argument("--kaal", type=Path, help=argparse.SUPPRESS)
    lezer.add_argument("--toon", action="store_true", help="only print the table, leave the page as it is")
    return lezer.parse_args()


def main() -> None:
    """Measure and report; with `--kaal` be the bare reader that is measured."""
    keuze = lees_argumenten()
    if keuze.kaal:
        rijen, onleesbaar = lees_kaal([Path(regel) for regel in keuze.kaal.read_text(encoding="utf-8").splitlines()])
        print(f"{rijen} rows read, {onleesbaar} files not readable without knowing their dialect", file=sys.stderr)
        return
    if keuze.map:
        keuze.map.mkdir(parents=True, exist_ok=True)
        tekst = maak_en_meet(keuze, keuze.map)
    else:
        with tempfile.TemporaryDirectory(prefix="stad-") as werkmap:
            tekst = maak_en_meet(keuze, Path(werkmap))
    print(tekst)
    if not keuze.toon:
        schrijf_tussen_merken(VERSLAG, tekst)


if __name__ == "__main__":
    main()
