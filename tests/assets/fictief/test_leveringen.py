"""What a school sends week after week: windows that overlap, silence and catching up, corrections and withdrawals."""

import csv
import io
import json
import re
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from assets.fictief.codes import SOORT_VAN, codes_van
from assets.fictief.klassen import slotnamen
from models.fictief.parameters import Toestand
from tests.assets.fictief.conftest import WEKEN, Stad

NAAM = re.compile(r".+__(\d{8})-(\d{8})__(\d{8}T\d{4})\.(csv|xlsx|json)")


def leveringen(stad: Stad, brin6: str) -> list[tuple[date, date, datetime, Path]]:
    """(first day, last day, receipt, file) of a school's attendance, by receipt."""
    uit = []
    for pad in (stad.map / brin6 / "verzuim").iterdir():
        treffer = NAAM.fullmatch(pad.name)
        assert treffer, pad.name
        van, tot = (datetime.strptime(treffer[i], "%Y%m%d").date() for i in (1, 2))
        uit.append((van, tot, datetime.strptime(treffer[3], "%Y%m%dT%H%M"), pad))
    return sorted(uit, key=lambda r: r[2])


def rijen(stad: Stad, brin6: str, pad: Path) -> list[dict[str, str]]:
    """Rows of a csv or xlsx file in the standaard or magister dialect, by small header name."""
    school = stad.jaar(brin6).school
    if pad.suffix == ".xlsx":
        cellen = CalamineWorkbook.from_path(str(pad)).get_sheet_by_index(0).to_python()
        tekst = [[c.isoformat()[:10] if isinstance(c, date) else str(c) for c in rij] for rij in cellen]
    else:
        inhoud = pad.read_bytes().decode(school.gewoonte.codering)
        tekst = list(csv.reader(io.StringIO(inhoud), delimiter=school.gewoonte.scheiding))
    kop = [k.lower().replace(" ", "_") for k in tekst[0]]
    return [dict(zip(kop, rij, strict=False)) for rij in tekst[1:]]


