"""Which classes have a line on the page of their school, and over which weeks."""

from datetime import date

import pytest

from assets.publicatie.bron import Trendrij
from assets.publicatie.klastrends import klastrends_van, per_school
from assets.uitgifte.modellen_trend import Inzet

P = date(2026, 11, 22)
DIT_JAAR, VORIG_JAAR = date(2026, 9, 13), date(2026, 3, 8)


def rij(code: str, zondag: date = DIT_JAAR) -> Trendrij:
    """A released row of a class."""
    return Trendrij(zondag, "klas", code, "", "verzuim_totaal", 3000, 30000, 10.0, 8.0, 12.0, "", 100.0)


def inzet(klas: str = "1A", begin: date = DIT_JAAR, eind: date | None = None, niveau: str = "klas") -> Inzet:
    """Support of a class."""
    return Inzet(niveau, klas, "training", "", begin, eind)  # pyright: ignore[reportArgumentType]


RIJEN = [rij("01AA00 1A"), rij("01AA00 1B"), rij("01AA00 1A", VORIG_JAAR)]


@pytest.mark.parametrize(
    ("stuk", "verwacht"),
    [
        (inzet(), {"1A": [DIT_JAAR]}),
        (inzet(begin=date(2026, 7, 31), eind=date(2026, 7, 31)), {"1A": [VORIG_JAAR]}),
        (inzet(begin=date(2026, 7, 31), eind=date(2026, 8, 1)), {"1A": [VORIG_JAAR, DIT_JAAR]}),
        (inzet(begin=date(2026, 8, 1), eind=date(2027, 9, 1)), {"1A": [DIT_JAAR]}),
        (inzet(begin=date(2026, 12, 1)), {"1A": [DIT_JAAR]}),
        (inzet(klas="1C"), {}),
        (inzet(klas=""), {}),
        (inzet(niveau="school"), {}),
        (inzet(niveau="team"), {}),
    ],
)
def test_a_class_with_support_has_a_line_in_the_schooljaren_of_that_support(stuk, verwacht):
    trends = klastrends_van(RIJEN, [stuk], P)
    assert {trend.klas: [cijfer.peildatum for cijfer in trend.cijfers] for trend in trends} == verwacht


def test_classes_stand_by_name_and_each_once():
    trends = klastrends_van(RIJEN, [inzet("1B"), inzet("1A"), inzet("1B", date(2026, 10, 1))], P)
    assert [trend.klas for trend in trends] == ["1A", "1B"]


def test_a_name_with_spaces_is_one_class_of_its_own_school():
    rijen = per_school([rij("01AA00 groep 3 b"), rij("01BB00 groep 3 b", VORIG_JAAR)])
    (trend,) = klastrends_van(rijen["01AA00"], [inzet("groep 3 b")], P)
    assert [cijfer.peildatum for cijfer in trend.cijfers] == [DIT_JAAR]
