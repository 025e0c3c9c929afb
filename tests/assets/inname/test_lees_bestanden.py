"""Files as they come: encodings, separators, headers, and files that cannot be read."""

import io
import json
import zipfile

import pytest

from assets.inname import lees as lees_module
from tests.assets.inname.stad import KOPPEN, ONTVANGST, PERIODE
from tests.assets.inname.test_lees_soorten import inschrijving, xlsx

RIJ = "007;2026-11-02;dag;;;afwezig;Z;"


def ontvangst(stad, soort: str = "verzuim") -> tuple:
    (rij,) = stad.lees(soort).ontvangst
    return rij["uitkomst"], rij["reden"], rij["ontvangen"], rij["geweigerd"]


def verzuim(stad, inhoud: str | bytes, map_: str = "03MJ03", extensie: str = "csv"):
    stad.schrijf(f"{map_}/verzuim/v{PERIODE}.{extensie}", inhoud)
    return stad


@pytest.mark.parametrize("codering", ["utf-8", "utf-8-sig", "cp1252"])
def test_names_survive_each_encoding(stad, codering):
    tekst = f"{KOPPEN['inschrijvingen']}\n{inschrijving().replace('An', 'Zoë €')}\n"
    stad.schrijf(f"03MJ00/inschrijvingen/i{ONTVANGST}.csv", tekst.encode(codering))
    (partij,) = stad.lees("inschrijvingen").partijen
    assert partij.kluis_leerling.to_pylist()[0]["roepnaam"] == "Zoë €"


@pytest.mark.parametrize("byte", [b"\x81", b"\x8d", b"\x8f", b"\x90", b"\x9d"])
def test_a_byte_that_no_encoding_knows_refuses_the_file(stad, byte):
    verzuim(stad, f"{KOPPEN['verzuim']}\n{RIJ}\n".encode() + b"\xeb" + byte)
    assert ontvangst(stad) == ("geweigerd", "codering_ongeldig", 0, 0)


def test_a_utf8_character_cut_by_a_read_block_is_still_utf8(stad):
    from assets.inname.tekst import MAX_REGEL, onderzoek

    pad = stad.schrijf("x.csv", "a" * (MAX_REGEL - 1) + "\n".join(["é"] * 10))
    assert onderzoek(pad).codering == "utf-8-sig"


@pytest.mark.parametrize("scheiding", [";", ",", "\t"])
@pytest.mark.parametrize("einde", ["\n", "\r\n"])
def test_the_separator_is_found_from_the_header(stad, scheiding, einde):
    tekst = einde.join([KOPPEN["verzuim"], RIJ, ""]).replace(";", scheiding)
    assert ontvangst(verzuim(stad, tekst)) == ("verwerkt", None, 1, 0)


def test_headers_match_without_case_spaces_and_underscores_in_any_order(stad):
    kop = "Soort;INGEVOERD OP;Leerling_Nummer;datum;eenheid;van;tot;Code"
    gelezen = verzuim(stad, f"{kop}\nafwezig;;007;2026-11-02;lesuur;3;;Z\n").lees("verzuim")
    assert gelezen.kolom("soort", "slot_van", "code") == [("afwezig", 3, "Z")]


def test_columns_without_a_contract_are_dropped_and_only_their_names_kept(stad):
    gelezen = verzuim(stad, f"{KOPPEN['verzuim']};religie;geslacht\n{RIJ};geheim;x\n").lees("verzuim")
    assert gelezen.ontvangst[0]["kolommen_weg"] == "geslacht,religie"
    assert "geheim" not in str(gelezen.rijen)


def test_a_column_name_that_looks_like_a_value_is_not_shown(stad):
    gelezen = verzuim(stad, f"{KOPPEN['verzuim']};jan@voorbeeld.example;111222333\n{RIJ};;\n").lees("verzuim")
    assert gelezen.ontvangst[0]["kolommen_weg"] == "(naam niet getoond)"


