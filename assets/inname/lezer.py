"""The reader: an in-memory DuckDB in which delivered texts become typed and judged rows.

Nothing of a room is attached to it, it may not touch files, and it never writes to disk (no temporary files
either), because it holds pgn while it works. What leaves it are Arrow tables without pgn, and counts.
"""

from collections.abc import Callable

import duckdb
import pyarrow as pa

from assets.inname import klaarzetten
from assets.inname.wachtrij import Wachtrij, als_tabel
from data_contracts.contract import Contract, lees_contract
from data_contracts.regel import regels_van
from data_contracts.register import Register

Mac = Callable[[str, str], int]
KAMERS = ("school", "leerplicht", "kluis")
GEHEUGEN = "2GB"
_VAST = {
    "school": pa.schema([("brin6", pa.string())]),
    "lestijd": pa.schema(
        [("brin6", pa.string()), ("slot", pa.int16()), ("van", pa.time64("us")), ("tot", pa.time64("us"))]
    ),
    "regel": pa.schema(
        [("nummer", pa.int16()), ("reden", pa.string()), ("kolom", pa.string()), ("uitkomst", pa.string())]
    ),
}
_NUMMERS = [(kamer, pa.int64()) for kamer in KAMERS]
_KAART_PGN = pa.schema([("tekst", pa.string()), *_NUMMERS])
_KAART_LEERLING = pa.schema([("brin6", pa.string()), ("leerlingnummer", pa.string()), *_NUMMERS])
_INSTELLINGEN = (
    "set temp_directory = ''",
    f"set memory_limit = '{GEHEUGEN}'",
    "set python_enable_replacements = false",
    "set enable_external_access = false",
    "set lock_configuration = true",
)


