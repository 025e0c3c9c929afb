"""From latent pupils to what truly happened in every slot of one school: an int8 array [pupil, day, slot] of
`Toestand`.

Only planned slots can be anything but AANWEZIG. Pure and vectorised per school: memory is pupils x days x slots bytes.
What the school writes down of it, and when, is `registratie`.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from models.fictief import parameters as p
from models.fictief.kalender import EERSTE_JAAR, JAAR_WEKEN, TWEEDE_JAAR
from models.fictief.latent import NOOIT, Latent, dagkans
from models.fictief.parameters import Toestand

BOEKEN_PER_JAAR = 1.2
KLASSEDAG_EENS_PER_DAGEN = 120


@dataclass
class Veld:
    """The playing field of one school: `gepland` [n, D, S] bool, `klas` [n] (of the first day), `dagen` datetime64[D].

    `ziekfactor` [n, D]: on top of season and weekday, for outbreaks in a class; 1 is none.
    """

    gepland: np.ndarray
    klas: np.ndarray
    dagen: np.ndarray
    ziekfactor: np.ndarray

    @property
    def weekdag(self) -> np.ndarray:
        """Monday 0 to Friday 4, per day of the axis."""
        return np.arange(self.gepland.shape[1]) % 5

    @cached_property
    def heeft_school(self) -> np.ndarray:
        """[n, D]: the pupil has a planned slot."""
        return np.asarray(self.gepland.any(axis=2))


def simuleer(rng: np.random.Generator, latent: Latent, veld: Veld, klas_nvt: bool, boeken: bool) -> np.ndarray:
    """Lay the behaviours over each other, the weakest claim first.

    `klas_nvt`: whole classes have test days; `boeken`: forgotten books are booked too.
    """
    toestand = np.zeros(veld.gepland.shape, dtype=np.int8)
    _leg(toestand, Toestand.GEEN_VERZUIM, _losse_slots(rng, np.full(len(veld.klas), BOEKEN_PER_JAAR * boeken), veld, 1))
    _leg(toestand, Toestand.VERWIJDERD, _losse_slots(rng, latent.verwijderd, veld, 1))
    _leg(toestand, Toestand.TE_LAAT, _te_laat(rng, latent, veld))
    _leg(toestand, Toestand.ZONDER_REDEN, _spijbelen(rng, latent, veld))
    _leg(toestand, Toestand.EXTERN, _losse_slots(rng, latent.extern, veld, 2))
    _leg(toestand, Toestand.MEDISCH, _losse_slots(rng, latent.medisch, veld, 2))
    _leg(toestand, Toestand.OVERIG, _hele_dagen(rng, latent.overig, veld))
    _leg(toestand, Toestand.VERLOF, _hele_dagen(rng, latent.verlof, veld))
    _leg(toestand, Toestand.ZIEK, _ziek(rng, latent, veld))
    _vermijden(rng, toestand, latent)
    _vallen_terug(rng, toestand, latent)
    _missen_vaste_dag(rng, toestand, latent)
    _leg_luxe(toestand, latent)
    for soort, van, tot in _spells(latent):
        _leg_spell(toestand, soort, van, tot)
    if klas_nvt:
        _leg(toestand, Toestand.NVT, _klassedagen(rng, veld))
    toestand[~veld.gepland] = Toestand.AANWEZIG
    return toestand


def _leg(toestand: np.ndarray, soort: Toestand, waar: np.ndarray) -> None:
    toestand[waar] = soort


def _spells(latent: Latent) -> tuple[tuple[Toestand, np.ndarray, np.ndarray], ...]:
    return (
        (Toestand.ZIEK, latent.langziek_van, latent.langziek_tot),
        (Toestand.SCHORSING, latent.schorsing_van, latent.schorsing_tot),
        (Toestand.ZONDER_REDEN, latent.lrv_van, latent.lrv_tot),
    )


def _leg_spell(toestand: np.ndarray, soort: Toestand, van: np.ndarray, tot: np.ndarray) -> None:
    for i in np.flatnonzero(van < toestand.shape[1]):
        toestand[i, max(0, van[i]) : max(0, tot[i] + 1)] = soort


def _leg_luxe(toestand: np.ndarray, latent: Latent) -> None:
    for i in np.flatnonzero(latent.luxe_van < toestand.shape[1]):
        toestand[i, max(0, latent.luxe_van[i]) : latent.luxe_tot[i] + 1] = latent.luxe_geboekt[i]


def seizoen(dagen_: np.ndarray) -> np.ndarray:
    """Factor on the start of sick episodes per day; mean 1 over the weekdays of the whole schooljaar.

    The second schooljaar has the waves of the first, the same number of weeks after its first Monday.
    """
    tweede = dagen_ >= np.datetime64(TWEEDE_JAAR.eerste_dag)
    in_eerste = np.where(tweede, dagen_ - TWEEDE_JAAR.verschuiving, dagen_)
    return _seizoen_ruw(in_eerste) / _seizoen_ruw(EERSTE_JAAR.dagen(JAAR_WEKEN)).mean()


def _seizoen_ruw(dagen_: np.ndarray) -> np.ndarray:
    return (
        0.7
        + _golf(dagen_, p.GRIEPGOLF_PIEK, p.GRIEPGOLF_BREEDTE_DAGEN, p.GRIEPGOLF_HOOGTE)
        + _golf(dagen_, p.NAJAARSGOLF_PIEK, p.NAJAARSGOLF_BREEDTE_DAGEN, p.NAJAARSGOLF_HOOGTE)
    )


def _golf(dagen_: np.ndarray, piek: str, breedte: float, hoogte: float) -> np.ndarray:
    afstand = (dagen_ - np.datetime64(piek)).astype(float) / breedte
    return hoogte * np.exp(-0.5 * afstand**2)


def _ziek(rng: np.random.Generator, latent: Latent, veld: Veld) -> np.ndarray:
    """Sick slots: episodes in school days; one in eight begins halfway the first day (went home)."""
    n, dagen_, slots = veld.gepland.shape
    kans = dagkans(latent.ziek)[:, None] * (seizoen(veld.dagen) * np.array(p.ZIEK_WEEKDAG)[veld.weekdag])[None, :]
    kans = kans * veld.ziekfactor
    start = rng.random((n, dagen_)) < kans
    duur = _ziekteduur(rng, latent.ziek_duur, dagen_)
    ziek, eerste = _episodes(start, duur, veld.heeft_school)
    naar_huis = eerste & (rng.random((n, dagen_)) < 0.125)
    vanaf = np.where(naar_huis, rng.integers(1, max(2, slots // 2 + 1), size=(n, dagen_)), 0)
    return ziek[:, :, None] & (np.arange(slots)[None, None, :] >= vanaf[:, :, None])


def _ziekteduur(rng: np.random.Generator, factor: np.ndarray, dagen_: int) -> np.ndarray:
    lengte = np.array([d for d, _ in p.ZIEK_DUUR])
    kans = np.array([k for _, k in p.ZIEK_DUUR])
    duur = lengte[np.searchsorted(np.cumsum(kans)[:-1], rng.random((len(factor), dagen_)), side="right")]
    return np.where(duur >= 5, np.round(duur * factor[:, None]), duur).astype(np.int32)


def _episodes(start: np.ndarray, duur: np.ndarray, school: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Walk the days: a new start counts only when healthy and at school; days without school use up no length."""
    n, dagen_ = start.shape
    ziek, eerste = np.zeros((n, dagen_), dtype=bool), np.zeros((n, dagen_), dtype=bool)
    rest = np.zeros(n, dtype=np.int32)
    for d in range(dagen_):
        begint = start[:, d] & (rest == 0) & school[:, d]
        rest = np.where(begint, duur[:, d], rest)
        ziek[:, d] = (rest > 0) & school[:, d]
        eerste[:, d] = begint
        rest = np.maximum(0, rest - school[:, d])
    return ziek, eerste


