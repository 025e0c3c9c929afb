"""What is known at one Sunday: enrolments, timetable, lesweken, delivered weeks, absence per slot (regels 1-3)."""

from bisect import bisect_left, bisect_right
from datetime import date
from functools import cache, cached_property
from typing import NamedTuple

from tests.referentie.bronnen import MIDDAG, OCHTEND, Code, Inschrijving, Melding, Roosterrij
from tests.referentie.dialecten import Rij
from tests.referentie.leveringen import Levering, School, Stad
from tests.referentie.tijd import DAG, begin_schooljaar, binnen, maandag, plus_maanden, schooljaar

CATEGORIE_IS_SOORT = ("te_laat", "verwijderd", "aanwezig", "nvt", "geen_verzuim")
LEERPLICHT_VANAF_JAAR = 5
LEERPLICHT_TOT_JAAR = 16
KWALIFICATIE_TOT_JAAR = 18
GEEN_KWALIFICATIEPLICHT = ("vso_arbeid", "vso_dagbesteding")


class Slot(NamedTuple):
    """One planned slot. uitkomst: aanwezig, te_laat, gemist or niet_bekend; geoorloofd only when gemist.

    laat: the winning row says te_laat, whatever the school lets that count as.
    """

    slot: int
    minuten: int
    uitkomst: str
    categorie: str = ""
    geoorloofd: str = ""
    laat: bool = False

    @property
    def gemist(self) -> bool:
        return self.uitkomst == "gemist"

    @property
    def bekend(self) -> bool:
        return self.uitkomst != "niet_bekend"


class Dag(NamedTuple):
    """A schooldag of one pupil at one school: at least one planned slot that is not nvt."""

    datum: date
    slots: tuple[Slot, ...]

    @property
    def bekende(self) -> tuple[Slot, ...]:
        return tuple(slot for slot in self.slots if slot.bekend)

    @property
    def gemiste(self) -> tuple[Slot, ...]:
        return tuple(slot for slot in self.slots if slot.gemist)


class Lesweek(NamedTuple):
    """An ISO week with a schooldag; jaar is the schooljaar of its last schooldag, nummer its number in it."""

    maandag: date
    jaar: int
    nummer: int


Gepland = tuple[tuple[int, int], ...]


@cache
def alles(gepland: Gepland, uitkomst: str) -> tuple[Slot, ...]:
    """Every planned slot with the same outcome."""
    return tuple(Slot(slot, minuten, uitkomst) for slot, minuten in gepland)


