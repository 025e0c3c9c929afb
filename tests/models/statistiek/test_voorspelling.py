"""The forecast: what it needs, what it leaves alone, and that its interval holds on files that it was not made for."""

import math
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.voorspelling import VORMEN, beproef, maak, tot
from models.statistiek.kandidaten import lopend_gemiddelde, stad_volgens_vorig_jaar, verval
from models.statistiek.raster import LESWEEK, SCHOOLJAAR, Raster
from models.statistiek.voorspelling import (
    DEKKING,
    MAX_OORSPRONGEN,
    MIN_BEKEND,
    MIN_BEKEND_TERUGBLIK,
    STAPPEN,
    conform_quantiel,
    log_odds,
    van_log_odds,
    voorspel,
)

WEKEN, JAREN = VORMEN[0], VORMEN[5]


def zonder(raster: Raster, plekken) -> Raster:
    """The same file without these cells."""
    delen = {naam: getattr(raster, naam).copy() for naam in ("teller", "noemer", "personen")}
    for deel in delen.values():
        deel[plekken] = math.nan
    return replace(raster, **delen)


def test_every_unit_gets_four_periods_and_its_forecast_lies_in_its_interval():
    raster = tot(maak(WEKEN, 3), 24)
    uit = voorspel(raster)
    assert uit.perioden == tuple(raster.perioden[-1] + timedelta(weeks=n) for n in range(1, STAPPEN + 1))
    assert (uit.onder80 <= uit.midden).all() and (uit.midden <= uit.boven80).all()
    assert (uit.onder80 >= 0).all() and (uit.boven80 <= 1).all()


@pytest.mark.parametrize(("vorm", "soort"), [(WEKEN, LESWEEK), (JAREN, SCHOOLJAAR)])
@pytest.mark.parametrize("verschil", [-1, 0, 1])
def test_a_unit_with_too_little_history_is_not_forecast(vorm, soort, verschil):
    raster = maak(vorm, 3)
    bekend = MIN_BEKEND[soort] + verschil
    uit = voorspel(zonder(raster, (0, slice(0, len(raster.perioden) - bekend))))
    assert np.isfinite(uit.midden[0]).all() == (np.isfinite(raster.teller[0, -bekend:]).sum() >= MIN_BEKEND[soort])
    assert np.isfinite(uit.midden[1:]).all()


@pytest.mark.parametrize(("stil", "is_er"), [(3, True), (4, False)])
def test_a_unit_that_stopped_is_not_forecast(stil, is_er):
    raster = zonder(maak(WEKEN, 3), (0, slice(-stil, None)))
    assert np.isfinite(raster.teller[0, -stil - 1]) and np.isfinite(voorspel(raster).midden[0]).all() == is_er


def test_a_file_with_one_period_has_no_forecast():
    assert np.isnan(voorspel(tot(maak(WEKEN, 3), 1)).midden).all()


@pytest.mark.parametrize("lesweken", [63, 64, 70, 76])
def test_a_long_file_is_looked_back_on_over_the_newest_periods_only(lesweken):
    """So a file of ten years costs what one of two does, and old habits of schools do not choose the way."""
    raster = tot(maak(VORMEN[2], 3), lesweken)
    bekend = np.isfinite(raster.aandeel)
    begin = max(lesweken - MAX_OORSPRONGEN - STAPPEN, MIN_BEKEND_TERUGBLIK[LESWEEK] - 1)
    for terug in voorspel(raster).terugblik:
        meest = int(bekend[:, begin + terug.stap :].sum())
        assert 0.97 * meest < terug.aantal <= meest


def test_a_gap_is_not_a_zero():
    raster = tot(maak(JAREN, 3), 9)
    uit = voorspel(zonder(raster, (slice(None), 6)))
    laagste = np.nanmin(raster.aandeel, axis=1)
    assert (uit.midden[:, 0] > laagste * 0.8).all()


def test_the_order_of_the_units_does_not_matter():
    raster = tot(maak(WEKEN, 3), 24)
    orde = np.random.default_rng(1).permutation(len(raster.eenheden))
    anders = replace(raster, **{naam: getattr(raster, naam)[orde] for naam in ("teller", "noemer", "personen")})
    np.testing.assert_allclose(voorspel(anders).boven80, voorspel(raster).boven80[orde], rtol=1e-6)


def test_nothing_is_chosen_that_was_worse_than_the_mean_of_four():
    for vorm in VORMEN:
        for deel in voorspel(maak(vorm, 8)).terugblik:
            assert deel.fout <= deel.fout_gemiddelde * (1 + 1e-9)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.floats(0, 100), min_size=1, max_size=80))
def test_the_conformal_quantile_covers_at_least_four_in_five(waarden):
    grens = conform_quantiel(np.array(waarden))
    if len(waarden) < 4:
        assert math.isnan(grens)
    else:
        assert np.mean(np.array(waarden) <= grens) >= DEKKING


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 1000), st.integers(1, 1000))
def test_log_odds_go_there_and_back(teller, meer):
    noemer = float(teller + meer)
    assert van_log_odds(log_odds(teller / noemer, noemer), noemer) == pytest.approx(teller / noemer, abs=1e-9)


def test_a_running_mean_and_a_decaying_one_carry_over_gaps():
    rij = np.array([[math.nan, 2.0, math.nan, 4.0, 6.0, 8.0]])
    assert lopend_gemiddelde(rij, 2)[0, 1:].tolist() == [2, 2, 3, 5, 7] and math.isnan(lopend_gemiddelde(rij, 2)[0, 0])
    assert verval(rij, 0.5)[0, 1:].tolist() == [2, 2, 3, 4.5, 6.25]


@pytest.mark.parametrize(("verschuiving", "is_bekend"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_the_same_lesweek_last_year_may_lie_a_week_off(verschuiving, is_bekend):
    nu = [date(2025, 1, 6) + timedelta(weeks=n) for n in range(10)]
    komend = nu[-1] + timedelta(weeks=1)
    vorig = [dag - timedelta(weeks=52) for dag in nu[:8]] + [komend - timedelta(weeks=52 - verschuiving)]
    uit = stad_volgens_vorig_jaar(np.zeros(19), [*vorig, *nu, komend], 1)
    assert np.isfinite(uit[-1]) == is_bekend


@pytest.mark.traag
@pytest.mark.parametrize("vorm", VORMEN, ids=lambda vorm: vorm.naam)
def test_the_interval_holds_in_four_of_five_cases_and_the_forecast_is_as_good_as_a_mean_of_four(vorm):
    uitslag = beproef(vorm, 8, 100)
    assert 0.75 <= uitslag.binnen / uitslag.aantal <= 0.85
    assert uitslag.fout <= 1.01 * uitslag.fout_gemiddelde
