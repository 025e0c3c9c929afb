"""A class that was given support on the page of its school: its own line over the weeks, with that support above it."""

from dataclasses import replace

from assets.uitgifte.grafiek import grafiek_json
from assets.uitgifte.hoofdstuk import Hoofdstuk, hoofdstuk_van
from assets.uitgifte.inzet import voor_klas
from assets.uitgifte.maten import MATEN
from assets.uitgifte.modellen_trend import Klastrend, Reeks, Trendpagina

MAAT = MATEN["verzuim_totaal"]
Klasdeel = tuple[str, Hoofdstuk, str]
"""Title, chapter and chart (JSON) of one class."""


def klasdelen(pagina: Trendpagina) -> list[Klasdeel]:
    """Each class with support of its own, in the order of the page."""
    return [_klasdeel(pagina, klas, nummer) for nummer, klas in enumerate(pagina.klassen, start=1)]


def _klasdeel(pagina: Trendpagina, klas: Klastrend, nummer: int) -> Klasdeel:
    inzet = voor_klas(pagina.inzet or (), klas.klas)
    eigen = replace(pagina, reeksen=(Reeks(MAAT.naam, klas.cijfers),), inzet=inzet, naast=None)
    stuk, naam = hoofdstuk_van(eigen, MAAT), f"Klas {klas.klas}"
    stuk = replace(stuk, sleutel=f"grafiek-klas-{nummer}", samenvatting=f"{naam}. {stuk.samenvatting}")
    return f"{naam}: {MAAT.titel.lower()}", stuk, grafiek_json(MAAT, klas.cijfers, inzet)


def zonder_cijfers(pagina: Trendpagina) -> tuple[str, ...]:
    """The classes whose support has begun and of which no week is known, by name."""
    begonnen = (stuk for stuk in pagina.inzet or () if stuk.niveau == "klas" and stuk.begin <= pagina.peildatum)
    return tuple(sorted({stuk.klas for stuk in begonnen if stuk.klas} - {klas.klas for klas in pagina.klassen}))
