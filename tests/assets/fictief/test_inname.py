"""The city fits the intake: what it sends is read whole, and only the rows that it spoiled on purpose are refused."""

import hashlib
from collections import Counter
from datetime import date

import pytest

from assets.fictief import maak_stad
from assets.fictief.ontwerp import Ontwerp
from assets.inname.lees import lees
from assets.inname.levering import vind_leveringen
from data_contracts.register import lees_register
from tests.assets.fictief.conftest import Stad

SOORTEN = (
    "codes",
    "inschrijvingen",
    "rooster",
    "kalender",
    "verzuim",
    "kernteam",
    "meldingen",
    "vrijstellingen",
    "absoluut",
    "inzet",
)


def mac(soort: str, tekst: str) -> int:
    """A key for tests: stable, and no two rows alike."""
    return int.from_bytes(hashlib.blake2b(f"{soort}|{tekst}".encode(), digest_size=7).digest(), "big")


@pytest.fixture(scope="module")
def stad(tmp_path_factory: pytest.TempPathFactory) -> Stad:
    """A shorter city than the other tests use: the intake takes its time for every file."""
    map_ = tmp_path_factory.mktemp("kort") / "aanlevering"
    verslag = maak_stad(300, 8, 3, map_)
    return Stad(map_, verslag.waarheid, verslag, Ontwerp(300, 8, 3))


@pytest.fixture(scope="module")
def gelezen(stad: Stad):
    register = lees_register(stad.map / "scholen.yaml")
    leveringen = vind_leveringen(stad.map, register, date(2025, 9, 7))
    uit = {}
    for soort in SOORTEN:
        partijen = list(lees(leveringen, soort, register, mac, valideer=False))
        uit[soort] = (
            [r for p in partijen for r in p.afwijzingen.to_pylist()],
            [r for p in partijen for r in p.ontvangst.to_pylist()],
        )
    return uit


def test_the_register_of_schools_is_read_without_faults(stad: Stad):
    register = lees_register(stad.map / "scholen.yaml")
    assert len(register.scholen) == stad.verslag.scholen
    assert {s.brin6 for s in register.scholen if s.lestijden} == {
        s.brin6 for s in stad.ontwerp.scholen if s.gewoonte.tijden
    }


@pytest.mark.parametrize("soort", SOORTEN)
def test_only_the_wrong_lists_of_the_truth_are_refused(gelezen, soort, stad: Stad):
    _, ontvangst = gelezen[soort]
    assert ontvangst
    geweigerd = {(r["brin6"], r["reden"]) for r in ontvangst if r["uitkomst"] == "geweigerd"}
    regels = [regel.split(";") for regel in (stad.waarheid / "fouten.csv").read_text().splitlines()[1:]]
    verkeerd = {(brin6, reden) for brin6, _, _, reden in regels if reden == "kolom_ontbreekt"}
    assert verkeerd
    assert geweigerd == (verkeerd if soort == "codes" else set())


@pytest.mark.parametrize("soort", [s for s in SOORTEN if s not in ("verzuim", "kernteam", "inschrijvingen")])
def test_no_row_of_a_snapshot_is_refused(gelezen, soort):
    afwijzingen, _ = gelezen[soort]
    assert afwijzingen == []


def test_only_the_spoiled_rows_are_refused_and_for_the_reason_in_the_truth(gelezen, stad: Stad):
    afwijzingen, _ = gelezen["verzuim"]
    gevonden = Counter((r["brin6"], r["reden"]) for r in afwijzingen if r["uitkomst"] == "quarantaine")
    regels = [regel.split(";") for regel in (stad.waarheid / "fouten.csv").read_text().splitlines()[1:]]
    bedoeld = Counter(
        (brin6, reden)
        for brin6, _, _, reden in regels
        if reden not in ("onbekende_code", "pgn_ongeldig", "kolom_ontbreekt")
    )
    assert sum(bedoeld.values()) > 10
    assert gevonden == bedoeld


def test_rows_of_magister_are_ignored_only_for_the_future_and_for_books(gelezen, stad: Stad):
    afwijzingen, _ = gelezen["verzuim"]
    genegeerd = {(r["brin6"], r["reden"]) for r in afwijzingen if r["uitkomst"] == "genegeerd"}
    magister, eduarte = stad.scholen(dialect="magister"), stad.scholen(dialect="eduarte")
    assert {b for b, _ in genegeerd} <= {*magister, *eduarte}
    assert {r for _, r in genegeerd} <= {"toekomst", "geen_verzuim"}
