"""How a value may be written, in words and examples, and small pieces of Markdown."""

from collections.abc import Iterable, Sequence

from data_contracts.contract import Kolom

_VOORBEELD = (("JJJJ", "2026"), ("UU:MM:SS", "08:30:00"), ("UU:MM", "08:30"), ("UUMM", "0830"))
_VOORBEELD += (("MM", "11"), ("DD", "16"))
MAX_SLOT = 12


def voorbeeld_van(formaat: str) -> str:
    """`DD-MM-JJJJ` as `16-11-2026`."""
    for teken, cijfers in _VOORBEELD:
        formaat = formaat.replace(teken, cijfers)
    return formaat


def schrijfwijze(kolom: Kolom) -> str:
    """How the value of this column is written, in plain Dutch."""
    if kolom.waarden:
        return "een woord uit de lijst hieronder"
    if kolom.vorm == "slot":
        return f"een lesuur van 1 tot en met {MAX_SLOT}, of `ochtend` of `middag`"
    if kolom.vorm == "geheel":
        return f"een heel getal van {kolom.laagste} tot en met {kolom.hoogste}"
    if kolom.vorm == "pgn":
        return "negen cijfers; voorloopnullen tellen mee"
    return _met_formaten(kolom)


def _met_formaten(kolom: Kolom) -> str:
    woord = {"datum": "een datum", "tijdstip": "een datum, ook met tijd", "tijd": "een tijd"}.get(kolom.vorm, "")
    if not kolom.formaten:
        return "tekst"
    return f"{woord}: {of([code(voorbeeld_van(formaat)) for formaat in kolom.formaten])}".removeprefix(": ")


def of(delen: Sequence[str]) -> str:
    """`a, b of c`."""
    return " of ".join([", ".join(delen[:-1]), delen[-1]]) if len(delen) > 1 else "".join(delen)


def code(tekst: str) -> str:
    """A text as it is typed; an empty one as the word for it."""
    return f"`{tekst}`" if tekst else "(leeg)"


def tabel(kop: Sequence[str], rijen: Iterable[Sequence[str]]) -> str:
    """A Markdown table; a `|` in a cell is kept."""
    regels = [[cel.replace("|", "\\|").replace("\n", " ") for cel in rij] for rij in [kop, *rijen]]
    regels.insert(1, ["---"] * len(kop))
    return "\n".join(f"| {' | '.join(rij)} |" for rij in regels)


def blok(tekst: str, taal: str = "") -> str:
    """Lines as they stand in a file."""
    return f"```{taal}\n{tekst}\n```"
