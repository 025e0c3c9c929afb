"""Plants faults in the SQL of the signals, one at a time, and sees a test of the rules go red.

`mutaties.yaml` lists the faults: id, what is wrong (`fout`), the signals that suffer, the file, the old text (it must
stand there exactly once), the new text, and the test modules that should notice (`toetsen`). For each fault the tracked
tree is copied, the text replaced, and those modules run until the first red test. A fault is dead when a test fails; it
lives when all stay green, and then a boundary has no test. A product that does not run at all proves nothing: that
fault is `kapot`. First all modules run on an unbroken copy; of what they computed a broken copy computes anew only
what the fault touches. Equivalent faults stand under `gelijkwaardig`, with why.
Usage: `make mutaties` (writes docs/mutaties.md), with `--alleen ID ...`, or `--steekproef N --zaad Z`: no page then.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from random import Random

import yaml

from tests.muren.muren import TEGELIJK, kopieer
from tests.toneel import BASIS

WORTEL = Path(__file__).parents[2]
LIJST = Path("tests/mutaties/mutaties.yaml")
DOCS = Path("docs/mutaties.md")
VELDEN = {"id", "fout", "signalen", "bestand", "oud", "nieuw", "toetsen"}
VELDEN_GELIJKWAARDIG = {"fout", "bestand", "waarom"}
# An id of a scenario may hold spaces and dashes, so its end is the first `]` before the message or the end of the line.
ROOD = re.compile(r"^(FAILED|ERROR) (\S+?::\w+(?:\[.*?\])?|\S+)(?: - .*)?$", re.MULTILINE)
LEEFT, KAPOT = "LEEFT", "KAPOT"
PYTEST_GROEN, PYTEST_ROOD = 0, 1


@dataclass(frozen=True)
class Mutatie:
    """One fault; bestand a path under the root, toetsen names of modules in tests/."""

    id: str
    fout: str
    signalen: Sequence[str]
    bestand: str
    oud: str
    nieuw: str
    toetsen: Sequence[str]


@dataclass(frozen=True)
class Gelijkwaardig:
    """A fault that changes no row, and why."""

    fout: str
    bestand: str
    waarom: str


def lees(wortel: Path) -> tuple[list[Mutatie], list[Gelijkwaardig]]:
    """The faults of a tree; exits with all that is wrong with the list at once."""
    inhoud = yaml.safe_load((wortel / LIJST).read_text(encoding="utf-8"))
    ids = [regel.get("id") for regel in inhoud["mutaties"]]
    fouten = [
        f"{LIJST}: id {naam} stands there twice; give each its own" for naam in {i for i in ids if ids.count(i) > 1}
    ]
    fouten += [fout for regel in inhoud["mutaties"] for fout in _fouten(wortel, regel)]
    fouten += [
        f"{LIJST}: an equivalent fault has fields {sorted(regel)}; give exactly {sorted(VELDEN_GELIJKWAARDIG)}"
        for regel in inhoud["gelijkwaardig"]
        if set(regel) != VELDEN_GELIJKWAARDIG
    ]
    if fouten:
        sys.exit("\n".join(sorted(fouten)))
    return [Mutatie(**r) for r in inhoud["mutaties"]], [Gelijkwaardig(**r) for r in inhoud["gelijkwaardig"]]


def _fouten(wortel: Path, regel: dict) -> Iterable[str]:
    """What is wrong with one fault of the list."""
    wie = f"{LIJST}: {regel.get('id')}"
    if set(regel) != VELDEN:
        yield f"{wie} has fields {sorted(regel)}; give exactly {sorted(VELDEN)}"
        return
    if regel["oud"] == regel["nieuw"]:
        yield f"{wie} changes nothing; give another new text"
    for pad in (regel["bestand"], *map(_pad, regel["toetsen"])):
        if not (wortel / pad).is_file():
            yield f"{wie} names {pad}, which is not there; mend the path"
    if not regel["signalen"] or not regel["toetsen"]:
        yield f"{wie} names no signal or no test; give at least one of each"
    if (wortel / regel["bestand"]).is_file():
        aantal = (wortel / regel["bestand"]).read_text(encoding="utf-8").count(regel["oud"])
        if aantal != 1:
            yield f"{wie}: the old text stands {aantal} times in {regel['bestand']}; give a text that stands there once"


def _pad(toets: str) -> str:
    return f"tests/{toets}.py"


def breek(kopie: Path, mutatie: Mutatie) -> None:
    """Plant the fault in a copy."""
    pad = kopie / mutatie.bestand
    pad.write_text(pad.read_text(encoding="utf-8").replace(mutatie.oud, mutatie.nieuw), encoding="utf-8")


def draai(kopie: Path, toetsen: Iterable[str], basis: Path) -> str:
    """Run test modules in a copy until the first red one: its name, LEEFT, or KAPOT with what came of it.

    basis: warehouses of the unbroken tree, so that only what the fault touches is computed anew.
    """
    opdracht = [sys.executable, "-m", "pytest", "-q", "-x", "-rfE", "--tb=no", *map(_pad, toetsen)]
    omgeving = {
        **os.environ,
        "PYTHONPATH": str(kopie),
        "PYTHONDONTWRITEBYTECODE": "1",
        "COLUMNS": "1000",
        BASIS: str(basis),
    }
    proces = subprocess.run(opdracht, cwd=kopie, env=omgeving, capture_output=True, text=True)
    return oordeel(proces.returncode, proces.stdout)


def oordeel(code: int, uitvoer: str) -> str:
    """What a run of pytest says of a fault."""
    if code == PYTEST_GROEN:
        return LEEFT
    rood = ROOD.search(uitvoer)
    if code == PYTEST_ROOD and rood and rood[1] == "FAILED":
        return rood[2]
    return f"{KAPOT}: {rood[0] if rood else f'pytest stopped with {code}'}"


def is_dood(uitslag: str) -> bool:
    """Whether a test saw the fault."""
    return not uitslag.startswith((LEEFT, KAPOT))


def probeer(wortel: Path, mutatie: Mutatie | None, toetsen: Iterable[str], basis: Path) -> str:
    """Copy the tree, plant one fault or none, and run the tests."""
    with tempfile.TemporaryDirectory(prefix="mutatie-") as map_:
        kopieer(wortel, Path(map_))
        if mutatie:
            breek(Path(map_), mutatie)
        return draai(Path(map_), toetsen, basis)


def toets(wortel: Path, mutatie: Mutatie, basis: Path) -> str:
    """Plant one fault, and say at once how it fared."""
    uitslag = probeer(wortel, mutatie, mutatie.toetsen, basis)
    print(f"{mutatie.id:32} {uitslag}", flush=True)
    return uitslag


def toets_heel(wortel: Path, toetsen: Sequence[str], basis: Path) -> None:
    """Run modules on the unbroken tree, which fills `basis`; exits when they are not green."""
    heel = probeer(wortel, None, toetsen, basis)
    if heel != LEEFT:
        sys.exit(f"{LIJST}: without a fault the tests are not green ({heel}); mend them first")


def toets_alle(wortel: Path, mutaties: Sequence[Mutatie]) -> dict[str, str]:
    """Per fault what came of it. Modules that go together share a city, so each such set is first run unbroken."""
    stellen = sorted({tuple(mutatie.toetsen) for mutatie in mutaties})
    with tempfile.TemporaryDirectory(prefix="mutaties-") as basis, ThreadPoolExecutor(TEGELIJK) as ploeg:
        list(ploeg.map(lambda stel: toets_heel(wortel, stel, Path(basis)), stellen))
        uitslagen = list(ploeg.map(lambda mutatie: toets(wortel, mutatie, Path(basis)), mutaties))
    return {mutatie.id: uitslag for mutatie, uitslag in zip(mutaties, uitslagen, strict=True)}


def als_tabel(mutaties: Sequence[Mutatie], gelijkwaardig: Sequence[Gelijkwaardig], uitslagen: dict[str, str]) -> str:
    """The page docs/mutaties.md."""
    dood = sum(map(is_dood, uitslagen.values()))
    kop = [
        "# Planted faults and the tests that see them",
        "",
        "Made by `make mutaties` from `tests/mutaties/mutaties.yaml`; do not edit by hand. Each fault is planted alone",
        "in a copy, in the SQL of a signal or of what it rests on; the tests of the rules run until one is red.",
        "",
        f"{len(mutaties)} faults planted, {dood} dead, {len(mutaties) - dood} alive.",
        "",
        "| fault | what is wrong | signals | file | killed by |",
        "|---|---|---|---|---|",
    ]
    regels = [
        f"| {m.id} | {m.fout} | {', '.join(m.signalen)} | {_verwijzing(m.bestand)} | `{uitslagen[m.id]}` |"
        for m in mutaties
    ]
    over = [f"- {_verwijzing(g.bestand)}: {g.fout} {g.waarom}" for g in gelijkwaardig]
    return "\n".join([*kop, *regels, "", "## Faults that change no row", "", *over, ""])


def _verwijzing(bestand: str) -> str:
    """A model by its address, as a link from docs/."""
    return f"[{'.'.join(Path(bestand).with_suffix('').parts[1:])}](../{bestand})"


def lees_argumenten(argumenten: list[str] | None) -> argparse.Namespace:
    """The command line."""
    lezer = argparse.ArgumentParser(description=__doc__)
    lezer.add_argument("--alleen", nargs="+", metavar="ID", help="only these faults")
    lezer.add_argument("--steekproef", type=int, metavar="N", help="only so many, drawn with --zaad")
    lezer.add_argument("--zaad", type=int, default=1, help="seed of the draw")
    return lezer.parse_args(argumenten)


def kies(mutaties: Sequence[Mutatie], keuze: argparse.Namespace) -> list[Mutatie]:
    """The faults that the command line asks for; exits when there is none."""
    gekozen = [mutatie for mutatie in mutaties if keuze.alleen is None or mutatie.id in keuze.alleen]
    if keuze.steekproef:
        gekozen = Random(keuze.zaad).sample(gekozen, min(keuze.steekproef, len(gekozen)))
    if not gekozen:
        sys.exit(f"{LIJST}: no fault of that name; choose from {', '.join(mutatie.id for mutatie in mutaties)}")
    return gekozen


def main(argumenten: list[str] | None = None, wortel: Path = WORTEL) -> int:
    """0: every fault is dead; 1: not."""
    keuze = lees_argumenten(argumenten)
    mutaties, gelijkwaardig = lees(wortel)
    uitslagen = toets_alle(wortel, kies(mutaties, keuze))
    levend = [naam for naam, uitslag in uitslagen.items() if not is_dood(uitslag)]
    print(f"{len(uitslagen)} faults planted, {len(levend)} alive{': ' if levend else ''}{', '.join(levend)}")
    if keuze.alleen is None and not keuze.steekproef:
        (wortel / DOCS).write_text(als_tabel(mutaties, gelijkwaardig, uitslagen), encoding="utf-8")
    return 1 if levend else 0


if __name__ == "__main__":
    sys.exit(main())
