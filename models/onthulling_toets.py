"""The attack audit: how uncertain every hidden cell stays for who solves all sums together, with the Sunday before.

The attacker knows what `onthulling_aanval.py` says. His bounds come from propagation; what is proven comes from whole
tables that fit (`onthulling_bewijs.py`), and only that counts as safe.
"""

# pyright: reportArgumentType=false, reportAttributeAccessIssue=false, reportReturnType=false, reportCallIssue=false
# because pandas types every selection as "frame or series or scalar", which no reader of this file would.

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from models.onthulling_aanval import ONBEGRENSD, Grenzen, nodige_ruimte, vloer, vooraf
from models.onthulling_aanval import Stelsel as Keten
from models.onthulling_aanvullend import Verberger
from models.onthulling_bewijs import Stelsel, bindend, nog_niets, zoek
from models.onthulling_sommen import binnen
from models.onthulling_weken import Weken, weken_samen


@dataclass(frozen=True)
class Uitslag:
    """te_smal: cells that can be had, or the first few of them; empty: none. A number beyond the rows is
    that of the same cell on a Sunday before, so many times the rows further. zwakste: of the hidden counts
    (persons) the fewest values that any of them keeps; None: no count is hidden.
    """

    te_smal: list[int]
    zwakste: int | None


class Toets:
    """The audit of the rows of `getoetst` (True or False a row); what was proven stays proven when more is hidden.

    paren: rows of a measure and of one that it is a part of. eerder: the Sundays before, oldest first, that are solved
    together with this one.
    """

    def __init__(
        self, verberger: Verberger, getoetst: np.ndarray, paren: np.ndarray, eerder: Sequence[pd.DataFrame]
    ) -> None:
        cellen, sommen = verberger.cellen, [*verberger.sommen, *binnen(verberger.cellen, paren)]
        self.is_telling = getoetst & ~cellen["is_aandeel"].to_numpy()
        self.verberger = verberger
        self.per_maat = Aanval(verberger, getoetst, weken_samen(cellen, verberger.sommen, (), 0), op_woord=False)
        self.samen = Aanval(verberger, getoetst, weken_samen(cellen, sommen, (), 0), op_woord=True)
        weken = weken_samen(cellen, sommen, eerder, verberger.drempel)
        self.weken = Aanval(verberger, getoetst, weken, op_woord=True) if len(weken.tellers) else self.samen
        self.laatst, self.alleen_op_woord = self.per_maat, False

    def uitslag(self) -> Uitslag:
        """Audit what is hidden now: the measures each by itself, if that holds all of them together, and if that holds
        with the Sundays before.
        """
        for aanval in dict.fromkeys((self.per_maat, self.samen, self.weken)):
            if aanval.op_woord or not self.alleen_op_woord:
                self.laatst = aanval
                if te_smal := aanval.te_smal():
                    return Uitslag(te_smal, None)
        return Uitslag([], self._zwakste())

    @property
    def is_op_woord(self) -> bool:
        """Whether the last outcome is that of an attacker who takes the words at their meaning."""
        return self.laatst.op_woord

    @property
    def tellers(self) -> np.ndarray:
        """The exact figures of this Sunday and of those before, as the numbers of the last outcome count them."""
        return self.laatst.waar

    def bindend(self, rijen: list[int]) -> dict[int, set[int]]:
        """Per cell the rows of this Sunday whose own bounds keep it too narrow."""
        return self.laatst.bindend(rijen)

    def _zwakste(self) -> int | None:
        tellingen = np.flatnonzero(self.is_telling & (np.array(self.verberger.onderdrukt) != ""))
        ruimte = [int(aanval.gezien.ruimte[tellingen].min(initial=ONBEGRENSD)) for aanval in (self.samen, self.weken)]
        return min(ruimte) + 1 if len(tellingen) else None


class Aanval:
    """What one attacker gets: with `op_woord` he does not know of an `aanvullend` count that it is not small."""

    def __init__(self, verberger: Verberger, getoetst: np.ndarray, weken: Weken, *, op_woord: bool) -> None:
        self.verberger, self.getoetst, self.weken, self.op_woord = verberger, getoetst, weken, op_woord
        cellen = verberger.cellen
        breedte, is_aandeel = len(cellen), cellen["is_aandeel"].tolist()
        is_aandeel = [is_aandeel[kolom % breedte] for kolom in range(breedte + len(weken.tellers))]
        self.keten = Keten(weken.sommen, is_aandeel, verberger.drempel)
        rest = [som.rest for som in weken.sommen]
        self.waar = np.concatenate([cellen["teller"].to_numpy("int64"), weken.tellers, np.array(rest, "int64")])
        self.gezien = nog_niets(len(self.waar))
        self.matrix = _matrix(self.keten, len(self.waar))

    def te_smal(self) -> list[int]:
        """Rows that can be had, or the first few of them; empty: none."""
        stelsel = self._stelsel(*self.keten.na_aanval(self._vooraf()))
        kansloos = stelsel.is_smal(stelsel.laag, stelsel.hoog)
        rest = replace(stelsel, nodig=np.where(kansloos, 0, stelsel.nodig))
        return np.flatnonzero(kansloos).tolist() + zoek(rest, self.gezien)

    def bindend(self, rijen: list[int]) -> dict[int, set[int]]:
        """Per row the rows whose own bounds keep it too narrow."""
        grenzen = (np.concatenate([rij, rest]) for rij, rest in zip(self._vooraf(), self.keten.rest, strict=True))
        paren = bindend(self._stelsel(*grenzen), rijen)
        return {rij: {cel for cel in cellen if cel < len(self.getoetst)} for rij, cellen in paren}

    def _vooraf(self) -> Grenzen:
        verberger = self.verberger
        eigen = vooraf(verberger.cellen, verberger.onderdrukt, verberger.drempel, op_woord=self.op_woord)
        return self.weken.met(eigen)

    def _stelsel(self, laag: np.ndarray, hoog: np.ndarray) -> Stelsel:
        """Bounds as differences from the truth, which always lies within them."""
        verberger, breedte = self.verberger, len(self.getoetst)
        laag, hoog = np.minimum(laag, self.waar) - self.waar, np.maximum(hoog, self.waar) - self.waar
        nodig, vanaf = np.zeros(len(self.waar), "int64"), np.full(len(self.waar), -ONBEGRENSD)
        ruimte = nodige_ruimte(verberger.cellen, verberger.onderdrukt, verberger.drempel)
        nodig[:breedte] = np.where(self.getoetst, ruimte, 0)
        nodig[breedte : breedte + len(self.weken.nodig)] = self.weken.nodig
        if not self.op_woord:
            vanaf[:breedte] = vloer(verberger.cellen, verberger.onderdrukt, verberger.drempel)
        return Stelsel(self.matrix, laag, hoog, nodig, vanaf - self.waar)


def _matrix(keten: Keten, breedte: int) -> csr_array:
    """Every sum as a row: total +1, parts and rest -1."""
    vorm = (len(keten.sommen), breedte)
    return csr_array((keten.teken, (keten.som, keten.cel)), shape=vorm, dtype="int64")
