"""The six counts of thuiszitters, exact, before disclosure control (regels.md §5); one person a school, by hand.

Lessons from 1-6-2026 to 10-7 and from 24-8 on; the first delivery is known at 30-8. The Sundays 30-8, 6-9, 13-9 and
20-9 are the ends of the lesweken of 24-8, 31-8, 7-9 and 14-9.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import product as product_van
from typing import NamedTuple

import pytest

from tests import kamerstand, product
from tests.bouwsteen import Schooltje, Stadje, Verzuimrij, geldig_pgn, gemist
from tests.referentie.leveringen import Stad
from tests.referentie.signalen_meer import SIGNALEN_ALLE, ZONDER_INSCHRIJVING
from tests.referentie.status import Keten
from tests.referentie.tellingen import MATEN, Tellingen
from tests.toneel import LEERLING, WEEK, hele_dagen

EERSTE, LAATSTE = date(2026, 8, 30), date(2026, 9, 20)
ZONDAGEN = [EERSTE + i * WEEK for i in range(4)]
ZOMER = ("2026-07-11", "2026-08-23")
OCW = {"ocw", "breed"}
LRV, ABSOLUUT, BREED, VERBORGEN = {"lrv", *OCW}, {"absoluut", *OCW}, {"breed"}, {"verborgen"}
PACT = {*ABSOLUUT, "pact_3m"}
NIETS: set[str] = set()
PLAATSEN = {
    "lrv": ("lrv", "lrv_absoluut"),
    "absoluut": ("absoluut", "lrv_absoluut"),
    "ocw": ("lrv", "absoluut", "lrv_absoluut"),
    "breed": ("lrv", "absoluut", "lrv_absoluut", "5a"),
    "verborgen": ("verborgen",),
}
"""The places that make up each count; pact_3m has none."""


@dataclass(frozen=True)
class Plek:
    """Where a scenario plays: its school and the pgn of its pupil."""

    stad: Stadje
    school: Schooltje
    pgn: str

    def leerling(self, **velden: object) -> None:
        """Enrol the pupil."""
        self.school.inschrijving(LEERLING, **{"startdatum": "2026-01-01", "pgn": self.pgn, **velden})  # type: ignore[arg-type]

    def absoluut(self, datum: str, **velden: str) -> None:
        """A case of absoluut verzuim of this pupil."""
        self.stad.absoluut(f"Z{self.school.brin6}", self.pgn, datum, **velden)  # type: ignore[arg-type]

    def vrij(self, van: str, tot: str | None = None, artikel: str = "5a") -> None:
        """An exemption of this pupil."""
        self.stad.vrijstelling(f"E{self.school.brin6}", self.pgn, artikel, van, tot)


class Geval(NamedTuple):
    """A scenario: what is built, the counts on each of the four Sundays, attendance, and from when it is delivered."""

    naam: str
    bouw: Callable[[Plek], None]
    maten: tuple[set[str], set[str], set[str], set[str]]
    rijen: Sequence[Verzuimrij] = ()
    geleverd_van: str = "2026-06-01"


@dataclass
class Uitkomst:
    """What the rooms of the product hold, per Sunday, and the reference."""

    referentie: Tellingen
    tellingen: dict[date, dict[tuple[str, str], int]] = field(default_factory=dict)
    jaartellingen: dict[date, dict[str, tuple[int, int]]] = field(default_factory=dict)
    bewegingen: dict[date, Counter[kamerstand.Beweging]] = field(default_factory=dict)


def dagen(van: str, tot: str = "2026-09-18", codes: str = "O") -> list[Verzuimrij]:
    """Whole school days missed, both ends included; the codes in turn."""
    alle = [*hele_dagen(van, "2026-07-10"), *hele_dagen(max(van, "2026-08-24"), tot)]
    return [gemist(LEERLING, rij.datum, code=codes[i % len(codes)]) for i, rij in enumerate(alle)]


def ingeschreven(**velden: object) -> Callable[[Plek], None]:
    return lambda plek: plek.leerling(**velden)


def absoluut(datum: str, **velden: str) -> Callable[[Plek], None]:
    """A person who was never enrolled here."""
    return lambda plek: plek.absoluut(datum, **velden)


def vrij(van: str, tot: str | None = None, artikel: str = "5a") -> Callable[[Plek], None]:
    return lambda plek: plek.vrij(van, tot, artikel)


def samen(*delen: Callable[[Plek], None]) -> Callable[[Plek], None]:
    def bouw(plek: Plek) -> None:
        for deel in delen:
            deel(plek)

    return bouw


def eigen_rooster(slots: Iterable[int]) -> Callable[[Plek], None]:
    """Five days a week these lessons of 50 minutes; the class has six a day."""

    def bouw(plek: Plek) -> None:
        plek.leerling()
        plek.school.rooster("", slots=slots, leerlingnummer=LEERLING, geldig_van="2026-09-07")

    return bouw


def uit(einddatum: str) -> Callable[[Plek], None]:
    return ingeschreven(einddatum=einddatum)


def absoluut_elders(datum: str, **velden: str) -> Callable[[Plek], None]:
    """absoluut of who left for another school in June."""
    return samen(ingeschreven(einddatum="2026-06-30", bestemming_brin6="03MJ00"), absoluut(datum, **velden))


NOOIT_HIER = "a person who was never enrolled"
DICHT = {"status": "gesloten", "reden": "onbekend"}
GEVALLEN = [
    Geval("a run of 28 days, then 35", ingeschreven(), (NIETS, LRV, LRV, LRV), dagen("2026-06-22")),
    Geval("a run of 28 days on the third Sunday", ingeschreven(), (NIETS, NIETS, NIETS, LRV), dagen("2026-07-06")),
    Geval("a run that ends", ingeschreven(), (NIETS, LRV, NIETS, NIETS), dagen("2026-06-22", "2026-09-08")),
    Geval("absoluut, three months ago today", absoluut_elders("2026-06-06"), (ABSOLUUT, ABSOLUUT, PACT, PACT)),
    Geval("absoluut, three months and a day ago", absoluut_elders("2026-06-05"), (ABSOLUUT, PACT, PACT, PACT)),
    Geval("absoluut to the first count of the year", absoluut_elders("2026-08-10", einddatum="2026-09-06", **DICHT),
          (ABSOLUUT, NIETS, NIETS, NIETS)),
    Geval("absoluut to the day after it", absoluut_elders("2026-08-10", einddatum="2026-09-07", **DICHT),
          (ABSOLUUT, ABSOLUUT, NIETS, NIETS)),
    Geval("absoluut from the day after it", absoluut_elders("2026-09-07"), (NIETS, NIETS, ABSOLUUT, ABSOLUUT)),
    Geval("28 days without enrolment", uit("2026-07-05"), (NIETS, NIETS, NIETS, ABSOLUUT)),
    Geval("29 days without enrolment", uit("2026-07-04"), (NIETS, NIETS, ABSOLUUT, ABSOLUUT)),
    Geval("a short time without enrolment is no absoluut", uit("2026-06-05"), (NIETS, NIETS, NIETS, NIETS),
          geleverd_van="2026-08-24"),
    Geval("but it began three months ago for who is absoluut", samen(uit("2026-06-05"), absoluut("2026-09-01")),
          (NIETS, ABSOLUUT, PACT, PACT), geleverd_van="2026-08-24"),
    Geval("an exemption 5a from the Sunday on", samen(ingeschreven(), vrij("2026-09-06")),
          (NIETS, BREED, BREED, BREED)),
    Geval("an exemption 5a to the Sunday", samen(ingeschreven(), vrij("2026-08-01", "2026-09-13")),
          (BREED, BREED, BREED, NIETS)),
    Geval("another exemption", samen(ingeschreven(), vrij("2026-08-01", artikel="5a_trekkend")),
          (NIETS, NIETS, NIETS, NIETS)),
    Geval("28 days away for all sorts of reasons", ingeschreven(), (NIETS, NIETS, NIETS, VERBORGEN),
          dagen("2026-07-06", codes="ZO")),
    Geval("31 days away for all sorts of reasons", ingeschreven(), (NIETS, NIETS, VERBORGEN, VERBORGEN),
          dagen("2026-07-03", codes="ZO")),
    Geval("an exemption 5a comes first", samen(ingeschreven(), vrij("2026-09-14")), (NIETS, NIETS, VERBORGEN, BREED),
          dagen("2026-07-03", codes="ZO")),
    Geval("no plicht any more from 18 on", ingeschreven(geboortedatum="2008-09-13"),
          (NIETS, VERBORGEN, NIETS, NIETS), dagen("2026-06-22", codes="ZO")),
    Geval("half a timetable", eigen_rooster([1, 2, 3]), (NIETS, NIETS, VERBORGEN, VERBORGEN)),
    Geval("more than half a timetable", eigen_rooster([1, 2, 3, 4]), (NIETS, NIETS, NIETS, NIETS)),
    Geval("from lrv to absoluut", samen(uit("2026-09-09"), absoluut("2026-09-10")), (NIETS, LRV, ABSOLUUT, ABSOLUUT),
          dagen("2026-06-22", "2026-09-09")),
    Geval("both at once", samen(ingeschreven(), absoluut("2026-09-08")),
          (NIETS, LRV, LRV | ABSOLUUT, LRV | ABSOLUUT), dagen("2026-06-22")),
    Geval(NOOIT_HIER, absoluut("2026-06-06"), (ABSOLUUT, ABSOLUUT, PACT, PACT)),
]  # fmt: skip


def brin6(geval: Geval) -> str:
    """The school of a scenario; empty when its person was never enrolled anywhere."""
    return "" if geval.naam == NOOIT_HIER else f"{GEVALLEN.index(geval):02}AA00"


@pytest.fixture(scope="module")
def uitkomst(tmp_path_factory) -> Uitkomst:
    """The city of this module, run once, and what the reference makes of it."""
    map_ = tmp_path_factory.mktemp("tellingen")
    stad = Stadje(map_ / "aanlevering", begin="20260824T1300")
    for geval in GEVALLEN:
        _bouw(stad, geval)
    gevonden = Uitkomst(Tellingen(Keten(Stad(stad.map, EERSTE), SIGNALEN_ALLE, ZONDER_INSCHRIJVING)))
    with product.gebouwd(stad.map, map_, EERSTE, LAATSTE, *kamerstand.TABELLEN) as werk:
        for p in ZONDAGEN:
            gevonden.tellingen[p] = kamerstand.telling(werk, p)
            gevonden.jaartellingen[p] = kamerstand.jaartelling(werk, p)
            gevonden.bewegingen[p] = kamerstand.bewegingen(werk, p)
    return gevonden


def _bouw(stad: Stadje, geval: Geval) -> None:
    nummer = GEVALLEN.index(geval)
    school = stad.school(f"{nummer:02}AA00")
    school.rooster("1a", geldig_van="2026-06-01")
    school.kalender(*ZOMER)
    geval.bouw(Plek(stad, school, geldig_pgn(nummer)))
    for p in ZONDAGEN:
        rijen = [rij for rij in geval.rijen if str(rij.datum) <= str(p)]
        school.verzuim(geval.geleverd_van, p, f"{p:%Y%m%d}T2300", rijen)


def met(achter: str, nieuw: set[str], oud: set[str]) -> set[str]:
    """The counts in `nieuw` and not in `oud`, with these letters behind their name."""
    return {maat + achter for maat in nieuw - oud}


@pytest.mark.parametrize("geval", GEVALLEN, ids=lambda geval: geval.naam)
def test_stand_instroom_and_uitstroom_of_one_person(uitkomst, geval):
    eerder: set[str] = set()
    for p, maten in zip(ZONDAGEN, geval.maten, strict=True):
        verwacht = maten | met("_instroom", maten, eerder) | met("_uitstroom", eerder, maten)
        gevonden = {maat: n for (plek, maat), n in uitkomst.tellingen[p].items() if plek == brin6(geval)}
        assert gevonden == dict.fromkeys(verwacht, 1), p
        eerder = maten


def test_the_yearly_count_leaves_august_out(uitkomst):
    open_ = {maat: sum(maat in geval.maten[1] for geval in GEVALLEN) for maat in MATEN}
    later = {
        maat: [g for g in GEVALLEN if maat not in g.maten[1] and maat in g.maten[2] | g.maten[3]] for maat in MATEN
    }
    assert uitkomst.jaartellingen[ZONDAGEN[0]] == {}
    assert uitkomst.jaartellingen[ZONDAGEN[1]] == {maat: (open_[maat], 0) for maat in MATEN}
    assert uitkomst.jaartellingen[ZONDAGEN[3]] == {maat: (open_[maat], len(later[maat])) for maat in MATEN}
    assert all(open_[maat] and later[maat] for maat in MATEN)


@pytest.mark.parametrize("p", ZONDAGEN, ids=str)
def test_the_reference_counts_the_same(uitkomst, p):
    assert uitkomst.tellingen[p] == uitkomst.referentie.telling(p)
    assert uitkomst.jaartellingen[p] == uitkomst.referentie.jaartelling(p)


VERPLAATST = {
    "a run that ends": {2: ("lrv", "geen")},
    "an exemption 5a comes first": {2: ("geen", "verborgen"), 3: ("verborgen", "5a")},
    "from lrv to absoluut": {1: ("geen", "lrv"), 2: ("lrv", "absoluut"), 3: ("absoluut", "absoluut")},
    "both at once": {1: ("geen", "lrv"), 2: ("lrv", "lrv_absoluut")},
    "an exemption 5a to the Sunday": {0: ("geen", "5a"), 3: ("5a", "geen")},
}


@pytest.mark.parametrize("naam", VERPLAATST)
def test_a_fall_in_one_count_that_is_a_rise_in_another_is_a_movement(uitkomst, naam):
    school = brin6(next(geval for geval in GEVALLEN if geval.naam == naam))
    for nummer, gang in VERPLAATST[naam].items():
        passend = [b for b in uitkomst.bewegingen[ZONDAGEN[nummer]] if school in (b.van_brin6, b.naar_brin6)]
        assert [(b.van, b.naar) for b in passend] == [gang]


@pytest.mark.parametrize("p", ZONDAGEN, ids=str)
def test_movements_add_up_to_stand_instroom_and_uitstroom(uitkomst, p):
    assert opgeteld(uitkomst.bewegingen[p]) == zonder_pact(uitkomst.tellingen[p])


def opgeteld(bewegingen: Mapping[kamerstand.Beweging, int]) -> Counter[tuple[str, str]]:
    """(school, maat) -> persons, told from the movements only."""
    uit: Counter[tuple[str, str]] = Counter()
    for (maat, plaatsen), (b, n) in product_van(PLAATSEN.items(), bewegingen.items()):
        is_in, was_in = b.naar in plaatsen, b.van in plaatsen
        uit[b.naar_brin6, maat] += n * is_in
        uit[b.naar_brin6, f"{maat}_instroom"] += n * (is_in and not was_in)
        uit[b.van_brin6, f"{maat}_uitstroom"] += n * (was_in and not is_in)
    return +uit


def zonder_pact(telling: Mapping[tuple[str, str], int]) -> dict[tuple[str, str], int]:
    """pact_3m is a part of ocw: it has no place of its own."""
    return {sleutel: n for sleutel, n in telling.items() if not sleutel[1].startswith("pact_3m")}
