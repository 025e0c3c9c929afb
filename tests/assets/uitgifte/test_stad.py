"""The pages of directors: sentences that stay true when figures are hidden, gaps that stay gaps, no small movement."""

import json
import re
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise

import plotly.graph_objects as go
import pytest

from assets.uitgifte.bijlage import METING, alarmproef
from assets.uitgifte.grafiek_delen import figuur_trechter, keuze_json
from assets.uitgifte.grafiek_jaren import OPVALLEND, VERWACHT, ZONDER_SEIZOEN, figuur_aandelen, figuur_jaren
from assets.uitgifte.maten import MATEN
from assets.uitgifte.modellen_stad import Hercodering
from assets.uitgifte.modellen_trend import Beweging, Cijfer, Reeks
from assets.uitgifte.stad import trechter_zin
from assets.uitgifte.stroombeeld import DUNST, HOOGSTE, leg_uit, stroom_svg
from assets.uitgifte.trend import trend_html
from assets.uitgifte.zinnen import BREUK, alarm_zin, citaten, seizoen_zin, veranderingen, verschil, verwacht_zin
from benchmarks.alarm import BEGIN, EIND, VERSLAG
from models.statistiek.samen import OPVALLEND_DEEL
from models.statistiek.schooljaren import nummer_lesweken
from tests.assets.uitgifte.tekst import zichtbaar
from tests.assets.uitgifte.test_taal import LANGST_HOOGSTENS, moeilijk
from tests.assets.uitgifte.voorbeelden_trend import (
    PEILDATUM,
    aandeel,
    beeld,
    cijfer,
    lesweken,
    reeks,
    trechters,
    voorbeeldtrend,
)

WEEK = timedelta(weeks=1)
OCW, GEMIST, ONGEOORLOOFD = "thuiszitters_ocw", "verzuim_totaal", "verzuim_ongeoorloofd"
TWEE_JAAR = nummer_lesweken({PEILDATUM - n * WEEK: True for n in range(68)})
"""From August 2025 on, without a holiday: the newest is lesweek 16, as 52 weeks before."""


def pagina(*reeksen: Reeks, **velden):
    return voorbeeldtrend(reeksen=reeksen, lesweken=TWEE_JAAR, **velden)


def verborgen(onderdrukt: str) -> Cijfer:
    return Cijfer(PEILDATUM, None, 12000, None, onderdrukt=onderdrukt, volledigheid=Decimal(99))  # type: ignore[arg-type]


def gemist(*tienden: tuple[int, int], volledigheid: str = "98.5") -> Reeks:
    """The share in tenths of a percent, so many weeks before the peildatum, oldest first."""
    cijfers = (aandeel(PEILDATUM - weken * WEEK, waarde, volledigheid) for weken, waarde in tienden)
    return Reeks(GEMIST, tuple(cijfers))


@pytest.mark.parametrize(
    ("cijfers", "zin"),
    [
        ((cijfer(),), "ongeveer 40 leerlingen in de telling van OCW, 3,3 per 1.000."),
        ((verborgen("klein"),), "staan in de stad minder dan 10 leerlingen in de telling van OCW."),
        ((verborgen("aanvullend"),), "tonen wij het aantal in de telling van OCW in de stad niet"),
        ((cijfer(PEILDATUM - WEEK),), "is de telling van OCW in de stad niet bekend."),
    ],
)
def test_the_first_quote_is_about_the_count_of_ocw_and_true_when_it_is_hidden(cijfers, zin):
    maat, gevonden = citaten(pagina(Reeks(OCW, cijfers)))[0]
    assert maat == OCW
    assert gevonden.startswith("Op 15 november 2026") and zin in gevonden


@pytest.mark.parametrize(
    ("reeks_", "zin"),
    [
        (gemist((0, 72)), "In week 46 is in de stad 7,2% van de lestijd gemist."),
        (gemist((4, 70), (0, 72)), "vier lesweken eerder was dat 7,0% (binnen de marge)."),
        (gemist((4, 60), (0, 72)), "was dat 6,0% (nu hoger)."),
        (gemist((4, 90), (0, 72)), "was dat 9,0% (nu lager)."),
        (gemist((4, 90), (0, 72), volledigheid="94.9"), "7,2% van de lestijd gemist, maar er missen gegevens."),
        (gemist((4, 90)), "is nu geen cijfer te geven."),
    ],
)
def test_the_second_quote_compares_with_four_lesweken_before_and_never_with_a_late_week(reeks_, zin):
    assert citaten(pagina(reeks_))[1][1].endswith(zin)


