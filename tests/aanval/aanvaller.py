"""An attacker who has all released rows, the register of schools and the rules, and nothing else.

Written from kamers.md (rule 6), aanlevering.md (trends.csv) and regels.md (5) only: imports nothing of the product. He
writes down everything the rows say as linear inequalities over all cells of all Sundays together, and asks a solver for
the lowest and highest value of each hidden cell. His bounds are those of real numbers, so never narrower than they are.
"""

# pyright: reportArgumentType=false, reportOptionalSubscript=false
# because scipy has no types of its own, and pyright guesses them.

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil, floor

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components

GROEPEN = ("swv", "wijk", "bestuur")
TELLINGEN = [f"thuiszitters_{deel}" for deel in ("lrv", "absoluut", "ocw", "pact_3m", "breed", "verborgen")]
BINNEN = [("lrv", "ocw"), ("absoluut", "ocw"), ("pact_3m", "ocw"), ("ocw", "breed")]
SOMMEN = [
    ("thuiszitters_ocw", ["thuiszitters_lrv", "thuiszitters_absoluut"]),
    ("verzuim_totaal", ["verzuim_ongeoorloofd", "verzuim_geoorloofd"]),
]
VEEL = 1e7
EPS = 1e-6
DAG_MINUTEN = 300
NOEMER_PERSONEN, NOEMER_MINUTEN = "noemer_personen", "noemer_minuten"

Rij = Mapping[str, object]
Sleutel = tuple[object, str, str, str, str]
"""peildatum, niveau, code, onderwijssoort, maat."""


@dataclass(frozen=True)
class Kennis:
    """What the attacker takes to be so. drempel, eenheid: the rule of ten and the rounding of counts. Of what is
    `aanvullend` the release does not say that it is not small; `is_streng` takes that to be known all the same.
    is_vast: nobody ever moves to another school, so that weeks add up at every level; else in the whole city only.
    """

    drempel: int = 10
    eenheid: int = 5
    is_streng: bool = False
    is_vast: bool = False


@dataclass
class Uitkomst:
    """Hidden cells, those with an interval that is too narrow, those known exactly; and the weakest (values)."""

    verborgen: int = 0
    smal: int = 0
    exact: int = 0
    zwakste: int | None = None
    waar: list[Sleutel] = field(default_factory=list)

    def __iadd__(self, ander: Uitkomst) -> Uitkomst:
        self.verborgen, self.smal = self.verborgen + ander.verborgen, self.smal + ander.smal
        self.exact, self.waar = self.exact + ander.exact, self.waar + ander.waar
        zwakste = [z for z in (self.zwakste, ander.zwakste) if z is not None]
        self.zwakste = min(zwakste, default=None)
        return self


def val_aan(rijen: Sequence[Rij], scholen: Sequence[Mapping[str, str]], kennis: Kennis) -> Uitkomst:
    """Attack the rows of one or more Sundays."""
    kaart = _Kaart(kennis)
    for rij in rijen:
        kaart.lees(rij)
    kaart.leg_verband(scholen)
    return kaart.uitkomst()


def is_minuten(maat: str) -> bool:
    """Shares are in minutes, the rest counts persons."""
    return maat.startswith("verzuim_") or maat == NOEMER_MINUTEN


