"""What would happen to one file, without storing anything: for `inbeeld controleer`.

Judges what stands in the file itself. What needs other deliveries (enrolment, codes, timetable) is not looked at,
and said so.
"""

import hashlib
import secrets
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from assets.inname.bestandsnaam import lees_bestandsnaam, ontvangst_zonder_tijd, peildatum_van, zondag_vanaf
from assets.inname.bron import sha256_van
from assets.inname.bronbestand import open_bestand
from assets.inname.geweigerd import Geweigerd
from assets.inname.lees import lees
from assets.inname.levering import GEEN_BEWIJS, GEMEENTESOORTEN, SCHOOLSOORTEN, Levering, leesbare_naam
from data_contracts.contract import lees_contract
from data_contracts.dialect import MAP as ONZE_DIALECTEN
from data_contracts.dialect import Dialect
from data_contracts.fouten import Aanleverfout
from data_contracts.instellingen import KENNISMOMENT_UREN
from data_contracts.redenen import uitleg
from data_contracts.register import Register

MAX_REGELS = 10
_DOOR_DIALECT = (
    "datum_ongeldig",
    "slot_ongeldig",
    "waarde_ongeldig",
    "te_veel_velden",
    "te_weinig_velden",
    "veld_leeg",
)
"""Reasons that a wrong dialect may cause."""


@dataclass(frozen=True)
class Bevinding:
    """One reason in one column: how many rows, and the first line numbers. `kolom` empty: the file as a whole."""

    uitkomst: str
    reden: str
    kolom: str
    aantal: int
    regels: tuple[int, ...]

    @property
    def uitleg(self) -> str:
        """What to do about it, in Dutch."""
        return uitleg(self.reden)


@dataclass(frozen=True)
class Verslag:
    """What would happen to a file. ontvangen = geaccepteerd + quarantaine + genegeerd; `geweigerd` when refused
    whole.
    """

    bestand: str
    soort: str
    brin6: str | None
    ontvangen_op: datetime
    van: date | None
    tot: date | None
    peildatum: date
    uitkomst: str
    reden: str | None
    ontvangen: int
    geaccepteerd: int
    quarantaine: int
    genegeerd: int
    geweigerd: int
    kolommen_weg: tuple[str, ...]
    bevindingen: tuple[Bevinding, ...]
    missend: tuple[str, ...] = ()
    is_moment_bekend: bool = True
    dubbel: tuple[str, ...] = ()
    dialect: Dialect | None = None
    is_eigen_dialect: bool = False

    @property
    def is_in_orde(self) -> bool:
        """Whether every row would be accepted or ignored."""
        return self.uitkomst == "verwerkt" and not self.quarantaine


def controleer(
    bestand: Path, brin6: str | None, soort: str, register: Register, *, vandaag: date | None = None
) -> Verslag:
    """Judge one file. `vandaag` counts for a file whose name tells neither a period nor a time of receipt."""
    levering = _levering(bestand, brin6, soort, register, vandaag or date.today())
    sleutel = secrets.token_bytes(32)
    partijen = list(
        lees([levering], soort, register, lambda kamer, tekst: _nummer(sleutel, kamer, tekst), valideer=False)
    )
    ontvangst = [rij for partij in partijen for rij in partij.ontvangst.to_pylist()][0]
    afwijzingen = [rij for partij in partijen for rij in partij.afwijzingen.to_pylist()]
    fout = _kolomfout(levering, register) if ontvangst["reden"] == "kolom_ontbreekt" else Geweigerd("")
    dialect = _dialect(levering, register)
    geteld = {
        uitkomst: sum(rij["uitkomst"] == uitkomst for rij in afwijzingen) for uitkomst in ("quarantaine", "genegeerd")
    }
    return Verslag(
        bestand=leesbare_naam(bestand.name),
        soort=soort,
        brin6=levering.brin6,
        ontvangen_op=levering.ontvangen_op,
        van=levering.van,
        tot=levering.tot,
        peildatum=levering.peildatum,
        uitkomst=ontvangst["uitkomst"],
        reden=ontvangst["reden"],
        ontvangen=ontvangst["ontvangen"],
        geaccepteerd=ontvangst["ontvangen"] - sum(geteld.values()),
        **geteld,
        geweigerd=ontvangst["geweigerd"],
        kolommen_weg=tuple(naam for naam in ontvangst["kolommen_weg"].split(",") if naam),
        bevindingen=_bevindingen(afwijzingen),
        missend=fout.missend,
        is_moment_bekend=levering.heeft_ontvangst or levering.tot is not None,
        dubbel=fout.dubbel,
        dialect=dialect,
        is_eigen_dialect=dialect is not None and not (ONZE_DIALECTEN / f"{dialect.naam}.yaml").exists(),
    )


