"""Which files were delivered, which of them belong together, and from which Sunday they are known.

Only the folder, the names and the hash of the content are looked at; rows are read in `lees.py`.
"""

import hashlib
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from assets.inname.bestandsnaam import lees_bestandsnaam, ontvangst_zonder_tijd, peildatum_van
from assets.inname.bron import sha256_van
from assets.inname.geweigerd import Geweigerd
from data_contracts.fouten import Aanleverfout
from data_contracts.instellingen import KENNISMOMENT_UREN
from data_contracts.register import Register

SCHOOLSOORTEN = ("codes", "inschrijvingen", "rooster", "kalender", "verzuim", "kernteam")
GEMEENTESOORTEN = ("meldingen", "vrijstellingen", "absoluut", "inzet")
MOMENTOPNAMEN = ("codes", "inschrijvingen", "rooster", "kalender", *GEMEENTESOORTEN)
GEMEENTE = "gemeente"
BESTANDSVORMEN = (".csv", ".xlsx", ".json", ".ics")
GEEN_BEWIJS = ""
"""In place of a hash: the content of this file could not be read, or changed while it was read."""


@dataclass(frozen=True)
class Levering:
    """One file of a delivery.

    `brin6` is None for the municipality. `van`, `tot`: the period in its name, both included, or None.
    `ontvangen_op`: local minute. `volgorde`: compare as text, later is larger. `herhaald`: changes nothing.
    `reden`: refused before it is read. `is_weg`: taken in by an earlier run and no longer in the folder.
    """

    peildatum: date
    bestand_id: int
    levering_id: int
    brin6: str | None
    soort: str
    bestand: str
    pad: Path
    sha256: str
    ontvangen_op: datetime
    van: date | None
    tot: date | None
    volgorde: str = ""
    herhaald: bool = False
    reden: str | None = None
    heeft_ontvangst: bool = True
    is_weg: bool = False

    @property
    def sleutel(self) -> tuple[str, str]:
        """By which a time of receipt that the name does not tell is remembered: path and content."""
        return (self.bestand, self.sha256)


def vind_leveringen(
    aanlevering: Path,
    register: Register,
    eerste_peildatum: date,
    eerder: Iterable[Levering] = (),
    ontvangen: Mapping[tuple[str, str], datetime] | None = None,
) -> list[Levering]:
    """All files in the delivery folder and those of earlier runs, in order of school, kind and receipt.

    `eerste_peildatum`: the peildatum of this run, for files that tell neither period nor receipt. `eerder`: what
    earlier runs took in. It gives such files their receipt, and what is no longer in the folder still decides which
    files belong together and which repeat an earlier one. `ontvangen`: receipts known from elsewhere, by
    `Levering.sleutel`.
    """
    eerder = list(eerder)
    bekend = {**(ontvangen or {}), **{levering.sleutel: levering.ontvangen_op for levering in eerder}}
    gevonden = [
        _levering(plek, register, eerste_peildatum, bekend) for plek in _plekken(aanlevering.resolve(), register)
    ]
    hier = {levering.sleutel for levering in gevonden}
    weg = [replace(levering, is_weg=True) for levering in eerder if levering.sha256 and levering.sleutel not in hier]
    groepen: dict[tuple[str, str], list[Levering]] = defaultdict(list)
    for levering in (*gevonden, *weg):
        groepen[(levering.brin6 or "", levering.soort)].append(levering)
    return [levering for _, groep in sorted(groepen.items()) for levering in _samen(groep)]


@dataclass(frozen=True)
class _Plek:
    """A file in the folder: the school (None: municipality), the kind, and why it is refused at once."""

    pad: Path
    bestand: str
    brin6: str | None
    soort: str
    reden: str | None
    sha256: str


def _plekken(wortel: Path, register: Register) -> Iterator[_Plek]:
    for map_ in _mappen(wortel):
        naam, gemeente = leesbare_naam(map_.name), map_.name == GEMEENTE
        reden = None if gemeente or register.school(naam) else "onbekende_school"
        brin6 = None if gemeente else naam
        for soort in GEMEENTESOORTEN if gemeente else SCHOOLSOORTEN:
            for pad in _bestanden(map_ / soort, wortel):
                bestand = f"{naam}/{soort}/{leesbare_naam(pad.name)}"
                try:
                    yield _Plek(pad, bestand, brin6, soort, reden, _bewijs(pad, wortel))
                except FileNotFoundError:
                    continue  # because what went away was not delivered
                except Geweigerd as fout:
                    if not os.path.lexists(pad):
                        continue
                    yield _Plek(pad, bestand, brin6, soort, reden or fout.reden, GEEN_BEWIJS)


def leesbare_naam(naam: str) -> str:
    r"""A name as text that can be stored; bytes of it that are no UTF-8 are written as `\xff`."""
    return os.fsencode(naam).decode("utf-8", "backslashreplace")


def _mappen(wortel: Path) -> list[Path]:
    mappen = (pad for pad in _inhoud_van(wortel) if pad.is_dir() and not pad.name.startswith("."))
    return sorted(pad for pad in mappen if _binnen(pad, wortel))


