"""Support for a class, a team or the school on the trend page: which weeks, what a reader sees, what the page holds."""

import json
import re
from dataclasses import replace
from datetime import date, timedelta

import plotly.graph_objects as go
import pytest

from assets.uitgifte.grafiek import HOOGTE, MEEST_TEKENS, RUIMTE, figuur, grafiek_json
from assets.uitgifte.inzet import MEEST_BALKEN, balken, in_week, letters_van, met_letters, voor_klas, voor_wie
from assets.uitgifte.maten import MATEN
from assets.uitgifte.modellen_trend import Cijfer, Inzet, Klastrend
from assets.uitgifte.trend import trend_html
from tests.assets.uitgifte.tekst import zichtbaar
from tests.assets.uitgifte.voorbeelden_trend import PEILDATUM, WEKEN, aandeel, reeks, voorbeeldtrend

ZONDAG = date(2026, 11, 8)
TOTAAL = MATEN["verzuim_totaal"]
KLAS, SCHOOL = met_letters(
    [
        Inzet("klas", "1A", "groepstraining", "KOOS Utrecht", date(2026, 9, 9), date(2026, 10, 14)),
        Inzet("school", "", "spreekuur", "", date(2026, 10, 5), None),
    ]
)


def pagina(*inzet: Inzet, **velden):
    return voorbeeldtrend("school", inzet=met_letters(inzet), uitsplitsingen=(), bewegingen=(), **velden)


@pytest.mark.parametrize(
    ("begin", "eind", "verwacht"),
    [
        ("2026-11-01", "2026-11-01", False),
        ("2026-11-01", "2026-11-02", True),  # the Monday
        ("2026-11-08", "2026-11-20", True),  # the Sunday
        ("2026-11-09", None, False),
        ("2026-11-08", None, True),
    ],
)
def test_a_week_has_support_when_it_was_given_on_any_of_its_days(begin, eind, verwacht):
    stuk = replace(SCHOOL, begin=date.fromisoformat(begin), eind=date.fromisoformat(eind) if eind else None)
    assert in_week(stuk, ZONDAG) is verwacht


@pytest.mark.parametrize(
    ("niveau", "klas", "verwacht"),
    [
        ("klas", "1A", "klas 1A"),
        ("klas", "", "een klas"),
        ("team", "1A", "een team"),
        ("school", "", "de hele school"),
    ],
)
def test_a_reader_sees_whom_the_support_is_for(niveau, klas, verwacht):
    assert voor_wie(replace(SCHOOL, niveau=niveau, klas=klas)) == verwacht


@pytest.mark.parametrize(("plaats", "verwacht"), [(0, "A"), (25, "Z"), (26, "A2"), (52, "A3")])
def test_every_support_has_a_letter_of_its_own(plaats, verwacht):
    letters = [stuk.letter for stuk in met_letters([SCHOOL] * 53)]
    assert letters[plaats] == verwacht
    assert len(set(letters)) == 53


def test_the_table_of_weeks_names_the_letters_of_each_week():
    tekst = zichtbaar(trend_html(pagina(KLAS, SCHOOL)))
    assert "\nWeek\nDeel van de lestijd (95%-marge)\nAangeleverd\nInzet\n" in tekst
    for zondag, letters in ((date(2026, 9, 6), "geen"), (date(2026, 9, 13), "A"), (date(2026, 10, 11), "A en B")):
        assert letters_van((KLAS, SCHOOL), zondag) == letters
        rij = tekst.split(f"week {zondag.isocalendar().week} van 2026\n", 1)[1].split("\nweek ", 1)[0]
        assert rij.endswith(f"\n{letters}")


def test_the_table_of_support_holds_all_that_the_gemeente_told():
    tekst = zichtbaar(trend_html(pagina(KLAS, SCHOOL)))
    assert "\nA\nklas 1A\ngroepstraining\nKOOS Utrecht\n09-09-2026\n14-10-2026\n" in tekst
    assert "\nB\nde hele school\nspreekuur\nonbekend\n05-10-2026\nloopt nog\n" in tekst


def test_a_page_says_that_a_line_proves_nothing():
    assert "Dat zegt niet dat het door de inzet komt." in zichtbaar(trend_html(pagina(KLAS)))


def test_a_class_with_support_has_a_line_of_its_own_under_its_own_support_and_that_of_the_school():
    ander = replace(KLAS, klas="2B", soort="time-out")
    klas = Klastrend("1A", tuple(aandeel(PEILDATUM - timedelta(weeks=n), 80 + n) for n in (9, 8, 2, 1, 0)))
    html = trend_html(pagina(KLAS, ander, SCHOOL, klassen=(klas,)))
    deel = zichtbaar(html).split("Klas 1A: gemiste lestijd\n", 1)[1].split("\nGemiste lestijd\n", 1)[0]
    assert "Klas 2B" not in zichtbaar(html) and "Een klas met inzet heeft hieronder een eigen lijn" in zichtbaar(html)
    assert "week 46 van 2026\n8,0% (7,6 tot 8,4%)\n98,5%\nC" in deel
    assert "week 37 van 2026\n8,9% (8,5 tot 9,3%)\n98,5%\nA" in deel
    figuren = re.findall(r'\["grafiek-klas-1",(\{.*?\})\],\["|\["grafiek-klas-1",(.*)\]\]\)', html)
    assert figuren and "A: groepstraining, klas 1A" in str(figuren) and "time-out" not in str(figuren)


