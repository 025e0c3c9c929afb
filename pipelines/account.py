"""`inbeeld account`: who may sign in on the review page. A password is asked on the terminal, never on the command
line, where other users and the history of the shell would see it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from getpass import getpass

from assets.bekijk.accounts import (
    KORTSTE,
    Account,
    keur_account,
    lees_accounts,
    maak_account,
    met_wachtwoord,
    schrijf_accounts,
)
from assets.bekijk.logboek import Logboek
from assets.bekijk.plek import plek_van
from pipelines.instellingen import GebruiksFout, Paden

GEDAAN = 0
HANDELINGEN = ("toevoegen", "wachtwoord", "verwijderen", "lijst")


@dataclass(frozen=True)
class Accountvraag:
    """What was typed after `inbeeld account`. `scholen`: brin6, with commas between them."""

    handeling: str
    naam: str | None = None
    rol: str | None = None
    scholen: str | None = None

    @property
    def brin6s(self) -> tuple[str, ...]:
        """The schools one by one."""
        return tuple(deel.strip() for deel in (self.scholen or "").split(",") if deel.strip())


def beheer_accounts(paden: Paden, vraag: Accountvraag, zeg: Callable[[str], None]) -> int:
    """Add, change, remove or list accounts. Raises GebruiksFout or Bekijkfout with a sentence for the user."""
    plek = plek_van(paden.sleutels, paden.magazijn)
    accounts = lees_accounts(plek.accounts)
    if vraag.handeling == "lijst":
        return _lijst(accounts, zeg)
    if not vraag.naam:
        raise GebruiksFout(f"account {vraag.handeling}: de naam ontbreekt; schrijf die erachter")
    wat = {"toevoegen": _voeg_toe, "wachtwoord": _verander, "verwijderen": _verwijder}[vraag.handeling]
    nieuw = wat(accounts, vraag, vraag.naam)
    logboek = Logboek(plek.logboek, plek.kop)
    wie = {"wie": "beheerder", "rol": "beheerder"}
    logboek.schrijf(datetime.now(UTC), **wie, wat=f"account_{vraag.handeling}", account=vraag.naam)
    schrijf_accounts(plek.accounts, nieuw.values())
    zeg(f"account {vraag.naam}: {vraag.handeling} is gedaan. Dit geldt meteen, ook voor wie is aangemeld.")
    return GEDAAN


def _lijst(accounts: dict[str, Account], zeg: Callable[[str], None]) -> int:
    zeg("naam;rol;scholen")
    for account in accounts.values():
        zeg(";".join((account.naam, account.rol, ",".join(account.scholen))))
    return GEDAAN


def _voeg_toe(accounts: dict[str, Account], vraag: Accountvraag, naam: str) -> dict[str, Account]:
    if naam in accounts:
        raise GebruiksFout(f"account {naam}: dit account is er al; kies een andere naam of verwijder het eerst")
    keur_account(naam, vraag.rol or "", vraag.brin6s)
    return {**accounts, naam: maak_account(naam, vraag.rol or "", vraag.brin6s, _vraag_wachtwoord(naam))}


def _verander(accounts: dict[str, Account], vraag: Accountvraag, naam: str) -> dict[str, Account]:
    return {**accounts, naam: met_wachtwoord(_bekend(accounts, naam), _vraag_wachtwoord(naam))}


def _verwijder(accounts: dict[str, Account], vraag: Accountvraag, naam: str) -> dict[str, Account]:
    _bekend(accounts, naam)
    return {n: account for n, account in accounts.items() if n != naam}


def _bekend(accounts: dict[str, Account], naam: str) -> Account:
    if naam not in accounts:
        raise GebruiksFout(f"account {naam}: dit account is er niet; bekijk de namen met: inbeeld account lijst")
    return accounts[naam]


def _vraag_wachtwoord(naam: str) -> str:
    """A password, typed twice on a terminal and not shown."""
    if not sys.stdin.isatty():
        raise GebruiksFout(f"account {naam}: het wachtwoord wordt op het scherm gevraagd; typ dit in een terminal")
    eerste = getpass(f"Wachtwoord voor {naam} (minstens {KORTSTE} tekens): ")
    if getpass("Nog een keer: ") != eerste:
        raise GebruiksFout(f"account {naam}: de twee wachtwoorden zijn niet gelijk; probeer het opnieuw")
    return eerste
