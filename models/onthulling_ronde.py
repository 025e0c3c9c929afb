"""The rounds of disclosure control: hide, audit, hide more, until every audit holds; else nothing is released.

Two rounds: first the measures that no sick pupil can change, then those that one can (`VAN_ZIEKEN`), with the first
left as they are. The attacker is first taken to know that what is `aanvullend` is not small, though the release does
not say so. Where that leaves a cell too narrow and nothing around it is left to hide, he is not, and then not even
that what is `klein` is small (`is_vaag`). Last comes the attacker who takes each word at its meaning; where he finds
too much and nothing is left to hide, the file no longer says of a small cell that it is small (`is_stil`). What then
still fails is not released.
"""

# pyright: reportArgumentType=false, reportAttributeAccessIssue=false, reportReturnType=false, reportCallIssue=false
# because pandas types every selection as "frame or series or scalar", which no reader of this file would.

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from models.onthulling_aanval import WEET, vooraf
from models.onthulling_aanvullend import Verberger
from models.onthulling_historie import Historie
from models.onthulling_sommen import SOMMEN_VAN_MATEN, VAN_ZIEKEN, gehelen, paren_van_maten, zonder_geheel
from models.onthulling_toets import Toets

STAND = ["onderdrukt", "noemer_verborgen", "is_vaag", "is_stil"]


class Onthullingsfout(ValueError):
    """A release that would let a hidden figure be found; says how many cells (`aantal`), never which figure."""

    def __init__(self, aantal: int) -> None:
        super().__init__(
            f"onthulling: {aantal} hidden cells can be had from what would be released; release fewer rows"
        )
        self.aantal = aantal


