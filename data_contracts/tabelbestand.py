"""A table that a city may edit: a YAML file with one list of rows. Everything that is wrong in it is said at once."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import yaml

from data_contracts.fouten import InstellingFout


def lees_rijen(pad: Path, kop: str, een: str, fouten_van: Callable[[Any], Iterable[str]]) -> list[dict[str, Any]]:
    """The rows under `kop`, in order; `een`: what a row is called in a message. Raises InstellingFout with all faults
    that `fouten_van` finds in them.
    """
    try:
        inhoud = yaml.safe_load(pad.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        raise InstellingFout(pad.name, ["is geen leesbare YAML; kijk naar inspringen, ':' en haakjes"]) from None
    rijen = inhoud.get(kop) if isinstance(inhoud, dict) else None
    if not isinstance(rijen, list):
        raise InstellingFout(pad.name, [f"bevat geen {kop}; begin met '{kop}:'"])
    fouten = [f"{een} {n}: {fout}" for n, rij in enumerate(rijen, 1) for fout in fouten_van(rij)]
    if fouten:
        raise InstellingFout(pad.name, fouten)
    return rijen


def als_lijst(waarde: object) -> list[object]:
    """One word or several, as a list; nothing: an empty one."""
    return waarde if isinstance(waarde, list) else [] if waarde is None else [waarde]
