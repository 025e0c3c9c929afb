"""How sure the signals of a pupil are together, and what the list does not know. Words, no number."""

from assets.uitgifte.modellen import LijstLeerling, Weeksoort, Zekerheid
from assets.uitgifte.opmaak import aantal_tekst

GENOEG_DAGEN = 5
"""Known days of the window, from which on a signal does not rest on too little."""
ZEKERHEDEN: tuple[Zekerheid, ...] = ("duidelijk", "mogelijk", "weinig gegevens")
WAAROM: dict[Zekerheid, str] = {
    "duidelijk": "De nodige weken zijn aangeleverd. Het ligt ruim over de grens.",
    "mogelijk": "De nodige weken zijn aangeleverd. Het ligt dicht bij de grens.",
    "weinig gegevens": "Er mist een week, of er zijn maar een paar dagen bekend.",
}
ONBEKEND: dict[Weeksoort, str] = {"onbekend": "zonder gegevens", "onbekende_code": "met een code die wij niet kennen"}
# Because another school, which does not deliver, may have the pupil.
ANDERE_SCHOLEN = frozenset({"geen_inschrijving", "absoluut"})


def hoe_zeker(leerling: LijstLeerling) -> Zekerheid:
    """The surest of the standing signals: one clear fact is enough for a talk."""
    if not leerling.lopend:
        return "weinig gegevens"
    return min(leerling.lopend, key=lambda regel: ZEKERHEDEN.index(regel.zekerheid)).zekerheid


def waarom_zo_zeker(leerling: LijstLeerling) -> str:
    """The reason of hoe_zeker in words."""
    return WAAROM[hoe_zeker(leerling)]


def wat_we_niet_weten(leerling: LijstLeerling) -> tuple[str, ...]:
    """Sentences on what the data does not hold."""
    zinnen = ["Waarom deze leerling er niet was."]
    for soort, waarom in ONBEKEND.items():
        if onbekend := onbekende_weken(leerling, soort):
            zinnen.append(f"Wat er was in {aantal_tekst(onbekend, 'week', 'weken')} {waarom}.")
    if leerling.open_redenen:
        zinnen.append(f"De reden bij {aantal_tekst(leerling.open_redenen, 'gemiste les', 'gemiste lessen')}.")
    if any(regel.is_grensgeval for regel in leerling.lopend):
        zinnen.append("Of de grens van de wet ook is bereikt als u anders telt.")
    if any(regel.signaal in ANDERE_SCHOLEN for regel in leerling.lopend):
        zinnen.append("Of de leerling op een school zit die niet aanlevert.")
    if not leerling.besprekingen:
        zinnen.append("Of er al een gesprek was.")
    return tuple(zinnen)


def onbekende_weken(leerling: LijstLeerling, soort: Weeksoort) -> int:
    """How many of the pupil's shown weeks are unknown for this reason."""
    return sum(week.soort == soort for week in leerling.weken)
