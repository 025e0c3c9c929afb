"""The page "Wat wij leren": every figure beside its margin and definition, nothing small, no school beside another."""

from decimal import Decimal

import pytest

from assets.uitgifte.leren import leren_html, procent_woord
from assets.uitgifte.modellen_trend import Cijfer
from data_contracts.signalen import laad_signalen
from models.leercellen import Voor, signalen_van
from tests.assets.uitgifte.tekst import zichtbaar
from tests.assets.uitgifte.voorbeelden_leren import PEILDATUM, SCHOLEN, groep, tellingen, voorbeeldleren

TE_LAAT, TITEL = "oordeel_te_laat", laad_signalen()["te_laat"].titel


def lees(*rijen, voor: Voor = "school") -> str:
    return zichtbaar(leren_html(voorbeeldleren(voor, tellingen(*rijen))))


def cellen(tekst: str, kop: str) -> list[str]:
    """The four cells behind a row heading."""
    regels = tekst.splitlines()
    plaats = regels.index(kop)
    return regels[plaats + 1 : plaats + 5]


@pytest.mark.parametrize(
    ("teller", "onder", "boven", "onderdrukt", "tekst"),
    [
        (600, "454.5", "730.4", "", "60% (45 tot 73%)"),
        (4, "0.4", "10.0", "", "0% (0 tot 1%)"),
        (5, "4.9", "1000.0", "", "1% (0 tot 100%)"),
        (None, None, None, "klein", "minder dan 5"),
        (None, None, None, "aanvullend", "niet getoond"),
    ],
)
def test_a_share_is_whole_percents_with_its_margin_or_words(teller, onder, boven, onderdrukt, tekst):
    laag, hoog = (None if w is None else Decimal(w) for w in (onder, boven))
    assert procent_woord(Cijfer(PEILDATUM, teller, 1000, None, laag, hoog, onderdrukt), 5) == tekst


def test_a_signal_is_told_by_its_three_verdicts():
    tekst = lees(*groep("99AA00", TE_LAAT, klopt=30, al_bekend=15, klopt_niet=5))
    assert cellen(tekst, TITEL) == ["50", "60% (46 tot 72%)", "30% (19 tot 44%)", "10% (4 tot 21%)"]


@pytest.mark.parametrize(("klopt", "getoond"), [(1, False), (2, True)])
def test_a_signal_with_too_few_pupils_is_named_without_a_figure(klopt, getoond):
    """Four pupils, or five."""
    regels = lees(*groep("99AA00", TE_LAAT, klopt=klopt, al_bekend=2, klopt_niet=1)).splitlines()
    assert (TITEL in regels) == getoond
    te_klein = next(regel for regel in regels if regel.startswith("Te weinig leerlingen om te tonen (minder dan 5"))
    assert (TITEL in te_klein) != getoond


def test_what_is_agreed_most_stands_first_and_what_is_hidden_last():
    rijen = [("99AA00", "afspraak_wie", None, 40), ("99AA00", "afspraak_wie", "school", 10)]
    rijen += [("99AA00", "afspraak_wie", "ouders", 30), ("99AA00", "afspraak_wie", "jgz", 2)]
    tekst = lees(*rijen)
    plaatsen = [tekst.index(woord) for woord in ("De ouders of verzorgers\n75%", "De school\n25%", "jeugdarts\nminder")]
    assert plaatsen == sorted(plaatsen) and "Deel van de 40 leerlingen" in tekst


def test_the_terms_are_those_of_the_school():
    assert "binnen 5 schooldagen" in lees() and "binnen 3 maanden" in lees()


def test_the_city_names_no_school_and_only_signals_that_leerplicht_knows():
    tekst = zichtbaar(leren_html(voorbeeldleren()))
    assert not [school.naam for school in SCHOLEN if school.naam in tekst]
    anders = set(signalen_van("school")) - set(signalen_van("stad"))
    assert anders and not [naam for naam in anders if laad_signalen()[naam].titel in tekst]
    assert all(laad_signalen()[naam].titel in tekst for naam in signalen_van("stad"))


def test_the_city_tells_of_a_kind_of_school_when_no_other_can_be_had_from_it():
    alleen_vo = [
        rij for naam in ("99AA00", "99BA00") for rij in groep(naam, TE_LAAT, klopt=30, al_bekend=20, klopt_niet=20)
    ]
    met_po = [*alleen_vo, *groep("99CA00", TE_LAAT, klopt=16, al_bekend=15, klopt_niet=15)]
    assert "\nVoortgezet onderwijs\nSignaal\n" in lees(*met_po, voor="stad")
    assert "\nVoortgezet onderwijs\nSignaal\n" not in lees(*alleen_vo, voor="stad")


@pytest.mark.parametrize("voor", ["stad", "school"])
def test_the_city_page_says_why_it_tells_of_few_signals(voor):
    zin = "De andere signalen kunnen gaan over redenen die alleen de school mag weten."
    assert (zin in lees(voor=voor)) == (voor == "stad")


def test_without_decisions_the_page_says_so():
    tekst = lees()
    assert "%" not in tekst.replace("95%", "").replace("100%", "")
    assert tekst.count("Hierover zijn te weinig besluiten om te tonen.") == 2


def test_the_page_has_no_script_and_asks_for_nothing():
    html = leren_html(voorbeeldleren())
    assert "<script" not in html and "default-src 'none'" in html and "http" not in html.replace("http-equiv", "")
