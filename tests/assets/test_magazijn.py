"""The house: keys, locks and rooms, and every sentence that a user gets when one is not as it should be."""

import fcntl
import json
import os
import resource
import stat
import threading
from pathlib import Path

import duckdb
import pytest

from assets import magazijn as module
from assets.magazijn import KAMERS, MagazijnFout, Sleutels, open_magazijn, open_sleutels, schijfreden, storing
from tests.assets.motor import EERSTE

SLEUTELS = Sleutels({k: "00" * 32 for k in KAMERS}, {k: k.encode() * 4 for k in KAMERS})


def _stil(_: str) -> None:
    """Say nothing."""


def _open(map_: Path, sleutels: Path | None = None, **opties):
    return open_magazijn(map_ / "magazijn", sleutels or map_ / "sleutels.json", _stil, **opties)


@pytest.fixture
def gevuld(tmp_path) -> Path:
    """A folder with a warehouse in which something stands, closed."""
    with _open(tmp_path) as magazijn, magazijn.transactie():
        magazijn.con.execute("CREATE TABLE school.bron.t AS SELECT 'Vindmijniet' AS naam")
        magazijn.boek("school.bron.t", EERSTE, "hash")
    return tmp_path


def _fout(map_: Path, sleutels: Path | None = None, **opties) -> str:
    with pytest.raises(MagazijnFout) as gevangen, _open(map_, sleutels, **opties):
        pass
    return str(gevangen.value)


# --- numbers ---


def test_a_number_is_the_same_for_the_same_text_and_another_in_each_room():
    nummers = {kamer: SLEUTELS.mac(kamer, "99AA00|1001") for kamer in KAMERS}
    assert nummers == {kamer: SLEUTELS.mac(kamer, "99AA00|1001") for kamer in KAMERS}
    assert len(set(nummers.values())) == len(KAMERS)
    assert all(-(2**63) <= nummer < 2**63 for nummer in nummers.values())


def test_another_text_or_key_gives_another_number():
    anders = Sleutels(SLEUTELS.bestand, {k: b"anders" for k in KAMERS})
    nummers = [SLEUTELS.mac("school", "99AA00|1001"), SLEUTELS.mac("school", "99AA00|1002")]
    assert len({*nummers, anders.mac("school", "99AA00|1001")}) == 3


def test_keys_are_never_printed():
    assert "00" * 32 not in repr(SLEUTELS) and "school" not in repr(SLEUTELS)


# --- the key file ---


def test_a_first_run_makes_a_key_file_that_only_its_owner_reads_and_says_so(tmp_path):
    gezegd: list[str] = []
    with open_magazijn(tmp_path / "magazijn", tmp_path / "diep" / "sleutels.json", gezegd.append):
        pass
    pad = tmp_path / "diep" / "sleutels.json"
    assert stat.S_IMODE(pad.stat().st_mode) == 0o600
    assert gezegd == [
        f"Nieuw sleutelbestand gemaakt: {pad}. Bewaar het goed: zonder dit bestand is het magazijn niet te openen."
    ]
    assert [p.name for p in pad.parent.iterdir()] == ["sleutels.json"]
    inhoud = json.loads(pad.read_text())["kamers"]
    assert len({w for kamer in inhoud.values() for w in kamer.values()}) == 2 * len(KAMERS)


def test_a_second_run_reads_the_keys_and_says_nothing(gevuld):
    gezegd: list[str] = []
    with open_magazijn(gevuld / "magazijn", gevuld / "sleutels.json", gezegd.append) as magazijn:
        assert magazijn.rijen("SELECT naam FROM school.bron.t") == [("Vindmijniet",)]
    assert gezegd == []


def test_who_makes_a_key_file_second_uses_that_of_the_first(tmp_path):
    pad, bestaat = tmp_path / "sleutels.json", []
    draden = [
        threading.Thread(target=lambda: bestaat.append(open_sleutels(pad, tmp_path / "m", _stil))) for _ in "abcd"
    ]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    assert len({s.bestand["school"] for s in bestaat}) == 1 and len(bestaat) == 4
    assert [p.name for p in tmp_path.iterdir()] == ["sleutels.json"]


