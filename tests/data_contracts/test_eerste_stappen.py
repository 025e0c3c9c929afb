"""The table of first steps: what it may hold, which row fits, and that each row can be reached."""

import pytest

from data_contracts.contract import lees_contract
from data_contracts.eerste_stappen import BESLUITEN, SOORTEN, Stap, kies_stap, lees_stappen, standaard_stappen
from data_contracts.fouten import InstellingFout
from data_contracts.signalen import laad_signalen

SIGNALEN = laad_signalen()


def test_every_row_of_the_product_is_the_first_that_fits_somewhere():
    gebruikt = {
        kies_stap((), signaal, soort, besluit, "99XX00")
        for signaal in SIGNALEN.values()
        for soort in SOORTEN
        for besluit in BESLUITEN
    }
    assert {(rij.stap, rij.wie) for rij in standaard_stappen()} <= gebruikt


@pytest.mark.parametrize("signaal", SIGNALEN)
def test_without_a_row_that_fits_the_signal_gives_its_own_step(signaal):
    contract = SIGNALEN[signaal]
    assert kies_stap((), contract, "vo", None, "99XX00") == (contract.eerste_stap, contract.wie)


def test_all_conditions_of_a_row_must_hold():
    rij = Stap("a", "b", signaal=("lrv",), soort=("vo",), na=("geen",), brin6=("99XX00",))
    assert rij.past("lrv", "vo", "geen", "99XX00")
    for anders in (("te_laat", "vo", "geen", "99XX00"), ("lrv", "po", "geen", "99XX00")):
        assert not rij.past(*anders)
    assert not rij.past("lrv", "vo", "actie", "99XX00") and not rij.past("lrv", "vo", "geen", "99XX01")


@pytest.mark.parametrize(
    ("inhoud", "fouten"),
    [
        ("stappen: 3", ["bevat geen stappen; begin met 'stappen:'"]),
        ("a: [", ["is geen leesbare YAML; kijk naar inspringen, ':' en haakjes"]),
        ("stappen: [3]", ["stap 1: is geen blok met woorden; schrijf bijvoorbeeld {na: [actie], stap: ..., wie: ...}"]),
        (
            "stappen: [{stap: x, wie: y}, {stap: '', kleur: rood, wie: y, soort: hbo}]",
            [
                "stap 2: 'kleur' ken ik niet; kies uit signaal, soort, na, brin6, stap, wie",
                "stap 2: stap ontbreekt; vul stap in",
                "stap 2: soort hbo bestaat niet; kies uit po, sbo, so, vso, vo, mbo",
            ],
        ),
    ],
)
def test_a_fault_in_the_table_is_said_with_its_row(tmp_path, inhoud, fouten):
    pad = tmp_path / "eerste_stappen.yaml"
    pad.write_text(inhoud, encoding="utf-8")
    with pytest.raises(InstellingFout) as fout:
        lees_stappen(pad)
    assert list(fout.value.fouten) == fouten


def test_the_words_of_a_besluit_are_those_of_the_contract():
    kolom = lees_contract("kernteam").kolom("besluit")
    assert set(BESLUITEN) == {*kolom.waarden, "geen"}
