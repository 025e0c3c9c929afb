"""The product over several Sundays, at the edges: how signals come, stay, wait and go, what late deliveries change.

Sundays 6-9 to 11-10-2026, the ends of lesweken 1 to 6 (lessons from 31-8). Each Monday 06:00 a school delivers
everything from 31-8 on, unless a scenario says otherwise. Expected: per Sunday `sinds waarde eenheid status`;
Sundays that are not named: no row.
"""

from collections.abc import Mapping, Sequence
from datetime import date

import pytest

from tests.bouwsteen import Schooltje, Verzuimrij, gemist
from tests.test_regels import dag, ziek_vanaf
from tests.toneel import LEERLING, Bouw, Geval, Plek, Toneel, hele_dagen, maak_school, maandag_na, uren

P1, P2, P3, P4, P5, P6 = "2026-09-06", "2026-09-13", "2026-09-20", "2026-09-27", "2026-10-04", "2026-10-11"
TONEEL = Toneel(date.fromisoformat(P1), date.fromisoformat(P6))
BEGIN = "2026-08-31"


@pytest.fixture(scope="module")
def gespeeld(tmp_path_factory) -> Toneel:
    """The city of this module, run once."""
    return TONEEL.speel(tmp_path_factory.mktemp("status"))


def geval(naam: str, signaal: str, bouw: Bouw, verwacht: Mapping[str, str], **waar: str) -> Geval:
    """A scenario with one expected row a Sunday at most."""
    return Geval(naam, signaal, bouw, {p: [rij] for p, rij in verwacht.items()}, **waar)


def proef(*gevallen: Geval) -> pytest.MarkDecorator:
    """Run a test over these scenarios."""
    return pytest.mark.parametrize("scene", TONEEL.neem(gevallen), ids=lambda scene: scene.naam)


def week_op_week(
    school: Schooltje, rijen: Sequence[Verzuimrij], anders: Mapping[str, Sequence[Verzuimrij] | None] | None = None
) -> None:
    """A delivery a Monday of everything from 31-8 on. `anders`: other rows on a Sunday; None: no delivery."""
    for p in (P1, P2, P3, P4, P5, P6):
        deze = (anders or {}).get(p, rijen)
        if deze is not None:
            school.verzuim(BEGIN, p, maandag_na(p), [rij for rij in deze if str(rij.datum) <= p])


def elke_week(
    rijen: Sequence[Verzuimrij], anders: Mapping[str, Sequence[Verzuimrij] | None] | None = None, **opties
) -> Bouw:
    def bouw(plek: Plek) -> None:
        week_op_week(maak_school(plek, **opties), rijen, anders)

    return bouw


# 4 x 4 hours in the first week, crossing on Thursday 3-9
VIER = uren((BEGIN, 4), ("2026-09-01", 4), ("2026-09-02", 4), ("2026-09-03", 4))
# 10 of 30 slots in the first week; 6 in the second
TIEN = uren((BEGIN, 5), ("2026-09-01", 5))
ZES = uren(("2026-09-07", 6))
ZESTIEN = "2026-09-03 16 lesuur"


def vertrekt(einddatum: str, **velden) -> Bouw:
    """The einddatum is told on Saturday 12-9."""

    def bouw(plek: Plek) -> None:
        school = maak_school(plek)
        school.inschrijving(LEERLING, startdatum="2026-01-01", einddatum=einddatum, ontvangen="20260912T0600", **velden)
        week_op_week(school, VIER)

    return bouw


def verdwijnt(plek: Plek) -> None:
    """Not in the snapshot of 12-9 any more, but there are others."""
    school = maak_school(plek)
    school.inschrijving("1002")
    school.verwijder("inschrijvingen", "20260912T0600", leerlingnummer=LEERLING)
    week_op_week(school, VIER)


def klas_gewisseld(plek: Plek) -> None:
    """Another class from 14-9 on."""
    school = maak_school(plek, leerling={"einddatum": "2026-09-13"})
    school.rooster("2b")
    school.inschrijving(LEERLING, klas="2b", startdatum="2026-09-14")
    week_op_week(school, VIER)


NIEUWE = [*VIER, *uren(("2026-09-04", 6), ("2026-09-07", 6), ("2026-09-11", 4))]


