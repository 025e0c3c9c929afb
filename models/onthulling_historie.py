"""The history audit: what the releases of earlier Sundays say about the cells of this one, and this one about theirs.

Two laws tie weeks together. Of the six counts: stand = stand of the Sunday before + instroom - uitstroom, in every
cell, but for who moved to another school; the attacker knows that none up to as many did (he guesses none, mostly
rightly), and who stays is never fewer than none. Of figures that grow through the schooljaar (`leren.csv`): they never
fall.

Per cell the weeks form a chain, and in a chain of sums of this kind every bound that is left after passing through it
forwards and backwards is reached by whole numbers: it is exact, not only safe. Here: chains of one cell. Those of all
cells of a few Sundays together are in `onthulling_weken.py`.
"""

# pyright: reportArgumentType=false, reportAttributeAccessIssue=false, reportReturnType=false, reportCallIssue=false
# because pandas types every selection as "frame or series or scalar", which no reader of this file would.

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
import pandas as pd

from models.onthulling_aanval import NIETS_BEKEND, ONBEGRENSD, WEET, nodige_ruimte, vooraf
from models.onthulling_aanvullend import Verberger
from models.onthulling_sommen import STROMEN, TELLINGEN

CEL = ["niveau", "code", "onderwijssoort", "maat"]
KETENWEKEN = 4
"""Sundays before this one that a chain of counts looks back on: each hidden week adds the room of two hidden movements,
so that one further away narrows nothing (tests/aanval measures it)."""

VENSTER = 1
"""Sundays before this one whose sums are solved together with those of this one."""


class Historie(Protocol):
    """What earlier releases say."""

    def weet(self, verberger: Verberger) -> None:
        """Write into `weet_laag` and `weet_hoog` what earlier weeks say of this Sunday's rows."""
        ...

    def herstel(self, verberger: Verberger) -> bool:
        """Hide where a hidden cell, of this Sunday or an earlier one, became too narrow; True if anything was."""
        ...

    @property
    def venster(self) -> Sequence[pd.DataFrame]:
        """The Sundays before, oldest first, whose sums are solved together with those of this one."""
        ...


@dataclass(frozen=True)
class GeenHistorie:
    """No earlier release, or one that says nothing about this one."""

    def weet(self, verberger: Verberger) -> None:
        """Nothing is known."""
        _zet_weet(verberger.cellen, 0, ONBEGRENSD)

    def herstel(self, verberger: Verberger) -> bool:
        """There is nothing to hide for."""
        return False

    @property
    def venster(self) -> Sequence[pd.DataFrame]:
        """None."""
        return ()


def _zet_weet(cellen: pd.DataFrame, laag: object, hoog: object) -> None:
    for onder, boven in WEET.values():
        cellen[onder] = pd.Series(laag, index=cellen.index, dtype="int64")
        cellen[boven] = pd.Series(hoog, index=cellen.index, dtype="int64")


def stand_van_zondag(cellen: pd.DataFrame, onderdrukt: list[str], drempel: int) -> pd.DataFrame:
    """One release as a chain needs it: by cell the exact figure, what the release says of it by itself, and how much
    room it must keep (0: it is shown). Of what is `aanvullend` the release does not say that it is not small, and over
    the weeks that is taken at its word: else each passage of the threshold would tell on the movements.
    """
    laag, hoog = vooraf(cellen.assign(**NIETS_BEKEND), onderdrukt, drempel, op_woord=True)
    nodig = nodige_ruimte(cellen, onderdrukt, drempel)
    stand = cellen[CEL].assign(teller=cellen["teller"].to_numpy(), laag=laag, hoog=hoog, nodig=nodig)
    return stand.set_index(CEL)


KOLOMMEN_VAN_RIJ = ("teller", "laag", "hoog", "nodig")


