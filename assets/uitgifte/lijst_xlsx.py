"""The weekly list as a workbook that comes back filled in. First sheet: the list. Second sheet: `Lees mij`.

Same value, same bytes: fixed creation date, no author. Text that looks like a formula or an address stays text.
"""

import io
from datetime import date, datetime
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from assets.uitgifte.lijst import STATUSTEKST, TERMIJNEN, WEGTEKST, geldig_tot
from assets.uitgifte.modellen import Groep, Kant, Lijst, LijstLeerling, SignaalRegel
from assets.uitgifte.opmaak import datum_lang
from assets.uitgifte.route import route_tekst
from assets.uitgifte.sjabloon import PROEFTEKST

BESLUITEN = {
    "bekend": "wij kennen de leerling en er loopt al iets",
    "geen_signaal": "de gegevens kloppen, maar er is niets aan de hand",
    "klopt_niet": "de gegevens of de reden kloppen niet",
    "actie": "wij doen deze week iets",
    "gemeld": "het verzuim is gemeld",
    "teruggekeerd": "de leerling is weer op school",
}
WIE = ("school", "leerplicht", "jgz", "buurtteam", "passend_onderwijs", "koos", "ouders")
VERVOLG = ("gesprek", "actietafel", "plan", "evaluatie", "passend_aanbod", "opschalen", "afgesloten")

# name, width in characters; the first three and the four open ones are the kernteam contract, the rest is ours.
KOLOMMEN = (
    ("peildatum", 12),
    ("leerlingnummer", 16),
    ("naam", 26),
    ("klas", 8),
    ("groep", 18),
    ("signaal", 18),
    ("sinds", 12),
    ("status", 22),
    ("eerder_op_lijst", 16),
    ("wat_valt_op", 70),
    ("route", 50),
    ("besluit", 16),
    ("wie", 18),
    ("vervolg", 16),
    ("datum", 12),
    ("let_op", 26),
)
NAMEN = tuple(naam for naam, _ in KOLOMMEN)
ALLEEN_SCHOOL = frozenset({"route"})  # leerplicht is told no route
OPEN = ("besluit", "wie", "vervolg", "datum")
HELE_LEERLING: dict[Kant, str] = {
    "school": "Gaat het over de leerling als geheel? Maak dan de cel signaal leeg.",
    # Because only a decision about a signal of leerplicht passes the door back to that side.
    "leerplicht": "Laat de kolom signaal staan. Anders staat uw besluit misschien niet op uw lijst.",
}
VROEGSTE_DATUM = date(2020, 8, 1)  # a typing error such as 202 is caught in the cell
GEMAAKT = datetime(2026, 1, 1)  # fixed, because the clock would make each file differ


