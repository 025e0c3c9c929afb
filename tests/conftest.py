"""Which tests must run in one process when two run at the same time: those that share a world that takes long to make.

With `-n 2 --dist loadgroup` a group is one process's. A test file is a group, but for the folders and files below.
"""

from pathlib import Path

import pytest

WORTEL = Path(__file__).parent
SAMEN = {
    "muren": ("muren/",),
    "pipelines": ("pipelines/", "assets/publicatie/test_week.py"),
    "winterzondag": ("test_regels_vroeg.py", "test_regels_wet.py", "test_regels_maten.py", "test_regels_leerplicht.py"),
}


def groep_van(pad: Path) -> str:
    """The name of the group of a test file."""
    naam = pad.relative_to(WORTEL).as_posix()
    return next((groep for groep, begin in SAMEN.items() if naam.startswith(begin)), naam)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give every test its group."""
    for item in items:
        item.add_marker(pytest.mark.xdist_group(groep_van(item.path)))
