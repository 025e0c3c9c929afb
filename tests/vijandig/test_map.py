"""A delivery folder that works against us: names, links, pipes, and files that change while they are read."""

import os
import socket
import threading
from datetime import date, datetime
from pathlib import Path

import pytest

from assets.inname import lees as lees_module
from assets.inname.bestandsnaam import lees_bestandsnaam, ontvangst_zonder_tijd, peildatum_van, zondag_vanaf
from assets.inname.controleer import controleer
from assets.inname.lees import lees
from assets.inname.levering import zonder_bewijs
from data_contracts.fouten import Aanleverfout
from tests.assets.inname.stad import KOPPEN, PERIODE, Stad, nummer

INHOUD = f"{KOPPEN['verzuim']}\n007;2026-11-02;dag;;;afwezig;Z;\n"
NAMEN = (
    "'; drop table levering; --.csv",
    "-rf.csv",
    "--help.csv",
    "..csv.csv",
    "a\nb.csv",
    "a\tb.csv",
    "\x1b[31mrood.csv",
    " spatie .csv ",
    "spatie.csv ",
    "x" * 200 + ".csv",
    "\u202egnp.csv",
    "\U0001f600.csv",
    "ruïne.csv",
    "n\u0303.csv",
    "a;b,c.csv",
    "con.csv",
    "%s%n.csv",
    "$(reboot).csv",
    "zonder",
    ".csv.csv",
    "a.CSV",
    "x__00010101-99991231.csv",
    "x__00010101T0000.csv",
    "x__20260329T0230.csv",
    "x__20261025T0230.csv",
    "x__20260230-20260231.csv",
    "x__20261115-20260831.csv",
    "x__２０２６１１０２-２０２６１１０３.csv",
)


def ontvangst(stad: Stad) -> dict[str, tuple[str, str | None]]:
    """Path -> (uitkomst, reden) of every file that the inventory finds."""
    leveringen = stad.leveringen()
    namen = {deze.bestand_id: deze.bestand for levering in leveringen for deze in (levering, zonder_bewijs(levering))}
    partijen = list(lees(leveringen, "verzuim", stad.register, nummer, valideer=False))
    rijen = [rij for partij in partijen for rij in partij.ontvangst.to_pylist()]
    return {namen[rij["bestand_id"]].rsplit("/", 1)[1]: (rij["uitkomst"], rij["reden"]) for rij in rijen}


@pytest.fixture
def map_(stad) -> Path:
    """The folder with the attendance of one school, and one good file in it."""
    return stad.schrijf(f"03MJ03/verzuim/goed{PERIODE}.csv", INHOUD).parent


def test_no_name_stops_the_reading_and_every_file_is_accounted_for(stad, map_):
    for n, naam in enumerate(NAMEN):
        (map_ / naam).write_text(INHOUD.replace("007", f"9{n}"))
    gevonden = ontvangst(stad)
    zichtbaar = {naam for naam in NAMEN if not naam.startswith(".")}
    assert set(gevonden) == {f"goed{PERIODE}.csv", *zichtbaar}
    geweigerd = {naam for naam, (uitkomst, _) in gevonden.items() if uitkomst == "geweigerd"}
    assert geweigerd == {"zonder", "spatie.csv ", " spatie .csv "}


def test_a_name_that_is_no_utf8_is_read_and_written_down_as_bytes(stad, map_):
    (map_ / os.fsdecode(b"caf\xe9.csv")).write_text(INHOUD.replace("007", "008"))
    assert ontvangst(stad)[r"caf\xe9.csv"] == ("verwerkt", None)


def test_a_folder_that_is_no_utf8_is_an_unknown_school(stad):
    vreemd = stad.wortel / os.fsdecode(b"\xff\xfe") / "verzuim"
    vreemd.mkdir(parents=True)
    (vreemd / "x.csv").write_text(INHOUD)
    assert ontvangst(stad) == {"x.csv": ("geweigerd", "onbekende_school")}
    assert [levering.brin6 for levering in stad.leveringen()] == [r"\xff\xfe"]


def test_what_only_has_the_name_of_a_file_is_refused_and_never_waited_for(stad, map_, tmp_path_factory):
    buiten = tmp_path_factory.mktemp("buiten") / "geheim.csv"
    buiten.write_text(INHOUD)
    os.mkfifo(map_ / "pijp.csv")
    (map_ / "map.csv").mkdir()
    (map_ / "uit.csv").symlink_to(buiten)
    (map_ / "dood.csv").symlink_to(map_ / "nergens.csv")
    (map_ / "lus.csv").symlink_to(map_ / "lus.csv")
    (map_ / "apparaat.csv").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as stekker:
        os.chdir(map_)  # because the path of a socket must be short
        stekker.bind("stekker.csv")
        gevonden = ontvangst(stad)
    assert gevonden.pop(f"goed{PERIODE}.csv") == ("verwerkt", None)
    assert set(gevonden.values()) == {("geweigerd", "onleesbaar")} and len(gevonden) == 7


