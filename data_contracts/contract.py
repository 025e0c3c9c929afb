"""One contract per table that crosses a border, read from its ODCS file.

From this one reading come header matching, typing, the quarantine rules, the Great Expectations suite, the column
comments and the column schema of the assets. Not here: the rules as SQL (`regel.py`) and reading deliveries
(`assets/inname`).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from open_data_contract_standard.model import (
    CustomProperty,
    DataQuality,
    OpenDataContractStandard,
    SchemaObject,
    SchemaProperty,
    ServiceLevelAgreementProperty,
)

MAP = Path(__file__).parent
BRONNEN = (
    "inschrijvingen",
    "rooster",
    "kalender",
    "codes",
    "verzuim",
    "kernteam",
    "meldingen",
    "vrijstellingen",
    "absoluut",
    "inzet",
)
UIT = (
    "signalen_school",
    "signalen_leerplicht",
    "groepssignalen",
    "terugkoppeling",
    "werkvoorraad",
    "trends",
    "trend_school",
    "leren",
    "leerplichttelling",
    "bewegingen",
)
REGISTER = "scholen"
"""The register of schools: a YAML file that `register.py` reads; by its contract others can refer to it."""

WEKEN_PER = {"w": 1, "m": 5, "y": 53}
_VORMEN = {"string": "tekst", "date": "datum", "timestamp": "tijdstip", "time": "tijd", "integer": "geheel"}
_VORMEN |= {"boolean": "ja_nee", "number": "getal", "object": "blok"}


@dataclass(frozen=True)
class Kolom:
    """One column. `vorm` says how a text becomes a value; `tabelkolom` is its name in the bron table.

    `verplicht_als`: SQL condition on the row under which the column must be filled. `laagste`, `hoogste` are inclusive.
    `voorbeelden`: one text an example row, empty where the cell is; `formaten`: how a date, time or yes may be written;
    `verwijst_naar`: the column (`inschrijvingen.klas`) in which its values stand, within the same school;
    `in_tabel`: how the bron table writes the value, when that is otherwise.
    """

    naam: str
    duckdb_type: str
    omschrijving: str
    verplicht: bool
    vorm: str
    tabelkolom: str
    sleutel: int = 0
    waarden: tuple[str, ...] = ()
    patroon: str | None = None
    laagste: int | None = None
    hoogste: int | None = None
    verplicht_als: str | None = None
    classificatie: str = ""
    betekenissen: tuple[tuple[str, str], ...] = ()
    formaten: tuple[str, ...] = ()
    voorbeelden: tuple[str, ...] = ()
    verwijst_naar: str = ""
    in_tabel: str = ""


@dataclass(frozen=True)
class Rijregel:
    """A rule over a whole row: rows for which `sql` is true break it."""

    naam: str
    reden: str
    kolom: str
    sql: str
    omschrijving: str


@dataclass(frozen=True)
class Contract:
    """What one table promises. `tabel` is the bron table it fills, or the file that it describes.

    `gebruik`: what it is for; `beperking`: what one must know before delivering it; `versheid_weken`: how many weeks
    old its newest delivery may be.
    """

    naam: str
    titel: str
    tabel: str
    omschrijving: str
    eigenaar: str
    versheid: str
    versheid_weken: int
    kolommen: tuple[Kolom, ...]
    rijregels: tuple[Rijregel, ...] = ()
    vrije_tekst: frozenset[str] = frozenset()
    gebruik: str = ""
    beperking: str = ""
    bestanden: tuple[str, ...] = ()

    @property
    def voorbeeldrijen(self) -> tuple[tuple[str, ...], ...]:
        """Fictitious rows in the order of the columns: the n-th examples of all columns are the n-th row."""
        return tuple(zip(*(kolom.voorbeelden for kolom in self.kolommen), strict=True))

    @property
    def sleutel(self) -> tuple[str, ...]:
        """Names of the key columns in order; empty when rows have no key."""
        delen = sorted((kolom.sleutel, kolom.naam) for kolom in self.kolommen if kolom.sleutel)
        return tuple(naam for _, naam in delen)

    @property
    def verplichte_kolommen(self) -> frozenset[str]:
        """Columns without which a file is refused."""
        return frozenset(kolom.naam for kolom in self.kolommen if kolom.verplicht)

    def kolom(self, naam: str) -> Kolom:
        """The column with this name."""
        return next(kolom for kolom in self.kolommen if kolom.naam == naam)


@cache
def lees_contract(naam: str) -> Contract:
    """The contract of a source (`verzuim`) or an output (`trends`)."""
    return _maak(OpenDataContractStandard.from_file(str(pad_van(naam))))


def pad_van(naam: str) -> Path:
    """Where the ODCS file of this contract lies."""
    if naam == REGISTER:
        return MAP / f"{REGISTER}.odcs.yaml"
    return MAP / ("uit" if naam in UIT else "bronnen") / f"{naam}.odcs.yaml"


def gelijk_gemaakt(kop: str) -> str:
    """A header name as it is matched: without case, spaces and underscores."""
    return re.sub(r"[\s_\ufeff]", "", kop).casefold()


def _maak(odcs: OpenDataContractStandard) -> Contract:
    schema = (odcs.schema_ or [])[0]
    eigen = _eigen(schema.customProperties)
    return Contract(
        naam=str(schema.name),
        titel=str(odcs.name),
        tabel=str(schema.physicalName),
        omschrijving=str(schema.description),
        eigenaar=_eigenaar(odcs),
        versheid=str((odcs.slaProperties or [])[0].description),
        versheid_weken=_versheid_weken((odcs.slaProperties or [])[0]),
        kolommen=tuple(_kolom(veld) for veld in schema.properties or []),
        rijregels=_rijregels(schema),
        vrije_tekst=frozenset(eigen.get("vrije_tekst", "").split()),
        gebruik=_tekst(getattr(odcs.description, "usage", "")),
        beperking=_tekst(getattr(odcs.description, "limitations", "")),
        bestanden=tuple(eigen.get("bestanden", ())),
    )


def _tekst(waarde: object) -> str:
    return str(waarde or "")


def _versheid_weken(sla: ServiceLevelAgreementProperty) -> int:
    """How many weeks a delivery stays fresh, rounded up to whole weeks."""
    return int(str(sla.value)) * WEKEN_PER[str(sla.unit)]


def _eigenaar(odcs: OpenDataContractStandard) -> str:
    return str(getattr(odcs.team, "name", "") or "")


def _eigen(velden: Iterable[CustomProperty] | None) -> dict[str, Any]:
    return {str(veld.property): veld.value for veld in velden or []}


def _kolom(veld: SchemaProperty) -> Kolom:
    eigen, opties = _eigen(veld.customProperties), veld.logicalTypeOptions or {}
    return Kolom(
        naam=str(veld.name),
        duckdb_type=str(veld.physicalType),
        omschrijving=str(veld.description),
        verplicht=bool(veld.required),
        vorm=eigen.get("vorm", _VORMEN[str(veld.logicalType)]),
        tabelkolom=veld.physicalName or str(veld.name),
        sleutel=veld.primaryKeyPosition or 0,
        waarden=tuple(str(waarde.value) for waarde in veld.enum or []),
        patroon=opties.get("pattern"),
        laagste=opties.get("minimum"),
        hoogste=opties.get("maximum"),
        verplicht_als=eigen.get("verplicht_als"),
        classificatie=veld.classification or "",
        betekenissen=tuple((str(waarde.value), _tekst(waarde.description)) for waarde in veld.enum or []),
        formaten=tuple(eigen.get("formaten", ())),
        voorbeelden=tuple(_tekst(voorbeeld) for voorbeeld in veld.examples or []),
        verwijst_naar=_doel(veld),
        in_tabel=eigen.get("in_tabel", ""),
    )


def _doel(veld: SchemaProperty) -> str:
    """`inschrijvingen.odcs.yaml#/schema/inschrijvingen/properties/klas` as `inschrijvingen.klas`."""
    doelen = [str(relatie.to).split("/") for relatie in veld.relationships or []]
    return f"{doelen[0][-3]}.{doelen[0][-1]}" if doelen else ""


def _rijregels(schema: SchemaObject) -> tuple[Rijregel, ...]:
    return tuple(_rijregel(regel) for regel in schema.quality or [])


def _rijregel(regel: DataQuality) -> Rijregel:
    eigen = _eigen(regel.customProperties)
    sql = str(regel.query).split(" where ", 1)[1]
    return Rijregel(str(regel.name), eigen["reden"], eigen["kolom"], sql, str(regel.description))
