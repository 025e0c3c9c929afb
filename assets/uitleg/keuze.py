"""Which explanation belongs to which signal; one without its own gets a plain one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction

from assets.publicatie.bron import Signaalrij, Zaakrij
from assets.uitleg import dagen, delen, reeksen, registers, uren
from assets.uitleg.bron import Feiten
from assets.uitleg.registers import Register
from assets.uitleg.verslag import Verslag
from data_contracts.signalen import laad_signalen
from models.sql import modellen, signaalmodellen

Gevonden = tuple[Fraction, date | None] | None
"""Waarde and sinds as the listed lines give them; None when they give no row."""
Verteller = Callable[[Feiten, Verslag, Signaalrij], Gevonden]
Registerverteller = Callable[[Register, Verslag, Signaalrij | Zaakrij], Gevonden]

VERTELLERS: dict[str, Verteller] = {
    "verzuim_16u4w": uren.leg_uren_uit,
    "luxeverzuim": lambda f, v, rij: dagen.leg_slots_uit(f, v),
    "lrv": lambda f, v, rij: reeksen.leg_reeks_uit(f, v, rij.sinds),
    "lrv_3m": lambda f, v, rij: reeksen.leg_maanden_uit(f, v, rij.sinds),
    "langdurig_ziek": lambda f, v, rij: reeksen.leg_reeks_uit(f, v, rij.sinds),
    "ziek_mazl": lambda f, v, rij: dagen.leg_ziek_uit(f, v, rij.eenheid),
    "afwezig_10": lambda f, v, rij: delen.leg_jaar_uit(f, v),
    "afwezig_20": lambda f, v, rij: delen.leg_jaar_uit(f, v),
    "start_schooljaar": lambda f, v, rij: dagen.leg_start_uit(f, v),
    "kwart_2w": lambda f, v, rij: delen.leg_kwart_uit(f, v),
    "stijging": lambda f, v, rij: delen.leg_stijging_uit(f, v),
    "vaste_dag": lambda f, v, rij: dagen.leg_vaste_dag_uit(f, v, rij.sinds),
    "te_laat": lambda f, v, rij: dagen.leg_slots_uit(f, v),
    "onbekend_open": lambda f, v, rij: dagen.leg_slots_uit(f, v),
    "schorsing": lambda f, v, rij: dagen.leg_slots_uit(f, v),
    "rooster_krimpt": lambda f, v, rij: registers.leg_rooster_uit(f, v),
    "terugval": lambda f, v, rij: delen.leg_terugval_uit(f, v, rij.sinds),
    "schoolwissel": lambda f, v, rij: registers.leg_wissel_uit(f, v),
}
"""The signals of the school room."""

REGISTERVERTELLERS: dict[str, Registerverteller] = {
    "geen_inschrijving": lambda r, v, rij: registers.leg_geen_inschrijving_uit(r, v),
    "absoluut": lambda r, v, rij: registers.leg_absoluut_uit(r, v),
    "vrijstelling_verloopt": lambda r, v, rij: registers.leg_vrijstelling_uit(r, v, rij.sinds),
}
"""The signals that leerplicht finds itself."""


def van_leerplicht(signaal: str) -> bool:
    """Is it found in the leerplicht room, from registers?"""
    return any(signaal in modellen()[naam].signalen for naam in signaalmodellen("leerplicht"))


def heeft_eigen_uitleg(signaal: str) -> bool:
    """Is there an explanation that adds up to waarde?"""
    return signaal in VERTELLERS or signaal in REGISTERVERTELLERS


def leg_algemeen_uit(feiten: Feiten, verslag: Verslag) -> None:
    """A signal without an explanation of its own: its rule, its window, and what was missed in it."""
    contract = laad_signalen()[feiten.signaal]
    lesweken = contract.venster_lesweken
    van = feiten.peil.venster_van(lesweken) if lesweken else feiten.peil.jaar_van
    verslag.venster(f"de laatste {lesweken} lesweken" if lesweken else "dit schooljaar", van, feiten.l)
    binnen = [slot for slot in feiten.slots if slot.datum >= van]
    verslag.kop("Gemist in deze tijd")
    verslag.slots([slot for slot in binnen if slot.is_gemist])
    verslag.onbekend(binnen)
    verslag.zin("Dit signaal heeft nog geen eigen uitleg. Tel zelf na met de regel in docs/signalen.md.")
