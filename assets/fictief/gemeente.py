"""The leerplicht office's files: reports of schools, exemptions, absoluut verzuim, and support given.

Snapshots per kind.

Schools report most but not all crossings, some late. What is NOT here: police data (it has no place in the product),
texts about a child.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path

import numpy as np

from assets.fictief.bestand import naam, schrijf, tekst
from assets.fictief.bevolking import PGN_NERGENS, PGN_VRIJGESTELD, elfproef_reeks
from assets.fictief.ontwerp import Jaardeel, Ontwerp
from assets.fictief.school import Schooljaar, gemist_minuten
from assets.fictief.stamgegevens import pgn_tekst
from models.fictief.kalender import EERSTE_JAAR, Jaar
from models.fictief.overschrijding import overschrijdingen
from models.fictief.parameters import ONGEOORLOOFD, Toestand

GEMELD, OP_TIJD = 0.85, 0.80
"""Share of crossings that schools report, and of those within five weekdays."""
LUXE_GEMELD, LRV_GEMELD = 0.80, 0.85
LRV_MELDING_NA_DAGEN = 28
IN_BEHANDELING_NA, AFGESLOTEN_NA = 10, 40
REDENEN_AFGESLOTEN = (
    "terug naar school",
    "terug naar school",
    "geen verzuim, langdurig ziek",
    "geen verzuim, legitiem afwezig",
)
KOPPEN = {
    "meldingen": "meldingsnummer;pgn;brin6;leerlingnummer;soort;begindatum;einddatum;melddatum;status;reden_afgesloten",
    "vrijstellingen": "zaaknummer;pgn;artikel;begindatum;einddatum",
    "absoluut": "zaaknummer;pgn;geboortedatum;datum_signaal;status;einddatum;reden",
    "inzet": "brin6;niveau;klas;soort;aanbieder;begindatum;einddatum",
}
RITME_WEKEN = {"meldingen": 1, "vrijstellingen": 4, "absoluut": 4, "inzet": 4}
VRIJSTELLING_5A_PER_1000 = 3.0
"""Pupils with an exemption 5 onder a per 1,000 (domein.md §4.1); they are enrolled nowhere."""
ABSOLUUT_PER_1000 = 2.0
PGN_VOLGEND_JAAR = 200_000
"""Between the made-up pgn of children who are enrolled nowhere in the one schooljaar and in the next."""
OP_TIJD_VERLENGD = 0.6
"""Share of the exemptions of the second schooljaar that begin on 1 August (assumption)."""
AANBIEDERS = (
    ("gezinswerk", "buurtteam"),
    ("klassenhulp", "KOOS"),
    ("jongerenwerk", "Spoor030"),
    ("begeleiding", "passend onderwijs"),
)


Regelmaker = Callable[[date], list[str]]
"""The lines of a snapshot as they read on a day."""


@dataclass
class Melding:
    """A report as it stands in the register; einddatum None: goes on. `afloop`: G or K handled, I withdrawn."""

    pgn: str
    brin6: str
    leerlingnummer: str
    soort: str
    begindatum: date
    einddatum: date | None
    melddatum: date
    afloop: str
    reden: str
    nummer: str = ""


@dataclass
class Register:
    """What the office collects while the schools are written one after the other."""

    meldingen: list[Melding] = field(default_factory=list)
    niet_gemeld: int = 0


def voeg_toe(register: Register, jaar: Schooljaar, zaad: int) -> None:
    """Reports of one school: V3 for crossings, LRV, L for holidays outside the holidays, a few O for lateness."""
    rng = jaar.agenda.bron(zaad, 40, jaar.school.index)
    plicht = _heeft_plicht(jaar)
    _v3(register, jaar, rng, plicht)
    _lrv(register, jaar, rng, plicht)
    _luxe(register, jaar, rng, plicht)
    _overig(register, jaar, rng, plicht)


def _heeft_plicht(jaar: Schooljaar) -> np.ndarray:
    """[n, D] roughly: from the month after the fifth birthday to the 18th, without a startkwalificatie."""
    p, wie = jaar.personen, jaar.plaatsingen.persoon
    maand = p.geboren[wie].astype("datetime64[M]")
    van = (maand + 61).astype("datetime64[D]")
    tot = (maand + 216).astype("datetime64[D]")
    klaar = np.where(np.isnat(p.startkwalificatie_op[wie]), np.datetime64("2100-01-01"), p.startkwalificatie_op[wie])
    dagen = jaar.dagen[None, :]
    return (dagen >= van[:, None]) & (dagen < np.minimum(tot, klaar)[:, None])


def _v3(register: Register, jaar: Schooljaar, rng: np.random.Generator, plicht: np.ndarray) -> None:
    uren = _uren(jaar) * plicht
    lesweek = np.repeat(np.cumsum(jaar.is_lesweek), 5)
    dag_nummer = jaar.dagen.astype(np.int64)
    for i in np.flatnonzero(uren.sum(axis=1) >= 16):
        for begin, eind in overschrijdingen(uren[i], lesweek, dag_nummer):
            if rng.random() >= GEMELD:
                register.niet_gemeld += 1
                continue
            wacht = int(rng.integers(1, 6) if rng.random() < OP_TIJD else rng.integers(6, 16))
            _meld(register, jaar, rng, int(i), "V3", begin, eind, eind + wacht)


def _uren(jaar: Schooljaar) -> np.ndarray:
    """Unauthorised hours per pupil and day in the school's own unit (lesuur: a slot is one)."""
    if jaar.school.uurmaat == "klokuur" or jaar.school.is_dagdelen:
        return gemist_minuten(jaar, ONGEOORLOOFD) / 60
    return (np.isin(jaar.toestand, [int(t) for t in ONGEOORLOOFD]) & (jaar.minuten > 0)).sum(axis=2).astype(float)


