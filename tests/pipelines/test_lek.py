"""`inbeeld lek-toets`: what a folder of released files gives away, by rows, by sums, over weeks and in pages."""

from pathlib import Path

import pandas as pd
import pytest

from models.onthulling_lek import val_aan
from pipelines.cli import main

KOP = "peildatum;niveau;code;onderwijssoort;maat;teller;noemer;waarde;onder;boven;onderdrukt;volledigheid"
LRV = "thuiszitters_lrv"
SCHOLEN = """
scholen:
  - {brin6: 01AA00, naam: A, soort: vo, dialect: standaard, swv: S1, wijk: W, bestuur: B}
  - {brin6: 02BB00, naam: B, soort: vo, dialect: standaard, swv: S1, wijk: W, bestuur: B}
  - {brin6: 03CC00, naam: C, soort: vo, dialect: standaard, swv: S1, wijk: V, bestuur: C}
"""


def rij(niveau, code, soort, teller, onderdrukt="", noemer=400, maat=LRV, dag="2026-11-22", waarde=None):
    """A row of trends.csv; waarde as it follows from teller and noemer."""
    if teller != "" and waarde is None:
        waarde = f"{teller / noemer * 1000:.1f}".replace(".", ",")
    return f"{dag};{niveau};{code};{soort};{maat};{teller};{noemer};{waarde or ''};;;{onderdrukt};100,0"


VEILIG = [
    rij("stad", "", "vo", 60, noemer=1200),
    rij("school", "01AA00", "vo", "", "klein"),
    rij("school", "02BB00", "vo", "", "aanvullend"),
    rij("school", "03CC00", "vo", 30),
]
NA_TE_REKENEN = [
    rij("stad", "", "vo", 65, noemer=1200),
    rij("school", "01AA00", "vo", "", "klein"),
    rij("school", "02BB00", "vo", 25),
    rij("school", "03CC00", "vo", 30),
]


def schrijf(map_: Path, rijen, naam="trends.csv", kop=KOP) -> Path:
    """A folder as the product writes it: stad/ with one csv."""
    doel = map_ / "stad" / naam
    doel.parent.mkdir(exist_ok=True)
    doel.write_text("\r\n".join([kop, *rijen, ""]), encoding="utf-8-sig")
    return map_


def toets(map_, capsys, *meer) -> tuple[int, str]:
    """Exit code and what was said."""
    code = main(["lek-toets", str(map_), *map(str, meer), "--stil"])
    return code, capsys.readouterr().out


def test_a_release_that_keeps_ten_values_open_has_no_leak(tmp_path, capsys):
    code, gezegd = toets(schrijf(tmp_path, VEILIG), capsys)
    assert (code, "zwakste houdt 10 mogelijke waarden" in gezegd, "geen lek" in gezegd) == (0, True, True)


def test_a_small_school_that_follows_from_its_total_is_a_leak_when_the_register_is_known(tmp_path, capsys):
    register = tmp_path / "scholen.yaml"
    register.write_text(SCHOLEN, encoding="utf-8")
    code, gezegd = toets(schrijf(tmp_path, NA_TE_REKENEN), capsys, "--scholen", register)
    assert code == 1 and "school 01AA00 vo thuiszitters_lrv (2026-11-22): een verborgen cijfer" in gezegd


@pytest.mark.parametrize(
    ("regel", "zin"),
    [
        (rij("stad", "", "", 5), "teller is kleiner dan 10"),
        (rij("stad", "", "", 12), "teller is niet afgerond op 5"),
        (rij("stad", "", "", 10, waarde="28,0"), "waarde is niet van de afgeronde teller en noemer"),
        (rij("stad", "", "", 10, "klein"), "verborgen, en toch staat er een cijfer"),
        (rij("stad", "", "", "", "weinig"), "dit woord in onderdrukt kent niemand"),
        (rij("stad", "", "", "", "klein", noemer=5), "noemer is kleiner dan 10"),
    ],
)
def test_what_one_row_gives_away_is_a_leak(tmp_path, capsys, regel, zin):
    code, gezegd = toets(schrijf(tmp_path, [regel]), capsys)
    assert code == 1 and zin in gezegd


def _week(dag, stand, erbij, eraf):
    """The whole city of one Sunday; a figure below ten stands as klein."""
    maten = zip((LRV, f"{LRV}_instroom", f"{LRV}_uitstroom"), (stand, erbij, eraf), strict=True)
    return [rij("stad", "", "", n, "" if n else "klein", maat=maat, dag=dag) for maat, n in maten]


@pytest.mark.parametrize(("straks", "code"), [(60, 0), (65, 1), (70, 1)])
def test_a_stand_that_moves_tells_of_a_hidden_movement(tmp_path, capsys, straks, code):
    rijen = [*_week("2026-11-15", 60, "", ""), *_week("2026-11-22", straks, "", "")]
    assert toets(schrijf(tmp_path, rijen), capsys)[0] == code


@pytest.mark.parametrize(
    ("pagina", "zin"),
    [
        ('<p data-n="4">minder dan 10</p>', "in een attribuut"),
        ('<script>[{"y": [20, 4], "x": [1, 2]}]</script>', "een grafiek tekent"),
        ('<script>[{"customdata": [7]}]</script>', "in de zweeftekst"),
        ('<script>[{"text": ["4 januari"], "y": [null, 60]}]</script>', "geen lek"),
    ],
)
def test_a_page_may_not_hold_what_its_csv_hides(tmp_path, capsys, pagina, zin):
    (schrijf(tmp_path, VEILIG) / "stad" / "index.html").write_text(pagina, encoding="utf-8")
    code, gezegd = toets(tmp_path, capsys)
    assert (code, zin in gezegd) == (0 if zin == "geen lek" else 1, True)


def test_a_class_in_a_file_for_the_city_is_a_leak(tmp_path, capsys):
    schrijf(
        tmp_path,
        ["2026-11-22;klas;01AA00;1a;klas_afwijkend"],
        "groepssignalen.csv",
        "peildatum;niveau;code;klas;signaal",
    )
    assert toets(tmp_path, capsys)[0] == 1


@pytest.mark.parametrize(("regel", "code"), [("2026-2027;lrv;40;20;60;", 0), ("2026-2027;lrv;40;;60;klein", 1)])
def test_the_yearly_count_hides_two_figures_or_none(tmp_path, capsys, regel, code):
    kop = "schooljaar;maat;open_op_1_september;nieuw_in_jaar;totaal;onderdrukt"
    assert toets(schrijf(tmp_path, [regel], "leerplichttelling.csv", kop), capsys)[0] == code


def test_a_folder_without_released_figures_or_with_another_csv_is_not_tested(tmp_path, capsys):
    assert main(["lek-toets", str(tmp_path)]) == 2
    assert "hier staan geen vrijgegeven cijfers; geef een map met trends.csv" in capsys.readouterr().err
    schrijf(tmp_path, [], kop="a;b")
    assert main(["lek-toets", str(tmp_path)]) == 2
    assert "trends.csv: kolom peildatum" in capsys.readouterr().err
    assert main(["lek-toets", str(tmp_path / "weg")]) == 2
    assert "dit is geen map; geef een map met uitkomsten" in capsys.readouterr().err


def test_a_table_without_rows_hides_nothing():
    kolommen = ["peildatum", "niveau", "code", "onderwijssoort", "maat", "teller", "noemer", "onderdrukt"]
    bevinding = val_aan(pd.DataFrame(columns=kolommen), 10)
    assert (bevinding.verborgen, bevinding.te_smal, bevinding.past) == (0, [], True)
