"""The yearly count: no part below ten, and none that comes back by subtraction."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.onthulling import AFRONDING_PERSONEN, DREMPEL_STAD
from models.onthulling_jaar import KOLOMMEN, geef_jaar_vrij


def vrij(*rijen: tuple[int, int]) -> list[tuple]:
    """Released (open, nieuw, totaal, onderdrukt) of exact (open, nieuw); empty figures as None."""
    telling = pd.DataFrame(rijen, columns=["open_op_1_september", "nieuw_in_jaar"])
    uit = geef_jaar_vrij(telling.assign(schooljaar="2026-2027", maat=[f"m{n}" for n in range(len(rijen))]))
    assert list(uit.columns) == KOLOMMEN
    cijfers = uit[KOLOMMEN[2:]].astype(object)
    return [tuple(None if pd.isna(w) else w for w in rij) for rij in cijfers.itertuples(index=False, name=None)]


@pytest.mark.parametrize(
    ("open_", "nieuw", "verwacht"),
    [
        (9, 40, (None, 40, None, "klein")),
        (10, 40, (10, 40, 50, "")),
        (12, 12, (10, 10, 25, "")),
        (40, 9, (40, None, None, "klein")),
        (40, 0, (40, None, None, "klein")),
        (9, 9, (None, None, None, "klein")),
        (13, 22, (15, 20, 35, "")),
    ],
)
def test_a_small_part_hides_itself_and_the_total(open_, nieuw, verwacht):
    assert vrij((open_, nieuw)) == [verwacht]


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 400)), min_size=1, max_size=6))
def test_what_is_given_is_rounded_and_never_small(rijen):
    for (open_, nieuw), (o, n, t, onderdrukt) in zip(rijen, vrij(*rijen), strict=True):
        assert (onderdrukt == "klein") == (min(open_, nieuw) < DREMPEL_STAD) == (t is None)
        for exact, cijfer in ((open_, o), (nieuw, n), (open_ + nieuw, t)):
            assert cijfer is None or (cijfer >= DREMPEL_STAD and cijfer % AFRONDING_PERSONEN == 0)
            assert cijfer is None or abs(cijfer - exact) <= AFRONDING_PERSONEN // 2


def test_nothing_counted_is_nothing_released():
    assert vrij() == []
