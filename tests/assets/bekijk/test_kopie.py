"""The published copy: nobody reads it without the key of that school and side, and only the newest week is kept."""

import shutil
import threading
from datetime import timedelta

import pytest

from assets.bekijk.kopie import Kopieschrijver, lees_kopie, ontsleutel, versleutel, weken
from assets.bekijk.plek import Bekijkfout, plek_van
from assets.bekijk.sleutelbos import Sleutelbos, lees_sleutelbos, zorg_voor_sleutels
from assets.uitgifte.weekbeeld import maak_weekbeeld
from tests.assets.uitgifte.voorbeelden import PEILDATUM
from tests.bekijk.conftest import WEEK, A, B, maak_kopie, schrijf_kopieen

WEEK_LATER = "2026-W47"


@pytest.fixture
def plek(tmp_path):
    """A published week."""
    plek = plek_van(tmp_path / "sleutels.json", tmp_path / "magazijn")
    schrijf_kopieen(plek)
    return plek


@pytest.mark.parametrize("kant", ["school", "leerplicht"])
def test_a_copy_comes_back_as_it_was(plek, kant):
    bos = lees_sleutelbos(plek.sleutels)
    kopie = lees_kopie(plek.kopieen, bos, (A, kant))
    assert kopie == maak_kopie(bos, A, kant)
    leerling = next(kopie.leerlingen())
    assert maak_weekbeeld(leerling.weken, kant, leerling.naam, "x").rijen


def test_nothing_is_readable_and_all_is_for_the_owner_only(plek):
    bestanden = [p for map_ in (plek.kopieen, plek.geheim) for p in map_.rglob("*") if p.is_file()]
    assert len(bestanden) == 5 and {p.stat().st_mode & 0o777 for p in bestanden} == {0o600}
    assert {p.stat().st_mode & 0o777 for p in (plek.kopieen, plek.geheim, plek.kopieen / WEEK)} == {0o700}
    alles = b"".join(p.read_bytes() for p in plek.kopieen.rglob("*.kopie"))
    assert len(alles) > 10_000 and not [w for w in (b"Sem", b"Voorbeeld", b"00101", b"kwart") if w in alles]


def test_the_same_copy_is_other_bytes_each_time(plek):
    bos = lees_sleutelbos(plek.sleutels)
    kopie = maak_kopie(bos, A, "school")
    een, twee = (versleutel(kopie, bos.kopie[A, "school"]) for _ in range(2))
    assert een != twee and ontsleutel(een, bos.kopie[A, "school"], WEEK, (A, "school")) == kopie


@pytest.mark.parametrize("voor", [(B, "school"), (A, "leerplicht")])
def test_a_file_in_the_place_of_another_is_refused(plek, voor):
    bos = lees_sleutelbos(plek.sleutels)
    zelfde = Sleutelbos(dict.fromkeys(bos.kopie, bos.kopie[A, "school"]), bos.log)
    shutil.copy(plek.kopieen / WEEK / f"{A}-school.kopie", plek.kopieen / WEEK / f"{'-'.join(voor)}.kopie")
    for sleutels in (bos, zelfde):
        with pytest.raises(Bekijkfout, match="past niet bij de sleutels"):
            lees_kopie(plek.kopieen, sleutels, voor)


def test_a_file_of_another_week_is_refused(plek):
    (plek.kopieen / WEEK).rename(plek.kopieen / WEEK_LATER)
    with pytest.raises(Bekijkfout, match="past niet bij de sleutels"):
        lees_kopie(plek.kopieen, lees_sleutelbos(plek.sleutels), (A, "school"))


def test_each_school_and_side_has_a_key_of_its_own_that_stays(plek):
    bos = lees_sleutelbos(plek.sleutels)
    assert len(set(bos.kopie.values())) == len(bos.kopie) == 4
    later = zorg_voor_sleutels(plek.sleutels, (A, "99CC00"))
    assert len(later.kopie) == 6 and later.log == bos.log
    assert all(later.kopie[deel] == sleutel for deel, sleutel in bos.kopie.items())
    assert str(next(iter(bos.kopie.values()))) not in repr(bos)


@pytest.mark.parametrize("inhoud", ["", "{}", '{"log": "00", "kopie": {}}', '{"log": "zz", "kopie": {}}', "[]"])
def test_a_key_file_that_is_no_key_file_is_said(plek, inhoud):
    plek.sleutels.write_text(inhoud)
    with pytest.raises(Bekijkfout, match="niet te lezen"):
        lees_sleutelbos(plek.sleutels)


def test_a_key_file_that_others_can_read_is_refused(plek):
    plek.sleutels.chmod(0o640)
    with pytest.raises(Bekijkfout, match="chmod 600"):
        lees_sleutelbos(plek.sleutels)


def test_without_a_key_file_the_user_hears_what_to_do(tmp_path):
    with pytest.raises(Bekijkfout, match="draai eerst inbeeld run"):
        lees_sleutelbos(tmp_path / "sleutels.json")


def test_only_the_newest_week_is_kept_also_when_an_older_one_is_run_again(plek):
    schrijf_kopieen(plek, PEILDATUM + timedelta(days=7))
    assert weken(plek.kopieen) == [WEEK_LATER]
    schrijf_kopieen(plek)
    assert [p.name for p in plek.kopieen.iterdir()] == [WEEK_LATER]


def test_a_week_that_was_half_written_is_not_seen_and_tidied_by_the_next(plek):
    bos = lees_sleutelbos(plek.sleutels)
    half = Kopieschrijver(plek.kopieen, bos, PEILDATUM + timedelta(days=7))
    half.zet(maak_kopie(bos, A, "school", PEILDATUM + timedelta(days=7)))
    kopie = lees_kopie(plek.kopieen, bos, (A, "school"))
    assert kopie and kopie.lijst.peildatum == PEILDATUM
    schrijf_kopieen(plek)
    assert [p.name for p in plek.kopieen.iterdir()] == [WEEK]


def test_a_reader_is_never_in_the_way_of_a_writer_nor_the_other_way_round(plek):
    bos, gelezen = lees_sleutelbos(plek.sleutels), []
    klaar = threading.Event()

    def lees_steeds():
        while not klaar.is_set():
            gelezen.append(lees_kopie(plek.kopieen, bos, (A, "school")))

    draad = threading.Thread(target=lees_steeds)
    draad.start()
    for week in range(20):
        schrijf_kopieen(plek, PEILDATUM + timedelta(days=7 * (week // 2)))
    klaar.set()
    draad.join()
    assert len(gelezen) > 3 and None not in gelezen
    peildata = [kopie.lijst.peildatum for kopie in gelezen if kopie]
    assert peildata == sorted(peildata)


def test_a_school_without_a_copy_or_a_key_has_none(plek, tmp_path):
    bos = lees_sleutelbos(plek.sleutels)
    assert lees_kopie(plek.kopieen, bos, ("99ZZ00", "school")) is None
    assert lees_kopie(tmp_path / "leeg", bos, (A, "school")) is None
