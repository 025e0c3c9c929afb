"""The early signals at the edges of their rules (regels.md §4 B): below, at and above; expected by hand. P = 28-2-2027.

ziek_mazl, afwezig_10/20 and kwart_2w: also in tests/test_regels.py; terugval: tests/test_regels_zaken.py.
"""

import pytest

from tests.toneel import LEERLING, Bouw, Plek, Toneel, gewoon, hele_dagen, maak_school, uren
from tests.winterzondag import ACHT_WEKEN, VIER_DAGEN, WINTER, P, eigen, proef, rij, stil, van

TWAALF_WEKEN, DERTIEN_WEKEN = "2026-12-07", "2026-11-30"
"""Begin of the lessons for 12 and 13 lesweken to P."""
JULI = "2026-07-06"
FEB8 = [("2027-02-08", "2027-02-12")]
"""A holiday in the week of k-2."""


@pytest.fixture(scope="module")
def gespeeld(tmp_path_factory) -> Toneel:
    """The city of this Sunday."""
    return WINTER.speel(tmp_path_factory.mktemp("winter"))


def gemiste(code: str, *per_dag: tuple[str, int], begin: str = ACHT_WEKEN, **opties) -> Bouw:
    """(date, number of lesuren from the first on) with one code."""
    return gewoon(uren(*per_dag, code=code), begin=begin, **opties)


# --- te_laat ---------------------------------------------------------------------------------------------------------

te_laat = van("te_laat")
ACHT = [("2027-02-01", 4), ("2027-02-02", 4)]
NEGEN = [*ACHT, ("2027-02-03", 1)]
OP_DRIE = "2027-02-03 9 keer nieuw"


def laat(*per_dag: tuple[str, int], **opties) -> Bouw:
    return gemiste("T", *per_dag, **opties)


def leeftijd(geboortedatum: str, **velden) -> Bouw:
    """Nine times late, born on this date."""
    return laat(*NEGEN, leerling={"geboortedatum": geboortedatum, **velden})


@proef(
    te_laat("8 keer", laat(*ACHT)),
    te_laat("9 keer", laat(*NEGEN), OP_DRIE),
    te_laat("10 keer: sinds de 9e", laat(*NEGEN, ("2027-02-08", 1)), "2027-02-03 10 keer nieuw"),
    te_laat("de 9e midden op een dag", laat(("2027-02-01", 6), ("2027-02-02", 6)), "2027-02-02 12 keer nieuw"),
    te_laat("een keer op 31 juli telt niet", laat(("2026-07-31", 1), *ACHT, begin=JULI)),
    te_laat("een keer op 3 augustus telt", laat(("2026-08-03", 1), *ACHT, begin=JULI), "2027-02-02 9 keer nieuw"),
    te_laat("een slot dat niet gepland is", gewoon([*uren(*ACHT, code="T"), rij("2027-02-03", "T", 7)])),
    te_laat("op een dichte dag", laat(*NEGEN, kalender=[("2027-02-03", "2027-02-03")])),
    te_laat("een latere rij wint", gewoon([*uren(*NEGEN, code="T"), rij("2027-02-03", "P", 1)])),
    te_laat("verwijderd is niet te laat", gewoon([*uren(*ACHT, code="T"), rij("2027-02-03", "W", 1)])),
    te_laat("een stille week", stil(ACHT_WEKEN, ["2027-02-08"], uren(*ACHT, ("2027-02-08", 1), code="T"))),
    te_laat(
        "instelling: 3 keer",
        laat(("2027-02-01", 1), ("2027-02-02", 2), instellingen={"te_laat_drempel": 3}),
        "2027-02-02 3 keer nieuw",
    ),
    te_laat("telt als afwezig, is te laat", laat(*NEGEN, instellingen={"te_laat_telt_als": "afwezig"}), OP_DRIE),
    te_laat("S: 18 op P", leeftijd("2009-02-28"), OP_DRIE),
    te_laat("L: 18 op P", leeftijd("2009-02-28"), kant="leerplicht"),
    te_laat("L: 18 na P", leeftijd("2009-03-01"), OP_DRIE, kant="leerplicht"),
    te_laat("L: diploma op P", leeftijd("2010-06-01", startkwalificatie_op=P), kant="leerplicht"),
    te_laat("L: diploma na P", leeftijd("2010-06-01", startkwalificatie_op="2027-03-01"), OP_DRIE, kant="leerplicht"),
)
def test_late_nine_times(gespeeld, scene):
    assert gespeeld.gevonden(scene) == scene.verwacht


