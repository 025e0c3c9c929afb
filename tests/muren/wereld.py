"""One tiny city on which the walls are tried: every door has rows to let through, and every forbidden thing is planted.

Two schools, two Sundays. School A (standaard, csv) has enough pupils for figures of directors; school B (somtoday,
JSON) is small and shares a person with A. Its twin differs by the absences of two pupils, one ill and one suspended.
Nothing here knows what the product makes of it.
"""

import contextlib
import csv
import io
import json
import os
import shutil
import socket
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from unittest import mock

import dagster as dg

from assets.inname import validatie
from assets.magazijn import Magazijn, open_magazijn
from assets.opname import Opname
from assets.publicatie.getoond import GETOOND, ververs_getoond
from assets.publicatie.vrijgave import VRIJGAVEN, ververs_vrijgave
from assets.publicatie.week import schrijf_week
from assets.publicatie_assets import getelde_tabellen
from assets.register_asset import ververs_register
from assets.werk import ververs
from models.sql import modellen
from pipelines.cli import main
from pipelines.instellingen import NAMEN as NAMEN_PADEN
from pipelines.instellingen import Paden
from pipelines.resources import open_werk
from tests.bouwsteen import Stadje, Verzuimrij, geldig_pgn, gemist

PEILDATUM = date(2026, 9, 20)
WEEK = "2026-W38"
BEGIN = "20260908T0600"
EERSTE_MAANDAG, TWEEDE_MAANDAG = "20260914T0600", "20260921T0600"
A, B = "99AA00", "99BB00"
AANTAL_A, AANTAL_B = 40, 12
TWEELINGEN = {"1039": "S", "1040": "Z"}
"""Pupils that are always there, or in the twin city: absent for this one reason."""
GEDEELD = "1007"
"""A pupil of A whose pgn is also that of pupil 2001 of B."""
MEEST_GEMIST = "1021"
"""The last in the order of names, with more missed hours than any other."""
ZIEKE_DAGEN = ("2026-09-10", "2026-09-11", *(f"2026-09-{dag}" for dag in range(14, 19)))

ROEPNAAM, ACHTERNAAM = "Xandrimar", "Quaviloet"
NAMEN = (ROEPNAAM, ACHTERNAAM)
EXTRA = {
    "nationaliteit": "Zwaluwlands",
    "geboorteland": "Zwaluwistan",
    "geslacht": "Kwirrelig",
    "religie": "Plomvisme",
    "inkomen": "Grutteneuro",
    "postcode": "9876QX",
    "jeugdzorg": "Brummelzorg",
    "diagnose": "Flaporitis",
    "opmerking": "Kletsmajoor",
}
"""Columns that no contract names, each with a text that stands nowhere else."""
GIF = "Gifbekerval"
"""A text in a field that must be a date: quarantined, and never quoted."""
ZONDER_KOP = "zonder-kop__20260916T0600.csv"
"""A file without header: its first row, with a pgn and a name, stands where names of columns are expected."""
ONGELDIG_PGN = "987123456"
PGN_MELDING, PGN_ONBEKEND = geldig_pgn(500), geldig_pgn(501)
NETWERK = (socket.AF_INET, socket.AF_INET6)


def pgn_van(nummer: int) -> str:
    """The pgn of pupil `nummer`."""
    return geldig_pgn(nummer - 1000)


def geleverde_pgns() -> list[str]:
    """Every pgn that stands in a delivery, also the one that is not valid."""
    eigen = [pgn_van(1000 + n) for n in range(1, AANTAL_A + 1)] + [pgn_van(2000 + n) for n in range(2, AANTAL_B + 1)]
    return [*eigen, PGN_MELDING, PGN_ONBEKEND, ONGELDIG_PGN]


def _met_kolommen(pad: Path) -> None:
    """Add the columns of EXTRA to a delivered csv."""
    rijen = list(csv.reader(io.StringIO(pad.read_text(encoding="utf-8")), delimiter=";"))
    uit = [rijen[0] + list(EXTRA), *(rij + list(EXTRA.values()) for rij in rijen[1:])]
    pad.write_text("\r\n".join(";".join(rij) for rij in uit) + "\r\n", encoding="utf-8")


def _met_velden(pad: Path) -> None:
    """Add the fields of EXTRA and the names to a delivered JSON, at both depths."""
    inhoud = json.loads(pad.read_text(encoding="utf-8"))
    for item in inhoud["items"]:
        item.update(EXTRA)
        item["leerling"].update(EXTRA, roepnaam=ROEPNAAM, achternaam=ACHTERNAAM)
    pad.write_text(json.dumps(inhoud), encoding="utf-8")


def _verzuim_a() -> tuple[list[Verzuimrij], list[Verzuimrij]]:
    """The absences of school A in two deliveries: crossings, luxe, enough of each reason to be shown to directors."""
    eerste = [gemist("1001", f"2026-09-0{dag}") for dag in (7, 8, 9)]
    eerste += [gemist(GEDEELD, f"2026-09-0{dag}") for dag in (2, 3, 4)]
    tweede = [gemist("1002", "2026-09-15", 1, 2, code="L")]
    tweede += [gemist(str(nummer), f"2026-09-{dag}", 1, 6) for nummer in range(1008, 1022) for dag in (14, 15, 16)]
    tweede += [gemist(MEEST_GEMIST, f"2026-09-{dag}") for dag in (17, 18)]
    tweede += [gemist(str(nummer), "2026-09-17", code="Z") for nummer in range(1022, 1036)]
    return eerste, [*tweede, gemist("1036", "2026-09-18", code="?")]


