"""The snapshot sources: codes, inschrijvingen, rooster, kalender, and the files of the gemeente (aanlevering 1)."""

import re
from collections.abc import Callable, Hashable
from datetime import date, timedelta
from typing import NamedTuple

from tests.referentie.lezen import (
    Geweigerd,
    RijFout,
    csv_rijen,
    datum,
    datumtijd,
    decodeer,
    een_van,
    geheel,
    gevuld,
    goede_rijen,
    kolomnaam,
    pgn,
    tabel,
    xlsx_rijen,
)

OCHTEND, MIDDAG = 21, 22
CATEGORIEEN = (
    "ziek medisch verlof luxe schorsing extern zonder_reden onbekend overig "
    "te_laat verwijderd aanwezig nvt geen_verzuim"
)
ONDERWIJSSOORTEN = "bo sbo so vso_vervolg vso_arbeid vso_dagbesteding pro vmbo havo vwo mbo1 mbo2 mbo3 mbo4"
KALENDERSOORTEN = "vakantie feestdag studiedag roostervrij uitval"
ICS_WOORDEN = (
    "vakantie|feestdag|studiedag|roostervrij|lesvrij|vrije dag|nieuwjaar|goede vrijdag|paasdag|paasmaandag|pasen|"
    "koningsdag|bevrijdingsdag|hemelvaart|pinkster|kerstdag|kerstmis"
)
POLITIE_BEVAT = ("procesverbaal", "hoorgesprek", "strafbeschikking")
POLITIE_BEGINT = ("halt", "jco")


class Code(NamedTuple):
    """One row of a school's code table; geldig_van and geldig_tot inclusive, None open."""

    code: str
    categorie: str
    geoorloofd: str
    geldig_van: date | None
    geldig_tot: date | None


class Inschrijving(NamedTuple):
    """One enrolment row; einddatum inclusive, None open."""

    leerling: str
    pgn: str
    geboortedatum: date
    klas: str
    leerjaar: str
    onderwijssoort: str
    startdatum: date
    einddatum: date | None
    hoofd: bool
    startkwalificatie: date | None
    bestemming: str
    woongemeente: str


class Roosterrij(NamedTuple):
    """One planned slot on one weekday; leerling empty: of the class."""

    klas: str
    leerling: str
    geldig_van: date | None
    geldig_tot: date | None
    weekdag: int
    slot: int
    minuten: int


class Gesloten(NamedTuple):
    """Closed days, both ends included; klas empty: the whole school."""

    van: date
    tot: date | None
    klas: str


class Melding(NamedTuple):
    """A verzuimmelding as leerplicht has it."""

    nummer: str
    pgn: str
    brin6: str
    leerling: str
    soort: str
    begin: date
    eind: date | None
    melddatum: date
    status: str


class Vrijstelling(NamedTuple):
    """An exemption; einddatum inclusive, None open."""

    zaaknummer: str
    pgn: str
    artikel: str
    begin: date
    eind: date | None


class Absoluut(NamedTuple):
    """A case of (possible) absoluut verzuim."""

    zaaknummer: str
    pgn: str
    geboortedatum: date | None
    signaal: date
    status: str
    eind: date | None
    reden: str


class Besluit(NamedTuple):
    """One returned row of a review list."""

    leerling: str
    signaal: str
    besluit: str
    datum: date | None


def slotnummer(waarde: str) -> int:
    """lesuur 1-12 as itself; ochtend 21, middag 22."""
    return {"ochtend": OCHTEND, "middag": MIDDAG}.get(waarde) or geheel(waarde, 1, 12, "slot_ongeldig")


def maak_code(rij: dict[str, str]) -> Code:
    gevuld(rij, "code;categorie;geoorloofd")
    van, tot = datum(rij["geldig_van"]), datum(rij["geldig_tot"])
    geoorloofd = een_van(rij["geoorloofd"], "ja nee onbekend")
    return Code(rij["code"], een_van(rij["categorie"], CATEGORIEEN), geoorloofd, van, tot)


