"""The benchmark's own arithmetic: which week it measures, which files belong to it, and where its table goes."""

import importlib.util
import os
from datetime import date
from pathlib import Path

import pytest

PAD = Path(__file__).parents[1] / "benchmarks" / "stad.py"
plek = importlib.util.spec_from_file_location("stad_meting", PAD)
assert plek and plek.loader
stad = importlib.util.module_from_spec(plek)
plek.loader.exec_module(stad)


@pytest.mark.parametrize(
    ("ontvangen", "zondag"),
    [
        ("20261115T2359", date(2026, 11, 15)),
        ("20261116T1159", date(2026, 11, 15)),
        ("20261116T1200", date(2026, 11, 22)),
        ("20261122T0000", date(2026, 11, 22)),
    ],
)
def test_the_measured_week_is_the_first_sunday_at_which_the_newest_file_is_known(tmp_path, ontvangen, zondag):
    (tmp_path / f"absenties__{ontvangen}.csv").write_text("a;b\n1;2\n")
    assert stad.laatste_zondag(tmp_path) == zondag


def test_the_bare_read_takes_the_files_of_that_week_only(tmp_path):
    for moment in ("20261109T1159", "20261109T1200", "20261116T1159", "20261116T1200"):
        (tmp_path / f"v__{moment}.csv").write_text("a;b\n1;2\n3;4\n")
    paden = stad.van_de_week(tmp_path, date(2026, 11, 15))
    assert [pad.name for pad in paden] == ["v__20261109T1200.csv", "v__20261116T1159.csv"]
    assert stad.lees_kaal(paden) == (4, 0)


def test_a_process_is_measured_by_its_own_time_and_memory():
    meting = stad.meet("busy", ["python3", "-c", "x = bytearray(200_000_000); sum(range(3_000_000))"])
    assert meting.piek_mb > 190
    assert 0 < meting.cpu_s < meting.wand_s * (os.cpu_count() or 1) + 1


def test_a_process_that_fails_stops_the_benchmark_by_name():
    with pytest.raises(SystemExit, match="half ended with exit code 3; run it by hand: sh -c exit 3"):
        stad.meet("half", ["sh", "-c", "exit 3"], mag=(0, 1))


def test_the_table_replaces_only_what_stands_between_the_marks(tmp_path):
    bladzij = tmp_path / "README.md"
    bladzij.write_text(f"kop\n{stad.BEGIN}\noud\n{stad.EIND}\nvoet\n")
    stad.schrijf_tussen_merken(bladzij, "nieuw")
    assert bladzij.read_text() == f"kop\n{stad.BEGIN}\nnieuw\n{stad.EIND}\nvoet\n"


def test_a_page_without_marks_is_left_alone(tmp_path):
    (tmp_path / "README.md").write_text("kop\n")
    with pytest.raises(SystemExit, match="put them back where the table belongs"):
        stad.schrijf_tussen_merken(tmp_path / "README.md", "nieuw")


def test_the_page_of_benchmarks_has_its_marks():
    assert stad.VERSLAG.read_text(encoding="utf-8").count(stad.BEGIN) == 1
