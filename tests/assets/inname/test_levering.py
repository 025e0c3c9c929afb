from dataclasses import replace
from datetime import date, datetime

import pytest

MA, DI, WO = "__20261116T0630", "__20261117T0630", "__20261118T0630"
PERIODE = "__20260831-20261115"


def in_map(stad, *bestanden: tuple[str, str], map_: str = "03MJ01/verzuim"):
    for naam, inhoud in bestanden:
        stad.schrijf(f"{map_}/{naam}.csv", inhoud)
    return stad.leveringen()


def test_files_of_one_minute_and_period_are_one_delivery(stad):
    een, twee, later = in_map(stad, (f"b{PERIODE}{MA}", "x"), (f"a{PERIODE}{MA}", "y"), (f"c{PERIODE}{DI}", "z"))
    assert een.levering_id == twee.levering_id != later.levering_id
    assert [een.pad.name[0], twee.pad.name[0]] == ["a", "b"]
    assert een.volgorde == twee.volgorde < later.volgorde


def test_attendance_of_two_periods_in_one_minute_is_two_deliveries_in_order_of_file_name(stad):
    een, twee = in_map(stad, (f"a__20261101-20261107{MA}", "x"), (f"b__20261001-20261031{MA}", "y"))
    assert een.levering_id != twee.levering_id
    assert een.volgorde < twee.volgorde


def test_snapshots_of_one_minute_are_one_delivery_whatever_the_period(stad):
    een, twee = in_map(stad, (f"a{MA}", "x"), (f"b{PERIODE}{MA}", "y"), map_="03MJ01/codes")
    assert een.levering_id == twee.levering_id


def test_the_same_content_again_changes_nothing_also_when_others_came_in_between(stad):
    herhaald = [
        levering.herhaald
        for levering in in_map(stad, (f"a{PERIODE}{MA}", "x"), (f"b{PERIODE}{DI}", "y"), (f"c{PERIODE}{WO}", "x"))
    ]
    assert herhaald == [False, False, True]


def test_the_same_content_for_another_period_is_no_repeat(stad):
    leveringen = in_map(stad, (f"a{PERIODE}{MA}", "x"), (f"b__20260831-20261114{DI}", "x"))
    assert not any(levering.herhaald for levering in leveringen)


def test_a_delivery_repeats_only_when_all_its_files_do(stad):
    oud = [(f"a{PERIODE}{MA}", "x"), (f"b{PERIODE}{MA}", "y")]
    half = in_map(stad, *oud, (f"c{PERIODE}{DI}", "x"), (f"d{PERIODE}{DI}", "nieuw"))
    assert [levering.herhaald for levering in half] == [False] * 4
    heel = in_map(stad, (f"e{PERIODE}{WO}", "y"), (f"f{PERIODE}{WO}", "x"))
    assert [levering.herhaald for levering in heel if levering.ontvangen_op.day == 18] == [True, True]


def test_a_copy_within_one_delivery_is_a_repeat_by_itself(stad):
    een, kopie = in_map(stad, (f"a{PERIODE}{MA}", "x"), (f"b{PERIODE}{MA}", "x"))
    assert (een.herhaald, kopie.herhaald) == (False, True)


def test_an_older_receipt_that_arrives_late_takes_its_place_in_time(stad):
    (eerst,) = in_map(stad, (f"a{PERIODE}{DI}", "x"))
    laat, nu_herhaald = in_map(stad, (f"b{PERIODE}{MA}", "x"))
    assert not eerst.herhaald and not laat.herhaald and nu_herhaald.herhaald


def test_a_receipt_that_was_stored_is_kept(stad):
    (nieuw,) = in_map(stad, ("zonder", "x"))
    assert nieuw.ontvangen_op == datetime(2026, 11, 15, 23, 59) and not nieuw.heeft_ontvangst
    (bekend,) = stad.leveringen(eerder=[replace(nieuw, ontvangen_op=datetime(2026, 11, 8, 23, 59))])
    assert bekend.peildatum == date(2026, 11, 8) and not bekend.is_weg


def test_what_an_earlier_run_took_in_still_decides_what_is_a_repeat(stad):
    (eerst,) = in_map(stad, (f"a{PERIODE}{MA}", "x"))
    eerst.pad.unlink()
    in_map(stad, (f"b{PERIODE}{DI}", "x"))
    weg, kopie = stad.leveringen(eerder=[eerst])
    assert (weg.is_weg, weg.herhaald, kopie.is_weg, kopie.herhaald) == (True, False, False, True)


def test_the_hour_of_knowing_is_a_setting_of_the_school(stad):
    tekst = (stad.wortel / "scholen.yaml").read_text()
    (stad.wortel / "scholen.yaml").write_text(tekst + "instellingen: {kennismoment_uren: 6}\n")
    (levering,) = in_map(stad, (f"a{PERIODE}{MA}", "x"))
    assert levering.peildatum == date(2026, 11, 22)


def test_a_school_that_is_not_in_the_register_is_refused(stad):
    (levering,) = in_map(stad, ("a", "x"), map_="99XX00/verzuim")
    assert levering.reden == "onbekende_school"


def test_ids_depend_on_identity_only(stad, tmp_path_factory):
    from tests.assets.inname.stad import Stad

    ander = Stad(tmp_path_factory.mktemp("elders"))
    (een,), (twee,) = in_map(stad, (f"a{MA}", "x")), in_map(ander, (f"a{MA}", "x"))
    assert (een.bestand_id, een.levering_id) == (twee.bestand_id, twee.levering_id)
    assert 0 <= een.bestand_id < 2**63


@pytest.mark.parametrize("naam", [".DS_Store", "~$lijst.xlsx", ".verborgen.csv"])
def test_hidden_files_are_no_deliveries(stad, naam):
    stad.schrijf(f"03MJ01/verzuim/{naam}", "x")
    assert stad.leveringen() == []


def test_a_link_out_of_the_folder_is_not_followed(stad, tmp_path_factory):
    buiten = tmp_path_factory.mktemp("buiten")
    (buiten / "geheim.csv").write_text("x")
    (stad.wortel / "03MJ01").mkdir()
    (stad.wortel / "03MJ01" / "verzuim").symlink_to(buiten, target_is_directory=True)
    stad.schrijf("03MJ02/verzuim/echt.csv", "x")
    (stad.wortel / "03MJ02" / "verzuim" / "link.csv").symlink_to(buiten / "geheim.csv")
    echt, link = stad.leveringen()
    assert (echt.bestand, echt.reden) == ("03MJ02/verzuim/echt.csv", None)
    assert (link.bestand, link.reden, link.sha256) == ("03MJ02/verzuim/link.csv", "onleesbaar", "")
