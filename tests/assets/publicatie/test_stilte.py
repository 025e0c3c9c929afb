"""Who is late: the rule on facts, and the facts of small schools as the warehouse gives them."""

from datetime import date, datetime, timedelta

import pytest

from assets.publicatie.beheer import gemeentestanden_van, lees_stilte, levering_van, te_laat
from assets.publicatie.bron import Opnamerij
from assets.publicatie.stilte import Leverstandrij
from assets.uitgifte.modellen_beheer import Gat, Stilte
from assets.uitgifte.stilte import gat_tekst, gevolgen, mist_tekst, wat_mist, wat_te_doen
from data_contracts.signalen import laad_signalen
from tests import product
from tests.bouwsteen import Schooltje, Stadje

P = date(2026, 9, 20)
TABELLEN = ("school.publicatie.leverstand", "school.publicatie.missend")
JAAR = {"afwezig_10", "afwezig_20", "te_laat", "onbekend_open", "start_schooljaar"}
LANG = {"ziek_mazl", "stijging", "vaste_dag"}
VIER = {"verzuim_16u4w", "luxeverzuim", "schorsing"}
TWEE = {"kwart_2w", "terugval"}
REEKSEN = {"lrv", "lrv_3m", "langdurig_ziek"}
OP = datetime(2026, 9, 21, 6)


def gat(maandag: date = date(2026, 9, 14), terug: int = 0, mist: int = 5) -> Gat:
    """A lesweek of five schooldagen of which the last ones miss."""
    return Gat(maandag, terug, 5, tuple(maandag + timedelta(days=5 - mist + i) for i in range(mist)))


def stand(**velden) -> Leverstandrij:
    """A school that delivers and has a timetable since the summer."""
    basis = {
        "brin6": "99AA00", "heeft_rooster": True, "is_verlopen": False, "eerste_les": date(2026, 8, 31),
        "volgende_les": date(2026, 9, 21), "laatst_ontvangen": OP, "zonder_periode": False,
    }  # fmt: skip
    return Leverstandrij(**(basis | velden))


@pytest.mark.parametrize(
    ("velden", "gaten", "oorzaak"),
    [
        ({}, [], None),
        ({}, [gat()], "mist"),
        ({"laatst_ontvangen": None}, [gat()], "nooit"),
        ({"laatst_ontvangen": None}, [], None),  # it has had no lesson yet
        ({"heeft_rooster": False, "laatst_ontvangen": None}, [], "nooit"),
        ({"heeft_rooster": False}, [], "geen_rooster"),
        ({"is_verlopen": True}, [], "rooster_verlopen"),
        ({"is_verlopen": True}, [gat()], "rooster_verlopen"),
    ],
)
def test_who_owes_what(velden, gaten, oorzaak):
    stilte = te_laat(stand(**velden), gaten, P)
    assert (stilte and stilte.oorzaak) == oorzaak


@pytest.mark.parametrize(
    ("eerste_les", "is_eerste"),
    [(P - timedelta(days=7), False), (P - timedelta(days=6), True), (P, True), (P + timedelta(days=1), False)],
)
def test_a_first_lesweek_is_one_whose_first_lesson_lies_in_week_w(eerste_les, is_eerste):
    stilte = te_laat(stand(eerste_les=eerste_les), [gat()], P)
    assert stilte and stilte.is_eerste_week is is_eerste
    assert ("eerste lesweek" in wat_mist(stilte)) is is_eerste


def test_silence_counts_from_the_first_schooldag_that_misses():
    stilte = te_laat(stand(), [gat(), gat(date(2026, 9, 7), 1, mist=2)], P)
    assert stilte and stilte.sinds == date(2026, 9, 10)
    assert [gat_tekst(g) for g in stilte.gaten] == [
        "week 37 (7 t/m 11 september): donderdag en vrijdag missen",
        "week 38 (14 t/m 18 september)",
    ]


def test_many_weeks_are_counted_and_the_newest_named():
    weken = [gat(date(2026, 9, 14) - timedelta(days=7 * i), i) for i in range(8)]
    stilte = te_laat(stand(), weken, P)
    assert stilte and mist_tekst(stilte) == "2 eerdere en week 33, week 34, week 35, week 36, week 37 en week 38"


