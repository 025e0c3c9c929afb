"""The weekly list as a page, school side and leerplicht side. No score, no traffic light, no rank number."""

from dataclasses import dataclass
from datetime import date, timedelta

from assets.uitgifte.keuze import nieuwste_bespreking
from assets.uitgifte.lijstcijfers import cijferzinnen
from assets.uitgifte.modellen import Bespreking, Groepnaam, Lijst, LijstLeerling, SignaalRegel, Vrijstelling
from assets.uitgifte.opmaak import aantal_tekst, datum_kort, datum_lang
from assets.uitgifte.route import dringende_tekst, route_tekst
from assets.uitgifte.sjabloon import render
from assets.uitgifte.weekbeeld import Weekbeeld, maak_weekbeeld
from assets.uitgifte.zekerheid import GENOEG_DAGEN, hoe_zeker, waarom_zo_zeker, wat_we_niet_weten
from data_contracts.eerste_stappen import kies_stap
from data_contracts.signalen import Signaal, laad_signalen

HOUDBAAR_DAGEN = 7  # a newer list is there after the next peildatum
BEWAREN_WEKEN = 12  # data/gov/retention: weekly lists
AFSPRAKEN = 3  # earlier agreements on a card

GROEPTEKST: dict[Groepnaam, tuple[str, str]] = {
    "wettelijk": (
        "Moet van de wet",
        "De wet vraagt hier om een volgende stap. Begin ook hier met een gesprek.",
    ),
    "nieuw": ("Nieuw deze week", "Deze leerlingen hebben een signaal dat er vorige week nog niet was."),
    "loopt": ("Loopt nog", "Deze signalen waren er vorige week ook."),
    "al in beeld": ("Al in beeld", "U heeft deze leerlingen kort geleden besproken. Er is geen nieuw signaal."),
    "beter": ("Gaat beter", "Deze leerlingen hebben geen signaal meer en zijn weer op school gezien."),
    "niet meer te zien": ("Niet meer te zien", "Deze signalen zijn weg. Dat zegt niet dat het goed gaat."),
}
TERMIJNEN = (
    "Termijnen",
    "Bij deze leerlingen loopt een termijn af, of is hij voorbij. Zij tellen niet mee voor het aantal op deze lijst.",
)
KORTE_GROEPEN: frozenset[Groepnaam] = frozenset({"al in beeld", "beter", "niet meer te zien"})
BUITEN_DE_WET: frozenset[Groepnaam] = frozenset({"nieuw", "loopt"})
VOL_BYTES = 290_000  # a page is at most 300 kB
IN_XLSX = "Alle feiten staan in lijst_{kant}.xlsx."

STATUSTEKST: dict[str, str] = {
    "nieuw": "nieuw deze week",
    "blijft": "was er vorige week ook",
    "gegevens_ontbreken": "van vorige week, want er ontbreken gegevens",
}
WEGTEKST: dict[str, str] = {
    "opgelost": "Het signaal is voorbij.",
    "ingetrokken": "De school heeft eerdere gegevens verbeterd. Daardoor is het signaal weg.",
    "uitgeschreven": "De leerling staat niet meer ingeschreven op deze school.",
    "vervallen": "Het signaal is vervallen.",
}
EERSTE_KEER = "voor het eerst op deze lijst"
NOG_NIET_GEZIEN = "De leerling is in de nieuwste lesweek nog niet op school gezien."


@dataclass(frozen=True)
class Feit:
    """One signal of a pupil in words."""

    titel: str
    uitleg: str
    sinds: str
    status: str
    zeker: str
    eerste_keer: str


@dataclass(frozen=True)
class Kaart:
    """A pupil with everything the reader needs before a talk."""

    naam: str
    klas: str
    feiten: tuple[Feit, ...]
    beeld: Weekbeeld | None
    zeker: str
    zeker_omdat: str
    onbekend: tuple[str, ...]
    eerste_stap: str
    wie: str
    extra: tuple[str, ...]
    route: str


@dataclass(frozen=True)
class Regel:
    """A pupil in one line."""

    naam: str
    klas: str
    tekst: str


@dataclass(frozen=True)
class Vorm:
    """How much the page tells of each pupil. regels: groups of one line a pupil; zin: what the reader hears of it."""

    zin: str
    heeft_tabellen: bool = False
    heeft_beeld: bool = True
    regels: frozenset[Groepnaam] = KORTE_GROEPEN


WET_BLIJFT = f'Deze lijst is lang. Wie niet onder "{GROEPTEKST["wettelijk"][0]}" valt, staat daarom in één regel.'
# From most to least, because open duties have no cap: the first that fits in VOL_BYTES is the page.
VORMEN = (
    Vorm("", heeft_tabellen=True),
    Vorm("Deze lijst is lang. Daarom staat bij de balkjes geen tabel met uren per week."),
    Vorm(f"{WET_BLIJFT} {IN_XLSX}", regels=KORTE_GROEPEN | BUITEN_DE_WET),
    Vorm(
        f"{WET_BLIJFT} Bij de anderen staan geen balkjes. {IN_XLSX}",
        heeft_beeld=False,
        regels=KORTE_GROEPEN | BUITEN_DE_WET,
    ),
    Vorm(f"Deze lijst is erg lang. Daarom staat elke leerling in één regel. {IN_XLSX}", regels=frozenset(GROEPTEKST)),
)