def maak_inschrijving(rij: dict[str, str]) -> Inschrijving:
    gevuld(rij, "leerlingnummer;geboortedatum;klas;onderwijssoort;startdatum")
    geboren, start, eind = datum(rij["geboortedatum"]), datum(rij["startdatum"]), datum(rij["einddatum"])
    kwalificatie = datumtijd(rij["startkwalificatie_op"])
    assert geboren and start
    if eind and eind < start:
        raise RijFout("datum_ongeldig")
    return Inschrijving(
        rij["leerlingnummer"],
        pgn(rij["pgn"]),
        geboren,
        rij["klas"],
        rij["leerjaar"],
        een_van(rij["onderwijssoort"], ONDERWIJSSOORTEN),
        start,
        eind,
        een_van(rij["hoofdinschrijving"] or "ja", "ja nee") == "ja",
        kwalificatie.date() if kwalificatie else None,
        rij["bestemming_brin6"],
        rij["woongemeente"],
    )


def maak_roosterrij(rij: dict[str, str]) -> Roosterrij:
    gevuld(rij, "klas|leerlingnummer;weekdag;slot;minuten")
    van, tot, slot = datum(rij["geldig_van"]), datum(rij["geldig_tot"]), slotnummer(rij["slot"])
    klas = "" if rij["leerlingnummer"] else rij["klas"]
    weekdag, minuten = geheel(rij["weekdag"], 1, 5), geheel(rij["minuten"], 1, 1440)
    return Roosterrij(klas, rij["leerlingnummer"], van, tot, weekdag, slot, minuten)


def maak_gesloten(rij: dict[str, str]) -> Gesloten:
    gevuld(rij, "van;soort")
    van = datum(rij["van"])
    assert van
    een_van(rij["soort"], KALENDERSOORTEN)
    return Gesloten(van, datum(rij["tot"]), rij["klas"])


def maak_melding(rij: dict[str, str]) -> Melding:
    gevuld(rij, "meldingsnummer;brin6;soort;begindatum;melddatum;status;pgn|leerlingnummer")
    begin, eind, melddatum = datum(rij["begindatum"]), datum(rij["einddatum"]), datum(rij["melddatum"])
    assert begin and melddatum
    soort, status = een_van(rij["soort"], "V3 V4 RMC L LRV O"), een_van(rij["status"], "R B G K I")
    return Melding(
        rij["meldingsnummer"],
        pgn(rij["pgn"]),
        rij["brin6"],
        rij["leerlingnummer"],
        soort,
        begin,
        eind,
        melddatum,
        status,
    )


def maak_vrijstelling(rij: dict[str, str]) -> Vrijstelling:
    gevuld(rij, "zaaknummer;artikel;begindatum")
    begin, eind = datum(rij["begindatum"]), datum(rij["einddatum"])
    assert begin
    artikel = een_van(rij["artikel"], "5a 5b 5c 5a_trekkend 11 15 maatwerk")
    return Vrijstelling(rij["zaaknummer"], pgn(rij["pgn"]), artikel, begin, eind)


def maak_absoluut(rij: dict[str, str]) -> Absoluut:
    gevuld(rij, "zaaknummer;datum_signaal;status")
    geboren, signaal, eind = datum(rij["geboortedatum"]), datum(rij["datum_signaal"]), datum(rij["einddatum"])
    assert signaal
    status = een_van(rij["status"], "open gesloten")
    redenen = "verhuisd buitenland overleden ingeschreven vrijstelling startkwalificatie onbekend"
    reden = een_van(rij["reden"], redenen) if rij["reden"] else ""
    return Absoluut(rij["zaaknummer"], pgn(rij["pgn"]), geboren, signaal, status, eind, reden)


def maak_besluit(rij: dict[str, str]) -> Besluit:
    gevuld(rij, "leerlingnummer")
    if not rij["besluit"]:
        raise RijFout("niet_ingevuld")
    een_van(rij["besluit"], "bekend geen_signaal klopt_niet actie gemeld teruggekeerd")
    return Besluit(
        rij["leerlingnummer"], rij["signaal"], rij["besluit"], datum(rij["datum"]) or datum(rij["peildatum"])
    )


class Soort(NamedTuple):
    """How one kind of snapshot is read; `sleutel` makes the key of which the last row in the delivery wins."""

    kolommen: str
    verplicht: str
    maak: Callable
    sleutel: Callable[..., Hashable]