@pytest.mark.parametrize(
    ("terug", "niet_nieuw", "blijft"),
    [
        (0, {"kwart_2w", "stijging", "vaste_dag", "terugval"}, JAAR | LANG | VIER | TWEE | REEKSEN),
        (1, {"kwart_2w", "stijging", "vaste_dag"}, JAAR | LANG | VIER | TWEE),
        (2, {"stijging", "vaste_dag"}, JAAR | LANG | VIER),
        (3, {"stijging", "vaste_dag"}, JAAR | LANG | VIER),
        (4, {"stijging", "vaste_dag"}, JAAR | LANG),
        (7, {"stijging", "vaste_dag"}, JAAR | LANG),
        (8, {"stijging"}, JAAR | {"ziek_mazl", "stijging"}),
        (11, {"stijging"}, JAAR | {"ziek_mazl", "stijging"}),
        (12, set(), JAAR),
    ],
)
def test_what_follows_for_the_signals_depends_on_how_far_back_the_week_lies(terug, niet_nieuw, blijft):
    gevonden = {gevolg.zin: gevolg.signalen for gevolg in gevolgen(Stilte("mist", (gat(terug=terug),)))}
    nieuw = next((titels for zin, titels in gevonden.items() if "niet nieuw" in zin), ())
    staan = next((titels for zin, titels in gevonden.items() if "blijven staan" in zin), ())
    assert set(nieuw) == {laad_signalen()[naam].titel for naam in niet_nieuw}
    assert set(staan) == {laad_signalen()[naam].titel for naam in blijft}


def test_a_name_without_a_period_is_said_with_an_example():
    assert "absenties__" in " ".join(wat_te_doen(Stilte("mist", (gat(),), zonder_periode=True)))
    assert "absenties__" not in " ".join(wat_te_doen(Stilte("mist", (gat(),))))


# --- the facts, as the warehouse gives them ---------------------------------------------------------------------------


def _gewoon(school: Schooltje) -> None:
    school.rooster("1a")
    school.inschrijving("1001")


def _alles(school: Schooltje) -> None:
    _gewoon(school)
    school.verzuim("2026-08-31", "2026-09-20", "20260921T0600")


def _halve_week(school: Schooltje) -> None:
    _gewoon(school)
    school.verzuim("2026-08-31", "2026-09-16", "20260921T0600")


def _te_vroeg_ontvangen(school: Schooltje) -> None:
    _gewoon(school)
    school.verzuim("2026-08-31", "2026-09-20", "20260917T2000")


def _zonder_periode(school: Schooltje) -> None:
    _gewoon(school)
    school.verzuim(None, None, "20260921T0600")


def _zonder_rooster(school: Schooltje) -> None:
    school.inschrijving("1001")
    school.verzuim("2026-08-31", "2026-09-20", "20260921T0600")


def _vakantie(school: Schooltje) -> None:
    _gewoon(school)
    school.kalender("2026-09-14", "2026-09-25")
    school.verzuim("2026-08-31", "2026-09-13", "20260914T0600")


def _vakantie_met_gat(school: Schooltje) -> None:
    _gewoon(school)
    school.kalender("2026-09-14", "2026-09-25")
    school.verzuim("2026-08-31", "2026-09-06", "20260907T0600")


def _rooster_voorbij(school: Schooltje) -> None:
    school.rooster("1a", geldig_tot="2026-09-13")
    school.inschrijving("1001")
    school.verzuim("2026-08-31", "2026-09-13", "20260914T0600")


def _rooster_voorbij_in_vakantie(school: Schooltje) -> None:
    _rooster_voorbij(school)
    school.kalender("2026-09-14", "2026-09-18")


def _rooster_tot_deze_week(school: Schooltje) -> None:
    school.rooster("1a", geldig_tot="2026-09-14")
    school.inschrijving("1001")
    school.verzuim("2026-08-31", "2026-09-20", "20260921T0600")


def _begint_later(school: Schooltje) -> None:
    school.rooster("1a", geldig_van="2026-09-21")
    school.inschrijving("1001")


def _begint_nu(school: Schooltje) -> None:
    school.rooster("1a", geldig_van="2026-09-14")
    school.inschrijving("1001")


