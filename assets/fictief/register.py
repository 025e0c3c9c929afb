"""`scholen.yaml` of the fictitious city, with a comment that says so."""

from typing import Any

import yaml

from assets.fictief.klassen import LESUREN, klok, les_minuten
from assets.fictief.scholen import School
from models.fictief.parameters import LRV_VERGROTING, UTRECHT_LRV_PER_1000

TOELICHTING = """\
# Dit is een verzonnen stad. Geen enkele school, leerling, medewerker of code hierin bestaat echt.
# Schoolcodes beginnen met een 9 en nummers van leerlingen met 9: zo zijn ze nooit van iemand.
# Langdurig verzuim komt hier vaker voor dan in het echt, zodat er iets te zien is:
# {factor} keer het Utrechtse cijfer van {utrecht} per 1.000 leerplichtigen per jaar.
"""

OP_ELKE_PAGINA = """\
Deze stad is verzonnen. Geen school of leerling hierin bestaat echt.
Langdurig verzuim komt hier {factor} keer zo vaak voor als in Utrecht, zodat er iets te zien is.
"""
"""What every page of this city says on top; stands in TOELICHTING.txt beside scholen.yaml."""


def toelichting() -> str:
    """The sentences for every page, as text of a file."""
    return OP_ELKE_PAGINA.format(factor=_nl(LRV_VERGROTING))


def scholen_yaml(scholen: tuple[School, ...]) -> str:
    """The register of schools as text."""
    inhoud = {"modus": "proef", "leerplicht_gemeenten": [], "scholen": [_school(s) for s in scholen]}
    kop = TOELICHTING.format(factor=_nl(LRV_VERGROTING), utrecht=_nl(UTRECHT_LRV_PER_1000))
    return kop + yaml.safe_dump(inhoud, allow_unicode=True, sort_keys=False, width=120)


def _school(school: School) -> dict[str, Any]:
    velden = ("brin6", "naam", "soort", "bestuur", "swv", "wijk", "dialect", "uurmaat", "contact", "capaciteit")
    uit: dict[str, Any] = {veld: getattr(school, veld) for veld in velden}
    if school.gewoonte.tijden:
        tijden = les_minuten(school)[:LESUREN]
        uit["lestijden"] = {i: f"{klok(van)}-{klok(tot)}" for i, (van, tot) in enumerate(tijden, start=1)}
    return uit


def _nl(getal: float) -> str:
    return f"{getal:.1f}".rstrip("0").rstrip(".").replace(".", ",")
