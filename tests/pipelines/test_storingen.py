"""What goes wrong around the product, with real processes: each time one Dutch line, exit code 2, nothing half written,
and after mending a run that ends as one that was left alone.

A full disk is a limit on the size of files (works without mounting anything); a folder that may not be written is one
for a process without the right of root to pass by permissions.
"""

import ctypes
import os
import resource
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.pipelines.conftest import DERDE, EERSTE, INBEELD, TWEEDE, Plek, maak_leveringen, typ

pytestmark = pytest.mark.traag
RUN = ["--peildatum", str(EERSTE), "--tot", str(DERDE), "--stil"]
PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 24, 1, 2
WACHT = "een andere run gebruikt dit magazijn; deze run wacht."


def _als_gewone_gebruiker() -> None:
    """For a child: permissions hold for it, also when root started it."""
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None)
        for recht in (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH):
            assert libc.prctl(PR_CAPBSET_DROP, recht, 0, 0, 0) == 0


def _schijf_van(grens: int) -> Callable[[], None]:
    """For a child: no file may grow past so many bytes."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (grens, grens))


def _start(plek: Plek, *woorden: str, vooraf: Callable[[], None] | None = None) -> subprocess.Popen[str]:
    schoon = {k: w for k, w in os.environ.items() if not k.startswith(("INBEELD_", "DAGSTER_", "GX_"))}
    return subprocess.Popen(
        [INBEELD, *woorden, *plek.opties],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=schoon, preexec_fn=vooraf,
    )  # fmt: skip


def _regels(proces: subprocess.Popen[str]) -> tuple[int, list[str]]:
    """The exit code and every line that was said."""
    uit, fout = proces.communicate(timeout=600)
    return proces.returncode, [*uit.splitlines(), *fout.splitlines()]


@pytest.fixture(scope="module")
def goed(gedraaid, tmp_path_factory) -> Plek:
    """All three weeks, of a run that was left alone."""
    plek = gedraaid[0].kopie(tmp_path_factory.mktemp("goed"))
    assert typ("run", *plek.opties, *RUN).returncode == 0
    return plek


@pytest.fixture
def twee(gedraaid, tmp_path) -> Plek:
    """Two weeks stand, the third is still to do."""
    return gedraaid[0].kopie(tmp_path)


@pytest.fixture
def nieuw(gedraaid, tmp_path) -> Plek:
    """A city that never ran, with a key."""
    maak_leveringen(tmp_path / "aanlevering")
    (tmp_path / "sleutels.json").write_bytes((gedraaid[0].map / "sleutels.json").read_bytes())
    (tmp_path / "sleutels.json").chmod(0o600)
    return Plek(tmp_path)


def _eindigt_als(plek: Plek, goed: Plek) -> None:
    proces = typ("run", *plek.opties, *RUN)
    assert proces.returncode == 0, proces.stdout + proces.stderr
    assert plek.bestanden("run.json") == goed.bestanden("run.json")
    afdruk = [typ("stand", *p.opties, "--vingerafdruk").stdout for p in (plek, goed)]
    assert afdruk[0] == afdruk[1] != ""


def _een_regel(proces: subprocess.Popen[str], *woorden: str) -> None:
    code, regels = _regels(proces)
    assert code == 2 and len(regels) == 1, regels
    assert all(woord in regels[0] for woord in woorden), regels


# --- the disk ---


@pytest.mark.parametrize("grens", [300, 20_000, 1_000_000])
def test_a_full_disk_in_a_first_run(nieuw, goed, grens):
    _een_regel(_start(nieuw, "run", *RUN, vooraf=_schijf_van(grens)), "(een bestand mag hier niet groter worden); ")
    assert list(nieuw.map.glob("uit/2*")) == []
    _eindigt_als(nieuw, goed)


def test_a_full_disk_in_a_later_run(twee, goed):
    voor = twee.bestanden()
    grootste = max(pad.stat().st_size for pad in (twee.map / "magazijn").iterdir())
    _een_regel(
        _start(twee, "run", *RUN, vooraf=_schijf_van(grootste // 2)), "(een bestand mag hier niet groter worden)"
    )
    assert twee.bestanden("run.json") == {naam: i for naam, i in voor.items() if not naam.endswith("run.json")}
    _eindigt_als(twee, goed)


@pytest.mark.parametrize("naam", ["magazijn", "uit"])
def test_a_folder_that_may_not_be_written(twee, goed, naam):
    voor = twee.bestanden()
    (twee.map / naam).chmod(0o500)
    for pad in (twee.map / naam).iterdir():
        pad.chmod(0o500 if pad.is_dir() else 0o400)
    _een_regel(_start(twee, "run", *RUN, vooraf=_als_gewone_gebruiker), str(twee.map / naam), "(geen toegang)")
    assert twee.bestanden() == voor
    for pad in (twee.map / naam, *(twee.map / naam).iterdir()):
        pad.chmod(0o700 if pad.is_dir() else 0o600)
    _eindigt_als(twee, goed)


def test_a_delivery_folder_that_may_only_be_read_is_enough(twee, goed):
    for pad in (twee.map / "aanlevering").rglob("*"):
        pad.chmod(0o500 if pad.is_dir() else 0o400)
    assert _regels(_start(twee, "run", *RUN, vooraf=_als_gewone_gebruiker))[0] == 0
    assert twee.bestanden("run.json") == goed.bestanden("run.json")


def test_a_delivered_file_that_may_not_be_read(twee, goed):
    pad = next((twee.map / "aanlevering").glob("*/verzuim/*20260921T0600.csv"))
    pad.chmod(0)
    _een_regel(_start(twee, "run", *RUN, vooraf=_als_gewone_gebruiker), str(pad), "(geen toegang)")
    pad.chmod(0o600)
    _eindigt_als(twee, goed)


def _haal_sleutel_weg(plek: Plek) -> None:
    (plek.map / "sleutels.json").unlink()


def _andere_sleutel(plek: Plek) -> None:
    pad = plek.map / "sleutels.json"
    pad.write_text(pad.read_text().translate(str.maketrans("0123456789", "1234567890")))


def _halve_sleutel(plek: Plek) -> None:
    pad = plek.map / "sleutels.json"
    pad.write_text(pad.read_text()[:100])


def _open_sleutel(plek: Plek) -> None:
    (plek.map / "sleutels.json").chmod(0o644)


def _stukke_kamer(plek: Plek) -> None:
    """The head is whole, a part of what is behind it is not."""
    pad = plek.map / "magazijn" / "school.duckdb"
    inhoud = bytearray(pad.read_bytes())
    inhoud[40_000:] = bytes(b ^ 0x5A for b in inhoud[40_000:])
    pad.write_bytes(inhoud)


@pytest.mark.parametrize(
    ("bederf", "woord"),
    [
        (_haal_sleutel_weg, "het sleutelbestand van dit magazijn ontbreekt"),
        (_andere_sleutel, "de sleutel past niet op dit magazijn"),
        (_halve_sleutel, "dit sleutelbestand is niet te lezen"),
        (_open_sleutel, "anderen kunnen dit sleutelbestand lezen"),
        (_stukke_kamer, "beschadigd"),
    ],
)
def test_a_key_or_a_room_that_is_not_as_it_should_be(twee, goed, gedraaid, bederf, woord):
    voor = twee.bestanden()
    bederf(twee)
    _een_regel(_start(twee, "run", *RUN), woord)
    assert twee.bestanden() == voor
    for naam in ("sleutels.json", "magazijn/school.duckdb"):
        (twee.map / naam).write_bytes((gedraaid[0].map / naam).read_bytes())
        (twee.map / naam).chmod(0o600)
    _eindigt_als(twee, goed)


def test_a_place_for_temporary_files_that_is_not_there_does_not_stop_a_run(twee, goed):
    proces = typ("run", *twee.opties, *RUN, TMPDIR=str(twee.map / "weg"))
    assert proces.returncode == 0, proces.stdout + proces.stderr
    assert twee.bestanden("run.json") == goed.bestanden("run.json")


# --- two at once ---


def test_two_first_runs_at_once_make_one_key_and_one_outcome(tmp_path):
    maak_leveringen(tmp_path / "aanlevering")
    plek = Plek(tmp_path)
    uitslagen = [_regels(proces) for proces in [_start(plek, "run", *RUN) for _ in range(2)]]
    assert [code for code, _ in uitslagen] == [0, 0]
    alles = [regel for _, regels in uitslagen for regel in regels]
    assert sum("Nieuw sleutelbestand" in regel for regel in alles) == 1
    assert sum(WACHT in regel for regel in alles) <= 1 and sum(regel.startswith("Klaar:") for regel in alles) == 2
    assert sorted(p.name for p in tmp_path.iterdir()) == ["aanlevering", "magazijn", "sleutels.json", "uit"]


def _wacht_op_slot(plek: Plek) -> subprocess.Popen[str]:
    """A run that holds the warehouse."""
    proces = _start(plek, "run", *RUN)
    einde = time.monotonic() + 300
    while not (plek.map / "magazijn" / "tijdelijk").exists() and time.monotonic() < einde:
        time.sleep(0.05)
    return proces


def test_who_looks_while_a_run_goes_on_waits_and_sees_the_outcome(nieuw, goed):
    run = _wacht_op_slot(nieuw)
    code, regels = _regels(_start(nieuw, "stand", "--vingerafdruk"))
    assert _regels(run)[0] == 0
    assert code == 0 and any(WACHT in regel for regel in regels)
    verwacht = typ("stand", *goed.opties, "--vingerafdruk").stdout.splitlines()
    assert [regel for regel in regels if WACHT not in regel] == verwacht


def test_dagster_beside_a_run_waits_too(nieuw, goed):
    run = _wacht_op_slot(nieuw)
    plekken = {f"INBEELD_{naam.upper()}": str(nieuw.map / naam) for naam in ("aanlevering", "magazijn", "uit")}
    schoon = {k: w for k, w in os.environ.items() if not k.startswith(("INBEELD_", "DAGSTER_"))}
    dagster = subprocess.run(
        [INBEELD.with_name("dagster"), "asset", "materialize", "-m", "pipelines.definitions", "--select", "*",
         "--partition", str(TWEEDE)],
        cwd=Path(__file__).parents[2], capture_output=True, text=True, timeout=600,
        env=schoon | plekken | {"INBEELD_SLEUTELS": str(nieuw.map / "sleutels.json")},
    )  # fmt: skip
    assert _regels(run)[0] == 0 and dagster.returncode == 0, dagster.stderr[-2000:]
    assert nieuw.bestanden("run.json") == goed.bestanden("run.json")
