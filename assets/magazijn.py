"""The house: four encrypted DuckDB files, their keys, and the step that writes one table of one room in one
transaction.

Belongs here: opening and closing the rooms, keyed numbers, the book of steps. Does not belong here: what is computed
(models/), how files are read (assets/inname/) or written (assets/uitgifte/). Security invariants, each kept by the one
function named: files are 0600 (`_dicht_slot`), rooms are encrypted (`_koppel`), a connection with rooms attached reads
and writes no other file (`_vergrendel`).
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import hmac
import json
import os
import secrets
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from glob import escape
from pathlib import Path

import duckdb
import duckdb_extension_httpfs

KAMERS = ("kluis", "school", "leerplicht", "stad")
LAGEN = ("bron", "kern", "signaal", "publicatie")
STAP_TABEL = "kern.stap"
WACHT_SECONDEN = 600
KOP_BYTES = 3 * 4096
"""The heads of a DuckDB file, in bytes: a shorter file holds no data."""


class MagazijnFout(Exception):
    """A fault of the warehouse or its keys, with a Dutch sentence that says what to do. The command line exits 2."""


REDENEN = {
    errno.EACCES: "geen toegang",
    errno.EPERM: "geen toegang",
    errno.EROFS: "deze schijf is alleen te lezen",
    errno.ENOSPC: "de schijf is vol",
    errno.EDQUOT: "de schijfruimte van deze gebruiker is op",
    errno.EFBIG: "een bestand mag hier niet groter worden",
    errno.EIO: "de schijf is stuk of weg",
    errno.EEXIST: "daar staat een bestand",
    errno.ENOTDIR: "daar staat een bestand en geen map",
    errno.EISDIR: "dit is een map en geen bestand",
    errno.ENOENT: "bestaat niet",
}

BESCHADIGD = ("corrupt", "checksum", "gcm", "authentication tag", "deserializ")
"""Words by which DuckDB says that a file does not hold what it should."""


def schijfreden(fout: OSError) -> str:
    """What the disk refused, in Dutch; a rare reason in the words of the system."""
    return REDENEN.get(fout.errno or 0, fout.strerror or "onbekende reden")


def _geweigerd_door_schijf(fout: BaseException) -> str | None:
    """Why the disk refused; DuckDB tells it in the words of the system, in a text that may quote values."""
    if isinstance(fout, OSError):
        return REDENEN.get(fout.errno or 0)
    gezegd = str(fout) if isinstance(fout, duckdb.Error) else ""
    return next((reden for nummer, reden in REDENEN.items() if os.strerror(nummer) in gezegd), None)


def storing(fout: BaseException) -> str | None:
    """What is wrong around the product (disk, memory, a damaged file) and what to do, in Dutch; None for other
    faults.
    """
    if isinstance(fout, duckdb.OutOfMemoryException | MemoryError):
        return "er is te weinig geheugen; sluit andere programma's of geef met INBEELD_GEHEUGEN meer, en draai opnieuw"
    if reden := _geweigerd_door_schijf(fout):
        return f"lezen of schrijven lukt niet ({reden}); los dit op en draai opnieuw"
    if isinstance(fout, duckdb.Error) and any(teken in str(fout).lower() for teken in BESCHADIGD):
        return "het magazijn is beschadigd; zet een reservekopie terug en draai opnieuw"
    return None


@dataclass(frozen=True)
class Sleutels:
    """The keys of the rooms: `bestand` encrypts a room's file, `mac` makes its pseudonyms. Never printed."""

    bestand: dict[str, str] = field(repr=False)
    mac_sleutels: dict[str, bytes] = field(repr=False)

    def mac(self, kamer: str, tekst: str) -> int:
        """A keyed 64-bit number for `tekst` in `kamer` (HMAC-SHA256, first 8 bytes, signed); other rooms, other
        numbers.
        """
        som = hmac.new(self.mac_sleutels[kamer], tekst.encode(), hashlib.sha256).digest()
        return int.from_bytes(som[:8], "big", signed=True)


