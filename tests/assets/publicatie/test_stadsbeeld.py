"""What statistics say on the pages of directors: from released rows, and never from a week that was not whole."""

from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import pytest

from assets.publicatie.bron import Trendrij
from assets.publicatie.scholenbeeld import MIN_WEKEN, trechters_van, verlopen_van
from assets.publicatie.stadsbeeld import MIN_SCHOLEN, beeld_van, lesweken_van, leszondagen_van
from assets.publicatie.trendpaginas import cijfer_van
from data_contracts.register import School
from models.statistiek.samen import OPVALLEND_DEEL, valt_op
from models.statistiek.schooljaren import HEEL_JAAR

EERSTE, WEEK = date(2025, 9, 7), timedelta(weeks=1)
SNEEUW = 30
HEEL = Decimal("99.0")


def rij(plek: int, teller: int | None, noemer: int | None = 300_000, code: str = "", **velden) -> Trendrij:
    """A released share of the nth Sunday: of the city, or of a school."""
    niveau, waarde = "school" if code else "stad", None if teller is None else Decimal(100 * teller) / (noemer or 1)
    dag, onderdrukt = EERSTE + plek * WEEK, "klein" if teller is None else ""
    basis = Trendrij(dag, niveau, code, "", "verzuim_totaal", teller, noemer, waarde, waarde, waarde, onderdrukt, HEEL)
    return basis._replace(**velden)


def vrij(plek: int) -> Trendrij:
    """A Sunday without lessons."""
    return rij(plek, None, volledigheid=None, noemer=None)


