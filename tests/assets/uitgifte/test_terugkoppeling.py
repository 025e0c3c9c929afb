"""The delivery receipt."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from assets.uitgifte.modellen_beheer import Afwijzing
from assets.uitgifte.redenen import REDENEN
from assets.uitgifte.terugkoppeling import regelreeksen, terugkoppeling_csv, terugkoppeling_html
from tests.assets.uitgifte.tekst import zichtbaar
from tests.assets.uitgifte.voorbeelden_beheer import BESTAND, voorbeeldterugkoppeling

GOUD = Path(__file__).with_name("goud")


@pytest.mark.parametrize(
    ("naam", "maak"), [("terugkoppeling.html", terugkoppeling_html), ("terugkoppeling.csv", terugkoppeling_csv)]
)
def test_the_receipt_is_the_golden_one(naam, maak):
    """Regenerate with INBEELD_GOUD=1 and read the difference."""
    inhoud = maak(voorbeeldterugkoppeling())
    inhoud = inhoud.encode() if isinstance(inhoud, str) else inhoud
    if os.environ.get("INBEELD_GOUD"):
        (GOUD / naam).write_bytes(inhoud)
    assert inhoud == (GOUD / naam).read_bytes()


def regels(terugkoppeling) -> list[list[str]]:
    return [regel.split(";") for regel in terugkoppeling_csv(terugkoppeling).decode("utf-8-sig").splitlines()[1:]]


def test_each_row_stands_in_the_csv_with_its_sentence():
    rij = next(rij for rij in regels(voorbeeldterugkoppeling()) if rij[4] == "12")
    assert rij == ["2026-11-15", "99XX00", BESTAND, "verzuim", "12", "code", "quarantaine", "onbekende_code",
                   REDENEN["onbekende_code"].zin]  # fmt: skip


def test_a_refused_file_is_a_row_without_a_line_number():
    geweigerd = [rij for rij in regels(voorbeeldterugkoppeling()) if rij[6] == "geweigerd"]
    assert [(rij[4], rij[7]) for rij in geweigerd] == [("", "versleuteld")]


def test_older_rows_are_a_count():
    assert regels(voorbeeldterugkoppeling())[-1][8].startswith("Nog 12 oudere regels met deze reden.")
    assert "12 regels" in zichtbaar(terugkoppeling_html(voorbeeldterugkoppeling()))


@pytest.mark.parametrize(
    ("lijst", "tekst"),
    [
        ([], ""),
        ([7], "7"),
        ([7, 8], "7-8"),
        ([9, 7, 8, 12, 12], "7-9, 12"),
        (range(0, 24, 2), "0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22"),
        (range(0, 26, 2), "0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22 en verder"),
    ],
)
def test_line_numbers_are_shown_as_runs(lijst, tekst):
    assert regelreeksen(lijst) == tekst


def test_nothing_to_mend_is_said():
    leeg = replace(voorbeeldterugkoppeling(), leveringen=(), afwijzingen=(), ouder=())
    tekst = zichtbaar(terugkoppeling_html(leeg))
    assert "Deze week kwam er geen bestand binnen." in tekst
    assert "geen nieuwe regels om te verbeteren" in tekst
    assert regels(leeg) == []


def test_ten_thousand_rows_stay_a_small_page():
    rijen = tuple(Afwijzing(BESTAND, "verzuim", n, "code", "quarantaine", "onbekende_code") for n in range(2, 20002, 2))
    pagina = terugkoppeling_html(voorbeeldterugkoppeling(afwijzingen=rijen))
    assert "10.000 regels: 2, 4" in pagina
    assert len(pagina) < 30_000


def test_a_reason_that_is_not_known_here_still_says_where_to_ask():
    rij = Afwijzing(BESTAND, "verzuim", 2, "", "gemeld", "iets_nieuws")
    assert "Vraag de beheerder" in terugkoppeling_html(voorbeeldterugkoppeling(afwijzingen=(rij,)))


def test_every_reason_of_the_rules_has_a_sentence():
    van_regels = (
        "te_veel_velden te_weinig_velden veld_leeg datum_ongeldig slot_ongeldig waarde_ongeldig toekomst geen_verzuim "
        "datum_buiten_schooljaar datum_buiten_periode datum_in_toekomst dubbel geen_inschrijving onbekende_code "
        "niet_ingevuld tegenstrijdig sleutel_dubbel kolom_ontbreekt codering_ongeldig onleesbaar te_groot versleuteld "
        "onbekende_school politiegegevens pgn_ongeldig code_en_rij_verschillen deels_overschreven buiten_rooster "
        "geen_periode"
    )
    assert {*van_regels.split(), "herhaald"} == set(REDENEN)