@pytest.mark.parametrize(
    "kop", ["datum;eenheid;van;tot;soort", "leerlingnummer;leerling nummer;datum;eenheid;van;soort"]
)
def test_a_missing_or_double_column_refuses_the_file_and_counts_its_rows(stad, kop):
    assert ontvangst(verzuim(stad, f"{kop}\n1\n\n2\n")) == ("geweigerd", "kolom_ontbreekt", 0, 2)


def test_an_optional_column_may_be_missing(stad):
    gelezen = verzuim(stad, "leerlingnummer;datum;eenheid;van;soort\n1;2026-11-02;lesuur;1;afwezig\n").lees("verzuim")
    assert gelezen.kolom("slot_van", "slot_tot", "code", "ingevoerd_utc") == [(1, 1, None, None)]


def test_blank_lines_do_not_count_and_line_numbers_are_those_of_an_editor(stad):
    kop = KOPPEN["magister"]
    tekst = f'\n{kop}\n\n1;2026-11-02;1;Z;"twee\nregels";J;0;1;\n   \n1;2026-11-02;x;Z;;J;0;1;\n'
    gelezen = verzuim(stad, tekst, map_="03MJ01").lees("verzuim")
    assert [rij["regel"] for rij in gelezen.rijen] == [4]
    assert gelezen.redenen == [(7, "slot_ongeldig")]
    assert gelezen.ontvangst[0]["ontvangen"] == 2


def test_line_numbers_without_quotes_count_blank_lines_too(stad):
    gelezen = verzuim(stad, f"{KOPPEN['verzuim']}\n\n{RIJ}\n\n\nx{RIJ}x\n").lees("verzuim")
    assert [rij["regel"] for rij in gelezen.rijen] == [3]
    assert gelezen.redenen == [(6, "datum_ongeldig")]


def test_a_file_with_only_a_header_is_a_delivery_of_no_rows(stad):
    assert ontvangst(verzuim(stad, KOPPEN["verzuim"])) == ("verwerkt", None, 0, 0)


def _zip(naam: str) -> bytes:
    doel = io.BytesIO()
    with zipfile.ZipFile(doel, "w") as pakket:
        pakket.writestr(naam, "x")
    return doel.getvalue()


def _bom_zip() -> bytes:
    doel = io.BytesIO()
    with zipfile.ZipFile(doel, "w", zipfile.ZIP_DEFLATED) as pakket:
        pakket.writestr("xl/worksheets/sheet1.xml", "0" * 5_000_000)
    return doel.getvalue()


def _versleutelde_zip() -> bytes:
    inhoud = bytearray(_zip("xl/workbook.xml"))
    inhoud[inhoud.index(b"PK\x01\x02") + 8] |= 1
    return bytes(inhoud)


OLE = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(512)
GROOT_BLAD = (
    b'<worksheet><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>' + b" " * 64
)


@pytest.mark.parametrize(
    ("inhoud", "extensie", "reden"),
    [
        (b"", "csv", "onleesbaar"),
        (b"\n\n", "csv", "onleesbaar"),
        (KOPPEN["verzuim"].encode() + b"\n1;\x00;", "csv", "onleesbaar"),
        (f'{KOPPEN["verzuim"]}\n1;2026-11-02;dag;;;afwezig;"Z;\n{RIJ}\n'.encode(), "csv", "onleesbaar"),
        (KOPPEN["verzuim"].encode("utf-16"), "csv", "codering_ongeldig"),
        (b"x" * (3 << 20), "csv", "onleesbaar"),
        (b"%PDF-1.7", "pdf", "onleesbaar"),
        (b"{}", "json", "onleesbaar"),
        (b"geen zip", "xlsx", "onleesbaar"),
        (_zip("readme.txt"), "xlsx", "onleesbaar"),
        (_zip("xl/workbook.xml")[:40], "xlsx", "onleesbaar"),
        (_bom_zip(), "xlsx", "te_groot"),
        (_versleutelde_zip(), "xlsx", "versleuteld"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "xlsx", "versleuteld"),
        (OLE, "xlsx", "onleesbaar"),
        (xlsx(), "xlsx", "onleesbaar"),
    ],
    ids=lambda deel: deel if isinstance(deel, str) else "inhoud",  # because a zip holds the time at which it was made
)
def test_a_file_that_cannot_be_read_is_refused_with_its_reason(stad, inhoud, extensie, reden):
    uitkomst = ontvangst(verzuim(stad, inhoud, extensie=extensie))
    assert uitkomst[:3] == ("geweigerd", reden, 0)
    assert stad.lees("verzuim").rijen == []


