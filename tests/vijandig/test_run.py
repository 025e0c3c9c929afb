"""Folders full of hostile files through `inbeeld run` as a process of its own, read back from run.json."""

import json
import os
import subprocess
import sys
from hashlib import sha256
from itertools import count
from pathlib import Path

import pytest

from tests.assets.inname.stad import PEILDATUM, Stad
from tests.vijandig.bronnen import BRONNEN
from tests.vijandig.maak import Vijandig, maak, maak_ics, maak_json, maak_xlsx
from tests.vijandig.test_lezen import KALENDER, plaats
from tests.vijandig.test_map import INHOUD, NAMEN

MAPPEN, PER_MAP = 4, 520
_START = "from pipelines.cli import invoer; invoer()"


def vijandigen(begin: int) -> list[Vijandig]:
    """A folder full: every source and form in turn, with other seeds for every `begin`."""
    bestanden: list[Vijandig] = []
    for zaad in count(begin):
        bestanden += [maak(bron, zaad) for bron in BRONNEN]
        bestanden += [maak_json(zaad), maak_ics(KALENDER, zaad)]
        bestanden += [maak_xlsx(bron, zaad) for bron in BRONNEN if bron.kop]
        if len(bestanden) >= PER_MAP:
            return bestanden
    raise AssertionError("count never ends")


def run(stad: Stad, werkmap: Path) -> tuple[int, str, dict]:
    """Exit code, everything that was said on stderr, and run.json."""
    plekken = {"aanlevering": stad.wortel, "magazijn": werkmap / "m", "uit": werkmap / "uit", "sleutels": werkmap / "s"}
    opties = [deel for naam, pad in plekken.items() for deel in (f"--{naam}", str(pad))]
    opdracht = [sys.executable, "-c", _START, "run", *opties, "--peildatum", PEILDATUM.isoformat(), "--stil"]
    klaar = subprocess.run(opdracht, capture_output=True, timeout=1200, env=os.environ)
    verslag = next((werkmap / "uit").glob("*/run.json"))
    return klaar.returncode, klaar.stderr.decode(), json.loads(verslag.read_text())


def sommen(verslag: dict) -> list[str]:
    """The deliveries of which the sum does not hold, or that are refused and yet counted as read."""
    fout = []
    for lev in verslag["leveringen"]:
        weg = lev["geaccepteerd"] + lev["quarantaine"] + lev["genegeerd"]
        geweigerd = lev["uitkomst"] == "geweigerd"
        if lev["ontvangen"] != weg or (geweigerd and lev["ontvangen"]) or (lev["geweigerd"] and not geweigerd):
            fout.append(lev["bestand"])
    return fout


@pytest.mark.traag
@pytest.mark.parametrize("begin", [1000 * n for n in range(1, MAPPEN + 1)])
def test_a_run_over_hundreds_of_hostile_files_accounts_for_each(tmp_path, begin):
    (tmp_path / "in").mkdir()
    stad = Stad(tmp_path / "in")
    paden = plaats(stad, vijandigen(begin))
    code, fouten, verslag = run(stad, tmp_path)
    assert code == 1 and "Traceback" not in fouten and "panicked" not in fouten, fouten[-2000:]
    gevonden = {lev["bestand"]: lev for lev in verslag["leveringen"]}
    assert set(gevonden) == set(paden)
    assert not sommen(verslag)
    mis = [pad for pad, bestand in paden.items() if not _zoals_verwacht(bestand, gevonden[pad])]
    assert not mis, mis[:5]


def _zoals_verwacht(bestand: Vijandig, lev: dict) -> bool:
    if lev["sha256"] != sha256(bestand.inhoud).hexdigest():
        return False
    if bestand.is_vrij:
        return True
    if bestand.redenen:
        return lev["uitkomst"] == "geweigerd"
    rijen = len(bestand.goed) + len(bestand.fout)
    return lev["uitkomst"] == "verwerkt" and lev["ontvangen"] == rijen


@pytest.mark.traag
def test_a_run_over_hostile_names_and_things_that_are_no_files_accounts_for_each(tmp_path):
    (tmp_path / "in").mkdir()
    stad = Stad(tmp_path / "in")
    map_ = stad.schrijf("03MJ03/verzuim/goed__20260831-20261115__20261114T0630.csv", INHOUD).parent
    for n, naam in enumerate((*NAMEN, os.fsdecode(b"caf\xe9.csv"))):
        (map_ / naam).write_text(INHOUD.replace("007", f"9{n}"))
    os.mkfifo(map_ / "pijp.csv")
    (map_ / "uit.csv").symlink_to("/etc/hostname")
    code, fouten, verslag = run(stad, tmp_path)
    assert code == 1 and "Traceback" not in fouten, fouten[-2000:]
    gevonden = {lev["bestand"].removeprefix("03MJ03/verzuim/") for lev in verslag["leveringen"]}
    zichtbaar = {os.fsencode(pad.name).decode(errors="backslashreplace") for pad in map_.iterdir()}
    # Received at the end of its period, so not known yet at any Sunday that is run.
    nog_niet_bekend = {"x__00010101-99991231.csv"}
    assert gevonden == {naam for naam in zichtbaar if not naam.startswith(".")} - nog_niet_bekend
    assert not sommen(verslag)
