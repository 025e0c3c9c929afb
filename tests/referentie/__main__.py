"""`python -m tests.referentie AANLEVERING P [--tot P1] [--uit DIR] [--eerste P0] [--alle]`: signal files."""

import argparse
from datetime import date
from pathlib import Path

from tests.referentie.leveringen import Stad
from tests.referentie.signalen import SIGNALEN_A
from tests.referentie.signalen_meer import SIGNALEN_ALLE, ZONDER_INSCHRIJVING
from tests.referentie.status import Keten, Signaalrij
from tests.referentie.tijd import WEEK
from tests.referentie.uitvoer import schrijf_week


def bereken(aanlevering: Path, p: date, eerste: date | None = None, alle: bool = False) -> list[Signaalrij]:
    """The rows of peildatum `p`. `eerste`: the peildatum of the first run (dates files without period and time)."""
    regels, zonder = (SIGNALEN_ALLE, ZONDER_INSCHRIJVING) if alle else (SIGNALEN_A, ())
    return Keten(Stad(aanlevering, eerste or p), regels, zonder).rijen(p)


def zondag(tekst: str) -> date:
    """A peildatum is a Sunday."""
    dag = date.fromisoformat(tekst)
    if dag.isoweekday() != 7:
        raise argparse.ArgumentTypeError(f"{tekst} is not a Sunday; give the Sunday that ends the week")
    return dag


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.referentie", description=__doc__)
    parser.add_argument("aanlevering", type=Path)
    parser.add_argument("peildatum", type=zondag)
    parser.add_argument("--uit", type=Path, default=Path("uit-referentie"))
    parser.add_argument("--tot", type=zondag, help="last Sunday; without it only the peildatum")
    parser.add_argument("--eerste", type=zondag, help="peildatum of the first run, for files without period and time")
    parser.add_argument("--alle", action="store_true", help="also the other signals of groups A and B")
    keuze = parser.parse_args()
    regels, zonder = (SIGNALEN_ALLE, ZONDER_INSCHRIJVING) if keuze.alle else (SIGNALEN_A, ())
    keten = Keten(Stad(keuze.aanlevering, keuze.eerste or keuze.peildatum), regels, zonder)
    p = keuze.peildatum
    while p <= (keuze.tot or keuze.peildatum):
        print(schrijf_week(keuze.uit, p, keten.rijen(p), regels, keten.kennis(p)))
        p += WEEK


if __name__ == "__main__":
    main()
