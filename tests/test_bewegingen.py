"""Movements between the counts over half a schooljaar, from deliveries on: by hand, in product and reference.

One pupil for every pair of places, of which he stands in the first on 6-9-2026 and in the second on 7-2-2027; lessons
from 1-6-2026 on, without those of the summer. `geen` is in no count.
"""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from itertools import product as product_van
from random import Random

import pytest

from tests import kamerstand, product
from tests.bouwsteen import Stadje, Verzuimrij, geldig_pgn, gemist
from tests.referentie.leveringen import Stad
from tests.referentie.signalen_meer import SIGNALEN_ALLE, ZONDER_INSCHRIJVING
from tests.referentie.status import Keten
from tests.referentie.tellingen import Tellingen
from tests.toneel import WEEK, hele_dagen

BEGIN, EIND = date(2026, 9, 6), date(2027, 2, 7)
PLAATSEN = ("lrv", "absoluut", "5a", "verborgen", "geen")
VERWACHT = Counter({(v, n): 1 for v, n in product_van(PLAATSEN, PLAATSEN) if v != n and "geen" not in (v, n)})
VERWACHT += Counter({("lrv", "absoluut"): 1, ("absoluut", "5a"): 1})
"""Each pair once, and the two pupils of `bijzonder`."""
DAG = timedelta(days=1)
ZOMER = 44 * DAG
"""Days without lessons between the two parts of the run at the begin."""


def weg(leerling: str, van: str, tot: str, codes: str) -> list[Verzuimrij]:
    """Whole school days missed, both ends included; the codes in turn."""
    dagen = [*hele_dagen(van, min(tot, "2026-07-10")), *hele_dagen(max(van, "2026-08-24"), tot)]
    return [gemist(leerling, rij.datum, code=codes[i % len(codes)]) for i, rij in enumerate(dagen)]


def begin_in(stad: Stadje, plaats: str, leerling: str, pgn: str) -> list[Verzuimrij]:
    """What makes a pupil stand in a place on the first Sunday, and not on the last."""
    if plaats == "absoluut":
        stad.absoluut(f"A{leerling}", pgn, "2026-08-10", einddatum="2026-09-30", status="gesloten", reden="onbekend")
    if plaats == "5a":
        stad.vrijstelling(f"V{leerling}", pgn, "5a", "2026-08-01", "2026-09-30")
    codes = {"lrv": "O", "verborgen": "ZO"}.get(plaats)
    return weg(leerling, "2026-06-22", "2026-09-18", codes) if codes else []


def eind_in(stad: Stadje, plaats: str, leerling: str, pgn: str) -> list[Verzuimrij]:
    """The same on the last Sunday."""
    if plaats == "absoluut":
        stad.absoluut(f"B{leerling}", pgn, "2027-01-10")
    if plaats == "5a":
        stad.vrijstelling(f"W{leerling}", pgn, "5a", "2027-01-10", None)
    codes = {"lrv": "O", "verborgen": "ZO"}.get(plaats)
    return weg(leerling, "2026-12-07", "2027-02-05", codes) if codes else []


def bijzonder(stad: Stadje, inschrijven: Callable[..., None]) -> list[Verzuimrij]:
    """Who left school after lrv is absoluut without a case, four weeks later; and one who was never enrolled here."""
    inschrijven("1998", pgn=geldig_pgn(98), startdatum="2026-01-01", einddatum="2026-09-30")
    eind_in(stad, "5a", "1999", geldig_pgn(99))
    begin_in(stad, "absoluut", "1999", geldig_pgn(99))
    return weg("1998", "2026-06-22", "2026-09-30", "O")


def maak_paren(stad: Stadje) -> None:
    """One school with a pupil for each pair of places; delivered on the first Sunday and on the last."""
    school = stad.school("99AA00")
    school.rooster("1a", geldig_van="2026-06-01")
    school.kalender("2026-07-11", "2026-08-23")
    rijen = bijzonder(stad, school.inschrijving)
    for nummer, (van, naar) in enumerate(product_van(PLAATSEN, PLAATSEN)):
        leerling, pgn = f"{1001 + nummer}", geldig_pgn(nummer)
        school.inschrijving(leerling, pgn=pgn, startdatum="2026-01-01")
        rijen += [*begin_in(stad, van, leerling, pgn), *eind_in(stad, naar, leerling, pgn)]
    for zondag in (BEGIN, EIND):
        bekend = [rij for rij in rijen if str(rij.datum) <= str(zondag)]
        school.verzuim("2026-06-01", zondag, f"{zondag:%Y%m%d}T2300", bekend)


