"""SQL models -> Dagster assets. One factory; every asset gets its description, column schema, lineage and a check of
its grain.

The lineage is read from the SQL itself. Metadata of a run holds no counts of pupils, signals or reasons: Dagster's
storage is not a room.
"""

import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import dagster as dg

from assets.betekenis import kolombetekenissen
from assets.werk import StapFout, Werk, sleutelfouten, stapfout, tabelkolommen, ververs
from models.sql import Model, modellen

# backfill_policy is beta in Dagster 1.13; a warning for each of our assets would bury what a user must read.
warnings.filterwarnings("ignore", category=dg.BetaWarning)

EERSTE_PEILDATUM = "2014-08-03"
WEKEN_VOORUIT = 105
PEILDATA = dg.WeeklyPartitionsDefinition(
    start_date=EERSTE_PEILDATUM, day_offset=0, end_offset=WEKEN_VOORUIT, timezone="Europe/Amsterdam"
)
SLEUTEL_HEEL = "sleutel_is_uniek"
HULPBRON = "werk"


def sleutel(tabel: str) -> dg.AssetKey:
    """`kamer.laag.tabel` as an asset key: the room and the layer are the folders in the Dagster page."""
    return dg.AssetKey(tabel.split("."))


def groep(tabel: str) -> str:
    """The asset group: room and layer."""
    return "_".join(tabel.split(".")[:2])


def kolomschema(tabel: str) -> dg.TableSchema:
    """The column schema of a table, as bound by DuckDB, with what its contract says of each column."""
    teksten = kolombetekenissen(tabel)
    return dg.TableSchema([dg.TableColumn(naam, soort, teksten.get(naam)) for naam, soort in tabelkolommen()[tabel]])


def peildata_van(context: dg.AssetExecutionContext) -> list[date]:
    """The Sundays that this run asks of an asset."""
    return sorted(date.fromisoformat(k) for k in context.partition_keys)


@contextmanager
def zonder_waarden(waar: str) -> Iterator[None]:
    """Turn any exception into a message without values: error texts of libraries quote cells."""
    try:
        yield
    except (StapFout, dg.Failure):
        raise
    except Exception as fout:
        if os.environ.get("INBEELD_ONTWIKKELAAR"):
            raise
        raise stapfout(waar, fout) from None


def uitkomst(check: str, is_goed: bool, gevonden: str, tabel: str) -> dg.AssetCheckResult:
    """A check result of one asset that carries words only."""
    return dg.AssetCheckResult(
        passed=is_goed, check_name=check, asset_key=sleutel(tabel), metadata={"gevonden": gevonden}
    )


def sql_asset(model: Model) -> dg.AssetsDefinition:
    """The asset of one SQL model."""

    @dg.asset(
        key=sleutel(model.naam),
        deps=[sleutel(t) for t in model.afhankelijk],
        group_name=groep(model.naam),
        description=model.omschrijving,
        metadata={"dagster/column_schema": kolomschema(model.naam)},
        kinds={"duckdb", "sql"},
        partitions_def=PEILDATA,
        backfill_policy=dg.BackfillPolicy.single_run(),
        required_resource_keys={HULPBRON},
        check_specs=[
            dg.AssetCheckSpec(
                SLEUTEL_HEEL,
                asset=sleutel(model.naam),
                description="Elke rij heeft een volledige sleutel en geen sleutel staat twee keer.",
            )
        ],
    )
    def bouw(context: dg.AssetExecutionContext) -> dg.MaterializeResult:
        with zonder_waarden(model.naam):
            werk: Werk = getattr(context.resources, HULPBRON)
            keten = werk.keten(peildata_van(context))
            ververs(werk, model, keten)
            fouten = sleutelfouten(werk, model, keten)
        tekst = "niets" if fouten == 0 else "een of meer rijen"
        return dg.MaterializeResult(check_results=[uitkomst(SLEUTEL_HEEL, fouten == 0, tekst, model.naam)])

    return bouw


def sql_assets() -> list[dg.AssetsDefinition]:
    """All SQL models as assets."""
    return [sql_asset(m) for m in modellen().values()]


def tabel_spec(tabel: str, omschrijving: str, deps: list[str] | None = None) -> dg.AssetSpec:
    """The spec of a table that Python fills."""
    return dg.AssetSpec(
        sleutel(tabel),
        deps=[sleutel(d) for d in deps or []],
        group_name=groep(tabel),
        description=omschrijving,
        metadata={"dagster/column_schema": kolomschema(tabel)},
        kinds={"python", "duckdb"},
        partitions_def=PEILDATA,
    )
