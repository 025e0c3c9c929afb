"""What argparse says, in Dutch."""

import pytest

from pipelines.cli import main
from pipelines.ontleder import in_het_nederlands

PEILDATUM = ["--peildatum", "2026-09-06"]


@pytest.mark.parametrize(
    ("woorden", "zin"),
    [
        ([], "inbeeld: OPDRACHT ontbreekt; vul dit aan"),
        (
            ["spring"],
            "inbeeld: spring ken ik niet; kies uit demo, run, maak-stad, controleer, dialect, herinner, herhaal, "
            "leg-uit, stand, bekijk, account, pakket, reeks, lek-toets, logboek",
        ),
        (["run"], "inbeeld run: --peildatum ontbreekt; vul dit aan"),
        (["run", "--peildatum"], "inbeeld run: --peildatum: hier hoort één waarde achter; vul die in"),
        (
            ["run", "--peildatum", "6-9-2026"],
            "inbeeld run: --peildatum: 6-9-2026 is geen datum; schrijf JJJJ-MM-DD",
        ),
        (
            ["run", "--peildatum", "2026-02-30"],
            "inbeeld run: --peildatum: 2026-02-30 is geen datum; schrijf JJJJ-MM-DD",
        ),
        (["run", *PEILDATUM, "--hup"], "inbeeld: --hup ken ik niet; haal dit weg of controleer de spelling"),
        (["run", *PEILDATUM, "--stil=ja"], "inbeeld run: --stil: hier hoort geen waarde achter; haal ja weg"),
        (["run", *PEILDATUM, "--s"], "inbeeld run: --s is te kort; kies uit --sleutels, --stil"),
        (
            ["stand", "--op", "gisteren"],
            "inbeeld stand: --op: gisteren is geen moment; schrijf JJJJ-MM-DDTHH:MM",
        ),
        (
            ["maak-stad", "--leerlingen", "0"],
            "inbeeld maak-stad: --leerlingen: 0 is geen aantal; schrijf een heel getal vanaf 1",
        ),
        (
            ["maak-stad", "--weken", "²"],
            "inbeeld maak-stad: --weken: ² is geen aantal; schrijf een heel getal vanaf 1",
        ),
        (
            ["maak-stad", "--zaad", "x"],
            "inbeeld maak-stad: --zaad: x is geen heel getal; schrijf alleen cijfers",
        ),
        (["controleer", "x.csv"], "inbeeld controleer: --brin6, --soort ontbreekt; vul dit aan"),
    ],
)
def test_a_wrong_command_gets_a_dutch_sentence_and_exit_code_2(woorden, zin, capsys):
    with pytest.raises(SystemExit) as gevangen:
        main(woorden)
    uit = capsys.readouterr()
    eerste, *gebruik = uit.err.splitlines()
    assert gevangen.value.code == 2 and uit.out == ""
    assert eerste == zin and gebruik[0].startswith("gebruik: inbeeld")


OPDRACHTEN = (
    "demo",
    "run",
    "maak-stad",
    "controleer",
    "dialect",
    "herinner",
    "leg-uit",
    "stand",
    "bekijk",
    "account",
    "reeks",
    "logboek",
)


@pytest.mark.parametrize("opdracht", OPDRACHTEN)
def test_help_is_dutch_and_ends_well(opdracht, capsys):
    with pytest.raises(SystemExit) as gevangen:
        main([opdracht, "--help"])
    uit = capsys.readouterr().out
    assert gevangen.value.code == 0
    assert uit.startswith("gebruik: inbeeld") and "toon deze uitleg" in uit and "opties:" in uit
    assert not any(woord in uit for woord in ("usage", "options", "positional", "show this"))


def test_a_message_that_is_not_known_is_shown_as_it_is():
    assert in_het_nederlands("something new") == "something new"
