"""The log finds the first line that was changed, taken out, moved or cut off."""

import json
from datetime import UTC, datetime

import pytest

from assets.bekijk.logboek import STUK_BYTES, Logboek

NU = datetime(2026, 11, 17, 10, 15, tzinfo=UTC)


@pytest.fixture
def logboek(tmp_path) -> Logboek:
    """A log of ten lines; one is longer than what is read at once."""
    logboek = Logboek(tmp_path / "log" / "bekijk.jsonl", tmp_path / "geheim" / "kop.json")
    for nummer in range(10):
        logboek.schrijf(NU, wat="proef", nummer=nummer, vulling="x" * (2 * STUK_BYTES if nummer == 5 else 3))
    return logboek


def regels(logboek: Logboek) -> list[bytes]:
    return logboek.pad.read_bytes().splitlines(keepends=True)


def zet(logboek: Logboek, nieuw: list[bytes]) -> None:
    logboek.pad.write_bytes(b"".join(nieuw))


def test_a_log_that_was_left_alone_is_whole(logboek):
    assert logboek.controleer() is None and logboek.aantal() == 10
    assert [json.loads(regel)["nummer"] for regel in regels(logboek)] == list(range(10))
    assert logboek.pad.stat().st_mode & 0o777 == logboek.kop.stat().st_mode & 0o777 == 0o600


INGREPEN = {
    "changed": (lambda r: [*r[:3], r[3].replace(b'"nummer":3', b'"nummer":4'), *r[4:]], "regel 5 sluit niet aan"),
    "the last changed": (lambda r: [*r[:9], r[9].replace(b"proef", b"prief")], "regel 10 is niet de regel"),
    "taken out": (lambda r: [*r[:3], *r[4:]], "regel 4 sluit niet aan"),
    "the first taken out": (lambda r: r[1:], "regel 1 sluit niet aan"),
    "moved": (lambda r: [*r[:3], r[4], r[3], *r[5:]], "regel 4 sluit niet aan"),
    "cut off": (lambda r: r[:7], "na regel 7 missen er regels: er horen er 10 te zijn"),
    "emptied": (lambda r: [], "na regel 0 missen er regels: er horen er 10 te zijn"),
    "half a line": (lambda r: [*r[:9], r[9][:20]], "regel 10 sluit niet aan"),
    "no JSON": (lambda r: [*r[:3], b"hallo\n", *r[3:]], "regel 4 sluit niet aan"),
}


@pytest.mark.parametrize("ingreep", INGREPEN)
def test_the_first_broken_line_is_named(logboek, ingreep):
    verander, zin = INGREPEN[ingreep]
    zet(logboek, verander(regels(logboek)))
    assert zin in (logboek.controleer() or "")


@pytest.mark.parametrize("ingreep", sorted(set(INGREPEN)))
def test_writing_on_does_not_heal_it(logboek, ingreep):
    zet(logboek, INGREPEN[ingreep][0](regels(logboek)))
    for nummer in range(12):
        logboek.schrijf(NU, wat="daarna", nummer=nummer)
    assert logboek.controleer() is not None


def test_a_log_that_is_gone_with_its_head_there_is_told(logboek):
    logboek.pad.unlink()
    assert "missen er regels" in (logboek.controleer() or "")
    logboek.schrijf(NU, wat="daarna")
    assert logboek.controleer() is not None


def test_a_head_that_is_gone_is_told_and_not_made_anew(logboek):
    logboek.kop.unlink()
    assert "kop" in (logboek.controleer() or "")
    logboek.schrijf(NU, wat="daarna")
    assert "kop" in (logboek.controleer() or "")


def test_lines_that_someone_added_are_told(logboek):
    kop = logboek.kop.read_bytes()
    for nummer in (10, 11):
        logboek.schrijf(NU, wat="erbij", nummer=nummer)
    logboek.kop.write_bytes(kop)
    assert "regel 11 en verder" in (logboek.controleer() or "")


def test_a_kill_between_line_and_head_is_no_fault_and_the_next_line_mends_the_head(logboek):
    kop = logboek.kop.read_bytes()
    logboek.schrijf(NU, wat="gestopt")
    logboek.kop.write_bytes(kop)
    assert logboek.controleer() is None
    logboek.schrijf(NU, wat="verder")
    assert logboek.controleer() is None and json.loads(logboek.kop.read_text())["regels"] == 12


def test_an_empty_log_is_whole(tmp_path):
    assert Logboek(tmp_path / "a", tmp_path / "b").controleer() is None


def test_two_hands_write_one_chain(logboek):
    ander = Logboek(logboek.pad, logboek.kop)
    for nummer in range(6):
        (logboek if nummer % 2 else ander).schrijf(NU, wat="om en om")
    assert logboek.controleer() is None and logboek.aantal() == 16
