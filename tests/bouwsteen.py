"""A builder for tiny deliveries: what a boundary test needs, and nothing else.

    stad = Stadje(tmp_path)
    school = stad.school("99AA00")                                # register, code table
    school.rooster(klas="1a")                                     # lesuur 1-6 of 50 minutes, Monday-Friday
    school.inschrijving("1001", "2010-03-01", klas="1a", startdatum="2026-08-01")
    school.verzuim("2026-08-31", "2026-10-04", "20261005T0600", [
        gemist("1001", "2026-09-07", 1, 6, code="O"),             # lesuur 1-6
        gemist("1001", "2026-09-08", code="Z"),                   # whole day
    ])
    stad.melding("M1", "99AA00", "1001", begindatum="2026-09-07", melddatum="2026-09-08", ontvangen="20260908T0600")
    stad.map                                                      # the delivery folder to run on

Every call writes its files at once. Dates are text `JJJJ-MM-DD` or `date`; receipts are `JJJJMMDDTHHMM` (local time).
Snapshot kinds are written whole at each receipt: a row with the same key as an earlier one replaces it from its receipt
on, and `verwijder` leaves rows out from its receipt on. Nothing here knows what the product makes of it.
Beware: by the rules a file with the content of an earlier one (same kind and period) changes nothing. Who undoes a
change to the letter writes such a file; give it one harmless row more.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

BEGIN = "20260801T0600"
"""Receipt of every snapshot that names none."""

KOPPEN = {
    "codes": "code;omschrijving;categorie;geoorloofd;geldig_van;geldig_tot",
    "inschrijvingen": "leerlingnummer;pgn;roepnaam;achternaam;geboortedatum;klas;leerjaar;onderwijssoort;startdatum;"
    "einddatum;hoofdinschrijving;startkwalificatie_op;bestemming_brin6;woongemeente",
    "rooster": "klas;leerlingnummer;geldig_van;geldig_tot;weekdag;slot;minuten",
    "kalender": "van;tot;soort;klas",
    "kernteam": "peildatum;leerlingnummer;signaal;besluit;wie;vervolg;datum",
    "meldingen": "meldingsnummer;pgn;brin6;leerlingnummer;soort;begindatum;einddatum;melddatum;status;reden_afgesloten",
    "vrijstellingen": "zaaknummer;pgn;artikel;begindatum;einddatum",
    "absoluut": "zaaknummer;pgn;geboortedatum;datum_signaal;status;einddatum;reden",
    "inzet": "brin6;niveau;klas;soort;aanbieder;begindatum;einddatum",
}
SLEUTELS = {
    "codes": ("code", "geldig_van"),
    "inschrijvingen": ("leerlingnummer", "startdatum"),
    "rooster": ("klas", "leerlingnummer", "geldig_van", "weekdag", "slot"),
    "kalender": ("van", "soort", "klas"),
    "meldingen": ("meldingsnummer",),
    "vrijstellingen": ("zaaknummer",),
    "absoluut": ("zaaknummer",),
    "inzet": ("brin6", "niveau", "klas", "soort", "begindatum"),
}
CODES = (
    ("Z", "ziek", "ja"),
    ("M", "medisch", "ja"),
    ("V", "verlof", "ja"),
    ("L", "luxe", "nee"),
    ("S", "schorsing", "ja"),
    ("O", "zonder_reden", "nee"),
    ("?", "onbekend", "onbekend"),
    ("T", "te_laat", "nee"),
    ("W", "verwijderd", "nee"),
    ("P", "aanwezig", "ja"),
    ("N", "nvt", "ja"),
    ("B", "geen_verzuim", "ja"),
)
"""The default code table: code, categorie, geoorloofd."""

STANDAARD_KOP = "leerlingnummer;datum;eenheid;van;tot;soort;code;ingevoerd_op"
MAGISTER_KOP = "stamnr;daanwezigheid;lesuur;code;omschr;geoorloofd;bluxeverzuim;type;dinvoer"
SOMTODAY_SOORT = {"afwezig": "Absent", "te_laat": "Telaat", "verwijderd": "Verwijderd", "nvt": "Nvt"}
MAGISTER_TYPE = {"afwezig": 1, "te_laat": 2, "verwijderd": 4, "aanwezig": 5, "nvt": 6}
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
GEEN_EIND = "open"
"""As `einddatum` of an attendance row: still going on (eduarte and somtoday only)."""

Datum = str | date
Slot = int | str | None


def dag(datum: Datum) -> date:
    """Text or date as a date."""
    return date.fromisoformat(datum) if isinstance(datum, str) else datum


def iso(datum: Datum | None) -> str:
    """A date as text; None or empty as an empty field."""
    return datum.isoformat() if isinstance(datum, date) else datum or ""


@dataclass(frozen=True)
class Verzuimrij:
    """One attendance row in no dialect. van/tot: first and last slot (lesuur, or ochtend/middag); None: whole days."""

    leerlingnummer: str
    datum: Datum
    van: Slot = None
    tot: Slot = None
    code: str = "O"
    soort: str = "afwezig"
    ingevoerd: str = ""
    einddatum: Datum | None = None


def gemist(
    leerlingnummer: str,
    datum: Datum,
    van: Slot = None,
    tot: Slot = None,
    code: str = "O",
    soort: str = "afwezig",
    ingevoerd: str = "",
    einddatum: Datum | None = None,
) -> Verzuimrij:
    """An absence; without slots the whole day. `code`: one of CODES (O ongeoorloofd, Z ziek, ? onbekend, L luxe)."""
    return Verzuimrij(leerlingnummer, datum, van, tot, code, soort, ingevoerd, einddatum)


def csv_tekst(rijen: Iterable[Sequence[object]]) -> bytes:
    """Fields with `;` and CRLF, UTF-8."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=";", lineterminator="\r\n").writerows(rijen)
    return buffer.getvalue().encode()


