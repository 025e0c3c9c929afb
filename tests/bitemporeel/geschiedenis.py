"""Random small histories of attendance deliveries of a few schools, each with the course of its arrival.

A history is told in stages: files that arrive (also older receipts, late), a file that is taken away, and the Sunday of
the run that follows. Names, periods, minutes and contents are drawn from small pools, so that they meet often.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random

from tests.bitemporeel.model import Bestand, zonder_tijd
from tests.bouwsteen import DIALECTEN, GEEN_EIND, Stadje, Verzuimrij

DAG = timedelta(days=1)
BEGINS = (date(2026, 8, 31), date(2026, 10, 19), date(2027, 7, 26))
"""Mondays: start of lessons, the week before the doubled hour, the week in which the schooljaar turns."""
LAATSTE_RUN = 34
"""Days from the begin to the Sunday of the last run: after every receipt."""
LEERLINGEN = ("1001", "1002", "0003", "1099")
NOOIT_INGESCHREVEN = "1099"
KLOK = (time(0, 0), time(2, 30), time(2, 59), time(6, 0), time(12, 0), time(23, 59))
INVOER = ("", "2026-09-01", "2026-10-25 02:30:00", "2026-10-25 03:00:00", "2026-07-01 12:00")
KAPOT = {"standaard": b"leerlingnummer;soort\r\n1001;afwezig\r\n", "somtoday": b'{"items": [', "eduarte": b""}
REGISTER_DIALECTEN = tuple(DIALECTEN)


@dataclass
class Fase:
    """What happens before one run: files that are brought, by school, name and content; files that are taken away."""

    zondag: date
    komt: list[Bestand] = field(default_factory=list)
    gaat: list[Bestand] = field(default_factory=list)

    def kent(self, bestand: Bestand) -> bool:
        """Is the file known at the Sunday of this run (received before the Monday after it, 12:00)?"""
        return bestand.ontvangen < datetime.combine(self.zondag + DAG, time(12))


@dataclass
class Geschiedenis:
    """A history: `begin` is its Monday, `scholen` gives the dialect of each school."""

    begin: date
    scholen: dict[str, str]
    fasen: list[Fase]
    ingeschreven: dict[str, set[str]]

    @property
    def bestanden(self) -> list[Bestand]:
        """Everything that was ever delivered."""
        return [bestand for fase in self.fasen for bestand in fase.komt]

    def momenten(self) -> list[datetime]:
        """Just before, at and just after each receipt, and far before and after all of them."""
        minuut = timedelta(minutes=1)
        ontvangsten = {bestand.ontvangen for bestand in self.bestanden}
        eromheen = {op + d for op in ontvangsten for d in (-minuut, timedelta(0), minuut)}
        return sorted(eromheen | {datetime(2020, 1, 1), datetime(2035, 1, 1)})


class Verteller:
    """Draws one history; everything hangs on one Random."""

    def __init__(self, rng: Random):
        self.rng = rng
        self.begin = rng.choice(BEGINS)
        dialecten = [rng.choice(REGISTER_DIALECTEN) for _ in range(rng.choice([1, 1, 2, 3]))]
        self.scholen = {f"{i:02}AA00": dialect for i, dialect in enumerate(dialecten)}
        runs = rng.sample([6, 13, 20], rng.randint(0, 2))
        self.fasen = [Fase(self.begin + timedelta(days=dagen)) for dagen in (*sorted(runs), LAATSTE_RUN)]
        self.waarheid = {brin6: self._rijen(dialect, 6) for brin6, dialect in self.scholen.items()}
        self.gemaakt: list[Bestand] = []

    def vertel(self) -> Geschiedenis:
        """The whole history."""
        for _ in range(self.rng.randint(2, 8)):
            self._lever(self.rng.choice(list(self.scholen)))
        self._haal_weg()
        wie = set(LEERLINGEN) - {NOOIT_INGESCHREVEN}
        return Geschiedenis(self.begin, self.scholen, self.fasen, {brin6: wie for brin6 in self.scholen})

    def kans(self, procent: int) -> bool:
        return self.rng.randint(1, 100) <= procent

    def dag(self) -> date:
        """A day of the first three weeks, or long ago."""
        return self.begin + timedelta(days=self.rng.choice([-400, -390, *range(-3, 20), *range(20)]))

    # --- rows ---

    def _rijen(self, dialect: str, aantal: int) -> list[Verzuimrij]:
        return [self._rij(dialect) for _ in range(self.rng.randint(0, aantal))]

    def _rij(self, dialect: str) -> Verzuimrij:
        rng, dag = self.rng, self.dag()
        soort = "afwezig" if dialect == "eduarte" else rng.choice(["afwezig", "afwezig", "te_laat", "nvt"])
        van, tot = sorted((rng.randint(1, 4), rng.randint(1, 4)))
        if dialect != "magister" and self.kans(50):
            van = tot = None
        if dialect == "standaard" and self.kans(20):
            van, tot = rng.choice([("ochtend", "ochtend"), ("ochtend", "middag"), ("middag", "middag")])
        eind = None
        if dialect in ("eduarte", "somtoday") and self.kans(50):
            eind = rng.choice([GEEN_EIND, dag + timedelta(days=rng.randint(1, 12))])
        invoer = "" if dialect == "eduarte" else rng.choice(INVOER)
        return Verzuimrij(rng.choice(LEERLINGEN), dag, van, tot, rng.choice(["O", "Z", "?", ""]), soort, invoer, eind)

    def _veranderd(self, brin6: str) -> list[Verzuimrij]:
        """The truth of a school goes on: rows are withdrawn, changed, new, and sometimes delivered twice."""
        dialect = self.scholen[brin6]
        over = [rij for rij in self.waarheid[brin6] if not self.kans(20)]
        gewijzigd = [self._rij(dialect) if self.kans(15) else rij for rij in over]
        self.waarheid[brin6] = gewijzigd + self._rijen(dialect, 2)
        dubbel = [rij for rij in self.waarheid[brin6] if self.kans(10)]
        return self.waarheid[brin6] + dubbel

    # --- files ---

    def _lever(self, brin6: str) -> None:
        """One delivery of one or two files, or a file of before once more."""
        if self.gemaakt and self.kans(25):
            self._nog_eens(self.rng.choice(self.gemaakt))
            return
        periode, stempel = self._periode(), self._stempel()
        inhoud = self._veranderd(brin6)
        delen = [inhoud[::2], inhoud[1::2]] if self.kans(25) else [inhoud]
        namen = self.rng.sample(["a", "absenties", "B", "z 9"], len(delen))
        for naam, rijen in zip(namen, delen, strict=True):
            self._breng(brin6, naam, self._bytes(brin6, rijen), periode, stempel)

    def _bytes(self, brin6: str, rijen: list[Verzuimrij]) -> bytes:
        dialect = self.scholen[brin6]
        if self.kans(6):
            return KAPOT.get(dialect, b"stamnr\r\n1\r\n")
        return DIALECTEN[dialect][0](rijen)

    def _nog_eens(self, eerder: Bestand) -> None:
        """The same bytes and period at another receipt, mostly at the same school."""
        brin6 = eerder.brin6 if self.kans(75) else self.rng.choice(list(self.scholen))
        periode = (eerder.van, eerder.tot) if self.kans(85) else self._periode()
        self._breng(brin6, self.rng.choice(["a", "nog eens"]), eerder.inhoud, periode, self._stempel())

    def _periode(self) -> tuple[date | None, date | None]:
        soort = self.rng.choice(["geen", "week 1", "week 2", "twee", "lang", "los"])
        van = self.begin + timedelta(days=7 if soort == "week 2" else 0)
        dagen = {"twee": 13, "lang": 20}.get(soort, 6)
        if soort == "geen":
            return None, None
        if soort == "los":
            van = self.dag()
            return van, van + timedelta(days=self.rng.randint(0, 9))
        return (van - timedelta(days=420) if soort == "lang" and self.kans(50) else van), van + timedelta(days=dagen)

    def _stempel(self) -> datetime | None:
        """A receipt on few days and minutes; None: the name does not tell."""
        if self.kans(12):
            return None
        dag = self.begin + timedelta(days=self.rng.choice([-1, 2, 6, 6, 7, 7, 13, 14, 21]))
        return datetime.combine(dag, self.rng.choice(KLOK))

    def _breng(
        self, brin6: str, naam: str, inhoud: bytes, periode: tuple[date | None, date | None], stempel: datetime | None
    ) -> None:
        """Bring a file in some stage, in which a run finds it; a name that stands there already is not used again."""
        fase, (van, tot) = self.rng.choice(self.fasen), periode
        bereik = f"__{van:%Y%m%d}-{tot:%Y%m%d}" if van and tot else ""
        moment = f"__{stempel:%Y%m%dT%H%M}" if stempel else ""
        volledig = f"{naam}{bereik}{moment}.{DIALECTEN[self.scholen[brin6]][1]}"
        if any((eerder.brin6, eerder.naam) == (brin6, volledig) for eerder in self.gemaakt):
            return
        ontvangen = stempel or zonder_tijd(tot, fase.zondag)
        bestand = Bestand(brin6, self.scholen[brin6], volledig, inhoud, van, tot, ontvangen)
        self.gemaakt.append(bestand)
        fase.komt.append(bestand)

    def _haal_weg(self) -> None:
        """An office may move files away after the run that took them in: what was delivered stays delivered.

        Not told: a file that joins a delivery of which another is gone; what went cannot be judged anew beside it.
        """
        for i, (vorige, fase) in enumerate(zip(self.fasen, self.fasen[1:], strict=False), 1):
            later = {bestand.levering for ander in self.fasen[i:] for bestand in ander.komt}
            alleen = [bestand for bestand in vorige.komt if vorige.kent(bestand) and bestand.levering not in later]
            fase.gaat = [bestand for bestand in alleen if self.kans(25)]


def bouw_stad(geschiedenis: Geschiedenis, map_: Path) -> Stadje:
    """The register, codes and enrolments of a history; its attendance is brought per stage."""
    stad = Stadje(map_, begin=f"{geschiedenis.begin - DAG:%Y%m%d}T0600")
    for brin6, dialect in geschiedenis.scholen.items():
        school = stad.school(brin6, dialect=dialect)
        for leerling in sorted(geschiedenis.ingeschreven[brin6]):
            school.inschrijving(leerling)
    return stad


def pas_toe(fase: Fase, map_: Path) -> None:
    """Bring and take away the files of one stage."""
    for bestand in fase.gaat:
        (map_ / bestand.brin6 / "verzuim" / bestand.naam).unlink()
    for bestand in fase.komt:
        pad = map_ / bestand.brin6 / "verzuim" / bestand.naam
        pad.parent.mkdir(parents=True, exist_ok=True)
        pad.write_bytes(bestand.inhoud)
