"""What is learnt from decisions, at the edges of its rules (docs/architectuur.md, Readings); by hand.

Lessons from 17-8-2026 on, each weekday lesuur 1-6. One lesson of luxe on 8-9 gives the signal luxeverzuim on the
Sundays 13-9 to 4-10. A decision of a date is returned the day after. Expected per Sunday: the rows of one subject, with
`stad` behind those that count for the city.
"""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from tests import product
from tests.bouwsteen import Schooltje, Verzuimrij
from tests.test_regels_route import besluit
from tests.test_regels_zaken import elke_week
from tests.toneel import Bouw, Geval, Plek, Toneel, hele_dagen, uren

TONEEL = Toneel(date(2026, 9, 13), date(2026, 10, 18))
TABELLEN = ("school.publicatie.leertelling",)
RIJEN = """
    SELECT concat(groep, ' ', deel, CASE WHEN in_stad THEN ' stad' END) FROM (
        SELECT peildatum, brin6, groep, deel, in_stad FROM school.kern.leer_oordeel
        UNION ALL SELECT peildatum, brin6, groep, deel, in_stad FROM school.kern.leer_termijn WHERE op_school
        UNION ALL SELECT peildatum, brin6, groep, deel, in_stad FROM school.kern.leer_afspraak
        UNION ALL
        SELECT peildatum, brin6, 'voorsprong', concat(weken, ' ', vanaf), in_stad FROM school.kern.leer_voorsprong
    )
    WHERE peildatum = $p AND brin6 = $b AND starts_with(groep, $g) ORDER BY ALL
"""
P0, P1, P2, P3, P4, P5 = (str(date(2026, 9, 13) + timedelta(days=7 * n)) for n in range(6))
LUXE = uren(("2026-09-08", 1), code="L")
ZESTIEN = uren(("2026-09-28", 6), ("2026-09-29", 6), ("2026-09-30", 4))
ZIEK = hele_dagen("2026-09-07", "2026-09-15", "Z")
Besluit = tuple[str, dict[str, object]]


def van(rijen: Sequence[Verzuimrij], *besluiten: Besluit, **opties) -> Bouw:
    """A school where this was missed, whose kernteam decided this."""

    def bouw(plek: Plek) -> None:
        elke_week(rijen, **opties)(plek)
        for nummer, (ontvangen, rij) in enumerate(besluiten):
            Schooltje(plek.stad, plek.brin6(), "standaard").kernteam([rij], ontvangen, naam=f"lijst{nummer}")

    return bouw


def op_lijst(lijst: str, **woorden: str) -> Besluit:
    """A decision on the Wednesday after this list, returned the day after."""
    woensdag = date.fromisoformat(lijst) + timedelta(days=3)
    return besluit(**{"datum": str(woensdag), "lijst": lijst, **woorden})


def twee_scholen(plek: Plek) -> None:
    """One person at two schools, judged at both: first at B."""
    for letter, lijst in (("A", P1), ("B", P0)):
        leerling = {"pgn": plek.pgn(), "hoofdinschrijving": "ja" if letter == "A" else "nee"}
        elke_week(LUXE, letter=letter, leerling=leerling)(plek)
        ontvangen, rij = op_lijst(lijst)
        Schooltje(plek.stad, plek.brin6(letter), "standaard").kernteam([rij], ontvangen)


def geval(onderwerp: str, naam: str, bouw: Bouw, letter: str = "A", **verwacht: str) -> Geval:
    """A scenario on some Sundays (`op_0920`: 20-9-2026); rows parted by `; `, empty: no row."""
    per_zondag = {f"2026-{op[3:5]}-{op[5:]}": tekst.split("; ") if tekst else [] for op, tekst in verwacht.items()}
    return Geval(naam, onderwerp, bouw, per_zondag, letter=letter)


def oordeel(deel: str) -> str:
    return f"oordeel_luxeverzuim {deel} stad"


