"""One wrong cell per rule of every contract: the quarantine and Great Expectations count the same."""

from collections import Counter

import pytest

from assets.inname.levering import GEMEENTESOORTEN
from assets.inname.validatie import valideer
from data_contracts.contract import BRONNEN, lees_contract
from data_contracts.dialect import CANONIEK
from data_contracts.regel import Regel, regels_van
from tests.assets.inname.stad import ONTVANGST, PERIODE, Stad

ALLES = (
    "vorm: csv\nscheiding: ';'\nkop: true\nverplicht: [leerlingnummer, datum, eenheid, van, soort]\n"
    f"kolommen: [{', '.join(CANONIEK)}]\nvelden:\n" + "".join(f"  {naam}: {{kolom: {naam}}}\n" for naam in CANONIEK)
)
SCHOLEN = """
scholen:
  - {brin6: 03MJ00, naam: A, soort: vo, dialect: alles}
  - {brin6: 03MJ01, naam: B, soort: vo, dialect: negeer}
  - {brin6: 03MJ02, naam: C, soort: mbo, dialect: eduarte}
"""
GOED = {
    "inschrijvingen": {
        "leerlingnummer": "#",
        "geboortedatum": "2012-02-29",
        "klas": "1a",
        "onderwijssoort": "vmbo",
        "startdatum": "2026-08-01",
    },
    "rooster": {"klas": "#", "weekdag": "1", "slot": "3", "minuten": "50"},
    "kalender": {"van": "2026-10-17", "soort": "vakantie", "klas": "#"},
    "codes": {"code": "#", "categorie": "ziek", "geoorloofd": "ja"},
    "verzuim": {
        "leerlingnummer": "#",
        "datum": "2026-11-02",
        "einddatum": "2026-11-02",
        "eenheid": "lesuur",
        "van": "2",
        "soort": "afwezig",
    },
    "kernteam": {"leerlingnummer": "#", "besluit": "actie"},
    "meldingen": {
        "meldingsnummer": "#",
        "brin6": "03MJ00",
        "leerlingnummer": "1",
        "soort": "V3",
        "begindatum": "2026-10-01",
        "melddatum": "2026-10-08",
        "status": "R",
    },
    "vrijstellingen": {"zaaknummer": "#", "artikel": "5a", "begindatum": "2026-08-01"},
    "absoluut": {"zaaknummer": "#", "datum_signaal": "2026-09-01", "status": "open"},
    "inzet": {"brin6": "03MJ00", "niveau": "klas", "klas": "#", "soort": "KOOS", "begindatum": "2026-09-01"},
}
EIGEN = {
    "klas_of_leerling": {"klas": ""},
    "pgn_of_leerlingnummer": {"leerlingnummer": ""},
    "pgn_elfproef": {"pgn": "111222334"},
    "school_in_register": {"brin6": "99ZZ99"},
    "besluit_ingevuld": {"besluit": ""},
    "slot_past_bij_eenheid": {"eenheid": "dagdeel"},
    "einde_voor_begin": {"van": "3", "tot": "2"},
    "soort_geen_verzuim": {"soort": "geen_verzuim"},
    "in_schooljaar": {"datum": "2024-11-02", "einddatum": "2024-11-02"},
    "in_periode": {"datum": "2026-08-30", "einddatum": "2026-08-30"},
    "niet_na_ontvangst": {"datum": "2026-11-17", "einddatum": "2026-11-17"},
    "les_in_de_toekomst": {"datum": "2026-11-17", "einddatum": "2026-11-17"},
}


def afwijking(regel: Regel) -> dict[str, str]:
    """The cells that break this rule."""
    if regel.naam in EIGEN:
        return EIGEN[regel.naam]
    if regel.naam.endswith("_gevuld"):
        return {regel.kolom: ""}
    if regel.soort == "grenzen":
        return {regel.kolom: str(int(regel.argument[1]) + 1)}
    return {regel.kolom: "onzin"}


def rijen_van(soort: str, regels: list[Regel]) -> list[str]:
    """A good row, and for each rule one row that breaks it."""
    namen = sorted((kolom.naam for kolom in lees_contract(soort).kolommen), key=lambda naam: naam not in GOED[soort])
    rijen = [";".join(namen), rij(soort, namen, 0)]
    for nummer, regel in enumerate(regels, 1):
        rijen += stukke_rijen(soort, namen, nummer, regel)
    return rijen


def rij(soort: str, namen: list[str], nummer: int, anders: dict[str, str] | None = None) -> str:
    cellen = GOED[soort] | (anders or {})
    return ";".join(cellen.get(naam, "").replace("#", f"n{nummer}") for naam in namen)


