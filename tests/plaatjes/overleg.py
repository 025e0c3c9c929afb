"""Plays a meeting in headless Chromium, from the sign-in to the agreements of both halves, by keyboard only.

The page is `inbeeld bekijk` itself, as a program, over a made-up week. At every step it is looked at: no sideways
scroll, no accessibility fault, nothing in the console, no request elsewhere. Usage: `make speel-overleg`; `--docs` to
renew the pictures of the guide as well.
"""

import argparse
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from assets.bekijk.besluiten import lees
from pipelines.instellingen import Paden
from tests.bekijk.conftest import WACHTWOORD, A, maak_week
from tests.plaatjes.plaatjes import GROOTSTE_BEELD, KIESCHEURIG, MINSTENS_GEKEURD, WCAG

BREEDTES = (1280, 400)
HOOGTE = 900
TABS = 60
"""More than any page has to tab through."""
VERWACHT = [("school", "actie", "ouders", "gesprek"), ("leerplicht", "bekend", "leerplicht", "plan")]
"""What the meeting decides: side, besluit, wie, vervolg."""
DOCS = {
    (1280, "overleg"): "overleg-lijst.png",
    (1280, "leerling_besloten"): "overleg-leerling.png",
    (400, "overleg"): "overleg-lijst-smal.png",
    (400, "leerling_besloten"): "overleg-leerling-smal.png",
}
"""Width and step of which the guide shows a picture; of the narrow page one window, because the whole is too long."""


@dataclass
class Toneel:
    """One playing of the meeting at one width. `stappen`: the pages that were looked at."""

    pagina: Page
    breedte: int
    naar: Path
    adres: str
    fouten: list[str] = field(default_factory=list)
    stappen: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.pagina.on("pageerror", lambda fout: self.fouten.append(f"script error {fout.message}"))
        self.pagina.on("console", lambda regel: self.fouten.append(f"console says {regel.text}"))
        self.pagina.on("request", lambda vraag: self._keur_adres(vraag.url))

    def _keur_adres(self, gevraagd: str) -> None:
        if not gevraagd.startswith(f"{self.adres}/"):
            self.fouten.append(f"asks for {gevraagd}")

    def bekijk(self, stap: str) -> None:
        """Look at the page as it stands, and take its picture."""
        self.stappen.append(stap)
        breed = self.pagina.evaluate("document.documentElement.scrollWidth")
        if breed > self.breedte:
            self.fouten.append(f"{stap}: scrolls sideways, {breed} px in {self.breedte}")
        uitslag = Axe().run(self.pagina, options={"runOnly": {"type": "tag", "values": WCAG}}).response
        self.fouten += [f"{stap}: axe says {fout['id']}" for fout in uitslag["violations"]]
        if len(uitslag["passes"]) < MINSTENS_GEKEURD:
            self.fouten.append(f"{stap}: axe looked at next to nothing")
        naam = f"{self.breedte}_{len(self.stappen):02}_{stap}"
        self.pagina.screenshot(path=self.naar / f"{naam}.png", full_page=True)
        self.pagina.screenshot(path=self.naar / f"{naam}_venster.png")

    def naar_element(self, keuze: str) -> None:
        """Tab to the element, as who has no mouse does; its focus must be visible."""
        for _ in range(TABS):
            self.pagina.keyboard.press("Tab")
            if self.pagina.evaluate("keuze => document.activeElement.matches(keuze)", keuze):
                stijl = self.pagina.evaluate("getComputedStyle(document.activeElement).outlineStyle")
                if stijl == "none":
                    self.fouten.append(f"{keuze}: the focus is not visible")
                return
        raise LookupError(f"{keuze}: not reached by Tab")

    def kies(self, keuze: str) -> None:
        """Tab to a link or button and press Enter, and wait for the next page."""
        self.naar_element(keuze)
        with self.pagina.expect_navigation():
            self.pagina.keyboard.press("Enter")

    def typ(self, keuze: str, tekst: str) -> None:
        """Tab to a field and type."""
        self.naar_element(keuze)
        self.pagina.keyboard.type(tekst)

    def meld_aan(self, naam: str, wachtwoord: str = WACHTWOORD) -> None:
        """The sign-in form."""
        self.typ("#naam", naam)
        self.typ("#wachtwoord", wachtwoord)
        self.kies("main button")

    def besluit(self, besluit: int, wie: str, vervolg: str) -> None:
        """Fill in the form: arrows to the nth besluit, the first letters of wie and vervolg; Enter saves."""
        self.naar_element('input[name="besluit"]')
        self.pagina.keyboard.press("Space")
        for _ in range(besluit):
            self.pagina.keyboard.press("ArrowDown")
        self.typ("#wie", wie)
        self.typ("#vervolg", vervolg)
        self.naar_element(".formulier button")
        self.pagina.keyboard.press("Enter")
        self.pagina.get_by_text("Bewaard.", exact=True).wait_for()

    def deel(self, account: str, besluit: int, wie: str, vervolg: str) -> None:
        """One half of the meeting, from its sign-in to its end."""
        kant = account.partition("_")[0]
        self.bekijk(f"aanmelden_{kant}")
        self.meld_aan(account)
        self.bekijk(f"begin_{kant}")
        self.kies(f'a[href="/overleg/{A}/{kant}"]')
        self.bekijk("overleg" if kant == "school" else "overleg_leerplicht")
        self.kies(".leerlingen a")
        self.bekijk(f"leerling_{kant}")
        self.besluit(besluit, wie, vervolg)
        self.bekijk("leerling_besloten" if kant == "school" else "leerling_besloten_leerplicht")
        self.kies(f'header a[href="/overleg/{A}/{kant}"]')
        self.kies('form[action$="/klaar"] button')


