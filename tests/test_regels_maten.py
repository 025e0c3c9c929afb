"""The six counts of thuiszitters per person, at the edges of their parts (regels.md §5); expected by hand.

Asked of the kluis: exact, before disclosure control. First who stands in which count on P = 28-2-2027; then how persons
come and go over six Sundays of a small city, with the yearly count.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

import pytest

from tests import product
from tests.bouwsteen import Stadje, geldig_pgn
from tests.toneel import Bouw, Geval, Plek, Toneel, hele_dagen, maak_school, maandag_na
from tests.winterzondag import ACHT_WEKEN, JANUARI, VIER_DAGEN, WINTER, ZEVENTIEN, P, eigen, reeks, rij

MORGEN, GISTEREN = "2027-03-01", "2027-02-27"
LRV, ABSOLUUT, BREED = {"lrv", "ocw", "breed"}, {"absoluut", "ocw", "breed"}, {"breed"}
VERBORGEN: set[str] = {"verborgen"}
NIETS: set[str] = set()


def samen(*bouwers: Bouw) -> Bouw:
    """Several builders for one person."""

    def bouw(plek: Plek) -> None:
        for deel in bouwers:
            deel(plek)

    return bouw


def weg(eerste: str, code: str = "O", **leerling: object) -> Bouw:
    """A pupil with a pgn, always missed from a date on."""
    return lambda plek: reeks(eerste, code=code, begin=min(eerste, JANUARI), leerling={"pgn": plek.pgn(), **leerling})(
        plek
    )


def op_school(plek: Plek) -> None:
    maak_school(plek, begin=ACHT_WEKEN, leerling={"pgn": plek.pgn()})


def zaak(datum: str, eind: str | None = None) -> Bouw:
    status = "gesloten" if eind else "open"
    return lambda plek: plek.stad.absoluut(f"Z{plek.nummer}", plek.pgn(), datum, status, eind)


def vrij(artikel: str, begin: str, eind: str | None = None) -> Bouw:
    return lambda plek: plek.stad.vrijstelling(f"V{plek.nummer}", plek.pgn(), artikel, begin, eind)


def vertrokken(eind: str, kalender: Iterable[tuple] = (), **leerling: object) -> Bouw:
    """Left the school after this date; all weeks are delivered."""

    def bouw(plek: Plek) -> None:
        wie = {"pgn": plek.pgn(), "einddatum": eind, **leerling}
        school = maak_school(plek, begin="2026-11-02", kalender=kalender, leerling=wie)
        school.verzuim("2026-11-02", P, plek.ontvangst)

    return bouw


def met_stilte(plek: Plek) -> None:
    """Left after Sunday 24-1: 35 days ago; the week of 8-2 was not delivered."""
    school = maak_school(plek, begin="2026-11-02", leerling={"pgn": plek.pgn(), "einddatum": "2027-01-24"})
    school.verzuim("2026-11-02", "2027-02-07", plek.ontvangst)
    school.verzuim("2027-02-15", P, plek.ontvangst)


HALF = {"weekdagen": range(1, 6), "slots": range(1, 4)}
"""750 of the 1,500 minutes of the class."""
FEB8 = [("2027-02-08", "2027-02-12")]

STANDEN: list[tuple[str, Bouw, set[str]]] = [
    ("lrv: 28 dagen", weg("2027-02-01"), NIETS),
    ("lrv: 31 dagen", weg("2027-01-29"), LRV),
    ("lrv: begin op P - 3 maanden", weg("2026-11-30"), LRV),
    ("lrv: begin ervoor", weg("2026-11-27"), {*LRV, "pact_3m"}),
    ("absoluut: begint na P", samen(op_school, zaak(MORGEN)), NIETS),
    ("absoluut: begint op P", samen(op_school, zaak(P)), ABSOLUUT),
    ("absoluut: gesloten op P", samen(op_school, zaak("2027-01-01", P)), NIETS),
    ("absoluut: gesloten na P", samen(op_school, zaak("2027-01-01", MORGEN)), ABSOLUUT),
    ("absoluut: P - 3 maanden", samen(op_school, zaak("2026-11-28")), ABSOLUUT),
    ("absoluut: ervoor", samen(op_school, zaak("2026-11-27")), {*ABSOLUUT, "pact_3m"}),
    ("de eerste van beide telt voor pact_3m", samen(weg("2027-01-29"), zaak("2026-11-27")),
     {"lrv", *ABSOLUUT, "pact_3m"}),
    # sinds 1-2 is 28 days, sinds 31-1 (a Sunday of a lesweek) 29
    ("geen_inschrijving: 28 dagen", vertrokken("2027-01-31"), NIETS),
    ("geen_inschrijving: 29 dagen", vertrokken("2027-01-30"), ABSOLUUT),
    ("geen_inschrijving: 35 dagen min een vakantie", vertrokken("2027-01-24", FEB8), NIETS),
    ("geen_inschrijving: 42 dagen min een vakantie", vertrokken("2027-01-17", FEB8), ABSOLUUT),
    ("geen_inschrijving: 35 dagen min een stille week", met_stilte, NIETS),
    ("geen_inschrijving: 35 dagen", vertrokken("2027-01-24"), ABSOLUUT),
    ("geen_inschrijving: voor P - 3 maanden", vertrokken("2026-11-26"), {*ABSOLUUT, "pact_3m"}),
    ("geen_inschrijving: met een bestemming", vertrokken("2027-01-17", bestemming_brin6="03MJ00"), NIETS),
    # the counts stay of all, also of who lives elsewhere
    ("geen_inschrijving: andere gemeente", vertrokken("2027-01-17", woongemeente="0363"), ABSOLUUT),
    ("5a op P", samen(op_school, vrij("5a", P)), BREED),
    ("5a tot en met P", samen(op_school, vrij("5a", "2026-08-01", P)), BREED),
    ("5a vanaf morgen", samen(op_school, vrij("5a", MORGEN)), NIETS),
    ("5a tot gisteren", samen(op_school, vrij("5a", "2026-08-01", GISTEREN)), NIETS),
    ("5b", samen(op_school, vrij("5b", "2026-08-01")), NIETS),
    ("5a_trekkend", samen(op_school, vrij("5a_trekkend", "2026-08-01")), NIETS),
    ("verborgen: 28 dagen ziek", weg("2027-02-01", "Z"), NIETS),
    ("verborgen: 31 dagen ziek", weg("2027-01-29", "Z"), VERBORGEN),
    ("verborgen: ziek en ongeoorloofd", reeks(JANUARI, rij("2027-02-09", "O"), rij("2027-02-10", "Z", 1)), VERBORGEN),
    ("verborgen: zonder reden", weg(JANUARI, "?"), LRV),
    ("verborgen: een onbekende dag", reeks(JANUARI, rij("2027-02-09", "Q"), code="Z"), VERBORGEN),
    ("verborgen: een les aanwezig", reeks(JANUARI, rij("2027-02-09", "P", 1), code="Z"), NIETS),
    ("verborgen: ook 5a", samen(weg(JANUARI, "Z"), vrij("5a", "2026-08-01")), BREED),
    ("verborgen: zonder plicht", weg(JANUARI, "Z", geboortedatum="2009-01-01"), NIETS),
    ("verborgen: plicht pas sinds 1 februari", weg(JANUARI, "Z", geboortedatum="2022-01-15"), NIETS),
    ("verborgen: plicht sinds 1 januari", weg(JANUARI, "Z", geboortedatum="2021-12-15"), VERBORGEN),
    ("verborgen: kwalificatieplicht", weg(JANUARI, "Z", geboortedatum=ZEVENTIEN), VERBORGEN),
    ("verborgen: rooster van 50%", eigen(HALF), VERBORGEN),
    ("verborgen: rooster van 50,3%", eigen(HALF, {"weekdagen": [5], "slots": [4], "minuten": 5}), NIETS),
    ("verborgen: rooster van 80%", eigen(VIER_DAGEN), NIETS),
]  # fmt: skip
SCENES = WINTER.neem(Geval(naam, "maten", bouw, {}) for naam, bouw, _ in STANDEN)


@pytest.fixture(scope="module")
def gespeeld(tmp_path_factory) -> Toneel:
    """The city of this Sunday."""
    return WINTER.speel(tmp_path_factory.mktemp("winter"))


@pytest.fixture(scope="module")
def maten(gespeeld) -> Mapping[str, Counter[str]]:
    """Per school how many persons stand in each count at P."""
    per_school: dict[str, Counter[str]] = defaultdict(Counter)
    with product.gebouwd(gespeeld.map, gespeeld.uit.parent, gespeeld.laatste, None, "kluis.kern.maat") as werk:
        vraag = "SELECT brin6, maat, count(*) FROM kluis.kern.maat WHERE peildatum = ? GROUP BY ALL"
        for brin6, maat, aantal in werk.magazijn.rijen(vraag, [gespeeld.laatste]):
            per_school[brin6][maat] = aantal
    return per_school


@pytest.mark.parametrize("nummer", range(len(STANDEN)), ids=lambda nummer: STANDEN[nummer][0])
def test_who_stands_in_which_count(gespeeld, maten, nummer):
    assert maten[gespeeld.plek(SCENES[nummer]).brin6()] == Counter(STANDEN[nummer][2])


# --- who comes and who goes ------------------------------------------------------------------------------------------

EERSTE, LAATSTE = date(2026, 8, 30), date(2026, 10, 4)
SEPTEMBER, SCHOOL = date(2026, 9, 6), "99AA00"
AUGUSTUS = "2026-08-17"


def maak(map_) -> Stadje:
    """Cases of persons never enrolled, and pupils of one school with lessons from 17-8 on.

    1001 is away from 17-8 on: lrv from 20-9 (35 days); enrolled to 21-9, with a case from 22-9 on. 1002 is away until
    the week of 28-9. 1003 has an exemption 5a from 14-9 on.
    """
    stad = Stadje(map_, begin="20260829T0600")
    school = stad.school(SCHOOL)
    school.rooster("1a", geldig_van=AUGUSTUS)
    school.inschrijving("1001", startdatum="2026-08-01", pgn=geldig_pgn(1), einddatum="2026-09-21")
    school.inschrijving("1002", startdatum="2026-08-01", pgn=geldig_pgn(2))
    school.inschrijving("1003", startdatum="2026-08-01", pgn=geldig_pgn(3))
    rijen = [*hele_dagen(AUGUSTUS, "2026-09-21", leerling="1001"), *hele_dagen(AUGUSTUS, "2026-09-25", leerling="1002")]
    for p in ("2026-08-30", "2026-09-06", "2026-09-13", "2026-09-20", "2026-09-27", "2026-10-04"):
        school.verzuim(AUGUSTUS, p, maandag_na(p), [r for r in rijen if str(r.datum) <= p])
    stad.absoluut("A1", geldig_pgn(1), "2026-09-22")
    stad.absoluut("OPEN", geldig_pgn(11), "2026-08-20")
    stad.absoluut("AUGUSTUS", geldig_pgn(12), "2026-08-20", "gesloten", "2026-09-06")
    stad.absoluut("OP_6_9", geldig_pgn(13), "2026-09-06")
    stad.absoluut("LATER", geldig_pgn(14), "2026-09-07", "gesloten", "2026-09-20")
    stad.absoluut("ZONDER_PGN", "", "2026-09-14")
    stad.vrijstelling("V3", geldig_pgn(3), "5a", "2026-09-14")
    return stad


@pytest.fixture(scope="module")
def tellingen(tmp_path_factory) -> tuple[Mapping[tuple, Mapping[str, int]], Mapping[str, tuple[int, int]]]:
    """Per Sunday and school (None: never enrolled) the counts that are not 0; and the yearly count on the last."""
    map_ = tmp_path_factory.mktemp("tellingen")
    aanlevering = maak(map_ / "aanlevering").map
    namen = ("kluis.publicatie.telling", "kluis.publicatie.jaartelling")
    per: dict[tuple, dict[str, int]] = defaultdict(dict)
    with product.gebouwd(aanlevering, map_, EERSTE, LAATSTE, *namen) as werk:
        for p, brin6, maat, aantal in werk.magazijn.rijen("SELECT * FROM kluis.publicatie.telling"):
            per[p, brin6][maat.removeprefix("thuiszitters_")] = aantal
        vraag = "SELECT maat, open_op_1_september, nieuw_in_jaar FROM kluis.publicatie.jaartelling WHERE peildatum = ?"
        jaar = {maat: (begin, erbij) for maat, begin, erbij in werk.magazijn.rijen(vraag, [LAATSTE])}
    return per, jaar


def telling(soorten: Mapping[str, int], *maten_: str) -> dict[str, int]:
    """The same figures for each of these counts; a key "" is the stand."""
    return {f"{maat}{soort}": aantal for maat in maten_ for soort, aantal in soorten.items()}


BREDE = ("absoluut", "ocw", "breed")


@pytest.mark.parametrize(
    ("zondag", "verwacht"),
    [
        ("2026-08-30", telling({"": 2, "_instroom": 2}, *BREDE)),
        # OP_6_9 comes; the case that ends on 6-9 is over
        ("2026-09-06", telling({"": 2, "_instroom": 1, "_uitstroom": 1}, *BREDE)),
        ("2026-09-13", telling({"": 3, "_instroom": 1}, *BREDE)),
        # ZONDER_PGN comes, LATER ends
        ("2026-09-20", telling({"": 3, "_instroom": 1, "_uitstroom": 1}, *BREDE)),
        ("2026-09-27", telling({"": 3}, *BREDE)),
    ],
)
def test_persons_without_a_school_come_and_go(tellingen, zondag, verwacht):
    assert tellingen[0][date.fromisoformat(zondag), None] == verwacht


@pytest.mark.parametrize(
    ("zondag", "verwacht"),
    [
        ("2026-09-13", {}),
        # both runs are 35 days long, and 1003 has the exemption
        ("2026-09-20", telling({"": 2, "_instroom": 2}, "lrv", "ocw") | telling({"": 3, "_instroom": 3}, "breed")),
        # 1001 goes from lrv to absoluut: in ocw and breed nobody comes or goes
        ("2026-09-27", {"lrv": 1, "lrv_uitstroom": 1, "absoluut": 1, "absoluut_instroom": 1, "ocw": 2, "breed": 3}),
        # 1002 is back
        ("2026-10-04", {"lrv_uitstroom": 1, "absoluut": 1, "ocw": 1, "ocw_uitstroom": 1, "breed": 2,
                        "breed_uitstroom": 1}),
    ],
)  # fmt: skip
def test_a_movement_between_two_counts_is_no_fall_of_their_sum(tellingen, zondag, verwacht):
    assert tellingen[0].get((date.fromisoformat(zondag), SCHOOL), {}) == verwacht


def test_the_yearly_count_leaves_august_out(tellingen):
    # open on 6-9: OPEN and OP_6_9; later absoluut: 1001, LATER, ZONDER_PGN; lrv: 1001 and 1002; 5a: 1003
    assert tellingen[1] == {
        "lrv": (0, 2),
        "absoluut": (2, 3),
        "ocw": (2, 4),
        "pact_3m": (0, 0),
        "breed": (2, 5),
        "verborgen": (0, 0),
    }
