"""Rule 7: encrypted, closed, quiet by default."""

import os
import traceback
from dataclasses import replace
from pathlib import Path

import dagster as dg
import duckdb
import pytest
import yaml

from assets import werk as werk_module
from assets.bouw import HULPBRON, sql_asset, zonder_waarden
from assets.magazijn import KAMERS, MagazijnFout, open_magazijn
from assets.werk import StapFout, ververs
from models.sql import modellen
from pipelines.resources import open_werk
from tests.muren.wereld import ACHTERNAAM, PEILDATUM, ROEPNAAM

WORTEL = Path(__file__).parents[2]
MERK = "Merkwaardebes"
SPILT = "50MB"


def recht(pad: Path) -> int:
    """The permission bits of a file or folder."""
    return pad.stat().st_mode & 0o777


@pytest.mark.traag
@pytest.mark.parametrize("plek", ["magazijn", "uit"])
def test_files_are_0600_and_folders_0700(basis, plek):
    wortel = getattr(basis.paden, plek)
    alles = [wortel, *wortel.rglob("*")]
    assert len(alles) > 5
    assert [(pad.name, oct(recht(pad))) for pad in alles if recht(pad) != (0o700 if pad.is_dir() else 0o600)] == []


def test_the_key_file_is_for_its_owner_only_and_stands_outside_the_warehouse(tmp_path):
    pad = tmp_path / "s.json"
    with open_magazijn(tmp_path / "m", pad, lambda tekst: None):
        assert recht(pad) == 0o600
    binnen = tmp_path / "m" / "s.json"
    with pytest.raises(MagazijnFout, match="staat in het magazijn zelf"), open_magazijn(binnen.parent, binnen, print):
        pass
    pad.chmod(0o640)
    with pytest.raises(MagazijnFout, match="chmod 600"), open_magazijn(tmp_path / "m", pad, print):
        pass


def test_a_room_does_not_open_without_its_own_key(tmp_path):
    with open_magazijn(tmp_path / "m", tmp_path / "s.json", lambda tekst: None) as magazijn:
        sleutels = magazijn.sleutels.bestand
    assert len(set(sleutels.values())) == len(KAMERS)
    for kamer in KAMERS:
        pad = tmp_path / "m" / f"{kamer}.duckdb"
        with pytest.raises(duckdb.Error):
            duckdb.connect(str(pad), read_only=True)
        for andere in set(KAMERS) - {kamer}:
            with pytest.raises(duckdb.Error), duckdb.connect(":memory:") as con:
                con.execute(f"ATTACH '{pad}' AS x (ENCRYPTION_KEY '{sleutels[andere]}', READ_ONLY)")


@pytest.mark.traag
def test_no_name_stands_readable_in_the_warehouse_of_a_run(basis):
    bytes_ = [pad.read_bytes() for pad in basis.paden.magazijn.rglob("*") if pad.is_file()]
    assert sum(map(len, bytes_)) > 100_000
    assert not [stuk for stuk in bytes_ if ROEPNAAM.encode() in stuk or ACHTERNAAM.encode() in stuk]


def test_neither_the_log_of_changes_nor_temporary_files_are_readable(tmp_path):
    map_ = tmp_path / "magazijn"
    with open_magazijn(map_, tmp_path / "s.json", lambda tekst: None, geheugen=SPILT) as magazijn:
        con = magazijn.con
        con.execute(f"CREATE TABLE kluis.bron.proef AS SELECT '{MERK}' || i AS naam FROM range(1000) AS r(i)")
        breed = f"SELECT '{MERK}' || hash(i) AS naam, hash(i + 1) AS a, hash(i + 2) AS b FROM range(3000000) AS r(i)"
        con.execute(f"CREATE TEMP TABLE veel AS {breed}")
        bestanden = {pad: pad.read_bytes() for pad in map_.rglob("*") if pad.is_file()}
        rechten = {recht(pad) for pad in bestanden}
    assert [pad for pad in bestanden if pad.suffix == ".wal" and bestanden[pad]]
    assert [pad for pad in bestanden if pad.parent.name == "tijdelijk" and len(bestanden[pad]) > 1000], (
        "nothing was spilled"
    )
    assert [pad.name for pad, stuk in bestanden.items() if MERK.encode() in stuk] == []
    assert rechten == {0o600}


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_text('{pad}')",
        "SELECT * FROM '{pad}'",
        "COPY (SELECT 1 AS x) TO '{pad}.uit'",
        "ATTACH '{pad}.duckdb' AS buiten",
        "EXPORT DATABASE '{pad}.map'",
        "INSTALL json",
        "LOAD '{pad}'",
        "SET enable_external_access = true",
        "SET lock_configuration = false",
        "SET temp_directory = '{pad}.tmp'",
        "SET temp_file_encryption = false",
    ],
)
def test_the_connection_reads_and_writes_no_other_file(tmp_path, sql):
    (tmp_path / "buiten.csv").write_text("a;b\n")
    gesloten = pytest.raises(duckdb.Error, match="disabled|locked|not allowed|Permission|cannot be changed|Cannot")
    with open_magazijn(tmp_path / "m", tmp_path / "s.json", lambda tekst: None) as magazijn, gesloten:
        magazijn.con.execute(sql.format(pad=tmp_path / "buiten.csv"))
    assert {pad.name for pad in tmp_path.iterdir()} == {"buiten.csv", "m", "s.json"}


