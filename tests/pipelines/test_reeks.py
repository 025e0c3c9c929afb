"""`inbeeld reeks`: totals, gaps, one series for a renamed school, alarms, forecast, and what it refuses."""

import csv
import os
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from assets.reeks.uitkomst import KOLOMMEN
from pipelines.cli import main

KOP = "eenheid;datum;teller;noemer;groep\n"
BEGIN = date(2025, 8, 18)


@pytest.fixture
def map_(tmp_path, monkeypatch) -> Path:
    for naam in [n for n in os.environ if n.startswith("INBEELD_")]:
        monkeypatch.delenv(naam)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def lees(map_: Path, naam: str) -> list[dict[str, str]]:
    """The rows of one output."""
    tekst = (map_ / "uit" / f"{naam}.csv").read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(tekst.splitlines(), delimiter=";"))


def getal(tekst: str) -> Decimal:
    return Decimal(tekst.replace(",", "."))


def dagen(scholen: int = 12, weken: int = 30, sneeuw: int | None = None) -> list[tuple[str, date, int, int, str]]:
    """A row a school and day, 300 pupils; `sneeuw`: a Wednesday of this week on which a third stays at home."""
    toeval = np.random.default_rng(6)
    rijen = []
    for week, school, dag in np.ndindex(weken, scholen, 5):
        kans = 0.33 if (week, dag) == (sneeuw, 2) else 0.06
        dag_datum = BEGIN + timedelta(weeks=int(week), days=int(dag))
        rijen.append((f"S{school:02d}", dag_datum, int(toeval.binomial(300, kans)), 300, "vo" if school % 2 else "po"))
    return rijen


def jaren(scholen: int = 12) -> list[tuple[str, date, int, int, str]]:
    """A row a school and schooljaar, 2012 to 2020; 2016 is missing everywhere, and S03 is called S99 from 2018 on."""
    toeval = np.random.default_rng(6)
    return [
        (
            "S99" if school == 3 and jaar >= 2018 else f"S{school:02d}",
            date(jaar, 8, 1),
            int(toeval.binomial(300, 0.1)),
            300,
            "",
        )
        for school in range(scholen)
        for jaar in range(2012, 2021)
        if jaar != 2016
    ]


def schrijf(map_: Path, rijen) -> None:
    (map_ / "cijfers.csv").write_text(KOP + "".join(";".join(map(str, rij)) + "\n" for rij in rijen))


def test_every_total_is_the_sum_of_its_rows(map_):
    rijen = dagen()
    schrijf(map_, rijen)
    assert main(["reeks", "cijfers.csv", "--uit", "uit"]) == 0
    totalen = {(r["niveau"], r["code"], r["schooljaar"]): r for r in lees(map_, "totalen")}
    alles = totalen["alles", "", ""]
    assert (int(alles["teller"]), int(alles["noemer"])) == (sum(r[2] for r in rijen), sum(r[3] for r in rijen))
    assert int(totalen["eenheid", "S04", "2025/2026"]["teller"]) == sum(r[2] for r in rijen if r[0] == "S04")
    assert int(totalen["groep", "vo", ""]["teller"]) == sum(r[2] for r in rijen if r[4] == "vo")
    assert getal(alles["aandeel"]) == pytest.approx(
        Decimal(sum(r[2] for r in rijen)) / sum(r[3] for r in rijen), abs=Decimal("1e-6")
    )
    assert sum(int(r["teller"]) for r in lees(map_, "reeks")) == int(alles["teller"])


def test_the_order_of_the_rows_does_not_change_a_byte(map_):
    rijen = dagen(weken=24)
    schrijf(map_, rijen)
    main(["reeks", "cijfers.csv", "--uit", "uit"])
    eerst = {pad.name: pad.read_bytes() for pad in (map_ / "uit").iterdir()}
    schrijf(map_, rijen[::-1])
    main(["reeks", "cijfers.csv", "--uit", "uit"])
    assert {pad.name: pad.read_bytes() for pad in (map_ / "uit").iterdir()} == eerst
    assert set(eerst) == {f"{naam}.csv" for naam in KOLOMMEN}


