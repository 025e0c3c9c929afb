"""Cases: opened by a long run, closed as returned, reopened by a bad week; and terugval, which rests on them.

A case looks at this and earlier Sundays, "each as known then": at every Sunday the cases of P-7 go one step further, by
what is known at P. What was closed then stays closed; only a signal that is ingetrokken takes a case away.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple, Protocol

from tests.referentie.signalen import Feit
from tests.referentie.stand import Maat, Stand, Zicht
from tests.referentie.tijd import DAG, WEEK, maandag

REDEN = {"lrv": "nee", "langdurig_ziek": "ja"}
"""The signals that open a case, and the kind of day that its run is made of."""
GEGEVEN = ("nieuw", "blijft")
LOOPT = (*GEGEVEN, "gegevens_ontbreken")
WEKEN_TERUG, PROCENT_TERUG = 4, 80
PROCENT_DEELS = 20
WEKEN_HEROPEN, PROCENT_GEMIST = 12, 25
TOT_ZONDAG = WEEK - DAG

Deel = tuple[str, str]
"""A school and a leerlingnummer."""


class Rij(Protocol):
    """A row of one Sunday (tests.referentie.status.Signaalrij)."""

    @property
    def brin6(self) -> str: ...
    @property
    def leerling(self) -> str: ...
    @property
    def feit(self) -> Feit: ...
    @property
    def status(self) -> str: ...


Weken = Sequence[tuple[date, Sequence[Rij]]]
"""Sundays in order, each with its rows."""


class Begin(NamedTuple):
    """The Sunday at which a case opened, by which signal, and its first day."""

    geopend: date
    signaal: str
    eerste_dag: date


class Week(NamedTuple):
    """One ISO week with planned slots of a person: its Monday, and the planned, known and missed minutes."""

    maandag: date
    gepland: int
    maat: Maat

    @property
    def zondag(self) -> date:
        return self.maandag + TOT_ZONDAG

    @property
    def is_bekend(self) -> bool:
        """At least half of the planned minutes known."""
        return self.maat.bekend > 0 and 2 * self.maat.bekend >= self.gepland


class Zaak(NamedTuple):
    """A case: the dates on which it was closed as returned, and reopened, in turn."""

    begin: Begin
    gesloten: tuple[date, ...] = ()
    heropend: tuple[date, ...] = ()

    @property
    def open(self) -> bool:
        return len(self.gesloten) == len(self.heropend)


Zaken = dict[tuple[str, ...], list[Zaak]]
"""The cases of every person that has any, oldest first; those that lapsed are not in it."""

# --- one Sunday ----------------------------------------------------------------------------------------------------


def zaken_op(stand: Stand, vorige: Zaken, weken: Weken) -> Zaken:
    """The cases at (P, P), from those of P-7 and the rows of every Sunday up to P."""
    gegeven = {(rij.brin6, rij.leerling) for rij in weken[-1][1] if rij.feit.signaal in REDEN}
    uit = dict(vorige)
    for persoon, delen in stand.kennis.personen.items():
        if persoon in vorige or gegeven & set(delen):
            uit[persoon] = zaken_van(stand, delen, vorige.get(persoon, []), weken)
    return {persoon: zaken for persoon, zaken in uit.items() if zaken}


def zaken_van(stand: Stand, delen: Sequence[Deel], vorige: list[Zaak], weken: Weken) -> list[Zaak]:
    """The cases of one person. A run that a case holds already opens no other, also when that one was closed."""
    eigen = [
        (p, [r for r in rijen if (r.brin6, r.leerling) in delen and r.feit.signaal in REDEN]) for p, rijen in weken
    ]
    zaken = [zaak for zaak in vorige if not is_vervallen(zaak.begin, eigen)]
    zaken = [*zaken[:-1], *(verder(stand, delen, zaak) for zaak in zaken[-1:])]
    begin = opening(*eigen[-1])
    if begin and not any(zaak.open or begin.eerste_dag <= zaak.gesloten[-1] for zaak in zaken):
        zaken.append(verder(stand, delen, Zaak(begin)))
    return zaken


def gaat_over(rij: Rij, delen: Sequence[Deel]) -> bool:
    """Whether the row is about a long run of this person."""
    return rij.feit.signaal in REDEN and (rij.brin6, rij.leerling) in delen


def opening(p: date, rijen: Iterable[Rij]) -> Begin | None:
    """The signal that is given at this Sunday; both: the one that began first."""
    gegeven = [rij.feit for rij in rijen if rij.status in GEGEVEN]
    eerste = min(gegeven, key=lambda feit: (feit.sinds, feit.signaal), default=None)
    return Begin(p, eerste.signaal, eerste.sinds) if eerste else None


def is_vervallen(begin: Begin, eigen: Weken) -> bool:
    """Whether the signal that opened the case went as ingetrokken, once it was given nor repeated at any school."""
    for p, rijen in eigen:
        statussen = [rij.status for rij in rijen if rij.feit.signaal == begin.signaal]
        if p > begin.geopend and not any(status in LOOPT for status in statussen):
            return "ingetrokken" in statussen
    return False


# --- closing and reopening -----------------------------------------------------------------------------------------


def verder(stand: Stand, delen: Sequence[Deel], zaak: Zaak) -> Zaak:
    """The case with all closings and reopenings that the lessons up to P add."""
    weken = weken_van(stand, delen)
    einde, datums = einde_reeks(stand, delen, zaak.begin), besluiten(stand, delen)
    while True:
        sinds = zaak.heropend[-1] if zaak.heropend else zaak.begin.eerste_dag
        if zaak.open:
            dag = min([*terug_op(weken, max(sinds, einde)), *(d for d in datums if d >= sinds)], default=None)
            nieuw = zaak._replace(gesloten=(*zaak.gesloten, dag)) if dag else zaak
        else:
            week = week_gemist(weken, zaak.gesloten[-1])
            nieuw = zaak._replace(heropend=(*zaak.heropend, week.zondag)) if week else zaak
        if nieuw == zaak:
            return zaak
        zaak = nieuw


def weken_van(stand: Stand, delen: Sequence[Deel]) -> list[Week]:
    """The person's weeks up to L, over all its schools."""
    uit: dict[date, Week] = {}
    for brin6, leerling in delen:
        for dag in stand.dagen(brin6, leerling):
            eerder = uit.get(maandag(dag.datum), Week(maandag(dag.datum), 0, Maat(0, 0)))
            gemist = eerder.maat.gemist + sum(slot.minuten for slot in dag.gemiste)
            bekend = eerder.maat.bekend + sum(slot.minuten for slot in dag.bekende)
            gepland = eerder.gepland + sum(slot.minuten for slot in dag.slots)
            uit[eerder.maandag] = Week(eerder.maandag, gepland, Maat(gemist, bekend))
    return [uit[begin] for begin in sorted(uit)]


