"""The register of schools (`scholen.yaml`) and their settings.

Everything that is wrong in the file is said at once, in Dutch, by one `InstellingFout`. Not here: what a setting means
(`instellingen.py`) and what a dialect holds (`dialect.py`).
"""

import re
from dataclasses import dataclass, field, replace
from datetime import time
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

from data_contracts.dialect import Dialect, lees_dialect
from data_contracts.eerste_stappen import SOORTEN, Stap, lees_stappen
from data_contracts.fouten import InstellingFout
from data_contracts.instellingen import CAPACITEIT, INSTELLINGEN, Waarde, controleer_instellingen
from data_contracts.wijkhulp import Wijkhulp, lees_wijkhulp

REGISTER, EERSTE_STAPPEN, WIJKHULP = "scholen.yaml", "eerste_stappen.yaml", "wijkhulp.yaml"
EIGEN_TABELLEN = (EERSTE_STAPPEN, WIJKHULP)
"""What a city may put beside scholen.yaml."""
MODI = ("proef", "live")
UURMATEN = ("lesuur", "klokuur")
SLOTS = {str(uur): uur for uur in range(1, 13)} | {"ochtend": 21, "middag": 22}
BRIN6 = re.compile(r"\d{2}[A-Z0-9]{2}\d{2}")
_TIJD = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)")
_VELDEN_STAD = {"modus", "leerplicht_gemeenten", "scholen", "instellingen"}
_VERPLICHT = ("brin6", "naam", "soort", "dialect")
_TEKST = ("naam", "bestuur", "swv", "wijk", "contact")
_VELDEN_SCHOOL = {*_TEKST, "brin6", "soort", "dialect", "uurmaat", "capaciteit", "lestijden", "instellingen"}


@dataclass(frozen=True)
class Lestijd:
    """When one slot is taught, local time. `slot` 1-12 is a lesuur, 21 ochtend, 22 middag; `tot` itself is outside
    it.
    """

    slot: int
    van: time
    tot: time


@dataclass(frozen=True)
class School:
    """One school location. `capaciteit` counts pupils a week; `instellingen` holds only what the school itself set."""

    brin6: str
    naam: str
    soort: str
    dialect: str
    bestuur: str = ""
    swv: str = ""
    wijk: str = ""
    uurmaat: str = "lesuur"
    contact: str = ""
    capaciteit: int = int(CAPACITEIT.standaard)
    lestijden: tuple[Lestijd, ...] = ()
    instellingen: dict[str, Waarde] = field(default_factory=dict)


@dataclass(frozen=True)
class Register:
    """All schools with the city's defaults. `leerplicht_gemeenten` empty means: every pupil."""

    modus: str = "proef"
    leerplicht_gemeenten: tuple[str, ...] = ()
    scholen: tuple[School, ...] = ()
    instellingen: dict[str, Waarde] = field(default_factory=dict)
    dialecten: dict[str, Dialect] = field(default_factory=dict)
    eerste_stappen: tuple[Stap, ...] = ()
    wijkhulp: tuple[Wijkhulp, ...] = ()

    def school(self, brin6: str) -> School | None:
        """The school with this brin6, or None when it is not in the register."""
        return next((school for school in self.scholen if school.brin6 == brin6), None)

    def instelling(self, naam: str, brin6: str | None = None) -> Waarde:
        """The value of a setting: the school's own, else the city's, else the default."""
        school = self.school(brin6) if brin6 else None
        eigen = school.instellingen if school else {}
        return {naam: INSTELLINGEN[naam].standaard, **self.instellingen, **eigen}[naam]

    def dialect(self, brin6: str) -> Dialect:
        """How this school's attendance export is written."""
        school = self.school(brin6)
        return self.dialecten[school.dialect if school else "standaard"]


