"""The sick-data wall and the encrypted copies of the review page."""

from dataclasses import replace

import pytest

from assets.bekijk.kopie import lees_kopie
from assets.bekijk.plek import plek_van
from assets.bekijk.sleutelbos import lees_sleutelbos
from tests.muren.wereld import ACHTERNAAM, ROEPNAAM, TWEELINGEN, A, B

pytestmark = pytest.mark.traag


def kopie_van(wereld, brin6, kant):
    """The copy of one side, without the pseudonyms: those differ with the keys."""
    plek = plek_van(wereld.paden.sleutels, wereld.paden.magazijn)
    kopie = lees_kopie(plek.kopieen, lees_sleutelbos(plek.sleutels), (brin6, kant))
    assert kopie is not None
    return replace(kopie, pseudoniemen={})


@pytest.mark.parametrize("brin6", [A, B])
def test_who_was_only_ill_or_suspended_changes_no_copy_of_leerplicht(basis, tweeling, brin6):
    assert kopie_van(basis, brin6, "leerplicht") == kopie_van(tweeling, brin6, "leerplicht")


def test_the_copy_of_the_school_does_hold_them(basis, tweeling):
    nummers = [{x.leerlingnummer for x in kopie_van(w, A, "school").leerlingen()} for w in (basis, tweeling)]
    assert not set(TWEELINGEN) & nummers[0] and set(TWEELINGEN) <= nummers[1]


def test_other_keys_of_the_rooms_give_the_same_copies(basis, andere_sleutels):
    for kant in ("school", "leerplicht"):
        assert kopie_van(basis, A, kant) == kopie_van(andere_sleutels, A, kant)


def test_no_name_stands_readable_beside_the_copies(basis):
    plek = plek_van(basis.paden.sleutels, basis.paden.magazijn)
    alles = b"".join(p.read_bytes() for map_ in (plek.kopieen, plek.geheim) for p in map_.rglob("*") if p.is_file())
    assert len(alles) > 1000 and ROEPNAAM.encode() not in alles and ACHTERNAAM.encode() not in alles