def test_a_run_that_tidies_up_before_the_new_file_is_locked_only_costs_a_second_try(tmp_path, monkeypatch):
    pad, pogingen, flock = tmp_path / "sleutels.json", [], fcntl.flock

    def eerst_opgeruimd(hand, wijze):
        if not pogingen:
            pogingen.append([deel.unlink() for deel in tmp_path.glob(".*.deel")])
        return flock(hand, wijze)

    monkeypatch.setattr("assets.magazijn.fcntl.flock", eerst_opgeruimd)
    sleutels = open_sleutels(pad, tmp_path / "m", _stil)
    assert [len(weg) for weg in pogingen] == [1]
    assert [p.name for p in tmp_path.iterdir()] == ["sleutels.json"]
    assert open_sleutels(pad, tmp_path / "m", _stil).bestand == sleutels.bestand


@pytest.mark.parametrize("is_gelinkt", [True, False])
def test_half_a_key_file_of_a_killed_run_is_removed_and_one_in_use_is_not(tmp_path, is_gelinkt):
    pad = tmp_path / "sleutels.json"
    if is_gelinkt:
        open_sleutels(pad, tmp_path / "m", _stil)
    (tmp_path / ".sleutels.json.dood.deel").write_text("{")
    (tmp_path / ".sleutels.json.bezig.deel").write_text("{")
    with open(tmp_path / ".sleutels.json.bezig.deel") as hand:
        fcntl.flock(hand, fcntl.LOCK_EX)
        open_sleutels(pad, tmp_path / "m", _stil)
    assert sorted(p.name for p in tmp_path.iterdir()) == [".sleutels.json.bezig.deel", "sleutels.json"]


def test_a_warehouse_without_its_key_file_is_not_opened_and_no_key_is_made(gevuld):
    pad = gevuld / "weg.json"
    assert _fout(gevuld, pad) == (
        f"{pad}: het sleutelbestand van dit magazijn ontbreekt; zet het terug of geef het aan met --sleutels"
    )
    assert not pad.exists()


def test_the_key_file_of_another_warehouse_does_not_fit(gevuld, tmp_path_factory):
    ander = tmp_path_factory.mktemp("ander")
    with _open(ander):
        pass
    assert _fout(gevuld, ander / "sleutels.json") == (
        f"{gevuld / 'magazijn' / 'kluis.duckdb'}: de sleutel past niet op dit magazijn; "
        "geef het goede sleutelbestand met --sleutels"
    )


def test_a_key_file_inside_the_warehouse_is_refused_before_it_is_made(tmp_path):
    for pad in (tmp_path / "magazijn" / "s.json", tmp_path / "magazijn" / "diep" / "s.json"):
        assert _fout(tmp_path, pad) == f"{pad}: het sleutelbestand staat in het magazijn zelf; zet het buiten die map"
    assert not (tmp_path / "magazijn").exists()


@pytest.mark.parametrize("recht", [0o640, 0o604, 0o620, 0o601])
def test_a_key_file_that_others_can_reach_is_refused_with_the_command_to_mend_it(gevuld, recht):
    pad = gevuld / "sleutels.json"
    pad.chmod(recht)
    assert _fout(gevuld) == f"{pad}: anderen kunnen dit sleutelbestand lezen; typ: chmod 600 {pad}"


@pytest.mark.parametrize("inhoud", ["", "geen json", "[]", '{"kamers": {}}', '{"kamers": 1}', "\x00"])
def test_a_key_file_that_is_damaged_is_said_and_left_alone(gevuld, inhoud):
    pad = gevuld / "sleutels.json"
    pad.write_text(inhoud)
    assert _fout(gevuld) == (
        f"{pad}: dit sleutelbestand is niet te lezen; zet het goede terug of geef een ander met --sleutels"
    )
    assert pad.read_text() == inhoud


# --- the rooms ---


def test_rooms_and_folder_are_closed_to_others_and_hold_no_readable_text(gevuld):
    assert stat.S_IMODE((gevuld / "magazijn").stat().st_mode) == 0o700
    kamers = sorted((gevuld / "magazijn").glob("*.duckdb"))
    assert [k.stem for k in kamers] == sorted(KAMERS)
    for kamer in kamers:
        assert stat.S_IMODE(kamer.stat().st_mode) == 0o600
        assert b"Vindmijniet" not in kamer.read_bytes()


def test_an_open_warehouse_reads_and_writes_no_other_file(gevuld):
    with _open(gevuld) as magazijn:
        for sql in (
            f"SELECT * FROM read_text('{gevuld / 'sleutels.json'}')",
            f"COPY school.bron.t TO '{gevuld / 'lek.csv'}'",
            f"ATTACH '{gevuld / 'lek.duckdb'}'",
            "SET enable_external_access = true",
        ):
            with pytest.raises(duckdb.Error):
                magazijn.con.execute(sql)