def _bestanden(map_: Path, wortel: Path) -> list[Path]:
    """The files of one kind, and what only has the name of one; hidden files and the lock files of Excel are not
    deliveries.
    """
    if not map_.is_dir() or not _binnen(map_, wortel):
        return []
    zichtbaar = (pad for pad in _inhoud_van(map_) if not pad.name.startswith((".", "~$")))
    return sorted(pad for pad in zichtbaar if not pad.is_dir() or pad.suffix.lower() in BESTANDSVORMEN)


def _inhoud_van(map_: Path) -> list[Path]:
    try:
        return list(map_.iterdir())
    except OSError:
        naam = leesbare_naam(map_.name)
        raise Aanleverfout(f"{naam}: deze map is niet te openen; geef leesrechten en draai opnieuw") from None


def _binnen(pad: Path, wortel: Path) -> bool:
    """Whether the path, with links followed, lies inside the delivery folder."""
    try:
        return pad.resolve().is_relative_to(wortel)
    except (OSError, RuntimeError):  # RuntimeError: links in a loop
        return False


def _bewijs(pad: Path, wortel: Path) -> str:
    """The hash of the content. Raises FileNotFoundError when the file went away, and Geweigerd for what is no ordinary
    file of this folder or is still being written.
    """
    if not pad.is_symlink():
        voor = pad.stat()
    elif not _binnen(pad, wortel) or not pad.is_file():
        raise Geweigerd("onleesbaar")
    else:
        voor = pad.stat()
    sha256 = sha256_van(pad)
    if _kenmerk(pad.stat()) != _kenmerk(voor):
        raise Geweigerd("onleesbaar")
    return sha256


def _kenmerk(stand: os.stat_result) -> tuple[int, ...]:
    return stand.st_ino, stand.st_size, stand.st_mtime_ns


def zonder_bewijs(levering: Levering) -> Levering:
    """The file as one of which the content is not known: a later, readable file of the same name takes its place."""
    return replace(levering, sha256=GEEN_BEWIJS, bestand_id=nummer_van(levering.bestand, GEEN_BEWIJS))


def _levering(plek: _Plek, register: Register, eerste: date, bekend: Mapping[tuple[str, str], datetime]) -> Levering:
    naam, sha256 = lees_bestandsnaam(plek.pad.name), plek.sha256
    ontvangen_op = naam.ontvangen_op or bekend.get((plek.bestand, sha256)) or ontvangst_zonder_tijd(naam.tot, eerste)
    uren = int(register.instelling(KENNISMOMENT_UREN.naam, plek.brin6))
    return Levering(
        peildatum=peildatum_van(ontvangen_op, uren),
        bestand_id=nummer_van(plek.bestand, sha256),
        levering_id=0,
        brin6=plek.brin6,
        soort=plek.soort,
        bestand=plek.bestand,
        pad=plek.pad,
        sha256=sha256,
        ontvangen_op=ontvangen_op,
        van=naam.van,
        tot=naam.tot,
        reden=plek.reden,
        heeft_ontvangst=naam.ontvangen_op is not None,
    )


def nummer_van(*delen: object) -> int:
    """A positive 63-bit number from the identity of a file or delivery; the same parts always give the same number."""
    tekst = "\x1f".join(str(deel) for deel in delen)
    return int.from_bytes(hashlib.sha256(tekst.encode()).digest()[:8], "big") >> 1


def _samen(groep: list[Levering]) -> list[Levering]:
    """The files of one school and kind as deliveries: ids, order, and which ones repeat an earlier file."""
    leveringen: dict[tuple[object, ...], list[Levering]] = defaultdict(list)
    for bestand in groep:
        leveringen[_identiteit(bestand)].append(bestand)
    genummerd = [_genummerd(identiteit, bestanden) for identiteit, bestanden in leveringen.items()]
    genummerd.sort(key=lambda bestanden: bestanden[0].volgorde)
    return list(_zonder_herhaling(genummerd))


def _identiteit(bestand: Levering) -> tuple[object, ...]:
    """Files with the same identity are one delivery: school, kind, minute of receipt, and for verzuim the period."""
    periode = (bestand.van, bestand.tot) if bestand.soort == "verzuim" else ()
    return (bestand.brin6, bestand.soort, bestand.ontvangen_op, *periode)


def _genummerd(identiteit: tuple[object, ...], bestanden: list[Levering]) -> list[Levering]:
    opvolgend = sorted(bestanden, key=lambda bestand: bestand.pad.name)
    volgorde = f"{opvolgend[0].ontvangen_op.isoformat(timespec='minutes')}|{leesbare_naam(opvolgend[0].pad.name)}"
    levering_id = nummer_van("levering", *identiteit)
    return [replace(bestand, levering_id=levering_id, volgorde=volgorde) for bestand in opvolgend]


def _zonder_herhaling(leveringen: list[list[Levering]]) -> Iterator[Levering]:
    """Mark repeats. A delivery repeats only when all its files do; a copy within a delivery is a repeat by itself."""
    eerder: set[tuple[object, ...]] = set()
    for bestanden in leveringen:
        hier: set[tuple[object, ...]] = set()
        alles_eerder = all(_inhoud(bestand) in eerder for bestand in bestanden)
        for bestand in bestanden:
            yield replace(bestand, herhaald=alles_eerder or _inhoud(bestand) in hier)
            hier.add(_inhoud(bestand))
        eerder |= hier


def _inhoud(bestand: Levering) -> tuple[object, ...]:
    return (bestand.van, bestand.tot, bestand.sha256 or bestand.bestand)
