"""The signals that rest on enrolments, timetables and the registers of leerplicht: rooster_krimpt, schoolwissel,
geen_inschrijving, absoluut and vrijstelling_verloopt (regels.md §4).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from itertools import groupby

from assets.uitgifte.opmaak import datum_kort, opsomming, procent_tekst, week_tekst
from assets.uitleg.bron import EEUWIG, Feiten, Roosterregel, Vraag, Vrijstellingregel, Zaakregel, maandag_van
from assets.uitleg.verslag import DAGDELEN, WEEKDAGEN, Verslag, dag_tekst, telt, tot_tekst

Gevonden = tuple[Fraction, date | None]


def leg_rooster_uit(feiten: Feiten, verslag: Verslag) -> Gevonden:
    """rooster_krimpt: the pupil's own timetable beside that of the class, as both are valid on the last day."""
    eigen = [r for r in feiten.rooster if r.is_eigen]
    klas = [r for r in feiten.rooster if not r.is_eigen]
    minuten = [
        _vertel_rooster(verslag, naam, r) for naam, r in (("Eigen rooster", eigen), ("Rooster van de klas", klas))
    ]
    waarde = Fraction(100 * minuten[0], minuten[1]) if minuten[1] else Fraction(0)
    deel = f"{minuten[0]} van {minuten[1]} minuten per week"
    verslag.zin(f"Samen: {deel}; 100 x {minuten[0]} / {minuten[1]} = {procent_tekst(waarde)}.")
    return waarde, (eigen[0].eerste_geldig_van if eigen else None) or feiten.peil.reeks_van


def _vertel_rooster(verslag: Verslag, naam: str, regels: Sequence[Roosterregel]) -> int:
    verslag.kop(f"{naam}, geldig op {datum_kort(verslag.feiten.l)}")
    for r in regels:
        slot = DAGDELEN.get(r.slot, f"lesuur {r.slot}")
        vanaf = f"geldig vanaf {datum_kort(r.geldig_van)}" if r.geldig_van else "zonder begindatum"
        waar = verslag.bron(r.bestand, r.ontvangen_op, r.regel)
        verslag.punt(f"{WEEKDAGEN[r.weekdag - 1]} | {slot} | {r.minuten} minuten | {vanaf} | {waar}")
    return sum(r.minuten for r in regels)


def leg_wissel_uit(feiten: Feiten, verslag: Verslag) -> Gevonden:
    """schoolwissel: the schools of the main enrolments of this schooljaar."""
    van = feiten.peil.jaar_van
    hoofd = [s for s in feiten.stukken if s.hoofdinschrijving and s.van <= feiten.l and s.tot >= van]
    verslag.kop(f"Hoofdinschrijvingen van {datum_kort(van)} tot en met {datum_kort(feiten.l)}")
    scholen = list(dict.fromkeys(stuk.brin6 for stuk in hoofd))
    for school in scholen:
        stukken = [stuk for stuk in hoofd if stuk.brin6 == school]
        begin, einde = min(s.reeks_van for s in stukken), max(s.tot for s in stukken)
        verslag.punt(f"school {school}: van {datum_kort(begin)} tot en met {tot_tekst(einde)}, {telt(1, 'school')}")
        _vertel_inschrijfregels(feiten, verslag, {stuk.leerling for stuk in stukken})
    eigen = max((s.reeks_van for s in hoofd if s.leerling == feiten.leerling), default=None)
    eerste = datum_kort(feiten.eerste_schooldag(van))
    verslag.zin(
        f"De eerste schooldag van dit schooljaar op school {feiten.brin6} was {eerste}. De inschrijving begon daarna."
    )
    return verslag.som([1] * len(scholen), "school"), eigen


def _vertel_inschrijfregels(feiten: Feiten, verslag: Verslag, leerlingen: set[int]) -> None:
    for r in feiten.inschrijfregels:
        if r.leerling in leerlingen:
            waar = verslag.bron(r.bestand, r.ontvangen_op, r.regel)
            verslag.punt(f"  ingeschreven van {datum_kort(r.startdatum)} tot en met {tot_tekst(r.einddatum)}, {waar}")


