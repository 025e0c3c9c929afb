"""What the picture of a week rests on, from delivery to list: nothing known is never drawn as nothing missed."""

from datetime import date

import pytest

from assets.publicatie.bron import lees, lees_namen
from assets.publicatie.lijsten import Kantgegevens, leerlingen_van
from assets.uitgifte.modellen import Kant, LijstLeerling, Weekpunt, Weeksoort
from assets.uitgifte.weekbeeld import maak_weekbeeld
from assets.uitgifte.zekerheid import wat_we_niet_weten
from data_contracts.register import School
from tests import product
from tests.assets.uitgifte.tekst import zichtbaar
from tests.bouwsteen import Stadje, Verzuimrij, geldig_pgn, gemist
from tests.toneel import hele_dagen

P = date(2026, 10, 25)
MAANDAG, DONDERDAG, VRIJDAG = "2026-10-19", "2026-10-22", "2026-10-23"
BRIN6 = "01AA00"
SCHOOL = School(brin6=BRIN6, naam="Verzonnen", soort="vo", dialect="standaard")
TABELLEN = ("school.publicatie.weekminuten_s", "leerplicht.kern.weekminuten", "leerplicht.publicatie.signaal")
TABELLEN += ("school.publicatie.signaal_s", "leerplicht.kern.lesweek", "kluis.publicatie.naam")

WEEK_VAN_P: dict[str, tuple[list[Verzuimrij], Weeksoort, int | None]] = {
    "1001": (hele_dagen(MAANDAG, VRIJDAG, "N", "1001"), "geen_les", None),
    "1002": ([*hele_dagen(MAANDAG, DONDERDAG, "N", "1002"), gemist("1002", VRIJDAG, 1, 5, "N")], "bekend", 50),
    "1003": (hele_dagen(MAANDAG, VRIJDAG, "X", "1003"), "onbekende_code", None),
    "1004": ([*hele_dagen(MAANDAG, DONDERDAG, "X", "1004"), gemist("1004", VRIJDAG, 1, 5, "X")], "bekend", 50),
    "1005": (
        [*hele_dagen(MAANDAG, VRIJDAG, "N", "1005"), gemist("1005", VRIJDAG, 6, 6, "X", ingevoerd=f"{VRIJDAG} 18:00")],
        "onbekende_code",
        None,
    ),
    "1006": ([], "bekend", 1500),
}  # fmt: skip
"""Per pupil: rows of the week of P, what that week is, and its planned minutes. N is nvt; X stands in no code table."""

INGESCHREVEN: dict[str, tuple[list[tuple[str, str]], list[str]]] = {
    "2001": ([("2026-08-01", "")], []),
    "2002": ([("2026-10-02", "")], ["2026-08-31", "2026-09-07", "2026-09-14", "2026-09-21"]),
    "2003": ([("2026-10-03", "")], ["2026-08-31", "2026-09-07", "2026-09-14", "2026-09-21", "2026-09-28"]),
    "2004": ([("2026-08-01", "2026-09-13"), ("2026-09-21", "")], ["2026-09-14"]),
    "2005": ([("2026-08-01", "2026-09-14"), ("2026-09-21", "")], []),
    "2006": ([("2026-08-01", MAANDAG)], []),
    "2007": ([("2026-08-01", "2026-10-18")], [MAANDAG]),
}
"""Per pupil: first and last days of enrolment, and the Mondays of the weeks without a schooldag of it. 2-10 is a
Friday; 13-9 and 18-10 are Sundays. All took leave on 13-10.
"""
ONBEKENDE_CODE = "Wat er was in 1 week met een code die wij niet kennen."