def _dialect(levering: Levering, register: Register) -> Dialect | None:
    return register.dialect(levering.brin6 or "") if levering.soort == "verzuim" else None


def _kolomfout(levering: Levering, register: Register) -> Geweigerd:
    """Which columns are missing or stand there twice: the header is read once more."""
    try:
        open_bestand(levering.pad, lees_contract(levering.soort), _dialect(levering, register))
    except Geweigerd as fout:
        return fout
    return Geweigerd("")


def _nummer(sleutel: bytes, kamer: str, tekst: str) -> int:
    """A number that is forgotten after this check: nothing is stored, so no key of the house is needed."""
    som = hashlib.blake2b(f"{kamer}|{tekst}".encode(), key=sleutel, digest_size=8).digest()
    return int.from_bytes(som, "big") >> 1


def _levering(bestand: Path, brin6: str | None, soort: str, register: Register, vandaag: date) -> Levering:
    if soort not in (*SCHOOLSOORTEN, *GEMEENTESOORTEN):
        raise Aanleverfout(f"--soort: {soort!r} bestaat niet; kies uit {', '.join((*SCHOOLSOORTEN, *GEMEENTESOORTEN))}")
    if not bestand.is_file():
        raise Aanleverfout(f"{leesbare_naam(str(bestand))}: dit bestand is er niet; controleer de naam en de map")
    naam, school = lees_bestandsnaam(bestand.name), None if soort in GEMEENTESOORTEN else brin6
    if school is None and soort in SCHOOLSOORTEN:
        raise Aanleverfout(f"--brin6: ontbreekt; noem de school, want {soort} hoort bij een school")
    ontvangen_op = naam.ontvangen_op or ontvangst_zonder_tijd(naam.tot, zondag_vanaf(vandaag))
    sha256, reden = _bewijs(bestand)
    uren = int(register.instelling(KENNISMOMENT_UREN.naam, school))
    return Levering(
        peildatum=peildatum_van(ontvangen_op, uren),
        bestand_id=1,
        levering_id=1,
        brin6=school,
        soort=soort,
        bestand=leesbare_naam(bestand.name),
        pad=bestand,
        sha256=sha256,
        ontvangen_op=ontvangen_op,
        van=naam.van,
        tot=naam.tot,
        reden="onbekende_school" if school and register.school(school) is None else reden,
    )


def _bewijs(bestand: Path) -> tuple[str, str | None]:
    """The hash of the file, or why it cannot be read."""
    try:
        return sha256_van(bestand), None
    except Geweigerd as fout:
        return GEEN_BEWIJS, fout.reden


def _bevindingen(afwijzingen: list[dict]) -> tuple[Bevinding, ...]:
    """The rejected rows by reason and column, most frequent first."""
    groepen: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for rij in afwijzingen:
        groepen[(rij["uitkomst"], rij["reden"], rij["kolom"] or "")].append(rij["regel"] or 0)
    gevonden = [
        Bevinding(*sleutel, len(regels), tuple(sorted(regel for regel in regels if regel)[:MAX_REGELS]))
        for sleutel, regels in groepen.items()
    ]
    return tuple(sorted(gevonden, key=lambda bevinding: (-bevinding.aantal, bevinding.reden, bevinding.kolom)))


def als_tekst(verslag: Verslag) -> str:
    """The report in plain Dutch, for the command line. Holds line numbers and column names, never a value."""
    regels = [f"Bestand: {verslag.bestand}", f"Soort: {verslag.soort}{_dialectnaam(verslag)}"]
    regels += [_wanneer(verslag), _periode(verslag)]
    regels += _geweigerd(verslag) if verslag.uitkomst == "geweigerd" else _verwerkt(verslag)
    return "\n".join(regel for regel in regels if regel) + "\n"


def _dialectnaam(verslag: Verslag) -> str:
    return f". Dialect: {verslag.dialect.naam}" if verslag.dialect else ""


