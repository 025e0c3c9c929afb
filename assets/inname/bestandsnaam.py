"""What a file name says: the period that an export covers and when it was received.

`absenties__20260831-20261115__20261116T0630.csv`. Both parts may be missing; a part that is no real date is part of
the name.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import PurePath

_NAAM = re.compile(r"^.*?(?:__(\d{8})-(\d{8}))?(?:__(\d{8}T\d{4}))?$", re.DOTALL | re.ASCII)
_EINDE_VAN_DE_DAG = time(23, 59)
_ZONDAG = 6
_LAATSTE_ZONDAG = date(9999, 12, 26)


@dataclass(frozen=True)
class Bestandsnaam:
    """Period (both ends included) and local minute of receipt, each None when the name does not say it."""

    van: date | None = None
    tot: date | None = None
    ontvangen_op: datetime | None = None


def lees_bestandsnaam(naam: str) -> Bestandsnaam:
    """Read a file name, with or without its extension. A period that ends before it begins is no period."""
    delen = _NAAM.match(PurePath(naam).stem)
    van, tot, ontvangen = delen.groups() if delen else (None, None, None)
    periode = (_datum(van), _datum(tot))
    if periode[0] is None or periode[1] is None or periode[0] > periode[1]:
        periode = (None, None)
    return Bestandsnaam(*periode, _moment(ontvangen))


def zondag_vanaf(dag: date) -> date:
    """The first Sunday at or after this day; the last Sunday of the year 9999 when there is none after it."""
    return min(dag, _LAATSTE_ZONDAG) + timedelta(days=_ZONDAG - min(dag, _LAATSTE_ZONDAG).weekday())


def ontvangst_zonder_tijd(tot: date | None, eerste_peildatum: date) -> datetime:
    """When a file without a time of receipt counts as received: 23:59 of the first peildatum at or after its period.

    Without a period: 23:59 of `eerste_peildatum`, the peildatum of the first run that finds the file.
    """
    return datetime.combine(zondag_vanaf(tot) if tot else eerste_peildatum, _EINDE_VAN_DE_DAG)


def peildatum_van(ontvangen_op: datetime, kennismoment_uren: int) -> date:
    """The first Sunday K with ontvangen_op < K + 1 day + kennismoment_uren (local time; that moment itself is too
    late).
    """
    later = timedelta(days=1, hours=kennismoment_uren)
    grens = max(ontvangen_op, datetime.min + later) - later
    return zondag_vanaf(grens.date() + timedelta(days=1))


def _datum(tekst: str | None) -> date | None:
    moment = _lees(tekst, "%Y%m%d")
    return moment.date() if moment else None


def _moment(tekst: str | None) -> datetime | None:
    return _lees(tekst, "%Y%m%dT%H%M")


def _lees(tekst: str | None, vorm: str) -> datetime | None:
    try:
        return datetime.strptime(tekst, vorm) if tekst else None
    except ValueError:
        return None
