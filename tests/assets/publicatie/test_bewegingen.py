"""Movements over half a schooljaar in a real warehouse: from the places of persons in the kluis to a csv and a page."""

from collections.abc import Mapping, Sequence
from datetime import date

import pytest

from assets.publicatie.bewegingen import NOG_GEEN_HALFJAAR, beweegperiode, beweegzin, bewegingen_csv, bewegingen_van
from assets.publicatie.bron import Trendrij, lees
from assets.publicatie.trendpaginas import stadpagina
from assets.publicatie.vrijgave import BEWEGINGEN, INVOER, VRIJGAVEN, cellen_van, ververs_vrijgave
from assets.publicatie_assets import te_klein
from assets.uitgifte.modellen_trend import Beweging
from assets.uitgifte.trend import trend_html
from assets.werk import ververs, zorg_voor_tabel
from data_contracts.register import Register, School
from models.bewegingen import GANGEN, OPEN_GANGEN
from models.sql import modellen
from models.tijd import WEEK, zondagen
from tests.assets.uitgifte.tekst import zichtbaar
from tests.assets.uitgifte.test_taal import moeilijk
from tests.assets.uitgifte.voorbeelden_trend import voorbeeldtrend

MODEL = modellen()["kluis.publicatie.halfjaarbeweging"]
PLAATS, TREND, JAAR = "kluis.kern.plaats", "stad.publicatie.trends", "stad.publicatie.leerplichttelling"
BEGIN, EIND = date(2026, 9, 6), date(2027, 2, 7)
MIDDEN = date(2026, 12, 6)
SCHOOL = School("99AA00", "Voorbeeld", "vo", "standaard")
TELLINGEN = ("lrv", "absoluut", "ocw", "breed", "verborgen")

Plaatsen = Mapping[date, str]


def bewegingen(motor, personen: Sequence[Plaatsen], p: date = EIND) -> list[tuple[str, str, int]]:
    """What the kluis counts at p of persons by their place on some Sundays."""
    werk = motor.werk([])
    zorg_voor_tabel(werk, PLAATS)
    motor.magazijn.con.execute(f"DELETE FROM {PLAATS}")
    for nummer, plaatsen in enumerate(personen):
        for zondag, plaats in plaatsen.items():
            motor.magazijn.con.execute(f"INSERT INTO {PLAATS} VALUES (?, ?, '99AA00', ?)", [zondag, nummer, plaats])
    ververs(werk, MODEL, [p])
    return motor.magazijn.rijen(
        f"SELECT van, naar, personen FROM {MODEL.naam} WHERE peildatum = $p ORDER BY ALL", {"p": p}
    )


@pytest.mark.parametrize(
    ("begin", "eind", "gang"),
    [
        ("lrv", "absoluut", ("lrv", "absoluut")),
        ("absoluut", "5a", ("absoluut", "5a")),
        ("lrv", "5a", ("lrv", "5a")),
        ("lrv", "verborgen", ("lrv", "verborgen")),
        ("verborgen", "lrv", ("verborgen", "lrv")),
        ("5a", "lrv", ("5a", "lrv")),
        ("lrv", "lrv", None),
        ("lrv", "lrv_absoluut", None),
        ("absoluut", "lrv_absoluut", None),
        ("lrv_absoluut", "absoluut", None),
        ("lrv_absoluut", "lrv", None),
        ("lrv_absoluut", "lrv_absoluut", None),
        ("lrv_absoluut", "5a", ("lrv", "5a")),
        ("verborgen", "lrv_absoluut", ("verborgen", "lrv")),
        (None, "lrv", None),
        ("lrv", None, None),
    ],
)
def test_who_left_one_part_and_came_into_another_has_moved(motor, begin, eind, gang):
    plaatsen = {zondag: plaats for zondag, plaats in ((BEGIN, begin), (EIND, eind)) if plaats}
    assert bewegingen(motor, [plaatsen]) == ([(*gang, 1)] if gang else [])


