"""Released figures: which doors they are made through, and that nothing small stands among them."""

from collections import Counter
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

import models
from assets.publicatie import vrijgave
from assets.publicatie.vrijgave import (
    INVOER,
    TREND_SCHOOL,
    TRENDS,
    cellen_van,
    geef_scholen_vrij,
    geef_stad_vrij,
    lees_sql,
    regelversie,
    ververs_vrijgave,
)
from assets.publicatie_assets import aanval_uitslag, te_klein, zonder_cijfer
from assets.werk import zorg_voor_tabel
from data_contracts.register import Register, School
from models.cellen import maak_cellen
from models.onthulling import AANDELEN, SPREIDING
from models.onthulling_ronde import Onthullingsfout
from models.sql import gelezen_tabellen

P = date(2026, 9, 6)
SCHOOL = School("99AA00", "Voorbeeld", "vo", "standaard", swv="VO2601", wijk="Overvecht")
KOLOMMEN = "peildatum, niveau, code, onderwijssoort, maat, teller, noemer, waarde, onderdrukt"


@pytest.mark.parametrize("tabel", [TRENDS, TREND_SCHOOL])
def test_figures_are_read_through_the_tables_that_they_name_as_their_source(motor, monkeypatch, tabel):
    gelezen: set[str] = set()

    def meegelezen(naam: str) -> str:
        gelezen.update(gelezen_tabellen(naam, lees_sql(naam)))
        return lees_sql(naam)

    werk = motor.werk([])
    werk.register = Register(scholen=(SCHOOL,))
    for naam in (*INVOER[TRENDS], *INVOER[TREND_SCHOOL]):
        zorg_voor_tabel(werk, naam)
    monkeypatch.setattr(vrijgave, "lees_sql", meegelezen)
    cellen = cellen_van(werk, tabel, P)
    assert gelezen | {"school.bron.school"} == set(INVOER[tabel])
    assert set(cellen["code"]) == {"", "99AA00", "VO2601", "Overvecht"} and not cellen["teller"].any()


def _cellen(lrv: int, met_signaal: int, met_plicht: int = 100) -> pd.DataFrame:
    scholen = pd.DataFrame([("99AA00", "vo", "", "", "")], columns=["brin6", "soort", "swv", "wijk", "bestuur"])
    personen = pd.DataFrame([("99AA00", "thuiszitters_lrv", lrv)], columns=["brin6", "maat", "personen"])
    leerlingen = pd.DataFrame([("99AA00", met_plicht, met_signaal)], columns=["brin6", "met_plicht", "met_signaal"])
    rijen = [("99AA00", m, 6000, 60000, 60000, 60000, 50, 50, 10**6, 10**8, 10**7) for m in AANDELEN]
    kolommen = ["brin6", "maat", "gemist_min", "bekend_min", "plan_min", "geleverd_min", *SPREIDING]
    return maak_cellen(P, scholen, personen, leerlingen, pd.DataFrame(rijen, columns=kolommen))


@pytest.mark.parametrize(("aantal", "stad", "school"), [(4, None, None), (5, None, 5), (9, None, 10), (10, 10, 10)])
def test_the_city_sees_from_ten_on_and_a_school_itself_from_five_on(aantal, stad, school):
    cellen = _cellen(aantal, aantal)

    def teller(vrij: pd.DataFrame) -> int | None:
        (waarde,) = vrij.loc[(vrij["niveau"] == "school") & (vrij["maat"] == "leerlingen_met_signaal"), "teller"]
        return None if pd.isna(waarde) else int(waarde)

    assert (teller(geef_stad_vrij(cellen)), teller(geef_scholen_vrij(cellen))) == (stad, school)


def test_a_school_sees_no_count_of_thuiszitters_and_no_other_level():
    vrij = geef_scholen_vrij(_cellen(50, 50))
    assert set(vrij["niveau"]) == {"school"}
    assert set(vrij["maat"]) == {"leerlingen_met_signaal", *AANDELEN}


