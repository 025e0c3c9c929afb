"""The looking-at-pages itself: a sound page passes, and each fault turns it red by name."""

import shutil

import pytest
from playwright.sync_api import sync_playwright

from tests.plaatjes.plaatjes import KIESCHEURIG, bekijk, bladzijden, nieuwste_week

pytestmark = [
    pytest.mark.traag,
    pytest.mark.skipif(not shutil.which("chromium"), reason="chromium is missing: make plaatjes installs it"),
]

GRAFIEKEN = "".join(
    f'<figure data-maat="{maat}"><svg width="9" height="9"></svg></figure>'
    for maat in ("thuiszitters_lrv", "thuiszitters_absoluut")
)
GEVALLEN = {
    "a sound page": (GRAFIEKEN, None),
    "sideways scroll": (GRAFIEKEN + '<p style="width:3000px">breed</p>', "scrolls sideways"),
    "script error": (GRAFIEKEN + "<script>nietbestaand()</script>", "script error"),
    "console error": (GRAFIEKEN + "<script>console.error('mis')</script>", "console says mis"),
    "request to a file": (GRAFIEKEN + '<img src="ander.png" alt="">', "asks for file:"),
    "no chart of lrv": (GRAFIEKEN.replace("thuiszitters_lrv", "iets"), "no drawn chart of thuiszitters_lrv"),
    "chart not drawn": (GRAFIEKEN.replace("svg", "div"), "no drawn chart of thuiszitters_absoluut"),
}


@pytest.fixture(scope="module")
def browser():
    """One Chromium for all cases."""
    with sync_playwright() as speler:
        browser = speler.chromium.launch(executable_path=shutil.which("chromium"), args=list(KIESCHEURIG))
        yield browser
        browser.close()


@pytest.mark.parametrize("geval", GEVALLEN)
def test_each_fault_of_a_page_is_found_and_a_sound_page_has_none(browser, tmp_path, geval):
    inhoud, fout = GEVALLEN[geval]
    blad = tmp_path / "stad" / "index.html"
    blad.parent.mkdir()
    blad.write_text(f'<!doctype html><html lang="nl"><meta charset="utf-8"><title>t</title>{inhoud}</html>')
    fouten = bekijk(browser, blad, 400, tmp_path / "beeld.png")
    assert bool(fouten) == bool(fout)
    assert fout is None or any(fout in regel and "stad/index.html at 400 px" in regel for regel in fouten)
    assert (tmp_path / "beeld.png").stat().st_size > 0


def test_a_missing_page_is_named(browser, tmp_path):
    (fout,) = bekijk(browser, tmp_path / "index.html", 1280, tmp_path / "beeld.png")
    assert "index.html at 1280 px: the page is missing" in fout


def test_the_newest_week_is_taken_also_over_the_turn_of_the_year(tmp_path):
    for week in ("2026-W53", "2027-W01", "waarheid"):
        (tmp_path / week).mkdir()
    assert nieuwste_week(tmp_path).name == "2027-W01"
    assert [blad.name for blad in bladzijden(tmp_path / "2027-W01")][-1] == "index.html"
