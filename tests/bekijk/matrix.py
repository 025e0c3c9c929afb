"""Every route of the page, asked by every visitor with every id: what came out, and what kamers.md lets come out.

The routes are those of the app itself and the values of their parts stand in VOORRAAD, so a new route or a new part
of a path cannot be left out. The rights here are written apart from pipelines/bekijk/rechten.py.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from fastapi.routing import APIRoute

from pipelines.bekijk.app import routes
from tests.bekijk.conftest import ACCOUNTS, VORIGE_WEEK, WEEK, WEEKBESTANDEN, A, B, Pagina, formulier

NIEMAND = "niet aangemeld"
BEZOEKERS = (NIEMAND, *ACCOUNTS)
KANTEN = ("school", "leerplicht")
OPEN = {"/statisch/{naam}", "/aanmelden"}
"""Pages of which everyone may see the form or the style."""
ZONDER_LEERLINGEN = {
    "analist": ("index.html", "validatie.html", "stad/"),
    "directeur": ("stad/",),
}
SLUIPWEGEN = (
    f"stad/../{A}/lijst_school.html",
    "stad/../../bekijk/sleutels.json",
    "stad/../../../aanlevering/scholen.yaml",
)
DEEL = re.compile(r"\{(\w+)(?::\w+)?\}")


@dataclass(frozen=True)
class Vraag:
    """One request: a route with its parts filled in."""

    methode: str
    route: str
    pad: str
    plek: dict[str, str]


def voorraad(pagina: Pagina) -> dict[str, tuple[str, ...]]:
    """What can stand in each part of a path: own, foreign and unknown."""
    leerlingen = [pagina.kopie(b, k).pseudoniemen["00101"] for b in (A, B) for k in KANTEN]
    return {
        "brin6": (A, B, "99ZZ00"),
        "kant": (*KANTEN, "stad"),
        "leerling": (*leerlingen, "0" * 16),
        "naam": ("bekijk.css", "htmx.js", "merk.svg", "sleutels.json"),
        "week": (WEEK, VORIGE_WEEK, "2026-W99", ".."),
        "bestand": (*WEEKBESTANDEN, *SLUIPWEGEN),
    }


def vragen(pagina: Pagina) -> Iterator[Vraag]:
    """Every route with every combination of parts; what is nowhere (a week, school or side) with one file or pupil."""
    alles = voorraad(pagina)
    for route in routes(pagina.app):
        namen = DEEL.findall(route.path)
        for waarden in itertools.product(*(alles[naam] for naam in namen)):
            plek = dict(zip(namen, waarden, strict=True))
            eerste = {"bestand": "stad/index.html", "leerling": alles["leerling"][0]}
            if not _is_nergens(plek) or all(plek.get(naam, waarde) == waarde for naam, waarde in eerste.items()):
                yield from _vragen_van(route, plek)


def _is_nergens(plek: dict[str, str]) -> bool:
    """Is one of these a week, school or side that the page does not have?"""
    bestaat_ = {"week": {WEEK}, "brin6": {A, B}, "kant": {*KANTEN}}
    return any(plek.get(naam, next(iter(waarden))) not in waarden for naam, waarden in bestaat_.items())


def _vragen_van(route: APIRoute, plek: dict[str, str]) -> Iterator[Vraag]:
    pad = DEEL.sub(lambda deel: plek[deel[1]].replace("..", "%2e%2e"), route.path)
    for methode in sorted(route.methods):
        yield Vraag(methode, DEEL.sub(r"{\1}", route.path), pad, plek)


def stel(pagina: Pagina, bezoeker: str, vraag: Vraag) -> int:
    """Ask it in a browser of its own; the status."""
    if bezoeker == NIEMAND:
        klant, token = pagina.klant(), "geen"
    else:
        klant, token = pagina.binnen(bezoeker)
    velden = formulier(token, signaal="verzuim_16u4w", naam=f"geen_{bezoeker}", wachtwoord="onbekend woord")
    inhoud = {"data": velden} if vraag.methode == "POST" else {}
    return klant.request(vraag.methode, vraag.pad, **inhoud).status_code


def mag(bezoeker: str, vraag: Vraag) -> bool:
    """What kamers.md says of this request."""
    if vraag.route in OPEN:
        return True
    if bezoeker == NIEMAND:
        return False
    rol, scholen = ACCOUNTS[bezoeker]
    if vraag.route.startswith("/overleg/"):
        return vraag.plek["kant"] == rol and vraag.plek["brin6"] in scholen
    if vraag.route.startswith("/week/"):
        return ".." not in vraag.plek["bestand"] and vraag.plek["bestand"].startswith(
            ZONDER_LEERLINGEN.get(rol, ()) or "\0"
        )
    return vraag.route in {"/", "/afmelden"}


def bestaat(pagina: Pagina, vraag: Vraag) -> bool:
    """Is there something behind this path for who may see it?"""
    plek = vraag.plek
    if "leerling" in plek:
        return plek["leerling"] in pagina.kopie(plek["brin6"], plek["kant"]).pseudoniemen.values()
    if "naam" in plek:
        return plek["naam"] != "sleutels.json"
    return plek.get("week", WEEK) == WEEK


def tabel(uitkomsten: dict[tuple[str, str, str], set[int]]) -> str:
    """The statuses as a page of the documentation: a row a route, a column a visitor."""
    regels = sorted({(route, methode) for route, methode, _ in uitkomsten})
    kop = ["route", "methode", *BEZOEKERS]
    rijen = [
        [f"`{route}`", methode, *(" ".join(map(str, sorted(uitkomsten[route, methode, b]))) for b in BEZOEKERS)]
        for route, methode in regels
    ]
    alles = [kop, ["---"] * len(kop), *rijen]
    return "".join(f"| {' | '.join(rij)} |\n" for rij in alles)
