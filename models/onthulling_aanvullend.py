"""Complementary suppression: hide more cells until no small cell comes back by subtraction.

The attacker knows everything that is published: the rounded figures, which cells are `klein` or `aanvullend`, and all
sums between cells. Two things are kept from him:
1. in no sum is exactly one cell hidden, so that nothing can be estimated by plain subtraction of rounded figures;
2. no chain of subtractions (`onthulling_aanval.py`) narrows a small cell: of a small count all values 0 .. drempel - 1
   stay possible, of a small share the minutes stay uncertain over `drempel` school days.

Not here: sums that must be solved together (`onthulling_toets.py`), other weeks (`onthulling_historie.py`), and what
happens when nothing is left to hide (`onthulling_ronde.py`).
"""

# pyright: reportArgumentType=false, reportAttributeAccessIssue=false, reportReturnType=false, reportCallIssue=false
# because pandas types every selection as "frame or series or scalar", which no reader of this file would.

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from models.onthulling_aanval import Grenzen, Stelsel, nodige_ruimte, vooraf, zegt_klein
from models.onthulling_sommen import Som, alle_sommen, gehelen, sleutels

VOLGORDE = ("school", "bestuur", "wijk", "swv", "stad")
"""Which level is hidden first: the smallest, because a figure for more pupils says more to its reader."""

HELE_STAD = (VOLGORDE.index("stad"), True)
"""The figure of the whole city: what a director looks for first, so what is hidden last."""
MATEN_EERST = ("thuiszitters_ocw", "verzuim_geoorloofd")
"""Measures that are hidden before the others of their cell: what they add can be missed first."""


def _rangorde(cellen: pd.DataFrame) -> list[tuple]:
    """Per row its place in the order of hiding: level, one school type before all, what is shown rather, parts before
    the size of their group, maat, then figure and key.
    """
    tellers, liever = cellen["teller"].tolist(), cellen["liever"].tolist()
    rijen = zip(sleutels(cellen), tellers, liever, gehelen(cellen).tolist(), strict=True)
    return [
        (
            (VOLGORDE.index(sleutel[1]), sleutel[3] == "", liever_getoond, is_geheel, sleutel[4] not in MATEN_EERST),
            (teller, *map(str, sleutel)),
        )
        for sleutel, teller, liever_getoond, is_geheel in rijen
    ]


