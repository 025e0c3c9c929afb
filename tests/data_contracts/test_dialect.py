import pytest

from data_contracts.dialect import CANONIEK, als_strptime, lees_dialect
from data_contracts.fouten import InstellingFout

GOED = """
vorm: csv
kolommen: [nr, dag]
velden:
  leerlingnummer: {kolom: nr}
  datum: {kolom: dag}
"""


@pytest.mark.parametrize("naam", ["standaard", "somtoday", "magister", "eduarte"])
def test_our_dialects_are_read_and_fill_canonical_columns(naam):
    dialect = lees_dialect(naam)
    assert dialect.naam == naam
    assert {"leerlingnummer", "datum"} <= {veld.naam for veld in dialect.velden} <= set(CANONIEK)
    assert dialect.verplichte_kolommen <= set(dialect.kolommen)


def test_columns_of_the_dialects_are_those_promised():
    assert (
        ";".join(lees_dialect("standaard").kolommen) == "leerlingnummer;datum;eenheid;van;tot;soort;code;ingevoerd_op"
    )
    assert (
        ";".join(lees_dialect("magister").kolommen)
        == "stamnr;daanwezigheid;lesuur;code;omschr;geoorloofd;bluxeverzuim;type;dinvoer"
    )
    assert len(lees_dialect("eduarte").kolommen) == 9 and not lees_dialect("eduarte").kop


def test_a_dialect_of_the_users_own_is_found_beside_the_register(tmp_path):
    (tmp_path / "eigen.yaml").write_text(GOED)
    assert lees_dialect("eigen", tmp_path).bronkolom("datum") == "dag"


@pytest.mark.parametrize(
    ("van", "naar", "fout"),
    [
        ("vorm: csv", "vorm: xml", "vorm ontbreekt of klopt niet; kies csv of json"),
        ("vorm: csv", "vorm: csv\nscheiding: '|'", "scheiding klopt niet"),
        ("vorm: csv", "vorm: csv\nkop: false", "scheiding kan niet gezocht worden zonder kopregel"),
        ("vorm: csv", "vorm: csv\nkleur: rood", "'kleur' ken ik niet"),
        ("vorm: csv", "vorm: csv\nverplicht: [soort]", "verplicht noemt soort, maar dat veld is er niet"),
        ("kolommen: [nr, dag]", "kolommen: [nr, dag, D_ag]", "kolommen noemt dag; noem elke kolom een keer"),
        ("kolommen: [nr, dag]", "kolommen: []", "kolommen noemt niets"),
        ("kolommen: [nr, dag]", "kolommen: [nr, dag, ' _']", "kolommen noemt een kolom zonder naam"),
        ("kolommen: [nr, dag]", "kolommen: nr", "kolommen of velden ontbreekt"),
        ("datum: {kolom: dag}", "datum: {kolom: weg}", "veld datum: kolom 'weg' staat niet onder kolommen"),
        ("datum: {kolom: dag}", "datum: dag", "veld datum: schrijf kolom of vast"),
        ("datum: {kolom: dag}", "datum: {kolom: dag, deel: uur}", "veld datum: deel is 'uur'; kies datum of tijd"),
        ("datum: {kolom: dag}", "klas: {kolom: dag}", "veld klas bestaat niet; kies uit leerlingnummer"),
        ("datum: {kolom: dag}", "soort: {kolom: dag}", "veld datum ontbreekt; zeg uit welke kolom het komt"),
        (
            "datum: {kolom: dag}",
            "soort: {kolom: dag, waarden: {A: ziek}}",
            "waarde 'ziek' bestaat niet; kies uit afwezig",
        ),
        ("datum: {kolom: dag}", "eenheid: {vast: uur}", "waarde 'uur' bestaat niet; kies uit lesuur"),
        (GOED, "[", "is geen leesbare YAML"),
    ],
)
def test_each_fault_of_a_dialect_is_named(tmp_path, van, naar, fout):
    (tmp_path / "eigen.yaml").write_text(GOED.replace(van, naar))
    with pytest.raises(InstellingFout) as gevangen:
        lees_dialect("eigen", tmp_path)
    assert fout in str(gevangen.value)
    assert str(gevangen.value).startswith("dialecten/eigen.yaml: ")


@pytest.mark.parametrize(
    ("vorm", "zo"),
    [
        ("D-M-JJJJ", "%d-%m-%Y"),
        ("DD/MM/JJ", "%d/%m/%y"),
        ("D.M.JJJJ U:MM", "%d.%m.%Y %H:%M"),
        ("JJJJ/MM/DDTUU:MM:SS", "%Y/%m/%dT%H:%M:%S"),
        ("UUuMM", "%Hu%M"),
        ("U.MM D.M.JJ", "%H.%M %d.%m.%y"),
    ],
)
def test_a_form_of_dates_and_times_is_read_sign_by_sign(vorm, zo):
    assert als_strptime(vorm) == zo


@pytest.mark.parametrize("vorm", ["", "%d", "dag", "JJJJ;MM", "D-MMM-JJJJ x"])
def test_a_form_with_another_sign_is_refused(vorm):
    with pytest.raises(ValueError):
        als_strptime(vorm)


@pytest.mark.parametrize(
    ("veld", "fout"),
    [
        ("datum: {kolom: dag, vorm: dag}", "veld datum: vorm 'dag' ken ik niet; schrijf bijvoorbeeld D-M-JJJJ"),
        ("code: {kolom: dag, vorm: D-M-JJJJ}", "veld code: vorm hoort bij een datum of tijd zonder waarden"),
        ("code: {kolom: dag, waarden: A}", "veld code: waarden is geen lijst van woord en betekenis"),
    ],
)
def test_a_wrong_form_or_list_of_words_is_named(tmp_path, veld, fout):
    (tmp_path / "eigen.yaml").write_text(GOED + f"  {veld}\n")
    with pytest.raises(InstellingFout) as gevangen:
        lees_dialect("eigen", tmp_path)
    assert fout in str(gevangen.value)
