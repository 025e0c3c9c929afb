"""Charts of the city: one schooljaar against the year before by lesweek, and the shares of missed minutes together.

Plain data in plotly's own words, as in `grafiek`. A holiday, a hidden week and a week that was not whole are gaps.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from assets.uitgifte.grafiek import (
    BALK,
    BAND,
    GRIJS,
    HOOGTE,
    INKT,
    ONDER,
    as_opmaak,
    basis_opmaak,
    is_onvolledig,
    week_vlak,
)
from assets.uitgifte.maten import MATEN, Maat
from assets.uitgifte.modellen_stad import Beeld, Hercodering
from assets.uitgifte.modellen_trend import Cijfer
from assets.uitgifte.opmaak import getal_tekst, procent_tekst, week_kort
from models.statistiek.schooljaren import Lesweek, in_stukken

VORIG, OKER, PAARS = "#8a6d3b", "#a15c00", "#7a3e78"
"""Lines that differ in dash and label as well, each at least 3:1 on white."""
OKERBAND = "rgba(161,92,0,0.16)"
ZONDER_SEIZOEN, VERWACHT, OPVALLEND = "Zonder seizoen", "Verwachting", "Valt op"
"""Names of the lines that are computed from released figures and are none themselves, and of the marked weeks."""
WEINIG_WEKEN = 10
"""Up to so many lesweken each has its number under the axis, else each fifth."""
LEGENDA = 34
"""Pixels above a chart for one row of its legend."""
TEKEN = {
    "verzuim_totaal": ("solid", BALK),
    "verzuim_ongeoorloofd": ("dash", OKER),
    "verzuim_geoorloofd": ("dot", PAARS),
}
Spoor = dict[str, object]


def figuur_jaren(
    maat: Maat, cijfers: Sequence[Cijfer], lesweken: Sequence[Lesweek], beeld: Beeld | None = None
) -> dict[str, object]:
    """The schooljaar of the newest lesweek, with its band, against the year before; x is the number of the lesweek.
    `beeld`: also the line without season and what is expected.
    """
    per_week = {cijfer.peildatum: cijfer for cijfer in cijfers}
    jaar = lesweken[-1].schooljaar
    nu = [week for week in lesweken if week.schooljaar == jaar]
    toen = [week for week in lesweken if week.schooljaar == jaar - 1]
    sporen = [*_band(nu, per_week), *_vorig(maat, toen, per_week), *_lijn(maat, nu, per_week)]
    if beeld:
        sporen += [*_opvallend(nu, per_week, beeld), *_zonder_seizoen(nu, beeld), *_verwacht(nu, beeld)]
    verder = nu[-1].nummer + len(beeld.verwacht) if beeld else 0
    opmaak = _opmaak(maat, max(verder, *(week.nummer for week in (*nu, *toen))))
    return {"data": sporen, "layout": opmaak | {"shapes": _grijs(nu, per_week)}}


def jaar_naam(schooljaar: int) -> str:
    """`2026/2027`."""
    return f"{schooljaar}/{schooljaar + 1}"


def _punten(
    weken: Sequence[Lesweek], waarde: Mapping[date, Decimal | None]
) -> tuple[list[float], list[float | None], list[str]]:
    """x, y and the Sunday of every point, with an empty one half a lesweek on wherever a holiday lies."""
    x: list[float] = []
    y: list[float | None] = []
    dagen: list[str] = []
    for nummer, stuk in enumerate(in_stukken(weken)):
        if nummer:
            x, y, dagen = [*x, stuk[0].nummer - 0.5], [*y, None], [*dagen, ""]
        x += [week.nummer for week in stuk]
        y += [_drijvend(waarde.get(week.zondag)) for week in stuk]
        dagen += [week.zondag.isoformat() for week in stuk]
    return x, y, dagen


def _drijvend(waarde: Decimal | None) -> float | None:
    """For drawing only; every figure in words comes from the exact value."""
    return None if waarde is None else float(waarde)


def _spoor(
    maat: Maat,
    naam: str,
    weken: Sequence[Lesweek],
    waarde: Mapping[date, Decimal | None],
    lijn: Spoor,
    **verder: object,
) -> Spoor:
    """One line with its words for who points at it."""
    x, y, dagen = _punten(weken, waarde)
    teksten = [
        ""
        if punt is None
        else f"{naam}, {week_kort(date.fromisoformat(dag))} (lesweek {int(plek)}): {_woord(maat, punt)}"
        for plek, punt, dag in zip(x, y, dagen, strict=True)
    ]
    vast = {"type": "scatter", "mode": "lines", "connectgaps": False, "hovertemplate": "%{text}<extra></extra>"}
    return {**vast, "name": naam, "x": x, "y": y, "text": teksten, "line": lijn, **verder}


def _woord(maat: Maat, punt: float) -> str:
    waarde = Decimal(str(punt))
    return procent_tekst(waarde) if maat.soort == "aandeel" else f"{getal_tekst(waarde, 1)} per 1.000"


def _lijn(maat: Maat, weken: Sequence[Lesweek], per_week: Mapping[date, Cijfer]) -> list[Spoor]:
    waarde = {dag: cijfer.waarde for dag, cijfer in per_week.items()}
    grijs = {dag for dag, cijfer in per_week.items() if is_onvolledig(cijfer)}
    spoor = _spoor(
        maat, jaar_naam(weken[-1].schooljaar), weken, waarde, {"color": BALK, "width": 2.5}, mode="lines+markers"
    )
    _, _, dagen = _punten(weken, waarde)
    kleuren = [GRIJS if dag and date.fromisoformat(dag) in grijs else BALK for dag in dagen]
    return [spoor | {"marker": {"size": 7, "color": kleuren, "line": {"color": BALK, "width": 2}}}]


def _vorig(maat: Maat, weken: Sequence[Lesweek], per_week: Mapping[date, Cijfer]) -> list[Spoor]:
    """The year before: only weeks that were whole, and nothing when none is released."""
    waarde = {dag: cijfer.waarde for dag, cijfer in per_week.items() if not is_onvolledig(cijfer)}
    if not any(waarde.get(week.zondag) is not None for week in weken):
        return []
    naam = jaar_naam(weken[0].schooljaar)
    return [_spoor(maat, naam, weken, waarde, {"color": VORIG, "width": 2, "dash": "dash"})]


def _zonder_seizoen(weken: Sequence[Lesweek], beeld: Beeld) -> list[Spoor]:
    if not beeld.zonder_seizoen:
        return []
    lijn = {"color": PAARS, "width": 2, "dash": "dot"}
    return [_spoor(MATEN["verzuim_totaal"], ZONDER_SEIZOEN, weken, beeld.zonder_seizoen, lijn)]


def _opvallend(weken: Sequence[Lesweek], per_week: Mapping[date, Cijfer], beeld: Beeld) -> list[Spoor]:
    """A ring around the lesweken in which all schools together differ."""
    rood = [week for week in weken if week.zondag in beeld.opvallend and week.zondag in per_week]
    if not rood:
        return []
    y = [_drijvend(per_week[week.zondag].waarde) for week in rood]
    ring = {"size": 15, "color": "rgba(0,0,0,0)", "line": {"color": INKT, "width": 2}}
    return [
        {"type": "scatter", "mode": "markers", "name": OPVALLEND, "x": [week.nummer for week in rood], "y": y}
        | {"marker": ring, "hoverinfo": "skip"}
    ]


def _verwacht(weken: Sequence[Lesweek], beeld: Beeld) -> list[Spoor]:
    """The lesweken to come, one after the other behind the newest, with the band of 80%."""
    if not beeld.verwacht or not weken:
        return []
    x = [weken[-1].nummer + stap for stap in range(1, len(beeld.verwacht) + 1)]
    onder, midden, boven = (
        [float(getattr(punt, veld)) for punt in beeld.verwacht] for veld in ("onder", "midden", "boven")
    )
    teksten = [
        f"{VERWACHT}, lesweek {plek}: {procent_tekst(p.onder)} tot {procent_tekst(p.boven)}"
        for plek, p in zip(x, beeld.verwacht, strict=True)
    ]
    rand: Spoor = {"mode": "lines", "line": {"width": 0}, "hoverinfo": "skip", "showlegend": False}
    vul: Spoor = {"fill": "tonexty", "fillcolor": OKERBAND}
    lijn: Spoor = {"mode": "lines+markers", "text": teksten, "hovertemplate": "%{text}<extra></extra>"}
    lijn |= {"line": {"color": OKER, "width": 2, "dash": "dot"}}
    lijn |= {"marker": {"size": 6, "color": OKER, "symbol": "diamond"}}
    vast: Spoor = {"type": "scatter", "name": VERWACHT, "x": x}
    return [{**vast, **rand, "y": boven}, {**vast, **rand, **vul, "y": onder}, {**vast, **lijn, "y": midden}]


def _band(weken: Sequence[Lesweek], per_week: Mapping[date, Cijfer]) -> list[Spoor]:
    """The 95% interval per unbroken stretch: a fill would jump over gaps."""
    sporen = []
    for stuk in _met_marge(weken, per_week):
        x = [week.nummer for week in stuk]
        rand = {"type": "scatter", "x": x, "mode": "lines", "line": {"width": 0}, "hoverinfo": "skip"}
        rand |= {"showlegend": False}
        boven, onder = ([_drijvend(getattr(per_week[w.zondag], veld)) for w in stuk] for veld in ("boven", "onder"))
        sporen += [rand | {"y": boven}, rand | {"y": onder, "fill": "tonexty", "fillcolor": BAND}]
    return sporen


def _met_marge(weken: Sequence[Lesweek], per_week: Mapping[date, Cijfer]) -> list[list[Lesweek]]:
    return in_stukken([w for w in weken if w.zondag in per_week and per_week[w.zondag].onder is not None])


def _grijs(weken: Sequence[Lesweek], per_week: Mapping[date, Cijfer]) -> list[Spoor]:
    """The grey bands of the weeks that are not whole."""
    vast = {
        "type": "rect",
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "fillcolor": GRIJS,
        "line": {"width": 0},
        "layer": "below",
    }
    return [
        {**vast, "x0": week.nummer - 0.5, "x1": week.nummer + 0.5}
        for week in weken
        if week.zondag in per_week and is_onvolledig(per_week[week.zondag])
    ]


def _opmaak(maat: Maat, laatste: int) -> Spoor:
    opmaak = basis_opmaak(maat) | met_legenda()
    stap = 1 if laatste <= WEINIG_WEKEN else 5
    x_as = {**as_opmaak(), "type": "linear", "range": [0.4, laatste + 0.6], "dtick": stap, "tick0": stap}
    x_as["showgrid"] = False
    return opmaak | {"xaxis": {**x_as, "title": {"text": "Lesweek van het schooljaar", "font": {"size": 13}}}}


def met_legenda() -> Spoor:
    """The part of a layout that gives a chart a legend above it."""
    return {
        "height": HOOGTE + LEGENDA,
        "margin": {"l": 56, "r": 16, "t": LEGENDA + 12, "b": ONDER + 6},
        "showlegend": True,
        "legend": {
            "orientation": "h",
            "x": 0,
            "y": 1.02,
            "yanchor": "bottom",
            "traceorder": "normal",
            "font": {"size": 13, "color": INKT},
        },
    }


def figuur_aandelen(
    reeksen: Mapping[str, Sequence[Cijfer]], hercodering: Sequence[Hercodering] = ()
) -> dict[str, object]:
    """The shares of missed minutes (by maat) by date in one chart; grey where the first of them was not whole, and
    where many schools changed their codes.
    """
    sporen = [_aandeel(MATEN[naam], cijfers) for naam, cijfers in reeksen.items() if cijfers]
    eerste = next((cijfers for cijfers in reeksen.values() if cijfers), ())
    opmaak = basis_opmaak(MATEN["verzuim_totaal"]) | met_legenda()
    return {"data": sporen, "layout": opmaak | {"shapes": [*grijze_weken(eerste), *_gewisseld(eerste, hercodering)]}}


def _gewisseld(cijfers: Sequence[Cijfer], hercodering: Sequence[Hercodering]) -> list[Spoor]:
    groot = {stuk.zondag for stuk in hercodering if stuk.is_groot}
    return [week_vlak(cijfer) for cijfer in cijfers if cijfer.peildatum in groot and not is_onvolledig(cijfer)]


def _aandeel(maat: Maat, cijfers: Sequence[Cijfer]) -> Spoor:
    streep, kleur = TEKEN[maat.naam]
    teksten = [
        "" if c.waarde is None else f"{maat.titel}, {week_kort(c.peildatum)}: {procent_tekst(c.waarde)}"
        for c in cijfers
    ]
    vast: Spoor = {"type": "scatter", "mode": "lines+markers", "connectgaps": False, "name": maat.titel}
    vast |= {"text": teksten}
    vast |= {"x": [c.peildatum.isoformat() for c in cijfers], "y": [_drijvend(c.waarde) for c in cijfers]}
    vast |= {"hovertemplate": "%{text}<extra></extra>", "line": {"color": kleur, "width": 2, "dash": streep}}
    return vast | {"marker": {"size": 4, "color": kleur}}


def grijze_weken(cijfers: Sequence[Cijfer]) -> list[Spoor]:
    """The grey bands of a chart by date."""
    return [week_vlak(cijfer) for cijfer in cijfers if is_onvolledig(cijfer)]
