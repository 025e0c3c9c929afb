"""From the rows of a week to the pages of who keeps the data flowing: the school's administrator, the analyst,
leerplicht.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from assets.inname.levering import GEMEENTESOORTEN
from assets.publicatie.bron import Naam, Opmerkingrij, Opnamerij, Weekrij, Werkrij
from assets.publicatie.stilte import lees_stilte, te_laat
from assets.uitgifte.modellen_beheer import (
    Afwijzing,
    Controle,
    Gemeentestand,
    Kwaliteitsweek,
    Levering,
    OudereAfwijzingen,
    Poort,
    SchoolStand,
    Stilte,
    Terugkoppeling,
    Werkpunt,
)
from assets.uitgifte.opmaak import geheel_tekst
from data_contracts.contract import lees_contract
from data_contracts.register import School
from models.kalender_nl import uiterste_melddatum, werkdagen_over
from models.tijd import WEEK

__all__ = ["lees_stilte", "te_laat"]


def levering_van(rij: Opnamerij, opmerkingen: Iterable[Opmerkingrij]) -> Levering:
    """One delivered file with its counts per reason."""
    redenen = Counter(o.reden for o in opmerkingen if o.uitkomst in ("quarantaine", "genegeerd"))
    if rij.uitkomst == "herhaald" and rij.genegeerd:
        redenen = Counter({"herhaald": rij.genegeerd})
    return Levering(
        brin6=rij.brin6 or "",
        soort=rij.soort,
        bestand=rij.bestand,
        sha256=rij.sha256,
        ontvangen_op=rij.ontvangen_op,
        uitkomst=rij.uitkomst,  # pyright: ignore[reportArgumentType]
        van=rij.van,
        tot=rij.tot,
        reden=rij.reden or "",
        ontvangen=rij.ontvangen,
        geaccepteerd=rij.geaccepteerd,
        quarantaine=rij.quarantaine,
        genegeerd=rij.genegeerd,
        geweigerd=rij.geweigerd,
        redenen=dict(redenen),
        kolommen_weg=tuple(k for k in rij.kolommen_weg.split(",") if k),
        reden_kolom=rij.kolommen_mis,
    )


def leveringen_van(
    opname: Iterable[Opnamerij], opmerkingen: Iterable[Opmerkingrij]
) -> list[tuple[Opnamerij, Levering]]:
    """All files with their view model."""
    per_bestand: dict[int, list[Opmerkingrij]] = defaultdict(list)
    for rij in opmerkingen:
        per_bestand[rij.bestand_id].append(rij)
    return [(rij, levering_van(rij, per_bestand[rij.bestand_id])) for rij in opname]


def terugkoppeling_van(
    school: School,
    peildatum: date,
    modus: str,
    versie: str,
    leveringen: list[tuple[Opnamerij, Levering]],
    opmerkingen: list[Opmerkingrij],
    stilte: Stilte | None,
    kwaliteit: tuple[Kwaliteitsweek, ...],
    boodschappen: tuple[str, ...],
) -> Terugkoppeling:
    """The delivery receipt of one school for one week."""
    return Terugkoppeling(
        modus=modus,
        school=school.naam,
        brin6=school.brin6,
        peildatum=peildatum,
        leveringen=tuple(lev for rij, lev in leveringen if rij.bekend_op == peildatum),
        afwijzingen=tuple(_afwijzing(o) for o in opmerkingen if o.is_nieuw),
        ouder=_ouder([o for o in opmerkingen if not o.is_nieuw and o.telt_nog]),
        stilte=stilte,
        kwaliteit=kwaliteit,
        boodschappen=boodschappen,
        versie=versie,
    )


def boodschappen_van(verdwenen: int, zonder_vakantie: bool) -> tuple[str, ...]:
    """What a school must hear about its snapshots; `verdwenen`: pupils that its newest inschrijvingen have no more."""
    zinnen = []
    if verdwenen:
        wie = "staat 1 leerling" if verdwenen == 1 else f"staan {geheel_tekst(verdwenen)} leerlingen"
        zinnen.append(
            f"In uw nieuwste bestand met inschrijvingen {wie} niet meer. Eerder wel. "
            "Wij rekenen nu alsof er nooit een inschrijving was. Klopt dat niet? Lever dan een volledig bestand. "
            "Ging een leerling van school? Laat de regel staan en vul de einddatum in."
        )
    if zonder_vakantie:
        zinnen.append(
            "In uw kalender staat geen vakantie. Wij rekenen dan met les in elke week. Lever een volledige kalender."
        )
    return tuple(zinnen)


def _afwijzing(rij: Opmerkingrij) -> Afwijzing:
    return Afwijzing(rij.bestand, rij.soort, rij.regel, rij.kolom, rij.uitkomst, rij.reden)  # pyright: ignore


def _ouder(opmerkingen: list[Opmerkingrij]) -> tuple[OudereAfwijzingen, ...]:
    telling = Counter((o.bestand, o.soort, o.uitkomst, o.reden) for o in opmerkingen)
    return tuple(OudereAfwijzingen(*sleutel, aantal) for sleutel, aantal in sorted(telling.items()))  # pyright: ignore


def schoolstand_van(
    school: School,
    peildatum: date,
    leveringen: list[tuple[Opnamerij, Levering]],
    weken: list[Weekrij],
    stilte: Stilte | None,
) -> SchoolStand:
    """One school on the analyst's page."""
    verzuim = [rij.ontvangen_op for rij, _ in leveringen if rij.soort == "verzuim" and rij.uitkomst == "verwerkt"]
    return SchoolStand(
        brin6=school.brin6,
        naam=school.naam,
        soort=school.soort,
        is_lesweek=bool(weken) and weken[-1].maandag == peildatum - timedelta(days=6),
        stilte=stilte,
        laatst_ontvangen=max(verzuim, default=None),
        quarantaine=sum(lev.quarantaine for rij, lev in leveringen if rij.bekend_op == peildatum),
    )


