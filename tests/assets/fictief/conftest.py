"""One small written city for all tests of this folder: 300 pupils is the smallest that has every soort and dialect."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from assets.fictief import Stadverslag, maak_stad
from assets.fictief.ontwerp import Ontwerp
from assets.fictief.school import Schooljaar

LEERLINGEN, WEKEN, ZAAD = 300, 16, 7


@dataclass
class Stad:
    """A written city with the design that it was made from."""

    map: Path
    waarheid: Path
    verslag: Stadverslag
    ontwerp: Ontwerp

    def jaar(self, brin6: str) -> Schooljaar:
        """The simulated school year of one school."""
        return self.ontwerp.schooljaar(next(s for s in self.ontwerp.scholen if s.brin6 == brin6))

    def scholen(self, **eis: object) -> list[str]:
        """Codes of the schools whose fields have these values."""
        return [s.brin6 for s in self.ontwerp.scholen if all(getattr(s, k) == v for k, v in eis.items())]


@pytest.fixture(scope="session")
def stad(tmp_path_factory: pytest.TempPathFactory) -> Stad:
    """Written once a session; read only."""
    map_ = tmp_path_factory.mktemp("stad") / "aanlevering"
    verslag = maak_stad(LEERLINGEN, WEKEN, ZAAD, map_)
    return Stad(map_, verslag.waarheid, verslag, Ontwerp(LEERLINGEN, WEKEN, ZAAD))
