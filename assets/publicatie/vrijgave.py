"""Counts of the rooms -> released figures, in the stad room (threshold 10) and for each school's kernteam (threshold
5).
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pandas as pd
import pyarrow as pa

from assets.publicatie import eerder
from assets.publicatie.eerder import ketens, oplopend, weekcijfers
from assets.werk import BEGIN, Werk, vingerafdruk, zorg_voor_tabel
from models.bewegingen import Cijfer, Gang, Jaarcijfer, Openbaar, maak_beweegcellen
from models.cellen import maak_cellen
from models.klascellen import alleen_klassen, maak_klascellen
from models.leercellen import VOORSPRONG, maak_leercellen
from models.onthulling import (
    DREMPEL_SCHOOL,
    DREMPEL_STAD,
    KOLOMMEN,
    NODIG,
    Vrijgave,
    geef_getoetst_vrij,
    geef_vrij,
    niets_vrij,
)
from models.onthulling_jaar import geef_jaar_vrij
from models.onthulling_ronde import Onthullingsfout
from models.tijd import halfjaar_begin

TRENDS = "stad.publicatie.trends"
TREND_SCHOOL = "school.publicatie.trend"
KLASTREND = "school.publicatie.klastrend"
JAARTELLING = "stad.publicatie.leerplichttelling"
LEREN_STAD = "stad.publicatie.leren"
LEREN_SCHOOL = "school.publicatie.leren"
BEWEGINGEN = "stad.publicatie.bewegingen"
VAN_SCHOLEN = ("school.publicatie.telling", "school.publicatie.weektelling", "school.bron.school")
INVOER = {
    TRENDS: ("kluis.publicatie.telling", *VAN_SCHOLEN),
    TREND_SCHOOL: VAN_SCHOLEN,
    KLASTREND: ("school.publicatie.klasweek", "school.publicatie.inzet"),
    JAARTELLING: ("kluis.publicatie.jaartelling", TRENDS),
    LEREN_STAD: ("school.publicatie.leertelling", "school.bron.school"),
    LEREN_SCHOOL: (
        "school.publicatie.leertelling",
        "school.kern.leer_voorsprong",
        "school.kern.week",
        "school.publicatie.getoond",
        "school.bron.school",
    ),
    BEWEGINGEN: ("kluis.publicatie.halfjaarbeweging", "school.publicatie.telling", TRENDS, JAARTELLING),
}
KLASSEN = "SELECT * EXCLUDE (peildatum) FROM school.publicatie.klasweek WHERE peildatum = $peildatum ORDER BY ALL"
OPENBAAR = (
    f"SELECT peildatum, maat, teller, onderdrukt, volledigheid FROM {TRENDS} "
    "WHERE niveau = 'stad' AND onderwijssoort = '' AND peildatum BETWEEN $begin AND $peildatum"
)
OPENBAAR_JAAR = (
    f"SELECT maat, open_op_1_september, nieuw_in_jaar, totaal FROM {JAARTELLING} WHERE peildatum = $peildatum"
)
"""What everybody can read of the weeks of a half schooljaar, beside its movements."""
KLASSEN_MET_INZET = (
    "SELECT DISTINCT brin6, klas FROM school.publicatie.inzet "
    "WHERE peildatum = $peildatum AND niveau = 'klas' AND klas IS NOT NULL ORDER BY ALL"
)
EIGEN_TELLING = (
    "SELECT brin6, groep, deel, op_school AS leerlingen FROM school.publicatie.leertelling "
    f"WHERE peildatum = $peildatum AND groep <> '{VOORSPRONG}'"
)
EIGEN_VOORSPRONG = f"""
    WITH op_lijst AS (
        SELECT v.brin6, v.leerling, v.zondag, min(g.peildatum) AS vanaf
        FROM school.kern.leer_voorsprong AS v
        LEFT JOIN school.publicatie.getoond AS g
            ON g.brin6 = v.brin6 AND g.leerling = v.leerling AND g.signaal <> 'verzuim_16u4w'
            AND g.peildatum >= v.vanaf AND g.peildatum < v.zondag
        WHERE v.peildatum = $peildatum
        GROUP BY v.brin6, v.leerling, v.zondag
    ),
    geteld AS (
        SELECT o.brin6, o.leerling, count(w.maandag) AS weken
        FROM op_lijst AS o
        LEFT JOIN school.kern.week AS w
            ON w.peildatum = $peildatum AND w.brin6 = o.brin6 AND w.maandag + 6 >= o.vanaf AND w.maandag + 6 < o.zondag
        GROUP BY o.brin6, o.leerling
    )
    SELECT brin6, '{VOORSPRONG}' AS groep,
        CASE WHEN weken = 0 THEN 'geen' WHEN weken < $venster_16u4w THEN 'kort' ELSE 'lang' END AS deel,
        count(*) AS leerlingen
    FROM geteld
    GROUP BY GROUPING SETS ((brin6), (brin6, deel))
