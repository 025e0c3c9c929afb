"""A meeting in a real browser by keyboard, at both widths; and each fault of a page is seen."""

import re
import shutil
from types import SimpleNamespace

import pytest
from playwright.sync_api import sync_playwright

from tests.bekijk.conftest import WEEK, A, maak_week
from tests.plaatjes.overleg import BREEDTES, KIESCHEURIG, Toneel, bekijk_draait, speel

pytestmark = [
    pytest.mark.traag,
    pytest.mark.skipif(not shutil.which("chromium"), reason="chromium is missing: make speel-overleg installs it"),
]
STATUS = re.compile("status of (401|403|404|422)")
"""What Chromium says in its console of an answer that is no 200."""
GOED = '<!doctype html><html lang="nl"><title>t</title><main><h1>Kop</h1><p>Tekst</p><a href="#">naar</a>{}</main>'


@pytest.fixture(scope="module")
def browser():
    """One Chromium for all cases."""
    with sync_playwright() as speler:
        browser = speler.chromium.launch(executable_path=shutil.which("chromium"), args=list(KIESCHEURIG))
        yield browser
        browser.close()


@pytest.mark.parametrize("breedte", BREEDTES)
def test_a_meeting_is_played_from_sign_in_to_agreements_without_a_mouse(browser, tmp_path, breedte):
    toneel = speel(browser, breedte, tmp_path)
    assert toneel.fouten == []
    heel = [beeld for beeld in tmp_path.glob("*.png") if not beeld.stem.endswith("_venster")]
    assert len(toneel.stappen) == len(heel) == 11


PLEKKEN = {
    "analist": ("/", "/overleg/99AA00/school", f"/week/{WEEK}/gemeente/werkvoorraad.html"),
    "directeur": ("/", f"/week/{WEEK}/index.html"),
    "leerplicht_a": ("/bestaat-niet", "/overleg/99BB00/leerplicht"),
}
"""The first page of each other role, and pages that say no."""


@pytest.mark.parametrize("account", PLEKKEN)
@pytest.mark.parametrize("breedte", BREEDTES)
def test_the_other_pages_are_accessible_too(browser, tmp_path, breedte, account):
    with bekijk_draait(maak_week(tmp_path)) as adres:
        toneel = Toneel(browser.new_page(viewport={"width": breedte, "height": 900}), breedte, tmp_path, adres)
        toneel.pagina.goto(f"{adres}/aanmelden")
        toneel.meld_aan(account, "een fout wachtwoord")
        toneel.bekijk("fout_wachtwoord")
        toneel.meld_aan(account)
        for nummer, plek in enumerate(PLEKKEN[account]):
            toneel.pagina.goto(adres + plek)
            toneel.bekijk(f"plek{nummer}")
        toneel.pagina.close()
    assert [fout for fout in toneel.fouten if not STATUS.search(fout)] == []
    assert len(toneel.fouten) == len(PLEKKEN[account]) + (account == "leerplicht_a")


@pytest.mark.parametrize("breedte", BREEDTES)
def test_a_form_that_is_wrong_says_so_at_once_and_keeps_the_focus(browser, tmp_path, breedte):
    paden = maak_week(tmp_path)
    with bekijk_draait(paden) as adres:
        toneel = Toneel(browser.new_page(viewport={"width": breedte, "height": 900}), breedte, tmp_path, adres)
        toneel.pagina.goto(f"{adres}/aanmelden")
        toneel.meld_aan("school_a")
        toneel.pagina.goto(f"{adres}/overleg/{A}/school")
        toneel.kies(".leerlingen a")
        toneel.pagina.locator("#besluit-actie").check()
        toneel.pagina.locator(".formulier").evaluate("blad => { blad.noValidate = true; blad.datum.value = '' }")
        toneel.naar_element(".formulier button")
        toneel.pagina.keyboard.press("Enter")
        toneel.pagina.get_by_text("Niet bewaard.").wait_for()
        toneel.bekijk("fout_ingevuld")
        assert toneel.pagina.evaluate("document.activeElement.textContent") == "Bewaar besluit"
        toneel.pagina.close()
    assert [fout for fout in toneel.fouten if not STATUS.search(fout)] == []


@pytest.mark.parametrize(
    ("stuk", "fout"),
    [
        ("", None),
        ('<p style="width:3000px">breed</p>', "scrolls sideways"),
        ('<img src="data:,">', "axe says image-alt"),
        ("<script>console.error('mis')</script>", "console says mis"),
    ],
)
def test_each_fault_of_a_step_is_seen(browser, tmp_path, stuk, fout):
    pagina = browser.new_page(viewport={"width": 400, "height": 800})
    toneel = Toneel(pagina, 400, tmp_path, "data:")
    pagina.set_content(GOED.format(stuk))
    toneel.bekijk("proef")
    eigen = [regel for regel in toneel.fouten if "asks for" not in regel and "next to nothing" not in regel]
    assert bool(eigen) == bool(fout) and (fout is None or any(fout in regel for regel in eigen))
    pagina.close()


def test_a_request_elsewhere_is_seen(tmp_path):
    zwijgt = SimpleNamespace(on=lambda *_: None)
    toneel = Toneel(zwijgt, 400, tmp_path, "http://127.0.0.1:1")
    toneel._keur_adres("http://127.0.0.1:1/aanmelden")
    assert toneel.fouten == []
    toneel._keur_adres("http://127.0.0.1:10/x")
    assert toneel.fouten == ["asks for http://127.0.0.1:10/x"]
