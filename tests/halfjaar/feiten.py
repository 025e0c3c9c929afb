"""What stands in csv, xlsx and kernteam files of one school, and what the rules make of it: its lists and its routes.

Of no package of the product: only these files, and the rules as the pages tell them. Good for a city whose schools have
whole weeks of holiday, whose lists come back once, in csv, whose pupils stay where they are, and of whom none returns
twice.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path

from python_calamine import CalamineWorkbook

LOPEND = ("nieuw", "blijft", "gegevens_ontbreken")
TE_BESPREKEN = ("wettelijk", "nieuw", "loopt")
WEG = ("opgelost", "ingetrokken", "uitgeschreven", "vervallen")
OVER = "verzuim_16u4w"
VAN_LEERPLICHT = ("lrv_3m", "lrv", OVER, "luxeverzuim", "te_laat")
LANG = ("lrv", "langdurig_ziek")
PARTNERS = ("leerplicht", "jgz", "buurtteam", "passend_onderwijs", "koos")
STAPPEN = ["contact", "kernpartners", "actietafel", "plan", "evaluatie", "passend_aanbod", "opschalen"]
STAPPEN += ["afgesloten", "teruggekeerd"]
TAFEL, EINDE = STAPPEN[2:7], STAPPEN[7:]
IN_BEELD = ("bekend", "actie", "gemeld")
SCHOOLDAGEN, MAANDEN = 5, 3
DAG = timedelta(days=1)
Rij = dict[str, str]
Weken = dict[date, list[Rij]]


def lees_csv(pad: Path) -> list[Rij]:
    with pad.open(encoding="utf-8-sig", newline="") as bestand:
        return list(csv.DictReader(bestand, delimiter=";"))


def lees_xlsx(pad: Path) -> list[Rij]:
    kop, *rijen = CalamineWorkbook.from_path(pad).get_sheet_by_index(0).to_python()
    return [dict(zip(map(str, kop), map(str, rij), strict=True)) for rij in rijen]


def drie_maanden_na(dag: date) -> date:
    jaar, maand = divmod(dag.year * 12 + dag.month - 1 + MAANDEN, 12)
    laatste = (date(jaar + maand // 11, (maand + 1) % 12 + 1, 1) - DAG).day
    return date(jaar, maand + 1, min(dag.day, laatste))


@dataclass(frozen=True)
class Termijn:
    """A term of one route or case; tot: when that ended, gehaald: when the step was there."""

    naam: str
    begin: date
    uiterlijk: date
    gehaald: date | None
    tot: date | None

    def op(self, p: date) -> str:
        """How it stands on a Sunday: loopt, voorbij, or how it ended."""
        if self.gehaald and self.gehaald <= min(self.uiterlijk, p):
            return "op_tijd"
        if self.tot and self.tot <= min(self.uiterlijk, p) and not (self.gehaald and self.gehaald <= self.tot):
            return "niet_nodig"
        return "te_laat" if self.uiterlijk < p else "loopt"


class School:
    """One school: its deliveries, and what stands in its folder of each week for one side (`kant`)."""

    def __init__(self, aanlevering: Path, uit: Path, gegevens: dict, kant: str = "school") -> None:
        self.kant = kant
        self.brin6, self.capaciteit, self.soort = gegevens["brin6"], gegevens["capaciteit"], gegevens["soort"]
        self.map = aanlevering / self.brin6
        mappen = {
            date.fromisocalendar(int(m.name[:4]), int(m.name[6:]), 7): m / self.brin6 for m in sorted(uit.glob("2*-W*"))
        }
        self.mappen = dict(sorted(mappen.items()))
        self.signalen: Weken = {p: lees_csv(m / f"signalen_{kant}.csv") for p, m in self.mappen.items()}
        self.lijsten: Weken = {p: lees_xlsx(m / f"lijst_{kant}.xlsx") for p, m in self.mappen.items()}

    @cached_property
    def schooldagen(self) -> list[date]:
        rooster = lees_csv(max((self.map / "rooster").iterdir()))
        dicht = [(rij["van"], rij["tot"]) for rij in lees_csv(max((self.map / "kalender").iterdir()))]
        dag, laatste = (date.fromisoformat(rooster[0][kolom]) for kolom in ("geldig_van", "geldig_tot"))
        alle = [dag + n * DAG for n in range((laatste - dag).days + 1)]
        return [d for d in alle if d.isoweekday() < 6 and not any(van <= str(d) <= tot for van, tot in dicht)]

    @cached_property
    def lesweken(self) -> list[date]:
        """The Sundays of the weeks with lessons."""
        return sorted({d + (7 - d.isoweekday()) * DAG for d in self.schooldagen})

    @cached_property
    def besluiten(self) -> dict[str, list[Rij]]:
        """The rows with a besluit of each pupil that this side knows, in order of return, with the moment of it."""
        gevonden: dict[str, list[Rij]] = defaultdict(list)
        for pad in sorted((self.map / "kernteam").iterdir(), key=lambda pad: pad.stem.rsplit("__", 1)[1]):
            for rij in lees_csv(pad):
                if rij["besluit"] and self._kent(rij):
                    gevonden[rij["leerlingnummer"]].append({**rij, "ontvangen": pad.stem.rsplit("__", 1)[1]})
        return gevonden

    def _kent(self, rij: Rij) -> bool:
        """Leerplicht knows of decisions about a signal of its own or with leerplicht as who; the school of all."""
        return self.kant == "school" or rij["signaal"] in VAN_LEERPLICHT or rij["wie"] == "leerplicht"

    def bekend(self, wie: str, p: date) -> list[Rij]:
        """What was returned before the Monday after P, and is not dated after P."""
        tot = f"{p + DAG:%Y%m%d}T1200"
        return [rij for rij in self.besluiten.get(wie, []) if rij["ontvangen"] < tot and rij["datum"] <= str(p)]

    @cached_property
    def lopend(self) -> dict[date, dict[str, list[Rij]]]:
        """The signals that stand on each Sunday, by pupil."""
        gevonden: dict[date, dict[str, list[Rij]]] = {p: {} for p in self.lesweken} | {p: {} for p in self.mappen}
        for p, rijen in self.signalen.items():
            for rij in rijen:
                if rij["status"] in LOPEND:
                    gevonden[p].setdefault(rij["leerlingnummer"], []).append(rij)
        return gevonden

    def van(self, wie: str, p: date) -> list[Rij]:
        """The signals of one pupil that stand on a Sunday."""
        return self.lopend[p].get(wie, [])

    # --- the list ---

    def is_plicht(self, rij: Rij) -> bool:
        return rij["signaal"] == "lrv" or (rij["signaal"] == OVER and "nog niet gemeld" in rij["uitleg"])

    def is_in_beeld(self, wie: str, rijen: list[Rij], p: date) -> bool:
        laatste = self.bekend(wie, p)[-1:]
        geweest = [zondag for zondag in self.lesweken if zondag - 6 * DAG <= p][-3:]
        vanaf = str(geweest[0] - 6 * DAG)
        return all(rij["status"] == "blijft" for rij in rijen) and any(
            rij["besluit"] in IN_BEELD and rij["datum"] >= vanaf for rij in laatste
        )

    def lengte(self, p: date) -> tuple[int, int]:
        """How many pupils are to be discussed, and of how many the law asks a step: from csv and kernteam files."""
        plicht = {wie for wie, rijen in self.lopend[p].items() if any(map(self.is_plicht, rijen))}
        anders = [w for w, rijen in self.lopend[p].items() if w not in plicht and not self.is_in_beeld(w, rijen, p)]
        plaatsen = max(0, self.capaciteit - len(plicht)) if p in self.lesweken else 0
        return len(plicht) + min(plaatsen, len(anders)), len(plicht)

    def op_lijst(self, p: date) -> dict[str, set[str]]:
        """The pupils to be discussed on the written list, with the signals that stand there."""
        gevonden: dict[str, set[str]] = defaultdict(set)
        for rij in self.lijsten[p]:
            if rij["groep"] in TE_BESPREKEN and rij["status"] not in WEG:
                gevonden[rij["leerlingnummer"]].add(rij["signaal"])
        return gevonden

    def getoond(self, voor: date) -> set[tuple[str, str]]:
        """What stood on a written list of an earlier Sunday, in any group."""
        weken = [rijen for p, rijen in self.lijsten.items() if p < voor]
        return {(r["leerlingnummer"], r["signaal"]) for rijen in weken for r in rijen if r["status"] not in WEG}

    def eerste_keer(self, p: date) -> int:
        eerder = self.getoond(p)
        return sum(any((wie, signaal) not in eerder for signaal in rij) for wie, rij in self.op_lijst(p).items())

    def termijnstand(self, p: date) -> tuple[int, int]:
        """Pupils with a term that is over, and others with one that is almost; without lessons only who is listed. The
        route is told to the school side only.
        """
        if self.kant != "school":
            return 0, 0
        wie = set(self.besluiten) | {rij["leerlingnummer"] for rijen in self.signalen.values() for rij in rijen}
        if p not in self.lesweken:
            wie &= {rij["leerlingnummer"] for rij in self.lijsten[p]}
        standen = [self._dringend(leerling, p) for leerling in wie]
        return standen.count("voorbij"), standen.count("bijna")

    def _dringend(self, wie: str, p: date) -> str:
        open_ = [t for t in self.termijnen(wie, p) if t.op(p) in ("loopt", "te_laat") and not t.tot and not t.gehaald]
        if any(t.uiterlijk < p for t in open_):
            return "voorbij"
        return "bijna" if any(sum(p < d <= t.uiterlijk for d in self.schooldagen) <= SCHOOLDAGEN for t in open_) else ""

    # --- the route ---

    def routes(self, wie: str, p: date) -> list[dict[str, date]]:
        """Per route the first day of each step; the last one may still run."""
        per_dag: dict[str, str] = {}
        for dag, stap in [*self._stappen(wie, p), *((str(z.tot), "teruggekeerd") for z in self.zaken(wie, p) if z.tot)]:
            per_dag[dag] = max(per_dag.get(dag, stap), stap, key=STAPPEN.index)
        gevonden: list[dict[str, date]] = [{}]
        for dag, stap in sorted(per_dag.items()):
            verst = max((STAPPEN.index(eerder) for eerder in gevonden[-1]), default=0)
            if stap not in STAPPEN[:2] or STAPPEN.index(stap) >= verst:
                gevonden[-1].setdefault(stap, date.fromisoformat(dag))
            if stap in EINDE:
                gevonden.append({})
        return gevonden

    def _stappen(self, wie: str, p: date) -> Iterator[tuple[str, str]]:
        for rij in self.bekend(wie, p):
            if rij["vervolg"]:
                yield rij["datum"], "contact" if rij["vervolg"] == "gesprek" else rij["vervolg"]
            if rij["wie"] in PARTNERS and rij["besluit"] not in ("geen_signaal", "klopt_niet", "gemeld"):
                yield rij["datum"], "kernpartners"
            if rij["besluit"] == "teruggekeerd":
                yield rij["datum"], "teruggekeerd"

    def zaken(self, wie: str, p: date) -> list[Termijn]:
        """The case of a pupil who stayed away, as a term: from the first day of the run until he is back."""
        gegeven = [(q, r) for q in self.signalen if q <= p for r in self.van(wie, q) if r["signaal"] in LANG]
        if not gegeven:
            return []
        begin, laatste = date.fromisoformat(gegeven[0][1]["sinds"]), gegeven[-1][0]
        na = [zondag for zondag in self.lesweken if zondag > laatste]
        terug = [date.fromisoformat(r["datum"]) for r in self.bekend(wie, p) if r["besluit"] == "teruggekeerd"]
        dicht = [dag for dag in [*terug, *na[3:4]] if begin <= dag <= p]
        aanbod = [date.fromisoformat(d) for d, stap in self._stappen(wie, p) if stap == "passend_aanbod"]
        tot = min(dicht, default=None)
        gehaald = min((dag for dag in aanbod if not tot or dag <= tot), default=None)
        return [Termijn("passend_aanbod", begin, drie_maanden_na(begin), gehaald, tot)]

    def termijnen(self, wie: str, p: date) -> list[Termijn]:
        """All terms of a pupil as known on a Sunday, oldest first."""
        gevonden = self.zaken(wie, p)
        for route in self.routes(wie, p):
            if begin := route.get("kernpartners"):
                uiterlijk = [dag for dag in self.schooldagen if dag > begin][SCHOOLDAGEN - 1]
                tafel, tot = (min((route[s] for s in namen if s in route), default=None) for namen in (TAFEL, EINDE))
                gevonden.append(Termijn("actietafel", begin, uiterlijk, tafel, tot))
        return sorted(gevonden, key=lambda termijn: termijn.begin)
