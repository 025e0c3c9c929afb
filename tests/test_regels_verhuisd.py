"""A pupil who moves to another gemeente leaves the lists of leerplicht without a word (aanlevering.md §1)."""

from datetime import date

from tests import product
from tests.bouwsteen import Stadje, geldig_pgn

EERSTE, TWEEDE = date(2026, 10, 11), date(2026, 10, 18)


def test_who_moved_away_has_no_row_any_more_and_who_stayed_has_one(tmp_path):
    stad = Stadje(tmp_path / "aanlevering", begin="20260801T0600", leerplicht_gemeenten=["0344"])
    school = stad.school("01AA00")
    school.rooster("1a", geldig_van="2026-08-31")
    for nummer in (1001, 1002):
        school.inschrijving(str(nummer), startdatum="2026-08-01", pgn=geldig_pgn(nummer), woongemeente="0344")
        stad.absoluut(f"Z{nummer}", geldig_pgn(nummer), "2026-10-01")
        stad.absoluut(
            f"Z{nummer}", geldig_pgn(nummer), "2026-10-01", "gesloten", "2026-10-14", ontvangen="20261015T0600"
        )
    school.verwijder("inschrijvingen", "20261015T0600", leerlingnummer="1001")
    school.inschrijving(
        "1001", startdatum="2026-08-01", pgn=geldig_pgn(1001), woongemeente="0363", ontvangen="20261015T0600"
    )
    uit = product.reken(stad.map, tmp_path, EERSTE, TWEEDE)
    per_week = [
        [
            (rij.leerlingnummer, rij.status)
            for rij in product.rijen(uit, zondag, "leerplicht")
            if rij.signaal == "absoluut"
        ]
        for zondag in (EERSTE, TWEEDE)
    ]
    assert per_week == [[("1001", "blijft"), ("1002", "blijft")], [("1002", "vervallen")]]