def test_a_folder_with_a_quote_and_a_space_in_its_name_is_fine(tmp_path):
    with _open(tmp_path / "d'n leerplicht; é") as magazijn:
        assert magazijn.rijen("SELECT 1") == [(1,)]


@pytest.mark.parametrize("bytes_", [b"x" * 50_000, b"x" * module.KOP_BYTES])
def test_a_damaged_room_is_said_and_left_alone(gevuld, bytes_):
    pad = gevuld / "magazijn" / "school.duckdb"
    pad.write_bytes(bytes_)
    assert _fout(gevuld) == (
        f"{pad}: dit bestand gaat niet open of is beschadigd; zet een reservekopie van het magazijn terug"
    )
    assert pad.read_bytes() == bytes_


@pytest.mark.parametrize("lengte", [0, 1, module.KOP_BYTES - 1])
def test_a_room_that_a_kill_left_without_a_head_is_made_anew(gevuld, lengte):
    (gevuld / "magazijn" / "stad.duckdb").write_bytes(b"x" * lengte)
    with _open(gevuld) as magazijn:
        assert magazijn.rijen("SELECT count(*) FROM stad.kern.stap") == [(0,)]


def test_an_empty_room_is_not_shorter_than_its_heads(tmp_path):
    with _open(tmp_path):
        assert (tmp_path / "magazijn" / "stad.duckdb").stat().st_size >= module.KOP_BYTES


def test_a_place_that_is_a_file_cannot_be_a_warehouse(tmp_path):
    (tmp_path / "magazijn").write_text("")
    plek = tmp_path / "magazijn"
    assert _fout(tmp_path) == f"{plek}: hier kan niet geschreven worden (daar staat een bestand); kies een andere map"


@pytest.mark.skipif(os.geteuid() == 0, reason="the owner of everything may write everywhere")
def test_a_folder_that_may_not_be_written_cannot_be_a_warehouse(tmp_path):
    tmp_path.chmod(0o500)
    plek = tmp_path / "magazijn"
    assert _fout(tmp_path) == f"{plek}: hier kan niet geschreven worden (geen toegang); kies een andere map"


@pytest.mark.parametrize(
    ("nummer", "tekst"),
    [(13, "geen toegang"), (30, "deze schijf is alleen te lezen"), (28, "de schijf is vol"), (2, "bestaat niet")],
)
def test_what_the_disk_refused_is_said_in_dutch(nummer, tekst):
    assert schijfreden(OSError(nummer, os.strerror(nummer))) == tekst


def test_a_rare_refusal_of_the_disk_keeps_the_words_of_the_system():
    assert schijfreden(OSError(7, "Argument list too long")) == "Argument list too long"
    assert schijfreden(OSError("zomaar")) == "onbekende reden"


VOL = "lezen of schrijven lukt niet (de schijf is vol); los dit op en draai opnieuw"


@pytest.mark.parametrize(
    ("fout", "zin"),
    [
        (OSError(28, "No space left on device"), VOL),
        (duckdb.IOException('Could not write file "/d/school.duckdb": No space left on device'), VOL),
        (
            duckdb.IOException('Could not write file "/d/school.duckdb": File too large'),
            "lezen of schrijven lukt niet (een bestand mag hier niet groter worden); los dit op en draai opnieuw",
        ),
        (
            duckdb.OutOfMemoryException("Out of Memory Error: failed to allocate"),
            "er is te weinig geheugen; sluit andere programma's of geef met INBEELD_GEHEUGEN meer, en draai opnieuw",
        ),
        (
            duckdb.IOException("Corrupt database file: computed checksum 1 does not match 2"),
            "het magazijn is beschadigd; zet een reservekopie terug en draai opnieuw",
        ),
        (OSError(7, "Argument list too long"), None),
        (duckdb.ConversionException("Could not convert string 'No space left' to DATE"), None),
        (ValueError("de schijf is vol"), None),
    ],
)
def test_what_is_wrong_around_the_product_is_said_in_dutch_and_never_quoted(fout, zin):
    assert storing(fout) == zin


@pytest.mark.parametrize("grens", [300, module.KOP_BYTES - 1])
def test_a_disk_that_is_full_while_the_rooms_are_made_is_said_and_leaves_nothing_that_blocks(tmp_path, grens):
    with _open(tmp_path / "anders", tmp_path / "sleutels.json"):
        pass
    zacht, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (grens, hard))
    try:
        fout = _fout(tmp_path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (zacht, hard))
    assert fout.endswith("/kluis.duckdb: lezen of schrijven lukt niet (een bestand mag hier niet groter worden); "
                         "los dit op en draai opnieuw")  # fmt: skip
    with _open(tmp_path) as magazijn:
        assert magazijn.rijen("SELECT count(*) FROM stad.kern.stap") == [(0,)]


