"""`inbeeld bekijk`: serves the review page on this computer only, until it is stopped.

It opens the keys of the review page, never those of the rooms.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import uvicorn
from fastapi import FastAPI

from assets.bekijk.accounts import lees_accounts
from assets.bekijk.logboek import Logboek
from assets.bekijk.plek import plek_van
from assets.bekijk.sleutelbos import lees_sleutelbos
from assets.publicatie.week import lees_toelichting
from data_contracts.register import lees_register
from pipelines.bekijk.app import maak_app
from pipelines.bekijk.poort import ADRES, Bekijk
from pipelines.bekijk.proxy import lees_proxy
from pipelines.instellingen import GebruiksFout, Paden

GEDAAN = 0
TIJDZONE = ZoneInfo("Europe/Amsterdam")
TEGELIJK = 50
"""Requests at once."""


def bekijk(paden: Paden, poort: int, zeg: Callable[[str], None]) -> int:
    """Serve until Control-C. Raises GebruiksFout or Bekijkfout with a sentence for the user."""
    pagina = maak_bekijk(paden, poort)
    if not lees_accounts(pagina.plek.accounts):
        raise GebruiksFout("bekijk: er is nog geen account; maak er een met: inbeeld account toevoegen NAAM --rol ROL")
    if fout := Logboek(pagina.plek.logboek, pagina.plek.kop).controleer():
        zeg(f"LET OP. {pagina.plek.logboek}: {fout}; meld dit aan de beheerder")
    with _luister(poort) as oor:
        zeg(f"Open http://{ADRES}:{poort}/ in uw browser. Stop met Control-C.")
        _bedien(maak_app(pagina), oor)
    zeg("De bekijkpagina is gestopt. Iedereen is afgemeld.")
    return GEDAAN


def maak_bekijk(paden: Paden, poort: int, klok: Callable[[], datetime] | None = None) -> Bekijk:
    """Everything that the page holds; `klok` gives the moment with its time zone (None: now, in Amsterdam)."""
    plek = plek_van(paden.sleutels, paden.magazijn)
    return Bekijk(
        plek=plek,
        aanlevering=paden.aanlevering,
        uit=paden.uit,
        register=lees_register(paden.aanlevering / "scholen.yaml"),
        bos=lees_sleutelbos(plek.sleutels),
        klok=klok or (lambda: datetime.now(TIJDZONE)),
        poort=poort,
        toelichting=lees_toelichting(paden.aanlevering),
        proxy=lees_proxy(plek.proxy),
    )


def _luister(poort: int) -> socket.socket:
    """A listening socket on this computer only."""
    oor = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    oor.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        oor.bind((ADRES, poort))
        oor.listen(TEGELIJK)
    except (OSError, OverflowError):
        oor.close()
        raise GebruiksFout(f"--poort {poort}: deze poort is bezet of mag niet; kies een andere met --poort") from None
    return oor


def _bedien(app: FastAPI, oor: socket.socket) -> None:
    """Run the server: no access log (addresses name pupils by pseudonym), no word about itself in its answers."""
    instelling = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        lifespan="off",
        ws="none",
        limit_concurrency=TEGELIJK,
    )
    try:
        uvicorn.Server(instelling).run(sockets=[oor])
    except KeyboardInterrupt:
        return
