"""The words by which a column or a value is recognised, from `woorden.yaml`."""

import re
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

LANG_GENOEG = 5
PRECIES, DEELS = 1.0, 0.6
"""How well a header fits a word: the same, or the word stands in it."""


@cache
def lees_woorden() -> dict[str, Any]:
    """The whole file."""
    return yaml.load((files("assets.dialectvoorstel") / "woorden.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)


def kaal(tekst: str) -> str:
    """A text without case, accents, spaces and signs; a path of JSON by its last part."""
    delen = unicodedata.normalize("NFKD", tekst)
    return re.sub(r"[^a-z0-9-]", "", delen.casefold()).strip("-") if tekst != "-1" else tekst


def past_bij(kop: str, rol: str) -> float:
    """How well a header fits a role: PRECIES, DEELS or 0. Of a path (`leerling.naam`) whole and last part are tried."""
    namen = {kaal(kop).replace("-", ""), kaal(kop.rpartition(".")[2]).replace("-", "")}
    woorden = lees_woorden()["kolommen"][rol]
    if namen & set(woorden):
        return PRECIES
    return DEELS if any(woord in naam for naam in namen for woord in woorden if len(woord) >= LANG_GENOEG) else 0.0


def soort_van(tekst: str) -> str | None:
    """afwezig, te_laat … that a value tells, or None."""
    woord = kaal(tekst).replace("-", "")
    letter = lees_woorden()["soort_letter"].get(woord)
    return letter or _eerste(woord, lees_woorden()["soort"], begin=False)


def geoorloofd_van(tekst: str) -> str | None:
    """ja, nee or onbekend that a value tells, or None."""
    return _eerste(kaal(tekst), lees_woorden()["geoorloofd"], begin=True)


def dagdeel_van(tekst: str) -> str | None:
    """ochtend, middag or dag (the whole day) that a value tells, or None."""
    woord = kaal(tekst).replace("-", "")
    return next((naam for naam, woorden in lees_woorden()["dagdeel"].items() if woord in woorden), None)


def _eerste(woord: str, lijst: dict[str, list[str]], begin: bool) -> str | None:
    for naam, woorden in lijst.items():
        for deel in woorden:
            if woord == deel or (len(deel) > 2 and (woord.startswith(deel) if begin else deel in woord)):
                return naam
    return None
