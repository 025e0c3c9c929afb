"""The city as a whole: same seed same bytes, the truth beside it, faults of the request."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from assets.fictief import Stadfout, maak_stad
from models.fictief.kalender import MAX_WEKEN
from models.fictief.parameters import LRV_VERGROTING
from tests.assets.fictief.conftest import Stad

PROGRAMMA = """
import sys
from pathlib import Path
from assets.fictief import maak_stad
maak_stad(300, 5, 3, Path(sys.argv[1]))
"""


def vingerafdruk(map_: Path) -> dict[str, str]:
    """Hash per file, by path below `map_`."""
    bestanden = sorted(p for p in map_.rglob("*") if p.is_file())
    return {str(p.relative_to(map_)): hashlib.sha256(p.read_bytes()).hexdigest() for p in bestanden}


def test_the_same_seed_gives_the_same_bytes_whatever_the_hash_seed_and_the_time_zone(tmp_path):
    afdrukken = []
    for hash_seed, zone in (("1", "UTC"), ("2", "America/New_York")):
        map_ = tmp_path / hash_seed / "aanlevering"
        omgeving = os.environ | {"PYTHONHASHSEED": hash_seed, "TZ": zone}
        subprocess.run([sys.executable, "-c", PROGRAMMA, str(map_)], check=True, env=omgeving)
        afdrukken.append(vingerafdruk(tmp_path / hash_seed))
    assert len(afdrukken[0]) > 100
    assert any(naam.endswith(".xlsx") for naam in afdrukken[0])
    assert afdrukken[0] == afdrukken[1]


def test_another_seed_gives_another_city(tmp_path):
    maak_stad(300, 2, 1, tmp_path / "a" / "aanlevering")
    maak_stad(300, 2, 2, tmp_path / "b" / "aanlevering")
    een, twee = vingerafdruk(tmp_path / "a"), vingerafdruk(tmp_path / "b")
    assert any(een[naam] != twee[naam] for naam in een.keys() & twee.keys() if "/verzuim/" in naam)


def test_more_weeks_show_the_same_people_for_longer(tmp_path):
    maak_stad(300, 2, 1, tmp_path / "kort" / "aanlevering")
    maak_stad(300, 4, 1, tmp_path / "lang" / "aanlevering")
    eerste = "90AA00/inschrijvingen/inschrijvingen__20250829T1200.csv"
    kort, lang = (tmp_path / m / "aanlevering" / eerste for m in ("kort", "lang"))
    assert kort.read_bytes() == lang.read_bytes()


def test_every_soort_dialect_and_form_is_there_in_the_smallest_city(stad: Stad):
    scholen = stad.ontwerp.scholen
    assert {s.soort for s in scholen} == {"po", "sbo", "so", "vso", "vo", "mbo"}
    assert {s.dialect for s in scholen} == {"standaard", "somtoday", "magister", "eduarte"}
    assert {s.uurmaat for s in scholen} == {"lesuur", "klokuur"}
    assert {s.swv for s in scholen} == {"PO2601", "VO2601"}
    uitgangen = {p.suffix for p in stad.map.rglob("*") if p.is_file()}
    assert uitgangen == {".csv", ".xlsx", ".json", ".ics", ".yaml", ".txt"}


def test_the_truth_lies_beside_the_deliveries_and_never_in_them(stad: Stad):
    assert stad.waarheid == stad.map.parent / "waarheid"
    namen = {p.name for p in stad.waarheid.iterdir()}
    assert namen >= {
        "leerlingen.csv",
        "gebeurtenissen.csv",
        "fouten.csv",
        "leveringen.csv",
        "parameters.yaml",
        "verzuim",
    }
    mappen = {p.name for p in stad.map.iterdir()}
    assert mappen == {s.brin6 for s in stad.ontwerp.scholen} | {"gemeente", "scholen.yaml", "TOELICHTING.txt"}


def test_the_truth_holds_no_delivered_pgn(stad: Stad):
    pgns = [str(pgn) for pgn in stad.ontwerp.personen.pgn if pgn]
    tekst = "".join(p.read_text() for p in stad.waarheid.rglob("*") if p.is_file())
    assert len(pgns) > 200
    assert not [1 for pgn in pgns if pgn in tekst]


def test_files_are_for_the_owner_only(stad: Stad):
    assert {p.stat().st_mode & 0o777 for p in stad.map.rglob("*") if p.is_file()} == {0o600}


def test_the_enlarged_rate_is_told_in_the_register_and_in_the_report(stad: Stad):
    assert f"{LRV_VERGROTING:.0f} keer" in (stad.map / "scholen.yaml").read_text()
    assert f"{LRV_VERGROTING:.0f} keer" in " ".join(stad.verslag.zinnen())
    assert stad.verslag.bestanden == len([p for p in stad.map.rglob("*") if p.is_file()])


def test_progress_is_told_once_a_school(tmp_path):
    zinnen: list[str] = []
    maak_stad(300, 1, 1, tmp_path / "aanlevering", voortgang=zinnen.append)
    assert zinnen[0].startswith("1 van 11: ") and len(zinnen) == 11


@pytest.mark.parametrize(
    ("leerlingen", "weken", "zaad", "begin"),
    [
        (299, 1, 1, "leerlingen: 299 kan niet"),
        (100_001, 1, 1, "leerlingen: 100001 kan niet"),
        (300, 0, 1, "weken: 0 kan niet"),
        (300, MAX_WEKEN + 1, 1, f"weken: {MAX_WEKEN + 1} kan niet"),
        (300, 1, -1, "zaad: -1 kan niet"),
    ],
)
def test_a_number_out_of_bounds_is_told_and_nothing_is_written(tmp_path, leerlingen, weken, zaad, begin):
    with pytest.raises(Stadfout, match=begin):
        maak_stad(leerlingen, weken, zaad, tmp_path / "aanlevering")
    assert not list(tmp_path.iterdir())


def test_the_number_at_the_bound_is_allowed(tmp_path):
    assert maak_stad(300, 1, 0, tmp_path / "aanlevering").scholen == 11


def test_a_folder_with_something_in_it_is_not_touched(tmp_path):
    (tmp_path / "van_iemand.txt").write_text("x")
    with pytest.raises(Stadfout, match="aanlevering: de map is niet leeg; kies een lege of nieuwe map"):
        maak_stad(300, 1, 1, tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["van_iemand.txt"]


def test_the_truth_inside_the_delivery_folder_is_refused(tmp_path):
    with pytest.raises(Stadfout, match="waarheid: ligt in de aanlevermap; kies een map ernaast"):
        maak_stad(300, 1, 1, tmp_path / "a", waarheid=tmp_path / "a" / "w")


def test_all_faults_are_told_at_once(tmp_path):
    with pytest.raises(Stadfout) as fout:
        maak_stad(1, 0, -1, tmp_path / "a")
    assert len(str(fout.value).splitlines()) == 3


def test_a_truth_of_an_earlier_city_is_replaced_whole(tmp_path):
    maak_stad(300, 1, 1, tmp_path / "een" / "aanlevering")
    for naam in ("groot", "klein"):
        maak_stad(2500 if naam == "groot" else 300, 1, 1, tmp_path / naam, waarheid=tmp_path / "waarheid")
    assert vingerafdruk(tmp_path / "waarheid") == vingerafdruk(tmp_path / "een" / "waarheid")


def test_a_folder_of_someone_else_is_not_taken_for_the_truth(tmp_path):
    (tmp_path / "waarheid").mkdir()
    (tmp_path / "waarheid" / "van_iemand.txt").write_text("x")
    with pytest.raises(Stadfout, match="waarheid: in de map staat iets anders; kies een lege of nieuwe map"):
        maak_stad(300, 1, 1, tmp_path / "aanlevering")


@pytest.mark.traag
def test_a_city_of_the_demo_size_takes_little_memory(tmp_path):
    # VmHWM and not ru_maxrss: the latter starts at what the test process itself held when it started this one.
    programma = """
import sys
from pathlib import Path
from assets.fictief import maak_stad
maak_stad(12_000, 24, 1, Path(sys.argv[1]))
regel = next(r for r in Path("/proc/self/status").read_text().splitlines() if r.startswith("VmHWM:"))
print(int(regel.split()[1]) / 1024)
"""
    opdracht = [sys.executable, "-c", programma, str(tmp_path / "aanlevering")]
    megabytes = float(subprocess.run(opdracht, check=True, capture_output=True, text=True).stdout)
    assert 20 < megabytes < 250
