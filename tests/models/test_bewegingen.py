"""Which movements between the counts go on to disclosure control: what follows from them and the published figures.

Figures are ranges here: what a reader can tell. 22 weeks lie between the two Sundays of the half.
"""

from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.bewegingen import (
    GANGEN,
    OPEN_GANGEN,
    PLAATSEN,
    Bereik,
    Cijfer,
    Gang,
    Jaarcijfer,
    Openbaar,
    bereik,
    maak_beweegcellen,
    te_geven,
)
from models.onthulling import DREMPEL_STAD, NODIG, geef_vrij
from models.tijd import WEEK, zondagen

BEGIN, EIND = date(2026, 9, 6), date(2027, 2, 7)
NAJAAR, VOORJAAR = (BEGIN, EIND), (date(2026, 2, 1), date(2026, 9, 6))
TELLINGEN = ("lrv", "absoluut", "ocw", "breed", "verborgen")
ANDERS = "verborgen"
GENOEG = Bereik(98, 102)
LRV_ABSOLUUT, LRV_VERBORGEN = Gang("lrv", "absoluut"), Gang("lrv", "verborgen")


def openbaar(**anders: Bereik) -> Openbaar:
    """A city of a hundred persons in each count and little change a week; `anders`: figures that are otherwise, as
    `lrv_begin`, `absoluut_eind`, `lrv_uitstroom` (each week), `lrv_nieuw`, `lrv_alle`.
    """
    per_week = {
        (zondag, f"thuiszitters_{t}_{s}"): anders.get(f"{t}_{s}", Bereik(0, 9))
        for t in TELLINGEN
        for s in ("instroom", "uitstroom")
        for zondag in zondagen(BEGIN + WEEK, EIND)
    }
    stand = {
        (zondag, f"thuiszitters_{t}"): anders.get(f"{t}_{naam}", GENOEG)
        for t in TELLINGEN
        for naam, zondag in (("begin", BEGIN), ("eind", EIND))
    }
    jaar = {t: (anders.get(f"{t}_nieuw", GENOEG), anders.get(f"{t}_alle", Bereik(196, 204))) for t in TELLINGEN}
    return Openbaar(BEGIN, EIND, {**per_week, **stand}, jaar)


@pytest.mark.parametrize("aantal", [0, 1, 9, 10, 12])
def test_with_room_everywhere_all_movements_go_on(aantal):
    assert te_geven({LRV_ABSOLUUT: aantal, LRV_VERBORGEN: aantal}, openbaar()) == GANGEN


GEVALLEN = [
    # ten left lrv: with 9 who may hide in the row, and 10 that `verborgen` may tell, 29 are needed in each figure
    ("lrv at the begin", "lrv_begin", Bereik(28, 32), ()),
    ("lrv at the begin", "lrv_begin", Bereik(29, 33), GANGEN),
    ("absoluut at the end", "absoluut_eind", Bereik(28, 32), ()),
    ("absoluut at the end", "absoluut_eind", Bereik(29, 33), GANGEN),
    ("ocw at the begin", "ocw_begin", Bereik(28, 32), ()),
    ("breed at the end", "breed_eind", Bereik(28, 32), ()),
    ("breed at the end", "breed_eind", Bereik(29, 33), GANGEN),
    ("who left lrv, week by week", "lrv_uitstroom", Bereik(1, 1), ()),
    ("who left lrv, week by week", "lrv_uitstroom", Bereik(2, 2), GANGEN),
    ("who came into absoluut, week by week", "absoluut_instroom", Bereik(1, 1), ()),
    ("new in absoluut this schooljaar", "absoluut_nieuw", Bereik(28, 32), ()),
    ("new in absoluut this schooljaar", "absoluut_nieuw", Bereik(29, 33), GANGEN),
    ("in lrv this schooljaar, and not at the end", "lrv_alle", Bereik(130, 134), ()),
    ("in lrv this schooljaar, and not at the end", "lrv_alle", Bereik(131, 135), GANGEN),
]


