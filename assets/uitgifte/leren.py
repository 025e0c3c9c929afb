"""The page "Wat wij leren": what kernteams decided, counted. Released figures only; no pupil, no school beside another.

Percentages are whole, because a tenth would say more than the margin allows.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from assets.uitgifte.modellen_leren import Leerpagina
from assets.uitgifte.modellen_trend import Cijfer
from assets.uitgifte.opmaak import geheel_tekst, getal_tekst, procent_tekst
from assets.uitgifte.sjabloon import render
from data_contracts.contract import lees_contract
from data_contracts.signalen import laad_signalen
from models.leercellen import AFSPRAKEN, TERMIJNEN, VOORSPRONG, Leergroep, leergroepen
from models.onthulling import AFRONDING_PERSONEN, woord

VENSTER = laad_signalen()["verzuim_16u4w"].venster_lesweken or 0
UREN = laad_signalen()["verzuim_16u4w"].maat().drempel
ALLE_SCHOLEN = "Alle scholen"
PER_PROCENT = 10  # released values are per 1,000
OORDEELKOPPEN = ("Beoordeeld", "Klopte", "Wisten wij al", "Klopte niet")
VOORSPRONGKOPPEN = (
    "Leerlingen",
    "Niet eerder",
    f"1 tot {VENSTER} lesweken eerder",
    f"{VENSTER} lesweken of meer eerder",
)
TERMIJNKOPPEN = ("Leerlingen", "Op tijd", "Niet meer nodig", "Te laat")
TERMIJNNAAM = {"actietafel": "Actietafel", "passend_aanbod": "Passend aanbod"}
AFSPRAAKTITEL = {"wie": "Wie is aan zet?", "vervolg": "Wat gebeurt er daarna?"}


@dataclass(frozen=True)
class Leertabel:
    """A table of the page. rijen: the name of each row, then its cells; te_klein: rows that have too few pupils."""

    sleutel: str
    titel: str
    koppen: tuple[str, ...]
    rijen: tuple[tuple[str, ...], ...]
    te_klein: tuple[str, ...] = ()


def leren_html(pagina: Leerpagina) -> str:
    """The whole page, self-contained, without script."""
    return render(
        "leren.html.j2",
        p=pagina,
        modus=pagina.modus,
        is_school=pagina.voor == "school",
        klein=woord("klein", pagina.drempel),
        afronding=AFRONDING_PERSONEN,
        uren=UREN,
        oordelen=_oordelen(pagina),
        voorsprong=_voorsprong(pagina),
        termijnen=_termijnen(pagina),
        afspraken=[_afspraken(pagina, kolom) for kolom in AFSPRAKEN],
    )


def procent_woord(cijfer: Cijfer, drempel: int) -> str:
    """A share with its 95% interval in whole percents, or the words that stand for it."""
    if not cijfer.teller or not cijfer.noemer or cijfer.onder is None or cijfer.boven is None:
        return woord(cijfer.onderdrukt, drempel)
    midden = procent_tekst(Fraction(100 * cijfer.teller, cijfer.noemer), 0)
    laag, hoog = (getal_tekst(grens / PER_PROCENT, 0) for grens in (cijfer.onder, cijfer.boven))
    return f"{midden} ({laag} tot {hoog}%)"


def _groep(pagina: Leerpagina, naam: str) -> Leergroep:
    return next(groep for groep in leergroepen(pagina.voor) if groep.naam == naam)


def _is_te_klein(pagina: Leerpagina, soort: str, groep: Leergroep) -> bool:
    return pagina.cijfers[soort, groep.naam].teller is None


def _cellen(pagina: Leerpagina, soort: str, groep: Leergroep) -> tuple[str, ...]:
    """How many pupils a groep is about, then each part of it."""
    geheel = pagina.cijfers[soort, groep.naam]
    assert geheel.teller is not None
    delen = (procent_woord(pagina.cijfers[soort, groep.maat(deel)], pagina.drempel) for deel in groep.delen)
    return (geheel_tekst(geheel.teller), *delen)


def _plaatsen(pagina: Leerpagina) -> tuple[tuple[str, str], ...]:
    """The parts that the page tells of: everything, then (for the city) each kind of school."""
    return (("", ALLE_SCHOLEN), *pagina.soorten)


def _oordelen(pagina: Leerpagina) -> list[Leertabel]:
    """One table of signals for all schools, and one for each kind of school that has figures."""
    groepen = [groep for groep in leergroepen(pagina.voor) if groep.naam.startswith("oordeel_")]
    tabellen = [_oordeeltabel(pagina, soort, naam, groepen) for soort, naam in _plaatsen(pagina)]
    return [tabel for plaats, tabel in enumerate(tabellen) if not plaats or tabel.rijen]


def _oordeeltabel(pagina: Leerpagina, soort: str, naam: str, groepen: Sequence[Leergroep]) -> Leertabel:
    namen = {groep: laad_signalen()[groep.naam.removeprefix("oordeel_")].titel for groep in groepen}
    titel = naam if pagina.soorten else "Per signaal"
    return _tabel(
        pagina,
        f"oordeel-{soort or 'alle'}",
        titel,
        ("Signaal", *OORDEELKOPPEN),
        [(namen[g], soort, g) for g in groepen],
    )


def _voorsprong(pagina: Leerpagina) -> Leertabel:
    groep = _groep(pagina, VOORSPRONG)
    rijen = [(naam if pagina.soorten else pagina.naam, soort, groep) for soort, naam in _plaatsen(pagina)]
    return _tabel(
        pagina, VOORSPRONG, "Eerder dan de wet", ("Scholen" if pagina.soorten else "School", *VOORSPRONGKOPPEN), rijen
    )


def _termijnen(pagina: Leerpagina) -> Leertabel:
    rijen = [
        (
            f"{TERMIJNNAAM[stap]}{f', {naam[0].lower()}{naam[1:]}' if soort else ''}",
            soort,
            _groep(pagina, f"termijn_{stap}"),
        )
        for stap in TERMIJNEN
        for soort, naam in _plaatsen(pagina)
    ]
    return _tabel(pagina, "termijnen", "Termijnen van de route", ("Termijn", *TERMIJNKOPPEN), rijen)


def _tabel(
    pagina: Leerpagina,
    sleutel: str,
    titel: str,
    koppen: tuple[str, ...],
    rijen: Iterable[tuple[str, str, Leergroep]],
) -> Leertabel:
    """Rows with figures as a table; of the others only the names."""
    groot, klein = [], []
    for naam, soort, groep in rijen:
        if _is_te_klein(pagina, soort, groep):
            klein.append(naam)
        else:
            groot.append((naam, *_cellen(pagina, soort, groep)))
    return Leertabel(sleutel, titel, koppen, tuple(groot), tuple(klein))


def _afspraken(pagina: Leerpagina, kolom: str) -> Leertabel:
    """The words of one column, most agreed first; those without a figure last, in the order of the contract."""
    groep = _groep(pagina, f"afspraak_{kolom}")
    namen = {woord_: uitleg.removesuffix(".") for woord_, uitleg in lees_contract("kernteam").kolom(kolom).betekenissen}
    cijfers = {woord_: pagina.cijfers["", groep.maat(woord_)] for woord_ in groep.delen}
    volgorde = sorted(groep.delen, key=lambda woord_: -(cijfers[woord_].teller or 0))
    rijen = tuple((namen[woord_], procent_woord(cijfers[woord_], pagina.drempel)) for woord_ in volgorde)
    is_klein = _is_te_klein(pagina, "", groep)
    geheel = pagina.cijfers["", groep.naam].teller
    kop = f"Deel van de {geheel_tekst(geheel or 0)} leerlingen"
    return Leertabel(f"afspraak-{kolom}", AFSPRAAKTITEL[kolom], ("Afspraak", kop), () if is_klein else rijen)
