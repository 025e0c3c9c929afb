"""`inbeeld herinner`: writes the reminders for schools that are late. It sends nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from assets.bekijk.opschrijven import schrijf_op
from assets.bekijk.plek import plek_van
from assets.magazijn import open_magazijn
from assets.publicatie.herinner import doorgerekend, schrijf_herinneringen
from assets.publicatie.week import lees_toelichting
from data_contracts.register import lees_register
from pipelines.draaien import keur_peildata
from pipelines.instellingen import GebruiksFout, Paden

GEDAAN = 0


def herinner(paden: Paden, peildatum: date | None, zeg: Callable[[str], None], meld: Callable[[str], None]) -> int:
    """Write the reminders of a Sunday (None: the newest that was run), after a line in the log, and say how many."""
    if peildatum:
        keur_peildata(peildatum, None)
    register = lees_register(paden.aanlevering / "scholen.yaml")
    if not (paden.magazijn / "school.duckdb").exists():
        raise GebruiksFout(f"{paden.magazijn}: hier is nog geen magazijn; draai eerst inbeeld run")
    with open_magazijn(paden.magazijn, paden.sleutels, meld) as magazijn:
        zondag = _zondag(doorgerekend(magazijn), peildatum, paden)
        schrijf_op(plek_van(paden.sleutels, paden.magazijn), "herinner", peildatum=zondag.isoformat())
        gedaan = schrijf_herinneringen(magazijn, register, paden.uit, zondag, lees_toelichting(paden.aanlevering))
    zeg(_hoeveel(len(gedaan.scholen), zondag))
    if gedaan.scholen:
        zeg(f"Ze staan in {gedaan.map}. In Beeld verstuurt niets.")
    for brin6 in gedaan.zonder_adres:
        zeg(f"{brin6}: er staat geen contact in scholen.yaml; vul het adres aan")
    return GEDAAN


def _zondag(bekend: list[date], gevraagd: date | None, paden: Paden) -> date:
    if not bekend:
        raise GebruiksFout(f"{paden.magazijn}: dit magazijn is nog leeg; draai eerst inbeeld run")
    zondag = gevraagd or bekend[-1]
    if zondag not in bekend:
        raise GebruiksFout(
            f"--peildatum {zondag} is nog niet doorgerekend; draai eerst inbeeld run --peildatum {zondag}"
        )
    return zondag


def _hoeveel(aantal: int, zondag: date) -> str:
    if not aantal:
        return f"Geen herinneringen voor {zondag}: elke school heeft geleverd."
    return f"{aantal} {'herinnering' if aantal == 1 else 'herinneringen'} geschreven voor {zondag}."
