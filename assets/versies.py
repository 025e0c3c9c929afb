"""How delivered rows are stored: what a row says once (a version), and of each delivery only where it stands.

`school.bron.verzuim` is a view with the columns of brontabellen.yaml over two tables: `_versie` (the content of a row,
under a number) and `_plaats` (delivery, file, school, and a run of lines that hold content of consecutive numbers: its
first line and number, and `aantal` lines). Rows that come again unchanged and in the same order are one run, however
many they are. The numbers depend on the order of reading and stand in no other table and no fingerprint: what counts
is the view.
"""

from __future__ import annotations

import pyarrow as pa

from assets.betekenis import opmerkingen
from assets.magazijn import Magazijn
from assets.werk import Werk, bestaat_zo, tabelkolommen, vergeet_stappen

PLAATSKOLOMMEN = ("peildatum", "levering_id", "bestand_id", "regel", "plaats")
VERSIE, PLAATS = "_versie", "_plaats"
NUMMER, AANTAL = ("versie", "BIGINT"), ("aantal", "BIGINT")
VOLGNUMMER = "volgnummer"
LOOPT_OP = ("regel", "plaats")
"""Columns that go up by one from line to line of a run."""


def delen_van(tabel: str) -> tuple[str, str]:
    """The two tables under a view: versions and runs of places."""
    return f"{tabel}{VERSIE}", f"{tabel}{PLAATS}"


def plaatskolommen(tabel: str) -> list[str]:
    """The columns about where a row stands: the school too in the school room; in leerplicht a row names it itself."""
    van_school = ("brin6",) if tabel.startswith("school.") else ()
    return [naam for naam, _ in tabelkolommen()[tabel] if naam in (*PLAATSKOLOMMEN, *van_school)]


def zorg_voor_versies(werk: Werk, tabel: str) -> None:
    """Make the tables and the view, anew when the columns changed with a new version of the product."""
    kolommen = tabelkolommen()[tabel]
    staat = [k for k in kolommen if k[0] in plaatskolommen(tabel)]
    zegt = [k for k in kolommen if k not in staat]
    versie, plaats = delen_van(tabel)
    if bestaat_zo(werk, versie, [NUMMER, *zegt]) and bestaat_zo(werk, plaats, [*staat, NUMMER, AANTAL]):
        return
    con, velden = werk.magazijn.con, ", ".join(_gelezen(naam, soort) for naam, soort in kolommen)
    with werk.magazijn.transactie():
        vergeet_stappen(werk, tabel)
        for naam, delen in ((versie, [NUMMER, *zegt]), (plaats, [*staat, NUMMER, AANTAL])):
            con.execute(f"DROP TABLE IF EXISTS {naam}")
            con.execute(f"CREATE TABLE {naam} ({', '.join(f'{k} {t}' for k, t in delen)})")
        con.execute(
            f"CREATE VIEW {tabel} AS SELECT {velden} "
            f"FROM (SELECT *, unnest(range(aantal)) AS stap FROM {plaats}) AS p "
            f"JOIN {versie} AS v ON v.versie = p.versie + p.stap"
        )
        for opmerking in opmerkingen(tabel, [naam for naam, _ in kolommen], "VIEW"):
            con.execute(opmerking)


def _gelezen(naam: str, soort: str) -> str:
    return f"(p.{naam} + p.stap)::{soort} AS {naam}" if naam in LOOPT_OP else naam


def voeg_versies_toe(magazijn: Magazijn, tabel: str, rijen: pa.Table) -> None:
    """Store rows: content that is not there yet, and the place of every row. Inside a transaction."""
    con, (versie, plaats) = magazijn.con, delen_van(tabel)
    zegt = [naam for naam, _ in tabelkolommen()[tabel] if naam not in plaatskolommen(tabel)]
    gelijk = " AND ".join(f"v.{naam} IS NOT DISTINCT FROM p.{naam}" for naam in zegt)
    velden = ", ".join(zegt)
    con.register("partij", rijen.append_column(VOLGNUMMER, pa.array(range(len(rijen)), pa.int64())))
    con.execute(
        f"INSERT INTO {versie} BY NAME SELECT row_number() OVER (ORDER BY p.{VOLGNUMMER}) "
        f"+ (SELECT coalesce(max(versie), 0) FROM {versie}) AS versie, p.* EXCLUDE ({VOLGNUMMER}) "
        f"FROM (SELECT {velden}, min({VOLGNUMMER}) AS {VOLGNUMMER} FROM partij GROUP BY {velden}) AS p "
        f"ANTI JOIN {versie} AS v ON {gelijk}"
    )
    genummerd = f"SELECT p.*, v.versie FROM partij AS p JOIN {versie} AS v ON {gelijk}"
    con.execute(f"INSERT INTO {plaats} BY NAME {_reeksen(tabel, genummerd)}")
    con.unregister("partij")


def _reeksen(tabel: str, rijen: str) -> str:
    """The query that folds `rijen` (places with the number of their content) into runs of lines and numbers that go up
    together.
    """
    staat = plaatskolommen(tabel)
    loopt = [naam for naam in LOOPT_OP if naam in staat]
    vast = ", ".join(naam for naam in staat if naam not in loopt)
    verschil = ", ".join(f"{naam} - versie" for naam in loopt)
    eiland = f"versie - row_number() OVER (PARTITION BY {vast}, {verschil} ORDER BY versie)"
    eerste = ", ".join(f"min({naam}) AS {naam}" for naam in (*loopt, "versie"))
    return (
        f"SELECT {vast}, {eerste}, count(*) AS aantal FROM (SELECT *, {eiland} AS eiland FROM ({rijen})) "
        f"GROUP BY {vast}, {verschil}, eiland ORDER BY {vast}, min(versie)"
    )


def verwijder_bestanden(magazijn: Magazijn, tabel: str, bestanden: list[int]) -> None:
    """Take back the places of these files, and content that stands in no other file: it was not delivered any more."""
    versie, plaats = delen_van(tabel)
    sql = f"DELETE FROM {plaats} WHERE list_contains($i, bestand_id)"
    if magazijn.con.execute(sql, {"i": bestanden}).fetchall()[0][0]:
        staat = f"SELECT unnest(range(versie, versie + aantal)) FROM {plaats}"
        magazijn.con.execute(f"DELETE FROM {versie} WHERE versie NOT IN ({staat})")
