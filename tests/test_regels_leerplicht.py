"""The signals of the leerplicht room at the edges of their rules (regels.md §4 A); expected by hand. P = 28-2-2027.

The pupil was enrolled at school A; the last schooldag before P is Friday 26-2.
"""

import pytest

from tests.toneel import LEERLING, Bouw, Geval, Plek, Toneel, maak_school, uren
from tests.winterzondag import ACHT_WEKEN, WINTER, P, geval, proef

DONDERDAG = "2027-02-25"
MORGEN, GISTEREN = "2027-03-01", "2027-02-27"


@pytest.fixture(scope="module")
def gespeeld(tmp_path_factory) -> Toneel:
    """The city of this Sunday."""
    return WINTER.speel(tmp_path_factory.mktemp("winter"))


def van(signaal: str):
    """`geval` of the leerplicht side."""

    def maak(naam: str, bouw: Bouw, *verwacht: str, **waar: str) -> Geval:
        return geval(naam, signaal, bouw, *verwacht, **{"kant": "leerplicht", **waar})

    return maak


def school(plek: Plek, letter: str = "A", pgn: bool = True, kalender=(), **leerling: object) -> None:
    """The pupil at a school of this scenario."""
    maak_school(plek, letter, begin=ACHT_WEKEN, kalender=kalender,
                leerling={"pgn": plek.pgn() if pgn else "", **leerling})  # fmt: skip


# --- geen_inschrijving -----------------------------------------------------------------------------------------------

geen = van("geen_inschrijving")
EEN_DAG = "2027-02-26 1 schooldag nieuw"


def vertrokken(eind: str = DONDERDAG, **velden) -> Bouw:
    return lambda plek: school(plek, einddatum=eind, **velden)


def vrijgesteld(begin: str, eind: str | None, artikel: str = "11") -> Bouw:
    """With an exemption of these dates."""

    def bouw(plek: Plek) -> None:
        vertrokken()(plek)
        plek.stad.vrijstelling(f"V{plek.nummer}", plek.pgn(), artikel, begin, eind)

    return bouw


def zaak(status: str, reden: str) -> Bouw:
    """With an absoluut row of this status and reason."""

    def bouw(plek: Plek) -> None:
        vertrokken()(plek)
        eind = None if status == "open" else "2027-02-26"
        plek.stad.absoluut(f"A{plek.nummer}", plek.pgn(), "2027-02-01", status, eind, reden)

    return bouw


def ook_op_b(startdatum: str, einddatum: str = "", **velden: object) -> Bouw:
    """Gone from school A, and enrolled at B."""

    def bouw(plek: Plek) -> None:
        vertrokken()(plek)
        school(plek, "B", startdatum=startdatum, einddatum=einddatum, **velden)

    return bouw


def even_in_een_andere_klas(plek: Plek) -> None:
    """At A for good, and in another class until a week before P."""
    bij_a = maak_school(plek, begin=ACHT_WEKEN, leerling={"pgn": plek.pgn()})
    bij_a.rooster("1b", geldig_van=ACHT_WEKEN)
    bij_a.inschrijving(LEERLING, klas="1b", startdatum="2027-02-01", einddatum="2027-02-19", pgn=plek.pgn())


