"""The list of planted faults fits the tree; the planting itself, on a tiny tree; and a draw of the real list dies."""

import subprocess
from pathlib import Path

import pytest
import yaml

from data_contracts.signalen import laad_signalen
from models.sql import VERZAMELING, gelezen_tabellen
from tests.mutaties.mutaties import DOCS, KAPOT, LEEFT, LIJST, WORTEL, als_tabel, is_dood, lees, main, oordeel

MUTATIES, GELIJKWAARDIG = lees(WORTEL)
STEEKPROEF, ZAAD = 6, 20261122
REGEL = {
    "id": "grens",
    "fout": "Ten is not enough.",
    "signalen": ["a"],
    "bestand": "huis.py",
    "oud": ">= 10",
    "nieuw": "> 10",
    "toetsen": ["test_huis"],
}
HUIS = "def is_genoeg(n):\n    return n >= 10\n\n\ndef is_leeg(n):\n    return n == 0\n"
TOETS = """from huis import is_genoeg


def test_ten():
    assert is_genoeg(10)
"""


# --- the list ---------------------------------------------------------------------------------------------------------


def test_every_signal_has_a_fault_of_its_own():
    genoemd = {signaal for mutatie in MUTATIES for signaal in mutatie.signalen}
    assert genoemd == set(laad_signalen())


def test_every_file_with_signals_has_a_fault():
    bestanden = {pad.relative_to(WORTEL).as_posix() for pad in (WORTEL / "models").glob("*/signaal/*.sql")}
    assert bestanden - {mutatie.bestand for mutatie in MUTATIES} == set()


@pytest.mark.parametrize("mutatie", MUTATIES, ids=lambda mutatie: mutatie.id)
def test_a_fault_is_sql_that_can_be_read(mutatie):
    sql = (WORTEL / mutatie.bestand).read_text(encoding="utf-8").replace(mutatie.oud, mutatie.nieuw)
    assert gelezen_tabellen(mutatie.id, sql.replace(VERZAMELING, "SELECT * FROM school.signaal.lrv"))


def test_the_page_tells_of_every_fault_that_a_test_sees_it():
    uitslagen = dict(_rijen((WORTEL / DOCS).read_text(encoding="utf-8")))
    assert list(uitslagen) == [mutatie.id for mutatie in MUTATIES]
    assert all(is_dood(uitslag) and (WORTEL / uitslag.split("::")[0]).is_file() for uitslag in uitslagen.values())
    assert (WORTEL / DOCS).read_text(encoding="utf-8") == als_tabel(MUTATIES, GELIJKWAARDIG, uitslagen)


def _rijen(pagina: str) -> list[tuple[str, str]]:
    """The id and the test of each row of the page."""
    regels = [regel for regel in pagina.splitlines() if regel.startswith("| ") and "::" in regel]
    return [(regel.split(" | ")[0].removeprefix("| "), regel.split("`")[-2]) for regel in regels]


@pytest.mark.traag
def test_a_draw_of_the_faults_is_seen(capsys):
    assert main(["--steekproef", str(STEEKPROEF), "--zaad", str(ZAAD)]) == 0
    assert f"{STEEKPROEF} faults planted, 0 alive" in capsys.readouterr().out


# --- the planting -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "uitvoer", "verwacht"),
    [
        (0, "...", LEEFT),
        (1, "F\nFAILED tests/test_a.py::test_b[P - 3] - AssertionError: assert [] == [1]\n",
         "tests/test_a.py::test_b[P - 3]"),
        (1, "F\nFAILED tests/test_a.py::test_b - AssertionError\n", "tests/test_a.py::test_b"),
        (1, "E\nERROR tests/test_a.py::test_b[x] - BinderException\n",
         f"{KAPOT}: ERROR tests/test_a.py::test_b[x] - BinderException"),
        (2, "ERROR tests/test_a.py - ImportError\n", f"{KAPOT}: ERROR tests/test_a.py - ImportError"),
        (4, "", f"{KAPOT}: pytest stopped with 4"),
    ],
)  # fmt: skip
def test_only_a_failing_test_kills(code, uitvoer, verwacht):
    assert oordeel(code, uitvoer) == verwacht


@pytest.fixture
def boom(tmp_path) -> Path:
    """A tree under git with one rule, its test, and one fault."""
    bestanden = {"huis.py": HUIS, "tests/test_huis.py": TOETS, "docs/leeg.md": "", "pytest.ini": "[pytest]\n"}
    for naam, inhoud in bestanden.items():
        (tmp_path / naam).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / naam).write_text(inhoud)
    schrijf(tmp_path, REGEL)
    for opdracht in (["init", "-q"], ["add", "."]):
        subprocess.run(["git", *opdracht], cwd=tmp_path, check=True)
    return tmp_path


def schrijf(boom: Path, *regels: dict, gelijkwaardig: tuple = ()) -> None:
    (boom / LIJST).parent.mkdir(parents=True, exist_ok=True)
    inhoud = {"mutaties": list(regels), "gelijkwaardig": list(gelijkwaardig)}
    (boom / LIJST).write_text(yaml.safe_dump(inhoud))


@pytest.mark.parametrize(
    ("regels", "melding"),
    [
        ([{"id": "a"}], "a has fields ['id']; give exactly"),
        ([REGEL, REGEL], "id grens stands there twice"),
        ([{**REGEL, "oud": "n"}], "the old text stands 7 times in huis.py"),
        ([{**REGEL, "oud": "weg"}], "the old text stands 0 times in huis.py"),
        ([{**REGEL, "nieuw": ">= 10"}], "grens changes nothing"),
        ([{**REGEL, "bestand": "weg.py"}], "names weg.py, which is not there"),
        ([{**REGEL, "toetsen": ["test_weg"]}], "names tests/test_weg.py, which is not there"),
        ([{**REGEL, "signalen": []}], "grens names no signal or no test"),
    ],
)
def test_a_list_that_cannot_be_used_is_refused_with_the_reason(boom, regels, melding):
    schrijf(boom, *regels)
    with pytest.raises(SystemExit) as gestopt:
        main([], boom)
    assert melding in str(gestopt.value)


def test_an_equivalent_fault_says_why(boom):
    schrijf(boom, REGEL, gelijkwaardig=({"fout": "x"},))
    with pytest.raises(SystemExit, match="an equivalent fault has fields"):
        main([], boom)


def test_a_fault_that_is_not_in_the_list_is_refused(boom):
    with pytest.raises(SystemExit, match="no fault of that name; choose from grens"):
        main(["--alleen", "weg"], boom)


@pytest.mark.traag
@pytest.mark.parametrize(
    ("anders", "code", "gezegd"),
    [
        ({}, 0, "tests/test_huis.py::test_ten"),
        ({"oud": "n == 0", "nieuw": "n == 1"}, 1, LEEFT),
        ({"nieuw": "=>"}, 1, KAPOT),
    ],
)
def test_a_fault_is_dead_when_a_test_fails(boom, capsys, anders, code, gezegd):
    schrijf(boom, {**REGEL, **anders})
    assert main([], boom) == code
    assert gezegd in capsys.readouterr().out
    assert gezegd in (boom / DOCS).read_text()
    assert (boom / "huis.py").read_text() == HUIS


@pytest.mark.traag
def test_a_tree_that_is_not_green_to_begin_with_says_so(boom):
    (boom / "huis.py").write_text(HUIS.replace(">= 10", ">= 10 and False"))
    with pytest.raises(SystemExit, match="without a fault the tests are not green"):
        main([], boom)
