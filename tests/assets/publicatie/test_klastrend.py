"""The trend of a class, from deliveries to released figures: who is counted in it, and what its school adds."""

from datetime import date

import pytest

from assets.publicatie.vrijgave import KLASTREND, ververs_vrijgave
from tests import product
from tests.bouwsteen import Stadje, gemist

P = date(2026, 9, 13)
VAN_TOTAAL = f"maat = 'verzuim_totaal' AND peildatum = '{P}'"
KLASWEEK, WEEKTELLING = "school.publicatie.klasweek", "school.publicatie.weektelling"
DAG = 6 * 50
VAN_ZIEKEN = {"1a": 6, "1b": 4, "1c": 7}
"""Pupils with one day of sick leave, in classes of ten; of 1b too few to tell of."""


@pytest.fixture(scope="module")
def werk(tmp_path_factory):
    """One school and one week. One pupil went from 1a to 1c on Wednesday, one left on Thursday; both missed a day."""
    map_ = tmp_path_factory.mktemp("klastrend")
    stad = Stadje(map_ / "aanlevering")
    school = stad.school("01AA00")
    rijen, nummer = [], 1000
    for klas, ziek in VAN_ZIEKEN.items():
        school.rooster(klas)
        for plaats in range(10):
            nummer += 1
            school.inschrijving(str(nummer), klas=klas)
            rijen += [gemist(str(nummer), "2026-09-07", code="Z")] * (plaats < ziek)
    school.inschrijving("2001", klas="1a", startdatum="2026-08-01", einddatum="2026-09-08")
    school.inschrijving("2001", klas="1c", startdatum="2026-09-09")
    school.inschrijving("2002", klas="1a", startdatum="2026-08-01", einddatum="2026-09-10")
    rijen += [gemist(wie, "2026-09-07", code="Z") for wie in ("2001", "2002")]
    school.verzuim("2026-09-07", "2026-09-13", "20260913T2000", rijen)
    stad.inzet("01AA00", "klas", "groepstraining", "2026-09-09", klas="1a", ontvangen="20260909T0600")
    with product.gebouwd(stad.map, map_, P, None, WEEKTELLING, KLASWEEK, "school.publicatie.inzet") as werk:
        ververs_vrijgave(werk, KLASTREND, [P])
        yield werk


def test_a_pupil_counts_in_the_class_of_the_sunday_and_who_left_in_none(werk):
    vraag = f"SELECT klas, leerlingen, gemist_min, bekend_min FROM {KLASWEEK} WHERE {VAN_TOTAAL} ORDER BY klas"
    assert werk.magazijn.rijen(vraag) == [
        ("1a", 10, 6 * DAG, 10 * 5 * DAG),
        ("1b", 10, 4 * DAG, 10 * 5 * DAG),
        ("1c", 11, 8 * DAG, 11 * 5 * DAG),
        (None, 1, DAG, 4 * DAG),
    ]


def test_the_classes_of_a_school_and_who_left_add_up_to_the_school(werk):
    vraag = f"SELECT leerlingen, gemist_min, bekend_min FROM {WEEKTELLING} WHERE {VAN_TOTAAL}"
    assert werk.magazijn.rijen(vraag) == [(32, 19 * DAG, (31 * 5 + 4) * DAG)]


def test_of_a_small_class_nothing_is_told_and_who_left_hides_it(werk):
    vraag = f"SELECT niveau, code, teller, onderdrukt FROM {KLASTREND} ORDER BY code"
    assert werk.magazijn.rijen(vraag) == [
        ("klas", "01AA00 1a", 6 * DAG, ""),
        ("klas", "01AA00 1b", None, "klein"),
        ("klas", "01AA00 1c", 8 * DAG, ""),
    ]
