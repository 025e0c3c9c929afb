"""Measure the behaviour of a fictitious city without writing it, to hold it against real figures.

Every measure is of the truth (what happened), not of what schools wrote down. Years are whole only with all
`JAAR_WEKEN` weeks.
"""

from dataclasses import dataclass, field

import numpy as np

from assets.fictief.ontwerp import Ontwerp
from assets.fictief.school import Schooljaar, gemist_minuten
from models.fictief.gedrag import kettingkansen
from models.fictief.kalender import EERSTE_JAAR, is_dicht
from models.fictief.parameters import AFWEZIG, ONGEOORLOOFD, Toestand

SOORTGROEP = {"po": "po", "vo": "vo", "mbo": "mbo", "sbo": "sbo", "so": "speciaal", "vso": "speciaal"}
GEOORLOOFD = tuple(t for t in AFWEZIG if t not in ONGEOORLOOFD)
LANG_ZIEK_DAGEN, VAAK_ZIEK_EPISODES = 9, 4
"""Extensive sick absence: more than nine days or more than four episodes in a schooljaar (BMC 2021)."""


@dataclass
class Groep:
    """Measures of one kind of school, one entry a pupil who was there all year."""

    gemist_aandeel: list[np.ndarray] = field(default_factory=list)
    eerste_helft: list[np.ndarray] = field(default_factory=list)
    tweede_helft: list[np.ndarray] = field(default_factory=list)
    ziek_dagen: list[np.ndarray] = field(default_factory=list)
    ziek_episodes: list[np.ndarray] = field(default_factory=list)
    geoorloofd_uren: list[np.ndarray] = field(default_factory=list)
    ziek_per_dag: list[np.ndarray] = field(default_factory=list)
    luxe_per_dag: list[np.ndarray] = field(default_factory=list)
    ketting: list[tuple[float, float]] = field(default_factory=list)

    def reeks(self, naam: str) -> np.ndarray:
        """One measure of all pupils of this kind."""
        return np.concatenate(getattr(self, naam))

    def aandeel_vanaf(self, grens: float) -> float:
        """Share of pupils who missed at least `grens` of their planned minutes."""
        return float((self.reeks("gemist_aandeel") >= grens).mean())

    def ziek_aandeel(self, waar: np.ndarray) -> float:
        """Sick share of pupil days on the days of the axis where `waar`."""
        ziek, les = np.sum(self.ziek_per_dag, axis=0)
        return float(ziek[waar].sum() / les[waar].sum())

    def uitgebreid_ziek(self) -> float:
        """Share of pupils with extensive sick absence."""
        lang = self.reeks("ziek_dagen") > LANG_ZIEK_DAGEN
        return float((lang | (self.reeks("ziek_episodes") > VAAK_ZIEK_EPISODES)).mean())


def meet(leerlingen: int, weken: int, zaad: int) -> dict[str, Groep]:
    """Simulate a city and measure it, by kind of school."""
    uit: dict[str, Groep] = {}
    for jaar in Ontwerp(leerlingen, weken, zaad).simuleer():
        _meet_school(uit.setdefault(SOORTGROEP[jaar.school.soort], Groep()), jaar)
    return uit


def _meet_school(groep: Groep, jaar: Schooljaar) -> None:
    gepland, gemist = jaar.minuten.sum(axis=2, dtype=np.int64), gemist_minuten(jaar, AFWEZIG)
    les = gepland > 0
    vol = les.sum(axis=1) >= 0.9 * les.sum(axis=1).max()
    half = les.shape[1] // 2
    ziek = ((jaar.toestand == Toestand.ZIEK) & (jaar.minuten > 0)).any(axis=2)
    luxe = ((jaar.toestand == Toestand.LUXE) & (jaar.minuten > 0)).any(axis=2)
    groep.gemist_aandeel.append(_deel(gemist, gepland)[vol])
    groep.eerste_helft.append(_deel(gemist[:, :half], gepland[:, :half])[vol])
    groep.tweede_helft.append(_deel(gemist[:, half:], gepland[:, half:])[vol])
    groep.ziek_dagen.append(ziek.sum(axis=1)[vol])
    groep.ziek_episodes.append(_episodes(ziek, les)[vol])
    groep.geoorloofd_uren.append((gemist_minuten(jaar, GEOORLOOFD).sum(axis=1) / 60)[vol])
    groep.ziek_per_dag.append(np.stack([ziek.sum(axis=0), les.sum(axis=0)]))
    groep.luxe_per_dag.append(luxe.sum(axis=0))
    groep.ketting.append(kettingkansen(jaar.toestand == Toestand.ZONDER_REDEN, jaar.minuten > 0))


def _deel(teller: np.ndarray, noemer: np.ndarray) -> np.ndarray:
    return teller.sum(axis=1) / np.maximum(1, noemer.sum(axis=1))


def _episodes(ziek: np.ndarray, les: np.ndarray) -> np.ndarray:
    """Runs of sick days among the days on which the school is open for most pupils."""
    open_dag = les.any(axis=0)
    reeks = ziek[:, open_dag].astype(np.int8)
    return (np.diff(reeks, axis=1, prepend=0) == 1).sum(axis=1)


def naast_vakantie(weken: int, afstand: int = 5) -> np.ndarray:
    """Days of the axis within `afstand` school days of a holiday."""
    as_ = EERSTE_JAAR.dagen(weken)
    open_ = np.flatnonzero(~is_dicht(as_, EERSTE_JAAR.landelijk))
    uit = np.zeros(len(as_), dtype=bool)
    for vakantie in EERSTE_JAAR.vakanties:
        rang = int(np.searchsorted(as_[open_], np.datetime64(vakantie.van)))
        uit[open_[max(0, rang - afstand) : rang + afstand]] = True
    return uit
