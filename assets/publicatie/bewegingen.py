"""From released movements between the six counts to their csv and to the page of the city. Released figures only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assets.publicatie.bron import Trendrij
from assets.uitgifte.csvbestand import maak_csv
from assets.uitgifte.modellen_trend import Beweging
from models.bewegingen import GANGEN, NAAR
from models.tijd import halfjaar_begin

NAAM_5A = "Vrijstelling om gezondheid (artikel 5 onder a)"
"""The one part of the counts that is no count by itself."""
VOLGORDE = [gang.maat for gang in GANGEN]
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
