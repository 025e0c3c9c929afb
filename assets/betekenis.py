"""What each column of a bron table means, in Dutch, from the contract that fills it: for the comments of DuckDB and the
column schema of Dagster.

Not here: tables that SQL models make (their meaning stands at the head of the model).
"""

from functools import cache

from data_contracts.contract import BRONNEN, Contract, Kolom, lees_contract

_VAST = {
    "peildatum": "Zondag waarop deze rij bekend werd.",
    "levering_id": "Nummer van de levering.",
    "bestand_id": "Nummer van het bestand.",
    "regel": "Regel in het bestand, zoals een tekstverwerker telt.",
    "plaats": "Plaats in de levering: van twee gelijke momenten wint de laatste.",
    "brin6": "School, uit de map van de levering.",
}
_PSEUDONIEM = "Een getal in plaats van {naam}; in elke kamer een ander."


@cache
def tabelbetekenis(tabel: str) -> str:
    """What the table holds; empty for a table without a contract."""
    return next((contract.omschrijving for contract in _contracten() if contract.tabel == tabel), "")


@cache
def kolombetekenissen(tabel: str) -> dict[str, str]:
    """The meaning of each column of a bron table by its name there; empty for a table without a contract."""
    contract = next((contract for contract in _contracten() if contract.tabel == tabel), None)
    return _VAST | {kolom.tabelkolom: _betekenis(kolom) for kolom in contract.kolommen} if contract else {}


def _contracten() -> list[Contract]:
    return [lees_contract(naam) for naam in BRONNEN]


def _betekenis(kolom: Kolom) -> str:
    """A pseudonym is told as such; otherwise the text of the contract, with how the table writes it."""
    if kolom.duckdb_type != "BIGINT" and kolom.tabelkolom != "leerling":
        return f"{kolom.omschrijving} {kolom.in_tabel}".strip()
    return _PSEUDONIEM.format(naam=kolom.naam)


def opmerkingen(tabel: str, kolommen: list[str], soort: str = "TABLE") -> list[str]:
    """The statements that write the meaning into DuckDB, for the columns that the table (or VIEW) has."""
    teksten = kolombetekenissen(tabel)
    regels = [
        f"COMMENT ON COLUMN {tabel}.{naam} IS {_letterlijk(teksten[naam])}" for naam in kolommen if naam in teksten
    ]
    return [f"COMMENT ON {soort} {tabel} IS {_letterlijk(tabelbetekenis(tabel))}", *regels] if regels else []


def _letterlijk(tekst: str) -> str:
    return "'" + tekst.replace("'", "''") + "'"
