"""Decisions of a meeting as deliveries of the `kernteam` contract, like the Excel that comes back.

One file a saving, never written over: `overleg-000012-school__20261117T1031.csv`. Files of one receipt minute are one
delivery (aanlevering.md section 1): within it the order of rows is that of the names, and a row equal to an earlier one
is `dubbel`. Hence the number in the name, and a row that stands in this minute already gets the minute after. Each file
holds its number and moment in columns that the intake drops, because a file equal to an earlier one changes nothing.
"""

from __future__ import annotations

import csv
import io
import os
import re
import secrets
import threading
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

from assets.uitgifte.schrijf import schrijf
from data_contracts.contract import lees_contract

SOORT = "kernteam"
EIGEN_KOLOMMEN = ("nummer", "bewaard_op")
"""What makes each file one of its own; the intake drops these columns."""
BESTANDSNAAM = re.compile(r"overleg-(\d{6})-(school|leerplicht)__(\d{8}T\d{4})\.csv", re.ASCII)
MINUUT = "%Y%m%dT%H%M"
EEN_MINUUT = timedelta(minutes=1)
VOORUIT = timedelta(hours=2)
"""As far as the newest saving may lie ahead (the clock goes back in October): a new one is never before it."""
TERUG = timedelta(days=366)
"""How long ago a pupil may have been discussed."""
_SLOT = threading.Lock()


@dataclass(frozen=True)
class Besluit:
    """One row of the kernteam contract, as a kernteam fills it in; empty text is an empty field."""

    peildatum: date
    leerlingnummer: str
    signaal: str
    besluit: str
    wie: str
    vervolg: str
    datum: date

    @property
    def onderwerp(self) -> tuple[str, str]:
        """What it is about: a later row about the same comes in its place."""
        return self.leerlingnummer, self.signaal


KOLOMMEN = tuple(veld.name for veld in fields(Besluit))


@dataclass(frozen=True)
class Bewaard:
    """A saved decision: its place in the order, the side that saved it and its receipt (local minute)."""

    nummer: int
    kant: str
    ontvangen_op: datetime
    besluit: Besluit


class Invulfout(Exception):
    """What is wrong with a form, as Dutch sentences for who filled it in."""

    def __init__(self, zinnen: list[str]) -> None:
        self.zinnen = tuple(zinnen)
        super().__init__("; ".join(zinnen))


@cache
def woorden(kolom: str) -> dict[str, str]:
    """The words of the contract for besluit, wie or vervolg, with what they mean."""
    return dict(lees_contract(SOORT).kolom(kolom).betekenissen)


def keur(
    velden: Mapping[str, str],
    leerlingnummer: str,
    peildatum: date,
    signalen: Collection[str],
    vandaag: date,
) -> Besluit:
    """A form as a decision. `signalen`: what it may be about on this side ("" for the pupil as a whole).

    Raises Invulfout with everything that is wrong.
    """
    fouten = [fout for kolom in ("besluit", "wie", "vervolg") if (fout := _keur_woord(kolom, velden.get(kolom, "")))]
    if velden.get("signaal", "") not in signalen:
        fouten.append("Kies waar het besluit over gaat.")
    datum = _datum(velden.get("datum", ""))
    if datum is None or not vandaag - TERUG <= datum <= vandaag:
        fouten.append("Vul bij datum de dag in waarop u de leerling besprak. Die dag ligt niet in de toekomst.")
    if fouten or datum is None:
        raise Invulfout(fouten)
    signaal, besluit, wie, vervolg = (velden.get(kolom, "") for kolom in ("signaal", "besluit", "wie", "vervolg"))
    return Besluit(peildatum, leerlingnummer, signaal, besluit, wie, vervolg, datum)


def _keur_woord(kolom: str, waarde: str) -> str | None:
    if waarde in woorden(kolom) or (not waarde and kolom != "besluit"):
        return None
    return "Kies een besluit." if kolom == "besluit" else f"Kies bij {kolom} een woord uit de lijst."


