"""Rows of the signal files: what aanlevering.md §3 prints, made of pseudonymous rows and the names of one school."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction

from assets.publicatie.bron import Naam, Signaalrij
from assets.uitgifte.csvbestand import maak_csv, waarde_tekst
from assets.uitgifte.uitleg import drempel_tekst, maak_uitleg
from data_contracts.signalen import laad_signalen
from models.kalender_nl import uiterste_melddatum


def uitleg_van(rij: Signaalrij) -> str:
    """The explanation of one row, in plain Dutch."""
    waarde = Fraction(rij.teller, rij.noemer)
    if rij.signaal != "verzuim_16u4w":
        return maak_uitleg(rij.signaal, {"sinds": rij.sinds, "waarde": waarde, "eenheid": rij.eenheid})
    return maak_uitleg(
        rij.signaal,
        {
            "begindatum": rij.begindatum,
            "einddatum": rij.sinds,
            "uren": waarde,
            "eenheid": rij.eenheid,
            "uiterste_melddatum": uiterste_melddatum(rij.sinds),
            "meldingsnummer": rij.meldingsnummer,
            "grensgeval": bool(rij.grensgeval),
        },
    )


def csv_rij(peildatum: date, rij: Signaalrij, naam: Naam) -> dict[str, object]:
    """One row of signalen_school.csv or signalen_leerplicht.csv."""
    decimalen = laad_signalen()[rij.signaal].maat(rij.eenheid).decimalen
    return {
        "peildatum": peildatum,
        "brin6": rij.brin6,
        "leerlingnummer": naam.leerlingnummer,
        "klas": rij.klas or "",
        "signaal": rij.signaal,
        "sinds": rij.sinds,
        "waarde": waarde_tekst(rij.teller, rij.noemer, decimalen),
        "drempel": drempel_tekst(rij.signaal, rij.eenheid),
        "eenheid": rij.eenheid,
        "status": rij.status,
        "uitleg": uitleg_van(rij),
    }


def signalen_csv(kant: str, peildatum: date, rijen: Iterable[Signaalrij], namen: Mapping[int, Naam]) -> bytes:
    """The whole file of one school and side."""
    return maak_csv(f"signalen_{kant}", [csv_rij(peildatum, r, namen[r.leerling]) for r in rijen])
