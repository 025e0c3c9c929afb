"""The four snapshot kinds of a fictitious school: codes, inschrijvingen, rooster, kalender.

Sent at the start of a schooljaar and when they change. In the second schooljaar they also hold the first, as it ended.

Every function gives rows of text cells, header first; `Uitvoer` turns them into a file in the school's own form.
"""

from datetime import date, timedelta

import numpy as np

from assets.fictief.codes import codes_van, nieuwe_code
from assets.fictief.klassen import slotnamen
from assets.fictief.leveringen import begin_moment
from assets.fictief.namen import ACHTERNAMEN, GEMEENTEN, ROEPNAMEN
from assets.fictief.school import EXTRA_STUDIEDAG_WEEK, Schooljaar
from models.fictief.kalender import EERSTE_JAAR, Sluiting

KOP_CODES = ("code", "omschrijving", "categorie", "geoorloofd", "geldig_van", "geldig_tot")
KOP_INSCHRIJVINGEN = (
    "leerlingnummer",
    "pgn",
    "roepnaam",
    "achternaam",
    "geboortedatum",
    "klas",
    "leerjaar",
    "onderwijssoort",
    "startdatum",
    "einddatum",
    "hoofdinschrijving",
    "startkwalificatie_op",
    "bestemming_brin6",
    "woongemeente",
)
KOP_ROOSTER = ("klas", "leerlingnummer", "geldig_van", "geldig_tot", "weekdag", "slot", "minuten")
KOP_KALENDER = ("van", "tot", "soort", "klas")
WEKEN_TOT_CODE = 3
"""So many weeks after its first use a new code comes into the code table."""
INSCHRIJVING_RITME = {"po": 2}
"""Weeks between two looks whether the enrolments changed (PO: children turn four every week); others look weekly."""


def codes(jaar: Schooljaar, week: int) -> list[list[str]]:
    """The code table as sent in `week` (-1: at the start)."""
    van = jaar.school.gewoonte.datumvorm
    begin = EERSTE_JAAR.van.strftime(van)
    lijst = [c for c in codes_van(jaar.school).values() if c.code]
    rijen = [[c.code, c.omschrijving, c.categorie, c.geoorloofd, begin, ""] for c in lijst]
    nieuw, sinds = nieuwe_code(), jaar.school.gewoonte.nieuwe_code_week
    if sinds is not None and week >= sinds + WEKEN_TOT_CODE:
        rijen.append([nieuw.code, nieuw.omschrijving, nieuw.categorie, nieuw.geoorloofd, begin, ""])
    return [list(KOP_CODES), *rijen]


def code_weken(jaar: Schooljaar) -> list[int]:
    """Weeks in which the code table is sent again."""
    sinds = jaar.school.gewoonte.nieuwe_code_week
    return [] if sinds is None or not 0 <= sinds + WEKEN_TOT_CODE < jaar.weken else [sinds + WEKEN_TOT_CODE]


def inschrijvingen(jaar: Schooljaar, op: date) -> list[list[str]]:
    """Everybody who is known on `op`; an end after that day is not known yet."""
    rijen = inschrijvingen(jaar.vorige, op)[1:] if jaar.vorige else []
    for i in np.flatnonzero(jaar.plaatsingen.bekend_op <= np.datetime64(op)):
        rijen += _van_leerling(jaar, int(i), np.datetime64(op))
    return [list(KOP_INSCHRIJVINGEN), *rijen]


