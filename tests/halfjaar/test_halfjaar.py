"""Half a year of lists, decisions and what was learnt of them, counted again by a script that knows nothing of us.

The play takes minutes. `make halfjaar` shows the same, week by week.
"""

import ast
import shutil
import sys
from pathlib import Path

import pytest

from models.tijd import weeknaam
from tests.halfjaar import feiten, narekenen
from tests.halfjaar.spelen import speel_halfjaar
from tests.halfjaar.stad import SCHOLEN, WEKEN, ZONDAGEN

pytestmark = pytest.mark.traag
LAATSTE = weeknaam(ZONDAGEN[-1])
BRIN6 = SCHOLEN[0][0]


@pytest.fixture(scope="module")
def map_(tmp_path_factory):
    """A city that was played."""
    gespeeld = tmp_path_factory.mktemp("halfjaar")
    speel_halfjaar(gespeeld)
    return gespeeld


@pytest.fixture(scope="module")
def nagerekend(map_):
    return narekenen.nagerekend(map_ / "aanlevering", map_ / "uit")


@pytest.fixture(scope="module")
def lijsten(nagerekend):
    """The numbers of every list, by school, side and Sunday."""
    scholen, *_ = nagerekend
    return {(school.brin6, school.kant, p): narekenen.lijst(school, p) for school in scholen for p in school.mappen}


def ingevoerd(pad: Path) -> set[str]:
    """The modules that a file imports."""
    boom = ast.parse(pad.read_text(encoding="utf-8"))
    namen = {alias.name for knoop in ast.walk(boom) if isinstance(knoop, ast.Import) for alias in knoop.names}
    return namen | {str(knoop.module) for knoop in ast.walk(boom) if isinstance(knoop, ast.ImportFrom)}


def test_the_script_that_counts_again_knows_nothing_of_the_product():
    namen = {naam for module in (narekenen, feiten) for naam in ingevoerd(Path(module.__file__ or ""))}
    assert {naam for naam in namen if naam.split(".")[0] not in sys.stdlib_module_names} == {
        "python_calamine",
        "tests.halfjaar.feiten",
        "yaml",
    }


def test_every_list_and_page_says_what_the_script_counts(nagerekend):
    assert nagerekend[1] == []


def test_half_a_year_was_played_at_every_school(lijsten):
    assert len(lijsten) == WEKEN * len(SCHOLEN) * 2 == 260


def test_no_list_is_longer_than_its_capaciteit_and_the_duties(lijsten):
    assert [waar for waar, n in lijsten.items() if n["lengte"] > max(n["capaciteit"], n["wettelijk"])] == []


def test_the_lists_were_put_to_the_test(lijsten):
    """Full, above capaciteit by duties, of only old and only new signals, and with terms that are over and almost."""
    getallen = [n for (_, kant, _), n in lijsten.items() if kant == "school"]
    assert sum(n["lengte"] == n["capaciteit"] for n in getallen) > 20
    assert any(n["lengte"] == n["wettelijk"] > n["capaciteit"] for n in getallen)
    assert any(n["lengte"] and not n["eerste keer"] for n in getallen)
    assert any(n["lengte"] and not n["eerder"] for n in getallen)
    assert any(n["termijn voorbij"] for n in getallen) and any(n["termijn bijna"] for n in getallen)


def test_the_lists_of_leerplicht_were_put_to_the_test_too(lijsten):
    getallen = [n for (_, kant, _), n in lijsten.items() if kant == "leerplicht"]
    assert any(n["lengte"] == n["wettelijk"] > n["capaciteit"] for n in getallen)
    assert any(n["lengte"] > n["wettelijk"] for n in getallen) and any(n["eerste keer"] < n["lengte"] for n in getallen)


def test_every_kind_of_figure_was_given(nagerekend):
    *_, gegeven = nagerekend
    assert min(gegeven[naam] for naam in ("oordeel", "voorsprong", "termijn", "afspraak")) >= 6, gegeven


@pytest.mark.parametrize(
    ("bestand", "oud", "nieuw", "fout"),
    [
        (f"{BRIN6}/lijst_school.html", "Er is plaats voor 8", "Er is plaats voor 9", "capaciteit: 8, the list says 9"),
        (f"{BRIN6}/lijst_school.html", "met dezelfde signalen: ", "met dezelfde signalen: 1", "eerder: "),
        (f"{BRIN6}/leren.html", "% (", "9% (", f"{BRIN6} leren.html: "),
        (f"{BRIN6}/leren.csv", ";klein;", ";aanvullend;", "the file says aanvullend"),
        ("stad/leren.csv", ";klein;", ";aanvullend;", "the file says aanvullend"),
    ],
)
def test_a_page_that_says_something_else_is_found(map_, tmp_path, bestand, oud, nieuw, fout):
    for week in (map_ / "uit").glob("2*"):
        if week.name != LAATSTE:
            (tmp_path / week.name).symlink_to(week)
    shutil.copytree(map_ / "uit" / LAATSTE, tmp_path / LAATSTE)
    pad = tmp_path / LAATSTE / bestand
    tekst = pad.read_text(encoding="utf-8")
    assert oud in tekst
    pad.write_text(tekst.replace(oud, nieuw, 1), encoding="utf-8")
    _, fouten, _ = narekenen.nagerekend(map_ / "aanlevering", tmp_path)
    assert fouten and [regel for regel in fouten if fout not in regel] == []