def test_a_missing_year_is_a_gap_and_no_zero(map_):
    schrijf(map_, jaren())
    assert main(["reeks", "cijfers.csv", "--uit", "uit"]) == 0
    rij = next(r for r in lees(map_, "reeks") if r["eenheid"] == "S01" and r["datum"] == "2016-08-01")
    assert (rij["toestand"], rij["teller"], rij["noemer"], rij["aandeel"]) == ("gat", "", "", "")
    assert [r["datum"] for r in lees(map_, "reeks") if r["eenheid"] == "S01"] == [
        f"{j}-08-01" for j in range(2012, 2021)
    ]


@pytest.mark.parametrize("ernaast", [True, False])
def test_a_renamed_school_is_one_series(map_, ernaast):
    rijen = jaren()
    schrijf(map_, rijen)
    naam = "opvolgers.csv" if ernaast else "namen.csv"
    (map_ / naam).write_text("oud;nieuw\nS03;S99\n")
    assert main(["reeks", "cijfers.csv", "--uit", "uit", *([] if ernaast else ["--opvolgers", naam])]) == 0
    reeks = [r for r in lees(map_, "reeks") if r["eenheid"] in ("S03", "S99")]
    assert {r["eenheid"] for r in reeks} == {"S99"} and len(reeks) == 9
    totaal = next(r for r in lees(map_, "totalen") if (r["code"], r["schooljaar"]) == ("S99", ""))
    assert int(totaal["teller"]) == sum(r[2] for r in rijen if r[0] in ("S03", "S99"))
    assert len([r for r in lees(map_, "forecast") if r["eenheid"] == "S99"]) == 4
    assert not [r for r in lees(map_, "meldingen") if r["eenheid"] in ("S03", "S99")]


def test_two_schools_that_merge_have_the_totals_and_the_margin_of_one(map_):
    dagen_ = [BEGIN + timedelta(days=n) for n in range(5)]
    schrijf(map_, [(naam, dag, 10, 200, "") for naam in "AB" for dag in dagen_])
    (map_ / "opvolgers.csv").write_text("oud;nieuw\nA;C\nB;C\n")
    main(["reeks", "cijfers.csv", "--uit", "uit"])
    samen = lees(map_, "totalen")
    schrijf(map_, [("C", dag, 20, 400, "") for dag in dagen_])
    main(["reeks", "cijfers.csv", "--uit", "uit"])
    assert samen == lees(map_, "totalen") and {r["teller"] for r in samen} == {"100"}


def test_without_that_setting_the_two_names_are_two_and_it_asks(map_):
    schrijf(map_, jaren())
    main(["reeks", "cijfers.csv", "--uit", "uit"])
    assert {r["eenheid"] for r in lees(map_, "reeks")} >= {"S03", "S99"}
    zin = next(r for r in lees(map_, "meldingen") if r["uitkomst"] == "zelfde?")
    assert zin["eenheid"] == "S03" and "S99" in zin["uitleg"] and "--opvolgers" in zin["uitleg"]


def test_the_forecast_is_of_the_next_four_periods(map_):
    schrijf(map_, jaren())
    main(["reeks", "cijfers.csv", "--uit", "uit"])
    rijen = [r for r in lees(map_, "forecast") if r["eenheid"] == "S01"]
    assert [r["datum"] for r in rijen] == [f"{jaar}-08-01" for jaar in range(2021, 2025)]
    assert all(0 <= getal(r["onder80"]) < getal(r["voorspelling"]) < getal(r["boven80"]) <= 1 for r in rijen)


def test_days_are_forecast_by_lesweek(map_):
    schrijf(map_, dagen(weken=12))
    main(["reeks", "cijfers.csv", "--uit", "uit"])
    weken = {r["datum"] for r in lees(map_, "forecast")}
    assert weken == {str(BEGIN + timedelta(weeks=n)) for n in range(12, 16)}