@pytest.mark.parametrize(
    ("plaatsen", "gang"),
    [
        ({BEGIN: "lrv", MIDDEN: "absoluut", EIND: "lrv"}, None),
        ({BEGIN: "lrv", MIDDEN: "absoluut", EIND: "5a"}, ("lrv", "5a")),
        ({BEGIN - WEEK: "lrv", BEGIN: "absoluut", EIND: "absoluut"}, None),
        ({BEGIN: "lrv", BEGIN + WEEK: "absoluut", EIND: "absoluut"}, ("lrv", "absoluut")),
        ({BEGIN: "lrv", EIND - WEEK: "lrv", EIND: "absoluut"}, ("lrv", "absoluut")),
        ({BEGIN: "lrv", EIND: "lrv", EIND + WEEK: "absoluut"}, None),
    ],
    ids=["there and back", "two steps", "before the half", "in its first week", "on its last Sunday", "after the half"],
)
def test_only_the_two_sundays_of_the_half_are_compared(motor, plaatsen, gang):
    assert bewegingen(motor, [plaatsen]) == ([(*gang, 1)] if gang else [])


def test_persons_are_counted_by_where_they_came_from_and_went(motor):
    naar = [*["absoluut"] * 3, *["5a"] * 2, "lrv"]
    assert bewegingen(motor, [{BEGIN: "lrv", EIND: n} for n in naar]) == [("lrv", "5a", 2), ("lrv", "absoluut", 3)]


@pytest.mark.parametrize("p", [EIND - WEEK, EIND + WEEK, MIDDEN])
def test_a_sunday_that_ends_no_half_counts_nothing(motor, p):
    assert bewegingen(motor, [{BEGIN: "lrv", p - WEEK: "lrv", p: "absoluut"}], p) == []


def stad(motor, aantal: int, eerste_bekend: date = BEGIN):
    """A warehouse with `aantal` persons that went from lrv to absoluut, and published figures with room for them."""
    werk = motor.werk([])
    werk.eerste_bekend, werk.register = eerste_bekend, Register(scholen=(SCHOOL,))
    for naam in INVOER[BEWEGINGEN]:
        zorg_voor_tabel(werk, naam)
    con = motor.magazijn.con
    bewegingen(motor, [{BEGIN: "lrv", EIND: "absoluut"}] * aantal)
    con.execute(
        "INSERT INTO school.publicatie.telling BY NAME "
        "SELECT ? AS peildatum, '99AA00' AS brin6, 2003 AS met_plicht, 0 AS met_signaal",
        [EIND],
    )
    for zondag in zondagen(BEGIN, EIND):
        volledig = 97.5 if zondag == BEGIN else 100 if zondag == EIND else 20
        rijen = [(f"thuiszitters_{t}", 100, "") for t in TELLINGEN]
        rijen += [(f"thuiszitters_{t}_{s}", None, "klein") for t in TELLINGEN for s in ("instroom", "uitstroom")]
        con.executemany(
            f"INSERT INTO {TREND} (peildatum, niveau, code, onderwijssoort, maat, teller, onderdrukt, volledigheid) "
            "VALUES (?, 'stad', '', '', ?, ?, ?, ?)",
            [(zondag, *rij, volledig) for rij in rijen],
        )
    con.executemany(
        f"INSERT INTO {JAAR} VALUES (?, '2026-2027', ?, 100, 60, 160, '')", [(EIND, telling) for telling in TELLINGEN]
    )
    return werk


def vrijgegeven(motor, werk) -> list[Trendrij]:
    """The rows that the writer of the week reads at EIND."""
    zorg_voor_tabel(werk, BEWEGINGEN)
    for naam in INVOER[BEWEGINGEN]:
        werk.zet_hashes(naam, {EIND: naam})
    ververs_vrijgave(werk, BEWEGINGEN, [EIND])
    assert te_klein(werk, BEWEGINGEN) == 0
    return lees(motor.magazijn, "bewegingen_stad", EIND)


