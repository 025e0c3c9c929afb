"""Limits: what is too large, and what a file of 10 MB may take in time and memory, whatever is in it."""

import json
import os
import subprocess
import sys

import pytest

from assets.inname.bronbestand import MAX_BYTES
from tests.assets.inname.stad import Stad
from tests.vijandig.bronnen import BRONNEN
from tests.vijandig.maak import BLAD, maak_xlsx, vervang_deel
from tests.vijandig.test_lezen import lees_alles
from tests.vijandig.vormen import VORMEN

SECONDEN, MEGABYTE = 20, 1000


@pytest.mark.traag
@pytest.mark.parametrize("vorm", VORMEN)
def test_ten_megabytes_of_any_shape_take_twenty_seconds_and_a_gigabyte_at_most(tmp_path, vorm):
    pad, inhoud = VORMEN[vorm]()
    Stad(tmp_path).schrijf(pad, inhoud)
    opdracht = [sys.executable, "-m", "tests.vijandig.vormen", str(tmp_path)]
    klaar = subprocess.run(opdracht, capture_output=True, text=True, timeout=300, env=os.environ, check=True)
    gemeten = json.loads(klaar.stdout)
    assert gemeten["bestanden"] == 1 and gemeten["seconden"] <= SECONDEN and gemeten["mb"] <= MEGABYTE, gemeten


@pytest.mark.traag
@pytest.mark.parametrize(("grootte", "reden"), [(MAX_BYTES, "onleesbaar"), (MAX_BYTES + 1, "te_groot")])
def test_two_gigabytes_is_the_most_that_is_read(stad, grootte, reden):
    pad = stad.schrijf("03MJ03/verzuim/x.csv", b"")
    os.truncate(pad, grootte)  # a file with a hole: nothing of it is on the disk
    (uitkomst,) = lees_alles(stad, "verzuim").values()
    assert (uitkomst.uitkomst, uitkomst.reden) == ("geweigerd", reden)


@pytest.mark.parametrize(("extra", "uitkomst"), [(-100_000, "verwerkt"), (100_000, "geweigerd")])
def test_a_workbook_may_grow_to_fifty_times_its_packed_size(stad, extra, uitkomst):
    inhoud = maak_xlsx(BRONNEN[0], 1).inhoud
    vol = vervang_deel(inhoud, {"a.bin": os.urandom(20_000)})
    los = 50 * len(vol) + extra - _uitgepakt(vol)
    gepakt = vervang_deel(vol, {"b.bin": bytes(los)})
    stad.schrijf("03MJ03/verzuim/x.xlsx", gepakt)
    (gevonden,) = lees_alles(stad, "verzuim").values()
    assert gevonden.uitkomst == uitkomst and gevonden.reden == (None if uitkomst == "verwerkt" else "te_groot")


def _uitgepakt(inhoud: bytes) -> int:
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(inhoud)) as pakket:
        return sum(deel.file_size for deel in pakket.infolist())


def test_a_sheet_outside_its_usual_folder_is_bounded_too(stad):
    inhoud = maak_xlsx(BRONNEN[0], 1).inhoud
    ver = b"<row r='1048576'><c r = 'XFD1048576'><v>1</v></c></row>"
    stad.schrijf("03MJ03/verzuim/x.xlsx", vervang_deel(inhoud, {"xl/elders.xml": ver, BLAD: b"<a/>"}))
    (gevonden,) = lees_alles(stad, "verzuim").values()
    assert gevonden.reden == "te_groot"
