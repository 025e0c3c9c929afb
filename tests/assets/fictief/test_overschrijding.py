"""The crossings that schools report: sixteen hours in four lesweken, counted on the boundary."""

import numpy as np
import pytest

from models.fictief.overschrijding import overschrijdingen


def reeks(uren: dict[int, float], weken: int = 8, zonder_les: tuple[int, ...] = ()) -> list[tuple[int, int]]:
    """Crossings of a school with five days a week; `zonder_les`: calendar weeks that are no lesweek."""
    dagen = np.zeros(5 * weken)
    for dag, aantal in uren.items():
        dagen[dag] = aantal
    is_les = np.array([w not in zonder_les for w in range(weken)])
    nummer = np.array([7 * w + d for w in range(weken) for d in range(5)])
    return overschrijdingen(dagen, np.repeat(np.cumsum(is_les), 5), nummer)


@pytest.mark.parametrize(("laatste", "verwacht"), [(3.5, []), (4.0, [(0, 3)]), (4.5, [(0, 3)])])
def test_the_threshold_is_sixteen_hours_and_sixteen_counts(laatste, verwacht):
    assert reeks({0: 4, 1: 4, 2: 4, 3: laatste}) == verwacht


@pytest.mark.parametrize(("dag", "verwacht"), [(19, [(0, 19)]), (20, [])])
def test_hours_of_four_weeks_count_and_of_the_fifth_no_more(dag, verwacht):
    assert reeks({0: 8, dag: 8}) == verwacht


def test_a_holiday_stretches_the_window():
    assert reeks({0: 8, 20: 8}, zonder_les=(2,)) == [(0, 20)]


def test_after_a_crossing_the_count_starts_anew():
    assert reeks({0: 16, 10: 8, 15: 7.5}) == [(0, 0)]
    assert reeks({0: 16, 10: 8, 15: 8}) == [(0, 0), (10, 15)]


def test_continuous_absence_gives_one_crossing_in_seven_days():
    uren = {d: 6.0 for d in range(15)}
    gaten = np.diff([7 * (eind // 5) + eind % 5 for _, eind in reeks(uren)])
    assert len(gaten) >= 1 and (gaten >= 7).all()
