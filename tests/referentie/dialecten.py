"""Attendance files of the four dialects, each to the same plain row (aanlevering 1, verzuim by dialect).

What does not happen here: codes, enrolment, timetable. Those depend on the moment of knowing (feiten.py).
"""

import json
import re
from datetime import UTC, date, datetime, time
from functools import cache
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from tests.referentie.bronnen import MIDDAG, OCHTEND, slotnummer
from tests.referentie.lezen import (
    Geweigerd,
    RijFout,
    csv_rijen,
    datum,
    datumtijd,
    decodeer,
    een_van,
    geheel,
    gevuld,
    goede_rijen,
    tabel,
    xlsx_rijen,
)

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
VROEGST = datetime.min.replace(tzinfo=UTC)
DAGBEGIN, DAGEINDE = time(0, 0), time(23, 59)
SOMTODAY_SOORT = {"Absent": "afwezig", "Telaat": "te_laat", "Verwijderd": "verwijderd", "Nvt": "nvt"}
SOMTODAY_VELDEN = (
    "datumTijdInvoer", "beginDatumTijd", "eindDatumTijd", "beginLesuur", "eindLesuur", "afgehandeld",
)  # fmt: skip
MAGISTER_TYPE = {"1": "afwezig", "2": "te_laat", "3": "afwezig", "4": "verwijderd", "5": "aanwezig", "6": "nvt"}
MAGISTER_GENEGEERD = ("7", "8")
NA_ALLE_SLOTS = 99


class Rij(NamedTuple):
    """One attendance row. tot None: open end. slot_van counts on `van`, slot_tot on `tot`; None: the end of the day.

    `ruw`: what was delivered, without free text; rows of one delivery with equal `ruw` are `dubbel`.
    """

    leerling: str
    van: date
    tot: date | None
    slot_van: int | None
    slot_tot: int | None
    soort: str
    code: str
    ingevoerd: datetime
    ruw: tuple[str, ...] = ()

    def raakt(self, dag: date, slot: int) -> bool:
        """Whether the row covers this slot of a day that lies in its span."""
        te_vroeg = self.slot_van is not None and dag == self.van and slot < self.slot_van
        te_laat = self.slot_tot is not None and dag == self.tot and slot > self.slot_tot
        return not te_vroeg and not te_laat

    def past(self, dagdelen: bool) -> bool:
        """A lesuur row has no effect at a dagdelen school, nor the other way round (slot_ongeldig)."""
        slots = [slot for slot in (self.slot_van, self.slot_tot) if slot]
        return all((slot in (OCHTEND, MIDDAG)) == dagdelen for slot in slots if slot != NA_ALLE_SLOTS)


Lestijden = dict[int, tuple[time, time]]


def lees_lestijden(ruw: dict[str, str]) -> Lestijden:
    """The register's `lestijden`: slot -> begin and end."""
    return {slotnummer(s): tuple(time.fromisoformat(t.strip()) for t in v.split("-")) for s, v in ruw.items()}  # type: ignore[misc]


@cache
def utc(lokaal: datetime | None) -> datetime:
    """A local time as an instant (a time that exists twice: the first); None: before everything."""
    if lokaal is None or lokaal.year == 1:
        return VROEGST
    return lokaal.replace(tzinfo=AMSTERDAM, fold=0).astimezone(UTC)


def span(leerling: str, van: date, tot: date | None, slots: tuple, soort: str, code: str, op: datetime) -> Rij:
    """A row whose end is not before its begin."""
    slot_van, slot_tot = slots
    if tot and (tot < van or (tot == van and slot_van and slot_tot and slot_tot < slot_van)):
        raise RijFout("slot_ongeldig")
    return Rij(leerling, van, tot, slot_van, slot_tot, soort, code, op)


def lesuren(begin: str, eind: str) -> tuple[int | None, int | None]:
    """Two lesuur fields; one empty = the other."""
    eerste, laatste = begin or eind, eind or begin
    if not eerste:
        return None, None
    return geheel(eerste, 1, 12, "slot_ongeldig"), geheel(laatste, 1, 12, "slot_ongeldig")


def eerste_slot(tijd: time | None, lestijden: Lestijden) -> int | None:
    """The first slot that ends after `tijd`; None for the begin of the day."""
    if tijd is None or tijd == DAGBEGIN:
        return None
    if not lestijden:
        raise RijFout("slot_ongeldig")
    return min((slot for slot, (_, eind) in lestijden.items() if eind > tijd), default=NA_ALLE_SLOTS)


