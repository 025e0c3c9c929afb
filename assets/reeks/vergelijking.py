"""`vergelijking.csv`: per schooljaar every unit beside the others, drawn to its group and in the funnel."""

from collections.abc import Iterator

import numpy as np

from assets.reeks.velden import Rij, getal, jaarnaam, veld
from models.statistiek.aandelen import wilson
from models.statistiek.krimp import krimp
from models.statistiek.raster import Raster
from models.statistiek.trechter import Trechter, trechter


def vergelijking(raster: Raster) -> Iterator[Rij]:
    """Per schooljaar every unit beside the others: its own figures, drawn to its group, and the funnel."""
    jaren = np.array([jaarnaam(periode, raster.soort) for periode in raster.perioden])
    for jaar in sorted(set(jaren)):
        yield from _vergelijk(raster, jaar, np.flatnonzero(jaren == jaar).tolist())


def _vergelijk(raster: Raster, jaar: str, plekken: list[int]) -> Iterator[Rij]:
    teller, noemer = (np.nansum(deel[:, plekken], axis=1) for deel in (raster.teller, raster.noemer))
    keer = np.isfinite(raster.personen[:, plekken]).sum(axis=1)
    personen = np.where(keer > 0, np.nansum(raster.personen[:, plekken], axis=1) / np.maximum(keer, 1), np.nan)
    aandeel = np.where(noemer > 0, teller / np.where(noemer > 0, noemer, 1), np.nan)
    onder, boven = wilson(aandeel, personen)
    getrokken, vorm = krimp(aandeel, personen, raster.groepen), trechter(aandeel, personen)
    for e in np.flatnonzero(noemer > 0).tolist():
        delen = [raster.sommen[e, p] for p in plekken if (e, p) in raster.sommen]
        yield {
            **{"schooljaar": jaar, "eenheid": raster.eenheden[e], "groep": raster.groepen[e]},
            **{"teller": veld(sum(d.teller for d in delen)), "noemer": veld(sum(d.noemer for d in delen))},
            **{"personen": getal(personen[e]), "aandeel": getal(aandeel[e])},
            **{"onder95": getal(onder[e]), "boven95": getal(boven[e])},
            **{"krimp": getal(getrokken.aandeel[e]), "krimp_onder95": getal(getrokken.onder95[e])},
            **{"krimp_boven95": getal(getrokken.boven95[e]), **_in_de_trechter(vorm, e, aandeel)},
        }


def _in_de_trechter(vorm: Trechter | None, e: int, aandeel: np.ndarray) -> Rij:
    namen = ("onder95", "boven95", "onder998", "boven998")
    if vorm is None:
        return {"z": None, "buiten": "", **{f"trechter_{naam}": None for naam in namen}}
    grenzen = {naam: float(getattr(vorm, naam)[e]) for naam in namen}
    buiten = next(
        (naam for naam in ("onder998", "boven998", "onder95", "boven95") if _erbuiten(naam, aandeel[e], grenzen)), ""
    )
    return {"z": getal(vorm.z[e]), "buiten": buiten, **{f"trechter_{n}": getal(w) for n, w in grenzen.items()}}


def _erbuiten(naam: str, aandeel: float, grenzen: dict[str, float]) -> bool:
    return aandeel < grenzen[naam] if naam.startswith("onder") else aandeel > grenzen[naam]
