"""Four named deliveries, small enough to count by hand, through the real command: files and last lines as expected.

`tests/voorbeelden/<name>/`: `aanlevering/` is what a school would send, `verwacht/` the signal files of the peildatum,
byte for byte, `README.md` the computation by hand. No command writes `verwacht/`.
"""

from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from models.tijd import weeknaam
from pipelines.cli import main
from tests import product

MAP = Path(__file__).parent / "voorbeelden"


class Voorbeeld(NamedTuple):
    """A delivery folder, the Sunday that is run, the exit code, and what the command must say."""

    naam: str
    peildatum: date
    code: int = 0
    zegt: tuple[str, ...] = ()


VOORBEELDEN = [
    pytest.param(Voorbeeld("verhuisd_77_procent", date(2026, 11, 8)), marks=pytest.mark.traag),
    pytest.param(Voorbeeld("vijftig_dagen_niet_geleverd", date(2026, 12, 20)), marks=pytest.mark.traag),
    pytest.param(Voorbeeld("tegenstrijdige_rijen", date(2026, 9, 20)), marks=pytest.mark.traag),
    Voorbeeld(
        "lege_aanlevering",
        date(2026, 9, 20),
        1,
        (
            "Geweigerd: 99AA00/verzuim/absenties__20260914-20260920__20260921T0600.csv (kolom_ontbreekt)",
            "Leeg: 2026-W38: geen enkele leerling ingeschreven",
            "Leeg: 2026-W38: nog nooit verzuim geleverd",
        ),
    ),
]


def draai(voorbeeld: Voorbeeld, werkmap: Path) -> int:
    """`inbeeld run` on the folder; returns the exit code."""
    paden = product.paden(MAP / voorbeeld.naam / "aanlevering", werkmap)
    plek = [deel for naam, pad in vars(paden).items() for deel in (f"--{naam}", str(pad))]
    return main(["run", *plek, "--peildatum", voorbeeld.peildatum.isoformat(), "--stil"])


def bestanden(map_: Path) -> dict[str, bytes]:
    """Every signal file of a week by its place."""
    return {pad.relative_to(map_).as_posix(): pad.read_bytes() for pad in map_.glob("*/signalen_*.csv")}


@pytest.mark.parametrize("voorbeeld", VOORBEELDEN, ids=lambda voorbeeld: voorbeeld.naam)
def test_a_named_delivery_gives_what_was_computed_by_hand(voorbeeld, tmp_path, capsys):
    assert draai(voorbeeld, tmp_path) == voorbeeld.code
    gezegd = capsys.readouterr().out
    assert [regel for regel in voorbeeld.zegt if regel not in gezegd] == []
    verwacht = bestanden(MAP / voorbeeld.naam / "verwacht")
    assert bestanden(tmp_path / "uit" / weeknaam(voorbeeld.peildatum)) == verwacht
    assert verwacht
