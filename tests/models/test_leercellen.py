"""The cells of "Wat wij leren": what is counted for whom, and how schools add up."""

import re

import pandas as pd
import pytest

from data_contracts.contract import lees_contract
from models.leercellen import Voor, leergroepen, maak_leercellen, signalen_van
from models.onthulling import GROEP, NODIG
from tests.assets.uitgifte.voorbeelden_leren import PEILDATUM, groep, tellingen

SOORTEN = {"99AA00": "vo", "99BA00": "vo", "99CA00": "po", "99DA00": "vo", "99EA00": "po", "99FA00": "po"}
TE_LAAT = "oordeel_te_laat"


def cellen(*rijen, voor: Voor = "stad") -> dict[tuple[str, str, str], tuple[int, int]]:
    """code, onderwijssoort and maat -> teller and noemer."""
    frame = maak_leercellen(PEILDATUM, SOORTEN, tellingen(*rijen), voor)
    assert set(frame.columns) == {*NODIG, *GROEP} - {"liever"}
    kolommen = ["code", "onderwijssoort", "maat", "teller", "noemer"]
    return {rij[:3]: rij[3:] for rij in frame[kolommen].itertuples(index=False, name=None)}


def test_schools_add_up_to_their_kind_and_to_the_city():
    gevonden = cellen(
        *groep("99AA00", TE_LAAT, klopt=3, al_bekend=1),
        *groep("99BA00", TE_LAAT, klopt=4),
        *groep("99CA00", TE_LAAT, klopt_niet=2),
    )
    stad, vo, po = (("", soort) for soort in ("", "vo", "po"))
    assert [gevonden[*plek, TE_LAAT] for plek in (stad, vo, po)] == [(10, 10), (8, 8), (2, 2)]
    assert [gevonden[*plek, f"{TE_LAAT}_klopt"] for plek in (stad, vo, po)] == [(7, 10), (7, 8), (0, 2)]


@pytest.mark.parametrize(
    ("scholen", "soorten"),
    [
        ({"vo": 3, "po": 3}, ["po", "vo"]),
        ({"vo": 3, "po": 2}, []),
        ({"vo": 5, "po": 3, "mbo": 1}, ["vo"]),
        ({"vo": 3, "po": 2, "mbo": 1}, ["vo"]),
        ({"vo": 2}, []),
        ({"vo": 3}, ["vo"]),
    ],
)
def test_no_row_and_no_difference_of_rows_is_about_one_or_two_schools(scholen, soorten):
    nummers = iter(range(100))
    register = {f"99{next(nummers):02}00": soort for soort, aantal in scholen.items() for _ in range(aantal)}
    frame = maak_leercellen(PEILDATUM, register, tellingen(), "stad")
    assert sorted(set(frame["onderwijssoort"]) - {""}) == soorten
    per_soort = [scholen[soort] for soort in soorten]
    assert all(aantal not in (1, 2) for aantal in [*per_soort, sum(scholen.values()) - sum(per_soort)] if soorten)


def test_a_school_stands_by_itself_and_one_without_decisions_counts_nothing():
    gevonden = cellen(*groep("99AA00", TE_LAAT, klopt=3), voor="school")
    assert gevonden["99AA00", "vo", TE_LAAT] == (3, 3) and gevonden["99CA00", "po", TE_LAAT] == (0, 0)
    assert {code for code, *_ in gevonden} == set(SOORTEN)


def test_the_whole_of_a_groep_may_come_as_an_empty_value_of_the_database():
    frame = tellingen(("99AA00", TE_LAAT, None, 3), ("99AA00", TE_LAAT, "klopt", 3))
    frame["deel"] = frame["deel"].astype(object).where(frame["deel"].notna(), pd.NA)
    gevonden = maak_leercellen(PEILDATUM, SOORTEN, frame, "school").set_index(["code", "maat"])["teller"]
    assert (gevonden["99AA00", TE_LAAT], gevonden["99AA00", f"{TE_LAAT}_klopt"]) == (3, 3)


@pytest.mark.parametrize("naam", ["ziek_mazl", "langdurig_ziek", "schorsing", "afwezig_10", "kwart_2w", "terugval"])
def test_the_city_is_told_of_no_signal_that_sick_leave_alone_can_give(naam):
    assert naam in signalen_van("school") and naam not in signalen_van("stad")


def test_the_contract_knows_the_form_of_every_maat_also_of_a_signal_of_ones_own():
    patroon = lees_contract("leren").kolom("maat").patroon
    assert patroon
    geteld = {maat for soort in leergroepen("school") for maat in (soort.naam, *map(soort.maat, soort.delen))}
    assert len(geteld) > 80
    assert [maat for maat in (*geteld, "oordeel_lang_weekend_klopt") if not re.fullmatch(patroon, maat)] == []
    assert not re.fullmatch(patroon, "verzuim_totaal")
