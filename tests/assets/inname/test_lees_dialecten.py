"""Every dialect becomes the same canonical row; times find their slot; the first true reason is given."""

import json
from datetime import date, datetime

import pytest

from tests.assets.inname.stad import PERIODE

D1, D2 = date(2026, 11, 2), date(2026, 11, 3)
PLAATS = ("van_datum", "tot_datum", "eenheid", "slot_van", "slot_tot")


def somtoday(stad, *items: dict):
    stad.schrijf(f"03MJ00/verzuim/a{PERIODE}.json", json.dumps({"items": list(items)}))
    return stad.lees("verzuim")


def melding(begin: str | None, eind: str | None, soort: str = "Absent", **velden) -> dict:
    return {
        "leerling": {"leerlingnummer": 123},
        "absentieReden": {"afkorting": "ZK", "absentieSoort": soort, "geoorloofd": True},
        "datumTijdInvoer": "2026-11-02T08:00:00.000+01:00",
        "beginDatumTijd": begin,
        "eindDatumTijd": eind,
        **velden,
    }


def eduarte(stad, *rijen: str, map_: str = "03MJ02"):
    stad.schrijf(f"{map_}/verzuim/a{PERIODE}.csv", "\r\n".join(rijen) + "\r\n")
    return stad.lees("verzuim")


def test_standaard_row_with_lesuren_dagdelen_and_a_day(stad):
    stad.csv(
        "03MJ03",
        "verzuim",
        "007;2026-11-02;lesuur;1;2;afwezig;Z;2026-11-02 08:30",
        "007;02-11-2026;dagdeel;middag;;te_laat;;",
        "007;20261103;dag;;;aanwezig;;2026-11-03T08:30:15",
    )
    gelezen = stad.lees("verzuim")
    assert gelezen.kolom(*PLAATS, "soort", "code", "ingevoerd_utc") == [
        (D1, D1, "lesuur", 1, 2, "afwezig", "Z", datetime(2026, 11, 2, 7, 30)),
        (D1, D1, "dagdeel", 22, 22, "te_laat", None, None),
        (D2, D2, "dag", None, None, "aanwezig", None, datetime(2026, 11, 3, 7, 30, 15)),
    ]
    assert gelezen.klopt


STANDAARD = [
    (";2026-11-02;lesuur;1;;afwezig;;", "veld_leeg"),
    ("1;;lesuur;1;;afwezig;;", "veld_leeg"),
    ("1;2026-11-02;;1;;afwezig;;", "veld_leeg"),
    ("1;2026-11-02;lesuur;;;afwezig;;", "veld_leeg"),
    ("1;2026-11-02;lesuur;1;;;;", "veld_leeg"),
    ("1;2026-02-31;lesuur;1;;afwezig;;", "datum_ongeldig"),
    ("1;31-02-2026;lesuur;1;;afwezig;;", "datum_ongeldig"),
    ("1;2-11-2026;lesuur;1;;afwezig;;", "datum_ongeldig"),
    ("1;2026-11-02;lesuur;1;;afwezig;;gisteren", "datum_ongeldig"),
    ("1;2026-11-02;lesuur;0;;afwezig;;", "slot_ongeldig"),
    ("1;2026-11-02;lesuur;12;;afwezig;;", None),
    ("1;2026-11-02;lesuur;13;;afwezig;;", "slot_ongeldig"),
    ("1;2026-11-02;lesuur;3;2;afwezig;;", "slot_ongeldig"),
    ("1;2026-11-02;lesuur;3;3;afwezig;;", None),
    ("1;2026-11-02;lesuur;ochtend;;afwezig;;", "slot_ongeldig"),
    ("1;2026-11-02;dagdeel;1;;afwezig;;", "slot_ongeldig"),
    ("1;2026-11-02;dagdeel;middag;ochtend;afwezig;;", "slot_ongeldig"),
    ("1;2026-11-02;dag;1;;afwezig;;", "slot_ongeldig"),
    ("1;2026-11-02;les;1;;afwezig;;", "waarde_ongeldig"),
    ("1;2026-11-02;lesuur;1;;Afwezig;;", "waarde_ongeldig"),
    ("1;2026-11-02;lesuur;1;;geen_verzuim;;", "waarde_ongeldig"),
    ("1;2025-07-31;lesuur;1;;afwezig;;", "datum_buiten_schooljaar"),
    ("1;2026-08-30;lesuur;1;;afwezig;;", "datum_buiten_periode"),
    ("1;2026-08-31;lesuur;1;;afwezig;;", None),
    ("1;2026-11-15;lesuur;1;;afwezig;;", None),
    ("1;2026-11-16;lesuur;1;;afwezig;;", "datum_buiten_periode"),
    ("1;2027-08-01;lesuur;1;;afwezig;;", "datum_buiten_schooljaar"),
    ("1;2026-11-02;lesuur;1;;afwezig;;;", "te_veel_velden"),
    ("1;2026-11-02;lesuur;1;;afwezig;", "te_weinig_velden"),
    (";x;lesuur;13;;Afwezig;;", "veld_leeg"),
    ("1;x;lesuur;13;;Afwezig;;", "datum_ongeldig"),
    ("1;2024-11-02;lesuur;13;;Afwezig;;", "slot_ongeldig"),
    ("1;2024-11-02;lesuur;1;;Afwezig;;", "waarde_ongeldig"),
]


