"""The trend pages: trend_school.html, stad/index.html and stad/swv_<code>.html. Released figures only."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from assets.uitgifte.grafiek import CONFIG, grafiek_json, is_onvolledig, plotly_js, taal_js
from assets.uitgifte.inzet import MEEST_BALKEN, balken, inzetregels, letters_van
from assets.uitgifte.maten import MATEN, Maat
from assets.uitgifte.modellen_trend import Cijfer, Inzet, Trendpagina, Uitsplitsing
from assets.uitgifte.opmaak import geheel_tekst, getal_tekst, opsomming, procent_tekst, week_kort
from assets.uitgifte.sjabloon import render
from models.onthulling import AFRONDING_PERSONEN, DREMPEL_STAD, woord

GEEN_LES = "geen les"
NIET_GETOOND = woord("aanvullend", DREMPEL_STAD)
GEEN_CIJFER = "geen gegevens"
GROEPEN = {
    "thuiszitters": (
        "tellingen van thuiszitters",
        "Er bestaat niet één telling. Elke telling hieronder heeft een eigen afspraak. Tel ze niet bij elkaar op.",
    ),
    "lestijd": (
        "gemiste lestijd",
        "Lessen waarvan de school de reden nog moet geven, tellen alleen mee in de gemiste lestijd als geheel.",
    ),
    "signalen": ("leerlingen met een signaal", ""),
}
MEEST_WEKEN = 6  # weeks named one by one in a sentence


@dataclass(frozen=True)
class Kortregel:
    """One maat of the newest week in words."""

    maat: Maat
    aantal: str
    waarde: str


@dataclass(frozen=True)
class Kort:
    """One table of the newest week: what belongs together and is counted in the same way."""

    sleutel: str
    titel: str
    inleiding: str
    is_aantal: bool
    regels: tuple[Kortregel, ...]


@dataclass(frozen=True)
class Hoofdstuk:
    """One maat over the weeks: completeness, chart and the table with the same figures."""

    maat: Maat
    sleutel: str
    volledig: str
    is_onvolledig: bool
    heeft_grafiek: bool
    koppen: tuple[str, ...]
    rijen: tuple[tuple[str, ...], ...]
    samenvatting: str


def trend_html(pagina: Trendpagina) -> str:
    """The whole page, self-contained; works offline, and without script as tables."""
    hoofdstukken = [_hoofdstuk(pagina, maat) for maat in MATEN.values() if _reeks(pagina, maat.naam)]
    return render(
        "trend.html.j2",
        p=pagina,
        modus=pagina.modus,
        kort=[kort for groep in GROEPEN if (kort := _kort(pagina, groep)).regels],
        afronding=AFRONDING_PERSONEN,
        hoofdstukken=hoofdstukken,
        inzet=None if pagina.inzet is None else inzetregels(pagina.inzet),
        meest_balken=MEEST_BALKEN,
        uitsplitsingen=[_uitsplitsing(deel, pagina.drempel) for deel in pagina.uitsplitsingen],
        klein=woord("klein", pagina.drempel),
        bewegingen=[(_titel(b.van), _titel(b.naar), _of_klein(b.aantal, pagina.drempel)) for b in pagina.bewegingen],
        plotly_js=plotly_js(),
        taal_js=taal_js(),
        grafieken=_grafieken(pagina, hoofdstukken),
    )


def aantal_woord(cijfer: Cijfer, drempel: int) -> str:
    """The count, or the words that stand for it."""
    return geheel_tekst(cijfer.teller) if cijfer.teller is not None else _verborgen(cijfer, drempel)


def waarde_woord(maat: Maat, cijfer: Cijfer, drempel: int) -> str:
    """The value with its 95% interval, or the words that stand for it. "Minder dan 10" is said of persons only: under a
    percentage a reader would take it for one.
    """
    if cijfer.waarde is not None:
        return f"{_getal(maat, cijfer.waarde)}{_interval(maat, cijfer)}"
    if maat.soort != "aandeel":
        return NIET_GETOOND
    if cijfer.volledigheid is None or not cijfer.onderdrukt:
        return GEEN_LES
    klein = f": {woord('klein', drempel)} leerlingen" if cijfer.onderdrukt == "klein" else ""
    return f"{NIET_GETOOND}{klein}"


def volledig_zin(cijfers: Sequence[Cijfer]) -> str:
    """How complete the newest week is, and which weeks may not be compared."""
    zin = _nieuwste_week(cijfers[-1])
    weken = [week_kort(cijfer.peildatum) for cijfer in cijfers if is_onvolledig(cijfer)]
    if not weken:
        return zin
    if len(weken) > MEEST_WEKEN:
        return f"{zin} Van {len(weken)} weken missen gegevens. Die weken zijn grijs. Vergelijk ze niet."
    return f"{zin} Niet te vergelijken, want er missen gegevens: {opsomming(weken)}."


def _nieuwste_week(cijfer: Cijfer) -> str:
    if cijfer.volledigheid is None:
        return f"In {week_kort(cijfer.peildatum)} was er geen les."
    return f"Van {week_kort(cijfer.peildatum)} is {procent_tekst(cijfer.volledigheid)} van de lestijd aangeleverd."


def _verborgen(cijfer: Cijfer, drempel: int) -> str:
    return woord(cijfer.onderdrukt, drempel) or GEEN_LES


def _of_klein(aantal: int | None, drempel: int) -> str:
    return woord("klein", drempel) if aantal is None else geheel_tekst(aantal)


def _titel(maat: str) -> str:
    return MATEN[maat].titel if maat in MATEN else maat


def _getal(maat: Maat, waarde: Decimal) -> str:
    return procent_tekst(waarde) if maat.soort == "aandeel" else getal_tekst(waarde, 1)


def _interval(maat: Maat, cijfer: Cijfer) -> str:
    if cijfer.onder is None or cijfer.boven is None:
        return ""
    return f" ({getal_tekst(cijfer.onder, 1)} tot {_getal(maat, cijfer.boven)})"


def _reeks(pagina: Trendpagina, maat: str) -> tuple[Cijfer, ...]:
    return next((reeks.cijfers for reeks in pagina.reeksen if reeks.maat == maat), ())


def _kort(pagina: Trendpagina, groep: str) -> Kort:
    maten = [maat for maat in MATEN.values() if maat.groep == groep and _reeks(pagina, maat.naam)]
    regels = tuple(_kortregel(maat, _nu(pagina, maat), pagina.drempel) for maat in maten)
    return Kort(groep, *GROEPEN[groep], is_aantal=groep != "lestijd", regels=regels)


def _nu(pagina: Trendpagina, maat: Maat) -> Cijfer | None:
    """The figure of the week of the page; None when the newest one is of an earlier week."""
    laatste = _reeks(pagina, maat.naam)[-1]
    return laatste if laatste.peildatum == pagina.peildatum else None


def _kortregel(maat: Maat, cijfer: Cijfer | None, drempel: int) -> Kortregel:
    if cijfer is None:
        return Kortregel(maat, GEEN_CIJFER, GEEN_CIJFER)
    return Kortregel(maat, aantal_woord(cijfer, drempel), waarde_woord(maat, cijfer, drempel))


def _hoofdstuk(pagina: Trendpagina, maat: Maat) -> Hoofdstuk:
    cijfers = _reeks(pagina, maat.naam)
    stromen = [_reeks(pagina, f"{maat.naam}_{stroom}") for stroom in ("instroom", "uitstroom")]
    heeft_stromen = all(stromen)
    inzet = pagina.inzet or ()
    return Hoofdstuk(
        maat=maat,
        sleutel=f"grafiek-{maat.naam.replace('_', '-')}",
        volledig=volledig_zin(cijfers),
        is_onvolledig=is_onvolledig(cijfers[-1]),
        heeft_grafiek=any(cijfer.waarde is not None for cijfer in cijfers),
        koppen=(*_koppen(maat, heeft_stromen), *(("Inzet",) if inzet else ())),
        rijen=_met_inzet(_rijen(maat, cijfers, stromen if heeft_stromen else [], pagina.drempel), cijfers, inzet),
        samenvatting=f"{_samenvatting(maat, cijfers)}{_inzet_zin(inzet, cijfers)}",
    )


def _met_inzet(
    rijen: tuple[tuple[str, ...], ...], cijfers: Sequence[Cijfer], inzet: Sequence[Inzet]
) -> tuple[tuple[str, ...], ...]:
    """The same rows with the letters of the support of each week behind them, where the page has any."""
    if not inzet:
        return rijen
    weken = [letters_van(inzet, cijfer.peildatum) for cijfer in reversed(cijfers)]
    return tuple((*rij, letters) for rij, letters in zip(rijen, weken, strict=True))


def _inzet_zin(inzet: Sequence[Inzet], cijfers: Sequence[Cijfer]) -> str:
    getekend = [balk.letter for balk in balken(inzet, cijfers)]
    return f" Inzet in deze weken: {opsomming(getekend)}." if getekend else ""


def _koppen(maat: Maat, heeft_stromen: bool) -> tuple[str, ...]:
    if maat.soort == "aandeel":
        return ("Week", "Deel van de lestijd (95%-marge)", "Aangeleverd")
    stromen = ("Erbij", "Eraf") if heeft_stromen else ()
    return ("Week", "Aantal", "Leerlingen met plicht", "Per 1.000 (95%-marge)", *stromen, "Aangeleverd")


def _rijen(
    maat: Maat, cijfers: Sequence[Cijfer], stromen: list[tuple[Cijfer, ...]], drempel: int
) -> tuple[tuple[str, ...], ...]:
    """One row a week, newest first."""
    per_week = [{cijfer.peildatum: cijfer for cijfer in stroom} for stroom in stromen]
    rijen = []
    for cijfer in reversed(cijfers):
        erbij_eraf = [_stroom(stroom.get(cijfer.peildatum), drempel) for stroom in per_week]
        rijen.append(_rij(maat, cijfer, erbij_eraf, drempel))
    return tuple(rijen)


def _stroom(cijfer: Cijfer | None, drempel: int) -> str:
    return aantal_woord(cijfer, drempel) if cijfer else "onbekend"


def _rij(maat: Maat, cijfer: Cijfer, stromen: list[str], drempel: int) -> tuple[str, ...]:
    week = f"{week_kort(cijfer.peildatum)} van {cijfer.peildatum.isocalendar().year}"
    volledig = GEEN_LES if cijfer.volledigheid is None else procent_tekst(cijfer.volledigheid)
    waarde = waarde_woord(maat, cijfer, drempel)
    if maat.soort == "aandeel":
        return (week, waarde, volledig)
    noemer = _of_klein(cijfer.noemer, drempel)
    return (week, aantal_woord(cijfer, drempel), noemer, waarde, *stromen, volledig)


def _samenvatting(maat: Maat, cijfers: Sequence[Cijfer]) -> str:
    """The chart in one sentence, for who cannot see it."""
    bekend = [cijfer for cijfer in cijfers if cijfer.waarde is not None]
    if not bekend:
        return f"{maat.titel}: alle weken zijn te klein om te tonen."
    eerste, laatste = bekend[0], bekend[-1]
    waarden = [_getal(maat, cijfer.waarde) for cijfer in (eerste, laatste) if cijfer.waarde is not None]
    weken = [week_kort(cijfer.peildatum) for cijfer in (eerste, laatste)]
    return (
        f"{maat.titel}: {waarden[0]} in {weken[0]}, {waarden[1]} in {weken[1]}. Alle cijfers staan in de tabel eronder."
    )


def _uitsplitsing(deel: Uitsplitsing, drempel: int) -> tuple[str, list[Maat], list[tuple[str, list[str]]]]:
    """Title, measures and, by name, one row a part: counts for counts, percentages for shares."""
    maten = [maat for maat in MATEN.values() if any(maat.naam in rij.cijfers for rij in deel.delen)]
    delen = sorted(deel.delen, key=lambda rij: rij.naam.casefold())
    return (
        deel.titel,
        maten,
        [(rij.naam, [_cel(maat, rij.cijfers.get(maat.naam), drempel) for maat in maten]) for rij in delen],
    )


def _cel(maat: Maat, cijfer: Cijfer | None, drempel: int) -> str:
    if cijfer is None:
        return "onbekend"
    if maat.soort == "aandeel":
        return waarde_woord(maat, cijfer, drempel) if cijfer.waarde is None else procent_tekst(cijfer.waarde)
    return aantal_woord(cijfer, drempel)


def _grafieken(pagina: Trendpagina, hoofdstukken: list[Hoofdstuk]) -> Markup:
    """The script that draws every chart in its own div."""
    regels = [
        f'["{stuk.sleutel}",{grafiek_json(stuk.maat, _reeks(pagina, stuk.maat.naam), pagina.inzet or ())}]'
        for stuk in hoofdstukken
        if stuk.heeft_grafiek
    ]
    return Markup(
        f"const instelling = {json.dumps(CONFIG)};\n"
        f"for (const [id, f] of [{','.join(regels)}]) Plotly.newPlot(id, f.data, f.layout, instelling);"
    )
