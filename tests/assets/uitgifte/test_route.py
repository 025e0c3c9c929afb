"""The route of a case in words, on a card and in a line."""

from dataclasses import replace
from datetime import date

import pytest

from assets.uitgifte.lijst import lijst_html
from assets.uitgifte.modellen import Route, Termijn
from assets.uitgifte.route import STAPTEKST, dringende_tekst, route_tekst
from tests.assets.uitgifte.tekst import zichtbaar, zinnen
from tests.assets.uitgifte.test_lijst import lijst_met
from tests.assets.uitgifte.voorbeelden import ROUTE, ROUTE_VOORBIJ, leerling, signaal, voorbeeldlijst

DAG = date(2026, 11, 19)
TABEL = [
    (None, "", ""),
    (Route("gesignaleerd", DAG), "", ""),
    (Route("plan", DAG), "Plan, sinds 19 november 2026. Regisseur: nog niet genoemd.", ""),
    (
        Route("evaluatie", DAG, (("plan", date(2026, 11, 3)),), regisseur="passend_onderwijs"),
        "Evaluatie, sinds 19 november 2026. Eerder: plan (03-11-2026). Regisseur: passend onderwijs.",
        "",
    ),
    (
        Route("gesignaleerd", DAG, termijnen=(Termijn("passend_aanbod", DAG),)),
        "Gesignaleerd, sinds 19 november 2026. Een passend aanbod is er uiterlijk op 19 november 2026.",
        "",
    ),
    (
        Route("gesignaleerd", DAG, is_deels_terug=True),
        "Gesignaleerd, sinds 19 november 2026. De leerling volgt weer een deel van de lessen.",
        "",
    ),
    (
        Route("kernpartners", DAG, termijnen=(Termijn("actietafel", None),)),
        "Kernpartners ingeschakeld, sinds 19 november 2026. De actietafel moet er komen. "
        "Wij weten nog niet op welke dag, want het rooster gaat niet zo ver.",
        "",
    ),
    (
        ROUTE,
        "Kernpartners ingeschakeld, sinds 12 november 2026. Eerder: gesignaleerd (28-09-2026); contact school en "
        "ouders (03-11-2026). De actietafel is er uiterlijk op 19 november 2026. Een passend aanbod is er uiterlijk "
        "op 28 december 2026.",
        "De actietafel is er uiterlijk op 19 november 2026.",
    ),
    (
        ROUTE_VOORBIJ,
        "Plan, sinds 14 september 2026. Eerder: contact school en ouders (31-08-2026). Regisseur: buurtteam. De "
        "leerling volgt weer een deel van de lessen. De termijn voor een passend aanbod is voorbij. De laatste dag "
        "was 13 november 2026.",
        "De termijn voor een passend aanbod is voorbij. De laatste dag was 13 november 2026.",
    ),
]


@pytest.mark.parametrize(("route", "kaart", "regel"), TABEL)
def test_a_route_in_words(route, kaart, regel):
    assert route_tekst(route) == kaart
    assert dringende_tekst(route) == regel


def test_a_route_with_every_step_stays_short():
    alle = Route("opschalen", DAG, tuple((stap, DAG) for stap in STAPTEKST), ROUTE.termijnen, is_deels_terug=True)
    assert max(len(zin.split()) for zin in zinnen(route_tekst(alle))) <= 25


def test_termijnen_stand_after_the_groups_with_one_line_a_pupil():
    tekst = zichtbaar(lijst_html(voorbeeldlijst()))
    assert tekst.index("Niet meer te zien") < tekst.index("\nTermijnen\n") < tekst.index("Wat doet u met deze lijst?")
    assert f"Voornaam00120 Achternaam00120 (klas 2B): {route_tekst(ROUTE_VOORBIJ)}" in tekst
    assert "\nTermijnen\n" not in zichtbaar(lijst_html(replace(voorbeeldlijst(), termijnen=())))


@pytest.mark.parametrize(
    ("met_signaal", "zin"),
    [
        (0, "Nog 2 leerlingen met een signaal passen niet op deze lijst."),
        (1, "Nog 1 leerling met een signaal past niet op deze lijst."),
        (2, "Alle leerlingen met een signaal staan op deze lijst."),
    ],
)
def test_who_stands_under_termijnen_is_not_counted_as_left_out(met_signaal, zin):
    termijnen = tuple(
        leerling(str(n), *[signaal("kwart_2w", "blijft")] * (n < met_signaal), route=ROUTE_VOORBIJ) for n in range(3)
    )
    keuze = replace(voorbeeldlijst().keuze, meer=2)
    assert zin in zichtbaar(lijst_html(replace(voorbeeldlijst(), keuze=keuze, termijnen=termijnen)))


def test_a_pupil_in_one_line_says_which_term_ends_and_no_other():
    wie = leerling("1", signaal("kwart_2w", "opgelost"), is_gezien_in_k=True, route=ROUTE)
    tekst = zichtbaar(lijst_html(lijst_met(wie, termijnen=())))
    assert "Het signaal is voorbij. De actietafel is er uiterlijk op 19 november 2026." in tekst
    assert "passend aanbod" not in tekst