def _spijbelen(rng: np.random.Generator, latent: Latent, veld: Veld) -> np.ndarray:
    """Two-state chain over planned slots: a skipped lesson makes the next likelier, a day with truancy the next day."""
    n, dagen_, slots = veld.gepland.shape
    uit = np.zeros((n, dagen_, slots), dtype=bool)
    gisteren = np.zeros(n, dtype=bool)
    for d in range(dagen_):
        start = latent.spijbel * p.SPIJBEL_WEEKDAG[d % 5] * np.where(gisteren, p.SPIJBEL_GISTEREN, 1.0)
        uit[:, d] = _spijbeldag(rng.random((n, slots)), np.minimum(start, 0.6), veld.gepland[:, d])
        gisteren = np.where(veld.heeft_school[:, d], uit[:, d].any(axis=1), gisteren)
    return uit


def _spijbeldag(loting: np.ndarray, start: np.ndarray, gepland: np.ndarray) -> np.ndarray:
    uit = np.zeros(gepland.shape, dtype=bool)
    vorige = np.zeros(len(start), dtype=bool)
    for s in range(gepland.shape[1]):
        nu = loting[:, s] < np.where(vorige, p.SPIJBEL_BLIJFT, start)
        uit[:, s] = nu & gepland[:, s]
        vorige = np.where(gepland[:, s], nu, vorige)
    return uit


