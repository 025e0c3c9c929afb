"""Review lists that come back from a few kernteams, filled in by hand: csv and xlsx, now and then a row without a
decision.

The team of the city decides from what it sees at school, so its decisions follow the truth loosely. Names are not in
these files.
"""

from datetime import date, datetime, time, timedelta
from pathlib import Path

import numpy as np

from assets.fictief.bestand import naam, schrijf, tekst, werkboek
from assets.fictief.school import Schooljaar, gemist_minuten
from models.fictief.latent import NOOIT
from models.fictief.parameters import AFWEZIG

KOP = ("peildatum", "leerlingnummer", "signaal", "besluit", "wie", "vervolg", "datum")
EIGEN_KOLOMMEN = ("klas", "sinds")
"""Columns of the list itself that come back too; the intake drops them."""
EERSTE_WEEK, RITME_WEKEN = 4, 3
ELKE_HOEVEELSTE_SCHOOL = 3
VENSTER_DAGEN = 20
BESLUITEN = ("bekend", "actie", "gemeld", "geen_signaal", "klopt_niet", "")
BESLUIT_KANS = (0.35, 0.30, 0.10, 0.10, 0.05, 0.10)
WIE = ("school", "leerplicht", "jgz", "buurtteam", "passend_onderwijs", "ouders")
VERVOLG = {
    "actie": ("gesprek", "actietafel", "plan", "passend_aanbod"),
    "bekend": ("evaluatie", "gesprek"),
    "gemeld": ("opschalen",),
}


def schrijf_kernteam(map_: Path, jaar: Schooljaar, zaad: int) -> tuple[int, int]:
    """Returned lists of one school, every `RITME_WEKEN` weeks; returns (files, bytes).

    Two schools out of three send none.
    """
    if jaar.school.index % ELKE_HOEVEELSTE_SCHOOL:
        return 0, 0
    rng = jaar.agenda.bron(zaad, 60, jaar.school.index)
    aantal = omvang = 0
    for week in range(EERSTE_WEEK, jaar.weken - 1, RITME_WEKEN):
        rijen = _lijst(rng, jaar, week)
        if rijen:
            omvang += schrijf(*_bestand(map_ / jaar.school.brin6 / "kernteam", jaar, week, rijen))
            aantal += 1
    return aantal, omvang


def _bestand(map_: Path, jaar: Schooljaar, week: int, rijen: list[list[str]]) -> tuple[Path, bytes]:
    ontvangen = datetime.combine(jaar.agenda.zondag_van_week(week) + timedelta(days=4), time(15, 30))
    kop = [*KOP, *EIGEN_KOLOMMEN]
    if jaar.school.index % 2:
        return map_ / naam("lijst", None, ontvangen, "xlsx"), werkboek([kop, *rijen], datumkolommen=(0, 6))
    return map_ / naam("lijst", None, ontvangen, "csv"), tekst(
        [";".join(r) for r in [kop, *rijen]], "utf-8-sig", "\r\n"
    )


def _lijst(rng: np.random.Generator, jaar: Schooljaar, week: int) -> list[list[str]]:
    """The pupils who missed most in the last four weeks, within the school's capacity."""
    tot = 5 * (week + 1)
    van = max(0, tot - VENSTER_DAGEN)
    gemist = gemist_minuten(jaar, AFWEZIG)[:, van:tot].sum(axis=1)
    volgorde = np.argsort(-gemist, kind="stable")[: jaar.school.capaciteit]
    return [_rij(rng, jaar, int(i), week) for i in volgorde if gemist[i] > 0]


def _rij(rng: np.random.Generator, jaar: Schooljaar, i: int, week: int) -> list[str]:
    peildatum = jaar.agenda.zondag_van_week(week)
    besluit = str(rng.choice(BESLUITEN, p=BESLUIT_KANS))
    is_terug = jaar.latent.lrv_tot[i] < 5 * week - VENSTER_DAGEN
    besluit = "teruggekeerd" if is_terug and jaar.latent.lrv_van[i] < NOOIT else besluit
    vervolg = (
        str(rng.choice(VERVOLG[besluit])) if besluit in VERVOLG else "afgesloten" if besluit == "teruggekeerd" else ""
    )
    wie = str(rng.choice(WIE)) if besluit else ""
    besproken = f"{peildatum + timedelta(days=2)}" if besluit and rng.random() < 0.8 else ""
    klas = jaar.klassen[jaar.plaatsingen.klas[i]].naam
    return [
        f"{peildatum}",
        jaar.nummers[i],
        _signaal(jaar, i, week),
        besluit,
        wie,
        vervolg,
        besproken,
        klas,
        _sinds(peildatum),
    ]


def _signaal(jaar: Schooljaar, i: int, week: int) -> str:
    """The signal that the team wrote down; mostly the pupil as a whole."""
    if jaar.latent.lrv_van[i] + VENSTER_DAGEN <= 5 * week <= jaar.latent.lrv_tot[i]:
        return "lrv"
    if jaar.latent.langziek_van[i] + VENSTER_DAGEN <= 5 * week <= jaar.latent.langziek_tot[i]:
        return "langdurig_ziek"
    return ""


def _sinds(peildatum: date) -> str:
    return f"{peildatum - timedelta(days=VENSTER_DAGEN)}"
