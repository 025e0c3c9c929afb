"""The proposal as a YAML file and as a Dutch explanation, and its trial: the sample read with it by the real reader."""

import tempfile
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import yaml

from assets.dialectvoorstel.voorstel import Voorstel
from assets.inname.controleer import Verslag, controleer
from data_contracts.dialect import lees_dialect
from data_contracts.register import Lestijd, Register, School

GOED_GENOEG_PCT = 95
_BRIN6 = "00AA00"
_VELDTEKST = {
    "leerlingnummer": "leerlingnummer",
    "datum": "eerste dag",
    "begintijd": "begintijd",
    "einddatum": "laatste dag",
    "eindtijd": "eindtijd",
    "eenheid": "dagdeel of hele dag",
    "van": "eerste lesuur of dagdeel",
    "tot": "laatste lesuur",
    "soort": "soort verzuim",
    "code": "verzuimcode",
    "rij_geoorloofd": "geoorloofd of niet",
    "ingevoerd_op": "ingevoerd op",
}


def als_yaml(naam: str, bestand: str, voorstel: Voorstel) -> str:
    """The dialect file, with on top what was guessed and what to look at."""
    kop = [f"# Voorstel voor het dialect {naam}, gemaakt uit een voorbeeld. Kijk het na voor u het gebruikt."]
    kop += [f"# {regel}" for regel in uitleg(voorstel)]
    inhoud = {"naam": naam, "omschrijving": f"Eigen dialect {naam}"} | voorstel.inhoud
    tekst = yaml.safe_dump(inhoud, sort_keys=False, allow_unicode=True, width=110, default_flow_style=None)
    return "\n".join(kop) + "\n" + tekst


def uitleg(voorstel: Voorstel) -> Iterator[str]:
    """What was guessed, how sure, and what to look at; names of columns, never a value."""
    for veld, gekozen in voorstel.zekerheid.items():
        yield f"{_VELDTEKST[veld]}: kolom {gekozen.kolom} ({gekozen.zekerheid})"
    if voorstel.weg:
        yield f"Deze kolommen lees ik niet: {', '.join(voorstel.weg)}"
    for zin in voorstel.kijk_na:
        yield f"Kijk na: {zin}"


def probeer(pad: Path, naam: str, tekst: str, voorstel: Voorstel, vandaag: date) -> Verslag:
    """What would happen to the sample with this dialect. Lestijden are made up; a day of the sample counts as today."""
    with tempfile.TemporaryDirectory(prefix="inbeeld_dialect_") as map_:
        (Path(map_) / f"{naam}.yaml").write_text(tekst, encoding="utf-8")
        dialect = lees_dialect(naam, Path(map_))
    tijden = tuple(Lestijd(uur, time(6 + uur), time(7 + uur)) for uur in range(1, 13))
    school = School(_BRIN6, "proef", "vo", naam, lestijden=tijden)
    register = Register(scholen=(school,), dialecten={naam: dialect, "standaard": lees_dialect("standaard")})
    return controleer(pad, _BRIN6, "verzuim", register, vandaag=voorstel.laatste or vandaag)


def goed_pct(verslag: Verslag) -> float:
    """Which part of the rows would be taken in or rightly ignored, 0-100."""
    return 100 * (verslag.geaccepteerd + verslag.genegeerd) / verslag.ontvangen if verslag.ontvangen else 0.0
