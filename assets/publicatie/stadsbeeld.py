"""What models/statistiek says of the released weekly shares, for the pages of the city and of a samenwerkingsverband.

Everything here is computed from rows that were released before: of this and the previous schooljaar, as known on each
Sunday. A week of which less than VOLLEDIG_PCT was delivered is a gap, so that a late delivery is never a trend.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import SupportsFloat, cast

import numpy as np

from assets.publicatie.bron import Trendrij
from assets.uitgifte.grafiek import VOLLEDIG_PCT, is_onvolledig
from assets.uitgifte.modellen_stad import Beeld, Kant, Verwacht
from assets.uitgifte.modellen_trend import Cijfer
from models.statistiek.raster import DEEL_VAN_DE_DRUKSTE, LESWEEK, Raster
from models.statistiek.samen import OPVALLEND_DEEL, WEKEN_SIGMA, afwijking_van_gewoon, gang, stadsalarm, valt_op
from models.statistiek.schooljaren import (
    HEEL_JAAR,
    Lesweek,
    nummer_lesweken,
    zonder_seizoen_van_jaar_eerder,
)
from models.statistiek.seizoen import MIN_ANDEREN, log_aandeel
from models.statistiek.voorspelling import voorspel
from models.tijd import schooljaar

MAAT = "verzuim_totaal"
MIN_SCHOLEN = MIN_ANDEREN + 1
"""Schools with a released share; of fewer it cannot be told what happens to all at once."""
TIENDE = Decimal("0.1")


def lesweken_van(cijfers: Sequence[Cijfer]) -> tuple[Lesweek, ...]:
    """The lesweken among the weeks of the share that can be numbered."""
    return nummer_lesweken(_weken(cijfers))


def leszondagen_van(cijfers: Sequence[Cijfer]) -> tuple[date, ...]:
    """The Sundays of all lesweken, in order: also of a schooljaar whose beginning is not known, and has no numbers."""
    return tuple(sorted(dag for dag, is_les in _weken(cijfers).items() if is_les))


def _weken(cijfers: Sequence[Cijfer]) -> dict[date, bool]:
    """Sunday -> is it a lesweek: with at least a tenth of the lessons of the fullest week, so that a few classes that
    go on in the summer make no lesweek of the city.
    """
    gepland = {cijfer.peildatum: _gepland(cijfer) for cijfer in cijfers}
    vol = max((minuten for minuten in gepland.values() if minuten is not None), default=0.0)
    return {dag: m is None or m > DEEL_VAN_DE_DRUKSTE * vol for dag, m in gepland.items()}


def _gepland(cijfer: Cijfer) -> float | None:
    """Planned minutes of a week, from its known minutes and their share; None: there were lessons, unknown how many."""
    if cijfer.volledigheid is None:
        return 0.0
    if cijfer.noemer is None or not cijfer.volledigheid:
        return None
    return float(cijfer.noemer * 100 / cijfer.volledigheid)


def beeld_van(cijfers: Sequence[Cijfer], van_scholen: Iterable[Trendrij], peildatum: date) -> Beeld:
    """The picture of one page of `peildatum` from its own share, and the alarm from the shares of its schools."""
    heel = {c.peildatum: c for c in cijfers if c.waarde is not None and not is_onvolledig(c)}
    lesweken, zondagen = lesweken_van(cijfers), leszondagen_van(cijfers)
    scholen, opvallend = _opvallend([dag for dag in zondagen if dag in heel], van_scholen)
    komend = _verwacht(zondagen, heel)[: nog_te_komen(lesweken, peildatum)]
    verwacht = tuple(p for p in komend if p.zondag > peildatum and schooljaar(p.zondag) == schooljaar(peildatum))
    return Beeld(_zonder_seizoen(lesweken, heel), scholen, opvallend, verwacht)


def _zonder_seizoen(lesweken: Sequence[Lesweek], heel: Mapping[date, Cijfer]) -> dict[date, Decimal]:
    if not lesweken:
        return {}
    aandeel = {dag: float(cijfer.waarde or 0) for dag, cijfer in heel.items()}
    uit = zonder_seizoen_van_jaar_eerder(lesweken, aandeel, lesweken[-1].schooljaar)
    return {dag: tiende(waarde) for dag, waarde in uit.items()}


def tiende(waarde: float) -> Decimal:
    """A computed percentage with one decimal."""
    return Decimal(str(round(waarde, 6))).quantize(TIENDE)


def _opvallend(les: Sequence[date], rijen: Iterable[Trendrij]) -> tuple[int, dict[date, Kant]]:
    """How many schools the alarm of all at once looks at, and the lesweken of this schooljaar that it tells of."""
    plek = {zondag: nummer for nummer, zondag in enumerate(les)}
    per_school: dict[str, list[tuple[int, float, float]]] = defaultdict(list)
    for rij in rijen:
        if rij.maat == MAAT and rij.noemer and rij.peildatum in plek and is_heel(rij):
            per_school[rij.code].append((plek[rij.peildatum], float(rij.teller or 0), float(rij.noemer)))
    if len(per_school) < MIN_SCHOLEN or len(les) <= WEKEN_SIGMA:
        return 0, {}
    teller, noemer = (np.full((len(per_school), len(les)), np.nan) for _ in range(2))
    for nummer, code in enumerate(sorted(per_school)):
        for week, gemist, bekend in per_school[code]:
            teller[nummer, week], noemer[nummer, week] = gemist, bekend
    return len(per_school), _buiten(les, gang(log_aandeel(teller, noemer)))


def is_heel(rij: Trendrij) -> bool:
    """Is the share released, of a week that was delivered?"""
    volledig = rij.volledigheid is not None and float(cast(SupportsFloat, rij.volledigheid)) >= VOLLEDIG_PCT
    return volledig and rij.teller is not None


def _buiten(les: Sequence[date], verloop: np.ndarray) -> dict[date, Kant]:
    bekend = np.flatnonzero(np.isfinite(verloop)).tolist()
    buiten, _ = stadsalarm(verloop[bekend])
    afstand = afwijking_van_gewoon(verloop[bekend])
    jaar = schooljaar(les[-1])
    return {
        les[plek]: "boven" if afstand[nummer] > 0 else "onder"
        for nummer, plek in enumerate(bekend)
        if buiten[nummer] and valt_op(float(afstand[nummer]), OPVALLEND_DEEL) and schooljaar(les[plek]) == jaar
    }


def nog_te_komen(lesweken: Sequence[Lesweek], peildatum: date) -> int:
    """How many lesweken the schooljaar of `peildatum` still has at most, by the year before: HEEL_JAAR when that has no
    numbers. 0 before its first lesweek, and when its lesweken cannot be counted.
    """
    jaar = schooljaar(peildatum)
    tot = {week.schooljaar: week.nummer for week in lesweken}
    return max(0, tot.get(jaar - 1, HEEL_JAAR) - tot[jaar]) if jaar in tot else 0


def _verwacht(zondagen: Sequence[date], heel: Mapping[date, Cijfer]) -> tuple[Verwacht, ...]:
    """Four lesweken after the newest, in any schooljaar; none with fewer than HEEL_JAAR known lesweken."""
    if sum(zondag in heel for zondag in zondagen) < HEEL_JAAR:
        return ()
    perioden = tuple(zondagen)
    teller, noemer = (np.array([[_getal(heel.get(dag), veld) for dag in perioden]]) for veld in ("teller", "noemer"))
    uit = voorspel(Raster(LESWEEK, ("",), ("",), perioden, teller, noemer, noemer, {}))
    if not np.isfinite(uit.onder80).all():
        return ()
    reeksen = [[tiende(100 * float(deel)) for deel in rij[0]] for rij in (uit.midden, uit.onder80, uit.boven80)]
    punten = zip(uit.perioden, *reeksen, strict=True)
    return tuple(Verwacht(*punt) for punt in punten)


def _getal(cijfer: Cijfer | None, veld: str) -> float:
    waarde = getattr(cijfer, veld) if cijfer else None
    return np.nan if waarde is None else float(cast(SupportsFloat, waarde))
