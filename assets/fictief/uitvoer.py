"""All files of one school: snapshots and attendance, in the school's own separator, encoding and header style."""

from datetime import date, datetime, timedelta
from pathlib import Path

import numpy as np

from assets.fictief import stamgegevens as stam
from assets.fictief.bestand import naam, schrijf, tekst, werkboek
from assets.fictief.fouten import Fout, foute_rij
from assets.fictief.leveringen import Moment, begin_moment, momenten, wijzigmoment
from assets.fictief.scholen import Gewoonte
from assets.fictief.school import Schooljaar
from assets.fictief.verzuim import KOPPEN, MagisterRaster, Regels, Schrijfwijze

VERZUIM_BESTAND = {
    "somtoday": "absentiemeldingen",
    "magister": "verantwoording",
    "eduarte": "absenties",
    "standaard": "verzuim",
}
HERHAALDE_LEVERING = 23
"""One in so many deliveries is sent a second time, unchanged, an hour later."""


VERKEERD_BESTAND = 2
"""Of the schools that make errors every second one delivers a file of another kind."""
VERKEERDE_LIJST = [["vak", "lokaal", "docent"], ["wiskunde", "1.12", "VBD"], ["gym", "zaal", "VBD"]]


class Uitvoer:
    """Writes one school's folder; counts files and bytes, keeps what the truth must tell (`fouten`, `leveringen`).

    `sluit_af`: the city goes on after this schooljaar, so the school also delivers in the first week of the summer.
    """

    def __init__(self, jaar: Schooljaar, map_: Path, rng: np.random.Generator, sluit_af: bool = False):
        self.sluit_af = sluit_af
        self.jaar, self.map, self.rng = jaar, map_ / jaar.school.brin6, rng
        self.bestanden, self.bytes = 0, 0
        self.fouten: list[Fout] = []
        self.leveringen: list[tuple[Moment, str]] = []

    def alles(self) -> None:
        """Snapshots first, then every attendance delivery."""
        self._snapshots()
        self._verzuim()
        self._bekende_fouten()

    def _bekende_fouten(self) -> None:
        """What is wrong in more than one file: typing errors in a pgn, a code that comes before its table row."""
        pl, p = self.jaar.plaatsingen, self.jaar.personen
        aantal = int((p.pgn_fout[pl.persoon] & (p.pgn[pl.persoon] > 0)).sum())
        self.fouten += [Fout(self.jaar.school.brin6, "inschrijvingen", 0, "pgn_ongeldig")] * aantal
        nieuw = self.jaar.school.gewoonte.nieuwe_code_week
        if nieuw is not None and nieuw >= 0:
            self.fouten.append(Fout(self.jaar.school.brin6, "verzuim", 0, "onbekende_code"))

    def _zet(self, pad: Path, inhoud: bytes) -> None:
        self.bytes += schrijf(pad, inhoud)
        self.bestanden += 1

    def _snapshots(self) -> None:
        self._stand("codes", stam.code_weken(self.jaar), lambda week, op: stam.codes(self.jaar, week))
        self._stand(
            "inschrijvingen", stam.inschrijving_weken(self.jaar), lambda week, op: stam.inschrijvingen(self.jaar, op)
        )
        self._stand("rooster", stam.rooster_weken(self.jaar), lambda week, op: stam.rooster(self.jaar, week))
        if self.jaar.school.gewoonte.ics:
            self._ics()
        else:
            self._stand("kalender", stam.kalender_weken(self.jaar), lambda week, op: stam.kalender(self.jaar, week))
        if self.jaar.school.gewoonte.fouten and self.jaar.school.index % VERKEERD_BESTAND == 0:
            self._verkeerd_bestand()

    def _verkeerd_bestand(self) -> None:
        """In the last week a list of another kind in the folder of codes: refused, and the codes of before stay."""
        moment = wijzigmoment(self.jaar.agenda, self.jaar.weken - 1) + timedelta(minutes=40)
        self._tabel("codes", None, moment, VERKEERDE_LIJST)
        self.fouten.append(Fout(self.jaar.school.brin6, naam("codes", None, moment, "csv"), 0, "kolom_ontbreekt"))

    def _stand(self, soort: str, weken: list[int], maak) -> None:
        """The first snapshot and one for each week in `weken` in which the school is not silent."""
        begin = begin_moment(self.jaar.agenda, self.jaar.school)
        self._tabel(soort, None, begin, maak(-1, begin.date()))
        for week in self._niet_stil(weken):
            op = wijzigmoment(self.jaar.agenda, week)
            self._tabel(soort, None, op, maak(week, op.date()))

    def _niet_stil(self, weken: list[int]) -> list[int]:
        """A silent school catches up: what changed meanwhile goes along with the first week after."""
        stil = self.jaar.school.gewoonte.stil
        if stil is None:
            return weken
        gemist = any(stil[0] <= w <= stil[1] for w in weken) and stil[1] + 1 < self.jaar.weken
        return sorted({w for w in weken if not stil[0] <= w <= stil[1]} | ({stil[1] + 1} if gemist else set()))

    def _ics(self) -> None:
        for week, moment in [
            (-1, begin_moment(self.jaar.agenda, self.jaar.school)),
            *((w, wijzigmoment(self.jaar.agenda, w)) for w in self._niet_stil(stam.kalender_weken(self.jaar))),
        ]:
            pad = self.map / "kalender" / naam("schoolkalender", None, moment, "ics")
            self._zet(pad, tekst(stam.ics(self.jaar, week), "utf-8", "\r\n"))

    def _tabel(
        self, soort: str, periode: tuple[date, date] | None, ontvangen: datetime, rijen: list[list[str]]
    ) -> None:
        g = self.jaar.school.gewoonte
        if g.vorm == "xlsx" and soort == "inschrijvingen":
            self._zet(self.map / soort / naam(soort, periode, ontvangen, "xlsx"), werkboek(_kop(rijen, g.kop)))
            return
        regels = [g.scheiding.join(_citeer(cel, g) for cel in rij) for rij in _kop(rijen, g.kop)]
        self._zet(self.map / soort / naam(soort, periode, ontvangen, "csv"), tekst(regels, g.codering, g.regeleinde))

    def _verzuim(self) -> None:
        w = Schrijfwijze(self.jaar)
        regels = Regels(w)
        raster = MagisterRaster(w, regels) if self.jaar.school.dialect == "magister" else None
        reeks = momenten(self.rng, self.jaar.school, self.jaar.agenda, *self._leverweken())
        for n, moment in enumerate(reeks):
            van, tot = np.datetime64(moment.van), np.datetime64(moment.tot)
            if raster:
                rijen = raster.rijen(moment.minuut, van, tot)
            else:
                rijen = list(regels.rijen(regels.bekend(moment.minuut, van, tot), moment.minuut))
            self._levering(moment, rijen, n)

    def _leverweken(self) -> tuple[int, np.ndarray]:
        """Weeks that are delivered, and which of them have lessons; a year that goes on closes with one summer week."""
        if not self.sluit_af:
            return self.jaar.weken, self.jaar.is_lesweek
        return self.jaar.weken + 1, np.append(self.jaar.is_lesweek, False)

    def _levering(self, moment: Moment, rijen: list[str], n: int) -> None:
        school, g = self.jaar.school, self.jaar.school.gewoonte
        uitgang = {"somtoday": "json"}.get(school.dialect, g.vorm)
        bestand = naam(VERZUIM_BESTAND[school.dialect], (moment.van, moment.tot), moment.ontvangen, uitgang)
        if g.fouten and rijen:
            rijen = self._met_fouten(rijen, bestand, n)
        inhoud = self._inhoud(rijen)
        self._zet(self.map / "verzuim" / bestand, inhoud)
        self.leveringen.append((moment, bestand))
        if (school.index + n) % HERHAALDE_LEVERING == 0 and n:
            nogmaals = moment.ontvangen.replace(hour=moment.ontvangen.hour + 1)
            self._zet(
                self.map
                / "verzuim"
                / naam(VERZUIM_BESTAND[school.dialect], (moment.van, moment.tot), nogmaals, uitgang),
                inhoud,
            )

    def _met_fouten(self, rijen: list[str], bestand: str, n: int) -> list[str]:
        school = self.jaar.school
        sep = ";" if school.dialect == "eduarte" else school.gewoonte.scheiding
        fout = foute_rij(school.dialect, rijen, sep, n)
        if fout is None:
            return rijen
        kopregels = 0 if school.dialect in ("eduarte", "somtoday") else 1
        self.fouten.append(Fout(school.brin6, bestand, len(rijen) + kopregels + 1, fout[1]))
        return [*rijen, fout[0]]

    def _inhoud(self, rijen: list[str]) -> bytes:
        school, g = self.jaar.school, self.jaar.school.gewoonte
        if school.dialect == "somtoday":
            return ('{"items":[\n' + ",\n".join(rijen) + "\n]}\n").encode()
        if school.dialect == "eduarte":
            return tekst(rijen, g.codering, g.regeleinde) if rijen else b""
        kop = [*KOPPEN[school.dialect], *(["bron"] if g.extra_kolom else [])]
        if g.vorm == "xlsx":
            return self._werkboek(kop, rijen)
        return tekst([g.scheiding.join(_kop([kop], g.kop)[0]), *rijen], g.codering, g.regeleinde)

    def _werkboek(self, kop: list[str], rijen: list[str]) -> bytes:
        """Numbers of lesson and pupil as text, the date as a date cell."""
        g = self.jaar.school.gewoonte
        cellen = [rij.split(g.scheiding) for rij in rijen]
        for rij in cellen:
            rij[1] = datetime.strptime(rij[1], g.datumvorm).date().isoformat()
        return werkboek([_kop([kop], g.kop)[0], *cellen], datumkolommen=(1,))


def _kop(rijen: list[list[str]], stijl: str) -> list[list[str]]:
    """Header names as the school writes them; contracts match without case, spaces and underscores."""
    anders = {"klein": str, "hoofd": lambda k: k.replace("_", " ").capitalize(), "streep": str.upper}[stijl]
    return [[anders(k) for k in rijen[0]], *rijen[1:]]


def _citeer(cel: str, g: Gewoonte) -> str:
    """Quoted where it must be, or always where the school's system does so."""
    return '"' + cel.replace('"', '""') + '"' if g.aanhalingstekens or g.scheiding in cel or '"' in cel else cel