def einde_reeks(stand: Stand, delen: Sequence[Deel], begin: Begin) -> date:
    """The last bad day of the run that holds the first day of the case; corrected: of the first one that ends later."""
    einden = (tot for _, tot in reeksen(stand, delen, REDEN[begin.signaal]) if tot >= begin.eerste_dag)
    return next(einden, begin.eerste_dag)


def reeksen(stand: Stand, delen: Sequence[Deel], reden: str) -> Iterator[tuple[date, date]]:
    """First and last bad day of every run: nee on days with plicht, ja on all days (regels 4, runs)."""
    van = tot = None
    for datum, slots in slots_per_dag(stand, delen, reden):
        redenen = {slot.geoorloofd if slot.gemist else "aanwezig" for slot in slots}
        if redenen == {reden}:
            van, tot = van or datum, datum
        elif van and tot and not redenen <= {reden, "onbekend"}:
            yield van, tot
            van = tot = None
    if van and tot:
        yield van, tot


def slots_per_dag(stand: Stand, delen: Sequence[Deel], reden: str) -> Iterator[tuple[date, list]]:
    """The known slots of every date that a run looks at; a reason that is not given never counts as geoorloofd."""
    uit: dict[date, list] = {}
    plicht: set[date] = set()
    for brin6, leerling in delen:
        school = stand.kennis.scholen[brin6]
        dagen = stand.dagen(brin6, leerling) if reden == "nee" else school.dagen(leerling)
        for dag in (dag for dag in dagen if dag.datum <= stand.l):
            uit.setdefault(dag.datum, []).extend(dag.bekende)
            if reden == "ja" or school.plicht(leerling, dag.datum):
                plicht.add(dag.datum)
    return ((datum, uit[datum]) for datum in sorted(plicht) if uit[datum])


