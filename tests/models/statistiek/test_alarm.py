"""Alarms: published worked examples, the limits at their edges, and a city in which nothing or one thing happens."""

import math
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.statistiek.alarm import (
    BASIS_WEKEN,
    MIN_BASIS_WEKEN,
    P_GRENS,
    basis_en_oordeel,
    benjamini_hochberg,
    budget,
    ewma,
    extra_variantie,
    weekspreiding,
    zoek_alarmen,
)
from tests.models.statistiek import nogmaals

BEGIN = date(2025, 8, 18)
MONTGOMERY = [9.45, 7.99, 9.29, 11.66, 12.16, 10.18, 8.04, 11.46, 9.2, 10.34]
"""Introduction to Statistical Quality Control, table 9.1, mean 10; with weight 0.1 the EWMA of table 9.10."""
MONTGOMERY_EWMA = [9.945, 9.7495, 9.70355, 9.8992, 10.1253, 10.1307, 9.92167, 10.0755, 9.98796, 10.0232]
BH_1995 = [
    0.0001,
    0.0004,
    0.0019,
    0.0095,
    0.0201,
    0.0278,
    0.0298,
    0.0344,
    0.0459,
    0.3240,
    0.4262,
    0.5719,
    0.6528,
    0.7590,
    1.0,
]
"""Benjamini & Hochberg 1995, the myocardial infarction example: four are rejected at 0.05."""


def weken(aantal, begin=BEGIN):
    return [begin + timedelta(weeks=n) for n in range(aantal)]


def stad(scholen=40, aantal=40, zaad=1):
    toeval = np.random.default_rng(zaad)
    noemer = np.full((scholen, aantal), 2500.0)
    return toeval.binomial(2500, 0.06, (scholen, aantal)).astype(float), noemer


def test_the_ewma_is_that_of_the_textbook():
    uit = ewma(np.array([MONTGOMERY]) - 10, 0.1)[0] + 10
    np.testing.assert_allclose(uit, MONTGOMERY_EWMA, atol=1e-4)


def test_a_gap_leaves_the_ewma_as_it_was():
    uit = ewma(np.array([[1.0, math.nan, 1.0]]), 0.5)[0]
    assert uit[0] == 0.5 and math.isnan(uit[1]) and uit[2] == 0.75


def test_benjamini_and_hochberg_reject_four_in_their_own_example():
    assert benjamini_hochberg(np.array(BH_1995)[::-1]).tolist() == [False] * 11 + [True] * 4


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(0, 1) | st.just(math.nan), max_size=30))
def test_benjamini_hochberg_rejects_a_set_of_smallest_p_and_never_a_gap(kansen):
    p = np.array(kansen, dtype=float)
    gekozen = benjamini_hochberg(p)
    assert not np.isnan(p[gekozen]).any()
    k = int(gekozen.sum())
    volgorde = np.sort(p[np.isfinite(p)])
    houdbaar = [n for n in range(1, len(volgorde) + 1) if volgorde[n - 1] <= 0.05 * n / len(volgorde)]
    assert k >= max(houdbaar, default=0) and (k == 0 or p[gekozen].max() <= 0.05 * k / len(volgorde))


@pytest.mark.parametrize(
    ("p", "is_alarm"), [(P_GRENS - 1e-9, True), (P_GRENS, True), (P_GRENS + 1e-9, False), (math.nan, False)]
)
def test_the_budget_has_a_limit(p, is_alarm):
    assert budget(np.array([p, 0.5])).tolist() == [is_alarm, False]


@pytest.mark.parametrize(("aantal", "alarmen"), [(20, 3), (79, 3), (80, 4), (200, 10)])
def test_the_budget_of_a_week_is_a_share_of_what_was_judged(aantal, alarmen):
    gekozen = budget(np.linspace(0, P_GRENS, aantal))
    assert gekozen.tolist() == [True] * alarmen + [False] * (aantal - alarmen)


@pytest.mark.parametrize(("aantal", "delen"), [(BASIS_WEKEN, 0), (BASIS_WEKEN + 1, 1)])
def test_a_file_that_is_no_longer_than_its_baseline_is_not_judged(aantal, delen):
    assert len(basis_en_oordeel(weken(aantal, date(2025, 8, 18)))) == delen


@pytest.mark.parametrize(("eerder", "eerste"), [(MIN_BASIS_WEKEN - 1, 20), (MIN_BASIS_WEKEN, 0), (30, 0)])
def test_the_baseline_is_of_the_year_before_when_it_is_long_enough(eerder, eerste):
    nieuw = date(2026, 8, 3)
    delen = basis_en_oordeel([*weken(eerder, nieuw - timedelta(weeks=eerder)), *weken(30, nieuw)])
    basis, oordeel = delen[-1]
    assert oordeel[0] - eerder == eerste
    assert len(basis) == min(BASIS_WEKEN, eerder if not eerste else BASIS_WEKEN)


