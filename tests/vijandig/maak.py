"""Hostile files, by seed: each starts from good rows and is spoiled on purpose, so the truth about it is known.

`maak(bron, zaad)` gives one csv, `maak_xlsx`, `maak_json` and `maak_ics` the other forms; the same seed gives the same
bytes. What must become of a file stands in `Vijandig`: refused with one of `redenen`, or read with every good row under
its own columns and every spoiled row named. Not here: writing files, and names of files (`namen.py`).
"""

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from random import Random

import xlsxwriter

from tests.vijandig.bronnen import SOMTODAY_BRON, Bron, Rij, teksten_voor

ONTVANGEN = date(2026, 11, 14)
OLE = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(504)
_GETALKOLOMMEN = ("weekdag", "minuten")


@dataclass(frozen=True)
class Vijandig:
    """One hostile file. `redenen` empty: it must be read, with `goed` (line -> what each column of the bron table
    holds) and `fout` (line -> reason). `is_vrij`: only the sums are known.
    """

    bron: Bron
    naam: str
    extensie: str
    inhoud: bytes
    redenen: frozenset[str] = frozenset()
    goed: dict[int, dict[str, str]] = field(default_factory=dict)
    fout: dict[int, str] = field(default_factory=dict)
    is_vrij: bool = False


@dataclass
class _Regels:
    """The lines of a text file on their way, with what must become of each row."""

    bron: Bron
    r: Random
    kolommen: list[str]
    scheiding: str
    einde: str
    extra: tuple[str, ...]
    lijnen: list[str] = field(default_factory=list)
    goed: dict[int, dict[str, str]] = field(default_factory=dict)
    fout: dict[int, str] = field(default_factory=dict)

    def veld(self, tekst: str) -> str:
        """A field, quoted when it must be and now and then when it need not be."""
        moet = self.scheiding in tekst or '"' in tekst or "\n" in tekst
        rand = self.r.choice(("", "", "", " ", "\u00a0"))
        return '"' + tekst.replace('"', '""') + '"' if moet or self.r.random() < 0.1 else rand + tekst + rand

    def voeg_toe(self, velden: list[str]) -> int:
        self.lijnen.append(self.scheiding.join(self.veld(veld) for veld in velden))
        return len(self.lijnen)

    def rij(self, rij: Rij) -> list[str]:
        return [rij[kolom] if kolom in rij else self.r.choice(("", "weg", "a, b")) for kolom in self.kolommen]


def goede_rij(bron: Bron, rij: Rij) -> dict[str, str]:
    """What the bron table must hold of a good row."""
    return {kolom: leest(rij) for kolom, leest in bron.leest.items()}


def _begin(bron: Bron, r: Random) -> _Regels:
    extra = r.choice(((), (), ("religie",), ("Opmerking van de mentor", "geslacht"))) if bron.kop else ()
    kolommen = [*bron.kolommen, *extra]
    if bron.kop and r.random() < 0.5:
        r.shuffle(kolommen)
    regels = _Regels(bron, r, kolommen, r.choice(bron.scheidingen), r.choice(("\n", "\r\n", "\r")), extra)
    if bron.kop:
        regels.voeg_toe([_anders_geschreven(naam, r) for naam in kolommen])
    return regels


def _anders_geschreven(naam: str, r: Random) -> str:
    return r.choice((naam, naam, naam.upper(), naam.replace("_", " "), naam.title()))


def _bederf(regels: _Regels, rij: Rij) -> tuple[list[str], str]:
    """A row with one fault, and the reason that it must get."""
    bron, r = regels.bron, regels.r
    soort = r.choice(("te_veel", "te_weinig", "leeg", "cel", "cel", "cel"))
    if soort == "te_veel":
        return [*regels.rij(rij), r.choice(("", "x"))], "te_veel_velden"
    if soort == "te_weinig":
        return regels.rij(rij)[:-1], "te_weinig_velden"
    if soort == "leeg":
        return regels.rij({**rij, bron.verplicht: ""}), "veld_leeg"
    kolom = r.choice(sorted(bron.fouten))
    reden = bron.fouten[kolom]
    tekst = r.choice(teksten_voor(reden, kolom in _GETALKOLOMMEN))
    return regels.rij({**rij, kolom: tekst}), reden


