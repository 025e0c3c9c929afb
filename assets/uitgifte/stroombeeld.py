"""The movements between the counts as a flow picture: inline SVG, with the same figures as a table below it.

A movement under the threshold has no width to draw: it stands in the table in words, and nowhere else.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from assets.uitgifte.modellen_trend import Beweging
from assets.uitgifte.opmaak import geheel_tekst
from assets.uitgifte.trendwoorden import of_klein, titel_van

BREED, KNOOP, TEKST = 480, 14, 152
"""SVG units: the whole picture, a bar at the side, and the room for its name beside it."""
REGEL, TUSSEN = 18, 14
PER_PERSOON, DUNST = 1.2, 16.0
"""Height of one person, and the thinnest band: its number stands in it."""
HOOGSTE = 360.0
"""Of all bands together: of a big city a person is drawn smaller."""
NAAM_TEKENS = 17
"""Characters of a name on one line beside a bar."""


@dataclass(frozen=True)
class Band:
    """One movement drawn: its thickness and the tops of its ends."""

    van: str
    naar: str
    aantal: int
    dik: float
    links: float
    rechts: float


def stroom_rijen(bewegingen: Sequence[Beweging], drempel: int) -> list[tuple[str, str, str]]:
    """The table: from, to, and the count or the words for it."""
    return [(titel_van(b.van), titel_van(b.naar), of_klein(b.aantal, drempel)) for b in bewegingen]


def stroom_svg(bewegingen: Sequence[Beweging]) -> Markup:
    """The picture of the movements that have a figure; empty when none has."""
    banden, hoogte = leg_uit(bewegingen)
    if not banden:
        return Markup("")
    delen = [
        *(_band(band) for band in banden),
        *_kant(banden, "van", "links"),
        *_kant(banden, "naar", "rechts"),
    ]
    return Markup(
        f'<svg class="stroom" viewBox="0 0 {BREED} {hoogte:.0f}" role="img" aria-labelledby="stroom-t stroom-d">'
        '<title id="stroom-t">Van de ene telling naar de andere</title>'
        f'<desc id="stroom-d">{escape(in_woorden(banden))}</desc>{"".join(delen)}</svg>'
    )


def in_woorden(banden: Sequence[Band]) -> str:
    """The picture in a sentence a band."""
    return " ".join(f"Van {b.van} naar {b.naar}: {geheel_tekst(b.aantal)}." for b in banden)


def leg_uit(bewegingen: Sequence[Beweging]) -> tuple[list[Band], float]:
    """The bands with their places, and the height of the picture."""
    getoond = [(titel_van(b.van), titel_van(b.naar), b.aantal) for b in bewegingen if b.aantal]
    schaal = min(PER_PERSOON, HOOGSTE / max(sum(aantal for *_, aantal in getoond), 1))
    dikten = [max(aantal * schaal, DUNST) for *_, aantal in getoond]
    links, laag_links = _plaatsen([van for van, *_ in getoond], dikten)
    rechts, laag_rechts = _plaatsen([naar for _, naar, _ in getoond], dikten)
    banden = [Band(*wat, *plek) for wat, plek in zip(getoond, zip(dikten, links, rechts, strict=True), strict=True)]
    return banden, max(laag_links, laag_rechts) + TUSSEN


def _plaatsen(namen: Sequence[str], dikten: Sequence[float]) -> tuple[list[float], float]:
    """The top of each band at one side, one bar a name in the order in which the names come, and the lowest end."""
    begin, y = {}, float(TUSSEN)
    for naam in dict.fromkeys(namen):
        begin[naam] = y
        dik = sum(d for n, d in zip(namen, dikten, strict=True) if n == naam)
        y += max(dik, REGEL * len(_regels(naam))) + TUSSEN
    toppen = []
    for naam, dik in zip(namen, dikten, strict=True):
        toppen.append(begin[naam])
        begin[naam] += dik
    return toppen, y


def _band(band: Band) -> str:
    x0, x1 = TEKST + KNOOP, BREED - TEKST - KNOOP
    midden = (x0 + x1) / 2
    y0, y1, y2, y3 = band.links, band.rechts, band.rechts + band.dik, band.links + band.dik
    pad = f"M{x0} {y0:.1f}C{midden} {y0:.1f} {midden} {y1:.1f} {x1} {y1:.1f}V{y2:.1f}"
    pad += f"C{midden} {y2:.1f} {midden} {y3:.1f} {x0} {y3:.1f}Z"
    return f'<path class="band" d="{pad}"/>' + _aantal(band, x0 + 6)


def _aantal(band: Band, x: float) -> str:
    """The number at the left end of a band, where bands never cross."""
    y = band.links + band.dik / 2 + 5
    return f'<text class="getal" x="{x}" y="{y:.1f}">{geheel_tekst(band.aantal)}</text>'


def _kant(banden: Sequence[Band], kant: str, plek: str) -> list[str]:
    """The bars and names at one side."""
    delen = []
    for naam in dict.fromkeys(getattr(band, kant) for band in banden):
        eigen = [band for band in banden if getattr(band, kant) == naam]
        top, dik = getattr(eigen[0], plek), sum(band.dik for band in eigen)
        x = TEKST if plek == "links" else BREED - TEKST - KNOOP
        delen.append(f'<rect class="knoop" x="{x}" y="{top:.1f}" width="{KNOOP}" height="{dik:.1f}"/>')
        delen += _naam(naam, plek, top)
    return delen


def _naam(naam: str, plek: str, top: float) -> list[str]:
    x, anker = (TEKST - 8, "end") if plek == "links" else (BREED - TEKST + 8, "start")
    return [
        f'<text x="{x}" y="{top + 13 + nummer * REGEL:.1f}" text-anchor="{anker}">{escape(regel)}</text>'
        for nummer, regel in enumerate(_regels(naam))
    ]


def _regels(naam: str) -> list[str]:
    """A name over as many lines as it needs."""
    regels = [""]
    for deel in naam.split():
        past = not regels[-1] or len(regels[-1]) + 1 + len(deel) <= NAAM_TEKENS
        regels = [*regels[:-1], f"{regels[-1]} {deel}".strip()] if past else [*regels, deel]
    return regels
