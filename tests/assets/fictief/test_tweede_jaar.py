"""The second schooljaar of the city: over the summer, who moves, what the snapshots hold, what goes on of absence."""

import csv
import io
import json
from collections import defaultdict
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from python_calamine import CalamineWorkbook

from assets.fictief import maak_stad
from assets.fictief.ontwerp import Ontwerp
from assets.fictief.school import Schooljaar
from assets.inname.lees import lees
from assets.inname.levering import vind_leveringen
from data_contracts.register import lees_register
from models.fictief.kalender import EERSTE_JAAR, JAAR_WEKEN, JAREN, MAX_WEKEN, TWEEDE_JAAR
from models.fictief.latent import JAAR_DAGEN, NOOIT
from models.fictief.loopbaan import OPSCHUIVEN
from tests.assets.fictief.conftest import Stad
from tests.assets.fictief.test_inname import SOORTEN, mac
from tests.assets.fictief.test_leveringen import leveringen

WEKEN, ZAAD = 62, 7
"""Ten weeks into the second schooljaar: past the autumn holiday and the end of summer time."""
ZOMER = date(2026, 8, 1)


@pytest.fixture(scope="module")
def stad(tmp_path_factory) -> Stad:
    map_ = tmp_path_factory.mktemp("twee_jaar") / "aanlevering"
    verslag = maak_stad(300, WEKEN, ZAAD, map_)
    return Stad(map_, verslag.waarheid, verslag, Ontwerp(300, WEKEN, ZAAD))


@pytest.fixture(scope="module")
def ontwerp() -> Ontwerp:
    """Design only, large enough for every kind of move."""
    return Ontwerp(6000, MAX_WEKEN, 1)


@pytest.fixture(scope="module")
def jaren(stad: Stad) -> list[Schooljaar]:
    """Every second schooljaar, with the one before it."""
    return [stad.ontwerp.tweede_schooljaar(stad.ontwerp.schooljaar(school)) for school in stad.ontwerp.scholen]


def tabel(pad: Path) -> list[dict[str, str]]:
    """Rows of a csv or xlsx snapshot, by small header name."""
    if pad.suffix == ".xlsx":
        rijen = [
            [str(c) for c in rij] for rij in CalamineWorkbook.from_path(str(pad)).get_sheet_by_index(0).to_python()
        ]
    else:
        inhoud = pad.read_bytes()
        try:
            tekst = inhoud.decode("utf-8-sig")
        except UnicodeDecodeError:
            tekst = inhoud.decode("cp1252")
        rijen = list(csv.reader(io.StringIO(tekst), csv.Sniffer().sniff(tekst.splitlines()[0], ";,\t")))
    kop = [k.lower().replace(" ", "_") for k in rijen[0]]
    return [dict(zip(kop, rij, strict=True)) for rij in rijen[1:]]


def snapshots(stad: Stad, brin6: str, soort: str) -> list[tuple[str, Path]]:
    """(moment of receipt as in the name, file), oldest first, without the list that is wrong on purpose."""
    paden = [(pad.stem.split("__")[-1], pad) for pad in (stad.map / brin6 / soort).iterdir()]
    return sorted((m, pad) for m, pad in paden if b"lokaal" not in pad.read_bytes()[:40])


def als_datum(tekst: str) -> date:
    """A date in any of the forms that schools use."""
    vorm = "%Y%m%d" if tekst.isdigit() else "%d-%m-%Y" if tekst[2] == "-" else "%Y-%m-%d"
    return datetime.strptime(tekst, vorm).date()


# --- the calendar ---


def test_a_week_of_the_city_belongs_to_one_schooljaar_or_to_the_summer():
    assert [(j.weken_van(46), j.weken_van(52), j.weken_van(53), j.weken_van(MAX_WEKEN)) for j in JAREN] == [
        (46, 46, 46, 46),
        (0, 0, 1, 46),
    ]
    assert TWEEDE_JAAR.zondag_van_week(JAAR_WEKEN - 1) == date(2027, 7, 18)


@pytest.mark.parametrize("jaar", JAREN)
def test_holidays_of_a_schooljaar_lie_in_it_and_do_not_touch_each_other(jaar):
    dicht = sorted(jaar.landelijk, key=lambda s: s.van)
    assert all(een.tot < ander.van for een, ander in pairwise(dicht))
    assert jaar.van < dicht[0].van and jaar.laatste_dag + timedelta(days=1) == dicht[-1].van
    assert jaar.eerste_dag.weekday() == 0 and jaar.laatste_dag.weekday() == 4


