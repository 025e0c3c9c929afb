"""Who may open which route of the review page (kamers.md): one table, and what is not in it is refused.

A school account never gets the leerplicht side and the other way round; an analist sees pages of the week without
pupils; a directeur sees what was released for directors.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from assets.bekijk.accounts import ROLLEN

NIEMAND = "niet aangemeld"
ALLEN = frozenset(ROLLEN)
KERNTEAM = frozenset({"school", "leerplicht"})
LEZERS = frozenset({"analist", "directeur"})
RECHTEN: dict[str, frozenset[str]] = {
    "statisch": ALLEN | {NIEMAND},
    "toon_aanmelden": ALLEN | {NIEMAND},
    "meld_aan": ALLEN | {NIEMAND},
    "begin": ALLEN,
    "meld_af": ALLEN,
    "toon_overleg": KERNTEAM,
    "toon_leerling": KERNTEAM,
    "bewaar_besluit": KERNTEAM,
    "sluit_deel": KERNTEAM,
    "toon_bestand": LEZERS,
}
"""By the name of a route: who may come in at all. School, side and file narrow it further (`mag`)."""
_STAD = r"stad/((index|leren)\.html|swv_\w+\.html|(trends|bewegingen|leren|groepssignalen|leerplichttelling)\.csv)"
BESTANDEN = {
    "analist": re.compile(rf"index\.html|validatie\.html|{_STAD}"),
    "directeur": re.compile(_STAD),
}
"""The files of a week that hold no pupil, by who may read them."""


def mag(rol: str, scholen: Collection[str], route: str, plek: Mapping[str, str]) -> bool:
    """May this role, of these schools, open this route with these parts of its path?"""
    if rol not in RECHTEN.get(route, frozenset()):
        return False
    if "brin6" in plek and plek["brin6"] not in scholen:
        return False
    if "kant" in plek and plek["kant"] != rol:
        return False
    return "bestand" not in plek or mag_bestand(rol, plek["bestand"])


def mag_bestand(rol: str, bestand: str) -> bool:
    """May this role read this file of a week?"""
    return rol in BESTANDEN and bool(BESTANDEN[rol].fullmatch(bestand))
