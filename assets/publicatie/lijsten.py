"""From the rows of one school and side to its weekly list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from assets.publicatie.bron import (
    Besprekingrij,
    Getoondrij,
    Leerlingrij,
    Minutenrij,
    Naam,
    Routerij,
    Signaalrij,
    Vrijstellingrij,
    Weekrij,
)
from assets.publicatie.routes import routes_van, termijnleerlingen
from assets.publicatie.signalen import uitleg_van
from assets.publicatie.zeker import zekerheid_van
from assets.uitgifte.keuze import IN_BEELD_LESWEKEN, kies
from assets.uitgifte.modellen import Bespreking, Kant, Lijst, LijstLeerling, SignaalRegel, Vrijstelling, Weekpunt
from data_contracts.eerste_stappen import Stap
from data_contracts.register import School
from data_contracts.signalen import laad_signalen
from data_contracts.wijkhulp import Wijkhulp, kies_hulp

LESWEKEN_IN_BEELD = 12
LESWEKEN_VOLGORDE = 4
WEEK = timedelta(days=7)
ZESDE_DAG = timedelta(days=6)


@dataclass(frozen=True)
class Kantgegevens:
    """All rows of one school and side that its list is made of."""

    kant: Kant
    school: School
    peildatum: date
    modus: str
    versie: str
    namen: dict[int, Naam]
    signalen: list[Signaalrij]
    weken: list[Weekrij]
    minuten: list[Minutenrij] = field(default_factory=list)
    leerlingen: list[Leerlingrij] = field(default_factory=list)
    routes: list[Routerij] = field(default_factory=list)
    besprekingen: list[Besprekingrij] = field(default_factory=list)
    vrijstellingen: list[Vrijstellingrij] = field(default_factory=list)
    drempels: Mapping[str, int] = field(default_factory=dict)
    stappen: tuple[Stap, ...] = ()
    wijkhulp: tuple[Wijkhulp, ...] = ()
    getoond: list[Getoondrij] = field(default_factory=list)

    @property
    def maandag(self) -> date:
        """Monday of the week of the peildatum."""
        return self.peildatum - ZESDE_DAG

    def laatste(self, aantal: int) -> list[Weekrij]:
        """The last lesweken up to the peildatum, oldest first."""
        return self.weken[-aantal:]


def maak_lijst(g: Kantgegevens) -> Lijst:
    """The list of one side of one school, chosen and grouped."""
    laatste_drie = g.laatste(IN_BEELD_LESWEKEN)
    is_lesweek = bool(g.weken) and g.weken[-1].maandag == g.maandag
    leerlingen = leerlingen_van(g)
    keuze = kies(
        leerlingen,
        capaciteit=g.school.capaciteit,
        peildatum=g.peildatum,
        in_beeld_vanaf=laatste_drie[0].maandag if laatste_drie else g.maandag,
        is_lesweek=is_lesweek,
    )
    return Lijst(
        kant=g.kant,
        modus=g.modus,
        school=g.school.naam,
        brin6=g.school.brin6,
        peildatum=g.peildatum,
        capaciteit=g.school.capaciteit,
        is_lesweek=is_lesweek,
        niet_geleverd=tuple(w.maandag for w in g.laatste(LESWEKEN_IN_BEELD) if not w.geleverd),
        keuze=keuze,
        contact=g.school.contact,
        versie=g.versie,
        soort=g.school.soort,
        stappen=g.stappen,
        wijk=g.school.wijk,
        hulp=kies_hulp(g.wijkhulp, g.school.wijk),
        termijnen=termijnleerlingen(g.routes, g.namen, besproken_van(g), leerlingen, keuze) if is_lesweek else (),
    )


def leerlingen_van(g: Kantgegevens) -> list[LijstLeerling]:
    """Every pupil with a row, in order of leerlingnummer."""
    per_leerling: dict[int, list[Signaalrij]] = defaultdict(list)
    for rij in g.signalen:
        per_leerling[rij.leerling].append(rij)
    minuten: dict[int, dict[date, Minutenrij]] = defaultdict(dict)
    for punt in g.minuten:
        minuten[punt.leerling][punt.maandag] = punt
    extra = {rij.leerling: rij for rij in g.leerlingen}
    besproken = besproken_van(g)
    getoond = {(rij.leerling, rij.signaal) for rij in g.getoond}
    routes = routes_van(g.routes)
    paren = sorted(per_leerling.items(), key=lambda paar: g.namen[paar[0]].leerlingnummer)
    return [
        replace(
            _leerling(g, wie, rijen, minuten[wie], extra.get(wie), besproken.get(wie, []), getoond),
            route=routes.get(wie),
        )
        for wie, rijen in paren
    ]


def besproken_van(g: Kantgegevens) -> dict[int, list[Bespreking]]:
    """The returned rows of each pupil who has one, in order of return."""
    besproken: dict[int, list[Bespreking]] = defaultdict(list)
    for rij in g.besprekingen:
        besproken[rij.leerling].append(Bespreking(rij.datum, rij.besluit, rij.wie or "", rij.vervolg or ""))
    return dict(besproken)


def _leerling(
    g: Kantgegevens,
    wie: int,
    rijen: list[Signaalrij],
    minuten: dict[date, Minutenrij],
    extra: Leerlingrij | None,
    besproken: list[Bespreking],
    getoond: set[tuple[int, str]],
) -> LijstLeerling:
    naam, weekminuten = g.namen[wie], list(minuten.values())
    regels = [_regel(rij, g, weekminuten, (wie, rij.signaal) in getoond) for rij in sorted(rijen, key=_volgorde)]
    return LijstLeerling(
        leerlingnummer=naam.leerlingnummer,
        roepnaam=naam.roepnaam or "",
        achternaam=naam.achternaam or "",
        klas=rijen[0].klas or "",
        signalen=tuple(regels),
        besprekingen=tuple(besproken),
        gemist_minuten_4w=extra.gemist_4w if extra else _gemist_4w(g, minuten),
        weken=_weken(g, minuten),
        is_gezien_in_k=bool(extra and extra.gezien_in_k),
        open_redenen=extra.open_redenen if extra else 0,
        vrijstellingen=tuple(Vrijstelling(v.artikel, v.einddatum) for v in g.vrijstellingen if v.leerling == wie),
    )


def _volgorde(rij: Signaalrij) -> tuple[int, date]:
    """What must be done by law first: the order of signalen.yaml."""
    return list(laad_signalen()).index(rij.signaal), rij.sinds


def _gemist_4w(g: Kantgegevens, minuten: dict[date, Minutenrij]) -> int:
    laatste = {week.maandag for week in g.laatste(LESWEKEN_VOLGORDE)}
    return sum(punt.gemist for maandag, punt in minuten.items() if maandag in laatste)


def _regel(rij: Signaalrij, g: Kantgegevens, minuten: list[Minutenrij], is_getoond: bool) -> SignaalRegel:
    drempel = g.drempels.get(rij.signaal, laad_signalen()[rij.signaal].maat(rij.eenheid).drempel)
    return SignaalRegel(
        signaal=rij.signaal,
        sinds=rij.sinds,
        status=rij.status,  # pyright: ignore[reportArgumentType]
        uitleg=uitleg_van(rij, g.drempels),
        is_gemeld=rij.meldingsnummer is not None,
        is_grensgeval=bool(rij.grensgeval),
        zekerheid=zekerheid_van(rij, drempel, g.weken, minuten),
        is_eerder_getoond=is_getoond,
    )


def _weken(g: Kantgegevens, minuten: dict[date, Minutenrij]) -> tuple[Weekpunt, ...]:
    """The last 12 lesweken and the weeks without lessons between and after them, up to the week of the peildatum.

    None for whom leerplicht knows from a register only: no minutes of him pass the door, also of delivered weeks.
    """
    lesweken = {week.maandag: week for week in g.laatste(LESWEKEN_IN_BEELD)}
    uit_register = g.kant == "leerplicht" and not minuten and any(week.geleverd for week in lesweken.values())
    if not lesweken or uit_register:
        return ()
    punten, maandag = [], min(lesweken)
    while maandag <= g.maandag:
        punten.append(_weekpunt(g.kant, maandag, lesweken.get(maandag), minuten.get(maandag)))
        maandag += WEEK
    return tuple(punten)


def _weekpunt(kant: Kant, maandag: date, week: Weekrij | None, punt: Minutenrij | None) -> Weekpunt:
    """Of a delivered week minutes are there where the pupil had a planned day; to leerplicht: where he was enrolled."""
    if week is None:
        return Weekpunt(maandag, "vakantie")
    if not week.geleverd:
        return Weekpunt(maandag, "onbekend")
    if punt is None:
        return Weekpunt(maandag, "niet_ingeschreven" if kant == "leerplicht" else "vakantie")
    if punt.bekende_dagen == 0:
        return Weekpunt(maandag, "onbekende_code" if punt.onbekend else "geen_les")
    return Weekpunt(maandag, "bekend", punt.gemist, punt.gepland)