def test_the_first_summer_ends_where_the_second_schooljaar_begins():
    assert EERSTE_JAAR.vakanties[-1].tot + timedelta(days=1) == TWEEDE_JAAR.eerste_dag
    assert EERSTE_JAAR.datum_van(OPSCHUIVEN) == TWEEDE_JAAR.datum_van(0) == TWEEDE_JAAR.eerste_dag


# --- the files ---


def test_the_first_schooljaar_is_that_of_a_city_of_46_weeks(stad: Stad, tmp_path):
    kort = maak_stad(300, JAAR_WEKEN, ZAAD, tmp_path / "aanlevering").aanlevering
    namen = [pad.relative_to(kort) for pad in kort.rglob("*") if pad.is_file()]
    assert len(namen) > 500
    assert [naam for naam in namen if (kort / naam).read_bytes() != (stad.map / naam).read_bytes()] == []


def test_the_intake_reads_the_second_schooljaar_and_refuses_only_what_is_wrong_on_purpose(stad: Stad, tmp_path):
    """The files received in August and September; a row without an existing pupil or code is judged elsewhere."""
    for pad in [p for p in stad.map.rglob("*") if p.is_file()]:
        moment = pad.stem.split("__")[-1][:8]
        if not moment.isdigit() or "20260801" < moment < "20260929":
            doel = tmp_path / pad.relative_to(stad.map)
            doel.parent.mkdir(parents=True, exist_ok=True)
            doel.write_bytes(pad.read_bytes())
    register = lees_register(tmp_path / "scholen.yaml")
    bronnen = vind_leveringen(tmp_path, register, date(2026, 8, 16))
    gevonden, gelezen = set(), 0
    for soort in SOORTEN:
        for partij in lees(bronnen, soort, register, mac, valideer=False):
            gelezen += sum(rij["ontvangen"] for rij in partij.ontvangst.to_pylist())
            gevonden |= {rij["reden"] for rij in partij.afwijzingen.to_pylist()}
            gevonden |= {rij["reden"] for rij in partij.ontvangst.to_pylist() if rij["uitkomst"] == "geweigerd"}
    bedoeld = {regel.split(";")[3] for regel in (stad.waarheid / "fouten.csv").read_text().splitlines()[1:]}
    assert gelezen > 10_000
    assert gevonden - {"toekomst", "geen_verzuim", "niet_ingevuld"} <= bedoeld


def test_snapshots_of_the_second_schooljaar_hold_the_first_as_well(stad: Stad):
    for school in stad.ontwerp.scholen:
        for soort, kolom in (("rooster", "geldig_van"), ("inschrijvingen", "startdatum"), ("kalender", "van")):
            if soort == "kalender" and school.gewoonte.ics:
                continue
            alle = snapshots(stad, school.brin6, soort)
            voor = [pad for moment, pad in alle if moment < "20260801"]
            na = [pad for moment, pad in alle if moment > "20260801"]
            assert na, (school.brin6, soort)
            assert "20260814" <= min(moment for moment, _ in alle if moment > "20260801")[:8] <= "20260828"
            begin = {als_datum(rij[kolom]) for rij in tabel(na[0])}
            assert min(begin) >= EERSTE_JAAR.van and max(begin) >= ZOMER
            if soort != "inschrijvingen":
                oud = {tuple(rij.values()) for rij in tabel(voor[-1])}
                assert oud <= {tuple(rij.values()) for rij in tabel(na[0])}


def test_every_pupil_has_one_class_a_day_in_every_snapshot(stad: Stad):
    over_de_zomer = 0
    for school in stad.ontwerp.scholen:
        for _, pad in snapshots(stad, school.brin6, "inschrijvingen")[-3:]:
            per_leerling = defaultdict(list)
            for rij in tabel(pad):
                tot = als_datum(rij["einddatum"]) if rij["einddatum"] else date.max
                per_leerling[rij["leerlingnummer"]].append((als_datum(rij["startdatum"]), tot))
            for rijen in per_leerling.values():
                rijen.sort()
                assert all(van <= tot for van, tot in rijen)
                assert all(een[1] < ander[0] for een, ander in pairwise(rijen))
                over_de_zomer += any(een[1] + timedelta(days=1) == ander[0] == ZOMER for een, ander in pairwise(rijen))
    assert over_de_zomer > 300


def test_deliveries_of_the_second_schooljaar_withdraw_nothing_of_the_first(stad: Stad):
    for school in stad.ontwerp.scholen:
        later = [r for r in leveringen(stad, school.brin6) if r[2].date() >= TWEEDE_JAAR.eerste_dag]
        assert len(later) >= 5
        assert all(van >= ZOMER for van, *_ in later)


