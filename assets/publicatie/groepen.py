"""Collective signals (regels.md §4 C): rows of groepssignalen.csv, about a class or a school and never about a pupil.

`school_afwijkend` is made of figures that were released before (the share verzuim_totaal per week), so it shows nothing
that trends.csv of the same readers does not. `klas_afwijkend` is for the school's own kernteam only, of classes in
which enough pupils missed anything, and made of rounded minutes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import SupportsFloat, cast

import numpy as np

from assets.publicatie.bron import Klasrij, Trendrij
from assets.uitgifte.csvbestand import waarde_tekst
from assets.uitgifte.opmaak import week_kort
from models.onthulling import AFRONDING_MINUTEN, DREMPEL_SCHOOL, afgerond
from models.statistiek.alarm import Alarmen, begin_van_alarm, zoek_alarmen
from models.statistiek.klas import Klas, Leerling, afwijkende_klassen

MAAT = "verzuim_totaal"
PER_HONDERD = 100
DECIMALEN = 1
NAAR_MAANDAG = timedelta(days=6)
Rij = dict[str, object]


@dataclass(frozen=True)
class Schoolalarm:
    """A school whose share alarms this week; shares 0-1: the smoothed one, and the limit that it lies above."""

    brin6: str
    sinds: date
    aandeel: float
    grens: float


def klasrijen(brin6: str, peildatum: date, rijen: Sequence[Klasrij]) -> list[Rij]:
    """Classes of one school that miss more than their school and leerjaar predict, and in which at least DREMPEL_SCHOOL
    pupils missed anything: of fewer it would tell who is away, and that is no collective signal.
    """
    leerlingen = [Leerling(rij.klas, rij.leerjaar, rij.gemist, rij.bekend) for rij in rijen]
    zaad = [peildatum.toordinal(), *brin6.encode("utf-8")]
    sinds = min((rij.van_datum for rij in rijen), default=peildatum)
    gevonden = [klas for klas in afwijkende_klassen(leerlingen, zaad) if klas.met_gemist >= DREMPEL_SCHOOL]
    return [_klasrij(brin6, peildatum, sinds, klas) for klas in gevonden]


def _klasrij(brin6: str, peildatum: date, sinds: date, klas: Klas) -> Rij:
    waarde = _afgerond_procent(klas.gemist, klas.bekend)
    drempel = _afgerond_procent(klas.anderen_gemist, klas.anderen_bekend)
    return _rij(peildatum, "klas", brin6, klas.klas, "klas_afwijkend", sinds, waarde, drempel)


def _afgerond_procent(gemist: int, bekend: int) -> str:
    """A share of rounded minutes, as every released share; of less than half a rounding unit it says 0."""
    noemer = max(afgerond(bekend, AFRONDING_MINUTEN), AFRONDING_MINUTEN)
    return _procent(Fraction(min(afgerond(gemist, AFRONDING_MINUTEN), noemer), noemer))


def schoolalarmen(peildatum: date, rijen: Iterable[Trendrij], soorten: Mapping[str, str]) -> dict[str, Schoolalarm]:
    """Schools whose season-adjusted weekly share alarms in the week of `peildatum`, by brin6. `rijen`: released rows of
    any maat and niveau, over the Sundays up to it. `soorten`: school type by brin6; schools are compared within it.
    """
    eigen = {
        (rij.code, rij.peildatum): (float(rij.teller), float(cast(SupportsFloat, rij.noemer)))
        for rij in rijen
        if rij.niveau == "school" and rij.maat == MAAT and rij.teller is not None and rij.noemer
    }
    scholen, zondagen = sorted({brin6 for brin6, _ in eigen}), sorted({zondag for _, zondag in eigen})
    if peildatum not in zondagen or len(zondagen) < 2:
        return {}
    tabel = np.array([[eigen.get((school, zondag), (np.nan, np.nan)) for zondag in zondagen] for school in scholen])
    maandagen = [zondag - NAAR_MAANDAG for zondag in zondagen]
    uit = zoek_alarmen(tabel[:, :, 0], tabel[:, :, 1], [soorten.get(s, "") for s in scholen], maandagen)
    return {s: _alarm(uit, s, plek, maandagen) for plek, s in enumerate(scholen) if uit.alarm[plek, -1]}


def _alarm(uit: Alarmen, brin6: str, plek: int, maandagen: Sequence[date]) -> Schoolalarm:
    verwacht, begin = uit.verwacht[plek, -1], begin_van_alarm(uit, plek, len(maandagen) - 1)
    aandelen = (float(min(verwacht * np.exp(deel[plek, -1]), 1.0)) for deel in (uit.ewma, uit.grens))
    return Schoolalarm(brin6, maandagen[begin], *aandelen)


def schoolrij(peildatum: date, alarm: Schoolalarm) -> Rij:
    """One school as a row."""
    waarde, drempel = (_procent(Fraction(deel)) for deel in (alarm.aandeel, alarm.grens))
    return _rij(peildatum, "school", alarm.brin6, "", "school_afwijkend", alarm.sinds, waarde, drempel)


def _procent(deel: Fraction) -> str:
    return waarde_tekst(PER_HONDERD * deel.numerator, deel.denominator, DECIMALEN)


def _rij(
    peildatum: date, niveau: str, code: str, klas: str, signaal: str, sinds: date, waarde: str, drempel: str
) -> Rij:
    wat = {"peildatum": peildatum, "niveau": niveau, "code": code, "klas": klas, "signaal": signaal}
    return {**wat, "sinds": sinds, "waarde": waarde, "drempel": drempel, "eenheid": "procent"}


def klaszin(rij: Rij) -> str:
    """A class in a sentence or two, for its own kernteam."""
    return (
        f"Klas {rij['klas']} mist {rij['waarde']}% van de lestijd. Bij vergelijkbare leerlingen van de school is dat "
        f"{rij['drempel']}%. Dit geldt voor de laatste vier lesweken."
    )


def schoolzin(naam: str, rij: Rij) -> str:
    """A school in a sentence or two."""
    sinds = cast(date, rij["sinds"])
    return (
        f"{naam} mist meer les dan te verwachten is, sinds {week_kort(sinds)} van {sinds.isocalendar().year}. "
        f"Het gaat om {rij['waarde']}% van de lestijd, zonder korte pieken. De grens is nu {rij['drempel']}%."
    )


def zinnen(rijen: Iterable[Rij], namen: Mapping[str, str]) -> tuple[str, ...]:
    """Rows of groepssignalen.csv as sentences, schools by name (brin6 -> name) and classes after them."""
    rijen = list(rijen)
    scholen = [schoolzin(namen[str(rij["code"])], rij) for rij in rijen if rij["niveau"] == "school"]
    return (*sorted(scholen, key=str.casefold), *(klaszin(rij) for rij in rijen if rij["niveau"] == "klas"))
