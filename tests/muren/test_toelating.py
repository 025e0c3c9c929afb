"""Rules 2 and 3 and the layout of the rooms: what is never stored, what stands in one room only, and no pgn at rest."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from assets.magazijn import KAMERS
from tests.muren.wereld import AANTAL_A, AANTAL_B, ACHTERNAAM, EXTRA, GEDEELD, GIF, NAMEN, A, B, geleverde_pgns

GETALLEN = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "DOUBLE", "UBIGINT")
VERBODEN_IN_LEERPLICHT = re.compile(
    r"ziek|geoorloofd|categorie|^code$|gemist|gepland|plan_|bekend|onb_|weg_|geo_|aanwezig|schors|medisch"
)
NAAMKOLOMMEN = {"leerlingnummer", "roepnaam", "achternaam"}
L_SIGNALEN = {"verzuim_16u4w", "luxeverzuim", "lrv"}
pytestmark = pytest.mark.traag


def bestanden(wereld) -> list[Path]:
    """Everything that the run left on the disk, also what libraries put in their own places; not the deliveries."""
    paden = wereld.paden
    plekken = [paden.magazijn, paden.uit, paden.uit.parent / "thuis", paden.uit.parent / "tmp"]
    gevonden = [pad for plek in plekken for pad in plek.rglob("*") if pad.is_file()]
    assert len(gevonden) > 30
    return [*gevonden, paden.sleutels]


def inhoud(pad: Path) -> Iterator[bytes]:
    """The bytes of a file, and of each part of a workbook."""
    yield pad.read_bytes()
    if pad.suffix == ".xlsx":
        with zipfile.ZipFile(pad) as boek:
            yield from (boek.read(deel) for deel in boek.namelist())


def waar(wereld, merken: list[str]) -> list[str]:
    """The files, and the words of the run, that hold one of these texts."""
    vormen = [merk.encode(codering) for merk in merken for codering in ("utf-8", "utf-16-le", "utf-16-be")]
    gevonden = [pad.name for pad in bestanden(wereld) if any(vorm in stuk for stuk in inhoud(pad) for vorm in vormen)]
    gezegd = [wereld.gezegd, *wereld.gebeurtenissen]
    return gevonden + [f"log: {tekst[:80]}" for tekst in gezegd if any(merk in tekst for merk in merken)]


def kolommen(magazijn, soort: str = "%") -> list[tuple[str, str, str, str]]:
    """Room, table, column and type of every column in the opened rooms."""
    return magazijn.rijen(
        "SELECT database_name, database_name || '.' || schema_name || '.' || table_name, column_name, data_type "
        "FROM duckdb_columns() WHERE list_contains($kamers, database_name) AND data_type LIKE $soort ORDER BY ALL",
        {"kamers": list(KAMERS), "soort": soort},
    )


def waarden(magazijn, soort: str) -> Iterator[tuple[str, str, set[str]]]:
    """Room, column and the distinct values (as text) of every column of this type."""
    for kamer, tabel, kolom, _ in kolommen(magazijn, soort):
        rijen = magazijn.rijen(f'SELECT DISTINCT "{kolom}"::VARCHAR FROM {tabel} WHERE "{kolom}" IS NOT NULL')
        yield kamer, f"{tabel}.{kolom}", {rij[0] for rij in rijen}


def test_what_no_contract_names_is_stored_nowhere(basis):
    merken = [*EXTRA.values(), GIF]
    assert waar(basis, merken) == []
    with basis.open() as magazijn:
        alle = list(waarden(magazijn, "%VARCHAR%"))
        namen = {kolom for _, _, kolom, _ in kolommen(magazijn)}
    assert {kamer for kamer, _, gevonden in alle if gevonden} == set(KAMERS)
    assert [naam for _, naam, gevonden in alle if any(merk in waarde for waarde in gevonden for merk in merken)] == []
    assert len(namen) > 60 and namen & set(EXTRA) == set()


def test_the_names_of_dropped_columns_are_all_that_is_kept_of_them(basis):
    with basis.open() as magazijn:
        rijen = magazijn.rijen(
            "SELECT DISTINCT soort, kolommen_weg FROM school.bron.ontvangst WHERE uitkomst = 'verwerkt' AND brin6 = $b",
            {"b": A},
        )
        geweigerd = magazijn.rijen("SELECT kolommen_weg FROM school.bron.ontvangst WHERE uitkomst = 'geweigerd'")
    namen = {soort: set(weg.split(",")) - {""} for soort, weg in rijen}
    assert namen.pop("kernteam") == set()
    assert namen and all(weg == set(EXTRA) for weg in namen.values())
    assert geweigerd == [("",)], "the first row of a file without header is data, not names"


def test_no_delivered_pgn_is_at_rest(basis):
    pgns = set(geleverde_pgns())
    assert waar(basis, sorted(pgns)) == []
    with basis.open() as magazijn:
        teksten = list(waarden(magazijn, "%VARCHAR%"))
        getallen = [deel for soort in GETALLEN for deel in waarden(magazijn, soort)]
    assert sum(len(gevonden) for _, _, gevonden in getallen) > 500
    assert [naam for _, naam, gevonden in getallen if gevonden & pgns] == []
    assert [naam for _, naam, gevonden in teksten if any(pgn in waarde for waarde in gevonden for pgn in pgns)] == []


def test_each_room_has_its_own_number_for_a_pupil_and_a_person(basis):
    with basis.open() as magazijn:
        leerlingen = magazijn.rijen("SELECT school_leerling, leerplicht_leerling FROM kluis.bron.leerling")
        personen = magazijn.rijen(
            "SELECT DISTINCT school_persoon, leerplicht_persoon, kluis_persoon FROM kluis.bron.persoon"
        )
        school = magazijn.rijen("SELECT leerling, pgn_persoon FROM school.bron.inschrijving")
    assert len(set(leerlingen)) == AANTAL_A + AANTAL_B
    for groep in (leerlingen, personen):
        aparte = [set(kolom) for kolom in zip(*groep, strict=True)]
        assert sum(map(len, aparte)) == len(set.union(*aparte)) == len(aparte) * len(set(groep))
    gedeeld = [persoon for _, persoon in school if persoon is not None]
    assert len(gedeeld) == len(set(gedeeld)) + 1, f"pupil {GEDEELD} of {A} and one of {B} are one person"


def test_leerplicht_has_no_column_about_other_absence_or_lesson_time(basis):
    with basis.open() as magazijn:
        gevonden = [(tabel, kolom) for kamer, tabel, kolom, _ in kolommen(magazijn) if kamer == "leerplicht"]
        signalen = {rij[0] for rij in magazijn.rijen("SELECT DISTINCT signaal FROM leerplicht.kern.signaal")}
        over = magazijn.rijen("SELECT count(*), count(DISTINCT leerling) FROM leerplicht.kern.weekminuten")[0]
    bekend_op = {"leerplicht.publicatie.opname"}  # when a file was known, not which minutes are
    assert len(gevonden) > 60
    assert [paar for paar in gevonden if paar[0] not in bekend_op and VERBODEN_IN_LEERPLICHT.search(paar[1])] == []
    assert signalen and signalen <= L_SIGNALEN
    assert min(over) > 0


def test_decisions_of_the_school_side_do_not_reach_leerplicht(basis):
    with basis.open() as magazijn:
        besluiten = magazijn.rijen("SELECT besluit, vervolg, volgnummer FROM leerplicht.kern.bespreking")
        alle = magazijn.rijen("SELECT DISTINCT besluit FROM school.kern.bespreking ORDER BY ALL")
    assert alle == [("actie",), ("bekend",), ("geen_signaal",)]
    assert besluiten == [("actie", "gesprek", 1)]


@pytest.mark.parametrize("merk", NAMEN)
def test_names_stand_in_the_kluis_only(basis, merk):
    with basis.open() as magazijn:
        met_naam = {(kamer, kolom) for kamer, _, kolom, _ in kolommen(magazijn) if kolom in NAAMKOLOMMEN}
        teksten = list(waarden(magazijn, "%VARCHAR%"))
    assert met_naam == {("kluis", kolom) for kolom in NAAMKOLOMMEN}
    gevonden = {naam for _, naam, inh in teksten if any(merk in waarde for waarde in inh)}
    assert gevonden and {naam.split(".")[0] for naam in gevonden} == {"kluis"}


def test_names_leave_on_the_lists_of_their_own_school_only(basis):
    namen = {
        f"{map_.name}/{pad.name}"
        for map_ in basis.week.iterdir()
        if map_.is_dir()
        for pad in map_.iterdir()
        for stuk in inhoud(pad)
        if ACHTERNAAM.encode() in stuk
    }
    lijsten = {
        f"{brin6}/lijst_{kant}.{soort}"
        for brin6 in (A, B)
        for kant in ("school", "leerplicht")
        for soort in ("html", "xlsx")
    }
    assert namen == lijsten
    van_a = [stuk for pad in (basis.week / B).iterdir() for stuk in inhoud(pad) if f"{ACHTERNAAM}10".encode() in stuk]
    assert van_a == [], "a name of school A in the folder of school B"
