from datetime import date, datetime

import pytest

from assets.inname.bestandsnaam import Bestandsnaam, lees_bestandsnaam, ontvangst_zonder_tijd, peildatum_van

PERIODE = (date(2026, 8, 31), date(2026, 11, 15))


@pytest.mark.parametrize(
    ("naam", "verwacht"),
    [
        ("abs__20260831-20261115__20261116T0630.csv", Bestandsnaam(*PERIODE, datetime(2026, 11, 16, 6, 30))),
        ("abs__20260831-20261115.csv", Bestandsnaam(*PERIODE)),
        ("abs__20261116T0630.csv", Bestandsnaam(ontvangen_op=datetime(2026, 11, 16, 6, 30))),
        ("abs.csv", Bestandsnaam()),
        ("__20260831-20261115.csv", Bestandsnaam(*PERIODE)),
        ("a__b.c__20260831-20261115.csv", Bestandsnaam(*PERIODE)),
        ("abs__20260831-20260831.csv", Bestandsnaam(PERIODE[0], PERIODE[0])),
        ("abs__20261115-20260831.csv", Bestandsnaam()),
        ("abs__20260231-20261115.csv", Bestandsnaam()),
        ("abs__20261116T2460.csv", Bestandsnaam()),
        ("abs__20261116T0630__20260831-20261115.csv", Bestandsnaam(*PERIODE)),
    ],
)
def test_a_file_name_tells_its_period_and_receipt(naam, verwacht):
    assert lees_bestandsnaam(naam) == verwacht


@pytest.mark.parametrize(
    ("ontvangen", "zondag"),
    [
        (datetime(2026, 11, 15, 0, 0), date(2026, 11, 15)),
        (datetime(2026, 11, 16, 11, 59), date(2026, 11, 15)),
        (datetime(2026, 11, 16, 12, 0), date(2026, 11, 22)),
        (datetime(2026, 11, 16, 12, 1), date(2026, 11, 22)),
        (datetime(2026, 11, 22, 23, 59), date(2026, 11, 22)),
    ],
)
def test_a_delivery_belongs_to_the_first_sunday_that_knows_it(ontvangen, zondag):
    assert peildatum_van(ontvangen, 12) == zondag


def test_without_a_time_of_receipt_the_end_of_the_period_decides_else_the_run():
    assert ontvangst_zonder_tijd(date(2026, 11, 15), date(2026, 12, 6)) == datetime(2026, 11, 15, 23, 59)
    assert ontvangst_zonder_tijd(date(2026, 11, 16), date(2026, 12, 6)) == datetime(2026, 11, 22, 23, 59)
    assert ontvangst_zonder_tijd(None, date(2026, 12, 6)) == datetime(2026, 12, 6, 23, 59)
