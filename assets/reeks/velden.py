"""Numbers of `inbeeld reeks` as fields of a csv: exact sums as they are, computed shares with fixed decimals."""

import math
from datetime import date
from decimal import Decimal
from fractions import Fraction

from assets.uitgifte.csvbestand import waarde_tekst
from models.statistiek.raster import LESWEEK, Getal
from models.tijd import schooljaar

DECIMALEN = 6
Rij = dict[str, object]
"""A row as the csv writer takes it."""


def getal(waarde: float) -> str | None:
    """A computed number with DECIMALEN decimals and a comma; None for nan."""
    return f"{round(waarde, DECIMALEN) + 0.0:.{DECIMALEN}f}".replace(".", ",") if math.isfinite(waarde) else None


def deling(teller: Getal, noemer: Getal) -> str | None:
    """teller / noemer, exact and then rounded half up; None when there is nothing to divide by."""
    if not noemer:
        return None
    breuk = Fraction(teller) / Fraction(noemer)
    return waarde_tekst(breuk.numerator, breuk.denominator, DECIMALEN)


def veld(waarde: Getal) -> int | Decimal:
    """An exact sum as a csv field: whole without decimals, else without trailing zeros."""
    return int(waarde) if waarde == int(waarde) else Decimal(waarde).normalize()


def jaarnaam(dag: date, soort: str) -> str:
    """2025/2026: of a lesweek the schooljaar that holds the day, of a row per schooljaar the year that it begins in."""
    begin = schooljaar(dag) if soort == LESWEEK else dag.year
    return f"{begin}/{begin + 1}"