@pytest.mark.parametrize(
    "inhoud",
    [
        "",
        "{",
        '{"items": [{"leerling"',
        "[]",
        '{"items": {}}',
        '{"andere": []}',
        "null",
        "[" * 100_000,
        '{"items": [1e999999]',
    ],
)
def test_json_that_is_cut_off_or_of_another_form_is_unreadable(stad, inhoud):
    assert ontvangst(verzuim(stad, inhoud, "03MJ00", "json"))[:2] == ("geweigerd", "onleesbaar")


def test_no_items_are_no_rows(stad):
    assert ontvangst(verzuim(stad, json.dumps({"items": []}), "03MJ00", "json")) == ("verwerkt", None, 0, 0)


def test_a_csv_at_a_json_school_does_not_fit(stad):
    assert ontvangst(verzuim(stad, f"{KOPPEN['verzuim']}\n{RIJ}\n", "03MJ00"))[:2] == ("geweigerd", "onleesbaar")


def test_a_sheet_that_would_fill_the_memory_is_too_large(stad):
    doel = io.BytesIO(xlsx(["a"]))
    with zipfile.ZipFile(doel, "a") as pakket:
        pakket.writestr("xl/worksheets/sheet9.xml", GROOT_BLAD)
    assert ontvangst(verzuim(stad, doel.getvalue(), extensie="xlsx"))[:2] == ("geweigerd", "te_groot")


def test_a_large_file_is_refused_before_it_is_read(stad, monkeypatch):
    from assets.inname import bronbestand

    verzuim(stad, f"{KOPPEN['verzuim']}\n{RIJ}\n")
    grootte = (stad.wortel / f"03MJ03/verzuim/v{PERIODE}.csv").stat().st_size
    monkeypatch.setattr(bronbestand, "MAX_BYTES", grootte)
    assert ontvangst(stad)[0] == "verwerkt"
    monkeypatch.setattr(bronbestand, "MAX_BYTES", grootte - 1)
    assert ontvangst(stad) == ("geweigerd", "te_groot", 0, 0)


def test_an_unknown_school_is_refused_and_its_rows_counted(stad):
    assert ontvangst(verzuim(stad, f"{KOPPEN['verzuim']}\n{RIJ}\n", "99XX00")) == (
        "geweigerd",
        "onbekende_school",
        0,
        1,
    )


def test_a_repeated_file_gives_no_rows(stad):
    for dag in ("16", "17"):
        stad.csv("03MJ03", "verzuim", RIJ, naam=f"v__20260831-20261115__202611{dag}T0630")
    gelezen = stad.lees("verzuim")
    assert [rij["uitkomst"] for rij in gelezen.ontvangst] == ["verwerkt", "herhaald"]
    assert len(gelezen.rijen) == 1


def test_a_refused_file_does_not_spoil_the_others_of_its_delivery(stad):
    stad.csv("03MJ03", "verzuim", RIJ, naam=f"a{PERIODE}")
    stad.schrijf(f"03MJ03/verzuim/b{PERIODE}.csv", f'{KOPPEN["verzuim"]}\n008;2026-11-02;dag;;;afwezig;"Z;\n')
    gelezen = stad.lees("verzuim")
    assert [rij["reden"] for rij in gelezen.ontvangst] == [None, "onleesbaar"]
    assert len(gelezen.rijen) == 1


