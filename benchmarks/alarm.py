"""How often the alarm of `inbeeld reeks` cries wolf in quiet cities, and how often it sees a real rise.

Simulates cities pupil by pupil: pupils who differ, absence that comes in spells, a flu wave that not every school has
as hard, school weeks with luck of their own that lasts, holidays and study days. Nothing special happens, or one school
in ten misses 30% more for six lesweken. Judged by `models.statistiek.alarm`, and beside it by a raw p-chart.
Writes the table into docs/statistiek.md, and the counts behind it for the appendix of the city page. Usage: `make
bench-alarm`, or see `--help`. Fictitious data only.
"""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from assets.uitgifte.bijlage import METING
from benchmarks.stad import lees_simulatie, schrijf_tussen_merken
from models.statistiek.alarm import BASIS_WEKEN, Alarmen, zoek_alarmen

VERSLAG = Path(__file__).parents[1] / "docs" / "statistiek.md"
BEGIN, EIND = "<!-- alarm: begin -->", "<!-- alarm: end -->"
SCHOLEN, WEKEN, STEDEN, ZAAD = 60, 40, 60, 1
EERSTE_MAANDAG = date(2025, 8, 25)
STIJGING, STIJGING_WEKEN, DEEL_STIJGING = 1.3, 6, 0.1
GROOTTES = ((0, 100), (100, 200), (200, 300), (300, 600), (600, 1200), (1200, 10_000))
"""Pupils: from (included) to (excluded)."""
RIJEN = (*GROOTTES, (300, 10_000), (0, 10_000))
"""The rows of the table: every size, and two sums."""
DAGEN = 5
VERSCHUIVINGEN = (0.0, 0.05, 0.1, 0.2)
SPREIDING_SCHOOL, SPREIDING_WEEK, HOUVAST = 0.35, 0.06, 0.4
"""Standard deviations of the log share: between schools, and of a school's own week; and how much of that luck lasts
into the next week."""
GEMIDDELD, LEERLING_VORM, BEURT = 0.065, 0.7, 0.55
"""Mean share missed; shape of the gamma by which pupils differ; correlation of the days of one pupil's week."""


@dataclass(frozen=True)
class Stad:
    """Schools by lesweken: missed and planned pupil-days; `stijgt`: when a real rise goes on; `omvang`: pupils."""

    teller: np.ndarray
    noemer: np.ndarray
    stijgt: np.ndarray
    omvang: np.ndarray
    groepen: tuple[str, ...]


def maak_stad(zaad: int, scholen: int = SCHOLEN, weken: int = WEKEN, *, onrustig: bool = False) -> Stad:
    """A city; `onrustig`: one school in ten rises, for six lesweken after the baseline."""
    toeval = np.random.default_rng(zaad)
    omvang = np.clip(np.exp(toeval.normal(5.8, 0.8, scholen)), 40, 2_000).astype(int)
    stijgt = _stijgingen(toeval, scholen, weken) if onrustig else np.zeros((scholen, weken), bool)
    kans = _kansen(toeval, scholen, weken) * np.where(stijgt, STIJGING, 1.0)
    dagen = np.where(toeval.random((scholen, weken)) < 0.1, DAGEN - 1, DAGEN)
    teller = np.stack([_gemist(toeval, int(n), kans[i], dagen[i]) for i, n in enumerate(omvang)])
    groepen = tuple("vo" if i % 3 == 0 else "po" for i in range(scholen))
    return Stad(teller.astype(float), (omvang[:, None] * dagen).astype(float), stijgt, omvang, groepen)


def _kansen(toeval: np.random.Generator, scholen: int, weken: int) -> np.ndarray:
    """Expected share by school and lesweek: level, season, flu wave with a height of its own, luck that lasts."""
    week = np.arange(weken)
    seizoen = 0.15 * np.sin(2 * np.pi * (week - 8) / weken)
    griep = 0.6 * np.exp(-0.5 * ((week - toeval.integers(14, weken - 6)) / 1.8) ** 2)
    hoogte = toeval.normal(1.0, 0.25, scholen)
    pech = np.zeros((scholen, weken))
    pech[:, 0] = toeval.normal(0, SPREIDING_WEEK, scholen)
    for nu in range(1, weken):
        ruis = toeval.normal(0, SPREIDING_WEEK * np.sqrt(1 - HOUVAST**2), scholen)
        pech[:, nu] = HOUVAST * pech[:, nu - 1] + ruis
    niveau = toeval.normal(0, SPREIDING_SCHOOL, scholen)[:, None]
    return np.minimum(GEMIDDELD * np.exp(niveau + seizoen[None, :] + hoogte[:, None] * griep[None, :] + pech), 0.9)


