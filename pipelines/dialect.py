"""`inbeeld dialect`: proposes a dialect for the export of a system that In Beeld does not know."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

from assets.dialectvoorstel.bestand import GOED_GENOEG_PCT, als_yaml, goed_pct, probeer, uitleg
from assets.dialectvoorstel.monster import lees_monster
from assets.dialectvoorstel.voorstel import Voorstel, maak_voorstel
from assets.inname.controleer import Verslag, bevindingen_als_tekst
from assets.uitgifte.schrijf import schrijf
from data_contracts.dialect import MAP as ONZE_DIALECTEN
from data_contracts.redenen import uitleg as uitleg_van
from pipelines.instellingen import GebruiksFout, Paden

GEDAAN, MET_OPMERKING = 0, 1
_NAAM = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
_ZONDER_NAAM = "eigen"


def stel_dialect_voor(
    paden: Paden, bestand: Path, naam: str | None, zeg: Callable[[str], None], meld: Callable[[str], None]
) -> int:
    """Write the proposal beside the register (`naam`) or print it with `zeg`; `meld` says what is no part of it."""
    doel = _doel(paden, naam) if naam else None
    voorstel = maak_voorstel(bestand.name, lees_monster(bestand))
    tekst = als_yaml(naam or _ZONDER_NAAM, bestand.name, voorstel)
    verslag = probeer(bestand, naam or _ZONDER_NAAM, tekst, voorstel, date.today())
    if doel:
        schrijf(doel, tekst)
        _vertel(voorstel, verslag, zeg)
        zeg(f"Geschreven: {doel}")
        zeg(f"Zet in scholen.yaml bij deze school: dialect: {naam}")
        zeg(f"Kijk daarna: inbeeld controleer {bestand} --brin6 03MJ00 --soort verzuim")
    else:
        zeg(tekst.rstrip("\n"))
        _vertel(voorstel, verslag, meld)
    return GEDAAN if goed_pct(verslag) >= GOED_GENOEG_PCT else MET_OPMERKING


def _doel(paden: Paden, naam: str) -> Path:
    """Where the register looks for a dialect of the user's own. Refuses a name that is taken."""
    if not _NAAM.fullmatch(naam):
        raise GebruiksFout(f"--naam: {naam} kan niet; kies kleine letters, cijfers en streepjes, zoals parnassys")
    if (ONZE_DIALECTEN / f"{naam}.yaml").exists():
        raise GebruiksFout(f"--naam: {naam} is een dialect van In Beeld; kies een andere naam")
    if not paden.aanlevering.is_dir():
        raise GebruiksFout(f"{paden.aanlevering}: deze map is er niet; geef de map met leveringen met --aanlevering")
    doel = paden.aanlevering / "dialecten" / f"{naam}.yaml"
    if doel.exists():
        raise GebruiksFout(f"{doel}: dit dialect bestaat al; kies een andere naam, of haal het bestand eerst weg")
    return doel


def _vertel(voorstel: Voorstel, verslag: Verslag, zeg: Callable[[str], None]) -> None:
    for regel in uitleg(voorstel):
        zeg(regel)
    if verslag.uitkomst == "geweigerd":
        zeg(f"Proef: met dit voorstel wordt het voorbeeld geweigerd. {uitleg_van(verslag.reden or '')}")
        return
    goed = verslag.geaccepteerd + verslag.genegeerd
    zeg(f"Proef: van de {verslag.ontvangen} regels in dit voorbeeld zijn er {goed} goed te lezen.")
    for regel in bevindingen_als_tekst(verslag):
        zeg(regel)
