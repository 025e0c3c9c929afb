"""Proof that a hidden figure stays uncertain: tables that fit all that is released and differ far enough in it.

Bounds that no sum breaks prove nothing: several sums together may say more. So this looks for whole tables of integers
(points) that fit, by linear programs over all cells of a component at once, and keeps the lowest and highest value that
each cell had in any of them. What was seen is possible: the width that comes out is proven, never guessed.

All values here are differences from one table that fits (the true one), so that nothing changed is always a point.
"""

# pyright: reportAttributeAccessIssue=false, reportOptionalSubscript=false, reportGeneralTypeIssues=false
# pyright: reportArgumentType=false, reportCallIssue=false
# because scipy has no types of its own, and pyright guesses them.

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from models.onthulling_oplosser import DEELBAAR, Oplosser, Som

RUIM = 8
"""Cells are let loose over this many times the width that is asked: more is never needed to show it, and large numbers
make a solver inexact."""
MEEST_MISLUKT = 12
"""So many cells of one component may fail before the rest of it waits for what mends them."""
SPELING = 1e-6
"""A bound of the solver is taken this much wider than it says."""


@dataclass
class Stelsel:
    """matrix @ x = 0 with laag <= x <= hoog, x whole; nodig: the width that each cell must have (0: not asked), which a
    cell has too that can go down to its vloer.
    """

    matrix: csr_array
    laag: np.ndarray
    hoog: np.ndarray
    nodig: np.ndarray
    vloer: np.ndarray

    @property
    def box(self) -> tuple[np.ndarray, ...]:
        """Bounds and what is asked."""
        return self.laag, self.hoog, self.nodig, self.vloer

    @property
    def som(self) -> Som:
        """What a solver needs."""
        return Som(self.matrix, self.laag, self.hoog)

    def is_smal(self, laagste: np.ndarray, hoogste: np.ndarray) -> np.ndarray:
        """Which cells do not have the room they must have."""
        return (hoogste - laagste < self.nodig) & (laagste > self.vloer)


@dataclass
class Gezien:
    """The lowest and highest value of each cell in any point so far, as differences from the truth. A point stays one
    when more is hidden.
    """

    laagste: np.ndarray
    hoogste: np.ndarray

    @property
    def ruimte(self) -> np.ndarray:
        """How far apart they lie."""
        return self.hoogste - self.laagste


def nog_niets(cellen: int) -> Gezien:
    """Only the truth was seen."""
    return Gezien(np.zeros(cellen, "int64"), np.zeros(cellen, "int64"))


def zoek(stelsel: Stelsel, gezien: Gezien) -> list[int]:
    """Widen what was seen until every cell that is asked is wide enough. Gives cells that cannot be: of each component
    the first few, because what mends them mends others too.
    """
    bekend: dict[tuple[bytes, ...], tuple[Gezien, list[int]]] = {}
    mislukt: list[int] = []
    for leden, deel in _losse_delen(stelsel):
        koppen = np.array([cellen[0] for cellen in leden])
        stand = Gezien(gezien.laagste[koppen], gezien.hoogste[koppen])
        if not deel.is_smal(stand.laagste, stand.hoogste).any():
            continue
        matrix = deel.matrix
        rijen = (matrix.indptr, matrix.indices, matrix.data, *deel.box, stand.laagste, stand.hoogste)
        sleutel = tuple(rij.tobytes() for rij in rijen)
        if sleutel not in bekend:
            bekend[sleutel] = _Zoeker(deel, stand).zoek()
        uit, gemist = bekend[sleutel]
        for nummer, cellen in enumerate(leden):
            gezien.laagste[cellen], gezien.hoogste[cellen] = uit.laagste[nummer], uit.hoogste[nummer]
        mislukt += [int(koppen[nummer]) for nummer in gemist]
    return mislukt


def bindend(stelsel: Stelsel, cellen: Iterable[int]) -> Iterator[tuple[int, set[int]]]:
    """Per cell the cells whose bounds keep it from going further down or up; a few cells of each component."""
    losse = [(leden, Oplosser(deel.som)) for leden, deel in _losse_delen(stelsel)]
    plaats = {
        int(cel): (leden, oplosser, nummer)
        for leden, oplosser in losse
        for nummer, samen in enumerate(leden)
        for cel in samen
    }
    gedaan: Counter[int] = Counter()
    for cel in cellen:
        if cel in plaats and gedaan[id(plaats[cel][1])] < MEEST_MISLUKT:
            leden, oplosser, nummer = plaats[cel]
            gedaan[id(oplosser)] += 1
            wie = {int(ander) for doel in _doelen(len(leden), nummer) for ander in oplosser.bindend(doel)} | {nummer}
            yield cel, {int(c) for ander in wie for c in leden[ander]}


