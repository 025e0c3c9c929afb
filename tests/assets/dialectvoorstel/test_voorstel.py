"""A proposed dialect reads the sample that it was made from: nearly every row, and with the meaning that it has."""

import dataclasses
from datetime import date, time

import pytest

from assets.dialectvoorstel.bestand import GOED_GENOEG_PCT, als_yaml, goed_pct, probeer
from assets.dialectvoorstel.monster import lees_monster
from assets.dialectvoorstel.voorstel import maak_voorstel
from assets.inname.lees import lees
from assets.inname.levering import vind_leveringen
from data_contracts.dialect import lees_dialect
from data_contracts.register import Lestijd, Register, School
from tests.assets.dialectvoorstel.exporten import Export, Maker
from tests.assets.inname.stad import nummer

PERIODE = "__20260801-20261115__20261116T0630"
SNEL, TRAAG = range(12), range(12, 300)


def gelezen_rijen(export: Export, tekst: str) -> list[dict]:
    """The sample read as a delivery of a school with this dialect."""
    map_ = export.pad.parent / "aanlevering"
    (map_ / "03MJ00" / "verzuim").mkdir(parents=True)
    (map_ / "dialecten").mkdir()
    (map_ / "dialecten" / "eigen.yaml").write_text(tekst)
    export.pad.rename(map_ / "03MJ00" / "verzuim" / f"a{PERIODE}{export.pad.suffix}")
    tijden = tuple(Lestijd(uur, time(6 + uur), time(7 + uur)) for uur in range(1, 13))
    school = School("03MJ00", "A", "vo", "eigen", lestijden=tijden)
    register = Register(scholen=(school,), dialecten={"eigen": lees_dialect("eigen", map_ / "dialecten")})
    leveringen = vind_leveringen(map_, register, date(2026, 11, 15))
    return [r for p in lees(leveringen, "verzuim", register, nummer, valideer=False) for r in p.rijen.to_pylist()]


def klopt(rij: dict, export: Export, eerste: int) -> bool:
    waar = export.waarheid[rij["regel"] - eerste]
    slots = None if rij["slot_van"] is None else (rij["slot_van"], rij["slot_tot"])
    wie = nummer("school", f"03MJ00|{waar.leerlingnummer}")
    gelezen = (rij["leerling"], rij["van_datum"], rij["tot_datum"], slots, rij["soort"] or "")
    return gelezen == (wie, waar.van, waar.tot, waar.slots, waar.soort)


def meet(zaad: int, map_) -> tuple[Export, float, float]:
    """One export: which part of its rows is accepted, and which part of those means what it should (0-100)."""
    maker = Maker(zaad)
    export = maker.maak(map_)
    voorstel = maak_voorstel(export.pad.name, lees_monster(export.pad))
    tekst = als_yaml("eigen", export.pad.name, voorstel)
    verslag = probeer(export.pad, "eigen", tekst, voorstel, date(2026, 11, 16))
    rijen = gelezen_rijen(export, tekst)
    eerste = 1 if maker.vorm == "json" or not maker.kop else 2
    goed = sum(klopt(rij, export, eerste) for rij in rijen)
    return export, goed_pct(verslag), 100 * goed / max(len(rijen), 1)


@pytest.mark.parametrize("zaad", [*SNEL, *(pytest.param(zaad, marks=pytest.mark.traag) for zaad in TRAAG)])
def test_a_proposal_reads_its_own_sample_with_the_right_meaning(tmp_path, zaad):
    export, goed, juist = meet(zaad, tmp_path)
    assert goed >= GOED_GENOEG_PCT, (export.systeem, export.vorm, goed)
    assert juist == 100, (export.systeem, export.vorm, juist)


@pytest.mark.parametrize("zaad", SNEL)
def test_no_name_or_pgn_is_named_in_a_proposal(tmp_path, zaad):
    maker = Maker(zaad)
    export = maker.maak(tmp_path)
    voorstel = maak_voorstel(export.pad.name, lees_monster(export.pad))
    gelezen = {veld.get("kolom") for veld in voorstel.inhoud["velden"].values()}
    monster = lees_monster(export.pad)
    for plek, rol in enumerate(maker.kolommen):
        if rol in ("naam", "bsn", "opmerking"):
            assert monster.kolommen[plek] not in gelezen
    assert not maker.kop or not set(voorstel.inhoud["kolommen"]) & {"BSN", "Roepnaam", "Achternaam", "Student"}


def test_the_proposal_does_not_change_with_the_order_of_the_rows(tmp_path):
    export = Maker(0).maak(tmp_path)
    monster = lees_monster(export.pad)
    om = dataclasses.replace(monster, rijen=monster.rijen[::-1])
    assert maak_voorstel("a", monster).inhoud == maak_voorstel("a", om).inhoud