def maak(bron: Bron, zaad: int) -> Vijandig:
    """One csv: good and spoiled rows in some dress, and half of the time a fault that must refuse it whole."""
    r = Random(f"{bron.naam}|{zaad}")
    regels = _begin(bron, r)
    for nummer in range(r.randrange(1, 25)):
        if r.random() < 0.1:
            regels.lijnen.append(r.choice(("", "   ")))
        rij = bron.rij(zaad * 100 + nummer, r)
        if r.random() < 0.25:
            velden, reden = _bederf(regels, rij)
            regels.fout[regels.voeg_toe(velden)] = reden
        else:
            regels.goed[regels.voeg_toe(regels.rij(rij))] = goede_rij(bron, rij)
    if r.random() < 0.5:
        return _kaal(regels, f"goed{zaad}")
    return _FATAAL[zaad % len(_FATAAL)](regels, zaad)


def _tekst(regels: _Regels) -> str:
    return regels.einde.join(regels.lijnen) + regels.r.choice(("", regels.einde, regels.einde * 3))


def _kaal(regels: _Regels, naam: str) -> Vijandig:
    """A file that must be read."""
    tekst = _tekst(regels)
    codering = regels.r.choice(("utf-8", "utf-8", "utf-8-sig", "cp1252"))
    try:
        inhoud = tekst.encode(codering)
    except UnicodeEncodeError:
        inhoud = tekst.encode("utf-8")
    if regels.r.random() < 0.1 and inhoud.isascii():
        inhoud = b"\xef\xbb\xbf" * 2 + inhoud if regels.bron.kop else inhoud
    return Vijandig(regels.bron, naam, "csv", inhoud, goed=regels.goed, fout=regels.fout)


def _weiger(regels: _Regels, naam: str, inhoud: bytes | str, *redenen: str, extensie: str = "csv") -> Vijandig:
    ruw = inhoud if isinstance(inhoud, bytes) else inhoud.encode()
    return Vijandig(regels.bron, naam, extensie, ruw, frozenset(redenen))


def _quote_vroeg(regels: _Regels, zaad: int) -> Vijandig:
    """A quote opens in a row and is closed, in the same column, in a later one: all rows between could be lost."""
    eerste, kolom = (1 if regels.bron.kop else 0), regels.r.randrange(len(regels.kolommen))
    lijnen = [regels.scheiding.join(regels.rij(regels.bron.rij(n, regels.r))) for n in range(6)]
    kop = regels.lijnen[:eerste]
    for plek in (1, 4):
        velden = lijnen[plek].split(regels.scheiding)
        velden[kolom] = '"' + velden[kolom]
        lijnen[plek] = regels.scheiding.join(velden)
    return _weiger(regels, f"quotepaar{zaad}", regels.einde.join([*kop, *lijnen, ""]), "onleesbaar")


def _quote_laatste(regels: _Regels, zaad: int) -> Vijandig:
    laatste = regels.scheiding.join(regels.rij(regels.bron.rij(zaad, regels.r))[:-1])
    return _weiger(
        regels, f"quotelaatst{zaad}", _tekst(regels) + regels.einde + laatste + regels.scheiding + '"open', "onleesbaar"
    )


def _quote_kop(regels: _Regels, zaad: int) -> Vijandig:
    return _weiger(regels, f"quotekop{zaad}", '"' + _tekst(regels).replace('"', ""), "onleesbaar", "kolom_ontbreekt")


def _kopregels(regels: _Regels, zaad: int) -> Vijandig:
    if not regels.bron.kop:
        return _utf16(regels, zaad)
    voor = regels.r.choice(("sep=;", "Overzicht verzuim\n\n", "Somtoday export;;;\n\n", ",,,"))
    return _weiger(regels, f"koplager{zaad}", voor + "\n" + _tekst(regels), "kolom_ontbreekt")