DATUMVORM = {"num_format": "dd-mm-yyyy", "valign": "top", "align": "left"}
INVULVAK = {"bg_color": "#F5F3EE", "border": 1, "border_color": "#D8D3C8", "valign": "top"}
VORMEN: dict[str, dict[str, Any]] = {
    "kop": {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"},
    "tekst": {"text_wrap": True, "valign": "top", "num_format": "@"},
    "datum": DATUMVORM,
    "open_tekst": {**INVULVAK, "num_format": "@"},
    "open_datum": {**INVULVAK, **DATUMVORM},
    "titel": {"bold": True, "font_size": 14},
    "lees": {"text_wrap": True, "valign": "top"},
}


def lijst_xlsx(lijst: Lijst) -> bytes:
    """The workbook, one row a pupil and signal."""
    uit = io.BytesIO()
    opties = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(uit, opties) as boek:
        boek.set_properties({"title": f"Weeklijst {lijst.kant}", "author": "", "created": GEMAAKT})
        vormen = {naam: boek.add_format(vorm) for naam, vorm in VORMEN.items()}
        _schrijf_lijst(boek.add_worksheet("Lijst"), lijst, vormen)
        _schrijf_leesmij(boek.add_worksheet("Lees mij"), lijst, vormen)
    return uit.getvalue()


def lijst_rijen(lijst: Lijst) -> list[dict[str, str | date | None]]:
    """The rows of the first sheet, by group, klas and name; last those with a term, about the pupil as a whole."""
    van_groepen = [
        _rij(lijst, groep, leerling, regel)
        for groep in lijst.keuze.groepen
        for leerling in groep.leerlingen
        for regel in leerling.signalen
    ]
    return [*van_groepen, *(_termijnrij(lijst, leerling) for leerling in lijst.termijnen)]


def _rij(lijst: Lijst, groep: Groep, leerling: LijstLeerling, regel: SignaalRegel) -> dict[str, str | date | None]:
    return _leerlingrij(lijst, leerling) | {
        "groep": groep.naam,
        "signaal": regel.signaal,
        "sinds": regel.sinds,
        "status": STATUSTEKST.get(regel.status, regel.status),
        "eerder_op_lijst": "ja" if regel.is_eerder_getoond else "nee",
        "wat_valt_op": WEGTEKST.get(regel.status, regel.uitleg),
    }


def _termijnrij(lijst: Lijst, leerling: LijstLeerling) -> dict[str, str | date | None]:
    return _leerlingrij(lijst, leerling) | {"groep": TERMIJNEN[0].lower()}


def kolommen(lijst: Lijst) -> tuple[tuple[str, int], ...]:
    """The columns of this side: name, width."""
    return tuple(kolom for kolom in KOLOMMEN if lijst.kant == "school" or kolom[0] not in ALLEEN_SCHOOL)


def _leerlingrij(lijst: Lijst, leerling: LijstLeerling) -> dict[str, str | date | None]:
    """What every row of a pupil says, with the columns of a signal left empty."""
    return {
        **dict.fromkeys(NAMEN, ""),
        "peildatum": lijst.peildatum,
        "leerlingnummer": leerling.leerlingnummer,
        "naam": leerling.naam,
        "klas": leerling.klas,
        "route": route_tekst(leerling.route),
        **dict.fromkeys(OPEN),
        "let_op": "" if lijst.modus == "live" else PROEFTEKST,
    }


def _schrijf_lijst(blad: Worksheet, lijst: Lijst, vormen: dict[str, Format]) -> None:
    rijen = lijst_rijen(lijst)
    for kolom, (naam, breed) in enumerate(kolommen(lijst)):
        blad.set_column(kolom, kolom, breed)
        blad.write_string(0, kolom, naam, vormen["kop"])
    for nummer, rij in enumerate(rijen, start=1):
        for kolom, (naam, _) in enumerate(kolommen(lijst)):
            _schrijf_cel(blad, nummer, kolom, naam, rij[naam], vormen)
    blad.freeze_panes(1, 0)
    _maak_bruikbaar(blad, lijst, len(rijen), vormen)


def _schrijf_cel(blad: Worksheet, rij: int, kolom: int, naam: str, waarde: object, vormen: dict[str, Format]) -> None:
    if waarde is None:
        blad.write_blank(rij, kolom, None, vormen["open_datum" if naam == "datum" else "open_tekst"])
    elif isinstance(waarde, date):
        blad.write_datetime(rij, kolom, datetime(waarde.year, waarde.month, waarde.day), vormen["datum"])
    else:
        blad.write_string(rij, kolom, str(waarde), vormen["tekst"])


def _maak_bruikbaar(blad: Worksheet, lijst: Lijst, aantal: int, vormen: dict[str, Format]) -> None:
    """Table, drop-downs and print set-up; an empty list has a header only."""
    blad.set_landscape()
    blad.set_paper(9)
    blad.fit_to_pages(1, 0)
    blad.repeat_rows(0)
    blad.set_header("" if lijst.modus == "live" else f"&C&B{PROEFTEKST}")
    if not aantal:
        return
    namen = [naam for naam, _ in kolommen(lijst)]
    koppen = [{"header": naam, "header_format": vormen["kop"]} for naam in namen]
    blad.add_table(0, 0, aantal, len(namen) - 1, {"name": "lijst", "style": None, "columns": koppen})
    _keuzes(blad, namen, aantal)


def _keuzes(blad: Worksheet, namen: list[str], aantal: int) -> None:
    for naam, keuzes in (("besluit", tuple(BESLUITEN)), ("wie", WIE), ("vervolg", VERVOLG)):
        kolom = namen.index(naam)
        melding = {"error_title": naam, "error_message": "Kies een woord uit de lijst."}
        blad.data_validation(1, kolom, aantal, kolom, {"validate": "list", "source": list(keuzes), **melding})
    kolom = namen.index("datum")
    vanaf = {"validate": "date", "criteria": ">=", "value": VROEGSTE_DATUM}
    melding = {"error_title": "datum", "error_message": "Vul een datum in: dd-mm-jjjj."}
    blad.data_validation(1, kolom, aantal, kolom, vanaf | melding)


def leesmij_regels(lijst: Lijst) -> list[str]:
    """The text of the second sheet, one paragraph a row."""
    regels = [] if lijst.modus == "live" else [PROEFTEKST]
    regels += [
        "Dit is een signaal, geen oordeel. De lijst weet niet waarom. U kent de leerling. U beslist.",
        "Vul alleen de kolommen besluit, wie, vervolg en datum in. Laat de andere kolommen staan.",
        "Zonder besluit wordt een regel overgeslagen. Zonder datum geldt de peildatum.",
        HELE_LEERLING[lijst.kant],
        "Schrijf geen andere tekst over de leerling in dit bestand. Die tekst wordt niet bewaard.",
        "Lever het ingevulde bestand in bij de map kernteam van uw school.",
        "De woorden bij besluit:",
        *(f"{woord}: {betekenis}." for woord, betekenis in BESLUITEN.items()),
        f"Gebruik deze lijst niet meer na {datum_lang(geldig_tot(lijst.peildatum))}.",
    ]
    return regels


def _schrijf_leesmij(blad: Worksheet, lijst: Lijst, vormen: dict[str, Format]) -> None:
    blad.set_column(0, 0, 100)
    blad.write_string(0, 0, f"Weeklijst {lijst.school}", vormen["titel"])
    for nummer, regel in enumerate(leesmij_regels(lijst), start=1):
        blad.write_string(nummer, 0, regel, vormen["lees"])
