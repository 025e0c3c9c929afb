"""Complementary suppression: hide more cells until no small cell comes back by subtraction.

The attacker knows everything that is published: the rounded figures, which cells are `klein` or `aanvullend`, and all
sums between cells. Two things are kept from him:
1. in no sum is exactly one cell hidden, so that nothing can be estimated by plain subtraction of rounded figures;
2. no chain of subtractions (`onthulling_aanval.py`) narrows a small cell: of a small count all values 0 .. drempel - 1
   stay possible, of a small share the minutes stay uncertain over `drempel` school days.

Not considered: sums that must be solved together, and other weeks. A cell that stays unsafe when every cell around it
is hidden is left so: nothing is left to hide.
"""

# pyright: reportArgumentType=false, reportAttributeAccessIssue=false, reportReturnType=false, reportCallIssue=false
# because pandas types every selection as "frame or series or scalar", which no reader of this file would.

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from models.onthulling_aanval import Grenzen, Stelsel, vooraf
from models.onthulling_sommen import Som, alle_sommen, gehelen, sleutels

MINUTEN_PER_LEERLING = 300
"""A small share is safe when its minutes stay uncertain by this much (a school day) a person of the threshold."""
VOLGORDE = ("school", "bestuur", "wijk", "swv", "stad")
"""Which level is hidden first: the smallest, because a figure for more pupils says more to its reader."""

HELE_STAD = (VOLGORDE.index("stad"), True)
"""The figure of the whole city: what a director looks for first, so what is hidden last."""
MATEN_EERST = ("thuiszitters_ocw", "verzuim_geoorloofd")
"""Measures that are hidden before the others of their cell: what they add can be missed first."""


def verberg_aanvullend(cellen: pd.DataFrame, drempel: int) -> list[str]:
    """The column onderdrukt with `aanvullend` added; the order of the rows does not matter to the outcome."""
    onderdrukt, sommen = cellen["onderdrukt"].tolist(), alle_sommen(cellen)
    if not sommen:
        return onderdrukt
    bezig = _Verberger(cellen, drempel, onderdrukt, sommen, _rangorde(cellen))
    while bezig.verberg_tweede() or bezig.verberg_rond_onveilige():
        pass
    return bezig.onderdrukt


def _rangorde(cellen: pd.DataFrame) -> list[tuple]:
    """Per row its place in the order of hiding: level, one school type before all, parts before the size of their
    group, maat, then figure and key.
    """
    rijen = zip(sleutels(cellen), cellen["teller"].tolist(), gehelen(cellen).tolist(), strict=True)
    return [
        (
            (VOLGORDE.index(sleutel[1]), sleutel[3] == "", is_geheel, sleutel[4] not in MATEN_EERST),
            (teller, *map(str, sleutel)),
        )
        for sleutel, teller, is_geheel in rijen
    ]


@dataclass
class _Verberger:
    """The state of the hiding: which rows are hidden, and how many in each sum."""

    cellen: pd.DataFrame
    drempel: int
    onderdrukt: list[str]
    sommen: list[Som]
    rang: list[tuple]
    bij_rij: dict[int, list[int]] = field(default_factory=dict)
    verborgen: list[int] = field(default_factory=list)
    stelsel: Stelsel = field(init=False)

    def __post_init__(self) -> None:
        self.sommen.sort(
            key=lambda som: [self.rang[rij] for rij in som.rijen[:1]] + sorted(map(self.rang.__getitem__, som.delen))
        )
        for nummer, som in enumerate(self.sommen):
            for rij in som.rijen:
                self.bij_rij.setdefault(rij, []).append(nummer)
        self.stelsel = Stelsel(self.sommen, self.cellen["is_aandeel"].tolist(), self.drempel)
        self.verborgen = [sum(self.onderdrukt[rij] != "" for rij in som.rijen) for som in self.sommen]

    def verberg_tweede(self) -> bool:
        """Hide a second cell in every sum in which exactly one is hidden; True if anything was hidden."""
        verborg = False
        for nummer, som in enumerate(self.sommen):
            if self.verborgen[nummer] == 1:
                self._verberg(min(self._getoond(som), key=self._voorkeur))
                verborg = True
        return verborg

    def verberg_rond_onveilige(self) -> bool:
        """Hide one cell near each unsafe cell, but one at a time in one place; True if anything was hidden."""
        verborg, bezocht = False, set()
        for _, krap in sorted(self._onveilig().items(), key=lambda paar: self.rang[paar[0]]):
            gekozen, omgeving = self._naaste_getoonde(krap)
            if gekozen is not None and not bezocht & omgeving:
                self._verberg(gekozen)
                verborg, bezocht = True, bezocht | omgeving
        return verborg

    def _verberg(self, rij: int) -> None:
        """Hide one row that is shown."""
        self.onderdrukt[rij] = "aanvullend"
        for nummer in self.bij_rij[rij]:
            self.verborgen[nummer] += 1

    def _getoond(self, som: Som) -> list[int]:
        """The rows of a sum that are shown."""
        return [rij for rij in som.rijen if not self.onderdrukt[rij]]

    def _voorkeur(self, rij: int) -> tuple:
        """Order of hiding: level, then how many untouched sums it would touch, then figure and key."""
        niveau, rest = self.rang[rij]
        return niveau, sum(self.verborgen[nummer] == 0 for nummer in self.bij_rij[rij]), rest

    def _onveilig(self) -> dict[int, set[int]]:
        """Rows that are `klein` and end up narrower than they may be, each with the numbers of the sums that do it."""
        is_aandeel = self.cellen["is_aandeel"].to_numpy()
        eerst = laag, hoog = vooraf(self.cellen, self.onderdrukt, self.drempel)
        na = self.stelsel.na_aanval(eerst)
        nodig = np.minimum(np.where(is_aandeel, self.drempel * MINUTEN_PER_LEERLING, self.drempel - 1), hoog - laag)
        te_smal = np.flatnonzero(na[1][: len(nodig)] - na[0][: len(nodig)] < nodig).tolist()
        return {
            rij: {nummer for nummer in self.bij_rij[rij] if self._versmalt(nummer, rij, eerst, na)}
            for rij in te_smal
            if self.onderdrukt[rij] == "klein"
        }

    def _versmalt(self, nummer: int, rij: int, eerst: Grenzen, na: Grenzen) -> bool:
        """Whether one sum takes values away from a row that it had beforehand."""
        laag, hoog = self.stelsel.open_in(nummer, rij, na)
        return laag > eerst[0][rij] or hoog < eerst[1][rij]

    def _naaste_getoonde(self, nummers: set[int]) -> tuple[int | None, set[int]]:
        """The row to hide nearest to some sums, over hidden rows, and the sums looked through; the whole city last."""
        gezien: set[int] = set()
        kandidaten: set[int] = set()
        while nummers - gezien:
            buren = {buur for nummer in nummers - gezien for buur in self.sommen[nummer].rijen}
            kandidaten |= {buur for buur in buren if not self.onderdrukt[buur]}
            if any(self.rang[rij][0][:2] != HELE_STAD for rij in kandidaten):
                break
            gezien |= nummers
            nummers = nummers | {nummer for buur in buren for nummer in self.bij_rij[buur]}
        return min(kandidaten, key=self._voorkeur, default=None), nummers
