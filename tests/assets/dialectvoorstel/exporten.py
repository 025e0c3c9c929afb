"""Made-up exports of systems without a published layout, in many shapes, with the truth of each row beside them.

The layouts are our guesses at what users of ParnasSys, ESIS, WebUntis and Eduscope might export, varied at random:
words of the header, order, separator, forms of dates and times, language, extra columns, with and without a header, and
csv, xlsx or json.
"""

import csv
import io
import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter

DATUMS: dict[str, Callable[[date], str]] = {
    "JJJJ-MM-DD": lambda d: d.isoformat(),
    "DD-MM-JJJJ": lambda d: f"{d:%d-%m-%Y}",
    "JJJJMMDD": lambda d: f"{d:%Y%m%d}",
    "D-M-JJJJ": lambda d: f"{d.day}-{d.month}-{d.year}",
    "DD/MM/JJJJ": lambda d: f"{d:%d/%m/%Y}",
    "DD.MM.JJJJ": lambda d: f"{d:%d.%m.%Y}",
    "D.M.JJ": lambda d: f"{d.day}.{d.month}.{d:%y}",
    "JJJJ/MM/DD": lambda d: f"{d:%Y/%m/%d}",
}
TIJDEN: dict[str, Callable[[int], str]] = {
    "UU:MM": lambda uur: f"{uur:02}:30",
    "UU:MM:SS": lambda uur: f"{uur:02}:30:00",
    "UUMM": lambda uur: f"{uur:02}30",
    "U:MM": lambda uur: f"{uur}:30",
    "UU.MM": lambda uur: f"{uur:02}.30",
}
SYSTEMEN = ("parnassys", "esis", "webuntis", "eduscope")
KOPPEN = {
    "leerlingnummer": {
        "nl": ["Leerlingnummer", "Leerlingnr.", "Leerling-ID", "Stamnummer"],
        "en": ["Student ID", "Pupil number"],
        "de": ["Schlüssel (extern)", "Schülernummer"],
    },
    "naam": {
        "nl": ["Roepnaam", "Leerling", "Achternaam"],
        "en": ["Student", "Last name"],
        "de": ["Schüler", "Nachname"],
    },
    "klas": {"nl": ["Groep", "Klas", "Stamgroep"], "en": ["Class"], "de": ["Klasse"]},
    "datum": {
        "nl": ["Datum", "Begindatum", "Verzuimdatum", "Datum van"],
        "en": ["Date", "Start date"],
        "de": ["Datum", "Beginndatum"],
    },
    "einddatum": {"nl": ["Einddatum", "Datum tot", "Datum t/m"], "en": ["End date"], "de": ["Enddatum"]},
    "begintijd": {"nl": ["Begintijd", "Van", "Tijd van"], "en": ["From", "Start time"], "de": ["Von", "Beginnzeit"]},
    "eindtijd": {"nl": ["Eindtijd", "Tot", "Tijd tot"], "en": ["Until", "End time"], "de": ["Bis", "Endzeit"]},
    "van": {
        "nl": ["Lesuur", "Lesuur van", "Beginlesuur"],
        "en": ["Period", "First period"],
        "de": ["Stunde", "Stunde von"],
    },
    "tot": {"nl": ["Lesuur tot", "Eindlesuur"], "en": ["Last period"], "de": ["Stunde bis"]},
    "dagdeel": {"nl": ["Dagdeel"], "en": ["Part of day"], "de": ["Tagesteil"]},
    "soort": {"nl": ["Soort verzuim", "Soort", "Type"], "en": ["Type", "Status"], "de": ["Art", "Status"]},
    "code": {
        "nl": ["Reden", "Verzuimcode", "Code reden"],
        "en": ["Reason", "Absence code"],
        "de": ["Abwesenheitsgrund", "Grund"],
    },
    "geoorloofd": {"nl": ["Geoorloofd"], "en": ["Excused"], "de": ["Entschuldigt"]},
    "ingevoerd_op": {"nl": ["Ingevoerd op", "Datum invoer"], "en": ["Created at"], "de": ["Erfasst am"]},
    "opmerking": {"nl": ["Opmerking", "Toelichting"], "en": ["Remarks"], "de": ["Text"]},
    "bsn": {"nl": ["BSN"], "en": ["BSN"], "de": ["BSN"]},
}
SOORTEN = {
    "nl": {"afwezig": "Afwezig", "te_laat": "Te laat", "verwijderd": "Verwijderd"},
    "en": {"afwezig": "Absent", "te_laat": "Late", "verwijderd": "Removed"},
    "de": {"afwezig": "Abwesend", "te_laat": "Verspätet", "verwijderd": "Ausgeschlossen"},
}
JA_NEE = {"nl": ("Ja", "Nee"), "en": ("Yes", "No"), "de": ("entsch.", "nicht entsch.")}
DAGDELEN = {
    "nl": ("Ochtend", "Middag", "Hele dag"),
    "en": ("Morning", "Afternoon", "Whole day"),
    "de": ("Vormittag", "Nachmittag", "Ganztägig"),
}
KOLOMMEN = {
    "parnassys": ["leerlingnummer", "naam", "klas", "datum", "dagdeel", "soort", "code", "geoorloofd", "opmerking"],
    "esis": ["leerlingnummer", "naam", "datum", "begintijd", "einddatum", "eindtijd", "code", "opmerking"],
    "webuntis": ["naam", "leerlingnummer", "klas", "datum", "van", "soort", "code", "geoorloofd", "opmerking"],
    "eduscope": ["leerlingnummer", "datum", "einddatum", "van", "tot", "soort", "code", "ingevoerd_op"],
}
CODES = ("Z", "DR", "O", "VK", "?")
NAMEN = ("Sam de Voorbeeld", "Noor Bedacht", "Robin van Verzonnen", "Kim Nergens", "Lou Niemand")
PROZA = ("belde zelf om acht uur", "niets gehoord van thuis", "was bij de tandarts", "", "stond in de file op de A2")


