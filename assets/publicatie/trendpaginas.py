"""From released rows to trend pages and trend files. Nothing here sees a figure that disclosure control held back."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from assets.publicatie.bewegingen import beweegperiode, beweegzin, bewegingen_van
from assets.publicatie.bron import Inzetrij, Trendrij
from assets.publicatie.scholenbeeld import sleutel, trechters_van, verlopen_van
from assets.publicatie.stadsbeeld import MAAT, beeld_van, lesweken_van, leszondagen_van
from assets.uitgifte.csvbestand import maak_csv
from assets.uitgifte.inzet import met_letters
from assets.uitgifte.modellen_stad import Hercodering
from assets.uitgifte.modellen_trend import Cijfer, Deel, Inzet, Reeks, Trendpagina, Uitsplitsing
from data_contracts.register import Register, School

SOORTNAAM = {
    "po": "Basisonderwijs",
    "sbo": "Speciaal basisonderwijs",
    "so": "Speciaal onderwijs",
    "vso": "Voortgezet speciaal onderwijs",
    "vo": "Voortgezet onderwijs",
    "mbo": "Mbo",
}
SCHOOLGROEP = "Per school"
MIN_NAAST = 3
"""Schools of a type with a released share, or their total is not set beside one of them: of two, the other would be the
rest, and of one it is that school itself."""
Groep = tuple[str, Mapping[str, str]]
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
    return met_letters(
        sorted(delen, key=lambda i: (i.begin, i.niveau, i.klas, i.soort, i.aanbieder, i.eind or date.max))
    )


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


def naast_van(rijen: Iterable[Trendrij], soorten: Mapping[str, str]) -> dict[str, tuple[Cijfer, ...]]:
    """brin6 -> the released share of all schools of its type, by week: what its own page may set beside its own line.

    `soorten`: brin6 -> school type. Only weeks in which at least MIN_NAAST schools of the type have a share in stad,
    its own among them: a school knows a share of its own that stad may hide, and what a total lacks is then another's.
    """
    aandelen = sorted((r for r in rijen if r.maat == MAAT and r.teller is not None), key=lambda rij: rij.peildatum)
    getoond: dict[tuple[str, date], set[str]] = defaultdict(set)
    for rij in aandelen:
        if rij.niveau == "school" and rij.code in soorten:
            getoond[soorten[rij.code], rij.peildatum].add(rij.code)
    uit: dict[str, list[Cijfer]] = defaultdict(list)
    for rij in (r for r in aandelen if r.niveau == "stad" and r.onderwijssoort):
        codes = getoond[rij.onderwijssoort, rij.peildatum]
        for code in codes if len(codes) >= MIN_NAAST else ():
            uit[code].append(cijfer_van(rij))
    return {code: tuple(cijfers) for code, cijfers in uit.items()}


def stadpagina(
    register: Register,
    rijen: Sequence[Trendrij],
    bewegingen: Sequence[Trendrij],
    peildatum: date,
    vanaf: date,
    versie: str,
    hercodering: tuple[Hercodering, ...] = (),
    opvallend: tuple[str, ...] = (),
) -> Trendpagina:
    """stad/index.html. `opvallend`: sentences on schools, made of released figures. `hercodering`: of the city."""
    stad = [r for r in rijen if r.niveau == "stad" and not r.onderwijssoort]
    swvs = sorted({s.swv for s in register.scholen if s.swv})
    pagina = Trendpagina(
        modus=register.modus,
        niveau="stad",
        naam="De stad",
        peildatum=peildatum,
        reeksen=reeksen_van(stad, vanaf),
        uitsplitsingen=uitsplitsingen_van(rijen, peildatum, {}),
        bewegingen=bewegingen_van(bewegingen),
        beweegperiode=beweegperiode(bewegingen),
        beweegzin=beweegzin(bewegingen, peildatum, vanaf),
        links=(
            *((f"swv_{code}.html", f"Samenwerkingsverband {code}") for code in swvs),
            ("leren.html", "Wat wij leren"),
        ),
        opvallend=opvallend,
        versie=versie,
    )
    scholen = met_eigen_naam(register.scholen)
    return _met_beeld(pagina, scholen, rijen, _groepen(rijen, scholen), hercodering)


def swvpagina(
    register: Register,
    swv: str,
    rijen: Sequence[Trendrij],
    peildatum: date,
    vanaf: date,
    versie: str,
    hercodering: tuple[Hercodering, ...] = (),
) -> Trendpagina:
    """stad/swv_<code>.html."""
    eigen = [r for r in rijen if r.niveau == "swv" and r.code == swv and not r.onderwijssoort]
    pagina = Trendpagina(
        modus=register.modus,
        niveau="swv",
        naam=f"Samenwerkingsverband {swv}",
        peildatum=peildatum,
        reeksen=reeksen_van(eigen, vanaf),
        links=(("index.html", "Alle scholen van de stad"),),
        versie=versie,
    )
    scholen = [school for school in met_eigen_naam(register.scholen) if school.swv == swv]
    return _met_beeld(pagina, scholen, rijen, [(SCHOOLGROEP, _schoolnamen(scholen))], hercodering)


def _met_beeld(
    pagina: Trendpagina,
    scholen: Iterable[School],
    rijen: Sequence[Trendrij],
    groepen: Sequence[Groep],
    hercodering: tuple[Hercodering, ...],
) -> Trendpagina:
    """The same page with what statistics say of its released shares."""
    scholen, cijfers = list(scholen), pagina.cijfers(MAAT)
    if not cijfers:
        return pagina
    codes = {school.brin6 for school in scholen}
    van_scholen = [r for r in rijen if r.niveau == "school" and r.code in codes]
    zondagen = leszondagen_van(cijfers)
    return replace(
        pagina,
        lesweken=lesweken_van(cijfers),
        leszondagen=zondagen,
        beeld=beeld_van(cijfers, van_scholen, pagina.peildatum),
        trechters=trechters_van(scholen, van_scholen, zondagen, SOORTNAAM),
        verlopen=verlopen_van(rijen, groepen),
        hercodering=hercodering,
    )


def _groepen(rijen: Iterable[Trendrij], scholen: Iterable[School]) -> list[Groep]:
    """The parts of the city that a reader can pick, by kind: title, and key -> name."""
    delen: dict[str, dict[str, str]] = {soort: {} for soort, _ in UITSPLITSINGEN}
    for rij in rijen:
        if rij.maat == MAAT:
            for soort in delen:
                if (naam := _deelnaam(rij, soort, {})) is not None:
                    delen[soort][sleutel(rij)] = naam
    return [*((titel, delen[soort]) for soort, titel in UITSPLITSINGEN), (SCHOOLGROEP, _schoolnamen(scholen))]


def met_eigen_naam(scholen: Iterable[School]) -> list[School]:
    """The same schools; a name that more than one has gets its brin6 behind it."""
    scholen = list(scholen)
    keer = Counter(school.naam.casefold() for school in scholen)
    return [replace(s, naam=f"{s.naam} ({s.brin6})") if keer[s.naam.casefold()] > 1 else s for s in scholen]


def _schoolnamen(scholen: Iterable[School]) -> dict[str, str]:
    return {f"school|{school.brin6}|": school.naam for school in scholen}


def schoolpagina(
    modus: str,
    naam: str,
    rijen: Sequence[Trendrij],
    inzet: Iterable[Inzetrij],
    peildatum: date,
    vanaf: date,
    versie: str,
    opvallend: tuple[str, ...] = (),
    naast: tuple[Cijfer, ...] = (),
) -> Trendpagina:
    """<BRIN6>/trend_school.html. `naast`: what the public reads of the schools of its type."""
    return Trendpagina(
        modus=modus,
        niveau="school",
        naam=naam,
        peildatum=peildatum,
        reeksen=reeksen_van(rijen, vanaf),
        inzet=inzet_van(inzet, vanaf),
        opvallend=opvallend,
        links=(("leren.html", "Wat wij leren"),),
        naast=Reeks(MAAT, naast) if any(cijfer.waarde is not None for cijfer in naast) else None,
        versie=versie,
    )
