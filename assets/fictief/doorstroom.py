"""Over the summer: who goes up a leerjaar, to a next school, away from the city, and who comes in.

Classes keep their names and places from one schooljaar to the next; pupils move through them. An enrolment of the first
schooljaar ends on 31 July and the next row begins on 1 August, also at the same school. What is NOT here: what happens
during a schooljaar (`bevolking`), behaviour.
"""

from dataclasses import dataclass, field, fields, replace
from typing import TypeVar

import numpy as np

from assets.fictief import bevolking
from assets.fictief.bevolking import NAT, Personen, Plaatsingen
from assets.fictief.klassen import Klas
from assets.fictief.namen import BUITEN_DE_STAD
from assets.fictief.scholen import School
from models.fictief.kalender import EERSTE_JAAR, TWEEDE_JAAR
from models.fictief.parameters import SOORTEN

T = TypeVar("T", Personen, Plaatsingen)
EINDE, BEGIN = np.datetime64(EERSTE_JAAR.tot), np.datetime64(TWEEDE_JAAR.van)
NOOIT_BEKEND = np.datetime64("2100-01-01")
GROEP_1_BLIJFT = np.datetime64("2021-10-01")
"""Who was born from this day on came to groep 1 during the first schooljaar, and stays there."""
LAATSTE_LEERJAAR = {
    "bo": 8, "sbo": 8, "so": 8, "vmbo": 4, "havo": 5, "vwo": 6, "pro": 5, "vso_vervolg": 5, "vso_arbeid": 5,
    "vso_dagbesteding": 5, "mbo1": 1, "mbo2": 2, "mbo3": 3, "mbo4": 3,
}  # fmt: skip
VERVOLG = {
    "bo": ("vmbo", "havo", "vwo"),
    "sbo": ("vmbo", "pro", "vso_vervolg"),
    "so": ("vso_vervolg", "vso_arbeid", "vso_dagbesteding"),
    "vmbo": ("mbo2", "mbo3", "mbo4"),
    "pro": ("mbo1", "mbo2"),
    "vso_vervolg": ("mbo1", "mbo2"),
    "mbo1": ("mbo2",),
}
"""First classes to which the last leerjaar goes; who finds no place there, or has no such class, leaves the city."""
MET_DIPLOMA = ("havo", "vwo", "pro", "mbo2", "mbo3", "mbo4")
"""Whose last leerjaar ends with a startkwalificatie (of pro the diploma)."""
DIPLOMA_OP = np.datetime64("2026-06-15")
BLIJFT_ZITTEN, WISSELT, VERTREKT = 0.02, 0.012, 0.008
"""Shares of the pupils who do the leerjaar again, go on at another school of the city, or leave it (assumption)."""
BESTEMMING_BEKEND, BESTEMMING_BUITEN_BEKEND = 0.9, 0.7
"""Share of the leavers of whom the school knows the next one, in the city and outside it (assumption)."""
AANVULLEN = {"eerste": 1.0, "later": 0.3}
"""Share of the free places that newcomers to the city take, in the first leerjaar and in later ones (assumption)."""


@dataclass
class Overgang:
    """The city after the summer.

    `personen`: all of before in the same places, then who came; `plaatsingen`: of the second schooljaar; `afgesloten`:
    those of the first as they are known afterwards; `weg`: persons who left without a known next school
    and without a diploma.
    """

    personen: Personen
    plaatsingen: Plaatsingen
    afgesloten: Plaatsingen
    weg: list[int]


