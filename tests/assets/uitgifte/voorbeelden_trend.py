"""Made-up released figures for the tests of the trend pages."""

from datetime import date, timedelta
from decimal import Decimal

from assets.uitgifte.inzet import met_letters
from assets.uitgifte.maten import MATEN
from assets.uitgifte.modellen_stad import Beeld, Grens, Stip, Trechterbeeld, Verloop, Verwacht
from assets.uitgifte.modellen_trend import Beweging, Cijfer, Deel, Inzet, Reeks, Trendpagina, Uitsplitsing
from models.statistiek.schooljaren import Lesweek, nummer_lesweken

PEILDATUM = date(2026, 11, 15)
WEKEN = 40
KLEIN = "klein"


INZET = met_letters(
    [
        Inzet("klas", "1A", "groepstraining", "KOOS Utrecht", date(2026, 9, 9), date(2026, 10, 14)),
        Inzet("school", "", "spreekuur van de jeugdarts en het buurtteam", "", date(2026, 10, 5), None),
    ]
)


def cijfer(peildatum: date = PEILDATUM, teller: int | None = 40, noemer: int = 12000, **velden) -> Cijfer:
    """A released count per 1.000; teller None is suppressed."""
    if teller is None:
        return Cijfer(peildatum, None, noemer, None, onderdrukt=KLEIN, volledigheid=Decimal("98.5"))
    waarde = (Decimal(teller) * 1000 / noemer).quantize(Decimal("0.1"))
    basis = {"onder": waarde * Decimal("0.8"), "boven": waarde * Decimal("1.2"), "volledigheid": Decimal("98.5")}
    return Cijfer(peildatum, teller, noemer, waarde, **(basis | velden))


def aandeel(peildatum: date, tienden: int, volledigheid: str | None = "98.5") -> Cijfer:
    """A released share of the planned minutes, given in tenths of a percent."""
    waarde = Decimal(tienden) / 10
    marge = Decimal("0.4")
    volledig = Decimal(volledigheid) if volledigheid else None
    return Cijfer(peildatum, tienden * 3000, 3000000, waarde, waarde - marge, waarde + marge, "", volledig)


def reeks(naam: str) -> Reeks:
    """Forty weeks that go slowly up, with one hidden stretch and one incomplete week."""
    punten = []
    for plaats in range(WEKEN):
        dag = PEILDATUM - timedelta(weeks=WEKEN - 1 - plaats)
        if naam.startswith("verzuim"):
            punten.append(aandeel(dag, 52 + plaats % 7 + plaats // 4, "71.2" if plaats == 33 else "98.5"))
        else:
            punten.append(cijfer(dag, None if plaats < 3 or "pact" in naam else 20 + 5 * (plaats // 6)))
    return Reeks(naam, tuple(punten))


def lesweken(weken: int = WEKEN, eerste: date = date(2026, 8, 2)) -> tuple[Lesweek, ...]:
    """So many Sundays up to the peildatum; those before `eerste`, and one in October, have no lessons."""
    dagen = [PEILDATUM - timedelta(weeks=n) for n in range(weken)]
    return nummer_lesweken({dag: dag >= eerste and dag != date(2026, 10, 18) for dag in dagen})


def beeld() -> Beeld:
    """Something to say of every kind."""
    komend = [PEILDATUM + timedelta(weeks=n) for n in range(1, 5)]
    return Beeld(
        zonder_seizoen={PEILDATUM: Decimal("6.1")},
        scholen=12,
        opvallend={PEILDATUM - timedelta(weeks=1): "boven", PEILDATUM: "onder"},
        verwacht=tuple(Verwacht(dag, Decimal("6.4"), Decimal("5.9"), Decimal("7.1")) for dag in komend),
    )


def trechters() -> tuple[Trechterbeeld, ...]:
    """A type with bounds and a school outside, and a type with too few schools."""
    grenzen = tuple(Grens(n, *(Decimal(w) for w in ("4.0", "9.0", "2.5", "11.0"))) for n in (80, 400))
    stippen = (
        Stip("De Eerste <b>School", 120, Decimal("6.2"), Decimal(4), Decimal(9), ""),
        Stip("De Tweede School", 310, Decimal("12.4"), Decimal(4), Decimal(9), "boven"),
    )
    klein = (Stip("De Derde School", 60, Decimal("8.0"), Decimal(0), Decimal(100), ""),)
    return (
        Trechterbeeld("trechter-po", "Basisonderwijs", Decimal("6.5"), stippen, grenzen),
        Trechterbeeld("trechter-so", "Speciaal onderwijs", None, klein, ()),
    )


def verlopen() -> tuple[Verloop, ...]:
    """Parts to pick, one with a gap."""
    return (
        Verloop("Per wijk", "Noord-fictief", {PEILDATUM: Decimal("6.4")}),
        Verloop("Per school", "De Eerste <b>School", {PEILDATUM - timedelta(weeks=2): Decimal("7.0")}),
    )


def naast() -> Reeks:
    """The share of the schools of the same type: a percent higher than that of the school."""
    return Reeks(
        "verzuim_totaal",
        tuple(aandeel(c.peildatum, int((c.waarde or 0) * 10) + 10) for c in reeks("verzuim_totaal").cijfers),
    )


def voorbeeldtrend(niveau: str = "stad", **velden) -> Trendpagina:
    """A page with every maat."""
    reeksen = [reeks(naam) for naam in MATEN]
    for naam in ("thuiszitters_lrv", "thuiszitters_ocw"):
        for stroom in ("instroom", "uitstroom"):
            cijfers = [cijfer(c.peildatum, None if c.peildatum.day % 2 else 10) for c in reeks(naam).cijfers]
            reeksen.append(Reeks(f"{naam}_{stroom}", tuple(cijfers)))
    delen = tuple(
        Deel(naam, {"thuiszitters_ocw": cijfer(teller=teller), "verzuim_totaal": aandeel(PEILDATUM, 64)})
        for naam, teller in (("Zuid-fictief", 25), ("Noord-fictief", None))
    )
    basis = {
        "modus": "proef", "niveau": niveau, "naam": "Stad Voorbeeld", "peildatum": PEILDATUM, "reeksen": tuple(reeksen),
        "uitsplitsingen": (Uitsplitsing("Per samenwerkingsverband", delen),),
        "bewegingen": (Beweging("thuiszitters_lrv", "thuiszitters_absoluut", None),),
        "opvallend": ("Klas 3A mist meer lestijd dan u voor deze school mag verwachten.",),
        "links": (("swv_VO2601.html", "Samenwerkingsverband VO"),), "versie": "0.1.0",
        "inzet": INZET if niveau == "school" else None, "lesweken": lesweken(),
    }  # fmt: skip
    if niveau == "school":
        basis |= {"uitsplitsingen": (), "bewegingen": (), "naast": naast()}
    else:
        basis |= {"beeld": beeld(), "trechters": trechters(), "verlopen": verlopen(), "opvallend": ()}
    velden = basis | velden
    return Trendpagina(**({"leszondagen": tuple(week.zondag for week in velden["lesweken"])} | velden))
