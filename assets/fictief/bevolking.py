"""Pupils of the whole fictitious city and their enrolments, as arrays; small enough to hold for 60,000 pupils at once.

A person is a position in `Personen`; an enrolment (`Plaatsingen`) ties a person to a school. Who changes school has two
enrolments, with other leerlingnummers. Dates are datetime64[D], both ends of an enrolment included, NaT = open. What is
NOT here: behaviour.
"""

from dataclasses import dataclass, fields

import numpy as np

from assets.fictief.klassen import Klas
from assets.fictief.namen import ACHTERNAMEN, BUITEN_DE_STAD, GEMEENTEN, KIND_MET_ACCENT, ROEPNAMEN
from assets.fictief.scholen import School
from models.fictief.kalender import EERSTE_JAAR, Jaar
from models.fictief.parameters import SOORTEN

NAT = np.datetime64("NaT", "D")
BEGIN = np.datetime64(EERSTE_JAAR.van)
PGN_LEEG, PGN_ONDERWIJSNUMMER = 0.015, 0.01
PGN_EERSTE, PGN_VRIJGESTELD, PGN_NERGENS = 90_000_000, 99_000_000, 99_500_000
"""First eight digits of the made-up pgn of pupils, of children with an exemption and of children enrolled nowhere."""
PGN_TWEEDE_JAAR = 5_000_000
"""So much higher begin the numbers of who comes to the city in the second schooljaar."""
VIERJARIGEN = 0.6
"""Children who turn four during the schooljaar, as a share of the pupils of groep 1 at its start (assumption)."""
WISSELT_SCHOOL = {"po": 0.010, "sbo": 0.015, "so": 0.015, "vso": 0.015, "vo": 0.010, "mbo": 0.0}
VERTREKT, KOMT_BIJ, WISSELT_KLAS = 0.007, 0.006, 0.010
WOONT_BUITEN = {"po": 0.02, "sbo": 0.15, "so": 0.30, "vso": 0.30, "vo": 0.18, "mbo": 0.35}
"""Share of pupils who live elsewhere (VO 18%: domein.md §4.2; the others are assumptions)."""
NEVENINSCHRIJVING = 0.03
"""Share of vso pupils with a second enrolment at a VO school, hoofdinschrijving nee (assumption)."""


@dataclass
class Personen:
    """pgn 0: none; `pgn_fout`: delivered with a typing error. startkwalificatie_op NaT: none."""

    soort: np.ndarray
    geboren: np.ndarray
    pgn: np.ndarray
    pgn_fout: np.ndarray
    roepnaam: np.ndarray
    achternaam: np.ndarray
    gemeente: np.ndarray
    startkwalificatie_op: np.ndarray


@dataclass
class Plaatsingen:
    """`klas` until the day before `wissel`, then `klas2` (wissel NaT: no change).

    `bekend_op`: from then on in the snapshots.
    """

    persoon: np.ndarray
    school: np.ndarray
    klas: np.ndarray
    klas2: np.ndarray
    wissel: np.ndarray
    start: np.ndarray
    eind: np.ndarray
    bestemming: np.ndarray
    bekend_op: np.ndarray
    hoofd: np.ndarray
    nummer: np.ndarray

    def kies(self, idx: np.ndarray) -> "Plaatsingen":
        """The enrolments at positions `idx`, in that order."""
        return Plaatsingen(**{f.name: getattr(self, f.name)[idx] for f in fields(self)})

    def van_school(self, school: int) -> "Plaatsingen":
        """The enrolments of one school, by leerlingnummer."""
        idx = np.flatnonzero(self.school == school)
        return self.kies(idx[np.argsort(self.nummer[idx], kind="stable")])


def maak_bevolking(scholen: tuple[School, ...], klassen: list[list[Klas]], zaad: int) -> tuple[Personen, Plaatsingen]:
    """All persons and enrolments of the schooljaar, also those who come or go after the simulated weeks."""
    rng = np.random.default_rng([zaad, 20])
    per_school = [leerlingen(rng, s, k, EERSTE_JAAR) for s, k in zip(scholen, klassen, strict=True)]
    personen = nieuwe_personen(rng, scholen, per_school, EERSTE_JAAR)
    plaatsingen = nieuwe_plaatsingen(rng, scholen, per_school)
    plaatsingen = tijdens_het_jaar(rng, scholen, klassen, personen, plaatsingen, EERSTE_JAAR)
    _nummer(rng, plaatsingen, len(scholen))
    return personen, plaatsingen


