"""Where the folders and the key file are: from the command line, else the environment, else `inbeeld.yaml`, else the
defaults.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

NAMEN = ("aanlevering", "magazijn", "uit", "sleutels")
STANDAARD = {
    "aanlevering": "aanlevering",
    "magazijn": "magazijn",
    "uit": "uit",
    "sleutels": "~/.config/inbeeld/sleutels.json",
}
BESTAND = "inbeeld.yaml"


class GebruiksFout(Exception):
    """Wrong use: a Dutch sentence for the user; the command exits 2."""


@dataclass(frozen=True)
class Paden:
    """The four places. Nothing is made or opened here."""

    aanlevering: Path
    magazijn: Path
    uit: Path
    sleutels: Path


def lees_paden(gegeven: Mapping[str, str | None], map_: Path | None = None) -> Paden:
    """`gegeven`: what the command line says, by name; `map_`: the folder of inbeeld.yaml (None: the current one)."""
    bestand = _lees_bestand((map_ or Path.cwd()) / BESTAND)
    gekozen = {
        naam: gegeven.get(naam) or os.environ.get(f"INBEELD_{naam.upper()}") or bestand.get(naam) or STANDAARD[naam]
        for naam in NAMEN
    }
    return Paden(**{naam: Path(waarde).expanduser() for naam, waarde in gekozen.items()})


def _lees_bestand(pad: Path) -> dict[str, str]:
    if not pad.exists():
        return {}
    try:
        inhoud = yaml.safe_load(pad.read_text(encoding="utf-8")) or {}
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        raise GebruiksFout(f"{pad}: dit bestand is geen leesbare YAML; herstel het of haal het weg") from None
    if not isinstance(inhoud, dict) or set(inhoud) - set(NAMEN):
        raise GebruiksFout(f"{pad}: alleen {', '.join(NAMEN)} mogen hier staan; haal de andere regels weg")
    return {naam: str(waarde) for naam, waarde in inhoud.items() if waarde is not None}