def _datum(tekst: str) -> date | None:
    try:
        return date.fromisoformat(tekst)
    except ValueError:
        return None


def bewaar(map_: Path, kant: str, besluit: Besluit, nu: datetime) -> Bewaard | None:
    """Write a decision in the folder `kernteam` of a school; None when it stands there already, as the newest about
    this pupil and signal. `nu` is local time without a zone.
    """
    with _SLOT:
        eerder = lees(map_)
        over_hetzelfde = [b for b in eerder if b.kant == kant and b.besluit.onderwerp == besluit.onderwerp]
        if over_hetzelfde and over_hetzelfde[-1].besluit == besluit:
            return None
        nummer = eerder[-1].nummer + 1 if eerder else 1
        nieuw = Bewaard(nummer, kant, _ontvangst(eerder, besluit, nu), besluit)
        return _schrijf(map_, nieuw, nu)


def _ontvangst(eerder: list[Bewaard], besluit: Besluit, nu: datetime) -> datetime:
    """The receipt minute: never before that of the newest saving, and not one that holds this very row."""
    moment = nu.replace(second=0, microsecond=0, fold=0)
    laatste = max((b.ontvangen_op for b in eerder), default=moment)
    moment = laatste if moment < laatste <= moment + VOORUIT else moment
    while any(b.ontvangen_op == moment and b.besluit == besluit for b in eerder):
        moment += EEN_MINUUT
    return moment


def _schrijf(map_: Path, bewaard: Bewaard, nu: datetime) -> Bewaard:
    """Put the file there whole; never in place of another."""
    naam = f"overleg-{bewaard.nummer:06}-{bewaard.kant}__{bewaard.ontvangen_op:{MINUUT}}.csv"
    half = map_ / f".{secrets.token_hex(8)}.overleg"
    schrijf(half, _als_csv(bewaard, nu))
    try:
        os.link(half, map_ / naam)
    finally:
        half.unlink()
    return bewaard


def _als_csv(bewaard: Bewaard, nu: datetime) -> str:
    besluit, buffer = bewaard.besluit, io.StringIO(newline="")
    rij = {**asdict(besluit), "peildatum": besluit.peildatum.isoformat(), "datum": besluit.datum.isoformat()}
    eigen = (bewaard.nummer, nu.isoformat(timespec="microseconds"))
    uit = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    uit.writerows([[*KOLOMMEN, *EIGEN_KOLOMMEN], [*(rij[kolom] for kolom in KOLOMMEN), *eigen]])
    return "\ufeff" + buffer.getvalue()


def lees(map_: Path, kant: str | None = None, peildatum: date | None = None) -> list[Bewaard]:
    """What the page saved here, in order; of one side or one list when given. Other files are left alone."""
    bewaard = (_lees_bestand(pad) for pad in sorted(_eigen(map_, kant)))
    return [b for b in bewaard if b and peildatum in (None, b.besluit.peildatum)]


def _eigen(map_: Path, kant: str | None) -> Iterator[Path]:
    for pad in map_.iterdir() if map_.is_dir() else ():
        deel = BESTANDSNAAM.fullmatch(pad.name)
        if deel and kant in (None, deel[2]):
            yield pad


def _lees_bestand(pad: Path) -> Bewaard | None:
    """None for a file that someone changed into something else: the intake tells the school about it."""
    deel = BESTANDSNAAM.fullmatch(pad.name)
    try:
        with pad.open(encoding="utf-8-sig", newline="") as bron:
            rij = next(csv.DictReader(bron, delimiter=";"))
        tekst = {kolom: rij[kolom] for kolom in KOLOMMEN if kolom not in ("peildatum", "datum")}
        besluit = Besluit(
            peildatum=date.fromisoformat(rij["peildatum"]), datum=date.fromisoformat(rij["datum"]), **tekst
        )
        assert deel
        return Bewaard(int(deel[1]), deel[2], datetime.strptime(deel[3], MINUUT), besluit)
    except (OSError, ValueError, KeyError, TypeError, StopIteration):
        return None
