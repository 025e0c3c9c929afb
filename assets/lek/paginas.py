"""Pages and workbooks beside the csv: figures that the csv hides may not stand in hover text, attributes or data."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from python_calamine import CalamineWorkbook

from assets.lek.lees import Lek, Rij, getal
from models.onthulling import DREMPEL_STAD

FIGUREN = ("teller", "noemer", "waarde", "onder", "boven", "volledigheid")
SCRIPT = re.compile(r"<script\b[^>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE)
ATTRIBUUT = re.compile(r"""\b(?:data-[\w-]+|title|aria-label)\s*=\s*["']([^"']*)["']""")
ZWEEF = re.compile(r'"(?:customdata|hovertext|text|meta|ids)"\s*:\s*(\[[^\[\]]*\])')
PUNTEN = re.compile(r'"y"\s*:\s*(\[[^\[\]]*\])')


def gegeven(rijen: list[Rij]) -> set[float]:
    """All figures that the csv files give."""
    return {cijfer for rij in rijen for kolom in FIGUREN if (cijfer := getal(rij.get(kolom, ""))) is not None}


def paginalekken(pad: Path, naam: str, bekend: set[float]) -> Iterator[Lek]:
    """Small whole numbers in places that a reader does not see, and that no csv gives."""
    tekst = pad.read_text(encoding="utf-8", errors="replace")
    verstopt = [stuk for script in SCRIPT.findall(tekst) for stuk in ZWEEF.findall(script)]
    buiten = SCRIPT.sub(" ", tekst)
    if any(_is_klein_punt(_als_getal(punt), bekend) for stuk in verstopt for punt in _als_lijst(stuk)):
        yield Lek(naam, "in de zweeftekst van een grafiek staat een klein getal dat geen csv geeft")
    if any(_is_klein_punt(_als_getal(waarde), bekend) for waarde in ATTRIBUUT.findall(buiten)):
        yield Lek(naam, "in een attribuut staat een klein getal dat geen csv geeft")
    if any(_is_klein_punt(punt, bekend) for script in SCRIPT.findall(tekst) for punt in _punten(script)):
        yield Lek(naam, "een grafiek tekent een klein aantal dat geen csv geeft")


def _punten(script: str) -> Iterator[object]:
    for stuk in PUNTEN.findall(script):
        yield from _als_lijst(stuk)


def _als_lijst(stuk: str) -> list[object]:
    """A list as JSON writes it; empty when it is none."""
    try:
        return json.loads(stuk)
    except ValueError:
        return []


def _als_getal(punt: object) -> object:
    """A text of digits as the number it is; a text with words is no figure."""
    return int(punt) if isinstance(punt, str) and punt.strip().isdecimal() else punt


def _is_klein_punt(punt: object, bekend: set[float]) -> bool:
    """A whole number of 1 to 9, written as one."""
    return (
        isinstance(punt, int) and not isinstance(punt, bool) and 0 < punt < DREMPEL_STAD and float(punt) not in bekend
    )


def bladlekken(pad: Path, naam: str, bekend: set[float]) -> Iterator[Lek]:
    """The same for a workbook, with hidden sheets and columns."""
    boek = CalamineWorkbook.from_path(str(pad))
    waarden = (
        waarde for blad in boek.sheet_names for rij in boek.get_sheet_by_name(blad).to_python() for waarde in rij
    )
    if any(_is_klein_punt(_als_geheel(waarde), bekend) for waarde in waarden):
        yield Lek(naam, "in een cel staat een klein aantal dat geen csv geeft")


def _als_geheel(waarde: object) -> object:
    """A whole number of a workbook, which keeps all numbers as floats."""
    return int(waarde) if isinstance(waarde, float) and waarde.is_integer() else waarde
