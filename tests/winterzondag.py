"""One Sunday for the scenarios of several modules: P = 28-2-2027, run once for all of them.

Lesweken, without a closed week, begin on Monday 22-2 (k), 15-2 (k-1), 8-2, 1-2 (k-3), 25-1, 18-1, 11-1, 4-1 (k-7),
28-12, 21-12, 14-12, 7-12 (k-11), 30-11; how many there are is up to the scenario (`begin`). A day has lesuur 1-6 of 50
minutes, the pupil is 14. Expected: `sinds waarde eenheid status`, computed by hand from the text of the rules.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

import pytest

from tests.bouwsteen import Verzuimrij, gemist
from tests.toneel import LEERLING, Bouw, Geval, Plek, Toneel, gewoon, hele_dagen, maak_school

P = "2027-02-28"
WINTER = Toneel(date.fromisoformat(P), date.fromisoformat(P), {"leerplicht_gemeenten": ["0344"]})
JANUARI, ACHT_WEKEN = "2027-01-18", "2027-01-04"
"""Begin of the lessons for 6 and 8 lesweken to P."""
ZEVENTIEN, ACHTTIEN = "2010-01-01", "2009-01-01"
"""Birthdays: kwalificatieplicht at P, and none any more."""
SOORT = {"P": "aanwezig", "T": "te_laat", "W": "verwijderd", "N": "nvt"}


def geval(naam: str, signaal: str, bouw: Bouw, *verwacht: str, **waar: str) -> Geval:
    """A scenario of which these rows must come out at P; without any: no row."""
    return Geval(naam, signaal, bouw, {P: list(verwacht)} if verwacht else {}, **waar)


def van(signaal: str) -> Callable[..., Geval]:
    """`geval` for one signal."""

    def maak(naam: str, bouw: Bouw, *verwacht: str, **waar: str) -> Geval:
        return geval(naam, signaal, bouw, *verwacht, **waar)

    return maak


def proef(*gevallen: Geval) -> pytest.MarkDecorator:
    """Run a test over these scenarios."""
    return pytest.mark.parametrize("scene", WINTER.neem(gevallen), ids=lambda scene: scene.naam)


def rij(datum: str, code: str, van: int | None = None, tot: int | None = None) -> Verzuimrij:
    """A whole day, or lesuur `van` to `tot`, with this code and the soort that goes with it."""
    return gemist(LEERLING, datum, van, tot or van, code=code, soort=SOORT.get(code, "afwezig"))


def weg(eerste: str, *anders: Verzuimrij, code: str = "O") -> list[Verzuimrij]:
    """Whole days missed from `eerste` to Friday 26-2, but for these rows, which come later in the file."""
    return [*hele_dagen(eerste, "2027-02-26", code), *anders]


def stil(begin: str, stille: Sequence[str], rijen: Sequence[Verzuimrij], **opties) -> Bouw:
    """Weeks (Mondays) of which no delivery with a period holds a day; the rows of that week come without a period."""

    def bouw(plek: Plek) -> None:
        school, start = maak_school(plek, begin=begin, **opties), date.fromisoformat(begin)
        for nummer, maandag in enumerate([*map(date.fromisoformat, sorted(stille)), None]):
            einde = maandag - timedelta(days=1) if maandag else plek.laatste
            if einde >= start:
                deel = [r for r in rijen if start <= date.fromisoformat(str(r.datum)) <= einde]
                school.verzuim(start, einde, plek.ontvangst, deel, naam=f"deel{nummer}")
            start = maandag + timedelta(days=7) if maandag else start
        stilte = [r for r in rijen if str(maandag_van(str(r.datum))) in stille]
        school.verzuim(None, None, plek.ontvangst[:-2] + "30", stilte, naam="los")

    return bouw


def maandag_van(datum: str) -> date:
    """The Monday of its week."""
    dag = date.fromisoformat(datum)
    return dag - timedelta(days=dag.weekday())


def reeks(eerste: str, *anders: Verzuimrij, code: str = "O", begin: str = "", **opties) -> Bouw:
    """A run from a date, but for these rows."""
    return gewoon(weg(eerste, *anders, code=code), begin=begin or eerste, **opties)


Deel = Mapping[str, object]
"""Rows of an own timetable: weekdagen, slots, minuten, geldig_van, geldig_tot."""
VIER_DAGEN: Deel = {"weekdagen": range(1, 5)}


def eigen(*delen: Deel, kalender: Sequence[tuple] = ()) -> Bouw:
    """The class has 30 lesuren of 50 minutes a week: 1,500. The pupil's own rows hold from 4-1 on."""

    def bouw(plek: Plek) -> None:
        school = maak_school(plek, begin=ACHT_WEKEN, kalender=kalender)
        for deel in delen:
            school.rooster("", leerlingnummer=LEERLING, **{"geldig_van": ACHT_WEKEN, **deel})  # type: ignore[arg-type]

    return bouw