def _van_leerling(jaar: Schooljaar, i: int, op: np.datetime64) -> list[list[str]]:
    """One row per class; schools that send the year before put that class in front."""
    pl = jaar.plaatsingen
    eind = pl.eind[i] if pl.eind[i] <= op else None
    klas = jaar.klassen[pl.klas[i]]
    reeks = [(klas, pl.start[i], eind)]
    if pl.wissel[i] <= op + 7:
        reeks = [(klas, pl.start[i], pl.wissel[i] - 1), (jaar.klassen[pl.klas2[i]], pl.wissel[i], eind)]
    rijen = [_rij(jaar, i, k.naam, k.leerjaar, k.onderwijssoort, van, tot, tot is eind) for k, van, tot in reeks]
    begin = np.datetime64(jaar.agenda.van)
    if jaar.school.gewoonte.vorig_jaar and klas.leerjaar > 1 and pl.start[i] == begin:
        vorig = klas.naam.replace(str(klas.leerjaar), str(klas.leerjaar - 1), 1)
        rijen.insert(0, _rij(jaar, i, vorig, klas.leerjaar - 1, klas.onderwijssoort, begin - 365, begin - 1, False))
    return rijen


def _rij(
    jaar: Schooljaar, i: int, klas: str, leerjaar: int, onderwijssoort: str, van, tot, is_laatste: bool
) -> list[str]:
    pl, p, wie = jaar.plaatsingen, jaar.personen, int(jaar.plaatsingen.persoon[i])
    vorm = jaar.school.gewoonte.datumvorm
    bestemming = pl.bestemming[i] if is_laatste and tot is not None else ""
    return [
        jaar.nummers[i],
        pgn_tekst(p.pgn[wie], p.pgn_fout[wie]),
        ROEPNAMEN[p.roepnaam[wie]],
        ACHTERNAMEN[p.achternaam[wie]],
        datum(p.geboren[wie], vorm),
        klas,
        str(leerjaar),
        onderwijssoort,
        datum(van, vorm),
        datum(tot, vorm),
        "ja" if pl.hoofd[i] else "nee",
        datum(p.startkwalificatie_op[wie], vorm),
        str(bestemming),
        GEMEENTEN[p.gemeente[wie]],
    ]


def pgn_tekst(pgn: np.int64, heeft_fout: bool) -> str:
    """Nine digits; empty for none; with a typing error the last digit is one higher, so the eleven test fails."""
    if not pgn:
        return ""
    return f"{pgn // 10 * 10 + (pgn % 10 + 1) % 10 if heeft_fout else pgn:09d}"


def datum(dag: np.datetime64 | date | None, vorm: str) -> str:
    """A date in the school's form; nothing for None and NaT."""
    if dag is None or (isinstance(dag, np.datetime64) and np.isnat(dag)):
        return ""
    return (dag.astype(object) if isinstance(dag, np.datetime64) else dag).strftime(vorm)


def inschrijving_weken(jaar: Schooljaar) -> list[int]:
    """Weeks whose Friday shows other enrolments than the snapshot before."""
    pl, ritme = jaar.plaatsingen, INSCHRIJVING_RITME.get(jaar.school.soort, 1)
    momenten = np.concatenate([pl.bekend_op, pl.eind, pl.wissel - 7])
    momenten = momenten[~np.isnat(momenten)]
    weken, vorige = [], np.datetime64(begin_moment(jaar.agenda, jaar.school).date())
    for week in range(ritme - 1, jaar.weken, ritme):
        nu = np.datetime64(jaar.datum_van(5 * week + 4))
        if ((momenten > vorige) & (momenten <= nu)).any():
            weken.append(week)
            vorige = nu
    return weken


def rooster(jaar: Schooljaar, week: int) -> list[list[str]]:
    """Timetables of classes and of pupils with their own, as known in `week` (-1: at the start)."""
    vorm = jaar.school.gewoonte.datumvorm
    rijen = rooster(jaar.vorige, jaar.vorige.weken)[1:] if jaar.vorige else []
    einden = [jaar.datum_van(v - 3) for v, _ in jaar.roosters[1:]] + [jaar.agenda.laatste_dag]
    for (vanaf, minuten), einde in zip(jaar.roosters, einden, strict=True):
        if vanaf <= 5 * (week + 2):
            for k, klas in enumerate(jaar.klassen):
                rijen += _roosterrijen(jaar, klas.naam, "", jaar.datum_van(vanaf), einde, minuten[k], vorm)
    for i, eigen in jaar.eigen_roosters.items():
        if jaar.latent.deeltijd_van[i] <= 5 * (week + 1) and jaar.plaatsingen.bekend_op[i] <= np.datetime64(
            jaar.datum_van(5 * week + 5)
        ):
            van = jaar.datum_van(jaar.latent.deeltijd_van[i])
            rijen += _roosterrijen(jaar, "", jaar.nummers[i], van, jaar.agenda.laatste_dag, eigen, vorm)
    return [list(KOP_ROOSTER), *rijen]


