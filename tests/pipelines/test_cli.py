"""The command: what it says and how it ends, for whoever types it wrong and for whoever types it right."""

import json
import os
import re
import signal
import subprocess
import time
from datetime import datetime
from pathlib import Path

import pytest

from assets.magazijn import open_magazijn
from pipelines import cli
from pipelines.cli import main
from tests.pipelines.conftest import BRIN6, DERDE, EERSTE, INBEELD, TWEEDE, Plek, maak_leveringen, typ

DAG = ["--peildatum", str(EERSTE)]


@pytest.fixture
def plek(tmp_path, monkeypatch) -> Plek:
    """A city that never ran, and no settings of this machine."""
    for naam in [n for n in os.environ if n.startswith("INBEELD_")]:
        monkeypatch.delenv(naam)
    monkeypatch.chdir(tmp_path)
    maak_leveringen(tmp_path / "aanlevering")
    return Plek(tmp_path)


@pytest.fixture
def zegt(capsys):
    """Runs the command in this process: its exit code, and the lines on standard output and standard error."""

    def doe(*woorden: str) -> tuple[int, list[str], list[str]]:
        code = main(list(woorden))
        uit = capsys.readouterr()
        return code, uit.out.splitlines(), uit.err.splitlines()

    return doe


# --- wrong use: exit code 2, one sentence, nothing made ---


@pytest.mark.parametrize(
    ("woorden", "zin"),
    [
        (
            ["--peildatum", "2026-09-05"],
            "--peildatum 2026-09-05 is geen zondag; de zondagen eromheen zijn 2026-08-30 en 2026-09-06",
        ),
        (
            ["--peildatum", "2026-09-07"],
            "--peildatum 2026-09-07 is geen zondag; de zondagen eromheen zijn 2026-09-06 en 2026-09-13",
        ),
        (
            [*DAG, "--tot", "2026-09-12"],
            "--tot 2026-09-12 is geen zondag; de zondagen eromheen zijn 2026-09-06 en 2026-09-13",
        ),
        ([*DAG, "--tot", "2026-08-30"], "--tot 2026-08-30 ligt voor --peildatum 2026-09-06; draai ze om"),
    ],
)
def test_a_run_of_another_day_or_a_wrong_order_is_refused(plek, zegt, woorden, zin):
    assert zegt("run", *plek.opties, *woorden) == (2, [], [zin])
    assert not (plek.map / "magazijn").exists() and not (plek.map / "uit").exists()


@pytest.mark.parametrize("dag", ["0001-01-01", "2014-07-27", "9999-12-31"])
def test_a_run_outside_the_years_of_the_product_is_refused(plek, zegt, dag):
    code, uit, fout = zegt("run", *plek.opties, "--peildatum", dag)
    assert (code, uit, len(fout)) == (2, [], 1)
    assert re.fullmatch(
        rf"--peildatum {dag} kan niet; kies een zondag van 2014-08-03 tot en met \d{{4}}-\d\d-\d\d", fout[0]
    )


def test_a_folder_with_deliveries_that_is_not_there_is_said(plek, zegt):
    weg = plek.map / "weg"
    zin = f"{weg}: deze map is er niet; geef de map met leveringen met --aanlevering"
    assert zegt("run", *plek.opties, *DAG, "--aanlevering", str(weg)) == (2, [], [zin])


def test_a_register_that_is_not_there_is_said(plek, zegt):
    (plek.map / "aanlevering" / "scholen.yaml").unlink()
    zin = f"scholen.yaml: niet gevonden in {plek.map / 'aanlevering'}; zet er een scholen.yaml neer"
    assert zegt("run", *plek.opties, *DAG) == (2, [], [zin])


def test_every_fault_of_the_register_is_said_at_once(plek, zegt):
    (plek.map / "aanlevering" / "scholen.yaml").write_text("modus: echt\nscholen: []\n")
    code, uit, fout = zegt("run", *plek.opties, *DAG)
    assert (code, uit, len(fout)) == (2, [], 2)
    assert all(regel.startswith("scholen.yaml: ") for regel in fout)


def test_a_register_that_is_no_yaml_is_said(plek, zegt):
    (plek.map / "aanlevering" / "scholen.yaml").write_text("scholen: [\n")
    code, _, (fout,) = zegt("run", *plek.opties, *DAG)
    assert code == 2 and fout.endswith("is geen geldige YAML; kijk naar inspringen, ':' en haakjes")


