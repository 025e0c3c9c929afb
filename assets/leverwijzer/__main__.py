"""Writes the pages: `python -m assets.leverwijzer docs/aanleveren`."""

import sys
from pathlib import Path

from assets.leverwijzer.bladzij import bladzijden


def schrijf_bladzijden(map_: Path) -> None:
    """Write every page into `map_`, and take away pages of sources that are no more."""
    map_.mkdir(parents=True, exist_ok=True)
    pagina = bladzijden()
    for pad in map_.glob("*.md"):
        if pad.name not in pagina:
            pad.unlink()
    for naam, tekst in pagina.items():
        (map_ / naam).write_text(tekst, encoding="utf-8")


if __name__ == "__main__":
    schrijf_bladzijden(Path(sys.argv[1]))
