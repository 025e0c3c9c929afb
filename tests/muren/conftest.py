"""The cities of tests/muren/wereld.py, each run once a session and only when a test asks for it."""

import os

import pytest

from tests.muren.wereld import Wereld, draai, draai_stappen

# The product must be quiet by itself: without what the Makefile sets for its tools.
for naam in ("GX_ANALYTICS_ENABLED", "DAGSTER_DISABLE_TELEMETRY"):
    os.environ.pop(naam, None)


@pytest.fixture(scope="session")
def basis(tmp_path_factory) -> Wereld:
    """The city in which TWEELINGEN were always there."""
    return draai(tmp_path_factory.mktemp("basis"))


@pytest.fixture(scope="session")
def tweeling(basis, tmp_path_factory) -> Wereld:
    """Its twin, with the same keys: of TWEELINGEN one was ill, one suspended, and nothing else."""
    return draai(tmp_path_factory.mktemp("tweeling"), tweeling=True, sleutels=basis.paden.sleutels)


@pytest.fixture(scope="session")
def andere_sleutels(tmp_path_factory) -> Wereld:
    """The city itself, with keys of its own."""
    return draai_stappen(tmp_path_factory.mktemp("anders"))
