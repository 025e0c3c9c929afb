"""The reminders of one Sunday: for each school that is late, by the same rule as the analyst's page and the receipt.

They stand in `<uit>/herinneringen/<week>/<BRIN6>.txt`, beside the folders of the weeks, because a run puts such a
folder in its place as a whole. Written again they are the same bytes; that of a school that is late no more goes away.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assets.magazijn import Magazijn
from assets.publicatie.stilte import lees_stilte
from assets.uitgifte.herinnering import Herinnering, herinnering_txt
from assets.uitgifte.schrijf import schrijf
from data_contracts.instellingen import KENNISMOMENT_UREN
from data_contracts.register import Register, School
from models.tijd import weeknaam

MAP = "herinneringen"
STAND = "school.publicatie.leverstand"


@dataclass(frozen=True)
class Geschreven:
    """What was written: the folder, the schools with a reminder, and those of them without an address."""

    map: Path
    scholen: tuple[str, ...]
    zonder_adres: tuple[str, ...]


def doorgerekend(magazijn: Magazijn) -> list[date]:
    """The Sundays for which the warehouse knows who is late, oldest first."""
    if not magazijn.bestaat(STAND):
        return []
    return [rij[0] for rij in magazijn.rijen(f"SELECT DISTINCT peildatum FROM {STAND} ORDER BY ALL")]


def schrijf_herinneringen(
    magazijn: Magazijn, register: Register, uit: Path, peildatum: date, toelichting: str = ""
) -> Geschreven:
    """Write the reminders of a Sunday that was run; schools that left the register get none."""
    stil = lees_stilte(magazijn, peildatum)
    laat = [school for school in register.scholen if school.brin6 in stil]
    map_ = uit / MAP / weeknaam(peildatum)
    for school in laat:
        bericht = Herinnering(
            school=school,
            peildatum=peildatum,
            stilte=stil[school.brin6],
            modus=register.modus,
            extensie=_extensie(register, school),
            uren=int(register.instelling(KENNISMOMENT_UREN.naam, school.brin6)),
            toelichting=toelichting,
        )
        schrijf(map_ / f"{school.brin6}.txt", herinnering_txt(bericht))
    namen = tuple(school.brin6 for school in laat)
    _ruim_op(map_, namen)
    return Geschreven(map_, namen, tuple(school.brin6 for school in laat if not school.contact.strip()))


def _extensie(register: Register, school: School) -> str:
    return "json" if register.dialect(school.brin6).vorm == "json" else "csv"


def _ruim_op(map_: Path, namen: tuple[str, ...]) -> None:
    for pad in map_.glob("*.txt"):
        if pad.stem not in namen:
            pad.unlink()
