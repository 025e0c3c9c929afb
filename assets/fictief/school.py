"""One simulated school: its pupils, its planned slots and what truly happened there.

Made, written and forgotten school by school.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time

import numpy as np

from assets.fictief.bevolking import Personen, Plaatsingen, leerlingnummers
from assets.fictief.klassen import Klas, deeltijdrooster, maak_rooster
from assets.fictief.scholen import School
from models.fictief import gedrag, kalender, registratie
from models.fictief.kalender import JAAR_WEKEN, Jaar, Sluiting
from models.fictief.latent import NOOIT, Latent
from models.fictief.parameters import (
    SCHOOLUITBRAAK_FACTOR,
    SCHOOLUITBRAAK_PER_JAAR,
    UITBRAAK_DAGEN,
    UITBRAAK_FACTOR,
    UITBRAAK_PER_JAAR,
    Toestand,
)

STUDIEDAGEN = 5
HELE_SCHOOL = -1
"""In place of a class: an outbreak in the whole school."""
ROOSTERWISSEL_DAG = 5 * 22
"""The Monday of week 22 (2 February 2026): a school with `roosterwissel` gets a new timetable."""
EXTRA_STUDIEDAG_WEEK = 12
"""From this week (0-based) on a school may know of one more study day, in a new calendar snapshot."""


@dataclass
class Schooljaar:
    """A school in one schooljaar, with everything that its files are made of.

    `minuten` [n, D, S] int16 planned; arrays run along `nummers`. `vorige`: the schooljaar before it, for snapshots.
    """

    agenda: Jaar
    school: School
    klassen: list[Klas]
    plaatsingen: Plaatsingen
    personen: Personen
    latent: Latent
    nummers: list[str]
    dagen: np.ndarray
    roosters: list[tuple[int, np.ndarray]]
    sluitingen: tuple[Sluiting, ...]
    extra_sluiting: Sluiting
    uitval: dict[int, list[int]]
    uitbraken: list[tuple[int, int]]
    minuten: np.ndarray
    toestand: np.ndarray
    meldingen: registratie.Meldingen
    eigen_roosters: dict[int, np.ndarray] = field(default_factory=dict)
    vorige: "Schooljaar | None" = None

    @property
    def weken(self) -> int:
        """Simulated calendar weeks."""
        return len(self.dagen) // 5

    @property
    def datums(self) -> list[date]:
        """The day axis as dates."""
        return self.dagen.tolist()

    def datum_van(self, dag: int) -> date:
        """Date of a day index; before the first and after the last one is allowed."""
        return self.agenda.datum_van(dag)

    def datums_op(self, dag: int) -> datetime:
        """Midnight that begins day index `dag`."""
        return datetime.combine(self.dagen[dag].item(), time.min)

    @property
    def is_lesweek(self) -> np.ndarray:
        """Per calendar week: somebody has a planned slot."""
        return np.asarray(self.minuten.any(axis=(0, 2)).reshape(-1, 5).any(axis=1))


def maak_schooljaar(
    school: School,
    klassen: list[Klas],
    plaatsingen: Plaatsingen,
    personen: Personen,
    latent: Latent,
    agenda: Jaar,
    weken: int,
    zaad: int,
) -> Schooljaar:
    """Simulate one school in one schooljaar. `plaatsingen`: its own; `personen` and `latent`: of the whole city."""
    rng = agenda.bron(zaad, 30, school.index)
    dagen = agenda.dagen(weken)
    roosters = _roosters(rng, school, klassen)
    studiedagen, extra = _studiedagen(rng, school.index, agenda)
    eigen = latent.kies(plaatsingen.persoon)
    uitval = _uitval(rng, school, len(klassen), len(dagen))
    deeltijd = _eigen_roosters(plaatsingen, eigen, roosters)
    minuten = _minuten(plaatsingen, eigen, roosters, deeltijd, dagen, agenda.landelijk + studiedagen + (extra,), uitval)
    uitbraken = _uitbraken(rng, len(klassen))
    veld = gedrag.Veld(minuten > 0, plaatsingen.klas, dagen, _ziekfactor(plaatsingen.klas, uitbraken, len(dagen)))
    boeken = school.dialect in ("magister", "eduarte")
    toestand = gedrag.simuleer(rng, eigen, veld, klas_nvt=not school.is_dagdelen, boeken=boeken)
    spannen = school.dialect in ("somtoday", "eduarte")
    meldingen = registratie.leg_vast(rng, toestand, veld.gepland, dagen, spannen, school.gewoonte.traag)
    nummers = leerlingnummers(school, plaatsingen.nummer)
    return Schooljaar(
        agenda,
        school,
        klassen,
        plaatsingen,
        personen,
        eigen,
        nummers,
        dagen,
        roosters,
        agenda.landelijk + studiedagen,
        extra,
        uitval,
        uitbraken,
        minuten,
        toestand,
        meldingen,
        deeltijd,
    )


def _roosters(rng: np.random.Generator, school: School, klassen: list[Klas]) -> list[tuple[int, np.ndarray]]:
    eerste = [(0, maak_rooster(rng, school, klassen))]
    return eerste + ([(ROOSTERWISSEL_DAG, maak_rooster(rng, school, klassen))] if school.gewoonte.roosterwissel else [])


def _studiedagen(rng: np.random.Generator, index: int, jaar: Jaar) -> tuple[tuple[Sluiting, ...], Sluiting]:
    """Study days spread over the year, and one that the school announces only in the winter."""
    open_dagen = [d for d in jaar.dagen(JAAR_WEKEN)[10:] if not _is_dicht(d, jaar)]
    gekozen = sorted(rng.choice(len(open_dagen), size=STUDIEDAGEN, replace=False))
    later = [d for d in open_dagen if d > np.datetime64(jaar.datum_van(5 * (EXTRA_STUDIEDAG_WEEK + 5)))]
    dag = later[index % len(later)].item()
    soorten = [("roostervrij", "Roostervrije dag")] + [("studiedag", "Studiedag")] * (STUDIEDAGEN - 1)
    dagen = zip([open_dagen[i].item() for i in gekozen], soorten, strict=True)
    return tuple(Sluiting(d, d, *soort) for d, soort in dagen), Sluiting(dag, dag, "studiedag", "Studiedag team")


def _is_dicht(dag: np.datetime64, jaar: Jaar) -> bool:
    return bool(kalender.is_dicht(np.array([dag]), jaar.landelijk)[0])


def _uitval(rng: np.random.Generator, school: School, klassen: int, dagen: int) -> dict[int, list[int]]:
    """Now and then a class has no lessons for a day: class -> day indexes.

    An ics calendar cannot say that, so not there.
    """
    uit: dict[int, list[int]] = {}
    if school.gewoonte.ics:
        return uit
    for klas, dag in zip(*np.nonzero(rng.random((klassen, dagen)) < 0.003), strict=True):
        uit.setdefault(int(klas), []).append(int(dag))
    return uit


def _uitbraken(rng: np.random.Generator, klassen: int) -> list[tuple[int, int]]:
    """(class or HELE_SCHOOL, first day index) of outbreaks in the schooljaar; drawn for the whole year, so that more
    weeks show the same city.
    """
    wie = np.flatnonzero(rng.random(klassen) < UITBRAAK_PER_JAAR).tolist()
    wie += [HELE_SCHOOL] if rng.random() < SCHOOLUITBRAAK_PER_JAAR else []
    return [(k, int(d)) for k, d in zip(wie, rng.integers(0, 5 * JAAR_WEKEN, size=len(wie)), strict=True)]


def _ziekfactor(klas: np.ndarray, uitbraken: list[tuple[int, int]], dagen: int) -> np.ndarray:
    factor = np.ones((len(klas), dagen))
    for k, dag in uitbraken:
        wie, keer = (slice(None), SCHOOLUITBRAAK_FACTOR) if k == HELE_SCHOOL else (klas == k, UITBRAAK_FACTOR)
        factor[wie, dag : dag + UITBRAAK_DAGEN] = keer
    return factor


def _eigen_roosters(pl: Plaatsingen, latent: Latent, roosters: list[tuple[int, np.ndarray]]) -> dict[int, np.ndarray]:
    """Own timetable [weekday, slot] per pupil with a reduced one, cut from the class's first timetable."""
    wie = np.flatnonzero(latent.deeltijd_van < NOOIT)
    return {int(i): deeltijdrooster(roosters[0][1][pl.klas[i]], float(latent.deeltijd_aandeel[i])) for i in wie}


