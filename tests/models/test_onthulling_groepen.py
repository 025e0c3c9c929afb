"""Disclosure control of pupils counted in parts: the parts give away neither each other nor the size of their group."""

import random

import pandas as pd
import pytest

from models.leercellen import Voor, maak_leercellen
from models.onthulling import DREMPEL_SCHOOL, DREMPEL_STAD, geef_vrij
from tests.assets.uitgifte.voorbeelden_leren import PEILDATUM, groep, tellingen
from tests.models.test_onthulling import mogelijk, open_waarden

GROEP = "voorsprong"
DELEN = ("geen", "kort", "lang")
SCHOLEN = ("99AA00", "99BA00", "99CA00")
SOORTEN = dict(zip(SCHOLEN, ("vo", "po", "mbo"), strict=True))
Rijen = dict[tuple[str, str], dict]


def vrij(*per_school: tuple[int, ...], voor: Voor = "stad", drempel=DREMPEL_STAD, naam=GROEP) -> Rijen:
    """The released rows of one groep by onderwijssoort and maat; the schools have these pupils in geen, kort, lang."""
    scholen = SCHOLEN[: len(per_school)]
    soorten = {brin6: SOORTEN[brin6] for brin6 in scholen}
    if voor == "stad":  # with two more of its kind that decided nothing: a kind of fewer schools has no row
        soorten |= {f"{brin6[:4]}{n:02}": SOORTEN[brin6] for brin6 in scholen for n in (1, 2)}
    rijen = [
        rij
        for brin6, aantallen in zip(scholen, per_school, strict=True)
        for rij in groep(brin6, naam, **dict(zip(DELEN, aantallen, strict=True)))
    ]
    uit = geef_vrij(maak_leercellen(PEILDATUM, soorten, tellingen(*rijen), voor), drempel)
    leeg = uit.astype(object).where(uit.notna(), None)
    return {
        (rij["onderwijssoort"], rij["maat"]): rij for rij in leeg.to_dict("records") if rij["maat"].startswith(naam)
    }


def delen_van(rijen: Rijen, soort: str) -> list[dict]:
    return [rijen[soort, f"{GROEP}_{deel}"] for deel in DELEN]


@pytest.mark.parametrize(("klein", "onderdrukt"), [(9, "klein"), (10, ""), (11, "")])
def test_a_small_part_takes_the_smallest_other_part_with_it(klein, onderdrukt):
    rijen = vrij((klein, 20, 30))
    mee = "aanvullend" if onderdrukt else ""
    assert [rij["onderdrukt"] for rij in delen_van(rijen, "")] == [onderdrukt, mee, ""]
    assert rijen["", GROEP]["teller"] is not None


@pytest.mark.parametrize(("delen", "gegeven"), [((3, 3, 3), None), ((4, 3, 3), 10), ((4, 4, 4), 10), ((5, 4, 4), 15)])
def test_the_size_of_a_group_is_rounded_and_hidden_below_the_threshold(delen, gegeven):
    rijen = vrij(delen)
    assert rijen["", GROEP]["teller"] == rijen["", GROEP]["noemer"] == gegeven
    assert {rij["noemer"] for rij in delen_van(rijen, "")} == {gegeven}


def test_a_hidden_size_hides_that_of_another_kind_of_school_with_all_that_tells_it():
    """Of 46 + 9 pupils one could subtract the 9, had the 46 been given; also as noemer of its parts."""
    rijen = vrij((16, 15, 15), (3, 3, 3))
    assert rijen["", GROEP]["noemer"] == 55
    assert (rijen["po", GROEP]["onderdrukt"], rijen["vo", GROEP]["onderdrukt"]) == ("klein", "aanvullend")
    van_soorten = [rij for (soort, _), rij in rijen.items() if soort]
    assert {rij[kolom] for rij in van_soorten for kolom in ("teller", "noemer", "waarde", "onder", "boven")} == {None}