def _leeg_magazijn(plek: Plek) -> None:
    with open_magazijn(plek.map / "magazijn", plek.map / "sleutels.json", lambda tekst: None):
        pass


def test_a_fault_of_the_warehouse_ends_with_2_and_its_sentence(plek, zegt):
    _leeg_magazijn(plek)
    (plek.map / "sleutels.json").unlink()
    code, uit, (fout,) = zegt("run", *plek.opties, *DAG)
    assert (code, uit) == (2, []) and "het sleutelbestand van dit magazijn ontbreekt" in fout


@pytest.mark.parametrize("naam", ["aanlevering", "uit"])
def test_a_key_file_where_others_fetch_or_bring_files_is_refused(plek, zegt, naam):
    pad = plek.map / naam / "sleutels.json"
    zin = f"{pad}: het sleutelbestand staat in de map {plek.map / naam}; zet het daarbuiten"
    assert zegt("run", *plek.opties, *DAG, "--sleutels", str(pad)) == (2, [], [zin])
    assert not pad.exists()


def test_a_place_for_the_outcome_that_cannot_be_written_is_said_before_the_work(plek, zegt):
    (plek.map / "uit").write_text("")
    code, _, fout = zegt("run", *plek.opties, *DAG)
    waarom = "hier kan niet geschreven worden (daar staat een bestand en geen map)"
    zin = f"{plek.map / 'uit'}: {waarom}; kies met --uit een andere map"
    assert (code, fout) == (2, [zin])
    assert not (plek.map / "uit").is_dir()


def test_a_wrong_settings_file_is_said(plek, zegt):
    (plek.map / "inbeeld.yaml").write_text("uitvoer: x\n")
    code, uit, (fout,) = zegt("run", *DAG)
    assert (code, uit) == (2, []) and fout.startswith(f"{plek.map / 'inbeeld.yaml'}: alleen ")


@pytest.mark.parametrize(
    ("fout", "zin"),
    [
        (
            PermissionError(13, "Permission denied", "x/y"),
            "x/y: lezen of schrijven lukt niet (geen toegang); controleer deze plek",
        ),
        (OSError(28, "No space left"), "schijf: lezen of schrijven lukt niet (de schijf is vol); controleer deze plek"),
        (KeyboardInterrupt(), "Gestopt. Een volgende run maakt het werk af."),
        (ValueError("geheim"), "inbeeld stand: dit is een fout in In Beeld (ValueError); meld dit aan de beheerder"),
    ],
)
def test_no_fault_ends_in_a_traceback_or_quotes_a_value(zegt, monkeypatch, fout, zin):
    def mislukt(_):
        raise fout

    monkeypatch.delenv("INBEELD_ONTWIKKELAAR", raising=False)
    monkeypatch.setitem(cli.UITVOERDERS, "stand", mislukt)
    assert zegt("stand") == (2, [], [zin])


def test_a_developer_gets_the_error_itself(monkeypatch):
    def mislukt(_):
        raise ValueError("waarom")

    monkeypatch.setenv("INBEELD_ONTWIKKELAAR", "1")
    monkeypatch.setitem(cli.UITVOERDERS, "stand", mislukt)
    with pytest.raises(ValueError, match="waarom"):
        main(["stand"])


# --- a run ---


def test_a_first_run_says_where_the_key_is_that_it_is_done_and_what_to_open(gedraaid):
    plek, proces = gedraaid
    assert proces.returncode == 0, proces.stdout + proces.stderr
    assert proces.stdout.splitlines() == [
        f"Nieuw sleutelbestand gemaakt: {plek.map / 'sleutels.json'}. Bewaar het goed: "
        "zonder dit bestand is het magazijn niet te openen.",
        f"Klaar: 2 weken, 2026-W36 tot en met 2026-W37. Open {plek.map / 'uit' / '2026-W37' / 'index.html'}",
    ]
    assert sorted(p.name for p in (plek.map / "uit").iterdir()) == ["2026-W36", "2026-W37"]


