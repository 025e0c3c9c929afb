"""The workbook: read back as the intake reads it, with the real reader."""

import io
import re
import zipfile
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from assets.uitgifte.keuze import kies
from assets.uitgifte.lijst_xlsx import BESLUITEN, VERVOLG, WIE, lijst_xlsx
from tests.assets.uitgifte.voorbeelden import IN_BEELD_VANAF, PEILDATUM, leerling, signaal, voorbeeldlijst

CONTRACT = ["peildatum", "leerlingnummer", "signaal", "besluit", "wie", "vervolg", "datum"]


def bladen(inhoud: bytes) -> dict[str, list[list]]:
    boek = CalamineWorkbook.from_filelike(io.BytesIO(inhoud))
    return {naam: boek.get_sheet_by_name(naam).to_python() for naam in boek.sheet_names}


def rijen(inhoud: bytes) -> list[dict]:
    kop, *rest = bladen(inhoud)["Lijst"]
    return [dict(zip(kop, rij, strict=True)) for rij in rest]


def delen(inhoud: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(inhoud)) as zip_:
        return "\n".join(zip_.read(naam).decode() for naam in zip_.namelist())


def lijst_met(*leerlingen, **velden):
    keuze = kies(leerlingen, capaciteit=10, peildatum=PEILDATUM, in_beeld_vanaf=IN_BEELD_VANAF)
    return voorbeeldlijst(keuze=keuze, **velden)


def test_the_first_sheet_is_the_list_and_the_second_the_readme():
    assert list(bladen(lijst_xlsx(voorbeeldlijst()))) == ["Lijst", "Lees mij"]


def test_the_header_holds_the_contract_and_only_three_of_its_columns_are_filled():
    eerste = rijen(lijst_xlsx(voorbeeldlijst()))[0]
    assert set(CONTRACT) <= set(eerste)
    assert [eerste[naam] for naam in CONTRACT] == [PEILDATUM, "00102", "lrv", "", "", "", ""]
    assert isinstance(eerste["peildatum"], date)


@pytest.mark.parametrize(
    ("kant", "heeft_route", "zin"),
    [
        ("school", True, "Gaat het over de leerling als geheel? Maak dan de cel signaal leeg."),
        ("leerplicht", False, "Laat de kolom signaal staan. Anders staat uw besluit misschien niet op uw lijst."),
    ],
)
def test_only_the_school_side_may_decide_about_the_whole_pupil_and_is_told_the_route(kant, heeft_route, zin):
    inhoud = lijst_xlsx(voorbeeldlijst(kant))
    regels = [rij[0] for rij in bladen(inhoud)["Lees mij"]]
    assert [regel for regel in regels if re.search(r"(cel|kolom) signaal", regel)] == [zin]
    kop = bladen(inhoud)["Lijst"][0]
    assert ("route" in kop) == heeft_route and set(CONTRACT) <= set(kop)


@pytest.mark.parametrize("kant", ["school", "leerplicht"])
def test_the_dropdowns_stand_under_their_own_column(kant):
    inhoud = lijst_xlsx(voorbeeldlijst(kant))
    kop = bladen(inhoud)["Lijst"][0]
    plaatsen = re.findall(r'<dataValidation [^>]*sqref="([A-Z])2:', delen(inhoud))
    assert [kop[ord(letter) - ord("A")] for letter in plaatsen] == ["besluit", "wie", "vervolg", "datum"]


def test_there_is_one_row_a_pupil_and_signal():
    gevonden = [(rij["leerlingnummer"], rij["signaal"]) for rij in rijen(lijst_xlsx(voorbeeldlijst()))]
    assert len(gevonden) == len(set(gevonden)) == 10
    assert ("00101", "afwezig_10") in gevonden


def test_who_stands_there_for_a_term_only_has_one_row_about_the_pupil_as_a_whole():
    laatste = rijen(lijst_xlsx(voorbeeldlijst()))[-1]
    assert (laatste["leerlingnummer"], laatste["groep"], laatste["signaal"], laatste["sinds"]) == (
        "00120", "termijnen", "", "",
    )  # fmt: skip
    assert laatste["route"].endswith("De laatste dag was 13 november 2026.")


@pytest.mark.parametrize("naam", ["=1+1", "=HYPERLINK(1)", "+31", "-1", "@SUM(1)", "http://voorbeeld.example", "{=1}"])
def test_text_like_a_formula_or_address_stays_text(naam):
    inhoud = lijst_xlsx(lijst_met(leerling("0012", signaal(), roepnaam=naam, achternaam="", klas=naam)))
    rij = rijen(inhoud)[0]
    assert (rij["naam"], rij["klas"], rij["leerlingnummer"]) == (naam, naam, "0012")
    assert "<f>" not in delen(inhoud) and "<hyperlink" not in delen(inhoud)


def test_the_same_list_gives_the_same_bytes():
    assert lijst_xlsx(voorbeeldlijst()) == lijst_xlsx(voorbeeldlijst())


def test_the_dropdowns_hold_the_words_of_the_contract():
    inhoud = delen(lijst_xlsx(voorbeeldlijst()))
    for keuzes in (BESLUITEN, WIE, VERVOLG):
        assert f"&quot;{','.join(keuzes)}&quot;" in inhoud or f'"{",".join(keuzes)}"' in inhoud
    assert inhoud.count("<dataValidation ") == 4


def test_an_empty_list_has_a_header_only():
    assert len(bladen(lijst_xlsx(lijst_met()))["Lijst"]) == 1


def test_a_trial_says_so_on_every_row_in_print_and_in_the_readme():
    proef, live = lijst_xlsx(voorbeeldlijst()), lijst_xlsx(voorbeeldlijst(modus="live"))
    assert {rij["let_op"] for rij in rijen(proef)} == {"PROEF, niet voor gebruik"}
    assert bladen(proef)["Lees mij"][1] == ["PROEF, niet voor gebruik"]
    assert "&amp;BPROEF" in delen(proef)
    assert "PROEF" not in delen(live)


def test_no_author_and_a_fixed_day_of_creation():
    inhoud = delen(lijst_xlsx(voorbeeldlijst()))
    assert "<dc:creator></dc:creator>" in inhoud or "<dc:creator/>" in inhoud
    assert "2026-01-01T00:00:00Z" in inhoud


def test_a_gone_signal_shows_why_and_not_what_it_was():
    rij = next(rij for rij in rijen(lijst_xlsx(voorbeeldlijst("leerplicht"))) if rij["leerlingnummer"] == "00109")
    assert rij["wat_valt_op"] == "Het signaal is vervallen."
