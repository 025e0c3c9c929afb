"""A list in a few numbers: what counts for its length, what is new on it, and which terms run out."""

from datetime import date

import pytest

from assets.uitgifte.lijst import lijst_html
from assets.uitgifte.lijstcijfers import Lijstcijfers, cijferzinnen, lijstcijfers
from assets.uitgifte.modellen import Bespreking, Route, Termijn
from tests.assets.uitgifte.tekst import zichtbaar
from tests.assets.uitgifte.test_lijst import lijst_met
from tests.assets.uitgifte.voorbeelden import PEILDATUM, leerling, signaal

OUD = {"status": "blijft", "is_eerder_getoond": True}


def route(*termijnen: Termijn) -> Route:
    return Route("kernpartners", date(2026, 11, 2), termijnen=termijnen)


def termijn(is_voorbij: bool, is_dringend: bool = True) -> Termijn:
    return Termijn("actietafel", date(2026, 11, 9), is_voorbij, is_dringend)


def test_only_who_is_to_be_discussed_counts_for_the_length():
    in_beeld = leerling("3", signaal("te_laat", **OUD), besprekingen=(Bespreking(PEILDATUM, "bekend"),))
    wie = (
        leerling("1", signaal("lrv", **OUD)),
        leerling("2", signaal("te_laat", **OUD)),
        in_beeld,
        leerling("4", signaal("te_laat", status="opgelost"), is_gezien_in_k=True),
        leerling("5", signaal("te_laat", status="opgelost")),
    )
    assert lijstcijfers(lijst_met(*wie)) == Lijstcijfers(2, 1, 0, 0, 0)


@pytest.mark.parametrize(
    ("getoond", "eerste_keer"), [((True, True), 0), ((True, False), 1), ((False, False), 1)], ids=str
)
def test_one_signal_that_never_stood_on_a_list_makes_a_pupil_new_to_it(getoond, eerste_keer):
    namen = ("te_laat", "luxeverzuim")
    signalen = tuple(
        signaal(naam, status="blijft", is_eerder_getoond=is_er) for naam, is_er in zip(namen, getoond, strict=True)
    )
    cijfers = lijstcijfers(lijst_met(leerling("1", *signalen)))
    assert (cijfers.eerste_keer, cijfers.eerder) == (eerste_keer, 1 - eerste_keer)


def test_who_did_not_fit_is_not_on_the_list():
    wie = [leerling(str(n), signaal("te_laat", **OUD)) for n in range(4)]
    assert lijstcijfers(lijst_met(*wie, capaciteit=3)).op_lijst == 3


@pytest.mark.parametrize(
    ("termijnen", "aantallen"),
    [
        ((), (0, 0)),
        ((termijn(False, False),), (0, 0)),
        ((termijn(False),), (0, 1)),
        ((termijn(True),), (1, 0)),
        ((termijn(True), termijn(False)), (1, 0)),
    ],
)
def test_a_pupil_counts_once_by_the_term_that_is_worst(termijnen, aantallen):
    op_lijst = leerling("1", signaal("te_laat", **OUD), route=route(*termijnen))
    ernaast = leerling("2", route=route(*termijnen))
    een, twee = (lijstcijfers(lijst_met(op_lijst, termijnen=rest)) for rest in ((), (ernaast,)))
    assert (een.termijn_voorbij, een.termijn_bijna) == aantallen
    assert (twee.termijn_voorbij, twee.termijn_bijna) == tuple(2 * n for n in aantallen)


def test_the_list_says_its_numbers():
    wie = [leerling(str(n), signaal("lrv" if n < 2 else "te_laat", **OUD)) for n in range(3)]
    nieuw = leerling("9", signaal("te_laat", status="nieuw"), route=route(termijn(True)))
    tekst = zichtbaar(lijst_html(lijst_met(*wie, nieuw)))
    assert "4 leerlingen staan op deze lijst om te bespreken. Er is plaats voor 10." in tekst
    assert "Bij 2 leerlingen vraagt de wet een stap. Zij staan er altijd op." in tekst
    assert "Voor het eerst op een lijst, met minstens een nieuw signaal: 1 leerling (25%)." in tekst
    assert "Al eerder op een lijst, met dezelfde signalen: 3 leerlingen." in tekst
    assert "Een termijn van de route is voorbij: 1 leerling. Een termijn loopt bijna af: 0 leerlingen." in tekst


def test_an_empty_list_has_no_share():
    assert cijferzinnen(lijst_met()) == ("0 leerlingen staan op deze lijst om te bespreken. Er is plaats voor 10.",)
