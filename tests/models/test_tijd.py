"""Sundays and schooljaren: each boundary below, at and above."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.tijd import (
    WEEK,
    begin_van_keten,
    halfjaar_begin,
    horizon,
    is_peildatum,
    schooljaar,
    weeknaam,
    zondagen,
    zondagen_om,
)

DAGEN = st.dates(date(2015, 1, 1), date(2100, 1, 1))
ZONDAGEN = st.integers(0, 4000).map(lambda n: date(2015, 1, 4) + n * WEEK)


@pytest.mark.parametrize(
    ("dag", "jaar"), [("2026-07-31", 2025), ("2026-08-01", 2026), ("2027-01-01", 2026), ("2027-07-31", 2026)]
)
def test_a_schooljaar_begins_on_the_first_of_august(dag, jaar):
    assert schooljaar(date.fromisoformat(dag)) == jaar


@pytest.mark.parametrize(
    ("peildatum", "van", "tot"),
    [("2026-07-26", "2024-08-01", "2026-07-31"), ("2026-08-02", "2025-08-01", "2027-07-31")],
)
def test_plans_reach_from_the_previous_schooljaar_to_the_end_of_this_one(peildatum, van, tot):
    assert horizon(date.fromisoformat(peildatum)) == (date.fromisoformat(van), date.fromisoformat(tot))


@pytest.mark.parametrize(("dag", "is_zondag"), [("2026-11-21", False), ("2026-11-22", True), ("2026-11-23", False)])
def test_only_a_sunday_is_a_peildatum(dag, is_zondag):
    assert is_peildatum(date.fromisoformat(dag)) is is_zondag


@given(DAGEN.filter(lambda dag: not is_peildatum(dag)))
def test_the_sundays_around_a_day_are_the_nearest_on_either_side(dag):
    voor, na = zondagen_om(dag)
    assert is_peildatum(voor) and is_peildatum(na) and voor < dag < na == voor + WEEK


@pytest.mark.parametrize(
    ("peildatum", "naam"),
    [("2026-11-22", "2026-W47"), ("2027-01-03", "2026-W53"), ("2027-01-10", "2027-W01"), ("2024-12-29", "2024-W52")],
)
def test_a_week_has_the_iso_name_of_the_week_that_its_sunday_ends(peildatum, naam):
    assert weeknaam(date.fromisoformat(peildatum)) == naam


@given(ZONDAGEN, st.integers(0, 60))
def test_the_sundays_of_a_range_hold_both_ends_and_no_gap(eerste, weken):
    lijst = zondagen(eerste, eerste + weken * WEEK)
    assert (lijst[0], lijst[-1], len(lijst)) == (eerste, eerste + weken * WEEK, weken + 1)
    assert all(is_peildatum(dag) for dag in lijst)


def test_a_range_that_ends_before_it_begins_is_empty():
    assert zondagen(date(2026, 11, 22), date(2026, 11, 15)) == []


@pytest.mark.parametrize(
    ("peildatum", "bekend", "begin"),
    [
        ("2026-11-22", "2026-09-06", "2026-09-06"),
        ("2026-11-22", "2025-08-03", "2025-08-03"),
        ("2026-11-22", "2025-07-27", "2025-08-03"),
        ("2026-11-22", "2026-11-29", "2026-11-22"),
        ("2026-07-26", "2020-01-05", "2024-08-04"),
        ("2026-08-02", "2020-01-05", "2025-08-03"),
        ("2028-07-30", "2020-01-05", "2026-08-02"),
    ],
)
def test_the_look_back_begins_at_the_first_known_sunday_of_this_and_the_previous_schooljaar(peildatum, bekend, begin):
    keten = begin_van_keten(date.fromisoformat(peildatum), date.fromisoformat(bekend))
    assert keten == date.fromisoformat(begin)


@given(ZONDAGEN, ZONDAGEN)
def test_the_look_back_always_begins_on_a_sunday_in_the_horizon_and_not_after_the_peildatum(peildatum, bekend):
    begin = begin_van_keten(peildatum, bekend)
    assert is_peildatum(begin) and begin <= peildatum and begin >= horizon(peildatum)[0]
    assert begin - horizon(peildatum)[0] < timedelta(days=7) or begin >= bekend or begin == peildatum


@pytest.mark.parametrize(
    ("peildatum", "begin"),
    [
        ("2026-09-06", "2026-02-01"),
        ("2027-02-07", "2026-09-06"),
        ("2024-09-01", "2024-02-04"),
        ("2025-02-02", "2024-09-01"),
        ("2026-08-30", None),
        ("2026-09-13", None),
        ("2027-01-31", None),
        ("2027-02-14", None),
        ("2026-12-06", None),
    ],
)
def test_a_half_schooljaar_ends_on_the_first_sunday_of_february_and_september(peildatum, begin):
    assert halfjaar_begin(date.fromisoformat(peildatum)) == (date.fromisoformat(begin) if begin else None)


@given(ZONDAGEN)
def test_halves_of_schooljaren_meet_and_never_overlap(zondag):
    einden = [p for p in zondagen(zondag, zondag + 120 * WEEK) if halfjaar_begin(p)]
    assert len(einden) >= 4
    assert [halfjaar_begin(p) for p in einden[1:]] == einden[:-1]