@dataclass
class Rij:
    """One quantity over the weeks (rows) of all chains (columns)."""

    teller: np.ndarray
    laag: np.ndarray
    hoog: np.ndarray
    nodig: np.ndarray

    def met(self, week: pd.DataFrame) -> Rij:
        """The same with one week more: its rows in the order of the chains."""
        delen = ((getattr(self, kolom), week[kolom].to_numpy("int64")[None, :]) for kolom in KOLOMMEN_VAN_RIJ)
        return Rij(*(np.concatenate(deel) for deel in delen))

    def smal(self, laag: np.ndarray, hoog: np.ndarray) -> np.ndarray:
        """Where a hidden cell keeps too little room."""
        return (self.nodig > 0) & (hoog - laag < self.nodig)


def rij_van(weken: Sequence[pd.DataFrame], cellen: pd.MultiIndex) -> Rij:
    """The figures of `cellen` in each week; a cell that a week does not have may be anything."""
    leeg = {"teller": 0, "laag": 0, "hoog": ONBEGRENSD, "nodig": 0}
    platen = [week.reindex(cellen).fillna(leeg) for week in weken]
    return Rij(*(np.array([plaat[kolom].to_numpy("int64") for plaat in platen]) for kolom in leeg))


Grens = tuple[np.ndarray, np.ndarray]


def schakel(van: Grens, naar: Grens, erbij: Grens, eraf: Grens, rest: np.ndarray) -> tuple[Grens, Grens, Grens, Grens]:
    """What is left of a stand, the next one and the movements between: van = blijft + eraf + who went to another
    school, naar = blijft + erbij + who came from one. rest: how many more came than went; the attacker knows that none
    up to as many did. All bounds are reached.
    """
    ging, kwam = np.maximum(0, -rest), np.maximum(0, rest)
    blijft_laag = np.maximum.reduce([np.zeros_like(rest), van[0] - eraf[1] - ging, naar[0] - erbij[1] - kwam])
    blijft_hoog = np.minimum(van[1] - eraf[0], naar[1] - erbij[0])
    return (
        (np.maximum(van[0], blijft_laag + eraf[0]), np.minimum(van[1], blijft_hoog + eraf[1] + ging)),
        (np.maximum(naar[0], blijft_laag + erbij[0]), np.minimum(naar[1], blijft_hoog + erbij[1] + kwam)),
        (np.maximum(erbij[0], naar[0] - blijft_hoog - kwam), np.minimum(erbij[1], naar[1] - blijft_laag)),
        (np.maximum(eraf[0], van[0] - blijft_hoog - ging), np.minimum(eraf[1], van[1] - blijft_laag)),
    )


@dataclass
class Keten:
    """Stand, instroom and uitstroom of all chains, over the weeks."""

    stand: Rij
    erbij: Rij
    eraf: Rij
    is_begin: bool

    def __post_init__(self) -> None:
        teller = self.stand.teller
        self.rest = teller[1:] - teller[:-1] - self.erbij.teller[1:] + self.eraf.teller[1:]

    def over(self, weken: int) -> list[tuple[np.ndarray, np.ndarray]]:
        """What an attacker is left with of stand, instroom and uitstroom when the first `weken` weeks are released."""
        heen = [self._eerste()]
        for week in range(1, weken):
            heen.append(self._stap(week, heen[-1], self._eigen(self.stand, week))[1])
        terug = [self._eigen(self.stand, weken - 1)]
        for week in range(weken - 1, 0, -1):
            terug.insert(0, self._stap(week, self._eigen(self.stand, week - 1), terug[0])[0])
        links = [self._stap(week, heen[week - 1], terug[week]) for week in range(1, weken)]
        standen = [(np.maximum(h[0], t[0]), np.minimum(h[1], t[1])) for h, t in zip(heen, terug, strict=True)]
        erbij = [self._eigen(self.erbij, 0), *(link[2] for link in links)]
        eraf = [self._eigen(self.eraf, 0), *(link[3] for link in links)]
        return [_gestapeld(grenzen) for grenzen in (standen, erbij, eraf)]

    def _eerste(self) -> Grens:
        """The first stand: before it nothing was released, or else it is taken as known, which is the safe side."""
        waar = self.stand.teller[0]
        return self._eigen(self.stand, 0) if self.is_begin else (waar, waar)

    def _stap(self, week: int, van: Grens, naar: Grens) -> tuple[Grens, Grens, Grens, Grens]:
        return schakel(van, naar, self._eigen(self.erbij, week), self._eigen(self.eraf, week), self.rest[week - 1])

    @staticmethod
    def _eigen(rij: Rij, week: int) -> Grens:
        return rij.laag[week], rij.hoog[week]


