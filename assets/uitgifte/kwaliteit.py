"""The course of a school's own data in small pictures and in words. Shares are exact, rounded for print only."""

from collections.abc import Callable, Sequence
from fractions import Fraction

from markupsafe import Markup

from assets.uitgifte.modellen_beheer import Kwaliteitsweek
from assets.uitgifte.opmaak import geheel_tekst, procent_tekst, week_kort
from assets.uitgifte.redenen import reden_van

STAP, BREED, HOOG = 16, 11, 48  # svg units: a week, its bar, the full scale
MEEST_REDENEN = 3
SCHAAL_PCT = 10  # the least percentage that a full bar stands for
Aandeel = Callable[[Kwaliteitsweek], Fraction | None]


def wacht_aandeel(week: Kwaliteitsweek) -> Fraction | None:
    """Rows in quarantine of all rows received in this week; None: no row came."""
    ontvangst = week.ontvangst
    return Fraction(100 * ontvangst.quarantaine, ontvangst.ontvangen) if ontvangst.ontvangen else None


def onbekend_aandeel(week: Kwaliteitsweek) -> Fraction | None:
    """Missed lessons without a reason of all missed lessons; None: none was missed, or the week is not whole."""
    telling = week.correctie
    return Fraction(100 * telling.onbekend_slots, telling.gemist_slots) if telling and telling.gemist_slots else None


def veranderd_aandeel(week: Kwaliteitsweek) -> Fraction | None:
    """Pupil-days that changed later of the pupil-days reported; None: nothing reported, or the week is not whole."""
    telling = week.correctie
    return Fraction(100 * telling.veranderd_dagen, telling.gemeld_dagen) if telling and telling.gemeld_dagen else None


def aandeel_tekst(aandeel: Fraction | None) -> str:
    """A share for a cell: `6,4%`, or a dash."""
    return "–" if aandeel is None else procent_tekst(aandeel)


def dagen_tekst(week: Kwaliteitsweek) -> str:
    """How long the week took to be whole, for a cell."""
    if week.compleet is None:
        return "geen les"
    if week.compleet.dagen is None:
        return "mist nog"
    return "1 dag" if week.compleet.dagen == 1 else f"{week.compleet.dagen} dagen"


def waarom_tekst(week: Kwaliteitsweek) -> str:
    """The reasons with most waiting rows, in words; the rest as a count."""
    redenen = week.ontvangst.redenen
    delen = [f"{geheel_tekst(aantal)} × {reden_van(reden).wat}" for reden, aantal in redenen[:MEEST_REDENEN]]
    rest = sum(aantal for _, aantal in redenen[MEEST_REDENEN:])
    return " ".join([*delen, *([f"{geheel_tekst(rest)} × iets anders."] if rest else [])])


def beelden(weken: Sequence[Kwaliteitsweek]) -> list[tuple[str, Markup, str]]:
    """Per picture its caption, the picture and its scale in words."""
    return [
        _beeld("wacht", "Regels die wachten", wacht_aandeel, weken),
        _beeld("onbekend", "Gemiste lessen zonder reden", onbekend_aandeel, weken),
        _beeld("veranderd", "Dagen die later veranderden", veranderd_aandeel, weken),
    ]


def _beeld(sleutel: str, titel: str, aandeel: Aandeel, weken: Sequence[Kwaliteitsweek]) -> tuple[str, Markup, str]:
    aandelen = [aandeel(week) for week in weken]
    vol = max([Fraction(SCHAAL_PCT), *(a for a in aandelen if a is not None)])
    balken = "".join(_balk(plaats, a, vol) for plaats, a in enumerate(aandelen))
    svg = Markup(
        f'<svg viewBox="0 0 {len(weken) * STAP} {HOOG + 4}" width="{len(weken) * STAP}" role="img" '
        f'aria-labelledby="{sleutel}-t {sleutel}-d"><title id="{sleutel}-t">{titel}</title>'
        f'<desc id="{sleutel}-d">{_samenvatting(weken, aandelen)}</desc>{balken}</svg>'
    )
    periode = f"{week_kort(weken[0].maandag).capitalize()} t/m {week_kort(weken[-1].maandag)}."
    return titel, svg, f"{periode} Een volle balk is {procent_tekst(vol)}."


def _samenvatting(weken: Sequence[Kwaliteitsweek], aandelen: Sequence[Fraction | None]) -> str:
    """The picture in one or two sentences: the newest week, and the highest."""
    bekend = [(week, a) for week, a in zip(weken, aandelen, strict=True) if a is not None]
    if not bekend:
        return "Hierover zijn nog geen gegevens."
    week, nu = bekend[-1]
    meest, hoogste = max(bekend, key=lambda paar: paar[1])
    zin = f"In {week_kort(week.maandag)} was het {procent_tekst(nu)}."
    return zin + (f" Het meest in {week_kort(meest.maandag)}: {procent_tekst(hoogste)}." if hoogste else "")


def _balk(plaats: int, aandeel: Fraction | None, vol: Fraction) -> str:
    x = plaats * STAP + 2
    if aandeel is None:
        return f'<line class="vrij" x1="{x}" y1="{HOOG + 1}" x2="{x + BREED}" y2="{HOOG + 1}"/>'
    hoogte = max(2, round(aandeel * HOOG / vol)) if aandeel else 0
    basis = f'<line class="basis" x1="{x}" y1="{HOOG + 1}" x2="{x + BREED}" y2="{HOOG + 1}"/>'
    return f'<rect class="balk" x="{x}" y="{HOOG + 1 - hoogte}" width="{BREED}" height="{hoogte}"/>{basis}'
