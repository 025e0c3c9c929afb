"""Weeks run in another order, a late delivery, dagster instead of `inbeeld`: the outcome is that of one plain run.
Runs that are killed: tests/kill.
"""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from models.tijd import weeknaam
from tests import product
from tests.bouwsteen import Stadje, gemist
from tests.pipelines.conftest import DERDE, EERSTE, Plek, maak_leveringen, typ

pytestmark = pytest.mark.traag
WORTEL = Path(__file__).parents[2]
RUN = ["--peildatum", str(EERSTE), "--tot", str(DERDE), "--stil"]


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
def ongestoord(gedraaid, tmp_path_factory) -> tuple[Plek, str]:
    """A run of all weeks at once: its place and its fingerprint."""
    plek = _met_sleutels(tmp_path_factory.mktemp("ongestoord"), gedraaid[0].map / "sleutels.json")
    proces = typ("run", *plek.opties, *RUN)
    assert proces.returncode == 0, proces.stdout + proces.stderr
    return plek, _vingerafdruk(plek)


def test_weeks_that_were_run_one_by_one_or_only_the_last_are_the_same(ongestoord, gedraaid, tmp_path):
    goed, afdruk = ongestoord
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
    goed, afdruk = ongestoord
    plek = _met_sleutels(tmp_path, goed.map / "sleutels.json")
    laat = sorted((plek.map / "aanlevering").glob("*/verzuim/*20260907T0600.csv"))
    inhoud = {pad: pad.read_bytes() for pad in laat}
    for pad in laat:
        pad.unlink()
    leeg = typ("run", *plek.opties, *RUN)
    assert (leeg.returncode, f"Leeg: {weeknaam(EERSTE)}: " in leeg.stdout) == (1, True)
    assert laat and _vingerafdruk(plek) != afdruk
    for pad, bytes_ in inhoud.items():
        pad.write_bytes(bytes_)
    assert typ("run", *plek.opties, *RUN).returncode == 0
    assert (plek.bestanden("run.json"), _vingerafdruk(plek)) == (goed.bestanden("run.json"), afdruk)


def test_dagster_itself_gives_what_the_command_gives(ongestoord, tmp_path):
    goed, _ = ongestoord
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
