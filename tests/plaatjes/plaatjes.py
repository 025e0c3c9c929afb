"""Opens the pages of the newest week in headless Chromium, takes pictures, prints them, and fails where a reader would
stumble.

Faults: a page that scrolls sideways, an error in the console, any request besides the file itself, what axe finds
against WCAG 2.2 AA, and a city page without a drawn chart of the two counts that directors look for. On paper (A4):
what is wider than the page, a card that may be broken over two pages, a card whose picture is not there, a page of
directors that takes more than two. Usage: `make plaatjes`; `--alles` for every page of the week, `--docs` to renew
docs/beeld/ as well.
"""

import argparse
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
MINSTENS_GEKEURD = 10
"""Rules that axe must have found something to look at for, or it looked at nothing."""
PAPIER = {"width": 688, "height": 1032}
"""CSS pixels of an A4 between the margins of pagina.css."""
BREEDTES = (1280, 400)
"""Widths in CSS pixels: a laptop, and a phone (also a laptop at 320% zoom, WCAG 1.4.10)."""
HOOGTE = 800
GROOTSTE_BEELD = 300_000
"""Bytes: a picture of the README may not be larger."""
KIESCHEURIG = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
VEREISTE_GRAFIEKEN = ("thuiszitters_lrv", "thuiszitters_absoluut")
STAD = "stad/index.html"
MEEST_VELLEN = 2
"""A4 pages that a page of directors may take on paper."""
VEL = re.compile(rb"/Type\s*/Page\b")
LIJST, LIJST_L, TREND = "lijst_school.html", "lijst_leerplicht.html", "trend_school.html"
KAARTEN, HEEFT_WEKEN = "[...document.querySelectorAll('.leerling')]", "k.querySelector('.weekbeeld table')"
"""For the browser: all cards of a list; has this card weeks to show?"""
DOCS = (
    (LIJST, (1280, 800), "lijst.png", "section.groep + section.groep"),
    (LIJST, (400, 1100), "lijst-smal.png", "section.groep + section.groep"),
    (TREND, (1280, 800), "trend-school.png", "section:has(svg)"),
    (STAD, (1280, 800), "stad.png", "#kort-thuiszitters"),
    (STAD, (400, 1100), "stad-smal.png", "#kort-thuiszitters"),
    (STAD, (1280, 800), "stad-verzuim.png", "#kop-grafiek-verzuim-totaal"),
    (STAD, (1280, 800), "stad-scholen.png", "#kop-scholen"),
)
"""Pictures of the README and the guides: page, window, name, and the part of the page that it begins at: of a list the
second group, because the cards of the first are the longest.
"""


@dataclass
class Bevindingen:
    """What went wrong on one page; each a sentence with what to do."""

    plek: str
    fouten: list[str] = field(default_factory=list)

    def meld(self, fout: str, herstel: str) -> None:
        """Add one fault."""
        self.fouten.append(f"{self.plek}: {fout}; {herstel}")


def nieuwste_week(uit: Path) -> Path:
    """The folder of the newest ISO week; exits when there is none."""
    weken = sorted(map_ for map_ in uit.glob("[0-9][0-9][0-9][0-9]-W[0-9][0-9]") if map_.is_dir())
    if not weken:
        sys.exit(f"plaatjes: {uit} holds no week; run `make run` first")
    return weken[-1]


def bladzijden(week: Path) -> list[Path]:
    """The pages to look at: those of the whole week, and those of the first school; they need not exist."""
    scholen = sorted(map_.parent for map_ in week.glob(f"*/{LIJST}"))
    school = scholen[0] if scholen else week / "geen_school"
    van_school = [school / naam for naam in (LIJST, LIJST_L, TREND, "terugkoppeling.html")]
    return [week / "index.html", *van_school, week / "gemeente" / "werkvoorraad.html", week / STAD]


def alle_bladzijden(week: Path) -> list[Path]:
    """Every page and list that a run wrote."""
    return sorted(week.rglob("*.html"))


