"""The few wrong rows that a fictitious school sends, and the reason that the intake must give. Recorded in the truth.

Rare on purpose: real exports are mostly right. Unknown codes that get their table row later are in `codes`, not here.
"""

import json
from dataclasses import dataclass

RITME = 3
"""A school with errors sends one in every third delivery, each time another kind."""


@dataclass(frozen=True)
class Fout:
    """`regel` as an editor counts (header = 1; json: the nth item), 0 for many; `reden` as in aanlevering.md §2."""

    brin6: str
    bestand: str
    regel: int
    reden: str


NUMMERVELD, DATUMVELD = 0, 1
CODEVELD = {"standaard": 6, "magister": 3, "eduarte": 7}
ONBEKENDE_CODE, ONMOGELIJKE_DATUM = "QQ", "2025-13-45"
REDENEN = ("datum_ongeldig", "dubbel", "veld_leeg", "onbekende_code", "te_weinig_velden")


def foute_rij(dialect: str, rijen: list[str], sep: str, levering: int) -> tuple[str, str] | None:
    """The wrong row to put at the end of delivery number `levering`, with its reason; mostly none."""
    if levering % RITME != 1:
        return None
    reden = REDENEN[levering // RITME % len(REDENEN)]
    if dialect == "somtoday" and reden == "te_weinig_velden":
        return None
    voorbeeld = next((rij for rij in rijen[len(rijen) // 2 :] if dialect == "somtoday" or '"' not in rij), None)
    if voorbeeld is None:
        return None
    return (_bederf_item(voorbeeld, reden) if dialect == "somtoday" else _bederf(voorbeeld, reden, dialect, sep)), reden


def _bederf(rij: str, reden: str, dialect: str, sep: str) -> str:
    """A wrong copy of a right row."""
    velden = rij.split(sep)
    if reden == "datum_ongeldig":
        velden[DATUMVELD] = ONMOGELIJKE_DATUM
    elif reden == "veld_leeg":
        velden[NUMMERVELD] = ""
    elif reden == "onbekende_code":
        velden[CODEVELD[dialect]] = ONBEKENDE_CODE
    elif reden == "te_weinig_velden":
        velden = velden[:-1]
    return sep.join(velden)


def _bederf_item(tekst: str, reden: str) -> str:
    """A wrong copy of a right item."""
    item = json.loads(tekst)
    if reden == "datum_ongeldig":
        item["beginDatumTijd"] = f"{ONMOGELIJKE_DATUM}T08:30:00+01:00"
    elif reden == "veld_leeg":
        item["leerling"]["leerlingnummer"] = None
    elif reden == "onbekende_code":
        item["absentieReden"]["afkorting"] = ONBEKENDE_CODE
    return json.dumps(item, ensure_ascii=False, separators=(",", ":"))
