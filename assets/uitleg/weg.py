"""Why a row is there that is not given on this week's facts: gone, or repeated because weeks are missing."""

from __future__ import annotations

from datetime import timedelta

from assets.uitgifte.opmaak import datum_kort
from assets.uitleg.bron import Feiten, Week
from assets.uitleg.verslag import Verslag, week_van
from data_contracts.signalen import laad_signalen

WEEK = timedelta(days=7)
REDENEN = {
    "opgelost": "Op deze peildatum geldt de regel niet meer. Een week eerder gold hij nog, ook met wat nu bekend is.",
    "ingetrokken": "De gegevens van de school over de tijd tot en met {vorige} zijn daarna verbeterd. "
    "Met wat nu bekend is, gold de regel op {vorige} al niet.",
    "uitgeschreven": "De leerling staat op de peildatum niet meer ingeschreven op deze school.",
    "vervallen": "Het signaal geldt niet meer. De reden staat niet in de gegevens van leerplicht.",
    "gegevens_ontbreken": "Met de gegevens van deze week is het signaal niet te geven, maar er ontbreken weken. "
    "Daarom blijft staan wat er eerder bekend was.",
}


def vertel_status(verslag: Verslag, nu: Feiten, status: str) -> None:
    """`verslag` is about the Sunday on which the row was found, `nu` are the facts of the Sunday that was asked."""
    if status not in REDENEN:
        return
    verslag.zin(REDENEN[status].format(vorige=datum_kort(nu.peildatum - WEEK)))
    if status == "uitgeschreven":
        _vertel_einde(verslag, nu)
    if status == "gegevens_ontbreken":
        verslag.kop("Niet aangeleverd")
        for week in _ontbrekende_weken(nu):
            verslag.punt(week_van(week))
    verslag.zin(f"Hieronder staat wat er op {datum_kort(verslag.feiten.peildatum)} bekend was.")


def _vertel_einde(verslag: Verslag, nu: Feiten) -> None:
    eigen = [stuk for stuk in nu.stukken if stuk.leerling == nu.leerling and stuk.tot < nu.peildatum]
    if eigen:
        verslag.zin(f"De laatste dag van de inschrijving is {datum_kort(max(stuk.tot for stuk in eigen))}.")
    else:
        verslag.zin("De leerling staat niet meer in de inschrijvingen die de school aanlevert.")


def _ontbrekende_weken(nu: Feiten) -> list[Week]:
    """The lesweken of the window that are not there, as school.signaal.uitkomst looks at them."""
    contract, peil = laad_signalen()[nu.signaal], nu.peil
    alle = [week for week in nu.weken if not week.geleverd and week.maandag <= nu.peildatum]
    if contract.venster_lesweken:
        return [week for week in alle if week.lesweek > peil.k - contract.venster_lesweken]
    kijkt = laad_signalen()["start_schooljaar"].grenzen["eerste_lesweken"] if contract.venster == "start" else None
    return [w for w in alle if w.schooljaar == peil.schooljaar and (kijkt is None or w.week_in_jaar <= kijkt)]
