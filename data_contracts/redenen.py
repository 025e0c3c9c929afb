"""The reasons of `redenen.yaml`: one code, one outcome, one Dutch sentence that says what to do.

The order of the file is the order in which they hold; a row gets the first that is true.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

BESTAND = Path(__file__).with_name("redenen.yaml")


@dataclass(frozen=True)
class Reden:
    """Why a row or file does not simply count. `volgorde` starts at 0; lower goes first."""

    code: str
    waar: str
    uitkomst: str
    uitleg: str
    volgorde: int


@cache
def lees_redenen() -> dict[str, Reden]:
    """All reasons by code, in their order."""
    inhoud = yaml.safe_load(BESTAND.read_text(encoding="utf-8"))["redenen"]
    return {code: Reden(code, volgorde=plek, **velden) for plek, (code, velden) in enumerate(inhoud.items())}


def uitleg(code: str) -> str:
    """The Dutch sentence of a reason, for the terugkoppeling."""
    return lees_redenen()[code].uitleg
