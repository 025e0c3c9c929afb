"""What the released figures of earlier Sundays say, for disclosure control: the same that an attacker has kept.

Each table reads itself through its earlier partitions only, so that figures stay a function of the deliveries.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import pandas as pd

from assets.werk import Werk
from models.onthulling import zondag
from models.onthulling_historie import KETENWEKEN, Ketens, Oplopend
from models.onthulling_jaar import NIEUW_PER_WEEK, Weekcijfers, hoogst_mogelijk
from models.tijd import WEEK, eerste_zondag, schooljaar

Cellen = Callable[[date], pd.DataFrame]
EERDER = (
    "SELECT niveau, code, onderwijssoort, maat, teller, noemer, onderdrukt FROM {tabel} "
    "WHERE peildatum = $peildatum ORDER BY ALL"
)
STADSCIJFERS = (
    "SELECT peildatum, maat, onderdrukt FROM {tabel} WHERE niveau = 'stad' AND onderwijssoort = '' "
    "AND peildatum IN ($peildatum, $eerste)"
)
JAARCIJFERS = (
    "SELECT peildatum, maat, nieuw_in_jaar FROM {tabel} "
    "WHERE peildatum < $peildatum AND peildatum >= $eerste ORDER BY maat, peildatum"
)
THUISZITTERS = "thuiszitters_"
TELMAAND = 9
"""The yearly count begins on the first Sunday on or after 1 September (regels.md §5)."""


def ketens(werk: Werk, tabel: str, keten: Sequence[date], peildatum: date, cellen: Cellen, drempel: int) -> Ketens:
    """The last releases of the counts; `keten` tells on which Sundays there was anything to release."""
    eerder = [p for p in keten if p < peildatum][-KETENWEKEN:]
    is_begin = len(eerder) < KETENWEKEN or eerder[0] == keten[0]
    return Ketens([_toen(werk, tabel, p, cellen, drempel) for p in eerder], is_begin)


def oplopend(werk: Werk, tabel: str, keten: Sequence[date], peildatum: date, cellen: Cellen, drempel: int) -> Oplopend:
    """All earlier releases of the same schooljaar, over which the figures grow."""
    eerder = [p for p in keten if p < peildatum and schooljaar(p) == schooljaar(peildatum)]
    return Oplopend([_toen(werk, tabel, p, cellen, drempel) for p in eerder])


def _toen(werk: Werk, tabel: str, peildatum: date, cellen: Cellen, drempel: int) -> pd.DataFrame:
    """The release of one earlier Sunday as it was written, beside its exact cells; kept for the run."""
    sleutel = (tabel, peildatum)
    if sleutel not in werk.vrijgaven:
        vrij = werk.magazijn.con.execute(EERDER.format(tabel=tabel), {"peildatum": peildatum}).df()
        werk.vrijgaven[sleutel] = zondag(cellen(peildatum), vrij, drempel)
    return werk.vrijgaven[sleutel]


def weekcijfers(werk: Werk, trends: str, jaartelling: str, peildatum: date) -> dict[str, Weekcijfers]:
    """What the weekly figures of the city and the yearly count of earlier Sundays say, by maat of the yearly count."""
    eerste = eerste_zondag(schooljaar(peildatum), TELMAAND)
    p = {"peildatum": peildatum, "eerste": eerste}
    stad = {(dag, maat): weg for dag, maat, weg in werk.magazijn.rijen(STADSCIJFERS.format(tabel=trends), p)}
    hoogstens: dict[str, int] = {}
    for _, maat, nieuw in werk.magazijn.rijen(JAARCIJFERS.format(tabel=jaartelling), p):
        hoogstens[maat] = _verder(hoogstens.get(maat), nieuw)
    maten = {maat.removeprefix(THUISZITTERS) for _, maat in stad}
    return {
        maat: Weekcijfers(
            is_toen_getoond=stad.get((eerste, THUISZITTERS + maat), "") == "",
            instroom=stad.get((peildatum, f"{THUISZITTERS}{maat}_instroom"), ""),
            is_tweede=peildatum == eerste + WEEK,
            hoogstens=hoogstens.get(maat),
        )
        for maat in maten
    }


def _verder(hoogstens: int | None, nieuw: int | None) -> int:
    """How many new persons are possible after one more Sunday of the yearly count."""
    if nieuw is not None:
        return hoogst_mogelijk(nieuw)
    return NIEUW_PER_WEEK if hoogstens is None else hoogstens + NIEUW_PER_WEEK