def _school_a(stad: Stadje, eigen: Sequence[Verzuimrij]) -> None:
    school = stad.school(A, swv="VO2601", wijk="Overvecht")
    school.rooster(klas="1a")
    school.kalender("2026-10-17", "2026-10-25")
    for nummer in range(1001, 1001 + AANTAL_A):
        pgn = ONGELDIG_PGN if nummer == 1037 else pgn_van(nummer)
        school.inschrijving(str(nummer), klas="1a", pgn=pgn, roepnaam=ROEPNAAM, achternaam=f"{ACHTERNAAM}{nummer}")
    for rijen, van, tot, op in zip(
        _verzuim_a(),
        ("2026-08-31", "2026-09-14"),
        ("2026-09-13", "2026-09-20"),
        (EERSTE_MAANDAG, TWEEDE_MAANDAG),
        strict=True,
    ):
        tweeling = [rij for rij in eigen if van <= str(rij.datum) <= tot]
        school.verzuim(van, tot, op, [*rijen, gemist("1038", GIF), *tweeling])
    vorm = {"peildatum": "2026-09-13", "datum": "2026-09-15"}
    school.kernteam(
        [
            {
                **vorm,
                "leerlingnummer": "1022",
                "signaal": "ziek_mazl",
                "besluit": "bekend",
                "wie": "jgz",
                "vervolg": "gesprek",
            },
            {
                **vorm,
                "leerlingnummer": "1001",
                "signaal": "ziek_mazl",
                "besluit": "geen_signaal",
                "wie": "jgz",
                "vervolg": "plan",
            },
            {
                **vorm,
                "leerlingnummer": "1001",
                "signaal": "verzuim_16u4w",
                "besluit": "actie",
                "wie": "school",
                "vervolg": "gesprek",
            },
            *({**vorm, "leerlingnummer": nummer, "besluit": "actie", "wie": "school"} for nummer in TWEELINGEN),
        ],
        "20260915T1200",
    )
    rij = f"1038;{pgn_van(1038)};{ROEPNAAM};{ACHTERNAAM};2012-03-01;1a;1;havo;2026-08-01;;ja;;;\n"
    school.ruw("inschrijvingen", ZONDER_KOP, rij * 2)


def _school_b(stad: Stadje) -> None:
    school = stad.school(B, dialect="somtoday", swv="VO2602", wijk="Zuilen", bestuur="Stichting Anders")
    school.rooster(klas="2b")
    school.kalender("2026-10-17", "2026-10-25")
    for nummer in range(2001, 2001 + AANTAL_B):
        pgn = pgn_van(int(GEDEELD)) if nummer == 2001 else pgn_van(nummer)
        school.inschrijving(
            str(nummer),
            klas="2b",
            pgn=pgn,
            hoofdinschrijving="nee" if nummer == 2001 else "ja",
            roepnaam=ROEPNAAM,
            achternaam=ACHTERNAAM,
        )
    school.verzuim(
        "2026-08-31", "2026-09-20", TWEEDE_MAANDAG, [gemist("2002", f"2026-09-{d}", 1, 6) for d in (14, 15, 16)]
    )


def _gemeente(stad: Stadje) -> None:
    stad.melding("M1", A, "1001", "2026-09-07", "2026-09-10", pgn=pgn_van(1001))
    stad.melding("M2", A, "", "2026-09-07", "2026-09-10", pgn=PGN_MELDING)
    stad.vrijstelling("Z1", pgn_van(1002), "5b", "2026-08-01", "2027-07-31")
    stad.absoluut("Z2", PGN_ONBEKEND, "2026-08-20")
    stad.absoluut("Z3", pgn_van(2003), "2026-08-20")
    stad.inzet(A, "klas", "KOOS", "2026-09-01", klas="1a")


def maak_leveringen(map_: Path, tweeling: bool = False) -> None:
    """The deliveries of the city, or of its twin."""
    stad = Stadje(map_, begin=BEGIN)
    eigen = [gemist(nummer, dag, code=code) for nummer, code in TWEELINGEN.items() for dag in ZIEKE_DAGEN]
    _school_a(stad, eigen if tweeling else [])
    _school_b(stad)
    _gemeente(stad)
    for pad in map_.glob("*/*/*.csv"):
        if pad.name != ZONDER_KOP:
            _met_kolommen(pad)
    for pad in map_.glob("9*/verzuim/*.json"):
        _met_velden(pad)


