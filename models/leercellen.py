"""From what kernteams decided to the exact cells of the page "Wat wij leren", for one school or for the city.

Pure adding up. What may be shown is decided after this, in `onthulling.geef_vrij`; exact cells never reach a file.
A maat is the name of a groep (the pupils it is about), or that name with a deel of it: `oordeel_te_laat`,
`oordeel_te_laat_klopt`.
"""

# pyright: reportArgumentType=false, reportReturnType=false
# because pandas types every selection as "frame or series or scalar", which no reader of this file would.

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

import pandas as pd

from data_contracts.contract import lees_contract
from data_contracts.signalen import actieve_signalen

Voor = Literal["school", "stad"]
OORDELEN = ("klopt", "al_bekend", "klopt_niet")
VOORSPRONG = "voorsprong"
VOORSPRONGEN = ("geen", "kort", "lang")
TERMIJNEN = ("actietafel", "passend_aanbod")
UITKOMSTEN = ("op_tijd", "niet_nodig", "te_laat")
AFSPRAKEN = ("wie", "vervolg")
LEEG = ""
MINSTENS_SCHOLEN = 3
"""A kind has a row for the city from this many schools on: of two, each would read the other's figure."""


@dataclass(frozen=True)
class Leergroep:
    """Pupils and the parts they are counted in. is_optelling: each pupil is in exactly one deel; else in any number."""

    naam: str
    delen: tuple[str, ...]
    is_optelling: bool = True

    def maat(self, deel: str) -> str:
        """The name of one part as a maat."""
        return f"{self.naam}_{deel}"


@cache
def leergroepen(voor: Voor) -> tuple[Leergroep, ...]:
    """What is counted for a school (all its signals) or the city (those that leerplicht knows too)."""
    contract = lees_contract("kernteam")
    woorden = {kolom: tuple(woord for woord, _ in contract.kolom(kolom).betekenissen) for kolom in AFSPRAKEN}
    return (
        *(Leergroep(f"oordeel_{naam}", OORDELEN) for naam in signalen_van(voor)),
        Leergroep(VOORSPRONG, VOORSPRONGEN),
        *(Leergroep(f"termijn_{stap}", UITKOMSTEN) for stap in TERMIJNEN),
        *(Leergroep(f"afspraak_{kolom}", woorden[kolom], is_optelling=False) for kolom in AFSPRAKEN),
    )


def signalen_van(voor: Voor) -> tuple[str, ...]:
    """The signals that are told of. For the city not those that a pupil can have who was only ill (kamers.md 1)."""
    nodig = {"S"} if voor == "school" else {"S", "L"}
    return tuple(signaal.naam for signaal in actieve_signalen() if nodig <= set(signaal.publiek))


def maak_leercellen(peildatum: date, soorten: dict[str, str], tellingen: pd.DataFrame, voor: Voor) -> pd.DataFrame:
    """All exact cells of one Sunday, in the columns that `geef_vrij` asks.

    soorten: the kind of each school, by brin6. tellingen: brin6, groep, deel (empty: the whole groep), leerlingen; what
    is not in it counts 0. For the city one row for all schools and one for each kind of at least `MINSTENS_SCHOLEN`
    schools; for schools one row each.
    """
    geteld = _per_maat(tellingen)
    rijen = [
        rij
        for (code, soort), scholen in _plaatsen(soorten, voor).items()
        for groep in leergroepen(voor)
        for rij in _groeprijen(groep, {"niveau": voor, "code": code, "onderwijssoort": soort}, geteld, scholen)
    ]
    return pd.DataFrame(rijen).assign(peildatum=peildatum, volledigheid=pd.NA)


def _per_maat(tellingen: pd.DataFrame) -> dict[tuple[str, str], int]:
    """Pupils by school and maat."""
    kolommen = (tellingen[kolom].tolist() for kolom in ("brin6", "groep", "deel", "leerlingen"))
    rijen = zip(*kolommen, strict=True)
    return {
        (brin6, groep if pd.isna(deel) or deel == LEEG else f"{groep}_{deel}"): int(leerlingen)
        for brin6, groep, deel, leerlingen in rijen
    }


def _plaatsen(soorten: dict[str, str], voor: Voor) -> dict[tuple[str, str], list[str]]:
    """The schools behind each row: code and kind -> brin6."""
    if voor == "school":
        return {(brin6, soort): [brin6] for brin6, soort in sorted(soorten.items())}
    per_soort = {(LEEG, soort): [b for b in soorten if soorten[b] == soort] for soort in _soorten_van_stad(soorten)}
    return {(LEEG, LEEG): list(soorten), **per_soort}


def _soorten_van_stad(soorten: dict[str, str]) -> list[str]:
    """The kinds with a row of their own: those of enough schools, as long as what is left are none or enough too."""
    aantal = Counter(soorten.values())
    gegeven = sorted((s for s in aantal if aantal[s] >= MINSTENS_SCHOLEN), key=lambda s: (-aantal[s], s))
    while gegeven and 0 < len(soorten) - sum(aantal[s] for s in gegeven) < MINSTENS_SCHOLEN:
        gegeven.pop()
    return sorted(gegeven)


def _groeprijen(
    groep: Leergroep, plaats: dict[str, str], geteld: dict[tuple[str, str], int], scholen: Iterable[str]
) -> list[dict[str, object]]:
    """A groep as rows: the whole, then its parts."""

    def som(maat: str) -> int:
        return sum(geteld.get((brin6, maat), 0) for brin6 in scholen)

    geheel = som(groep.naam)
    vast = {**plaats, "noemer": geheel, "noemer_van": groep.naam}
    delen = [
        {**vast, "maat": groep.maat(deel), "teller": som(groep.maat(deel)), "is_deel": groep.is_optelling}
        for deel in groep.delen
    ]
    return [{**vast, "maat": groep.naam, "teller": geheel, "is_deel": False}, *delen]
