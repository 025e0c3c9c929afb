"""From truth to entries: what a school writes down, when, and what it mends later.

An entry (`Meldingen`) is one run of slots of one pupil; whole days that follow each other may be one entry where the
school's system works with spans. Moments are datetime64[m] in local time, stored as int64 minutes. A day is an index of
`kalender`.
"""

from dataclasses import dataclass, fields

import numpy as np

from models.fictief import parameters as p
from models.fictief.parameters import AFWEZIG, Toestand

MINUTEN_PER_DAG = 1440
NOOIT_OP = np.int64(2**60)


@dataclass
class Meldingen:
    """Entries, sorted by first day and pupil. slot_van counts on dag_van, slot_tot on dag_tot (0-based, included).

    `heel`: all slots of each of its days. From `ingevoerd` until `reden_op` it reads onbekend, from then on `toestand`;
    from `ingetrokken` on it is gone (NOOIT_OP: never). `is_fout`: the pupil was in truth present.
    """

    leerling: np.ndarray
    dag_van: np.ndarray
    dag_tot: np.ndarray
    slot_van: np.ndarray
    slot_tot: np.ndarray
    heel: np.ndarray
    toestand: np.ndarray
    ingevoerd: np.ndarray
    reden_op: np.ndarray
    ingetrokken: np.ndarray
    is_fout: np.ndarray

    def __len__(self) -> int:
        return len(self.leerling)

    def kies(self, idx: np.ndarray) -> "Meldingen":
        """The entries at positions `idx`, in that order."""
        return Meldingen(**{f.name: getattr(self, f.name)[idx] for f in fields(self)})


def leg_vast(
    rng: np.random.Generator, toestand: np.ndarray, gepland: np.ndarray, dagen_: np.ndarray, spannen: bool, traag: float
) -> Meldingen:
    """Make the entries of one school; `spannen`: days in a row are one entry; `traag`: share entered days later."""
    foute = _foute_cellen(rng, toestand, gepland)
    geboekt = toestand.copy()
    geboekt[foute] = Toestand.ZONDER_REDEN
    meldingen = _reeksen(geboekt, gepland, spannen)
    meldingen.is_fout = foute[meldingen.leerling, meldingen.dag_van, meldingen.slot_van]
    _dateer(rng, meldingen, dagen_, traag)
    return meldingen.kies(np.lexsort((meldingen.slot_van, meldingen.leerling, meldingen.dag_van)))


def _foute_cellen(rng: np.random.Generator, toestand: np.ndarray, gepland: np.ndarray) -> np.ndarray:
    """Single present slots that are booked as absent by mistake."""
    aantal = rng.binomial(int(np.count_nonzero(toestand) / 2), p.FOUTE_INVOER)
    plek = np.flatnonzero(gepland & (toestand == Toestand.AANWEZIG))
    fout = np.zeros(toestand.shape, dtype=bool)
    if len(plek):
        fout.reshape(-1)[rng.choice(plek, size=min(aantal, len(plek)), replace=False)] = True
    return fout


