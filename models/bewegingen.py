"""From movements between the six counts to the exact cells that may go on to disclosure control.

A movement is counted over half a schooljaar, once, when that is over (`tijd.halfjaar_begin`): a count that grew from
week to week would tell each week by subtraction. No total is among the cells, and nobody from or to outside the counts:
with those they would add up to stand, instroom and uitstroom, which trends.csv shows or hides by rules of its own.

What is left to an attacker are bounds. From above: who left lrv stood in lrv, so no more can have left than stood
there. From below: if absoluut grew by more than came into breed, it grew by movements from the other parts of breed. A
half is given only when no such bound says anything: each published figure stays possible with the lowest values of the
cells, each hidden cell can still be 9 (`_zegt_niets`), and nobody need have moved between two parts of a count
(`_kan_nul`), whatever the cells of those movements are. Else it is not given at all, with its small cells, because a
gap among given cells would say that it is large.

A pupil who was only ill can stand in `verborgen` (kamers.md, rule 1). So the movements between the other parts are
judged as if those of `verborgen` were small, whatever they are, and are given first; those of `verborgen` after them.

Not considered: what several published figures together say of one of them; that is the audit of trends.csv itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import permutations
from typing import NamedTuple

import pandas as pd

from models.onthulling import AFRONDING_PERSONEN, DREMPEL_STAD, NODIG, Onderdrukt, afgerond
from models.tijd import eerste_zondag, schooljaar

VERBORGEN = "verborgen"
PLAATSEN = ("lrv", "absoluut", "5a", VERBORGEN)
"""The parts of the counts that a person can stand in; he is counted in one of them."""
KRINGEN = {
    "lrv": ("lrv",),
    "absoluut": ("absoluut",),
    "ocw": ("lrv", "absoluut"),
    "breed": ("lrv", "absoluut", "5a"),
    VERBORGEN: (VERBORGEN,),
}
"""The parts that make up each count. pact_3m holds whom it holds by time, and has none."""
NAAR = "_naar_"
MEESTE_KLEIN = DREMPEL_STAD - 1
ONBEGRENSD = 2**40


class Gang(NamedTuple):
    """A movement, by the part that was left and the one that was come into."""

    van: str
    naar: str

    @property
    def maat(self) -> str:
        """Its name in a table of released figures."""
        return f"{self.van}{NAAR}{self.naar}"


GANGEN = tuple(Gang(van, naar) for van, naar in permutations(PLAATSEN, 2))
OPEN_GANGEN = tuple(gang for gang in GANGEN if VERBORGEN not in gang)


class Bereik(NamedTuple):
    """Persons that a published figure leaves possible, both ends included."""

    laag: int
    hoog: int


class Cijfer(NamedTuple):
    """A released count of the whole city, in a week; teller is empty when it is suppressed."""

    peildatum: date
    maat: str
    teller: int | None
    onderdrukt: Onderdrukt


class Jaarcijfer(NamedTuple):
    """A released row of the yearly count; a part is empty when it is small, and then the total is too."""

    maat: str
    open_op_1_september: int | None
    nieuw_in_jaar: int | None
    totaal: int | None


class Grens(NamedTuple):
    """These movements together are no more persons than a published figure (or what follows from some)."""

    gangen: frozenset[Gang]
    bereik: Bereik


class Deel(NamedTuple):
    """A part of a count, with the count that holds it and the other parts."""

    kring: frozenset[str]
    telling: str
    rest: frozenset[str]
    begin: Bereik
    eind: Bereik


ONBEKEND = Bereik(0, 0)
"""Of a figure that was never published: no room for anything."""


@dataclass(frozen=True)
class Openbaar:
    """What is published of the whole city about the half from `begin` to `eind`, both Sundays included: the counts by
    Sunday and maat, and of the yearly count at `eind` who came new and all.
    """

    begin: date
    eind: date
    cijfers: Mapping[tuple[date, str], Bereik]
    jaar: Mapping[str, tuple[Bereik, Bereik]]

    @classmethod
    def van(cls, begin: date, eind: date, cijfers: Iterable[Cijfer], jaar: Iterable[Jaarcijfer]) -> Openbaar:
        """From released rows. The yearly count says something when it began no later than the half."""
        per_week = {(rij.peildatum, rij.maat): bereik(rij.teller, rij.onderdrukt) for rij in cijfers}
        telt = eerste_zondag(schooljaar(eind), 9) <= begin
        return cls(begin, eind, per_week, {rij.maat: _jaar_bereik(rij) for rij in jaar} if telt else {})

    def stand(self, telling: str, zondag: date) -> Bereik:
        """How many can have stood in a count on a Sunday."""
        return self.cijfers.get((zondag, f"thuiszitters_{telling}"), ONBEKEND)

    def stroom(self, telling: str, kant: str) -> Bereik:
        """How many can have come in (or gone out) over all weeks of the half. laag: with each hidden week as high as it
        can be but the highest of all as if nobody; so that also then there is room, and no week is told.
        """
        weken = [
            b
            for (zondag, maat), b in self.cijfers.items()
            if maat == f"thuiszitters_{telling}_{kant}" and self.begin < zondag <= self.eind
        ]
        vol = [b.hoog if b.hoog < DREMPEL_STAD else b.laag for b in weken]
        return Bereik(sum(vol) - max(vol, default=0), sum(b.hoog for b in weken))

    def hoogste_stroom(self, telling: str, kant: str) -> int:
        """The most persons that can have stood in a count on one of the two Sundays only: by its weeks, and by the
        yearly count (who came new; who is in it this schooljaar and not at the end).
        """
        weken = self.stroom(telling, kant).hoog
        if telling not in self.jaar:
            return weken
        nieuw, alle = self.jaar[telling]
        van_jaar = nieuw.hoog if kant == "instroom" else alle.hoog - self.stand(telling, self.eind).laag
        return min(weken, van_jaar)


def bereik(teller: int | None, onderdrukt: Onderdrukt) -> Bereik:
    """What a released count of persons leaves possible."""
    if onderdrukt == "klein":
        return Bereik(0, MEESTE_KLEIN)
    return Bereik(0, ONBEGRENSD) if teller is None else _rond(teller)


def _rond(teller: int) -> Bereik:
    return Bereik(max(teller - AFRONDING_PERSONEN // 2, DREMPEL_STAD), teller + (AFRONDING_PERSONEN - 1) // 2)


def _jaar_bereik(rij: Jaarcijfer) -> tuple[Bereik, Bereik]:
    """Of one count: the persons who came new this schooljaar, and all of this schooljaar."""
    open_, nieuw = (bereik(n, "klein" if n is None else "") for n in (rij.open_op_1_september, rij.nieuw_in_jaar))
    alle = Bereik(0, ONBEGRENSD) if rij.totaal is None else _rond(rij.totaal)
    return nieuw, Bereik(max(open_.laag + nieuw.laag, alle.laag), min(open_.hoog + nieuw.hoog, alle.hoog))


def maak_beweegcellen(
    geteld: Mapping[Gang, int], met_plicht: int, volledigheid: Decimal | None, openbaar: Openbaar
) -> pd.DataFrame:
    """The exact cells of a half, in the columns that `geef_vrij` asks; none when it may not be given.

    geteld: persons; a movement that is not in it counts 0. met_plicht: persons with plicht on its last Sunday.
    """
    plaats = {"peildatum": openbaar.eind, "niveau": "stad", "code": "", "onderwijssoort": ""}
    cellen = [
        {"maat": gang.maat, "teller": geteld.get(gang, 0), "noemer": max(met_plicht, geteld.get(gang, 0))}
        for gang in te_geven(geteld, openbaar)
    ]
    return pd.DataFrame([{**plaats, "volledigheid": volledigheid, **cel} for cel in cellen], columns=NODIG)


def te_geven(geteld: Mapping[Gang, int], openbaar: Openbaar) -> tuple[Gang, ...]:
    """The movements that may go on to disclosure control: all, all but those of `verborgen`, or none."""
    laagste = {gang: _laagste(geteld.get(gang, 0)) for gang in GANGEN}
    zonder = {gang: laagste[gang] if gang in OPEN_GANGEN else 0 for gang in GANGEN}
    ruimte = MEESTE_KLEIN + DREMPEL_STAD  # what `verborgen` is not given for may be told by that: ten persons or more
    if not all(_zegt_niets(grens, zonder, ruimte) for grens in _grenzen(openbaar, OPEN_GANGEN)):
        return ()
    if not all(_kan_nul(openbaar, deel, zonder, DREMPEL_STAD) for deel in _delen(openbaar)):
        return ()
    if not all(_zegt_niets(grens, laagste, MEESTE_KLEIN) for grens in _grenzen(openbaar, GANGEN)):
        return OPEN_GANGEN
    if not all(_kan_nul(openbaar, deel, laagste, 0) for deel in _delen(openbaar)):
        return OPEN_GANGEN
    return GANGEN


def _laagste(aantal: int) -> int:
    """The least persons that a released cell leaves possible."""
    return _rond(afgerond(aantal, AFRONDING_PERSONEN)).laag if aantal >= DREMPEL_STAD else 0


def _zegt_niets(grens: Grens, laagste: Mapping[Gang, int], ruimte: int) -> bool:
    """Whether a bound leaves all as it was: the published figure can be as low as before, and a small cell as high."""
    getoond = sum(laagste[gang] for gang in grens.gangen)
    if getoond:
        return getoond + ruimte <= grens.bereik.laag
    return grens.bereik.hoog >= MEESTE_KLEIN


def _kan_nul(openbaar: Openbaar, deel: Deel, laagste: Mapping[Gang, int], ruimte: int) -> bool:
    """Whether a part of a count can have grown (and shrunk) as it did without anybody from (or to) the other parts:
    by who came into (or left) the whole count, less who is shown to have done that elsewhere. Who is shown to have left
    a part must have been replaced in it, and the reverse.
    """
    eruit = sum(n for gang, n in laagste.items() if gang.van in deel.kring and gang.naar not in deel.kring)
    erin = sum(n for gang, n in laagste.items() if gang.naar in deel.kring and gang.van not in deel.kring)
    van_buiten = openbaar.hoogste_stroom(deel.telling, "instroom") - _buitenom(deel, laagste, "naar")
    naar_buiten = openbaar.hoogste_stroom(deel.telling, "uitstroom") - _buitenom(deel, laagste, "van")
    groei, krimp = deel.eind.laag - deel.begin.hoog, deel.begin.laag - deel.eind.hoog
    return groei + eruit + ruimte <= van_buiten and krimp + erin + ruimte <= naar_buiten


def _buitenom(deel: Deel, laagste: Mapping[Gang, int], kant: str) -> int:
    """Persons shown to have come from outside the count into its other parts (`naar`), or to have left it from those
    (`van`).
    """
    ander, geheel = "van" if kant == "naar" else "naar", deel.kring | deel.rest
    return sum(
        n for gang, n in laagste.items() if getattr(gang, kant) in deel.rest and getattr(gang, ander) not in geheel
    )


def _delen(openbaar: Openbaar) -> Iterator[Deel]:
    """Each count within a larger one, and what the larger one has besides."""
    for (klein, kring), (groot, geheel) in permutations(KRINGEN.items(), 2):
        if set(kring) < set(geheel):
            deel, rest = frozenset(kring), frozenset(geheel) - frozenset(kring)
            standen = [
                (openbaar.stand(klein, dag), openbaar.stand(groot, dag)) for dag in (openbaar.begin, openbaar.eind)
            ]
            yield Deel(deel, groot, rest, *(stand for stand, _ in standen))
            yield Deel(rest, groot, deel, *(_zonder(alle, stand) for stand, alle in standen))


def _zonder(geheel: Bereik, deel: Bereik) -> Bereik:
    return Bereik(max(geheel.laag - deel.hoog, 0), max(geheel.hoog - deel.laag, 0))


def _grenzen(openbaar: Openbaar, gangen: Iterable[Gang]) -> Iterator[Grens]:
    """Every bound between these movements and what is published of the counts that they touch."""
    gangen = tuple(gangen)
    tellingen = KRINGEN if gangen == GANGEN else {t: kring for t, kring in KRINGEN.items() if t != VERBORGEN}
    for telling, kring in tellingen.items():
        for groep, bereik_ in _om_telling(openbaar, telling, kring, gangen):
            if groep:
                yield Grens(frozenset(groep), bereik_)


def _om_telling(
    openbaar: Openbaar, telling: str, kring: tuple[str, ...], gangen: tuple[Gang, ...]
) -> Iterator[tuple[list[Gang], Bereik]]:
    """Who moved from or to a part of a count stood in it; who left or joined it was counted when he did."""
    van, naar = [g for g in gangen if g.van in kring], [g for g in gangen if g.naar in kring]
    eraf, erbij = [g for g in van if g not in naar], [g for g in naar if g not in van]
    aan_het_eind = openbaar.stand(telling, openbaar.eind)
    yield van, openbaar.stand(telling, openbaar.begin)
    yield naar, aan_het_eind
    yield eraf, openbaar.stroom(telling, "uitstroom")
    yield erbij, openbaar.stroom(telling, "instroom")
    if telling in openbaar.jaar:
        nieuw, alle = openbaar.jaar[telling]
        yield erbij, nieuw
        yield eraf, Bereik(alle.laag - aan_het_eind.hoog, alle.hoog - aan_het_eind.laag)