@dataclass(frozen=True)
class Blok:
    """One group of the page: cards or lines, never both."""

    titel: str
    inleiding: str
    kaarten: tuple[Kaart, ...]
    regels: tuple[Regel, ...]


def lijst_html(lijst: Lijst) -> str:
    """The whole page, in the fullest form that fits."""
    html = ""
    for vorm in VORMEN:
        html = _pagina(lijst, vorm)
        if len(html.encode()) <= VOL_BYTES:
            break
    return html


def _pagina(lijst: Lijst, vorm: Vorm) -> str:
    return render(
        "lijst.html.j2",
        lijst=lijst,
        modus=lijst.modus,
        is_school=lijst.kant == "school",
        blokken=_blokken(lijst, vorm),
        heeft_tabellen=vorm.heeft_tabellen,
        heeft_beeld=vorm.heeft_beeld,
        ingekort=vorm.zin.format(kant=lijst.kant),
        veranderd=wat_is_veranderd(lijst),
        cijfers=cijferzinnen(lijst),
        geldig_tot=geldig_tot(lijst.peildatum),
        bewaren_weken=BEWAREN_WEKEN,
        genoeg_dagen=GENOEG_DAGEN,
        meer=_meer(lijst),
    )


def geldig_tot(peildatum: date) -> date:
    """The last day (inclusive) on which this list may be used."""
    return peildatum + timedelta(days=HOUDBAAR_DAGEN)


def wat_is_veranderd(lijst: Lijst) -> tuple[str, ...]:
    """Sentences on what differs from last week, of the pupils on the list."""
    op_lijst = [(groep.naam, leerling) for groep in lijst.keuze.groepen for leerling in groep.leerlingen]
    nieuw = sum(any(regel.status == "nieuw" for regel in leerling.lopend) for _, leerling in op_lijst)
    beter = sum(naam == "beter" for naam, _ in op_lijst)
    weg = sum(naam == "niet meer te zien" for naam, _ in op_lijst)
    zinnen = (
        (nieuw, "met een nieuw signaal"),
        (beter, "zonder signaal en weer op school gezien"),
        (weg, "van wie het signaal niet meer te zien is"),
    )
    return tuple(f"{aantal_tekst(n, 'leerling', 'leerlingen')} {tekst}." for n, tekst in zinnen if n)


def signaalnaam(regel: SignaalRegel) -> Signaal:
    """The contract of this row's signal."""
    return laad_signalen()[regel.signaal]


def waarom_weg(leerling: LijstLeerling, groep: Groepnaam) -> str:
    """Why a gone signal went, once per reason."""
    statussen = dict.fromkeys(regel.status for regel in leerling.signalen)
    zinnen = [WEGTEKST[status] for status in statussen]
    is_stil = groep == "niet meer te zien" and "opgelost" in statussen
    return " ".join([*zinnen, *([NOG_NIET_GEZIEN] if is_stil else [])])


def _meer(lijst: Lijst) -> str:
    bestand, meer = f"signalen_{lijst.kant}.csv", lijst.nergens_op
    if not meer:
        return f"Alle leerlingen met een signaal staan op deze lijst. Alle signalen staan ook in {bestand}."
    if not lijst.is_lesweek:
        nog = aantal_tekst(meer, "leerling met een ander signaal staat", "leerlingen met een ander signaal staan")
        return f"Nog {nog} in {bestand}. In een week zonder les staan zij niet op deze lijst."
    nog = aantal_tekst(meer, "leerling met een signaal past", "leerlingen met een signaal passen")
    return f"Nog {nog} niet op deze lijst. Zie {bestand}."


def _blokken(lijst: Lijst, vorm: Vorm) -> tuple[Blok, ...]:
    blokken, plaats = [], 0
    for groep in lijst.keuze.groepen:
        titel, inleiding = GROEPTEKST[groep.naam]
        if groep.naam in vorm.regels:
            regels = tuple(_regel(leerling, groep.naam) for leerling in groep.leerlingen)
            blokken.append(Blok(titel, inleiding, (), regels))
            continue
        kaarten = tuple(maak_kaart(leerling, lijst, plaats + i) for i, leerling in enumerate(groep.leerlingen))
        plaats += len(kaarten)
        blokken.append(Blok(titel, inleiding, kaarten, ()))
    return (*blokken, *_termijnblok(lijst))


