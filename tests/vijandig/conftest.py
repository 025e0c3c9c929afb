from pathlib import Path

import pytest

from tests.assets.inname.stad import Stad


@pytest.fixture
def stad(tmp_path: Path) -> Stad:
    return Stad(tmp_path)
