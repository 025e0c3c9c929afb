"""The routes of a meeting: its list, a pupil, a decision, the end of a part.

Each one looks up, writes a line in the log and hands over to a template; when the log cannot be written, nothing is
shown and nothing is saved. What is shown is made in assets/bekijk/overleg.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from assets.bekijk import besluiten, overleg
from assets.bekijk.kopie import Kopie, lees_kopie
from assets.uitgifte.lijst import geldig_tot
from assets.uitgifte.modellen import LijstLeerling
from pipelines.bekijk.aanmelden import meld_bezoek_af
from pipelines.bekijk.pagina import HTMX, bekijk_van, toon
from pipelines.bekijk.poort import Bekijk, Weiger, bewaak

router = APIRouter(dependencies=[Depends(bewaak)])
BEWAARD, STOND_ER = "Bewaard.", "Dit besluit stond er al."
NIEUWE_LIJST = "Sinds u deze pagina opende, is er een nieuwe lijst. Open het overleg opnieuw."


@dataclass(frozen=True)
class Deel:
    """One part of a meeting: the copy of one side of one school, as this request finds it."""

    bekijk: Bekijk
    kopie: Kopie

    @property
    def pad(self) -> str:
        """Where this part stands on the page."""
        return f"/overleg/{self.kopie.lijst.brin6}/{self.kopie.lijst.kant}"

    @property
    def map(self) -> Path:
        """Where its decisions are delivered."""
        return self.bekijk.aanlevering / self.kopie.lijst.brin6 / besluiten.SOORT

    @property
    def bewaard(self) -> list[besluiten.Bewaard]:
        """What this side saved about this list; the savings of the other side are not for it."""
        return besluiten.lees(self.map, self.kopie.lijst.kant, self.kopie.lijst.peildatum)

    def leerling(self, pseudoniem: str) -> LijstLeerling:
        """The pupil of this pseudonym. Raises Weiger."""
        wie = overleg.vind(self.kopie, pseudoniem)
        if wie is None:
            raise Weiger(404, "geen_leerling", "Deze leerling staat niet (meer) op deze lijst.")
        return wie

    def log(self, vraag: Request, wat: str, **velden: object) -> None:
        """A line in the log about this part."""
        lijst = self.kopie.lijst
        waar = {"brin6": lijst.brin6, "kant": lijst.kant, "peildatum": lijst.peildatum.isoformat()}
        self.bekijk.log(wat, vraag.state.bezoek, **waar, **velden)

    def velden(self) -> dict[str, Any]:
        """What every template of a meeting needs."""
        return {"lijst": self.kopie.lijst, "is_school": self.kopie.lijst.kant == "school", "pad": self.pad}


def _deel(vraag: Request, brin6: str, kant: str) -> Deel:
    bekijk = bekijk_van(vraag)
    kopie = lees_kopie(bekijk.plek.kopieen, bekijk.bos, (brin6, kant))
    if kopie is None:
        raise Weiger(404, "geen_kopie", "Voor deze school is er nog geen lijst. Vraag de beheerder.")
    return Deel(bekijk, kopie)


@router.get("/overleg/{brin6}/{kant}")
def toon_overleg(vraag: Request, brin6: str, kant: str) -> Response:
    """The pupils of one side, in the groups of the weekly list."""
    deel = _deel(vraag, brin6, kant)
    bewaard = deel.bewaard
    deel.log(vraag, "overleg_bekeken", leerlingen=sorted(deel.kopie.pseudoniemen.values()))
    blokken, voortgang = overleg.blokken(deel.kopie, bewaard), overleg.voortgang(deel.kopie, bewaard)
    is_oud = deel.bekijk.lokaal().date() > geldig_tot(deel.kopie.lijst.peildatum)
    return toon(vraag, "overleg", **deel.velden(), blokken=blokken, voortgang=voortgang, is_oud=is_oud)


@router.get("/overleg/{brin6}/{kant}/{leerling}")
def toon_leerling(vraag: Request, brin6: str, kant: str, leerling: str) -> Response:
    """One pupil: facts, timeline, earlier agreements and the form."""
    deel = _deel(vraag, brin6, kant)
    wie = deel.leerling(leerling)
    deel.log(vraag, "leerling_bekeken", leerling=leerling)
    return _leerlingblad(vraag, deel, wie)


@router.post("/overleg/{brin6}/{kant}/{leerling}/besluit")
def bewaar_besluit(vraag: Request, brin6: str, kant: str, leerling: str) -> Response:
    """Save a decision as a delivery, or say what is wrong with the form."""
    deel = _deel(vraag, brin6, kant)
    wie = deel.leerling(leerling)
    if vraag.state.velden.get("peildatum") != deel.kopie.lijst.peildatum.isoformat():
        raise Weiger(409, "andere_week", NIEUWE_LIJST)
    try:
        melding = _bewaar(vraag, deel, wie)
    except besluiten.Invulfout as fout:
        deel.log(vraag, "leerling_bekeken", leerling=leerling)
        return _antwoord(vraag, deel, wie, fouten=fout.zinnen)
    return _antwoord(vraag, deel, wie, melding=melding)


@router.post("/overleg/{brin6}/{kant}/klaar")
def sluit_deel(vraag: Request, brin6: str, kant: str) -> Response:
    """End this part: who comes next signs in, so that one side never sees the other's rows."""
    return meld_bezoek_af(vraag, "deel_gesloten", brin6=brin6, kant=kant)


