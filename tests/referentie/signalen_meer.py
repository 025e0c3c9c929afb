"""The other signals of groups A and B, behind `--alle`; how terugval is found stands in zaken.py."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from tests.referentie.bronnen import Inschrijving, Roosterrij
from tests.referentie.feiten import Dag, Lesweek, slots_op
from tests.referentie.signalen import (
    SIGNALEN_A,
    Feit,
    Regel,
    begin_reeks,
    compleet,
    dit_schooljaar,
    eerste_gemiste,
    laatste,
    lengte_reeks,
    lrv,
    maat_van,
)
from tests.referentie.stand import ONBEKEND_DAGEN, Stand, Zicht, meet
from tests.referentie.tijd import DAG, begin_schooljaar, binnen, maandag, plus_maanden

MAANDEN_LRV = 3
DREMPEL_ZIEK_DAGEN = 28
START_KIJKT, START_LOOPT, DREMPEL_START = 4, 6, 2
WEKEN_STIJGING, WEKEN_NU, DREMPEL_STIJGING = 12, 4, 10
WEKEN_VAST, DREMPEL_VAST, AANDEEL_VAST = 8, 4, Fraction(60, 100)
DREMPEL_TE_LAAT = 9
WEKEN_SCHORSING = 4
DREMPEL_ROOSTER = 80
DREMPEL_SCHOLEN = 2
DAGEN_VRIJSTELLING = 30
VERTROKKEN = ("verhuisd", "buitenland", "overleden")


def lrv_3m(z: Zicht) -> list[Feit]:
    uit = []
    for feit in lrv(z):
        if plus_maanden(feit.sinds, MAANDEN_LRV) < z.l:
            voorbij = max(m for m in range(60) if plus_maanden(feit.sinds, m) <= z.l)
            uit.append(Feit("lrv_3m", feit.sinds, voorbij, MAANDEN_LRV, "maand"))
    return uit


def langdurig_ziek(z: Zicht) -> list[Feit]:
    begin = begin_reeks(z, "ja", met_plicht=False, dagen_=z.persoon_dagen_zoals_geleverd)
    lengte = lengte_reeks(z, begin) if begin else 0
    if begin is None or lengte <= DREMPEL_ZIEK_DAGEN:
        return []
    return [Feit("langdurig_ziek", begin, lengte, DREMPEL_ZIEK_DAGEN, "dag")]


def is_gemiste_dag(dag: Dag) -> bool:
    """Missed at least half of the known planned minutes."""
    maat = meet(dag.slots)
    return maat.bekend > 0 and 2 * maat.gemist >= maat.bekend


def eerste_weken(z: Zicht) -> list[Lesweek]:
    return [week for week in dit_schooljaar(z) if week.nummer <= START_KIJKT]


def start_schooljaar(z: Zicht) -> list[Feit]:
    nu = z.school.laatste_lesweken(z.l, 1)
    if not nu or nu[0].nummer > START_LOOPT:
        return []
    weken = {week.maandag for week in eerste_weken(z)}
    gemist = [dag.datum for dag in z.dagen if maandag(dag.datum) in weken and is_gemiste_dag(dag)]
    if len(gemist) < DREMPEL_START:
        return []
    return [Feit("start_schooljaar", gemist[0], len(gemist), DREMPEL_START, "dag")]


def stijging(z: Zicht) -> list[Feit]:
    weken = z.school.laatste_lesweken(z.l, WEKEN_STIJGING)
    if len(weken) < WEKEN_STIJGING or not compleet(z, weken):
        return []
    begin, scheiding = weken[0].maandag, weken[-WEKEN_NU].maandag
    nu = [dag for dag in z.dagen if dag.datum >= scheiding]
    eerder = [dag for dag in z.dagen if begin <= dag.datum < scheiding]
    if not maat_van(nu).bekend or not maat_van(eerder).bekend:
        return []
    punten, eerste = maat_van(nu).procent - maat_van(eerder).procent, eerste_gemiste(nu)
    if eerste is None or punten < DREMPEL_STIJGING:
        return []
    return [Feit("stijging", eerste, punten, DREMPEL_STIJGING, "procentpunt")]


def vaste_dag(z: Zicht) -> list[Feit]:
    if not compleet(z, z.school.laatste_lesweken(z.l, WEKEN_VAST)):
        return []
    gemist = [dag.datum for dag in z.in_lesweken(WEKEN_VAST) if is_gemiste_dag(dag)]
    for weekdag, aantal in Counter(dag.isoweekday() for dag in gemist).items():
        if aantal >= DREMPEL_VAST and aantal >= AANDEEL_VAST * len(gemist):
            eerste = next(dag for dag in gemist if dag.isoweekday() == weekdag)
            return [Feit("vaste_dag", eerste, aantal, DREMPEL_VAST, "dag")]
    return []


def dagen_dit_schooljaar(z: Zicht) -> list[Dag]:
    """From 1 August of the schooljaar of lesweek k to L."""
    weken = z.school.laatste_lesweken(z.l, 1)
    return [dag for dag in z.dagen if weken and dag.datum >= begin_schooljaar(weken[0].jaar)]


def te_laat(z: Zicht) -> list[Feit]:
    drempel = int(z.school.school.instellingen.get("te_laat_drempel", DREMPEL_TE_LAAT))
    keren = [dag.datum for dag in dagen_dit_schooljaar(z) for slot in dag.slots if slot.laat]
    if len(keren) < drempel:
        return []
    return [Feit("te_laat", keren[drempel - 1], len(keren), drempel, "keer", leerplicht=z.plicht(z.l))]


def onbekend_open(z: Zicht) -> list[Feit]:
    zoals_geleverd = [dag for dag in z.school.dagen(z.leerling) if dag.datum <= z.l]
    termijn = int(z.school.school.instellingen.get("onbekend_schooldagen", ONBEKEND_DAGEN))
    oud = {dag.datum for dag in zoals_geleverd[: max(0, len(zoals_geleverd) - 1 - termijn)]}
    weken = z.school.laatste_lesweken(z.l, 1)
    vanaf = begin_schooljaar(weken[0].jaar) if weken else z.l
    data = [
        dag.datum
        for dag in zoals_geleverd
        for slot in dag.gemiste
        if slot.geoorloofd == "onbekend" and dag.datum in oud and dag.datum >= vanaf
    ]
    return [Feit("onbekend_open", data[0], len(data), 1, "slot")] if data else []


def schorsing(z: Zicht) -> list[Feit]:
    dagen = z.in_lesweken(WEKEN_SCHORSING)
    data = [dag.datum for dag in dagen for slot in dag.gemiste if slot.categorie == "schorsing"]
    return [Feit("schorsing", data[0], len(data), 1, "slot")] if data else []


def weekminuten(rijen: list[Roosterrij], dag: date) -> int:
    """Planned minutes of a week by the rows valid on `dag`, whatever is closed."""
    geldig = [rij for rij in rijen if binnen(dag, rij.geldig_van, rij.geldig_tot)]
    geldig.sort(key=lambda rij: rij.geldig_van or date.min)  # because slots_op lets the last of equals win
    weekdagen = [maandag(dag) + timedelta(days=i) for i in range(5)]
    altijd = [rij._replace(geldig_van=None, geldig_tot=None) for rij in geldig]
    return sum(minuten for weekdag in weekdagen for _, minuten in slots_op(altijd, weekdag))


def rooster_krimpt(z: Zicht) -> list[Feit]:
    eigen, klas = z.school.roosterrijen(z.leerling, z.rij.klas)
    geldig = [rij for rij in eigen if binnen(z.l, rij.geldig_van, rij.geldig_tot)]
    van_klas = weekminuten(klas, z.l)
    if not geldig or not van_klas:
        return []
    procent = Fraction(100 * weekminuten(geldig, z.l), van_klas)
    if procent > DREMPEL_ROOSTER:
        return []
    sinds = min((rij.geldig_van for rij in geldig if rij.geldig_van), default=z.inschrijvingsduur[0])
    return [Feit("rooster_krimpt", sinds, procent, DREMPEL_ROOSTER, "procent")]


class Hoofd(NamedTuple):
    """A main enrolment; rows that touch are one. In order of start."""

    start: date
    brin6: str
    leerling: str


def schoolwissel(z: Zicht) -> list[Feit]:
    weken = dit_schooljaar(z)
    if not weken:
        return []
    vanaf = begin_schooljaar(weken[0].jaar)
    hoofd = [
        Hoofd(duur[0], brin6, leerling)
        for brin6, leerling in z.delen
        for rij in z.stand.kennis.scholen[brin6].inschrijvingen[leerling]
        if rij.hoofd and rij.startdatum <= z.l and (rij.einddatum is None or rij.einddatum >= vanaf)
        if (duur := z.stand.kennis.scholen[brin6].inschrijvingsduur(leerling, rij.startdatum))
    ]
    scholen = {h.brin6 for h in hoofd}
    if len(scholen) < DREMPEL_SCHOLEN or max(hoofd)[1:] != (z.brin6, z.leerling):
        return []
    start = max(hoofd).start
    eerste = next(dag for dag in z.school.schooldagen if dag >= vanaf)
    return [Feit("schoolwissel", start, len(scholen), DREMPEL_SCHOLEN, "school")] if start > eerste else []


def geen(z: Zicht) -> list:
    """No lesweek to look at, and no fact of an enrolment."""
    return []


SIGNALEN_ALLE = {
    **SIGNALEN_A,
    "lrv_3m": Regel(lrv_3m, "SL", laatste(1)),
    "langdurig_ziek": Regel(langdurig_ziek, "S", laatste(1)),
    "start_schooljaar": Regel(start_schooljaar, "S", eerste_weken),
    "stijging": Regel(stijging, "S", laatste(WEKEN_STIJGING)),
    "vaste_dag": Regel(vaste_dag, "S", laatste(WEKEN_VAST)),
    "te_laat": Regel(te_laat, "SL", dit_schooljaar),
    "onbekend_open": Regel(onbekend_open, "S", dit_schooljaar),
    "schorsing": Regel(schorsing, "S", laatste(WEKEN_SCHORSING)),
    "rooster_krimpt": Regel(rooster_krimpt, "S", geen),
    "schoolwissel": Regel(schoolwissel, "S", geen),
    "terugval": Regel(geen, "S", laatste(2)),
    "geen_inschrijving": Regel(geen, "L", geen),
    "absoluut": Regel(geen, "L", geen),
    "vrijstelling_verloopt": Regel(geen, "L", geen),
}

# --- signals that need no enrolment --------------------------------------------------------------------------------

Plek = tuple[str, str, str, Feit]
"""brin6, leerlingnummer, klas, fact; a person never enrolled here has brin6 and klas empty and its zaaknummer."""


def nieuwste_inschrijving(stand: Stand, pgn: str) -> tuple[str, Inschrijving] | None:
    """School and row of a person's newest enrolment: open, else latest einddatum, then latest startdatum."""
    kennis = stand.kennis
    rijen = [
        (rij.einddatum or date.max, rij.startdatum, brin6, rij)
        for brin6, leerling in (kennis.personen.get((pgn,), []) if pgn else [])
        for rij in kennis.scholen[brin6].inschrijvingen[leerling]
        if rij.startdatum <= stand.l
    ]
    return max(rijen, key=lambda r: r[:3])[2:] if rijen else None


