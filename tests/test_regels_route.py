"""Where a case stands on the Utrecht route and when its terms end, at their edges; expected by hand.

Lessons from 17-8-2026 on, each weekday lesuur 1-6. A decision of a date is returned the day after. Expected per Sunday:
the step and since when, then each open term: what, its last day, schooldagen left, and whether it is almost over
(gauw) or over (voorbij).
"""

from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from tests import product
from tests.bouwsteen import Schooltje
from tests.test_regels_zaken import BEGIN, elke_week
from tests.toneel import LEERLING, Bouw, Geval, Plek, Toneel, hele_dagen, maak_school

TONEEL = Toneel(date(2026, 9, 20), date(2026, 11, 1))
TABELLEN = ("school.kern.route", "school.publicatie.route")
STAND = """
    SELECT concat(r.stap, ' ', r.sinds, CASE WHEN r.deels_terug THEN ' deels terug' END)
    FROM school.kern.route AS r WHERE r.peildatum = $p AND r.brin6 = $b
"""
TERMIJN = """
    SELECT concat(stap, ' ', uiterlijk, ' ', nog_schooldagen,
        CASE WHEN is_gauw THEN ' gauw' WHEN is_voorbij THEN ' voorbij' END)
    FROM school.kern.routetermijn WHERE peildatum = $p AND brin6 = $b AND gehaald_op IS NULL ORDER BY stap
"""
OP_LIJST = "SELECT deel, stap, datum FROM school.publicatie.route WHERE peildatum = $p AND brin6 = $b ORDER BY ALL"
REGISSEUR = "SELECT DISTINCT regisseur FROM school.publicatie.route WHERE peildatum = $p AND brin6 = $b"
P1, P2, P3 = "2026-10-04", "2026-10-11", "2026-10-18"


def besluit(datum: str, terug: str = "", lijst: str = "2026-10-04", **woorden: str) -> tuple[str, dict[str, object]]:
    """A returned row (besluit actie unless said otherwise) and its receipt: the day after, or on `terug`."""
    op = date.fromisoformat(terug or datum) + timedelta(days=0 if terug else 1)
    rij: dict[str, object] = {
        "peildatum": lijst,
        "leerlingnummer": LEERLING,
        "besluit": "actie",
        "datum": datum,
        **woorden,
    }
    return f"{op:%Y%m%d}T0900", rij


def met(*besluiten: tuple[str, dict[str, object]], **opties) -> Bouw:
    """A school without attendance, whose kernteam decided this."""

    def bouw(plek: Plek) -> None:
        school = maak_school(plek, begin=BEGIN, **opties)
        for nummer, (ontvangen, rij) in enumerate(besluiten):
            school.kernteam([rij], ontvangen, naam=f"lijst{nummer}")

    return bouw


def weg(van: str, *besluiten: tuple[str, dict[str, object]], tot: str = "2026-10-30", **opties) -> Bouw:
    """Away without a reason from this day on: lrv, and so a case."""

    def bouw(plek: Plek) -> None:
        elke_week(hele_dagen(van, tot), **opties)(plek)
        for nummer, (ontvangen, rij) in enumerate(besluiten):
            Schooltje(plek.stad, plek.brin6(), "standaard").kernteam([rij], ontvangen, naam=f"lijst{nummer}")

    return bouw


def geval(naam: str, bouw: Bouw, **verwacht: str) -> Geval:
    """A route on some Sundays (`op_1011`: 11-10-2026); empty: no row."""
    return Geval(naam, "route", bouw, {f"2026-{op[3:5]}-{op[5:]}": [tekst] for op, tekst in verwacht.items()})


