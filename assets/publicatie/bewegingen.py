"""From released movements between the six counts to their csv and to the page of the city. Released figures only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assets.publicatie.bron import Trendrij
from assets.uitgifte.csvbestand import maak_csv
from assets.uitgifte.maten import MATEN
from assets.uitgifte.modellen_trend import Beweging
from assets.uitgifte.opmaak import datum_lang
from models.bewegingen import GANGEN, NAAR, VERBORGEN
from models.tijd import halfjaar_begin, zondagen

NAAM_5A = "Vrijstelling om gezondheid (artikel 5 onder a)"
"""The one part of the counts that is no count by itself."""
VOLGORDE = [gang.maat for gang in GANGEN]
NOG_GEEN_HALFJAAR = "Wij kennen nog geen heel half schooljaar. Daarom staan hier nog geen aantallen."
WAAROM_NIET = "Anders kon iemand een klein aantal uitrekenen."
CIJFERS = ("teller", "noemer", "waarde", "onder", "boven", "onderdrukt", "volledigheid")


def bewegingen_csv(rijen: Sequence[Trendrij]) -> bytes:
    """`bewegingen`: released rows with the Sunday on which their half schooljaar began."""
    return maak_csv("bewegingen", [_csvrij(rij) for rij in rijen])


def _csvrij(rij: Trendrij) -> dict[str, object]:
    van, naar = rij.maat.split(NAAR)
    plek = {"peildatum": rij.peildatum, "vanaf": halfjaar_begin(rij.peildatum), "van": van, "naar": naar}
    return {**plek, **{kolom: getattr(rij, kolom) for kolom in CIJFERS}}


def bewegingen_van(rijen: Sequence[Trendrij]) -> tuple[Beweging, ...]:
    """The movements of the newest half that was given, in the order of the counts."""
    nieuwste = max((rij.peildatum for rij in rijen), default=None)
    eigen = sorted((rij for rij in rijen if rij.peildatum == nieuwste), key=lambda rij: VOLGORDE.index(rij.maat))
    return tuple(_beweging(rij) for rij in eigen)


def _beweging(rij: Trendrij) -> Beweging:
    van, naar = rij.maat.split(NAAR)
    return Beweging(_telling(van), _telling(naar), rij.teller)


def _telling(plaats: str) -> str:
    return NAAM_5A if plaats == "5a" else f"thuiszitters_{plaats}"


def beweegperiode(rijen: Sequence[Trendrij]) -> tuple[date, date] | None:
    """The first and last Sunday of that half; None: none was given."""
    nieuwste = max((rij.peildatum for rij in rijen), default=None)
    begin = halfjaar_begin(nieuwste) if nieuwste else None
    return (begin, nieuwste) if begin and nieuwste else None


def beweegzin(rijen: Sequence[Trendrij], peildatum: date, vanaf: date) -> str:
    """What the page lacks: no half is over that was known from its first Sunday (`vanaf` or later) on; the newest such
    half was not given; or it was given without the movements of `verborgen`. Empty: all is there.
    """
    half = _nieuwste_half(peildatum, vanaf)
    if half is None:
        return "" if rijen else NOG_GEEN_HALFJAAR
    begin, eind = half
    gegeven = {plaats for rij in rijen if rij.peildatum == eind for plaats in rij.maat.split(NAAR)}
    if not gegeven:
        ouder = " Hier staat een half schooljaar daarvoor." if rijen else ""
        return f"Van {datum_lang(begin)} tot {datum_lang(eind)} tonen wij geen aantallen. {WAAROM_NIET}{ouder}"
    if VERBORGEN not in gegeven:
        titel = MATEN[_telling(VERBORGEN)].titel
        return f"Van en naar “{titel}” tonen wij dit halve jaar niet. {WAAROM_NIET}"
    return ""


def _nieuwste_half(peildatum: date, vanaf: date) -> tuple[date, date] | None:
    """The first and last Sunday of the newest half that is over and began on `vanaf` or later."""
    halven = ((halfjaar_begin(dag), dag) for dag in reversed(zondagen(vanaf, peildatum)))
    return next(((begin, eind) for begin, eind in halven if begin and begin >= vanaf), None)
