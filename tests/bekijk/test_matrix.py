"""No 200 outside the matrix of kamers.md: every route x visitor x id, from the app's own table of routes."""

import os
from collections import defaultdict
from pathlib import Path

import pytest

from assets.bekijk.accounts import ROLLEN
from pipelines.bekijk.rechten import NIEMAND, RECHTEN
from tests.bekijk.matrix import BEZOEKERS, KANTEN, bestaat, mag, stel, tabel, vragen

BLAD = Path(__file__).parents[2] / "docs" / "bekijk-rechten.md"
BEGIN = "<!-- gemaakt door tests/bekijk/test_matrix.py; begin -->\n"
EINDE = "<!-- einde -->\n"
GOED = {200, 303, 401}
"""What a page answers to who may open it: the page, the next page, or (the form of a sign-in) a wrong password."""


@pytest.fixture
def gekropen(pagina):
    """Every request with who asked it and the status."""
    return [(bezoeker, vraag, stel(pagina, bezoeker, vraag)) for vraag in vragen(pagina) for bezoeker in BEZOEKERS]


def test_who_may_gets_the_page_and_who_may_not_never_does(pagina, gekropen):
    assert len(gekropen) > 500
    fouten = []
    for bezoeker, vraag, status in gekropen:
        if not mag(bezoeker, vraag):
            naar_aanmelden = status == 303 and bezoeker == BEZOEKERS[0] and vraag.methode == "GET"
            goed = status in {403, 404} or naar_aanmelden
        else:
            verwacht = GOED if bestaat(pagina, vraag) else {403, 404}
            goed = status in verwacht or (vraag.route == "/aanmelden" and vraag.methode == "POST" and status == 403)
        fouten += [] if goed else [(bezoeker, vraag.methode, vraag.pad, status)]
    assert fouten == []
    assert pagina.bekijk.logboek.controleer() is None
    bladzijde = tabel(_per_route(gekropen))
    if os.environ.get("INBEELD_GOUD"):
        voor, _, rest = BLAD.read_text(encoding="utf-8").partition(BEGIN)
        BLAD.write_text(voor + BEGIN + bladzijde + EINDE + rest.partition(EINDE)[2], encoding="utf-8")
    staat_er = BLAD.read_text(encoding="utf-8").partition(BEGIN)[2].partition(EINDE)[0]
    assert staat_er == bladzijde, "docs/bekijk-rechten.md is old; run this test with INBEELD_GOUD=1"


def _per_route(gekropen):
    uitkomsten = defaultdict(set)
    for bezoeker, vraag, status in gekropen:
        uitkomsten[vraag.route, vraag.methode, bezoeker].add(status)
    return uitkomsten


def test_a_foreign_school_reads_the_same_whether_it_exists_or_not(pagina):
    klant, _ = pagina.binnen("school_a")
    assert klant.get("/overleg/99BB00/school").text == klant.get("/overleg/99ZZ00/school").text


def test_every_right_has_a_route_and_nobody_is_let_in_by_a_word_that_is_no_role():
    assert set().union(*RECHTEN.values()) == {*ROLLEN, NIEMAND}
    assert set(KANTEN) <= set(ROLLEN)
