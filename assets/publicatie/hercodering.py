"""Schools that changed their codes: what they count as a valid reason may change with it, so a jump is no trend."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from assets.publicatie.bron import Trendrij
from assets.publicatie.stadsbeeld import MAAT
from assets.publicatie.vrijgave import lees_sql
from assets.uitgifte.grafiek import VOLLEDIG_PCT
from assets.uitgifte.modellen_stad import Hercodering
from assets.uitgifte.modellen_trend import Cijfer
from assets.werk import Werk
from models.statistiek.schooljaren import Lesweek

Wissel = tuple[date, str]
"""The first Sunday with another table of codes, and the brin6 of the school."""
DEEL_PCT = 100 - VOLLEDIG_PCT
"""% of the lessons: of schools with so many of them, or more, the week is grey, as when their delivery was missing."""


def lees_wissels(werk: Werk, peildatum: date) -> list[Wissel]:
    """Door school -> stad."""
    return werk.magazijn.rijen(lees_sql("stad_hercodering"), {"peildatum": peildatum})


def hercoderingen_van(
    wissels: Iterable[Wissel], lesweken: Sequence[Lesweek], cijfers: Iterable[Cijfer], van_scholen: Iterable[Trendrij]
) -> tuple[Hercodering, ...]:
    """Per lesweek the schools that changed since the one before (a change in a holiday counts from the next lesweek).
    Only the schools of `van_scholen`, by their released share of the lessons of that week.
    """
    minuten = {(r.code, r.peildatum): r.noemer or 0 for r in van_scholen if r.maat == MAAT}
    scholen, geheel = {code for code, _ in minuten}, {c.peildatum: c.noemer or 0 for c in cijfers}
    per_week: dict[date, set[str]] = defaultdict(set)
    for zondag, brin6 in wissels:
        week = next((week.zondag for week in lesweken if week.zondag >= zondag), None)
        if week is not None and brin6 in scholen:
            per_week[week].add(brin6)
    return tuple(_hercodering(week, codes, minuten, geheel) for week, codes in sorted(per_week.items()))


def _hercodering(
    week: date, codes: set[str], minuten: dict[tuple[str, date], int], geheel: dict[date, int]
) -> Hercodering:
    eigen = sum(minuten.get((code, week), 0) for code in codes)
    return Hercodering(week, len(codes), 100 * eigen >= DEEL_PCT * geheel.get(week, 0) > 0)
