"""Everything on record: what a run and an export write in the log, and what they never write there."""

import json
import re

import pytest

from assets.bekijk.logboek import Logboek
from assets.bekijk.opschrijven import gebruiker, invoer_sha256
from assets.bekijk.plek import plek_van
from assets.publicatie import week as module
from assets.publicatie.week import schrijf_week
from models.tijd import weeknaam
from pipelines.cli import main
from pipelines.resources import open_werk
from tests.pipelines.conftest import EERSTE, TWEEDE, Plek
from tests.product import paden

VELDEN = {"vorige", "wanneer", "wie", "wat", "week", "versie", "instellingen_sha256", "invoer_sha256"}
LEERLINGEN = re.compile(r"100[1-6]|Voornaam|Achternaam|99AA00", re.IGNORECASE)


@pytest.fixture
def plek(gedraaid, tmp_path) -> Plek:
    """The tiny city of which two weeks ran, for a test that writes on."""
    return gedraaid[0].kopie(tmp_path / "stad")


def bekijkplek(plek: Plek):
    """Where the log is."""
    return plek_van(plek.map / "sleutels.json", plek.map / "magazijn")


def regels(plek: Plek) -> list[dict]:
    """The lines of the log."""
    return [json.loads(regel) for regel in bekijkplek(plek).logboek.read_text(encoding="utf-8").splitlines()]


def runs(plek: Plek) -> list[dict]:
    """Those about a week that was made."""
    return [regel for regel in regels(plek) if regel["wat"] == "run"]


def test_every_week_that_a_run_makes_has_a_line_with_who_and_from_what(plek):
    eerste, tweede = runs(plek)[:2]
    for regel, peildatum in ((eerste, EERSTE), (tweede, TWEEDE)):
        verslag = json.loads((plek.map / "uit" / weeknaam(peildatum) / "run.json").read_text(encoding="utf-8"))
        assert set(regel) == VELDEN
        assert (regel["wie"], regel["week"]) == (gebruiker(), weeknaam(peildatum))
        assert regel["invoer_sha256"] == invoer_sha256(stuk["sha256"] for stuk in verslag["leveringen"])
        assert {k: regel[k] for k in ("versie", "instellingen_sha256")} == {
            k: verslag[k] for k in ("versie", "instellingen_sha256")
        }
    assert eerste["invoer_sha256"] != tweede["invoer_sha256"]


def test_a_week_that_is_made_again_has_a_line_again_and_the_chain_stays_whole(plek):
    voor = len(runs(plek))
    assert main(["run", "--peildatum", str(EERSTE), "--stil", *plek.opties]) == 0
    assert [regel["week"] for regel in runs(plek)[voor:]] == [weeknaam(EERSTE)]
    assert Logboek(bekijkplek(plek).logboek, bekijkplek(plek).kop).controleer() is None


def test_no_pupil_and_no_school_stands_in_the_line_of_a_run(plek):
    for regel in runs(plek):
        tekst = json.dumps({k: w for k, w in regel.items() if not k.endswith("sha256") and k not in ("vorige", "wie")})
        assert LEERLINGEN.search(tekst) is None
    assert LEERLINGEN.search('{"leerling": "1001"}')


def test_a_week_of_which_no_line_could_be_written_is_not_put_in_its_place(plek, monkeypatch):
    werkplek, doel = paden(plek.map / "aanlevering", plek.map), plek.map / "uit" / weeknaam(EERSTE)
    voor = {pad: pad.read_bytes() for pad in doel.rglob("*") if pad.is_file()}
    monkeypatch.setattr(module, "run_json", lambda verslag: b"{}")
    bekijkplek(plek).logboek.unlink()
    bekijkplek(plek).logboek.mkdir()
    with open_werk(werkplek, EERSTE, lambda tekst: None) as werk, pytest.raises(OSError):
        schrijf_week(werk, EERSTE, [])
    assert {pad: pad.read_bytes() for pad in doel.rglob("*") if pad.is_file()} == voor


@pytest.mark.parametrize(("woorden", "aantal"), [([], 0), (["--vingerafdruk"], 0), (["--csv"], 1)])
def test_rows_that_leave_the_warehouse_are_on_record_and_counts_are_not(plek, capsys, woorden, aantal):
    voor = len(regels(plek))
    assert main(["stand", *woorden, "--op", "2026-09-14T12:00", *plek.opties]) == 0
    nieuw = regels(plek)[voor:]
    assert [(r["wat"], r["op"]) for r in nieuw] == [("stand_csv", "2026-09-14T12:00:00")] * aantal


def test_the_hash_of_the_inputs_does_not_depend_on_their_order_or_on_repeats():
    assert invoer_sha256(["b", "a", "b"]) == invoer_sha256(["a", "b"]) != invoer_sha256(["a"])


def test_reminders_are_on_record_before_they_are_written(plek):
    voor = len(regels(plek))
    assert main(["herinner", "--peildatum", str(EERSTE), *plek.opties]) == 0
    (regel,) = regels(plek)[voor:]
    assert (regel["wie"], regel["wat"], regel["peildatum"]) == (gebruiker(), "herinner", str(EERSTE))
    bekijkplek(plek).logboek.unlink()
    bekijkplek(plek).logboek.mkdir()
    assert main(["herinner", "--peildatum", str(EERSTE), *plek.opties]) == 2
    assert not (plek.map / "uit" / "herinneringen").exists()


@pytest.mark.parametrize("bestand", ["absenties__20260831-20260913__20260914T0600.csv", "weg.csv"])
def test_a_look_at_a_file_stores_nothing_and_is_not_on_record(plek, bestand):
    voor, verzuim = regels(plek), plek.map / "aanlevering" / "99AA00" / "verzuim"
    code = main(["controleer", str(verzuim / bestand), "--brin6", "99AA00", "--soort", "verzuim", *plek.opties])
    assert code == (0 if (verzuim / bestand).is_file() else 2)
    assert regels(plek) == voor
