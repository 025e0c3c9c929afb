"""Delivered files -> the bron tables of the rooms: one step a room and Sunday, all its bron tables in one transaction.

The reader (assets/inname/) hands over Arrow batches with the pgn already replaced; this module only puts them in their
tables. What was stored stays when a file disappears from the delivery folder: nothing that was delivered is forgotten.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from hashlib import sha256
from itertools import chain
from pathlib import Path

import pyarrow as pa

import data_contracts
from assets.inname.lees import Partij, lees
from assets.inname.levering import GEMEENTESOORTEN, SCHOOLSOORTEN, Levering, vind_leveringen, zonder_bewijs
from assets.magazijn import Magazijn
from assets.versies import verwijder_bestanden, voeg_versies_toe, zorg_voor_versies
from assets.werk import Werk, vingerafdruk, zorg_voor_tabel
from data_contracts.register import Register

TABEL_VAN_SOORT = {
    "verzuim": "verzuim",
    "inschrijvingen": "inschrijving",
    "rooster": "rooster",
    "kalender": "kalender",
    "codes": "code",
    "kernteam": "kernteam",
    "meldingen": "melding",
    "vrijstellingen": "vrijstelling",
    "absoluut": "absoluut",
    "inzet": "inzet",
}
HULPTABELLEN = ("levering", "ontvangst", "afwijzing", "controle")
STAAND = (
    "peildatum", "bestand_id", "levering_id", "brin6", "soort", "bestand", "sha256", "ontvangen_op", "van", "tot"
)  # fmt: skip
"""What the warehouse keeps of a file that decides what other files mean."""
KLUISTABELLEN = ("kluis.bron.leerling", "kluis.bron.persoon")
INZET = "inzet"
SOORTEN = {
    "school": (*SCHOOLSOORTEN, INZET),
    "leerplicht": tuple(soort for soort in GEMEENTESOORTEN if soort != INZET),
}
"""The kinds of each room. inzet comes from the gemeente and is about a class, a team or a school: the kernteam reads it
in its trend, and no door leads from leerplicht to there (kamers.md).
"""
RIJTABELLEN = frozenset(
    f"{kamer}.bron.{TABEL_VAN_SOORT[soort]}" for kamer, soorten in SOORTEN.items() for soort in soorten
)
"""The views of delivered rows: stored as versions and places (assets/versies.py)."""


def tabellen_van(kamer: str) -> tuple[str, ...]:
    """The bron tables of a room that deliveries fill."""
    if kamer == "kluis":
        return KLUISTABELLEN
    return tuple(f"{kamer}.bron.{t}" for t in (*HULPTABELLEN, *(TABEL_VAN_SOORT[s] for s in SOORTEN[kamer])))


def eerdere_leveringen(magazijn: Magazijn, aanlevering: Path) -> list[Levering]:
    """The files that earlier runs took in: needed for names that do not tell their receipt, and for files that went."""
    velden = ", ".join(STAAND)
    rijen = [
        rij
        for kamer in SOORTEN
        if magazijn.bestaat(f"{kamer}.bron.levering")
        for rij in magazijn.rijen(
            f"SELECT {velden} FROM {kamer}.bron.levering WHERE list_contains($s, soort)", {"s": list(SOORTEN[kamer])}
        )
    ]
    staand = (dict(zip(STAAND, rij, strict=True)) for rij in rijen)
    return [Levering(pad=aanlevering / velden["bestand"], **velden) for velden in staand]


def eerste_bekende_zondag(magazijn: Magazijn, leveringen: Iterable[Levering]) -> date | None:
    """The first Sunday on which any delivery was known: on disk or stored."""
    zondagen = [levering.peildatum for levering in leveringen]
    for kamer in SOORTEN:
        if magazijn.bestaat(f"{kamer}.bron.levering"):
            zondagen += [r[0] for r in magazijn.rijen(f"SELECT min(peildatum) FROM {kamer}.bron.levering") if r[0]]
    return min(zondagen, default=None)


def inventaris(
    aanlevering: Path,
    register: Register,
    eerste_peildatum: date,
    magazijn: Magazijn,
    ontvangen: Mapping[tuple[str, str], datetime] | None = None,
) -> list[Levering]:
    """The files in the delivery folder, with the receipts that earlier runs (or `ontvangen`) gave them, and the files
    that went.
    """
    eerder = eerdere_leveringen(magazijn, aanlevering)
    return vind_leveringen(aanlevering, register, eerste_peildatum, eerder, ontvangen)


@cache
def leesversie() -> str:
    """A hash of everything that decides how a file is read: contracts, dialects, rules and reader."""
    mappen = (Path(data_contracts.__file__).parent, Path(__file__).parent / "inname")
    paden = sorted(p for m in mappen for p in m.rglob("*") if p.suffix in (".py", ".yaml", ".sql"))
    return sha256(b"".join(p.read_bytes() for p in paden)).hexdigest()


def _regel(levering: Levering) -> tuple:
    return (
        levering.peildatum, levering.bestand_id, levering.levering_id, levering.brin6, levering.soort, levering.bestand,
        levering.sha256, levering.ontvangen_op, levering.van, levering.tot, levering.volgorde, levering.herhaald,
    )  # fmt: skip


def aandelen(per_zondag: Mapping[date, Sequence[Levering]]) -> dict[date, float]:
    """The share of each Sunday in the bytes of these files, for the durations in run.json; equal ones when there are
    none.
    """
    omvang = {p: sum(b.pad.stat().st_size for b in lijst if b.pad.is_file()) for p, lijst in per_zondag.items()}
    totaal = sum(omvang.values())
    return {p: n / totaal if totaal else 1 / len(omvang) for p, n in omvang.items()}


@dataclass
class Opname:
    """The taking in of one room's deliveries. `leveringen`: all files on disk; `kamer`: school, leerplicht or kluis."""

    werk: Werk
    kamer: str
    leveringen: list[Levering]
    veranderd: bool = False

    def ververs(self, keten: list[date]) -> int:
        """Read what is new or changed for the Sundays of `keten`; returns the number of files read."""
        tabellen = tabellen_van(self.kamer)
        for tabel in tabellen:
            (zorg_voor_versies if tabel in RIJTABELLEN else zorg_voor_tabel)(self.werk, tabel)
        staand, per_zondag = self._staand(tabellen), self._per_zondag(keten[0])
        nieuw = {p: self._hash(per_zondag.get(p, [])) for p in keten}
        gewijzigd = {p: per_zondag.get(p, []) for p in keten if staand.get(p) != nieuw[p]}
        if gewijzigd:
            self.werk.meld(f"{self.kamer}.bron {min(gewijzigd)} tot en met {max(gewijzigd)}")
            self._stap(gewijzigd, nieuw)
        for tabel in tabellen:
            self.werk.zet_hashes(tabel, nieuw)
        return sum(not bestand.is_weg for bestanden in gewijzigd.values() for bestand in bestanden)

    def _staand(self, tabellen: tuple[str, ...]) -> dict[date, str]:
        """The Sundays that every table of the room has as one step: a table that was made anew has none."""
        eerste, *andere = [self.werk.magazijn.hashes(t) for t in tabellen]
        return {p: h for p, h in eerste.items() if all(ander.get(p) == h for ander in andere)}

    def _per_zondag(self, begin: date) -> dict[date, list[Levering]]:
        """The room's files by the Sunday on which they are known; what was known before the chain belongs to its first
        Sunday.
        """
        soorten = ("inschrijvingen", *GEMEENTESOORTEN) if self.kamer == "kluis" else SOORTEN[self.kamer]
        per_zondag: dict[date, list[Levering]] = {}
        for levering in self.leveringen:
            if levering.soort in soorten:
                per_zondag.setdefault(max(levering.peildatum, begin), []).append(levering)
        return per_zondag

    def _hash(self, bestanden: list[Levering]) -> str:
        register = self.werk.register
        scholen = {levering.brin6 for levering in bestanden}
        instelling = [(s.brin6, s.soort, s.dialect, s.lestijden) for s in register.scholen if s.brin6 in scholen]
        bekend = sorted(s.brin6 for s in register.scholen)
        dialecten = sorted(register.dialecten.items())
        return vingerafdruk(
            leesversie(), [_regel(b) for b in bestanden], instelling, dialecten, bekend if bestanden else 0
        )

    def _stap(self, gewijzigd: dict[date, list[Levering]], hashes: dict[date, str]) -> None:
        magazijn, begin = self.werk.magazijn, time.monotonic()
        geraakt = set(chain.from_iterable(gewijzigd.values()))
        bestanden = [b for b in self.leveringen if b in geraakt and not b.is_weg]
        with magazijn.transactie():
            self._maak_plaats(list(gewijzigd), bestanden)
            self._lees_alles(bestanden)
            self._hermerk([b for b in geraakt if b.is_weg])
            if self.veranderd:
                hashes.update({p: vingerafdruk(hashes[p], "lees opnieuw") for p in gewijzigd})
            for tabel in tabellen_van(self.kamer):
                for peildatum in gewijzigd:
                    magazijn.boek(tabel, peildatum, hashes[peildatum])
        duur = time.monotonic() - begin
        for peildatum, aandeel in aandelen(gewijzigd).items():
            self.werk.stappen[(f"{self.kamer}.bron", peildatum)] = duur * aandeel

    def _maak_plaats(self, peildata: list[date], bestanden: list[Levering]) -> None:
        con = self.werk.magazijn.con
        self._ruim_andere_soorten()
        ids = {
            "i": [n for b in bestanden for n in (b.bestand_id, zonder_bewijs(b).bestand_id)],
            "l": [b.levering_id for b in bestanden],
        }
        for tabel in tabellen_van(self.kamer):
            if tabel == "kluis.bron.persoon":
                continue  # a translation of keys is never out of date, and other Sundays rest on it
            if tabel.endswith(".controle"):
                con.execute(f"DELETE FROM {tabel} WHERE list_contains($p::DATE[], peildatum)", {"p": peildata})
            elif tabel == "kluis.bron.leerling":
                con.execute(f"DELETE FROM {tabel} WHERE list_contains($l, levering_id)", {"l": ids["l"]})
            elif tabel in RIJTABELLEN:
                verwijder_bestanden(self.werk.magazijn, tabel, ids["i"])
            else:
                con.execute(f"DELETE FROM {tabel} WHERE list_contains($i, bestand_id)", {"i": ids["i"]})

    def _ruim_andere_soorten(self) -> None:
        """What an earlier version of the product took into this room and a later one takes into another."""
        for tabel in HULPTABELLEN if self.kamer in SOORTEN else ():
            sql = f"DELETE FROM {self.kamer}.bron.{tabel} WHERE NOT list_contains($s, soort)"
            self.werk.magazijn.con.execute(sql, {"s": list(SOORTEN[self.kamer])})

    def _hermerk(self, weg: list[Levering]) -> None:
        """What is no longer in the folder keeps its rows, unless a copy with an older receipt came late: then the rows
        are those of the copy.
        """
        if self.kamer == "kluis" or not weg:
            return
        con, herhaald = self.werk.magazijn.con, {"i": [b.bestand_id for b in weg if b.herhaald]}
        con.executemany(
            f"UPDATE {self.kamer}.bron.levering SET volgorde = $v, herhaald = $h WHERE bestand_id = $i",
            [{"v": b.volgorde, "h": b.herhaald, "i": b.bestand_id} for b in weg],
        )
        con.execute(f"DELETE FROM {self.kamer}.bron.afwijzing WHERE list_contains($i, bestand_id)", herhaald)
        for soort in SOORTEN[self.kamer]:
            verwijder_bestanden(self.werk.magazijn, f"{self.kamer}.bron.{TABEL_VAN_SOORT[soort]}", herhaald["i"])
        con.execute(
            f"UPDATE {self.kamer}.bron.ontvangst SET uitkomst = 'herhaald', reden = NULL, ontvangen = 0, geweigerd = 0 "
            "WHERE list_contains($i, bestand_id)",
            herhaald,
        )

    def _lees_alles(self, bestanden: list[Levering]) -> None:
        if self.kamer != "kluis" and bestanden:
            plaatsen = ", ".join("?" for _ in _regel(bestanden[0]))
            self.werk.magazijn.con.executemany(
                f"INSERT INTO {self.kamer}.bron.levering VALUES ({plaatsen})", [_regel(b) for b in bestanden]
            )
        mac = self.werk.magazijn.sleutels.mac
        schrijf: Callable[[Partij], None] = self._schrijf_kluis if self.kamer == "kluis" else self._schrijf
        for soort in dict.fromkeys(b.soort for b in bestanden):
            self.werk.meld(f"{self.kamer}.bron {soort}")
            for partij in lees(bestanden, soort, self.werk.register, mac, valideer=self.kamer != "kluis"):
                schrijf(partij)

    def _schrijf(self, partij: Partij) -> None:
        for bestand in (b for b in self.leveringen if b.bestand_id in partij.veranderd):
            self.veranderd, nieuw = True, zonder_bewijs(bestand)
            self.werk.magazijn.con.execute(
                f"UPDATE {self.kamer}.bron.levering SET bestand_id = ?, sha256 = ? WHERE bestand_id = ?",
                [nieuw.bestand_id, nieuw.sha256, bestand.bestand_id],
            )
        voeg_versies_toe(self.werk.magazijn, f"{self.kamer}.bron.{TABEL_VAN_SOORT[partij.soort]}", partij.rijen)
        self._voeg_toe(f"{self.kamer}.bron.afwijzing", partij.afwijzingen)
        self._voeg_toe(f"{self.kamer}.bron.ontvangst", partij.ontvangst)
        rijen = [
            (
                zondag,
                partij.soort,
                u.regel,
                u.kolom or "",
                u.reden,
                u.verwachting,
                aantal,
                gecontroleerd,
                u.fout is not None,
            )
            for u in partij.uitkomsten
            for zondag, aantal, gecontroleerd in u.per_zondag or [(min(b.peildatum for b in self.leveringen), 0, 0)]
        ]
        if rijen:
            plaatsen = ", ".join("?" for _ in rijen[0])
            self.werk.magazijn.con.executemany(f"INSERT INTO {self.kamer}.bron.controle VALUES ({plaatsen})", rijen)

    def _schrijf_kluis(self, partij: Partij) -> None:
        self.veranderd = self.veranderd or bool(partij.veranderd)
        if partij.kluis_leerling is not None:
            volgorden = {b.levering_id: b.volgorde for b in self.leveringen}
            ids = partij.kluis_leerling.column("levering_id").to_pylist()
            volgorde = pa.array([volgorden[i] for i in ids], pa.string())
            self._voeg_toe("kluis.bron.leerling", partij.kluis_leerling.append_column("volgorde", volgorde))
        if partij.kluis_persoon is not None:
            self._voeg_personen_toe(partij.kluis_persoon)

    def _voeg_personen_toe(self, personen: pa.Table) -> None:
        """Only who is not there yet; known from the first Sunday of the look-back on, because a key alone tells
        nothing.
        """
        con = self.werk.magazijn.con
        con.register("partij", personen)
        con.execute(
            "INSERT INTO kluis.bron.persoon BY NAME SELECT $p::DATE AS peildatum, p.* FROM partij AS p "
            "ANTI JOIN kluis.bron.persoon AS b ON b.school_persoon = p.school_persoon",
            {"p": min(b.peildatum for b in self.leveringen)},
        )
        con.unregister("partij")

    def _voeg_toe(self, tabel: str, rijen: pa.Table) -> None:
        con = self.werk.magazijn.con
        con.register("partij", rijen)
        con.execute(f"INSERT INTO {tabel} BY NAME SELECT * FROM partij")
        con.unregister("partij")
