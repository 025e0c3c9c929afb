"""The six counts of thuiszitters, exact and per person: stand, instroom, uitstroom and the yearly count (regels 5)."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from tests.referentie.signalen import DREMPEL_LRV_DAGEN, lengte_reeks, lrv
from tests.referentie.signalen_meer import geen_inschrijving, rooster_krimpt
from tests.referentie.stand import Stand, Zicht
from tests.referentie.status import Keten
from tests.referentie.tijd import WEEK, binnen, dagen, plus_maanden, schooljaar

MATEN = ("lrv", "absoluut", "ocw", "pact_3m", "breed", "verborgen")
MAANDEN_PACT = 3
VERBORGEN_ROOSTER = 50

DELEN = ("lrv", "absoluut", "5a", "verborgen")
"""What a person can move between; pact_3m, ocw and breed are made of them."""

Persoon = tuple[str, ...]


class Deel(NamedTuple):
    """One reason why a person may count, and its first day."""

    persoon: Persoon
    naam: str
    sinds: date


class Plek(NamedTuple):
    """The counts that one person stands in, and the school where it counts (empty: never enrolled here)."""

    brin6: str
    maten: frozenset[str]


def delen(stand: Stand) -> Iterator[Deel]:
    """Every part of the six counts in S(P, P)."""
    for z in stand.ingeschreven():
        persoon = stand.kennis.persoon(z.brin6, z.leerling)
        yield from (Deel(persoon, "lrv", feit.sinds) for feit in lrv(z))
        if verborgen(z):
            yield Deel(persoon, "verborgen", stand.l)
    yield from delen_leerplicht(stand)


def delen_leerplicht(stand: Stand) -> Iterator[Deel]:
    """What needs no enrolment. A row without pgn is a person of its own."""
    for rij in stand.kennis.absoluut:
        if rij.signaal <= stand.l and (rij.status == "open" or (rij.eind and rij.eind > stand.l)):
            yield Deel((rij.pgn,) if rij.pgn else ("zaak", rij.zaaknummer, ""), "absoluut", rij.signaal)
    for rij in stand.kennis.vrijstellingen:
        if rij.artikel == "5a" and binnen(stand.l, rij.begin, rij.eind):
            yield Deel((rij.pgn,) if rij.pgn else ("zaak", rij.zaaknummer, ""), "5a", rij.begin)
    for brin6, leerling, _, feit in geen_inschrijving(stand):
        lang = geteld(stand, brin6, feit.sinds) > DREMPEL_LRV_DAGEN
        naam = "geen_inschrijving" if lang else "geen_inschrijving_kort"
        yield Deel(stand.kennis.persoon(brin6, leerling), naam, feit.sinds)


def geteld(stand: Stand, brin6: str, sinds: date) -> int:
    """Days from `sinds` to P, without those in weeks that are no lesweek of that school, or not geleverd."""
    school = stand.kennis.scholen[brin6]
    return sum(1 for dag in dagen(sinds, stand.l) if school.is_lesweek(dag) and school.geleverd(dag))


def verborgen(z: Zicht) -> bool:
    """A run in which all is missed, whatever the reasons, longer than 28 days, with plicht; or half a timetable."""
    if any(feit.waarde <= VERBORGEN_ROOSTER for feit in rooster_krimpt(z)):
        return True
    begin = begin_weg(z) if z.plicht(z.l) else None
    return begin is not None and lengte_reeks(z, begin) > DREMPEL_LRV_DAGEN


def begin_weg(z: Zicht) -> date | None:
    """First day of the series of days with plicht, going on at P, on which every known planned slot was missed."""
    begin = None
    for datum, slots in z.persoon_dagen.items():
        bekend = [slot for _, _, slot in slots if slot.bekend]
        if bekend and any(z.stand.kennis.scholen[b].plicht(ll, datum) for b, ll, _ in slots):
            begin = (begin or datum) if all(slot.gemist for slot in bekend) else None
    return begin


def maten_van(eigen: list[Deel], p: date) -> frozenset[str]:
    """The counts that these parts of one person make."""
    namen = {deel.naam for deel in eigen}
    is_absoluut = bool(namen & {"absoluut", "geen_inschrijving"})
    is_ocw = is_absoluut or "lrv" in namen
    is_breed = is_ocw or "5a" in namen
    eerste = min((d.sinds for d in eigen if d.naam not in ("5a", "verborgen")), default=date.max)
    geldt = {
        "lrv": "lrv" in namen,
        "absoluut": is_absoluut,
        "ocw": is_ocw,
        "pact_3m": is_ocw and plus_maanden(eerste, MAANDEN_PACT) < p,
        "breed": is_breed,
        "verborgen": "verborgen" in namen and not is_breed,
    }
    return frozenset(maat for maat in MATEN if geldt[maat])


def school_van(stand: Stand, persoon: Persoon) -> str:
    """The main enrolment on P with the latest startdatum; without one the newest enrolment. Equal: the lowest brin6."""
    rijen = [
        (brin6, rij)
        for brin6, leerling in sorted(stand.kennis.personen.get(persoon, []))
        for rij in stand.kennis.scholen[brin6].inschrijvingen[leerling]
        if rij.startdatum <= stand.l
    ]
    nu = [(b, rij) for b, rij in rijen if rij.hoofd and binnen(stand.l, None, rij.einddatum)]
    if nu:
        return max(nu, key=lambda r: (r[1].startdatum, r[1].einddatum or date.max))[0]
    return max(rijen, key=lambda r: (r[1].einddatum or date.max, r[1].startdatum), default=("", None))[0]


def delen_van(plek: Plek) -> list[str]:
    """The parts that a person stands in: exemption 5a only of who is in breed by nothing else."""
    is_5a = "breed" in plek.maten and "ocw" not in plek.maten
    return [deel for deel in DELEN if deel in plek.maten or (deel == "5a" and is_5a)]


def begin_van_half_jaar(p: date) -> date | None:
    """When the half schooljaar began that ends on Sunday p. Halves meet on the first Sundays of February and September:
    a Sunday in the first seven days of those months.
    """
    if p.day > 7 or p.month not in (2, 9):
        return None
    maand, jaar = (9, p.year - 1) if p.month == 2 else (2, p.year)
    return next(dag for dag in (date(jaar, maand, n) for n in range(1, 8)) if dag.weekday() == 6)


class Tellingen:
    """The counts on any Sunday, each as known then."""

    def __init__(self, keten: Keten):
        self.keten = keten
        self.personen = cache(self._personen)

    def _personen(self, p: date) -> dict[Persoon, Plek]:
        """Who stands in any count at P."""
        stand = Stand(self.keten.kennis(p), p)
        per_persoon: dict[Persoon, list[Deel]] = {}
        for deel in delen(stand):
            per_persoon.setdefault(deel.persoon, []).append(deel)
        plekken = {w: Plek(school_van(stand, w), maten_van(eigen, p)) for w, eigen in per_persoon.items()}
        return {wie: plek for wie, plek in plekken.items() if plek.maten}

    def telling(self, p: date) -> Counter[tuple[str, str]]:
        """(school, maat) -> persons: the stand, and with `_instroom` and `_uitstroom` behind the name what changed."""
        nu, toen = self.personen(p), self._vorige(p)
        uit: Counter[tuple[str, str]] = Counter()
        for wie, plek in nu.items():
            eerder = toen[wie].maten if wie in toen else frozenset()
            uit.update((plek.brin6, maat) for maat in plek.maten)
            uit.update((plek.brin6, f"{maat}_instroom") for maat in plek.maten - eerder)
        for wie, plek in toen.items():
            later = nu[wie].maten if wie in nu else frozenset()
            uit.update((plek.brin6, f"{maat}_uitstroom") for maat in plek.maten - later)
        return uit

    def _vorige(self, p: date) -> dict[Persoon, Plek]:
        """Those of P-7, unless the chain begins at P."""
        return self.personen(p - WEEK) if p - WEEK in self.keten.zondagen(p) else {}

    def bewegingen(self, p: date) -> Counter[tuple[str, str]]:
        """(part left, part come into) -> persons, of the half schooljaar that ends at p; empty at another p, and when
        the half began before anything was known. Who keeps a part has not moved; of more parts the first one counts.
        """
        begin, uit = begin_van_half_jaar(p), Counter()
        if begin is None or begin not in self.keten.zondagen(p):
            return uit
        eerst, laatst = self.personen(begin), self.personen(p)
        for wie in eerst.keys() & laatst.keys():
            van, naar = delen_van(eerst[wie]), delen_van(laatst[wie])
            if not set(van) & set(naar):
                uit[van[0], naar[0]] += 1
        return uit

    def jaartelling(self, p: date) -> dict[str, tuple[int, int]]:
        """maat -> (open_op_1_september, nieuw_in_jaar) of the schooljaar of P; before that Sunday: empty."""
        eerste = date(schooljaar(p), 9, 1)
        eerste += timedelta(days=6 - eerste.weekday())
        if p < eerste:
            return {}
        zondagen = [zondag for zondag in self.keten.zondagen(p) if zondag >= eerste]
        return {maat: self._in_jaar(maat, eerste, zondagen) for maat in MATEN}

    def _in_jaar(self, maat: str, eerste: date, zondagen: list[date]) -> tuple[int, int]:
        per_zondag = {z: {w for w, plek in self.personen(z).items() if maat in plek.maten} for z in zondagen}
        open_ = per_zondag.get(eerste, set())
        return len(open_), len(set().union(*per_zondag.values()) - open_)
