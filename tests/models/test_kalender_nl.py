"""The reporting term against years worked out by hand with a paper calendar."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.kalender_nl import MELDTERMIJN_WEEKDAGEN, feestdagen, is_werkdag, uiterste_melddatum, werkdagen_over

MET_DE_HAND = {
    2014: ["2014-01-01", "2014-04-21", "2014-04-26", "2014-05-29", "2014-06-09", "2014-12-25", "2014-12-26"],
    2025: ["2025-01-01", "2025-04-21", "2025-04-26", "2025-05-29", "2025-06-09", "2025-12-25", "2025-12-26"],
    2026: ["2026-01-01", "2026-04-06", "2026-04-27", "2026-05-14", "2026-05-25", "2026-12-25", "2026-12-26"],
    2027: ["2027-01-01", "2027-03-29", "2027-04-27", "2027-05-06", "2027-05-17", "2027-12-25", "2027-12-26"],
}


@pytest.mark.parametrize("jaar", MET_DE_HAND)
def test_the_seven_holidays_of_a_year_are_those_worked_out_by_hand(jaar):
    assert sorted(feestdagen(jaar)) == [date.fromisoformat(dag) for dag in MET_DE_HAND[jaar]]


@pytest.mark.parametrize(
    ("einddatum", "uiterlijk", "waarom"),
    [
        ("2026-11-16", "2026-11-23", "Monday to Monday: one weekend"),
        ("2026-11-20", "2026-11-27", "Friday: the term is the whole next week"),
        ("2026-11-21", "2026-11-27", "Saturday: as from Friday"),
        ("2026-11-22", "2026-11-27", "Sunday: as from Friday"),
        ("2026-04-02", "2026-04-10", "Goede vrijdag counts, 2e Paasdag does not"),
        ("2026-04-24", "2026-05-04", "Koningsdag on Monday 27 April is skipped"),
        ("2026-05-08", "2026-05-18", "Hemelvaart on Thursday 14 May is skipped"),
        ("2026-05-22", "2026-06-01", "2e Pinksterdag on Monday 25 May is skipped"),
        ("2026-12-18", "2026-12-28", "1e Kerstdag on Friday; the 2nd falls on Saturday"),
        ("2025-12-24", "2026-01-05", "both Christmas days and Nieuwjaarsdag, over the turn of the year"),
        ("2025-04-25", "2025-05-02", "Koningsdag on Sunday moves to Saturday 26 April: no weekday is lost"),
        ("2025-05-01", "2025-05-08", "Bevrijdingsdag on Monday 5 May is an ordinary weekday here"),
    ],
)
def test_the_last_day_to_report_is_five_weekdays_later(einddatum, uiterlijk, waarom):
    assert uiterste_melddatum(date.fromisoformat(einddatum)) == date.fromisoformat(uiterlijk), waarom


@given(st.dates(date(2014, 1, 1), date(2030, 12, 1)))
def test_the_last_day_is_a_weekday_with_exactly_five_weekdays_after_the_end(einddatum):
    uiterlijk = uiterste_melddatum(einddatum)
    assert is_werkdag(uiterlijk)
    assert werkdagen_over(einddatum, uiterlijk) == MELDTERMIJN_WEEKDAGEN


@pytest.mark.parametrize(
    ("vandaag", "over"), [("2026-11-22", 5), ("2026-11-26", 1), ("2026-11-27", 0), ("2026-12-01", -2)]
)
def test_weekdays_left_run_down_to_nought_and_then_count_what_has_passed(vandaag, over):
    assert werkdagen_over(date.fromisoformat(vandaag), date(2026, 11, 27)) == over
