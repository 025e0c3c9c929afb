"""The slots that leg-uit reads, counted by day as models/school/kern/afwezigdag.sql counts them."""

from collections import defaultdict
from datetime import date

from assets.magazijn import Magazijn
from assets.uitleg.bron import Slot, Vraag

Dagen = dict[tuple[int, date], tuple[int, ...]]
KOLOMMEN = (
    "bekend_slots, bekend_min, gemist_slots, gemist_min, ong_slots, ong_min, geen_reden_slots, geo_slots, ziek_slots, "
    "luxe_slots, schorsing_slots, te_laat_slots, plicht::INTEGER"
)


def dagen_van_kern(magazijn: Magazijn, peildatum: date) -> Dagen:
    """Every pupil-day on which something was not as planned, as the signals see it."""
    sql = f"SELECT leerling, datum, {KOLOMMEN} FROM school.kern.afwezigdag WHERE peildatum = $p AND l = $p"
    return {(leerling, datum): tuple(rest) for leerling, datum, *rest in magazijn.rijen(sql, {"p": peildatum})}


def dagen_van_slots(magazijn: Magazijn, peildatum: date) -> Dagen:
    """The same from the slots of all pupils."""
    leerlingen = [r[0] for r in magazijn.rijen("SELECT DISTINCT leerling FROM school.kern.inschrijving")]
    waarden = {"peildatum": peildatum, "l": peildatum, "leerlingen": leerlingen}
    per_dag: dict[tuple[int, date], list[Slot]] = defaultdict(list)
    for rij in Vraag(magazijn).rijen("slots", waarden):
        slot = Slot(*rij)
        if slot.geleverd:
            per_dag[slot.leerling, slot.datum].append(slot)
    return {sleutel: _telling(slots) for sleutel, slots in per_dag.items() if any(map(_is_anders, slots))}


def _is_anders(slot: Slot) -> bool:
    return slot.stand in ("afwezig", "nvt", "onbekende_code") or slot.gelezen == "te_laat"


def _telling(slots: list[Slot]) -> tuple[int, ...]:
    bekend, gemist = [s for s in slots if s.is_bekend], [s for s in slots if s.is_gemist]
    ong = [s for s in gemist if s.is_ongeoorloofd]
    return (
        len(bekend), sum(s.minuten for s in bekend), len(gemist), sum(s.minuten for s in gemist),
        len(ong), sum(s.minuten for s in ong), sum(s.is_zonder_reden for s in gemist),
        sum(s.is_geoorloofd for s in gemist), sum(s.categorie == "ziek" for s in gemist),
        sum(s.categorie == "luxe" for s in ong), sum(s.categorie == "schorsing" for s in gemist),
        sum(s.gelezen == "te_laat" for s in slots), int(slots[0].plicht),
    )  # fmt: skip
