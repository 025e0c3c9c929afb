"""Classes of a fictitious school, and their timetables in minutes per weekday and slot.

A slot is a position: at a dagdelen school 0 ochtend, 1 middag; elsewhere 0–7 = lesuur 1–8. Zero minutes: no lesson
planned.
"""

from dataclasses import dataclass

import numpy as np

from assets.fictief.scholen import School

KLASSENGROOTTE = {"po": 25, "sbo": 14, "so": 11, "vso": 11, "vo": 27, "mbo": 24}
LESUREN = 8
LES_MINUTEN = {"lesuur": 50, "klokuur": 45}
LES_EERSTE_MINUUT = 510
"""First lesson starts at 08:30; a break of twenty minutes after the third and the fifth lesson."""
PAUZE_NA, PAUZE_MINUTEN = (3, 5), 20
VO_RICHTINGEN = (
    (("vmbo", 4, 0.42), ("havo", 5, 0.33), ("vwo", 6, 0.25)),
    (("havo", 5, 0.45), ("vwo", 6, 0.55)),
    (("vmbo", 4, 0.75), ("pro", 5, 0.25)),
    (("vmbo", 4, 0.30), ("havo", 5, 0.40), ("vwo", 6, 0.30)),
)
VSO_RICHTINGEN = (("vso_vervolg", 5, 0.5), ("vso_arbeid", 5, 0.3), ("vso_dagbesteding", 5, 0.2))
MBO_RICHTINGEN = (("mbo1", 1, 0.1), ("mbo2", 2, 0.3), ("mbo3", 3, 0.25), ("mbo4", 3, 0.35))
EERSTE_LEEFTIJD = {"po": 3, "sbo": 3, "so": 3, "vso": 11, "vo": 11, "mbo": 15}
"""Age in years on 1 October of the youngest in leerjaar 0; leerjaar n is n years older."""
KORT = {
    "vmbo": "m",
    "havo": "h",
    "vwo": "v",
    "pro": "p",
    "vso_vervolg": "vv",
    "vso_arbeid": "va",
    "vso_dagbesteding": "vd",
}


@dataclass(frozen=True)
class Klas:
    """`aantal`: pupils on 1 September; `leeftijd`: of its youngest pupils on 1 October."""

    naam: str
    leerjaar: int
    onderwijssoort: str
    leeftijd: int
    aantal: int


def maak_klassen(school: School, volgnummer: int) -> list[Klas]:
    """Divide the pupils of a school over leerjaren and classes; no class is empty."""
    klassen = []
    for (onderwijssoort, leerjaar), aantal in _per_leerjaar(school, volgnummer).items():
        groepen = max(1, -(-aantal // KLASSENGROOTTE[school.soort]))
        for g in range(groepen):
            deel = aantal // groepen + (g < aantal % groepen)
            klassen.append(
                Klas(
                    _naam(onderwijssoort, leerjaar, g),
                    leerjaar,
                    onderwijssoort,
                    EERSTE_LEEFTIJD[school.soort] + leerjaar,
                    deel,
                )
            )
    return [k for k in klassen if k.aantal]


def _naam(onderwijssoort: str, leerjaar: int, groep: int) -> str:
    letter = chr(65 + groep % 26) + ("" if groep < 26 else str(groep // 26))
    if onderwijssoort in ("bo", "sbo", "so"):
        return f"{leerjaar}{letter}"
    return f"{KORT.get(onderwijssoort, onderwijssoort)}{leerjaar}{letter.lower()}"


def _per_leerjaar(school: School, volgnummer: int) -> dict[tuple[str, int], int]:
    richtingen = {
        "po": (("bo", 8, 1.0),),
        "sbo": (("sbo", 8, 1.0),),
        "so": (("so", 8, 1.0),),
        "vso": VSO_RICHTINGEN,
        "vo": VO_RICHTINGEN[volgnummer % len(VO_RICHTINGEN)],
        "mbo": MBO_RICHTINGEN,
    }[school.soort]
    gewicht = {(o, j): aandeel / jaren for o, jaren, aandeel in richtingen for j in range(1, jaren + 1)}
    return _verdeel(school.leerlingen, gewicht)


def _verdeel(totaal: int, gewicht: dict[tuple[str, int], float]) -> dict[tuple[str, int], int]:
    """Whole numbers in proportion to the weights that add up to `totaal` (largest remainder)."""
    ruw = {k: totaal * g / sum(gewicht.values()) for k, g in gewicht.items()}
    uit = {k: int(v) for k, v in ruw.items()}
    for k in sorted(ruw, key=lambda k: (uit[k] - ruw[k], k))[: totaal - sum(uit.values())]:
        uit[k] += 1
    return uit


def maak_rooster(rng: np.random.Generator, school: School, klassen: list[Klas]) -> np.ndarray:
    """Minutes [class, weekday, slot], int16."""
    if school.is_dagdelen:
        return _dagdelen(rng, klassen)
    return np.stack([_lesrooster(rng, LES_MINUTEN[school.uurmaat]) for _ in klassen])


def _dagdelen(rng: np.random.Generator, klassen: list[Klas]) -> np.ndarray:
    """Five equal days, or long days with a free Wednesday afternoon (and Friday afternoon for the youngest)."""
    if rng.random() < 0.5:
        return np.tile(np.array([[195, 120]], dtype=np.int16), (len(klassen), 5, 1))
    uit = np.tile(np.array([[210, 120]], dtype=np.int16), (len(klassen), 5, 1))
    uit[:, 2] = (225, 0)
    uit[[i for i, k in enumerate(klassen) if k.leerjaar <= 4], 4, 1] = 0
    return uit


def _lesrooster(rng: np.random.Generator, minuten: int) -> np.ndarray:
    """A day from lesson 1 or 2 to lesson 5–8, with now and then a free lesson in between."""
    uit = np.zeros((5, LESUREN), dtype=np.int16)
    for dag in range(5):
        eerste, laatste = int(rng.random() < 0.3), int(rng.integers(6, 9))
        uit[dag, eerste:laatste] = minuten
        if rng.random() < 0.3:
            uit[dag, int(rng.integers(eerste + 1, laatste - 1))] = 0
    return uit


def les_minuten(school: School) -> list[tuple[int, int]]:
    """Start and end of each lesuur in minutes after midnight."""
    duur, nu, tijden = LES_MINUTEN[school.uurmaat], LES_EERSTE_MINUUT, []
    for les in range(1, LESUREN + 1):
        tijden.append((nu, nu + duur))
        nu += duur + (PAUZE_MINUTEN if les in PAUZE_NA else 0)
    return tijden


def klok(minuut: int) -> str:
    """HH:MM of minutes after midnight."""
    return f"{minuut // 60:02d}:{minuut % 60:02d}"


def slotnamen(school: School) -> list[str]:
    """How a slot is called in the deliveries."""
    return ["ochtend", "middag"] if school.is_dagdelen else [str(i + 1) for i in range(LESUREN)]


def deeltijdrooster(klas: np.ndarray, aandeel: float) -> np.ndarray:
    """A pupil's own timetable: the class's slots in order of slot, then weekday, until `aandeel` of its minutes is
    used.
    """
    volgorde = sorted(zip(*np.nonzero(klas), strict=True), key=lambda dagslot: (dagslot[1], dagslot[0]))
    uit, over = np.zeros_like(klas), float(klas.sum()) * aandeel
    for dag, slot in volgorde:
        if over >= klas[dag, slot] or not uit.any():
            uit[dag, slot] = klas[dag, slot]
            over -= float(klas[dag, slot])
    return uit
