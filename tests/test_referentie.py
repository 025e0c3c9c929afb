"""The reference at its edges: every expected row is computed by hand, in the comment above it.

Lesweek 1 begins on Monday 31-8-2026; a day has lesuur 1-6 of 50 minutes unless a test says otherwise. Sundays: 6-9
(week 1), 13-9, 20-9, 27-9, 4-10 (week 5), 11-10.
"""

import ast
import sys
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from fractions import Fraction
from pathlib import Path

import pytest
import xlsxwriter

from tests.bouwsteen import GEEN_EIND, Schooltje, Stadje, Verzuimrij, geldig_pgn, gemist
from tests.referentie.__main__ import bereken
from tests.referentie.feiten import begin_leerplicht, einde_leerplicht
from tests.referentie.leveringen import Stad
from tests.referentie.lezen import Geweigerd, csv_rijen, datum, datumtijd, pgn
from tests.referentie.signalen import SIGNALEN_A
from tests.referentie.status import Keten
from tests.referentie.uitvoer import getal, leerplichtrijen, schrijf_week
from tests.referentie.vergelijk import verschillen

BRIN = "99AA00"


def maandag_na(p: str) -> str:
    """Receipt on the Monday after a Sunday, 06:00."""
    return f"{date.fromisoformat(p) + timedelta(days=1):%Y%m%d}T0600"


def school_met_leerling(
    tmp_path: Path, slots: Iterable[int | str] = range(1, 7), **register
) -> tuple[Stadje, Schooltje]:
    """One school, class 1a, pupil 1001 aged 14."""
    stad = Stadje(tmp_path)
    school = stad.school(BRIN, **register)
    school.rooster(klas="1a", slots=slots)
    school.inschrijving("1001")
    return stad, school


def lever(school: Schooltje, tot: str, rijen: list[Verzuimrij], van: str = "2026-08-31") -> None:
    """All attendance from `van` to Sunday `tot`, received on the Monday after it."""
    school.verzuim(van, tot, maandag_na(tot), rijen)


def uren(*per_dag: tuple[str, int], code: str = "O") -> list[Verzuimrij]:
    """(date, number of lesuren from the first on) for pupil 1001."""
    return [gemist("1001", dag, 1, aantal, code) for dag, aantal in per_dag]


def hele_dagen(van: str, tot: str, code: str = "O") -> list[Verzuimrij]:
    """Whole days missed by pupil 1001, both ends included."""
    begin, eind = date.fromisoformat(van), date.fromisoformat(tot)
    dagen = (begin + timedelta(days=i) for i in range((eind - begin).days + 1))
    return [gemist("1001", dag, code=code) for dag in dagen if dag.isoweekday() <= 5]


def rijen(stad: Stadje, p: str, signaal: str, brin6: str = BRIN) -> list[tuple[str, str, str]]:
    """(sinds, waarde, status) of one signal at Sunday p."""
    gevonden = bereken(stad.map, date.fromisoformat(p), alle=signaal not in SIGNALEN_A)
    passend = [rij for rij in gevonden if rij.feit.signaal == signaal and rij.brin6 == brin6]
    return [(r.feit.sinds.isoformat(), getal(r.feit.waarde, r.feit.eenheid), r.status) for r in passend]


# --- verzuim_16u4w -------------------------------------------------------------------------------------------------

# 5 + 5 + 5 + n hours on Monday-Thursday: the crossing falls on Thursday 3-9 when 15 + n >= 16.
ZESTIEN_UREN = [
    pytest.param(0, [], id="15 lesuren: below"),
    pytest.param(1, [("2026-09-03", "16", "nieuw")], id="16 lesuren: at"),
    pytest.param(2, [("2026-09-03", "17", "nieuw")], id="17 lesuren: above"),
]


@pytest.mark.parametrize(("laatste", "verwacht"), ZESTIEN_UREN)
def test_sixteen_hours_in_four_lesweken_is_a_crossing(tmp_path, laatste, verwacht):
    stad, school = school_met_leerling(tmp_path)
    dagen = [("2026-08-31", 5), ("2026-09-01", 5), ("2026-09-02", 5), ("2026-09-03", laatste)]
    lever(school, "2026-09-06", uren(*(d for d in dagen if d[1])))
    assert rijen(stad, "2026-09-06", "verzuim_16u4w") == verwacht


def test_klokuur_counts_minutes(tmp_path):
    # 19 slots x 50 = 950 minutes = 15.83 hours: below 16, though it would be written 15,8. One slot more: 1000 = 16,7.
    stad, school = school_met_leerling(tmp_path, uurmaat="klokuur")
    dagen = [("2026-08-31", 6), ("2026-09-01", 6), ("2026-09-02", 6)]
    lever(school, "2026-09-06", uren(*dagen, ("2026-09-03", 1)))
    assert rijen(stad, "2026-09-06", "verzuim_16u4w") == []
    lever(school, "2026-09-13", uren(*dagen, ("2026-09-03", 2)))
    assert rijen(stad, "2026-09-13", "verzuim_16u4w") == [("2026-09-03", "16,7", "nieuw")]


# 8 + 8 hours, on the Monday and Tuesday of week 1 and of a later week.
VENSTER = [
    pytest.param("2026-09-21", None, 1, id="lesweek 4 sees lesweek 1"),
    pytest.param("2026-09-28", None, 0, id="lesweek 5 does not"),
    pytest.param("2026-09-28", ("2026-09-14", "2026-09-18"), 1, id="a holiday week stretches the window"),
    pytest.param("2026-09-28", ("2026-09-14", "2026-09-17"), 0, id="a week with one schooldag is a lesweek"),
]


@pytest.mark.parametrize(("later", "vakantie", "aantal"), VENSTER)
def test_the_window_is_four_lesweken_and_a_holiday_stretches_it(tmp_path, later, vakantie, aantal):
    stad, school = school_met_leerling(tmp_path)
    if vakantie:
        school.kalender(*vakantie)
    begin = date.fromisoformat(later)
    dagen = [("2026-08-31", 4), ("2026-09-01", 4), (str(begin), 4), (str(begin + timedelta(days=1)), 4)]
    p = str(begin + timedelta(days=6))
    lever(school, p, uren(*dagen))
    verwacht = [(str(begin + timedelta(days=1)), "16", "nieuw")] * aantal
    assert rijen(stad, p, "verzuim_16u4w") == verwacht


# First crossing: 4 x 4 hours, Thursday 3-9. From Friday 4-9 on the count begins anew: 6 on Friday, then 6 + 4 hours,
# whose last day is d. einddatum = max(d, 3-9 + 7 = 10-9); waarde = all from 4-9 to einddatum.
EERSTE = [("2026-08-31", 4), ("2026-09-01", 4), ("2026-09-02", 4), ("2026-09-03", 4), ("2026-09-04", 6)]
ZEVEN_DAGEN = [
    # d = 8-9; the 9th (6) and 10th (6) lie before einddatum 10-9: 16 + 12 = 28
    pytest.param([(7, 6), (8, 4), (9, 6), (10, 6)], ("2026-09-10", "28"), id="five days later: stretched to seven"),
    # d = 10-9, exactly seven days: 16; the 11th lies behind it
    pytest.param([(7, 6), (10, 4), (11, 6)], ("2026-09-10", "16"), id="seven days later"),
    # d = 11-9: itself
    pytest.param([(7, 6), (11, 4)], ("2026-09-11", "16"), id="eight days later"),
]


