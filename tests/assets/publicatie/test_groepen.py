"""Rows of groepssignalen.csv: which school and which class, since when, and the figures of one that was released."""

import math
from datetime import date, timedelta

import numpy as np
import pytest

from assets.publicatie.bron import Klasrij, Trendrij
from assets.publicatie.groepen import Schoolalarm, klasrijen, schoolalarmen, schoolrij, zinnen
from assets.uitgifte.csvbestand import KOLOMMEN, maak_csv
from tests.models.statistiek import nogmaals

P = date(2026, 3, 22)
WEKEN = 30
ZONDAGEN = [P - timedelta(weeks=n) for n in range(WEKEN)][::-1]
SCHOLEN = [f"0{n}AA00" for n in range(9)]
NOEMER = 450_000


def rijen(factor=1.0, vanaf=24, maat="verzuim_totaal", niveau="school", zonder=()):
    """Released rows of nine schools; the fifth misses `factor` as much from week `vanaf` on."""
    toeval = np.random.default_rng(3)
    uit = []
    for school in SCHOLEN:
        for week, zondag in enumerate(ZONDAGEN):
            extra = factor if school == SCHOLEN[4] and week >= vanaf else 1
            teller = 300 * round(extra * 27_000 * math.exp(toeval.normal(0, 0.08)) / 300)
            cijfers = (None, None) if (school, week) in zonder else (teller, NOEMER)
            uit.append(Trendrij(zondag, niveau, school, "vo", maat, *cijfers, None, None, None, "", 100))
    return uit


def alarmen(bron, peildatum=P):
    return schoolalarmen(peildatum, bron, dict.fromkeys(SCHOLEN, "vo"))


def test_a_school_that_rises_is_named_with_since_when():
    gevonden = alarmen(rijen(1.6))
    assert set(gevonden) == {SCHOLEN[4]}
    rij = schoolrij(P, gevonden[SCHOLEN[4]])
    assert tuple(rij) == KOLOMMEN["groepssignalen"]
    assert (rij["niveau"], rij["code"], rij["klas"], rij["signaal"]) == ("school", SCHOLEN[4], "", "school_afwijkend")
    assert rij["sinds"] in {ZONDAGEN[week] - timedelta(days=6) for week in (24, 25)}
    waarde, drempel = (float(str(rij[k]).replace(",", ".")) for k in ("waarde", "drempel"))
    assert 6 < drempel < waarde < 10 and rij["eenheid"] == "procent"
    assert b"school_afwijkend" in maak_csv("groepssignalen", [rij])


@pytest.mark.parametrize("factor", [1.0, 1.15, 1.3, 1.6])
def test_the_schools_found_are_those_of_the_second_statement(factor):
    bron = rijen(factor)
    teller = [[next(r.teller for r in bron if (r.code, r.peildatum) == (s, z)) for z in ZONDAGEN] for s in SCHOLEN]
    zelf = nogmaals.kansen(teller, [[NOEMER] * WEKEN] * len(SCHOLEN))
    verwacht = {s for s, p in zip(SCHOLEN, zelf, strict=True) if p[WEKEN - 1] <= 0.005}
    assert set(alarmen(bron)) == verwacht


@pytest.mark.parametrize(
    "bron",
    [
        [],
        rijen(1.0),
        rijen(1.6, maat="verzuim_ongeoorloofd"),
        rijen(1.6, niveau="wijk"),
        rijen(1.6, zonder={(SCHOLEN[4], WEKEN - 1)}),
        [rij for rij in rijen(1.6) if rij.peildatum < P],
        [rij for rij in rijen(1.6) if rij.peildatum >= ZONDAGEN[12]],
        [rij for rij in rijen(1.6) if rij.code in SCHOLEN[2:7]],
    ],
    ids=["no rows", "quiet", "other measure", "other level", "hidden this week", "no lesweek", "18 weeks", "5 schools"],
)
def test_no_school_is_named_without_a_rise_this_week_or_without_enough_to_compare(bron):
    assert alarmen(bron) == {}


def test_the_order_of_the_rows_does_not_matter():
    assert alarmen(rijen(1.6)[::-1]) == alarmen(rijen(1.6))


def klas(naam, minuten):
    return [Klasrij(SCHOLEN[0], naam, "1", gemist, 6000, P - timedelta(days=27)) for gemist in minuten]


def test_a_class_that_misses_more_is_named_with_its_own_share_and_that_of_the_others():
    (rij,) = klasrijen(SCHOLEN[0], P, klas("1a", [600, 1800] * 6) + klas("1b", [0, 300] * 8))
    assert (rij["niveau"], rij["code"], rij["klas"], rij["signaal"]) == ("klas", SCHOLEN[0], "1a", "klas_afwijkend")
    assert (rij["waarde"], rij["drempel"], rij["eenheid"]) == ("20,0", "2,5", "procent")
    assert rij["sinds"] == P - timedelta(days=27)


@pytest.mark.parametrize(("aantal", "is_genoemd"), [(4, False), (5, True), (6, True)])
def test_a_class_is_named_from_five_pupils_on_who_missed_anything(aantal, is_genoemd):
    weg = klas("1a", [6000] * aantal + [0] * (12 - aantal))
    assert bool(klasrijen(SCHOLEN[0], P, weg + klas("1b", [0] * 60))) is is_genoemd


@pytest.mark.parametrize(("gemist", "waarde"), [(149, "0,0"), (150, "5,0"), (449, "5,0"), (450, "10,0")])
def test_a_class_is_told_of_in_rounded_minutes(gemist, waarde):
    weg = [Klasrij(SCHOLEN[0], "1a", "1", deel, 500, P) for deel in (gemist - 9, *[1] * 9, 0, 0)]
    (rij,) = klasrijen(SCHOLEN[0], P, weg + [Klasrij(SCHOLEN[0], "1b", "1", 0, 500, P)] * 60)
    assert (rij["waarde"], rij["drempel"]) == (waarde, "0,0")


def test_a_class_like_the_others_is_not_named_and_no_class_is_no_row():
    assert klasrijen(SCHOLEN[0], P, klas("1a", [0, 300] * 6) + klas("1b", [0, 300] * 8)) == []
    assert klasrijen(SCHOLEN[0], P, []) == []


def test_rows_are_sentences_by_name_with_classes_last():
    klas = {"niveau": "klas", "code": SCHOLEN[0], "klas": "3A", "waarde": "14,2", "drempel": "8,1"}
    rijen_ = [schoolrij(P, Schoolalarm(code, P - timedelta(days=20), 0.093, 0.079)) for code in SCHOLEN[:2]]
    b, a, van_klas = zinnen([klas, *rijen_], dict(zip(SCHOLEN, ("De Zon", "de Akker"), strict=False)))
    assert b.startswith("de Akker mist meer les dan te verwachten is, sinds week 10 van 2026.")
    assert "9,3% van de lestijd" in a and "De grens is nu 7,9%." in a
    assert van_klas.startswith(
        "Klas 3A mist 14,2% van de lestijd. Bij vergelijkbare leerlingen van de school is dat 8,1%."
    )
