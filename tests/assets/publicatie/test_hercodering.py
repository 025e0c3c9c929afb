"""A school that changes its codes: a number of schools, grey when it has many of the lessons, and never a trend."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import duckdb
import pytest

from assets.publicatie.bron import Trendrij
from assets.publicatie.hercodering import hercoderingen_van
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
LESWEKEN = nummer_lesweken({PEILDATUM - n * WEEK: n != 2 for n in range(10)})
GEHEEL = [aandeel(week.zondag, 60) for week in LESWEKEN]
VERSIES = [  # Sunday (weeks ago), school, delivery of codes, its version (weeks ago)
    (3, "A", 1, 9), (2, "A", 1, 9), (1, "A", 2, 1), (0, "A", 2, 1),
    (1, "B", None, None), (0, "B", 5, 0),  # its first table
    (1, "C", 7, 4), (0, "C", 8, 0),
    (0, "D", 9, 0),  # a new school
]  # fmt: skip


def test_a_school_counts_when_another_table_came_and_not_for_its_first():
    con = duckdb.connect()
    con.execute("ATTACH ':memory:' AS school; CREATE SCHEMA school.kern")
    con.execute("CREATE TABLE school.kern.versie (peildatum DATE, brin6 TEXT, code_levering BIGINT, code_versie DATE)")
    for weken, brin6, levering, versie in VERSIES:
        dag = None if versie is None else PEILDATUM - versie * WEEK
        con.execute(
            "INSERT INTO school.kern.versie VALUES (?, ?, ?, ?)", [PEILDATUM - weken * WEEK, brin6, levering, dag]
        )
    uit = con.execute(lees_sql("stad_hercodering"), {"peildatum": PEILDATUM}).fetchall()
    assert uit == [(PEILDATUM - WEEK, "A"), (PEILDATUM, "C")]
    assert con.execute(lees_sql("stad_hercodering"), {"peildatum": PEILDATUM - WEEK}).fetchall() == uit[:1]


def rij(code: str, zondag: date, noemer: int) -> Trendrij:
    return Trendrij(zondag, "school", code, "po", "verzuim_totaal", 300, noemer, 1, 1, 1, "", Decimal(100))


@pytest.mark.parametrize(("noemer", "is_groot"), [(149_700, False), (150_000, True), (150_300, True)])
def test_a_week_is_grey_from_a_twentieth_of_the_lessons_on(noemer, is_groot):
    (stuk,) = hercoderingen_van([(PEILDATUM, "A")], LESWEKEN, GEHEEL, [rij("A", PEILDATUM, noemer)])
    assert stuk == Hercodering(PEILDATUM, 1, is_groot)


def test_a_change_in_a_holiday_counts_from_the_next_lesweek_and_only_schools_of_the_page():
    rijen = [rij(code, PEILDATUM - WEEK, 100_000) for code in "AB"]
    wissels = [(PEILDATUM - 2 * WEEK, "A"), (PEILDATUM - WEEK, "B"), (PEILDATUM - WEEK, "C")]
    assert hercoderingen_van(wissels, LESWEKEN, GEHEEL, rijen) == (Hercodering(PEILDATUM - WEEK, 2, True),)
    assert hercoderingen_van([(PEILDATUM + WEEK, "A")], LESWEKEN, GEHEEL, rijen) == ()


def pagina(*hercodering: Hercodering, waarde: int = 40):
    reeksen = [
        Reeks(maat, tuple(aandeel(week.zondag, waarde if week.zondag < PEILDATUM else 90) for week in LESWEKEN))
        for maat in ("verzuim_totaal", "verzuim_ongeoorloofd", "verzuim_geoorloofd")
    ]
    return voorbeeldtrend(reeksen=tuple(reeksen), lesweken=LESWEKEN, hercodering=hercodering, uitsplitsingen=())


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
