"""The long runs and the crossings of 16 hours at the edges that tests/test_regels.py leaves (regels.md §4), by hand.

P = 28-2-2027. A run "from a date" misses every lesson from then to Friday 26-2.
"""

from collections.abc import Sequence

import pytest

from tests.bouwsteen import Verzuimrij
from tests.toneel import LEERLING, Bouw, Plek, Toneel, gewoon, hele_dagen, maak_school, uren
from tests.winterzondag import ACHT_WEKEN, ACHTTIEN, JANUARI, WINTER, ZEVENTIEN, P, proef, reeks, rij, stil, van, weg

JULI = "2026-07-20"
FEB8 = [("2027-02-08", "2027-02-12")]


@pytest.fixture(scope="module")
def gespeeld(tmp_path_factory) -> Toneel:
    """The city of this Sunday."""
    return WINTER.speel(tmp_path_factory.mktemp("winter"))


def zomer(eerste: str) -> Bouw:
    """Lesweken of 20-7, 27-7, 3-8, then 15-2 and 22-2: all missed from a date in July."""
    return reeks(eerste, begin=JULI, kalender=[("2026-08-08", "2027-02-14")])


# --- lrv -------------------------------------------------------------------------------------------------------------

lrv = van("lrv")
VANAF_18 = "2027-01-18 42 dag nieuw"
MIN_EEN_WEEK = "2027-01-18 35 dag nieuw"


def tegelijk(*rijen_b: Verzuimrij, hoofd_b: str = "nee") -> Bouw:
    """Always missed at school A; at school B, where the pupil is enrolled too, these rows."""

    def bouw(plek: Plek) -> None:
        wie = {"pgn": plek.pgn()}
        ander = maak_school(plek, "B", begin=JANUARI, leerling={**wie, "hoofdinschrijving": hoofd_b})
        ander.verzuim(JANUARI, P, plek.ontvangst, rijen_b)
        reeks(JANUARI, leerling=wie)(plek)

    return bouw


def wisselt(soort_b: str, soort_a: str, eind_b: str, start_a: str) -> Bouw:
    """A pupil of 17 from school B to school A, always missed from 18-1 on; of this onderwijssoort."""

    def bouw(plek: Plek) -> None:
        wie = {"pgn": plek.pgn(), "geboortedatum": ZEVENTIEN}
        oud = maak_school(plek, "B", begin=JANUARI, leerling={**wie, "onderwijssoort": soort_b, "einddatum": eind_b})
        oud.verzuim(JANUARI, P, plek.ontvangst, hele_dagen(JANUARI, eind_b))
        nieuw = {**wie, "onderwijssoort": soort_a, "startdatum": start_a}
        reeks(JANUARI, leerling=nieuw)(plek)

    return bouw


def maandag_gemist(code: str) -> Bouw:
    """The pupil's own timetable has lessons on Monday only, missed from 25-1 on; 25-1 itself with this code."""

    def bouw(plek: Plek) -> None:
        school = maak_school(plek, begin=JANUARI)
        school.rooster("", [1], leerlingnummer=LEERLING, geldig_van=JANUARI)
        school.verzuim(JANUARI, P, plek.ontvangst, weg("2027-01-26", rij("2027-01-25", code)))

    return bouw


WEEK_NVT = [rij(f"2027-02-{dag:02}", "N") for dag in range(8, 13)]
WEEK_OPEN = [rij(f"2027-02-{dag:02}", "?") for dag in range(22, 27)]


