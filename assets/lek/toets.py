"""A folder -> what it gives away: rows by themselves, rows of a Sunday together, and Sundays together."""

# pyright: reportArgumentType=false, reportAttributeAccessIssue=false, reportReturnType=false
# because pandas types every selection as "frame or series or scalar", which no reader of this file would.

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from assets.lek.lees import (
    NODIG,
    SLEUTEL,
    Lek,
    Rij,
    als_datum,
    groepslekken,
    heel,
    jaarlekken,
    lees_csv,
    rijlekken,
)
from assets.lek.paginas import bladlekken, gegeven, paginalekken
from data_contracts.fouten import Aanleverfout
from data_contracts.register import Register
from models.onthulling import DREMPEL_SCHOOL, DREMPEL_STAD
from models.onthulling_lek import Bevinding, val_aan
from models.onthulling_sommen import GROEPERINGEN

VENSTER = 3
"""Sundays in a row that are solved together."""
JAAR = ("maat", "open_op_1_september", "nieuw_in_jaar", "totaal")


@dataclass(frozen=True)
class Soort:
    """A kind of released file: its name, the threshold of its readers, and whether its parts add up to a size."""

    naam: str
    drempel: int
    met_gehelen: bool = False


TRENDS = Soort("trends.csv", DREMPEL_STAD)
SOORTEN = (TRENDS, Soort("trend_school.csv", DREMPEL_SCHOOL), Soort("leren.csv", DREMPEL_STAD, met_gehelen=True))


@dataclass
class Verslag:
    """What was read and found. regels: a line a file, with the weakest interval."""

    bestanden: int = 0
    lekken: list[Lek] = field(default_factory=list)
    regels: list[str] = field(default_factory=list)


def toets_map(map_: Path, register: Register | None) -> Verslag:
    """Read every released file under a folder. Raises Aanleverfout when there is none."""
    uit, alles = Verslag(), []
    for soort in SOORTEN:
        for ouder, rijen in _per_lezer(map_, soort).items():
            alles += rijen
            _toets_rijen(uit, f"{ouder}{soort.naam}", soort, rijen, register)
    _toets_losse(uit, map_)
    if not uit.bestanden:
        raise Aanleverfout(f"{map_}: hier staan geen vrijgegeven cijfers; geef een map met trends.csv")
    _toets_paginas(uit, map_, gegeven(alles))
    return uit


def _per_lezer(map_: Path, soort: Soort) -> dict[str, list[Rij]]:
    """Rows of all Sundays by their readers: the city, or one school."""
    uit: dict[str, list[Rij]] = {}
    for pad in sorted(map_.rglob(soort.naam)):
        rijen = lees_csv(pad, NODIG)
        scholen = {rij["code"] for rij in rijen} if {rij["niveau"] for rij in rijen} == {"school"} else set()
        lezer = f"{scholen.pop()}/" if len(scholen) == 1 else ""
        uit.setdefault(lezer, []).extend(rijen)
    return uit


def _toets_rijen(uit: Verslag, naam: str, soort: Soort, rijen: list[Rij], register: Register | None) -> None:
    uit.bestanden += 1
    drempel = DREMPEL_SCHOOL if "/" in naam else soort.drempel
    for rij in rijen:
        uit.lekken += rijlekken(naam, rij, drempel)
    tabel = als_tabel(rijen, register, met_gehelen=soort.met_gehelen)
    bevindingen = [val_aan(deel, drempel) for deel in _delen(tabel)]
    for bevinding in bevindingen:
        uit.lekken += [Lek(naam, zin) for zin in _zinnen(bevinding)]
    uit.regels.append(_regel(naam, bevindingen))


