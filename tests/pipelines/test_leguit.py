"""`inbeeld leg-uit` as a user types it: from the warehouse, from the deliveries alone, and what it refuses."""

import json
import shutil
import signal
import subprocess
import time

import pytest

from assets.bekijk.kopie import lees_kopie
from assets.bekijk.logboek import Logboek
from assets.bekijk.opschrijven import gebruiker
from assets.bekijk.plek import plek_van
from assets.bekijk.sleutelbos import lees_sleutelbos
from pipelines.cli import main
from tests.assets.uitleg.optellen import blokken, opgeteld
from tests.pipelines.conftest import BRIN6, DERDE, EERSTE, INBEELD, TWEEDE

WIE = ("--brin6", BRIN6, "--leerlingnummer", "1001")


def leg_uit(plek, capsys, *woorden: str, peildatum=EERSTE) -> tuple[int, str, str]:
    code = main(["leg-uit", *WIE, "--peildatum", str(peildatum), *woorden, *plek.opties, "--stil"])
    uit, fout = capsys.readouterr()
    assert not list(plek.map.glob(".leg-uit-*")), "something was left behind"
    return code, uit, fout


def alle_bestanden(map_) -> dict[str, bytes]:
    return {str(pad): pad.read_bytes() for pad in sorted(map_.rglob("*")) if pad.is_file()}


def zonder_logboek(bestanden: dict[str, bytes]) -> dict[str, bytes]:
    return {naam: inhoud for naam, inhoud in bestanden.items() if "logboek" not in naam}


def test_every_row_is_told_in_the_words_of_the_list_and_only_the_log_is_written(gedraaid, capsys):
    plek = gedraaid[0]
    voor = alle_bestanden(plek.map)
    code, uit, fout = leg_uit(plek, capsys)
    assert (code, fout) == (0, "")
    assert zonder_logboek(alle_bestanden(plek.map)) == zonder_logboek(voor)
    gevonden = [(b.tekst.split(" ==")[0], opgeteld(b) == b.waarde) for b in blokken(uit)]
    assert gevonden == [
        ("99AA00/signalen_school.csv: kwart_2w", True),
        ("99AA00/signalen_school.csv: start_schooljaar", True),
        ("99AA00/signalen_school.csv: verzuim_16u4w", True),
        ("99AA00/signalen_leerplicht.csv: verzuim_16u4w", True),
    ]
    lijst = (plek.map / "uit/2026-W36/99AA00/signalen_school.csv").read_text(encoding="utf-8-sig")
    eigen = [regel.split(";") for regel in lijst.splitlines() if ";1001;" in regel]
    assert len(eigen) == 3 and all(velden[-1] in uit.splitlines() for velden in eigen)


def logregels(plek) -> list[dict]:
    """The lines of the log, without when and the hash of the line before."""
    regels = (plek.map / "magazijn" / "logboek" / "bekijk.jsonl").read_text(encoding="utf-8").splitlines()
    return [{k: w for k, w in json.loads(regel).items() if k not in ("vorige", "wanneer")} for regel in regels]


def test_who_was_told_of_whom_stands_in_the_log_by_the_pseudonym_of_each_side(gedraaid, capsys, tmp_path):
    plek = gedraaid[0].kopie(tmp_path / "log")
    voor = len(logregels(plek))
    leg_uit(plek, capsys, "--signaal", "kwart_2w", peildatum=TWEEDE)
    leg_uit(plek, capsys, "--kant", "leerplicht", peildatum=TWEEDE)
    nieuw = logregels(plek)[voor:]
    bekijkt = plek_van(plek.map / "sleutels.json", plek.map / "magazijn")
    van = {
        kant: lees_kopie(bekijkt.kopieen, lees_sleutelbos(bekijkt.sleutels), (BRIN6, kant)).pseudoniemen["1001"]
        for kant in ("school", "leerplicht")
    }
    basis = {"wie": gebruiker(), "wat": "leg_uit", "brin6": BRIN6, "peildatum": str(TWEEDE)}
    assert nieuw == [{**basis, "kant": k, "leerling": van[k]} for k in ("school", "leerplicht", "leerplicht")]
    assert Logboek(bekijkt.logboek, bekijkt.kop).controleer() is None


@pytest.mark.parametrize("anders", [["--leerlingnummer", "9999"], ["--brin6", "99ZZ99"], ["--signaal", "iets"]])
def test_what_is_not_told_has_no_line(gedraaid, capsys, anders):
    voor = logregels(gedraaid[0])
    assert leg_uit(gedraaid[0], capsys, *anders)[:2] == (2, "")
    assert logregels(gedraaid[0]) == voor


