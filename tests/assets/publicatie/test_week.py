"""The folder of a week is put in its place whole: a fault halfway leaves the earlier one, or none."""

import shutil
from pathlib import Path

import pytest

from assets.publicatie import week as module
from assets.publicatie.week import herstel_weken, lees_toelichting, schrijf_week
from assets.publicatie_assets import getelde_tabellen
from models.tijd import weeknaam
from pipelines.instellingen import Paden
from pipelines.resources import open_werk
from tests.pipelines.conftest import EERSTE, TWEEDE, draai_stad
from tests.product import paden

P = EERSTE


@pytest.fixture(scope="module")
def gedraaid(tmp_path_factory) -> Paden:
    """The tiny city of tests/pipelines with its first week only; that week may be written again."""
    bron, _ = draai_stad(tmp_path_factory.getbasetemp() / "gedraaid")
    map_ = bron.kopie(tmp_path_factory.mktemp("week")).map
    shutil.rmtree(map_ / "uit" / weeknaam(TWEEDE))
    return paden(map_ / "aanlevering", map_)


def _stand(map_: Path) -> dict[str, bytes]:
    """Every file below, also hidden ones, without run.json (it holds durations)."""
    return {
        p.relative_to(map_).as_posix(): p.read_bytes()
        for p in sorted(map_.rglob("*"))
        if p.is_file() and p.name != "run.json"
    }


def _schrijf(plek: Paden) -> None:
    with open_werk(plek, P, lambda tekst: None) as werk:
        schrijf_week(werk, P, getelde_tabellen())


def test_a_week_that_is_written_again_is_the_same_and_leaves_nothing_beside_it(gedraaid):
    voor = _stand(gedraaid.uit)
    _schrijf(gedraaid)
    assert _stand(gedraaid.uit) == voor
    assert [p.name for p in gedraaid.uit.iterdir()] == [weeknaam(P)]


@pytest.mark.parametrize("breekt", ["trend_html", "validatie_html", "run_json"])
@pytest.mark.parametrize("fout", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_fault_while_writing_leaves_the_week_as_it_was(gedraaid, monkeypatch, breekt, fout):
    def mislukt(*_):
        raise fout

    week = gedraaid.uit / weeknaam(P)
    voor = _stand(week)
    with monkeypatch.context() as tijdelijk:
        tijdelijk.setattr(module, breekt, mislukt)
        with pytest.raises(type(fout)):
            _schrijf(gedraaid)
    assert _stand(week) == voor
    _schrijf(gedraaid)
    assert [p.name for p in gedraaid.uit.iterdir()] == [weeknaam(P)]


def test_a_fault_in_a_first_week_leaves_no_folder_that_looks_like_one(gedraaid, monkeypatch, tmp_path):
    def mislukt(*_):
        raise OSError

    monkeypatch.setattr(module, "run_json", mislukt)
    nieuw = Paden(gedraaid.aanlevering, gedraaid.magazijn, tmp_path / "uit", gedraaid.sleutels)
    with pytest.raises(OSError):
        _schrijf(nieuw)
    assert [p.name for p in nieuw.uit.iterdir() if not p.name.startswith(".")] == []


def test_what_an_earlier_kill_left_behind_is_cleared(gedraaid):
    resten = [gedraaid.uit / f".{weeknaam(P)}.{einde}" for einde in ("deel", "oud")]
    for rest in resten:
        rest.mkdir()
        (rest / "half.html").write_text("half")
    voor = _stand(gedraaid.uit / weeknaam(P))
    _schrijf(gedraaid)
    assert _stand(gedraaid.uit) == {f"{weeknaam(P)}/{naam}": inhoud for naam, inhoud in voor.items()}


@pytest.mark.parametrize(("inhoud", "zin"), [(None, ""), ("", ""), ("Een  verzonnen\nstad.\n", "Een verzonnen stad.")])
def test_the_sentence_for_every_page_is_one_line(tmp_path, inhoud, zin):
    if inhoud is not None:
        (tmp_path / "TOELICHTING.txt").write_text(inhoud, encoding="utf-8")
    assert lees_toelichting(tmp_path) == zin


@pytest.mark.parametrize(
    ("voor", "na"),
    [
        ({".2026-W36.deel": "half"}, {}),
        ({"2026-W36": "oud", ".2026-W36.deel": "half"}, {"2026-W36": "oud"}),
        ({".2026-W36.oud": "oud", ".2026-W36.deel": "nieuw"}, {"2026-W36": "oud"}),
        ({".2026-W36.oud": "oud", "2026-W36": "nieuw"}, {"2026-W36": "nieuw"}),
        ({".2026-W36.oud": "oud", "2026-W36": "nieuw", ".eigen.deel": "x"}, {"2026-W36": "nieuw", ".eigen.deel": "x"}),
    ],
)
def test_what_a_killed_run_left_between_two_renames_is_put_right(tmp_path, voor, na):
    for naam, inhoud in voor.items():
        (tmp_path / naam).mkdir()
        (tmp_path / naam / "index.html").write_text(inhoud)
    herstel_weken(tmp_path)
    assert {p.name: (p / "index.html").read_text() for p in tmp_path.iterdir()} == na
