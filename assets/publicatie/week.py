"""Writes the folder of one week: everything in a temporary folder on the same disk, put in place by one rename,
run.json last.

The same warehouse gives the same bytes: no clock, run id or duration stands in any file but run.json.
"""

from __future__ import annotations

import shutil
import time
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from assets.bekijk.kopie import Kopieschrijver
from assets.bekijk.opschrijven import invoer_sha256, schrijf_op
from assets.bekijk.sleutelbos import zorg_voor_sleutels
from assets.publicatie import groepen, klastrends, leerpaginas
from assets.publicatie import trendpaginas as tp
from assets.publicatie.beheer import (
    boodschappen_van,
    controle_van,
    gemeentestanden_van,
    lees_stilte,
    leveringen_van,
    poorten_van,
    schoolstand_van,
    terugkoppeling_van,
    werkpunt_van,
)
from assets.publicatie.bekijk import maak_kopie
from assets.publicatie.bewegingen import bewegingen_csv
from assets.publicatie.bron import groepeer, lees, lees_namen, lees_per_school
from assets.publicatie.hercodering import STAD, lees_hercodering
from assets.publicatie.kanten import KANTEN, Kantlezer
from assets.publicatie.kwaliteit import lees_kwaliteit
from assets.publicatie.lijsten import maak_lijst
from assets.publicatie.signalen import signalen_csv, zaken_csv
from assets.uitgifte.beheer import index_html, validatie_html, werkvoorraad_csv, werkvoorraad_html
from assets.uitgifte.csvbestand import maak_csv
from assets.uitgifte.leren import leren_html
from assets.uitgifte.lijst import lijst_html
from assets.uitgifte.lijst_xlsx import lijst_xlsx
from assets.uitgifte.modellen import Kant
from assets.uitgifte.modellen_beheer import Maandag, RunVerslag, Validatie, Werkpunt, Werkvoorraad
from assets.uitgifte.runjson import run_json
from assets.uitgifte.schrijf import schrijf
from assets.uitgifte.sjabloon import met_toelichting
from assets.uitgifte.terugkoppeling import terugkoppeling_csv, terugkoppeling_html
from assets.uitgifte.trend import trend_html
from assets.werk import Werk
from data_contracts.register import School, instellingen_sha256
from models.tijd import begin_van_keten, weeknaam

SCHOOLBESTANDEN = (
    "signalen_school.csv",
    "signalen_leerplicht.csv",
    "lijst_school.html",
    "lijst_school.xlsx",
    "lijst_leerplicht.html",
    "lijst_leerplicht.xlsx",
    "trend_school.html",
    "trend_school.csv",
    "leren.html",
    "leren.csv",
    "groepssignalen.csv",
    "terugkoppeling.html",
    "terugkoppeling.csv",
)
WEEKBESTANDEN = (
    "index.html",
    "gemeente/signalen_leerplicht.csv",
    "gemeente/werkvoorraad.html",
    "gemeente/werkvoorraad.csv",
    "stad/index.html",
    "stad/trends.csv",
    "stad/bewegingen.csv",
    "stad/leren.html",
    "stad/leren.csv",
    "stad/groepssignalen.csv",
    "stad/leerplichttelling.csv",
    "validatie.html",
    "run.json",
)
TOELICHTING = "TOELICHTING.txt"
WEEKMAP, IN_WORDING, VORIGE = "[0-9][0-9][0-9][0-9]-W[0-9][0-9]", ".deel", ".oud"
"""The folder of a week; what stands behind its name while it is written, and while it makes way for a new one."""
CONTROLES = (
    "SELECT soort, regel, kolom, reden, verwachting, sum(onverwacht)::BIGINT, bool_or(is_fout) "
    "FROM {kamer}.bron.controle WHERE peildatum <= $p GROUP BY soort, regel, kolom, reden, verwachting"
)
BEDRIJFSVELDEN = "SELECT count(*) FROM {tabel} WHERE peildatum = $p"


