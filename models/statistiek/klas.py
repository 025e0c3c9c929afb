"""`klas_afwijkend` (regels.md §4 C): classes that miss more than their school and leerjaar predict.

A simulated test over pupils, so that one long illness does not count as a class: the pupils of the class and those it
is compared with are mixed, and how often does a random class of this size miss as large a share? Benjamini-Hochberg at
5% over the classes of one school.

What predicts: the other pupils of the leerjaar at the school; with fewer than MIN_ANDEREN of them, all others of the
school; with fewer than that there is no test.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from models.statistiek.alarm import benjamini_hochberg

MIN_KLAS = 10
"""Pupils with known minutes that a class must have."""
MIN_ANDEREN = 10
"""Pupils that it must be compared with."""
EERSTE_RONDE, HELE_RONDE = 199, 1_999
"""Random classes drawn: first a few, and all only when the class may be among those that are found."""
MISSCHIEN = 0.15
"""p of the first round above which a class is left at that: Benjamini-Hochberg finds nothing above 0.05."""


@dataclass(frozen=True)
class Leerling:
    """One pupil of a class: whole minutes missed and known in the last four delivered lesweken; known is above 0."""

    klas: str
    leerjaar: str
    gemist: int
    bekend: int


@dataclass(frozen=True)
class Klas:
    """One class that was tested: exact minutes of the class and of those that predict it, pupils of the class who
    missed anything, and p.
    """

    klas: str
    gemist: int
    bekend: int
    anderen_gemist: int
    anderen_bekend: int
    met_gemist: int
    p: float


def afwijkende_klassen(leerlingen: Sequence[Leerling], zaad: Sequence[int]) -> list[Klas]:
    """The classes of one school that are found, by name. `zaad`: whole numbers that fix the random classes; the order
    of the pupils does not matter.
    """
    getest = toets_klassen(leerlingen, zaad)
    gevonden = benjamini_hochberg(np.array([klas.p for klas in getest]))
    return [klas for klas, is_gevonden in zip(getest, gevonden, strict=True) if is_gevonden]


def toets_klassen(leerlingen: Sequence[Leerling], zaad: Sequence[int]) -> list[Klas]:
    """Every class that is large enough and has others to compare with, by name."""
    op_orde = sorted(leerlingen, key=lambda kind: (kind.klas, kind.leerjaar, kind.gemist, kind.bekend))
    return [
        _toets(eigen, anderen, [*zaad, plek])
        for plek, klas in enumerate(sorted({kind.klas for kind in op_orde}))
        if len(eigen := [kind for kind in op_orde if kind.klas == klas]) >= MIN_KLAS
        and len(anderen := _anderen(op_orde, klas, eigen[0].leerjaar)) >= MIN_ANDEREN
    ]


def _anderen(leerlingen: Sequence[Leerling], klas: str, leerjaar: str) -> list[Leerling]:
    van_school = [kind for kind in leerlingen if kind.klas != klas]
    van_leerjaar = [kind for kind in van_school if kind.leerjaar == leerjaar]
    return van_leerjaar if len(van_leerjaar) >= MIN_ANDEREN else van_school


def _toets(eigen: Sequence[Leerling], anderen: Sequence[Leerling], zaad: Sequence[int]) -> Klas:
    gemist, bekend = (np.array([getattr(kind, naam) for kind in (*eigen, *anderen)]) for naam in ("gemist", "bekend"))
    n, toeval = len(eigen), np.random.default_rng(zaad)
    sommen = [int(deel.sum()) for deel in (gemist[:n], bekend[:n], gemist[n:], bekend[n:])]
    met_gemist = int((gemist[:n] > 0).sum())
    return Klas(eigen[0].klas, *sommen, met_gemist=met_gemist, p=toevalskans(gemist, bekend, n, toeval))


def toevalskans(gemist: np.ndarray, bekend: np.ndarray, n: int, toeval: np.random.Generator) -> float:
    """How often a random class of n of these pupils misses a share as large as the first n do, itself counted
    (Davison & Hinkley 1997, 4.2): (1 + times) / (1 + drawn). 1 when the first n miss no more than the others.
    """
    if gemist[:n].sum() * bekend[n:].sum() <= gemist[n:].sum() * bekend[:n].sum():
        return 1.0
    p = _geloot(gemist, bekend, n, EERSTE_RONDE, toeval)
    return p if p > MISSCHIEN else _geloot(gemist, bekend, n, HELE_RONDE, toeval)


def _geloot(gemist: np.ndarray, bekend: np.ndarray, n: int, keren: int, toeval: np.random.Generator) -> float:
    plekken = np.argsort(toeval.random((keren, len(gemist))), axis=1, kind="stable")[:, :n]
    boven, onder = gemist[plekken].sum(axis=1), bekend[plekken].sum(axis=1)
    return float(1 + (boven * bekend[:n].sum() >= gemist[:n].sum() * onder).sum()) / (1 + keren)
