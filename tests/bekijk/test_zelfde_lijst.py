"""The lists of a run, filled in as Excel does, and the same decisions by the page: one `stand --vingerafdruk`."""

import io
import re
import zipfile
from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from assets.bekijk.accounts import schrijf_accounts
from pipelines.cli import main
from tests.bekijk.conftest import NU, Klok, Pagina, accounts, formulier
from tests.bekijk.test_zelfde_tabel import TABELLEN
from tests.pipelines.conftest import BRIN6, DERDE, TWEEDE, Plek, draai_stad
from tests.product import gebouwd, paden

pytestmark = pytest.mark.traag

BLAD = "xl/worksheets/sheet1.xml"
EXCEL_DAG_NUL = date(1899, 12, 30)
MINUTEN_LATER = 20
"""How long after the school side leerplicht decides; the workbooks come in with as much between."""
DEZE = {"besluit": "actie", "wie": "school", "vervolg": "gesprek", "datum": "2026-09-15"}
BESLUITEN = {
    "school": [
        (("1003", "luxeverzuim"), DEZE | {"signaal": "luxeverzuim"}),
        (("1001", "start_schooljaar"), DEZE | {"signaal": "", "besluit": "bekend", "wie": "", "datum": "2026-09-14"}),
    ],
    "leerplicht": [
        (("1003", "luxeverzuim"), DEZE | {"signaal": "luxeverzuim", "besluit": "gemeld", "wie": "leerplicht"}),
        (("1001", "verzuim_16u4w"), DEZE | {"signaal": "verzuim_16u4w", "wie": "jgz", "vervolg": ""}),
    ],
}
"""By side: the row of its list, and what is decided there, in the order of that list; the other rows stay empty."""


def vul_in(lijst: bytes, besluiten) -> bytes:
    """The workbook with these decisions typed in: words as text, dates as date cells; all else byte for byte."""
    kop, *rijen = CalamineWorkbook.from_filelike(io.BytesIO(lijst)).get_sheet_by_index(0).to_python()
    plekken = {(rij[kop.index("leerlingnummer")], rij[kop.index("signaal")]): n for n, rij in enumerate(rijen, start=2)}
    with zipfile.ZipFile(io.BytesIO(lijst)) as boek:
        delen = {naam: boek.read(naam) for naam in boek.namelist()}
    blad = delen[BLAD].decode()
    for rij, velden in besluiten:
        for kolom, waarde in velden.items():
            if kolom != "signaal" or waarde != rij[1]:
                blad = _zet_cel(blad, f"{chr(ord('A') + kop.index(kolom))}{plekken[rij]}", kolom, waarde)
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w") as boek:
        for naam, inhoud in (delen | {BLAD: blad.encode()}).items():
            boek.writestr(naam, inhoud)
    return uit.getvalue()


def _zet_cel(blad: str, plek: str, kolom: str, waarde: str) -> str:
    """The sheet with this value in one cell; the look of the cell stays."""
    soort, inhoud = ' t="inlineStr"', f"<is><t>{waarde}</t></is>"
    if kolom == "datum":
        soort, inhoud = "", f"<v>{(date.fromisoformat(waarde) - EXCEL_DAG_NUL).days}</v>"
    cel = rf'<c r="{plek}" s="(\d+)"(?:/>| t="s"><v>\d+</v></c>)'
    nieuw, aantal = re.subn(
        cel, rf'<c r="{plek}" s="\1"{soort}>{inhoud}</c>' if waarde else rf'<c r="{plek}" s="\1"/>', blad
    )
    assert aantal == 1, f"{plek}: no such cell"
    return nieuw


def lever_lijsten(plek: Plek) -> None:
    """Both lists come back filled in."""
    for kant, besluiten in BESLUITEN.items():
        lijst = (plek.map / "uit" / "2026-W37" / BRIN6 / f"lijst_{kant}.xlsx").read_bytes()
        minuut = 0 if kant == "school" else MINUTEN_LATER
        naar = plek.map / "aanlevering" / BRIN6 / "kernteam" / f"lijst_{kant}__20260915T16{minuut:02}.xlsx"
        naar.parent.mkdir(exist_ok=True)
        naar.write_bytes(vul_in(lijst, besluiten))


def speel_pagina(plek: Plek) -> None:
    """Both halves of the meeting on the page."""
    pagina = Pagina(paden(plek.map / "aanlevering", plek.map), Klok(NU.replace(month=9, day=15)))
    schrijf_accounts(pagina.plek.accounts, accounts().values())
    for kant, besluiten in BESLUITEN.items():
        klant, token = pagina.binnen(f"{kant}_a")
        for (nummer, _), velden in besluiten:
            pad = f"{pagina.pad(nummer, kant, BRIN6)}/besluit"
            antwoord = klant.post(pad, data=formulier(token, peildatum=TWEEDE.isoformat(), **velden))
            assert antwoord.status_code == 303
        pagina.klok.verder(minutes=MINUTEN_LATER)


def afdrukken(plek: Plek, capsys) -> list[str]:
    """The lines of `inbeeld stand --vingerafdruk` about decisions, after the next Sunday."""
    with gebouwd(plek.map / "aanlevering", plek.map, DERDE, None, *TABELLEN) as werk:
        (gezien,) = werk.magazijn.rijen(
            "SELECT count(*) FROM school.kern.bespreking WHERE peildatum = $p", {"p": DERDE}
        )
        assert gezien == (4,)
    capsys.readouterr()
    assert main(["stand", "--vingerafdruk", *plek.opties]) == 0
    return [regel for regel in capsys.readouterr().out.splitlines() if any(tabel in regel for tabel in TABELLEN)]


def test_the_lists_of_a_run_filled_in_and_the_page_give_the_same_fingerprint(tmp_path: Path, tmp_path_factory, capsys):
    bron, _ = draai_stad(tmp_path_factory.getbasetemp() / "gedraaid")
    excel, pagina = bron.kopie(tmp_path / "excel"), bron.kopie(tmp_path / "pagina")
    lever_lijsten(excel)
    speel_pagina(pagina)
    van_excel = afdrukken(excel, capsys)
    assert len(van_excel) == len(TABELLEN) and van_excel == afdrukken(pagina, capsys)
