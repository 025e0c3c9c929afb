"""Who a fictitious pupil is underneath: hazards and spells, drawn once per person so that they move along to a next
school.

A spell is two day indexes (see `kalender`), both ends included; `NOOIT` = no such spell. A spell may begin before day 0
and end after the simulated weeks. What is NOT here: sex, origin, income or neighbourhood; behaviour depends on soort
school and age only.
"""

from dataclasses import dataclass, fields

import numpy as np

from models.fictief.kalender import EERSTE_JAAR, JAAR_WEKEN, SCHOOLDAGEN_PER_JAAR, Jaar
from models.fictief.parameters import (
    LRV_MEDIAAN_DAGEN,
    LRV_MINIMUM_DAGEN,
    LRV_OPEN_BIJ_START,
    LRV_SPREIDING,
    LRV_VERGROTING,
    LUXE_GEBOEKT,
    SOORTEN,
    TEMPO,
    TERUGVAL_DAGEN,
    TERUGVAL_KANS,
    TERUGVAL_NA_DAGEN,
    UTRECHT_LRV_PER_1000,
    VASTE_DAG_DAGEN,
    VASTE_DAG_KANS,
    VERMIJDING_WEKEN,
)

NOOIT = 1_000_000
JAAR_DAGEN = 5 * JAAR_WEKEN
"""Day indexes of the whole schooljaar: spells are drawn over the year, so that more weeks show the same city for
longer.
"""

TYPEN = (
    "gewoon",
    "vaak_ziek",
    "spijbelaar",
    "laatkomer",
    "vermijder",
    "vaste_dag",
    "langdurig_ziek",
    "luxe",
    "deeltijd",
    "geschorst",
    "lrv",
)


@dataclass
class Latent:
    """One array entry a person.

    Rates per schooljaar; `spijbel` per planned slot; spells in day indexes, both ends included.
    """

    ziek: np.ndarray
    ziek_duur: np.ndarray
    laat: np.ndarray
    medisch: np.ndarray
    verlof: np.ndarray
    verwijderd: np.ndarray
    extern: np.ndarray
    overig: np.ndarray
    spijbel: np.ndarray
    lrv_van: np.ndarray
    lrv_tot: np.ndarray
    langziek_van: np.ndarray
    langziek_tot: np.ndarray
    vermijd_van: np.ndarray
    vermijd_tot: np.ndarray
    luxe_van: np.ndarray
    luxe_tot: np.ndarray
    luxe_geboekt: np.ndarray
    schorsing_van: np.ndarray
    schorsing_tot: np.ndarray
    terugval_van: np.ndarray
    terugval_tot: np.ndarray
    vastedag_van: np.ndarray
    vastedag_tot: np.ndarray
    deeltijd_van: np.ndarray
    deeltijd_aandeel: np.ndarray
    type: np.ndarray

    def kies(self, idx: np.ndarray) -> "Latent":
        """The persons at positions `idx`, in that order."""
        return Latent(**{f.name: getattr(self, f.name)[idx] for f in fields(self)})


