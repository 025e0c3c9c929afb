"""Disclosure control: the boundary of each threshold, the arithmetic of what is given, and an attacker."""

import itertools
import random
import re

import numpy as np
import pandas as pd
import pytest

from models.onthulling import (
    AFRONDING_PERSONEN,
    DREMPEL_SCHOOL,
    DREMPEL_STAD,
    KOLOMMEN,
    afgerond,
    geef_vrij,
    woord,
)

WEEK = "2026-11-22"
SPREID = {"leerlingen": 400, "gemist_kwadraat": 10**8, "gepland_kwadraat": 10**9, "gemist_maal_gepland": 10**8}


def cel(teller, noemer=1000, niveau="stad", code="", soort="", maat="thuiszitters_lrv", **meer):
    """One exact cell of one week."""
    vast = {"peildatum": WEEK, "niveau": niveau, "code": code, "onderwijssoort": soort, "maat": maat}
    return {**vast, "teller": teller, "noemer": noemer, "volledigheid": 100.0, **meer}


def aandeel(teller, noemer, gemist, **meer):
    """One exact share, with `gemist` pupils who have a missed slot."""
    return cel(teller, noemer, maat="verzuim_totaal", **{**SPREID, "leerlingen_gemist": gemist, **meer})


def vrij(*cellen, drempel=DREMPEL_STAD):
    """The released rows as dictionaries, empty for what is not given."""
    uit = geef_vrij(pd.DataFrame(cellen), drempel)
    return uit.astype(object).where(uit.notna(), None).to_dict("records")


# --- the thresholds ---


@pytest.mark.parametrize(
    ("drempel", "teller", "gegeven"),
    [(10, 0, None), (10, 1, None), (10, 9, None), (10, 10, 10), (10, 11, 10), (5, 0, None), (5, 4, None), (5, 5, 5)],
)
def test_a_count_below_the_threshold_is_small_and_one_at_it_is_given(drempel, teller, gegeven):
    (rij,) = vrij(cel(teller), drempel=drempel)
    assert (rij["onderdrukt"], rij["teller"]) == ("klein" if gegeven is None else "", gegeven)
    assert all((rij[kolom] is None) == (gegeven is None) for kolom in ("waarde", "onder", "boven"))


@pytest.mark.parametrize(("noemer", "gegeven"), [(9, None), (10, 10), (11, 10)])
def test_a_group_below_the_threshold_gives_neither_figure_nor_size(noemer, gegeven):
    (rij,) = vrij(cel(min(noemer, 10), noemer))
    assert (rij["onderdrukt"], rij["noemer"]) == ("klein" if gegeven is None else "", gegeven)


def test_a_hidden_count_still_tells_the_size_of_a_large_group():
    (rij,) = vrij(cel(3, 1002))
    assert (rij["teller"], rij["noemer"]) == (None, 1000)


@pytest.mark.parametrize(("gemist", "onderdrukt"), [(0, "klein"), (9, "klein"), (10, ""), (11, "")])
def test_a_share_needs_ten_pupils_with_a_missed_slot(gemist, onderdrukt):
    (rij,) = vrij(aandeel(30_000, 600_000, gemist))
    assert rij["onderdrukt"] == onderdrukt


def test_a_share_whose_minutes_round_to_nothing_is_small():
    (rij,) = vrij(aandeel(100, 149, 10))
    assert (rij["onderdrukt"], rij["noemer"]) == ("klein", None)


# --- the arithmetic ---


@pytest.mark.parametrize(("getal", "rond"), [(10, 10), (12, 10), (13, 15), (17, 15), (18, 20), (1002, 1000)])
def test_persons_are_rounded_to_the_nearest_five(getal, rond):
    assert afgerond(getal, AFRONDING_PERSONEN) == rond


@pytest.mark.parametrize(("minuten", "rond"), [(30_149, 30_000), (30_150, 30_300), (30_151, 30_300)])
def test_minutes_are_rounded_to_three_hundred_half_up(minuten, rond):
    (rij,) = vrij(aandeel(minuten, 600_000, 50))
    assert rij["teller"] == rond