class Lezer:
    """Stages and judges the rows of one kind, batch by batch."""

    def __init__(self, soort: str, register: Register, mac: Mac):
        self.contract: Contract = lees_contract(soort)
        self.con = duckdb.connect(":memory:")
        for instelling in _INSTELLINGEN:
            self.con.execute(instelling)
        self.con.execute(klaarzetten.sql("macros"))
        self.con.execute(klaarzetten.sql("tabellen"))
        self._pseudoniemen = _Pseudoniemen(mac)
        self._vul_vast(register)

    def _vul_vast(self, register: Register) -> None:
        """The schools, their lestijden and the rules as tables, for the judgements in SQL."""
        scholen = [(school.brin6,) for school in register.scholen]
        tijden = [(school.brin6, les.slot, les.van, les.tot) for school in register.scholen for les in school.lestijden]
        regels = [
            (nummer, regel.reden, regel.kolom, regel.uitkomst)
            for nummer, regel in enumerate(regels_van(self.contract.naam))
        ]
        for naam, rijen in (("school", scholen), ("lestijd", tijden), ("regel", regels)):
            self._zet(naam, als_tabel(rijen, _VAST[naam]))

    def _zet(self, naam: str, tabel: pa.Table, extra: str = "") -> None:
        """Make (or replace) a table of the reader."""
        self.con.register("inhoud", tabel)
        self.con.execute(f"create or replace table {naam} as select *{extra} from inhoud")
        self.con.unregister("inhoud")

    def beoordeel(self, wachtrij: Wachtrij) -> None:
        """Type and judge everything that waits: fills `rij`, `pgnkaart` and `leerlingkaart`."""
        self._neem_op(wachtrij)
        self._zet_pgn()
        getypt = klaarzetten.maak_getypt(self.contract)
        geplaatst = f"with getypt as ({getypt}) {_zonder_with(klaarzetten.sql('plaats_verzuim'))}"
        self.con.execute(klaarzetten.maak_rij(self.contract, geplaatst if self._is_verzuim else getypt))
        self.con.execute("drop table ruw")  # because it takes as much memory as a third of the rows
        self._merk_dubbel()
        self._zet_leerlingen()

    def _neem_op(self, wachtrij: Wachtrij) -> None:
        self.con.execute(klaarzetten.maak_ruw(self.contract))
        for naam, tabel in wachtrij.tabellen().items():
            self._zet(naam, tabel)
        for dialect, stuk in wachtrij.neem():
            self.con.register("stuk", stuk)
            if momenten := klaarzetten.deelkolommen(dialect):
                self.con.execute(klaarzetten.maak_moment(momenten))
            self.con.execute(klaarzetten.vul_ruw(self.contract, dialect, set(stuk.column_names)))
            self.con.unregister("stuk")

    @property
    def _is_verzuim(self) -> bool:
        return self.contract.naam == "verzuim"

    def heeft(self, kolom: str) -> bool:
        """Whether this kind has a column with this name."""
        return any(deze.naam == kolom for deze in self.contract.kolommen)

    def _zet_pgn(self) -> None:
        """Replace each distinct valid pgn by its number in the room of this kind."""
        if self.heeft("pgn"):
            teksten = self._kolom("select distinct pgn, geldig_pgn(pgn) from ruw where geldig_pgn(pgn) is not null")
            kamer = self.contract.tabel.split(".")[0]
            kaart = [(tekst, *self._pseudoniemen.alle(f"pgn|{pgn}")) for tekst, pgn in teksten]
            self._zet("pgnkaart", als_tabel(kaart, _KAART_PGN), f", {kamer} as waarde")

    def _zet_leerlingen(self) -> None:
        """Number each distinct pupil of the accepted rows in every room."""
        if self.heeft("leerlingnummer"):
            school = "brin6" if self.heeft("brin6") else "brin6_map"
            sleutels = self._kolom(
                f"select distinct {school}, leerlingnummer from rij where oordeel is null and leerlingnummer <> ''"
            )
            kaart = [(*sleutel, *self._pseudoniemen.alle("|".join(sleutel))) for sleutel in sleutels]
            self._zet("leerlingkaart", als_tabel(kaart, _KAART_LEERLING))

    def _kolom(self, vraag: str) -> list[tuple]:
        return self.con.execute(vraag).fetchall()

    def _merk_dubbel(self) -> None:
        """Mark repeated rows, then repeated keys among what is left."""
        self._merk("is_dubbel", "dubbel", klaarzetten.zoek_dubbel(self.contract))
        if self._is_verzuim:
            self._merk_gezien()
        if self.contract.sleutel:
            self._merk("is_sleutel_dubbel", "sleutel_dubbel", klaarzetten.zoek_sleutel_dubbel(self.contract))

    def _merk(self, kolom: str, reden: str, gevonden: str) -> None:
        self.con.execute(f"create or replace table herhaling as {gevonden}")
        self.con.execute(
            f"update rij set {kolom} = true, oordeel = (select nummer from regel where reden = '{reden}') "
            "from herhaling h where rij.nr = h.nr and rij.regel = h.regel"
        )

    def _merk_gezien(self) -> None:
        """Rows that equal one of an earlier batch of the same, very large delivery."""
        kolommen = klaarzetten.gelijke_kolommen(self.contract)
        self._merk(
            "is_dubbel",
            "dubbel",
            f"select nr, regel from rij semi join gezien g on g.levering_nr = rij.levering_nr "
            f"and g.a = hash({kolommen}) and g.b = hash(1, {kolommen}) where oordeel is null",
        )

    def onthoud(self, levering_nr: int | None) -> None:
        """Remember the rows of a delivery that goes on in the next batch (None: of none), as two hashes of 64 bits."""
        self.con.execute("delete from gezien where levering_nr is distinct from ?", [levering_nr])
        kolommen = klaarzetten.gelijke_kolommen(self.contract)
        self.con.execute(
            f"insert into gezien select levering_nr, hash({kolommen}), hash(1, {kolommen}) from rij "
            "where levering_nr = ? and oordeel is null",
            [levering_nr],
        )

    def tabel(self, naam: str) -> pa.Table:
        """The result of one file of SQL as Arrow."""
        return self.con.execute(klaarzetten.sql(naam)).to_arrow_table()

    def afwijzingen(self) -> pa.Table:
        """What was quarantined or ignored, and what is only reported of accepted rows."""
        vraag = klaarzetten.sql("afwijzingen")
        gemeld = [(n, regel) for n, regel in enumerate(regels_van(self.contract.naam)) if regel.uitkomst == "gemeld"]
        delen = [
            f"select nr, regel, plaats, {n} from rij where oordeel is null and ({regel.sql})" for n, regel in gemeld
        ]
        return self.con.execute(
            vraag.replace("/* gemeld */", "".join(f" union all {deel}" for deel in delen))
        ).to_arrow_table()


def _zonder_with(tekst: str) -> str:
    """The CTEs of a file of SQL, to be put behind one that goes before them."""
    return ", " + tekst[tekst.index("\nwith") + len("\nwith") :]


class _Pseudoniemen:
    """The numbers of each room, asked once for each distinct text."""

    def __init__(self, mac: Mac):
        self._mac = mac
        self._bekend: dict[str, tuple[int, ...]] = {}

    def alle(self, tekst: str) -> tuple[int, ...]:
        """The number of this pupil or person in each of `KAMERS`."""
        gevonden = self._bekend.get(tekst)
        if gevonden is None:
            gevonden = self._bekend[tekst] = tuple(self._mac(kamer, tekst) for kamer in KAMERS)
        return gevonden
