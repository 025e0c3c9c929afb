"""How sure one signal of one pupil is: duidelijk, mogelijk or weinig gegevens. Pure; words, no number."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

from assets.publicatie.bron import Minutenrij, Signaalrij, Weekrij
from assets.uitgifte.modellen import Zekerheid
from assets.uitgifte.zekerheid import GENOEG_DAGEN
from data_contracts.signalen import Signaal, laad_signalen
from models.tijd import schooljaar

RUIM = Fraction(5, 4)
"""So many times the threshold, or more, is far beyond it."""


def zekerheid_van(rij: Signaalrij, drempel: int, weken: Sequence[Weekrij], minuten: Sequence[Minutenrij]) -> Zekerheid:
    """How sure a row is. `weken`: the lesweken of its school up to P, oldest first; `minuten`: the pupil's weeks.

    weinig gegevens: a lesweek of the window was not delivered, or fewer than GENOEG_DAGEN days are known. duidelijk:
    RUIM times the threshold or more. mogelijk: all else.
    """
    contract = laad_signalen()[rij.signaal]
    venster = vensterweken(contract, weken)
    stil = rij.status == "gegevens_ontbreken" or not all(week.geleverd for week in venster)
    if stil or _te_weinig_dagen(rij.sinds, venster, minuten):
        return "weinig gegevens"
    return "duidelijk" if is_ruim(contract, Fraction(rij.teller, rij.noemer), drempel) else "mogelijk"


def vensterweken(contract: Signaal, weken: Sequence[Weekrij]) -> list[Weekrij]:
    """The lesweken that a signal looks at; none for one that rests on no lesweek."""
    if contract.venster is None or not weken:
        return []
    if contract.venster_lesweken:
        return list(weken[-contract.venster_lesweken :])
    jaar = [week for week in weken if schooljaar(_vrijdag(week)) == schooljaar(_vrijdag(weken[-1]))]
    return jaar[: contract.grenzen["eerste_lesweken"]] if contract.venster == "start" else jaar


def _vrijdag(week: Weekrij) -> date:
    return week.maandag + timedelta(days=4)


def _te_weinig_dagen(sinds: date, venster: list[Weekrij], minuten: Sequence[Minutenrij]) -> bool:
    """Fewer than GENOEG_DAGEN known days from the window's first Monday on, or from the week of sinds if that is
    earlier (a run looks at one lesweek but is as long as it is). Not said where days are not known: leerplicht.
    """
    if not venster or any(punt.bekende_dagen is None for punt in minuten):
        return False
    vanaf = min(venster[0].maandag, sinds - timedelta(days=sinds.weekday()))
    return sum(punt.bekende_dagen or 0 for punt in minuten if punt.maandag >= vanaf) < GENOEG_DAGEN


def is_ruim(contract: Signaal, waarde: Fraction, drempel: int) -> bool:
    """Is the value RUIM times the threshold or more; where less says more, the threshold divided by it or less."""
    return waarde * RUIM <= drempel if contract.is_omgekeerd else waarde >= RUIM * drempel