@proef(
    # k-3 <= 1 to 27-9; at 4-10 it is true of lessons to 27-9 still: opgelost
    geval(
        "nieuw, blijft, opgelost",
        "verzuim_16u4w",
        elke_week(VIER),
        {
            P1: f"{ZESTIEN} nieuw",
            P2: f"{ZESTIEN} blijft",
            P3: f"{ZESTIEN} blijft",
            P4: f"{ZESTIEN} blijft",
            P5: f"{ZESTIEN} opgelost",
        },
    ),
    geval(
        "in L: vervallen",
        "verzuim_16u4w",
        elke_week(VIER),
        {
            P1: f"{ZESTIEN} nieuw",
            P2: f"{ZESTIEN} blijft",
            P3: f"{ZESTIEN} blijft",
            P4: f"{ZESTIEN} blijft",
            P5: f"{ZESTIEN} vervallen",
        },
        kant="leerplicht",
    ),
    # second: 6 + 6 + 4 from 4-9, d = 11-9 (> 3-9 + 7); its begindatum 4-9 lies after the sinds 3-9
    geval(
        "een nieuwe overschrijding is nieuw",
        "verzuim_16u4w",
        elke_week(NIEUWE),
        {
            P1: f"{ZESTIEN} nieuw",
            P2: "2026-09-11 16 lesuur nieuw",
            P3: "2026-09-11 16 lesuur blijft",
            P4: "2026-09-11 16 lesuur blijft",
            P5: "2026-09-11 16 lesuur blijft",
            P6: "2026-09-11 16 lesuur opgelost",
        },
    ),
    # 12 of 16 stay: lessons to 6-9 as known at 13-9 do not give it
    geval(
        "ingetrokken",
        "verzuim_16u4w",
        elke_week(VIER[:3], {P1: VIER}),
        {P1: f"{ZESTIEN} nieuw", P2: f"{ZESTIEN} ingetrokken"},
    ),
    geval(
        "ingetrokken in L: vervallen",
        "verzuim_16u4w",
        elke_week(VIER[:3], {P1: VIER}),
        {P1: f"{ZESTIEN} nieuw", P2: f"{ZESTIEN} vervallen"},
        kant="leerplicht",
    ),
    # a correction the other way: known a week later, with its own date
    geval(
        "later toegevoegd",
        "verzuim_16u4w",
        elke_week(VIER, {P1: VIER[:3]}),
        {P2: f"{ZESTIEN} nieuw", P3: f"{ZESTIEN} blijft", P4: f"{ZESTIEN} blijft", P5: f"{ZESTIEN} opgelost"},
    ),
    # Z in place of O at 13-9; the next week O again
    geval(
        "reden gewijzigd en terug",
        "verzuim_16u4w",
        elke_week(VIER, {P2: [*VIER[:3], dag("2026-09-03", "Z", 1, 4)], P5: VIER[:3]}),
        {
            P1: f"{ZESTIEN} nieuw",
            P2: f"{ZESTIEN} ingetrokken",
            P3: f"{ZESTIEN} nieuw",
            P4: f"{ZESTIEN} blijft",
            P5: f"{ZESTIEN} ingetrokken",
        },
    ),
    geval(
        "vertrokken op zaterdag: uitgeschreven",
        "verzuim_16u4w",
        vertrekt("2026-09-12"),
        {P1: f"{ZESTIEN} nieuw", P2: f"{ZESTIEN} uitgeschreven"},
    ),
    geval(
        "vertrekt op P: nog niet",
        "verzuim_16u4w",
        vertrekt("2026-09-13"),
        {P1: f"{ZESTIEN} nieuw", P2: f"{ZESTIEN} blijft", P3: f"{ZESTIEN} uitgeschreven"},
    ),
    geval(
        "vertrokken, in L: vervallen",
        "verzuim_16u4w",
        vertrekt("2026-09-12"),
        {P1: f"{ZESTIEN} nieuw", P2: f"{ZESTIEN} vervallen"},
        kant="leerplicht",
    ),
    geval(
        "verdwenen: uitgeschreven", "verzuim_16u4w", verdwijnt, {P1: f"{ZESTIEN} nieuw", P2: f"{ZESTIEN} uitgeschreven"}
    ),
    geval(
        "een andere klas is dezelfde leerling",
        "verzuim_16u4w",
        klas_gewisseld,
        {
            P1: f"{ZESTIEN} nieuw",
            P2: f"{ZESTIEN} blijft",
            P3: f"{ZESTIEN} blijft",
            P4: f"{ZESTIEN} blijft",
            P5: f"{ZESTIEN} opgelost",
        },
    ),
)
def test_status_of_a_crossing(gespeeld, scene):
    assert gespeeld.gevonden(scene) == scene.verwacht


