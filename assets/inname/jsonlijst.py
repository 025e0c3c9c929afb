"""JSON exports: one list of items, each item flattened to the columns that a dialect names
(`leerling.leerlingnummer`). Without a name of the list the file itself is the list.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from assets.inname.geweigerd import Geweigerd
from assets.inname.tekst import Rij
from data_contracts.dialect import ONBEKENDE_WAARDE


def lees_items(pad: Path, codering: str, lijst: str, kolommen: tuple[str, ...]) -> Iterator[Rij]:
    """The items with their place in the list, from 1. Raises Geweigerd `onleesbaar` when it is no such JSON."""
    paden = [(kolom, kolom.split(".")) for kolom in kolommen]
    for nummer, item in enumerate(_items(pad, codering, lijst), 1):
        yield nummer, [_tekst(item, [kolom] if kolom in _namen(item) else delen) for kolom, delen in paden]


def _namen(item: Any) -> Iterable[str]:
    """The names of an item itself: a name with a dot in it (`Leerlingnr.`) is no path."""
    return item.keys() if isinstance(item, dict) else set()


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
