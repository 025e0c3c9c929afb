"""The finished files of the newest week that the review page passes on to an analist or a directeur: no pupil is in
them.
"""

from __future__ import annotations

from pathlib import Path

from assets.bekijk.kopie import WEEK
from pipelines.bekijk.rechten import mag_bestand

TYPEN = {".html": "text/html; charset=utf-8", ".csv": "text/csv; charset=utf-8"}
TITELS = {
    "index.html": "Maandag: is alles binnen?",
    "validatie.html": "Wat is nagekeken?",
    "stad/index.html": "Trends van de stad",
    "stad/leren.html": "Wat wij leren",
    "stad/trends.csv": "Trends, als csv",
    "stad/bewegingen.csv": "Van de ene telling naar de andere, als csv",
    "stad/leren.csv": "Wat wij leren, als csv",
    "stad/groepssignalen.csv": "Groepssignalen, als csv",
    "stad/leerplichttelling.csv": "Leerplichttelling, als csv",
}


def nieuwste_week(uit: Path) -> str:
    """The newest week of which the folder is whole; empty when there is none."""
    weken = [p.name for p in uit.iterdir() if WEEK.fullmatch(p.name)] if uit.is_dir() else []
    return max((week for week in weken if (uit / week / "run.json").is_file()), default="")


def bestanden_van(uit: Path, week: str, rol: str) -> list[tuple[str, str]]:
    """The files of a week for this role: (path in the week, title)."""
    if not week:
        return []
    plekken = [*TITELS, *sorted(p.relative_to(uit / week).as_posix() for p in (uit / week).glob("stad/swv_*.html"))]
    return [(p, _titel(p)) for p in plekken if mag_bestand(rol, p) and (uit / week / p).is_file()]


def _titel(plek: str) -> str:
    return TITELS.get(plek) or f"Samenwerkingsverband {Path(plek).stem.removeprefix('swv_')}"