def _reeksen(toestand: np.ndarray, gepland: np.ndarray, spannen: bool) -> Meldingen:
    """Runs of equal planned slots within a day; free slots in between do not break a run."""
    _, dagen_, slots = toestand.shape
    cel = np.flatnonzero(gepland)
    waarde = toestand.reshape(-1)[cel]
    dagsleutel = cel // slots
    nieuw_dag = np.r_[True, dagsleutel[1:] != dagsleutel[:-1]] if len(cel) else np.zeros(0, dtype=bool)
    nieuw = nieuw_dag | np.r_[True, waarde[1:] != waarde[:-1]] if len(cel) else nieuw_dag
    begin = np.flatnonzero(nieuw)
    einde = np.r_[begin[1:], len(cel)] - 1
    laatste_dag = np.r_[nieuw_dag[1:], True] if len(cel) else nieuw_dag
    heel = nieuw_dag[begin] & laatste_dag[einde] & np.isin(waarde[begin], [int(t) for t in AFWEZIG])
    houd = waarde[begin] != Toestand.AANWEZIG
    begin, einde, heel = begin[houd], einde[houd], heel[houd]
    if spannen:
        begin, einde, heel = _plak(begin, einde, heel, waarde, cel // (slots * dagen_))
    return _als_meldingen(cel, waarde, begin, einde, heel, dagen_, slots)


def _plak(
    begin: np.ndarray, einde: np.ndarray, heel: np.ndarray, waarde: np.ndarray, wie: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Join whole days that follow each other without a planned slot in between."""
    aan = (begin[1:] == einde[:-1] + 1) & heel[1:] & heel[:-1]
    aan &= (waarde[begin[1:]] == waarde[begin[:-1]]) & (wie[begin[1:]] == wie[begin[:-1]])
    eerste = np.flatnonzero(np.r_[True, ~aan]) if len(begin) else begin
    laatste = np.r_[eerste[1:], len(begin)] - 1
    return begin[eerste], einde[laatste], heel[eerste]


def _als_meldingen(cel, waarde, begin, einde, heel, dagen_: int, slots: int) -> Meldingen:
    van, tot = cel[begin], cel[einde]
    leeg = np.zeros(len(begin), dtype=np.int64)
    return Meldingen(
        leerling=(van // (slots * dagen_)).astype(np.int32),
        dag_van=((van // slots) % dagen_).astype(np.int32),
        dag_tot=((tot // slots) % dagen_).astype(np.int32),
        slot_van=(van % slots).astype(np.int8),
        slot_tot=(tot % slots).astype(np.int8),
        heel=heel,
        toestand=waarde[begin].astype(np.int8),
        ingevoerd=leeg,
        reden_op=leeg.copy(),
        ingetrokken=leeg + NOOIT_OP,
        is_fout=leeg.astype(bool),
    )


def _dateer(rng: np.random.Generator, m: Meldingen, dagen_: np.ndarray, traag: float) -> None:
    """Fill in moments: entry, when the reason is known, when a wrong entry is withdrawn."""
    n = len(m)
    dag0 = dagen_.astype("datetime64[m]").astype(np.int64)[m.dag_van] if n else np.zeros(0, dtype=np.int64)
    uur = np.where(
        m.heel, rng.integers(450, 570, size=n), 500 + 50 * m.slot_van.astype(np.int64) + rng.integers(0, 45, n)
    )
    later = np.where(rng.random(n) < traag, rng.geometric(0.5, size=n), 0)
    m.ingevoerd = dag0 + uur + MINUTEN_PER_DAG * later
    verlof = m.toestand == Toestand.VERLOF
    m.ingevoerd[verlof] -= MINUTEN_PER_DAG * rng.integers(1, 15, size=int(verlof.sum()))
    nooit = (m.toestand == Toestand.ZONDER_REDEN) & (rng.random(n) < p.REDEN_NOOIT)
    m.toestand[nooit] = Toestand.ONBEKEND
    m.reden_op = m.ingevoerd + np.where(_reden_later(rng, m), MINUTEN_PER_DAG * _dagen(rng, p.REDEN_LATER_DAGEN, n), 0)
    m.ingetrokken[m.is_fout] = (m.ingevoerd + MINUTEN_PER_DAG * _dagen(rng, p.FOUT_HERSTEL_DAGEN, n))[m.is_fout]


def _reden_later(rng: np.random.Generator, m: Meldingen) -> np.ndarray:
    kans = np.zeros(max(Toestand) + 1)
    for toestand, k in p.REDEN_LATER.items():
        kans[toestand] = k
    return rng.random(len(m)) < kans[m.toestand]


def _dagen(rng: np.random.Generator, gemiddeld: float, n: int) -> np.ndarray:
    return rng.geometric(1 / gemiddeld, size=n)
