"""Every number that the behaviour of the fictitious city rests on, with where it comes from.

Rates are per pupil per schooljaar of 190 school days unless the name says otherwise. "Assumption" means: no Dutch figure was found
(domein.md §4.3). England: DfE pupil absence distribution, OGL v3 (see `ijking`). Nothing here is measured on a real school.
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
"""A demo city must show something: the LRV rate is this many times the real Utrecht rate. Change it in this one place."""
LRV_OPEN_BIJ_START = 0.28
"""Share of a year's LRV cases that are already open on 1 September (domein.md §4.2: 23–39%, last years 23–33%)."""
LRV_MEDIAAN_DAGEN, LRV_SPREIDING = 88.0, 0.75
"""Lognormal length in calendar days: about 47% pass three months (domein.md §4.2)."""
LRV_MINIMUM_DAGEN = 30
VERMIJDING_WEKEN = 8
"""School days before a new LRV case on which absence already grows, in weeks (assumption; Kearney's escalation)."""


@dataclass(frozen=True)
class Tempo:
    """Rates of one soort school. Means per pupil per year; `_vorm` is the shape of the gamma over pupils (small = uneven)."""

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


# ziek, ziek_vorm: PO 75% of pupils at least once and 13% more than 9 days or 4 periods a year, SBO 71% and 23% (BMC 2021);
# VO: 32% at least 64 h and 15% over 100 h authorised a year (Groningen 2017/18). ziek_duur multiplies the tail of the lengths.
# spijbel_basis: start per slot of a usual pupil; spijbel_vast: of the share spijbel_aandeel ("16% skipped in the past 4 weeks").
# lrv: relative to the city's rate, from the growth in (s)bo and vo that DUO reports; all other numbers are assumptions.
TEMPO = {
    "po": Tempo(
        2.1, 1.7, 1.1, 2.0, 0.8, 0.30, 0.00, 0.001, 0.005, 0.004, 0.030, 0.02, 0.10, 0.004, 0.00004, 0.006, 0.020, 0.55
    ),
    "sbo": Tempo(
        3.2, 0.9, 1.3, 4.0, 1.5, 0.30, 0.10, 0.010, 0.012, 0.014, 0.030, 0.30, 0.10, 0.015, 0.0001, 0.015, 0.025, 2.0
    ),
    "so": Tempo(
        4.2, 0.8, 1.8, 3.0, 3.0, 0.30, 0.10, 0.012, 0.022, 0.020, 0.020, 1.00, 0.10, 0.040, 0.0001, 0.012, 0.025, 2.2
    ),
    "vso": Tempo(
        4.4, 0.8, 1.8, 8.0, 2.5, 0.30, 0.60, 0.040, 0.022, 0.030, 0.015, 0.80, 0.10, 0.040, 0.0010, 0.070, 0.028, 3.0
    ),
    "vo": Tempo(
        3.9, 1.0, 1.15, 7.0, 1.4, 0.35, 0.60, 0.012, 0.007, 0.013, 0.022, 0.15, 0.20, 0.006, 0.0007, 0.040, 0.014, 1.5
    ),
    "mbo": Tempo(
        4.5, 0.9, 1.15, 12.0, 1.2, 0.30, 0.20, 0.006, 0.008, 0.016, 0.020, 0.10, 0.20, 0.005, 0.0018, 0.080, 0.016, 1.8
    ),
}

SPIJBEL_BLIJFT = 0.62
"""Chance that the next planned lesson of the same day is skipped too, once one is skipped (assumption)."""
SPIJBEL_GISTEREN = 4.0
"""Factor on the start of truancy on the school day after a day with truancy (assumption)."""
ZIEK_WEEKDAG = (1.40, 0.72, 0.78, 0.90, 1.30)
"""Factor on the start of a sick episode, Monday to Friday (assumption: weekend onsets are reported on Monday)."""
SPIJBEL_WEEKDAG = (1.10, 0.85, 0.85, 0.95, 1.35)
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
