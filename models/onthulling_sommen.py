"""Which published cells add up to which: the sums that an attacker can subtract in.

A cell stands for a set of schools of one or all onderwijssoorten. Whenever the cells of one level together hold exactly
the schools of another cell, they add up to it: the city to its schools, its samenwerkingsverbanden, its wijken, its
besturen and its school types, but also a wijk that happens to hold just the schools of two besturen.
"""

# pyright: reportArgumentType=false, reportAttributeAccessIssue=false, reportReturnType=false, reportCallIssue=false
# because pandas types every selection as "frame or series or scalar", which no reader of this file would.

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np
import pandas as pd

ONBEGRENSD = 2**40
"""Stands for "no upper bound"; large beside any figure of a country, small enough to be added up in 64 bits."""
GROEPERINGEN = ("swv", "wijk", "bestuur")
"""Levels between school and stad; each is a column of the school rows."""
NIVEAUS = ("school", *GROEPERINGEN, "stad")
SOMMEN_VAN_MATEN = {
    "verzuim_totaal": ("verzuim_ongeoorloofd", "verzuim_geoorloofd"),
    "thuiszitters_ocw": ("thuiszitters_lrv", "thuiszitters_absoluut"),
}
"""Measures that are, but for a rest, the sum of others of the same cell."""

STROMEN = ("_instroom", "_uitstroom")
TELLINGEN = tuple(f"thuiszitters_{deel}" for deel in ("lrv", "absoluut", "ocw", "pact_3m", "breed", "verborgen"))
"""The six counts of thuiszitters, never one (regels.md §5); each has an instroom and an uitstroom."""
DEEL_VAN = {
    "thuiszitters_lrv": "thuiszitters_ocw",
    "thuiszitters_absoluut": "thuiszitters_ocw",
    "thuiszitters_pact_3m": "thuiszitters_ocw",
    "thuiszitters_ocw": "thuiszitters_breed",
    **{f"{telling}_instroom": telling for telling in TELLINGEN},
}
"""Measures of which each person is in another measure of the same cell too (regels.md 5)."""
VAN_ZIEKEN = (
    "verzuim_totaal",
    "verzuim_geoorloofd",
    "leerlingen_met_signaal",
    *(f"thuiszitters_verborgen{stroom}" for stroom in ("", *STROMEN)),
)
"""Measures that a pupil who was only ill may change (kamers.md, rule 1). They are hidden last and by themselves, so
that no other measure is hidden because of them."""

Cel = tuple[str, str, str]
"""niveau, code, onderwijssoort (empty: all)."""
Sleutel = tuple[object, str, str, str, str]
"""peildatum, niveau, code, onderwijssoort, maat."""
Optelling = tuple[int, tuple[int, ...]]
"""Row number of a total, and of its parts."""


@dataclass(frozen=True)
class Som:
    """One equation by row numbers: totaal = the sum of delen + rest.

    rest: persons or minutes outside every part. It is open to guess (`is_rest_bekend`) between measures, where it is
    what they count twice or not at all; between levels it stands for persons at no school, and (`is_dekkend` false) for
    schools that no part holds. grens: what is known of it in place of all that (both inclusive).
    """

    totaal: int
    delen: tuple[int, ...]
    rest: int
    is_rest_bekend: bool
    is_dekkend: bool = True
    grens: tuple[int, int] | None = None

    @property
    def rijen(self) -> tuple[int, ...]:
        """All rows of the equation, the total first."""
        return (self.totaal, *self.delen)


def sleutels(cellen: pd.DataFrame) -> list[Sleutel]:
    """The key of each row, by row number."""
    kolommen = ["peildatum", "niveau", "code", "onderwijssoort", "maat"]
    return list(cellen[kolommen].itertuples(index=False, name=None))


