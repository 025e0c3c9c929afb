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

from assets.werk import Werk, vingerafdruk, zorg_voor_tabel
from models.cellen import maak_cellen
from models.onthulling import DREMPEL_SCHOOL, DREMPEL_STAD, geef_vrij
from models.onthulling_jaar import geef_jaar_vrij

TRENDS = "stad.publicatie.trends"
TREND_SCHOOL = "school.publicatie.trend"
JAARTELLING = "stad.publicatie.leerplichttelling"
VAN_SCHOLEN = ("school.publicatie.telling", "school.publicatie.weektelling", "school.bron.school")
INVOER = {
    TRENDS: ("kluis.publicatie.telling", *VAN_SCHOLEN),
    TREND_SCHOOL: VAN_SCHOLEN,
    JAARTELLING: ("kluis.publicatie.jaartelling",),
}
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
    paden = [*sorted(map_.glob("onthulling*.py")), map_ / "cellen.py", map_ / "trends.py"]
    return vingerafdruk([p.read_text(encoding="utf-8") for p in paden])


def cellen_van(werk: Werk, tabel: str, peildatum: date) -> pd.DataFrame:
    """The exact cells of one Sunday: in memory only. The counts of the kluis have a door to stad, none to a school."""
    con, p = werk.magazijn.con, {"peildatum": peildatum}
    if tabel == JAARTELLING:
        return con.execute(lees_sql("stad_jaartelling"), p).df()
    personen = con.execute(lees_sql("stad_tellingen"), p).df() if tabel == TRENDS else GEEN_TELLINGEN
    van_scholen = [con.execute(lees_sql(f"stad_{n}"), p).df() for n in ("schooltellingen", "weektellingen")]
    return maak_cellen(peildatum, _scholen(werk), personen, *van_scholen)


def _scholen(werk: Werk) -> pd.DataFrame:
    """Where each school belongs, from the register itself: the school room has no door for it."""
    rijen = sorted(tuple(getattr(school, kolom) for kolom in INDELING) for school in werk.register.scholen)
    return pd.DataFrame(rijen, columns=list(INDELING))


def geef_stad_vrij(cellen: pd.DataFrame) -> pd.DataFrame:
    """What directors and anyone may see."""
    return geef_vrij(cellen, DREMPEL_STAD)


def geef_scholen_vrij(cellen: pd.DataFrame) -> pd.DataFrame:
    """What each kernteam may see of its own school. Without rows of other levels no school's row helps to find
    another's.
    """
    scholen = cellen.loc[(cellen["niveau"] == "school") & ~cellen["maat"].str.startswith("thuiszitters")]
    return geef_vrij(scholen, DREMPEL_SCHOOL)


VRIJGAVEN: dict[str, Callable[[pd.DataFrame], pd.DataFrame]] = {
    TRENDS: geef_stad_vrij,
    TREND_SCHOOL: geef_scholen_vrij,
    JAARTELLING: geef_jaar_vrij,
}


def ververs_vrijgave(werk: Werk, tabel: str, keten: list[date]) -> None:
    """Bring one table of released figures up to date for the Sundays of `keten`."""
    zorg_voor_tabel(werk, tabel)
    staand, nieuw = werk.magazijn.hashes(tabel), {}
    for peildatum in keten:
        nieuw[peildatum] = vingerafdruk(regelversie(), [werk.hashes(t).get(peildatum) for t in INVOER[tabel]])
        if staand.get(peildatum) != nieuw[peildatum]:
            werk.meld(f"{tabel} {peildatum}")
            begin = time.monotonic()
            vrij = VRIJGAVEN[tabel](cellen_van(werk, tabel, peildatum))
            werk.magazijn.stap(
                tabel, peildatum, nieuw[peildatum], lambda p=peildatum, v=vrij: _schrijf(werk, tabel, p, v)
            )
            werk.stappen[(tabel, peildatum)] = time.monotonic() - begin
    werk.zet_hashes(tabel, nieuw)


def _schrijf(werk: Werk, tabel: str, peildatum: date, vrij: pd.DataFrame) -> int:
    con = werk.magazijn.con
    con.execute(f"DELETE FROM {tabel} WHERE peildatum = $p", {"p": peildatum})
    con.register("vrij", pa.Table.from_pandas(vrij.assign(peildatum=peildatum), preserve_index=False))
    con.execute(f"INSERT INTO {tabel} BY NAME SELECT * FROM vrij")
    con.unregister("vrij")
    return len(vrij)