def test_the_third_quote_compares_with_the_same_lesweek_of_the_year_before():
    cijfers = (aandeel(PEILDATUM - 52 * WEEK, 19), aandeel(PEILDATUM - 4 * WEEK, 90), aandeel(PEILDATUM, 20))
    zin = citaten(pagina(Reeks(ONGEOORLOOFD, cijfers)))[2][1]
    assert "een jaar eerder was dat 1,9%" in zin


def test_a_quote_of_a_samenwerkingsverband_names_it():
    deel = voorbeeldtrend("swv", naam="Samenwerkingsverband PO2601", lesweken=TWEE_JAAR)
    assert all("in samenwerkingsverband PO2601" in zin for _, zin in citaten(deel)[:2])


@pytest.mark.parametrize("teller", [40, None])
@pytest.mark.parametrize(("volledigheid", "is_laat"), [("94.9", True), ("95.0", False), ("95.1", False)])
def test_the_first_quote_says_that_a_week_is_late(teller, volledigheid, is_laat):
    laat = replace(cijfer(teller=teller), volledigheid=Decimal(volledigheid))
    zin = citaten(pagina(Reeks(OCW, (laat,))))[0][1]
    assert zin.endswith(", maar er missen gegevens.") is is_laat


def zonder_nummers(*reeksen: Reeks):
    """A city that began in November: its lesweken are known, their numbers are not."""
    zondagen = tuple(PEILDATUM - n * WEEK for n in (6, 5, 4, 2, 1, 0))
    return voorbeeldtrend(reeksen=reeksen, lesweken=(), leszondagen=zondagen)


def test_without_numbers_of_lesweken_the_newest_is_still_told_of_and_compared():
    deel = zonder_nummers(gemist((5, 60), (4, 10), (0, 72)), Reeks(ONGEOORLOOFD, (aandeel(PEILDATUM, 20),)))
    _, tweede, derde = (zin for _, zin in citaten(deel))
    assert tweede.endswith("7,2% van de lestijd gemist; vier lesweken eerder was dat 6,0% (nu hoger).")
    assert derde == "In week 46 is in de stad 2,0% van de lestijd gemist zonder geldige reden."
    rij = next(rij for rij in veranderingen(deel) if rij.maat.naam == GEMIST)
    assert (rij.nu, rij.eerder, rij.vorig_jaar) == ("7,2%", "6,0%: nu hoger", "geen gegevens")


@pytest.mark.parametrize("hoe", ["getoond", "klein", "aanvullend", "leeg", "laat"])
def test_every_quote_is_plain_dutch(hoe):
    getoond = [Reeks(m, (aandeel(PEILDATUM - 52 * WEEK, 70), aandeel(PEILDATUM, 72))) for m in (GEMIST, ONGEOORLOOFD)]
    soorten = {
        "getoond": [Reeks(OCW, (cijfer(),)), *getoond],
        "klein": [Reeks(maat, (verborgen("klein"),)) for maat in (OCW, GEMIST, ONGEOORLOOFD)],
        "aanvullend": [Reeks(maat, (verborgen("aanvullend"),)) for maat in (OCW, GEMIST, ONGEOORLOOFD)],
        "leeg": [],
        "laat": [gemist((0, 72), volledigheid="40.0"), Reeks(OCW, (cijfer(volledigheid=Decimal(40)),))],
    }
    zinnen = [zin for _, zin in citaten(pagina(*soorten[hoe]))]
    assert len(zinnen) == 3
    assert [zin for zin in zinnen if len(zin.split()) > LANGST_HOOGSTENS] == []


