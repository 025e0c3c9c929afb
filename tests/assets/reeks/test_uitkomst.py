"""Every table of `inbeeld reeks` on files of any shape: sums are kept, gaps stay gaps, nothing breaks or warns."""

import random
from datetime import date, timedelta
from decimal import Decimal

import pytest

from assets.reeks.geschiedenis import berichten
from assets.reeks.uitkomst import BESTANDEN, KOLOMMEN, Uitkomst
from assets.reeks.velden import deling, getal, jaarnaam, veld
from assets.uitgifte.csvbestand import csv_bytes
from models.statistiek.raster import LESWEEK, SCHOOLJAAR, Meting, maak_raster, soort_van


def willekeurig(zaad: int) -> list[Meting]:
    """A file of 1-12 units over 1-60 periods: gaps, holidays, empty, full and tiny noemers, units that come and go."""
    toeval = random.Random(zaad)
    aantal, per_jaar = toeval.choice([1, 3, 13, 25, 60]), toeval.random() < 0.3
    rijen = []
    for eenheid in range(toeval.choice([1, 2, 6, 7, 12])):
        van, tot = sorted(toeval.choices(range(aantal), k=2)) if toeval.random() < 0.4 else (0, aantal - 1)
        for periode in (p for p in range(van, tot + 1) if toeval.random() > 0.15):
            noemer = toeval.choice([0, 1, 2, 300, 100, 100, 100])
            dag = date(2018 + periode, 8, 1) if per_jaar else _dag(periode, toeval)
            rijen.append(
                Meting(str(eenheid), dag, toeval.choice([0, noemer, noemer // 9]), noemer, "a" * (eenheid % 2))
            )
    return rijen or [Meting("0", date(2018, 8, 1), 0, 1)]


def _dag(periode: int, toeval: random.Random) -> date:
    return date(2018, 8, 6) + timedelta(weeks=periode + 6 * (periode > 30), days=toeval.randrange(5))


def getallen(rijen, kolom):
    return [Decimal(str(rij[kolom]).replace(",", ".")) for rij in rijen if rij[kolom] is not None]


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("zaad", range(24))
def test_any_file_gives_whole_tables(zaad):
    metingen = willekeurig(zaad)
    uit = Uitkomst(metingen, maak_raster(metingen, soort_van(metingen)), met_fdr=zaad % 2 == 0)
    tabellen = {naam: list(doe(uit)) for naam, doe in BESTANDEN.items()}
    assert all(csv_bytes(KOLOMMEN[naam], rijen) for naam, rijen in tabellen.items())
    assert all(len(bericht) == 3 and bericht[2] for bericht in berichten(uit))
    assert tabellen["totalen"][0]["noemer"] == sum(meting.noemer for meting in metingen)
    assert sum(getallen(tabellen["reeks"], "noemer")) == sum(meting.noemer for meting in metingen)
    gaten = [rij for rij in tabellen["reeks"] if rij["toestand"] == "gat"]
    assert all(rij["aandeel"] is rij["teller"] is rij["zonder_seizoen"] is rij["p"] is None for rij in gaten)
    onder, midden, boven = (getallen(tabellen["forecast"], k) for k in ("onder80", "voorspelling", "boven80"))
    assert all(0 <= a <= b <= c <= 1 for a, b, c in zip(onder, midden, boven, strict=True))
    assert {rij["eenheid"] for rij in tabellen["forecast"]} <= set(uit.raster.eenheden)


@pytest.mark.parametrize(
    ("waarde", "tekst"),
    [(0.5, "0,500000"), (-1e-9, "0,000000"), (1 / 3, "0,333333"), (float("nan"), None), (float("inf"), None)],
)
def test_a_computed_number_has_six_decimals_and_what_is_not_known_is_empty(waarde, tekst):
    assert getal(waarde) == tekst


@pytest.mark.parametrize(
    ("teller", "noemer", "tekst"),
    [
        (1, 3, "0,333333"),
        (2, 3, "0,666667"),
        (0, 7, "0,000000"),
        (Decimal("0.1"), Decimal("0.4"), "0,250000"),
        (0, 0, None),
    ],
)
def test_a_share_of_exact_sums_is_exact(teller, noemer, tekst):
    assert deling(teller, noemer) == tekst


@pytest.mark.parametrize(
    ("waarde", "tekst"), [(3, "3"), (Decimal("3.0"), "3"), (Decimal("3.50"), "3.5"), (Decimal("100"), "100")]
)
def test_an_exact_sum_is_written_without_needless_zeros(waarde, tekst):
    assert f"{veld(waarde):f}" == tekst if isinstance(veld(waarde), Decimal) else str(veld(waarde)) == tekst


@pytest.mark.parametrize(
    ("dag", "soort", "naam"),
    [
        (date(2025, 7, 31), LESWEEK, "2024/2025"),
        (date(2025, 8, 1), LESWEEK, "2025/2026"),
        (date(2025, 7, 1), SCHOOLJAAR, "2025/2026"),
    ],
)
def test_a_schooljaar_has_a_name(dag, soort, naam):
    assert jaarnaam(dag, soort) == naam
