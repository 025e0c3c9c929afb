"""The contracts are valid by the standard's own model, complete, and equal to what is promised to the outside."""

import json
from importlib.resources import files

import jsonschema
import pytest
import yaml
from open_data_contract_standard.model import OpenDataContractStandard

from data_contracts import register
from data_contracts.contract import BRONNEN, MAP, REGISTER, UIT, gelijk_gemaakt, lees_contract, pad_van
from data_contracts.redenen import lees_redenen
from data_contracts.regel import regels_van

TRENDS = "peildatum;niveau;code;onderwijssoort;maat;teller;noemer;waarde;onder;boven;onderdrukt;volledigheid"
BELOOFD = {
    "inschrijvingen": "leerlingnummer;pgn;roepnaam;achternaam;geboortedatum;klas;leerjaar;onderwijssoort;startdatum;"
    "einddatum;hoofdinschrijving;startkwalificatie_op;bestemming_brin6;woongemeente",
    "rooster": "klas;leerlingnummer;geldig_van;geldig_tot;weekdag;slot;minuten",
    "kalender": "van;tot;soort;klas",
    "codes": "code;categorie;geoorloofd;geldig_van;geldig_tot",
    "kernteam": "peildatum;leerlingnummer;signaal;besluit;wie;vervolg;datum",
    "meldingen": "meldingsnummer;pgn;brin6;leerlingnummer;soort;begindatum;einddatum;melddatum;status;reden_afgesloten",
    "vrijstellingen": "zaaknummer;pgn;artikel;begindatum;einddatum",
    "absoluut": "zaaknummer;pgn;geboortedatum;datum_signaal;status;einddatum;reden",
    "inzet": "brin6;niveau;klas;soort;aanbieder;begindatum;einddatum",
    "signalen_school": "peildatum;brin6;leerlingnummer;klas;signaal;sinds;waarde;drempel;eenheid;status;uitleg",
    "signalen_leerplicht": "peildatum;brin6;leerlingnummer;klas;signaal;sinds;waarde;drempel;eenheid;status;uitleg",
    "terugkoppeling": "peildatum;brin6;bestand;soort;regel;kolom;uitkomst;reden;uitleg",
    "werkvoorraad": "peildatum;brin6;leerlingnummer;klas;punt;sinds;uiterlijk;meldingsnummer",
    "trends": TRENDS,
    "trend_school": TRENDS,
    "leren": TRENDS,
    "bewegingen": "peildatum;vanaf;van;naar;teller;noemer;waarde;onder;boven;onderdrukt;volledigheid",
    "groepssignalen": "peildatum;niveau;code;klas;signaal;sinds;waarde;drempel;eenheid",
    "leerplichttelling": "schooljaar;maat;open_op_1_september;nieuw_in_jaar;totaal;onderdrukt",
}
VERPLICHT = {
    "inschrijvingen": {"leerlingnummer", "geboortedatum", "klas", "onderwijssoort", "startdatum"},
    "rooster": {"weekdag", "slot", "minuten"},
    "kalender": {"van", "soort"},
    "codes": {"code", "categorie", "geoorloofd"},
    "verzuim": {"leerlingnummer", "datum"},
    "kernteam": {"leerlingnummer"},
    "meldingen": {"meldingsnummer", "brin6", "soort", "begindatum", "melddatum", "status"},
    "vrijstellingen": {"zaaknummer", "artikel", "begindatum"},
    "absoluut": {"zaaknummer", "datum_signaal", "status"},
    "inzet": {"brin6", "niveau", "soort", "begindatum"},
}


@pytest.mark.parametrize("naam", [*BRONNEN, *UIT, REGISTER])
def test_a_contract_is_valid_odcs_and_says_who_what_and_how_fresh(naam):
    odcs = OpenDataContractStandard.from_file(str(pad_van(naam)))
    assert (odcs.kind, odcs.apiVersion, odcs.status) == ("DataContract", "v3.1.0", "active")
    assert odcs.id and odcs.version and odcs.description and odcs.slaProperties and odcs.team
    contract = lees_contract(naam)
    assert contract.eigenaar and contract.versheid and contract.omschrijving
    assert all(kolom.omschrijving and kolom.duckdb_type for kolom in contract.kolommen)


@pytest.mark.parametrize("naam", [*BRONNEN, *UIT, REGISTER])
def test_a_contract_obeys_the_schema_that_ships_with_the_standard(naam):
    schema = json.loads((files("open_data_contract_standard") / "schema.json").read_text(encoding="utf-8"))
    inhoud = yaml.safe_load(pad_van(naam).read_text(encoding="utf-8"))
    fouten = jsonschema.validators.validator_for(schema)(schema).iter_errors(inhoud)
    assert [f"{fout.json_path}: {fout.message}" for fout in fouten] == []


@pytest.mark.parametrize("naam", [*BRONNEN, *UIT, REGISTER])
def test_every_allowed_value_says_in_dutch_what_it_means(naam):
    kolommen = lees_contract(naam).kolommen
    assert [(k.naam, w) for k in kolommen for w, tekst in k.betekenissen if not tekst.endswith(".")] == []


