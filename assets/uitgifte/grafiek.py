"""One line chart as plotly JSON: offline, quiet, in Dutch. The library itself is vendored beside this file."""

import html
import json
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from markupsafe import Markup

from assets.uitgifte.inzet import Balk, balken
from assets.uitgifte.maten import Maat
from assets.uitgifte.modellen_trend import Cijfer, Inzet, Reeks
from assets.uitgifte.opmaak import MAANDEN, getal_tekst, procent_tekst, week_kort

PLOTLY_JS = Path(__file__).parent / "vendor" / "plotly-basic.min.js"
KEUZE_JS = Path(__file__).parent / "sjablonen" / "keuze.js"
VOLLEDIG_PCT = 95  # a week with less of its planned time delivered is shaded, because it may not be compared

INKT, ZACHT, LIJN, BALK, BAND, GRIJS = "#1d2733", "#535e6b", "#d8d3c8", "#1f4f6d", "rgba(31,79,109,0.14)", "#ece8df"
CONFIG = {"displayModeBar": False, "displaylogo": False, "showSendToCloud": False, "responsive": True, "locale": "nl"}
LETTER = '"Noto Sans", "Segoe UI", "Helvetica Neue", Arial, sans-serif'
HALVE_WEEK = timedelta(days=3)
HOOGTE, BOVEN, ONDER, RUIMTE = 300, 12, 44, 24
"""Pixels: a chart, its margins, and the room above it for one bar of support."""
INZETVLAK = "#f3e3c8"
MEEST_TEKENS = 26
"""A text beside a bar, so that it fits a telephone; the table below the chart has the whole of it."""


def grafiek_json(maat: Maat, cijfers: Sequence[Cijfer], inzet: Sequence[Inzet] = (), naast: Reeks | None = None) -> str:
    """Data and layout of one chart, fit to stand in a script. Suppressed weeks are gaps."""
    return voor_script(figuur(maat, cijfers, inzet, naast))


def voor_script(waarde: object) -> str:
    """Plain data as JSON, `<` escaped so that it may stand in a script."""
    return json.dumps(waarde, ensure_ascii=False, sort_keys=True, separators=(",", ":")).replace("<", "\\u003c")


def script_van(figuren: Sequence[tuple[str, str]]) -> Markup:
    """The script that draws every chart (id, JSON) in its own element."""
    regels = ",".join(f'["{sleutel}",{figuur_}]' for sleutel, figuur_ in figuren)
    return Markup(
        f"const instelling = {json.dumps(CONFIG)};\n"
        f"for (const [id, f] of [{regels}]) Plotly.newPlot(id, f.data, f.layout, instelling);"
    )


def figuur(
    maat: Maat, cijfers: Sequence[Cijfer], inzet: Sequence[Inzet] = (), naast: Reeks | None = None
) -> dict[str, object]:
    """One chart in plotly's own words, as plain data: thousands of them as objects would cost minutes a schooljaar.

    That plotly takes it as it stands is tested with `plotly.graph_objects.Figure`. naast: another line of the same maat
    over the same weeks.
    """
    vlakken = [week_vlak(cijfer) for cijfer in cijfers if is_onvolledig(cijfer)]
    opmaak = {**basis_opmaak(maat), "shapes": vlakken}
    if stroken := balken(inzet, cijfers):
        opmaak |= _met_inzet(stroken, vlakken, cijfers)
    ander = _naast(maat, cijfers, naast) if naast is not None and naast.maat == maat.naam else []
    return {"data": [*_band(cijfers), *ander, _lijn(maat, cijfers)], "layout": opmaak}


def _naast(maat: Maat, cijfers: Sequence[Cijfer], naast: Reeks) -> list[dict[str, object]]:
    """The line to compare with, dashed; in weeks that it was complete only."""
    weken = {cijfer.peildatum for cijfer in cijfers}
    ander = [cijfer for cijfer in naast.cijfers if cijfer.peildatum in weken and not is_onvolledig(cijfer)]
    if not ander:
        return []
    lijn = {**_lijn(maat, ander), "mode": "lines", "line": {"color": ZACHT, "width": 2, "dash": "dash"}}
    return [{key: waarde for key, waarde in lijn.items() if key != "marker"}]


