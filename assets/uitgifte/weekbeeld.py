"""The small picture of the last 12 lesweken of one pupil: inline SVG with title and desc, and the same as words.

Three kinds of week look different: known (a bar, also when it is 0), unknown (hatched), no lessons (dots). Why a week
is unknown or without lessons stands in the words.
School side: bars are the share of the planned minutes. Leerplicht side: bars are ongeoorloofd hours, as no planned
minutes are known there.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup, escape

from assets.uitgifte.modellen import ZONDER_LES, Kant, Weekpunt
from assets.uitgifte.opmaak import aantal_tekst, uren_tekst, week_kort

STAP = 16  # svg units a week takes, of which BREED the bar
BREED = 11
HOOG = 48  # svg units of the full scale
GROND = HOOG + 1  # svg units from the top to the base line
SCHAAL_UREN = 8  # leerplicht side: the least number of hours that a full bar stands for
WEEKWOORDEN = {
    "onbekend": "onbekend",
    "onbekende_code": "onbekend, door de code",
    "vakantie": "geen les",
    "geen_les": "geen les gepland",
    "niet_ingeschreven": "niet op deze school",
}
APARTE_WEKEN = (
    ("onbekend", "Van", "zijn geen gegevens."),
    ("onbekende_code", "Van", "kennen wij de codes niet."),
    ("geen_les", "In", "was geen les gepland."),
    ("niet_ingeschreven", "In", "was de leerling niet op deze school."),
)


@dataclass(frozen=True)
class Weekbeeld:
    """The picture of one pupil and, per week, its words; schaal says what a full bar is."""

    svg: Markup
    rijen: tuple[tuple[str, str], ...]
    schaal: str


def maak_weekbeeld(weken: tuple[Weekpunt, ...], kant: Kant, naam: str, sleutel: str) -> Weekbeeld:
    """sleutel makes the ids of title and desc unique on the page."""
    vol = _volle_balk(weken, kant)
    svg = Markup(
        f'<svg viewBox="0 0 {len(weken) * STAP} {HOOG + 4}" role="img" aria-labelledby="{sleutel}-t {sleutel}-d">'
        f'<title id="{sleutel}-t">Gemist per week: {escape(naam)}</title>'
        f'<desc id="{sleutel}-d">{samenvatting(weken)}</desc>{_paden(weken, kant, vol)}</svg>'
    )
    return Weekbeeld(
        svg, tuple((week_kort(week.maandag), week_woorden(week)) for week in weken), _schaal(weken, kant, vol)
    )


def week_woorden(week: Weekpunt) -> str:
    """What the table says of one week."""
    if week.gemist_minuten is None:
        return WEEKWOORDEN[week.soort]
    gemist = f"{uren_tekst(week.gemist_minuten)} uur"
    return gemist if week.gepland_minuten is None else f"{gemist} van {uren_tekst(week.gepland_minuten)}"


def samenvatting(weken: tuple[Weekpunt, ...]) -> str:
    """The picture in one or two sentences."""
    gemist = [week for week in weken if week.gemist_minuten]
    zin = f"In {len(gemist)} van {aantal_tekst(_lesweken(weken), 'lesweek', 'lesweken')} is les gemist."
    if gemist:
        meest = max(gemist, key=lambda week: week.gemist_minuten or 0)
        zin += f" Het meest in {week_kort(meest.maandag)}: {week_woorden(meest)}."
    return zin + "".join(_aparte_weken(weken))


def _aparte_weken(weken: tuple[Weekpunt, ...]) -> Iterator[str]:
    """Sentences on the weeks without a bar; not on holidays, which are everyone's."""
    for soort, begin, einde in APARTE_WEKEN:
        aantal = sum(week.soort == soort for week in weken)
        if aantal:
            yield f" {begin} {aantal_tekst(aantal, 'week', 'weken')} {einde}"


def _lesweken(weken: tuple[Weekpunt, ...]) -> int:
    return sum(week.soort not in ZONDER_LES for week in weken)


def _volle_balk(weken: tuple[Weekpunt, ...], kant: Kant) -> int:
    """Minutes of a full bar on the leerplicht side; 0 on the school side, where each week has its own whole."""
    if kant == "school":
        return 0
    return max([SCHAAL_UREN * 60, *(week.gemist_minuten or 0 for week in weken)])


def _schaal(weken: tuple[Weekpunt, ...], kant: Kant, vol: int) -> str:
    periode = f"{week_kort(weken[0].maandag).capitalize()} t/m {week_kort(weken[-1].maandag)}."
    return f"{periode} Een volle balk is {'alle lestijd' if kant == 'school' else uren_tekst(vol) + ' uur'}."


def _paden(weken: tuple[Weekpunt, ...], kant: Kant, vol: int) -> str:
    """One path per look, because a page has thousands of weeks."""
    delen: dict[str, list[tuple[int, str]]] = {}
    for plaats, week in enumerate(weken):
        for klasse, deel in _vormen(week, kant, vol):
            delen.setdefault(klasse, []).append((plaats * STAP + 2, deel))
    return "".join(f'<path class="{klasse}" d="{_pad(delen[klasse])}"/>' for klasse in sorted(delen))


def _pad(delen: list[tuple[int, str]]) -> str:
    """The parts in one line of path data, each from its x on the ground; only the first x is not relative."""
    uit, vorige = "", 0
    for x, deel in delen:
        uit += f"m{x - vorige} 0{deel}" if uit else f"M{x} {GROND}{deel}"
        vorige = x if deel.endswith("z") else x + BREED
    return uit


def _vormen(week: Weekpunt, kant: Kant, vol: int) -> Iterator[tuple[str, str]]:
    """Class and path data of what is drawn for one week: closed boxes end where they begin, a line at its end."""
    if week.soort in ZONDER_LES:
        yield "vrij", f"h{BREED}"
    elif week.gemist_minuten is None:
        yield "leeg", _vak(HOOG)
    else:
        hoogte = _hoogte(week.gemist_minuten, week.gepland_minuten or 0 if kant == "school" else vol)
        if hoogte:
            yield "balk", _vak(hoogte)
        yield "basis", f"h{BREED}"


def _vak(hoogte: int) -> str:
    return f"v-{hoogte}h{BREED}v{hoogte}z"


def _hoogte(gemist: int, geheel: int) -> int:
    """Whole svg units; anything above 0 shows at least 2."""
    if not gemist or not geheel:
        return 0
    return max(2, min(HOOG, round(Fraction(gemist * HOOG, geheel))))
