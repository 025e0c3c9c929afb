"""What the writers of one week read: rows of the published tables, grouped by school. One place for every query of the
output.

Names come from the kluis per school, only while that school's folder is written. Rows are tuples with names; dates are
calendar dates.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple, TypeVar

from assets.magazijn import Magazijn
from assets.publicatie.vrijgave import lees_sql

R = TypeVar("R", bound=tuple)


class Naam(NamedTuple):
    """Who a pupil is."""

    leerling: int
    leerlingnummer: str
    roepnaam: str | None
    achternaam: str | None


class Signaalrij(NamedTuple):
    """A row of a signal file by pseudonym; waarde = teller / noemer."""

    brin6: str
    leerling: int
    klas: str | None
    signaal: str
    sinds: date
    teller: int
    noemer: int
    eenheid: str
    status: str
    begindatum: date | None
    meldingsnummer: str | None
    grensgeval: bool | None


class Zaakrij(NamedTuple):
    """A signal about a person never enrolled at a delivering school, by zaaknummer; waarde = teller / noemer."""

    zaaknummer: str
    signaal: str
    sinds: date
    teller: int
    noemer: int
    eenheid: str
    status: str


class Weekrij(NamedTuple):
    """A lesweek of a school, up to P."""

    brin6: str
    maandag: date
    lesweek: int
    geleverd: bool


class Minutenrij(NamedTuple):
    """Minutes of a pupil in a delivered lesweek; all but gemist are None on the leerplicht side. onbekend: minutes of
    slots with a code that the school's table does not have; gepland is without them, and without what was nvt.
    """

    brin6: str
    leerling: int
    maandag: date
    gepland: int | None
    gemist: int
    bekende_dagen: int | None = None
    onbekend: int | None = None


class Leerlingrij(NamedTuple):
    """What the order of the school's list needs of a pupil."""

    brin6: str
    leerling: int
    gemist_4w: int
    open_redenen: int
    gezien_in_k: bool


class Besprekingrij(NamedTuple):
    """A returned row of the kernteam, oldest first within a pupil; wie is None on the leerplicht side."""

    brin6: str
    leerling: int
    datum: date
    besluit: str
    wie: str | None = None
    vervolg: str | None = None


class Routerij(NamedTuple):
    """A part of a pupil's route: deel nu (datum: since when), eerder (datum: its first day) or termijn (datum: its
    last day; None: not known yet). regisseur: of the plan, None while nobody is named.
    """

    brin6: str
    leerling: int
    klas: str | None
    deel: str
    stap: str
    datum: date | None
    is_voorbij: bool
    is_dringend: bool
    deels_terug: bool
    regisseur: str | None = None


class Vrijstellingrij(NamedTuple):
    """An exemption valid on P of a pupil with an L row."""

    brin6: str
    leerling: int
    artikel: str
    einddatum: date | None


class Getoondrij(NamedTuple):
    """A signal of a pupil that stood on a list of an earlier Sunday."""

    brin6: str
    leerling: int
    signaal: str


class Opnamerij(NamedTuple):
    """One delivered file with what became of its rows."""

    brin6: str | None
    bestand_id: int
    soort: str
    bestand: str
    sha256: str
    ontvangen_op: datetime
    van: date | None
    tot: date | None
    bekend_op: date
    uitkomst: str
    reden: str | None
    ontvangen: int
    geaccepteerd: int
    quarantaine: int
    genegeerd: int
    geweigerd: int
    kolommen_weg: str
    kolommen_mis: str = ""


class Opmerkingrij(NamedTuple):
    """One row of a delivery that was not simply accepted."""

    brin6: str
    bestand_id: int
    bestand: str
    soort: str
    regel: int | None
    kolom: str
    uitkomst: str
    reden: str
    is_nieuw: bool
    telt_nog: bool = True


class Werkrij(NamedTuple):
    """One point of leerplicht's work; without a school it is known by its zaaknummer."""

    brin6: str | None
    leerling: int | None
    zaaknummer: str | None
    klas: str | None
    punt: str
    sinds: date
    meldingsnummer: str | None


class Jaarrij(NamedTuple):
    """A released row of the yearly count."""

    schooljaar: str
    maat: str
    open_op_1_september: int | None
    nieuw_in_jaar: int | None
    totaal: int | None
    onderdrukt: str


