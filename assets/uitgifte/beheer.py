"""Three pages without names: the analyst's Monday page, what was checked, and leerplicht's work."""

from datetime import date, timedelta
from itertools import groupby

from assets.uitgifte.csvbestand import maak_csv
from assets.uitgifte.modellen_beheer import (
    Maandag,
    Oorzaak,
    Punt,
    SchoolStand,
    Stilte,
    Validatie,
    Werkpunt,
    Werkvoorraad,
)
from assets.uitgifte.redenen import reden_van
from assets.uitgifte.sjabloon import render
from assets.uitgifte.stilte import mist_tekst
from assets.uitgifte.veilig import onverwacht_tekst
from data_contracts.signalen import laad_signalen

GRENS = laad_signalen()["verzuim_16u4w"]
LRV_DAGEN = laad_signalen()["lrv"].maat().drempel

STILTEWOORD: dict[Oorzaak, str] = {
    "nooit": "nog niets",
    "geen_rooster": "geen rooster",
    "rooster_verlopen": "rooster verlopen",
    "mist": "mist",
}
"""How a school that owes data stands, most silent first."""

PUNTTEKST: dict[Punt, tuple[str, str]] = {
    "niet_gemeld": (
        "Overschrijding nog niet gemeld",
        f"De grens van {GRENS.maat().drempel} uren in {GRENS.venster_lesweken} lesweken is bereikt. "
        "Er is nog geen melding van deze school.",
    ),
    "lrv_zonder_melding": (
        f"Langer dan {LRV_DAGEN} dagen afwezig, zonder melding",
        "De leerling is lang zonder geldige of bekende reden afwezig. Dit is nog niet gemeld.",
    ),
    "lrv": (f"Langer dan {LRV_DAGEN} dagen afwezig", "De leerling is lang zonder geldige of bekende reden afwezig."),
    "absoluut": ("Mogelijk absoluut verzuim", "De zaak is nog open."),
    "geen_inschrijving": (
        "Niet ingeschreven op een school",
        "De leerling staat op geen enkele school in deze gegevens. Scholen die niet aanleveren, zien wij niet.",
    ),
    "vrijstelling_verloopt": (
        "Vrijstelling loopt af",
        "De vrijstelling eindigt rond de peildatum. Er is nog geen nieuwe.",
    ),
    "melding_zonder_overschrijding": (
        "Melding zonder overschrijding",
        "Er is een melding, maar in de gegevens van de school staat geen overschrijding. Overleg met de school.",
    ),
}


def index_html(maandag: Maandag) -> str:
    """The Monday page: who did not deliver comes first."""
    stil = [school for school in maandag.scholen if school.stilte]
    return render(
        "index.html.j2",
        m=maandag,
        modus=maandag.modus,
        stil=sorted(stil, key=_meest_stil),
        stand=stand_woord,
        mist=mist_tekst,
        stilte_woord=stilte_woord,
        oud=[stand for stand in maandag.gemeente if stand.is_oud],
        scholen=sorted(maandag.scholen, key=_op_naam),
        geweigerd=[(lev, reden_van(lev.reden)) for lev in maandag.geweigerd],
        dicht=[poort for poort in maandag.poorten if not poort.is_open],
        deze_week=maandag.peildatum - timedelta(days=6),
    )


def validatie_html(validatie: Validatie) -> str:
    """Per contract every rule with the number of rows that broke it, made safe; no pupil data."""
    controles = sorted(validatie.controles, key=lambda controle: (controle.contract, controle.regel))
    per_contract = groupby(controles, key=lambda controle: controle.contract)
    return render(
        "validatie.html.j2",
        v=validatie,
        modus=validatie.modus,
        contracten=[
            (naam, [(rij, uitkomst(rij.onverwacht), onverwacht_tekst(rij.onverwacht)) for rij in rijen])
            for naam, rijen in per_contract
        ],
        overtreden=[(rij, onverwacht_tekst(rij.onverwacht)) for rij in controles if rij.onverwacht],
        fout=sum(bool(controle.onverwacht) for controle in controles),
        totaal=len(controles),
        niet=sum(controle.onverwacht is None for controle in controles),
    )


def uitkomst(onverwacht: int | None) -> str:
    """The outcome of one rule in a word or two."""
    return "niet gecontroleerd" if onverwacht is None else "nee" if onverwacht else "ja"


def werkvoorraad_html(werk: Werkvoorraad) -> str:
    """The work of the leerplicht office, per kind; legal terms first, the nearest term on top."""
    delen = [(titel, tekst, _van_punt(werk, punt)) for punt, (titel, tekst) in PUNTTEKST.items()]
    return render(
        "werkvoorraad.html.j2",
        w=werk,
        modus=werk.modus,
        delen=[deel for deel in delen if deel[2]],
        termijn=termijn_tekst,
    )


def werkvoorraad_csv(werk: Werkvoorraad) -> bytes:
    """The same rows in the fixed columns."""
    velden = ("brin6", "leerlingnummer", "klas", "punt", "sinds", "uiterlijk", "meldingsnummer")
    rijen = [{"peildatum": werk.peildatum} | {veld: getattr(punt, veld) for veld in velden} for punt in werk.punten]
    return maak_csv("werkvoorraad", rijen)


def termijn_tekst(punt: Werkpunt) -> str:
    """How many weekdays are left, in words; empty without a term. The page is read after its Sunday, so a term that has
    no weekday left has passed.
    """
    over = punt.werkdagen_over
    if over is None:
        return ""
    if over <= 0:
        return "termijn voorbij"
    return f"nog {over} {'werkdag' if over == 1 else 'werkdagen'}"


def stand_woord(school: SchoolStand, deze_week: date) -> str:
    """How the school stands in this week; deze_week is its Monday."""
    if school.stilte and school.stilte.oorzaak != "mist":
        return STILTEWOORD[school.stilte.oorzaak]
    if not school.is_lesweek:
        return "geen les"
    is_gat = school.stilte is not None and deze_week in (gat.maandag for gat in school.stilte.gaten)
    return "mist" if is_gat else "binnen"


def stilte_woord(school: SchoolStand) -> str:
    """Why a school is late, in a word or two; a first lesweek and a week without lessons are said."""
    if school.stilte is None:
        return ""
    extra = "eerste lesweek" if school.stilte.is_eerste_week else "" if school.is_lesweek else "nu geen les"
    is_week = school.stilte.oorzaak in ("nooit", "mist") and school.stilte.gaten
    return STILTEWOORD[school.stilte.oorzaak] + (f", {extra}" if extra and is_week else "")


def _meest_stil(school: SchoolStand) -> tuple[int, int, tuple[str, str]]:
    """Who never delivered first, then who has no timetable that holds, then who misses most weeks, then by name."""
    stilte = school.stilte or Stilte("mist")
    return list(STILTEWOORD).index(stilte.oorzaak), -len(stilte.gaten), _op_naam(school)


def _op_naam(school: SchoolStand) -> tuple[str, str]:
    return school.naam.casefold(), school.brin6


def _van_punt(werk: Werkvoorraad, punt: Punt) -> list[Werkpunt]:
    rijen = [rij for rij in werk.punten if rij.punt == punt]
    return sorted(rijen, key=lambda rij: (rij.uiterlijk or rij.sinds, rij.brin6, rij.leerlingnummer))