def trek(rng: np.random.Generator, soort: np.ndarray, heeft_plicht: np.ndarray, jaar: Jaar = EERSTE_JAAR) -> Latent:
    """Draw hazards and spells of every person for one schooljaar.

    `soort`: index in SOORTEN; `heeft_plicht`: leerplicht or kwalificatieplicht at some day of the year (LRV needs it).
    """
    n = len(soort)
    lrv_van, lrv_tot = _lrv(rng, soort, heeft_plicht)
    langziek_van, langziek_tot = _spell(rng, _per_soort("langziek", soort), n, 30, 110)
    vermijd_van, vermijd_tot = _vermijding(rng, soort, lrv_van, lrv_tot)
    luxe_van, luxe_tot = _luxe(rng, _per_soort("luxe", soort), n, jaar)
    schorsing_van, schorsing_tot = _spell(rng, _per_soort("schorsing", soort), n, 1, 7)
    terugval_van, terugval_tot = _terugval(rng, np.minimum(lrv_tot, langziek_tot))
    vastedag_van, vastedag_tot = _spell(rng, np.full(n, VASTE_DAG_KANS), n, *VASTE_DAG_DAGEN)
    deeltijd_van, deeltijd_aandeel = _deeltijd(rng, _per_soort("deeltijd", soort), n)
    vast = rng.random(n) < _per_soort("spijbel_aandeel", soort)
    latent = Latent(
        ziek=_gamma(rng, _per_soort("ziek", soort), _per_soort("ziek_vorm", soort)),
        ziek_duur=_per_soort("ziek_duur", soort),
        laat=_gamma(rng, _per_soort("laat", soort), 0.5),
        medisch=_gamma(rng, _per_soort("medisch", soort), 1.0),
        verlof=_per_soort("verlof", soort),
        verwijderd=_gamma(rng, _per_soort("verwijderd", soort), 0.3),
        extern=_gamma(rng, _per_soort("extern", soort), 0.3),
        overig=_per_soort("overig", soort),
        spijbel=_spijbel(rng, soort, vast),
        lrv_van=lrv_van,
        lrv_tot=lrv_tot,
        langziek_van=langziek_van,
        langziek_tot=langziek_tot,
        vermijd_van=vermijd_van,
        vermijd_tot=vermijd_tot,
        luxe_van=luxe_van,
        luxe_tot=luxe_tot,
        luxe_geboekt=rng.choice([int(t) for t, _ in LUXE_GEBOEKT], size=n, p=[p for _, p in LUXE_GEBOEKT]),
        schorsing_van=schorsing_van,
        schorsing_tot=schorsing_tot,
        terugval_van=terugval_van,
        terugval_tot=terugval_tot,
        vastedag_van=vastedag_van,
        vastedag_tot=vastedag_tot,
        deeltijd_van=deeltijd_van,
        deeltijd_aandeel=deeltijd_aandeel,
        type=np.zeros(n, dtype=np.int8),
    )
    latent.type = label(latent, vast)
    return latent


def _per_soort(naam: str, soort: np.ndarray) -> np.ndarray:
    return np.array([getattr(TEMPO[s], naam) for s in SOORTEN])[soort]


def _gamma(rng: np.random.Generator, gemiddelde: np.ndarray, vorm: np.ndarray | float) -> np.ndarray:
    """Gamma over pupils, so that counts of events are negative binomial over pupils."""
    return rng.gamma(vorm, 1.0, size=len(gemiddelde)) * gemiddelde / vorm


def _spijbel(rng: np.random.Generator, soort: np.ndarray, vast: np.ndarray) -> np.ndarray:
    basis = _per_soort("spijbel_basis", soort) * rng.gamma(0.4, 1.0, size=len(soort)) / 0.4
    zwaar = _per_soort("spijbel_vast", soort) * rng.gamma(1.0, 1.0, size=len(soort))
    return np.where(vast, zwaar, basis)


def _spell(rng: np.random.Generator, kans: np.ndarray, n: int, kort: int, lang: int) -> tuple[np.ndarray, np.ndarray]:
    """Spells of `kort`..`lang` calendar days that begin anywhere in the year."""
    van = rng.integers(0, JAAR_DAGEN, size=n)
    duur = np.maximum(1, np.round(rng.integers(kort, lang + 1, size=n) * 5 / 7)).astype(np.int64)
    heeft = rng.random(n) < kans
    return np.where(heeft, van, NOOIT), np.where(heeft, van + duur - 1, NOOIT)