class Trendrij(NamedTuple):
    """A released row of a trend file."""

    peildatum: date
    niveau: str
    code: str
    onderwijssoort: str
    maat: str
    teller: int | None
    noemer: int | None
    waarde: object
    onder: object
    boven: object
    onderdrukt: str
    volledigheid: object


class Inzetrij(NamedTuple):
    """Support given to a class, a team or a school, as the gemeente tells it."""

    brin6: str
    niveau: str
    klas: str | None
    soort: str
    aanbieder: str | None
    begindatum: date
    einddatum: date | None


class Klasrij(NamedTuple):
    """A pupil in his class: whole minutes of the last four delivered lesweken, which begin on `van_datum`; no key."""

    brin6: str
    klas: str
    leerjaar: str
    gemist: int
    bekend: int
    van_datum: date


_SIGNAAL = (
    "brin6, leerling, klas, signaal, sinds, teller, noemer, eenheid, status, begindatum, meldingsnummer, grensgeval"
)
_OPNAME = ", ".join(Opnamerij._fields)
_INZET = ", ".join(Inzetrij._fields)
_TREND = ", ".join(Trendrij._fields)
_WERK = ", ".join(Werkrij._fields)
_JAAR = ", ".join(Jaarrij._fields)
_GETOOND = "SELECT DISTINCT brin6, leerling, signaal FROM {kamer}.publicatie.getoond WHERE peildatum < $p"
VRAGEN: dict[str, tuple[type, str]] = {
    "signalen_school": (Signaalrij, f"SELECT {_SIGNAAL} FROM school.publicatie.signaal_s WHERE peildatum = $p"),
    "signalen_leerplicht": (
        Signaalrij,
        f"SELECT {_SIGNAAL} FROM leerplicht.publicatie.signaal WHERE peildatum = $p AND leerling IS NOT NULL",
    ),
    "zaken_leerplicht": (
        Zaakrij,
        "SELECT zaaknummer, signaal, sinds, teller, noemer, eenheid, status FROM leerplicht.publicatie.signaal "
        "WHERE peildatum = $p AND leerling IS NULL ORDER BY ALL",
    ),
    "weken_school": (
        Weekrij,
        "SELECT brin6, maandag, lesweek, geleverd FROM school.kern.week WHERE peildatum = $p ORDER BY ALL",
    ),
    "weken_leerplicht": (
        Weekrij,
        "SELECT brin6, maandag, lesweek, geleverd FROM leerplicht.kern.lesweek WHERE peildatum = $p ORDER BY ALL",
    ),
    "minuten_school": (
        Minutenrij,
        "SELECT brin6, leerling, maandag, gepland_min, gemist_min, bekende_dagen, onbekend_min "
        "FROM school.publicatie.weekminuten_s WHERE peildatum = $p",
    ),
    "minuten_leerplicht": (
        Minutenrij,
        "SELECT brin6, leerling, maandag, NULL, ong_min FROM leerplicht.kern.weekminuten WHERE peildatum = $p",
    ),
    "leerlingen_school": (
        Leerlingrij,
        "SELECT brin6, leerling, gemist_4w, open_redenen, gezien_in_k FROM school.publicatie.leerling_s "
        "WHERE peildatum = $p",
    ),
    "routes_school": (
        Routerij,
        "SELECT brin6, leerling, klas, deel, stap, datum, is_voorbij, is_dringend, deels_terug, regisseur "
        "FROM school.publicatie.route WHERE peildatum = $p ORDER BY brin6, leerling, deel, datum, stap",
    ),
    "besprekingen_school": (
        Besprekingrij,
        "SELECT brin6, leerling, datum, besluit, wie, vervolg FROM school.kern.bespreking "
        "WHERE peildatum = $p ORDER BY volgnummer",
    ),
    "besprekingen_leerplicht": (
        Besprekingrij,
        "SELECT brin6, leerling, datum, besluit, NULL, vervolg FROM leerplicht.kern.bespreking "
        "WHERE peildatum = $p ORDER BY volgnummer",
    ),
    "vrijstellingen_leerplicht": (
        Vrijstellingrij,
        "SELECT brin6, leerling, artikel, einddatum FROM leerplicht.publicatie.vrijstelling "
        "WHERE peildatum = $p ORDER BY ALL",
    ),
    "getoond_school": (Getoondrij, _GETOOND.format(kamer="school")),
    "getoond_leerplicht": (Getoondrij, _GETOOND.format(kamer="leerplicht")),
    "opname_school": (Opnamerij, f"SELECT {_OPNAME} FROM school.publicatie.opname WHERE peildatum = $p"),
    "opname_leerplicht": (Opnamerij, f"SELECT {_OPNAME} FROM leerplicht.publicatie.opname WHERE peildatum = $p"),
    "opmerkingen": (
        Opmerkingrij,
        "SELECT brin6, bestand_id, bestand, soort, regel, kolom, uitkomst, reden, is_nieuw, telt_nog "
        "FROM school.publicatie.opmerking WHERE peildatum = $p ORDER BY ALL",
    ),
    "jaartelling_stad": (
        Jaarrij,
        f"SELECT {_JAAR} FROM stad.publicatie.leerplichttelling WHERE peildatum = $p ORDER BY ALL",
    ),
    "werkvoorraad_leerplicht": (
        Werkrij,
        f"SELECT {_WERK} FROM leerplicht.publicatie.werkvoorraad WHERE peildatum = $p ORDER BY ALL",
    ),
    "trends_stad": (
        Trendrij,
        # Of a school only the share is drawn over the weeks; its other rows stand in trends.csv of their own week.
        f"SELECT {_TREND} FROM stad.publicatie.trends WHERE peildatum = $p OR "
        "peildatum < $p AND (niveau <> 'school' OR maat = 'verzuim_totaal') ORDER BY ALL",
    ),
    "klassen_school": (
        Klasrij,
        "SELECT brin6, klas, coalesce(leerjaar::VARCHAR, ''), gemist_min, bekend_min, van_datum "
        "FROM school.publicatie.klasminuten WHERE peildatum = $p ORDER BY ALL",
    ),
    "klastrends_school": (
        Trendrij,
        f"SELECT {_TREND} FROM school.publicatie.klastrend WHERE peildatum <= $p ORDER BY ALL",
    ),
    "inzet_school": (Inzetrij, f"SELECT {_INZET} FROM school.publicatie.inzet WHERE peildatum = $p ORDER BY ALL"),
    "leren_stad": (Trendrij, f"SELECT {_TREND} FROM stad.publicatie.leren WHERE peildatum = $p ORDER BY ALL"),
    "bewegingen_stad": (
        Trendrij,
        f"SELECT {_TREND} FROM stad.publicatie.bewegingen WHERE peildatum <= $p ORDER BY ALL",
    ),
    "leren_school": (Trendrij, f"SELECT {_TREND} FROM school.publicatie.leren WHERE peildatum = $p ORDER BY ALL"),
    "trends_school": (Trendrij, f"SELECT {_TREND} FROM school.publicatie.trend WHERE peildatum <= $p ORDER BY ALL"),
}


def lees(magazijn: Magazijn, vraag: str, peildatum: date) -> list:
    """The rows of one question for a Sunday."""
    soort, sql = VRAGEN[vraag]
    return [soort(*rij) for rij in magazijn.rijen(sql, {"p": peildatum})]


def lees_per_school(magazijn: Magazijn, vraag: str, peildatum: date) -> dict[str, list]:
    """The rows of one question by brin6."""
    return groepeer(lees(magazijn, vraag, peildatum))


def groepeer(rijen: Iterable[R]) -> dict[str, list[R]]:
    """Group rows by their first column."""
    groepen: dict[str, list[R]] = defaultdict(list)
    for rij in rijen:
        groepen[rij[0]].append(rij)
    return groepen


def lees_namen(magazijn: Magazijn, kant: str, brin6: str, peildatum: date) -> dict[int, Naam]:
    """Door kluis -> writer: the pupils of one school, by their key in the room of `kant` (school, leerplicht)."""
    rijen = magazijn.rijen(lees_sql(f"namen_{kant}"), {"brin6": brin6, "peildatum": peildatum})
    return {rij[0]: Naam(*rij) for rij in rijen}
