"""The product at the edges of its rules: below, at and above each of them; expected rows are computed by hand.

One Sunday: P = 4-10-2026. Lesweken begin on 31-8 (1), 7-9 (2), 14-9 (3), 21-9 (4), 28-9 (5); a scenario whose lessons
begin later (or earlier) has fewer (more). A day has lesuur 1-6 of 50 minutes, the pupil is 14. Expected:
`sinds waarde eenheid status`.
How signals come and go over Sundays: tests/test_regels_status.py.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date

import pytest
import xlsxwriter

from tests.bouwsteen import GEEN_EIND, STANDAARD_KOP, Schooltje, Verzuimrij, gemist
from tests.toneel import LEERLING, Bouw, Geval, Plek, Toneel, gewoon, hele_dagen, maak_school, uren

P = "2026-10-04"
TONEEL = Toneel(date.fromisoformat(P), date.fromisoformat(P), {"leerplicht_gemeenten": ["0344"]})
LATER = "2026-09-07"
"""Begin of the lessons where a crossing in the first week must still lie in the last four lesweken."""


@pytest.fixture(scope="module")
def gespeeld(tmp_path_factory) -> Toneel:
    """The city of this module, run once."""
    return TONEEL.speel(tmp_path_factory.mktemp("regels"))


def geval(naam: str, signaal: str, bouw: Bouw, *verwacht: str, **waar: str) -> Geval:
    """A scenario of which these rows must come out at P; without any: no row."""
    return Geval(naam, signaal, bouw, {P: list(verwacht)} if verwacht else {}, **waar)


def proef(*gevallen: Geval) -> pytest.MarkDecorator:
    """Run a test over these scenarios."""
    return pytest.mark.parametrize("scene", TONEEL.neem(gevallen), ids=lambda scene: scene.naam)


# --- verzuim_16u4w: how much -----------------------------------------------------------------------------------------


def zestien(laatste: int, **opties) -> Bouw:
    """5 + 5 + 5 + `laatste` lesuren on Monday-Thursday."""
    dagen = [("2026-09-07", 5), ("2026-09-08", 5), ("2026-09-09", 5), ("2026-09-10", laatste)]
    return gewoon(uren(*dagen), begin=LATER, **opties)


def minuten(laatste: int) -> Bouw:
    """15 slots of 60 minutes and one of `laatste`: 900 + laatste."""

    def bouw(plek: Plek) -> None:
        school = maak_school(plek, begin=LATER, slots=range(1, 6), minuten=60, uurmaat="klokuur")
        school.rooster("1a", slots=[6], minuten=laatste, geldig_van=LATER)
        dagen = [("2026-09-07", 5), ("2026-09-08", 5), ("2026-09-09", 5)]
        rijen = [*uren(*dagen), gemist(LEERLING, "2026-09-10", 6)]
        school.verzuim(LATER, P, plek.ontvangst, rijen)

    return bouw


def dagdelen(aantal: int, extra: Sequence[Verzuimrij] = ()) -> Bouw:
    """Dagdelen of 165 minutes, from Monday 7-9 on."""
    slots = ("ochtend", "middag")
    rijen = [gemist(LEERLING, f"2026-09-{7 + i // 2:02}", slots[i % 2]) for i in range(aantal)]
    leerling = {"geboortedatum": "2016-03-01", "onderwijssoort": "bo"}
    return gewoon([*rijen, *extra], begin=LATER, slots=slots, minuten=165, soort="po", leerling=leerling)


@proef(
    geval("15 lesuren", "verzuim_16u4w", zestien(0)),
    geval("16 lesuren", "verzuim_16u4w", zestien(1), "2026-09-10 16 lesuur nieuw"),
    geval("17 lesuren", "verzuim_16u4w", zestien(2), "2026-09-10 17 lesuur nieuw"),
    # printed it would be 16,0 as well: 959 / 60 = 15,98
    geval("959 minuten", "verzuim_16u4w", minuten(59)),
    geval("960 minuten", "verzuim_16u4w", minuten(60), "2026-09-10 16,0 klokuur nieuw"),
    geval("963 minuten, half omhoog", "verzuim_16u4w", minuten(63), "2026-09-10 16,1 klokuur nieuw"),
    # 5 x 165 = 825 = 13,75 hours; 6 x 165 = 990 = 16,5, on the 3rd day. uurmaat lesuur does not matter.
    geval("5 dagdelen", "verzuim_16u4w", dagdelen(5)),
    geval("6 dagdelen", "verzuim_16u4w", dagdelen(6), "2026-09-09 16,5 klokuur nieuw"),
    geval(
        "lesuur bij dagdelen heeft geen effect", "verzuim_16u4w", dagdelen(5, [gemist(LEERLING, "2026-09-14", 1, 6)])
    ),
)
def test_sixteen_hours(gespeeld, scene):
    assert gespeeld.gevonden(scene) == scene.verwacht


# --- verzuim_16u4w: the window ---------------------------------------------------------------------------------------


def venster(later: str, kalender: Iterable[tuple] = ()) -> Bouw:
    """4 + 4 hours in lesweek 1, and 4 + 4 on two later days."""
    volgende = f"{later[:-2]}{int(later[-2:]) + 1:02}"
    return gewoon(uren(("2026-08-31", 4), ("2026-09-01", 4), (later, 4), (volgende, 4)), kalender=kalender)


@proef(
    geval("lesweek 4 ziet lesweek 1", "verzuim_16u4w", venster("2026-09-21"), "2026-09-22 16 lesuur nieuw"),
    geval("lesweek 5 ziet lesweek 1 niet", "verzuim_16u4w", venster("2026-09-28")),
    geval(
        "een vakantieweek rekt het venster",
        "verzuim_16u4w",
        venster("2026-09-28", [("2026-09-14", "2026-09-18")]),
        "2026-09-29 16 lesuur nieuw",
    ),
    geval(
        "een week met een schooldag is een lesweek",
        "verzuim_16u4w",
        venster("2026-09-28", [("2026-09-14", "2026-09-17")]),
    ),
    # einddatum 3-9 lies in lesweek 1, k-3 = 2: not shown any more; einddatum 7-9 is the Monday of lesweek 2: shown
    geval("einddatum voor lesweek k-3", "verzuim_16u4w", gewoon(hele_dagen("2026-09-01", "2026-09-03"))),
    geval(
        "einddatum op de maandag van lesweek k-3",
        "verzuim_16u4w",
        gewoon(hele_dagen("2026-09-03", "2026-09-07")),
        "2026-09-07 18 lesuur nieuw",
    ),
)
def test_window_of_four_lesweken(gespeeld, scene):
    assert gespeeld.gevonden(scene) == scene.verwacht


# --- verzuim_16u4w: the next crossing --------------------------------------------------------------------------------

# First crossing: 4 x 4 hours, on Thursday 10-9. Then 6 on Friday 11-9, and so on; einddatum = max(d, 10-9 + 7 = 17-9).
EERSTE = [("2026-09-07", 4), ("2026-09-08", 4), ("2026-09-09", 4), ("2026-09-10", 4), ("2026-09-11", 6)]


def tweede(*dagen: tuple[int, int]) -> Bouw:
    """The first crossing, then (day of September, hours)."""
    return gewoon(uren(*EERSTE, *((f"2026-09-{dag:02}", n) for dag, n in dagen)), begin=LATER)


def twaalf_op_een_dag(plek: Plek) -> None:
    """Tuesday 29-9 12 and Wednesday 4: crossing on 30-9. Thursday 12 and Friday 4: d = 2-10, einddatum 7-10 > P."""
    dagen = [("2026-09-29", 12), ("2026-09-30", 4), ("2026-10-01", 12), ("2026-10-02", 4)]
    gewoon(uren(*dagen), slots=range(1, 13))(plek)


@proef(
    # d = 15-9, the 16th (6) and 17th (6) still count: 6 + 6 + 4 + 6 + 6
    geval(
        "5 dagen later: tot 7 dagen",
        "verzuim_16u4w",
        tweede((14, 6), (15, 4), (16, 6), (17, 6)),
        "2026-09-17 28 lesuur nieuw",
    ),
    geval("7 dagen later", "verzuim_16u4w", tweede((14, 6), (17, 4), (18, 6)), "2026-09-17 16 lesuur nieuw"),
    geval("8 dagen later", "verzuim_16u4w", tweede((14, 6), (18, 4)), "2026-09-18 16 lesuur nieuw"),
    # 15 from 11-9 on: the first crossing stays the newest
    geval(
        "na de eerste begint de telling opnieuw",
        "verzuim_16u4w",
        tweede((14, 6), (15, 3)),
        "2026-09-10 16 lesuur nieuw",
    ),
    geval("een einddatum na P telt nog niet", "verzuim_16u4w", twaalf_op_een_dag, "2026-09-30 16 lesuur nieuw"),
)
def test_next_crossing(gespeeld, scene):
    assert gespeeld.gevonden(scene) == scene.verwacht


# --- verzuim_16u4w: reports ------------------------------------------------------------------------------------------


def melding(*velden: dict, leerling: dict | None = None, ander: dict | None = None, **vast) -> Bouw:
    """Crossing on d = 15-9 (6 + 6 + 4), then 6 on 16-9 and 6 on 17-9; reports with these fields, else of 14-9, open.

    A field that is a function gets the place (for a pgn). `ander`: another pupil of the school.
    """

    def bouw(plek: Plek) -> None:
        def vul(rij: dict | None) -> dict:
            return {k: v(plek) if callable(v) else v for k, v in (rij or {}).items()}

        dagen = [("2026-09-14", 6), ("2026-09-15", 4), ("2026-09-16", 6), ("2026-09-17", 6)]
        school = maak_school(plek, begin=LATER, leerling=vul(leerling))
        if ander:
            school.inschrijving("1002", **vul(ander))
        school.verzuim(LATER, P, plek.ontvangst, uren(*EERSTE, *dagen))
        for nummer, rij in enumerate(velden):
            basis = {"begindatum": "2026-09-14", "melddatum": "2026-09-16", "leerlingnummer": LEERLING}
            alle = {"meldingsnummer": f"M{plek.nummer}-{nummer}", "brin6": plek.brin6(), **basis, **vul(rij), **vast}
            plek.stad.melding(**alle)

    return bouw


def eigen(plek: Plek) -> str:
    return plek.pgn(1)


def vreemd(plek: Plek) -> str:
    return plek.pgn(2)


def andere_school(plek: Plek) -> None:
    """The pgn belongs to a pupil of another school; the number is that of this one."""
    maak_school(plek, "B", leerling={"pgn": vreemd(plek)})
    melding({"pgn": vreemd})(plek)


def bij_andere_school(plek: Plek) -> None:
    """The report is of another school, where the pupil (same pgn) was before."""
    maak_school(plek, "B", leerling={"pgn": eigen(plek), "einddatum": "2026-08-31"})
    melding({"pgn": eigen, "brin6": plek.brin6("B")}, leerling={"pgn": eigen})(plek)


ZONDER, MET = "2026-09-17 28 lesuur nieuw", "2026-09-15 16 lesuur nieuw"
VOLGENDE = {"melddatum": "2026-09-17", "einddatum": "2026-09-16"}


@proef(
    geval("geen melding", "verzuim_16u4w", melding(), ZONDER),
    geval("open melding: d", "verzuim_16u4w", melding({}), MET),
    geval("einde voor P", "verzuim_16u4w", melding({"einddatum": "2026-09-16"}), "2026-09-16 22 lesuur nieuw"),
    geval("einde op P", "verzuim_16u4w", melding({"einddatum": "2026-10-04"}), "2026-10-04 28 lesuur nieuw"),
    geval("einde na P: d", "verzuim_16u4w", melding({"einddatum": "2026-10-05"}), MET),
    geval("einde op d", "verzuim_16u4w", melding({"einddatum": "2026-09-15"}), MET),
    geval("einde voor d: geen", "verzuim_16u4w", melding({"einddatum": "2026-09-14"}), ZONDER),
    geval("begint op d", "verzuim_16u4w", melding({"begindatum": "2026-09-15"}), MET),
    geval("begint na d: geen", "verzuim_16u4w", melding({"begindatum": "2026-09-16"}), ZONDER),
    geval("ingetrokken (I): geen", "verzuim_16u4w", melding({"status": "I"}), ZONDER),
    geval("status K telt", "verzuim_16u4w", melding({"status": "K"}), MET),
    geval("soort LRV: geen", "verzuim_16u4w", melding({"soort": "LRV"}), ZONDER),
    geval("melddatum op P", "verzuim_16u4w", melding({"melddatum": "2026-10-04"}), MET),
    geval("melddatum na P: geen", "verzuim_16u4w", melding({"melddatum": "2026-10-05"}), ZONDER),
    geval("meerdere: laatste melddatum", "verzuim_16u4w", melding(VOLGENDE, {}), "2026-09-16 22 lesuur nieuw"),
    # by value 10000010 > 9000009, as text the other way round; 9000009 ends on 16-9
    geval(
        "meerdere op een dag: hoogste nummer",
        "verzuim_16u4w",
        melding({"meldingsnummer": "9000009", "einddatum": "2026-09-16"}, {"meldingsnummer": "10000010"}),
        MET,
    ),
    geval("op pgn", "verzuim_16u4w", melding({"pgn": eigen, "leerlingnummer": ""}, leerling={"pgn": eigen}), MET),
    geval(
        "pgn gaat voor nummer",
        "verzuim_16u4w",
        melding({"pgn": eigen}, leerling={"pgn": eigen}, ander={"pgn": vreemd}),
        MET,
    ),
    geval(
        "pgn van een ander",
        "verzuim_16u4w",
        melding({"pgn": vreemd}, leerling={"pgn": eigen}, ander={"pgn": vreemd}),
        ZONDER,
    ),
    geval("pgn die niemand heeft: nummer", "verzuim_16u4w", melding({"pgn": vreemd}, leerling={"pgn": eigen}), MET),
    geval("pgn van een leerling elders", "verzuim_16u4w", andere_school, ZONDER),
    geval("van een andere school", "verzuim_16u4w", bij_andere_school, ZONDER),
)
def test_reports(gespeeld, scene):
    assert gespeeld.gevonden(scene) == scene.verwacht


# --- verzuim_16u4w: enrolment and plicht -----------------------------------------------------------------------------


def opnieuw_ingeschreven(eind: str, start: str) -> Bouw:
    """6 + 6 + 3 hours on 7, 8 and 9-9, 6 on 11-9; the first enrolment ends, the second begins."""

    def bouw(plek: Plek) -> None:
        school = maak_school(plek, begin=LATER, leerling={"einddatum": eind})
        school.rooster("2b", geldig_van=LATER)
        school.inschrijving(LEERLING, klas="2b", startdatum=start)
        dagen = [("2026-09-07", 6), ("2026-09-08", 6), ("2026-09-09", 3), ("2026-09-11", 6)]
        school.verzuim(LATER, P, plek.ontvangst, uren(*dagen))

    return bouw


def plicht(**velden) -> Bouw:
    """4 hours on each of 7, 8, 9 and 10-9: 16 when every day has plicht."""
    return gewoon(uren(*EERSTE[:4]), begin=LATER, leerling=velden)


TIEN = "2026-09-10 16 lesuur nieuw"


@proef(
    geval(
        "rijen die raken zijn een",
        "verzuim_16u4w",
        opnieuw_ingeschreven("2026-09-09", "2026-09-10"),
        "2026-09-11 21 lesuur nieuw",
    ),
    geval(
        "rijen die overlappen zijn een",
        "verzuim_16u4w",
        opnieuw_ingeschreven("2026-09-20", "2026-09-10"),
        "2026-09-11 21 lesuur nieuw",
    ),
    geval("een dag ertussen: opnieuw", "verzuim_16u4w", opnieuw_ingeschreven("2026-09-09", "2026-09-11")),
    geval("17 op de laatste dag", "verzuim_16u4w", plicht(geboortedatum="2008-09-11"), TIEN),
    geval("18 op de laatste dag", "verzuim_16u4w", plicht(geboortedatum="2008-09-10")),
    geval(
        "diploma de dag erna",
        "verzuim_16u4w",
        plicht(geboortedatum="2009-03-01", startkwalificatie_op="2026-09-11"),
        TIEN,
    ),
    geval(
        "diploma op de laatste dag",
        "verzuim_16u4w",
        plicht(geboortedatum="2009-03-01", startkwalificatie_op="2026-09-10"),
    ),
    geval(
        "diploma maar nog leerplichtig",
        "verzuim_16u4w",
        plicht(geboortedatum="2011-03-01", startkwalificatie_op="2026-09-01"),
        TIEN,
    ),
    geval(
        "vso_arbeid, 16 op 1 augustus",
        "verzuim_16u4w",
        plicht(geboortedatum="2010-08-01", onderwijssoort="vso_arbeid"),
        TIEN,
    ),
    geval(
        "vso_arbeid, 16 op 31 juli", "verzuim_16u4w", plicht(geboortedatum="2010-07-31", onderwijssoort="vso_arbeid")
    ),
    geval(
        "vso_vervolg, 16 op 31 juli",
        "verzuim_16u4w",
        plicht(geboortedatum="2010-07-31", onderwijssoort="vso_vervolg"),
        TIEN,
    ),
    geval("vso_dagbesteding", "verzuim_16u4w", plicht(geboortedatum="2010-07-31", onderwijssoort="vso_dagbesteding")),
    # plicht from the first schooldag on or after 1 September, 1 October
    geval("5 op 31 augustus", "verzuim_16u4w", plicht(geboortedatum="2021-08-31"), TIEN),
    geval("5 op 1 september", "verzuim_16u4w", plicht(geboortedatum="2021-09-01")),
)
def test_enrolment_and_plicht(gespeeld, scene):
    assert gespeeld.gevonden(scene) == scene.verwacht


# --- luxeverzuim, and reasons that stay unknown -----------------------------------------------------------------------

X = [("X", "luxe", "onbekend")]
NVT = gemist(LEERLING, "2026-09-28", code="N", soort="nvt")
DEELS_NVT = gemist(LEERLING, "2026-09-28", 1, 5, code="N", soort="nvt")


def luxe(*dagen: tuple[str, int], extra: Sequence[Verzuimrij] = (), code: str = "L", **opties) -> Bouw:
    return gewoon([*uren(*dagen, code=code), *extra], codes=X, **opties)


@proef(
    geval("een slot op maandag van lesweek k-3", "luxeverzuim", luxe(("2026-09-07", 1)), "2026-09-07 1 slot nieuw"),
    geval("een slot in lesweek k-4", "luxeverzuim", luxe(("2026-09-04", 6))),
    geval("twee dagen", "luxeverzuim", luxe(("2026-09-09", 2), ("2026-09-30", 3)), "2026-09-09 5 slot nieuw"),
    geval("met toestemming", "luxeverzuim", luxe(("2026-09-09", 2), code="V")),
    geval("op een dag zonder plicht", "luxeverzuim", luxe(("2026-09-09", 2), leerling={"geboortedatum": "2008-09-09"})),
    geval(
        "op de laatste dag met plicht",
        "luxeverzuim",
        luxe(("2026-09-09", 2), leerling={"geboortedatum": "2008-09-10"}),
        "2026-09-09 2 slot nieuw",
    ),
    # after Friday 25-9 lie 5 schooldagen, after Thursday 24-9 six
    geval("onbekend, 5 schooldagen erna", "luxeverzuim", luxe(("2026-09-25", 1), code="X")),
    geval("onbekend, 6 schooldagen erna", "luxeverzuim", luxe(("2026-09-24", 1), code="X"), "2026-09-24 1 slot nieuw"),
    geval("een dag die nvt is telt niet mee", "luxeverzuim", luxe(("2026-09-24", 1), code="X", extra=[NVT])),
    geval(
        "een dag die deels nvt is wel",
        "luxeverzuim",
        luxe(("2026-09-24", 1), code="X", extra=[DEELS_NVT]),
        "2026-09-24 1 slot nieuw",
    ),
    geval(
        "een vrije dag telt niet mee",
        "luxeverzuim",
        luxe(("2026-09-24", 1), code="X", kalender=[("2026-09-29", "2026-09-29")]),
    ),
    geval(
        "instelling: 2 schooldagen",
        "luxeverzuim",
        luxe(("2026-09-29", 1), ("2026-09-30", 1), code="X", instellingen={"onbekend_schooldagen": 2}),
        "2026-09-29 1 slot nieuw",
    ),
)
def test_luxeverzuim_and_the_term_for_a_reason(gespeeld, scene):
    assert gespeeld.gevonden(scene) == scene.verwacht


# --- lrv -------------------------------------------------------------------------------------------------------------

VROEG = "2026-08-24"
"""Begin of the lessons of a run of 42 days to P."""
LRV42 = f"{VROEG} 42 dag nieuw"


def reeks(van: str = VROEG, *anders: Verzuimrij, begin: str = VROEG, **opties) -> Bouw:
    """Whole days missed from `van` to Friday 2-10, but for these rows."""
    return gewoon([*hele_dagen(van, "2026-10-02"), *anders], begin=begin, **opties)


def dag(datum: str, code: str, *slots: int) -> Verzuimrij:
    soort = {"P": "aanwezig", "T": "te_laat", "N": "nvt"}.get(code, "afwezig")
    return gemist(LEERLING, datum, *slots, code=code, soort=soort)


def stille_week(begin: str) -> Bouw:
    """The week of 14-9 was never delivered."""

    def bouw(plek: Plek) -> None:
        school, rijen = maak_school(plek, begin=begin), hele_dagen(begin, "2026-10-02")
        school.verzuim(begin, "2026-09-13", "20261004T0600", rijen)
        school.verzuim("2026-09-21", P, plek.ontvangst, rijen)

    return bouw


def andere_school_verder(begin_b: str, breuk: Sequence[Verzuimrij] = ()) -> Bouw:
    """School B to 18-9, school A from 21-9; always missed."""

    def bouw(plek: Plek) -> None:
        oud = maak_school(plek, "B", begin=VROEG, leerling={"pgn": plek.pgn(), "einddatum": "2026-09-18"})
        oud.verzuim(VROEG, P, plek.ontvangst, [*hele_dagen(VROEG, "2026-09-18"), *breuk])
        school = maak_school(plek, begin=begin_b, leerling={"pgn": plek.pgn(), "startdatum": "2026-09-21"})
        school.verzuim(VROEG, P, plek.ontvangst, hele_dagen("2026-09-21", "2026-10-02"))

    return bouw


def vrijgesteld(plek: Plek) -> None:
    plek.stad.vrijstelling(f"V{plek.nummer}", plek.pgn(), "5a", "2026-08-01")
    reeks(leerling={"pgn": plek.pgn()})(plek)


@proef(
    # 7-9 to 4-10 is 28 days; no run can begin on a Sunday, so 31 is the next
    geval("28 dagen", "lrv", reeks("2026-09-07")),
    geval("31 dagen", "lrv", reeks("2026-09-04"), "2026-09-04 31 dag nieuw"),
    geval("35 dagen min een vakantieweek", "lrv", reeks("2026-08-31", kalender=[("2026-09-14", "2026-09-18")])),
    geval(
        "een week met een schooldag telt heel",
        "lrv",
        reeks("2026-08-31", kalender=[("2026-09-14", "2026-09-17")]),
        "2026-08-31 35 dag nieuw",
    ),
    geval(
        "42 dagen min een vakantieweek", "lrv", reeks(kalender=[("2026-09-14", "2026-09-18")]), f"{VROEG} 35 dag nieuw"
    ),
    geval("vakantie aan het eind", "lrv", reeks(kalender=[("2026-09-28", "2026-10-02")]), f"{VROEG} 35 dag nieuw"),
    geval("35 dagen min een stille week", "lrv", stille_week("2026-08-31")),
    geval("42 dagen min een stille week", "lrv", stille_week(VROEG), f"{VROEG} 35 dag nieuw"),
    # a day that breaks leaves 25 days from 10-9 on
    geval("een lesuur aanwezig breekt", "lrv", reeks(VROEG, dag("2026-09-09", "P", 1))),
    geval("een lesuur te laat breekt", "lrv", reeks(VROEG, dag("2026-09-09", "T", 1))),
    geval("een lesuur ziek breekt", "lrv", reeks(VROEG, dag("2026-09-09", "Z", 1))),
    geval("een dag geschorst breekt", "lrv", reeks(VROEG, dag("2026-09-09", "S"))),
    geval("een dag nvt breekt niet", "lrv", reeks(VROEG, dag("2026-09-09", "N")), LRV42),
    geval("een lesuur nvt breekt niet", "lrv", reeks(VROEG, dag("2026-09-09", "N", 1)), LRV42),
    geval("een onbekende code breekt niet", "lrv", reeks(VROEG, dag("2026-09-09", "Q")), LRV42),
    geval("nog onbekend is neutraal", "lrv", reeks(VROEG, dag("2026-10-01", "?")), LRV42),
    geval("lang onbekend is ongeoorloofd", "lrv", reeks("2026-08-25", dag(VROEG, "?")), LRV42),
    geval("aanwezig op de laatste dag", "lrv", reeks(VROEG, dag("2026-10-02", "P"))),
    geval("over een schoolwissel", "lrv", andere_school_verder(VROEG), LRV42),
    # the lesweken of the school that gets the row: from 7-9 on 28 days, from 31-8 on 35
    geval("lesweken van de nieuwe school: 28", "lrv", andere_school_verder("2026-09-07")),
    geval("lesweken van de nieuwe school: 35", "lrv", andere_school_verder("2026-08-31"), f"{VROEG} 35 dag nieuw"),
    geval("een breuk op de oude school", "lrv", andere_school_verder(VROEG, [dag("2026-09-09", "P", 1)])),
    geval("de oude school krijgt geen rij", "lrv", andere_school_verder(VROEG), letter="B"),
    geval("18 op P", "lrv", reeks(leerling={"geboortedatum": "2008-10-04"})),
    geval("18 na P", "lrv", reeks(leerling={"geboortedatum": "2008-10-05"}), LRV42),
    geval("een vrijstelling houdt het niet tegen", "lrv", vrijgesteld, LRV42),
    geval(
        "dagen zonder plicht: vanaf 1 september",
        "lrv",
        reeks(leerling={"geboortedatum": "2021-08-15"}),
        "2026-09-01 34 dag nieuw",
    ),
)
def test_unbroken_run(gespeeld, scene):
    assert gespeeld.gevonden(scene) == scene.verwacht


# --- ziek_mazl -------------------------------------------------------------------------------------------------------


def ziek(*dagen: int, maand: str = "2026-09", extra: Sequence[str] = (), begin: str = "2026-08-31") -> Bouw:
    """One lesuur ill on these days of the month, and on the days of `extra`."""
    data = [*extra, *(f"{maand}-{nummer:02}" for nummer in dagen)]
    return gewoon(uren(*((d, 1) for d in data), code="Z"), begin=begin)


def stille_week_ziek(plek: Plek) -> None:
    """Ill on 9, 10, 11-9 and 21 to 24-9; the week between was never delivered."""
    school = maak_school(plek)
    rijen = uren(*((f"2026-09-{d:02}", 1) for d in (9, 10, 11, 21, 22, 23, 24)), code="Z")
    school.verzuim("2026-08-31", "2026-09-13", "20261004T0600", rijen)
    school.verzuim("2026-09-21", P, plek.ontvangst, rijen)


DERTIEN = "2026-07-06"
"""Begin of the lessons for 13 lesweken to P: the last 12 begin on Monday 13-7."""


@proef(
    geval("vier keer: eerste dag van de 4e", "ziek_mazl", ziek(1, 4, 9, 14), "2026-09-14 4 episode nieuw"),
    geval("een schooldag tussen 9 en 11: drie keer", "ziek_mazl", ziek(1, 4, 9, 11)),
    geval("twee schooldagen ertussen", "ziek_mazl", ziek(1, 4, 9, 14, 15), "2026-09-14 4 episode nieuw"),
    geval("vijf keer: nog steeds de 4e", "ziek_mazl", ziek(1, 4, 9, 14, 17), "2026-09-14 5 episode nieuw"),
    geval(
        "1e begint in lesweek 12",
        "ziek_mazl",
        ziek(1, 4, 9, extra=["2026-07-13"], begin=DERTIEN),
        "2026-09-09 4 episode nieuw",
    ),
    geval("1e begint in lesweek 13", "ziek_mazl", ziek(1, 4, 9, extra=["2026-07-10"], begin=DERTIEN)),
    # begun on Friday of lesweek 13, goes on in lesweek 12: its first day decides
    geval(
        "1e begint in 13 en loopt door", "ziek_mazl", ziek(1, 4, 9, extra=["2026-07-10", "2026-07-13"], begin=DERTIEN)
    ),
    geval("zes schooldagen", "ziek_mazl", ziek(21, 22, 23, 24, 25, 28)),
    geval("zeven schooldagen", "ziek_mazl", ziek(21, 22, 23, 24, 25, 28, 29), "2026-09-21 7 schooldag nieuw"),
    geval("zeven met een dag ertussen", "ziek_mazl", ziek(21, 22, 23, 25, 28, 29, 30), "2026-09-21 7 schooldag nieuw"),
    geval("zeven met twee dagen ertussen", "ziek_mazl", ziek(18, 21, 22, 23, 28, 29, 30)),
    geval("de laatste in lesweek k-1", "ziek_mazl", ziek(11, 14, 15, 16, 17, 18, 21), "2026-09-11 7 schooldag nieuw"),
    geval("de laatste in lesweek k-2", "ziek_mazl", ziek(10, 11, 14, 15, 16, 17, 18)),
    geval("een stille week breekt niet", "ziek_mazl", stille_week_ziek, "2026-09-09 7 schooldag nieuw"),
    # four times, and the last of them seven days: (a)
    geval("vaak gaat voor lang", "ziek_mazl", ziek(1, 4, 9, 22, 23, 24, 25, 28, 29, 30), "2026-09-22 4 episode nieuw"),
)
def test_ziek_mazl(gespeeld, scene):
    assert gespeeld.gevonden(scene) == scene.verwacht


# --- shares ----------------------------------------------------------------------------------------------------------


def slots_gemist(aantal: int, *extra: Verzuimrij, **opties) -> Bouw:
    """So many lesuren ill, six a day from Monday 31-8 on, within one school week: at most 30."""
    return gewoon([*ziek_vanaf("2026-08-31", aantal), *extra], **opties)


def ziek_vanaf(begin: str, aantal: int) -> list[Verzuimrij]:
    eerste = date.fromisoformat(begin)
    dagen = [date.fromordinal(eerste.toordinal() + i) for i in range(5)]
    return uren(*((str(d), max(0, min(6, aantal - 6 * i))) for i, d in enumerate(dagen)), code="Z")


def verhuisd(eerst: int, later: int) -> Bouw:
    """Three weeks at school B, two at school A: 150 slots together."""

    def bouw(plek: Plek) -> None:
        oud = maak_school(plek, "B", leerling={"pgn": plek.pgn(), "einddatum": "2026-09-18"})
        oud.verzuim("2026-08-31", P, plek.ontvangst, ziek_vanaf("2026-08-31", eerst))
        school = maak_school(plek, leerling={"pgn": plek.pgn(), "startdatum": "2026-09-21"})
        school.verzuim("2026-08-31", P, plek.ontvangst, ziek_vanaf("2026-09-21", later))

    return bouw


VIER_WEKEN = [*uren(("2026-09-30", 6), ("2026-10-01", 6), ("2026-10-02", 6), code="Z")]
ONBEKENDE_DAG = gemist(LEERLING, "2026-09-29", code="Q")


@proef(
    # five weeks of 30 slots: 150
    geval("14 van 150 = 9,3", "afwezig_10", slots_gemist(14)),
    geval("15 van 150 = 10", "afwezig_10", slots_gemist(15), "2026-08-31 10,0 procent nieuw"),
    geval("29 van 150 = 19,3", "afwezig_10", slots_gemist(29), "2026-08-31 19,3 procent nieuw"),
    geval("30 van 150: alleen de hoogste", "afwezig_10", slots_gemist(30)),
    geval("30 van 150 = 20", "afwezig_20", slots_gemist(30), "2026-08-31 20,0 procent nieuw"),
    # 14 of 140: a day of four nvt slots and one of six are not planned at all
    geval(
        "nvt telt niet als gepland",
        "afwezig_10",
        slots_gemist(14, dag("2026-09-28", "N"), dag("2026-09-29", "N", 1, 4)),
        "2026-08-31 10,0 procent nieuw",
    ),
    # 18 of 20 x 6 = 120
    geval(
        "20 schooldagen",
        "afwezig_10",
        gewoon(VIER_WEKEN, leerling={"startdatum": "2026-09-07"}),
        "2026-09-30 15,0 procent nieuw",
    ),
    geval("19 schooldagen", "afwezig_10", gewoon(VIER_WEKEN, leerling={"startdatum": "2026-09-08"})),
    geval(
        "20 waarvan 1 zonder bekend slot",
        "afwezig_10",
        gewoon([*VIER_WEKEN, ONBEKENDE_DAG], leerling={"startdatum": "2026-09-07"}),
    ),
    geval("lesweek 4", "afwezig_10", gewoon(VIER_WEKEN, begin=LATER)),
    # 8 + 7 of 150; at school A only since 21-9
    geval("twee scholen samen", "afwezig_10", verhuisd(8, 7), "2026-08-31 10,0 procent nieuw"),
    geval("twee scholen samen, net niet", "afwezig_10", verhuisd(8, 6)),
    # lesweken of July are another schooljaar: from 1 August on there are 9, missed 13 of 270
    geval(
        "dit schooljaar",
        "afwezig_10",
        gewoon([*ziek_vanaf("2026-07-06", 30), *ziek_vanaf("2026-08-31", 13)], begin=DERTIEN),
    ),
)
def test_share_of_the_schooljaar(gespeeld, scene):
    assert gespeeld.gevonden(scene) == scene.verwacht


def kwart(aantal: int, *extra: Verzuimrij, **opties) -> Bouw:
    """So many lesuren ill in the week of 21-9, the first of the last two: 60 slots."""
    return gewoon([*ziek_vanaf("2026-09-21", aantal), *extra], **opties)


def week_niet_geleverd(van: str, tot: str, ontvangen: str = "") -> Bouw:
    """20 lesuren ill in the last two lesweken, delivered for this period only."""

    def bouw(plek: Plek) -> None:
        school = maak_school(plek)
        school.verzuim(van, tot, ontvangen or plek.ontvangst, ziek_vanaf("2026-09-21", 20))

    return bouw


VOL = "2026-09-21 33,3 procent nieuw"


@proef(
    geval("14 van 60 = 23,3", "kwart_2w", kwart(14)),
    geval("15 van 60 = 25", "kwart_2w", kwart(15), "2026-09-21 25,0 procent nieuw"),
    geval("lesweek k-2 telt niet", "kwart_2w", gewoon(ziek_vanaf("2026-09-14", 30))),
    # 14 of 56: four slots of an unknown code are not known
    geval("14 van 56 bekende", "kwart_2w", kwart(14, dag("2026-09-28", "Q", 1, 4)), "2026-09-21 25,0 procent nieuw"),
    geval("14 van 57 bekende", "kwart_2w", kwart(14, dag("2026-09-28", "Q", 1, 3))),
    geval("te laat en verwijderd zijn aanwezig", "kwart_2w", kwart(14, dag("2026-09-28", "T"), dag("2026-09-29", "W"))),
    geval("alles geleverd", "kwart_2w", week_niet_geleverd("2026-09-21", P), VOL),
    geval("tot en met vrijdag", "kwart_2w", week_niet_geleverd("2026-09-21", "2026-10-02"), VOL),
    geval("de laatste schooldag niet", "kwart_2w", week_niet_geleverd("2026-09-21", "2026-10-01")),
    geval("de eerste schooldag niet", "kwart_2w", week_niet_geleverd("2026-09-22", P)),
    geval("ontvangen op de laatste schooldag", "kwart_2w", week_niet_geleverd("2026-09-21", P, "20261002T0000"), VOL),
    geval("ontvangen de dag ervoor", "kwart_2w", week_niet_geleverd("2026-09-21", P, "20261001T2359")),
    geval("net voor het kennismoment", "kwart_2w", week_niet_geleverd("2026-09-21", P, "20261005T1159"), VOL),
    geval("op het kennismoment: te laat", "kwart_2w", week_niet_geleverd("2026-09-21", P, "20261005T1200")),
)
def test_quarter_of_two_lesweken(gespeeld, scene):
    assert gespeeld.gevonden(scene) == scene.verwacht


# --- which row wins ---------------------------------------------------------------------------------------------------

# One lesweek of 30 slots, from Monday 28-9 on. 8 slots are missed on Tuesday and Wednesday; Monday's 6 are in dispute.
# Missed: 14 of 30 = 46,7; present: 8 of 30 = 26,7; unknown: 8 of 24 = 33,3.
NU = "2026-09-28"
ACHT = uren(("2026-09-29", 6), ("2026-09-30", 2))
GEMIST, AANWEZIG, ONBEKEND = (f"{d} procent nieuw" for d in (f"{NU} 46,7", "2026-09-29 26,7", "2026-09-29 33,3"))


def maandag(code: str, op: str = "", *slots: int) -> Verzuimrij:
    return gemist(LEERLING, NU, *(slots or (1, 6)), code=code, ingevoerd=op)


def strijd(*rijen: Verzuimrij, **opties) -> Bouw:
    return gewoon([*rijen, *ACHT], begin=NU, **opties)


def leveringen(*stappen: tuple[str | None, str, Sequence[Verzuimrij]]) -> Bouw:
    """Deliveries of (begin of the period or None, receipt, rows)."""

    def bouw(plek: Plek) -> None:
        school = maak_school(plek, begin=NU)
        for nummer, (van, op, rijen) in enumerate(stappen):
            school.verzuim(van, P if van else None, op, rijen, naam=f"bestand{nummer}")

    return bouw


VROEG_OP, LAAT_OP = "2026-09-28 10:00", "2026-09-28 11:00"
MA6, MA7, MA8 = "20261005T0600", "20261005T0700", "20261005T0800"
G = [("G", "ziek", "ja", "", "2026-09-27"), ("G", "aanwezig", "ja", "2026-09-28", "")]
H = [("H", "ziek", "ja", "", ""), ("H", "aanwezig", "ja", "2026-09-28", "2026-09-28")]


@proef(
    geval("later ingevoerd wint", "kwart_2w", strijd(maandag("O", LAAT_OP), maandag("P", VROEG_OP)), GEMIST),
    geval(
        "later ingevoerd wint, omgekeerd", "kwart_2w", strijd(maandag("P", LAAT_OP), maandag("O", VROEG_OP)), AANWEZIG
    ),
    geval("leeg is het vroegst", "kwart_2w", strijd(maandag("O", VROEG_OP), maandag("P")), GEMIST),
    geval(
        "even laat: de latere in het bestand",
        "kwart_2w",
        strijd(maandag("O", VROEG_OP), maandag("P", VROEG_OP)),
        AANWEZIG,
    ),
    geval("beide leeg: de latere in het bestand", "kwart_2w", strijd(maandag("P"), maandag("O")), GEMIST),
    # the third equals the first: dubbel, so it is not the latest
    geval(
        "een dubbele rij telt niet als latere", "kwart_2w", strijd(maandag("O"), maandag("P"), maandag("O")), AANWEZIG
    ),
    geval(
        "onbekende code later ingevoerd", "kwart_2w", strijd(maandag("O", VROEG_OP), maandag("Q", LAAT_OP)), ONBEKEND
    ),
    geval(
        "een latere rij dekt de onbekende code",
        "kwart_2w",
        strijd(maandag("Q", VROEG_OP), maandag("O", LAAT_OP)),
        GEMIST,
    ),
    geval(
        "een genegeerde rij doet niet mee", "kwart_2w", strijd(maandag("O", VROEG_OP), maandag("B", LAAT_OP)), GEMIST
    ),
    geval("lege code: onbekend maar gemist", "kwart_2w", strijd(maandag("")), GEMIST),
    geval("de code zegt de soort", "kwart_2w", strijd(maandag("T")), AANWEZIG),
    geval("een code met een andere hoofdletter", "kwart_2w", strijd(maandag("o")), ONBEKEND),
    geval("code geldig in de tijd", "kwart_2w", strijd(maandag("G"), codes=G), AANWEZIG),
    geval("twee geldig: laatste geldig_van", "kwart_2w", strijd(maandag("H"), codes=H), AANWEZIG),
    # the whole day, then two slots of it: 4 + 8 of 30 = 40
    geval(
        "hele dag en later twee lesuren",
        "kwart_2w",
        strijd(gemist(LEERLING, NU), maandag("P", "", 1, 2)),
        f"{NU} 40,0 procent nieuw",
    ),
    geval(
        "twee lesuren en later de hele dag", "kwart_2w", strijd(maandag("P", "", 1, 2), gemist(LEERLING, NU)), GEMIST
    ),
    geval(
        "te laat telt als afwezig (instelling)",
        "kwart_2w",
        strijd(dag(NU, "T", 1, 6), instellingen={"te_laat_telt_als": "afwezig"}),
        GEMIST,
    ),
)
def test_which_row_wins(gespeeld, scene):
    assert gespeeld.gevonden(scene) == scene.verwacht


@proef(
    geval(
        "een nieuwere levering vervangt",
        "kwart_2w",
        leveringen((NU, MA6, [maandag("O"), *ACHT]), (NU, MA7, ACHT)),
        AANWEZIG,
    ),
    geval(
        "een kortere periode laat de rest staan",
        "kwart_2w",
        leveringen((NU, MA6, [maandag("O"), *ACHT]), ("2026-10-01", MA7, [])),
        GEMIST,
    ),
    geval("zonder periode voegt toe", "kwart_2w", leveringen((NU, MA6, ACHT), (None, MA7, [maandag("O")])), GEMIST),
    geval(
        "zonder periode trekt niets in",
        "kwart_2w",
        leveringen((NU, MA6, [maandag("O"), *ACHT]), (None, MA7, ACHT)),
        GEMIST,
    ),
    geval(
        "zonder periode wijzigt",
        "kwart_2w",
        leveringen((NU, MA6, [maandag("O"), *ACHT]), (None, MA7, [maandag("P")])),
        AANWEZIG,
    ),
    geval(
        "een oudere zonder periode vervalt",
        "kwart_2w",
        leveringen((None, MA6, [maandag("O")]), (NU, MA7, ACHT)),
        AANWEZIG,
    ),
    # entered later in the older delivery wins over the later receipt
    geval(
        "later ingevoerd gaat voor later ontvangen",
        "kwart_2w",
        leveringen((NU, MA6, [maandag("O", LAAT_OP), *ACHT]), (None, MA7, [maandag("P", VROEG_OP)])),
        GEMIST,
    ),
    geval("alleen zonder periode is niet geleverd", "kwart_2w", leveringen((None, MA6, [maandag("O"), *ACHT]))),
    geval(
        "A, B en weer A: de herhaling telt niet",
        "kwart_2w",
        leveringen((NU, MA6, [maandag("O"), *ACHT]), (NU, MA7, ACHT), (NU, MA8, [maandag("O"), *ACHT])),
        AANWEZIG,
    ),
    geval(
        "twee bestanden van een minuut zijn een levering",
        "kwart_2w",
        leveringen((NU, MA6, [maandag("O")]), (NU, MA6, ACHT)),
        GEMIST,
    ),
    geval(
        "binnen een levering wint het latere bestand",
        "kwart_2w",
        leveringen((NU, MA6, [maandag("O")]), (NU, MA6, [maandag("P"), *ACHT])),
        AANWEZIG,
    ),
)
def test_which_delivery_holds(gespeeld, scene):
    assert gespeeld.gevonden(scene) == scene.verwacht


# --- timetables, calendars, enrolment ---------------------------------------------------------------------------------


def eigen_rooster(
    rijen: Sequence[Verzuimrij], weekdagen=range(1, 6), slots=(1, 2), van: str = NU, tot: str = P
) -> Bouw:
    """The pupil's own timetable in place of the class's."""

    def bouw(plek: Plek) -> None:
        school = maak_school(plek, begin=NU)
        school.rooster("", weekdagen, slots, leerlingnummer=LEERLING, geldig_van=van, geldig_tot=tot)
        school.verzuim(NU, P, plek.ontvangst, rijen)

    return bouw


def twee_klassen(slots_b: Sequence[int | str], rijen: Sequence[Verzuimrij], **opties) -> Bouw:
    """Pupil 1001 in class 1a (lesuur 1-6), pupil 1002 in class 1b."""

    def bouw(plek: Plek) -> None:
        school = maak_school(plek, begin=NU, **opties)
        school.rooster("1b", slots=slots_b, minuten=150, geldig_van=NU)
        school.inschrijving("1002", klas="1b")
        school.verzuim(NU, P, plek.ontvangst, rijen)

    return bouw


def van_klas(plek: Plek) -> None:
    """Class 1a to Tuesday, 1b (three lesuren) from Wednesday: 12 + 9 slots; missed 3 on Monday and 3 on Wednesday."""
    school = maak_school(plek, begin=NU, leerling={"einddatum": "2026-09-29"})
    school.rooster("1b", slots=range(1, 4), geldig_van=NU)
    school.inschrijving(LEERLING, klas="1b", startdatum="2026-09-30")
    school.verzuim(NU, P, plek.ontvangst, [*uren((NU, 3)), gemist(LEERLING, "2026-09-30")])


ACHT_B = [gemist("1002", NU), gemist("1002", "2026-09-29", "ochtend")]
KLAS_DICHT = [("2026-10-01", "2026-10-02", "uitval", "1a")]


@proef(
    # own: 10 slots, 3 missed; class: 30
    geval(
        "eigen rooster in plaats van dat van de klas",
        "kwart_2w",
        eigen_rooster(uren((NU, 2), ("2026-09-29", 1))),
        f"{NU} 30,0 procent nieuw",
    ),
    geval("slot buiten het eigen rooster", "kwart_2w", eigen_rooster([gemist(LEERLING, NU, 3, 6)])),
    # valid on Monday only: 2 + 24 slots, 2 + 5 missed
    geval(
        "eigen rooster op een dag",
        "kwart_2w",
        eigen_rooster(uren((NU, 6), ("2026-09-29", 5)), tot=NU),
        f"{NU} 26,9 procent nieuw",
    ),
    # own rows for Monday alone, valid all week: Tuesday to Friday have no slots, 2 of 2 missed
    geval(
        "eigen rooster zonder rij op een weekdag",
        "kwart_2w",
        eigen_rooster(uren((NU, 2), ("2026-09-29", 6)), weekdagen=[1]),
        f"{NU} 100,0 procent nieuw",
    ),
    # 8 of 18 slots
    geval("dichte dagen van de klas", "kwart_2w", strijd(kalender=KLAS_DICHT), "2026-09-29 44,4 procent nieuw"),
    geval(
        "dichte dagen van een andere klas",
        "kwart_2w",
        strijd(kalender=[("2026-10-01", "2026-10-02", "uitval", "1b")]),
        AANWEZIG,
    ),
    geval(
        "verzuim op een dichte dag telt niet",
        "kwart_2w",
        strijd(maandag("O"), kalender=[(NU, NU)]),
        "2026-09-29 33,3 procent nieuw",
    ),
    # 6 of 21: 28,6
    geval("wissel van klas", "kwart_2w", van_klas, f"{NU} 28,6 procent nieuw"),
    # class 1b of a mixed school: 10 dagdelen, 3 missed
    geval(
        "dagdelen in een gemengde school",
        "kwart_2w",
        twee_klassen(("ochtend", "middag"), ACHT_B),
        f"{NU} 30,0 procent nieuw",
        leerling="1002",
    ),
    geval("lesuren in een gemengde school", "kwart_2w", twee_klassen(("ochtend", "middag"), ACHT), AANWEZIG),
    # 7 x 150 = 1050 minutes = 17,5; the 6th dagdeel makes 15,0, the 7th 17,5
    geval(
        "gemengde school: dagdelen in klokuur",
        "verzuim_16u4w",
        twee_klassen(("ochtend", "middag"), hele_dagen(NU, "2026-10-01", leerling="1002")),
        "2026-10-01 20,0 klokuur nieuw",
        leerling="1002",
    ),
    geval(
        "gemengde school: lesuren in lesuur",
        "verzuim_16u4w",
        twee_klassen(("ochtend", "middag"), hele_dagen(NU, "2026-09-30")),
        "2026-09-30 18 lesuur nieuw",
    ),
    geval("niet ingeschreven op P", "kwart_2w", strijd(maandag("O"), leerling={"einddatum": "2026-10-03"})),
    geval("ingeschreven op P", "kwart_2w", strijd(maandag("O"), leerling={"einddatum": "2026-10-04"}), GEMIST),
    geval("nevens ingeschreven", "kwart_2w", strijd(maandag("O"), leerling={"hoofdinschrijving": "nee"}), GEMIST),
)
def test_timetable_calendar_and_enrolment(gespeeld, scene):
    assert gespeeld.gevonden(scene) == scene.verwacht


# --- dialects, spans, forms of files ----------------------------------------------------------------------------------


def ruw(inhoud: Callable[[], bytes] | bytes | str, ext: str = "csv", dialect: str = "standaard", **opties) -> Bouw:
    """A file as it is, for the week from 28-9 on."""

    def bouw(plek: Plek) -> None:
        school = maak_school(plek, begin=NU, dialect=dialect, **opties)
        naam = f"absenties__20260928-20261004__{plek.ontvangst}.{ext}"
        school.ruw("verzuim", naam, inhoud() if callable(inhoud) else inhoud)

    return bouw


def werkblad(plek: Plek) -> None:
    """An xlsx with a date as a cell, numbers as cells, another order of columns and one that no contract names."""
    school: Schooltje = maak_school(plek, begin=NU)
    pad = school.ruw("verzuim", f"a__20260928-20261004__{plek.ontvangst}.xlsx", b"")
    with xlsxwriter.Workbook(pad) as boek:
        blad = boek.add_worksheet()
        blad.write_row(0, 0, ["Datum", "Leerling Nummer", "Eenheid", "Van", "Tot", "Soort", "Code", "Docent"])
        for regel, (dagnummer, laatste) in enumerate([(28, 6), (29, 2)], start=1):
            blad.write_datetime(regel, 0, date(2026, 9, dagnummer), boek.add_format({"num_format": "dd-mm-yyyy"}))  # type: ignore[arg-type]
            blad.write_row(regel, 1, [1001, "lesuur", 1, laatste, "afwezig", "Z", "x"])


def spans(*rijen: Verzuimrij, dialect: str = "eduarte", **opties) -> Bouw:
    return gewoon(rijen, begin=NU, dialect=dialect, **opties)


def open_zonder_periode(plek: Plek) -> None:
    """Open from Tuesday on, received without a period on Friday 07:00, after the delivery of the week itself."""
    school = maak_school(plek, begin=NU, dialect="eduarte")
    regel = f"{LEERLING};20260930;;20260930;;1;1;P;\r\n"
    school.ruw("verzuim", "a__20260928-20261004__20261002T0600.csv", regel)
    school.ruw("verzuim", "b__20261002T0700.csv", f"{LEERLING};20260929;;;;;;Z;\r\n")


def item(begin: str, eind: str, **velden: object) -> str:
    """A file of somtoday with one whole-day absence."""
    reden = {"afkorting": "Z", "absentieSoort": "Absent", "geoorloofd": True}
    los = {"beginDatumTijd": begin, "eindDatumTijd": eind, **velden}
    return json.dumps({"items": [{"leerling": {"leerlingnummer": 1001}, "absentieReden": reden, **los}]})


def standaard(*regels: str, kop: str = STANDAARD_KOP, einde: str = "\r\n") -> str:
    return einde.join([kop, *regels, ""])


TIJDEN = {1: "08:30-09:20", 2: "09:20-10:10", 3: "10:10-11:00", 4: "11:00-11:50"}
ACHT_VAN_30 = f"{NU} 26,7 procent nieuw"
MAGISTER = "stamnr;daanwezigheid;lesuur;code;omschr;geoorloofd;bluxeverzuim;type;dinvoer"


def les(datum: str, uur: int, soort: int, code: str = "") -> str:
    return f"1001;{datum};{uur};{code};tekst;;;{soort};"


ACHT_LESSEN = [les("28-09-2026", uur, 1, "Z") for uur in range(1, 7)] + [
    les("29-09-2026", uur, 3, "Z") for uur in (1, 2)
]
ANDERE_LESSEN = [
    les("30-09-2026", 1, 2),
    les("30-09-2026", 2, 5),
    les("30-09-2026", 3, 7, "Q"),
    les("30-09-2026", 4, 8, "Q"),
]
STAND_REGELS = ["1001;2026-09-28;dag;;;afwezig;Z;", "1001;2026-09-29;lesuur;1;2;afwezig;Z;"]


@proef(
    # Tuesday from lesuur 5 (2), Wednesday (6), Thursday to lesuur 2 (2): 10 of 30
    geval(
        "span met lesuren over dagen",
        "kwart_2w",
        spans(gemist(LEERLING, "2026-09-29", 5, 2, "Z", einddatum="2026-10-01")),
        "2026-09-29 33,3 procent nieuw",
    ),
    geval(
        "span met lesuren, somtoday",
        "kwart_2w",
        spans(gemist(LEERLING, "2026-09-29", 5, 2, "Z", einddatum="2026-10-01"), dialect="somtoday"),
        "2026-09-29 33,3 procent nieuw",
    ),
    # Tuesday from lesuur 3 (4), Wednesday (6), Thursday to lesuur 3 (3): 13 of 30
    geval(
        "een lesuur leeg is het andere",
        "kwart_2w",
        spans(gemist(LEERLING, "2026-09-29", 3, None, "Z", einddatum="2026-10-01")),
        "2026-09-29 43,3 procent nieuw",
    ),
    # open from Tuesday on: 24 of 30
    geval(
        "open einde tot het einde van de periode",
        "kwart_2w",
        spans(gemist(LEERLING, "2026-09-29", code="Z", einddatum=GEEN_EIND)),
        "2026-09-29 80,0 procent nieuw",
    ),
    geval(
        "open einde, somtoday",
        "kwart_2w",
        spans(gemist(LEERLING, "2026-09-29", code="Z", einddatum=GEEN_EIND), dialect="somtoday"),
        "2026-09-29 80,0 procent nieuw",
    ),
    # from lesuur 4 of Tuesday: 3 + 18 = 21
    geval(
        "open einde vanaf een lesuur",
        "kwart_2w",
        spans(gemist(LEERLING, "2026-09-29", 4, None, "Z", einddatum=GEEN_EIND)),
        "2026-09-29 70,0 procent nieuw",
    ),
    # to Friday 2-10, the receipt: 24; the P of Wednesday lesuur 1 was received before
    geval(
        "open einde zonder periode: tot de ontvangst", "kwart_2w", open_zonder_periode, "2026-09-29 80,0 procent nieuw"
    ),
    geval(
        "span die voor de periode begint",
        "kwart_2w",
        spans(gemist(LEERLING, "2026-06-01", code="Z", einddatum="2026-09-29")),
        f"{NU} 40,0 procent nieuw",
    ),
    # 22:00 UTC on Sunday is Monday 00:00; to 21:59:59 UTC on Tuesday
    geval(
        "tijdzone, somtoday",
        "kwart_2w",
        ruw(item("2026-09-27T22:00:00.000+00:00", "2026-09-29T21:59:59.000+00:00"), "json", "somtoday"),
        f"{NU} 40,0 procent nieuw",
    ),
    # 09:20-11:00 touches lesuur 2 and 3 on Tuesday; from Monday 09:20: 5 + 3 slots
    geval(
        "tijden geplaatst in lesuren",
        "kwart_2w",
        ruw("1001;20260928;0920;20260929;1100;;;Z;\r\n", dialect="eduarte", lestijden=TIJDEN),
        ACHT_VAN_30,
    ),
    geval("tijden zonder lestijden", "kwart_2w", ruw("1001;20260928;0920;20260929;1100;;;Z;\r\n", dialect="eduarte")),
    geval(
        "lesuren gaan voor tijden",
        "kwart_2w",
        ruw("1001;20260928;0830;20260929;0920;1;2;Z;\r\n", dialect="eduarte", lestijden=TIJDEN),
        ACHT_VAN_30,
    ),
    geval(
        "magister: type 1 en 3", "kwart_2w", ruw(standaard(*ACHT_LESSEN, kop=MAGISTER), dialect="magister"), ACHT_VAN_30
    ),
    geval(
        "magister: andere typen",
        "kwart_2w",
        ruw(standaard(*ACHT_LESSEN, *ANDERE_LESSEN, kop=MAGISTER), dialect="magister"),
        ACHT_VAN_30,
    ),
    # type 6 (nvt) on four lessons: 8 of 26
    geval(
        "magister: nvt",
        "kwart_2w",
        ruw(standaard(*ACHT_LESSEN, *(les("30-09-2026", u, 6) for u in range(1, 5)), kop=MAGISTER), dialect="magister"),
        f"{NU} 30,8 procent nieuw",
    ),
    geval("xlsx", "kwart_2w", werkblad, ACHT_VAN_30),
    geval(
        "datum DD-MM-JJJJ en JJJJMMDD",
        "kwart_2w",
        ruw(standaard("1001;28-09-2026;dag;;;afwezig;Z;", "1001;20260929;lesuur;1;2;afwezig;Z;")),
        ACHT_VAN_30,
    ),
    geval(
        "komma, BOM, LF",
        "kwart_2w",
        ruw("\ufeff" + standaard(*STAND_REGELS, einde="\n").replace(";", ",")),
        ACHT_VAN_30,
    ),
    geval(
        "tab en aanhalingstekens",
        "kwart_2w",
        ruw(standaard(*STAND_REGELS).replace("1001", '"1001"').replace(";", "\t")),
        ACHT_VAN_30,
    ),
    geval(
        "cp1252 in een code",
        "kwart_2w",
        ruw(lambda: standaard(*STAND_REGELS).replace(";Z;", ";é;").encode("cp1252"), codes=[("é", "ziek", "ja")]),
        ACHT_VAN_30,
    ),
    geval(
        "utf-8 in een code",
        "kwart_2w",
        ruw(standaard(*STAND_REGELS).replace(";Z;", ";é;"), codes=[("é", "ziek", "ja")]),
        ACHT_VAN_30,
    ),
    geval("geen cp1252: geweigerd", "kwart_2w", ruw(lambda: standaard(*STAND_REGELS).encode() + b"\xe9\x81")),
    geval(
        "kop met andere schrijfwijze",
        "kwart_2w",
        ruw(standaard(*STAND_REGELS, kop="LeerlingNummer;DATUM;Een heid;van;tot;so_ort;Code;Ingevoerd_op")),
        ACHT_VAN_30,
    ),
    geval(
        "voorloopnul is een andere leerling",
        "kwart_2w",
        ruw(standaard(*(r.replace("1001", "01001") for r in STAND_REGELS))),
    ),
    geval(
        "een foute rij heeft geen effect",
        "kwart_2w",
        ruw(standaard(*STAND_REGELS, "1001;2026-09-31;dag;;;afwezig;Z;", "1001;2026-09-30;lesuur;13;;afwezig;Z;")),
        ACHT_VAN_30,
    ),
    geval(
        "buiten de periode", "kwart_2w", ruw(standaard(*STAND_REGELS, "1001;2026-09-25;dag;;;afwezig;Z;")), ACHT_VAN_30
    ),
)
def test_dialects_and_forms(gespeeld, scene):
    assert gespeeld.gevonden(scene) == scene.verwacht


# --- leerplicht_gemeenten (0344) and audience ------------------------------------------------------------------------


def woont(gemeente: str) -> Bouw:
    return zestien(1, leerling={"woongemeente": gemeente})


@proef(
    geval("L: eigen gemeente", "verzuim_16u4w", woont("0344"), TIEN, kant="leerplicht"),
    geval("L: andere gemeente", "verzuim_16u4w", woont("0363"), kant="leerplicht"),
    geval("S: andere gemeente", "verzuim_16u4w", woont("0363"), TIEN),
    geval("L: geen gemeente bekend", "verzuim_16u4w", woont(""), TIEN, kant="leerplicht"),
    geval("L: lrv", "lrv", reeks(), LRV42, kant="leerplicht"),
    geval("L: luxe", "luxeverzuim", luxe(("2026-09-07", 1)), "2026-09-07 1 slot nieuw", kant="leerplicht"),
    geval("L: geen ziekte", "ziek_mazl", ziek(1, 4, 9, 14), kant="leerplicht"),
    geval("L: geen aandeel", "kwart_2w", kwart(30), kant="leerplicht"),
)
def test_what_leerplicht_sees(gespeeld, scene):
    assert gespeeld.gevonden(scene) == scene.verwacht


def test_the_reference_says_the_same_of_every_scenario(gespeeld):
    assert gespeeld.verschillen() == []