def _wanneer(verslag: Verslag) -> str:
    if not verslag.is_moment_bekend:
        return "Ontvangen: staat niet in de naam. Het telt mee vanaf de eerste peildatum waarop In Beeld het vindt."
    return f"Ontvangen: {verslag.ontvangen_op:%Y-%m-%d %H:%M}. Telt mee vanaf de peildatum {verslag.peildatum}."


def _periode(verslag: Verslag) -> str:
    if verslag.soort != "verzuim":
        return ""
    return f"Periode: {verslag.van} tot en met {verslag.tot}." if verslag.van else "Periode: staat niet in de naam."


def _geweigerd(verslag: Verslag) -> list[str]:
    reden = verslag.reden or ""
    return [
        f"Dit bestand wordt geweigerd ({reden}).",
        uitleg(reden),
        f"Deze kolommen ontbreken: {', '.join(verslag.missend)}." if verslag.missend else "",
        f"Deze kolommen staan er twee keer: {', '.join(verslag.dubbel)}." if verslag.dubbel else "",
        f"Aantal rijen: {verslag.geweigerd}." if verslag.geweigerd else "",
        _dialect_nakijken(verslag) if verslag.missend else "",
        "Er is niets bewaard.",
    ]


def _verwerkt(verslag: Verslag) -> list[str]:
    return [
        f"Rijen: {verslag.ontvangen}. Geaccepteerd: {verslag.geaccepteerd}. Apart gezet: {verslag.quarantaine}. "
        f"Genegeerd: {verslag.genegeerd}.",
        _oordeel(verslag),
        f"Niet gelezen kolommen: {', '.join(verslag.kolommen_weg)}." if verslag.kolommen_weg else "",
        *(_bevinding(bevinding, verslag.soort) for bevinding in verslag.bevindingen),
        _dialect_nakijken(verslag) if any(b.reden in _DOOR_DIALECT for b in verslag.bevindingen) else "",
        "Wat de inschrijvingen, de codes of het rooster erover zeggen, is hier niet bekeken.",
        "Er is niets bewaard.",
    ]


def _oordeel(verslag: Verslag) -> str:
    """In one sentence: can it be delivered like this?"""
    if not verslag.ontvangen:
        return "Er staan geen regels in dit bestand."
    if verslag.is_in_orde:
        return "U kunt dit bestand zo aanleveren."
    return "Verbeter eerst wat hieronder staat. De regels die apart staan, tellen niet mee."


def _dialect_nakijken(verslag: Verslag) -> str:
    """For a dialect of the user's own: a fault in many rows is more likely in the dialect than in the data."""
    if not verslag.is_eigen_dialect or not verslag.dialect:
        return ""
    velden = [f"{veld.naam} ({veld.kolom})" for veld in verslag.dialect.velden if veld.kolom in _genoemd(verslag)]
    waar = f" bij {', '.join(velden)}" if velden else ""
    return f"Gaat het om veel regels? Kijk dan het dialect na{waar}: dialecten/{verslag.dialect.naam}.yaml."


def _genoemd(verslag: Verslag) -> set[str]:
    return {b.kolom for b in verslag.bevindingen if b.reden in _DOOR_DIALECT} | set(verslag.missend)


def bevindingen_als_tekst(verslag: Verslag) -> list[str]:
    """A sentence for each finding about rows; what only follows from the name of the file is left out."""
    return [_bevinding(bevinding, verslag.soort) for bevinding in verslag.bevindingen if bevinding.regels]


def _bevinding(bevinding: Bevinding, soort: str) -> str:
    waar = f" in kolom {bevinding.kolom}" if bevinding.kolom else ""
    meer = " en verder" if bevinding.aantal > len(bevinding.regels) else ""
    regels = f" Regel {', '.join(map(str, bevinding.regels))}{meer}." if bevinding.regels else ""
    kop = f"- {bevinding.uitkomst}: {bevinding.aantal} keer {bevinding.reden}{waar}."
    return f"{kop}{regels} {bevinding.uitleg}{_keuze(bevinding, soort)}"


def _keuze(bevinding: Bevinding, soort: str) -> str:
    """The words that a column with a list takes."""
    kolommen = lees_contract(soort).kolommen if bevinding.reden == "waarde_ongeldig" else ()
    woorden = next((kolom.waarden for kolom in kolommen if kolom.naam == bevinding.kolom), ())
    return f" Kies uit: {', '.join(woorden)}." if woorden else ""
