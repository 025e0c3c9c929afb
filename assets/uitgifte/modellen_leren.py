"""View model of the page "Wat wij leren". It holds released figures only: what models/onthulling.py let through."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from assets.uitgifte.modellen_trend import Cijfer
from models.leercellen import Voor
from models.onthulling import DREMPEL_SCHOOL, DREMPEL_STAD


@dataclass(frozen=True)
class Leerpagina:
    """One page, of a school or of the city.

    cijfers: by onderwijssoort (empty: all schools of the page) and maat. soorten: code and name of each kind of school
    that has rows of its own. dagen and maanden: the terms of actietafel and passend aanbod as they stand here.
    """

    modus: str
    voor: Voor
    naam: str
    peildatum: date
    cijfers: Mapping[tuple[str, str], Cijfer]
    dagen: int
    maanden: int
    soorten: tuple[tuple[str, str], ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    versie: str = ""

    @property
    def drempel(self) -> int:
        """Persons below which a figure is not given: wider for who knows the pupils."""
        return DREMPEL_SCHOOL if self.voor == "school" else DREMPEL_STAD
