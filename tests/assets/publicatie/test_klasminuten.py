"""The minutes that the collective signal of a class starts from, against minutes that were counted by hand."""

from datetime import date

import pytest

from assets.publicatie.bron import lees_per_school
from assets.publicatie.groepen import klasrijen
from assets.uitgifte.csvbestand import waarde_tekst
from tests import product
from tests.bouwsteen import Stadje, gemist

P = date(2026, 10, 25)
TABEL = "school.publicatie.klasminuten"
WEEK = 5 * 6 * 50
"""Minutes of a week: 5 days of 6 lesuren of 50 minutes."""
VRAAG = (
    "SELECT klas, leerjaar::VARCHAR, van_datum, gemist_min, bekend_min "
    f"FROM {TABEL} WHERE peildatum = $p AND brin6 = '01AA00' ORDER BY klas, bekend_min, gemist_min"
)


@pytest.fixture(scope="module")
def uitkomst(tmp_path_factory) -> tuple[list[tuple], list[dict]]:
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
    _tweede_school(stad)
    with product.gebouwd(stad.map, stad.map.parent, P, None, TABEL) as werk:
        groepsrijen = [
            rij
            for brin6, rijen in lees_per_school(werk.magazijn, "klassen_school", P).items()
            for rij in klasrijen(brin6, P, rijen)
        ]
        return werk.magazijn.rijen(VRAAG, {"p": P}), groepsrijen


def _tweede_school(stad: Stadje) -> None:
    """Two classes of twelve, both in leerjaar 1: of class a everyone is away on every Monday, of b one pupil is."""
    school = stad.school("02AA00")
    for klas in "ab":
        school.rooster(klas, geldig_van="2026-08-31")
        for nummer in range(12):
            school.inschrijving(f"{klas}{nummer:02}", klas=klas, leerjaar="1", startdatum="2026-08-01")
    maandagen = ["2026-09-21", "2026-09-28", "2026-10-05", "2026-10-12", "2026-10-19"]
    wie = [*(f"a{nummer:02}" for nummer in range(12)), "b00"]
    rijen = [gemist(leerling, dag, code="Z") for dag in maandagen for leerling in wie]
    school.verzuim("2026-08-31", "2026-10-25", "20261026T0600", rijen)


@pytest.fixture
def minuten(uitkomst) -> list[tuple]:
    return uitkomst[0]


def test_a_pupil_counts_in_the_class_of_now_over_the_last_four_delivered_lesweken(minuten):
    begin = date(2026, 9, 28)
    assert [rij for rij in minuten if rij[0] == "1a"] == [
        ("1a", "1", begin, 100, 4 * WEEK - 300),
        ("1a", "1", begin, 300, 4 * WEEK),
        ("1a", "1", begin, 300, 4 * WEEK),
    ]


def test_who_has_no_known_minute_does_not_count_and_a_class_without_pupils_has_no_row(minuten):
    assert [rij for rij in minuten if rij[0] != "1a"] == [("2a", "2", date(2026, 9, 28), 150, 300)]


def test_a_class_that_is_away_every_monday_is_named_and_no_pupil_is(uitkomst):
    een_dag, week = 20, 100
    verwacht = {"niveau": "klas", "code": "02AA00", "klas": "a", "signaal": "klas_afwijkend", "eenheid": "procent"}
    cijfers = {"waarde": f"{een_dag},0", "drempel": waarde_tekst(een_dag * week, 12 * week, 1)}
    assert uitkomst[1] == [{"peildatum": P, "sinds": date(2026, 9, 28), **verwacht, **cijfers}]
