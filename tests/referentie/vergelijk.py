"""Compare signal files: `python -m tests.referentie.vergelijk PRODUCT REFERENTIE`.

Both are `uit` folders. The column uitleg is left out. Only for fictitious cities: the differences show rows.
"""

import sys
from pathlib import Path

BESTANDEN = ("*/*/signalen_school.csv", "*/*/signalen_leerplicht.csv")


def rijen(pad: Path, signalen: set[str] | None = None) -> list[str]:
    """The rows of a signal file in order, without uitleg; only these signals, if given. No file: none."""
    if not pad.exists():
        return []
    zonder_uitleg = [";".join(regel.split(";")[:10]) for regel in pad.read_bytes().decode("utf-8-sig").splitlines()]
    return [regel for regel in zonder_uitleg[1:] if signalen is None or regel.split(";")[4] in signalen]


def verschillen(product: Path, referentie: Path, signalen: set[str] | None = None) -> list[str]:
    """One line a row that only one of the two has, over every file that the reference wrote; empty: equal."""
    uit = []
    for pad in sorted(pad for vorm in BESTANDEN for pad in referentie.glob(vorm)):
        naam = pad.relative_to(referentie)
        if not (product / naam).exists():
            uit.append(f"{naam}: the product did not write this file")
        van_product, van_referentie = rijen(product / naam, signalen), rijen(pad, signalen)
        uit += [f"{naam}: only the product: {rij}" for rij in van_product if rij not in set(van_referentie)]
        uit += [f"{naam}: only the reference: {rij}" for rij in van_referentie if rij not in set(van_product)]
        if sorted(van_product) == sorted(van_referentie) and van_product != van_referentie:
            uit.append(f"{naam}: same rows in another order")
    return uit


if __name__ == "__main__":
    gevonden = verschillen(Path(sys.argv[1]), Path(sys.argv[2]))
    print("\n".join(gevonden) or "equal")
    sys.exit(1 if gevonden else 0)
