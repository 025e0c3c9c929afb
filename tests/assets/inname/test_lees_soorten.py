"""The other kinds: snapshots, kernteam and the municipality's files."""

import io
from datetime import date, datetime

import pytest
import xlsxwriter

from tests.assets.inname.stad import KOPPEN, ONTVANGST, nummer

PGN, PGN_OWN, PGN_ACHT = "111222333", "123456782", "12345678"


def xlsx(*rijen: list, formaat: str = "yyyy-mm-dd") -> bytes:
    """A workbook with these rows on its first sheet, and another sheet behind it."""
    doel = io.BytesIO()
    boek = xlsxwriter.Workbook(doel, {"in_memory": True, "default_date_format": formaat})
    blad, tweede = boek.add_worksheet(), boek.add_worksheet("Lees mij")
    for nummer_, rij in enumerate(rijen):
        blad.write_row(nummer_, 0, rij)
    tweede.write(0, 0, "niet lezen")
    boek.close()
    return doel.getvalue()


def inschrijving(leerlingnummer="123", pgn="", klas="1a", start="2026-08-01", **rest) -> str:
    waarden = {"hoofd": "ja", "gemeente": "0344"} | rest
    velden = [leerlingnummer, pgn, "An", "De Vries", "2012-02-29", klas, "1", "vmbo", start, ""]
    return ";".join([*velden, waarden["hoofd"], "", "", waarden["gemeente"]])


def test_an_enrolment_keeps_what_the_contract_names_and_the_kluis_gets_names_and_numbers(stad):
    stad.csv("03MJ00", "inschrijvingen", inschrijving("0123", PGN))
    gelezen = stad.lees("inschrijvingen")
    (rij,) = gelezen.rijen
    assert rij["leerling"] == nummer("school", "03MJ00|0123")
    assert rij["pgn_persoon"] == nummer("school", f"pgn|{PGN}")
    assert (rij["geboortedatum"], rij["hoofdinschrijving"], rij["woongemeente"]) == (date(2012, 2, 29), True, "0344")
    assert {"roepnaam", "achternaam", "leerlingnummer", "pgn"} & set(rij) == set()
    (leerling,) = gelezen.partijen[0].kluis_leerling.to_pylist()
    assert (leerling["leerlingnummer"], leerling["roepnaam"], leerling["achternaam"]) == ("0123", "An", "De Vries")
    assert leerling["leerplicht_leerling"] == nummer("leerplicht", "03MJ00|0123")
    personen = gelezen.partijen[0].kluis_persoon.to_pylist()
    assert [persoon["kluis_persoon"] for persoon in personen if persoon["school_persoon"] == rij["pgn_persoon"]] == [
        nummer("kluis", f"pgn|{PGN}")
    ]


@pytest.mark.parametrize(
    ("pgn", "negen"),
    [
        (PGN, PGN),
        (PGN_OWN, PGN_OWN),
        (PGN_ACHT, "0" + PGN_ACHT),
        ("111222334", None),
        ("000000000", None),
        ("1112223330", None),
        ("1112223", None),
        ("11122233A", None),
        ("", None),
    ],
)
def test_a_pgn_passes_the_eleven_test_or_is_read_as_empty_and_reported(stad, pgn, negen):
    stad.csv("03MJ00", "inschrijvingen", inschrijving(pgn=pgn))
    gelezen = stad.lees("inschrijvingen")
    assert gelezen.kolom("pgn_persoon") == [(nummer("school", f"pgn|{negen}") if negen else None,)]
    assert gelezen.redenen == ([(2, "pgn_ongeldig")] if pgn and not negen else [])
    assert [rij["uitkomst"] for rij in gelezen.afwijzingen] == ["gemeld"] * len(gelezen.redenen)


