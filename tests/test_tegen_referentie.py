"""The product against the reference (tests/referentie), and against itself: other cities, other order, other threads.

The reference shares no line with the product. A difference prints rows of a fictitious city and the folder to look in.
"""

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assets.fictief import maak_stad
from tests import kamerstand, product
from tests.bouwsteen import Schooltje, Stadje, gemist
from tests.geschiedenis import Tijdvak, maak_stadje
from tests.referentie.leveringen import Stad
from tests.referentie.signalen_meer import SIGNALEN_ALLE, ZONDER_INSCHRIJVING
from tests.referentie.status import Keten
from tests.referentie.tellingen import Tellingen
from tests.referentie.uitvoer import schrijf_week
from tests.referentie.vergelijk import verschillen
from tests.terugkeerders import maak_terugkeerders
from tests.toneel import WEEK, hele_dagen, maandag_na, uren

EERSTE_ZONDAG = date(2025, 9, 7)
"""The first peildatum of a generated city."""
VIJFDE_ZONDAG, ZESDE_ZONDAG = EERSTE_ZONDAG + 4 * WEEK, EERSTE_ZONDAG + 5 * WEEK
VOORBEELDEN, VOORBEELDEN_TERUG = 25, 12


def referentie(aanlevering: Path, uit: Path, eerste: date, laatste: date) -> Path:
    """The signal files of the reference."""
    keten, p = Keten(Stad(aanlevering, eerste), SIGNALEN_ALLE, ZONDER_INSCHRIJVING), eerste
    while p <= laatste:
        schrijf_week(uit, p, keten.rijen(p), SIGNALEN_ALLE, keten.kennis(p))
        p += WEEK
    return uit


def anders(map_: Path, aanlevering: Path, eerste: date, laatste: date) -> list[str]:
    """Rows in which product and reference differ."""
    uit = product.reken(aanlevering, map_ / "werk", eerste, laatste)
    return verschillen(uit, referentie(aanlevering, map_ / "referentie", eerste, laatste))


def bestanden(uit: Path, patroon: str = "**/*") -> dict[str, bytes]:
    """The content of every file by its place, without run.json (it holds durations)."""
    paden = (pad for pad in uit.glob(patroon) if pad.is_file() and pad.name != "run.json")
    return {pad.relative_to(uit).as_posix(): pad.read_bytes() for pad in paden}


def gelijk(een: dict[str, bytes], ander: dict[str, bytes]) -> list[str]:
    """The files that differ or that only one of the two has."""
    return sorted(naam for naam in een.keys() | ander.keys() if een.get(naam) != ander.get(naam))


# --- fast -------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def stad(tmp_path_factory) -> tuple[Path, Path]:
    """A generated city of 300 pupils, run with the command for two Sundays (and those before them)."""
    map_ = tmp_path_factory.mktemp("stad")
    maak_stad(300, 6, 7, map_ / "aanlevering")
    return map_ / "aanlevering", product.draai(map_ / "aanlevering", map_, VIJFDE_ZONDAG, ZESDE_ZONDAG)


def test_a_generated_city_is_the_same_in_product_and_reference(stad, tmp_path):
    aanlevering, uit = stad
    assert verschillen(uit, referentie(aanlevering, tmp_path, VIJFDE_ZONDAG, ZESDE_ZONDAG)) == []
    assert len(product.rijen(uit, ZESDE_ZONDAG)) > 20


def test_the_short_way_of_these_tests_writes_the_same_signal_files(stad, tmp_path):
    aanlevering, uit = stad
    kort = product.reken(aanlevering, tmp_path, VIJFDE_ZONDAG, ZESDE_ZONDAG)
    assert gelijk(bestanden(kort), bestanden(uit, "*/*/signalen_*.csv")) == []


def test_random_histories_are_the_same_in_product_and_reference(tmp_path):
    vak = maak_stadje(Random(3), tmp_path / "aanlevering", 15, Tijdvak(date(2026, 8, 31), 7, 3))
    assert anders(tmp_path, tmp_path / "aanlevering", vak.eerste_peildatum, vak.einde) == []


def late_levering(map_: Path) -> tuple[Stadje, Schooltje, date, date]:
    """A school with a pupil who is always away, delivered week by week; and the first and last Sunday."""
    stad = Stadje(map_, begin="20260906T0600")
    school = stad.school()
    school.rooster("1a")
    school.inschrijving("1001")
    for p in (date(2026, 9, 6), date(2026, 9, 13), date(2026, 9, 20)):
        rijen = [rij for rij in hele_dagen("2026-09-01", "2026-09-18") if str(rij.datum) <= str(p)]
        school.verzuim(max(p - timedelta(days=6), date(2026, 8, 31)), p, maandag_na(p), rijen)
    return stad, school, date(2026, 9, 6), date(2026, 9, 20)


