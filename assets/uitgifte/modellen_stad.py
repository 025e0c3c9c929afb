"""View models of what only the pages of the city and of a samenwerkingsverband show. Made of released figures only.

Shares are % of the planned minutes with one decimal, unless a docstring says 0-1.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

Kant = Literal["", "boven", "onder"]


@dataclass(frozen=True)
class Verwacht:
    """One lesweek to come: what the share of missed minutes will be about, with its 80% interval."""

    zondag: date
    midden: Decimal
    onder: Decimal
    boven: Decimal


@dataclass(frozen=True)
class Beeld:
    """What statistics say of the share verzuim_totaal of the whole page.

    zonder_seizoen: of this schooljaar, by Sunday; empty: the year before is not known well enough. scholen: how many
    schools the alarm looks at; 0: too few. opvallend: Sunday -> more or less missed than usual, of lesweken in which
    all schools together differ. verwacht: the next four lesweken; empty: too little history.
    """

    zonder_seizoen: Mapping[date, Decimal]
    scholen: int
    opvallend: Mapping[date, Kant]
    verwacht: tuple[Verwacht, ...]


@dataclass(frozen=True)
class Stip:
    """One school in the funnel: its released share of the last lesweken beside its pupils (rounded), and between which
    bounds (95%, %) a school of that size lies by chance and by the usual difference between schools. buiten: on which
    side it lies outside the wide (99.8%) bounds.
    """

    naam: str
    leerlingen: int
    aandeel: Decimal
    onder: Decimal
    boven: Decimal
    buiten: Kant


@dataclass(frozen=True)
class Grens:
    """The bounds of the funnel (%) at one size."""

    leerlingen: int
    onder95: Decimal
    boven95: Decimal
    onder998: Decimal
    boven998: Decimal


@dataclass(frozen=True)
class Trechterbeeld:
    """The schools of one type beside their size. midden: their common share; None, and no grenzen: too few schools to
    say what is usual. Schools by name.
    """

    sleutel: str
    titel: str
    midden: Decimal | None
    stippen: tuple[Stip, ...]
    grenzen: tuple[Grens, ...]


@dataclass(frozen=True)
class Verloop:
    """The released share verzuim_totaal of one part of the city by Sunday; weeks without a figure are not in it."""

    groep: str
    naam: str
    aandeel: Mapping[date, Decimal]


@dataclass(frozen=True)
class Hercodering:
    """Schools that changed their table of codes since the lesweek before this one. is_groot: they have so many of the
    lessons that shares with and without a valid reason cannot be compared over this week.
    """

    zondag: date
    scholen: int
    is_groot: bool
