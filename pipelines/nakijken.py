"""`inbeeld controleer`, `inbeeld stand` and `inbeeld logboek`: look, and change nothing but the log."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

from assets.bekijk.logboek import Logboek
from assets.bekijk.opschrijven import schrijf_op
from assets.bekijk.plek import plek_van
from assets.inname.controleer import als_tekst, controleer
from assets.magazijn import open_magazijn
from assets.stand import stand
from assets.uitgifte.csvbestand import veld_tekst
from data_contracts.register import lees_register
from pipelines.instellingen import GebruiksFout, Paden

GEDAAN, MET_OPMERKING = 0, 1
GEMEENTE = "gemeente"


def controleer_bestand(paden: Paden, bestand: Path, brin6: str, soort: str, zeg: Callable[[str], None]) -> int:
    """Say what would happen to a file; works from the deliveries alone. Exit code 1 when it would be refused.

    No line in the log: it stores nothing (aanlevering.md §4), and shows a file to who holds it.
    """
    if not bestand.is_file():
        raise GebruiksFout(f"{bestand}: dit bestand is er niet; controleer de naam en de map")
    register = lees_register(paden.aanlevering / "scholen.yaml")
    verslag = controleer(bestand, None if brin6 == GEMEENTE else brin6, soort, register)
    zeg(als_tekst(verslag))
    return MET_OPMERKING if verslag.uitkomst == "geweigerd" else GEDAAN


def toon_stand(
    paden: Paden,
    op: datetime | None,
    csv: bool,
    vingerafdruk: bool,
    zeg: Callable[[str], None],
    meld: Callable[[str], None],
) -> int:
    """Print one of the three views of the warehouse with `zeg`; `meld` says what is no part of it. The csv holds rows
    of pupils, so that it is made stands in the log.
    """
    if not (paden.magazijn / "school.duckdb").exists():
        raise GebruiksFout(f"{paden.magazijn}: hier is nog geen magazijn; draai eerst inbeeld run")
    with open_magazijn(paden.magazijn, paden.sleutels, meld) as magazijn:
        if not stand.is_gevuld(magazijn):
            raise GebruiksFout(f"{paden.magazijn}: dit magazijn is nog leeg; draai eerst inbeeld run")
        if vingerafdruk:
            _toon(("tabel", "rijen", "vingerafdruk"), stand.vingerafdrukken(magazijn), zeg)
        elif csv:
            schrijf_op(plek_van(paden.sleutels, paden.magazijn), "stand_csv", op=op.isoformat() if op else "")
            _toon(stand.KOP_GELDEND, stand.geldende_rijen(magazijn, op), zeg)
        else:
            _toon(stand.KOP_LEVERINGEN, stand.leveringen(magazijn, op), zeg)
    return GEDAAN


def controleer_logboek(paden: Paden, zeg: Callable[[str], None]) -> int:
    """Say whether the log of the review page is whole; exit code 1 with the first broken line."""
    plek = plek_van(paden.sleutels, paden.magazijn)
    logboek = Logboek(plek.logboek, plek.kop)
    if fout := logboek.controleer():
        zeg(f"{plek.logboek}: {fout}; bewaar een kopie van dit bestand en meld dit aan de beheerder")
        return MET_OPMERKING
    zeg(f"{plek.logboek}: {logboek.aantal()} regels, alles sluit aan.")
    return GEDAAN


def _toon(kop: tuple[str, ...], rijen: Iterable[tuple], zeg: Callable[[str], None]) -> None:
    zeg(";".join(kop))
    for rij in rijen:
        zeg(";".join(veld_tekst(waarde) for waarde in rij))