# --- dialects ------------------------------------------------------------------------------------------------------


def standaard(rijen: Sequence[Verzuimrij]) -> bytes:
    def velden(rij: Verzuimrij) -> list[object]:
        assert rij.einddatum is None, "standaard: a row is one day; give one row a day"
        eenheid = "dag" if rij.van is None else "dagdeel" if isinstance(rij.van, str) else "lesuur"
        slots = [rij.van or "", rij.tot or ""]
        return [rij.leerlingnummer, iso(rij.datum), eenheid, *slots, rij.soort, rij.code, rij.ingevoerd]

    return csv_tekst([STANDAARD_KOP.split(";"), *map(velden, rijen)])


def magister(rijen: Sequence[Verzuimrij]) -> bytes:
    def velden(rij: Verzuimrij, lesuur: int) -> list[object]:
        return [
            rij.leerlingnummer,
            iso(rij.datum),
            lesuur,
            rij.code,
            "",
            "",
            "",
            MAGISTER_TYPE[rij.soort],
            rij.ingevoerd,
        ]

    def lesuren(rij: Verzuimrij) -> range:
        assert isinstance(rij.van, int), "magister: a row is one lesson; give van (and tot) as lesuur"
        return range(rij.van, int(rij.tot or rij.van) + 1)

    uit = [velden(rij, lesuur) for rij in rijen for lesuur in lesuren(rij)]
    return csv_tekst([MAGISTER_KOP.split(";"), *uit])


def eduarte(rijen: Sequence[Verzuimrij]) -> bytes:
    def velden(rij: Verzuimrij) -> list[object]:
        begin = dag(rij.datum).strftime("%Y%m%d")
        eind = "" if rij.einddatum == GEEN_EIND else dag(rij.einddatum or rij.datum).strftime("%Y%m%d")
        return [rij.leerlingnummer, begin, "", eind, "", rij.van or "", rij.tot or "", rij.code, ""]

    return csv_tekst(map(velden, rijen))


def somtoday(rijen: Sequence[Verzuimrij]) -> bytes:
    def moment(datum: Datum, tijd: str) -> str:
        return (
            datetime.fromisoformat(f"{iso(datum)}T{tijd}").replace(tzinfo=AMSTERDAM).isoformat(timespec="milliseconds")
        )

    def item(rij: Verzuimrij) -> dict[str, object]:
        eind = None if rij.einddatum == GEEN_EIND else moment(rij.einddatum or rij.datum, "23:59:59")
        op = rij.ingevoerd.replace(" ", "T")
        return {
            "leerling": {"leerlingnummer": rij.leerlingnummer},
            "absentieReden": {"afkorting": rij.code, "absentieSoort": SOMTODAY_SOORT[rij.soort], "geoorloofd": None},
            "datumTijdInvoer": moment(op[:10], op[11:] or "00:00:00") if op else None,
            "beginDatumTijd": moment(rij.datum, "00:00:00"),
            "eindDatumTijd": eind,
            "beginLesuur": rij.van,
            "eindLesuur": rij.tot,
            "afgehandeld": True,
        }

    return json.dumps({"items": [item(rij) for rij in rijen]}).encode()