@pytest.mark.parametrize(("dagen", "verwacht"), ZEVEN_DAGEN)
def test_a_crossing_ends_at_least_seven_days_after_the_one_before(tmp_path, dagen, verwacht):
    stad, school = school_met_leerling(tmp_path)
    lever(school, "2026-09-06", uren(*EERSTE))
    lever(school, "2026-09-13", uren(*EERSTE, *((f"2026-09-{dag:02}", n) for dag, n in dagen)))
    assert rijen(stad, "2026-09-06", "verzuim_16u4w") == [("2026-09-03", "16", "nieuw")]
    # begindatum 4-9 lies after the sinds of P-7, 3-9: nieuw, not blijft
    assert rijen(stad, "2026-09-13", "verzuim_16u4w") == [(*verwacht, "nieuw")]


def test_a_crossing_that_ends_after_p_does_not_count_yet(tmp_path):
    # 12 lesuren a day. 31-8: 12, 1-9: 4 -> crossing on 1-9. 2-9: 12, 3-9: 4 -> d = 3-9, einddatum 1-9 + 7 = 8-9 > 6-9.
    stad, school = school_met_leerling(tmp_path, slots=range(1, 13))
    alles = uren(("2026-08-31", 12), ("2026-09-01", 4), ("2026-09-02", 12), ("2026-09-03", 4))
    lever(school, "2026-09-06", alles)
    assert rijen(stad, "2026-09-06", "verzuim_16u4w") == [("2026-09-01", "16", "nieuw")]
    lever(school, "2026-09-13", alles)
    assert rijen(stad, "2026-09-13", "verzuim_16u4w") == [("2026-09-08", "16", "nieuw")]


# Second crossing on d = 8-9 (6 on 4-9, 6 on 7-9, 4 on 8-9), then 6 on 9-9 and 6 on 10-9. Without a report: 10-9, 28.
MELDINGEN = [
    pytest.param({}, ("2026-09-08", "16"), id="open end: d"),
    pytest.param({"einddatum": "2026-09-09"}, ("2026-09-09", "22"), id="end before P: the report's"),
    pytest.param({"einddatum": "2026-09-13"}, ("2026-09-13", "28"), id="end on P: the report's"),
    pytest.param({"einddatum": "2026-09-14"}, ("2026-09-08", "16"), id="end after P: d"),
    pytest.param({"einddatum": "2026-09-07"}, ("2026-09-10", "28"), id="ended before d: no report"),
    pytest.param({"begindatum": "2026-09-09"}, ("2026-09-10", "28"), id="begins after d: no report"),
    pytest.param({"status": "I"}, ("2026-09-10", "28"), id="withdrawn report: none"),
    pytest.param({"soort": "LRV"}, ("2026-09-10", "28"), id="another soort: none"),
    pytest.param({"melddatum": "2026-09-14"}, ("2026-09-10", "28"), id="reported after P: none"),
]


@pytest.mark.parametrize(("velden", "verwacht"), MELDINGEN)
def test_a_v3_report_takes_the_place_of_the_seven_day_rule(tmp_path, velden, verwacht):
    stad, school = school_met_leerling(tmp_path)
    dagen = [("2026-09-07", 6), ("2026-09-08", 4), ("2026-09-09", 6), ("2026-09-10", 6)]
    lever(school, "2026-09-13", uren(*EERSTE, *dagen))
    stad.melding("M1", BRIN, "1001", **{"begindatum": "2026-09-07", "melddatum": "2026-09-09", **velden})
    assert rijen(stad, "2026-09-13", "verzuim_16u4w") == [(*verwacht, "nieuw")]


def test_the_signal_stays_while_its_einddatum_lies_in_the_last_four_lesweken(tmp_path):
    # einddatum 3-9 lies in lesweek 1. At 27-9 (k = 4) k-3 = 1: given. At 4-10 (k = 5) k-3 = 2, from 7-9: gone.
    stad, school = school_met_leerling(tmp_path)
    for p in ("2026-09-06", "2026-09-13", "2026-09-20", "2026-09-27", "2026-10-04"):
        lever(school, p, uren(*EERSTE[:4]))
    assert rijen(stad, "2026-09-27", "verzuim_16u4w") == [("2026-09-03", "16", "blijft")]
    # S(27-9, 4-10) holds it: no correction of the past
    assert rijen(stad, "2026-10-04", "verzuim_16u4w") == [("2026-09-03", "16", "opgelost")]


# --- onbekend, codes, which row wins -------------------------------------------------------------------------------

# luxe with geoorloofd = onbekend; at 13-9 five schooldagen lie after Friday 4-9, six after Thursday 3-9.
ONBEKEND = [
    pytest.param("2026-09-04", [], id="5 schooldagen: still onbekend"),
    pytest.param("2026-09-03", [("2026-09-03", "1", "nieuw")], id="6 schooldagen: ongeoorloofd on its own date"),
]


@pytest.mark.parametrize(("dag", "verwacht"), ONBEKEND)
def test_onbekend_counts_as_ongeoorloofd_from_the_sixth_schooldag_on(tmp_path, dag, verwacht):
    stad, school = school_met_leerling(tmp_path)
    school.codes([("X", "luxe", "onbekend")])
    lever(school, "2026-09-13", uren((dag, 1), code="X"))
    assert rijen(stad, "2026-09-13", "luxeverzuim") == verwacht


def test_nvt_days_are_no_schooldagen_after_an_onbekend(tmp_path):
    # Of the six schooldagen after 3-9 Monday 7-9 is nvt as a whole: five are left.
    stad, school = school_met_leerling(tmp_path)
    school.codes([("X", "luxe", "onbekend")])
    lever(
        school, "2026-09-13", [*uren(("2026-09-03", 1), code="X"), gemist("1001", "2026-09-07", code="N", soort="nvt")]
    )
    assert rijen(stad, "2026-09-13", "luxeverzuim") == []


def test_an_unknown_code_makes_its_slots_unknown_until_the_code_is_known(tmp_path):
    # Monday: 6 slots of code Q, not in the table -> unknown. 8 missed of the other 24 slots: 33,3 %.
    stad, school = school_met_leerling(tmp_path)
    alles = [gemist("1001", "2026-08-31", code="Q"), *uren(("2026-09-01", 6), ("2026-09-02", 2))]
    lever(school, "2026-09-06", alles)
    assert rijen(stad, "2026-09-06", "kwart_2w") == [("2026-09-01", "33,3", "nieuw")]
    # From 13-9 on Q is known (ongeoorloofd): 14 of 60 slots = 23,3 % < 25; at 6-9, seen from 13-9, 14 of 30.
    school.codes([("Q", "zonder_reden", "nee")], ontvangen="20260910T0600")
    lever(school, "2026-09-13", alles)
    assert rijen(stad, "2026-09-13", "kwart_2w") == [("2026-09-01", "33,3", "opgelost")]


