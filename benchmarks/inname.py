"""What it costs to take in ten million lesson rows: rows a second and peak memory, beside readers that only read.

Makes one set of deliveries in the dialect of Magister (a row a lesson, present ones too), all known at one Sunday, and
measures three things on the same files, each in a process of its own, one after the other: `inbeeld run` of that
Sunday on an empty warehouse (it judges every row, replaces pupils by keyed numbers, checks the contract, stores, and
makes the lists of the week), DuckDB's bare `read_csv` into memory, typed, and pandas' `read_csv`, typed.
Writes the table into benchmarks/README.md. Usage: `make bench-inname`, or `python -m benchmarks.inname --help`.
"""

import argparse
import csv
import json
import math
import os
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from benchmarks.stad import VERSLAG, WORTEL, Meting, meet, schrijf_tussen_merken

BEGIN, EIND = "<!-- inname: begin -->", "<!-- inname: end -->"
RIJEN, SCHOLEN = 10_000_000, 50
WEKEN, DAGEN_PER_WEEK, LESUREN = 7, 5, 6
EERSTE_DAG, ZONDAG = date(2026, 9, 7), date(2026, 10, 25)
VROEG, LAAT = "20260901T0600", "20261026T0630"
LEERLINGEN_PER_KLAS = 25
GELEZEN = "school.bron"
CODES = (("Z", "ziek", "ja"), ("O", "zonder_reden", "nee"), ("V", "verlof", "ja"), ("?", "onbekend", "onbekend"))
LESSEN = """
    COPY (
        SELECT
            printf('%05d', l) AS stamnr, strftime(d, '%d-%m-%Y') AS daanwezigheid, u AS lesuur,
            CASE
                WHEN lot < 940 THEN '' WHEN lot < 975 THEN 'Z' WHEN lot < 988 THEN 'O' WHEN lot < 994 THEN 'V' ELSE '?'
            END AS code,
            CASE WHEN lot < 940 THEN '' ELSE 'door de balie ingevoerd' END AS omschr,
            CASE WHEN lot < 940 THEN '' WHEN lot BETWEEN 975 AND 987 THEN 'N' ELSE 'J' END AS geoorloofd,
            '' AS bluxeverzuim,
            CASE WHEN lot < 940 THEN 5 WHEN lot % 10 = 9 THEN 2 ELSE 1 END AS type,
            strftime(d + INTERVAL 9 HOUR + INTERVAL 1 HOUR * u, '%d-%m-%Y %H:%M') AS dinvoer
        FROM (
            SELECT l, u, (DATE '{eerste}' + CAST(7 * (d // {dagen}) + d % {dagen} AS INTEGER)) AS d,
                hash(l, u, d, '{brin6}') % 1000 AS lot
            FROM range(1, {leerlingen} + 1) AS a(l), range({weken} * {dagen}) AS b(d), range(1, {lesuren} + 1) AS c(u)
        )
        ORDER BY d, u, l
    ) TO '{pad}' (HEADER, DELIMITER ';')
"""
TYPEN = {
    "stamnr": "VARCHAR",
    "daanwezigheid": "DATE",
    "lesuur": "SMALLINT",
    "code": "VARCHAR",
    "omschr": "VARCHAR",
    "geoorloofd": "VARCHAR",
    "bluxeverzuim": "VARCHAR",
    "type": "SMALLINT",
    "dinvoer": "TIMESTAMP",
}


@dataclass(frozen=True)
class Maat:
    """How large the deliveries are: pupils a school, so that all lessons together are at least the rows asked."""

    rijen: int
    scholen: int

    @property
    def leerlingen(self) -> int:
        return math.ceil(self.rijen / (self.scholen * WEKEN * DAGEN_PER_WEEK * LESUREN))

    @property
    def totaal(self) -> int:
        return self.leerlingen * self.scholen * WEKEN * DAGEN_PER_WEEK * LESUREN


def schrijf_csv(pad: Path, kop: str, rijen: Iterable[Iterable[object]]) -> None:
    """A small snapshot file."""
    pad.parent.mkdir(parents=True, exist_ok=True)
    with pad.open("w", encoding="utf-8", newline="") as uit:
        csv.writer(uit, delimiter=";").writerows([kop.split(";"), *rijen])


