"""Pupils and schools: numbers that pass the eleven test and belong to nobody, moves, ages, sizes."""

from datetime import date

import numpy as np
import pytest

from assets.fictief.bevolking import elfproef_reeks
from assets.fictief.klassen import LESUREN, deeltijdrooster, maak_klassen
from assets.fictief.ontwerp import Ontwerp
from assets.fictief.scholen import maak_scholen


@pytest.fixture(scope="module")
def ontwerp() -> Ontwerp:
    return Ontwerp(6000, 20, 4)


def rest_van_de_elfproef(pgn: int) -> int:
    """Weights 9, 8, ... 2, -1."""
    cijfers = [int(c) for c in f"{pgn:09d}"]
    return sum(c * g for c, g in zip(cijfers, (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True)) % 11


@pytest.mark.parametrize("rest", [0, 5])
def test_a_made_up_number_leaves_the_remainder_that_was_asked(rest):
    reeks = elfproef_reeks(90_000_000, 500, rest)
    assert {rest_van_de_elfproef(int(n)) for n in reeks} == {rest}
    assert len(set(reeks.tolist())) == 500 and (reeks // 100_000_000 == 9).all()


def test_persons_have_different_numbers_and_some_have_none(ontwerp):
    pgn = ontwerp.personen.pgn
    gevuld = pgn[pgn > 0]
    assert len(np.unique(gevuld)) == len(gevuld)
    assert 0 < (pgn == 0).mean() < 0.03
    assert {rest_van_de_elfproef(int(n)) for n in gevuld} == {0, 5}


@pytest.mark.parametrize(
    ("leerlingen", "laagst", "hoogst"), [(300, 11, 11), (3000, 12, 15), (12_000, 28, 34), (60_000, 120, 160)]
)
def test_the_number_of_schools_grows_with_the_city(leerlingen, laagst, hoogst):
    scholen = maak_scholen(leerlingen, 1, 24)
    assert laagst <= len(scholen) <= hoogst
    assert abs(sum(s.leerlingen for s in scholen) - leerlingen) <= 0.02 * leerlingen
    assert len({s.brin6 for s in scholen}) == len({s.naam for s in scholen}) == len(scholen)
    assert all(s.brin6[0] == "9" and s.contact.endswith("@voorbeeld.example") for s in scholen)


def test_all_pupils_of_a_school_are_in_a_class(ontwerp):
    for volgnummer, school in enumerate(ontwerp.scholen):
        klassen = maak_klassen(school, volgnummer)
        assert sum(k.aantal for k in klassen) == school.leerlingen
        assert len({k.naam for k in klassen}) == len(klassen)


def test_who_changes_school_is_one_person_with_two_enrolments_that_do_not_overlap(ontwerp):
    pl = ontwerp.plaatsingen
    hoofd = np.flatnonzero(pl.hoofd)
    personen, aantal = np.unique(pl.persoon[hoofd], return_counts=True)
    wisselaars = personen[aantal == 2]
    assert len(wisselaars) > 20 and aantal.max() == 2
    for persoon in wisselaars:
        eerste, tweede = hoofd[pl.persoon[hoofd] == persoon]
        assert pl.eind[eerste] < pl.start[tweede] and pl.school[eerste] != pl.school[tweede]
        doel = ontwerp.scholen[pl.school[tweede]]
        assert pl.bestemming[eerste] in ("", doel.brin6)
        assert ontwerp.scholen[pl.school[eerste]].soort == doel.soort


def test_some_leavers_have_a_destination_and_some_have_none(ontwerp):
    weg = ontwerp.plaatsingen.bestemming[~np.isnat(ontwerp.plaatsingen.eind)]
    assert {"", "99ZZ00"} < set(weg.tolist())


def test_children_of_primary_school_start_on_their_fourth_birthday_or_later(ontwerp):
    pl, geboren = ontwerp.plaatsingen, ontwerp.personen.geboren
    po = np.array([s.soort == "po" for s in ontwerp.scholen])[pl.school]
    jong = po & (geboren[pl.persoon] > np.datetime64("2021-09-01"))
    assert jong.sum() > 50
    for i in np.flatnonzero(jong):
        g: date = geboren[pl.persoon[i]].item()
        assert pl.start[i].item() >= g.replace(year=g.year + 4)


def test_ages_and_startkwalificaties_fit_the_kinds_of_school(ontwerp):
    p = ontwerp.personen
    leeftijd = (np.datetime64("2025-10-01") - p.geboren).astype(int) / 365.25
    assert {3, 4, 5} <= set(np.floor(leeftijd[p.soort == 0]).astype(int).tolist())
    assert {16, 17, 18} <= set(np.floor(leeftijd[p.soort == 5]).astype(int).tolist())
    assert (~np.isnat(p.startkwalificatie_op)).sum() > 0
    assert (leeftijd[~np.isnat(p.startkwalificatie_op)] > 16).all()


@pytest.mark.parametrize(("aandeel", "lessen"), [(0.2, 6), (0.5, 15), (0.9, 27)])
def test_an_own_timetable_is_a_share_of_that_of_the_class(aandeel, lessen):
    klas = np.zeros((5, LESUREN), dtype=np.int16)
    klas[:, :6] = 50
    eigen = deeltijdrooster(klas, aandeel)
    assert (eigen > 0).sum() == lessen
    assert ((eigen == 0) | (eigen == klas)).all()