def test_what_cannot_be_written_in_the_log_is_not_told(gedraaid, capsys, tmp_path):
    plek = gedraaid[0].kopie(tmp_path / "dicht")
    logboek = plek.map / "magazijn" / "logboek"
    shutil.rmtree(logboek)
    logboek.write_text("geen map")
    code, uit, fout = leg_uit(plek, capsys)
    assert (code, uit) == (2, "") and "logboek" in fout and "1001" not in fout


def test_the_deliveries_alone_give_the_same_text(gedraaid, capsys, tmp_path):
    uit_magazijn = leg_uit(gedraaid[0], capsys, "--signaal", "verzuim_16u4w", peildatum=TWEEDE)
    plek = gedraaid[0].kopie(tmp_path / "kaal")
    for naam in ("magazijn", "uit", "thuis"):
        shutil.rmtree(plek.map / naam)
    (plek.map / "sleutels.json").unlink()
    voor = alle_bestanden(plek.map)
    code, uit, fout = leg_uit(plek, capsys, "--signaal", "verzuim_16u4w", peildatum=TWEEDE)
    assert (code, uit) == uit_magazijn[:2]
    assert "hier is geen magazijn. Daarom wordt eerst alles berekend uit" in fout
    assert alle_bestanden(plek.map) == voor


def test_a_stop_leaves_no_warehouse_behind_and_its_key_was_gone_before(gedraaid, tmp_path):
    plek = gedraaid[0].kopie(tmp_path / "kaal")
    shutil.rmtree(plek.map / "magazijn")
    woorden = [INBEELD, "leg-uit", *WIE, "--peildatum", str(EERSTE), *plek.opties]
    with subprocess.Popen(woorden, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as proces:
        while proces.poll() is None and not list(plek.map.glob(".leg-uit-*/magazijn/tijdelijk")):
            time.sleep(0.05)
        time.sleep(0.5)
        assert proces.poll() is None and not list(plek.map.glob(".leg-uit-*/sleutels.json"))
        proces.send_signal(signal.SIGTERM)
        _, fout = proces.communicate(timeout=120)
    assert proces.returncode == 2 and fout.splitlines()[-1].startswith("Gestopt.")
    assert not list(plek.map.glob(".leg-uit-*"))


@pytest.mark.parametrize(
    ("woorden", "zin"),
    [
        (("--peildatum", "2026-09-07"),
         "--peildatum 2026-09-07 is geen zondag; de zondagen eromheen zijn 2026-09-06 en 2026-09-13"),
        (("--peildatum", str(DERDE)), "draai eerst inbeeld run --peildatum 2026-09-20"),
        (("--brin6", "99ZZ00"), "--brin6 99ZZ00: deze school staat niet in scholen.yaml; controleer het nummer"),
        (("--leerlingnummer", "4711"), "niet bekend bij school 99AA00; controleer het nummer en de datum"),
        (("--signaal", "ziek"), "--signaal ziek bestaat niet; kies uit lrv_3m, lrv, "),
        (("--sleutels", "weg.json"), "het sleutelbestand van dit magazijn ontbreekt; zet het terug"),
    ],
    ids=lambda waarde: waarde[0] if isinstance(waarde, tuple) else "",
)  # fmt: skip
def test_what_cannot_be_told_is_one_line_with_what_to_do(gedraaid, capsys, monkeypatch, woorden, zin):
    monkeypatch.chdir(gedraaid[0].map / "thuis")
    code = main(["leg-uit", *WIE, "--peildatum", str(EERSTE), *gedraaid[0].opties, *woorden])
    uit, fout = capsys.readouterr()
    assert (code, uit, len(fout.splitlines())) == (2, "", 1)
    assert zin in fout and "4711" not in fout


def test_one_side_is_told_what_it_may_know(gedraaid, capsys):
    _, uit, _ = leg_uit(gedraaid[0], capsys, "--kant", "leerplicht")
    assert [blok.tekst.split(" ==")[0] for blok in blokken(uit)] == ["99AA00/signalen_leerplicht.csv: verzuim_16u4w"]
    assert "zonder reden" not in uit


def test_a_pupil_without_a_row_is_said(gedraaid, capsys):
    code, uit, _ = leg_uit(gedraaid[0], capsys, "--leerlingnummer", "1005")
    assert code == 0 and "99AA00/signalen_school.csv: geen regel in deze week." in uit
