"""From bytes to rows of text: encoding, separator, header, xlsx cells, dates, numbers (aanlevering 1, Text files)."""

import csv
import io
import re
from collections.abc import Callable
from datetime import date, datetime
from functools import cache

import python_calamine

NOOIT_IN_CP1252 = (0x81, 0x8D, 0x8F, 0x90, 0x9D)
SCHEIDINGSTEKENS = (";", ",", "\t")
DATUMVORMEN = (
    (re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})"), (1, 2, 3)),
    (re.compile(r"([0-9]{2})-([0-9]{2})-([0-9]{4})"), (3, 2, 1)),
    (re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})"), (1, 2, 3)),
)
TIJDVORM = re.compile(r"(.{8,10})[ T]([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?")


class Geweigerd(Exception):
    """The whole file is refused; the message is the reason code."""


class RijFout(Exception):
    """This row is quarantined; the message is the reason code."""


def decodeer(inhoud: bytes) -> str:
    """UTF-8 if it decodes, else cp1252, unless it holds a byte that cp1252 does not have."""
    try:
        return inhoud.decode("utf-8-sig")
    except UnicodeDecodeError:
        if any(byte in inhoud for byte in NOOIT_IN_CP1252):
            raise Geweigerd("codering_ongeldig") from None
        return inhoud.decode("cp1252")


def scheidingsteken(eerste_regel: str) -> str:
    """The separator that stands most often in the first line, outside quotes."""
    kaal = re.sub(r'"[^"]*"', "", eerste_regel)
    return max(SCHEIDINGSTEKENS, key=kaal.count)


def csv_rijen(inhoud: bytes) -> list[list[str]]:
    """Every line that is not blank, as stripped fields."""
    tekst = decodeer(inhoud)
    teken = scheidingsteken(tekst.lstrip().split("\n", 1)[0])
    lezer = csv.reader(io.StringIO(tekst, newline=""), delimiter=teken)
    try:
        return [[veld.strip() for veld in rij] for rij in lezer if any(veld.strip() for veld in rij)]
    except csv.Error:
        raise Geweigerd("onleesbaar") from None


def cel(waarde: object) -> str:
    """An xlsx cell as the text that a csv would have held."""
    if isinstance(waarde, datetime):
        return waarde.date().isoformat() if waarde.time() == datetime.min.time() else waarde.isoformat(sep=" ")[:19]
    if isinstance(waarde, float) and waarde.is_integer():
        return str(int(waarde))
    return str(waarde).strip()


def xlsx_rijen(inhoud: bytes) -> list[list[str]]:
    """The first sheet from row 1 on, without blank rows."""
    try:
        boek = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(inhoud))
        rijen = boek.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except Exception:
        raise Geweigerd("onleesbaar") from None
    return [tekst for rij in rijen if any(tekst := [cel(waarde) for waarde in rij])]


def kolomnaam(tekst: str) -> str:
    """Header names are matched without case, spaces and underscores."""
    return tekst.lower().replace(" ", "").replace("_", "")


def tabel(rijen: list[list[str]], kolommen: str, verplicht: str) -> list[dict[str, str]]:
    """Rows as dicts of the contract's columns (absent ones empty); rows with another number of fields fall out.

    `verplicht` names the columns without which the file is refused; `a|b` is one of the two.
    """
    if not rijen:
        raise Geweigerd("onleesbaar")
    kop = [kolomnaam(veld) for veld in rijen[0]]
    plaats = {naam: kop.index(kolomnaam(naam)) for naam in kolommen.split(";") if kolomnaam(naam) in kop}
    for keuze in verplicht.split(";"):
        if not any(naam in plaats for naam in keuze.split("|")):
            raise Geweigerd("kolom_ontbreekt")
    goed = [rij for rij in rijen[1:] if len(rij) == len(kop)]
    return [{n: rij[plaats[n]] if n in plaats else "" for n in kolommen.split(";")} for rij in goed]


def goede_rijen(rijen: list, maak: Callable) -> list:
    """What `maak` makes of each row; a row that it refuses has no effect (only unknown codes have one, later)."""
    uit = []
    for rij in rijen:
        try:
            uit.append(maak(rij))
        except RijFout:
            continue
    return uit


def gevuld(rij: dict[str, str], velden: str) -> None:
    """Required fields; `a|b` is one of the two."""
    for keuze in velden.split(";"):
        if not any(rij[veld] for veld in keuze.split("|")):
            raise RijFout("veld_leeg")


@cache
def datum(tekst: str) -> date | None:
    """A date, or None for an empty field."""
    if not tekst:
        return None
    for vorm, volgorde in DATUMVORMEN:
        if treffer := vorm.fullmatch(tekst):
            try:
                return date(*(int(treffer[i]) for i in volgorde))
            except ValueError:
                break
    raise RijFout("datum_ongeldig")


@cache
def datumtijd(tekst: str) -> datetime | None:
    """A date with or without a time (`_op` columns); a date alone is 00:00; None for an empty field."""
    if not tekst:
        return None
    treffer = TIJDVORM.fullmatch(tekst)
    dag = datum(treffer[1] if treffer else tekst)
    if dag is None:
        raise RijFout("datum_ongeldig")
    uur, minuut, seconde = (int(deel or 0) for deel in treffer.groups()[1:]) if treffer else (0, 0, 0)
    try:
        return datetime(dag.year, dag.month, dag.day, uur, minuut, seconde)
    except ValueError:
        raise RijFout("datum_ongeldig") from None


def een_van(waarde: str, lijst: str) -> str:
    """`waarde` if the list names it."""
    if waarde not in lijst.split():
        raise RijFout("waarde_ongeldig")
    return waarde


def geheel(waarde: str, laagste: int, hoogste: int, reden: str = "waarde_ongeldig") -> int:
    """A whole number from `laagste` to `hoogste`."""
    if not re.fullmatch(r"[0-9]{1,4}", waarde) or not laagste <= int(waarde) <= hoogste:
        raise RijFout(reden)
    return int(waarde)


def pgn(waarde: str) -> str:
    """The pgn if it is a BSN (eleven-test remainder 0) or onderwijsnummer (remainder 5), else empty."""
    if not re.fullmatch(r"[0-9]{9}", waarde) or waarde == "0" * 9:
        return ""
    gewichten = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    rest = sum(g * int(c) for g, c in zip(gewichten, waarde, strict=True)) % 11
    return waarde if rest in (0, 5) else ""