def tweede_jaar(zaad: int, verschuiving: float, scholen: int = SCHOLEN) -> tuple[int, int]:
    """False alarms and school-weeks in the second of two quiet years, when over the summer every school goes to a level
    of its own (standard deviation of the log share): judged with the baseline of the year before.
    """
    teller, noemer = jaren_van_scholen(np.random.default_rng(zaad), scholen, verschuiving)
    weken = [maandag + timedelta(weeks=52 * jaar) for jaar in range(2) for maandag in perioden(WEKEN)]
    alarm = zoek_alarmen(teller, noemer, ("",) * scholen, weken).alarm[:, WEKEN:]
    return int(alarm.sum()), alarm.size


def jaren_van_scholen(toeval: np.random.Generator, scholen: int, verschuiving: float) -> tuple[np.ndarray, np.ndarray]:
    """Missed and planned pupil-days by school and lesweek of two quiet years, with another level in the second."""
    omvang = np.clip(np.exp(toeval.normal(5.8, 0.8, scholen)), 40, 2_000).astype(int)
    jaren = [_kansen(toeval, scholen, WEKEN) for _ in range(2)]
    niveaus = [np.exp(np.log(kans).mean(axis=1, keepdims=True)) for kans in jaren]
    jaren[1] *= niveaus[0] / niveaus[1] * np.exp(toeval.normal(0, verschuiving, (scholen, 1)))
    kansen = np.minimum(np.concatenate(jaren, axis=1), 0.9)
    dagen = np.full(2 * WEKEN, DAGEN)
    teller = np.stack([_gemist(toeval, int(n), kansen[i], dagen) for i, n in enumerate(omvang)]).astype(float)
    return teller, np.broadcast_to((omvang * float(DAGEN))[:, None], teller.shape)


def als_zin(steden: int, zaad: int) -> str:
    """The sentence about the second year."""
    delen = []
    for verschuiving in VERSCHUIVINGEN:
        tellingen = [tweede_jaar(zaad + stad, verschuiving) for stad in range(steden)]
        vals, weken = (sum(kolom) for kolom in zip(*tellingen, strict=True))
        delen.append(f"{100 * verschuiving:.0f}%: {100 * vals / weken:.2f}%")
    return (
        f"False alarms in the second of two quiet years, by how far schools move over the summer: {', '.join(delen)}."
    )


def _gemist(toeval: np.random.Generator, leerlingen: int, kans: np.ndarray, dagen: np.ndarray) -> np.ndarray:
    """Missed pupil-days of one school by lesweek, pupil by pupil: beta-binomial days around a pupil's own share."""
    eigen = toeval.gamma(LEERLING_VORM, 1 / LEERLING_VORM, leerlingen)
    midden = np.clip(eigen[:, None] * kans[None, :], 1e-6, 0.98)
    sterkte = 1 / BEURT - 1
    aandeel = toeval.beta(midden * sterkte, (1 - midden) * sterkte)
    return toeval.binomial(dagen[None, :], aandeel).sum(axis=0)


def _stijgingen(toeval: np.random.Generator, scholen: int, weken: int) -> np.ndarray:
    stijgt = np.zeros((scholen, weken), bool)
    for school in toeval.choice(scholen, max(1, int(DEEL_STIJGING * scholen)), replace=False):
        begin = toeval.integers(BASIS_WEKEN, weken - STIJGING_WEKEN + 1)
        stijgt[school, begin : begin + STIJGING_WEKEN] = True
    return stijgt


def perioden(weken: int) -> list[date]:
    """Mondays of so many lesweken of one schooljaar, with the holidays of region Midden left out by number."""
    open_ = [n for n in range(weken + 5) if n not in (8, 17, 18, 26, 35)]
    return [EERSTE_MAANDAG + timedelta(weeks=n) for n in open_[:weken]]


def oordeel(stad: Stad, *, met_fdr: bool = False) -> Alarmen:
    """What the product says of this city."""
    return zoek_alarmen(stad.teller, stad.noemer, stad.groepen, perioden(stad.teller.shape[1]), met_fdr=met_fdr)


def p_kaart(stad: Stad) -> np.ndarray:
    """The raw p-chart: above its own baseline mean by three binomial standard errors of pupil-days (Shewhart)."""
    teller, noemer = stad.teller[:, :BASIS_WEKEN].sum(axis=1), stad.noemer[:, :BASIS_WEKEN].sum(axis=1)
    midden = (teller / noemer)[:, None]
    return stad.teller / stad.noemer > midden + 3 * np.sqrt(midden * (1 - midden) / stad.noemer)


@dataclass
class Telling:
    """Of one way of judging and one size: judged quiet school-weeks, false alarms, real rises and those seen."""

    rustig: int = 0
    vals: int = 0
    stijgingen: int = 0
    gezien: int = 0

    def tel(self, rustig: np.ndarray, alarm: np.ndarray, stijgt: np.ndarray) -> None:
        """Add the rows of some schools in the judged lesweken. A rise is seen when it alarms before it is over."""
        self.rustig += int(rustig.sum())
        self.vals += int((alarm & rustig).sum())
        self.stijgingen += int(stijgt.any(axis=1).sum())
        self.gezien += int((alarm & stijgt).any(axis=1).sum())


