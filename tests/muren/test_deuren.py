"""A model reads its own room, or through a door; through a door only the columns that the door lists (kamers.md)."""

import ast
import re
from pathlib import Path

import duckdb
import pytest

from assets.publicatie.bron import VRAGEN
from assets.publicatie.vrijgave import lees_sql
from assets.uitleg.bron import lees_sql as uitleg_sql
from assets.werk import drempels, tabelkolommen
from models.sql import (
    MAP,
    ModelFout,
    brontabellen,
    deuren,
    gelezen_tabellen,
    modellen,
    muurbreuken,
    schrijversbreuken,
)
from models.tijd import WEEK, horizon
from tests.muren.wereld import PEILDATUM

WORTEL = Path(__file__).parents[2]
KAMERS = ("kluis", "school", "leerplicht", "stad")
TABEL = re.compile(r"\b(kluis|school|leerplicht|stad)\.(bron|kern|signaal|publicatie)\.(\w+)")
SCHRIJVERS = sorted(p.stem for p in (WORTEL / "assets/publicatie/sql").glob("*.sql"))
VRAAG_VAN_KAMER = {"vrijstellingen": "leerplicht", "opmerkingen": "school", "trends_stad": "stad"}
"""Questions of the writers whose name does not end in their room."""
WAARDEN = {
    "peildatum": PEILDATUM,
    "vorige_peildatum": PEILDATUM - WEEK,
    "vanaf": PEILDATUM - WEEK,
    "schooljaar": 2026,
    "halfjaar_begin": None,
    "horizon_van": horizon(PEILDATUM)[0],
    "horizon_tot": horizon(PEILDATUM)[1],
    "leerplicht_gemeenten": [],
    "brin6": "",
    **drempels(),
}


def adres(deur):
    """What a door is built of: its model or its writer."""
    return deur.get("model") or deur["schrijver"]


def huis_met(tabellen):
    """Four empty rooms in memory that hold nothing but these columns."""
    con = duckdb.connect(":memory:")
    for kamer in KAMERS:
        con.execute(f"ATTACH ':memory:' AS {kamer}")
    for naam, kolommen in tabellen.items():
        con.execute(f"CREATE SCHEMA IF NOT EXISTS {naam.rpartition('.')[0]}")
        con.execute(f"CREATE TABLE {naam} ({', '.join(f'{k} {t}' for k, t in kolommen)})")
    return con


def gevraagd(deur):
    """The query of a door."""
    return modellen()[deur["model"]].sql if "model" in deur else lees_sql(deur["schrijver"])


def huis_van(deur):
    """The tables of a door: those of its own room whole, those of other rooms with the columns that it lists."""
    tabellen = {t: tabelkolommen()[t] for t in gelezen_tabellen(adres(deur), gevraagd(deur)) if t not in deur["leest"]}
    for tabel, kolommen in deur["leest"].items():
        tabellen[tabel] = [(k, dict(tabelkolommen()[tabel])[k]) for k in kolommen]
    return huis_met(tabellen)


def bindt(con, deur):
    """Does the query of a door find all its columns?"""
    try:
        con.execute(f"DESCRIBE {gevraagd(deur)}", {p: WAARDEN[p] for p in set(re.findall(r"\$(\w+)", gevraagd(deur)))})
    except duckdb.BinderException:
        return False
    return True


def bindt_zonder(con, deur, tabel, kolom):
    """The same when one column is not there."""
    con.execute(f"ALTER TABLE {tabel} RENAME COLUMN {kolom} TO weg")
    try:
        return bindt(con, deur)
    finally:
        con.execute(f"ALTER TABLE {tabel} RENAME COLUMN weg TO {kolom}")


def test_no_model_reads_another_room_without_a_door():
    assert len(modellen()) > 40
    assert [breuk for model in modellen().values() for breuk in muurbreuken(model)] == []


def test_a_model_stands_in_the_room_of_its_path():
    paden = {".".join(p.relative_to(MAP).with_suffix("").parts) for p in MAP.glob("*/*/*.sql")}
    assert paden == set(modellen())
    assert {naam.split(".")[0] for naam in (*modellen(), *brontabellen())} == set(KAMERS)


@pytest.mark.parametrize("schrijver", SCHRIJVERS)
def test_no_writer_reads_a_room_without_a_door(schrijver):
    assert schrijversbreuken(schrijver, lees_sql(schrijver)) == []