def kettingkansen(uit: np.ndarray, gepland: np.ndarray) -> tuple[float, float]:
    """(chance that a slot is skipped after a skipped one of that day, after an attended one); neighbours only."""
    paar = gepland[:, :, 1:] & gepland[:, :, :-1]
    na_uit, na_in = paar & uit[:, :, :-1], paar & ~uit[:, :, :-1]
    kans = [float((uit[:, :, 1:] & na).sum() / max(1, na.sum())) for na in (na_uit, na_in)]
    return kans[0], kans[1]


def _te_laat(rng: np.random.Generator, latent: Latent, veld: Veld) -> np.ndarray:
    """Late for the first planned slot of a day."""
    laat = rng.random(veld.heeft_school.shape) < dagkans(latent.laat)[:, None]
    eerste = veld.gepland & (np.cumsum(veld.gepland, axis=2) == 1)
    return eerste & laat[:, :, None]


def _losse_slots(rng: np.random.Generator, per_jaar: np.ndarray, veld: Veld, langst: int) -> np.ndarray:
    """One to `langst` slots from a random slot on."""
    n, dagen_, slots = veld.gepland.shape
    waar = np.zeros((n, dagen_, slots), dtype=bool)
    rij, dag = np.nonzero(rng.random((n, dagen_)) < dagkans(per_jaar)[:, None])
    begin = rng.integers(0, slots, size=len(rij))
    for extra in range(langst):
        waar[rij, dag, np.minimum(begin + extra, slots - 1)] = True
    return waar


def _hele_dagen(rng: np.random.Generator, per_jaar: np.ndarray, veld: Veld) -> np.ndarray:
    """One or two whole days."""
    n, dagen_, _ = veld.gepland.shape
    start = rng.random((n, dagen_)) < dagkans(per_jaar)[:, None]
    start[:, 1:] |= start[:, :-1] & (rng.random((n, dagen_ - 1)) < 0.4)
    return np.broadcast_to(start[:, :, None], veld.gepland.shape)


def _vermijden(rng: np.random.Generator, toestand: np.ndarray, latent: Latent) -> None:
    """School refusal: from onset on the chance to miss a day grows to 0.65 in ten weeks, half of it called in sick."""
    dagen_ = toestand.shape[1]
    for i in np.flatnonzero((latent.vermijd_van < dagen_) & (latent.vermijd_van < NOOIT)):
        dag = np.arange(max(0, latent.vermijd_van[i]), min(dagen_, latent.vermijd_tot[i] + 1))
        kans = np.minimum(0.65, 0.05 + 0.6 * (dag - latent.vermijd_van[i]) / 50)
        _mis(rng, toestand, int(i), dag[rng.random(len(dag)) < kans])


def _mis(rng: np.random.Generator, toestand: np.ndarray, i: int, dagen_: np.ndarray) -> None:
    """Whole days, each as likely called in sick as not explained."""
    soort = np.where(rng.random(len(dagen_)) < 0.5, Toestand.ZIEK, Toestand.ZONDER_REDEN)
    toestand[i, dagen_] = soort[:, None]


def _vallen_terug(rng: np.random.Generator, toestand: np.ndarray, latent: Latent) -> None:
    for i in np.flatnonzero(latent.terugval_van < toestand.shape[1]):
        dag = np.arange(latent.terugval_van[i], min(toestand.shape[1], latent.terugval_tot[i] + 1))
        _mis(rng, toestand, int(i), dag[rng.random(len(dag)) < 0.5])


def _missen_vaste_dag(rng: np.random.Generator, toestand: np.ndarray, latent: Latent) -> None:
    """During the spell one weekday, that of its first day, is mostly missed."""
    for i in np.flatnonzero(latent.vastedag_van < toestand.shape[1]):
        eerste = latent.vastedag_van[i] if latent.vastedag_van[i] >= 0 else latent.vastedag_van[i] % 5
        dag = np.arange(eerste, min(toestand.shape[1], latent.vastedag_tot[i] + 1), 5)
        _mis(rng, toestand, int(i), dag[rng.random(len(dag)) < p.VASTE_DAG_GEMIST])


def _klassedagen(rng: np.random.Generator, veld: Veld) -> np.ndarray:
    """One day per class in `KLASSEDAG_EENS_PER_DAGEN` on which nobody of the class need be there."""
    klassen = int(veld.klas.max(initial=0)) + 1
    dag = rng.random((klassen, veld.gepland.shape[1])) < 1 / KLASSEDAG_EENS_PER_DAGEN
    return np.broadcast_to(dag[veld.klas][:, :, None], veld.gepland.shape)