@pytest.mark.parametrize(("naam", "figuur", "waarde", "gegeven"), GEVALLEN, ids=lambda w: str(w) if w else "none")
def test_a_shown_movement_needs_room_in_every_figure_that_it_is_part_of(naam, figuur, waarde, gegeven):
    assert te_geven({LRV_ABSOLUUT: 10}, openbaar(**{figuur: waarde})) == gegeven


@pytest.mark.parametrize(
    ("figuur", "waarde", "gegeven"),
    [
        ("lrv_begin", Bereik(0, 9), GANGEN),
        ("lrv_alle", Bereik(105, 110), GANGEN),
        ("lrv_alle", Bereik(100, 106), ()),
        ("verborgen_alle", Bereik(100, 106), OPEN_GANGEN),
    ],
)
def test_small_movements_need_that_nine_are_possible(figuur, waarde, gegeven):
    assert te_geven({LRV_ABSOLUUT: 9}, openbaar(**{figuur: waarde})) == gegeven


@pytest.mark.parametrize(("laag", "gegeven"), [(26, OPEN_GANGEN), (27, GANGEN)])
def test_movements_of_verborgen_that_leave_no_room_are_left_out_alone(laag, gegeven):
    assert te_geven({LRV_VERBORGEN: 20}, openbaar(lrv_begin=Bereik(laag, laag + 4))) == gegeven


GEGROEID = {"absoluut_begin": Bereik(18, 22), "absoluut_eind": Bereik(43, 47)}
GEKROMPEN = {"absoluut_begin": Bereik(43, 47), "absoluut_eind": Bereik(18, 22)}
ONDERGRENZEN = [
    # absoluut grew by 21 at least: so many came into breed, and 10 for what `verborgen` may tell, or others moved to it
    (GEGROEID | {"breed_nieuw": Bereik(26, 30)}, {}, ()),
    (GEGROEID | {"breed_nieuw": Bereik(27, 31)}, {}, GANGEN),
    (GEGROEID | {"ocw_nieuw": Bereik(26, 30)}, {}, ()),
    (GEGROEID | {"breed_instroom": Bereik(1, 1)}, {}, ()),
    (GEGROEID | {"breed_instroom": Bereik(2, 2)}, {}, GANGEN),
    (GEGROEID | {"breed_nieuw": Bereik(0, 9)}, {Gang("lrv", "absoluut"): 9, Gang("5a", "absoluut"): 9}, ()),
    # ten of absoluut went to lrv, and were replaced
    (GEGROEID | {"breed_nieuw": Bereik(36, 40), "absoluut_begin": Bereik(22, 22)}, {Gang("absoluut", "5a"): 10}, ()),
    # it shrank: who is in breed this schooljaar and not at the end, 98
    (GEKROMPEN | {"breed_alle": Bereik(124, 128)}, {}, ()),
    (GEKROMPEN | {"breed_alle": Bereik(125, 129)}, {}, GANGEN),
    (GEKROMPEN | {"breed_uitstroom": Bereik(1, 1)}, {}, ()),
    (GEKROMPEN | {"breed_uitstroom": Bereik(2, 2)}, {}, GANGEN),
    # 5a is breed without ocw
    ({"ocw_begin": Bereik(98, 98), "breed_begin": Bereik(100, 100), "breed_eind": Bereik(133, 137),
      "breed_nieuw": Bereik(34, 38)}, {}, ()),
    ({"ocw_begin": Bereik(98, 98), "breed_begin": Bereik(100, 100), "breed_eind": Bereik(133, 137),
      "breed_nieuw": Bereik(35, 39)}, {}, GANGEN),
    # of verborgen: ten came into breed, but elsewhere
    (GEGROEID | {"breed_nieuw": Bereik(27, 31)}, {Gang("verborgen", "lrv"): 13}, OPEN_GANGEN),
]  # fmt: skip