def test_a_python_object_is_not_a_table(tmp_path):
    geheim = [1]  # noqa: F841  (a name that SQL could find)
    onbekend = pytest.raises(duckdb.CatalogException)
    with open_magazijn(tmp_path / "m", tmp_path / "s.json", lambda tekst: None) as magazijn, onbekend:
        magazijn.con.execute("SELECT * FROM geheim")


@pytest.mark.traag
def test_a_run_reaches_for_no_other_machine(basis):
    assert basis.verbindingen == []


def test_dagster_keeps_no_telemetry():
    instellingen = yaml.safe_load((WORTEL / "dagster.yaml").read_text(encoding="utf-8"))
    assert instellingen["telemetry"] == {"enabled": False} and instellingen["nux"] == {"enabled": False}


@pytest.fixture
def gif(basis, monkeypatch):
    """A model whose step fails on a name: the message of DuckDB quotes the cell."""
    monkeypatch.delenv("INBEELD_ONTWIKKELAAR", raising=False)
    sql = "SELECT $peildatum::DATE AS peildatum, CAST(achternaam AS INTEGER) AS nummer FROM kluis.bron.leerling"
    model = replace(
        modellen()["kluis.publicatie.naam"],
        naam="kluis.kern.gif",
        sql=sql,
        soort="tabel",
        leest=("kluis.bron.leerling",),
    )
    werk_module.tabelkolommen()
    monkeypatch.setitem(werk_module._TABELKOLOMMEN, model.naam, (("peildatum", "DATE"), ("nummer", "INTEGER")))
    with open_werk(basis.paden, PEILDATUM, lambda tekst: None) as werk:
        yield werk, model
        werk.magazijn.con.execute("DROP TABLE IF EXISTS kluis.kern.gif")


@pytest.mark.traag
def test_the_fault_of_the_poisoned_step_would_quote_a_name(gif):
    werk, _ = gif
    with pytest.raises(duckdb.ConversionException, match=ACHTERNAAM):
        werk.magazijn.con.execute("SELECT CAST(achternaam AS INTEGER) FROM kluis.bron.leerling")


@pytest.mark.traag
def test_the_error_of_a_step_holds_no_cell(gif):
    werk, model = gif
    with pytest.raises(
        StapFout, match=r"^kluis.kern.gif, 2026-09-20: deze stap is mislukt \(ConversionException\)"
    ) as gevangen:
        ververs(werk, model, [PEILDATUM])
    assert ACHTERNAAM not in "".join(traceback.format_exception(gevangen.value))


@pytest.mark.traag
def test_dagster_stores_and_prints_no_cell_of_a_step_that_fails(gif, capfd, caplog):
    werk, model = gif
    with dg.DagsterInstance.ephemeral() as instance:
        asset = sql_asset(model)
        uitslag = dg.materialize(
            [asset],
            resources={HULPBRON: werk},
            instance=instance,
            raise_on_error=False,
            partition_key=PEILDATUM.isoformat(),
        )
        teksten = [dg.serialize_value(regel) for regel in instance.all_logs(uitslag.run_id)]
    gedrukt = capfd.readouterr()
    assert not uitslag.success and any("StapFout" in tekst for tekst in teksten)
    assert [tekst for tekst in (*teksten, gedrukt.out, gedrukt.err, caplog.text) if ACHTERNAAM in tekst] == []


def test_the_error_of_a_python_step_holds_no_value(monkeypatch):
    monkeypatch.delenv("INBEELD_ONTWIKKELAAR", raising=False)
    with pytest.raises(StapFout) as gevangen, zonder_waarden("uit"):
        raise KeyError(MERK)
    assert MERK not in "".join(traceback.format_exception(gevangen.value))
    assert str(gevangen.value) == "uit: deze stap is mislukt (KeyError)"


def test_the_umask_of_the_user_does_not_open_a_room(tmp_path):
    oud = os.umask(0)
    try:
        with open_magazijn(tmp_path / "m", tmp_path / "s.json", lambda tekst: None) as magazijn:
            magazijn.con.execute("CREATE TABLE school.bron.proef AS SELECT 1 AS x")
    finally:
        os.umask(oud)
    alles = [tmp_path / "m", *(tmp_path / "m").rglob("*")]
    assert [(pad.name, oct(recht(pad))) for pad in alles if recht(pad) != (0o700 if pad.is_dir() else 0o600)] == []
