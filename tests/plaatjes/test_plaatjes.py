"""The looking-at-pages itself: a sound page passes, and each fault turns it red by name."""

import shutil

import pytest
from playwright.sync_api import sync_playwright

from models.tijd import weeknaam
from tests.pipelines.conftest import EERSTE, draai_stad
from tests.plaatjes.plaatjes import (
    BREEDTES,
    KIESCHEURIG,
    aantal_vellen,
    alle_bladzijden,
    bekijk,
    bladzijden,
    druk_af,
    nieuwste_week,
)

pytestmark = [
    pytest.mark.traag,
    pytest.mark.skipif(not shutil.which("chromium"), reason="chromium is missing: make plaatjes installs it"),
]

KAAL = '<!doctype html><html lang="nl"><meta charset="utf-8"><title>t</title><main>{}</main></html>'
KOP = '<h1>Kop</h1><h2>Een</h2><p>Tekst</p><ul><li><a href="#">naar</a></li></ul>'
GRAFIEKEN = KOP + "".join(
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
    "a fault that axe knows": (GRAFIEKEN + '<img src="data:,">', "axe says image-alt"),
    "nothing to look at": (GRAFIEKEN.removeprefix(KOP), "axe looked at next to nothing"),
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
    blad.write_text(KAAL.format(inhoud))
    fouten = bekijk(browser, blad, 400, tmp_path / "beeld.png")
    assert bool(fouten) == bool(fout)
    assert fout is None or any(fout in regel and "stad/index.html at 400 px" in regel for regel in fouten)
    assert (tmp_path / "beeld.png").stat().st_size > 0


KAART = '<article class="leerling" style="{}"><div class="weekbeeld"><svg {}></svg><table></table></div></article>'
OP_PAPIER = {
    "a sound card": (KAART.format("break-inside:avoid", 'height="9"'), None),
    "a card that breaks": (KAART.format("", 'height="9"'), "may be broken over two pages"),
    "a card without its picture": (KAART.format("break-inside:avoid", 'height="0"'), "no picture of its weeks"),
    "what is cut": ('<p style="width:3000px">breed</p>', "scrolls sideways"),
}


@pytest.mark.parametrize("geval", OP_PAPIER)
def test_each_fault_on_paper_is_found_and_a_sound_page_has_none(browser, tmp_path, geval):
    inhoud, fout = OP_PAPIER[geval]
    blad = tmp_path / "blad.html"
    blad.write_text(KAAL.format(inhoud))
    fouten = druk_af(browser, blad, tmp_path / "blad.pdf")
    assert [fout in regel for regel in fouten] == ([True] if fout else [])
    assert (tmp_path / "blad.pdf").read_bytes().startswith(b"%PDF")


def test_every_page_of_a_run_has_no_fault_on_a_screen_or_on_paper(browser, tmp_path, tmp_path_factory):
    plek, _ = draai_stad(tmp_path_factory.getbasetemp() / "gedraaid")
    bladen = alle_bladzijden(plek.map / "uit" / weeknaam(EERSTE))
    assert {"lijst_school.html", "lijst_leerplicht.html", "validatie.html"} <= {blad.name for blad in bladen}
    fouten = [fout for blad in bladen for fout in druk_af(browser, blad, tmp_path / "blad.pdf")]
    fouten += [fout for b in bladen for breed in BREEDTES for fout in bekijk(browser, b, breed, tmp_path / "beeld.png")]
    # The tiny city is too small for a chart of the city: every week of it is suppressed.
    assert [fout for fout in fouten if "no drawn chart" not in fout] == []


@pytest.mark.parametrize(
    ("plek", "vellen", "fout"),
    [
        ("stad/index.html", 2, False),
        ("stad/index.html", 3, True),
        ("stad/swv_PO2601.html", 3, True),
        ("stad/leren.html", 3, False),
        ("90AA00/trend_school.html", 3, False),
    ],
)
def test_a_page_of_directors_takes_two_sheets_of_paper_at_most(browser, tmp_path, plek, vellen, fout):
    blad = tmp_path / plek
    blad.parent.mkdir()
    blad.write_text(KAAL.format('<p style="break-after: page">vel</p>' * (vellen - 1) + "<p>vel</p>"))
    fouten = druk_af(browser, blad, tmp_path / "blad.pdf")
    assert aantal_vellen(tmp_path / "blad.pdf") == vellen
    assert [f"takes {vellen} pages" in regel for regel in fouten] == [True] * fout


def test_a_missing_page_is_named(browser, tmp_path):
    (fout,) = bekijk(browser, tmp_path / "index.html", 1280, tmp_path / "beeld.png")
    assert "index.html at 1280 px: the page is missing" in fout


def test_the_newest_week_is_taken_also_over_the_turn_of_the_year(tmp_path):
    for week in ("2026-W53", "2027-W01", "waarheid"):
        (tmp_path / week).mkdir()
    assert nieuwste_week(tmp_path).name == "2027-W01"
    assert [blad.name for blad in bladzijden(tmp_path / "2027-W01")][-1] == "index.html"