def test_progress_goes_to_standard_error_and_holds_names_of_tables_only(gedraaid):
    _, proces = gedraaid
    regels = proces.stderr.splitlines()
    assert regels and all(re.fullmatch(r"  stap \d+: [a-z_.]+ [\w ]+(-\w+)*( [\w -]+)?", r) for r in regels), regels


def test_a_run_leaves_nothing_in_the_home_folder(gedraaid):
    plek, _ = gedraaid
    assert list((plek.map / "thuis").rglob("*")) == []


def test_a_run_that_stands_already_writes_the_same_and_no_table(gedraaid, tmp_path, zegt):
    plek = gedraaid[0].kopie(tmp_path / "kopie")
    voor, boek = plek.bestanden("run.json"), _boek(plek)
    code, uit, fout = zegt("run", *plek.opties, "--peildatum", str(EERSTE), "--tot", str(TWEEDE), "--stil")
    assert (code, len(uit), fout) == (0, 1, [])
    assert plek.bestanden("run.json") == voor and _boek(plek) == boek


def _boek(plek: Plek) -> list[tuple]:
    """Every step with its duration: a step that was written again has another."""
    with open_magazijn(plek.map / "magazijn", plek.map / "sleutels.json", lambda tekst: None) as magazijn:
        return [
            r
            for k in ("kluis", "school", "leerplicht", "stad")
            for r in magazijn.rijen(f"FROM {k}.kern.stap ORDER BY ALL")
        ]


def test_a_refused_file_and_an_unknown_school_end_with_1_and_are_named_last(gedraaid, tmp_path, zegt):
    plek = gedraaid[0].kopie(tmp_path / "kopie")
    verzuim = plek.map / "aanlevering" / BRIN6 / "verzuim"
    (verzuim / "kapot__20260914-20260920__20260921T0500.csv").write_text("leerlingnummer;datum\n1001;2026-09-14\n")
    vreemd = plek.map / "aanlevering" / "99ZZ00" / "codes"
    vreemd.mkdir(parents=True)
    (vreemd / "codes__20260921T0500.csv").write_text("code;categorie;geoorloofd\nO;luxe;nee\n")
    code, uit, fout = zegt("run", *plek.opties, "--peildatum", str(DERDE), "--stil")
    assert (code, fout) == (1, [])
    assert uit == [
        f"Klaar: 2026-W38. Open {plek.map / 'uit' / '2026-W38' / 'index.html'}",
        f"Geweigerd: {BRIN6}/verzuim/kapot__20260914-20260920__20260921T0500.csv (kolom_ontbreekt); "
        "zie de terugkoppeling van die week",
        "Geweigerd: 99ZZ00/codes/codes__20260921T0500.csv (onbekende_school); zie de terugkoppeling van die week",
    ]


def test_run_json_tells_inputs_by_hash_and_which_steps_took_how_long(gedraaid):
    plek, _ = gedraaid
    verslag = json.loads((plek.map / "uit" / "2026-W37" / "run.json").read_text())
    paden = {p.relative_to(plek.map / "aanlevering").as_posix() for p in (plek.map / "aanlevering").glob("*/*/*")}
    later = {p for p in paden if "20260921" in p}
    assert {lev["bestand"] for lev in verslag["leveringen"]} == paden - later and later
    assert all(len(lev["sha256"]) == 64 for lev in verslag["leveringen"])
    assert verslag["duur_s"] and verslag["peildatum"] == "2026-09-13"


# --- looking ---


def test_stand_of_a_warehouse_that_is_not_there_is_said(plek, zegt):
    zin = f"{plek.map / 'magazijn'}: hier is nog geen magazijn; draai eerst inbeeld run"
    assert zegt("stand", *plek.opties) == (2, [], [zin])


def test_stand_of_an_empty_warehouse_is_said(plek, zegt):
    _leeg_magazijn(plek)
    zin = f"{plek.map / 'magazijn'}: dit magazijn is nog leeg; draai eerst inbeeld run"
    assert zegt("stand", *plek.opties) == (2, [], [zin])


def test_stand_counts_files_per_kind(gedraaid, zegt):
    plek, _ = gedraaid
    code, uit, fout = zegt("stand", *plek.opties)
    assert (code, fout) == (0, [])
    assert uit[0] == "soort;school;bestanden;geweigerd;herhaald;regels;laatst_ontvangen"
    assert [regel.split(";")[:6] for regel in uit[1:]] == [
        ["codes", BRIN6, "1", "0", "0", "12"],
        ["inschrijvingen", BRIN6, "1", "0", "0", "6"],
        ["meldingen", "gemeente", "1", "0", "0", "1"],
        ["rooster", BRIN6, "1", "0", "0", "30"],
        ["verzuim", BRIN6, "2", "0", "0", "7"],
    ]


