"""Random cities, released and attacked: how much is hidden, and what an attacker gets.

`python -m tests.aanval.proef` (or `make lek-proef`) writes the tables into docs/onthulling.md.
"""

# pyright: reportArgumentType=false, reportAttributeAccessIssue=false, reportReturnType=false, reportCallIssue=false
# because pandas types every selection as "frame or series or scalar", which no reader of this file would.

from __future__ import annotations

import argparse
import os
import random
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pandas as pd

from models.onthulling import DREMPEL_STAD, afgerond, geef_getoetst_vrij, zondag
from models.onthulling_historie import KETENWEKEN, GeenHistorie, Ketens
from tests.aanval.aanvaller import Kennis, Rij, Uitkomst, val_aan
from tests.aanval.steden import AANDELEN, Stad, maak_stad, weken

DOC = Path(__file__).parents[2] / "docs" / "onthulling.md"
BEGIN, EINDE = "<!-- proef: begin -->", "<!-- proef: einde -->"
VENSTER = 3
"""Sundays that the attacker of the weeks solves together."""

STRENG = "as it is, to who takes every `aanvullend` to be at least ten"
KLEIN = "only cells below ten hidden, the others rounded"
KLEIN_EXACT = "only cells below ten hidden, nothing rounded but minutes"

Vrijgever = Callable[[pd.DataFrame, Sequence[pd.DataFrame]], pd.DataFrame]


