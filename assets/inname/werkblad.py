"""Excel files: the first sheet, header in row 1, every cell as text as a csv would hold it."""

import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from assets.inname.geweigerd import Geweigerd
from assets.inname.tekst import Rij

MAX_UITGEPAKT = 50
MAX_CELLEN = 60_000_000
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_VERSLEUTELD = "EncryptedPackage".encode("utf-16-le")
_CEL = re.compile(rb'<c\s[^>]*?r="([A-Z]{1,3})(\d{1,7})"')
_BLOK = 1 << 20


def lees_werkblad(pad: Path) -> Iterator[Rij]:
    """The non-empty rows of the first sheet with their row number. Raises Geweigerd when it is no readable workbook."""
    controleer_pakket(pad)
    for nummer, cellen in enumerate(_cellen(pad), 1):
        velden = [cel_als_tekst(cel) for cel in cellen]
        if any(velden):
            yield nummer, velden


def controleer_pakket(pad: Path) -> None:
    """Refuse what is encrypted, is no xlsx, or would grow beyond `MAX_UITGEPAKT` times its packed size."""
    with pad.open("rb") as bron:
        if bron.read(len(_OLE)) == _OLE:
            raise Geweigerd("versleuteld" if _VERSLEUTELD in bron.read(_BLOK) else "onleesbaar")
    try:
        with zipfile.ZipFile(pad) as pakket:
            _controleer_delen(pad, pakket)
    except (zipfile.BadZipFile, OSError, NotImplementedError, EOFError, ValueError, zlib.error):
        raise Geweigerd("onleesbaar") from None


def _controleer_delen(pad: Path, pakket: zipfile.ZipFile) -> None:
    delen = pakket.infolist()
    if any(deel.flag_bits & 1 for deel in delen):
        raise Geweigerd("versleuteld")
    grens = MAX_UITGEPAKT * max(pad.stat().st_size, 1)
    if sum(deel.file_size for deel in delen) > grens:
        raise Geweigerd("te_groot")
    bladen = [deel for deel in delen if deel.filename.startswith("xl/worksheets/") and deel.filename.endswith(".xml")]
    for blad in bladen:
        if _omvang(pakket, blad, grens) > MAX_CELLEN:
            raise Geweigerd("te_groot")


def _omvang(pakket: zipfile.ZipFile, blad: zipfile.ZipInfo, grens: int) -> int:
    """Rows times columns up to the furthest cell: what a reader would take in memory. Also counts the real size."""
    rijen = kolommen = gelezen = 0
    rest = b""
    with pakket.open(blad) as bron:
        while blok := bron.read(_BLOK):
            gelezen += len(blok)
            if gelezen > grens:
                raise Geweigerd("te_groot")
            for letters, rij in _CEL.findall(rest + blok):
                rijen, kolommen = max(rijen, int(rij)), max(kolommen, _kolomnummer(letters))
            rest = blok[-64:]
    return rijen * kolommen


def _kolomnummer(letters: bytes) -> int:
    nummer = 0
    for letter in letters:
        nummer = nummer * 26 + letter - 64
    return nummer


def _cellen(pad: Path) -> Sequence[Sequence[object]]:
    try:
        boek = CalamineWorkbook.from_path(str(pad))
        return boek.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except PasswordError:
        raise Geweigerd("versleuteld") from None
    except (CalamineError, OSError, ValueError, IndexError):
        raise Geweigerd("onleesbaar") from None


def cel_als_tekst(cel: object) -> str:
    """A cell as text: 100122.0 -> '100122', a date as JJJJ-MM-DD, a yes/no cell as 'ja' or 'nee'."""
    if isinstance(cel, bool):
        return "ja" if cel else "nee"
    if isinstance(cel, float):
        return str(int(cel)) if cel.is_integer() else repr(cel)
    if isinstance(cel, datetime):
        return cel.strftime("%Y-%m-%d" if cel.time() == time() else "%Y-%m-%d %H:%M:%S")
    if isinstance(cel, date | time):
        return cel.isoformat()
    if isinstance(cel, timedelta):
        return str(cel)
    return str(cel).strip()
