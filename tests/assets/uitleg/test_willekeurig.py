"""Random rows of generated cities: the printed lines of each add up to its waarde, and the slots are those of which the
signals are made.
"""

from datetime import date
from pathlib import Path
from random import Random

import pytest

from assets.fictief import maak_stad
from assets.magazijn import open_magazijn
from assets.uitleg.rijen import KANTEN, Opdracht
from data_contracts.register import lees_register
from tests import product
from tests.assets.uitleg.lijsten import csv_rijen
from tests.assets.uitleg.optellen import fouten_van
from tests.assets.uitleg.per_dag import dagen_van_kern, dagen_van_slots
from tests.geschiedenis import BEGINS, Tijdvak, maak_stadje
from tests.toneel import WEEK

pytestmark = pytest.mark.traag
AANTAL = 200
EERSTE_ZONDAG = date(2025, 9, 7)


def verzonnen_stad(map_: Path, zaad: int) -> tuple[date, date]:
    """A city as it might be: 900 pupils, 14 weeks. Returns the first and the last Sunday to look at."""
    maak_stad(900, 14, zaad, map_)
    return EERSTE_ZONDAG + 10 * WEEK, EERSTE_ZONDAG + 13 * WEEK


def rare_stad(map_: Path, zaad: int) -> tuple[date, date]:
    """Thirty schools on which everything comes at once."""
    vak = maak_stadje(Random(zaad), map_, 30, Tijdvak(BEGINS[zaad % len(BEGINS)], 10, 6))
    return vak.eerste_peildatum, vak.einde


@pytest.mark.parametrize(
    ("bouw", "zaad"), [(verzonnen_stad, 21), (verzonnen_stad, 22), *((rare_stad, z) for z in range(6))]
)
def test_random_rows_add_up(tmp_path, bouw, zaad):
    eerste, laatste = bouw(tmp_path / "aanlevering", zaad)
    product.reken(tmp_path / "aanlevering", tmp_path, eerste, laatste)
    zondagen = [eerste + i * WEEK for i in range((laatste - eerste).days // 7 + 1)]
    alle = [(kant, rij) for p in zondagen for kant in KANTEN for rij in csv_rijen(tmp_path / "uit", p, kant)]
    register = lees_register(tmp_path / "aanlevering" / "scholen.yaml")
    with open_magazijn(tmp_path / "magazijn", tmp_path / "sleutels.json", lambda _: None) as magazijn:
        for kant, rij in Random(zaad).sample(alle, AANTAL):
            wie = rij["brin6"] or "gemeente", rij["leerlingnummer"]
            peildatum = date.fromisoformat(rij["peildatum"])
            antwoord = Opdracht(magazijn, register, peildatum, *wie, rij["signaal"], (kant,)).antwoord()
            assert fouten_van([rij], "\n".join(antwoord.regels), antwoord.klopt) == []
        assert dagen_van_slots(magazijn, laatste) == dagen_van_kern(magazijn, laatste)
