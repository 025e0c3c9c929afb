"""Behaviour and registration of one school: what the truth promises is what the array holds."""

import numpy as np
import pytest

from assets.fictief.ontwerp import Ontwerp
from models.fictief import registratie
from models.fictief.kalender import EERSTE_JAAR, JAREN, is_dicht
from models.fictief.parameters import Toestand


@pytest.fixture(scope="module")
def ontwerp() -> Ontwerp:
    return Ontwerp(4000, 24, 6)


def test_long_unauthorised_absence_has_no_other_reason_in_it(ontwerp):
    gezien = 0
    for jaar in ontwerp.simuleer():
        for i in np.flatnonzero(jaar.latent.lrv_van < len(jaar.dagen)):
            reeks = slice(jaar.latent.lrv_van[i], jaar.latent.lrv_tot[i] + 1)
            in_les = jaar.minuten[i, reeks] > 0
            soorten = set(jaar.toestand[i, reeks][in_les].tolist())
            assert soorten <= {Toestand.ZONDER_REDEN, Toestand.NVT}
            gezien += bool(soorten)
    assert gezien >= 5


def test_nothing_happens_outside_the_planned_slots(ontwerp):
    for jaar in ontwerp.simuleer():
        assert not jaar.toestand[jaar.minuten == 0].any()
        assert not jaar.minuten[:, is_dicht(jaar.dagen, EERSTE_JAAR.landelijk)].any()
        assert jaar.minuten.any()


def test_nobody_has_lessons_before_the_first_or_after_the_last_day_of_enrolment(ontwerp):
    for jaar in ontwerp.simuleer():
        pl = jaar.plaatsingen
        for i in np.flatnonzero(~np.isnat(pl.eind)):
            assert not jaar.minuten[i, jaar.dagen > pl.eind[i]].any()
        for i in range(len(pl.start)):
            assert not jaar.minuten[i, jaar.dagen < pl.start[i]].any()


def cellen(m: registratie.Meldingen, vorm: tuple[int, ...], gepland: np.ndarray) -> np.ndarray:
    """Slots that the entries cover, by the meaning of spans in aanlevering.md."""
    uit = np.zeros(vorm, dtype=np.int8)
    for k in range(len(m)):
        i, van, tot = m.leerling[k], m.dag_van[k], m.dag_tot[k]
        if m.heel[k]:
            uit[i, van : tot + 1] = m.toestand[k]
        else:
            assert van == tot
            uit[i, van, m.slot_van[k] : m.slot_tot[k] + 1] = m.toestand[k]
    return np.where(gepland, uit, 0)


@pytest.mark.parametrize("spannen", [False, True])
def test_the_entries_cover_exactly_what_happened(ontwerp, spannen):
    jaar = ontwerp.schooljaar(next(s for s in ontwerp.scholen if s.soort == "vo"))
    gepland = jaar.minuten > 0
    m = registratie.leg_vast(np.random.default_rng(1), jaar.toestand, gepland, jaar.dagen, spannen, 0.05)
    echt = cellen(m.kies(np.flatnonzero(~m.is_fout)), jaar.toestand.shape, gepland)
    zonder_reden = np.where(echt == Toestand.ONBEKEND, Toestand.ZONDER_REDEN, echt)
    assert np.array_equal(zonder_reden, jaar.toestand)
    assert (m.dag_tot > m.dag_van).any() == spannen
    assert m.is_fout.sum() > 0
    assert not jaar.toestand[m.leerling, m.dag_van, m.slot_van][m.is_fout].any()


@pytest.mark.parametrize("dag", [0, 4, 5, 119])
def test_a_day_index_is_a_weekday_of_the_axis(dag):
    for jaar in JAREN:
        assert jaar.dagen(24)[dag].item() == jaar.datum_van(dag)
        assert jaar.dag_van(jaar.datum_van(dag)) == dag
