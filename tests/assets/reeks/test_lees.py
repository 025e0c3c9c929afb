"""Reading the csv of `inbeeld reeks`: what is read, and every fault by line and column in one Dutch sentence."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assets.reeks.lees import lees_datum, lees_opvolgers, lees_reeks
from data_contracts.fouten import Aanleverfout
from models.statistiek.raster import Meting

KOP = "eenheid;datum;teller;noemer"
GEEN_DATUM = "is geen datum; schrijf JJJJ-MM-DD, bij een schooljaar de eerste dag"
GEEN_GETAL = "is geen getal vanaf 0; schrijf alleen cijfers, met een komma voor decimalen"
TWEE_KEER = "deze eenheid en datum staan ook op regel 2; die telt, haal er een weg of tel ze op"
TE_GROOT = "de teller is groter dan de noemer; kijk of de kolommen verwisseld zijn"
TE_VROEG = "1949-12-31 ligt niet tussen 1950-01-01 en 2100-12-31; verbeter het jaar"
EEN = Meting("A", date(2018, 9, 5), 3, 400)


@pytest.fixture
def bestand(tmp_path):
    """Writes a file and gives its path."""

    def schrijf(inhoud: str | bytes, naam: str = "cijfers.csv"):
        pad = tmp_path / naam
        pad.write_bytes(inhoud.encode() if isinstance(inhoud, str) else inhoud)
        return pad

    return schrijf


@pytest.mark.parametrize(
    "inhoud",
    [
        f"{KOP}\nA;2018-09-05;3;400\n",
        f"\ufeff{KOP}\r\nA;2018-09-05;3;400\r\n",
        "eenheid,datum,teller,noemer\nA,2018-09-05,3,400\n",
        "eenheid\tdatum\tteller\tnoemer\nA\t20180905\t3\t400\n",
        'Noemer;"Teller";DATUM;Een heid\n400;3;05-09-2018;A\n',
        f"{KOP};groep\nA;5-9-2018;3;400;\n",
        f"{KOP}\n\nA ; 2018-09-05 00:00:00 ; 3,0 ; 400.00\n\n",
        f"{KOP};extra\nA;2018-09-05T00:00;3;400;x\n",
    ],
)
def test_one_row_is_read_the_same_in_every_form(bestand, inhoud):
    gelezen = lees_reeks(bestand(inhoud))
    assert gelezen.metingen == [EEN] and gelezen.opmerkingen == [] and gelezen.rijen == 1


def test_windows_1252_is_read(bestand):
    gelezen = lees_reeks(bestand(f"{KOP};groep\nCafé;2018-09-05;3;400;zoëven\n".encode("cp1252")))
    assert (gelezen.metingen[0].eenheid, gelezen.metingen[0].groep) == ("Café", "zoëven")


def test_leading_zeros_of_a_unit_stay_and_decimals_are_exact(bestand):
    meting = lees_reeks(bestand(f"{KOP}\n0012;2018-09-05;0,1;400.5\n")).metingen[0]
    assert (meting.eenheid, meting.teller, meting.noemer) == ("0012", Decimal("0.1"), Decimal("400.5"))


def test_columns_that_are_not_used_are_named(bestand):
    assert lees_reeks(bestand(f"{KOP};vrij\nA;2018-09-05;3;400;x\n")).weg == ("vrij",)


@pytest.mark.parametrize(
    ("rij", "kolom", "uitkomst", "zin"),
    [
        (";2018-09-05;3;400", "eenheid", "geweigerd", "de eenheid is leeg; vul in over welke school of groep dit gaat"),
        ("B;2018/2019;3;400", "datum", "geweigerd", f"'2018/2019' {GEEN_DATUM}"),
        ("B;;3;400", "datum", "geweigerd", f"'' {GEEN_DATUM}"),
        ("B;2018-02-30;3;400", "datum", "geweigerd", "'2018-02-30' bestaat niet; schrijf JJJJ-MM-DD"),
        ("B;1949-12-31;3;400", "datum", "geweigerd", TE_VROEG),
        ("B;2018-09-05;;400", "teller", "leeg", "teller is leeg; deze regel telt als een gat in de reeks"),
        ("B;2018-09-05;3;", "noemer", "leeg", "noemer is leeg; deze regel telt als een gat in de reeks"),
        ("B;2018-09-05;-3;400", "teller", "geweigerd", f"'-3' {GEEN_GETAL}"),
        ("B;2018-09-05;3;nan", "noemer", "geweigerd", f"'nan' {GEEN_GETAL}"),
        ("B;2018-09-05;3;1.400", "noemer", "geweigerd",
         "'1.400' kan een duizendtal of een decimaal getal zijn; schrijf het zonder punt of komma"),
        ("B;2018-09-05;401;400", "teller", "geweigerd", TE_GROOT),
        ("A;05-09-2018;3;400", "datum", "geweigerd", TWEE_KEER),
        ("B;2018-09-05;3;400;5;6", "", "geweigerd",
         "deze regel heeft 2 velden te veel; zet aanhalingstekens om een veld met een ; of ,"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_used_is_named_by_line_and_column_and_the_others_count(bestand, rij, kolom, uitkomst, zin):
    gelezen = lees_reeks(bestand(f"{KOP}\nA;2018-09-05;3;400\n{rij}\n"))
    assert gelezen.metingen == [EEN] and gelezen.rijen == 2
    assert [(op.regel, op.kolom, op.uitkomst, op.uitleg) for op in gelezen.opmerkingen] == [(3, kolom, uitkomst, zin)]


@pytest.mark.parametrize("dag", ["1950-01-01", "2100-12-31"])
def test_the_first_and_the_last_day_count(dag):
    assert lees_datum(dag) == date.fromisoformat(dag)


@pytest.mark.parametrize(("teller", "noemer"), [(0, 0), (0, 1), (1, 1)])
def test_the_ends_of_teller_and_noemer_count(bestand, teller, noemer):
    assert lees_reeks(bestand(f"{KOP}\nA;2018-09-05;{teller};{noemer}\n")).metingen[0].noemer == noemer


@pytest.mark.parametrize(
    ("inhoud", "zin"),
    [
        (None, "dit bestand is er niet; controleer de naam en de map"),
        ("", "kolom eenheid ontbreekt"),
        (f"{KOP}\n", "hier staan geen regels in; zet onder de kolomnamen een regel per eenheid en datum"),
        ("eenheid;datum;teller\nA;2018-09-05;3\n",
         "regel 1: kolom noemer ontbreekt; de eerste regel hoort te zijn: eenheid;datum;teller;noemer;groep"),
        (f"{KOP};Teller\nA;2018-09-05;3;400;3\n", "regel 1: kolom teller staat er twee keer; de eerste regel hoort"),
        (f"{KOP}\nA;morgen;3;400\n", "geen enkele regel is te gebruiken; regel 2, datum: 'morgen' is geen datum"),
        (b"eenheid;datum\x81;teller;noemer\n\xff", "De tekens in dit bestand zijn niet te lezen."),
        (b"PK\x00\x00", "Dit bestand is leeg, beschadigd of van een andere soort dan verwacht."),
        (f'{KOP}\n"A;2018-09-05;3;400\n', "Dit bestand is leeg, beschadigd of van een andere soort dan verwacht."),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_is_refused_in_one_sentence(bestand, tmp_path, inhoud, zin):
    pad = tmp_path / "weg.csv" if inhoud is None else bestand(inhoud)
    with pytest.raises(Aanleverfout) as fout:
        lees_reeks(pad)
    assert zin in str(fout.value) and "\n" not in str(fout.value)


@pytest.mark.parametrize(
    ("rijen", "zin"),
    [
        ("a;a\n", "regel 2, oud: oud en nieuw moeten gevuld en verschillend zijn; verbeter deze regel"),
        ("a;\n", "regel 2, oud: oud en nieuw moeten gevuld en verschillend zijn; verbeter deze regel"),
        ("a;b\na;c\n", "regel 3, oud: deze naam heeft al een andere opvolger; kies er een"),
        ("a;b\nb;a\n", "2 namen volgen in een kring op elkaar; laat de nieuwste staan"),
    ],
)
def test_successors_that_cannot_be_are_refused(bestand, rijen, zin):
    with pytest.raises(Aanleverfout, match=zin):
        lees_opvolgers(bestand(f"oud;nieuw\n{rijen}"))


def test_successors_are_read(bestand):
    assert lees_opvolgers(bestand("nieuw,oud\n03MJ01,03MJ00\n03MJ02,03MJ01\n")) == {
        "03MJ00": "03MJ01",
        "03MJ01": "03MJ02",
    }


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_lead_to_anything_but_rows_or_a_sentence(tmp_path_factory, inhoud):
    pad = tmp_path_factory.mktemp("wild") / "x.csv"
    pad.write_bytes(KOP.encode() + b"\n" + inhoud)
    try:
        gelezen = lees_reeks(pad)
    except Aanleverfout as fout:
        assert str(fout)
    else:
        assert len(gelezen.metingen) + len(gelezen.opmerkingen) == gelezen.rijen