# --- when data is missing --------------------------------------------------------------------------------------------

DERDE = f"{BEGIN} 33,3 procent"
# at 4-10 150 slots: 24 = 16 %; at 11-10 180: 54 = 30 %
ZIEK24, ZIEK54 = hele_dagen(BEGIN, "2026-09-03", "Z"), hele_dagen(BEGIN, "2026-09-10", "Z")[:9]
LANG = hele_dagen(BEGIN, "2026-10-09")


@proef(
    # 10 of 30; at 13-9 the week is missing. At 20-9, with all data: lessons to 13-9 gave 10 of 60 = 16,7: not true
    geval(
        "wacht, en hield niet",
        "kwart_2w",
        elke_week(TIEN, {P2: None}),
        {P1: f"{DERDE} nieuw", P2: f"{DERDE} gegevens_ontbreken", P3: f"{DERDE} ingetrokken"},
    ),
    # with 6 more in the late week: 16 of 60 = 26,7 held at 13-9; at 20-9 6 of 60
    geval(
        "wacht, en hield",
        "kwart_2w",
        elke_week([*TIEN, *ZES], {P2: None}),
        {P1: f"{DERDE} nieuw", P2: f"{DERDE} gegevens_ontbreken", P3: f"{DERDE} opgelost"},
    ),
    geval(
        "wacht twee weken",
        "kwart_2w",
        elke_week([*TIEN, *ZES], {P2: None, P3: None}),
        {
            P1: f"{DERDE} nieuw",
            P2: f"{DERDE} gegevens_ontbreken",
            P3: f"{DERDE} gegevens_ontbreken",
            P4: f"{DERDE} ingetrokken",
        },
    ),
    # true again at 20-9: (6 + 10) of 60 in lesweken 2 and 3
    geval(
        "wacht, en is weer waar",
        "kwart_2w",
        elke_week([*TIEN, *ZES, *ziek_vanaf("2026-09-14", 10)], {P2: None}),
        {
            P1: f"{DERDE} nieuw",
            P2: f"{DERDE} gegevens_ontbreken",
            P3: "2026-09-07 26,7 procent blijft",
            P4: "2026-09-07 26,7 procent opgelost",
        },
    ),
    geval("niet nieuw zonder gegevens", "kwart_2w", elke_week(TIEN, {P1: None, P2: None}), {}),
    # 16u4w is given on the known facts: no repeat while it is true
    geval(
        "waar op de bekende feiten",
        "verzuim_16u4w",
        elke_week(VIER, {P2: None, P3: None}),
        {
            P1: f"{ZESTIEN} nieuw",
            P2: f"{ZESTIEN} blijft",
            P3: f"{ZESTIEN} blijft",
            P4: f"{ZESTIEN} blijft",
            P5: f"{ZESTIEN} opgelost",
        },
    ),
    # lesweek 5 is missing at 4-10, in the window of four: repeated
    geval(
        "16u4w wacht op een van vier lesweken",
        "verzuim_16u4w",
        elke_week(VIER, {P5: None}),
        {
            P1: f"{ZESTIEN} nieuw",
            P2: f"{ZESTIEN} blijft",
            P3: f"{ZESTIEN} blijft",
            P4: f"{ZESTIEN} blijft",
            P5: f"{ZESTIEN} gegevens_ontbreken",
            P6: f"{ZESTIEN} ingetrokken",
        },
    ),
    # run from 31-8: 35 days at 4-10; the last week is missing at 11-10, so its 7 days are not counted: still 35, blijft
    geval(
        "lrv zonder de laatste week",
        "lrv",
        elke_week(LANG, {P6: None}),
        {P5: f"{BEGIN} 35 dag nieuw", P6: f"{BEGIN} 35 dag blijft"},
    ),
    geval(
        "lrv groeit",
        "lrv",
        elke_week(LANG),
        {P5: f"{BEGIN} 35 dag nieuw", P6: f"{BEGIN} 42 dag blijft"},
    ),
    geval(
        "lrv: terug op school",
        "lrv",
        elke_week([*LANG, dag("2026-10-08", "P", 1)], {P5: LANG}),
        {P5: f"{BEGIN} 35 dag nieuw", P6: f"{BEGIN} 35 dag opgelost"},
    ),
    geval(
        "afwezig_20 in plaats van afwezig_10: geen rij",
        "afwezig_10",
        elke_week(ZIEK24, {P6: ZIEK54}),
        {P5: f"{BEGIN} 16,0 procent nieuw"},
    ),
    geval(
        "afwezig_20 in plaats van afwezig_10: nieuw",
        "afwezig_20",
        elke_week(ZIEK24, {P6: ZIEK54}),
        {P6: f"{BEGIN} 30,0 procent nieuw"},
    ),
    # 15 of 150 = 10; 15 of 180 = 8,3
    geval(
        "afwezig_10 daalt",
        "afwezig_10",
        elke_week(ziek_vanaf(BEGIN, 15)),
        {P5: f"{BEGIN} 10,0 procent nieuw", P6: f"{BEGIN} 10,0 procent opgelost"},
    ),
)
def test_when_data_is_missing(gespeeld, scene):
    assert gespeeld.gevonden(scene) == scene.verwacht