def zoals_het_is(cellen: pd.DataFrame, eerder: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """The release of the product."""
    historie = Ketens(eerder[-KETENWEKEN:], is_begin=len(eerder) <= KETENWEKEN) if eerder else GeenHistorie()
    return geef_getoetst_vrij(cellen, DREMPEL_STAD, historie).figuren


def zonder_historie(cellen: pd.DataFrame, eerder: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """The release of each Sunday by itself."""
    return geef_getoetst_vrij(cellen, DREMPEL_STAD, GeenHistorie()).figuren


def alleen_klein(cellen: pd.DataFrame, eerder: Sequence[pd.DataFrame], personen_per: int = 5) -> pd.DataFrame:
    """What hiding only the cells below ten would release, persons rounded to `personen_per` and minutes to 300."""
    is_aandeel = cellen["maat"].isin(AANDELEN)
    personen = cellen["noemer"].where(~is_aandeel, cellen["leerlingen"])
    betrokken = cellen["teller"].where(~is_aandeel, cellen["leerlingen_gemist"])
    klein = (personen < DREMPEL_STAD) | (betrokken < DREMPEL_STAD)
    eenheid = [300 if aandeel else personen_per for aandeel in is_aandeel]
    uit = cellen.assign(onderdrukt=["klein" if k else "" for k in klein])
    for kolom in ("teller", "noemer"):
        rond = [afgerond(int(n), e) for n, e in zip(cellen[kolom], eenheid, strict=True)]
        uit[kolom] = pd.array(rond, dtype="Int64")
    uit["teller"] = uit["teller"].where(~klein)
    uit["noemer"] = uit["noemer"].where(personen >= DREMPEL_STAD)
    return uit


def alleen_klein_exact(cellen: pd.DataFrame, eerder: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """What hiding only the cells below ten would release with counts to the person."""
    return alleen_klein(cellen, eerder, personen_per=1)


def als_rijen(vrij: pd.DataFrame) -> list[Rij]:
    """Released rows as an attacker reads them from the csv."""
    kolommen = ["peildatum", "niveau", "code", "onderwijssoort", "maat", "teller", "noemer", "onderdrukt"]
    return vrij[kolommen].astype(object).where(vrij[kolommen].notna(), None).to_dict("records")


@dataclass
class Telling:
    """Cells in all, hidden ones, small ones that are called aanvullend, and what the attacker got."""

    cellen: int = 0
    verborgen: int = 0
    klein: int = 0
    anders: int = 0
    gevonden: Uitkomst = field(default_factory=Uitkomst)

    def tel(self, cellen: pd.DataFrame, vrij: pd.DataFrame) -> None:
        """Add one release."""
        klein = (cellen["teller"] < DREMPEL_STAD) & ~cellen["maat"].isin(AANDELEN)
        self.cellen += len(vrij)
        self.verborgen += int((vrij["onderdrukt"] != "").sum())
        self.klein += int(klein.sum())
        self.anders += int((klein & (vrij["onderdrukt"].to_numpy() == "aanvullend")).sum())

    def __iadd__(self, ander: Telling) -> Telling:
        self.cellen, self.verborgen = self.cellen + ander.cellen, self.verborgen + ander.verborgen
        self.klein, self.anders = self.klein + ander.klein, self.anders + ander.anders
        self.gevonden += ander.gevonden
        return self


def een_zondag(zaden: Sequence[int], vrijgever: Vrijgever, kennis: Kennis) -> Telling:
    """Attack one Sunday of each city."""
    uit = Telling()
    for zaad in zaden:
        stad = maak_stad(zaad)
        (_, cellen), *_ = weken(stad, 1)
        vrij = vrijgever(cellen, ())
        uit.tel(cellen, vrij)
        uit.gevonden += val_aan(als_rijen(vrij), stad.scholen, kennis)
    return uit


def reeks(stad: Stad, aantal: int, vrijgever: Vrijgever) -> Iterator[tuple[pd.DataFrame, pd.DataFrame]]:
    """The exact and the released cells of a number of Sundays, each released with the ones before."""
    eerder: list[pd.DataFrame] = []
    for _, cellen in weken(stad, aantal):
        vrij = vrijgever(cellen, eerder)
        eerder.append(zondag(cellen, vrij, DREMPEL_STAD))
        yield cellen, vrij


def weken_lang(zaden: Sequence[int], aantal: int, vrijgever: Vrijgever, kennis: Kennis) -> Telling:
    """Attack every three Sundays in a row of each city, solved together; a cell counts once for each three."""
    uit = Telling()
    for zaad in zaden:
        stad = maak_stad(zaad, random.Random(zaad).choice([3, 5, 8]), blijft_op_school=kennis.is_vast)
        vorige: list[list[Rij]] = []
        for cellen, vrij in reeks(stad, aantal, vrijgever):
            uit.tel(cellen, vrij)
            vorige = [*vorige[-(VENSTER - 1) :], _tellingen(als_rijen(vrij))]
            uit.gevonden += val_aan([rij for rijen in vorige for rij in rijen], stad.scholen, kennis)
    return uit


def _tellingen(rijen: list[Rij]) -> list[Rij]:
    """The rows that are tied to those of other weeks."""
    return [rij for rij in rijen if str(rij["maat"]).startswith("thuiszitters")]


def regel(naam: str, telling: Telling) -> str:
    """One line of the table."""
    g = telling.gevonden
    delen = [
        f"{telling.cellen:,}", f"{telling.verborgen / telling.cellen:.1%}", f"{telling.klein / telling.cellen:.1%}",
        f"{telling.anders:,}", f"{g.verborgen:,}", f"{g.smal:,} ({g.smal / max(1, g.verborgen):.2%})", f"{g.exact:,}",
        str(g.zwakste),
    ]  # fmt: skip
    return f"| {naam} | {' | '.join(delen)} |"


KOP = (
    "| release | cells | hidden | below ten | below ten, called aanvullend | hidden cells attacked "
    "| fewer than 10 values | exact | weakest (values) |\n|---|---|---|---|---|---|---|---|---|"
)


Proef = Callable[[Sequence[int]], Telling]


def verdeeld(proef: Proef, aantal: int, werkers: Executor) -> Telling:
    """The sum of `proef` over the cities 1 to `aantal`, a city at a time, on all processors."""
    uit = Telling()
    for deel in werkers.map(proef, ([zaad] for zaad in range(1, aantal + 1))):
        uit += deel
    return uit


def tabel(steden: int, reeksen: int, aantal: int, werkers: Executor) -> str:
    """Both tables, as Markdown."""
    gewoon, vast = Kennis(), Kennis(is_vast=True)
    een = {
        "as it is": partial(een_zondag, vrijgever=zoals_het_is, kennis=gewoon),
        STRENG: partial(een_zondag, vrijgever=zoals_het_is, kennis=Kennis(is_streng=True)),
        KLEIN: partial(een_zondag, vrijgever=alleen_klein, kennis=gewoon),
        KLEIN_EXACT: partial(een_zondag, vrijgever=alleen_klein_exact, kennis=Kennis(eenheid=1)),
    }
    lang = partial(weken_lang, aantal=aantal)
    week = {
        "as it is; nobody changes school, and the attacker knows": partial(lang, vrijgever=zoals_het_is, kennis=vast),
        "as it is; pupils change school": partial(lang, vrijgever=zoals_het_is, kennis=gewoon),
        "each Sunday by itself": partial(lang, vrijgever=zonder_historie, kennis=vast),
        KLEIN: partial(lang, vrijgever=alleen_klein, kennis=vast),
        KLEIN_EXACT: partial(lang, vrijgever=alleen_klein_exact, kennis=Kennis(eenheid=1, is_vast=True)),
    }
    return "\n".join([
        f"One Sunday of {steden} random cities:", "", KOP, *_regels(een, steden, werkers), "",
        f"{aantal} Sundays of {reeksen} random cities, three Sundays at a time:", "", KOP,
        *_regels(week, reeksen, werkers),
    ])  # fmt: skip


def _regels(proeven: Mapping[str, Proef], steden: int, werkers: Executor) -> Iterator[str]:
    """The lines of one table, each shown as soon as it is known: a whole run takes the better part of an hour."""
    for naam, proef in proeven.items():
        tekst = regel(naam, verdeeld(proef, steden, werkers))
        print(tekst, file=sys.stderr, flush=True)
        yield tekst


def schrijf(tekst: str, doc: Path = DOC) -> None:
    """Put the tables between the marks of the document."""
    voor, _, rest = doc.read_text(encoding="utf-8").partition(BEGIN)
    _, _, na = rest.partition(EINDE)
    doc.write_text(f"{voor}{BEGIN}\n{tekst}\n{EINDE}{na}", encoding="utf-8")


def main() -> None:
    """The command."""
    ontleder = argparse.ArgumentParser(description="Attack random cities and write the tables of docs/onthulling.md.")
    ontleder.add_argument("--steden", type=int, default=1000)
    ontleder.add_argument("--reeksen", type=int, default=20)
    ontleder.add_argument("--weken", type=int, default=52)
    ontleder.add_argument("--toon", action="store_true", help="only print the tables, leave the page as it is")
    woorden = ontleder.parse_args()
    with ProcessPoolExecutor(os.cpu_count()) as werkers:
        tekst = tabel(woorden.steden, woorden.reeksen, woorden.weken, werkers)
    print(tekst)
    if not woorden.toon:
        schrijf(tekst)


if __name__ == "__main__":
    main()
