"""`inbeeld dialect`: what it prints, where it writes, and what it refuses."""

import os
from pathlib import Path

import pytest

from data_contracts.dialect import lees_dialect
from data_contracts.register import lees_register
from pipelines.cli import main

SCHOOL = "scholen:\n  - {brin6: 03MJ00, naam: A, soort: po, dialect: parnassys}\n"
EXPORT = """Leerlingnummer;Roepnaam;Groep;Datum;Dagdeel;Soort verzuim;Reden;Opmerking
1001;Geheimpje;5a;2-11-2026;Hele dag;Afwezig;Z;belde om acht uur
1002;Geheimpje;5a;13-11-2026;Ochtend;Afwezig;O;niets gehoord van thuis
1003;Geheimpje;5b;13-11-2026;Middag;Te laat;V;stond in de file
"""


@pytest.fixture
def map_(tmp_path, monkeypatch) -> Path:
    for naam in [n for n in os.environ if n.startswith("INBEELD_")]:
        monkeypatch.delenv(naam)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "aanlevering").mkdir()
    (tmp_path / "export.csv").write_text(EXPORT)
    return tmp_path


def test_without_a_name_the_proposal_is_printed_and_nothing_is_written(map_, capsys):
    voor = sorted(map_.rglob("*"))
    assert main(["dialect", "export.csv"]) == 0
    uit = capsys.readouterr()
    (map_ / "eigen.yaml").write_text(uit.out)
    assert lees_dialect("eigen", map_).bronkolom("datum") == "Datum"
    assert "Proef: van de 3 regels in dit voorbeeld zijn er 3 goed te lezen." in uit.err
    (map_ / "eigen.yaml").unlink()
    assert sorted(map_.rglob("*")) == voor


def test_with_a_name_it_is_written_where_the_register_looks_and_controleer_reads_with_it(map_, capsys):
    (map_ / "aanlevering" / "scholen.yaml").write_text(SCHOOL)
    assert main(["dialect", "export.csv", "--naam", "parnassys"]) == 0
    uit = capsys.readouterr().out
    assert f"Geschreven: {Path('aanlevering') / 'dialecten' / 'parnassys.yaml'}" in uit
    assert lees_register(map_ / "aanlevering" / "scholen.yaml").dialect("03MJ00").naam == "parnassys"
    os.rename("export.csv", "export__20261101-20261115__20261116T0800.csv")
    assert (
        main(["controleer", "export__20261101-20261115__20261116T0800.csv", "--brin6", "03MJ00", "--soort", "verzuim"])
        == 0
    )
    assert "Rijen: 3. Geaccepteerd: 3." in capsys.readouterr().out


def test_no_value_of_a_pupil_is_said(map_, capsys):
    main(["dialect", "export.csv"])
    uit = capsys.readouterr()
    assert "Geheimpje" not in uit.out + uit.err and "1001" not in uit.out + uit.err and "file" not in uit.out + uit.err


def test_an_existing_dialect_is_never_overwritten(map_, capsys):
    (map_ / "aanlevering" / "dialecten").mkdir()
    (map_ / "aanlevering" / "dialecten" / "esis.yaml").write_text("van mij")
    assert main(["dialect", "export.csv", "--naam", "esis"]) == 2
    assert "dit dialect bestaat al; kies een andere naam" in capsys.readouterr().err
    assert (map_ / "aanlevering" / "dialecten" / "esis.yaml").read_text() == "van mij"


@pytest.mark.parametrize(
    ("woorden", "zin"),
    [
        (["--naam", "somtoday"], "--naam: somtoday is een dialect van In Beeld; kies een andere naam"),
        (["--naam", "../weg"], "--naam: ../weg kan niet; kies kleine letters, cijfers en streepjes, zoals parnassys"),
        (
            ["--naam", "x", "--aanlevering", "weg"],
            "weg: deze map is er niet; geef de map met leveringen met --aanlevering",
        ),
    ],
)
def test_a_name_or_place_that_cannot_be_is_refused(map_, capsys, woorden, zin):
    assert main(["dialect", "export.csv", *woorden]) == 2
    assert capsys.readouterr().err.strip() == zin


@pytest.mark.parametrize(
    ("naam", "inhoud", "zin"),
    [
        ("weg.csv", None, "weg.csv: dit bestand is er niet; controleer de naam en de map"),
        ("a.pdf", "x", "a.pdf: dit is geen csv, xlsx of json van hooguit 200 MB; bewaar de export als csv"),
        (
            "a.csv",
            "Naam;Datum\nSam;2026-11-02\n",
            "a.csv: ik vind geen kolom met leerlingnummers; zet die kolom in de export",
        ),
        ("a.csv", "Leerlingnummer;Klas\n1001;2B\n", "a.csv: ik vind geen kolom met datums; zet die kolom in de export"),
        ("a.csv", "Verzuimoverzicht\nLeerlingnummer;Datum\n", "a.csv: op de eerste regel staan geen kolomnamen"),
        ("a.csv", "Leerlingnummer;Datum\n", "a.csv: hier staan geen regels in"),
        ("a.json", "{", "a.json: Dit bestand is leeg, beschadigd of van een andere soort dan verwacht."),
        ("a.json", '{"a": 1}', "a.json: Dit bestand is leeg, beschadigd"),
        ("a.xlsx", "geen zip", "a.xlsx: Dit bestand is leeg, beschadigd"),
    ],
)
def test_a_sample_that_cannot_be_understood_is_refused_in_one_sentence(map_, capsys, naam, inhoud, zin):
    if inhoud is not None:
        (map_ / naam).write_text(inhoud)
    assert main(["dialect", naam]) == 2
    uit = capsys.readouterr()
    assert uit.out == "" and zin in uit.err and len(uit.err.splitlines()) == 1


def test_a_sample_of_which_rows_cannot_be_read_ends_with_1(map_, capsys):
    goed = "".join(f"1004;A;5a;{dag}-11-2026;Ochtend;Afwezig;O;x\n" for dag in range(1, 16))
    fout = EXPORT + goed + "1004;A;5a;14-11-2026;Nacht;Afwezig;O;x\n1004;A;5a;31-2-2026;Ochtend;Afwezig;O;x\n"
    (map_ / "export.csv").write_text(fout)
    assert main(["dialect", "export.csv"]) == 1
    assert "Kijk na: Bij dagdeel ken ik 1 van de woorden niet." in capsys.readouterr().err
