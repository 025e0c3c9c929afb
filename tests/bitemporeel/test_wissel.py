"""Only the pupils whose enrolment or timetable changed are judged and counted anew; it is as if everyone were.

Two cities with the same histories: in the second one each week with new snapshots also brings a code that nobody uses.
A new code table has the whole school judged anew.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from assets.werk import Werk
from tests.bouwsteen import Schooltje, Stadje, gemist
from tests.product import gebouwd, paden

EERSTE, WEKEN = date(2026, 9, 6), 7
LEERLINGEN = [str(nummer) for nummer in range(1001, 1013)]
KLASSEN = {"1a": range(1, 7), "1b": range(1, 4), "1c": range(3, 9)}
CODES = ["O", "Z", "?", "T", "N", "B", "XX"]
"""XX is not in the code table."""
TABELLEN = {
    "school.kern.dag": "leerling, datum, plan_slots, gemist_slots, ong_slots, onb_slots, weg_slots, te_laat_slots",
    "school.kern.oordeel": "bestand_id, regel, leerling, uitkomst, reden",
}


def _begin(school: Schooltje, toeval: Random) -> None:
    for klas, slots in KLASSEN.items():
        school.rooster(klas=klas, slots=slots)
    for nummer in LEERLINGEN[:9]:
        school.inschrijving(nummer, klas=toeval.choice(list(KLASSEN)))


def _wissel(school: Schooltje, toeval: Random, ontvangen: str, zondag: date, iedereen: bool) -> None:
    """One pupil was in another class all the time, a few others come, leave or come back."""
    school.inschrijving(
        LEERLINGEN[zondag.isocalendar().week % 9], klas=toeval.choice(list(KLASSEN)), ontvangen=ontvangen
    )
    for nummer in toeval.sample(LEERLINGEN, 2):
        klas = toeval.choice(list(KLASSEN))
        begin = toeval.choice([date(2026, 8, 1), zondag - timedelta(days=10)])
        einde = toeval.choice([None, None, zondag - timedelta(days=toeval.randrange(20))])
        school.verwijder("inschrijvingen", ontvangen, leerlingnummer=nummer)
        school.inschrijving(nummer, klas=klas, startdatum=begin, einddatum=einde, ontvangen=ontvangen)
    if iedereen:
        school.codes([(f"Y{ontvangen[:8]}", "ziek", "ja")], ontvangen=ontvangen)


def _ander_rooster(school: Schooltje, toeval: Random, ontvangen: str, zondag: date) -> None:
    """A class or one pupil has another timetable, from a day before or after; or the school or a class is closed."""
    dag = zondag + timedelta(days=toeval.choice([-20, -9, -6, 0, 1, 2, 9]))
    soort = toeval.choice(["klas", "eigen", "dicht", "klas dicht", "niets"])
    if soort == "klas":
        school.rooster("1b", slots=[toeval.randrange(1, 9)], geldig_van=dag, ontvangen=ontvangen)
    if soort == "eigen":
        nummer = toeval.choice(LEERLINGEN)
        school.rooster(leerlingnummer=nummer, weekdagen=[1, 3], slots=[1, 2], geldig_van=dag, ontvangen=ontvangen)
    if soort.endswith("dicht"):
        klas = toeval.choice(list(KLASSEN)) if soort == "klas dicht" else ""
        school.kalender(dag, dag + timedelta(days=1), "studiedag", klas=klas, ontvangen=ontvangen)


def _lever(school: Schooltje, toeval: Random, ontvangen: str, zondag: date) -> None:
    van, tot = zondag - timedelta(days=toeval.choice([6, 13])), zondag - timedelta(days=2)
    rijen = []
    for _ in range(toeval.randrange(6, 14)):
        datum = van + timedelta(days=toeval.randrange((tot - van).days + 1))
        slot = toeval.choice([None, 1, 2, 5])
        rijen.append(gemist(toeval.choice(LEERLINGEN), datum, slot, slot and slot + 1, toeval.choice(CODES)))
    school.verzuim(van, tot, ontvangen, rijen)


def _bouw(map_: Path, zaad: int, iedereen: bool) -> None:
    toeval, stad = Random(zaad), Stadje(map_ / "aanlevering")
    scholen = [stad.school(brin6) for brin6 in ("99AA00", "99AB00")]
    for school in scholen:
        _begin(school, toeval)
    for week in range(WEKEN):
        zondag = EERSTE + timedelta(weeks=week)
        ontvangen = f"{datetime(zondag.year, zondag.month, zondag.day, 20):%Y%m%dT%H%M}"
        for school in scholen:
            if week and toeval.random() < 0.7:
                _wissel(school, toeval, ontvangen, zondag, iedereen)
                _ander_rooster(school, toeval, ontvangen, zondag)
            if toeval.random() < 0.85:
                _lever(school, toeval, ontvangen, zondag)


@contextmanager
def _stad(map_: Path, zaad: int, iedereen: bool, sleutels: bytes | None) -> Iterator[Werk]:
    map_.mkdir()
    if sleutels:
        plek = paden(map_, map_).sleutels
        plek.write_bytes(sleutels)
        plek.chmod(0o600)
    _bouw(map_, zaad, iedereen)
    laatste = EERSTE + timedelta(weeks=WEKEN - 1)
    with gebouwd(map_ / "aanlevering", map_, EERSTE, laatste, *TABELLEN, "school.kern.wisselaar") as werk:
        yield werk


def _stand(werk: Werk) -> dict[tuple[str, date], list[tuple]]:
    """What stands in each change log on each Sunday."""
    zondagen = [EERSTE + timedelta(weeks=week) for week in range(WEKEN)]
    sql = "SELECT {} FROM {} WHERE peildatum <= $p AND (tot_peildatum IS NULL OR tot_peildatum > $p) ORDER BY ALL"
    return {
        (tabel, zondag): werk.magazijn.rijen(sql.format(kolommen, tabel), {"p": zondag})
        for tabel, kolommen in TABELLEN.items()
        for zondag in zondagen
    }


def _aantal(werk: Werk) -> int:
    return werk.magazijn.rijen("SELECT count(*) FROM school.kern.wisselaar")[0][0]


@pytest.mark.parametrize("zaad", [1, *(pytest.param(zaad, marks=pytest.mark.traag) for zaad in (2, 3, 4))])
def test_only_who_changed_is_judged_anew_and_the_outcome_is_that_of_everyone(tmp_path, zaad):
    with _stad(tmp_path / "enkel", zaad, False, None) as werk:
        enkel, gewisseld = _stand(werk), _aantal(werk)
    sleutels = paden(tmp_path, tmp_path / "enkel").sleutels.read_bytes()
    with _stad(tmp_path / "allen", zaad, True, sleutels) as werk:
        allen, niemand = _stand(werk), _aantal(werk)
    assert enkel == allen
    assert (gewisseld > 5, niemand) == (True, 0)
    assert len({tuple(rijen) for (tabel, _), rijen in enkel.items() if tabel == "school.kern.oordeel"}) == WEKEN
