"""The course of a school's own data, against histories that were counted by hand: one school each, in one run."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from assets.publicatie.kwaliteit import lees_kwaliteit
from assets.uitgifte.kwaliteit import dagen_tekst, onbekend_aandeel, veranderd_aandeel, waarom_tekst, wacht_aandeel
from assets.uitgifte.modellen_beheer import Compleet, Correctie, Kwaliteitsweek, Ontvangst
from models.sql import MAP, modellen
from tests import product
from tests.bouwsteen import Schooltje, Stadje, Verzuimrij, gemist

BEGIN = date(2026, 8, 31)
ZONDAGEN = [BEGIN + timedelta(days=7 * week + 6) for week in range(5)]
P = ZONDAGEN[3]
TABELLEN = [f"school.publicatie.kwaliteit_{naam}" for naam in ("ontvangst", "reden", "compleet", "correctie")]
MA, DI = "2026-08-31", "2026-09-01"
A, B = gemist("1001", MA), gemist("1001", DI)
Levering = Sequence[Verzuimrij] | None


def lever(school: Schooltje, week: int, rijen: Levering, tot: date | None = None) -> None:
    """The schooljaar up to the Sunday with this number (0: the first), received the day after; None: nothing came."""
    if rijen is not None:
        op = ZONDAGEN[week] + timedelta(days=1)
        school.verzuim(BEGIN, tot or ZONDAGEN[week], f"{op:%Y%m%d}T0600", rijen)


def _weken(*leveringen: Levering):
    def bouw(school: Schooltje) -> None:
        for week, rijen in enumerate(leveringen):
            lever(school, week, rijen)

    return bouw


def _eerst_tot_woensdag(school: Schooltje) -> None:
    lever(school, 0, [A], tot=date(2026, 9, 2))
    lever(school, 1, [B])
    lever(school, 2, [B])


def _code_later_bekend(school: Schooltje) -> None:
    _weken([gemist("1001", MA, code="Q"), B], [gemist("1001", MA, code="Q"), B])(school)
    school.codes([("Q", "ziek", "ja")], "20260915T0600")


def _leerling_verdwijnt(school: Schooltje) -> None:
    _weken([A, gemist("1002", MA)])(school)
    school.verwijder("inschrijvingen", "20260915T0600", leerlingnummer="1002")


def code(letter: str, slot: int | None = None) -> Verzuimrij:
    """Pupil 1001 on Monday, the whole day or one lesuur."""
    return gemist("1001", MA, slot, slot, code=letter)


# name, deliveries, then of the first lesweek: pupil-days reported, changed, a reason only; missed slots, unknown ones
GEVALLEN = [
    ("niets veranderd", _weken([A, B], [A, B], [A, B]), (2, 0, 0, 12, 0)),
    ("een melding erbij", _weken([A], [A, B]), (2, 1, 0, 12, 0)),
    ("een melding ingetrokken", _weken([A, B], [A]), (2, 1, 0, 6, 0)),
    ("ingetrokken en weer terug", _weken([A], [], [A]), (1, 1, 0, 6, 0)),
    ("alles ingetrokken", _weken([A, B], []), (2, 2, 0, 0, 0)),
    ("een reden ingevuld", _weken([code("?")], [code("Z")]), (1, 1, 1, 6, 0)),
    ("een reden nog open", _weken([code("?"), B], [code("?"), B]), (2, 0, 0, 12, 6)),
    ("een reden weggehaald", _weken([code("Z")], [code("?")]), (1, 1, 0, 6, 6)),
    ("een andere reden", _weken([code("O")], [code("Z")]), (1, 1, 0, 6, 0)),
    ("een andere les", _weken([code("O", 1)], [code("O", 2)]), (1, 0, 0, 1, 0)),
    ("meer lessen", _weken([code("O", 1)], [code("O")]), (1, 1, 0, 6, 0)),
    ("een reden ingevuld en meer lessen", _weken([code("?", 1)], [code("Z")]), (1, 1, 0, 6, 0)),
    ("een late levering", _weken(None, [A, B], [A, B]), (2, 0, 0, 12, 0)),
    ("een late levering die verandert", _weken(None, [A, B], [A]), (2, 1, 0, 6, 0)),
    ("eerst tot woensdag, dan anders", _eerst_tot_woensdag, (1, 0, 0, 6, 0)),
    ("nooit compleet", lambda school: lever(school, 0, [A], tot=date(2026, 9, 2)), None),
    ("een code die later bekend is", _code_later_bekend, (2, 1, 0, 12, 0)),
    ("een leerling verdwijnt", _leerling_verdwijnt, (2, 1, 0, 6, 0)),
    ("verandert na de laatste zondag", _weken([A], [A], [A], [A], [A, B]), (1, 0, 0, 6, 0)),
]


@pytest.fixture(scope="module")
def stad(tmp_path_factory) -> Stadje:
    """All schools, delivered."""
    stad = Stadje(tmp_path_factory.mktemp("kwaliteit") / "aanlevering", begin="20260901T0600")
    for nummer, (_, bouw, _) in enumerate(GEVALLEN):
        school = stad.school(f"{nummer:02}AA00")
        school.rooster("1a")
        school.inschrijving("1001")
        school.inschrijving("1002")
        bouw(school)
    return stad


@pytest.fixture(scope="module")
def gevonden(stad) -> dict[str, tuple[Kwaliteitsweek, ...]]:
    """All schools in one run, also of the Sunday after P: what it brings is not known at P."""
    with product.gebouwd(stad.map, stad.map.parent, ZONDAGEN[0], ZONDAGEN[4], *TABELLEN) as werk:
        return lees_kwaliteit(werk.magazijn, P)


@pytest.mark.parametrize(("nummer", "geval"), enumerate(GEVALLEN), ids=[geval[0] for geval in GEVALLEN])
def test_what_changed_later_is_what_was_counted_by_hand(gevonden, nummer, geval):
    (week,) = [week for week in gevonden[f"{nummer:02}AA00"] if week.maandag == BEGIN]
    assert week.correctie == (Correctie(*geval[2]) if geval[2] else None)


def test_weeks_run_one_by_one_say_the_same(stad, gevonden, tmp_path):
    for zondag in ZONDAGEN[:4]:
        with product.gebouwd(stad.map, tmp_path, zondag, None, *TABELLEN) as werk:
            laatste = lees_kwaliteit(werk.magazijn, zondag)
    assert laatste == gevonden


def _nummer(naam: str) -> str:
    return f"{[geval[0] for geval in GEVALLEN].index(naam):02}AA00"


def test_a_week_tells_when_it_was_whole(gevonden):
    op_tijd, laat = (gevonden[_nummer(naam)] for naam in ("niets veranderd", "een late levering"))
    assert [week.compleet for week in op_tijd] == [Compleet(3), Compleet(3), Compleet(3), Compleet(None)]
    assert [week.compleet for week in laat] == [Compleet(10), Compleet(3), Compleet(3), Compleet(None)]


def test_rows_stand_in_the_week_in_which_they_became_known_and_wait_with_their_reason(gevonden):
    weken = [week.ontvangst for week in gevonden[_nummer("een code die later bekend is")]]
    assert [(w.ontvangen - w.geaccepteerd, w.quarantaine) for w in weken] == [(0, 0)] * 4, "the code is known at P"
    wacht = [week for week in gevonden[_nummer("een leerling verdwijnt")] if week.maandag == BEGIN]
    assert wacht[0].ontvangst.redenen == (("geen_inschrijving", 1),)


def test_a_code_that_waits_counts_once_known_and_then_is_no_longer_told(stad, tmp_path):
    wacht = []
    for zondag in ZONDAGEN[:3]:
        with product.gebouwd(stad.map, tmp_path, zondag, None, *TABELLEN) as werk:
            weken = lees_kwaliteit(werk.magazijn, zondag)[_nummer("een code die later bekend is")]
            wacht.append([week.ontvangst.redenen for week in weken])
            gemist_ = weken[0].correctie.gemist_slots if weken[0].correctie else 0
    een = (("onbekende_code", 1),)
    assert wacht == [[een], [een, een], [(), (), ()]]
    assert gemist_ == 12


def test_no_table_and_no_door_reads_the_course_of_a_school():
    assert [naam for naam, model in modellen().items() if set(model.leest) & set(TABELLEN)] == []
    assert not any(tabel in MAP.joinpath("deuren.yaml").read_text(encoding="utf-8") for tabel in TABELLEN)


@pytest.mark.parametrize(
    ("correctie", "veranderd", "onbekend"),
    [(None, None, None), (Correctie(0, 0, 0, 0, 0), None, None), (Correctie(8, 1, 0, 3, 3), 12.5, 100)],
)
def test_a_share_without_anything_to_count_is_none(correctie, veranderd, onbekend):
    week = Kwaliteitsweek(BEGIN, Ontvangst(), None, correctie)
    assert (veranderd_aandeel(week), onbekend_aandeel(week), wacht_aandeel(week)) == (veranderd, onbekend, None)


@pytest.mark.parametrize(
    ("compleet", "tekst"),
    [(None, "geen les"), (Compleet(None), "mist nog"), (Compleet(0), "0 dagen"), (Compleet(1), "1 dag")],
)
def test_how_long_a_week_took_is_said_in_words(compleet, tekst):
    assert dagen_tekst(Kwaliteitsweek(BEGIN, Ontvangst(), compleet, None)) == tekst


def test_the_three_reasons_with_most_rows_are_named_and_the_rest_counted():
    redenen = (("onbekende_code", 9), ("dubbel", 5), ("veld_leeg", 3), ("waarde_ongeldig", 2), ("slot_ongeldig", 1))
    tekst = waarom_tekst(Kwaliteitsweek(BEGIN, Ontvangst(redenen=redenen), None, None))
    assert tekst.startswith("9 × Deze verzuimcode") and tekst.endswith("3 × iets anders.")
