"""School calendars as ics files: all-day events whose summary says that the school is closed.

DTEND is exclusive (RFC 5545 §3.6.1); without DTEND or DURATION an event is one day. Other events are no rows. Recurring
events are read once, on their first date: school calendars list each closed period on its own.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

from assets.inname.geweigerd import Geweigerd
from assets.inname.tekst import Rij

KOLOMMEN = ("van", "tot", "soort")
_WOORDEN = (
    ("vakantie", "vakantie"),
    ("feestdag", "feestdag"),
    ("studiedag", "studiedag"),
    ("roostervrij", "roostervrij"),
)
_WOORDEN += (("lesvrij", "roostervrij"), ("vrije dag", "roostervrij"))
_FEESTDAGEN = ("nieuwjaarsdag", "goede vrijdag", "paasdag", "pasen", "paasmaandag", "koningsdag", "bevrijdingsdag")
_FEESTDAGEN += ("hemelvaart", "pinksterdag", "pinksteren", "pinkstermaandag", "kerstdag", "kerstmis")
_DUUR = re.compile(r"P(?:(\d+)W)?(?:(\d+)D)?")


def lees_agenda(pad: Path, codering: str) -> Iterator[Rij]:
    """One row (van, tot, soort) a closed period, with the line on which its event begins."""
    regels = pad.read_text(encoding=codering).splitlines()
    if not any(regel.strip().upper() == "BEGIN:VCALENDAR" for regel in regels):
        raise Geweigerd("onleesbaar")
    for nummer, velden in _afspraken(regels):
        soort = soort_van(velden.get("SUMMARY", ""))
        if soort and velden.get("STATUS", "").upper() != "CANCELLED" and "DTSTART" in velden:
            yield from _rij(nummer, velden, soort)


def soort_van(samenvatting: str) -> str | None:
    """Why the school is closed by the words of a summary, or None when they do not say so."""
    tekst = samenvatting.casefold()
    woord = next((soort for woord, soort in _WOORDEN if woord in tekst), None)
    return woord or ("feestdag" if any(dag in tekst for dag in _FEESTDAGEN) else None)


def _afspraken(regels: list[str]) -> Iterator[tuple[int, dict[str, str]]]:
    begin, velden, laatste = 0, {}, ""
    for nummer, regel in enumerate(regels, 1):
        if regel.startswith((" ", "\t")) and laatste:
            velden[laatste] = velden.get(laatste, "") + regel[1:]
            continue
        naam, _, waarde = regel.partition(":")
        laatste = naam.split(";")[0].strip().upper()
        if (laatste, waarde.strip().upper()) == ("BEGIN", "VEVENT"):
            begin, velden = nummer, {}
        elif (laatste, waarde.strip().upper()) == ("END", "VEVENT"):
            yield begin, velden
            begin, velden = 0, {}
        else:
            velden.setdefault(laatste, waarde)


def _rij(nummer: int, velden: dict[str, str], soort: str) -> Iterator[Rij]:
    """The row of an all-day event; an event with a time of day is no closed day."""
    van = velden["DTSTART"].strip()
    if "T" not in van:
        yield nummer, [van, _laatste_dag(velden, van), soort]


def _laatste_dag(velden: dict[str, str], van: str) -> str:
    if "DTEND" in velden:
        einde = _dag(velden["DTEND"].strip()[:8])
        return _tekst(einde - timedelta(days=1), van) if einde else velden["DTEND"].strip()
    duur, begin = _DUUR.match(velden.get("DURATION", "")), _dag(van)
    dagen = sum(int(deel or 0) * keer for deel, keer in zip(duur.groups(), (7, 1), strict=True)) if duur else 0
    return _tekst(begin + timedelta(days=max(dagen, 1) - 1), van) if begin else ""


def _tekst(einde: date, van: str) -> str:
    """The last day as text; never before the first (an event of no length is one day)."""
    return max(f"{einde:%Y%m%d}", van)


def _dag(tekst: str) -> date | None:
    try:
        return datetime.strptime(tekst, "%Y%m%d").date()
    except ValueError:
        return None
