"""Reads signalen.yaml: what each signal is called, where its threshold lies and what it says to a reader.

Does not compute a signal; the rules stand in regels.md §4 and the SQL in models/.
"""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

BESTAND = Path(__file__).with_name("signalen.yaml")
VERPLICHT = {
    "titel",
    "groep",
    "publiek",
    "actief",
    "maten",
    "uitleg",
    "eerste_stap",
    "wie",
    "regel",
    "bron",
    "voorbeeld",
}
MAG = VERPLICHT | {
    "venster",
    "nodig_lesweken",
    "grenzen",
    "leerplicht_met_plicht",
    "instelling",
    "omgekeerd",
    "grens_instelling",
}
VENSTERS = ("1", "2", "4", "8", "12", "start", "jaar")
"""How far a signal looks back: the last n lesweken, the first ones of the schooljaar, or all of it."""


@dataclass(frozen=True)
class Maat:
    """One unit of a signal's value: drempel in that unit (tested unrounded) and decimals in print."""

    eenheid: str
    drempel: int
    decimalen: int


@dataclass(frozen=True)
class UitlegDeel:
    """A piece of the explanation; `als` / `als_niet` name a detail or a unit, None is always."""

    tekst: str
    als: str | None = None
    als_niet: str | None = None


@dataclass(frozen=True)
class Signaal:
    """One signal of the contract. nodig counts lesweken; grenzen holds further limits by name; `instelling` names the
    setting by which a school replaces the threshold; is_omgekeerd: a lower value says more;
    grens_instelling: the setting behind a limit."""

    naam: str
    titel: str
    groep: str
    publiek: tuple[str, ...]
    is_actief: bool
    maten: tuple[Maat, ...]
    uitleg: tuple[UitlegDeel, ...]
    eerste_stap: str
    wie: str
    regel: str
    bron: str
    voorbeeld: str
    venster: str | None
    nodig_lesweken: int
    grenzen: MappingProxyType[str, int]
    is_leerplicht_met_plicht: bool = False
    is_omgekeerd: bool = False
    grens_instelling: MappingProxyType[str, str] = field(default_factory=lambda: MappingProxyType({}))
    instelling: str | None = None

    @property
    def venster_lesweken(self) -> int | None:
        """The number of lesweken that it looks back; None for a run or a schooljaar."""
        return int(self.venster) if self.venster and self.venster.isdecimal() else None

    def maat(self, eenheid: str | None = None) -> Maat:
        """The measure in this unit; without a unit the only (or first) one."""
        for maat in self.maten:
            if eenheid in (None, maat.eenheid):
                return maat
        raise KeyError(
            f"signaal {self.naam}: eenheid {eenheid} bestaat niet; kies uit {[m.eenheid for m in self.maten]}"
        )


@cache
def laad_signalen(bestand: Path = BESTAND) -> MappingProxyType[str, Signaal]:
    """All signals by name, in the order of the file; every fault of the file is named at once."""
    rauw: dict[str, dict[str, Any]] = yaml.safe_load(bestand.read_text(encoding="utf-8"))["signalen"]
    fouten = [fout for naam, velden in rauw.items() for fout in _fouten(naam, velden)]
    if fouten:
        raise ValueError("\n".join(fouten))
    return MappingProxyType({naam: _signaal(naam, velden) for naam, velden in rauw.items()})


def actieve_signalen() -> tuple[Signaal, ...]:
    """The signals that are computed now."""
    return tuple(signaal for signaal in laad_signalen().values() if signaal.is_actief)


def _fouten(naam: str, velden: dict[str, Any]) -> list[str]:
    plek = f"signalen.yaml, {naam}"
    fouten = [f"{plek}: veld {veld} ontbreekt; vul het in" for veld in sorted(VERPLICHT - set(velden))]
    fouten += [f"{plek}: veld {veld} is onbekend; haal het weg" for veld in sorted(set(velden) - MAG)]
    if velden.get("groep") not in ("wet", "vroeg"):
        fouten.append(f"{plek}: groep {velden.get('groep')} bestaat niet; kies wet of vroeg")
    if not set(velden.get("publiek", ())) <= {"S", "L"}:
        fouten.append(f"{plek}: publiek {velden['publiek']} bestaat niet; kies uit S en L")
    if str(velden.get("venster", VENSTERS[0])) not in VENSTERS:
        fouten.append(f"{plek}: venster {velden['venster']} bestaat niet; kies uit {', '.join(VENSTERS)}")
    return fouten


def _signaal(naam: str, velden: dict[str, Any]) -> Signaal:
    return Signaal(
        naam=naam,
        titel=velden["titel"],
        groep=velden["groep"],
        publiek=tuple(velden["publiek"]),
        is_actief=velden["actief"],
        maten=tuple(Maat(eenheid, **maat) for eenheid, maat in velden["maten"].items()),
        uitleg=tuple(UitlegDeel(**deel) for deel in velden["uitleg"]),
        eerste_stap=velden["eerste_stap"],
        wie=velden["wie"],
        regel=velden["regel"],
        bron=velden["bron"],
        voorbeeld=velden["voorbeeld"],
        venster=str(velden["venster"]) if "venster" in velden else None,
        nodig_lesweken=velden.get("nodig_lesweken", 0),
        grenzen=MappingProxyType(velden.get("grenzen", {})),
        is_leerplicht_met_plicht=velden.get("leerplicht_met_plicht", False),
        is_omgekeerd=velden.get("omgekeerd", False),
        grens_instelling=MappingProxyType(velden.get("grens_instelling", {})),
        instelling=velden.get("instelling"),
    )
