"""Silence: does a school still owe data at P? One pure rule, for the pages and the reminder.

The facts come from school.publicatie.leverstand and school.publicatie.missend.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from assets.magazijn import Magazijn
from assets.uitgifte.modellen_beheer import Gat, Oorzaak, Stilte

WEEK = timedelta(days=7)


class Leverstandrij(NamedTuple):
    """What decides silence of a school besides its lesweken; dates of schooldagen, None: there is none."""

    brin6: str
    heeft_rooster: bool
    is_verlopen: bool
    eerste_les: date | None
    volgende_les: date | None
    laatst_ontvangen: datetime | None
    zonder_periode: bool


def te_laat(rij: Leverstandrij, gaten: Iterable[Gat], peildatum: date) -> Stilte | None:
    """What a school owes at P, or None when it owes nothing: all lesweken are geleverd, or it has had no lesson yet.

    A school without lessons in this week (holiday) owes only what missed before. `gaten`: its lesweken that are not
    geleverd, in any order.
    """
    op_volgorde = tuple(sorted(gaten, key=lambda gat: gat.maandag))
    oorzaak = _oorzaak(rij, op_volgorde)
    if oorzaak is None:
        return None
    return Stilte(
        oorzaak=oorzaak,
        gaten=op_volgorde,
        laatst_ontvangen=rij.laatst_ontvangen,
        zonder_periode=rij.zonder_periode,
        is_eerste_week=rij.eerste_les is not None and peildatum - WEEK < rij.eerste_les <= peildatum,
    )


def _oorzaak(rij: Leverstandrij, gaten: tuple[Gat, ...]) -> Oorzaak | None:
    """The first thing to mend: without a timetable that holds no lesweek can be counted."""
    if not rij.heeft_rooster:
        return "geen_rooster" if rij.laatst_ontvangen else "nooit"
    if rij.is_verlopen:
        return "rooster_verlopen"
    if not gaten:
        return None
    return "mist" if rij.laatst_ontvangen else "nooit"


def lees_stilte(magazijn: Magazijn, peildatum: date) -> dict[str, Stilte]:
    """Who is late at a Sunday that was run, by brin6; the other schools owe nothing."""
    stand = [Leverstandrij(*rij) for rij in magazijn.rijen(_STAND, {"p": peildatum})]
    gaten: dict[str, list[Gat]] = {}
    for brin6, maandag, terug, schooldagen, dagen in magazijn.rijen(_GATEN, {"p": peildatum}):
        gaten.setdefault(brin6, []).append(Gat(maandag, terug, schooldagen, tuple(dagen)))
    gevonden = {rij.brin6: te_laat(rij, gaten.get(rij.brin6, []), peildatum) for rij in stand}
    return {brin6: stilte for brin6, stilte in gevonden.items() if stilte}


_STAND = f"SELECT {', '.join(Leverstandrij._fields)} FROM school.publicatie.leverstand WHERE peildatum = $p"
_GATEN = (
    "SELECT brin6, maandag, terug, schooldagen, dagen FROM school.publicatie.missend WHERE peildatum = $p ORDER BY ALL"
)
