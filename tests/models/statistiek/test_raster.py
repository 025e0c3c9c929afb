"""Rows to a matrix: sums are exact, gaps stay gaps, a renamed unit is one series, the order of rows does not matter."""

from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.statistiek.raster import (
    LESWEEK,
    SCHOOLJAAR,
    Meting,
    als_een_reeks,
    is_gewoon,
    kringen,
    maak_raster,
    met_perioden,
    soort_van,
    volgende_perioden,
)

MAANDAG = date(2026, 11, 16)


def meting(eenheid, dag, teller=1, noemer=10, groep=""):
    return Meting(eenheid, dag, teller, noemer, groep)


@st.composite
def bestanden(draw):
    """Rows of a few units over some weeks, at most one a unit and day."""
    sleutels = draw(
        st.lists(st.tuples(st.sampled_from("ABC"), st.integers(0, 40)), min_size=1, max_size=40, unique=True)
    )
    rijen = []
    for eenheid, dagen in sleutels:
        noemer = draw(st.integers(0, 10**12) | st.decimals(0, 10**6, places=3))
        rijen.append(Meting(eenheid, MAANDAG + timedelta(days=dagen), noemer // 3, noemer))
    return rijen


@settings(max_examples=60, deadline=None)
@given(bestanden(), st.randoms())
def test_sums_are_exact_and_the_order_of_rows_does_not_matter(rijen, toeval):
    raster = maak_raster(rijen, LESWEEK)
    assert sum(som.teller for som in raster.sommen.values()) == sum(rij.teller for rij in rijen)
    assert sum(som.noemer for som in raster.sommen.values()) == sum(rij.noemer for rij in rijen)
    anders = list(rijen)
    toeval.shuffle(anders)
    opnieuw = maak_raster(anders, LESWEEK)
    assert (opnieuw.eenheden, opnieuw.perioden) == (raster.eenheden, raster.perioden)
    assert {k: (s.teller, s.noemer, s.datums) for k, s in opnieuw.sommen.items()} == {
        k: (s.teller, s.noemer, s.datums) for k, s in raster.sommen.items()
    }
    np.testing.assert_array_equal(opnieuw.teller, raster.teller)


@settings(max_examples=60, deadline=None)
@given(bestanden())
def test_a_period_without_rows_or_without_noemer_is_a_gap_and_nothing_else_is(rijen):
    raster = maak_raster(rijen, LESWEEK)
    for (e, p), is_gat in np.ndenumerate(np.isnan(raster.aandeel)):
        som = raster.sommen.get((e, p))
        assert is_gat == (som is None or som.noemer == 0)


def test_a_missing_year_stands_there_as_a_gap():
    raster = maak_raster([meting("A", date(jaar, 8, 1)) for jaar in (2017, 2018, 2020)], SCHOOLJAAR)
    assert raster.perioden == tuple(date(jaar, 8, 1) for jaar in (2017, 2018, 2019, 2020))
    assert np.isnan(raster.aandeel[0]).tolist() == [False, False, True, False]


def test_a_week_that_nobody_has_is_no_lesweek():
    dagen = [MAANDAG, MAANDAG + timedelta(days=4), MAANDAG + timedelta(weeks=2)]
    raster = maak_raster([meting("A", dag) for dag in dagen], LESWEEK)
    assert raster.perioden == (MAANDAG, MAANDAG + timedelta(weeks=2))
    assert raster.teller.tolist() == [[2, 1]] and raster.personen.tolist() == [[10, 10]]


@pytest.mark.parametrize("dag", range(7))
def test_a_file_by_week_keeps_its_own_weekday_also_in_the_weeks_to_come(dag):
    dagen = [MAANDAG + timedelta(days=dag, weeks=n) for n in range(3)]
    raster = maak_raster([meting(eenheid, d) for d in dagen for eenheid in "AB"], LESWEEK)
    assert list(raster.perioden) == dagen and raster.teller.tolist() == [[1, 1, 1]] * 2
    assert volgende_perioden(raster.perioden, LESWEEK, 1) == (dagen[-1] + timedelta(weeks=1),)
    assert (
        maak_raster(
            [*(meting("A", d) for d in dagen), meting("B", MAANDAG + timedelta(days=(dag + 1) % 7))], LESWEEK
        ).perioden[0]
        == MAANDAG
    )


@pytest.mark.parametrize(("dag", "week"), [(6, 0), (7, 1)])
def test_a_week_runs_from_monday_to_sunday(dag, week):
    raster = maak_raster([meting("A", MAANDAG), meting("A", MAANDAG + timedelta(days=dag))], LESWEEK)
    assert len(raster.perioden) == 1 + week


def test_a_renamed_unit_is_one_series_over_several_names():
    rijen = [meting("oud", date(2018, 8, 1)), meting("nieuw", date(2019, 8, 1)), meting("nu", date(2020, 8, 1))]
    raster = maak_raster(als_een_reeks(rijen, {"oud": "nieuw", "nieuw": "nu"}), SCHOOLJAAR)
    assert raster.eenheden == ("nu",) and raster.teller.tolist() == [[1, 1, 1]]


def test_units_that_merge_are_added_up_where_they_overlap():
    rijen = [meting("A", MAANDAG, 2, 20), meting("B", MAANDAG, 3, 30)]
    raster = maak_raster(als_een_reeks(rijen, {"A": "B"}), LESWEEK)
    assert raster.teller.tolist() == [[5]] and raster.noemer.tolist() == [[50]]


@pytest.mark.parametrize(
    ("opvolgers", "namen"),
    [
        ({"a": "b", "b": "c"}, []),
        ({"a": "b", "b": "a"}, ["a", "b"]),
        ({"a": "a"}, ["a"]),
        ({"x": "a", "a": "a"}, ["a", "x"]),
    ],
)
def test_successors_that_lead_back_are_found(opvolgers, namen):
    assert kringen(opvolgers) == namen


@pytest.mark.parametrize(
    ("dagen", "soort"), [(249, LESWEEK), (250, SCHOOLJAAR), (251, SCHOOLJAAR), (1, LESWEEK), (7, LESWEEK)]
)
def test_rows_that_lie_a_year_apart_are_schooljaren(dagen, soort):
    assert soort_van([meting("A", MAANDAG), meting("A", MAANDAG + timedelta(days=dagen))]) == soort


@pytest.mark.parametrize(
    ("dagen", "soort"),
    [([date(2019, 8, 1)], SCHOOLJAAR), ([date(2019, 8, 1), date(2020, 8, 1)], SCHOOLJAAR),
     ([date(2019, 8, 1), date(2019, 8, 2)], LESWEEK)],
)  # fmt: skip
def test_units_with_one_day_each_are_schooljaren_when_it_is_the_same_day(dagen, soort):
    assert soort_van([meting(str(n), dag) for n, dag in enumerate(dagen)]) == soort


def test_the_group_of_a_unit_is_that_of_its_newest_row_with_one():
    rijen = [
        meting("A", MAANDAG, groep="po"),
        meting("A", MAANDAG + timedelta(days=1), groep="vo"),
        meting("A", MAANDAG + timedelta(days=2)),
    ]
    assert maak_raster(rijen, LESWEEK).groepen == ("vo",)


@pytest.mark.parametrize(("eenheden", "blijft"), [(1, False), (2, True), (3, True)])
def test_a_week_that_hardly_any_unit_has_is_not_one_of_the_others(eenheden, blijft):
    zomer = MAANDAG + timedelta(weeks=1)
    rijen = [meting(str(n), MAANDAG) for n in range(20)] + [meting(str(n), zomer, 2) for n in range(eenheden)]
    raster = maak_raster(rijen, LESWEEK)
    assert is_gewoon(raster.aandeel).tolist() == [True, blijft]
    over = met_perioden(raster, np.array([False, True]))
    assert over.perioden == (zomer,) and over.sommen[0, 0].teller == 2 and np.nansum(over.teller) == 2 * eenheden


def test_decimals_are_added_exactly():
    rijen = [meting("A", MAANDAG + timedelta(days=n), Decimal("0.1"), 1) for n in range(3)]
    assert maak_raster(rijen, LESWEEK).sommen[0, 0].teller == Decimal("0.3")


def test_the_next_schooljaren_keep_their_day_and_29_february_becomes_28():
    assert volgende_perioden([date(2019, 9, 3)], SCHOOLJAAR, 2) == (date(2020, 9, 3), date(2021, 9, 3))
    assert volgende_perioden([date(2020, 2, 29)], SCHOOLJAAR, 1) == (date(2021, 2, 28),)


def test_a_week_that_was_closed_a_year_before_is_skipped_and_one_that_is_not_known_is_not():
    een_jaar = [MAANDAG - timedelta(weeks=n) for n in range(53) if n != 51]
    assert volgende_perioden(sorted(een_jaar), LESWEEK, 2) == (
        MAANDAG + timedelta(weeks=2),
        MAANDAG + timedelta(weeks=3),
    )
    assert volgende_perioden([MAANDAG], LESWEEK, 1) == (MAANDAG + timedelta(weeks=1),)