def test_a_rate_is_made_of_the_rounded_figures():
    (rij,) = vrij(cel(13, 1398))
    assert (rij["teller"], rij["noemer"], rij["waarde"]) == (15, 1400, 10.7)


def test_the_interval_of_a_rate_holds_it_and_comes_from_the_rounded_figures():
    een, ander = vrij(cel(13, 1398))[0], vrij(cel(17, 1402))[0]
    assert een == ander
    assert een["onder"] < een["waarde"] < een["boven"]


def test_a_share_is_in_percent_with_an_interval_by_pupil():
    (rij,) = vrij(aandeel(60_000, 600_000, 50))
    assert rij["waarde"] == 10.0
    assert 0 <= rij["onder"] < 10.0 < rij["boven"]


def test_only_the_columns_of_the_trend_file_come_out_in_the_order_they_went_in():
    cellen = pd.DataFrame([cel(20, code="B", niveau="swv", geheim=7), cel(30, code="A", niveau="swv", geheim=8)])
    uit = geef_vrij(cellen, DREMPEL_STAD)
    assert list(uit.columns) == KOLOMMEN
    assert uit["code"].tolist() == ["B", "A"]


def test_no_cells_give_an_empty_table_with_its_header():
    uit = geef_vrij(pd.DataFrame([cel(20)])[:0], DREMPEL_STAD)
    assert list(uit.columns) == KOLOMMEN and uit.empty


@pytest.mark.parametrize(
    ("onderdrukt", "drempel", "zin"),
    [("klein", 10, "minder dan 10"), ("klein", 5, "minder dan 5"), ("aanvullend", 10, "niet getoond"), ("", 10, "")],
)
def test_what_is_hidden_is_said_in_words(onderdrukt, drempel, zin):
    assert woord(onderdrukt, drempel) == zin


@pytest.mark.parametrize(
    ("cellen", "drempel", "melding"),
    [
        ([cel(1)], 4, "drempel is lower than 5; it may only be made stricter"),
        ([{"maat": "thuiszitters_lrv"}], 10, "missing columns peildatum, niveau"),
        ([cel(1, maat="verzuim_totaal")], 10, "missing columns leerlingen, leerlingen_gemist"),
        ([cel(1), cel(2)], 10, "1 rows have a key that stands there twice; group by"),
        ([cel(None)], 10, "1 rows have an empty figure; give 0"),
        ([cel(-1)], 10, "1 rows count below zero; count"),
        ([cel(11, 10)], 10, "1 rows count more than their noemer; count both"),
    ],
)
def test_a_frame_that_would_be_released_wrongly_is_refused(cellen, drempel, melding):
    with pytest.raises(ValueError, match=re.escape(melding)):
        geef_vrij(pd.DataFrame(cellen), drempel)


# --- subtraction ---


def school(teller, code, soort="vo", swv="S1", wijk="W1", bestuur="B1", **meer):
    """One cell of a school with its place in the city."""
    return cel(teller, 500, "school", code, soort, swv=swv, wijk=wijk, bestuur=bestuur, **meer)


def verborgen(rijen):
    """What is hidden, by level and code."""
    return {(rij["niveau"], rij["code"]): rij["onderdrukt"] for rij in rijen if rij["onderdrukt"]}


def test_one_small_school_takes_the_smallest_other_school_with_it():
    rijen = vrij(cel(97, 1500, soort="vo"), school(4, "A"), school(31, "B"), school(62, "C"))
    assert verborgen(rijen) == {("school", "A"): "klein", ("school", "B"): "aanvullend"}


def test_two_small_schools_with_a_total_that_leaves_both_open_need_no_other():
    rijen = vrij(cel(59, 1500, soort="vo"), school(4, "A"), school(5, "B"), school(50, "C"))
    assert verborgen(rijen) == {("school", "A"): "klein", ("school", "B"): "klein"}


