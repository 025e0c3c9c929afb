"""The reasons of data_contracts/redenen.yaml as a reader sees them: what is wrong, and what to do about it.

The texts stand there, once; the first sentence says what is wrong, the rest what to do.
"""

from dataclasses import dataclass

from data_contracts.contract import BRONNEN, lees_contract
from data_contracts.redenen import lees_redenen


@dataclass(frozen=True)
class Reden:
    """What is wrong (or was done), and what the school can do."""

    wat: str
    doe: str

    @property
    def zin(self) -> str:
        """Both, as the column `uitleg` has it."""
        return f"{self.wat} {self.doe}".strip()


def _gesplitst(uitleg: str) -> Reden:
    wat, _, doe = uitleg.partition(". ")
    return Reden(f"{wat.rstrip('.')}.", doe)


HERHAALD = Reden("Dit bestand was al eens aangeleverd. Het verandert niets.", "U hoeft niets te doen.")
"""No reason of a row: a file that came before; its rows are not counted again."""
REDENEN: dict[str, Reden] = {code: _gesplitst(reden.uitleg) for code, reden in lees_redenen().items()}
REDENEN["herhaald"] = HERHAALD
ONBEKENDE_REDEN = Reden("Dit is niet verwerkt.", "Vraag de beheerder wat er aan de hand is.")


def reden_van(code: str, soort: str = "", kolom: str = "") -> Reden:
    """The sentence of a code; a code that this version does not know still says where to ask. With the kind of file and
    the column it names the words that a column with a list takes.
    """
    reden = REDENEN.get(code, ONBEKENDE_REDEN)
    woorden = _woorden(soort, kolom) if code == "waarde_ongeldig" else ()
    return Reden(reden.wat, f"Kies uit: {', '.join(woorden)}.") if woorden else reden


def _woorden(soort: str, kolom: str) -> tuple[str, ...]:
    kolommen = lees_contract(soort).kolommen if soort in BRONNEN else ()
    return next((deze.waarden for deze in kolommen if deze.naam == kolom), ())