def test_each_standaard_row_gets_the_first_reason_that_is_true(stad):
    stad.csv("03MJ03", "verzuim", *(rij for rij, _ in STANDAARD))
    gelezen = stad.lees("verzuim")
    assert gelezen.redenen == [(regel, reden) for regel, (_, reden) in enumerate(STANDAARD, 2) if reden]
    assert [rij["regel"] for rij in gelezen.rijen] == [r for r, (_, reden) in enumerate(STANDAARD, 2) if not reden]
    assert gelezen.klopt


@pytest.mark.parametrize(
    ("datum", "reden"),
    [
        ("2026-11-16", None),
        ("2026-11-17", "datum_in_toekomst"),
        ("2025-08-01", None),
        ("2025-07-31", "datum_buiten_schooljaar"),
    ],
)
def test_without_a_period_the_receipt_date_and_the_schooljaar_are_the_limits(stad, datum, reden):
    stad.csv("03MJ03", "verzuim", f"1;{datum};lesuur;1;;afwezig;;", naam="a__20261116T0630")
    redenen = [deze for _, deze in stad.lees("verzuim").redenen]
    assert redenen == ([reden] if reden else []) + ["geen_periode"]


def test_magister_types_become_soorten_and_future_lessons_are_ignored(stad):
    rijen = [f"1001;2026-11-02;{type_};;;;;{type_};" for type_ in range(1, 10)]
    stad.csv("03MJ01", "verzuim", *rijen, "1001;2026-11-17;1;;;;;1;", kop="magister")
    gelezen = stad.lees("verzuim")
    soorten = ["afwezig", "te_laat", "afwezig", "verwijderd", "aanwezig", "nvt"]
    assert gelezen.kolom("slot_van", "soort") == [(slot, soort) for slot, soort in enumerate(soorten, 1)]
    assert gelezen.redenen == [(8, "geen_verzuim"), (9, "geen_verzuim"), (10, "waarde_ongeldig"), (11, "toekomst")]
    assert [rij["uitkomst"] for rij in gelezen.afwijzingen] == ["genegeerd", "genegeerd", "quarantaine", "genegeerd"]
    assert gelezen.klopt


@pytest.mark.parametrize(("datum", "reden"), [("2026-11-16", "datum_buiten_periode"), ("2026-11-17", "toekomst")])
def test_a_magister_lesson_is_in_the_future_from_the_day_after_receipt(stad, datum, reden):
    stad.csv("03MJ01", "verzuim", f"1001;{datum};1;;;;;1;", kop="magister")
    assert stad.lees("verzuim").redenen == [(2, reden)]


def test_the_column_is_named_as_the_school_calls_it(stad):
    stad.csv("03MJ01", "verzuim", "1001;31-02-2026;1;;;;;1;", kop="magister")
    assert stad.lees("verzuim").afwijzingen[0]["kolom"] == "daanwezigheid"


