"""The appendix of the city page: how the alarm of schools was tested. The figures are those that `make bench-alarm`
measured and wrote into alarmproef.json beside this file; none stands here.
"""

import json
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path

from assets.uitgifte.opmaak import geheel_tekst, procent_tekst

METING = Path(__file__).with_name("alarmproef.json")
EIGEN, RUW = "EWMA, budget", "raw p-chart"
"""The way that In Beeld judges, and the simple one beside it; names of the benchmark."""
GEEN = "–"


@dataclass(frozen=True)
class Proefrij:
    """Schools of one size: false alarms and rises that were seen, of In Beeld and of the simple chart."""

    omvang: str
    vals: str
    gezien: str
    vals_ruw: str
    gezien_ruw: str
    schoolweken: str
    stijgingen: str


@dataclass(frozen=True)
class Proef:
    """The test in words and as a table."""

    opzet: str
    rijen: tuple[Proefrij, ...]


@cache
def alarmproef() -> Proef:
    """The newest measurement."""
    meting = json.loads(METING.read_text(encoding="utf-8"))
    opzet = (
        f"Getest op {meting['steden']} rustige en {meting['steden']} onrustige verzonnen steden. "
        f"Elke stad heeft {meting['scholen']} scholen en {meting['weken']} lesweken. "
        f"In een onrustige stad misten leerlingen op sommige scholen {meting['stijging_pct']}% meer les. "
        f"Dat duurde {meting['stijging_weken']} lesweken."
    )
    return Proef(opzet, tuple(_rij(rij) for rij in meting["rijen"]))


def _rij(rij: dict) -> Proefrij:
    eigen, ruw = (rij["wijzen"][wijze] for wijze in (EIGEN, RUW))
    weken, stijgingen = rij["schoolweken"], rij["stijgingen"]
    return Proefrij(
        omvang=_omvang(rij["van"], rij["tot"]),
        vals=_pct(eigen["vals"], weken, 2),
        gezien=_pct(eigen["gezien"], stijgingen, 0),
        vals_ruw=_pct(ruw["vals"], weken, 2),
        gezien_ruw=_pct(ruw["gezien"], stijgingen, 0),
        schoolweken=geheel_tekst(weken),
        stijgingen=geheel_tekst(stijgingen),
    )


def _pct(deel: int, geheel: int, decimalen: int) -> str:
    return procent_tekst(Fraction(100 * deel, geheel), decimalen) if geheel else GEEN


def _omvang(van: int, tot: int | None) -> str:
    if tot is None:
        return f"{geheel_tekst(van)} leerlingen of meer" if van else "alle scholen"
    return (
        f"{geheel_tekst(van)} tot {geheel_tekst(tot)} leerlingen"
        if van
        else f"minder dan {geheel_tekst(tot)} leerlingen"
    )