def _minuten(pl, latent, roosters, deeltijd, dagen: np.ndarray, sluitingen, uitval) -> np.ndarray:
    """Planned minutes [n, D, S]: timetable of the class or of the pupil, while enrolled, on open days."""
    weekdag = np.arange(len(dagen)) % 5
    minuten = roosters[0][1][pl.klas][:, weekdag]
    for vanaf, rooster in roosters[1:]:
        minuten[:, vanaf:] = rooster[pl.klas][:, weekdag[vanaf:]]
    for i in np.flatnonzero(~np.isnat(pl.wissel)):
        _zet_klas(minuten[i], dagen >= pl.wissel[i], roosters, int(pl.klas2[i]), weekdag)
    for i, rooster in deeltijd.items():
        vanaf = int(latent.deeltijd_van[i])
        minuten[i, vanaf:] = rooster[weekdag[vanaf:]]
    _sluit(minuten, pl, dagen, sluitingen, uitval)
    return minuten


def _zet_klas(minuten: np.ndarray, waar: np.ndarray, roosters, klas: int, weekdag: np.ndarray) -> None:
    dag = np.arange(len(weekdag))
    for vanaf, rooster in roosters:
        nu = waar & (dag >= vanaf)
        minuten[nu] = rooster[klas][weekdag[nu]]


def _sluit(minuten: np.ndarray, pl: Plaatsingen, dagen: np.ndarray, sluitingen, uitval: dict[int, list[int]]) -> None:
    minuten[:, kalender.is_dicht(dagen, sluitingen)] = 0
    klas_op = np.where(dagen[None, :] >= pl.wissel[:, None], pl.klas2[:, None], pl.klas[:, None])
    for klas, weg in uitval.items():
        for dag in weg:
            minuten[klas_op[:, dag] == klas, dag] = 0
    eind = np.where(np.isnat(pl.eind), np.datetime64("2100-01-01"), pl.eind)
    minuten[(dagen[None, :] < pl.start[:, None]) | (dagen[None, :] > eind[:, None])] = 0


def gemist_minuten(jaar: Schooljaar, soorten: tuple[Toestand, ...]) -> np.ndarray:
    """Planned minutes in one of these states, per pupil and day [n, D]."""
    return np.where(np.isin(jaar.toestand, [int(t) for t in soorten]), jaar.minuten, 0).sum(axis=2, dtype=np.int32)