@pytest.mark.parametrize(("figuren", "geteld", "gegeven"), ONDERGRENZEN)
def test_no_part_need_have_grown_or_shrunk_by_movements(figuren, geteld, gegeven):
    assert te_geven(geteld, openbaar(**figuren)) == gegeven


AANTALLEN = st.dictionaries(st.sampled_from(GANGEN), st.integers(0, 40))
FIGUREN = st.dictionaries(
    st.sampled_from([f"{t}_{w}" for t in TELLINGEN for w in ("begin", "eind", "nieuw", "alle")]),
    st.integers(0, 120).map(lambda n: Bereik(n, n + 4)),
)


@given(AANTALLEN, FIGUREN, AANTALLEN, FIGUREN)
def test_what_is_said_of_the_other_parts_never_depends_on_verborgen(geteld, figuren, ander, andere_figuren):
    """A pupil who was only ill can stand in verborgen, and may change nothing else (kamers.md, rule 1)."""
    zelfde = {g: n for g, n in geteld.items() if g in OPEN_GANGEN}
    van_verborgen = {g: n for g, n in ander.items() if g not in OPEN_GANGEN}
    zelfde_figuren = {f: b for f, b in figuren.items() if not f.startswith(ANDERS)}
    figuren_van_verborgen = {f: b for f, b in andere_figuren.items() if f.startswith(ANDERS)}
    een = te_geven(geteld, openbaar(**figuren))
    twee = te_geven({**zelfde, **van_verborgen}, openbaar(**zelfde_figuren, **figuren_van_verborgen))
    assert [g in een for g in OPEN_GANGEN] == [g in twee for g in OPEN_GANGEN]


@pytest.mark.parametrize(
    ("teller", "onderdrukt", "verwacht"),
    [
        (None, "klein", (0, 9)),
        (10, "", (10, 12)),
        (15, "", (13, 17)),
    ],
)
def test_what_a_reader_can_tell_of_a_released_count(teller, onderdrukt, verwacht):
    assert bereik(teller, onderdrukt) == verwacht


def test_a_count_hidden_for_another_can_be_anything():
    laag, hoog = bereik(None, "aanvullend")
    assert laag == 0 and hoog > 10**9


@pytest.mark.parametrize(("half", "telt"), [(NAJAAR, True), (VOORJAAR, False)])
def test_the_yearly_count_is_of_the_half_that_begins_with_it(half: tuple[date, date], telt: bool):
    gevonden = Openbaar.van(*half, [], [Jaarcijfer("lrv", 15, 10, None)]).jaar
    assert gevonden == ({"lrv": (Bereik(10, 12), Bereik(23, 29))} if telt else {})


@pytest.mark.parametrize(
    ("rij", "nieuw", "alle"),
    [
        (Jaarcijfer("lrv", 15, 10, 30), (10, 12), (28, 29)),
        (Jaarcijfer("lrv", 15, None, None), (0, 9), (13, 26)),
        (Jaarcijfer("lrv", None, None, None), (0, 9), (0, 18)),
    ],
)
def test_the_yearly_count_tells_by_its_parts_and_by_its_total(rij, nieuw, alle):
    assert Openbaar.van(*NAJAAR, [], [rij]).jaar["lrv"] == (nieuw, alle)


@pytest.mark.parametrize(
    ("weken", "bereik_"),
    [
        ({BEGIN: (0, 9), BEGIN + WEEK: (0, 9)}, (0, 9)),
        ({BEGIN + WEEK: (0, 9), EIND: (0, 9), EIND + WEEK: (0, 9)}, (9, 18)),
        ({BEGIN + WEEK: (0, 9), EIND: (13, 17)}, (9, 26)),
        ({BEGIN + WEEK: (18, 22), EIND: (13, 17)}, (13, 39)),
    ],
)
def test_who_left_in_all_weeks_of_the_half_with_any_week_as_if_nobody(weken, bereik_):
    """The week of the first Sunday lies before the half. Hidden weeks as high as they can be, shown ones as low."""
    cijfers = {(zondag, "thuiszitters_lrv_uitstroom"): Bereik(*week) for zondag, week in weken.items()}
    assert Openbaar(BEGIN, EIND, cijfers, {}).stroom("lrv", "uitstroom") == bereik_