def _lrv(register: Register, jaar: Schooljaar, rng: np.random.Generator, plicht: np.ndarray) -> None:
    for i in np.flatnonzero(jaar.latent.lrv_van < len(jaar.dagen)):
        van, tot = int(jaar.latent.lrv_van[i]), int(jaar.latent.lrv_tot[i])
        if van < 0:  # goes on from the schooljaar before, in which the school at that time decided to report or not
            continue
        meld = van + LRV_MELDING_NA_DAGEN * 5 // 7 + int(rng.integers(1, 10))
        if rng.random() < LRV_GEMELD and meld <= tot and plicht[i].any() and jaar.minuten[i, van : tot + 1].any():
            _meld(register, jaar, rng, int(i), "LRV", van, tot, meld)


def _luxe(register: Register, jaar: Schooljaar, rng: np.random.Generator, plicht: np.ndarray) -> None:
    weg = ((jaar.toestand == Toestand.LUXE) & (jaar.minuten > 0)).any(axis=2) & plicht
    for i in np.flatnonzero(weg.any(axis=1)):
        dagen = np.flatnonzero(weg[i])
        if rng.random() < LUXE_GEMELD:
            meld = int(dagen[-1]) + int(rng.integers(1, 8))
            _meld(register, jaar, rng, int(i), "L", int(dagen[0]), int(dagen[-1]), meld)


def _overig(register: Register, jaar: Schooljaar, rng: np.random.Generator, plicht: np.ndarray) -> None:
    """Lateness of twelve times and more: some schools report that as other absence."""
    laat = np.cumsum(((jaar.toestand == Toestand.TE_LAAT) & (jaar.minuten > 0)).any(axis=2) & plicht, axis=1)
    for i in np.flatnonzero(laat[:, -1] >= 12):
        if rng.random() < 0.3:
            dag = int(np.searchsorted(laat[i], 12))
            _meld(register, jaar, rng, int(i), "O", dag, dag, dag + 3)


def _meld(register: Register, jaar: Schooljaar, rng, i: int, soort: str, begin: int, eind: int, op: int) -> None:
    """Put a report in the register; begin, end and the day of reporting are day indexes of this schooljaar."""
    wie = int(jaar.plaatsingen.persoon[i])
    afloop = str(rng.choice(["G", "K", "I"], p=[0.70, 0.27, 0.03]))
    reden = str(rng.choice(REDENEN_AFGESLOTEN))
    pgn = pgn_tekst(jaar.personen.pgn[wie], False)
    van, tot, melddatum = (jaar.datum_van(dag) for dag in (begin, eind, op))
    brin6, nummer = jaar.school.brin6, jaar.nummers[i]
    register.meldingen.append(Melding(pgn, brin6, nummer, soort, van, tot, melddatum, afloop, reden))


