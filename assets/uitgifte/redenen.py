"""The reasons of data_contracts/redenen.yaml as a reader sees them: what is wrong, and what to do about it.

The texts stand there, once; the first sentence says what is wrong, the rest what to do.
"""

from dataclasses import dataclass

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


def reden_van(code: str) -> Reden:
    """The sentence of a code; a code that this version does not know still says where to ask."""
    return REDENEN.get(code, ONBEKENDE_REDEN)
