"""One wrong cell per rule of every contract: the quarantine and Great Expectations count the same."""

import pytest

from assets.inname.levering import GEMEENTESOORTEN
from assets.inname.validatie import valideer
from data_contracts.contract import BRONNEN, lees_contract
from data_contracts.dialect import CANONIEK
from data_contracts.regel import Regel, regels_van
from tests.assets.inname.stad import ONTVANGST, PERIODE, Stad

ALLES = (
    "vorm: csv\nscheiding: ';'\nkop: true\neendaags: true\nverplicht: [leerlingnummer, datum, eenheid, van, soort]\n"
    f"kolommen: [{', '.join(CANONIEK)}]\nvelden:\n" + "".join(f"  {naam}: {{kolom: {naam}}}\n" for naam in CANONIEK)
)
SCHOLEN = """
scholen:
  - {brin6: 03MJ00, naam: A, soort: vo, dialect: alles}
  - {brin6: 03MJ01, naam: B, soort: vo, dialect: negeer}
  - {brin6: 03MJ02, naam: C, soort: mbo, dialect: tijden}
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
    "einde_voor_begin": {"tot": "1"},
    "tijd_te_plaatsen": {"begintijd": "09:00"},
    "soort_geen_verzuim": {"soort": "geen_verzuim"},
    "in_schooljaar": {"datum": "2024-11-02"},
    "in_periode": {"datum": "2026-08-30"},
    "niet_na_ontvangst": {"datum": "2026-11-17"},
    "les_in_de_toekomst": {"datum": "2026-11-17"},
}
"""One wrong cell for each rule over a whole row; the other rules follow from their column."""

APART = {
    "niet_na_ontvangst": ("03MJ00/verzuim/b__20260831-20261130__20261116T0700.csv", {}),
    "les_in_de_toekomst": ("03MJ01/verzuim/c__20260831-20261130__20261116T0700.csv", {}),
    "in_schooljaar": ("03MJ00/verzuim/d__20261116T0700.csv", {}),
    "tijd_te_plaatsen": (f"03MJ02/verzuim/e{PERIODE}.csv", {"eenheid": "", "van": ""}),
}
"""Rules that need a file of their own, by its name or school, and how the good rows in it differ."""


def wrong_cell(regel: Regel) -> dict[str, str]:
    """The one cell that breaks this rule; a rule that nobody thought of is an error."""
    if regel.naam in EIGEN:
        return EIGEN[regel.naam]
    if regel.naam.endswith("_gevuld"):
        return {regel.kolom: ""}
    if regel.soort == "grenzen":
        return {regel.kolom: str(int(regel.argument[1]) + 1)}
    assert regel.naam.endswith(("_leesbaar", "_uit_lijst")), f"no fault is planted for the rule {regel.naam}"
    return {regel.kolom: "onzin"}


class Geplant:
    """Files of one kind in which each rule is broken by one cell; remembers which line of which file breaks it."""

    def __init__(self, stad: Stad, soort: str):
        self.stad, self.soort, self.nummer = stad, soort, 0
        namen = [kolom.naam for kolom in lees_contract(soort).kolommen]
        self.namen = sorted(namen, key=lambda naam: naam not in GOED[soort])
        self.bestanden: dict[str, list[str]] = {}
        self.verwacht: list[tuple[str, int, Regel]] = []

    def plant(self, regel: Regel) -> None:
        map_ = "gemeente" if self.soort in GEMEENTESOORTEN else "03MJ00"
        gewoon = f"{map_}/{self.soort}/a{PERIODE if self.soort == 'verzuim' else ONTVANGST}.csv"
        bestand, anders = APART.get(regel.naam, (gewoon, {}))
        regels = self.bestanden.setdefault(bestand, [";".join(self.namen), self.rij(anders)])
        voor, stuk, na = self.rijen(regel, anders)
        self.verwacht.append((bestand, len(regels) + len(voor) + 1, regel))
        regels += [*voor, stuk, *na]

    def rij(self, anders: dict[str, str], nummer: int | None = None) -> str:
        self.nummer += nummer is None
        cellen = GOED[self.soort] | anders
        return ";".join(cellen.get(naam, "").replace("#", f"n{nummer or self.nummer}") for naam in self.namen)

    def rijen(self, regel: Regel, anders: dict[str, str]) -> tuple[list[str], str, list[str]]:
        """Good rows before it, the row that breaks the rule, good rows after it."""
        goed = self.rij(anders)
        if regel.naam == "te_veel_velden":
            return [], goed + ";", []
        if regel.naam == "te_weinig_velden":
            return [], goed.rpartition(";")[0], []
        if regel.naam == "dubbel":
            return [goed], goed, []
        if regel.naam == "sleutel_dubbel":
            vrij = next(naam for naam in self.namen[::-1] if naam not in lees_contract(self.soort).sleutel)
            return [], self.rij({vrij: ANDERS.get(vrij, "2027-01-01")}, self.nummer), [goed]
        assert len(wrong_cell(regel)) == 1
        return [], self.rij(anders | wrong_cell(regel)), [self.rij(anders)]

    def schrijf(self) -> None:
        for bestand, regels in self.bestanden.items():
            self.stad.schrijf(bestand, "\n".join(regels))


ANDERS = {"roepnaam": "An", "achternaam": "Bo", "woongemeente": "0344", "reden_afgesloten": "x", "reden": "onbekend"}


@pytest.fixture
def stad(tmp_path) -> Stad:
    (tmp_path / "dialecten").mkdir()
    (tmp_path / "dialecten" / "alles.yaml").write_text(ALLES)
    (tmp_path / "dialecten" / "negeer.yaml").write_text("toekomst: negeer\n" + ALLES)
    (tmp_path / "dialecten" / "tijden.yaml").write_text(ALLES.replace(" eenheid, van, soort]", " soort]", 1))
    return Stad(tmp_path, SCHOLEN)


@pytest.mark.parametrize("soort", BRONNEN)
def test_one_wrong_cell_per_rule_is_found_once_by_the_quarantine_and_once_by_great_expectations(stad, soort):
    geplant = Geplant(stad, soort)
    for regel in regels_van(soort):
        geplant.plant(regel)
    geplant.schrijf()
    gelezen = stad.lees(soort, valideer=True)
    nummers = {levering.bestand_id: levering.bestand for levering in stad.leveringen()}
    gevonden = {(nummers[r["bestand_id"]], r["regel"], r["reden"], r["kolom"], r["uitkomst"]) for r in _rijen(gelezen)}
    verwacht = {(b, nr, regel.reden, regel.kolom, regel.uitkomst) for b, nr, regel in geplant.verwacht}
    assert gevonden == verwacht and len(_rijen(gelezen)) == len(verwacht) == len(regels_van(soort))
    assert [(u.regel, u.aantal, u.fout) for u in gelezen.uitkomsten] == [(r.naam, 1, None) for r in regels_van(soort)]
    assert gelezen.klopt


def _rijen(gelezen) -> list[dict]:
    """What was said of rows; a report about the file as a whole is no row."""
    return [rij for rij in gelezen.afwijzingen if rij["regel"]]


@pytest.mark.parametrize("soort", BRONNEN)
def test_a_rule_that_nobody_planted_is_noticed(soort):
    bedacht = Regel("bedachte_regel", "veld_leeg", lees_contract(soort).kolommen[0].naam, "false")
    with pytest.raises(AssertionError, match="no fault is planted for the rule bedachte_regel"):
        wrong_cell(bedacht)
    eigen = {regel.naam for regel in lees_contract(soort).rijregels}
    assert eigen <= set(EIGEN)


@pytest.mark.parametrize("soort", BRONNEN)
def test_a_good_row_breaks_no_rule(stad, soort):
    map_ = "gemeente" if soort in GEMEENTESOORTEN else "03MJ00"
    geplant = Geplant(stad, soort)
    stad.schrijf(f"{map_}/{soort}/a{PERIODE}.csv", "\n".join([";".join(geplant.namen), geplant.rij({})]))
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
