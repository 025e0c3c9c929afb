"""Writes the table of messages in eerste-school.md from data_contracts/redenen.yaml, so that each text stands once."""

from pathlib import Path

from data_contracts.redenen import lees_redenen

GIDS = Path(__file__).with_name("eerste-school.md")
BEGIN, EIND = "<!-- meldingen: begin -->", "<!-- meldingen: eind -->"


def tabel() -> str:
    """The messages in the order in which they hold."""
    rijen = [f"| `{reden.code}` | {reden.uitkomst} | {reden.uitleg} |" for reden in lees_redenen().values()]
    return "\n".join(["| melding | gevolg | wat u doet |", "|---|---|---|", *rijen])


def bijgewerkt(bladzij: str) -> str:
    """The guide with the table of now between its marks."""
    voor, na = bladzij.split(BEGIN)[0], bladzij.split(EIND)[1]
    return f"{voor}{BEGIN}\n{tabel()}\n{EIND}{na}"


if __name__ == "__main__":
    GIDS.write_text(bijgewerkt(GIDS.read_text(encoding="utf-8")), encoding="utf-8")
