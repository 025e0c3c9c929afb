"""Every number that the behaviour of the fictitious city rests on, with where it comes from.

Rates are per pupil per schooljaar of 190 school days unless the name says otherwise. "Assumption" means: no Dutch
figure was found (domein.md §4.3). England: DfE pupil absence distribution, OGL v3 (see `ijking`). Nothing here is
measured on a real school.
"""

from dataclasses import dataclass
from enum import IntEnum


class Toestand(IntEnum):
    """What is true of one pupil in one planned slot. Order is for storage only, it ranks nothing."""

    AANWEZIG = 0
    ZIEK = 1
    MEDISCH = 2
    VERLOF = 3
    LUXE = 4
    SCHORSING = 5
    EXTERN = 6
    ZONDER_REDEN = 7
    ONBEKEND = 8
    OVERIG = 9
    TE_LAAT = 10
    VERWIJDERD = 11
    NVT = 12
    GEEN_VERZUIM = 13


AFWEZIG = (
    Toestand.ZIEK,
    Toestand.MEDISCH,
    Toestand.VERLOF,
    Toestand.LUXE,
    Toestand.SCHORSING,
    Toestand.EXTERN,
    Toestand.ZONDER_REDEN,
    Toestand.ONBEKEND,
    Toestand.OVERIG,
)
ONGEOORLOOFD = (Toestand.LUXE, Toestand.ZONDER_REDEN, Toestand.ONBEKEND)

SOORTEN = ("po", "sbo", "so", "vso", "vo", "mbo")

UTRECHT_LRV_PER_1000 = 3.2
"""New and open LRV cases per 1,000 pupils with plicht per year, Utrecht 2017–2019 (domein.md §4.2: 2.8–3.6)."""
LRV_VERGROTING = 3.0
"""A demo city must show something: LRV is so many times the real Utrecht rate. Change it only here."""
LRV_OPEN_BIJ_START = 0.28
"""Share of a year's LRV cases that are already open on 1 September (domein.md §4.2: 23–39%, last years 23–33%)."""
LRV_MEDIAAN_DAGEN, LRV_SPREIDING = 88.0, 0.75
"""Lognormal length in calendar days: about 47% pass three months (domein.md §4.2)."""
LRV_MINIMUM_DAGEN = 30
VERMIJDING_WEKEN = 8
"""School days before a new LRV case on which absence already grows, in weeks (assumption; Kearney's escalation)."""


@dataclass(frozen=True)
class Tempo:
    """Rates of one soort school.

    Means per pupil per year; `_vorm` is the shape of the gamma over pupils (small = uneven).
    """

    ziek: float
    ziek_vorm: float
    ziek_duur: float
    laat: float
    medisch: float
    verlof: float
    verwijderd: float
    schorsing: float
    langziek: float
    vermijder: float
    luxe: float
    extern: float
    overig: float
    deeltijd: float
    spijbel_basis: float
    spijbel_aandeel: float
    spijbel_vast: float
    lrv: float


# ziek, ziek_vorm: PO 75% of pupils at least once and 13% more than 9 days or 4 periods a year, SBO 71% and 23% (BMC
# 2021); VO 32% at least 64 h and 15% over 100 h authorised a year (Groningen 2017/18). ziek_duur multiplies the tail of
# the lengths. spijbel_basis: start per slot of a usual pupil; spijbel_vast: of the share spijbel_aandeel (Utrecht: 16%
# skipped in the past 4 weeks). lrv: weight beside the city's rate, after the growth in (s)bo and vo that DUO reports.
# All other numbers are assumptions.
# Columns in the order of SOORTEN: po, sbo, so, vso, vo, mbo.
_TABEL = {
    "ziek": (1.9, 2.5, 4.2, 4.4, 3.5, 4.5),  # episodes
    "ziek_vorm": (2.0, 0.9, 0.8, 0.8, 1.0, 0.9),
    "ziek_duur": (0.6, 0.7, 1.8, 1.8, 1.15, 1.15),  # times the long lengths
    "laat": (2.0, 4.0, 3.0, 8.0, 7.0, 12.0),  # times
    "medisch": (0.8, 1.5, 3.0, 2.5, 1.4, 1.2),  # visits
    "verlof": (0.3, 0.3, 0.3, 0.3, 0.35, 0.3),  # leaves
    "verwijderd": (0.0, 0.1, 0.1, 0.6, 0.6, 0.2),  # times
    "schorsing": (0.001, 0.01, 0.012, 0.04, 0.012, 0.006),  # share of pupils
    "langziek": (0.006, 0.012, 0.022, 0.022, 0.015, 0.010),  # share of pupils
    "vermijder": (0.006, 0.014, 0.02, 0.03, 0.022, 0.020),  # share of pupils
    "luxe": (0.03, 0.03, 0.02, 0.015, 0.022, 0.02),  # share of pupils
    "extern": (0.02, 0.3, 1.0, 0.8, 0.15, 0.1),  # times
    "overig": (0.1, 0.1, 0.1, 0.1, 0.2, 0.2),  # times
    "deeltijd": (0.004, 0.015, 0.04, 0.04, 0.006, 0.005),  # share of pupils
    "spijbel_basis": (0.00004, 0.0001, 0.0001, 0.001, 0.0007, 0.0018),  # chance per slot
    "spijbel_aandeel": (0.006, 0.015, 0.012, 0.07, 0.04, 0.08),  # share of pupils
    "spijbel_vast": (0.02, 0.025, 0.025, 0.028, 0.014, 0.016),  # chance per slot, those pupils
    "lrv": (0.55, 2.0, 2.2, 3.0, 1.5, 1.8),  # weight
}
TEMPO = {soort: Tempo(**{naam: rij[k] for naam, rij in _TABEL.items()}) for k, soort in enumerate(SOORTEN)}

