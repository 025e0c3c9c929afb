"""Every signal of group A and B that issue A asks for: one function each, all behind `SIGNALEN_A` (regels 4)."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from tests.referentie.bronnen import MIDDAG, OCHTEND, Melding
from tests.referentie.feiten import Dag, Lesweek, Slot
from tests.referentie.stand import Maat, Zicht, meet
from tests.referentie.tijd import DAG, WEEK, begin_schooljaar, binnen, dagen

DREMPEL_UREN = 16
WEKEN_16U = 4
WEKEN_LUXE = 4
DREMPEL_LRV_DAGEN = 28
WEKEN_ZIEK, DREMPEL_EPISODEN = 12, 4
WEKEN_ZIEK_LANG, DREMPEL_ZIEKE_DAGEN = 2, 7
AFWEZIG_HOOG, AFWEZIG_LAAG, AFWEZIG_VANAF_LESWEEK, AFWEZIG_MIN_DAGEN = 20, 10, 5, 20
WEKEN_KWART, DREMPEL_KWART = 2, 25
HELE_EENHEDEN = ("lesuur", "slot", "dag", "keer", "episode", "maand", "schooldag", "school")


class Feit(NamedTuple):
    """A signal that is given: since when, how much, of what. `begin` is only for verzuim_16u4w.

    leerplicht: whether the L file has it too, where the signal's audience holds L (te_laat: with plicht only).
    """

    signaal: str
    sinds: date
    waarde: Fraction | int
    drempel: int
    eenheid: str
    begin: date | None = None
    leerplicht: bool = True


class Regel(NamedTuple):
    """How one signal is found, who may see it, and the lesweken that it looks at."""

    functie: Callable[[Zicht], list[Feit]]
    publiek: str
    venster: Callable[[Zicht], list[Lesweek]]


def laatste(n: int) -> Callable[[Zicht], list[Lesweek]]:
    return lambda z: z.school.laatste_lesweken(z.l, n)


def dit_schooljaar(z: Zicht) -> list[Lesweek]:
    """The lesweken up to k of the schooljaar of lesweek k."""
    tot_nu = [week for week in z.school.lesweken if week.maandag <= z.l]
    return [week for week in tot_nu if week.jaar == tot_nu[-1].jaar]


def compleet(z: Zicht, weken: list[Lesweek]) -> bool:
    return all(z.school.geleverd(week.maandag) for week in weken)


# --- verzuim_16u4w -----------------------------------------------------------------------------------------------


Persoondagen = dict[date, list[tuple[str, str, Slot]]]


class Overschrijding(NamedTuple):
    """A crossing of 16 hours; begin and einde inclusive."""

    begin: date
    einde: date


def eenheid_uur(z: Zicht) -> str:
    """lesuur or klokuur; dagdelen always klokuur."""
    dagdelen = z.school.is_dagdelen(z.school.klas(z.leerling, z.l))
    return "klokuur" if dagdelen else z.school.school.uurmaat


def uren(slots: list[Slot] | tuple[Slot, ...], eenheid: str) -> Fraction:
    """Hours: a lesuur is 1, a klokuur (and a dagdeel) is its minutes / 60."""
    if eenheid == "lesuur":
        return sum(
            (Fraction(1) if s.slot not in (OCHTEND, MIDDAG) else Fraction(s.minuten, 60) for s in slots), Fraction(0)
        )
    return Fraction(sum(slot.minuten for slot in slots), 60)


def getelde_uren(z: Zicht, eenheid: str) -> dict[date, Fraction]:
    """Per schooldag of this enrolment: ongeoorloofd missed hours, on days with plicht (else 0)."""
    start = z.inschrijvingsduur[0]
    uit = {}
    for dag in z.dagen:
        if dag.datum >= start:
            telt = tuple(s for s in dag.gemiste if s.geoorloofd == "nee")
            uit[dag.datum] = uren(telt, eenheid) if telt and z.plicht(dag.datum) else Fraction(0)
    return uit


def rapport(z: Zicht, dag: date) -> Melding | None:
    """The V3 report that covers this crossing day, as known at P."""
    passend = [
        m
        for m in z.school_meldingen
        if m.soort == "V3" and m.status != "I" and m.melddatum <= z.l and binnen(dag, m.begin, m.eind)
    ]
    return max(passend, key=lambda m: (m.melddatum, nummerorde(m.nummer)), default=None)


def nummerorde(nummer: str) -> tuple[int, str]:
    """Numbers by value, other texts as text, behind them."""
    return (int(nummer), nummer) if nummer.isdecimal() else (-1, nummer)


def loop_16u4w(z: Zicht, per_dag: dict[date, Fraction]) -> list[Overschrijding]:
    """Walk the schooldagen in order; every crossing starts the count anew on the day after its einde."""
    telstart, vorig_einde = z.inschrijvingsduur[0], None
    uit: list[Overschrijding] = []
    for dag in per_dag:
        begin = max(telstart, z.school.begin_venster(dag, WEKEN_16U) or telstart)
        geteld = {d: u for d, u in per_dag.items() if begin <= d <= dag and u}
        if sum(geteld.values()) < DREMPEL_UREN:
            continue
        if melding := rapport(z, dag):
            einde = melding.eind if melding.eind and melding.eind <= z.l else dag
        else:
            einde = max(dag, vorig_einde + WEEK) if vorig_einde else dag
        uit.append(Overschrijding(min(geteld), einde))
        telstart, vorig_einde = einde + DAG, einde
    return uit


def verzuim_16u4w(z: Zicht) -> list[Feit]:
    eenheid = eenheid_uur(z)
    per_dag = getelde_uren(z, eenheid)
    if sum(per_dag.values()) < DREMPEL_UREN:
        return []
    geldend = [o for o in loop_16u4w(z, per_dag) if o.einde <= z.l]
    grens = z.school.begin_venster(z.l, WEKEN_16U)
    if not geldend or (grens and geldend[-1].einde < grens):
        return []
    begin, einde = geldend[-1]
    waarde = sum((u for d, u in per_dag.items() if begin <= d <= einde), Fraction(0))
    return [Feit("verzuim_16u4w", einde, waarde, DREMPEL_UREN, eenheid, begin)]


# --- luxeverzuim -------------------------------------------------------------------------------------------------


def luxeverzuim(z: Zicht) -> list[Feit]:
    data = [
        dag.datum
        for dag in z.in_lesweken(WEKEN_LUXE)
        for slot in dag.gemiste
        if slot.categorie == "luxe" and slot.geoorloofd == "nee" and z.plicht(dag.datum)
    ]
    return [Feit("luxeverzuim", data[0], len(data), 1, "slot")] if data else []


# --- runs --------------------------------------------------------------------------------------------------------


def begin_reeks(z: Zicht, soort: str, met_plicht: bool, dagen_: Persoondagen | None = None) -> date | None:
    """First day of the run of whole days missed as `soort` that goes on at L; None when there is none. `dagen_`: in
    place of the days with long open reasons aged.

    A day counts when every known slot is missed: bad when all are `soort`, neutral when the rest is still onbekend.
    """
    begin = None
    for datum, delen in (z.persoon_dagen if dagen_ is None else dagen_).items():
        if met_plicht and not any(z.stand.kennis.scholen[b].plicht(ll, datum) for b, ll, _ in delen):
            continue
        bekend = [slot for _, _, slot in delen if slot.bekend]
        if not bekend:
            continue
        redenen = {slot.geoorloofd if slot.gemist else "aanwezig" for slot in bekend}
        if redenen == {soort}:
            begin = begin or datum
        elif not redenen <= {soort, "onbekend"}:
            begin = None
    return begin


def lengte_reeks(z: Zicht, begin: date) -> int:
    """Days from `begin` to L, without those in weeks that are no lesweek here, or not geleverd."""
    return sum(1 for dag in dagen(begin, z.l) if z.school.is_lesweek(dag) and z.school.geleverd(dag))


def lrv(z: Zicht) -> list[Feit]:
    begin = begin_reeks(z, "nee", met_plicht=True) if z.plicht(z.l) else None
    lengte = lengte_reeks(z, begin) if begin else 0
    if begin is None or lengte <= DREMPEL_LRV_DAGEN:
        return []
    return [Feit("lrv", begin, lengte, DREMPEL_LRV_DAGEN, "dag")]


# --- ziek_mazl ---------------------------------------------------------------------------------------------------


def episoden(z: Zicht) -> list[list[date]]:
    """Sick schooldagen in episodes; one known schooldag without in between does not break one, two do."""
    uit: list[list[date]] = []
    zonder = 0
    for dag in z.dagen:
        if not dag.bekende:
            continue
        if not any(slot.categorie == "ziek" for slot in dag.gemiste):
            zonder += 1
        else:
            if uit and zonder <= 1:
                uit[-1].append(dag.datum)
            else:
                uit.append([dag.datum])
            zonder = 0
    return uit


def ziek_mazl(z: Zicht) -> list[Feit]:
    alle = episoden(z)
    lang, kort = z.school.begin_venster(z.l, WEKEN_ZIEK), z.school.begin_venster(z.l, WEKEN_ZIEK_LANG)
    vaak = [e for e in alle if binnen(e[0], lang, z.l)]
    if len(vaak) >= DREMPEL_EPISODEN:
        return [Feit("ziek_mazl", vaak[DREMPEL_EPISODEN - 1][0], len(vaak), DREMPEL_EPISODEN, "episode")]
    lange = [e for e in alle if len(e) >= DREMPEL_ZIEKE_DAGEN and binnen(e[-1], kort, z.l)]
    return [Feit("ziek_mazl", e[0], len(e), DREMPEL_ZIEKE_DAGEN, "schooldag") for e in lange[:1]]


# --- shares ------------------------------------------------------------------------------------------------------


def eerste_gemiste(dagen_: list[Dag]) -> date | None:
    return next((dag.datum for dag in dagen_ if dag.gemiste), None)


def maat_van(dagen_: list[Dag]) -> Maat:
    return meet([slot for dag in dagen_ for slot in dag.slots])


def afwezig(z: Zicht) -> list[Feit]:
    """afwezig_20, else afwezig_10: per person, over all schools, in the schooljaar of lesweek k."""
    weken = z.school.laatste_lesweken(z.l, 1)
    if not weken or weken[0].nummer < AFWEZIG_VANAF_LESWEEK:
        return []
    vanaf = begin_schooljaar(weken[0].jaar)
    per_datum = {d: [s for _, _, s in delen] for d, delen in z.persoon_dagen.items() if d >= vanaf}
    bekend = [d for d, slots in per_datum.items() if any(s.bekend for s in slots)]
    if len(bekend) < AFWEZIG_MIN_DAGEN:
        return []
    maat = meet([slot for slots in per_datum.values() for slot in slots])
    eerste = next((d for d, slots in per_datum.items() if any(s.gemist for s in slots)), None)
    for drempel in (AFWEZIG_HOOG, AFWEZIG_LAAG):
        if eerste and maat.procent >= drempel:
            return [Feit(f"afwezig_{drempel}", eerste, maat.procent, drempel, "procent")]
    return []


def kwart_2w(z: Zicht) -> list[Feit]:
    if not compleet(z, z.school.laatste_lesweken(z.l, WEKEN_KWART)):
        return []
    venster = z.in_lesweken(WEKEN_KWART)
    maat, eerste = maat_van(venster), eerste_gemiste(venster)
    if eerste is None or maat.procent < DREMPEL_KWART:
        return []
    return [Feit("kwart_2w", eerste, maat.procent, DREMPEL_KWART, "procent")]


SIGNALEN_A = {
    "verzuim_16u4w": Regel(verzuim_16u4w, "SL", laatste(WEKEN_16U)),
    "luxeverzuim": Regel(luxeverzuim, "SL", laatste(WEKEN_LUXE)),
    "lrv": Regel(lrv, "SL", laatste(1)),
    "ziek_mazl": Regel(ziek_mazl, "S", laatste(WEKEN_ZIEK)),
    "afwezig_10": Regel(afwezig, "S", dit_schooljaar),
    "afwezig_20": Regel(afwezig, "S", dit_schooljaar),
    "kwart_2w": Regel(kwart_2w, "S", laatste(WEKEN_KWART)),
}