def _geen_kop(regels: _Regels, zaad: int) -> Vijandig:
    if not regels.bron.kop:
        return _nul(regels, zaad)
    zonder = regels.einde.join(regels.scheiding.join(regels.rij(regels.bron.rij(n, regels.r))) for n in range(4))
    return _weiger(regels, f"geenkop{zaad}", zonder, "kolom_ontbreekt")


def _dubbele_kop(regels: _Regels, zaad: int) -> Vijandig:
    if not regels.bron.kop:
        return _byte(regels, zaad)
    kolom = regels.r.choice(regels.bron.kolommen[:1])
    lijnen = [regels.lijnen[0] + regels.scheiding + kolom, *(lijn + regels.scheiding for lijn in regels.lijnen[1:])]
    return _weiger(regels, f"dubbelekop{zaad}", regels.einde.join(lijnen), "kolom_ontbreekt")


def _kolom_weg(regels: _Regels, zaad: int) -> Vijandig:
    if not regels.bron.kop:
        return _leeg(regels, zaad)
    kop = regels.scheiding.join(k for k in regels.kolommen if k != regels.bron.verplicht)
    if regels.bron.naam == "rooster":
        kop = kop.replace("weekdag", "dag")
    return _weiger(
        regels, f"kolomweg{zaad}", regels.einde.join([kop, *regels.lijnen[1:]]), "kolom_ontbreekt", "onleesbaar"
    )


def _utf16(regels: _Regels, zaad: int) -> Vijandig:
    codering = regels.r.choice(("utf-16", "utf-16-le", "utf-16-be", "utf-32"))
    return _weiger(regels, f"utf16{zaad}", _tekst(regels).encode(codering), "codering_ongeldig", "onleesbaar")


def _byte(regels: _Regels, zaad: int) -> Vijandig:
    raar = regels.r.choice((b"\x81", b"\x8d", b"\x8f", b"\x90", b"\x9d"))
    return _weiger(regels, f"byte{zaad}", _tekst(regels).encode() + b"\xe9\xff" + raar, "codering_ongeldig")


def _nul(regels: _Regels, zaad: int) -> Vijandig:
    ruw = bytearray(_tekst(regels).encode())
    ruw.insert(regels.r.randrange(len(ruw)), 0)
    return _weiger(regels, f"nul{zaad}", bytes(ruw), "onleesbaar")


def _leeg(regels: _Regels, zaad: int) -> Vijandig:
    return _weiger(
        regels, f"leeg{zaad}", regels.r.choice((b"", b"\n", b"\r\n\r\n", b"\xef\xbb\xbf", b"  \n")), "onleesbaar"
    )


def _ander_ding(regels: _Regels, zaad: int) -> Vijandig:
    """Something else under the name of a csv: a zip, an old Excel file, a PDF, a picture."""
    gezipt = io.BytesIO()
    with zipfile.ZipFile(gezipt, "w", zipfile.ZIP_DEFLATED) as pakket:
        pakket.writestr("verzuim.csv", _tekst(regels))
    inhoud = regels.r.choice((gezipt.getvalue(), OLE, b"%PDF-1.7\n\x00\xff", b"\x89PNG\r\n\x1a\n\x00"))
    return _weiger(regels, f"anderding{zaad}", inhoud, "onleesbaar", "codering_ongeldig")


def _lange_regel(regels: _Regels, zaad: int) -> Vijandig:
    if zaad % 5:
        return _quote_laatste(regels, zaad)
    return _weiger(
        regels,
        f"langeregel{zaad}",
        _tekst(regels) + regels.einde + "x" * (2 << 20) + ";",
        "onleesbaar",
        "kolom_ontbreekt",
    )


def _ruis(regels: _Regels, zaad: int) -> Vijandig:
    """A few bytes of a good file changed at random: only the sums are known."""
    ruw = bytearray(_tekst(regels).encode())
    for _ in range(regels.r.randrange(1, 8)):
        ruw[regels.r.randrange(len(ruw))] = regels.r.choice(b'";,\t\n\r\x00\xff\xfe \x1a=')
    return Vijandig(regels.bron, f"ruis{zaad}", "csv", bytes(ruw), is_vrij=True)


