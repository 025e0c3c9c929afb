"""The city's own alarm: once for what happens to all, not for a school, not for a change of which schools there are."""

import numpy as np
import pytest

from models.statistiek.samen import gang, stadsalarm
from models.statistiek.seizoen import log_aandeel


def stad(scholen=60, weken=40):
    toeval = np.random.default_rng(4)
    noemer = np.full((scholen, weken), 2500.0)
    return toeval.binomial(2500, 0.06, (scholen, weken)).astype(float), noemer


def begin_van_alarmen(teller, noemer):
    return np.flatnonzero(stadsalarm(gang(log_aandeel(teller, noemer)))[1]).tolist()


@pytest.mark.parametrize("weken", [[30], [30, 31]])
def test_a_snow_day_alarms_the_city_once(weken):
    teller, noemer = stad()
    rustig = begin_van_alarmen(teller, noemer)
    teller[:, weken] *= 2
    assert [week for week in begin_van_alarmen(teller, noemer) if week not in rustig] == [30]


def test_a_snow_day_in_weeks_that_are_unusually_low_is_an_alarm_of_its_own():
    teller, noemer = stad()
    teller[:, 26:] //= 1.6
    assert 30 not in begin_van_alarmen(teller, noemer)
    teller[:, 30] *= 3
    assert {26, 30} <= set(begin_van_alarmen(teller, noemer))


@pytest.mark.parametrize(("keer", "alarm"), [(1.08, False), (1.13, True), (0.92, False), (0.87, True)])
def test_less_than_a_tenth_is_no_alarm_however_many_schools_there_are(keer, alarm):
    teller, noemer = stad(scholen=400)
    teller[:, 30] *= keer
    assert begin_van_alarmen(teller, noemer) == ([30] if alarm else [])


def test_one_school_does_not_move_the_city():
    teller, noemer = stad()
    rustig = begin_van_alarmen(teller, noemer)
    teller[5, 30] *= 5
    assert begin_van_alarmen(teller, noemer) == rustig


def test_schools_of_another_level_that_come_and_go_do_not_move_the_city():
    teller, noemer = stad()
    teller[:20] *= 4
    rustig = begin_van_alarmen(teller, noemer)
    teller[:20, 30:] = noemer[:20, 30:] = np.nan
    assert [week for week in begin_van_alarmen(teller, noemer) if 29 <= week <= 33 and week not in rustig] == []


def test_a_short_file_has_no_alarm():
    teller, noemer = stad(weken=12)
    teller[:, 11] *= 5
    assert begin_van_alarmen(teller, noemer) == []
