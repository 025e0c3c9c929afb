"""Made-up pupils and schools for the tests of the pages. No real person, number or place."""

from datetime import date, timedelta

from assets.uitgifte.keuze import kies
from assets.uitgifte.modellen import (
    Bespreking,
    Lijst,
    LijstLeerling,
    Route,
    SignaalRegel,
    Termijn,
    Vrijstelling,
    Weekpunt,
)
from assets.uitgifte.uitleg import maak_uitleg

PEILDATUM = date(2026, 11, 15)
MAANDAG = PEILDATUM - timedelta(days=6)
IN_BEELD_VANAF = MAANDAG - timedelta(weeks=2)
VAKANTIE = date(2026, 10, 19)

ROUTE = Route(
    stap="kernpartners",
    sinds=date(2026, 11, 12),
    eerder=(("gesignaleerd", date(2026, 9, 28)), ("contact", date(2026, 11, 3))),
    termijnen=(
        Termijn("actietafel", date(2026, 11, 19), is_dringend=True),
        Termijn("passend_aanbod", date(2026, 12, 28)),
    ),
)
ROUTE_VOORBIJ = Route(
    stap="plan",
    sinds=date(2026, 9, 14),
    eerder=(("contact", date(2026, 8, 31)),),
    termijnen=(Termijn("passend_aanbod", date(2026, 11, 13), is_voorbij=True, is_dringend=True),),
    is_deels_terug=True,
    regisseur="buurtteam",
)

CROSSING = {
    "begindatum": date(2026, 10, 26),
    "einddatum": date(2026, 11, 10),
    "uren": 17,
    "eenheid": "lesuur",
    "uiterste_melddatum": date(2026, 11, 17),
    "meldingsnummer": None,
    "grensgeval": False,
}


def signaal(naam: str = "kwart_2w", status: str = "nieuw", **velden) -> SignaalRegel:
    """A row of a signal with a real explanation."""
    sinds = velden.pop("sinds", date(2026, 11, 10))
    if naam == "verzuim_16u4w":
        uitleg = maak_uitleg(naam, CROSSING | {"grensgeval": velden.get("is_grensgeval", False)})
    else:
        eenheid = {"eenheid": "episode"} if naam == "ziek_mazl" else {}
        uitleg = maak_uitleg(naam, {"sinds": sinds, "waarde": 31, **eenheid})
    return SignaalRegel(naam, sinds, status, uitleg, **velden)


def weken(gemist: list[int | None], gepland: int | None = 1500) -> tuple[Weekpunt, ...]:
    """Weeks up to PEILDATUM, oldest first; None is unknown, -1 is a week without lessons."""
    begin = MAANDAG - timedelta(weeks=len(gemist) - 1)
    punten = []
    for plaats, minuten in enumerate(gemist):
        maandag = begin + timedelta(weeks=plaats)
        if minuten == -1:
            punten.append(Weekpunt(maandag, "vakantie"))
        elif minuten is None:
            punten.append(Weekpunt(maandag, "onbekend"))
        else:
            punten.append(Weekpunt(maandag, "bekend", minuten, gepland))
    return tuple(punten)


def leerling(nummer: str, *signalen: SignaalRegel, **velden) -> LijstLeerling:
    """A pupil; names follow from the number unless given."""
    basis = {"roepnaam": f"Voornaam{nummer}", "achternaam": f"Achternaam{nummer}", "klas": "2B"}
    return LijstLeerling(leerlingnummer=nummer, signalen=signalen, **(basis | velden))


