"""Order and capacity of a list, at the edges of every rule."""

from datetime import date, timedelta

import pytest

from assets.uitgifte.keuze import deel_in, kies
from assets.uitgifte.modellen import Bespreking
from tests.assets.uitgifte.voorbeelden import IN_BEELD_VANAF, PEILDATUM, leerling, signaal


def gekozen(leerlingen, capaciteit=10, is_lesweek=True):
    """Group -> pupils' numbers, and how many more there are."""
    keuze = kies(
        leerlingen, capaciteit=capaciteit, peildatum=PEILDATUM, in_beeld_vanaf=IN_BEELD_VANAF, is_lesweek=is_lesweek
    )
    return {groep.naam: [kind.leerlingnummer for kind in groep.leerlingen] for groep in keuze.groepen}, keuze.meer


def groep(*signalen, **velden):
    return deel_in(leerling("1", *signalen, **velden), PEILDATUM, IN_BEELD_VANAF)


@pytest.mark.parametrize(
    ("regel", "verwacht"),
    [
        (signaal("lrv", "blijft"), "wettelijk"),
        (signaal("lrv", "gegevens_ontbreken"), "wettelijk"),
        (signaal("geen_inschrijving"), "wettelijk"),
        (signaal("verzuim_16u4w", "blijft"), "wettelijk"),
        (signaal("verzuim_16u4w", "blijft", is_gemeld=True), "loopt"),
        (signaal("verzuim_16u4w", "nieuw", is_gemeld=True), "nieuw"),
        (signaal("luxeverzuim", "nieuw"), "nieuw"),
        (signaal("absoluut", "blijft"), "loopt"),
        (signaal("kwart_2w", "gegevens_ontbreken"), "loopt"),
        (signaal("lrv", "opgelost"), "niet meer te zien"),
        (signaal("lrv", "vervallen"), "niet meer te zien"),
        (signaal("kwart_2w", "ingetrokken"), "niet meer te zien"),
    ],
)
def test_one_signal_decides_the_group(regel, verwacht):
    assert groep(regel) == verwacht


def test_a_legal_duty_comes_before_new_and_before_known():
    besproken = (Bespreking(PEILDATUM, "gemeld"),)
    assert groep(signaal("kwart_2w"), signaal("lrv", "blijft"), besprekingen=besproken) == "wettelijk"


@pytest.mark.parametrize("besluit", ["bekend", "actie", "gemeld"])
@pytest.mark.parametrize(
    ("dag", "verwacht"),
    [
        (IN_BEELD_VANAF - timedelta(days=1), "loopt"),
        (IN_BEELD_VANAF, "al in beeld"),
        (PEILDATUM, "al in beeld"),
        (PEILDATUM + timedelta(days=1), "loopt"),
    ],
)
def test_known_is_discussed_in_the_last_three_lesweken(besluit, dag, verwacht):
    assert groep(signaal(status="blijft"), besprekingen=(Bespreking(dag, besluit),)) == verwacht


@pytest.mark.parametrize("besluit", ["geen_signaal", "klopt_niet", "teruggekeerd"])
def test_another_decision_does_not_make_a_pupil_known(besluit):
    assert groep(signaal(status="blijft"), besprekingen=(Bespreking(PEILDATUM, besluit),)) == "loopt"


def test_the_newest_returned_row_decides():
    oud, nieuw = Bespreking(PEILDATUM, "actie"), Bespreking(PEILDATUM, "klopt_niet")
    assert groep(signaal(status="blijft"), besprekingen=(oud, nieuw)) == "loopt"
    assert groep(signaal(status="blijft"), besprekingen=(nieuw, oud)) == "al in beeld"


def test_a_known_pupil_with_a_new_or_repeated_signal_is_no_longer_known():
    besproken = (Bespreking(PEILDATUM, "actie"),)
    assert groep(signaal(status="blijft"), signaal("ziek_mazl", "nieuw"), besprekingen=besproken) == "nieuw"
    repeated = signaal("ziek_mazl", "gegevens_ontbreken")
    assert groep(signaal(status="blijft"), repeated, besprekingen=besproken) == "loopt"


def test_a_gone_signal_beside_a_standing_one_does_not_move_the_pupil():
    besproken = (Bespreking(PEILDATUM, "actie"),)
    assert groep(signaal(status="blijft"), signaal("ziek_mazl", "opgelost"), besprekingen=besproken) == "al in beeld"