JGZ = besluit("2026-10-07", wie="jgz")
TAFEL = "termijn_actietafel"
EEN_MAAND = {"instellingen": {"passend_aanbod_maanden": 1}}
WEG = hele_dagen("2026-08-24", "2026-10-16")
AANBOD = "termijn_passend_aanbod"
GEVALLEN = TONEEL.neem(
    [
        *(
            geval("oordeel", f"{woord} says {deel}", van(LUXE, op_lijst(P0, besluit=woord)), op_0920=oordeel(deel))
            for woord, deel in (
                ("actie", "klopt"),
                ("gemeld", "klopt"),
                ("bekend", "al_bekend"),
                ("geen_signaal", "klopt_niet"),
                ("klopt_niet", "klopt_niet"),
            )
        ),
        geval("oordeel", "not known yet", van(LUXE, op_lijst(P0)), op_0913=""),
        geval("oordeel", "a return judges no signal", van(LUXE, op_lijst(P0, besluit="teruggekeerd")), op_0920=""),
        geval(
            "oordeel",
            "a row about the signal itself",
            van(LUXE, op_lijst(P0, signaal="luxeverzuim")),
            op_0920=oordeel("klopt"),
        ),
        geval("oordeel", "a row about a signal that was not there", van(LUXE, op_lijst(P0, signaal="lrv")), op_0920=""),
        geval("oordeel", "a list on which the signal was not there", van(LUXE, op_lijst("2026-09-06")), op_0920=""),
        geval(
            "oordeel",
            "the row about the signal goes before that about the pupil",
            van(LUXE, op_lijst(P0, besluit="klopt_niet", signaal="luxeverzuim"), op_lijst(P0, besluit="bekend")),
            op_0920=oordeel("klopt_niet"),
        ),
        geval(
            "oordeel",
            "the first list counts",
            van(LUXE, op_lijst(P0), op_lijst(P1, besluit="bekend")),
            op_0920=oordeel("klopt"),
            op_0927=oordeel("klopt"),
        ),
        geval(
            "oordeel",
            "of one list the newest return counts",
            van(LUXE, op_lijst(P0), op_lijst(P0, besluit="klopt_niet", terug="2026-09-22")),
            op_0920=oordeel("klopt"),
            op_0927=oordeel("klopt_niet"),
        ),
        geval(
            "oordeel",
            "without a peildatum the list is that of the last Sunday",
            van(LUXE, besluit("2026-09-19", lijst="")),
            op_0920=oordeel("klopt"),
        ),
        geval(
            "oordeel",
            "a Sunday is the last day of its own week",
            van(LUXE, besluit("2026-09-13", lijst="")),
            op_0920=oordeel("klopt"),
        ),
        geval(
            "oordeel",
            "a signal that only the school has does not count for the city",
            van(ZIEK, op_lijst(P1)),
            op_0927="oordeel_afwezig_20 klopt; oordeel_kwart_2w klopt; oordeel_start_schooljaar klopt; "
            "oordeel_ziek_mazl klopt",
        ),
        geval("oordeel", "a person at two schools counts once", twee_scholen, op_0927="oordeel_luxeverzuim klopt"),
        geval("oordeel", "at the school that judged first", twee_scholen, letter="B", op_0927=oordeel("klopt")),
        geval(
            "voorsprong",
            "three lesweken before the crossing",
            van([*LUXE, *ZESTIEN]),
            op_0927="",
            op_1004=f"voorsprong 3 {P0} stad",
            op_1018=f"voorsprong 3 {P0} stad",
        ),
        geval("voorsprong", "nothing before it", van(ZESTIEN), op_1004="voorsprong 0  stad"),
        geval("voorsprong", "fifteen hours are no crossing", van([*LUXE, *ZESTIEN[:2]]), op_1004=""),
        geval(
            "voorsprong",
            "what stopped before it does not count",
            van([*uren(("2026-08-25", 1), code="L"), *ZESTIEN]),
            op_1004="voorsprong 0  stad",
        ),
        geval(
            "voorsprong",
            "a week without lessons neither counts nor breaks",
            van([*LUXE, *ZESTIEN], kalender=[("2026-09-14", "2026-09-18", "vakantie")]),
            op_1004=f"voorsprong 2 {P0} stad",
        ),
        geval(
            "termijn",
            "the actietafel on the last day",
            van(LUXE, JGZ, besluit("2026-10-14", lijst=P4, vervolg="actietafel")),
            op_1011="",
            op_1018=f"{TAFEL} op_tijd stad",
        ),
        geval(
            "termijn",
            "the actietafel a day later",
            van(LUXE, JGZ, besluit("2026-10-15", lijst=P4, vervolg="actietafel")),
            op_1018=f"{TAFEL} te_laat stad",
        ),
        geval("termijn", "no actietafel", van(LUXE, JGZ), op_1011="", op_1018=f"{TAFEL} te_laat stad"),
        geval(
            "termijn",
            "closed on the last day",
            van(LUXE, JGZ, besluit("2026-10-14", lijst=P4, vervolg="afgesloten")),
            op_1018=f"{TAFEL} niet_nodig stad",
        ),
        geval(
            "termijn",
            "closed a day later",
            van(LUXE, JGZ, besluit("2026-10-15", lijst=P4, vervolg="afgesloten")),
            op_1018=f"{TAFEL} te_laat stad",
        ),
        geval(
            "termijn",
            "an earlier route counts until a newer one has ended",
            van(
                LUXE,
                besluit("2026-09-16", lijst=P0, wie="jgz"),
                besluit("2026-09-18", lijst=P0, signaal="luxeverzuim", vervolg="actietafel"),
                besluit("2026-09-22", lijst=P1, vervolg="afgesloten"),
                besluit("2026-09-29", lijst=P2, wie="koos"),
            ),
            op_0920=f"{TAFEL} op_tijd stad",
            op_1004=f"{TAFEL} op_tijd stad",
            op_1011=f"{TAFEL} te_laat stad",
        ),
        geval("termijn", "of who never had a signal that leerplicht knows", van([], JGZ), op_1018=f"{TAFEL} te_laat"),
        geval("termijn", "no offer in time", van(WEG, **EEN_MAAND), op_0920="", op_0927=f"{AANBOD} te_laat stad"),
        geval(
            "termijn",
            "an offer on the last day",
            van(WEG, besluit("2026-09-24", lijst=P1, vervolg="passend_aanbod"), **EEN_MAAND),
            op_0927=f"{AANBOD} op_tijd stad",
        ),
        geval(
            "termijn",
            "an offer a day later",
            van(WEG, besluit("2026-09-25", lijst=P1, vervolg="passend_aanbod"), **EEN_MAAND),
            op_0927=f"{AANBOD} te_laat stad",
        ),
        geval(
            "termijn",
            "back at school before its end",
            van(
                WEG,
                besluit("2026-09-30", lijst=P2, besluit="teruggekeerd"),
                instellingen={"passend_aanbod_maanden": 2},
            ),
            op_1004=f"{AANBOD} niet_nodig stad",
        ),
        geval(
            "termijn",
            "a case of sick leave does not count for the city",
            van(hele_dagen("2026-08-24", "2026-10-16", "Z"), **EEN_MAAND),
            op_0927=f"{AANBOD} te_laat",
        ),
        geval(
            "afspraak",
            "each word once",
            van(
                LUXE,
                op_lijst(P0, wie="school", vervolg="gesprek"),
                op_lijst(P1, wie="school", vervolg="plan"),
                op_lijst(P2, wie="ouders"),
            ),
            op_0920="afspraak_vervolg gesprek stad; afspraak_wie school stad",
            op_1004="afspraak_vervolg gesprek stad; afspraak_vervolg plan stad; afspraak_wie ouders stad; "
            "afspraak_wie school stad",
        ),
        geval(
            "afspraak",
            "nothing is agreed about what is nothing",
            van(LUXE, op_lijst(P0, besluit="geen_signaal", wie="school", vervolg="gesprek")),
            op_0920="",
        ),
        geval(
            "afspraak",
            "about a signal that only the school has it does not count for the city",
            van(ZIEK, op_lijst(P1, wie="jgz")),
            op_0927="afspraak_wie jgz",
        ),
    ]
)