def test_of_a_class_without_figures_the_page_asks_whether_its_name_is_right():
    zin = "Van klas 1A zijn er geen gegevens."
    assert zin in zichtbaar(trend_html(pagina(KLAS)))
    nog_niet = replace(KLAS, begin=PEILDATUM + timedelta(days=1), eind=None)
    assert zin not in zichtbaar(trend_html(pagina(nog_niet)))
    klein = Klastrend("1A", (Cijfer(PEILDATUM, None, None, None, onderdrukt="klein"),))
    tekst = zichtbaar(trend_html(pagina(KLAS, klassen=(klein,))))
    assert zin not in tekst and "Alle weken zijn te klein om te tekenen." in tekst


@pytest.mark.parametrize(("klas", "verwacht"), [("1A", "AB"), ("2B", "B")])
def test_a_class_is_given_what_its_school_is_given_too(klas, verwacht):
    assert "".join(stuk.letter for stuk in voor_klas((KLAS, SCHOOL), klas)) == verwacht


@pytest.mark.parametrize("niveau", ["stad", "swv"])
def test_directors_see_no_support(niveau):
    assert "Inzet" not in zichtbaar(trend_html(voorbeeldtrend(niveau)))


def test_a_school_without_support_is_told_so_and_has_no_column():
    tekst = zichtbaar(trend_html(pagina()))
    assert "De gemeente heeft geen inzet" in tekst
    assert "\nInzet\n" not in tekst


def test_a_bar_runs_from_the_first_to_the_last_week_shown():
    cijfers = reeks("verzuim_totaal").cijfers
    klas, school = balken((KLAS, SCHOOL), cijfers)
    assert (klas.van, klas.tot) == (date(2026, 9, 13), date(2026, 10, 18))
    assert (school.van, school.tot) == (date(2026, 10, 11), PEILDATUM)
    lang = replace(SCHOOL, begin=PEILDATUM - timedelta(weeks=2 * WEKEN))
    assert balken((lang,), cijfers)[0].van == cijfers[0].peildatum


@pytest.mark.parametrize(("begin", "aantal"), [(PEILDATUM, 1), (PEILDATUM + timedelta(days=1), 0)])
def test_what_has_not_begun_has_no_bar(begin, aantal):
    assert len(balken((replace(SCHOOL, begin=begin),), reeks("verzuim_totaal").cijfers)) == aantal


def test_of_many_only_the_newest_are_drawn_and_the_page_says_so():
    veel = met_letters([replace(SCHOOL, begin=SCHOOL.begin + timedelta(days=n)) for n in range(MEEST_BALKEN + 1)])
    assert [balk.letter for balk in balken(veel, reeks("verzuim_totaal").cijfers)] == list("BCDEFGH")[:MEEST_BALKEN]
    zin = f"alleen de {MEEST_BALKEN} die het laatst begonnen"
    assert zin in zichtbaar(trend_html(pagina(*veel)))
    assert zin not in zichtbaar(trend_html(pagina(*veel[1:])))


def test_plotly_takes_the_chart_and_the_line_keeps_its_height():
    cijfers = reeks("verzuim_totaal").cijfers
    opmaak = go.Figure(figuur(TOTAAL, cijfers, (KLAS, SCHOOL))).layout
    assert opmaak.height == HOOGTE + 2 * RUIMTE
    assert opmaak.height - opmaak.margin.t == HOOGTE - figuur(TOTAAL, cijfers)["layout"]["margin"]["t"]  # pyright: ignore
    assert [(s.x0, s.x1) for s in opmaak.shapes if s.y0 > 1] == [
        ("2026-09-10", "2026-10-21"),
        ("2026-10-08", "2026-11-18"),
    ]
    assert [a.text for a in opmaak.annotations] == ["A: groepstraining, klas 1A", "B: spreekuur, school"]


@pytest.mark.parametrize(("langer", "afgekapt"), [(-1, False), (0, False), (1, True)])
def test_a_text_that_does_not_fit_a_telephone_is_cut(langer, afgekapt):
    soort = "x" * (MEEST_TEKENS - len("A: , school") + langer)
    (tekst,) = figuur(TOTAAL, reeks("verzuim_totaal").cijfers, (replace(SCHOOL, soort=soort),))["layout"]["annotations"]  # pyright: ignore
    assert tekst["text"].endswith("…") is afgekapt


def test_the_text_of_a_late_bar_ends_where_the_bar_ends():
    cijfers = reeks("verzuim_totaal").cijfers
    vroeg = replace(SCHOOL, begin=cijfers[0].peildatum, eind=cijfers[3].peildatum)
    teksten = figuur(TOTAAL, cijfers, (vroeg, SCHOOL))["layout"]["annotations"]  # pyright: ignore
    assert [t["xanchor"] for t in teksten] == ["left", "right"]


def test_words_of_the_gemeente_are_text_and_never_code():
    kwaad = replace(SCHOOL, soort="<b>x</b></script>", aanbieder='<img src="x">')
    html = trend_html(pagina(kwaad))
    assert "<b>x</b>" not in html
    assert "<img" not in html
    layout = json.loads(grafiek_json(TOTAAL, [aandeel(PEILDATUM, 60)], (kwaad,)))["layout"]
    assert layout["annotations"][0]["text"].startswith("B: &lt;b&gt;x")
