"""Which column of a sample fills which field: by its header, and always by what stands in it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from assets.dialectvoorstel.monster import Monster
from assets.dialectvoorstel.vormen import is_datum, is_tijd, slots
from assets.dialectvoorstel.woorden import PRECIES, dagdeel_van, geoorloofd_van, past_bij, soort_van
from data_contracts.contract import gelijk_gemaakt

ZEKER, WAARSCHIJNLIJK, GOK = "zeker", "waarschijnlijk", "een gok"
LAAT_STAAN = ("vrij", "naam", "pgn", "niets")
"""Roles that only say what a column is, so that it is not taken for something else."""

_GENOEG = 0.8
_MEESTE_CODES = 60
_LANGSTE_CODE = 40
_GEWICHTEN = (9, 8, 7, 6, 5, 4, 3, 2, -1)
_PGN_VANAF = 10
_NUMMER = re.compile(r"[A-Za-z]{0,3}\d{3,10}")


@dataclass(frozen=True)
class Gekozen:
    """A column for a role, and how sure that is."""

    kolom: str
    zekerheid: str


def verdeel(monster: Monster) -> dict[str, Gekozen]:
    """The best column for each role; columns that are left out have a role `vrij:<kolom>` and so on."""
    gekozen: dict[str, Gekozen] = {}
    # A blank header is no name that a dialect could give.
    vrij = [kolom for kolom in monster.kolommen if gelijk_gemaakt(kolom)]
    for kolom in [kolom for kolom in vrij if is_pgn(monster.waarden(kolom))]:
        gekozen[f"pgn:{kolom}"] = Gekozen(kolom, ZEKER)
        vrij.remove(kolom)
    for _, rol, kolom, zekerheid in sorted(_kandidaten(monster, vrij)):
        sleutel = f"{rol}:{kolom}" if rol in LAAT_STAAN else rol
        if kolom in vrij and sleutel not in gekozen:
            gekozen[sleutel] = Gekozen(kolom, zekerheid)
            vrij.remove(kolom)
    return gekozen | dict(_op_inhoud(monster, vrij, gekozen)) if vrij else gekozen


def _kandidaten(monster: Monster, vrij: list[str]) -> Iterator[tuple[tuple[float, int, int], str, str, str]]:
    """What headers say and contents allow, the best first."""
    if not monster.kop:
        return
    for plek, kolom in enumerate(monster.kolommen):
        for nummer, (rol, inhoud) in enumerate(INHOUD.items()):
            kop, teksten = past_bij(kolom, rol), monster.waarden(kolom)
            if kop and kolom in vrij and (deel := inhoud(teksten)) >= _GENOEG:
                yield (-(2 * kop + deel), nummer, plek), rol, kolom, ZEKER if kop == PRECIES else WAARSCHIJNLIJK


def _op_inhoud(monster: Monster, vrij: list[str], gekozen: dict[str, Gekozen]) -> Iterator[tuple[str, Gekozen]]:
    """What contents alone tell: everything without a header, else only what cannot be missed."""
    rollen = ZONDER_KOP if not monster.kop else MET_KOP
    for rol in rollen:
        passend = [kolom for kolom in vrij if INHOUD[rol](monster.waarden(kolom)) >= _GENOEG]
        if rol not in gekozen and passend and not (rol == "code" and _lang(monster, passend[0])):
            vrij.remove(passend[0])
            yield rol, Gekozen(passend[0], GOK)
    for kolom in vrij:
        yield ("vrij" if _lang(monster, kolom) else "niets") + f":{kolom}", Gekozen(kolom, GOK)


def _lang(monster: Monster, kolom: str) -> bool:
    """Whether a column looks like free text: words with spaces, mostly different."""
    teksten = monster.waarden(kolom)
    met_spatie = sum(" " in tekst for tekst in teksten)
    return bool(teksten) and met_spatie > len(teksten) / 4 and len(set(teksten)) > len(teksten) / 4


def is_pgn(teksten: list[str]) -> bool:
    """Whether these are BSN or onderwijsnummers: nine digits that nearly all pass the eleven-test."""
    verschillend = set(teksten)
    if len(verschillend) < _PGN_VANAF or not all(re.fullmatch(r"\d{8,9}", tekst) for tekst in verschillend):
        return False
    return sum(_elfproef(tekst.zfill(9)) for tekst in verschillend) >= _GENOEG * len(verschillend)


def _elfproef(negen: str) -> bool:
    return sum(g * int(c) for g, c in zip(_GEWICHTEN, negen, strict=True)) % 11 in (0, 5)


def _deel(past: Callable[[str], object]) -> Callable[[list[str]], float]:
    """The share of the filled cells that fit; a column without any fits nothing."""
    return lambda teksten: sum(bool(past(tekst)) for tekst in teksten) / len(teksten) if teksten else 0.0


def _lijst(past: Callable[[str], object]) -> Callable[[list[str]], float]:
    """The same, for a column that holds only a few different words."""
    deel = _deel(past)
    return lambda teksten: deel(teksten) if len(set(teksten)) <= _MEESTE_CODES else 0.0


def _code(tekst: str) -> bool:
    return len(tekst) <= _LANGSTE_CODE and not is_datum(tekst)


def _altijd(teksten: list[str]) -> float:
    return 1.0


INHOUD: dict[str, Callable[[list[str]], float]] = {
    "leerlingnummer": _deel(lambda tekst: _NUMMER.fullmatch(tekst) and not is_datum(tekst)),
    "pgn": _altijd,
    "ingevoerd_op": _deel(is_datum),
    "datum": _deel(is_datum),
    "einddatum": _deel(is_datum),
    "begintijd": _deel(is_tijd),
    "eindtijd": _deel(is_tijd),
    "van": _lijst(lambda tekst: slots(tekst) or dagdeel_van(tekst)),
    "tot": _lijst(lambda tekst: slots(tekst) or dagdeel_van(tekst)),
    "dagdeel": _lijst(dagdeel_van),
    "soort": _lijst(soort_van),
    "rij_geoorloofd": _lijst(geoorloofd_van),
    "vrij": _altijd,
    "code": _lijst(_code),
    "naam": _deel(lambda tekst: not re.search(r"\d", tekst)),
    "niets": _altijd,
}
"""What must stand in a column for each role, from 0 to 1; in the order in which equal headers are given away."""

MET_KOP = ("leerlingnummer", "datum", "soort")
ZONDER_KOP = ("leerlingnummer", "datum", "einddatum", "begintijd", "eindtijd", "van", "tot", "soort", "code")
