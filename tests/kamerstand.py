"""What the rooms of the product hold at a Sunday, by the names that a reference knows: for comparing exact figures.

No reader of the product sees these: the six counts before disclosure control, and the cases of persons.
"""

from collections import Counter
from datetime import date
from typing import NamedTuple

from assets.werk import Werk
from tests.referentie.status import Zaakrij

TELLING = "SELECT coalesce(brin6, ''), maat, personen FROM kluis.publicatie.telling WHERE peildatum = $p"
JAARTELLING = """
    SELECT maat, open_op_1_september, nieuw_in_jaar FROM kluis.publicatie.jaartelling WHERE peildatum = $p
"""
ZAKEN = """
    SELECT DISTINCT l.brin6, l.leerlingnummer, z.geopend_op, z.eerste, z.status, z.gesloten_op, z.keren, z.deels_terug
    FROM school.kern.zaak AS z
    JOIN school.kern.versie AS v ON v.peildatum = $p
    JOIN school.kern.inschrijving AS i
        ON i.peildatum = v.inschrijving_versie AND i.brin6 = v.brin6 AND i.persoon = z.persoon
    JOIN kluis.kern.leerling AS l ON l.school_leerling = i.leerling
    WHERE z.peildatum = $p
"""
BEWEGING = """
    SELECT coalesce(van_brin6, ''), coalesce(naar_brin6, ''), van, naar, personen
    FROM kluis.publicatie.beweging
    WHERE peildatum = $p
"""
HALFJAAR = "SELECT van, naar, personen FROM kluis.publicatie.halfjaarbeweging WHERE peildatum = $p"
TABELLEN = (
    "kluis.publicatie.telling",
    "kluis.publicatie.jaartelling",
    "kluis.publicatie.beweging",
    "kluis.publicatie.halfjaarbeweging",
)
ZAAKTABELLEN = ("school.kern.zaak",)
"""What the questions about counts, and those about cases, need up to date."""


class Beweging(NamedTuple):
    """From which place at which school (empty: none) to which."""

    van_brin6: str
    naar_brin6: str
    van: str
    naar: str


def telling(werk: Werk, p: date) -> dict[tuple[str, str], int]:
    """(school, maat) -> persons; maat as the reference names it."""
    rijen = werk.magazijn.rijen(TELLING, {"p": p})
    return {(brin6, maat.removeprefix("thuiszitters_")): personen for brin6, maat, personen in rijen}


def jaartelling(werk: Werk, p: date) -> dict[str, tuple[int, int]]:
    """maat -> (open_op_1_september, nieuw_in_jaar)."""
    return {maat: (open_, nieuw) for maat, open_, nieuw in werk.magazijn.rijen(JAARTELLING, {"p": p})}


def bewegingen(werk: Werk, p: date) -> Counter[Beweging]:
    """Persons by where they were at P-7 and are at P."""
    rijen = werk.magazijn.rijen(BEWEGING, {"p": p})
    return Counter({Beweging(*rij[:4]): rij[4] for rij in rijen})


def halfjaar(werk: Werk, p: date) -> Counter[tuple[str, str]]:
    """(part left, part come into) -> persons, of the half schooljaar that ends at P."""
    return Counter({(van, naar): n for van, naar, n in werk.magazijn.rijen(HALFJAAR, {"p": p})})


def zaken(werk: Werk, p: date) -> set[Zaakrij]:
    """Every case, once for each pupil of its person."""
    return {Zaakrij(*rij) for rij in werk.magazijn.rijen(ZAKEN, {"p": p})}