def geteld(aanlevering, map_, begin: date, eind: date) -> tuple[dict[date, Counter], Tellingen]:
    """The movements of the product on each Sunday, and the reference on the same deliveries."""
    with product.gebouwd(aanlevering, map_ / "werk", begin, eind, *kamerstand.TABELLEN) as werk:
        gevonden = {p: kamerstand.halfjaar(werk, p) for p in werk.keten([begin, eind])}
    return gevonden, Tellingen(Keten(Stad(aanlevering, begin), SIGNALEN_ALLE, ZONDER_INSCHRIJVING))


@pytest.mark.traag
def test_every_pair_of_places_is_one_movement_in_product_and_reference(tmp_path):
    stad = Stadje(tmp_path / "aanlevering", begin="20260824T1300")
    maak_paren(stad)
    gevonden, referentie = geteld(stad.map, tmp_path, BEGIN, EIND)
    assert gevonden[EIND] == VERWACHT == referentie.bewegingen(EIND)
    assert not any(telling for p, telling in gevonden.items() if p != EIND)
    assert referentie.bewegingen(EIND - WEEK) == Counter()


def willekeurig(rng: Random, stad: Stadje, aantal: int) -> None:
    """A school of random pupils: runs, cases, exemptions and enrolments that begin and end around both Sundays."""

    def om(*dagen: date) -> str:
        return str(rng.choice(dagen) + rng.randint(-2, 2) * DAG)

    school = stad.school("99BB00")
    school.rooster("1a", geldig_van="2026-06-01")
    school.kalender("2026-07-11", "2026-08-23")
    rijen: list[Verzuimrij] = []
    for nummer in range(aantal):
        leerling, pgn = f"{3001 + nummer}", geldig_pgn(200 + nummer)
        tot = rng.choice([None, None, om(BEGIN), "2026-09-30", om(EIND - 29 * DAG)])
        school.inschrijving(leerling, pgn=pgn, startdatum="2026-01-01", einddatum=tot)
        if rng.random() < 0.5:
            rijen += weg(leerling, om(BEGIN - 29 * DAG - ZOMER), om(BEGIN + 9 * DAG), rng.choice(["O", "O", "ZO"]))
        if rng.random() < 0.5:
            rijen += weg(leerling, om(EIND - 29 * DAG), "2027-02-05", rng.choice(["O", "O", "ZO"]))
        if rng.random() < 0.4:
            eind = {"einddatum": om(BEGIN, EIND), "status": "gesloten", "reden": "onbekend"}
            stad.absoluut(f"A{leerling}", pgn, om(BEGIN - 5 * DAG, EIND - 5 * DAG), **rng.choice([{}, eind]))
        if rng.random() < 0.4:
            stad.vrijstelling(f"V{leerling}", pgn, "5a", om(BEGIN - 5 * DAG, EIND - 5 * DAG), om(BEGIN, EIND))
    for zondag in (BEGIN, EIND):
        bekend = [rij for rij in rijen if str(rij.datum) <= str(zondag)]
        school.verzuim("2026-06-01", zondag, f"{zondag:%Y%m%d}T2300", bekend)


@pytest.mark.traag
def test_random_pupils_have_the_same_movements_in_product_and_reference(tmp_path):
    stad = Stadje(tmp_path / "aanlevering", begin="20260824T1300")
    willekeurig(Random(2), stad, 120)
    gevonden, referentie = geteld(stad.map, tmp_path, BEGIN, EIND)
    assert gevonden[EIND] == referentie.bewegingen(EIND)
    assert len(gevonden[EIND]) >= 5 and gevonden[EIND].total() >= 10, "hardly anybody moved here, so this proves little"
