"""The csv writer: exact text, fixed form."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.uitgifte.csvbestand import KOLOMMEN, csv_bytes, maak_csv, waarde_tekst


@pytest.mark.parametrize(
    ("teller", "noemer", "decimalen", "tekst"),
    [
        (0, 7, 1, "0,0"),
        (16, 1, 0, "16"),
        (985, 60, 1, "16,4"),
        (1, 20, 1, "0,1"),
        (249, 5000, 1, "0,0"),
        (1, 2, 0, "1"),
        (499, 1000, 0, "0"),
        (25, 100, 1, "0,3"),
        (1005, 10, 0, "101"),
        (-3, 1, 0, "-3"),
        (-1, 2, 0, "-1"),
        (-1, 100, 1, "0,0"),
        (7, -2, 1, "-3,5"),
        (2, 3, 3, "0,667"),
    ],
)
def test_a_fraction_is_rounded_half_up_with_a_decimal_comma(teller, noemer, decimalen, tekst):
    assert waarde_tekst(teller, noemer, decimalen) == tekst


def test_a_share_that_a_float_would_round_wrongly_is_exact():
    assert waarde_tekst(1005, 1000, 2) == "1,01"  # 1.005 as a float lies below the half
    assert f"{1.005:.2f}" == "1.00"


@given(st.integers(0, 10**9), st.integers(1, 10**6), st.integers(0, 3))
def test_the_text_lies_within_half_a_unit_of_the_fraction(teller, noemer, decimalen):
    eenheden = int(waarde_tekst(teller, noemer, decimalen).replace(",", ""))
    verschil = 2 * (eenheden * noemer - teller * 10**decimalen)
    assert -noemer < verschil <= noemer


def test_a_division_by_zero_says_what_to_do():
    with pytest.raises(ValueError, match="geef een leeg veld"):
        waarde_tekst(1, 0, 1)


def test_a_file_has_bom_semicolons_crlf_and_quotes_only_where_needed():
    rijen = [{"a": "x;y", "b": None}, {"a": 'zeg "ja"', "b": date(2026, 11, 1)}, {"a": "é\nz", "b": True}]
    assert csv_bytes(("a", "b"), rijen) == (
        b"\xef\xbb\xbfa;b\r\n" + '"x;y";\r\n"zeg ""ja""";2026-11-01\r\n"é\nz";ja\r\n'.encode()
    )


def test_what_looks_like_a_formula_stays_as_it_is():
    assert csv_bytes(("a",), [{"a": "=1+1"}, {"a": "00123"}]).endswith(b"\r\n=1+1\r\n00123\r\n")


def test_no_rows_give_a_header():
    assert maak_csv("trends", []).decode("utf-8-sig") == ";".join(KOLOMMEN["trends"]) + "\r\n"


def test_a_decimal_keeps_its_own_decimals():
    assert csv_bytes(("a",), [{"a": Decimal("6.40")}, {"a": Decimal("1E+3")}]).endswith(b"\r\n6,40\r\n1000\r\n")


def test_a_float_is_refused():
    with pytest.raises(TypeError, match="waarde_tekst"):
        csv_bytes(("a",), [{"a": 0.1}])


def test_a_row_with_other_columns_is_refused_by_name():
    with pytest.raises(ValueError, match="kolommen b, c kloppen niet"):
        csv_bytes(("a", "b"), [{"a": 1, "c": 2}])


def test_signals_are_sorted_as_text_by_pupil_signal_and_since():
    def rij(nummer, signaal, sinds):
        return dict.fromkeys(KOLOMMEN["signalen_school"]) | {
            "leerlingnummer": nummer,
            "signaal": signaal,
            "sinds": sinds,
        }

    rijen = [
        rij("9", "lrv", date(2026, 9, 1)),
        rij("10", "lrv", date(2026, 9, 2)),
        rij("10", "lrv", date(2026, 9, 1)),
        rij("10", "kwart_2w", date(2026, 11, 1)),
    ]
    regels = maak_csv("signalen_school", rijen).decode("utf-8-sig").splitlines()[1:]
    assert [regel.split(";")[2:6:2] for regel in regels] == [
        ["10", "kwart_2w"], ["10", "lrv"], ["10", "lrv"], ["9", "lrv"],
    ]  # fmt: skip
    assert regels[1].split(";")[5] < regels[2].split(";")[5]


@pytest.mark.parametrize("naam", KOLOMMEN)
def test_the_columns_are_those_of_the_contract(naam):
    from open_data_contract_standard.model import OpenDataContractStandard

    from assets.uitgifte.sjabloon import SJABLONEN

    uit = SJABLONEN.parents[2] / "data_contracts" / "uit"
    bestand = uit / f"{naam}.odcs.yaml"
    contract = OpenDataContractStandard.from_file(str(bestand))
    assert contract.schema_ is not None
    assert tuple(veld.name for veld in contract.schema_[0].properties or []) == KOLOMMEN[naam]
