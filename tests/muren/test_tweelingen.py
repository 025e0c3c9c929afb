"""Rule 1, the sick-data wall, by twins: cities equal but for one pupil who was only ill, and one only suspended."""

import csv
import io
import json
import re
from collections import Counter

import pytest

from assets.uitgifte.maten import MATEN
from tests.muren.wereld import TWEELINGEN, A, B

MAG_VERSCHILLEN = ("verzuim_totaal", "verzuim_geoorloofd", "leerlingen_met_signaal", "thuiszitters_verborgen")
"""What kamers.md lets differ in the files of stad, after disclosure control."""
SCHOOLKANT = {
    f"{A}/{naam}" for naam in ("signalen_school.csv", "lijst_school.html", "lijst_school.xlsx", "trend_school.html")
}
SCHOOLKANT |= {f"{A}/leren.html", f"{A}/leren.csv"}
SCHOOLKANT |= {
    f"{A}/{naam}" for naam in ("trend_school.csv", "groepssignalen.csv", "terugkoppeling.html", "terugkoppeling.csv")
}
STAD = ("stad/trends.csv", "stad/index.html", "stad/swv_VO2601.html")
ANDERE_SCHOOL = f"{B}/trend_school.html"
"""Draws, beside its own line, the share that stad releases of the schools of its type (verzuim_totaal)."""
TITELS = [maat.titel for naam, maat in MATEN.items() if naam.startswith(MAG_VERSCHILLEN)]
RIJEN = [f'"{naam.replace("_", "-")}' for naam in MAG_VERSCHILLEN]
ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\b[0-9a-f]{64}\b|\b(?:\d+m)?\d+(?:\.\d+)?m?s\b")
"""Run ids, hashes of inputs, and durations: what differs between any two runs."""
VLUCHTIGE_VELDEN = {"timestamp", "log_key", "start", "end", "duration_ms", "step_keys"}


pytestmark = pytest.mark.traag


def test_the_twins_do_differ_on_the_side_of_the_school(basis, tweeling):
    voor, na = basis.uitkomst(), tweeling.uitkomst()
    for nummer in TWEELINGEN:
        assert f";{nummer};".encode() not in voor[f"{A}/signalen_school.csv"]
        assert f";{nummer};".encode() in na[f"{A}/signalen_school.csv"]
    assert voor["stad/trends.csv"] != na["stad/trends.csv"]


def test_leerplicht_gemeente_and_analyst_get_the_same_bytes(basis, tweeling):
    voor, na = basis.uitkomst(), tweeling.uitkomst()
    assert voor.keys() == na.keys()
    gelijk = set(voor) - SCHOOLKANT - {*STAD, ANDERE_SCHOOL, "run.json"}
    assert {
        f"{A}/signalen_leerplicht.csv",
        f"{A}/lijst_leerplicht.xlsx",
        "gemeente/werkvoorraad.csv",
        "stad/leren.csv",
        "index.html",
        "validatie.html",
    } <= gelijk
    assert [naam for naam in sorted(gelijk) if voor[naam] != na[naam]] == []


def andere_maten(inhoud: bytes) -> list[list[str]]:
    """The rows of trends.csv of the measures that may not differ."""
    rijen = list(csv.reader(io.StringIO(inhoud.decode("utf-8-sig")), delimiter=";"))
    return [rij for rij in rijen if not rij[4].startswith(MAG_VERSCHILLEN)]


def zonder_maten(pagina: str) -> list[str]:
    """A trend page without everything about the measures that may differ: rows, sections, charts and columns."""
    for naam in MAG_VERSCHILLEN:
        streepjes = naam.replace("_", "-")
        pagina = re.sub(rf'<section aria-labelledby="kop-grafiek-{streepjes}.*?</section>', "", pagina, flags=re.DOTALL)
        pagina = re.sub(rf'\["grafiek-{streepjes}.*?(?=\["grafiek-|\["trechter-|\n)', "", pagina)
        pagina = re.sub(rf'<section [^>]*data-maten="{naam}".*?</section>', "", pagina, flags=re.DOTALL)
        pagina = re.sub(rf'<(li|div) [^>]*data-maten="{naam}.*', "", pagina)
    pagina = re.sub(r'\["trechter-.*|^const keuze = .*', "", pagina, flags=re.MULTILINE)
    uit, weg = [], set()
    for regel in pagina.splitlines():
        if regel.startswith('<thead><tr><th scope="col">Naam'):
            weg = {
                nr for nr, kop in enumerate(re.findall(r"<th.*?</th>", regel)) if any(f">{t}<" in kop for t in TITELS)
            }
        if any(f'<th scope="row">{titel}</th>' in regel for titel in TITELS):
            continue
        cellen = re.split(r"(?=<t[hd])", regel) if regel.startswith("<tr>") and weg else [regel]
        uit.append("".join(cel for nr, cel in enumerate(cellen, start=-1) if nr not in weg))
    return uit


