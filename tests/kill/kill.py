"""Kill a run at many moments, run again, and see that it ends as a run that was left alone. `make kill-toets`.

Every kill is SIGKILL to the whole process group of an `inbeeld run`: for kills during the start the program itself, for
later ones the command in a process that has its imports behind it. What runs again is the command in a process that
serves several repairs: starting Python takes longer than the repair. Moments are spread evenly,
with chance inside each part: by progress line (so that they fall everywhere in the work, however busy the machine is),
by time during the start, and at the sight of a file (the key, a new room, a week's folder on its way to its place).
After the repair
`diff -r` of uit/ is empty, run.json is equal but for durations, `inbeeld stand --vingerafdruk` is equal, and nothing
is left behind. Prints a table; exit code 1 on any difference.
"""

import argparse
import json
import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass, field
from io import StringIO
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path
from random import Random

from tests.pipelines.conftest import DERDE, EERSTE, INBEELD, TWEEDE, Plek, maak_leveringen

RUN = ["--peildatum", str(EERSTE), "--tot", str(DERDE)]
KEER, ZAAD, WERKERS = 50, 1, 2
WACHT_S = 600
NALOOP_S = 0.15
"""A kill comes up to so many seconds after the line or file that it waits for."""
SOORTEN = ("sleutels", "leeg", "vervolg", "mappen", "herstel")
DEEL = {"sleutels": 0.14, "leeg": 0.26, "vervolg": 0.26, "mappen": 0.18, "herstel": 0.16}
"""Which part of the kills: a first run that makes the keys, one with keys, one on two weeks that stand, one that has
only folders left to write, and a run that repairs an earlier kill.
"""


@dataclass(frozen=True)
class Moment:
    """When to kill: after progress line `regel`, at `deel` of the start (0-1), or at the sight of `bestand` in the
    place of the run; plus `na` seconds.
    """

    naam: str
    regel: int = 0
    deel: float | None = None
    bestand: str = ""
    na: float = 0.0


@dataclass
class Uitslag:
    """What one kill did: `was_dood` is False when the run was done before its moment came."""

    soort: str
    moment: str
    was_dood: bool
    seconden: float
    fouten: list[str] = field(default_factory=list)


@dataclass
class Toneel:
    """The undisturbed run, and the states that a run can start from."""

    map: Path
    regels: dict[str, int] = field(default_factory=dict)
    start_s: float = 0.0
    afdruk: str = ""

    @property
    def goed(self) -> Plek:
        """The outcome of a run that was left alone."""
        return Plek(self.map / "goed")

    def bouw(self) -> "Toneel":
        """Two weeks, then the third; the states in between are kept."""
        self._sta_klaar("leeg", None)
        twee = self._sta_klaar("vervolg", None)
        code, tekst = typ("run", *twee.opties, "--peildatum", str(EERSTE), "--tot", str(TWEEDE), "--stil")
        assert code == 0, tekst
        shutil.copy2(twee.map / "sleutels.json", self.map / "leeg" / "sleutels.json")
        twee.kopie(self.goed.map)
        self.regels["vervolg"], _ = _loop(self.goed, None)
        self.afdruk = vingerafdruk(self.goed)
        self.goed.kopie(self.map / "mappen")
        self._meet("leeg")
        self._meet("mappen")
        self.regels["sleutels"] = self.regels["leeg"]
        return self

    def _meet(self, soort: str) -> None:
        """How many progress lines a run from this state shows, and after how many seconds the first."""
        plek = Plek(self.map / soort).kopie(self.map / f"proef-{soort}")
        self.regels[soort], eerste = _loop(plek, None)
        self.start_s = max(self.start_s, eerste)
        shutil.rmtree(plek.map)

    def _sta_klaar(self, naam: str, sleutels: Path | None) -> Plek:
        plek = Plek(self.map / naam)
        maak_leveringen(plek.map / "aanlevering")
        if sleutels:
            shutil.copy2(sleutels, plek.map / "sleutels.json")
        return plek

    def begin(self, soort: str, naar: Path) -> Plek:
        """The state that a run of this kind starts from, in a folder of its own."""
        bron = {"sleutels": "leeg", "herstel": "vervolg"}.get(soort, soort)
        plek = Plek(self.map / bron).kopie(naar)
        if soort == "sleutels":
            (plek.map / "sleutels.json").unlink()
        return plek


def typ(*woorden: str) -> tuple[int, str]:
    """The command in this process: its exit code and all that it says."""
    from pipelines.cli import main

    with redirect_stdout(StringIO()) as uit, redirect_stderr(uit):
        code = main(list(woorden))
    return code, uit.getvalue()