def _met_inzet(stroken: list[Balk], vlakken: list[dict[str, object]], cijfers: Sequence[Cijfer]) -> dict[str, object]:
    """The part of the layout that the bars of support change: they stand one above the other over the chart."""
    extra = RUIMTE * len(stroken)
    paren = [(strook, len(stroken) - 1 - plaats) for plaats, strook in enumerate(stroken)]
    midden = cijfers[0].peildatum + (cijfers[-1].peildatum - cijfers[0].peildatum) / 2
    return {
        "height": HOOGTE + extra,
        "margin": _marge(BOVEN + extra),
        "shapes": [*vlakken, *(_inzet_balk(strook, baan) for strook, baan in paren)],
        "annotations": [_inzet_tekst(strook, baan, midden) for strook, baan in paren],
    }


def _hoogte(pixels: float) -> float:
    """Pixels above the bottom of the plot as a share of its height, which is the same however many bars there are."""
    return round(1 + pixels / (HOOGTE - BOVEN - ONDER), 4)


def _inzet_balk(strook: Balk, baan: int) -> dict[str, object]:
    """From the first to the last week with the support, half a week further on both sides."""
    van, tot = (strook.van - HALVE_WEEK).isoformat(), (strook.tot + HALVE_WEEK).isoformat()
    y0, y1 = _hoogte(baan * RUIMTE + 4), _hoogte((baan + 1) * RUIMTE - 2)
    plaats = {"type": "rect", "yref": "paper", "y0": y0, "y1": y1, "x0": van, "x1": tot}
    return {**plaats, "fillcolor": INZETVLAK, "line": {"width": 1, "color": ZACHT}}


def _inzet_tekst(strook: Balk, baan: int, midden: date) -> dict[str, object]:
    """The text begins where the bar begins, or ends where it ends, so that it stays on the page."""
    is_laat = strook.van > midden
    tekst = strook.tekst if len(strook.tekst) <= MEEST_TEKENS else f"{strook.tekst[:MEEST_TEKENS].rstrip(' ,:')}…"
    rand = strook.tot + HALVE_WEEK if is_laat else strook.van - HALVE_WEEK
    return {
        "text": html.escape(tekst, quote=False),
        "x": rand.isoformat(),
        "xanchor": "right" if is_laat else "left",
        "y": _hoogte((baan + 0.5) * RUIMTE + 1),
        "yref": "paper",
        "yanchor": "middle",
        "showarrow": False,
        "font": {"size": 13, "color": INKT},
    }


def _marge(boven: int) -> dict[str, int]:
    return {"l": 56, "r": 16, "t": boven, "b": ONDER}


def is_onvolledig(cijfer: Cijfer) -> bool:
    """True when too little of the week's planned time was delivered to compare it; a week without lessons is not."""
    return cijfer.volledigheid is not None and cijfer.volledigheid < VOLLEDIG_PCT


@cache
def plotly_js() -> Markup:
    """The vendored library, once a page."""
    return Markup(PLOTLY_JS.read_text(encoding="utf-8"))


@cache
def keuze_js() -> Markup:
    """The script by which a reader picks a part of the city."""
    return Markup(KEUZE_JS.read_text(encoding="utf-8"))


