"""`inbeeld lek-toets`: does a folder of released files give away what it hides? Needs no warehouse."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from assets.lek.toets import toets_map
from assets.uitgifte.opmaak import aantal_tekst
from data_contracts.register import lees_register
from pipelines.instellingen import GebruiksFout

GEDAAN, MET_LEK = 0, 1
TOON_REGELS = 20


@dataclass(frozen=True)
class Lekvraag:
    """What was typed after `inbeeld lek-toets`. scholen: the register that says where each school belongs, or None."""

    map: Path
    scholen: Path | None


def toets_op_lekken(vraag: Lekvraag, zeg: Callable[[str], None]) -> int:
    """Read, attack, say what is open; 1 when something can be had."""
    if not vraag.map.is_dir():
        raise GebruiksFout(f"{vraag.map}: dit is geen map; geef een map met uitkomsten")
    verslag = toets_map(vraag.map, lees_register(vraag.scholen) if vraag.scholen else None)
    for regel in verslag.regels:
        zeg(regel)
    for lek in verslag.lekken[:TOON_REGELS]:
        zeg(f"LEK {lek.bestand}: {lek.wat}")
    if len(verslag.lekken) > TOON_REGELS:
        zeg(f"En nog {len(verslag.lekken) - TOON_REGELS}.")
    gelezen = aantal_tekst(verslag.bestanden, "bestand", "bestanden")
    zeg(f"{gelezen} getoetst: {aantal_tekst(len(verslag.lekken), 'lek', 'lekken') if verslag.lekken else 'geen lek'}.")
    return MET_LEK if verslag.lekken else GEDAAN