@dataclass
class Verberger:
    """The state of the hiding: which rows are hidden, and how many in each sum. `mag_weg`: the rows that may be hidden
    further. The order of the rows of `cellen` does not matter to the outcome.
    """

    cellen: pd.DataFrame
    drempel: int
    mag_weg: list[bool]
    onderdrukt: list[str] = field(init=False)
    sommen: list[Som] = field(init=False)
    rang: list[tuple] = field(init=False)
    bij_rij: dict[int, list[int]] = field(default_factory=dict)
    verborgen: list[int] = field(init=False)
    stelsel: Stelsel = field(init=False)

    def __post_init__(self) -> None:
        self.rang, self.onderdrukt = _rangorde(self.cellen), self.cellen["onderdrukt"].tolist()
        self.sommen = sorted(
            alle_sommen(self.cellen),
            key=lambda som: [self.rang[rij] for rij in som.rijen[:1]] + sorted(map(self.rang.__getitem__, som.delen)),
        )
        for nummer, som in enumerate(self.sommen):
            for rij in som.rijen:
                self.bij_rij.setdefault(rij, []).append(nummer)
        self.stelsel = Stelsel(self.sommen, self.cellen["is_aandeel"].tolist(), self.drempel)
        self.verborgen = [sum(self.onderdrukt[rij] != "" for rij in som.rijen) for som in self.sommen]

    def rond_af(self) -> None:
        """Hide until no sum has one hidden cell and no chain of subtractions says too much."""
        while self.sommen and (self.verberg_tweede() or self.verberg_rond(self._onveilig())):
            pass

    def verberg(self, rijen: Iterable[int]) -> bool:
        """Hide these rows as far as they are shown; True if anything was hidden."""
        nieuw = [rij for rij in rijen if not self.onderdrukt[rij] and self.mag_weg[rij]]
        for rij in nieuw:
            self._verberg(rij)
        return bool(nieuw)

    def maak_vaag(self, rijen: Iterable[int]) -> bool:
        """Take of hidden rows no longer to be known whether they are small; True if that was so until now."""
        nieuw = [rij for rij in rijen if self.mag_weg[rij] and self.onderdrukt[rij] and not self.is_vaag(rij)]
        self.cellen.loc[nieuw, "is_vaag"] = True
        for rij in nieuw:
            self.onderdrukt[rij] = "aanvullend"
        return bool(nieuw)

    def maak_stil(self, rijen: Iterable[int]) -> bool:
        """The same in the file too, of rows that are small; True if the file said it until now."""
        zegt = self.zegt_klein()
        nieuw = [rij for rij in rijen if self.mag_weg[rij] and zegt[rij]]
        self.cellen.loc[nieuw, "is_stil"] = True
        self.maak_vaag(nieuw)
        return bool(nieuw)

    def is_vaag(self, rij: int) -> bool:
        """Whether nothing is taken to be known of the size of a row."""
        return bool(self.cellen.at[rij, "is_vaag"])

    def zegt_klein(self) -> np.ndarray:
        """Of which rows the file says that they are small."""
        return (np.array(self.onderdrukt) != "") & zegt_klein(self.cellen)

    def verberg_tweede(self) -> bool:
        """Hide a second cell in every sum in which exactly one is hidden; True if anything was hidden."""
        verborg = False
        for nummer, som in enumerate(self.sommen):
            if self.verborgen[nummer] == 1 and (kandidaten := self._getoond(som)):
                self._verberg(min(kandidaten, key=self.voorkeur))
                verborg = True
        return verborg

    def verberg_rond(self, onveilig: dict[int, set[int]]) -> bool:
        """Hide one cell near each unsafe cell (given with the sums that say too much), but one at a time in one place;
        True if anything was hidden.
        """
        verborg, bezocht = False, set()
        for _, krap in sorted(onveilig.items(), key=lambda paar: self.rang[paar[0]]):
            gekozen, omgeving = self._naaste_getoonde(krap, bezocht)
            if gekozen is not None:
                self._verberg(gekozen)
                verborg, bezocht = True, bezocht | omgeving
        return verborg

    def _verberg(self, rij: int) -> None:
        """Hide one row that is shown."""
        self.onderdrukt[rij] = "aanvullend"
        for nummer in self.bij_rij.get(rij, ()):
            self.verborgen[nummer] += 1

    def _getoond(self, som: Som) -> list[int]:
        """The rows of a sum that are shown and may be hidden."""
        return [rij for rij in som.rijen if not self.onderdrukt[rij] and self.mag_weg[rij]]

    def voorkeur(self, rij: int) -> tuple:
        """Order of hiding: level, then how many untouched sums it would touch, then figure and key."""
        niveau, rest = self.rang[rij]
        return niveau, sum(self.verborgen[nummer] == 0 for nummer in self.bij_rij.get(rij, ())), rest

    def _onveilig(self) -> dict[int, set[int]]:
        """Rows that are `klein` and end up narrower than they may be, each with the numbers of the sums that do it."""
        eerst = laag, hoog = vooraf(self.cellen, self.onderdrukt, self.drempel)
        na = self.stelsel.na_aanval(eerst)
        nodig = np.minimum(nodige_ruimte(self.cellen, self.onderdrukt, self.drempel), hoog - laag)
        te_smal = np.flatnonzero(na[1][: len(nodig)] - na[0][: len(nodig)] < nodig).tolist()
        return {
            rij: {nummer for nummer in self.bij_rij.get(rij, ()) if self._versmalt(nummer, rij, eerst, na)}
            for rij in te_smal
            if self.onderdrukt[rij] == "klein"
        }

    def _versmalt(self, nummer: int, rij: int, eerst: Grenzen, na: Grenzen) -> bool:
        """Whether one sum takes values away from a row that it had beforehand."""
        laag, hoog = self.stelsel.open_in(nummer, rij, na)
        return laag > eerst[0][rij] or hoog < eerst[1][rij]

    def _naaste_getoonde(self, nummers: set[int], bezocht: set[int]) -> tuple[int | None, set[int]]:
        """The row to hide nearest to some sums, over hidden rows, and the sums looked through; the whole city last.
        None when that leads through a sum of `bezocht`.
        """
        gezien: set[int] = set()
        kandidaten: set[int] = set()
        while nummers - gezien:
            if not bezocht.isdisjoint(nummers):
                return None, nummers
            buren = {buur for nummer in nummers - gezien for buur in self.sommen[nummer].rijen}
            kandidaten |= {buur for buur in buren if not self.onderdrukt[buur] and self.mag_weg[buur]}
            if any(self.rang[rij][0][:2] != HELE_STAD for rij in kandidaten):
                break
            gezien |= nummers
            nummers = nummers | {nummer for buur in buren for nummer in self.bij_rij.get(buur, ())}
        return min(kandidaten, key=self.voorkeur, default=None), nummers