"""
"""As `school.publicatie.leertelling` counts it for the city, but from the first Sunday of those weeks on which the
pupil stood on a written list.
"""
LEK = "{n} verborgen cijfers zijn na te rekenen, en meer verbergen helpt niet; van deze week is geen cijfer vrijgegeven"
GEEN_TELLINGEN = pd.DataFrame({"brin6": [], "maat": [], "personen": []}, dtype=object)
MAP = Path(__file__).parent / "sql"
INDELING = ("brin6", "soort", "swv", "wijk", "bestuur")


@cache
def lees_sql(naam: str) -> str:
    """A query of this package's sql folder."""
    return (MAP / f"{naam}.sql").read_text(encoding="utf-8")


@cache
def regelversie() -> str:
    """A hash of the code that decides what may be shown."""
    map_ = Path(geef_vrij.__code__.co_filename).parent
    namen = ("cellen.py", "klascellen.py", "leercellen.py", "bewegingen.py", "trends.py")
    paden = [
        *sorted(map_.glob("onthulling*.py")),
        Path(eerder.__file__),
        *(map_ / naam for naam in namen),
        Path(__file__),
    ]
    return vingerafdruk([p.read_text(encoding="utf-8") for p in paden])


def cellen_van(werk: Werk, tabel: str, peildatum: date) -> pd.DataFrame:
    """The exact cells of one Sunday: in memory only. The counts of the kluis have a door to stad, none to a school."""
    con, p = werk.magazijn.con, {"peildatum": peildatum}
    if tabel in (LEREN_STAD, LEREN_SCHOOL):
        return _leercellen(werk, tabel, peildatum)
    if tabel == KLASTREND:
        return maak_klascellen(peildatum, con.execute(KLASSEN, p).df(), con.execute(KLASSEN_MET_INZET, p).df())
    if tabel == BEWEGINGEN:
        return _beweegcellen(werk, peildatum)
    if tabel == JAARTELLING:
        return con.execute(lees_sql("stad_jaartelling"), p).df()
    personen = con.execute(lees_sql("stad_tellingen"), p).df() if tabel == TRENDS else GEEN_TELLINGEN
    van_scholen = [con.execute(lees_sql(f"stad_{n}"), p).df() for n in ("schooltellingen", "weektellingen")]
    return maak_cellen(peildatum, _scholen(werk), personen, *van_scholen)


def _leercellen(werk: Werk, tabel: str, peildatum: date) -> pd.DataFrame:
    """What was learnt, for the city by its door, or for each school from its own room."""
    con, p = werk.magazijn.con, {"peildatum": peildatum}
    soorten = {school.brin6: school.soort for school in werk.register.scholen}
    if tabel == LEREN_STAD:
        return maak_leercellen(peildatum, soorten, con.execute(lees_sql("stad_leertelling"), p).df(), "stad")
    venster = {**p, "venster_16u4w": werk.waarden(peildatum)["venster_16u4w"]}
    delen = [con.execute(EIGEN_TELLING, p).df(), con.execute(EIGEN_VOORSPRONG, venster).df()]
    return maak_leercellen(peildatum, soorten, pd.concat(delen, ignore_index=True), "school")


