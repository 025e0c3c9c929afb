"""From released rows to trend pages and trend files. Nothing here sees a figure that disclosure control held back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal

from assets.publicatie.bewegingen import beweegperiode, bewegingen_van
from assets.publicatie.bron import Inzetrij, Trendrij
from assets.uitgifte.csvbestand import maak_csv
from assets.uitgifte.modellen_trend import Cijfer, Deel, Inzet, Reeks, Trendpagina, Uitsplitsing
from data_contracts.register import Register

SOORTNAAM = {
    "po": "Basisonderwijs",
    "sbo": "Speciaal basisonderwijs",
    "so": "Speciaal onderwijs",
    "vso": "Voortgezet speciaal onderwijs",
    "vo": "Voortgezet onderwijs",
    "mbo": "Mbo",
}
UITSPLITSINGEN = (
    ("swv", "Per samenwerkingsverband"),
    ("soort", "Per soort onderwijs"),
    ("bestuur", "Per bestuur"),
    ("wijk", "Per wijk"),
)


def trends_csv(naam: str, rijen: Iterable[Trendrij]) -> bytes:
    """`trends` or `trend_school`: released rows as they stand."""
    return maak_csv(naam, [{k: _veld(w) for k, w in rij._asdict().items()} for rij in rijen])


def _veld(waarde: object) -> object:
    return "" if waarde is None else waarde


def cijfer_van(rij: Trendrij) -> Cijfer:
    """A released row as a figure of a page."""
    return Cijfer(
        peildatum=rij.peildatum,
        teller=rij.teller,
        noemer=rij.noemer,
        waarde=_decimaal(rij.waarde),
        onder=_decimaal(rij.onder),
        boven=_decimaal(rij.boven),
        onderdrukt=rij.onderdrukt,  # pyright: ignore[reportArgumentType]
        volledigheid=_decimaal(rij.volledigheid),
    )


def _decimaal(waarde: object) -> Decimal | None:
    return None if waarde is None else Decimal(str(waarde))


def reeksen_van(rijen: Sequence[Trendrij], vanaf: date) -> tuple[Reeks, ...]:
    """Each maat over the weeks from `vanaf` on, oldest first."""
    per_maat: dict[str, list[Cijfer]] = defaultdict(list)
    for rij in sorted(rijen, key=lambda r: r.peildatum):
        if rij.peildatum >= vanaf:
            per_maat[rij.maat].append(cijfer_van(rij))
    return tuple(Reeks(maat, tuple(cijfers)) for maat, cijfers in sorted(per_maat.items()))


def inzet_van(rijen: Iterable[Inzetrij], vanaf: date) -> tuple[Inzet, ...]:
    """The support that still went on in the week of `vanaf` (a Sunday) or begins later, by its first day."""
    maandag = vanaf - timedelta(days=6)
    gezien = [r for r in rijen if r.einddatum is None or r.einddatum >= maandag]
    delen = (
        Inzet(r.niveau, r.klas or "", r.soort, r.aanbieder or "", r.begindatum, r.einddatum)  # pyright: ignore
        for r in gezien
    )
    return tuple(sorted(delen, key=lambda i: (i.begin, i.niveau, i.klas, i.soort, i.aanbieder, i.eind or date.max)))


def uitsplitsingen_van(rijen: Sequence[Trendrij], peildatum: date, namen: dict[str, str]) -> tuple[Uitsplitsing, ...]:
    """The newest week by samenwerkingsverband, school type, bestuur and wijk; parts by name."""
    nu = [r for r in rijen if r.peildatum == peildatum]
    gevonden = []
    for soort, titel in UITSPLITSINGEN:
        delen: dict[str, dict[str, Cijfer]] = defaultdict(dict)
        for rij in nu:
            if (naam := _deelnaam(rij, soort, namen)) is not None:
                delen[naam][rij.maat] = cijfer_van(rij)
        if len(delen) > 1:
            gevonden.append(Uitsplitsing(titel, tuple(Deel(naam, delen[naam]) for naam in sorted(delen))))
    return tuple(gevonden)


def _deelnaam(rij: Trendrij, soort: str, namen: dict[str, str]) -> str | None:
    if soort == "soort":
        return SOORTNAAM.get(rij.onderwijssoort) if rij.niveau == "stad" and rij.onderwijssoort else None
    if rij.niveau != soort or rij.onderwijssoort:
        return None
    return namen.get(rij.code, rij.code)


def stadpagina(
    register: Register,
    rijen: Sequence[Trendrij],
    bewegingen: Sequence[Trendrij],
    peildatum: date,
    vanaf: date,
    versie: str,
) -> Trendpagina:
    """stad/index.html."""
    stad = [r for r in rijen if r.niveau == "stad" and not r.onderwijssoort]
    swvs = sorted({s.swv for s in register.scholen if s.swv})
    return Trendpagina(
        modus=register.modus,
        niveau="stad",
        naam="De stad",
        peildatum=peildatum,
        reeksen=reeksen_van(stad, vanaf),
        uitsplitsingen=uitsplitsingen_van(rijen, peildatum, {}),
        bewegingen=bewegingen_van(bewegingen),
        beweegperiode=beweegperiode(bewegingen),
        links=(
            *((f"swv_{code}.html", f"Samenwerkingsverband {code}") for code in swvs),
            ("leren.html", "Wat wij leren"),
        ),
        versie=versie,
    )


def swvpagina(
    register: Register, swv: str, rijen: Sequence[Trendrij], peildatum: date, vanaf: date, versie: str
) -> Trendpagina:
    """stad/swv_<code>.html."""
    eigen = [r for r in rijen if r.niveau == "swv" and r.code == swv and not r.onderwijssoort]
    return Trendpagina(
        modus=register.modus,
        niveau="swv",
        naam=f"Samenwerkingsverband {swv}",
        peildatum=peildatum,
        reeksen=reeksen_van(eigen, vanaf),
        links=(("index.html", "Alle scholen van de stad"),),
        versie=versie,
    )


def schoolpagina(
    modus: str,
    naam: str,
    rijen: Sequence[Trendrij],
    inzet: Iterable[Inzetrij],
    peildatum: date,
    vanaf: date,
    versie: str,
) -> Trendpagina:
    """<BRIN6>/trend_school.html."""
    return Trendpagina(
        modus=modus,
        niveau="school",
        naam=naam,
        peildatum=peildatum,
        reeksen=reeksen_van(rijen, vanaf),
        inzet=inzet_van(inzet, vanaf),
        links=(("leren.html", "Wat wij leren"),),
        versie=versie,
    )
