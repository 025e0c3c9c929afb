"""Which schools the fictitious city has, and each school's habits: system, separator, encoding, dates, rhythm, silence.

The first eleven schools are fixed, so that a city of 300 pupils already has every soort, dialect and file form; the
rest varies by seed. What is NOT here: pupils (`bevolking`) and timetables (`rooster`).
"""

from dataclasses import dataclass, replace
from datetime import time

import numpy as np

from assets.fictief.namen import BESTUREN, WIJKEN, schoolnaam
from models.fictief.kalender import WEKEN_TUSSEN

AANDEEL = {"po": 0.570, "sbo": 0.012, "so": 0.020, "vso": 0.020, "vo": 0.330, "mbo": 0.048}
"""Share of the city's pupils by soort school (domein.md §4.2: Utrecht PO 30,146, VO 16,053, (v)so 1,142; few mbo under
18).
"""
GEMIDDELDE_GROOTTE = {"po": 340, "sbo": 250, "so": 250, "vso": 250, "vo": 700, "mbo": 700}
MINSTENS = {"po": 3, "sbo": 1, "so": 1, "vso": 1, "vo": 4, "mbo": 1}
GEWICHT = {"po": (1.0, 0.9, 0.45, 1.3, 0.7, 1.6, 1.1), "vo": (1.3, 0.8, 0.9, 0.6, 1.4)}
KLEINSTE_SCHOOL = 6
XLSX_SCHOLEN = (8, 15)
"""Primary schools, besides the second, that send workbooks; no more, because writing them is slow."""
WEKEN_STIL_VAN, WEKEN_STIL_TOT = 6, 9
"""The school that goes silent does so from its 7th to its 10th week (0-based 6–9) and then catches up."""


MAANDAG = 7
"""Days after the Monday of the week: the Monday after it."""
MAANDAGOCHTEND = time(7, 40)


@dataclass(frozen=True)
class Gewoonte:
    """How one school writes. venster_weken 0: whole year to date.

    ontvangst_dag: days after the Monday of the week (4 Fri … 7 Mon).

    stil: weeks (0-based, both included) without files. traag: share of entries made days later. datumvorm: strftime.
    """

    scheiding: str = ";"
    codering: str = "utf-8-sig"
    regeleinde: str = "\r\n"
    datumvorm: str = "%Y-%m-%d"
    kop: str = "klein"
    vorm: str = "csv"
    venster_weken: int = 5
    ontvangst_dag: int = 5
    tijd: time = time(6, 30)
    nummers: str = "kort"
    ics: bool = False
    codestijl: int = 0
    extra_kolom: bool = False
    aanhalingstekens: bool = False
    tijden: bool = False
    utc: bool = False
    vorig_jaar: bool = False
    nieuwe_code_week: int | None = None
    roosterwissel: bool = False
    fouten: bool = False
    stil: tuple[int, int] | None = None
    vakantie_leveren: bool = True
    traag: float = 0.04


@dataclass(frozen=True)
class School:
    """One location. `leerlingen`: pupils on 1 September (arrivals come on top)."""

    index: int
    brin6: str
    naam: str
    soort: str
    bestuur: str
    swv: str
    wijk: str
    dialect: str
    uurmaat: str
    capaciteit: int
    leerlingen: int
    gewoonte: Gewoonte

    @property
    def is_dagdelen(self) -> bool:
        """Attendance in ochtend and middag."""
        return self.soort in ("po", "sbo", "so")

    @property
    def contact(self) -> str:
        """An address that can never receive mail (RFC 2606)."""
        return f"verzuim-{self.brin6.lower()}@voorbeeld.example"


VAST = {
    "po": (
        Gewoonte(),
        Gewoonte(
            scheiding="\t",
            codering="cp1252",
            vorm="xlsx",
            datumvorm="%d-%m-%Y",
            nummers="nullen",
            kop="hoofd",
            ontvangst_dag=7,
        ),
        Gewoonte(
            scheiding=",",
            codering="cp1252",
            regeleinde="\n",
            datumvorm="%Y%m%d",
            codestijl=1,
            fouten=True,
            venster_weken=4,
        ),
    ),
    "sbo": (
        Gewoonte(codering="utf-8", regeleinde="\n", aanhalingstekens=True, codestijl=2, ics=True, venster_weken=0),
    ),
    "so": (Gewoonte(datumvorm="%d-%m-%Y", kop="hoofd", codestijl=1, extra_kolom=True, venster_weken=6, traag=0.12),),
    "vso": (Gewoonte(scheiding="\t", codering="cp1252", codestijl=2, vorig_jaar=True, nieuwe_code_week=4),),
    "vo": (
        Gewoonte(nummers="lang", codestijl=0, vorig_jaar=True, tijd=time(22, 15), ontvangst_dag=6, fouten=True),
        Gewoonte(
            codestijl=0,
            venster_weken=2,
            ontvangst_dag=4,
            tijd=time(17, 10),
            roosterwissel=True,
            fouten=True,
            nummers="lang",
        ),
        Gewoonte(
            scheiding=",",
            datumvorm="%d-%m-%Y",
            codering="cp1252",
            codestijl=1,
            fouten=True,
            nieuwe_code_week=8,
            ics=True,
        ),
        Gewoonte(nummers="lang", codestijl=1, tijden=True, utc=True, venster_weken=6, ontvangst_dag=7, tijd=time(5, 5)),
    ),
    "mbo": (
        Gewoonte(codering="utf-8", codestijl=0, fouten=True, tijden=True, venster_weken=6, vakantie_leveren=False),
    ),
}
DIALECT = {"vo": ("somtoday", "magister", "standaard", "somtoday"), "mbo": ("eduarte",)}
UURMAAT = {"vo": ("lesuur", "lesuur", "klokuur", "klokuur")}


