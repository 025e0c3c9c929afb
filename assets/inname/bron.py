"""Opening a delivered file, and proof that what was read is what was found.

Others write in the delivery folder while we read. So a file is opened without waiting (a pipe would never answer), only
when it is an ordinary file, and its content must have the hash that the inventory took: a file that grew, shrank or was
replaced in between is never half-read. Not here: what the content means.
"""

import hashlib
import io
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO

from assets.inname.geweigerd import Veranderd

BLOK = 1 << 20
_NIET_WACHTEN = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


@contextmanager
def open_bron(pad: Path) -> Iterator[BinaryIO]:
    """The bytes of an ordinary file. Raises Veranderd for anything else, and when it cannot be read (any more)."""
    try:
        with os.fdopen(os.open(pad, os.O_RDONLY | _NIET_WACHTEN), "rb", buffering=0) as bron:
            if not stat.S_ISREG(os.fstat(bron.fileno()).st_mode):
                raise Veranderd()
            yield bron
    except OSError:
        raise Veranderd() from None


def grootte_van(pad: Path) -> int:
    """Size in bytes; see `open_bron` for what it raises."""
    with open_bron(pad) as bron:
        return os.fstat(bron.fileno()).st_size


def sha256_van(pad: Path) -> str:
    """The hash of a file's content, in hexadecimal. Reads no further than its size at the start, because a file may
    grow without end.
    """
    som = hashlib.sha256()
    with open_bron(pad) as bron:
        rest = os.fstat(bron.fileno()).st_size
        while rest > 0 and (blok := bron.read(min(BLOK, rest))):
            som.update(blok)
            rest -= len(blok)
    return som.hexdigest()


def lees_geheel(pad: Path, sha256: str | None) -> bytes:
    """The whole content. Raises Veranderd when it is not what the inventory found (`sha256`; None: not known)."""
    with open_bron(pad) as bron:
        inhoud = bron.read()
    if sha256 is not None and hashlib.sha256(inhoud).hexdigest() != sha256:
        raise Veranderd()
    return inhoud


class _Geteld(io.RawIOBase):
    """A file that is hashed while it is read."""

    def __init__(self, bron: BinaryIO):
        self._bron = bron
        self.som = hashlib.sha256()

    def readable(self) -> bool:
        """True: this is a source."""
        return True

    def readinto(self, buffer) -> int:  # type: ignore[override]
        """Read on, and take what was read into the sum."""
        blok = self._bron.read(len(buffer))
        buffer[: len(blok)] = blok
        self.som.update(blok)
        return len(blok)


@contextmanager
def open_blokken(pad: Path, sha256: str | None) -> Iterator[Iterator[bytes]]:
    """The content in blocks of at most `BLOK` bytes; at their end the content must have this hash."""
    with open_bron(pad) as bron:
        geteld = _Geteld(bron)
        yield iter(lambda: geteld.read(BLOK) or b"", b"")
        _controleer(geteld, sha256)


@contextmanager
def open_tekst(pad: Path, codering: str, sha256: str | None) -> Iterator[TextIO]:
    """The content as text with its own line ends; when it was read to its end it must have this hash."""
    with open_bron(pad) as bron:
        geteld = _Geteld(bron)
        try:
            yield io.TextIOWrapper(io.BufferedReader(geteld, BLOK), encoding=codering, newline="")
        except UnicodeDecodeError:
            raise Veranderd() from None  # because the encoding fitted when the file was examined
        _controleer(geteld, sha256)


def _controleer(geteld: _Geteld, sha256: str | None) -> None:
    if sha256 is not None and geteld.som.hexdigest() != sha256:
        raise Veranderd()
