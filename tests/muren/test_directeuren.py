"""Rule 6: directors see counts. Nothing below ten stands in stad/, in figures or charts; one module lets them out."""

import ast
import csv
import io
import json
import re
from html import unescape
from pathlib import Path

import pytest

from assets.uitgifte.maten import MATEN
from models.onthulling import AFRONDING_PERSONEN, DREMPEL_STAD
from tests.muren.wereld import AANTAL_A, AANTAL_B, NAMEN

WORTEL = Path(__file__).parents[2]
PAGINAS = ("stad/index.html", "stad/swv_VO2601.html", "stad/swv_VO2602.html")
KLEIN, NIET_GETOOND = "minder dan 10", "niet getoond"
AFRONDING_MINUTEN = 300
KLEINE_AANTALLEN = """
    SELECT brin6, maat FROM (
        SELECT peildatum, brin6, maat, personen AS n FROM kluis.publicatie.telling
        UNION ALL SELECT peildatum, brin6, maat, leerlingen_gemist FROM school.publicatie.weektelling
        UNION ALL SELECT peildatum, brin6, 'leerlingen_met_signaal', met_signaal FROM school.publicatie.telling
    ) WHERE peildatum = '2026-09-20' AND n BETWEEN 1 AND 9 AND brin6 IS NOT NULL
"""
TELLINGEN = "thuiszitters"
KAART = (
    r'<div class="kaart"[^>]*><h3>(.*?)</h3><p class="stand[^>]*>(.*?)</p>'
    r"<dl><div><dt>.*?</dt><dd>(.*?)</dd></div><div><dt>Erbij</dt><dd>(.*?)</dd></div><div><dt>Eraf</dt><dd>(.*?)</dd>"
)
BIJLAGE = re.compile(r'<section aria-labelledby="kop-bijlage">.*?</section>', re.DOTALL)
"""The appendix tells of made-up cities, not of this one."""
AANTALLEN = [maat.titel for maat in MATEN.values() if maat.soort == "aantal"]
pytestmark = pytest.mark.traag


def rijen(wereld, naam="stad/trends.csv") -> list[dict[str, str]]:
    """A csv of the week."""
    return list(csv.DictReader(io.StringIO(wereld.uitkomst()[naam].decode("utf-8-sig")), delimiter=";"))


def vrijgegeven(wereld, kolommen: str) -> set[float]:
    """The figures in these columns that disclosure control let out, of all weeks."""
    with wereld.open() as magazijn:
        uit = magazijn.rijen(f"SELECT {kolommen} FROM stad.publicatie.trends")
    return {float(w) for rij in uit for w in rij if w is not None}


def test_the_city_has_figures_to_show_and_figures_to_hide(basis):
    soorten = {rij["onderdrukt"] for rij in rijen(basis)}
    assert soorten == {"", "klein", "aanvullend"}
    assert any(rij["teller"] and rij["maat"] == "leerlingen_met_signaal" for rij in rijen(basis))


def test_no_count_below_ten_stands_in_the_csv(basis):
    for rij in rijen(basis):
        minuten = rij["maat"].startswith("verzuim_")
        for kolom in ("teller", "noemer"):
            if rij[kolom]:
                assert (
                    int(rij[kolom]) >= DREMPEL_STAD
                    and int(rij[kolom]) % (AFRONDING_MINUTEN if minuten else AFRONDING_PERSONEN) == 0
                )
        if rij["onderdrukt"]:
            assert [rij[kolom] for kolom in ("teller", "waarde", "onder", "boven")] == [""] * 4


def test_what_is_small_is_hidden_whatever_the_room_holds(basis):
    with basis.open() as magazijn:
        klein = magazijn.rijen(KLEINE_AANTALLEN)
    stand = {(rij["code"], rij["maat"]): rij for rij in rijen(basis) if rij["niveau"] == "school"}
    assert len(klein) >= 3
    assert [paar for paar in klein if stand[paar]["onderdrukt"] != "klein"] == []


@pytest.mark.parametrize("pagina", PAGINAS)
def test_a_count_on_a_page_is_ten_or_more_or_words(basis, pagina):
    html = basis.uitkomst()[pagina].decode()
    regels = re.findall(KAART, html)
    assert [unescape(titel) for titel, *_ in regels] == [
        maat.titel for maat in MATEN.values() if maat.groep == TELLINGEN
    ]
    regels += re.findall(r'<tr><th scope="row">(.*?)</th><td>(.*?)</td><td>(.*?)</td><td class="uitleg">', html)
    for titel, aantal, waarde, *stromen in regels:
        assert unescape(titel) in AANTALLEN
        assert all(
            stroom in (KLEIN, NIET_GETOOND) or int(stroom.replace(".", "")) >= DREMPEL_STAD for stroom in stromen
        )
        if aantal in (KLEIN, NIET_GETOOND):
            assert waarde in (KLEIN, NIET_GETOOND)
        else:
            assert (
                int(aantal.replace(".", "")) >= DREMPEL_STAD and int(aantal.replace(".", "")) % AFRONDING_PERSONEN == 0
            )
    assert KLEIN in html and NIET_GETOOND in html


