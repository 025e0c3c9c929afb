"""Taking in deliveries: each file once, in its own Sunday, and never forgotten."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from assets import opname
from assets.magazijn import Magazijn
from assets.opname import Opname, aandelen, eerdere_leveringen, eerste_bekende_zondag, tabellen_van
from assets.opname_assets import controlefouten, onverantwoord
from assets.register_asset import TABEL, school_rijen, ververs_register
from assets.werk import Werk, zorg_voor_tabel
from data_contracts.register import lees_register
from pipelines.resources import open_werk, stil
from tests.bouwsteen import Stadje, gemist
from tests.product import paden

BRIN6 = "99AA00"
EEN, TWEE, DRIE = date(2026, 9, 6), date(2026, 9, 13), date(2026, 9, 20)
KAMERS = ("school", "leerplicht", "kluis")


@pytest.fixture(autouse=True)
def zonder_great_expectations(monkeypatch):
    """Great Expectations changes no row and costs seconds."""
    lees = opname.lees
    monkeypatch.setattr(opname, "lees", lambda *delen, **_: lees(*delen, valideer=False))


@pytest.fixture
def stad(tmp_path) -> Stadje:
    """One school with two weeks of attendance and a report."""
    stad = Stadje(tmp_path / "aanlevering", begin="20260901T0600")
    school = stad.school(BRIN6)
    school.inschrijving("1001")
    school.verzuim("2026-08-31", "2026-09-06", "20260907T0600", [gemist("1001", "2026-08-31")])
    school.verzuim("2026-09-07", "2026-09-13", "20260914T0600", [gemist("1001", "2026-09-07")])
    stad.melding("M1", BRIN6, "1001", "2026-09-07", "2026-09-08", ontvangen="20260914T0600")
    return stad


def _neem_op(stad: Stadje, tot: date, doe: Callable[[Werk], object] = stil) -> dict[str, int]:
    """Take in everything up to a Sunday as a new run; returns the number of files read by each room."""
    with open_werk(paden(stad.map, stad.map.parent), tot, stil) as werk:
        keten = werk.keten([tot])
        ververs_register(werk, keten)
        gelezen = {kamer: Opname(werk, kamer, werk.leveringen).ververs(keten) for kamer in KAMERS}
        doe(werk)
    return gelezen


def _telt(tabel: str, aantal: int) -> Callable[[Werk], None]:
    def tel(werk: Werk) -> None:
        assert werk.magazijn.rijen(f"SELECT count(*) FROM {tabel}") == [(aantal,)]

    return tel


VERZUIM = "school.bron.verzuim"


def test_every_file_is_read_once_and_a_new_one_alone(stad):
    assert _neem_op(stad, EEN) == {"school": 3, "leerplicht": 0, "kluis": 1}
    assert _neem_op(stad, EEN) == {"school": 0, "leerplicht": 0, "kluis": 0}
    assert _neem_op(stad, TWEE, _telt(VERZUIM, 2)) == {"school": 1, "leerplicht": 1, "kluis": 1}
    assert _neem_op(stad, DRIE, _telt(VERZUIM, 2)) == {"school": 0, "leerplicht": 0, "kluis": 0}


def test_a_file_stands_in_the_sunday_at_which_it_is_known(stad):
    def zondagen(werk: Werk) -> None:
        rijen = werk.magazijn.rijen(
            "SELECT DISTINCT peildatum FROM school.bron.levering WHERE soort = 'verzuim' ORDER BY 1"
        )
        assert rijen == [(EEN,), (TWEE,)]
        assert eerste_bekende_zondag(werk.magazijn, []) == EEN

    _neem_op(stad, TWEE, zondagen)


def test_a_late_older_file_is_read_with_its_own_sunday(stad):
    _neem_op(stad, DRIE)
    school = stad.map / BRIN6 / "verzuim" / "laat__20260831-20260906__20260907T0700.csv"
    school.write_bytes(
        next(school.parent.glob("*20260907T0600.csv")).read_bytes() + b"1001;2026-09-01;dag;;;afwezig;O;\r\n"
    )
    assert _neem_op(stad, DRIE, _telt(VERZUIM, 4)) == {"school": 4, "leerplicht": 0, "kluis": 0}


def test_what_was_delivered_stays_when_the_file_goes(stad):
    _neem_op(stad, TWEE)
    next(stad.map.glob("*/verzuim/*20260907T0600.csv")).unlink()
    assert _neem_op(stad, TWEE, _telt(VERZUIM, 2)) == {"school": 0, "leerplicht": 0, "kluis": 0}


def test_a_kind_that_an_earlier_version_took_into_this_room_is_cleared(stad):
    def neem_mee(werk: Werk) -> None:
        levering = werk.magazijn.rijen("SELECT * FROM school.bron.levering WHERE soort = 'inschrijvingen'")[0]
        rij = (levering[0], 1, 1, None, "inzet", "gemeente/inzet/i.csv", *levering[6:])
        plaatsen = ", ".join("?" for _ in rij)
        werk.magazijn.con.execute(f"INSERT INTO leerplicht.bron.levering VALUES ({plaatsen})", rij)
        assert "inzet" not in {b.soort for b in eerdere_leveringen(werk.magazijn, stad.map)}

    _neem_op(stad, EEN, neem_mee)
    _neem_op(stad, TWEE, _telt("leerplicht.bron.levering", 1))


def test_support_is_taken_into_the_school_room(stad):
    stad.inzet(BRIN6, "klas", "KOOS", "2026-09-07", klas="1a", ontvangen="20260914T0600")
    assert _neem_op(stad, TWEE, _telt("school.bron.inzet", 1)) == {"school": 5, "leerplicht": 1, "kluis": 3}


def test_a_copy_of_a_file_that_went_is_still_the_same_file(stad):
    _neem_op(stad, TWEE)
    eerste = next(stad.map.glob("*/verzuim/*20260907T0600.csv"))
    eerste.rename(eerste.with_name(eerste.name.replace("0907T", "0915T")))

    def herhaald(werk: Werk) -> None:
        rijen = werk.magazijn.rijen(
            "SELECT ontvangen_op, herhaald FROM school.bron.levering WHERE soort = 'verzuim' ORDER BY 1"
        )
        assert [h for _, h in rijen] == [False, False, True]

    _neem_op(stad, DRIE, herhaald)


def test_a_file_that_went_becomes_the_repeat_of_an_older_copy_that_comes_late(stad):
    _neem_op(stad, TWEE)
    eerste = next(stad.map.glob("*/verzuim/*20260907T0600.csv"))
    eerste.rename(eerste.with_name(eerste.name.replace("0907T", "0906T")))

    def herhaald(werk: Werk) -> None:
        rijen = werk.magazijn.rijen(
            "SELECT ontvangen_op, herhaald FROM school.bron.levering WHERE soort = 'verzuim' ORDER BY 1"
        )
        assert [h for _, h in rijen] == [False, True, False]

    _neem_op(stad, TWEE, herhaald)


@pytest.mark.parametrize("tabel", ["school.bron.levering", "kluis.bron.leerling"])
def test_files_are_read_anew_when_the_columns_of_any_of_their_tables_changed(stad, tabel):
    def vorige_versie(werk: Werk) -> None:
        werk.magazijn.con.execute(f"ALTER TABLE {tabel} ADD COLUMN vroeger VARCHAR")

    rijen: dict[str, list] = {}

    def bewaar(naam: str, werk: Werk) -> None:
        rijen[naam] = werk.magazijn.rijen(f"SELECT * FROM {tabel} ORDER BY ALL")

    _neem_op(stad, TWEE, partial(bewaar, "voor"))
    _neem_op(stad, TWEE, vorige_versie)
    gelezen = _neem_op(stad, TWEE, partial(bewaar, "na"))
    assert gelezen[tabel.split(".")[0]] > 0
    assert rijen["na"] == rijen["voor"] != []


def test_a_file_that_breaks_the_reading_leaves_the_room_as_it_was(stad, monkeypatch):
    _neem_op(stad, EEN)
    lees = opname.lees

    def breekt(bestanden, soort, *delen, **opties):
        if soort == "verzuim":
            raise KeyboardInterrupt
        return lees(bestanden, soort, *delen, **opties)

    with monkeypatch.context() as tijdelijk:
        tijdelijk.setattr(opname, "lees", breekt)
        with pytest.raises(KeyboardInterrupt):
            _neem_op(stad, TWEE)
    _neem_op(stad, EEN, _telt(VERZUIM, 1))
    assert _neem_op(stad, TWEE, _telt(VERZUIM, 2))["school"] == 1


def test_a_receipt_that_a_name_does_not_tell_is_kept_from_the_run_that_found_it(stad):
    (stad.map / BRIN6 / "codes" / "extra.csv").write_text("code;categorie;geoorloofd\nX;luxe;nee\n")

    def ontvangen(werk: Werk) -> None:
        eerder = eerdere_leveringen(werk.magazijn, stad.map)
        (op,) = [levering.ontvangen_op for levering in eerder if levering.bestand.endswith("extra.csv")]
        assert op == datetime(2026, 9, 6, 23, 59)

    _neem_op(stad, EEN, ontvangen)
    _neem_op(stad, DRIE, ontvangen)


def test_rows_that_do_not_add_up_are_found(stad):
    def tel(werk: Werk) -> None:
        assert (onverantwoord(werk, "school"), onverantwoord(werk, "kluis"), controlefouten(werk, "school")) == (
            0,
            0,
            0,
        )
        werk.magazijn.con.execute(f"DELETE FROM {VERZUIM}_plaats WHERE peildatum = DATE '{EEN}'")
        werk.magazijn.con.execute("UPDATE kluis.bron.leerling SET school_leerling = NULL")
        werk.magazijn.con.execute("INSERT INTO school.bron.controle (is_fout) VALUES (true)")
        assert onverantwoord(werk, "school") == 1
        assert onverantwoord(werk, "kluis") >= 1
        assert controlefouten(werk, "school") == 1

    _neem_op(stad, TWEE, tel)


def test_the_register_is_written_again_only_when_a_school_changed(stad):
    def boek(werk: Werk) -> None:
        boeken.append(werk.magazijn.rijen("SELECT * FROM school.kern.stap WHERE tabel = 'bron.school' ORDER BY ALL"))

    boeken: list = []
    _neem_op(stad, TWEE, boek)
    _neem_op(stad, TWEE, boek)
    assert boeken[0] == boeken[1] and len(boeken[0]) == 2
    stad.register["scholen"][0]["capaciteit"] = 3
    stad.school("99BB00", codes=None)
    _neem_op(stad, TWEE, boek)
    assert boeken[2] != boeken[1]
    rijen = school_rijen(lees_register(stad.map / "scholen.yaml"), EEN)
    _neem_op(stad, TWEE, lambda werk: _zelfde(werk.magazijn, rijen))


def _zelfde(magazijn: Magazijn, rijen: list[tuple]) -> None:
    assert magazijn.rijen(f"SELECT * FROM {TABEL} WHERE peildatum = DATE '{EEN}' ORDER BY brin6") == rijen
    assert [rij[8] for rij in rijen] == [3, 10]


@pytest.mark.parametrize("kamer", KAMERS)
def test_every_bron_table_of_a_room_can_be_made(motor, kamer):
    werk = motor.werk([])
    for tabel in tabellen_van(kamer):
        zorg_voor_tabel(werk, tabel)
        assert tabel.startswith(f"{kamer}.bron.") and werk.magazijn.bestaat(tabel)


def test_nothing_is_known_of_an_empty_warehouse(magazijn, tmp_path):
    assert eerdere_leveringen(magazijn, tmp_path) == [] and eerste_bekende_zondag(magazijn, []) is None
    assert not Path(tmp_path / "uit").exists()


def test_the_time_of_a_step_is_shared_by_bytes(tmp_path):
    def bestand(naam: str, bytes_: int | None) -> Any:
        if bytes_ is not None:
            (tmp_path / naam).write_bytes(b"x" * bytes_)
        return SimpleNamespace(pad=tmp_path / naam)

    een, twee = date(2026, 9, 6), date(2026, 9, 13)
    assert aandelen({een: [bestand("a", 1), bestand("b", 2)], twee: [bestand("c", 9)]}) == {een: 0.25, twee: 0.75}
    assert aandelen({een: [], twee: [bestand("weg", None)]}) == {een: 0.5, twee: 0.5}
