"""Several Sundays as one set of sums: who stays, who went and who came; and what a release says of what is small."""

from datetime import date
from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.onthulling import DREMPEL_STAD, geef_getoetst_vrij, zondag
from models.onthulling_aanval import ONBEGRENSD, Stelsel
from models.onthulling_historie import GeenHistorie, Ketens, schakel
from models.onthulling_lek import val_aan as val_bestanden_aan
from models.onthulling_sommen import Som, alle_sommen
from models.onthulling_weken import weken_samen
from tests.aanval.aanvaller import Kennis, val_aan
from tests.aanval.proef import als_rijen, reeks, zoals_het_is
from tests.aanval.steden import maak_stad

TOEN, NU = date(2026, 11, 15), date(2026, 11, 22)


def _stad(peildatum, stand, erbij, eraf):
    """The exact cells of a city in which only lrv is counted."""
    maten = zip(("", "_instroom", "_uitstroom"), (stand, erbij, eraf), strict=True)
    vast = {"peildatum": peildatum, "niveau": "stad", "code": "", "onderwijssoort": "", "noemer": 4000}
    return pd.DataFrame(
        [{**vast, "maat": f"thuiszitters_lrv{s}", "teller": n, "volledigheid": 100.0} for s, n in maten]
    )


grens = st.tuples(st.integers(0, 5), st.integers(0, 4)).map(lambda g: (g[0], g[0] + g[1]))


def _rij(paar):
    """Bounds as rows of one chain."""
    return np.array([paar[0]]), np.array([paar[1]])


@given(van=grens, naar=grens, erbij=grens, eraf=grens, rest=st.integers(-2, 2))
def test_a_link_between_two_sundays_leaves_exactly_what_is_possible(van, naar, erbij, eraf, rest):
    mogelijk = [
        (v, n, b, a)
        for v, n, b, a in product(*(range(g[0], g[1] + 1) for g in (van, naar, erbij, eraf)))
        if any(
            v - a - ging >= 0 and v - a - ging == n - b - kwam
            for ging, kwam in product(range(max(0, -rest) + 1), range(max(0, rest) + 1))
        )
    ]
    uit = schakel(_rij(van), _rij(naar), _rij(erbij), _rij(eraf), np.array([rest]))
    if mogelijk:
        gevonden = [(int(laag[0]), int(hoog[0])) for laag, hoog in uit]
        assert gevonden == [(min(kolom), max(kolom)) for kolom in zip(*mogelijk, strict=True)]


@pytest.mark.parametrize("zaad", [7, 15, 90])
def test_all_sums_of_some_sundays_hold_for_the_exact_figures(zaad):
    stad, eerder = maak_stad(zaad), []
    for cellen, vrij in reeks(stad, 3, zoals_het_is):
        nu, eerder = cellen, [*eerder, zondag(cellen, vrij, DREMPEL_STAD)]
    nu = nu.assign(noemer_van="", is_deel=False, onderwijssoort=nu["onderwijssoort"].fillna(""))
    weken = weken_samen(nu, alle_sommen(nu), eerder[:2], DREMPEL_STAD)
    tellers = np.concatenate([nu["teller"].to_numpy(), weken.tellers])
    assert len(weken.tellers) > 2 * len(nu)
    assert all(tellers[som.totaal] == tellers[list(som.delen)].sum() + som.rest for som in weken.sommen)
    assert (weken.laag <= weken.tellers).all() and (weken.tellers <= weken.hoog).all()


@pytest.mark.parametrize(
    ("rest", "is_bekend", "verwacht"),
    [
        (0, False, (0, 0)),
        (1, False, (0, 9)),
        (9, False, (0, 9)),
        (10, False, (0, ONBEGRENSD)),
        (-1, False, (-ONBEGRENSD, 0)),
        (-1, True, (-1, -1)),
        (3, True, (3, 3)),
    ],
)
def test_what_is_known_of_persons_outside_the_parts(rest, is_bekend, verwacht):
    laag, hoog = Stelsel([Som(0, (1,), rest, is_rest_bekend=is_bekend)], [False, False], DREMPEL_STAD).rest
    assert (laag[0], hoog[0]) == verwacht


