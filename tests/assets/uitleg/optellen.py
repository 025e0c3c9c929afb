"""Adds up the printed lines of an explanation, as a reader with a pencil would; shares no line with the product.

What counts is what is printed on a line: `telt 3 lesuren`, `gemist 300 van 1500 minuten`, a slot of a timetable, or two
dates. The words of the lines that give the product's own sum are not read.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

KOLOMMEN = re.compile(r"^sinds (\S+) \| waarde (\S+) \| drempel (\S+) \| eenheid (\w+) \| status (\w+)$", re.MULTILINE)
TELT = re.compile(r"^  .*\btelt (\d+) (\w+)", re.MULTILINE)
WEEK = re.compile(r"^  lesweek .*: gemist (\d+) van (\d+) minuten$", re.MULTILINE)
SLOTS = re.compile(r"\| ((?:lesuur [\d, en]+)|(?:ochtend|middag|ochtend en middag)) \|")
MINUTEN = re.compile(r"\| (?:(\d+) x (\d+) = |([\d +]+) = )?(\d+) minuten\b")
DAGEN = re.compile(r"^Samen: van (\S+) tot (\S+) is -?\d+ dag", re.MULTILINE)
ROOSTER = re.compile(r"^  \w\w \| .* \| (\d+) minuten \| ", re.MULTILINE)
KOP = ("signaal", "sinds", "waarde", "eenheid", "status")
EEN_DECIMAAL = ("klokuur", "procent", "procentpunt")


@dataclass(frozen=True)
class Blok:
    """One explained row: its text, and what the header says in the words of the csv."""

    tekst: str
    signaal: str
    sinds: str
    waarde: str
    eenheid: str
    status: str


def blokken(uitvoer: str) -> list[Blok]:
    """The rows of a whole output."""
    return [_blok(deel) for deel in re.split(r"^== ", uitvoer, flags=re.MULTILINE)[1:]]


def _blok(tekst: str) -> Blok:
    kop = KOLOMMEN.search(tekst)
    assert kop, "no line with sinds, waarde, drempel, eenheid and status"
    sinds, waarde, _, eenheid, status = kop.groups()
    signaal = tekst.split(" ==")[0].split(": ")[1]
    return Blok(tekst, signaal, sinds, waarde, eenheid, status)


def opgeteld(blok: Blok) -> str:
    """What the lines add up to, written like waarde."""
    if blok.eenheid in EEN_DECIMAAL:
        return _een_decimaal(_breuk(blok))
    if dagen := DAGEN.search(blok.tekst):
        van, tot = (date(*(int(d) for d in reversed(tekst.split("-")))) for tekst in dagen.groups())
        return str((tot - van).days)
    return str(sum(aantal for aantal, _ in geteld(blok)))


def geteld(blok: Blok) -> list[tuple[int, str]]:
    """What each line adds: number and unit."""
    return [(int(aantal), eenheid) for aantal, eenheid in TELT.findall(blok.tekst)]


def _breuk(blok: Blok) -> Fraction:
    if blok.eenheid == "klokuur":
        return Fraction(sum(aantal for aantal, _ in geteld(blok)), 60)
    if blok.eenheid == "procentpunt":
        nu, eerder = re.split(r"^Venster: de \d+ lesweken ervoor", blok.tekst, flags=re.MULTILINE)
        return _aandeel(nu) - _aandeel(eerder)
    return _roosters(blok.tekst) if "Eigen rooster" in blok.tekst else _aandeel(blok.tekst)


def _aandeel(tekst: str) -> Fraction:
    """Missed and known minutes by week; the missed slots must give the same missed minutes."""
    weken = [(int(gemist), int(bekend)) for gemist, bekend in WEEK.findall(tekst)]
    gemist = sum(g for g, _ in weken)
    assert gemist == sum(int(aantal) for aantal, _ in TELT.findall(tekst)), "slots and weeks differ"
    return Fraction(100 * gemist, sum(bekend for _, bekend in weken))


def _roosters(tekst: str) -> Fraction:
    eigen, klas = tekst.split("Rooster van de klas")
    return Fraction(100 * sum(map(int, ROOSTER.findall(eigen))), sum(map(int, ROOSTER.findall(klas))))


def _een_decimaal(breuk: Fraction) -> str:
    getal = Decimal(breuk.numerator) / Decimal(breuk.denominator)
    return str(getal.quantize(Decimal("0.1"), ROUND_HALF_UP)).replace(".", ",")


def fouten_per_regel(blok: Blok) -> list[str]:
    """Lines on which the slots named, the minutes and what counts do not fit each other, or without a delivered row."""
    regels = [regel for regel in blok.tekst.splitlines() if SLOTS.search(regel) and "was: " not in regel]
    return [regel for regel in regels if not _klopt(regel)]


def fouten_van(rijen: Sequence[Mapping[str, str]], uitvoer: str, klopt: bool) -> list[tuple]:
    """What is wrong with the explanations of these rows of a csv file, in their order: header, words, sum or a line."""
    gevonden = blokken(uitvoer)
    if len(gevonden) != len(rijen) or not klopt:
        return [(rijen, len(gevonden), klopt)]
    return [fout for rij, blok in zip(rijen, gevonden, strict=True) for fout in _fouten(rij, blok)]


def _fouten(rij: Mapping[str, str], blok: Blok) -> list[tuple]:
    kop = blok.signaal, blok.sinds, blok.waarde, blok.eenheid, blok.status
    fout: list[tuple] = [(rij, kop)] * (kop != tuple(rij[k] for k in KOP))
    fout += [(rij, "uitleg")] * (rij["uitleg"] != blok.tekst.splitlines()[1])
    fout += [(rij, opgeteld(blok))] * (opgeteld(blok) != rij["waarde"])
    return fout + [(rij, regel) for regel in fouten_per_regel(blok)]


def _klopt(regel: str) -> bool:
    gevonden = SLOTS.search(regel)
    assert gevonden
    aantal = len(re.findall(r"\d+|ochtend|middag", gevonden[1]))
    minuten = MINUTEN.search(regel)
    telt = re.search(r"telt (\d+) (\w+)", regel)
    if telt:
        bedoeld = int(minuten[4]) if telt[2].startswith("minu") and minuten else aantal
        return int(telt[1]) == bedoeld and (not minuten or _som_klopt(minuten)) and ", regel " in regel
    return not minuten or _som_klopt(minuten)


def _som_klopt(minuten: re.Match[str]) -> bool:
    keer, elk, los, totaal = minuten.groups()
    if keer:
        return int(keer) * int(elk) == int(totaal)
    return not los or sum(map(int, los.split(" + "))) == int(totaal)
