"""Where a pupil stands on the route of the kernpartners, in words: the step, since when, and what must happen when.

Not here: which decision is which step, and when a term ends (models/school/kern/routestap.sql, routetermijn.sql).
"""

from assets.uitgifte.modellen import Route, Termijn
from assets.uitgifte.opmaak import datum_kort, datum_lang

STAPTEKST: dict[str, str] = {
    "gesignaleerd": "gesignaleerd",
    "contact": "contact school en ouders",
    "kernpartners": "kernpartners ingeschakeld",
    "actietafel": "actietafel",
    "plan": "plan",
    "evaluatie": "evaluatie",
    "passend_aanbod": "passend aanbod",
    "opschalen": "opgeschaald",
    "afgesloten": "afgesloten",
    "teruggekeerd": "terug op school",
}
WAT: dict[str, str] = {"actietafel": "De actietafel", "passend_aanbod": "Een passend aanbod"}
VOOR: dict[str, str] = {"actietafel": "de actietafel", "passend_aanbod": "een passend aanbod"}
GEEN_REGISSEUR = "nog niet genoemd"
DEELS_TERUG = "De leerling volgt weer een deel van de lessen."


def route_tekst(route: Route | None) -> str:
    """One line on the route; empty when there is no more to say than the signals say."""
    if route is None or (route.stap == "gesignaleerd" and not route.termijnen and not route.is_deels_terug):
        return ""
    nu = f"{STAPTEKST[route.stap].capitalize()}, sinds {datum_lang(route.sinds)}."
    eerder = "; ".join(f"{STAPTEKST[stap]} ({datum_kort(dag)})" for stap, dag in route.eerder)
    zinnen = (
        nu,
        f"Eerder: {eerder}." if eerder else "",
        regisseur_tekst(route),
        DEELS_TERUG if route.is_deels_terug else "",
        *map(termijn_tekst, route.termijnen),
    )
    return " ".join(zin for zin in zinnen if zin)


def regisseur_tekst(route: Route) -> str:
    """Who leads the plan; empty without a plan."""
    heeft_plan = "plan" in (route.stap, *(stap for stap, _ in route.eerder))
    return f"Regisseur: {route.regisseur.replace('_', ' ') or GEEN_REGISSEUR}." if heeft_plan else ""


def dringende_tekst(route: Route | None) -> str:
    """The sentences of the terms that are over or almost; empty without one."""
    return " ".join(termijn_tekst(termijn) for termijn in route.termijnen if termijn.is_dringend) if route else ""


def termijn_tekst(termijn: Termijn) -> str:
    """What must be there on which day at the latest."""
    if termijn.uiterlijk is None:
        return f"{WAT[termijn.stap]} moet er komen. Wij weten nog niet op welke dag, want het rooster gaat niet zo ver."
    if termijn.is_voorbij:
        dag = datum_lang(termijn.uiterlijk)
        return f"De termijn voor {VOOR[termijn.stap]} is voorbij. De laatste dag was {dag}."
    return f"{WAT[termijn.stap]} is er uiterlijk op {datum_lang(termijn.uiterlijk)}."
