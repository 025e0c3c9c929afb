"""The keys of the review page: one for each school and side, and one for the pseudonyms in its log.

They are other keys than those of the rooms and stand in a file of their own (0600): who holds this file reads the
copies of one week, and nothing else.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from assets.bekijk.plek import KANTEN, Bekijkfout, keur_geheim
from assets.uitgifte.schrijf import schrijf

SLEUTELBYTES = 32
PSEUDONIEMTEKENS = 16
Deel = tuple[str, str]


@dataclass(frozen=True)
class Sleutelbos:
    """`kopie`: a key per (brin6, kant). Never printed."""

    kopie: dict[Deel, bytes] = field(repr=False)
    log: bytes = field(repr=False)

    def pseudoniem(self, kant: str, leerling: int) -> str:
        """How the log calls a pupil of a room: 16 hex digits, keyed, other in each room.

        It is made of the number in the room, so that the kluis alone leads back to a pupil.
        """
        return hmac.new(self.log, f"{kant}|{leerling}".encode(), hashlib.sha256).hexdigest()[:PSEUDONIEMTEKENS]


def lees_sleutelbos(pad: Path) -> Sleutelbos:
    """Raises Bekijkfout when there is no file, when it is not readable or when others can read it."""
    if not pad.exists():
        raise Bekijkfout(f"{pad}: de sleutels van de bekijkpagina zijn er nog niet; draai eerst inbeeld run")
    keur_geheim(pad)
    try:
        inhoud = json.loads(pad.read_text(encoding="utf-8"))
        kopie = {_deel(naam): _sleutel(tekst) for naam, tekst in inhoud["kopie"].items()}
        return Sleutelbos(kopie, _sleutel(inhoud["log"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise Bekijkfout(f"{pad}: dit sleutelbestand is niet te lezen; zet het goede terug") from None


def _deel(naam: str) -> Deel:
    brin6, kant = naam.split("/")
    return brin6, kant


def _sleutel(tekst: str) -> bytes:
    if len(sleutel := bytes.fromhex(tekst)) != SLEUTELBYTES:
        raise ValueError
    return sleutel


def zorg_voor_sleutels(pad: Path, brin6s: Iterable[str]) -> Sleutelbos:
    """The keys, with new ones for schools that have none. Call it with the lock of the warehouse held."""
    bos = lees_sleutelbos(pad) if pad.exists() else Sleutelbos({}, secrets.token_bytes(SLEUTELBYTES))
    nieuw = {(b, k): secrets.token_bytes(SLEUTELBYTES) for b in brin6s for k in KANTEN if (b, k) not in bos.kopie}
    if not nieuw and pad.exists():
        return bos
    bos = Sleutelbos({**bos.kopie, **nieuw}, bos.log)
    kopie = {f"{brin6}/{kant}": sleutel.hex() for (brin6, kant), sleutel in sorted(bos.kopie.items())}
    schrijf(pad, json.dumps({"versie": 1, "log": bos.log.hex(), "kopie": kopie}))
    return bos