def tijdens_het_jaar(
    rng: np.random.Generator,
    scholen: tuple[School, ...],
    klassen: list[list[Klas]],
    personen: Personen,
    pl: Plaatsingen,
    jaar: Jaar,
) -> Plaatsingen:
    """What happens to enrolments between first and last lesson: another school, gone from the city, another class."""
    pl = _verhuizingen(rng, scholen, klassen, personen, pl, jaar)
    _vertrek(rng, pl, jaar)
    _klaswissel(rng, klassen, pl, jaar)
    return pl


def leerlingen(
    rng: np.random.Generator, school: School, klassen: list[Klas], jaar: Jaar, eersten: int | None = None
) -> dict[str, np.ndarray]:
    """Per new pupil of one school: class, birth date, first day. First classes of PO also get who turns four this year.

    `eersten`: pupils of groep 1 at the start of the schooljaar, when not all of them are new.
    """
    klas = np.repeat(np.arange(len(klassen)), [k.aantal for k in klassen])
    leerjaar = np.array([k.leerjaar for k in klassen])[klas]
    jaren = np.array([k.leeftijd for k in klassen])[klas] + (rng.random(len(klas)) < 0.07)
    geboren = _in_jaar("2025-10-01", jaar) - np.round(365.25 * jaren).astype(int) - rng.integers(0, 365, size=len(klas))
    start = np.full(len(klas), np.datetime64(jaar.van))
    nieuw = (rng.random(len(klas)) < KOMT_BIJ) & (leerjaar > 0)
    start[nieuw] = _in_jaar("2025-09-08", jaar) + rng.integers(0, 290, size=int(nieuw.sum()))
    if school.soort == "po":
        aantal = int((leerjaar == 1).sum() if eersten is None else eersten)
        klas, geboren, start = _vierjarigen(rng, klassen, klas, aantal, geboren, start, jaar)
    return {"klas": klas, "geboren": geboren, "start": _op_weekdag(start)}


def _in_jaar(dag: str, jaar: Jaar) -> np.datetime64:
    """A day of the first schooljaar, the same number of weeks into another one."""
    return np.datetime64(dag) + jaar.verschuiving


def _vierjarigen(rng, klassen: list[Klas], klas, eersten: int, geboren, start, jaar: Jaar):
    """Groep 1: of every child born after 1 September, four years ago, the first day is the fourth birthday."""
    groepen = [i for i, k in enumerate(klassen) if k.leerjaar == 1]
    erbij = rng.choice(groepen, size=int(eersten * VIERJARIGEN))
    geboren = np.concatenate([geboren, _in_jaar("2021-09-02", jaar) + rng.integers(0, 300, size=len(erbij))])
    klas = np.concatenate([klas, erbij])
    start = np.concatenate([start, np.full(len(erbij), np.datetime64(jaar.van))])
    verjaardag = (geboren.astype("datetime64[M]") + 48).astype("datetime64[D]") + (
        geboren - geboren.astype("datetime64[M]").astype("datetime64[D]")
    )
    return klas, geboren, np.maximum(start, verjaardag)


def _op_weekdag(datum: np.ndarray) -> np.ndarray:
    return np.busday_offset(datum, 0, roll="forward")


def nieuwe_personen(
    rng: np.random.Generator, scholen: tuple[School, ...], per_school: list[dict[str, np.ndarray]], jaar: Jaar
) -> Personen:
    """Persons for the new pupils of every school, in that order."""
    soort = np.concatenate(
        [np.full(len(p["klas"]), SOORTEN.index(s.soort)) for s, p in zip(scholen, per_school, strict=True)]
    )
    return _personen(rng, soort, np.concatenate([p["geboren"] for p in per_school]), jaar)


def _personen(rng: np.random.Generator, soort: np.ndarray, geboren: np.ndarray, jaar: Jaar) -> Personen:
    n = len(soort)
    buiten = rng.random(n) < np.array([WOONT_BUITEN[s] for s in SOORTEN])[soort]
    oud_genoeg = (geboren < _in_jaar("2008-09-01", jaar)) & (soort == SOORTEN.index("mbo"))
    heeft = oud_genoeg & (rng.random(n) < 0.2)
    return Personen(
        soort=soort,
        geboren=geboren,
        pgn=_pgn(rng, n, PGN_EERSTE + PGN_TWEEDE_JAAR * jaar.nummer),
        pgn_fout=rng.random(n) < 0.0005,
        roepnaam=rng.integers(0, len(ROEPNAMEN), size=n),
        achternaam=rng.integers(0, len(ACHTERNAMEN), size=n),
        gemeente=np.where(buiten, rng.integers(1, len(GEMEENTEN), size=n), 0),
        startkwalificatie_op=np.where(heeft, _in_jaar("2025-07-01", jaar) + rng.integers(0, 250, size=n), NAT),
    )


