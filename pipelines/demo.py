"""`inbeeld demo` and `inbeeld maak-stad`: a fictitious city, and its schooljaar run from the first week on."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from assets.fictief import maak_stad
from models.tijd import weeknaam
from pipelines.draaien import draai
from pipelines.instellingen import Paden

EERSTE_PEILDATUM = date(2025, 9, 7)


def schrijf_stad(
    aanlevering: Path, leerlingen: int, weken: int, zaad: int, zeg: Callable[[str], None], meld: Callable[[str], None]
) -> None:
    """Write the city's deliveries and, beside them, the truth."""
    verslag = maak_stad(leerlingen, weken, zaad, aanlevering, voortgang=meld)
    zeg(
        f"Verzonnen stad gemaakt in {aanlevering}: {verslag.scholen} scholen, {verslag.leerlingen} leerlingen, "
        f"{verslag.bestanden} bestanden ({verslag.omvang // 1_000_000} MB). De waarheid staat in {verslag.waarheid}."
    )


def demo(
    map_: Path, leerlingen: int, weken: int, zaad: int, zeg: Callable[[str], None], meld: Callable[[str], None]
) -> int:
    """Make the city where there is none yet, run all its weeks, say what to open. Returns the exit code of the run."""
    paden = Paden(map_ / "aanlevering", map_ / "magazijn", map_ / "uit", map_ / "sleutels.json")
    begin = time.monotonic()
    if (paden.aanlevering / "scholen.yaml").exists():
        zeg(f"De verzonnen stad in {paden.aanlevering} staat er al en wordt opnieuw gebruikt.")
    else:
        schrijf_stad(paden.aanlevering, leerlingen, weken, zaad, zeg, meld)
    laatste = EERSTE_PEILDATUM + timedelta(weeks=weken - 1)
    code = draai(paden, EERSTE_PEILDATUM, laatste, zeg, meld)
    week = paden.uit / weeknaam(laatste)
    for tekst, pad in _te_openen(week):
        zeg(f"{tekst}: {pad}")
    zeg(f"Duur: {time.monotonic() - begin:.0f} seconden.")
    return code


def _te_openen(week: Path) -> list[tuple[str, Path]]:
    """The analyst's page, the list with the most on it, and the city's page."""
    lijsten = sorted(week.glob("*/lijst_school.html"), key=lambda pad: (-pad.stat().st_size, pad.parent.name))
    return [
        ("De maandagpagina van de analist", week / "index.html"),
        *[("Een lijst van een kernteam", pad) for pad in lijsten[:1]],
        ("De stad voor directeuren", week / "stad" / "index.html"),
    ]
