"""One tiny city that ran once, and the command as a user types it."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from pipelines.instellingen import NAMEN
from tests.bouwsteen import Stadje, gemist

BRIN6 = "99AA00"
EERSTE, TWEEDE, DERDE = date(2026, 9, 6), date(2026, 9, 13), date(2026, 9, 20)
INBEELD = Path(sys.executable).with_name("inbeeld")


@dataclass(frozen=True)
class Plek:
    """The four places of a run, all under one folder."""

    map: Path

    @property
    def opties(self) -> list[str]:
        """The places as words of the command."""
        namen = {naam: self.map / (naam if naam != "sleutels" else "sleutels.json") for naam in NAMEN}
        return [deel for naam, pad in namen.items() for deel in (f"--{naam}", str(pad))]

    def kopie(self, naar: Path) -> "Plek":
        """The same city, warehouse and outcome elsewhere."""
        shutil.copytree(self.map, naar, dirs_exist_ok=True)
        return Plek(naar)

    def bestanden(self, *zonder: str) -> dict[str, bytes]:
        """Every file of the outcome by its path, hidden ones too."""
        uit = self.map / "uit"
        paden = [p for p in sorted(uit.rglob("*")) if p.is_file() and p.name not in zonder]
        return {p.relative_to(uit).as_posix(): p.read_bytes() for p in paden}


def typ(*woorden: str, map_: Path | None = None, stdin: str = "", **omgeving: str) -> subprocess.CompletedProcess[str]:
    """`inbeeld` as a program of its own, without settings of this machine. `stdin`: what is piped into it."""
    schoon = {k: w for k, w in os.environ.items() if not k.startswith(("INBEELD_", "DAGSTER_", "GX_"))}
    return subprocess.run(
        [INBEELD, *woorden], cwd=map_, env=schoon | omgeving, input=stdin, capture_output=True, text=True, timeout=300
    )


def maak_leveringen(map_: Path) -> Stadje:
    """One school, three weeks of attendance that mend each other, and a report of leerplicht."""
    stad = Stadje(map_, begin="20260901T0600")
    school = stad.school(BRIN6)
    school.rooster(klas="1a")
    for nummer in range(1001, 1007):
        school.inschrijving(str(nummer), klas="1a")
    eerste = [gemist("1001", f"2026-09-0{dag}", 1, 6) for dag in (1, 2, 3)] + [gemist("1002", "2026-09-04", code="Z")]
    school.verzuim("2026-08-31", "2026-09-06", "20260907T0600", eerste)
    school.verzuim("2026-08-31", "2026-09-13", "20260914T0600", [*eerste[:2], gemist("1003", "2026-09-09", code="L")])
    school.verzuim("2026-09-14", "2026-09-20", "20260921T0600", [gemist("1001", "2026-09-15", 1, 2, code="?")])
    stad.melding("M1", BRIN6, "1001", "2026-09-03", "2026-09-04", ontvangen="20260914T0700")
    return stad


@cache
def draai_stad(map_: Path) -> tuple[Plek, subprocess.CompletedProcess[str]]:
    """Make the city in `map_` and run its first two Sundays, once a session."""
    plek, thuis = Plek(map_), map_ / "thuis"
    maak_leveringen(map_ / "aanlevering")
    thuis.mkdir()
    woorden = ["run", *plek.opties, "--peildatum", str(EERSTE), "--tot", str(TWEEDE)]
    return plek, typ(*woorden, map_=thuis, HOME=str(thuis))


@pytest.fixture(scope="session")
def gedraaid(tmp_path_factory) -> tuple[Plek, subprocess.CompletedProcess[str]]:
    """The city after `inbeeld run` over its first two Sundays, and what that said. Do not change it: take a copy."""
    return draai_stad(tmp_path_factory.getbasetemp() / "gedraaid")
