"""Cases from opening to return, and terugval, at the edges of their rules (regels.md §4 B, §5); expected by hand.

Lessons from 17-8-2026 on, each weekday lesuur 1-6 of 50 minutes (30 a week) unless said otherwise; deliveries every
Monday. The pupil is away without a reason from 24-8 to 2-10: lrv from 27-9 on (35 days), so the case opens on that
Sunday, and the first four weeks after the run are those of 5-10 to 26-10: it closes on 1-11.
"""

from collections.abc import Sequence
from datetime import date

import pytest

from tests.bouwsteen import Verzuimrij
from tests.toneel import LEERLING, WEEK, Bouw, Geval, Plek, Toneel, hele_dagen, maak_school, maandag_na, uren

EERSTE, LAATSTE = date(2026, 9, 20), date(2027, 1, 31)
TONEEL = Toneel(EERSTE, LAATSTE)
BEGIN = "2026-08-17"
WEG = hele_dagen("2026-08-24", "2026-10-02")


@pytest.fixture(scope="module")
def gespeeld(tmp_path_factory) -> Toneel:
    """The city of this module, run once."""
    return TONEEL.speel(tmp_path_factory.mktemp("zaken"))


def elke_week(rijen: Sequence[Verzuimrij], zonder: Sequence[str] = (), besluit: str = "", **opties) -> Bouw:
    """Every Monday all attendance since the summer; no delivery of the Sundays in `zonder`. besluit: a datum."""

    def bouw(plek: Plek) -> None:
        school = maak_school(plek, begin=BEGIN, **opties)
        p = date(2026, 8, 30)
        while p <= plek.laatste:
            if str(p) not in zonder:
                bekend = [rij for rij in rijen if str(rij.datum) <= str(p)]
                school.verzuim(BEGIN, p, maandag_na(p), bekend)
            p += WEEK
        if besluit:
            rij = {"peildatum": "2026-10-11", "leerlingnummer": LEERLING, "besluit": "teruggekeerd", "datum": besluit}
            school.kernteam([rij], "20261015T0900")

    return bouw


def week(maandag: str, aantal: int) -> list[Verzuimrij]:
    """The first `aantal` lessons of a week missed, six a day."""
    begin = date.fromisoformat(maandag)
    dagen = [(str(begin.replace(day=begin.day + i)), min(6, max(0, aantal - 6 * i))) for i in range(5)]
    return uren(*dagen)


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
        Geval("four weeks of exactly 80% close the case", "terugval",
              elke_week([*WEG, *(r for m in ("2026-10-05", "2026-10-12", "2026-10-19") for r in week(m, 6)),
                         *uren(("2026-10-26", 6)), *week("2026-11-09", 8)]),
              gezien("2026-11-09", "26,7", *IN_NOVEMBER)),
        Geval("four weeks of less than 80% do not close it", "terugval",
              elke_week([*WEG, *week("2026-10-05", 25), *week("2026-11-02", 8)]), {}),
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
        Geval("no case, no terugval", "terugval", elke_week([*week("2026-11-09", 8)]), {}),
    ]
)  # fmt: skip


@pytest.mark.parametrize("scene", GEVALLEN, ids=lambda scene: scene.naam)
def test_terugval_after_a_return(gespeeld, scene):
    assert gespeeld.gevonden(scene) == scene.verwacht