class Schoolkennis:
    """One school as known at Sunday `k`; dates run from 1 August two schooljaren back up to `k`."""

    def __init__(self, stad: Stad, school: School, k: date):
        self.stad, self.school, self.k = stad, school, k
        self.horizon = begin_schooljaar(schooljaar(k) - 2)
        self.inschrijvingen: dict[str, list[Inschrijving]] = {}
        for rij in sorted(self._opname("inschrijvingen"), key=lambda rij: rij.startdatum):
            self.inschrijvingen.setdefault(rij.leerling, []).append(rij)
        self.codes: dict[str, list[Code]] = {}
        for code in self._opname("codes"):
            self.codes.setdefault(code.code, []).append(code)
        self.verzuim = [levering for levering in stad.bekend(school.brin6, "verzuim", k) if levering.gelezen]
        self._dagen: dict[str, list[Dag]] = {}
        self._dagdelen: dict[str, bool] = {}
        self._huidig: dict[date, list[Levering]] = {}
        self._gepland_klas: dict[tuple[str, date], Gepland] = {}

    def _opname(self, soort: str) -> list:
        return self.stad.momentopname(self.school.brin6, soort, self.k)

    # --- enrolment ---

    def rij_op(self, leerling: str, dag: date) -> Inschrijving | None:
        """The enrolment row of that day; several: the latest startdatum."""
        geldig = [r for r in self.inschrijvingen.get(leerling, []) if binnen(dag, r.startdatum, r.einddatum)]
        return geldig[-1] if geldig else None

    def nieuwste_rij(self, leerling: str) -> Inschrijving | None:
        rijen = self.inschrijvingen.get(leerling, [])
        return rijen[-1] if rijen else None

    def klas(self, leerling: str, dag: date) -> str:
        """The class on the day, else that of the newest enrolment row."""
        rij = self.rij_op(leerling, dag) or self.nieuwste_rij(leerling)
        return rij.klas if rij else ""

    def inschrijvingsduur(self, leerling: str, dag: date) -> tuple[date, date | None] | None:
        """First and last day of the enrolment that holds `dag`; rows that touch or overlap are one."""
        samen: list[tuple[date, date]] = []
        for rij in self.inschrijvingen.get(leerling, []):
            eind = rij.einddatum or date.max
            if samen and (samen[-1][1] == date.max or rij.startdatum <= samen[-1][1] + DAG):
                samen[-1] = (samen[-1][0], max(samen[-1][1], eind))
            else:
                samen.append((rij.startdatum, eind))
        return next(((van, tot) for van, tot in samen if van <= dag <= tot), None)

    def pgn(self, leerling: str) -> str:
        """That of the newest row that has a valid one, for all dates."""
        return next((rij.pgn for rij in reversed(self.inschrijvingen.get(leerling, [])) if rij.pgn), "")

    # --- timetable ---

    @cached_property
    def _rooster_klas(self) -> dict[str, list[Roosterrij]]:
        return self._rooster_per(lambda rij: rij.klas if not rij.leerling else None)

    @cached_property
    def _rooster_eigen(self) -> dict[str, list[Roosterrij]]:
        return self._rooster_per(lambda rij: rij.leerling or None)

    def roosterrijen(self, leerling: str, klas: str) -> tuple[list[Roosterrij], list[Roosterrij]]:
        """The pupil's own rows and those of the class, of any validity."""
        return self._rooster_eigen.get(leerling, []), self._rooster_klas.get(klas, [])

    @cached_property
    def _rooster(self) -> list[Roosterrij]:
        return self._opname("rooster")

    def _rooster_per(self, sleutel) -> dict[str, list[Roosterrij]]:
        uit: dict[str, list[Roosterrij]] = {}
        for rij in self._rooster:
            if (naam := sleutel(rij)) is not None:
                uit.setdefault(naam, []).append(rij)
        return uit

    @cached_property
    def _gesloten(self) -> dict[str, set[date]]:
        """Closed dates per class; under "" those of the whole school. An empty `tot` is open."""
        uit: dict[str, set[date]] = {"": set()}
        for rij in self._opname("kalender"):
            dag, eind = max(rij.van, self.horizon), min(rij.tot or self.k, self.k)
            while dag <= eind:
                uit.setdefault(rij.klas, set()).add(dag)
                dag += DAG
        return uit

    def dicht(self, klas: str, dag: date) -> bool:
        return dag in self._gesloten[""] or dag in self._gesloten.get(klas, ())

    def gepland_klas(self, klas: str, dag: date) -> Gepland:
        """The class's slots of that day, unless it is closed."""
        sleutel = klas, dag
        if sleutel not in self._gepland_klas:
            rijen = () if self.dicht(klas, dag) else slots_op(self._rooster_klas.get(klas, []), dag)
            self._gepland_klas[sleutel] = tuple(rijen)
        return self._gepland_klas[sleutel]

    def gepland(self, leerling: str, dag: date) -> Gepland:
        """The pupil's planned slots with their minutes: its own rows if any is valid that day, else the class's."""
        rij = self.rij_op(leerling, dag)
        if rij is None:
            return ()
        eigen = self._rooster_eigen.get(leerling, [])
        if not any(binnen(dag, r.geldig_van, r.geldig_tot) for r in eigen):
            return self.gepland_klas(rij.klas, dag)
        return () if self.dicht(rij.klas, dag) else tuple(slots_op(eigen, dag))

    def is_dagdelen(self, klas: str) -> bool:
        """Whether a pupil of this class is registered by ochtend and middag (aanlevering 1, rooster)."""
        if klas not in self._dagdelen:
            self._dagdelen[klas] = self._bepaal_dagdelen(klas)
        return self._dagdelen[klas]

    def _bepaal_dagdelen(self, klas: str) -> bool:
        alle = [rij.slot in (OCHTEND, MIDDAG) for rij in self._rooster]
        if not alle:
            return self.school.soort in ("po", "sbo")
        if any(alle) and not all(alle) and klas in self._rooster_klas:
            return all(rij.slot in (OCHTEND, MIDDAG) for rij in self._rooster_klas[klas])
        return all(alle)

    # --- schooldagen and lesweken of the school ---

    @cached_property
    def schooldagen(self) -> list[date]:
        """Dates up to `k` on which a class, or the own timetable of an enrolled pupil, has a planned slot."""
        uit = []
        dag = self.horizon
        while dag <= self.k:
            if dag not in self._gesloten[""] and (
                any(self.gepland_klas(klas, dag) for klas in self._rooster_klas)
                or any(self.gepland(leerling, dag) for leerling in self._rooster_eigen)
            ):
                uit.append(dag)
            dag += DAG
        return uit

    @cached_property
    def lesweken(self) -> list[Lesweek]:
        laatste = {maandag(dag): dag for dag in self.schooldagen}
        uit: list[Lesweek] = []
        for begin, dag in laatste.items():
            jaar = schooljaar(dag)
            nummer = uit[-1].nummer + 1 if uit and uit[-1].jaar == jaar else 1
            uit.append(Lesweek(begin, jaar, nummer))
        return uit

    @cached_property
    def _maandagen(self) -> list[date]:
        return [week.maandag for week in self.lesweken]

    def laatste_lesweken(self, dag: date, n: int) -> list[Lesweek]:
        """The last `n` lesweken whose Monday is not after `dag`, oldest first; fewer if there are no more."""
        eind = bisect_right(self._maandagen, dag)
        return self.lesweken[max(0, eind - n) : eind]

    def begin_venster(self, dag: date, n: int) -> date | None:
        """The Monday of the n-th last lesweek; None when there is no such lesweek."""
        weken = self.laatste_lesweken(dag, n)
        return weken[0].maandag if len(weken) == n else None

    def is_lesweek(self, dag: date) -> bool:
        i = bisect_left(self._maandagen, maandag(dag))
        return i < len(self._maandagen) and self._maandagen[i] == maandag(dag)

    # --- deliveries ---

    @cached_property
    def _geleverde_dagen(self) -> set[date]:
        return {
            dag
            for dag in self.schooldagen
            if any(levering.dekt(dag) and levering.ontvangen.date() >= dag for levering in self.verzuim)
        }

    @cached_property
    def _niet_geleverde_weken(self) -> set[date]:
        return {maandag(dag) for dag in self.schooldagen if dag not in self._geleverde_dagen}

    def geleverd(self, dag: date) -> bool:
        """Each schooldag of the week lies in the period of a delivery received on or after that day."""
        return maandag(dag) not in self._niet_geleverde_weken

    def huidig(self, dag: date) -> list[Levering]:
        """The newest delivery whose period holds the day, and later ones without a period."""
        if dag not in self._huidig:
            uit: list[Levering] = []
            for levering in self.verzuim:
                if levering.dekt(dag):
                    uit = [levering]
                elif not levering.heeft_periode:
                    uit.append(levering)
            self._huidig[dag] = uit
        return self._huidig[dag]

    # --- absence ---

    def code_op(self, code: str, dag: date) -> Code | None:
        geldig = [c for c in self.codes.get(code, []) if binnen(dag, c.geldig_van, c.geldig_tot)]
        return max(geldig, key=lambda c: c.geldig_van or date.min, default=None)

    def duiding(self, rij: Rij, dag: date) -> tuple[str, str, str]:
        """Outcome (`genegeerd` takes no part), categorie and geoorloofd of a row on a day."""
        if not rij.code:
            return self._telt_als(rij.soort), "onbekend", "onbekend"
        code = self.code_op(rij.code, dag)
        if code is None:
            return "niet_bekend", "", ""
        if code.categorie == "geen_verzuim":
            return "genegeerd", "", ""
        soort = code.categorie if code.categorie in CATEGORIE_IS_SOORT else rij.soort
        return self._telt_als(soort), code.categorie, code.geoorloofd

    def _telt_als(self, soort: str) -> str:
        """te_laat and verwijderd are present, unless the school's setting says afwezig (keuze)."""
        gemist = self.school.instellingen.get(f"{soort}_telt_als") == "afwezig"
        return {"te_laat": "te_laat_gemist", "verwijderd": "afwezig"}[soort] if gemist else soort

    def dagen(self, leerling: str) -> list[Dag]:
        """The pupil's schooldagen up to `k`, in order."""
        if leerling not in self._dagen:
            alle = (self._dag(leerling, datum) for datum in self.schooldagen)
            self._dagen[leerling] = [dag for dag in alle if dag]
        return self._dagen[leerling]

    def _dag(self, leerling: str, datum: date) -> Dag | None:
        gepland = self.gepland(leerling, datum)
        if not gepland:
            return None
        if not self.geleverd(datum):
            return Dag(datum, alles(gepland, "niet_bekend"))
        dagdelen = self.is_dagdelen(self.klas(leerling, datum))
        rijen = [
            (rij.ingevoerd, levering.volgorde, plaats, rij, duiding)
            for levering in self.huidig(datum)
            for plaats, rij in levering.rijen_op(leerling, datum)
            if rij.past(dagdelen) and (duiding := self.duiding(rij, datum))[0] != "genegeerd"
        ]
        if not rijen:
            return Dag(datum, alles(gepland, "aanwezig"))
        rijen.sort(key=lambda r: r[:3])
        slots = tuple(s for slot, minuten in gepland if (s := winnaar(datum, slot, minuten, rijen)))
        return Dag(datum, slots) if slots else None

    # --- plicht ---

    def plicht(self, leerling: str, dag: date) -> bool:
        """Leerplicht or kwalificatieplicht on that day (regels 3)."""
        rijen = self.inschrijvingen.get(leerling, [])
        if not rijen:
            return False
        rij = self.rij_op(leerling, dag) or rijen[-1]
        geboren = rij.geboortedatum
        eerste = self._eerste_schooldag(begin_leerplicht(geboren))
        if eerste is None or dag < eerste:
            return False
        if dag <= einde_leerplicht(geboren):
            return True
        diploma = min((r.startkwalificatie for r in rijen if r.startkwalificatie), default=date.max)
        achttien = plus_maanden(geboren, 12 * KWALIFICATIE_TOT_JAAR)
        return rij.onderwijssoort not in GEEN_KWALIFICATIEPLICHT and dag < min(achttien, diploma)

    def _eerste_schooldag(self, vanaf: date) -> date | None:
        """The first schooldag of the school on or after `vanaf`; `vanaf` itself if it lies before what we know."""
        if vanaf < self.horizon:
            return vanaf
        i = bisect_left(self.schooldagen, vanaf)
        return self.schooldagen[i] if i < len(self.schooldagen) else None


