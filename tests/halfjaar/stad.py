"""A small fictitious city of half a year: five schools of 120 pupils, with every habit of absence that a list shows.

All from one seed. Deliveries lie ready for the whole half year; a Sunday knows those received by then. Who stays away
for long comes back on a Monday and misses nothing from then on, so that no case opens again.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from tests.bouwsteen import Schooltje, Stadje, Verzuimrij, gemist

EERSTE, WEKEN = date(2026, 9, 6), 26
"""The first Sunday, and how many are played."""
WEEK = timedelta(days=7)
ZONDAGEN = tuple(EERSTE + n * WEEK for n in range(WEKEN))
BEGIN = date(2026, 8, 31)
VAKANTIES = (("2026-10-17", "2026-10-25"), ("2026-12-19", "2027-01-03"), ("2027-02-20", "2027-02-28"))
SCHOLEN = (("99AA00", "vo", 8), ("99BA00", "vo", 6), ("99CA00", "mbo", 10), ("99DA00", "po", 7), ("99EA00", "so", 5))
"""brin6, kind and capaciteit."""
GEBOREN = {"po": "2018-03-01"}
"""Day of birth of the pupils of a kind of school; all others are 14 years old."""
DAGDELEN = ("ochtend", "middag")
DAGDEEL_MINUTEN = 165
LEERLINGEN, PER_KLAS = 120, 30
LESUREN = 6
ZAAD = 20261122


@dataclass(frozen=True)
class Gewoonte:
    """How a pupil is away: chances a schoolday of skipped lessons, lateness, luxe and a spell of illness (days)."""

    aantal: int
    spijbelt: float = 0.0
    te_laat: float = 0.0
    luxe: float = 0.0
    ziek: float = 0.004
    ziekteduur: int = 2


GEWOONTEN = (
    Gewoonte(12, spijbelt=0.30),
    Gewoonte(8, te_laat=0.35, spijbelt=0.05),
    Gewoonte(8, ziek=0.06, ziekteduur=4),
    Gewoonte(6, luxe=0.04),
    Gewoonte(76),
)
WEG = (("O", 6), ("Z", 4))
"""Code of who stays away for long, and how many pupils of a school do; the last of its pupils."""


def maak_stad(map_: Path) -> Stadje:
    """Write all deliveries but those of kernteams; returns the city, for meldingen that come later."""
    stad = Stadje(map_, begin=f"{BEGIN:%Y%m%d}T0600")
    for nummer, (brin6, soort, capaciteit) in enumerate(SCHOLEN):
        school = stad.school(brin6, soort=soort, capaciteit=capaciteit)
        _richt_in(school, soort)
        _lever(school, soort, random.Random(ZAAD + nummer))
    return stad


def _richt_in(school: Schooltje, soort: str) -> None:
    for klas in range(LEERLINGEN // PER_KLAS):
        if soort == "po":
            school.rooster(f"{klas + 1}a", slots=DAGDELEN, minuten=DAGDEEL_MINUTEN, geldig_van=BEGIN)
        else:
            school.rooster(f"{klas + 1}a", slots=range(1, LESUREN + 1), geldig_van=BEGIN)
    for vakantie in VAKANTIES:
        school.kalender(*vakantie)
    for n in range(LEERLINGEN):
        naam = {"roepnaam": "Fictief", "achternaam": f"Leerling {n:03}"}
        geboren = GEBOREN.get(soort, "2012-03-01")
        school.inschrijving(str(1000 + n), geboren, klas=f"{n // PER_KLAS + 1}a", **naam)


def _lever(school: Schooltje, soort: str, toeval: random.Random) -> None:
    rijen = [rij for n in range(LEERLINGEN) for rij in _jaar(str(1000 + n), n, toeval)]
    if soort == "po":
        rijen = [_in_dagdelen(rij) for rij in rijen]
    for zondag in ZONDAGEN:
        maandag = zondag - timedelta(days=6)
        van_week = [rij for rij in rijen if maandag <= date.fromisoformat(str(rij.datum)) <= zondag]
        school.verzuim(maandag, zondag, f"{zondag + timedelta(days=1):%Y%m%d}T0600", van_week)


def _in_dagdelen(rij: Verzuimrij) -> Verzuimrij:
    """The same absence at a school that plans mornings and afternoons: the first lessons are the morning."""
    return replace(rij, van=_dagdeel(rij.van), tot=_dagdeel(rij.tot))


def _dagdeel(lesuur: int | str | None) -> str | None:
    return DAGDELEN[int(lesuur) > LESUREN // 2] if lesuur else None


def schooldagen() -> list[date]:
    """Every day with lessons of the half year."""
    dicht = [(date.fromisoformat(van), date.fromisoformat(tot)) for van, tot in VAKANTIES]
    dagen = (BEGIN + timedelta(days=n) for n in range((ZONDAGEN[-1] - BEGIN).days + 1))
    return [dag for dag in dagen if dag.isoweekday() <= 5 and not any(van <= dag <= tot for van, tot in dicht)]


def _jaar(nummer: str, plaats: int, toeval: random.Random) -> Iterator[Verzuimrij]:
    lang_weg = [code for code, aantal in WEG for _ in range(aantal)]
    if plaats >= LEERLINGEN - len(lang_weg):
        yield from _lang_weg(nummer, lang_weg[plaats - LEERLINGEN], toeval)
        return
    gewoonten = [gewoonte for gewoonte in GEWOONTEN for _ in range(gewoonte.aantal)]
    yield from _volgens(nummer, gewoonten[plaats], toeval)


def _lang_weg(nummer: str, code: str, toeval: random.Random) -> Iterator[Verzuimrij]:
    """Away whole days from one Monday up to the Friday of seven to sixteen weeks later."""
    maandagen = [dag for dag in schooldagen() if dag.isoweekday() == 1]
    van = toeval.randrange(1, 8)
    begin, eind = maandagen[van], maandagen[van + toeval.randrange(6, 13)]
    yield from (gemist(nummer, dag.isoformat(), code=code) for dag in schooldagen() if begin <= dag < eind)


def _volgens(nummer: str, gewoonte: Gewoonte, toeval: random.Random) -> Iterator[Verzuimrij]:
    ziek_tot = BEGIN
    for dag in schooldagen():
        if toeval.random() < gewoonte.ziek:
            ziek_tot = dag + timedelta(days=toeval.randrange(1, 2 * gewoonte.ziekteduur))
        if dag < ziek_tot:
            yield gemist(nummer, dag.isoformat(), code="Z")
        elif toeval.random() < gewoonte.spijbelt:
            van = toeval.randrange(1, LESUREN)
            yield gemist(nummer, dag.isoformat(), van, toeval.randrange(van, LESUREN + 1), "O")
        elif toeval.random() < gewoonte.te_laat:
            yield gemist(nummer, dag.isoformat(), 1, 1, "T", soort="te_laat")
        elif toeval.random() < gewoonte.luxe:
            yield gemist(nummer, dag.isoformat(), code="L")
