"""The product against the reference over a summer: a schooljaar that ends, six weeks without lessons, one that begins.

What is at stake: the previous schooljaar in the snapshots, pupils who change class or school on 1 August, lesweken that
go on through the summer, runs over it, thresholds that look at one schooljaar only.
"""

from datetime import date
from pathlib import Path

import pytest

from assets.fictief import maak_stad
from tests import product
from tests.referentie.leveringen import Stad
from tests.referentie.signalen_meer import SIGNALEN_ALLE, ZONDER_INSCHRIJVING
from tests.referentie.status import Keten
from tests.referentie.uitvoer import schrijf_week
from tests.referentie.vergelijk import verschillen

WEKEN = 54
BEGIN = "20260608T0900"
"""The first receipt: what was delivered before is taken away, because the reference walks every Sunday after it."""
STANDEN = ("codes", "inschrijvingen", "rooster", "kalender")
ZONDAGEN = {
    "the last lesson week": date(2026, 7, 19),
    "in the summer, with the new snapshots of some schools": date(2026, 8, 16),
    "the second lesson week": date(2026, 9, 13),
}


def begin_later(aanlevering: Path) -> Path:
    """Take away what was received before `BEGIN`; the newest snapshot of then is received at that moment."""
    for map_ in (pad for pad in aanlevering.glob("*/*") if pad.is_dir()):
        oud = sorted((moment(pad), pad) for pad in map_.iterdir() if moment(pad) < BEGIN)
        if oud and map_.name in STANDEN:
            ontvangen, pad = oud.pop()
            pad.rename(pad.with_name(pad.name.replace(ontvangen, BEGIN)))
        for _, pad in oud:
            pad.unlink()
    return aanlevering


def moment(pad: Path) -> str:
    """When a file was received, as in its name."""
    return pad.stem.split("__")[-1]


@pytest.mark.traag
def test_a_city_over_the_summer_is_the_same_in_product_and_reference(tmp_path):
    aanlevering = begin_later(maak_stad(300, WEKEN, 4, tmp_path / "aanlevering").aanlevering)
    eerste = min(ZONDAGEN.values())
    keten = Keten(Stad(aanlevering, eerste), SIGNALEN_ALLE, ZONDER_INSCHRIJVING)
    signalen = {}
    for wanneer, p in ZONDAGEN.items():
        uit = product.reken(aanlevering, tmp_path / "werk", p)
        schrijf_week(tmp_path / "referentie", p, keten.rijen(p), SIGNALEN_ALLE, keten.kennis(p))
        signalen[wanneer] = {rij.signaal for rij in product.rijen(uit, p)}
    assert verschillen(uit, tmp_path / "referentie") == []
    assert all(len(gevonden) >= 5 for gevonden in signalen.values())
    assert "start_schooljaar" in signalen["the second lesson week"]
    assert "te_laat" in signalen["the last lesson week"] - signalen["the second lesson week"]
