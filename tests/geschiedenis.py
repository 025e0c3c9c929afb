"""Random small histories of deliveries, for comparing the product with the reference.

Everything hangs on one `Random`: a plain one gives a city by seed, one of Hypothesis gives a city that shrinks. What
is drawn lies around the edges of the rules: few slots, short periods, receipts around the moment of knowing, rows that
contradict. Left out is what the rules leave open (a pupil with lesuren in a class with dagdelen).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random

from tests.bouwsteen import GEEN_EIND, Schooltje, Stadje, Verzuimrij, geldig_pgn

DAG = timedelta(days=1)
BEGINS = (date(2026, 8, 31), date(2026, 10, 5), date(2026, 11, 30), date(2027, 6, 14))
"""First Mondays: start of the schooljaar, around the end of summer time, around Christmas, around 1 August."""
CODES = ["O", "O", "O", "Z", "Z", "?", "?", "L", "X", "S", "T", "P", "N", "B", "Q", "G", ""]
"""X: luxe, reason unknown. Q: in the table later, or never. G: its meaning changes on a date. Empty: no code."""
INVOER = ["", "", "2026-09-01", "2026-09-01 08:00", "2026-10-25 02:30:00", "2026-10-25 03:00:00", "2026-12-01 12:00"]
DIALECTEN = ("standaard", "standaard", "magister", "eduarte", "somtoday")


@dataclass(frozen=True)
class Tijdvak:
    """The lessons begin on Monday `begin` and last `weken` weeks; the last `zondagen` Sundays are peildata."""

    begin: date
    weken: int
    zondagen: int

    @property
    def einde(self) -> date:
        """The last Sunday."""
        return self.begin + timedelta(days=7 * self.weken - 1)

    @property
    def eerste_peildatum(self) -> date:
        return self.einde - timedelta(days=7 * (self.zondagen - 1))


def stempel(moment: datetime) -> str:
    """A receipt as it stands in a file name."""
    return f"{moment:%Y%m%dT%H%M}"


class Verteller:
    """Tells one random school. Each `_`-method draws one part of its history and delivers it."""

    def __init__(self, rng: Random, vak: Tijdvak, school: Schooltje, dagdelen: bool):
        self.rng, self.vak, self.school, self.dagdelen = rng, vak, school, dagdelen
        self.slots: list[int | str] = ["ochtend", "middag"] if dagdelen else list(range(1, rng.randint(2, 5) + 1))
        self.leerlingen = [f"{1001 + i}" for i in range(rng.randint(1, 3))]
        self.geleverd: list[Verzuimrij] = []

    def vertel(self) -> None:
        self._codes()
        self._rooster()
        self._kalender()
        for leerling in self.leerlingen:
            self._inschrijving(leerling)
        self._verzuim()

    def kans(self, procent: int) -> bool:
        return self.rng.randint(1, 100) <= procent

    def dag(self, voor: int = 0, na: int = 0) -> date:
        """Some day of the lessons, or so many days before or after."""
        return self.vak.begin + timedelta(days=self.rng.randint(-voor, 7 * self.vak.weken - 1 + na))

    def vroeg(self) -> str:
        """A receipt before the first peildatum."""
        return stempel(datetime.combine(self.vak.eerste_peildatum - DAG, time(6)))

    def ontvangst(self) -> str:
        """A receipt around some peildatum: in the week, or just before, at or after the moment of knowing."""
        zondag = self.vak.eerste_peildatum + timedelta(days=7 * self.rng.randint(0, self.vak.zondagen - 1))
        uren = self.rng.choice([-120, -72, -33, 14, 30, 35, 35, 36, 60])
        return stempel(datetime.combine(zondag, time(0)) + timedelta(hours=uren, minutes=self.rng.randint(0, 3)))

    # --- snapshots ---

    def _codes(self) -> None:
        rng, midden = self.rng, self.dag()
        wissel = [("G", "ziek", "ja", "", (midden - DAG).isoformat()), ("G", "zonder_reden", "nee", midden.isoformat())]
        self.school.codes([("X", "luxe", "onbekend"), *wissel], self.vroeg())
        if self.kans(50):
            soort = rng.choice(["zonder_reden", "ziek", "nvt", "aanwezig", "geen_verzuim", "te_laat"])
            self.school.codes([("Q", soort, rng.choice(["nee", "ja", "onbekend"]))], self.ontvangst())
        if self.kans(15):
            self.school.codes([("?", "onbekend", rng.choice(["ja", "nee"]))], self.ontvangst())

    def _rooster(self) -> None:
        rng, van = self.rng, self.vak.begin - timedelta(days=self.rng.choice([0, 0, 28, 30]))
        vast = {"geldig_van": van, "geldig_tot": date(2027, 12, 31), "minuten": rng.choice([50, 60, 150])}
        for klas in ("1a", "1b"):
            weekdagen = sorted(rng.sample(range(1, 6), rng.choice([2, 4, 5, 5, 5])))
            self.school.rooster(klas, weekdagen, self.slots, ontvangen=self.vroeg(), **vast)
        if self.kans(25):
            self._rooster_later()
        if self.kans(30):
            self._eigen_rooster(rng.choice(self.leerlingen))

    def _rooster_later(self) -> None:
        """Another length of the lessons from a date on, known at once or later."""
        op = self.rng.choice([self.vroeg(), self.ontvangst()])
        van = self.dag()
        self.school.rooster(
            "1a", slots=self.slots[:1], minuten=45, geldig_van=van, geldig_tot=date(2027, 12, 31), ontvangen=op
        )

    def _eigen_rooster(self, leerling: str) -> None:
        van, weekdagen = self.dag(voor=10), self.rng.sample(range(1, 6), self.rng.randint(1, 4))
        tot = van + timedelta(days=self.rng.randint(0, 30))
        op = self.rng.choice([self.vroeg(), self.ontvangst()])
        self.school.rooster("", weekdagen, self.slots[-2:], 40, leerling, van, tot, op)

    def _kalender(self) -> None:
        for _ in range(self.rng.choice([0, 1, 1, 2])):
            van = self.dag()
            if self.kans(60):
                van -= timedelta(days=van.weekday())
            tot = van + timedelta(days=self.rng.choice([0, 0, 4, 6, 11]))
            op = self.rng.choice([self.vroeg(), self.vroeg(), self.ontvangst()])
            self.school.kalender(van, tot, klas=self.rng.choice(["", "", "1a"]), ontvangen=op)

    def _inschrijving(self, leerling: str) -> None:
        rng = self.rng
        vast = self._persoon()
        start = rng.choice([date(2025, 8, 1), self.vak.begin, self.dag(voor=20)])
        eind = rng.choice([None, None, None, self.dag(na=20)])
        eind = None if eind is None else max(eind, start)
        op = self.vroeg()
        self.school.inschrijving(leerling, klas="1a", startdatum=start, einddatum=eind, ontvangen=op, **vast)
        if self.kans(35):
            self._tweede_rij(leerling, eind, vast)
        if self.kans(10):
            self.school.verwijder("inschrijvingen", self.ontvangst(), leerlingnummer=leerling)

    def _persoon(self) -> dict:
        """Birthday around the edges of plicht, a pgn that other schools may have too."""
        rng = self.rng
        jaren = rng.choice([5, 14, 14, 14, 14, 16, 17, 18])
        geboren = date(self.vak.begin.year - jaren, self.vak.begin.month, 15) + timedelta(days=rng.randint(-60, 60))
        pgn = geldig_pgn(rng.randint(1, 6)) if self.kans(60) else ""
        soort = rng.choice(["havo", "havo", "havo", "vso_arbeid"])
        uit = {"geboortedatum": geboren, "onderwijssoort": soort, "pgn": pgn}
        if self.kans(10):
            uit["startkwalificatie_op"] = self.dag().isoformat()
        if self.kans(30):
            uit["woongemeente"] = rng.choice(["0344", "0363"])
        return uit

    def _tweede_rij(self, leerling: str, eind: date | None, vast: dict) -> None:
        """Another class, or back after a gap; known at once or later."""
        start = self.dag() if eind is None else eind + timedelta(days=self.rng.choice([1, 2, 8]))
        later = None if self.kans(70) else start + timedelta(days=self.rng.randint(0, 20))
        op = self.rng.choice([self.vroeg(), self.ontvangst()])
        extra = {**vast, "pgn": self.rng.choice([vast["pgn"], vast["pgn"], ""])}
        klas = self.rng.choice(["1a", "1b"])
        self.school.inschrijving(leerling, klas=klas, startdatum=start, einddatum=later, ontvangen=op, **extra)

    # --- attendance ---

    def _verzuim(self) -> None:
        waarheid = [rij for leerling in self.leerlingen for rij in self._waarheid(leerling)]
        for i in range(self.vak.zondagen):
            zondag = self.vak.eerste_peildatum + timedelta(days=7 * i)
            if self.kans(85):
                op = stempel(datetime.combine(zondag + DAG, time(6, self.rng.randint(0, 2))))
                self._lever(self._gewijzigd(waarheid), *self._periode(zondag), op)
        for i in range(self.rng.choice([0, 0, 1, 2])):
            van, tot = self._periode(self.dag())
            self._lever(self._gewijzigd(waarheid), van, tot, self.ontvangst(), f"extra{i}")

    def _periode(self, tot: date) -> tuple[date | None, date | None]:
        """The whole time, the last one or two weeks, some odd days, or none."""
        soort = self.rng.choice(["alles", "alles", "alles", "week", "twee", "raar", "geen"])
        dagen = {"alles": 400, "week": 6, "twee": 13, "raar": self.rng.randint(0, 20)}
        if soort == "geen":
            return None, None
        later = self.rng.choice([0, 0, 0, 3, 10]) if soort == "raar" else 0
        van = max(tot - timedelta(days=dagen[soort]), self.vak.begin - timedelta(days=35))
        return van, max(van, tot) + timedelta(days=later)

    def _lever(
        self, rijen: list[Verzuimrij], van: date | None, tot: date | None, op: str, naam: str = "absenties"
    ) -> None:
        self.rng.shuffle(rijen)
        if self.kans(10) and rijen:
            helft = len(rijen) // 2
            self.school.verzuim(van, tot, op, rijen[:helft], f"{naam}-b")
            rijen = rijen[helft:]
        pad = self.school.verzuim(van, tot, op, rijen, naam)
        if self.kans(10):
            later = self.ontvangst()
            kop, staart = pad.name[: pad.name.rindex("__")], pad.suffix
            self.school.ruw("verzuim", f"{kop}__{later}{staart}", pad.read_bytes())

    def _gewijzigd(self, waarheid: Sequence[Verzuimrij]) -> list[Verzuimrij]:
        """The truth as one export has it: some rows are not there, a few are new."""
        weg = self.rng.choice([0, 0, 0, 10, 30])
        nieuw = [self._rij(self.rng.choice(self.leerlingen)) for _ in range(self.rng.choice([0, 0, 1, 3]))]
        return [rij for rij in waarheid if not self.kans(weg)] + nieuw

    def _waarheid(self, leerling: str) -> list[Verzuimrij]:
        """Long absence, some loose days, some hours, and rows that contradict them."""
        uit = [self._rij(leerling) for _ in range(self.rng.randint(0, 12))]
        if self.kans(60):
            begin, code = self.dag(voor=25), self.rng.choice(["O", "O", "O", "Z", "?", "?"])
            lengte = self.rng.choice([4, 10, 27, 34, 60])
            uit += self._lang(leerling, begin, min(begin + timedelta(days=lengte), self.vak.einde), code)
        return uit

    def _lang(self, leerling: str, begin: date, eind: date, code: str) -> list[Verzuimrij]:
        """Whole days in a row: one span where the dialect has spans, else a row a day (magister: a row a lesson)."""
        if self.school.dialect in ("eduarte", "somtoday") and self.kans(70):
            einddatum = GEEN_EIND if self.kans(40) else max(eind, begin)
            return [Verzuimrij(leerling, begin, code=code, einddatum=einddatum)]
        dagen = (begin + timedelta(days=i) for i in range((eind - begin).days + 1))
        van, tot = (self.slots[0], self.slots[-1]) if self.school.dialect == "magister" else (None, None)
        return [Verzuimrij(leerling, d, van, tot, code) for d in dagen if d.isoweekday() <= 5 and self.kans(97)]

    def _rij(self, leerling: str) -> Verzuimrij:
        rng, dialect = self.rng, self.school.dialect
        code = rng.choice(CODES)
        soort = "afwezig" if dialect == "eduarte" else rng.choice(["afwezig"] * 4 + ["te_laat", "nvt"])
        if dialect in ("standaard", "magister") and self.kans(10):
            soort = "aanwezig"
        van, tot = self._slots(dialect)
        dag = self.dag(voor=7, na=3)
        eind = None
        if dialect in ("eduarte", "somtoday") and self.kans(30):
            eind = rng.choice([GEEN_EIND, dag + timedelta(days=rng.randint(0, 9))])
        invoer = "" if dialect == "eduarte" else rng.choice(INVOER)
        return Verzuimrij(leerling, dag, van, tot, code, soort, invoer, eind)

    def _slots(self, dialect: str) -> tuple:
        """Slots within the day, or none: the whole day."""
        if dialect != "magister" and (self.kans(40) or (self.dagdelen and dialect != "standaard")):
            return None, None
        van, tot = sorted(self.rng.randint(0, len(self.slots) - 1) for _ in range(2))
        return self.slots[van], self.slots[tot]


def maak_stadje(rng: Random, map_: Path, scholen: int, vak: Tijdvak | None = None) -> Tijdvak:
    """Write a random city of so many schools; returns its time."""
    vak = vak or Tijdvak(rng.choice(BEGINS), rng.choice([2, 3, 5, 6, 7, 8, 14]), rng.choice([1, 2, 3, 4]))
    vak = Tijdvak(vak.begin, vak.weken, min(vak.zondagen, vak.weken))
    gemeenten = rng.choice([[], [], ["0344"]])
    eerst = stempel(datetime.combine(vak.eerste_peildatum - DAG, time(6)))
    stad = Stadje(map_, begin=eerst, leerplicht_gemeenten=gemeenten)
    vertellers = [_school(rng, stad, vak, i) for i in range(scholen)]
    for verteller in vertellers:
        verteller.vertel()
    for nummer in range(rng.choice([0, 1, 3]) * scholen):
        _melding(rng, stad, vertellers[rng.randint(0, scholen - 1)], f"M{nummer}" if rng.randint(0, 1) else str(nummer))
    return vak


def _school(rng: Random, stad: Stadje, vak: Tijdvak, nummer: int) -> Verteller:
    dialect = rng.choice(DIALECTEN)
    dagdelen = dialect != "magister" and rng.randint(1, 5) == 1
    soort = "po" if dagdelen else rng.choice(["vo", "mbo"])
    uurmaat = rng.choice(["lesuur", "lesuur", "klokuur"])
    school = stad.school(f"{nummer:02}AA00", soort=soort, dialect=dialect, uurmaat=uurmaat)
    return Verteller(rng, vak, school, dagdelen)


def _melding(rng: Random, stad: Stadje, verteller: Verteller, nummer: str) -> None:
    begin = verteller.dag(voor=5)
    eind = rng.choice([None, begin + timedelta(days=rng.randint(0, 30))])
    velden = {
        "begindatum": begin,
        "einddatum": eind,
        "melddatum": begin + timedelta(days=rng.randint(0, 14)),
        "soort": rng.choice(["V3", "V3", "V3", "LRV"]),
        "status": rng.choice(["B", "R", "I"]),
        "pgn": rng.choice(["", "", geldig_pgn(rng.randint(1, 7))]),
        "ontvangen": rng.choice([verteller.vroeg(), verteller.ontvangst()]),
    }
    stad.melding(nummer, verteller.school.brin6, rng.choice(["1001", "1002"]), **velden)
