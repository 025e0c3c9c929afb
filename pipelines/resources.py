"""The one resource of the assets: the open warehouse with the register and the delivered files of this run."""

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from importlib.metadata import version
from pathlib import Path
from zoneinfo import ZoneInfo

import dagster as dg

from assets.bekijk.plek import plek_van
from assets.bouw import HULPBRON
from assets.magazijn import open_magazijn, schijfreden
from assets.opname import eerste_bekende_zondag, inventaris
from assets.publicatie.week import herstel_weken
from assets.uitgifte.schrijf import schrijf
from assets.werk import Werk
from data_contracts.register import lees_register
from models.tijd import zondagen_om
from pipelines.instellingen import GebruiksFout, Paden, lees_paden

PARTITIE_TAGS = ("dagster/partition", "dagster/asset_partition_range_start")
TIJDZONE = ZoneInfo("Europe/Amsterdam")


def stil(_: str) -> None:
    """Say nothing."""


def _keur_sleutelplek(paden: Paden) -> None:
    """The key of the pupils' names does not lie where others fetch or bring files."""
    for naam in ("aanlevering", "uit"):
        map_ = getattr(paden, naam)
        if map_.resolve() in paden.sleutels.resolve().parents:
            raise GebruiksFout(f"{paden.sleutels}: het sleutelbestand staat in de map {map_}; zet het daarbuiten")


def _keur_uit(map_: Path) -> None:
    """Say it before an hour of work when the outcome cannot be written; tidy what a killed run left there."""
    try:
        schrijf(map_ / ".proef", b"")
        (map_ / ".proef").unlink()
        herstel_weken(map_)
    except OSError as fout:
        raise GebruiksFout(
            f"{map_}: hier kan niet geschreven worden ({schijfreden(fout)}); kies met --uit een andere map"
        ) from None


@contextmanager
def open_werk(
    paden: Paden,
    eerste_peildatum: date,
    zeg: Callable[[str], None],
    meld: Callable[[str], None] = stil,
    ontvangen: Mapping[tuple[str, str], datetime] | None = None,
) -> Iterator[Werk]:
    """Everything a run needs, opened; `zeg` gets what a user must see, `meld` the progress; `ontvangen`: receipts, by
    path and sha256, of files whose name does not tell, beside those of earlier runs.

    Raises GebruiksFout, InstellingFout or MagazijnFout with a sentence for the user.
    """
    if not paden.aanlevering.is_dir():
        raise GebruiksFout(f"{paden.aanlevering}: deze map is er niet; geef de map met leveringen met --aanlevering")
    _keur_sleutelplek(paden)
    register = lees_register(paden.aanlevering / "scholen.yaml")
    with open_magazijn(
        paden.magazijn, paden.sleutels, zeg, geheugen=os.environ.get("INBEELD_GEHEUGEN", "")
    ) as magazijn:
        _keur_uit(paden.uit)
        leveringen = inventaris(paden.aanlevering, register, eerste_peildatum, magazijn, ontvangen)
        yield Werk(
            magazijn=magazijn,
            register=register,
            aanlevering=paden.aanlevering,
            uit=paden.uit,
            eerste_bekend=eerste_bekende_zondag(magazijn, leveringen),
            versie=version("in-beeld"),
            leveringen=leveringen,
            meld=meld,
            bekijk=plek_van(paden.sleutels, paden.magazijn),
        )


def _eerste_peildatum(tags: dict[str, str]) -> date:
    for tag in PARTITIE_TAGS:
        if tag in tags:
            return date.fromisoformat(tags[tag])
    vandaag = datetime.now(TIJDZONE).date()
    return zondagen_om(vandaag)[0]


@dg.resource(description="Het open magazijn, met het register en de aangeleverde bestanden.")
@contextmanager
def werk_voor_dagster(context: dg.InitResourceContext) -> Iterator[Werk]:
    """For `dagster dev` and the dagster command: settings as for `inbeeld`, messages to standard error."""
    run = context.dagster_run
    eerste = _eerste_peildatum(dict(run.tags) if run else {})
    with open_werk(lees_paden({}), eerste, lambda tekst: print(tekst, file=sys.stderr)) as werk:
        yield werk


def hulpbronnen(bron: object | None = None) -> dict[str, object]:
    """The resources of the definitions; `bron` replaces the Dagster resource by an open one (the command line does)."""
    return {HULPBRON: bron if bron is not None else werk_voor_dagster}
