"""The leerplicht office's snapshots and the lists that kernteams return."""

import csv
from datetime import date
from pathlib import Path

from python_calamine import CalamineWorkbook

from assets.fictief import gemeente
from assets.fictief.kernteam import BESLUITEN, KOP, WIE
from assets.fictief.ontwerp import Ontwerp
from tests.assets.fictief.conftest import WEKEN, Stad


def lees(pad: Path) -> list[dict[str, str]]:
    """Rows of a gemeente file."""
    with pad.open(encoding="utf-8-sig", newline="") as bestand:
        return list(csv.DictReader(bestand, delimiter=";"))


def stand(stad: Stad, soort: str) -> list[Path]:
    """Snapshots of a kind, by receipt."""
    return sorted((stad.map / "gemeente" / soort).iterdir())


def test_reports_come_weekly_and_the_other_kinds_every_four_weeks(stad: Stad):
    assert len(stand(stad, "meldingen")) == WEKEN + 1
    assert {len(stand(stad, s)) for s in ("vrijstellingen", "absoluut", "inzet")} == {WEKEN // 4 + 1}


def test_a_report_stands_in_every_snapshot_from_its_melddatum_on(stad: Stad):
    gezien: set[str] = set()
    for pad in stand(stad, "meldingen"):
        dag = date.fromisoformat(pad.stem[-13:-9] + "-" + pad.stem[-9:-7] + "-" + pad.stem[-7:-5])
        nummers = {r["meldingsnummer"] for r in lees(pad)}
        assert nummers >= gezien
        assert all(date.fromisoformat(r["melddatum"]) <= dag for r in lees(pad))
        gezien = nummers
    assert len(gezien) > 5


def test_a_report_names_the_pupil_of_its_school(stad: Stad):
    nummers = {b: set(stad.jaar(b).nummers) for b in stad.scholen()}
    rijen = lees(stand(stad, "meldingen")[-1])
    assert all(r["leerlingnummer"] in nummers[r["brin6"]] for r in rijen)
    assert all(r["begindatum"] <= r["melddatum"] for r in rijen)
    assert {r["soort"] for r in rijen} <= {"V3", "L", "LRV", "O"}
    assert {r["status"] for r in rijen} <= {"R", "B", "G", "K", "I"}


def test_most_crossings_are_reported_but_not_all_and_some_late():
    ontwerp, register = Ontwerp(3000, 30, 2), gemeente.Register()
    for jaar in ontwerp.simuleer():
        gemeente.voeg_toe(register, jaar, 2)
    v3 = [m for m in register.meldingen if m.soort == "V3"]
    gemeld = len(v3) / (len(v3) + register.niet_gemeld)
    assert 0.75 < gemeld < 0.95
    laat = [m for m in v3 if m.einddatum and (m.melddatum - m.einddatum).days > 7]
    assert 0.08 < len(laat) / len(v3) < 0.35
    assert {m.soort for m in register.meldingen} == {"V3", "L", "LRV", "O"}


def test_no_file_holds_a_column_about_police(stad: Stad):
    koppen = {p.open(encoding="utf-8-sig").readline().strip() for s in gemeente.KOPPEN for p in stand(stad, s)}
    assert koppen == set(gemeente.KOPPEN.values())


def test_returned_lists_come_as_csv_and_as_xlsx_with_known_words(stad: Stad):
    paden = sorted(stad.map.glob("*/kernteam/*"))
    assert {p.suffix for p in paden} == {".csv", ".xlsx"}
    rijen = []
    for pad in paden:
        if pad.suffix == ".csv":
            rijen += [list(r.values()) for r in lees(pad)]
        else:
            cellen = CalamineWorkbook.from_path(str(pad)).get_sheet_by_index(0).to_python()
            assert tuple(cellen[0][: len(KOP)]) == KOP
            rijen += [[str(c) for c in rij] for rij in cellen[1:]]
    assert {r[3] for r in rijen} <= {*BESLUITEN, "teruggekeerd"} and len(rijen) > 20
    assert {r[4] for r in rijen} <= {*WIE, ""}
    assert any(r[3] == "" for r in rijen) and any(r[3] for r in rijen)
