"""The signals that count slots or days: luxeverzuim, schorsing, te_laat, onbekend_open, start_schooljaar, vaste_dag and
ziek_mazl (regels.md §4).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction

from assets.uitgifte.opmaak import aantal_tekst
from assets.uitleg.bron import Feiten, Slot
from assets.uitleg.verslag import WEEKDAGEN, Verslag, dag_tekst, telt
from data_contracts.signalen import laad_signalen

Gevonden = tuple[Fraction, date | None]
Keus = Callable[[Slot], bool]


def _met_plicht_en_luxe(slot: Slot) -> bool:
    return slot.is_ongeoorloofd and slot.categorie == "luxe" and slot.plicht


def _geschorst(slot: Slot) -> bool:
    return slot.is_gemist and slot.categorie == "schorsing"


def _te_laat(slot: Slot) -> bool:
    return slot.geleverd and slot.gelezen == "te_laat"


def _lang_zonder_reden(slot: Slot) -> bool:
    return slot.is_zonder_reden and slot.is_oud


KEUZES: dict[str, tuple[str, Keus]] = {
    "luxeverzuim": ("ongeoorloofd gemist door vakantie of uitje, op een dag met plicht", _met_plicht_en_luxe),
    "schorsing": ("gemist door een schorsing", _geschorst),
    "te_laat": ("te laat in een les die op het rooster staat", _te_laat),
    "onbekend_open": ("gemist, en na de termijn nog zonder reden", _lang_zonder_reden),
}
"""Per signal what counts, in words and as a choice of slots."""


def leg_slots_uit(feiten: Feiten, verslag: Verslag) -> Gevonden:
    """A signal that counts slots of the last lesweken or of this schooljaar."""
    contract, (wat, keus) = laad_signalen()[feiten.signaal], KEUZES[feiten.signaal]
    lesweken = contract.venster_lesweken
    van = feiten.peil.venster_van(lesweken) if lesweken else feiten.peil.jaar_van
    verslag.venster(f"de laatste {lesweken} lesweken" if lesweken else "dit schooljaar", van, feiten.l)
    binnen = [slot for slot in feiten.slots if slot.datum >= van]
    slots, eenheid = [slot for slot in binnen if keus(slot)], contract.maat().eenheid
    verslag.kop(f"Wat telt ({wat})")
    verslag.slots(slots, eenheid)
    verslag.onbekend(binnen)
    return verslag.som(_aantallen(slots), eenheid), _sinds(feiten, slots)


def _aantallen(slots: Sequence[Slot]) -> list[int]:
    """Slots by date."""
    return [sum(slot.datum == dag for slot in slots) for dag in sorted({slot.datum for slot in slots})]


def _sinds(feiten: Feiten, slots: Sequence[Slot]) -> date | None:
    """The first date; of te_laat that on which the threshold was reached."""
    nodig = feiten.drempel if feiten.signaal == "te_laat" else 1
    return slots[nodig - 1].datum if len(slots) >= nodig else None


def _dagen(slots: Sequence[Slot]) -> dict[date, list[Slot]]:
    """Slots by date, in order."""
    return {dag: [slot for slot in slots if slot.datum == dag] for dag in sorted({slot.datum for slot in slots})}


def gemiste_dagen(slots: Sequence[Slot]) -> dict[date, list[Slot]]:
    """The dates on which at least half of the known minutes was missed, with their slots."""
    return {dag: van for dag, van in _dagen(slots).items() if _is_gemist(van)}


def _is_gemist(slots: Sequence[Slot]) -> bool:
    bekend = sum(slot.minuten for slot in slots if slot.is_bekend)
    return bekend > 0 and 2 * sum(slot.minuten for slot in slots if slot.is_gemist) >= bekend


def _vertel_dag(verslag: Verslag, dag: date, slots: Sequence[Slot], telwoord: str) -> None:
    bekend = sum(slot.minuten for slot in slots if slot.is_bekend)
    gemist = sum(slot.minuten for slot in slots if slot.is_gemist)
    verslag.punt(f"{dag_tekst(dag)}: gemist {gemist} van {bekend} minuten, {telwoord}")
    verslag.slots([slot for slot in slots if slot.is_gemist])


def leg_start_uit(feiten: Feiten, verslag: Verslag) -> Gevonden:
    """start_schooljaar: missed days in the first lesweken of the schooljaar."""
    kijkt = laad_signalen()[feiten.signaal].grenzen["eerste_lesweken"]
    weken = [w for w in feiten.weken if w.schooljaar == feiten.peil.schooljaar and w.week_in_jaar <= kijkt]
    tot = min(weken[-1].zondag, feiten.l)
    verslag.venster(f"de eerste {kijkt} lesweken van het schooljaar", weken[0].maandag, tot)
    binnen = [slot for slot in feiten.slots if weken[0].maandag <= slot.datum <= tot]
    dagen = gemiste_dagen(binnen)
    verslag.kop("Wat telt (een dag waarvan minstens de helft is gemist)")
    for dag, slots in dagen.items():
        _vertel_dag(verslag, dag, slots, telt(1, "dag"))
    verslag.onbekend(binnen)
    return verslag.som([1] * len(dagen), "dag"), min(dagen, default=None)


def leg_vaste_dag_uit(feiten: Feiten, verslag: Verslag, sinds: date) -> Gevonden:
    """vaste_dag: the missed days on the weekday of the first one, and the others beside them."""
    contract = laad_signalen()[feiten.signaal]
    lesweken = contract.venster_lesweken or 0
    van = feiten.peil.venster_van(lesweken)
    verslag.venster(f"de laatste {lesweken} lesweken", van, feiten.l)
    binnen = [slot for slot in feiten.slots if slot.datum >= van]
    alle = gemiste_dagen(binnen)
    telling = [dag for dag in alle if dag.weekday() == sinds.weekday()]
    verslag.kop("Wat telt (een dag waarvan minstens de helft is gemist)")
    for dag, slots in alle.items():
        is_die = dag.weekday() == sinds.weekday()
        _vertel_dag(verslag, dag, slots, telt(1, "dag") if is_die else "een andere dag van de week")
    verslag.onbekend(binnen)
    deel = f"{len(telling)} van {len(alle)} gemiste dagen vallen op {WEEKDAGEN[sinds.weekday()]}"
    verslag.zin(f"{deel}. Nodig: minstens {contract.grenzen['aandeel_procent']}%.")
    return verslag.som([1] * len(telling), "dag"), min(telling, default=None)


def episodes(slots: Sequence[Slot]) -> list[list[date]]:
    """The sick days in episodes: one known schooldag without breaks none, two do; unknown days are left out."""
    bekend = sorted({slot.datum for slot in slots if slot.is_bekend})
    ziek = {slot.datum for slot in slots if slot.is_gemist and slot.categorie == "ziek"}
    uit: list[list[date]] = []
    vorige = -3
    for nummer, dag in enumerate(bekend):
        if dag in ziek:
            if nummer - vorige > 2:
                uit.append([])
            uit[-1].append(dag)
            vorige = nummer
    return uit


def leg_ziek_uit(feiten: Feiten, verslag: Verslag, eenheid: str) -> Gevonden:
    """ziek_mazl: episodes that began in the window, or the days of a long one that goes on or just ended."""
    vertel = _vertel_episodes if eenheid == "episode" else _vertel_ziekedagen
    aantal, sinds = vertel(feiten, verslag, episodes(feiten.slots))
    verslag.onbekend([slot for slot in feiten.slots if slot.datum >= sinds])
    return verslag.som([1] * aantal, eenheid), sinds


def _ziek_op(feiten: Feiten, dag: date) -> list[Slot]:
    return [s for s in feiten.slots if s.datum == dag and s.is_gemist and s.categorie == "ziek"]


def _vertel_episodes(feiten: Feiten, verslag: Verslag, alle: list[list[date]]) -> tuple[int, date]:
    contract = laad_signalen()[feiten.signaal]
    lesweken = contract.venster_lesweken or 0
    van = feiten.peil.venster_van(lesweken)
    verslag.venster(f"de laatste {lesweken} lesweken", van, feiten.l)
    recent = [dagen for dagen in alle if dagen[0] >= van]
    verslag.kop("Wat telt (een keer ziek: ziekmeldingen met hoogstens een schooldag ertussen)")
    for nummer, dagen in enumerate(recent, 1):
        duur = aantal_tekst(len(dagen), "schooldag", "schooldagen")
        van_tot = f"van {dag_tekst(dagen[0])} tot en met {dag_tekst(dagen[-1])}"
        verslag.punt(f"keer {nummer}, {van_tot}, {duur}: {telt(1, 'episode')}")
        for dag in dagen:
            verslag.slots(_ziek_op(feiten, dag))
    return len(recent), recent[contract.maat("episode").drempel - 1][0]


def _vertel_ziekedagen(feiten: Feiten, verslag: Verslag, alle: list[list[date]]) -> tuple[int, date]:
    contract = laad_signalen()[feiten.signaal]
    einde, nodig = contract.grenzen["einde_lesweken"], contract.maat("schooldag").drempel
    grens = feiten.peil.venster_van(einde)
    verslag.venster(f"de laatste {einde} lesweken; de laatste dag ligt daarin", grens, feiten.l)
    lang = next(dagen for dagen in alle if len(dagen) >= nodig and dagen[-1] >= grens)
    verslag.kop("Wat telt (schooldagen met een ziekmelding, met hoogstens een schooldag ertussen)")
    for dag in lang:
        verslag.punt(f"{dag_tekst(dag)}: {telt(1, 'schooldag')}")
        verslag.slots(_ziek_op(feiten, dag))
    return len(lang), lang[0]
