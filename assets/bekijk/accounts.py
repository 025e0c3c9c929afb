"""Who may sign in on the review page: one file (0600) with names, roles, schools and password hashes; no pupil data."""

from __future__ import annotations

import hashlib
import json
import re
import threading
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from assets.bekijk.plek import Bekijkfout, keur_geheim
from assets.uitgifte.schrijf import schrijf
from data_contracts.register import BRIN6

ROLLEN = ("school", "leerplicht", "analist", "directeur")
MET_SCHOLEN = frozenset({"school", "leerplicht"})
NAAM = re.compile(r"[a-z0-9][a-z0-9._@-]{1,63}")
KORTSTE, LANGSTE = 12, 256
"""Characters of a password, both allowed."""
HASHER = PasswordHasher()
_PLAATS = threading.Semaphore(2)
"""Passwords looked at at once: each costs 64 MB for a moment."""


@dataclass(frozen=True)
class Account:
    """`scholen`: brin6 of the schools whose meetings this account joins; empty for analist and directeur."""

    naam: str
    rol: str
    scholen: tuple[str, ...]
    wachtwoord: str

    @property
    def kenmerk(self) -> str:
        """Changes when the role, the schools or the password change: a session made before then ends."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()


def lees_accounts(pad: Path) -> dict[str, Account]:
    """All accounts by name; none when there is no file. Raises Bekijkfout."""
    if not pad.exists():
        return {}
    keur_geheim(pad)
    try:
        rijen = json.loads(pad.read_text(encoding="utf-8"))["accounts"]
        alle = [Account(rij["naam"], rij["rol"], tuple(rij["scholen"]), rij["wachtwoord"]) for rij in rijen]
    except (OSError, ValueError, KeyError, TypeError):
        raise Bekijkfout(f"{pad}: dit accountbestand is niet te lezen; zet het goede terug") from None
    return {account.naam: account for account in alle}


def schrijf_accounts(pad: Path, accounts: Iterable[Account]) -> None:
    """Write them all, ordered by name."""
    rijen = [asdict(account) for account in sorted(accounts, key=lambda account: account.naam)]
    schrijf(pad, json.dumps({"versie": 1, "accounts": rijen}, indent=1))


def maak_account(naam: str, rol: str, scholen: tuple[str, ...], wachtwoord: str) -> Account:
    """A checked account with a fresh hash. Raises Bekijkfout."""
    keur_account(naam, rol, scholen)
    return Account(naam, rol, scholen, maak_hash(naam, wachtwoord))


def keur_account(naam: str, rol: str, scholen: tuple[str, ...]) -> None:
    """Raises Bekijkfout with all that is wrong with a new account, but for its password."""
    fouten = []
    if not NAAM.fullmatch(naam):
        fouten.append("een naam heeft 2 tot 64 kleine letters, cijfers of . _ @ -; kies een andere naam")
    if rol not in ROLLEN:
        fouten.append(f"rol {rol} bestaat niet; kies uit {', '.join(ROLLEN)}")
    if (rol in MET_SCHOLEN) != bool(scholen):
        fouten.append("school en leerplicht hebben scholen nodig, andere rollen niet; gebruik --brin6")
    fouten += [f"{brin6} is geen brin6; schrijf bijvoorbeeld 03MJ00" for brin6 in scholen if not BRIN6.fullmatch(brin6)]
    if fouten:
        raise Bekijkfout("\n".join(f"account {naam}: {fout}" for fout in fouten))


def maak_hash(naam: str, wachtwoord: str) -> str:
    """The argon2id hash of a password. Raises Bekijkfout for a weak one."""
    if not KORTSTE <= len(wachtwoord) <= LANGSTE:
        raise Bekijkfout(f"account {naam}: een wachtwoord heeft {KORTSTE} tot {LANGSTE} tekens; kies een ander")
    if naam in wachtwoord.casefold() or len(set(wachtwoord)) < KORTSTE // 2:
        raise Bekijkfout(f"account {naam}: dit wachtwoord is te raden; kies een ander, bijvoorbeeld vier losse woorden")
    return HASHER.hash(wachtwoord)


def met_wachtwoord(account: Account, wachtwoord: str) -> Account:
    """The same account with another password."""
    return replace(account, wachtwoord=maak_hash(account.naam, wachtwoord))


@cache
def _niemand() -> str:
    """A hash of nobody's password: an unknown name must cost as much time as a known one."""
    return HASHER.hash("niemand heeft dit wachtwoord")


def klopt(account: Account | None, wachtwoord: str) -> bool:
    """Is this the password of this account? False for no account, after the same work."""
    try:
        with _PLAATS:
            juist = HASHER.verify(account.wachtwoord if account else _niemand(), wachtwoord[: LANGSTE + 1])
    except (VerificationError, InvalidHashError):
        return False
    return juist and account is not None