@dataclass(frozen=True)
class Register:
    """What leerplicht knows of one person at `peildatum`: by pupil of a school (key of the leerplicht room), or by the
    zaaknummer of someone who was never enrolled here.
    """

    vraag: Vraag
    peildatum: date
    brin6: str | None
    leerling: int | None
    zaaknummer: str | None

    def _rijen(self, naam: str, **waarden: object) -> list[tuple]:
        vast = {"peildatum": self.peildatum, "brin6": self.brin6, "leerling": self.leerling}
        return self.vraag.rijen(naam, {**vast, "zaaknummer": self.zaaknummer, **waarden})

    @cached_property
    def plek(self) -> tuple[int | None, date | None, str | None]:
        """Person, last day of the newest enrolment and bestemming; all None for who was never enrolled."""
        rijen = self._rijen("plek_leerplicht")
        return rijen[0] if rijen else (None, None, None)

    @cached_property
    def zaken(self) -> list[Zaakregel]:
        """The rows of absoluut verzuim."""
        return [Zaakregel(*rij) for rij in self._rijen("absoluut_leerplicht", persoon=self.plek[0])]

    @cached_property
    def vrijstellingen(self) -> list[Vrijstellingregel]:
        """The exemptions."""
        return [Vrijstellingregel(*rij) for rij in self._rijen("vrijstellingen_leerplicht", persoon=self.plek[0])]

    def schooldagen(self, na: date) -> list[date]:
        """The schooldagen of the last school after a date, up to `peildatum`."""
        return [rij[0] for rij in self._rijen("schooldagen_leerplicht", na=na)]


def leg_geen_inschrijving_uit(register: Register, verslag: Verslag) -> Gevonden:
    """The schooldagen of the last school since the end of the last enrolment."""
    _, tot, bestemming = register.plek
    if tot is None:
        return Fraction(0), None
    verslag.kop("Register")
    verslag.punt(f"laatste inschrijving: school {register.brin6}, tot en met {datum_kort(tot)}")
    verslag.punt(f"bestemming: {bestemming or 'niet genoemd'}")
    geldig = [v for v in register.vrijstellingen if _geldt(v, register.peildatum)]
    verslag.punt("geen vrijstelling geldig op de peildatum" if not geldig else "er is een vrijstelling geldig")
    dagen = register.schooldagen(tot)
    verslag.kop(f"Schooldagen van school {register.brin6} sindsdien")
    aantallen = []
    for maandag, groep in groupby(dagen, key=maandag_van):
        week = list(groep)
        aantallen.append(len(week))
        verslag.punt(
            f"{week_tekst(maandag)}: {opsomming([dag_tekst(d) for d in week])}: {telt(len(week), 'schooldag')}"
        )
    return verslag.som(aantallen, "schooldag"), date.fromordinal(tot.toordinal() + 1)


def _geldt(v: Vrijstellingregel, dag: date) -> bool:
    return (v.begindatum or date.min) <= dag <= (v.einddatum or EEUWIG)


def leg_absoluut_uit(register: Register, verslag: Verslag) -> Gevonden:
    """The oldest case that goes on, and the days since it began."""
    verslag.kop("Register")
    for zaak in register.zaken:
        einde = f", einddatum {datum_kort(zaak.einddatum)}" if zaak.einddatum else ""
        waar = verslag.bron(zaak.bestand, zaak.ontvangen_op, zaak.regel)
        verslag.punt(f"zaak {zaak.zaaknummer}: sinds {datum_kort(zaak.datum_signaal)}, {zaak.status}{einde} | {waar}")
    lopend = [z for z in register.zaken if z.datum_signaal <= register.peildatum and _loopt(z, register.peildatum)]
    if not lopend:
        return Fraction(0), None
    sinds = min(zaak.datum_signaal for zaak in lopend)
    return _dagen_tussen(verslag, sinds, register.peildatum), sinds


def _loopt(zaak: Zaakregel, peildatum: date) -> bool:
    return zaak.status == "open" or (zaak.einddatum or date.min) > peildatum


def leg_vrijstelling_uit(register: Register, verslag: Verslag, sinds: date) -> Gevonden:
    """The exemption that ends, beside the others of the person."""
    verslag.kop("Register")
    for v in register.vrijstellingen:
        begin = datum_kort(v.begindatum) if v.begindatum else "open"
        waar = verslag.bron(v.bestand, v.ontvangen_op, v.regel)
        verslag.punt(
            f"vrijstelling {v.zaaknummer}, artikel {v.artikel}: {begin} tot en met {tot_tekst(v.einddatum)} | {waar}"
        )
    if sinds not in [v.einddatum for v in register.vrijstellingen]:
        return Fraction(0), None
    return _dagen_tussen(verslag, register.peildatum, sinds), sinds


def _dagen_tussen(verslag: Verslag, van: date, tot: date) -> Fraction:
    dagen = (tot - van).days
    verslag.zin(f"Samen: van {datum_kort(van)} tot {datum_kort(tot)} is {dagen} {'dag' if dagen == 1 else 'dagen'}.")
    return Fraction(dagen)
