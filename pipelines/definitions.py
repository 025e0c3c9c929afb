"""Assembles only: all assets, their checks, the resource and the schedule."""

import dagster as dg

from assets.bouw import sql_assets
from assets.opname_assets import opname_assets
from assets.publicatie_assets import publicatie_assets
from pipelines.resources import hulpbronnen
from pipelines.schedules import schema_s

ASSETS = [*opname_assets(), *sql_assets(), *publicatie_assets()]

defs = dg.Definitions(
    assets=ASSETS,
    resources=hulpbronnen(),
    schedules=schema_s(),
    executor=dg.in_process_executor,
)