class _Kaart:
    """All cells with their bounds, and all that ties them."""

    def __init__(self, kennis: Kennis) -> None:
        self.kennis = kennis
        self.plaats: dict[Sleutel, int] = {}
        self.laag: list[float] = []
        self.hoog: list[float] = []
        self.gezocht: list[float] = []
        self.verband: list[tuple[dict[int, float], float, float]] = []

    def cel(self, sleutel: Sleutel, laag: float = 0, hoog: float = VEEL, gezocht: float = 0) -> int:
        """The number of a cell, new if need be; gezocht: how much room it must have (0: it is shown)."""
        if sleutel not in self.plaats:
            self.plaats[sleutel] = len(self.laag)
            self.laag.append(laag)
            self.hoog.append(hoog)
            self.gezocht.append(gezocht)
        return self.plaats[sleutel]

    def lees(self, rij: Rij) -> None:
        """What one row says of its teller and noemer by themselves."""
        plek = (rij["peildatum"], str(rij["niveau"]), str(rij["code"]), str(rij["onderwijssoort"]))
        maat, noemer = str(rij["maat"]), rij["noemer"]
        marge = (DAG_MINUTEN if is_minuten(maat) else self.kennis.eenheid) // 2
        plafond = VEEL if noemer is None else float(str(noemer)) + marge
        self.cel((*plek, maat), *self._teller(rij, maat, plafond, marge))
        naam = NOEMER_MINUTEN if is_minuten(maat) else NOEMER_PERSONEN
        if rij["maat"] in ("verzuim_ongeoorloofd", "leerlingen_met_signaal"):
            self.cel((*plek, naam), *self._noemer(noemer, naam, marge))

    def _teller(self, rij: Rij, maat: str, plafond: float, marge: int) -> tuple[float, float, float]:
        drempel, is_telling = self.kennis.drempel, not is_minuten(maat)
        if not rij["onderdrukt"]:
            cijfer = float(str(rij["teller"]))
            return max(cijfer - marge, drempel if is_telling else 0), cijfer + marge, 0
        nodig = drempel if is_telling else min(drempel * DAG_MINUTEN, plafond)
        if rij["onderdrukt"] == "klein":
            return 0, min(plafond, drempel - 1) if is_telling else plafond, nodig
        return (drempel if self.kennis.is_streng and is_telling else 0), plafond, nodig

    def _noemer(self, noemer: object, naam: str, marge: int) -> tuple[float, float, float]:
        if noemer is not None:
            return max(0, float(str(noemer)) - marge), float(str(noemer)) + marge, 0
        return (0, VEEL, 10 * DAG_MINUTEN) if naam == NOEMER_MINUTEN else (0, VEEL, self.kennis.drempel)

    def leg_verband(self, scholen: Sequence[Mapping[str, str]]) -> None:
        """Levels, measures and weeks."""
        for peildatum, maat in sorted({(s[0], s[4]) for s in self.plaats}, key=str):
            self._niveaus(peildatum, maat, scholen)
        for sleutel in list(self.plaats):
            self._maten(sleutel)
            self._stromen_van_ocw(sleutel)
        weken = sorted({s[0] for s in self.plaats}, key=str)
        for toen, nu in zip(weken, weken[1:], strict=False):
            for sleutel in [s for s in self.plaats if s[0] == nu and s[4] in TELLINGEN]:
                if self.kennis.is_vast or sleutel[1:4] == ("stad", "", ""):
                    self._weken(toen, sleutel)

    def _niveaus(self, peildatum: object, maat: str, scholen: Sequence[Mapping[str, str]]) -> None:
        delen: dict[tuple[str, str, str], list[Sleutel]] = {}
        for school in scholen:
            atoom = (peildatum, "school", school["brin6"], school["soort"], maat)
            for cel in [("stad", "", ""), ("stad", "", school["soort"]), *((g, school[g], "") for g in GROEPEN)]:
                delen.setdefault(cel, []).append(atoom)
        for cel, atomen in delen.items():
            if (geheel := (peildatum, *cel, maat)) in self.plaats:
                los = VEEL if cel == ("stad", "", "") and maat.startswith("thuiszitters") else 0
                self._som(geheel, atomen, los)

    def _som(self, geheel: Sleutel, delen: Iterable[Sleutel], los: float = 0) -> None:
        """geheel = delen + something between 0 and los."""
        rij = {self.cel(geheel): 1.0}
        for deel in delen:
            rij[self.cel(deel)] = rij.get(self.cel(deel), 0) - 1.0
        self.verband.append((rij, 0, los))

    def _maten(self, sleutel: Sleutel) -> None:
        plek, maat = sleutel[:4], sleutel[4]
        for geheel, delen in SOMMEN:
            if maat == geheel and all((*plek, deel) in self.plaats for deel in delen):
                self._som(sleutel, [(*plek, deel) for deel in delen])
        binnen = [(f"thuiszitters_{a}{s}", f"thuiszitters_{b}{s}") for a, b in BINNEN for s in ("",)]
        binnen += [(f"{telling}_instroom", telling) for telling in TELLINGEN]
        for deel, geheel in binnen:
            if maat == deel and (*plek, geheel) in self.plaats:
                self.verband.append(({self.cel((*plek, geheel)): 1.0, self.cel(sleutel): -1.0}, 0, VEEL))

    def _stromen_van_ocw(self, sleutel: Sleutel) -> None:
        """Who comes into ocw comes into lrv or absoluut, and who goes from it goes from there."""
        for stroom in ("_instroom", "_uitstroom"):
            delen = [(*sleutel[:4], f"thuiszitters_{deel}{stroom}") for deel in ("lrv", "absoluut")]
            if sleutel[4] == f"thuiszitters_ocw{stroom}" and all(deel in self.plaats for deel in delen):
                rij = {self.cel(sleutel): -1.0} | {self.cel(deel): 1.0 for deel in delen}
                self.verband.append((rij, 0, VEEL))

    def _weken(self, toen: object, nu: Sleutel) -> None:
        """stand = stand then + instroom - uitstroom, and nobody leaves who was not there."""
        was, erbij = (toen, *nu[1:]), (*nu[:4], f"{nu[4]}_instroom")
        eraf = (*nu[:4], f"{nu[4]}_uitstroom")
        if was in self.plaats and erbij in self.plaats and eraf in self.plaats:
            rij = {self.cel(nu): 1.0, self.cel(was): -1.0, self.cel(erbij): -1.0, self.cel(eraf): 1.0}
            self.verband.append((rij, 0, 0))
            self.verband.append(({self.cel(was): 1.0, self.cel(eraf): -1.0}, 0, VEEL))

    def uitkomst(self) -> Uitkomst:
        """Solve, and count what is narrow."""
        laagste, hoogste = self._grenzen()
        uit = Uitkomst()
        for sleutel, cel in self.plaats.items():
            if nodig := self.gezocht[cel]:
                waarden = floor(hoogste[cel] + EPS) - ceil(laagste[cel] - EPS) + 1
                is_smal = waarden < nodig
                telt = Uitkomst(1, int(is_smal), int(waarden <= 1), None, [sleutel] if is_smal else [])
                telt.zwakste = None if is_minuten(sleutel[4]) else waarden
                uit += telt
        return uit

    def _grenzen(self) -> tuple[np.ndarray, np.ndarray]:
        laag, hoog, gezocht = np.array(self.laag), np.array(self.hoog), np.array(self.gezocht)
        matrix = self._matrix()
        los, ruim = np.array([v[1] for v in self.verband]), np.array([v[2] for v in self.verband])
        laagste, hoogste = np.full(len(laag), np.inf), np.full(len(laag), -np.inf)
        vast = gezocht == 0
        laagste[vast], hoogste[vast] = laag[vast], hoog[vast]
        for cellen, sommen in _delen(matrix, gezocht):
            deel = _Deel(matrix[sommen][:, cellen], los[sommen], ruim[sommen], laag[cellen], hoog[cellen])
            laagste[cellen], hoogste[cellen] = deel.grenzen(gezocht[cellen])
        return laagste, hoogste

    def _matrix(self) -> csr_array:
        rijen = [(n, cel, teken) for n, (som, _, _) in enumerate(self.verband) for cel, teken in som.items()]
        som, cel, teken = np.array(rijen).reshape(-1, 3).T
        vorm = (len(self.verband), len(self.laag))
        return coo_array((teken, (som.astype(int), cel.astype(int))), shape=vorm).tocsr()


