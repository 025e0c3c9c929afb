"""A kernteam that decides by lot, the same every time: reads the list of a week as xlsx, and returns it as a delivery.

It lays down what a team could: a verdict on most pupils, further steps for some, a report to leerplicht, a return.
"""

import random
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

from python_calamine import CalamineWorkbook

from tests.bouwsteen import Schooltje, Stadje

BESPROKEN = ("wettelijk", "nieuw", "loopt", "beter", "termijnen")
LANG_WEG = {"lrv", "langdurig_ziek"}
BESLUITEN = {"actie": 45, "bekend": 25, "geen_signaal": 12, "klopt_niet": 8, "": 10}
WIE = ("school", "school", "ouders", "jgz", "buurtteam", "leerplicht", "passend_onderwijs", "koos", "")
VERVOLG = ("gesprek", "gesprek", "actietafel", "plan", "evaluatie", "opschalen", "")
LICHT = {"te_laat", "luxeverzuim"}
"""Signals after which the team may say that nothing more is needed."""
Rij = dict[str, object]


def lees_lijst(pad: Path) -> dict[str, list[Rij]]:
    """The rows of a list by leerlingnummer."""
    kop, *rijen = CalamineWorkbook.from_path(pad).get_sheet_by_index(0).to_python()
    per_leerling: dict[str, list[Rij]] = defaultdict(list)
    for rij in rijen:
        velden = dict(zip(map(str, kop), rij, strict=True))
        per_leerling[str(velden["leerlingnummer"])].append(velden)
    return per_leerling


def speel(stad: Stadje, brin6: str, zondag: date, lijst: Path) -> None:
    """Return the list of this Sunday on the Friday after it; reports of crossings come on the same day."""
    uit: list[Rij] = []
    for nummer, rijen in sorted(lees_lijst(lijst).items()):
        if rijen[0]["groep"] in BESPROKEN:
            toeval = random.Random(f"{brin6} {zondag} {nummer}")
            uit += [{"peildatum": zondag, "leerlingnummer": nummer, **rij} for rij in _besluiten(rijen, zondag, toeval)]
    vrijdag = f"{zondag + timedelta(days=5):%Y%m%d}"
    Schooltje(stad, brin6, "standaard").kernteam(uit, f"{vrijdag}T1600", naam=f"lijst-{zondag}")
    for rij in uit:
        if rij["besluit"] == "gemeld":
            _meld(stad, brin6, str(rij["leerlingnummer"]), zondag, f"{vrijdag}T1700")


def _meld(stad: Stadje, brin6: str, nummer: str, zondag: date, ontvangen: str) -> None:
    begin, eind = zondag - timedelta(days=60), zondag
    stad.melding(
        f"M{brin6}{nummer}{zondag:%m%d}", brin6, nummer, begin, zondag + timedelta(days=2), eind, ontvangen=ontvangen
    )


def _besluiten(rijen: list[Rij], zondag: date, toeval: random.Random) -> list[Rij]:
    """Mostly one row about the pupil as a whole; now and then a row for each signal."""
    signalen = [str(rij["signaal"] or "") for rij in rijen]
    datum = zondag + timedelta(days=toeval.randrange(1, 5))
    terug = any(rij["status"] == "opgelost" and rij["signaal"] in LANG_WEG for rij in rijen)
    if terug and toeval.random() < 0.6:
        return [{"signaal": "", "besluit": "teruggekeerd", "datum": datum}]
    over = signalen if toeval.random() < 0.25 and all(signalen) else [""]
    return [{"signaal": signaal, "datum": datum, **_besluit(rijen, signalen, toeval)} for signaal in over]


def _besluit(rijen: list[Rij], signalen: list[str], toeval: random.Random) -> Rij:
    open_plicht = any(rij["signaal"] == "verzuim_16u4w" and "niet gemeld" in str(rij["wat_valt_op"]) for rij in rijen)
    if open_plicht and toeval.random() < 0.5:
        return {"besluit": "gemeld", "wie": "leerplicht"}
    (besluit,) = toeval.choices(list(BESLUITEN), list(BESLUITEN.values()))
    vervolg, route = toeval.choice(VERVOLG), str(rijen[0]["route"])
    if set(signalen) & LANG_WEG:
        vervolg = toeval.choice(("plan", "evaluatie", "passend_aanbod", "gesprek", ""))
    elif set(signalen) <= LICHT and toeval.random() < 0.3:
        vervolg = "afgesloten"
    elif "kernpartners ingeschakeld" in route.casefold() and toeval.random() < 0.6:
        vervolg = "actietafel"
    return {"besluit": besluit, "wie": toeval.choice(WIE), "vervolg": vervolg}
