"""The attack audit of one Sunday: how uncertain every hidden cell stays for who solves all sums together.

The attacker knows what `onthulling_aanval.py` says. His bounds come from propagation; what is proven comes from whole
tables that fit (`onthulling_bewijs.py`), and only that counts as safe.
"""

# pyright: reportArgumentType=false, reportAttributeAccessIssue=false, reportReturnType=false, reportCallIssue=false
# because pandas types every selection as "frame or series or scalar", which no reader of this file would.

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csr_array

from models.onthulling_aanval import ONBEGRENSD, Grenzen, nodige_ruimte, vloer, vooraf
from models.onthulling_aanvullend import Verberger
from models.onthulling_bewijs import Stelsel, bindend, nog_niets, zoek


@dataclass(frozen=True)
class Uitslag:
    """te_smal: rows that can be had, or the first few of them; empty: none. zwakste: of the hidden counts
    (persons) the fewest values that any of them keeps; None: no count is hidden.
    """

    te_smal: list[int]
    zwakste: int | None


class Toets:
    """The audit of the rows of `getoetst` (True or False a row); what was proven stays proven when more is hidden."""

    def __init__(self, verberger: Verberger, getoetst: np.ndarray) -> None:
        self.verberger, self.getoetst = verberger, getoetst
        rijen = verberger.cellen["teller"].tolist()
        self.waar = np.array([*rijen, *(som.rest for som in verberger.sommen)], "int64")
        self.gezien = nog_niets(len(self.waar))
        self.matrix = _matrix(verberger, len(self.waar))

    def uitslag(self) -> Uitslag:
        """Audit what is hidden now."""
        stelsel = self._stelsel()
        nodig, mag = stelsel.nodig, stelsel.hoog - stelsel.laag
        kansloos = stelsel.is_smal(stelsel.laag, stelsel.hoog)
        te_smal = np.flatnonzero(kansloos).tolist()
        te_smal += zoek(replace(stelsel, nodig=np.where(kansloos, 0, nodig)), self.gezien)
        vanaf = np.where(self.gezien.laagste <= stelsel.vloer, -self.waar, self.gezien.laagste)
        ruimte = np.where(kansloos, mag, self.gezien.hoogste - vanaf)
        tellingen = np.flatnonzero(nodig[: len(self.getoetst)] > 0)
        tellingen = tellingen[~self.verberger.cellen["is_aandeel"].to_numpy()[tellingen]]
        zwakste = int(ruimte[tellingen].min()) + 1 if len(tellingen) else None
        return Uitslag(te_smal, zwakste)

    def bindend(self, rijen: list[int]) -> dict[int, set[int]]:
        """Per row the rows whose own bounds keep it too narrow."""
        eerst = self._vooraf()
        grenzen = (np.concatenate([rij, rest]) for rij, rest in zip(eerst, self.verberger.stelsel.rest, strict=True))
        paren = bindend(self._rond_waarheid(*grenzen), rijen)
        return {rij: {cel for cel in cellen if cel < len(self.getoetst)} for rij, cellen in paren}

    def _nodig(self) -> np.ndarray:
        cellen, verberger = self.verberger.cellen, self.verberger
        return np.where(self.getoetst, nodige_ruimte(cellen, verberger.onderdrukt, verberger.drempel), 0)

    def _vooraf(self) -> Grenzen:
        verberger = self.verberger
        return vooraf(verberger.cellen, verberger.onderdrukt, verberger.drempel)

    def _stelsel(self) -> Stelsel:
        """All sums with the bounds of now, after propagation."""
        return self._rond_waarheid(*self.verberger.stelsel.na_aanval(self._vooraf()))

    def _rond_waarheid(self, laag: np.ndarray, hoog: np.ndarray) -> Stelsel:
        """Bounds as differences from the truth, which always lies within them."""
        nodig = np.zeros(len(laag), "int64")
        nodig[: len(self.getoetst)] = self._nodig()
        laag, hoog = np.minimum(laag, self.waar) - self.waar, np.maximum(hoog, self.waar) - self.waar
        vanaf = np.full(len(laag), -ONBEGRENSD)
        vanaf[: len(self.getoetst)] = vloer(self.verberger.cellen, self.verberger.onderdrukt, self.verberger.drempel)
        return Stelsel(self.matrix, laag, hoog, nodig, vanaf - self.waar)


def _matrix(verberger: Verberger, breedte: int) -> csr_array:
    """Every sum as a row: total +1, parts and rest -1."""
    stelsel = verberger.stelsel
    vorm = (len(verberger.sommen), breedte)
    return csr_array((stelsel.teken, (stelsel.som, stelsel.cel)), shape=vorm, dtype="int64")
