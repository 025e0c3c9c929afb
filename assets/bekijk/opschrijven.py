"""A line in the chained log for what is done from the command line or by Dagster: who made, told or exported what, from
which inputs (kamers.md rule 8).

Not here: what the review page writes (pipelines/bekijk/poort.py), and the chain itself (logboek.py).
"""

from __future__ import annotations

import getpass
import hashlib
import os
from collections.abc import Iterable
from datetime import UTC, datetime

from assets.bekijk.logboek import Logboek
from assets.bekijk.plek import Plek


def schrijf_op(plek: Plek, wat: str, **velden: object) -> None:
    """Add one line, under the name of the user of this computer. Write it before what it tells of is shown or put in
    its place; an OSError means that it was not written, so that must not happen.
    """
    plek.kop.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    Logboek(plek.logboek, plek.kop).schrijf(datetime.now(UTC), wie=gebruiker(), wat=wat, **velden)


def gebruiker() -> str:
    """The name of the user of this computer; its number for one without a name."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return str(os.getuid())


def invoer_sha256(bestanden: Iterable[str]) -> str:
    """One hash of the inputs: of their own hashes in order, each once, one a line. Whoever has run.json can make it."""
    return hashlib.sha256("\n".join(sorted(set(bestanden))).encode()).hexdigest()
