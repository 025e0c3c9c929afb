"""Savings as deliveries: each counts, in its order, also within one minute; read back through the real intake."""

import threading
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from assets.bekijk.besluiten import Besluit, bewaar, lees, woorden
from assets.inname.bestandsnaam import lees_bestandsnaam
from tests.bouwsteen import Stadje
from tests.product import gebouwd

BRIN6 = "99AA00"
P, P2 = date(2026, 9, 13), date(2026, 9, 20)
NU = datetime(2026, 9, 15, 10, 15, 30)
ACTIE = Besluit(P, "1001", "", "actie", "school", "gesprek", date(2026, 9, 15))
BEKEND, GEMELD = replace(ACTIE, besluit="bekend"), replace(ACTIE, besluit="gemeld")
SECONDE, MINUUT = timedelta(seconds=1), timedelta(minutes=1)


def bewaar_alle(map_, rij, kant="school"):
    """Save each (decision, moment)."""
    return [bewaar(map_, kant, besluit, moment) for besluit, moment in rij]


REEKSEN = {
    "a change of mind within a minute": [ACTIE, BEKEND],
    "there and back within a minute": [ACTIE, BEKEND, ACTIE],
    "there and back and there within a minute": [ACTIE, BEKEND, ACTIE, BEKEND],
    "two subjects in turn": [ACTIE, replace(ACTIE, signaal="lrv"), BEKEND, replace(GEMELD, signaal="lrv")],
    "two pupils": [ACTIE, replace(ACTIE, leerlingnummer="1002"), GEMELD],
}


@pytest.mark.parametrize("stap", [timedelta(), SECONDE, MINUUT, timedelta(days=1)])
@pytest.mark.parametrize("reeks", REEKSEN)
def test_every_saving_counts_and_keeps_its_place(tmp_path, reeks, stap):
    rij = [(besluit, NU + i * stap) for i, besluit in enumerate(REEKSEN[reeks])]
    assert all(bewaar_alle(tmp_path, rij))
    assert [b.besluit for b in lees(tmp_path)] == REEKSEN[reeks]
    momenten = [b.ontvangen_op for b in lees(tmp_path)]
    assert momenten == sorted(momenten) and momenten[-1] - rij[-1][1] < len(rij) * MINUUT


@pytest.mark.parametrize("reeks", ["there and back and there within a minute", "two subjects in turn", "two pupils"])
def test_the_intake_takes_each_row_in_that_order(tmp_path, reeks):
    stad = Stadje(tmp_path / "in", begin="20260901T0600")
    school = stad.school(BRIN6)
    school.rooster(klas="1a")
    for nummer in ("1001", "1002"):
        school.inschrijving(nummer)
    bewaar_alle(school.map / "kernteam", [(besluit, NU) for besluit in REEKSEN[reeks]])
    with gebouwd(stad.map, tmp_path, P2, None, "school.kern.bespreking") as werk:
        vraag = (
            "SELECT k.signaal, k.besluit FROM school.kern.bespreking AS k WHERE peildatum = $p "
            "ORDER BY leerling, volgnummer"
        )
        gevonden = werk.magazijn.rijen(vraag, {"p": P2})
        afgewezen = werk.magazijn.rijen("SELECT count(*) FROM school.bron.afwijzing WHERE soort = 'kernteam'")
    per_leerling = {}
    for besluit in REEKSEN[reeks]:
        per_leerling.setdefault(besluit.leerlingnummer, []).append((besluit.signaal or None, besluit.besluit))
    assert sorted(gevonden, key=str) == sorted((r for rijen in per_leerling.values() for r in rijen), key=str)
    assert len(per_leerling) > 1 or gevonden == per_leerling["1001"]
    assert afgewezen == [(0,)]


def test_the_same_decision_twice_is_one(tmp_path):
    assert bewaar(tmp_path, "school", ACTIE, NU) and bewaar(tmp_path, "school", ACTIE, NU + SECONDE) is None
    assert len(lees(tmp_path)) == 1


def test_the_sides_share_an_order_and_do_not_read_each_other(tmp_path):
    rij = [("school", ACTIE), ("leerplicht", BEKEND), ("school", GEMELD)]
    for kant, besluit in rij:
        bewaar(tmp_path, kant, besluit, NU)
    assert [(b.kant, b.besluit) for b in lees(tmp_path)] == rij
    assert [b.besluit for b in lees(tmp_path, "leerplicht")] == [BEKEND]
    assert lees(tmp_path, "school", P2) == []


def test_an_equal_row_of_the_other_side_gets_a_minute_of_its_own(tmp_path):
    for kant in ("school", "leerplicht"):
        bewaar(tmp_path, kant, ACTIE, NU)
    assert len({b.ontvangen_op for b in lees(tmp_path)}) == 2


@pytest.mark.parametrize(
    ("later", "ontvangen"),
    [
        (-SECONDE, "10:15"),
        (-MINUUT, "10:15"),
        (-timedelta(hours=1), "10:15"),
        (-timedelta(hours=3), "07:15"),
        (MINUUT, "10:16"),
    ],
)
def test_a_clock_that_goes_back_does_not_put_a_saving_before_the_one_before(tmp_path, later, ontvangen):
    bewaar(tmp_path, "school", ACTIE, NU)
    assert f"{bewaar(tmp_path, 'school', BEKEND, NU + later).ontvangen_op:%H:%M}" == ontvangen


def test_many_at_once_all_count(tmp_path):
    alle = [replace(ACTIE, leerlingnummer=str(1000 + n)) for n in range(20)]
    draden = [threading.Thread(target=bewaar, args=(tmp_path, "school", besluit, NU)) for besluit in alle]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    assert sorted(b.nummer for b in lees(tmp_path)) == list(range(1, 21))
    assert {b.besluit for b in lees(tmp_path)} == set(alle)
    assert [p.name for p in tmp_path.iterdir() if p.suffix != ".csv"] == []


def test_a_file_name_tells_the_receipt_as_the_intake_reads_it(tmp_path):
    bewaar(tmp_path, "school", ACTIE, NU)
    (pad,) = tmp_path.iterdir()
    assert lees_bestandsnaam(pad.name).ontvangen_op == datetime(2026, 9, 15, 10, 15)


def test_a_file_of_someone_else_or_a_broken_one_is_left_alone(tmp_path):
    bewaar(tmp_path, "school", ACTIE, NU)
    (tmp_path / "lijst_school__20260915T1200.csv").write_text("peildatum;leerlingnummer\n")
    (tmp_path / "overleg-000009-school__20260915T1200.csv").write_text("iets anders")
    assert [b.besluit for b in lees(tmp_path)] == [ACTIE]


def test_the_words_are_those_of_the_contract():
    assert list(woorden("besluit")) == ["bekend", "geen_signaal", "klopt_niet", "actie", "gemeld", "teruggekeerd"]
    assert "koos" in woorden("wie") and "passend_aanbod" in woorden("vervolg")
