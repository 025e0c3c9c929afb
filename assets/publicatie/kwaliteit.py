"""The course of each school's own data over the weeks of the schooljaar: for its own receipt only."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from assets.magazijn import Magazijn
from assets.uitgifte.modellen_beheer import Compleet, Correctie, Kwaliteitsweek, Ontvangst

TOT_ZONDAG = timedelta(days=6)
_ONTVANGST = (
    "SELECT brin6, bekend_op, bestanden, geweigerd, ontvangen, geaccepteerd, quarantaine, genegeerd "
    "FROM school.publicatie.kwaliteit_ontvangst WHERE peildatum = $p"
)
_REDEN = (
    "SELECT brin6, bekend_op, reden, regels FROM school.publicatie.kwaliteit_reden "
    "WHERE peildatum = $p ORDER BY regels DESC, reden"
)
_COMPLEET = "SELECT brin6, maandag, dagen FROM school.publicatie.kwaliteit_compleet WHERE peildatum = $p"
_CORRECTIE = (
    "SELECT brin6, maandag, gemeld_dagen, veranderd_dagen, aangevuld_dagen, gemist_slots, onbekend_slots "
    "FROM school.publicatie.kwaliteit_correctie WHERE peildatum = $p"
)


def lees_kwaliteit(magazijn: Magazijn, peildatum: date) -> dict[str, tuple[Kwaliteitsweek, ...]]:
    """Per school its weeks, oldest first: lesweken, and other weeks in which a file came."""
    redenen: dict[tuple[str, date], list[tuple[str, int]]] = defaultdict(list)
    for brin6, bekend_op, reden, regels in magazijn.rijen(_REDEN, {"p": peildatum}):
        redenen[brin6, bekend_op - TOT_ZONDAG].append((reden, regels))
    ontvangst: dict[tuple[str, date], Ontvangst] = {}
    for brin6, bekend_op, *aantallen in magazijn.rijen(_ONTVANGST, {"p": peildatum}):
        week = (brin6, bekend_op - TOT_ZONDAG)
        ontvangst[week] = Ontvangst(*aantallen, redenen=tuple(redenen[week]))
    compleet = {(b, m): Compleet(dagen) for b, m, dagen in magazijn.rijen(_COMPLEET, {"p": peildatum})}
    correctie = {(b, m): Correctie(*rest) for b, m, *rest in magazijn.rijen(_CORRECTIE, {"p": peildatum})}
    weken: dict[str, list[Kwaliteitsweek]] = defaultdict(list)
    for week in sorted(ontvangst.keys() | compleet.keys()):
        rij = Kwaliteitsweek(week[1], ontvangst.get(week, Ontvangst()), compleet.get(week), correctie.get(week))
        weken[week[0]].append(rij)
    return {brin6: tuple(rijen) for brin6, rijen in weken.items()}
