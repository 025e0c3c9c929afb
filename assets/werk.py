"""One run's work: brings tables up to date, partition by partition, and skips what stands already.

Belongs here: the order of Sundays, the values that SQL gets, and the three ways a SQL model is written. Does not belong
here: Dagster (assets/bouw.py) and the reading of files (assets/inname/).
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field, is_dataclass
from datetime import date, time
from pathlib import Path
from time import monotonic

import duckdb
import pandas as pd

from assets.bekijk.plek import Plek
from assets.betekenis import opmerkingen
from assets.inname.levering import Levering
from assets.magazijn import Magazijn, storing
from data_contracts.register import Register
from data_contracts.signalen import VENSTERS, laad_signalen
from models.sql import Model, maak_tabel_sql, met_waarden, modellen
from models.tijd import WEEK, begin_van_keten, halfjaar_begin, horizon, schooljaar, zondagen

BEGIN = "begin"
DEELS_TERUG_PCT = 20
"""From this share of attended minutes on an open case is `deels terug`, up to the setting terugkeer_pct (regels 5)."""


class StapFout(Exception):
    """A step that failed: names the table and the week, never a value."""


class Storing(StapFout):
    """A step that failed by something around the product: a full disk, too little memory, a damaged warehouse."""


def stapfout(waar: str, fout: BaseException) -> StapFout:
    """The fault of a step as a sentence without values: error texts of libraries quote cells. Raises KeyboardInterrupt
    for the ways in which DuckDB tells of Control-C.
    """
    is_gestopt = type(fout) is RuntimeError and "interrupted" in str(fout).lower()
    if is_gestopt or isinstance(fout, duckdb.InterruptException):
        raise KeyboardInterrupt from None
    if waarom := storing(fout):
        return Storing(f"{waar}: {waarom}")
    return StapFout(f"{waar}: deze stap is mislukt ({type(fout).__name__})")


@dataclass
class Werk:
    """What every asset of a run shares. `eerste_bekend` is the first Sunday on which any delivery was known (None:
    nothing delivered). `bekijk`: where the copies for the review page go (None: none are made). `vrijgaven`:
    releases of earlier Sundays as the audit of a later one wants them, by table and Sunday.
    """

    magazijn: Magazijn
    register: Register
    aanlevering: Path
    uit: Path
    eerste_bekend: date | None
    versie: str
    leveringen: list[Levering] = field(default_factory=list)
    meld: Callable[[str], None] = lambda tekst: None
    duur: dict[str, float] = field(default_factory=dict)
    stappen: dict[tuple[str, date], float] = field(default_factory=dict)
    vrijgaven: dict[tuple[str, date], pd.DataFrame] = field(default_factory=dict)
    _hashes: dict[str, dict[date, str]] = field(default_factory=dict)
    bekijk: Plek | None = None

    def keten(self, peildata: Iterable[date]) -> list[date]:
        """The Sundays to bring up to date for `peildata`: from the start of the look-back to the last of them."""
        gevraagd = sorted(peildata)
        begin = begin_van_keten(gevraagd[0], self.eerste_bekend or gevraagd[0])
        return zondagen(begin, gevraagd[-1])

    def waarden(self, peildatum: date) -> dict[str, object]:
        """The values that SQL models may name, for one partition."""
        van, tot = horizon(peildatum)
        tijd = {"peildatum": peildatum, "vorige_peildatum": peildatum - WEEK, "schooljaar": schooljaar(peildatum)}
        tijd["halfjaar_begin"] = halfjaar_begin(peildatum)
        gemeenten = list(self.register.leerplicht_gemeenten)
        return {**tijd, "horizon_van": van, "horizon_tot": tot, "leerplicht_gemeenten": gemeenten, **drempels()}

    def hashes(self, tabel: str) -> dict[date, str]:
        """Hashes per partition of a table, kept for the run."""
        if tabel not in self._hashes:
            self._hashes[tabel] = self.magazijn.hashes(tabel)
        return self._hashes[tabel]

    def zet_hashes(self, tabel: str, nieuw: dict[date, str]) -> None:
        """Remember what a step of this run made (or found standing)."""
        self._hashes[tabel] = {**self.hashes(tabel), **nieuw}


def drempels() -> dict[str, object]:
    """What SQL models ask of data_contracts/signalen.yaml: the legal and agreed limits, and which signals look back how
    far. One place per threshold.
    """
    s = laad_signalen()
    return {
        "uren_16u4w": s["verzuim_16u4w"].maat("lesuur").drempel,
        "venster_16u4w": s["verzuim_16u4w"].venster_lesweken or 0,
        "luxe_slots": s["luxeverzuim"].maat().drempel,
        "lrv_dagen": s["lrv"].maat().drempel,
        "mazl_episodes": s["ziek_mazl"].maat("episode").drempel,
        "mazl_dagen": s["ziek_mazl"].maat("schooldag").drempel,
        "afwezig_laag_pct": s["afwezig_10"].maat().drempel,
        "afwezig_hoog_pct": s["afwezig_20"].maat().drempel,
        "afwezig_vanaf_lesweek": s["afwezig_10"].grenzen["vanaf_lesweek"],
        "afwezig_min_dagen": s["afwezig_10"].grenzen["schooldagen_minimaal"],
        "kwart_pct": s["kwart_2w"].maat().drempel,
        "lrv_maanden": s["lrv_3m"].maat().drempel,
        "langdurig_ziek_dagen": s["langdurig_ziek"].maat().drempel,
        "start_dagen": s["start_schooljaar"].maat().drempel,
        "start_kijkt": s["start_schooljaar"].grenzen["eerste_lesweken"],
        "start_zichtbaar": s["start_schooljaar"].grenzen["zichtbaar_lesweken"],
        "stijging_punten": s["stijging"].maat().drempel,
        "stijging_weken": s["stijging"].nodig_lesweken,
        "vaste_dagen": s["vaste_dag"].maat().drempel,
        "vaste_dag_pct": s["vaste_dag"].grenzen["aandeel_procent"],
        "onbekend_slots": s["onbekend_open"].maat().drempel,
        "schorsing_slots": s["schorsing"].maat().drempel,
        "rooster_pct": s["rooster_krimpt"].maat().drempel,
        "verborgen_pct": s["rooster_krimpt"].grenzen["verborgen_procent"],
        "geen_inschrijving_schooldagen": s["geen_inschrijving"].maat().drempel,
        "absoluut_dagen": s["absoluut"].maat().drempel,
        "vrijstelling_dagen": s["vrijstelling_verloopt"].maat().drempel,
        "terugval_pct": s["terugval"].maat().drempel,
        "terugval_lesweken": s["terugval"].grenzen["na_sluiten_lesweken"],
        "terugkeer_lesweken": s["terugval"].grenzen["terug_lesweken"],
        "deels_terug_pct": DEELS_TERUG_PCT,
        "wissel_scholen": s["schoolwissel"].maat().drempel,
        **_vensters(),
        **_grenzen(),
        "leerplichtsignalen": [signaal.naam for signaal in s.values() if "L" in signaal.publiek],
        "alleen_met_plicht": [signaal.naam for signaal in s.values() if signaal.is_leerplicht_met_plicht],
    }


def _grenzen() -> dict[str, int]:
    """Every threshold and limit of the contract under the name of its signal: `lang_weekend_keer` for the drempel per
    unit, `lang_weekend_x` for a further limit x. A new signal has them without a line here.
    """
    drempels_ = {f"{s.naam}_{m.eenheid}": m.drempel for s in laad_signalen().values() for m in s.maten}
    return drempels_ | {f"{s.naam}_{n}": grens for s in laad_signalen().values() for n, grens in s.grenzen.items()}


def _vensters() -> dict[str, list[str]]:
    """Per window the signals that look back that far: `venster_4`, `venster_jaar` and so on."""
    return {
        f"venster_{venster}": [signaal.naam for signaal in laad_signalen().values() if signaal.venster == venster]
        for venster in VENSTERS
    }


def vingerafdruk(*delen: object) -> str:
    """SHA-256 of plain values, in order: the same in every process. Raises TypeError for what has no fixed text."""
    return hashlib.sha256(
        json.dumps(delen, default=_vaste_tekst, ensure_ascii=False, sort_keys=True).encode()
    ).hexdigest()


def _vaste_tekst(waarde: object) -> object:
    """A value that JSON does not know; a set by its sorted members, because its own order differs per process."""
    if isinstance(waarde, set | frozenset):
        return sorted(waarde, key=str)
    if is_dataclass(waarde) and not isinstance(waarde, type):
        return asdict(waarde)
    if isinstance(waarde, date | time):
        return str(waarde)
    raise TypeError(f"vingerafdruk: {type(waarde).__name__} has no fixed text; give plain values")


def _kolommen(magazijn: Magazijn, naam: str) -> list[str]:
    kamer, laag, tabel = naam.split(".")
    return [
        r[0]
        for r in magazijn.rijen(
            "SELECT column_name || ' ' || data_type FROM duckdb_columns() "
            "WHERE database_name = $k AND schema_name = $l AND table_name = $t ORDER BY column_index",
            {"k": kamer, "l": laag, "t": tabel},
        )
    ]


def _soort(magazijn: Magazijn, naam: str) -> str:
    """VIEW when the name is that of a view now, else TABLE: a model may change from the one to the other."""
    kamer, laag, tabel = naam.split(".")
    sql = "SELECT 1 FROM duckdb_views() WHERE database_name = $k AND schema_name = $l AND view_name = $t"
    return "VIEW" if magazijn.rijen(sql, {"k": kamer, "l": laag, "t": tabel}) else "TABLE"


def bestaat_zo(werk: Werk, naam: str, kolommen: Iterable[tuple[str, str]]) -> bool:
    """Is there a table with exactly these columns?"""
    zoals = [f"{k} {t}" for k, t in kolommen]
    return _kolommen(werk.magazijn, naam) == zoals and _soort(werk.magazijn, naam) == "TABLE"


def vergeet_stappen(werk: Werk, naam: str) -> None:
    """Drop a table or view and its steps, so that it is made anew. Inside a transaction."""
    kamer, rest = naam.split(".", 1)
    werk.magazijn.con.execute(f"DROP {_soort(werk.magazijn, naam)} IF EXISTS {naam}")
    werk.magazijn.con.execute(f"DELETE FROM {kamer}.kern.stap WHERE tabel = $t", {"t": rest})


def zorg_voor_tabel(werk: Werk, naam: str) -> None:
    """Make a table, anew when its columns changed with a new version of the product."""
    kolommen = tabelkolommen()[naam]
    if bestaat_zo(werk, naam, kolommen):
        return
    with werk.magazijn.transactie():
        vergeet_stappen(werk, naam)
        werk.magazijn.con.execute(f"CREATE TABLE {naam} ({', '.join(f'{k} {t}' for k, t in kolommen)})")
        for opmerking in opmerkingen(naam, [kolom for kolom, _ in kolommen]):
            werk.magazijn.con.execute(opmerking)


def _schrijf_tabel(werk: Werk, model: Model, peildatum: date) -> int:
    con = werk.magazijn.con
    con.execute(f"DELETE FROM {model.naam} WHERE peildatum = $p", {"p": peildatum})
    waarden = met_waarden(model, werk.waarden(peildatum))
    return con.execute(f"INSERT INTO {model.naam} {model.sql}", waarden).fetchall()[0][0]


def _schrijf_versie(werk: Werk, model: Model, peildatum: date) -> int:
    """A change log: take back this Sunday and all after it, then add the changes and end the rows that they replace."""
    con, (kamer, rest) = werk.magazijn.con, model.naam.split(".", 1)
    p = {"p": peildatum}
    con.execute(f"DELETE FROM {model.naam} WHERE peildatum >= $p", p)
    con.execute(f"UPDATE {model.naam} SET tot_peildatum = NULL WHERE tot_peildatum >= $p", p)
    con.execute(f"DELETE FROM {kamer}.kern.stap WHERE tabel = $t AND partitie >= $p", {"t": rest, **p})
    con.execute(f"CREATE OR REPLACE TEMP TABLE wijziging AS {model.sql}", met_waarden(model, werk.waarden(peildatum)))
    gelijk = " AND ".join(f"w.{k} = t.{k}" for k in model.sleutel)
    con.execute(
        f"UPDATE {model.naam} AS t SET tot_peildatum = $p FROM wijziging AS w "
        f"WHERE {gelijk} AND t.tot_peildatum IS NULL",
        p,
    )
    con.execute(f"INSERT INTO {model.naam} BY NAME SELECT * EXCLUDE (weg) FROM wijziging WHERE NOT weg")
    return con.execute("SELECT count(*) FROM wijziging").fetchall()[0][0]


SCHRIJVERS = {"tabel": _schrijf_tabel, "versie": _schrijf_versie}


def ververs(werk: Werk, model: Model, keten: Sequence[date]) -> int:
    """Bring one SQL model up to date for the Sundays of `keten`, in order; what stands already is skipped. Returns rows
    written.
    """
    if model.soort == "zicht":
        return _ververs_zicht(werk, model, keten)
    zorg_voor_tabel(werk, model.naam)
    staand, vorige, geschreven, nieuw = werk.magazijn.hashes(model.naam), BEGIN, 0, {}
    for peildatum in keten:
        invoer = [werk.hashes(t).get(peildatum) for t in model.afhankelijk]
        vorige = vingerafdruk(model.sql, met_waarden(model, werk.waarden(peildatum)), invoer, vorige)
        if staand.get(peildatum) != vorige:
            geschreven += _stap(werk, model, peildatum, vorige)
            if model.soort == "versie":
                staand = {p: h for p, h in staand.items() if p < peildatum}
        nieuw[peildatum] = vorige
    werk.zet_hashes(model.naam, nieuw)
    return geschreven


def _stap(werk: Werk, model: Model, peildatum: date, hash_: str) -> int:
    werk.meld(f"{model.naam} {peildatum}")
    begin = monotonic()
    try:
        return werk.magazijn.stap(model.naam, peildatum, hash_, lambda: SCHRIJVERS[model.soort](werk, model, peildatum))
    except duckdb.Error as fout:
        if os.environ.get("INBEELD_ONTWIKKELAAR"):
            raise
        raise stapfout(f"{model.naam}, {peildatum}", fout) from None
    finally:
        werk.stappen[(model.naam, peildatum)] = monotonic() - begin


def _ververs_zicht(werk: Werk, model: Model, keten: Sequence[date]) -> int:
    if _soort(werk.magazijn, model.naam) == "TABLE":
        werk.magazijn.con.execute(f"DROP TABLE IF EXISTS {model.naam}")
    werk.magazijn.con.execute(f"CREATE OR REPLACE VIEW {model.naam} AS {model.sql}")
    invoer = {p: [werk.hashes(t).get(p) for t in model.afhankelijk] for p in keten}
    werk.zet_hashes(model.naam, {p: vingerafdruk(model.sql, i) for p, i in invoer.items()})
    return 0


def sleutelfouten(werk: Werk, model: Model, keten: Sequence[date]) -> int:
    """Rows that break the grain of a model in these partitions: a key column without value, or a key twice. Of a view,
    which is computed anew each time, the newest partition stands for all.
    """
    als = ", ".join((*model.sleutel, *model.sleutel_leeg))
    leeg = " OR ".join(f"{k} IS NULL" for k in model.sleutel)
    waar = "peildatum BETWEEN $a AND $z"
    if model.sleutel_week:
        waar += f" AND {model.sleutel_week} BETWEEN peildatum - 6 AND peildatum"
    dubbel = f"SELECT 1 FROM {model.naam} WHERE {waar} GROUP BY peildatum, {als} HAVING count(*) > 1"
    sql = f"SELECT (SELECT count(*) FROM {model.naam} WHERE {waar} AND ({leeg})) + (SELECT count(*) FROM ({dubbel}))"
    eerste = keten[-1] if model.soort == "zicht" else keten[0]
    return werk.magazijn.rijen(sql, {"a": eerste, "z": keten[-1]})[0][0]


_TABELKOLOMMEN: dict[str, tuple[tuple[str, str], ...]] = {}


def tabelkolommen() -> dict[str, tuple[tuple[str, str], ...]]:
    """Columns and DuckDB types of every table, found by binding each model on empty tables in memory: also proof that
    the SQL holds.
    """
    if not _TABELKOLOMMEN:
        _TABELKOLOMMEN.update(_bind_alles())
    return _TABELKOLOMMEN


def _bind_alles() -> dict[str, tuple[tuple[str, str], ...]]:
    from models.sql import brontabellen

    con = duckdb.connect(":memory:")
    for kamer in ("kluis", "school", "leerplicht", "stad"):
        con.execute(f"ATTACH ':memory:' AS {kamer}")
        for laag in ("bron", "kern", "signaal", "publicatie"):
            con.execute(f"CREATE SCHEMA {kamer}.{laag}")
    for naam in brontabellen():
        con.execute(maak_tabel_sql(naam))
    for model in modellen().values():
        _bind(con, model)
    alle = con.execute(
        "SELECT database_name || '.' || schema_name || '.' || table_name, "
        "list({k: column_name, t: data_type} ORDER BY column_index) "
        "FROM duckdb_columns() WHERE schema_name IN ('bron', 'kern', 'signaal', 'publicatie') GROUP BY ALL"
    ).fetchall()
    con.close()
    return {naam: tuple((k["k"], k["t"]) for k in kolommen) for naam, kolommen in alle}


def _bind(con: duckdb.DuckDBPyConnection, model: Model) -> None:
    dag = date(2025, 9, 7)
    van, tot = horizon(dag)
    waarden = {
        "peildatum": dag,
        "vorige_peildatum": dag - WEEK,
        "schooljaar": 2025,
        "halfjaar_begin": None,
        "horizon_van": van,
        "horizon_tot": tot,
    }
    waarden = {**waarden, "leerplicht_gemeenten": [], **drempels()}
    if model.soort == "zicht":
        con.execute(f"CREATE VIEW {model.naam} AS {model.sql}")
        return
    if model.leest_zichzelf:
        kolommen = ", ".join(f"{k} {t}" for k, t in model.kolommen)
        con.execute(f"CREATE TABLE {model.naam} ({kolommen})")
        con.execute(f"DESCRIBE {model.sql}", met_waarden(model, waarden))
        return
    con.execute(f"CREATE TABLE {model.naam} AS SELECT * FROM ({model.sql}) LIMIT 0", met_waarden(model, waarden))
