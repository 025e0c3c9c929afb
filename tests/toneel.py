"""Many small scenarios in one delivery folder: one school each, one run for all of them.

A run costs seconds and a school in it a few hundredths, so a test is one school of a city that ran once.
"""

import csv
import hashlib
import os
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, cached_property
from pathlib import Path

from models.tijd import weeknaam
from tests import product
from tests.bouwsteen import Schooltje, Stadje, Verzuimrij, geldig_pgn, gemist
from tests.referentie.leveringen import Stad
from tests.referentie.signalen_meer import SIGNALEN_ALLE, ZONDER_INSCHRIJVING
from tests.referentie.status import Keten
from tests.referentie.uitvoer import schrijf_week
from tests.referentie.vergelijk import verschillen

LEERLING = "1001"
WEEK = timedelta(days=7)
BASIS = "INBEELD_TONEEL"
"""Environment variable: a folder with warehouses of cities that were played before (`make mutaties`)."""
Rijen = Sequence[Verzuimrij]


@dataclass(frozen=True)
class Plek:
    """Where a scenario plays: its school, a second one if it wants, and numbers that no other scenario has."""

    stad: Stadje
    nummer: int
    eerste: date
    laatste: date

    def brin6(self, letter: str = "A") -> str:
        """The school of this scenario; another letter: its other schools."""
        return f"{self.nummer % 100:02}{letter}{chr(65 + self.nummer // 100)}00"

    def pgn(self, volgnummer: int = 0) -> str:
        """A pgn of this scenario only."""
        return geldig_pgn(10 * self.nummer + volgnummer)

    @property
    def ontvangst(self) -> str:
        """The Monday 06:00 after the last Sunday."""
        return maandag_na(self.laatste)


Bouw = Callable[[Plek], None]


@dataclass(frozen=True)
class Geval:
    """One scenario: who builds it, and which rows of one signal must come out.

    `verwacht`: per Sunday the rows `sinds waarde eenheid status`; a Sunday that is not in it has none.
    `leerling` may hold `{nummer}`, that of the scenario; `letter` empty: rows of no school (persons never enrolled).
    """

    naam: str
    signaal: str
    bouw: Bouw
    verwacht: Mapping[str, Sequence[str]]
    leerling: str = LEERLING
    letter: str = "A"
    kant: str = "school"


