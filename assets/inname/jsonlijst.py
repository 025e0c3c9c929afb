"""JSON exports: one list of items, each item flattened to the columns that a dialect names
(`leerling.leerlingnummer`). Without a name of the list the file itself is the list.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assets.inname.geweigerd import Geweigerd
from assets.inname.tekst import Rij
from data_contracts.dialect import ONBEKENDE_WAARDE


def lees_items(pad: Path, codering: str, lijst: str, kolommen: tuple[str, ...]) -> Iterator[Rij]:
    """The items with their place in the list, from 1. Raises Geweigerd `onleesbaar` when it is no such JSON."""
    paden = [kolom.split(".") for kolom in kolommen]
    for nummer, item in enumerate(_items(pad, codering, lijst), 1):
        yield nummer, [_tekst(item, delen) for delen in paden]


def _items(pad: Path, codering: str, lijst: str) -> list[Any]:
    try:
        inhoud = json.loads(pad.read_text(encoding=codering))
    except (ValueError, RecursionError):
        raise Geweigerd("onleesbaar") from None
    items = inhoud if not lijst else inhoud.get(lijst) if isinstance(inhoud, dict) else None
    if not isinstance(items, list):
        raise Geweigerd("onleesbaar")
    return items


def _tekst(item: Any, delen: list[str]) -> str:
    """One value as text; missing or null is empty, true and false as JSON writes them."""
    for deel in delen:
        item = item.get(deel) if isinstance(item, dict) else None
    if item is None:
        return ""
    if isinstance(item, bool):
        return "true" if item else "false"
    if isinstance(item, dict | list):
        return ONBEKENDE_WAARDE
    return str(int(item)) if isinstance(item, float) and item.is_integer() else str(item)
