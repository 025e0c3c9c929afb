"""Why a row is there that is not given on this week's facts: gone, or repeated because weeks are missing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import groupby

from assets.uitgifte.opmaak import datum_kort
from assets.uitleg.bron import Feiten, Slot, Week
from assets.uitleg.verslag import Verslag, dag_tekst, reden_tekst, slotnamen, week_van
from data_contracts.signalen import laad_signalen

WEEK = timedelta(days=7)
Sleutel = tuple[date, int]
"""A date and a slot."""
WOORDEN = {"nvt": "niet op het programma", "onbekende_code": "code niet in de codetabel", "verwijderd": "verwijderd"}
REDENEN = {
    "opgelost": "Op deze peildatum geldt de regel niet meer. Een week eerder gold hij nog, ook met wat nu bekend is.",
    "ingetrokken": "De gegevens van de school over de tijd tot en met {vorige} zijn daarna verbeterd of aangevuld. "
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


def vertel_veranderd(verslag: Verslag, toen: Feiten, nu: Feiten) -> None:
    """What the school says of this pupil's lessons up to `toen.l` in another way at `nu`; for the school side only."""
    oud = {(slot.datum, slot.slot): slot for slot in toen.slots}
    nieuw = {(slot.datum, slot.slot): slot for slot in nu.slots if slot.datum <= toen.l}
    verslag.kop(f"Wat de school sinds {datum_kort(toen.peildatum)} anders zegt")
    aantal = len(verslag.regels)
    for week in nu.weken:
        if week.geleverd and any(s.maandag == week.maandag and not s.geleverd for s in toen.slots):
            verslag.punt(f"{week_van(week)}: was niet aangeleverd, is nu aangeleverd")
    anders = [
        sleutel for sleutel in sorted(oud.keys() | nieuw.keys()) if _is_anders(oud.get(sleutel), nieuw.get(sleutel))
    ]
    for _, groep in groupby(anders, key=lambda sleutel: _verandering(verslag, oud, nieuw, toen, nu, sleutel)):
        sleutels = list(groep)
        dag, woorden = _verandering(verslag, oud, nieuw, toen, nu, sleutels[0])
        slots = [nieuw.get(sleutel) or oud[sleutel] for sleutel in sleutels]
        verslag.punt(f"{dag_tekst(dag)} | {slotnamen(slots)} | {woorden}")
    if len(verslag.regels) == aantal:
        verslag.punt("niets over een les van deze leerling; het rooster, de kalender of een code is veranderd")


def _is_anders(oud: Slot | None, nieuw: Slot | None) -> bool:
    """Is something else said of a slot of a week that was there then and is now?"""
    if not all(slot.geleverd for slot in (oud, nieuw) if slot):
        return False
    return not oud or not nieuw or _zegt(oud) != _zegt(nieuw)


def _zegt(slot: Slot) -> tuple:
    gemist = (slot.categorie, slot.geoorloofd) if slot.is_gemist else ()
    return (slot.gelezen if slot.gelezen == "te_laat" else slot.stand or "aanwezig", *gemist)


def _verandering(
    verslag: Verslag, oud: Mapping, nieuw: Mapping, toen: Feiten, nu: Feiten, sleutel: Sleutel
) -> tuple[date, str]:
    """The date, and was, is and the row that says so now: slots with the same are one line."""
    slot = nieuw.get(sleutel)
    waar = verslag.bron(slot.bestand, slot.ontvangen_op, slot.regel) if slot else "geen regel in een levering"
    return sleutel[0], f"was: {_woord(oud.get(sleutel), toen)} | is nu: {_woord(slot, nu)} | {waar}"


def _woord(slot: Slot | None, feiten: Feiten) -> str:
    if slot is None:
        return "geen les"
    if slot.is_gemist or slot.gelezen == "te_laat":
        return "te laat" if slot.gelezen == "te_laat" else reden_tekst(slot, feiten)
    return WOORDEN.get(slot.stand or "aanwezig", "aanwezig")


def _ontbrekende_weken(nu: Feiten) -> list[Week]:
    """The lesweken of the window that are not there, as school.signaal.uitkomst looks at them."""
    contract, peil = laad_signalen()[nu.signaal], nu.peil
    alle = [week for week in nu.weken if not week.geleverd and week.maandag <= nu.peildatum]
    if contract.venster_lesweken:
        return [week for week in alle if week.lesweek > peil.k - contract.venster_lesweken]
    kijkt = laad_signalen()["start_schooljaar"].grenzen["eerste_lesweken"] if contract.venster == "start" else None
    return [w for w in alle if w.schooljaar == peil.schooljaar and (kijkt is None or w.week_in_jaar <= kijkt)]