def test_a_link_within_the_folder_is_a_file(stad, map_):
    (map_ / "link__20260101-20261115.csv").symlink_to(f"goed{PERIODE}.csv")
    assert ontvangst(stad)["link__20260101-20261115.csv"] == ("verwerkt", None)


def _groei(pad: Path) -> None:
    pad.write_text(INHOUD + INHOUD.splitlines()[1].replace("007", "008") + "\n")


def _krimp(pad: Path) -> None:
    pad.write_text(INHOUD[:-10])


def _vervang(pad: Path) -> None:
    ander = pad.with_name("ander.deel")
    ander.write_text(INHOUD.replace("007", "666"))
    ander.replace(pad)


def _verdwijn(pad: Path) -> None:
    pad.unlink()


def _word_pijp(pad: Path) -> None:
    pad.unlink()
    os.mkfifo(pad)


def _zelfde_lengte(pad: Path) -> None:
    stand = pad.stat()
    pad.write_text(INHOUD.replace("007", "070"))
    os.utime(pad, ns=(stand.st_atime_ns, stand.st_mtime_ns))


VERANDERINGEN = (_groei, _krimp, _vervang, _verdwijn, _word_pijp, _zelfde_lengte)


@pytest.mark.parametrize("verander", VERANDERINGEN, ids=lambda f: f.__name__)
def test_a_file_that_changes_after_it_was_found_is_refused_and_never_half_read(stad, map_, verander):
    leveringen = stad.leveringen()
    verander(map_ / f"goed{PERIODE}.csv")
    (partij,) = lees(leveringen, "verzuim", stad.register, nummer, valideer=False)
    (rij,) = partij.ontvangst.to_pylist()
    assert (rij["uitkomst"], rij["reden"], len(partij.rijen)) == ("geweigerd", "onleesbaar", 0)
    assert partij.veranderd == (leveringen[0].bestand_id,)


@pytest.mark.parametrize(("soort", "naam"), [("verzuim", "v.json"), ("kalender", "k.ics"), ("kalender", "k.xlsx")])
def test_a_change_is_seen_in_every_form(stad, soort, naam):
    pad = stad.schrijf(f"03MJ00/{soort}/{naam}", '{"items": []}')
    leveringen = stad.leveringen()
    pad.write_text('{"items": [] }')
    (partij,) = lees(leveringen, soort, stad.register, nummer, valideer=False)
    assert partij.veranderd and partij.ontvangst.to_pylist()[0]["reden"] == "onleesbaar"


def test_a_file_that_changes_when_part_of_it_was_handed_over_stops_the_run_in_one_line(stad, map_, monkeypatch):
    monkeypatch.setattr(lees_module, "PARTIJ_RIJEN", 20)
    monkeypatch.setattr("assets.inname.bronbestand.STUK_RIJEN", 10)
    monkeypatch.setattr("assets.inname.tekst.BLOK_RIJEN", 10)
    rijen = [f"{n:04d};2026-11-02;dag;;;afwezig;Z;" for n in range(100)]
    pad = stad.csv("03MJ03", "verzuim", *rijen)
    lezing = lees(stad.leveringen(), "verzuim", stad.register, nummer, valideer=False)
    next(lezing)
    with pad.open("a") as bron:
        bron.write(rijen[0])
    with pytest.raises(Aanleverfout, match="veranderde terwijl het werd gelezen; draai opnieuw"):
        list(lezing)


def test_a_file_that_grows_all_the_time_is_accounted_for(stad, map_):
    klaar, pad = threading.Event(), map_ / "groeit.csv"
    pad.write_text(INHOUD)

    def schrijf() -> None:
        with pad.open("a") as bron:
            for n in range(100_000):
                bron.write(f"{n};2026-11-02;dag;;;afwezig;Z;\n")
                bron.flush()
                if klaar.is_set():
                    return

    draad = threading.Thread(target=schrijf)
    draad.start()
    try:
        gevonden = ontvangst(stad)
    finally:
        klaar.set()
        draad.join()
    assert gevonden[f"goed{PERIODE}.csv"] == ("verwerkt", None)
    assert gevonden["groeit.csv"] in {("verwerkt", None), ("geweigerd", "onleesbaar")}


@pytest.mark.parametrize("jaar", ["0001", "9999"])
def test_a_year_at_the_end_of_the_calendar_is_no_error(stad, jaar):
    pad = stad.schrijf(f"03MJ03/verzuim/x__{jaar}0101-{jaar}1231__{jaar}1231T2359.csv", INHOUD)
    assert controleer(pad, "03MJ03", "verzuim", stad.register).ontvangen == 1


def test_the_last_and_first_moments_have_a_sunday():
    assert zondag_vanaf(date.max) == date(9999, 12, 26)
    assert ontvangst_zonder_tijd(date.max, date(2026, 11, 15)) == datetime(9999, 12, 26, 23, 59)
    assert peildatum_van(datetime.min, 12) == date(1, 1, 7)
    assert lees_bestandsnaam("x__２０２６１１０２T0630.csv").ontvangen_op is None
