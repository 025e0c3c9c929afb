"""A dialect may say how its system writes dates and times, and which words stand for nothing."""

import json
from datetime import date

import pytest

from tests.assets.inname.stad import PERIODE, Stad

SCHOLEN = """
scholen:
  - brin6: 03MJ00
    naam: A
    soort: vo
    dialect: eigen
    lestijden: {1: '08:30-09:20', 2: '09:20-10:10', 3: '10:30-11:20'}
"""
VELDEN = """
vorm: csv
scheiding: zoek
kolommen: [nr, begin, eind, uur]
verplicht: [leerlingnummer, datum]
velden:
  leerlingnummer: {kolom: nr}
  datum: {kolom: begin, deel: datum, vorm: [D.M.JJJJ, 'D.M.JJJJ U:MM']}
  begintijd: {kolom: begin, deel: tijd, vorm: [D.M.JJJJ, 'D.M.JJJJ U:MM']}
  einddatum: {kolom: eind, deel: datum, vorm: [D.M.JJJJ, 'D.M.JJJJ U:MM']}
  eindtijd: {kolom: eind, deel: tijd, vorm: [D.M.JJJJ, 'D.M.JJJJ U:MM']}
  van: {kolom: uur, waarden: {1e uur: '1', hele dag: ''}}
"""


@pytest.fixture
def stad(tmp_path) -> Stad:
    (tmp_path / "dialecten").mkdir()
    (tmp_path / "dialecten" / "eigen.yaml").write_text(VELDEN)
    return Stad(tmp_path, SCHOLEN)


def lees(stad: Stad, *rijen: str):
    stad.schrijf(f"03MJ00/verzuim/a{PERIODE}.csv", "\n".join(["nr;begin;eind;uur", *rijen]))
    return stad.lees("verzuim")


@pytest.mark.parametrize(
    ("rij", "gelezen"),
    [
        ("1;2.11.2026;4.11.2026;", (date(2026, 11, 2), date(2026, 11, 4), None, None, "dag")),
        ("1;2.11.2026 8:30;2.11.2026 10:10;", (date(2026, 11, 2), date(2026, 11, 2), 1, 2, "lesuur")),
        ("1;2.11.2026;2.11.2026;1e uur", (date(2026, 11, 2), date(2026, 11, 2), 1, 1, "lesuur")),
        ("1;02.11.2026;02.11.2026;hele dag", (date(2026, 11, 2), date(2026, 11, 2), None, None, "dag")),
        ("1;2.11.2026;;", (date(2026, 11, 2), None, None, None, "dag")),
    ],
)
def test_dates_and_times_in_the_form_of_the_dialect_are_read(stad, rij, gelezen):
    gevonden = lees(stad, rij)
    assert gevonden.redenen == []
    assert gevonden.kolom("van_datum", "tot_datum", "slot_van", "slot_tot", "eenheid") == [gelezen]


@pytest.mark.parametrize(
    ("rij", "reden"),
    [
        ("1;31.2.2026;4.11.2026;", "datum_ongeldig"),
        ("1;2026-11-02;4.11.2026;", "datum_ongeldig"),
        ("1;2.11.2026 25:00;4.11.2026;", "datum_ongeldig"),
        ("1;2.11.2026;4.11.2026;13e uur", "slot_ongeldig"),
    ],
)
def test_what_does_not_fit_the_form_waits(stad, rij, reden):
    assert lees(stad, rij).redenen == [(2, reden)]


def test_a_json_file_may_be_the_list_itself(stad):
    eigen = VELDEN.replace("vorm: csv\nscheiding: zoek", "vorm: json\nlijst: ''")
    (stad.wortel / "dialecten" / "eigen.yaml").write_text(eigen)
    stad.schrijf(f"03MJ00/verzuim/a{PERIODE}.json", json.dumps([{"nr": "007", "begin": "2.11.2026"}]))
    assert stad.lees("verzuim").kolom("van_datum") == [(date(2026, 11, 2),)]


@pytest.mark.parametrize("naam", ["nr", "regel", "velden", 'de "dag"', "rest", "select", "Datum (van)"])
def test_a_column_of_a_dialect_may_have_any_name(stad, naam):
    eigen = VELDEN.replace("[nr, begin, eind, uur]", f"[leerling, '{naam}']").replace("kolom: nr", "kolom: leerling")
    eigen = eigen[: eigen.index("  datum:")] + f"  datum: {{kolom: '{naam}'}}\n  code: {{kolom: leerling}}\n"
    (stad.wortel / "dialecten" / "eigen.yaml").write_text(eigen)
    kop = naam.replace('"', '""')
    stad.schrijf(f"03MJ00/verzuim/a{PERIODE}.csv", f'leerling;"{kop}"\n1;2026-11-02\n')
    assert stad.lees("verzuim").kolom("van_datum", "code") == [(date(2026, 11, 2), "1")]


def test_a_name_of_json_with_a_dot_in_it_is_no_path(stad):
    eigen = VELDEN.replace("vorm: csv\nscheiding: zoek", "vorm: json\nlijst: ''").replace("nr,", "'nr.',")
    (stad.wortel / "dialecten" / "eigen.yaml").write_text(eigen.replace("kolom: nr}", "kolom: 'nr.'}"))
    stad.schrijf(f"03MJ00/verzuim/a{PERIODE}.json", json.dumps([{"nr.": "007", "begin": "2.11.2026"}]))
    assert len(stad.lees("verzuim").rijen) == 1
