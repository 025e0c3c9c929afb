"""The signal files in the exact form of aanlevering 3; the column uitleg stays empty."""

import csv
import io
from datetime import date
from fractions import Fraction
from math import floor
from pathlib import Path

from tests.referentie.feiten import Kennis
from tests.referentie.signalen import HELE_EENHEDEN, Regel
from tests.referentie.status import WEG, Signaalrij

KOP = [
    *[
        "peildatum",
        "brin6",
        "leerlingnummer",
        "klas",
        "signaal",
        "sinds",
        "waarde",
        "drempel",
        "eenheid",
        "status",
        "uitleg",
    ]
]


def getal(waarde: Fraction | int, eenheid: str) -> str:
    """Whole, or one decimal half up with a decimal comma, as the unit asks."""
    if eenheid in HELE_EENHEDEN:
        return str(int(waarde))
    tienden = floor(Fraction(waarde) * 10 + Fraction(1, 2))
    teken = "-" if tienden < 0 else ""
    return f"{teken}{abs(tienden) // 10},{abs(tienden) % 10}"


def veld_rij(p: date, rij: Signaalrij, status: str) -> list[str]:
    """One output row, columns as in KOP."""
    f = rij.feit
    waarde, drempel = getal(f.waarde, f.eenheid), getal(f.drempel, f.eenheid)
    kop = [p.isoformat(), rij.brin6, rij.leerling, rij.klas, f.signaal, f.sinds.isoformat()]
    return [*kop, waarde, drempel, f.eenheid, status, ""]


def schoolrijen(p: date, rijen: list[Signaalrij], regels: dict[str, Regel]) -> list[list[str]]:
    """Audience S."""
    return gesorteerd([veld_rij(p, rij, rij.status) for rij in rijen if "S" in regels[rij.feit.signaal].publiek])


def leerplichtrijen(p: date, rijen: list[Signaalrij], regels: dict[str, Regel], kennis: Kennis) -> list[list[str]]:
    """Audience L: gone rows read vervallen, because ingetrokken would tell that absence became geoorloofd."""
    return gesorteerd(
        [
            veld_rij(p, rij, "vervallen" if rij.status in WEG else rij.status)
            for rij in rijen
            if "L" in regels[rij.feit.signaal].publiek and rij.feit.leerplicht and woont_hier(rij, kennis)
        ]
    )


def woont_hier(rij: Signaalrij, kennis: Kennis) -> bool:
    """Whether the pupil's woongemeente (newest row) is one that leerplicht works for, or none is given."""
    inschrijving = kennis.scholen[rij.brin6].nieuwste_rij(rij.leerling) if rij.brin6 else None
    gemeenten = kennis.stad.leerplicht_gemeenten
    return not gemeenten or not inschrijving or inschrijving.woongemeente in ("", *gemeenten)


def gesorteerd(rijen: list[list[str]]) -> list[list[str]]:
    """By leerlingnummer, signaal, sinds, as text."""
    return sorted(rijen, key=lambda rij: (rij[2], rij[4], rij[5]))


def schrijf(pad: Path, rijen: list[list[str]]) -> None:
    """`;`, UTF-8 with BOM, CRLF."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=";", lineterminator="\r\n").writerows([KOP, *rijen])
    pad.parent.mkdir(parents=True, exist_ok=True)
    pad.write_bytes(b"\xef\xbb\xbf" + buffer.getvalue().encode())


def weekmap(uit: Path, p: date) -> Path:
    """uit/<JJJJ-Www>: the ISO week of the peildatum."""
    jaar, week, _ = p.isocalendar()
    return uit / f"{jaar}-W{week:02d}"


def schrijf_week(uit: Path, p: date, rijen: list[Signaalrij], regels: dict[str, Regel], kennis: Kennis) -> Path:
    """All signal files of one peildatum."""
    map_ = weekmap(uit, p)
    school = schoolrijen(p, rijen, regels)
    leerplicht = leerplichtrijen(p, rijen, regels, kennis)
    for brin6 in kennis.scholen:
        schrijf(map_ / brin6 / "signalen_school.csv", [rij for rij in school if rij[1] == brin6])
        schrijf(map_ / brin6 / "signalen_leerplicht.csv", [rij for rij in leerplicht if rij[1] == brin6])
    schrijf(map_ / "gemeente" / "signalen_leerplicht.csv", [rij for rij in leerplicht if not rij[1]])
    return map_
