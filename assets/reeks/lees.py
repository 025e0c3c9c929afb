"""Reading the csv of `inbeeld reeks`: `eenheid;datum;teller;noemer[;groep]`, and the file of successors `oud;nieuw`.

Encoding, separator and header as in every delivery (aanlevering.md §1). A row that cannot be used is left out and named
by line and column; a row with an empty teller or noemer is a gap. A name of a unit is never said: someone may have put
pupils there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice
from pathlib import Path

from assets.inname.geweigerd import Geweigerd
from assets.inname.kop import Vorm, lees_kop, vind_scheiding
from assets.inname.tekst import Rij, Tekst, lees_regels, onderzoek
from data_contracts.fouten import Aanleverfout
from data_contracts.redenen import uitleg
from models.statistiek.raster import Getal, Meting, kringen

REEKS = Vorm(("eenheid", "datum", "teller", "noemer", "groep"), frozenset({"eenheid", "datum", "teller", "noemer"}))
OPVOLGERS = Vorm(("oud", "nieuw"), frozenset({"oud", "nieuw"}))
EERSTE_DAG, LAATSTE_DAG = date(1950, 1, 1), date(2100, 12, 31)
_GETAL = re.compile(r"(\d{1,15})(?:[.,](\d{1,6}))?")
_DUIZENDTAL = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_JAARDAG = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:[ T]00:00(?::00)?)?")
_DAGJAAR = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{4})(?:[ T]00:00(?::00)?)?")
_TOON = 20


@dataclass(frozen=True)
class Opmerking:
    """What is said of one row. `uitkomst`: geweigerd or leeg; regel as an editor counts (the header is 1)."""

    regel: int
    kolom: str
    uitkomst: str
    uitleg: str


@dataclass(frozen=True)
class Gelezen:
    """The usable rows, what is said of the others, the number of data rows, and columns that are not used."""

    metingen: list[Meting]
    opmerkingen: list[Opmerking]
    rijen: int
    weg: tuple[str, ...]


@dataclass(frozen=True)
class _Regel:
    """One line: its number, its fields by column, how many fields it has beyond the header, and unused columns."""

    nummer: int
    velden: dict[str, str]
    te_veel: int
    weg: tuple[str, ...]


class _Fout(Exception):
    """One row that cannot be used: column and sentence."""

    def __init__(self, kolom: str, zin: str, uitkomst: str = "geweigerd"):
        super().__init__(zin)
        self.kolom, self.zin, self.uitkomst = kolom, zin, uitkomst


def lees_reeks(pad: Path) -> Gelezen:
    """The rows of a file. Raises Aanleverfout when the file as a whole cannot be used."""
    metingen: list[Meting] = []
    opmerkingen: list[Opmerking] = []
    eerder: dict[tuple[str, date], int] = {}
    rijen, weg = 0, ()
    for regel in _lees(pad, REEKS):
        rijen, weg = rijen + 1, regel.weg
        try:
            meting = _meting(regel)
            _eenmaal(eerder, meting, regel.nummer)
            metingen.append(meting)
        except _Fout as fout:
            opmerkingen.append(Opmerking(regel.nummer, fout.kolom, fout.uitkomst, fout.zin))
    if not metingen:
        raise Aanleverfout(_niets(pad, opmerkingen))
    return Gelezen(metingen, opmerkingen, rijen, weg)


def lees_opvolgers(pad: Path) -> dict[str, str]:
    """Old name -> new name. Raises Aanleverfout with the first line that cannot be."""
    uit: dict[str, str] = {}
    for regel in _lees(pad, OPVOLGERS):
        oud, nieuw, waar = regel.velden["oud"], regel.velden["nieuw"], f"{pad.name}: regel {regel.nummer}"
        if not oud or not nieuw or oud == nieuw:
            raise Aanleverfout(f"{waar}, oud: oud en nieuw moeten gevuld en verschillend zijn; verbeter deze regel")
        if uit.get(oud, nieuw) != nieuw:
            raise Aanleverfout(f"{waar}, oud: deze naam heeft al een andere opvolger; kies er een")
        uit[oud] = nieuw
    if kringen(uit):
        raise Aanleverfout(
            f"{pad.name}: {len(kringen(uit))} namen volgen in een kring op elkaar; laat de nieuwste staan"
        )
    return uit


def _lees(pad: Path, vorm: Vorm) -> Iterator[_Regel]:
    """The lines below the header. Raises Aanleverfout for the file as a whole."""
    if not pad.is_file():
        raise Aanleverfout(f"{pad}: dit bestand is er niet; controleer de naam en de map")
    try:
        tekst = onderzoek(pad)
        rijen = _genummerd(pad, tekst, vind_scheiding(_eerste_regel(pad, tekst), vorm))
        kop = lees_kop([naam.strip() for naam in next(rijen, (1, []))[1]], vorm)
        for regel, velden in rijen:
            cellen = {k: velden[p].strip() if p < len(velden) else "" for k, p in kop.plaatsen.items()}
            yield _Regel(regel, cellen, len(velden) - kop.breedte, kop.weg)
    except Geweigerd as fout:
        raise Aanleverfout(f"{pad.name}: {_geweigerd(fout, vorm)}") from None


def _genummerd(pad: Path, tekst: Tekst, scheiding: str) -> Iterator[Rij]:
    for regels, blok in lees_regels(pad, tekst, scheiding):
        yield from ((regel, velden) for regel, velden in zip(regels, blok, strict=True) if any(map(str.strip, velden)))


def _eerste_regel(pad: Path, tekst: Tekst) -> str:
    with pad.open(encoding=tekst.codering, newline="") as bron:
        return next((regel for regel in islice(bron, 100) if regel.strip()), "").strip()


def _geweigerd(fout: Geweigerd, vorm: Vorm) -> str:
    if fout.reden != "kolom_ontbreekt":
        return uitleg(fout.reden)
    delen = [f"regel 1: kolom {naam} ontbreekt" for naam in fout.missend]
    delen += [f"regel 1: kolom {naam} staat er twee keer" for naam in fout.dubbel]
    return f"{', '.join(delen)}; de eerste regel hoort te zijn: {';'.join(vorm.kolommen)}"


def _niets(pad: Path, opmerkingen: list[Opmerking]) -> str:
    if not opmerkingen:
        return f"{pad.name}: hier staan geen regels in; zet onder de kolomnamen een regel per eenheid en datum"
    eerste = opmerkingen[0]
    return f"{pad.name}: geen enkele regel is te gebruiken; regel {eerste.regel}, {eerste.kolom}: {eerste.uitleg}"


def _meting(regel: _Regel) -> Meting:
    velden = regel.velden
    if regel.te_veel > 0:
        raise _Fout(
            "", f"deze regel heeft {regel.te_veel} velden te veel; zet aanhalingstekens om een veld met een ; of ,"
        )
    if not velden["eenheid"]:
        raise _Fout("eenheid", "de eenheid is leeg; vul in over welke school of groep dit gaat")
    datum = lees_datum(velden["datum"])
    for kolom in ("teller", "noemer"):
        if not velden[kolom]:
            raise _Fout(kolom, f"{kolom} is leeg; deze regel telt als een gat in de reeks", "leeg")
    teller, noemer = _getal("teller", velden["teller"]), _getal("noemer", velden["noemer"])
    if teller > noemer:
        raise _Fout("teller", "de teller is groter dan de noemer; kijk of de kolommen verwisseld zijn")
    return Meting(velden["eenheid"], datum, teller, noemer, velden.get("groep", ""))


def _eenmaal(eerder: dict[tuple[str, date], int], meting: Meting, regel: int) -> None:
    """Refuse a second row of one unit and day: which of the two counts is not ours to guess."""
    eerste = eerder.setdefault((meting.eenheid, meting.datum), regel)
    if eerste != regel:
        zin = f"deze eenheid en datum staan ook op regel {eerste}; die telt, haal er een weg of tel ze op"
        raise _Fout("datum", zin)


def lees_datum(tekst: str) -> date:
    """A day written JJJJ-MM-DD, DD-MM-JJJJ or JJJJMMDD, from EERSTE_DAG to LAATSTE_DAG; midnight may stand behind."""
    if gevonden := _JAARDAG.fullmatch(tekst):
        jaar, maand, dag = gevonden.groups()
    elif gevonden := _DAGJAAR.fullmatch(tekst):
        dag, maand, jaar = gevonden.groups()
    else:
        raise _Fout("datum", f"'{_kort(tekst)}' is geen datum; schrijf JJJJ-MM-DD, bij een schooljaar de eerste dag")
    try:
        datum = date(int(jaar), int(maand), int(dag))
    except ValueError:
        raise _Fout("datum", f"'{_kort(tekst)}' bestaat niet; schrijf JJJJ-MM-DD") from None
    if not EERSTE_DAG <= datum <= LAATSTE_DAG:
        raise _Fout("datum", f"{datum} ligt niet tussen {EERSTE_DAG} en {LAATSTE_DAG}; verbeter het jaar")
    return datum


def _getal(kolom: str, tekst: str) -> Getal:
    """A number from 0, exact: an int, else a Decimal. 1.234 could be two numbers and is refused."""
    gevonden = _GETAL.fullmatch(tekst)
    if not gevonden:
        raise _Fout(
            kolom, f"'{_kort(tekst)}' is geen getal vanaf 0; schrijf alleen cijfers, met een komma voor decimalen"
        )
    if _DUIZENDTAL.fullmatch(tekst):
        raise _Fout(
            kolom, f"'{_kort(tekst)}' kan een duizendtal of een decimaal getal zijn; schrijf het zonder punt of komma"
        )
    geheel, rest = gevonden.group(1), (gevonden.group(2) or "").rstrip("0")
    return Decimal(f"{geheel}.{rest}") if rest else int(geheel)


def _kort(tekst: str) -> str:
    return tekst if len(tekst) <= _TOON else tekst[:_TOON] + "..."
