"""What each maat of trends.csv is called and who it counts. Every number on a page stands beside its definition."""

from dataclasses import dataclass
from typing import Literal

from data_contracts.signalen import laad_signalen

LRV_DAGEN = laad_signalen()["lrv"].maat().drempel
PACT_MAANDEN = laad_signalen()["lrv_3m"].maat().drempel


@dataclass(frozen=True)
class Maat:
    """Title and definition for a reader. soort: aantal (persons, per 1.000) or aandeel (% of planned minutes)."""

    naam: str
    titel: str
    definitie: str
    soort: Literal["aantal", "aandeel"] = "aantal"

    @property
    def groep(self) -> str:
        """The table of the newest week in which it stands."""
        return "lestijd" if self.soort == "aandeel" else "thuiszitters" if "thuiszitters" in self.naam else "signalen"

    @property
    def eenheid(self) -> str:
        """What `waarde` is counted in."""
        return "per 1.000 leerlingen" if self.soort == "aantal" else "% van de lestijd"


MATEN: dict[str, Maat] = {
    maat.naam: maat
    for maat in (
        Maat(
            "thuiszitters_lrv",
            "Lang weg zonder geldige reden (LRV)",
            f"Ingeschreven, maar meer dan {LRV_DAGEN} dagen achter elkaar weg zonder geldige of bekende reden.",
        ),
        Maat(
            "thuiszitters_absoluut",
            "Niet ingeschreven (absoluut verzuim)",
            f"Leerlingen met een open zaak bij leerplicht, of meer dan {LRV_DAGEN} dagen zonder inschrijving.",
        ),
        Maat("thuiszitters_ocw", "Telling van OCW", "De eerste twee tellingen samen. Elke leerling telt een keer."),
        Maat(
            "thuiszitters_pact_3m",
            "Telling van het Thuiszitterspact",
            f"Wie in de telling van OCW staat en al langer dan {PACT_MAANDEN} maanden thuiszit.",
        ),
        Maat(
            "thuiszitters_breed",
            "Brede telling",
            "De telling van OCW, plus leerlingen met een vrijstelling om gezondheid (artikel 5 onder a).",
        ),
        Maat(
            "thuiszitters_verborgen",
            "Verborgen thuiszitters",
            f"Niet in de brede telling, maar wel meer dan {LRV_DAGEN} dagen helemaal weg, om welke reden dan ook. "
            "Of met een eigen rooster van hoogstens de helft.",
        ),
        Maat(
            "verzuim_totaal", "Gemiste lestijd", "Deel van de lestijd dat is gemist, om welke reden dan ook.", "aandeel"
        ),
        Maat(
            "verzuim_ongeoorloofd",
            "Gemist zonder geldige reden",
            "Deel van de lestijd dat is gemist zonder geldige of bekende reden.",
            "aandeel",
        ),
        Maat(
            "verzuim_geoorloofd",
            "Gemist met geldige reden",
            "Deel van de lestijd dat is gemist met een geldige reden.",
            "aandeel",
        ),
        Maat(
            "leerlingen_met_signaal",
            "Leerlingen met een signaal",
            "Leerlingen met minstens een signaal voor de school. Een signaal is een vraag, geen oordeel.",
        ),
    )
}