@dataclass
class _Zomer:
    """The move of every pupil, one by one; `vrij`: places left in each class; `eerste`: first classes."""

    rng: np.random.Generator
    scholen: tuple[School, ...]
    klassen: list[list[Klas]]
    personen: Personen
    oud: Plaatsingen
    bestemming: dict[int, str] = field(default_factory=dict)
    diploma: set[int] = field(default_factory=set)
    vrij: dict[tuple[int, int], int] = field(default_factory=dict)
    eerste: dict[str, list[tuple[int, int]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for s, rij in enumerate(self.klassen):
            for k, klas in enumerate(rij):
                self.vrij[s, k] = klas.aantal
                if klas.leerjaar == 1:
                    self.eerste.setdefault(klas.onderwijssoort, []).append((s, k))

    def plek(self, i: int) -> tuple[int, int] | None:
        """School and class after the summer of who had enrolment `i`; None: leaves the city."""
        school, klas = int(self.oud.school[i]), _laatste_klas(self.oud, i)
        van, loting = self.klassen[school][klas], self.rng.random()
        if self._blijft(i, van, loting):
            return school, klas
        if van.leerjaar >= LAATSTE_LEERJAAR[van.onderwijssoort]:
            return self._na_het_laatste(i, van)
        volgende = replace(van, leerjaar=van.leerjaar + 1)
        if loting < BLIJFT_ZITTEN + VERTREKT:
            return None
        if loting < BLIJFT_ZITTEN + VERTREKT + WISSELT:
            anders = bevolking.zelfde_klas(self.scholen, self.klassen, self.scholen[school].soort, volgende, school)
            if anders:
                return anders[int(self.rng.integers(0, len(anders)))]
        return self._hoger(school, klas, volgende)

    def _blijft(self, i: int, van: Klas, loting: float) -> bool:
        is_vierjarige = van.leerjaar == 1 and van.onderwijssoort == "bo"
        is_vierjarige &= bool(self.personen.geboren[self.oud.persoon[i]] >= GROEP_1_BLIJFT)
        return is_vierjarige or loting < BLIJFT_ZITTEN

    def _hoger(self, school: int, klas: int, volgende: Klas) -> tuple[int, int]:
        """The class of the next leerjaar in the same place among its parallels; none: once more the same class."""
        mijn = self.klassen[school]
        naast = [k for k, x in enumerate(mijn) if _zelfde(x, mijn[klas])]
        hoger = [k for k, x in enumerate(mijn) if _zelfde(x, volgende)]
        return school, hoger[naast.index(klas) % len(hoger)] if hoger else klas

    def _na_het_laatste(self, i: int, van: Klas) -> tuple[int, int] | None:
        if van.onderwijssoort in MET_DIPLOMA:
            self.diploma.add(int(self.oud.persoon[i]))
        soorten = VERVOLG.get(van.onderwijssoort, ())
        keus = [plek for soort in soorten for plek in self.eerste.get(soort, ()) if self.vrij[plek] > 0]
        return keus[int(self.rng.integers(0, len(keus)))] if keus else None


def _zelfde(een: Klas, ander: Klas) -> bool:
    return (een.onderwijssoort, een.leerjaar) == (ander.onderwijssoort, ander.leerjaar)


def _laatste_klas(pl: Plaatsingen, i: int) -> int:
    return int(pl.klas[i] if np.isnat(pl.wissel[i]) else pl.klas2[i])


def stroom_door(
    scholen: tuple[School, ...], klassen: list[list[Klas]], personen: Personen, oud: Plaatsingen, zaad: int
) -> Overgang:
    """Let the summer pass over the enrolments `oud` of the first schooljaar."""
    rng = TWEEDE_JAAR.bron(zaad, 20)
    zomer = _Zomer(rng, scholen, klassen, personen, oud)
    blijvers, weg = _verplaats(zomer)
    afgesloten = _sluit_af(zomer, oud)
    komers = [_komers(rng, s, rij, zomer.vrij) for s, rij in zip(scholen, klassen, strict=True)]
    erbij = bevolking.nieuwe_personen(rng, scholen, komers, TWEEDE_JAAR)
    nieuw = bevolking.nieuwe_plaatsingen(rng, scholen, komers)
    nieuw.persoon += len(personen.pgn)
    personen = _samen(_met_diploma(rng, personen, zomer.diploma), erbij)
    plaatsingen = _samen(blijvers, nieuw)
    hoofd = plaatsingen.hoofd
    personen.soort[plaatsingen.persoon[hoofd]] = [SOORTEN.index(scholen[s].soort) for s in plaatsingen.school[hoofd]]
    plaatsingen = bevolking.tijdens_het_jaar(rng, scholen, klassen, personen, plaatsingen, TWEEDE_JAAR)
    _nummer(rng, plaatsingen, oud)
    return Overgang(personen, plaatsingen, afgesloten, weg)


def _verplaats(zomer: _Zomer) -> tuple[Plaatsingen, list[int]]:
    """The main enrolments that go on, in their new classes; and who left without a known next school.

    First who stays in the city's schools as they are, then who looks for a place in a first class.
    """
    oud, rng = zomer.oud, zomer.rng
    open_ = rng.permutation(np.flatnonzero(np.isnat(oud.eind) & oud.hoofd))
    is_laatste = np.array([_is_laatste(zomer, int(i)) for i in open_], dtype=bool)
    rijen, weg = [], []
    for i in np.concatenate([open_[~is_laatste], open_[is_laatste]]).tolist():
        plek = zomer.plek(i)
        if plek:
            zomer.vrij[plek] -= 1
            rijen.append((i, *plek))
        _noteer_bestemming(zomer, i, plek, weg)
    i, school, klas = (np.array(kolom, dtype=np.int64) for kolom in zip(*sorted(rijen), strict=True))
    return _vervolgrijen(rng, oud, i, school, klas), weg


def _is_laatste(zomer: _Zomer, i: int) -> bool:
    klas = zomer.klassen[int(zomer.oud.school[i])][_laatste_klas(zomer.oud, i)]
    return klas.leerjaar >= LAATSTE_LEERJAAR[klas.onderwijssoort]


def _noteer_bestemming(zomer: _Zomer, i: int, plek: tuple[int, int] | None, weg: list[int]) -> None:
    """What the old school knows of the next one of who leaves it."""
    if plek and plek[0] == zomer.oud.school[i]:
        return
    waar, bekend = (
        (zomer.scholen[plek[0]].brin6, BESTEMMING_BEKEND) if plek else (BUITEN_DE_STAD, BESTEMMING_BUITEN_BEKEND)
    )
    zomer.bestemming[i] = waar if zomer.rng.random() < bekend else ""
    wie = int(zomer.oud.persoon[i])
    if not plek and not zomer.bestemming[i] and wie not in zomer.diploma:
        weg.append(wie)


def _vervolgrijen(rng, oud: Plaatsingen, i: np.ndarray, school: np.ndarray, klas: np.ndarray) -> Plaatsingen:
    """The rows of the second schooljaar; a new school knows most of its pupils in July, a few in September."""
    n, zelfde = len(i), school == oud.school[i]
    start = np.maximum(oud.start[i], BEGIN)
    return Plaatsingen(
        persoon=oud.persoon[i],
        school=school,
        klas=klas,
        klas2=np.full(n, -1),
        wissel=np.full(n, NAT),
        start=start,
        eind=np.full(n, NAT),
        bestemming=np.full(n, "", dtype=object),
        bekend_op=start - np.where(zelfde, 30, rng.choice([30, 21, -38], size=n, p=[0.7, 0.27, 0.03])),
        hoofd=np.ones(n, dtype=bool),
        nummer=np.where(zelfde, oud.nummer[i], 0),
    )


def _sluit_af(zomer: _Zomer, oud: Plaatsingen) -> Plaatsingen:
    """The first schooljaar as snapshots of the second show it; who would have begun in August begins there."""
    bestemming = oud.bestemming.copy()
    for i, waar in zomer.bestemming.items():
        bestemming[i] = waar
    return replace(
        oud,
        eind=np.where(np.isnat(oud.eind), EINDE, oud.eind),
        bestemming=bestemming,
        bekend_op=np.where(oud.start > EINDE, NOOIT_BEKEND, oud.bekend_op),
    )


def _komers(rng: np.random.Generator, school: School, klassen: list[Klas], vrij: dict) -> dict[str, np.ndarray]:
    """Who is new in the city: the youngest in first classes, some others where a place is free."""
    over = [
        replace(x, aantal=round(max(0, vrij[school.index, k]) * AANVULLEN["eerste" if x.leerjaar == 1 else "later"]))
        for k, x in enumerate(klassen)
    ]
    eersten = sum(x.aantal for x in klassen if x.leerjaar == 1)
    return bevolking.leerlingen(rng, school, over, TWEEDE_JAAR, eersten)


def _met_diploma(rng: np.random.Generator, personen: Personen, wie: set[int]) -> Personen:
    op = personen.startkwalificatie_op.copy()
    nieuw = np.array([w for w in sorted(wie) if np.isnat(op[w])], dtype=np.int64)
    op[nieuw] = DIPLOMA_OP + rng.integers(0, 25, size=len(nieuw))
    return replace(personen, startkwalificatie_op=op, soort=personen.soort.copy())


def _samen(een: T, ander: T) -> T:
    return type(een)(**{f.name: np.concatenate([getattr(een, f.name), getattr(ander, f.name)]) for f in fields(een)})


def _nummer(rng: np.random.Generator, pl: Plaatsingen, oud: Plaatsingen) -> None:
    """Who is new at a school gets a number after those given out; others keep theirs."""
    for school in np.unique(pl.school):
        idx = np.flatnonzero((pl.school == school) & (pl.nummer == 0))
        laatste = oud.nummer[oud.school == school].max(initial=1000)
        pl.nummer[idx] = laatste + 1 + rng.permutation(len(idx))
