"""The route of the finished files of a week, for an analist or a directeur."""

from __future__ import annotations

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from pipelines.bekijk.bestanden import TYPEN, nieuwste_week
from pipelines.bekijk.koppen import WEEKBESTAND
from pipelines.bekijk.pagina import bekijk_van
from pipelines.bekijk.poort import bewaak

router = APIRouter(dependencies=[Depends(bewaak)])


@router.get("/week/{week}/{bestand:path}")
def toon_bestand(vraag: Request, week: str, bestand: str) -> Response:
    """A file of the newest week, as it was written; the gate let only the files of this role through."""
    bekijk = bekijk_van(vraag)
    pad = bekijk.uit / week / bestand
    if week != nieuwste_week(bekijk.uit) or not pad.is_file():
        raise HTTPException(404)
    bekijk.log("bestand_bekeken", vraag.state.bezoek, week=week, bestand=bestand)
    return Response(pad.read_bytes(), media_type=TYPEN[pad.suffix], headers={"Content-Security-Policy": WEEKBESTAND})