def test_the_summer_has_one_closing_delivery_and_no_more(stad: Stad):
    in_zomer = [
        (school.brin6, op.date())
        for school in stad.ontwerp.scholen
        for _, _, op, _ in leveringen(stad, school.brin6)
        if date(2026, 7, 23) <= op.date() < TWEEDE_JAAR.eerste_dag
    ]
    assert len({brin6 for brin6, _ in in_zomer}) >= 8
    assert max(op for _, op in in_zomer) <= date(2026, 7, 28)


def test_times_with_an_offset_are_right_before_and_after_the_clock_goes_back(stad: Stad):
    gezien = set()
    zone = ZoneInfo("Europe/Amsterdam")
    for brin6 in stad.scholen(dialect="somtoday"):
        for *_, pad in leveringen(stad, brin6)[-4:]:
            for item in json.loads(pad.read_bytes())["items"]:
                moment = datetime.fromisoformat(item["beginDatumTijd"])
                lokaal = moment.astimezone(zone)
                # A whole day begins at local midnight, a lesson after eight.
                assert lokaal.hour == 0 or 8 <= lokaal.hour <= 16
                gezien.add(lokaal.utcoffset())
    assert gezien == {timedelta(hours=1), timedelta(hours=2)}


# --- school and pupils ---


def test_holidays_of_the_second_schooljaar_are_closed(jaren: list[Schooljaar]):
    for jaar in jaren:
        dicht = [any(s.van <= dag <= s.tot for s in TWEEDE_JAAR.landelijk) for dag in jaar.datums]
        assert sum(dicht) == 5
        assert not jaar.minuten[:, dicht].any() and jaar.minuten[:, :5].any()


def test_who_stays_keeps_the_number_and_goes_up_a_leerjaar(jaren: list[Schooljaar]):
    hoger = zelfde = 0
    for jaar in jaren:
        assert jaar.vorige
        oud = {
            nummer: jaar.klassen[k].leerjaar
            for nummer, k in zip(jaar.vorige.nummers, jaar.vorige.plaatsingen.klas, strict=True)
        }
        persoon = dict(zip(jaar.vorige.nummers, jaar.vorige.plaatsingen.persoon.tolist(), strict=True))
        for nummer, wie, k in zip(jaar.nummers, jaar.plaatsingen.persoon.tolist(), jaar.plaatsingen.klas, strict=True):
            if nummer in oud:
                assert persoon[nummer] == wie
                hoger += jaar.klassen[k].leerjaar == oud[nummer] + 1
                zelfde += jaar.klassen[k].leerjaar == oud[nummer]
    assert hoger > 150 and 0 < zelfde < hoger / 4


def test_groep_8_goes_to_a_school_of_the_city_that_is_mostly_known(ontwerp: Ontwerp):
    overgang, klassen = ontwerp.overgang, ontwerp.klassen
    assert overgang
    af, nieuw = overgang.afgesloten, overgang.plaatsingen
    vo = {s.brin6: s.index for s in ontwerp.scholen if s.soort == "vo"}
    school_van = dict(zip(nieuw.persoon.tolist(), nieuw.school.tolist(), strict=True))
    groep8 = [
        i
        for i in np.flatnonzero(af.eind == np.datetime64("2026-07-31"))
        if klassen[af.school[i]][af.klas[i]].onderwijssoort == "bo" and klassen[af.school[i]][af.klas[i]].leerjaar == 8
    ]
    naar_vo = [i for i in groep8 if school_van.get(int(af.persoon[i])) in vo.values()]
    bekend = [i for i in naar_vo if vo.get(af.bestemming[i]) == school_van[int(af.persoon[i])]]
    assert len(groep8) > 300
    assert len(naar_vo) / len(groep8) > 0.9
    assert 0.8 < len(bekend) / len(naar_vo) < 1


def test_the_city_keeps_its_size_and_nobody_shares_a_pgn(ontwerp: Ontwerp):
    eerste, tweede = ontwerp.jaren

    def aantal(deel, dag: str) -> int:
        pl, op = deel.plaatsingen, np.datetime64(dag)
        return int((pl.hoofd & (pl.start <= op) & ~(pl.eind < op)).sum())

    assert 0.95 < aantal(tweede, "2026-09-01") / aantal(eerste, "2025-09-01") < 1.05
    pgn = tweede.personen.pgn[tweede.personen.pgn > 0]
    assert len(set(pgn.tolist())) == len(pgn) > len(eerste.personen.pgn) + 300
    nieuw = tweede.personen.geboren[len(eerste.personen.pgn) :]
    assert (nieuw > np.datetime64("2021-10-01")).mean() > 0.6