@proef(
    lrv("28 dagen", reeks("2027-02-01")),
    lrv("31 dagen", reeks("2027-01-29"), "2027-01-29 31 dag nieuw"),
    lrv("over 1 augustus: 4 lesweken", zomer("2026-07-27")),
    lrv("over 1 augustus: 5 lesweken", zomer("2026-07-20"), "2026-07-20 35 dag nieuw"),
    lrv("stil aan het begin", stil(JANUARI, [JANUARI], weg(JANUARI)), "2027-01-25 35 dag nieuw"),
    lrv("stil in het midden", stil(JANUARI, ["2027-02-08"], weg(JANUARI)), MIN_EEN_WEEK),
    lrv("stil aan het eind", stil(JANUARI, ["2027-02-22"], weg(JANUARI)), MIN_EEN_WEEK),
    lrv("35 min een stille week", stil(JANUARI, ["2027-02-08"], weg("2027-01-25"))),
    lrv("een rij in een stille week breekt niet",
        stil(JANUARI, ["2027-02-08"], weg(JANUARI, rij("2027-02-09", "P"))), MIN_EEN_WEEK),
    lrv("aanwezig op de andere school", tegelijk()),
    lrv("op beide scholen weg", tegelijk(*weg(JANUARI)), VANAF_18),
    lrv("op beide scholen weg: ook een rij bij nevens", tegelijk(*weg(JANUARI)), VANAF_18, letter="B"),
    lrv("een les aanwezig op de andere school", tegelijk(*weg(JANUARI, rij("2027-02-09", "P", 1)))),
    lrv("diploma op P", reeks(JANUARI, leerling={"geboortedatum": ZEVENTIEN, "startkwalificatie_op": P})),
    lrv("diploma na P", reeks(JANUARI, leerling={"geboortedatum": ZEVENTIEN, "startkwalificatie_op": "2027-03-01"}),
        VANAF_18),
    lrv("naar een school zonder plicht", wisselt("havo", "vso_arbeid", "2027-02-05", "2027-02-06")),
    lrv("van een school zonder plicht: 28", wisselt("vso_arbeid", "havo", "2027-01-29", "2027-02-01")),
    lrv("van een school zonder plicht: 31", wisselt("vso_arbeid", "havo", "2027-01-28", "2027-01-29"),
        "2027-01-29 31 dag nieuw"),
    # the week stays a lesweek of the school, so it counts in the length
    lrv("een week nvt", reeks("2027-01-25", *WEEK_NVT), "2027-01-25 35 dag nieuw"),
    lrv("een eigen rooster", maandag_gemist("O"), "2027-01-25 35 dag nieuw"),
    # after 25-1 lie four schooldagen of the pupil: still neutral, so the run begins on 1-2, 28 days ago
    lrv("een neutrale dag is geen begin", maandag_gemist("?")),
    lrv("de laatste week zonder reden", reeks("2027-01-25", *WEEK_OPEN), "2027-01-25 35 dag nieuw"),
    # Friday 19-2 has 5 schooldagen after it: neutral; from Monday 22-2 on present
    lrv("neutrale dagen maken de reeks niet langer", reeks("2027-02-01", rij("2027-01-29", "?"), begin=JANUARI),
        "2027-01-29 31 dag nieuw"),
    lrv("een latere rij spreekt tegen", reeks(JANUARI, rij("2027-02-09", "P", 6))),
)  # fmt: skip
def test_a_long_unauthorised_run(gespeeld, scene):
    assert gespeeld.gevonden(scene) == scene.verwacht


# --- lrv_3m ----------------------------------------------------------------------------------------------------------

drie = van("lrv_3m")


@proef(
    # 30-11 + 3 months is the last day of February, P itself
    drie("begin na P - 3 maanden", reeks("2026-12-01")),
    drie("begin op P - 3 maanden", reeks("2026-11-30")),
    drie("begin ervoor", reeks("2026-11-27"), "2026-11-27 3 maand nieuw"),
    drie("hele maanden: 29 oktober + 4 is 28 februari", reeks("2026-10-29"), "2026-10-29 4 maand nieuw"),
    drie("hele maanden: 2 november", reeks("2026-11-02"), "2026-11-02 3 maand nieuw"),
    drie("lang geleden maar geen 28 dagen", reeks("2026-11-27", kalender=[("2026-12-07", "2027-02-21")])),
    drie("lang geleden en 31 dagen", reeks("2026-11-27", kalender=[("2026-12-07", "2027-02-07")]),
         "2026-11-27 3 maand nieuw"),
    drie("geen plicht op P", reeks("2026-11-27", leerling={"geboortedatum": ACHTTIEN})),
    drie("geoorloofd", reeks("2026-11-27", code="Z")),
    drie("L", reeks("2026-11-27"), "2026-11-27 3 maand nieuw", kant="leerplicht"),
)  # fmt: skip
def test_longer_than_three_months(gespeeld, scene):
    assert gespeeld.gevonden(scene) == scene.verwacht


