"""From counts per class to what a kernteam may see of a class: its own figure, and none that gives another away."""

from datetime import date

import pandas as pd
import pytest

from models.klascellen import MAAT, alleen_klassen, maak_klascellen
from models.onthulling import AFRONDING_MINUTEN, DREMPEL_SCHOOL, SPREIDING, geef_vrij

P = date(2026, 11, 22)
KOLOMMEN = ["brin6", "klas", "maat", "gemist_min", "bekend_min", "plan_min", "geleverd_min", *SPREIDING]


def tellingen(*rijen: tuple[str, str | None, int, int]) -> pd.DataFrame:
    """Rows (brin6, class, missed minutes, pupils who missed any) of 25 pupils with 1,500 known minutes each."""
    uit = [
        (b, k, maat, g, 37_500, 37_500, 37_500, 25, n, g * g, 25 * 1500**2, g * 1500)
        for b, k, g, n in rijen
        for maat in (MAAT, "verzuim_ongeoorloofd")
    ]
    return pd.DataFrame(uit, columns=KOLOMMEN)


def inzet(*codes: str) -> pd.DataFrame:
    """Classes with support, by code."""
    return pd.DataFrame([code.split(" ", 1) for code in codes], columns=["brin6", "klas"])


def vrij(*rijen: tuple[str, str | None, int, int], met: tuple[str, ...] = ()) -> dict[str, tuple[int | None, str]]:
    """Of each class, by code, the released missed minutes and why they are not given."""
    uit = alleen_klassen(geef_vrij(maak_klascellen(P, tellingen(*rijen), inzet(*met)), DREMPEL_SCHOOL))
    assert set(uit["niveau"]) <= {"klas"}
    tellers = [None if pd.isna(teller) else int(teller) for teller in uit["teller"]]
    return dict(zip(uit["code"], zip(tellers, uit["onderdrukt"], strict=True), strict=True))


@pytest.mark.parametrize(("gemist", "gegeven"), [(4, None), (5, 3000), (6, 3000)])
def test_a_class_is_shown_from_five_pupils_who_missed_anything(gemist, gegeven):
    uit = vrij(("99AA00", "1A", 3_000, gemist), ("99AA00", "1B", 3_000, 12), ("99AA00", "1C", 9_000, 12))
    assert uit["99AA00 1A"] == (gegeven, "klein" if gegeven is None else "")


def test_a_small_class_does_not_come_back_by_subtraction_from_its_school():
    van_a, van_b = [("1A", 600, 2), ("1B", 6_000, 12)], [("1A", 600, 2), (None, 900, 3)]
    uit = vrij(*(("99AA00", *rij) for rij in van_a), *(("99BB00", *rij) for rij in van_b))
    assert uit == {"99AA00 1A": (None, "klein"), "99AA00 1B": (None, "aanvullend"), "99BB00 1A": (None, "klein")}


@pytest.mark.parametrize(("met", "weg"), [((), "1B"), (("99AA00 1B",), "1C"), (("99AA00 1B", "99AA00 1C"), "1B")])
def test_where_a_second_class_is_hidden_one_with_support_goes_last(met, weg):
    uit = vrij(("99AA00", "1A", 600, 2), ("99AA00", "1B", 6_000, 12), ("99AA00", "1C", 9_000, 12), met=met)
    assert [code for code, (_, onderdrukt) in uit.items() if onderdrukt == "aanvullend"] == [f"99AA00 {weg}"]


@pytest.mark.parametrize(("gemist", "onderdrukt"), [(4, ["aanvullend"]), (5, [""])])
def test_who_is_in_no_class_does_not_come_back_by_subtraction_either(gemist, onderdrukt):
    uit = vrij(("99AA00", "1A", 9_000, 12), ("99AA00", None, 3_000, gemist))
    assert {code: [waarom] for code, (_, waarom) in uit.items()} == {"99AA00 1A": onderdrukt}


def test_the_school_counts_who_is_in_no_class_any_more():
    cellen = maak_klascellen(P, tellingen(("99AA00", "1A", 3_000, 6), ("99AA00", None, 900, 3)), inzet())
    school = cellen.loc[cellen["niveau"] == "bestuur"]
    assert school[["code", "teller", "noemer", "leerlingen"]].to_numpy().tolist() == [["99AA00", 3_900, 75_000, 50]]
    assert set(cellen["maat"]) == {MAAT} and set(cellen["volledigheid"]) == {100.0}


def test_released_minutes_are_rounded():
    (teller, _) = vrij(("99AA00", "1A", 3_100, 9), ("99AA00", "1B", 9_000, 9))["99AA00 1A"]
    assert teller == 3_000 and teller % AFRONDING_MINUTEN == 0


def test_no_classes_give_no_rows():
    assert vrij() == {}