@pytest.fixture(scope="module")
def werk(tmp_path_factory):
    """The warehouse of this city, with what is learnt."""
    map_ = tmp_path_factory.mktemp("leren")
    with product.gebouwd(TONEEL.lever(map_), map_, TONEEL.eerste, TONEEL.laatste, *TABELLEN) as open_:
        yield open_


def gevonden(werk, scene: Geval, p: str) -> list[str]:
    """The rows of its subject at its school."""
    waarden = {"p": date.fromisoformat(p), "b": TONEEL.plek(scene).brin6(scene.letter), "g": scene.signaal}
    return [tekst for (tekst,) in werk.magazijn.rijen(RIJEN, waarden)]


@pytest.mark.parametrize("scene", GEVALLEN, ids=lambda scene: scene.naam)
def test_what_is_learnt(werk, scene):
    assert {p: gevonden(werk, scene, p) for p in scene.verwacht} == scene.verwacht


def test_the_counts_per_school_are_those_rows(werk):
    scene = next(
        geval_
        for geval_ in GEVALLEN
        if geval_.naam == "about a signal that only the school has it does not count for the city"
    )
    rijen = werk.magazijn.rijen(
        "SELECT groep, deel, op_school, in_stad FROM school.publicatie.leertelling "
        "WHERE peildatum = $p AND brin6 = $b AND starts_with(groep, 'afspraak') ORDER BY ALL",
        {"p": date.fromisoformat(P2), "b": TONEEL.plek(scene).brin6()},
    )
    assert rijen == [("afspraak_wie", "jgz", 1, 0), ("afspraak_wie", None, 1, 0)]
