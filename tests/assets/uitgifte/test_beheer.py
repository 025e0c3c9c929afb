"""The analyst's Monday page, the checks page, leerplicht's work, run.json and the door to the disk."""

import json
import re
from dataclasses import replace
from datetime import date, datetime

import pytest

from assets.uitgifte.beheer import (
    index_html,
    stand_woord,
    termijn_tekst,
    validatie_html,
    werkvoorraad_csv,
    werkvoorraad_html,
)
from assets.uitgifte.modellen_beheer import Controle, SchoolStand, Stilte, Werkpunt
from assets.uitgifte.runjson import run_json
from assets.uitgifte.schrijf import schrijf
from assets.uitgifte.veilig import onverwacht_tekst, veilig_aantal
from tests.assets.uitgifte.tekst import zichtbaar
from tests.assets.uitgifte.voorbeelden_beheer import (
    PEILDATUM,
    gat,
    voorbeeldmaandag,
    voorbeeldrun,
    voorbeeldvalidatie,
    voorbeeldwerk,
)

LEVERING_SLEUTELS = (
    "brin6 soort bestand sha256 ontvangen_op van tot uitkomst "
    "ontvangen geaccepteerd quarantaine genegeerd geweigerd redenen"
)


def test_who_did_not_deliver_stands_first_and_only_who_did_not():
    tekst = zichtbaar(index_html(voorbeeldmaandag()))
    deel = tekst[tekst.index("Niet aangeleverd") : tekst.index("\nGeweigerd\n")]
    assert "Basisschool De Stille (99YY00)" in deel and "week 45 en week 46" in deel and "nog nooit" in deel
    assert "Voorbeeldcollege" not in deel
    assert tekst.index("Niet aangeleverd") < tekst.index("\nGeweigerd\n") < tekst.index("\nPoorten\n")


def test_the_monday_page_links_all_files_of_every_school():
    adressen = set(re.findall(r'href="([^"]+)"', index_html(voorbeeldmaandag())))
    per_school = (
        "signalen_school.csv signalen_leerplicht.csv lijst_school.html lijst_school.xlsx lijst_leerplicht.html "
        "lijst_leerplicht.xlsx trend_school.html trend_school.csv groepssignalen.csv "
        "terugkoppeling.html terugkoppeling.csv"
    )
    for brin6 in ("99XX00", "99YY00", "99ZZ00"):
        assert {f"{brin6}/{bestand}" for bestand in per_school.split()} <= adressen
    gemeente = {"gemeente/signalen_leerplicht.csv", "gemeente/werkvoorraad.html", "gemeente/werkvoorraad.csv"}
    stad = {"stad/index.html", "stad/swv_VO2601.html", "stad/trends.csv", "stad/groepssignalen.csv"}
    assert gemeente | stad | {"stad/leerplichttelling.csv", "validatie.html", "run.json"} <= adressen


def test_a_school_that_never_delivered_anything_comes_before_one_that_misses_weeks():
    moment = datetime(2026, 11, 9, 6, 30)
    nooit = SchoolStand("99AA00", "Zonder iets", "po", False, Stilte("nooit"), None)
    rooster = SchoolStand("99EE00", "Zonder rooster", "po", False, Stilte("geen_rooster"), moment)
    mist = SchoolStand("99BB00", "Aan het missen", "po", True, Stilte("mist", (gat(11, 2, 1), gat(11, 9, 0))), moment)
    mist_minder = SchoolStand("99CC00", "Aan een week", "po", True, Stilte("mist", (gat(11, 9, 0),)), moment)
    goed = SchoolStand("99DD00", "Goed", "po", True, None, moment)
    tekst = zichtbaar(index_html(voorbeeldmaandag(scholen=(goed, mist_minder, mist, rooster, nooit))))
    deel = tekst[: tekst.index("\nGeweigerd\n")]
    namen = ("Zonder iets", "Zonder rooster", "Aan het missen", "Aan een week")
    assert [deel.index(naam) for naam in namen] == sorted(deel.index(naam) for naam in namen)
    assert "Goed" not in deel


@pytest.mark.parametrize(
    ("school", "woord"),
    [
        (SchoolStand("1", "a", "po", True, None, datetime(2026, 11, 9)), "binnen"),
        (SchoolStand("1", "a", "po", True, Stilte("mist", (gat(11, 9, 0),)), datetime(2026, 11, 9)), "mist"),
        (SchoolStand("1", "a", "po", True, Stilte("mist", (gat(11, 2, 1),)), datetime(2026, 11, 9)), "binnen"),
        (SchoolStand("1", "a", "po", False, None, datetime(2026, 11, 9)), "geen les"),
        (SchoolStand("1", "a", "po", False, Stilte("mist", (gat(11, 2, 0),)), datetime(2026, 11, 9)), "geen les"),
        (SchoolStand("1", "a", "po", False, Stilte("nooit"), None), "nog niets"),
        (SchoolStand("1", "a", "po", False, Stilte("geen_rooster"), datetime(2026, 11, 9)), "geen rooster"),
        (SchoolStand("1", "a", "po", False, Stilte("rooster_verlopen"), datetime(2026, 11, 9)), "rooster verlopen"),
        (SchoolStand("1", "a", "po", False, None, None), "geen les"),
    ],
)
def test_how_a_school_stands_this_week(school, woord):
    assert stand_woord(school, date(2026, 11, 9)) == woord


def test_old_files_of_the_gemeente_are_named_and_fresh_ones_are_not():
    tekst = zichtbaar(index_html(voorbeeldmaandag()))
    deel = tekst[tekst.index("Niet aangeleverd") : tekst.index("\nGeweigerd\n")]
    assert "Van de gemeente zijn 2 bestanden te oud." in deel
    assert "Vrijstellingen: laatst ontvangen op 26-10-2026 06:30" in deel and "Inzet: nog nooit ontvangen" in deel
    assert "Verzuimmeldingen" not in deel