def maak_leveringen(maat: Maat, aanlevering: Path) -> list[Path]:
    """The whole delivery folder; returns the attendance files. Everything in it is made up."""
    import duckdb

    brins = [f"{nummer:02}XX00" for nummer in range(maat.scholen)]
    aanlevering.mkdir(parents=True, exist_ok=True)
    scholen = [
        {"brin6": b, "naam": f"School {b}", "soort": "vo", "dialect": "magister", "swv": "VO2601"} for b in brins
    ]
    (aanlevering / "scholen.yaml").write_text(json.dumps({"modus": "proef", "scholen": scholen}), encoding="utf-8")
    con, bestanden = duckdb.connect(), []
    for brin6 in brins:
        _maak_opnamen(maat, aanlevering / brin6)
        pad = aanlevering / brin6 / "verzuim" / f"lessen__{EERSTE_DAG:%Y%m%d}-{ZONDAG:%Y%m%d}__{LAAT}.csv"
        pad.parent.mkdir(parents=True, exist_ok=True)
        waarden = {"eerste": EERSTE_DAG, "dagen": DAGEN_PER_WEEK, "weken": WEKEN, "lesuren": LESUREN}
        con.execute(LESSEN.format(pad=pad, brin6=brin6, leerlingen=maat.leerlingen, **waarden))
        bestanden.append(pad)
    con.close()
    return bestanden


def _maak_opnamen(maat: Maat, map_: Path) -> None:
    """Codes, enrolments and timetable of one school."""
    klassen = {nummer: f"k{nummer // LEERLINGEN_PER_KLAS}" for nummer in range(1, maat.leerlingen + 1)}
    schrijf_csv(map_ / "codes" / f"codes__{VROEG}.csv", "code;categorie;geoorloofd", CODES)
    ingeschreven = (
        (f"{nummer:05}", EERSTE_DAG - timedelta(days=14 * 365 + nummer % 300), klas, "havo", "2026-08-01")
        for nummer, klas in klassen.items()
    )
    kop = "leerlingnummer;geboortedatum;klas;onderwijssoort;startdatum"
    schrijf_csv(map_ / "inschrijvingen" / f"inschrijvingen__{VROEG}.csv", kop, ingeschreven)
    rooster = (
        (klas, "", EERSTE_DAG, "2027-07-16", weekdag, lesuur, 50)
        for klas in dict.fromkeys(klassen.values())
        for weekdag in range(1, DAGEN_PER_WEEK + 1)
        for lesuur in range(1, LESUREN + 1)
    )
    kop = "klas;leerlingnummer;geldig_van;geldig_tot;weekdag;slot;minuten"
    schrijf_csv(map_ / "rooster" / f"rooster__{VROEG}.csv", kop, rooster)


def lees_duckdb(bestanden: list[Path]) -> int:
    """All rows typed into memory with DuckDB alone."""
    import duckdb

    con = duckdb.connect()
    con.execute(
        "CREATE TABLE lessen AS FROM read_csv(?, columns = $kolommen, header = true, delim = ';', "
        "dateformat = '%d-%m-%Y', timestampformat = '%d-%m-%Y %H:%M')".replace("$kolommen", json.dumps(TYPEN)),
        [[str(pad) for pad in bestanden]],
    )
    return con.execute("SELECT count(*) FROM lessen").fetchall()[0][0]


def lees_pandas(bestanden: list[Path]) -> int:
    """All rows typed into memory with pandas."""
    import pandas as pd

    tekst = {kolom: "str" for kolom, soort in TYPEN.items() if soort == "VARCHAR"}
    getal = {kolom: "int16" for kolom, soort in TYPEN.items() if soort == "SMALLINT"}

    def lees(pad: Path) -> "pd.DataFrame":
        deel = pd.read_csv(pad, sep=";", dtype=tekst | getal, keep_default_na=False)
        deel["daanwezigheid"] = pd.to_datetime(deel["daanwezigheid"], format="%d-%m-%Y")
        deel["dinvoer"] = pd.to_datetime(deel["dinvoer"], format="%d-%m-%Y %H:%M")
        return deel

    return len(pd.concat([lees(pad) for pad in bestanden], ignore_index=True))


LEZERS = {"duckdb": lees_duckdb, "pandas": lees_pandas}