def _gestapeld(grenzen: list[Grens]) -> Grens:
    return np.array([laag for laag, _ in grenzen]), np.array([hoog for _, hoog in grenzen])


@dataclass
class Ketens:
    """The six counts over the last Sundays. `eerder`: earlier releases, oldest first; is_begin: none came before."""

    eerder: Sequence[pd.DataFrame]
    is_begin: bool
    _bij: tuple[pd.DataFrame, list[np.ndarray], list[Rij]] | None = field(default=None, init=False, repr=False)

    @property
    def venster(self) -> Sequence[pd.DataFrame]:
        """The last few."""
        return self.eerder[-VENSTER:]

    def weet(self, verberger: Verberger) -> None:
        """Of each row what its chain says beyond what the row says itself."""
        _zet_weet(verberger.cellen, 0, ONBEGRENSD)
        if (gevonden := self._keten(verberger)) is None:
            return
        keten, rijen = gevonden
        laag, hoog = np.zeros(len(verberger.cellen), "int64"), np.full(len(verberger.cellen), ONBEGRENSD)
        rondes = zip(rijen, (keten.stand, keten.erbij, keten.eraf), keten.over(len(self.eerder) + 1), strict=True)
        for plaats, rij, (onder, boven) in rondes:
            laag[plaats] = np.where(onder[-1] > rij.laag[-1], onder[-1], 0)
            hoog[plaats] = np.where(boven[-1] < rij.hoog[-1], boven[-1], ONBEGRENSD)
        _zet_weet(verberger.cellen, laag, hoog)

    def herstel(self, verberger: Verberger) -> bool:
        """In every chain with a cell that became too narrow: hide a movement, else the stand, else say less."""
        if (gevonden := self._keten(verberger)) is None:
            return False
        keten, rijen = gevonden
        smal = self._smal(keten)
        krap = np.flatnonzero(smal.any(axis=0))
        per_keten = np.array([rijen[1], rijen[2], rijen[0]])[:, krap].T.tolist()
        te_doen = [keuze for drie in per_keten if (keuze := _volgende(verberger, drie))]
        rijen_weg = [rij for is_stil, keuze in te_doen for rij in keuze if not is_stil]
        rijen_stil = [rij for is_stil, keuze in te_doen for rij in keuze if is_stil]
        return verberger.verberg(rijen_weg) | verberger.maak_stil(rijen_stil)

    def _keten(self, verberger: Verberger) -> tuple[Keten, list[np.ndarray]] | None:
        """The chains of this Sunday's cells, and the rows of their stand, instroom and uitstroom."""
        cellen = verberger.cellen
        if self._bij is None or self._bij[0] is not cellen:
            self._bij = (cellen, *self._vaste_delen(cellen))
        _, rijen, toen = self._bij
        if not toen:
            return None
        nu = stand_van_zondag(cellen, verberger.onderdrukt, verberger.drempel)
        drie = [vorige.met(nu.iloc[rij]) for vorige, rij in zip(toen, rijen, strict=True)]
        return Keten(*drie, self.is_begin), rijen

    def _vaste_delen(self, cellen: pd.DataFrame) -> tuple[list[np.ndarray], list[Rij]]:
        """The rows of this Sunday that make chains, and what earlier weeks say of them; that stays while more hides."""
        standen = cellen.loc[cellen["maat"].isin(TELLINGEN), CEL]
        if not self.eerder or standen.empty:
            return [], []
        index = pd.MultiIndex.from_frame(cellen[CEL])
        sleutels = [
            pd.MultiIndex.from_frame(standen.assign(maat=standen["maat"] + stroom)) for stroom in ("", *STROMEN)
        ]
        rijen = [index.get_indexer(sleutel) for sleutel in sleutels]
        heel = np.logical_and.reduce([rij >= 0 for rij in rijen])
        if not heel.any():
            return [], []
        return [rij[heel] for rij in rijen], [rij_van(self.eerder, sleutel[heel]) for sleutel in sleutels]

    def _smal(self, keten: Keten) -> np.ndarray:
        """By quantity and chain: does a hidden cell keep too little room that it had without this Sunday?"""
        weken, eerste = len(self.eerder) + 1, 0 if self.is_begin else 2
        met, zonder = keten.over(weken), keten.over(weken - 1)
        uit = []
        for rij, (laag, hoog), eerder in zip((keten.stand, keten.erbij, keten.eraf), met, zonder, strict=True):
            smal, had = rij.smal(laag, hoog), _zonder_laatste(rij).smal(*eerder)
            smal[:-1] &= ~had
            uit.append(smal[eerste:].any(axis=0))
        return np.array(uit)


