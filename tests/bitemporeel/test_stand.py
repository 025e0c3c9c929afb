"""`inbeeld stand --op M --csv` equals the rules, at every moment of random histories of deliveries."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from random import Random

import pytest

from assets import opname
from assets.opname import Opname
from assets.register_asset import ververs_register
from assets.stand import stand
from assets.uitgifte.csvbestand import veld_tekst
from assets.werk import Werk, ververs
from models.sql import modellen
from pipelines.cli import maak_ontleder, main
from pipelines.instellingen import NAMEN
from pipelines.resources import open_werk, stil
from tests import product
from tests.bitemporeel.geschiedenis import Geschiedenis, Verteller, bouw_stad, pas_toe
from tests.bitemporeel.model import geldend
from tests.bouwsteen import DIALECTEN

SNEL = [range(begin, begin + 3) for begin in range(0, 12, 3)]
TRAAG = [range(begin, begin + 20) for begin in range(12, 212, 20)]
OPDRACHT = 4
"""The history that is run as commands."""


@pytest.fixture(autouse=True)
def zonder_great_expectations(monkeypatch):
    """Great Expectations changes no row and costs seconds."""
    lees = opname.lees
    monkeypatch.setattr(opname, "lees", lambda *delen, **_: lees(*delen, valideer=False))


def _neem_op(geschiedenis: Geschiedenis, map_: Path) -> Iterator[Werk]:
    """Each stage as a run of its own; the warehouse is open while the caller looks."""
    aanlevering = map_ / "aanlevering"
    bouw_stad(geschiedenis, aanlevering)
    for fase in geschiedenis.fasen:
        pas_toe(fase, aanlevering)
        with open_werk(product.paden(aanlevering, map_), fase.zondag, stil) as werk:
            keten = werk.keten([fase.zondag])
            ververs_register(werk, keten)
            for kamer in ("school", "kluis"):
                Opname(werk, kamer, werk.leveringen).ververs(keten)
            ververs(werk, modellen()["kluis.publicatie.naam"], keten)
            yield werk


def _stand(werk: Werk, moment: datetime | None) -> list[tuple]:
    return sorted(tuple(map(veld_tekst, rij)) for rij in stand.geldende_rijen(werk.magazijn, moment))


def _verschil(zaad: int, map_: Path) -> tuple[int, list[str]]:
    """How many rows were compared over all moments after the last run, and the moments that differ."""
    geschiedenis = Verteller(Random(zaad)).vertel()
    rijen, anders = 0, []
    for fase, werk in zip(geschiedenis.fasen, _neem_op(geschiedenis, map_), strict=True):
        for moment in geschiedenis.momenten() if fase is geschiedenis.fasen[-1] else ():
            verwacht = geldend(geschiedenis.bestanden, moment, geschiedenis.ingeschreven)
            rijen += len(verwacht)
            if _stand(werk, moment) != verwacht:
                anders.append(f"history {zaad} at {moment}")
    return rijen, anders


@pytest.mark.parametrize("zaden", SNEL)
def test_the_current_rows_are_those_of_the_rules_at_every_moment(zaden, tmp_path):
    uitslagen = [_verschil(zaad, tmp_path / str(zaad)) for zaad in zaden]
    assert [moment for _, anders in uitslagen for moment in anders] == []
    assert sum(rijen for rijen, _ in uitslagen) > 0, "nothing was compared"


@pytest.mark.traag
@pytest.mark.parametrize("zaden", TRAAG)
def test_the_current_rows_are_those_of_the_rules_at_every_moment_of_many_histories(zaden, tmp_path):
    test_the_current_rows_are_those_of_the_rules_at_every_moment(zaden, tmp_path)


def test_the_histories_hold_what_can_go_wrong():
    """Every dialect, copies of a file, several files of one delivery, two periods in one minute, files that go."""
    alle = [Verteller(Random(zaad)).vertel() for zaad in range(200)]
    assert {dialect for g in alle for dialect in g.scholen.values()} == set(DIALECTEN)
    for bijzonder in (_kopie, _samen, _zelfde_minuut, _weg, _laat, _zonder_tijd, _geweigerd, _zonder_periode):
        assert sum(map(bijzonder, alle)) >= 10, bijzonder.__name__


def _kopie(g: Geschiedenis) -> bool:
    return len({(b.brin6, *b.merk) for b in g.bestanden}) < len(g.bestanden)


def _samen(g: Geschiedenis) -> bool:
    return len({b.levering for b in g.bestanden}) < len(g.bestanden)


def _zelfde_minuut(g: Geschiedenis) -> bool:
    minuten = [(b.brin6, b.ontvangen) for b in g.bestanden]
    return len({b.levering for b in g.bestanden}) > len(set(minuten))


def _weg(g: Geschiedenis) -> bool:
    return any(fase.gaat for fase in g.fasen)


def _laat(g: Geschiedenis) -> bool:
    """A file of a later stage is older than one of an earlier stage."""
    paren = zip(g.fasen, g.fasen[1:], strict=False)
    return any(min(n.ontvangen for n in na.komt) < max(v.ontvangen for v in voor.komt)
               for voor, na in paren if voor.komt and na.komt)  # fmt: skip


def _zonder_tijd(g: Geschiedenis) -> bool:
    return any(b.naam.count("__") < 2 and "T" not in b.naam.split("__")[-1] for b in g.bestanden)


def _geweigerd(g: Geschiedenis) -> bool:
    return any(b.rijen is None for b in g.bestanden)


def _zonder_periode(g: Geschiedenis) -> bool:
    return any(b.van is None for b in g.bestanden)


@pytest.mark.traag
def test_the_command_prints_the_rows_of_the_rules(tmp_path, capsys):
    geschiedenis = Verteller(Random(OPDRACHT)).vertel()
    aanlevering = tmp_path / "aanlevering"
    bouw_stad(geschiedenis, aanlevering)
    for fase in geschiedenis.fasen:
        pas_toe(fase, aanlevering)
        product.draai(aanlevering, tmp_path, fase.zondag)
    plek = product.paden(aanlevering, tmp_path)
    opties = [deel for naam in NAMEN for deel in (f"--{naam}", str(getattr(plek, naam)))]
    for moment in geschiedenis.momenten()[::3]:
        capsys.readouterr()
        assert main(["stand", *opties, "--csv", "--op", moment.isoformat(timespec="minutes")]) == 0
        kop, *regels = capsys.readouterr().out.splitlines()
        assert kop == ";".join(stand.KOP_GELDEND)
        verwacht = geldend(geschiedenis.bestanden, moment, geschiedenis.ingeschreven)
        assert sorted(tuple(regel.split(";")) for regel in regels) == verwacht


@pytest.mark.parametrize(
    ("op", "gekend"),
    [
        ("2026-10-25T02:39", False),
        ("2026-10-25T02:40", True),
        ("2026-10-25T02:39+02:00", False),
        ("2026-10-25T02:40+02:00", True),
        ("2026-10-25T02:00+01:00", True),
        ("2026-10-25T02:39+01:00", True),
        ("2026-10-25T00:39+00:00", False),
        ("2026-10-25T01:00+00:00", True),
    ],
)
def test_a_receipt_in_the_doubled_hour_is_in_the_first_of_the_two(op, gekend):
    """The file was received at 02:40; who asks with an offset may mean the second 02:39, which is later."""
    (woorden,) = [maak_ontleder().parse_args(["stand", "--op", op])]
    assert (woorden.op >= datetime(2026, 10, 25, 2, 40)) is gekend
    assert woorden.op < datetime(2026, 10, 25, 3)
