"""The benchmarks' own arithmetic: what they measure, which files belong to it, and where their tables go."""

import os
from datetime import date

import numpy as np
import pytest

from assets.inname.lees import lees
from assets.inname.levering import vind_leveringen
from benchmarks import alarm, inname, stad, stadspagina, stadsverwachting, terug, voorspelling, vrijgave
from data_contracts.register import lees_register
from tests.assets.inname.stad import nummer


@pytest.mark.parametrize(
    ("ontvangen", "zondag"),
    [
        ("20261115T2359", date(2026, 11, 15)),
        ("20261116T1159", date(2026, 11, 15)),
        ("20261116T1200", date(2026, 11, 22)),
        ("20261122T0000", date(2026, 11, 22)),
    ],
)
def test_the_measured_week_is_the_first_sunday_at_which_the_newest_file_is_known(tmp_path, ontvangen, zondag):
    (tmp_path / f"absenties__{ontvangen}.csv").write_text("a;b\n1;2\n")
    assert stad.laatste_zondag(tmp_path) == zondag


def test_the_bare_read_takes_the_files_of_that_week_only(tmp_path):
    for moment in ("20261109T1159", "20261109T1200", "20261116T1159", "20261116T1200"):
        (tmp_path / f"v__{moment}.csv").write_text("a;b\n1;2\n3;4\n")
    paden = stad.van_de_week(tmp_path, date(2026, 11, 15))
    assert [pad.name for pad in paden] == ["v__20261109T1200.csv", "v__20261116T1159.csv"]
    assert stad.lees_kaal(paden) == (4, 0)


def test_a_process_is_measured_by_its_own_time_and_memory():
    meting = stad.meet("busy", ["python3", "-c", "x = bytearray(200_000_000); sum(range(3_000_000))"])
    assert meting.piek_mb > 190
    assert 0 < meting.cpu_s < meting.wand_s * (os.cpu_count() or 1) + 1


def test_a_process_that_fails_stops_the_benchmark_by_name():
    with pytest.raises(SystemExit, match="half ended with exit code 3; run it by hand: sh -c exit 3"):
        stad.meet("half", ["sh", "-c", "exit 3"], mag=(0, 1))


def test_the_table_replaces_only_what_stands_between_the_marks(tmp_path):
    bladzij = tmp_path / "README.md"
    bladzij.write_text(f"kop\n{stad.BEGIN}\noud\n{stad.EIND}\nvoet\n")
    stad.schrijf_tussen_merken(bladzij, "nieuw")
    assert bladzij.read_text() == f"kop\n{stad.BEGIN}\nnieuw\n{stad.EIND}\nvoet\n"


def test_a_page_without_marks_is_left_alone(tmp_path):
    (tmp_path / "README.md").write_text("kop\n")
    with pytest.raises(SystemExit, match="put them back where the table belongs"):
        stad.schrijf_tussen_merken(tmp_path / "README.md", "nieuw")


@pytest.mark.parametrize("merk", [stad.BEGIN, stad.EIND, inname.BEGIN, inname.EIND, terug.BEGIN, terug.EIND])
def test_the_page_of_benchmarks_has_its_marks(merk):
    assert stad.VERSLAG.read_text(encoding="utf-8").count(merk) == 1


# --- ten million lesson rows ---


@pytest.mark.parametrize(("rijen", "leerlingen"), [(1, 1), (420, 1), (421, 2), (10_000_000, 23_810)])
def test_the_deliveries_hold_at_least_the_rows_that_were_asked(rijen, leerlingen):
    maat = inname.Maat(rijen, scholen=2)
    assert maat.leerlingen == leerlingen
    assert rijen <= maat.totaal == 2 * leerlingen * 210


def test_ten_million_is_what_is_measured_unless_one_says_otherwise():
    assert inname.Maat(inname.RIJEN, inname.SCHOLEN).totaal >= 10_000_000


def test_the_intake_and_both_bare_readers_see_the_same_rows_and_all_are_good(tmp_path):
    maat = inname.Maat(1_000, scholen=2)
    bestanden = inname.maak_leveringen(maat, tmp_path)
    assert len(bestanden) == 2 and {pad.parent.name for pad in bestanden} == {"verzuim"}
    assert inname.lees_duckdb(bestanden) == inname.lees_pandas(bestanden) == maat.totaal == 1_260
    register = lees_register(tmp_path / "scholen.yaml")
    leveringen = vind_leveringen(tmp_path, register, inname.ZONDAG)
    assert {levering.peildatum for levering in leveringen if levering.soort == "verzuim"} == {inname.ZONDAG}
    (partij,) = lees(leveringen, "verzuim", register, nummer, valideer=False)
    assert partij.rijen.num_rows == maat.totaal
    assert {soort: partij.rijen.column("soort").to_pylist().count(soort) > 0 for soort in ("aanwezig", "afwezig")} == {
        "aanwezig": True,
        "afwezig": True,
    }


