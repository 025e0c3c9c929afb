"""Every row of the lists told from its slots: golden texts, and lines that a reader adds up to waarde."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import groupby
from pathlib import Path

import pytest

from assets.magazijn import Magazijn, open_magazijn
from assets.publicatie.bron import lees_namen
from assets.uitleg.bron import Feiten, Vraag
from assets.uitleg.keuze import REGISTERVERTELLERS, VERTELLERS
from assets.uitleg.rijen import KANTEN, Antwoord, Opdracht, UitlegFout
from data_contracts.register import Register, lees_register
from data_contracts.signalen import laad_signalen
from tests.assets.uitleg.lijsten import csv_rijen
from tests.assets.uitleg.optellen import fouten_van
from tests.assets.uitleg.per_dag import dagen_van_kern, dagen_van_slots
from tests.assets.uitleg.voorbeelden import DERDE, EERSTE, TWEEDE, VOORBEELDEN, plek_van, speel

GOUD = Path(__file__).with_name("goud")
ZONDER_RIJ = ("geen regel", "nergens gezien")


@pytest.fixture(scope="module")
def huis(tmp_path_factory) -> Iterator[tuple[Magazijn, Register, Path]]:
    """The city of the examples, run once; its warehouse is open."""
    map_ = tmp_path_factory.mktemp("uitleg")
    speel(map_)
    register = lees_register(map_ / "aanlevering" / "scholen.yaml")
    with open_magazijn(map_ / "magazijn", map_ / "sleutels.json", lambda _: None) as magazijn:
        yield magazijn, register, map_ / "uit"


def leg_uit(huis, brin6, leerlingnummer, peildatum, signaal=None, kanten=KANTEN) -> Antwoord:
    magazijn, register, _ = huis
    return Opdracht(magazijn, register, peildatum, brin6, leerlingnummer, signaal, kanten).antwoord()


@pytest.mark.parametrize("voorbeeld", VOORBEELDEN, ids=lambda v: v.naam)
def test_the_explanation_is_the_approved_text(huis, voorbeeld):
    """Regenerate with INBEELD_GOUD=1 and read the difference."""
    antwoord = leg_uit(huis, *plek_van(voorbeeld), voorbeeld.peildatum, voorbeeld.signaal, (voorbeeld.kant,))
    pad, tekst = GOUD / f"{voorbeeld.naam}.txt", "\n".join(antwoord.regels) + "\n"
    if os.environ.get("INBEELD_GOUD"):
        pad.write_text(tekst, encoding="utf-8")
    assert antwoord.klopt and ("==" in tekst or voorbeeld.naam in ZONDER_RIJ)
    assert tekst == pad.read_text(encoding="utf-8")


def test_every_signal_and_every_way_to_go_has_an_example():
    eigen = VERTELLERS.keys() | REGISTERVERTELLERS.keys()
    assert {v.signaal for v in VOORBEELDEN} == eigen <= laad_signalen().keys()
    assert len(eigen) == 21
    teksten = [pad.read_text(encoding="utf-8") for pad in GOUD.glob("*.txt")]
    for status in ("nieuw", "opgelost", "ingetrokken", "uitgeschreven", "gegevens_ontbreken", "vervallen"):
        assert any(f"| status {status}\n" in tekst for tekst in teksten), status


def fouten_op(huis, peildatum: date) -> tuple[list, int]:
    """Rows of a Sunday whose printed lines do not give waarde, and how many rows were read."""
    fout, aantal = [], 0
    for kant in KANTEN:
        alle = csv_rijen(huis[2], peildatum, kant)
        for wie, groep in groupby(alle, key=lambda rij: (rij["brin6"] or "gemeente", rij["leerlingnummer"])):
            rijen, antwoord = list(groep), leg_uit(huis, *wie, peildatum, None, (kant,))
            fout += fouten_van(rijen, "\n".join(antwoord.regels), antwoord.klopt)
            aantal += len(rijen)
    return fout, aantal


def test_the_listed_lines_of_every_row_add_up_to_its_waarde(huis):
    fout, aantal = fouten_op(huis, DERDE)
    assert fout == []
    assert aantal > 80


@pytest.mark.traag
@pytest.mark.parametrize("peildatum", [EERSTE, TWEEDE])
def test_so_they_do_on_other_sundays(huis, peildatum):
    assert fouten_op(huis, peildatum)[0] == []


def overhandigd(huis, plek: tuple[str, str], signaal: str) -> list[tuple]:
    """The slots that are handed over to tell a row of leerplicht, without school and pupil."""
    namen = lees_namen(huis[0], "school", plek[0], EERSTE)
    leerling = next(sleutel for sleutel, naam in namen.items() if naam.leerlingnummer == plek[1])
    feiten = Feiten(Vraag(huis[0]), "leerplicht", signaal, plek[0], leerling, EERSTE, EERSTE, 5, 9)
    return [(*slot[2:13], slot.regel) for slot in feiten.alle_slots]


def test_leerplicht_reads_the_same_of_a_pupil_who_was_also_ill_or_suspended(huis):
    zonder, met = (plek_van(v) for v in VOORBEELDEN if v.naam.startswith("tweeling"))
    for signaal in ("verzuim_16u4w", "luxeverzuim", "te_laat"):
        assert overhandigd(huis, met, signaal) == overhandigd(huis, zonder, signaal) != []
        teksten = [
            "\n".join(leg_uit(huis, *plek, EERSTE, signaal, ("leerplicht",)).regels).replace(plek[0], "X")
            for plek in (zonder, met)
        ]
        assert "telt" in teksten[0] and teksten[0] == teksten[1]
    assert "ziek" in "\n".join(leg_uit(huis, *met, EERSTE, None, ("school",)).regels)


def test_an_explanation_for_leerplicht_names_no_reason_but_luxe_and_no_planned_time(huis):
    teksten = ["\n".join(leg_uit(huis, *plek_van(v), v.peildatum, None, ("leerplicht",)).regels) for v in VOORBEELDEN]
    woorden = re.compile(r"\bgeoorloofd|ziek|schors|verlof|medisch|nvt|code |aanwezig|gemist \d+ van|Niet bekend")
    assert len([tekst for tekst in teksten if "==" in tekst]) > 10
    assert [gevonden for tekst in teksten if (gevonden := woorden.search(tekst))] == []


def test_the_slots_are_those_of_which_the_signals_are_made(huis):
    """Day by day, for every pupil: what leg-uit reads and what school.kern.afwezigdag counts."""
    for peildatum in (EERSTE, TWEEDE, DERDE):
        gelezen, geteld = dagen_van_slots(huis[0], peildatum), dagen_van_kern(huis[0], peildatum)
        assert len(geteld) > 200
        assert gelezen == geteld


@pytest.mark.parametrize(
    ("brin6", "nummer", "zin"),
    [
        ("99ZZ99", "1001", "--brin6 99ZZ99: deze school staat niet in scholen.yaml; controleer het nummer"),
        ("00AA00", "4711", "--leerlingnummer: deze leerling is op 2026-11-29 niet bekend bij school 00AA00; "
         "controleer het nummer en de datum"),
        ("gemeente", "4711", "--leerlingnummer: deze zaak staat op 2026-11-29 niet in de registers van de gemeente; "
         "controleer het nummer en de datum"),
    ],
)  # fmt: skip
def test_an_unknown_school_pupil_or_case_is_said_without_its_number(huis, brin6, nummer, zin):
    with pytest.raises(UitlegFout) as fout:
        leg_uit(huis, brin6, nummer, EERSTE)
    assert str(fout.value) == zin


def test_a_pupil_without_a_row_is_told_how_far_he_is_but_not_to_leerplicht(huis):
    plek = plek_van(next(v for v in VOORBEELDEN if v.naam == "nergens gezien"))
    school, leerplicht = (leg_uit(huis, *plek, EERSTE, None, (kant,)).regels for kant in KANTEN)
    assert "  verzuim_16u4w: 0 lesuren ongeoorloofd in de laatste 4 lesweken; de grens is 16" in school
    assert leerplicht[3:] == [f"{plek[0]}/signalen_leerplicht.csv: geen regel in deze week."]


@contextmanager
def teruggedraaid(huis, sql: str) -> Iterator[None]:
    """The warehouse with a change that is rolled back."""
    con = huis[0].con
    con.execute("BEGIN")
    try:
        con.execute(sql)
        yield
    finally:
        con.execute("ROLLBACK")


@pytest.mark.parametrize(
    ("wijziging", "gezegd"),
    [
        ("teller = teller + 1", "18 lesuren sinds 2026-11-03"),
        ("sinds = sinds - 1", "17 lesuren sinds 2026-11-02"),
        ("begindatum = begindatum + 1", "17 lesuren sinds 2026-11-03"),
        ("grensgeval = NOT grensgeval", "17 lesuren sinds 2026-11-03"),
        ("meldingsnummer = 'M9'", "17 lesuren sinds 2026-11-03"),
    ],
)
def test_a_row_that_the_lines_do_not_give_is_said_loudly(huis, wijziging, gezegd):
    with teruggedraaid(huis, f"UPDATE school.publicatie.signaal_s SET {wijziging} WHERE signaal = 'verzuim_16u4w'"):
        antwoord = leg_uit(huis, *plek_van(VOORBEELDEN[0]), EERSTE, "verzuim_16u4w", ("school",))
    assert not antwoord.klopt
    assert f"LET OP: deze regels tellen niet op tot de waarde {gezegd}." in antwoord.regels


def test_a_gone_row_of_which_the_week_is_no_longer_there_is_said_loudly(huis):
    voorbeeld = next(v for v in VOORBEELDEN if v.naam == "opgelost")
    with teruggedraaid(huis, f"DELETE FROM school.signaal.uitkomst WHERE peildatum = DATE '{EERSTE}'"):
        antwoord = leg_uit(huis, *plek_van(voorbeeld), TWEEDE, voorbeeld.signaal, ("school",))
    assert not antwoord.klopt
    zin = "LET OP: de week waarin dit signaal voor het laatst gold, staat niet meer in het magazijn."
    assert antwoord.regels[-1] == zin


def test_a_signal_without_an_explanation_of_its_own_gets_a_plain_one(huis, monkeypatch):
    monkeypatch.delitem(VERTELLERS, "verzuim_16u4w")
    antwoord = leg_uit(huis, *plek_van(VOORBEELDEN[0]), EERSTE, "verzuim_16u4w", ("school",))
    assert antwoord.klopt
    assert "Gemist in deze tijd:" in antwoord.regels
    assert "Dit signaal heeft nog geen eigen uitleg. Tel zelf na met de regel in docs/signalen.md." in antwoord.regels