# --- onbekend_open ---------------------------------------------------------------------------------------------------

open_ = van("onbekend_open")
EEN_OPEN = "2027-02-18 1 slot nieuw"


def eigen_dagen(dag: str) -> Bouw:
    """A slot without a reason; the pupil's own timetable has lessons on Monday to Wednesday only."""

    def bouw(plek: Plek) -> None:
        school = maak_school(plek, begin=ACHT_WEKEN)
        school.rooster("", [1, 2, 3], leerlingnummer=LEERLING, geldig_van=ACHT_WEKEN)
        school.verzuim(ACHT_WEKEN, P, plek.ontvangst, uren((dag, 1), code="?"))

    return bouw


@proef(
    # after Friday 19-2 lie 5 schooldagen, after Thursday 18-2 six
    open_("5 schooldagen erna", gemiste("?", ("2027-02-19", 1))),
    open_("6 schooldagen erna", gemiste("?", ("2027-02-18", 1)), EEN_OPEN),
    open_(
        "alleen wat te lang open is",
        gemiste("?", ("2027-02-16", 2), ("2027-02-18", 1), ("2027-02-19", 3)),
        "2027-02-16 3 slot nieuw",
    ),
    open_("een lege code is geen reden", gemiste("", ("2027-02-18", 1)), EEN_OPEN),
    open_("een reden zonder toestemming is een reden", gemiste("O", ("2027-02-18", 1))),
    open_("31 juli is een ander schooljaar", gemiste("?", ("2026-07-31", 2), begin=JULI)),
    open_("3 augustus", gemiste("?", ("2026-08-03", 2), begin=JULI), "2026-08-03 2 slot nieuw"),
    open_("een vakantie telt niet mee", gemiste("?", ("2027-02-18", 1), kalender=[("2027-02-22", "2027-02-26")])),
    open_("een vrije dag: 5", gemiste("?", ("2027-02-18", 1), kalender=[("2027-02-24", "2027-02-24")])),
    open_(
        "een vrije dag: 6",
        gemiste("?", ("2027-02-17", 1), kalender=[("2027-02-24", "2027-02-24")]),
        "2027-02-17 1 slot nieuw",
    ),
    open_("een dag die nvt is", gewoon([*uren(("2027-02-18", 1), code="?"), rij("2027-02-24", "N")])),
    # own schooldagen after 15-2: 16, 17, 22, 23, 24; after 10-2: 15 too
    open_("eigen rooster: 5", eigen_dagen("2027-02-15")),
    open_("eigen rooster: 6", eigen_dagen("2027-02-10"), "2027-02-10 1 slot nieuw"),
    open_("een stille week", stil(ACHT_WEKEN, ["2027-02-08"], uren(("2027-02-09", 1), code="?"))),
    # a week without data does have schooldagen: 16, 17, 18, 19, 22 and on
    open_(
        "een stille week erna",
        stil(ACHT_WEKEN, ["2027-02-22"], uren(("2027-02-18", 1), code="?")),
        EEN_OPEN,
    ),
    open_("instelling: 2 schooldagen", gemiste("?", ("2027-02-24", 1), instellingen={"onbekend_schooldagen": 2})),
    open_(
        "instelling: 3 schooldagen na",
        gemiste("?", ("2027-02-23", 1), instellingen={"onbekend_schooldagen": 2}),
        "2027-02-23 1 slot nieuw",
    ),
    open_("L: niet", gemiste("?", ("2027-02-18", 1)), kant="leerplicht"),
)
def test_reasons_that_stay_away(gespeeld, scene):
    assert gespeeld.gevonden(scene) == scene.verwacht


# --- schorsing -------------------------------------------------------------------------------------------------------

schorsing = van("schorsing")