@proef(
    geen("weg na de laatste schooldag", vertrokken("2027-02-26")),
    geen("een schooldag sindsdien", vertrokken(), EEN_DAG),
    geen("twee schooldagen", vertrokken("2027-02-24"), "2027-02-25 2 schooldag nieuw"),
    geen("ingeschreven tot en met P", vertrokken(P)),
    geen("alleen vakantie sindsdien", vertrokken("2027-02-19", kalender=[("2027-02-22", "2027-02-26")])),
    geen("een schooldag voor de vakantie", vertrokken("2027-02-18", kalender=[("2027-02-22", "2027-02-26")]),
         "2027-02-19 1 schooldag nieuw"),
    geen("zonder pgn", vertrokken(pgn=False)),
    geen("met een bestemming", vertrokken(bestemming_brin6="03MJ00")),
    geen("andere gemeente", vertrokken(woongemeente="0363")),
    geen("eigen gemeente", vertrokken(woongemeente="0344"), EEN_DAG),
    geen("S: niet", vertrokken(), kant="school"),
    geen("18 op P", vertrokken(geboortedatum="2009-02-28")),
    geen("18 na P", vertrokken(geboortedatum="2009-03-01"), EEN_DAG),
    geen("diploma op P", vertrokken(geboortedatum="2010-01-01", startkwalificatie_op=P)),
    geen("diploma na P", vertrokken(geboortedatum="2010-01-01", startkwalificatie_op=MORGEN), EEN_DAG),
    geen("16 in dit schooljaar: leerplicht tot 31 juli",
         vertrokken(geboortedatum="2010-08-01", onderwijssoort="vso_arbeid"), EEN_DAG),
    geen("16 in het vorige", vertrokken(geboortedatum="2010-07-31", onderwijssoort="vso_arbeid")),
    # plicht from the first schooldag in February, in March
    geen("5 op 31 januari", vertrokken(geboortedatum="2022-01-31"), EEN_DAG),
    geen("5 op 1 februari", vertrokken(geboortedatum="2022-02-01")),
    geen("vrijgesteld tot en met P", vrijgesteld("2026-08-01", P)),
    geen("vrijgesteld tot gisteren", vrijgesteld("2026-08-01", GISTEREN), EEN_DAG),
    geen("vrijgesteld vanaf P", vrijgesteld(P, None)),
    geen("vrijgesteld vanaf morgen", vrijgesteld(MORGEN, None), EEN_DAG),
    geen("vrijgesteld, 5a", vrijgesteld("2026-08-01", None, "5a")),
    geen("zaak gesloten: verhuisd", zaak("gesloten", "verhuisd")),
    geen("zaak gesloten: buitenland", zaak("gesloten", "buitenland")),
    geen("zaak gesloten: overleden", zaak("gesloten", "overleden")),
    geen("zaak gesloten: ingeschreven", zaak("gesloten", "ingeschreven"), EEN_DAG),
    geen("zaak open", zaak("open", "verhuisd"), EEN_DAG),
    geen("elders ingeschreven op P", ook_op_b(P)),
    geen("elders ingeschreven na P", ook_op_b(MORGEN), EEN_DAG),
    geen("elders nevens ingeschreven", ook_op_b("2027-02-01", hoofdinschrijving="nee")),
    geen("eerder weg van de andere school", ook_op_b("2026-09-01", "2027-02-24"), EEN_DAG),
    geen("later weg van de andere school", ook_op_b("2026-09-01", "2027-02-26")),
    geen("eerder weg: daar geen rij", ook_op_b("2026-09-01", "2027-02-24"), letter="B"),
    geen("op P terug uit een andere klas", even_in_een_andere_klas),
    geen("de laatste noemt een bestemming", ook_op_b("2026-09-01", "2027-02-25", bestemming_brin6="03MJ00")),
    geen("een eerdere noemt een bestemming", ook_op_b("2026-09-01", "2027-02-24", bestemming_brin6="03MJ00"), EEN_DAG),
)  # fmt: skip
def test_enrolled_nowhere(gespeeld, scene):
    assert gespeeld.gevonden(scene) == scene.verwacht


# --- absoluut --------------------------------------------------------------------------------------------------------

absoluut = van("absoluut")


def zaken(*rijen: tuple[str, str, str | None], bij: str = "A") -> Bouw:
    """Cases of one person: (datum_signaal, status, einddatum). bij: the schools where enrolled, the last one ended."""

    def bouw(plek: Plek) -> None:
        for letter in bij:
            school(plek, letter, einddatum="2026-12-31" if len(bij) > 1 and letter == bij[-1] else "")
        for nummer, (datum, status, eind) in enumerate(rijen):
            plek.stad.absoluut(f"Z{plek.nummer}-{nummer}", plek.pgn(), datum, status, eind)

    return bouw


def bij_a_met_een_wissel_van_klas(plek: Plek) -> None:
    """At A for good, in another class for a while; at B until the summer."""
    bij_a = maak_school(plek, begin=ACHT_WEKEN, leerling={"pgn": plek.pgn()})
    bij_a.rooster("1b", geldig_van=ACHT_WEKEN)
    bij_a.inschrijving(LEERLING, klas="1b", startdatum="2026-09-01", einddatum="2027-03-31", pgn=plek.pgn())
    school(plek, "B", startdatum="2026-09-15", einddatum="2027-07-31")
    plek.stad.absoluut(f"Z{plek.nummer}", plek.pgn(), *OPEN)


OPEN = ("2027-02-18", "open", None)
TIEN = "2027-02-18 10 dag nieuw"


@proef(
    absoluut("begint na P", zaken((MORGEN, "open", None))),
    absoluut("begint op P", zaken((P, "open", None)), f"{P} 0 dag nieuw"),
    absoluut("begint voor P", zaken((GISTEREN, "open", None)), f"{GISTEREN} 1 dag nieuw"),
    absoluut("gesloten op P", zaken(("2027-02-18", "gesloten", P))),
    absoluut("gesloten na P", zaken(("2027-02-18", "gesloten", MORGEN)), TIEN),
    absoluut("gesloten zonder datum", zaken(("2027-02-18", "gesloten", None))),
    absoluut("open met een einddatum die voorbij is", zaken(("2027-02-18", "open", "2027-02-20")), TIEN),
    absoluut("twee zaken: de eerste", zaken(("2027-02-20", "open", None), OPEN), TIEN),
    absoluut("een gesloten zaak ervoor", zaken(("2027-01-01", "gesloten", "2027-01-31"), OPEN), TIEN),
    absoluut("bij de school van de nieuwste inschrijving", zaken(OPEN, bij="AB"), TIEN),
    absoluut("bij de oude geen rij", zaken(OPEN, bij="AB"), letter="B"),
    absoluut("rijen die aansluiten zijn een inschrijving", bij_a_met_een_wissel_van_klas, TIEN),
    absoluut("nooit ingeschreven", zaken(OPEN, bij=""), TIEN, letter="", leerling="Z{nummer}-0"),
    absoluut("S: niet", zaken(OPEN), kant="school"),
)
def test_a_case_of_absoluut_verzuim(gespeeld, scene):
    assert gespeeld.gevonden(scene) == scene.verwacht


