"""Who stands on a weekly list and in which group: regels.md, "Order and capacity of a list".

Pure. It never looks at how serious a pupil's absence is beyond the minutes that the rule names, and gives no rank.
"""

import unicodedata
from collections.abc import Iterable
from datetime import date

from assets.uitgifte.modellen import Bespreking, Groep, Groepnaam, Keuze, LijstLeerling, SignaalRegel

GROEPEN: tuple[Groepnaam, ...] = ("wettelijk", "nieuw", "loopt", "al in beeld", "beter", "niet meer te zien")
ALTIJD_WETTELIJK = frozenset({"lrv", "geen_inschrijving"})
IN_BEELD_BESLUITEN = frozenset({"bekend", "actie", "gemeld"})
IN_BEELD_LESWEKEN = 3
Ingedeeld = tuple[Groepnaam, LijstLeerling]


def kies(
    leerlingen: Iterable[LijstLeerling],
    *,
    capaciteit: int,
    peildatum: date,
    in_beeld_vanaf: date,
    is_lesweek: bool = True,
) -> Keuze:
    """Choose and group one list. in_beeld_vanaf: the Monday of lesweek k-2, inclusive (IN_BEELD_LESWEKEN lesweken).

    Open legal duties take places first, also above capaciteit; what is left of it is for `nieuw` and `loopt`.
    A week without a lesweek shows open legal duties only.
    """
    ingedeeld: list[Ingedeeld] = [(deel_in(leerling, peildatum, in_beeld_vanaf), leerling) for leerling in leerlingen]
    wettelijk = [leerling for naam, leerling in ingedeeld if naam == "wettelijk"]
    telt_mee = [leerling for naam, leerling in ingedeeld if naam in ("nieuw", "loopt")]
    plaatsen = max(0, capaciteit - len(wettelijk)) if is_lesweek else 0
    past = {leerling.leerlingnummer for leerling in sorted(telt_mee, key=_volgorde)[:plaatsen]}
    getoond = [paar for paar in ingedeeld if _staat_erop(paar, past, is_lesweek)]
    met_signaal = sum(1 for _, leerling in ingedeeld if leerling.lopend)
    return Keuze(_groepen(getoond), met_signaal - sum(1 for _, leerling in getoond if leerling.lopend))


def deel_in(leerling: LijstLeerling, peildatum: date, in_beeld_vanaf: date) -> Groepnaam:
    """The first group that fits this pupil."""
    lopend = leerling.lopend
    if any(is_open_plicht(regel) for regel in lopend):
        return "wettelijk"
    if any(regel.status == "nieuw" for regel in lopend):
        return "nieuw"
    if lopend:
        return "al in beeld" if is_al_in_beeld(leerling, peildatum, in_beeld_vanaf) else "loopt"
    is_opgelost = any(regel.status == "opgelost" for regel in leerling.signalen)
    return "beter" if is_opgelost and leerling.is_gezien_in_k else "niet meer te zien"


def is_open_plicht(regel: SignaalRegel) -> bool:
    """A crossing that is not reported, lrv or geen_inschrijving, standing now."""
    if regel.is_weg:
        return False
    return regel.signaal in ALTIJD_WETTELIJK or (regel.signaal == "verzuim_16u4w" and not regel.is_gemeld)


def is_al_in_beeld(leerling: LijstLeerling, peildatum: date, vanaf: date) -> bool:
    """All standing signals `blijft`, and the newest returned row, of vanaf..peildatum, is one of IN_BEELD_BESLUITEN."""
    laatste = nieuwste_bespreking(leerling)
    if laatste is None or any(regel.status != "blijft" for regel in leerling.lopend):
        return False
    return laatste.besluit in IN_BEELD_BESLUITEN and vanaf <= laatste.datum <= peildatum


def nieuwste_bespreking(leerling: LijstLeerling) -> Bespreking | None:
    """The newest returned row, any besluit; None: never discussed."""
    return leerling.besprekingen[-1] if leerling.besprekingen else None


def _volgorde(leerling: LijstLeerling) -> tuple[bool, date, int, str]:
    """nieuw first, longest not discussed (never = longest), most missed minutes, leerlingnummer as text."""
    laatste = nieuwste_bespreking(leerling)
    is_oud = all(regel.status != "nieuw" for regel in leerling.lopend)
    return is_oud, laatste.datum if laatste else date.min, -leerling.gemist_minuten_4w, leerling.leerlingnummer


def _staat_erop(paar: Ingedeeld, past: set[str], is_lesweek: bool) -> bool:
    naam, leerling = paar
    if naam in ("nieuw", "loopt"):
        return leerling.leerlingnummer in past
    return naam == "wettelijk" or is_lesweek


def _groepen(getoond: list[Ingedeeld]) -> tuple[Groep, ...]:
    rijen: dict[Groepnaam, list[LijstLeerling]] = {naam: [] for naam in GROEPEN}
    for naam, leerling in getoond:
        rijen[naam].append(leerling)
    return tuple(Groep(naam, tuple(sorted(rij, key=op_klas_en_naam))) for naam, rij in rijen.items() if rij)


def op_klas_en_naam(leerling: LijstLeerling) -> tuple[str, str, str, str]:
    """By klas, then name, as a Dutch reader looks it up; then leerlingnummer."""
    return (
        sorteertekst(leerling.klas),
        sorteertekst(leerling.achternaam),
        sorteertekst(leerling.roepnaam),
        leerling.leerlingnummer,
    )


def sorteertekst(tekst: str) -> str:
    """Text as a Dutch reader looks it up: no case, no accents."""
    plat = unicodedata.normalize("NFD", tekst.casefold())
    return "".join(teken for teken in plat if not unicodedata.combining(teken))