def schrijf_gemeente(map_: Path, register: Register, ontwerp: Ontwerp) -> tuple[int, int]:
    """All snapshots of the four kinds; returns (files, bytes)."""
    boeken = [_boek(ontwerp, deel) for deel in ontwerp.jaren]
    bron = {"meldingen": _meldingregels(register)}
    bron |= {soort: _samen([boek[soort] for boek in boeken]) for soort in boeken[0]}
    aantal = omvang = 0
    for soort, maak in bron.items():
        for week in range(-1, ontwerp.weken, RITME_WEKEN[soort]):
            op = EERSTE_JAAR.zondag_van_week(week)
            pad = map_ / soort / naam(soort, None, datetime.combine(op, time(20, 15)), "csv")
            omvang += schrijf(pad, tekst([KOPPEN[soort], *maak(op)], "utf-8-sig", "\r\n"))
            aantal += 1
    return aantal, omvang


def _boek(ontwerp: Ontwerp, deel: Jaardeel) -> dict[str, Regelmaker]:
    """What the office writes down of one schooljaar besides the reports."""
    rng = deel.agenda.bron(ontwerp.zaad, 50)
    return {
        "vrijstellingen": _vrijstellingen(rng, deel),
        "absoluut": _absoluut(rng, deel),
        "inzet": _inzet(rng, deel),
    }


def _samen(makers: list[Regelmaker]) -> Regelmaker:
    """The lines of all schooljaren, as they read on a day."""
    return lambda op: [regel for maak in makers for regel in maak(op)]


def _meldingregels(register: Register) -> Regelmaker:
    """Numbers in order of melddatum; each snapshot shows the status of its day."""
    register.meldingen.sort(key=lambda m: (m.melddatum, m.brin6, m.leerlingnummer, m.soort, m.begindatum))
    for volgnummer, melding in enumerate(register.meldingen):
        melding.nummer = f"F{2_600_001 + volgnummer}"
    return lambda op: [_meldingregel(m, op) for m in register.meldingen if m.melddatum <= op]


def _meldingregel(m: Melding, op: date) -> str:
    dagen = (op - m.melddatum).days
    status = "R" if dagen < IN_BEHANDELING_NA else "B" if dagen < AFGESLOTEN_NA else m.afloop
    loopt = m.einddatum is None or m.einddatum > op
    if m.soort == "LRV" and loopt:
        status = "B" if dagen >= IN_BEHANDELING_NA else "R"
    eind = "" if loopt else f"{m.einddatum}"
    reden = m.reden if status == "G" else ""
    wie = f"{m.nummer};{m.pgn};{m.brin6};{m.leerlingnummer}"
    return f"{wie};{m.soort};{m.begindatum};{eind};{m.melddatum};{status};{reden}"


