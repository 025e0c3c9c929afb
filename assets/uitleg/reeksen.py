"""The unbroken runs told again: lrv, lrv_3m and langdurig_ziek (regels.md §4 A and B).

For the school the run is found again from its days. Leerplicht may not see which days were attended or ill, so there
only the days of the run are listed, from the first day that the row gives.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property

from assets.uitgifte.opmaak import datum_kort, opsomming, week_tekst
from assets.uitleg.bron import Feiten, Slot, Week, maandag_van
from assets.uitleg.verslag import Verslag, dag_tekst, telt

EEN_DAG = timedelta(days=1)
WEEK = timedelta(days=7)


def plus_maanden(dag: date, maanden: int) -> date:
    """The same day number so many months later, else the last day of that month (regels.md §1, Exact)."""
    jaar, maand = divmod(dag.year * 12 + dag.month - 1 + maanden, 12)
    return date(jaar, maand + 1, min(dag.day, monthrange(jaar, maand + 1)[1]))


@dataclass(frozen=True)
class Reeks:
    """The days of a run. `feiten.signaal` langdurig_ziek: geoorloofd; the others: ongeoorloofd, on days with plicht."""

    feiten: Feiten

    @property
    def is_geoorloofd(self) -> bool:
        """Is it the run of missed days that are allowed?"""
        return self.feiten.signaal == "langdurig_ziek"

    @cached_property
    def dagen(self) -> dict[date, list[Slot]]:
        """The known slots of the person by date, over all schools; without plicht only for langdurig_ziek."""
        bekend = [slot for slot in self.feiten.alle_slots if slot.is_bekend]
        per_dag = {dag: [s for s in bekend if s.datum == dag] for dag in sorted({s.datum for s in bekend})}
        return {dag: van for dag, van in per_dag.items() if self.is_geoorloofd or any(s.plicht for s in van)}

    def is_slecht(self, slots: Sequence[Slot]) -> bool:
        """Was every known slot missed in the way of this run?"""
        return all(slot.is_geoorloofd if self.is_geoorloofd else slot.is_ongeoorloofd for slot in slots)

    def is_neutraal(self, slots: Sequence[Slot]) -> bool:
        """Does the day neither feed nor break the run: the slots that do not fit have no reason yet."""
        past: Callable[[Slot], bool] = lambda s: s.is_geoorloofd if self.is_geoorloofd else s.is_ongeoorloofd  # noqa: E731
        return not self.is_slecht(slots) and all(past(slot) or slot.is_zonder_reden for slot in slots)

    @cached_property
    def breuk(self) -> date | None:
        """The last day that breaks the run."""
        return max(
            (d for d, s in self.dagen.items() if not self.is_slecht(s) and not self.is_neutraal(s)), default=None
        )

    @cached_property
    def eerste(self) -> date | None:
        """The first day of the run that goes on."""
        na = self.breuk or date.min
        return min((dag for dag, slots in self.dagen.items() if dag > na and self.is_slecht(slots)), default=None)


def leg_reeks_uit(feiten: Feiten, verslag: Verslag, sinds: date) -> tuple[Fraction, date | None]:
    """The length of the run in days, week by week."""
    eerste = _vertel_reeks(feiten, verslag, sinds)
    return verslag.som(_vertel_weken(feiten, verslag, sinds), "dag"), eerste


def leg_maanden_uit(feiten: Feiten, verslag: Verslag, sinds: date) -> tuple[Fraction, date | None]:
    """lrv_3m: the run, and the whole months that have passed since its first day."""
    eerste = _vertel_reeks(feiten, verslag, sinds)
    _vertel_weken(feiten, verslag, sinds, eenheid=None)
    maanden = 0
    verslag.kop("Hele maanden sinds de eerste dag")
    while plus_maanden(sinds, maanden + 1) <= feiten.l:
        maanden += 1
        verslag.punt(f"maand {maanden} is om op {datum_kort(plus_maanden(sinds, maanden))}: {telt(1, 'maand')}")
    grens = plus_maanden(sinds, feiten.drempel)
    verslag.zin(
        f"De eerste dag plus {feiten.drempel} maanden is {datum_kort(grens)}. Dat ligt voor {datum_kort(feiten.l)}."
    )
    return verslag.som([1] * maanden, "maand"), eerste


def _vertel_reeks(feiten: Feiten, verslag: Verslag, sinds: date) -> date | None:
    """The days of the run with their rows. Returns its first day; for leerplicht that of the row."""
    reeks = Reeks(feiten)
    verslag.kop(f"Reeks: van {datum_kort(sinds)} tot en met {datum_kort(feiten.l)}")
    if not feiten.is_leerplicht:
        _vertel_breuk(verslag, reeks)
    soort = "geoorloofd" if reeks.is_geoorloofd else "ongeoorloofd"
    hoe = "wat leerplicht daarvan mag weten" if feiten.is_leerplicht else "alle bekende lessen van de dag gemist"
    verslag.kop(f"Dagen van de reeks ({soort}, {hoe})")
    for dag, slots in reeks.dagen.items():
        if dag >= sinds and (reeks.is_slecht(slots) or reeks.is_neutraal(slots)):
            if reeks.is_neutraal(slots):
                verslag.punt(
                    f"{dag_tekst(dag)}: er is nog geen reden; deze dag breekt de reeks niet en telt er niet in mee"
                )
            verslag.slots(slots)
    verslag.onbekend([slot for slot in feiten.alle_slots if slot.datum >= sinds])
    return sinds if feiten.is_leerplicht else reeks.eerste


def _vertel_breuk(verslag: Verslag, reeks: Reeks) -> None:
    if reeks.breuk is None:
        verslag.punt("geen eerdere schooldag breekt de reeks")
        return
    slots = reeks.dagen[reeks.breuk]
    past = sum(slot.is_geoorloofd if reeks.is_geoorloofd else slot.is_ongeoorloofd for slot in slots)
    soort = "geoorloofd" if reeks.is_geoorloofd else "ongeoorloofd"
    verslag.punt(f"{dag_tekst(reeks.breuk)} breekt de reeks: {past} van de {len(slots)} bekende lessen {soort} gemist")


def _vertel_weken(feiten: Feiten, verslag: Verslag, sinds: date, eenheid: str | None = "dag") -> list[int]:
    """The length by ISO week; weeks without lessons, and those that were not delivered, do not count."""
    verslag.kop("Lengte in dagen, per week")
    weken = {week.maandag: week for week in feiten.weken}
    geteld, maandag = [], maandag_van(sinds)
    while maandag <= feiten.l:
        van, tot = max(maandag, sinds), min(maandag + WEEK - EEN_DAG, feiten.l)
        dagen = (tot - van).days + 1
        naam = f"{week_tekst(maandag)}: {datum_kort(van)} tot en met {datum_kort(tot)}"
        if waarom := _waarom_niet(feiten, weken.get(maandag), van, tot):
            verslag.punt(f"{naam}, telt niet: {waarom}")
        else:
            geteld.append(dagen)
            verslag.punt(f"{naam}, {telt(dagen, eenheid) if eenheid else f'{dagen} dagen'}")
        maandag += WEEK
    return geteld


def _waarom_niet(feiten: Feiten, week: Week | None, van: date, tot: date) -> str | None:
    if week is None:
        dicht = [rij.soort for rij in feiten.kalender if rij.raakt(van, tot, feiten.peil.klas)]
        return f"geen lesweek, {opsomming(list(dict.fromkeys(dicht))) or 'geen les op het rooster'}"
    return None if week.geleverd else "niet aangeleverd"
