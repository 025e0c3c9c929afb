"""Small samples in particular shapes: what the proposal makes of them, row by row."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assets.dialectvoorstel.bestand import als_yaml, goed_pct, probeer
from assets.dialectvoorstel.monster import Monster, lees_monster
from assets.dialectvoorstel.rollen import is_pgn
from assets.dialectvoorstel.voorstel import maak_voorstel
from assets.dialectvoorstel.vormen import is_datum, is_dubbelzinnig, slots, vorm_van_data, vorm_van_tijden
from assets.dialectvoorstel.woorden import dagdeel_van, geoorloofd_van, soort_van
from data_contracts.fouten import Aanleverfout


@pytest.mark.parametrize(
    ("teksten", "vormen"),
    [
        (["2026-11-02", "2026-11-13"], ()),
        (["20261102"], ()),
        (["2026-11-02T08:30:00.000+01:00"], ()),
        (["2-11-2026", "13-11-2026"], ("D-M-JJJJ",)),
        (["02.11.26"], ("D.M.JJ",)),
        (["11/13/2026", "1/2/2026"], ("M/D/JJJJ",)),
        (["2.11.2026 8:30", "3.11.2026"], ("D.M.JJJJ U:MM", "D.M.JJJJ")),
        (["1001", "1002"], None),
        (["2 nov 2026"], None),
        ([], None),
    ],
)
def test_the_form_of_dates_is_found_or_not_needed(teksten, vormen):
    gevonden = vorm_van_data(teksten)
    assert gevonden == vormen if vormen is None or len(vormen) < 2 else set(gevonden or ()) == set(vormen)


@pytest.mark.parametrize(
    ("teksten", "vormen"),
    [(["08:30", "1010"], ()), (["8:30"], ("U:MM",)), (["8u30"], ("UuMM",)), (["08.30"], ("U.MM",)), (["99"], None)],
)
def test_the_form_of_times_is_found_or_not_needed(teksten, vormen):
    assert vorm_van_tijden(teksten) == vormen


@pytest.mark.parametrize(
    ("teksten", "is_zo"), [(["2-11-2026"], True), (["2-11-2026", "13-11-2026"], False), (["12-12-2026"], True)]
)
def test_a_day_above_twelve_tells_which_is_the_month(teksten, is_zo):
    assert is_dubbelzinnig(("D-M-JJJJ",), teksten) is is_zo


@pytest.mark.parametrize("tekst", ["12345678", "99999999", "20261332", "1001", "12:30", ""])
def test_a_number_is_no_date(tekst):
    assert not is_datum(tekst)


@pytest.mark.parametrize(
    ("tekst", "gelezen"),
    [
        ("3", ("3", "3")),
        ("03", ("3", "3")),
        ("3e uur", ("3", "3")),
        ("Lesuur 12", ("12", "12")),
        ("1-3", ("1", "3")),
        ("1 t/m 3", ("1", "3")),
        ("0", None),
        ("13", None),
        ("hele dag", None),
    ],
)
def test_a_lesuur_is_read_in_many_writings(tekst, gelezen):
    assert slots(tekst) == gelezen


@pytest.mark.parametrize(
    ("tekst", "soort"),
    [
        ("Afwezig", "afwezig"),
        ("Ongeoorloofd afwezig", "afwezig"),
        ("Te laat gekomen", "te_laat"),
        ("Verspätet", "te_laat"),
        ("Uit de les verwijderd", "verwijderd"),
        ("Aanwezig", "aanwezig"),
        ("n.v.t.", "nvt"),
        ("Boeken vergeten", "geen_verzuim"),
        ("Ziek", None),
    ],
)
def test_a_soort_is_told_by_its_words_and_never_by_a_reason(tekst, soort):
    assert soort_van(tekst) == soort


@pytest.mark.parametrize(
    ("tekst", "gelezen"),
    [
        ("Ja", "ja"),
        ("Ongeoorloofd", "nee"),
        ("nicht entsch.", "nee"),
        ("entsch.", "ja"),
        ("0", "nee"),
        ("-1", "ja"),
        ("x", None),
    ],
)
def test_geoorloofd_is_told_by_its_words(tekst, gelezen):
    assert geoorloofd_van(tekst) == gelezen


@pytest.mark.parametrize(
    ("tekst", "gelezen"),
    [("Ochtend", "ochtend"), ("v.m.", "ochtend"), ("Nachmittag", "middag"), ("Hele dag", "dag"), ("Nacht", None)],
)
def test_a_dagdeel_is_told_by_its_words(tekst, gelezen):
    assert dagdeel_van(tekst) == gelezen


@pytest.mark.parametrize(
    ("begin", "is_zo"), [(111222333, False), (None, True)], ids=["numbers in a row", "numbers of the eleven-test"]
)
def test_a_column_with_numbers_of_the_eleven_test_is_a_pgn_whatever_it_is_called(begin, is_zo):
    goed = [str(n) for n in range(100_000_000, 100_000_400) if is_pgn_nummer(str(n))][:12]
    assert is_pgn([str(begin + n) for n in range(12)] if begin else goed) is is_zo


def is_pgn_nummer(negen: str) -> bool:
    gewichten = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(g * int(c) for g, c in zip(gewichten, negen, strict=True)) % 11 in (0, 5)


def voorstel_van(tmp_path, tekst: str, naam: str = "a.csv"):
    pad = tmp_path / naam
    pad.write_text(tekst)
    monster = lees_monster(pad)
    voorstel = maak_voorstel(pad.name, monster)
    verslag = probeer(pad, "eigen", als_yaml("eigen", naam, voorstel), voorstel, date(2026, 11, 16))
    return voorstel, goed_pct(verslag)


@pytest.mark.parametrize(
    ("tekst", "veld", "verwacht"),
    [
        ("Leerlingnr;Datum;Lesuren\n1001;2026-11-02;1-3\n", "tot", {"kolom": "Lesuren", "waarden": {"1-3": "3"}}),
        ("Leerlingnr;Datum;Soort\n1001;2026-11-02;Geoorloofd afwezig\n1002;2026-11-02;Ongeoorloofd afwezig\n",
         "rij_geoorloofd",
         {"kolom": "Soort", "anders": "leeg",
          "waarden": {"Geoorloofd afwezig": "ja", "Ongeoorloofd afwezig": "nee"}}),
        ("Leerlingnr;Datum\n1001;2026-11-02\n", "soort", {"vast": "afwezig"}),
        ("Leerlingnr;Begin;Eind\n1001;2-11-2026 8:30;2-11-2026 10:10\n", "eindtijd",
         {"kolom": "Eind", "deel": "tijd", "vorm": "D-M-JJJJ U:MM"}),
        ("Leerlingnr;Datum;Tijd van\n1001;2026-11-02;8u30\n", "begintijd", {"kolom": "Tijd van", "vorm": "UuMM"}),
        ("Leerlingnr|x;Datum\n1001;2026-11-02\n", "leerlingnummer", {"kolom": "Leerlingnr|x"}),
    ],
)  # fmt: skip
def test_a_field_is_proposed_as_it_must_be(tmp_path, tekst, veld, verwacht):
    voorstel, goed = voorstel_van(tmp_path, tekst)
    assert voorstel.inhoud["velden"][veld] == verwacht and goed == 100


@pytest.mark.parametrize(
    ("tekst", "zin"),
    [
        ("Leerlingnr;Datum;Wijzigdag\n1001;2026-11-02;2026-11-04\n", "Kolom Wijzigdag heeft ook datums of tijden"),
        ("Leerlingnr;Datum;Tijd van\n1001;2026-11-02;08:30\n", "Zet de lestijden van de school in scholen.yaml."),
        ("Leerlingnr;Datum;Soort\n1001;2026-11-02;Aanwezig\n", "Lessen na de dag van ontvangst tellen niet."),
        ("Leerlingnr;Datum\n1001;3-4-2026\n", "Staat bij datum de dag voor de maand?"),
        ("1001;2026-11-02;Z\n1002;2026-11-03;O\n", "Er is geen kopregel."),
        ("Leerlingnr;Datum;Lesuur\n1001;2026-11-02;1-3\n", "In een kolom staan reeksen van lesuren."),
    ],
)
def test_what_is_not_sure_is_said(tmp_path, tekst, zin):
    voorstel, _ = voorstel_van(tmp_path, tekst)
    assert any(zin in deze for deze in voorstel.kijk_na)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), st.sampled_from([".csv", ".json", ".xlsx"]))
def test_any_bytes_give_a_proposal_or_one_sentence(tmp_path_factory, inhoud, soort):
    pad = tmp_path_factory.mktemp("monster") / f"a{soort}"
    pad.write_bytes(inhoud)
    _voorstel_of_zin(pad)


CELLEN = st.sampled_from(
    [
        "1001",
        "2026-11-02",
        "8:30",
        "3e uur",
        "Ja",
        "Ochtend",
        "",
        "Afwezig",
        '"',
        "x;y",
        "31-2-2026",
        "Datum",
        "Leerlingnummer",
        "leerling_nummer",
        "opmerking",
        "Opmerking",
        "a\nb",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(CELLEN, min_size=1, max_size=6), min_size=1, max_size=6), st.sampled_from(";,\t"))
def test_any_table_gives_a_proposal_or_one_sentence(tmp_path_factory, rijen, scheiding):
    pad = tmp_path_factory.mktemp("monster") / "a.csv"
    pad.write_text("\n".join(scheiding.join(rij) for rij in rijen))
    _voorstel_of_zin(pad)


def _voorstel_of_zin(pad) -> None:
    try:
        voorstel = maak_voorstel(pad.name, lees_monster(pad))
        probeer(pad, "eigen", als_yaml("eigen", pad.name, voorstel), voorstel, date(2026, 11, 16))
    except Aanleverfout as fout:
        assert str(fout).startswith(pad.name) and "\n" not in str(fout)


def test_a_column_without_a_name_is_not_read(tmp_path):
    pad = tmp_path / "a.csv"
    pad.write_text("3e uur;;Ja\n1001;2026-11-02\n")
    _voorstel_of_zin(pad)
    voorstel, goed = voorstel_van(tmp_path, "Leerlingnr;Datum;\n1001;2026-11-02;x\n", "b.csv")
    assert goed == 100 and "" not in voorstel.weg


def test_a_sample_is_a_plain_value():
    monster = Monster("csv", ("a", "b"), (("1", ""), ("2", "x")))
    assert monster.waarden("b") == ["x"]


def test_a_column_that_stands_there_twice_is_named_when_it_is_read(tmp_path):
    with pytest.raises(
        Aanleverfout, match="kolom Datum staat er twee keer; geef in de export elke kolom een eigen naam"
    ):
        voorstel_van(tmp_path, "Leerlingnr;Datum;DATUM\n1001;2026-11-02;2026-11-03\n")
    _, goed = voorstel_van(tmp_path, "Leerlingnr;Datum;Opmerking;opmerking\n1001;2026-11-02;a b;c d\n", "b.csv")
    assert goed == 100