def _bewaar(vraag: Request, deel: Deel, wie: LijstLeerling) -> str:
    """Save, and say what became of it. Raises Invulfout."""
    nu, peildatum = deel.bekijk.lokaal(), deel.kopie.lijst.peildatum
    mag_over = {signaal for signaal, _ in overleg.onderwerpen(deel.kopie, wie)}
    besluit = besluiten.keur(vraag.state.velden, wie.leerlingnummer, peildatum, mag_over, nu.date())
    deel.log(vraag, "besluit_bewaard", leerling=deel.kopie.pseudoniemen[wie.leerlingnummer])
    return BEWAARD if besluiten.bewaar(deel.map, deel.kopie.lijst.kant, besluit, nu) else STOND_ER


def _antwoord(
    vraag: Request, deel: Deel, wie: LijstLeerling, fouten: tuple[str, ...] = (), melding: str = ""
) -> Response:
    """What follows on a form: for htmx the part that changed; else the page again, by a redirect when it was saved."""
    status = 422 if fouten else 200
    if HTMX in vraag.headers:
        blad = overleg.maak_blad(deel.kopie, wie, deel.bewaard)
        return toon(vraag, "uitkomst", status, blad=blad, fouten=fouten, melding=melding)
    if fouten:
        return _leerlingblad(vraag, deel, wie, fouten)
    return RedirectResponse(f"{deel.pad}/{deel.kopie.pseudoniemen[wie.leerlingnummer]}", 303)


def _leerlingblad(vraag: Request, deel: Deel, wie: LijstLeerling, fouten: tuple[str, ...] = ()) -> Response:
    """The page of a pupil, with what was typed when that was wrong."""
    blad = overleg.maak_blad(deel.kopie, wie, deel.bewaard)
    vandaag = deel.bekijk.lokaal().date().isoformat()
    leeg = {"signaal": "", "besluit": "", "wie": "", "vervolg": "", "datum": vandaag}
    return toon(
        vraag,
        "leerling",
        422 if fouten else 200,
        **deel.velden(),
        blad=blad,
        kaart=blad.kaart,
        fouten=fouten,
        melding="",
        vandaag=vandaag,
        ingevuld={naam: vraag.state.velden.get(naam, waarde) for naam, waarde in leeg.items()},
        keuzes={kolom: overleg.keuzes(kolom) for kolom in ("besluit", "wie", "vervolg")},
    )
