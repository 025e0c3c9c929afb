"""School calendars as ics files: all-day events whose summary says that the school is closed.

DTEND is exclusive (RFC 5545 §3.6.1); without DTEND or DURATION an event is one day. Other events are no rows. Recurring
events are read once, on their first date: school calendars list each closed period on its own.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

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
_REGELEINDE = re.compile(r"\r\n|\r|\n")  # because str.splitlines also cuts at characters that may stand in a summary
_DUUR = re.compile(r"P(?:([0-9]{1,4})W)?(?:([0-9]{1,4})D)?")
_ACHT_CIJFERS = re.compile(r"[0-9]{8}")
_MET_TIJD = re.compile(r"[0-9]{8}T[0-9]{4,6}Z?")
_ONBEKEND = "?"


def lees_agenda(tekst: str) -> Iterator[Rij]:
    """One row (van, tot, soort) a closed period, with the line on which its event begins.

    Raises Geweigerd when it is no calendar, or one of which a part is missing.
    """
    regels = _REGELEINDE.split(tekst)
    if not any(regel.strip().upper() == "BEGIN:VCALENDAR" for regel in regels):
        raise Geweigerd("onleesbaar")
    for nummer, velden in _afspraken(_ontvouwen(regels)):
        soort = soort_van(velden.get("SUMMARY", ""))
        if soort and velden.get("STATUS", "").upper() != "CANCELLED":
            yield from _rij(nummer, velden, soort)


def soort_van(samenvatting: str) -> str | None:
    """Why the school is closed by the words of a summary, or None when they do not say so."""
    tekst = samenvatting.casefold()
    woord = next((soort for woord, soort in _WOORDEN if woord in tekst), None)
    return woord or ("feestdag" if any(dag in tekst for dag in _FEESTDAGEN) else None)


def _ontvouwen(regels: list[str]) -> Iterator[tuple[int, str]]:
    """Lines with their number; a line that begins with a space or tab goes on with the one before (RFC 5545 §3.1)."""
    nummer, delen = 0, []
    for plek, regel in enumerate(regels, 1):
        if delen and regel.startswith((" ", "\t")):
            delen.append(regel[1:])
            continue
        if delen:
            yield nummer, "".join(delen)
        nummer, delen = plek, [regel]
    yield nummer, "".join(delen)


def _afspraken(regels: Iterator[tuple[int, str]]) -> Iterator[tuple[int, dict[str, str]]]:
    """The events: the line of BEGIN:VEVENT and the properties of the event itself, not those of an alarm within it."""
    begin, velden, binnen = 0, {}, []
    for nummer, regel in regels:
        links, _, waarde = regel.partition(":")
        naam, wat = links.split(";")[0].strip().upper(), waarde.strip().upper()
        if naam == "BEGIN":
            if "VEVENT" in binnen and wat == "VEVENT":
                raise Geweigerd("onleesbaar")  # because the event before it has no end
            binnen.append(wat)
            if wat == "VEVENT":
                begin, velden = nummer, {}
        elif naam == "END":
            if not binnen or binnen.pop() != wat:
                raise Geweigerd("onleesbaar")
            if wat == "VEVENT":
                yield begin, velden
        elif binnen and binnen[-1] == "VEVENT":
            velden.setdefault(naam, waarde)
    if binnen:
        raise Geweigerd("onleesbaar")  # because the file was cut off


def _rij(nummer: int, velden: dict[str, str], soort: str) -> Iterator[Rij]:
    """The row of an all-day event; an event with a time of day is no closed day."""
    van = velden.get("DTSTART", "").strip()
    if not _MET_TIJD.fullmatch(van):
        yield nummer, [van, _laatste_dag(velden, van), soort]


def _laatste_dag(velden: dict[str, str], van: str) -> str:
    """The last day as text, never empty, because an empty end would close the school for ever."""
    begin = _dag(van)
    if "DTEND" in velden:
        einde = _dag(velden["DTEND"].strip()[:8])
        if einde and begin and einde <= begin:
            return van if einde == begin else _ONBEKEND  # because an event of no length is one day
        return _plus(einde, -1) if einde else velden["DTEND"].strip() or van
    duur = _DUUR.match(velden.get("DURATION", ""))
    dagen = sum(int(deel or 0) * keer for deel, keer in zip(duur.groups(), (7, 1), strict=True)) if duur else 0
    return _plus(begin, max(dagen, 1) - 1) if begin else van or _ONBEKEND


def _plus(dag: date, dagen: int) -> str:
    try:
        return (dag + timedelta(days=dagen)).isoformat()
    except OverflowError:
        return _ONBEKEND


def _dag(tekst: str) -> date | None:
    try:
        return datetime.strptime(tekst, "%Y%m%d").date() if _ACHT_CIJFERS.fullmatch(tekst) else None
    except ValueError:
        return None
