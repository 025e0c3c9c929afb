"""The engine: what stands is skipped, what changed is written anew with all after it, and a fault leaves the old."""

import os
import random
import subprocess
import sys
from datetime import date

import duckdb
import pytest

from assets.werk import StapFout, drempels, sleutelfouten, tabelkolommen, vingerafdruk, zorg_voor_tabel
from models.sql import Model, modellen
from tests.assets.motor import EERSTE, FEIT, fout_van, zondag

A, B, C = "school.kern.a", "school.kern.b", "school.kern.c"
KOPIE = "SELECT peildatum, sleutel, waarde FROM {} WHERE peildatum = $peildatum"
LOG = """
WITH nieuw AS (SELECT sleutel, waarde FROM school.bron.feit WHERE peildatum = $peildatum),
oud AS (SELECT sleutel, waarde FROM school.kern.log WHERE tot_peildatum IS NULL AND peildatum < $peildatum)
SELECT $peildatum::DATE AS peildatum, coalesce(n.sleutel, o.sleutel) AS sleutel, n.waarde, n.sleutel IS NULL AS weg
FROM nieuw AS n FULL JOIN oud AS o ON o.sleutel = n.sleutel
WHERE n.waarde IS DISTINCT FROM o.waarde
"""
LOGKOLOMMEN = "peildatum DATE, sleutel VARCHAR, waarde INTEGER, tot_peildatum DATE"


@pytest.fixture
def keten(motor):
    """A rests on the facts, B on A, C on nothing; three Sundays are written."""
    motor.model(A, KOPIE.format(FEIT))
    motor.model(B, KOPIE.format(A))
    motor.model(C, "SELECT $peildatum::DATE AS peildatum, 'vast' AS sleutel, 1 AS waarde")
    motor.feiten({n: [("x", n)] for n in (1, 2, 3)})
    assert motor.ververs(A, B, C, tot=3) == [f"{t} {n}" for t in "abc" for n in (1, 2, 3)]
    return motor


def test_a_step_whose_hash_stands_is_skipped(keten):
    voor = keten.magazijn.rijen("SELECT * FROM school.kern.stap ORDER BY ALL")
    assert keten.ververs(A, B, C, tot=3) == []
    assert keten.magazijn.rijen("SELECT * FROM school.kern.stap ORDER BY ALL") == voor


def test_a_new_sunday_writes_that_sunday_only(keten):
    assert keten.ververs(A, B, C, tot=4) == ["a 4", "b 4", "c 4"]


def test_an_earlier_sunday_asked_later_writes_nothing(keten):
    assert keten.ververs(A, B, C, tot=1) == []


def test_a_changed_text_writes_its_table_and_what_rests_on_it(keten):
    keten.model(A, KOPIE.format(FEIT).replace("waarde FROM", "10 * waarde FROM"))
    assert keten.ververs(A, B, C, tot=3) == [f"{t} {n}" for t in "ab" for n in (1, 2, 3)]
    assert keten.rijen(B) == [(zondag(n), "x", 10 * n) for n in (1, 2, 3)]


def test_a_late_delivery_of_an_earlier_sunday_writes_from_there_on(keten):
    keten.feiten({2: [("x", 2), ("y", 7)]})
    assert keten.ververs(A, B, C, tot=3) == ["a 2", "a 3", "b 2", "b 3"]
    assert keten.rijen(B) == [(zondag(1), "x", 1), (zondag(2), "x", 2), (zondag(2), "y", 7), (zondag(3), "x", 3)]


def test_a_run_of_fewer_sundays_with_a_change_is_taken_up_by_the_next(keten):
    keten.feiten({1: [("x", 5)]})
    assert keten.ververs(A, B, tot=1) == ["a 1", "b 1"]
    assert keten.ververs(A, B, tot=3) == ["a 2", "a 3", "b 2", "b 3"]


def test_a_changed_value_of_the_register_writes_only_who_names_it(keten, monkeypatch):
    keten.model(C, "SELECT $peildatum::DATE AS peildatum, 'vast' AS sleutel, $luxe_slots::INTEGER AS waarde")
    keten.ververs(A, B, C, tot=3)
    monkeypatch.setattr("assets.werk.drempels", lambda: {**drempels(), "luxe_slots": 99})
    assert keten.ververs(A, B, C, tot=3) == ["c 1", "c 2", "c 3"]


def test_a_table_whose_columns_changed_is_made_anew(keten):
    breed = "peildatum DATE, sleutel VARCHAR, waarde BIGINT, extra VARCHAR"
    keten.model(B, KOPIE.format(A).replace("waarde FROM", "waarde, 'nieuw' FROM"), kolommen=breed)
    assert keten.ververs(A, B, C, tot=3) == ["b 1", "b 2", "b 3"]
    assert keten.rijen(B) == [(zondag(n), "x", n, "nieuw") for n in (1, 2, 3)]


def test_a_table_whose_columns_only_changed_of_type_is_made_anew(keten):
    keten.kolommen[B] = (("peildatum", "DATE"), ("sleutel", "VARCHAR"), ("waarde", "BIGINT"))
    assert keten.ververs(A, B, C, tot=3) == ["b 1", "b 2", "b 3"]