@pytest.mark.parametrize(
    ("tabel", "rij", "fout"),
    [
        (TRENDS, ("leerlingen_met_signaal", 10, 10, 1, ""), 0),
        (TRENDS, ("leerlingen_met_signaal", 9, 10, 1, ""), 1),
        (TRENDS, ("leerlingen_met_signaal", 10, 9, 1, ""), 1),
        (TREND_SCHOOL, ("leerlingen_met_signaal", 5, 5, 1, ""), 0),
        (TREND_SCHOOL, ("leerlingen_met_signaal", 4, 5, 1, ""), 1),
        (TRENDS, ("verzuim_totaal", 0, 300, 0, ""), 0),
        (TRENDS, ("leerlingen_met_signaal", None, 10, None, "klein"), 0),
        (TRENDS, ("leerlingen_met_signaal", 10, 10, None, "aanvullend"), 1),
        (TRENDS, ("verzuim_totaal", None, 300, 1, "klein"), 1),
    ],
)
def test_the_gate_counts_each_row_that_shows_too_much(motor, tabel, rij, fout):
    werk = motor.werk([])
    zorg_voor_tabel(werk, tabel)
    motor.magazijn.con.execute(f"INSERT INTO {tabel} ({KOLOMMEN}) VALUES (?, 'stad', '', '', ?, ?, ?, ?, ?)", [P, *rij])
    assert te_klein(werk, tabel) == fout


def test_the_version_of_the_rules_covers_every_file_that_decides_what_is_shown(monkeypatch):
    monkeypatch.setattr(vrijgave, "vingerafdruk", lambda teksten: teksten)
    namen = ("onthulling", "onthulling_aanvullend", "onthulling_sommen", "cellen", "trends")
    teksten = [(Path(models.__file__).parent / f"{naam}.py").read_text(encoding="utf-8") for naam in namen]
    assert set(teksten) <= set(regelversie.__wrapped__())


@pytest.mark.parametrize(
    ("tabel", "maten"),
    [
        (TRENDS, {"stad": 44, "school": 22}),
        (TREND_SCHOOL, {"school": 4}),
        (vrijgave.KLASTREND, {"klas": 22}),
        (vrijgave.BEWEGINGEN, {}),
    ],
)
def test_a_release_that_fails_its_audit_has_its_rows_without_a_figure(motor, monkeypatch, tabel, maten):
    def faalt(*_: object) -> pd.DataFrame:
        raise Onthullingsfout(3)

    werk, gezegd = motor.werk([P]), []
    werk.meld = gezegd.append
    monkeypatch.setattr(vrijgave, "vrij_van", faalt)
    monkeypatch.setattr(vrijgave, "cellen_van", lambda *_: _cellen(50, 50))
    ververs_vrijgave(werk, tabel, [P])
    rijen = werk.magazijn.rijen(f"SELECT niveau, teller, noemer, waarde, onder, boven, onderdrukt FROM {tabel}")
    assert {rij[1:] for rij in rijen} <= {(None, None, None, None, None, "aanvullend")}
    assert {niveau: n for niveau, n in Counter(rij[0] for rij in rijen).items() if niveau in maten} == maten
    assert gezegd[-1].startswith(f"{tabel} {P}: 3 verborgen cijfers zijn na te rekenen")
    assert (zonder_cijfer(werk, tabel, [P]), zonder_cijfer(werk, tabel, [])) == (len(maten) > 0, 0)


def test_the_weakest_hidden_count_of_what_was_made_anew_is_told(motor, monkeypatch):
    werk = motor.werk([P])
    monkeypatch.setattr(vrijgave, "cellen_van", lambda *_: _cellen(9, 50))
    assert [ververs_vrijgave(werk, TRENDS, [P]) for _ in range(2)] == [10, None]
    assert zonder_cijfer(werk, TRENDS, [P]) == 0


@pytest.mark.parametrize(
    ("onderdrukt", "zwakste", "is_goed", "tekst"),
    [
        (["", "aanvullend"], 10, True, "van elk verborgen aantal blijven minstens 10 waarden mogelijk"),
        (["klein", "aanvullend"], None, True, "alle weken"),
        (["aanvullend", "aanvullend"], None, False, "een of meer weken zonder cijfer"),
    ],
)
def test_the_check_of_a_release_says_whether_a_week_is_without_any_figure(motor, onderdrukt, zwakste, is_goed, tekst):
    werk = motor.werk([P])
    zorg_voor_tabel(werk, TRENDS)
    for maat, verdict in zip(("thuiszitters_lrv", "thuiszitters_ocw"), onderdrukt, strict=True):
        werk.magazijn.con.execute(
            f"INSERT INTO {TRENDS} (peildatum, niveau, code, onderwijssoort, maat, onderdrukt) "
            "VALUES ($p, 'stad', '', '', $maat, $verdict)",
            {"p": P, "maat": maat, "verdict": verdict},
        )
    (uitslag,) = aanval_uitslag(werk, TRENDS, [P], zwakste)
    assert (uitslag.passed, uitslag.metadata["gevonden"].value) == (is_goed, tekst)
    assert aanval_uitslag(werk, vrijgave.JAARTELLING, [P], zwakste) == []
