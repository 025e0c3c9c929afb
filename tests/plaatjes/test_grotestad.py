"""The pages of directors of a big city, 200 schools and three schooljaren: size, requests, width, axe, two sheets of
paper, and what a reader picks. How fast they open, `make bench-stadspagina` measures.
"""

import re
import shutil
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from assets.publicatie import trendpaginas as tp
from assets.publicatie.bewegingen import NAAM_5A
from assets.uitgifte.modellen_stad import Hercodering
from assets.uitgifte.modellen_trend import Beweging
from assets.uitgifte.sjabloon import met_toelichting
from assets.uitgifte.trend import trend_html
from models.onthulling import DREMPEL_STAD
from tests.plaatjes.grotestad import PEILDATUM, SCHOLEN, Grotestad, maak_grotestad
from tests.plaatjes.plaatjes import BREEDTES, KIESCHEURIG, MEEST_VELLEN, aantal_vellen, bekijk, druk_af

pytestmark = [
    pytest.mark.traag,
    pytest.mark.skipif(not shutil.which("chromium"), reason="chromium is missing: make plaatjes installs it"),
]
MEEST_BYTES = 6_000_000
TOELICHTING = "Deze stad is verzonnen. Lang verzuim komt hier vaker voor dan in het echt, zodat er iets te zien is."
PLAATSEN = ("thuiszitters_lrv", "thuiszitters_absoluut", NAAM_5A, "thuiszitters_verborgen")
BEWEGINGEN = tuple(
    Beweging(van, naar, 10 + 5 * n if n % 3 else None)
    for n, (van, naar) in enumerate((van, naar) for van in PLAATSEN for naar in PLAATSEN if van != naar)
)
VOLST: dict = {
    "bewegingen": BEWEGINGEN,
    "beweegperiode": (date(2026, 3, 1), date(2026, 9, 6)),
    "hercodering": tuple(Hercodering(PEILDATUM - timedelta(weeks=n), 12, True) for n in range(6)),
    "opvallend": tuple(f"Voorbeeldschool {n} mist meer les dan te verwachten is." for n in range(10)),
}
"""What makes a page as long as it can be, beside its sentence on the fictitious city."""


@pytest.fixture(scope="module")
def stad() -> Grotestad:
    return maak_grotestad()


@pytest.fixture(scope="module")
def bladen(stad, tmp_path_factory) -> dict[str, Path]:
    """The written pages, by name."""
    map_ = tmp_path_factory.mktemp("groot") / "stad"
    map_.mkdir()
    deel = (PEILDATUM, stad.vanaf, "0.1")
    paginas = {
        "index.html": replace(tp.stadpagina(stad.register, stad.rijen, (), *deel), **VOLST),
        "swv_PO2601.html": tp.swvpagina(stad.register, "PO2601", stad.rijen, *deel),
    }
    with met_toelichting(TOELICHTING):
        for naam, pagina in paginas.items():
            (map_ / naam).write_text(trend_html(pagina), encoding="utf-8")
    return {naam: map_ / naam for naam in paginas}


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as speler:
        browser = speler.chromium.launch(executable_path=shutil.which("chromium"), args=list(KIESCHEURIG))
        yield browser
        browser.close()


def test_the_release_is_of_a_big_city_and_has_something_hidden(stad):
    assert len({rij.code for rij in stad.rijen if rij.niveau == "school"}) == SCHOLEN
    assert {rij.peildatum.year for rij in stad.rijen} == {2024, 2025, 2026}
    assert any(rij.onderdrukt == "klein" for rij in stad.rijen)
    assert all(rij.teller is None or rij.teller >= DREMPEL_STAD for rij in stad.rijen)


def test_a_page_of_two_hundred_schools_and_three_years_is_small(bladen):
    for blad in bladen.values():
        assert len(re.findall(r"<option", blad.read_text(encoding="utf-8"))) > SCHOLEN / 2
        assert blad.stat().st_size <= MEEST_BYTES, blad.name


@pytest.mark.parametrize("naam", ["index.html", "swv_PO2601.html"])
def test_a_page_has_no_fault_on_a_screen_or_on_paper(browser, bladen, tmp_path, naam):
    fouten = druk_af(browser, bladen[naam], tmp_path / "blad.pdf")
    assert 0 < aantal_vellen(tmp_path / "blad.pdf") <= MEEST_VELLEN
    fouten += [fout for breed in BREEDTES for fout in bekijk(browser, bladen[naam], breed, tmp_path / "beeld.png")]
    assert fouten == []


def test_what_a_reader_picks_is_drawn_and_stands_in_the_table(browser, bladen):
    pagina = browser.new_page()
    pagina.goto(bladen["index.html"].as_uri(), wait_until="load")
    assert pagina.locator("#keuze-grafiek .scatterlayer .trace").count() == 1
    pagina.select_option("#keuze", label="Wijk 3")
    assert pagina.locator("#keuze-grafiek .scatterlayer .trace").count() == 2
    cellen = pagina.locator("#keuze-rijen tr").first.locator("td").all_text_contents()
    assert all(re.fullmatch(r"\d+,\d%", cel) for cel in cellen) and cellen[0] != cellen[1]
    assert "Wijk 3" in (pagina.locator("#keuze-grafiek").get_attribute("aria-label") or "")
    pagina.close()
