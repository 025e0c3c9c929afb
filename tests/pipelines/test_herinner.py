"""`inbeeld herinner` on the tiny city that ran its first two Sundays: in the third week its school is silent."""

import os
import re

import pytest
import yaml

from pipelines.cli import main
from tests.pipelines.conftest import BRIN6, EERSTE, TWEEDE, typ

VIERDE = "2026-09-27"


@pytest.fixture
def plek(gedraaid, tmp_path, monkeypatch):
    for naam in [n for n in os.environ if n.startswith("INBEELD_")]:
        monkeypatch.delenv(naam)
    monkeypatch.chdir(tmp_path)
    return gedraaid[0].kopie(tmp_path / "kopie")


def test_a_city_in_which_every_school_delivered_needs_no_reminder(plek, capsys):
    assert main(["herinner", *plek.opties]) == 0
    assert capsys.readouterr().out == f"Geen herinneringen voor {TWEEDE}: elke school heeft geleverd.\n"
    assert not (plek.map / "uit" / "herinneringen").exists()


def test_a_silent_school_gets_a_reminder_that_is_the_same_when_written_again(plek, capsys):
    assert typ("run", *plek.opties, "--peildatum", VIERDE, "--stil", map_=plek.map).returncode == 0
    voor = plek.bestanden()
    assert main(["herinner", *plek.opties]) == 0
    uit = capsys.readouterr().out.splitlines()
    map_ = plek.map / "uit" / "herinneringen" / "2026-W39"
    assert uit == [f"1 herinnering geschreven voor {VIERDE}.", f"Ze staan in {map_}. In Beeld verstuurt niets."]
    bericht = map_ / f"{BRIN6}.txt"
    eerste, soort = bericht.read_bytes(), bericht.stat().st_mode & 0o777
    assert soort == 0o600 and b"week 39 (21 t/m 25 september)" in eerste
    assert not re.search(rb"\b100[1-6]\b|1a", eerste), "no pupil and no class stands in it"
    (map_ / "99ZZ99.txt").write_text("niet meer te laat")
    assert main(["herinner", *plek.opties, "--peildatum", VIERDE]) == 0
    assert [pad.name for pad in map_.iterdir()] == [f"{BRIN6}.txt"] and bericht.read_bytes() == eerste
    na = plek.bestanden()
    register = plek.map / "aanlevering" / "scholen.yaml"
    inhoud = yaml.safe_load(register.read_text())
    del inhoud["scholen"][0]["contact"]
    register.write_text(yaml.safe_dump(inhoud))
    capsys.readouterr()
    assert main(["herinner", *plek.opties]) == 0
    assert f"{BRIN6}: er staat geen contact in scholen.yaml; vul het adres aan" in capsys.readouterr().out
    assert {naam: na[naam] for naam in voor} == voor and set(na) - set(voor) == {f"herinneringen/2026-W39/{BRIN6}.txt"}


@pytest.mark.parametrize(
    ("peildatum", "zin"),
    [
        ("2026-09-12", "--peildatum 2026-09-12 is geen zondag; de zondagen eromheen zijn 2026-09-06 en 2026-09-13"),
        (VIERDE, f"--peildatum {VIERDE} is nog niet doorgerekend; draai eerst inbeeld run --peildatum {VIERDE}"),
    ],
)
def test_a_day_that_was_not_run_is_refused(plek, capsys, peildatum, zin):
    assert main(["herinner", *plek.opties, "--peildatum", peildatum]) == 2
    assert capsys.readouterr().err.strip() == zin


def test_without_a_warehouse_it_says_what_to_do_first(plek, capsys, tmp_path):
    leeg = tmp_path / "leeg"
    assert main(["herinner", *plek.opties, "--magazijn", str(leeg)]) == 2
    assert capsys.readouterr().err.strip() == f"{leeg}: hier is nog geen magazijn; draai eerst inbeeld run"
    assert EERSTE < TWEEDE and not leeg.exists()