def test_a_closed_gate_is_said_with_what_to_do():
    tekst = zichtbaar(index_html(voorbeeldmaandag()))
    assert "1 poort is dicht." in tekst
    assert "Vraag de analist om de cel te sluiten." in tekst


def test_a_school_is_in_missing_or_without_lessons():
    tekst = zichtbaar(index_html(voorbeeldmaandag()))
    for naam, woord in (
        ("Voorbeeldcollege", "binnen"),
        ("Basisschool De Stille", "nog niets"),
        ("Fictief Lyceum", "geen les"),
    ):
        assert re.search(rf"{naam} \(\w+\)\n\w+\n{woord}\n", tekst)


@pytest.mark.parametrize(
    ("aantal", "veilig"),
    [(0, "minder dan 10"), (9, "minder dan 10"), (10, 10), (12, 10), (13, 15), (1234, 1235)],
)
def test_counts_near_the_school_room_are_words_or_rounded(aantal, veilig):
    assert veilig_aantal(aantal) == veilig


@pytest.mark.parametrize(
    ("aantal", "tekst"),
    [(None, "niet gecontroleerd"), (0, "geen"), (1, "minder dan 10"), (9, "minder dan 10"), (1233, "ongeveer 1.235")],
)
def test_unexpected_rows_are_said_safely(aantal, tekst):
    assert onverwacht_tekst(aantal) == tekst


def test_the_checks_page_says_what_does_not_hold_and_what_was_not_checked():
    html = validatie_html(voorbeeldvalidatie())
    tekst = zichtbaar(html)
    assert "2 regels kloppen niet, van de 4." in tekst
    assert "1 regel is niet gecontroleerd." in tekst
    assert "1234" not in html and "1.234" not in html


def test_all_rules_hold_is_only_said_when_something_was_checked():
    goed = replace(voorbeeldvalidatie(), controles=(Controle("a", "b", 0),))
    assert "Alle gecontroleerde regels kloppen. Dat zijn er 1." in zichtbaar(validatie_html(goed))
    assert "Er is niets gecontroleerd." in zichtbaar(validatie_html(replace(goed, controles=())))


def test_the_work_is_ordered_by_kind_and_term():
    tekst = zichtbaar(werkvoorraad_html(voorbeeldwerk()))
    assert tekst.index("00110") < tekst.index("00101") < tekst.index("00102") < tekst.index("Z-12")
    assert "termijn voorbij" in tekst and "nog 2 werkdagen" in tekst


@pytest.mark.parametrize(
    ("over", "tekst"), [(None, ""), (-1, "termijn voorbij"), (0, "termijn voorbij"), (1, "nog 1 werkdag")]
)
def test_a_term_is_said_in_words(over, tekst):
    assert termijn_tekst(Werkpunt("", "", "1", "", "lrv", PEILDATUM, werkdagen_over=over)) == tekst


def test_the_work_as_csv_has_the_fixed_columns_in_order():
    regels = werkvoorraad_csv(voorbeeldwerk()).decode("utf-8-sig").splitlines()
    assert regels[0] == "peildatum;brin6;leerlingnummer;klas;punt;sinds;uiterlijk;meldingsnummer"
    assert regels[1] == "2026-11-15;;Z-12;;absoluut;2026-10-01;;"
    assert regels[2] == "2026-11-15;99XX00;00101;3A;niet_gemeld;2026-11-10;2026-11-17;"


def test_run_json_has_exactly_the_keys_of_the_rules():
    inhoud = json.loads(run_json(voorbeeldrun()))
    assert list(inhoud) == ["peildatum", "versie", "instellingen_sha256", "leveringen", "tabellen", "duur_s"]
    assert [list(levering) for levering in inhoud["leveringen"]] == [LEVERING_SLEUTELS.split()] * 2


def test_run_json_gives_rows_of_a_delivery_exactly_and_of_tables_safely():
    inhoud = json.loads(run_json(voorbeeldrun()))
    verzuim = inhoud["leveringen"][1]
    assert verzuim["ontvangen"] == verzuim["geaccepteerd"] + verzuim["quarantaine"] + verzuim["genegeerd"] == 12345
    assert (verzuim["ontvangen_op"], verzuim["van"]) == ("2026-11-16T06:30", "2026-08-31")
    assert inhoud["tabellen"] == {
        "kluis.bron.leerling": 15, "school.kern.slot": 12340, "school.signaal.signaal": "minder dan 10",
    }  # fmt: skip


def test_a_delivery_of_the_gemeente_has_no_school():
    run = voorbeeldrun()
    gemeente = replace(run.leveringen[0], brin6="")
    assert json.loads(run_json(replace(run, leveringen=(gemeente,))))["leveringen"][0]["brin6"] is None


def test_a_file_is_whole_private_and_leaves_nothing_beside_it(tmp_path):
    pad = tmp_path / "uit" / "2026-W46" / "index.html"
    schrijf(pad, "één\n")
    schrijf(pad, b"twee")
    assert pad.read_bytes() == b"twee"
    assert [bestand.name for bestand in pad.parent.iterdir()] == ["index.html"]
    assert pad.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "uit").stat().st_mode & 0o777 == 0o700


def test_a_half_written_file_of_a_killed_run_does_not_stand_in_the_way(tmp_path):
    (tmp_path / ".a.csv.deel").write_text("half")
    schrijf(tmp_path / "a.csv", "heel")
    assert [bestand.name for bestand in tmp_path.iterdir()] == ["a.csv"]