def test_a_late_older_receipt_gives_the_same_as_a_fresh_warehouse(tmp_path):
    """It holds weeks 1 and 2, received before the end of week 2, whose own delivery is not there: one day is missed."""
    stad, _, eerste, laatste = late_levering(tmp_path / "a")
    for pad in list((stad.map / "99AA00" / "verzuim").glob("*20260914T0600.csv")):
        pad.unlink()
    oud = bestanden(product.reken(stad.map, tmp_path / "werk", eerste, laatste))
    tekst = "leerlingnummer;datum;eenheid;van;tot;soort;code;ingevoerd_op\r\n1001;2026-09-07;dag;;;afwezig;O;\r\n"
    stad_map = stad.map / "99AA00" / "verzuim"
    (stad_map / "later__20260831-20260913__20260911T0600.csv").write_text(tekst)
    nieuw = bestanden(product.reken(stad.map, tmp_path / "werk", laatste))
    vers = bestanden(product.reken(stad.map, tmp_path / "vers", laatste))
    assert gelijk({naam: nieuw[naam] for naam in vers}, vers) == []
    assert gelijk({naam: oud[naam] for naam in vers}, vers) != []


# --- slow -------------------------------------------------------------------------------------------------------------


@pytest.mark.traag
def test_what_a_run_left_behind_is_no_ground_for_the_next(tmp_path):
    """New snapshots of every kind and a new school come between two runs: the end is that of a fresh warehouse."""
    stad, oude, eerste, laatste = late_levering(tmp_path / "a")
    product.reken(stad.map, tmp_path / "werk", eerste, laatste)
    oude.codes([("O", "zonder_reden", "ja", "2026-09-14")], ontvangen="20260911T0600")
    oude.rooster("1a", slots=[1, 2], minuten=30, geldig_van="2026-09-08", ontvangen="20260912T0600")
    oude.kalender("2026-09-02", "2026-09-02", ontvangen="20260913T0600")
    oude.inschrijving("1001", startdatum="2026-08-01", einddatum="2026-09-19", ontvangen="20260920T0600")
    school = stad.school("99BB00")
    school.rooster("2b", ontvangen="20260907T0600")
    school.inschrijving("77", klas="2b", ontvangen="20260908T0600")
    school.verzuim(
        "2026-08-31", "2026-09-20", "20260921T0600", uren(("2026-09-07", 6), ("2026-09-08", 6), leerling="77")
    )
    school.verzuim(None, None, "20260912T0600", [gemist("77", "2026-09-09")])
    nieuw = bestanden(product.reken(stad.map, tmp_path / "werk", eerste, laatste))
    vers = bestanden(product.reken(stad.map, tmp_path / "vers", eerste, laatste))
    assert gelijk(nieuw, vers) == []


@pytest.mark.traag
@pytest.mark.parametrize(("leerlingen", "weken", "zaad"), [(300, 20, 1), (300, 8, 2), (500, 6, 3)])
def test_more_cities_also_over_christmas(tmp_path, leerlingen, weken, zaad):
    maak_stad(leerlingen, weken, zaad, tmp_path / "aanlevering")
    laatste = EERSTE_ZONDAG + (weken - 1) * WEEK
    assert anders(tmp_path, tmp_path / "aanlevering", EERSTE_ZONDAG, laatste) == []


@pytest.mark.traag
@pytest.mark.parametrize("zaad", range(100, 104))
def test_more_random_histories(tmp_path, zaad):
    vak = maak_stadje(Random(zaad), tmp_path / "aanlevering", 40)
    assert anders(tmp_path, tmp_path / "aanlevering", vak.eerste_peildatum, vak.einde) == []


ZADEN = st.integers(0, 2**32)
"""A seed, and not the generator itself: a log that names it is enough to make a failure again."""
VAKKEN = st.builds(
    Tijdvak,
    begin=st.sampled_from([date(2026, 8, 31), date(2026, 11, 30), date(2027, 7, 5)]),
    weken=st.integers(1, 7),
    zondagen=st.integers(1, 3),
)


@pytest.mark.traag
@given(zaad=ZADEN, vak=VAKKEN, scholen=st.integers(1, 3))
@settings(max_examples=VOORBEELDEN, deadline=None, suppress_health_check=list(HealthCheck), database=None)
def test_any_small_history(zaad, vak, scholen):
    with TemporaryDirectory() as map_:
        vak = maak_stadje(Random(zaad), Path(map_) / "aanlevering", scholen, vak)
        assert anders(Path(map_), Path(map_) / "aanlevering", vak.eerste_peildatum, vak.einde) == []


