"""The contracts are valid by the standard's own model, complete, and equal to what is promised to the outside."""

import pytest
from open_data_contract_standard.model import OpenDataContractStandard

from data_contracts.contract import BRONNEN, MAP, UIT, gelijk_gemaakt, lees_contract, pad_van
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


@pytest.mark.parametrize("naam", [*BRONNEN, *UIT])
def test_a_contract_is_valid_odcs_and_says_who_what_and_how_fresh(naam):
    odcs = OpenDataContractStandard.from_file(str(pad_van(naam)))
    assert (odcs.kind, odcs.apiVersion, odcs.status) == ("DataContract", "v3.1.0", "active")
    assert odcs.id and odcs.version and odcs.description and odcs.slaProperties and odcs.team
    contract = lees_contract(naam)
    assert contract.eigenaar and contract.versheid and contract.omschrijving
    assert all(kolom.omschrijving and kolom.duckdb_type for kolom in contract.kolommen)


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