def gemeentestanden_van(leveringen: Iterable[tuple[Opnamerij, Levering]], peildatum: date) -> tuple[Gemeentestand, ...]:
    """Per kind of gemeente file its newest receipt. Old: not known since the Sunday that its contract allows. The same
    file again counts: it says that nothing changed.
    """
    nieuwste: dict[str, Opnamerij] = {}
    for rij, _ in leveringen:
        if rij.uitkomst != "geweigerd" and (
            rij.soort not in nieuwste or rij.ontvangen_op > nieuwste[rij.soort].ontvangen_op
        ):
            nieuwste[rij.soort] = rij
    return tuple(_gemeentestand(soort, nieuwste.get(soort), peildatum) for soort in GEMEENTESOORTEN)


def _gemeentestand(soort: str, rij: Opnamerij | None, peildatum: date) -> Gemeentestand:
    contract = lees_contract(soort)
    is_oud = rij is None or rij.bekend_op <= peildatum - contract.versheid_weken * WEEK
    return Gemeentestand(soort, contract.titel, rij.ontvangen_op if rij else None, is_oud)


def werkpunt_van(school: School | None, naam: Naam | None, rij: Werkrij, peildatum: date) -> Werkpunt:
    """One line of leerplicht's work; only a crossing that is not reported has a last day. Without a school and a name
    it is a person who was never enrolled at a delivering school, by zaaknummer.
    """
    uiterlijk = uiterste_melddatum(rij.sinds) if rij.punt == "niet_gemeld" else None
    return Werkpunt(
        brin6=school.brin6 if school else "",
        school=school.naam if school else "",
        leerlingnummer=naam.leerlingnummer if naam else rij.zaaknummer or "",
        klas=rij.klas or "",
        punt=rij.punt,  # pyright: ignore[reportArgumentType]
        sinds=rij.sinds,
        uiterlijk=uiterlijk,
        meldingsnummer=rij.meldingsnummer or "",
        werkdagen_over=werkdagen_over(peildatum, uiterlijk) if uiterlijk else None,
    )


def controle_van(soort: str, kolom: str, reden: str, verwachting: str, onverwacht: int, is_fout: bool) -> Controle:
    """One rule of one contract on the checks page."""
    regel = f"{kolom}: {reden}" if kolom else reden
    return Controle(soort, regel, None if is_fout else onverwacht, verwachting)


def poorten_van(leveringen: Iterable[Levering], controles: Iterable[Controle]) -> tuple[Poort, ...]:
    """The two gates of the analyst's page: every row accounted for, and every contract rule looked at."""
    scheef = [lev for lev in leveringen if lev.ontvangen != lev.geaccepteerd + lev.quarantaine + lev.genegeerd]
    gemist = [controle for controle in controles if controle.onverwacht is None]
    beheerder = "Meld dit aan de beheerder. Gebruik de lijsten van deze week nog niet."
    return (
        Poort(
            "Elke regel is verantwoord",
            not scheef,
            "Elke ontvangen regel is aanvaard, in quarantaine gezet of genegeerd."
            if not scheef
            else "Bij een of meer bestanden klopt de som van de regels niet.",
            "" if not scheef else beheerder,
        ),
        Poort(
            "De contracten zijn nagekeken",
            not gemist,
            "Great Expectations heeft elke contractregel gecontroleerd."
            if not gemist
            else "Een of meer contractregels konden niet worden gecontroleerd.",
            "" if not gemist else beheerder,
        ),
    )
