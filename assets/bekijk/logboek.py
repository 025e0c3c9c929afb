"""The log of the house: append-only lines of JSON, each with the SHA-256 of the line before (kamers.md rule 8).

By pseudonym only: no name, no leerlingnummer, nothing that a user typed. Length and last hash are kept in a second
place after every line, because a chain alone does not show that its end was cut off.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from assets.uitgifte.schrijf import schrijf

BEGIN = "0" * 64
"""In place of a hash: there is no line before."""
STUK_BYTES = 65_536
"""How much of the end of the log is read first to find its last line."""
HOOGSTENS_ACHTER = 1
"""Lines that the head may miss: a kill between the two writings leaves one."""


@dataclass(frozen=True)
class Kop:
    """How many lines there are, and the hash of the last. `is_heel`: log and head agree."""

    regels: int = 0
    sha256: str = BEGIN
    is_heel: bool = True


@dataclass(frozen=True)
class Logboek:
    """The log in `pad`, its head in `kop`."""

    pad: Path
    kop: Path

    def schrijf(self, nu: datetime, **velden: object) -> None:
        """Add one line and wait until it is on the disk. Raises OSError when that fails: then nothing may be shown.

        `nu` has a time zone; it is written in UTC, whole milliseconds.
        """
        with self._op_slot() as hand:
            stand = self._stand(_maak_heel(hand, self.pad))
            moment = nu.astimezone(UTC).isoformat(timespec="milliseconds")
            regel = _als_json({"vorige": stand.sha256, "wanneer": moment, **velden})
            _schrijf_geheel(hand, regel + b"\n")
            if stand.is_heel:
                nieuw = {"regels": stand.regels + 1, "sha256": hashlib.sha256(regel).hexdigest()}
                schrijf(self.kop, json.dumps(nieuw), wacht_op_schijf=False)

    def _stand(self, laatste: bytes) -> Kop:
        """Where the log stands. The head tells how many lines there are; only when it does not fit they are counted.

        Not whole (the head is gone, or tells of more or other lines): the head must not be written over, because it is
        the proof of what was cut off.
        """
        kop, som = self._lees_kop(), hashlib.sha256(laatste).hexdigest() if laatste else BEGIN
        if not laatste and kop is None:
            return Kop()
        if kop and kop.sha256 == som:
            return kop
        regels = _regels(self.pad.read_bytes())
        voorlaatste = hashlib.sha256(regels[-2]).hexdigest() if len(regels) > 1 else BEGIN
        is_heel = len(regels) == (kop.regels if kop else 0) + 1 and (kop.sha256 if kop else BEGIN) == voorlaatste
        return Kop(len(regels), som, is_heel)

    @contextmanager
    def _op_slot(self) -> Iterator[int]:
        self.pad.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        hand = os.open(self.pad, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            fcntl.flock(hand, fcntl.LOCK_EX)
            yield hand
        finally:
            os.close(hand)

    def controleer(self) -> str | None:
        """The first thing that is wrong, as a Dutch sentence; None when the log is whole."""
        regels = _regels(self.pad.read_bytes()) if self.pad.exists() else []
        vorige = BEGIN
        for nummer, regel in enumerate(regels, start=1):
            if _vorige(regel) != vorige:
                return f"regel {nummer} sluit niet aan op de regel ervoor; er is iets veranderd of weggehaald"
            vorige = hashlib.sha256(regel).hexdigest()
        return self._keur_kop(regels)

    def _keur_kop(self, regels: list[bytes]) -> str | None:
        kop = self._lees_kop()
        if kop is None:
            return "de kop van het logboek is weg of stuk" if regels else None
        if len(regels) < kop.regels:
            return f"na regel {len(regels)} missen er regels: er horen er {kop.regels} te zijn"
        if kop.regels and hashlib.sha256(regels[kop.regels - 1]).hexdigest() != kop.sha256:
            return f"regel {kop.regels} is niet de regel die er stond"
        if len(regels) > kop.regels + HOOGSTENS_ACHTER:
            return f"regel {kop.regels + 1} en verder zijn niet door In Beeld geschreven"
        return None

    def _lees_kop(self) -> Kop | None:
        try:
            gelezen: Mapping[str, object] = json.loads(self.kop.read_text(encoding="utf-8"))
            return Kop(int(str(gelezen["regels"])), str(gelezen["sha256"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def aantal(self) -> int:
        """How many lines there are."""
        return len(_regels(self.pad.read_bytes())) if self.pad.exists() else 0


def _regels(bytes_: bytes) -> list[bytes]:
    return bytes_.removesuffix(b"\n").split(b"\n") if bytes_ else []


def _maak_heel(hand: int, pad: Path) -> bytes:
    """The last line, without its end. One that a kill broke off is ended: it stays, as evidence, and the check names
    it.
    """
    laatste = _laatste_regel(pad)
    if laatste and not laatste.endswith(b"\n"):
        _schrijf_geheel(hand, b"\n")
    return laatste.removesuffix(b"\n")


def _laatste_regel(pad: Path) -> bytes:
    """The last line as it stands, read from the end of the file."""
    with pad.open("rb") as bron:
        einde = bron.seek(0, os.SEEK_END)
        grootte = STUK_BYTES
        while True:
            bron.seek(max(0, einde - grootte))
            stuk = bron.read()
            if (begin := stuk.rfind(b"\n", 0, max(0, len(stuk) - 1))) >= 0 or grootte >= einde:
                return stuk[begin + 1 :]
            grootte *= 2


def _vorige(regel: bytes) -> str | None:
    try:
        return json.loads(regel)["vorige"]
    except (ValueError, KeyError, TypeError):
        return None


def _als_json(velden: Mapping[str, object]) -> bytes:
    return json.dumps(velden, ensure_ascii=False, separators=(",", ":")).encode()


def _schrijf_geheel(hand: int, bytes_: bytes) -> None:
    """All bytes or an OSError; a short write (a full disk) is taken back."""
    begin = os.fstat(hand).st_size
    if os.write(hand, bytes_) != len(bytes_):
        os.ftruncate(hand, begin)
        raise OSError("short write")
    os.fsync(hand)
