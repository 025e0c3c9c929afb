"""The routes around a session: signing in and out, the first page, and what every page loads.

A line in the log comes before what it tells of.
"""

from __future__ import annotations

from datetime import timedelta
from functools import cache

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException

from assets.bekijk.accounts import Account, klopt, lees_accounts
from assets.uitgifte.sjabloon import SJABLONEN
from pipelines.bekijk.bestanden import bestanden_van, nieuwste_week
from pipelines.bekijk.pagina import bekijk_van, toon
from pipelines.bekijk.poort import KOEKJE, Bekijk, Bezoek, Weiger, bewaak
from pipelines.bekijk.sessies import STIL_MINUTEN, Sessie

router = APIRouter(dependencies=[Depends(bewaak)])
VENDOR = SJABLONEN.parent / "vendor"
STIJL = ("thema.css", "pagina.css", "lijst.css", "bekijk/bekijk.css")
FOUT_WACHTWOORD = "Naam of wachtwoord klopt niet. Probeer het opnieuw."
NAAM_TEKENS = 64


@cache
def statische_bestanden() -> dict[str, tuple[str, str]]:
    """Name to (content, media type) of what the pages load: one style sheet, one script, one icon."""
    stijl = "\n".join((SJABLONEN / naam).read_text(encoding="utf-8") for naam in STIJL)
    script = (VENDOR / "htmx.min.js").read_text(encoding="utf-8")
    merk = (SJABLONEN / "bekijk" / "merk.svg").read_text(encoding="utf-8")
    return {
        "bekijk.css": (stijl, "text/css"),
        "htmx.js": (script, "text/javascript"),
        "merk.svg": (merk, "image/svg+xml"),
    }


@router.get("/statisch/{naam}")
def statisch(naam: str) -> Response:
    """One of the files that every page loads."""
    if naam not in statische_bestanden():
        raise HTTPException(404)
    inhoud, soort = statische_bestanden()[naam]
    return Response(inhoud, media_type=soort)


@router.get("/")
def begin(vraag: Request) -> Response:
    """What this account can open."""
    bekijk, bezoek = bekijk_van(vraag), vraag.state.bezoek
    scholen = [school for school in bekijk.register.scholen if school.brin6 in bezoek.account.scholen]
    week = nieuwste_week(bekijk.uit)
    return toon(vraag, "begin", scholen=scholen, week=week, bestanden=bestanden_van(bekijk.uit, week, bezoek.rol))


@router.get("/aanmelden")
def toon_aanmelden(vraag: Request) -> Response:
    """The form; behind a proxy the sign-in itself."""
    return _aanmelden_door_proxy(vraag) if bekijk_van(vraag).proxy else _aanmeldblad(vraag, "", 200)


@router.post("/aanmelden")
def meld_aan(vraag: Request) -> Response:
    """A sign-in by password; an unknown name costs the same time and gets the same words."""
    bekijk, naam = bekijk_van(vraag), vraag.state.velden.get("naam", "").strip().lower()[:NAAM_TEKENS]
    if bekijk.proxy:
        raise Weiger(403, "proxy", "Meld u aan bij uw organisatie.")
    account = lees_accounts(bekijk.plek.accounts).get(naam)
    if wacht := _neem_poging(bekijk, naam):
        _log_geweigerd(bekijk, account, "te_vaak")
        return _aanmeldblad(vraag, f"Te vaak een fout wachtwoord. Wacht {wacht} minuten.", 429)
    if account is None or not klopt(account, vraag.state.velden.get("wachtwoord", "")):
        return _fout_wachtwoord(vraag, account)
    bekijk.pogingen.gelukt(naam)
    return _begin_sessie(vraag, account)


@router.post("/afmelden")
def meld_af(vraag: Request) -> Response:
    """Sign out."""
    return meld_bezoek_af(vraag, "afgemeld")


def meld_bezoek_af(vraag: Request, wat: str, **velden: object) -> Response:
    """End the session, with this word in the log."""
    bekijk_van(vraag).log(wat, vraag.state.bezoek, **velden)
    bekijk_van(vraag).sessies.weg(vraag.state.sessie)
    antwoord = RedirectResponse("/aanmelden", 303)
    antwoord.delete_cookie(KOEKJE, path="/", httponly=True, samesite="strict")
    return antwoord


def _aanmeldblad(vraag: Request, melding: str, status: int) -> Response:
    """The form, in a session without an account of its own."""
    eigen: Sessie | None = vraag.state.sessie
    sessie = eigen if eigen and not eigen.account else bekijk_van(vraag).sessies.nieuw()
    vraag.state.sessie, vraag.state.bezoek = sessie, None
    return _met_koekje(vraag, toon(vraag, "aanmelden", status, melding=melding, minuten=STIL_MINUTEN), sessie)


def _met_koekje(vraag: Request, antwoord: Response, sessie: Sessie) -> Response:
    veilig = bekijk_van(vraag).proxy is not None  # a proxy speaks https; this computer itself does not
    antwoord.set_cookie(KOEKJE, sessie.nummer, httponly=True, samesite="strict", path="/", secure=veilig)
    return antwoord


def _neem_poging(bekijk: Bekijk, naam: str) -> int:
    """Take a try for this name; whole minutes, rounded up, that it must wait; 0: none."""
    tot = bekijk.pogingen.neem(naam)
    return -(-(tot - bekijk.klok()) // timedelta(minutes=1)) if tot else 0


def _fout_wachtwoord(vraag: Request, account: Account | None) -> Response:
    if account is None:
        klopt(None, vraag.state.velden.get("wachtwoord", ""))
    _log_geweigerd(bekijk_van(vraag), account, "wachtwoord")
    return _aanmeldblad(vraag, FOUT_WACHTWOORD, 401)


def _log_geweigerd(bekijk: Bekijk, account: Account | None, reden: str) -> None:
    """An unknown name is not written down: people type their password in the wrong field."""
    bekijk.log("aanmelden_geweigerd", account=account.naam if account else "onbekend", reden=reden)


def _begin_sessie(vraag: Request, account: Account) -> Response:
    """A new id for who signed in; the one before is gone."""
    bekijk = bekijk_van(vraag)
    sessie = bekijk.sessies.nieuw(account.naam, account.kenmerk)
    bekijk.log("aangemeld", Bezoek(account, sessie))
    if vraag.state.sessie:
        bekijk.sessies.weg(vraag.state.sessie)
    return _met_koekje(vraag, RedirectResponse("/", 303), sessie)


def _aanmelden_door_proxy(vraag: Request) -> Response:
    bekijk = bekijk_van(vraag)
    naam = bekijk.proxy.identiteit(vraag.headers) if bekijk.proxy else None
    account = lees_accounts(bekijk.plek.accounts).get(naam or "")
    if account is None:
        raise Weiger(403, "proxy_onbekend", "U heeft geen account op deze pagina. Vraag de beheerder.")
    return _begin_sessie(vraag, account)
