"""Text files: which encoding, and lines into fields with the line number that an editor shows.

UTF-8 if the bytes decode (a BOM is dropped), else Windows-1252, unless a byte stands in it that Windows-1252 does not know.
"""

import codecs
import csv
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from assets.inname.geweigerd import Geweigerd

_BLOK = 1 << 20
_GEEN_CP1252 = (b"\x81", b"\x8d", b"\x8f", b"\x90", b"\x9d")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

Rij = tuple[int, list[str]]
"""A line number as an editor counts (the first line of a quoted row) and its fields."""


def bepaal_codering(pad: Path) -> str:
    """The encoding of a text file, after one pass over its bytes. Raises Geweigerd when it is no text."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    utf8, cp1252, begin = True, True, True
    for blok in _blokken(pad):
        if begin and blok.startswith(_UTF16):
            raise Geweigerd("codering_ongeldig")
        if b"\x00" in blok:
            raise Geweigerd("onleesbaar")
        begin, utf8 = False, utf8 and _decodeert(decoder, blok)
        cp1252 = cp1252 and not any(byte in blok for byte in _GEEN_CP1252)
    if utf8 and _decodeert(decoder, b"", final=True):
        return "utf-8-sig"
    if not cp1252:
        raise Geweigerd("codering_ongeldig")
    return "cp1252"


def _blokken(pad: Path) -> Iterator[bytes]:
    with pad.open("rb") as bron:
        while blok := bron.read(_BLOK):
            yield blok


def _decodeert(decoder: codecs.IncrementalDecoder, blok: bytes, final: bool = False) -> bool:
    try:
        decoder.decode(blok, final)
    except UnicodeDecodeError:
        return False
    return True


class _Einde:
    """An empty iterator that remembers that it was reached: within a row that means an open quote."""

    def __init__(self) -> None:
        self.bereikt = False

    def __iter__(self) -> "_Einde":
        return self

    def __next__(self) -> str:
        self.bereikt = True
        raise StopIteration


def lees_regels(pad: Path, codering: str, scheiding: str) -> Iterator[Rij]:
    """The rows of a csv file, blank lines left out. Raises Geweigerd `onleesbaar` at a quote that is never closed."""
    with pad.open(encoding=codering, newline="") as bron:
        einde = _Einde()
        lezer = csv.reader(chain(bron, einde), delimiter=scheiding)
        vorige = aantal = 0
        try:
            for velden in lezer:
                if einde.bereikt:
                    raise Geweigerd("onleesbaar", aantal)
                if velden and (len(velden) > 1 or velden[0].strip()):
                    aantal += 1
                    yield vorige + 1, velden
                vorige = lezer.line_num
        except csv.Error:
            raise Geweigerd("onleesbaar", aantal) from None