EDUARTE = [
    ("1;20261102;;20261102;;;;Z;x", (D1, D1, "dag", None, None)),
    ("1;20261102;;;;;;Z;x", (D1, None, "dag", None, None)),
    ("1;20261102;1000;20261102;1045;2;2;Z;x", (D1, D1, "lesuur", 2, 2)),
    ("1;20261102;;20261103;;1;8;Z;x", (D1, D2, "lesuur", 1, 8)),
    ("1;20261102;;20261103;;3;;Z;x", (D1, D2, "lesuur", 3, 3)),
    ("1;20261102;;20261102;;;4;Z;x", (D1, D1, "lesuur", 4, 4)),
    ("1;20261102;;;;3;;Z;x", (D1, None, "lesuur", 3, None)),
    ("1;20261102;0919;20261102;0921;;;Z;x", (D1, D1, "lesuur", 1, 2)),
    ("1;20261102;0920;20261102;1010;;;Z;x", (D1, D1, "lesuur", 2, 2)),
    ("1;20261102;1015;20261102;1100;;;Z;x", (D1, D1, "lesuur", 3, 3)),
    ("1;20261102;0700;20261102;1031;;;Z;x", (D1, D1, "lesuur", 1, 3)),
    ("1;20261102;0900;;;;;Z;x", (D1, None, "lesuur", 1, None)),
    ("1;20261102;1200;20261103;0900;;;Z;x", (D2, D2, "lesuur", None, 1)),
    ("1;20261101;0900;20261103;0700;;;Z;x", (date(2026, 11, 1), D1, "lesuur", 1, None)),
]


def test_eduarte_rows_find_their_days_and_slots(stad):
    assert eduarte(stad, *(rij for rij, _ in EDUARTE)).kolom(*PLAATS) == [plaats for _, plaats in EDUARTE]


NIET_TE_PLAATSEN = [
    ("1;20261102;1012;20261102;1029;;;Z;x", "slot_ongeldig"),
    ("1;20261102;1200;20261102;1300;;;Z;x", "slot_ongeldig"),
    ("1;20261102;1000;20261102;0900;;;Z;x", "slot_ongeldig"),
    ("1;20261103;;20261102;;;;Z;x", "slot_ongeldig"),
    ("1;20261102;2460;20261102;;;;Z;x", "datum_ongeldig"),
    ("1;20250731;;20250731;;;;Z;x", "datum_buiten_schooljaar"),
    ("1;20261102;;20261102;;;;Z", "te_weinig_velden"),
]


def test_eduarte_rows_that_cannot_be_placed(stad):
    gelezen = eduarte(stad, *(rij for rij, _ in NIET_TE_PLAATSEN))
    assert gelezen.redenen == [(regel, reden) for regel, (_, reden) in enumerate(NIET_TE_PLAATSEN, 1)]
    assert gelezen.rijen == []


def test_times_without_lestijden_are_slot_ongeldig_but_whole_days_are_not(stad):
    rijen = (
        "1;20261102;0900;20261102;1000;;;Z;x",
        "1;20261102;;20261102;;;;Z;x",
        "1;20261102;0900;20261102;1000;2;2;Z;x",
    )
    gelezen = eduarte(stad, *rijen, map_="03MJ04")
    assert gelezen.redenen == [(1, "slot_ongeldig")]
    assert len(gelezen.rijen) == 2


def test_a_span_is_cut_at_the_period_and_loses_its_slot_there(stad):
    gelezen = eduarte(stad, "1;20260801;;20261212;;3;4;Z;x")
    assert gelezen.kolom(*PLAATS) == [(date(2026, 8, 31), date(2026, 11, 15), "lesuur", None, None)]


def test_somtoday_whole_days_times_and_open_ends(stad):
    gelezen = somtoday(
        stad,
        melding("2026-11-02T00:00:00+01:00", "2026-11-03T23:59:59+01:00"),
        melding("2026-11-02T08:30:00+01:00", "2026-11-02T08:40:00+01:00", "Telaat"),
        melding("2026-11-02T09:30:00+01:00", None),
        melding("2026-11-02T23:30:00Z", "2026-11-03T22:59:59Z", "Nvt"),
        melding("2026-11-02T08:30:00+01:00", "2026-11-02T17:00:00+01:00", "Verwijderd", beginLesuur=2, eindLesuur=None),
    )
    assert gelezen.kolom(*PLAATS, "soort") == [
        (D1, D2, "dag", None, None, "afwezig"),
        (D1, D1, "lesuur", 1, 1, "te_laat"),
        (D1, None, "lesuur", 2, None, "afwezig"),
        (D2, D2, "lesuur", 1, None, "nvt"),
        (D1, D1, "lesuur", 2, 2, "verwijderd"),
    ]
    assert gelezen.kolom("rij_geoorloofd", "ingevoerd_utc")[0] == ("ja", datetime(2026, 11, 2, 7, 0))


def test_somtoday_items_without_what_is_needed_are_quarantined(stad):
    gelezen = somtoday(
        stad,
        {},
        melding(None, None),
        melding("2026-11-02T00:00:00+01:00", None, "Ziek"),
        melding("gisteren", None),
        melding("2026-11-02T08:30:00+01:00", "2026-11-02T08:20:00+01:00"),
        {"leerling": "geen object"},
    )
    redenen = ["veld_leeg", "veld_leeg", "waarde_ongeldig", "datum_ongeldig", "slot_ongeldig", "veld_leeg"]
    assert gelezen.redenen == list(enumerate(redenen, 1))
    assert gelezen.klopt