@pytest.mark.parametrize("pagina", PAGINAS)
def test_a_page_holds_no_percentage_or_rate_that_was_not_let_out(basis, pagina):
    html = basis.uitkomst()[pagina].decode()
    html = BIJLAGE.sub("", html)
    tekst = unescape(re.sub(r"<(script|style)\b.*?</\1>|<[^>]+>", " ", html, flags=re.DOTALL))
    cijfers = {float(getal.replace(".", "").replace(",", ".")) for getal in re.findall(r"\d[\d.]*,\d", tekst)}
    assert 100.0 in cijfers
    assert cijfers <= vrijgegeven(basis, "waarde, onder, boven, volledigheid")


@pytest.mark.parametrize("pagina", PAGINAS)
def test_a_chart_draws_only_what_was_let_out(basis, pagina):
    html = basis.uitkomst()[pagina].decode()
    grafieken = re.search(r"for \(const \[id, f\] of (\[.*\])\)", html)
    getekend = json.loads(grafieken[1]) if grafieken else []
    punten = {punt for _, figuur in getekend for spoor in figuur["data"] for punt in spoor["y"] if punt is not None}
    assert punten or pagina != PAGINAS[0]
    assert punten <= vrijgegeven(basis, "waarde, onder, boven")
    assert set(re.findall(r'"(?:customdata|meta|ids|hovertext)"', grafieken[1] if grafieken else "")) == set()


def test_a_part_that_a_reader_picks_holds_only_what_was_let_out(basis):
    """The script draws these lines later, so they stand in no chart yet."""
    html = basis.uitkomst()[PAGINAS[0]].decode()
    (gevonden,) = re.findall(r"^const keuze = (\{.*\});$", html, re.MULTILINE)
    keuze = json.loads(gevonden)
    assert set(keuze) == {"weken", "geheel", "delen", "opmaak"}
    lijnen = [keuze["geheel"], *keuze["delen"]]
    assert {len(lijn) for lijn in lijnen} == {len(keuze["weken"])}
    punten = {punt for lijn in lijnen for punt in lijn if punt is not None}
    assert punten and any(punt is not None for lijn in keuze["delen"] for punt in lijn)
    assert punten <= vrijgegeven(basis, "waarde")


def test_directors_find_no_name_pupil_or_class(basis):
    for naam, inhoud in basis.uitkomst().items():
        if naam.startswith("stad/"):
            tekst = re.sub(r"<script>.*?</script>", "", inhoud.decode("utf-8-sig"), flags=re.DOTALL)
            nummers = [*range(1001, 1001 + AANTAL_A), *range(2001, 2001 + AANTAL_B)]
            verboden = [*NAMEN, *(f";{n};" for n in nummers), *(f">{n}<" for n in nummers), "1a", "2b"]
            assert [deel for deel in verboden if re.search(rf"(?<!\w){re.escape(deel)}(?!\w)", tekst)] == [], naam


def test_one_module_fills_the_room_of_the_city(basis):
    with basis.open() as magazijn:
        tabellen = magazijn.rijen(
            "SELECT DISTINCT schema_name || '.' || table_name FROM duckdb_columns() "
            "WHERE database_name = 'stad' ORDER BY ALL"
        )
    namen = ("bewegingen", "leerplichttelling", "leren", "trends")
    assert tabellen == [("kern.stap",), *((f"publicatie.{naam}",) for naam in namen)]
    noemen = {
        pad.relative_to(WORTEL).as_posix()
        for map_ in ("assets", "models", "pipelines")
        for pad in (WORTEL / map_).rglob("*.py")
        for knoop in ast.walk(ast.parse(pad.read_text(encoding="utf-8")))
        if isinstance(knoop, ast.Constant)
        and isinstance(knoop.value, str)
        and re.search(r"\bstad\.(bron|kern|signaal|publicatie)\b", knoop.value)
    }
    assert noemen == {"assets/publicatie/vrijgave.py", "assets/publicatie/bron.py"}
    assert not list((WORTEL / "models/stad").glob("**/*.sql"))
