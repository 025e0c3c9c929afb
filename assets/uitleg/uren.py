"""verzuim_16u4w told again: the walk along the schooldagen with every crossing on the way (regels.md §4 A).

The walk is made from the slots that are printed, apart from models/school/signaal/verzuim_16u4w.sql; who calls compares
the outcome with the row.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from assets.publicatie.bron import Signaalrij
from assets.uitgifte.opmaak import datum_kort, eenheid_tekst, uren_tekst
from assets.uitgifte.uitleg import ANDERE_EENHEID
from assets.uitleg.bron import EEUWIG, Feiten, Melding, Slot, Week, maandag_van
from assets.uitleg.verslag import MINUUT, Verslag, dag_tekst, per_dag
from data_contracts.signalen import laad_signalen

EEN_DAG, ZEVEN_DAGEN = timedelta(days=1), timedelta(days=7)
MINUTEN_PER_UUR = 60
ANDER = {"lesuur": "klokuur", "klokuur": "lesuur"}


@dataclass(frozen=True)
class Overschrijding:
    """A crossing on day `datum`; uren: lesuren, or minutes, in the window from `venster_van` to `datum`."""

    datum: date
    telstart: date
    venster_van: date
    uren: int
    einddatum: date
    waarom: str
    melding: Melding | None


@dataclass(frozen=True)
class Loop:
    """The walk of one pupil: what stands fixed while it goes on. per_dag: counted lesuren or minutes by date."""

    per_dag: Mapping[date, int]
    weken: list[Week]
    meldingen: list[Melding]
    begin: date
    l: date  # noqa: E741
    drempel: int
    lesweken: int

    def overschrijdingen(self) -> list[Overschrijding]:
        """Every crossing up to `l`, in order; the last ones may have an einddatum after `l`."""
        gevonden: list[Overschrijding] = []
        for dag in self.per_dag:
            vorige = gevonden[-1].einddatum if gevonden else None
            telstart = vorige + EEN_DAG if vorige else self.begin
            if dag >= telstart and (nieuw := self._op(dag, telstart, vorige)):
                gevonden.append(nieuw)
        return gevonden

    def _op(self, dag: date, telstart: date, vorige: date | None) -> Overschrijding | None:
        venster_van = max(telstart, self._maandag_eerder(dag))
        uren = self.tussen(venster_van, dag)
        if uren < self.drempel:
            return None
        einddatum, waarom, melding = self._einde(dag, vorige)
        return Overschrijding(dag, telstart, venster_van, uren, einddatum, waarom, melding)

    def _maandag_eerder(self, dag: date) -> date:
        """The Monday of the lesweek that is `lesweken` - 1 before that of `dag`; without one the first day ever."""
        nummers = {week.maandag: week.lesweek for week in self.weken}
        gezocht = nummers[maandag_van(dag)] - (self.lesweken - 1)
        return next((week.maandag for week in self.weken if week.lesweek == gezocht), date.min)

    def _einde(self, dag: date, vorige: date | None) -> tuple[date, str, Melding | None]:
        if melding := self._melding(dag):
            if melding.einddatum and melding.einddatum <= self.l:
                return melding.einddatum, f"de einddatum van melding {melding.meldingsnummer}", melding
            return dag, f"de dag zelf, want melding {melding.meldingsnummer} loopt nog", melding
        if vorige and vorige + ZEVEN_DAGEN > dag:
            return vorige + ZEVEN_DAGEN, "7 dagen na de vorige einddatum", None
        return dag, "de dag zelf", None

    def _melding(self, dag: date) -> Melding | None:
        """The report that holds this day; `meldingen` stand in order, the last that fits goes first."""
        passend = [
            m for m in self.meldingen if m.melddatum <= self.l and m.begindatum <= dag <= (m.einddatum or EEUWIG)
        ]
        return passend[-1] if passend else None

    def tussen(self, van: date, tot: date) -> int:
        """Counted lesuren or minutes from `van` to `tot`, both included."""
        return sum(aantal for dag, aantal in self.per_dag.items() if van <= dag <= tot)


def geteld(feiten: Feiten) -> list[Slot]:
    """The ongeoorloofd missed slots on days with plicht, from the first day of this enrolment on."""
    return [s for s in feiten.slots if s.is_ongeoorloofd and s.plicht and s.datum >= feiten.peil.reeks_van]


def maak_loop(feiten: Feiten, eenheid: str) -> Loop:
    """The walk in lesuren or in klokuren (counted in minutes)."""
    contract = laad_signalen()["verzuim_16u4w"]
    drempel = contract.maat(eenheid).drempel * (MINUTEN_PER_UUR if eenheid == "klokuur" else 1)
    dagen = per_dag(geteld(feiten), minuten=eenheid == "klokuur")
    lesweken = contract.venster_lesweken or 0
    return Loop(dagen, feiten.weken, feiten.meldingen, feiten.peil.reeks_van, feiten.l, drempel, lesweken)


def beslissend(loop: Loop, van_4: date) -> Overschrijding | None:
    """The newest crossing with an einddatum up to `l`, when it lies in the last four lesweken."""
    af = [o for o in loop.overschrijdingen() if o.einddatum <= loop.l]
    return af[-1] if af and af[-1].einddatum >= van_4 else None


def uren_woord(aantal: int, eenheid: str) -> str:
    """`16 lesuren`; minutes as `990 minuten (16,5 klokuren)`."""
    if eenheid == "klokuur":
        return f"{aantal} minuten ({uren_tekst(aantal)} klokuren)"
    return f"{aantal} {eenheid_tekst(eenheid, str(aantal))}"


def leg_uren_uit(feiten: Feiten, verslag: Verslag, rij: Signaalrij) -> tuple[Fraction, date] | None:
    """The whole walk, the window of the crossing that decides, and its slots. Returns waarde and sinds; None when
    these facts give no crossing, or another begin, report or grensgeval than the row has.
    """
    eenheid = feiten.peil.uurmaat
    loop = maak_loop(feiten, eenheid)
    _vertel_loop(verslag, loop, eenheid)
    o = beslissend(loop, feiten.peil.van_4)
    if not o:
        return None
    _vertel_venster(feiten, verslag, o)
    slots = [s for s in geteld(feiten) if o.venster_van <= s.datum <= o.einddatum]
    maat = MINUUT if eenheid == "klokuur" else eenheid
    verslag.kop("Wat telt")
    verslag.slots(slots, maat)
    _vertel_open(feiten, verslag)
    verslag.onbekend([s for s in feiten.slots if o.venster_van <= s.datum <= o.einddatum])
    is_grensgeval = _vertel_andere_maat(feiten, verslag, eenheid)
    waarde = verslag.som(list(per_dag(slots, maat == MINUUT).values()), maat)
    nummer = o.melding.meldingsnummer if o.melding else None
    is_zo = (slots[0].datum, nummer, is_grensgeval) == (rij.begindatum, rij.meldingsnummer, bool(rij.grensgeval))
    return (waarde, o.einddatum) if is_zo else None


def _vertel_open(feiten: Feiten, verslag: Verslag) -> None:
    """Missed slots that may still come to count; leerplicht does not get these facts."""
    open_ = [s for s in feiten.slots if s.is_zonder_reden and not s.is_oud and s.plicht]
    if open_:
        verslag.kop("Telt nu nog niet")
        verslag.slots(open_)


def _vertel_loop(verslag: Verslag, loop: Loop, eenheid: str) -> None:
    naam = eenheid_tekst(eenheid, "")
    verslag.kop("Telling")
    verslag.punt(f"de ongeoorloofde {naam} op dagen met leerplicht of kwalificatieplicht, dag voor dag")
    verslag.punt(f"de telling begint op de eerste dag van de inschrijving, {datum_kort(loop.begin)}")
    for nummer, o in enumerate(loop.overschrijdingen(), 1):
        uren = uren_woord(o.uren, eenheid)
        verslag.punt(
            f"overschrijding {nummer} op {dag_tekst(o.datum)}: vanaf {datum_kort(o.venster_van)} zijn dat {uren}"
        )
        verslag.punt(f"  einddatum {datum_kort(o.einddatum)}: {o.waarom}")
        na = " (die dag komt nog)" if o.einddatum > loop.l else ""
        verslag.punt(f"  daarna begint de telling opnieuw op {datum_kort(o.einddatum + EEN_DAG)}{na}")
    verslag.punt("de nieuwste overschrijding waarvan de einddatum voorbij is, geeft de waarde")


def _vertel_venster(feiten: Feiten, verslag: Verslag, o: Overschrijding) -> None:
    lesweken = laad_signalen()["verzuim_16u4w"].venster_lesweken
    waarvan = "de dag na de vorige einddatum" if o.venster_van == o.telstart else f"de eerste van {lesweken} lesweken"
    waarvan = "de eerste dag van de inschrijving" if o.venster_van == feiten.peil.reeks_van else waarvan
    verslag.venster(f"vanaf {waarvan} tot en met de einddatum", o.venster_van, o.einddatum)
    if o.melding:
        m = o.melding
        einde = datum_kort(m.einddatum) if m.einddatum else "nog open"
        wanneer = f"van {datum_kort(m.begindatum)} tot {einde}, gemeld op {datum_kort(m.melddatum)}"
        verslag.punt(f"melding {m.meldingsnummer}: verzuim {wanneer}")


def _vertel_andere_maat(feiten: Feiten, verslag: Verslag, eenheid: str) -> bool:
    """The walk in the other unit, which says whether this is a grensgeval; never for dagdelen."""
    if feiten.peil.dagdelen:
        return False
    ander = maak_loop(feiten, ANDER[eenheid])
    o = beslissend(ander, feiten.peil.van_4)
    verslag.kop(f"In {ANDERE_EENHEID[eenheid]} geteld")
    if o:
        uren = uren_woord(ander.tussen(o.venster_van, o.einddatum), ANDER[eenheid])
        verslag.punt(f"ook een overschrijding, einddatum {datum_kort(o.einddatum)}, {uren}")
    else:
        verslag.punt("geen overschrijding die nu geldt: dit is een grensgeval")
    return o is None