def test_rows_equal_but_for_free_text_are_double_and_others_are_not(stad):
    stad.csv(
        "03MJ01",
        "verzuim",
        "1001;2026-11-02;1;Z;eerst;J;0;1;",
        "1001;02-11-2026;1;Z;later;J;0;1;",
        "1001;2026-11-02;1;Z;;J;0;3;",
        "1001;2026-11-02;1;Z;;J;1;1;",
        kop="magister",
    )
    assert stad.lees("verzuim").redenen == [(3, "dubbel")]


def test_a_row_is_double_over_the_files_of_one_delivery_not_over_deliveries(stad):
    rij = "007;2026-11-02;dag;;;afwezig;Z;"
    stad.csv("03MJ03", "verzuim", rij, naam=f"a{PERIODE}")
    stad.csv("03MJ03", "verzuim", rij, "008;2026-11-02;dag;;;afwezig;Z;", naam=f"b{PERIODE}")
    stad.csv("03MJ03", "verzuim", rij, "", naam="c__20260831-20261115__20261117T0630")
    gelezen = stad.lees("verzuim")
    assert gelezen.redenen == [(2, "dubbel")]
    assert len(gelezen.rijen) == 3


def test_a_broken_row_does_not_make_its_good_twin_double(stad):
    stad.csv("03MJ03", "verzuim", "007;2026-11-02;dag;;;afwezig;Z;;", "007;2026-11-02;dag;;;afwezig;Z;")
    assert stad.lees("verzuim").redenen == [(2, "te_veel_velden")]


def test_a_dialect_of_the_users_own_is_a_yaml_only(stad):
    (stad.wortel / "dialecten").mkdir()
    (stad.wortel / "dialecten" / "parnassys.yaml").write_text(
        """
naam: parnassys
vorm: csv
scheiding: ','
kop: true
kolommen: [Leerling, Dag, Deel, Reden, Bijzonderheden]
vrije_tekst: [Bijzonderheden]
eendaags: true
verplicht: [leerlingnummer, datum, van]
velden:
  leerlingnummer: {kolom: Leerling}
  datum: {kolom: Dag}
  eenheid: {vast: dagdeel}
  van: {kolom: Deel, waarden: {VM: ochtend, NM: middag}}
  soort: {vast: afwezig}
  code: {kolom: Reden}
"""
    )
    scholen = (stad.wortel / "scholen.yaml").read_text().replace("dialect: standaard", "dialect: parnassys")
    (stad.wortel / "scholen.yaml").write_text(scholen)
    rijen = ["007,2-11-2026,VM,Z,", '007,02-11-2026,VM,Z,"hoest, koorts"', "007,02-11-2026,AV,Z,"]
    tekst = "\n".join(["leerling,dag,deel,reden,bijzonderheden", *rijen])
    stad.schrijf(f"03MJ03/verzuim/p{PERIODE}.csv", tekst)
    gelezen = stad.lees("verzuim")
    assert gelezen.kolom(*PLAATS, "soort", "code") == [(D1, D1, "dagdeel", 21, 21, "afwezig", "Z")]
    assert gelezen.redenen == [(2, "datum_ongeldig"), (4, "slot_ongeldig")]


def test_a_dialect_may_name_its_columns_as_we_name_ours(stad):
    (stad.wortel / "dialecten").mkdir()
    (stad.wortel / "dialecten" / "esis.yaml").write_text(
        """
vorm: csv
kolommen: [leerlingnummer, datum, tijd, tekst, soort]
velden:
  leerlingnummer: {kolom: leerlingnummer}
  datum: {kolom: datum, deel: datum}
  begintijd: {kolom: tijd, deel: tijd}
  code: {kolom: tekst}
"""
    )
    scholen = (stad.wortel / "scholen.yaml").read_text().replace("dialect: standaard", "dialect: esis")
    (stad.wortel / "scholen.yaml").write_text(scholen)
    stad.schrijf(f"03MJ03/verzuim/p{PERIODE}.csv", "leerlingnummer;datum;tijd;tekst;soort\n1;2026-11-02 08:30;;Z;x\n")
    assert stad.lees("verzuim").kolom(*PLAATS, "code") == [(D1, None, "dag", None, None, "Z")]
