"""A pupil without a row: how far from a few thresholds. For the school side only; of a pupil without a row leerplicht
knows nothing (kamers.md).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from assets.uitgifte.opmaak import eenheid_tekst, getal_tekst, procent_tekst
from assets.uitleg.bron import Feiten
from assets.uitleg.dagen import KEUZES
from assets.uitleg.delen import minuten_van
from assets.uitleg.uren import geteld
from data_contracts.signalen import laad_signalen


def _uren(feiten: Feiten) -> str:
    contract = laad_signalen()["verzuim_16u4w"]
    eenheid, lesweken = feiten.peil.uurmaat, contract.venster_lesweken or 0
    slots = [slot for slot in geteld(feiten) if slot.datum >= feiten.peil.venster_van(lesweken)]
    aantal = Fraction(sum(s.minuten for s in slots), 60) if eenheid == "klokuur" else Fraction(len(slots))
    maat = contract.maat(eenheid)
    getal = getal_tekst(aantal, maat.decimalen)
    uren = f"{getal} {eenheid_tekst(eenheid, getal)}"
    return f"{uren} ongeoorloofd in de laatste {lesweken} lesweken; de grens is {maat.drempel}"


def _te_laat(feiten: Feiten) -> str:
    aantal = sum(1 for s in feiten.slots if s.datum >= feiten.peil.jaar_van and KEUZES["te_laat"][1](s))
    return f"{aantal} keer te laat dit schooljaar; de grens is {feiten.drempel}"


def _deel(van: Callable[[Feiten], object], wat: str) -> Callable[[Feiten], str]:
    def tekst(feiten: Feiten) -> str:
        begin, drempel = van(feiten), feiten.drempel
        gemist, bekend = minuten_van([slot for slot in feiten.slots if slot.datum >= begin])  # type: ignore[operator]
        deel = procent_tekst(Fraction(100 * gemist, bekend)) if bekend else "niets bekend"
        return f"gemist {gemist} van {bekend} minuten {wat} ({deel}); de grens is {drempel}%"

    return tekst


NABIJ: Mapping[str, Callable[[Feiten], str]] = {
    "verzuim_16u4w": _uren,
    "te_laat": _te_laat,
    "kwart_2w": _deel(lambda f: f.peil.van_2, "in de laatste 2 lesweken"),
    "afwezig_10": _deel(lambda f: f.peil.jaar_van, "dit schooljaar"),
}


def vertel_nabij(feiten: Feiten, drempels: Mapping[str, int], signaal: str | None) -> list[str]:
    """Lines about what was counted for the signals that are asked; none where that cannot be said."""
    if not any(s.leerling == feiten.leerling and s.van <= feiten.l <= s.tot for s in feiten.stukken):
        return ["De leerling staat op de peildatum niet ingeschreven op deze school."]
    namen = [naam for naam in NABIJ if signaal in (None, naam)]
    regels = [f"  {naam}: {NABIJ[naam](_met(feiten, naam, drempels))}" for naam in namen]
    return ["Wel geteld voor deze leerling:", *regels] if regels else []


def _met(feiten: Feiten, naam: str, drempels: Mapping[str, int]) -> Feiten:
    drempel = drempels.get(naam, laad_signalen()[naam].maat().drempel)
    return Feiten(
        feiten.vraag,
        feiten.kant,
        naam,
        feiten.brin6,
        feiten.leerling,
        feiten.peildatum,
        feiten.l,
        feiten.wachttijd,
        drempel,
    )