@dataclass(frozen=True)
class Waarheid:
    """What one row means: first and last day, slots (None: whole day or by time), soort."""

    leerlingnummer: str
    van: date
    tot: date
    slots: tuple[int, int] | None
    soort: str


@dataclass(frozen=True)
class Export:
    """One sample: where it lies, what it is called in a table, and what its rows mean."""

    pad: Path
    systeem: str
    vorm: str
    waarheid: tuple[Waarheid, ...]


class Maker:
    """Makes one export from a seed."""

    def __init__(self, zaad: int, rijen: int = 60):
        self.lot = random.Random(zaad)
        self.systeem = SYSTEMEN[zaad % len(SYSTEMEN)]
        self.taal = self.lot.choice(["nl", "nl", "en", "de"])
        self.datumvorm = self.lot.choice(list(DATUMS))
        self.tijdvorm = self.lot.choice(list(TIJDEN))
        self.vorm = self.lot.choice(["csv", "csv", "csv", "xlsx", "json"])
        self.kop = not (self.systeem in ("esis", "eduscope") and self.vorm == "csv" and self.lot.random() < 0.3)
        self.uurwoord = self.lot.choice(["{}", "{}", "{}e uur", "Lesuur {}"])
        self.kolommen = self._kolommen()
        self.aantal = rijen

    def _kolommen(self) -> list[str]:
        kolommen = list(KOLOMMEN[self.systeem])
        if self.lot.random() < 0.4 and self.kop:
            kolommen += ["bsn"]
        if self.lot.random() < 0.4 and "ingevoerd_op" not in kolommen and self.kop:
            kolommen += ["ingevoerd_op"]
        if self.kop:
            self.lot.shuffle(kolommen)
        return kolommen

    def maak(self, map_: Path) -> Export:
        """Write the export into `map_`."""
        rijen = [self._rij(nummer) for nummer in range(self.aantal)]
        kop = [self.lot.choice(KOPPEN[naam][self.taal]) for naam in self.kolommen]
        pad = map_ / f"export.{self.vorm}"
        {"csv": self._csv, "xlsx": self._xlsx, "json": self._json}[self.vorm](pad, kop, [cel for cel, _ in rijen])
        delen = [self.taal, self.vorm, self.datumvorm, "" if self.kop else "zonder kop"]
        return Export(pad, self.systeem, " ".join(filter(None, delen)), tuple(waar for _, waar in rijen))

    def _rij(self, nummer: int) -> tuple[list[str], Waarheid]:
        leerling = f"{100100 + self.lot.randrange(40)}"
        dag = date(2026, 8, 31) + timedelta(days=self.lot.randrange(70))
        span = timedelta(days=self.lot.choice([0, 0, 0, 1, 3])) if "einddatum" in self.kolommen else timedelta(0)
        soort = self.lot.choice(["afwezig", "afwezig", "te_laat", "verwijderd"]) if "soort" in self.kolommen else ""
        cellen = {
            "leerlingnummer": leerling,
            "naam": self.lot.choice(NAMEN),
            "klas": self.lot.choice(["2B", "3C", "5a"]),
            "datum": DATUMS[self.datumvorm](dag),
            "einddatum": DATUMS[self.datumvorm](dag + span),
            "soort": SOORTEN[self.taal].get(soort, ""),
            "code": self.lot.choice(CODES),
            "geoorloofd": self.lot.choice(JA_NEE[self.taal]),
            "opmerking": self.lot.choice(PROZA) and f"{self.lot.choice(PROZA)} {nummer}",
            "ingevoerd_op": f"{DATUMS[self.datumvorm](dag)} {TIJDEN['UU:MM'](10)}",
            "bsn": bsn(self.lot),
        }
        uur = self.lot.randint(1, 9)
        slots = self._wanneer(cellen, uur, span)
        return [cellen[naam] for naam in self.kolommen], Waarheid(leerling, dag, dag + span, slots, soort)

    def _wanneer(self, cellen: dict[str, str], uur: int, span: timedelta) -> tuple[int, int] | None:
        """Fill the cells that say which part of the day it is; the slots that they mean (lesuur n begins at 6+n)."""
        if self.systeem == "parnassys":
            deel = self.lot.randrange(3)
            cellen["dagdeel"] = DAGDELEN[self.taal][deel]
            return [(21, 21), (22, 22), None][deel]
        if self.systeem == "esis":
            cellen |= {"begintijd": TIJDEN[self.tijdvorm](uur + 6), "eindtijd": TIJDEN[self.tijdvorm](uur + 7)}
            return (uur, uur + 1)
        laatste = min(uur + self.lot.randrange(3), 12) if "tot" in self.kolommen else uur
        laatste = max(laatste, uur)
        cellen |= {"van": self.uurwoord.format(uur), "tot": self.uurwoord.format(laatste)}
        return (uur, laatste)

    def _csv(self, pad: Path, kop: list[str], rijen: list[list[str]]) -> None:
        buffer = io.StringIO(newline="")
        scheiding = self.lot.choice([";", ",", "\t"])
        csv.writer(buffer, delimiter=scheiding).writerows([kop, *rijen] if self.kop else rijen)
        pad.write_bytes(buffer.getvalue().encode(self.lot.choice(["utf-8", "utf-8-sig", "cp1252"])))

    def _xlsx(self, pad: Path, kop: list[str], rijen: list[list[str]]) -> None:
        boek = xlsxwriter.Workbook(str(pad))
        blad = boek.add_worksheet()
        for nummer, rij in enumerate([kop, *rijen]):
            blad.write_row(nummer, 0, rij)
        boek.close()

    def _json(self, pad: Path, kop: list[str], rijen: list[list[str]]) -> None:
        items = [{naam: waarde or None for naam, waarde in zip(kop, rij, strict=True)} for rij in rijen]
        pad.write_text(json.dumps(items if self.lot.random() < 0.5 else {"data": items, "aantal": len(items)}))


def bsn(lot: random.Random) -> str:
    """A made-up number that passes the eleven-test."""
    while True:
        cijfers = [lot.randrange(10) for _ in range(8)]
        laatste = sum((9 - plek) * cijfer for plek, cijfer in enumerate(cijfers)) % 11
        if laatste < 10:
            return "".join(map(str, [*cijfers, laatste]))
