"""From the rows of the route to what the list of a school shows of it. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from assets.publicatie.bron import Naam, Routerij
from assets.uitgifte.keuze import op_klas_en_naam
from assets.uitgifte.modellen import Bespreking, Keuze, LijstLeerling, Route, Termijn


def routes_van(rijen: Sequence[Routerij]) -> dict[int, Route]:
    """The route of each pupil. `rijen`: by pupil, and within a deel by datum."""
    return {wie: _route(van_leerling) for wie, van_leerling in _per_leerling(rijen).items()}


def termijnleerlingen(
    rijen: Sequence[Routerij],
    namen: Mapping[int, Naam],
    besproken: Mapping[int, Sequence[Bespreking]],
    met_signaal: Sequence[LijstLeerling],
    keuze: Keuze,
) -> tuple[LijstLeerling, ...]:
    """The pupils with a term that is over or almost and who stand in no group of the list, by klas and name.

    `met_signaal`: those with a row, whole; of the others only the route and what was agreed is known.
    """
    in_groep = {leerling.leerlingnummer for groep in keuze.groepen for leerling in groep.leerlingen}
    bekend = {leerling.leerlingnummer for leerling in met_signaal}
    anderen = [wie for wie in _zonder_signaal(rijen, namen, besproken) if wie.leerlingnummer not in bekend]
    gevonden = (wie for wie in (*met_signaal, *anderen) if wie.route and wie.route.is_dringend)
    return tuple(sorted((wie for wie in gevonden if wie.leerlingnummer not in in_groep), key=op_klas_en_naam))


def _zonder_signaal(
    rijen: Sequence[Routerij], namen: Mapping[int, Naam], besproken: Mapping[int, Sequence[Bespreking]]
) -> list[LijstLeerling]:
    klassen = {rij.leerling: rij.klas or "" for rij in rijen}
    return [
        _leerling(namen[wie], klassen[wie], route, besproken.get(wie, ())) for wie, route in routes_van(rijen).items()
    ]


def _leerling(naam: Naam, klas: str, route: Route, besproken: Sequence[Bespreking]) -> LijstLeerling:
    wie = naam.leerlingnummer, naam.roepnaam or "", naam.achternaam or "", klas
    return LijstLeerling(*wie, signalen=(), besprekingen=tuple(besproken), route=route)


def _per_leerling(rijen: Sequence[Routerij]) -> dict[int, list[Routerij]]:
    per_leerling: dict[int, list[Routerij]] = defaultdict(list)
    for rij in rijen:
        per_leerling[rij.leerling].append(rij)
    return per_leerling


def _route(rijen: Sequence[Routerij]) -> Route:
    nu = next(rij for rij in rijen if rij.deel == "nu" and rij.datum)
    assert nu.datum
    return Route(
        stap=nu.stap,
        sinds=nu.datum,
        eerder=tuple((rij.stap, rij.datum) for rij in rijen if rij.deel == "eerder" and rij.datum),
        termijnen=tuple(
            Termijn(rij.stap, rij.datum, rij.is_voorbij, rij.is_dringend) for rij in rijen if rij.deel == "termijn"
        ),
        is_deels_terug=nu.deels_terug,
        regisseur=nu.regisseur or "",
    )
