"""The engine on models of a few words: a real warehouse with real steps, without a delivery.

motor = Motor(magazijn, tmp_path)
motor.feiten({1: [("a", 1)], 2: [("b", 2)]})           # school.bron.feit, by number of the Sunday
motor.model("school.kern.t", "SELECT ... FROM school.bron.feit WHERE peildatum = $peildatum")
motor.ververs("school.kern.t", tot=3)                    # the names of the steps that were written
"""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from unittest import mock

import duckdb

from assets import werk as werkmodule
from assets.magazijn import Magazijn
from assets.werk import Werk, ververs, vingerafdruk, zorg_voor_tabel
from data_contracts.register import Register
from models.sql import Model, gelezen_tabellen
from models.tijd import WEEK

EERSTE = date(2026, 9, 6)
FEIT = "school.bron.feit"
FEITKOLOMMEN = (("peildatum", "DATE"), ("sleutel", "VARCHAR"), ("waarde", "INTEGER"))


def zondag(nummer: int) -> date:
    """The Sunday with this number; 1 is the first."""
    return EERSTE + (nummer - 1) * WEEK


class Motor:
    """Models with their columns, and the facts they rest on. Each `ververs` is a new run on the same warehouse."""

    def __init__(self, magazijn: Magazijn, map_: Path):
        self.magazijn, self.map = magazijn, map_
        self.modellen: dict[str, Model] = {}
        self.kolommen: dict[str, tuple[tuple[str, str], ...]] = {FEIT: FEITKOLOMMEN}
        self.stand: dict[int, list[tuple[str, int]]] = {}

    def model(self, naam: str, sql: str, soort: str = "tabel", kolommen: str = "", sleutel: Sequence[str] = ()) -> None:
        """A model, new or in place of an earlier one; `kolommen` defaults to those of FEIT."""
        self.modellen[naam] = Model(naam, sql, "", soort, tuple(sleutel), leest=gelezen_tabellen(naam, sql))
        paren = [tuple(k.split()) for k in kolommen.split(",")] if kolommen else FEITKOLOMMEN
        self.kolommen[naam] = tuple((k, t) for k, t in paren)

    def feiten(self, per_zondag: Mapping[int, Sequence[tuple[str, int]]]) -> None:
        """What is delivered on each Sunday; Sundays that are not named keep what they had."""
        self.stand.update({nummer: list(rijen) for nummer, rijen in per_zondag.items()})

    def ververs(self, *namen: str, tot: int) -> list[str]:
        """Bring these models up to date for Sundays 1 to `tot`; returns the steps written, as `tabel nummer`."""
        gedaan: list[str] = []
        werk = self.werk(gedaan)
        keten = werk.keten([zondag(tot)])
        with mock.patch.object(werkmodule, "tabelkolommen", lambda: self.kolommen):
            self._schrijf_feiten(werk, keten)
            for naam in namen:
                ververs(werk, self.modellen[naam], keten)
        return [f"{naam.split('.')[-1]} {_nummer(dag)}" for naam, dag in (regel.split() for regel in gedaan)]

    def werk(self, gedaan: list[str]) -> Werk:
        """What a run shares; every step that is written is added to `gedaan`."""
        return Werk(self.magazijn, Register(), self.map, self.map, EERSTE, "proef", meld=gedaan.append)

    def rijen(self, naam: str, waar: str = "true") -> list[tuple]:
        """The rows of a table, in order."""
        return self.magazijn.rijen(f"SELECT * FROM {naam} WHERE {waar} ORDER BY ALL")

    def _schrijf_feiten(self, werk: Werk, keten: list[date]) -> None:
        zorg_voor_tabel(werk, FEIT)
        self.magazijn.con.execute(f"DELETE FROM {FEIT}")
        for dag in keten:
            for sleutel, waarde in self.stand.get(_nummer(dag), []):
                self.magazijn.con.execute(f"INSERT INTO {FEIT} VALUES (?, ?, ?)", [dag, sleutel, waarde])
        werk.zet_hashes(FEIT, {dag: vingerafdruk(self.stand.get(_nummer(dag), [])) for dag in keten})


def _nummer(dag: date | str) -> int:
    return (date.fromisoformat(str(dag)) - EERSTE).days // 7 + 1


def fout_van(con: duckdb.DuckDBPyConnection, sql: str) -> str:
    """The text that DuckDB itself gives for a query that fails."""
    try:
        con.execute(sql)
    except duckdb.Error as fout:
        return str(fout)
    raise AssertionError("the query did not fail")
