import pytest

from data_contracts.instellingen import INSTELLINGEN, controleer_instellingen


@pytest.mark.parametrize("naam", INSTELLINGEN)
def test_every_default_fits_its_own_limits_and_every_setting_explains_itself(naam):
    instelling = INSTELLINGEN[naam]
    assert controleer_instellingen({naam: instelling.standaard}) == []
    assert instelling.betekenis.endswith((".", "?")) and instelling.bron.startswith(("regels.md", "domein.md"))


@pytest.mark.parametrize("naam", [naam for naam, deze in INSTELLINGEN.items() if not deze.keuzes])
def test_a_number_is_checked_at_both_ends(naam):
    instelling = INSTELLINGEN[naam]
    for waarde, goed in (
        (instelling.laagste - 1, False),
        (instelling.laagste, True),
        (instelling.hoogste, True),
        (instelling.hoogste + 1, False),
    ):
        assert (controleer_instellingen({naam: waarde}) == []) is goed


@pytest.mark.parametrize("waarde", ["9", 9.0, True, None, [9]])
def test_another_type_is_a_fault(waarde):
    (fout,) = controleer_instellingen({"te_laat_drempel": waarde})
    assert fout.startswith("instelling te_laat_drempel is ") and "schrijf een heel getal van 1" in fout


def test_a_word_outside_the_choices_and_an_unknown_name_are_faults():
    fouten = controleer_instellingen({"te_laat_telt_als": "soms", "drempel": 1})
    assert fouten[0] == "instelling te_laat_telt_als is 'soms'; kies uit aanwezig, afwezig"
    assert fouten[1].startswith("instelling 'drempel' bestaat niet; kies uit kennismoment_uren")


def test_something_else_than_a_block_is_a_fault():
    assert len(controleer_instellingen([1])) == 1