def test_a_run_that_lost_rows_is_no_measurement():
    run = {"leveringen": [{"soort": "verzuim", "geaccepteerd": 1_259}, {"soort": "codes", "geaccepteerd": 1}]}
    with pytest.raises(SystemExit, match="1259 of 1260 rows were accepted"):
        inname.keur(inname.Maat(1_000, scholen=2), run)


def test_the_table_tells_rows_a_second_of_the_run_of_its_reading_and_of_the_bare_readers():
    maat = inname.Maat(1_000, scholen=2)
    eigen, kaal = stad.Meting("run", 12.6, 20.0, 600.0), stad.Meting("bare", 0.5, 0.4, 90.0)
    tekst = inname.verslag(maat, 1.0, 0.5, eigen, [kaal], {"school.bron": 6.3, "uit.week.map": 2.0})
    assert "| run | 12.6 | 20.0 | 100 | 600 |" in tekst and "| bare | 0.5 | 0.4 | 2,520 | 90 |" in tekst
    assert "(`school.bron`) | 6.3 | | 200 | |" in tekst and "| uit.week.map | 2.0 |" in tekst


# --- eighty weeks at once ---

STAPPEN = [("a.b.c", "2026-09-06", 2.0), ("a.b.c", "2026-08-30", 1.0), ("d.e.f", "2026-09-06", 4.0)]


def test_the_seconds_of_a_sunday_are_those_of_all_its_steps_in_order_of_date():
    assert list(terug.per_zondag(STAPPEN).items()) == [("2026-08-30", 1.0), ("2026-09-06", 6.0)]
    zondagen = {f"2026-09-{dag:02}": float(dag) for dag in (6, 13, 20, 27)}
    assert [(naam, s) for naam, _, s in terug.eerste_midden_laatste(zondagen)] == [
        ("first", 6.0),
        ("middle", 20.0),
        ("last", 27.0),
    ]


def test_the_steps_add_up_to_the_wall_time_with_what_lies_outside_them():
    rijen = terug.langste(STAPPEN, 10.0)
    assert rijen == [("d.e.f", 4.0), ("a.b.c", 3.0), ("all other steps", 0), ("outside the steps", 3.0)]


@pytest.mark.parametrize(
    ("anders", "zin"), [([], "all equal, byte for byte"), (["2026-W40/a"], "1 differ: 2026-W40/a")]
)
def test_the_report_says_whether_one_run_and_week_by_week_agree(anders, zin):
    keuze = terug.argparse.Namespace(leerlingen=600, weken=2, zaad=1)
    meting = stad.Meting("all", 10.0, 12.0, 500.0)
    samen = terug.Vergelijking(1_000, meting, meting, 44, anders)
    tekst = terug.verslag(keuze, [meting], STAPPEN, samen)
    assert f"44 signal files, {zin}." in tekst and "5.0 s of wall time a Sunday" in tekst
    assert "| last | 2026-09-06 | 6.0 |" in tekst


def test_only_the_signal_files_of_schools_and_gemeente_are_compared(tmp_path):
    for naam in (
        "2026-W40/90AA00/signalen_school.csv",
        "2026-W40/gemeente/signalen_leerplicht.csv",
        "2026-W40/run.json",
    ):
        (tmp_path / naam).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / naam).write_text("x")
    assert sorted(terug.signaalbestanden(tmp_path)) == [
        "2026-W40/90AA00/signalen_school.csv",
        "2026-W40/gemeente/signalen_leerplicht.csv",
    ]


def test_a_simulated_city_rises_only_where_it_says_so():
    rustig, onrustig = alarm.maak_stad(3), alarm.maak_stad(3, onrustig=True)
    assert not rustig.stijgt.any() and onrustig.stijgt.any(axis=1).sum() == 6
    assert set(onrustig.stijgt.sum(axis=1)) == {0, alarm.STIJGING_WEKEN}
    assert not onrustig.stijgt[:, : alarm.BASIS_WEKEN].any()
    assert (rustig.teller <= rustig.noemer).all()


