"""Rates and intervals against published worked examples and a bootstrap."""

import math
import random
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.trends import Spreiding, aandeel_interval, standaardfout, tienden, wilson_per_duizend


def spreiding_van(leerlingen):
    """The sums of a list of (missed, planned) minutes per pupil."""
    return Spreiding(
        len(leerlingen),
        sum(gemist**2 for gemist, _ in leerlingen),
        sum(gepland**2 for _, gepland in leerlingen),
        sum(gemist * gepland for gemist, gepland in leerlingen),
    )


@pytest.mark.parametrize(
    ("teller", "noemer", "schaal", "waarde"),
    [
        (10, 400, 1000, 25.0),
        (15, 1000, 1000, 15.0),
        (249, 10_000, 100, 2.5),
        (1, 2000, 1000, 0.5),
        (1, 8000, 1000, 0.1),
    ],
)
def test_a_rate_has_one_decimal(teller, noemer, schaal, waarde):
    assert tienden(teller, noemer, schaal) == waarde


@pytest.mark.parametrize(("teller", "waarde"), [(24, 2.4), (25, 2.5), (245, 24.5), (2449, 244.9)])
def test_whole_tenths_stay_as_they_are(teller, waarde):
    assert tienden(teller, 10_000, 1000) == waarde


@pytest.mark.parametrize(("teller", "waarde"), [(244, 2.4), (245, 2.5), (246, 2.5)])
def test_five_hundredths_round_up(teller, waarde):
    assert tienden(teller, 10_000, 100) == waarde


@given(st.integers(0, 10**7), st.integers(1, 10**7), st.sampled_from([100, 1000]))
def test_a_rate_equals_the_decimal_rounding_of_the_exact_fraction(teller, noemer, schaal):
    in_tienden = math.floor(Fraction(10 * schaal * teller, noemer) + Fraction(1, 2))
    assert Decimal(str(tienden(teller, noemer, schaal))) == Decimal(in_tienden) / 10


def test_wilson_gives_the_interval_of_the_published_example():
    """Newcombe (1998), Statistics in Medicine 17:857, table I: 81/263 gives .2553-.3662, 15/148 .0624-.1605."""
    assert wilson_per_duizend([81, 15], [263, 148]) == [(255.3, 366.2), (62.4, 160.5)]


def test_no_figures_give_no_intervals():
    assert wilson_per_duizend([], []) == []


def test_when_each_pupil_misses_all_or_nothing_the_error_is_that_of_a_binomial():
    leerlingen = [(300, 300)] * 20 + [(0, 300)] * 80
    gevonden = standaardfout(20 * 300, 100 * 300, spreiding_van(leerlingen))
    assert gevonden == pytest.approx(math.sqrt(0.2 * 0.8 / 99))


def test_when_every_pupil_misses_the_same_share_there_is_no_error():
    assert standaardfout(300, 3000, spreiding_van([(30, 300)] * 10)) == 0


def test_the_error_agrees_with_a_bootstrap_over_pupils():
    loting = random.Random(5)
    leerlingen = [(loting.choice([0, 0, 0, 50, 300, 1500]), loting.choice([1200, 1500])) for _ in range(300)]

    def aandeel(groep):
        return sum(g for g, _ in groep) / sum(p for _, p in groep)

    trekkingen = [aandeel(loting.choices(leerlingen, k=300)) for _ in range(400)]
    gemiddeld = sum(trekkingen) / 400
    bootstrap = math.sqrt(sum((t - gemiddeld) ** 2 for t in trekkingen) / 399)
    gemist, gepland = (sum(kolom) for kolom in zip(*leerlingen, strict=True))
    assert standaardfout(gemist, gepland, spreiding_van(leerlingen)) == pytest.approx(bootstrap, rel=0.12)


def test_the_interval_of_a_share_stays_between_nought_and_a_hundred():
    onder, _ = aandeel_interval(300, 12_000, spreiding_van([(300, 300)] + [(0, 300)] * 39))
    _, boven = aandeel_interval(11_700, 12_000, spreiding_van([(0, 300)] + [(300, 300)] * 39))
    assert (onder, boven) == (0.0, 100.0)


@pytest.mark.parametrize("leerlingen", [0, 1])
def test_fewer_than_two_pupils_have_no_interval(leerlingen):
    assert all(math.isnan(grens) for grens in aandeel_interval(300, 600, Spreiding(leerlingen, 1, 1, 1)))