def _nieuwe_sleutels() -> dict:
    return {
        "versie": 1,
        "kamers": {k: {"bestand": secrets.token_hex(32), "mac": secrets.token_hex(32)} for k in KAMERS},
    }


def _lees_sleutels(pad: Path) -> Sleutels:
    try:
        kamers = json.loads(pad.read_text(encoding="utf-8"))["kamers"]
        return Sleutels({k: kamers[k]["bestand"] for k in KAMERS}, {k: bytes.fromhex(kamers[k]["mac"]) for k in KAMERS})
    except (OSError, ValueError, KeyError, TypeError):
        raise MagazijnFout(
            f"{pad}: dit sleutelbestand is niet te lezen; zet het goede terug of geef een ander met --sleutels"
        ) from None


def _schrijf_sleutels(pad: Path, inhoud: dict) -> None:
    """A key file is there whole or not at all, and never in place of another: who is first, wins."""
    pad.parent.mkdir(parents=True, exist_ok=True)
    while not _schreef(pad, inhoud):
        pass


def _schreef(pad: Path, inhoud: dict) -> bool:
    """Write beside `pad` and link; False where a run that tidies up took the file away before it was locked."""
    deel = pad.with_name(f".{pad.name}.{secrets.token_hex(4)}.deel")
    hand = os.open(deel, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(hand, "w", encoding="utf-8") as uit:
        try:
            fcntl.flock(hand, fcntl.LOCK_EX)
            if not deel.exists():
                return False
            json.dump(inhoud, uit)
            uit.flush()
            os.fsync(hand)
            with suppress(FileExistsError):
                os.link(deel, pad)
            return True
        finally:
            deel.unlink(missing_ok=True)


def _ruim_halve_sleutels(pad: Path) -> None:
    """Remove what a run that was killed while it made this key file left; one that is being written now is locked."""
    for deel in pad.parent.glob(f".{escape(pad.name)}.*.deel"):
        with suppress(OSError), open(deel, "rb") as hand:
            fcntl.flock(hand, fcntl.LOCK_EX | fcntl.LOCK_NB)
            deel.unlink()


def open_sleutels(pad: Path, magazijn: Path, meld: Callable[[str], None]) -> Sleutels:
    """Read the key file; make one (0600) only when the warehouse does not exist yet either.

    Raises MagazijnFout for a warehouse without its key and for a key file that others can read. Call it with the lock
    held: two first runs at once must not make two keys.
    """
    _ruim_halve_sleutels(pad)
    if pad.exists():
        if pad.stat().st_mode & 0o077:
            raise MagazijnFout(f"{pad}: anderen kunnen dit sleutelbestand lezen; typ: chmod 600 {pad}")
        return _lees_sleutels(pad)
    if any((magazijn / f"{k}.duckdb").exists() for k in KAMERS):
        raise MagazijnFout(
            f"{pad}: het sleutelbestand van dit magazijn ontbreekt; zet het terug of geef het aan met --sleutels"
        )
    _schrijf_sleutels(pad, _nieuwe_sleutels())
    meld(f"Nieuw sleutelbestand gemaakt: {pad}. Bewaar het goed: zonder dit bestand is het magazijn niet te openen.")
    return _lees_sleutels(pad)


def _dicht_slot(map_: Path) -> None:
    os.umask(0o077)
    map_.mkdir(parents=True, exist_ok=True)
    os.chmod(map_, 0o700)


@contextmanager
def _op_slot(map_: Path, meld: Callable[[str], None]) -> Iterator[None]:
    """One writer at a time: wait up to WACHT_SECONDEN for the lock file, then say no."""
    with open(map_ / ".slot", "w") as hand:
        einde, gezegd = time.monotonic() + WACHT_SECONDEN, False
        while True:
            try:
                fcntl.flock(hand, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if not gezegd:
                    meld(f"{map_}: een andere run gebruikt dit magazijn; deze run wacht.")
                    gezegd = True
                if time.monotonic() > einde:
                    raise MagazijnFout(
                        f"{map_}: een andere run gebruikt dit magazijn al te lang; probeer het later opnieuw"
                    ) from None
                time.sleep(0.5)
        yield


def _sql_tekst(waarde: object) -> str:
    """A value as an SQL string: ATTACH and SET take no parameters, and a folder's name may hold a quote."""
    return "'" + str(waarde).replace("'", "''") + "'"


def laad_cryptografie(con: duckdb.DuckDBPyConnection) -> None:
    """Load the packaged httpfs extension: used for its AES only, the network stays shut."""
    pad = Path(duckdb_extension_httpfs.__file__).parent / "extensions" / f"v{duckdb.__version__}"
    con.execute(f"LOAD {_sql_tekst(pad / 'httpfs.duckdb_extension')}")


def _waarom_dicht(fout: duckdb.Error) -> str:
    """Why a room does not open, and what to do; the error's own text may quote the key."""
    if "wrong encryption key" in str(fout).lower():
        return "de sleutel past niet op dit magazijn; geef het goede sleutelbestand met --sleutels"
    if reden := _geweigerd_door_schijf(fout):
        return f"lezen of schrijven lukt niet ({reden}); los dit op en draai opnieuw"
    return "dit bestand gaat niet open of is beschadigd; zet een reservekopie van het magazijn terug"


def _koppel(con: duckdb.DuckDBPyConnection, map_: Path, sleutels: Sleutels) -> None:
    for kamer in KAMERS:
        pad = map_ / f"{kamer}.duckdb"
        if pad.exists() and pad.stat().st_size < KOP_BYTES:
            pad.unlink()  # a run was killed while it made this room: nothing can stand in it yet
        try:
            con.execute(f"ATTACH {_sql_tekst(pad)} AS {kamer} (ENCRYPTION_KEY {_sql_tekst(sleutels.bestand[kamer])})")
            _maak_kamer(con, kamer)
        except duckdb.Error as fout:
            raise MagazijnFout(f"{pad}: {_waarom_dicht(fout)}") from None


def _maak_kamer(con: duckdb.DuckDBPyConnection, kamer: str) -> None:
    for laag in LAGEN:
        con.execute(f"CREATE SCHEMA IF NOT EXISTS {kamer}.{laag}")
    con.execute(
        f"CREATE TABLE IF NOT EXISTS {kamer}.{STAP_TABEL} "
        "(tabel VARCHAR, partitie DATE, hash VARCHAR, rijen BIGINT, seconden DOUBLE)"
    )


def _vergrendel(con: duckdb.DuckDBPyConnection, tijdelijk: Path) -> None:
    shutil.rmtree(tijdelijk, ignore_errors=True)
    tijdelijk.mkdir(mode=0o700)
    con.execute(f"SET temp_directory = {_sql_tekst(tijdelijk)}")
    for regel in (
        "SET temp_file_encryption = true",
        "SET python_enable_replacements = false",
        "SET preserve_insertion_order = false",
        "SET enable_progress_bar = false",
        "SET enable_external_access = false",
        "SET lock_configuration = true",
    ):
        con.execute(regel)


def _begrens(con: duckdb.DuckDBPyConnection, geheugen: str, draden: int) -> None:
    if draden:
        con.execute(f"SET threads = {draden}")
    if not geheugen:
        return
    try:
        con.execute(f"SET memory_limit = {_sql_tekst(geheugen)}")
    except duckdb.Error:
        raise MagazijnFout(f"INBEELD_GEHEUGEN: {geheugen} is geen hoeveelheid; schrijf bijvoorbeeld 4GB") from None


class Magazijn:
    """The open warehouse. `con` has the four rooms attached and is locked; one process at a time holds it."""

    def __init__(self, con: duckdb.DuckDBPyConnection, sleutels: Sleutels, map_: Path) -> None:
        self.con = con
        self.sleutels = sleutels
        self.map = map_

    def rijen(self, sql: str, parameters: dict | list | None = None) -> list[tuple]:
        """All rows of a query as tuples."""
        return self.con.execute(sql, parameters or []).fetchall()

    def bestaat(self, tabel: str) -> bool:
        """Is there a table or view `kamer.laag.tabel`?"""
        kamer, laag, naam = tabel.split(".")
        return bool(
            self.rijen(
                "SELECT 1 FROM information_schema.tables "
                "WHERE table_catalog = $k AND table_schema = $l AND table_name = $n",
                {"k": kamer, "l": laag, "n": naam},
            )
        )

    def hashes(self, tabel: str) -> dict[date, str]:
        """The book of steps of one table: partition -> hash."""
        kamer, rest = tabel.split(".", 1)
        sql = f"SELECT partitie, hash FROM {kamer}.{STAP_TABEL} WHERE tabel = $t"
        return {rij[0]: rij[1] for rij in self.rijen(sql, {"t": rest})}

    @contextmanager
    def transactie(self) -> Iterator[None]:
        """Everything inside is written together or not at all."""
        self.con.execute("BEGIN")
        try:
            yield
            self.con.execute("COMMIT")
        except BaseException:
            with suppress(duckdb.Error):  # a room whose disk failed is rolled back when it opens again
                self.con.execute("ROLLBACK")
            raise

    def boek(self, tabel: str, partitie: date, hash_: str, rijen: int = 0, seconden: float = 0.0) -> None:
        """Write the row of a step in the book of its room; call it inside the transaction of the step."""
        kamer, rest = tabel.split(".", 1)
        boek = f"{kamer}.{STAP_TABEL}"
        self.con.execute(f"DELETE FROM {boek} WHERE tabel = $t AND partitie = $p", {"t": rest, "p": partitie})
        waarden = {"t": rest, "p": partitie, "h": hash_, "r": rijen, "s": seconden}
        self.con.execute(f"INSERT INTO {boek} VALUES ($t, $p, $h, $r, $s)", waarden)

    def stap(self, tabel: str, partitie: date, hash_: str, schrijf: Callable[[], int]) -> int:
        """One step: `schrijf` replaces the partition and returns its row count; the book row goes in with it."""
        begin = time.monotonic()
        with self.transactie():
            rijen = schrijf()
            self.boek(tabel, partitie, hash_, rijen, time.monotonic() - begin)
        return rijen


@contextmanager
def open_magazijn(
    map_: Path, sleutelpad: Path, meld: Callable[[str], None] = print, *, geheugen: str = "", draden: int = 0
) -> Iterator[Magazijn]:
    """Open the warehouse for writing; `geheugen` ("4GB") and `draden` limit DuckDB when given.

    Raises MagazijnFout, with a sentence for the user, when a key, a room or the lock is not as it should be.
    """
    if map_.resolve() in sleutelpad.resolve().parents:
        raise MagazijnFout(f"{sleutelpad}: het sleutelbestand staat in het magazijn zelf; zet het buiten die map")
    try:
        _dicht_slot(map_)
        (map_ / ".slot").touch()
    except OSError as fout:
        raise MagazijnFout(
            f"{map_}: hier kan niet geschreven worden ({schijfreden(fout)}); kies een andere map"
        ) from None
    with _op_slot(map_, meld):
        sleutels = open_sleutels(sleutelpad, map_, meld)
        con = duckdb.connect(":memory:")
        try:
            laad_cryptografie(con)
            _begrens(con, geheugen, draden)
            _koppel(con, map_, sleutels)
            _vergrendel(con, map_ / "tijdelijk")
            yield Magazijn(con, sleutels, map_)
        finally:
            con.close()