def _lrv(rng: np.random.Generator, soort: np.ndarray, plicht: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Long unauthorised absence; `LRV_OPEN_BIJ_START` of the cases runs on from the year before."""
    n = len(soort)
    gewicht = _per_soort("lrv", soort)
    kans = (
        UTRECHT_LRV_PER_1000 / 1000 * LRV_VERGROTING * gewicht / max(gewicht[plicht].mean(), 1e-9)
        if plicht.any()
        else 0
    )
    heeft = plicht & (rng.random(n) < kans)
    if plicht.sum() >= 20:
        _minstens_een(rng, heeft, plicht)
    duur = np.maximum(LRV_MINIMUM_DAGEN, np.round(LRV_MEDIAAN_DAGEN * np.exp(LRV_SPREIDING * rng.standard_normal(n))))
    werkdagen = np.ceil(duur * 5 / 7).astype(np.int64)
    is_open = rng.random(n) < LRV_OPEN_BIJ_START
    van = np.where(is_open, 0, rng.integers(0, JAAR_DAGEN, size=n))
    return np.where(heeft, van, NOOIT), np.where(heeft, van + werkdagen - 1, NOOIT)


def _minstens_een(rng: np.random.Generator, heeft: np.ndarray, plicht: np.ndarray) -> None:
    """A small city must still show one case: without it no one can look at the signal."""
    if not heeft.any():
        heeft[rng.choice(np.flatnonzero(plicht))] = True


def _vermijding(
    rng: np.random.Generator, soort: np.ndarray, lrv_van: np.ndarray, lrv_tot: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Growing absence: before every new LRV case, and in a share of others that never get there."""
    van, tot = _spell(rng, _per_soort("vermijder", soort), len(soort), 60, 200)
    nieuw = (lrv_van < NOOIT) & (lrv_van > 0)
    van = np.where(nieuw, np.maximum(0, lrv_van - 5 * VERMIJDING_WEKEN), van)
    return van, np.where(nieuw, lrv_van, tot)


def _terugval(rng: np.random.Generator, terug: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Some weeks after the last day of a long absence (`terug`, NOOIT: none) a share misses half of the days."""
    valt = (terug < NOOIT) & (rng.random(len(terug)) < TERUGVAL_KANS)
    van = terug + rng.integers(*TERUGVAL_NA_DAGEN, size=len(terug))
    tot = van + rng.integers(*TERUGVAL_DAGEN, size=len(terug))
    return np.where(valt, van, NOOIT), np.where(valt, tot, NOOIT)


def _luxe(rng: np.random.Generator, kans: np.ndarray, n: int, jaar: Jaar) -> tuple[np.ndarray, np.ndarray]:
    """One to five school days that touch a holiday, before it or after it."""
    keuze = rng.integers(0, len(jaar.vakanties), size=n)
    duur = rng.choice([1, 2, 3, 5], p=[0.4, 0.3, 0.2, 0.1], size=n)
    ervoor = rng.random(n) < 0.6
    begin = np.array([jaar.dag_van(v.van) for v in jaar.vakanties])[keuze]
    einde = np.array([jaar.dag_van(v.tot) for v in jaar.vakanties])[keuze]
    ervoor |= einde >= JAAR_DAGEN
    van = np.where(ervoor, begin - duur, einde)
    heeft = rng.random(n) < kans
    return np.where(heeft, van, NOOIT), np.where(heeft, van + duur - 1, NOOIT)


def _deeltijd(rng: np.random.Generator, kans: np.ndarray, n: int) -> tuple[np.ndarray, np.ndarray]:
    """A reduced timetable of its own, from a day on (0 = all year), as a share 0.2–0.9 of the class's."""
    heeft = rng.random(n) < kans
    van = np.where(rng.random(n) < 0.5, 0, 5 * rng.integers(1, JAAR_WEKEN, size=n))
    return np.where(heeft, van, NOOIT), np.round(rng.uniform(0.2, 0.9, size=n), 2)


def label(latent: Latent, spijbelt: np.ndarray) -> np.ndarray:
    """One label a person for the truth files; the later in the list wins."""
    kenmerk = {
        "vaak_ziek": latent.ziek > 7,
        "laatkomer": latent.laat > 15,
        "luxe": latent.luxe_van < NOOIT,
        "geschorst": latent.schorsing_van < NOOIT,
        "spijbelaar": spijbelt,
        "deeltijd": latent.deeltijd_van < NOOIT,
        "vaste_dag": latent.vastedag_van < NOOIT,
        "langdurig_ziek": latent.langziek_van < NOOIT,
        "vermijder": latent.vermijd_van < NOOIT,
        "lrv": latent.lrv_van < NOOIT,
    }
    soort = np.zeros(len(spijbelt), dtype=np.int8)
    for naam, waar in kenmerk.items():
        soort[waar] = TYPEN.index(naam)
    return soort


def dagkans(per_jaar: np.ndarray) -> np.ndarray:
    """Chance per school day of an event with this yearly rate."""
    return per_jaar / SCHOOLDAGEN_PER_JAAR
