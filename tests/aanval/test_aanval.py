"""Must show 3: an attacker with all released rows, the register and the rules finds no hidden figure, and has teeth."""

from datetime import date

import pandas as pd
import pytest

from models.onthulling import zondag
from tests.aanval.aanvaller import Kennis, val_aan
from tests.aanval.proef import alleen_klein, als_rijen, een_zondag, reeks, weken_lang, zoals_het_is, zonder_historie
from tests.aanval.steden import maak_stad

ZADEN = (2, 3, 8)
MOEILIJK = (90, 296, 666)
"""Cities where a cell was narrow until measures were solved together and `aanvullend` was taken at its word."""
WEKEN = ((3, 5), (15, 4))
"""City and Sundays. In the second a stand that was shown becomes small."""


@pytest.mark.parametrize("zaad", [*ZADEN, *MOEILIJK])
def test_no_hidden_figure_of_one_sunday_can_be_had(zaad):
    telling = een_zondag([zaad], zoals_het_is, Kennis())
    assert telling.gevonden.verborgen > 100
    assert telling.gevonden.waar == [] and telling.gevonden.zwakste == 10


def test_the_same_attacker_finds_figures_when_only_small_cells_are_hidden():
    assert een_zondag(ZADEN, alleen_klein, Kennis()).gevonden.smal > 20


def test_without_rounding_the_same_attacker_finds_figures_to_the_person():
    stad = maak_stad(ZADEN[1])
    ((cellen, vrij),) = reeks(stad, 1, zoals_het_is)
    cijfer = vrij["teller"].notna()
    vrij.loc[cijfer, "teller"] = cellen["teller"].to_numpy()[cijfer]
    gevonden = val_aan(als_rijen(vrij), stad.scholen, Kennis(eenheid=1))
    assert gevonden.smal > 0


@pytest.mark.traag
@pytest.mark.parametrize(("zaad", "zondagen"), WEKEN)
def test_no_hidden_figure_can_be_had_from_the_weeks_together(zaad, zondagen):
    gevonden = weken_lang([zaad], zondagen, zoals_het_is, Kennis(is_vast=True)).gevonden
    assert gevonden.verborgen > 500
    assert gevonden.waar == [] and gevonden.zwakste == 10


def _stad(peildatum, stand, erbij, eraf):
    """The exact cells of a city in which only lrv is counted."""
    maten = zip(("", "_instroom", "_uitstroom"), (stand, erbij, eraf), strict=True)
    vast = {"peildatum": peildatum, "niveau": "stad", "code": "", "onderwijssoort": "", "noemer": 4000}
    return pd.DataFrame(
        [{**vast, "maat": f"thuiszitters_lrv{s}", "teller": n, "volledigheid": 100.0} for s, n in maten]
    )


@pytest.mark.parametrize(("vrijgever", "gevonden"), [(zoals_het_is, 0), (zonder_historie, 2)])
def test_a_stand_that_moves_tells_of_hidden_movements_unless_it_is_hidden(vrijgever, gevonden):
    toen, nu = _stad(date(2026, 11, 15), 60, 3, 3), _stad(date(2026, 11, 22), 67, 8, 1)
    eerst = vrijgever(toen, ())
    daarna = vrijgever(nu, (zondag(toen, eerst, 10),))
    assert val_aan([*als_rijen(eerst), *als_rijen(daarna)], [], Kennis()).smal == gevonden


@pytest.mark.traag
def test_no_hidden_figure_of_many_cities_can_be_had():
    telling = een_zondag(range(100, 108), zoals_het_is, Kennis())
    assert telling.gevonden.waar == []