@proef(
    schorsing("vrijdag van k-4", gemiste("S", ("2027-01-29", 6))),
    schorsing("maandag van k-3", gemiste("S", ("2027-02-01", 1)), "2027-02-01 1 slot nieuw"),
    schorsing("twee dagen", gemiste("S", ("2027-02-01", 2), ("2027-02-24", 3)), "2027-02-01 5 slot nieuw"),
    schorsing("een vakantie rekt", gemiste("S", ("2027-01-25", 1), kalender=FEB8), "2027-01-25 1 slot nieuw"),
    schorsing("een vakantie rekt met een week", gemiste("S", ("2027-01-22", 1), kalender=FEB8)),
    schorsing("ziek is niet geschorst", gemiste("Z", ("2027-02-01", 1))),
    schorsing("een stille week", stil(ACHT_WEKEN, ["2027-02-08"], uren(("2027-02-08", 6), code="S"))),
    schorsing("18 jaar", gemiste("S", ("2027-02-01", 1), leerling={"geboortedatum": "2008-01-01"}),
              "2027-02-01 1 slot nieuw"),
    schorsing("L: niet", gemiste("S", ("2027-02-01", 1)), kant="leerplicht"),
)  # fmt: skip
def test_suspension_in_four_lesweken(gespeeld, scene):
    assert gespeeld.gevonden(scene) == scene.verwacht


# --- start_schooljaar ------------------------------------------------------------------------------------------------

start = van("start_schooljaar")
ZES, ZEVEN = "2027-01-18", "2027-01-11"
"""Begin of the lessons for 6 and 7 lesweken to P."""
TWEE = [("2027-01-18", 6), ("2027-01-19", 6)]
TWEE_DAGEN = "2027-01-18 2 dag nieuw"


def start_van(*per_dag: tuple[str, int], begin: str = ZES, **opties) -> Bouw:
    return gemiste("Z", *per_dag, begin=begin, **opties)


def lang_slot(*lesuren: int) -> Bouw:
    """Lesuur 1-5 of 50 minutes and 6 of 250; these missed on the first two days."""

    def bouw(plek: Plek) -> None:
        school = maak_school(plek, begin=ZES, slots=range(1, 6))
        school.rooster("1a", slots=[6], minuten=250, geldig_van=ZES)
        rijen = [rij(dag, "Z", min(lesuren), max(lesuren)) for dag, _ in TWEE]
        school.verzuim(ZES, P, plek.ontvangst, rijen)

    return bouw


def na_de_zomer(*per_dag: tuple[str, int]) -> Bouw:
    """Lessons in July, then closed to 15-1: lesweek 1 of the schooljaar is that of 18-1."""
    return start_van(*per_dag, begin=JULI, kalender=[("2026-08-01", "2027-01-15")])


HALVE = [rij("2027-01-19", "Z", 1), rij("2027-01-19", "Q", 3, 6)]


@proef(
    start("lesweek 6", start_van(*TWEE), TWEE_DAGEN),
    start("lesweek 7", start_van(*TWEE, begin=ZEVEN)),
    start("een dag", start_van(("2027-01-18", 6))),
    start("drie dagen", start_van(*TWEE, ("2027-02-12", 6)), "2027-01-18 3 dag nieuw"),
    start("de helft van een dag", start_van(("2027-01-18", 3), ("2027-01-19", 3)), TWEE_DAGEN),
    start("minder dan de helft", start_van(("2027-01-18", 3), ("2027-01-19", 2))),
    start("een dag in lesweek 4 en een in 5", start_van(("2027-02-12", 6), ("2027-02-15", 6))),
    start("twee in lesweek 4", start_van(("2027-02-11", 6), ("2027-02-12", 6)), "2027-02-11 2 dag nieuw"),
    start("de helft van wat bekend is", gewoon([*uren(("2027-01-18", 6), code="Z"), *HALVE], begin=ZES), TWEE_DAGEN),
    start("de helft van de minuten: 250 van 500", lang_slot(6), TWEE_DAGEN),
    start("vier van zes lessen, 200 van 500 minuten", lang_slot(1, 4)),
    start(
        "een vakantie telt niet als lesweek",
        start_van(("2027-02-11", 6), ("2027-02-12", 6), begin=ZEVEN, kalender=[("2027-01-25", "2027-01-29")]),
        "2027-02-11 2 dag nieuw",
    ),
    start("dagen van het vorige schooljaar", na_de_zomer(("2026-07-06", 6), ("2026-07-07", 6))),
    start("lesweek 1 na de zomer", na_de_zomer(*TWEE), TWEE_DAGEN),
    start("een stille week", stil(ZES, ["2027-01-18"], uren(*TWEE, code="Z"))),
    start("L: niet", start_van(*TWEE), kant="leerplicht"),
)
def test_the_first_weeks_of_the_schooljaar(gespeeld, scene):
    assert gespeeld.gevonden(scene) == scene.verwacht