def laatste_slot(tijd: time | None, lestijden: Lestijden) -> int | None:
    """The last slot that begins before `tijd`; None for the end of the day."""
    if tijd is None or tijd >= DAGEINDE:
        return None
    if not lestijden:
        raise RijFout("slot_ongeldig")
    return max((slot for slot, (begin, _) in lestijden.items() if begin < tijd), default=0)


def slots_van(uren: tuple, tijden: tuple, lestijden: Lestijden) -> tuple[int | None, int | None]:
    """Lesuur fields win over times."""
    if uren != (None, None):
        return uren
    return eerste_slot(tijden[0], lestijden), laatste_slot(tijden[1], lestijden)


# --- standaard ---------------------------------------------------------------------------------------------------


def standaard_slots(rij: dict[str, str]) -> tuple[int | None, int | None]:
    """van and tot in the row's eenheid; tot empty = van."""
    if rij["eenheid"] == "dag":
        return None, None
    begin, eind = slotnummer(rij["van"]), slotnummer(rij["tot"] or rij["van"])
    if any((slot in (OCHTEND, MIDDAG)) != (rij["eenheid"] == "dagdeel") for slot in (begin, eind)):
        raise RijFout("slot_ongeldig")
    return begin, eind


def standaard_rij(rij: dict[str, str]) -> Rij:
    gevuld(rij, "leerlingnummer;datum;soort;eenheid")
    if rij["eenheid"] != "dag":
        gevuld(rij, "van")
    dag, op = datum(rij["datum"]), utc(datumtijd(rij["ingevoerd_op"]))
    assert dag
    een_van(rij["eenheid"], "lesuur dagdeel dag")
    soort = een_van(rij["soort"], "afwezig te_laat verwijderd aanwezig nvt")
    gelezen = span(rij["leerlingnummer"], dag, dag, standaard_slots(rij), soort, rij["code"], op)
    return gelezen._replace(ruw=tuple(rij.values()))


def lees_standaard(naam: str, inhoud: bytes, lestijden: Lestijden) -> list[Rij]:
    rijen = xlsx_rijen(inhoud) if naam.lower().endswith(".xlsx") else csv_rijen(inhoud)
    kolommen = "leerlingnummer;datum;eenheid;van;tot;soort;code;ingevoerd_op"
    return goede_rijen(tabel(rijen, kolommen, "leerlingnummer;datum;eenheid;van;soort"), standaard_rij)


# --- magister ----------------------------------------------------------------------------------------------------


def magister_rij(rij: dict[str, str]) -> Rij:
    gevuld(rij, "stamnr;daanwezigheid;lesuur;type")
    dag, op, slot = datum(rij["daanwezigheid"]), utc(datumtijd(rij["dinvoer"])), lesuren(rij["lesuur"], "")
    assert dag
    if rij["type"] in MAGISTER_GENEGEERD:
        raise RijFout("geen_verzuim")
    soort = MAGISTER_TYPE[een_van(rij["type"], " ".join(MAGISTER_TYPE))]
    gelezen = span(rij["stamnr"], dag, dag, slot, soort, rij["code"], op)
    return gelezen._replace(ruw=tuple(waarde for kolom, waarde in rij.items() if kolom != "omschr"))


def lees_magister(naam: str, inhoud: bytes, lestijden: Lestijden) -> list[Rij]:
    kolommen = "stamnr;daanwezigheid;lesuur;code;omschr;geoorloofd;bluxeverzuim;type;dinvoer"
    return goede_rijen(tabel(csv_rijen(inhoud), kolommen, "stamnr;daanwezigheid;lesuur;type"), magister_rij)


# --- eduarte -----------------------------------------------------------------------------------------------------


def uur_minuut(tekst: str) -> time | None:
    """HHMM, or None for an empty field."""
    if not tekst:
        return None
    if not re.fullmatch(r"([01][0-9]|2[0-3])[0-5][0-9]", tekst):
        raise RijFout("datum_ongeldig")
    return time(int(tekst[:2]), int(tekst[2:]))


