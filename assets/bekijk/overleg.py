"""From a copy and what was saved to what the page of a meeting shows. Pure: no file, no clock, no account.

The cards are those of the weekly list, so page and list say the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from assets.bekijk.besluiten import Besluit, Bewaard, woorden
from assets.bekijk.kopie import Kopie
from assets.uitgifte.lijst import GROEPTEKST, TERMIJNEN, Kaart, afspraak_tekst, maak_kaart, waarom_weg
from assets.uitgifte.modellen import LijstLeerling, Route
from assets.uitgifte.opmaak import aantal_tekst
from assets.uitgifte.route import STAPTEKST, dringende_tekst, route_tekst
from data_contracts.signalen import laad_signalen

OVERIG: dict[bool, tuple[str, str]] = {
    True: ("Past niet op de lijst", "Deze leerlingen hebben ook een signaal. Zij pasten deze week niet op de lijst."),
    False: (
        "Niet op de lijst",
        "Er was geen les. Deze leerlingen staan daarom niet op de lijst. Zij hebben een ander signaal, "
        "of hun signaal is weg.",
    ),
}
"""Title and introduction of who is not on the list, by whether the week is a lesweek."""
HELE_LEERLING = ("", "de leerling als geheel")


@dataclass(frozen=True)
class Rij:
    """A pupil in the list of a meeting. signalen: their titles; of who is here by a term only, what that term asks."""

    pseudoniem: str
    naam: str
    klas: str
    signalen: str
    gedaan: str


@dataclass(frozen=True)
class Blok:
    """A group of the meeting, in the order of the weekly list. is_dicht: folded: long, and not on the list."""

    titel: str
    inleiding: str
    rijen: tuple[Rij, ...]
    is_dicht: bool = False


@dataclass(frozen=True)
class Punt:
    """One point of a pupil's timeline."""

    datum: date
    tekst: str


@dataclass(frozen=True)
class Blad:
    """Everything about one pupil. `kaart` is None for who has no signal any more: `weg` says why.

    `signalen`: what a decision may be about, as (word of the contract, text). `vorige`, `volgende`: pseudonyms.
    """

    pseudoniem: str
    leerlingnummer: str
    naam: str
    klas: str
    kaart: Kaart | None
    weg: str
    tijdlijn: tuple[Punt, ...]
    bewaard: tuple[str, ...]
    signalen: tuple[tuple[str, str], ...]
    vorige: str
    volgende: str


def blokken(kopie: Kopie, bewaard: Iterable[Bewaard]) -> tuple[Blok, ...]:
    """The groups of the list, and last, folded, who is not on it."""
    gedaan = _per_leerling(bewaard)
    van_lijst = [(*GROEPTEKST[groep.naam], groep.leerlingen) for groep in kopie.lijst.keuze.groepen]
    overig = (*OVERIG[kopie.lijst.is_lesweek], kopie.overig, True)
    alle = [*((*deel, False) for deel in (*van_lijst, (*TERMIJNEN, kopie.lijst.termijnen))), overig]
    return tuple(
        Blok(titel, inleiding, tuple(_rij(kopie, leerling, gedaan) for leerling in leerlingen), is_dicht)
        for titel, inleiding, leerlingen, is_dicht in alle
        if leerlingen
    )


def _rij(kopie: Kopie, leerling: LijstLeerling, gedaan: dict[str, list[Bewaard]]) -> Rij:
    titels = dict.fromkeys(signaaltitel(regel.signaal) for regel in leerling.lopend or leerling.signalen)
    besluiten = gedaan.get(leerling.leerlingnummer, [])
    return Rij(
        pseudoniem=kopie.pseudoniemen[leerling.leerlingnummer],
        naam=leerling.naam,
        klas=leerling.klas,
        signalen="; ".join(titels) or dringende_tekst(leerling.route),
        gedaan=besluit_tekst(besluiten[-1].besluit) if besluiten else "",
    )


def signaaltitel(signaal: str) -> str:
    """The title of a signal; the word itself for one that the contract does not know (any more)."""
    bekend = laad_signalen().get(signaal)
    return bekend.titel if bekend else signaal


def besluit_tekst(besluit: Besluit) -> str:
    """A decision in one line: `actie, door school, vervolg gesprek (Ziek: vaak of lang)`."""
    delen = [zeg(besluit.besluit)]
    delen += [f"door {zeg(besluit.wie)}"] if besluit.wie else []
    delen += [f"vervolg {zeg(besluit.vervolg)}"] if besluit.vervolg else []
    over = f" ({signaaltitel(besluit.signaal)})" if besluit.signaal else ""
    return ", ".join(delen) + over


def zeg(woord: str) -> str:
    """A word of the contract as people write it."""
    return woord.replace("_", " ")