def _gemengd(regels: _Regels, zaad: int) -> Vijandig:
    """Every line end another one, each editor's count the same; the last good rows must come through."""
    einden = ("\n", "\r\n", "\r")
    tekst = "".join(lijn + (regels.r.choice(einden) if lijn else "\r\n") for lijn in regels.lijnen)
    return Vijandig(regels.bron, f"gemengd{zaad}", "csv", tekst.encode(), goed=regels.goed, fout=regels.fout)


_FATAAL: tuple[Callable[[_Regels, int], Vijandig], ...] = (
    _quote_vroeg,
    _quote_laatste,
    _quote_kop,
    _kopregels,
    _geen_kop,
    _dubbele_kop,
    _kolom_weg,
    _utf16,
    _byte,
    _nul,
    _leeg,
    _ander_ding,
    _lange_regel,
    _ruis,
    _ruis,
    _gemengd,
    _gemengd,
)


# --- xlsx ----------------------------------------------------------------------------------------------------------


def maak_xlsx(bron: Bron, zaad: int) -> Vijandig:
    """A workbook of good rows; odd cells, or spoiled as a package."""
    r = Random(f"xlsx|{bron.naam}|{zaad}")
    rijen = [bron.rij(zaad * 100 + n, r) for n in range(r.randrange(1, 12))]
    goed = {n: goede_rij(bron, rij) for n, rij in enumerate(rijen, 2)}
    inhoud = _werkboek(bron, rijen, r)
    wat = zaad % 8
    if wat < 3:
        return Vijandig(bron, f"werkboek{zaad}", "xlsx", inhoud, goed=goed)
    if wat == 3:
        return _werkboek_met_fouten(bron, rijen, zaad, r)
    if wat in (4, 5):
        return _pakket_beschadigd(bron, inhoud, zaad, r)
    naam, ruw, *redenen = _pakketten(bron, inhoud, r)[zaad // 8 % 9]
    return Vijandig(bron, f"{naam}{zaad}", "xlsx", ruw, frozenset(redenen))


def _werkboek(bron: Bron, rijen: list[Rij], r: Random, bederf: Callable | None = None) -> bytes:
    """A workbook; numbers and dates as cells or as text, more sheets, merged cells and formulas beside the table."""
    doel = io.BytesIO()
    with xlsxwriter.Workbook(doel, {"in_memory": True, "strings_to_formulas": False}) as boek:
        blad, datum = boek.add_worksheet(), boek.add_format({"num_format": "dd-mm-yyyy"})
        blad.write_row(0, 0, [*bron.kolommen, "zomaar"])
        for nummer, rij in enumerate(rijen, 1):
            for plek, kolom in enumerate(bron.kolommen):
                _cel(blad, nummer, plek, rij[kolom], datum, r)
            blad.write_formula(nummer, len(bron.kolommen), "=1/0", value="#DIV/0!")
        if bederf:
            bederf(blad)
        ander = boek.add_worksheet("Lees mij")
        ander.merge_range(0, 0, 3, 3, "samengevoegd")
        ander.write_boolean(9, 9, True)
    return doel.getvalue()


def _cel(blad, rij: int, plek: int, tekst: str, datum, r: Random) -> None:
    als_getal = tekst.isdigit() and str(int(tekst)) == tekst and r.random() < 0.5
    als_datum = len(tekst) == 10 and tekst[4:5] == "-" and tekst > "1900-03" and r.random() < 0.5
    if als_getal:
        blad.write_number(rij, plek, int(tekst))
    elif als_datum:
        blad.write_datetime(rij, plek, date.fromisoformat(tekst), datum)
    else:
        blad.write_string(rij, plek, tekst)


def _werkboek_met_fouten(bron: Bron, rijen: list[Rij], zaad: int, r: Random) -> Vijandig:
    """One spoiled row, in a date column: a merged, an error, a yes/no or a number cell; the others stay as they are."""
    kolom = next(k for k, reden in bron.fouten.items() if reden == "datum_ongeldig")
    plek = bron.kolommen.index(kolom)

    def bederf(blad) -> None:
        keuze = zaad // 8 % 4
        if keuze == 0:
            blad.write_formula(1, plek, "=NA()", value="#N/A")
        elif keuze == 1:
            blad.write_boolean(1, plek, True)
        elif keuze == 2:
            blad.write_number(1, plek, 1234.5)
        else:
            blad.write_string(1, plek, "31-02-2026")

    goed = {n: goede_rij(bron, rij) for n, rij in enumerate(rijen, 2) if n > 2}
    inhoud = _werkboek(bron, rijen, r, bederf)
    return Vijandig(bron, f"celfout{zaad}", "xlsx", inhoud, goed=goed, fout={2: "datum_ongeldig"})


def _pakket_beschadigd(bron: Bron, inhoud: bytes, zaad: int, r: Random) -> Vijandig:
    """Bytes of the package, or of the XML within it, changed or cut: only the sums are known."""
    if zaad % 8 == 4:
        ruw = bytearray(inhoud[: r.randrange(1, len(inhoud))] if r.random() < 0.3 else inhoud)
        for _ in range(r.randrange(1, 6)):
            ruw[r.randrange(len(ruw))] = r.randrange(256)
        return Vijandig(bron, f"kapotpakket{zaad}", "xlsx", bytes(ruw), is_vrij=True)
    doel = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(inhoud)) as oud, zipfile.ZipFile(doel, "w", zipfile.ZIP_DEFLATED) as nieuw:
        for deel in oud.namelist():
            ruw = bytearray(oud.read(deel))
            if r.random() < 0.4 and ruw:
                for _ in range(r.randrange(1, 5)):
                    ruw[r.randrange(len(ruw))] = r.choice(b'<>"=/0A9 &\x00\xff')
            nieuw.writestr(deel, bytes(ruw))
    return Vijandig(bron, f"kapotxml{zaad}", "xlsx", doel.getvalue(), is_vrij=True)


