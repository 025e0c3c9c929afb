"""The extension point for a sign-in elsewhere: a reverse proxy that passes who someone is in a header.

Off without the file `proxy.json` (0600) beside the keys. With it the page answers the proxy only: a request without
the shared secret is refused, and the password form is closed. The name must be that of an account, so roles and
schools stay in the account file.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from assets.bekijk.plek import Bekijkfout, keur_geheim

KORTSTE_GEHEIM = 32
VELDEN = {"host", "kop_naam", "kop_geheim", "geheim"}


@dataclass(frozen=True)
class Proxy:
    """`host`: the name under which the proxy is reached; `kop_naam`, `kop_geheim`: headers that it sets."""

    host: str
    kop_naam: str
    kop_geheim: str
    geheim: str = field(repr=False)

    def identiteit(self, koppen: Mapping[str, str]) -> str | None:
        """Whom the proxy says this is; None when the request did not come through it. "" when it does not know."""
        gegeven = koppen.get(self.kop_geheim, "")
        if not hmac.compare_digest(gegeven.encode(), self.geheim.encode()):
            return None
        return koppen.get(self.kop_naam, "")


def lees_proxy(pad: Path) -> Proxy | None:
    """The setting; None: off. Raises Bekijkfout for a file that is wrong, because half a setting is no protection."""
    if not pad.exists():
        return None
    keur_geheim(pad)
    try:
        inhoud = json.loads(pad.read_text(encoding="utf-8"))
        goed = set(inhoud) == VELDEN and all(isinstance(waarde, str) and waarde for waarde in inhoud.values())
    except (OSError, ValueError, TypeError):
        goed, inhoud = False, {}
    if not goed or len(inhoud["geheim"]) < KORTSTE_GEHEIM:
        raise Bekijkfout(
            f"{pad}: hier horen {', '.join(sorted(VELDEN))}, met een geheim van minstens {KORTSTE_GEHEIM} tekens; "
            "vul ze aan of haal het bestand weg"
        )
    return Proxy(**inhoud)
