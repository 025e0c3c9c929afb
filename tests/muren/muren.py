"""Breaks every wall in turn and sees exactly its own test go red.

`muren.yaml` lists the walls: id, the sentence of the wall, the test that guards it, and a patch that breaks it. For
each wall the tracked tree is copied, the patch applied, and the tests of all walls run there. A wall holds when its own
test goes red and all others stay green: a test that stays green guards nothing, and one that goes red for a neighbour
guards something else. To save time, a wall with a fast test is tried against the fast tests only, and then all those
walls are broken together: the slow tests must not notice. Usage: `make muren`, with `--alleen ID` for one wall, or
`--docs` to rewrite docs/muren.md.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import yaml

WORTEL = Path(__file__).parents[2]
LIJST = Path("tests/muren/muren.yaml")
DOCS = Path("docs/muren.md")
NOG_NIET_GEBOUWD = (
    "Rule 5, a model that must earn its place: no model is in the product.",
    "Rule 6, the attack on figures released in earlier weeks: each week is audited by itself so far.",
)
ALLES, SNEL = "traag or not traag", "not traag"
TEGELIJK = 2  # copies tested at the same time: a run of the product uses one core
VELDEN = {"id", "muur", "test", "patch"}
UITSLAG = re.compile(r"^(PASSED|FAILED|ERROR) (\S+)", re.MULTILINE)


@dataclass(frozen=True)
class Muur:
    """One wall; test is a pytest node id, patch a path under the root."""

    id: str
    muur: str
    test: str
    patch: str


def lees_muren(wortel: Path) -> list[Muur]:
    """The walls of a tree; exits with all faults of the list at once."""
    regels = yaml.safe_load((wortel / LIJST).read_text(encoding="utf-8")) or []
    fouten = [fout for nummer, regel in enumerate(regels, start=1) for fout in _fouten(wortel, nummer, regel)]
    dubbel = {regel.get("id") for regel in regels if sum(ander.get("id") == regel.get("id") for ander in regels) > 1}
    fouten += [f"{LIJST}: id {naam} stands there twice; give each wall its own" for naam in sorted(map(str, dubbel))]
    if fouten:
        sys.exit("\n".join(fouten))
    return [Muur(**regel) for regel in regels]


def _fouten(wortel: Path, nummer: int, regel: dict) -> list[str]:
    """What is wrong with one wall of the list."""
    if set(regel) != VELDEN:
        return [f"{LIJST}: wall {nummer} has fields {sorted(regel)}; give exactly {sorted(VELDEN)}"]
    paden = (regel["test"].split("::")[0], regel["patch"])
    return [
        f"{LIJST}: wall {nummer} names {pad}, which is not there; mend the path"
        for pad in paden
        if not (wortel / pad).is_file()
    ]


def kopieer(wortel: Path, naar: Path) -> None:
    """Copy the files that git tracks, as they stand in the folder now."""
    uitkomst = subprocess.run(["git", "ls-files", "-z"], cwd=wortel, capture_output=True, text=True, check=True)
    for naam in filter(None, uitkomst.stdout.split("\0")):
        if (wortel / naam).is_file():
            (naar / naam).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(wortel / naam, naar / naam)


def breek(kopie: Path, patch: Path) -> None:
    """Apply one patch to the copy; exits when it no longer fits."""
    omgeving = {**os.environ, "GIT_CEILING_DIRECTORIES": str(kopie.parent)}
    uitkomst = subprocess.run(["git", "apply", str(patch)], cwd=kopie, env=omgeving, capture_output=True, text=True)
    if uitkomst.returncode:
        sys.exit(f"{patch.name}: does not fit the tree, {uitkomst.stderr.strip()}; make the patch anew")


def draai(kopie: Path, muren: list[Muur], merk: str = ALLES) -> dict[str, str]:
    """Run the tests of walls in a copy: per wall `groen`, `rood`, or `ontbreekt` when its test did not run."""
    omgeving = {**os.environ, "PYTHONPATH": str(kopie), "PYTHONDONTWRITEBYTECODE": "1"}
    proces = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-rA", "--tb=no", "-m", merk] + sorted({muur.test for muur in muren}),
        cwd=kopie,
        env=omgeving,
        capture_output=True,
        text=True,
    )
    gelopen = UITSLAG.findall(proces.stdout)
    return {muur.id: _uitslag(muur.test, gelopen) for muur in muren}


def _uitslag(test: str, gelopen: list[tuple[str, str]]) -> str:
    """The verdict over all cases of one test; a test that errors while it is collected is red."""
    uitslagen = {uitslag for uitslag, naam in gelopen if naam == test or naam.startswith((f"{test}[", f"{test}::"))}
    uitslagen |= {uitslag for uitslag, naam in gelopen if uitslag == "ERROR" and naam == test.split("::")[0]}
    if not uitslagen:
        return "ontbreekt"
    return "groen" if uitslagen == {"PASSED"} else "rood"


def beoordeel(eigen: set[str], uitslagen: dict[str, str]) -> list[str]:
    """What is not as it should be, with the walls `eigen` broken."""
    return [
        f"{naam} is {uitslag}" + (", should be rood" if naam in eigen else ", should be groen")
        for naam, uitslag in uitslagen.items()
        if uitslag != ("rood" if naam in eigen else "groen")
    ]


def probeer(wortel: Path, breuken: list[Muur], bekeken: list[Muur], merk: str = ALLES) -> dict[str, str]:
    """Copy the tree, break walls, and run the tests of `bekeken`."""
    with tempfile.TemporaryDirectory(prefix="muren-") as map_:
        kopie = Path(map_)
        kopieer(wortel, kopie)
        for muur in breuken:
            breek(kopie, wortel / muur.patch)
        return draai(kopie, bekeken, merk)


def toets(wortel: Path, muren: list[Muur], snelle: list[Muur], muur: Muur | None) -> list[str]:
    """Break one wall (or none), run the tests that it is tried against, and judge."""
    if muur in snelle:
        return meld(muur.id, beoordeel({muur.id}, probeer(wortel, [muur], snelle, SNEL)))
    breuken = [muur] if muur else []
    return meld(
        muur.id if muur else "(none broken)", beoordeel({m.id for m in breuken}, probeer(wortel, breuken, muren))
    )


def samen(wortel: Path, muren: list[Muur], snelle: list[Muur]) -> list[str]:
    """Break all walls with a fast test at once: the slow tests stay green."""
    trage = [muur for muur in muren if muur not in snelle]
    if not (trage and snelle):
        return []
    return meld("(all fast ones broken)", beoordeel(set(), probeer(wortel, snelle, trage)))


def snelle_muren(wortel: Path, muren: list[Muur]) -> list[Muur]:
    """The walls of which no test carries the marker `traag`."""
    opdracht = [sys.executable, "-m", "pytest", "-o", "addopts=", "-q", "--collect-only", "-m", "traag"]
    opdracht += sorted({muur.test for muur in muren})
    omgeving = {**os.environ, "PYTHONPATH": str(wortel), "PYTHONDONTWRITEBYTECODE": "1"}
    trage = subprocess.run(opdracht, cwd=wortel, env=omgeving, capture_output=True, text=True).stdout.splitlines()
    return [muur for muur in muren if not any(regel.startswith(muur.test) for regel in trage)]


def als_tabel(muren: list[Muur]) -> str:
    """The page docs/muren.md."""
    regels = [f"| {muur.muur} | `{muur.test}` | [{muur.id}](../{muur.patch}) |" for muur in muren]
    kop = [
        "# Walls and what guards them",
        "",
        "Made by `tests/muren/muren.py --docs` from `tests/muren/muren.yaml`; do not edit by hand. `make muren` breaks",
        "each wall with its patch in a copy of the tree, and checks that exactly its own test goes red.",
        "",
        "Walls of kamers.md that do not stand yet, because what they guard is not built (so no test either):",
        "",
        *(f"- {zin}" for zin in NOG_NIET_GEBOUWD),
        "",
        "| wall | test | patch that breaks it |",
        "|---|---|---|",
    ]
    return "\n".join([*kop, *regels, ""])


def lees_argumenten(argumenten: list[str] | None) -> argparse.Namespace:
    """The command line."""
    lezer = argparse.ArgumentParser(description=__doc__)
    lezer.add_argument("--alleen", metavar="ID", help="only this wall")
    lezer.add_argument("--docs", action="store_true", help="only rewrite docs/muren.md")
    return lezer.parse_args(argumenten)


def main(argumenten: list[str] | None = None, wortel: Path = WORTEL) -> int:
    """0: every wall is guarded by its own test; 1: not."""
    keuze = lees_argumenten(argumenten)
    muren = lees_muren(wortel)
    if keuze.docs:
        (wortel / DOCS).write_text(als_tabel(muren), encoding="utf-8")
        return 0
    gekozen = [muur for muur in muren if keuze.alleen in (None, muur.id)]
    if not gekozen:
        sys.exit(f"{LIJST}: no wall {keuze.alleen or 'at all'}; choose from {', '.join(muur.id for muur in muren)}")
    snelle = snelle_muren(wortel, muren)
    with ThreadPoolExecutor(TEGELIJK) as ploeg:
        werk = [ploeg.submit(toets, wortel, muren, snelle, muur) for muur in [None, *gekozen]]
        werk += [] if keuze.alleen else [ploeg.submit(samen, wortel, muren, snelle)]
        alle = [deel.result() for deel in werk]
    return 1 if any(alle) else 0


def meld(naam: str, fouten: list[str]) -> list[str]:
    """Say at once how one wall fared."""
    print(f"{naam:24} {'; '.join(fouten) or 'ok'}", flush=True)
    return fouten


if __name__ == "__main__":
    sys.exit(main())