def test_a_model_may_change_from_table_to_view_and_back(keten):
    keten.model(B, f"SELECT * FROM {A}", soort="zicht")
    assert keten.ververs(A, B, tot=3) == []
    assert keten.rijen(B) == keten.rijen(A)
    keten.model(B, KOPIE.format(A))
    assert keten.ververs(A, B, tot=3) == ["b 1", "b 2", "b 3"]
    assert keten.rijen(B) == keten.rijen(A)


def test_a_change_behind_a_view_is_seen_by_who_reads_the_view(motor):
    motor.model(A, f"SELECT * FROM {FEIT}", soort="zicht")
    motor.model(B, KOPIE.format(A))
    motor.feiten({1: [("x", 1)], 2: [("x", 2)]})
    assert motor.ververs(A, B, tot=2) == ["b 1", "b 2"]
    motor.feiten({2: [("x", 3)]})
    assert motor.ververs(A, B, tot=2) == ["b 2"]


def test_a_step_that_fails_leaves_the_rows_and_the_book_as_they_were(keten):
    rijen, boek = keten.rijen(B), keten.magazijn.hashes(B)
    keten.model(B, KOPIE.format(A).replace("waarde FROM", "CAST(sleutel AS INTEGER) FROM"))
    with pytest.raises(StapFout):
        keten.ververs(A, B, C, tot=3)
    assert (keten.rijen(B), keten.magazijn.hashes(B)) == (rijen, boek)


def test_the_message_of_a_failed_step_names_table_and_sunday_and_no_value(keten):
    keten.feiten({2: [("geheim12", 1)]})
    keten.model(
        B, KOPIE.format(A).replace("waarde FROM", "CASE WHEN waarde = 2 THEN 2 ELSE CAST(sleutel AS INTEGER) END FROM")
    )
    assert "geheim12" in fout_van(keten.magazijn.con, "SELECT CAST('geheim12' AS INTEGER)")
    keten.feiten({1: [("1", 1)]})
    with pytest.raises(StapFout) as gevangen:
        keten.ververs(A, B, tot=3)
    assert str(gevangen.value) == "school.kern.b, 2026-09-13: deze stap is mislukt (ConversionException)"
    assert gevangen.value.__cause__ is None and gevangen.value.__suppress_context__


def test_a_developer_may_ask_for_the_error_itself(keten, monkeypatch):
    monkeypatch.setenv("INBEELD_ONTWIKKELAAR", "1")
    keten.model(B, KOPIE.format(A).replace("waarde FROM", "CAST(sleutel AS INTEGER) FROM"))
    with pytest.raises(duckdb.ConversionException):
        keten.ververs(A, B, tot=3)


# --- change logs ---


def _stand(motor, nummer: int) -> dict[str, int]:
    """What the log says of a Sunday, by its own rule: the row that stands then."""
    op = f"peildatum <= DATE '{zondag(nummer)}' AND (tot_peildatum IS NULL OR tot_peildatum > DATE '{zondag(nummer)}')"
    rijen = motor.rijen("school.kern.log", op)
    assert len({rij[1] for rij in rijen}) == len(rijen), "two rows of one key stand at once"
    return {rij[1]: rij[2] for rij in rijen}


@pytest.mark.parametrize("zaad", range(6))
def test_a_change_log_gives_the_state_of_every_sunday_also_after_late_changes(motor, zaad):
    rng = random.Random(zaad)

    def toestand() -> list[tuple[str, int]]:
        return [(s, rng.randint(1, 2)) for s in "pqrs" if rng.random() < 0.6]

    motor.model("school.kern.log", LOG, "versie", LOGKOLOMMEN, ["sleutel"])
    motor.feiten({n: toestand() for n in range(1, 7)})
    motor.ververs("school.kern.log", tot=rng.randint(1, 6))
    for _ in range(4):
        motor.ververs("school.kern.log", tot=6)
        for nummer in range(1, 7):
            assert _stand(motor, nummer) == dict(motor.stand[nummer])
        motor.feiten({rng.randint(1, 6): toestand()})
        motor.ververs("school.kern.log", tot=rng.randint(1, 6))


def test_a_change_log_that_was_mended_is_the_one_that_was_right_at_once(motor, tmp_path):
    motor.model("school.kern.log", LOG, "versie", LOGKOLOMMEN, ["sleutel"])
    motor.feiten({1: [("x", 1)], 2: [("x", 9), ("y", 1)], 3: [("y", 1)], 4: [("x", 1)]})
    motor.ververs("school.kern.log", tot=4)
    motor.feiten({2: [("x", 1)]})
    assert motor.ververs("school.kern.log", tot=4) == ["log 2", "log 3", "log 4"]
    p = [zondag(n) for n in range(5)]
    assert motor.rijen("school.kern.log") == [(p[1], "x", 1, p[3]), (p[3], "y", 1, p[4]), (p[4], "x", 1, None)]


