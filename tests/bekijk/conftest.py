"""The review page over a made-up week of two schools: real files, real encryption, no run.

What a run publishes is tested in `test_uit_de_run.py`. Everything here is real but the clock, which a test can move.
"""

import re
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assets.bekijk.accounts import Account, maak_account, schrijf_accounts
from assets.bekijk.kopie import Kopie, Kopieschrijver, lees_kopie
from assets.bekijk.plek import Plek, plek_van
from assets.bekijk.sleutelbos import Sleutelbos, zorg_voor_sleutels
from assets.publicatie import week
from assets.uitgifte.schrijf import schrijf
from pipelines.bekijk.app import maak_app
from pipelines.bekijk.poort import KOEKJE, Bekijk
from pipelines.bekijk.start import maak_bekijk
from pipelines.instellingen import Paden
from tests.assets.uitgifte.voorbeelden import PEILDATUM, leerling, signaal, voorbeeldlijst, weken
from tests.bouwsteen import Stadje

A, B = "99AA00", "99BB00"
WEEK, VORIGE_WEEK = "2026-W46", "2026-W45"
POORT = 8130
ADRES = f"http://127.0.0.1:{POORT}"
WACHTWOORD = "vier losse woorden hier"
NU = datetime(2026, 11, 17, 10, 15, 30, tzinfo=ZoneInfo("Europe/Amsterdam"))
"""The Tuesday after the peildatum."""
ACCOUNTS = {
    "school_a": ("school", (A,)),
    "school_b": ("school", (B,)),
    "leerplicht_a": ("leerplicht", (A,)),
    "leerplicht_b": ("leerplicht", (B,)),
    "analist": ("analist", ()),
    "directeur": ("directeur", ()),
}
ALLEEN_SCHOOL, ALLEEN_LEERPLICHT = "Daan Verzonnen", "Isa Nergens"
"""Pupils of one side only: one who was ill, one whose signal went."""
NIET_OP_LIJST = "Nina Extra"
CSRF = re.compile(r'name="csrf" value="([^"]+)"')
WEEKBESTANDEN = (
    *week.WEEKBESTANDEN,
    "stad/swv_VO2601.html",
    *(f"{brin6}/{naam}" for brin6 in (A, B) for naam in week.SCHOOLBESTANDEN),
)
"""Every file of a week: a new one cannot be left out of what is asked."""


@dataclass
class Klok:
    """A clock that stands still until a test moves it."""

    nu: datetime = NU

    def __call__(self) -> datetime:
        return self.nu

    def verder(self, **delen: float) -> None:
        self.nu += timedelta(**delen)


@dataclass
class Pagina:
    """The review page of one city, with its clock."""

    paden: Paden
    klok: Klok = field(default_factory=Klok)

    def __post_init__(self) -> None:
        self.bekijk: Bekijk = maak_bekijk(self.paden, POORT, self.klok)
        self.app: FastAPI = maak_app(self.bekijk)

    @property
    def plek(self) -> Plek:
        return self.bekijk.plek

    def klant(self) -> TestClient:
        """A browser that nobody has signed in with."""
        return TestClient(self.app, base_url=ADRES, follow_redirects=False)

    def aangemeld(self, naam: str) -> TestClient:
        """A browser in which this account has signed in, by its password."""
        klant = self.klant()
        assert meld_aan(klant, naam).status_code == 303
        return klant

    def binnen(self, naam: str) -> tuple[TestClient, str]:
        """The same without the cost of a password: a browser with a session of this account, and its token."""
        klant, account = self.klant(), accounts()[naam]
        sessie = self.bekijk.sessies.nieuw(account.naam, account.kenmerk)
        klant.cookies.set(KOEKJE, sessie.nummer)
        return klant, sessie.csrf

    def kopie(self, brin6: str = A, kant: str = "school") -> Kopie:
        """What was published for one side of a school."""
        kopie = lees_kopie(self.plek.kopieen, self.bekijk.bos, (brin6, kant))
        assert kopie is not None
        return kopie

    def pad(self, nummer: str, kant: str = "school", brin6: str = A) -> str:
        """Where a pupil stands on the page."""
        return f"/overleg/{brin6}/{kant}/{self.kopie(brin6, kant).pseudoniemen[nummer]}"

    def log(self) -> str:
        """The whole log."""
        return self.plek.logboek.read_text(encoding="utf-8") if self.plek.logboek.exists() else ""


