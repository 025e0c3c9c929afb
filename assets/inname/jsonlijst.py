"""JSON exports: one list of items, each item flattened to the columns that a dialect names
(`leerling.leerlingnummer`). Without a name of the list the file itself is the list.
"""

import json
from collections.abc import Iterator
from typing import Any

from assets.inname.geweigerd import Geweigerd
from assets.inname.tekst import Rij
from data_contracts.dialect import ONBEKENDE_WAARDE


def lees_items(tekst: str, lijst: str, kolommen: tuple[str, ...]) -> Iterator[Rij]:
    """The items with their place in the list, from 1; an item that is no object has no fields.

    Raises Geweigerd `onleesbaar` when it is no such JSON, also when a name stands twice in one object with other
    values: one of the two would be lost unseen.
    """
    paden = [(kolom, kolom.split(".")) for kolom in kolommen]
    for nummer, item in enumerate(_items(tekst, lijst), 1):
        yield nummer, _velden(item, paden) if isinstance(item, dict) else []


def _velden(item: dict[str, Any], paden: list[tuple[str, list[str]]]) -> list[str]:
    """The columns of one item. A name of the item itself with a dot in it (`Leerlingnr.`) is no path."""
    return [_tekst(item, [kolom] if kolom in item else delen) for kolom, delen in paden]


def _items(tekst: str, lijst: str) -> list[Any]:
    try:
        inhoud = json.loads(tekst, object_pairs_hook=_zonder_dubbele, parse_int=str)
    except (ValueError, RecursionError):
        raise Geweigerd("onleesbaar") from None
    items = inhoud if not lijst else inhoud.get(lijst) if isinstance(inhoud, dict) else None
    if not isinstance(items, list):
        raise Geweigerd("onleesbaar")
    return items


def _zonder_dubbele(paren: list[tuple[str, Any]]) -> dict[str, Any]:
    inhoud = dict(paren)
    if len(inhoud) < len(paren) and any(inhoud[naam] != waarde for naam, waarde in paren):
        raise ValueError
    return inhoud


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
    if isinstance(item, float):
        return str(int(item)) if item.is_integer() else str(item)
    return item if item.isascii() else _zonder_halve_tekens(item)


def _zonder_halve_tekens(tekst: str) -> str:
    r"""JSON can write half a character (`\ud800`), which is no text: it becomes a question mark."""
    return tekst.encode(errors="replace").decode()