def vingerafdruk(plek: Plek) -> str:
    """What `inbeeld stand --vingerafdruk` prints."""
    code, tekst = typ("stand", *plek.opties, "--vingerafdruk")
    assert code == 0, tekst
    return tekst


def _omgeving(plek: Plek) -> dict[str, str]:
    """The settings of this machine left out; temporary files where they can be looked at."""
    tijdelijk = plek.map / "tmp"
    tijdelijk.mkdir(exist_ok=True)
    schoon = {k: w for k, w in os.environ.items() if not k.startswith(("INBEELD_", "DAGSTER_", "GX_"))}
    return schoon | {"TMPDIR": str(tijdelijk)}


class Koud:
    """`inbeeld run` as a user starts it: Python and all imports are a part of the run."""

    def __init__(self, plek: Plek, terminal: str):
        fout = os.open(terminal, os.O_WRONLY | os.O_NOCTTY)
        self.proces = subprocess.Popen(
            [INBEELD, "run", *plek.opties, *RUN],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=fout,
            start_new_session=True,
            env=_omgeving(plek),
        )
        os.close(fout)
        self.pid = self.proces.pid

    def code(self) -> int | None:
        """The exit code, None while it runs; below 0: the signal that killed it."""
        return self.proces.poll()

    def wacht(self) -> None:
        self.proces.wait()


class Warm:
    """The same command in a process of its own that has its imports behind it: for kills that come later anyway."""

    def __init__(self, plek: Plek, terminal: str):
        omgeving = get_context("forkserver")
        omgeving.set_forkserver_preload(["pipelines.definitions", "pipelines.draaien"])
        self.proces = omgeving.Process(target=_in_kind, args=(plek, terminal))
        self.proces.start()
        self.pid = self.proces.pid or 0

    def code(self) -> int | None:
        """As of Koud."""
        return self.proces.exitcode

    def wacht(self) -> None:
        self.proces.join()


def _in_kind(plek: Plek, terminal: str) -> None:
    """Be a session of its own with this terminal for messages, and run."""
    os.setsid()
    for doel, pad in ((0, os.devnull), (1, os.devnull), (2, terminal)):
        os.dup2(os.open(pad, os.O_RDWR | os.O_NOCTTY), doel)
    os.environ.clear()
    os.environ.update(_omgeving(plek))
    tempfile.tempdir = None
    from pipelines.cli import main

    sys.exit(main(["run", *plek.opties, *RUN]))


def _loop(plek: Plek, moment: Moment | None, start_s: float = 0.0) -> tuple[int, float]:
    """Run until the moment, then kill; returns the number of progress lines seen (-1: killed) and the seconds to the
    first. The run has a terminal of its own, because then it shows every step.
    """
    wij, zij = os.openpty()
    is_koud = moment is None or moment.deel is not None
    proces = (Koud if is_koud else Warm)(plek, os.ttyname(zij))
    os.close(zij)
    begin, gezien, eerste = time.monotonic(), 0, 0.0
    try:
        while proces.code() is None and time.monotonic() - begin < WACHT_S:
            gezien += _regels(wij)
            eerste = eerste or (time.monotonic() - begin if gezien else 0.0)
            if moment and _is_daar(moment, plek, gezien, time.monotonic() - begin, start_s):
                time.sleep(moment.na)
                break
    finally:
        _dood(proces)
        os.close(wij)
    return (-1 if proces.code() == -signal.SIGKILL else gezien), eerste


def _dood(proces: Koud | Warm) -> None:
    """Kill the whole group, when it is still there."""
    if proces.code() is None:
        with suppress(ProcessLookupError):
            os.killpg(proces.pid, signal.SIGKILL)
        with suppress(ProcessLookupError):
            os.kill(proces.pid, signal.SIGKILL)
    proces.wacht()


def _regels(terminal: int) -> int:
    """How many progress lines came since the last look; waits a hundredth of a second at most."""
    if not select.select([terminal], [], [], 0.01)[0]:
        return 0
    try:
        return os.read(terminal, 65536).count(b"stap ")
    except OSError:  # the other side is gone
        time.sleep(0.01)
        return 0


def _is_daar(moment: Moment, plek: Plek, gezien: int, voorbij: float, start_s: float) -> bool:
    if moment.bestand:
        return any(plek.map.glob(moment.bestand))
    if moment.deel is not None:
        return voorbij >= moment.deel * start_s
    return gezien >= moment.regel