SOORTEN = {
    "codes": Soort(
        "code;omschrijving;categorie;geoorloofd;geldig_van;geldig_tot",
        "code;categorie;geoorloofd",
        maak_code,
        lambda r: (r.code, r.geldig_van),
    ),
    "inschrijvingen": Soort(
        "leerlingnummer;pgn;roepnaam;achternaam;geboortedatum;klas;leerjaar;onderwijssoort;startdatum;einddatum;"
        "hoofdinschrijving;startkwalificatie_op;bestemming_brin6;woongemeente",
        "leerlingnummer;geboortedatum;klas;onderwijssoort;startdatum",
        maak_inschrijving,
        lambda r: (r.leerling, r.startdatum),
    ),
    "rooster": Soort(
        "klas;leerlingnummer;geldig_van;geldig_tot;weekdag;slot;minuten",
        "klas|leerlingnummer;weekdag;slot;minuten",
        maak_roosterrij,
        lambda r: (r.klas, r.leerling, r.geldig_van, r.weekdag, r.slot),
    ),
    "kalender": Soort("van;tot;soort;klas", "van;soort", maak_gesloten, lambda r: r),
    "meldingen": Soort(
        "meldingsnummer;pgn;brin6;leerlingnummer;soort;begindatum;einddatum;melddatum;status;reden_afgesloten",
        "meldingsnummer;brin6;soort;begindatum;melddatum;status;pgn|leerlingnummer",
        maak_melding,
        lambda r: r.nummer,
    ),
    "vrijstellingen": Soort(
        "zaaknummer;pgn;artikel;begindatum;einddatum",
        "zaaknummer;artikel;begindatum",
        maak_vrijstelling,
        lambda r: r.zaaknummer,
    ),
    "absoluut": Soort(
        "zaaknummer;pgn;geboortedatum;datum_signaal;status;einddatum;reden",
        "zaaknummer;datum_signaal;status",
        maak_absoluut,
        lambda r: r.zaaknummer,
    ),
    "kernteam": Soort(
        "peildatum;leerlingnummer;signaal;besluit;wie;vervolg;datum", "leerlingnummer", maak_besluit, lambda r: r
    ),
}
GEMEENTELIJK = ("meldingen", "vrijstellingen", "absoluut")


def weiger_politiegegevens(kop: list[str]) -> None:
    """Police data has no place here: the file is refused whole."""
    namen = [kolomnaam(veld).replace("-", "") for veld in kop]
    if any(woord in naam for naam in namen for woord in POLITIE_BEVAT) or any(
        naam.startswith(POLITIE_BEGINT) for naam in namen
    ):
        raise Geweigerd("politiegegevens")


def lees_ics(inhoud: bytes) -> list[Gesloten]:
    """All-day events whose SUMMARY names a free day; DTEND is exclusive, without it the event is one day."""
    tekst = re.sub(r"\r?\n[ \t]", "", decodeer(inhoud))
    if "BEGIN:VCALENDAR" not in tekst.upper():
        raise Geweigerd("onleesbaar")
    blokken = re.findall(r"BEGIN:VEVENT\r?\n(.*?)END:VEVENT", tekst, re.S | re.I)
    return [dag for blok in blokken if (dag := lees_gebeurtenis(blok))]


def lees_gebeurtenis(blok: str) -> Gesloten | None:
    """One VEVENT, or None when it is not an all-day event about a free day."""
    velden = {regel.partition(":")[0].split(";")[0].upper(): regel.partition(":")[2] for regel in blok.splitlines()}
    begin, eind = velden.get("DTSTART", "").strip(), velden.get("DTEND", "").strip()
    if not re.search(ICS_WOORDEN, velden.get("SUMMARY", ""), re.I) or not re.fullmatch(r"[0-9]{8}", begin):
        return None
    try:
        van, na = datum(begin), datum(eind)
    except RijFout:
        return None
    assert van
    return Gesloten(van, max(van, na - timedelta(days=1)) if na else van, "")


def lees_momentopname(soort: str, naam: str, inhoud: bytes) -> list:
    """The good rows of one snapshot file, in file order."""
    ext = naam.lower().rpartition(".")[2]
    if ext == "ics":
        return lees_ics(inhoud)
    rijen = xlsx_rijen(inhoud) if ext == "xlsx" else csv_rijen(inhoud)
    if soort in GEMEENTELIJK and rijen:
        weiger_politiegegevens(rijen[0])
    vorm = SOORTEN[soort]
    return goede_rijen(tabel(rijen, vorm.kolommen, vorm.verplicht), vorm.maak)


def laatste_per_sleutel(soort: str, rijen: list) -> list:
    """sleutel_dubbel: same key, other content: the last in the file wins."""
    return list({SOORTEN[soort].sleutel(rij): rij for rij in rijen}.values())