DIALECTEN: dict[str, tuple[Callable[[Sequence[Verzuimrij]], bytes], str]] = {
    "standaard": (standaard, "csv"),
    "magister": (magister, "csv"),
    "eduarte": (eduarte, "csv"),
    "somtoday": (somtoday, "json"),
}


# --- snapshots -----------------------------------------------------------------------------------------------------


@dataclass
class Momentopnamen:
    """The snapshots of one kind in one folder: one file a receipt, each with all rows that hold then."""

    soort: str
    map: Path
    stappen: list[tuple[str, Callable[[dict], None]]] = field(default_factory=list)

    def zet(self, ontvangen: str, rijen: Sequence[Mapping[str, object]]) -> None:
        """From `ontvangen` on these rows hold, in place of rows with the same key."""
        nieuw = {tuple(str(rij[k] or "") for k in SLEUTELS[self.soort]): rij for rij in rijen}
        self._stap(ontvangen, lambda stand: stand.update(nieuw))

    def verwijder(self, ontvangen: str, waar: dict[str, object]) -> None:
        """From `ontvangen` on, rows in which all these fields are so are no longer delivered."""

        def pas_toe(stand: dict) -> None:
            for sleutel, rij in list(stand.items()):
                if all(str(rij[veld] or "") == iso_of_tekst(waarde) for veld, waarde in waar.items()):
                    del stand[sleutel]

        self._stap(ontvangen, pas_toe)

    def _stap(self, ontvangen: str, doe: Callable[[dict], None]) -> None:
        self.stappen.append((ontvangen, doe))
        for moment in sorted({op for op, _ in self.stappen}):
            if moment >= ontvangen:
                self._schrijf(moment)

    def _schrijf(self, moment: str) -> None:
        stand: dict[tuple, Mapping[str, object]] = {}
        for op, doe in sorted(self.stappen, key=lambda stap: stap[0]):
            if op <= moment:
                doe(stand)
        kop = KOPPEN[self.soort].split(";")
        self.map.mkdir(parents=True, exist_ok=True)
        rijen = [[iso_of_tekst(rij.get(kolom)) for kolom in kop] for rij in stand.values()]
        (self.map / f"{self.soort}__{moment}.csv").write_bytes(csv_tekst([kop, *rijen]))


def iso_of_tekst(waarde: object) -> str:
    """A field as text."""
    return "" if waarde is None else waarde.isoformat() if isinstance(waarde, date) else str(waarde)


def schrijf_ruw(pad: Path, inhoud: bytes | str) -> Path:
    """Write a file and the folders above it."""
    pad.parent.mkdir(parents=True, exist_ok=True)
    pad.write_bytes(inhoud.encode() if isinstance(inhoud, str) else inhoud)
    return pad


# --- the builders --------------------------------------------------------------------------------------------------


