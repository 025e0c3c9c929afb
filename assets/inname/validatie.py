"""The rules of a contract as a Great Expectations suite, run on the very rows that the quarantine judged.

One list of rules (`data_contracts/regel.py`) makes both, so the counts must agree; a test plants a fault per rule.
An error of Great Expectations is not a finding: it stands in `fout`, never as a count. No cell value is in any
result.
"""

# Great Expectations exports its expectations by assignment, which pyright does not see.
# pyright: reportPrivateImportUsage=false
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

import duckdb

from data_contracts.regel import Regel, regels_van

if TYPE_CHECKING:
    from great_expectations.data_context.data_context.ephemeral_data_context import EphemeralDataContext
    from great_expectations.expectations.expectation import Expectation

os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
os.environ.setdefault("TQDM_DISABLE", "1")
_FORMAAT = {"result_format": "SUMMARY", "exclude_unexpected_values": True, "partial_unexpected_count": 0}


@dataclass(frozen=True)
class Uitkomst:
    """What one rule found: `aantal` rows break it, of `gecontroleerd`. `fout`: the check itself failed, then aantal
    is 0.
    """

    soort: str
    regel: str
    kolom: str
    reden: str
    verwachting: str
    aantal: int
    gecontroleerd: int
    fout: str | None = None
    per_zondag: tuple[tuple[date, int, int], ...] = ()


def valideer(con: duckdb.DuckDBPyConnection, soort: str, tabel: str = "rij") -> list[Uitkomst]:
    """Run the suite of one source contract on staged rows. `con` must hold `tabel` as `lezer.py` makes it."""
    regels = regels_van(soort)
    zondagen = _per_zondag(con, tabel, "true")
    uitslag = _draai(con, regels, tabel)
    gevonden = [
        _uitkomst(soort, regel, deel, sum(zondagen.values())) for regel, deel in zip(regels, uitslag, strict=True)
    ]
    return [_verdeeld(con, tabel, regel, deel, zondagen) for regel, deel in zip(regels, gevonden, strict=True)]


def _per_zondag(con: duckdb.DuckDBPyConnection, tabel: str, sql: str) -> dict[date, int]:
    """Staged rows for which `sql` holds, by the Sunday on which their file is known."""
    vraag = (
        f"select b.peildatum, count(*) from (select nr from {tabel} where {sql}) r join bestand b using (nr) group by 1"
    )
    return dict(con.execute(vraag).fetchall())


def _verdeeld(
    con: duckdb.DuckDBPyConnection, tabel: str, regel: Regel, uitkomst: Uitkomst, zondagen: dict[date, int]
) -> Uitkomst:
    """The outcome with its counts per Sunday; counts that do not add up to those of the suite are an error."""
    fouten = _per_zondag(con, tabel, regel.sql) if uitkomst.aantal else {}
    if sum(fouten.values()) != uitkomst.aantal:
        return replace(uitkomst, aantal=0, fout="de telling verschilt van die van de quarantaine")
    return replace(uitkomst, per_zondag=tuple((z, fouten.get(z, 0), n) for z, n in sorted(zondagen.items())))


def verwachting_van(regel: Regel) -> "Expectation":
    """The expectation that fails on exactly the rows that break this rule."""
    from great_expectations.expectations import core

    meta = {"regel": regel.naam, "kolom": regel.kolom, "reden": regel.reden}
    if regel.soort == "gevuld":
        return core.ExpectColumnValuesToNotBeNull(column=regel.argument[0], meta=meta)
    if regel.soort == "waarden":
        return core.ExpectColumnValuesToBeInSet(column=regel.kolom, value_set=list(regel.argument), meta=meta)
    if regel.soort == "grenzen":
        laagste, hoogste = (int(grens) for grens in regel.argument)
        return core.ExpectColumnValuesToBeBetween(column=regel.kolom, min_value=laagste, max_value=hoogste, meta=meta)
    sql = regel.sql.replace("{", "{{").replace("}", "}}")
    return core.UnexpectedRowsExpectation(unexpected_rows_query=f"select 1 as x from {{batch}} where {sql}", meta=meta)


def _draai(con: duckdb.DuckDBPyConnection, regels: tuple[Regel, ...], tabel: str) -> Iterator[Any]:
    """The results of the suite, in the order of the rules."""
    import great_expectations as gx

    context = _context()
    bron = _bron(context, con)
    batch = bron.add_table_asset("rijen", table_name=tabel).add_batch_definition_whole_table("alles").get_batch()
    suite = gx.ExpectationSuite(name="regels", expectations=[verwachting_van(regel) for regel in regels])
    try:
        uitslag = batch.validate(suite, result_format=_FORMAAT)
    finally:
        bron.get_execution_engine().sluit()
        context.data_sources.delete(bron.name)
    gevonden = {deel.expectation_config.meta["regel"]: deel for deel in uitslag.results}
    return (gevonden[regel.naam] for regel in regels)


@cache
def _context() -> "EphemeralDataContext":
    """One context a process, without files, progress bars or analytics."""
    import great_expectations as gx
    from great_expectations.data_context.types.base import ProgressBarsConfig

    import assets.inname.gxduck  # noqa: F401  (registers add_duckdb)

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    return context


def _bron(context: Any, con: duckdb.DuckDBPyConnection) -> Any:
    import duckdb_sqlalchemy

    return context.data_sources.add_duckdb(
        "lezer",
        connection_string="duckdb:///:memory:",
        create_temp_table=False,
        kwargs={"creator": lambda: duckdb_sqlalchemy.ConnectionWrapper(con.cursor())},
    )


def _uitkomst(soort: str, regel: Regel, deel: Any, gecontroleerd: int) -> Uitkomst:
    fout = _fout_van(deel.exception_info)
    if fout is None and not _aantal(deel) and not deel.success:
        fout = "de controle mislukte zonder telling"
    aantal = 0 if fout else _aantal(deel)
    return Uitkomst(
        soort, regel.naam, regel.kolom, regel.reden, deel.expectation_config.type, aantal, gecontroleerd, fout
    )


def _aantal(deel: Any) -> int:
    return int(deel.result.get("unexpected_count", deel.result.get("observed_value", 0)) or 0)


def _fout_van(info: dict[str, Any]) -> str | None:
    """The kind of error, without its text (that may quote a cell). Great Expectations writes it in two shapes."""
    delen = [info] if "raised_exception" in info else [deel for deel in info.values() if isinstance(deel, dict)]
    gevallen = any(deel.get("raised_exception") for deel in delen)
    return "de controle zelf liep vast" if gevallen else None