@pytest.mark.parametrize(("aantal", "teller"), [(9, None), (10, 10), (13, 15)])
def test_a_movement_of_ten_or_more_reaches_the_csv_and_the_page(motor, aantal, teller):
    rijen = vrijgegeven(motor, stad(motor, aantal))
    kop, *regels = bewegingen_csv(rijen).decode("utf-8-sig").split()
    assert kop == "peildatum;vanaf;van;naar;teller;noemer;waarde;onder;boven;onderdrukt;volledigheid"
    assert len(regels) == len(GANGEN)
    (regel,) = [regel for regel in regels if ";lrv;absoluut;" in regel]
    begin, eind = ("", "klein") if teller is None else (str(teller), "")
    assert regel.startswith(f"2027-02-07;2026-09-06;lrv;absoluut;{begin};2005;") and regel.endswith(f";{eind};97,5")
    assert {b.aantal for b in bewegingen_van(rijen)} == {None, teller}
    assert bewegingen_van(rijen)[0] == Beweging("thuiszitters_lrv", "thuiszitters_absoluut", teller)
    assert beweegperiode(rijen) == (BEGIN, EIND)


@pytest.mark.parametrize(
    ("eerste_bekend", "p"), [(BEGIN + WEEK, EIND), (BEGIN, EIND - WEEK), (BEGIN, EIND + WEEK)], ids=str
)
def test_a_half_that_is_not_over_or_whose_begin_is_unknown_is_not_given(motor, eerste_bekend, p):
    cellen = cellen_van(stad(motor, 20, eerste_bekend), BEWEGINGEN, p)
    assert len(cellen) == 0 and len(VRIJGAVEN[BEWEGINGEN](cellen)) == 0


def test_a_city_without_room_in_its_published_figures_gives_no_half(motor):
    werk = stad(motor, 20)
    motor.magazijn.con.execute(
        f"UPDATE {TREND} SET teller = 25 WHERE maat = 'thuiszitters_lrv' AND peildatum = ?", [BEGIN]
    )
    assert vrijgegeven(motor, werk) == []


def test_without_a_half_there_is_a_csv_with_a_header_and_nothing_on_the_page():
    assert bewegingen_csv([]).decode("utf-8-sig").count("\n") == 1
    assert bewegingen_van([]) == () and beweegperiode([]) is None


def rijen_van(gangen, eind: date = EIND) -> list[Trendrij]:
    """Released movements of the half that ends then."""
    return [Trendrij(eind, "stad", "", "", g.maat, None, None, None, None, None, "klein", None) for g in gangen]


VORIG_EIND = BEGIN
WAAROM_NIET = "Anders kon iemand een klein aantal uitrekenen."
NIET_GEGEVEN = "Van 6 september 2026 tot 7 februari 2027 tonen wij geen aantallen. " + WAAROM_NIET
ZONDER_VERBORGEN = "Van en naar “Verborgen thuiszitters” tonen wij dit halve jaar niet. " + WAAROM_NIET


@pytest.mark.parametrize(
    ("rijen", "p", "vanaf", "zin"),
    [
        (rijen_van(GANGEN), EIND, BEGIN, ""),
        (rijen_van(GANGEN), EIND + 9 * WEEK, BEGIN, ""),
        (rijen_van(OPEN_GANGEN), EIND, BEGIN, ZONDER_VERBORGEN),
        ([], EIND, BEGIN, NIET_GEGEVEN),
        (rijen_van(OPEN_GANGEN, VORIG_EIND), EIND, BEGIN, f"{NIET_GEGEVEN} Hier staat een half schooljaar daarvoor."),
        ([], EIND - WEEK, BEGIN, NOG_GEEN_HALFJAAR),
        ([], EIND, BEGIN + WEEK, NOG_GEEN_HALFJAAR),
        ([], EIND + WEEK, BEGIN, NIET_GEGEVEN),
    ],
)
def test_the_page_says_which_movements_it_lacks_and_why(rijen, p, vanaf, zin):
    assert beweegzin(rijen, p, vanaf) == zin
    assert not zin or moeilijk(zin) == []
    html = trend_html(voorbeeldtrend(bewegingen=bewegingen_van(rijen), beweegzin=zin))
    assert ("Van de ene telling naar de andere" in zichtbaar(html)) == bool(rijen or zin)
    assert zin in zichtbaar(html)


def test_the_page_of_a_city_without_a_half_says_so():
    pagina = stadpagina(Register(scholen=(SCHOOL,)), [], [], EIND - WEEK, BEGIN, "")
    assert pagina.beweegzin == NOG_GEEN_HALFJAAR
