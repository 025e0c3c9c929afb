"""`inbeeld account`, `inbeeld logboek` and `inbeeld bekijk` as a user types them; a password on a real terminal."""

import json
import os
import pty
import re
import select
import signal
import socket
import subprocess
import urllib.request
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assets.bekijk.accounts import lees_accounts
from assets.bekijk.logboek import Logboek
from assets.bekijk.plek import plek_van
from pipelines.cli import main
from tests.bekijk.conftest import paden  # noqa: F401  (a fixture)
from tests.pipelines.conftest import INBEELD, typ

WACHTWOORD = "vier losse woorden hier"
WACHT = 60
"""Seconds that a command may be silent: longer is a fault, not a slow machine."""


def opties(plekken) -> list[str]:
    return [deel for naam, pad in vars(plekken).items() for deel in (f"--{naam}", str(pad))]


def op_terminal(plekken, woorden: list[str], antwoorden: list[str]) -> tuple[int, str]:
    """Run the command on a pseudo-terminal and answer its questions; (exit code, what it showed)."""
    meester, slaaf = pty.openpty()
    kind = subprocess.Popen(
        [INBEELD, *woorden, *opties(plekken)], stdin=slaaf, stdout=slaaf, stderr=slaaf, start_new_session=True
    )
    os.close(slaaf)
    gezien = b""
    try:
        for antwoord in antwoorden:
            gezien += _lees_tot(meester, b": ")
            os.write(meester, antwoord.encode() + b"\n")
        gezien += _lees_tot(meester, None)
        return kind.wait(timeout=WACHT), gezien.decode()
    finally:
        kind.kill()
        os.close(meester)


def _lees_tot(meester: int, teken: bytes | None) -> bytes:
    """What is shown up to this sign; None: until the command ends or says nothing for WACHT seconds."""
    gezien = b""
    while not (teken and gezien.endswith(teken)):
        if not select.select([meester], [], [], WACHT)[0]:
            raise TimeoutError(f"nothing more after {gezien!r}")
        try:
            gezien += os.read(meester, 1024)
        except OSError:  # the other end was closed: the command is done
            break
    return gezien


def test_a_password_is_asked_twice_and_never_shown(paden):  # noqa: F811
    woorden = ["account", "toevoegen", "team1", "--rol", "school", "--brin6", "99AA00,99BB00"]
    code, gezien = op_terminal(paden, woorden, [WACHTWOORD, WACHTWOORD])
    pad = plek_van(paden.sleutels, paden.magazijn).accounts
    account = lees_accounts(pad)["team1"]
    assert code == 0 and "toevoegen is gedaan" in gezien and WACHTWOORD not in gezien
    assert (account.rol, account.scholen) == ("school", ("99AA00", "99BB00"))
    assert account.wachtwoord.startswith("$argon2id$") and WACHTWOORD not in pad.read_text()
    assert pad.stat().st_mode & 0o777 == 0o600


def test_two_passwords_that_differ_change_nothing(paden):  # noqa: F811
    code, gezien = op_terminal(paden, ["account", "wachtwoord", "school_a"], [WACHTWOORD, WACHTWOORD + "!"])
    assert code == 2 and "niet gelijk" in gezien


FOUT = [
    (["toevoegen"], "account toevoegen: de naam ontbreekt; schrijf die erachter"),
    (["toevoegen", "school_a", "--rol", "analist"], "account school_a: dit account is er al"),
    (["toevoegen", "x y", "--rol", "analist"], "een naam heeft 2 tot 64 kleine letters"),
    (["toevoegen", "nieuw", "--rol", "baas"], "rol baas bestaat niet; kies uit school, leerplicht, analist, directeur"),
    (["toevoegen", "nieuw", "--rol", "school"], "school en leerplicht hebben scholen nodig"),
    (["toevoegen", "nieuw", "--rol", "analist", "--brin6", "99AA00"], "andere rollen niet"),
    (["toevoegen", "nieuw", "--rol", "school", "--brin6", "99"], "99 is geen brin6"),
    (
        ["toevoegen", "nieuw", "--rol", "analist"],
        "het wachtwoord wordt op het scherm gevraagd; typ dit in een terminal",
    ),
    (["verwijderen", "niemand"], "account niemand: dit account is er niet"),
    (["wachtwoord", "niemand"], "account niemand: dit account is er niet"),
]


@pytest.mark.parametrize(("woorden", "zin"), FOUT)
def test_a_wrong_use_gets_a_sentence_and_changes_nothing(paden, woorden, zin, capsys):  # noqa: F811
    pad = plek_van(paden.sleutels, paden.magazijn).accounts
    voor = pad.read_bytes()
    assert main(["account", *woorden, *opties(paden)]) == 2
    assert zin in capsys.readouterr().err and pad.read_bytes() == voor


