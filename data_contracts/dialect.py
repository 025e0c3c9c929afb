"""How one system writes its attendance export: separator, columns, formats and values, from one YAML file.

A new dialect is a YAML and nothing else. Each `veld` fills one column of the canonical contract `verzuim` from one
column of the file (`kolom`) or with one word (`vast`); `waarden` translates (to nothing: empty), `deel` takes the date
or the time of a moment, `vorm` says how dates or times are written when our reader does not know that form. Not here:
reading files (`assets/inname`) and judging rows (`contract.py`).
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from data_contracts.contract import gelijk_gemaakt
from data_contracts.fouten import InstellingFout

MAP = Path(__file__).with_name("dialecten")
CANONIEK = (
    "leerlingnummer",
    "datum",
    "begintijd",
    "einddatum",
    "eindtijd",
    "eenheid",
    "van",
    "tot",
    "soort",
    "code",
    "rij_geoorloofd",
    "ingevoerd_op",
)
SOORTEN = ("afwezig", "te_laat", "verwijderd", "aanwezig", "nvt", "geen_verzuim")
EENHEDEN = ("lesuur", "dagdeel", "dag")
TOEGESTAAN = {"soort": SOORTEN, "eenheid": EENHEDEN, "rij_geoorloofd": ("ja", "nee", "onbekend")}
ONBEKENDE_WAARDE = "?"
_SLEUTELS = {
    "versie",
    "naam",
    "omschrijving",
    "vorm",
    "scheiding",
    "kop",
    "lijst",
    "kolommen",
    "vrije_tekst",
    "eendaags",
    "toekomst",
    "verplicht",
    "velden",
    "voorbeeld",
}
_VELDSLEUTELS = {"kolom", "vast", "waarden", "deel", "anders", "vorm"}
_TIJDVELDEN = {"begintijd": "%H:%M:%S", "eindtijd": "%H:%M:%S", "ingevoerd_op": "%Y-%m-%d %H:%M:%S"}
MET_VORM = {"datum": "%Y-%m-%d", "einddatum": "%Y-%m-%d"} | _TIJDVELDEN
"""The fields that hold a date or time, and how our reader wants them."""

_TEKENS = re.compile(r"JJJJ|JJ|MM|M|DD|D|UU|U|SS|[-/.: T,u]")
_STRPTIME = {"JJJJ": "%Y", "JJ": "%y", "MM": "%m", "M": "%m", "DD": "%d", "D": "%d", "UU": "%H", "U": "%H", "SS": "%S"}
_SCHEIDINGEN = ("zoek", ";", ",", "\t")


@dataclass(frozen=True)
class Veld:
    """Where one canonical column comes from. `waarden` empty: as it stands; `anders` leeg: an unknown value is
    empty. `vorm`: one or more ways in which dates or times are written, such as `D.M.JJJJ` or `U.MM`.
    """

    naam: str
    kolom: str | None = None
    vast: str | None = None
    waarden: dict[str, str] = field(default_factory=dict)
    deel: str | None = None
    anders_leeg: bool = False
    vorm: tuple[str, ...] = ()


@dataclass(frozen=True)
class Dialect:
    """One way of writing rows. `velden` empty: the columns are the contract's own. Texts in `vrije_tekst` are read
    past.

    `eendaags`: a row is about one day; otherwise an empty end date is an open end. `voorbeeld`: fictitious rows.
    """

    naam: str
    vorm: str
    kolommen: tuple[str, ...]
    scheiding: str = "zoek"
    kop: bool = True
    lijst: str = "items"
    vrije_tekst: frozenset[str] = frozenset()
    eendaags: bool = False
    negeer_toekomst: bool = False
    verplicht: frozenset[str] = frozenset()
    velden: tuple[Veld, ...] = ()
    omschrijving: str = ""
    voorbeeld: tuple[tuple[str, ...], ...] = ()

    def bronkolom(self, canoniek: str) -> str:
        """The name that the school itself uses for this canonical column."""
        return next((veld.kolom for veld in self.velden if veld.naam == canoniek and veld.kolom), canoniek)

    @property
    def verplichte_kolommen(self) -> frozenset[str]:
        """The columns of the file without which nothing can be read."""
        return frozenset(self.bronkolom(naam) for naam in self.verplicht)


def als_strptime(vorm: str) -> str:
    """`D.M.JJJJ U:MM` as DuckDB and Python read it, `%d.%m.%Y %H:%M`. Raises ValueError for an unknown sign."""
    delen = _TEKENS.findall(vorm)
    if not delen or "".join(delen) != vorm:
        raise ValueError(vorm)
    uit, na_uur = [], False
    for deel in delen:
        uit.append("%M" if deel == "MM" and na_uur else _STRPTIME.get(deel, deel))
        na_uur = deel in ("UU", "U") or (na_uur and deel in (":", ".", "u"))
    return "".join(uit)


def lees_dialect(naam: str, eigen_map: Path | None = None) -> Dialect:
    """The dialect with this name: ours, else `<eigen_map>/<naam>.yaml`. Raises InstellingFout with every fault."""
    pad = _zoek(naam, eigen_map)
    inhoud = _lees_yaml(pad)
    fouten = _fouten(inhoud)
    if fouten:
        raise InstellingFout(f"dialecten/{pad.name}", fouten)
    return _maak(naam, inhoud)


def _zoek(naam: str, eigen_map: Path | None) -> Path:
    mappen = [MAP, eigen_map] if eigen_map else [MAP]
    veilig = naam.replace("_", "").replace("-", "").isalnum()
    paden = [map_ / f"{naam}.yaml" for map_ in mappen] if veilig else []
    gevonden = next((pad for pad in paden if pad.is_file()), None)
    if gevonden is None:
        bekend = ", ".join(sorted(pad.stem for map_ in mappen for pad in map_.glob("*.yaml")))
        raise InstellingFout(f"dialecten/{naam}.yaml", [f"bestaat niet; kies uit {bekend}, of zet dit bestand erbij"])
    return gevonden


def _lees_yaml(pad: Path) -> dict[str, Any]:
    try:
        inhoud = yaml.load(pad.read_text(encoding="utf-8-sig"), yaml.BaseLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        inhoud = None
    if not isinstance(inhoud, dict):
        raise InstellingFout(f"dialecten/{pad.name}", ["is geen leesbare YAML; begin van een bestaand dialect"])
    return inhoud


def _fouten(inhoud: dict[str, Any]) -> list[str]:
    """Every fault of a dialect file, in Dutch."""
    fouten = [
        f"{naam!r} ken ik niet; kies uit {', '.join(sorted(_SLEUTELS))}" for naam in inhoud if naam not in _SLEUTELS
    ]
    if inhoud.get("vorm") not in ("csv", "json"):
        fouten.append("vorm ontbreekt of klopt niet; kies csv of json")
    if inhoud.get("scheiding", "zoek") not in _SCHEIDINGEN:
        fouten.append("scheiding klopt niet; kies zoek, ';', ',' of een tab")
    if inhoud.get("kop", "true") == "false" and inhoud.get("scheiding", "zoek") == "zoek":
        fouten.append("scheiding kan niet gezocht worden zonder kopregel; noem het teken")
    return fouten + _fouten_velden(inhoud)


def _fouten_velden(inhoud: dict[str, Any]) -> list[str]:
    kolommen, velden = inhoud.get("kolommen"), inhoud.get("velden")
    if not isinstance(kolommen, list) or not isinstance(velden, dict):
        return ["kolommen of velden ontbreekt; noem de kolommen van het bestand en welk veld elke kolom vult"]
    if not all(gelijk_gemaakt(str(kolom)) for kolom in kolommen):
        return ["kolommen noemt een kolom zonder naam; noem alleen kolommen met een naam in de kopregel"]
    dubbel = [naam for naam, keer in Counter(gelijk_gemaakt(str(kolom)) for kolom in kolommen).items() if keer > 1]
    if dubbel or not kolommen:
        return [f"kolommen noemt {', '.join(dubbel) or 'niets'}; noem elke kolom een keer (hoofdletters tellen niet)"]
    fouten = [fout for naam, veld in velden.items() for fout in _fouten_veld(naam, veld, kolommen)]
    for naam in ("leerlingnummer", "datum"):
        if naam not in velden:
            fouten.append(f"veld {naam} ontbreekt; zeg uit welke kolom het komt")
    for naam in inhoud.get("verplicht", []):
        if naam not in velden:
            fouten.append(f"verplicht noemt {naam}, maar dat veld is er niet; voeg het veld toe of haal het weg")
    return fouten


def _fouten_veld(naam: str, veld: object, kolommen: list[str]) -> list[str]:
    if naam not in CANONIEK:
        return [f"veld {naam} bestaat niet; kies uit {', '.join(CANONIEK)}"]
    if not isinstance(veld, dict) or len({"kolom", "vast"} & set(veld)) != 1 or set(veld) - _VELDSLEUTELS:
        return [f"veld {naam}: schrijf kolom of vast, en zo nodig waarden, deel of anders"]
    fouten = []
    if veld.get("kolom", kolommen[0]) not in kolommen:
        fouten.append(f"veld {naam}: kolom {veld['kolom']!r} staat niet onder kolommen; voeg hem daar toe")
    if veld.get("deel", "datum") not in ("datum", "tijd"):
        fouten.append(f"veld {naam}: deel is {veld['deel']!r}; kies datum of tijd")
    if not isinstance(veld.get("waarden", {}), dict):
        return [*fouten, f"veld {naam}: waarden is geen lijst van woord en betekenis; schrijf {{A: afwezig}}"]
    fouten += _fouten_vorm(naam, veld)
    return fouten + _fouten_waarden(naam, veld)


def _fouten_vorm(naam: str, veld: dict[str, Any]) -> list[str]:
    if "vorm" in veld and (naam not in MET_VORM or "waarden" in veld or "vast" in veld):
        return [f"veld {naam}: vorm hoort bij een datum of tijd zonder waarden; haal vorm weg"]
    try:
        for vorm in _lijst(veld.get("vorm", [])):
            als_strptime(vorm)
    except ValueError as fout:
        return [f"veld {naam}: vorm {str(fout)!r} ken ik niet; schrijf bijvoorbeeld D-M-JJJJ, DD/MM/JJJJ of U.MM"]
    return []


def _lijst(waarde: object) -> list[str]:
    return [str(deel) for deel in waarde] if isinstance(waarde, list) else [str(waarde)]


def _fouten_waarden(naam: str, veld: dict[str, Any]) -> list[str]:
    doelen = [*veld.get("waarden", {}).values(), *([veld["vast"]] if "vast" in veld else [])]
    fout = [doel for doel in doelen if doel and doel not in TOEGESTAAN.get(naam, doelen)]
    return [f"veld {naam}: waarde {doel!r} bestaat niet; kies uit {', '.join(TOEGESTAAN[naam])}" for doel in fout]


def _maak(naam: str, inhoud: dict[str, Any]) -> Dialect:
    return Dialect(
        naam=naam,
        vorm=inhoud["vorm"],
        kolommen=tuple(str(kolom) for kolom in inhoud["kolommen"]),
        scheiding=inhoud.get("scheiding", "zoek"),
        kop=inhoud.get("kop", "true") == "true",
        lijst=inhoud.get("lijst", "items"),
        vrije_tekst=frozenset(inhoud.get("vrije_tekst", [])),
        eendaags=inhoud.get("eendaags", "false") == "true",
        negeer_toekomst=inhoud.get("toekomst") == "negeer",
        verplicht=frozenset(inhoud.get("verplicht", [])),
        velden=tuple(_veld(naam, veld) for naam, veld in inhoud["velden"].items()),
        omschrijving=inhoud.get("omschrijving", ""),
        voorbeeld=tuple(tuple(rij) for rij in inhoud.get("voorbeeld", [])),
    )


def _veld(naam: str, veld: dict[str, Any]) -> Veld:
    return Veld(
        naam=naam,
        kolom=veld.get("kolom"),
        vast=veld.get("vast"),
        waarden=veld.get("waarden", {}),
        deel=veld.get("deel"),
        anders_leeg=veld.get("anders") == "leeg",
        vorm=tuple(_lijst(veld["vorm"])) if "vorm" in veld else (),
    )
