"""The lines of an explanation: slots with the delivered row behind each, weeks, the calendar between, and the sum.

Only puts facts into words; what counts is decided by who calls. Dates are printed as 07-09-2026, with their weekday.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import groupby

from assets.uitgifte.opmaak import (
    aantal_tekst,
    datum_kort,
    eenheid_tekst,
    getal_tekst,
    moment_kort,
    opsomming,
    week_tekst,
)
from assets.uitleg.bron import EEUWIG, Dicht, Feiten, Slot, Week, maandag_van

WEEKDAGEN = ("ma", "di", "wo", "do", "vr", "za", "zo")
DAGDELEN = {21: "ochtend", 22: "middag"}
MINUUT = "minuut"
LEERPLICHT_LUXE = "ongeoorloofd, vakantie of uitje"
INSPRONG = "  "
EEN_DAG = timedelta(days=1)


def dag_tekst(dag: date) -> str:
    """`ma 07-09-2026`."""
    return f"{WEEKDAGEN[dag.weekday()]} {datum_kort(dag)}"


def tot_tekst(dag: date | None) -> str:
    """An end date; an open one in words."""
    return datum_kort(dag) if dag and dag < EEUWIG else "open"


def telt(aantal: int, eenheid: str) -> str:
    """`telt 3 lesuren`: what a line adds to the sum, in the unit of the row (or minutes)."""
    if eenheid == MINUUT:
        return f"telt {aantal_tekst(aantal, 'minuut', 'minuten')}"
    return f"telt {aantal} {eenheid_tekst(eenheid, str(aantal))}"


def slotnamen(slots: Sequence[Slot]) -> str:
    """`lesuur 1, 2 en 3`, or `ochtend en middag`."""
    lesuren = [str(slot.slot) for slot in slots if slot.slot not in DAGDELEN]
    dagdelen = [DAGDELEN[slot.slot] for slot in slots if slot.slot in DAGDELEN]
    return " en ".join(
        [*([f"lesuur {opsomming(lesuren)}"] if lesuren else []), *([opsomming(dagdelen)] if dagdelen else [])]
    )


def minuten_tekst(slots: Sequence[Slot]) -> str:
    """`3 x 50 = 150 minuten`; slots of different length one by one."""
    minuten = [slot.minuten for slot in slots]
    if len(minuten) == 1:
        return f"{minuten[0]} minuten"
    delen = f"{len(minuten)} x {minuten[0]}" if len(set(minuten)) == 1 else " + ".join(map(str, minuten))
    return f"{delen} = {sum(minuten)} minuten"


def reden_tekst(slot: Slot, feiten: Feiten) -> str:
    """Why a slot counts as it does, as the school's code table says; for leerplicht only what it may know."""
    if feiten.signaal == "te_laat":
        return "te laat"
    if slot.is_zonder_reden:
        if slot.is_oud:
            return f"na {feiten.wachttijd} schooldagen nog zonder reden: telt als ongeoorloofd"
        return f"nog zonder reden, na {feiten.wachttijd} schooldagen telt het als ongeoorloofd"
    if feiten.is_leerplicht:
        return LEERPLICHT_LUXE if slot.categorie == "luxe" and feiten.signaal == "luxeverzuim" else "ongeoorloofd"
    oordeel = "geoorloofd" if slot.is_geoorloofd else "ongeoorloofd"
    alsof = " (te laat telt op deze school als afwezig)" if slot.gelezen == "te_laat" else ""
    code = f"code {slot.code}, " if slot.code else ""
    return f"{code}{(slot.categorie or '').replace('_', ' ')}, {oordeel}{alsof}"


