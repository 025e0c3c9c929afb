"""The signals that are a share of the lesson time: afwezig_10 and _20, kwart_2w, stijging, terugval (regels.md §4 B).

Told in minutes by week, missed and known, so that both can be added up by hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

from assets.uitgifte.opmaak import datum_kort, procent_tekst
from assets.uitleg.bron import Feiten, Slot, Week, Zaakstap
from assets.uitleg.verslag import MINUUT, Verslag, week_van
from data_contracts.signalen import laad_signalen

Deel = tuple[int, int]
"""Missed and known minutes."""
EEN_DAG = timedelta(days=1)


def minuten_van(slots: Sequence[Slot]) -> Deel:
    """Missed and known minutes of these slots."""
    return sum(s.minuten for s in slots if s.is_gemist), sum(s.minuten for s in slots if s.is_bekend)


def eerste_gemist(slots: Sequence[Slot]) -> date | None:
    """The first date with a missed slot."""
    return min((slot.datum for slot in slots if slot.is_gemist), default=None)


def _vertel_deel(feiten: Feiten, verslag: Verslag, slots: Sequence[Slot]) -> Deel:
    """A line for each school and week, then the slots that were missed. Returns their sum."""
    verslag.kop("Lestijd per week")
    for week in _weken(feiten, slots):
        gemist, bekend = minuten_van([s for s in slots if s.brin6 == week.brin6 and s.maandag == week.maandag])
        if bekend:
            school = f", school {week.brin6}" if week.brin6 != feiten.brin6 else ""
            verslag.punt(f"{week_van(week)}{school}: gemist {gemist} van {bekend} minuten")
    verslag.kop("Wat telt als gemist")
    verslag.slots([slot for slot in slots if slot.is_gemist], MINUUT)
    verslag.onbekend(slots)
    return minuten_van(slots)


def _weken(feiten: Feiten, slots: Sequence[Slot]) -> list[Week]:
    waar = {(slot.brin6, slot.maandag) for slot in slots}
    alle = [week for weken in feiten.alle_weken.values() for week in weken if (week.brin6, week.maandag) in waar]
    return sorted(alle, key=lambda week: (week.maandag, week.brin6))


def _samen(verslag: Verslag, deel: Deel) -> Fraction:
    gemist, bekend = deel
    waarde = Fraction(100 * gemist, bekend) if bekend else Fraction(0)
    verslag.zin(f"Samen: gemist {gemist} van {bekend} minuten; 100 x {gemist} / {bekend} = {procent_tekst(waarde)}.")
    return waarde


def leg_jaar_uit(feiten: Feiten, verslag: Verslag) -> tuple[Fraction, date | None]:
    """afwezig_10 and afwezig_20: this schooljaar, over all schools of the person."""
    slots = [slot for slot in feiten.alle_slots if slot.datum >= feiten.peil.jaar_van]
    grenzen = laad_signalen()[feiten.signaal].grenzen
    verslag.venster("dit schooljaar", feiten.peil.jaar_van, feiten.l)
    dagen = len({slot.datum for slot in slots if slot.is_bekend})
    verslag.punt(f"schooldagen waarvan iets bekend is: {dagen} (nodig: {grenzen['schooldagen_minimaal']})")
    deel = _vertel_deel(feiten, verslag, slots)
    return _samen(verslag, deel), eerste_gemist(slots)


def leg_kwart_uit(feiten: Feiten, verslag: Verslag) -> tuple[Fraction, date | None]:
    """kwart_2w: the last lesweken of the window."""
    lesweken = laad_signalen()[feiten.signaal].venster_lesweken or 0
    van = feiten.peil.venster_van(lesweken)
    slots = [slot for slot in feiten.slots if slot.datum >= van]
    verslag.venster(f"de laatste {lesweken} lesweken", van, feiten.l)
    return _samen(verslag, _vertel_deel(feiten, verslag, slots)), eerste_gemist(slots)


def leg_stijging_uit(feiten: Feiten, verslag: Verslag) -> tuple[Fraction, date | None]:
    """stijging: the share of the last lesweken minus that of the ones before, in points."""
    contract = laad_signalen()[feiten.signaal]
    nieuw, eerder = contract.grenzen["nieuwe_lesweken"], contract.grenzen["eerdere_lesweken"]
    splits, begin = feiten.peil.venster_van(nieuw), feiten.peil.venster_van(contract.venster_lesweken or 0)
    nu = [slot for slot in feiten.slots if slot.datum >= splits]
    toen = [slot for slot in feiten.slots if begin <= slot.datum < splits]
    verslag.venster(f"de laatste {nieuw} lesweken", splits, feiten.l)
    deel_nu = _samen(verslag, _vertel_deel(feiten, verslag, nu))
    verslag.venster(f"de {eerder} lesweken ervoor", begin, splits - EEN_DAG)
    deel_toen = _samen(verslag, _vertel_deel(feiten, verslag, toen))
    waarde = deel_nu - deel_toen
    verslag.zin(
        f"Verschil: {procent_tekst(deel_nu, 3)} - {procent_tekst(deel_toen, 3)} = {procent_tekst(waarde)}-punten."
    )
    return waarde, eerste_gemist(nu)


def leg_terugval_uit(feiten: Feiten, verslag: Verslag, sinds: date) -> tuple[Fraction, date | None]:
    """terugval: the week that decides, and the case that was closed before it."""
    gesloten = max((dag for dag in feiten.sluitingen if dag < sinds), default=None)
    if not gesloten:
        return Fraction(0), None
    _vertel_zaken(feiten, verslag, gesloten)
    einde = min(sinds + 6 * EEN_DAG, feiten.l)
    verslag.venster("de nieuwste lesweek of die ervoor", sinds, einde)
    slots = [slot for slot in feiten.slots if sinds <= slot.datum <= einde]
    return _samen(verslag, _vertel_deel(feiten, verslag, slots)), sinds


def _vertel_zaken(feiten: Feiten, verslag: Verslag, gesloten: date) -> None:
    lesweken = laad_signalen()[feiten.signaal].grenzen["na_sluiten_lesweken"]
    vanaf = datum_kort(feiten.peil.venster_van(lesweken))
    verslag.kop("Zaak")
    for stap in feiten.zaken:
        verslag.punt(_stap_tekst(stap))
    verslag.punt(
        f"{datum_kort(gesloten)} ligt in de laatste {lesweken} lesweken (vanaf {vanaf}) en voor de week hieronder"
    )


def _stap_tekst(stap: Zaakstap) -> str:
    """What happened to a case."""
    if stap.nummer == 0:
        begin = f"de reeks van {stap.signaal} die begon op {datum_kort(stap.eerste)}"
        return f"zaak geopend op {datum_kort(stap.geopend_op)}, door {begin}"
    if stap.status == "gesloten":
        return f"gesloten op {datum_kort(stap.vanaf)}: de leerling was terug"
    return f"weer open op {datum_kort(stap.vanaf)}, na een week waarin veel is gemist"