def vervang_deel(inhoud: bytes, delen: dict[str, bytes]) -> bytes:
    """A package with some of its parts replaced or added."""
    doel = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(inhoud)) as oud, zipfile.ZipFile(doel, "w", zipfile.ZIP_DEFLATED) as nieuw:
        for deel in oud.namelist():
            if deel not in delen:
                nieuw.writestr(deel, oud.read(deel))
        for deel, ruw in delen.items():
            nieuw.writestr(deel, ruw)
    return doel.getvalue()


BLAD = "xl/worksheets/sheet1.xml"
_XML = '<?xml version="1.0"?>'
_NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_CEL = "<row r='1'><c r='A1' t='inlineStr'><is><t>"
LACHEN = (
    _XML
    + "<!DOCTYPE w [<!ENTITY a0 'ha'>"
    + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10))
    + f"]><worksheet {_NS}><sheetData>{_CEL}&a9;</t></is></c></row></sheetData></worksheet>"
).encode()
BUITEN = (
    _XML
    + "<!DOCTYPE w [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>"
    + f"<worksheet {_NS}><sheetData>{_CEL}&x;</t></is></c></row></sheetData></worksheet>"
).encode()


def ver_weg(aanhaling: str = '"') -> bytes:
    """A sheet of two cells, in the first and in the last place of all."""
    cel = f"<row r='{{0}}'><c r={aanhaling}{{1}}{aanhaling}><v>1</v></c></row>"
    rijen = cel.format(1, "A1") + cel.format(1048576, "XFD1048576")
    return f"{_XML}<worksheet {_NS}><sheetData>{rijen}</sheetData></worksheet>".encode()


