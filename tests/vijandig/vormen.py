"""The worst shapes of files of about 10 MB. Run as a script it reads one folder and prints what that took."""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from assets.inname.lees import lees
from tests.assets.inname.stad import KOPPEN, Stad, nummer

GROOTTE = 10_000_000


def _vol(stuk: bytes) -> bytes:
    return stuk * (GROOTTE // len(stuk))


def _csv(soort: str, stuk: bytes) -> tuple[str, bytes]:
    return f"03MJ03/{soort}/x.csv", KOPPEN[soort].encode() + b"\n" + _vol(stuk)


def _json(stuk: bytes) -> tuple[str, bytes]:
    return "03MJ00/verzuim/x.json", b'{"items":[' + _vol(stuk) + b"0]}"


def _codes() -> tuple[str, bytes]:
    return "03MJ03/codes/x.csv", b"\n".join([KOPPEN["codes"].encode(), *(b"%x;;ziek;ja;;" % n for n in range(550_000))])


VORMEN: dict[str, Callable[[], tuple[str, bytes]]] = {
    "aanhalingen": lambda: _csv("verzuim", b'""\n'),
    "open aanhalingen": lambda: _csv("verzuim", b'"\n'),
    "scheidingen": lambda: _csv("verzuim", b";" * 500 + b"\n"),
    "lange regel": lambda: _csv("verzuim", b";"),
    "regeleinden": lambda: _csv("verzuim", b"\n"),
    "een kolom": lambda: _csv("verzuim", b"x\n"),
    "een kolom, momentopname": lambda: _csv("inschrijvingen", b"x\n"),
    "lege rijen": lambda: _csv("kalender", b";;;\n"),
    "korte rijen": lambda: ("03MJ03/rooster/x.csv", b"klas;weekdag;slot;minuten\n" + _vol(b"x;;;\n")),
    "korte verzuimrijen": lambda: (
        "03MJ03/verzuim/x.csv",
        b"leerlingnummer;datum;eenheid;van;soort\n" + _vol(b"1;;;;\n"),
    ),
    "verschillende codes": _codes,
    "getallen": lambda: _json(b"0,"),
    "lege objecten": lambda: _json(b"{},"),
    "kleine objecten": lambda: _json(b'{"a":0},'),
    "genest": lambda: _json(b"[" * 400 + b"]" * 400 + b","),
    "agenda": lambda: ("03MJ03/kalender/x.ics", b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:vakantie\n" + _vol(b" x\n")),
}


def _geheugen(naam: str) -> float:
    """A line of /proc/self/status in MB."""
    regels = Path("/proc/self/status").read_text().splitlines()
    return next(int(regel.split()[1]) / 1000 for regel in regels if regel.startswith(naam))


def meet(wortel: Path) -> dict[str, object]:
    """Seconds of processor time, and megabytes more than before, to read the one file in this folder."""
    stad = Stad(wortel)
    leveringen = stad.leveringen()
    voor, begin = _geheugen("VmRSS"), time.process_time()
    partijen = lees(leveringen, leveringen[0].soort, stad.register, nummer, valideer=False)
    rijen = [rij for partij in partijen for rij in partij.ontvangst.to_pylist()]
    seconden, meer = time.process_time() - begin, _geheugen("VmHWM") - voor
    return {"bestanden": len(rijen), "uitkomst": rijen[0]["uitkomst"], "seconden": seconden, "mb": meer}


if __name__ == "__main__":
    print(json.dumps(meet(Path(sys.argv[1]))))
