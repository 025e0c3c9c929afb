"""Which attendance rows are current at a moment: the text of the rules, walked day by day (regels.md §2 "Which rows are
current", aanlevering.md §1 "File name" and "Meaning of a second delivery").

Reads lines with the plain readers of tests/referentie and shares nothing with the product. Knows no codes and no
enrolment: a row is here when its own delivery accepts it. What was ever delivered stays, also when the file is gone.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property

from tests.referentie.bronnen import MIDDAG, OCHTEND
from tests.referentie.dialecten import AMSTERDAM, VROEGST, Rij, lees_verzuim
from tests.referentie.lezen import Geweigerd

DAG = timedelta(days=1)
SLOTNAAM = {OCHTEND: "ochtend", MIDDAG: "middag"}


@dataclass(frozen=True)
class Bestand:
    """One delivered attendance file. `ontvangen`: local minute; `van`, `tot`: both included, or both None."""

    brin6: str
    dialect: str
    naam: str
    inhoud: bytes
    van: date | None
    tot: date | None
    ontvangen: datetime

    @property
    def merk(self) -> tuple:
        """By which a file is "the same file" within its school: period and content."""
        return self.van, self.tot, hashlib.sha256(self.inhoud).hexdigest()

    @property
    def levering(self) -> tuple:
        """By which files are one delivery: school, receipt minute and period."""
        return self.brin6, self.ontvangen, self.van, self.tot

    @cached_property
    def rijen(self) -> list[tuple[int, Rij]] | None:
        """Every good row with its line (json: the nth item); None when the file is refused.

        A file without anything in it is refused, also of eduarte: an export that failed must not withdraw a period.
        """
        if not self.inhoud.strip():
            return None
        try:
            lees_verzuim(self.dialect, self.naam, self.inhoud, {})
            return [(regel, rij) for regel, stuk in self._stukken() for rij in self._lees(stuk)]
        except Geweigerd:
            return None

    def _lees(self, stuk: bytes) -> list[Rij]:
        return lees_verzuim(self.dialect, self.naam, stuk, {})

    def _stukken(self) -> Iterator[tuple[int, bytes]]:
        """The file row by row, each as a file of its own."""
        if self.dialect == "somtoday":
            items = json.loads(self.inhoud)["items"]
            yield from ((i, json.dumps({"items": [item]}).encode()) for i, item in enumerate(items, 1))
            return
        regels = self.inhoud.splitlines(keepends=True)
        kop = b"" if self.dialect == "eduarte" else regels[0]
        eerste = 0 if self.dialect == "eduarte" else 1
        yield from ((i, kop + regel) for i, regel in enumerate(regels[eerste:], eerste + 1) if regel.strip())


def zonder_tijd(tot: date | None, gevonden_op: date) -> datetime:
    """The receipt of a name that tells none: 23:59 of the first Sunday at or after its end, without period of the run
    that found it.
    """
    zondag = tot or gevonden_op
    while zondag.isoweekday() != 7:
        zondag += DAG
    return datetime.combine(zondag, time(23, 59))


class Levering:
    """The files of one school, one receipt minute and one period."""

    def __init__(self, bestanden: list[Bestand]):
        self.bestanden = sorted(bestanden, key=lambda bestand: bestand.naam)
        self.eerste = self.bestanden[0]
        self.volgorde = (self.eerste.ontvangen, self.eerste.naam)

    @property
    def is_gelezen(self) -> bool:
        return any(bestand.rijen is not None for bestand in self.bestanden)

    @property
    def heeft_periode(self) -> bool:
        return self.eerste.van is not None

    def dekt(self, dag: date) -> bool:
        """Does the period hold this day?"""
        return self.eerste.van is not None and self.eerste.tot is not None and self.eerste.van <= dag <= self.eerste.tot

    @cached_property
    def rijen(self) -> list[tuple[Bestand, int, Rij]]:
        """Its rows, in order; the later of two equal ones is not there, nor a file that stands twice."""
        gezien: set[Rij] = set()
        merken: set[tuple] = set()
        uit = []
        for bestand in self.bestanden:
            if bestand.merk in merken:
                continue
            merken.add(bestand.merk)
            for regel, rij in bestand.rijen or []:
                if rij not in gezien:
                    gezien.add(rij)
                    uit.append((bestand, regel, rij))
        return uit

    def laatste_dag(self, rij: Rij) -> date:
        """An open end runs to the end of the period (without one: the receipt). Nothing lasts past the receipt."""
        ontvangen = self.eerste.ontvangen.date()
        return min(rij.tot or self.eerste.tot or ontvangen, self.eerste.tot or ontvangen, ontvangen)

    def eerste_dag(self, rij: Rij) -> date:
        """Cut at the period and at 1 August of the schooljaar before the receipt's."""
        ontvangen = self.eerste.ontvangen.date()
        augustus = date(ontvangen.year - (2 if ontvangen.month < 8 else 1), 8, 1)
        return max(rij.van, augustus, self.eerste.van or augustus)

    def regels_op(self, dag: date) -> Iterator[tuple]:
        """The rows that touch this day, as `stand` prints them, but without the pupil's name."""
        for bestand, regel, rij in self.rijen:
            if self.eerste_dag(rij) <= dag <= self.laatste_dag(rij):
                yield als_regel(bestand, regel, rij, dag)


