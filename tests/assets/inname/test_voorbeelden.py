"""The example rows and formats that contracts and dialects show to schools are taken in by the real reader."""

import csv
import io
import json

import pytest

from assets.inname.levering import GEMEENTESOORTEN
from data_contracts.contract import BRONNEN, lees_contract
from data_contracts.dialect import lees_dialect
from tests.assets.inname.stad import ONTVANGST, PERIODE, SCHOLEN, Stad

SCHOOL_VAN = {"somtoday": "03MJ00", "magister": "03MJ01", "eduarte": "03MJ02"}
SCHOLEN_MET_STANDAARD = SCHOLEN + "  - {brin6: 03MJ05, naam: Eigen, soort: vo, dialect: standaard}\n"
FORMATEN = {
    "JJJJ-MM-DD": "2026-10-05",
    "DD-MM-JJJJ": "05-10-2026",
    "JJJJMMDD": "20261005",
    "JJJJ-MM-DD UU:MM": "2026-10-05 08:41",
    "JJJJ-MM-DDTUU:MM:SS": "2026-10-05T08:41:30",
    "DD-MM-JJJJ UU:MM": "05-10-2026 08:41",
    "JJJJMMDDTUU:MM:SS": "20261005T08:41:30",
    "JJJJ-MM-DDTUU:MM:SS+UU:MM": "2026-10-05T08:41:30+02:00",
}


def tekst(kop: list[str] | None, rijen) -> str:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=";").writerows([kop, *rijen] if kop else rijen)
    return buffer.getvalue()


@pytest.fixture
def stad(tmp_path) -> Stad:
    return Stad(tmp_path, SCHOLEN_MET_STANDAARD)


@pytest.mark.parametrize("soort", [soort for soort in BRONNEN if soort != "verzuim"])
def test_the_example_rows_of_a_contract_are_accepted(stad, soort):
    contract = lees_contract(soort)
    map_ = "gemeente" if soort in GEMEENTESOORTEN else "03MJ00"
    inhoud = tekst([kolom.naam for kolom in contract.kolommen], contract.voorbeeldrijen)
    stad.schrijf(f"{map_}/{soort}/a{ONTVANGST}.csv", inhoud)
    gelezen = stad.lees(soort)
    assert gelezen.redenen == []
    assert len(gelezen.rijen) == len(contract.voorbeeldrijen)


@pytest.mark.parametrize("naam", ["standaard", "somtoday", "magister", "eduarte"])
def test_the_example_rows_of_a_dialect_are_accepted(stad, naam):
    dialect, map_ = lees_dialect(naam), SCHOOL_VAN.get(naam, "03MJ05")
    if dialect.vorm == "json":
        items = [dict(zip(dialect.kolommen, rij, strict=True)) for rij in dialect.voorbeeld]
        stad.schrijf(f"{map_}/verzuim/a{PERIODE}.json", json.dumps({"items": [genest(item) for item in items]}))
    else:
        inhoud = tekst(list(dialect.kolommen) if dialect.kop else None, dialect.voorbeeld)
        stad.schrijf(f"{map_}/verzuim/a{PERIODE}.csv", inhoud)
    gelezen = stad.lees("verzuim")
    assert gelezen.redenen == []
    assert len(gelezen.rijen) == len(dialect.voorbeeld) > 1


def genest(item: dict[str, str]) -> dict:
    uit: dict = {}
    for pad, waarde in item.items():
        *mappen, naam = pad.split(".")
        doel = uit
        for deel in mappen:
            doel = doel.setdefault(deel, {})
        doel[naam] = waarde or None
    return uit


@pytest.mark.parametrize(
    ("soort", "kolom", "formaat"),
    [
        (soort, kolom.naam, formaat)
        for soort in BRONNEN
        if soort != "verzuim"
        for kolom in lees_contract(soort).kolommen
        if kolom.vorm == "datum"
        for formaat in kolom.formaten
    ],
)
def test_every_way_of_writing_a_date_that_a_contract_names_is_read(stad, soort, kolom, formaat):
    contract = lees_contract(soort)
    map_ = "gemeente" if soort in GEMEENTESOORTEN else "03MJ00"
    namen = [deze.naam for deze in contract.kolommen]
    rij = list(contract.voorbeeldrijen[0])
    rij[namen.index(kolom)] = FORMATEN[formaat]
    stad.schrijf(f"{map_}/{soort}/a{ONTVANGST}.csv", tekst(namen, [rij]))
    gelezen = stad.lees(soort)
    assert gelezen.redenen == []
    assert str(gelezen.rijen[0][contract.kolom(kolom).tabelkolom]) == "2026-10-05"


@pytest.mark.parametrize("formaat", lees_contract("verzuim").kolom("ingevoerd_op").formaten)
def test_every_way_of_writing_a_moment_that_the_contract_names_is_read(stad, formaat):
    rij = ["1", "2026-10-05", "dag", "", "", "afwezig", "Z", FORMATEN[formaat]]
    stad.schrijf(f"03MJ05/verzuim/a{PERIODE}.csv", tekst(list(lees_dialect("standaard").kolommen), [rij]))
    gelezen = stad.lees("verzuim")
    assert gelezen.redenen == []
    assert gelezen.rijen[0]["ingevoerd_utc"].hour == (6 if "UU" in formaat else 22)


def test_a_column_with_dates_names_how_they_may_be_written():
    zonder = [
        (soort, kolom.naam)
        for soort in BRONNEN
        for kolom in lees_contract(soort).kolommen
        if kolom.vorm in ("datum", "tijdstip", "tijd", "ja_nee") and not kolom.formaten
    ]
    assert zonder == []
