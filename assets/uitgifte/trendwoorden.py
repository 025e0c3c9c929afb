"""Released figures in words, for every trend page: a hidden figure is a word, and an incomplete week is no trend."""

from collections.abc import Sequence
from decimal import Decimal

from assets.uitgifte.grafiek import is_onvolledig
from assets.uitgifte.maten import MATEN, Maat
from assets.uitgifte.modellen_trend import Cijfer, Trendpagina
from assets.uitgifte.opmaak import geheel_tekst, getal_tekst, opsomming, procent_tekst, week_kort
from models.onthulling import DREMPEL_STAD, woord

GEEN_LES = "geen les"
NIET_GETOOND = woord("aanvullend", DREMPEL_STAD)
GEEN_CIJFER = "geen gegevens"
ONVOLLEDIG = "er missen gegevens"
MEEST_WEKEN = 6  # weeks named one by one in a sentence


def aantal_woord(cijfer: Cijfer, drempel: int) -> str:
    """The count, or the words that stand for it."""
    if cijfer.teller is not None:
        return geheel_tekst(cijfer.teller)
    return woord(cijfer.onderdrukt, drempel) or GEEN_LES


def waarde_woord(maat: Maat, cijfer: Cijfer, drempel: int) -> str:
    """The value with its 95% interval, or the words that stand for it. "Minder dan 10" is said of persons only: under a
    percentage a reader would take it for one.
    """
    if cijfer.waarde is not None:
        return f"{getal_van(maat, cijfer.waarde)}{_interval(maat, cijfer)}"
    if maat.soort != "aandeel":
        return NIET_GETOOND
    if cijfer.volledigheid is None or not cijfer.onderdrukt:
        return GEEN_LES
    klein = f": {woord('klein', drempel)} leerlingen" if cijfer.onderdrukt == "klein" else ""
    return f"{NIET_GETOOND}{klein}"


def volledig_zin(cijfers: Sequence[Cijfer]) -> str:
    """How complete the newest week is, and which weeks may not be compared."""
    zin = _nieuwste_week(cijfers[-1])
    weken = [week_kort(cijfer.peildatum) for cijfer in cijfers if is_onvolledig(cijfer)]
    if not weken:
        return zin
    if len(weken) > MEEST_WEKEN:
        return f"{zin} Van {len(weken)} weken missen gegevens. Die weken zijn grijs. Vergelijk ze niet."
    return f"{zin} Niet te vergelijken, want er missen gegevens: {opsomming(weken)}."


def _nieuwste_week(cijfer: Cijfer) -> str:
    if cijfer.volledigheid is None:
        return f"In {week_kort(cijfer.peildatum)} was er geen les."
    return f"Van {week_kort(cijfer.peildatum)} is {procent_tekst(cijfer.volledigheid)} van de lestijd aangeleverd."


def laat_woord(cijfer: Cijfer) -> str:
    """What stands behind a figure of a late week."""
    return f" ({ONVOLLEDIG})" if is_onvolledig(cijfer) else ""


def of_klein(aantal: int | None, drempel: int) -> str:
    """A count that is only hidden when it is small."""
    return woord("klein", drempel) if aantal is None else geheel_tekst(aantal)


def titel_van(maat: str) -> str:
    """What a maat is called; another name stays as it is."""
    return MATEN[maat].titel if maat in MATEN else maat


def getal_van(maat: Maat, waarde: Decimal) -> str:
    """A value in its own unit: `6,4%`, or `4,2` per 1.000."""
    return procent_tekst(waarde) if maat.soort == "aandeel" else getal_tekst(waarde, 1)


def _interval(maat: Maat, cijfer: Cijfer) -> str:
    if cijfer.onder is None or cijfer.boven is None:
        return ""
    return f" ({getal_tekst(cijfer.onder, 1)} tot {getal_van(maat, cijfer.boven)})"


def cijfer_nu(pagina: Trendpagina, maat: str) -> Cijfer | None:
    """The figure of the week of the page; None when the newest one is of an earlier week, or there is none."""
    reeks = pagina.cijfers(maat)
    return reeks[-1] if reeks and reeks[-1].peildatum == pagina.peildatum else None
