"""The trend pages: released figures, hidden ones nowhere, the same numbers in chart and table."""

import json
import re
from datetime import timedelta
from decimal import Decimal

import plotly.graph_objects as go
import pytest

from assets.uitgifte.grafiek import VOLLEDIG_PCT, figuur, grafiek_json, is_onvolledig
from assets.uitgifte.maten import MATEN
from assets.uitgifte.modellen_trend import Cijfer, Reeks
from assets.uitgifte.sjabloon import met_toelichting
from assets.uitgifte.trend import trend_html
from assets.uitgifte.trendwoorden import volledig_zin
from tests.assets.uitgifte.tekst import zichtbaar
from tests.assets.uitgifte.voorbeelden_trend import PEILDATUM, aandeel, cijfer, reeks, voorbeeldtrend

MAXIMUM_BYTES = 2_000_000


@pytest.mark.parametrize(
    ("niveau", "woord"), [("stad", "minder dan 10"), ("swv", "minder dan 10"), ("school", "minder dan 5")]
)
def test_a_hidden_figure_is_a_word(niveau, woord):
    pagina = voorbeeldtrend(niveau, reeksen=(Reeks("thuiszitters_pact_3m", (cijfer(teller=None),)),))
    tekst = zichtbaar(trend_html(pagina))
    assert tekst.count(woord) >= 3
    assert "\n0\n" not in tekst


def test_a_figure_hidden_for_the_sake_of_another_is_not_called_small():
    verborgen = Cijfer(PEILDATUM, None, 12000, None, onderdrukt="aanvullend", volledigheid=Decimal(99))
    pagina = voorbeeldtrend(reeksen=(Reeks("thuiszitters_lrv", (verborgen,)),), uitsplitsingen=(), bewegingen=())
    tekst = zichtbaar(trend_html(pagina))
    assert re.search(r"\(LRV\)\nniet getoond\nPer 1.000 \(95%-marge\)\nniet getoond\nErbij\ngeen gegevens\n", tekst)


@pytest.mark.parametrize("niveau", ["stad", "swv", "school"])
def test_every_number_stands_beside_its_definition(niveau):
    tekst = zichtbaar(trend_html(voorbeeldtrend(niveau)))
    for maat in MATEN.values():
        assert tekst.count(f"\n{maat.definitie}") >= 1


def test_the_six_counts_stand_side_by_side_each_with_what_came_and_what_went():
    tekst = zichtbaar(trend_html(voorbeeldtrend()))
    kaart = ["Telling van OCW", "50", "Per 1.000 (95%-marge)", "4,2 (3,4 tot 5,0)", "Erbij", "minder dan 10"]
    assert "\n".join([*kaart, "Eraf", "minder dan 10", "De eerste twee tellingen samen"]) in tekst
    assert trend_html(voorbeeldtrend()).count('class="kaart"') == 6


def test_an_older_figure_is_never_shown_as_that_of_this_week():
    oud = Reeks("thuiszitters_lrv", (cijfer(PEILDATUM - timedelta(weeks=1), 40),))
    kop = zichtbaar(trend_html(voorbeeldtrend(reeksen=(oud,), uitsplitsingen=(), bewegingen=()))).split(
        "Wat is er ver"
    )[0]
    assert "\ngeen gegevens\nPer 1.000 (95%-marge)\ngeen gegevens\n" in kop
    assert "\n40\n" not in kop


def test_the_chart_holds_what_the_table_holds_and_gaps_for_the_hidden():
    punten = reeks("thuiszitters_lrv").cijfers
    spoor = json.loads(grafiek_json(MATEN["thuiszitters_lrv"], punten))["data"][-1]
    assert spoor["y"] == [None if p.waarde is None else float(p.waarde) for p in punten]
    assert spoor["y"][:3] == [None, None, None]
    assert spoor["connectgaps"] is False


