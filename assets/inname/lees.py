"""Deliveries of one kind into judged rows, in batches that bound memory.

A batch (`Partij`) holds whole deliveries, except an attendance delivery that is larger than a batch: that one is
cut between its files, and inside a file that is larger than a batch by itself. Rows of its earlier parts are
remembered by hash so that `dubbel` still holds. Pgn never leaves the reader.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

import pyarrow as pa

from assets.inname import validatie
from assets.inname.bronbestand import open_bestand
from assets.inname.geweigerd import Geweigerd, Veranderd
from assets.inname.levering import Levering, zonder_bewijs
from assets.inname.lezer import Lezer, Mac
from assets.inname.validatie import Uitkomst
from assets.inname.wachtrij import Wachtrij, als_tabel
from data_contracts.contract import lees_contract
from data_contracts.fouten import Aanleverfout
from data_contracts.register import Register

PARTIJ_RIJEN = 500_000
ONTVANGST = pa.schema(
    [
        ("peildatum", pa.date32()),
        ("bestand_id", pa.int64()),
        ("brin6", pa.string()),
        ("soort", pa.string()),
        ("uitkomst", pa.string()),
        ("reden", pa.string()),
        ("ontvangen", pa.int64()),
        ("geweigerd", pa.int64()),
        ("kolommen_weg", pa.string()),
        ("kolommen_mis", pa.string()),
    ]
)


@dataclass(frozen=True)
class Partij:
    """One batch of one kind. Tables have the columns of docs/architectuur.md; the kluis tables are None where they
    do not apply.

    `ontvangst` has a row for each file that ended in this batch; `uitkomsten`: what Great Expectations found;
    `veranderd`: the files (`Levering.bestand_id`) that are refused because they changed while they were read; their
    receipt stands under the number of a file without proof (`levering.zonder_bewijs`).
    """

    soort: str
    rijen: pa.Table
    afwijzingen: pa.Table
    ontvangst: pa.Table
    kluis_leerling: pa.Table | None = None
    kluis_persoon: pa.Table | None = None
    uitkomsten: tuple[Uitkomst, ...] = ()
    veranderd: tuple[int, ...] = ()


def lees(
    leveringen: Iterable[Levering], soort: str, register: Register, mac: Mac, *, valideer: bool = True
) -> Iterator[Partij]:
    """Read the files of one kind, as `vind_leveringen` gave them (files of one delivery stand together)."""
    van_soort = [levering for levering in leveringen if levering.soort == soort]
    if van_soort:
        yield from _Inname(soort, register, mac, valideer).partijen(van_soort)


@dataclass
class _Inname:
    """The state of one reading: what is staged, and the receipts that still have to be handed over."""

    soort: str
    register: Register
    mac: Mac
    valideer: bool
    nr: int = 0
    rijen: int = 0
    ontvangst: list[tuple] = field(default_factory=list)
    meldingen: list[tuple] = field(default_factory=list)
    wachtrij: Wachtrij = field(default_factory=Wachtrij)
    veranderd: list[int] = field(default_factory=list)

    def partijen(self, leveringen: list[Levering]) -> Iterator[Partij]:
        """All batches of these files; at least one, so that every file is accounted for."""
        self.lezer = Lezer(self.soort, self.register, self.mac)
        for nummer, (_, groep) in enumerate(groupby(leveringen, key=lambda levering: levering.levering_id)):
            yield from self._levering(nummer, list(groep))
            if self.rijen >= PARTIJ_RIJEN:
                yield self._partij(None)
        if self.rijen or self.ontvangst:
            yield self._partij(None)
        self.lezer.con.close()

    def _levering(self, nummer: int, bestanden: list[Levering]) -> Iterator[Partij]:
        for volgnummer, bestand in enumerate(bestanden):
            if self.soort == "verzuim" and volgnummer and self.rijen >= PARTIJ_RIJEN:
                yield self._partij(nummer)
            if bestand.reden:
                self._ontvangen(bestand, "geweigerd", reden=bestand.reden, geweigerd=_tel(bestand, self.register))
            elif bestand.herhaald:
                self._ontvangen(bestand, "herhaald")
            else:
                yield from self._bestand(bestand, nummer, volgnummer)

    def _bestand(self, bestand: Levering, levering_nr: int, volgnummer: int) -> Iterator[Partij]:
        """Stage one file. One that fills a batch alone is handed over in parts; a smaller one is refused whole."""
        self.nr += 1
        dialect = self._dialect(bestand)
        self.wachtrij.bestand(self.nr, levering_nr, volgnummer, bestand, dialect)
        aantal = afgegeven = 0
        try:
            bron = open_bestand(bestand.pad, self.lezer.contract, dialect, bestand.sha256)
            for stuk in bron.stukken():
                self.wachtrij.voeg_toe(stuk, self.nr, dialect)
                aantal, self.rijen = aantal + len(stuk), self.rijen + len(stuk)
                if self.soort == "verzuim" and aantal - afgegeven >= PARTIJ_RIJEN:
                    yield self._partij(levering_nr)
                    afgegeven = aantal
        except Geweigerd as fout:
            if afgegeven:
                raise Aanleverfout(
                    f"{bestand.bestand}: veranderde terwijl het werd gelezen; draai opnieuw als het klaar is"
                ) from None
            self.rijen -= self.wachtrij.vergeet(self.nr)
            if isinstance(fout, Veranderd):
                self.veranderd.append(bestand.bestand_id)
                bestand = zonder_bewijs(bestand)
            mis = (*fout.missend, *fout.dubbel)
            self._ontvangen(bestand, "geweigerd", reden=fout.reden, geweigerd=max(fout.rijen, aantal), mis=mis)
        else:
            self._ontvangen(bestand, "verwerkt", ontvangen=aantal, weg=bron.weg)

    def _dialect(self, bestand: Levering):
        return self.register.dialect(bestand.brin6 or "") if self.soort == "verzuim" else None

    def _ontvangen(
        self,
        bestand: Levering,
        uitkomst: str,
        *,
        reden: str | None = None,
        ontvangen: int = 0,
        geweigerd: int = 0,
        weg: tuple[str, ...] = (),
        mis: tuple[str, ...] = (),
    ) -> None:
        wie = (bestand.peildatum, bestand.bestand_id, bestand.brin6, bestand.soort)
        namen = "" if self.soort == "kernteam" else ",".join(weg)
        self.ontvangst.append((*wie, uitkomst, reden, ontvangen, geweigerd, namen, ", ".join(mis)))
        if uitkomst == "verwerkt" and self.soort == "verzuim" and bestand.van is None:
            self.meldingen.append((*wie, None, None, "gemeld", "geen_periode"))

    def _partij(self, loopt_door: int | None) -> Partij:
        """Judge what is staged and hand it over. `loopt_door`: the delivery that goes on in the next batch."""
        lezer = self.lezer
        lezer.beoordeel(self.wachtrij)
        afwijzingen = lezer.afwijzingen()
        heeft_pgn, inschrijving = lezer.heeft("pgn"), self.soort == "inschrijvingen"
        partij = Partij(
            soort=self.soort,
            rijen=lezer.tabel(self.soort),
            afwijzingen=pa.concat_tables([afwijzingen, als_tabel(self.meldingen, afwijzingen.schema)]),
            ontvangst=als_tabel(self.ontvangst, ONTVANGST),
            kluis_leerling=lezer.tabel("kluis_leerling") if inschrijving else None,
            kluis_persoon=lezer.tabel("kluis_persoon") if heeft_pgn else None,
            uitkomsten=tuple(validatie.valideer(lezer.con, self.soort, "rij")) if self.valideer and self.rijen else (),
            veranderd=tuple(self.veranderd),
        )
        if loopt_door is not None:
            lezer.onthoud(loopt_door)
        self.rijen, self.ontvangst, self.meldingen, self.veranderd = 0, [], [], []
        return partij


def _tel(bestand: Levering, register: Register) -> int:
    """The data rows of a file that is refused unread, 0 where they cannot be counted."""
    if bestand.reden == "onleesbaar":
        return 0
    dialect = register.dialect("") if bestand.soort == "verzuim" else None
    try:
        bron = open_bestand(bestand.pad, lees_contract(bestand.soort), dialect)
        return sum(len(stuk) for stuk in bron.stukken())
    except Geweigerd as fout:
        return fout.rijen