def als_regel(bestand: Bestand, regel: int, rij: Rij, dag: date) -> tuple:
    """One line of `stand --csv` as a tuple of texts."""
    van, tot = (rij.slot_van if dag == rij.van else None), (rij.slot_tot if dag == rij.tot else None)
    slots = [slot for slot in (rij.slot_van, rij.slot_tot) if slot]
    eenheid = "dag" if not slots else "dagdeel" if slots[0] in SLOTNAAM else "lesuur"
    soort = "" if bestand.dialect == "eduarte" else rij.soort
    pad = f"{bestand.brin6}/verzuim/{bestand.naam}"
    return (
        bestand.brin6, rij.leerling, dag.isoformat(), eenheid, slot_tekst(van), slot_tekst(tot), soort, rij.code,
        ingevoerd_tekst(rij.ingevoerd), pad, str(regel),
    )  # fmt: skip


def slot_tekst(slot: int | None) -> str:
    return "" if slot is None else SLOTNAAM.get(slot, str(slot))


def ingevoerd_tekst(moment: datetime) -> str:
    """Local time to the minute; empty for a row that does not tell."""
    return "" if moment == VROEGST else f"{moment.astimezone(AMSTERDAM):%Y-%m-%d %H:%M}"


def leveringen(bestanden: Iterable[Bestand]) -> list[Levering]:
    """The deliveries that count, by receipt and then by file name: not those of which every file came before."""
    groepen: dict[tuple, list[Bestand]] = {}
    for bestand in bestanden:
        groepen.setdefault(bestand.levering, []).append(bestand)
    gezien: set[tuple] = set()
    uit = []
    for levering in sorted(map(Levering, groepen.values()), key=lambda levering: levering.volgorde):
        merken = {(levering.eerste.brin6, *bestand.merk) for bestand in levering.bestanden}
        if not merken <= gezien and levering.is_gelezen:
            uit.append(levering)
        gezien |= merken
    return uit


def geldend(bestanden: Iterable[Bestand], moment: datetime, ingeschreven: dict[str, set[str]]) -> list[tuple]:
    """All rows that are current at `moment` (local, included), sorted. Who was never enrolled has no number."""
    bekend = leveringen(bestand for bestand in bestanden if bestand.ontvangen <= moment)
    uit = []
    for brin6 in {levering.eerste.brin6 for levering in bekend}:
        van_school = [levering for levering in bekend if levering.eerste.brin6 == brin6]
        for dag in _dagen(van_school):
            uit += [regel for levering in _huidig(van_school, dag) for regel in levering.regels_op(dag)]
    namen = ((r[0], r[1] if r[1] in ingeschreven[r[0]] else "", *r[2:]) for r in uit)
    return sorted(namen)


def _huidig(leveringen_: list[Levering], dag: date) -> list[Levering]:
    """The newest delivery whose period holds the day, plus later-received ones without a period."""
    dekkend = [levering for levering in leveringen_ if levering.dekt(dag)]
    nieuwste = dekkend[-1:]
    later = [
        lev for lev in leveringen_ if not lev.heeft_periode and (not nieuwste or lev.volgorde > nieuwste[0].volgorde)
    ]
    return nieuwste + later


def _dagen(leveringen_: list[Levering]) -> list[date]:
    """Every day that any row touches."""
    dagen: set[date] = set()
    for levering in leveringen_:
        for _, _, rij in levering.rijen:
            dag, eind = levering.eerste_dag(rij), levering.laatste_dag(rij)
            while dag <= eind:
                dagen.add(dag)
                dag += DAG
    return sorted(dagen)
