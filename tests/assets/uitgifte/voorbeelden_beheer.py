"""Made-up deliveries, schools and work for the tests of the pages without names."""

from datetime import date, datetime, timedelta

from assets.uitgifte.modellen_beheer import (
    Afwijzing,
    Compleet,
    Controle,
    Correctie,
    Gat,
    Gemeentestand,
    Kwaliteitsweek,
    Levering,
    Maandag,
    Ontvangst,
    OudereAfwijzingen,
    Poort,
    RunVerslag,
    SchoolStand,
    Stilte,
    Terugkoppeling,
    Validatie,
    Werkpunt,
    Werkvoorraad,
)

PEILDATUM = date(2026, 11, 15)
BESTAND = "99XX00/verzuim/absenties__20260831-20261115__20261116T0630.csv"


def levering(**velden) -> Levering:
    """A processed attendance file; the sum of its rows is right."""
    basis = {
        "brin6": "99XX00", "soort": "verzuim", "bestand": BESTAND, "sha256": "ab" * 32,
        "ontvangen_op": datetime(2026, 11, 16, 6, 30), "uitkomst": "verwerkt", "van": date(2026, 8, 31),
        "tot": PEILDATUM, "ontvangen": 12345, "geaccepteerd": 12300, "quarantaine": 5, "genegeerd": 40,
        "redenen": {"onbekende_code": 4, "datum_ongeldig": 1, "geen_verzuim": 40}, "kolommen_weg": ("opmerking",),
    }  # fmt: skip
    return Levering(**(basis | velden))


def gat(maand: int, dag: int, terug: int, dagen: int = 5) -> Gat:
    """A lesweek of five schooldagen in 2026 from this Monday on, of which the last `dagen` miss."""
    maandag = date(2026, maand, dag)
    alle = tuple(maandag + timedelta(days=i) for i in range(5))
    return Gat(maandag, terug, 5, alle[5 - dagen :])


STILTE = Stilte("mist", (gat(9, 28, 6), gat(11, 9, 0, dagen=2)), datetime(2026, 11, 12, 6, 30))
"""One whole week, and the end of the newest."""

KWALITEIT = (
    Kwaliteitsweek(date(2026, 10, 12), Ontvangst(2, 0, 800, 700, 100, 0, (("onbekende_code", 90), ("dubbel", 6),
                   ("veld_leeg", 3), ("waarde_ongeldig", 1))), Compleet(3), Correctie(60, 9, 6, 200, 10)),
    Kwaliteitsweek(date(2026, 10, 19), Ontvangst(1, 1, 40, 40), None, None),
    Kwaliteitsweek(date(2026, 10, 26), Ontvangst(), Compleet(None), None),
    Kwaliteitsweek(date(2026, 11, 2), Ontvangst(1, 0, 12345, 12300, 5, 40, (("onbekende_code", 5),)), Compleet(1),
                   Correctie(70, 0, 0, 0, 0)),
)  # fmt: skip
"""A week with corrections, a holiday in which a file came, a week that misses, and a good one."""

GEWEIGERD = levering(
    soort="inschrijvingen", bestand="99XX00/inschrijvingen/leerlingen.xlsx", uitkomst="geweigerd", reden="versleuteld",
    van=None, tot=None, ontvangen=0, geaccepteerd=0, quarantaine=0, genegeerd=0, redenen={}, kolommen_weg=(),
)  # fmt: skip


