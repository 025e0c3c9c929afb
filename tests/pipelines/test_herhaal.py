"""`inbeeld herhaal`: a week again, from exactly the files of then."""

import json
import shutil

import pytest

from assets.bekijk.opschrijven import gebruiker, invoer_sha256
from assets.bekijk.plek import plek_van
from models.tijd import weeknaam
from pipelines.cli import main
from tests.pipelines.conftest import BRIN6, TWEEDE

WEEK = weeknaam(TWEEDE)
VERZUIM = f"{BRIN6}/verzuim/absenties__20260831-20260913__20260914T0600.csv"


@pytest.fixture
def plek(gedraaid, tmp_path):
    """A copy of the city that ran, to change."""
    return gedraaid[0].kopie(tmp_path / "stad")


def herhaal(plek, capsys, week: str = WEEK) -> tuple[int, str, str]:
    code = main(["herhaal", week, *plek.opties, "--stil"])
    uit, fout = capsys.readouterr()
    assert not list(plek.map.glob(".herhaal-*")), "something was left behind"
    return code, uit, fout


def opgeschreven(plek) -> list[dict]:
    """The lines of the log."""
    logboek = plek_van(plek.map / "sleutels.json", plek.map / "magazijn").logboek
    return [json.loads(regel) for regel in logboek.read_text(encoding="utf-8").splitlines()]


def test_a_week_is_equal_also_without_its_warehouse_and_with_files_of_later(plek, capsys):
    shutil.rmtree(plek.map / "magazijn")
    (plek.map / "magazijn").mkdir()
    later = plek.map / "aanlevering" / VERZUIM.replace("20260914T0600", "20260914T0700")
    shutil.copy(plek.map / "aanlevering" / VERZUIM, later)
    later.write_text(later.read_text() + "1002;2026-09-10;dag;;;afwezig;O;\n")
    code, uit, fout = herhaal(plek, capsys)
    assert (code, fout) == (0, "")
    assert uit == f"{WEEK}: opnieuw gemaakt uit dezelfde bestanden. Alles is gelijk, byte voor byte.\n"


def test_a_file_that_was_changed_afterwards_is_named(plek, capsys):
    for naam in (f"{BRIN6}/signalen_school.csv", "stad/trends.csv"):
        pad = plek.map / "uit" / WEEK / naam
        pad.write_bytes(pad.read_bytes() + b"x")
    (plek.map / "uit" / WEEK / "kladje.txt").write_text("x")
    voor = opgeschreven(plek)
    code, uit, _ = herhaal(plek, capsys)
    assert code == 1
    verslag = json.loads((plek.map / "uit" / WEEK / "run.json").read_text(encoding="utf-8"))
    invoer = invoer_sha256(levering["sha256"] for levering in verslag["leveringen"])
    (regel,) = opgeschreven(plek)[len(voor) :]
    assert {naam: regel[naam] for naam in ("wie", "wat", "week", "invoer_sha256")} == {
        "wie": gebruiker(), "wat": "herhaal", "week": WEEK, "invoer_sha256": invoer
    }  # fmt: skip
    assert uit.splitlines()[1:4] == [f"- {BRIN6}/signalen_school.csv", "- kladje.txt", "- stad/trends.csv"]


def test_a_delivery_that_is_gone_or_changed_is_named_and_nothing_is_made(plek, capsys):
    weg = plek.map / "aanlevering" / VERZUIM
    weg.write_text(weg.read_text() + "\n")
    voor = opgeschreven(plek)
    code, uit, fout = herhaal(plek, capsys)
    assert (code, uit) == (2, "")
    assert opgeschreven(plek) == voor
    assert fout.endswith(f"weg of veranderd sinds toen: {VERZUIM}; zet deze bestanden terug\n")


def test_other_settings_are_said(plek, capsys):
    register = plek.map / "aanlevering" / "scholen.yaml"
    register.write_text(register.read_text() + "\n")
    code, _, fout = herhaal(plek, capsys)
    assert code == 2 and fout.endswith("is veranderd sinds deze week is gemaakt; zet de versie van toen terug\n")


def test_a_week_that_was_never_made_is_said(plek, capsys):
    code, _, fout = herhaal(plek, capsys, "2020-W01")
    assert code == 2 and fout.endswith("hier staat geen leesbare run.json; kies een week die is gemaakt\n")
