"""The documentation against the product: links lead somewhere, and what is made from code is that of now."""

import importlib.util
import re
import subprocess
from pathlib import Path

import pytest

from data_contracts.eerste_stappen import lees_stappen
from data_contracts.redenen import lees_redenen
from data_contracts.wijkhulp import lees_wijkhulp

WORTEL = Path(__file__).parents[1]
GIDS = WORTEL / "docs" / "gids" / "eerste-school.md"
VERWIJZING = re.compile(r"\]\(([^)#\s]+)[^)]*\)")
TAAK = re.compile(r"(?:^|`)make ([a-z-]+)", re.MULTILINE)


def bladzijden():
    """Every tracked markdown page."""
    uitkomst = subprocess.run(["git", "ls-files", "*.md"], cwd=WORTEL, capture_output=True, text=True, check=True)
    return [WORTEL / naam for naam in uitkomst.stdout.splitlines() if (WORTEL / naam).is_file()]


@pytest.mark.parametrize("pad", bladzijden(), ids=lambda pad: pad.name)
def test_every_link_to_a_file_leads_somewhere(pad):
    doelen = [doel for doel in VERWIJZING.findall(pad.read_text(encoding="utf-8")) if "://" not in doel]
    assert not [doel for doel in doelen if not (pad.parent / doel).exists()]


@pytest.mark.parametrize(("naam", "lees"), [("eerste_stappen", lees_stappen), ("wijkhulp", lees_wijkhulp)])
def test_the_tables_that_the_guide_shows_are_right(tmp_path, naam, lees):
    _, _, rest = GIDS.read_text(encoding="utf-8").partition(f"\n`{naam}.yaml`:\n")
    pad = tmp_path / f"{naam}.yaml"
    pad.write_text(rest.split("```yaml\n", 1)[1].split("```", 1)[0], encoding="utf-8")
    assert len(lees(pad)) == 2


def test_every_task_that_a_page_names_is_in_the_makefile():
    taken = set(re.findall(r"^([a-z-]+):", (WORTEL / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    genoemd = {taak for pad in bladzijden() for taak in TAAK.findall(pad.read_text(encoding="utf-8"))}
    assert {"run", "test"} <= genoemd <= taken


def test_the_guide_explains_every_message_in_the_words_of_the_product():
    plek = importlib.util.spec_from_file_location("meldingen", GIDS.with_name("meldingen.py"))
    assert plek and plek.loader
    meldingen = importlib.util.module_from_spec(plek)
    plek.loader.exec_module(meldingen)
    gids = GIDS.read_text(encoding="utf-8")
    assert all(reden.uitleg in gids for reden in lees_redenen().values())
    assert meldingen.bijgewerkt(gids) == gids
