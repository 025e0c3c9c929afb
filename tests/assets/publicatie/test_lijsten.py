"""What a pupil's weeks on the list are: known, unknown, holiday, or not drawn at all."""

from datetime import date, timedelta

from assets.publicatie.bron import Minutenrij, Naam, Signaalrij, Weekrij
from assets.publicatie.lijsten import Kantgegevens, leerlingen_van
from assets.uitgifte.zekerheid import hoe_zeker
from data_contracts.register import School

MAANDAG = date(2026, 11, 2)
WEKEN = [MAANDAG, MAANDAG + timedelta(days=14)]
P = MAANDAG + timedelta(days=20)


def _rij(leerling: int, signaal: str) -> Signaalrij:
    return Signaalrij(
        brin6="03MJ03", leerling=leerling, klas="1a", signaal=signaal, sinds=MAANDAG, teller=29, noemer=1,
        eenheid="dag", status="nieuw", begindatum=None, meldingsnummer=None, grensgeval=None,
    )  # fmt: skip


def _gegevens(geleverd: tuple[bool, bool]) -> Kantgegevens:
    return Kantgegevens(
        kant="leerplicht",
        school=School(brin6="03MJ03", naam="Verzonnen", soort="vo", dialect="standaard"),
        peildatum=P,
        modus="proef",
        versie="0",
        namen={1: Naam(1, "1001", "Fictief", "Een"), 2: Naam(2, "1002", "Fictief", "Twee")},
        signalen=[_rij(1, "lrv"), _rij(2, "absoluut")],
        weken=[Weekrij("03MJ03", week, 1, n) for week, n in zip(WEKEN, geleverd, strict=True)],
        minuten=[
            Minutenrij("03MJ03", 1, week, None, 300) for week, is_er in zip(WEKEN, geleverd, strict=True) if is_er
        ],
    )


def test_a_week_without_lessons_between_two_lesweken_is_a_holiday_and_a_silent_one_is_unknown():
    een, _ = leerlingen_van(_gegevens((True, False)))
    assert [week.soort for week in een.weken] == ["bekend", "vakantie", "onbekend"]


def test_who_is_known_from_a_register_only_has_no_weeks_drawn_and_is_no_holiday():
    een, twee = leerlingen_van(_gegevens((True, True)))
    assert [week.soort for week in een.weken] == ["bekend", "vakantie", "bekend"]
    assert twee.weken == () and hoe_zeker(twee) == "duidelijk"


def test_without_any_delivered_week_all_are_unknown():
    _, twee = leerlingen_van(_gegevens((False, False)))
    assert [week.soort for week in twee.weken] == ["onbekend", "vakantie", "onbekend"]
