"""What a school hears about its snapshots: who vanished from its inschrijvingen, and a kalender without vakantie."""

from datetime import date

import pytest

from assets.publicatie.beheer import boodschappen_van
from tests import product
from tests.bouwsteen import Schooltje, Stadje

EERSTE, TWEEDE, DERDE = date(2026, 9, 6), date(2026, 9, 13), date(2026, 9, 20)
TABEL = "school.publicatie.schoolbericht"


def _drie_leerlingen(school: Schooltje) -> None:
    school.rooster("1a")
    for nummer in ("1001", "1002", "1003"):
        school.inschrijving(nummer)


def _twee_verdwijnen(school: Schooltje) -> None:
    _drie_leerlingen(school)
    school.kalender("2026-10-19", "2026-10-23")
    for nummer in ("1002", "1003"):
        school.verwijder("inschrijvingen", "20260908T0600", leerlingnummer=nummer)


def _vertrekt_met_einddatum(school: Schooltje) -> None:
    _drie_leerlingen(school)
    school.kalender("2026-10-19", "2026-10-23", soort="studiedag")
    school.inschrijving("1003", einddatum="2026-09-07", ontvangen="20260908T0600")


@pytest.fixture(scope="module")
def berichten(tmp_path_factory) -> dict[tuple[str, date], tuple[int, bool]]:
    """Per school and Sunday how many vanished, and whether its kalender holds no vakantie."""
    map_ = tmp_path_factory.mktemp("boodschappen")
    stad = Stadje(map_ / "aanlevering", begin="20260901T0600")
    for brin6, bouw in (
        ("01AA00", _twee_verdwijnen),
        ("02AA00", _vertrekt_met_einddatum),
        ("03AA00", _drie_leerlingen),
    ):
        bouw(stad.school(brin6))
    with product.gebouwd(stad.map, map_, EERSTE, DERDE, TABEL) as werk:
        rijen = werk.magazijn.rijen(f"SELECT brin6, peildatum, verdwenen, zonder_vakantie FROM {TABEL}")
    return {(brin6, peildatum): (verdwenen, zonder) for brin6, peildatum, verdwenen, zonder in rijen}


@pytest.mark.parametrize(
    ("brin6", "peildatum", "verdwenen"),
    [
        ("01AA00", EERSTE, 0),
        ("01AA00", TWEEDE, 2),
        ("01AA00", DERDE, 0),  # told once, in the week in which the file came
        ("02AA00", TWEEDE, 0),
        ("03AA00", TWEEDE, 0),
    ],
)
def test_a_school_is_told_once_how_many_pupils_vanished(berichten, brin6, peildatum, verdwenen):
    assert berichten[brin6, peildatum][0] == verdwenen


@pytest.mark.parametrize(("brin6", "zonder"), [("01AA00", False), ("02AA00", True), ("03AA00", True)])
def test_a_kalender_without_vakantie_is_told(berichten, brin6, zonder):
    assert berichten[brin6, DERDE][1] is zonder


@pytest.mark.parametrize(("aantal", "deel"), [(1, "staat 1 leerling niet meer"), (2, "staan 2 leerlingen niet meer")])
def test_how_many_vanished_is_said_with_what_to_do(aantal, deel):
    (zin,) = boodschappen_van(aantal, False)
    assert deel in zin and "Lever dan een volledig bestand." in zin and "einddatum" in zin


def test_nothing_to_say_is_nothing():
    assert boodschappen_van(0, False) == ()
    assert "vakantie" in boodschappen_van(0, True)[0]
