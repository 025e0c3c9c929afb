"""A run that is killed and run again ends as one that was left alone; and dagster gives what `inbeeld` gives."""

import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from models.tijd import weeknaam
from tests import product
from tests.bouwsteen import Stadje, gemist
from tests.pipelines.conftest import DERDE, EERSTE, INBEELD, Plek, maak_leveringen, typ

pytestmark = pytest.mark.traag
WORTEL = Path(__file__).parents[2]
RUN = ["--peildatum", str(EERSTE), "--tot", str(DERDE), "--stil"]
WEKEN = {weeknaam(dag) for dag in (EERSTE, DERDE)}
DELEN = (0.35, 0.5, 0.65, 0.8, 0.95)
"""When to kill: parts of the time that an undisturbed run took."""


def _vingerafdruk(plek: Plek) -> str:
    proces = typ("stand", *plek.opties, "--vingerafdruk")
    assert proces.returncode == 0, proces.stderr
    return proces.stdout


def _met_sleutels(map_: Path, sleutels: Path) -> Plek:
    """The city in another folder, with the same keys."""
    maak_leveringen(map_ / "aanlevering")
    (map_ / "sleutels.json").write_bytes(sleutels.read_bytes())
    (map_ / "sleutels.json").chmod(0o600)
    return Plek(map_)


@pytest.fixture(scope="module")
def ongestoord(gedraaid, tmp_path_factory) -> tuple[Plek, str, float]:
    """A run that was left alone: its place, its fingerprint and the seconds it took."""
    plek = _met_sleutels(tmp_path_factory.mktemp("ongestoord"), gedraaid[0].map / "sleutels.json")
    begin = time.monotonic()
    proces = typ("run", *plek.opties, *RUN)
    duur = time.monotonic() - begin
    assert proces.returncode == 0, proces.stdout + proces.stderr
    return plek, _vingerafdruk(plek), duur


def _draai_en_dood(plek: Plek, seconden: float) -> bool:
    """Start a run and kill it with all its children after `seconden`; False when it was done before."""
    proces = subprocess.Popen([INBEELD, "run", *plek.opties, *RUN], stdout=subprocess.DEVNULL, start_new_session=True)
    try:
        proces.wait(timeout=seconden)
    except subprocess.TimeoutExpired:
        os.killpg(proces.pid, signal.SIGKILL)
    return proces.wait() == -signal.SIGKILL


def _weken_zijn_heel(plek: Plek, voorbeeld: Plek) -> None:
    """Every week that can be seen is there with all its files."""
    uit = plek.map / "uit"
    for week in uit.glob("[0-9]*") if uit.exists() else []:
        heel = {p.relative_to(week) for p in week.rglob("*") if p.is_file()}
        andere = voorbeeld.map / "uit" / week.name
        assert heel == {p.relative_to(andere) for p in andere.rglob("*") if p.is_file()}


def test_a_killed_run_is_repaired_by_running_again(ongestoord, tmp_path):
    goed, afdruk, duur = ongestoord
    gedood = 0
    for deel in DELEN:
        plek = _met_sleutels(tmp_path / str(deel), goed.map / "sleutels.json")
        gedood += _draai_en_dood(plek, deel * duur)
        _weken_zijn_heel(plek, goed)
        proces = typ("run", *plek.opties, *RUN)
        assert proces.returncode == 0, proces.stdout + proces.stderr
        assert plek.bestanden("run.json") == goed.bestanden("run.json")
        assert _vingerafdruk(plek) == afdruk
    assert gedood >= 3, "too few runs were killed: they were done before"


def test_a_run_that_is_killed_again_and_again_still_ends_well(ongestoord, tmp_path):
    goed, afdruk, duur = ongestoord
    plek = _met_sleutels(tmp_path, goed.map / "sleutels.json")
    for deel in (0.45, 0.55, 0.65):
        _draai_en_dood(plek, deel * duur)
        _weken_zijn_heel(plek, goed)
    proces = typ("run", *plek.opties, *RUN)
    assert proces.returncode == 0, proces.stdout + proces.stderr
    assert (plek.bestanden("run.json"), _vingerafdruk(plek)) == (goed.bestanden("run.json"), afdruk)