def _roosterrijen(
    jaar: Schooljaar, klas: str, nummer: str, van: date, tot: date, minuten: np.ndarray, vorm: str
) -> list[list[str]]:
    namen = slotnamen(jaar.school)
    return [
        [klas, nummer, van.strftime(vorm), tot.strftime(vorm), str(dag + 1), namen[slot], str(minuten[dag, slot])]
        for dag, slot in zip(*np.nonzero(minuten), strict=True)
    ]


def rooster_weken(jaar: Schooljaar) -> list[int]:
    """Weeks in which a timetable of the school or of a pupil becomes known."""
    weken = {int(jaar.latent.deeltijd_van[i]) // 5 - 1 for i in jaar.eigen_roosters}
    weken |= {
        int(np.busday_count(jaar.agenda.eerste_dag, jaar.plaatsingen.bekend_op[i])) // 5 for i in jaar.eigen_roosters
    }
    weken |= {vanaf // 5 - 2 for vanaf, _ in jaar.roosters[1:]}
    return sorted(w for w in weken if 0 <= w < jaar.weken)


def sluitingen(jaar: Schooljaar, week: int) -> list[tuple[Sluiting, str]]:
    """Closed days of the school and of classes, as known in `week`."""
    alle = sluitingen(jaar.vorige, jaar.vorige.weken) if jaar.vorige else []
    alle += [(s, "") for s in jaar.sluitingen]
    if week >= EXTRA_STUDIEDAG_WEEK:
        alle.append((jaar.extra_sluiting, ""))
    for klas, dagen in jaar.uitval.items():
        for dag in dagen:
            if dag < 5 * (week + 1):
                d = jaar.datum_van(dag)
                alle.append((Sluiting(d, d, "uitval", "Uitval"), jaar.klassen[klas].naam))
    return sorted(alle, key=lambda s: (s[0].van, s[1]))


def kalender(jaar: Schooljaar, week: int) -> list[list[str]]:
    """The calendar as rows."""
    vorm = jaar.school.gewoonte.datumvorm
    return [
        list(KOP_KALENDER),
        *([s.van.strftime(vorm), s.tot.strftime(vorm), s.soort, k] for s, k in sluitingen(jaar, week)),
    ]


def ics(jaar: Schooljaar, week: int) -> list[str]:
    """The calendar as schools publish it: all-day events, DTEND exclusive. Classes do not fit in it, so no uitval."""
    regels = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Voorbeeld//Fictieve school//NL", "CALSCALE:GREGORIAN"]
    for n, (s, klas) in enumerate(sluitingen(jaar, week)):
        if not klas:
            regels += [
                "BEGIN:VEVENT",
                f"UID:{n}-{jaar.school.brin6.lower()}@voorbeeld.example",
                "DTSTAMP:20250801T000000Z",
            ]
            regels += [f"DTSTART;VALUE=DATE:{s.van:%Y%m%d}", f"DTEND;VALUE=DATE:{s.tot + timedelta(days=1):%Y%m%d}"]
            regels += [f"SUMMARY:{s.naam}", "END:VEVENT"]
    return [*regels, "END:VCALENDAR"]


def kalender_weken(jaar: Schooljaar) -> list[int]:
    """Weeks in which the calendar changes: the extra study day, and every week with uitval of a class (csv only)."""
    weken = {EXTRA_STUDIEDAG_WEEK}
    if not jaar.school.gewoonte.ics:
        weken |= {dag // 5 for dagen in jaar.uitval.values() for dag in dagen}
    return sorted(w for w in weken if w < jaar.weken)
