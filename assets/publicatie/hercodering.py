"""Schools that changed their codes: what they count as a valid reason may change with it, so a jump is no trend."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from assets.publicatie.vrijgave import lees_sql
from assets.uitgifte.grafiek import VOLLEDIG_PCT
from assets.uitgifte.modellen_stad import Hercodering
from assets.werk import Werk

Telrij = tuple[str, date, int, int]
"""What the door lets pass: samenwerkingsverband (empty: the city), Sunday, schools, their whole % of the lessons."""
DEEL_PCT = 100 - VOLLEDIG_PCT
"""% of the lessons: of schools with so many of them, or more, the week is grey, as when their delivery was missing."""
STAD = ""


def lees_hercodering(werk: Werk, peildatum: date, vanaf: date) -> Mapping[str, tuple[Hercodering, ...]]:
    """Of the city (`STAD`) and per samenwerkingsverband, over the Sundays from `vanaf` up to and including `peildatum`.
    Door school -> stad.
    """
    return hercoderingen_van(
        werk.magazijn.rijen(lees_sql("stad_hercodering"), {"peildatum": peildatum, "vanaf": vanaf})
    )


def hercoderingen_van(rijen: Iterable[Telrij]) -> Mapping[str, tuple[Hercodering, ...]]:
    """By samenwerkingsverband, in the order of the rows."""
    per_deel: dict[str, list[Hercodering]] = defaultdict(list)
    for swv, zondag, scholen, deel_pct in rijen:
        per_deel[swv].append(Hercodering(zondag, scholen, deel_pct >= DEEL_PCT))
    return {swv: tuple(stukken) for swv, stukken in per_deel.items()}