@dataclass
class Verslag:
    """The lines of one row, and the delivered files that they name by number."""

    feiten: Feiten
    regels: list[str] = field(default_factory=list)
    bestanden: dict[tuple[str, datetime], int] = field(default_factory=dict)

    def kop(self, tekst: str) -> None:
        """A heading of a part."""
        self.regels.append(f"{tekst}:")

    def zin(self, tekst: str) -> None:
        """A sentence of its own."""
        self.regels.append(tekst)

    def punt(self, tekst: str) -> None:
        """A line under a heading."""
        self.regels.append(f"{INSPRONG}{tekst}")

    def bron(self, bestand: str | None, ontvangen_op: datetime | None, regel: int | None) -> str:
        """`bestand 1, regel 12`: the line as an editor counts; the file stands in the list at the end."""
        if bestand is None or ontvangen_op is None:
            return "geen regel in een levering"
        nummer = self.bestanden.setdefault((bestand, ontvangen_op), len(self.bestanden) + 1)
        return f"bestand {nummer}, regel {regel}"

    def slots(self, slots: Iterable[Slot], eenheid: str | None = None) -> None:
        """A line for each day, delivered row and reason; eenheid None: the lines do not add up to waarde themselves."""
        for groep in self._groepen(slots):
            self.punt(self._slotregel(groep, eenheid))

    def _groepen(self, slots: Iterable[Slot]) -> Iterable[list[Slot]]:
        def sleutel(slot: Slot) -> tuple:
            reden = reden_tekst(slot, self.feiten)
            return slot.datum, slot.brin6, slot.bestand or "", slot.regel or 0, reden, slot.geleverd

        for _, groep in groupby(sorted(slots, key=lambda slot: (*sleutel(slot), slot.slot)), key=sleutel):
            yield list(groep)

    def _slotregel(self, slots: list[Slot], eenheid: str | None) -> str:
        eerste = slots[0]
        school = f" school {eerste.brin6}" if eerste.brin6 != self.feiten.brin6 else ""
        delen = [f"{dag_tekst(eerste.datum)}{school}", slotnamen(slots), reden_tekst(eerste, self.feiten)]
        if eerste.is_gemist:
            delen.append(minuten_tekst(slots))
        if eenheid:
            aantal = sum(slot.minuten for slot in slots) if eenheid == MINUUT else len(slots)
            delen.append(telt(aantal, eenheid))
        return " | ".join([*delen, self.bron(eerste.bestand, eerste.ontvangen_op, eerste.regel)])

    def venster(self, tekst: str, van: date, tot: date) -> list[Week]:
        """The window: its ends, the lesweken in it with their numbers, and the calendar between. Returns the weeks."""
        weken = [week for week in self.feiten.weken if week.zondag >= van and week.maandag <= tot]
        begin = max(van, min((week.maandag for week in weken), default=tot))
        self.kop(f"Venster: {tekst}, van {datum_kort(begin)} tot en met {datum_kort(tot)}")
        lesweken = {week.maandag: week for week in weken}
        maandag = maandag_van(begin)
        while maandag <= tot:
            self._weekregels(maandag, lesweken.get(maandag), max(maandag, begin), min(maandag + 6 * EEN_DAG, tot))
            maandag += 7 * EEN_DAG
        return weken

    def _weekregels(self, maandag: date, week: Week | None, van: date, tot: date) -> None:
        """A week of the window, with the days in it that are closed; one without lessons stretches the window."""
        dicht = self._dicht(van, tot)
        if week is None:
            waarom = opsomming(list(dict.fromkeys(rij.soort for rij in dicht))) or "geen les op het rooster"
            self.punt(f"{week_tekst(maandag)}: geen lesweek, {waarom}; het venster schuift hierdoor op")
            return
        self.punt(f"{week_van(week)}{'' if week.geleverd else ': niet aangeleverd, dus onbekend'}")
        for rij in dicht:
            self.punt(f"  dicht {datum_kort(rij.van)} tot en met {tot_tekst(rij.tot)}: {rij.soort}")

    def _dicht(self, van: date, tot: date) -> list[Dicht]:
        klas = self.feiten.peil.klas
        return [rij for rij in self.feiten.kalender if rij.raakt(van, tot, klas)]

    def onbekend(self, slots: Iterable[Slot]) -> None:
        """What was not known: slots of weeks that were not delivered, unknown codes, and lessons that fell out."""
        weg = [slot for slot in slots if not slot.is_bekend]
        if not weg or self.feiten.is_leerplicht:
            return
        self.kop("Niet bekend, telt niet mee")
        stil = sorted((slot.maandag, slot.brin6) for slot in weg if not slot.geleverd)
        for (maandag, brin6), week in groupby(stil):
            school = f", school {brin6}" if brin6 != self.feiten.brin6 else ""
            aantal = aantal_tekst(sum(1 for _ in week), "les of dagdeel", "lessen of dagdelen")
            self.punt(f"{week_tekst(maandag)}{school}: niet aangeleverd ({aantal})")
        for (dag, waarom, waar), slots in groupby([s for s in weg if s.geleverd], key=self._waarom_weg):
            self.punt(f"{dag_tekst(dag)} | {slotnamen(list(slots))} | {waarom} | {waar}")

    def _waarom_weg(self, slot: Slot) -> tuple[date, str, str]:
        waarom = "stond niet op het programma (nvt)" if slot.stand == "nvt" else "code staat niet in de codetabel"
        return slot.datum, waarom, self.bron(slot.bestand, slot.ontvangen_op, slot.regel)

    def bronnen(self) -> None:
        """The delivered files behind the numbers."""
        if self.bestanden:
            self.kop("Bestanden")
        for (bestand, ontvangen_op), nummer in self.bestanden.items():
            self.punt(f"bestand {nummer}: {bestand}, ontvangen {moment_kort(ontvangen_op)}")

    def som(self, delen: Sequence[int], eenheid: str) -> Fraction:
        """`Samen: 5 + 5 + 6 = 16 lesuren.` Minutes as hours of sixty. Returns the sum in the unit of the row."""
        totaal = sum(delen)
        som = (
            str(totaal)
            if set(delen) <= {1}
            else " + ".join(map(str, delen)) + (f" = {totaal}" if len(delen) > 1 else "")
        )
        if eenheid == MINUUT:
            self.zin(f"Samen: {som} minuten; {totaal} / 60 = {getal_tekst(Fraction(totaal, 60), 1)} klokuren.")
            return Fraction(totaal, 60)
        self.zin(f"Samen: {som} {eenheid_tekst(eenheid, str(totaal))}.")
        return Fraction(totaal)


def week_van(week: Week) -> str:
    """`lesweek 3 van 2026/2027, week 38 (14 t/m 18 september)`."""
    return f"lesweek {week.week_in_jaar} van {week.schooljaar}/{week.schooljaar + 1}, {week_tekst(week.maandag)}"


def per_dag(slots: Iterable[Slot], minuten: bool = False) -> dict[date, int]:
    """Slots, or minutes, by date, in order."""
    uit: dict[date, int] = {}
    for slot in sorted(slots, key=lambda slot: slot.datum):
        uit[slot.datum] = uit.get(slot.datum, 0) + (slot.minuten if minuten else 1)
    return uit