# --- vrijstelling_verloopt -------------------------------------------------------------------------------------------

verloopt = van("vrijstelling_verloopt")
TIEN_MAART = "2027-03-10"
NOG_TIEN = f"{TIEN_MAART} 10 dag nieuw"


def eindigt(eind: str | None, *volgende: tuple, bij: str = "A") -> Bouw:
    """An exemption 5b to this date; then (artikel, begin, end[, number of another person])."""

    def bouw(plek: Plek) -> None:
        for letter in bij:
            school(plek, letter)
        plek.stad.vrijstelling(f"E{plek.nummer}", plek.pgn(), "5b", "2026-01-01", eind)
        for nummer, (artikel, begin, tot, *ander) in enumerate(volgende):
            wie = plek.pgn(*ander)
            plek.stad.vrijstelling(f"E{plek.nummer}-{nummer}", wie, artikel, begin, tot)

    return bouw


@proef(
    verloopt("31 dagen na P", eindigt("2027-03-31")),
    verloopt("30 dagen na P", eindigt("2027-03-30"), "2027-03-30 30 dag nieuw"),
    verloopt("op P", eindigt(P), f"{P} 0 dag nieuw"),
    verloopt("30 dagen voor P", eindigt("2027-01-29"), "2027-01-29 -30 dag nieuw"),
    verloopt("31 dagen voor P", eindigt("2027-01-28")),
    verloopt("zonder einde", eindigt(None)),
    verloopt("gevolgd op de dag erna", eindigt(TIEN_MAART, ("5b", "2027-03-11", "2028-03-10"))),
    verloopt("gevolgd, open einde", eindigt(TIEN_MAART, ("5b", "2027-03-11", None))),
    verloopt("gevolgd met een dag ertussen", eindigt(TIEN_MAART, ("5b", "2027-03-12", "2028-03-10")), NOG_TIEN),
    verloopt("de volgende begon eerder", eindigt(TIEN_MAART, ("5b", "2027-01-01", "2028-03-10"))),
    # that one ends itself, on 11-3
    verloopt("de volgende geldt precies de dag erna", eindigt(TIEN_MAART, ("5b", "2027-03-11", "2027-03-11")),
             "2027-03-11 11 dag nieuw"),
    verloopt("een andere die op dezelfde dag eindigt", eindigt(TIEN_MAART, ("5b", "2027-01-01", TIEN_MAART)),
             NOG_TIEN),
    verloopt("een ander artikel", eindigt(TIEN_MAART, ("5a", "2027-03-11", "2028-03-10")), NOG_TIEN),
    verloopt("van een ander", eindigt(TIEN_MAART, ("5b", "2027-03-11", "2028-03-10", 1)), NOG_TIEN),
    verloopt("twee: de eerste", eindigt("2027-03-12", ("11", "2026-01-01", TIEN_MAART)), NOG_TIEN),
    verloopt("nooit ingeschreven", eindigt(TIEN_MAART, bij=""), NOG_TIEN, letter="", leerling="E{nummer}"),
    verloopt("S: niet", eindigt(TIEN_MAART), kant="school"),
)  # fmt: skip
def test_an_exemption_that_ends(gespeeld, scene):
    assert gespeeld.gevonden(scene) == scene.verwacht


def test_the_reference_says_the_same_of_every_scenario(gespeeld):
    assert gespeeld.verschillen() == []


# --- te_laat ---------------------------------------------------------------------------------------------------------

te_laat = van("te_laat")
NEGEN_KEER = [("2027-02-01", 4), ("2027-02-02", 4), ("2027-02-03", 1)]


def later_anders(nu: str, straks: str) -> Bouw:
    """Nine times late at 17, in a onderwijssoort that changes next month: only vso_vervolg has kwalificatieplicht."""

    def bouw(plek: Plek) -> None:
        velden = {"geboortedatum": "2009-09-01", "onderwijssoort": nu, "einddatum": "2027-03-31"}
        bij_a = maak_school(plek, begin=ACHT_WEKEN, leerling=velden)
        bij_a.inschrijving(LEERLING, geboortedatum="2009-09-01", onderwijssoort=straks, startdatum="2027-04-01")
        bij_a.verzuim("2026-07-01", plek.laatste, plek.ontvangst, uren(*NEGEN_KEER, code="T"))

    return bouw


@proef(
    te_laat("nu plicht, straks niet", later_anders("vso_vervolg", "vso_dagbesteding"), "2027-02-03 9 keer nieuw"),
    te_laat("straks plicht, nu niet", later_anders("vso_dagbesteding", "vso_vervolg")),
)
def test_late_with_plicht_on_the_day_itself(gespeeld, scene):
    assert gespeeld.gevonden(scene) == scene.verwacht