def _pgn(rng: np.random.Generator, n: int, eerste: int) -> np.ndarray:
    """Made-up numbers that pass the eleven test: remainder 0 (like a BSN), for a few 5 (onderwijsnummer); 0 = none."""
    pgn = elfproef_reeks(eerste, n)
    is_own = np.flatnonzero(rng.random(n) < PGN_ONDERWIJSNUMMER)
    pgn[is_own] = elfproef_reeks(eerste, len(is_own), rest=5)
    pgn[rng.random(n) < PGN_LEEG] = 0
    return rng.permutation(pgn)


def elfproef_reeks(eerste: int, aantal: int, rest: int = 0) -> np.ndarray:
    """`aantal` numbers of nine digits whose first eight run from `eerste` on and whose eleven test leaves `rest`.

    Weights 9, 8, ... 2, -1 (domein.md §2.2): the last digit is (sum - rest) mod 11; a candidate that needs a 10 is
    skipped.
    """
    voor = eerste + 37 * np.arange(aantal * 11 // 10 + 12, dtype=np.int64)
    laatste = (sum((voor // 10 ** (7 - i) % 10) * (9 - i) for i in range(8)) - rest) % 11
    return (voor * 10 + laatste)[laatste <= 9][:aantal]


def nieuwe_plaatsingen(
    rng: np.random.Generator, scholen: tuple[School, ...], per_school: list[dict[str, np.ndarray]]
) -> Plaatsingen:
    """One enrolment for every new pupil; `persoon` counts from 0."""
    school = np.concatenate([np.full(len(p["klas"]), s.index) for s, p in zip(scholen, per_school, strict=True)])
    klas = np.concatenate([p["klas"] for p in per_school])
    start = np.concatenate([p["start"] for p in per_school])
    n = len(school)
    return Plaatsingen(
        persoon=np.arange(n),
        school=school,
        klas=klas,
        klas2=np.full(n, -1),
        wissel=np.full(n, NAT),
        start=start,
        eind=np.full(n, NAT),
        bestemming=np.full(n, "", dtype=object),
        bekend_op=start - rng.choice([30, 21, -2], size=n, p=[0.7, 0.25, 0.05]),
        hoofd=np.ones(n, dtype=bool),
        nummer=np.zeros(n, dtype=np.int64),
    )


def _verhuizingen(
    rng, scholen, klassen: list[list[Klas]], personen: Personen, pl: Plaatsingen, jaar: Jaar
) -> Plaatsingen:
    """Changes of school within the city, and second enrolments of vso pupils at a VO school."""
    soort, begin = personen.soort[pl.persoon], np.datetime64(jaar.van)
    kans = np.array([WISSELT_SCHOOL[s] for s in SOORTEN])[soort]
    wie = np.flatnonzero((rng.random(len(kans)) < kans) & (pl.start == begin))
    naar_neven = np.flatnonzero((soort == SOORTEN.index("vso")) & (rng.random(len(kans)) < NEVENINSCHRIJVING))
    nieuw = [rij for i in wie if (rij := _verhuizing(rng, scholen, klassen, pl, int(i), jaar))]
    nieuw += [rij for i in naar_neven if (rij := _neveninschrijving(rng, scholen, klassen, pl, int(i), jaar))]
    if not nieuw:
        return pl
    kolommen = {}
    for veld in fields(pl):
        oud = getattr(pl, veld.name)
        kolommen[veld.name] = np.concatenate([oud, np.array([rij[veld.name] for rij in nieuw], dtype=oud.dtype)])
    return Plaatsingen(**kolommen)


def _verhuizing(rng, scholen, klassen: list[list[Klas]], pl: Plaatsingen, i: int, jaar: Jaar) -> dict | None:
    """Close enrolment `i` and give the next one; None when no other school has such a class."""
    van = klassen[pl.school[i]][pl.klas[i]]
    keus = zelfde_klas(scholen, klassen, scholen[pl.school[i]].soort, van, int(pl.school[i]))
    if not keus:
        return None
    school, klas = keus[int(rng.integers(0, len(keus)))]
    pl.eind[i] = np.busday_offset(_in_jaar("2025-09-12", jaar) + int(rng.integers(0, 270)), 0, roll="backward")
    gat = int(rng.integers(10, 60)) if rng.random() < 0.15 else 1
    pl.bestemming[i] = scholen[school].brin6 if rng.random() < 0.75 else ""
    start = np.busday_offset(pl.eind[i] + gat, 0, roll="forward")
    return _rij(pl.persoon[i], school, klas, start, hoofd=True)


def zelfde_klas(scholen, klassen, soort: str, klas: Klas, niet: int) -> list[tuple[int, int]]:
    """(school, class) of the same onderwijssoort and leerjaar at other schools of this soort."""
    return [
        (s.index, k)
        for s in scholen
        if s.soort == soort and s.index != niet
        for k, ander in enumerate(klassen[s.index])
        if (ander.leerjaar, ander.onderwijssoort) == (klas.leerjaar, klas.onderwijssoort)
    ]


def _neveninschrijving(rng, scholen, klassen, pl: Plaatsingen, i: int, jaar: Jaar) -> dict:
    """A second enrolment from the start at a random VO school; the first stays the main one."""
    vo = [s.index for s in scholen if s.soort == "vo"]
    school = int(rng.choice(vo))
    return _rij(pl.persoon[i], school, int(rng.integers(0, len(klassen[school]))), np.datetime64(jaar.van), hoofd=False)


def _rij(persoon: int, school: int, klas: int, start: np.datetime64, *, hoofd: bool) -> dict:
    return {
        "persoon": persoon, "school": school, "klas": klas, "klas2": -1, "wissel": NAT, "start": start, "eind": NAT,
        "bestemming": "", "bekend_op": start - 3, "hoofd": hoofd, "nummer": 0,
    }  # fmt: skip


def _vertrek(rng: np.random.Generator, pl: Plaatsingen, jaar: Jaar) -> None:
    """Leavers from the city; three in ten without a known next school."""
    begin = np.datetime64(jaar.van)
    vrij = np.isnat(pl.eind) & (pl.start == begin) & pl.hoofd & (rng.random(len(pl.persoon)) < VERTREKT)
    wie = np.flatnonzero(vrij)
    dag = _in_jaar("2025-09-10", jaar) + rng.integers(0, 280, size=len(wie))
    pl.eind[wie] = np.busday_offset(dag, 0, roll="backward")
    pl.bestemming[wie] = np.where(rng.random(len(wie)) < 0.7, BUITEN_DE_STAD, "")


def _klaswissel(rng: np.random.Generator, klassen: list[list[Klas]], pl: Plaatsingen, jaar: Jaar) -> None:
    """Some pupils go to a parallel class on a Monday, while they are enrolled."""
    laatste = np.where(np.isnat(pl.eind), np.datetime64(jaar.laatste_dag), pl.eind)
    for i in np.flatnonzero(rng.random(len(pl.persoon)) < WISSELT_KLAS):
        mijn = klassen[pl.school[i]]
        van = mijn[pl.klas[i]]
        ander = [k for k, x in enumerate(mijn) if x.leerjaar == van.leerjaar and x.naam != van.naam]
        maandag = _in_jaar("2025-09-15", jaar) + 7 * int(rng.integers(0, 35))
        if ander and pl.start[i] < maandag < laatste[i]:
            pl.klas2[i], pl.wissel[i] = int(rng.choice(ander)), maandag


def _nummer(rng: np.random.Generator, pl: Plaatsingen, scholen: int) -> None:
    """School-local leerlingnummers without order in them; the same number occurs at several schools."""
    for school in range(scholen):
        idx = np.flatnonzero(pl.school == school)
        pl.nummer[idx] = 1001 + rng.permutation(len(idx))


def leerlingnummers(school: School, nummer: np.ndarray) -> list[str]:
    """As this school writes them: short, with leading zeros, or long."""
    if school.gewoonte.nummers == "nullen":
        return [f"{n:06d}" for n in nummer]
    return [str(n + (200_000 if school.gewoonte.nummers == "lang" else 0)) for n in nummer]


def zet_accent(personen: Personen, plaatsingen: Plaatsingen, scholen: tuple[School, ...]) -> None:
    """Every cp1252 school has from the start a name that is not ASCII, so that the encoding matters."""
    for school in scholen:
        if school.gewoonte.codering == "cp1252":
            van_begin = (plaatsingen.school == school.index) & (plaatsingen.start == BEGIN)
            wie = plaatsingen.persoon[np.flatnonzero(van_begin)[0]]
            personen.roepnaam[wie], personen.achternaam[wie] = KIND_MET_ACCENT
