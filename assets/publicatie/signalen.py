"""Rows of the signal files: what aanlevering.md §3 prints, made of pseudonymous rows and the names of one school."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from types import MappingProxyType

from assets.publicatie.bron import Naam, Signaalrij, Zaakrij
from assets.uitgifte.csvbestand import maak_csv, waarde_tekst
from assets.uitgifte.modellen import WEG
from assets.uitgifte.opmaak import datum_lang, getal_tekst
from assets.uitgifte.uitleg import maak_uitleg
from data_contracts.register import Register
from data_contracts.signalen import laad_signalen
from models.kalender_nl import uiterste_melddatum
from models.tijd import WEEK

GEEN_EIGEN: Mapping[str, int] = MappingProxyType({})


def eigen_drempels(register: Register, brin6: str | None) -> dict[str, int]:
    """The thresholds that a school (None: the city) may set itself, by signal; a further limit x as `signaal.x`."""
    alle = laad_signalen().values()
    namen = {s.naam: s.instelling for s in alle if s.instelling}
    namen |= {f"{s.naam}.{grens}": instelling for s in alle for grens, instelling in s.grens_instelling.items()}
    return {naam: int(register.instelling(instelling, brin6)) for naam, instelling in namen.items()}


def uitleg_van(rij: Signaalrij | Zaakrij, drempels: Mapping[str, int] = GEEN_EIGEN) -> str:
    """The explanation of one row, in plain Dutch; `drempels`: those of the school in place of the contract's."""
    waarde = Fraction(rij.teller, rij.noemer)
    if isinstance(rij, Zaakrij) or rij.signaal != "verzuim_16u4w":
        details = {"sinds": rij.sinds, "waarde": waarde, "eenheid": rij.eenheid}
        eigen = {"drempel": drempels[rij.signaal]} if rij.signaal in drempels else {}
        eigen |= {n.partition(".")[2]: w for n, w in drempels.items() if n.startswith(f"{rij.signaal}.")}
        return maak_uitleg(rij.signaal, details | eigen)
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


def _velden(peildatum: date, rij: Signaalrij | Zaakrij, drempels: Mapping[str, int]) -> dict[str, object]:
    maat = laad_signalen()[rij.signaal].maat(rij.eenheid)
    return {
        "peildatum": peildatum,
        "signaal": rij.signaal,
        "sinds": rij.sinds,
        "waarde": waarde_tekst(rij.teller, rij.noemer, maat.decimalen),
        "drempel": getal_tekst(drempels.get(rij.signaal, maat.drempel), maat.decimalen),
        "eenheid": rij.eenheid,
        "status": rij.status,
        "uitleg": _toen(peildatum, rij.status) + uitleg_van(rij, drempels),
    }


def _toen(peildatum: date, status: str) -> str:
    """What goes before the explanation of a signal that is gone: it tells of the Sunday before."""
    return f"Dit gold op {datum_lang(peildatum - WEEK)} en nu niet meer: " if status in WEG else ""


def csv_rij(
    peildatum: date, rij: Signaalrij, naam: Naam, drempels: Mapping[str, int] = GEEN_EIGEN
) -> dict[str, object]:
    """One row of signalen_school.csv or signalen_leerplicht.csv."""
    wie = {"brin6": rij.brin6, "leerlingnummer": naam.leerlingnummer, "klas": rij.klas or ""}
    return wie | _velden(peildatum, rij, drempels)


def zaak_rij(peildatum: date, rij: Zaakrij) -> dict[str, object]:
    """One row of that file about a person never enrolled at a delivering school."""
    return {"brin6": "", "leerlingnummer": rij.zaaknummer, "klas": ""} | _velden(peildatum, rij, GEEN_EIGEN)


def signalen_csv(
    kant: str,
    peildatum: date,
    rijen: Iterable[Signaalrij],
    namen: Mapping[int, Naam],
    drempels: Mapping[str, int] = GEEN_EIGEN,
) -> bytes:
    """The whole file of one school and side; `drempels`: those that the school set itself."""
    return maak_csv(f"signalen_{kant}", [csv_rij(peildatum, r, namen[r.leerling], drempels) for r in rijen])


def zaken_csv(peildatum: date, rijen: Iterable[Zaakrij]) -> bytes:
    """The file of persons never enrolled at a delivering school: the zaaknummer stands in leerlingnummer."""
    return maak_csv("signalen_leerplicht", [zaak_rij(peildatum, rij) for rij in rijen])
