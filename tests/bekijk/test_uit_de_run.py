"""What a run publishes for the page: each side's own rows and nothing of the other."""

import csv
import json

import pytest

from assets.bekijk.kopie import lees_kopie, weken
from assets.bekijk.plek import plek_van
from assets.bekijk.sleutelbos import lees_sleutelbos
from tests.pipelines.conftest import BRIN6, TWEEDE, draai_stad

KANTEN = ("school", "leerplicht")


@pytest.fixture(scope="module")
def stad(tmp_path_factory):
    """The tiny city of tests/pipelines after two Sundays."""
    return draai_stad(tmp_path_factory.getbasetemp() / "gedraaid")[0].map


@pytest.fixture(scope="module")
def plek(stad):
    """Where that run put what the page reads."""
    return plek_van(stad / "sleutels.json", stad / "magazijn")


def kopie_van(plek, kant):
    """The copy of one side."""
    kopie = lees_kopie(plek.kopieen, lees_sleutelbos(plek.sleutels), (BRIN6, kant))
    assert kopie is not None
    return kopie


def rijen(stad, kant):
    """The rows of the signal file of the newest week: (leerlingnummer, signaal)."""
    pad = stad / "uit" / "2026-W37" / BRIN6 / f"signalen_{kant}.csv"
    with pad.open(encoding="utf-8-sig", newline="") as bestand:
        return {(rij["leerlingnummer"], rij["signaal"]) for rij in csv.DictReader(bestand, delimiter=";")}


@pytest.mark.parametrize("kant", KANTEN)
def test_a_copy_holds_the_rows_of_the_signal_file_of_its_side(stad, plek, kant):
    kopie = kopie_van(plek, kant)
    staat_er = {(x.leerlingnummer, regel.signaal) for x in kopie.leerlingen() for regel in x.signalen}
    assert staat_er == rijen(stad, kant) != set()
    assert kopie.lijst.peildatum == TWEEDE and kopie.lijst.kant == kant
    assert set(kopie.pseudoniemen) == {nummer for nummer, _ in staat_er}


def test_the_leerplicht_copy_holds_no_planned_minutes_and_other_pseudonyms(plek):
    school, leerplicht = (kopie_van(plek, kant) for kant in KANTEN)
    weken_l = [week for x in leerplicht.leerlingen() for week in x.weken]
    assert weken_l and {week.gepland_minuten for week in weken_l} == {None}
    assert not set(school.pseudoniemen.values()) & set(leerplicht.pseudoniemen.values())


def test_the_keys_of_the_page_are_not_those_of_the_rooms(stad, plek):
    kamers, eigen = (json.loads(pad.read_text()) for pad in (stad / "sleutels.json", plek.sleutels))
    assert not set(eigen["kopie"].values()) & set(str(kamers).replace("'", " ").split())
    assert eigen["log"] not in str(kamers)


def test_only_the_newest_week_is_there_and_nothing_of_it_in_uit(stad, plek):
    assert weken(plek.kopieen) == ["2026-W37"]
    assert not [p for p in (stad / "uit").rglob("*") if "kopie" in p.name or "bekijk" in p.name]
