"""What stood on a list before: a row that did not fit is marked as new to the list when it comes on it."""

import re
from datetime import date

import pytest

from models.tijd import weeknaam
from tests import product
from tests.bouwsteen import Stadje, gemist
from tests.toneel import hele_dagen

ZONDAGEN = [date(2026, 11, 1), date(2026, 11, 8), date(2026, 11, 15)]
MERK = "voor het eerst op deze lijst"


@pytest.fixture(scope="module")
def weken(tmp_path_factory):
    """A school that can discuss one pupil a week. Two stay away; 1001 is discussed on the first list."""
    map_ = tmp_path_factory.mktemp("getoond")
    stad = Stadje(map_ / "aanlevering", begin="20260901T0600")
    school = stad.school("01AA00", capaciteit=1)
    school.rooster("1a", geldig_van="2026-08-31")
    school.codes([("Z", "ziek", "ja")])
    for leerling in ("1001", "1002"):
        school.inschrijving(leerling, startdatum="2026-08-01", roepnaam="Fictief", achternaam=f"Nummer {leerling}")
    weg = [rij for wie in ("1001", "1002") for rij in hele_dagen("2026-10-26", "2026-11-13", "Z", wie)]
    school.verzuim("2026-08-31", "2026-11-15", "20261102T0600", [*weg, gemist("1001", "2026-10-23", code="Z")])
    kernteam = stad.map / "01AA00" / "kernteam" / "terug__20261105T0900.csv"
    kernteam.parent.mkdir(exist_ok=True)
    kernteam.write_text("peildatum;leerlingnummer;signaal;besluit\n2026-11-01;1001;;geen_signaal\n", encoding="utf-8")
    uit = product.draai(stad.map, map_, ZONDAGEN[0], ZONDAGEN[-1])
    return [(uit / weeknaam(zondag) / "01AA00" / "lijst_school.html").read_text("utf-8") for zondag in ZONDAGEN]


def _op_lijst(html: str) -> dict[str, list[bool]]:
    """Per pupil with a card: for each signal whether it is marked as new to the list."""
    kaarten = re.findall(r'<article class="leerling">.*?</article>', html, re.S)
    namen = [re.search(r"<h3>(.*?) <", kaart)[1] for kaart in kaarten]  # type: ignore[index]
    regels = [re.findall(r'<span class="sinds">.*?</span>', kaart) for kaart in kaarten]
    return {naam: [MERK in regel for regel in deel] for naam, deel in zip(namen, regels, strict=True)}


def test_the_pupil_who_did_not_fit_is_marked_when_he_comes_on_the_list(weken):
    eerste, tweede, derde = map(_op_lijst, weken)
    assert set(eerste) == {"Fictief Nummer 1001"} and all(eerste["Fictief Nummer 1001"])
    assert set(tweede) == {"Fictief Nummer 1002"} and all(tweede["Fictief Nummer 1002"])
    assert set(derde) == {"Fictief Nummer 1002"} and not any(derde["Fictief Nummer 1002"])