@pytest.fixture(scope="module")
def lijsten(tmp_path_factory) -> dict[Kant, dict[str, LijstLeerling]]:
    """In the week before P 1001-1006 were suspended for a lesuur and the others took leave: all have a row."""
    stad = Stadje(tmp_path_factory.mktemp("weekminuten") / "aanlevering", begin="20260901T0600")
    school = stad.school(BRIN6)
    school.rooster("1a", geldig_van="2026-08-31")
    school.codes()
    rijen = []
    for leerling, (week, *_) in WEEK_VAN_P.items():
        school.inschrijving(leerling, startdatum="2026-08-01")
        rijen += [gemist(leerling, "2026-10-12", 1, 1, "S"), *week]
    for volgnummer, (leerling, (stukken, _)) in enumerate(INGESCHREVEN.items()):
        for begin, eind in stukken:
            school.inschrijving(leerling, startdatum=begin, einddatum=eind or None, pgn=geldig_pgn(volgnummer + 1))
        rijen.append(gemist(leerling, "2026-10-13", 1, 1, "L"))
    school.verzuim("2026-08-31", "2026-10-18", "20261019T0600", [rij for rij in rijen if str(rij.datum) < MAANDAG])
    school.verzuim(MAANDAG, P, "20261026T0600", [rij for rij in rijen if str(rij.datum) >= MAANDAG])
    with product.gebouwd(stad.map, stad.map.parent, P, None, *TABELLEN) as werk:
        return {kant: _leerlingen(werk, kant) for kant in ("school", "leerplicht")}


def _leerlingen(werk, kant: Kant) -> dict[str, LijstLeerling]:
    namen = lees_namen(werk.magazijn, kant, BRIN6, P)
    signalen, weken, minuten = (lees(werk.magazijn, f"{soort}_{kant}", P) for soort in ("signalen", "weken", "minuten"))
    gegevens = Kantgegevens(kant, SCHOOL, P, "proef", "0", namen, signalen, weken, minuten)
    return {leerling.leerlingnummer: leerling for leerling in leerlingen_van(gegevens)}


@pytest.mark.parametrize("wie", WEEK_VAN_P)
def test_a_week_is_known_from_the_first_known_slot_on_and_else_says_why_not(lijsten, wie):
    _, soort, gepland = WEEK_VAN_P[wie]
    week = lijsten["school"][wie].weken[-1]
    gemist_minuten = None if gepland is None else 0
    assert week == Weekpunt(date.fromisoformat(MAANDAG), soort, gemist_minuten, gepland)


@pytest.mark.parametrize(
    ("wie", "woorden", "zinnen"),
    [
        ("1001", "geen les gepland", ["In 1 week was geen les gepland."]),
        ("1002", "0,0 uur van 0,8", []),
        ("1003", "onbekend, door de code", ["Van 1 week kennen wij de codes niet.", ONBEKENDE_CODE]),
    ],
)
def test_such_a_week_is_told_in_the_table_the_picture_and_what_we_do_not_know(lijsten, wie, woorden, zinnen):
    leerling = lijsten["school"][wie]
    beeld = maak_weekbeeld(leerling.weken, "school", "Iemand", "x")
    gezegd = f"{zichtbaar(beeld.svg)} {' '.join(wat_we_niet_weten(leerling))}"
    apart = ("In 1 week was geen les gepland.", "Van 1 week kennen wij de codes niet.", ONBEKENDE_CODE)
    assert beeld.rijen[-1][1] == woorden
    assert [zin for zin in apart if zin in gezegd] == zinnen


@pytest.mark.parametrize("wie", INGESCHREVEN)
def test_to_leerplicht_a_week_without_enrolment_is_no_week_without_absence(lijsten, wie):
    _, weg = INGESCHREVEN[wie]
    weken = lijsten["leerplicht"][wie].weken
    anders = {week.maandag.isoformat(): week for week in weken if week.soort != "bekend"}
    assert {maandag: week.soort for maandag, week in anders.items()} == dict.fromkeys(weg, "niet_ingeschreven")
    assert len(weken) == 8 and {week.gepland_minuten for week in weken} == {None}
    assert sum(week.gemist_minuten or 0 for week in weken) == 50
    woorden = [tekst for _, tekst in maak_weekbeeld(weken, "leerplicht", "Iemand", "x").rijen]
    assert woorden.count("niet op deze school") == len(weg)
