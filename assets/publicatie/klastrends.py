"""From released rows of classes to the course of those that were given support. Nothing here sees a hidden figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from assets.publicatie.bron import Trendrij
from assets.publicatie.trendpaginas import cijfer_van
from assets.uitgifte.modellen_trend import Inzet, Klastrend
from models.tijd import schooljaar

BRIN6 = 6
"""Characters of the code of a class before the space and its name."""


def per_school(rijen: Iterable[Trendrij]) -> dict[str, list[Trendrij]]:
    """The rows of the classes of each school, by brin6."""
    gevonden: dict[str, list[Trendrij]] = defaultdict(list)
    for rij in rijen:
        gevonden[rij.code[:BRIN6]].append(rij)
    return dict(gevonden)


def klastrends_van(rijen: Sequence[Trendrij], inzet: Iterable[Inzet], peildatum: date) -> tuple[Klastrend, ...]:
    """The classes of one school with support of their own and at least one week with a row, by name."""
    jaren: dict[str, set[int]] = defaultdict(set)
    for stuk in inzet:
        if stuk.niveau == "klas" and stuk.klas:
            jaren[stuk.klas].update(_schooljaren(stuk, peildatum))
    trends = (Klastrend(klas, tuple(_cijfers(rijen, klas, jaren[klas]))) for klas in sorted(jaren))
    return tuple(trend for trend in trends if trend.cijfers)


def _schooljaren(inzet: Inzet, peildatum: date) -> range:
    return range(schooljaar(inzet.begin), schooljaar(min(inzet.eind or peildatum, peildatum)) + 1)


def _cijfers(rijen: Sequence[Trendrij], klas: str, jaren: set[int]) -> Iterator:
    eigen = (rij for rij in rijen if rij.code[BRIN6 + 1 :] == klas and schooljaar(rij.peildatum) in jaren)
    return (cijfer_van(rij) for rij in sorted(eigen, key=lambda rij: rij.peildatum))
