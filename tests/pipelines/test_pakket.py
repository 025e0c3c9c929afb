"""`inbeeld pakket` on the tiny city: what is in it, that it needs its password, and that it stands in the log."""

import json
import os
import zipfile

import pytest
import pyzipper

from assets.uitgifte.pakket import BESTANDEN, maak_pakket
from models.tijd import weeknaam
from pipelines.cli import main
from tests.pipelines.conftest import BRIN6, EERSTE, TWEEDE, typ

WACHTWOORD = "een lang verzonnen woord"
KORT = "te kort zeg."


@pytest.fixture
def plek(gedraaid, tmp_path, monkeypatch):
    for naam in [n for n in os.environ if n.startswith("INBEELD_")]:
        monkeypatch.delenv(naam)
    monkeypatch.chdir(tmp_path)
    return gedraaid[0].kopie(tmp_path / "kopie")


def pak(plek, *woorden: str, wachtwoord: str = WACHTWOORD):
    """The command as typed, with the password as the first line of its input."""
    return typ("pakket", *plek.opties, "--brin6", BRIN6, *woorden, map_=plek.map, stdin=f"{wachtwoord}\n")


@pytest.mark.parametrize("kant", ["school", "leerplicht"])
def test_a_package_holds_one_side_of_the_newest_week_and_opens_with_its_password_only(plek, kant):
    uit = pak(plek, "--voor", kant)
    assert uit.returncode == 0 and "7-Zip" in uit.stdout
    pad = plek.map / f"{BRIN6}_{kant}_{weeknaam(TWEEDE)}.zip"
    assert pad.stat().st_mode & 0o777 == 0o600
    map_ = plek.map / "uit" / weeknaam(TWEEDE) / BRIN6
    with pyzipper.AESZipFile(pad) as pakket:
        assert tuple(pakket.namelist()) == BESTANDEN[kant]
        with pytest.raises(RuntimeError):
            pakket.read(BESTANDEN[kant][0])
        pakket.setpassword(WACHTWOORD.encode())
        assert {naam: pakket.read(naam) for naam in BESTANDEN[kant]} == {
            naam: (map_ / naam).read_bytes() for naam in BESTANDEN[kant]
        }
    with zipfile.ZipFile(pad) as gewoon, pytest.raises(NotImplementedError):
        gewoon.read(BESTANDEN[kant][0], WACHTWOORD.encode())


def test_the_two_sides_share_no_file_and_together_are_the_folder_of_the_school(plek):
    school, leerplicht = (set(namen) for namen in BESTANDEN.values())
    map_ = plek.map / "uit" / weeknaam(EERSTE) / BRIN6
    assert not school & leerplicht and school | leerplicht == {pad.name for pad in map_.iterdir()}


def test_a_package_stands_in_the_log_and_the_log_stays_whole(plek, capsys):
    assert pak(plek, "--voor", "school", "--week", weeknaam(EERSTE)).returncode == 0
    regel = json.loads((plek.map / "magazijn" / "logboek" / "bekijk.jsonl").read_text("utf-8").splitlines()[-1])
    assert (regel["wat"], regel["school"], regel["kant"], regel["week"]) == (
        "pakket",
        BRIN6,
        "school",
        weeknaam(EERSTE),
    )
    assert main(["logboek", *plek.opties]) == 0


@pytest.mark.parametrize(
    ("woorden", "wachtwoord", "zin"),
    [
        (["--voor", "school"], "te kort zeg", "het wachtwoord is korter dan 12 tekens; kies een langer wachtwoord"),
        (["--voor", "school", "--week", "2026-W01"], WACHTWOORD, "draai die week opnieuw of kies een andere week"),
        (["--voor", "school", "--week", "../.."], WACHTWOORD, "dit is geen week; schrijf JJJJ-Www, zoals 2026-W46"),
        (["--voor", "school", "--brin6", "99ZZ99"], WACHTWOORD, "deze school staat niet in scholen.yaml"),
    ],
)
def test_what_cannot_be_packed_is_said_and_nothing_is_written(plek, woorden, wachtwoord, zin):
    uit = pak(plek, *woorden, wachtwoord=wachtwoord)
    assert uit.returncode == 2 and zin in uit.stderr
    logboek = plek.map / "magazijn" / "logboek" / "bekijk.jsonl"
    assert not list(plek.map.glob("*.zip")) and '"pakket"' not in logboek.read_text(encoding="utf-8")


def test_a_package_is_never_written_over(plek):
    assert pak(plek, "--voor", "school").returncode == 0
    opnieuw = pak(plek, "--voor", "school")
    assert opnieuw.returncode == 2 and "dit pakket is er al" in opnieuw.stderr


def test_twelve_characters_are_enough_for_a_password_and_eleven_are_not():
    assert maak_pakket({"a.csv": b"x"}, KORT)
    with pytest.raises(ValueError, match="12"):
        maak_pakket({"a.csv": b"x"}, KORT[1:])