@pytest.mark.parametrize(
    ("nu", "toen", "oordeel"),
    [
        (70, 61, "hoger"),
        (70, 62, "binnen de marge"),  # the ends touch: 6,6 and 6,6
        (70, 78, "binnen de marge"),
        (70, 79, "lager"),
    ],
)
def test_higher_and_lower_are_said_only_when_the_margins_lie_apart(nu, toen, oordeel):
    assert verschil(aandeel(PEILDATUM, nu), aandeel(PEILDATUM - WEEK, toen)) == oordeel


def test_no_verdict_is_given_on_a_late_or_hidden_week():
    assert verschil(aandeel(PEILDATUM, 70), aandeel(PEILDATUM, 20, "50.0")) == "er missen gegevens"
    assert verschil(aandeel(PEILDATUM, 70), verborgen("klein")) == ""
    assert verschil(None, aandeel(PEILDATUM, 70)) == ""


def test_what_changed_names_every_measure_with_the_lesweken_it_is_compared_with():
    reeksen = [Reeks(m, reeks(m).cijfers) for m in MATEN]
    rijen = veranderingen(pagina(*reeksen))
    assert [rij.maat.naam for rij in rijen] == list(MATEN)
    tekst = zichtbaar(trend_html(pagina(*reeksen)))
    koppen = (
        "Laatste lesweek (week 46)",
        "Vier lesweken eerder (week 42)",
        "Zelfde lesweek, vorig schooljaar (week 46)",
    )
    assert "\n".join(koppen) in tekst
    gemist_rij = next(rij for rij in rijen if rij.maat.naam == GEMIST)
    assert (gemist_rij.nu, gemist_rij.eerder, gemist_rij.vorig_jaar) == (
        "6,5%",
        "6,0%: nu binnen de marge",
        "geen gegevens",
    )


def lijn(figuur: dict, naam: str) -> dict:
    return next(spoor for spoor in figuur["data"] if spoor.get("name") == naam)


def test_the_two_years_lie_beside_each_other_by_lesweek_with_gaps_for_holidays():
    cijfers = [aandeel(week.zondag, 60 + week.nummer, "98.5") for week in TWEE_JAAR]
    figuur = figuur_jaren(MATEN[GEMIST], cijfers, [w for w in TWEE_JAAR if w.nummer != 9])
    nu, toen = lijn(figuur, "2026/2027"), lijn(figuur, "2025/2026")
    assert nu["x"][:9] == [1, 2, 3, 4, 5, 6, 7, 8, 9.5]
    assert nu["y"][7:10] == [6.8, None, 7.0]
    assert toen["y"][:8] == nu["y"][:8] and max(toen["x"]) == 52
    assert go.Figure(figuur).to_plotly_json()["data"]


def test_a_late_week_is_grey_in_its_own_year_and_a_gap_in_the_year_before():
    laat = {PEILDATUM, PEILDATUM - 52 * WEEK}
    cijfers = [aandeel(w.zondag, 60, "50.0" if w.zondag in laat else "98.5") for w in TWEE_JAAR]
    figuur = figuur_jaren(MATEN[GEMIST], cijfers, TWEE_JAAR)
    assert [(vlak["x0"], vlak["x1"]) for vlak in figuur["layout"]["shapes"]] == [(15.5, 16.5)]  # type: ignore[index]
    toen = lijn(figuur, "2025/2026")
    assert [x for x, y in zip(toen["x"], toen["y"], strict=True) if y is None] == [16]


def test_without_a_year_before_there_is_one_line_and_the_page_says_so():
    figuur = figuur_jaren(MATEN[GEMIST], reeks(GEMIST).cijfers, lesweken())
    assert {spoor["name"] for spoor in figuur["data"] if "name" in spoor} == {"2026/2027"}  # type: ignore[union-attr]
    assert "Van het jaar ervoor is hier geen cijfer" in zichtbaar(trend_html(voorbeeldtrend()))


@pytest.mark.parametrize(("weken", "stap"), [(4, 1), (10, 1), (11, 5)])
def test_in_the_first_lesweken_each_has_its_number_under_the_chart(weken, stap):
    figuur = figuur_jaren(MATEN[GEMIST], reeks(GEMIST).cijfers, lesweken()[:weken])
    as_ = figuur["layout"]["xaxis"]  # type: ignore[index]
    assert (as_["dtick"], as_["tick0"]) == (stap, stap)