def test_a_step_that_the_disk_refuses_is_undone_and_the_next_one_can_be_done(tmp_path):
    zacht, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    with _open(tmp_path) as magazijn:
        magazijn.con.execute("CREATE TABLE school.bron.t (n BIGINT, tekst VARCHAR)")
        vul = "INSERT INTO school.bron.t SELECT n, md5(n::VARCHAR) FROM range(300000) AS r(n)"
        resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, hard))
        try:
            with pytest.raises(duckdb.Error) as gevangen, magazijn.transactie():
                magazijn.con.execute(vul)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (zacht, hard))
        assert "niet groter worden" in (storing(gevangen.value) or "")
    with _open(tmp_path) as magazijn:
        assert magazijn.rijen("SELECT count(*) FROM school.bron.t") == [(0,)]
        magazijn.con.execute(vul)
        assert magazijn.rijen("SELECT count(*) FROM school.bron.t") == [(300_000,)]


def test_a_limit_of_memory_is_kept_and_nonsense_is_said(gevuld):
    with _open(gevuld, geheugen="256MB", draden=1) as magazijn:
        assert magazijn.rijen("SELECT current_setting('threads')") == [(1,)]
        assert magazijn.rijen("SELECT current_setting('memory_limit')") == [("244.1 MiB",)]
    assert _fout(gevuld, geheugen="veel") == ("INBEELD_GEHEUGEN: veel is geen hoeveelheid; schrijf bijvoorbeeld 4GB")


# --- one at a time ---


def test_a_second_run_says_that_it_waits_and_gives_up_in_the_end(gevuld, monkeypatch):
    monkeypatch.setattr(module, "WACHT_SECONDEN", -1)
    gezegd, map_ = [], gevuld / "magazijn"
    with open(map_ / ".slot", "w") as hand:
        fcntl.flock(hand, fcntl.LOCK_EX)
        with pytest.raises(MagazijnFout) as gevangen, open_magazijn(map_, gevuld / "sleutels.json", gezegd.append):
            pass
    assert gezegd == [f"{map_}: een andere run gebruikt dit magazijn; deze run wacht."]
    assert str(gevangen.value) == (
        f"{map_}: een andere run gebruikt dit magazijn al te lang; probeer het later opnieuw"
    )


def test_a_run_that_waited_goes_on_when_the_other_is_done(gevuld):
    def laat_los(_: str) -> None:
        fcntl.flock(hand, fcntl.LOCK_UN)

    with open(gevuld / "magazijn" / ".slot", "w") as hand:
        fcntl.flock(hand, fcntl.LOCK_EX)
        with open_magazijn(gevuld / "magazijn", gevuld / "sleutels.json", laat_los) as magazijn:
            assert magazijn.bestaat("school.bron.t")


# --- steps ---


def test_a_step_is_written_with_its_row_in_the_book_or_not_at_all(magazijn):
    magazijn.con.execute("CREATE TABLE school.kern.t (n INTEGER)")

    def schrijf(aantal: int, fout: bool = False) -> int:
        magazijn.con.execute("INSERT INTO school.kern.t VALUES (?)", [aantal])
        if fout:
            raise KeyboardInterrupt
        return aantal

    assert magazijn.stap("school.kern.t", EERSTE, "een", lambda: schrijf(7)) == 7
    with pytest.raises(KeyboardInterrupt):
        magazijn.stap("school.kern.t", EERSTE, "twee", lambda: schrijf(8, fout=True))
    assert magazijn.rijen("SELECT n FROM school.kern.t") == [(7,)]
    assert magazijn.hashes("school.kern.t") == {EERSTE: "een"}
    assert magazijn.rijen("SELECT tabel, partitie, rijen FROM school.kern.stap") == [("kern.t", EERSTE, 7)]


@pytest.mark.parametrize(
    ("tabel", "bestaat"), [("school.bron.t", True), ("school.kern.t", False), ("stad.bron.t", False)]
)
def test_a_table_is_known_by_its_whole_name(gevuld, tabel, bestaat):
    with _open(gevuld) as magazijn:
        assert magazijn.bestaat(tabel) is bestaat