def _beweegcellen(werk: Werk, peildatum: date) -> pd.DataFrame:
    """The movements of the half schooljaar that ends at `peildatum`; none without one that was known from its begin."""
    begin = halfjaar_begin(peildatum)
    if begin is None or begin < (werk.eerste_bekend or peildatum):
        return pd.DataFrame(columns=NODIG)
    rijen, p = werk.magazijn.rijen, {"peildatum": peildatum}
    cijfers = rijen(OPENBAAR, {"begin": begin, **p})
    jaar = [Jaarcijfer(*rij) for rij in rijen(OPENBAAR_JAAR, p)]
    openbaar = Openbaar.van(begin, peildatum, [Cijfer(*rij[:4]) for rij in cijfers], jaar)
    volledig = [rij[4] for rij in cijfers if rij[0] in (begin, peildatum) and rij[4] is not None]
    plicht = sum(met_plicht for _, met_plicht, _ in rijen(lees_sql("stad_schooltellingen"), p))
    geteld = {Gang(van, naar): personen for van, naar, personen in rijen(lees_sql("stad_bewegingen"), p)}
    return maak_beweegcellen(geteld, plicht, min(volledig, default=None), openbaar)


def geef_bewegingen_vrij(cellen: pd.DataFrame) -> pd.DataFrame:
    """What anyone may see of movements; most Sundays end no half schooljaar, and have none."""
    return geef_vrij(cellen, DREMPEL_STAD) if len(cellen) else pd.DataFrame(columns=KOLOMMEN)


def _scholen(werk: Werk) -> pd.DataFrame:
    """Where each school belongs, from the register itself: the school room has no door for it."""
    rijen = sorted(tuple(getattr(school, kolom) for kolom in INDELING) for school in werk.register.scholen)
    return pd.DataFrame(rijen, columns=list(INDELING))


def geef_stad_vrij(cellen: pd.DataFrame) -> pd.DataFrame:
    """What directors and anyone may see of one Sunday by itself."""
    return geef_vrij(cellen, DREMPEL_STAD)


def geef_scholen_vrij(cellen: pd.DataFrame) -> pd.DataFrame:
    """What each kernteam may see of its own school. Without rows of other levels no school's row helps to find
    another's.
    """
    return geef_vrij(van_school_zelf(cellen), DREMPEL_SCHOOL)


def van_school_zelf(cellen: pd.DataFrame) -> pd.DataFrame:
    """The cells of a school's own trend: no other level, and no count of thuiszitters."""
    return cellen.loc[(cellen["niveau"] == "school") & ~cellen["maat"].str.startswith("thuiszitters")]


def geef_klassen_vrij(cellen: pd.DataFrame) -> pd.DataFrame:
    """What each kernteam may see of its classes; their school is judged with them, because it stands in its trend."""
    return alleen_klassen(geef_vrij(cellen, DREMPEL_SCHOOL))


def geef_leren_vrij(cellen: pd.DataFrame) -> pd.DataFrame:
    """What each kernteam may see of what its own decisions say. A school stands by itself: no row adds schools up."""
    return geef_vrij(cellen, DREMPEL_SCHOOL)


VRIJGAVEN: dict[str, Callable[[pd.DataFrame], pd.DataFrame]] = {
    TRENDS: geef_stad_vrij,
    TREND_SCHOOL: geef_scholen_vrij,
    KLASTREND: geef_klassen_vrij,
    JAARTELLING: geef_jaar_vrij,
    LEREN_STAD: geef_stad_vrij,
    LEREN_SCHOOL: geef_leren_vrij,
    BEWEGINGEN: geef_bewegingen_vrij,
}
HISTORIES = {
    TRENDS: (ketens, DREMPEL_STAD),
    LEREN_STAD: (oplopend, DREMPEL_STAD),
    LEREN_SCHOOL: (oplopend, DREMPEL_SCHOOL),
}
"""Tables whose earlier Sundays say something of this one: what is read of them, and the threshold."""
MET_EERDER = (*HISTORIES, JAARTELLING)