def _delen(matrix: csr_array, gezocht: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Cells that are tied together with their sums, where something is hidden."""
    verband = abs(matrix)
    aantal, deel_van = connected_components(verband.T @ verband, directed=False)
    for deel in range(aantal):
        cellen = np.flatnonzero(deel_van == deel)
        if gezocht[cellen].any():
            yield cellen, np.flatnonzero(np.diff(matrix[:, cellen].indptr) > 0)


@dataclass
class _Deel:
    """One set of cells that are tied together."""

    matrix: csr_array
    los: np.ndarray
    ruim: np.ndarray
    laag: np.ndarray
    hoog: np.ndarray

    def grenzen(self, gezocht: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The widest values seen; a cell not seen wide enough gets two programs of its own, which are exact."""
        laagste, hoogste = np.full(len(gezocht), np.inf), np.full(len(gezocht), -np.inf)
        for richting in (1, -1):
            while self._stap(richting, gezocht, laagste, hoogste):
                pass
        for cel in np.flatnonzero((gezocht > 0) & (hoogste - laagste < gezocht - 1 - EPS)).tolist():
            for richting in (1, -1):
                doel = np.zeros(len(gezocht))
                doel[cel] = richting
                self._los_op(doel, laagste, hoogste)
        return laagste, hoogste

    def _stap(self, richting: int, gezocht: np.ndarray, laagste: np.ndarray, hoogste: np.ndarray) -> bool:
        """Push all cells that were not seen wide enough one way; True if that showed something new."""
        grens, stand = (self.laag, laagste) if richting > 0 else (self.hoog, hoogste)
        open_ = (gezocht > 0) & (hoogste - laagste < gezocht - 1 - EPS) & (abs(stand - grens) > EPS)
        if not open_.any():
            return False
        oud = hoogste[open_] - laagste[open_]
        self._los_op(richting * open_.astype(float), laagste, hoogste)
        return bool((hoogste[open_] - laagste[open_] > oud + EPS).any())

    def _los_op(self, doel: np.ndarray, laagste: np.ndarray, hoogste: np.ndarray) -> None:
        verband = [LinearConstraint(self.matrix, self.los, self.ruim)] if self.matrix.shape[0] else []
        uitkomst = milp(doel, bounds=Bounds(self.laag, self.hoog), constraints=verband)
        if uitkomst.x is None:
            raise ValueError("aanvaller: the rows contradict each other; what he takes to be known is not so")
        np.minimum(laagste, uitkomst.x, out=laagste)
        np.maximum(hoogste, uitkomst.x, out=hoogste)
