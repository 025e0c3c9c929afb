"""From counted rows to a matrix of units by periods: exact sums, gaps that stay gaps, one series for a renamed unit.

A period is a lesweek (ISO week, named by its Monday, or by the weekday of all rows when the file is by week; a week in
which no unit has a row is no lesweek) or a schooljaar (named by its first day; a year without rows is a gap).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Literal

import numpy as np

Soort = Literal["lesweek", "schooljaar"]
Getal = int | Decimal
Matrix = np.ndarray

LESWEEK: Soort = "lesweek"
SCHOOLJAAR: Soort = "schooljaar"
JAAR_AFSTAND_DAGEN = 250
"""Days: rows of one unit that lie this far apart, or further, are rows of schooljaren."""
DEEL_VAN_DE_AFSTANDEN = 0.95
"""Share of all distances in the file that must be so; a few wrong dates do not turn years into weeks."""


DEEL_VAN_DE_DRUKSTE = 0.1


@dataclass(frozen=True)
class Meting:
    """One row: of `noemer` (pupils, minutes) `teller` counted on this day or in the schooljaar that begins on it."""

    eenheid: str
    datum: date
    teller: Getal
    noemer: Getal
    groep: str = ""


@dataclass
class Som:
    """Exact sums of one unit in one period, and the days that have a row."""

    teller: Getal = 0
    noemer: Getal = 0
    datums: set[date] = field(default_factory=set)

    def tel(self, meting: Meting) -> None:
        """Add one row."""
        self.teller += meting.teller
        self.noemer += meting.noemer
        self.datums.add(meting.datum)


@dataclass(frozen=True)
class Raster:
    """Units by periods. `teller`, `noemer`: sums, nan where there is no row or nothing to divide by. `personen`: the
    mean noemer of a day with rows: how many pupils the shares are of, when a row counts pupils. `sommen`: the same
    sums, exact, by (place of unit, place of period); none where there is no row.
    """

    soort: Soort
    eenheden: tuple[str, ...]
    groepen: tuple[str, ...]
    perioden: tuple[date, ...]
    teller: Matrix
    noemer: Matrix
    personen: Matrix
    sommen: Mapping[tuple[int, int], Som]

    @property
    def aandeel(self) -> Matrix:
        """teller / noemer, 0-1; nan is a gap."""
        return self.teller / self.noemer


def als_een_reeks(metingen: Iterable[Meting], opvolgers: Mapping[str, str]) -> list[Meting]:
    """The rows under the newest name of their unit. `opvolgers`: old name -> new name, over as many steps as there
    are; without circles (`kringen`).
    """
    return [_hernoemd(meting, opvolgers) if meting.eenheid in opvolgers else meting for meting in metingen]


def _hernoemd(meting: Meting, opvolgers: Mapping[str, str]) -> Meting:
    return replace(meting, eenheid=_nieuwste(meting.eenheid, opvolgers))


def _nieuwste(eenheid: str, opvolgers: Mapping[str, str]) -> str:
    while eenheid in opvolgers:
        eenheid = opvolgers[eenheid]
    return eenheid


def kringen(opvolgers: Mapping[str, str]) -> list[str]:
    """Old names from which the successors lead back to themselves, in order."""
    return [oud for oud in sorted(opvolgers) if _komt_terug(oud, opvolgers)]


def _komt_terug(oud: str, opvolgers: Mapping[str, str]) -> bool:
    gezien, nu = {oud}, opvolgers[oud]
    while nu in opvolgers and nu not in gezien:
        gezien.add(nu)
        nu = opvolgers[nu]
    return nu in gezien


def soort_van(metingen: Sequence[Meting]) -> Soort:
    """Schooljaren when the rows of a unit lie about a year apart, else lesweken. No unit with two days: schooljaren
    when all days of the file are the same day of the year.
    """
    datums: dict[str, set[date]] = defaultdict(set)
    for meting in metingen:
        datums[meting.eenheid].add(meting.datum)
    afstanden = [(b - a).days for dagen in datums.values() for a, b in pairwise(sorted(dagen))]
    if not afstanden:
        return SCHOOLJAAR if len({(m.datum.month, m.datum.day) for m in metingen}) == 1 else LESWEEK
    ver = sum(afstand >= JAAR_AFSTAND_DAGEN for afstand in afstanden)
    return SCHOOLJAAR if ver >= DEEL_VAN_DE_AFSTANDEN * len(afstanden) else LESWEEK


def maandag(dag: date) -> date:
    """The Monday of the ISO week."""
    return dag - timedelta(days=dag.weekday())


def op_jaar(dag: date, jaar: int) -> date:
    """The same day in another year; 29 February becomes 28 February."""
    return dag.replace(year=jaar, day=28) if (dag.month, dag.day) == (2, 29) else dag.replace(year=jaar)


def maak_raster(metingen: Sequence[Meting], soort: Soort) -> Raster:
    """The matrix of all units, sorted by name, by all periods, in order. The group of a unit is that of its newest
    row with a group. The order of the rows does not matter.
    """
    perioden = _perioden(metingen, soort)
    eenheden = tuple(sorted({meting.eenheid for meting in metingen}))
    plek_e = {eenheid: plek for plek, eenheid in enumerate(eenheden)}
    plek_p = {_sleutel(periode, soort): plek for plek, periode in enumerate(perioden)}
    sommen: dict[tuple[int, int], Som] = defaultdict(Som)
    for meting in metingen:
        sommen[plek_e[meting.eenheid], plek_p[_sleutel(meting.datum, soort)]].tel(meting)
    groepen = _groepen(metingen)
    vorm = (len(eenheden), len(perioden))
    return Raster(
        soort, eenheden, tuple(groepen[e] for e in eenheden), perioden, *_matrices(sommen, vorm), dict(sommen)
    )


def _matrices(sommen: Mapping[tuple[int, int], Som], vorm: tuple[int, int]) -> tuple[Matrix, Matrix, Matrix]:
    teller, noemer, personen = (np.full(vorm, np.nan) for _ in range(3))
    for plek, som in sommen.items():
        if som.noemer > 0:
            teller[plek], noemer[plek] = float(som.teller), float(som.noemer)
            personen[plek] = float(som.noemer) / len(som.datums)
    return teller, noemer, personen


def _sleutel(dag: date, soort: Soort) -> date | int:
    return maandag(dag) if soort == LESWEEK else dag.year


def _perioden(metingen: Sequence[Meting], soort: Soort) -> tuple[date, ...]:
    if soort == LESWEEK:
        naam = _dag_in_de_week(metingen)
        return tuple(sorted({maandag(meting.datum) + naam for meting in metingen}))
    keren: dict[int, Counter[date]] = defaultdict(Counter)
    for meting in metingen:
        keren[meting.datum.year][meting.datum] += 1
    perioden: list[date] = []
    for jaar in range(min(keren, default=0), max(keren, default=-1) + 1):
        perioden.append(_gewoonste(keren[jaar]) if jaar in keren else op_jaar(perioden[-1], jaar))
    return tuple(perioden)


def _dag_in_de_week(metingen: Sequence[Meting]) -> timedelta:
    """From Monday to the day that names a lesweek: the weekday of all rows when they share one, else Monday itself."""
    dagen = {meting.datum.weekday() for meting in metingen}
    return timedelta(days=dagen.pop() if len(dagen) == 1 else 0)


def _gewoonste(keren: Counter[date]) -> date:
    """The day that stands there most often; ties: the first."""
    return min(keren, key=lambda dag: (-keren[dag], dag))


def _groepen(metingen: Iterable[Meting]) -> dict[str, str]:
    groepen: dict[str, tuple[date, str]] = {}
    for meting in metingen:
        oud = groepen.get(meting.eenheid, (date.min, ""))
        groepen[meting.eenheid] = max(oud, (meting.datum, meting.groep)) if meting.groep else oud
    return {eenheid: groep for eenheid, (_, groep) in groepen.items()}


def is_gewoon(waarden: Matrix) -> np.ndarray:
    """Per period: has it at least DEEL_VAN_DE_DRUKSTE of the units of the period with most of them? A few units that
    go on in the summer make no lesweek for the others.
    """
    aantal = np.isfinite(waarden).sum(axis=0)
    return aantal >= DEEL_VAN_DE_DRUKSTE * aantal.max(initial=0)


def met_perioden(raster: Raster, houd: np.ndarray) -> Raster:
    """The same units in these periods only (a truth value each)."""
    plekken = np.flatnonzero(houd).tolist()
    nieuw = {oud: plek for plek, oud in enumerate(plekken)}
    sommen = {(e, nieuw[p]): som for (e, p), som in raster.sommen.items() if p in nieuw}
    delen = {naam: getattr(raster, naam)[:, plekken] for naam in ("teller", "noemer", "personen")}
    return replace(raster, perioden=tuple(raster.perioden[p] for p in plekken), sommen=sommen, **delen)


def volgende_perioden(perioden: Sequence[date], soort: Soort, aantal: int) -> tuple[date, ...]:
    """The next periods after the last. Of weeks those are skipped that no unit had in any earlier year of the file
    (summer, Christmas); a holiday that moves from year to year is not known, so its week may be among them.
    """
    if soort == SCHOOLJAAR:
        return tuple(op_jaar(perioden[-1], perioden[-1].year + stap) for stap in range(1, aantal + 1))
    komend: list[date] = []
    week = perioden[-1]
    while len(komend) < aantal:
        week += timedelta(days=7)
        if not _altijd_dicht(week, perioden):
            komend.append(week)
    return tuple(komend)


def _altijd_dicht(week: date, perioden: Sequence[date]) -> bool:
    """Was the week 52 weeks before, 104 weeks before and so on within the file, and never a lesweek?"""
    eerder = [week - timedelta(weeks=52 * n) for n in range(1, (week - perioden[0]).days // 364 + 1)]
    return bool(eerder) and not set(eerder) & set(perioden)