@dataclass
class Wereld:
    """A city that was run: its four places, what was printed, and everything that Dagster recorded."""

    paden: Paden
    gezegd: str = ""
    gebeurtenissen: list[str] = field(default_factory=list)
    verbindingen: list[str] = field(default_factory=list)

    @property
    def week(self) -> Path:
        return self.paden.uit / WEEK

    def uitkomst(self) -> dict[str, bytes]:
        """Every file of the week, by its path in the folder of the week."""
        return {
            p.relative_to(self.week).as_posix(): p.read_bytes() for p in sorted(self.week.rglob("*")) if p.is_file()
        }

    @contextlib.contextmanager
    def open(self) -> Iterator[Magazijn]:
        """The rooms, opened with their keys."""
        with open_magazijn(self.paden.magazijn, self.paden.sleutels, lambda tekst: None) as magazijn:
            yield magazijn


@contextlib.contextmanager
def luister_op_het_net(gezien: list[str]) -> Iterator[None]:
    """Note every attempt to reach another machine, and let it fail."""

    def weiger(waar: object) -> None:
        gezien.append(str(waar))
        raise OSError("the tests have no network")

    class Dicht(socket.socket):
        def connect(self, adres):
            return weiger(adres) if self.family in NETWERK else super().connect(adres)

        def connect_ex(self, adres):
            return weiger(adres) if self.family in NETWERK else super().connect_ex(adres)

        def sendto(self, *delen):
            return weiger(delen[-1]) if self.family in NETWERK else super().sendto(*delen)

    with (
        mock.patch.object(socket, "socket", Dicht),
        mock.patch.object(socket, "getaddrinfo", lambda waar, *_, **__: weiger(waar)),
    ):
        yield


@contextlib.contextmanager
def _meegelezen(gezien: list[str]) -> Iterator[None]:
    """Copy everything that Dagster's storage holds of the runs, just before the run throws it away."""
    maak = dg.DagsterInstance.ephemeral

    @contextlib.contextmanager
    def ephemeral(*argumenten, **opties):
        with maak(*argumenten, **opties) as instance:
            yield instance
            gezien.extend(_gebeurtenissen(instance))

    with mock.patch.object(dg.DagsterInstance, "ephemeral", ephemeral):
        yield


def _gebeurtenissen(instance: dg.DagsterInstance) -> list[str]:
    """Everything that Dagster recorded of its runs, as text, oldest first."""
    runs = instance.get_runs()
    assert runs, "the run left no record in the instance"
    regels = [dg.serialize_value(regel) for run in runs for regel in instance.all_logs(run.run_id)]
    return [*regels, *(dg.serialize_value(run) for run in runs)]


@contextlib.contextmanager
def _eigen_thuis(map_: Path) -> Iterator[None]:
    """Let libraries put what they keep beside our back (temporary files, settings) where a test can look."""
    thuis, tijdelijk = map_ / "thuis", map_ / "tmp"
    for plek in (thuis, tijdelijk):
        plek.mkdir()
    with mock.patch.dict(os.environ, {"HOME": str(thuis)}), mock.patch.object(tempfile, "tempdir", str(tijdelijk)):
        yield


def _plaatsen(map_: Path, tweeling: bool, sleutels: Path | None) -> Wereld:
    """A city with its deliveries, and copies of `sleutels` when given."""
    paden = Paden(map_ / "aanlevering", map_ / "magazijn", map_ / "uit", map_ / "sleutels.json")
    maak_leveringen(paden.aanlevering, tweeling)
    if sleutels:
        shutil.copy(sleutels, paden.sleutels)
    return Wereld(paden)


def draai(map_: Path, tweeling: bool = False, sleutels: Path | None = None) -> Wereld:
    """Make a city in `map_` and run it with the command, listening to the network and to Dagster."""
    wereld, uit = _plaatsen(map_, tweeling, sleutels), io.StringIO()
    plekken = [deel for naam in NAMEN_PADEN for deel in (f"--{naam}", str(getattr(wereld.paden, naam)))]
    with (
        contextlib.redirect_stdout(uit),
        contextlib.redirect_stderr(uit),
        luister_op_het_net(wereld.verbindingen),
        _meegelezen(wereld.gebeurtenissen),
        _eigen_thuis(map_),
    ):
        code_uit = main(["run", *plekken, "--peildatum", PEILDATUM.isoformat()])
    wereld.gezegd = uit.getvalue()
    assert code_uit == 1, wereld.gezegd
    return wereld


def draai_stappen(map_: Path, tweeling: bool = False, sleutels: Path | None = None) -> Wereld:
    """The same city by the same steps, without Dagster and Great Expectations: a third of the time."""
    wereld = _plaatsen(map_, tweeling, sleutels)
    with (
        mock.patch.object(validatie, "valideer", lambda *_: []),
        open_werk(wereld.paden, PEILDATUM, lambda tekst: None) as werk,
    ):
        keten = werk.keten([PEILDATUM])
        ververs_register(werk, keten)
        for kamer in ("kluis", "school", "leerplicht"):
            Opname(werk, kamer, werk.leveringen).ververs(keten)
        for model in modellen().values():
            ververs(werk, model, keten)
        for tabel in GETOOND:
            ververs_getoond(werk, tabel, keten)
        for tabel in VRIJGAVEN:
            ververs_vrijgave(werk, tabel, keten)
        schrijf_week(werk, PEILDATUM, getelde_tabellen())
    return wereld
