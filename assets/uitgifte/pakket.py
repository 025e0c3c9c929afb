"""One side's files of a week as one package that needs a password (AES-256): how a list may leave the house."""

from __future__ import annotations

import io
from collections.abc import Mapping

import pyzipper

from assets.uitgifte.modellen import Kant

KORTSTE = 12
"""Characters of a password. A package can be tried offline as often as one likes, so it must be long."""
BESTANDEN: dict[Kant, tuple[str, ...]] = {
    "school": (
        "lijst_school.html",
        "lijst_school.xlsx",
        "signalen_school.csv",
        "trend_school.html",
        "trend_school.csv",
        "leren.html",
        "leren.csv",
        "groepssignalen.csv",
        "terugkoppeling.html",
        "terugkoppeling.csv",
    ),
    "leerplicht": ("lijst_leerplicht.html", "lijst_leerplicht.xlsx", "signalen_leerplicht.csv"),
}
"""What each side of a school's kernteam may have of its folder (kamers.md)."""


def maak_pakket(bestanden: Mapping[str, bytes], wachtwoord: str) -> bytes:
    """A zip of these files by name, each encrypted with AES-256. Names are not secret, so they hold nothing of a pupil.

    Raises ValueError for a password shorter than KORTSTE.
    """
    if len(wachtwoord) < KORTSTE:
        raise ValueError(f"a password has at least {KORTSTE} characters")
    uit = io.BytesIO()
    with pyzipper.AESZipFile(uit, "w", compression=pyzipper.ZIP_DEFLATED, encryption=pyzipper.WZ_AES) as pakket:
        pakket.setpassword(wachtwoord.encode())
        for naam, inhoud in bestanden.items():
            pakket.writestr(naam, inhoud)
    return uit.getvalue()