# --- kwart_2w, afwezig and ziek_mazl: what tests/test_regels.py leaves -----------------------------------------------

VIJF_WEKEN = "2027-01-25"
TWAALF = [("2027-02-15", 6), ("2027-02-16", 6)]
VIER_KEER = [("2026-12-02", 1), ("2026-12-09", 1), ("2026-12-16", 1), ("2027-01-06", 1)]


def later_ziek(laatste: str) -> Bouw:
    """Ill from 3 to 5-2 and from 15-2 on; the week between is a holiday."""
    dagen = [*hele_dagen("2027-02-03", "2027-02-05", "Z"), *hele_dagen("2027-02-15", laatste, "Z")]
    return gewoon(dagen, begin=ACHT_WEKEN, kalender=FEB8)


@proef(
    van("kwart_2w")("14 van 60, met vakantie ertussen",
                    gemiste("Z", ("2027-02-08", 6), ("2027-02-09", 6), ("2027-02-10", 2),
                            kalender=[("2027-02-15", "2027-02-19")])),
    van("kwart_2w")("15 van 60, met vakantie ertussen",
                    gemiste("Z", ("2027-02-08", 6), ("2027-02-09", 6), ("2027-02-10", 3),
                            kalender=[("2027-02-15", "2027-02-19")]), "2027-02-08 25,0 procent nieuw"),
    # of five weeks four are known: 12 of 120, 20 schooldagen
    van("afwezig_10")("een stille week telt niet als aanwezig",
                      stil(VIJF_WEKEN, ["2027-02-08"], uren(*TWAALF, code="Z")), "2027-02-15 10,0 procent nieuw"),
    van("afwezig_10")("11 van 120", stil(VIJF_WEKEN, ["2027-02-08"], uren(*TWAALF[:1], ("2027-02-16", 5), code="Z"))),
    van("afwezig_10")("rijen in een stille week tellen niet",
                      stil(VIJF_WEKEN, ["2027-02-08"], uren(*TWAALF[:1], ("2027-02-08", 6), code="Z"))),
    van("afwezig_10")("twee stille weken: 15 schooldagen",
                      stil(VIJF_WEKEN, ["2027-02-01", "2027-02-08"], uren(*TWAALF, code="Z"))),
    # four weeks and a day: 21 schooldagen, 12 of 126
    van("afwezig_10")("12 van 126", gemiste("Z", *TWAALF, begin=VIJF_WEKEN, leerling={"startdatum": "2027-01-29"})),
    van("ziek_mazl")("vier keer, de 1e in k-12", gemiste("Z", *VIER_KEER, begin=DERTIEN_WEKEN)),
    van("ziek_mazl")("vier keer, met vakantie ertussen", gemiste("Z", *VIER_KEER, begin=DERTIEN_WEKEN, kalender=FEB8),
                     "2027-01-06 4 episode nieuw"),
    van("ziek_mazl")("zes schooldagen over een vakantie", later_ziek("2027-02-17")),
    van("ziek_mazl")("zeven schooldagen over een vakantie", later_ziek("2027-02-18"), "2027-02-03 7 schooldag nieuw"),
)  # fmt: skip
def test_a_holiday_stretches_and_a_silent_week_is_not_presence(gespeeld, scene):
    assert gespeeld.gevonden(scene) == scene.verwacht


# --- vaste_dag -------------------------------------------------------------------------------------------------------