JGZ = besluit("2026-10-07", wie="jgz")
VOLGT = "kernpartners 2026-10-07; actietafel 2026-10-14"
HERFST = [("2026-10-12", "2026-10-16", "vakantie")]
GEVALLEN = TONEEL.neem(
    [
        geval(
            "five schooldagen after the kernpartners",
            met(JGZ),
            op_1004="",
            op_1011=f"{VOLGT} 3 gauw",
            op_1018=f"{VOLGT} 0 voorbij",
        ),
        geval(
            "a holiday stretches the term",
            met(JGZ, kalender=HERFST),
            op_1011="kernpartners 2026-10-07; actietafel 2026-10-21 3 gauw",
            op_1018="kernpartners 2026-10-07; actietafel 2026-10-21 3 gauw",
            op_1025="kernpartners 2026-10-07; actietafel 2026-10-21 0 voorbij",
        ),
        geval(
            "its last day is the Friday before P",
            met(besluit("2026-10-09", wie="koos")),
            op_1011="kernpartners 2026-10-09; actietafel 2026-10-16 5 gauw",
            op_1018="kernpartners 2026-10-09; actietafel 2026-10-16 0 voorbij",
        ),
        geval(
            "its last day is the Monday after P",
            met(besluit("2026-10-12", wie="buurtteam")),
            op_1018="kernpartners 2026-10-12; actietafel 2026-10-19 1 gauw",
        ),
        geval(
            "no schooldag is known as far as its last day",
            met(JGZ, kalender=[("2026-10-12", "2027-07-31", "vakantie")]),
            op_1018="kernpartners 2026-10-07; actietafel  ",
        ),
        geval(
            "leerplicht is a kernpartner, parents are not",
            met(besluit("2026-10-06", wie="ouders"), besluit("2026-10-12", lijst=P2, wie="leerplicht")),
            op_1011="",
            op_1018="kernpartners 2026-10-12; actietafel 2026-10-19 1 gauw",
        ),
        geval(
            "a report to leerplicht is no partner at the table yet",
            met(besluit("2026-10-06", besluit="gemeld", wie="leerplicht")),
            op_1011="",
            op_1018="",
        ),
        geval(
            "the term is a setting",
            met(JGZ, instellingen={"actietafel_schooldagen": 8}),
            op_1011="kernpartners 2026-10-07; actietafel 2026-10-19 6",
            op_1018="kernpartners 2026-10-07; actietafel 2026-10-19 1 gauw",
        ),
        geval(
            "so is how long before its end it is told",
            met(JGZ, instellingen={"actietafel_schooldagen": 8, "termijn_vooraf_schooldagen": 6}),
            op_1011="kernpartners 2026-10-07; actietafel 2026-10-19 6 gauw",
        ),
        geval(
            "the actietafel ends the term",
            met(JGZ, besluit("2026-10-13", vervolg="actietafel")),
            op_1011=f"{VOLGT} 3 gauw",
            op_1018="actietafel 2026-10-13",
        ),
        geval(
            "so does a plan, also when it is late",
            met(JGZ, besluit("2026-10-22", vervolg="plan")),
            op_1018=f"{VOLGT} 0 voorbij",
            op_1025="plan 2026-10-22",
        ),
        geval(
            "a date that has not come is no step yet",
            met(besluit("2026-10-13", terug="2026-10-06", vervolg="actietafel")),
            op_1011="",
            op_1018="actietafel 2026-10-13",
        ),
        geval(
            "a talk is contact and has no term",
            met(besluit("2026-10-07", wie="school", vervolg="gesprek")),
            op_1011="contact 2026-10-07",
        ),
        geval(
            "two words of one row: the furthest step",
            met(besluit("2026-10-07", wie="jgz", vervolg="plan")),
            op_1011="plan 2026-10-07",
        ),
        geval(
            "a further talk takes no case back",
            met(besluit("2026-10-07", vervolg="plan"), besluit("2026-10-14", lijst=P2, wie="jgz")),
            op_1018="plan 2026-10-07",
        ),
        geval(
            "a plan that comes after the evaluatie does",
            met(
                besluit("2026-10-06", vervolg="plan"),
                besluit("2026-10-13", lijst=P2, vervolg="evaluatie"),
                besluit("2026-10-20", lijst=P3, vervolg="plan"),
            ),
            op_1018="evaluatie 2026-10-13",
            op_1025="plan 2026-10-20",
        ),
        geval(
            "a kernpartner who says that it is nothing takes no step",
            met(besluit("2026-10-07", besluit="geen_signaal", wie="jgz")),
            op_1011="",
        ),
        geval(
            "a decision is taken back in a newer return of the list",
            met(JGZ, besluit("2026-10-07", terug="2026-10-13", besluit="klopt_niet")),
            op_1011=f"{VOLGT} 3 gauw",
            op_1018="",
        ),
        geval(
            "a newer list takes nothing back",
            met(JGZ, besluit("2026-10-12", lijst=P2, besluit="klopt_niet")),
            op_1018=f"{VOLGT} 0 voorbij",
        ),
        geval(
            "afgesloten has no term",
            met(JGZ, besluit("2026-10-13", lijst=P2, vervolg="afgesloten")),
            op_1018="afgesloten 2026-10-13",
        ),
        geval(
            "nor has teruggekeerd",
            met(JGZ, besluit("2026-10-13", lijst=P2, besluit="teruggekeerd")),
            op_1018="teruggekeerd 2026-10-13",
        ),
        geval(
            "after an end a route begins anew",
            met(JGZ, besluit("2026-10-13", lijst=P2, vervolg="afgesloten"), besluit("2026-10-20", lijst=P3, wie="jgz")),
            op_1025="kernpartners 2026-10-20; actietafel 2026-10-27 2 gauw",
        ),
        geval(
            "three months after the first day of the case",
            weg("2026-08-24"),
            op_0920="gesignaleerd 2026-08-24",
            op_0927="gesignaleerd 2026-08-24; passend_aanbod 2026-11-24 42",
        ),
        geval(
            "its last day was the day before P",
            weg("2026-08-26", instellingen={"passend_aanbod_maanden": 1}),
            op_0927="gesignaleerd 2026-08-26; passend_aanbod 2026-09-26 0 voorbij",
        ),
        geval(
            "its last day is P itself",
            weg("2026-08-27", instellingen={"passend_aanbod_maanden": 1}),
            op_0927="gesignaleerd 2026-08-27; passend_aanbod 2026-09-27 0 gauw",
        ),
        geval(
            "its last day is the day after P",
            weg("2026-08-28", instellingen={"passend_aanbod_maanden": 1}),
            op_0927="gesignaleerd 2026-08-28; passend_aanbod 2026-09-28 1 gauw",
        ),
        geval(
            "there is no such day in that month",
            weg("2026-08-31", instellingen={"passend_aanbod_maanden": 1}),
            op_1004="gesignaleerd 2026-08-31; passend_aanbod 2026-09-30 0 voorbij",
        ),
        geval(
            "both terms, and the offer ends one",
            weg(
                "2026-08-24",
                besluit("2026-10-07", wie="jgz"),
                besluit("2026-10-14", lijst=P2, vervolg="passend_aanbod"),
            ),
            op_1011=f"{VOLGT} 3 gauw; passend_aanbod 2026-11-24 32",
            op_1018="passend_aanbod 2026-10-14",
        ),
        geval(
            "the plan names who leads it, a later talk or an older plan does not",
            weg(
                "2026-08-24",
                besluit("2026-10-06", wie="jgz", vervolg="plan"),
                besluit("2026-10-08", wie="buurtteam", vervolg="plan"),
                besluit("2026-10-13", lijst=P2, wie="koos", vervolg="evaluatie"),
            ),
            op_1004="gesignaleerd 2026-08-24; passend_aanbod 2026-11-24 37",
            op_1011="plan 2026-10-08; passend_aanbod 2026-11-24 32",
            op_1018="evaluatie 2026-10-13; passend_aanbod 2026-11-24 27",
        ),
        geval(
            "a plan that names nobody, and one of a route that has ended",
            weg(
                "2026-08-24",
                besluit("2026-10-06", wie="jgz", vervolg="plan"),
                besluit("2026-10-08", vervolg="afgesloten"),
                besluit("2026-10-13", lijst=P2, vervolg="plan"),
            ),
            op_1018="plan 2026-10-13; passend_aanbod 2026-11-24 27",
        ),
        geval(
            "a return closes the route of the case",
            weg("2026-08-24", JGZ, tot="2026-10-02"),
            op_1025="kernpartners 2026-10-07 deels terug; actietafel 2026-10-14 0 voorbij; "
            "passend_aanbod 2026-11-24 22",
            op_1101="teruggekeerd 2026-11-01",
        ),
    ]
)