@pytest.mark.parametrize(("volledigheid", "heeft"), [("94.9", False), ("95.0", True), ("95.1", True)])
def test_the_line_of_the_year_before_is_named_when_it_is_drawn(volledigheid, heeft):
    cijfers = (aandeel(PEILDATUM - 52 * WEEK, 70, volledigheid), aandeel(PEILDATUM, 72))
    tekst = zichtbaar(trend_html(pagina(Reeks(GEMIST, cijfers), uitsplitsingen=())))
    figuur = figuur_jaren(MATEN[GEMIST], cijfers, TWEE_JAAR)
    assert ("De streepjeslijn is schooljaar 2025/2026." in tekst) is heeft
    assert any(spoor.get("name") == "2025/2026" for spoor in figuur["data"]) is heeft  # type: ignore[union-attr]
    assert ("7,0% (er missen gegevens)" in tekst) is not heeft


@pytest.mark.parametrize("groot", [False, True])
def test_grey_is_said_to_be_of_codes_only_when_it_is(groot):
    wissel = Hercodering(PEILDATUM, 3, groot)
    tekst = zichtbaar(trend_html(voorbeeldtrend(hercodering=(wissel,))))
    assert ("In grijze weken missen gegevens, of gebruikten veel scholen andere codes." in tekst) is groot
    assert ("is een week ook grijs als veel scholen andere codes gebruiken." in tekst) is groot


def test_each_week_that_is_expected_stands_in_words_below_the_chart():
    html = trend_html(voorbeeldtrend())
    laatste = lesweken()[-1].nummer
    zinnen = [f"Verwacht in lesweek {laatste + n}: 5,9% tot 7,1%." for n in range(1, 5)]
    assert " ".join(zinnen) in zichtbaar(html)
    assert "in de tabel eronder. De verwachting staat onder de grafiek." in html
    zonder = trend_html(voorbeeldtrend(beeld=replace(beeld(), verwacht=())))
    assert "Verwacht in lesweek" not in zonder and "De verwachting staat onder" not in zonder


def test_what_the_page_says_of_its_files_and_its_limits_is_so():
    tekst = zichtbaar(trend_html(voorbeeldtrend()))
    assert "De cijfers van deze week staan in trends.csv." in tekst
    assert "Van een school staat hier alleen de gemiste lestijd." in tekst
    assert "40 lesweken met alle gegevens" in verwacht_zin(replace(beeld(), verwacht=()))


def test_weeks_that_cannot_be_counted_are_drawn_by_date():
    html = trend_html(voorbeeldtrend(lesweken=(), beeld=None))
    assert "De lesweken van dit schooljaar zijn niet te tellen." in zichtbaar(html)
    assert '"x":["2026-' in html


def test_what_is_computed_is_drawn_behind_the_newest_lesweek_and_named():
    figuur = figuur_jaren(MATEN[GEMIST], reeks(GEMIST).cijfers, lesweken(), beeld())
    laatste = lesweken()[-1].nummer
    assert lijn(figuur, ZONDER_SEIZOEN)["y"][-1] == 6.1
    assert [s["x"] for s in figuur["data"] if s.get("name") == VERWACHT][-1] == [laatste + n for n in range(1, 5)]  # type: ignore[union-attr]
    assert lijn(figuur, OPVALLEND)["x"] == [laatste - 1, laatste]


def test_the_shares_stand_in_one_chart():
    figuur = figuur_aandelen({naam: reeks(naam).cijfers for naam in (GEMIST, ONGEOORLOOFD)})
    assert [spoor["name"] for spoor in figuur["data"]] == ["Gemiste lestijd", "Gemist zonder geldige reden"]  # type: ignore[union-attr]
    assert len(figuur["layout"]["shapes"]) == 1  # type: ignore[index]
    assert go.Figure(figuur).to_plotly_json()["data"]


def test_a_week_without_lessons_is_no_hidden_figure():
    zonder = Cijfer(PEILDATUM, None, None, None, onderdrukt="klein")
    reeksen = [Reeks(m, (aandeel(PEILDATUM - WEEK, 70), zonder)) for m in (GEMIST, ONGEOORLOOFD)]
    tekst = zichtbaar(trend_html(pagina(*reeksen)))
    assert "week 46 van 2026, lesweek 16\ngeen les\ngeen les\nniet getoond\n" in tekst