def test_weeks_that_were_run_one_by_one_or_only_the_last_are_the_same(ongestoord, gedraaid, tmp_path):
    goed, afdruk, _ = ongestoord
    stuk_voor_stuk = gedraaid[0].kopie(tmp_path / "stuk")
    laatste = _met_sleutels(tmp_path / "laatste", goed.map / "sleutels.json")
    for plek in (stuk_voor_stuk, laatste):
        proces = typ("run", *plek.opties, "--peildatum", str(DERDE), "--stil")
        assert proces.returncode == 0, proces.stdout + proces.stderr
        assert _vingerafdruk(plek) == afdruk
    assert stuk_voor_stuk.bestanden("run.json") == goed.bestanden("run.json")
    week = f"{weeknaam(DERDE)}/"
    verwacht = {naam: inhoud for naam, inhoud in goed.bestanden("run.json").items() if naam.startswith(week)}
    assert laatste.bestanden("run.json") == verwacht


def test_a_late_older_delivery_ends_as_if_it_had_been_there(ongestoord, gedraaid, tmp_path):
    goed, afdruk, _ = ongestoord
    plek = _met_sleutels(tmp_path, goed.map / "sleutels.json")
    laat = sorted((plek.map / "aanlevering").glob("*/verzuim/*20260907T0600.csv"))
    inhoud = {pad: pad.read_bytes() for pad in laat}
    for pad in laat:
        pad.unlink()
    assert typ("run", *plek.opties, *RUN).returncode == 0
    assert laat and _vingerafdruk(plek) != afdruk
    for pad, bytes_ in inhoud.items():
        pad.write_bytes(bytes_)
    assert typ("run", *plek.opties, *RUN).returncode == 0
    assert (plek.bestanden("run.json"), _vingerafdruk(plek)) == (goed.bestanden("run.json"), afdruk)


def test_dagster_itself_gives_what_the_command_gives(ongestoord, tmp_path):
    goed, _, _ = ongestoord
    maak_leveringen(tmp_path / "aanlevering")
    plekken = {f"INBEELD_{naam.upper()}": str(tmp_path / naam) for naam in ("aanlevering", "magazijn", "uit")}
    omgeving = {k: w for k, w in os.environ.items() if not k.startswith(("INBEELD_", "DAGSTER_"))}
    omgeving |= plekken | {"INBEELD_SLEUTELS": str(tmp_path / "sleutels.json"), "HOME": str(tmp_path / "thuis")}
    (tmp_path / "thuis").mkdir()
    opdracht = [str(Path(sys.executable).with_name("dagster")), "asset", "materialize", "-m", "pipelines.definitions"]
    proces = subprocess.run(
        [*opdracht, "--select", "*", "--partition", str(DERDE)],
        cwd=WORTEL, env=omgeving, capture_output=True, text=True, timeout=600,
    )  # fmt: skip
    assert proces.returncode == 0, proces.stderr[-3000:]
    week = f"{weeknaam(DERDE)}/"
    verwacht = {n: i for n, i in goed.bestanden("run.json").items() if n.startswith(week)}
    gekregen = Plek(tmp_path).bestanden("run.json")
    assert {n: i for n, i in gekregen.items() if not n.endswith(".xlsx")} == {
        n: i for n, i in verwacht.items() if not n.endswith(".xlsx")
    }
    assert gekregen.keys() == verwacht.keys()
    assert list((tmp_path / "thuis").rglob("*")) == []


def test_a_week_is_the_same_whether_or_not_an_earlier_schooljaar_was_ever_run(tmp_path):
    stad = Stadje(tmp_path / "aanlevering", begin="20260601T0600")
    school = stad.school()
    school.rooster(klas="1a", geldig_van="2026-06-01", geldig_tot="2027-12-31")
    for nummer in ("1001", "1002"):
        school.inschrijving(nummer, klas="1a", startdatum="2026-01-01")
    school.verzuim("2026-06-01", "2026-06-14", "20260615T0600", [gemist("1001", f"2026-06-0{n}") for n in (2, 3, 4)])
    school.verzuim("2027-08-23", "2027-09-05", "20270906T0600", [gemist("1002", f"2027-09-0{n}") for n in (1, 2, 3)])
    ver = date(2027, 9, 5)
    product.reken(stad.map, tmp_path / "met", date(2026, 6, 14))
    uitkomst = [product.reken(stad.map, tmp_path / naam, ver) / weeknaam(ver) for naam in ("met", "zonder")]
    met, zonder = ({p.name: p.read_bytes() for p in sorted(map_.glob("*/*"))} for map_ in uitkomst)
    assert met == zonder
    assert {rij.signaal for rij in product.rijen(tmp_path / "met" / "uit", ver)} >= {"verzuim_16u4w"}
