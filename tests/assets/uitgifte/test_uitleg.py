"""Explanations: the right facts, the thresholds of the contract, and a clear word when a fact is missing."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from assets.uitgifte.uitleg import drempel_tekst, maak_uitleg
from tests.assets.uitgifte.voorbeelden import CROSSING

BASIS = {"sinds": date(2026, 11, 10), "waarde": 31}


def test_a_crossing_names_its_days_hours_and_term():
    assert maak_uitleg("verzuim_16u4w", CROSSING) == (
        "Van 26 oktober 2026 t/m 10 november 2026 miste de leerling 17 lesuren zonder geldige of bekende reden. "
        "De grens is 16 lesuren in 4 lesweken. De uiterste melddatum is 17 november 2026. "
        "Het verzuim is nog niet gemeld."
    )


def test_a_reported_crossing_names_its_number():
    tekst = maak_uitleg("verzuim_16u4w", CROSSING | {"meldingsnummer": "M-12"})
    assert tekst.endswith("Het verzuim is gemeld onder nummer M-12.")


@pytest.mark.parametrize(("eenheid", "andere"), [("lesuur", "klokuren"), ("klokuur", "lesuren")])
def test_a_limit_case_names_the_other_unit(eenheid, andere):
    tekst = maak_uitleg("verzuim_16u4w", CROSSING | {"eenheid": eenheid, "grensgeval": True})
    assert tekst.endswith(f"Dit is een grensgeval. Tellen we in {andere}, dan is er geen signaal.")
    assert "grensgeval" not in maak_uitleg("verzuim_16u4w", CROSSING | {"eenheid": eenheid})


@pytest.mark.parametrize("uren", [Fraction(985, 60), Decimal("16.42"), "16,4"])
def test_hours_are_printed_exactly_with_a_comma(uren):
    assert "miste de leerling 16,4 klokuren" in maak_uitleg(
        "verzuim_16u4w", CROSSING | {"eenheid": "klokuur", "uren": uren}
    )


def test_sick_leave_has_two_texts():
    assert "31 keer ziek gemeld" in maak_uitleg("ziek_mazl", BASIS | {"eenheid": "episode"})
    assert "31 schooldagen ziek gemeld" in maak_uitleg("ziek_mazl", BASIS | {"eenheid": "schooldag"})


def test_a_school_that_sets_its_own_threshold_reads_that():
    assert "De grens is 9 keer" in maak_uitleg("te_laat", BASIS)
    assert "De grens is 12 keer" in maak_uitleg("te_laat", BASIS | {"drempel": 12})


def test_the_threshold_is_written_like_the_value():
    assert drempel_tekst("verzuim_16u4w", "lesuur") == "16"
    assert drempel_tekst("verzuim_16u4w", "klokuur") == "16,0"
    assert drempel_tekst("afwezig_10") == "10,0"


def test_a_missing_fact_is_named():
    with pytest.raises(ValueError, match="uitleg kwart_2w: veld sinds ontbreekt; geef het mee"):
        maak_uitleg("kwart_2w", {"waarde": 31})
