"""`klas_afwijkend` beside a second statement of the rule, which draws its own classes and makes its own ladder."""

import random
from fractions import Fraction

import numpy as np
import pytest

from models.statistiek.klas import MIN_ANDEREN, MIN_KLAS, Leerling, afwijkende_klassen, toets_klassen, toevalskans

ZAAD = [1]


def klas(naam, minuten, leerjaar="1", bekend=1000):
    return [Leerling(naam, leerjaar, gemist, bekend) for gemist in minuten]


def gewoon(naam, n=25, leerjaar="1", zaad=0, midden=60):
    toeval = random.Random(f"{naam}{zaad}")
    return klas(naam, [min(1000, int(toeval.expovariate(1 / midden))) for _ in range(n)], leerjaar)


def nogmaals(leerlingen, keren=4000, fdr=0.05):
    """The rule of regels.md §4 C in its own words: names of the classes found, and p by class."""
    toeval, kansen = random.Random(7), {}
    for naam in sorted({kind.klas for kind in leerlingen}):
        eigen = [kind for kind in leerlingen if kind.klas == naam]
        anderen = [kind for kind in leerlingen if kind.klas != naam and kind.leerjaar == eigen[0].leerjaar]
        if len(anderen) < 10:
            anderen = [kind for kind in leerlingen if kind.klas != naam]
        if len(eigen) < 10 or len(anderen) < 10:
            continue
        gevonden, samen = _deel(eigen), eigen + anderen
        keer = sum(_deel(toeval.sample(samen, len(eigen))) >= gevonden for _ in range(keren))
        kansen[naam] = keer / keren
    ladder = sorted(kansen.values())
    grens = max((p for n, p in enumerate(ladder, 1) if p <= fdr * n / len(ladder)), default=-1)
    return {naam for naam, p in kansen.items() if p <= grens}, kansen


def _deel(leerlingen):
    return Fraction(sum(kind.gemist for kind in leerlingen), sum(kind.bekend for kind in leerlingen))


SCHOLEN = {
    "rustig": gewoon("1a") + gewoon("1b") + gewoon("1c") + gewoon("2a", leerjaar="2") + gewoon("2b", leerjaar="2"),
    "een klas": gewoon("1a", midden=220) + gewoon("1b") + gewoon("1c") + gewoon("2a", leerjaar="2"),
    "een hoger leerjaar": gewoon("1a") + gewoon("1b") + gewoon("3a", 30, "3", midden=220)
    + gewoon("3b", 30, "3", midden=220),
    "een leerling": klas("1a", [1000] + [30] * 24) + gewoon("1b") + gewoon("1c"),
    "twee klassen": gewoon("1a", midden=250) + gewoon("2a", leerjaar="2", midden=250)
    + [kind for n in "bcde" for kind in gewoon(f"1{n}") + gewoon(f"2{n}", leerjaar="2")],
}  # fmt: skip


@pytest.mark.parametrize("naam", SCHOLEN)
def test_the_classes_found_are_those_of_the_second_statement(naam):
    gevonden = {deel.klas for deel in afwijkende_klassen(SCHOLEN[naam], ZAAD)}
    zelf, kansen = nogmaals(SCHOLEN[naam])
    assert gevonden == zelf
    for deel in toets_klassen(SCHOLEN[naam], ZAAD):
        if kansen[deel.klas] < 0.1:
            assert deel.p == pytest.approx(kansen[deel.klas], abs=0.025)


@pytest.mark.parametrize(
    ("naam", "verwacht"),
    [
        ("rustig", []),
        ("een klas", ["1a"]),
        ("een hoger leerjaar", []),
        ("een leerling", []),
        ("twee klassen", ["1a", "2a"]),
    ],
)
def test_a_class_is_found_and_one_pupil_or_a_whole_leerjaar_is_not(naam, verwacht):
    assert [deel.klas for deel in afwijkende_klassen(SCHOLEN[naam], ZAAD)] == verwacht


@pytest.mark.parametrize(("leerlingen", "is_getoetst"), [(MIN_KLAS - 1, False), (MIN_KLAS, True), (MIN_KLAS + 1, True)])
def test_a_class_has_ten_pupils(leerlingen, is_getoetst):
    getoetst = {deel.klas for deel in toets_klassen(gewoon("1a", leerlingen) + gewoon("1b", 40), ZAAD)}
    assert ("1a" in getoetst) == is_getoetst


@pytest.mark.parametrize(("anderen", "bekend"), [(MIN_ANDEREN - 1, 40 + MIN_ANDEREN - 1), (MIN_ANDEREN, MIN_ANDEREN)])
def test_a_small_leerjaar_is_compared_with_the_school(anderen, bekend):
    leerlingen = gewoon("1a") + gewoon("1b", anderen) + gewoon("2a", 40, "2")
    klas_1a = next(deel for deel in toets_klassen(leerlingen, ZAAD) if deel.klas == "1a")
    assert klas_1a.anderen_bekend == 1000 * bekend


@pytest.mark.parametrize(("anderen", "aantal"), [(MIN_ANDEREN - 1, 0), (MIN_ANDEREN, 1)])
def test_without_others_there_is_no_test(anderen, aantal):
    assert (
        len([d for d in toets_klassen(gewoon("1a", 30) + gewoon("2a", anderen, "2"), ZAAD) if d.klas == "1a"]) == aantal
    )


def test_the_order_of_the_pupils_does_not_matter():
    leerlingen = SCHOLEN["een klas"]
    anders = random.Random(3).sample(leerlingen, len(leerlingen))
    assert toets_klassen(anders, ZAAD) == toets_klassen(leerlingen, ZAAD)


@pytest.mark.parametrize(("meer", "is_meer"), [(-1, False), (0, False), (1, True)])
def test_a_class_that_misses_no_more_than_the_others_is_not_drawn_for(meer, is_meer):
    gemist = np.array([50] * 9 + [50 + meer] + [50] * 20)
    assert (toevalskans(gemist, np.full(30, 1000), 10, np.random.default_rng(1)) < 1) == is_meer


def test_in_schools_where_classes_do_not_differ_few_are_found():
    gevonden = [
        deel.klas
        for school in range(60)
        for deel in afwijkende_klassen([k for n in "abcd" for k in gewoon(f"1{n}", zaad=school)], ZAAD)
    ]
    assert len(gevonden) <= 8