def test_the_band_never_runs_over_a_gap():
    punten = [cijfer(PEILDATUM + timedelta(weeks=n), None if n == 2 else 40) for n in range(5)]
    sporen = json.loads(grafiek_json(MATEN["thuiszitters_lrv"], punten))["data"][:-1]
    assert [len(spoor["x"]) for spoor in sporen] == [2, 2, 2, 2]


@pytest.mark.parametrize(
    ("pct", "onvolledig"), [("94.9", True), (str(VOLLEDIG_PCT), False), ("100.0", False), (None, False)]
)
def test_a_week_is_incomplete_below_the_limit(pct, onvolledig):
    punt = aandeel(PEILDATUM, 64, pct)
    assert is_onvolledig(punt) is onvolledig
    vlakken = json.loads(grafiek_json(MATEN["verzuim_totaal"], [punt]))["layout"].get("shapes", [])
    assert len(vlakken) == onvolledig


@pytest.mark.parametrize(("niveau", "aantal"), [("school", len(MATEN)), ("stad", len(MATEN) - 2)])
def test_completeness_stands_above_every_chart(niveau, aantal):
    html = trend_html(voorbeeldtrend(niveau))
    delen = html.split('<section aria-labelledby="kop-grafiek')[1:]
    assert len(delen) == aantal
    for deel in delen:
        assert 0 < deel.index("lestijd aangeleverd") < deel.index("<table")
        if "<figure>" in deel:
            assert deel.index("lestijd aangeleverd") < deel.index("<figure>") < deel.index("<table")


def test_incomplete_weeks_are_named_or_counted():
    weken = [aandeel(PEILDATUM - timedelta(weeks=n), 60, "50.0") for n in range(6, 0, -1)] + [aandeel(PEILDATUM, 60)]
    assert volledig_zin(weken[5:]).endswith("want er missen gegevens: week 45.")
    assert "week 40, week 41" in volledig_zin(weken)
    zeven = [aandeel(PEILDATUM - timedelta(weeks=7), 60, "50.0"), *weken]
    assert "Van 7 weken missen gegevens." in volledig_zin(zeven)


def test_a_week_without_lessons_is_said():
    assert volledig_zin([aandeel(PEILDATUM, 60, None)]) == "In week 46 was er geen les."


def test_parts_stand_by_name_and_not_by_height():
    tekst = zichtbaar(trend_html(voorbeeldtrend()))
    assert tekst.index("Noord-fictief\nminder dan 10\n6,4%") < tekst.index("Zuid-fictief\n25\n6,4%")


def test_the_sentence_on_the_fictitious_city_stands_on_top_when_given():
    pagina = voorbeeldtrend()
    zin = "Deze stad is verzonnen. Lang verzuim komt hier vaker voor dan in het echt."
    assert zin not in trend_html(pagina)
    with met_toelichting(zin):
        bladzijde = trend_html(pagina)
    assert bladzijde.index(zin) < bladzijde.index("<h1")


def test_a_name_cannot_break_out_of_the_page():
    html = trend_html(voorbeeldtrend(naam="</script><b>x"))
    assert "</script><b>" not in html


def test_the_page_is_small_and_the_same_twice_and_loads_nothing():
    html = trend_html(voorbeeldtrend())
    assert len(html.encode()) < MAXIMUM_BYTES
    assert html == trend_html(voorbeeldtrend())
    assert html.count("<script") == 2
    assert not re.search(r"<(script|link|img|iframe)[^>]*(src|href)=", html)
    assert '"showSendToCloud": false' in html and '"displaylogo": false' in html


def test_plotly_takes_a_chart_as_it_stands():
    for deel in voorbeeldtrend().reeksen:
        maat = MATEN.get(deel.maat)
        if maat:
            beeld = figuur(maat, deel.cijfers)
            assert go.Figure(beeld).to_plotly_json()["data"][-1]["mode"] == beeld["data"][-1]["mode"]
    with pytest.raises(ValueError):
        go.Figure({"data": [{"type": "scatter", "mode": "zigzag"}]})