def momenten(soort: str, aantal: int, regels: int, rng: Random) -> list[Moment]:
    """Spread evenly over the run, with chance inside each part; a fifth during the start, a quarter at a file."""
    bestanden = {
        "sleutels": ["magazijn", ".sleutels.json.*", "sleutels.json", "magazijn/kluis.duckdb", "magazijn/stad.duckdb"],
        "leeg": ["magazijn/school.duckdb", "magazijn/stad.duckdb.wal", "uit/.*.deel", "uit/.*.deel/run.json"],
        "vervolg": ["magazijn/tijdelijk", "uit/.*.deel", "uit/.*.oud", "uit/.*.deel/stad"],
        "mappen": ["uit/.*.deel", "uit/.*.oud", "uit/.*.deel/run.json", "uit/.*.oud", "uit/.*.deel/gemeente"],
        "herstel": ["uit/.*.oud"],
    }[soort]
    bij_start = [Moment("start", deel=(i + rng.random()) / max(1, aantal // 5)) for i in range(aantal // 5)]
    bij_bestand = [
        Moment(f"bij {bestand}", bestand=bestand, na=rng.choice([0, 0, rng.random() * NALOOP_S]))
        for bestand in bestanden[: max(1, aantal // 3)]
    ]
    over = aantal - len(bij_start) - len(bij_bestand)
    punten = (1 + int((i + rng.random()) / over * regels) for i in range(over))
    bij_regel = [Moment(f"stap {punt} van {regels}", punt, na=rng.random() * NALOOP_S) for punt in punten]
    return [*bij_start, *bij_bestand, *bij_regel][:aantal]


def verdeel(keer: int) -> dict[str, int]:
    """How many kills of each kind; together exactly `keer`, and of each kind at least one when there are enough."""
    aantal = {soort: max(1, int(keer * DEEL[soort])) for soort in SOORTEN}
    while sum(aantal.values()) != keer:
        meer = sum(aantal.values()) < keer
        soort = (min if meer else max)(SOORTEN, key=lambda naam: aantal[naam] / DEEL[naam])
        aantal[soort] += 1 if meer else -1
    return aantal


def proef(toneel: Toneel, soort: str, moment: Moment, map_: Path, rng: Random) -> Uitslag:
    """Kill once (a repair: twice), look, run again, compare."""
    begin = time.monotonic()
    plek = toneel.begin(soort, map_)
    if soort == "herstel":
        _loop(plek, Moment("eerder", 1 + rng.randrange(toneel.regels["vervolg"])), toneel.start_s)
    was_dood = _loop(plek, moment, toneel.start_s)[0] == -1
    uitslag = Uitslag(soort, moment.naam, was_dood, 0.0, list(halve_weken(plek, toneel.goed)))
    code, tekst = typ("run", *plek.opties, *RUN, "--stil")
    if code != 0:
        uitslag.fouten.append(f"the repair ended with {code}: {tekst[-300:]}")
    else:
        uitslag.fouten += verschillen(plek, toneel, soort)
    uitslag.seconden = time.monotonic() - begin
    shutil.rmtree(map_, ignore_errors=bool(uitslag.fouten))
    return uitslag


def halve_weken(plek: Plek, goed: Plek) -> Iterator[str]:
    """Weeks that can be seen after a kill and do not have all their files."""
    for week in (plek.map / "uit").glob("[0-9]*"):
        heel = {p.relative_to(week) for p in week.rglob("*") if p.is_file()}
        voorbeeld = goed.map / "uit" / week.name
        if heel != {p.relative_to(voorbeeld) for p in voorbeeld.rglob("*") if p.is_file()}:
            yield f"{week.name} is half after the kill"


def verschillen(plek: Plek, toneel: Toneel, soort: str) -> list[str]:
    """Everything in which a repaired run differs from one that was left alone."""
    goed = toneel.goed
    diff = subprocess.run(
        ["diff", "-r", "--exclude=run.json", str(goed.map / "uit"), str(plek.map / "uit")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    fouten = [f"diff -r: {regel}" for regel in diff.stdout.splitlines()[:3]]
    fouten += [f"run.json of {week} differs" for week in _runs(goed) if _runs(plek).get(week) != _runs(goed)[week]]
    if _resten(plek) != _resten(goed):
        fouten.append(f"left behind: {sorted(_resten(plek) ^ _resten(goed))}")
    afdruk = toneel.afdruk if soort != "sleutels" else _afdruk_met(plek)
    if vingerafdruk(plek) != afdruk:
        fouten.append("the fingerprint differs")
    return fouten


def _runs(plek: Plek) -> dict[str, dict]:
    """run.json of each week, without durations."""
    uit = {pad.parent.name: json.loads(pad.read_text()) for pad in (plek.map / "uit").glob("*/run.json")}
    return {week: {k: w for k, w in run.items() if k != "duur_s"} for week, run in uit.items()}


def _resten(plek: Plek) -> set[str]:
    """Every path beside the weeks: files of the warehouse, of the key's folder and of uit/, hidden ones too."""
    paden = [p for p in plek.map.rglob("*") if not p.is_relative_to(plek.map / "tmp")]
    return {p.relative_to(plek.map).as_posix() for p in paden}


def _afdruk_met(plek: Plek) -> str:
    """The fingerprint of a run that was left alone with the keys that the killed or the repairing run made."""
    ander = Plek(plek.map.with_name(plek.map.name + "-alleen"))
    maak_leveringen(ander.map / "aanlevering")
    shutil.copy2(plek.map / "sleutels.json", ander.map / "sleutels.json")
    code, tekst = typ("run", *ander.opties, *RUN, "--stil")
    assert code == 0, tekst
    afdruk = vingerafdruk(ander)
    shutil.rmtree(ander.map)
    return afdruk


def toets(keer: int, zaad: int, werkers: int, map_: Path, zeg: Callable[[str], None]) -> list[Uitslag]:
    """The whole test: at least `keer` runs that were really killed; a run that was done too early is tried again."""
    rng, toneel = Random(zaad), Toneel(map_ / "toneel").bouw()
    zeg(f"an undisturbed run: first line after {toneel.start_s:.1f} s, {toneel.regels['leeg']} progress lines")
    regels = {**toneel.regels, "herstel": toneel.regels["vervolg"]}
    werk = [(soort, m) for soort, n in verdeel(keer).items() for m in momenten(soort, n, regels[soort], rng)]
    rng.shuffle(werk)
    uitslagen: list[Uitslag] = []
    with ProcessPoolExecutor(werkers, get_context("spawn")) as processen:
        while werk:
            plekken = [map_ / f"{len(uitslagen) + i:03}" for i in range(len(werk))]
            loten = [Random(rng.random()) for _ in werk]
            soorten, momenten_ = zip(*werk, strict=True)
            uitkomst = processen.map(proef, repeat(toneel), soorten, momenten_, plekken, loten)
            ronde = [_toon(uitslag, zeg) for uitslag in uitkomst]
            uitslagen += ronde
            te_laat = [(soort, m) for (soort, m), u in zip(werk, ronde, strict=True) if not u.was_dood]
            werk = [(soort, _vroeger(m, rng)) for soort, m in te_laat]
    return uitslagen


def _vroeger(moment: Moment, rng: Random) -> Moment:
    """A moment that was too late, earlier."""
    return Moment(f"{moment.naam}, eerder", max(1, int(moment.regel * rng.random())), na=0.0)


def _toon(uitslag: Uitslag, zeg: Callable[[str], None]) -> Uitslag:
    stand = "different" if uitslag.fouten else "equal" if uitslag.was_dood else "done before"
    zeg(f"{uitslag.soort:10} {uitslag.moment:44} {stand:12} {uitslag.seconden:6.1f} s")
    for fout in uitslag.fouten:
        zeg(f"{'':10} {fout}")
    return uitslag


def samenvatting(uitslagen: list[Uitslag]) -> str:
    """A table: kills and differences per kind."""
    regels = ["", f"{'start of the run':18} {'killed':>7} {'different':>10}"]
    for soort in SOORTEN:
        van = [u for u in uitslagen if u.soort == soort]
        regels.append(f"{soort:18} {sum(u.was_dood for u in van):7} {sum(bool(u.fouten) for u in van):10}")
    dood, fout = sum(u.was_dood for u in uitslagen), sum(bool(u.fouten) for u in uitslagen)
    return "\n".join([*regels, f"{'together':18} {dood:7} {fout:10}"])


def main() -> int:
    """The command line."""
    lezer = argparse.ArgumentParser(description=__doc__)
    lezer.add_argument("--keer", type=int, default=KEER)
    lezer.add_argument("--zaad", type=int, default=ZAAD)
    lezer.add_argument("--werkers", type=int, default=WERKERS)
    keuze = lezer.parse_args()
    begin = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="kill-") as map_:
        uitslagen = toets(keuze.keer, keuze.zaad, keuze.werkers, Path(map_), lambda regel: print(regel, flush=True))
    print(samenvatting(uitslagen), f"in {time.monotonic() - begin:.0f} s, seed {keuze.zaad}", sep="\n")
    dood = sum(u.was_dood for u in uitslagen)
    return 1 if any(u.fouten for u in uitslagen) or dood < keuze.keer else 0


if __name__ == "__main__":
    sys.exit(main())