def keuzes(kolom: str) -> tuple[tuple[str, str, str], ...]:
    """The words of besluit, wie or vervolg: (word, as people write it, what it means)."""
    return tuple((woord, zeg(woord), uitleg) for woord, uitleg in woorden(kolom).items())


def voortgang(kopie: Kopie, bewaard: Iterable[Bewaard]) -> str:
    """How many pupils of the list have a decision."""
    op_lijst = {x.leerlingnummer for groep in kopie.lijst.keuze.groepen for x in groep.leerlingen}
    klaar = len(op_lijst & set(_per_leerling(bewaard)))
    return f"Besluiten op de lijst: {klaar} van {aantal_tekst(len(op_lijst), 'leerling', 'leerlingen')}."


def vind(kopie: Kopie, pseudoniem: str) -> LijstLeerling | None:
    """The pupil of this pseudonym; None when this side has no such row."""
    gezocht = (x for x in kopie.leerlingen() if kopie.pseudoniemen[x.leerlingnummer] == pseudoniem)
    return next(gezocht, None)


def maak_blad(kopie: Kopie, leerling: LijstLeerling, bewaard: Iterable[Bewaard]) -> Blad:
    """The page of one pupil."""
    nummers = [x.leerlingnummer for x in kopie.leerlingen()]
    plek = nummers.index(leerling.leerlingnummer)
    buren = [kopie.pseudoniemen[nummers[i]] if 0 <= i < len(nummers) else "" for i in (plek - 1, plek + 1)]
    eigen = _per_leerling(bewaard).get(leerling.leerlingnummer, [])
    return Blad(
        pseudoniem=kopie.pseudoniemen[leerling.leerlingnummer],
        leerlingnummer=leerling.leerlingnummer,
        naam=leerling.naam,
        klas=leerling.klas,
        kaart=_kaart(kopie, leerling) if leerling.lopend else None,
        weg="" if leerling.lopend else zonder_kaart(leerling),
        tijdlijn=tijdlijn(leerling),
        bewaard=tuple(besluit_tekst(b.besluit) for b in reversed(eigen)),
        signalen=onderwerpen(kopie, leerling),
        vorige=buren[0],
        volgende=buren[1],
    )


def _kaart(kopie: Kopie, leerling: LijstLeerling) -> Kaart:
    """The card of the list; who is not on it is not there for the first time either."""
    gemerkt = leerling if leerling not in kopie.overig else _zonder_merk(leerling)
    return maak_kaart(gemerkt, kopie.lijst, 0)


def _zonder_merk(leerling: LijstLeerling) -> LijstLeerling:
    return replace(leerling, signalen=tuple(replace(regel, is_eerder_getoond=True) for regel in leerling.signalen))


def zonder_kaart(leerling: LijstLeerling) -> str:
    """What there is to say of a pupil without a standing signal: why it went, and where the case stands."""
    return f"{waarom_weg(leerling, 'niet meer te zien')} {route_tekst(leerling.route)}".strip()


def onderwerpen(kopie: Kopie, leerling: LijstLeerling) -> tuple[tuple[str, str], ...]:
    """What a decision may be about. On the leerplicht side always a signal of that side: the door between the rooms
    lets no other decision through.
    """
    eigen = tuple((s, signaaltitel(s)) for s in dict.fromkeys(regel.signaal for regel in leerling.signalen))
    return eigen if kopie.lijst.kant == "leerplicht" else (HELE_LEERLING, *eigen)


def tijdlijn(leerling: LijstLeerling) -> tuple[Punt, ...]:
    """Since when each signal is there, what was agreed, each step of the route with its first day, and until when an
    exemption holds; newest first.
    """
    punten = [Punt(r.sinds, f"Begin van: {signaaltitel(r.signaal)}.") for r in leerling.lopend]
    punten += [
        Punt(eerder.datum, f"Besproken: {afspraak_tekst(eerder).partition(': ')[2]}")
        for eerder in leerling.besprekingen
    ]
    punten += _stappen(leerling.route)
    punten += [
        Punt(v.einddatum, f"Einde van de vrijstelling, artikel {zeg(v.artikel)}.")
        for v in leerling.vrijstellingen
        if v.einddatum
    ]
    return tuple(sorted(punten, key=lambda punt: (-punt.datum.toordinal(), punt.tekst)))


def _stappen(route: Route | None) -> list[Punt]:
    stappen = (*route.eerder, (route.stap, route.sinds)) if route else ()
    return [Punt(dag, f"Stap op de route: {STAPTEKST[stap]}.") for stap, dag in stappen]


def _per_leerling(bewaard: Iterable[Bewaard]) -> dict[str, list[Bewaard]]:
    per: dict[str, list[Bewaard]] = {}
    for een in bewaard:
        per.setdefault(een.besluit.leerlingnummer, []).append(een)
    return per
