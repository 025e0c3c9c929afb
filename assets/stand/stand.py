"""The three views of the warehouse that `inbeeld stand` prints; reads only.

A query here reads one room. Leerlingnummers come school by school through the door of names (models/deuren.yaml).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from assets.magazijn import KAMERS, LAGEN, Magazijn
from assets.opname import RIJTABELLEN
from assets.publicatie.vrijgave import lees_sql
from assets.versies import delen_van

TIJDZONE = ZoneInfo("Europe/Amsterdam")
SLOTNAAM = {21: "ochtend", 22: "middag"}
KOP_LEVERINGEN = ("soort", "school", "bestanden", "geweigerd", "herhaald", "regels", "laatst_ontvangen")
KOP_GELDEND = (
    "brin6",
    "leerlingnummer",
    "datum",
    "eenheid",
    "van",
    "tot",
    "soort",
    "code",
    "ingevoerd_op",
    "bestand",
    "regel",
)
KAMERS_MET_LEVERINGEN = ("school", "leerplicht")
NODIG = ("school.bron.levering", "leerplicht.bron.levering", "kluis.kern.leerling")


@cache
def _sql(naam: str) -> str:
    return (Path(__file__).parent / f"{naam}.sql").read_text(encoding="utf-8")


def is_gevuld(magazijn: Magazijn) -> bool:
    """Has any run been made in this warehouse?"""
    return all(magazijn.bestaat(t) for t in NODIG)


def leveringen(magazijn: Magazijn, op: datetime | None) -> list[tuple]:
    """Per kind and school what was received up to `op` (local time, included; None: all), in the columns of
    KOP_LEVERINGEN.
    """
    rijen = [magazijn.rijen(_sql("leveringen").format(kamer=k), {"op": op}) for k in KAMERS_MET_LEVERINGEN]
    return sorted(rij for kamer in rijen for rij in kamer)


def geldende_rijen(magazijn: Magazijn, op: datetime | None) -> Iterator[tuple]:
    """The attendance rows that are current at `op`, one a date, in the columns of KOP_GELDEND, by school,
    leerlingnummer, date and place; slots by their name. A pupil who was never enrolled has no leerlingnummer.
    """
    for (brin6,) in magazijn.rijen(
        "SELECT DISTINCT brin6 FROM school.bron.levering WHERE soort = 'verzuim' ORDER BY 1"
    ):
        namen = _leerlingnummers(magazijn, brin6)
        rijen = magazijn.rijen(_sql("geldend"), {"op": op, "brin6": brin6})
        for rij in sorted(rijen, key=lambda rij: namen.get(rij[1], "")):
            slots = (SLOTNAAM.get(slot, slot) for slot in rij[4:6])
            yield (rij[0], namen.get(rij[1], ""), *rij[2:4], *slots, *rij[6:8], _lokaal(rij[8]), *rij[9:])


def _lokaal(utc: datetime | None) -> datetime | None:
    """A moment in UTC as the clock of the school told it."""
    return utc.replace(tzinfo=UTC).astimezone(TIJDZONE).replace(tzinfo=None) if utc else None


def _leerlingnummers(magazijn: Magazijn, brin6: str) -> dict[int, str]:
    namen = magazijn.rijen(lees_sql("namen_school"), {"brin6": brin6, "peildatum": date.max})
    return {leerling: leerlingnummer for leerling, leerlingnummer, *_ in namen}


def vingerafdrukken(magazijn: Magazijn) -> list[tuple[str, int, str]]:
    """Per table its rows and one hash that does not depend on their order. Delivered rows are taken as they are
    read, not as versions and places; the book of steps is left out (it holds durations).
    """
    namen = magazijn.rijen(
        "SELECT database_name || '.' || schema_name || '.' || table_name FROM duckdb_tables() "
        "WHERE list_contains($k, database_name) AND list_contains($l, schema_name) AND table_name <> 'stap'",
        {"k": list(KAMERS), "l": list(LAGEN)},
    )
    delen = {deel for tabel in RIJTABELLEN for deel in delen_van(tabel)}
    tabellen = {naam for (naam,) in namen if naam not in delen} | {t for t in RIJTABELLEN if magazijn.bestaat(t)}
    return [(naam, *_vingerafdruk(magazijn, naam)) for naam in sorted(tabellen)]


def _vingerafdruk(magazijn: Magazijn, tabel: str) -> tuple[int, str]:
    aantal, som = magazijn.rijen(f"SELECT count(*), coalesce(sum(hash(t)::HUGEINT), 0) FROM {tabel} AS t")[0]
    return aantal, f"{som % 2**64:016x}"