def test_a_change_log_without_change_writes_no_row(motor):
    motor.model("school.kern.log", LOG, "versie", LOGKOLOMMEN, ["sleutel"])
    motor.feiten({n: [("x", 1)] for n in range(1, 5)})
    motor.ververs("school.kern.log", tot=4)
    assert motor.rijen("school.kern.log") == [(zondag(1), "x", 1, None)]


# --- the grain ---


@pytest.mark.parametrize(
    ("rijen", "fouten"),
    [
        ([("x", 1), ("y", 1)], 0),
        ([("x", 1), (None, 1)], 1),
        ([("x", 1), ("x", 2)], 1),
        ([("x", 1), ("x", 2), ("y", 1), ("y", 1), (None, 1)], 3),
        ([], 0),
    ],
)
def test_rows_without_a_whole_key_and_keys_that_stand_twice_are_counted(motor, rijen, fouten):
    motor.feiten({2: rijen, 1: [("x", 1)], 3: [("x", 1)]})
    motor.model(A, KOPIE.format(FEIT), sleutel=["sleutel"])
    motor.ververs(A, tot=3)
    werk = motor.werk([])
    assert sleutelfouten(werk, motor.modellen[A], [zondag(1), zondag(2), zondag(3)]) == fouten
    assert sleutelfouten(werk, motor.modellen[A], [zondag(3)]) == 0


def test_a_key_column_that_may_be_empty_still_makes_the_key(motor):
    motor.feiten({1: [("x", 1), ("x", None), ("x", None)]})
    motor.model(A, KOPIE.format(FEIT))
    motor.ververs(A, tot=1)
    model = Model(A, "", "", sleutel=("sleutel",), sleutel_leeg=("waarde",))
    assert sleutelfouten(motor.werk([]), model, [zondag(1)]) == 1


@pytest.mark.parametrize(("dagen", "fouten"), [((0, 0), 1), ((-6, -6), 1), ((-7, -7), 0), ((1, 1), 0), ((0, -1), 0)])
def test_of_a_large_view_the_grain_is_counted_in_the_week_of_the_newest_sunday(motor, dagen, fouten):
    dag = "CAST(peildatum + waarde AS DATE) AS datum"
    motor.feiten({1: [("x", 0), ("x", 0)], 2: [("x", waarde) for waarde in dagen]})
    motor.model(
        A, f"SELECT peildatum, sleutel, {dag} FROM {FEIT}", "zicht", "peildatum DATE, sleutel VARCHAR, datum DATE"
    )
    motor.ververs(A, tot=2)
    model = Model(A, "", "", "zicht", ("sleutel", "datum"), sleutel_week="datum")
    assert sleutelfouten(motor.werk([]), model, [zondag(1), zondag(2)]) == fouten


# --- what a run shares ---


def test_the_chain_reaches_from_the_first_known_sunday_to_the_last_asked(motor):
    werk = motor.werk([])
    assert werk.keten([zondag(4), zondag(2)]) == [zondag(n) for n in (1, 2, 3, 4)]
    werk.eerste_bekend = None
    assert werk.keten([zondag(2)]) == [zondag(2)]


def test_the_values_of_a_sunday_are_all_that_the_models_name(motor):
    waarden = motor.werk([]).waarden(EERSTE)
    assert waarden["vorige_peildatum"] == date(2026, 8, 30) and waarden["schooljaar"] == 2026
    assert {p for model in modellen().values() for p in model.parameters} <= waarden.keys()


@pytest.mark.parametrize("anders", [("a", "bc"), ("abc",), ("ab", "c", None), (1, "c"), (["ab", "c"],)])
def test_a_fingerprint_tells_other_values_apart(anders):
    assert vingerafdruk("ab", "c") == vingerafdruk("ab", "c") != vingerafdruk(*anders)


AFDRUK = (
    "from datetime import date; from assets.werk import vingerafdruk; from data_contracts.dialect import lees_dialect; "
    "from pathlib import Path; "
    "w = {'q', 'w', 'e', 'r', 't'}; d = lees_dialect('magister', Path('dialecten')); "
    "print(vingerafdruk(date(2026, 9, 6), w, dict.fromkeys(w), d))"
)


def test_a_fingerprint_is_the_same_in_every_process():
    afdrukken = {
        subprocess.run(
            [sys.executable, "-c", AFDRUK], env={**os.environ, "PYTHONHASHSEED": zaad}, capture_output=True, check=True
        ).stdout
        for zaad in ("1", "2", "3")
    }
    assert len(afdrukken) == 1


def test_a_value_without_a_fixed_text_has_no_fingerprint():
    with pytest.raises(TypeError, match="^vingerafdruk: object has no fixed text; give plain values$"):
        vingerafdruk(object())


def test_every_table_of_the_product_can_be_made_and_made_again_without_loss(motor):
    werk = motor.werk([])
    namen = [n for n in tabelkolommen() if n not in modellen() or modellen()[n].soort != "zicht"]
    for naam in namen:
        zorg_voor_tabel(werk, naam)
    werk.magazijn.con.execute("INSERT INTO school.bron.ontvangst (soort) VALUES ('codes')")
    for naam in namen:
        zorg_voor_tabel(werk, naam)
    assert werk.magazijn.rijen("SELECT count(*) FROM school.bron.ontvangst") == [(1,)]