WIJZEN = {
    "EWMA, budget": lambda stad: oordeel(stad).alarm,
    "EWMA, Benjamini-Hochberg": lambda stad: oordeel(stad, met_fdr=True).alarm,
    "raw p-chart": p_kaart,
}


def simuleer(steden: int, zaad: int) -> dict[tuple[str, tuple[int, int]], Telling]:
    """Per way of judging and size: false alarms in quiet cities, and rises in cities with some."""
    uit = {(wijze, grootte): Telling() for wijze in WIJZEN for grootte in GROOTTES}
    for nummer in range(steden):
        for onrustig in (False, True):
            stad = maak_stad(zaad + nummer, onrustig=onrustig)
            for wijze, doe in WIJZEN.items():
                _tel_stad(uit, wijze, stad, doe(stad), onrustig)
    return uit


def _tel_stad(uit: dict, wijze: str, stad: Stad, alarm: np.ndarray, onrustig: bool) -> None:
    """Quiet school-weeks are counted in quiet cities only: what alarms just after a rise is no wolf."""
    later = slice(BASIS_WEKEN, None)
    for van, tot in GROOTTES:
        leden = (stad.omvang >= van) & (stad.omvang < tot)
        rustig = np.full(alarm[leden, later].shape, not onrustig)
        uit[wijze, (van, tot)].tel(rustig, alarm[leden, later], stad.stijgt[leden, later])


def als_tabel(tellingen: dict[tuple[str, tuple[int, int]], Telling], steden: int) -> str:
    """The table for the page."""
    kop = [f"{steden} quiet and {steden} unquiet cities of {SCHOLEN} schools and {WEKEN} lesweken, judged from", ""]
    kop[0] += f" lesweek {BASIS_WEKEN + 1} on."
    kop += ["| pupils | " + " | ".join(f"{w}: false, seen" for w in WIJZEN) + " | quiet school-weeks | rises |"]
    kop += ["|---|" + "---|" * (len(WIJZEN) + 2)]
    return "\n".join(kop + [_rij(tellingen, grootte) for grootte in RIJEN])


def _rij(tellingen: dict[tuple[str, tuple[int, int]], Telling], grootte: tuple[int, int]) -> str:
    cellen, som = [], Telling()
    for wijze in WIJZEN:
        som = samen(tellingen, wijze, *grootte)
        cellen.append(f"{100 * som.vals / max(som.rustig, 1):.2f}%, {100 * som.gezien / max(som.stijgingen, 1):.0f}%")
    naam = "all" if grootte == (0, 10_000) else f"{grootte[0]}-{grootte[1] - 1}" if grootte[1] < 10_000 else ""
    naam = naam or f"{grootte[0]} and more"
    return f"| {naam} | {' | '.join(cellen)} | {som.rustig} | {som.stijgingen} |"


def als_meting(tellingen: dict[tuple[str, tuple[int, int]], Telling], steden: int, zaad: int) -> dict[str, object]:
    """The counts behind the table, for the page; `tot` null: no upper bound."""
    return {
        "steden": steden,
        "zaad": zaad,
        "scholen": SCHOLEN,
        "weken": WEKEN,
        "stijging_pct": round(100 * (STIJGING - 1)),
        "stijging_weken": STIJGING_WEKEN,
        "rijen": [_metingrij(tellingen, van, tot) for van, tot in RIJEN],
    }


def _metingrij(tellingen: dict[tuple[str, tuple[int, int]], Telling], van: int, tot: int) -> dict[str, object]:
    sommen = {wijze: samen(tellingen, wijze, van, tot) for wijze in WIJZEN}
    eerste = next(iter(sommen.values()))
    return {
        "van": van,
        "tot": None if tot == GROOTTES[-1][1] else tot,
        "schoolweken": eerste.rustig,
        "stijgingen": eerste.stijgingen,
        "wijzen": {wijze: {"vals": som.vals, "gezien": som.gezien} for wijze, som in sommen.items()},
    }


def samen(tellingen: dict[tuple[str, tuple[int, int]], Telling], wijze: str, van: int, tot: int) -> Telling:
    """The sum of all sizes that lie within these bounds."""
    delen = [telling for (w, (a, b)), telling in tellingen.items() if w == wijze and van <= a and b <= tot]
    return Telling(*(sum(getattr(deel, veld) for deel in delen) for veld in ("rustig", "vals", "stijgingen", "gezien")))


def main() -> None:
    """Simulate, print the table, and write it into the page."""
    keuze = lees_simulatie(__doc__, "--steden", STEDEN, ZAAD)
    tellingen = simuleer(keuze.steden, keuze.zaad)
    tabel = als_tabel(tellingen, keuze.steden)
    tabel += "\n\n" + als_zin(max(1, keuze.steden // 3), keuze.zaad)
    print(tabel)
    if not keuze.toon:
        schrijf_tussen_merken(VERSLAG, tabel, BEGIN, EIND)
        meting = als_meting(tellingen, keuze.steden, keuze.zaad)
        METING.write_text(json.dumps(meting, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