def lees_eduarte(naam: str, inhoud: bytes, lestijden: Lestijden) -> list[Rij]:
    def maak(veld: list[str]) -> Rij:
        if len(veld) != 9:
            raise RijFout("te_veel_velden")
        gevuld({"nummer": veld[0], "begin": veld[1]}, "nummer;begin")
        van, tot = datum(veld[1]), datum(veld[3])
        assert van
        tijden = uur_minuut(veld[2]), uur_minuut(veld[4])
        slots = slots_van(lesuren(veld[5], veld[6]), tijden, lestijden)
        tijd_terug = van == tot and slots == (None, None) and tijden[0] and tijden[1] and tijden[1] < tijden[0]
        if tijd_terug:
            raise RijFout("slot_ongeldig")
        return span(veld[0], van, tot, slots, "afwezig", veld[7], VROEGST)._replace(ruw=tuple(veld[:8]))

    return goede_rijen(csv_rijen(inhoud), maak)


# --- somtoday ----------------------------------------------------------------------------------------------------


def moment(waarde: object) -> datetime | None:
    """ISO 8601 with offset, as local time in Amsterdam; None for null."""
    if waarde in (None, ""):
        return None
    try:
        tijd = datetime.fromisoformat(str(waarde))
        if tijd.tzinfo is not None:
            return tijd.astimezone(AMSTERDAM)
    except (ValueError, OverflowError):
        pass
    raise RijFout("datum_ongeldig")


def tekst(waarde: object) -> str:
    """A JSON value as text; null is empty."""
    return "" if waarde is None else str(waarde).strip()


def deel(item: object, naam: str) -> dict[str, Any]:
    """A nested object, or an empty one."""
    waarde = item.get(naam) if isinstance(item, dict) else None
    return waarde if isinstance(waarde, dict) else {}


def lees_somtoday(naam: str, inhoud: bytes, lestijden: Lestijden) -> list[Rij]:
    def maak(item: dict[str, Any]) -> Rij:
        leerling, reden = deel(item, "leerling"), deel(item, "absentieReden")
        nummer, soort = tekst(leerling.get("leerlingnummer")), tekst(reden.get("absentieSoort"))
        gevuld({"nummer": nummer, "begin": tekst(item.get("beginDatumTijd")), "soort": soort}, "nummer;begin;soort")
        begin, eind, op = (moment(item.get(veld)) for veld in ("beginDatumTijd", "eindDatumTijd", "datumTijdInvoer"))
        assert begin
        uren = lesuren(tekst(item.get("beginLesuur")), tekst(item.get("eindLesuur")))
        slots = slots_van(uren, (begin.time(), eind.time() if eind else None), lestijden)
        if uren == (None, None) and eind and eind < begin:
            raise RijFout("slot_ongeldig")
        een_van(soort, " ".join(SOMTODAY_SOORT))
        code, tot = tekst(reden.get("afkorting")), eind.date() if eind else None
        invoer = op.astimezone(UTC) if op else VROEGST
        gelezen = span(nummer, begin.date(), tot, slots, SOMTODAY_SOORT[soort], code, invoer)
        ruw = [reden.get("geoorloofd"), *(item.get(veld) for veld in SOMTODAY_VELDEN)]
        return gelezen._replace(ruw=tuple(tekst(waarde) for waarde in ruw))

    try:
        inhoud_json = json.loads(decodeer(inhoud))
    except ValueError:
        raise Geweigerd("onleesbaar") from None
    items = inhoud_json.get("items") if isinstance(inhoud_json, dict) else None
    if not isinstance(items, list):
        raise Geweigerd("kolom_ontbreekt")
    return goede_rijen([item for item in items if isinstance(item, dict)], maak)


LEZERS = {
    "standaard": (lees_standaard, "csv xlsx"),
    "magister": (lees_magister, "csv"),
    "eduarte": (lees_eduarte, "csv"),
    "somtoday": (lees_somtoday, "json"),
}


def lees_verzuim(dialect: str, naam: str, inhoud: bytes, lestijden: Lestijden) -> list[Rij]:
    """Every row of the file that can have an effect; a file whose form does not fit the dialect is refused."""
    if dialect not in LEZERS:
        raise Geweigerd("onbekend_dialect")
    lezer, vormen = LEZERS[dialect]
    if not re.search(r"\.({})$".format("|".join(vormen.split())), naam.lower()):
        raise Geweigerd("onleesbaar")
    return lezer(naam, inhoud, lestijden)