def test_two_small_schools_whose_sum_says_too_much_take_another_with_them():
    """8 + 8 of a total of 66: the rest is at least 13, so neither could be below 4."""
    rijen = vrij(cel(66, 1500, soort="vo"), school(8, "A"), school(8, "B"), school(50, "C"))
    assert verborgen(rijen)["school", "C"] == "aanvullend"


def test_the_city_stays_in_sight_while_all_its_schools_are_small():
    rijen = vrij(cel(20, 2500, soort="vo"), *(school(teller, f"{teller}") for teller in (2, 3, 4, 5, 6)))
    assert {niveau for niveau, _ in verborgen(rijen)} == {"school"}


def test_schools_outside_every_group_hide_what_the_groups_add_up_to():
    """S2 has 1, S1 14, and schools without a samenwerkingsverband 45: nobody can subtract what is published nowhere."""
    groepen = [cel(14, 700, "swv", "S1"), cel(1, 300, "swv", "S2")]
    assert verborgen(vrij(cel(60, 2500), *groepen)) == {("swv", "S1"): "aanvullend", ("swv", "S2"): "klein"}


def test_without_a_total_nothing_more_is_hidden():
    assert verborgen(vrij(school(4, "A"), school(31, "B"))) == {("school", "A"): "klein"}


def test_a_small_measure_is_not_had_from_the_measure_it_is_part_of():
    maten = {"verzuim_totaal": 90_000, "verzuim_ongeoorloofd": 1_200, "verzuim_geoorloofd": 88_800}
    rijen = [
        aandeel(minuten, 700_000, 4 if maat == "verzuim_ongeoorloofd" else 90) | {"maat": maat}
        for maat, minuten in maten.items()
    ]
    assert [rij["onderdrukt"] for rij in vrij(*rijen)] == ["", "klein", "aanvullend"]


def test_the_order_of_the_rows_does_not_matter():
    loting = random.Random(3)
    cellen = een_stad(loting)
    door_elkaar = loting.sample(cellen, len(cellen))
    sleutel = ["niveau", "code", "onderwijssoort"]
    een, ander = (geef_vrij(pd.DataFrame(c), DREMPEL_STAD).sort_values(sleutel) for c in (cellen, door_elkaar))
    pd.testing.assert_frame_equal(een.reset_index(drop=True), ander.reset_index(drop=True))


def een_stad(loting, scholen=9):
    """A small city with all levels and school types, as exact cells whose sums hold."""
    rijen = [
        school(
            loting.choice([0, 2, 4, 7, 9, 12, 16, 23, 31]),
            f"{nummer:02}XX00",
            soort=loting.choice(["po", "vo"]),
            swv=loting.choice(["S1", "S2"]),
            wijk=loting.choice(["W1", "W2", "W3"]),
            bestuur=loting.choice(["B1", "B2", "B3", "B4"]),
        )
        for nummer in range(scholen)
    ]
    frame = pd.DataFrame(rijen)
    for niveau, soort in itertools.product(("stad", "swv", "wijk", "bestuur"), ("", "po", "vo")):
        deel = frame[frame["onderwijssoort"] == soort] if soort else frame
        codes = pd.Series("", index=deel.index) if niveau == "stad" else deel[niveau]
        for code, groep in deel.groupby(codes):
            rijen.append(cel(int(groep["teller"].sum()), int(groep["noemer"].sum()), niveau, code, soort))
    return rijen


