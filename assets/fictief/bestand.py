"""Writing one delivered file: names with period and receipt, encodings, and an xlsx whose bytes depend on its cells
only.
"""

import io
import os
from datetime import date, datetime
from pathlib import Path

import xlsxwriter

ALLEEN_EIGENAAR = 0o600
GEMAAKT_OP = datetime(2025, 8, 1)
"""Creation date inside every workbook; a clock here would make two cities of one seed differ."""


def naam(soort: str, periode: tuple[date, date] | None, ontvangen: datetime, uitgang: str) -> str:
    """`soort__JJJJMMDD-JJJJMMDD__JJJJMMDDTHHMM.uitgang`; the period, both ends included, may be missing."""
    deel = f"__{periode[0]:%Y%m%d}-{periode[1]:%Y%m%d}" if periode else ""
    return f"{soort}{deel}__{ontvangen:%Y%m%dT%H%M}.{uitgang}"


def schrijf(pad: Path, inhoud: bytes) -> int:
    """Write bytes for the owner only; returns the size in bytes."""
    pad.parent.mkdir(parents=True, exist_ok=True)
    handvat = os.open(pad, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, ALLEEN_EIGENAAR)
    with os.fdopen(handvat, "wb") as uit:
        return uit.write(inhoud)


def tekst(regels: list[str], codering: str, regeleinde: str) -> bytes:
    """Lines, each closed by the line end, in the encoding (utf-8-sig writes the BOM)."""
    return (regeleinde.join(regels) + regeleinde).encode(codering)


def werkboek(rijen: list[list[str]], datumkolommen: tuple[int, ...] = (), getalkolommen: tuple[int, ...] = ()) -> bytes:
    """One sheet, header in row 1; named columns (0-based) as date or number cells where they hold one, all others as
    text.
    """
    buffer = io.BytesIO()
    boek = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    boek.set_properties({"created": GEMAAKT_OP, "author": "Fictieve school"})
    blad = boek.add_worksheet("Blad1")
    datumvorm = boek.add_format({"num_format": "dd-mm-yyyy"})
    for r, rij in enumerate(rijen):
        for k, cel in enumerate(rij):
            if r and k in datumkolommen and cel:
                blad.write_datetime(r, k, datetime.fromisoformat(cel), datumvorm)
            elif r and k in getalkolommen and cel.isdigit():
                blad.write_number(r, k, int(cel))
            else:
                blad.write_string(r, k, cel)
    boek.close()
    return buffer.getvalue()
