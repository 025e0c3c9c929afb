"""One delivered file as rows of text under the names of its columns, whatever the file is: csv, xlsx, json or ics.

Everything that makes a file unreadable as a whole is found here. Not here: what the texts mean (`lezer.py`).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from assets.inname import agenda
from assets.inname.bron import grootte_van, lees_geheel, open_tekst
from assets.inname.geweigerd import Geweigerd
from assets.inname.jsonlijst import lees_items
from assets.inname.klaarzetten import REGEL, VELDEN
from assets.inname.kop import Kop, Vorm, lees_kop, vind_scheiding
from assets.inname.levering import GEMEENTESOORTEN
from assets.inname.tekst import Blok, Tekst, in_blokken, lees_regels, onderzoek, onderzoek_inhoud
from assets.inname.werkblad import lees_werkblad
from data_contracts.contract import Contract
from data_contracts.dialect import Dialect

MAX_BYTES = 2_000_000_000
MAX_RIJEN = 2_000_000
"""Of one file that is a snapshot: those rows are held together in memory. No school has so many."""
MAX_SCHEVE_RIJEN = 100_000
"""Rows that are empty or have a wrong number of fields, among the first `STUK_RIJEN`: with more the file is of another
kind than its header says.
"""
STUK_RIJEN = 250_000
_VOORAF_LEZEN_VANAF = 1 << 20
"""Bytes. A broken quote must be found before rows of a file are handed over; one that fills a batch is larger."""


@dataclass(frozen=True)
class Bronbestand:
    """The rows of a file. `plaatsen`: per column its place in a row; `vast_aantal`: a row must have `breedte`
    fields.
    """

    plaatsen: dict[str, int]
    breedte: int
    blokken: Iterator[Blok]
    weg: tuple[str, ...] = ()
    vast_aantal: bool = True
    hoogstens: int | None = None

    def stukken(self) -> Iterator[pa.Table]:
        """Tables of many rows: the columns as text without outer spaces, REGEL, and VELDEN (too many > 0 > too few).

        Raises Geweigerd for a file with more than `hoogstens` rows, or of another kind than its header says.
        """
        tabellen: list[pa.Table] = []
        aantal = scheef = 0
        for regels, rijen in self.blokken:
            if rijen:
                tabellen.append(self._tabel(regels, rijen))
                aantal += len(rijen)
                scheef += self._scheef(rijen) if aantal <= STUK_RIJEN else 0
            if scheef > MAX_SCHEVE_RIJEN:
                raise Geweigerd("onleesbaar", aantal + _tel(self.blokken))
            if self.hoogstens is not None and aantal > self.hoogstens:
                raise Geweigerd("te_groot", aantal + _tel(self.blokken))
            if sum(map(len, tabellen)) >= STUK_RIJEN:
                yield pa.concat_tables(tabellen)
                tabellen = []
        if tabellen:
            yield pa.concat_tables(tabellen)

    def _scheef(self, rijen: list[list[str]]) -> int:
        """How many rows hold nothing or have a wrong number of fields."""
        if not self.vast_aantal:
            return 0
        lengtes, gevuld = list(map(len, rijen)), sum(map(any, rijen))
        return max(len(rijen) - lengtes.count(self.breedte), len(rijen) - gevuld)

    def _tabel(self, regels: list[int], rijen: list[list[str]]) -> pa.Table:
        afwijking: list[int] | None = None
        if set(map(len, rijen)) != {self.breedte}:
            afwijking = [self._afwijking(velden) for velden in rijen]
            rijen = [_passend(velden, self.breedte) for velden in rijen]
        kolommen = list(zip(*rijen, strict=True))
        return pa.table(
            {naam: _kolom(kolommen[plek]) for naam, plek in self.plaatsen.items()}
            | {REGEL: pa.array(regels, pa.int32()), VELDEN: pa.array(afwijking or [0] * len(rijen), pa.int8())}
        )

    def _afwijking(self, velden: list[str]) -> int:
        """1 when a row has too many fields, -1 for too few; in a sheet only filled cells beyond the header count."""
        te_veel = any(velden[self.breedte :]) if not self.vast_aantal else len(velden) > self.breedte
        return 1 if te_veel else -1 if self.vast_aantal and len(velden) < self.breedte else 0


def _kolom(waarden: tuple[str, ...]) -> pa.Array:
    """Texts without the spaces around them (also the non-breaking one that Excel leaves)."""
    return pc.call_function("utf8_trim_whitespace", [pa.array(waarden, pa.string())])


def _passend(velden: list[str], breedte: int) -> list[str]:
    return velden[:breedte] + [""] * (breedte - len(velden))


@dataclass(frozen=True)
class _Bron:
    """A file, the hash that its content must have (None: not known), and what it should be."""

    pad: Path
    sha256: str | None
    contract: Contract
    dialect: Dialect | None

    @property
    def vorm(self) -> Vorm:
        """What the header of this file must look like."""
        return vorm_van(self.contract, self.dialect)


def open_bestand(pad: Path, contract: Contract, dialect: Dialect | None, sha256: str | None = None) -> Bronbestand:
    """Open one file of a kind. `dialect` is None for kinds that know no dialects; `sha256` is what the inventory found.
    Raises Geweigerd.
    """
    grootte = grootte_van(pad)
    if grootte > MAX_BYTES:
        raise Geweigerd("te_groot")
    if grootte == 0:
        raise Geweigerd("onleesbaar")
    openers: dict[str, Callable[[_Bron], Bronbestand]] = {
        ".csv": _open_csv,
        ".xlsx": _open_xlsx,
        ".json": _open_json,
        ".ics": _open_ics,
    }
    opener = openers.get(pad.suffix.lower())
    if opener is None or pad.suffix.lower() not in _soorten(contract, dialect):
        raise Geweigerd("onleesbaar")
    geopend = opener(_Bron(pad, sha256, contract, dialect))
    return geopend if contract.naam == "verzuim" else replace(geopend, hoogstens=MAX_RIJEN)


def _soorten(contract: Contract, dialect: Dialect | None) -> set[str]:
    """The kinds of file that fit: a json dialect is not delivered as csv, only a kalender as ics."""
    if dialect and dialect.vorm == "json":
        return {".json"}
    return {".csv", ".xlsx"} | ({".ics"} if contract.naam == "kalender" else set())


def vorm_van(contract: Contract, dialect: Dialect | None) -> Vorm:
    """What the header of a file must look like."""
    if dialect:
        return Vorm(dialect.kolommen, dialect.verplichte_kolommen, dialect.vrije_tekst)
    een_van = {"rooster": {"klas", "leerlingnummer"}, "meldingen": {"pgn", "leerlingnummer"}}.get(contract.naam, set())
    namen = tuple(kolom.naam for kolom in contract.kolommen)
    gemeente = contract.naam in GEMEENTESOORTEN
    return Vorm(namen, contract.verplichte_kolommen, contract.vrije_tekst, frozenset(een_van), gemeente)


def _open_csv(bron: _Bron) -> Bronbestand:
    tekst, dialect = onderzoek(bron.pad, bron.sha256), bron.dialect
    scheiding = dialect.scheiding if dialect else "zoek"
    if scheiding == "zoek":
        scheiding = vind_scheiding(_eerste_regel(bron.pad, tekst), bron.vorm)
    breedte = len(dialect.kolommen) if dialect and not dialect.kop else 0
    if tekst.heeft_aanhaling and grootte_van(bron.pad) > _VOORAF_LEZEN_VANAF:
        _tel(lees_regels(bron.pad, tekst, scheiding, breedte=breedte))
    blokken = lees_regels(bron.pad, tekst, scheiding, bron.sha256, breedte)
    if dialect and not dialect.kop:
        return Bronbestand(_op_volgorde(dialect), len(dialect.kolommen), _niet_leeg(blokken))
    return _met_kop(blokken, bron.vorm, vast_aantal=True)


def _eerste_regel(pad: Path, tekst: Tekst) -> str:
    with open_tekst(pad, tekst.codering, None) as bron:
        return next((regel.rstrip("\r\n") for regel in bron if regel.strip()), "")


def _op_volgorde(dialect: Dialect) -> dict[str, int]:
    return {naam: plek for plek, naam in enumerate(dialect.kolommen) if naam not in dialect.vrije_tekst}


def _open_xlsx(bron: _Bron) -> Bronbestand:
    rijen, dialect = lees_werkblad(lees_geheel(bron.pad, bron.sha256)), bron.dialect
    if dialect and not dialect.kop:
        blokken = _begonnen(in_blokken(rijen))
        return Bronbestand(_op_volgorde(dialect), len(dialect.kolommen), blokken, vast_aantal=False)
    return _met_kop(in_blokken(rijen), bron.vorm, vast_aantal=False)


def _met_kop(blokken: Iterator[Blok], vorm: Vorm, vast_aantal: bool) -> Bronbestand:
    """A file with a header as its first row. A refused header still lets the data rows be counted."""
    regels, rijen = next((blok for blok in blokken if blok[1]), ([], []))
    if not rijen:
        raise Geweigerd("onleesbaar")
    namen = rijen[0] if vast_aantal else _zonder_lege_staart(rijen[0])
    blokken = chain([(regels[1:], rijen[1:])], blokken)
    try:
        kop: Kop = lees_kop(namen, vorm)
    except Geweigerd as fout:
        raise Geweigerd(fout.reden, _tel(blokken), fout.missend, fout.dubbel) from None
    return Bronbestand(kop.plaatsen, kop.breedte, blokken, kop.weg, vast_aantal)


def _zonder_lege_staart(namen: list[str]) -> list[str]:
    gevuld = [plek for plek, naam in enumerate(namen, 1) if naam]
    return namen[: max(gevuld, default=0)]


def _tel(blokken: Iterator[Blok]) -> int:
    return sum(len(rijen) for _, rijen in blokken)


def _open_json(bron: _Bron) -> Bronbestand:
    dialect = bron.dialect
    assert dialect is not None  # because `_soorten` lets .json through for a json dialect only
    items = in_blokken(lees_items(_tekst(bron), dialect.lijst, dialect.kolommen))
    return Bronbestand(_op_volgorde(dialect), len(dialect.kolommen), _begonnen(items))


def _tekst(bron: _Bron) -> str:
    """The whole content as text."""
    inhoud = lees_geheel(bron.pad, bron.sha256)
    return inhoud.decode(onderzoek_inhoud(inhoud).codering)


def _open_ics(bron: _Bron) -> Bronbestand:
    rijen = in_blokken(agenda.lees_agenda(_tekst(bron)))
    plaatsen = {naam: plek for plek, naam in enumerate(agenda.KOLOMMEN)}
    return Bronbestand(plaatsen, len(agenda.KOLOMMEN), _begonnen(rijen))


def _niet_leeg(blokken: Iterator[Blok]) -> Iterator[Blok]:
    """The same for a file without a header: one without any row is empty, and says nothing about its period."""
    eerste = next((blok for blok in blokken if blok[1]), None)
    if eerste is None:
        raise Geweigerd("onleesbaar")
    return chain([eerste], blokken)


def _begonnen(blokken: Iterator[Blok]) -> Iterator[Blok]:
    """The same blocks, with the first one already read, so that an unreadable file is refused when it is opened."""
    eerste = next(blokken, None)
    return iter(()) if eerste is None else chain([eerste], blokken)
