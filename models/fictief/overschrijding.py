"""Which 16-hour crossings a fictitious school would find in its own books, so that it can report them.

A plain reading of LPW art. 21/21a for making reports; the product's own rule stands in regels.md §4 and is built
elsewhere, on purpose apart. What is NOT here: lateness, reports that start a new count (the maker assumes that every
crossing does).
"""

import numpy as np

DREMPEL_UREN = 16
VENSTER_LESWEKEN = 4
HOOGSTENS_EENS_PER_DAGEN = 7


def overschrijdingen(uren: np.ndarray, lesweek: np.ndarray, dag_nummer: np.ndarray) -> list[tuple[int, int]]:
    """(first counted day, crossing day) as positions in the arrays.

    `uren` unauthorised per day; `lesweek` running number of the school's lesweek; `dag_nummer` calendar days, for the
    seven-day rule.
    """
    uit: list[tuple[int, int]] = []
    vanaf, niet_voor = 0, -1
    for d in np.flatnonzero(uren):
        if d < vanaf or dag_nummer[d] <= niet_voor:
            continue
        in_venster = np.arange(vanaf, d + 1)
        in_venster = in_venster[lesweek[in_venster] > lesweek[d] - VENSTER_LESWEKEN]
        if uren[in_venster].sum() < DREMPEL_UREN:
            continue
        uit.append((int(in_venster[np.flatnonzero(uren[in_venster])[0]]), int(d)))
        vanaf, niet_voor = int(d) + 1, int(dag_nummer[d]) + HOOGSTENS_EENS_PER_DAGEN - 1
    return uit
