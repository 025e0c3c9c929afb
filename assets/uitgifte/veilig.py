"""Counts that may stand where the school room may not be seen: run.json and validatie.html (kamers.md, rule 1)."""

from assets.uitgifte.opmaak import geheel_tekst
from models.onthulling import AFRONDING_PERSONEN, DREMPEL_STAD, afgerond, woord


def veilig_aantal(aantal: int) -> int | str:
    """Below ten the words, else rounded to five. 0 is words as well: a table without rows may tell of a pupil too."""
    if aantal < DREMPEL_STAD:
        return woord("klein", DREMPEL_STAD)
    return afgerond(aantal, AFRONDING_PERSONEN)


def onverwacht_tekst(aantal: int | None) -> str:
    """Rows that break a rule, for a reader. That there are none is the outcome of the check, and may be said."""
    if aantal is None:
        return "niet gecontroleerd"
    if aantal == 0:
        return "geen"
    veilig = veilig_aantal(aantal)
    return veilig if isinstance(veilig, str) else f"ongeveer {geheel_tekst(veilig)}"
