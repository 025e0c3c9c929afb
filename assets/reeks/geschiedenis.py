"""What cannot be said of a unit because its history is too short, has stopped, or may stand under another name."""

from collections.abc import Iterator

import numpy as np

from assets.reeks.uitkomst import Uitkomst
from models.statistiek.alarm import BASIS_WEKEN, MIN_BASIS_WEKEN
from models.statistiek.raster import LESWEEK, Raster, is_gewoon
from models.statistiek.seizoen import MIN_ANDEREN
from models.statistiek.voorspelling import MAX_OUD, MIN_BEKEND, bekend_tot, is_lopend

Bericht = tuple[str, str, str]
"""A unit (empty: the whole file), a word, and a sentence."""
VERSCHIL_IN_OMVANG = 0.25
MEERVOUD = {"lesweek": "lesweken", "schooljaar": "schooljaren"}


def berichten(uit: Uitkomst) -> list[Bericht]:
    """All of them: of the file, then of units in their order."""
    return [*_van_het_bestand(uit), *_van_eenheden(uit), *mogelijke_opvolgers(uit.raster)]


def _van_het_bestand(uit: Uitkomst) -> Iterator[Bericht]:
    aantal, soort = len(uit.raster.perioden), uit.raster.soort
    if soort != LESWEEK:
        yield "", "te_weinig", "Alarmen zijn er alleen voor reeksen per dag of lesweek."
    elif aantal <= BASIS_WEKEN:
        zin = f"Het bestand heeft {aantal} lesweken; een alarm kan pas na {BASIS_WEKEN} lesweken."
        yield "", "te_weinig", zin
    elif len(uit.raster.eenheden) <= MIN_ANDEREN:
        yield (
            "",
            "te_weinig",
            f"Er zijn minder dan {MIN_ANDEREN} andere eenheden om mee te vergelijken; er zijn geen alarmen.",
        )


def _van_eenheden(uit: Uitkomst) -> Iterator[Bericht]:
    raster = uit.raster
    gewoon = raster.aandeel[:, is_gewoon(raster.aandeel)] if raster.soort == LESWEEK else raster.aandeel
    bekend, loopt = bekend_tot(gewoon)[:, -1], is_lopend(gewoon, raster.soort)[:, -1]
    nodig, woord = MIN_BEKEND[raster.soort], MEERVOUD[raster.soort]
    for e, eenheid in enumerate(raster.eenheden):
        if bekend[e] < nodig:
            yield eenheid, "te_weinig", f"{bekend[e]} {woord} bekend; een voorspelling kan vanaf {nodig}."
        elif not loopt[e]:
            yield (
                eenheid,
                "gestopt",
                f"Geen regels in de laatste {MAX_OUD[raster.soort]} {woord}; er is geen voorspelling.",
            )
        elif not np.isfinite(uit.voorspelling.midden[e]).any():
            yield eenheid, "te_weinig", "Te weinig geschiedenis in dit bestand voor een voorspelling met een marge."
        if uit.alarmen is not None and len(raster.perioden) > BASIS_WEKEN and not _beoordeeld(uit, e):
            zin = f"Minder dan {MIN_BASIS_WEKEN} lesweken als maatstaf, of te weinig andere eenheden; geen alarmen."
            yield eenheid, "te_weinig", zin


def _beoordeeld(uit: Uitkomst, e: int) -> bool:
    return uit.alarmen is not None and bool(np.isfinite(uit.alarmen.p[e]).any())


def mogelijke_opvolgers(raster: Raster) -> Iterator[Bericht]:
    """A unit that stops, and the only one of its group and size that begins in the next period of the file."""
    bekend = np.isfinite(raster.aandeel)
    vol = np.flatnonzero(bekend.any(axis=0))
    eerste, laatste = bekend.argmax(axis=1), bekend.shape[1] - 1 - bekend[:, ::-1].argmax(axis=1)
    for oud in np.flatnonzero(bekend.any(axis=1)).tolist():
        volgende = vol[vol > laatste[oud]]
        if not len(volgende):
            continue
        nieuw = [
            n for n in np.flatnonzero(bekend.any(axis=1) & (eerste == volgende[0])).tolist() if _lijkt(raster, oud, n)
        ]
        if len(nieuw) == 1:
            zin = f"Stopt waar {raster.eenheden[nieuw[0]]} begint, met ongeveer even veel personen. Is het dezelfde? "
            zin += "Geef dan --opvolgers."
            yield raster.eenheden[oud], "zelfde?", zin


def _lijkt(raster: Raster, oud: int, nieuw: int) -> bool:
    a, b = (float(np.nanmean(raster.personen[e])) for e in (oud, nieuw))
    return raster.groepen[oud] == raster.groepen[nieuw] and abs(a - b) <= VERSCHIL_IN_OMVANG * max(a, b)