def _doelen(breedte: int, cel: int) -> Iterator[np.ndarray]:
    """The aims that push one cell down, and up."""
    for richting in (1.0, -1.0):
        doel = np.zeros(breedte)
        doel[cel] = richting
        yield doel


def _ingeperkt(deel: Stelsel) -> Stelsel:
    """The same, with no cell further from the truth than is needed to show the widest width asked."""
    ver = int(deel.nodig.max(initial=0)) * RUIM
    return Stelsel(deel.matrix, np.maximum(deel.laag, -ver), np.minimum(deel.hoog, ver), deel.nodig, deel.vloer)


def _losse_delen(stelsel: Stelsel) -> Iterator[tuple[list[np.ndarray], Stelsel]]:
    """The parts that have no sum in common, each with the cells behind its columns: cells that must be equal are one
    column, and cells that cannot move tie nothing together.
    """
    beweegt = np.flatnonzero(stelsel.laag < stelsel.hoog)
    matrix = stelsel.matrix[:, beweegt]
    groep = _gelijken(matrix)
    aantal = int(groep.max(initial=-1)) + 1
    box = _box_van_groepen(stelsel, beweegt, groep, aantal)
    sommen = _zonder_dubbele(matrix @ _indeling(groep, aantal))
    verband = abs(sommen).astype("int64")
    delen, deel_van = connected_components(verband.T @ verband, directed=False)
    leden = _per_nummer(groep, beweegt, aantal)
    kolommen = sommen.tocsc()
    for nummers in _per_nummer(deel_van, np.arange(aantal), delen):
        if box[2][nummers].any():
            eigen = kolommen[:, nummers].tocsr()
            rijen = np.flatnonzero(np.diff(eigen.indptr))
            yield (
                [leden[nummer] for nummer in nummers],
                _ingeperkt(Stelsel(eigen[rijen], *(rij[nummers] for rij in box))),
            )


def _gelijken(matrix: csr_array) -> np.ndarray:
    """Per column the number of its group: a sum of one part makes total and part equal."""
    tekens, aantallen = matrix.sum(axis=1), np.diff(matrix.indptr)
    paren = np.flatnonzero((aantallen == 2) & (tekens == 0))
    eerste = matrix.indptr[paren]
    een, ander = matrix.indices[eerste], matrix.indices[eerste + 1]
    breedte = matrix.shape[1]
    verband = csr_array((np.ones(len(een), "int64"), (een, ander)), shape=(breedte, breedte))
    return connected_components(verband, directed=False)[1]


def _indeling(groep: np.ndarray, aantal: int) -> csr_array:
    """Columns -> groups, as a matrix."""
    plaats = (np.arange(len(groep)), groep)
    return csr_array((np.ones(len(groep), "int64"), plaats), shape=(len(groep), aantal))


