"""Matching the header of a file with the columns that are promised.

Names are compared without case, spaces and underscores. What no contract names is dropped here; only its name goes on.
"""

import re
from collections import Counter
from dataclasses import dataclass

from assets.inname.geweigerd import Geweigerd
from data_contracts.contract import gelijk_gemaakt

SCHEIDINGEN = (";", ",", "\t")
_POLITIE = ("procesverbaal", "hoorgesprek", "strafbeschikking")
_POLITIE_BEGIN = ("halt", "jco")
_MAX_NAAM = 40
_LIJKT_GEGEVEN = re.compile(r"\d{4}|@")
_VERBORGEN = "(naam niet getoond)"


@dataclass(frozen=True)
class Vorm:
    """What a file must look like: its columns, those that must be there, and texts that are read past.

    `een_van`: at least one of these must be there (klas or leerlingnummer).
    """

    kolommen: tuple[str, ...]
    verplicht: frozenset[str]
    vrije_tekst: frozenset[str] = frozenset()
    een_van: frozenset[str] = frozenset()
    gemeente: bool = False


@dataclass(frozen=True)
class Kop:
    """A matched header: where each column stands, how many fields a row has, and the names that were dropped."""

    plaatsen: dict[str, int]
    breedte: int
    weg: tuple[str, ...] = ()


def vind_scheiding(regel: str, vorm: Vorm) -> str:
    """The separator with which most columns of the header are known; `;` when none does."""
    return max(SCHEIDINGEN, key=lambda teken: _bekend(regel.split(teken), vorm))


def _bekend(namen: list[str], vorm: Vorm) -> int:
    kolommen = {gelijk_gemaakt(kolom) for kolom in (*vorm.kolommen, *vorm.vrije_tekst)}
    return sum(gelijk_gemaakt(naam.strip('"')) in kolommen for naam in namen)


def lees_kop(namen: list[str], vorm: Vorm) -> Kop:
    """Match a header. Raises Geweigerd for police data, or when a column is missing or stands there twice."""
    if vorm.gemeente and any(is_politiegegeven(naam) for naam in namen):
        raise Geweigerd("politiegegevens")
    gelijk = [gelijk_gemaakt(naam) for naam in namen]
    bekend = {gelijk_gemaakt(kolom): kolom for kolom in vorm.kolommen if kolom not in vorm.vrije_tekst}
    plaatsen = {bekend[naam]: plek for plek, naam in enumerate(gelijk) if naam in bekend}
    _controleer(vorm, set(plaatsen), Counter(naam for naam in gelijk if naam in bekend))
    vrij = {gelijk_gemaakt(kolom) for kolom in vorm.vrije_tekst}
    weg = [naam for naam, vast in zip(namen, gelijk, strict=True) if vast and vast not in bekend and vast not in vrij]
    return Kop(plaatsen, len(namen), tuple(sorted({_veilige_naam(naam) for naam in weg})))


def _controleer(vorm: Vorm, aanwezig: set[str], aantallen: Counter[str]) -> None:
    mist = [kolom for kolom in vorm.kolommen if kolom in vorm.verplicht - aanwezig]
    if not vorm.een_van & aanwezig and vorm.een_van:
        mist.append(" of ".join(kolom for kolom in vorm.kolommen if kolom in vorm.een_van))
    namen = {gelijk_gemaakt(kolom): kolom for kolom in vorm.kolommen}
    dubbel = [namen[gelijk] for gelijk, aantal in aantallen.items() if aantal > 1]
    if mist or dubbel:
        raise Geweigerd("kolom_ontbreekt", missend=tuple(mist), dubbel=tuple(dubbel))


def _veilige_naam(naam: str) -> str:
    """A column name fit for a log: short, on one line, and not a value that someone put in the header."""
    kort = " ".join(naam.split())
    return _VERBORGEN if len(kort) > _MAX_NAAM or _LIJKT_GEGEVEN.search(kort) else kort.replace(",", " ")


def is_politiegegeven(naam: str) -> bool:
    """Whether a column is about proces-verbaal, HALT, hoorgesprek, JCO or strafbeschikking."""
    kaal = gelijk_gemaakt(naam).replace("-", "")
    return kaal.startswith(_POLITIE_BEGIN) or any(woord in kaal for woord in _POLITIE)
