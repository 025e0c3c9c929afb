"""Signals that wait for data, or are corrected away, in every kind of window (regels.md §4: missing data, Status).

The Sundays of tests/test_regels_status.py (6-9 to 11-10-2026) and its city. A "silent" week is never delivered; whether
a row waits for it depends on the window of the signal. Expected by hand: per Sunday `sinds waarde eenheid status`.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import pytest

from tests.bouwsteen import Schooltje, Verzuimrij
from tests.test_regels_status import P1, P2, P3, P4, P5, P6, TONEEL, geval, proef
from tests.toneel import LEERLING, Bouw, Plek, Toneel, gemist, hele_dagen, maak_school, maandag_na, uren

WEEK1, WEEK2, WEEK3, WEEK5 = "2026-08-31", "2026-09-07", "2026-09-14", "2026-09-28"
ALLE = (P1, P2, P3, P4, P5, P6)


@pytest.fixture(scope="module")
def gespeeld(tmp_path_factory) -> Toneel:
    """The city of these Sundays."""
    return TONEEL.speel(tmp_path_factory.mktemp("status"))


def periodes(begin: str, p: str, stille: Sequence[str]) -> list[tuple[date, date]]:
    """From `begin` to this Sunday without the silent weeks, both ends included."""
    start, uit = date.fromisoformat(begin), []
    for maandag in sorted(date.fromisoformat(week) for week in stille if week <= p):
        uit.append((start, maandag - timedelta(days=1)))
        start = maandag + timedelta(days=7)
    return [(van, tot) for van, tot in [*uit, (start, date.fromisoformat(p))] if van <= tot]


def lever(school: Schooltje, begin: str, stille: Sequence[str], rijen: Sequence[Verzuimrij], p: str) -> None:
    """What is known on the Monday after a Sunday, but for the silent weeks."""
    for nummer, (van, tot) in enumerate(periodes(begin, p, stille)):
        deel = [rij for rij in rijen if str(van) <= str(rij.datum) <= str(tot)]
        school.verzuim(van, tot, maandag_na(p), deel, naam=f"deel{nummer}")


def zondagen(
    rijen: Sequence[Verzuimrij],
    stille: Sequence[str] = (),
    anders: Mapping[str, Sequence[Verzuimrij] | None] | None = None,
    begin: str = WEEK1,
    **opties,
) -> Bouw:
    """Every Sunday all that came since `begin`. anders: other rows from a Sunday on; None: no delivery on it."""

    def bouw(plek: Plek) -> None:
        school, huidig = maak_school(plek, begin=begin, **opties), rijen
        for p in ALLE:
            nu = (anders or {}).get(p, huidig)
            huidig = huidig if nu is None else nu
            if nu is not None:
                lever(school, begin, stille, nu, p)

    return bouw


def verloop(basis: str, **status: str) -> dict[str, str]:
    """One row with these statuses: P1="nieuw" and so on."""
    return {globals()[p]: f"{basis} {wat}" for p, wat in status.items()}


VIER_KEER = {"P1": "nieuw", "P2": "blijft", "P3": "blijft", "P4": "blijft"}
WACHT = "gegevens_ontbreken"

# --- a window of four lesweken: 2-5 at P5, 3-6 at P6 -----------------------------------------------------------------

GESCHORST, OP_VAKANTIE = hele_dagen(WEEK1, WEEK1, "S"), hele_dagen(WEEK1, WEEK1, "L")
ZES_SLOTS = f"{WEEK1} 6 slot"


@proef(
    geval("schorsing: alles geleverd", "schorsing", zondagen(GESCHORST),
          verloop(ZES_SLOTS, **VIER_KEER, P5="opgelost")),
    geval("schorsing: stil aan het begin", "schorsing", zondagen(GESCHORST, [WEEK2]),
          verloop(ZES_SLOTS, **VIER_KEER, P5=WACHT, P6="ingetrokken")),
    geval("schorsing: stil in het midden", "schorsing", zondagen(GESCHORST, [WEEK3]),
          verloop(ZES_SLOTS, **VIER_KEER, P5=WACHT, P6=WACHT)),
    geval("schorsing: stil aan het eind", "schorsing", zondagen(GESCHORST, anders={P5: None}),
          verloop(ZES_SLOTS, **VIER_KEER, P5=WACHT, P6="ingetrokken")),
    geval("schorsing: weg, en er mist een week", "schorsing",
          zondagen(GESCHORST, [WEEK3], leerling={"einddatum": "2026-10-02"}),
          verloop(ZES_SLOTS, **VIER_KEER, P5="uitgeschreven")),
    geval("luxe: alles geleverd", "luxeverzuim", zondagen(OP_VAKANTIE), verloop(ZES_SLOTS, **VIER_KEER, P5="opgelost")),
    geval("luxe: stil in het midden", "luxeverzuim", zondagen(OP_VAKANTIE, [WEEK3]),
          verloop(ZES_SLOTS, **VIER_KEER, P5=WACHT, P6=WACHT)),
    geval("luxe: stil, in L", "luxeverzuim", zondagen(OP_VAKANTIE, [WEEK2]),
          verloop(ZES_SLOTS, **VIER_KEER, P5=WACHT, P6="vervallen"), kant="leerplicht"),
)  # fmt: skip
def test_a_window_of_four(gespeeld, scene):
    assert gespeeld.gevonden(scene) == scene.verwacht


# --- windows of eight and twelve -------------------------------------------------------------------------------------

# lesweken from 22-6 on: at P2 twelve, at P3 the first (22-6) falls out of the window
ZOMER = "2026-06-22"
VIER_KEER_ZIEK = uren(("2026-06-24", 6), ("2026-08-03", 6), ("2026-08-12", 6), ("2026-08-19", 6), code="Z")
VIERDE = "2026-08-19 4 episode"
# lesweken from 6-7 on: the window of eight holds 13-7 at P1, and no more at P2
MAANDAGEN = uren(("2026-07-13", 6), ("2026-07-20", 6), ("2026-07-27", 6), ("2026-08-03", 6), code="Z")
VIER_DAGEN = "2026-07-13 4 dag"


@proef(
    geval("ziek_mazl: alles geleverd", "ziek_mazl", zondagen(VIER_KEER_ZIEK, begin=ZOMER),
          verloop(VIERDE, P1="nieuw", P2="blijft", P3="opgelost")),
    geval("ziek_mazl: stil aan het begin", "ziek_mazl", zondagen(VIER_KEER_ZIEK, ["2026-06-29"], begin=ZOMER),
          verloop(VIERDE, P1="nieuw", P2="blijft", P3=WACHT, P4="ingetrokken")),
    geval("ziek_mazl: stil in het midden", "ziek_mazl", zondagen(VIER_KEER_ZIEK, ["2026-07-27"], begin=ZOMER),
          verloop(VIERDE, P1="nieuw", P2="blijft", P3=WACHT, P4=WACHT, P5=WACHT, P6=WACHT)),
    geval("vaste_dag: alles geleverd", "vaste_dag", zondagen(MAANDAGEN, begin="2026-07-06"),
          verloop(VIER_DAGEN, P1="nieuw", P2="opgelost")),
    geval("vaste_dag: stil aan het eind", "vaste_dag", zondagen(MAANDAGEN, anders={P2: None}, begin="2026-07-06"),
          verloop(VIER_DAGEN, P1="nieuw", P2=WACHT, P3="ingetrokken")),
    # true on the known facts still, but not given while a week is missing
    geval("vaste_dag: waar, maar er mist een week", "vaste_dag",
          zondagen([*MAANDAGEN, *uren(("2026-08-10", 6), code="Z")], anders={P2: None}, begin="2026-07-06"),
          {P1: "2026-07-13 5 dag nieuw", P2: f"2026-07-13 5 dag {WACHT}", P3: "2026-07-13 5 dag opgelost"}),
)  # fmt: skip
def test_windows_of_eight_and_twelve(gespeeld, scene):
    assert gespeeld.gevonden(scene) == scene.verwacht


# --- runs look at lesweek k only -------------------------------------------------------------------------------------

AUG24 = "2026-08-24"
LANG_WEG = hele_dagen(AUG24, "2026-10-02")
TERUG = gemist(LEERLING, "2026-10-05", code="P", soort="aanwezig")


def reeks(code: str, stille: Sequence[str]) -> Bouw:
    """Away from 24-8 to 2-10, back on 5-10."""
    weg = hele_dagen(AUG24, "2026-10-02", code)
    return zondagen(weg, stille, {P6: [*weg, TERUG]}, begin=AUG24)


# 35 days at P4, 42 at P5; with the week of 28-9 silent still 35 at P5
@proef(
    geval("lrv: k-1 is stil, k niet", "lrv", reeks("O", [WEEK5]),
          verloop(f"{AUG24} 35 dag", P4="nieuw", P5="blijft", P6="opgelost")),
    geval("langdurig_ziek: k-1 is stil, k niet", "langdurig_ziek", reeks("Z", [WEEK5]),
          verloop(f"{AUG24} 35 dag", P4="nieuw", P5="blijft", P6="opgelost")),
    # the last week is silent at P5, and what was sick turns out to be presence before
    geval("langdurig_ziek: k is stil", "langdurig_ziek",
          zondagen(hele_dagen(AUG24, "2026-10-02", "Z"), [WEEK5],
                   {P5: hele_dagen("2026-09-01", "2026-09-25", "Z")}, begin=AUG24),
          verloop(f"{AUG24} 35 dag", P4="nieuw", P5=WACHT, P6="ingetrokken")),
)  # fmt: skip
def test_a_run_waits_for_the_newest_lesweek_only(gespeeld, scene):
    assert gespeeld.gevonden(scene) == scene.verwacht


# --- the schooljaar and its first weeks ------------------------------------------------------------------------------

NEGEN, ACHT = uren((WEEK1, 6), ("2026-09-01", 3), code="T"), uren((WEEK1, 6), ("2026-09-01", 2), code="T")
NEGEN_KEER = "2026-09-01 9 keer"
# of 120 known slots at P5, 150 at P6: 12 is 10% and 8%
TWAALF = uren(("2026-09-15", 6), ("2026-09-16", 6), code="Z")
# at P1 lesweek 2, at P5 lesweek 6, at P6 lesweek 7 of the schooljaar
BEGIN_DAGEN = uren((AUG24, 6), ("2026-08-25", 6), code="Z")
BEGIN_TWEE = f"{AUG24} 2 dag"
TOT_ZES = {"P1": "nieuw", "P2": "blijft", "P3": "blijft", "P4": "blijft", "P5": "blijft"}
KWART = uren((WEEK1, 5), ("2026-09-01", 5), ("2026-09-02", 5), code="Z")
GEEN_KWART = uren((WEEK1, 5), ("2026-09-01", 5), (WEEK3, 5), code="Z")
OPEN, REDEN = uren((WEEK1, 2), code="?"), uren((WEEK1, 2), code="Z")


@proef(
    geval("te_laat: rechtgezet", "te_laat", zondagen(NEGEN, anders={P3: ACHT}),
          verloop(NEGEN_KEER, P1="nieuw", P2="blijft", P3="ingetrokken")),
    geval("te_laat: rechtgezet en terug", "te_laat", zondagen(NEGEN, anders={P3: ACHT, P4: NEGEN}),
          verloop(NEGEN_KEER, P1="nieuw", P2="blijft", P3="ingetrokken", P4="nieuw", P5="blijft", P6="blijft")),
    geval("te_laat: er mist een week van dit schooljaar", "te_laat", zondagen(NEGEN, [WEEK2], {P3: ACHT}),
          verloop(NEGEN_KEER, P1="nieuw", P2="blijft", P3=WACHT, P4=WACHT, P5=WACHT, P6=WACHT)),
    geval("te_laat: er mist een week van het vorige", "te_laat",
          zondagen(NEGEN, ["2026-07-13"], {P3: ACHT}, begin="2026-07-06"),
          verloop(NEGEN_KEER, P1="nieuw", P2="blijft", P3="ingetrokken")),
    geval("afwezig_10: er mist een week", "afwezig_10", zondagen(TWAALF, [WEEK2]),
          verloop("2026-09-15 10,0 procent", P5="nieuw", P6=WACHT)),
    geval("start: na lesweek 6", "start_schooljaar", zondagen(BEGIN_DAGEN, begin=AUG24),
          verloop(BEGIN_TWEE, **TOT_ZES, P6="opgelost")),
    geval("start: lesweek 4 is stil", "start_schooljaar", zondagen(BEGIN_DAGEN, [WEEK3], begin=AUG24),
          verloop(BEGIN_TWEE, **TOT_ZES, P6=WACHT)),
    geval("start: lesweek 5 is stil", "start_schooljaar", zondagen(BEGIN_DAGEN, ["2026-09-21"], begin=AUG24),
          verloop(BEGIN_TWEE, **TOT_ZES, P6="opgelost")),
    # as known at P3: 10 of 60 at P2, and the 5 of the last week do not make it 25% then
    geval("kwart_2w: rechtgezet, en later weer iets gemist", "kwart_2w", zondagen(KWART, anders={P3: GEEN_KWART}),
          {P1: f"{WEEK1} 50,0 procent nieuw", P2: f"{WEEK1} 25,0 procent blijft",
           P3: f"{WEEK1} 25,0 procent ingetrokken"}),
    # after 31-8 lie four schooldagen at P1, nine at P2
    geval("onbekend_open: de reden komt", "onbekend_open", zondagen(OPEN, anders={P4: REDEN}),
          verloop(f"{WEEK1} 2 slot", P2="nieuw", P3="blijft", P4="ingetrokken")),
    geval("onbekend_open: de reden gaat weg", "onbekend_open", zondagen(REDEN, anders={P4: OPEN}),
          verloop(f"{WEEK1} 2 slot", P4="nieuw", P5="blijft", P6="blijft")),
    geval("onbekend_open: de reden komt, er mist een week", "onbekend_open", zondagen(OPEN, [WEEK2], {P4: REDEN}),
          verloop(f"{WEEK1} 2 slot", P2="nieuw", P3="blijft", P4=WACHT, P5=WACHT, P6=WACHT)),
)  # fmt: skip
def test_the_schooljaar_and_its_first_weeks(gespeeld, scene):
    assert gespeeld.gevonden(scene) == scene.verwacht


# --- 1 August --------------------------------------------------------------------------------------------------------

# lessons in July, closed to 6-9: lesweek 1 of the schooljaar is that of 7-9, so k is one of July at P1
JUNI = "2026-06-29"
DICHT = [("2026-08-01", "2026-09-06")]
LAAT_IN_JULI = uren((JUNI, 6), ("2026-06-30", 3), code="T")


@proef(
    geval("te_laat van voor de zomer", "te_laat", zondagen(LAAT_IN_JULI, begin=JUNI, kalender=DICHT),
          verloop("2026-06-30 9 keer", P1="nieuw", P2="opgelost")),
    geval("lrv over de zomer", "lrv", zondagen(hele_dagen(JUNI, "2026-10-09"), begin=JUNI, kalender=DICHT),
          {P1: f"{JUNI} 35 dag nieuw", P2: f"{JUNI} 42 dag blijft", P3: f"{JUNI} 49 dag blijft",
           P4: f"{JUNI} 56 dag blijft", P5: f"{JUNI} 63 dag blijft", P6: f"{JUNI} 70 dag blijft"}),
)  # fmt: skip
def test_the_first_of_august(gespeeld, scene):
    assert gespeeld.gevonden(scene) == scene.verwacht


# --- snapshots that change, leaving school, the leerplicht room ------------------------------------------------------

VIER_MAAL = [1, 2, 3, 4]
TACHTIG = f"{WEEK1} 80,0 procent"


def eigen_rooster(tot: str = "2027-07-31", weg_op: str = "") -> Bouw:
    """A timetable of four days to a date, or left out of the snapshot of another."""

    def bouw(plek: Plek) -> None:
        school = maak_school(plek, begin=WEEK1)
        school.rooster("", VIER_MAAL, leerlingnummer=LEERLING, geldig_van=WEEK1, geldig_tot=tot)
        if weg_op:
            school.verwijder("rooster", weg_op, leerlingnummer=LEERLING)

    return bouw


def uitgeschreven(terug_op: str = "", dicht: str = "") -> Bouw:
    """Enrolled to Thursday 10-9; at another school from a date on, or a case closed as verhuisd from a receipt on."""

    def bouw(plek: Plek) -> None:
        wie = {"pgn": plek.pgn()}
        maak_school(plek, leerling={**wie, "einddatum": "2026-09-10"})
        if terug_op:
            maak_school(plek, "B", leerling={**wie, "startdatum": terug_op})
        if dicht:
            feiten = {"status": "gesloten", "einddatum": "2026-09-22", "reden": "verhuisd", "ontvangen": dicht}
            plek.stad.absoluut(f"Z{plek.nummer}", plek.pgn(), "2026-09-21", **feiten)

    return bouw


def zaak(plek: Plek) -> None:
    """Open from 10-9; from the snapshot of 25-9 on closed on 24-9."""
    maak_school(plek, leerling={"pgn": plek.pgn()})
    plek.stad.absoluut(f"Z{plek.nummer}", plek.pgn(), "2026-09-10")
    einde = {"status": "gesloten", "einddatum": "2026-09-24", "reden": "ingeschreven", "ontvangen": "20260925T0600"}
    plek.stad.absoluut(f"Z{plek.nummer}", plek.pgn(), "2026-09-10", **einde)


def vrijstelling(plek: Plek) -> None:
    """To 13-10: within 30 days from P2 (13-9) on; from 25-9 on there is a next one."""
    maak_school(plek, leerling={"pgn": plek.pgn()})
    plek.stad.vrijstelling(f"V{plek.nummer}", plek.pgn(), "11", "2026-01-01", "2026-10-13")
    plek.stad.vrijstelling(f"W{plek.nummer}", plek.pgn(), "11", "2026-10-14", None, ontvangen="20260925T0600")


@proef(
    geval("rooster_krimpt: voorbij", "rooster_krimpt", eigen_rooster("2026-09-13"),
          verloop(TACHTIG, P1="nieuw", P2="blijft", P3="opgelost")),
    geval("rooster_krimpt: nooit geweest", "rooster_krimpt", eigen_rooster(weg_op="20260918T0600"),
          verloop(TACHTIG, P1="nieuw", P2="blijft", P3="ingetrokken")),
    geval("geen_inschrijving tot de nieuwe school", "geen_inschrijving", uitgeschreven("2026-09-24"),
          {P2: "2026-09-11 1 schooldag nieuw", P3: "2026-09-11 6 schooldag blijft",
           P4: "2026-09-11 6 schooldag vervallen"}, kant="leerplicht"),
    geval("geen_inschrijving tot de zaak dicht is", "geen_inschrijving", uitgeschreven(dicht="20260926T0600"),
          {P2: "2026-09-11 1 schooldag nieuw", P3: "2026-09-11 6 schooldag blijft",
           P4: "2026-09-11 6 schooldag vervallen"}, kant="leerplicht"),
    geval("absoluut tot de zaak dicht is", "absoluut", zaak,
          {P2: "2026-09-10 3 dag nieuw", P3: "2026-09-10 10 dag blijft", P4: "2026-09-10 10 dag vervallen"},
          kant="leerplicht"),
    geval("vrijstelling_verloopt tot de volgende", "vrijstelling_verloopt", vrijstelling,
          {P2: "2026-10-13 30 dag nieuw", P3: "2026-10-13 23 dag blijft", P4: "2026-10-13 23 dag vervallen"},
          kant="leerplicht"),
)  # fmt: skip
def test_what_snapshots_change(gespeeld, scene):
    assert gespeeld.gevonden(scene) == scene.verwacht


def test_the_reference_says_the_same_of_every_scenario(gespeeld):
    assert gespeeld.verschillen() == []
