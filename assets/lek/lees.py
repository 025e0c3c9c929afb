"""The files of a folder, as rows; what a row itself gives away. Not here: what rows together give away."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from data_contracts.fouten import Aanleverfout
from models.onthulling import AANDELEN, AFRONDING_MINUTEN, AFRONDING_PERSONEN
from models.trends import PER_DUIZEND, PER_HONDERD, tienden

SLEUTEL = ("peildatum", "niveau", "code", "onderwijssoort", "maat")
NODIG = (*SLEUTEL, "teller", "noemer", "onderdrukt")
WOORDEN = ("", "klein", "aanvullend")
VERBORGEN_KOLOMMEN = ("teller", "waarde", "onder", "boven")
JAARDELEN = ("open_op_1_september", "nieuw_in_jaar", "totaal")
Rij = dict[str, str]


@dataclass(frozen=True)
class Lek:
    """One thing that a file gives away: which file, and what. No figure stands in it."""

    bestand: str
    wat: str


def lees_csv(pad: Path, nodig: tuple[str, ...]) -> list[Rij]:
    """The rows of a released csv (`;`, UTF-8). Raises Aanleverfout when columns are missing."""
    tekst = pad.read_text(encoding="utf-8-sig", errors="replace")
    lezer = csv.DictReader(io.StringIO(tekst), delimiter=";")
    ontbreekt = [kolom for kolom in nodig if kolom not in (lezer.fieldnames or ())]
    if ontbreekt:
        raise Aanleverfout(f"{pad.name}: kolom {', '.join(ontbreekt)} ontbreekt; geef een bestand met deze kolommen")
    return [{kolom: waarde or "" for kolom, waarde in rij.items() if kolom} for rij in lezer]


def getal(tekst: str) -> float | None:
    """A number as a Dutch csv writes it; None: no number."""
    try:
        return float(tekst.replace(",", "."))
    except ValueError:
        return None


def heel(tekst: str) -> int | None:
    """A whole number; None: empty or none."""
    waarde = getal(tekst)
    return None if waarde is None else int(waarde)


def rijlekken(bestand: str, rij: Rij, drempel: int) -> Iterator[Lek]:
    """What one row of trends.csv or leren.csv gives away by itself."""
    waar = " ".join(rij[kolom] for kolom in ("niveau", "code", "onderwijssoort", "maat", "peildatum") if rij[kolom])
    eenheid = AFRONDING_MINUTEN if rij["maat"] in AANDELEN else AFRONDING_PERSONEN
    if rij["onderdrukt"] not in WOORDEN:
        yield Lek(bestand, f"{waar}: dit woord in onderdrukt kent niemand")
    if rij["onderdrukt"] and any(rij.get(kolom) for kolom in VERBORGEN_KOLOMMEN):
        yield Lek(bestand, f"{waar}: verborgen, en toch staat er een cijfer")
    for kolom in ("teller", "noemer"):
        if (cijfer := getal(rij[kolom])) is not None:
            if cijfer % eenheid:
                yield Lek(bestand, f"{waar}: {kolom} is niet afgerond op {eenheid}")
            if eenheid == AFRONDING_PERSONEN and cijfer < drempel:
                yield Lek(bestand, f"{waar}: {kolom} is kleiner dan {drempel}")
    if _is_van_iets_anders(rij):
        yield Lek(bestand, f"{waar}: waarde is niet van de afgeronde teller en noemer")


def _is_van_iets_anders(rij: Rij) -> bool:
    teller, noemer, waarde = (getal(rij.get(kolom, "")) for kolom in ("teller", "noemer", "waarde"))
    if teller is None or not noemer or waarde is None:
        return False
    per = PER_HONDERD if rij["maat"] in AANDELEN else PER_DUIZEND
    return abs(tienden(int(teller), int(noemer), per) - waarde) > 1e-9


def jaarlekken(bestand: str, rijen: list[Rij], drempel: int) -> Iterator[Lek]:
    """What the yearly count gives away by itself."""
    for rij in rijen:
        gegeven = [heel(rij[deel]) for deel in JAARDELEN]
        for deel, cijfer in zip(JAARDELEN, gegeven, strict=True):
            if cijfer is not None and (cijfer % AFRONDING_PERSONEN or cijfer < drempel):
                yield Lek(bestand, f"{rij['maat']}: {deel} is kleiner dan {drempel} of niet afgerond")
        if gegeven.count(None) == 1:
            yield Lek(bestand, f"{rij['maat']}: het ene cijfer dat weg is, volgt uit de andere twee")


def groepslekken(bestand: str, rijen: list[Rij]) -> Iterator[Lek]:
    """A class stands in no file for the city."""
    if any(rij["klas"] or rij["niveau"] == "klas" for rij in rijen):
        yield Lek(bestand, "er staat een klas in")


def als_datum(tekst: str) -> date:
    """A day as JJJJ-MM-DD. Raises Aanleverfout."""
    try:
        return date.fromisoformat(tekst)
    except ValueError:
        raise Aanleverfout(f"peildatum: {tekst[:20]} is geen datum; schrijf JJJJ-MM-DD") from None
