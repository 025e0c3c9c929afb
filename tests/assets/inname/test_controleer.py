from datetime import date, datetime

import pytest

from assets.inname.controleer import als_tekst, controleer
from data_contracts.fouten import Aanleverfout
from data_contracts.redenen import uitleg
from tests.assets.inname.stad import KOPPEN, PERIODE

GOED = "007;2026-11-02;dag;;;afwezig;Z;"


def test_it_says_what_would_happen_and_names_no_value(stad):
    rijen = [GOED, *(f"geheim{n};31-02-2026;dag;;;afwezig;Z;" for n in range(12)), GOED]
    verslag = controleer(stad.csv("03MJ03", "verzuim", *rijen), "03MJ03", "verzuim", stad.register)
    assert (verslag.ontvangen, verslag.geaccepteerd, verslag.quarantaine, verslag.genegeerd) == (14, 1, 13, 0)
    assert verslag.peildatum == date(2026, 11, 15) and not verslag.is_in_orde
    tekst = als_tekst(verslag)
    assert "12 keer datum_ongeldig in kolom datum. Regel 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 en verder." in tekst
    assert "1 keer dubbel in kolom leerlingnummer. Regel 15." in tekst
    assert uitleg("datum_ongeldig") in tekst
    assert "geheim" not in tekst and "31-02" not in tekst


def test_a_refused_file_is_said_to_be_refused(stad):
    verslag = controleer(stad.schrijf("los.csv", "a;b\n1;2\n"), "03MJ03", "verzuim", stad.register)
    assert (verslag.uitkomst, verslag.reden, verslag.geweigerd) == ("geweigerd", "kolom_ontbreekt", 1)
    assert "wordt geweigerd (kolom_ontbreekt)" in als_tekst(verslag)


def test_the_school_itself_must_be_in_the_register(stad):
    pad = stad.schrijf("los.csv", f"{KOPPEN['verzuim']}\n{GOED}\n")
    assert controleer(pad, "99XX00", "verzuim", stad.register).reden == "onbekende_school"


def test_without_times_in_its_name_today_counts(stad):
    pad = stad.schrijf("los.csv", f"{KOPPEN['verzuim']}\n{GOED}\n")
    verslag = controleer(pad, "03MJ03", "verzuim", stad.register, vandaag=date(2026, 11, 17))
    assert verslag.ontvangen_op == datetime(2026, 11, 22, 23, 59)
    assert [bevinding.reden for bevinding in verslag.bevindingen] == ["geen_periode"]
    assert verslag.is_in_orde


def test_a_file_of_the_municipality_needs_no_school(stad):
    pad = stad.csv("gemeente", "vrijstellingen", "Z1;;5a;2026-08-01;")
    assert controleer(pad, None, "vrijstellingen", stad.register).geaccepteerd == 1


@pytest.mark.parametrize(
    ("naam", "brin6", "soort", "fout"),
    [
        (f"los{PERIODE}.csv", "03MJ03", "verzuimen", "--soort: 'verzuimen' bestaat niet; kies uit codes"),
        ("weg.csv", "03MJ03", "verzuim", "dit bestand is er niet; controleer de naam en de map"),
        (f"los{PERIODE}.csv", None, "verzuim", "--brin6: ontbreekt; noem de school"),
    ],
)
def test_wrong_use_is_one_sentence(stad, naam, brin6, soort, fout):
    stad.schrijf(f"los{PERIODE}.csv", "x")
    with pytest.raises(Aanleverfout) as gevangen:
        controleer(stad.wortel / naam, brin6, soort, stad.register)
    assert fout in str(gevangen.value)


@pytest.mark.parametrize(
    ("soort", "kop", "zin"),
    [
        ("verzuim", "leerlingnummer;datum;van;code", "Deze kolommen ontbreken: eenheid, soort."),
        ("verzuim", KOPPEN["verzuim"] + ";Datum", "Deze kolommen staan er twee keer: datum."),
        ("rooster", "geldig_van;weekdag;slot;minuten", "Deze kolommen ontbreken: klas of leerlingnummer."),
        ("codes", "omschrijving", "Deze kolommen ontbreken: code, categorie, geoorloofd."),
    ],
)
def test_a_refused_header_names_what_is_missing_or_double(stad, soort, kop, zin):
    pad = stad.schrijf("los.csv", f"{kop}\n1;2\n")
    assert zin in als_tekst(controleer(pad, "03MJ03", soort, stad.register)).splitlines()


@pytest.mark.parametrize(
    ("rijen", "zin"),
    [
        ([], "Er staan geen regels in dit bestand."),
        ([GOED], "U kunt dit bestand zo aanleveren."),
        ([GOED, GOED], "Verbeter eerst wat hieronder staat. De regels die apart staan, tellen niet mee."),
    ],
)
def test_it_says_first_whether_the_file_can_be_delivered_like_this(stad, rijen, zin):
    verslag = controleer(stad.csv("03MJ03", "verzuim", *rijen), "03MJ03", "verzuim", stad.register)
    assert als_tekst(verslag).splitlines()[5] == zin


EIGEN = """
vorm: csv
kolommen: [Nummer, Dag, Wat]
verplicht: [leerlingnummer, datum, soort]
velden:
  leerlingnummer: {kolom: Nummer}
  datum: {kolom: Dag}
  soort: {kolom: Wat, waarden: {A: afwezig}}
"""


@pytest.fixture
def eigen(stad):
    (stad.wortel / "dialecten").mkdir()
    (stad.wortel / "dialecten" / "bedacht.yaml").write_text(EIGEN)
    register = (stad.wortel / "scholen.yaml").read_text()
    (stad.wortel / "scholen.yaml").write_text(register.replace("dialect: standaard", "dialect: bedacht"))
    return stad


@pytest.mark.parametrize(
    ("inhoud", "zin"),
    [
        ("Nummer;Dag;Wat\n1;2026-11-02;A\n", None),
        ("Nummer;Dag;Wat\n1;2026-11-02;A\n1;2/11/2026;A\n", "bij datum (Dag): dialecten/bedacht.yaml."),
        ("Nummer;Dag;Wat\n1;2026-11-02;geheim\n", "bij soort (Wat): dialecten/bedacht.yaml."),
        ("Nummer;Dag\n1;2026-11-02\n", "bij soort (Wat): dialecten/bedacht.yaml."),
    ],
)
def test_with_a_dialect_of_ones_own_it_says_where_to_look_in_it(eigen, inhoud, zin):
    pad = eigen.schrijf(f"los{PERIODE}.csv", inhoud)
    tekst = als_tekst(controleer(pad, "03MJ03", "verzuim", eigen.register))
    assert "Dialect: bedacht" in tekst and "geheim" not in tekst
    gevonden = [regel for regel in tekst.splitlines() if "Kijk dan het dialect na" in regel]
    assert [regel.partition("dialect na ")[2] for regel in gevonden] == ([zin] if zin else [])


def test_our_own_dialects_are_not_to_be_mended_by_a_school(stad):
    verslag = controleer(stad.csv("03MJ03", "verzuim", GOED.replace("-02", "-2")), "03MJ03", "verzuim", stad.register)
    assert "Kijk dan het dialect na" not in als_tekst(verslag)