def test_nobody_has_two_main_enrolments_on_one_day(ontwerp: Ontwerp):
    for deel in ontwerp.jaren:
        pl = deel.plaatsingen
        eind = np.where(np.isnat(pl.eind), np.datetime64("2100-01-01"), pl.eind)
        per_persoon = defaultdict(list)
        for i in np.flatnonzero(pl.hoofd):
            per_persoon[int(pl.persoon[i])].append((pl.start[i], eind[i]))
        assert all(een[1] < ander[0] for r in per_persoon.values() for een, ander in pairwise(sorted(r)))


# --- careers of absence ---


def test_long_absence_goes_on_after_the_summer_or_has_ended_by_then(ontwerp: Ontwerp):
    oud, nieuw = (deel.neiging for deel in ontwerp.jaren)
    loopt = np.flatnonzero((oud.lrv_van < NOOIT) & (oud.lrv_tot >= OPSCHUIVEN))
    terug = np.flatnonzero((oud.lrv_van < NOOIT) & (oud.lrv_tot >= JAAR_DAGEN) & (oud.lrv_tot < OPSCHUIVEN))
    assert len(loopt) >= 5 and len(terug) >= 2
    for i in loopt:
        for veld in ("lrv_van", "lrv_tot"):
            dag = int(getattr(nieuw, veld)[i])
            assert TWEEDE_JAAR.datum_van(dag) == EERSTE_JAAR.datum_van(int(getattr(oud, veld)[i]))
    assert (nieuw.lrv_van[terug] >= 0).all()
    nieuw_begonnen = (nieuw.lrv_van >= 0) & (nieuw.lrv_van < NOOIT)
    assert 20 < nieuw_begonnen.sum() < 90


def test_who_is_back_may_fall_back_in_the_second_schooljaar(ontwerp: Ontwerp):
    oud, nieuw = (deel.neiging for deel in ontwerp.jaren)
    n = len(oud.type)
    valt = (oud.terugval_van < NOOIT) & (oud.terugval_van >= JAAR_DAGEN)
    assert valt.sum() >= 3
    door = np.minimum(oud.lrv_tot, oud.langziek_tot) >= OPSCHUIVEN
    schuif = np.where(door, OPSCHUIVEN, JAAR_DAGEN)
    echt = valt & (oud.terugval_van >= schuif)
    assert (nieuw.terugval_van[:n][echt] == (oud.terugval_van - schuif)[echt]).all()


def test_pupils_keep_their_tendencies_while_they_stay_in_the_same_soort_school(ontwerp: Ontwerp):
    eerste, tweede = ontwerp.jaren
    n = len(eerste.personen.soort)
    blijft = tweede.personen.soort[:n] == eerste.personen.soort
    assert 0.85 < blijft.mean() < 0.99
    assert (tweede.neiging.ziek[:n][blijft] == eerste.neiging.ziek[blijft]).all()
    assert (tweede.neiging.ziek[:n][~blijft] != eerste.neiging.ziek[~blijft]).all()


# --- the truth ---


def test_the_truth_tells_the_second_schooljaar_beside_the_first(stad: Stad, jaren: list[Schooljaar]):
    regels = (stad.waarheid / f"leerlingen_{TWEEDE_JAAR.naam}.csv").read_text().splitlines()
    assert len(regels) - 1 == sum(len(jaar.nummers) for jaar in jaren)
    for jaar in jaren:
        verzuim = (stad.waarheid / "verzuim" / f"{jaar.school.brin6}.csv").read_text().splitlines()[1:]
        assert jaar.vorige
        assert len(verzuim) == len(jaar.meldingen) + len(jaar.vorige.meldingen)
    dagen = {regel.split(";")[0] for regel in (stad.waarheid / "dagen.csv").read_text().splitlines()[1:]}
    assert {"2026-07-17", "2026-08-31", "2026-11-06"} <= dagen and "2026-08-28" not in dagen


def test_the_truth_of_a_run_over_the_summer_stands_there_once(stad: Stad):
    regels = (stad.waarheid / "gebeurtenissen.csv").read_text().splitlines()
    assert len(regels) == len(set(regels))


def test_a_city_that_ends_in_the_summer_has_no_second_schooljaar():
    ontwerp = Ontwerp(300, 52, 1)
    assert len(ontwerp.jaren) == 1 and len(Ontwerp(300, 53, 1).jaren) == 2
    with pytest.raises(ValueError, match="52 weeks have no second schooljaar"):
        ontwerp.tweede_schooljaar(ontwerp.schooljaar(ontwerp.scholen[0]))