def terug_op(weken: list[Week], vanaf: date) -> list[date]:
    """The Sunday of the 4th of the first four weeks after `vanaf` in which enough was attended; none: empty.

    Weeks of which fewer than half of the planned minutes is known are skipped.
    """
    goed = [
        week for week in weken if week.maandag > vanaf and week.maat.bekend and 2 * week.maat.bekend >= week.gepland
    ]
    for i in range(len(goed) - WEKEN_TERUG + 1):
        vier = goed[i : i + WEKEN_TERUG]
        if aanwezig_procent(vier) >= PROCENT_TERUG:
            return [vier[-1].zondag]
    return []


def aanwezig_procent(weken: list[Week]) -> Fraction:
    """Attended share of the known planned minutes of these weeks, in percent."""
    bekend = sum(week.maat.bekend for week in weken)
    return Fraction(100 * (bekend - sum(week.maat.gemist for week in weken)), bekend)


def week_gemist(weken: list[Week], na: date) -> Week | None:
    """The first of the 12 lesweken after a closing of which at least a quarter was missed."""
    kans = [week for week in weken if week.maandag > na][:WEKEN_HEROPEN]
    return next((week for week in kans if week.maat.bekend and week.maat.procent >= PROCENT_GEMIST), None)


def besluiten(stand: Stand, delen: Sequence[Deel]) -> list[date]:
    """The dates, up to L, on which a kernteam said that this person is back, in order."""
    uit = [
        rij.datum
        for brin6, leerling in delen
        for levering in stand.kennis.stad.bekend(brin6, "kernteam", stand.kennis.k)
        for rij in levering.rijen
        if rij.leerling == leerling and rij.besluit == "teruggekeerd" and rij.datum and rij.datum <= stand.l
    ]
    return sorted(uit)


# --- what rests on a case ------------------------------------------------------------------------------------------


def terugval(z: Zicht, zaken: Sequence[Zaak]) -> list[Feit]:
    """A quarter missed in lesweek k or k-1, after a closing in the last 12 lesweken."""
    grens = z.school.begin_venster(z.l, WEKEN_HEROPEN) or date.min
    gesloten = [dag for zaak in zaken for dag in zaak.gesloten if grens <= dag <= z.l]
    per_week = {week.maandag: week.maat for week in weken_van(z.stand, [(z.brin6, z.leerling)])}
    for lesweek in reversed(z.school.laatste_lesweken(z.l, 2)):
        maat = per_week.get(lesweek.maandag, Maat(0, 0))
        na = any(dag < lesweek.maandag for dag in gesloten)
        if na and z.school.geleverd(lesweek.maandag) and maat.bekend and maat.procent >= PROCENT_GEMIST:
            return [Feit("terugval", lesweek.maandag, maat.procent, PROCENT_GEMIST, "procent")]
    return []


def deels_terug(stand: Stand, delen: Sequence[Deel], zaak: Zaak) -> bool:
    """An open case, and 20-80% (both included) attended in the last 4 delivered weeks."""
    weken = [week for week in weken_van(stand, delen) if week.maat.bekend][-WEKEN_TERUG:]
    return zaak.open and bool(weken) and PROCENT_DEELS <= aanwezig_procent(weken) <= PROCENT_TERUG


def beschrijf(stand: Stand, delen: Sequence[Deel], zaak: Zaak) -> tuple[date, date, str, date | None, int, bool]:
    """Opened on, first day, open or gesloten, last closed on, how often, and whether partly back."""
    gesloten = zaak.gesloten[-1] if zaak.gesloten else None
    status = "open" if zaak.open else "gesloten"
    is_deels = deels_terug(stand, delen, zaak)
    return zaak.begin.geopend, zaak.begin.eerste_dag, status, gesloten, len(zaak.gesloten), is_deels
