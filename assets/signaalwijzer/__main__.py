"""Writes the page: `python -m assets.signaalwijzer docs/signalen.md`."""

import sys
from pathlib import Path

from assets.signaalwijzer.bladzij import bladzij

if __name__ == "__main__":
    Path(sys.argv[1]).write_text(bladzij(), encoding="utf-8")