@pytest.mark.parametrize("vraag", sorted(VRAGEN))
def test_a_question_for_a_file_reads_only_the_room_of_its_readers(vraag):
    kamer = VRAAG_VAN_KAMER.get(vraag) or vraag.rsplit("_", 1)[-1]
    assert {t.split(".")[0] for t in gelezen_tabellen(vraag, VRAGEN[vraag][1])} == {kamer}


@pytest.mark.parametrize("deur", deuren(), ids=lambda deur: deur["naam"])
def test_a_door_reads_the_columns_that_it_lists_and_needs_each_of_them(deur):
    con = huis_van(deur)
    assert bindt(con, deur)
    # peildatum is left out: without it a query still binds, on its own result column of that name.
    gelezen = [(tabel, k) for tabel, kolommen in deur["leest"].items() for k in kolommen if k != "peildatum"]
    assert [paar for paar in gelezen if bindt_zonder(con, deur, *paar)] == []
    con.close()


def test_every_door_is_that_of_one_model_or_writer_that_exists():
    assert len({deur["naam"] for deur in deuren()}) == len({adres(deur) for deur in deuren()}) == len(deuren())
    assert {deur["schrijver"] for deur in deuren() if "schrijver" in deur} == set(SCHRIJVERS)
    for deur in deuren():
        assert set(deur["leest"]) <= set(gelezen_tabellen(adres(deur), gevraagd(deur))), deur["naam"]


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_csv('x.csv')",
        "SELECT * FROM 'x.parquet'",
        "SELECT * FROM query_table('school.kern.dag')",
        "SELECT * FROM query('FROM school.kern.dag')",
        "SELECT * FROM json_execute_serialized_sql('{}')",
        "SELECT * FROM (SUMMARIZE school.kern.dag)",
        "SELECT * FROM duckdb_columns()",
        "SELECT (SELECT count(*) FROM glob('*'))",
        "WITH t AS (SELECT * FROM parquet_scan('x')) SELECT * FROM t",
        "SELECT 1; SELECT * FROM school.kern.dag",
        "COPY school.kern.dag TO 'x.csv'",
        "SELECT * FROM dag",
        "SELECT * FROM kern.dag",
    ],
)
def test_a_query_that_hides_what_it_reads_is_refused(sql):
    with pytest.raises(ModelFout, match="^leerplicht.kern.proef: "):
        gelezen_tabellen("leerplicht.kern.proef", sql)


@pytest.mark.parametrize(
    "sql", ["WITH dag AS (SELECT 1 AS x) SELECT * FROM dag", "SELECT unnest([1]) AS x, r.range FROM range(3) AS r"]
)
def test_a_query_that_only_makes_rows_of_values_reads_nothing(sql):
    assert gelezen_tabellen("school.kern.proef", sql) == ()


@pytest.mark.parametrize("pad", sorted((WORTEL / "assets/stand").glob("*.sql")), ids=lambda pad: pad.stem)
def test_a_view_of_the_warehouse_reads_one_room(pad):
    sql = pad.read_text(encoding="utf-8").format(kamer="school")
    assert {tabel.split(".")[0] for tabel in gelezen_tabellen(pad.stem, sql)} == {"school"}


@pytest.mark.parametrize("vraag", sorted(p.stem for p in (WORTEL / "assets/uitleg/sql").glob("*.sql")))
def test_a_query_of_an_explanation_reads_one_room(vraag):
    kamer = "leerplicht" if vraag.endswith("_leerplicht") and "_voor_" not in vraag else "school"
    assert {tabel.split(".")[0] for tabel in gelezen_tabellen(vraag, uitleg_sql(vraag))} == {kamer}


def teksten(pad):
    """Every text in a module, also the fixed parts of an f-string; adjoining texts as one."""
    for knoop in ast.walk(ast.parse(pad.read_text(encoding="utf-8"))):
        if isinstance(knoop, ast.Constant) and isinstance(knoop.value, str):
            yield knoop.value
        if isinstance(knoop, ast.JoinedStr):
            yield "".join(str(deel.value) for deel in knoop.values if isinstance(deel, ast.Constant))


def test_no_query_in_python_reads_two_rooms():
    bronnen = [pad for map_ in ("assets", "pipelines") for pad in (WORTEL / map_).rglob("*.py")]
    vragen = [(pad.name, tekst) for pad in bronnen for tekst in teksten(pad) if re.search(r"\bFROM\b", tekst)]
    assert len([tekst for _, tekst in vragen if TABEL.search(tekst)]) > 10
    assert [naam for naam, tekst in vragen if len({m[0] for m in TABEL.findall(tekst)}) > 1] == []
