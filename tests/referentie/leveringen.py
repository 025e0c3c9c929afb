"""Which deliveries there are, when each was received, and what stands in them (aanlevering 1, File name)."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path

import yaml

from tests.referentie.bronnen import GEMEENTELIJK, laatste_per_sleutel, lees_momentopname
from tests.referentie.dialecten import Lestijden, Rij, lees_lestijden, lees_verzuim
from tests.referentie.lezen import Geweigerd
from tests.referentie.tijd import begin_schooljaar, schooljaar

NAAM = re.compile(r"(?P<stam>.*?)(?:__(?P<van>\d{8})-(?P<tot>\d{8}))?(?:__(?P<op>\d{8}T\d{4}))?\.(?P<ext>[^.]+)", re.S)
SOORTEN_SCHOOL = {
    "codes": "csv",
    "inschrijvingen": "csv xlsx",
    "rooster": "csv",
    "kalender": "csv ics",
    "verzuim": "csv xlsx json",
    "kernteam": "csv xlsx",
}
KENNISMOMENT_UREN = 12


@dataclass(frozen=True)
class School:
    """One school of the register, with its settings."""

    brin6: str
    soort: str
    dialect: str
    uurmaat: str
    lestijden: Lestijden
    instellingen: dict[str, str]


@dataclass(frozen=True)
class Bestand:
    """One delivered file; `ontvangen` is local time."""

    pad: Path
    van: date | None
    tot: date | None
    ontvangen: datetime
    sha: str


@dataclass
class Levering:
    """Files that count as one; `volgorde` orders receipts. `rijen` are what could be read of it."""

    brin6: str
    soort: str
    bestanden: list[Bestand]
    rijen: list = field(default_factory=list)
    gelezen: int = 0
    geweigerd: int = 0
    per_dag: dict[str, dict[date, list[tuple[int, Rij]]]] = field(default_factory=dict)

    @property
    def ontvangen(self) -> datetime:
        return self.bestanden[0].ontvangen

    @property
    def volgorde(self) -> tuple[datetime, str]:
        return self.ontvangen, self.bestanden[0].pad.name

    @property
    def periode(self) -> tuple[date | None, date | None]:
        return self.bestanden[0].van, self.bestanden[0].tot

    @property
    def heeft_periode(self) -> bool:
        return self.periode != (None, None)

    def dekt(self, dag: date) -> bool:
        """Whether the day lies in the period of this delivery."""
        van, tot = self.periode
        return van is not None and tot is not None and van <= dag <= tot

    def rijen_op(self, leerling: str, dag: date) -> list[tuple[int, Rij]]:
        """The rows of one pupil that touch this day, with their place in the delivery."""
        if not self.per_dag and self.rijen:
            self._zet_per_dag()
        return self.per_dag.get(leerling, {}).get(dag, [])

    def _zet_per_dag(self) -> None:
        """Cut each span at the period, the receipt date and 1 August of the schooljaar before the receipt's."""
        receipt = self.ontvangen.date()
        vroegst, laatst = begin_schooljaar(schooljaar(receipt) - 1), receipt
        if self.heeft_periode:
            van, tot = self.periode
            assert van and tot
            vroegst, laatst = max(vroegst, van), min(laatst, tot)
        for plaats, rij in enumerate(self.rijen):
            dag, eind = max(rij.van, vroegst), min(rij.tot or laatst, laatst)
            per_leerling = self.per_dag.setdefault(rij.leerling, {})
            while dag <= eind:
                per_leerling.setdefault(dag, []).append((plaats, rij))
                dag += timedelta(days=1)