def bekend(stad: Stad, brin6: str, op: datetime, van: date, tot: date) -> list[int]:
    """Positions of the entries that a delivery must hold, worked out row by row from the truth."""
    jaar, minuut = stad.jaar(brin6), int((op - datetime(1970, 1, 1)).total_seconds() // 60)
    m, datums = jaar.meldingen, jaar.datums
    return [
        i
        for i in range(len(m))
        if m.ingevoerd[i] <= minuut < m.ingetrokken[i]
        and datums[m.dag_van[i]] <= min(tot, op.date())
        and datums[m.dag_tot[i]] >= van
    ]


STANDAARD = ["90AA00", "91AA00", "93AA00", "94AA00", "95AA00"]


@pytest.mark.parametrize("brin6", STANDAARD)
def test_the_last_delivery_of_a_school_holds_exactly_what_it_knows_then(stad: Stad, brin6):
    jaar = stad.jaar(brin6)
    assert jaar.school.dialect == "standaard" and not jaar.school.gewoonte.fouten
    van, tot, op, pad = leveringen(stad, brin6)[-1]
    minuut = int((op - datetime(1970, 1, 1)).total_seconds() // 60)
    codes, slots, m = codes_van(jaar.school), slotnamen(jaar.school), jaar.meldingen
    verwacht = []
    for i in bekend(stad, brin6, op, van, tot):
        toestand = Toestand.ONBEKEND if m.reden_op[i] > minuut else Toestand(m.toestand[i])
        code = codes[toestand].code
        if brin6 == "95AA00" and toestand == Toestand.OVERIG and m.dag_van[i] >= 5 * 4:
            code = "KT"
        van_slot = "" if m.heel[i] else slots[m.slot_van[i]]
        verwacht.append((jaar.nummers[m.leerling[i]], van_slot, SOORT_VAN.get(toestand, "afwezig"), code))
    gekregen = [(r["leerlingnummer"], r["van"], r["soort"], r["code"]) for r in rijen(stad, brin6, pad)]
    assert len(verwacht) > 0
    assert sorted(gekregen) == sorted(verwacht)


def test_magister_sends_one_row_for_every_planned_lesson_of_its_period(stad: Stad):
    (brin6,) = stad.scholen(dialect="magister")
    jaar = stad.jaar(brin6)
    van, tot, op, pad = next(r for r in leveringen(stad, brin6) if "10-03" in str(r[2]))
    in_periode = [d for d, datum in enumerate(jaar.datums) if van <= datum <= tot]
    gepland = {
        (jaar.nummers[i], jaar.datums[d].isoformat(), str(s + 1))
        for i, d, s in zip(*(jaar.minuten > 0).nonzero(), strict=True)
        if d in in_periode
    }
    gekregen = [(r["stamnr"], r["daanwezigheid"], r["lesuur"]) for r in rijen(stad, brin6, pad)]
    assert (tot - van).days == 11
    assert gepland <= set(gekregen)
    assert all(r[1] > tot.isoformat() for r in set(gekregen) - gepland if r[0] and r[1] <= "2025-12")


def test_a_span_that_goes_on_has_no_end_until_the_pupil_is_back(stad: Stad):
    (brin6,) = stad.scholen(dialect="eduarte")
    jaar = stad.jaar(brin6)
    gezien = 0
    for _, _, op, pad in leveringen(stad, brin6):
        for regel in csv.reader(io.StringIO(pad.read_text(encoding=jaar.school.gewoonte.codering)), delimiter=";"):
            if len(regel) == 9 and regel[3]:
                assert regel[3] <= op.strftime("%Y%m%d")
            gezien += len(regel) == 9 and not regel[3]
    assert gezien > 0


def test_somtoday_items_have_the_offset_of_the_season_or_utc(stad: Stad):
    lokaal, utc = stad.scholen(dialect="somtoday")
    for brin6, zomer, winter in ((lokaal, "+02:00", "+01:00"), (utc, "+00:00", "+00:00")):
        pad = leveringen(stad, brin6)[-1][3]
        eerste = leveringen(stad, brin6)[0][3]
        for bestand, verschil in ((eerste, zomer), (pad, winter)):
            items = json.loads(bestand.read_text())["items"]
            momenten = {i["beginDatumTijd"][-6:] for i in items if not i["beginDatumTijd"].startswith("2025-13")}
            assert momenten == {verschil}


def test_a_school_with_lestijden_leaves_the_lesuren_out(stad: Stad):
    met, zonder = stad.scholen(dialect="somtoday")
    for brin6, leeg in ((met, False), (zonder, True)):
        items = json.loads(leveringen(stad, brin6)[5][3].read_text())["items"]
        laat = [i for i in items if i["absentieReden"]["absentieSoort"] == "Telaat"]
        assert laat and all((i["beginLesuur"] is None) == leeg for i in laat)


def test_windows_overlap_and_leave_no_week_out(stad: Stad):
    for school in stad.ontwerp.scholen:
        gestuurd = leveringen(stad, school.brin6)
        if school.gewoonte.stil is None and school.gewoonte.vakantie_leveren:
            tot_dusver = date(2025, 9, 1)
            for van, tot, _, _ in gestuurd:
                assert van <= tot_dusver + timedelta(days=3)
                tot_dusver = max(tot_dusver, tot)
            assert (tot_dusver - date(2025, 9, 1)).days >= 7 * WEKEN - 3


def test_one_school_is_silent_for_weeks_and_catches_up_and_one_stays_silent(stad: Stad):
    tijdelijk = next(s for s in stad.ontwerp.scholen if s.soort == "po")
    stil = tijdelijk.gewoonte.stil
    assert stil == (6, 9)
    gestuurd = leveringen(stad, tijdelijk.brin6)
    gat = max((b[2] - a[2], b) for a, b in zip(gestuurd, gestuurd[1:], strict=False))
    assert gat[0].days >= 28
    assert gat[1][0] <= date(2025, 9, 1) + timedelta(days=7 * stil[0])
    blijvend = next(s for s in stad.ontwerp.scholen if s.gewoonte.stil and s.gewoonte.stil[1] >= WEKEN)
    laatste = max(r[1] for r in leveringen(stad, blijvend.brin6))
    assert laatste < date(2025, 9, 1) + timedelta(days=7 * WEKEN * 6 // 10)
    assert blijvend.leerlingen == min(s.leerlingen for s in stad.ontwerp.scholen if s.soort == "po")


def test_a_reason_comes_later_and_a_wrong_entry_disappears(stad: Stad):
    later = weg = 0
    for brin6 in STANDAARD[:1] + stad.scholen(dialect="standaard", soort="vo"):
        m = stad.jaar(brin6).meldingen
        later += int((m.reden_op > m.ingevoerd).sum())
        weg += int(m.is_fout.sum())
        assert ((m.ingetrokken < 2**60) == m.is_fout).all()
        assert (m.reden_op >= m.ingevoerd).all()
    assert later > 0 and weg > 0


def test_the_same_file_comes_twice_at_some_schools(stad: Stad):
    dubbel = 0
    for school in stad.ontwerp.scholen:
        per_periode: dict[tuple[date, date], list[bytes]] = {}
        for van, tot, _, pad in leveringen(stad, school.brin6):
            per_periode.setdefault((van, tot), []).append(pad.read_bytes())
        dubbel += sum(len(set(inhoud)) < len(inhoud) for inhoud in per_periode.values())
    assert dubbel >= 1


def test_an_accented_name_is_written_in_the_encoding_of_the_school(stad: Stad):
    cp1252 = [s for s in stad.ontwerp.scholen if s.gewoonte.codering == "cp1252" and s.gewoonte.vorm == "csv"]
    assert cp1252
    for school in cp1252:
        ruw = (stad.map / school.brin6 / "inschrijvingen" / "inschrijvingen__20250829T1200.csv").read_bytes()
        assert "Zoë".encode("cp1252") in ruw
        with pytest.raises(UnicodeDecodeError):
            ruw.decode("utf-8")


def test_a_new_code_is_used_before_it_stands_in_the_table(stad: Stad):
    school = next(s for s in stad.ontwerp.scholen if s.gewoonte.nieuwe_code_week == 4)
    eerste, tweede = sorted((stad.map / school.brin6 / "codes").iterdir())
    assert b"KT" not in eerste.read_bytes() and b"KT" in tweede.read_bytes()
    assert tweede.name == "codes__20251024T1605.csv"