def lees_toelichting(aanlevering: Path) -> str:
    """One sentence for every page (a fictitious city says here that it is one); empty without the file."""
    pad = aanlevering / TOELICHTING
    return " ".join(pad.read_text(encoding="utf-8").split()) if pad.is_file() else ""


def verwachte_bestanden(werk: Werk) -> list[str]:
    """The files of one week, as aanlevering.md §3 lists them."""
    swvs = sorted({s.swv for s in werk.register.scholen if s.swv})
    van_school = [f"{s.brin6}/{naam}" for s in werk.register.scholen for naam in SCHOOLBESTANDEN]
    return [*van_school, *WEEKBESTANDEN, *(f"stad/swv_{code}.html" for code in swvs)]


@dataclass
class Week:
    """One week being written, in `map` (temporary)."""

    werk: Werk
    peildatum: date
    map: Path

    def __post_init__(self) -> None:
        self.vanaf = begin_van_keten(self.peildatum, self.werk.eerste_bekend or self.peildatum)
        self.toelichting = lees_toelichting(self.werk.aanlevering)
        self.kopieen = self._kopieschrijver()

    def _kopieschrijver(self) -> Kopieschrijver | None:
        """Who writes the copies for the review page; None where no page is kept."""
        if not (plek := self.werk.bekijk):
            return None
        bos = zorg_voor_sleutels(plek.sleutels, [school.brin6 for school in self.werk.register.scholen])
        return Kopieschrijver(plek.kopieen, bos, self.peildatum)

    def _lees(self, vraag: str) -> dict[str, list]:
        return lees_per_school(self.werk.magazijn, vraag, self.peildatum)

    def _rijen(self, vraag: str) -> list:
        return lees(self.werk.magazijn, vraag, self.peildatum)

    def schrijf(self) -> None:
        """All files but run.json."""
        self._lees_alles()
        for school in self.werk.register.scholen:
            self._school(school)
        self._gemeente()
        self._stad()
        self._beheer()

    def _lees_alles(self) -> None:
        self.kant = {kant: Kantlezer(self.werk, kant, self.peildatum) for kant in KANTEN}
        self.stilte = lees_stilte(self.werk.magazijn, self.peildatum)
        self.kwaliteit = lees_kwaliteit(self.werk.magazijn, self.peildatum)
        self.opmerkingen = self._lees("opmerkingen")
        self.inzet = self._lees("inzet_school")
        alle = leveringen_van(
            lees(self.werk.magazijn, "opname_school", self.peildatum), [o for r in self.opmerkingen.values() for o in r]
        )
        self.leveringen = groepeer([(rij.brin6 or "", rij, lev) for rij, lev in alle])
        van_leerplicht = leveringen_van(lees(self.werk.magazijn, "opname_leerplicht", self.peildatum), [])
        self.gemeente = [*van_leerplicht, *((rij, lev) for _, rij, lev in self.leveringen.pop("", []))]
        self.trend_stad = [
            r for r in lees(self.werk.magazijn, "trends_stad", self.peildatum) if r.peildatum >= self.vanaf
        ]
        self.naast = tp.naast_van(self.trend_stad, self._soorten())
        self.leren_school = leerpaginas.per_school(self._rijen("leren_school"))
        self.trend_school: dict[str, list] = {}
        for rij in lees(self.werk.magazijn, "trends_school", self.peildatum):
            if rij.peildatum >= self.vanaf:
                self.trend_school.setdefault(rij.code, []).append(rij)
        self.trend_klas = klastrends.per_school(
            rij for rij in self._rijen("klastrends_school") if rij.peildatum >= self.vanaf
        )
        self.klassen = self._lees("klassen_school")
        van_scholen = (rij for rijen in self.trend_school.values() for rij in rijen)
        self.schoolalarmen = groepen.schoolalarmen(self.peildatum, van_scholen, self._soorten())

    def _soorten(self) -> dict[str, str]:
        return {school.brin6: school.soort for school in self.werk.register.scholen}

    def _groepsrijen(self, brin6: str) -> list[dict[str, object]]:
        """The collective signals of one school, for its own kernteam."""
        alarm = self.schoolalarmen.get(brin6)
        van_school = [groepen.schoolrij(self.peildatum, alarm)] if alarm else []
        return [*van_school, *groepen.klasrijen(brin6, self.peildatum, self.klassen.get(brin6, []))]

    def _zet(self, naam: str, inhoud: str | bytes) -> None:
        schrijf(self.map / naam, inhoud, wacht_op_schijf=False)

    def _van_school(self, brin6: str) -> list:
        return [(rij, lev) for _, rij, lev in self.leveringen.get(brin6, [])]

    def _school(self, school: School) -> None:
        for kant in KANTEN:
            self._kant(school, kant)
        rijen = self.trend_school.get(school.brin6, [])
        groepsrijen = self._groepsrijen(school.brin6)
        pagina = tp.schoolpagina(
            self.werk.register.modus,
            school.naam,
            rijen,
            self.inzet.get(school.brin6, []),
            self.peildatum,
            self.vanaf,
            self.werk.versie,
            opvallend=groepen.zinnen(groepsrijen, {school.brin6: "De school"}),
            naast=self.naast.get(school.brin6, ()),
        )
        klassen = klastrends.klastrends_van(self.trend_klas.get(school.brin6, []), pagina.inzet or (), self.peildatum)
        self._zet(f"{school.brin6}/trend_school.html", trend_html(replace(pagina, klassen=klassen)))
        self._zet(f"{school.brin6}/trend_school.csv", tp.trends_csv("trend_school", rijen))
        self._leren(school)
        self._zet(f"{school.brin6}/groepssignalen.csv", maak_csv("groepssignalen", groepsrijen))
        bericht = terugkoppeling_van(
            school,
            self.peildatum,
            self.werk.register.modus,
            self.werk.versie,
            self._van_school(school.brin6),
            self.opmerkingen.get(school.brin6, []),
            self.stilte.get(school.brin6),
            self.kwaliteit.get(school.brin6, ()),
            self._boodschappen(school),
        )
        self._zet(f"{school.brin6}/terugkoppeling.html", terugkoppeling_html(bericht))
        self._zet(f"{school.brin6}/terugkoppeling.csv", terugkoppeling_csv(bericht))

    def _leren(self, school: School) -> None:
        rijen = self.leren_school.get(school.brin6, [])
        pagina = leerpaginas.schoolpagina(self.werk.register, school, rijen, self.peildatum, self.werk.versie)
        self._zet(f"{school.brin6}/leren.html", leren_html(pagina))
        self._zet(f"{school.brin6}/leren.csv", tp.trends_csv("leren", rijen))

    def _kant(self, school: School, kant: Kant) -> None:
        gegevens = self.kant[kant].gegevens(school)
        lijst = maak_lijst(gegevens)
        signalen = signalen_csv(kant, self.peildatum, gegevens.signalen, gegevens.namen, gegevens.drempels)
        self._zet(f"{school.brin6}/signalen_{kant}.csv", signalen)
        self._zet(f"{school.brin6}/lijst_{kant}.html", lijst_html(lijst))
        self._zet(f"{school.brin6}/lijst_{kant}.xlsx", lijst_xlsx(lijst))
        if self.kopieen:
            self.kopieen.zet(maak_kopie(gegevens, lijst, self.kopieen.bos, self.toelichting))

    def _boodschappen(self, school: School) -> tuple[str, ...]:
        gevonden = self.werk.magazijn.rijen(
            "SELECT verdwenen, zonder_vakantie FROM school.publicatie.schoolbericht "
            "WHERE peildatum = $p AND brin6 = $b",
            {"p": self.peildatum, "b": school.brin6},
        )
        return boodschappen_van(*gevonden[0]) if gevonden else ()

    def _gemeente(self) -> None:
        zaken = zaken_csv(self.peildatum, self._rijen("zaken_leerplicht"))
        self._zet("gemeente/signalen_leerplicht.csv", zaken)
        voorraad = Werkvoorraad(self.werk.register.modus, self.peildatum, tuple(self._werkpunten()), self.werk.versie)
        self._zet("gemeente/werkvoorraad.html", werkvoorraad_html(voorraad))
        self._zet("gemeente/werkvoorraad.csv", werkvoorraad_csv(voorraad))

    def _werkpunten(self) -> list[Werkpunt]:
        per_school = groepeer([(rij.brin6 or "", rij) for rij in self._rijen("werkvoorraad_leerplicht")])
        punten = [werkpunt_van(None, None, rij, self.peildatum) for _, rij in per_school.get("", [])]
        for school in self.werk.register.scholen:
            eigen = [rij for _, rij in per_school.get(school.brin6, [])]
            namen = lees_namen(self.werk.magazijn, "leerplicht", school.brin6, self.peildatum) if eigen else {}
            punten += [werkpunt_van(school, namen[rij.leerling], rij, self.peildatum) for rij in eigen]
        return punten

    def _stad(self) -> None:
        register, deel = self.werk.register, (self.peildatum, self.vanaf, self.werk.versie)
        bewegingen = [rij for rij in self._rijen("bewegingen_stad") if rij.peildatum >= self.vanaf]
        alarmen = groepen.schoolalarmen(self.peildatum, self.trend_stad, self._soorten())
        groepsrijen = [groepen.schoolrij(self.peildatum, alarm) for alarm in alarmen.values()]
        namen = {school.brin6: school.naam for school in tp.met_eigen_naam(register.scholen)}
        zinnen = groepen.zinnen(groepsrijen, namen)
        codes = lees_hercodering(self.werk, self.peildatum, self.vanaf)
        stad = tp.stadpagina(register, self.trend_stad, bewegingen, *deel, codes.get(STAD, ()), opvallend=zinnen)
        self._zet("stad/index.html", trend_html(stad))
        self._zet("stad/bewegingen.csv", bewegingen_csv(bewegingen))
        for swv in sorted({s.swv for s in register.scholen if s.swv}):
            van_swv = tp.swvpagina(register, swv, self.trend_stad, *deel, codes.get(swv, ()))
            self._zet(f"stad/swv_{swv}.html", trend_html(van_swv))
        leren = self._rijen("leren_stad")
        pagina = leerpaginas.stadpagina(register, leren, self.peildatum, self.werk.versie)
        self._zet("stad/leren.html", leren_html(pagina))
        self._zet("stad/leren.csv", tp.trends_csv("leren", leren))
        nu = [r for r in self.trend_stad if r.peildatum == self.peildatum]
        self._zet("stad/trends.csv", tp.trends_csv("trends", nu))
        self._zet("stad/groepssignalen.csv", maak_csv("groepssignalen", groepsrijen))
        jaar = [rij._asdict() for rij in self._rijen("jaartelling_stad")]
        self._zet("stad/leerplichttelling.csv", maak_csv("leerplichttelling", jaar))

    def _beheer(self) -> None:
        register = self.werk.register
        weken = self.kant["school"].rijen["weken"]
        alle = [*self.gemeente, *((rij, lev) for rijen in self.leveringen.values() for _, rij, lev in rijen)]
        controles = tuple(controle_van(*rij) for rij in self.controlerijen())
        maandag = Maandag(
            modus=register.modus,
            peildatum=self.peildatum,
            scholen=tuple(
                schoolstand_van(
                    s, self.peildatum, self._van_school(s.brin6), weken.get(s.brin6, []), self.stilte.get(s.brin6)
                )
                for s in register.scholen
            ),
            gemeente=gemeentestanden_van(self.gemeente, self.peildatum),
            geweigerd=tuple(
                lev for rij, lev in alle if lev.uitkomst == "geweigerd" and rij.bekend_op == self.peildatum
            ),
            poorten=poorten_van([lev for _, lev in alle], controles),
            swv=tuple(
                (code, f"Samenwerkingsverband {code}") for code in sorted({s.swv for s in register.scholen if s.swv})
            ),
            versie=self.werk.versie,
        )
        self._zet("index.html", index_html(maandag))
        self._zet(
            "validatie.html", validatie_html(Validatie(register.modus, self.peildatum, controles, self.werk.versie))
        )

    def controlerijen(self) -> list[tuple]:
        """What Great Expectations found in all deliveries known at P, per contract rule; each room tells of its own
        kinds.
        """
        per_kamer = (self.werk.magazijn.rijen(CONTROLES.format(kamer=kamer), {"p": self.peildatum}) for kamer in KANTEN)
        return [(soort, *rest) for soort, _, *rest in sorted(rij for rijen in per_kamer for rij in rijen)]

    def verslag(self, tabellen: list[str], instellingen: str) -> RunVerslag:
        """What run.json holds."""
        alle = [*self.gemeente, *((rij, lev) for rijen in self.leveringen.values() for _, rij, lev in rijen)]
        telling = {
            t: self.werk.magazijn.rijen(BEDRIJFSVELDEN.format(tabel=t), {"p": self.peildatum})[0][0] for t in tabellen
        }
        duur = {t: s for (t, p), s in self.werk.stappen.items() if p == self.peildatum}
        return RunVerslag(self.peildatum, self.werk.versie, instellingen, tuple(lev for _, lev in alle), telling, duur)