# Two rows on Monday lesuur 1-6, and 8 more missed slots. Missed: 14/30 = 46,7; present: 8/30 = 26,7; unknown: 8/24 =
# 33,3.
STRIJD = [
    pytest.param(("Q", "2026-08-31 09:00"), ("O", "2026-08-31 10:00"), "46,7", id="a later row covers an unknown code"),
    pytest.param(("Q", "2026-08-31 11:00"), ("O", "2026-08-31 10:00"), "33,3", id="an unknown code entered later"),
    pytest.param(("P", "2026-08-31 11:00"), ("O", "2026-08-31 10:00"), "26,7", id="aanwezig entered later wins"),
    pytest.param(("P", ""), ("O", "2026-08-31 10:00"), "46,7", id="empty is earliest"),
    pytest.param(("P", ""), ("O", ""), "46,7", id="both empty: the later in the file"),
    pytest.param(("O", ""), ("P", ""), "26,7", id="both empty: the later in the file, turned"),
    pytest.param(("O", "2026-08-31 10:00"), ("B", "2026-08-31 11:00"), "46,7", id="an ignored row takes no part"),
]


@pytest.mark.parametrize(("eerste", "tweede", "verwacht"), STRIJD)
def test_the_row_entered_last_wins(tmp_path, eerste, tweede, verwacht):
    stad, school = school_met_leerling(tmp_path)
    strijd = [gemist("1001", "2026-08-31", 1, 6, code, ingevoerd=op) for code, op in (eerste, tweede)]
    lever(school, "2026-09-06", [*strijd, *uren(("2026-09-01", 6), ("2026-09-02", 2))])
    assert [waarde for _, waarde, _ in rijen(stad, "2026-09-06", "kwart_2w")] == [verwacht]


def test_a_row_keeps_the_slots_that_it_does_not_lose(tmp_path):
    # Whole day O, later lesuur 1-2 aanwezig: 4 missed. With 5 + 5 + 1: 15 < 16; with 5 + 5 + 2: 16.
    stad, school = school_met_leerling(tmp_path)
    dag = [gemist("1001", "2026-08-31"), gemist("1001", "2026-08-31", 1, 2, "P", "aanwezig")]
    lever(school, "2026-09-06", [*dag, *uren(("2026-09-01", 5), ("2026-09-02", 5), ("2026-09-03", 1))])
    assert rijen(stad, "2026-09-06", "verzuim_16u4w") == []
    lever(school, "2026-09-13", [*dag, *uren(("2026-09-01", 5), ("2026-09-02", 5), ("2026-09-03", 2))])
    assert rijen(stad, "2026-09-13", "verzuim_16u4w") == [("2026-09-03", "16", "nieuw")]


# --- lrv -----------------------------------------------------------------------------------------------------------

# At Sunday 27-9: from Monday 31-8 to 27-9 = 28 days, from Friday 28-8 = 31 days (29 cannot be: no run begins on a
# Sunday).
LRV = [
    pytest.param("2026-08-31", None, [], id="28 days: not longer than 28"),
    pytest.param("2026-08-28", None, [("2026-08-28", "31", "nieuw")], id="31 days"),
    pytest.param("2026-08-24", ("2026-09-14", "2026-09-18"), [], id="35 days less a holiday week of 7: 28"),
    pytest.param(
        "2026-08-24", ("2026-09-14", "2026-09-17"), [("2026-08-24", "35", "nieuw")], id="a week with a schooldag"
    ),
]


@pytest.mark.parametrize(("begin", "vakantie", "verwacht"), LRV)
def test_lrv_is_longer_than_28_days_without_weeks_that_are_no_lesweek(tmp_path, begin, vakantie, verwacht):
    stad, school = school_met_leerling(tmp_path)
    school.rooster(klas="1a", geldig_van="2026-08-24", geldig_tot="2026-08-30")
    if vakantie:
        school.kalender(*vakantie)
    lever(school, "2026-09-27", hele_dagen(begin, "2026-09-27"), van="2026-08-24")
    assert rijen(stad, "2026-09-27", "lrv") == verwacht


# Run from Monday 31-8 to Sunday 11-10: 42 days. One day in it is otherwise.
LRV_DAG = [
    pytest.param(
        [gemist("1001", "2026-09-16", 1, 1, "P", "aanwezig")], [], id="one lesuur present breaks: 17-9 to 11-10 = 25"
    ),
    pytest.param([gemist("1001", "2026-09-16", code="Z")], [], id="a sick day breaks"),
    pytest.param(
        [gemist("1001", "2026-09-16", code="Q")], [("2026-08-31", "42", "nieuw")], id="an unknown day does not"
    ),
    pytest.param(
        [gemist("1001", "2026-10-09", code="?")], [("2026-08-31", "42", "nieuw")], id="still onbekend: neutral"
    ),
    pytest.param([gemist("1001", "2026-10-09", code="P")], [], id="present on the last day: it does not go on"),
]


@pytest.mark.parametrize(("anders", "verwacht"), LRV_DAG)
def test_a_run_is_broken_by_any_other_schooldag(tmp_path, anders, verwacht):
    stad, school = school_met_leerling(tmp_path)
    lever(school, "2026-10-11", [*hele_dagen("2026-08-31", "2026-10-09"), *anders])
    assert rijen(stad, "2026-10-11", "lrv") == verwacht


def test_days_in_an_undelivered_week_are_not_counted(tmp_path):
    # 31-8 to 11-10 is 42 days; lesweek 3 was never delivered: 35.
    stad, school = school_met_leerling(tmp_path)
    dagen = hele_dagen("2026-08-31", "2026-10-11")
    school.verzuim("2026-08-31", "2026-09-13", "20260914T0600", dagen)
    school.verzuim("2026-09-21", "2026-10-11", "20261012T0600", dagen)
    assert rijen(stad, "2026-10-11", "lrv") == [("2026-08-31", "35", "nieuw")]


def test_a_run_follows_the_person_to_another_school(tmp_path):
    # School A to 18-9, school B from 21-9, always missed: first day 31-8, 42 days at 11-10, at school B only.
    stad, school = school_met_leerling(tmp_path)
    ander = stad.school("99BB00")
    ander.rooster(klas="2b")
    nummer = geldig_pgn(7)
    school.inschrijving("1001", einddatum="2026-09-18", pgn=nummer)
    ander.inschrijving("77", klas="2b", startdatum="2026-09-21", pgn=nummer)
    lever(school, "2026-10-11", hele_dagen("2026-08-31", "2026-09-18"))
    lever(ander, "2026-10-11", [gemist("77", rij.datum) for rij in hele_dagen("2026-09-21", "2026-10-09")])
    assert rijen(stad, "2026-10-11", "lrv") == []
    assert rijen(stad, "2026-10-11", "lrv", "99BB00") == [("2026-08-31", "42", "nieuw")]


# --- undelivered weeks, withdrawal, leaving ------------------------------------------------------------------------

# Week 1: 10 of 30 slots = 33,3 %. Week 2 comes a week late, with n missed. Week 3: nothing missed.
LAAT = [
    # S(13-9) seen from 20-9: 10 of 60 = 16,7 %: it did not hold
    pytest.param(0, "ingetrokken", id="the late week shows that it did not hold"),
    # S(13-9) seen from 20-9: 16 of 60 = 26,7 %: it held; at 20-9 6 of 60
    pytest.param(6, "opgelost", id="the late week shows that it held"),
]


