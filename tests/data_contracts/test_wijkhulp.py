"""Which help serves which wijk, and what may stand in a table of one's own."""

import json

import pytest

from data_contracts.fouten import InstellingFout
from data_contracts.register import instellingen_sha256, lees_register
from data_contracts.wijkhulp import Wijkhulp, kies_hulp, lees_wijkhulp


@pytest.mark.parametrize(
    ("wijk", "hulp"),
    [
        ("Leidsche Rijn", "KOOS Utrecht"),
        ("Vleuten-De Meern", "KOOS Utrecht"),
        ("West", "KOOS Utrecht"),
        (" zuidwest ", "KOOS Utrecht"),
        ("Noordwest", "Spoor030"),
        ("Overvecht", "Spoor030"),
        ("", ""),
        (" ", ""),
    ],
)
def test_the_help_follows_from_the_wijk_of_the_school(wijk, hulp):
    assert kies_hulp((), wijk) == hulp


def test_own_rows_go_first():
    eigen = (Wijkhulp("Eigen team", ("West",)),)
    assert [kies_hulp(eigen, wijk) for wijk in ("West", "Zuidwest", "")] == ["Eigen team", "KOOS Utrecht", ""]


@pytest.mark.parametrize(
    ("inhoud", "fouten"),
    [
        ("hulp: 3", ["bevat geen hulp; begin met 'hulp:'"]),
        ("a: [", ["is geen leesbare YAML; kijk naar inspringen, ':' en haakjes"]),
        ("hulp: [3]", ["rij 1: is geen blok met woorden; schrijf bijvoorbeeld {naam: ..., wijken: [...]}"]),
        (
            "hulp: [{naam: x}, {naam: '', telefoon: 1}]",
            ["rij 2: 'telefoon' ken ik niet; kies uit naam, wijken", "rij 2: naam ontbreekt; vul naam in"],
        ),
    ],
)
def test_a_fault_in_the_table_is_said_with_its_row(tmp_path, inhoud, fouten):
    pad = tmp_path / "wijkhulp.yaml"
    pad.write_text(inhoud, encoding="utf-8")
    with pytest.raises(InstellingFout) as fout:
        lees_wijkhulp(pad)
    assert list(fout.value.fouten) == fouten


def test_a_file_of_ones_own_stands_beside_the_register_and_in_the_hash_of_the_settings(tmp_path):
    school = {"brin6": "99AA00", "naam": "Bedacht", "soort": "vo", "dialect": "standaard", "wijk": "West"}
    register = tmp_path / "scholen.yaml"
    register.write_text(json.dumps({"scholen": [school]}), encoding="utf-8")
    assert lees_register(register).wijkhulp == ()
    zonder = instellingen_sha256(tmp_path)
    (tmp_path / "wijkhulp.yaml").write_text("hulp: [{naam: Eigen team, wijken: West}]", encoding="utf-8")
    assert lees_register(register).wijkhulp == (Wijkhulp("Eigen team", ("West",)),)
    assert instellingen_sha256(tmp_path) != zonder
