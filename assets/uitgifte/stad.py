"""What the pages of directors show: stad/index.html and stad/swv_<code>.html. Released figures only.

On paper at most two pages remain: what has the class `scherm` is for the screen.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from markupsafe import Markup

from assets.uitgifte.bijlage import alarmproef
from assets.uitgifte.grafiek import VOLLEDIG_PCT, grafiek_json, is_onvolledig, keuze_js, script_van, voor_script
from assets.uitgifte.grafiek_delen import figuur_trechter, keuze_json
from assets.uitgifte.grafiek_jaren import ZONDER_SEIZOEN, figuur_aandelen, figuur_jaren
from assets.uitgifte.hoofdstuk import Hoofdstuk, Kolom, hoofdstuk_van, kort_van, uitsplitsing_van, week_met_jaar
from assets.uitgifte.maten import MATEN, Maat
from assets.uitgifte.modellen_stad import Stip, Trechterbeeld
from assets.uitgifte.modellen_trend import Cijfer, Trendpagina
from assets.uitgifte.opmaak import geheel_tekst, opsomming, procent_tekst
from assets.uitgifte.stroombeeld import stroom_rijen, stroom_svg
from assets.uitgifte.trendwoorden import GEEN_LES, NIET_GETOOND, getal_van, laat_woord, volledig_zin
from assets.uitgifte.zinnen import (
    alarm_zin,
    citaten,
    hercodering_zin,
    jaar_zin,
    momenten,
    seizoen_zin,
    veranderingen,
    verwacht_per_week,
    verwacht_zin,
)
from models.onthulling import AANDELEN
from models.statistiek.schooljaren import jaar_eerder

GEHEEL = "verzuim_totaal"
NIET_BEKEND = "niet bekend"
BUITEN = {"": "binnen", "boven": "erboven", "onder": "eronder"}


@dataclass(frozen=True)
class Trechterdeel:
    """The funnel of one school type: its chart, the schools by name, and a sentence on who lies outside."""

    sleutel: str
    titel: str
    heeft_grafiek: bool
    zin: str
    rijen: tuple[tuple[str, ...], ...]


def stad_velden(pagina: Trendpagina) -> dict[str, object]:
    """All that the template needs beside the page itself."""
    hoofdstukken = [_hoofdstuk(pagina, maat) for maat in MATEN.values() if _heeft_hoofdstuk(pagina, maat)]
    geheel = pagina.cijfers(GEHEEL)
    return {
        "tellingen": kort_van(pagina, "thuiszitters"),
        "kort": [kort for groep in ("lestijd", "signalen") if (kort := kort_van(pagina, groep)).regels],
        "momenten": momenten(pagina),
        "veranderingen": veranderingen(pagina),
        "volledig": volledig_zin(geheel) if geheel else "",
        "citaten": citaten(pagina),
        "hercodering": hercodering_zin(pagina),
        "grijs_door_codes": any(stuk.is_groot for stuk in pagina.hercodering),
        "beeld_zinnen": _beeld_zinnen(pagina),
        "stroom": stroom_svg(pagina.bewegingen),
        "bewegingen": stroom_rijen(pagina.bewegingen, pagina.drempel),
        "hoofdstukken": hoofdstukken,
        "uitsplitsingen": [uitsplitsing_van(deel, pagina.drempel) for deel in pagina.uitsplitsingen],
        "trechters": [trechterdeel(beeld) for beeld in pagina.trechters],
        "keuzes": _keuzes(pagina),
        "keuze_json": Markup(keuze_json(pagina.verlopen, geheel)),
        "keuze_js": keuze_js(),
        "volledig_pct": VOLLEDIG_PCT,
        "proef": alarmproef(),
        "grafieken": script_van([*_figuren(pagina, hoofdstukken), *_trechters(pagina)]),
    }


def _heeft_hoofdstuk(pagina: Trendpagina, maat: Maat) -> bool:
    """The parts of the missed share stand in the chapter of the whole."""
    return bool(pagina.cijfers(maat.naam)) and (maat.soort == "aantal" or maat.naam == GEHEEL)


def _hoofdstuk(pagina: Trendpagina, maat: Maat) -> Hoofdstuk:
    stuk = hoofdstuk_van(pagina, maat, _extra(pagina, maat), _week(pagina))
    bijschrift = jaar_zin(pagina.lesweken, _heeft_vorig(pagina, pagina.cijfers(maat.naam)))
    if maat.naam != GEHEEL or not (komend := verwacht_per_week(pagina)):
        return replace(stuk, bijschrift=bijschrift)
    samenvatting = f"{stuk.samenvatting} De verwachting staat onder de grafiek."
    return replace(stuk, bijschrift=f"{bijschrift} {komend}", samenvatting=samenvatting)


def _heeft_vorig(pagina: Trendpagina, cijfers: Sequence[Cijfer]) -> bool:
    """Is any whole lesweek of the year before released, so that its line is drawn?"""
    jaar = pagina.lesweken[-1].schooljaar - 1 if pagina.lesweken else 0
    vorig = {week.zondag for week in pagina.lesweken if week.schooljaar == jaar}
    return any(c.waarde is not None and c.peildatum in vorig and not is_onvolledig(c) for c in cijfers)


def _week(pagina: Trendpagina):
    """Weeks by number of the lesweek as well."""
    nummers = {week.zondag: week.nummer for week in pagina.lesweken}

    def naam(zondag: date) -> str:
        return week_met_jaar(zondag) + (f", lesweek {nummers[zondag]}" if zondag in nummers else "")

    return naam


def _extra(pagina: Trendpagina, maat: Maat) -> list[Kolom]:
    """The same lesweek of the year before; of the missed share its parts, and the line without season as well."""
    delen = [_deel(pagina, MATEN[naam]) for naam in AANDELEN if naam != GEHEEL] if maat.naam == GEHEEL else []
    return [*delen, _vorig_jaar(pagina, maat), *_zonder_seizoen(pagina, maat)]


def _deel(pagina: Trendpagina, maat: Maat) -> Kolom:
    per_week = {cijfer.peildatum: cijfer for cijfer in pagina.cijfers(maat.naam)}
    return (maat.titel, lambda cijfer: _waarde(maat, per_week.get(cijfer.peildatum)))


def _waarde(maat: Maat, cijfer: Cijfer | None) -> str:
    if cijfer is None or cijfer.waarde is None:
        return GEEN_LES if cijfer is not None and cijfer.volledigheid is None else NIET_GETOOND
    return f"{getal_van(maat, cijfer.waarde)}{laat_woord(cijfer)}"


def _vorig_jaar(pagina: Trendpagina, maat: Maat) -> Kolom:
    per_week = {cijfer.peildatum: cijfer for cijfer in pagina.cijfers(maat.naam)}
    toen = jaar_eerder(pagina.lesweken)

    def cel(cijfer: Cijfer) -> str:
        ander = per_week.get(toen[cijfer.peildatum]) if cijfer.peildatum in toen else None
        return _waarde(maat, ander) if ander else NIET_BEKEND

    return ("Zelfde lesweek, vorig schooljaar", cel)


def _zonder_seizoen(pagina: Trendpagina, maat: Maat) -> list[Kolom]:
    if maat.naam != GEHEEL or pagina.beeld is None or not pagina.beeld.zonder_seizoen:
        return []
    waarde = pagina.beeld.zonder_seizoen
    return [(ZONDER_SEIZOEN, lambda c: procent_tekst(waarde[c.peildatum]) if c.peildatum in waarde else NIET_BEKEND)]


def _beeld_zinnen(pagina: Trendpagina) -> tuple[str, ...]:
    if pagina.beeld is None:
        return ()
    return (alarm_zin(pagina.beeld), seizoen_zin(pagina.beeld), verwacht_zin(pagina.beeld))


def _figuren(pagina: Trendpagina, hoofdstukken: Sequence[Hoofdstuk]) -> list[tuple[str, str]]:
    """The charts of the chapters: against the year before, or by date when lesweken cannot be counted."""
    figuren = [(stuk.sleutel, _jaren(pagina, stuk.maat)) for stuk in hoofdstukken if stuk.heeft_grafiek]
    samen = {naam: pagina.cijfers(naam) for naam in AANDELEN}
    if any(cijfer.waarde is not None for cijfers in samen.values() for cijfer in cijfers):
        figuren.append(("grafiek-verzuim-totaal-delen", voor_script(figuur_aandelen(samen, pagina.hercodering))))
    return figuren


def _jaren(pagina: Trendpagina, maat: Maat) -> str:
    cijfers = pagina.cijfers(maat.naam)
    if not pagina.lesweken:
        return grafiek_json(maat, cijfers)
    return voor_script(figuur_jaren(maat, cijfers, pagina.lesweken, pagina.beeld if maat.naam == GEHEEL else None))


def _trechters(pagina: Trendpagina) -> list[tuple[str, str]]:
    return [
        (beeld.sleutel, voor_script(figuur_trechter(beeld))) for beeld in pagina.trechters if beeld.midden is not None
    ]


def trechterdeel(beeld: Trechterbeeld) -> Trechterdeel:
    """The words and the table of one funnel."""
    heeft = beeld.midden is not None
    rijen = tuple(_schoolrij(stip, heeft) for stip in beeld.stippen)
    return Trechterdeel(beeld.sleutel, beeld.titel, heeft, trechter_zin(beeld), rijen)


def _schoolrij(stip: Stip, heeft: bool) -> tuple[str, ...]:
    vast = (stip.naam, geheel_tekst(stip.leerlingen), procent_tekst(stip.aandeel))
    if not heeft:
        return (*vast, NIET_BEKEND, NIET_BEKEND)
    return (*vast, f"{procent_tekst(stip.onder)} tot {procent_tekst(stip.boven)}", BUITEN[stip.buiten])


def trechter_zin(beeld: Trechterbeeld) -> str:
    """Who lies outside the wide bounds, by name; or that nobody does, or that too few schools are there to say."""
    if beeld.midden is None:
        return "Hier zijn te weinig scholen om te zeggen wat gewoon is."
    buiten = [stip.naam for stip in beeld.stippen if stip.buiten]
    if not buiten:
        return "Geen school ligt buiten de ruime grens. De verschillen passen bij toeval en bij gewone verschillen."
    ligt = "ligt" if len(buiten) == 1 else "liggen"
    return f"Buiten de ruime grens {ligt}: {opsomming(buiten)}. Vraag eerst of de gegevens kloppen."


def _keuzes(pagina: Trendpagina) -> list[tuple[str, list[tuple[int, str]]]]:
    """What a reader can pick: title of a group, then number and name of its parts."""
    groepen: dict[str, list[tuple[int, str]]] = {}
    for nummer, verloop in enumerate(pagina.verlopen):
        groepen.setdefault(verloop.groep, []).append((nummer, verloop.naam))
    return list(groepen.items())