TERUGVAL_KANS, TERUGVAL_NA_DAGEN, TERUGVAL_DAGEN = 0.4, (22, 45), (8, 25)
"""Who comes back after a long absence may fall back: chance, after and for how many school days (assumption)."""
VASTE_DAG_KANS, VASTE_DAG_DAGEN, VASTE_DAG_GEMIST = 0.006, (40, 100), 0.7
"""Pupils who mostly miss one weekday for a while: share, for how many school days, chance to miss it (assumption)."""
SPIJBEL_BLIJFT = 0.62
"""Chance that the next planned lesson of the same day is skipped too, once one is skipped (assumption)."""
SPIJBEL_GISTEREN = 4.0
"""Factor on the start of truancy on the school day after a day with truancy (assumption)."""
ZIEK_WEEKDAG = (1.40, 0.72, 0.78, 0.90, 1.30)
"""Factor on the start of a sick episode, Monday to Friday (assumption: weekend onsets are reported on Monday)."""
SPIJBEL_WEEKDAG = (1.10, 0.85, 0.85, 0.95, 1.35)
UITBRAAK_PER_JAAR, UITBRAAK_DAGEN, UITBRAAK_FACTOR = 0.25, 10, 4.0
"""Outbreaks in one class: how often, over how many weekdays, times how many starts of sickness (assumption)."""
SCHOOLUITBRAAK_PER_JAAR, SCHOOLUITBRAAK_FACTOR = 0.35, 2.5
"""The same for a whole school."""
ZIEK_DUUR = ((1, 0.50), (2, 0.23), (3, 0.12), (4, 0.06), (5, 0.035), (8, 0.035), (12, 0.015), (18, 0.005))
"""Length of a sick episode in school days and its chance; the lengths from 5 on are multiplied by `ziek_duur`."""
GRIEPGOLF_PIEK, GRIEPGOLF_BREEDTE_DAGEN, GRIEPGOLF_HOOGTE = "2026-01-28", 24.0, 1.6
NAJAARSGOLF_PIEK, NAJAARSGOLF_BREEDTE_DAGEN, NAJAARSGOLF_HOOGTE = "2025-11-22", 20.0, 0.4
LUXE_GEBOEKT = ((Toestand.LUXE, 0.70), (Toestand.ZIEK, 0.15), (Toestand.VERLOF, 0.15))
"""How a school books a holiday outside the holidays: seen, taken for sick, or granted afterwards."""

REDEN_LATER = {
    Toestand.ZIEK: 0.10,
    Toestand.MEDISCH: 0.10,
    Toestand.VERLOF: 0.05,
    Toestand.ZONDER_REDEN: 0.45,
}
"""Chance that an entry begins as onbekend and gets its reason later."""
REDEN_NOOIT = 0.04
"""Share of the unauthorised entries that keep the reason onbekend for ever."""
REDEN_LATER_DAGEN = 4.0
"""Mean number of calendar days until the reason is known (geometric, at least 1)."""
FOUTE_INVOER = 0.006
"""Wrong entries (pupil was there) as a share of all entries; withdrawn after `FOUT_HERSTEL_DAGEN` on average."""
FOUT_HERSTEL_DAGEN = 6.0
