"""View models for who keeps the data flowing: the school's administrator, the analyst, the leerplicht office.

No pupil's name stands in any of them; only `Werkpunt` holds a leerlingnummer. Times are local (Europe/Amsterdam).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

Uitkomst = Literal["quarantaine", "genegeerd", "geweigerd", "gemeld"]
Oorzaak = Literal["nooit", "mist", "geen_rooster", "rooster_verlopen"]
Punt = Literal[
    "niet_gemeld",
    "melding_zonder_overschrijding",
    "lrv_zonder_melding",
    "lrv",
    "absoluut",
    "geen_inschrijving",
    "vrijstelling_verloopt",
]


@dataclass(frozen=True)
class Levering:
    """One file and what became of its data rows: ontvangen = geaccepteerd + quarantaine + genegeerd.

    brin6 is empty for the gemeente. van/tot: the period, both ends inclusive, or None. reden: why it was refused whole.
    geweigerd: data rows of a refused file, as far as they can be counted. redenen: rows per reason code.
    """

    brin6: str
    soort: str
    bestand: str
    sha256: str
    ontvangen_op: datetime
    uitkomst: Literal["verwerkt", "geweigerd", "herhaald"]
    van: date | None = None
    tot: date | None = None
    reden: str = ""
    reden_kolom: str = ""
    ontvangen: int = 0
    geaccepteerd: int = 0
    quarantaine: int = 0
    genegeerd: int = 0
    geweigerd: int = 0
    redenen: Mapping[str, int] = field(default_factory=dict)
    kolommen_weg: tuple[str, ...] = ()


@dataclass(frozen=True)
class Afwijzing:
    """One row (or, with regel None, one whole file) that was not taken as it stood, new or changed since P-7.

    regel counts as an editor does: the header is 1; json: the nth item.
    """

    bestand: str
    soort: str
    regel: int | None
    kolom: str
    uitkomst: Uitkomst
    reden: str


@dataclass(frozen=True)
class OudereAfwijzingen:
    """Rows that were told before and are still so: a count only."""

    bestand: str
    soort: str
    uitkomst: Uitkomst
    reden: str
    aantal: int


@dataclass(frozen=True)
class Gat:
    """A lesweek that is not geleverd. terug: lesweken back from the newest, which is 0. dagen: the schooldagen up to P
    that no delivery covers, of `schooldagen` in all.
    """

    maandag: date
    terug: int
    schooldagen: int
    dagen: tuple[date, ...]


@dataclass(frozen=True)
class Stilte:
    """What a school owes. gaten: oldest first, empty when no lesweek can be counted. laatst_ontvangen: the newest
    attendance file that was read. zonder_periode: that file had no period in its name, so it makes no week geleverd.
    """

    oorzaak: Oorzaak
    gaten: tuple[Gat, ...] = ()
    laatst_ontvangen: datetime | None = None
    zonder_periode: bool = False
    is_eerste_week: bool = False

    @property
    def sinds(self) -> date | None:
        """The first schooldag of which nothing is known."""
        return self.gaten[0].dagen[0] if self.gaten else None


@dataclass(frozen=True)
class Ontvangst:
    """What came in one week: files that were read and refused, rows of the files that were read. redenen: why rows
    wait, with their number, most first.
    """

    bestanden: int = 0
    geweigerd: int = 0
    ontvangen: int = 0
    geaccepteerd: int = 0
    quarantaine: int = 0
    genegeerd: int = 0
    redenen: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Compleet:
    """How many days after its last schooldag a lesweek was whole; None: it is not yet."""

    dagen: int | None


@dataclass(frozen=True)
class Correctie:
    """What was said later about a lesweek that was whole: see school.publicatie.kwaliteit_correctie."""

    gemeld_dagen: int
    veranderd_dagen: int
    aangevuld_dagen: int
    gemist_slots: int
    onbekend_slots: int


@dataclass(frozen=True)
class Kwaliteitsweek:
    """One week in the course of a school's data. compleet: None for a week without lessons; correctie: None until it is
    whole.
    """

    maandag: date
    ontvangst: Ontvangst
    compleet: Compleet | None
    correctie: Correctie | None


@dataclass(frozen=True)
class Terugkoppeling:
    """The delivery receipt of one school. leveringen: files received since P-7 (exclusive) up to the known moment of P.

    Refused files of `leveringen` become rows by themselves; `afwijzingen` holds rows inside files only.
    boodschappen: whole sentences that go for the school, such as pupils that vanished from the newest snapshot.
    """

    modus: str
    school: str
    brin6: str
    peildatum: date
    leveringen: tuple[Levering, ...]
    afwijzingen: tuple[Afwijzing, ...] = ()
    ouder: tuple[OudereAfwijzingen, ...] = ()
    stilte: Stilte | None = None  # what the school owes; None: nothing
    kwaliteit: tuple[Kwaliteitsweek, ...] = ()  # the weeks of this schooljaar, oldest first
    boodschappen: tuple[str, ...] = ()
    versie: str = ""


@dataclass(frozen=True)
class SchoolStand:
    """One school on the analyst's page. stilte: what it owes; None: nothing."""

    brin6: str
    naam: str
    soort: str
    is_lesweek: bool
    stilte: Stilte | None
    laatst_ontvangen: datetime | None
    quarantaine: int = 0  # rows of this week's deliveries that wait


@dataclass(frozen=True)
class Poort:
    """A gate: what it guards, whether it is open, what to do when it is closed."""

    naam: str
    is_open: bool
    uitleg: str
    doe: str = ""


@dataclass(frozen=True)
class Gemeentestand:
    """One kind of gemeente file on the analyst's page: the newest that was not refused, and whether it is older than
    its contract promises.
    """

    soort: str
    titel: str
    laatst_ontvangen: datetime | None
    is_oud: bool


@dataclass(frozen=True)
class Maandag:
    """The analyst's Monday page. swv: code and name; geweigerd: refused files of this week, of schools and gemeente."""

    modus: str
    peildatum: date
    scholen: tuple[SchoolStand, ...]
    geweigerd: tuple[Levering, ...] = ()
    gemeente: tuple[Gemeentestand, ...] = ()
    poorten: tuple[Poort, ...] = ()
    swv: tuple[tuple[str, str], ...] = ()
    versie: str = ""


@dataclass(frozen=True)
class Werkpunt:
    """One line of leerplicht's work. werkdagen_over: weekdays from P up to and including uiterlijk; negative: past."""

    brin6: str
    school: str
    leerlingnummer: str
    klas: str
    punt: Punt
    sinds: date
    uiterlijk: date | None = None
    meldingsnummer: str = ""
    werkdagen_over: int | None = None


@dataclass(frozen=True)
class Werkvoorraad:
    """All work of the leerplicht office at P."""

    modus: str
    peildatum: date
    punten: tuple[Werkpunt, ...]
    versie: str = ""


@dataclass(frozen=True)
class Controle:
    """One rule of one contract. onverwacht: rows that break it; None: the rule could not be checked."""

    contract: str
    regel: str
    onverwacht: int | None
    toelichting: str = ""


@dataclass(frozen=True)
class Validatie:
    """Everything that was checked in one run."""

    modus: str
    peildatum: date
    controles: tuple[Controle, ...]
    versie: str = ""


@dataclass(frozen=True)
class RunVerslag:
    """What run.json holds. tabellen: table -> rows; duur_s: step -> seconds."""

    peildatum: date
    versie: str
    instellingen_sha256: str
    leveringen: tuple[Levering, ...]
    tabellen: Mapping[str, int]
    duur_s: Mapping[str, float]