def _pakketten(bron: Bron, inhoud: bytes, r: Random) -> list[tuple]:
    """Packages that must be refused: name, bytes and the reasons that fit."""
    vlag = bytearray(inhoud)
    vlag[inhoud.index(b"PK\x01\x02") + 8] |= 1
    return [
        ("zipbom", vervang_deel(inhoud, {"xl/media/x.bin": bytes(5_000_000)}), "te_groot"),
        ("verweg", vervang_deel(inhoud, {BLAD: ver_weg()}), "te_groot"),
        ("verwegenkel", vervang_deel(inhoud, {BLAD: ver_weg("'")}), "te_groot"),
        ("lachen", vervang_deel(inhoud, {BLAD: LACHEN}), "onleesbaar", "kolom_ontbreekt"),
        ("buiten", vervang_deel(inhoud, {BLAD: BUITEN}), "onleesbaar", "kolom_ontbreekt"),
        ("wachtwoord", OLE + "EncryptedPackage".encode("utf-16-le") + r.randbytes(64), "versleuteld"),
        ("oudexcel", OLE + "Workbook".encode("utf-16-le") + r.randbytes(64), "onleesbaar"),
        ("zipwachtwoord", bytes(vlag), "versleuteld"),
        ("csvalsxlsx", ";".join(bron.kolommen).encode() + r.randbytes(9), "onleesbaar"),
    ]


# --- json ----------------------------------------------------------------------------------------------------------


def _melding(rij: Rij) -> dict:
    return {
        "leerling": {"leerlingnummer": rij["leerlingnummer"]},
        "absentieReden": {"afkorting": rij["code"], "absentieSoort": rij["soort"], "geoorloofd": None},
        "datumTijdInvoer": None,
        "beginDatumTijd": f"{rij['begin']}T00:00:00+01:00",
        "eindDatumTijd": f"{rij['begin']}T23:59:59+01:00",
        "beginLesuur": int(rij["lesuur"]) if rij["lesuur"].isdecimal() and len(rij["lesuur"]) < 3 else rij["lesuur"],
        "eindLesuur": None,
        "afgehandeld": True,
    }


_RARE_ITEMS: tuple[tuple[object, str], ...] = (
    (0, "te_weinig_velden"),
    (None, "te_weinig_velden"),
    ([], "te_weinig_velden"),
    ("tekst", "te_weinig_velden"),
    ({}, "veld_leeg"),
    ({"leerling": []}, "veld_leeg"),
    ({"leerling": {"leerlingnummer": None}}, "veld_leeg"),
)


