"""The first step of a card on the weekly list: which row of the table fits a pupil (eerste_stappen.yaml).

Not here: the step that belongs to a signal itself, which stands in signalen.yaml and is used when no row fits.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from data_contracts.signalen import Signaal, laad_signalen
from data_contracts.tabelbestand import als_lijst, lees_rijen

BESTAND = Path(__file__).with_name("eerste_stappen.yaml")
GEEN = "geen"
BESLUITEN = ("bekend", "geen_signaal", "klopt_niet", "actie", "gemeld", "teruggekeerd", GEEN)
SOORTEN = ("po", "sbo", "so", "vso", "vo", "mbo")
_VOORWAARDEN = ("signaal", "soort", "na", "brin6")
_TEKSTEN = ("stap", "wie")


@dataclass(frozen=True)
class Stap:
    """One row: the step, who takes it, and its conditions; an empty condition always holds."""

    stap: str
    wie: str
    signaal: tuple[str, ...] = ()
    soort: tuple[str, ...] = ()
    na: tuple[str, ...] = ()
    brin6: tuple[str, ...] = ()

    def past(self, signaal: str, soort: str, besluit: str, brin6: str) -> bool:
        """Does every condition hold? `besluit`: the newest one, GEEN without any."""
        paren = ((self.signaal, signaal), (self.soort, soort), (self.na, besluit), (self.brin6, brin6))
        return all(not voorwaarde or waarde in voorwaarde for voorwaarde, waarde in paren)


def kies_stap(eigen: Sequence[Stap], signaal: Signaal, soort: str, besluit: str | None, brin6: str) -> tuple[str, str]:
    """The first step and who takes it: of the first row that fits, the own rows first; else the signal's."""
    for rij in (*eigen, *standaard_stappen()):
        if rij.past(signaal.naam, soort, besluit or GEEN, brin6):
            return rij.stap, rij.wie
    return signaal.eerste_stap, signaal.wie


@cache
def standaard_stappen() -> tuple[Stap, ...]:
    """The rows that come with the product."""
    return lees_stappen(BESTAND)


def lees_stappen(pad: Path) -> tuple[Stap, ...]:
    """The rows of a table, in order. Raises InstellingFout with everything that is wrong in it."""
    return tuple(map(_stap, lees_rijen(pad, "stappen", "stap", _fouten)))


def _fouten(rij: Any) -> list[str]:
    if not isinstance(rij, dict):
        return ["is geen blok met woorden; schrijf bijvoorbeeld {na: [actie], stap: ..., wie: ...}"]
    mag = {"signaal": tuple(laad_signalen()), "soort": SOORTEN, "na": BESLUITEN}
    bekend = (*_VOORWAARDEN, *_TEKSTEN)
    fouten = [f"{naam!r} ken ik niet; kies uit {', '.join(bekend)}" for naam in rij if naam not in bekend]
    fouten += [f"{naam} ontbreekt; vul {naam} in" for naam in _TEKSTEN if not str(rij.get(naam) or "").strip()]
    for naam, keuzes in mag.items():
        vreemd = [str(woord) for woord in als_lijst(rij.get(naam)) if str(woord) not in keuzes]
        fouten += [f"{naam} {woord} bestaat niet; kies uit {', '.join(keuzes)}" for woord in vreemd]
    return fouten


def _stap(rij: dict[str, Any]) -> Stap:
    voorwaarden = {naam: tuple(map(str, als_lijst(rij.get(naam)))) for naam in _VOORWAARDEN}
    return Stap(str(rij["stap"]).strip(), str(rij["wie"]).strip(), **voorwaarden)