class Stad:
    """Everything that was delivered. `eerste_peildatum` dates what came without period and without time of receipt."""

    def __init__(self, wortel: Path, eerste_peildatum: date):
        self.wortel, self.eerste = wortel, eerste_peildatum
        register = yaml.load((wortel / "scholen.yaml").read_bytes(), Loader=yaml.BaseLoader) or {}
        self.leerplicht_gemeenten = register.get("leerplicht_gemeenten") or []
        self.instellingen: dict[str, str] = register.get("instellingen") or {}
        self.scholen = {s["brin6"]: lees_school(s, self.instellingen) for s in register.get("scholen") or []}
        self.leveringen: dict[tuple[str, str], list[Levering]] = {}
        for brin6, school in self.scholen.items():
            for soort, vormen in SOORTEN_SCHOOL.items():
                self._laad(brin6, soort, wortel / brin6 / soort, vormen, school)
        for soort in GEMEENTELIJK:
            self._laad("", soort, wortel / "gemeente" / soort, "csv", None)

    def bekend(self, brin6: str, soort: str, kennis: date) -> list[Levering]:
        """The deliveries known at Sunday `kennis`, oldest receipt first."""
        instellingen = self.scholen[brin6].instellingen if brin6 else self.instellingen
        uren = instellingen.get("kennismoment_uren", KENNISMOMENT_UREN)
        grens = datetime.combine(kennis + timedelta(days=1), time(0)) + timedelta(hours=int(uren))
        return [levering for levering in self.leveringen.get((brin6, soort), []) if levering.ontvangen < grens]

    def momentopname(self, brin6: str, soort: str, kennis: date) -> list:
        """The newest snapshot that was not refused: the whole truth for all dates."""
        goed = [levering for levering in self.bekend(brin6, soort, kennis) if not levering.geweigerd]
        return laatste_per_sleutel(soort, goed[-1].rijen) if goed else []

    def iets_bekend(self, kennis: date) -> bool:
        """Whether any delivery was known at this Sunday."""
        return any(self.bekend(brin6, soort, kennis) for brin6, soort in self.leveringen)

    def _laad(self, brin6: str, soort: str, map_: Path, vormen: str, school: School | None) -> None:
        bestanden = [self._bestand(pad) for pad in sorted(map_.glob("*")) if pad.suffix[1:].lower() in vormen.split()]
        leveringen = sorted(groepeer(brin6, soort, bestanden), key=lambda levering: levering.volgorde)
        self.leveringen[brin6, soort] = [lees(levering, school) for levering in zonder_herhaling(leveringen)]

    def _bestand(self, pad: Path) -> Bestand:
        treffer = NAAM.fullmatch(pad.name)
        van, tot = (naamdatum(treffer[g]) for g in ("van", "tot")) if treffer else (None, None)
        if not (van and tot and van <= tot):
            van = tot = None
        op = naamtijd(treffer["op"]) if treffer else None
        sha = hashlib.sha256(pad.read_bytes()).hexdigest()
        return Bestand(pad, van, tot, op or self._zonder_tijd(tot), sha)

    def _zonder_tijd(self, tot: date | None) -> datetime:
        """23:59 of the first Sunday at or after the end of the period, else of the first run that finds the file."""
        zondag = (
            date.fromordinal(min(tot.toordinal() + 6 - tot.weekday(), date.max.toordinal())) if tot else self.eerste
        )
        return datetime.combine(zondag, time(23, 59))


def lees_school(ruw: dict, stedelijk: dict[str, str]) -> School:
    instellingen = {**stedelijk, **(ruw.get("instellingen") or {})}
    lestijden = lees_lestijden(ruw.get("lestijden") or {})
    dialect, uurmaat = ruw.get("dialect", "standaard"), ruw.get("uurmaat", "lesuur")
    return School(ruw["brin6"], ruw.get("soort", ""), dialect, uurmaat, lestijden, instellingen)


def naamdatum(tekst: str | None) -> date | None:
    try:
        return datetime.strptime(tekst, "%Y%m%d").date() if tekst else None
    except ValueError:
        return None


def naamtijd(tekst: str | None) -> datetime | None:
    try:
        return datetime.strptime(tekst, "%Y%m%dT%H%M") if tekst else None
    except ValueError:
        return None


def groepeer(brin6: str, soort: str, bestanden: list[Bestand]) -> Iterator[Levering]:
    """One school, one kind and one receipt minute (for verzuim: and one period) are one delivery."""
    groepen: dict[tuple, list[Bestand]] = {}
    for bestand in bestanden:
        periode = (bestand.van, bestand.tot) if soort == "verzuim" else ()
        groepen.setdefault((bestand.ontvangen, periode), []).append(bestand)
    return (Levering(brin6, soort, groep) for groep in groepen.values())


def zonder_herhaling(leveringen: list[Levering]) -> list[Levering]:
    """A delivery of which every file came before (same period and content) changes nothing."""
    gezien: set[tuple] = set()
    uit = []
    for levering in leveringen:
        merken = {(b.van, b.tot, b.sha) for b in levering.bestanden}
        if not merken <= gezien:
            uit.append(levering)
        gezien |= merken
    return uit


def lees(levering: Levering, school: School | None) -> Levering:
    """Read the files; a refused file adds nothing but the count."""
    for bestand in levering.bestanden:
        naam, inhoud = bestand.pad.name, bestand.pad.read_bytes()
        try:
            if not inhoud:
                raise Geweigerd("onleesbaar")
            if levering.soort == "verzuim" and school:
                levering.rijen += lees_verzuim(school.dialect, naam, inhoud, school.lestijden)
            else:
                levering.rijen += lees_momentopname(levering.soort, naam, inhoud)
            levering.gelezen += 1
        except Geweigerd:
            levering.geweigerd += 1
    if levering.soort == "verzuim":
        levering.rijen = list(dict.fromkeys(levering.rijen))  # dubbel: the later of two equal rows has no effect
    return levering
