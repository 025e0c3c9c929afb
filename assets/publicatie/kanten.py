"""What the lists of all schools rest on, for one Sunday: read once per side, handed out per school."""

from __future__ import annotations

from datetime import date

from assets.publicatie.bron import lees_namen, lees_per_school
from assets.publicatie.lijsten import Kantgegevens
from assets.publicatie.signalen import eigen_drempels
from assets.uitgifte.modellen import Kant
from assets.werk import Werk
from data_contracts.register import School

KANTEN: tuple[Kant, ...] = ("school", "leerplicht")
_PER_KANT = ("signalen", "weken", "minuten", "besprekingen", "getoond")
_ALLEEN: dict[Kant, tuple[str, ...]] = {"school": ("leerlingen", "routes"), "leerplicht": ("vrijstellingen",)}


class Kantlezer:
    """The rows of one side of all schools, as known at a Sunday."""

    def __init__(self, werk: Werk, kant: Kant, peildatum: date) -> None:
        self.werk = werk
        self.kant: Kant = kant
        self.peildatum = peildatum
        namen = (*_PER_KANT, *_ALLEEN[kant])
        self.rijen = {naam: lees_per_school(werk.magazijn, f"{naam}_{kant}", peildatum) for naam in namen}

    def gegevens(self, school: School) -> Kantgegevens:
        """All that the list of one school is made of, with its names: by the door kluis -> writer."""
        register = self.werk.register
        return Kantgegevens(
            kant=self.kant,
            school=school,
            peildatum=self.peildatum,
            modus=register.modus,
            versie=self.werk.versie,
            namen=lees_namen(self.werk.magazijn, self.kant, school.brin6, self.peildatum),
            drempels=eigen_drempels(register, school.brin6),
            stappen=register.eerste_stappen,
            wijkhulp=register.wijkhulp,
            **{naam: tabel.get(school.brin6, []) for naam, tabel in self.rijen.items()},
        )
