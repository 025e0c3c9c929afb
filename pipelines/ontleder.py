"""argparse in Dutch: the words around a wrong command. Not here: which commands there are (cli.py).

The texts of argparse are matched from their beginning to their end; one that is not known here is shown as it is.
"""

import argparse
import re
from typing import NoReturn

NIET_GEDAAN = 2
ZINNEN = (
    (r"the following arguments are required: (.*)", r"\1 ontbreekt; vul dit aan"),
    (r"unrecognized arguments: (.*)", r"\1 ken ik niet; haal dit weg of controleer de spelling"),
    (r"argument (\S+): invalid choice: '(.*)' \(choose from (.*)\)", r"\2 ken ik niet; kies uit \3"),
    (r"argument (\S+): invalid int value: '(.*)'", r"\1: \2 is geen heel getal; schrijf alleen cijfers"),
    (r"argument (\S+): expected one argument", r"\1: hier hoort één waarde achter; vul die in"),
    (r"argument (\S+): ignored explicit argument '(.*)'", r"\1: hier hoort geen waarde achter; haal \2 weg"),
    (r"ambiguous option: (\S+) could match (.*)", r"\1 is te kort; kies uit \2"),
    (r"argument (\S+): (.*)", r"\1: \2"),
)


def in_het_nederlands(tekst: str) -> str:
    """A message of argparse as a Dutch sentence."""
    for patroon, zin in ZINNEN:
        if gevonden := re.fullmatch(patroon, tekst, re.DOTALL):
            return gevonden.expand(zin).replace("'", "")
    return tekst


class Ontleder(argparse.ArgumentParser):
    """An ArgumentParser whose usage, help and faults are Dutch; a fault ends with exit code 2."""

    def __init__(self, **opties) -> None:
        super().__init__(add_help=False, **opties)
        self._positionals.title, self._optionals.title = "woorden", "opties"
        self.add_argument("-h", "--help", action="help", help="toon deze uitleg")

    def format_usage(self) -> str:
        """argparse's usage, with its one English word in Dutch."""
        return super().format_usage().replace("usage:", "gebruik:", 1)

    def format_help(self) -> str:
        """argparse's help, with its one English word in Dutch."""
        return super().format_help().replace("usage:", "gebruik:", 1)

    def error(self, message: str) -> NoReturn:
        """Say the fault in Dutch and exit with code 2."""
        self.exit(NIET_GEDAAN, f"{self.prog}: {in_het_nederlands(message)}\n{self.format_usage()}")