def maak_scholen(leerlingen: int, zaad: int, weken: int) -> tuple[School, ...]:
    """The schools of a city of `leerlingen` pupils; about 30 at 12,000. The same seed gives the same schools."""
    rng = np.random.default_rng([zaad, 10])
    scholen: list[School] = []
    for soort in AANDEEL:
        for volgnummer, grootte in enumerate(_groottes(soort, leerlingen)):
            scholen.append(_school(rng, len(scholen), soort, volgnummer, grootte))
    return tuple(_verstom(scholen, weken))


def volgend_schooljaar(scholen: tuple[School, ...], weken: int) -> tuple[School, ...]:
    """The same schools in their second schooljaar of `weken` weeks.

    Their snapshots hold the first schooljaar by themselves, and a code that was new then stands in the table.
    """
    gewoon = [replace(s, gewoonte=replace(_ingeburgerd(s.gewoonte), stil=None, vorig_jaar=False)) for s in scholen]
    return tuple(_verstom(gewoon, weken))


def _ingeburgerd(g: Gewoonte) -> Gewoonte:
    return g if g.nieuwe_code_week is None else replace(g, nieuwe_code_week=g.nieuwe_code_week - WEKEN_TUSSEN)


def _groottes(soort: str, leerlingen: int) -> list[int]:
    totaal = AANDEEL[soort] * leerlingen
    aantal = max(MINSTENS[soort], round(totaal / GEMIDDELDE_GROOTTE[soort]))
    gewicht = np.resize(np.array(GEWICHT.get(soort, (1.0,))), aantal)
    return [max(KLEINSTE_SCHOOL, round(totaal * g)) for g in gewicht / gewicht.sum()]


def _school(rng: np.random.Generator, index: int, soort: str, volgnummer: int, grootte: int) -> School:
    vast = VAST[soort]
    gewoonte = (
        vast[volgnummer] if volgnummer < len(vast) else _gewoonte(rng, vast[volgnummer % len(vast)], soort, volgnummer)
    )
    return School(
        index=index,
        brin6=_brin6(index),
        naam=schoolnaam(soort, volgnummer),
        soort=soort,
        bestuur=str(rng.choice(BESTUREN[_kring(soort)])),
        swv={"po": "PO2601", "vo": "VO2601", "mbo": "VO2601"}[_kring(soort)],
        wijk=WIJKEN[index % len(WIJKEN)],
        dialect=DIALECT.get(soort, ("standaard",))[volgnummer % len(DIALECT.get(soort, ("standaard",)))],
        uurmaat=UURMAAT.get(soort, ("klokuur",))[volgnummer % len(UURMAAT.get(soort, ("klokuur",)))],
        capaciteit=max(5, min(20, grootte // 60)),
        leerlingen=grootte,
        gewoonte=gewoonte,
    )


def _kring(soort: str) -> str:
    return {"po": "po", "sbo": "po", "so": "po", "mbo": "mbo"}.get(soort, "vo")


def _brin6(index: int) -> str:
    """Made-up location codes: real ones do not begin with a 9."""
    return f"{90 + index % 10}{chr(65 + index // 10 // 26)}{chr(65 + index // 10 % 26)}00"


def _gewoonte(rng: np.random.Generator, basis: Gewoonte, soort: str, volgnummer: int) -> Gewoonte:
    """A variation on a fixed school: other separator, encoding, dates and rhythm; bulky forms and special events do not
    repeat.
    """
    anders = replace(
        basis,
        scheiding=str(rng.choice([";", ";", ",", "\t"])),
        codering=str(rng.choice(["utf-8-sig", "utf-8", "cp1252"])),
        regeleinde=str(rng.choice(["\r\n", "\n"])),
        datumvorm=str(rng.choice(["%Y-%m-%d", "%d-%m-%Y", "%Y%m%d"])),
        kop=str(rng.choice(["klein", "hoofd", "streep"])),
        vorm="xlsx" if soort == "po" and volgnummer in XLSX_SCHOLEN else "csv",
        venster_weken=2 if basis.venster_weken == 2 else int(rng.choice([4, 5, 6, 0], p=[0.3, 0.3, 0.3, 0.1])),
        ontvangst_dag=int(rng.choice([4, 5, 6, 7])),
        tijd=time(int(rng.integers(17, 23)), int(rng.integers(0, 60)))
        if rng.random() < 0.5
        else time(5, int(rng.integers(0, 60))),
        codestijl=int(rng.integers(0, 3)),
        ics=bool(rng.random() < 0.1),
        vorig_jaar=bool(rng.random() < 0.25),
        nieuwe_code_week=None,
        roosterwissel=False,
        fouten=bool(rng.random() < 0.1),
        traag=float(rng.choice([0.02, 0.05, 0.1])),
    )
    # Who delivers on Monday does so before noon: a habit of being late would leave every week of the city incomplete.
    return replace(anders, tijd=MAANDAGOCHTEND) if anders.ontvangst_dag == MAANDAG else anders


def _verstom(scholen: list[School], weken: int) -> list[School]:
    """One school silent for some weeks, one small school from some week on; both primary schools."""
    po = [s for s in scholen if s.soort == "po"]
    tijdelijk = (WEKEN_STIL_VAN, WEKEN_STIL_TOT) if weken > WEKEN_STIL_TOT + 1 else (weken // 3, weken // 2)
    stil = {
        po[0].index: tijdelijk,
        min(po, key=lambda s: (s.leerlingen, s.index)).index: (max(1, weken * 6 // 10), weken),
    }
    return [replace(s, gewoonte=replace(s.gewoonte, stil=stil[s.index])) if s.index in stil else s for s in scholen]