def stad(aantal: int, **anders) -> list[Trendrij]:
    """A city that misses about seven percent, a little more or less every week."""
    toeval = np.random.default_rng(3)
    return [rij(n, int(21_000 + toeval.normal(0, 600)) // 300 * 300, **anders) for n in range(aantal)]


def scholen(aantal: int, weken: int, sneeuw: float = 1.0) -> list[Trendrij]:
    """Schools that differ a little from week to week; in the week SNEEUW all miss so much more."""
    toeval = np.random.default_rng(1)
    return [
        rij(n, int(21_000 * np.exp(toeval.normal(0, 0.05)) * (sneeuw if n == SNEEUW else 1)), code=f"90A{school}00")
        for school in range(aantal)
        for n in range(weken)
    ]


def beeld(rijen: list[Trendrij], van_scholen: list[Trendrij] = [], peildatum: date | None = None):  # noqa: B006
    """The picture of a year that is known from its summer on, on its newest Sunday or on another."""
    cijfers = tuple(cijfer_van(r) for r in sorted([vrij(-1), *rijen], key=lambda r: r.peildatum))
    return beeld_van(cijfers, van_scholen, peildatum or cijfers[-1].peildatum)


@pytest.mark.parametrize(
    ("velden", "is_les"),
    [
        ({"volledigheid": None, "noemer": None}, False),
        ({"noemer": 29_000}, False),
        ({"noemer": 31_000}, True),
        ({"volledigheid": Decimal(0), "noemer": None}, True),  # nothing came, but there were lessons
        ({"volledigheid": Decimal("10.0"), "noemer": 30_000}, True),  # a tenth came of a full week
    ],
)
def test_a_lesweek_has_a_tenth_of_the_lessons_of_the_fullest_week(velden, is_les):
    cijfers = [cijfer_van(rij(n, 3000, volledigheid=Decimal(100))) for n in range(3)]
    cijfers[1] = cijfer_van(rij(1, 3000, volledigheid=Decimal(100))._replace(**velden))
    assert (EERSTE + WEEK in leszondagen_van(cijfers)) is is_les


@pytest.mark.parametrize(("vooraf", "nummers"), [([], []), ([vrij(-1)], [1, 2, 3])])
def test_lesweken_are_known_also_when_they_have_no_numbers(vooraf, nummers):
    cijfers = [cijfer_van(r) for r in [*vooraf, *stad(3)]]
    assert leszondagen_van(cijfers) == tuple(EERSTE + n * WEEK for n in range(3))
    assert [week.nummer for week in lesweken_van(cijfers)] == nummers


def test_an_alarm_of_all_schools_needs_no_numbers():
    laat_begin = [cijfer_van(r) for r in stad(40)]
    assert lesweken_van(laat_begin) == ()
    gevonden = beeld_van(laat_begin, scholen(8, 40, sneeuw=2.0), EERSTE + 39 * WEEK)
    assert gevonden.opvallend == {EERSTE + SNEEUW * WEEK: "boven"} and gevonden.verwacht == ()


def test_a_snow_day_is_told_of_once_for_the_whole_city_and_on_its_side():
    gevonden = beeld(stad(40), scholen(8, 40, sneeuw=2.0))
    assert gevonden.scholen == 8
    assert gevonden.opvallend == {EERSTE + SNEEUW * WEEK: "boven"}
    assert beeld(stad(40), scholen(8, 40, sneeuw=0.4)).opvallend == {EERSTE + SNEEUW * WEEK: "onder"}
    assert beeld(stad(40), scholen(8, 40)).opvallend == {}


@pytest.mark.parametrize(("keer", "valt_op"), [(1.12, False), (1.3, True), (0.9, False), (0.75, True)])
def test_a_lesweek_is_told_of_from_about_a_fifth_more_or_less_on(keer, valt_op):
    """Also when chance is so small that less lies outside three sigma."""
    gelijk = [r._replace(code=f"{r.code}{n}") for r in scholen(1, 40, sneeuw=keer) for n in range(12)]
    vlak = [r._replace(teller=(21_000, 21_300)[(r.peildatum - EERSTE).days // 7 % 2]) for r in gelijk]
    vlak = [v._replace(teller=int(21_150 * keer)) if v.peildatum == EERSTE + SNEEUW * WEEK else v for v in vlak]
    assert (EERSTE + SNEEUW * WEEK in beeld(stad(40), vlak).opvallend) is valt_op


@pytest.mark.parametrize(
    ("keer", "is_zo"), [(1.199, False), (1.201, True), (0.801, False), (0.799, True), (1 / 1.2, False)]
)
def test_a_fifth_less_is_a_fifth_of_what_was_usual(keer, is_zo):
    assert valt_op(float(np.log(keer)), OPVALLEND_DEEL) is is_zo


def test_a_week_that_was_not_whole_is_no_alarm():
    rijen = stad(40)
    rijen[SNEEUW] = rijen[SNEEUW]._replace(volledigheid=Decimal("94.9"))
    assert beeld(rijen, scholen(8, 40, sneeuw=2.0)).opvallend == {}


@pytest.mark.parametrize(("aantal", "gekeken"), [(MIN_SCHOLEN - 1, 0), (MIN_SCHOLEN, MIN_SCHOLEN)])
def test_of_a_few_schools_nothing_is_said_of_all(aantal, gekeken):
    gevonden = beeld(stad(40), scholen(aantal, 40, sneeuw=2.0))
    assert gevonden.scholen == gekeken
    assert bool(gevonden.opvallend) is bool(gekeken)


@pytest.mark.parametrize(("weken", "gekeken"), [(12, 0), (13, 8)])
def test_the_first_lesweken_are_no_history_to_judge_by(weken, gekeken):
    assert beeld(stad(weken), scholen(8, weken)).scholen == gekeken


def twee_jaar(weken: int) -> list[Trendrij]:
    """So many lesweken: forty from September 2025 on, the others from September 2026 on, with a Sunday of summer."""
    rijen = [r._replace(peildatum=r.peildatum + 12 * WEEK) if n >= 40 else r for n, r in enumerate(stad(weken))]
    return [*rijen, vrij(51)]


def zonder(rijen: list[Trendrij], aantal: int) -> list[Trendrij]:
    """The same, but of the first so many weeks the figure is hidden."""
    return [r._replace(teller=None, waarde=None) if n < aantal else r for n, r in enumerate(rijen)]


@pytest.mark.parametrize(("bekend", "stappen"), [(HEEL_JAAR - 1, 0), (HEEL_JAAR, 4), (HEEL_JAAR + 1, 4)])
def test_what_is_expected_asks_for_a_whole_year(bekend, stappen):
    verwacht = beeld(zonder(twee_jaar(50), 50 - bekend)).verwacht
    assert len(verwacht) == stappen
    assert all(punt.onder <= punt.midden <= punt.boven for punt in verwacht)
    assert all(Decimal(6) < punt.midden < Decimal(8) for punt in verwacht)


def test_a_late_week_does_not_move_what_is_expected():
    rijen = twee_jaar(46)
    laat = [r._replace(volledigheid=Decimal(50), teller=3000) if n == 43 else r for n, r in enumerate(rijen)]
    weg = [r._replace(teller=None, waarde=None) if n == 43 else r for n, r in enumerate(rijen)]
    assert beeld(laat).verwacht == beeld(weg).verwacht != beeld(rijen).verwacht


@pytest.mark.parametrize(("weken", "stappen"), [(75, 4), (76, 4), (77, 3), (79, 1), (80, 0), (81, 0)])
def test_a_year_is_expected_to_be_as_long_as_the_one_before(weken, stappen):
    """That had forty lesweken; the others are of the next."""
    assert len(beeld(twee_jaar(weken)).verwacht) == stappen


@pytest.mark.parametrize(("later", "stappen"), [(0, 4), (1, 3), (3, 1), (4, 0)])
def test_nothing_is_expected_of_a_week_that_is_past(later, stappen):
    nieuwste = EERSTE + (12 + 59) * WEEK
    verwacht = beeld(twee_jaar(60), peildatum=nieuwste + later * WEEK).verwacht
    assert [punt.zondag for punt in verwacht] == [nieuwste + n * WEEK for n in range(5 - stappen, 5)]


@pytest.mark.parametrize("peildatum", [date(2026, 7, 26), date(2026, 8, 2), date(2026, 8, 16)])
def test_nothing_is_expected_in_the_summer(peildatum):
    zomer = [vrij(n) for n in range(44, (peildatum - EERSTE) // WEEK + 1)]
    assert beeld([*stad(44), *zomer]).verwacht == ()


def register(aantal: int, soort: str = "po") -> list[School]:
    return [School(f"90A{n}00", f"School {n}", soort, "standaard") for n in range(aantal)]


def met_grootte(rijen: list[Trendrij], leerlingen: int | None = 200) -> list[Trendrij]:
    """The same rows, and of every school the newest one that counts its pupils."""
    codes = sorted({r.code for r in rijen})
    return rijen + [
        rij(0, 20, code=code)._replace(maat="leerlingen_met_signaal", noemer=leerlingen, teller=None) for code in codes
    ]


ZONDAGEN = [EERSTE + n * WEEK for n in range(4)]


@pytest.mark.parametrize(("aantal", "heeft"), [(4, False), (5, True)])
def test_a_funnel_has_bounds_from_five_schools_on(aantal, heeft):
    (trechter,) = trechters_van(
        register(aantal), met_grootte(scholen(aantal, 4)), ZONDAGEN, {"po": "Basis", "vo": "Voort"}
    )
    assert (trechter.midden is not None) is heeft
    assert bool(trechter.grenzen) is heeft
    assert [stip.naam for stip in trechter.stippen] == [f"School {n}" for n in range(aantal)]


def test_noise_fools_nobody_and_a_school_that_really_differs_is_seen():
    rijen = met_grootte(scholen(9, 4))
    hoog = [r._replace(teller=(r.teller or 0) * 4) if r.code == "90A300" and r.teller else r for r in rijen]
    uit = [trechters_van(register(9), deel, ZONDAGEN, {"po": "Basis"})[0] for deel in (rijen, hoog)]
    assert [stip.naam for stip in uit[0].stippen if stip.buiten] == []
    assert [(stip.naam, stip.buiten) for stip in uit[1].stippen if stip.buiten] == [("School 3", "boven")]


@pytest.mark.parametrize(("weken", "telt"), [(MIN_WEKEN - 1, False), (MIN_WEKEN, True)])
def test_a_school_needs_whole_weeks_to_stand_in_the_funnel(weken, telt):
    rijen = met_grootte(scholen(6, 4))
    laat = [
        r._replace(volledigheid=Decimal(50)) if r.code == "90A000" and (r.peildatum - EERSTE) // WEEK >= weken else r
        for r in rijen
    ]
    (trechter,) = trechters_van(register(6), laat, ZONDAGEN, {"po": "Basis"})
    assert ("School 0" in [stip.naam for stip in trechter.stippen]) is telt


def test_a_school_whose_size_is_hidden_is_not_drawn():
    assert trechters_van(register(6), met_grootte(scholen(6, 4), None), ZONDAGEN, {"po": "Basis"}) == ()


def test_a_line_to_pick_has_gaps_where_a_week_was_hidden_or_late():
    rijen = [
        rij(0, 21_000, code="90A000"),
        rij(1, None, code="90A000"),
        rij(2, 24_000, code="90A000", volledigheid=Decimal(94)),
    ]
    (verloop,) = verlopen_van(rijen, [("Per school", {"school|90A000|": "School 0", "school|90A100|": "School 1"})])
    assert (verloop.naam, dict(verloop.aandeel)) == ("School 0", {EERSTE: Decimal(7)})


def test_the_newest_size_of_a_school_counts():
    rijen = met_grootte(scholen(6, 4))
    later = [r._replace(peildatum=EERSTE + WEEK, noemer=300) for r in rijen if r.maat == "leerlingen_met_signaal"]
    (trechter,) = trechters_van(register(6), [*later, *rijen], ZONDAGEN, {"po": "Basis"})
    assert {stip.leerlingen for stip in trechter.stippen} == {300}