def test_one_school_that_goes_on_in_the_summer_does_not_stop_the_others(map_):
    zomer = [("S01", BEGIN + timedelta(weeks=n), 9, 300, "vo") for n in range(24, 30)]
    schrijf(map_, [*dagen(weken=24), *zomer])
    main(["reeks", "cijfers.csv", "--uit", "uit"])
    assert {r["eenheid"] for r in lees(map_, "forecast")} == {f"S{n:02d}" for n in range(12)}
    assert {r["datum"] for r in lees(map_, "forecast")} == {str(BEGIN + timedelta(weeks=n)) for n in range(24, 28)}
    assert not [r for r in lees(map_, "alarmen") if r["datum"] >= str(zomer[0][1])]
    assert int(lees(map_, "totalen")[0]["teller"]) == sum(r[2] for r in [*dagen(weken=24), *zomer])


def test_a_snow_day_alarms_the_city_once_and_no_school(map_):
    schrijf(map_, dagen(sneeuw=26))
    assert main(["reeks", "cijfers.csv", "--uit", "uit"]) == 0
    alarmen = [r for r in lees(map_, "alarmen") if r["datum"] >= str(BEGIN + timedelta(weeks=26))]
    assert [(r["niveau"], r["datum"]) for r in alarmen if r["niveau"] == "alles"] == [
        ("alles", str(BEGIN + timedelta(weeks=26)))
    ]
    assert len([r for r in alarmen if r["niveau"] == "eenheid"]) <= 1


def test_without_the_season_a_wave_over_all_schools_is_gone(map_):
    golf = {12: 2.0, 13: 3.0, 14: 2.0}
    weken = {BEGIN + timedelta(weeks=w, days=d): f for w, f in golf.items() for d in range(5)}
    schrijf(map_, [(e, d, round(t * weken.get(d, 1)), n, g) for e, d, t, n, g in dagen(weken=18)])
    main(["reeks", "cijfers.csv", "--uit", "uit"])
    piek = [r for r in lees(map_, "reeks") if r["datum"] == str(BEGIN + timedelta(weeks=13))]
    assert min(getal(r["aandeel"]) for r in piek) > Decimal("0.12")
    assert all(Decimal("0.03") < getal(r["zonder_seizoen"]) < Decimal("0.1") for r in piek)
    assert all(abs(getal(r["logverhouding"])) < Decimal("0.5") for r in piek)


def test_a_school_that_rises_alarms_with_the_week_since_when(map_):
    rijen = [(e, d, t * 2 if e == "S05" and d >= BEGIN + timedelta(weeks=24) else t, n, g) for e, d, t, n, g in dagen()]
    schrijf(map_, rijen)
    main(["reeks", "cijfers.csv", "--uit", "uit", "--alarm", "fdr"])
    alarmen = [r for r in lees(map_, "alarmen") if r["code"] == "S05"]
    assert alarmen[-1]["datum"] == str(BEGIN + timedelta(weeks=29))
    assert BEGIN + timedelta(weeks=24) <= date.fromisoformat(alarmen[-1]["sinds"]) <= BEGIN + timedelta(weeks=25)
    assert {
        r["alarm"] for r in lees(map_, "reeks") if r["eenheid"] == "S05" and r["datum"] == alarmen[-1]["datum"]
    } == {"ja"}


@pytest.mark.parametrize(("weken", "zin"), [(20, "20 lesweken; een alarm kan pas na 20 lesweken"), (21, "")])
def test_too_little_history_is_said(map_, capsys, weken, zin):
    schrijf(map_, dagen(weken=weken))
    main(["reeks", "cijfers.csv", "--uit", "uit"])
    assert (
        (zin in capsys.readouterr().out) if zin else not [r for r in lees(map_, "meldingen") if "alarm" in r["uitleg"]]
    )


def test_a_new_school_is_named_and_has_no_forecast(map_, capsys):
    schrijf(map_, [r for r in dagen() if r[0] != "S02" or r[1] >= BEGIN + timedelta(weeks=23)])
    main(["reeks", "cijfers.csv", "--uit", "uit"])
    assert "2 keer te_weinig" in capsys.readouterr().out
    zinnen = [r["uitleg"] for r in lees(map_, "meldingen") if r["eenheid"] == "S02"]
    assert zinnen[0] == "7 lesweken bekend; een voorspelling kan vanaf 8." and len(zinnen) == 2
    assert "S02" not in {r["eenheid"] for r in lees(map_, "forecast")}


