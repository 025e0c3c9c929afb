"""The house rules that a machine can keep: where packages come from, which way imports run, what no file may hold."""

import ast
import importlib
import re
import statistics
import subprocess
from pathlib import Path

import pytest
import yaml

WORTEL = Path(__file__).parents[1]
LAGEN = ("data_contracts", "models", "assets", "pipelines")
"""From the innermost layer outwards: a package imports only itself and packages before it."""
MEDIAAN_REGELS = 10
REGELS_VAN_DE_MEESTE = 20
DEEL_VAN_DE_MEESTE = 0.8

# Written in two parts, so that this file does not hold what it forbids.
VERBODEN = [
    "pypi" + ".org",
    "pythonhosted" + ".org",
    "npmjs" + ".org",
    "npmjs" + ".com",
    "proxy.golang" + ".org",
    "/wo" + "rk/",
    "/ro" + "ot/",
    "/opt/" + "pypi",
]


def gevolgd():
    """Every tracked file that still exists."""
    uitkomst = subprocess.run(["git", "ls-files", "-z"], cwd=WORTEL, capture_output=True, text=True, check=True)
    return [pad for naam in uitkomst.stdout.split("\0") if naam and (pad := WORTEL / naam).is_file()]


def modules(laag):
    """The tracked modules of one package, parsed."""
    paden = [pad for pad in gevolgd() if pad.suffix == ".py" and pad.relative_to(WORTEL).parts[0] == laag]
    assert paden, f"{laag} has no tracked module"
    return [(pad.relative_to(WORTEL).as_posix(), ast.parse(pad.read_text(encoding="utf-8"))) for pad in paden]


def functies(boom):
    """Functions and methods at any depth of classes, not those inside a function."""
    for knoop in boom.body:
        if isinstance(knoop, ast.FunctionDef | ast.AsyncFunctionDef):
            yield knoop
        if isinstance(knoop, ast.ClassDef):
            yield from functies(knoop)


def ingevoerd(boom):
    """The first part of every imported name."""
    for knoop in ast.walk(boom):
        if isinstance(knoop, ast.Import):
            yield from (naam.name.split(".")[0] for naam in knoop.names)
        elif isinstance(knoop, ast.ImportFrom) and knoop.level == 0:
            yield (knoop.module or "").split(".")[0]


@pytest.mark.parametrize("laag", LAGEN)
def test_each_package_is_that_of_this_repository(laag):
    assert Path(importlib.import_module(laag).__file__ or "").parent == WORTEL / laag


@pytest.mark.parametrize("laag", LAGEN)
def test_imports_run_one_way(laag):
    verder = set(LAGEN[LAGEN.index(laag) + 1 :]) | {"tests", "notebooks", "benchmarks"}
    terug = [(pad, naam) for pad, boom in modules(laag) for naam in ingevoerd(boom) if naam in verder]
    assert not terug


def test_the_models_know_neither_dagster_nor_the_network():
    verboden = {"dagster", "requests", "urllib", "socket", "http"}
    assert not [(pad, naam) for pad, boom in modules("models") for naam in ingevoerd(boom) if naam in verboden]


@pytest.mark.parametrize("laag", LAGEN)
def test_every_public_function_says_what_it_promises(laag):
    zonder = [
        f"{pad}:{functie.lineno} {functie.name}"
        for pad, boom in modules(laag)
        for functie in functies(boom)
        if not functie.name.startswith("_") and not ast.get_docstring(functie)
    ]
    assert not zonder


@pytest.mark.parametrize("laag", LAGEN)
def test_every_module_says_what_belongs_in_it(laag):
    assert not [pad for pad, boom in modules(laag) if boom.body and not ast.get_docstring(boom)]


def test_functions_are_a_few_lines():
    lengtes = sorted(
        (functie.end_lineno or 0) - functie.lineno + 1
        for laag in LAGEN
        for _, boom in modules(laag)
        for functie in functies(boom)
    )
    assert statistics.median(lengtes) <= MEDIAAN_REGELS
    assert lengtes[int(DEEL_VAN_DE_MEESTE * (len(lengtes) - 1))] <= REGELS_VAN_DE_MEESTE


def test_there_is_no_drawer_of_odds_and_ends():
    assert not [pad for pad in gevolgd() if pad.stem in {"utils", "util", "helpers", "common", "misc"}]


@pytest.mark.parametrize("verboden", VERBODEN)
def test_no_tracked_file_holds_a_registry_or_a_path_of_one_machine(verboden):
    assert not [pad.relative_to(WORTEL).as_posix() for pad in gevolgd() if verboden.encode() in pad.read_bytes()]


def test_nothing_is_tracked_that_git_is_told_to_ignore():
    opdracht = ["git", "ls-files", "--cached", "--ignored", "--exclude-standard"]
    assert not subprocess.run(opdracht, cwd=WORTEL, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize(
    ("naam", "meer_dan"), [("requirements.lock", 100), ("data_contracts/lint-requirements.lock", 30)]
)
def test_a_lock_file_pins_every_package_by_hash_and_names_no_address(naam, meer_dan):
    tekst = (WORTEL / naam).read_text(encoding="utf-8")
    assert not re.search(r"://|--(extra-)?index-url|--find-links|^file:", tekst, re.MULTILINE)
    regels = [regel for regel in re.split(r"(?<!\\)\n", tekst) if regel.strip()]
    assert len(regels) > meer_dan
    assert not [regel.split()[0] for regel in regels if "==" not in regel or "--hash=sha256:" not in regel]


def test_dagster_sends_nothing_out():
    instellingen = yaml.safe_load((WORTEL / "dagster.yaml").read_text(encoding="utf-8"))
    assert instellingen["telemetry"] == {"enabled": False}


def test_the_licence_is_named_the_same_everywhere():
    assert (WORTEL / "LICENSE").read_text(encoding="utf-8").startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert 'license = "EUPL-1.2"' in (WORTEL / "pyproject.toml").read_text(encoding="utf-8")