def test_a_size_that_says_what_its_small_parts_are_goes_too():
    """Of 12 pupils in one part the others hold 0 to 2, so neither could be as much as 9."""
    assert {rij["noemer"] for rij in vrij((12, 0, 0)).values()} == {None}


def test_with_a_third_kind_of_school_the_smallest_goes_along_and_the_largest_stays():
    rijen = vrij((30, 30, 30), (3, 3, 3), (20, 20, 20))
    assert {soort: rijen[soort, GROEP]["onderdrukt"] for soort in ("vo", "po", "mbo")} == {
        "vo": "",
        "po": "klein",
        "mbo": "aanvullend",
    }


def test_words_of_which_a_pupil_can_have_more_do_not_add_up_and_hide_nothing_else():
    rijen = [("99AA00", "afspraak_wie", None, 40), ("99AA00", "afspraak_wie", "school", 35)]
    rijen += [("99AA00", "afspraak_wie", "jgz", 4), ("99AA00", "afspraak_wie", "ouders", 30)]
    uit = geef_vrij(maak_leercellen(PEILDATUM, {"99AA00": "vo"}, tellingen(*rijen), "school"), DREMPEL_SCHOOL)
    onderdrukt = dict(zip(uit["maat"], uit["onderdrukt"], strict=True))
    assert [onderdrukt[f"afspraak_wie{deel}"] for deel in ("", "_school", "_jgz", "_ouders")] == ["", "", "klein", ""]


@pytest.mark.parametrize("zaad", range(40))
def test_brute_force_over_the_parts_leaves_every_value_of_a_small_one_open(zaad):
    loting = random.Random(zaad)
    tellers = tuple(loting.choice([0, 1, 3, 4, 6, 8, 11, 14]) for _ in DELEN)
    rijen = vrij(tellers, voor="school", drempel=DREMPEL_SCHOOL)
    totaal, delen = rijen["vo", GROEP], delen_van(rijen, "vo")
    if totaal["onderdrukt"] or all(deel["onderdrukt"] for deel in delen):
        return
    for deel, waarden in zip(delen, open_waarden(totaal, delen), strict=True):
        assert deel["onderdrukt"] != "klein" or waarden == set(mogelijk(deel))


def sommen(rijen: Rijen) -> list[set[tuple[str, str]]]:
    """Every equation of the tables: kinds of school add up to the city, parts to their group."""
    maten = [GROEP, *(f"{GROEP}_{deel}" for deel in DELEN)]
    soorten = ["", *SOORTEN.values()]
    return [{(soort, maat) for soort in soorten} for maat in maten] + [{(s, m) for m in maten} for s in soorten]


@pytest.mark.parametrize("zaad", range(40))
def test_an_attacker_who_subtracts_over_and_over_gets_no_small_part(zaad):
    loting = random.Random(zaad)
    scholen = [tuple(loting.choice([0, 2, 5, 9, 12, 16, 23, 31]) for _ in DELEN) for _ in SCHOLEN]
    rijen = vrij(*scholen)
    # The size of a group is also known as the noemer of its parts.
    groottes = {(soort, GROEP) for (soort, _), rij in rijen.items() if rij["noemer"] is not None}
    bekend = {sleutel for sleutel, rij in rijen.items() if not rij["onderdrukt"]} | groottes
    while nieuw := {n for som in sommen(rijen) if len(som - bekend) == 1 for n in som - bekend}:
        assert not [sleutel for sleutel in nieuw if rijen[sleutel]["onderdrukt"] == "klein"]
        bekend |= nieuw


def test_rows_without_a_group_are_judged_as_before():
    kolommen = {"peildatum": PEILDATUM, "niveau": "stad", "code": "", "onderwijssoort": "", "volledigheid": 100.0}
    frame = pd.DataFrame([{**kolommen, "maat": "thuiszitters_lrv", "teller": 10, "noemer": 1000}])
    assert geef_vrij(frame, DREMPEL_STAD)["teller"].tolist() == [10]
