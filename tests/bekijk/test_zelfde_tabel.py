"""The same decisions by the page and by the list in Excel that comes back end in one and the same table."""

import io
import shutil
from dataclasses import astuple, replace
from datetime import date, datetime

import xlsxwriter

from assets.bekijk.besluiten import KOLOMMEN, Besluit, bewaar
from assets.stand.stand import vingerafdrukken
from tests.bouwsteen import Stadje
from tests.product import gebouwd

BRIN6 = "99AA00"
P, P2 = date(2026, 9, 13), date(2026, 9, 20)
NU = datetime(2026, 9, 15, 10, 15, 30)
TABELLEN = ("school.kern.bespreking", "leerplicht.kern.bespreking")
_ACTIE = Besluit(P, "1001", "verzuim_16u4w", "actie", "school", "gesprek", date(2026, 9, 15))
BESLUITEN = (
    _ACTIE,
    replace(_ACTIE, leerlingnummer="1002", signaal="", besluit="bekend", wie="", vervolg=""),
    replace(_ACTIE, besluit="gemeld", wie="leerplicht", vervolg="opschalen"),
    replace(_ACTIE, leerlingnummer="1003", signaal="ziek_mazl", wie="jgz", datum=date(2026, 9, 14)),
)


def maak(map_):
    """A school of three pupils in a delivery folder of its own."""
    stad = Stadje(map_ / "in", begin="20260901T0600")
    school = stad.school(BRIN6)
    school.rooster(klas="1a")
    for nummer in ("1001", "1002", "1003"):
        school.inschrijving(nummer)
    return school


def afdrukken(map_) -> dict[str, tuple[int, str]]:
    """What `inbeeld stand --vingerafdruk` prints of the decisions in each room."""
    with gebouwd(map_ / "in", map_, P2, None, *TABELLEN) as werk:
        return {naam: (rijen, som) for naam, rijen, som in vingerafdrukken(werk.magazijn) if naam in TABELLEN}


def werkboek(besluiten) -> bytes:
    """The rows as Excel saves them, with dates as cells."""
    uit = io.BytesIO()
    with xlsxwriter.Workbook(uit, {"in_memory": True}) as boek:
        blad, vorm = boek.add_worksheet("Lijst"), boek.add_format({"num_format": "dd-mm-yyyy"})
        blad.write_row(0, 0, [*KOLOMMEN, "naam"])
        for regel, besluit in enumerate(besluiten, start=1):
            for kolom, waarde in enumerate(astuple(besluit)):
                if isinstance(waarde, date):
                    blad.write_datetime(regel, kolom, waarde, vorm)
                else:
                    blad.write_string(regel, kolom, waarde)
    return uit.getvalue()


def test_the_page_and_excel_give_the_same_fingerprint(tmp_path):
    pagina, excel = tmp_path / "pagina", tmp_path / "excel"
    school = maak(pagina)
    for besluit in BESLUITEN:
        assert bewaar(school.map / "kernteam", "school", besluit, NU)
    een = afdrukken(pagina)
    excel.mkdir()
    shutil.copy(pagina / "sleutels.json", excel)  # because a pupil's number in a room is keyed
    maak(excel).ruw("kernteam", "lijst_school__20260915T1600.xlsx", werkboek(BESLUITEN))
    assert afdrukken(excel) == een
    assert een["school.kern.bespreking"][0] == 4 and een["leerplicht.kern.bespreking"][0] == 2
