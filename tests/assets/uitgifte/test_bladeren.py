"""Every page in a real browser: no network, no sideways scroll, no accessibility fault, no script fault."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from tests.assets.uitgifte.test_taal import PAGINAS

pytestmark = pytest.mark.traag

CHROMIUM = "/usr/bin/chromium"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
BREEDTES = (1280, 400, 320)  # 320 is 1280 at 400% zoom
GRAFIEKEN = {"trend_stad": 10, "trend_school": 9}


@pytest.fixture(scope="module")
def browser():
    if not Path(CHROMIUM).exists():
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as speler:
        venster = speler.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield venster
        venster.close()


def open_pagina(browser: Browser, map_: Path, naam: str, breed: int) -> tuple[Page, list[str]]:
    """The page at this width, and what it asked of the network or complained about."""
    bestand = map_ / f"{naam}.html"
    bestand.write_text(PAGINAS[naam], encoding="utf-8")
    pagina, klachten = browser.new_page(viewport={"width": breed, "height": 900}), []
    pagina.on("request", lambda vraag: None if vraag.url == bestand.as_uri() else klachten.append(vraag.url))
    pagina.on("console", lambda bericht: klachten.append(bericht.text))
    pagina.on("pageerror", lambda fout: klachten.append(str(fout)))
    pagina.goto(bestand.as_uri())
    pagina.wait_for_function(f"document.querySelectorAll('svg.main-svg').length >= {GRAFIEKEN.get(naam, 0)}")
    return pagina, klachten


@pytest.mark.parametrize("naam", PAGINAS)
def test_a_page_asks_nothing_of_the_network_and_does_not_complain(browser, tmp_path, naam):
    pagina, klachten = open_pagina(browser, tmp_path, naam, 1280)
    assert klachten == []
    pagina.close()


@pytest.mark.parametrize("breed", BREEDTES)
@pytest.mark.parametrize("naam", PAGINAS)
def test_a_page_does_not_scroll_sideways(browser, tmp_path, naam, breed):
    pagina, _ = open_pagina(browser, tmp_path, naam, breed)
    assert pagina.evaluate("document.documentElement.scrollWidth") <= breed
    pagina.close()


@pytest.mark.parametrize("naam", PAGINAS)
def test_a_page_has_no_accessibility_fault(browser, tmp_path, naam):
    pagina, _ = open_pagina(browser, tmp_path, naam, 1280)
    pagina.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    uitslag = Axe().run(pagina, options={"runOnly": {"type": "tag", "values": WCAG}})
    assert [fout["id"] for fout in uitslag.response["violations"]] == []
    assert len(uitslag.response["passes"]) > 10
    pagina.close()


@pytest.mark.parametrize("naam", PAGINAS)
def test_a_page_has_one_main_heading_and_captioned_tables(browser, tmp_path, naam):
    pagina, _ = open_pagina(browser, tmp_path, naam, 1280)
    assert pagina.locator("h1").count() == 1
    assert pagina.get_attribute("html", "lang") == "nl"
    assert pagina.locator("table").count() == pagina.locator("table > caption").count()
    assert pagina.locator("th:not([scope])").count() == 0
    pagina.close()


def test_months_are_dutch_and_nothing_can_be_shared(browser, tmp_path):
    pagina, _ = open_pagina(browser, tmp_path, "trend_stad", 1280)
    tekst = " ".join(pagina.locator("svg.main-svg .xtick text").all_text_contents())
    assert "mrt" in tekst and "mei" in tekst and "may" not in tekst.casefold()
    assert pagina.locator(".modebar-btn").count() == 0
    pagina.close()


def test_the_week_tables_are_in_print(browser, tmp_path):
    pagina, _ = open_pagina(browser, tmp_path, "lijst_school", 1280)
    assert not pagina.locator("details table").first.is_visible()
    pagina.emulate_media(media="print")
    assert pagina.locator("details table").first.is_visible()
    pagina.close()
