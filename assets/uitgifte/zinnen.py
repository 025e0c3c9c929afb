"""What changed, in a table of words, and three sentences that a director can quote. Every figure in them was released.

A sentence is true when figures are hidden, late or not there: then it says so. Each is about one maat only.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from assets.uitgifte.grafiek import is_onvolledig
from assets.uitgifte.grafiek_jaren import jaar_naam
from assets.uitgifte.hoofdstuk import week_met_jaar
from assets.uitgifte.maten import MATEN, Maat
from assets.uitgifte.modellen_stad import Beeld
from assets.uitgifte.modellen_trend import Cijfer, Trendpagina
from assets.uitgifte.opmaak import datum_lang, geheel_tekst, getal_tekst, opsomming, procent_tekst, week_kort
from assets.uitgifte.trendwoorden import GEEN_CIJFER, MEEST_WEKEN, ONVOLLEDIG, aantal_woord, cijfer_nu, waarde_woord
from models.onthulling import woord
from models.statistiek.samen import OPVALLEND_DEEL
from models.statistiek.schooljaren import HEEL_JAAR, MIN_JAAR, Lesweek, jaar_eerder
from models.tijd import schooljaar

TERUG = 4
"""Lesweken that the newest one is compared with the one before."""
HOGER, LAGER, BINNEN = "hoger", "lager", "binnen de marge"
BREUK = {Fraction(1, 10): "een tiende", Fraction(1, 5): "een vijfde", Fraction(1, 4): "een kwart"}
ANDERE_CODES = "andere codes"
NAAR_REDEN = ("verzuim_ongeoorloofd", "verzuim_geoorloofd")
"""Measures that move when a school changes which codes are valid reasons."""


@dataclass(frozen=True)
class Moment:
    """A lesweek that is compared with, and what it is called; zondag None: it is not known."""

    kop: str
    zondag: date | None


@dataclass(frozen=True)
class Verandering:
    """One maat: its name, and in words now, some lesweken before and a year before."""

    maat: Maat
    nu: str
    eerder: str
    vorig_jaar: str


def momenten(pagina: Trendpagina) -> tuple[Moment, Moment, Moment]:
    """The newest lesweek, the one of TERUG lesweken before, and the same lesweek of the year before: only for that one
    lesweken must have numbers.
    """
    dagen = pagina.leszondagen
    nu = dagen[-1] if dagen else None
    eerder = dagen[-1 - TERUG] if len(dagen) > TERUG else None
    vorig = jaar_eerder(pagina.lesweken).get(nu) if nu else None
    return (
        Moment(_kop("Laatste lesweek", nu), nu),
        Moment(_kop("Vier lesweken eerder", eerder), eerder),
        Moment(_kop("Zelfde lesweek, vorig schooljaar", vorig), vorig),
    )


def _kop(naam: str, zondag: date | None) -> str:
    return f"{naam} ({week_kort(zondag)})" if zondag else naam


def veranderingen(pagina: Trendpagina) -> list[Verandering]:
    """Every maat of the page: its newest lesweek against two earlier ones."""
    return [_verandering(pagina, maat) for maat in MATEN.values() if pagina.cijfers(maat.naam)]


def _verandering(pagina: Trendpagina, maat: Maat) -> Verandering:
    per_week = {cijfer.peildatum: cijfer for cijfer in pagina.cijfers(maat.naam)}
    nu, eerder, vorig = (per_week.get(m.zondag) if m.zondag else None for m in momenten(pagina))
    return Verandering(
        maat,
        _kort(maat, nu, pagina.drempel),
        *(_vergeleken(pagina, maat, nu, toen) for toen in (eerder, vorig)),
    )


def _kort(maat: Maat, cijfer: Cijfer | None, drempel: int) -> str:
    """A count, or a share without its interval."""
    if cijfer is None:
        return GEEN_CIJFER
    if maat.soort == "aantal":
        return aantal_woord(cijfer, drempel)
    return procent_tekst(cijfer.waarde) if cijfer.waarde is not None else waarde_woord(maat, cijfer, drempel)


def _vergeleken(pagina: Trendpagina, maat: Maat, nu: Cijfer | None, toen: Cijfer | None) -> str:
    oordeel = oordeel_over(pagina, maat.naam, nu, toen)
    waarde = _kort(maat, toen, pagina.drempel)
    return f"{waarde}: {NU_IS[oordeel]}" if oordeel in NU_IS else f"{waarde} ({oordeel})" if oordeel else waarde


NU_IS = {HOGER: "nu hoger", LAGER: "nu lager", BINNEN: "nu binnen de marge"}
IN_ZIN = {HOGER: " (nu hoger)", LAGER: " (nu lager)", BINNEN: " (binnen de marge)", ANDERE_CODES: " (andere codes)"}


def verschil(nu: Cijfer | None, toen: Cijfer | None) -> str:
    """Higher or lower only when the 95% intervals lie apart; nothing when one is hidden; no verdict on a late week."""
    if nu is None or toen is None or None in (nu.onder, nu.boven, toen.onder, toen.boven):
        return ""
    if is_onvolledig(nu) or is_onvolledig(toen):
        return ONVOLLEDIG
    return HOGER if nu.onder > toen.boven else LAGER if nu.boven < toen.onder else BINNEN  # type: ignore[operator]


def oordeel_over(pagina: Trendpagina, maat: str, nu: Cijfer | None, toen: Cijfer | None) -> str:
    """`verschil`, but of a share by its reason none when many schools changed their codes in between."""
    oordeel = verschil(nu, toen)
    if oordeel in NU_IS and maat in NAAR_REDEN and nu is not None and toen is not None:
        wissels = (stuk for stuk in pagina.hercodering if stuk.is_groot)
        return ANDERE_CODES if any(toen.peildatum < stuk.zondag <= nu.peildatum for stuk in wissels) else oordeel
    return oordeel


def hercodering_zin(pagina: Trendpagina) -> str:
    """Which lesweken of this schooljaar had schools with other codes, and which earlier ones are grey for it; empty
    without any. One school is not named.
    """
    jaar = schooljaar(pagina.leszondagen[-1]) if pagina.leszondagen else None
    eigen = [stuk for stuk in pagina.hercodering if schooljaar(stuk.zondag) == jaar or stuk.is_groot]
    if not eigen:
        return ""
    delen = [f"{week_met_jaar(s.zondag)} ({'een school' if s.scholen == 1 else f'{s.scholen} scholen'})" for s in eigen]
    begin = f"Andere codes voor redenen, vanaf {opsomming(delen[-MEEST_WEKEN:])}. "
    if any(stuk.is_groot for stuk in eigen):
        begin += "Een week met veel lessen van zulke scholen is bij de redenen ook grijs. "
    return f"{begin}Een sprong met of zonder geldige reden kan daardoor komen."


def citaten(pagina: Trendpagina) -> list[tuple[str, str]]:
    """Three sentences to quote, each with the maat that it is about."""
    zinnen: list[tuple[str, Callable[[Trendpagina], str]]] = [
        ("thuiszitters_ocw", _citaat_telling),
        ("verzuim_totaal", _citaat_gemist),
        ("verzuim_ongeoorloofd", _citaat_ongeoorloofd),
    ]
    return [(maat, zin(pagina)) for maat, zin in zinnen]


def plek_van(pagina: Trendpagina) -> str:
    """Where it is about, in a sentence."""
    return "in de stad" if pagina.niveau == "stad" else f"in {pagina.naam[0].lower()}{pagina.naam[1:]}"


def _citaat_telling(pagina: Trendpagina) -> str:
    cijfer = cijfer_nu(pagina, "thuiszitters_ocw")
    begin = f"Op {datum_lang(pagina.peildatum)}"
    if cijfer is None:
        return f"{begin} is de telling van OCW {plek_van(pagina)} niet bekend."
    if cijfer.teller is None and cijfer.onderdrukt == "klein":
        klein = woord("klein", pagina.drempel)
        return f"{begin} staan {plek_van(pagina)} {klein} leerlingen in de telling van OCW{_mits(cijfer)}."
    if cijfer.teller is None or cijfer.waarde is None:
        return (
            f"{begin} tonen wij het aantal in de telling van OCW {plek_van(pagina)} niet, om leerlingen te beschermen."
        )
    return (
        f"{begin} staan {plek_van(pagina)} ongeveer {geheel_tekst(cijfer.teller)} leerlingen in de telling van OCW, "
        f"{getal_tekst(cijfer.waarde, 1)} per 1.000{_mits(cijfer)}."
    )


def _mits(cijfer: Cijfer) -> str:
    """What a quote adds on a late week."""
    return f", maar {ONVOLLEDIG}" if is_onvolledig(cijfer) else ""


def _citaat_gemist(pagina: Trendpagina) -> str:
    return _citaat_aandeel(pagina, "verzuim_totaal", "gemist", momenten(pagina)[1], "vier lesweken eerder")


def _citaat_ongeoorloofd(pagina: Trendpagina) -> str:
    wat = "gemist zonder geldige reden"
    return _citaat_aandeel(pagina, "verzuim_ongeoorloofd", wat, momenten(pagina)[2], "een jaar eerder")


def _citaat_aandeel(pagina: Trendpagina, maat: str, wat: str, toen: Moment, wanneer: str) -> str:
    per_week = {cijfer.peildatum: cijfer for cijfer in pagina.cijfers(maat)}
    nu = momenten(pagina)[0].zondag
    cijfer = per_week.get(nu) if nu else None
    if nu is None or cijfer is None or cijfer.waarde is None:
        return f"Over de lestijd die {plek_van(pagina)} is {wat}, is nu geen cijfer te geven."
    zin = f"In {week_kort(nu)} is {plek_van(pagina)} {procent_tekst(cijfer.waarde)} van de lestijd {wat}"
    if is_onvolledig(cijfer):
        return f"{zin}{_mits(cijfer)}."
    ander = per_week.get(toen.zondag) if toen.zondag else None
    if ander is None or ander.waarde is None or is_onvolledig(ander):
        return f"{zin}."
    oordeel = oordeel_over(pagina, maat, cijfer, ander)
    return f"{zin}; {wanneer} was dat {procent_tekst(ander.waarde)}{IN_ZIN.get(oordeel, '')}."


def alarm_zin(beeld: Beeld) -> str:
    """Does any lesweek of this schooljaar differ for all schools at once?"""
    if not beeld.scholen:
        return "Er zijn te weinig scholen of weken om te zeggen of een week opvalt voor alle scholen samen."
    if not beeld.opvallend:
        return (
            f"In dit schooljaar viel geen lesweek op voor alle {geheel_tekst(beeld.scholen)} scholen samen: minstens "
            f"{BREUK[OPVALLEND_DEEL]} meer of minder gemist. Over één school zegt dat niets."
        )
    delen = [
        f"{week_kort(dag)} ({'meer' if kant == 'boven' else 'minder'} gemist)" for dag, kant in beeld.opvallend.items()
    ]
    return (
        f"Deze weken vielen op voor alle scholen samen: {opsomming(delen)}. "
        "Dat kan griep of een vrije dag zijn, of een fout in de gegevens. Kijk dat eerst na."
    )


def seizoen_zin(beeld: Beeld) -> str:
    """What the line without season is, or why there is none."""
    if beeld.zonder_seizoen:
        return (
            "De lijn zonder seizoen is gedeeld door wat in die tijd van het jaar gewoon is. "
            "Gewoon is hier: zoals vorig schooljaar. Zo ziet u verandering die niet van het seizoen komt."
        )
    return f"Een lijn zonder seizoen is er nog niet. Daarvoor zijn {MIN_JAAR} lesweken van vorig schooljaar nodig."


def verwacht_zin(beeld: Beeld) -> str:
    """What the next lesweken will be about, or why that is not said."""
    if not beeld.verwacht:
        return (
            f"Een verwachting is er nu niet. Daarvoor zijn {HEEL_JAAR} lesweken met alle gegevens nodig, "
            "en lesweken die in dit schooljaar nog komen."
        )
    laag, hoog = min(punt.onder for punt in beeld.verwacht), max(punt.boven for punt in beeld.verwacht)
    return (
        f"Gaat het zoals eerder? Dan ligt de gemiste lestijd in de komende {len(beeld.verwacht)} lesweken tussen "
        f"{procent_tekst(laag)} en {procent_tekst(hoog)}. Van zulke verwachtingen komen er vier van de vijf uit."
    )


def verwacht_per_week(pagina: Trendpagina) -> str:
    """The interval of each lesweek to come, as the chart draws it; empty without any."""
    if pagina.beeld is None or not pagina.lesweken:
        return ""
    nu = pagina.lesweken[-1].nummer
    return " ".join(
        f"Verwacht in lesweek {nu + stap}: {procent_tekst(punt.onder)} tot {procent_tekst(punt.boven)}."
        for stap, punt in enumerate(pagina.beeld.verwacht, start=1)
    )


def jaar_zin(lesweken: tuple[Lesweek, ...], heeft_vorig: bool) -> str:
    """Which years the lines are of, or that the year before is not there."""
    if not lesweken:
        return "De lesweken van dit schooljaar zijn niet te tellen. Daarom staat elk cijfer bij zijn datum."
    jaar = lesweken[-1].schooljaar
    if not heeft_vorig:
        return f"Alleen schooljaar {jaar_naam(jaar)}. Van het jaar ervoor is hier geen cijfer om mee te vergelijken."
    return (
        f"De streepjeslijn is schooljaar {jaar_naam(jaar - 1)}. Lesweek 1 is de eerste week met les. "
        "Een gat is een vakantie, of een week zonder cijfer."
    )
