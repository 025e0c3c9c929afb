"""Delivered rows are versions, not copies: content once, and the view as if every row were stored."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from assets import opname
from assets.magazijn import Magazijn
from assets.opname import RIJTABELLEN, Opname
from assets.register_asset import ververs_register
from assets.stand.stand import vingerafdrukken
from assets.versies import delen_van
from pipelines.resources import open_werk, stil
from tests import product
from tests.bouwsteen import Stadje, Verzuimrij, gemist
from tests.product import paden

BRIN6, VERZUIM = "99AA00", "school.bron.verzuim"
BEGIN, WEKEN = date(2026, 8, 31), 4
ZONDAGEN = [BEGIN + timedelta(days=7 * week + 6) for week in range(WEKEN)]


@pytest.fixture(autouse=True)
def zonder_great_expectations(monkeypatch):
    """Great Expectations changes no row and costs seconds."""
    lees = opname.lees
    monkeypatch.setattr(opname, "lees", lambda *delen, **_: lees(*delen, valideer=False))


def _rijen(weken: int) -> list[Verzuimrij]:
    """Ten rows a week of the first weeks, each different; one row has no code."""
    plekken = [(BEGIN + timedelta(days=7 * week + d // 2), d % 2 + 1) for week in range(weken) for d in range(10)]
    alle = [gemist("1001", dag, slot, slot) for dag, slot in plekken]
    return [replace(alle[0], code=""), *alle[1:]]


def _stad(map_: Path, weken: Iterable[int]) -> Stadje:
    """A school that delivers its whole year, at the end of each of these weeks."""
    stad = Stadje(map_ / "aanlevering", begin="20260901T0600")
    school = stad.school(BRIN6)
    for week in weken:
        zondag = ZONDAGEN[week - 1]
        school.verzuim(BEGIN, zondag, f"{zondag + timedelta(days=1):%Y%m%d}T0600", _rijen(week))
    return stad


def _neem_op(stad: Stadje, tot: date) -> None:
    with open_werk(paden(stad.map, stad.map.parent), tot, stil) as werk:
        keten = werk.keten([tot])
        ververs_register(werk, keten)
        for kamer in ("school", "leerplicht", "kluis"):
            Opname(werk, kamer, werk.leveringen).ververs(keten)


def _magazijn(stad: Stadje):
    return open_werk(paden(stad.map, stad.map.parent), ZONDAGEN[-1], stil)


def _aantallen(magazijn: Magazijn, tabel: str = VERZUIM) -> tuple[int, ...]:
    """Rows of the view, of its versions and of its runs of places."""
    return tuple(magazijn.rijen(f"SELECT count(*) FROM {naam}")[0][0] for naam in (tabel, *delen_van(tabel)))


@pytest.mark.parametrize("weken", range(1, WEKEN + 1))
def test_rows_that_come_again_unchanged_add_no_version(tmp_path, weken):
    stad = _stad(tmp_path, range(1, weken + 1))
    _neem_op(stad, ZONDAGEN[-1])
    with _magazijn(stad) as werk:
        geleverd = sum(10 * week for week in range(1, weken + 1))
        assert _aantallen(werk.magazijn) == (geleverd, 10 * weken, weken)


def test_a_row_keeps_its_line_its_place_and_its_file(tmp_path):
    stad = _stad(tmp_path, [1, 2])
    _neem_op(stad, ZONDAGEN[-1])
    with _magazijn(stad) as werk:
        rijen = werk.magazijn.rijen(
            f"SELECT l.bestand, v.regel, v.plaats, v.van_datum, v.slot_van, v.code FROM {VERZUIM} AS v "
            "JOIN school.bron.levering AS l ON l.bestand_id = v.bestand_id AND l.peildatum = v.peildatum ORDER BY 1, 2"
        )
    verwacht = [
        (week, regel + 2, regel + 2, rij.datum, rij.van, rij.code or None)
        for week in (1, 2)
        for regel, rij in enumerate(_rijen(week))
    ]
    bestanden = sorted({rij[0] for rij in rijen})
    assert [(bestanden.index(b) + 1, *rest) for b, *rest in rijen] == verwacht


@pytest.mark.parametrize(
    ("volgorde", "reeksen"),
    [
        ([*range(5), *range(6, 10)], 2),  # a row withdrawn
        ([1, 0, *range(2, 10)], 3),  # two rows change places
        (range(9, -1, -1), 10),
        ([0, 9, 2, 8, 4, 5, 6, 7, 3, 1], 7),  # rows in their own place between others are no run
    ],
)
def test_any_order_of_rows_is_read_back_as_it_was_delivered(tmp_path, volgorde, reeksen):
    stad, rijen = _stad(tmp_path, [1]), _rijen(1)
    _neem_op(stad, ZONDAGEN[0])
    school = stad.map / BRIN6 / "verzuim"
    kop, *regels = next(school.glob("*.csv")).read_bytes().rstrip().split(b"\r\n")
    later = school / f"absenties__{BEGIN:%Y%m%d}-{ZONDAGEN[0]:%Y%m%d}__20260908T0600.csv"
    later.write_bytes(b"\r\n".join([kop, *(regels[i] for i in volgorde)]) + b"\r\n")
    _neem_op(stad, ZONDAGEN[1])
    with _magazijn(stad) as werk:
        assert _aantallen(werk.magazijn)[1:] == (10, 1 + reeksen)
        gelezen = werk.magazijn.rijen(
            f"SELECT regel, plaats, van_datum, slot_van FROM {VERZUIM} WHERE peildatum = $p ORDER BY regel",
            {"p": ZONDAGEN[1]},
        )
    assert gelezen == [(n + 2, n + 2, rijen[i].datum, rijen[i].van) for n, i in enumerate(volgorde)]


def test_the_fingerprint_does_not_depend_on_the_order_in_which_deliveries_were_read(tmp_path):
    alles = _stad(tmp_path / "ineens", range(1, WEKEN + 1))
    _neem_op(alles, ZONDAGEN[-1])
    een_voor_een = _stad(tmp_path / "weken", [])
    laat = _stad(tmp_path / "laat", [])
    for stad, volgorde in ((een_voor_een, [1, 2, 3, 4]), (laat, [1, 4, 2, 3])):
        _zelfde_sleutels(alles, stad)
        for week in volgorde:
            _kopieer(alles, stad, week)
            _neem_op(stad, ZONDAGEN[week - 1])
        _neem_op(stad, ZONDAGEN[-1])
    assert _afdruk(alles) == _afdruk(een_voor_een) == _afdruk(laat)


def _zelfde_sleutels(van: Stadje, naar: Stadje) -> None:
    (naar.map.parent / "sleutels.json").write_bytes((van.map.parent / "sleutels.json").read_bytes())
    (naar.map.parent / "sleutels.json").chmod(0o600)


def _kopieer(van: Stadje, naar: Stadje, week: int) -> None:
    (bron,) = van.map.glob(f"*/verzuim/*-{ZONDAGEN[week - 1]:%Y%m%d}__*")
    doel = naar.map / bron.relative_to(van.map)
    doel.parent.mkdir(parents=True, exist_ok=True)
    doel.write_bytes(bron.read_bytes())


def _afdruk(stad: Stadje) -> list[tuple[str, int, str]]:
    with _magazijn(stad) as werk:
        afdruk = vingerafdrukken(werk.magazijn)
    assert {naam for naam, *_ in afdruk} >= RIJTABELLEN
    return afdruk


def test_content_that_stands_in_no_delivery_any_more_is_gone(tmp_path):
    stad = _stad(tmp_path, [1])
    _neem_op(stad, ZONDAGEN[0])
    (bestand,) = stad.map.glob("*/verzuim/*.csv")
    with _magazijn(stad) as werk:
        eigen = werk.magazijn.rijen("SELECT bestand_id FROM school.bron.levering WHERE soort = 'verzuim'")
        with werk.magazijn.transactie():
            opname.verwijder_bestanden(werk.magazijn, VERZUIM, [eigen[0][0]])
        assert _aantallen(werk.magazijn) == (0, 0, 0)
    assert bestand.exists()


def test_a_snapshot_with_other_bytes_and_the_same_rows_adds_places_only(tmp_path):
    stad = Stadje(tmp_path / "aanlevering", begin="20260901T0600")
    school = stad.school(BRIN6)
    school.rooster("1a")
    for nummer in range(1001, 1011):
        school.inschrijving(str(nummer))
    (eerste,) = stad.map.glob("*/inschrijvingen/*.csv")
    later = eerste.with_name("inschrijvingen__20260908T0600.csv")
    later.write_bytes(b"\r\n".join(regel + b";" + (b"lokaal" if n == 0 else b"1") for n, regel in
                                   enumerate(eerste.read_bytes().rstrip().split(b"\r\n"))) + b"\r\n")  # fmt: skip
    _neem_op(stad, ZONDAGEN[-1])
    with _magazijn(stad) as werk:
        assert _aantallen(werk.magazijn, "school.bron.inschrijving") == (20, 10, 2)


KIND = {
    "inschrijvingen": ("inschrijving_versie", b"1a", b"1b"),
    "rooster": ("plan_versie", b";50", b";45"),
    "kalender": ("plan_versie", b"vakantie", b"studiedag"),
    "codes": ("code_versie", b"ziek", b"luxe"),
}


@pytest.mark.parametrize("soort", KIND)
@pytest.mark.parametrize("is_anders", [False, True])
def test_a_snapshot_makes_a_new_version_of_what_rests_on_it_only_when_a_row_differs(tmp_path, soort, is_anders):
    stad = Stadje(tmp_path / "aanlevering", begin="20260901T0600")
    school = stad.school(BRIN6)
    school.rooster("1a")
    school.inschrijving("1001")
    school.kalender("2026-10-19", "2026-10-23")
    (eerste,) = stad.map.glob(f"*/{soort}/*.csv")
    kolom, oud, nieuw = KIND[soort]
    kop, *rijen = eerste.read_bytes().rstrip().split(b"\r\n")
    regels = [kop + b";lokaal", *(rij + b";x" for rij in rijen)]
    if is_anders:
        regels[1] = regels[1].replace(oud, nieuw)
        assert regels[1] != rijen[0] + b";x"
    eerste.with_name(f"{soort}__20260908T0600.csv").write_bytes(b"\r\n".join(regels) + b"\r\n")
    with product.gebouwd(stad.map, tmp_path, ZONDAGEN[1], None, "school.kern.versie") as werk:
        versies = werk.magazijn.rijen(f"SELECT {kolom} FROM school.kern.versie ORDER BY peildatum")
    assert versies == [(ZONDAGEN[0],), (ZONDAGEN[is_anders],)]


def test_who_opens_the_file_reads_what_each_column_means(tmp_path):
    stad = _stad(tmp_path, [1])
    _neem_op(stad, ZONDAGEN[0])
    with _magazijn(stad) as werk:
        rijen = werk.magazijn.rijen(
            "SELECT column_name, comment FROM duckdb_columns() "
            "WHERE database_name = 'school' AND table_name = 'verzuim'"
        )
    assert len(rijen) > 10 and all(uitleg for _, uitleg in rijen)