def csrf(klant: TestClient, pad: str) -> str:
    """The token of a page."""
    gevonden = CSRF.search(klant.get(pad).text)
    assert gevonden, f"{pad} holds no token"
    return gevonden[1]


def meld_aan(klant: TestClient, naam: str, wachtwoord: str = WACHTWOORD):
    """Fill in the form; the answer."""
    velden = {"csrf": csrf(klant, "/aanmelden"), "naam": naam, "wachtwoord": wachtwoord}
    return klant.post("/aanmelden", data=velden)


def formulier(token: str, **anders: str) -> dict[str, str]:
    """A decision as the page sends it."""
    vast = {"csrf": token, "peildatum": PEILDATUM.isoformat(), "signaal": "", "besluit": "actie"}
    return {**vast, "wie": "school", "vervolg": "gesprek", "datum": "2026-11-17", **anders}


@cache
def accounts() -> dict[str, Account]:
    """All accounts; hashing costs time, so once."""
    return {naam: maak_account(naam, rol, scholen, WACHTWOORD) for naam, (rol, scholen) in ACCOUNTS.items()}


def maak_kopie(bos: Sleutelbos, brin6: str, kant: str, peildatum: date = PEILDATUM) -> Kopie:
    """A copy with every group, and on the school side a pupil who did not fit on the list."""
    lijst = voorbeeldlijst(kant, brin6=brin6, school=f"School {brin6}", peildatum=peildatum)
    extra = leerling(
        "00110",
        signaal(),
        signaal("te_laat", "opgelost"),
        roepnaam="Nina",
        achternaam="Extra",
        weken=weken([0, 300, 0]),
    )
    overig = (extra,) if kant == "school" else ()
    kopie = Kopie(lijst, overig, {})
    nummers = [x.leerlingnummer for x in kopie.leerlingen()]
    pseudoniemen = {nummer: bos.pseudoniem(f"{brin6}{kant}", int(nummer)) for nummer in nummers}
    return replace(kopie, pseudoniemen=pseudoniemen)


def schrijf_kopieen(plek: Plek, peildatum: date = PEILDATUM) -> None:
    """Publish a week of both schools."""
    bos = zorg_voor_sleutels(plek.sleutels, (A, B))
    schrijver = Kopieschrijver(plek.kopieen, bos, peildatum)
    for brin6 in (A, B):
        for kant in ("school", "leerplicht"):
            schrijver.zet(maak_kopie(bos, brin6, kant, peildatum))
    schrijver.klaar()


def maak_week(map_: Path) -> Paden:
    """A week as the page finds it, with accounts. No room and no key of a room is there."""
    plekken = Paden(map_ / "aanlevering", map_ / "magazijn", map_ / "uit", map_ / "sleutels.json")
    stad = Stadje(plekken.aanlevering)
    for brin6 in (A, B):
        stad.school(brin6, codes=None)
    for weeknaam in (VORIGE_WEEK, WEEK):
        for naam in WEEKBESTANDEN:
            schrijf(plekken.uit / weeknaam / naam, f"<p>{naam}</p>", wacht_op_schijf=False)
    plek = plek_van(plekken.sleutels, plekken.magazijn)
    schrijf_kopieen(plek)
    schrijf_accounts(plek.accounts, accounts().values())
    return plekken


@pytest.fixture
def paden(tmp_path) -> Paden:
    """A made-up week in a folder of its own."""
    return maak_week(tmp_path)


@pytest.fixture
def pagina(paden) -> Pagina:
    """The page over that week."""
    return Pagina(paden)
