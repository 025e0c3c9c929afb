"""The work of leerplicht and the counts of one Sunday, over all seven points; expected by hand.

P = 11-10-2026. Lessons from 17-8-2026 on, lesuur 1-6 on each weekday, all delivered. Who is away all the time has a
crossing a week from 26-8 on, so the newest ends on 7-10.
"""

from datetime import date
from pathlib import Path

import pytest

from models.tijd import weeknaam
from tests import product
from tests.bouwsteen import Stadje, geldig_pgn
from tests.toneel import hele_dagen, uren

P = date(2026, 10, 11)
BRIN6 = "99AA00"
BEGIN = "2026-08-17"
PGN = {nummer: geldig_pgn(nummer) for nummer in range(1001, 1012)}
NOOIT_HIER = geldig_pgn(77)


def maak(map_: Path) -> Stadje:
    """Eight pupils, each with one thing, and a case and an exemption of persons who were never enrolled here."""
    stad = Stadje(map_, begin="20260801T0600")
    school = stad.school(BRIN6)
    school.rooster("1a", geldig_van=BEGIN)
    for nummer in range(1001, 1007):
        school.inschrijving(str(nummer), klas="1a", startdatum="2026-08-01", pgn=PGN[nummer])
    for nummer, bestemming in ((1007, ""), (1008, "03MJ00"), (1009, ""), (1010, "")):
        velden = {"startdatum": "2026-08-01", "einddatum": "2026-09-04", "bestemming_brin6": bestemming}
        school.inschrijving(str(nummer), klas="1a", pgn=PGN[nummer], **velden)
    zestien = [("2026-10-05", 5), ("2026-10-06", 5), ("2026-10-07", 5), ("2026-10-08", 1)]
    rijen = [*uren(*zestien, leerling="1001"), *uren(*zestien, leerling="1002")]
    rijen += [
        *hele_dagen("2026-08-24", "2026-10-09", leerling="1003"),
        *hele_dagen("2026-08-24", "2026-10-09", leerling="1004"),
    ]
    school.verzuim(BEGIN, P, "20261012T0600", rijen)
    stad.melding("V1", BRIN6, "1002", "2026-10-05", "2026-10-09")
    stad.melding("V2", BRIN6, "1005", "2026-09-21", "2026-09-25", einddatum="2026-09-24")
    stad.melding("V3", BRIN6, "1006", "2026-09-01", "2026-09-04", einddatum="2026-09-04")
    stad.melding("L1", BRIN6, "1004", "2026-09-21", "2026-09-25", soort="LRV", pgn=PGN[1004])
    stad.melding("L2", BRIN6, "1003", "2026-09-21", "2026-09-25", soort="LRV", pgn=PGN[1001])  # a typing error
    school.inschrijving("1012", klas="1a", startdatum="2026-08-01")
    nooit = geldig_pgn(79)
    stad.melding("V4", BRIN6, "1012", "2026-09-21", "2026-09-25", einddatum="2026-09-24", pgn=nooit)
    stad.absoluut("Z1", NOOIT_HIER, "2026-10-01")
    stad.absoluut("Z2", PGN[1009], "2026-09-20", status="gesloten", einddatum="2026-09-30", reden="buitenland")
    stad.vrijstelling("E1", PGN[1005], "11", "2026-08-01", "2026-10-31")
    stad.vrijstelling("E2", PGN[1006], "11", "2026-08-01", "2026-11-11")
    stad.vrijstelling("E3", PGN[1010], "5a", "2026-09-05", "2027-07-31")
    stad.vrijstelling("E4", geldig_pgn(78), "5b", "2026-01-01", "2026-10-01")
    return stad


@pytest.fixture(scope="module")
def week(tmp_path_factory) -> Path:
    """The folder of that Sunday."""
    map_ = tmp_path_factory.mktemp("werk")
    return product.draai(maak(map_ / "aanlevering").map, map_, P) / weeknaam(P)


def rijen(pad: Path) -> list[list[str]]:
    return [regel.split(";") for regel in pad.read_text(encoding="utf-8-sig").splitlines()[1:]]


def test_every_point_of_work_is_there_once(week):
    gevonden = {
        (leerling, punt, sinds, uiterlijk, melding)
        for _, _, leerling, _, punt, sinds, uiterlijk, melding in rijen(week / "gemeente" / "werkvoorraad.csv")
    }
    assert gevonden == {
        ("1001", "niet_gemeld", "2026-10-08", "2026-10-15", ""),
        ("1003", "niet_gemeld", "2026-10-07", "2026-10-14", ""),
        ("1004", "niet_gemeld", "2026-10-07", "2026-10-14", ""),
        ("1003", "lrv", "2026-08-24", "", ""),
        ("1003", "lrv_zonder_melding", "2026-08-24", "", ""),
        ("1004", "lrv", "2026-08-24", "", ""),
        ("1005", "melding_zonder_overschrijding", "2026-09-21", "", "V2"),
        ("1012", "melding_zonder_overschrijding", "2026-09-21", "", "V4"),
        ("1005", "vrijstelling_verloopt", "2026-10-31", "", ""),
        ("1007", "geen_inschrijving", "2026-09-05", "", ""),
        ("Z1", "absoluut", "2026-10-01", "", ""),
        ("E4", "vrijstelling_verloopt", "2026-10-01", "", ""),
    }  # fmt: skip


def test_persons_never_enrolled_here_are_known_by_their_case(week):
    gevonden = [rij[:10] for rij in rijen(week / "gemeente" / "signalen_leerplicht.csv")]
    assert gevonden == [
        ["2026-10-11", "", "E4", "", "vrijstelling_verloopt", "2026-10-01", "-10", "30", "dag", "blijft"],
        ["2026-10-11", "", "Z1", "", "absoluut", "2026-10-01", "10", "0", "dag", "blijft"],
    ]


def test_a_pupil_without_a_school_stands_at_the_last_one(week):
    gevonden = [rij[2:10] for rij in rijen(week / BRIN6 / "signalen_leerplicht.csv") if rij[4] == "geen_inschrijving"]
    assert gevonden == [["1007", "1a", "geen_inschrijving", "2026-09-05", "25", "1", "schooldag", "blijft"]]


def test_all_six_counts_are_told_and_small_ones_in_words(week):
    stad = {rij[4]: rij for rij in rijen(week / "stad" / "trends.csv") if rij[1] == "stad" and not rij[3]}
    maten = ("lrv", "absoluut", "ocw", "pact_3m", "breed", "verborgen")
    for maat in (f"thuiszitters_{m}{s}" for m in maten for s in ("", "_instroom", "_uitstroom")):
        assert (stad[maat][5], stad[maat][10]) == ("", "klein")
    jaar = rijen(week / "stad" / "leerplichttelling.csv")
    assert [rij[:2] for rij in jaar] == [["2026-2027", maat] for maat in sorted(maten)]
    assert {tuple(rij[2:]) for rij in jaar} == {("", "", "", "klein")}
