"""The schools of a city beside each other, from their released shares: the funnel by type, and lines to pick from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np

from assets.publicatie.bron import Trendrij
from assets.publicatie.stadsbeeld import MAAT, is_heel, tiende
from assets.uitgifte.modellen_stad import Grens, Kant, Stip, Trechterbeeld, Verloop
from data_contracts.register import School
from models.statistiek.trechter import Z_998, Trechter, grenzen_bij, trechter

VENSTER = 4
"""Lesweken that the funnel adds up: of one week chance says too much."""
MIN_WEKEN = 2
"""Lesweken of those that a school must have."""
NOEMERMAAT = "leerlingen_met_signaal"
"""A maat of which every school has a released noemer: its pupils with plicht, rounded."""
PUNTEN = 40
"""Sizes at which the bounds are drawn."""


@dataclass(frozen=True)
class _Som:
    naam: str
    leerlingen: int
    aandeel: float


def trechters_van(
    scholen: Iterable[School], rijen: Sequence[Trendrij], zondagen: Sequence[date], soorten: Mapping[str, str]
) -> tuple[Trechterbeeld, ...]:
    """One funnel a school type, in the order of `soorten` (type -> its name). `zondagen`: of the last lesweken."""
    per_school = _sommen(rijen, set(zondagen[-VENSTER:]))
    delen: dict[str, list[_Som]] = defaultdict(list)
    for school in scholen:
        if (som := per_school.get(school.brin6)) is not None:
            delen[school.soort].append(_Som(school.naam, *som))
    return tuple(_trechter(soort, titel, delen[soort]) for soort, titel in soorten.items() if delen[soort])


def _sommen(rijen: Iterable[Trendrij], zondagen: set[date]) -> dict[str, tuple[int, float]]:
    """brin6 -> pupils and share (0-1) over those Sundays; only schools that have both released."""
    gemist: dict[str, list[tuple[int, int]]] = defaultdict(list)
    leerlingen: dict[str, tuple[date, int]] = {}
    for rij in rijen:
        if rij.niveau != "school":
            continue
        if rij.maat == MAAT and rij.peildatum in zondagen and is_heel(rij) and rij.noemer:
            gemist[rij.code].append((rij.teller or 0, rij.noemer))
        elif rij.maat == NOEMERMAAT and rij.noemer:
            leerlingen[rij.code] = max(leerlingen.get(rij.code, (date.min, 0)), (rij.peildatum, rij.noemer))
    return {
        code: (leerlingen[code][1], sum(t for t, _ in weken) / sum(n for _, n in weken))
        for code, weken in gemist.items()
        if len(weken) >= MIN_WEKEN and code in leerlingen
    }


def _trechter(soort: str, titel: str, sommen: Sequence[_Som]) -> Trechterbeeld:
    sommen = sorted(sommen, key=lambda som: som.naam.casefold())
    aandeel = np.array([som.aandeel for som in sommen])
    leerlingen = np.array([float(som.leerlingen) for som in sommen])
    uit = trechter(aandeel, leerlingen)
    if uit is None:
        stippen = [Stip(s.naam, s.leerlingen, tiende(100 * s.aandeel), Decimal(0), Decimal(100), "") for s in sommen]
        return Trechterbeeld(f"trechter-{soort}", titel, None, tuple(stippen), ())
    stippen = tuple(_stip(som, uit, plek) for plek, som in enumerate(sommen))
    return Trechterbeeld(f"trechter-{soort}", titel, tiende(100 * uit.midden), stippen, _grenzen(uit, leerlingen))


def _stip(som: _Som, uit: Trechter, plek: int) -> Stip:
    kant: Kant = "" if abs(uit.z[plek]) <= Z_998 else "boven" if uit.z[plek] > 0 else "onder"
    onder, boven = (tiende(100 * float(grens[plek])) for grens in (uit.onder95, uit.boven95))
    return Stip(som.naam, som.leerlingen, tiende(100 * som.aandeel), onder, boven, kant)


def _grenzen(uit: Trechter, leerlingen: np.ndarray) -> tuple[Grens, ...]:
    """The bounds from the smallest to the largest school, a little beyond both."""
    maten = np.unique(np.rint(np.geomspace(max(leerlingen.min() * 0.8, 5), leerlingen.max() * 1.05, PUNTEN)))
    kolommen = [[tiende(100 * float(deel)) for deel in grens] for grens in grenzen_bij(uit, maten)]
    return tuple(Grens(int(maat), *vier) for maat, *vier in zip(maten, *kolommen, strict=True))


def verlopen_van(rijen: Iterable[Trendrij], groepen: Sequence[tuple[str, Mapping[str, str]]]) -> tuple[Verloop, ...]:
    """The lines of the share that a reader can pick. groepen: title -> (key of a part -> its name), where the key is
    `niveau|code|onderwijssoort`. Parts by name; a part without any figure is left out.
    """
    per_deel: dict[str, dict[date, Decimal]] = defaultdict(dict)
    for rij in rijen:
        if rij.maat == MAAT and is_heel(rij):
            per_deel[sleutel(rij)][rij.peildatum] = Decimal(str(rij.waarde))
    return tuple(
        Verloop(titel, naam, per_deel[deel])
        for titel, namen in groepen
        for deel, naam in sorted(namen.items(), key=lambda paar: (paar[1].casefold(), paar[0]))
        if per_deel.get(deel)
    )


def sleutel(rij: Trendrij) -> str:
    """What part of the city a row is of."""
    return f"{rij.niveau}|{rij.code}|{rij.onderwijssoort if rij.niveau == 'stad' else ''}"