@pytest.mark.parametrize(("aantal", "status"), LAAT)
def test_a_signal_waits_for_a_week_that_was_not_delivered(tmp_path, aantal, status):
    stad, school = school_met_leerling(tmp_path)
    eerste = uren(("2026-08-31", 5), ("2026-09-01", 5))
    lever(school, "2026-09-06", eerste)
    assert rijen(stad, "2026-09-06", "kwart_2w") == [("2026-08-31", "33,3", "nieuw")]
    assert rijen(stad, "2026-09-13", "kwart_2w") == [("2026-08-31", "33,3", "gegevens_ontbreken")]
    lever(school, "2026-09-20", eerste + (uren(("2026-09-07", aantal)) if aantal else []))
    assert rijen(stad, "2026-09-20", "kwart_2w") == [("2026-08-31", "33,3", status)]
    assert rijen(stad, "2026-09-27", "kwart_2w") == []


@pytest.mark.parametrize(
    ("ontvangen", "aantal"),
    [("20260903T2359", 0), ("20260904T0000", 1), ("20260907T1159", 1), ("20260907T1200", 0)],
    ids=["the day before the last schooldag", "on it", "before P + 1 day 12:00", "at P + 1 day 12:00: not known"],
)
def test_a_week_is_geleverd_when_received_on_or_after_its_last_schooldag_and_known(tmp_path, ontvangen, aantal):
    stad, school = school_met_leerling(tmp_path)
    school.verzuim("2026-08-31", "2026-09-06", ontvangen, hele_dagen("2026-08-31", "2026-09-01"))
    assert len(rijen(stad, "2026-09-06", "kwart_2w")) == aantal


def test_a_row_that_is_withdrawn_takes_its_signal_with_it_and_leerplicht_does_not_learn_why(tmp_path):
    stad, school = school_met_leerling(tmp_path)
    lever(school, "2026-09-06", uren(*EERSTE[:4]))
    lever(school, "2026-09-13", uren(*EERSTE[:3]))
    assert rijen(stad, "2026-09-13", "verzuim_16u4w") == [("2026-09-03", "16", "ingetrokken")]
    p = date(2026, 9, 13)
    keten = Keten(Stad(stad.map, p), SIGNALEN_A)
    leerplicht = leerplichtrijen(p, keten.rijen(p), SIGNALEN_A, keten.kennis(p))
    assert [rij[4:10] for rij in leerplicht] == [["verzuim_16u4w", "2026-09-03", "16", "16", "lesuur", "vervallen"]]


def test_a_delivery_without_a_period_adds_but_never_withdraws(tmp_path):
    stad, school = school_met_leerling(tmp_path)
    lever(school, "2026-09-06", uren(*EERSTE[:3]))
    school.verzuim(None, None, "20260907T0700", uren(EERSTE[3]))
    school.verzuim(None, None, "20260907T0800", uren(("2026-09-04", 1)))
    assert rijen(stad, "2026-09-06", "verzuim_16u4w") == [("2026-09-03", "16", "nieuw")]
    # a later delivery with a period is the whole truth again: 12 + 0
    lever(school, "2026-09-13", uren(*EERSTE[:3]))
    assert rijen(stad, "2026-09-13", "verzuim_16u4w") == [("2026-09-03", "16", "ingetrokken")]


def test_the_same_file_again_changes_nothing_also_when_another_came_in_between(tmp_path):
    stad, school = school_met_leerling(tmp_path)
    for minuut, dagen in enumerate((EERSTE[:4], EERSTE[:3], EERSTE[:4])):
        school.verzuim("2026-08-31", "2026-09-06", f"20260907T06{minuut:02}", uren(*dagen))
    assert rijen(stad, "2026-09-06", "verzuim_16u4w") == []


def test_files_of_one_receipt_minute_and_period_are_one_delivery(tmp_path):
    stad, school = school_met_leerling(tmp_path)
    for naam, dagen in (("a", EERSTE[:2]), ("b", EERSTE[2:4])):
        school.verzuim("2026-08-31", "2026-09-06", "20260907T0600", uren(*dagen), naam=naam)
    assert rijen(stad, "2026-09-06", "verzuim_16u4w") == [("2026-09-03", "16", "nieuw")]


def test_a_file_without_time_of_receipt_came_at_the_end_of_the_first_sunday_after_its_period(tmp_path):
    # Period to Wednesday 2-9: received Sunday 6-9 23:59; Thursday and Friday are in no period: not geleverd.
    stad, school = school_met_leerling(tmp_path)
    school.verzuim("2026-08-31", "2026-09-02", None, hele_dagen("2026-08-31", "2026-09-02"))
    assert rijen(stad, "2026-09-06", "kwart_2w") == []
    school.verzuim("2026-08-31", "2026-09-04", None, hele_dagen("2026-08-31", "2026-09-02"))
    assert rijen(stad, "2026-09-06", "kwart_2w") == [("2026-08-31", "60,0", "nieuw")]


def test_who_leaves_gets_one_row_uitgeschreven(tmp_path):
    stad, school = school_met_leerling(tmp_path)
    lever(school, "2026-09-06", uren(*EERSTE[:4]))
    lever(school, "2026-09-13", uren(*EERSTE[:4]))
    school.inschrijving("1001", einddatum="2026-09-12", ontvangen="20260912T0600")
    assert rijen(stad, "2026-09-06", "verzuim_16u4w") == [("2026-09-03", "16", "nieuw")]
    assert rijen(stad, "2026-09-13", "verzuim_16u4w") == [("2026-09-03", "16", "uitgeschreven")]
    assert rijen(stad, "2026-09-20", "verzuim_16u4w") == []


# --- afwezig, ziek_mazl --------------------------------------------------------------------------------------------

# Five weeks, 25 days x 6 = 150 slots at 4-10 (lesweek 5).
AFWEZIG = [
    pytest.param(14, None, id="14 of 150 = 9,3: below 10"),
    pytest.param(15, ("afwezig_10", "10,0"), id="15 of 150: at 10"),
    pytest.param(29, ("afwezig_10", "19,3"), id="29 of 150 = 19,3: below 20"),
    pytest.param(30, ("afwezig_20", "20,0"), id="30 of 150: at 20, only the higher"),
]


