"""A made-up release of a big city, in the shape of trends.csv: simulated rows, small counts hidden, figures rounded.

For the size, the speed and the looks of the pages of directors. No pupil is simulated, and nothing is run: the rows are
what a warehouse of three schooljaren would hold. What is hidden here is what is small; the real release hides more.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import numpy as np

from assets.publicatie.bron import Trendrij
from data_contracts.register import Register, School
from models.cellen import PERSOONSMATEN
from models.onthulling import AFRONDING_MINUTEN, AFRONDING_PERSONEN, DREMPEL_STAD, afgerond
from models.trends import PER_DUIZEND, PER_HONDERD, tienden, wilson_per_duizend

SCHOLEN, JAREN = 200, 3
PEILDATUM = date(2026, 11, 22)
SOORTEN = (("po", 120, 240), ("sbo", 6, 110), ("so", 6, 80), ("vso", 8, 120), ("vo", 52, 800), ("mbo", 8, 900))
"""Type, how many of two hundred schools, and the middle of their sizes."""
DICHT = {(8, 31), (10, 43), (12, 52), (1, 1), (2, 8), (5, 18)}
"""ISO weeks without lessons beside the summer, by month and week."""
ZOMER = range(28, 35)
MINUTEN = 1_500
"""Planned minutes of a pupil in a week of five days."""
KANS = {"": 0.0045, "_instroom": 0.0006, "_uitstroom": 0.0005}
DEEL = {"lrv": 0.5, "absoluut": 0.35, "ocw": 0.8, "pact_3m": 0.4, "breed": 1.0, "verborgen": 0.9}


@dataclass(frozen=True)
class Grotestad:
    """The register, and the released rows up to the peildatum."""

    register: Register
    rijen: list[Trendrij]
    vanaf: date


def maak_register(scholen: int = SCHOLEN) -> Register:
    """So many schools, of all types, in ten wijken and a dozen besturen."""
    soorten = [soort for soort, aantal, _ in SOORTEN for _ in range(max(1, round(aantal * scholen / SCHOLEN)))][
        :scholen
    ]
    return Register(
        scholen=tuple(
            School(
                f"9{n:03d}AA"[:6],
                f"Voorbeeldschool {n:03d} {'De Verzonnen Laan' if n % 3 else 'Het Bedachte Plein'}",
                soort,
                "standaard",
                bestuur=f"Stichting Voorbeeld {n % 12 + 1}",
                swv="PO2601" if soort in ("po", "sbo") else "VO2601" if soort != "mbo" else "",
                wijk=f"Wijk {n % 10 + 1}",
            )
            for n, soort in enumerate(soorten)
        )
    )


def zondagen(jaren: int, peildatum: date = PEILDATUM) -> list[date]:
    """Every Sunday of so many schooljaren up to the peildatum, the last of them being that of the peildatum."""
    begin = date(peildatum.year - jaren + (peildatum.month >= 8), 8, 1)
    eerste = begin + timedelta(days=6 - begin.weekday())
    return [eerste + timedelta(weeks=n) for n in range((peildatum - eerste).days // 7 + 1)]


def is_lesweek(zondag: date) -> bool:
    """No summer, no holidays."""
    return zondag.isocalendar().week not in {week for _, week in DICHT} | set(ZOMER)


def maak_grotestad(scholen: int = SCHOLEN, jaren: int = JAREN, zaad: int = 1) -> Grotestad:
    """The rows of all levels: shares of every week, counts of every Sunday (of schools only of the newest)."""
    register, toeval, dagen = maak_register(scholen), np.random.default_rng(zaad), zondagen(jaren)
    omvang = _omvang(toeval, register)
    groepen = list(_groepen(register))
    minuten = _minuten(toeval, omvang, dagen)
    rijen = [
        rij
        for sleutel, leden in groepen
        for plek, dag in enumerate(dagen)
        for rij in _aandelen(sleutel, leden, dag, plek, minuten, omvang)
    ]
    for sleutel, leden in groepen:
        for dag in dagen if sleutel[0] != "school" else dagen[-1:]:
            rijen += _tellingen(toeval, sleutel, dag, int(omvang[leden].sum()))
    return Grotestad(register, rijen, dagen[0])


def _omvang(toeval: np.random.Generator, register: Register) -> np.ndarray:
    midden = {soort: groot for soort, _, groot in SOORTEN}
    return np.array([max(30, int(midden[s.soort] * np.exp(toeval.normal(0, 0.45)))) for s in register.scholen])


def _groepen(register: Register) -> Iterator[tuple[tuple[str, str, str], np.ndarray]]:
    """Level, code and type of every row, with the places of its schools."""
    alle = register.scholen
    yield ("stad", "", ""), np.arange(len(alle))
    for kolom, niveau in (("soort", "stad"), ("swv", "swv"), ("wijk", "wijk"), ("bestuur", "bestuur")):
        for code in sorted({getattr(s, kolom) for s in alle} - {""}):
            leden = np.array([n for n, s in enumerate(alle) if getattr(s, kolom) == code])
            yield (niveau, "" if niveau == "stad" else code, code if niveau == "stad" else ""), leden
    for n, school in enumerate(alle):
        yield ("school", school.brin6, school.soort), np.array([n])


def _minuten(toeval: np.random.Generator, omvang: np.ndarray, dagen: list[date]) -> np.ndarray:
    """Per measure, school and Sunday the missed minutes, then the known ones, then the planned ones."""
    week = np.arange(len(dagen))
    griep = 0.5 * np.exp(-0.5 * ((week % 52 - 24) / 2.0) ** 2)
    niveau = toeval.normal(-2.75, 0.3, len(omvang))[:, None]
    aandeel = np.exp(
        niveau + 0.12 * np.sin(2 * np.pi * week / 52) + griep + toeval.normal(0, 0.08, (len(omvang), len(dagen)))
    )
    plan = omvang[:, None] * MINUTEN * np.array([is_lesweek(dag) for dag in dagen])[None, :]
    geleverd = toeval.random(plan.shape) > 0.004
    geleverd[:, -3] = toeval.random(len(omvang)) > 0.2
    bekend = plan * geleverd
    deel = np.stack([np.ones_like(aandeel), np.full_like(aandeel, 0.28), np.full_like(aandeel, 0.66)])
    return np.concatenate([deel * aandeel * bekend, bekend[None], plan[None]]).round()


def _aandelen(
    sleutel: tuple[str, str, str], leden: np.ndarray, dag: date, plek: int, minuten: np.ndarray, omvang: np.ndarray
) -> Iterator[Trendrij]:
    *delen, noemer, plan = (int(som) for som in minuten[:, leden, plek].sum(axis=1))
    volledig = Decimal(str(tienden(noemer, plan, PER_HONDERD))) if plan else None
    for maat, teller in zip(("verzuim_totaal", "verzuim_ongeoorloofd", "verzuim_geoorloofd"), delen, strict=True):
        boven, onder = afgerond(teller, AFRONDING_MINUTEN), afgerond(noemer, AFRONDING_MINUTEN)
        if not onder or teller < DREMPEL_STAD * MINUTEN / 5:
            yield Trendrij(dag, *sleutel, maat, None, onder or None, None, None, None, "klein", volledig)
            continue
        waarde = tienden(boven, onder, PER_HONDERD)
        marge = 100 * float(np.sqrt(0.06 / omvang[leden].sum()))
        grenzen = (max(round(waarde - marge, 1), 0.0), round(waarde + marge, 1))
        yield Trendrij(dag, *sleutel, maat, boven, onder, waarde, *grenzen, "", volledig)


def _tellingen(
    toeval: np.random.Generator, sleutel: tuple[str, str, str], dag: date, personen: int
) -> Iterator[Trendrij]:
    volledig = Decimal(100) if is_lesweek(dag) else None
    noemer = afgerond(personen, AFRONDING_PERSONEN)
    for maat in PERSOONSMATEN:
        teller = int(toeval.poisson(personen * _kans(maat)))
        if teller < DREMPEL_STAD:
            yield Trendrij(dag, *sleutel, maat, None, noemer, None, None, None, "klein", volledig)
            continue
        boven = afgerond(teller, AFRONDING_PERSONEN)
        (grens,) = wilson_per_duizend([boven], [noemer])
        yield Trendrij(dag, *sleutel, maat, boven, noemer, tienden(boven, noemer, PER_DUIZEND), *grens, "", volledig)


def _kans(maat: str) -> float:
    """How many persons of one are in a count."""
    if maat == "leerlingen_met_signaal":
        return 0.12
    naam = maat.removeprefix("thuiszitters_")
    stroom = next((s for s in ("_instroom", "_uitstroom") if naam.endswith(s)), "")
    return KANS[stroom] * DEEL[naam.removesuffix(stroom)]