def _termijnblok(lijst: Lijst) -> tuple[Blok, ...]:
    regels = tuple(Regel(wie.naam, wie.klas, route_tekst(wie.route)) for wie in lijst.termijnen)
    return (Blok(*TERMIJNEN, (), regels),) if regels else ()


def maak_kaart(leerling: LijstLeerling, lijst: Lijst, plaats: int) -> Kaart:
    """A pupil who has a signal now, as a card; `plaats` makes the ids of its picture unique on the page."""
    beeld = maak_weekbeeld(leerling.weken, lijst.kant, leerling.naam, f"beeld-{plaats}") if leerling.weken else None
    eerste = min(map(signaalnaam, leerling.lopend), key=list(laad_signalen().values()).index)
    laatste = nieuwste_bespreking(leerling)
    stap, wie = kies_stap(lijst.stappen, eerste, lijst.soort, laatste and laatste.besluit, lijst.brin6)
    return Kaart(
        naam=leerling.naam,
        klas=leerling.klas,
        feiten=tuple(map(_feit, leerling.lopend)),
        beeld=beeld,
        zeker=hoe_zeker(leerling),
        zeker_omdat=waarom_zo_zeker(leerling),
        onbekend=wat_we_niet_weten(leerling),
        eerste_stap=stap,
        wie=wie,
        extra=_extra(leerling),
        route=route_tekst(leerling.route),
    )


def _feit(regel: SignaalRegel) -> Feit:
    return Feit(
        titel=signaalnaam(regel).titel,
        uitleg=regel.uitleg,
        sinds=datum_lang(regel.sinds),
        status=STATUSTEKST[regel.status],
        zeker=regel.zekerheid,
        eerste_keer="" if regel.is_eerder_getoond else EERSTE_KEER,
    )


def _extra(leerling: LijstLeerling) -> tuple[str, ...]:
    """What was agreed before, newest first, what went, and (leerplicht side) which exemption is valid."""
    zinnen = [afspraak_tekst(eerder) for eerder in reversed(leerling.besprekingen[-AFSPRAKEN:])]
    weg = [regel for regel in leerling.signalen if regel.is_weg]
    zinnen += [f"{_gemerkte_titel(regel)}: {WEGTEKST[regel.status]}" for regel in weg]
    return (*zinnen, *map(_vrijstelling_tekst, leerling.vrijstellingen))


def _vrijstelling_tekst(vrij: Vrijstelling) -> str:
    tot = f" t/m {datum_lang(vrij.einddatum)}" if vrij.einddatum else ""
    return f"Er geldt een vrijstelling (artikel {vrij.artikel.replace('_', ' ')}){tot}."


def afspraak_tekst(eerder: Bespreking) -> str:
    """One earlier agreement: when, what, who and what next."""
    wie = f", door {besluit_tekst(eerder.wie)}" if eerder.wie else ""
    vervolg = f", vervolg: {besluit_tekst(eerder.vervolg)}" if eerder.vervolg else ""
    return f"Besproken op {datum_kort(eerder.datum)}: {besluit_tekst(eerder.besluit)}{wie}{vervolg}."


def besluit_tekst(besluit: str) -> str:
    """A besluit code as words."""
    return besluit.replace("_", " ")


def _regel(leerling: LijstLeerling, groep: Groepnaam) -> Regel:
    tekst = f"{_regeltekst(leerling, groep)} {dringende_tekst(leerling.route)}".strip()
    return Regel(leerling.naam, leerling.klas, tekst)


def _regeltekst(leerling: LijstLeerling, groep: Groepnaam) -> str:
    if groep not in KORTE_GROEPEN:
        return _ingekort(leerling)
    if groep != "al in beeld":
        titels = "; ".join(dict.fromkeys(map(_gemerkte_titel, leerling.signalen)))
        return f"{titels}. {waarom_weg(leerling, groep)}"
    laatste = nieuwste_bespreking(leerling)
    titels = "; ".join(map(_gemerkte_titel, leerling.lopend))
    return f"{titels}. {afspraak_tekst(laatste) if laatste else ''}".strip()


def _gemerkte_titel(regel: SignaalRegel) -> str:
    """The title of a signal, and that it never stood on this list before."""
    titel = signaalnaam(regel).titel
    return titel if regel.is_eerder_getoond else f"{titel} ({EERSTE_KEER})"


def _ingekort(leerling: LijstLeerling) -> str:
    """A card in one line: what stands out, since when, how sure, the last agreement, which exemption is valid."""
    feiten = [f"{_gemerkte_titel(regel)}, sinds {datum_lang(regel.sinds)}" for regel in leerling.lopend]
    laatste = nieuwste_bespreking(leerling)
    eerder = [afspraak_tekst(laatste)] if laatste else []
    zinnen = [f"{'; '.join(feiten)}. Hoe zeker: {hoe_zeker(leerling)}.", *eerder]
    return " ".join([*zinnen, *map(_vrijstelling_tekst, leerling.vrijstellingen)])