def test_released_rows_are_kept_by_sunday_and_maat():
    cijfers = [Cijfer(EIND, "thuiszitters_lrv", 15, ""), Cijfer(BEGIN, "thuiszitters_lrv", None, "klein")]
    gevonden = Openbaar.van(*NAJAAR, cijfers, [])
    assert (gevonden.stand("lrv", EIND), gevonden.stand("lrv", BEGIN)) == ((13, 17), (0, 9))
    assert gevonden.stand("absoluut", EIND) == (0, 0)


@pytest.mark.parametrize(
    ("aantal", "teller", "onderdrukt"), [(9, None, "klein"), (10, 10, ""), (12, 10, ""), (13, 15, "")]
)
def test_a_movement_is_given_from_ten_on_and_rounded(aantal, teller, onderdrukt):
    cellen = maak_beweegcellen({LRV_ABSOLUUT: aantal}, 2003, Decimal("97.5"), openbaar())
    vrij = geef_vrij(cellen, DREMPEL_STAD).set_index("maat")
    rij = vrij.loc["lrv_naar_absoluut"]
    assert (None if pd.isna(rij["teller"]) else rij["teller"], rij["onderdrukt"]) == (teller, onderdrukt)
    assert (rij["noemer"], rij["volledigheid"], len(vrij)) == (2005, Decimal("97.5"), len(GANGEN))
    assert set(vrij["onderdrukt"]) == {"klein", onderdrukt}


def test_a_half_that_may_not_be_given_has_no_row():
    cellen = maak_beweegcellen({LRV_ABSOLUUT: 10}, 2003, Decimal("97.5"), openbaar(lrv_begin=Bereik(13, 17)))
    assert len(cellen) == 0 and list(cellen.columns) == NODIG


# --- an attacker who knows the released cells and stands, with sums of his own ----------------------------------------


def stad(rng: Random) -> tuple[Counter[tuple[str, str]], Counter[str], Counter[str]]:
    """Persons by place on both Sundays (`buiten`: in no count), and how many stood in each count on each."""
    plaatsen = (*PLAATSEN, "buiten")
    zwaarte = rng.choice([3, 10, 30])
    matrix = Counter({(v, n): rng.randint(0, zwaarte) * rng.choice([0, 1, 1]) for v in plaatsen for n in plaatsen})
    kringen = {"lrv": "lrv", "absoluut": "absoluut", "5a": "5a", "verborgen": "verborgen"}
    begin = Counter({k: sum(n for (v, _), n in matrix.items() if v == k) for k in kringen})
    eind = Counter({k: sum(n for (_, w), n in matrix.items() if w == k) for k in kringen})
    return matrix, begin, eind


