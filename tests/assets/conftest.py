"""An empty warehouse for the tests of the engine."""

import pytest

from assets.magazijn import open_magazijn
from tests.assets.motor import Motor


@pytest.fixture
def magazijn(tmp_path):
    """The four rooms, open and empty."""
    with open_magazijn(tmp_path / "magazijn", tmp_path / "sleutels.json", lambda tekst: None) as open_:
        yield open_


@pytest.fixture
def motor(magazijn, tmp_path):
    """The engine on that warehouse."""
    return Motor(magazijn, tmp_path)
