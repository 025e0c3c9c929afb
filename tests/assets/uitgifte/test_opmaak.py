"""Dutch dates and numbers, whatever the locale of the machine."""

import subprocess
import sys
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from assets.uitgifte import opmaak


@pytest.mark.parametrize(
    ("maandag", "tekst"),
    [
        (date(2026, 11, 16), "week 47 (16 t/m 20 november)"),
        (date(2026, 11, 30), "week 49 (30 november t/m 4 december)"),
        (date(2026, 12, 28), "week 53 (28 december 2026 t/m 1 januari 2027)"),
    ],
)
def test_a_week_runs_from_monday_to_friday(maandag, tekst):
    assert opmaak.week_tekst(maandag) == tekst


@pytest.mark.parametrize(
    ("waarde", "decimalen", "tekst"),
    [
        (999, 0, "999"),
        (1000, 0, "1.000"),
        (12345, 0, "12.345"),
        (-1234, 0, "-1.234"),
        (Decimal("1234.56"), 1, "1.234,6"),
        (Fraction(1, 8), 1, "0,1"),
        ("al tekst", 1, "al tekst"),
    ],
)
def test_numbers_have_points_per_thousand_and_a_decimal_comma(waarde, decimalen, tekst):
    assert opmaak.getal_tekst(waarde, decimalen) == tekst


def test_dates_percentages_and_hours():
    assert opmaak.datum_lang(date(2026, 11, 21)) == "21 november 2026"
    assert opmaak.datum_kort(date(2026, 3, 1)) == "01-03-2026"
    assert opmaak.procent_tekst(Decimal("6.4")) == "6,4%"
    assert opmaak.uren_tekst(210) == "3,5"
    assert opmaak.opsomming(["a", "b", "c"]) == "a, b en c"


@pytest.mark.parametrize(("dag", "tekst"), [(date(2026, 7, 31), "2025/2026"), (date(2026, 8, 1), "2026/2027")])
def test_a_schooljaar_turns_on_the_first_of_august(dag, tekst):
    assert opmaak.schooljaar_tekst(dag) == tekst


def test_the_locale_of_the_machine_does_not_matter():
    code = (
        "from datetime import date; from assets.uitgifte.opmaak import datum_lang, geheel_tekst;"
        "print(datum_lang(date(2026, 3, 1)), geheel_tekst(12345))"
    )
    uit = subprocess.run([sys.executable, "-c", code], env={"LC_ALL": "C"}, capture_output=True, text=True, check=True)
    assert uit.stdout.strip() == "1 maart 2026 12.345"
