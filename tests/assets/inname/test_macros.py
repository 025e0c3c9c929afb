"""The typing in SQL against Python's own calendar and time zones."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assets.inname.klaarzetten import sql

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
CON = duckdb.connect()
CON.execute(sql("macros"))
MOMENTEN = st.datetimes(datetime(1997, 1, 1), datetime(2060, 12, 31)).map(lambda moment: moment.replace(microsecond=0))
OMZETTINGEN = st.builds(
    lambda jaar, maand, minuten: datetime(jaar, maand, 31) - timedelta(days=6) + timedelta(minutes=minuten),
    st.integers(1997, 2060),
    st.sampled_from([3, 10]),
    st.integers(0, 7 * 24 * 60),
)


def waarde(uitdrukking: str, *parameters):
    return CON.execute(f"select {uitdrukking}", list(parameters)).fetchall()[0][0]


@settings(max_examples=150, deadline=None)
@given(MOMENTEN | OMZETTINGEN)
def test_local_time_to_utc_is_the_first_of_two(moment):
    verwacht = moment.replace(tzinfo=AMSTERDAM, fold=0).astimezone(UTC).replace(tzinfo=None)
    assert waarde("naar_utc(?::timestamp)", moment) == verwacht


@settings(max_examples=150, deadline=None)
@given(MOMENTEN | OMZETTINGEN, st.sampled_from(["Z", "+01:00", "+0200", "-05:30", "+00:00"]))
def test_a_moment_with_an_offset_is_turned_into_amsterdam(moment, verschil):
    utc = datetime.fromisoformat(f"{moment.isoformat()}{verschil}").astimezone(UTC)
    tekst = f"{moment.isoformat()}.000{verschil}"
    gelezen = CON.execute(sql("momenten").replace("/* teksten */", "select ? as tekst"), [tekst]).fetchall()
    lokaal = utc.astimezone(AMSTERDAM).replace(tzinfo=None)
    verwacht = (tekst, utc.replace(tzinfo=None), lokaal, lokaal.date().isoformat(), lokaal.time().isoformat())
    assert gelezen == [verwacht]


@settings(max_examples=100, deadline=None)
@given(st.dates(), st.sampled_from(["%Y-%m-%d", "%d-%m-%Y", "%Y%m%d"]))
def test_each_way_of_writing_a_date_is_read(dag, vorm):
    tekst = dag.strftime(vorm.replace("%Y", f"{dag.year:04d}"))
    assert waarde("datum(?)", tekst) == dag


@pytest.mark.parametrize(
    "tekst",
    ["2026-02-29", "29-02-2026", "20260229", "2026-2-1", "1-2-2026", "2026/02/01", "2026-02-01x", "", "02-01-26"],
)
def test_what_is_no_date_is_null(tekst):
    assert waarde("datum(?)", tekst) is None


@pytest.mark.parametrize(
    ("tekst", "verwacht"),
    [
        ("2026-11-02", datetime(2026, 11, 2)),
        ("02-11-2026 08:30", datetime(2026, 11, 2, 8, 30)),
        ("20261102T08:30:15", datetime(2026, 11, 2, 8, 30, 15)),
        ("2026-11-02T23:59:59", datetime(2026, 11, 2, 23, 59, 59)),
        ("2026-11-02 24:00", None),
        ("2026-11-02 8:30", None),
        ("2026-11-02 08:30 uur", None),
        ("2026-11-31 08:30", None),
    ],
)
def test_a_moment_has_an_optional_time(tekst, verwacht):
    assert waarde("kaal_moment(?)", tekst) == verwacht


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 999_999_999))
def test_the_eleven_test_takes_bsn_and_onderwijsnummer_only(getal):
    cijfers = [int(cijfer) for cijfer in f"{getal:09d}"]
    gewichten = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    rest = sum(gewicht * cijfer for gewicht, cijfer in zip(gewichten, cijfers, strict=True)) % 11
    geldig = rest in (0, 5) and getal > 0
    assert waarde("geldig_pgn(?)", f"{getal:09d}") == (f"{getal:09d}" if geldig else None)


@pytest.mark.parametrize(
    ("tekst", "slot"),
    [("0", None), ("1", 1), ("01", 1), ("12", 12), ("13", None), ("ochtend", 21), ("middag", 22), ("Ochtend", None)],
)
def test_slots(tekst, slot):
    assert waarde("slotnummer(?)", tekst) == slot
