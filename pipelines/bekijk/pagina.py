"""A page of the review: a template with what all of them need."""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import HTMLResponse

from assets.uitgifte.sjabloon import render
from pipelines.bekijk.poort import Bekijk, Sessie

HTMX = "hx-request"
"""The header of a request that takes the place of a part of the page."""
TITELS = {
    400: "Dit kan niet",
    403: "Geen toegang",
    404: "Niet gevonden",
    405: "Dit kan niet",
    409: "Er is een nieuwe lijst",
    413: "Dit is te groot",
    503: "Dat lukt nu niet",
}


def bekijk_van(vraag: Request) -> Bekijk:
    """What the page holds."""
    return vraag.app.state.bekijk


def toon(vraag: Request, naam: str, status_code: int = 200, **velden: object) -> HTMLResponse:
    """The page of this template."""
    bekijk, sessie = bekijk_van(vraag), getattr(vraag.state, "sessie", None)
    vast = {
        "modus": bekijk.register.modus,
        "zin": bekijk.toelichting,
        "bezoek": getattr(vraag.state, "bezoek", None),
        "csrf": sessie.csrf if isinstance(sessie, Sessie) else "",
    }
    return HTMLResponse(render(f"bekijk/{naam}.html.j2", **vast, **velden), status_code)


def bericht(vraag: Request, status: int, tekst: str) -> HTMLResponse:
    """A page with one sentence."""
    return toon(vraag, "bericht", status, titel=TITELS.get(status, TITELS[503]), tekst=tekst)
