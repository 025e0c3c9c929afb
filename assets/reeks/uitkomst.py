"""The tables of `inbeeld reeks`, one function a file: rows as the csv writer takes them, shares 0-1 as exact text.

Empty means not known, or too little history for it. Not here: reading, writing, and the statistics themselves.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np

from assets.reeks.lees import Opmerking
from assets.reeks.velden import Rij, deling, getal, jaarnaam, veld
from assets.reeks.vergelijking import vergelijking
from models.statistiek.aandelen import wilson
from models.statistiek.alarm import Alarmen, begin_van_alarm, zoek_alarmen
from models.statistiek.raster import LESWEEK, Meting, Raster, Som, is_gewoon, met_perioden
from models.statistiek.samen import afwijking_van_gewoon, gang, stadsalarm
from models.statistiek.seizoen import log_aandeel, niveaus, zonder_seizoen
from models.statistiek.voorspelling import Voorspelling, voorspel

KOLOMMEN: dict[str, tuple[str, ...]] = {
    naam: tuple(kolommen.split(";"))
    for naam, kolommen in {
        "totalen": "niveau;code;schooljaar;perioden;teller;noemer;aandeel;onder95;boven95",
        "reeks": "eenheid;datum;toestand;teller;noemer;aandeel;onder95;boven95;logverhouding;zonder_seizoen;"
        "verwacht;xmr_onder;xmr_boven;afwijking;ewma;grens;p;alarm",
        "alarmen": "niveau;code;datum;sinds;aandeel;verwacht;afwijking;p",
        "vergelijking": "schooljaar;eenheid;groep;teller;noemer;personen;aandeel;onder95;boven95;"
        "krimp;krimp_onder95;krimp_boven95;z;trechter_onder95;trechter_boven95;trechter_onder998;trechter_boven998;buiten",
        "forecast": "eenheid;datum;voorspelling;onder80;boven80",
        "terugblik": "stap;weg;aantal;fout;fout_gemiddelde_van_4",
        "meldingen": "regel;kolom;eenheid;uitkomst;uitleg",
    }.items()
}
"""What is written, by name of the file; the columns of `forecast` are fixed by the issue that asked for it."""


@dataclass
class Uitkomst:
    """All that was computed from one file. `met_fdr`: alarms by Benjamini-Hochberg, not by the budget."""

    metingen: Sequence[Meting]
    raster: Raster
    met_fdr: bool = False
    alarmen: Alarmen | None = field(init=False, default=None)
    voorspelling: Voorspelling = field(init=False)
    verloop: np.ndarray = field(init=False)
    logverhouding: np.ndarray = field(init=False)
    niveau: np.ndarray = field(init=False)

    def __post_init__(self) -> None:
        """Compute once what several files show."""
        raster = self.raster
        if raster.soort == LESWEEK:
            self.alarmen = zoek_alarmen(
                raster.teller, raster.noemer, raster.groepen, raster.perioden, met_fdr=self.met_fdr
            )
        gewoon = is_gewoon(raster.aandeel)
        is_jaar = raster.soort != LESWEEK
        self.voorspelling = voorspel(raster if is_jaar else met_perioden(raster, gewoon))
        y = log_aandeel(raster.teller, raster.noemer)
        self.verloop, self.niveau = np.where(gewoon, gang(y), np.nan), niveaus(y, np.isfinite(y))
        self.logverhouding = zonder_seizoen(y, self.niveau, raster.groepen)


def totalen(uit: Uitkomst) -> Iterator[Rij]:
    """Exact totals of the file, of its groups and of its units, per schooljaar and (schooljaar empty) together."""
    groepen = dict(zip(uit.raster.eenheden, uit.raster.groepen, strict=True))
    delen: dict[tuple[int, str, str], dict[str, list[Som]]] = defaultdict(lambda: defaultdict(list))
    for (eenheid, jaar), som in _per_jaar(uit).items():
        for niveau, code in ((0, ""), (1, groepen[eenheid]), (2, eenheid)):
            delen[niveau, code, ""][eenheid].append(som)
            delen[niveau, code, jaar][eenheid].append(som)
    for (niveau, code, jaar), per_eenheid in sorted(delen.items()):
        if niveau != 1 or code:
            sleutel = {"niveau": ("alles", "groep", "eenheid")[niveau], "code": code, "schooljaar": jaar}
            yield {**sleutel, **_totaal(list(per_eenheid.values()), uit.raster.soort)}


def _per_jaar(uit: Uitkomst) -> dict[tuple[str, str], Som]:
    sommen: dict[tuple[str, str], Som] = defaultdict(Som)
    namen = {dag: jaarnaam(dag, uit.raster.soort) for dag in {meting.datum for meting in uit.metingen}}
    for meting in uit.metingen:
        sommen[meting.eenheid, namen[meting.datum]].tel(meting)
    return sommen


def _totaal(per_eenheid: list[list[Som]], soort: str) -> Rij:
    """Figures over units, each with its sums of some schooljaren. Persons: over units their mean noemer of a day."""
    alle = [som for sommen in per_eenheid for som in sommen]
    teller, noemer = sum(som.teller for som in alle), sum(som.noemer for som in alle)
    dagen = {dag for som in alle for dag in som.datums}
    personen = sum(float(sum(s.noemer for s in sommen)) / sum(len(s.datums) for s in sommen) for sommen in per_eenheid)
    aandeel = float(Fraction(teller) / Fraction(noemer)) if noemer else np.nan
    onder, boven = wilson(np.array([aandeel]), np.array([personen]))
    return {
        "perioden": len({dag.isocalendar()[:2] if soort == LESWEEK else dag.year for dag in dagen}),
        **{"teller": veld(teller), "noemer": veld(noemer), "aandeel": deling(teller, noemer)},
        **{"onder95": getal(onder[0]), "boven95": getal(boven[0])},
    }


def reeks(uit: Uitkomst) -> Iterator[Rij]:
    """Every unit in every period from its first to its last row; a period without rows is a row that says gat."""
    raster = uit.raster
    onder, boven = wilson(raster.aandeel, raster.personen)
    for e, eenheid in enumerate(raster.eenheden):
        plekken = [p for p in range(len(raster.perioden)) if (e, p) in raster.sommen]
        for p in range(plekken[0], plekken[-1] + 1):
            basis = {"eenheid": eenheid, "datum": raster.perioden[p]}
            zonder = {
                "logverhouding": getal(uit.logverhouding[e, p]),
                "zonder_seizoen": getal(np.exp(uit.niveau[e] + uit.logverhouding[e, p])),
            }
            yield {**basis, **_stand(raster, e, p, onder, boven), **zonder, **_oordeel(uit.alarmen, e, p)}


def _stand(raster: Raster, e: int, p: int, onder: np.ndarray, boven: np.ndarray) -> Rij:
    som = raster.sommen.get((e, p))
    if som is None or not som.noemer:
        leeg = dict.fromkeys(("teller", "noemer", "aandeel", "onder95", "boven95"))
        return {"toestand": "gat", **leeg}
    return {
        **{"toestand": "bekend", "teller": veld(som.teller), "noemer": veld(som.noemer)},
        **{"aandeel": deling(som.teller, som.noemer), "onder95": getal(onder[e, p]), "boven95": getal(boven[e, p])},
    }


def _oordeel(alarmen: Alarmen | None, e: int, p: int) -> Rij:
    if alarmen is None or not np.isfinite(alarmen.p[e, p]):
        return {
            naam: None for naam in ("verwacht", "xmr_onder", "xmr_boven", "afwijking", "ewma", "grens", "p", "alarm")
        }
    verwacht, breedte = alarmen.verwacht[e, p], np.exp(alarmen.xmr[e, p])
    return {
        **{"verwacht": getal(verwacht), "xmr_onder": getal(verwacht / breedte)},
        **{"xmr_boven": getal(min(verwacht * breedte, 1.0)), "afwijking": getal(alarmen.afwijking[e, p])},
        **{
            "ewma": getal(alarmen.ewma[e, p]),
            "grens": getal(alarmen.grens[e, p]),
            "p": getal(alarmen.p[e, p]),
            "alarm": bool(alarmen.alarm[e, p]),
        },
    }


def alarmen(uit: Uitkomst) -> Iterator[Rij]:
    """Alarms, newest last: of the whole file (once, where it begins) and of units. `afwijking` is a log ratio."""
    rijen = [*_stadsalarmen(uit), *_schoolalarmen(uit)]
    yield from sorted(rijen, key=lambda rij: (rij["datum"], str(rij["niveau"]), str(rij["code"])))


def _stadsalarmen(uit: Uitkomst) -> Iterator[Rij]:
    if uit.raster.soort != LESWEEK:
        return
    _, begin = stadsalarm(uit.verloop)
    anders = afwijking_van_gewoon(uit.verloop)
    for p in np.flatnonzero(begin).tolist():
        som = [uit.raster.sommen[e, p] for e in range(len(uit.raster.eenheden)) if (e, p) in uit.raster.sommen]
        teller, noemer = sum(deel.teller for deel in som), sum(deel.noemer for deel in som)
        aandeel, datum = float(teller) / float(noemer), uit.raster.perioden[p]
        yield {
            **{"niveau": "alles", "code": "", "datum": datum, "sinds": datum, "aandeel": deling(teller, noemer)},
            **{"verwacht": getal(aandeel / np.exp(anders[p])), "afwijking": getal(anders[p]), "p": None},
        }


def _schoolalarmen(uit: Uitkomst) -> Iterator[Rij]:
    if uit.alarmen is None:
        return
    deel, raster = uit.alarmen, uit.raster
    for e, p in np.argwhere(deel.alarm).tolist():
        som = raster.sommen[e, p]
        yield {
            **{"niveau": "eenheid", "code": raster.eenheden[e], "datum": raster.perioden[p]},
            **{"sinds": raster.perioden[begin_van_alarm(deel, e, p)], "aandeel": deling(som.teller, som.noemer)},
            **{"verwacht": getal(deel.verwacht[e, p]), "afwijking": getal(deel.ewma[e, p]), "p": getal(deel.p[e, p])},
        }


def forecast(uit: Uitkomst) -> Iterator[Rij]:
    """The next periods of every unit that is forecast."""
    deel = uit.voorspelling
    for e, eenheid in enumerate(uit.raster.eenheden):
        for stap, datum in enumerate(deel.perioden):
            if np.isfinite(deel.midden[e, stap]):
                yield {
                    **{"eenheid": eenheid, "datum": datum, "voorspelling": getal(deel.midden[e, stap])},
                    **{"onder80": getal(deel.onder80[e, stap]), "boven80": getal(deel.boven80[e, stap])},
                }


def terugblik(uit: Uitkomst) -> Iterator[Rij]:
    """How each step of the forecast did on the file itself."""
    for deel in uit.voorspelling.terugblik:
        yield {
            **{"stap": deel.stap, "weg": deel.weg, "aantal": deel.aantal, "fout": getal(deel.fout)},
            "fout_gemiddelde_van_4": getal(deel.fout_gemiddelde),
        }


def meldingen(opmerkingen: Iterable[Opmerking], te_kort: Iterable[tuple[str, str, str]]) -> Iterator[Rij]:
    """What was said of rows, then of units: (eenheid, uitkomst, uitleg)."""
    for op in opmerkingen:
        yield {"regel": op.regel, "kolom": op.kolom, "eenheid": "", "uitkomst": op.uitkomst, "uitleg": op.uitleg}
    for eenheid, uitkomst, zin in te_kort:
        yield {"regel": None, "kolom": "", "eenheid": eenheid, "uitkomst": uitkomst, "uitleg": zin}


BESTANDEN: dict[str, Callable[[Uitkomst], Iterator[Rij]]] = {
    "totalen": totalen,
    "reeks": reeks,
    "alarmen": alarmen,
    "vergelijking": lambda uit: vergelijking(uit.raster),
    "forecast": forecast,
    "terugblik": terugblik,
}
"""Every file but the remarks, by name."""