class Schooltje:
    """One school; made by `Stadje.school`."""

    def __init__(self, stad: "Stadje", brin6: str, dialect: str):
        self.stad, self.brin6, self.dialect = stad, brin6, dialect
        self.map = stad.map / brin6
        self._opnamen = {soort: Momentopnamen(soort, self.map / soort) for soort in KOPPEN if soort in SLEUTELS}

    def codes(self, rijen: Iterable[tuple] = CODES, ontvangen: str | None = None) -> None:
        """Rows (code, categorie, geoorloofd[, geldig_van[, geldig_tot]]) added to the code table."""
        namen = ("code", "categorie", "geoorloofd", "geldig_van", "geldig_tot")
        leeg = dict.fromkeys(namen)
        self._zet("codes", ontvangen, [{**leeg, **dict(zip(namen, rij, strict=False))} for rij in rijen])

    def rooster(
        self,
        klas: str = "",
        weekdagen: Iterable[int] = range(1, 6),
        slots: Iterable[int | str] = range(1, 7),
        minuten: int = 50,
        leerlingnummer: str = "",
        geldig_van: Datum = "2026-08-31",
        geldig_tot: Datum = "2027-07-31",
        ontvangen: str | None = None,
    ) -> None:
        """The same slots on each weekday, of a class or (leerlingnummer) of one pupil; first lesson 31-8-2026."""
        vast = {"klas": klas, "leerlingnummer": leerlingnummer, "minuten": minuten}
        geldig = {"geldig_van": iso(geldig_van), "geldig_tot": iso(geldig_tot)}
        lijst = list(slots)
        rijen = [{**vast, **geldig, "weekdag": weekdag, "slot": slot} for weekdag in weekdagen for slot in lijst]
        self._zet("rooster", ontvangen, rijen)

    def kalender(
        self, van: Datum, tot: Datum | None, soort: str = "vakantie", klas: str = "", ontvangen: str | None = None
    ) -> None:
        """Closed days, both ends included."""
        self._zet("kalender", ontvangen, [{"van": iso(van), "tot": iso(tot), "soort": soort, "klas": klas}])

    def inschrijving(
        self,
        leerlingnummer: str,
        geboortedatum: Datum = "2012-03-01",
        klas: str = "1a",
        startdatum: Datum = "2026-08-01",
        einddatum: Datum | None = None,
        onderwijssoort: str = "havo",
        ontvangen: str | None = None,
        **overig: object,
    ) -> None:
        """One enrolment row; further columns of the contract (pgn, hoofdinschrijving, woongemeente ...) by name."""
        rij = {
            "leerlingnummer": leerlingnummer,
            "roepnaam": "Sam",
            "achternaam": "Voorbeeld",
            "geboortedatum": iso(geboortedatum),
            "klas": klas,
            "leerjaar": "1",
            "onderwijssoort": onderwijssoort,
            "startdatum": iso(startdatum),
            "einddatum": iso(einddatum),
            "hoofdinschrijving": "ja",
            **overig,
        }
        self._zet("inschrijvingen", ontvangen, [rij])

    def verwijder(self, soort: str, ontvangen: str, **waar: object) -> None:
        """From this receipt on leave rows out: `verwijder("inschrijvingen", op, leerlingnummer="1001")`."""
        self._opnamen[soort].verwijder(ontvangen, waar)

    def verzuim(
        self,
        van: Datum | None,
        tot: Datum | None,
        ontvangen: str | None,
        rijen: Sequence[Verzuimrij] = (),
        naam: str = "absenties",
    ) -> Path:
        """One attendance file in the school's dialect. van/tot None: without period; ontvangen None: without time."""
        maak, ext = DIALECTEN[self.dialect]
        periode = f"__{dag(van):%Y%m%d}-{dag(tot):%Y%m%d}" if van and tot else ""
        return self.ruw("verzuim", naam + periode + (f"__{ontvangen}" if ontvangen else "") + f".{ext}", maak(rijen))

    def kernteam(self, rijen: Iterable[dict[str, object]], ontvangen: str, naam: str = "lijst_school") -> Path:
        """A returned list; each row names the columns it fills in."""
        kop = KOPPEN["kernteam"].split(";")
        inhoud = csv_tekst([kop, *([iso_of_tekst(rij.get(kolom)) for kolom in kop] for rij in rijen)])
        return self.ruw("kernteam", f"{naam}__{ontvangen}.csv", inhoud)

    def ruw(self, soort: str, bestandsnaam: str, inhoud: bytes | str) -> Path:
        """Any file, byte for byte: for odd encodings, broken files, ics, xlsx."""
        return schrijf_ruw(self.map / soort / bestandsnaam, inhoud)

    def _zet(self, soort: str, ontvangen: str | None, rijen: Sequence[Mapping[str, object]]) -> None:
        self._opnamen[soort].zet(ontvangen or self.stad.begin, rijen)