# --- langdurig_ziek --------------------------------------------------------------------------------------------------

ziek = van("langdurig_ziek")
VERLOF, GESCHORST = rij("2027-02-09", "V"), rij("2027-02-10", "S")


@proef(
    ziek("28 dagen", reeks("2027-02-01", code="Z")),
    ziek("31 dagen", reeks("2027-01-29", code="Z"), "2027-01-29 31 dag nieuw"),
    ziek("verlof en schorsing horen erbij", reeks(JANUARI, VERLOF, GESCHORST, code="Z"), VANAF_18),
    ziek("plicht is niet nodig", reeks(JANUARI, code="Z", leerling={"geboortedatum": ACHTTIEN}), VANAF_18),
    ziek("een les ongeoorloofd breekt", reeks(JANUARI, rij("2027-02-09", "O", 1), code="Z")),
    ziek("een les aanwezig breekt", reeks(JANUARI, rij("2027-02-09", "P", 1), code="Z")),
    ziek("een dag zonder reden breekt niet", reeks(JANUARI, rij("2027-02-24", "?"), code="Z"), VANAF_18),
    ziek("ook niet na de termijn", reeks(JANUARI, rij("2027-02-09", "?"), code="Z"), VANAF_18),
    ziek("een les zonder reden na de termijn", reeks(JANUARI, rij("2027-02-09", "?", 1), code="Z"), VANAF_18),
    ziek("een dag zonder reden is geen begin", reeks("2027-01-29", rij("2027-01-28", "?"), code="Z", begin=JANUARI),
         "2027-01-29 31 dag nieuw"),
    ziek("alleen dagen zonder reden", reeks(JANUARI, code="?")),
    ziek("een dag nvt", reeks(JANUARI, rij("2027-02-09", "N"), code="Z"), VANAF_18),
    ziek("min een vakantieweek", reeks(JANUARI, code="Z", kalender=FEB8), MIN_EEN_WEEK),
    ziek("35 min een vakantieweek", reeks("2027-01-25", code="Z", kalender=FEB8)),
    ziek("min een stille week", stil(JANUARI, ["2027-02-08"], weg(JANUARI, code="Z")), MIN_EEN_WEEK),
    ziek("terug op de laatste dag", reeks(JANUARI, rij("2027-02-26", "P"), code="Z")),
    ziek("ongeoorloofd", reeks(JANUARI)),
    ziek("L: niet", reeks(JANUARI, code="Z"), kant="leerplicht"),
)  # fmt: skip
def test_a_long_authorised_run(gespeeld, scene):
    assert gespeeld.gevonden(scene) == scene.verwacht


# --- verzuim_16u4w ---------------------------------------------------------------------------------------------------

uren16 = van("verzuim_16u4w")
VIER_MAANDAGEN = [("2027-02-01", 4), ("2027-02-08", 4), ("2027-02-15", 4), ("2027-02-22", 4)]
VIERDE = "2027-02-22 16 lesuur nieuw"
TWAALF_EN = [("2027-02-15", 6), ("2027-02-16", 6)]
VIER_DAGEN = [("2027-02-01", 4), ("2027-02-02", 4), ("2027-02-03", 4), ("2027-02-04", 4)]


def zomeruren(*per_dag: tuple[str, int]) -> Bouw:
    """Lesweken of 20-7, 27-7, 3-8 and 22-2."""
    return gewoon(uren(*per_dag), begin=JULI, kalender=[("2026-08-08", "2027-02-21")])