def _vrijstellingen(rng: np.random.Generator, deel: Jaardeel) -> Regelmaker:
    """5a: children who are enrolled nowhere, most of them again in the second schooljaar. Others: enrolled pupils.

    Some end within the simulated weeks.
    """
    personen, ingeschreven = deel.personen, np.unique(deel.plaatsingen.persoon)
    aantal = max(2, round(len(ingeschreven) * VRIJSTELLING_5A_PER_1000 / 1000))
    thuis = _thuis(deel.agenda, aantal)
    rijen = [_vrijstelling(rng, n, f"{pgn:09d}", "5a", deel) for n, pgn in enumerate(thuis)]
    met_pgn = ingeschreven[personen.pgn[ingeschreven] > 0]
    for pgn in personen.pgn[rng.choice(met_pgn, size=max(2, aantal // 2), replace=False)]:
        artikel = str(
            rng.choice(["11", "maatwerk", "15", "5b", "5c", "5a_trekkend"], p=[0.4, 0.3, 0.1, 0.1, 0.05, 0.05])
        )
        rijen.append(_vrijstelling(rng, len(rijen), f"{pgn:09d}", artikel, deel))
    return lambda op: [r for begin, r in rijen if begin <= op]


def _thuis(jaar: Jaar, aantal: int) -> np.ndarray:
    """The pgn of children at home in this schooljaar: next year some have gone and as many are new."""
    eerste = jaar.nummer * -(-aantal * 15 // 100)
    return elfproef_reeks(PGN_VRIJGESTELD, eerste + aantal)[eerste:]


def _vrijstelling(rng: np.random.Generator, n: int, pgn: str, artikel: str, deel: Jaardeel) -> tuple[date, str]:
    jaar = deel.agenda
    begin = jaar.van + timedelta(days=int(rng.integers(0, 60)))
    if jaar.nummer and rng.random() < OP_TIJD_VERLENGD:
        begin = jaar.van
    eind = (
        jaar.tot
        if rng.random() < 0.7
        else jaar.eerste_dag + timedelta(days=int(rng.integers(14, max(15, 7 * deel.weken + 40))))
    )
    return begin, f"VR{_zaaknummer(jaar, n)};{pgn};{artikel};{begin};{max(eind, begin)}"


def _zaaknummer(jaar: Jaar, n: int) -> int:
    """Six digits that begin with the year in which the schooljaar ends."""
    return 10_000 * (jaar.tot.year % 100) + 1 + n


def _absoluut(rng: np.random.Generator, deel: Jaardeel) -> Regelmaker:
    """Children never enrolled here, and leavers of whom no next school is known; about half is closed after weeks."""
    personen, jaar = deel.personen, deel.agenda
    aantal = max(2, round(len(np.unique(deel.plaatsingen.persoon)) * ABSOLUUT_PER_1000 / 1000))
    nergens = elfproef_reeks(PGN_NERGENS + jaar.nummer * PGN_VOLGEND_JAAR, aantal)
    rijen = [(f"{pgn:09d}", date(2011 + n % 9, 1 + n % 12, 3), _signaaldag(rng, jaar)) for n, pgn in enumerate(nergens)]
    weg = deel.zonder_bestemming()
    for i in np.flatnonzero(rng.random(len(weg)) < 0.5):
        wie, eind = weg[i]
        if personen.pgn[wie]:
            op = eind + timedelta(days=int(rng.integers(20, 50)))
            rijen.append((f"{personen.pgn[wie]:09d}", personen.geboren[wie].item(), op))
    redenen = rng.choice(["ingeschreven", "verhuisd", "buitenland", "vrijstelling", "onbekend"], size=len(rijen))
    sluit = [
        op + timedelta(days=int(d)) for (_, _, op), d in zip(rijen, rng.integers(20, 200, size=len(rijen)), strict=True)
    ]

    def op_dag(op: date) -> list[str]:
        uit = []
        for n, ((pgn, geboren, sinds), dicht, reden) in enumerate(zip(rijen, sluit, redenen, strict=True)):
            if sinds <= op:
                slot = f"gesloten;{dicht};{reden}" if dicht <= op else "open;;"
                uit.append(f"AV{_zaaknummer(jaar, n)};{pgn};{geboren};{sinds};{slot}")
        return uit

    return op_dag


def _signaaldag(rng: np.random.Generator, jaar: Jaar) -> date:
    return jaar.van + timedelta(days=19) + timedelta(days=int(rng.integers(0, 280)))


def _inzet(rng: np.random.Generator, deel: Jaardeel) -> Regelmaker:
    """Support for a school, team or class; never about one pupil."""
    rijen = []
    for school in deel.scholen:
        if rng.random() < 0.5:
            soort, aanbieder = AANBIEDERS[int(rng.integers(0, len(AANBIEDERS)))]
            begin = deel.agenda.eerste_dag + timedelta(days=7 * int(rng.integers(0, max(1, deel.weken))))
            eind = begin + timedelta(days=7 * int(rng.integers(6, 20)))
            niveau, klas = ("klas", "1A") if school.soort == "po" and rng.random() < 0.3 else ("school", "")
            rijen.append((begin, eind, f"{school.brin6};{niveau};{klas};{soort};{aanbieder};{begin}"))
    return lambda op: [f"{r};{eind if eind <= op else ''}" for begin, eind, r in rijen if begin <= op]
