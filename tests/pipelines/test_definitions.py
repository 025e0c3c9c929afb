"""What Dagster shows: every table explained, typed, checked, and with the lineage of its own SQL."""

import os
import subprocess
import sys
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import dagster as dg
import pytest
import yaml

from assets.bouw import PEILDATA, groep, sleutel
from assets.publicatie.bron import VRAGEN
from assets.publicatie.vrijgave import INVOER, TREND_SCHOOL, TRENDS, lees_sql
from assets.publicatie.week import CONTROLES, KANTEN
from assets.werk import tabelkolommen
from models.sql import brontabellen, gelezen_tabellen, modellen
from pipelines.definitions import ASSETS, defs
from pipelines.schedules import maandag

WORTEL = Path(__file__).parents[2]
SPECS = {spec.key: spec for asset in ASSETS for spec in asset.specs}
WEEKMAP = dg.AssetKey(["uit", "week", "map"])
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def test_every_table_of_the_rooms_is_one_asset():
    tabellen = {sleutel(naam) for naam in (*modellen(), *brontabellen())}
    assert set(SPECS) == {*tabellen, WEEKMAP}
    assert sum(len(list(asset.specs)) for asset in ASSETS) == len(SPECS)


@pytest.mark.parametrize("key", SPECS, ids=lambda key: key.to_user_string())
def test_an_asset_is_explained_typed_checked_and_stands_by_sunday(key):
    spec = SPECS[key]
    assert len(key.path) == 3
    assert spec.group_name == ("uit" if key == WEEKMAP else "_".join(key.path[:2]))
    assert spec.description and len(spec.description) > 20
    assert spec.metadata["dagster/column_schema"].columns
    assert spec.partitions_def == PEILDATA
    checks = [check for asset in ASSETS for check in asset.check_specs if check.asset_key == key]
    assert checks and all(check.description for check in checks)


@pytest.mark.parametrize("key", [k for k in SPECS if k != WEEKMAP], ids=lambda key: key.to_user_string())
def test_the_column_schema_of_an_asset_is_that_of_its_table(key):
    kolommen = SPECS[key].metadata["dagster/column_schema"].columns
    assert [(k.name, k.type) for k in kolommen] == list(tabelkolommen()[".".join(key.path)])


@pytest.mark.parametrize("model", modellen().values(), ids=lambda model: model.naam)
def test_the_lineage_of_a_model_is_what_its_query_reads(model):
    gelezen = {sleutel(t) for t in gelezen_tabellen(model.naam, model.sql)} - {sleutel(model.naam)}
    assert {dep.asset_key for dep in SPECS[sleutel(model.naam)].deps} == gelezen


@pytest.mark.parametrize("tabel", [TRENDS, TREND_SCHOOL])
def test_the_lineage_of_released_figures_is_what_they_are_made_of(tabel):
    assert {dep.asset_key for dep in SPECS[sleutel(tabel)].deps} == {sleutel(t) for t in INVOER[tabel]}


def test_the_lineage_of_the_week_holds_every_table_that_its_writers_read():
    vragen = [sql for _, sql in VRAGEN.values()] + [CONTROLES.format(kamer=kamer) for kamer in KANTEN]
    gelezen = {t for sql in (*vragen, *(lees_sql(f"namen_{k}") for k in KANTEN)) for t in gelezen_tabellen("week", sql)}
    assert {sleutel(t) for t in gelezen} <= {dep.asset_key for dep in SPECS[WEEKMAP].deps}


def test_groups_are_room_and_layer():
    assert groep("school.kern.dag") == "school_kern"


def test_partitions_are_sundays_from_2014_to_two_years_ahead():
    dagen = [date.fromisoformat(k) for k in PEILDATA.get_partition_keys()]
    assert dagen[0] == date(2014, 8, 3) and dagen[-1] > date.today() + timedelta(days=700)
    assert {dag.isoweekday() for dag in dagen} == {7}
    assert {b - a for a, b in zip(dagen, dagen[1:], strict=False)} == {timedelta(days=7)}


@pytest.mark.parametrize(
    ("maandagmiddag", "zondag"),
    [
        ("2026-11-23", "2026-11-22"),
        ("2026-03-30", "2026-03-29"),
        ("2026-10-26", "2026-10-25"),
        ("2027-01-04", "2027-01-03"),
    ],
)
def test_the_schedule_asks_for_the_sunday_before_also_when_the_clock_was_changed(maandagmiddag, zondag):
    moment = datetime.fromisoformat(f"{maandagmiddag}T13:00").replace(tzinfo=AMSTERDAM)
    context = dg.build_schedule_context(scheduled_execution_time=moment, repository_def=defs.get_repository_def())
    (vraag,) = maandag.evaluate_tick(context).run_requests
    assert (vraag.partition_key, vraag.run_key) == (zondag, zondag)
    assert zondag in PEILDATA.get_partition_keys()


def test_the_schedule_is_off_until_someone_switches_it_on_and_runs_on_monday_at_one_in_amsterdam():
    assert maandag.default_status == dg.DefaultScheduleStatus.STOPPED
    assert (maandag.cron_schedule, maandag.execution_timezone) == ("0 13 * * 1", "Europe/Amsterdam")


def test_dagster_of_this_folder_tells_nobody_anything():
    instelling = yaml.safe_load((WORTEL / "dagster.yaml").read_text(encoding="utf-8"))
    assert instelling["telemetry"] == {"enabled": False} and instelling["nux"] == {"enabled": False}
    assert instelling["concurrency"]["pools"]["default_limit"] == 1


@pytest.mark.traag
def test_dagster_itself_finds_the_definitions_valid(tmp_path):
    omgeving = {k: w for k, w in os.environ.items() if k != "DAGSTER_HOME"} | {"HOME": str(tmp_path)}
    opdracht = [
        str(Path(sys.executable).with_name("dagster")),
        "definitions",
        "validate",
        "-m",
        "pipelines.definitions",
    ]
    proces = subprocess.run(opdracht, cwd=WORTEL, env=omgeving, capture_output=True, text=True, timeout=300)
    assert proces.returncode == 0, proces.stderr[-2000:]
    assert "Validation successful" in proces.stderr + proces.stdout
    assert not (tmp_path / ".dagster").exists()