def maandagen(stille: Sequence[str] = (), **opties) -> Bouw:
    return stil(ACHT_WEKEN, stille, uren(*VIER_MAANDAGEN), **opties)


def op_twee_scholen(plek: Plek) -> None:
    """Eight hours at each school."""
    wie = {"pgn": plek.pgn()}
    ander = maak_school(plek, "B", begin=ACHT_WEKEN, leerling={**wie, "hoofdinschrijving": "nee"})
    ander.verzuim(ACHT_WEKEN, P, plek.ontvangst, uren(*VIER_MAANDAGEN[:2]))
    gewoon(uren(*VIER_MAANDAGEN[2:]), begin=ACHT_WEKEN, leerling=wie)(plek)


def met(*rijen: Verzuimrij, **opties) -> Bouw:
    return gewoon([*uren(*TWAALF_EN), *rijen], begin=ACHT_WEKEN, **opties)


@proef(
    uren16("vier lesweken", maandagen(), VIERDE),
    uren16("stil aan het begin", maandagen(["2027-02-01"])),
    uren16("stil in het midden", maandagen(["2027-02-15"])),
    uren16("stil aan het eind", maandagen(["2027-02-22"])),
    uren16("per inschrijving, niet per persoon", op_twee_scholen),
    uren16("op de oude school ook niet", op_twee_scholen, letter="B"),
    uren16("1 augustus zet niet op nul",
           zomeruren(("2026-07-20", 4), ("2026-07-31", 4), ("2026-08-03", 4), ("2027-02-22", 4)), VIERDE),
    # crossing on 22-7; from 23-7 on 6 + 6 + 4
    uren16("telstart loopt door over 1 augustus",
           zomeruren(("2026-07-20", 6), ("2026-07-21", 6), ("2026-07-22", 4),
                     ("2026-07-23", 6), ("2026-08-03", 6), ("2027-02-22", 4)), VIERDE),
    # crossing on 4-2; 12 on 5-2 and 4 on 10-2: d = 10-2, einddatum 11-2, and the 2 of that day count
    uren16("vakantiedagen in de 7 dagen",
           gewoon(uren(*VIER_DAGEN, ("2027-02-05", 12), ("2027-02-10", 4), ("2027-02-11", 2)), begin=ACHT_WEKEN,
                  slots=range(1, 13), kalender=[("2027-02-08", "2027-02-09")]), "2027-02-11 18 lesuur nieuw"),
    # after 18-2 lie 6 schooldagen, after 19-2 five
    uren16("onbekend, 6 schooldagen erna: op zijn eigen datum", met(rij("2027-02-18", "?", 1, 4)),
           "2027-02-18 16 lesuur nieuw"),
    uren16("onbekend, 5 schooldagen erna", met(rij("2027-02-19", "?", 1, 4))),
    uren16("onbekend, 3 op 6 en 1 op 5 schooldagen erna", met(rij("2027-02-18", "?", 1, 3), rij("2027-02-19", "?", 1))),
    uren16("lang onbekend telt eerder mee", met(rij("2027-02-12", "?", 1, 4)), "2027-02-16 16 lesuur nieuw"),
    uren16("geoorloofd telt niet", met(rij("2027-02-17", "V", 1, 4))),
    uren16("een onbekende code telt niet", met(rij("2027-02-17", "Q", 1, 4))),
    uren16("te laat telt niet", met(rij("2027-02-17", "T", 1, 4))),
    uren16("verwijderd telt als afwezig (instelling)",
           met(rij("2027-02-17", "W", 1, 4), instellingen={"verwijderd_telt_als": "afwezig"}),
           "2027-02-17 16 lesuur nieuw"),
    uren16("een les die nvt is telt niet", met(rij("2027-02-17", "O", 1, 4), rij("2027-02-17", "N", 4))),
    uren16("luxe telt mee", met(rij("2027-02-17", "L", 1, 4)), "2027-02-17 16 lesuur nieuw"),
)  # fmt: skip
def test_sixteen_hours_elsewhere(gespeeld, scene):
    assert gespeeld.gevonden(scene) == scene.verwacht


