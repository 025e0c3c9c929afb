"""Which specialist help serves the wijk of a school (wijkhulp.yaml): a name to call, never data about a child."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from data_contracts.tabelbestand import als_lijst, lees_rijen

BESTAND = Path(__file__).with_name("wijkhulp.yaml")
_BEKEND = ("naam", "wijken")


@dataclass(frozen=True)
class Wijkhulp:
    """One row: who to call, and for which wijken; none: for every wijk."""

    naam: str
    wijken: tuple[str, ...] = ()

    def past(self, wijk: str) -> bool:
        """Does this help serve the wijk? Upper and lower case and spaces around it do not matter."""
        return not self.wijken or _vorm(wijk) in map(_vorm, self.wijken)


def kies_hulp(eigen: Sequence[Wijkhulp], wijk: str) -> str:
    """The name of the first row that fits, the own rows first; empty without a wijk."""
    if not wijk.strip():
        return ""
    return next((rij.naam for rij in (*eigen, *standaard_hulp()) if rij.past(wijk)), "")


@cache
def standaard_hulp() -> tuple[Wijkhulp, ...]:
    """The rows that come with the product."""
    return lees_wijkhulp(BESTAND)


def lees_wijkhulp(pad: Path) -> tuple[Wijkhulp, ...]:
    """The rows of a table, in order. Raises InstellingFout with everything that is wrong in it."""
    rijen = lees_rijen(pad, "hulp", "rij", _fouten)
    return tuple(Wijkhulp(str(rij["naam"]).strip(), tuple(map(str, als_lijst(rij.get("wijken"))))) for rij in rijen)


def _fouten(rij: Any) -> list[str]:
    if not isinstance(rij, dict):
        return ["is geen blok met woorden; schrijf bijvoorbeeld {naam: ..., wijken: [...]}"]
    fouten = [f"{naam!r} ken ik niet; kies uit {', '.join(_BEKEND)}" for naam in rij if naam not in _BEKEND]
    return fouten + ([] if str(rij.get("naam") or "").strip() else ["naam ontbreekt; vul naam in"])


def _vorm(wijk: str) -> str:
    return " ".join(wijk.casefold().split())
