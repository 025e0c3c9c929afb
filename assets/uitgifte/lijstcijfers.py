"""A weekly list in a few numbers: how long it is, how much of it is new, and which terms run out. Exact, because the
list names these pupils itself.
"""

from dataclasses import dataclass
from fractions import Fraction

from assets.uitgifte.modellen import Groepnaam, Lijst, LijstLeerling
from assets.uitgifte.opmaak import aantal_tekst, geheel_tekst, procent_tekst

TELT: frozenset[Groepnaam] = frozenset({"wettelijk", "nieuw", "loopt"})
"""The groups of the pupils to be discussed; the others take no place."""


@dataclass(frozen=True)
class Lijstcijfers:
    """Pupils on a list: in all groups that take a place, of those with an open legal duty, and with a signal that never
    stood on a written list before; on the whole list, with a term that is over, and with one that is almost.
    """

    op_lijst: int
    wettelijk: int
    eerste_keer: int
    termijn_voorbij: int
    termijn_bijna: int

    @property
    def eerder(self) -> int:
        """Pupils all of whose signals stood on a list before."""
        return self.op_lijst - self.eerste_keer


def lijstcijfers(lijst: Lijst) -> Lijstcijfers:
    """Count one list."""
    te_bespreken = [wie for groep in lijst.keuze.groepen if groep.naam in TELT for wie in groep.leerlingen]
    alle = [*(wie for groep in lijst.keuze.groepen for wie in groep.leerlingen), *lijst.termijnen]
    voorbij = sum(map(_is_voorbij, alle))
    return Lijstcijfers(
        op_lijst=len(te_bespreken),
        wettelijk=sum(len(groep.leerlingen) for groep in lijst.keuze.groepen if groep.naam == "wettelijk"),
        eerste_keer=sum(any(not regel.is_eerder_getoond for regel in wie.lopend) for wie in te_bespreken),
        termijn_voorbij=voorbij,
        termijn_bijna=sum(bool(wie.route and wie.route.is_dringend) for wie in alle) - voorbij,
    )


def _is_voorbij(wie: LijstLeerling) -> bool:
    return any(termijn.is_voorbij for termijn in wie.route.termijnen) if wie.route else False


def cijferzinnen(lijst: Lijst) -> tuple[str, ...]:
    """The numbers of a list in sentences, each with what it counts."""
    cijfers = lijstcijfers(lijst)
    zinnen = (_lengte(cijfers, lijst.capaciteit), _nieuw(cijfers), _termijnen(cijfers))
    return tuple(zin for zin in zinnen if zin)


def _lengte(cijfers: Lijstcijfers, capaciteit: int) -> str:
    staan = aantal_tekst(cijfers.op_lijst, "leerling staat", "leerlingen staan")
    zin = f"{staan} op deze lijst om te bespreken. Er is plaats voor {geheel_tekst(capaciteit)}."
    if not cijfers.wettelijk:
        return zin
    return f"{zin} Bij {_leerlingen(cijfers.wettelijk)} vraagt de wet een stap. Zij staan er altijd op."


def _nieuw(cijfers: Lijstcijfers) -> str:
    if not cijfers.op_lijst:
        return ""
    deel = procent_tekst(Fraction(100 * cijfers.eerste_keer, cijfers.op_lijst), 0)
    return (
        f"Voor het eerst op een lijst, met minstens een nieuw signaal: {_leerlingen(cijfers.eerste_keer)} ({deel}). "
        f"Al eerder op een lijst, met dezelfde signalen: {_leerlingen(cijfers.eerder)}."
    )


def _termijnen(cijfers: Lijstcijfers) -> str:
    if not cijfers.termijn_voorbij and not cijfers.termijn_bijna:
        return ""
    return (
        f"Een termijn van de route is voorbij: {_leerlingen(cijfers.termijn_voorbij)}. "
        f"Een termijn loopt bijna af: {_leerlingen(cijfers.termijn_bijna)}."
    )


def _leerlingen(aantal: int) -> str:
    return aantal_tekst(aantal, "leerling", "leerlingen")