luxe = van("luxeverzuim")


@proef(
    luxe("een vakantie rekt", gewoon(uren(("2027-01-25", 1), code="L"), begin=ACHT_WEKEN, kalender=FEB8),
         "2027-01-25 1 slot nieuw"),
    luxe("een vakantie rekt met een week", gewoon(uren(("2027-01-22", 1), code="L"), begin=ACHT_WEKEN, kalender=FEB8)),
    luxe("een stille week", stil(ACHT_WEKEN, ["2027-02-08"], uren(("2027-02-08", 6), code="L"))),
)  # fmt: skip
def test_luxe_in_four_lesweken(gespeeld, scene):
    assert gespeeld.gevonden(scene) == scene.verwacht


# --- what the explanation of a crossing says -------------------------------------------------------------------------


def gemeld(plek: Plek) -> None:
    """16 hours, and two reports: of the same melddatum the highest number counts."""
    gewoon(uren(*VIER_DAGEN), begin=ACHT_WEKEN)(plek)
    for nummer in (9, 10):
        plek.stad.melding(f"{plek.nummer}0{nummer:02}", plek.brin6(), LEERLING, "2027-02-01", "2027-02-05")


DAGDELEN = {"slots": ("ochtend", "middag"), "minuten": 165, "soort": "po"}
NIET = "nog niet gemeld"
UITLEG = [
    # the 4 of 22-1 lie in no window that holds the other days
    ("de eerste dag in het venster", gewoon(uren(("2027-01-22", 4), *VIER_MAANDAGEN), begin=ACHT_WEKEN), True,
     "Van 1 februari 2027 t/m 22 februari 2027", NIET),
    # telstart is 5-2; in klokuren the first crossing is on 15-2: 800 + 300 minutes
    ("na de vorige overschrijding", gewoon(uren(*VIER_DAGEN, *TWAALF_EN, ("2027-02-22", 4)), begin=ACHT_WEKEN), False,
     "Van 15 februari 2027 t/m 22 februari 2027", NIET),
    ("gemeld", gemeld, True, "uiterste melddatum is 11 februari 2027", "010."),
    # 16 x 50 = 800 minutes; 20 x 50 = 1000 >= 960
    ("grensgeval: 16 lesuren zijn 13,3 klokuren", gewoon(uren(*VIER_DAGEN), begin=ACHT_WEKEN), True, NIET),
    ("geen grensgeval: 20 lesuren zijn 16,7 klokuren",
     gewoon(uren(*VIER_DAGEN, ("2027-02-08", 4)), begin=ACHT_WEKEN), False, "t/m 4 februari 2027", NIET),
    ("geen grensgeval bij dagdelen",
     gewoon(hele_dagen("2027-02-01", "2027-02-03"), begin=ACHT_WEKEN, slots=("ochtend", "middag"), minuten=165,
            soort="po"), False, "t/m 3 februari 2027", NIET),
]  # fmt: skip
UITLEG_SCENES = WINTER.neem(uren16(naam, bouw) for naam, bouw, *_ in UITLEG)


@pytest.mark.parametrize("nummer", range(len(UITLEG)), ids=lambda nummer: UITLEG[nummer][0])
def test_the_explanation_of_a_crossing(gespeeld, nummer):
    _, _, is_grensgeval, *gezegd = UITLEG[nummer]
    uitleg = gespeeld.uitleg(UITLEG_SCENES[nummer])
    assert [deel for deel in gezegd if deel not in uitleg] == []
    assert ("grensgeval" in uitleg) == is_grensgeval


def test_the_reference_says_the_same_of_every_scenario(gespeeld):
    assert gespeeld.verschillen() == []
