"""Reading SQL models: what a query reads, what its head says, and what is refused."""

from pathlib import Path

import duckdb
import pytest

from assets.magazijn import KAMERS, LAGEN
from assets.werk import _bind_alles, drempels, tabelkolommen
from models import sql
from models.sql import (
    Model,
    ModelFout,
    brontabellen,
    gelezen_tabellen,
    lees_model,
    maak_tabel_sql,
    met_waarden,
    modellen,
    muurbreuken,
)

ALLES = list(modellen().values())
NAMEN = [m.naam for m in ALLES]
TIJDWAARDEN = {"peildatum", "vorige_peildatum", "schooljaar", "horizon_van", "horizon_tot", "leerplicht_gemeenten"}
TIJDWAARDEN |= {"halfjaar_begin"}


@pytest.mark.parametrize(
    ("tekst", "leest"),
    [
        ("SELECT 1", ()),
        ("SELECT * FROM a.b.c", ("a.b.c",)),
        ("SELECT * FROM a.b.c, a.b.d AS x JOIN a.b.c AS y ON true", ("a.b.c", "a.b.d")),
        ("WITH t AS (SELECT * FROM a.b.c) SELECT * FROM t", ("a.b.c",)),
        ("SELECT (SELECT max(x) FROM a.b.c) WHERE EXISTS (SELECT 1 FROM a.b.d)", ("a.b.c", "a.b.d")),
        ("SELECT 1 UNION ALL (SELECT 2 EXCEPT SELECT x FROM a.b.c)", ("a.b.c",)),
        ("SELECT unnest(generate_series(1, 2)) FROM range(3) ANTI JOIN a.b.c ON true", ("a.b.c",)),
        ("SELECT 'FROM a.b.x' -- FROM a.b.y\nFROM a.b.c", ("a.b.c",)),
    ],
)
def test_every_table_of_a_query_is_found(tekst, leest):
    assert gelezen_tabellen("k.l.t", tekst) == leest


@pytest.mark.parametrize(
    ("tekst", "fout"),
    [
        ("DELETE FROM a.b.c", "not one SELECT"),
        ("SELECT 1; SELECT 2", "not one SELECT"),
        ("SELEKT 1", "not one SELECT"),
        ("SELECT * FROM c", "not named in three parts"),
        ("SELECT * FROM b.c", "not named in three parts"),
        ("SELECT * FROM read_csv('x.csv')", "reads past the doors"),
        ("SELECT * FROM duckdb_tables()", "reads past the doors"),
        ("SELECT * FROM (DESCRIBE a.b.c)", "reads past the doors"),
        ("SELECT * FROM 'x.parquet'", "not named in three parts"),
    ],
)
def test_a_query_that_is_no_plain_select_of_named_tables_is_refused(tekst, fout):
    with pytest.raises(ModelFout, match=fout) as gevangen:
        gelezen_tabellen("k.l.t", tekst)
    assert str(gevangen.value).startswith("k.l.t: ")


def _schrijf(map_: Path, naam: str, tekst: str) -> Path:
    pad = map_.joinpath(*naam.split(".")).with_suffix(".sql")
    pad.parent.mkdir(parents=True, exist_ok=True)
    pad.write_text(tekst, encoding="utf-8")
    return pad


def test_the_head_of_a_model_gives_its_description_and_settings(tmp_path, monkeypatch):
    monkeypatch.setattr(sql, "MAP", tmp_path)
    tekst = (
        "-- @soort: versie\n-- @sleutel: a, b\n-- @sleutel_leeg: c\n"
        "-- @kolommen: a INTEGER, d TIMESTAMP WITH TIME ZONE\n"
        "-- One thought.\n-- Another.\nSELECT $p AS a, $q AS b FROM x.y.z -- no head\n"
    )
    model = lees_model(_schrijf(tmp_path, "x.y.t", tekst))
    assert (model.naam, model.kamer, model.laag) == ("x.y.t", "x", "y")
    assert (model.soort, model.sleutel, model.sleutel_leeg) == ("versie", ("a", "b"), ("c",))
    assert model.kolommen == (("a", "INTEGER"), ("d", "TIMESTAMP WITH TIME ZONE"))
    assert model.omschrijving == "One thought.\nAnother."
    assert model.parameters == {"p", "q"}
    assert model.leest == model.afhankelijk == ("x.y.z",) and not model.leest_zichzelf


