"""The published copy that the review page reads: one encrypted file per school and side of the newest week.

It holds what the list of that side may hold, of every pupil with a row. AES-256-GCM with the key of that school and
side; week, school and side are bound in, so that one file cannot pass for another. The cipher text differs at every
writing, so the copies stand outside `uit`.
"""

from __future__ import annotations

import os
import re
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from pydantic import TypeAdapter

from assets.bekijk.plek import Bekijkfout
from assets.bekijk.sleutelbos import Deel, Sleutelbos
from assets.uitgifte.modellen import Lijst, LijstLeerling
from assets.uitgifte.schrijf import schrijf
from models.tijd import weeknaam

VERSIE = 1
NONCE_BYTES = 12
WEEK = re.compile(r"\d{4}-W\d{2}")
IN_WORDING, VORIGE = ".deel", ".oud"
POGINGEN, EVEN = 5, 0.02
"""How often, with how many seconds between, a copy is looked for while a week takes the place of another."""


@dataclass(frozen=True)
class Kopie:
    """One side of one school in one week. `overig`: pupils with a row that did not fit on the list.

    `pseudoniemen` by leerlingnummer.
    """

    lijst: Lijst
    overig: tuple[LijstLeerling, ...]
    pseudoniemen: dict[str, str]
    toelichting: str = ""
    versie: int = VERSIE

    @property
    def deel(self) -> Deel:
        """Which school and side this is."""
        return self.lijst.brin6, self.lijst.kant

    def leerlingen(self) -> Iterator[LijstLeerling]:
        """Everyone, in the order of the list, then the others."""
        for groep in self.lijst.keuze.groepen:
            yield from groep.leerlingen
        yield from self.lijst.termijnen
        yield from self.overig


@cache
def _vertaler() -> TypeAdapter[Kopie]:
    return TypeAdapter(Kopie)


def _etiket(week: str, deel: Deel) -> bytes:
    return "|".join(("inbeeld-bekijk", str(VERSIE), week, *deel)).encode()


def versleutel(kopie: Kopie, sleutel: bytes) -> bytes:
    """Nonce and cipher text."""
    nonce = os.urandom(NONCE_BYTES)
    etiket = _etiket(weeknaam(kopie.lijst.peildatum), kopie.deel)
    return nonce + AESGCM(sleutel).encrypt(nonce, _vertaler().dump_json(kopie), etiket)


def ontsleutel(inhoud: bytes, sleutel: bytes, week: str, deel: Deel) -> Kopie:
    """Raises InvalidTag for another key, week, school or side, or a changed byte."""
    leesbaar = AESGCM(sleutel).decrypt(inhoud[:NONCE_BYTES], inhoud[NONCE_BYTES:], _etiket(week, deel))
    return _vertaler().validate_json(leesbaar)


def _naam(deel: Deel) -> str:
    return "-".join(deel) + ".kopie"


def weken(map_: Path) -> list[str]:
    """The weeks of which copies stand here, oldest first."""
    return sorted(p.name for p in map_.iterdir() if WEEK.fullmatch(p.name)) if map_.is_dir() else []


def lees_kopie(map_: Path, bos: Sleutelbos, deel: Deel) -> Kopie | None:
    """The newest copy of one school and side; None when there is none (yet).

    A week that makes way while it is read is looked for again, so no lock is needed.
    """
    for _ in range(POGINGEN):
        alle = weken(map_)
        if deel not in bos.kopie:
            return None
        if not alle:
            time.sleep(EVEN)
            continue
        pad = map_ / alle[-1] / _naam(deel)
        try:
            return ontsleutel(pad.read_bytes(), bos.kopie[deel], alle[-1], deel)
        except FileNotFoundError:
            continue
        except (InvalidTag, ValueError):
            raise Bekijkfout(
                f"{pad}: deze kopie past niet bij de sleutels van de bekijkpagina; draai de week opnieuw"
            ) from None
    return None


class Kopieschrijver:
    """Writes the copies of one week beside their place, and puts them there as one.

    Only the newest week is kept: a list may not be used when there is a newer one.
    """

    def __init__(self, map_: Path, bos: Sleutelbos, peildatum: date) -> None:
        self.map, self.bos, self.week = map_, bos, weeknaam(peildatum)
        self.tijdelijk = map_ / f".{self.week}{IN_WORDING}"
        self.is_nieuwste = not any(week > self.week for week in weken(map_))
        if self.is_nieuwste:
            self._ruim_op()

    def _ruim_op(self) -> None:
        for half in (*self.map.glob(f".*{IN_WORDING}"), *self.map.glob(f".*{VORIGE}")):
            shutil.rmtree(half)

    def zet(self, kopie: Kopie) -> None:
        """Add one school and side; nothing when a newer week stands there already."""
        if self.is_nieuwste:
            inhoud = versleutel(kopie, self.bos.kopie[kopie.deel])
            schrijf(self.tijdelijk / _naam(kopie.deel), inhoud, wacht_op_schijf=False)

    def klaar(self) -> None:
        """Put the week in its place and take older ones away."""
        if not self.tijdelijk.exists():
            return
        doel, oud = self.map / self.week, self.map / f".{self.week}{VORIGE}"
        if doel.exists():
            doel.rename(oud)
        self.tijdelijk.rename(doel)
        shutil.rmtree(oud, ignore_errors=True)
        for week in weken(self.map):
            if week != self.week:
                shutil.rmtree(self.map / week)