def groepen_van(cellen):
    """Every (total, parts) of the city, found without the code under test: rows as sets of schools of one type."""
    scholen = {n: rij for n, rij in enumerate(cellen) if rij["niveau"] == "school"}

    def dekt(rij):
        past = {"stad": lambda s: True, "school": lambda s: s["code"] == rij["code"]}
        test = past.get(rij["niveau"], lambda s: s[rij["niveau"]] == rij["code"])
        return frozenset(
            n for n, s in scholen.items() if test(s) and rij["onderwijssoort"] in ("", s["onderwijssoort"])
        )

    dekking = [dekt(rij) for rij in cellen]
    for totaal, geheel in enumerate(dekking):
        for niveau, per_soort in itertools.product(("school", "swv", "wijk", "bestuur", "zelf"), (False, True)):
            zoek = cellen[totaal]["niveau"] if niveau == "zelf" else niveau
            delen = [
                n
                for n, rij in enumerate(cellen)
                if n != totaal
                and rij["niveau"] == zoek
                and (niveau != "zelf" or rij["code"] == cellen[totaal]["code"])
                and dekking[n] <= geheel
                and (zoek == "school" or bool(rij["onderwijssoort"]) == per_soort)
            ]
            gedekt = [n for deel in delen for n in dekking[deel]]
            if delen and len(gedekt) == len(set(gedekt)) and set(gedekt) == geheel:
                yield totaal, delen


@pytest.mark.parametrize("zaad", range(25))
def test_an_attacker_who_subtracts_over_and_over_gets_no_small_cell(zaad):
    cellen = een_stad(random.Random(zaad))
    rijen = vrij(*cellen)
    bekend = {n for n, rij in enumerate(rijen) if not rij["onderdrukt"]}
    groepen = [{totaal, *delen} for totaal, delen in groepen_van(cellen)]
    assert len(groepen) > 10
    while nieuw := {n for groep in groepen if len(groep - bekend) == 1 for n in groep - bekend}:
        gevonden = [rijen[n]["niveau"] for n in nieuw if rijen[n]["onderdrukt"] == "klein" and cellen[n]["teller"]]
        assert not gevonden
        bekend |= nieuw


@pytest.mark.parametrize("zaad", range(25))
def test_without_the_second_suppression_the_same_attacker_finds_small_cells(zaad):
    """The attack has teeth: by small cells alone, most of these cities fall."""
    cellen = een_stad(random.Random(zaad))
    onbekend = {n for n, rij in enumerate(cellen) if rij["teller"] < DREMPEL_STAD}
    groepen = [{totaal, *delen} for totaal, delen in groepen_van(cellen)]
    assert any(len(groep & onbekend) == 1 for groep in groepen)


def mogelijk(rij):
    """All values that one released row leaves open, for an attacker who knows the rules."""
    if rij["onderdrukt"] == "klein":
        return range(DREMPEL_SCHOOL)
    if rij["onderdrukt"] == "aanvullend":
        return range(DREMPEL_SCHOOL, rij["noemer"] + 3)
    return range(max(DREMPEL_SCHOOL, rij["teller"] - 2), rij["teller"] + 3)


def open_waarden(totaal, delen):
    """By brute force: per part the values for which the others and the total can be filled in."""
    raster = np.meshgrid(*(np.array(mogelijk(deel)) for deel in delen), indexing="ij")
    past = np.isin(sum(raster), np.array(mogelijk(totaal)))
    return [set(as_[past].tolist()) for as_ in raster]


@pytest.mark.parametrize("zaad", range(40))
def test_brute_force_over_all_tables_leaves_every_value_of_a_small_cell_open(zaad):
    loting = random.Random(zaad)
    tellers = [loting.choice([0, 1, 3, 4, 6, 8, 11, 14]) for _ in range(4)]
    scholen = [school(teller, f"{n:02}XX00") | {"noemer": 30} for n, teller in enumerate(tellers)]
    totaal, *delen = vrij(cel(sum(tellers), 120, soort="vo"), *scholen, drempel=DREMPEL_SCHOOL)
    alles_verborgen = all(rij["onderdrukt"] for rij in (totaal, *delen))
    for deel, waarden in zip(delen, open_waarden(totaal, delen), strict=True):
        if deel["onderdrukt"] == "klein" and not alles_verborgen:
            assert waarden == set(range(DREMPEL_SCHOOL))
