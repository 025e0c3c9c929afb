"""The tiny city of tests/pipelines that ran once."""

from tests.pipelines.conftest import gedraaid as gedraaid
