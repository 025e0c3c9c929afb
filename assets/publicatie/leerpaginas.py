"""From released rows to the pages "Wat wij leren". Nothing here sees a figure that disclosure control held back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from assets.publicatie.bron import Trendrij
from assets.publicatie.trendpaginas import SOORTNAAM, cijfer_van
from assets.uitgifte.modellen_leren import Leerpagina
from data_contracts.register import Register, School

TERMIJNEN = ("actietafel_schooldagen", "passend_aanbod_maanden")


def per_school(rijen: Sequence[Trendrij]) -> dict[str, list[Trendrij]]:
    """The rows of each school."""
    gevonden: dict[str, list[Trendrij]] = defaultdict(list)
    for rij in rijen:
        gevonden[rij.code].append(rij)
    return gevonden


def schoolpagina(
    register: Register, school: School, rijen: Sequence[Trendrij], peildatum: date, versie: str
) -> Leerpagina:
    """<BRIN6>/leren.html."""
    dagen, maanden = (int(register.instelling(naam, school.brin6)) for naam in TERMIJNEN)
    return Leerpagina(
        modus=register.modus,
        voor="school",
        naam=school.naam,
        peildatum=peildatum,
        cijfers={("", rij.maat): cijfer_van(rij) for rij in rijen},
        dagen=dagen,
        maanden=maanden,
        links=(("trend_school.html", "Trend van de school"),),
        versie=versie,
    )


def stadpagina(register: Register, rijen: Sequence[Trendrij], peildatum: date, versie: str) -> Leerpagina:
    """stad/leren.html."""
    dagen, maanden = (int(register.instelling(naam)) for naam in TERMIJNEN)
    soorten = {rij.onderwijssoort for rij in rijen if rij.onderwijssoort}
    return Leerpagina(
        modus=register.modus,
        voor="stad",
        naam="De stad",
        peildatum=peildatum,
        cijfers={(rij.onderwijssoort, rij.maat): cijfer_van(rij) for rij in rijen},
        dagen=dagen,
        maanden=maanden,
        soorten=tuple((soort, naam) for soort, naam in SOORTNAAM.items() if soort in soorten),
        links=(("index.html", "Trends van de stad"),),
        versie=versie,
    )
