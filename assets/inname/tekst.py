"""Text files: which encoding, and lines into fields with the line number that an editor shows.

UTF-8 if the bytes decode (a BOM is dropped), else Windows-1252, unless a byte stands in it that Windows-1252 does
not know.
"""

import codecs
import csv
import gc
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import TextIO, TypeVar

from assets.inname.bron import BLOK, open_blokken, open_tekst
from assets.inname.geweigerd import Geweigerd

BLOK_RIJEN = 20_000
_GEEN_CP1252 = (b"\x81", b"\x8d", b"\x8f", b"\x90", b"\x9d")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_REGELEINDE = re.compile(r"\r\n|\r|\n")

MAX_REGEL = BLOK

T = TypeVar("T")
Rij = tuple[int, list[str]]
"""A line number as an editor counts (the first line of a quoted row) and its fields."""

Blok = tuple[list[int], list[list[str]]]
"""Many rows at once: their line numbers and their fields."""


@dataclass(frozen=True)
class Tekst:
    """What one pass over the bytes of a text file shows. `lange_regel`: a line of more than `MAX_REGEL` bytes."""

    codering: str
    heeft_aanhaling: bool
    lange_regel: bool


def onderzoek(pad: Path, sha256: str | None = None) -> Tekst:
    """The encoding of a text file, after one pass over its bytes. Raises Geweigerd when it is no text, or has not this
    hash.
    """
    with open_blokken(pad, sha256) as blokken:
        return _bekijk(blokken)


def onderzoek_inhoud(inhoud: bytes) -> Tekst:
    """The same for content that is in memory already."""
    return _bekijk(inhoud[begin : begin + BLOK] for begin in range(0, len(inhoud), BLOK))


def _bekijk(blokken: Iterable[bytes]) -> Tekst:
    decoder = codecs.getincrementaldecoder("utf-8")()
    utf8, cp1252, aanhaling, lang = True, True, False, False
    for nummer, blok in enumerate(blokken):
        if nummer == 0 and blok.startswith(_UTF16):
            raise Geweigerd("codering_ongeldig")
        if b"\x00" in blok:
            raise Geweigerd("onleesbaar")
        utf8 = utf8 and _decodeert(decoder, blok)
        cp1252 = cp1252 and not any(byte in blok for byte in _GEEN_CP1252)
        aanhaling = aanhaling or b'"' in blok
        lang = lang or (len(blok) == MAX_REGEL and b"\n" not in blok and b"\r" not in blok)
    if utf8 and _decodeert(decoder, b"", final=True):
        return Tekst("utf-8-sig", aanhaling, lang)
    if not cp1252:
        raise Geweigerd("codering_ongeldig")
    return Tekst("cp1252", aanhaling, lang)


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


def lees_regels(pad: Path, tekst: Tekst, scheiding: str, sha256: str | None = None, breedte: int = 0) -> Iterator[Blok]:
    """The rows of a csv file in blocks; blank lines are left out. `breedte`: fields of a row (0: as the first).

    Raises Geweigerd `onleesbaar` at a quote that is never closed or that swallows the next rows, at a line that no
    export has, and after the last row when the content has not the hash of the inventory.
    """
    if tekst.lange_regel:
        raise Geweigerd("onleesbaar")
    csv.field_size_limit(2 * MAX_REGEL)
    with open_tekst(pad, tekst.codering, sha256) as bron:
        yield from (
            _met_aanhaling(bron, scheiding, breedte) if tekst.heeft_aanhaling else _zonder_aanhaling(bron, scheiding)
        )


def _zonder_aanhaling(bron: TextIO, scheiding: str) -> Iterator[Blok]:
    """Every row is one line, so whole blocks can be taken at once."""
    lezer = csv.reader(bron, delimiter=scheiding, quoting=csv.QUOTE_NONE)
    regel = 1
    while rijen := _neem(lezer, BLOK_RIJEN):
        regels = range(regel, regel + len(rijen))
        regel += len(rijen)
        if all(len(rij) > 1 for rij in rijen):
            yield list(regels), rijen
        else:
            yield _gevuld(zip(regels, rijen, strict=True))


def _met_aanhaling(bron: TextIO, scheiding: str, breedte: int) -> Iterator[Blok]:
    """A quoted field may hold line ends, so the line number is kept row by row."""
    rijen = _genummerd(bron, scheiding, breedte)
    while stuk := _neem(rijen, BLOK_RIJEN):
        yield _gevuld(stuk)


def _genummerd(bron: TextIO, scheiding: str, breedte: int) -> Iterator[Rij]:
    einde = _Einde()
    lezer = csv.reader(chain(bron, einde), delimiter=scheiding)
    vorige = aantal = 0
    try:
        for aantal, velden in enumerate(lezer):
            is_meer = lezer.line_num > vorige + 1
            if einde.bereikt or (is_meer and _slokt_rijen_op(velden, scheiding, breedte)):
                raise Geweigerd("onleesbaar", aantal)
            yield vorige + 1, velden
            vorige, breedte = lezer.line_num, breedte or (len(velden) if any(map(str.strip, velden)) else 0)
    except csv.Error:
        raise Geweigerd("onleesbaar", aantal) from None


def _slokt_rijen_op(velden: list[str], scheiding: str, breedte: int) -> bool:
    """Whether a quoted field of this row holds whole rows: then a quote is missing, and those rows would be lost
    unseen.

    `breedte`: fields of the first row, 0 when this is it. A remark of several lines is no such field: of a row with a
    remark, neither the first nor the last line is a whole row as well.
    """
    return any(
        _heeft_rijen(plek, velden, scheiding, breedte)
        for plek, veld in enumerate(velden)
        if "\n" in veld or "\r" in veld
    )


def _heeft_rijen(plek: int, velden: list[str], scheiding: str, breedte: int) -> bool:
    eerste, *midden, laatste = (deel.count(scheiding) for deel in _REGELEINDE.split(velden[plek]))
    if not breedte:
        return eerste + laatste + sum(midden) > 0
    hele_eerste = plek + eerste + 1 >= breedte
    hele_laatste = laatste + len(velden) - plek >= breedte
    return (hele_eerste and hele_laatste) or any(aantal + 1 == breedte for aantal in midden)


def _neem(bron: Iterator[T], aantal: int) -> list[T]:
    """The next rows. Without the garbage collector, which would scan all those small lists in vain (measured: half
    the time).
    """
    stond_aan = gc.isenabled()
    gc.disable()
    try:
        return list(islice(bron, aantal))
    finally:
        if stond_aan:
            gc.enable()


def _gevuld(rijen: Iterable[Rij]) -> Blok:
    """The rows that are no blank lines."""
    gevuld = [(regel, velden) for regel, velden in rijen if velden and (len(velden) > 1 or velden[0].strip())]
    return [regel for regel, _ in gevuld], [velden for _, velden in gevuld]


def in_blokken(rijen: Iterable[Rij]) -> Iterator[Blok]:
    """Rows that come one by one (a sheet, JSON, a calendar) in blocks."""
    bron = iter(rijen)
    while stuk := _neem(bron, BLOK_RIJEN):
        yield [regel for regel, _ in stuk], [velden for _, velden in stuk]
