"""`datacontract lint`, the tool of the standard, agrees with every contract. It lives in an environment of its own
(`make contracten`), so without that environment there is nothing to ask.
"""

import os
import subprocess
from pathlib import Path

import pytest

from data_contracts.contract import BRONNEN, REGISTER, UIT, pad_van

WORTEL = Path(__file__).parents[2]
LINT = WORTEL / ".venv-contracten" / "bin" / "datacontract"
pytestmark = [
    pytest.mark.traag,
    pytest.mark.skipif(not LINT.exists(), reason="typ eerst make contracten"),
]


def lint(pad: Path) -> subprocess.CompletedProcess:
    omgeving = {naam: waarde for naam, waarde in os.environ.items() if naam != "PYTHONPATH"}
    return subprocess.run([str(LINT), "lint", str(pad)], capture_output=True, text=True, env=omgeving, timeout=120)


@pytest.mark.parametrize("naam", [*BRONNEN, *UIT, REGISTER])
def test_datacontract_lint_agrees(naam):
    uitkomst = lint(pad_van(naam))
    assert uitkomst.returncode == 0, uitkomst.stdout
    assert "Data contract is valid" in uitkomst.stdout


def test_datacontract_lint_refuses_a_contract_that_is_wrong(tmp_path):
    fout = tmp_path / "fout.odcs.yaml"
    fout.write_text(pad_van("verzuim").read_text(encoding="utf-8").replace("logicalType: date", "logicalType: datum"))
    assert lint(fout).returncode != 0
