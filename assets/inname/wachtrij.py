"""Pieces of files that wait to be judged together, and what the rules must know of each file.

Many small files are put in the reader at once, because a statement a file would cost more than its rows.
"""

from collections import defaultdict
from datetime import date, timedelta

import pyarrow as pa

from assets.inname.klaarzetten import NR
from assets.inname.levering import Levering
from data_contracts.dialect import Dialect

_SCHOOLJAAR_MAAND = 8
BESTAND = pa.schema(
    [
        ("nr", pa.int32()),
        ("levering_nr", pa.int32()),
        ("volgnummer", pa.int32()),
        ("peildatum", pa.date32()),
        ("bestand_id", pa.int64()),
        ("levering_id", pa.int64()),
        ("brin6", pa.string()),
        ("soort", pa.string()),
        ("ontvangen", pa.date32()),
        ("periode_van", pa.date32()),
        ("periode_tot", pa.date32()),
        ("grens", pa.date32()),
        ("schooljaar_einde", pa.date32()),
        ("negeer_toekomst", pa.bool_()),
        ("eendaags", pa.bool_()),
        ("moet_eenheid", pa.bool_()),
        ("moet_van", pa.bool_()),
        ("moet_soort", pa.bool_()),
    ]
)
KOLOMNAAM = pa.schema([("nr", pa.int32()), ("kolom", pa.string()), ("naam", pa.string())])


def als_tabel(rijen: list[tuple], schema: pa.Schema) -> pa.Table:
    """Rows as an Arrow table; no rows is an empty table."""
    kolommen = list(zip(*rijen, strict=True)) or [()] * len(schema)
    return pa.table([pa.array(kolom, deel.type) for kolom, deel in zip(kolommen, schema, strict=True)], schema=schema)


def schooljaar_begin(dag: date, later: int = 0) -> date:
    """1 August of the schooljaar (1 August - 31 July) in which this day lies, or of so many later. Within the years 1
    and 9999, because a file name may hold any year.
    """
    jaar = dag.year - (dag.month < _SCHOOLJAAR_MAAND) + later
    return date(min(max(jaar, date.min.year), date.max.year), _SCHOOLJAAR_MAAND, 1)


class Wachtrij:
    """The files of one kind and the pieces of them that are not judged yet."""

    def __init__(self) -> None:
        self._bestanden: list[tuple] = []
        self._kolomnamen: list[tuple] = []
        self._dialecten: dict[str, Dialect | None] = {"": None}
        self._stukken: dict[tuple[str, tuple[str, ...]], list[tuple[int, pa.Table]]] = defaultdict(list)

    def bestand(self, nr: int, levering_nr: int, volgnummer: int, levering: Levering, dialect: Dialect | None) -> None:
        """Make a file known under a number. `volgnummer`: its place in the delivery, by file name."""
        waarden = (nr, levering_nr, volgnummer, levering.peildatum, levering.bestand_id, levering.levering_id)
        waarden += (levering.brin6, levering.soort, *_grenzen(levering), *_eigenschappen(dialect))
        self._bestanden.append(waarden)
        velden = dialect.velden if dialect else ()
        self._kolomnamen += [(nr, veld.naam, veld.kolom) for veld in velden if veld.kolom not in (None, veld.naam)]

    def voeg_toe(self, stuk: pa.Table, nr: int, dialect: Dialect | None) -> None:
        """Let one piece of a file wait."""
        naam = dialect.naam if dialect else ""
        self._dialecten[naam] = dialect
        self._stukken[(naam, tuple(sorted(stuk.column_names)))].append((nr, stuk))

    def vergeet(self, nr: int) -> int:
        """Take the waiting rows of a file away that turned out to be unreadable; returns how many."""
        weg = sum(len(stuk) for stukken in self._stukken.values() for deze, stuk in stukken if deze == nr)
        for sleutel, stukken in self._stukken.items():
            self._stukken[sleutel] = [(deze, stuk) for deze, stuk in stukken if deze != nr]
        return weg

    def neem(self) -> list[tuple[Dialect | None, pa.Table]]:
        """All waiting rows, a table for each dialect and set of columns, with NR; nothing waits afterwards."""
        klaar = [(self._dialecten[naam], _samen(deel)) for (naam, _), deel in self._stukken.items() if deel]
        self._stukken.clear()
        return klaar

    def tabellen(self) -> dict[str, pa.Table]:
        """What is known of the files."""
        return {
            "bestand": als_tabel(self._bestanden, BESTAND),
            "kolomnaam": als_tabel(self._kolomnamen, KOLOMNAAM),
        }


def _samen(stukken: list[tuple[int, pa.Table]]) -> pa.Table:
    namen = sorted(stukken[0][1].column_names)
    genummerd = [stuk.select(namen).append_column(NR, pa.array([nr] * len(stuk), pa.int32())) for nr, stuk in stukken]
    return pa.concat_tables(genummerd)


def _grenzen(levering: Levering) -> tuple[date | None, ...]:
    """Day of receipt, period, first day of the schooljaar before that of the receipt, last day of that of the
    receipt.
    """
    ontvangen = levering.ontvangen_op.date()
    einde = schooljaar_begin(ontvangen, 1) - timedelta(days=1)
    return ontvangen, levering.van, levering.tot, schooljaar_begin(ontvangen, -1), einde


def _eigenschappen(dialect: Dialect | None) -> tuple[bool, ...]:
    if dialect is None:
        return (False,) * 5
    moet = (naam in dialect.verplicht for naam in ("eenheid", "van", "soort"))
    return dialect.negeer_toekomst, dialect.eendaags, *moet
