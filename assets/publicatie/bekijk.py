"""From the rows of one school and side to the copy that the review page reads: the list, and who did not fit on it."""

from __future__ import annotations

from assets.bekijk.kopie import Kopie
from assets.bekijk.sleutelbos import Sleutelbos
from assets.publicatie.lijsten import Kantgegevens, leerlingen_van
from assets.uitgifte.keuze import sorteertekst
from assets.uitgifte.modellen import Lijst, LijstLeerling


def maak_kopie(g: Kantgegevens, lijst: Lijst, bos: Sleutelbos, toelichting: str) -> Kopie:
    """The copy of one side: nothing that the rows of that side do not hold."""
    in_groep = {leerling.leerlingnummer for groep in lijst.keuze.groepen for leerling in groep.leerlingen}
    op_lijst = in_groep | {leerling.leerlingnummer for leerling in lijst.termijnen}
    alle = leerlingen_van(g)
    met_rij = op_lijst | {leerling.leerlingnummer for leerling in alle}
    pseudoniemen = {naam.leerlingnummer: bos.pseudoniem(g.kant, sleutel) for sleutel, naam in g.namen.items()}
    return Kopie(
        lijst=lijst,
        overig=tuple(sorted((x for x in alle if x.leerlingnummer not in op_lijst), key=_op_klas_en_naam)),
        pseudoniemen={nummer: eigen for nummer, eigen in sorted(pseudoniemen.items()) if nummer in met_rij},
        toelichting=toelichting,
    )


def _op_klas_en_naam(leerling: LijstLeerling) -> tuple[str, ...]:
    delen = (leerling.klas, leerling.achternaam, leerling.roepnaam)
    return (*map(sorteertekst, delen), leerling.leerlingnummer)
