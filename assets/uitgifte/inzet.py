"""Support for a class, a team or the school (inzet) on the trend page: a bar above each chart, a column, and a table.

A class has a line of its own only while it has support, and of released figures only; what was done for a class stands
in the trend of its school as well.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from string import ascii_uppercase

from assets.uitgifte.modellen_trend import Cijfer, Inzet
from assets.uitgifte.opmaak import datum_kort, opsomming

MEEST_BALKEN = 6
"""Bars above one chart; more of them would leave no room for the line. The table names all."""
GEEN_INZET = "geen"
WEEK = timedelta(days=6)
"""From the Monday to the Sunday of a week."""


@dataclass(frozen=True)
class Inzetregel:
    """One row of the table of support; `letter` is its name on the charts."""

    letter: str
    voor: str
    soort: str
    aanbieder: str
    begin: str
    eind: str


@dataclass(frozen=True)
class Balk:
    """One bar above a chart: the Sundays of the first and the last week shown in which the support was given."""

    letter: str
    tekst: str
    van: date
    tot: date


def met_letters(inzet: Sequence[Inzet]) -> tuple[Inzet, ...]:
    """Named A, B, C … Z, A2, B2 … in this order: the name that it keeps on every chart of the page."""
    return tuple(replace(stuk, letter=_letter(plaats)) for plaats, stuk in enumerate(inzet))


def _letter(plaats: int) -> str:
    ronde, nummer = divmod(plaats, len(ascii_uppercase))
    return ascii_uppercase[nummer] + (str(ronde + 1) if ronde else "")


def inzetregels(inzet: Sequence[Inzet]) -> list[Inzetregel]:
    """The table of support, oldest first."""
    return [
        Inzetregel(
            letter=stuk.letter,
            voor=voor_wie(stuk),
            soort=stuk.soort,
            aanbieder=stuk.aanbieder or "onbekend",
            begin=datum_kort(stuk.begin),
            eind=datum_kort(stuk.eind) if stuk.eind else "loopt nog",
        )
        for stuk in inzet
    ]


def voor_wie(inzet: Inzet) -> str:
    """`klas 1A`, `een team`, `de hele school`."""
    if inzet.niveau == "klas":
        return f"klas {inzet.klas}" if inzet.klas else "een klas"
    return "een team" if inzet.niveau == "team" else "de hele school"


def _kort(inzet: Inzet) -> str:
    """For whom, in a word or two, beside a bar."""
    return voor_wie(inzet) if inzet.niveau == "klas" else inzet.niveau


def in_week(inzet: Inzet, zondag: date) -> bool:
    """Was it given on any day of the week that ends on this Sunday?"""
    return inzet.begin <= zondag and (inzet.eind is None or inzet.eind >= zondag - WEEK)


def letters_van(inzet: Sequence[Inzet], zondag: date) -> str:
    """`A en C`, or that there was none."""
    return opsomming([stuk.letter for stuk in inzet if in_week(stuk, zondag)]) or GEEN_INZET


def balken(inzet: Sequence[Inzet], cijfers: Sequence[Cijfer]) -> list[Balk]:
    """The bars above a chart of these weeks: those that began last, oldest first."""
    gevonden = []
    for stuk in inzet:
        if zondagen := [cijfer.peildatum for cijfer in cijfers if in_week(stuk, cijfer.peildatum)]:
            tekst = f"{stuk.letter}: {stuk.soort}, {_kort(stuk)}"
            gevonden.append(Balk(stuk.letter, tekst, min(zondagen), max(zondagen)))
    return gevonden[-MEEST_BALKEN:]


def voor_klas(inzet: Sequence[Inzet], klas: str) -> tuple[Inzet, ...]:
    """What was given to one class, with what its team and its school were given."""
    return tuple(stuk for stuk in inzet if stuk.niveau != "klas" or stuk.klas == klas)