def bekijk(browser: Browser, blad: Path, breedte: int, beeld: Path) -> list[str]:
    """Open one page at one width, check it, and write its picture; the faults found."""
    gevonden = Bevindingen(f"{'/'.join(blad.parts[-3:])} at {breedte} px")
    if not blad.is_file():
        gevonden.meld("the page is missing", "see that the run writes it")
        return gevonden.fouten
    pagina = browser.new_page(viewport={"width": breedte, "height": HOOGTE})
    _luister(pagina, blad, gevonden)
    pagina.goto(blad.as_uri(), wait_until="load")
    _keur_breedte(pagina, gevonden)
    _keur_grafieken(pagina, blad, gevonden)
    pagina.screenshot(path=beeld, full_page=True)
    _keur_toegankelijk(pagina, gevonden)
    pagina.close()
    return gevonden.fouten


def _keur_toegankelijk(pagina: Page, gevonden: Bevindingen) -> None:
    """What axe finds, with everything that opens open."""
    pagina.evaluate("document.querySelectorAll('details').forEach(stuk => stuk.open = true)")
    uitslag = Axe().run(pagina, options={"runOnly": {"type": "tag", "values": WCAG}}).response
    for fout in uitslag["violations"]:
        gevonden.meld(f"axe says {fout['id']} of {fout['nodes'][0]['html'][:80]}", f"see {fout['helpUrl']}")
    if len(uitslag["passes"]) < MINSTENS_GEKEURD:
        gevonden.meld("axe looked at next to nothing", "see that the page is there and whole")


def druk_af(browser: Browser, blad: Path, pdf: Path) -> list[str]:
    """Print one page, and look at it as paper; the faults found."""
    gevonden = Bevindingen(f"{'/'.join(blad.parts[-3:])} on paper")
    pagina = browser.new_page(viewport=PAPIER)  # pyright: ignore[reportArgumentType]
    pagina.goto(blad.as_uri(), wait_until="load")
    pagina.emulate_media(media="print")
    _keur_breedte(pagina, gevonden)
    _keur_kaarten(pagina, gevonden)
    pagina.pdf(path=pdf, format="A4", prefer_css_page_size=True)
    pagina.close()
    if is_voor_directeuren(blad) and (vellen := aantal_vellen(pdf)) > MEEST_VELLEN:
        gevonden.meld(f"takes {vellen} pages, more than {MEEST_VELLEN}", "leave out what is for the screen")
    return gevonden.fouten


def is_voor_directeuren(blad: Path) -> bool:
    """The pages that a director prints: those of the city and of a samenwerkingsverband."""
    return blad.parent.name == "stad" and (blad.name == "index.html" or blad.name.startswith("swv_"))


def aantal_vellen(pdf: Path) -> int:
    """How many pages Chromium printed: its PDF names each page in plain text."""
    return len(VEL.findall(pdf.read_bytes()))


def _keur_kaarten(pagina: Page, gevonden: Bevindingen) -> None:
    """Every card is kept whole, and those with weeks show them."""
    if pagina.evaluate(f"{KAARTEN}.some(k => getComputedStyle(k).breakInside !== 'avoid')"):
        gevonden.meld("a card may be broken over two pages", "give it break-inside: avoid in print")
    if pagina.evaluate(
        f"{KAARTEN}.some(k => {HEEFT_WEKEN} && !(k.querySelector('svg')?.getBoundingClientRect().height))"
    ):
        gevonden.meld("a card has no picture of its weeks", "do not hide it in print")


def _luister(pagina: Page, blad: Path, gevonden: Bevindingen) -> None:
    """Collect console errors and requests; `data:` and `blob:` stay inside the page."""
    adres = blad.as_uri()
    pagina.on("pageerror", lambda fout: gevonden.meld(f"script error {fout.message}", "mend the script"))
    pagina.on("console", lambda regel: regel.type == "error" and gevonden.meld(f"console says {regel.text}", "mend it"))
    pagina.on("request", lambda vraag: _keur_adres(vraag.url, adres, gevonden))


def _keur_adres(gevraagd: str, adres: str, gevonden: Bevindingen) -> None:
    """A page is one file: it may ask for itself only."""
    if gevraagd.split("#")[0] != adres and not gevraagd.startswith(("data:", "blob:")):
        gevonden.meld(f"asks for {gevraagd}", "put it in the page itself")


