"""`inbeeld reeks`: the statistics of In Beeld on any csv of shares, of this city or another; needs no warehouse."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from assets.reeks.geschiedenis import MEERVOUD, Bericht, berichten
from assets.reeks.lees import Gelezen, Opmerking, lees_opvolgers, lees_reeks
from assets.reeks.uitkomst import BESTANDEN, KOLOMMEN, Uitkomst, meldingen
from assets.uitgifte.csvbestand import csv_bytes
from assets.uitgifte.opmaak import aantal_tekst, geheel_tekst
from assets.uitgifte.schrijf import schrijf
from models.statistiek.raster import Soort, als_een_reeks, maak_raster, soort_van
from pipelines.instellingen import Paden

GEDAAN, MET_OPMERKING = 0, 1
OPVOLGERS = "opvolgers.csv"
TOON_REGELS = 10


@dataclass(frozen=True)
class Reeksvraag:
    """What was typed after `inbeeld reeks`. `periode` None: as the dates of the file say."""

    bestand: Path
    opvolgers: Path | None
    periode: Soort | None
    met_fdr: bool


def reken_reeks(paden: Paden, vraag: Reeksvraag, zeg: Callable[[str], None]) -> int:
    """Read, compute, write every file into the folder `uit`, and say what is in them."""
    gelezen = lees_reeks(vraag.bestand)
    metingen = als_een_reeks(gelezen.metingen, _opvolgers(vraag, zeg))
    uit = Uitkomst(metingen, maak_raster(metingen, vraag.periode or soort_van(metingen)), vraag.met_fdr)
    gezegd = berichten(uit)
    for naam, doe in BESTANDEN.items():
        schrijf(paden.uit / f"{naam}.csv", csv_bytes(KOLOMMEN[naam], doe(uit)))
    schrijf(paden.uit / "meldingen.csv", csv_bytes(KOLOMMEN["meldingen"], meldingen(gelezen.opmerkingen, gezegd)))
    _vertel(uit, gelezen, gezegd, zeg)
    zeg(f"Geschreven: {paden.uit} ({', '.join(f'{naam}.csv' for naam in (*BESTANDEN, 'meldingen'))})")
    return _vertel_geweigerd(vraag.bestand.name, gelezen.opmerkingen, zeg)


def _opvolgers(vraag: Reeksvraag, zeg: Callable[[str], None]) -> dict[str, str]:
    """The file that was named, else `opvolgers.csv` beside the csv, else none."""
    ernaast = vraag.bestand.with_name(OPVOLGERS)
    pad = vraag.opvolgers or (ernaast if ernaast.is_file() and ernaast != vraag.bestand else None)
    if pad is None:
        return {}
    uit = lees_opvolgers(pad)
    zeg(f"{pad.name}: {aantal_tekst(len(uit), 'oude naam telt', 'oude namen tellen')} mee onder de nieuwe.")
    return uit


def _vertel(uit: Uitkomst, gelezen: Gelezen, gezegd: list[Bericht], zeg: Callable[[str], None]) -> None:
    raster = uit.raster
    aantal = aantal_tekst(len(raster.perioden), raster.soort, MEERVOUD[raster.soort])
    zeg(f"Gelezen: {aantal_tekst(gelezen.rijen, 'regel', 'regels')} over "
        f"{aantal_tekst(len(raster.eenheden), 'eenheid', 'eenheden')} en {aantal}, "
        f"van {raster.perioden[0]} tot en met {raster.perioden[-1]}.")  # fmt: skip
    if gelezen.weg:
        zeg(f"Niet gebruikt: kolom {', '.join(gelezen.weg)}.")
    if uit.alarmen is not None:
        zeg(f"Alarmen: {geheel_tekst(int(uit.alarmen.alarm.sum()))} keer een eenheid in een lesweek.")
    wegen = Counter(deel.weg for deel in uit.voorspelling.terugblik)
    zeg(f"Voorspelling: de volgende {len(uit.voorspelling.perioden)} {MEERVOUD[raster.soort]}, met {'; '.join(wegen)}.")
    for eenheid, _, zin in gezegd:
        if not eenheid:
            zeg(zin)
    keren = Counter(woord for eenheid, woord, _ in gezegd if eenheid)
    if keren:
        zeg("Te lezen in meldingen.csv: " + ", ".join(f"{n} keer {woord}" for woord, n in sorted(keren.items())) + ".")


def _vertel_geweigerd(naam: str, opmerkingen: list[Opmerking], zeg: Callable[[str], None]) -> int:
    """Rows that were left out, by line and column; empty cells are gaps and no fault."""
    leeg = sum(opmerking.uitkomst == "leeg" for opmerking in opmerkingen)
    if leeg:
        zeg(f"{naam}: {aantal_tekst(leeg, 'regel heeft', 'regels hebben')} geen teller of noemer en telt als gat.")
    geweigerd = [opmerking for opmerking in opmerkingen if opmerking.uitkomst == "geweigerd"]
    for op in geweigerd[:TOON_REGELS]:
        zeg(f"{naam}: regel {op.regel}, {op.kolom or 'regel'}: {op.uitleg}")
    if len(geweigerd) > TOON_REGELS:
        zeg(f"{naam}: nog {geheel_tekst(len(geweigerd) - TOON_REGELS)} regels niet gebruikt; kijk in meldingen.csv")
    return MET_OPMERKING if geweigerd else GEDAAN
