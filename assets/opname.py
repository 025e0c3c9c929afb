"""Delivered files -> the bron tables of the rooms: one step a room and Sunday, all its bron tables in one transaction.

The reader (assets/inname/) hands over Arrow batches with the pgn already replaced; this module only puts them in their tables. What was
stored stays when a file disappears from the delivery folder: nothing that was delivered is forgotten.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path

import pyarrow as pa

import data_contracts
from assets.inname.lees import Partij, lees
from assets.inname.levering import GEMEENTESOORTEN, SCHOOLSOORTEN, Levering, vind_leveringen
from assets.magazijn import Magazijn
from assets.werk import Werk, vingerafdruk, zorg_voor_tabel
from data_contracts.register import Register

TABEL_VAN_SOORT = {
    "verzuim": "verzuim", "inschrijvingen": "inschrijving", "rooster": "rooster", "kalender": "kalender", "codes": "code",
    "kernteam": "kernteam", "meldingen": "melding", "vrijstellingen": "vrijstelling", "absoluut": "absoluut", "inzet": "inzet",
}  # fmt: skip
HULPTABELLEN = ("levering", "ontvangst", "afwijzing", "controle")
KLUISTABELLEN = ("kluis.bron.leerling", "kluis.bron.persoon")
SOORTEN = {"school": SCHOOLSOORTEN, "leerplicht": GEMEENTESOORTEN}


def tabellen_van(kamer: str) -> tuple[str, ...]:
    """The bron tables of a room that deliveries fill."""
    if kamer == "kluis":
        return KLUISTABELLEN
    return tuple(f"{kamer}.bron.{t}" for t in (*HULPTABELLEN, *(TABEL_VAN_SOORT[s] for s in SOORTEN[kamer])))


def eerdere_ontvangsten(magazijn: Magazijn) -> dict[tuple[str, str], datetime]:
    """When files were received according to earlier runs: needed for names that do not tell."""
    bekend: dict[tuple[str, str], datetime] = {}
    for kamer in SOORTEN:
        if magazijn.bestaat(f"{kamer}.bron.levering"):
            rijen = magazijn.rijen(f"SELECT bestand, sha256, ontvangen_op FROM {kamer}.bron.levering")
            bekend.update({(b, s): o for b, s, o in rijen})
    return bekend


def eerste_bekende_zondag(magazijn: Magazijn, leveringen: Iterable[Levering]) -> date | None:
    """The first Sunday on which any delivery was known: on disk or stored."""
    zondagen = [levering.peildatum for levering in leveringen]
    for kamer in SOORTEN:
        if magazijn.bestaat(f"{kamer}.bron.levering"):
            zondagen += [r[0] for r in magazijn.rijen(f"SELECT min(peildatum) FROM {kamer}.bron.levering") if r[0]]
    return min(zondagen, default=None)


def inventaris(aanlevering: Path, register: Register, eerste_peildatum: date, magazijn: Magazijn) -> list[Levering]:
    """The files in the delivery folder, with the receipts that earlier runs gave them."""
    return vind_leveringen(aanlevering, register, eerste_peildatum, eerdere_ontvangsten(magazijn))


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


@dataclass
class Opname:
    """The taking in of one room's deliveries. `leveringen`: all files on disk; `kamer`: school, leerplicht or kluis."""

    werk: Werk
    kamer: str
    leveringen: list[Levering]

    def ververs(self, keten: list[date]) -> int:
        """Read what is new or changed for the Sundays of `keten`; returns the number of files read."""
        tabellen = tabellen_van(self.kamer)
        for tabel in tabellen:
            zorg_voor_tabel(self.werk, tabel)
        staand, nieuw, gelezen = self.werk.magazijn.hashes(tabellen[-1]), {}, 0
        per_zondag = self._per_zondag(keten[0])
        for peildatum in keten:
            bestanden = per_zondag.get(peildatum, [])
            nieuw[peildatum] = self._hash(bestanden)
            if staand.get(peildatum) != nieuw[peildatum]:
                self.werk.meld(f"{self.kamer}.bron {peildatum}")
                gelezen += self._stap(peildatum, bestanden, nieuw[peildatum])
        for tabel in tabellen:
            self.werk.zet_hashes(tabel, nieuw)
        return gelezen

    def _per_zondag(self, begin: date) -> dict[date, list[Levering]]:
        """The room's files by the Sunday on which they are known; what was known before the chain belongs to its first Sunday."""
        soorten = ("inschrijvingen", *GEMEENTESOORTEN) if self.kamer == "kluis" else SOORTEN[self.kamer]
        per_zondag: dict[date, list[Levering]] = {}
        for levering in self.leveringen:
            if levering.soort in soorten:
                per_zondag.setdefault(max(levering.peildatum, begin), []).append(levering)
        return per_zondag

    def _hash(self, bestanden: list[Levering]) -> str:
        register = self.werk.register
        scholen = {levering.brin6 for levering in bestanden}
        instelling = [repr((s.brin6, s.soort, s.dialect, s.lestijden)) for s in register.scholen if s.brin6 in scholen]
        bekend = sorted(s.brin6 for s in register.scholen)
        dialecten = sorted(repr(d) for d in register.dialecten.items())
        return vingerafdruk(leesversie(), [_regel(b) for b in bestanden], instelling, dialecten, bekend if bestanden else 0)

    def _stap(self, peildatum: date, bestanden: list[Levering], hash_: str) -> int:
        magazijn, tabellen = self.werk.magazijn, tabellen_van(self.kamer)
        boek = f"{self.kamer}.kern.stap"
        with magazijn.transactie():
            self._maak_plaats(peildatum, bestanden)
            self._lees_alles(bestanden)
            for tabel in tabellen:
                rest = tabel.split(".", 1)[1]
                magazijn.con.execute(f"DELETE FROM {boek} WHERE tabel = $t AND partitie = $p", {"t": rest, "p": peildatum})
                magazijn.con.execute(
                    f"INSERT INTO {boek} VALUES ($t, $p, $h, 0, 0)", {"t": rest, "p": peildatum, "h": hash_}
                )
        return len(bestanden)

    def _maak_plaats(self, peildatum: date, bestanden: list[Levering]) -> None:
        con = self.werk.magazijn.con
        ids = {"i": [b.bestand_id for b in bestanden], "l": [b.levering_id for b in bestanden]}
        for tabel in tabellen_van(self.kamer):
            if tabel.endswith((".controle", ".persoon")):
                con.execute(f"DELETE FROM {tabel} WHERE peildatum = $p", {"p": peildatum})
            elif tabel == "kluis.bron.leerling":
                con.execute(f"DELETE FROM {tabel} WHERE list_contains($l, levering_id)", {"l": ids["l"]})
            else:
                con.execute(f"DELETE FROM {tabel} WHERE list_contains($i, bestand_id)", {"i": ids["i"]})

    def _lees_alles(self, bestanden: list[Levering]) -> None:
        if self.kamer != "kluis" and bestanden:
            plaatsen = ", ".join("?" for _ in _regel(bestanden[0]))
            self.werk.magazijn.con.executemany(
                f"INSERT INTO {self.kamer}.bron.levering VALUES ({plaatsen})", [_regel(b) for b in bestanden]
            )
        mac = self.werk.magazijn.sleutels.mac
        schrijf: Callable[[Partij, date], None] = self._schrijf_kluis if self.kamer == "kluis" else self._schrijf
        for soort in dict.fromkeys(b.soort for b in bestanden):
            van_soort = [b for b in bestanden if b.soort == soort]
            for partij in lees(van_soort, soort, self.werk.register, mac, valideer=self.kamer != "kluis"):
                schrijf(partij, van_soort[0].peildatum)

    def _schrijf(self, partij: Partij, peildatum: date) -> None:
        self._voeg_toe(f"{self.kamer}.bron.{TABEL_VAN_SOORT[partij.soort]}", partij.rijen)
        self._voeg_toe(f"{self.kamer}.bron.afwijzing", partij.afwijzingen)
        self._voeg_toe(f"{self.kamer}.bron.ontvangst", partij.ontvangst)
        rijen = [
            (peildatum, partij.soort, u.regel, u.kolom or "", u.reden, u.verwachting, u.aantal, u.gecontroleerd, u.fout is not None)
            for u in partij.uitkomsten
        ]
        if rijen:
            plaatsen = ", ".join("?" for _ in rijen[0])
            self.werk.magazijn.con.executemany(f"INSERT INTO {self.kamer}.bron.controle VALUES ({plaatsen})", rijen)

    def _schrijf_kluis(self, partij: Partij, peildatum: date) -> None:
        if partij.kluis_leerling is not None:
            volgorden = {b.levering_id: b.volgorde for b in self.leveringen}
            ids = partij.kluis_leerling.column("levering_id").to_pylist()
            volgorde = pa.array([volgorden[i] for i in ids], pa.string())
            self._voeg_toe("kluis.bron.leerling", partij.kluis_leerling.append_column("volgorde", volgorde))
        if partij.kluis_persoon is not None:
            datums = pa.array([peildatum] * partij.kluis_persoon.num_rows, pa.date32())
            self._voeg_toe("kluis.bron.persoon", partij.kluis_persoon.append_column("peildatum", datums))

    def _voeg_toe(self, tabel: str, rijen: pa.Table) -> None:
        con = self.werk.magazijn.con
        con.register("partij", rijen)
        con.execute(f"INSERT INTO {tabel} BY NAME SELECT * FROM partij")
        con.unregister("partij")
