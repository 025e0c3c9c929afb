"""The rows of the signal files of one Sunday, as they stand there."""

import csv
from datetime import date
from pathlib import Path

from models.tijd import weeknaam


def csv_rijen(uit: Path, peildatum: date, kant: str) -> list[dict[str, str]]:
    """All rows of one Sunday and side, of schools and gemeente."""
    paden = sorted((uit / weeknaam(peildatum)).glob(f"*/signalen_{kant}.csv"))
    teksten = [pad.read_text(encoding="utf-8-sig") for pad in paden]
    return [rij for tekst in teksten for rij in csv.DictReader(tekst.splitlines(), delimiter=";")]
