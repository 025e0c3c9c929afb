"""In which form dates, times and slots are written: known to the reader, or to be named in the dialect."""

import re
from collections.abc import Callable
from datetime import date, datetime
from functools import cache

from data_contracts.dialect import als_strptime

_TIJD = r"(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?"
_DATUM = r"(?:\d{4}-\d{2}-\d{2}|\d{2}-\d{2}-\d{4}|\d{8})"
BEKENDE_DATUM = re.compile(_DATUM)
BEKEND_MOMENT = re.compile(rf"{_DATUM}[ T]{_TIJD}(?:Z|[+-]\d\d:?\d\d)?")
BEKENDE_TIJD = re.compile(r"(?:[01]\d|2[0-3]):?[0-5]\d|(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d")
DATUMVORMEN = tuple(f"D{s}M{s}JJJJ" for s in "-/.") + tuple(f"JJJJ{s}M{s}D" for s in "-/.")
DATUMVORMEN += tuple(f"D{s}M{s}JJ" for s in "-/.") + ("M/D/JJJJ", "M-D-JJJJ", "M/D/JJ")
TIJDVORMEN = ("U:MM", "U.MM", "UuMM", "U:MM:SS", "U.MM.SS")
GENOEG = 0.9
_WOORD = "(?:lesuur|uur|les|period|lesson|stunde|p|l)"
_UUR = re.compile(rf"{_WOORD}?[ .]*(0?[1-9]|1[0-2])(?:e|de|ste|\.|th|st|nd|rd)? *{_WOORD}?")
_REEKS = re.compile(r"(0?[1-9]|1[0-2]) *(?:-|t/m|tm|–|to|bis) *(0?[1-9]|1[0-2])")


@cache
def is_datum(tekst: str) -> bool:
    """Whether a text is a date or moment in any form that we can name."""
    return is_bekende_datum(tekst) or any(_past(tekst, vorm) for vorm in _datum_en_moment())


@cache
def is_bekende_datum(tekst: str) -> bool:
    """Whether the reader knows this date or moment as it stands; eight digits must be a day that exists."""
    if BEKENDE_DATUM.fullmatch(tekst):
        return any(_past(tekst, vorm) for vorm in ("JJJJ-MM-DD", "DD-MM-JJJJ", "JJJJMMDD"))
    return bool(BEKEND_MOMENT.fullmatch(tekst))


def lees_datum(tekst: str, vormen: tuple[str, ...]) -> date | None:
    """The day that a text of one of these forms (none: a known form) tells; None when it does not fit."""
    for vorm in vormen or ("JJJJ-MM-DD", "DD-MM-JJJJ", "JJJJMMDD"):
        deel = tekst if vormen else re.split("[ T]", tekst)[0]
        if _past(deel, vorm):
            return datetime.strptime(deel, als_strptime(vorm)).date()
    return None


@cache
def is_tijd(tekst: str) -> bool:
    """Whether a text is a time of day with a sign between hours and minutes, or four digits that can be one."""
    return bool(BEKENDE_TIJD.fullmatch(tekst)) or any(_past(tekst, vorm) for vorm in TIJDVORMEN)


@cache
def _datum_en_moment() -> tuple[str, ...]:
    momenten = tuple(f"{d}{s}{t}" for d in DATUMVORMEN for s in " T" for t in ("U:MM", "U:MM:SS", "U.MM"))
    return DATUMVORMEN + momenten


@cache
def _past(tekst: str, vorm: str) -> bool:
    try:
        jaar = datetime.strptime(tekst, als_strptime(vorm)).year
    except ValueError:
        return False
    return "J" not in vorm or 1990 <= jaar <= 2100


def vorm_van_data(teksten: list[str]) -> tuple[str, ...] | None:
    """Forms to name in the dialect; empty when the reader knows them; None when these are no dates."""
    return _vorm(teksten, is_bekende_datum, _datum_en_moment())


def vorm_van_tijden(teksten: list[str]) -> tuple[str, ...] | None:
    """The same for times of day."""
    return _vorm(teksten, lambda tekst: bool(BEKENDE_TIJD.fullmatch(tekst)), TIJDVORMEN)


def _vorm(teksten: list[str], is_bekend: Callable[[str], bool], vormen: tuple[str, ...]) -> tuple[str, ...] | None:
    """The one form that most texts have, and a second for what is left (a date with and without a time)."""
    if not teksten:
        return None
    if sum(map(is_bekend, teksten)) >= GENOEG * len(teksten):
        return ()
    gekozen: list[str] = []
    rest = teksten
    for _ in range(2):
        beste = max(vormen, key=lambda vorm: sum(_past(tekst, vorm) for tekst in rest))
        over = [tekst for tekst in rest if not _past(tekst, beste)]
        if len(over) < len(rest):
            gekozen.append(beste)
        rest = over
    return tuple(gekozen) if gekozen and len(rest) <= (1 - GENOEG) * len(teksten) else None


def is_dubbelzinnig(vormen: tuple[str, ...], teksten: list[str]) -> bool:
    """Whether day and month could be the other way round."""
    om = [vorm for vorm in vormen if vorm.startswith(("D/M", "D-M", "D.M", "M/D", "M-D"))]
    return any(all(_past(tekst, _omgedraaid(vorm)) for tekst in teksten if _past(tekst, vorm)) for vorm in om)


def _omgedraaid(vorm: str) -> str:
    return vorm[2] + vorm[1] + vorm[0] + vorm[3:]


def heeft_tijd(vormen: tuple[str, ...], teksten: list[str]) -> bool:
    """Whether the dates of a column have a time behind them."""
    if vormen:
        return any("U" in vorm for vorm in vormen)
    return any(BEKEND_MOMENT.fullmatch(tekst) for tekst in teksten)


@cache
def slots(tekst: str) -> tuple[str, str] | None:
    """First and last lesuur that a text tells (`3`, `3e uur`, `1-3`), or None."""
    kaal = tekst.strip().casefold()
    if reeks := _REEKS.fullmatch(kaal):
        return reeks[1].lstrip("0"), reeks[2].lstrip("0")
    if uur := _UUR.fullmatch(kaal):
        return uur[1].lstrip("0"), uur[1].lstrip("0")
    return None