# --- what is known later ---------------------------------------------------------------------------------------------


def code_later(plek: Plek) -> None:
    """Monday 31-8 has code Q; from 10-9 on the table has it: ongeoorloofd."""
    school = maak_school(plek)
    school.codes([("Q", "zonder_reden", "nee")], ontvangen="20260910T0600")
    week_op_week(school, [gemist(LEERLING, BEGIN, code="Q"), *uren(("2026-09-01", 6), ("2026-09-02", 2))])


def inschrijving_later(plek: Plek) -> None:
    """The pupil is in the snapshot of 10-9 only; rows waited since 7-9."""
    school = plek.stad.school(plek.brin6())
    school.rooster("1a")
    school.inschrijving("1002")
    school.inschrijving(LEERLING, ontvangen="20260910T0600")
    week_op_week(school, VIER)


def vakantie_later(plek: Plek) -> None:
    """From 19-9 on it is known that Monday to Wednesday of the first week were closed: 4 hours are left."""
    school = maak_school(plek)
    school.kalender(BEGIN, "2026-09-02", ontvangen="20260919T0600")
    week_op_week(school, VIER)


def oudere_levering_later(plek: Plek) -> None:
    """A delivery received on 7-9 05:00, in the folder with the others: the one of 06:00 stays the newest."""
    school = maak_school(plek)
    school.verzuim(BEGIN, P1, "20260907T0500", hele_dagen(BEGIN, "2026-09-04"))
    week_op_week(school, VIER[:3])


def te_laat_voor_de_eerste(plek: Plek) -> None:
    """The first week comes on Monday 12:00: known at 13-9."""
    school = maak_school(plek)
    school.verzuim(BEGIN, P1, "20260907T1200", VIER)


@proef(
    # 8 of 24 known; then 14 of 60 = 23,3. Lessons to 6-9 as known at 13-9: 14 of 30
    geval(
        "een code die later komt",
        "kwart_2w",
        code_later,
        {P1: "2026-09-01 33,3 procent nieuw", P2: "2026-09-01 33,3 procent opgelost"},
    ),
    # 6 + 6 + 2 hours are ongeoorloofd: never 16
    geval("een code die later komt: uren", "verzuim_16u4w", code_later, {}),
    geval(
        "een inschrijving die later komt",
        "verzuim_16u4w",
        inschrijving_later,
        {P2: f"{ZESTIEN} nieuw", P3: f"{ZESTIEN} blijft", P4: f"{ZESTIEN} blijft", P5: f"{ZESTIEN} opgelost"},
    ),
    geval(
        "vrije dagen die later komen",
        "verzuim_16u4w",
        vakantie_later,
        {P1: f"{ZESTIEN} nieuw", P2: f"{ZESTIEN} blijft", P3: f"{ZESTIEN} ingetrokken"},
    ),
    geval("een oudere ontvangst neemt haar eigen plaats", "verzuim_16u4w", oudere_levering_later, {}),
    geval(
        "na het kennismoment: een week later bekend",
        "verzuim_16u4w",
        te_laat_voor_de_eerste,
        {
            P2: f"{ZESTIEN} nieuw",
            P3: f"{ZESTIEN} blijft",
            P4: f"{ZESTIEN} blijft",
            P5: f"{ZESTIEN} gegevens_ontbreken",
            P6: f"{ZESTIEN} gegevens_ontbreken",
        },
    ),
)
def test_what_is_known_later(gespeeld, scene):
    assert gespeeld.gevonden(scene) == scene.verwacht


def test_the_reference_says_the_same_of_every_scenario(gespeeld):
    assert gespeeld.verschillen() == []