vast = van("vaste_dag")
MAANDAGEN = ["2027-01-04", "2027-01-11", "2027-01-18", "2027-01-25", "2027-02-01", "2027-02-08"]
ANDERE = ["2027-01-05", "2027-01-13", "2027-01-21", "2027-01-29"]
VIER_MAANDAGEN = "2027-01-04 4 dag nieuw"


def dagen(*datums: str, aantal: int = 6, begin: str = TWAALF_WEKEN, **opties) -> Bouw:
    """So many lesuren missed on each of these dates."""
    return gemiste("Z", *((d, aantal) for d in datums), begin=begin, **opties)


def maandagen_stil(week: str) -> Bouw:
    return stil(TWAALF_WEKEN, [week], uren(*((d, 6) for d in MAANDAGEN[1:5]), code="Z"))


@proef(
    vast("drie maandagen", dagen(*MAANDAGEN[:3])),
    vast("vier maandagen", dagen(*MAANDAGEN[:4]), VIER_MAANDAGEN),
    vast("vijf maandagen", dagen(*MAANDAGEN[:5]), "2027-01-04 5 dag nieuw"),
    vast("vier dagen, niet dezelfde", dagen(*ANDERE)),
    vast("de eerste in k-8", dagen("2026-12-28", *MAANDAGEN[:3])),
    vast("4 van 6", dagen(*MAANDAGEN[:4], *ANDERE[:2]), VIER_MAANDAGEN),
    vast("4 van 7 is geen 60%", dagen(*MAANDAGEN[:4], *ANDERE[:3])),
    vast("6 van 10 is 60%", dagen(*MAANDAGEN, *ANDERE), "2027-01-04 6 dag nieuw"),
    vast("andere dagen in k-8", dagen(*MAANDAGEN[:4], "2026-12-29", "2026-12-30", "2026-12-31"), VIER_MAANDAGEN),
    vast("halve dagen", dagen(*MAANDAGEN[:4], aantal=3), VIER_MAANDAGEN),
    vast("minder dan halve dagen", dagen(*MAANDAGEN[:4], aantal=2)),
    vast("andere halve dagen tellen niet", gewoon(
        uren(*((d, 6) for d in MAANDAGEN[:4]), *((d, 2) for d in ANDERE), code="Z"), begin=TWAALF_WEKEN),
         VIER_MAANDAGEN),
    vast("een vakantie rekt", dagen("2026-12-28", *MAANDAGEN[:3], kalender=[("2027-01-25", "2027-01-29")]),
         "2026-12-28 4 dag nieuw"),
    vast("stil aan het begin", maandagen_stil("2027-01-04")),
    vast("stil in het midden", maandagen_stil("2027-02-08")),
    vast("stil aan het eind", maandagen_stil("2027-02-22")),
    vast("stil voor het begin", maandagen_stil("2026-12-28"), "2027-01-11 4 dag nieuw"),
    vast("L: niet", dagen(*MAANDAGEN[:4]), kant="leerplicht"),
)  # fmt: skip
def test_the_same_weekday(gespeeld, scene):
    assert gespeeld.gevonden(scene) == scene.verwacht


# --- stijging --------------------------------------------------------------------------------------------------------

# four weeks of 30 slots: 120; eight weeks before: 240
stijging = van("stijging")
NU_TWAALF, NU_ELF = [("2027-02-01", 6), ("2027-02-02", 6)], [("2027-02-01", 6), ("2027-02-02", 5)]
NU_ACHTTIEN = [*NU_TWAALF, ("2027-02-03", 6)]
EERDER = [("2026-12-08", 6), ("2027-01-29", 6)]
TIEN = "2027-02-01 10,0 procentpunt nieuw"


def stijgt(*per_dag: tuple[str, int], begin: str = TWAALF_WEKEN, **opties) -> Bouw:
    return gemiste("Z", *per_dag, begin=begin, **opties)


def stijgt_stil(week: str, begin: str = TWAALF_WEKEN) -> Bouw:
    return stil(begin, [week], uren(*NU_ACHTTIEN, code="Z"))


def later_gekomen(startdatum: str) -> Bouw:
    return stijgt(*NU_TWAALF, leerling={"startdatum": startdatum})