def _box_van_groepen(
    stelsel: Stelsel, cellen: np.ndarray, groep: np.ndarray, aantal: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Bounds of each group, the widest width that is asked, and the lowest vloer."""
    laag, hoog = np.full(aantal, stelsel.laag.min(initial=0)), np.full(aantal, stelsel.hoog.max(initial=0))
    nodig, vloer = np.zeros(aantal, "int64"), np.full(aantal, stelsel.vloer.max(initial=0))
    np.maximum.at(laag, groep, stelsel.laag[cellen])
    np.minimum.at(hoog, groep, stelsel.hoog[cellen])
    np.maximum.at(nodig, groep, stelsel.nodig[cellen])
    np.minimum.at(vloer, groep, stelsel.vloer[cellen])
    return laag, hoog, nodig, vloer


def _zonder_dubbele(sommen: csr_array) -> csr_array:
    """Each sum once; what cancels out is none."""
    sommen.sum_duplicates()
    sommen.eliminate_zeros()
    eerste: dict[tuple[bytes, bytes], int] = {}
    for rij, (van, tot) in enumerate(pairwise(sommen.indptr.tolist())):
        if van < tot:
            waarden = sommen.data[van:tot] * sommen.data[van]
            eerste.setdefault((sommen.indices[van:tot].tobytes(), waarden.tobytes()), rij)
    return sommen[sorted(eerste.values())]


def _per_nummer(nummer_van: np.ndarray, waarden: np.ndarray, aantal: int) -> list[np.ndarray]:
    """The values of each number, in order."""
    volgorde = np.argsort(nummer_van, kind="stable")
    grenzen = np.searchsorted(nummer_van[volgorde], np.arange(1, aantal))
    return np.split(waarden[volgorde], grenzen) if aantal else []


class _Zoeker:
    """Looks for points in one component; `laagste` and `hoogste` are what was seen."""

    def __init__(self, deel: Stelsel, gezien: Gezien) -> None:
        self.deel = deel
        self.laagste, self.hoogste = gezien.laagste.copy(), gezien.hoogste.copy()
        self.is_grof = int(deel.nodig.max(initial=0)) > 2 * DEELBAAR

    def zoek(self) -> tuple[Gezien, list[int]]:
        """Many cells with one program while that brings something, then the stubborn ones one by one; those whose
        corners are not whole last, by branching, until a few failed.
        """
        if self._is_boom():
            return self._zonder_zoeken()
        self.oplosser = Oplosser(self.deel.som)
        for richting in (-1, 1):
            while self._samen(richting):
                pass
        mislukt, twijfel = self._een_voor_een()
        for richting in (-1, 1):
            while not mislukt and self._samen(richting, is_heel=True):
                pass
        for cel in twijfel:
            if self._open()[cel] and len(mislukt) < MEEST_MISLUKT and not self._vertakt(cel):
                mislukt.append(cel)
        return Gezien(self.laagste, self.hoogste), mislukt[:MEEST_MISLUKT]

    def _is_boom(self) -> bool:
        """Without a circle of sums every bound that propagation leaves is reached by whole numbers."""
        matrix = self.deel.matrix
        return matrix.nnz == matrix.shape[0] + matrix.shape[1] - 1

    def _zonder_zoeken(self) -> tuple[Gezien, list[int]]:
        deel = self.deel
        return Gezien(deel.laag, deel.hoog), np.flatnonzero(deel.is_smal(deel.laag, deel.hoog)).tolist()

    def _open(self) -> np.ndarray:
        """Cells that were not seen wide enough yet."""
        return self.deel.is_smal(self.laagste, self.hoogste)

    def _samen(self, richting: int, *, is_heel: bool = False) -> bool:
        """Push all open cells one way, by branching if `is_heel`; True if one of them came further than before."""
        grens, stand = (self.deel.hoog, self.hoogste) if richting > 0 else (self.deel.laag, self.laagste)
        duwt = self._open() & (stand != grens)
        if not duwt.any():
            return False
        doel = -richting * duwt.astype(float)
        punt = self.oplosser.heel_punt(doel) if is_heel else self._punt(doel)[0]
        return punt is not None and bool(self._onthoud(punt)[duwt].any())

    def _een_voor_een(self) -> tuple[list[int], list[int]]:
        """Each open cell as low and as high as it goes: those that cannot be wide enough, and those that may be but
        whose corners are not whole.
        """
        mislukt, twijfel = [], []
        for cel in np.flatnonzero(self._open()).tolist():
            if len(mislukt) < MEEST_MISLUKT and self._open()[cel]:
                kan = self._kan(cel)
                if self._open()[cel]:
                    (twijfel if kan else mislukt).append(cel)
        return mislukt, twijfel

    def _kan(self, cel: int) -> bool:
        """Push one cell both ways; whether any table, fractions allowed, gives it the room it must have."""
        deel = self.deel
        laagst, hoogst = (self._uiterste(cel, doel) for doel in _doelen(len(deel.laag), cel))
        return bool(hoogst - laagst >= deel.nodig[cel] or laagst <= deel.vloer[cel])

    def _uiterste(self, cel: int, doel: np.ndarray) -> float:
        """How far any table has one cell in the direction of the aim; what was seen at its bound needs no program."""
        omlaag = doel[cel] > 0
        grens, stand = (self.deel.laag, self.laagste) if omlaag else (self.deel.hoog, self.hoogste)
        if stand[cel] == grens[cel]:
            return float(grens[cel])
        punt, bodem = self._punt(doel)
        if punt is not None:
            self._onthoud(punt)
        return float(np.ceil(bodem - SPELING) if omlaag else np.floor(-bodem + SPELING))

    def _punt(self, doel: np.ndarray) -> tuple[np.ndarray | None, float]:
        """A corner for this aim, if it is whole or can be made so; and how low any table has the aim."""
        punt, bodem = self.oplosser.hoekpunt(doel)
        if punt is None and self.is_grof:
            punt = self.oplosser.grof_hoekpunt(doel)
        return punt, bodem

    def _vertakt(self, cel: int) -> bool:
        """One cell as low and as high as it goes in whole numbers; True if that is wide enough."""
        for doel in _doelen(len(self.deel.laag), cel):
            if self._open()[cel] and (punt := self.oplosser.heel_punt(doel)) is not None:
                self._onthoud(punt)
        return not self._open()[cel]

    def _onthoud(self, punt: np.ndarray) -> np.ndarray:
        """Keep the extremes; gives which cells came further than ever."""
        verder = (punt < self.laagste) | (punt > self.hoogste)
        np.minimum(self.laagste, punt, out=self.laagste)
        np.maximum(self.hoogste, punt, out=self.hoogste)
        return verder
