"""From counts per school to exact cells: every level adds up, nothing is lost and nothing is counted twice."""

from datetime import date

import pandas as pd
import pytest

from models.cellen import INDELING, PERSOONSMATEN, maak_cellen
from models.onthulling import AANDELEN, NODIG, SPREIDING

P = date(2026, 11, 22)
SCHOLEN = pd.DataFrame(
    [
        ("99AA00", "vo", "VO2601", "Overvecht", "Stichting A"),
        ("99BB00", "vo", "VO2601", "Zuilen", "Stichting A"),
        ("99CC00", "po", "", "Zuilen", "Stichting B"),
        ("99DD00", "mbo", "", "", ""),
    ],
    columns=["brin6", "soort", *INDELING],
)
PERSONEN = pd.DataFrame(
    [
        ("99AA00", "thuiszitters_lrv", 3),
        ("99BB00", "thuiszitters_lrv", 4),
        ("99CC00", "thuiszitters_lrv_instroom", 1),
        (None, "thuiszitters_lrv", 5),
        (None, "thuiszitters_absoluut", 2),
    ],
    columns=["brin6", "maat", "personen"],
)
LEERLINGEN = pd.DataFrame(
    [("99AA00", 100, 10), ("99BB00", 200, 20), ("99CC00", 2, 5)], columns=["brin6", "met_plicht", "met_signaal"]
)
MINUTENKOLOMMEN = ["brin6", "maat", "gemist_min", "bekend_min", "plan_min", "geleverd_min", *SPREIDING]


def _minuten(*rijen: tuple) -> pd.DataFrame:
    """Rows (brin6, gemist, bekend, plan, geleverd) of every share, with spread 1 to 5 times the missed minutes."""
    uit = [(b, m, g, k, p, d, *(n * g for n in range(1, 6))) for b, g, k, p, d in rijen for m in AANDELEN]
    return pd.DataFrame(uit, columns=MINUTENKOLOMMEN)


MINUTEN = _minuten(("99AA00", 10, 90, 100, 90), ("99BB00", 20, 200, 200, 200), ("99CC00", 5, 25, 50, 25))


@pytest.fixture(scope="module")
def cellen() -> pd.DataFrame:
    return maak_cellen(P, SCHOLEN, PERSONEN, LEERLINGEN, MINUTEN)


def _cel(cellen: pd.DataFrame, niveau: str, code: str, soort: str, maat: str) -> dict:
    kolommen = ["niveau", "code", "onderwijssoort", "maat"]
    (rij,) = cellen[(cellen[kolommen] == (niveau, code, soort, maat)).all(axis=1)].to_dict("records")
    return rij


@pytest.mark.parametrize(
    ("niveau", "code", "soort", "maat", "teller", "noemer"),
    [
        ("school", "99AA00", "vo", "thuiszitters_lrv", 3, 100),
        ("school", "99DD00", "mbo", "thuiszitters_lrv", 0, 0),
        ("stad", "", "vo", "thuiszitters_lrv", 7, 300),
        ("stad", "", "", "thuiszitters_lrv", 12, 302),
        ("stad", "", "", "thuiszitters_absoluut", 2, 302),
        ("stad", "", "po", "thuiszitters_absoluut", 0, 2),
        ("swv", "VO2601", "", "thuiszitters_lrv", 7, 300),
        ("wijk", "Zuilen", "", "thuiszitters_lrv", 4, 202),
        ("bestuur", "Stichting B", "", "thuiszitters_lrv_instroom", 1, 2),
        ("stad", "", "", "leerlingen_met_signaal", 35, 302),
        ("stad", "", "", "verzuim_totaal", 35, 315),
        ("wijk", "Zuilen", "", "verzuim_ongeoorloofd", 25, 225),
        ("school", "99DD00", "mbo", "verzuim_totaal", 0, 0),
    ],
)
def test_a_cell_is_the_sum_of_its_schools_and_the_city_also_counts_who_is_at_no_school(
    cellen, niveau, code, soort, maat, teller, noemer
):
    cel = _cel(cellen, niveau, code, soort, maat)
    assert (cel["teller"], cel["noemer"]) == (teller, noemer)


