"""Charts of the parts of a city: the funnel of its schools, and the data of the part that a reader picks.

No order by height anywhere: a school stands beside its size, a part is found by name.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from assets.uitgifte.grafiek import BALK, HOOGTE, INKT, ONDER, ZACHT, as_opmaak, basis_opmaak, voor_script
from assets.uitgifte.grafiek_jaren import OKER, grijze_weken, met_legenda
from assets.uitgifte.maten import MATEN
from assets.uitgifte.modellen_stad import Grens, Stip, Trechterbeeld, Verloop
from assets.uitgifte.modellen_trend import Cijfer
from assets.uitgifte.opmaak import geheel_tekst, procent_tekst

MAAT = MATEN["verzuim_totaal"]
GROND, RUIM = "95%-grens", "99,8%-grens"
LIJNEN = (("onder95", "boven95", GROND, "dash"), ("onder998", "boven998", RUIM, "dot"))
GEWOON, BUITEN = "School", "School buiten de ruime grens"
EXTRA = 40
"""Pixels that the funnel is higher, for the title of its axis and a legend of two rows."""
Spoor = dict[str, object]


def figuur_trechter(beeld: Trechterbeeld) -> dict[str, object]:
    """Schools of one type: x is pupils (rounded), y the share; the bounds as lines."""
    sporen = [] if beeld.midden is None else [_midden(beeld.midden, beeld.grenzen), *_grenzen(beeld.grenzen)]
    sporen += [_stippen(GEWOON, [s for s in beeld.stippen if not s.buiten], BALK, "circle")]
    sporen += [_stippen(BUITEN, buiten, OKER, "diamond")] if (buiten := [s for s in beeld.stippen if s.buiten]) else []
    as_ = {**as_opmaak(), "type": "linear", "rangemode": "tozero", "showgrid": False, "separatethousands": True}
    opmaak = basis_opmaak(MAAT) | met_legenda()
    opmaak |= {"height": HOOGTE + EXTRA + 30, "margin": {"l": 56, "r": 16, "t": EXTRA + 30, "b": ONDER + 6}}
    return {
        "data": sporen,
        "layout": opmaak | {"xaxis": {**as_, "title": {"text": "Leerlingen met plicht", "font": {"size": 13}}}},
    }


def _midden(midden: Decimal, grenzen: Sequence[Grens]) -> Spoor:
    x = [grenzen[0].leerlingen, grenzen[-1].leerlingen]
    lijn = {"color": INKT, "width": 1.5}
    return _spoor("Alle scholen samen", x, [float(midden)] * 2, lijn)


def _grenzen(grenzen: Sequence[Grens]) -> list[Spoor]:
    x = [grens.leerlingen for grens in grenzen]
    sporen = []
    for onder, boven, naam, streep in LIJNEN:
        for eerste, veld in ((True, onder), (False, boven)):
            y = [float(getattr(grens, veld)) for grens in grenzen]
            sporen.append(_spoor(naam, x, y, {"color": ZACHT, "width": 1.5, "dash": streep}) | {"showlegend": eerste})
    return sporen


def _spoor(naam: str, x: Sequence[float], y: Sequence[float], lijn: Spoor) -> Spoor:
    return {"type": "scatter", "mode": "lines", "name": naam, "x": x, "y": y, "line": lijn, "hoverinfo": "skip"}


def _stippen(naam: str, stippen: Sequence[Stip], kleur: str, vorm: str) -> Spoor:
    teksten = [f"{s.naam}: {procent_tekst(s.aandeel)}, {geheel_tekst(s.leerlingen)} leerlingen" for s in stippen]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": naam,
        "x": [s.leerlingen for s in stippen],
        "y": [float(s.aandeel) for s in stippen],
        "text": [tekst.replace("<", "&lt;") for tekst in teksten],
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {"size": 9, "color": kleur, "symbol": vorm, "line": {"width": 1, "color": "#ffffff"}},
    }


def keuze_json(verlopen: Sequence[Verloop], geheel: Sequence[Cijfer]) -> str:
    """What the reader may pick from, for the script: Sundays, the line of the whole page, and each part's line."""
    weken = sorted({dag for verloop in verlopen for dag in verloop.aandeel} | {c.peildatum for c in geheel})
    van_geheel = {c.peildatum: c.waarde for c in geheel}
    return voor_script(
        {
            "weken": [dag.isoformat() for dag in weken],
            "geheel": _lijn(weken, van_geheel),
            "delen": [_lijn(weken, verloop.aandeel) for verloop in verlopen],
            "opmaak": basis_opmaak(MAAT) | met_legenda() | {"shapes": grijze_weken(geheel)},
        }
    )


def _lijn(weken: Sequence[date], waarde: Mapping[date, Decimal | None] | Mapping[date, Decimal]) -> list[float | None]:
    punten = (waarde.get(dag) for dag in weken)
    return [None if punt is None else float(punt) for punt in punten]