def test_the_list_tells_names_roles_and_schools_and_no_hash(paden, capsys):  # noqa: F811
    assert main(["account", "lijst", *opties(paden)]) == 0
    regels = capsys.readouterr().out.splitlines()
    assert regels[0] == "naam;rol;scholen" and "school_a;school;99AA00" in regels
    assert "argon2" not in "".join(regels)


def test_a_removed_account_is_gone(paden, capsys):  # noqa: F811
    plek = plek_van(paden.sleutels, paden.magazijn)
    assert main(["account", "verwijderen", "analist", *opties(paden)]) == 0
    assert "analist" not in lees_accounts(plek.accounts)
    assert '"wat":"account_verwijderen","account":"analist"' in plek.logboek.read_text()


def test_the_log_is_checked_with_the_first_broken_line(paden, capsys):  # noqa: F811
    plek = plek_van(paden.sleutels, paden.magazijn)
    logboek = Logboek(plek.logboek, plek.kop)
    for _ in range(3):
        logboek.schrijf(datetime(2026, 11, 17, tzinfo=UTC), wat="proef")
    assert main(["logboek", *opties(paden)]) == 0
    assert "3 regels, alles sluit aan" in capsys.readouterr().out
    regels = plek.logboek.read_bytes().splitlines(keepends=True)
    plek.logboek.write_bytes(regels[0] + regels[2])
    assert main(["logboek", *opties(paden)]) == 1
    assert "regel 2 sluit niet aan" in capsys.readouterr().out


def vrije_poort() -> int:
    with socket.socket() as oor:
        oor.bind(("127.0.0.1", 0))
        return oor.getsockname()[1]


def luistert_op(poort: int) -> set[str]:
    """The local addresses, as the kernel writes them, at which something listens on this port."""
    regels = [r for naam in ("tcp", "tcp6") for r in Path(f"/proc/net/{naam}").read_text().splitlines()[1:]]
    delen = [regel.split()[1].split(":") for regel in regels if regel.split()[3] == "0A"]
    return {adres for adres, nummer in delen if int(nummer, 16) == poort}


def test_the_page_listens_on_this_computer_only_and_stops_with_control_c(paden):  # noqa: F811
    poort = vrije_poort()
    schoon = {k: w for k, w in os.environ.items() if not k.startswith("INBEELD_")}
    woorden = [INBEELD, "bekijk", "--poort", str(poort), *opties(paden)]
    kind = subprocess.Popen(woorden, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=schoon)
    try:
        assert kind.stdout and f"http://127.0.0.1:{poort}/" in kind.stdout.readline()
        with urllib.request.urlopen(f"http://127.0.0.1:{poort}/aanmelden", timeout=30) as antwoord:
            assert antwoord.status == 200 and "server" not in {naam.lower() for naam in antwoord.headers}
        assert luistert_op(poort) == {"0100007F"}
        bezet = typ("bekijk", "--poort", str(poort), *opties(paden))
        assert bezet.returncode == 2 and "deze poort is bezet" in bezet.stderr
    finally:
        kind.send_signal(signal.SIGINT)
        rest, _ = kind.communicate(timeout=60)
    assert kind.returncode == 0 and rest == "De bekijkpagina is gestopt. Iedereen is afgemeld.\n"


def test_without_a_week_or_an_account_the_page_says_what_to_do(paden, capsys):  # noqa: F811
    plek = plek_van(paden.sleutels, paden.magazijn)
    plek.accounts.unlink()
    assert main(["bekijk", *opties(paden)]) == 2
    assert "maak er een met: inbeeld account toevoegen" in capsys.readouterr().err
    plek.sleutels.unlink()
    assert main(["bekijk", *opties(paden)]) == 2
    assert "draai eerst inbeeld run" in capsys.readouterr().err


@pytest.mark.parametrize("anders", ['{"geheim": "kort"}', "{}", "[]", "x"])
def test_half_a_setting_of_a_proxy_stops_the_page(paden, anders, capsys):  # noqa: F811
    pad = plek_van(paden.sleutels, paden.magazijn).proxy
    pad.write_text(anders)
    pad.chmod(0o600)
    assert main(["bekijk", *opties(paden)]) == 2
    assert "vul ze aan of haal het bestand weg" in capsys.readouterr().err


def test_the_places_of_the_page_follow_from_those_of_the_run(paden):  # noqa: F811
    plek = plek_van(paden.sleutels, paden.magazijn)
    assert json.loads(plek.sleutels.read_text())["versie"] == 1
    assert plek.geheim.parent == paden.sleutels.parent and plek.kopieen.parent == paden.magazijn
    assert not re.search("sleutel", str(plek.logboek))