def begin_leerplicht(geboren: date) -> date:
    """The 1st of the month after the month of the 5th birthday."""
    return plus_maanden(geboren.replace(day=1), 12 * LEERPLICHT_VANAF_JAAR + 1)


def einde_leerplicht(geboren: date) -> date:
    """31 July of the schooljaar in which the pupil turns 16."""
    zestien = plus_maanden(geboren, 12 * LEERPLICHT_TOT_JAAR)
    return date(schooljaar(zestien) + 1, 7, 31)


def slots_op(rijen: list[Roosterrij], dag: date) -> list[tuple[int, int]]:
    """(slot, minutes) of the rows valid on the day's weekday; one slot twice: the latest geldig_van."""
    geldig = [r for r in rijen if r.weekdag == dag.isoweekday() and binnen(dag, r.geldig_van, r.geldig_tot)]
    geldig.sort(key=lambda rij: rij.geldig_van or date.min)
    return sorted({rij.slot: rij.minuten for rij in geldig}.items())


def winnaar(datum: date, slot: int, minuten: int, rijen: list[tuple]) -> Slot | None:
    """The slot as the row says that was entered last; None when it is nvt: not planned at all."""
    for *_, rij, (uitkomst, categorie, geoorloofd) in reversed(rijen):
        if not rij.raakt(datum, slot):
            continue
        if uitkomst == "nvt":
            return None
        laat = uitkomst in ("te_laat", "te_laat_gemist")
        if uitkomst in ("afwezig", "te_laat_gemist"):
            return Slot(slot, minuten, "gemist", categorie, geoorloofd, laat)
        return Slot(slot, minuten, uitkomst if laat or uitkomst == "niet_bekend" else "aanwezig", laat=laat)
    return Slot(slot, minuten, "aanwezig")


