"""Lesweken by number, the same lesweek of the year before, and a series without the season of that year."""

from datetime import date, timedelta

import pytest

from models.statistiek.schooljaren import (
    MIN_JAAR,
    Lesweek,
    in_stukken,
    jaar_eerder,
    nummer_lesweken,
    zonder_seizoen_van_jaar_eerder,
)

WEEK = timedelta(weeks=1)
SEPTEMBER = {2025: date(2025, 9, 7), 2026: date(2026, 9, 6)}


def weken(eerste: date, aantal: int, dicht: set[int] = frozenset()) -> dict[date, bool]:  # type: ignore[assignment]
    """So many Sundays from the first on; those of these numbers (from 0) without lessons."""
    return {eerste + n * WEEK: n not in dicht for n in range(aantal)}


def jaar(eerste: date, aantal: int, dicht: set[int] = frozenset()) -> dict[date, bool]:  # type: ignore[assignment]
    """The same, and the last Sunday of the summer before them."""
    return {eerste - WEEK: False} | weken(eerste, aantal, dicht)


@pytest.mark.parametrize("eerste", [date(2026, 8, 23), date(2026, 9, 13)])
def test_a_year_is_numbered_from_the_week_after_a_known_week_of_the_summer(eerste):
    gevonden = nummer_lesweken(jaar(eerste, 2))
    assert gevonden == (Lesweek(eerste, 2026, 1), Lesweek(eerste + WEEK, 2026, 2))


@pytest.mark.parametrize("eerste", [date(2026, 8, 9), date(2026, 8, 23), date(2026, 9, 13), date(2026, 10, 18)])
def test_a_year_of_which_the_first_known_week_has_lessons_has_no_numbers(eerste):
    """School may have begun weeks before."""
    assert nummer_lesweken(weken(eerste, 3)) == ()


def test_before_the_first_sunday_of_august_no_week_of_its_year_can_lie():
    assert [week.nummer for week in nummer_lesweken(weken(date(2026, 8, 2), 2))] == [1, 2]


@pytest.mark.parametrize("vrij", [date(2026, 9, 13), date(2026, 10, 25), date(2027, 1, 10)])
def test_a_week_of_another_holiday_proves_no_beginning(vrij):
    assert nummer_lesweken(jaar(vrij + WEEK, 3)) == ()


def test_a_week_of_the_summer_proves_nothing_over_weeks_that_are_not_known():
    assert nummer_lesweken({date(2026, 8, 16): False} | weken(date(2026, 8, 30), 2)) == ()


def test_a_holiday_stretches_the_count_and_never_resets_it():
    nummers = {week.zondag: week.nummer for week in nummer_lesweken(jaar(SEPTEMBER[2025], 6, {2, 3}))}
    assert list(nummers.values()) == [1, 2, 3, 4]
    assert SEPTEMBER[2025] + 2 * WEEK not in nummers


def test_a_new_schooljaar_begins_at_one_and_is_laid_beside_the_old_by_number():
    lesweken = nummer_lesweken(jaar(SEPTEMBER[2025], 52, {7, *range(44, 52)}) | weken(SEPTEMBER[2026], 9, {6}))
    toen = jaar_eerder(lesweken)
    assert toen[SEPTEMBER[2026]] == SEPTEMBER[2025]
    # week 7 of 2026 comes after a holiday, that of 2025 before one
    assert toen[SEPTEMBER[2026] + 7 * WEEK] == SEPTEMBER[2025] + 6 * WEEK
    assert SEPTEMBER[2025] not in toen


def test_stretches_end_at_a_holiday():
    stukken = in_stukken(nummer_lesweken(jaar(SEPTEMBER[2025], 6, {2})))
    assert [[week.nummer for week in stuk] for stuk in stukken] == [[1, 2], [3, 4, 5]]
    assert in_stukken(()) == []


def twee_jaren(bekend: int) -> tuple[tuple[Lesweek, ...], dict[date, float]]:
    """A year with so many known lesweken that slowly rise, and ten of the next with the same season, twice as high."""
    lesweken = nummer_lesweken(jaar(SEPTEMBER[2025], 40) | jaar(SEPTEMBER[2026], 10))
    hoogte = {week: 5.0 + week.nummer for week in lesweken}
    aandeel = {
        w.zondag: h * (w.schooljaar - 2024) for w, h in hoogte.items() if w.schooljaar == 2026 or w.nummer <= bekend
    }
    return lesweken, aandeel


@pytest.mark.parametrize(("bekend", "geteld"), [(MIN_JAAR - 1, 0), (MIN_JAAR, 10), (MIN_JAAR + 1, 10)])
def test_a_season_is_known_from_a_year_with_enough_lesweken(bekend, geteld):
    assert len(zonder_seizoen_van_jaar_eerder(*twee_jaren(bekend), 2026)) == geteld


def test_what_only_follows_the_season_is_level_without_it():
    lesweken, aandeel = twee_jaren(40)
    midden = sum(5.0 + n for n in range(1, 41)) / 40
    uit = zonder_seizoen_van_jaar_eerder(lesweken, aandeel, 2026)
    # In a straight line the mean of three weeks is the middle one; at the edge there are two.
    assert [round(waarde / midden, 6) for waarde in list(uit.values())[1:]] == [2.0] * 9
    assert uit[SEPTEMBER[2026]] == pytest.approx(2 * 6.0 * midden / 6.5)


def test_a_lesweek_that_either_year_lacks_is_left_out():
    lesweken, aandeel = twee_jaren(40)
    del aandeel[SEPTEMBER[2026]], aandeel[SEPTEMBER[2025] + 4 * WEEK]
    uit = zonder_seizoen_van_jaar_eerder(lesweken, aandeel, 2026)
    assert set(uit) == {SEPTEMBER[2026] + n * WEEK for n in (1, 2, 3, 5, 6, 7, 8, 9)}


def test_a_year_in_which_nobody_missed_anything_has_no_season():
    lesweken, aandeel = twee_jaren(40)
    nul = {dag: 0.0 if dag < SEPTEMBER[2026] else waarde for dag, waarde in aandeel.items()}
    assert zonder_seizoen_van_jaar_eerder(lesweken, nul, 2026) == {}