def test_a_noemer_is_never_smaller_than_its_teller(cellen):
    assert (_cel(cellen, "school", "99CC00", "po", "leerlingen_met_signaal")["noemer"]) == 5
    assert (cellen["teller"] <= cellen["noemer"]).all()


@pytest.mark.parametrize(
    ("niveau", "code", "soort", "volledigheid"),
    [
        ("school", "99AA00", "vo", 90.0),
        ("school", "99BB00", "vo", 100.0),
        ("school", "99CC00", "po", 50.0),
        ("stad", "", "vo", 96.7),
        ("stad", "", "", 90.0),
    ],
)
def test_completeness_is_the_share_of_planned_minutes_that_was_delivered(cellen, niveau, code, soort, volledigheid):
    for maat in ("verzuim_totaal", "thuiszitters_lrv"):
        assert _cel(cellen, niveau, code, soort, maat)["volledigheid"] == volledigheid


def test_completeness_is_missing_where_nothing_was_planned(cellen):
    assert pd.isna(_cel(cellen, "school", "99DD00", "mbo", "verzuim_totaal")["volledigheid"])


@pytest.mark.parametrize(
    ("geleverd", "plan", "pct"), [(0, 7, 0.0), (1, 2000, 0.1), (1, 2001, 0.0), (1999, 2000, 100.0), (2, 3, 66.7)]
)
def test_completeness_has_one_decimal_and_a_half_goes_up(geleverd, plan, pct):
    cellen = maak_cellen(P, SCHOLEN, PERSONEN, LEERLINGEN, _minuten(("99AA00", 0, geleverd, plan, geleverd)))
    assert _cel(cellen, "school", "99AA00", "vo", "verzuim_totaal")["volledigheid"] == pct


def test_the_spread_of_a_share_is_added_up_and_a_count_has_none(cellen):
    stad = _cel(cellen, "stad", "", "", "verzuim_totaal")
    assert [stad[kolom] for kolom in SPREIDING] == [35 * n for n in range(1, 6)]
    assert [_cel(cellen, "stad", "", "", "thuiszitters_lrv")[kolom] for kolom in SPREIDING] == [0] * 5


def test_a_level_without_a_code_makes_no_cell_and_only_schools_say_where_they_belong(cellen):
    per_niveau = {n: set(cellen[cellen["niveau"] == n]["code"]) for n in INDELING}
    assert per_niveau == {
        "swv": {"VO2601"},
        "wijk": {"Overvecht", "Zuilen"},
        "bestuur": {"Stichting A", "Stichting B"},
    }
    school = _cel(cellen, "school", "99AA00", "vo", "verzuim_totaal")
    assert [school[kolom] for kolom in INDELING] == ["VO2601", "Overvecht", "Stichting A"]
    assert (cellen.loc[cellen["niveau"] != "school", INDELING] == "").all(axis=None)


def test_each_level_has_every_measure_once(cellen):
    assert list(cellen.columns) == [*NODIG, *SPREIDING, *INDELING]
    assert not cellen.duplicated(NODIG[:5]).any()
    per_deel = cellen.groupby(["niveau", "code", "onderwijssoort"])["maat"].apply(set)
    assert {frozenset(maten) for maten in per_deel} == {frozenset((*PERSOONSMATEN, *AANDELEN))}
    assert set(cellen["peildatum"]) == {P}


def test_without_any_delivery_every_school_counts_nothing():
    leeg = [tabel.iloc[:0] for tabel in (PERSONEN, LEERLINGEN, MINUTEN)]
    cellen = maak_cellen(P, SCHOLEN, *leeg)
    assert len(cellen) == (1 + 3 + 1 + 2 + 2 + 4) * (len(PERSOONSMATEN) + len(AANDELEN))
    assert not cellen["teller"].any() and not cellen["noemer"].any() and cellen["volledigheid"].isna().all()


def test_sums_of_squares_stay_exact_far_above_those_of_any_city():
    groot = 2**50 + 1
    minuten = MINUTEN.assign(gemist_kwadraat=groot)
    stad = _cel(maak_cellen(P, SCHOLEN, PERSONEN, LEERLINGEN, minuten), "stad", "", "", "verzuim_totaal")
    assert stad["gemist_kwadraat"] == 3 * groot
