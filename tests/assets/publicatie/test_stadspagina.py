"""The page of a city from released rows: each number on it was released, or is computed from what was by statistics."""

import json
import re
from dataclasses import replace
from html import unescape

import pytest

from assets.publicatie import trendpaginas as tp
from assets.uitgifte.grafiek_jaren import VERWACHT, ZONDER_SEIZOEN
from assets.uitgifte.trend import trend_html
from tests.plaatjes.grotestad import PEILDATUM, maak_grotestad

BIJLAGE = re.compile(r'<section aria-labelledby="kop-bijlage">.*?</section>', re.DOTALL)
CODE = re.compile(r"<(script|style)\b.*?</\1>|<[^>]+>", re.DOTALL)
GETAL = re.compile(r"\d[\d.]*,\d")


@pytest.fixture(scope="module")
def stad():
    """Twenty-four schools and two schooljaren; counts of a school are not in it but for the newest week."""
    return maak_grotestad(scholen=24, jaren=2)


@pytest.fixture(scope="module")
def pagina(stad):
    return tp.stadpagina(stad.register, stad.rijen, (), PEILDATUM, stad.vanaf, "")


@pytest.fixture(scope="module")
def vrijgegeven(stad) -> set[float]:
    velden = [(r.waarde, r.onder, r.boven, r.volledigheid) for r in stad.rijen]
    return {float(waarde) for rij in velden for waarde in rij if waarde is not None}  # type: ignore[arg-type]


def berekend(pagina) -> set[float]:
    """What statistics made of it, as the view models hold it."""
    beeld = pagina.beeld
    uit = [*beeld.zonder_seizoen.values(), *(w for p in beeld.verwacht for w in (p.midden, p.onder, p.boven))]
    for trechter in pagina.trechters:
        uit += [w for stip in trechter.stippen for w in (stip.aandeel, stip.onder, stip.boven)]
    return {float(waarde) for waarde in uit}


def test_the_page_has_every_kind_of_what_is_computed(pagina):
    assert pagina.beeld.zonder_seizoen and len(pagina.beeld.verwacht) == 4 and pagina.beeld.scholen == 24
    assert {trechter.midden is None for trechter in pagina.trechters} == {True, False}
    assert {verloop.groep for verloop in pagina.verlopen} == {
        "Per samenwerkingsverband",
        "Per soort onderwijs",
        "Per bestuur",
        "Per wijk",
        "Per school",
    }


def test_each_number_in_words_was_released_or_computed(pagina, vrijgegeven):
    tekst = unescape(CODE.sub(" ", BIJLAGE.sub("", trend_html(pagina))))
    getallen = {float(getal.replace(".", "").replace(",", ".")) for getal in GETAL.findall(tekst)}
    assert len(getallen) > 100
    assert getallen <= vrijgegeven | berekend(pagina) | {99.8}  # the name of a bound


def test_each_point_of_a_chart_was_released_or_computed(pagina, vrijgegeven):
    gevonden = re.search(r"for \(const \[id, f\] of (\[.*\])\)", trend_html(pagina))
    assert gevonden
    for sleutel, figuur in json.loads(gevonden[1]):
        if sleutel.startswith("trechter"):
            continue
        for spoor in figuur["data"]:
            punten = {punt for punt in spoor["y"] if punt is not None}
            toegestaan = berekend(pagina) if spoor.get("name") in (VERWACHT, ZONDER_SEIZOEN) else vrijgegeven
            assert punten <= toegestaan, (sleutel, spoor.get("name"))


def test_a_part_to_pick_holds_released_shares_only(pagina, vrijgegeven):
    gevonden = re.search(r"^const keuze = (\{.*\});$", trend_html(pagina), re.MULTILINE)
    assert gevonden
    data = json.loads(gevonden[1])
    punten = {punt for lijn in (data["geheel"], *data["delen"]) for punt in lijn if punt is not None}
    assert len(punten) > 20 and punten <= vrijgegeven


def test_a_samenwerkingsverband_shows_its_own_schools_only(stad):
    deel = tp.swvpagina(stad.register, "VO2601", stad.rijen, PEILDATUM, stad.vanaf, "")
    eigen = {school.naam for school in stad.register.scholen if school.swv == "VO2601"}
    assert {verloop.naam for verloop in deel.verlopen} <= eigen
    assert {stip.naam for trechter in deel.trechters for stip in trechter.stippen} <= eigen
    assert deel.trechters and deel.beeld and deel.beeld.scholen == len(eigen)


def test_schools_with_one_name_are_told_apart_by_their_code(stad):
    een, twee, *rest = [school for school in stad.register.scholen if school.swv == "PO2601"]
    ander = [school for school in stad.register.scholen if school.swv != "PO2601"]
    tweeling = replace(stad.register, scholen=(een, replace(twee, naam=een.naam.upper()), *rest, *ander))
    namen = {f"{een.naam} ({een.brin6})", f"{een.naam.upper()} ({twee.brin6})"}
    stadpagina = tp.stadpagina(tweeling, stad.rijen, (), PEILDATUM, stad.vanaf, "")
    for deel in (stadpagina, tp.swvpagina(tweeling, "PO2601", stad.rijen, PEILDATUM, stad.vanaf, "")):
        assert namen <= {verloop.naam for verloop in deel.verlopen}
        stippen = {stip.naam for trechter in deel.trechters for stip in trechter.stippen}
        assert namen <= stippen and {school.naam for school in rest} <= stippen


def test_the_same_rows_make_the_same_page(stad, pagina):
    nogmaals = tp.stadpagina(stad.register, stad.rijen[::-1], (), PEILDATUM, stad.vanaf, "")
    assert trend_html(nogmaals) == trend_html(pagina)