def maak_json(zaad: int) -> Vijandig:
    """A Somtoday export of good and odd items, now and then no such JSON at all."""
    bron, r = SOMTODAY_BRON, Random(f"json|{zaad}")
    items, goed, fout = [], {}, {}
    for nummer in range(1, r.randrange(2, 25)):
        rij = bron.rij(zaad * 100 + nummer, r)
        keuze = r.random()
        if keuze < 0.15:
            item, fout[nummer] = r.choice(_RARE_ITEMS)
        elif keuze < 0.35:
            kolom = r.choice(sorted(bron.fouten))
            teksten = {
                "lesuur": ("1.0", "0", "13", "1e400", "\ud800", "9" * 5000),
                "begin": ("2026-02-29", "", "10000-01-01", "gisteren"),
            }
            item = _melding({**rij, kolom: r.choice(teksten.get(kolom, ("absent", "Afwezig", "x")))})
            fout[nummer] = bron.fouten[kolom]
        else:
            item, goed[nummer] = _melding(rij), goede_rij(bron, rij)
        items.append(item)
    recht = r.random() < 0.5 or r"\ud800" in json.dumps(items)
    tekst = json.dumps({"aantal": len(items), "items": items}, ensure_ascii=recht)
    if zaad % 2:
        bom = r.choice((b"", b"", b"\xef\xbb\xbf"))
        return Vijandig(bron, f"items{zaad}", "json", bom + tekst.encode(), goed=goed, fout=fout)
    naam, ruw = _kapotte_json(tekst, r)[zaad // 2 % 12]
    return Vijandig(bron, f"{naam}{zaad}", "json", ruw, frozenset(("onleesbaar", "codering_ongeldig")))


def _kapotte_json(tekst: str, r: Random) -> list[tuple[str, bytes]]:
    return [
        ("half", tekst[: r.randrange(1, len(tekst) - 1)].encode()),
        ("diep", b'{"items": ' + b"[" * 200_000 + b"]" * 200_000 + b"}"),
        ("dieper", b'{"a":' * 100_000 + b"1" + b"}" * 100_000),
        ("tweemaal", (tekst[:-1] + ', "items": []}').encode()),
        ("tweeleerlingen", tekst.replace('"items": [', '"items": [{"leerling": 1, "leerling": 2}, ', 1).encode()),
        ("andere", tekst.replace('"items"', '"lijst"', 1).encode()),
        ("lijst", b"[" + tekst.encode() + b"]"),
        ("getal", b"12"),
        ("utf16", tekst.encode("utf-16")),
        ("staart", tekst.encode() + b"{}"),
        ("komma", tekst.replace("]}", ",]}").encode() if "]}" in tekst else b"{,}"),
        ("nul", tekst.encode().replace(b" ", b"\x00", 1)),
    ]


# --- ics -----------------------------------------------------------------------------------------------------------

_AFSPRAKEN: tuple[tuple[str, tuple[str, str] | str | None], ...] = (
    ("SUMMARY:Herfstvakantie\nDTSTART;VALUE=DATE:20261017\nDTEND;VALUE=DATE:20261026", ("2026-10-17", "2026-10-25")),
    ("SUMMARY:Studie\n dag team\nDTSTART:20261110", ("2026-11-10", "2026-11-10")),
    ("SUMMARY:Pasen\u2028DTSTART:20200101\nDTSTART:20260405\nDURATION:P2D", ("2026-04-05", "2026-04-06")),
    ("SUMMARY:vakantie\nRRULE:FREQ=SECONDLY;COUNT=999999999\nDTSTART:20261201", ("2026-12-01", "2026-12-01")),
    ("SUMMARY:vakantie\nDTSTART:20261205\nDTEND:20261201", "datum_ongeldig"),
    (
        "SUMMARY:vakantie\nDTSTART:20261231\nDURATION:P9999D\nBEGIN:VALARM\nDTSTART:20200101\nEND:VALARM",
        ("2026-12-31", "2054-05-16"),
    ),
    ("SUMMARY:vakantie\nDTSTART:99991231\nDURATION:P9999D", "datum_ongeldig"),
    ("SUMMARY:vakantie\nDTSTART:00010101\nDTEND:00010101", ("0001-01-01", "0001-01-01")),
    ("SUMMARY:vakantie\nDTSTART:00010102\nDTEND:00010101", "datum_ongeldig"),
    ("SUMMARY:vakantie\nDTSTART:20260230", "datum_ongeldig"),
    ("SUMMARY:vakantie", "veld_leeg"),
    ("SUMMARY:overleg over de vakantie\nDTSTART:20261101T090000Z", None),
    ("SUMMARY:Toetsweek\nDTSTART:20261102", None),
    ("SUMMARY:vakantie\nSTATUS:CANCELLED\nDTSTART:20261103", None),
)


def maak_ics(bron: Bron, zaad: int) -> Vijandig:
    """A school calendar of good and odd events, now and then cut off."""
    r = Random(f"ics|{zaad}")
    regels, goed, fout = ["BEGIN:VCALENDAR", "VERSION:2.0"], {}, {}
    for tekst, verwacht in r.sample(_AFSPRAKEN, r.randrange(1, len(_AFSPRAKEN))):
        plek = len(regels) + 1
        regels += ["BEGIN:VEVENT", *tekst.split("\n"), "END:VEVENT"]
        if isinstance(verwacht, tuple):
            goed[plek] = {"van": verwacht[0], "tot": verwacht[1]}
        elif verwacht:
            fout[plek] = verwacht
    regels += ["END:VCALENDAR", ""]
    einde = r.choice(("\n", "\r\n"))
    if zaad % 3:
        return Vijandig(bron, f"agenda{zaad}", "ics", einde.join(regels).encode(), goed=goed, fout=fout)
    kapot = (regels[:-3], regels[1:], [*regels[:3], "BEGIN:VEVENT", *regels[3:]], ["hallo"])[zaad // 3 % 4]
    return Vijandig(bron, f"halveagenda{zaad}", "ics", einde.join(kapot).encode(), frozenset(("onleesbaar",)))
