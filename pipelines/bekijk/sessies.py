"""Sessions and failed sign-ins, in the memory of the page only: a restart signs everyone out.

A session has an id that cannot be guessed, a CSRF token of its own, and ends after 15 minutes without use. A sign-in
gets a new id. Before it there is a session without an account, for the CSRF token of the form.
"""

from __future__ import annotations

import hmac
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

STIL_MINUTEN = 15
LANGSTE = timedelta(hours=10)
STIL = timedelta(minutes=STIL_MINUTEN)
HOOGSTENS = 500
"""Sessions, and names with a wrong password, at once; the longest unused one without an account makes way first."""
VRIJE_POGINGEN = 4
EERSTE_WACHT, LANGSTE_WACHT = timedelta(seconds=30), timedelta(minutes=15)
Klok = Callable[[], datetime]


@dataclass
class Sessie:
    """`account`: name, empty before the sign-in; `kenmerk`: of the account as it was then."""

    nummer: str = field(repr=False)
    csrf: str = field(repr=False)
    begonnen: datetime
    laatst: datetime
    account: str = ""
    kenmerk: str = ""

    def is_verlopen(self, nu: datetime) -> bool:
        """Not used for STIL or longer, or LANGSTE old."""
        return nu - self.laatst >= STIL or nu - self.begonnen >= LANGSTE

    def klopt_csrf(self, gegeven: str) -> bool:
        """Is this the token of this session? Takes the same time for every wrong one."""
        return hmac.compare_digest(self.csrf.encode(), gegeven.encode())


class Sessies:
    """All sessions."""

    def __init__(self, klok: Klok) -> None:
        self._klok, self._alle, self._slot = klok, {}, threading.Lock()
        self._alle: dict[str, Sessie]

    def nieuw(self, account: str = "", kenmerk: str = "") -> Sessie:
        """A new session with a new id."""
        nu = self._klok()
        sessie = Sessie(secrets.token_urlsafe(32), secrets.token_urlsafe(32), nu, nu, account, kenmerk)
        with self._slot:
            self._alle = {n: s for n, s in self._alle.items() if not s.is_verlopen(nu)}
            if len(self._alle) >= HOOGSTENS:
                del self._alle[min(self._alle.values(), key=lambda s: (bool(s.account), s.laatst)).nummer]
            self._alle[sessie.nummer] = sessie
        return sessie

    def vind(self, nummer: str) -> tuple[Sessie | None, Sessie | None]:
        """(the session, None); (None, the session) once, when it has just expired; (None, None) otherwise."""
        nu = self._klok()
        with self._slot:
            sessie = self._alle.get(nummer)
            if sessie is None:
                return None, None
            if sessie.is_verlopen(nu):
                del self._alle[nummer]
                return None, sessie
            sessie.laatst = nu
            return sessie, None

    def weg(self, sessie: Sessie) -> None:
        """End a session."""
        with self._slot:
            self._alle.pop(sessie.nummer, None)


class Pogingen:
    """Wrong passwords by name: after VRIJE_POGINGEN in a row every further one doubles the wait."""

    def __init__(self, klok: Klok) -> None:
        self._klok, self._slot = klok, threading.Lock()
        self._fout: dict[str, tuple[int, datetime]] = {}

    def neem(self, naam: str) -> datetime | None:
        """Take one try for this name, counted as wrong until `gelukt`; or until when it must wait.

        Counting comes first, so that many tries at once do not pass together.
        """
        with self._slot:
            aantal, tot = self._fout.get(naam, (0, self._klok()))
            if tot > self._klok():
                return tot
            if len(self._fout) >= HOOGSTENS and naam not in self._fout:
                del self._fout[min(self._fout, key=lambda n: self._fout[n][1])]
            self._fout[naam] = aantal + 1, self._klok() + _wacht(aantal + 1)
            return None

    def gelukt(self, naam: str) -> None:
        """Start anew."""
        with self._slot:
            self._fout.pop(naam, None)


def _wacht(aantal: int) -> timedelta:
    """How long a name waits after so many wrong passwords in a row."""
    if aantal <= VRIJE_POGINGEN:
        return timedelta()
    return min(EERSTE_WACHT * 2 ** min(aantal - VRIJE_POGINGEN - 1, 10), LANGSTE_WACHT)