def test_rows_that_cannot_be_used_are_said_last_and_end_with_1(map_, capsys):
    schrijf(map_, [*dagen(weken=12), ("S01", "2025-13-01", 3, 300, ""), ("S01", "2026-01-01", "", 300, "")])
    assert main(["reeks", "cijfers.csv", "--uit", "uit"]) == 1
    regels = capsys.readouterr().out.splitlines()
    assert regels[-1] == "cijfers.csv: regel 722, datum: '2025-13-01' bestaat niet; schrijf JJJJ-MM-DD"
    assert regels[-2] == "cijfers.csv: 1 regel heeft geen teller of noemer en telt als gat."
    assert [(r["regel"], r["uitkomst"]) for r in lees(map_, "meldingen")][:2] == [("722", "geweigerd"), ("723", "leeg")]


def test_no_more_than_ten_faults_are_printed(map_, capsys):
    schrijf(map_, [*dagen(weken=12), *((f"X{n}", "fout", 3, 300, "") for n in range(12))])
    assert main(["reeks", "cijfers.csv", "--uit", "uit"]) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "cijfers.csv: nog 2 regels niet gebruikt; kijk in meldingen.csv"


@pytest.mark.parametrize(
    ("woorden", "zin"),
    [
        (["weg.csv"], "weg.csv: dit bestand is er niet; controleer de naam en de map"),
        (["cijfers.csv", "--opvolgers", "weg.csv"], "weg.csv: dit bestand is er niet; controleer de naam en de map"),
        (["leeg.csv"], "leeg.csv: hier staan geen regels in; zet onder de kolomnamen een regel per eenheid en datum"),
    ],
)
def test_what_cannot_be_read_ends_with_2_in_one_line_and_writes_nothing(map_, capsys, woorden, zin):
    schrijf(map_, jaren())
    (map_ / "leeg.csv").write_text(KOP)
    assert main(["reeks", *woorden, "--uit", "uit"]) == 2
    uit = capsys.readouterr()
    assert uit.err.strip() == zin and uit.out == "" and not (map_ / "uit").exists()


def test_a_file_of_one_row_says_that_it_is_too_little(map_):
    schrijf(map_, [("A", "2020-08-01", 3, 300, "")])
    assert main(["reeks", "cijfers.csv", "--uit", "uit"]) == 0
    assert lees(map_, "forecast") == [] and lees(map_, "alarmen") == []
    assert getal(lees(map_, "totalen")[0]["aandeel"]) == Decimal("0.01")
    assert "1 schooljaren bekend; een voorspelling kan vanaf 3." in {r["uitleg"] for r in lees(map_, "meldingen")}


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("teller", [0, 10])
def test_units_in_which_nothing_ever_changes_give_no_alarm_and_no_warning(map_, teller):
    weken = [BEGIN + timedelta(weeks=n) for n in range(30)]
    schrijf(map_, [(f"S{school}", week, teller, 10, "") for school in range(8) for week in weken])
    assert main(["reeks", "cijfers.csv", "--uit", "uit"]) == 0
    assert lees(map_, "alarmen") == [] and {getal(r["voorspelling"]) for r in lees(map_, "forecast")} == {teller // 10}


@pytest.mark.filterwarnings("error")
def test_a_file_in_which_nobody_is_counted_has_gaps_only(map_):
    schrijf(map_, [("A", BEGIN + timedelta(days=n), 0, 0, "") for n in range(10)])
    assert main(["reeks", "cijfers.csv", "--uit", "uit"]) == 0
    assert [r["toestand"] for r in lees(map_, "reeks")] == ["gat", "gat"] and lees(map_, "forecast") == []


def test_the_period_can_be_set(map_):
    schrijf(map_, [("A", "2020-08-03", 3, 300, ""), ("A", "2021-08-02", 3, 300, "")])
    main(["reeks", "cijfers.csv", "--uit", "uit", "--periode", "lesweek"])
    assert [r["toestand"] for r in lees(map_, "reeks")] == ["bekend", "bekend"]
    main(["reeks", "cijfers.csv", "--uit", "uit"])
    assert "schooljaren" in lees(map_, "meldingen")[-1]["uitleg"]