def getoond(n: int) -> tuple[int, int]:
    """What one released count leaves open."""
    return (max((n + 2) // 5 * 5 - 2, 10), (n + 2) // 5 * 5 + 2) if n >= 10 else (0, 9)


def te_smal(gegeven: tuple[Gang, ...], matrix: Counter, standen: list[tuple[str, int, int]]) -> int:
    """Small cells that can no longer be 0 to 9, and stands that are narrowed, by one subtraction in a row or column."""
    open_ = {g: getoond(matrix[g]) for g in gegeven}
    fouten = 0
    for plaats, kant, stand in standen:
        laag, hoog = getoond(stand)
        rij = [g for g in gegeven if g[kant] == plaats]
        minst = sum(open_[g][0] for g in rij)
        fouten += minst > laag
        fouten += sum(matrix[g] < 10 and hoog - (minst - open_[g][0]) < 9 for g in rij)
    return fouten


def gerond(begin: Counter[str], eind: Counter[str]) -> Openbaar:
    """The published figures of such a city, with much change a week and a schooljaar that began earlier."""
    figuren = {}
    for naam, stand in (("begin", begin), ("eind", eind)):
        ocw = stand["lrv"] + stand["absoluut"]
        alle = {**stand, "ocw": ocw, "breed": ocw + stand["5a"]}
        figuren |= {f"{t}_{naam}": Bereik(*getoond(alle[t])) for t in TELLINGEN}
    return replace(openbaar(**figuren), jaar={})


def test_no_small_movement_and_no_stand_is_told_by_subtraction():
    rng, gegeven, lek = Random(1), Counter(), 0
    for _ in range(2000):
        matrix, begin, eind = stad(rng)
        standen = [(p, 0, begin[p]) for p in ("lrv", "absoluut", ANDERS)] + [
            (p, 1, eind[p]) for p in ("lrv", "absoluut", ANDERS)
        ]
        gangen = te_geven({g: matrix[g] for g in GANGEN}, gerond(begin, eind))
        gegeven[len(gangen)] += 1
        assert te_smal(gangen, matrix, standen) == 0
        lek += te_smal(GANGEN, matrix, standen) > 0
    assert min(gegeven[0], gegeven[len(GANGEN)]) > 20
    assert lek > 100, "without the bounds nothing leaks here, so this proves nothing"


def minstens(matrix: Counter, delen: list[tuple[str, int, int]], nieuw: tuple[int, int]) -> int:
    """Small movements between lrv, absoluut and 5a that must be one person or more: because a part grew by more than
    came new into the three together, as published, with the other movements as high as they can be.
    """
    fouten = 0
    for plaats, begin, eind in delen:
        erin = [getoond(matrix[g]) for g in OPEN_GANGEN if g.naar == plaats]
        eruit = sum(getoond(matrix[g])[0] for g in OPEN_GANGEN if g.van == plaats)
        samen = getoond(eind)[0] - getoond(begin)[1] + eruit - nieuw[1]
        fouten += sum(hoog == 9 and samen - (sum(h for _, h in erin) - hoog) > 0 for _, hoog in erin)
    return fouten


def gesloten_stad(rng: Random) -> tuple[Counter[tuple[str, str]], Counter[str], Counter[str]]:
    """A city of large counts with small movements in one direction, and few who come from outside, or many."""
    matrix, doel = Counter({(p, p): rng.randint(20, 60) for p in PLAATSEN}), rng.choice(["lrv", "absoluut"])
    matrix |= Counter({(p, doel): rng.randint(8, 9) for p in ("lrv", "absoluut", "5a") if p != doel})
    matrix |= Counter({("buiten", p): rng.randint(0, rng.choice([0, 1, 40])) for p in ("lrv", "absoluut", "5a")})
    begin = Counter({p: sum(n for (v, _), n in matrix.items() if v == p) for p in PLAATSEN})
    eind = Counter({p: sum(n for (_, w), n in matrix.items() if w == p) for p in PLAATSEN})
    return matrix, begin, eind


def test_no_small_movement_is_told_by_the_growth_of_a_part():
    rng, gegeven, lek = Random(2), 0, 0
    for _ in range(1000):
        matrix, begin, eind = gesloten_stad(rng)
        nieuw = getoond(
            sum(n for (v, w), n in matrix.items() if v in (ANDERS, "buiten") and w in ("lrv", "absoluut", "5a"))
        )
        delen = [(plaats, begin[plaats], eind[plaats]) for plaats in ("lrv", "absoluut")]
        jaar = dict.fromkeys(TELLINGEN, (GENOEG, Bereik(196, 204))) | {"breed": (Bereik(*nieuw), Bereik(196, 204))}
        gangen = te_geven({g: matrix[g] for g in GANGEN}, replace(gerond(begin, eind), jaar=jaar))
        fouten = minstens(matrix, delen, nieuw)
        gegeven += bool(gangen)
        lek += fouten > 0
        assert not gangen or fouten == 0
    assert gegeven > 20
    assert lek > 20, "without the bounds nothing leaks here, so this proves nothing"
