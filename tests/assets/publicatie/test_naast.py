"""What a school's own page sets beside its own line: never so little that the rest of it is another school."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from assets.publicatie.bron import Trendrij
from assets.publicatie.trendpaginas import MIN_NAAST, naast_van, schoolpagina

ZONDAG, WEEK = date(2026, 11, 15), timedelta(weeks=1)
CODES = [f"90A{n}00" for n in range(MIN_NAAST + 1)]
SOORTEN = dict.fromkeys(CODES, "so") | {"90B000": "po"}


def rij(niveau: str, code: str, soort: str, teller: int | None = 3000, zondag: date = ZONDAG) -> Trendrij:
    """A share; teller None: hidden."""
    waarde = None if teller is None else Decimal(teller) / 500
    onderdrukt = "aanvullend" if teller is None else ""
    return Trendrij(
        zondag, niveau, code, soort, "verzuim_totaal", teller, 50_000, waarde, waarde, waarde, onderdrukt, Decimal(99)
    )


def stad(getoond: int, verborgen: int = 0, zondag: date = ZONDAG) -> list[Trendrij]:
    """Schools of one type, so many of them with a share and so many without, and the type as a whole."""
    tellers = [3000] * getoond + [None] * verborgen
    eigen = [rij("school", code, "so", teller, zondag) for code, teller in zip(CODES, tellers, strict=False)]
    return [*eigen, rij("stad", "", "so", 31_500, zondag)]


@pytest.mark.parametrize(("getoond", "heeft"), [(1, False), (2, False), (3, True), (4, True)])
def test_a_school_lies_beside_its_type_from_three_schools_on(getoond, heeft):
    naast = naast_van(stad(getoond), SOORTEN)
    assert set(naast) == (set(CODES[:getoond]) if heeft else set())
    assert all([cijfer.teller for cijfer in cijfers] == [31_500] for cijfers in naast.values())


@pytest.mark.parametrize(("getoond", "verborgen"), [(0, 2), (2, 2), (3, 1)])
def test_a_school_that_stad_hides_does_not_learn_what_another_lacks(getoond, verborgen):
    """Its own page knows its own share, so that the total less what is public would be the other hidden school."""
    verzwegen = CODES[getoond : getoond + verborgen]
    assert not set(verzwegen) & set(naast_van(stad(getoond, verborgen), SOORTEN))


def test_weeks_are_judged_one_by_one_and_come_in_order():
    rijen = [*stad(3), *stad(2, 1, ZONDAG - WEEK), *stad(4, zondag=ZONDAG - 2 * WEEK)]
    assert [cijfer.peildatum for cijfer in naast_van(rijen, SOORTEN)[CODES[0]]] == [ZONDAG - 2 * WEEK, ZONDAG]


def test_schools_of_another_type_or_of_no_register_do_not_count():
    rijen = [*stad(2), rij("school", "90B000", "po"), rij("school", "90X000", "so")]
    assert naast_van(rijen, SOORTEN) == {}


@pytest.mark.parametrize(("getoond", "heeft"), [(2, False), (3, True)])
def test_a_page_without_the_line_does_not_speak_of_it(getoond, heeft):
    naast = naast_van(stad(getoond), SOORTEN).get(CODES[0], ())
    pagina = schoolpagina("proef", "School", [rij("school", CODES[0], "so")], [], ZONDAG, ZONDAG, "", naast=naast)
    assert (pagina.naast is not None) is heeft