def stukke_rijen(soort: str, namen: list[str], nummer: int, regel: Regel) -> list[str]:
    goed = rij(soort, namen, nummer)
    vrij = next(naam for naam in namen[::-1] if naam not in lees_contract(soort).sleutel)
    bijzonder = {
        "te_veel_velden": [goed + ";"],
        "te_weinig_velden": [goed.rpartition(";")[0]],
        "dubbel": [goed, goed],
        "sleutel_dubbel": [rij(soort, namen, nummer, {vrij: ANDERS.get(vrij, "2027-01-01")}), goed],
    }
    return bijzonder.get(regel.naam) or [rij(soort, namen, nummer, afwijking(regel))]


ANDERS = {"roepnaam": "An", "achternaam": "Bo", "woongemeente": "0344", "reden_afgesloten": "x", "reden": "onbekend"}

APART = {
    "niet_na_ontvangst": "03MJ00/verzuim/b__20260831-20261130__20261116T0700.csv",
    "les_in_de_toekomst": "03MJ01/verzuim/c__20260831-20261130__20261116T0700.csv",
    "in_schooljaar": "03MJ00/verzuim/d__20261116T0700.csv",
}


@pytest.fixture
def stad(tmp_path) -> Stad:
    (tmp_path / "dialecten").mkdir()
    (tmp_path / "dialecten" / "alles.yaml").write_text(ALLES)
    (tmp_path / "dialecten" / "negeer.yaml").write_text("toekomst: negeer\n" + ALLES)
    return Stad(tmp_path, SCHOLEN)


def lever(stad: Stad, soort: str):
    """Every rule broken once; what needs another file name or dialect stands in a file of its own."""
    regels = [regel for regel in regels_van(soort) if regel.naam not in {*APART, "tijd_te_plaatsen"}]
    map_ = "gemeente" if soort in GEMEENTESOORTEN else "03MJ00"
    naam = f"{map_}/{soort}/a{PERIODE if soort == 'verzuim' else ONTVANGST}.csv"
    stad.schrijf(naam, "\n".join(rijen_van(soort, regels)))
    if soort == "verzuim":
        for regel, naam in APART.items():
            stad.schrijf(naam, "\n".join(rijen_van(soort, [deze for deze in regels_van(soort) if deze.naam == regel])))
        stad.schrijf(f"03MJ02/verzuim/e{PERIODE}.csv", "1;20261102;0900;20261102;1000;;;Z;geen lestijden")
    return stad.lees(soort, valideer=True)


@pytest.mark.parametrize("soort", BRONNEN)
def test_quarantine_and_great_expectations_count_every_planted_fault_alike(stad, soort):
    gelezen = lever(stad, soort)
    assert [uitkomst.fout for uitkomst in gelezen.uitkomsten if uitkomst.fout] == []
    rijen = [rij for rij in gelezen.afwijzingen if rij["regel"]]
    gevonden = Counter((rij["reden"], rij["kolom"]) for rij in rijen)
    verwacht: Counter[tuple[str, str]] = Counter()
    for uitkomst in gelezen.uitkomsten:
        verwacht[(uitkomst.reden, uitkomst.kolom)] += uitkomst.aantal
    if soort == "verzuim":  # because a row that is ignored as toekomst also lies after the receipt
        verwacht[("datum_in_toekomst", "datum")] -= gevonden[("toekomst", "datum")]
    assert gevonden == verwacht
    assert {uitkomst.regel for uitkomst in gelezen.uitkomsten if not uitkomst.aantal} == set()
    assert gelezen.klopt


@pytest.mark.parametrize("soort", BRONNEN)
def test_a_good_row_breaks_no_rule(stad, soort):
    map_ = "gemeente" if soort in GEMEENTESOORTEN else "03MJ00"
    stad.schrijf(f"{map_}/{soort}/a{PERIODE}.csv", "\n".join(rijen_van(soort, [])))
    gelezen = stad.lees(soort, valideer=True)
    assert len(gelezen.rijen) == 1 and gelezen.afwijzingen == []
    assert {uitkomst.aantal for uitkomst in gelezen.uitkomsten} == {0}
    assert {uitkomst.gecontroleerd for uitkomst in gelezen.uitkomsten} == {1}


def test_an_error_of_the_check_is_no_finding():
    import duckdb

    con = duckdb.connect()
    con.execute("create table rij (nr integer, velden integer)")
    con.execute("create table bestand (nr integer, peildatum date)")
    uitkomsten = {uitkomst.regel: uitkomst for uitkomst in valideer(con, "kalender")}
    assert uitkomsten["te_veel_velden"].fout is None
    assert uitkomsten["van_gevuld"].fout and uitkomsten["van_gevuld"].aantal == 0