def _zonder_laatste(rij: Rij) -> Rij:
    return Rij(rij.teller[:-1], rij.laag[:-1], rij.hoog[:-1], rij.nodig[:-1])


def _volgende(verberger: Verberger, rijen: list[int]) -> tuple[bool, list[int]] | None:
    """What to do about one chain (its rows of instroom, uitstroom and stand): hide one that is shown (False), else no
    longer say that one is small (True).
    """
    if not all(verberger.mag_weg[rij] for rij in rijen):
        return None
    if getoond := [rij for rij in rijen if not verberger.onderdrukt[rij]]:
        return False, getoond[:1]
    erbij, eraf, stand = rijen
    zegt = verberger.zegt_klein()
    klein = [rij for rij in (eraf, erbij, stand) if zegt[rij]]
    return (True, klein[:1]) if klein else None


@dataclass
class Oplopend:
    """Figures that grow through the schooljaar. `eerder`: all its earlier releases, oldest first."""

    eerder: Sequence[pd.DataFrame]

    def weet(self, verberger: Verberger) -> None:
        """No figure is below what it was."""
        _zet_weet(verberger.cellen, 0, ONBEGRENSD)
        if self.eerder:
            rij = self._rij(verberger)
            onder = np.maximum.accumulate(rij.laag, axis=0)[-1]
            _zet_weet(verberger.cellen, np.where(onder <= rij.teller[-1], onder, 0), ONBEGRENSD)

    def herstel(self, verberger: Verberger) -> bool:
        """Hide a figure that closes in, from above, one that was hidden earlier."""
        if not self.eerder:
            return False
        rij = self._rij(verberger)
        laag = np.maximum.accumulate(rij.laag, axis=0)
        met, zonder = (np.minimum.accumulate(h[::-1], axis=0)[::-1] for h in (rij.hoog, rij.hoog[:-1]))
        smal = rij.smal(laag, met)[:-1] & ~_zonder_laatste(rij).smal(laag[:-1], zonder)
        weg = np.flatnonzero(smal.any(axis=0) & np.array(verberger.mag_weg)).tolist()
        return verberger.verberg(weg)

    @property
    def venster(self) -> Sequence[pd.DataFrame]:
        """None: figures that only grow are no sums."""
        return ()

    def _rij(self, verberger: Verberger) -> Rij:
        nu = stand_van_zondag(verberger.cellen, verberger.onderdrukt, verberger.drempel)
        return rij_van([*self.eerder, nu], nu.index)
