"""What goes wrong around the product, with real processes: each time one Dutch line, exit code 2, nothing half written,
and after mending a run that ends as one that was left alone.

A full disk is a limit on the size of files: that works without mounting anything.
"""

import os
import resource
import subprocess
from collections.abc import Callable

import pytest

from tests.pipelines.conftest import DERDE, EERSTE, INBEELD, Plek, maak_leveringen, typ

pytestmark = pytest.mark.traag
RUN = ["--peildatum", str(EERSTE), "--tot", str(DERDE), "--stil"]


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


def test_a_full_disk_in_a_first_run(nieuw, goed):
    _een_regel(_start(nieuw, "run", *RUN, vooraf=_schijf_van(300)), "(een bestand mag hier niet groter worden); ")
    assert list(nieuw.map.glob("uit/2*")) == []
    _eindigt_als(nieuw, goed)


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