def taal_js() -> Markup:
    """Registers Dutch month names; the library reads them by config locale."""
    maanden = list(MAANDEN)
    kort = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]
    dagen = ["zondag", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag"]
    vorm = {"months": maanden, "shortMonths": kort, "days": dagen, "shortDays": [dag[:2] for dag in dagen]}
    vorm |= {"decimal": ",", "thousands": ".", "date": "%d-%m-%Y"}
    taal = {"moduleType": "locale", "name": "nl", "dictionary": {}, "format": vorm}
    return Markup(f"Plotly.register({json.dumps(taal)});")


def _x(cijfers: Sequence[Cijfer]) -> list[str]:
    return [cijfer.peildatum.isoformat() for cijfer in cijfers]


def _getallen(cijfers: Sequence[Cijfer], veld: str) -> list[float | None]:
    """Figures for drawing only; every figure in words comes from the exact value."""
    return [None if getattr(cijfer, veld) is None else float(getattr(cijfer, veld)) for cijfer in cijfers]


def _band(cijfers: Sequence[Cijfer]) -> list[dict[str, object]]:
    """The 95% interval as a shaded band, one pair of traces per unbroken stretch, because a fill jumps over gaps."""
    sporen = []
    for stuk in _stukken(cijfers):
        x = _x(stuk)
        rand = {
            "type": "scatter",
            "x": x,
            "mode": "lines",
            "line": {"width": 0},
            "hoverinfo": "skip",
            "showlegend": False,
        }
        sporen.append({**rand, "y": _getallen(stuk, "boven")})
        sporen.append({**rand, "y": _getallen(stuk, "onder"), "fill": "tonexty", "fillcolor": BAND})
    return sporen


def _stukken(cijfers: Sequence[Cijfer]) -> list[list[Cijfer]]:
    stukken: list[list[Cijfer]] = [[]]
    for cijfer in cijfers:
        if cijfer.onder is None or cijfer.boven is None:
            stukken.append([])
        else:
            stukken[-1].append(cijfer)
    return [stuk for stuk in stukken if stuk]


def _lijn(maat: Maat, cijfers: Sequence[Cijfer]) -> dict[str, object]:
    return dict(
        type="scatter",
        x=_x(cijfers),
        y=_getallen(cijfers, "waarde"),
        mode="lines+markers",
        connectgaps=False,
        line={"color": BALK, "width": 2.5},
        marker={
            "size": 7,
            "color": [GRIJS if is_onvolledig(c) else BALK for c in cijfers],
            "line": {"color": BALK, "width": 2},
        },
        text=[_zweeftekst(maat, cijfer) for cijfer in cijfers],
        hovertemplate="%{text}<extra></extra>",
        showlegend=False,
    )


def _zweeftekst(maat: Maat, cijfer: Cijfer) -> str:
    if cijfer.waarde is None:
        return ""
    waarde = procent_tekst(cijfer.waarde) if maat.soort == "aandeel" else f"{getal_tekst(cijfer.waarde, 1)} per 1.000"
    return f"{week_kort(cijfer.peildatum)}: {waarde}"


def week_vlak(cijfer: Cijfer) -> dict[str, object]:
    """The shaded stretch around one week's point: half a week on both sides, the full height."""
    van, tot = (cijfer.peildatum - HALVE_WEEK).isoformat(), (cijfer.peildatum + HALVE_WEEK).isoformat()
    plaats = {"type": "rect", "yref": "paper", "y0": 0, "y1": 1, "x0": van, "x1": tot}
    return {**plaats, "fillcolor": GRIJS, "line": {"width": 0}, "layer": "below"}


def as_opmaak() -> dict[str, object]:
    """What both axes of every chart have."""
    return {"gridcolor": LIJN, "linecolor": ZACHT, "tickfont": {"color": ZACHT}, "zeroline": False, "fixedrange": True}


def basis_opmaak(maat: Maat) -> dict[str, object]:
    """The layout of a chart by date."""
    datums = {"type": "date", "tickformat": "%-d %b<br>%Y", "showgrid": False, "nticks": 8, "automargin": True}
    procent = "%" if maat.soort == "aandeel" else ""
    return {
        "height": HOOGTE,
        "margin": _marge(BOVEN),
        "paper_bgcolor": "#ffffff",
        "plot_bgcolor": "#ffffff",
        "font": {"family": LETTER, "size": 14, "color": INKT},
        "separators": ",.",
        "hovermode": "closest",
        "xaxis": {**as_opmaak(), **datums},
        "yaxis": {**as_opmaak(), "rangemode": "tozero", "ticksuffix": procent, "automargin": True},
    }
