"""A school that changes its codes: a number of schools, grey when it has many of the lessons, and never a trend."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import duckdb
import pytest

from assets.publicatie.hercodering import STAD, hercoderingen_van
from assets.publicatie.vrijgave import lees_sql
from assets.uitgifte.grafiek_jaren import figuur_aandelen
from assets.uitgifte.modellen_stad import Hercodering
from assets.uitgifte.modellen_trend import Reeks
from assets.uitgifte.trend import trend_html
from assets.uitgifte.zinnen import citaten, hercodering_zin, veranderingen
from models.statistiek.schooljaren import nummer_lesweken
from tests.assets.uitgifte.tekst import zichtbaar
from tests.assets.uitgifte.test_taal import moeilijk
from tests.assets.uitgifte.voorbeelden_trend import PEILDATUM, aandeel, voorbeeldtrend

WEEK = timedelta(weeks=1)
LESZONDAGEN = tuple(PEILDATUM - n * WEEK for n in reversed(range(10)) if n != 2)
GEHEEL = [aandeel(zondag, 60) for zondag in LESZONDAGEN]
VERSIES = [  # Sunday (weeks ago), school, delivery of codes, its version (weeks ago)
    (3, "A", 1, 9), (2, "A", 1, 9), (1, "A", 2, 1), (0, "A", 2, 1),
    (1, "B", None, None), (0, "B", 5, 0),  # its first table
    (1, "C", 7, 4), (0, "C", 8, 0),
    (0, "D", 9, 0),  # a new school
]  # fmt: skip
SWV = {"A": "PO01", "B": "PO01", "C": "VO01", "D": None}
VOL = {school: 1000 for school in SWV}


def huis(bekend: dict[str, int], zonder_les: tuple[tuple[int, str], ...] = (), versies=VERSIES):
    """The tables that the door reads: known minutes per school in each of four weeks, but the ones without lessons."""
    con = duckdb.connect()
    con.execute("ATTACH ':memory:' AS school; CREATE SCHEMA school.kern; CREATE SCHEMA school.publicatie")
    con.execute("CREATE SCHEMA school.bron; CREATE TABLE school.bron.school (peildatum DATE, brin6 TEXT, swv TEXT)")
    con.execute("CREATE TABLE school.kern.versie (peildatum DATE, brin6 TEXT, code_levering BIGINT, code_versie DATE)")
    con.execute(
        "CREATE TABLE school.publicatie.weektelling "
        "(peildatum DATE, brin6 TEXT, maat TEXT, bekend_min BIGINT, plan_min BIGINT)"
    )
    for weken, brin6, levering, versie in versies:
        dag = None if versie is None else PEILDATUM - versie * WEEK
        con.execute(
            "INSERT INTO school.kern.versie VALUES (?, ?, ?, ?)", [PEILDATUM - weken * WEEK, brin6, levering, dag]
        )
    for weken, (brin6, minuten) in product(range(4), bekend.items()):
        zondag = PEILDATUM - weken * WEEK
        con.execute("INSERT INTO school.bron.school VALUES (?, ?, ?)", [zondag, brin6, SWV[brin6]])
        for maat in ("verzuim_totaal", "verzuim_geoorloofd") if (weken, brin6) not in zonder_les else ():
            con.execute(
                "INSERT INTO school.publicatie.weektelling VALUES (?, ?, ?, ?, 9999)", [zondag, brin6, maat, minuten]
            )
    return con


def door_de_deur(con, peildatum: date = PEILDATUM, vanaf: date = PEILDATUM - 3 * WEEK):
    return con.execute(lees_sql("stad_hercodering"), {"peildatum": peildatum, "vanaf": vanaf})


def test_the_door_lets_counts_pass_and_no_school():
    uit = door_de_deur(huis(VOL))
    assert [kolom[0] for kolom in uit.description] == ["swv", "peildatum", "scholen", "deel_pct"]
    assert not {waarde for rij in uit.fetchall() for waarde in rij} & set(SWV)


def test_a_school_counts_when_another_table_came_and_not_for_its_first():
    con = huis(VOL)
    uit = door_de_deur(con).fetchall()
    assert uit == [
        ("", PEILDATUM - WEEK, 1, 25), ("", PEILDATUM, 1, 25),
        ("PO01", PEILDATUM - WEEK, 1, 50),
        ("VO01", PEILDATUM, 1, 100),
    ]  # fmt: skip
    assert door_de_deur(con, PEILDATUM - WEEK).fetchall() == [uit[0], uit[2]]
    assert door_de_deur(con, vanaf=PEILDATUM).fetchall() == [uit[1], uit[3]]


def test_a_change_in_a_holiday_counts_once_from_the_next_lesweek_of_the_school():
    twee_keer = [*VERSIES[:4], (0, "A", 3, 0)]
    con = huis(VOL, zonder_les=((1, "A"),), versies=[v for v in twee_keer if v != (0, "A", 2, 1)])
    assert door_de_deur(con).fetchall() == [("", PEILDATUM, 1, 25), ("PO01", PEILDATUM, 1, 50)]
    assert door_de_deur(huis(VOL, zonder_les=((0, "C"), (1, "A"), (0, "A")))).fetchall() == []


@pytest.mark.parametrize(("minuten", "is_groot"), [(499, False), (500, True), (501, True)])
def test_a_week_is_grey_from_a_twentieth_of_the_lessons_on(minuten, is_groot):
    rijen = door_de_deur(huis({"A": 0, "B": 9500 - minuten, "C": minuten, "D": 500})).fetchall()
    assert hercoderingen_van(rijen)[STAD][-1] == Hercodering(PEILDATUM, 1, is_groot)
    assert hercoderingen_van(rijen)["VO01"] == (Hercodering(PEILDATUM, 1, True),)


def test_a_week_of_which_no_minute_is_known_is_not_grey():
    rijen = door_de_deur(huis(dict.fromkeys(SWV, 0))).fetchall()
    assert hercoderingen_van(rijen)["VO01"] == (Hercodering(PEILDATUM, 1, False),)


def pagina(*hercodering: Hercodering, waarde: int = 40):
    reeksen = [
        Reeks(maat, tuple(aandeel(zondag, waarde if zondag < PEILDATUM else 90) for zondag in LESZONDAGEN))
        for maat in ("verzuim_totaal", "verzuim_ongeoorloofd", "verzuim_geoorloofd")
    ]
    return voorbeeldtrend(
        reeksen=tuple(reeksen), lesweken=(), leszondagen=LESZONDAGEN, hercodering=hercodering, uitsplitsingen=()
    )


@pytest.mark.parametrize(
    ("hercodering", "woord"),
    [
        ((), "4,0%: nu hoger"),
        ((Hercodering(PEILDATUM, 9, False),), "4,0%: nu hoger"),
        ((Hercodering(PEILDATUM, 1, True),), "4,0% (andere codes)"),
        ((Hercodering(PEILDATUM - 5 * WEEK, 1, True),), "4,0%: nu hoger"),  # as early as what is compared with
    ],
)
def test_no_verdict_on_a_share_by_reason_over_a_change_of_codes(hercodering, woord):
    rijen = {rij_.maat.naam: rij_ for rij_ in veranderingen(pagina(*hercodering))}
    assert rijen["verzuim_ongeoorloofd"].eerder == rijen["verzuim_geoorloofd"].eerder == woord
    assert rijen["verzuim_totaal"].eerder == "4,0%: nu hoger"


def test_the_quote_about_the_reason_says_so_too():
    twee = nummer_lesweken({PEILDATUM - n * WEEK: True for n in range(68)})
    cijfers = (aandeel(PEILDATUM - 52 * WEEK, 40), aandeel(PEILDATUM, 90))
    deel = pagina(Hercodering(PEILDATUM - WEEK, 3, True))
    deel = replace(deel, lesweken=twee, reeksen=(Reeks("verzuim_ongeoorloofd", cijfers),))
    assert citaten(deel)[2][1].endswith("een jaar eerder was dat 4,0% (andere codes).")


def test_the_page_tells_of_a_school_without_its_name_and_draws_a_large_change_grey():
    klein, groot = Hercodering(PEILDATUM - WEEK, 1, False), Hercodering(PEILDATUM, 12, True)
    zin = hercodering_zin(pagina(klein, groot))
    assert zin.startswith(
        "Andere codes voor redenen, vanaf week 45 van 2026 (een school) en week 46 van 2026 (12 scholen)."
    )
    assert moeilijk(zin) == []
    assert zichtbaar(trend_html(pagina(klein, groot))).count(zin) == 2
    assert hercodering_zin(pagina()) == ""
    eerder = Hercodering(date(2026, 5, 10), 4, False)  # of the schooljaar before
    assert hercodering_zin(pagina(eerder)) == ""
    assert "vanaf week 19 van 2026 (4 scholen)" in hercodering_zin(pagina(replace(eerder, is_groot=True)))
    vlakken = figuur_aandelen({"verzuim_totaal": GEHEEL}, (klein, groot))["layout"]["shapes"]  # type: ignore[index]
    assert len(vlakken) == 1
