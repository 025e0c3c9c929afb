import re

from data_contracts.redenen import lees_redenen, uitleg

RIJ = [
    "te_veel_velden",
    "te_weinig_velden",
    "veld_leeg",
    "datum_ongeldig",
    "slot_ongeldig",
    "waarde_ongeldig",
    "toekomst",
    "datum_buiten_schooljaar",
    "datum_buiten_periode",
    "datum_in_toekomst",
    "dubbel",
    "geen_inschrijving",
    "onbekende_code",
    "tegenstrijdig",
    "sleutel_dubbel",
]
BESTAND = [
    "kolom_ontbreekt",
    "codering_ongeldig",
    "onleesbaar",
    "te_groot",
    "versleuteld",
    "onbekende_school",
    "politiegegevens",
]
GEMELD = ["pgn_ongeldig", "code_en_rij_verschillen", "deels_overschreven", "buiten_rooster", "geen_periode"]
GENEGEERD = {"toekomst", "geen_verzuim", "niet_ingevuld"}


def test_reasons_of_a_row_hold_in_the_promised_order():
    assert [code for code in lees_redenen() if code in RIJ] == RIJ


def test_every_reason_is_there_with_its_outcome():
    redenen = lees_redenen()
    assert set(redenen) == {*RIJ, *BESTAND, *GEMELD, *GENEGEERD}
    verwacht = dict.fromkeys(RIJ, "quarantaine") | dict.fromkeys(BESTAND, "geweigerd") | dict.fromkeys(GEMELD, "gemeld")
    verwacht |= dict.fromkeys(GENEGEERD, "genegeerd")
    assert {code: reden.uitkomst for code, reden in redenen.items()} == verwacht


def test_every_reason_says_in_short_dutch_sentences_what_to_do():
    for code in lees_redenen():
        zinnen = re.split(r"(?<=\.) ", uitleg(code))
        assert len(zinnen) >= 2, code
        assert all(zin.endswith(".") and len(zin.split()) <= 25 for zin in zinnen), code
