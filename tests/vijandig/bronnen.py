"""Good rows of every source, and what the reader must make of them.

A `Bron` is one kind of file at one school of `tests/assets/inname/stad.py`. Rows are texts per column; `leest` says per
column of the bron table which text must come out (dates as JJJJ-MM-DD). All pupils are made up.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from tests.assets.inname.stad import KOPPEN

Rij = dict[str, str]
EERSTE_LES = date(2026, 11, 2)


@dataclass(frozen=True)
class Bron:
    """`fouten`: per column texts that do not fit there, with the reason that the row must get."""

    naam: str
    map: str
    soort: str
    kolommen: tuple[str, ...]
    verplicht: str
    rij: Callable[[int, Random], Rij]
    leest: dict[str, Callable[[Rij], str]]
    fouten: dict[str, str] = field(default_factory=dict)
    vorm: str = "csv"
    kop: bool = True
    scheidingen: tuple[str, ...] = (";", ",", "\t")


def _dag(i: int) -> str:
    return (EERSTE_LES + timedelta(days=i % 5)).isoformat()


def _kaal(kolom: str) -> Callable[[Rij], str]:
    return lambda rij: rij[kolom].replace("-", "")


def _zelf(*kolommen: str) -> dict[str, Callable[[Rij], str]]:
    return {kolom: (lambda rij, kolom=kolom: rij[kolom]) for kolom in kolommen}


def _kop(naam: str) -> tuple[str, ...]:
    return tuple(KOPPEN[naam].split(";"))


def _standaard(i: int, _: Random) -> Rij:
    waarden = (f"{i:05d}", _dag(i), "lesuur", str(i % 12 + 1), "", "afwezig", "ZLO"[i % 3], "")
    return dict(zip(_kop("verzuim"), waarden, strict=True))


def _magister(i: int, r: Random) -> Rij:
    waarden = (f"{i:05d}", _dag(i), str(i % 12 + 1), "ZLO"[i % 3], r.choice(VRIJ), "J", "0", "1", "")
    return dict(zip(_kop("magister"), waarden, strict=True))


EDUARTE = ("deelnemernummer", "begindatum", "begintijd", "einddatum", "eindtijd")
EDUARTE += ("beginlesuur", "eindlesuur", "redencode", "opmerking")


def _eduarte(i: int, r: Random) -> Rij:
    dag, uur = _dag(i).replace("-", ""), str(i % 12 + 1)
    return dict(zip(EDUARTE, (f"{i:05d}", dag, "", dag, "", uur, uur, "ZLO"[i % 3], r.choice(VRIJ)), strict=True))


SOMTODAY = ("leerlingnummer", "begin", "lesuur", "code", "soort")


def _somtoday(i: int, _: Random) -> Rij:
    return dict(zip(SOMTODAY, (f"{i:05d}", _dag(i), str(i % 12 + 1), "ZLO"[i % 3], "Absent"), strict=True))


def _inschrijving(i: int, r: Random) -> Rij:
    waarden = (
        f"{i:05d}",
        "",
        r.choice(("Zoë", "An", "Bo €")),
        "Voorbeeld",
        f"2011-03-{i % 28 + 1:02d}",
        f"{i % 4}a",
        "2",
    )
    waarden += ("havo", "2026-08-01", "", "ja", "", "", "0344")
    return dict(zip(_kop("inschrijvingen"), waarden, strict=True))


def _rooster(i: int, _: Random) -> Rij:
    waarden = (f"k{i}", "", "2026-08-31", "2027-07-31", str(i % 5 + 1), str(i % 12 + 1), str(40 + i % 20))
    return dict(zip(_kop("rooster"), waarden, strict=True))


def _kalender(i: int, _: Random) -> Rij:
    dag = (date(2026, 8, 1) + timedelta(days=i)).isoformat()
    return dict(zip(_kop("kalender"), (dag, dag, ("vakantie", "studiedag")[i % 2], ""), strict=True))


def _codes(i: int, r: Random) -> Rij:
    waarden = (f"C{i}", r.choice(VRIJ), ("ziek", "luxe")[i % 2], ("ja", "nee")[i % 2], "2020-08-01", "")
    return dict(zip(_kop("codes"), waarden, strict=True))


def _kernteam(i: int, _: Random) -> Rij:
    waarden = ("2026-11-08", f"{i:05d}", "", ("bekend", "actie")[i % 2], "school", "gesprek", "2026-11-09")
    return dict(zip(_kop("kernteam"), waarden, strict=True))


def _melding(i: int, _: Random) -> Rij:
    waarden = (f"M{i}", "", "03MJ03", f"{i:05d}", "V3", _dag(i), "", _dag(i), ("B", "K")[i % 2], "")
    return dict(zip(_kop("meldingen"), waarden, strict=True))


def _vrijstelling(i: int, _: Random) -> Rij:
    waarden = (f"Z{i}", "", ("5a", "11")[i % 2], "2026-09-01", "2027-07-31")
    return dict(zip(_kop("vrijstellingen"), waarden, strict=True))


def _absoluut(i: int, _: Random) -> Rij:
    return dict(zip(_kop("absoluut"), (f"A{i}", "", "2012-01-05", "2026-10-01", "open", "", ""), strict=True))


def _inzet(i: int, _: Random) -> Rij:
    waarden = ("03MJ03", "klas", f"k{i}", ("koos", "spoor")[i % 2], "Buurtteam", "2026-09-01", "")
    return dict(zip(_kop("inzet"), waarden, strict=True))


VRIJ = (
    "",
    "gewone tekst",
    "=cmd|' /C calc'!A0",
    "+31 6",
    "@naam",
    "-",
    "\u202eomgekeerd",
    "\u2028",
    "emoji \U0001f600",
    "'; drop table",
)
"""Free text, that is read past. Written without a separator, quote or line end."""
DATUMS = (
    "31-02-2026",
    "2026-02-29",
    "2025-02-29",
    "10000-01-01",
    "0000-01-01",
    "2026-13-01",
    "20261102T",
    "46328",
    "2-11-2026",
    "２０２６-11-02",
    "nan",
)
GETALLEN = ("1.0", "1e0", "-1", "１", "0x1", "99", "\u0661", "NaN")
WOORDEN = ("afwezig!", "AFWEZIG", "ziek\u200bte", "'; drop table x; --", "#N/A", "?")


def _fouten(datum: str = "", getal: str = "", woord: str = "", slot: str = "") -> dict[str, str]:
    redenen = {datum: "datum_ongeldig", getal: "waarde_ongeldig", woord: "waarde_ongeldig", slot: "slot_ongeldig"}
    return {kolom: reden for kolom, reden in redenen.items() if kolom}


def teksten_voor(reden: str, is_getal: bool) -> tuple[str, ...]:
    """Texts that must give this reason in a column of such values."""
    return {"datum_ongeldig": DATUMS, "slot_ongeldig": GETALLEN}.get(reden, GETALLEN if is_getal else WOORDEN)


def _lesuur(kolom: str) -> dict[str, Callable[[Rij], str]]:
    return {"slot_van": lambda rij: rij[kolom], "slot_tot": lambda rij: rij[kolom], **_zelf("code")}


BRONNEN = (
    Bron(
        "standaard",
        "03MJ03",
        "verzuim",
        _kop("verzuim"),
        "leerlingnummer",
        _standaard,
        {"van_datum": lambda r: r["datum"], **_lesuur("van"), **_zelf("soort")},
        _fouten("datum", "", "soort", "van"),
    ),
    Bron(
        "magister",
        "03MJ01",
        "verzuim",
        _kop("magister"),
        "stamnr",
        _magister,
        {"van_datum": lambda r: r["daanwezigheid"], **_lesuur("lesuur")},
        _fouten("daanwezigheid", "", "type", "lesuur"),
    ),
    Bron(
        "eduarte",
        "03MJ02",
        "verzuim",
        EDUARTE,
        "deelnemernummer",
        _eduarte,
        {
            "van_datum": lambda r: f"{r['begindatum'][:4]}-{r['begindatum'][4:6]}-{r['begindatum'][6:]}",
            **{k: v for k, v in _lesuur("beginlesuur").items() if k != "code"},
            "code": lambda r: r["redencode"],
        },
        _fouten("begindatum", "", "", "beginlesuur"),
        kop=False,
        scheidingen=(";",),
    ),
    Bron(
        "inschrijvingen",
        "03MJ03",
        "inschrijvingen",
        _kop("inschrijvingen"),
        "leerlingnummer",
        _inschrijving,
        _zelf("geboortedatum", "klas", "onderwijssoort", "startdatum", "woongemeente"),
        _fouten("geboortedatum", "", "onderwijssoort"),
    ),
    Bron(
        "rooster",
        "03MJ03",
        "rooster",
        _kop("rooster"),
        "minuten",
        _rooster,
        _zelf("klas", "geldig_van", "geldig_tot", "weekdag", "slot", "minuten"),
        _fouten("geldig_van", "weekdag", "", "slot"),
    ),
    Bron(
        "kalender",
        "03MJ03",
        "kalender",
        _kop("kalender"),
        "van",
        _kalender,
        _zelf("van", "tot", "soort"),
        _fouten("tot", "", "soort"),
    ),
    Bron(
        "codes",
        "03MJ03",
        "codes",
        _kop("codes"),
        "code",
        _codes,
        _zelf("code", "categorie", "geoorloofd", "geldig_van"),
        _fouten("geldig_van", "", "categorie"),
    ),
    Bron(
        "kernteam",
        "03MJ03",
        "kernteam",
        _kop("kernteam"),
        "leerlingnummer",
        _kernteam,
        {"peildatum_lijst": lambda r: r["peildatum"], **_zelf("besluit", "wie", "vervolg", "datum")},
        _fouten("datum", "", "besluit"),
    ),
    Bron(
        "meldingen",
        "gemeente",
        "meldingen",
        _kop("meldingen"),
        "meldingsnummer",
        _melding,
        _zelf("meldingsnummer", "brin6", "soort", "begindatum", "melddatum", "status"),
        _fouten("begindatum", "", "status"),
    ),
    Bron(
        "vrijstellingen",
        "gemeente",
        "vrijstellingen",
        _kop("vrijstellingen"),
        "zaaknummer",
        _vrijstelling,
        _zelf("zaaknummer", "artikel", "begindatum", "einddatum"),
        _fouten("begindatum", "", "artikel"),
    ),
    Bron(
        "absoluut",
        "gemeente",
        "absoluut",
        _kop("absoluut"),
        "zaaknummer",
        _absoluut,
        _zelf("zaaknummer", "geboortedatum", "datum_signaal", "status"),
        _fouten("datum_signaal", "", "status"),
    ),
    Bron(
        "inzet",
        "gemeente",
        "inzet",
        _kop("inzet"),
        "brin6",
        _inzet,
        _zelf("brin6", "niveau", "klas", "soort", "aanbieder", "begindatum"),
        _fouten("begindatum", "", "niveau"),
    ),
)
SOMTODAY_BRON = Bron(
    "somtoday",
    "03MJ00",
    "verzuim",
    SOMTODAY,
    "leerlingnummer",
    _somtoday,
    {"van_datum": lambda r: r["begin"], **_lesuur("lesuur")},
    _fouten("begin", "", "soort", "lesuur"),
    vorm="json",
)