def vrij_van(werk: Werk, tabel: str, keten: list[date], peildatum: date) -> Vrijgave:
    """The released rows of one Sunday, judged with the earlier Sundays of `keten` where those say something."""
    cellen = cellen_van(werk, tabel, peildatum)
    if tabel == JAARTELLING:
        return Vrijgave(geef_jaar_vrij(cellen, weekcijfers(werk, TRENDS, JAARTELLING, peildatum)), None)
    if tabel not in HISTORIES:
        return Vrijgave(VRIJGAVEN[tabel](cellen), None)
    lees, drempel = HISTORIES[tabel]
    historie = lees(werk, tabel, keten, peildatum, lambda p: cellen_van(werk, tabel, p), drempel)
    return geef_getoetst_vrij(cellen, drempel, historie)


def geen_cijfers(tabel: str, cellen: pd.DataFrame) -> pd.DataFrame:
    """The rows of a release that failed its audit: the same rows as ever, without a figure; no movement at all."""
    if tabel == BEWEGINGEN:
        return pd.DataFrame(columns=KOLOMMEN)
    if tabel == TREND_SCHOOL:
        return niets_vrij(van_school_zelf(cellen))
    return alleen_klassen(niets_vrij(cellen)) if tabel == KLASTREND else niets_vrij(cellen)


def ververs_vrijgave(werk: Werk, tabel: str, keten: list[date]) -> int | None:
    """Bring one table of released figures up to date for the Sundays of `keten`; of what was made anew and audited with
    earlier weeks: how many values the weakest hidden count keeps (None: none is hidden).
    """
    zorg_voor_tabel(werk, tabel)
    staand, nieuw, vorige = werk.magazijn.hashes(tabel), {}, BEGIN
    zwakste: list[int] = []
    for peildatum in keten:
        ervoor = [vorige] if tabel in MET_EERDER else []
        invoer = [werk.hashes(t).get(peildatum) for t in INVOER[tabel]]
        nieuw[peildatum] = vorige = vingerafdruk(regelversie(), invoer, *ervoor)
        if staand.get(peildatum) != vorige:
            zwakste += _ververs_zondag(werk, tabel, keten, peildatum, vorige)
    werk.zet_hashes(tabel, nieuw)
    return min(zwakste, default=None)


def _ververs_zondag(werk: Werk, tabel: str, keten: list[date], peildatum: date, hash_: str) -> list[int]:
    """Make one Sunday; how many values its weakest hidden count keeps, if that is known."""
    werk.meld(f"{tabel} {peildatum}")
    begin = time.monotonic()
    try:
        vrij = vrij_van(werk, tabel, keten, peildatum)
    except Onthullingsfout as fout:
        # The lists of the kernteams do not wait for a figure of the city.
        werk.meld(f"{tabel} {peildatum}: {LEK.format(n=fout.aantal)}")
        vrij = Vrijgave(geen_cijfers(tabel, cellen_van(werk, tabel, peildatum)), None)
    werk.vrijgaven.pop((tabel, peildatum), None)
    werk.magazijn.stap(tabel, peildatum, hash_, lambda: _schrijf(werk, tabel, peildatum, vrij.figuren))
    werk.stappen[(tabel, peildatum)] = time.monotonic() - begin
    return [] if vrij.zwakste is None else [vrij.zwakste]


def _schrijf(werk: Werk, tabel: str, peildatum: date, vrij: pd.DataFrame) -> int:
    con = werk.magazijn.con
    con.execute(f"DELETE FROM {tabel} WHERE peildatum = $p", {"p": peildatum})
    con.register("vrij", pa.Table.from_pandas(vrij.assign(peildatum=peildatum), preserve_index=False))
    con.execute(f"INSERT INTO {tabel} BY NAME SELECT * FROM vrij")
    con.unregister("vrij")
    return len(vrij)