def test_false_alarms_are_counted_in_quiet_weeks_only_and_a_rise_is_seen_once():
    telling = alarm.Telling()
    stijgt = np.array([[False, True, True], [False, False, False]])
    telling.tel(~stijgt, np.array([[True, True, True], [False, True, False]]), stijgt)
    assert telling == alarm.Telling(rustig=4, vals=2, stijgingen=1, gezien=1)


def test_a_file_to_forecast_is_cut_where_it_says_and_compared_with_what_comes_after():
    vorm = voorspelling.VORMEN[0]
    raster = voorspelling.maak(vorm, 1)
    voor = voorspelling.tot(raster, 16)
    assert voor.teller.shape == (voorspelling.SCHOLEN, 16) and voor.perioden == raster.perioden[:16]
    uitslag = voorspelling.beproef(vorm, 1, 1)
    assert 0 < uitslag.binnen <= uitslag.aantal <= len(vorm.sneden) * voorspelling.SCHOLEN * 4


@pytest.mark.traag
def test_quiet_cities_are_left_alone_and_half_of_the_rises_of_large_schools_are_seen():
    tellingen = alarm.simuleer(12, 300)
    groot = alarm.samen(tellingen, "EWMA, budget", 300, 10_000)
    allen = alarm.samen(tellingen, "EWMA, budget", 0, 10_000)
    kaal = alarm.samen(tellingen, "raw p-chart", 0, 10_000)
    assert allen.vals <= 0.01 * allen.rustig and groot.vals <= 0.01 * groot.rustig
    assert groot.gezien >= 0.5 * groot.stijgingen > 10
    assert kaal.vals > 0.1 * kaal.rustig


def test_a_second_year_is_judged_whole():
    vals, weken = alarm.tweede_jaar(1, 0.0, 12)
    assert weken == 12 * alarm.WEKEN and 0 <= vals <= 0.05 * weken


def test_the_counts_for_the_page_are_those_of_the_table():
    tellingen = alarm.simuleer(1, 1)
    meting = alarm.als_meting(tellingen, 1, 1)
    rijen = meting["rijen"]
    assert isinstance(rijen, list)
    assert [(rij["van"], rij["tot"]) for rij in rijen[-3:]] == [(1200, None), (300, None), (0, None)]
    alle = rijen[-1]
    assert alle["schoolweken"] == sum(rij["schoolweken"] for rij in rijen[:-2]) == alarm.SCHOLEN * 20
    assert alle["wijzen"]["raw p-chart"]["vals"] == alarm.samen(tellingen, "raw p-chart", 0, 10_000).vals > 0


def test_a_city_is_compared_with_what_came_after_the_cut():
    reeks = stadsverwachting.maak_reeks(1)
    assert len(stadsverwachting.weken()) == reeks[0].size == reeks[1].size == 2 * alarm.WEKEN
    assert [stap for stap, _ in stadsverwachting.uitkomsten(reeks, 50)] == [1, 2, 3, 4]
    hoog = (reeks[0].copy(), reeks[1])
    hoog[0][50:] *= 3
    assert [raak for _, raak in stadsverwachting.uitkomsten(hoog, 50)] == [False] * 4


def test_the_table_of_the_page_of_a_city_says_how_long_it_took():
    tabel = stadspagina.als_tabel([stadspagina.Opening(400, 1.234, 2.0, 48, 0)], 200, 3, 1_658_000, 0.96)
    assert tabel.startswith("200 schools, 3 schooljaren: 1.7 MB, made from released rows in 1.0 s.")
    assert tabel.endswith("| 400 px | 1.23 | 2.00 | 48 | 0 |")


def test_the_release_of_a_city_is_measured_by_its_cells():
    meting = vrijgave.meet(5, 3)
    assert meting.cellen > meting.verborgen > 0 < meting.eerste_s and meting.cpu_s > 0 and meting.zwakste == 10


def test_the_table_of_releases_compares_each_size_with_the_one_before():
    tabel = vrijgave.als_tabel({
        2: [vrijgave.Vrijgavetijd(100, 80, 0.1, 0.1, 12), vrijgave.Vrijgavetijd(100, 60, 0.2, 0.3, 10)],
        5: [vrijgave.Vrijgavetijd(200, 100, 1.0, 2.0, None)],
    })  # fmt: skip
    assert tabel.splitlines()[2:] == [
        "| 2 | 100 | 70% | 0.15 | 0.20 | 0.30 | 2.0 |  | 10 |",
        "| 5 | 200 | 50% | 1.00 | 2.00 | 2.00 | 10.0 | 5.0 x | - |",
    ]