def alle_sommen(cellen: pd.DataFrame) -> list[Som]:
    """Every equation between rows of the frame, each once; each week and each maat has its own."""
    plaats = {sleutel: rij for rij, sleutel in enumerate(sleutels(cellen))}
    tellers = cellen["teller"].tolist()
    dekkend = {*_over_scholen(cellen, plaats), *_over_soorten(plaats)}
    los = {*_over_niveaus(plaats)} - dekkend
    zonder_scholen = "school" not in set(cellen["niveau"])
    return [
        Som(totaal, delen, tellers[totaal] - sum(tellers[deel] for deel in delen), is_rest_bekend, is_dekkend)
        for optellingen, is_rest_bekend, is_dekkend in (
            (dekkend, False, True),
            (los, False, zonder_scholen),
            (_over_maten(plaats), True, True),
            (_over_delen(cellen, plaats), True, True),
        )
        for totaal, delen in optellingen
    ]


def _over_scholen(cellen: pd.DataFrame, plaats: dict[Sleutel, int]) -> Iterator[Optelling]:
    """Cells as sums of cells of another level, found by the schools that each holds."""
    per_maat: dict[tuple[object, str], dict[Cel, int]] = {}
    for sleutel, rij in plaats.items():
        per_maat.setdefault((sleutel[0], sleutel[4]), {})[sleutel[1:4]] = rij
    scholen = cellen[cellen["niveau"] == "school"]
    for (peildatum, maat), groep in scholen.groupby(["peildatum", "maat"], sort=False):  # pyright: ignore
        rijen = per_maat[peildatum, maat]
        if len(rijen) == groep["code"].nunique():
            continue  # each cell is another school: there is nothing to add up
        for totaal, delen in _dekkend(_inhoud(groep, rijen)):
            yield rijen[totaal], tuple(sorted(rijen[deel] for deel in delen))


def _inhoud(scholen: pd.DataFrame, rijen: dict[Cel, int]) -> dict[Cel, frozenset[Cel]]:
    """Per published cell the school rows that it holds (a school's own types before its row of all types)."""
    inhoud: dict[Cel, set[Cel]] = {}
    soorten = scholen.groupby("code")["onderwijssoort"].transform("nunique")
    for school in scholen[(scholen["onderwijssoort"] != "") | (soorten == 1)].to_dict("records"):
        atoom = ("school", school["code"], school["onderwijssoort"])
        for niveau, soort in product(NIVEAUS, {school["onderwijssoort"], ""}):
            inhoud.setdefault((niveau, _code(school, niveau), soort), set()).add(atoom)
    return {cel: frozenset(atomen) for cel, atomen in inhoud.items() if cel in rijen}


def _code(school: dict, niveau: str) -> str:
    """The code under which a school counts on a level; empty for stad, and where the register names none."""
    return {"stad": "", "school": school["code"]}.get(niveau, school.get(niveau))  # pyright: ignore


def _dekkend(inhoud: dict[Cel, frozenset[Cel]]) -> Iterator[tuple[Cel, frozenset[Cel]]]:
    """Each cell with each set of other cells, of one level, that together hold exactly the same schools."""
    for niveau, per_soort in product(NIVEAUS, (True, False)):
        lid_van = {
            atoom: cel
            for cel, atomen in inhoud.items()
            if cel[0] == niveau and bool(cel[2]) == per_soort
            for atoom in atomen
        }
        for totaal, atomen in inhoud.items():
            delen = frozenset(lid_van.get(atoom) for atoom in atomen)
            if None not in delen and totaal not in delen and sum(len(inhoud[deel]) for deel in delen) == len(atomen):
                yield totaal, delen


def _gegroepeerd(paren: Iterable[tuple[int | None, int]]) -> list[Optelling]:
    """(total, part) pairs gathered by total; parts whose total is not published are dropped."""
    groepen: dict[int, list[int]] = {}
    for totaal, deel in paren:
        if totaal is not None:
            groepen.setdefault(totaal, []).append(deel)
    return [(totaal, tuple(sorted(delen))) for totaal, delen in groepen.items()]


def _over_soorten(plaats: dict[Sleutel, int]) -> list[Optelling]:
    """The row of all school types as the sum of the rows of one type, also without any school row."""
    return _gegroepeerd(
        (plaats.get((peildatum, niveau, code, "", maat)), rij)
        for (peildatum, niveau, code, soort, maat), rij in plaats.items()
        if soort
    )


