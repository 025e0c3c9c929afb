"""From rows of the route to the cards and the Termijnen of a list."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from assets.publicatie.bron import Besprekingrij, Naam, Routerij, Signaalrij, Weekrij
from assets.publicatie.lijsten import Kantgegevens, maak_lijst
from assets.uitgifte.modellen import Route, Termijn
from data_contracts.register import School

P = date(2026, 11, 15)
MAANDAG = P - timedelta(days=6)
SCHOOL = School(brin6="03MJ03", naam="Verzonnen", soort="vo", dialect="standaard", capaciteit=1)


def _rij(leerling: int, deel: str, stap: str, dag: int, **velden) -> Routerij:
    return Routerij("03MJ03", leerling, "1a", deel, stap, date(2026, 11, dag), **(_GEWOON | velden))


_GEWOON = {"is_voorbij": False, "is_dringend": False, "deels_terug": False}
ROUTES = [
    _rij(1, "eerder", "contact", 2),
    _rij(1, "nu", "kernpartners", 4),
    _rij(1, "termijn", "actietafel", 11, is_voorbij=True, is_dringend=True),
    _rij(2, "nu", "kernpartners", 12, deels_terug=True),
    _rij(2, "termijn", "actietafel", 19, is_dringend=True),
    _rij(3, "nu", "kernpartners", 5),
    _rij(3, "termijn", "actietafel", 27),
]


def _signaal(leerling: int, signaal: str) -> Signaalrij:
    return Signaalrij(
        brin6="03MJ03", leerling=leerling, klas="1a", signaal=signaal, sinds=MAANDAG, teller=29, noemer=1,
        eenheid="procent", status="nieuw", begindatum=None, meldingsnummer=None, grensgeval=None,
    )  # fmt: skip


GEGEVENS = Kantgegevens(
    kant="school",
    school=SCHOOL,
    peildatum=P,
    modus="proef",
    versie="0",
    namen={n: Naam(n, str(1000 + n), "Fictief", "cba"[n - 1]) for n in (1, 2, 3)},
    signalen=[],
    weken=[Weekrij("03MJ03", MAANDAG, 1, True)],
    routes=ROUTES,
)


def _termijnen(*signalen: Signaalrij, **velden) -> list[str]:
    return [wie.leerlingnummer for wie in maak_lijst(replace(GEGEVENS, signalen=list(signalen), **velden)).termijnen]


@pytest.mark.parametrize(
    ("signalen", "verwacht"),
    [
        ([], ["1002", "1001"]),
        ([_signaal(1, "kwart_2w")], ["1002"]),
        ([_signaal(1, "kwart_2w"), _signaal(2, "kwart_2w")], ["1002"]),
    ],
    ids=["by name, without capaciteit", "who stands in a group is not there twice", "who did not fit is there"],
)
def test_who_stands_under_termijnen(signalen, verwacht):
    assert _termijnen(*signalen) == verwacht


@pytest.mark.parametrize("signalen", [[], [_signaal(3, "kwart_2w"), _signaal(2, "kwart_2w")]])
def test_who_stands_there_for_a_term_only_keeps_what_was_agreed(signalen):
    rijen = [Besprekingrij("03MJ03", 2, date(2026, 11, dag), "actie", "jgz", None) for dag in (5, 12)]
    termijnen = maak_lijst(replace(GEGEVENS, signalen=signalen, besprekingen=rijen)).termijnen
    gevonden = {wie.leerlingnummer: [eerder.datum.day for eerder in wie.besprekingen] for wie in termijnen}
    assert gevonden == {"1002": [5, 12], "1001": []}


def test_a_week_without_lessons_has_no_termijnen():
    assert _termijnen(weken=[Weekrij("03MJ03", MAANDAG - timedelta(days=7), 1, True)]) == []


def test_a_term_takes_no_place_and_changes_no_group():
    met, zonder = (
        maak_lijst(replace(GEGEVENS, signalen=[_signaal(3, "kwart_2w")], routes=rijen)) for rijen in (ROUTES, [])
    )
    namen = [[(groep.naam, wie.leerlingnummer) for groep in lijst.keuze.groepen for wie in groep.leerlingen]
             for lijst in (met, zonder)]  # fmt: skip
    assert namen == [[("nieuw", "1003")]] * 2 and met.keuze.meer == zonder.keuze.meer == 0


def test_the_card_has_the_whole_route():
    lijst = maak_lijst(replace(GEGEVENS, signalen=[_signaal(1, "kwart_2w")]))
    assert lijst.keuze.groepen[0].leerlingen[0].route == Route(
        "kernpartners",
        date(2026, 11, 4),
        (("contact", date(2026, 11, 2)),),
        (Termijn("actietafel", date(2026, 11, 11), is_voorbij=True, is_dringend=True),),
    )
    assert lijst.termijnen[0].route is not None and lijst.termijnen[0].route.is_deels_terug


@pytest.mark.parametrize(("wie", "regisseur"), [("jgz", "jgz"), (None, "")])
def test_the_regisseur_is_who_the_rows_name(wie, regisseur):
    rijen = [_rij(2, "nu", "plan", 12, regisseur=wie), _rij(2, "termijn", "passend_aanbod", 13, is_dringend=True)]
    (leerling,) = maak_lijst(replace(GEGEVENS, routes=rijen)).termijnen
    assert leerling.route is not None and leerling.route.regisseur == regisseur