def voorbeeldterugkoppeling(**velden) -> Terugkoppeling:
    """One good and one refused file, rows of three outcomes, and older ones."""
    regels = [(12, "onbekende_code"), (13, "onbekende_code"), (14, "onbekende_code"), (90, "onbekende_code")]
    afwijzingen = [Afwijzing(BESTAND, "verzuim", regel, "code", "quarantaine", reden) for regel, reden in regels]
    afwijzingen.append(Afwijzing(BESTAND, "verzuim", 7, "datum", "quarantaine", "datum_ongeldig"))
    afwijzingen.append(Afwijzing(BESTAND, "verzuim", 55, "", "gemeld", "buiten_rooster"))
    afwijzingen += [Afwijzing(BESTAND, "verzuim", regel, "", "genegeerd", "geen_verzuim") for regel in range(200, 240)]
    basis = {
        "modus": "proef", "school": "Voorbeeldcollege", "brin6": "99XX00", "peildatum": PEILDATUM,
        "leveringen": (levering(), GEWEIGERD), "afwijzingen": tuple(afwijzingen),
        "ouder": (OudereAfwijzingen(BESTAND, "verzuim", "quarantaine", "geen_inschrijving", 12),),
        "stilte": STILTE, "kwaliteit": KWALITEIT, "versie": "0.1.0",
        "boodschappen": ("In het nieuwste bestand met inschrijvingen staan 3 leerlingen niet meer.",),
    }  # fmt: skip
    return Terugkoppeling(**(basis | velden))


def voorbeeldmaandag(**velden) -> Maandag:
    """Three schools: one silent, one on holiday, one fine."""
    moment = datetime(2026, 11, 16, 6, 30)
    scholen = (
        SchoolStand("99XX00", "Voorbeeldcollege", "vo", True, None, moment, 5),
        SchoolStand(
            "99YY00", "Basisschool De Stille", "po", True, Stilte("nooit", (gat(11, 2, 1), gat(11, 9, 0))), None
        ),
        SchoolStand("99ZZ00", "Fictief Lyceum", "vo", False, None, moment),
    )
    poorten = (
        Poort("Muur om ziekteverzuim", True, "Buiten de school staat geen geoorloofd verzuim."),
        Poort("Onthulling stad", False, "Een aantal was terug te rekenen.", "Vraag de analist om de cel te sluiten."),
    )
    basis = {
        "modus": "proef", "peildatum": PEILDATUM, "scholen": scholen, "geweigerd": (GEWEIGERD,), "poorten": poorten,
        "gemeente": (
            Gemeentestand("meldingen", "Verzuimmeldingen", moment, False),
            Gemeentestand("vrijstellingen", "Vrijstellingen", datetime(2026, 10, 26, 6, 30), True),
            Gemeentestand("inzet", "Inzet", None, True),
        ),
        "swv": (("VO2601", "Samenwerkingsverband VO"),), "versie": "0.1.0",
    }  # fmt: skip
    return Maandag(**(basis | velden))


def voorbeeldwerk() -> Werkvoorraad:
    """Work of four kinds, not in order."""
    punten = (
        Werkpunt("99XX00", "Voorbeeldcollege", "00102", "1C", "lrv", date(2026, 9, 28), meldingsnummer="M-77"),
        Werkpunt("99XX00", "Voorbeeldcollege", "00101", "3A", "niet_gemeld", date(2026, 11, 10), date(2026, 11, 17),
                 werkdagen_over=2),
        Werkpunt("99XX00", "Voorbeeldcollege", "00110", "4H", "niet_gemeld", date(2026, 11, 3), date(2026, 11, 10),
                 werkdagen_over=-3),
        Werkpunt("", "", "Z-12", "", "absoluut", date(2026, 10, 1)),
    )  # fmt: skip
    return Werkvoorraad("proef", PEILDATUM, punten, "0.1.0")


def voorbeeldvalidatie() -> Validatie:
    """One rule of each outcome."""
    controles = (
        Controle("school.bron.verzuim", "leerling is gevuld", 0),
        Controle("school.bron.verzuim", "soort staat in de lijst", 3),
        Controle("school.kern.slot", "minuten liggen tussen 1 en 600", 1234),
        Controle("stad.publicatie.trends", "waarde hoort bij teller en noemer", None, "De tabel is leeg."),
    )
    return Validatie("proef", PEILDATUM, controles, "0.1.0")


def voorbeeldrun() -> RunVerslag:
    """A run with two deliveries and a small, a middle and a large table."""
    tabellen = {"school.signaal.signaal": 7, "school.kern.slot": 12342, "kluis.bron.leerling": 13}
    return RunVerslag(PEILDATUM, "0.1.0", "cd" * 32, (levering(), GEWEIGERD), tabellen, {"inname": 1.23456})
