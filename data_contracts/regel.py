"""The rules of a contract as SQL over the staged rows, in the order in which they hold.

The same list judges rows in the quarantine (`CASE WHEN ...`) and becomes the Great Expectations suite, so the two
cannot drift apart. Staged rows have each column typed, and beside every column that is not text `<kolom>_tekst` as
delivered.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from data_contracts.contract import Contract, Kolom, lees_contract
from data_contracts.redenen import lees_redenen

_TYPEREDEN = {
    "datum": "datum_ongeldig",
    "tijdstip": "datum_ongeldig",
    "tijd": "datum_ongeldig",
    "slot": "slot_ongeldig",
}


@dataclass(frozen=True)
class Regel:
    """One rule: rows for which `sql` is true break it, with this reason and column.

    `soort` and `argument` say which built-in expectation is equal to it: gevuld, waarden, grenzen or (own SQL) rij.
    """

    naam: str
    reden: str
    kolom: str
    sql: str
    soort: str = "rij"
    argument: tuple[str, ...] = ()

    @property
    def uitkomst(self) -> str:
        """What happens to a row that breaks it: quarantaine, genegeerd or gemeld."""
        return lees_redenen()[self.reden].uitkomst


@cache
def regels_van(contract: str) -> tuple[Regel, ...]:
    """All rules of a source contract, in the order in which they hold."""
    volgorde = lees_redenen()
    return tuple(sorted(_regels(lees_contract(contract)), key=lambda regel: volgorde[regel.reden].volgorde))


def tekstkolom(kolom: Kolom) -> str:
    """The staged column that holds what was delivered."""
    return kolom.naam if kolom.vorm == "tekst" else f"{kolom.naam}_tekst"


def _regels(contract: Contract) -> Iterator[Regel]:
    eerste = contract.kolommen[0].naam
    yield Regel("te_veel_velden", "te_veel_velden", eerste, "velden > 0")
    yield Regel("te_weinig_velden", "te_weinig_velden", eerste, "velden < 0")
    for kolom in contract.kolommen:
        yield from _gevuld(kolom)
        yield from _leesbaar(kolom)
        yield from _toegestaan(kolom)
    for regel in contract.rijregels:
        yield Regel(regel.naam, regel.reden, regel.kolom, regel.sql)
    yield Regel("dubbel", "dubbel", eerste, "is_dubbel")
    if contract.sleutel:
        yield Regel("sleutel_dubbel", "sleutel_dubbel", contract.sleutel[0], "is_sleutel_dubbel")


def _gevuld(kolom: Kolom) -> Iterator[Regel]:
    tekst = tekstkolom(kolom)
    if kolom.verplicht:
        yield Regel(f"{kolom.naam}_gevuld", "veld_leeg", kolom.naam, f"{tekst} is null", "gevuld", (tekst,))
    if kolom.verplicht_als:
        yield Regel(f"{kolom.naam}_gevuld", "veld_leeg", kolom.naam, f"{tekst} is null and ({kolom.verplicht_als})")


def _leesbaar(kolom: Kolom) -> Iterator[Regel]:
    if kolom.vorm in ("tekst", "pgn"):
        return
    reden = _TYPEREDEN.get(kolom.vorm, "waarde_ongeldig")
    yield Regel(f"{kolom.naam}_leesbaar", reden, kolom.naam, f"{kolom.naam}_tekst is not null and {kolom.naam} is null")


def _toegestaan(kolom: Kolom) -> Iterator[Regel]:
    if kolom.waarden:
        lijst = ", ".join(f"'{waarde}'" for waarde in kolom.waarden)
        sql = f"{kolom.naam} not in ({lijst})"
        yield Regel(f"{kolom.naam}_uit_lijst", "waarde_ongeldig", kolom.naam, sql, "waarden", kolom.waarden)
    if kolom.laagste is not None and kolom.hoogste is not None:
        sql = f"{kolom.naam} not between {kolom.laagste} and {kolom.hoogste}"
        grenzen = (str(kolom.laagste), str(kolom.hoogste))
        yield Regel(f"{kolom.naam}_grenzen", "waarde_ongeldig", kolom.naam, sql, "grenzen", grenzen)
