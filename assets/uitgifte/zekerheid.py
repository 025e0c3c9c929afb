"""How sure a pupil's signals are, and what the list does not know. Words, no number."""

from assets.uitgifte.modellen import LijstLeerling, SignaalRegel, Zekerheid
from assets.uitgifte.opmaak import aantal_tekst
from data_contracts.signalen import laad_signalen

# Because another school, which does not deliver, may have the pupil.
NOOIT_DUIDELIJK = frozenset({"geen_inschrijving", "absoluut"})


def hoe_zeker(leerling: LijstLeerling) -> Zekerheid:
    """weinig gegevens: a week of the signal's window is unknown. duidelijk: no doubt at all.

    mogelijk, in between: a limit case, a reason still open, or another week of the last 12 unknown.
    """
    if any(_mist_gegevens(leerling, regel) for regel in leerling.lopend):
        return "weinig gegevens"
    twijfel = any(regel.is_grensgeval or regel.signaal in NOOIT_DUIDELIJK for regel in leerling.lopend)
    return "mogelijk" if twijfel or leerling.open_redenen or onbekende_weken(leerling) else "duidelijk"


def waarom_zo_zeker(leerling: LijstLeerling) -> str:
    """One sentence with the reason of hoe_zeker."""
    return {
        "weinig gegevens": "Niet alle weken zijn aangeleverd.",
        "mogelijk": "Een reden, een grens of een week is nog onzeker.",
        "duidelijk": "Alle nodige weken zijn aangeleverd.",
    }[hoe_zeker(leerling)]


def wat_we_niet_weten(leerling: LijstLeerling) -> tuple[str, ...]:
    """Sentences on what the data does not hold."""
    zinnen = ["Waarom deze leerling er niet was."]
    onbekend = onbekende_weken(leerling)
    if onbekend:
        zinnen.append(f"Wat er was in {aantal_tekst(onbekend, 'week', 'weken')} zonder gegevens.")
    if leerling.open_redenen:
        zinnen.append(f"De reden bij {aantal_tekst(leerling.open_redenen, 'gemiste les', 'gemiste lessen')}.")
    if not leerling.besprekingen:
        zinnen.append("Of er al een gesprek was.")
    return tuple(zinnen)


def onbekende_weken(leerling: LijstLeerling) -> int:
    """How many of the pupil's shown weeks hold no data."""
    return sum(week.soort == "onbekend" for week in leerling.weken)


def _mist_gegevens(leerling: LijstLeerling, regel: SignaalRegel) -> bool:
    venster = laad_signalen()[regel.signaal].venster_lesweken or 1
    lesweken = [week for week in leerling.weken if week.soort != "vakantie"]
    return regel.status == "gegevens_ontbreken" or any(week.soort == "onbekend" for week in lesweken[-venster:])
