"""A school's own signal, exactly as docs/gids/eigen-signaal.md says: one SQL file, one YAML block, and nothing else."""

import csv
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bouwsteen import Stadje, gemist
from tests.muren.muren import kopieer

WORTEL = Path(__file__).parents[1]
GIDS = WORTEL / "docs" / "gids"
VOORBEELD = GIDS / "eigen-signaal"
OPDRACHT = "import sys; from pipelines.cli import main; sys.exit(main(sys.argv[1:]))"
VRIJDAGEN = [("2026-10-09", "2026-10-12"), ("2026-10-30", "2026-11-02"), ("2026-11-06", "2026-11-09")]


def voeg_toe(kopie: Path) -> None:
    """What the guide tells its reader to do."""
    shutil.copy(VOORBEELD / "lang_weekend.sql", kopie / "models" / "school" / "signaal")
    contract = kopie / "data_contracts" / "signalen.yaml"
    contract.write_text(contract.read_text(encoding="utf-8") + (VOORBEELD / "lang_weekend.yaml").read_text("utf-8"))


def python(kopie: Path, *woorden: str) -> str:
    """What a command of the copy says, in a process of its own; its output is shown when it fails."""
    omgeving = {**os.environ, "PYTHONPATH": str(kopie), "PYTHONDONTWRITEBYTECODE": "1"}
    proces = subprocess.run([sys.executable, *woorden], cwd=kopie, env=omgeving, capture_output=True, text=True)
    assert proces.returncode in (0, 1), proces.stdout + proces.stderr
    return proces.stdout


@pytest.fixture(scope="module")
def kopie(tmp_path_factory) -> Path:
    """The project with the signal added."""
    map_ = tmp_path_factory.mktemp("kopie")
    kopieer(WORTEL, map_)
    voeg_toe(map_)
    return map_


@pytest.fixture(scope="module")
def week(kopie, tmp_path_factory) -> Path:
    """A week in which pupil 1001 has two long weekends, 1002 three, and 1003 three Fridays alone."""
    werk = tmp_path_factory.mktemp("werk")
    stad = Stadje(werk / "aanlevering", begin="20260901T0600")
    school = stad.school("01AA00")
    school.rooster("1a", geldig_van="2026-08-31")
    for leerling in ("1001", "1002", "1003"):
        school.inschrijving(leerling, startdatum="2026-08-01")
    weg = [("1001", dag) for paar in VRIJDAGEN[1:] for dag in paar] + [("1003", dag) for dag, _ in VRIJDAGEN]
    weg += [("1002", dag) for paar in VRIJDAGEN for dag in paar]
    school.verzuim("2026-08-31", "2026-11-15", "20261116T0600", [gemist(wie, dag, code="Z") for wie, dag in weg])
    plekken = [deel for naam in ("aanlevering", "magazijn", "uit") for deel in (f"--{naam}", str(werk / naam))]
    sleutels = ["--sleutels", str(werk / "sleutels.json"), "--stil"]
    python(kopie, "-c", OPDRACHT, "run", *plekken, *sleutels, "--peildatum", "2026-11-15")
    return werk / "uit" / "2026-W46" / "01AA00"


def test_the_guide_shows_the_files_that_are_tested():
    tekst = (GIDS / "eigen-signaal.md").read_text(encoding="utf-8")
    assert f"```sql\n{(VOORBEELD / 'lang_weekend.sql').read_text(encoding='utf-8')}```" in tekst
    assert f"```yaml\n{(VOORBEELD / 'lang_weekend.yaml').read_text(encoding='utf-8')}```" in tekst


@pytest.mark.traag
def test_the_new_signal_stands_in_the_file_with_its_words(week):
    with (week / "signalen_school.csv").open(encoding="utf-8-sig", newline="") as bestand:
        rijen = [rij for rij in csv.DictReader(bestand, delimiter=";") if rij["signaal"] == "lang_weekend"]
    assert [(rij["leerlingnummer"], rij["sinds"], rij["waarde"], rij["drempel"], rij["status"]) for rij in rijen] == [
        ("1002", "2026-10-09", "3", "3", "nieuw")
    ]
    assert (
        "3 keer de vrijdag en de maandag erna. De grens is 3 keer. De eerste keer was op 9 oktober"
        in rijen[0]["uitleg"]
    )


@pytest.mark.traag
def test_the_new_signal_stands_on_the_list_and_in_the_page_of_signals(week, kopie):
    assert "Vaak een lang weekend" in (week / "lijst_school.html").read_text(encoding="utf-8")
    python(kopie, "-m", "assets.signaalwijzer", "docs/signalen.md")
    assert '<a id="lang_weekend"></a>' in (kopie / "docs" / "signalen.md").read_text(encoding="utf-8")


@pytest.mark.traag
def test_leg_uit_tells_the_new_signal_without_a_line_of_code(week, kopie):
    werk = week.parents[2]
    plekken = [deel for naam in ("aanlevering", "magazijn", "uit") for deel in (f"--{naam}", str(werk / naam))]
    wie = ["--sleutels", str(werk / "sleutels.json"), "--brin6", "01AA00", "--leerlingnummer", "1002"]
    opdracht = ["leg-uit", *plekken, *wie, "--peildatum", "2026-11-15", "--signaal", "lang_weekend"]
    gezegd = python(kopie, "-c", OPDRACHT, *opdracht)
    assert "Gemist in deze tijd:\n  vr 09-10-2026 | lesuur 1, 2, 3, 4, 5 en 6 | code Z, ziek, geoorloofd" in gezegd
    assert "Dit signaal heeft nog geen eigen uitleg." in gezegd