EERST = [("1001", "2026-09-01"), ("1001", "2026-09-02"), ("1001", "2026-09-03"), ("1002", "2026-09-04")]
DAARNA = [("1001", "2026-09-01"), ("1001", "2026-09-02"), ("1003", "2026-09-09")]


@pytest.mark.parametrize(
    ("op", "rijen"),
    [
        ("2026-09-07T05:59", []),
        ("2026-09-07T06:00", EERST),
        ("2026-09-14T05:59", EERST),
        ("2026-09-14T06:00", DAARNA),
        ("2026-09-14T03:59+00:00", EERST),
        ("2026-09-14T04:00+00:00", DAARNA),
        ("2030-01-01", DAARNA),
        (None, DAARNA),
    ],
)
def test_stand_gives_the_attendance_as_it_was_known_at_a_moment(gedraaid, zegt, op, rijen):
    plek, _ = gedraaid
    code, uit, fout = zegt("stand", *plek.opties, "--csv", *(["--op", op] if op else []))
    assert (code, fout) == (0, [])
    assert uit[0] == "brin6;leerlingnummer;datum;eenheid;van;tot;soort;code;ingevoerd_op;bestand;regel"
    assert [tuple(regel.split(";")[1:3]) for regel in uit[1:]] == rijen


def test_stand_shows_slots_and_file_of_each_row(gedraaid, zegt):
    plek, _ = gedraaid
    _, uit, _ = zegt("stand", *plek.opties, "--csv")
    bestand = f"{BRIN6}/verzuim/absenties__20260831-20260913__20260914T0600.csv"
    assert uit[1] == f"{BRIN6};1001;2026-09-01;lesuur;1;6;afwezig;O;;{bestand};2"
    assert uit[3] == f"{BRIN6};1003;2026-09-09;dag;;;afwezig;L;;{bestand};4"


def test_a_fingerprint_is_the_same_each_time_and_does_not_depend_on_order(gedraaid, tmp_path, zegt):
    plek = gedraaid[0].kopie(tmp_path / "kopie")
    eerst = zegt("stand", *plek.opties, "--vingerafdruk")
    assert eerst[0] == 0 and eerst[1][0] == "tabel;rijen;vingerafdruk" and len(eerst[1]) > 50
    _draai_tabellen_om(plek)
    assert zegt("stand", *plek.opties, "--vingerafdruk") == eerst
    with open_magazijn(plek.map / "magazijn", plek.map / "sleutels.json") as magazijn:
        magazijn.con.execute("UPDATE school.bron.code_versie SET geoorloofd = 'ja' WHERE code = 'O'")
    anders = zegt("stand", *plek.opties, "--vingerafdruk")
    assert [a.split(";")[0] for a, b in zip(eerst[1], anders[1], strict=True) if a != b] == ["school.bron.code"]


def _draai_tabellen_om(plek: Plek) -> None:
    with open_magazijn(plek.map / "magazijn", plek.map / "sleutels.json") as magazijn:
        for tabel in (
            "school.bron.rooster_versie",
            "school.bron.rooster_plaats",
            "school.kern.dag",
            "kluis.bron.leerling",
        ):
            magazijn.con.execute(f"CREATE TEMP TABLE om AS SELECT * FROM {tabel} ORDER BY rowid DESC")
            magazijn.con.execute(f"DELETE FROM {tabel}")
            magazijn.con.execute(f"INSERT INTO {tabel} SELECT * FROM om")
            magazijn.con.execute("DROP TABLE om")


def test_a_word_beside_the_csv_is_no_part_of_it(gedraaid, tmp_path, zegt, monkeypatch):
    plek = gedraaid[0].kopie(tmp_path / "kopie")
    begin = open_magazijn

    def met_melding(map_, sleutels, meld):
        meld("deze run wacht")
        return begin(map_, sleutels, meld)

    monkeypatch.setattr("pipelines.nakijken.open_magazijn", met_melding)
    _, uit, fout = zegt("stand", *plek.opties, "--csv")
    assert uit[0].startswith("brin6;") and fout == ["deze run wacht"]


