"""View models of the trend pages. They hold released figures only: what models/onthulling.py let through.

A suppressed figure is None here, so that no page can hold it, not even in its source.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from assets.uitgifte.modellen_stad import Beeld, Hercodering, Trechterbeeld, Verloop
from models.onthulling import DREMPEL_SCHOOL, DREMPEL_STAD, Onderdrukt
from models.statistiek.schooljaren import Lesweek


@dataclass(frozen=True)
class Cijfer:
    """One released row of trends.csv. waarde, onder, boven: per 1.000 persons, or % for shares; one decimal.

    volledigheid: % of the planned minutes of the week that lie in delivered school-weeks; None: no lessons that week.
    """

    peildatum: date
    teller: int | None
    noemer: int | None
    waarde: Decimal | None
    onder: Decimal | None = None
    boven: Decimal | None = None
    onderdrukt: Onderdrukt = ""
    volledigheid: Decimal | None = None


@dataclass(frozen=True)
class Reeks:
    """One maat over the weeks, oldest first; the last is the week of the page."""

    maat: str
    cijfers: tuple[Cijfer, ...]


@dataclass(frozen=True)
class Deel:
    """One part of a breakdown (a samenwerkingsverband, a wijk, a bestuur, a school type) at P: maat -> figure."""

    naam: str
    cijfers: Mapping[str, Cijfer]


@dataclass(frozen=True)
class Uitsplitsing:
    """A breakdown of the newest week. Parts are shown by name, never by height."""

    titel: str
    delen: tuple[Deel, ...]


@dataclass(frozen=True)
class Beweging:
    """Persons that stood in one count (or part of one, in words) on the first Sunday of a half schooljaar and in
    another on the last; aantal None: fewer than ten.
    """

    van: str
    naar: str
    aantal: int | None


@dataclass(frozen=True)
class Inzet:
    """Support given to a class, a team or the whole school from `begin` to `eind`, both ends included; eind None: it
    goes on. Never about a pupil. letter: its name on the charts of the page (`inzet.met_letters`).
    """

    niveau: Literal["klas", "team", "school"]
    klas: str
    soort: str
    aanbieder: str
    begin: date
    eind: date | None
    letter: str = ""


@dataclass(frozen=True)
class Klastrend:
    """The course of a class that was given support, oldest week first, in the schooljaren of that support: a name like
    1A is another class a year later.
    """

    klas: str
    cijfers: tuple[Cijfer, ...]


@dataclass(frozen=True)
class Trendpagina:
    """One trend page.

    inzet: of a school only, by its first day; None: no page to draw it on. klassen: of a school, those with support.
    opvallend: sentences on collective signals (classes or schools, no pupils). links: address on disk and its text.
    beweegperiode: first and last Sunday of the half schooljaar of `bewegingen`; None: no half is over or can be given.
    beweegzin: which movements are not there, and why.
    lesweken: those of the whole page that have a number, in order; leszondagen: the Sundays of all, in order.
    beeld, trechters, verlopen: of the city and a samenwerkingsverband;
    verlopen: parts whose share can be drawn beside that of the page. naast: of a school, the same share of the schools
    of its type in the city, as the public reads it. hercodering: schools that changed their codes, by week.
    """

    modus: str
    niveau: Literal["stad", "swv", "school"]
    naam: str
    peildatum: date
    reeksen: tuple[Reeks, ...]
    uitsplitsingen: tuple[Uitsplitsing, ...] = ()
    bewegingen: tuple[Beweging, ...] = ()
    beweegperiode: tuple[date, date] | None = None
    beweegzin: str = ""
    opvallend: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    inzet: tuple[Inzet, ...] | None = None
    klassen: tuple[Klastrend, ...] = ()
    versie: str = ""
    lesweken: tuple[Lesweek, ...] = ()
    leszondagen: tuple[date, ...] = ()
    beeld: Beeld | None = None
    trechters: tuple[Trechterbeeld, ...] = ()
    verlopen: tuple[Verloop, ...] = ()
    naast: Reeks | None = None
    hercodering: tuple[Hercodering, ...] = ()

    @property
    def drempel(self) -> int:
        """Persons below which a figure is not given: wider for who knows the pupils."""
        return DREMPEL_SCHOOL if self.niveau == "school" else DREMPEL_STAD

    def cijfers(self, maat: str) -> tuple[Cijfer, ...]:
        """One maat over the weeks, oldest first; empty when the page has none."""
        return next((reeks.cijfers for reeks in self.reeksen if reeks.maat == maat), ())
