"""Random cities to attack: a register, and over the weeks persons who enter, move to another school and leave.

The cells are added up by the product's own `maak_cellen`; the attacker (`aanvaller.py`) never sees them.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

import pandas as pd

from models.cellen import maak_cellen
from models.onthulling import AANDELEN

EERSTE_ZONDAG = date(2025, 9, 7)
WEEK = timedelta(days=7)
DELEN = ("lrv", "absoluut", "ocw", "pact_3m", "breed", "verborgen")
SOORTEN = ("po", "vo", "mbo", "sbo", "so", "vso")
LESMINUTEN = 1500
INDELING = ("swv", "wijk", "bestuur")


@dataclass
class Persoon:
    """One thuiszitter; school None: at none. soort: which of the counts the person is in."""

    school: str | None
    delen: frozenset[str]


@dataclass
class Stad:
    """A city at one moment; `volgende` lets a week pass."""

    loting: random.Random
    scholen: list[dict[str, str]]
    grootte: dict[str, int]
    per_duizend: float
    blijft_op_school: bool = False
    personen: list[Persoon] = field(default_factory=list)

    def kies_school(self) -> str | None:
        """A school by its size; now and then none."""
        if self.loting.random() < 0.03:
            return None
        return self.loting.choices(list(self.grootte), list(self.grootte.values()))[0]

    def nieuwe(self) -> Persoon:
        """Somebody who begins to stay at home."""
        return Persoon(self.kies_school(), frozenset(_delen(self.loting)))

    def verwacht(self) -> float:
        """How many thuiszitters the city has on average."""
        return sum(self.grootte.values()) * self.per_duizend / 1000

    def volgende(self) -> Counter[tuple[str | None, str]]:
        """A week passes; what flowed, by school (then or now) and maat."""
        toen = [(p, p.school, p.delen) for p in self.personen]
        blijvers = [p for p in self.personen if self.loting.random() > 0.06]
        for persoon in blijvers:
            if not self.blijft_op_school and self.loting.random() < 0.01:
                persoon.school = self.kies_school()
            if self.loting.random() < 0.03:
                persoon.delen = frozenset(_delen(self.loting))
        erbij = [self.nieuwe() for _ in range(_poisson(self.loting, 0.06 * self.verwacht()))]
        self.personen = blijvers + erbij
        return self._stromen(toen)

    def _stromen(self, toen) -> Counter[tuple[str | None, str]]:
        was = {id(p): (school, delen) for p, school, delen in toen}
        stroom: Counter[tuple[str | None, str]] = Counter()
        for p in self.personen:
            for deel in p.delen - was.get(id(p), (None, frozenset()))[1]:
                stroom[p.school, f"thuiszitters_{deel}_instroom"] += 1
        nu = {id(p): p.delen for p in self.personen}
        for nummer, (school, delen) in was.items():
            for deel in delen - nu.get(nummer, frozenset()):
                stroom[school, f"thuiszitters_{deel}_uitstroom"] += 1
        return stroom


def _delen(loting: random.Random) -> set[str]:
    """The counts that one person is in, nested as regels.md §5 says."""
    worp = loting.random()
    if worp < 0.2:
        return {"verborgen"}
    if worp < 0.3:
        return {"breed"}
    deel = {"lrv"} if worp < 0.75 else {"absoluut"}
    return deel | {"ocw", "breed"} | ({"pact_3m"} if loting.random() < 0.5 else set())


def _poisson(loting: random.Random, gemiddeld: float) -> int:
    """A count around an average, by its bits."""
    return sum(loting.random() < gemiddeld / 400 for _ in range(400))


def maak_stad(zaad: int, aantal: int | None = None, *, blijft_op_school: bool = False) -> Stad:
    """A city like no other: few or many schools, groups that overlap, schools in no group, tiny schools."""
    loting = random.Random(zaad)
    aantal = aantal or loting.choice([2, 3, 4, 5, 6, 8, 10, 12])
    soorten = SOORTEN[: loting.randint(1, 6)]
    swv = {soort: [f"{soort[:2].upper()}{n}" for n in range(loting.randint(1, 2))] for soort in SOORTEN}
    wijken, besturen = max(1, aantal // loting.randint(2, 6)), max(1, aantal // loting.randint(1, 5))
    scholen = []
    for nummer in range(aantal):
        soort = loting.choice(soorten)
        scholen.append({
            "brin6": f"{nummer:02}XX00", "soort": soort,
            "swv": "" if loting.random() < 0.1 else loting.choice(swv[soort]),
            "wijk": "" if loting.random() < 0.05 else f"W{loting.randrange(wijken)}",
            "bestuur": "" if loting.random() < 0.05 else f"B{loting.randrange(besturen)}",
        })  # fmt: skip
    grootte = {s["brin6"]: loting.choice([6, 9, 14, 40, 120, 300, 600, 900, 1500]) for s in scholen}
    stad = Stad(loting, scholen, grootte, loting.choice([1, 4, 10, 25]), blijft_op_school)
    stad.personen = [stad.nieuwe() for _ in range(_poisson(loting, min(stad.verwacht(), 380)))]
    return stad


def cellen_van(stad: Stad, peildatum: date, stroom: Counter[tuple[str | None, str]]) -> pd.DataFrame:
    """The exact cells of one Sunday."""
    telling = Counter(stroom)
    for persoon in stad.personen:
        for deel in persoon.delen:
            telling[persoon.school, f"thuiszitters_{deel}"] += 1
    personen = pd.DataFrame(
        [(school, maat, aantal) for (school, maat), aantal in sorted(telling.items(), key=str)],
        columns=["brin6", "maat", "personen"],
    ).astype({"brin6": object})
    leerlingen = pd.DataFrame(
        [(brin6, n, min(n, round(n * stad.loting.random() * 0.2))) for brin6, n in stad.grootte.items()],
        columns=["brin6", "met_plicht", "met_signaal"],
    )
    minuten = pd.DataFrame([rij for brin6, n in stad.grootte.items() for rij in _minuten(stad.loting, brin6, n)])
    return maak_cellen(peildatum, pd.DataFrame(stad.scholen), personen, leerlingen, minuten)


def _minuten(loting: random.Random, brin6: str, aantal: int) -> Iterator[dict[str, object]]:
    """The shares of one school in one week: each pupil that misses misses some lessons of 50 minutes."""
    ongeoorloofd = [loting.randint(1, 20) * 50 for _ in range(round(aantal * loting.choice([0, 0.01, 0.03, 0.1])))]
    geoorloofd = [loting.randint(1, 20) * 50 for _ in range(round(aantal * loting.choice([0, 0.02, 0.05, 0.1])))]
    per_maat = zip(AANDELEN, (ongeoorloofd + geoorloofd, ongeoorloofd, geoorloofd), strict=True)
    for maat, gemist in per_maat:
        yield {
            "brin6": brin6, "maat": maat, "gemist_min": sum(gemist), "bekend_min": aantal * LESMINUTEN,
            "plan_min": aantal * LESMINUTEN, "geleverd_min": aantal * LESMINUTEN, "leerlingen": aantal,
            "leerlingen_gemist": len(gemist), "gemist_kwadraat": sum(m * m for m in gemist),
            "gepland_kwadraat": aantal * LESMINUTEN**2, "gemist_maal_gepland": sum(gemist) * LESMINUTEN,
        }  # fmt: skip


def weken(stad: Stad, aantal: int) -> Iterator[tuple[date, pd.DataFrame]]:
    """The exact cells of a number of Sundays."""
    for nummer in range(aantal):
        peildatum = EERSTE_ZONDAG + nummer * WEEK
        yield peildatum, cellen_van(stad, peildatum, stad.volgende())