@pytest.mark.parametrize(("aantal", "verwacht"), AFWEZIG)
def test_afwezig_from_ten_and_twenty_percent_on(tmp_path, aantal, verwacht):
    stad, school = school_met_leerling(tmp_path)
    begin = date(2026, 8, 31)
    vol, rest = divmod(aantal, 6)
    dagen = [(str(begin + timedelta(days=i + 2 * (i // 5))), n) for i, n in enumerate([6] * vol + [rest]) if n]
    lever(school, "2026-10-04", uren(*dagen, code="Z"))
    gevonden = [
        (rij.feit.signaal, getal(rij.feit.waarde, rij.feit.eenheid))
        for rij in bereken(stad.map, date(2026, 10, 4))
        if rij.feit.signaal.startswith("afwezig")
    ]
    assert gevonden == ([verwacht] if verwacht else [])


@pytest.mark.parametrize(("start", "aantal"), [("2026-09-07", 1), ("2026-09-08", 0)], ids=["20 days", "19 days"])
def test_afwezig_needs_twenty_schooldagen(tmp_path, start, aantal):
    stad, school = school_met_leerling(tmp_path)
    school.verwijder("inschrijvingen", "20260801T0600", leerlingnummer="1001")
    school.inschrijving("1001", startdatum=start)
    lever(school, "2026-10-04", hele_dagen("2026-10-01", "2026-10-02", "Z"))
    assert len(rijen(stad, "2026-10-04", "afwezig_10")) == aantal


def test_afwezig_begins_in_lesweek_five(tmp_path):
    # At 27-9 (lesweek 4) there are 20 schooldagen, and 20 of 120 slots = 16,7 %: too early.
    stad, school = school_met_leerling(tmp_path)
    lever(school, "2026-09-27", hele_dagen("2026-08-31", "2026-09-02", "Z"))
    assert rijen(stad, "2026-09-27", "afwezig_10") == []


def test_afwezig_twenty_replaces_ten_without_a_row_for_it(tmp_path):
    stad, school = school_met_leerling(tmp_path)
    lever(school, "2026-10-04", hele_dagen("2026-08-31", "2026-09-04", "Z")[:4])  # 24 of 150 = 16 %
    lever(school, "2026-10-11", hele_dagen("2026-08-31", "2026-09-10", "Z"))  # 54 of 180 = 30 %
    assert rijen(stad, "2026-10-04", "afwezig_10") == [("2026-08-31", "16,0", "nieuw")]
    assert rijen(stad, "2026-10-11", "afwezig_20") == [("2026-08-31", "30,0", "nieuw")]
    assert rijen(stad, "2026-10-11", "afwezig_10") == []


# Sick days in September 2026 (Monday 31-8 = day -1 is left out): episodes by one or two schooldagen in between.
ZIEK = [
    pytest.param([1, 4, 9, 14], [("2026-09-14", "4", "nieuw")], id="four episodes: first day of the 4th"),
    pytest.param([1, 4, 9, 11], [], id="one schooldag between 9 and 11: three episodes"),
    pytest.param([1, 4, 9, 11, 16], [("2026-09-16", "4", "nieuw")], id="one between 9 and 11, else two: four"),
    pytest.param([9, 10, 11, 14, 15, 16], [], id="six sick days"),
    pytest.param([8, 9, 10, 11, 14, 15, 16], [("2026-09-08", "7", "nieuw")], id="seven sick days over a weekend"),
    pytest.param([8, 9, 10, 14, 15, 16, 17], [("2026-09-08", "7", "nieuw")], id="seven with one day without"),
    pytest.param([8, 9, 10, 15, 16, 17, 18], [], id="two days without break it"),
]


@pytest.mark.parametrize(("dagen", "verwacht"), ZIEK)
def test_ziek_mazl_by_four_episodes_or_seven_days(tmp_path, dagen, verwacht):
    stad, school = school_met_leerling(tmp_path)
    lever(school, "2026-09-20", uren(*((f"2026-09-{dag:02}", 1) for dag in dagen), code="Z"))
    assert rijen(stad, "2026-09-20", "ziek_mazl") == verwacht


@pytest.mark.parametrize(
    ("aantal", "verwacht"),
    [(14, []), (15, [("2026-08-31", "25,0", "nieuw")])],
    ids=["14 of 60 = 23,3", "15 of 60 = 25"],
)
def test_kwart_from_25_percent_of_two_weeks_on(tmp_path, aantal, verwacht):
    stad, school = school_met_leerling(tmp_path)
    lever(school, "2026-09-13", uren(("2026-08-31", 5), ("2026-09-01", 5), ("2026-09-02", aantal - 10), code="Z"))
    assert rijen(stad, "2026-09-13", "kwart_2w") == verwacht


# --- the other signals (--alle) ------------------------------------------------------------------------------------


def test_lrv_3m_comes_when_three_months_lie_behind(tmp_path):
    # First day Monday 31-8; + 3 months = 30-11 (no 31st). Sunday 29-11: not yet; Sunday 6-12: 3 whole months.
    stad, school = school_met_leerling(tmp_path)
    lever(school, "2026-12-06", hele_dagen("2026-08-31", "2026-12-04"))
    assert rijen(stad, "2026-11-29", "lrv_3m") == []
    assert rijen(stad, "2026-12-06", "lrv_3m") == [("2026-08-31", "3", "nieuw")]


def test_langdurig_ziek_is_the_same_run_with_geoorloofd(tmp_path):
    # At 27-9: 28 days; at 4-10: 35.
    stad, school = school_met_leerling(tmp_path)
    for p in ("2026-09-27", "2026-10-04"):
        lever(school, p, hele_dagen("2026-08-31", p, "Z"))
    assert rijen(stad, "2026-09-27", "langdurig_ziek") == []
    assert rijen(stad, "2026-10-04", "langdurig_ziek") == [("2026-08-31", "35", "nieuw")]


@pytest.mark.parametrize(
    ("tweede", "verwacht"), [(2, []), (3, [("2026-08-31", "2", "nieuw")])], ids=["2 of 6 slots", "3 of 6: half"]
)
def test_start_schooljaar_counts_days_missed_for_half_or_more(tmp_path, tweede, verwacht):
    stad, school = school_met_leerling(tmp_path)
    lever(school, "2026-09-06", uren(("2026-08-31", 3), ("2026-09-02", tweede), code="Z"))
    assert rijen(stad, "2026-09-06", "start_schooljaar") == verwacht


# 12 weeks to 22-11. First 8 weeks 240 slots, none missed; last 4 weeks (from 26-10) 120 slots: 11 = 9,2; 12 = 10,0.
@pytest.mark.parametrize(("aantal", "verwacht"), [(11, []), (12, [("2026-10-26", "10,0", "nieuw")])])
def test_stijging_from_ten_points_on(tmp_path, aantal, verwacht):
    stad, school = school_met_leerling(tmp_path)
    lever(school, "2026-11-22", uren(("2026-10-26", 6), ("2026-10-27", aantal - 6), code="Z"))
    assert rijen(stad, "2026-11-22", "stijging") == verwacht


# Mondays missed 31-8, 7-9, 14-9 (and 21-9), and days on other weekdays: 4 of 6 = 67 %, 4 of 7 = 57 %.
VAST = [
    pytest.param(3, 0, [], id="three Mondays"),
    pytest.param(4, 2, [("2026-08-31", "4", "nieuw")], id="four of six"),
    pytest.param(4, 3, [], id="four of seven: below 60 %"),
]


@pytest.mark.parametrize(("maandagen", "andere", "verwacht"), VAST)
def test_vaste_dag(tmp_path, maandagen, andere, verwacht):
    stad, school = school_met_leerling(tmp_path)
    dagen = ["2026-08-31", "2026-09-07", "2026-09-14", "2026-09-21"][:maandagen]
    dagen += ["2026-09-01", "2026-09-02", "2026-09-03"][:andere]
    lever(school, "2026-09-27", uren(*((dag, 6) for dag in dagen), code="Z"))
    assert rijen(stad, "2026-09-27", "vaste_dag") == verwacht


@pytest.mark.parametrize(
    ("aantal", "drempel", "verwacht"),
    [(8, None, []), (9, None, [("2026-09-02", "9", "nieuw")]), (8, 8, [("2026-09-02", "8", "nieuw")])],
    ids=["8 times", "9 times: date of the 9th", "the school's own threshold"],
)
def test_te_laat(tmp_path, aantal, drempel, verwacht):
    instellingen = {"te_laat_drempel": drempel} if drempel else {}
    stad, school = school_met_leerling(tmp_path, instellingen=instellingen)
    dagen = [("2026-08-31", 3), ("2026-09-01", 3), ("2026-09-02", aantal - 6)]
    lever(school, "2026-09-06", uren(*dagen, code="T"))
    assert rijen(stad, "2026-09-06", "te_laat") == verwacht


@pytest.mark.parametrize(
    ("dag", "aantal"), [("2026-09-04", 0), ("2026-09-03", 1)], ids=["5 days after", "6 days after"]
)
def test_onbekend_open_after_more_than_five_schooldagen(tmp_path, dag, aantal):
    stad, school = school_met_leerling(tmp_path)
    lever(school, "2026-09-13", uren((dag, 2), code="?"))
    assert rijen(stad, "2026-09-13", "onbekend_open") == [(dag, "2", "nieuw")] * aantal


@pytest.mark.parametrize(
    ("slots", "verwacht"),
    [(4, [("2026-09-07", "66,7", "nieuw")]), (5, [])],
    ids=["20 of 30 lessons", "25 of 30 = 83,3: above 80"],
)
def test_rooster_krimpt(tmp_path, slots, verwacht):
    stad, school = school_met_leerling(tmp_path)
    school.rooster(leerlingnummer="1001", slots=range(1, slots + 1), geldig_van="2026-09-07")
    lever(school, "2026-09-13", [])
    assert rijen(stad, "2026-09-13", "rooster_krimpt") == verwacht


@pytest.mark.parametrize(
    ("start", "aantal"), [("2026-08-31", 0), ("2026-09-01", 1)], ids=["first schooldag", "after it"]
)
def test_schoolwissel_after_the_first_schooldag(tmp_path, start, aantal):
    stad, school = school_met_leerling(tmp_path)
    ander = stad.school("99BB00")
    ander.rooster(klas="2b")
    nummer = geldig_pgn(7)
    school.inschrijving("1001", einddatum="2026-08-30", pgn=nummer)
    ander.inschrijving("77", klas="2b", startdatum=start, pgn=nummer)
    assert rijen(stad, "2026-09-06", "schoolwissel", "99BB00") == [(start, "2", "nieuw")] * aantal


def test_a_pupil_without_a_school_is_seen_after_one_schooldag_unless_we_know_where_it_went(tmp_path):
    # Left on Thursday 3-9: at 6-9 one schooldag of the last school (4-9); at 13-9 six.
    stad, school = school_met_leerling(tmp_path)
    school.inschrijving("1001", einddatum="2026-09-03", pgn=geldig_pgn(7))
    school.inschrijving("1002", einddatum="2026-09-03", pgn=geldig_pgn(8), bestemming_brin6="99ZZ00")
    school.inschrijving("1003", einddatum="2026-09-04", pgn=geldig_pgn(9))
    school.inschrijving("1004", einddatum="2026-09-03", pgn=geldig_pgn(10))
    stad.vrijstelling("V1", geldig_pgn(10), "5a", "2026-09-01")
    school.inschrijving("1005", einddatum="2026-09-03", pgn=geldig_pgn(11))
    stad.absoluut("A1", geldig_pgn(11), "2026-09-04", "gesloten", "2026-09-05", "verhuisd")
    assert rijen(stad, "2026-09-06", "geen_inschrijving") == [("2026-09-04", "1", "nieuw")]
    sinds = [(sinds, waarde) for sinds, waarde, _ in rijen(stad, "2026-09-13", "geen_inschrijving")]
    assert sorted(sinds) == [("2026-09-04", "6"), ("2026-09-05", "5")]


def test_absoluut_of_a_person_never_enrolled_here_goes_to_the_gemeente(tmp_path):
    stad, school = school_met_leerling(tmp_path)
    stad.absoluut("A1", geldig_pgn(3), "2026-09-01")
    stad.absoluut("A2", geldig_pgn(4), "2026-09-07")
    gevonden = [rij for rij in bereken(stad.map, date(2026, 9, 6), alle=True) if rij.feit.signaal == "absoluut"]
    assert [(rij.brin6, rij.leerling, rij.feit.waarde) for rij in gevonden] == [("", "A1", 5)]


@pytest.mark.parametrize(
    ("eind", "verwacht"),
    [("2026-08-06", []), ("2026-08-07", [-30]), ("2026-10-06", [30]), ("2026-10-07", [])],
    ids=["31 days ago", "30 days ago", "in 30 days", "in 31 days"],
)
def test_vrijstelling_verloopt_within_thirty_days(tmp_path, eind, verwacht):
    stad, school = school_met_leerling(tmp_path)
    school.inschrijving("1001", pgn=geldig_pgn(3))
    stad.vrijstelling("V1", geldig_pgn(3), "11", "2026-01-01", eind)
    gegeven = [r for r in rijen(stad, "2026-09-06", "vrijstelling_verloopt") if r[2] in ("nieuw", "blijft")]
    assert [int(waarde) for _, waarde, _ in gegeven] == verwacht
    stad.vrijstelling(
        "V2", geldig_pgn(3), "11", date.fromisoformat(eind) + timedelta(days=1), ontvangen="20260802T0600"
    )
    assert rijen(stad, "2026-08-02", "vrijstelling_verloopt") == []
    assert rijen(stad, "2026-09-06", "vrijstelling_verloopt") == []


# --- reading -------------------------------------------------------------------------------------------------------


def test_an_open_end_runs_to_the_end_of_the_period(tmp_path):
    # Open from Tuesday 1-9, lesuur unknown: Tuesday-Friday = 24 of 30 slots.
    stad, school = school_met_leerling(tmp_path, dialect="eduarte")
    lever(school, "2026-09-06", [gemist("1001", "2026-09-01", code="Z", einddatum=GEEN_EIND)])
    assert rijen(stad, "2026-09-06", "kwart_2w") == [("2026-09-01", "80,0", "nieuw")]


def test_a_span_runs_from_the_first_lesuur_to_the_last(tmp_path):
    # Tuesday from lesuur 5 (2), Wednesday (6), Thursday to lesuur 2 (2): 10 of 30.
    stad, school = school_met_leerling(tmp_path, dialect="eduarte")
    lever(school, "2026-09-06", [gemist("1001", "2026-09-01", 5, 2, "Z", einddatum="2026-09-03")])
    assert rijen(stad, "2026-09-06", "kwart_2w") == [("2026-09-01", "33,3", "nieuw")]


def test_an_offset_is_turned_into_dutch_time_before_the_date_is_taken(tmp_path):
    # 22:00 UTC on Monday is 00:00 on Tuesday; to 21:59:59 UTC on Thursday: Tuesday-Thursday = 18 of 30.
    stad, school = school_met_leerling(tmp_path, dialect="somtoday")
    item = (
        '{"leerling": {"leerlingnummer": 1001}, "absentieReden": {"afkorting": "Z", "absentieSoort": "Absent"},'
        ' "beginDatumTijd": "2026-08-31T22:00:00.000+00:00", "eindDatumTijd": "2026-09-03T21:59:59.000+00:00"}'
    )
    school.ruw("verzuim", "a__20260831-20260906__20260907T0600.json", f'{{"items": [{item}]}}')
    assert rijen(stad, "2026-09-06", "kwart_2w") == [("2026-09-01", "60,0", "nieuw")]


def test_times_are_placed_by_the_lestijden_of_the_school(tmp_path):
    # 09:20-11:00 touches lesuur 2 (09:20-10:10) and 3 (10:10-11:00), not 1 and 4: 2 slots a day, on four days 8 of 30.
    tijden = {1: "08:30-09:20", 2: "09:20-10:10", 3: "10:10-11:00", 4: "11:00-11:50"}
    stad, school = school_met_leerling(tmp_path, dialect="eduarte", lestijden=tijden)
    regels = "".join(f"1001;202609{dag:02};0920;202609{dag:02};1100;;;Z;\r\n" for dag in (1, 2, 3, 4))
    school.ruw("verzuim", "a__20260831-20260906__20260907T0600.csv", regels)
    assert rijen(stad, "2026-09-06", "kwart_2w") == [("2026-09-01", "26,7", "nieuw")]


def test_xlsx_and_ics_are_read(tmp_path):
    # Monday is closed by the ics (DTEND exclusive); Tuesday 6 of 24 slots = 25 %.
    stad, school = school_met_leerling(tmp_path)
    school.ruw(
        "kalender",
        "k__20260801T0600.ics",
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260831\r\nDTEND;VALUE=DATE:20260901\r\n"
        "SUMMARY:Studie\r\n dag team\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
    )
    pad = school.ruw("verzuim", "a__20260831-20260906__20260907T0600.xlsx", b"")
    with xlsxwriter.Workbook(pad) as boek:
        blad = boek.add_worksheet()
        blad.write_row(0, 0, ["Leerling Nummer", "Datum", "Eenheid", "Van", "Tot", "Soort", "Code", "Ingevoerd_op"])
        blad.write_row(1, 0, [1001, None, "lesuur", 1, 6, "afwezig", "Z"])
        blad.write_datetime(1, 1, datetime(2026, 9, 1), boek.add_format({"num_format": "dd-mm-yyyy"}))
    assert rijen(stad, "2026-09-06", "kwart_2w") == [("2026-09-01", "25,0", "nieuw")]


def test_the_builder_writes_each_snapshot_whole(tmp_path):
    stad, school = school_met_leerling(tmp_path)
    school.inschrijving("1002", ontvangen="20260901T0600")
    school.inschrijving("1001", klas="1b", ontvangen="20260902T0600")
    school.verwijder("inschrijvingen", "20260903T0600", leerlingnummer="1002")
    gelezen = Stad(stad.map, date(2026, 9, 6)).leveringen[BRIN, "inschrijvingen"]
    assert [[(rij.leerling, rij.klas) for rij in levering.rijen] for levering in gelezen] == [
        [("1001", "1a")],
        [("1001", "1a"), ("1002", "1a")],
        [("1001", "1b"), ("1002", "1a")],
        [("1001", "1b")],
    ]


def test_police_data_is_refused_and_the_snapshot_before_stays(tmp_path):
    # Without a report the second crossing ends on 10-9 with 28 hours; with the open report of 7-9 on 8-9 with 16.
    stad, school = school_met_leerling(tmp_path)
    dagen = [("2026-09-07", 6), ("2026-09-08", 4), ("2026-09-09", 6), ("2026-09-10", 6)]
    lever(school, "2026-09-13", uren(*EERSTE, *dagen))
    stad.melding("M1", BRIN, "1001", begindatum="2026-09-07", melddatum="2026-09-09")
    kop = "meldingsnummer;brin6;leerlingnummer;soort;begindatum;melddatum;status;Proces-Verbaal nr\r\n"
    stad.ruw("meldingen", "nieuw__20260911T0600.csv", kop)
    assert rijen(stad, "2026-09-13", "verzuim_16u4w") == [("2026-09-08", "16", "nieuw")]


@pytest.mark.parametrize(
    ("nummer", "leerling", "verwacht"),
    [
        (geldig_pgn(5), "9999", ("2026-09-08", "16")),
        ("", "1001", ("2026-09-08", "16")),
        (geldig_pgn(6), "1001", ("2026-09-08", "16")),
        (geldig_pgn(4), "1001", ("2026-09-10", "28")),
    ],
    ids=["by pgn", "without pgn by number", "a pgn that no pupil has: by number", "the pgn of another pupil"],
)
def test_a_report_is_matched_by_pgn_first(tmp_path, nummer, leerling, verwacht):
    stad, school = school_met_leerling(tmp_path)
    school.inschrijving("1001", pgn=geldig_pgn(5))
    school.inschrijving("1002", pgn=geldig_pgn(4))
    dagen = [("2026-09-07", 6), ("2026-09-08", 4), ("2026-09-09", 6), ("2026-09-10", 6)]
    lever(school, "2026-09-13", uren(*EERSTE, *dagen))
    stad.melding("M1", BRIN, leerling, begindatum="2026-09-07", melddatum="2026-09-09", pgn=nummer)
    assert rijen(stad, "2026-09-13", "verzuim_16u4w") == [(*verwacht, "nieuw")]


def test_dagdelen_count_their_minutes_in_klokuur(tmp_path):
    # Ochtend and middag of 165 minutes: 5 dagdelen = 825 minutes = 13.75 hours, 6 = 990 = 16.5.
    stad = Stadje(tmp_path)
    school = stad.school(BRIN, soort="po", uurmaat="lesuur")
    school.rooster(klas="1a", slots=("ochtend", "middag"), minuten=165)
    school.inschrijving("1001", "2016-03-01", onderwijssoort="bo")
    heel = [gemist("1001", "2026-08-31", "ochtend", "middag"), gemist("1001", "2026-09-01")]
    lever(school, "2026-09-06", [*heel, gemist("1001", "2026-09-02", "ochtend")])
    assert rijen(stad, "2026-09-06", "verzuim_16u4w") == []
    # a row by lesuur is slot_ongeldig here: no effect on the 6 dagdelen
    lever(school, "2026-09-13", [*heel, gemist("1001", "2026-09-02"), gemist("1001", "2026-09-03", 1, 6)])
    assert rijen(stad, "2026-09-13", "verzuim_16u4w") == [("2026-09-02", "16,5", "nieuw")]


def test_a_refused_newer_snapshot_leaves_the_one_before_in_force(tmp_path):
    stad, school = school_met_leerling(tmp_path)
    lever(school, "2026-09-06", uren(*EERSTE[:4]))
    school.ruw("inschrijvingen", "inschrijvingen__20260905T0600.csv", b"leerlingnummer;klas\r\n")
    assert rijen(stad, "2026-09-06", "verzuim_16u4w") == [("2026-09-03", "16", "nieuw")]


@pytest.mark.parametrize("tekst", ["2026-09-01", "01-09-2026", "20260901"])
def test_dates_in_three_forms(tekst):
    assert datum(tekst) == date(2026, 9, 1)
    assert datumtijd(f"{tekst}T07:05").hour == 7  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("inhoud", "verwacht"),
    [
        ("a;b\r\né;1".encode(), [["a", "b"], ["é", "1"]]),
        (b"\xef\xbb\xbfa,b\n\xc3\xa9,1\n\n", [["a", "b"], ["é", "1"]]),
        (b'a\tb\n"\xe9;\t";1\t\x80', [["a", "b"], ["é;\t;1", "€"]]),
    ],
    ids=["utf-8", "BOM, comma, blank line", "cp1252, tab, quotes"],
)
def test_text_is_utf8_or_cp1252_with_one_of_three_separators(inhoud, verwacht):
    assert csv_rijen(inhoud) == verwacht


def test_bytes_that_no_encoding_has_are_refused():
    with pytest.raises(Geweigerd, match="codering_ongeldig"):
        csv_rijen(b"a;b\n\xe9;\x81")


def test_a_pgn_that_fails_the_test_is_read_as_empty():
    nummer = geldig_pgn(1)
    assert pgn(nummer) == nummer
    assert pgn(nummer[:-1] + str((int(nummer[-1]) + 1) % 10)) == ""
    assert pgn("000000000") == ""


@pytest.mark.parametrize(
    ("geboren", "begin", "einde"),
    [
        # turns 5 in September 2021; turns 16 on 30-9-2032, in schooljaar 2032/33
        (date(2016, 9, 30), date(2021, 10, 1), date(2033, 7, 31)),
        # turns 16 on 31-7-2026: the last day of schooljaar 2025/26; on 1-8: the first of the next
        (date(2010, 7, 31), date(2015, 8, 1), date(2026, 7, 31)),
        (date(2010, 8, 1), date(2015, 9, 1), date(2027, 7, 31)),
        (date(2011, 12, 31), date(2017, 1, 1), date(2028, 7, 31)),
    ],
)
def test_leerplicht_by_date_of_birth(geboren, begin, einde):
    assert (begin_leerplicht(geboren), einde_leerplicht(geboren)) == (begin, einde)


# Turns 18 on Thursday 3-9-2026: Thursday's hours no longer count. Diploma on the 3rd: the same. Too young: none.
PLICHT = [
    pytest.param({"geboortedatum": "2008-09-04"}, 1, id="17 on the last day"),
    pytest.param({"geboortedatum": "2008-09-03"}, 0, id="18 on the last day"),
    pytest.param({"geboortedatum": "2009-03-01", "startkwalificatie_op": "2026-09-04"}, 1, id="diploma the day after"),
    pytest.param(
        {"geboortedatum": "2009-03-01", "startkwalificatie_op": "2026-09-03"}, 0, id="diploma on the last day"
    ),
    pytest.param({"geboortedatum": "2009-03-01", "onderwijssoort": "vso_arbeid"}, 0, id="no kwalificatieplicht"),
    pytest.param({"geboortedatum": "2011-03-01", "onderwijssoort": "vso_arbeid"}, 1, id="leerplicht all the same"),
    pytest.param({"geboortedatum": "2021-07-31"}, 1, id="five in July: from the first schooldag on"),
    pytest.param({"geboortedatum": "2021-08-01"}, 0, id="five in August: from 1 September on, 12 hours"),
]


@pytest.mark.parametrize(("velden", "aantal"), PLICHT)
def test_hours_count_on_days_with_plicht_only(tmp_path, velden, aantal):
    stad, school = school_met_leerling(tmp_path)
    school.inschrijving("1001", **velden)
    lever(school, "2026-09-06", uren(*EERSTE[:4]))
    assert len(rijen(stad, "2026-09-06", "verzuim_16u4w")) == aantal


# --- output --------------------------------------------------------------------------------------------------------


def test_percentages_are_rounded_half_up_to_one_decimal():
    assert getal(Fraction(1, 20), "procent") == "0,1"
    assert getal(Fraction(1, 21), "procent") == "0,0"
    assert getal(16, "klokuur") == "16,0"
    assert getal(28, "dag") == "28"


def test_the_files_have_the_fixed_form_and_leerplicht_sees_no_sick_leave(tmp_path):
    stad, school = school_met_leerling(tmp_path / "aanlevering")
    stad.school("99BB00")
    school.inschrijving("1002")
    ziek = [gemist("1002", rij.datum, code="Z") for rij in hele_dagen("2026-08-31", "2026-09-04")]
    lever(school, "2026-09-06", [*uren(*EERSTE[:4]), *ziek])
    p = date(2026, 9, 6)
    keten = Keten(Stad(stad.map, p), SIGNALEN_A)
    uit = schrijf_week(tmp_path / "uit", p, keten.rijen(p), SIGNALEN_A, keten.kennis(p))
    kop = "peildatum;brin6;leerlingnummer;klas;signaal;sinds;waarde;drempel;eenheid;status;uitleg\r\n"
    overschrijding = f"2026-09-06;{BRIN};1001;1a;verzuim_16u4w;2026-09-03;16;16;lesuur;nieuw;\r\n"
    # 16 of 30 and 30 of 30 slots
    kwart = f"2026-09-06;{BRIN};1001;1a;kwart_2w;2026-08-31;53,3;25,0;procent;nieuw;\r\n"
    zieke = f"2026-09-06;{BRIN};1002;1a;kwart_2w;2026-08-31;100,0;25,0;procent;nieuw;\r\n"
    bom = "\ufeff"
    assert uit == tmp_path / "uit" / "2026-W36"
    assert (uit / BRIN / "signalen_school.csv").read_bytes().decode() == bom + kop + kwart + overschrijding + zieke
    assert (uit / BRIN / "signalen_leerplicht.csv").read_bytes().decode() == bom + kop + overschrijding
    assert (uit / "99BB00" / "signalen_school.csv").read_bytes().decode() == bom + kop
    assert (uit / "gemeente" / "signalen_leerplicht.csv").read_bytes().decode() == bom + kop


def test_a_comparison_names_rows_files_and_order_that_differ(tmp_path):
    stad, school = school_met_leerling(tmp_path / "aanlevering")
    school.inschrijving("1002")
    lever(school, "2026-09-06", [*uren(*EERSTE[:4]), gemist("1002", "2026-09-01"), gemist("1002", "2026-09-02")])
    p = date(2026, 9, 6)
    keten = Keten(Stad(stad.map, p), SIGNALEN_A)
    een, twee = (schrijf_week(tmp_path / naam, p, keten.rijen(p), SIGNALEN_A, keten.kennis(p)).parent for naam in "ab")
    assert verschillen(een, twee) == []
    pad = een / "2026-W36" / BRIN / "signalen_school.csv"
    kop, *regels = pad.read_bytes().decode().splitlines(keepends=True)
    pad.write_bytes("".join([kop, *reversed(regels)]).encode())
    assert verschillen(een, twee) == [f"2026-W36/{BRIN}/signalen_school.csv: same rows in another order"]
    pad.write_bytes("".join([kop, *regels[1:]]).encode())
    assert [regel.split(": ")[1] for regel in verschillen(een, twee)] == ["only the reference"]
    (een / "2026-W36" / "gemeente" / "signalen_leerplicht.csv").unlink()
    assert len(verschillen(een, twee)) == 2
    assert verschillen(een, twee, {"lrv"}) == [
        "2026-W36/gemeente/signalen_leerplicht.csv: the product did not write this file"
    ]


def test_the_reference_imports_nothing_of_the_product():
    bronnen = sorted((Path(__file__).parent / "referentie").glob("*.py")) + [Path(__file__).parent / "bouwsteen.py"]
    namen = set()
    for bron in bronnen:
        for knoop in ast.walk(ast.parse(bron.read_text(encoding="utf-8"))):
            if isinstance(knoop, ast.ImportFrom):
                namen.add((knoop.module or "").split(".")[0])
            elif isinstance(knoop, ast.Import):
                namen |= {naam.name.split(".")[0] for naam in knoop.names}
    assert {"tests", "yaml", "python_calamine"} <= namen
    assert namen - sys.stdlib_module_names == {"tests", "yaml", "python_calamine"}