def test_models_come_each_after_the_ones_they_read(tmp_path, monkeypatch):
    monkeypatch.setattr(sql, "MAP", tmp_path)
    _schrijf(tmp_path, "x.y.a", "SELECT * FROM x.y.b")
    _schrijf(tmp_path, "x.y.b", "SELECT * FROM x.y.c")
    _schrijf(tmp_path, "x.y.c", "SELECT * FROM x.y.c, x.bron.d")
    assert list(modellen.__wrapped__()) == ["x.y.c", "x.y.b", "x.y.a"]


def test_models_that_read_each_other_in_a_circle_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(sql, "MAP", tmp_path)
    _schrijf(tmp_path, "x.y.a", "SELECT * FROM x.y.b")
    _schrijf(tmp_path, "x.y.b", "SELECT * FROM x.y.a")
    with pytest.raises(ModelFout, match=r"x\.y\.a: the models read each other in a circle \(x\.y\.a -> x\.y\.b\)"):
        modellen.__wrapped__()


def test_only_the_values_that_a_model_names_are_given_and_a_missing_one_is_said():
    model = Model("k.l.t", "SELECT $a, $b", "")
    assert met_waarden(model, {"a": 1, "b": 2, "c": 3}) == {"a": 1, "b": 2}
    with pytest.raises(ModelFout, match=r"^k\.l\.t: no value for \$b$"):
        met_waarden(model, {"a": 1})


def test_a_model_that_reads_another_room_without_a_door_breaks_a_wall():
    model = Model("stad.kern.t", "", "", leest=("stad.kern.u", "school.kern.dag"))
    assert muurbreuken(model) == ["stad.kern.t reads school.kern.dag without a door in models/deuren.yaml"]


@pytest.mark.parametrize("model", ALLES, ids=NAMEN)
def test_a_model_has_a_known_place_a_description_and_its_grain(model):
    assert model.kamer in KAMERS and model.laag in LAGEN
    assert len(model.omschrijving) > 20
    assert model.soort in ("tabel", "zicht", "versie")
    assert model.sleutel


@pytest.mark.parametrize("model", ALLES, ids=NAMEN)
def test_a_model_reads_tables_that_exist_and_names_values_that_exist(model):
    python = {"stad.publicatie.trends", "school.publicatie.trend"}
    assert set(model.leest) <= {*NAMEN, *brontabellen()} - python
    assert model.parameters <= TIJDWAARDEN | drempels().keys()


@pytest.mark.parametrize("model", [m for m in ALLES if m.soort != "zicht"], ids=lambda m: m.naam)
def test_a_table_has_a_peildatum_and_its_key_columns(model):
    kolommen = [k for k, _ in tabelkolommen()[model.naam]]
    assert kolommen[0] == "peildatum"
    assert {*model.sleutel, *model.sleutel_leeg} <= set(kolommen)


@pytest.mark.parametrize("model", [m for m in ALLES if m.leest_zichzelf], ids=lambda m: m.naam)
def test_a_model_that_reads_itself_selects_the_columns_that_it_declares(model):
    con = duckdb.connect()
    for kamer in KAMERS:
        con.execute(f"ATTACH ':memory:' AS {kamer}")
        for laag in LAGEN:
            con.execute(f"CREATE SCHEMA {kamer}.{laag}")
    for naam in model.leest:
        con.execute(f"CREATE TABLE {naam} ({', '.join(f'{k} {t}' for k, t in tabelkolommen()[naam])})")
    waarden = {p: None for p in model.parameters}
    gekozen = [(r[0], r[1]) for r in con.execute(f"DESCRIBE {model.sql}", waarden).fetchall()]
    verklaard = list(model.kolommen)
    if model.soort == "versie":
        assert gekozen[-1] == ("weg", "BOOLEAN") and verklaard[-1] == ("tot_peildatum", "DATE")
        gekozen, verklaard = gekozen[:-1], verklaard[:-1]
    assert gekozen == verklaard


@pytest.mark.parametrize("naam", list(brontabellen()))
def test_a_table_that_python_fills_can_be_made_and_stands_by_sunday(naam):
    con = duckdb.connect()
    kamer, laag, tabel = naam.split(".")
    con.execute(f"ATTACH ':memory:' AS {kamer}")
    con.execute(f"CREATE SCHEMA {kamer}.{laag}")
    con.execute(maak_tabel_sql(naam))
    assert [r[0] for r in con.execute(f"DESCRIBE {naam}").fetchall()] == list(brontabellen()[naam])
    assert brontabellen()[naam]["peildatum"] == "DATE"


def test_every_model_binds_on_empty_tables():
    assert set(_bind_alles()) == {*NAMEN, *brontabellen()}