WOENSDAG = [date(2026, 9, 17), date(2026, 9, 18)]
DRIE_WEKEN = [date(2026, 8, 31) + timedelta(days=7 * week + dag) for week in range(3) for dag in range(5)]
WEEK_37 = [date(2026, 9, 7) + timedelta(days=dag) for dag in range(5)]
WEEK_38 = [date(2026, 9, 14) + timedelta(days=dag) for dag in range(5)]
CODES = (("O", "zonder_reden", "nee"),)
GEVALLEN = [
    ("alles geleverd", _alles, None, []),
    ("nooit geleverd", _gewoon, "nooit", DRIE_WEKEN),
    ("helemaal niets", lambda school: None, "nooit", []),
    ("periode tot woensdag", _halve_week, "mist", WOENSDAG),
    ("ontvangen op donderdag", _te_vroeg_ontvangen, "mist", [date(2026, 9, 18)]),
    ("zonder periode", _zonder_periode, "mist", DRIE_WEKEN),
    ("zonder rooster", _zonder_rooster, "geen_rooster", []),
    ("vakantie", _vakantie, None, []),
    ("vakantie met een gat ervoor", _vakantie_met_gat, "mist", WEEK_37),
    ("rooster voorbij", _rooster_voorbij, "rooster_verlopen", []),
    ("rooster voorbij in de vakantie", _rooster_voorbij_in_vakantie, None, []),
    ("rooster tot en met deze maandag", _rooster_tot_deze_week, None, []),
    ("begint volgende week", _begint_later, None, []),
    ("begint deze week", _begint_nu, "nooit", WEEK_38),
]  # fmt: skip


@pytest.fixture(scope="module")
def gevonden(tmp_path_factory) -> dict[str, Stilte]:
    """All schools in one run."""
    map_ = tmp_path_factory.mktemp("stilte")
    stad = Stadje(map_ / "aanlevering", begin="20260901T0600")
    for nummer, (naam, bouw, *_) in enumerate(GEVALLEN):
        bouw(stad.school(f"{nummer:02}AA00", codes=None if naam == "helemaal niets" else CODES))
    with product.gebouwd(stad.map, map_, P, None, *TABELLEN) as werk:
        return lees_stilte(werk.magazijn, P)


@pytest.mark.parametrize(("nummer", "geval"), enumerate(GEVALLEN), ids=[geval[0] for geval in GEVALLEN])
def test_which_days_of_a_school_miss(gevonden, nummer, geval):
    _, _, oorzaak, dagen = geval
    stilte = gevonden.get(f"{nummer:02}AA00")
    assert (stilte and stilte.oorzaak) == oorzaak
    assert [dag for g in (stilte.gaten if stilte else ()) for dag in g.dagen] == dagen


def test_a_delivery_without_a_period_is_known_as_the_reason(gevonden):
    zonder = [nummer for nummer, geval in enumerate(GEVALLEN) if geval[0] == "zonder periode"]
    assert [brin6 for brin6, stilte in gevonden.items() if stilte.zonder_periode] == [f"{zonder[0]:02}AA00"]


# --- the gemeente -----------------------------------------------------------------------------------------------------


def _bestand(soort: str, bekend_op: date, uitkomst: str = "verwerkt"):
    ontvangen = datetime.combine(bekend_op, datetime.min.time())
    rij = Opnamerij(
        None,
        1,
        soort,
        f"gemeente/{soort}/a.csv",
        "00",
        ontvangen,
        None,
        None,
        bekend_op,
        uitkomst,
        None,
        1,
        1,
        0,
        0,
        0,
        "",
    )
    return rij, levering_van(rij, [])


VORIGE = P - timedelta(days=7)


@pytest.mark.parametrize(
    ("bestanden", "is_oud", "laatst"),
    [
        ([], True, None),
        ([_bestand("meldingen", P)], False, P),
        ([_bestand("meldingen", VORIGE)], True, VORIGE),
        ([_bestand("meldingen", P, "herhaald")], False, P),
        ([_bestand("meldingen", VORIGE), _bestand("meldingen", P, "geweigerd")], True, VORIGE),
    ],
)
def test_a_file_of_the_gemeente_is_old_after_the_weeks_of_its_contract(bestanden, is_oud, laatst):
    (meldingen,) = [s for s in gemeentestanden_van(bestanden, P) if s.soort == "meldingen"]
    assert meldingen.is_oud is is_oud
    assert (meldingen.laatst_ontvangen and meldingen.laatst_ontvangen.date()) == laatst


@pytest.mark.parametrize(("weken", "is_oud"), [(0, False), (4, False), (5, True)])
def test_a_file_that_is_due_each_month_is_old_after_five_weeks(weken, is_oud):
    bestand = _bestand("inzet", P - timedelta(days=7 * weken))
    (inzet,) = [s for s in gemeentestanden_van([bestand], P) if s.soort == "inzet"]
    assert inzet.is_oud is is_oud
