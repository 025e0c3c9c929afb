"""Where the review page keeps what: its secrets beside the key file of the rooms, its copies and log in the warehouse
folder. No file is opened here.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from data_contracts.fouten import Aanleverfout

KANTEN = ("school", "leerplicht")
GEHEIM, KOPIEEN, LOGBOEK = "bekijk", "bekijk", "logboek"


class Bekijkfout(Aanleverfout):
    """A fault of the review page's files or of its use, with a Dutch sentence that says what to do."""


@dataclass(frozen=True)
class Plek:
    """`geheim`: keys, accounts, head of the log and proxy setting; `kopieen`: encrypted copies; `logboek`: the log."""

    geheim: Path
    kopieen: Path
    logboek: Path

    @property
    def sleutels(self) -> Path:
        """The keys of the copies; never those of the rooms."""
        return self.geheim / "sleutels.json"

    @property
    def accounts(self) -> Path:
        """Who may sign in."""
        return self.geheim / "accounts.json"

    @property
    def kop(self) -> Path:
        """Length and last hash of the log, kept away from the log itself."""
        return self.geheim / "logboek-kop.json"

    @property
    def proxy(self) -> Path:
        """The setting of a sign-in by a reverse proxy; no file: off."""
        return self.geheim / "proxy.json"


def plek_van(sleutels: Path, magazijn: Path) -> Plek:
    """The places that follow from the key file and the warehouse of the other commands."""
    return Plek(sleutels.parent / GEHEIM, magazijn / KOPIEEN, magazijn / LOGBOEK / "bekijk.jsonl")


def keur_geheim(pad: Path) -> None:
    """Raises Bekijkfout for a secret file that others can read."""
    if pad.stat().st_mode & 0o077:
        raise Bekijkfout(f"{pad}: anderen kunnen dit bestand lezen; typ: chmod 600 {pad}")
