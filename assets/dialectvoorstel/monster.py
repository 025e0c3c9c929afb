"""The sample: what kind of file it is, its separator and header, and its first rows as text, by the reader's parts."""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from assets.dialectvoorstel.vormen import is_datum, is_tijd
from assets.inname.bron import lees_geheel
from assets.inname.geweigerd import Geweigerd
from assets.inname.kop import SCHEIDINGEN
from assets.inname.tekst import lees_regels, onderzoek
from assets.inname.werkblad import lees_werkblad
from data_contracts.fouten import Aanleverfout
from data_contracts.redenen import uitleg

MAX_RIJEN = 20_000
MAX_BYTES = 200_000_000
_PROEFREGELS = 200
_GETAL = re.compile(r"\d+")


@dataclass(frozen=True)
class Monster:
    """The sample. `kolommen`: names in the order of the file (made up when there is no header)."""

    vorm: str
    kolommen: tuple[str, ...]
    rijen: tuple[tuple[str, ...], ...]
    scheiding: str = ";"
    kop: bool = True
    lijst: str = "items"

    def waarden(self, kolom: str) -> list[str]:
        """The filled cells of one column."""
        plek = self.kolommen.index(kolom)
        return [rij[plek] for rij in self.rijen if rij[plek]]


def lees_monster(pad: Path) -> Monster:
    """Read a sample. Raises Aanleverfout with what is wrong and what to do."""
    if not pad.is_file():
        raise Aanleverfout(f"{pad}: dit bestand is er niet; controleer de naam en de map")
    lezers = {".csv": _lees_csv, ".xlsx": _lees_xlsx, ".json": _lees_json}
    if pad.suffix.lower() not in lezers or pad.stat().st_size > MAX_BYTES:
        raise Aanleverfout(f"{pad.name}: dit is geen csv, xlsx of json van hooguit 200 MB; bewaar de export als csv")
    try:
        monster = lezers[pad.suffix.lower()](pad)
    except Geweigerd as fout:
        raise Aanleverfout(f"{pad.name}: {uitleg(fout.reden)}") from None
    if not monster.rijen:
        raise Aanleverfout(f"{pad.name}: hier staan geen regels in; maak een export van een paar weken verzuim")
    return monster


def _lees_csv(pad: Path) -> Monster:
    tekst = onderzoek(pad)
    with pad.open(encoding=tekst.codering, newline="") as bron:
        begin = "".join(islice(bron, _PROEFREGELS))
    scheiding = max(SCHEIDINGEN, key=lambda teken: _gelijkmatig(begin, teken))
    rijen = [rij for _, blok in islice(lees_regels(pad, tekst, scheiding), 1) for rij in blok]
    return _met_of_zonder_kop(pad, rijen, scheiding)


def _gelijkmatig(begin: str, scheiding: str) -> tuple[bool, float, int]:
    """How evenly a separator cuts the lines: more than one field, share of lines with the usual number, fields."""
    aantallen = [len(rij) for rij in csv.reader(io.StringIO(begin, newline=""), delimiter=scheiding) if rij]
    gewoon, keer = max(Counter(aantallen).items(), key=lambda paar: (paar[1], paar[0]), default=(0, 0))
    return gewoon > 1, keer / max(len(aantallen), 1), gewoon


def _lees_xlsx(pad: Path) -> Monster:
    rijen = [velden for _, velden in islice(lees_werkblad(lees_geheel(pad, None)), MAX_RIJEN)]
    return _met_of_zonder_kop(pad, rijen, "zoek")


def _met_of_zonder_kop(pad: Path, rijen: list[list[str]], scheiding: str) -> Monster:
    rijen = [[cel.strip() for cel in rij] for rij in rijen]
    if not rijen:
        raise Geweigerd("onleesbaar")
    kop = is_kop(rijen[0])
    namen = _namen(pad, rijen[0]) if kop else tuple(f"kolom_{nummer}" for nummer in range(1, _breedte(rijen) + 1))
    inhoud = _passend(rijen[1:] if kop else rijen, len(namen))
    return Monster("csv", namen, inhoud, scheiding if scheiding != "zoek" or kop else ";", kop)


def is_kop(cellen: list[str]) -> bool:
    """Whether a row names columns: no dates, times or numbers in it."""
    gevuld = [cel for cel in cellen if cel]
    return bool(gevuld) and not any(is_datum(cel) or is_tijd(cel) or _GETAL.fullmatch(cel) for cel in gevuld)


def _breedte(rijen: list[list[str]]) -> int:
    return Counter(len(rij) for rij in rijen).most_common(1)[0][0]


def _namen(pad: Path, cellen: list[str]) -> tuple[str, ...]:
    """The header; a column without a name cannot be named in a dialect. A title above the header is said."""
    namen = cellen[: max((plek for plek, naam in enumerate(cellen, 1) if naam), default=0)]
    if len([naam for naam in namen if naam]) < 2:
        raise Aanleverfout(f"{pad.name}: op de eerste regel staan geen kolomnamen; haal de regels erboven weg")
    return tuple(namen)


def _passend(rijen: Iterable[list[str]], breedte: int) -> tuple[tuple[str, ...], ...]:
    gelijk = ((rij + [""] * breedte)[:breedte] for rij in rijen if any(rij))
    return tuple(tuple(rij) for rij in islice(gelijk, MAX_RIJEN))


def _lees_json(pad: Path) -> Monster:
    try:
        inhoud = json.loads(pad.read_text(encoding=onderzoek(pad).codering))
    except (ValueError, RecursionError):
        raise Geweigerd("onleesbaar") from None
    lijst, items = _grootste_lijst(inhoud)
    plat = [_plat(item) for item in items[:MAX_RIJEN] if isinstance(item, dict)]
    namen = tuple(dict.fromkeys(naam for item in plat for naam in item))
    return Monster("json", namen, tuple(tuple(item.get(naam, "") for naam in namen) for item in plat), lijst=lijst)


def _grootste_lijst(inhoud: Any) -> tuple[str, list[Any]]:
    if isinstance(inhoud, list):
        return "", inhoud
    lijsten = (
        {naam: deel for naam, deel in inhoud.items() if isinstance(deel, list)} if isinstance(inhoud, dict) else {}
    )
    if not lijsten:
        raise Geweigerd("onleesbaar")
    return max(lijsten.items(), key=lambda paar: len(paar[1]))


def _plat(item: dict[str, Any], voor: str = "") -> dict[str, str]:
    uit: dict[str, str] = {}
    for naam, waarde in item.items():
        if isinstance(waarde, dict):
            uit |= _plat(waarde, f"{voor}{naam}.")
        elif not isinstance(waarde, list) and not (voor and "." in naam):
            uit[f"{voor}{naam}"] = _tekst(waarde)
    return uit


def _tekst(waarde: Any) -> str:
    if waarde is None:
        return ""
    return str(waarde).lower() if isinstance(waarde, bool) else str(waarde).strip()
