"""The parts that every trend page is made of: the newest week in words, and one maat over the weeks with its table."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assets.uitgifte.grafiek import is_onvolledig
from assets.uitgifte.inzet import balken, letters_van
from assets.uitgifte.maten import MATEN, Maat
from assets.uitgifte.modellen_trend import Cijfer, Inzet, Trendpagina, Uitsplitsing
from assets.uitgifte.opmaak import opsomming, procent_tekst, week_kort
from assets.uitgifte.trendwoorden import (
    GEEN_CIJFER,
    GEEN_LES,
    aantal_woord,
    cijfer_nu,
    getal_van,
    of_klein,
    volledig_zin,
    waarde_woord,
)

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
Kolom = tuple[str, Callable[[Cijfer], str]]
"""A further column of the table of a chapter: its head, and the cell of each week."""


@dataclass(frozen=True)
class Kortregel:
    """One maat of the newest week in words."""

    maat: Maat
    aantal: str
    waarde: str
    erbij: str = ""
    eraf: str = ""


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
    """One maat over the weeks: completeness, chart and the table with the same figures. bijschrift: below the chart."""

    maat: Maat
    sleutel: str
    volledig: str
    is_onvolledig: bool
    heeft_grafiek: bool
    koppen: tuple[str, ...]
    rijen: tuple[tuple[str, ...], ...]
    samenvatting: str
    bijschrift: str = ""


def kort_van(pagina: Trendpagina, groep: str) -> Kort:
    """The measures of one group in the newest week."""
    maten = [maat for maat in MATEN.values() if maat.groep == groep and pagina.cijfers(maat.naam)]
    regels = tuple(_kortregel(pagina, maat) for maat in maten)
    return Kort(groep, *GROEPEN[groep], is_aantal=groep != "lestijd", regels=regels)


def _kortregel(pagina: Trendpagina, maat: Maat) -> Kortregel:
    cijfer = cijfer_nu(pagina, maat.naam)
    stromen = [_aantal(cijfer_nu(pagina, f"{maat.naam}_{s}"), pagina.drempel) for s in ("instroom", "uitstroom")]
    if cijfer is None:
        return Kortregel(maat, GEEN_CIJFER, GEEN_CIJFER, *stromen)
    woorden = (aantal_woord(cijfer, pagina.drempel), waarde_woord(maat, cijfer, pagina.drempel))
    return Kortregel(maat, *woorden, *stromen)


def _aantal(cijfer: Cijfer | None, drempel: int) -> str:
    return aantal_woord(cijfer, drempel) if cijfer else GEEN_CIJFER


def sleutel_van(maat: str) -> str:
    """The id of its chart."""
    return f"grafiek-{maat.replace('_', '-')}"


def hoofdstuk_van(
    pagina: Trendpagina, maat: Maat, extra: Sequence[Kolom] = (), week: Callable[[date], str] | None = None
) -> Hoofdstuk:
    """The chapter of one maat; `week` names the weeks of its table, else by week and year."""
    cijfers = pagina.cijfers(maat.naam)
    stromen = [pagina.cijfers(f"{maat.naam}_{stroom}") for stroom in ("instroom", "uitstroom")]
    delen = [] if not all(stromen) else [{c.peildatum: c for c in stroom} for stroom in stromen]
    inzet = pagina.inzet or ()
    kolommen = [*_kolommen(maat, delen, pagina.drempel), *extra, ("Aangeleverd", _volledig)]
    if inzet:
        kolommen.append(("Inzet", lambda cijfer: letters_van(inzet, cijfer.peildatum)))
    naam = week or week_met_jaar
    return Hoofdstuk(
        maat=maat,
        sleutel=sleutel_van(maat.naam),
        volledig=volledig_zin(cijfers),
        is_onvolledig=is_onvolledig(cijfers[-1]),
        heeft_grafiek=any(cijfer.waarde is not None for cijfer in cijfers),
        koppen=("Week", *(kop for kop, _ in kolommen)),
        rijen=tuple((naam(c.peildatum), *(cel(c) for _, cel in kolommen)) for c in reversed(cijfers)),
        samenvatting=f"{samenvatting(maat, cijfers)}{_inzet_zin(inzet, cijfers)}",
    )


def week_met_jaar(zondag: date) -> str:
    """`week 46 van 2026`."""
    return f"{week_kort(zondag)} van {zondag.isocalendar().year}"


def _volledig(cijfer: Cijfer) -> str:
    return GEEN_LES if cijfer.volledigheid is None else procent_tekst(cijfer.volledigheid)


def _kolommen(maat: Maat, stromen: Sequence[Mapping[date, Cijfer]], drempel: int) -> list[Kolom]:
    if maat.soort == "aandeel":
        return [("Deel van de lestijd (95%-marge)", lambda cijfer: waarde_woord(maat, cijfer, drempel))]
    vast: list[Kolom] = [
        ("Aantal", lambda cijfer: aantal_woord(cijfer, drempel)),
        ("Leerlingen met plicht", lambda cijfer: of_klein(cijfer.noemer, drempel)),
        ("Per 1.000 (95%-marge)", lambda cijfer: waarde_woord(maat, cijfer, drempel)),
    ]
    return [
        *vast,
        *((kop, _stroom(stroom, drempel)) for kop, stroom in zip(("Erbij", "Eraf"), stromen, strict=False)),
    ]


def _stroom(stroom: Mapping[date, Cijfer], drempel: int) -> Callable[[Cijfer], str]:
    def cel(cijfer: Cijfer) -> str:
        deel = stroom.get(cijfer.peildatum)
        return aantal_woord(deel, drempel) if deel else "onbekend"

    return cel


def _inzet_zin(inzet: Sequence[Inzet], cijfers: Sequence[Cijfer]) -> str:
    getekend = [balk.letter for balk in balken(inzet, cijfers)]
    return f" Inzet in deze weken: {opsomming(getekend)}." if getekend else ""


def samenvatting(maat: Maat, cijfers: Sequence[Cijfer]) -> str:
    """The chart in one sentence, for who cannot see it."""
    bekend = [cijfer for cijfer in cijfers if cijfer.waarde is not None]
    if not bekend:
        return f"{maat.titel}: alle weken zijn te klein om te tonen."
    eerste, laatste = bekend[0], bekend[-1]
    waarden = [getal_van(maat, cijfer.waarde) for cijfer in (eerste, laatste) if cijfer.waarde is not None]
    weken = [week_kort(cijfer.peildatum) for cijfer in (eerste, laatste)]
    return (
        f"{maat.titel}: {waarden[0]} in {weken[0]}, {waarden[1]} in {weken[1]}. Alle cijfers staan in de tabel eronder."
    )


def uitsplitsing_van(deel: Uitsplitsing, drempel: int) -> tuple[str, list[Maat], list[tuple[str, list[str]]]]:
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
