"""The kill test on few kills, and its own judgement: a difference is seen, and kills are spread over the whole run."""

from random import Random

import pytest

from tests.kill.kill import SOORTEN, Toneel, Uitslag, momenten, samenvatting, toets, verdeel, verschillen
from tests.pipelines.conftest import Plek

KEER, WERKERS = 10, 2


@pytest.mark.traag
def test_killed_runs_are_repaired_by_running_again(tmp_path):
    uitslagen = toets(KEER, 7, WERKERS, tmp_path, print)
    assert [fout for uitslag in uitslagen for fout in uitslag.fouten] == []
    assert sum(uitslag.was_dood for uitslag in uitslagen) >= KEER
    assert {uitslag.soort for uitslag in uitslagen if uitslag.was_dood} == set(SOORTEN)


@pytest.mark.parametrize("keer", [5, 6, 10, 50, 73])
def test_kills_are_divided_over_every_kind_of_run(keer):
    aantal = verdeel(keer)
    assert sum(aantal.values()) == keer and min(aantal.values()) >= 1 and set(aantal) == set(SOORTEN)


@pytest.mark.parametrize("soort", SOORTEN)
@pytest.mark.parametrize("aantal", [1, 2, 7, 13])
def test_kills_are_spread_over_the_lines_of_a_run(soort, aantal):
    gekozen = momenten(soort, aantal, 200, Random(1))
    assert len(gekozen) == aantal
    regels = sorted(moment.regel for moment in gekozen if moment.regel)
    assert all(1 <= regel <= 200 for regel in regels)
    delen = {regel * len(regels) // 201 for regel in regels}
    assert len(delen) >= len(regels) - 1, "two kills in one part of the run"


def _breek_bestand(plek: Plek) -> None:
    next((plek.map / "uit").glob("*/index.html")).write_text("anders")


def _breek_run(plek: Plek) -> None:
    pad = next((plek.map / "uit").glob("*/run.json"))
    pad.write_text(pad.read_text().replace('"versie"', '"versies"'))


def _laat_achter(plek: Plek) -> None:
    (plek.map / "uit" / ".2026-W37.deel").mkdir()


@pytest.mark.parametrize(
    ("breek", "gezien"), [(_breek_bestand, "diff -r"), (_breek_run, "run.json of"), (_laat_achter, "left behind")]
)
def test_a_difference_is_seen(gedraaid, tmp_path, breek, gezien):
    gedraaid[0].kopie(tmp_path / "toneel" / "goed")
    plek, toneel = gedraaid[0].kopie(tmp_path / "plek"), Toneel(tmp_path / "toneel")
    assert verschillen(plek, toneel, "leeg") == ["the fingerprint differs"], "the stage has no fingerprint yet"
    breek(plek)
    assert any(gezien in fout for fout in verschillen(plek, toneel, "leeg"))


def test_the_table_counts_kills_and_differences():
    tekst = samenvatting([Uitslag("leeg", "stap 3", True, 1.0), Uitslag("leeg", "stap 9", False, 1.0, ["anders"])])
    assert "leeg                     1          1" in tekst and tekst.splitlines()[-1].split() == ["together", "1", "1"]
