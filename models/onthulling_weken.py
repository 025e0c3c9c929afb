"""This Sunday and the ones before it as one set of sums: what the releases of several Sundays say when solved together.

Columns: the rows of this Sunday, behind them the same cells of each earlier Sunday, newest first, and then of each cell
and each step from one Sunday to the next who stayed: stand then = stayed + uitstroom, stand now = stayed + instroom +
who came from another school. That last number is granted to the attacker.
"""

# pyright: reportArgumentType=false, reportAttributeAccessIssue=false, reportReturnType=false, reportCallIssue=false
# because pandas types every selection as "frame or series or scalar", which no reader of this file would.

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from models.onthulling_aanval import ONBEGRENSD, Grenzen
from models.onthulling_sommen import STROMEN, TELLINGEN, Som

CEL = ["niveau", "code", "onderwijssoort", "maat"]


@dataclass
class Weken:
    """tellers, laag, hoog, nodig: of the columns behind those of this Sunday. sommen: of all columns."""

    tellers: np.ndarray
    laag: np.ndarray
    hoog: np.ndarray
    nodig: np.ndarray
    sommen: list[Som]

    def met(self, grenzen: Grenzen) -> Grenzen:
        """The bounds of all columns, given those of this Sunday."""
        laag, hoog = grenzen
        return np.concatenate([laag, self.laag]), np.concatenate([hoog, self.hoog])


def weken_samen(cellen: pd.DataFrame, sommen: Sequence[Som], eerder: Sequence[pd.DataFrame]) -> Weken:
    """eerder: earlier releases (`stand_van_zondag`), oldest first; cellen and sommen: of this Sunday."""
    breedte, index = len(cellen), pd.MultiIndex.from_frame(cellen[CEL])
    terug = list(reversed(eerder))
    bekend = [np.ones(breedte, bool), *(index.isin(week.index) for week in terug)]
    leeg = {"teller": 0, "laag": 0, "hoog": ONBEGRENSD, "nodig": 0}
    platen = [week.reindex(index).fillna(leeg) for week in terug]
    kolommen = [np.array([plaat[k].to_numpy("int64") for plaat in platen], "int64").ravel() for k in leeg]
    tellers = np.concatenate([cellen["teller"].to_numpy("int64"), kolommen[0]])
    alle = [*sommen, *(s for week in range(1, len(bekend)) for s in _verplaatst(sommen, week, bekend[week], tellers))]
    stappen = list(_stappen(index, bekend))
    blijft = np.array([tellers[toen] - tellers[eraf] for toen, eraf, _, _ in stappen], "int64")
    komt = [int(tellers[nu] - tellers[erbij] - wie) for (_, _, nu, erbij), wie in zip(stappen, blijft, strict=True)]
    eerste = len(tellers)
    for nummer, (toen, eraf, nu, erbij) in enumerate(stappen):
        alle.append(Som(toen, (eraf, eerste + nummer), 0, is_rest_bekend=True))
        alle.append(Som(nu, (erbij, eerste + nummer), komt[nummer], is_rest_bekend=True))
    minst = np.minimum(np.maximum(0, -np.array(komt, "int64")), blijft)
    return Weken(
        np.concatenate([kolommen[0], blijft]),
        np.concatenate([kolommen[1], minst]),
        np.concatenate([kolommen[2], np.full(len(blijft), ONBEGRENSD)]),
        np.concatenate([kolommen[3], np.zeros(len(blijft), "int64")]),
        alle,
    )


def _verplaatst(sommen: Sequence[Som], week: int, bekend: np.ndarray, tellers: np.ndarray) -> list[Som]:
    """The same sums of an earlier Sunday, of the cells that it had."""
    af = week * len(bekend)
    uit = []
    for som in sommen:
        if bekend[list(som.rijen)].all():
            delen = tuple(deel + af for deel in som.delen)
            rest = int(tellers[som.totaal + af] - tellers[list(delen)].sum())
            uit.append(replace(som, totaal=som.totaal + af, delen=delen, rest=rest))
    return uit


def _stappen(index: pd.MultiIndex, bekend: Sequence[np.ndarray]):
    """Of each cell and step the columns of stand then, uitstroom, stand now and instroom."""
    breedte, plaats = len(index), {sleutel: rij for rij, sleutel in enumerate(index)}
    for (*cel, maat), stand in plaats.items():
        if maat not in TELLINGEN:
            continue
        erbij, eraf = (plaats.get((*cel, maat + stroom)) for stroom in STROMEN)
        if erbij is None or eraf is None:
            continue
        for week in range(len(bekend) - 1):
            if bekend[week][[stand, erbij, eraf]].all() and bekend[week + 1][stand]:
                af = week * breedte
                yield stand + af + breedte, eraf + af, stand + af, erbij + af