def _over_niveaus(plaats: dict[Sleutel, int]) -> list[Optelling]:
    """The city as the sum of its samenwerkingsverbanden, its wijken, its besturen, also without any school row."""
    return [
        optelling
        for groepering in GROEPERINGEN
        for optelling in _gegroepeerd(
            (plaats.get((peildatum, "stad", "", soort, maat)), rij)
            for (peildatum, niveau, _, soort, maat), rij in plaats.items()
            if niveau == groepering
        )
    ]


def _over_maten(plaats: dict[Sleutel, int]) -> list[Optelling]:
    """A measure as the sum of the measures it is made of."""
    totaal_van = {deel: totaal for totaal, delen in SOMMEN_VAN_MATEN.items() for deel in delen}
    return _gegroepeerd(
        (plaats.get((*sleutel[:4], totaal_van[sleutel[4]])), rij)
        for sleutel, rij in plaats.items()
        if sleutel[4] in totaal_van
    )


def _over_delen(cellen: pd.DataFrame, plaats: dict[Sleutel, int]) -> list[Optelling]:
    """The pupils that a group is about as the sum of its parts."""
    return _gegroepeerd(
        (plaats.get((*sleutel[:4], geheel)), rij)
        for rij, (sleutel, geheel, is_deel) in enumerate(
            zip(sleutels(cellen), cellen["noemer_van"], cellen["is_deel"], strict=True)
        )
        if is_deel
    )


def paren_van_maten(cellen: pd.DataFrame) -> np.ndarray:
    """Rows (n x 2) of a measure, and of the measure of the same cell that it is a part of."""
    plaats = {sleutel: rij for rij, sleutel in enumerate(sleutels(cellen))}
    paren = [
        (rij, plaats[(*sleutel[:4], DEEL_VAN[sleutel[4]])])
        for sleutel, rij in plaats.items()
        if (*sleutel[:4], DEEL_VAN.get(sleutel[4], "")) in plaats
    ]
    return np.array(paren, "int64").reshape(-1, 2)


def binnen(cellen: pd.DataFrame, paren: np.ndarray) -> list[Som]:
    """Measures that hold each other, as sums with a rest of which only the sign is known: who is in a measure is in the
    one it is a part of; who comes into ocw or goes from it comes into lrv or absoluut, or goes from there.
    """
    tellers, plaats = cellen["teller"].tolist(), {sleutel: rij for rij, sleutel in enumerate(sleutels(cellen))}
    uit = [(geheel, (deel,), (0, ONBEGRENSD)) for deel, geheel in paren.tolist()]
    for (*cel, maat), rij in plaats.items():
        stroom = next((stroom for stroom in STROMEN if maat.endswith(stroom)), "")
        delen = SOMMEN_VAN_MATEN.get(maat.removesuffix(stroom), ()) if stroom else ()
        rijen = [plaats.get((*cel, deel + stroom)) for deel in delen]
        if rijen and None not in rijen:
            uit.append((rij, tuple(rijen), (-ONBEGRENSD, 0)))
    return [
        Som(geheel, delen, tellers[geheel] - sum(tellers[deel] for deel in delen), is_rest_bekend=False, grens=grens)
        for geheel, delen, grens in uit
    ]


def gehelen(cellen: pd.DataFrame) -> pd.Series:
    """Which rows say how large a group is: their teller is the noemer of its parts."""
    return (cellen["noemer_van"] != "") & (cellen["maat"] == cellen["noemer_van"])


def zonder_geheel(cellen: pd.DataFrame) -> pd.Series:
    """Which rows belong to a group whose size is hidden, the row of the size included."""
    plaats = [
        (peildatum, niveau, code, soort, geheel)
        for (peildatum, niveau, code, soort, _), geheel in zip(sleutels(cellen), cellen["noemer_van"], strict=True)
    ]
    verborgen = gehelen(cellen) & (cellen["onderdrukt"] != "")
    weg = {sleutel for sleutel, is_weg in zip(sleutels(cellen), verborgen, strict=True) if is_weg}
    return pd.Series([sleutel in weg for sleutel in plaats], index=cellen.index, dtype=bool)
