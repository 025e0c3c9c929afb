"""Made-up decisions for the tests of the pages "Wat wij leren": exact counts that go through disclosure control."""

from datetime import date

import pandas as pd

from assets.publicatie import leerpaginas
from assets.publicatie.bron import Trendrij
from assets.uitgifte.modellen_leren import Leerpagina
from data_contracts.register import Register, School
from models.leercellen import Voor, leergroepen, maak_leercellen
from models.onthulling import DREMPEL_SCHOOL, DREMPEL_STAD, geef_vrij

PEILDATUM = date(2026, 11, 15)
DREMPELS: dict[Voor, int] = {"school": DREMPEL_SCHOOL, "stad": DREMPEL_STAD}
SCHOLEN = tuple(
    School(f"99{letter}A00", f"School {letter}", soort, "standaard")
    for letter, soort in zip("ABCDEF", ("vo", "vo", "po", "vo", "po", "po"), strict=True)
)
Telling = tuple[str, str, str | None, int]


def tellingen(*rijen: Telling) -> pd.DataFrame:
    """Counts as the doors bring them: brin6, groep, deel (None: the whole groep), leerlingen."""
    return pd.DataFrame(list(rijen), columns=["brin6", "groep", "deel", "leerlingen"])


def groep(brin6: str, naam: str, **delen: int) -> list[Telling]:
    """A groep of which each pupil is in one part."""
    return [(brin6, naam, None, sum(delen.values())), *((brin6, naam, deel, n) for deel, n in delen.items())]


def alles(brin6: str, maal: int = 1) -> list[Telling]:
    """Figures for every groep; the school with more has more of everything."""
    rijen: list[Telling] = []
    for plaats, soort in enumerate(leergroepen("school")):
        aantallen = [maal * (14 + 3 * (i + plaats) % 20) for i in range(len(soort.delen))]
        if soort.is_optelling:
            rijen += groep(brin6, soort.naam, **dict(zip(soort.delen, aantallen, strict=True)))
        else:
            rijen += [(brin6, soort.naam, None, max(aantallen) + 5)]
            rijen += [(brin6, soort.naam, deel, n) for deel, n in zip(soort.delen, aantallen, strict=True)]
    return rijen


def vrije_rijen(telling: pd.DataFrame, voor: Voor = "stad") -> list[Trendrij]:
    """What disclosure control lets through, as the writer reads it."""
    soorten = {school.brin6: school.soort for school in SCHOLEN}
    vrij = geef_vrij(maak_leercellen(PEILDATUM, soorten, telling, voor), DREMPELS[voor])
    leeg = vrij.astype(object).where(vrij.notna(), None)
    return [Trendrij(*rij) for rij in leeg[list(Trendrij._fields)].itertuples(index=False, name=None)]


def voorbeeldleren(voor: Voor = "stad", telling: pd.DataFrame | None = None) -> Leerpagina:
    """A page of the city, or of school A."""
    if telling is None:
        telling = tellingen(*alles("99AA00"), *alles("99BA00", 2), *groep("99CA00", "voorsprong", geen=12, kort=3))
    register, rijen = Register(scholen=SCHOLEN), vrije_rijen(telling, voor)
    if voor == "stad":
        return leerpaginas.stadpagina(register, rijen, PEILDATUM, "0.1.0")
    eigen = leerpaginas.per_school(rijen)[SCHOLEN[0].brin6]
    return leerpaginas.schoolpagina(register, SCHOLEN[0], eigen, PEILDATUM, "0.1.0")
