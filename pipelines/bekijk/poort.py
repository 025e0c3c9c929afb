"""What every request passes before a route sees it: the host, the size, the session, the rights and the CSRF token.

Refusals are exceptions here and become a page and a line in the log in `app.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from fastapi import Request

from assets.bekijk.accounts import Account, lees_accounts
from assets.bekijk.logboek import Logboek
from assets.bekijk.plek import Plek
from assets.bekijk.sleutelbos import Sleutelbos
from data_contracts.register import Register
from pipelines.bekijk.proxy import Proxy
from pipelines.bekijk.rechten import NIEMAND, RECHTEN, mag
from pipelines.bekijk.sessies import Klok, Pogingen, Sessie, Sessies

ADRES = "127.0.0.1"
KOEKJE = "inbeeld"
GROOTSTE_VRAAG, MEESTE_VELDEN = 16_384, 20
"""Of a form: bytes and fields."""
FORMULIER = "application/x-www-form-urlencoded"


class Weiger(Exception):
    """A request that is refused; `reden` is a word for the log, `tekst` a sentence for who reads the page."""

    def __init__(self, status: int, reden: str, tekst: str) -> None:
        self.status, self.reden, self.tekst = status, reden, tekst
        super().__init__(reden)


class Aanmelden(Exception):
    """There is no session: sign in first."""


@dataclass
class Bekijk:
    """What the page holds while it runs. `klok` gives the moment with its time zone."""

    plek: Plek
    aanlevering: Path
    uit: Path
    register: Register
    bos: Sleutelbos
    klok: Klok
    poort: int
    toelichting: str = ""
    proxy: Proxy | None = None
    sessies: Sessies = field(init=False)
    pogingen: Pogingen = field(init=False)
    logboek: Logboek = field(init=False)

    def __post_init__(self) -> None:
        self.sessies, self.pogingen = Sessies(self.klok), Pogingen(self.klok)
        self.logboek = Logboek(self.plek.logboek, self.plek.kop)

    @property
    def hosts(self) -> frozenset[str]:
        """The names by which this page may be asked: another one is an attack (DNS rebinding)."""
        if self.proxy:
            return frozenset({self.proxy.host})
        return frozenset({f"{ADRES}:{self.poort}", f"localhost:{self.poort}"})

    def log(self, wat: str, bezoek: Bezoek | None = None, **velden: object) -> None:
        """A line in the log; who and what, nothing that was typed."""
        wie = {"wie": bezoek.account.naam, "rol": bezoek.account.rol} if bezoek else {"wie": "", "rol": NIEMAND}
        self.logboek.schrijf(self.klok(), **wie, wat=wat, **velden)

    def lokaal(self) -> datetime:
        """The clock on the wall, without a zone."""
        return self.klok().replace(tzinfo=None)


@dataclass(frozen=True)
class Bezoek:
    """A signed-in visitor."""

    account: Account
    sessie: Sessie

    @property
    def naam(self) -> str:
        """Name of the account."""
        return self.account.naam

    @property
    def rol(self) -> str:
        """Role of the account."""
        return self.account.rol


def keur_vraag(bekijk: Bekijk, methode: str, koppen: Mapping[str, str]) -> None:
    """Host, proxy, origin, form and size. Raises Weiger."""
    if koppen.get("host", "") not in bekijk.hosts:
        raise Weiger(400, "host", "Open deze pagina met het adres dat In Beeld heeft genoemd.")
    if bekijk.proxy and bekijk.proxy.identiteit(koppen) is None:
        raise Weiger(403, "proxy", "Deze pagina is alleen te openen via de aanmelding van uw organisatie.")
    if methode in ("GET", "HEAD"):
        return
    if (herkomst := koppen.get("origin")) and urlsplit(herkomst).netloc not in bekijk.hosts:
        raise Weiger(403, "herkomst", "Deze vraag komt van een andere pagina.")
    lengte = koppen.get("content-length", "")
    if not lengte.isdecimal() or int(lengte) > GROOTSTE_VRAAG:
        raise Weiger(413, "te_groot", "Dit formulier is te groot.")
    if koppen.get("content-type", "").split(";")[0] != FORMULIER:
        raise Weiger(400, "vorm", "Dit is geen formulier van deze pagina.")


def lees_velden(inhoud: bytes) -> dict[str, str]:
    """The fields of a form, the last of each name. Raises Weiger for what is no form."""
    try:
        paren = parse_qsl(inhoud.decode("ascii"), True, errors="strict", max_num_fields=MEESTE_VELDEN)
    except ValueError:
        raise Weiger(400, "vorm", "Dit is geen formulier van deze pagina.") from None
    return dict(paren)


def vind_bezoek(bekijk: Bekijk, sessie: Sessie | None) -> Bezoek | None:
    """Who this session belongs to; None when the account is gone, changed, or another than the proxy says."""
    if not sessie or not sessie.account:
        return None
    account = lees_accounts(bekijk.plek.accounts).get(sessie.account)
    return Bezoek(account, sessie) if account and account.kenmerk == sessie.kenmerk else None


def _sessie(bekijk: Bekijk, vraag: Request) -> Sessie | None:
    sessie, verlopen = bekijk.sessies.vind(vraag.cookies.get(KOEKJE, ""))
    if verlopen and verlopen.account:
        bekijk.log("sessie_verlopen", account=verlopen.account)
    if sessie and sessie.account and bekijk.proxy and bekijk.proxy.identiteit(vraag.headers) != sessie.account:
        bekijk.sessies.weg(sessie)
        return None
    return sessie


async def bewaak(vraag: Request) -> None:
    """The dependency of every route: what it does not let through never reaches a route."""
    bekijk: Bekijk = vraag.app.state.bekijk
    vraag.state.velden = lees_velden(await vraag.body()) if vraag.method == "POST" else {}
    vraag.state.sessie = sessie = _sessie(bekijk, vraag)
    vraag.state.bezoek = bezoek = vind_bezoek(bekijk, sessie)
    _keur_rechten(vraag.scope["route"].name, bezoek, vraag.path_params)
    if vraag.method == "POST" and not (sessie and sessie.klopt_csrf(vraag.state.velden.get("csrf", ""))):
        raise Weiger(403, "csrf", "Dit formulier is verlopen. Open de pagina opnieuw en probeer het nog eens.")


def _keur_rechten(route: str, bezoek: Bezoek | None, plek: Mapping[str, str]) -> None:
    if bezoek is None and NIEMAND not in RECHTEN.get(route, frozenset()):
        raise Aanmelden
    rol, scholen = (bezoek.rol, bezoek.account.scholen) if bezoek else (NIEMAND, ())
    if not mag(rol, scholen, route, plek):
        raise Weiger(403, "rechten", "Deze pagina is niet voor u.")
