"""Every choice of the rules that is ours and not the law's: one named setting with its default, unit and meaning.

A city sets them at the top level of `scholen.yaml`, a school in its own block. What the law fixes (16 hours, 28
days, ...) is no setting and does not belong here.
"""

from dataclasses import dataclass

Waarde = int | str


@dataclass(frozen=True)
class Instelling:
    """One setting. `laagste` and `hoogste` are inclusive; `keuzes` is filled for a setting of words only."""

    naam: str
    standaard: Waarde
    eenheid: str
    betekenis: str
    bron: str
    laagste: int = 0
    hoogste: int = 0
    keuzes: tuple[str, ...] = ()

    def fout(self, waarde: object) -> str | None:
        """What is wrong with this value in Dutch, or None when it fits."""
        return self._fout_woord(waarde) if self.keuzes else self._fout_getal(waarde)

    def _fout_woord(self, waarde: object) -> str | None:
        if waarde in self.keuzes:
            return None
        return f"instelling {self.naam} is {waarde!r}; kies uit {', '.join(self.keuzes)}"

    def _fout_getal(self, waarde: object) -> str | None:
        if isinstance(waarde, int) and not isinstance(waarde, bool) and self.laagste <= waarde <= self.hoogste:
            return None
        grenzen = f"een heel getal van {self.laagste} tot en met {self.hoogste} ({self.eenheid})"
        return f"instelling {self.naam} is {waarde!r}; schrijf {grenzen}"


KENNISMOMENT_UREN = Instelling(
    "kennismoment_uren",
    12,
    "uur",
    "Tot hoeveel uur na het einde van de peildatum een levering nog meetelt.",
    "regels.md §1",
    laagste=0,
    hoogste=23,
)
TE_LAAT_TELT_ALS = Instelling(
    "te_laat_telt_als",
    "aanwezig",
    "soort",
    "Telt een les waarin een leerling te laat kwam als aanwezig of als afwezig?",
    "regels.md §2",
    keuzes=("aanwezig", "afwezig"),
)
VERWIJDERD_TELT_ALS = Instelling(
    "verwijderd_telt_als",
    "aanwezig",
    "soort",
    "Telt een les waaruit een leerling is verwijderd als aanwezig of als afwezig?",
    "regels.md §2",
    keuzes=("aanwezig", "afwezig"),
)
ONBEKEND_SCHOOLDAGEN = Instelling(
    "onbekend_schooldagen",
    5,
    "schooldag",
    "Hoeveel schooldagen de school heeft om een reden te geven. Daarna telt het verzuim als ongeoorloofd.",
    "regels.md §2",
    laagste=0,
    hoogste=60,
)
TE_LAAT_DREMPEL = Instelling(
    "te_laat_drempel",
    9,
    "keer",
    "Vanaf hoeveel keer te laat in een schooljaar het signaal te_laat komt.",
    "regels.md §4",
    laagste=1,
    hoogste=200,
)
CAPACITEIT = Instelling(
    "capaciteit",
    10,
    "leerling",
    "Hoeveel leerlingen het kernteam van een school in een week kan bespreken.",
    "regels.md §4",
    laagste=1,
    hoogste=200,
)
TERUGKEER_PCT = Instelling(
    "terugkeer_pct",
    80,
    "procent",
    "Vanaf welk deel gevolgde lestijd in vier lesweken een leerling als teruggekeerd telt.",
    "regels.md §5",
    laagste=1,
    hoogste=100,
)
ACTIETAFEL_SCHOOLDAGEN = Instelling(
    "actietafel_schooldagen",
    5,
    "schooldag",
    "Binnen hoeveel schooldagen de actietafel er is, nadat de kernpartners zijn ingeschakeld.",
    "domein.md §1.10, Utrechtse route",
    laagste=1,
    hoogste=60,
)
PASSEND_AANBOD_MAANDEN = Instelling(
    "passend_aanbod_maanden",
    3,
    "maand",
    "Binnen hoeveel maanden na de eerste dag van een lange afwezigheid er een passend aanbod is.",
    "domein.md §1.6, thuiszitterspact",
    laagste=1,
    hoogste=12,
)
TERMIJN_VOORAF_SCHOOLDAGEN = Instelling(
    "termijn_vooraf_schooldagen",
    5,
    "schooldag",
    "Hoeveel schooldagen voor het einde van een termijn de leerling op de weeklijst komt.",
    "domein.md §1.10, Utrechtse route",
    laagste=0,
    hoogste=60,
)

INSTELLINGEN: dict[str, Instelling] = {
    instelling.naam: instelling
    for instelling in (
        KENNISMOMENT_UREN,
        TE_LAAT_TELT_ALS,
        VERWIJDERD_TELT_ALS,
        ONBEKEND_SCHOOLDAGEN,
        TE_LAAT_DREMPEL,
        CAPACITEIT,
        TERUGKEER_PCT,
        ACTIETAFEL_SCHOOLDAGEN,
        PASSEND_AANBOD_MAANDEN,
        TERMIJN_VOORAF_SCHOOLDAGEN,
    )
}


def controleer_instellingen(blok: object) -> list[str]:
    """Every fault in one `instellingen` block, in Dutch; empty when all names and values fit."""
    if not isinstance(blok, dict):
        return ["instellingen is geen lijst van namen met waarden; schrijf bijvoorbeeld {te_laat_drempel: 9}"]
    fouten = (_fout_van(naam, waarde) for naam, waarde in blok.items())
    return [fout for fout in fouten if fout]


def _fout_van(naam: object, waarde: object) -> str | None:
    instelling = INSTELLINGEN.get(str(naam))
    if instelling is None:
        return f"instelling {naam!r} bestaat niet; kies uit {', '.join(INSTELLINGEN)}"
    return instelling.fout(waarde)
