"""Season out: the median of the others by brute force, what all share disappears, what one has stays."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from models.statistiek.seizoen import (
    MIN_ANDEREN,
    log_aandeel,
    mediaan_van_anderen,
    niveaus,
    vergelijkbaar,
    zonder_seizoen,
)

WAARDEN = st.floats(-5, 5).map(lambda x: round(x, 1)) | st.just(math.nan)


@settings(max_examples=80, deadline=None)
@given(arrays(float, st.tuples(st.integers(1, 7), st.integers(1, 4)), elements=WAARDEN))
def test_the_median_of_the_others_is_that_of_the_column_without_the_unit(waarden):
    midden, aantal = mediaan_van_anderen(waarden)
    for (e, p), gevonden in np.ndenumerate(midden):
        anderen = np.delete(waarden[:, p], e)
        anderen = anderen[np.isfinite(anderen)]
        assert aantal[e, p] == len(anderen)
        assert gevonden == pytest.approx(np.median(anderen)) if len(anderen) else math.isnan(gevonden)


@pytest.mark.parametrize(
    ("anderen", "is_bekend"), [(MIN_ANDEREN - 1, False), (MIN_ANDEREN, True), (MIN_ANDEREN + 1, True)]
)
def test_too_few_others_are_no_comparison(anderen, is_bekend):
    uit = vergelijkbaar(np.ones((anderen + 1, 1)), [""] * (anderen + 1))
    assert np.isfinite(uit).all() == is_bekend


@pytest.mark.parametrize(("leden", "verwacht"), [(MIN_ANDEREN, 0.0), (MIN_ANDEREN + 1, 1.0)])
def test_a_group_is_compared_with_itself_when_it_is_large_enough(leden, verwacht):
    waarden = np.concatenate([np.ones((leden, 1)), np.zeros((leden + 2, 1))])
    assert vergelijkbaar(waarden, ["vo"] * leden + ["po"] * (leden + 2))[0, 0] == verwacht


def test_what_happens_to_all_disappears_and_what_happens_to_one_stays():
    y = np.log(0.06) + np.linspace(-0.5, 0.5, 9)[:, None] + np.array([0, 0.4, -0.2, 0.9, 0])[None, :]
    y[4, 3] += math.log(1.3)
    a = zonder_seizoen(y, niveaus(y, np.arange(5)[None, :] < np.full((9, 1), 3)), [""] * 9)
    anders = np.zeros((9, 5))
    anders[4, 3] = math.log(1.3)
    np.testing.assert_allclose(a, anders, atol=1e-12)


def test_a_unit_that_misses_the_bad_weeks_is_not_low_by_that():
    y = np.tile(np.array([0.0, 1.0, 1.0, 1.0, 0.0]), (7, 1))
    y[0, 1:4] = math.nan
    np.testing.assert_allclose(niveaus(y, np.isfinite(y)) - niveaus(y, np.isfinite(y))[1], 0, atol=1e-9)


@pytest.mark.parametrize(("teller", "noemer"), [(0, 1), (0, 500), (500, 500)])
def test_a_log_share_is_finite_at_the_ends(teller, noemer):
    assert np.isfinite(log_aandeel(np.array([[teller]]), np.array([[noemer]]))).all()
