"""Intervals, funnel and shrinkage: published figures, statsmodels where it has the same, and limits at their edges."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.meta_analysis import combine_effects

from models.statistiek.aandelen import wilson
from models.statistiek.krimp import MIN_EENHEDEN, krimp, vooraf
from models.statistiek.trechter import overspreiding, trechter, winsoriseer
from models.trends import Spreiding, aandeel_interval


@pytest.mark.parametrize(
    ("teller", "noemer", "onder", "boven"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_is_that_of_newcombe_1998(teller, noemer, onder, boven):
    gevonden = wilson(np.array([teller / noemer]), np.array([noemer]))
    assert (gevonden[0][0], gevonden[1][0]) == pytest.approx((onder, boven), abs=5e-5)


def test_a_gap_has_no_interval():
    onder, boven = wilson(np.array([np.nan, 0.5]), np.array([10.0, 0.0]))
    assert np.isnan(onder).all() and np.isnan(boven).all()


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 20), min_size=30, max_size=60))
def test_wilson_over_pupils_is_as_wide_as_the_interval_clustered_by_pupil(gemist):
    gepland = 20
    teller, noemer = sum(gemist), gepland * len(gemist)
    spreiding = Spreiding(len(gemist), sum(g * g for g in gemist), len(gemist) * gepland**2, teller * gepland)
    onder, boven = wilson(np.array([teller / noemer]), np.array([float(len(gemist))]))
    smal = aandeel_interval(teller, noemer, spreiding)
    assert 100 * (boven[0] - onder[0]) >= 0.85 * (smal[1] - smal[0])


def test_tau2_is_that_of_dersimonian_and_laird():
    toeval = np.random.default_rng(3)
    s = toeval.uniform(0.05, 0.2, 25)
    effect = toeval.normal(0, 0.3, 25)
    effect -= np.sum(effect / s**2) / np.sum(1 / s**2)
    assert overspreiding(effect / s, s, 0.0)[1] == pytest.approx(combine_effects(effect, s**2, method_re="chi2").tau2)


def test_winsorising_moves_the_ends_only():
    z = np.arange(11.0)
    assert winsoriseer(z, 0.1).tolist() == [1.0, *range(1, 10), 9.0]


def test_chance_alone_gives_no_spread_between_units():
    toeval = np.random.default_rng(5)
    personen = toeval.integers(100, 2000, 400).astype(float)
    vorm = trechter(toeval.binomial(personen.astype(int), 0.1) / personen, personen)
    # A standard normal of which both ends are cut at 10% has a mean square of 0.66.
    assert vorm is not None and vorm.phi == pytest.approx(0.66, abs=0.1) and vorm.tau2 == 0


def test_with_spread_between_units_hardly_any_unit_is_outside_and_a_far_one_is():
    toeval = np.random.default_rng(5)
    personen = toeval.integers(100, 2000, 200).astype(float)
    aandeel = np.clip(0.1 * np.exp(toeval.normal(0, 0.3, 200)), 0, 1)
    aandeel[0], personen[0] = 0.45, 500
    vorm = trechter(aandeel, personen)
    assert vorm is not None and vorm.tau2 > 0
    buiten = (aandeel > vorm.boven998) | (aandeel < vorm.onder998)
    assert buiten[0] and buiten.sum() <= 6
    kaal = np.abs(aandeel - vorm.midden) > 3.09 * np.sqrt(vorm.midden * (1 - vorm.midden) / personen)
    assert kaal.sum() > 50


@pytest.mark.parametrize(("aantal", "is_er"), [(4, False), (5, True), (6, True)])
def test_a_funnel_and_shrinkage_need_units(aantal, is_er):
    aandeel, personen = np.linspace(0.1, 0.3, aantal), np.full(aantal, 100.0)
    assert (trechter(aandeel, personen) is not None) == is_er
    assert np.isfinite(krimp(aandeel, personen, ["po"] * aantal).aandeel).all() == is_er


def test_the_spread_between_units_is_found_back():
    toeval = np.random.default_rng(11)
    personen = toeval.integers(50, 800, 2000).astype(float)
    aandeel = toeval.binomial(personen.astype(int), toeval.beta(4, 46, 2000)) / personen
    midden, sterkte = vooraf(aandeel, personen)
    assert midden == pytest.approx(0.08, abs=0.003) and sterkte == pytest.approx(50, rel=0.15)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 50), st.integers(50, 400)), min_size=MIN_EENHEDEN, max_size=20))
def test_a_drawn_share_lies_between_its_own_and_that_of_its_group(rijen):
    personen = np.array([n for _, n in rijen], dtype=float)
    aandeel = np.array([t for t, _ in rijen]) / personen
    uit, midden = krimp(aandeel, personen, [""] * len(rijen)), vooraf(aandeel, personen)[0]
    laag, hoog = np.minimum(aandeel, midden), np.maximum(aandeel, midden)
    assert ((uit.aandeel >= laag - 1e-9) & (uit.aandeel <= hoog + 1e-9)).all()


def test_a_small_unit_is_drawn_further_than_a_large_one():
    aandeel = np.array([0.1] * 8 + [0.12, 0.08, 0.3, 0.3])
    personen = np.array([500.0] * 10 + [20.0, 2000.0])
    uit = krimp(aandeel, personen, [""] * 12).aandeel
    assert uit[10] < uit[11] < 0.3


def test_a_group_that_is_too_small_is_drawn_to_all():
    aandeel = np.array([0.1, 0.11, 0.12, 0.09, 0.1, 0.4])
    uit = krimp(aandeel, np.full(6, 50.0), ["po"] * 5 + ["so"])
    assert uit.aandeel[5] < 0.4 and np.isfinite(uit.boven95[5])
