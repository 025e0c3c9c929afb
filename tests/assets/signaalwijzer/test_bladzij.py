"""The page of all signals: up to date, complete, and without a number typed twice."""

import re
from pathlib import Path

import pytest

from assets.signaalwijzer.bladzij import bladzij, invullen
from data_contracts.signalen import laad_signalen

BESTAND = Path(__file__).parents[3] / "docs" / "signalen.md"
SIGNALEN = list(laad_signalen().values())


def test_the_page_in_docs_is_the_one_that_is_made_now():
    assert BESTAND.read_text(encoding="utf-8") == bladzij(), "typ make signaalwijzer"


@pytest.mark.parametrize("signaal", SIGNALEN, ids=lambda signaal: signaal.naam)
def test_the_rule_names_its_thresholds_by_field(signaal):
    """A threshold in the text is that of the contract: with another one the text changes along."""
    assert any(f"{{drempel{maat}" in signaal.regel for maat in ("}", *(f"_{m.eenheid}}}" for m in signaal.maten))) or (
        signaal.naam in ("absoluut",)
    )
    assert "{" not in invullen(signaal.regel + signaal.voorbeeld + signaal.bron, signaal)


@pytest.mark.parametrize("signaal", SIGNALEN, ids=lambda signaal: signaal.naam)
def test_the_page_leads_to_the_query(signaal):
    pad = re.search(rf"\| `({'models/.*?/' + '.*?'}\.sql)` \|", bladzij().split(f'<a id="{signaal.naam}">')[1])
    assert pad and (BESTAND.parents[1] / pad[1]).is_file()