class _Lader(yaml.SafeLoader):
    """Safe YAML in which 0344 stays the text '0344', because YAML 1.1 would read an octal number."""

    yaml_implicit_resolvers = {
        teken: [(soort, patroon) for soort, patroon in regels if soort.endswith((":bool", ":null", ":merge"))]
        for teken, regels in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


_Lader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^(0|[1-9]\d*)$"), list("0123456789"))


def lees_register(pad: Path) -> Register:
    """Read `scholen.yaml`. Dialects of the user's own are looked up in a folder `dialecten/` beside it, first steps of
    his own in `eerste_stappen.yaml`, help for a wijk in `wijkhulp.yaml`.
    """
    inhoud = _lees_yaml(pad)
    lezer = _Lezer(pad.parent / "dialecten")
    register = lezer.register(inhoud)
    if lezer.fouten:
        raise InstellingFout(pad.name, lezer.fouten)
    stappen, hulp = pad.parent / EERSTE_STAPPEN, pad.parent / WIJKHULP
    return replace(
        register,
        eerste_stappen=lees_stappen(stappen) if stappen.is_file() else (),
        wijkhulp=lees_wijkhulp(hulp) if hulp.is_file() else (),
    )


def instellingen_sha256(aanlevering: Path) -> str:
    """One hash of the settings in a delivery folder: of scholen.yaml, and of the own tables beside it."""
    som = sha256((aanlevering / REGISTER).read_bytes())
    for naam in EIGEN_TABELLEN:
        if (aanlevering / naam).is_file():
            som.update(b"\0" + (aanlevering / naam).read_bytes())
    return som.hexdigest()


def _lees_yaml(pad: Path) -> dict[str, Any]:
    try:
        inhoud = yaml.load(pad.read_text(encoding="utf-8-sig"), _Lader)
    except FileNotFoundError:
        raise InstellingFout(pad.name, [f"niet gevonden in {pad.parent}; zet er een {pad.name} neer"]) from None
    except (OSError, UnicodeDecodeError):
        raise InstellingFout(pad.name, ["niet leesbaar; bewaar het bestand als gewone tekst (UTF-8)"]) from None
    except yaml.YAMLError as fout:
        plek = getattr(fout, "problem_mark", None)
        regel = f"regel {plek.line + 1} " if plek else ""
        raise InstellingFout(pad.name, [f"{regel}is geen geldige YAML; kijk naar inspringen, ':' en haakjes"]) from None
    if not isinstance(inhoud, dict):
        raise InstellingFout(pad.name, ["bevat geen instellingen; begin met 'scholen:'"])
    return inhoud


class _Lezer:
    """Turns the YAML into a register and collects every fault on the way."""

    def __init__(self, eigen_dialecten: Path):
        self.eigen_dialecten = eigen_dialecten
        self.fouten: list[str] = []
        self.dialecten: dict[str, Dialect] = {}
        self.stad: dict[str, Waarde] = {}

    def register(self, inhoud: dict[str, Any]) -> Register:
        """The register, as far as it could be read; `fouten` says what could not."""
        self._onbekend(inhoud, _VELDEN_STAD, "")
        self._dialect("standaard", "")
        self.stad = self._instellingen(inhoud.get("instellingen") or {}, "")
        return Register(
            modus=self._keuze(inhoud, "modus", MODI, "proef", ""),
            leerplicht_gemeenten=self._gemeenten(inhoud.get("leerplicht_gemeenten") or []),
            scholen=self._scholen(inhoud.get("scholen")),
            instellingen=self.stad,
            dialecten=self.dialecten,
        )

    def _fout(self, waar: str, tekst: str) -> None:
        self.fouten.append(f"{waar}: {tekst}" if waar else tekst)

    def _onbekend(self, blok: dict[str, Any], bekend: set[str], waar: str) -> None:
        for naam in blok:
            if naam not in bekend:
                self._fout(waar, f"{naam!r} ken ik niet; kies uit {', '.join(sorted(bekend))}")

    def _keuze(self, blok: dict[str, Any], naam: str, keuzes: tuple[str, ...], standaard: str, waar: str) -> str:
        waarde = blok.get(naam, standaard)
        if waarde not in keuzes:
            self._fout(waar, f"{naam} is {waarde!r}; kies uit {', '.join(keuzes)}")
        return waarde

    def _gemeenten(self, waarde: object) -> tuple[str, ...]:
        codes = [_cbs_code(code) for code in waarde] if isinstance(waarde, list) else [None]
        if None in codes:
            self._fout("", "leerplicht_gemeenten is geen lijst van CBS-codes; schrijf bijvoorbeeld ['0344']")
        return tuple(code for code in codes if code)

    def _instellingen(self, blok: object, waar: str) -> dict[str, Waarde]:
        for fout in controleer_instellingen(blok):
            self._fout(waar, fout)
        return dict(blok) if isinstance(blok, dict) else {}

    def _scholen(self, blokken: object) -> tuple[School, ...]:
        if not isinstance(blokken, list) or not blokken:
            self._fout(
                "", "er staan geen scholen in; zet onder 'scholen:' voor elke school een blok met '- brin6: ...'"
            )
            return ()
        scholen = [self._school(nummer, blok) for nummer, blok in enumerate(blokken, 1)]
        bekend = [school for school in scholen if school]
        self._dubbel([school.brin6 for school in bekend])
        return tuple(sorted(bekend, key=lambda school: school.brin6))

    def _dubbel(self, codes: list[str]) -> None:
        for brin6 in sorted({code for code in codes if codes.count(code) > 1}):
            self._fout(brin6, "staat er meer dan een keer in; laat een blok per school staan")

    def _school(self, nummer: int, blok: object) -> School | None:
        if not isinstance(blok, dict):
            self._fout(f"school {nummer}", "is geen blok met gegevens; begin met '- brin6: ...'")
            return None
        brin6 = str(blok.get("brin6") or "")
        waar = brin6 if BRIN6.fullmatch(brin6) else f"school {nummer}"
        self._verplicht(blok, waar)
        self._onbekend(blok, _VELDEN_SCHOOL, waar)
        if brin6 and waar != brin6:
            self._fout(waar, f"brin6 is {brin6!r}; schrijf vier tekens van de school en twee cijfers, zoals '03MJ00'")
        return School(
            brin6=brin6,
            **{naam: str(blok.get(naam) or "") for naam in _TEKST},
            soort=self._keuze({"soort": blok.get("soort", SOORTEN[0])}, "soort", SOORTEN, "", waar),
            dialect=self._dialect(str(blok.get("dialect", "standaard")), waar),
            uurmaat=self._keuze(blok, "uurmaat", UURMATEN, "lesuur", waar),
            capaciteit=self._capaciteit(blok, waar),
            lestijden=self._lestijden(blok.get("lestijden") or {}, waar),
            instellingen=self._instellingen(blok.get("instellingen") or {}, waar),
        )

    def _verplicht(self, blok: dict[str, Any], waar: str) -> None:
        for naam in _VERPLICHT:
            if not blok.get(naam):
                self._fout(waar, f"{naam} ontbreekt; vul {naam} in")

    def _dialect(self, naam: str, waar: str) -> str:
        try:
            if naam not in self.dialecten:
                self.dialecten[naam] = lees_dialect(naam, self.eigen_dialecten)
        except InstellingFout as fout:
            for tekst in fout.fouten:
                self._fout(waar, f"dialect {naam}: {tekst}")
        return naam

    def _capaciteit(self, blok: dict[str, Any], waar: str) -> int:
        """The school's own number, else that of its settings, else the city's, else the default."""
        eigen = blok.get("instellingen") if isinstance(blok.get("instellingen"), dict) else {}
        standaard = {CAPACITEIT.naam: CAPACITEIT.standaard, **self.stad, **(eigen or {})}[CAPACITEIT.naam]
        waarde = blok.get("capaciteit", standaard)
        if not (fout := CAPACITEIT.fout(waarde)):
            return int(str(waarde))
        if "capaciteit" in blok:
            self._fout(waar, fout.removeprefix("instelling "))
        return int(CAPACITEIT.standaard)

    def _lestijden(self, blok: object, waar: str) -> tuple[Lestijd, ...]:
        if not isinstance(blok, dict):
            self._fout(waar, "lestijden is geen lijst van lesuren met tijden; schrijf {1: '08:30-09:20'}")
            return ()
        tijden = [self._lestijd(str(slot), str(tekst), waar) for slot, tekst in blok.items()]
        gevuld = tuple(sorted((tijd for tijd in tijden if tijd), key=lambda tijd: tijd.slot))
        self._volgorde(gevuld, waar)
        return gevuld

    def _lestijd(self, slot: str, tekst: str, waar: str) -> Lestijd | None:
        deel = _TIJD.fullmatch(tekst.replace(" ", ""))
        if slot not in SLOTS or not deel:
            self._fout(
                waar, f"lestijd {slot}: {tekst!r} past niet; schrijf lesuur 1-12, ochtend of middag: '08:30-09:20'"
            )
            return None
        uren = [int(getal) for getal in deel.groups()]
        return Lestijd(SLOTS[slot], time(uren[0], uren[1]), time(uren[2], uren[3]))

    def _volgorde(self, tijden: tuple[Lestijd, ...], waar: str) -> None:
        if any(tijd.van >= tijd.tot for tijd in tijden):
            self._fout(waar, "een lestijd eindigt niet na zijn begin; draai begin en eind om")
        if any(deze.tot > volgende.van for deze, volgende in zip(tijden, tijden[1:], strict=False)):
            self._fout(waar, "lestijden overlappen of staan niet op volgorde; laat elk lesuur na het vorige beginnen")
        if len({tijd.slot > 12 for tijd in tijden}) > 1:
            self._fout(waar, "lestijden heeft lesuren en dagdelen door elkaar; kies een van de twee")


def _cbs_code(waarde: object) -> str | None:
    """A CBS municipality code as four digits ('0344'); YAML reads 0344 as a number, so numbers are padded."""
    tekst = str(waarde).upper().removeprefix("GM")
    return tekst.zfill(4) if tekst.isdigit() and len(tekst) <= 4 and not isinstance(waarde, bool) else None
