"""Excel files: the first sheet, header in row 1, every cell as text as a csv would hold it."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import BytesIO
from xml.etree import ElementTree

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from assets.inname.geweigerd import Geweigerd
from assets.inname.tekst import Rij

MAX_UITGEPAKT = 50
MAX_CELLEN = 16_000_000
"""Rows times columns up to the furthest cell: what a reader takes in memory."""
MAX_ELEMENTEN = 16_000_000
"""Elements of XML that a workbook of any size may hold; a larger one two for each of its packed bytes."""
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_VERSLEUTELD = "EncryptedPackage".encode("utf-16-le")
_PLEK = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{0,3})([0-9]{1,10})["']""")
_TEKSTEN = "sharedStrings.xml"
_FOUTCEL = re.compile(rb"""<(?:\w+:)?c\s[^>]*\bt\s*=\s*["']e["'][^>]*>""")
_HOOFD = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATIE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_GEEN = ElementTree.Element("geen", Target="geen")
FOUTWAARDE = "#FOUT"
_BLOK = 1 << 20


def lees_werkblad(inhoud: bytes) -> Iterator[Rij]:
    """The non-empty rows of the first sheet with their row number. Raises Geweigerd when it is no readable workbook."""
    controleer_pakket(inhoud)
    fouten = foutcellen(inhoud)
    for nummer, cellen in enumerate(_rijen(inhoud), 1):
        velden = [cel_als_tekst(cel) if cel != "" else "" for cel in cellen]
        for plek in fouten.get(nummer, ()):
            velden[plek] = FOUTWAARDE
        if any(velden):
            yield nummer, velden


def controleer_pakket(inhoud: bytes) -> None:
    """Refuse what is encrypted, is no xlsx, or would grow beyond `MAX_UITGEPAKT` times its packed size."""
    if inhoud.startswith(_OLE):
        raise Geweigerd("versleuteld" if _VERSLEUTELD in inhoud else "onleesbaar")
    try:
        with zipfile.ZipFile(BytesIO(inhoud)) as pakket:
            _controleer_delen(len(inhoud), pakket)
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, ValueError, zlib.error):
        raise Geweigerd("onleesbaar") from None


def _controleer_delen(grootte: int, pakket: zipfile.ZipFile) -> None:
    delen = pakket.infolist()
    if any(deel.flag_bits & 1 for deel in delen):
        raise Geweigerd("versleuteld")
    if sum(deel.file_size for deel in delen) > MAX_UITGEPAKT * grootte:
        raise Geweigerd("te_groot")
    omvang = _Omvang(max(MAX_ELEMENTEN, 2 * grootte))
    for deel in delen:
        omvang.meet(pakket, deel)


@dataclass
class _Omvang:
    """What a reader of the workbook would take in memory. Every part is read, because any of them may be a sheet, and
    because that proves their sizes and sums.
    """

    hoogstens: int
    elementen: int = 0

    def meet(self, pakket: zipfile.ZipFile, deel: zipfile.ZipInfo) -> None:
        """Read one sheet for its size; raises Geweigerd when it goes beyond the limits."""
        rijen = kolommen = 0
        rest = b""
        with pakket.open(deel) as bron:
            while blok := bron.read(_BLOK):
                self.elementen += blok.count(b"<")
                if self.elementen > self.hoogstens:
                    raise Geweigerd("te_groot")
                if not deel.filename.endswith(_TEKSTEN):
                    plekken = set(_PLEK.findall(rest + blok))
                    rijen = max(rijen, max((int(rij) for _, rij in plekken), default=0))
                    kolommen = max(kolommen, max((_kolomnummer(k) for k in {k for k, _ in plekken}), default=0))
                    rest = blok[-64:]
        if rijen * kolommen > MAX_CELLEN:
            raise Geweigerd("te_groot")


def _kolomnummer(letters: bytes) -> int:
    nummer = 0
    for letter in letters.upper():
        nummer = nummer * 26 + letter - 64
    return nummer


def foutcellen(inhoud: bytes) -> dict[int, list[int]]:
    """Per row number the places of cells with an error (`#N/A`): the reader gives those as empty, and an empty end date
    would be an open end.
    """
    fouten: dict[int, list[int]] = {}
    with zipfile.ZipFile(BytesIO(inhoud)) as pakket:
        try:
            blad = pakket.read(_eerste_blad(pakket))
        except (KeyError, ElementTree.ParseError):
            return fouten  # because a workbook without its parts is refused by the reader
    for cel in _FOUTCEL.findall(blad):
        for letters, rij in _PLEK.findall(cel):
            fouten.setdefault(int(rij), []).append(_kolomnummer(letters) - 1)
    return fouten


def _eerste_blad(pakket: zipfile.ZipFile) -> str:
    """The part that holds the first sheet. Raises KeyError when there is none."""
    bladen = ElementTree.fromstring(pakket.read("xl/workbook.xml")).iter(f"{_HOOFD}sheet")
    sleutel = next((blad.attrib[f"{_RELATIE}id"] for blad in bladen), "")
    verbindingen = ElementTree.fromstring(pakket.read("xl/_rels/workbook.xml.rels"))
    doel = next(deel.attrib["Target"] for deel in [*verbindingen, _GEEN] if deel.get("Id", sleutel) == sleutel)
    return doel[1:] if doel.startswith("/") else f"xl/{doel}"


def _rijen(inhoud: bytes) -> Iterator[list[object]]:
    try:
        blad = CalamineWorkbook.from_filelike(BytesIO(inhoud)).get_sheet_by_index(0)
        links = [""] * (blad.start[1] if blad.start else 0)
        for rij in blad.iter_rows():
            yield [*links, *rij]
    except PasswordError:
        raise Geweigerd("versleuteld") from None
    except (CalamineError, OSError, ValueError, IndexError, OverflowError):
        raise Geweigerd("onleesbaar") from None


def cel_als_tekst(cel: object) -> str:
    """A cell as text: 100122.0 -> '100122', a date as JJJJ-MM-DD, a yes/no cell as 'ja' or 'nee'."""
    if isinstance(cel, bool):
        return "ja" if cel else "nee"
    if isinstance(cel, float):
        return str(int(cel)) if cel.is_integer() else repr(cel)
    if isinstance(cel, datetime):
        return cel.date().isoformat() if cel.time() == time() else cel.isoformat(" ", "seconds")
    if isinstance(cel, date | time):
        return cel.isoformat()
    if isinstance(cel, timedelta):
        return str(cel)
    return str(cel).strip()
