"""The few wrong rows that a fictitious school sends, and the reason that the intake must give. Recorded in the truth.

Rare on purpose: real exports are mostly right. Unknown codes that get their table row later are in `codes`, not here.
"""

from dataclasses import dataclass

RITME = 3
"""A school with errors sends one in every third delivery, each time another kind."""


@dataclass(frozen=True)
class Fout:
    """`regel` as an editor counts (header = 1); `reden` as in aanlevering.md §2."""

    brin6: str
    bestand: str
    regel: int
    reden: str


DATUMVELD = {"standaard": 1, "magister": 1, "eduarte": 1}
CODEVELD = {"standaard": 6, "magister": 3, "eduarte": 7}
ONBEKENDE_CODE, ONMOGELIJKE_DATUM = "QQ", "2025-13-45"
REDENEN = ("datum_ongeldig", "dubbel", "veld_leeg", "onbekende_code", "te_weinig_velden")


def foute_rijen(dialect: str, rijen: list[str], sep: str, levering: int) -> list[tuple[str, str]]:
    """The wrong rows to put at the end of delivery number `levering`, with their reason; mostly none."""
    if dialect not in DATUMVELD or levering % RITME != 1:
        return []
    reden = REDENEN[levering // RITME % len(REDENEN)]
    zonder_aanhaling = next((rij for rij in rijen[len(rijen) // 2 :] if '"' not in rij), None)
    return [(_bederf(zonder_aanhaling, reden, dialect, sep), reden)] if zonder_aanhaling else []


def _bederf(rij: str, reden: str, dialect: str, sep: str) -> str:
    """A wrong copy of a right row."""
    velden = rij.split(sep)
    if reden == "datum_ongeldig":
        velden[DATUMVELD[dialect]] = ONMOGELIJKE_DATUM
    elif reden == "veld_leeg":
        velden[0] = ""
    elif reden == "onbekende_code":
        velden[CODEVELD[dialect]] = ONBEKENDE_CODE
    elif reden == "te_weinig_velden":
        velden = velden[:-1]
    return sep.join(velden)