def plek(stand: Stand, pgn: str, zaaknummer: str, feit: Feit) -> Plek:
    nieuwste = nieuwste_inschrijving(stand, pgn)
    if nieuwste is None:
        return "", zaaknummer, "", feit
    brin6, rij = nieuwste
    return brin6, rij.leerling, stand.kennis.scholen[brin6].klas(rij.leerling, stand.l), feit


def absoluut(stand: Stand) -> Iterator[Plek]:
    for rij in stand.kennis.absoluut:
        if rij.signaal <= stand.l and (rij.status == "open" or (rij.eind and rij.eind > stand.l)):
            dagen = (stand.l - rij.signaal).days
            yield plek(stand, rij.pgn, rij.zaaknummer, Feit("absoluut", rij.signaal, dagen, 0, "dag"))


def vrijstelling_verloopt(stand: Stand) -> Iterator[Plek]:
    alle = stand.kennis.vrijstellingen
    for rij in alle:
        if rij.eind is None or abs((rij.eind - stand.l).days) > DAGEN_VRIJSTELLING:
            continue
        zelfde = [v for v in alle if v.artikel == rij.artikel and v.pgn == rij.pgn and rij.pgn]
        if not any(binnen(rij.eind + DAG, v.begin, v.eind) for v in zelfde):
            dagen = (rij.eind - stand.l).days
            feit = Feit("vrijstelling_verloopt", rij.eind, dagen, DAGEN_VRIJSTELLING, "dag")
            yield plek(stand, rij.pgn, rij.zaaknummer, feit)


