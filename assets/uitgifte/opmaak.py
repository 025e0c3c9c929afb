"""Dutch text for dates, weeks and numbers. Independent of the machine's locale and clock."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from assets.uitgifte.csvbestand import waarde_tekst

MAANDEN = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)

EENHEDEN: dict[str, tuple[str, str]] = {
    "lesuur": ("lesuur", "lesuren"),
    "klokuur": ("klokuur", "klokuren"),
    "dag": ("dag", "dagen"),
    "schooldag": ("schooldag", "schooldagen"),
    "maand": ("maand", "maanden"),
    "slot": ("keer", "keer"),
    "keer": ("keer", "keer"),
    "episode": ("keer", "keer"),
    "procent": ("procent", "procent"),
    "procentpunt": ("procentpunt", "procentpunten"),
    "school": ("school", "scholen"),
}


def datum_lang(dag: date) -> str:
    """`21 november 2026`, for running text."""
    return f"{dag.day} {MAANDEN[dag.month - 1]} {dag.year}"


def datum_kort(dag: date) -> str:
    """`21-11-2026`, for tables."""
    return f"{dag.day:02d}-{dag.month:02d}-{dag.year:04d}"


def moment_kort(moment: datetime) -> str:
    """`21-11-2026 06:30`, local time as given."""
    return f"{datum_kort(moment)} {moment.hour:02d}:{moment.minute:02d}"


def week_kort(maandag: date) -> str:
    """`week 47`: the ISO week of this date."""
    return f"week {maandag.isocalendar().week}"


def week_tekst(maandag: date) -> str:
    """`week 47 (16 t/m 20 november)`: Monday up to and including Friday; month and year twice where they differ."""
    vrijdag = maandag + timedelta(days=4)
    if maandag.year != vrijdag.year:
        begin = datum_lang(maandag)
    elif maandag.month != vrijdag.month:
        begin = f"{maandag.day} {MAANDEN[maandag.month - 1]}"
    else:
        begin = str(maandag.day)
    einde = datum_lang(vrijdag) if maandag.year != vrijdag.year else f"{vrijdag.day} {MAANDEN[vrijdag.month - 1]}"
    return f"{week_kort(maandag)} ({begin} t/m {einde})"


def geheel_tekst(aantal: int) -> str:
    """`12.345`: thousands with a point."""
    return f"{aantal:,}".replace(",", ".")


def getal_tekst(waarde: int | Fraction | Decimal | str, decimalen: int) -> str:
    """A number with a decimal comma and points per thousand, half up; text passes unchanged."""
    if isinstance(waarde, str):
        return waarde
    breuk = Fraction(waarde)
    tekst = waarde_tekst(breuk.numerator, breuk.denominator, decimalen)
    geheel, komma, rest = tekst.partition(",")
    return geheel_tekst(int(geheel)) + komma + rest if len(geheel) > 3 else tekst


def procent_tekst(waarde: int | Fraction | Decimal | str, decimalen: int = 1) -> str:
    """`6,4%`; waarde runs from 0 to 100."""
    return f"{getal_tekst(waarde, decimalen)}%"


def uren_tekst(minuten: int) -> str:
    """Minutes as hours of sixty minutes, one decimal: `3,5`."""
    return waarde_tekst(minuten, 60, 1)


def aantal_tekst(aantal: int, enkelvoud: str, meervoud: str) -> str:
    """`1 leerling`, `12 leerlingen`."""
    return f"{geheel_tekst(aantal)} {enkelvoud if aantal == 1 else meervoud}"


def eenheid_tekst(eenheid: str, waarde: str) -> str:
    """The unit in words that fits the printed value: `1 lesuur`, `16 lesuren`."""
    enkelvoud, meervoud = EENHEDEN[eenheid]
    return enkelvoud if waarde == "1" else meervoud


def opsomming(delen: list[str]) -> str:
    """`a, b en c`."""
    return delen[0] if len(delen) == 1 else f"{', '.join(delen[:-1])} en {delen[-1]}" if delen else ""


def schooljaar_tekst(dag: date) -> str:
    """`2026/2027`: a schooljaar runs from 1 August up to and including 31 July."""
    begin = dag.year if dag.month >= 8 else dag.year - 1
    return f"{begin}/{begin + 1}"
