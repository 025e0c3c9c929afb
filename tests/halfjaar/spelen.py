"""Plays half a year: a Sunday is run, the kernteams decide on its lists, the next Sunday is run.

Usage: python -m tests.halfjaar.spelen MAP; then python -m tests.halfjaar.narekenen MAP/aanlevering MAP/uit.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from unittest import mock

from assets.inname import validatie
from assets.opname import Opname
from assets.publicatie.getoond import GETOOND, ververs_getoond
from assets.publicatie.vrijgave import VRIJGAVEN, ververs_vrijgave
from assets.publicatie.week import schrijf_week
from assets.publicatie_assets import getelde_tabellen
from assets.register_asset import ververs_register
from assets.werk import Werk, ververs
from models.sql import modellen
from models.tijd import weeknaam
from pipelines.resources import open_werk
from tests import product
from tests.halfjaar.speler import speel
from tests.halfjaar.stad import SCHOLEN, ZONDAGEN, maak_stad


@contextmanager
def geopend(map_: Path, zondag: date) -> Iterator[Werk]:
    """A run of one Sunday, without Dagster and Great Expectations: neither changes a row."""
    paden = product.paden(map_ / "aanlevering", map_)
    with mock.patch.object(validatie, "valideer", lambda *_: []), open_werk(paden, zondag, lambda _: None) as werk:
        yield werk


def reken(map_: Path, zondag: date) -> None:
    """The steps of `inbeeld run` for one Sunday."""
    with geopend(map_, zondag) as werk:
        keten = werk.keten([zondag])
        ververs_register(werk, keten)
        for kamer in ("kluis", "school", "leerplicht"):
            Opname(werk, kamer, werk.leveringen).ververs(keten)
        for model in modellen().values():
            ververs(werk, model, keten)
        for tabel in GETOOND:
            ververs_getoond(werk, tabel, keten)
        for tabel in VRIJGAVEN:
            ververs_vrijgave(werk, tabel, keten)
        schrijf_week(werk, zondag, getelde_tabellen())


def speel_halfjaar(map_: Path, zondagen: tuple[date, ...] = ZONDAGEN) -> Path:
    """Make the city in `map_` and play these Sundays; returns the folder with the weeks."""
    stad = maak_stad(map_ / "aanlevering")
    for zondag in zondagen:
        reken(map_, zondag)
        for brin6, *_ in SCHOLEN:
            speel(stad, brin6, zondag, map_ / "uit" / weeknaam(zondag) / brin6 / "lijst_school.xlsx")
    return map_ / "uit"


if __name__ == "__main__":
    speel_halfjaar(Path(sys.argv[1]))