def bewegingen(*aantallen: int | None) -> tuple[Beweging, ...]:
    namen = ["thuiszitters_lrv", "thuiszitters_absoluut", "vrijstelling 5a", "terug op school"]
    return tuple(Beweging(namen[n % 3], namen[n % 3 + 1], aantal) for n, aantal in enumerate(aantallen))


def test_a_small_movement_is_words_and_has_no_place_in_the_picture():
    html = trend_html(voorbeeldtrend(bewegingen=bewegingen(25, None, 10)))
    assert len(re.findall(r'class="band"', html)) == 2
    assert "vrijstelling 5a\nminder dan 10" in zichtbaar(html)
    desc = re.search(r'<desc id="stroom-d">(.*?)</desc>', html)
    assert desc and desc[1].count("Van ") == 2 and "minder" not in desc[1]


def test_only_small_movements_make_no_picture():
    assert stroom_svg(bewegingen(None, None)) == ""
    html = trend_html(voorbeeldtrend(bewegingen=bewegingen(None)))
    assert '<svg class="stroom"' not in html and "minder dan 10" in zichtbaar(html)


def test_the_width_of_a_movement_is_its_number_and_the_picture_stays_on_the_page():
    banden, _ = leg_uit(bewegingen(100, 50, 10))
    assert banden[0].dik == 2 * banden[1].dik and banden[2].dik >= DUNST
    _, hoogte = leg_uit(bewegingen(5_000, 5_000, 5_000))
    assert hoogte < 1.5 * HOOGSTE


def test_bands_of_one_bar_lie_side_by_side():
    banden, _ = leg_uit((Beweging("a", "b", 20), Beweging("a", "c", 30)))
    assert banden[1].links == pytest.approx(banden[0].links + banden[0].dik)
    assert banden[1].rechts > banden[0].rechts + banden[0].dik


def test_the_numbers_in_the_flow_never_lie_over_each_other():
    svg = stroom_svg(tuple(Beweging(van, naar, 10 + 5 * n) for n, van in enumerate("abcd") for naar in "wxyz"))
    plekken = sorted(float(y) for y in re.findall(r'class="getal" x="\d+" y="([\d.]+)"', svg))
    assert len(plekken) == 16
    assert min(b - a for a, b in pairwise(plekken)) >= 15  # the size of the letters


def test_a_name_in_the_flow_is_text_and_never_code():
    assert "<b>" not in stroom_svg((Beweging("<b>x", "y", 20),))


def test_a_funnel_draws_each_school_beside_its_size_and_names_who_lies_outside():
    breed, klein = trechters()
    figuur = figuur_trechter(breed)
    assert lijn(figuur, "School")["x"] == [120] and lijn(figuur, "School buiten de ruime grens")["y"] == [12.4]
    assert "<b>" not in json.dumps(figuur)
    assert go.Figure(figuur).to_plotly_json()["data"]
    assert trechter_zin(breed) == "Buiten de ruime grens ligt: De Tweede School. Vraag eerst of de gegevens kloppen."
    assert trechter_zin(klein) == "Hier zijn te weinig scholen om te zeggen wat gewoon is."
    rustig = replace(breed, stippen=breed.stippen[:1])
    assert trechter_zin(rustig).startswith("Geen school ligt buiten de ruime grens.")


def test_schools_stand_by_name_with_their_size_and_no_number_of_order():
    tekst = zichtbaar(trend_html(voorbeeldtrend()))
    assert "De Tweede School\n310\n12,4%\n4,0% tot 9,0%\nerboven" in tekst
    assert "De Derde School\n60\n8,0%\nniet bekend\nniet bekend" in tekst


def test_a_reader_can_pick_a_part_and_its_gaps_stay_gaps():
    deel = voorbeeldtrend()
    data = json.loads(keuze_json(deel.verlopen, deel.cijfers(GEMIST)))
    assert data["weken"] == sorted(data["weken"])
    assert [sum(punt is not None for punt in lijn_) for lijn_ in data["delen"]] == [1, 1]
    html = trend_html(deel)
    assert '<optgroup label="Per wijk"><option value="0">Noord-fictief</option></optgroup>' in html
    assert "De Eerste &lt;b&gt;School" in html and "De Eerste <b>School" not in html