@pytest.mark.parametrize(
    ("stand", "erbij", "eraf", "woorden"),
    [
        (8, 0, 4, ["klein", "klein", "aanvullend"]),
        (9, 1, 4, ["klein", "klein", "aanvullend"]),
        (12, 1, 1, ["", "klein", "klein"]),
    ],
)
def test_a_stand_that_was_shown_and_is_small_now_leaves_the_word_of_its_uitstroom_unsaid(stand, erbij, eraf, woorden):
    """Below ten with 12 shown the week before, somebody left: `klein` of the uitstroom would say 1-9."""
    eerst = geef_getoetst_vrij(_stad(TOEN, 12, 1, 1), DREMPEL_STAD, GeenHistorie()).figuren
    eerder = [zondag(_stad(TOEN, 12, 1, 1), eerst, DREMPEL_STAD)]
    daarna = geef_getoetst_vrij(_stad(NU, stand, erbij, eraf), DREMPEL_STAD, Ketens(eerder, is_begin=True))
    assert daarna.figuren["onderdrukt"].tolist() == woorden and daarna.zwakste == 10
    gevonden = val_aan([*als_rijen(eerst), *als_rijen(daarna.figuren)], [], Kennis())
    assert gevonden.waar == [] and gevonden.zwakste == 10


def test_what_a_chain_says_stays_known_to_the_audit_of_the_sunday():
    """Of 12 shown and at most 9 now, at least one left: the sums of the Sunday are solved with that."""
    eerst = geef_getoetst_vrij(_stad(TOEN, 12, 1, 1), DREMPEL_STAD, GeenHistorie()).figuren
    ketens = Ketens([zondag(_stad(TOEN, 12, 1, 1), eerst, DREMPEL_STAD)], is_begin=True)
    gezien = []
    herstel = ketens.herstel

    class Meekijker:
        venster = ketens.venster
        weet = staticmethod(ketens.weet)

        @staticmethod
        def herstel(verberger):
            uit = herstel(verberger)
            gezien.append(verberger.cellen["woord_laag"].tolist())
            return uit

    geef_getoetst_vrij(_stad(NU, 8, 0, 4), DREMPEL_STAD, Meekijker())
    assert gezien[-1][2] == 1


def _ocw(lrv, absoluut, ocw):
    """The exact cells of a city with the three counts, each as stand, instroom and uitstroom."""
    delen = {"lrv": lrv, "absoluut": absoluut, "ocw": ocw}
    vast = {"peildatum": NU, "niveau": "stad", "code": "", "onderwijssoort": "", "noemer": 4000, "volledigheid": 100.0}
    return pd.DataFrame([
        {**vast, "maat": f"thuiszitters_{deel}{stroom}", "teller": n}
        for deel, drie in delen.items()
        for stroom, n in zip(("", "_instroom", "_uitstroom"), drie, strict=True)
    ])  # fmt: skip


@pytest.mark.parametrize(("lrv", "absoluut", "ocw"), [(9, 9, 18), (7, 7, 14), (9, 3, 10), (4, 4, 8)])
def test_who_comes_into_ocw_comes_into_a_part_of_it(lrv, absoluut, ocw):
    """18 shown as 20 (18-22) would make two hidden parts of at most 9 exactly 9."""
    cellen = _ocw((40, lrv, 3), (40, absoluut, 3), (80, ocw, 6))
    vrij = geef_getoetst_vrij(cellen, DREMPEL_STAD, GeenHistorie())
    gevonden = val_aan(als_rijen(vrij.figuren), [], Kennis())
    assert gevonden.waar == [] and gevonden.zwakste == vrij.zwakste == 10


def test_an_attack_on_released_files_reports_no_cell_that_only_ties_two_sundays():
    """Everything is shown; who stayed from one Sunday to the next is no cell of anybody's file."""
    weken = [_stad(TOEN, 40, 12, 12), _stad(NU, 41, 13, 12)]
    vrij = [geef_getoetst_vrij(week, DREMPEL_STAD, GeenHistorie()).figuren for week in weken]
    rijen = pd.concat(vrij, ignore_index=True).assign(is_deel=False, noemer_van="", swv="", wijk="", bestuur="")
    assert set(rijen["onderdrukt"]) == {""}
    uit = val_bestanden_aan(rijen, DREMPEL_STAD)
    assert uit.past and uit.te_smal == [] and uit.zwakste is None
