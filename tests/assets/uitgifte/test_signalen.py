"""The contract of the signals agrees with the rules, and says so when it is wrong."""

import pytest

from data_contracts.signalen import actieve_signalen, laad_signalen
from models.sql import modellen

# signal: audience, drempel per unit, window, needed weeks. Copied by hand from regels.md §4.
REGELS = {
    "lrv_3m": ("SL", {"maand": 3}, "1", 0),
    "lrv": ("SL", {"dag": 28}, "1", 0),
    "geen_inschrijving": ("L", {"schooldag": 1}, None, 0),
    "absoluut": ("L", {"dag": 0}, None, 0),
    "verzuim_16u4w": ("SL", {"lesuur": 16, "klokuur": 16}, "4", 0),
    "luxeverzuim": ("SL", {"slot": 1}, "4", 0),
    "vrijstelling_verloopt": ("L", {"dag": 30}, None, 0),
    "ziek_mazl": ("S", {"episode": 4, "schooldag": 7}, "12", 0),
    "langdurig_ziek": ("S", {"dag": 28}, "1", 0),
    "afwezig_10": ("S", {"procent": 10}, "jaar", 0),
    "afwezig_20": ("S", {"procent": 20}, "jaar", 0),
    "start_schooljaar": ("S", {"dag": 2}, "start", 0),
    "kwart_2w": ("S", {"procent": 25}, "2", 2),
    "stijging": ("S", {"procentpunt": 10}, "12", 12),
    "vaste_dag": ("S", {"dag": 4}, "8", 8),
    "te_laat": ("SL", {"keer": 9}, "jaar", 0),
    "onbekend_open": ("S", {"slot": 1}, "jaar", 0),
    "schorsing": ("S", {"slot": 1}, "4", 0),
    "rooster_krimpt": ("S", {"procent": 80}, None, 0),
    "terugval": ("S", {"procent": 25}, "2", 1),
    "schoolwissel": ("S", {"school": 2}, None, 0),
}
EEN_DECIMAAL = {"klokuur", "procent", "procentpunt"}


def test_every_signal_of_the_rules_is_there_and_no_other():
    assert list(laad_signalen()) == list(REGELS)


@pytest.mark.parametrize("naam", REGELS)
def test_a_signal_has_the_audience_threshold_and_window_of_the_rules(naam):
    signaal = laad_signalen()[naam]
    drempels = {maat.eenheid: maat.drempel for maat in signaal.maten}
    gevonden = ("".join(signaal.publiek), drempels, signaal.venster, signaal.nodig_lesweken)
    assert gevonden == REGELS[naam]


def test_hours_percentages_and_points_have_one_decimal_all_else_none():
    for signaal in laad_signalen().values():
        assert {maat.eenheid: maat.decimalen for maat in signaal.maten} == {
            maat.eenheid: int(maat.eenheid in EEN_DECIMAAL) for maat in signaal.maten
        }


def test_every_signal_is_computed_by_a_model_that_names_it():
    gemaakt = [naam for model in modellen().values() for naam in model.signalen]
    assert sorted(gemaakt) == sorted(signaal.naam for signaal in actieve_signalen())
    for model in modellen().values():
        assert all(
            ("S" in laad_signalen()[naam].publiek) == model.naam.startswith("school.") for naam in model.signalen
        )


def test_all_faults_of_a_file_are_named_at_once(tmp_path):
    bestand = tmp_path / "signalen.yaml"
    bestand.write_text("signalen: {proef: {titel: x, groep: fout, publiek: [X], kleur: y}}\n")
    with pytest.raises(ValueError) as fout:
        laad_signalen(bestand)
    tekst = str(fout.value)
    for deel in ("veld maten ontbreekt", "veld kleur is onbekend", "groep fout bestaat niet", "publiek ['X']"):
        assert deel in tekst


def test_an_unknown_unit_is_named_with_the_choices():
    with pytest.raises(KeyError, match="eenheid dag bestaat niet"):
        laad_signalen()["kwart_2w"].maat("dag")