def test_no_pgn_and_no_name_leaves_the_intake(stad):
    stad.csv("03MJ00", "inschrijvingen", inschrijving(pgn=PGN), inschrijving("124", "111222334", start="x"))
    stad.csv("gemeente", "meldingen", f"1;{PGN};03MJ00;;V3;2026-10-01;;2026-10-02;R;")
    for soort in ("inschrijvingen", "meldingen"):
        for partij in stad.lees(soort, valideer=True).partijen:
            tabellen = (partij.rijen, partij.afwijzingen, partij.kluis_persoon)
            tekst = f"{[tabel.to_pylist() for tabel in tabellen]} {partij.uitkomsten}"
            assert PGN not in tekst and "111222334" not in tekst and "De Vries" not in tekst


def test_the_mac_is_asked_once_for_each_distinct_text(stad):
    from assets.inname.lees import lees

    gevraagd = []

    def mac(kamer: str, tekst: str) -> int:
        gevraagd.append((kamer, tekst))
        return nummer(kamer, tekst)

    stad.csv(
        "03MJ00", "inschrijvingen", *(inschrijving(klas=f"{n}a", pgn=PGN, start=f"2026-0{n}-01") for n in range(1, 6))
    )
    list(lees(stad.leveringen(), "inschrijvingen", stad.register, mac, valideer=False))
    assert len(gevraagd) == len(set(gevraagd)) == 6


@pytest.mark.parametrize(
    ("tekst", "waarde"), [("ja", True), ("Nee", False), ("", True), ("0", False), ("misschien", None)]
)
def test_hoofdinschrijving_is_yes_unless_it_says_no(stad, tekst, waarde):
    stad.csv("03MJ00", "inschrijvingen", inschrijving(hoofd=tekst))
    gelezen = stad.lees("inschrijvingen")
    assert gelezen.kolom("hoofdinschrijving") == ([(waarde,)] if waarde is not None else [])
    assert gelezen.redenen == ([] if waarde is not None else [(2, "waarde_ongeldig")])


def test_of_two_rows_with_one_key_the_last_wins_also_over_files(stad):
    stad.csv("03MJ00", "inschrijvingen", inschrijving(klas="1a"), inschrijving(klas="1b"), naam=f"a{ONTVANGST}")
    stad.csv("03MJ00", "inschrijvingen", inschrijving(klas="1c"), naam=f"b{ONTVANGST}")
    gelezen = stad.lees("inschrijvingen")
    assert gelezen.kolom("klas") == [("1c",)]
    assert gelezen.redenen == [(2, "sleutel_dubbel"), (3, "sleutel_dubbel")]


def test_rooster_of_a_class_and_of_a_pupil(stad):
    stad.csv("03MJ00", "rooster", "1a;;2026-08-01;;1;3;50", "1a;123;;;5;ochtend;165", ";;;;1;1;50", "1a;;;;6;1;50")
    gelezen = stad.lees("rooster")
    assert gelezen.kolom("klas", "leerling", "geldig_van", "weekdag", "slot", "minuten") == [
        ("1a", None, date(2026, 8, 1), 1, 3, 50),
        (None, nummer("school", "03MJ00|123"), None, 5, 21, 165),
    ]
    assert gelezen.redenen == [(4, "veld_leeg"), (5, "waarde_ongeldig")]


def test_kalender_without_an_end_is_one_day(stad):
    stad.csv("03MJ00", "kalender", "17-10-2026;25-10-2026;vakantie;", "20261102;;studiedag;1a")
    assert stad.lees("kalender").kolom("van", "tot", "soort", "klas") == [
        (date(2026, 10, 17), date(2026, 10, 25), "vakantie", None),
        (date(2026, 11, 2), date(2026, 11, 2), "studiedag", "1a"),
    ]


def gebeurtenis(samenvatting: str, *velden: str) -> str:
    return "\r\n".join(["BEGIN:VEVENT", *velden, f"SUMMARY:{samenvatting}", "END:VEVENT"])


