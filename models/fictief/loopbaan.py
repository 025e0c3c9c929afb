"""How careers of absence go on in the next schooljaar.

Tendencies stay with who stays at the same soort school, and long runs go on over the summer.

Day indexes of the two schooljaren: 52 weeks after day d of the one lies day d - `OPSCHUIVEN` of the other. What is NOT
here: what is drawn anew each schooljaar (`latent`).
"""

from dataclasses import replace

import numpy as np

from models.fictief.kalender import WEKEN_TUSSEN, Jaar
from models.fictief.latent import JAAR_DAGEN, NOOIT, TYPEN, Latent, label, trek

OPSCHUIVEN = 5 * WEKEN_TUSSEN
NEIGINGEN = ("ziek", "ziek_duur", "laat", "medisch", "verlof", "verwijderd", "extern", "overig", "spijbel")
REEKSEN = ("lrv", "langziek", "vermijd", "vastedag")
DEELTIJD_BLIJFT = 0.5
"""Share of the reduced timetables that go on in the next schooljaar (assumption)."""


def volgend_jaar(
    rng: np.random.Generator, vorig: Latent, soort: np.ndarray, blijft: np.ndarray, heeft_plicht: np.ndarray, jaar: Jaar
) -> Latent:
    """Draw the schooljaar after that of `vorig`, whose persons come first in `soort`.

    `blijft` [persons of vorig]: at the same soort school as before; `heeft_plicht`: as in `latent.trek`.
    """
    n = len(vorig.type)
    nieuw = trek(rng, soort, heeft_plicht, jaar)
    spijbelt = nieuw.type == TYPEN.index("spijbelaar")
    spijbelt[:n] = np.where(blijft, vorig.type == TYPEN.index("spijbelaar"), spijbelt[:n])
    for naam in NEIGINGEN:
        getattr(nieuw, naam)[:n] = np.where(blijft, getattr(vorig, naam), getattr(nieuw, naam)[:n])
    _wis_open_bij_start(nieuw, n)
    for naam in REEKSEN:
        _zet_voort(nieuw, vorig, naam)
    _val_later_terug(nieuw, vorig)
    _houd_deeltijd(rng, nieuw, vorig, blijft)
    return replace(nieuw, type=label(nieuw, spijbelt))


def _wis_open_bij_start(nieuw: Latent, n: int) -> None:
    """Cases that are drawn as open on the first day are those of the schooljaar before here, for who was there."""
    wis = nieuw.lrv_van[:n] == 0
    nieuw.lrv_van[:n][wis] = nieuw.lrv_tot[:n][wis] = NOOIT


def _zet_voort(nieuw: Latent, vorig: Latent, naam: str) -> None:
    """A run that ends after the summer replaces the one drawn; its first day lies before day 0."""
    van, tot = getattr(vorig, f"{naam}_van"), getattr(vorig, f"{naam}_tot")
    door = np.flatnonzero((van < NOOIT) & (tot >= OPSCHUIVEN))
    getattr(nieuw, f"{naam}_van")[door] = van[door] - OPSCHUIVEN
    getattr(nieuw, f"{naam}_tot")[door] = tot[door] - OPSCHUIVEN


def _val_later_terug(nieuw: Latent, vorig: Latent) -> None:
    """A relapse counts school days from the return: the summer in between has none."""
    terug = np.minimum(vorig.lrv_tot, vorig.langziek_tot)
    schuif = np.where(terug >= OPSCHUIVEN, OPSCHUIVEN, JAAR_DAGEN)
    later = np.flatnonzero((vorig.terugval_van < NOOIT) & (vorig.terugval_van >= schuif))
    nieuw.terugval_van[later] = vorig.terugval_van[later] - schuif[later]
    nieuw.terugval_tot[later] = vorig.terugval_tot[later] - schuif[later]


def _houd_deeltijd(rng: np.random.Generator, nieuw: Latent, vorig: Latent, blijft: np.ndarray) -> None:
    houdt = np.flatnonzero((vorig.deeltijd_van < NOOIT) & blijft & (rng.random(len(blijft)) < DEELTIJD_BLIJFT))
    nieuw.deeltijd_van[houdt] = 0
    nieuw.deeltijd_aandeel[houdt] = vorig.deeltijd_aandeel[houdt]