def test_directors_see_a_difference_only_where_kamers_lets_them(basis, tweeling):
    voor, na = basis.uitkomst(), tweeling.uitkomst()
    over = andere_maten(voor["stad/trends.csv"])
    assert {"verzuim_ongeoorloofd", "thuiszitters_lrv"} <= {rij[4] for rij in over}
    assert any(rij[4] == "verzuim_ongeoorloofd" and rij[5] for rij in over)
    assert over == andere_maten(na["stad/trends.csv"])
    for naam in (*STAD[1:], ANDERE_SCHOOL):
        assert zonder_maten(voor[naam].decode()) == zonder_maten(na[naam].decode()), naam
    assert any(
        '<th scope="row">Gemist zonder geldige reden</th>' in regel
        for regel in zonder_maten(voor["stad/index.html"].decode())
    )


def geteld_voor(wereld, kolom: str) -> list:
    """What was learnt from decisions, exact: before disclosure control could hide a difference of one."""
    with wereld.open() as magazijn:
        return magazijn.rijen(
            f"SELECT brin6, groep, deel, {kolom} FROM school.publicatie.leertelling WHERE {kolom} > 0"
        )


def test_what_the_city_learns_counts_no_decision_about_who_was_only_ill(basis, tweeling):
    voor, na = (geteld_voor(wereld, "op_school") for wereld in (basis, tweeling))
    assert sorted(voor, key=repr) != sorted(na, key=repr)
    voor, na = (geteld_voor(wereld, "in_stad") for wereld in (basis, tweeling))
    assert {groep.partition("_")[0] for _, groep, *_ in voor} == {"oordeel", "voorsprong", "afspraak"}
    assert sorted(voor, key=repr) == sorted(na, key=repr)


def rijen_buiten_school(wereld) -> dict[str, list]:
    """All rows of the rooms kluis and leerplicht; of the book of steps only what ran. (stad is what directors see.)"""
    with wereld.open() as magazijn:
        tabellen = magazijn.rijen(
            "SELECT database_name || '.' || schema_name || '.' || table_name FROM duckdb_tables() "
            "WHERE database_name IN ('kluis', 'leerplicht') ORDER BY ALL"
        )
        uit = {}
        for (tabel,) in tabellen:
            kolommen = "tabel, partitie, rijen" if tabel.endswith(".kern.stap") else "*"
            uit[tabel] = sorted(magazijn.rijen(f"SELECT {kolommen} FROM {tabel}"), key=repr)
    return uit


def test_no_other_room_holds_a_trace(basis, tweeling):
    voor, na = rijen_buiten_school(basis), rijen_buiten_school(tweeling)
    assert [
        tabel
        for tabel in ("leerplicht.kern.signaal", "leerplicht.kern.weekminuten", "kluis.kern.deel")
        if not voor[tabel]
    ] == []
    assert [tabel for tabel in voor if voor[tabel] != na[tabel]] == []
    assert voor.keys() == na.keys()


def verslag(wereld) -> tuple[dict, dict]:
    """run.json: the deliveries without what a delivery's own bytes make, and everything else without durations."""
    inhoud = json.loads(wereld.uitkomst()["run.json"])
    eigen = ("sha256", "ontvangen", "geaccepteerd")
    leveringen = [
        {k: w for k, w in lev.items() if k not in eigen or (lev["brin6"], lev["soort"]) != (A, "verzuim")}
        for lev in inhoud["leveringen"]
    ]
    return {**inhoud, "leveringen": leveringen, "duur_s": sorted(inhoud["duur_s"]), "tabellen": None}, inhoud[
        "tabellen"
    ]


def test_the_report_of_the_run_counts_no_pupil(basis, tweeling):
    (voor, tabellen), (na, andere) = verslag(basis), verslag(tweeling)
    assert voor == na
    getallen = [n for n in (*tabellen.values(), *andere.values()) if n != "minder dan 10"]
    assert len(getallen) > 20
    assert [n for n in getallen if not isinstance(n, int) or n < 10 or n % 5] == []


def kaal(waarde):
    """A record of Dagster without what differs between any two runs."""
    if isinstance(waarde, dict):
        return {k: kaal(w) for k, w in waarde.items() if k not in VLUCHTIGE_VELDEN}
    if isinstance(waarde, list):
        return [kaal(deel) for deel in waarde]
    return ID.sub("*", waarde) if isinstance(waarde, str) else waarde


def gelezen(wereld) -> list[str]:
    """All records of Dagster, and all that was printed, in an order of their own."""
    gezegd = [
        regel.replace(str(wereld.paden.uit.parent), "")
        for regel in wereld.gezegd.splitlines()
        if "leutelbestand" not in regel
    ]
    return sorted(json.dumps(kaal(json.loads(tekst)), sort_keys=True) for tekst in wereld.gebeurtenissen) + gezegd


def test_log_and_dagster_storage_tell_nothing(basis, tweeling):
    assert len(basis.gebeurtenissen) > 300 and "Klaar: " in basis.gezegd
    voor, na = Counter(gelezen(basis)), Counter(gelezen(tweeling))
    assert [*(voor - na), *(na - voor)] == []
