"""The SQL models: where they stand, what they read, and whether they keep to the doors.

A model is one SELECT in `models/<kamer>/<laag>/<tabel>.sql` and makes `<kamer>.<laag>.<tabel>`. Its leading comment is
its description; lines `-- @sleutel: waarde` in it are settings: `@soort` tabel (default: partition by peildatum is
replaced), zicht (a view), versie (a change log: rows that stand until `tot_peildatum`). `@sleutel` names the grain:
columns that are never null and together unique in a partition (`@sleutel_leeg`: further key columns that may be null).
`@sleutel_week` names the date column of a view too large to walk: its grain is checked on the week of P only.
A model that reads itself (earlier partitions) names its `@kolommen`. A model that finds signals names them
(`@signalen: a, b`); in the one that gathers them (`@verzamelt: signalen`) the words `/* signalen */` become all those
models, one under the other by the names of their columns: adding a signal is adding a file. Nothing here opens a file
of the warehouse.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import duckdb
import yaml

MAP = Path(__file__).parent
VERZAMELING = "/* signalen */"
RIJENMAKERS = ("unnest", "range", "generate_series")
"""What may stand in place of a table: makes rows of values. Any other table function could read what no door lists."""


class ModelFout(Exception):
    """A model that breaks the house rules: not one SELECT, a table not in three parts, another room without a door."""


@dataclass(frozen=True)
class Model:
    """One SQL model: its address, text, description, kind, key columns and the tables it reads (itself included)."""

    naam: str
    sql: str = field(repr=False)
    omschrijving: str = field(repr=False)
    soort: str = "tabel"
    sleutel: tuple[str, ...] = ()
    sleutel_leeg: tuple[str, ...] = ()
    sleutel_week: str | None = None
    leest: tuple[str, ...] = ()
    kolommen: tuple[tuple[str, str], ...] = ()
    signalen: tuple[str, ...] = ()

    @property
    def leest_zichzelf(self) -> bool:
        """Does it read its own earlier partitions?"""
        return self.naam in self.leest

    @property
    def kamer(self) -> str:
        """The room: the first part of its name."""
        return self.naam.split(".")[0]

    @property
    def laag(self) -> str:
        """The layer: the second part of its name."""
        return self.naam.split(".")[1]

    @property
    def afhankelijk(self) -> tuple[str, ...]:
        """The tables it needs, without itself."""
        return tuple(t for t in self.leest if t != self.naam)

    @property
    def parameters(self) -> frozenset[str]:
        """The names of the values that its text asks for."""
        return frozenset(re.findall(r"\$(\w+)", self.sql))


def _knopen(boom: object) -> Iterable[dict]:
    if isinstance(boom, dict):
        yield boom
        for waarde in boom.values():
            yield from _knopen(waarde)
    elif isinstance(boom, list):
        for waarde in boom:
            yield from _knopen(waarde)


@cache
def _ontleder() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(":memory:")


def _omweg(knoop: dict) -> str | None:
    """How a node of a query reads without naming a table: by a table function, or by SHOW, DESCRIBE or SUMMARIZE."""
    if knoop.get("type") == "SHOW_REF":
        return "SHOW, DESCRIBE or SUMMARIZE"
    functie = knoop["function"]["function_name"] if knoop.get("type") == "TABLE_FUNCTION" else None
    return f"{functie}()" if functie and functie not in RIJENMAKERS else None


def gelezen_tabellen(naam: str, sql: str) -> tuple[str, ...]:
    """The tables that a SELECT reads, as `kamer.laag.tabel`, sorted. Raises ModelFout for anything else."""
    uitkomst = _ontleder().execute("SELECT json_serialize_sql($sql::VARCHAR)", {"sql": sql}).fetchall()[0][0]
    boom = json.loads(uitkomst)
    if boom.get("error") or len(boom["statements"]) != 1:
        raise ModelFout(f"{naam}: this is not one SELECT ({boom.get('error_message', 'several statements')})")
    ctes = {e["key"] for k in _knopen(boom) if isinstance(k.get("cte_map"), dict) for e in k["cte_map"].get("map", [])}
    tabellen = set()
    for knoop in _knopen(boom):
        if omweg := _omweg(knoop):
            raise ModelFout(f"{naam}: {omweg} reads past the doors; name the table itself")
        if knoop.get("type") == "BASE_TABLE":
            delen = [knoop["catalog_name"], knoop["schema_name"], knoop["table_name"]]
            if not any(delen[:2]) and delen[2] in ctes:
                continue
            if not all(delen):
                raise ModelFout(f"{naam}: table {delen[2]} is not named in three parts; write kamer.laag.tabel")
            tabellen.add(".".join(delen))
    return tuple(sorted(tabellen))


def _kop(sql: str) -> tuple[str, dict[str, str]]:
    regels = []
    for regel in sql.splitlines():
        if not regel.startswith("--"):
            break
        regels.append(regel[2:].strip())
    instellingen = dict(r[1:].split(":", 1) for r in regels if r.startswith("@"))
    omschrijving = "\n".join(r for r in regels if not r.startswith("@"))
    return omschrijving, {k.strip(): v.strip() for k, v in instellingen.items()}


def _kolom(tekst: str) -> tuple[str, str]:
    naam, soort = tekst.split(maxsplit=1)
    return naam, soort.strip()


def _naam_van(pad: Path) -> str:
    return ".".join(pad.relative_to(MAP).with_suffix("").parts)


@cache
def signaalmodellen(kamer: str) -> tuple[str, ...]:
    """The models of a room that find signals, by name: those with `@signalen` in their head."""
    paden = sorted((MAP / kamer / "signaal").glob("*.sql"))
    return tuple(_naam_van(pad) for pad in paden if "signalen" in _kop(pad.read_text(encoding="utf-8"))[1])


def _verzameld(kamer: str) -> str:
    return " UNION ALL BY NAME ".join(f"SELECT * FROM {naam}" for naam in signaalmodellen(kamer))


def lees_model(pad: Path) -> Model:
    """Read one model file; the path is the name."""
    naam = _naam_van(pad)
    sql = pad.read_text(encoding="utf-8")
    omschrijving, kop = _kop(sql)
    if "verzamelt" in kop:
        sql = sql.replace(VERZAMELING, _verzameld(naam.split(".")[0]))
    namen = ("sleutel", "sleutel_leeg", "signalen")
    lijst = {n: tuple(s.strip() for s in kop.get(n, "").split(",") if s.strip()) for n in namen}
    kolommen = tuple(_kolom(k) for k in kop.get("kolommen", "").split(",") if k.strip())
    return Model(
        naam,
        sql,
        omschrijving,
        kop.get("soort", "tabel"),
        **lijst,
        sleutel_week=kop.get("sleutel_week"),
        leest=gelezen_tabellen(naam, sql),
        kolommen=kolommen,
    )


@cache
def modellen() -> Mapping[str, Model]:
    """All models of the repository, each after the ones it reads."""
    alle = {m.naam: m for m in (lees_model(p) for p in sorted(MAP.glob("*/*/*.sql")))}
    klaar: dict[str, Model] = {}

    def zet(naam: str, pad: tuple[str, ...]) -> None:
        if naam in pad:
            raise ModelFout(f"{naam}: the models read each other in a circle ({' -> '.join(pad)})")
        if naam in alle and naam not in klaar:
            for ander in alle[naam].afhankelijk:
                zet(ander, (*pad, naam))
            klaar[naam] = alle[naam]

    for naam in alle:
        zet(naam, ())
    return klaar


@cache
def brontabellen() -> Mapping[str, Mapping[str, str]]:
    """Tables that Python fills, from `brontabellen.yaml`: name -> {column: DuckDB type}."""
    return yaml.safe_load((MAP / "brontabellen.yaml").read_text(encoding="utf-8"))


@cache
def deuren() -> tuple[dict, ...]:
    """The doors between the rooms, from `deuren.yaml`."""
    return tuple(yaml.safe_load((MAP / "deuren.yaml").read_text(encoding="utf-8"))["deuren"])


def muurbreuken(model: Model) -> list[str]:
    """Sentences for each table of another room that `model` reads without a door; empty when it keeps to the doors."""
    return _zonder_deur("model", model.naam, [t for t in model.leest if t.split(".")[0] != model.kamer])


def schrijversbreuken(schrijver: str, sql: str) -> list[str]:
    """The same for a writer's query. A writer stands in no room, so every table it reads needs a door."""
    return _zonder_deur("schrijver", schrijver, gelezen_tabellen(schrijver, sql))


def _zonder_deur(soort: str, naam: str, tabellen: Iterable[str]) -> list[str]:
    open_ = {tabel for deur in deuren() if deur.get(soort) == naam for tabel in deur["leest"]}
    return [f"{naam} reads {t} without a door in models/deuren.yaml" for t in tabellen if t not in open_]


def maak_tabel_sql(naam: str) -> str:
    """CREATE TABLE for a table that Python fills."""
    kolommen = ", ".join(f"{k} {t}" for k, t in brontabellen()[naam].items())
    return f"CREATE TABLE IF NOT EXISTS {naam} ({kolommen})"


def met_waarden(model: Model, waarden: Mapping[str, object]) -> dict[str, object]:
    """The parameters that this model names, out of `waarden`. Raises ModelFout when one has no value."""
    ontbreekt = sorted(model.parameters - waarden.keys())
    if ontbreekt:
        raise ModelFout(f"{model.naam}: no value for ${', $'.join(ontbreekt)}")
    return {p: waarden[p] for p in sorted(model.parameters)}