@contextmanager
def bekijk_draait(paden: Paden) -> Iterator[str]:
    """The page as a program of its own; its address."""
    with socket.socket() as oor:
        oor.bind(("127.0.0.1", 0))
        poort = oor.getsockname()[1]
    plekken = [deel for naam, pad in vars(paden).items() for deel in (f"--{naam}", str(pad))]
    woorden = [sys.executable, "-c", "import sys; from pipelines.cli import main; sys.exit(main())"]
    woorden += ["bekijk", "--poort", str(poort), *plekken]
    kind = subprocess.Popen(woorden, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": os.getcwd()})
    try:
        assert kind.stdout and "http://" in kind.stdout.readline(), "the page did not start"
        yield f"http://127.0.0.1:{poort}"
    finally:
        kind.send_signal(signal.SIGINT)
        kind.wait(timeout=60)


def speel(browser: Browser, breedte: int, naar: Path) -> Toneel:
    """A whole meeting at one width; the faults are in what comes back."""
    with tempfile.TemporaryDirectory(prefix="overleg-") as map_:
        paden = maak_week(Path(map_))
        with bekijk_draait(paden) as adres:
            pagina = browser.new_page(viewport={"width": breedte, "height": HOOGTE}, locale="nl-NL")
            toneel = Toneel(pagina, breedte, naar, adres)
            pagina.goto(f"{adres}/")
            toneel.deel("school_a", 3, "ou", "ges")
            toneel.deel("leerplicht_a", 0, "le", "pl")
            toneel.bekijk("klaar")
            pagina.close()
        bewaard = [(b.kant, b.besluit.besluit, b.besluit.wie, b.besluit.vervolg) for b in lees(_kernteam(paden))]
    toneel.fouten += [] if bewaard == VERWACHT else [f"delivered {bewaard} in place of {VERWACHT}"]
    return toneel


def _kernteam(paden: Paden) -> Path:
    return paden.aanlevering / A / "kernteam"


def vernieuw_docs(naar: Path, docs: Path) -> Iterator[str]:
    """Copy the pictures of the guide; yields those that grew too large."""
    for (breedte, stap), naam in DOCS.items():
        (beeld,) = naar.glob(f"{breedte}_*_{stap}{'' if breedte == BREEDTES[0] else '_venster'}.png")
        shutil.copy(beeld, docs / naam)
        if (grootte := beeld.stat().st_size) > GROOTSTE_BEELD:
            yield f"{docs / naam}: {grootte} bytes, more than {GROOTSTE_BEELD}; make the page shorter"


def main() -> int:
    """0: the meeting went well at every width; 1: faults, one a line."""
    lezer = argparse.ArgumentParser(description=__doc__)
    lezer.add_argument("--naar", type=Path, default=Path("plaatjes/overleg"), help="folder for the pictures")
    lezer.add_argument("--docs", action="store_true", help="also renew docs/beeld/")
    keuze = lezer.parse_args()
    keuze.naar.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as speler:
        browser = speler.chromium.launch(executable_path=shutil.which("chromium"), args=list(KIESCHEURIG))
        fouten = [
            f"{breedte} px: {fout}" for breedte in BREEDTES for fout in speel(browser, breedte, keuze.naar).fouten
        ]
        browser.close()
    fouten += vernieuw_docs(keuze.naar, Path("docs/beeld")) if keuze.docs else []
    print("\n".join(fouten) or f"speel-overleg: both halves went well; pictures in {keuze.naar}/")
    return 1 if fouten else 0


if __name__ == "__main__":
    sys.exit(main())
