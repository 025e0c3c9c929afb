"""This Sunday and the ones before it as one set of sums: what the releases of several Sundays say when solved together.

Columns: the rows of this Sunday, behind them the same cells of each earlier Sunday, newest first, and then of each cell
and each step from one Sunday to the next who stayed, who went to another school and who came from one: stand then =
stayed + uitstroom + went, stand now = stayed + instroom + came. The attacker knows that none up to as many went or came
as did, as in `onthulling_historie.py`.
"""

# pyright: reportArgumentType=false, reportAttributeAccessIssue=false, reportReturnType=false, reportCallIssue=false
# because pandas types every selection as "frame or series or scalar", which no reader of this file would.

from __future__ import annotations

from collections.abc import Iterator, Sequence
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


def weken_samen(cellen: pd.DataFrame, sommen: Sequence[Som], eerder: Sequence[pd.DataFrame], vanaf: int) -> Weken:
    """eerder: earlier releases (`stand_van_zondag`), oldest first, of the same register of schools; cellen and sommen:
    of this Sunday. That measures hold each other is left out where one of them counts fewer than `vanaf` persons.
    """
    breedte, index = len(cellen), pd.MultiIndex.from_frame(cellen[CEL])
    terug = list(reversed(eerder))
    bekend = [np.ones(breedte, bool), *(index.isin(week.index) for week in terug)]
    leeg = {"teller": 0, "laag": 0, "hoog": ONBEGRENSD, "nodig": 0}
    platen = [week.reindex(index).fillna(leeg) for week in terug]
    kolommen = [np.array([plaat[k].to_numpy("int64") for plaat in platen], "int64").ravel() for k in leeg]
    tellers = np.concatenate([cellen["teller"].to_numpy("int64"), kolommen[0]])
    alle = [s for week, heeft in enumerate(bekend) for s in _verplaatst(sommen, week, heeft, tellers, vanaf)]
    stappen = list(_stappen(index, bekend))
    wie = [_wie_blijft(*(int(tellers[cel]) for cel in stap)) for stap in stappen]
    extra = np.array([(blijft, ging, kwam) for blijft, ging, kwam in wie], "int64").ravel()
    meest = np.array([(ONBEGRENSD, ging, kwam) for _, ging, kwam in wie], "int64").ravel()
    for blijft, (toen, eraf, nu, erbij) in zip(range(len(tellers), len(tellers) + len(extra), 3), stappen, strict=True):
        alle.append(Som(toen, (eraf, blijft, blijft + 1), 0, is_rest_bekend=True))
        alle.append(Som(nu, (erbij, blijft, blijft + 2), 0, is_rest_bekend=True))
    nul = np.zeros(len(extra), "int64")
    return Weken(
        np.concatenate([kolommen[0], extra]),
        np.concatenate([kolommen[1], nul]),
        np.concatenate([kolommen[2], meest]),
        np.concatenate([kolommen[3], nul]),
        alle,
    )


def _wie_blijft(toen: int, eraf: int, nu: int, erbij: int) -> tuple[int, int, int]:
    """Who stayed, who went to another school and who came from one (either is none)."""
    ging = max(0, (toen - eraf) - (nu - erbij))
    return toen - eraf - ging, ging, max(0, (nu - erbij) - (toen - eraf))


def _verplaatst(sommen: Sequence[Som], week: int, bekend: np.ndarray, tellers: np.ndarray, vanaf: int) -> Iterator[Som]:
    """The same sums of a Sunday, this one or an earlier one, of the cells that it had."""
    af = week * len(bekend)
    for som in sommen:
        rijen = np.array(som.rijen)
        if bekend[rijen].all() and (som.grens is None or tellers[rijen + af].min() >= vanaf):
            delen = tuple(deel + af for deel in som.delen)
            rest = int(tellers[som.totaal + af] - tellers[list(delen)].sum())
            yield replace(som, totaal=som.totaal + af, delen=delen, rest=rest)


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