def geen_inschrijving(stand: Stand) -> Iterator[Plek]:
    for persoon, delen in stand.kennis.personen.items():
        pgn = persoon[0] if len(persoon) == 1 else ""
        nieuwste = nieuwste_inschrijving(stand, pgn)
        if not nieuwste or any(stand.kennis.scholen[b].rij_op(leerling, stand.l) for b, leerling in delen):
            continue
        brin6, rij = nieuwste
        school = stand.kennis.scholen[brin6]
        assert rij.einddatum
        schooldagen = [dag for dag in school.schooldagen if rij.einddatum < dag <= stand.l]
        if schooldagen and not rij.bestemming and school.plicht(rij.leerling, stand.l) and not elders(stand, pgn):
            feit = Feit("geen_inschrijving", rij.einddatum + DAG, len(schooldagen), 1, "schooldag")
            yield brin6, rij.leerling, school.klas(rij.leerling, stand.l), feit


def elders(stand: Stand, pgn: str) -> bool:
    """An exemption valid on P, or an absoluut row closed because the person is no longer here."""
    vrij = any(v.pgn == pgn and binnen(stand.l, v.begin, v.eind) for v in stand.kennis.vrijstellingen)
    weg = any(a.pgn == pgn and a.status == "gesloten" and a.reden in VERTROKKEN for a in stand.kennis.absoluut)
    return vrij or weg


ZONDER_INSCHRIJVING = (absoluut, vrijstelling_verloopt, geen_inschrijving)