@proef(
    stijging("12 van 120 = 10 punten", stijgt(*NU_TWAALF), TIEN),
    stijging("11 van 120 = 9,2 punten", stijgt(*NU_ELF)),
    stijging("15% min 5%", stijgt(*EERDER, *NU_ACHTTIEN), TIEN),
    stijging("15% min 5,4%", stijgt(*EERDER, ("2027-01-28", 1), *NU_ACHTTIEN)),
    stijging("meer dan 10", stijgt(*NU_ACHTTIEN), "2027-02-01 15,0 procentpunt nieuw"),
    stijging("maandag van k-3 is nu, vrijdag van k-4 eerder", stijgt(("2027-01-29", 6), ("2027-02-01", 6))),
    stijging("wat voor lesweek k-11 ligt telt niet", stijgt(*NU_TWAALF, ("2026-12-04", 6), begin=DERTIEN_WEKEN), TIEN),
    stijging("11 lesweken", stijgt(*NU_TWAALF, begin="2026-12-14")),
    stijging("stil aan het begin", stijgt_stil("2026-12-07")),
    stijging("stil in het midden", stijgt_stil("2027-01-11")),
    stijging("stil aan het eind", stijgt_stil("2027-02-22")),
    stijging(
        "stil voor het begin", stijgt_stil("2026-11-30", DERTIEN_WEKEN), "2027-02-01 15,0 procentpunt nieuw"
    ),
    stijging("niets bekend in de 8 ervoor", later_gekomen("2027-02-01")),
    stijging("een dag bekend in de 8 ervoor", later_gekomen("2027-01-29"), TIEN),
    # 11 of 110 known
    stijging("van wat bekend is", gewoon(
        [*uren(*NU_ELF, code="Z"), rij("2027-02-08", "Q", 1, 6), rij("2027-02-09", "Q", 1, 4)], begin=TWAALF_WEKEN),
             TIEN),
    stijging("een vakantie rekt", stijgt(("2027-01-25", 6), ("2027-01-26", 6), begin=DERTIEN_WEKEN, kalender=FEB8),
             "2027-01-25 10,0 procentpunt nieuw"),
    stijging("L: niet", stijgt(*NU_TWAALF), kant="leerplicht"),
)  # fmt: skip
def test_a_rise_of_ten_points(gespeeld, scene):
    assert gespeeld.gevonden(scene) == scene.verwacht


# --- rooster_krimpt --------------------------------------------------------------------------------------------------

krimpt = van("rooster_krimpt")


@proef(
    krimpt("1200 van 1500 = 80%", eigen(VIER_DAGEN), "2027-01-04 80,0 procent nieuw"),
    krimpt("1205 van 1500", eigen(VIER_DAGEN, {"weekdagen": [5], "slots": [1], "minuten": 5})),
    krimpt("1000 van 1500", eigen({"weekdagen": range(1, 5), "slots": range(1, 6)}), "2027-01-04 66,7 procent nieuw"),
    krimpt("geldig tot en met P", eigen({**VIER_DAGEN, "geldig_tot": P}), "2027-01-04 80,0 procent nieuw"),
    krimpt("tot de dag voor P", eigen({**VIER_DAGEN, "geldig_tot": "2027-02-27"})),
    krimpt("geldig vanaf P", eigen({**VIER_DAGEN, "geldig_van": P}), f"{P} 80,0 procent nieuw"),
    krimpt("geldig na P", eigen({**VIER_DAGEN, "geldig_van": "2027-03-01"})),
    krimpt(
        "de eerste geldig_van",
        eigen({"weekdagen": [1, 2]}, {"weekdagen": [3], "geldig_van": "2027-02-01"}),
        "2027-01-04 60,0 procent nieuw",
    ),
    krimpt(
        "niet die van verlopen rijen",
        eigen({"weekdagen": [1, 2], "geldig_tot": "2027-01-31"}, {"weekdagen": [3], "geldig_van": "2027-02-01"}),
        "2027-02-01 20,0 procent nieuw",
    ),
    krimpt("vakantie doet niets", eigen(VIER_DAGEN, kalender=[("2027-02-22", "2027-02-26")]),
           "2027-01-04 80,0 procent nieuw"),
    krimpt("zonder eigen rooster", eigen()),
    krimpt("L: niet", eigen(VIER_DAGEN), kant="leerplicht"),
)  # fmt: skip
def test_a_timetable_of_eighty_percent(gespeeld, scene):
    assert gespeeld.gevonden(scene) == scene.verwacht


