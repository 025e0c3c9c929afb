"""A small delivery folder to read in tests. All pupils in it are made up."""

import hashlib
from datetime import date
from pathlib import Path

import pyarrow as pa

from assets.inname.lees import Partij, lees
from assets.inname.levering import Levering, vind_leveringen
from data_contracts.register import Register, lees_register

PERIODE = "__20260831-20261115__20261116T0630"
ONTVANGST = "__20261110T0900"
PEILDATUM = date(2026, 11, 15)
SCHOLEN = """
scholen:
  - brin6: 03MJ00
    naam: Somschool
    soort: vo
    dialect: somtoday
    lestijden: {1: '08:30-09:20', 2: '09:20-10:10', 3: '10:30-11:20'}
  - {brin6: 03MJ01, naam: Magischool, soort: vo, dialect: magister}
  - brin6: 03MJ02
    naam: Roc
    soort: mbo
    dialect: eduarte
    lestijden: {1: '08:30-09:20', 2: '09:20-10:10', 3: '10:30-11:20'}
  - {brin6: 03MJ03, naam: Basis, soort: po, dialect: standaard}
  - {brin6: 03MJ04, naam: Roc zonder tijden, soort: mbo, dialect: eduarte}
"""
KOPPEN = {
    "inschrijvingen": "leerlingnummer;pgn;roepnaam;achternaam;geboortedatum;klas;leerjaar;onderwijssoort;startdatum;"
    "einddatum;hoofdinschrijving;startkwalificatie_op;bestemming_brin6;woongemeente",
    "rooster": "klas;leerlingnummer;geldig_van;geldig_tot;weekdag;slot;minuten",
    "kalender": "van;tot;soort;klas",
    "codes": "code;omschrijving;categorie;geoorloofd;geldig_van;geldig_tot",
    "verzuim": "leerlingnummer;datum;eenheid;van;tot;soort;code;ingevoerd_op",
    "magister": "stamnr;daanwezigheid;lesuur;code;omschr;geoorloofd;bluxeverzuim;type;dinvoer",
    "kernteam": "peildatum;leerlingnummer;signaal;besluit;wie;vervolg;datum",
    "meldingen": "meldingsnummer;pgn;brin6;leerlingnummer;soort;begindatum;einddatum;melddatum;status;reden_afgesloten",
    "vrijstellingen": "zaaknummer;pgn;artikel;begindatum;einddatum",
    "absoluut": "zaaknummer;pgn;geboortedatum;datum_signaal;status;einddatum;reden",
    "inzet": "brin6;niveau;klas;soort;aanbieder;begindatum;einddatum",
}


def nummer(kamer: str, tekst: str) -> int:
    """Stands in for the keyed MAC of the house: other rooms, other numbers."""
    return int.from_bytes(hashlib.sha256(f"{kamer}|{tekst}".encode()).digest()[:7], "big")


class Stad:
    """Writes files into a delivery folder and reads them back through the intake."""

    def __init__(self, wortel: Path, scholen: str = SCHOLEN):
        self.wortel = wortel
        (wortel / "scholen.yaml").write_text(scholen, encoding="utf-8")

    @property
    def register(self) -> Register:
        return lees_register(self.wortel / "scholen.yaml")

    def schrijf(self, pad: str, inhoud: str | bytes) -> Path:
        doel = self.wortel / pad
        doel.parent.mkdir(parents=True, exist_ok=True)
        doel.write_bytes(inhoud if isinstance(inhoud, bytes) else inhoud.encode())
        return doel

    def csv(self, map_: str, soort: str, *rijen: str, kop: str | None = None, naam: str | None = None) -> Path:
        """A csv of a kind with the header of its contract (or of `kop`)."""
        staart = PERIODE if soort == "verzuim" else ONTVANGST
        tekst = "\n".join([KOPPEN[kop or soort], *rijen]) + "\n"
        return self.schrijf(f"{map_}/{soort}/{naam or 'bestand' + staart}.csv", tekst)

    def leveringen(self, **opties) -> list[Levering]:
        return vind_leveringen(self.wortel, self.register, PEILDATUM, **opties)

    def lees(self, soort: str, *, valideer: bool = False) -> "Gelezen":
        return Gelezen(list(lees(self.leveringen(), soort, self.register, nummer, valideer=valideer)))


class Gelezen:
    """All batches of one kind together, as plain rows."""

    def __init__(self, partijen: list[Partij]):
        self.partijen = partijen
        self.rijen = self._samen("rijen")
        self.afwijzingen = self._samen("afwijzingen")
        self.ontvangst = self._samen("ontvangst")
        self.uitkomsten = [uitkomst for partij in partijen for uitkomst in partij.uitkomsten]

    def _samen(self, naam: str) -> list[dict]:
        tabellen: list[pa.Table] = [getattr(partij, naam) for partij in self.partijen]
        return [rij for tabel in tabellen for rij in tabel.to_pylist()]

    @property
    def redenen(self) -> list[tuple[int | None, str]]:
        """(line, reason) of every row that was not simply accepted."""
        return [(rij["regel"], rij["reden"]) for rij in self.afwijzingen]

    def kolom(self, *namen: str) -> list[tuple]:
        return [tuple(rij[naam] for naam in namen) for rij in self.rijen]

    @property
    def klopt(self) -> bool:
        """ontvangen = geaccepteerd + quarantaine + genegeerd."""
        weg = sum(rij["uitkomst"] in ("quarantaine", "genegeerd") for rij in self.afwijzingen)
        return sum(rij["ontvangen"] for rij in self.ontvangst) == len(self.rijen) + weg