@pytest.mark.parametrize(
    ("gebeurtenis_", "rij"),
    [
        (
            gebeurtenis("Herfst\r\n vakantie", "DTSTART;VALUE=DATE:20261017", "DTEND;VALUE=DATE:20261026"),
            ("2026-10-17", "2026-10-25", "vakantie"),
        ),
        (gebeurtenis("Tweede Kerstdag", "DTSTART;VALUE=DATE:20261226"), ("2026-12-26", "2026-12-26", "feestdag")),
        (
            gebeurtenis("Lesvrije dag", "DTSTART:20261102", "DTEND:20261103"),
            ("2026-11-02", "2026-11-02", "roostervrij"),
        ),
        (gebeurtenis("Vrije dag", "DTSTART:20261102", "DURATION:P2D"), ("2026-11-02", "2026-11-03", "roostervrij")),
        (
            gebeurtenis("STUDIEDAG team", "DTSTART:20261102", "DTEND:20261102"),
            ("2026-11-02", "2026-11-02", "studiedag"),
        ),
        (gebeurtenis("Ouderavond", "DTSTART;VALUE=DATE:20261102"), None),
        (gebeurtenis("Studiedag", "DTSTART:20261102T130000", "DTEND:20261102T170000"), None),
        (gebeurtenis("Studiedag", "STATUS:CANCELLED", "DTSTART:20261102"), None),
    ],
)
def test_a_school_calendar_as_ics(stad, gebeurtenis_, rij):
    stad.schrijf(f"03MJ00/kalender/k{ONTVANGST}.ics", f"BEGIN:VCALENDAR\r\n{gebeurtenis_}\r\nEND:VCALENDAR\r\n")
    gelezen = stad.lees("kalender")
    gevonden = [(str(van), str(tot), soort) for van, tot, soort in gelezen.kolom("van", "tot", "soort")]
    assert gevonden == ([rij] if rij else [])
    assert [deze["regel"] for deze in gelezen.rijen] == ([2] if rij else [])


def test_codes_are_kept_exactly_and_their_description_is_read_past(stad):
    stad.csv("03MJ00", "codes", "Z;Ziek;ziek;ja;;", "z;Zomaar;zonder_reden;nee;2026-08-01;")
    gelezen = stad.lees("codes")
    assert gelezen.kolom("code", "categorie") == [("Z", "ziek"), ("z", "zonder_reden")]
    assert gelezen.ontvangst[0]["kolommen_weg"] == ""


def test_a_kernteam_list_comes_back_as_excel(stad):
    kop = ["Leerling nummer", "Naam", "Peildatum", "Signaal", "Besluit", "Wie", "Vervolg", "Datum"]
    rijen = [["0123", "An", date(2026, 11, 8), "lrv", "actie", "school", "gesprek", datetime(2026, 11, 10)]]
    rijen += [[124, "Bo", "2026-11-08", "", "bekend", "", "", "10-11-2026"], ["125", "Cé", "", "", "", "", "", ""]]
    stad.schrijf(f"03MJ00/kernteam/lijst{ONTVANGST}.xlsx", xlsx(kop, *rijen))
    gelezen = stad.lees("kernteam")
    peil, dag = date(2026, 11, 8), date(2026, 11, 10)
    assert gelezen.kolom("leerling", "peildatum_lijst", "signaal", "besluit", "datum") == [
        (nummer("school", "03MJ00|0123"), peil, "lrv", "actie", dag),
        (nummer("school", "03MJ00|124"), peil, None, "bekend", dag),
    ]
    assert gelezen.redenen == [(4, "niet_ingevuld")]
    assert gelezen.ontvangst[0]["kolommen_weg"] == ""


def test_excel_numbers_dates_and_blank_rows(stad):
    kop = KOPPEN["verzuim"].split(";")
    rijen = [[100122.0, date(2026, 11, 2), "lesuur", 3.0, 4, "afwezig", "Z", datetime(2026, 11, 2, 8, 30)], [], ["007"]]
    stad.schrijf("03MJ03/verzuim/v__20261101-20261115__20261116T0630.xlsx", xlsx(kop, *rijen))
    gelezen = stad.lees("verzuim")
    assert gelezen.kolom("leerling", "van_datum", "slot_van", "slot_tot", "ingevoerd_utc") == [
        (nummer("school", "03MJ03|100122"), date(2026, 11, 2), 3, 4, datetime(2026, 11, 2, 7, 30))
    ]
    assert gelezen.redenen == [(4, "veld_leeg")]
    assert gelezen.ontvangst[0]["ontvangen"] == 2


