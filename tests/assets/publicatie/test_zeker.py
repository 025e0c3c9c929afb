"""How sure a signal is, at each edge of the words."""

from datetime import date, timedelta

import pytest

from assets.publicatie.bron import Minutenrij, Signaalrij, Weekrij
from assets.publicatie.zeker import vensterweken, zekerheid_van
from data_contracts.signalen import laad_signalen

MAANDAG = date(2026, 11, 9)


def rij(signaal: str, teller: int, noemer: int = 1, status: str = "nieuw", sinds: date = MAANDAG) -> Signaalrij:
    eenheid = laad_signalen()[signaal].maat().eenheid
    return Signaalrij("03MJ03", 1, "1a", signaal, sinds, teller, noemer, eenheid, status, None, None, None)


def weken(aantal: int, stil: tuple[int, ...] = ()) -> list[Weekrij]:
    """Lesweken up to MAANDAG; `stil`: how many back from the newest (0) were not delivered."""
    return [Weekrij("03MJ03", MAANDAG - timedelta(weeks=n), 99 - n, n not in stil) for n in reversed(range(aantal))]


def punten(*dagen: int) -> list[Minutenrij]:
    """Known days of the newest week and those before it."""
    return [Minutenrij("03MJ03", 1, MAANDAG - timedelta(weeks=n), 300, 0, d) for n, d in enumerate(dagen)]


def zeker(een: Signaalrij, drempel: int, alle: list[Weekrij], minuten: list[Minutenrij]) -> str:
    return zekerheid_van(een, drempel, alle, minuten)


@pytest.mark.parametrize(
    ("signaal", "teller", "noemer", "drempel", "woord"),
    [
        ("schorsing", 1, 1, 1, "mogelijk"),
        ("schorsing", 2, 1, 1, "duidelijk"),
        ("kwart_2w", 3124, 100, 25, "mogelijk"),
        ("kwart_2w", 3125, 100, 25, "duidelijk"),
        ("te_laat", 3, 1, 3, "mogelijk"),
        ("te_laat", 4, 1, 3, "duidelijk"),
        ("rooster_krimpt", 65, 1, 80, "mogelijk"),
        ("rooster_krimpt", 64, 1, 80, "duidelijk"),
        ("vrijstelling_verloopt", 25, 1, 30, "mogelijk"),
        ("vrijstelling_verloopt", 24, 1, 30, "duidelijk"),
        ("absoluut", 0, 1, 0, "duidelijk"),
    ],
)
def test_a_quarter_above_the_threshold_is_clear(signaal, teller, noemer, drempel, woord):
    assert zeker(rij(signaal, teller, noemer), drempel, weken(12), punten(5, 5, 5, 5)) == woord


@pytest.mark.parametrize(("dagen", "woord"), [((4, 0), "weinig gegevens"), ((4, 1), "duidelijk")])
def test_four_known_days_in_the_window_are_too_few(dagen, woord):
    assert zeker(rij("kwart_2w", 60), 25, weken(12), punten(*dagen)) == woord


def test_a_run_counts_its_known_days_from_its_own_begin():
    lang = rij("lrv", 40, sinds=MAANDAG - timedelta(weeks=5))
    assert zeker(lang, 28, weken(12), punten(4, 0, 0, 0, 0, 1)) == "duidelijk"
    assert zeker(lang, 28, weken(12), punten(4, 0, 0, 0, 0, 0, 5)) == "weinig gegevens"


@pytest.mark.parametrize(
    ("signaal", "stil", "woord"),
    [
        ("kwart_2w", 1, "weinig gegevens"),
        ("kwart_2w", 2, "duidelijk"),
        ("schorsing", 3, "weinig gegevens"),
        ("schorsing", 4, "duidelijk"),
        ("lrv", 0, "weinig gegevens"),
        ("lrv", 1, "duidelijk"),
        ("afwezig_10", 10, "weinig gegevens"),
        ("afwezig_10", 15, "duidelijk"),
        ("start_schooljaar", 4, "duidelijk"),
        ("start_schooljaar", 14, "weinig gegevens"),
        ("schoolwissel", 0, "duidelijk"),
    ],
)
def test_a_silent_week_matters_in_the_window_only(signaal, stil, woord):
    """The schooljaar began 14 weeks ago, on Monday 3 August."""
    assert zeker(rij(signaal, 500), 28, weken(16, (stil,)), punten(*[5] * 12)) == woord


def test_the_schooljaar_of_a_week_is_that_of_its_lessons():
    assert len(vensterweken(laad_signalen()["afwezig_10"], weken(20))) == 15


def test_a_repeated_row_has_few_data_and_leerplicht_does_not_know_days():
    assert zeker(rij("schorsing", 9, status="gegevens_ontbreken"), 1, weken(12), punten(5)) == "weinig gegevens"
    zonder = [Minutenrij("03MJ03", 1, MAANDAG, None, 300)]
    assert zeker(rij("luxeverzuim", 9), 1, weken(12), zonder) == "duidelijk"
