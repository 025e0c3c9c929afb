"""The support of a school in force at P: the newest file of the gemeente that could be read."""

from datetime import date

import pytest

from assets.publicatie.bron import Inzetrij
from assets.publicatie.trendpaginas import inzet_van
from tests import product
from tests.bouwsteen import Stadje

P = date(2026, 10, 25)
TABEL = "school.publicatie.inzet"
KOP = "brin6;niveau;klas;soort;aanbieder;begindatum;einddatum\r\n"


@pytest.fixture(scope="module")
def werkmap(tmp_path_factory):
    """Two schools, three receipts of the gemeente: the first whole, the second too, the third refused."""
    map_ = tmp_path_factory.mktemp("inzet")
    stad = Stadje(map_ / "aanlevering", begin="20260901T0600")
    for brin6 in ("01AA00", "01BB00"):
        stad.school(brin6).inschrijving("1001")
    eerste = KOP + "01AA00;school;;spreekuur;buurtteam;2026-09-07;\r\n"
    tweede = eerste.replace("2026-09-07;", "2026-09-07;2026-10-16") + "01BB00;klas;1a;training;;2026-10-12;\r\n"
    derde = KOP.replace("aanbieder", "halt") + "01AA00;school;;iets;x;2026-10-19;\r\n"
    for ontvangen, inhoud in (("20260908T0600", eerste), ("20261013T0600", tweede), ("20261020T0600", derde)):
        stad.ruw("inzet", f"inzet__{ontvangen}.csv", inhoud)
    return map_


@pytest.mark.parametrize(
    ("peildatum", "verwacht"),
    [
        (date(2026, 10, 11), [("01AA00", "school", None, "spreekuur", "buurtteam", date(2026, 9, 7), None)]),
        (
            P,
            [
                ("01AA00", "school", None, "spreekuur", "buurtteam", date(2026, 9, 7), date(2026, 10, 16)),
                ("01BB00", "klas", "1a", "training", None, date(2026, 10, 12), None),
            ],
        ),
    ],
)
def test_the_newest_file_that_was_read_is_the_whole_truth(werkmap, peildatum, verwacht):
    vraag = f"SELECT * EXCLUDE (peildatum) FROM {TABEL} WHERE peildatum = $p ORDER BY brin6"
    with product.gebouwd(werkmap / "aanlevering", werkmap, peildatum, None, TABEL) as werk:
        assert werk.magazijn.rijen(vraag, {"p": peildatum}) == verwacht
        assert werk.magazijn.rijen("SELECT count(*) FROM leerplicht.bron.levering") == [(0,)]


@pytest.mark.parametrize(
    ("eind", "aantal"), [(date(2026, 10, 18), 0), (date(2026, 10, 19), 1), (date(2026, 10, 20), 1), (None, 1)]
)
def test_a_page_tells_of_what_still_went_on_in_its_first_week(eind, aantal):
    rij = Inzetrij("01AA00", "school", None, "spreekuur", None, date(2026, 9, 7), eind)
    assert len(inzet_van([rij], P)) == aantal


def test_support_stands_by_its_first_day():
    rijen = [Inzetrij("01AA00", "school", None, naam, None, date(2026, 9, d), None) for naam, d in (("b", 9), ("a", 7))]
    assert [stuk.soort for stuk in inzet_van(rijen, P)] == ["a", "b"]
