"""The one writer of csv: `;`, UTF-8 with BOM, CRLF, decimal comma, dates JJJJ-MM-DD (aanlevering.md §3).

Data stays exact: nothing is guarded against formulas here (the xlsx writer does that).
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

SIGNALEN = "peildatum;brin6;leerlingnummer;klas;signaal;sinds;waarde;drempel;eenheid;status;uitleg"
TRENDS = "peildatum;niveau;code;onderwijssoort;maat;teller;noemer;waarde;onder;boven;onderdrukt;volledigheid"

KOLOMMEN: dict[str, tuple[str, ...]] = {
    naam: tuple(kolommen.split(";"))
    for naam, kolommen in {
        "signalen_school": SIGNALEN,
        "signalen_leerplicht": SIGNALEN,
        "terugkoppeling": "peildatum;brin6;bestand;soort;regel;kolom;uitkomst;reden;uitleg",
        "werkvoorraad": "peildatum;brin6;leerlingnummer;klas;punt;sinds;uiterlijk;meldingsnummer",
        "trends": TRENDS,
        "trend_school": TRENDS,
        "leren": TRENDS,
        "groepssignalen": "peildatum;niveau;code;klas;signaal;sinds;waarde;drempel;eenheid",
        "bewegingen": "peildatum;vanaf;van;naar;teller;noemer;waarde;onder;boven;onderdrukt;volledigheid",
        "leerplichttelling": "schooljaar;maat;open_op_1_september;nieuw_in_jaar;totaal;onderdrukt",
    }.items()
}

OP_LEERLING = ("leerlingnummer", "signaal", "sinds")
OP_PLAATS = ("niveau", "code", "onderwijssoort", "maat", "peildatum")

# Text order of these columns fixes the order of the rows; the rest of the columns decides ties.
VOLGORDE: dict[str, tuple[str, ...]] = {
    "signalen_school": OP_LEERLING,
    "signalen_leerplicht": OP_LEERLING,
    "werkvoorraad": ("brin6", "leerlingnummer", "punt", "sinds"),
    "trends": OP_PLAATS,
    "trend_school": OP_PLAATS,
    "leren": OP_PLAATS,
    "groepssignalen": ("niveau", "code", "klas", "signaal", "sinds"),
    "bewegingen": ("peildatum", "van", "naar"),
    "leerplichttelling": ("schooljaar", "maat"),
}


def waarde_tekst(teller: int, noemer: int, decimalen: int) -> str:
    """The exact fraction teller/noemer with a decimal comma, rounded half up (a negative half: away from zero)."""
    if noemer == 0:
        raise ValueError("waarde_tekst: noemer is 0; geef een leeg veld als er niets te delen is")
    breuk = abs(Fraction(teller, noemer)) * 10**decimalen
    geheel = int(breuk + Fraction(1, 2))
    teken = "-" if geheel and (teller < 0) != (noemer < 0) else ""
    if not decimalen:
        return f"{teken}{geheel}"
    return f"{teken}{geheel // 10**decimalen},{geheel % 10**decimalen:0{decimalen}d}"


def veld_tekst(waarde: object) -> str:
    """One csv field: None empty, dates ISO, booleans ja/nee, a Decimal with its own decimals. A float is refused."""
    if waarde is None:
        return ""
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, datetime):
        return waarde.strftime("%Y-%m-%d %H:%M")
    if isinstance(waarde, date):
        return waarde.isoformat()
    if isinstance(waarde, Decimal):
        return f"{waarde:f}".replace(".", ",")
    if isinstance(waarde, int | str):
        return str(waarde)
    raise TypeError(
        f"csv: een veld van soort {type(waarde).__name__} kan niet; maak er eerst tekst van met waarde_tekst"
    )


def csv_bytes(kolommen: Sequence[str], rijen: Iterable[Mapping[str, object]]) -> bytes:
    """A whole file, rows in the given order. No rows: the header alone. A row with other keys is refused."""
    uit = io.StringIO()
    schrijver = csv.writer(uit, delimiter=";", lineterminator="\r\n")
    schrijver.writerow(kolommen)
    for rij in rijen:
        _check_kolommen(kolommen, rij)
        schrijver.writerow([veld_tekst(rij[kolom]) for kolom in kolommen])
    return uit.getvalue().encode("utf-8-sig")


def maak_csv(naam: str, rijen: Iterable[Mapping[str, object]]) -> bytes:
    """The file `naam` of KOLOMMEN with its fixed columns and, where VOLGORDE has it, its fixed order of rows."""
    kolommen = KOLOMMEN[naam]
    if naam not in VOLGORDE:
        return csv_bytes(kolommen, rijen)
    sleutels = VOLGORDE[naam] + kolommen
    return csv_bytes(kolommen, sorted(rijen, key=lambda rij: [veld_tekst(rij[k]) for k in sleutels]))


def _check_kolommen(kolommen: Sequence[str], rij: Mapping[str, object]) -> None:
    anders = sorted(set(kolommen) ^ set(rij))
    if anders:
        raise ValueError(f"csv: kolommen {', '.join(anders)} kloppen niet; geef precies {';'.join(kolommen)}")
