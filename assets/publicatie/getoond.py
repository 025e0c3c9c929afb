"""Which rows stood on the weekly list of each Sunday, so that a list can mark what was never shown before.

The choice needs the leerlingnummer to settle ties, so it is made where the lists are written, in memory; what is kept,
by pseudonym and in the room of its side, is which rows were shown. A function of the deliveries, like all else.
"""

from __future__ import annotations

import inspect
import time
from collections.abc import Iterator
from datetime import date
from functools import cache

import pyarrow as pa

from assets.publicatie import lijsten
from assets.publicatie.kanten import Kantlezer
from assets.uitgifte import keuze
from assets.uitgifte.modellen import Kant
from assets.werk import Werk, vingerafdruk, zorg_voor_tabel

GETOOND: dict[str, Kant] = {"school.publicatie.getoond": "school", "leerplicht.publicatie.getoond": "leerplicht"}
INVOER = {
    "school.publicatie.getoond": (
        "school.publicatie.signaal_s",
        "school.publicatie.weekminuten_s",
        "school.publicatie.leerling_s",
        "school.publicatie.route",
        "school.kern.week",
        "school.kern.bespreking",
        "school.bron.school",
        "kluis.publicatie.naam",
    ),
    "leerplicht.publicatie.getoond": (
        "leerplicht.publicatie.signaal",
        "leerplicht.publicatie.vrijstelling",
        "leerplicht.kern.weekminuten",
        "leerplicht.kern.lesweek",
        "leerplicht.kern.bespreking",
        "school.bron.school",
        "kluis.publicatie.naam",
    ),
}
KOLOMMEN = pa.schema(
    [("peildatum", pa.date32()), ("brin6", pa.string()), ("leerling", pa.int64()), ("signaal", pa.string())]
)


@cache
def keuzeversie() -> str:
    """A hash of the code that decides who stands on a list."""
    return vingerafdruk([inspect.getsource(module) for module in (keuze, lijsten)])


def ververs_getoond(werk: Werk, tabel: str, keten: list[date]) -> None:
    """Bring the rows shown on the lists of one side up to date for the Sundays of `keten`."""
    zorg_voor_tabel(werk, tabel)
    staand, nieuw = werk.magazijn.hashes(tabel), {}
    for peildatum in keten:
        invoer = [werk.hashes(t).get(peildatum) for t in INVOER[tabel]]
        nieuw[peildatum] = vingerafdruk(keuzeversie(), invoer)
        if staand.get(peildatum) != nieuw[peildatum]:
            werk.meld(f"{tabel} {peildatum}")
            begin = time.monotonic()
            rijen = list(getoonde_rijen(werk, GETOOND[tabel], peildatum))
            werk.magazijn.stap(
                tabel, peildatum, nieuw[peildatum], lambda p=peildatum, r=rijen: _schrijf(werk, tabel, p, r)
            )
            werk.stappen[(tabel, peildatum)] = time.monotonic() - begin
    werk.zet_hashes(tabel, nieuw)


def getoonde_rijen(werk: Werk, kant: Kant, peildatum: date) -> Iterator[tuple[date, str, int, str]]:
    """peildatum, brin6, leerling (the key of the room) and signaal of each standing row on the lists of one side."""
    lezer = Kantlezer(werk, kant, peildatum)
    for school in werk.register.scholen:
        gegevens = lezer.gegevens(school)
        if not gegevens.signalen:
            continue
        sleutels = {naam.leerlingnummer: wie for wie, naam in gegevens.namen.items()}
        for groep in lijsten.maak_lijst(gegevens).keuze.groepen:
            for leerling in groep.leerlingen:
                wie = sleutels[leerling.leerlingnummer]
                yield from ((peildatum, school.brin6, wie, regel.signaal) for regel in leerling.lopend)


def _schrijf(werk: Werk, tabel: str, peildatum: date, rijen: list[tuple]) -> int:
    con = werk.magazijn.con
    con.execute(f"DELETE FROM {tabel} WHERE peildatum = $p", {"p": peildatum})
    kolommen = list(zip(*rijen, strict=True)) or [[] for _ in KOLOMMEN]
    con.register("rijen", pa.table(kolommen, schema=KOLOMMEN))
    con.execute(f"INSERT INTO {tabel} BY NAME SELECT * FROM rijen")
    con.unregister("rijen")
    return len(rijen)
