"""One component of sums in a solver (HiGHS), kept between programs: with another aim it goes on from where it was.

What comes out is a point (a table of differences from the truth), or a bound that no table passes. A point is checked
in exact integers; a bound is the solver's word, and is used on the safe side only: to call a cell too narrow.
"""

# pyright: reportAttributeAccessIssue=false, reportGeneralTypeIssues=false
# because highspy makes its types in C++, where pyright cannot look.

from __future__ import annotations

from dataclasses import dataclass

import highspy
import numpy as np
from scipy.sparse import csr_array

KNOPEN = 50
"""An integer program is given up after so many branches: then the width seen so far counts, which is the safe side."""
DEELBAAR = 60
"""Corners of sums like these are halves, thirds, quarters, ... at worst. So a corner of the same sums within bounds
that are multiples of 60 is whole."""
SCHADUW = 1e-7
"""A bound with a smaller shadow price than this binds nothing."""
OPTIES: dict[str, int | str] = {"output_flag": False, "threads": 1, "parallel": "off", "random_seed": 0}
WARM: dict[str, int | str] = {"presolve": "off", "simplex_strategy": 4}
"""Primal simplex from the last corner: only the aim changes, so that corner still fits."""

Bodem = float
"""The lowest value of an aim that any table can have, fractions allowed."""


@dataclass
class Som:
    """matrix @ x = 0 with laag <= x <= hoog; x = 0 fits."""

    matrix: csr_array
    laag: np.ndarray
    hoog: np.ndarray

    def keur(self, waarden: np.ndarray) -> np.ndarray | None:
        """The nearest whole numbers, if they fit exactly: this is what a proof rests on, not on the solver."""
        punt = np.rint(waarden).astype("int64")
        past = (punt >= self.laag).all() and (punt <= self.hoog).all() and not (self.matrix @ punt).any()
        return punt if past else None


class Oplosser:
    """Points and bounds of one component."""

    def __init__(self, som: Som) -> None:
        self.som = som
        self._gewoon = _programma(som, WARM)
        self._grof: highspy.Highs | None = None
        self._heel: highspy.Highs | None = None

    def hoekpunt(self, doel: np.ndarray) -> tuple[np.ndarray | None, Bodem]:
        """A corner where `doel` is lowest, if it is whole; and how low that is."""
        waarden = _los_op(self._gewoon, doel)
        if waarden is None:
            return None, -np.inf
        return self.som.keur(waarden), float(doel @ waarden)

    def grof_hoekpunt(self, doel: np.ndarray) -> np.ndarray | None:
        """The same within bounds that are multiples of `DEELBAAR`, where corners are whole: for minutes."""
        if self._grof is None:
            laag, hoog = -(-self.som.laag // DEELBAAR) * DEELBAAR, self.som.hoog // DEELBAAR * DEELBAAR
            self._grof = _programma(Som(self.som.matrix, np.minimum(laag, 0), np.maximum(hoog, 0)), WARM)
        waarden = _los_op(self._grof, doel)
        return None if waarden is None else self.som.keur(waarden)

    def heel_punt(self, doel: np.ndarray) -> np.ndarray | None:
        """A whole-numbered table with `doel` low, by branching; None when none was found in time."""
        if self._heel is None:
            self._heel = _programma(self.som, {"mip_max_nodes": KNOPEN})
            breedte = len(self.som.laag)
            soort = np.full(breedte, highspy.HighsVarType.kInteger)
            self._heel.changeColsIntegrality(breedte, np.arange(breedte, dtype=np.int32), soort)
        waarden = _los_op(self._heel, doel)
        return None if waarden is None else self.som.keur(waarden)

    def bindend(self, doel: np.ndarray) -> np.ndarray:
        """The cells whose own bounds keep `doel` from going lower, by their shadow prices."""
        if _los_op(self._gewoon, doel) is None:
            return np.array([], "int64")
        prijs = np.abs(np.array(self._gewoon.getSolution().col_dual))
        return np.flatnonzero(prijs > SCHADUW)


def _programma(som: Som, opties: dict[str, int | str]) -> highspy.Highs:
    solver = highspy.Highs()
    for naam, waarde in (OPTIES | opties).items():
        solver.setOptionValue(naam, waarde)
    programma = highspy.HighsLp()
    sommen, cellen = som.matrix.shape
    programma.num_col_, programma.num_row_ = cellen, sommen
    programma.col_cost_ = np.zeros(cellen)
    programma.col_lower_, programma.col_upper_ = som.laag.astype(float), som.hoog.astype(float)
    programma.row_lower_ = programma.row_upper_ = np.zeros(sommen)
    programma.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    programma.a_matrix_.start_, programma.a_matrix_.index_ = som.matrix.indptr, som.matrix.indices
    programma.a_matrix_.value_ = som.matrix.data.astype(float)
    solver.passModel(programma)
    return solver


def _los_op(solver: highspy.Highs, doel: np.ndarray) -> np.ndarray | None:
    solver.changeColsCost(len(doel), np.arange(len(doel), dtype=np.int32), doel)
    solver.run()
    solution = solver.getSolution()
    return np.array(solution.col_value) if solution.value_valid else None