class Stadje:
    """A tiny city in `map`; `begin` is the receipt of every snapshot that names none."""

    def __init__(self, map: Path, begin: str = BEGIN, **register: object):
        self.map, self.begin = Path(map), begin
        self.register: dict[str, object] = {"modus": "proef", "leerplicht_gemeenten": [], **register, "scholen": []}
        self._opnamen = {soort: Momentopnamen(soort, self.map / "gemeente" / soort) for soort in SLEUTELS}

    def school(
        self,
        brin6: str = "99AA00",
        soort: str = "vo",
        dialect: str = "standaard",
        uurmaat: str = "lesuur",
        codes: Iterable[tuple] | None = CODES,
        **register: object,
    ) -> Schooltje:
        """Register a school and deliver its code table (codes=None: none); further keys of scholen.yaml by name."""
        rij = {
            "brin6": brin6,
            "naam": f"School {brin6}",
            "soort": soort,
            "bestuur": "Stichting Voorbeeld",
            "swv": "VO2601",
            "wijk": "Overvecht",
            "dialect": dialect,
            "uurmaat": uurmaat,
            "contact": "administratie@voorbeeld.example",
            "capaciteit": 10,
            **register,
        }
        scholen = self.register["scholen"]
        assert isinstance(scholen, list)
        scholen.append(rij)
        self.map.mkdir(parents=True, exist_ok=True)
        # JSON is YAML: one escape rule less to think of.
        (self.map / "scholen.yaml").write_text(json.dumps(self.register, ensure_ascii=False), encoding="utf-8")
        school = Schooltje(self, brin6, dialect)
        if codes:
            school.codes(codes)
        return school

    def melding(
        self,
        meldingsnummer: str,
        brin6: str,
        leerlingnummer: str,
        begindatum: Datum,
        melddatum: Datum,
        einddatum: Datum | None = None,
        soort: str = "V3",
        status: str = "B",
        pgn: str = "",
        ontvangen: str | None = None,
        reden_afgesloten: str = "",
    ) -> None:
        """A verzuimmelding as leerplicht has it."""
        rij = {
            "meldingsnummer": meldingsnummer,
            "pgn": pgn,
            "brin6": brin6,
            "leerlingnummer": leerlingnummer,
            "soort": soort,
            "begindatum": iso(begindatum),
            "einddatum": iso(einddatum),
            "melddatum": iso(melddatum),
            "status": status,
            "reden_afgesloten": reden_afgesloten,
        }
        self._opnamen["meldingen"].zet(ontvangen or self.begin, [rij])

    def vrijstelling(
        self,
        zaaknummer: str,
        pgn: str,
        artikel: str,
        begindatum: Datum,
        einddatum: Datum | None = None,
        ontvangen: str | None = None,
    ) -> None:
        """An exemption."""
        rij = {"zaaknummer": zaaknummer, "pgn": pgn, "artikel": artikel}
        datums = {"begindatum": iso(begindatum), "einddatum": iso(einddatum)}
        self._opnamen["vrijstellingen"].zet(ontvangen or self.begin, [{**rij, **datums}])

    def absoluut(
        self,
        zaaknummer: str,
        pgn: str,
        datum_signaal: Datum,
        status: str = "open",
        einddatum: Datum | None = None,
        reden: str = "",
        geboortedatum: Datum = "2012-03-01",
        ontvangen: str | None = None,
    ) -> None:
        """A case of (possible) absoluut verzuim."""
        rij = {"zaaknummer": zaaknummer, "pgn": pgn, "status": status, "reden": reden}
        datums = {"geboortedatum": geboortedatum, "datum_signaal": datum_signaal, "einddatum": einddatum}
        self._opnamen["absoluut"].zet(ontvangen or self.begin, [{**rij, **{k: iso(d) for k, d in datums.items()}}])

    def inzet(
        self, brin6: str, niveau: str, soort: str, begindatum: Datum, klas: str = "", ontvangen: str | None = None
    ) -> None:
        """Support given to a class, team or school."""
        rij = {"brin6": brin6, "niveau": niveau, "klas": klas, "soort": soort, "begindatum": iso(begindatum)}
        self._opnamen["inzet"].zet(ontvangen or self.begin, [rij])

    def verwijder(self, soort: str, ontvangen: str, **waar: object) -> None:
        """Leave rows out of a gemeente kind from this receipt on."""
        self._opnamen[soort].verwijder(ontvangen, waar)

    def ruw(self, soort: str, bestandsnaam: str, inhoud: bytes | str) -> Path:
        """Any gemeente file, byte for byte."""
        return schrijf_ruw(self.map / "gemeente" / soort / bestandsnaam, inhoud)


def geldig_pgn(volgnummer: int) -> str:
    """A fictitious pgn for tests that passes the test of an onderwijsnummer (eleven-test remainder 5)."""
    for nummer in range(100_000_000 + volgnummer * 20, 100_000_020 + volgnummer * 20):
        cijfers = [int(c) for c in str(nummer)]
        som = sum(gewicht * cijfer for gewicht, cijfer in zip((9, 8, 7, 6, 5, 4, 3, 2, -1), cijfers, strict=True))
        if som % 11 == 5:
            return str(nummer)
    raise AssertionError("every twenty numbers in a row hold one that passes")
