"""View models of the lists: what the lead maps SQL results onto. Frozen, no behaviour beyond small derived facts.

The models of the other pages stand in `modellen_beheer` (administrator, analyst, leerplicht) and `modellen_trend`.
Nothing here holds a score, a rank or a colour. Dates are calendar dates; ends of intervals are inclusive.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from data_contracts.eerste_stappen import Stap

Kant = Literal["school", "leerplicht"]
Status = Literal["nieuw", "blijft", "gegevens_ontbreken", "opgelost", "ingetrokken", "uitgeschreven", "vervallen"]
Weeksoort = Literal["bekend", "onbekend", "onbekende_code", "vakantie", "geen_les", "niet_ingeschreven"]
Zekerheid = Literal["duidelijk", "mogelijk", "weinig gegevens"]
Groepnaam = Literal["wettelijk", "nieuw", "loopt", "al in beeld", "beter", "niet meer te zien"]

ZONDER_LES: frozenset[Weeksoort] = frozenset({"vakantie", "geen_les", "niet_ingeschreven"})
WEG: frozenset[str] = frozenset({"opgelost", "ingetrokken", "uitgeschreven", "vervallen"})


@dataclass(frozen=True)
class SignaalRegel:
    """One row of signalen_*.csv of one pupil, as it stands on the list."""

    signaal: str
    sinds: date
    status: Status
    uitleg: str  # whole sentences, of `uitleg.maak_uitleg`
    is_gemeld: bool = False  # verzuim_16u4w only: leerplicht has the V3 report of this crossing
    is_grensgeval: bool = False  # verzuim_16u4w only: the walk in the other unit gives no signal
    zekerheid: Zekerheid = "mogelijk"
    is_eerder_getoond: bool = False  # this signal of the pupil stood on a list of an earlier week

    @property
    def is_weg(self) -> bool:
        """True when the row tells that the signal went."""
        return self.status in WEG


@dataclass(frozen=True)
class Bespreking:
    """One returned row of the kernteam; `datum` is the row's datum, or its peildatum where datum was empty. wie and
    vervolg are empty where the row has none; the leerplicht side never has a wie.
    """

    datum: date
    besluit: str
    wie: str = ""
    vervolg: str = ""


@dataclass(frozen=True)
class Weekpunt:
    """One ISO week of the last 12 lesweken, the weeks without lessons between them included.

    onbekend: not delivered. onbekende_code: delivered, but no slot is known. vakantie: no lesweek. geen_les: a
    lesweek in which nothing was planned for this pupil after all. niet_ingeschreven: not at this school that week.
    School side: gemist of gepland minutes. Leerplicht side: gemist holds ongeoorloofd minutes and gepland is None.
    Minutes are None unless the week is `bekend`.
    """

    maandag: date
    soort: Weeksoort
    gemist_minuten: int | None = None
    gepland_minuten: int | None = None


@dataclass(frozen=True)
class Vrijstelling:
    """An exemption that is valid on the peildatum; einddatum None is open. Leerplicht side only."""

    artikel: str
    einddatum: date | None = None


@dataclass(frozen=True)
class Termijn:
    """An open term of a pupil's route. stap: what must be there; uiterlijk: its last day, None while not known;
    is_dringend: it is over, or almost.
    """

    stap: str
    uiterlijk: date | None
    is_voorbij: bool = False
    is_dringend: bool = False


@dataclass(frozen=True)
class Route:
    """Where a pupil stands on the route of the kernpartners, since when, the steps before, and the open terms.

    School side only. eerder: steps with their first day, oldest first. regisseur: of the plan; empty: not named (yet).
    """

    stap: str
    sinds: date
    eerder: tuple[tuple[str, date], ...] = ()
    termijnen: tuple[Termijn, ...] = ()
    is_deels_terug: bool = False
    regisseur: str = ""

    @property
    def is_dringend(self) -> bool:
        """Is a term over, or almost?"""
        return any(termijn.is_dringend for termijn in self.termijnen)


@dataclass(frozen=True)
class LijstLeerling:
    """A pupil with all signals of one side (S or L), gone rows included, and what the order of the list needs.

    besprekingen: returned rows in order of return, oldest first (L list: L decisions only); the last is the newest.
    gemist_minuten_4w: missed minutes in the last 4 lesweken (L list: ongeoorloofd minutes only).
    is_gezien_in_k: at least one known slot attended in lesweek k (L list: False, it is not known there).
    route: school side only; None without a step.
    open_redenen: missed slots whose reason the school has not given yet (L list: 0).
    """

    leerlingnummer: str
    roepnaam: str
    achternaam: str
    klas: str
    signalen: tuple[SignaalRegel, ...]
    besprekingen: tuple[Bespreking, ...] = ()
    gemist_minuten_4w: int = 0
    weken: tuple[Weekpunt, ...] = ()
    is_gezien_in_k: bool = False
    open_redenen: int = 0
    vrijstellingen: tuple[Vrijstelling, ...] = ()
    route: Route | None = None

    @property
    def naam(self) -> str:
        """Name as people say it; the leerlingnummer where no name is known."""
        return f"{self.roepnaam} {self.achternaam}".strip() or f"Leerling {self.leerlingnummer}"

    @property
    def lopend(self) -> tuple[SignaalRegel, ...]:
        """The signals that stand, without the gone rows."""
        return tuple(regel for regel in self.signalen if not regel.is_weg)


@dataclass(frozen=True)
class Groep:
    """One group of the list, its pupils ordered by klas and name."""

    naam: Groepnaam
    leerlingen: tuple[LijstLeerling, ...]


@dataclass(frozen=True)
class Keuze:
    """What stands on the list: non-empty groups in fixed order, and how many pupils with a signal did not fit."""

    groepen: tuple[Groep, ...]
    meer: int


@dataclass(frozen=True)
class Lijst:
    """Everything one list shows. The same value makes the html and the xlsx."""

    kant: Kant
    modus: str  # proef | live
    school: str
    brin6: str
    peildatum: date
    capaciteit: int
    is_lesweek: bool  # the week of the peildatum is a lesweek of this school
    niet_geleverd: tuple[date, ...]  # Mondays of those of the last 12 lesweken that are not geleverd
    keuze: Keuze
    contact: str = ""  # where a pupil or parent can ask, complain or have data corrected
    versie: str = ""  # version of the product
    soort: str = ""  # kind of school
    stappen: tuple[Stap, ...] = ()  # the own first steps of city or kernteam
    wijk: str = ""  # of the school
    hulp: str = ""  # the specialist help of that wijk: a name to call; empty without a wijk
    termijnen: tuple[LijstLeerling, ...] = ()  # a term is over or almost, and in no group: one line, outside capaciteit

    @property
    def nergens_op(self) -> int:
        """Pupils with a signal who stand in no group and not under Termijnen either."""
        return self.keuze.meer - sum(1 for leerling in self.termijnen if leerling.lopend)