class Kennis:
    """The whole city as known at Sunday `k`."""

    def __init__(self, stad: Stad, k: date):
        self.stad, self.k = stad, k
        self.scholen = {brin6: Schoolkennis(stad, school, k) for brin6, school in stad.scholen.items()}
        self.meldingen: list[Melding] = self._gemeente("meldingen")
        self.meldingen = [m for m in self.meldingen if m.brin6 in self.scholen]
        self.vrijstellingen = self._gemeente("vrijstellingen")
        self.absoluut = self._gemeente("absoluut")

    def _gemeente(self, soort: str) -> list:
        return self.stad.momentopname("", soort, self.k)

    def persoon(self, brin6: str, leerling: str) -> tuple[str, ...]:
        """The same for one pgn over schools; without pgn the pupil of that school."""
        pgn = self.scholen[brin6].pgn(leerling)
        return (pgn,) if pgn else (brin6, leerling)

    @cached_property
    def personen(self) -> dict[tuple[str, ...], list[tuple[str, str]]]:
        """Person -> its (school, leerlingnummer) pairs."""
        uit: dict[tuple[str, ...], list[tuple[str, str]]] = {}
        for brin6, school in self.scholen.items():
            for leerling in school.inschrijvingen:
                uit.setdefault(self.persoon(brin6, leerling), []).append((brin6, leerling))
        return uit

    def meldingen_van(self, brin6: str, leerling: str) -> list[Melding]:
        """Reports of this pupil and school: by pgn first, else by brin6 and leerlingnummer."""
        pgn = self.scholen[brin6].pgn(leerling)
        return [m for m in self.meldingen if m.brin6 == brin6 and self._hoort_bij(m, pgn, leerling)]

    def _hoort_bij(self, melding: Melding, pgn: str, leerling: str) -> bool:
        if melding.pgn and (melding.pgn,) in self.personen:
            return melding.pgn == pgn
        return melding.leerling == leerling