def _keur_breedte(pagina: Page, gevonden: Bevindingen) -> None:
    """The page itself may not scroll sideways; a wide table scrolls inside its own box."""
    inhoud, venster = pagina.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    if inhoud > venster:
        gevonden.meld(f"scrolls sideways, {inhoud} px in {venster}", "let tables scroll in a box and long words break")


def _keur_grafieken(pagina: Page, blad: Path, gevonden: Bevindingen) -> None:
    """On the city page each required count has a chart that was really drawn."""
    if not blad.as_posix().endswith(STAD):
        return
    for maat in VEREISTE_GRAFIEKEN:
        plek = f'[data-maat="{maat}"] svg, #grafiek-{maat.replace("_", "-")} svg'
        if not pagina.locator(plek).count():
            gevonden.meld(
                f"has no drawn chart of {maat}", "give its element data-maat and draw it from released figures"
            )


def _naam(blad: Path, week: Path) -> str:
    """The first part of the name of a picture, from the place of the page in the week."""
    return "_".join(blad.relative_to(week).with_suffix("").parts)


def maak_beelden(browser: Browser, week: Path, naar: Path, bladen: list[Path]) -> Iterator[str]:
    """These pages at all widths and on paper; yields the faults."""
    for blad in bladen:
        for breedte in BREEDTES:
            yield from bekijk(browser, blad, breedte, naar / f"{_naam(blad, week)}_{breedte}.png")
        if blad.is_file():
            yield from druk_af(browser, blad, naar / f"{_naam(blad, week)}.pdf")


def vernieuw_docs(browser: Browser, week: Path, docs: Path) -> Iterator[str]:
    """The pictures of the README and the guides: one window of a page; yields those that grew too large."""
    docs.mkdir(parents=True, exist_ok=True)
    for blad in bladzijden(week):
        for slot, venster, naam, deel in DOCS:
            if blad.as_posix().endswith(slot) and blad.is_file():
                _fotografeer(browser, blad, venster, deel, docs / naam)
                if (grootte := (docs / naam).stat().st_size) > GROOTSTE_BEELD:
                    yield f"{docs / naam}: {grootte} bytes, more than {GROOTSTE_BEELD}; make the window smaller"


def _fotografeer(browser: Browser, blad: Path, venster: tuple[int, int], deel: str, beeld: Path) -> None:
    """One window of a page, from the first such part on, or from the top when there is none."""
    pagina = browser.new_page(viewport={"width": venster[0], "height": venster[1]})
    pagina.goto(blad.as_uri(), wait_until="load")
    if pagina.locator(deel).count():
        pagina.locator(deel).first.evaluate("stuk => stuk.scrollIntoView()")
    pagina.screenshot(path=beeld)
    pagina.close()


def lees_argumenten() -> argparse.Namespace:
    """The command line."""
    lezer = argparse.ArgumentParser(description=__doc__)
    lezer.add_argument("--uit", type=Path, default=Path("demo/uit"), help="folder with the weeks")
    lezer.add_argument("--naar", type=Path, default=Path("plaatjes"), help="folder for the pictures")
    lezer.add_argument("--alles", action="store_true", help="every page of the week, not only those of one school")
    lezer.add_argument("--docs", action="store_true", help="also renew docs/beeld/")
    return lezer.parse_args()


def main() -> int:
    """0: all pages are fine; 1: faults, one a line."""
    keuze = lees_argumenten()
    week = nieuwste_week(keuze.uit.resolve())
    keuze.naar.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as speler:
        browser = speler.chromium.launch(executable_path=shutil.which("chromium"), args=list(KIESCHEURIG))
        bladen = alle_bladzijden(week) if keuze.alles else bladzijden(week)
        fouten = list(maak_beelden(browser, week, keuze.naar, bladen))
        fouten += vernieuw_docs(browser, week, Path("docs/beeld")) if keuze.docs else []
        browser.close()
    print("\n".join(fouten) or f"plaatjes: all pages of {week.name} are fine; pictures in {keuze.naar}/")
    return 1 if fouten else 0


if __name__ == "__main__":
    sys.exit(main())
