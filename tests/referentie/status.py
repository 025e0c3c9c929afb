"""Signals with their status: the chain over this and earlier Sundays (regels 4, When data is missing, Status)."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import lru_cache, partial
from typing import NamedTuple

from tests.referentie.feiten import Kennis
from tests.referentie.leveringen import Stad
from tests.referentie.signalen import Feit, Regel
from tests.referentie.stand import Stand, Zicht
from tests.referentie.tijd import WEEK, begin_schooljaar, schooljaar
from tests.referentie.zaken import Zaken, beschrijf, terugval, zaken_op

Stadsregel = Callable[[Stand], Iterator[tuple[str, str, str, Feit]]]
Sleutel = tuple[str, str, str]
Feiten = dict[Sleutel, tuple[str, Feit]]
TERUGVAL = "terugval"
ELKAARS_PLAATS = {"afwezig_10": "afwezig_20", "afwezig_20": "afwezig_10"}
WEG = ("opgelost", "ingetrokken", "uitgeschreven")


class Signaalrij(NamedTuple):
    """One row at one peildatum."""

    brin6: str
    leerling: str
    klas: str
    feit: Feit
    status: str

    @property
    def sleutel(self) -> Sleutel:
        return self.brin6, self.leerling, self.feit.signaal


class Zaakrij(NamedTuple):
    """A case of one pupil as it stands at P."""

    brin6: str
    leerling: str
    geopend_op: date
    eerste: date
    status: str
    gesloten_op: date | None
    keren: int
    deels_terug: bool


class Week(NamedTuple):
    """One Sunday: its rows, and the cases."""

    p: date
    rijen: list[Signaalrij]
    zaken: Zaken


class Keten:
    """Answers for any Sunday, each as known then."""

    def __init__(self, stad: Stad, regels: dict[str, Regel], zonder_inschrijving: Iterable[Stadsregel] = ()):
        self.stad, self.regels, self.zonder_inschrijving = stad, regels, tuple(zonder_inschrijving)
        self._weken: dict[tuple[date, date], Week] = {}
        self.kennis = lru_cache(maxsize=3)(lambda k: Kennis(stad, k))

    def feiten(self, lessen_tot: date, kennis: date) -> Feiten:
        """S(L, K) without terugval: key -> class and fact. Two facts with one key: the earliest sinds."""
        uit: Feiten = {}
        for brin6, leerling, klas, feit in self._alle(Stand(self.kennis(kennis), lessen_tot)):
            sleutel = brin6, leerling, feit.signaal
            if sleutel not in uit or feit.sinds < uit[sleutel][1].sinds:
                uit[sleutel] = klas, feit
        return uit

    def _alle(self, stand: Stand) -> Iterator[tuple[str, str, str, Feit]]:
        for zicht in stand.ingeschreven():
            for feit in self._van(zicht):
                yield zicht.brin6, zicht.leerling, zicht.rij.klas, feit
        for functie in self.zonder_inschrijving:
            yield from functie(stand)

    def _van(self, zicht: Zicht) -> Iterator[Feit]:
        for functie in dict.fromkeys(regel.functie for regel in self.regels.values()):
            yield from functie(zicht)

    def rijen(self, p: date) -> list[Signaalrij]:
        """Every row of peildatum `p`, found by walking from the first Sunday that looks back can reach."""
        return self._tot(p)[-1].rijen

    def zaken(self, p: date) -> Zaken:
        """The cases at `p`."""
        return self._tot(p)[-1].zaken

    def zaakrijen(self, p: date) -> set[Zaakrij]:
        """The same, once for each pupil of the person that is delivered at `p`."""
        stand, personen = Stand(self.kennis(p), p), self.kennis(p).personen
        return {
            Zaakrij(brin6, leerling, *beschrijf(stand, personen[persoon], zaak))
            for persoon, zaken in self.zaken(p).items()
            for brin6, leerling in personen.get(persoon, [])
            for zaak in zaken
        }

    def _tot(self, p: date) -> list["Week"]:
        """Every Sunday up to `p`."""
        uit: list[Week] = []
        zondagen = self.zondagen(p)
        for zondag in zondagen:
            sleutel = zondagen[0], zondag
            if sleutel not in self._weken:
                self._weken[sleutel] = self._week(zondag, uit)
            uit.append(self._weken[sleutel])
        return uit

    def zondagen(self, p: date) -> list[date]:
        """Sundays of this and the previous schooljaar up to `p`, from the first on which any delivery was known."""
        vanaf = begin_schooljaar(schooljaar(p) - 1)
        terug = [p - timedelta(weeks=i) for i in range(110)]
        alle = sorted(zondag for zondag in terug if zondag >= vanaf)
        eerste = next((zondag for zondag in alle if self.stad.iets_bekend(zondag)), p)
        return [zondag for zondag in alle if zondag >= eerste]

    def _week(self, p: date, eerder: list[Week]) -> Week:
        """First what the lessons say; then terugval, which looks at the cases that these rows open and end."""
        vorige = [rij for rij in (eerder[-1].rijen if eerder else []) if rij.status not in WEG]
        uit = self._rijen(p, [rij for rij in vorige if rij.feit.signaal != TERUGVAL], self.feiten)
        if TERUGVAL not in self.regels:
            return Week(p, uit, {})
        weken = [*((week.p, week.rijen) for week in eerder), (p, uit)]
        zaken = zaken_op(Stand(self.kennis(p), p), eerder[-1].zaken if eerder else {}, weken)
        oud = [rij for rij in vorige if rij.feit.signaal == TERUGVAL]
        return Week(p, uit + self._rijen(p, oud, partial(self._terugval, zaken)), zaken)

    def _terugval(self, zaken: Zaken, lessen_tot: date, kennis: date) -> Feiten:
        """The part of S(L, K) that rests on the cases at K."""
        uit: Feiten = {}
        for zicht in Stand(self.kennis(kennis), lessen_tot).ingeschreven():
            persoon = self.kennis(kennis).persoon(zicht.brin6, zicht.leerling)
            for feit in terugval(zicht, zaken.get(persoon, [])):
                uit[zicht.brin6, zicht.leerling, TERUGVAL] = zicht.rij.klas, feit
        return uit

    def _rijen(self, p: date, vorige: list[Signaalrij], feiten: Callable[[date, date], Feiten]) -> list[Signaalrij]:
        """What is given at `p`, and what was given at P-7 and is no longer."""
        nu = feiten(p, p)
        gegeven = {rij.sleutel: rij for rij in vorige}
        uit = [
            Signaalrij(brin6, leerling, klas, feit, status_gegeven(feit, gegeven.get((brin6, leerling, signaal))))
            for (brin6, leerling, signaal), (klas, feit) in nu.items()
        ]
        verdwenen = [
            rij
            for rij in vorige
            if rij.sleutel not in nu and (rij.brin6, rij.leerling, ELKAARS_PLAATS.get(rij.feit.signaal)) not in nu
        ]
        toen = feiten(p - WEEK, p) if verdwenen else {}
        return uit + [self._verdwenen(p, rij, rij.sleutel in toen) for rij in verdwenen]

    def _verdwenen(self, p: date, rij: Signaalrij, klopte_toen: bool) -> Signaalrij:
        """A signal of P-7 that is not given at P, with the sinds and waarde of P-7."""
        if not rij.brin6:
            return rij._replace(status="opgelost")
        school = self.kennis(p).scholen[rij.brin6]
        klas = school.klas(rij.leerling, p)
        inschrijving = school.rij_op(rij.leerling, p)
        if inschrijving is None:
            status = "uitgeschreven"
        elif self._mist_gegevens(Zicht(Stand(self.kennis(p), p), rij.brin6, rij.leerling, inschrijving), rij):
            status = "gegevens_ontbreken"
        else:
            status = "opgelost" if klopte_toen else "ingetrokken"
        return rij._replace(klas=klas, status=status)

    def _mist_gegevens(self, zicht: Zicht, rij: Signaalrij) -> bool:
        """Whether a lesweek of the signal's window is not geleverd."""
        venster = self.regels[rij.feit.signaal].venster(zicht)
        return any(not zicht.school.geleverd(week.maandag) for week in venster)


def status_gegeven(feit: Feit, vorige: Signaalrij | None) -> str:
    """nieuw or blijft; a newer crossing of 16 hours is nieuw."""
    if vorige is None:
        return "nieuw"
    return "nieuw" if feit.begin and feit.begin > vorige.feit.sinds else "blijft"
