"""Cases from opening to return, and terugval, at the edges of their rules (regels.md §4 B, §5); expected by hand.

What the signals say and what the school room holds of a case, and that the reference finds the same.

Lessons from 17-8-2026 on, each weekday lesuur 1-6 of 50 minutes (30 a week) unless said otherwise; deliveries every
Monday. The pupil is away without a reason from 24-8 to 2-10: lrv from 27-9 on (35 days), so the case opens on that
Sunday, and the first four weeks after the run are those of 5-10 to 26-10: it closes on 1-11.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import pytest

from tests import kamerstand, product
from tests.bouwsteen import Verzuimrij, gemist
from tests.referentie.status import Zaakrij
from tests.toneel import LEERLING, WEEK, Bouw, Geval, Plek, Toneel, hele_dagen, maak_school, maandag_na, uren

EERSTE, LAATSTE = date(2026, 9, 20), date(2027, 1, 31)
TONEEL = Toneel(EERSTE, LAATSTE)
BEGIN = "2026-08-17"
WEG = hele_dagen("2026-08-24", "2026-10-02")


@pytest.fixture(scope="module")
def gespeeld(tmp_path_factory) -> Toneel:
    """The city of this module, run once."""
    return TONEEL.speel(tmp_path_factory.mktemp("zaken"))


Anders = Mapping[str, Sequence[Verzuimrij]]


def elke_week(
    rijen: Sequence[Verzuimrij], zonder: Sequence[str] = (), besluit: str = "", anders: Anders | None = None, **opties
) -> Bouw:
    """Every Monday all attendance since the summer; no delivery of the Sundays in `zonder`. besluit: a datum.

    anders: from this Sunday on these rows are the truth.
    """

    def bouw(plek: Plek) -> None:
        school = maak_school(plek, begin=BEGIN, **opties)
        p = date(2026, 8, 30)
        while p <= plek.laatste:
            if str(p) not in zonder:
                geldend = [waar for vanaf, waar in (anders or {}).items() if vanaf <= str(p)]
                bekend = [rij for rij in [rijen, *geldend][-1] if str(rij.datum) <= str(p)]
                school.verzuim(BEGIN, p, maandag_na(p), bekend)
            p += WEEK
        if besluit:
            rij: dict[str, object] = {
                "peildatum": "2026-09-27",
                "leerlingnummer": LEERLING,
                "besluit": "teruggekeerd",
                "datum": besluit,
            }
            school.kernteam([rij], f"{date.fromisoformat(besluit) + timedelta(days=1):%Y%m%d}T0900")

    return bouw


def week(maandag: str, aantal: int, code: str = "O", eerste: int = 0) -> list[Verzuimrij]:
    """So many lessons of a week with this code, from the lesson with number `eerste` (0: the first) on; six a day."""
    begin = date.fromisoformat(maandag)
    lessen = (divmod(nummer, 6) for nummer in range(eerste, eerste + aantal))
    return [gemist(LEERLING, begin + timedelta(days=dag), les + 1, les + 1, code) for dag, les in lessen]


def gezien(maandag: str, waarde: str, *zondagen: str) -> dict[str, list[str]]:
    """terugval of one week: nieuw, blijft, and opgelost on the last of these Sundays."""
    statussen = ["nieuw", *["blijft"] * (len(zondagen) - 2), "opgelost"]
    return {p: [f"{maandag} {waarde} procent {s}"] for p, s in zip(zondagen, statussen, strict=True)}


IN_NOVEMBER = ("2026-11-15", "2026-11-22", "2026-11-29")
GEVALLEN = TONEEL.neem(
    [
        Geval("a week of 8 of 30 after closing", "terugval", elke_week([*WEG, *week("2026-11-09", 8)]),
              gezien("2026-11-09", "26,7", *IN_NOVEMBER)),
        Geval("a week of 7 of 30 after closing", "terugval", elke_week([*WEG, *week("2026-11-09", 7)]), {}),
        Geval("a week of exactly a quarter", "terugval",
              elke_week([*hele_dagen("2026-08-24", "2026-10-02"), *uren(("2026-11-09", 4), ("2026-11-10", 1))],
                        slots=range(1, 5)),
              gezien("2026-11-09", "25,0", *IN_NOVEMBER)),
        # Monday 5-10 ends the run; 24 of 120 lessons missed in four weeks
        Geval("four weeks of exactly 80% close the case", "terugval",
              elke_week([*WEG, *hele_dagen("2026-10-06", "2026-10-09"), *week("2026-11-02", 8)]),
              gezien("2026-11-02", "26,7", "2026-11-08", "2026-11-15", "2026-11-22")),
        Geval("four weeks of less than 80% do not close it", "terugval",
              elke_week([*WEG, *hele_dagen("2026-10-06", "2026-10-09"), *uren(("2026-10-13", 1)),
                         *week("2026-11-02", 8)]), {}),
        Geval("the next four weeks close it", "terugval",
              elke_week([*WEG, *week("2026-10-05", 25), *week("2026-11-09", 8)]),
              gezien("2026-11-09", "26,7", *IN_NOVEMBER)),
        Geval("a holiday is no lesweek", "terugval",
              elke_week([*WEG, *week("2026-11-02", 8)], kalender=[("2026-10-12", "2026-10-18", "vakantie")]), {}),
        Geval("besluit teruggekeerd closes it on its datum", "terugval",
              elke_week([*WEG, *week("2026-10-19", 8)], besluit="2026-10-14"),
              gezien("2026-10-19", "26,7", "2026-10-25", "2026-11-01", "2026-11-08")),
        Geval("the 12th lesweek from the closing on", "terugval", elke_week([*WEG, *week("2027-01-11", 8)]),
              gezien("2027-01-11", "26,7", "2027-01-17", "2027-01-24")),
        Geval("the 13th lesweek is too late", "terugval", elke_week([*WEG, *week("2027-01-18", 8)]), {}),
        Geval("of two weeks the newest", "terugval",
              elke_week([*WEG, *week("2026-11-09", 8), *week("2026-11-16", 9)]),
              {"2026-11-15": ["2026-11-09 26,7 procent nieuw"], "2026-11-22": ["2026-11-16 30,0 procent blijft"],
               "2026-11-29": ["2026-11-16 30,0 procent blijft"], "2026-12-06": ["2026-11-16 30,0 procent opgelost"]}),
        Geval("the week in which it was closed is not after it", "terugval",
              elke_week([*WEG, *week("2026-10-12", 8)], besluit="2026-10-14"), {}),
        Geval("langdurig_ziek opens a case as well", "terugval",
              elke_week([*hele_dagen("2026-08-24", "2026-10-02", "Z"), *week("2026-11-09", 8)]),
              gezien("2026-11-09", "26,7", *IN_NOVEMBER)),
        Geval("no case, no terugval", "terugval", elke_week([*week("2026-11-09", 8)]), {}),
    ]
)  # fmt: skip


def half_bekend(onbekend: int) -> list[Verzuimrij]:
    """In the first week after the run 10 of 30 lessons are not planned after all, and so many have an unknown code."""
    return [*WEG, *week("2026-10-05", 10, "N"), *week("2026-10-05", onbekend, "geheim", 10), *week("2026-11-02", 8)]


KORT = hele_dagen("2026-08-24", "2026-08-28")
IN_OKTOBER = ("2026-11-08", "2026-11-15", "2026-11-22")
GEVALLEN += TONEEL.neem(
    [
        Geval("half of what is planned is known", "terugval", elke_week(half_bekend(10)),
              gezien("2026-11-02", "26,7", *IN_OKTOBER)),
        Geval("more than half of what is planned is known", "terugval", elke_week(half_bekend(9)),
              gezien("2026-11-02", "26,7", *IN_OKTOBER)),
        Geval("less than half is known: the week is skipped", "terugval", elke_week(half_bekend(11)), {}),
        Geval("a run that is withdrawn takes its case along", "terugval",
              elke_week([*WEG, *week("2026-11-09", 8)], anders={"2026-10-04": [*KORT, *week("2026-11-09", 8)]}), {}),
        Geval("also when it is withdrawn in a week that is not delivered", "terugval",
              elke_week([*WEG, *week("2026-11-09", 8)], zonder=["2026-10-04"],
                        anders={"2026-10-11": [*KORT, *week("2026-11-09", 8)]}), {}),
        Geval("what is corrected after the return changes nothing", "terugval",
              elke_week([*WEG, *week("2026-11-09", 8)], anders={"2026-10-18": [*KORT, *week("2026-11-09", 8)]}),
              gezien("2026-11-09", "26,7", *IN_NOVEMBER)),
        Geval("a besluit before the run is of no case", "terugval",
              elke_week([*WEG, *week("2026-10-19", 8)], besluit="2026-08-21"), {}),
    ]
)  # fmt: skip


@pytest.mark.parametrize("scene", GEVALLEN, ids=lambda scene: scene.naam)
def test_terugval_after_a_return(gespeeld, scene):
    assert gespeeld.gevonden(scene) == scene.verwacht


def zaak(naam: str, bouw: Bouw, **verwacht: str) -> Geval:
    """A case on some Sundays (`op_1004`: 4-10-2026): status, last closed on, how often, partly back; empty: no case."""
    return Geval(naam, "lrv", bouw, {f"2026-{op[3:5]}-{op[5:]}": [rij] if rij else [] for op, rij in verwacht.items()})


def terug(*gemiste: int) -> list[Verzuimrij]:
    """Away until Monday 5-10, then so many lessons missed in the weeks of 5-10 (without that Monday) and after."""
    maandagen = ("2026-10-05", "2026-10-12", "2026-10-19", "2026-10-26")
    lessen = zip(maandagen, gemiste, strict=False)
    weken = [rij for m, n in lessen for rij in week(m, n, eerste=6 if m == maandagen[0] else 0)]
    return [*hele_dagen("2026-08-24", "2026-10-05"), *weken]


OPEN, DEELS = "open - 0", "open - 0 deels terug"
ZAKEN = TONEEL.neem(
    [
        zaak("it opens on the Sunday with lrv", elke_week(WEG), op_0920="", op_0927=OPEN, op_1025=DEELS,
             op_1101="gesloten 2026-11-01 1"),
        zaak("80% in the last four weeks is partly back", elke_week(terug(18, 0, 0, 0)), op_1101=DEELS),
        zaak("more than 80% is not partly back", elke_week(terug(17, 0, 0, 0)), op_1101=OPEN),
        zaak("20% in the last four weeks is partly back", elke_week(terug(24, 30, 30, 6)), op_1101=DEELS),
        zaak("less than 20% is not partly back", elke_week(terug(24, 30, 30, 7)), op_1101=OPEN),
        zaak("a bad week opens it again", elke_week([*WEG, *week("2026-11-02", 8)]),
             op_1101="gesloten 2026-11-01 1", op_1108="open 2026-11-01 1",
             op_1129="open 2026-11-01 1", op_1206="gesloten 2026-12-06 2"),
        zaak("closed while the run goes on, in a holiday: one case", elke_week(WEG, besluit="2026-09-28",
             kalender=[("2026-10-05", "2026-10-11", "vakantie")]),
             op_0927=OPEN, op_1004="gesloten 2026-09-28 1", op_1011="gesloten 2026-09-28 1"),
        zaak("a besluit of a time when it was closed says nothing later",
             elke_week([*WEG, *week("2026-11-09", 8)], besluit="2026-11-04"),
             op_1101="gesloten 2026-11-01 1", op_1115="open 2026-11-01 1"),
    ]
)  # fmt: skip


@pytest.fixture(scope="module")
def werk(gespeeld):
    """The warehouse of this city, with its cases."""
    with product.gebouwd(gespeeld.map, gespeeld.map.parent, EERSTE, LAATSTE, *kamerstand.ZAAKTABELLEN) as open_:
        yield open_


@pytest.mark.parametrize("scene", ZAKEN, ids=lambda scene: scene.naam)
def test_the_course_of_a_case(gespeeld, werk, scene):
    for p, verwacht in scene.verwacht.items():
        passend = [z for z in kamerstand.zaken(werk, date.fromisoformat(p)) if z.brin6 == gespeeld.plek(scene).brin6()]
        assert [gelezen(z) for z in passend] == verwacht, p


def gelezen(z: Zaakrij) -> str:
    """A case in the form of `zaak`."""
    return f"{z.status} {z.gesloten_op or '-'} {z.keren}" + " deels terug" * z.deels_terug


@pytest.mark.traag
def test_the_reference_finds_the_same_signals_and_cases(gespeeld, werk):
    assert gespeeld.verschillen() == []
    for p in gespeeld.zondagen():
        assert kamerstand.zaken(werk, p) == gespeeld.keten.zaakrijen(p), p