def test_a_reader_that_goes_away_ends_the_command_quietly(gedraaid):
    plek, _ = gedraaid
    woorden = " ".join([str(INBEELD), "stand", "--csv", *plek.opties])
    proces = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {woorden} | true"], capture_output=True, text=True, timeout=120
    )
    assert (proces.returncode, proces.stdout, proces.stderr) == (0, "", "")


@pytest.mark.parametrize(
    ("soort", "naam", "code", "begin"),
    [
        ("codes", f"{BRIN6}/codes/codes__20260901T0600.csv", 0, ""),
        ("meldingen", "gemeente/meldingen/meldingen__20260914T0700.csv", 0, ""),
    ],
)
def test_a_good_file_is_checked_with_0(plek, zegt, soort, naam, code, begin):
    brin6 = "gemeente" if soort == "meldingen" else BRIN6
    bestand = plek.map / "aanlevering" / naam
    gekregen, uit, fout = zegt("controleer", str(bestand), "--brin6", brin6, "--soort", soort, *plek.opties)
    assert (gekregen, fout) == (code, []) and uit
    assert not (plek.map / "magazijn").exists()


def test_a_file_that_would_be_refused_is_checked_with_1(plek, zegt):
    bestand = plek.map / "codes__20260901T0600.csv"
    bestand.write_text("code;omschrijving\nO;x\n")
    code, uit, fout = zegt("controleer", str(bestand), "--brin6", BRIN6, "--soort", "codes", *plek.opties)
    assert (code, fout) == (1, []) and any("geweigerd" in regel.lower() for regel in uit)


def test_a_file_that_is_not_there_cannot_be_checked(plek, zegt):
    weg = plek.map / "weg.csv"
    zin = f"{weg}: dit bestand is er niet; controleer de naam en de map"
    assert zegt("controleer", str(weg), "--brin6", BRIN6, "--soort", "codes", *plek.opties) == (2, [], [zin])


def test_a_kind_that_does_not_exist_cannot_be_checked(plek, zegt):
    bestand = plek.map / "aanlevering" / BRIN6 / "codes" / "codes__20260901T0600.csv"
    code, uit, (fout,) = zegt("controleer", str(bestand), "--brin6", BRIN6, "--soort", "cijfers", *plek.opties)
    assert (code, uit) == (2, []) and fout.startswith("--soort: 'cijfers' bestaat niet; kies uit codes, ")


# --- as a program ---


def test_the_settings_of_environment_and_file_reach_the_command(gedraaid, tmp_path):
    plek, _ = gedraaid
    (tmp_path / "inbeeld.yaml").write_text(f"magazijn: {plek.map / 'magazijn'}\nsleutels: {tmp_path / 'weg.json'}\n")
    proces = typ("stand", map_=tmp_path, INBEELD_SLEUTELS=str(plek.map / "sleutels.json"))
    assert proces.returncode == 0 and proces.stdout.startswith("soort;school;"), proces.stderr
    proces = typ("stand", "--magazijn", "leeg", map_=tmp_path)
    assert (proces.returncode, proces.stdout) == (2, "")
    assert proces.stderr == "leeg: hier is nog geen magazijn; draai eerst inbeeld run\n"


@pytest.mark.traag
def test_who_stops_a_run_gets_a_sentence_and_no_traceback(tmp_path):
    maak_leveringen(tmp_path / "aanlevering")
    plek = Plek(tmp_path)
    proces = subprocess.Popen(
        [INBEELD, "run", *plek.opties, *DAG], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    einde = time.monotonic() + 120
    while not (tmp_path / "magazijn" / "stad.duckdb").exists() and time.monotonic() < einde:
        time.sleep(0.1)
    time.sleep(3)
    proces.send_signal(signal.SIGINT)
    uit, fout = proces.communicate(timeout=120)
    assert proces.returncode == 2, (datetime.now(), uit, fout)
    assert "Traceback" not in uit + fout
    assert "Gestopt. Een volgende run maakt het werk af." in fout or "Draai opnieuw" in uit  # Dagster may catch it
    assert not list(Path(tmp_path / "uit").glob("2*"))
