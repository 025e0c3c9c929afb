"""Puts the review page together: routes, the gate before them, the headers after them, and a page for all that fails.

What may be seen is decided in `poort.py` and `rechten.py`.
"""

from __future__ import annotations

import os
import sys

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse, Response
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from data_contracts.fouten import Aanleverfout
from pipelines.bekijk import aanmelden, overleggen, weekbestanden
from pipelines.bekijk.koppen import EIGEN, VAST
from pipelines.bekijk.pagina import HTMX, TITELS, bekijk_van, bericht
from pipelines.bekijk.poort import Aanmelden, Bekijk, Weiger, bewaak, keur_vraag
from pipelines.bekijk.rechten import RECHTEN

STORING = "Dit is een fout in In Beeld. Meld dit aan de beheerder."
NIET_TE_LEZEN = "De gegevens zijn nu niet te lezen. De beheerder ziet waarom."
AFGEMELD = "U bent afgemeld. Meld u opnieuw aan."


def maak_app(bekijk: Bekijk) -> FastAPI:
    """The whole page. Raises AssertionError when a route is not in the table of rights, or the other way round."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, redirect_slashes=False)
    app.state.bekijk = bekijk
    for deel in (aanmelden, overleggen, weekbestanden):
        app.router.routes.extend(deel.router.routes)
    assert {route.name for route in routes(app)} == set(RECHTEN), "a route without rights, or rights without a route"
    app.middleware("http")(om_alles_heen)
    app.add_exception_handler(Aanmelden, naar_aanmelden)
    app.add_exception_handler(Weiger, weiger)
    app.add_exception_handler(Aanleverfout, niet_te_lezen)
    for soort in (RequestValidationError, HTTPException):
        app.add_exception_handler(soort, niet_gevonden)
    return app


def routes(app: FastAPI) -> list[APIRoute]:
    """Every route of the page. Raises AssertionError for one that the gate does not guard."""
    alle = [route for route in app.routes if isinstance(route, APIRoute)]
    assert len(alle) == len(app.routes), "a route that is no page"
    assert all(any(d.dependency is bewaak for d in route.dependencies) for route in alle), "a route without the gate"
    return alle


async def om_alles_heen(vraag: Request, verder) -> Response:
    """The first and the last to see a request: nothing gets out without the headers, and no fault with its text."""
    try:
        antwoord = await _door_de_poort(vraag, verder)
    except Exception as fout:
        antwoord = _storing(vraag, fout)
    for kop, waarde in {"Content-Security-Policy": EIGEN, **VAST}.items():
        antwoord.headers.setdefault(kop, waarde)
    return antwoord


async def _door_de_poort(vraag: Request, verder) -> Response:
    try:
        keur_vraag(bekijk_van(vraag), vraag.method, vraag.headers)
    except Weiger as fout:
        return _geweigerd(vraag, fout)
    return await verder(vraag)


def _storing(vraag: Request, fout: Exception) -> Response:
    """A fault of ours: its kind on the screen of the administrator, no value anywhere."""
    if os.environ.get("INBEELD_ONTWIKKELAAR"):
        raise fout
    print(f"bekijk: dit is een fout in In Beeld ({type(fout).__name__}); meld dit aan de beheerder", file=sys.stderr)
    return bericht(vraag, 503, STORING)


def _geweigerd(vraag: Request, fout: Weiger) -> Response:
    """A refusal on record: by the name of the route, never by what was asked."""
    route, bezoek = vraag.scope.get("route"), getattr(vraag.state, "bezoek", None)
    naam = route.name if isinstance(route, APIRoute) else ""
    bekijk_van(vraag).log("geweigerd", bezoek, reden=fout.reden, route=naam, uitkomst=fout.status)
    return bericht(vraag, fout.status, fout.tekst)


async def weiger(vraag: Request, fout: Exception) -> Response:
    """A refusal of the gate or of a route."""
    assert isinstance(fout, Weiger)
    return _geweigerd(vraag, fout)


async def naar_aanmelden(vraag: Request, fout: Exception) -> Response:
    """Who has no session signs in first; for htmx the whole page goes there."""
    if HTMX in vraag.headers:
        return Response(status_code=401, headers={"HX-Redirect": "/aanmelden"})
    return RedirectResponse("/aanmelden", 303) if vraag.method == "GET" else bericht(vraag, 403, AFGEMELD)


async def niet_te_lezen(vraag: Request, fout: Exception) -> Response:
    """A key, account file or copy that is not as it should be; the sentence is for the administrator."""
    print(fout, file=sys.stderr)
    return bericht(vraag, 503, NIET_TE_LEZEN)


async def niet_gevonden(vraag: Request, fout: Exception) -> Response:
    """No such page, or another method."""
    status = fout.status_code if isinstance(fout, HTTPException) else 404
    return bericht(vraag, status if status in TITELS else 404, "Deze pagina bestaat niet.")
