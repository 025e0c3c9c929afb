"""The schools' own absence codes: the same letter means different things at different schools (domein.md §3).

A table maps each `Toestand` to the code that the school writes. What is NOT here: any national list; none exists yet.
"""

from dataclasses import dataclass

from assets.fictief.scholen import School
from models.fictief.parameters import Toestand as T

NIEUWE_CODE = "KT"
"""The code that a school begins to use weeks before it stands in its table."""


@dataclass(frozen=True)
class Code:
    """One row of a code table; geoorloofd ja, nee or onbekend."""

    code: str
    omschrijving: str
    categorie: str
    geoorloofd: str


SOORT_VAN = {T.TE_LAAT: "te_laat", T.VERWIJDERD: "verwijderd", T.NVT: "nvt", T.AANWEZIG: "aanwezig"}
CATEGORIE = {
    T.AANWEZIG: ("Aanwezig", "aanwezig", "ja"),
    T.ZIEK: ("Ziek", "ziek", "ja"),
    T.MEDISCH: ("Medisch bezoek", "medisch", "ja"),
    T.VERLOF: ("Verlof toegekend", "verlof", "ja"),
    T.LUXE: ("Vakantie zonder verlof", "luxe", "nee"),
    T.SCHORSING: ("Geschorst", "schorsing", "ja"),
    T.EXTERN: ("Begeleiding buiten school", "extern", "ja"),
    T.ZONDER_REDEN: ("Zonder geldige reden", "zonder_reden", "nee"),
    T.ONBEKEND: ("Nog niet bekend", "onbekend", "onbekend"),
    T.OVERIG: ("Overige afwezigheid", "overig", "ja"),
    T.TE_LAAT: ("Te laat", "te_laat", "nee"),
    T.VERWIJDERD: ("Uit de les verwijderd", "verwijderd", "nee"),
    T.NVT: ("Hoefde er niet te zijn", "nvt", "ja"),
    T.GEEN_VERZUIM: ("Boeken of huiswerk vergeten", "geen_verzuim", "nee"),
}
_VOLGORDE = tuple(CATEGORIE)
# In the order of CATEGORIE. S is "ziek" here, "spijbelen" there; V is verlof, vakantie or verwijderd.
LETTERS = (
    ("P", "Z", "M", "V", "L", "S", "E", "O", "?", "X", "T", "U", "N", "B"),
    ("A", "S", "D", "B", "V", "G", "X", "SP", "AO", "OV", "L", "R", "NV", "H"),
    ("PR", "ZI", "MA", "BV", "LX", "GE", "EH", "A", "", "A+", "TL", "V", "VR", "HV"),
)
SOMTODAY = (
    ("PR", "ZK", "MB", "VE", "LU", "SC", "BE", "SP", "ON", "EA", "TO", "LE", "VR", "BK"),
    ("AW", "ZI", "DO", "VR", "VA", "SC", "EX", "OA", "XC", "OV", "TL", "ER", "NV", "HW"),
)
MAGISTER = (("", "Z", "M", "V", "LX", "GE", "EH", "S", "A", "PA", "L", "U", "VR", "HV"),)
EDUARTE = (("AA", "Z", "AR", "VE", "LV", "SH", "BU", "OA", "OB", "EX", "TL", "VW", "NV", "MV"),)
MAGISTER_TYPE = {T.AANWEZIG: 5, T.ZIEK: 3, T.TE_LAAT: 2, T.VERWIJDERD: 4, T.NVT: 6, T.GEEN_VERZUIM: 8}
"""Verantwoordingtype; every other Toestand is 1 (absent)."""


def codes_van(school: School) -> dict[T, Code]:
    """What this school writes for each Toestand; an empty code means: the school leaves the field empty."""
    stijlen = {"somtoday": SOMTODAY, "magister": MAGISTER, "eduarte": EDUARTE}.get(school.dialect, LETTERS)
    letters = stijlen[school.gewoonte.codestijl % len(stijlen)]
    return {t: Code(letter, *CATEGORIE[t]) for t, letter in zip(_VOLGORDE, letters, strict=True)}


def nieuwe_code() -> Code:
    """The code that comes before its table row: a day out with school, booked as other absence."""
    return Code(NIEUWE_CODE, "Kennismakingstraject", "overig", "ja")