def als_tabel(rijen: list[Rij], register: Register | None, *, met_gehelen: bool) -> pd.DataFrame:
    """Rows as the attack asks them; of a row that stands there twice the last."""
    plek = {school.brin6: school for school in register.scholen} if register else {}
    uniek = {tuple(rij[kolom] for kolom in SLEUTEL): rij for rij in rijen}
    tabel = pd.DataFrame(
        [
            {
                **{kolom: rij[kolom] for kolom in (*SLEUTEL, "onderdrukt")},
                "peildatum": als_datum(rij["peildatum"]),
                **{kolom: heel(rij[kolom]) for kolom in ("teller", "noemer")},
                **{kolom: getattr(plek.get(rij["code"]), kolom, None) or "" for kolom in GROEPERINGEN},
            }
            for rij in uniek.values()
        ],
        columns=[*SLEUTEL, "onderdrukt", "teller", "noemer", *GROEPERINGEN],
    ).astype({"teller": "Int64", "noemer": "Int64"})
    gehelen = _gehelen(set(tabel["maat"])) if met_gehelen else {}
    return tabel.assign(
        noemer_van=[gehelen.get(maat, "") for maat in tabel["maat"]],
        is_deel=[gehelen.get(m, m) != m and not m.startswith("afspraak") for m in tabel["maat"]],
    )


def _gehelen(maten: set[str]) -> dict[str, str]:
    """Each maat with the one whose name it begins with, which counts its noemer; that one with itself."""
    return {
        maat: max((ander for ander in maten if maat == ander or maat.startswith(f"{ander}_")), key=_korter)
        for maat in maten
    }


def _korter(maat: str) -> int:
    return -len(maat)


def _delen(tabel: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Each Sunday by itself, then the counts of some Sundays in a row."""
    weken = sorted(set(tabel["peildatum"]))
    yield from (tabel[tabel["peildatum"] == week] for week in weken)
    tellingen = tabel[tabel["maat"].str.startswith("thuiszitters")]
    for begin in range(max(0, len(weken) - VENSTER) + 1 if len(weken) > 1 else 0):
        yield tellingen[tellingen["peildatum"].isin(weken[begin : begin + VENSTER])]


def _zinnen(bevinding: Bevinding) -> Iterator[str]:
    """A sentence a cell that can be had; never what it is."""
    for peildatum, niveau, code, soort, maat in bevinding.te_smal:
        plek = " ".join(deel for deel in (niveau, code, soort, maat) if deel)
        yield f"{plek} ({peildatum}): een verborgen cijfer is te precies na te rekenen"


def _regel(naam: str, bevindingen: Sequence[Bevinding]) -> str:
    zwakste = min((b.zwakste for b in bevindingen if b.zwakste is not None), default=None)
    verborgen = sum(b.verborgen for b in bevindingen)
    ruimte = "geen aantal verborgen" if zwakste is None else f"zwakste houdt {zwakste} mogelijke waarden"
    oneens = sum(not b.past for b in bevindingen)
    los = f"; {oneens} keer spreken cijfers elkaar tegen, daar is niet verder gezocht" if oneens else ""
    return f"{naam}: {verborgen} verborgen cijfers aangevallen, {ruimte}{los}"


def _toets_losse(uit: Verslag, map_: Path) -> None:
    """The yearly count, and the collective signals of the city."""
    for pad in sorted(map_.rglob("leerplichttelling.csv")):
        uit.bestanden += 1
        uit.lekken += jaarlekken(_naam(map_, pad), lees_csv(pad, JAAR), DREMPEL_STAD)
    for pad in sorted(map_.rglob("groepssignalen.csv")):
        if "stad" in (pad.parent.name, map_.name):
            uit.bestanden += 1
            uit.lekken += groepslekken(_naam(map_, pad), lees_csv(pad, ("niveau", "klas")))


def _toets_paginas(uit: Verslag, map_: Path, bekend: set[float]) -> None:
    """Pages and workbooks for the city: those beside its csv."""
    for pad in sorted(map_.rglob("*")):
        if "stad" in (pad.parent.name, map_.name) and pad.suffix in (".html", ".xlsx"):
            uit.bestanden += 1
            zoek = paginalekken if pad.suffix == ".html" else bladlekken
            uit.lekken += zoek(pad, _naam(map_, pad), bekend)


def _naam(map_: Path, pad: Path) -> str:
    return pad.relative_to(map_).as_posix()