# --- schoolwissel ----------------------------------------------------------------------------------------------------

wissel = van("schoolwissel")
SEPTEMBER = "2026-08-31"
"""First schooldag of the schooljaar at both schools."""


def naar_a(vanaf: str, eind_b: str = "2026-09-30", pgn: bool = True, hoofd_a: str = "ja", **van_b: str) -> Bouw:
    """From school B to school A."""

    def bouw(plek: Plek) -> None:
        wie = {"pgn": plek.pgn()} if pgn else {}
        maak_school(plek, "B", begin=SEPTEMBER, leerling={**wie, "einddatum": eind_b, **van_b})
        nieuw = {**wie, "startdatum": vanaf, "hoofdinschrijving": hoofd_a}
        maak_school(plek, begin=SEPTEMBER, leerling=nieuw)

    return bouw


def drie_scholen(plek: Plek) -> None:
    maak_school(plek, "C", begin=SEPTEMBER, leerling={"pgn": plek.pgn(), "einddatum": "2026-09-11"})
    naar_a("2026-10-05")(plek)


def andere_klas(eerste: str) -> Bouw:
    """At school A in class 1a, and from 4-1 on in class 2b."""

    def bouw(plek: Plek) -> None:
        maak_school(plek, "B", begin=SEPTEMBER, leerling={"pgn": plek.pgn(), "einddatum": "2026-09-30"})
        tot = {"pgn": plek.pgn(), "startdatum": eerste, "einddatum": "2027-01-03"}
        school = maak_school(plek, begin=SEPTEMBER, leerling=tot)
        school.inschrijving(LEERLING, klas="2b", startdatum="2027-01-04", pgn=plek.pgn())

    return bouw


@proef(
    wissel("op de eerste schooldag", naar_a("2026-08-31")),
    wissel("de dag erna", naar_a("2026-09-01"), "2026-09-01 2 school nieuw"),
    wissel("de oude school tot 31 juli", naar_a("2026-09-01", "2026-07-31")),
    wissel("de oude school tot 1 augustus", naar_a("2026-09-01", "2026-08-01"), "2026-09-01 2 school nieuw"),
    wissel("nevens op de oude", naar_a("2026-10-05", hoofdinschrijving="nee")),
    wissel("nevens op de nieuwe", naar_a("2026-10-05", hoofd_a="nee")),
    wissel("de nieuwste krijgt de rij", naar_a("2026-10-05", ""), "2026-10-05 2 school nieuw"),
    wissel("de oude krijgt er geen", naar_a("2026-10-05", ""), letter="B"),
    wissel(
        "ook later op de oude begonnen", naar_a("2026-10-05", "", startdatum="2026-09-07"), "2026-10-05 2 school nieuw"
    ),
    wissel("de oude krijgt er ook dan geen", naar_a("2026-10-05", "", startdatum="2026-09-07"), letter="B"),
    wissel("vanaf P", naar_a(P), f"{P} 2 school nieuw"),
    wissel("na P", naar_a("2027-03-01", "")),
    wissel("na P, op de oude", naar_a("2027-03-01", ""), letter="B"),
    wissel("drie scholen", drie_scholen, "2026-10-05 3 school nieuw"),
    wissel("zonder pgn zijn het twee leerlingen", naar_a("2026-10-05", pgn=False)),
    wissel("een andere klas is geen nieuwe inschrijving", andere_klas("2026-08-31")),
    wissel("sinds de eerste klas", andere_klas("2026-10-05"), "2026-10-05 2 school nieuw"),
    wissel("L: niet", naar_a("2026-10-05"), kant="leerplicht"),
)
def test_another_school_this_schooljaar(gespeeld, scene):
    assert gespeeld.gevonden(scene) == scene.verwacht


def test_the_reference_says_the_same_of_every_scenario(gespeeld):
    assert gespeeld.verschillen() == []
