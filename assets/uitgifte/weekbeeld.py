"""The small picture of the last 12 lesweken of one pupil: inline SVG with title and desc, and the same as words.

Three kinds of week look and read different: known (a bar, also when it is 0), unknown (hatched), no lessons (dots).
School side: bars are the share of the planned minutes. Leerplicht side: bars are ongeoorloofd hours, as no planned
minutes are known there.
"""

from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup, escape

from assets.uitgifte.modellen import Kant, Weekpunt
from assets.uitgifte.opmaak import aantal_tekst, uren_tekst, week_kort

STAP = 16  # svg units a week takes, of which BREED the bar
BREED = 11
HOOG = 48  # svg units of the full scale
SCHAAL_UREN = 8  # leerplicht side: the least number of hours that a full bar stands for


@dataclass(frozen=True)
class Weekbeeld:
    """The picture of one pupil and, per week, its words; schaal says what a full bar is."""

    svg: Markup
    rijen: tuple[tuple[str, str], ...]
    schaal: str


def maak_weekbeeld(weken: tuple[Weekpunt, ...], kant: Kant, naam: str, sleutel: str) -> Weekbeeld:
    """sleutel makes the ids of title and desc unique on the page."""
    vol = _volle_balk(weken, kant)
    balken = "".join(_balk(plaats, week, kant, vol) for plaats, week in enumerate(weken))
    svg = Markup(
        f'<svg viewBox="0 0 {len(weken) * STAP} {HOOG + 4}" role="img" aria-labelledby="{sleutel}-t {sleutel}-d">'
        f'<title id="{sleutel}-t">Gemist per week: {escape(naam)}</title>'
        f'<desc id="{sleutel}-d">{samenvatting(weken)}</desc>{balken}</svg>'
    )
    return Weekbeeld(
        svg, tuple((week_kort(week.maandag), week_woorden(week)) for week in weken), _schaal(weken, kant, vol)
    )


def week_woorden(week: Weekpunt) -> str:
    """What the table says of one week."""
    if week.soort == "vakantie":
        return "geen les"
    if week.soort == "onbekend" or week.gemist_minuten is None:
        return "onbekend"
    gemist = f"{uren_tekst(week.gemist_minuten)} uur"
    return gemist if week.gepland_minuten is None else f"{gemist} van {uren_tekst(week.gepland_minuten)}"


def samenvatting(weken: tuple[Weekpunt, ...]) -> str:
    """The picture in one or two sentences."""
    gemist = [week for week in weken if week.gemist_minuten]
    onbekend = sum(week.soort == "onbekend" for week in weken)
    zin = f"In {len(gemist)} van {aantal_tekst(_lesweken(weken), 'lesweek', 'lesweken')} is les gemist."
    if gemist:
        meest = max(gemist, key=lambda week: week.gemist_minuten or 0)
        zin += f" Het meest in {week_kort(meest.maandag)}: {week_woorden(meest)}."
    return zin + (f" Van {aantal_tekst(onbekend, 'week', 'weken')} zijn geen gegevens." if onbekend else "")


def _lesweken(weken: tuple[Weekpunt, ...]) -> int:
    return sum(week.soort != "vakantie" for week in weken)


def _volle_balk(weken: tuple[Weekpunt, ...], kant: Kant) -> int:
    """Minutes of a full bar on the leerplicht side; 0 on the school side, where each week has its own whole."""
    if kant == "school":
        return 0
    return max([SCHAAL_UREN * 60, *(week.gemist_minuten or 0 for week in weken)])


def _schaal(weken: tuple[Weekpunt, ...], kant: Kant, vol: int) -> str:
    periode = f"{week_kort(weken[0].maandag).capitalize()} t/m {week_kort(weken[-1].maandag)}."
    return f"{periode} Een volle balk is {'alle lestijd' if kant == 'school' else uren_tekst(vol) + ' uur'}."


def _balk(plaats: int, week: Weekpunt, kant: Kant, vol: int) -> str:
    x = plaats * STAP + 2
    if week.soort == "vakantie":
        return f'<line class="vrij" x1="{x}" y1="{HOOG + 1}" x2="{x + BREED}" y2="{HOOG + 1}"/>'
    if week.soort == "onbekend" or week.gemist_minuten is None:
        return f'<rect class="leeg" x="{x}" y="1" width="{BREED}" height="{HOOG}"/>'
    hoogte = _hoogte(week.gemist_minuten, week.gepland_minuten or 0 if kant == "school" else vol)
    basis = f'<line class="basis" x1="{x}" y1="{HOOG + 1}" x2="{x + BREED}" y2="{HOOG + 1}"/>'
    balk = f'<rect class="balk" x="{x}" y="{HOOG + 1 - hoogte}" width="{BREED}" height="{hoogte}"/>'
    return (balk if hoogte else "") + basis


def _hoogte(gemist: int, geheel: int) -> int:
    """Whole svg units; anything above 0 shows at least 2."""
    if not gemist or not geheel:
        return 0
    return max(2, min(HOOG, round(Fraction(gemist * HOOG, geheel))))
