"""What a school's own page sets beside its own line: the released share of the schools of its type in the city."""

from assets.uitgifte.hoofdstuk import Kolom
from assets.uitgifte.maten import Maat
from assets.uitgifte.modellen_trend import Cijfer, Trendpagina
from assets.uitgifte.opmaak import procent_tekst
from assets.uitgifte.trendwoorden import laat_woord

GEEN = "niet bekend"


def naast_kolom(pagina: Trendpagina, maat: Maat) -> list[Kolom]:
    """The column of the schools of the same type, in the chapter of the maat that they are compared by."""
    if pagina.naast is None or pagina.naast.maat != maat.naam:
        return []
    per_week = {cijfer.peildatum: cijfer for cijfer in pagina.naast.cijfers}

    def cel(cijfer: Cijfer) -> str:
        ander = per_week.get(cijfer.peildatum)
        return GEEN if ander is None or ander.waarde is None else f"{procent_tekst(ander.waarde)}{laat_woord(ander)}"

    return [("Zelfde soort scholen in de stad", cel)]


def naast_zin(pagina: Trendpagina) -> str:
    """What the dashed line is; empty without one."""
    if pagina.naast is None:
        return ""
    return (
        "De streepjeslijn in de grafiek van de gemiste lestijd is van alle scholen van dezelfde soort in de stad. "
        "Gaat die lijn ook omhoog? Dan ligt het aan meer dan uw school, zoals griep."
    )