def anders_bij_terugkeer(map_: Path, aanlevering: Path, eerste: date, laatste: date) -> list[str]:
    """Rows, cases and counts in which product and reference differ."""
    uit = anders(map_, aanlevering, eerste, laatste)
    keten = Keten(Stad(aanlevering, eerste), SIGNALEN_ALLE, ZONDER_INSCHRIJVING)
    tellingen, tabellen = Tellingen(keten), (*kamerstand.TABELLEN, *kamerstand.ZAAKTABELLEN)
    with product.gebouwd(aanlevering, map_ / "werk", eerste, laatste, *tabellen) as werk:
        for p in per_zondag(eerste, laatste):
            uit += [f"{p}: case {zaak}" for zaak in kamerstand.zaken(werk, p) ^ keten.zaakrijen(p)]
            telling = kamerstand.telling(werk, p)
            uit += [f"{p}: {plek} {maat}" for (plek, maat), _ in telling.items() ^ tellingen.telling(p).items()]
            uit += [f"{p}: movements"] * (kamerstand.halfjaar(werk, p) != tellingen.bewegingen(p))
            uit += [f"{p}: the yearly count"] * (kamerstand.jaartelling(werk, p) != tellingen.jaartelling(p))
    return uit


@pytest.mark.traag
@pytest.mark.parametrize("zaad", [4, 5])
def test_pupils_who_return_and_stay_away_again(tmp_path, zaad):
    eerste, laatste = maak_terugkeerders(Random(zaad), tmp_path / "aanlevering", 30)
    assert anders_bij_terugkeer(tmp_path, tmp_path / "aanlevering", eerste, laatste) == []
    statussen = {rij.status for p in per_zondag(eerste, laatste) for rij in _terugval(tmp_path / "werk" / "uit", p)}
    assert statussen >= {"nieuw", "blijft", "opgelost", "gegevens_ontbreken"}


def _terugval(uit: Path, p: date) -> list[product.Rij]:
    return [rij for rij in product.rijen(uit, p) if rij.signaal == "terugval"]


@pytest.mark.traag
@given(zaad=ZADEN, scholen=st.integers(1, 2), weken=st.integers(12, 17))
@settings(max_examples=VOORBEELDEN_TERUG, deadline=None, suppress_health_check=list(HealthCheck), database=None)
def test_any_small_history_of_a_return(zaad, scholen, weken):
    with TemporaryDirectory() as map_:
        aanlevering = Path(map_) / "aanlevering"
        eerste, laatste = maak_terugkeerders(Random(zaad), aanlevering, scholen, weken)
        assert anders_bij_terugkeer(Path(map_), aanlevering, eerste, laatste) == []


def per_zondag(eerste: date, laatste: date) -> Iterator[date]:
    while eerste <= laatste:
        yield eerste
        eerste += WEEK


@pytest.mark.traag
def test_sunday_by_sunday_is_one_run_over_all(tmp_path):
    """Every file of every week but run.json, byte for byte; each run sees only what was received by then."""
    maak_stad(300, 5, 11, tmp_path / "aanlevering")
    laatste = EERSTE_ZONDAG + 4 * WEEK
    ineens = product.draai(tmp_path / "aanlevering", tmp_path / "ineens", EERSTE_ZONDAG, laatste)
    for p in per_zondag(EERSTE_ZONDAG, laatste):
        los = product.draai(tmp_path / "aanlevering", tmp_path / "los", p)
    assert gelijk(bestanden(ineens), bestanden(los)) == []


@pytest.mark.traag
@pytest.mark.parametrize("zaad", [21, 22])
def test_files_that_come_one_by_one_give_what_they_give_together(tmp_path, zaad):
    """A random history whose files come in four parts, in any order, ends as a fresh warehouse does."""
    bron, groei, rng = tmp_path / "bron", tmp_path / "groei", Random(zaad)
    vak = maak_stadje(rng, bron, 12)
    groei.mkdir()
    shutil.copy(bron / "scholen.yaml", groei)
    alle = sorted(pad.relative_to(bron) for pad in bron.rglob("*.*") if pad.parent != bron)
    rng.shuffle(alle)
    for deel in range(4):
        for naam in alle[deel::4]:
            (groei / naam).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(bron / naam, groei / naam)
        uit = product.reken(groei, tmp_path / "werk", vak.eerste_peildatum, vak.einde)
    vers = product.reken(bron, tmp_path / "vers", vak.eerste_peildatum, vak.einde)
    assert gelijk(bestanden(uit), bestanden(vers)) == []


@pytest.mark.traag
def test_the_number_of_threads_does_not_matter(tmp_path, monkeypatch):
    import pipelines.resources as resources

    maak_stad(300, 4, 13, tmp_path / "aanlevering")
    uit = {}
    for draden in (1, 2):
        open_ = resources.open_magazijn
        with monkeypatch.context() as plek:
            plek.setattr(resources, "open_magazijn", lambda *a, d=draden, o=open_, **k: o(*a, **{**k, "draden": d}))
            werk = tmp_path / str(draden)
            uit[draden] = product.draai(tmp_path / "aanlevering", werk, EERSTE_ZONDAG, EERSTE_ZONDAG + 3 * WEEK)
    assert gelijk(bestanden(uit[1]), bestanden(uit[2])) == []