def voorbeeldleerlingen() -> list[LijstLeerling]:
    """One or two pupils for every group."""
    rustig = [0, 0, 100, 0, 0, 50, 0, -1, 0, 0, 0, 100, 0]
    return [
        leerling("00101", signaal("verzuim_16u4w"), signaal("afwezig_10", "blijft", sinds=date(2026, 9, 7)),
                 roepnaam="Sem", achternaam="Voorbeeld", klas="3A", open_redenen=2,
                 weken=weken([0, 0, 100, 0, 0, 50, 150, -1, 300, 450, 600, 200, 500])),
        leerling("00102", signaal("lrv", "blijft", sinds=date(2026, 9, 28)), roepnaam="Noor", achternaam="de Fictie",
                 klas="1C", besprekingen=(Bespreking(date(2026, 11, 3), "actie"),), route=ROUTE,
                 weken=weken([0, 0, 0, 300, 1500, 1500, 1500, -1, 1500, 1500, 1500, 1500, 1500])),
        leerling("00103", signaal("kwart_2w"), roepnaam="Älva", achternaam="Bedacht", klas="2B",
                 weken=weken([0, 0, 0, 0, 0, 0, None, -1, 0, 0, 100, 450, 700])),
        leerling("00104", signaal("ziek_mazl"), roepnaam="Daan", achternaam="Verzonnen", klas="4H",
                 weken=weken([300, 0, 0, 600, 0, 0, 300, -1, 0, 0, 300, 0, 300])),
        leerling("00105", signaal("afwezig_20", "blijft", sinds=date(2026, 9, 1)), roepnaam="Mila", achternaam="Leeg",
                 klas="2B", weken=weken([300, 300, 450, 0, 600, 300, 300, -1, 150, None, 450, 300, 450]),
                 besprekingen=(Bespreking(date(2026, 9, 29), "actie"),)),
        leerling("00106", signaal("afwezig_10", "blijft"), roepnaam="Finn", achternaam="Aangenomen", klas="3A",
                 besprekingen=(Bespreking(date(2026, 11, 10), "bekend", "jgz", "gesprek"),), weken=weken(rustig)),
        leerling("00107", signaal("kwart_2w", "opgelost", is_eerder_getoond=True), roepnaam="Lot",
                 achternaam="Gemaakt", klas="1A", is_gezien_in_k=True, weken=weken(rustig)),
        leerling("00108", signaal("ziek_mazl", "uitgeschreven"), roepnaam="Ties", achternaam="Ergens", klas="5V"),
    ]  # fmt: skip


def termijnleerling(nummer: str, **velden) -> LijstLeerling:
    """A pupil without a signal whose term is over."""
    afspraak = Bespreking(date(2026, 9, 14), "actie", "buurtteam", "plan")
    return leerling(nummer, **({"route": ROUTE_VOORBIJ, "besprekingen": (afspraak,)} | velden))


def voorbeeldlijst(kant: str = "school", **velden) -> Lijst:
    """A list with every group; on the leerplicht side L signals and ongeoorloofd minutes only."""
    leerlingen = voorbeeldleerlingen() if kant == "school" else leerplichtleerlingen()
    keuze = kies(leerlingen, capaciteit=10, peildatum=PEILDATUM, in_beeld_vanaf=IN_BEELD_VANAF)
    basis = {
        "kant": kant, "modus": "proef", "school": "Voorbeeldcollege", "brin6": "99XX00", "peildatum": PEILDATUM,
        "capaciteit": 10, "is_lesweek": True, "niet_geleverd": (date(2026, 9, 28),), "keuze": keuze,
        "termijnen": (termijnleerling("00120"),) if kant == "school" and "keuze" not in velden else (),
        "contact": "administratie@voorbeeld.example", "versie": "0.1.0",
        "wijk": "Verzonnen wijk", "hulp": "Voorbeeldhulp",
    }  # fmt: skip
    return Lijst(**(basis | velden))


def leerplichtleerlingen() -> list[LijstLeerling]:
    """L signals only."""
    return [
        leerling("00101", signaal("verzuim_16u4w"), roepnaam="Sem", achternaam="Voorbeeld", klas="3A",
                 weken=weken([0, 0, 0, 0, 0, 50, 150, -1, 300, 450, 600, 200, 500], None)),
        leerling("00102", signaal("lrv", "blijft", sinds=date(2026, 9, 28)), roepnaam="Noor", achternaam="de Fictie",
                 klas="1C", vrijstellingen=(Vrijstelling("11", date(2027, 1, 31)),),
                 weken=weken([0, 0, 0, None, 1500, 1500, 1500, -1, 1500, 1500, 1500, 1500, 1500], None)),
        leerling("00109", signaal("luxeverzuim", "vervallen"), roepnaam="Isa", achternaam="Nergens", klas="1C"),
    ]  # fmt: skip