def maak_en_meet(maat: Maat, werkmap: Path) -> str:
    """The whole benchmark in one folder; the report as markdown."""
    druk = os.getloadavg()[0]
    bestanden = maak_leveringen(maat, werkmap / "aanlevering")
    lijst = werkmap / "bestanden.txt"
    lijst.write_text("\n".join(map(str, bestanden)), encoding="utf-8")
    plekken = {naam: werkmap / naam for naam in ("aanlevering", "magazijn", "uit")}
    vlaggen = [deel for naam, map_ in plekken.items() for deel in (f"--{naam}", str(map_))]
    inbeeld = [str(Path(sys.executable).with_name("inbeeld")), "run", "--stil", *vlaggen]
    eigen = meet(
        "`inbeeld run` of that Sunday",
        [*inbeeld, "--sleutels", str(werkmap / "sleutels.json"), "--peildatum", ZONDAG.isoformat()],
    )
    kaal = [
        meet(naam, [sys.executable, "-m", "benchmarks.inname", "--lees", lezer, "--bestanden", str(lijst)])
        for naam, lezer in (("DuckDB `read_csv`, typed, into memory", "duckdb"), ("pandas `read_csv`, typed", "pandas"))
    ]
    verslag_van_run = json.loads(next((werkmap / "uit").glob("*/run.json")).read_text(encoding="utf-8"))
    keur(maat, verslag_van_run)
    megabytes = sum(pad.stat().st_size for pad in bestanden) / 1e6
    return verslag(maat, megabytes, druk, eigen, kaal, verslag_van_run["duur_s"])


def keur(maat: Maat, run: dict) -> None:
    """Exits when not every row was taken in: a fast run that loses rows measures nothing."""
    lessen = [levering for levering in run["leveringen"] if levering["soort"] == "verzuim"]
    goed = sum(levering["geaccepteerd"] for levering in lessen)
    if goed != maat.totaal:
        sys.exit(f"bench-inname: {goed} of {maat.totaal} rows were accepted; look at the terugkoppeling")


def verslag(
    maat: Maat, megabytes: float, druk: float, eigen: Meting, kaal: list[Meting], stappen: dict[str, float]
) -> str:
    """The tables."""
    lezen = sum(duur for stap, duur in stappen.items() if stap.startswith(GELEZEN))
    rest = sorted(((s, d) for s, d in stappen.items() if not s.startswith(GELEZEN)), key=lambda paar: -paar[1])[:6]
    regels = [
        f"{maat.totaal:,} lesson rows in {maat.scholen} files, {megabytes:,.0f} MB, of {maat.scholen} schools with "
        f"{maat.leerlingen} pupils; {os.cpu_count()} cores, load {druk:.1f} at the start.",
        "",
        "| process | wall s | cpu s | rows/s (wall) | peak MB |",
        "|---|---|---|---|---|",
        *(
            f"| {m.naam} | {m.wand_s:.1f} | {m.cpu_s:.1f} | {maat.totaal / m.wand_s:,.0f} | {m.piek_mb:,.0f} |"
            for m in (eigen, *kaal)
        ),
        f"| of which reading, judging and storing (`{GELEZEN}`) | {lezen:.1f} | | {maat.totaal / lezen:,.0f} | |",
        "",
        "| longest other steps of that run | s |",
        "|---|---|",
        *(f"| {stap} | {duur:.1f} |" for stap, duur in rest),
    ]
    return "\n".join(regels)


def lees_argumenten() -> argparse.Namespace:
    """The command line."""
    lezer = argparse.ArgumentParser(description=__doc__)
    lezer.add_argument("--rijen", type=int, default=RIJEN)
    lezer.add_argument("--scholen", type=int, default=SCHOLEN)
    lezer.add_argument("--map", type=Path, help="keep the deliveries here (default: a folder that is removed)")
    lezer.add_argument("--toon", action="store_true", help="only print the table, leave the page as it is")
    lezer.add_argument("--lees", choices=LEZERS, help=argparse.SUPPRESS)
    lezer.add_argument("--bestanden", type=Path, help=argparse.SUPPRESS)
    return lezer.parse_args()


def main() -> None:
    """Measure and report; with `--lees` be the bare reader that is measured."""
    keuze = lees_argumenten()
    if keuze.lees:
        paden = [Path(regel) for regel in keuze.bestanden.read_text(encoding="utf-8").splitlines()]
        print(f"{LEZERS[keuze.lees](paden)} rows read", file=sys.stderr)
        return
    os.chdir(WORTEL)  # the children are run as `python -m benchmarks.inname`
    maat = Maat(keuze.rijen, keuze.scholen)
    with tempfile.TemporaryDirectory(prefix="inname-") as tijdelijk:
        tekst = maak_en_meet(maat, keuze.map or Path(tijdelijk))
    print(tekst)
    if not keuze.toon:
        schrijf_tussen_merken(VERSLAG, tekst, BEGIN, EIND)


if __name__ == "__main__":
    main()