def test_a_cell_beyond_the_header_is_a_field_too_many(stad):
    stad.schrijf(f"03MJ00/kernteam/k{ONTVANGST}.xlsx", xlsx(["leerlingnummer", "besluit"], ["1", "actie", "", "x"]))
    assert stad.lees("kernteam").redenen == [(2, "te_veel_velden")]


def test_meldingen_by_pgn_and_by_leerlingnummer(stad):
    stad.csv(
        "gemeente",
        "meldingen",
        f"1;{PGN};03MJ00;;V3;2026-10-01;;2026-10-02;R;",
        "2;;03MJ00;123;LRV;2026-10-01;2026-10-20;2026-10-02;G;klaar",
        "3;;03MJ00;;V3;2026-10-01;;2026-10-02;R;",
        "4;111222334;03MJ00;;V3;2026-10-01;;2026-10-02;R;",
        "5;111222334;03MJ00;123;V3;2026-10-01;;2026-10-02;R;",
        "6;;03MJ99;123;V3;2026-10-01;;2026-10-02;R;",
    )
    gelezen = stad.lees("meldingen")
    leerling = nummer("leerplicht", "03MJ00|123")
    assert gelezen.kolom("meldingsnummer", "pgn_persoon", "leerling") == [
        ("1", nummer("leerplicht", f"pgn|{PGN}"), None),
        ("2", None, leerling),
        ("5", None, leerling),
    ]
    assert gelezen.redenen == [(4, "veld_leeg"), (5, "veld_leeg"), (6, "pgn_ongeldig"), (7, "waarde_ongeldig")]
    assert gelezen.klopt


def test_the_other_files_of_the_municipality(stad):
    stad.csv("gemeente", "vrijstellingen", f"Z1;{PGN};5a_trekkend;2026-08-01;2027-07-31", "Z2;;5d;2026-08-01;")
    stad.csv("gemeente", "absoluut", f"A1;{PGN};2012-02-29;2026-09-01;gesloten;2026-10-01;verhuisd")
    stad.csv("gemeente", "inzet", "03MJ00;klas;1a;KOOS;Stichting;2026-09-01;")
    persoon = nummer("leerplicht", f"pgn|{PGN}")
    assert stad.lees("vrijstellingen").kolom("zaaknummer", "persoon", "artikel") == [("Z1", persoon, "5a_trekkend")]
    assert stad.lees("vrijstellingen").redenen == [(3, "waarde_ongeldig")]
    assert stad.lees("absoluut").kolom("persoon", "status", "reden") == [(persoon, "gesloten", "verhuisd")]
    assert stad.lees("inzet").kolom("brin6", "niveau", "klas") == [("03MJ00", "klas", "1a")]


@pytest.mark.parametrize(
    ("kolom", "geweigerd"),
    [
        ("Proces-verbaal", True),
        ("nummer_procesverbaal", True),
        ("HALT datum", True),
        ("halt", True),
        ("JCO", True),
        ("Hoor-gesprek", True),
        ("strafbeschikking?", True),
        ("schalt", False),
        ("project", False),
    ],
)
def test_police_data_refuses_a_file_of_the_municipality_whole(stad, kolom, geweigerd):
    kop = f"{KOPPEN['absoluut']};{kolom}"
    stad.schrijf(f"gemeente/absoluut/a{ONTVANGST}.csv", f"{kop}\nA1;;;2026-09-01;open;;;x\nA2;;;2026-09-01;open;;;x\n")
    (ontvangst,) = stad.lees("absoluut").ontvangst
    verwacht = ("geweigerd", "politiegegevens", 0, 2) if geweigerd else ("verwerkt", None, 2, 0)
    assert tuple(ontvangst[naam] for naam in ("uitkomst", "reden", "ontvangen", "geweigerd")) == verwacht