@pytest.fixture(scope="module")
def werk(tmp_path_factory):
    """The warehouse of this city, with its routes."""
    map_ = tmp_path_factory.mktemp("route")
    with product.gebouwd(TONEEL.lever(map_), map_, TONEEL.eerste, TONEEL.laatste, *TABELLEN) as open_:
        yield open_


def vraag(werk, scene: Geval, p: str, sql: str) -> list[tuple]:
    """Rows of the school of a scenario."""
    return werk.magazijn.rijen(sql, {"p": date.fromisoformat(p), "b": TONEEL.plek(scene).brin6()})


def stand(werk, scene: Geval, p: str) -> str:
    """A route in the form of `geval`."""
    return "; ".join(rij[0] for sql in (STAND, TERMIJN) for rij in vraag(werk, scene, p, sql))


@pytest.mark.parametrize("scene", GEVALLEN, ids=lambda scene: scene.naam)
def test_where_a_case_stands(werk, scene):
    assert {p: [stand(werk, scene, p)] for p in scene.verwacht} == scene.verwacht


def geval_van(naam: str) -> Geval:
    return next(scene for scene in GEVALLEN if scene.naam == naam)


@pytest.mark.parametrize(
    ("naam", "op_lijst"),
    [
        ("the term is a setting", {P2: [], P3: ["nu kernpartners 2026-10-07", "termijn actietafel 2026-10-19"]}),
        ("afgesloten has no term", {P3: []}),
        (
            "three months after the first day of the case",
            {P1: ["nu gesignaleerd 2026-08-24", "termijn passend_aanbod 2026-11-24"]},
        ),
        (
            "both terms, and the offer ends one",
            {P3: ["eerder gesignaleerd 2026-08-24", "eerder kernpartners 2026-10-07", "nu passend_aanbod 2026-10-14"]},
        ),
    ],
    ids=lambda waarde: waarde if isinstance(waarde, str) else "",
)
def test_the_list_gets_who_has_a_signal_or_a_term_that_ends(werk, naam: str, op_lijst: Mapping[str, list[str]]):
    for p, verwacht in op_lijst.items():
        assert [" ".join(map(str, rij)) for rij in vraag(werk, geval_van(naam), p, OP_LIJST)] == verwacht


@pytest.mark.parametrize(
    ("naam", "verwacht"),
    [
        (
            "the plan names who leads it, a later talk or an older plan does not",
            {P1: None, P2: "buurtteam", P3: "buurtteam"},
        ),
        ("a plan that names nobody, and one of a route that has ended", {P3: None}),
        ("a return closes the route of the case", {P2: None}),
    ],
    ids=lambda waarde: waarde if isinstance(waarde, str) else "",
)
def test_the_regisseur_is_who_the_decision_for_the_plan_names(werk, naam: str, verwacht: Mapping[str, str | None]):
    assert {p: vraag(werk, geval_van(naam), p, REGISSEUR) for p in verwacht} == {
        p: [(wie,)] for p, wie in verwacht.items()
    }