def test_a_school_is_told_that_its_file_has_no_period(stad):
    stad.csv("03MJ03", "verzuim", RIJ, naam=f"v{ONTVANGST}")
    (melding,) = stad.lees("verzuim").afwijzingen
    assert (melding["regel"], melding["uitkomst"], melding["reden"]) == (None, "gemeld", "geen_periode")


def test_a_delivery_larger_than_a_batch_gives_the_same_rows_and_doubles(stad, monkeypatch):
    rijen = [f"{n};2026-11-02;dag;;;afwezig;Z;" for n in range(50)]
    stad.csv("03MJ03", "verzuim", *rijen, rijen[3], naam=f"a{PERIODE}")
    stad.csv("03MJ03", "verzuim", rijen[7], "nieuw;2026-11-02;dag;;;afwezig;Z;", naam=f"b{PERIODE}")
    stad.csv("03MJ03", "verzuim", *rijen, naam="c__20260831-20261115__20261117T0630")
    heel = stad.lees("verzuim")
    monkeypatch.setattr(lees_module, "PARTIJ_RIJEN", 20)
    monkeypatch.setattr("assets.inname.bronbestand.STUK_RIJEN", 10)
    monkeypatch.setattr("assets.inname.tekst.BLOK_RIJEN", 10)
    in_delen = stad.lees("verzuim")
    assert len(heel.partijen) == 1 and len(in_delen.partijen) > 4
    assert in_delen.rijen == heel.rijen and in_delen.afwijzingen == heel.afwijzingen
    assert in_delen.ontvangst == heel.ontvangst and in_delen.klopt
    assert heel.redenen == [(52, "dubbel"), (2, "dubbel")]


def test_a_bad_file_beside_a_large_one_is_refused_alone(stad, monkeypatch):
    goed = [f"{n};2026-11-02;dag;;;afwezig;Z;" for n in range(15)]
    stad.csv("03MJ03", "verzuim", *goed, naam=f"a{PERIODE}")
    stad.csv(
        "03MJ03",
        "verzuim",
        *[rij.replace(";dag", ";dag ") for rij in goed],
        '99;2026-11-02;dag;;;"open',
        naam=f"b{PERIODE}",
    )
    stad.csv("03MJ03", "verzuim", "nieuw;2026-11-02;dag;;;afwezig;Z;", naam=f"c{PERIODE}")
    heel = stad.lees("verzuim")
    monkeypatch.setattr(lees_module, "PARTIJ_RIJEN", 20)
    monkeypatch.setattr("assets.inname.bronbestand.STUK_RIJEN", 5)
    monkeypatch.setattr("assets.inname.tekst.BLOK_RIJEN", 5)
    in_delen = stad.lees("verzuim")
    assert in_delen.rijen == heel.rijen and len(in_delen.rijen) == 16
    assert in_delen.ontvangst == heel.ontvangst and in_delen.klopt
    assert [rij["uitkomst"] for rij in in_delen.ontvangst] == ["verwerkt", "geweigerd", "verwerkt"]


@pytest.mark.parametrize("rijen", [39, 40, 41])
def test_an_open_quote_at_the_end_of_a_file_of_many_batches_is_found_before_a_row_is_handed_over(
    stad, monkeypatch, rijen
):
    monkeypatch.setattr(lees_module, "PARTIJ_RIJEN", 20)
    monkeypatch.setattr("assets.inname.bronbestand.STUK_RIJEN", 10)
    monkeypatch.setattr("assets.inname.bronbestand._VOORAF_LEZEN_VANAF", 20)
    monkeypatch.setattr("assets.inname.tekst.BLOK_RIJEN", 10)
    heel = [f"{n};2026-11-02;dag;;;afwezig;Z;" for n in range(rijen)]
    stad.csv("03MJ03", "verzuim", *heel, '99;2026-11-02;dag;;;"open', naam=f"a{PERIODE}")
    uitkomst = stad.lees("verzuim")
    assert not uitkomst.rijen and [rij["reden"] for rij in uitkomst.ontvangst] == ["onleesbaar"]
