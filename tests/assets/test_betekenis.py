"""Whoever opens a warehouse or Dagster's page reads in Dutch what each column of a delivery means."""

import duckdb
import pytest

from assets.betekenis import kolombetekenissen, opmerkingen
from assets.bouw import kolomschema
from assets.werk import tabelkolommen
from data_contracts.contract import BRONNEN, lees_contract

TABELLEN = [lees_contract(soort).tabel for soort in BRONNEN]


@pytest.mark.parametrize("tabel", TABELLEN)
def test_every_column_of_a_bron_table_has_a_comment_in_duckdb_and_in_dagster(tabel):
    con = duckdb.connect()
    con.execute(f"attach ':memory:' as {tabel.split('.')[0]}; create schema {tabel.rpartition('.')[0]}")
    con.execute(f"create table {tabel} ({', '.join(f'{naam} {soort}' for naam, soort in tabelkolommen()[tabel])})")
    for opdracht in opmerkingen(tabel, [naam for naam, _ in tabelkolommen()[tabel]]):
        con.execute(opdracht)
    naam = tabel.split(".")[2]
    gevonden = con.execute("select column_name, comment from duckdb_columns() where table_name = ?", [naam]).fetchall()
    assert len(gevonden) == len(tabelkolommen()[tabel])
    assert [kolom for kolom, tekst in gevonden if not tekst] == []
    assert {kolom.name: kolom.description for kolom in kolomschema(tabel).columns} == dict(gevonden)
    assert con.execute("select comment from duckdb_tables() where table_name = ?", [naam]).fetchone()[0]


def test_a_pseudonym_is_told_as_such_and_a_code_as_the_table_writes_it():
    verzuim = kolombetekenissen("school.bron.verzuim")
    assert verzuim["leerling"] == "Een getal in plaats van leerlingnummer; in elke kamer een ander."
    assert verzuim["slot_van"].endswith("1-12, ochtend 21, middag 22.")
    assert verzuim["ingevoerd_utc"].endswith("In UTC.")
    assert kolombetekenissen("leerplicht.bron.absoluut")["persoon"].startswith("Een getal in plaats van pgn")


def test_a_table_without_a_contract_has_no_comments():
    assert opmerkingen("school.bron.levering", ["peildatum"]) == []