@dataclass
class Toneel:
    """The city of all scenarios of one or more modules. `eerste` and `laatste`: the Sundays that are run."""

    eerste: date
    laatste: date
    register: Mapping[str, object] = field(default_factory=dict)
    gevallen: list[Geval] = field(default_factory=list)
    uit: Path | None = None
    map: Path | None = None
    anders: list[str] | None = None

    def neem(self, gevallen: Iterable[Geval]) -> list[Geval]:
        """Add scenarios, and hand them back for a test to run over."""
        nieuw = list(gevallen)
        self.gevallen += nieuw
        return nieuw

    def speel(self, map_: Path) -> "Toneel":
        """Deliver everything and run the product; only once, also when more than one module asks."""
        if self.uit:
            return self
        map = self.lever(map_)
        with vooraf(map, map_):
            self.uit = product.reken(map, map_, self.eerste, self.laatste)
        return self

    def lever(self, map_: Path) -> Path:
        """Deliver everything; returns the delivery folder."""
        self.map = map_ / "aanlevering"
        stad = Stadje(self.map, begin=f"{self.eerste:%Y%m%d}T0600", **self.register)
        for nummer, geval in enumerate(self.gevallen):
            geval.bouw(Plek(stad, nummer, self.eerste, self.laatste))
        return self.map

    def gevonden(self, geval: Geval) -> dict[str, list[str]]:
        """What the product says, in the form of `Geval.verwacht`; Sundays without a row are left out."""
        per_zondag = {p: self._van(geval, p) for p in self.zondagen()}
        return {str(p): rijen for p, rijen in per_zondag.items() if rijen}

    def plek(self, geval: Geval) -> Plek:
        """Where a scenario of this city played."""
        assert self.map
        return Plek(Stadje(self.map), self.gevallen.index(geval), self.eerste, self.laatste)

    def _van(self, geval: Geval, peildatum: date) -> list[str]:
        assert self.uit
        plek = self.plek(geval)
        brin6 = plek.brin6(geval.letter) if geval.letter else ""
        wie = (brin6, geval.leerling.format(nummer=plek.nummer), geval.signaal)
        passend = _per_sleutel(self.uit, peildatum, geval.kant)[wie]
        return [f"{rij.sinds} {rij.waarde} {rij.eenheid} {rij.status}" for rij in passend]

    def uitleg(self, geval: Geval) -> str:
        """The explanation of its row on the last Sunday; empty without one."""
        assert self.uit
        brin6 = self.plek(geval).brin6(geval.letter)
        pad = self.uit / weeknaam(self.laatste) / brin6 / f"signalen_{geval.kant}.csv"
        with pad.open(encoding="utf-8-sig", newline="") as bestand:
            rijen = list(csv.DictReader(bestand, delimiter=";"))
        wie = (geval.leerling, geval.signaal)
        return "".join(rij["uitleg"] for rij in rijen if (rij["leerlingnummer"], rij["signaal"]) == wie)

    @cached_property
    def keten(self) -> Keten:
        """The reference on this city."""
        assert self.map
        return Keten(Stad(self.map, self.eerste), SIGNALEN_ALLE, ZONDER_INSCHRIJVING)

    def zondagen(self) -> list[date]:
        return [self.eerste + i * WEEK for i in range((self.laatste - self.eerste).days // 7 + 1)]

    def verschillen(self) -> list[str]:
        """Rows in which the product and the reference differ, over the whole city; compared once."""
        if self.anders is None:
            self.anders = self._vergelijk()
        return self.anders

    def _vergelijk(self) -> list[str]:
        assert self.map and self.uit
        keten, naar = self.keten, self.uit.parent / "referentie"
        for p in self.zondagen():
            schrijf_week(naar, p, keten.rijen(p), SIGNALEN_ALLE, keten.kennis(p))
        return verschillen(self.uit, naar)


@contextmanager
def vooraf(aanlevering: Path, werkmap: Path) -> Iterator[None]:
    """Begin with the warehouse of the same deliveries, when BASIS names a folder that has one; else keep this one.

    What was computed by the same SQL from the same rows is not computed again, so a change in one model shows sooner.
    """
    basis = Path(os.environ[BASIS]) / vingerafdruk(aanlevering) if BASIS in os.environ else None
    if basis and basis.is_dir():
        shutil.copytree(basis, werkmap, dirs_exist_ok=True)
    yield
    if basis and not basis.is_dir():
        shutil.copytree(werkmap, basis, ignore=shutil.ignore_patterns(aanlevering.name, "uit"))


def vingerafdruk(map_: Path) -> str:
    """A hash of every file in a folder, with its place."""
    som = hashlib.sha256()
    for pad in sorted(pad for pad in map_.rglob("*") if pad.is_file()):
        som.update(f"{pad.relative_to(map_)}\0{pad.stat().st_size}\0".encode() + pad.read_bytes())
    return som.hexdigest()


@cache
def _per_sleutel(uit: Path, peildatum: date, kant: str) -> Mapping[tuple[str, str, str], list[product.Rij]]:
    """The rows of a Sunday by school, pupil and signal."""
    per_sleutel: dict[tuple[str, str, str], list[product.Rij]] = defaultdict(list)
    for rij in product.rijen(uit, peildatum, kant):
        per_sleutel[rij.brin6, rij.leerlingnummer, rij.signaal].append(rij)
    return per_sleutel


def maandag_na(zondag: date | str) -> str:
    """Receipt on the Monday after a Sunday, 06:00."""
    return f"{date.fromisoformat(str(zondag)) + timedelta(days=1):%Y%m%d}T0600"


def uren(*per_dag: tuple[str, int], code: str = "O", leerling: str = LEERLING) -> list[Verzuimrij]:
    """(date, number of lesuren from the first on)."""
    return [gemist(leerling, dag, 1, aantal, code) for dag, aantal in per_dag if aantal]


def hele_dagen(van: str, tot: str, code: str = "O", leerling: str = LEERLING) -> list[Verzuimrij]:
    """Whole weekdays missed, both ends included."""
    begin, eind = date.fromisoformat(van), date.fromisoformat(tot)
    dagen = (begin + timedelta(days=i) for i in range((eind - begin).days + 1))
    return [gemist(leerling, dag, code=code) for dag in dagen if dag.isoweekday() <= 5]


def maak_school(
    plek: Plek,
    letter: str = "A",
    begin: str = "2026-08-31",
    slots: Iterable[int | str] = range(1, 7),
    minuten: int = 50,
    kalender: Iterable[tuple] = (),
    codes: Iterable[tuple] = (),
    leerling: Mapping[str, object] | None = None,
    **register: object,
) -> Schooltje:
    """A school with class 1a from Monday `begin` on, and pupil 1001 in it. kalender: (van, tot[, soort[, klas]])."""
    school = plek.stad.school(plek.brin6(letter), **register)  # type: ignore[arg-type]
    school.rooster("1a", slots=slots, minuten=minuten, geldig_van=begin)
    school.inschrijving(LEERLING, **{"startdatum": "2026-01-01", **(leerling or {})})  # type: ignore[arg-type]
    for rij in kalender:
        school.kalender(*rij)
    if codes:
        school.codes(codes)
    return school


def gewoon(rijen: Rijen, **opties) -> Bouw:
    """One school, and one delivery of all its attendance, received after the last Sunday."""

    def bouw(plek: Plek) -> None:
        school = maak_school(plek, **opties)
        school.verzuim("2026-07-01", plek.laatste, plek.ontvangst, rijen)

    return bouw
