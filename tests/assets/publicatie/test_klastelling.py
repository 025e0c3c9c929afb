"""The counts that the collective signals start from, per class, against minutes that were counted by hand."""

from datetime import date

import pytest

from tests import product
from tests.bouwsteen import Stadje, gemist

P = date(2026, 10, 25)
TABEL = "school.publicatie.klastelling"
WEEK = 5 * 6 * 50
"""Minutes of a week: 5 days of 6 lesuren of 50 minutes."""
VRAAG = (
    "SELECT klas, leerjaar, leerlingen, leerlingen_gemist, bekend_min, gemist_min, gemist_kwadraat, bekend_kwadraat, "
    f"gemist_maal_bekend FROM {TABEL} WHERE peildatum = $p ORDER BY klas"
)


@pytest.fixture(scope="module")
def tellingen(tmp_path_factory) -> dict[str, tuple]:
    """Class 1a with three pupils, one of whom came from 1b this week; in 2a one pupil began on the last Friday."""
    stad = Stadje(tmp_path_factory.mktemp("klas") / "aanlevering", begin="20260901T0600")
    school = stad.school("01AA00")
    for klas in ("1a", "1b", "2a"):
        school.rooster(klas, geldig_van="2026-08-31")
    school.codes([("N", "nvt", "onbekend"), ("Z", "ziek", "ja")])
    school.inschrijving("1001", klas="1a", leerjaar="1", startdatum="2026-08-01")
    school.inschrijving("1002", klas="1a", leerjaar="1", startdatum="2026-08-01")
    school.inschrijving("1003", klas="1b", leerjaar="2", startdatum="2026-08-01", einddatum="2026-10-18")
    school.inschrijving("1003", klas="1a", leerjaar="2", startdatum="2026-10-19")
    school.inschrijving("1004", klas="2a", leerjaar="2", startdatum="2026-10-23")
    school.inschrijving("1005", klas="2a", leerjaar="2", startdatum="2026-10-24")
    rijen = [
        gemist("1001", "2026-09-25", code="Z"),  # the Friday before the last four lesweken
        gemist("1001", "2026-09-28", code="Z"),  # the Monday they begin
        gemist("1002", "2026-10-06", 1, 2, code="Z"),
        gemist("1002", "2026-10-07", code="N"),
        gemist("1003", "2026-10-12", code="Z"),  # when still in 1b
        gemist("1004", "2026-10-23", 1, 3, code="Z"),
    ]
    school.verzuim("2026-08-31", "2026-10-18", "20261019T0600", rijen)
    school.verzuim("2026-10-19", "2026-10-25", "20261026T0600", [rijen[-1]])
    with product.gebouwd(stad.map, stad.map.parent, P, None, TABEL) as werk:
        return {rij[0]: rij[1:] for rij in werk.magazijn.rijen(VRAAG, {"p": P})}


def test_a_class_counts_its_pupils_of_now_over_the_last_four_delivered_lesweken(tellingen):
    hele, zonder_een_dag = 4 * WEEK, 4 * WEEK - 300
    assert tellingen["1a"] == (
        "1",
        3,
        3,
        2 * hele + zonder_een_dag,
        300 + 100 + 300,
        300**2 + 100**2 + 300**2,
        2 * hele**2 + zonder_een_dag**2,
        300 * hele + 100 * zonder_een_dag + 300 * hele,
    )


def test_who_has_no_known_minute_does_not_count_and_a_class_without_pupils_has_no_row(tellingen):
    assert tellingen["2a"] == ("2", 1, 1, 300, 150, 150**2, 300**2, 150 * 300)
    assert set(tellingen) == {"1a", "2a"}