def test_a_page_without_parts_has_nothing_to_pick():
    assert "keuze-vak" not in trend_html(voorbeeldtrend(verlopen=()))


@pytest.mark.parametrize("leeg", [False, True])
def test_the_sentences_of_statistics_say_what_is_known_and_what_is_not(leeg):
    stand = replace(beeld(), zonder_seizoen={}, opvallend={}, verwacht=()) if leeg else beeld()
    zinnen = [alarm_zin(stand), seizoen_zin(stand), verwacht_zin(stand)]
    begin = [
        (
            "Deze weken vielen op voor alle scholen samen: week 45 (meer gemist) en week 46 (minder gemist).",
            "In dit schoolj",
        ),
        ("De lijn zonder seizoen", "Een lijn zonder seizoen is er nog niet."),
        (
            "Gaat het zoals eerder? Dan ligt de gemiste lestijd in de komende 4 lesweken tussen 5,9% en 7,1%.",
            "Een verwacht",
        ),
    ]
    assert all(zin.startswith(paar[leeg]) for zin, paar in zip(zinnen, begin, strict=True))
    assert moeilijk("\n".join(zinnen)) == []


def test_how_much_more_or_less_is_told_of_stands_in_the_sentence():
    assert f"{BREUK[OPVALLEND_DEEL]} meer of minder" in alarm_zin(replace(beeld(), opvallend={}))


def test_too_few_schools_are_said_to_be_too_few():
    assert alarm_zin(replace(beeld(), scholen=0)).startswith("Er zijn te weinig scholen of weken")


def test_the_appendix_holds_the_measurement_that_the_documentation_holds():
    """`make bench-alarm` writes both; a hand that changes one of them turns this red."""
    tabel = VERSLAG.read_text(encoding="utf-8").split(BEGIN)[1].split(EIND)[0]
    docs = [
        re.findall(r"(\S+)%, (\d+)%", regel) for regel in tabel.splitlines() if regel.startswith("|") and "%," in regel
    ]
    bladzijde = [[(rij.vals, rij.gezien), (rij.vals_ruw, rij.gezien_ruw)] for rij in alarmproef().rijen]
    gelezen = [[(f"{v.replace('.', ',')}%", f"{g}%") for v, g in (rij[0], rij[2])] for rij in docs]
    assert len(docs) == len(json.loads(METING.read_text(encoding="utf-8"))["rijen"]) == 8
    assert bladzijde == gelezen
    tekst = zichtbaar(trend_html(voorbeeldtrend()))
    assert all(rij.vals in tekst and rij.schoolweken in tekst for rij in alarmproef().rijen)


def test_on_paper_the_charts_and_long_tables_are_left_out():
    html = trend_html(voorbeeldtrend())
    papier = html.rpartition('<div class="scherm">')[0]
    assert 'class="grafiek' not in papier and "schuif lang" not in papier
    for kop in (
        "Zes tellingen naast elkaar",
        "Wat is er veranderd?",
        "Wat is er niet compleet?",
        "Drie zinnen om te citeren",
    ):
        assert kop in papier


def test_the_page_of_a_director_never_says_one_number_of_thuiszitters():
    tekst = zichtbaar(trend_html(voorbeeldtrend()))
    assert "Er bestaat niet één telling." in tekst
    assert not re.search(r"(aantal|totaal) thuiszitters", tekst.casefold())


def test_the_school_lies_beside_the_public_line_of_its_type():
    deel = voorbeeldtrend(
        "school", naast=Reeks(GEMIST, (aandeel(PEILDATUM, 81), aandeel(PEILDATUM - WEEK, 83, "50.0")))
    )
    html = trend_html(deel)
    tekst = zichtbaar(html)
    assert "Zelfde soort scholen in de stad" in tekst and "\n8,1%\n" in tekst
    assert "\n8,3% (er missen gegevens)\n" in tekst
    assert '"dash":"dash"' in html and '"y":[8.1]' in html  # the late week is no point
    assert "Zelfde soort scholen" not in zichtbaar(trend_html(replace(deel, naast=None)))