@pytest.mark.parametrize(
    ("status", "gezien", "verwacht"),
    [("opgelost", True, "beter"), ("opgelost", False, "niet meer te zien"), ("ingetrokken", True, "niet meer te zien")],
)
def test_better_needs_a_solved_signal_and_a_slot_attended(status, gezien, verwacht):
    assert groep(signaal(status=status), is_gezien_in_k=gezien) == verwacht


def test_legal_duties_stand_above_the_capacity_and_take_its_places():
    wet = [leerling(f"w{n}", signaal("lrv", "blijft")) for n in range(3)]
    rest = [leerling(f"r{n}", signaal()) for n in range(3)]
    assert gekozen(wet + rest, capaciteit=2) == ({"wettelijk": ["w0", "w1", "w2"]}, 3)
    assert gekozen(wet + rest, capaciteit=3) == ({"wettelijk": ["w0", "w1", "w2"]}, 3)
    assert gekozen(wet + rest, capaciteit=4) == ({"wettelijk": ["w0", "w1", "w2"], "nieuw": ["r0"]}, 2)


def test_new_goes_before_everything_else():
    oud = leerling("1", signaal(status="blijft"), gemist_minuten_4w=9000)
    nieuw = leerling("2", signaal(), besprekingen=(Bespreking(PEILDATUM, "actie"),))
    assert gekozen([oud, nieuw], capaciteit=1) == ({"nieuw": ["2"]}, 1)


def test_longest_not_discussed_goes_first_and_never_is_longest():
    vroeg, laat = date(2026, 9, 1), date(2026, 9, 2)
    kinderen = [
        leerling("1", signaal(status="blijft"), besprekingen=(Bespreking(laat, "klopt_niet"),), gemist_minuten_4w=99),
        leerling("2", signaal(status="blijft"), besprekingen=(Bespreking(vroeg, "klopt_niet"),), gemist_minuten_4w=50),
        leerling("3", signaal(status="blijft"), gemist_minuten_4w=1),
    ]
    assert gekozen(kinderen, capaciteit=1) == ({"loopt": ["3"]}, 2)
    assert gekozen(kinderen, capaciteit=2) == ({"loopt": ["2", "3"]}, 1)


def test_then_most_missed_minutes_and_then_the_number_as_text():
    kinderen = [
        leerling("9", signaal(), gemist_minuten_4w=100),
        leerling("10", signaal(), gemist_minuten_4w=100),
        leerling("1", signaal(), gemist_minuten_4w=101),
    ]
    assert gekozen(kinderen, capaciteit=1)[0] == {"nieuw": ["1"]}
    assert sorted(gekozen(kinderen, capaciteit=2)[0]["nieuw"]) == ["1", "10"]


def test_known_and_gone_pupils_do_not_count():
    bekend = leerling("b", signaal(status="blijft"), besprekingen=(Bespreking(PEILDATUM, "bekend"),))
    weg = leerling("g", signaal(status="ingetrokken"))
    assert gekozen([bekend, weg, leerling("n", signaal())], capaciteit=1) == (
        {"nieuw": ["n"], "al in beeld": ["b"], "niet meer te zien": ["g"]},
        0,
    )


def test_a_week_without_lessons_shows_legal_duties_only_and_counts_the_rest():
    kinderen = [
        leerling("w", signaal("lrv", "blijft")),
        leerling("n", signaal()),
        leerling("b", signaal(status="blijft"), besprekingen=(Bespreking(PEILDATUM, "bekend"),)),
        leerling("g", signaal(status="opgelost"), is_gezien_in_k=True),
    ]
    assert gekozen(kinderen, is_lesweek=False) == ({"wettelijk": ["w"]}, 2)


def test_within_a_group_by_class_and_name_without_accents_or_case():
    kinderen = [
        leerling("1", signaal(), klas="2B", achternaam="Zwart"),
        leerling("2", signaal(), klas="2A", achternaam="bakker"),
        leerling("3", signaal(), klas="2A", achternaam="Älva"),
        leerling("4", signaal(), klas="2A", achternaam="Álva", roepnaam="Aa"),
    ]
    assert gekozen(kinderen)[0] == {"nieuw": ["4", "3", "2", "1"]}