@pytest.mark.parametrize("naam", [*BRONNEN, *UIT, REGISTER])
def test_one_to_three_example_rows_have_all_columns_and_allowed_values(naam):
    contract = lees_contract(naam)
    assert 1 <= len(contract.voorbeeldrijen) <= 3
    for rij in contract.voorbeeldrijen:
        for kolom, waarde in zip(contract.kolommen, rij, strict=True):
            assert waarde in ("", *kolom.waarden) or not kolom.waarden, (naam, kolom.naam)
            assert waarde or not kolom.verplicht, (naam, kolom.naam)


@pytest.mark.parametrize("naam", [*BRONNEN, *UIT])
def test_a_relation_leads_to_a_column_of_another_contract(naam):
    odcs = OpenDataContractStandard.from_file(str(pad_van(naam)))
    for veld in odcs.schema_[0].properties:
        for relatie in veld.relationships or []:
            bestand, _, plek = str(relatie.to).partition("#/")
            _, tabel, _, kolom = plek.split("/")
            doel = OpenDataContractStandard.from_file(str((pad_van(naam).parent / bestand).resolve()))
            assert doel.schema_[0].id == tabel
            assert kolom in {ander.id for ander in doel.schema_[0].properties}
            assert lees_contract(naam).kolom(str(veld.name)).verwijst_naar == f"{tabel}.{kolom}"


def test_the_relations_that_the_rules_need_are_there():
    naar = {(b, k.naam): k.verwijst_naar for b in BRONNEN for k in lees_contract(b).kolommen if k.verwijst_naar}
    leerling = "inschrijvingen.leerlingnummer"
    assert {b for (b, kolom), doel in naar.items() if kolom == "leerlingnummer" and doel == leerling} == {
        "verzuim", "rooster", "kernteam", "meldingen"
    }  # fmt: skip
    assert naar[("verzuim", "code")] == "codes.code"
    assert {naar[(b, "klas")] for b in ("rooster", "kalender", "inzet")} == {"inschrijvingen.klas"}
    assert {naar[(b, "brin6")] for b in ("meldingen", "inzet")} == {"scholen.brin6"}


def test_the_contract_of_the_register_is_what_the_register_reads():
    contract = lees_contract(REGISTER)
    assert {kolom.naam for kolom in contract.kolommen} == register._VELDEN_SCHOOL
    assert contract.verplichte_kolommen == set(register._VERPLICHT)
    assert contract.kolom("soort").waarden == register.SOORTEN
    assert contract.kolom("uurmaat").waarden == register.UURMATEN
    assert contract.kolom("brin6").patroon == register.BRIN6.pattern


def test_every_contract_file_is_known():
    assert {pad.name.split(".")[0] for pad in (MAP / "bronnen").iterdir()} == set(BRONNEN)
    assert {pad.name.split(".")[0] for pad in (MAP / "uit").iterdir()} == set(UIT)


@pytest.mark.parametrize("naam", BELOOFD)
def test_the_columns_are_those_promised_to_the_outside_in_order(naam):
    assert ";".join(kolom.naam for kolom in lees_contract(naam).kolommen) == BELOOFD[naam]


@pytest.mark.parametrize("naam", BRONNEN)
def test_the_required_columns_are_those_promised(naam):
    assert lees_contract(naam).verplichte_kolommen == VERPLICHT[naam]


def test_a_key_names_its_columns_in_order():
    assert lees_contract("rooster").sleutel == ("klas", "leerlingnummer", "geldig_van", "weekdag", "slot")
    assert lees_contract("verzuim").sleutel == ()


def test_allowed_values_come_from_the_contract():
    assert lees_contract("meldingen").kolom("status").waarden == ("R", "B", "G", "K", "I")
    assert len(lees_contract("codes").kolom("categorie").waarden) == 14


def test_a_pgn_and_names_are_marked_as_never_stored_here():
    inschrijvingen = lees_contract("inschrijvingen")
    assert inschrijvingen.kolom("pgn").classificatie == "geheim"
    assert {inschrijvingen.kolom(naam).classificatie for naam in ("roepnaam", "achternaam")} == {"kluis"}


@pytest.mark.parametrize(
    ("kop", "gelijk"),
    [
        ("Leerling nummer", "leerlingnummer"),
        ("LEERLING_NUMMER", "leerlingnummer"),
        ("\ufeffvan ", "van"),
        ("a-b", "a-b"),
    ],
)
def test_a_header_is_compared_without_case_spaces_and_underscores(kop, gelijk):
    assert gelijk_gemaakt(kop) == gelijk


@pytest.mark.parametrize("naam", BRONNEN)
def test_rules_stand_in_the_order_of_the_reasons_and_have_names_of_their_own(naam):
    regels, redenen = regels_van(naam), lees_redenen()
    volgorde = [redenen[regel.reden].volgorde for regel in regels]
    assert volgorde == sorted(volgorde)
    assert len({regel.naam for regel in regels}) == len(regels)