@dataclass
class Ronde:
    """One round over some rows: those that may be hidden further, and those whose verdict stands."""

    cellen: pd.DataFrame
    drempel: int
    historie: Historie
    verberger: Verberger
    toets: Toets
    paren: np.ndarray

    def draai(self) -> int | None:
        """Hide until all audits hold; gives the weakest interval of a count (values). Raises Onthullingsfout."""
        while True:
            self._verberg()
            if self.historie.herstel(self.verberger):
                continue
            uitslag = self.toets.uitslag()
            if not uitslag.te_smal:
                return uitslag.zwakste
            if self._herstel(uitslag.te_smal):
                continue
            if self.toets.is_op_woord:
                raise Onthullingsfout(len(uitslag.te_smal))
            self.toets.alleen_op_woord = True

    def _verberg(self) -> None:
        """Hide until nothing small can be had by subtraction; with the size of a group, its parts and their noemer
        go too.
        """
        while True:
            self._weet()
            self.verberger.rond_af()
            self.cellen["onderdrukt"] = self.verberger.onderdrukt
            mee = zonder_geheel(self.cellen)
            self.cellen["noemer_verborgen"] |= mee
            if not self.verberger.verberg(np.flatnonzero(mee & (self.cellen["onderdrukt"] == "")).tolist()):
                self._weet()  # of what is hidden by now nothing more may be taken as known
                return

    def _weet(self) -> None:
        """What earlier weeks say of each row, and what a measure says of one that is a part of it and the other way
        round.
        """
        self.historie.weet(self.verberger)
        deel, geheel = self.paren.T
        for op_woord, kolommen in WEET.items():
            laag, hoog = vooraf(self.cellen, self.verberger.onderdrukt, self.drempel, op_woord=op_woord)
            onder, boven = (self.cellen[kolom].to_numpy("int64", copy=True) for kolom in kolommen)
            np.maximum.at(onder, geheel, laag[deel])
            np.minimum.at(boven, deel, hoog[geheel])
            self.cellen[kolommen[0]], self.cellen[kolommen[1]] = onder, boven

    def _herstel(self, te_smal: list[int]) -> bool:
        """Around each cell that is too narrow, but one at a time in one place: hide a figure that keeps it narrow; if
        all of those are hidden, take at its word that the release does not say that one of them is not small; if that
        is done, no longer say that one is small.
        """
        verberger, rang = self.verberger, self.verberger.rang
        iets, bezocht = False, set()
        breedte, tellers = len(self.cellen), self.toets.tellers
        volgorde = sorted(te_smal, key=lambda cel: (cel // breedte, -tellers[cel], rang[cel % breedte]))
        for cel, bindend in self.toets.bindend(volgorde).items():
            rij = cel % breedte  # of an earlier Sunday: the same cell of this one
            if bezocht & (bindend | {rij}):
                continue
            getoond = [cel for cel in bindend | self._geheel(rij) if self._is_te_verbergen(cel)]
            if getoond:
                verborg = verberger.verberg([min(getoond, key=verberger.voorkeur)])
            else:
                verborg = any(self._zeg_minder([cel]) for cel in self._klein_laatst(rij, bindend))
            iets, bezocht = iets or verborg, bezocht | bindend | {rij}
        return iets or self._verberg_alles_rond([cel % breedte for cel in te_smal])

    def _verberg_alles_rond(self, te_smal: list[int]) -> bool:
        """The last resort: hide, ring by ring, all that stands in a sum with them; if all of it is hidden, say less of
        it.
        """
        ringen = [sorted(set(te_smal))]
        while set(buren := self._buren(ringen[-1])) - set(ringen[-1]):
            ringen.append(sorted({*ringen[-1], *buren}))
        return any(map(self.verberger.verberg, ringen)) or any(map(self._zeg_minder, ringen))

    def _zeg_minder(self, rijen: list[int]) -> bool:
        """Say less of hidden rows: of the attacker who takes the words at their meaning, in the file itself."""
        if self.toets.is_op_woord:
            return self.verberger.maak_stil(rijen)
        return self.verberger.maak_vaag(rijen)

    def _is_te_verbergen(self, rij: int) -> bool:
        return not self.verberger.onderdrukt[rij] and self.verberger.mag_weg[rij]

    def _geheel(self, rij: int) -> set[int]:
        """The row of the size of its group, when its noemer is too near for any room."""
        geheel = self.cellen.at[rij, "noemer_van"]
        if not geheel:
            return set()
        cel = self.cellen[["niveau", "code", "onderwijssoort"]]
        zelfde = (cel == cel.loc[rij]).all(axis=1) & (self.cellen["maat"] == geheel)
        return set(np.flatnonzero(zelfde).tolist()) - {rij}

    def _klein_laatst(self, rij: int, bindend: set[int]) -> list[int]:
        """In the order in which less may be said of them: first of what is not small, where no word changes; of what is
        small the cell itself first.
        """
        verberger, zegt_klein = self.verberger, self.verberger.zegt_klein()

        def rang(cel: int) -> tuple:
            gezegd = zegt_klein[cel] if self.toets.is_op_woord else verberger.onderdrukt[cel] == "klein"
            return gezegd, cel != rij, verberger.rang[cel]

        return sorted({*bindend, rij}, key=rang)

    def _buren(self, rijen: list[int]) -> list[int]:
        """All rows that stand in a sum with one of these, or are a measure that one is a part of or has as a part."""
        sommen = {nummer for rij in rijen for nummer in self.verberger.bij_rij.get(rij, ())}
        naast = self.paren[np.isin(self.paren, rijen).any(axis=1)].ravel().tolist()
        return sorted({*naast, *(buur for nummer in sommen for buur in self.verberger.sommen[nummer].rijen)})


def verberg(vrij: pd.DataFrame, drempel: int, historie: Historie) -> int | None:
    """Give every row its verdict, in place; gives the weakest interval of a hidden count, in values."""
    van_zieken = vrij["maat"].isin(VAN_ZIEKEN)
    eerst = vrij[~van_zieken]
    verband = {deel for maat in SOMMEN_VAN_MATEN if maat in VAN_ZIEKEN for deel in SOMMEN_VAN_MATEN[maat]}
    daarna = van_zieken | (van_zieken.any() & (vrij["maat"].isin(verband) | gehelen(vrij)))
    zwakste = [_ronde(vrij, eerst.index, ~van_zieken, drempel, historie)]
    zwakste.append(_ronde(vrij, vrij.index[daarna], van_zieken, drempel, historie))
    return min((breedte for breedte in zwakste if breedte is not None), default=None)


def _ronde(vrij: pd.DataFrame, rijen: pd.Index, mag_weg: pd.Series, drempel: int, historie: Historie) -> int | None:
    """One round over `rijen`; its verdicts are written back."""
    if rijen.empty:
        return None
    cellen = vrij.loc[rijen].reset_index(drop=True)
    verberger = Verberger(cellen, drempel, mag_weg.loc[rijen].tolist())
    getoetst = (mag_weg.loc[rijen] | ~gehelen(vrij.loc[rijen])).to_numpy()
    paren = paren_van_maten(cellen)
    ronde = Ronde(cellen, drempel, historie, verberger, Toets(verberger, getoetst, paren, historie.venster), paren)
    zwakste = ronde.draai()
    cellen["onderdrukt"] = verberger.onderdrukt
    for kolom in STAND:
        vrij.loc[rijen, kolom] = cellen[kolom].to_numpy()
    return zwakste
