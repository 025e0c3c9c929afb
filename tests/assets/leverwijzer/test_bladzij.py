"""The pages for schools are those of the contracts of now, and say all of it."""

from pathlib import Path

import pytest

from assets.leverwijzer.__main__ import schrijf_bladzijden
from assets.leverwijzer.bladzij import bladzij, bladzijden, redenen_van
from assets.leverwijzer.vorm import schrijfwijze, tabel, voorbeeld_van
from data_contracts.contract import BRONNEN, lees_contract
from data_contracts.dialect import lees_dialect
from data_contracts.redenen import lees_redenen

MAP = Path(__file__).parents[3] / "docs" / "aanleveren"


def test_the_committed_pages_are_those_of_the_contracts_of_now():
    staat = {pad.name: pad.read_text(encoding="utf-8") for pad in MAP.iterdir()}
    assert staat == bladzijden(), "typ make leverwijzer"


@pytest.mark.parametrize("soort", [soort for soort in BRONNEN if soort != "verzuim"])
def test_a_page_names_every_column_value_and_example(soort):
    tekst, contract = bladzij(soort), lees_contract(soort)
    for kolom in contract.kolommen:
        assert f"| `{kolom.naam}` | {'ja' if kolom.verplicht else 'nee'} | {kolom.omschrijving}" in tekst
        assert all(f"| `{woord}` | {uitleg} |" in tekst for woord, uitleg in kolom.betekenissen)
    assert all(";".join(rij) in tekst for rij in contract.voorbeeldrijen)
    assert contract.eigenaar in tekst and contract.versheid in tekst and contract.beperking in tekst


def test_the_page_of_verzuim_has_the_columns_of_each_dialect():
    tekst = bladzij("verzuim")
    for naam in ("standaard", "somtoday", "magister", "eduarte"):
        assert f"## Dialect {naam}\n" in tekst
        assert all(f"| `{kolom}` |" in tekst for kolom in lees_dialect(naam).kolommen)


def test_together_the_pages_explain_every_reason():
    assert {reden.code for soort in BRONNEN for reden in redenen_van(soort)} == set(lees_redenen())
    assert all(reden.uitleg in bladzij(soort) for soort in BRONNEN for reden in redenen_van(soort))


@pytest.mark.parametrize(
    ("soort", "wel", "niet"),
    [
        ("verzuim", "geen_inschrijving", "politiegegevens"),
        ("meldingen", "politiegegevens", "geen_inschrijving"),
        ("kernteam", "niet_ingevuld", "toekomst"),
        ("codes", "onbekende_school", "pgn_ongeldig"),
    ],
)
def test_a_page_names_only_the_reasons_of_its_kind(soort, wel, niet):
    codes = {reden.code for reden in redenen_van(soort)}
    assert wel in codes and niet not in codes


@pytest.mark.parametrize(
    ("formaat", "voorbeeld"),
    [("DD-MM-JJJJ UU:MM", "16-11-2026 08:30"), ("UUMM", "0830"), ("JJJJMMDDTUU:MM:SS", "20261116T08:30:00")],
)
def test_a_format_is_shown_as_an_example(formaat, voorbeeld):
    assert voorbeeld_van(formaat) == voorbeeld


@pytest.mark.parametrize(
    ("soort", "kolom", "zin"),
    [
        ("rooster", "weekdag", "een heel getal van 1 tot en met 5"),
        ("rooster", "slot", "een lesuur van 1 tot en met 12, of `ochtend` of `middag`"),
        ("kalender", "van", "een datum: `2026-11-16`, `16-11-2026` of `20261116`"),
        ("kalender", "soort", "een woord uit de lijst hieronder"),
        ("kalender", "klas", "tekst"),
    ],
)
def test_how_a_value_is_written_follows_from_its_column(soort, kolom, zin):
    assert schrijfwijze(lees_contract(soort).kolom(kolom)) == zin


def test_a_cell_cannot_break_the_table():
    assert tabel(("a",), [("x|y\nz",)]) == "| a |\n| --- |\n| x\\|y z |"


def test_a_page_of_a_source_that_is_no_more_goes_away(tmp_path):
    (tmp_path / "vroeger.md").write_text("oud")
    schrijf_bladzijden(tmp_path)
    assert {pad.name for pad in tmp_path.iterdir()} == set(bladzijden())
