"""Hostile files through the reader: good rows under their own columns and bad rows named, or the file refused."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from assets.inname.lees import lees
from tests.assets.inname.stad import Stad, nummer
from tests.vijandig.bronnen import BRONNEN, SOMTODAY_BRON, Bron
from tests.vijandig.maak import Vijandig, maak, maak_ics, maak_json, maak_xlsx

SLOTS = {21: "ochtend", 22: "middag"}
ZADEN = 30
KALENDER = next(bron for bron in BRONNEN if bron.naam == "kalender")


@dataclass
class Uitkomst:
    """What the reader made of one file."""

    uitkomst: str
    reden: str | None
    ontvangen: int
    rijen: dict[int, dict]
    weg: dict[int, str]

    @property
    def klopt(self) -> bool:
        return self.ontvangen == len(self.rijen) + len(self.weg)


def plaats(stad: Stad, bestanden: Iterable[Vijandig]) -> dict[str, Vijandig]:
    """Write each file as a delivery of its own; by path."""
    paden = {}
    for n, bestand in enumerate(bestanden):
        van = date(2026, 8, 1) - timedelta(days=n)
        naam = f"{bestand.naam}__{van:%Y%m%d}-20261213__20261114T{n // 60 % 24:02d}{n % 60:02d}.{bestand.extensie}"
        pad = f"{bestand.bron.map}/{bestand.bron.soort}/{naam}"
        stad.schrijf(pad, bestand.inhoud)
        paden[pad] = bestand
    return paden


def lees_alles(stad: Stad, soort: str) -> dict[str, Uitkomst]:
    leveringen = stad.leveringen()
    pad_van = {levering.bestand_id: levering.bestand for levering in leveringen}
    uit: dict[str, Uitkomst] = {}
    for partij in lees(leveringen, soort, stad.register, nummer, valideer=False):
        for rij in partij.ontvangst.to_pylist():
            geteld = rij["ontvangen"] if rij["uitkomst"] == "verwerkt" else 0
            uit[pad_van[rij["bestand_id"]]] = Uitkomst(rij["uitkomst"], rij["reden"], geteld, {}, {})
        for rij in partij.rijen.to_pylist():
            uit[pad_van[rij["bestand_id"]]].rijen[rij["regel"]] = rij
        for rij in partij.afwijzingen.to_pylist():
            if rij["uitkomst"] != "gemeld":
                uit[pad_van[rij["bestand_id"]]].weg[rij["regel"]] = rij["reden"]
    return uit


def controleer(bestand: Vijandig, gevonden: Uitkomst) -> list[str]:
    """Every way in which the outcome differs from what the generator knows."""
    waar = f"{bestand.bron.naam}/{bestand.naam}"
    if not gevonden.klopt:
        return [f"{waar}: the sum does not hold"]
    if bestand.is_vrij:
        return []
    if bestand.redenen:
        goed = gevonden.uitkomst == "geweigerd" and gevonden.reden in bestand.redenen and not gevonden.rijen
        return [] if goed else [f"{waar}: {gevonden.uitkomst} {gevonden.reden}, want {sorted(bestand.redenen)}"]
    if gevonden.uitkomst != "verwerkt":
        return [f"{waar}: {gevonden.uitkomst} {gevonden.reden}, want it read"]
    fouten = [f"{waar}: {gevonden.weg} is not {bestand.fout}"] if gevonden.weg != bestand.fout else []
    rijen = {regel: _alleen(rij, bestand.goed.get(regel, {})) for regel, rij in gevonden.rijen.items()}
    return fouten + ([f"{waar}: {rijen} is not {bestand.goed}"] if rijen != bestand.goed else [])


def _alleen(rij: dict, verwacht: dict) -> dict[str, str]:
    """The columns that the generator knows, as text."""
    return {kolom: "" if rij[kolom] is None else str(SLOTS.get(rij[kolom], rij[kolom])) for kolom in verwacht}


def toets(stad: Stad, soort: str, bestanden: Iterable[Vijandig]) -> None:
    paden = plaats(stad, bestanden)
    gevonden = lees_alles(stad, soort)
    assert set(gevonden) == set(paden)
    fouten = [fout for pad, bestand in paden.items() for fout in controleer(bestand, gevonden[pad])]
    assert not fouten, "\n".join(fouten[:5])


@pytest.mark.parametrize("bron", BRONNEN, ids=lambda bron: bron.naam)
def test_hostile_csv_is_read_right_or_refused(stad, bron: Bron):
    toets(stad, bron.soort, (maak(bron, zaad) for zaad in range(ZADEN)))


@pytest.mark.parametrize("bron", [b for b in BRONNEN if b.kop], ids=lambda bron: bron.naam)
def test_hostile_workbooks_are_read_right_or_refused(stad, bron: Bron):
    begin = 100 * BRONNEN.index(bron)
    toets(stad, bron.soort, (maak_xlsx(bron, begin + zaad) for zaad in range(16)))


def test_every_kind_of_workbook_bomb_is_refused(stad):
    toets(stad, "verzuim", (maak_xlsx(BRONNEN[0], zaad) for zaad in range(80) if zaad % 8 > 5))


def test_hostile_json_is_read_right_or_refused(stad):
    toets(stad, SOMTODAY_BRON.soort, (maak_json(zaad) for zaad in range(3 * ZADEN)))


def test_hostile_calendars_are_read_right_or_refused(stad):
    toets(stad, "kalender", (maak_ics(KALENDER, zaad) for zaad in range(2 * ZADEN)))


def test_the_generator_gives_the_same_bytes_for_the_same_seed():
    assert [maak(b, 7).inhoud for b in BRONNEN] == [maak(b, 7).inhoud for b in BRONNEN]
    assert maak_json(7) == maak_json(7) != maak_json(9)