def test_nothing_alarms_in_the_baseline_and_a_lasting_rise_of_one_school_does():
    teller, noemer = stad()
    teller[7, 25:31] *= 1.6
    uit = zoek_alarmen(teller, noemer, [""] * 40, weken(40))
    assert not uit.alarm[:, :BASIS_WEKEN].any() and np.isnan(uit.p[:, :BASIS_WEKEN]).all()
    assert uit.alarm[7, 27:31].all() and uit.alarm.sum() - uit.alarm[7].sum() <= 8


@pytest.mark.parametrize("factor", [2.0, 5.0])
def test_a_snow_day_that_all_feel_is_no_alarm_of_a_school(factor):
    teller, noemer = stad(200)
    stil = zoek_alarmen(teller, noemer, [""] * 200, weken(40)).alarm
    teller[:, 30] = np.round(teller[:, 30] * factor)
    assert zoek_alarmen(teller, noemer, [""] * 200, weken(40)).alarm.sum() <= stil.sum() + 5


def test_a_snow_day_that_one_school_in_three_did_not_feel_does_not_alarm_the_others():
    teller, noemer = stad(200)
    teller[np.arange(200) % 3 > 0, 30] *= 3
    assert zoek_alarmen(teller, noemer, [""] * 200, weken(40)).alarm.sum() <= 0.01 * 200 * 20


@pytest.mark.parametrize(("bekend", "is_beoordeeld"), [(MIN_BASIS_WEKEN - 1, False), (MIN_BASIS_WEKEN, True)])
def test_a_school_without_a_baseline_is_not_judged(bekend, is_beoordeeld):
    teller, noemer = stad()
    teller[3, bekend:BASIS_WEKEN] = noemer[3, bekend:BASIS_WEKEN] = math.nan
    uit = zoek_alarmen(teller, noemer, [""] * 40, weken(40))
    assert np.isfinite(uit.p[3, 30]) == is_beoordeeld


def test_a_gap_is_not_judged_and_the_weeks_around_it_are():
    teller, noemer = stad()
    teller[3, 30] = noemer[3, 30] = math.nan
    p = zoek_alarmen(teller, noemer, [""] * 40, weken(40)).p
    assert np.isnan(p[3, 30]) and np.isfinite(p[3, [29, 31]]).all()


def test_the_order_of_the_schools_does_not_matter():
    teller, noemer = stad()
    orde = np.random.default_rng(2).permutation(40)
    recht = zoek_alarmen(teller, noemer, [""] * 40, weken(40)).p
    anders = zoek_alarmen(teller[orde], noemer[orde], [""] * 40, weken(40)).p
    np.testing.assert_allclose(anders, recht[orde], rtol=1e-6)


def test_an_ewma_above_its_limit_is_a_p_below_the_other_limit():
    teller, noemer = stad()
    teller[7, 25:31] *= 1.4
    uit = zoek_alarmen(teller, noemer, [""] * 40, weken(40))
    bekend = np.isfinite(uit.p)
    assert (uit.p[bekend] < P_GRENS).any()
    assert ((uit.ewma >= uit.grens) == (uit.p <= P_GRENS))[bekend].all()


def test_the_spread_of_a_quiet_week_is_one_and_of_a_loud_week_more():
    z = np.random.default_rng(1).normal(size=(400, 2)) * np.array([0.5, 3.0])
    assert weekspreiding(z)[0] == 1.0 and weekspreiding(z)[1] == pytest.approx(3.0, rel=0.2)
    extra = extra_variantie(z, np.ones(400))
    assert extra[0] == 0.0 and extra[1] == pytest.approx(8.0, rel=0.35)


@pytest.mark.parametrize("zaad", [1, 2, 3])
def test_every_p_is_that_of_the_second_statement(zaad):
    teller, noemer = stad(9, 32, zaad)
    toeval = np.random.default_rng(zaad)
    teller = np.round(teller * np.exp(toeval.normal(0, 0.1, 32))[None, :] * np.exp(toeval.normal(0, 0.15, (9, 32))))
    teller[2, 24:30] *= 1.5
    for school, week in ((0, 3), (0, 25), (4, 21), (5, 22)):
        teller[school, week] = noemer[school, week] = math.nan
    gevonden = zoek_alarmen(teller, noemer, [""] * 9, weken(32)).p
    for school, verwacht in enumerate(nogmaals.kansen(teller.tolist(), noemer.tolist())):
        bekend = {week: p for week, p in enumerate(gevonden[school].tolist()) if not math.isnan(p)}
        assert bekend == pytest.approx(verwacht, abs=1e-6)