def herstel_weken(uit: Path) -> None:
    """Undo what a killed run left in `uit`: a week that was on its way to its place, and the one that made way for it.

    A week that was taken away and not yet replaced comes back; a run of its Sunday writes it anew.
    """
    for oud in uit.glob(f".{WEEKMAP}{VORIGE}"):
        doel = uit / oud.name.removeprefix(".").removesuffix(VORIGE)
        if doel.exists():
            shutil.rmtree(oud)
        else:
            oud.rename(doel)
    for half in uit.glob(f".{WEEKMAP}{IN_WORDING}"):
        shutil.rmtree(half)


def _schrijf_op(werk: Werk, verslag: RunVerslag) -> None:
    """The line in the log that this week was made, and from what; the week is put in its place after it only."""
    if werk.bekijk:
        schrijf_op(
            werk.bekijk,
            "run",
            week=weeknaam(verslag.peildatum),
            versie=verslag.versie,
            instellingen_sha256=verslag.instellingen_sha256,
            invoer_sha256=invoer_sha256(levering.sha256 for levering in verslag.leveringen),
        )


def schrijf_week(werk: Werk, peildatum: date, tabellen: list[str]) -> Path:
    """Write the folder of one week and put it in its place; returns the folder. `tabellen`: counted in run.json."""
    doel = werk.uit / weeknaam(peildatum)
    tijdelijk, oud = werk.uit / f".{doel.name}{IN_WORDING}", werk.uit / f".{doel.name}{VORIGE}"
    shutil.rmtree(tijdelijk, ignore_errors=True)
    week = Week(werk, peildatum, tijdelijk)
    begin = time.monotonic()
    with met_toelichting(week.toelichting):
        week.schrijf()
    werk.stappen[("uit.week.map", peildatum)] = time.monotonic() - begin
    verslag = week.verslag(tabellen, instellingen_sha256(werk.aanlevering))
    schrijf(tijdelijk / "run.json", run_json(verslag))
    _schrijf_op(werk, verslag)
    shutil.rmtree(oud, ignore_errors=True)
    if doel.exists():
        doel.rename(oud)
    tijdelijk.rename(doel)
    shutil.rmtree(oud, ignore_errors=True)
    if week.kopieen:
        week.kopieen.klaar()
    return doel
