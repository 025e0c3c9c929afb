"""Names that are obviously made up. Wijken are Utrecht's; schools, boards and people do not exist."""

from itertools import product

ROEPNAMEN = (
    "Noor",
    "Zoë",
    "Amélie",
    "Björn",
    "Sem",
    "Yara",
    "Daan",
    "Mila",
    "Ilyas",
    "Fleur",
    "Chloë",
    "Mees",
    "Saar",
    "Joël",
    "Romée",
    "Luuk",
    "Aïsha",
    "Tijn",
    "Renée",
    "Bram",
    "Esmée",
    "Noah",
    "Loïs",
    "Kas",
    "Inès",
    "Finn",
    "Puck",
    "Raúl",
    "Jip",
    "Thijs",
)
ACHTERNAMEN_VOOR = ("", "van ", "de ", "van der ", "ter ")
ACHTERNAMEN_KERN = (
    "Regenjas",
    "Papiervlieger",
    "Zonnebloem",
    "Knikkerbaan",
    "Stoepkrijt",
    "Kaboutermuts",
    "Waterval",
    "Zandkasteel",
    "Kussensloop",
    "Wolkenbreier",
    "Appelmoes",
    "Sneeuwschuiver",
    "Dagdromer",
    "Pannenkoek",
    "Vuurtoren",
    "Kikkersprong",
    "Maanzaad",
    "Citroën",
    "Hooiwagen",
    "Zeemeeuw",
    "Tuinkabouter",
    "Boterbloem",
    "Wensput",
    "Fietsbel",
    "Klokkenspel",
)
ACHTERNAMEN = tuple(voor + kern for voor, kern in product(ACHTERNAMEN_VOOR, ACHTERNAMEN_KERN))
KIND_MET_ACCENT = (ROEPNAMEN.index("Zoë"), ACHTERNAMEN.index("Citroën"))

BIJVOEGLIJK = (
    "Paarse",
    "Vrolijke",
    "Zevende",
    "Glazen",
    "Slapende",
    "Gestreepte",
    "Zwevende",
    "Houten",
    "Verdwaalde",
    "Zingende",
    "Blauwe",
    "Dansende",
)
DINGEN = (
    "Pinguïn",
    "Zeepbel",
    "Knikker",
    "Vlieger",
    "Egel",
    "Wolk",
    "Komeet",
    "Kikker",
    "Paraplu",
    "Trein",
    "Walvis",
    "Molen",
    "Ster",
)
VO_NAMEN = (
    "Kwartslag",
    "Maanvis",
    "Zandloper",
    "Luchtbrug",
    "Regenboog",
    "Vuurvlieg",
    "Polderwind",
    "Sterrenkijker",
    "Noorderlicht",
    "Waterspin",
)
VO_SOORT = ("College", "Lyceum", "Scholengemeenschap", "Gymnasium")
BESTUREN = {
    "po": (
        "Stichting Voorbeeld Basisonderwijs",
        "Vereniging De Verzonnen Lessenaar",
        "Stichting Het Bedachte Schoolplein",
    ),
    "vo": ("Stichting Voorbeeld Voortgezet", "Stichting De Fictieve Bel"),
    "mbo": ("Stichting Voorbeeld Beroepsonderwijs",),
}
WIJKEN = (
    "Overvecht",
    "Zuidwest",
    "Leidsche Rijn",
    "West",
    "Noordwest",
    "Noordoost",
    "Oost",
    "Binnenstad",
    "Zuid",
    "Vleuten-De Meern",
)
GEMEENTEN = ("0344", "0356", "1904", "0353", "0310", "0355", "0321", "0632")
"""CBS codes: Utrecht, Nieuwegein, Stichtse Vecht, IJsselstein, De Bilt, Zeist, Houten, Woerden."""
BUITEN_DE_STAD = "99ZZ00"
"""The made-up school outside the city to which leavers go."""


def schoolnaam(soort: str, volgnummer: int) -> str:
    """A made-up name, different for every number below 156 (PO kinds) or 40 (VO)."""
    if soort == "mbo":
        return f"Voorbeeld MBO {VO_NAMEN[volgnummer % len(VO_NAMEN)]}"
    if soort == "vo":
        return f"{VO_NAMEN[volgnummer % len(VO_NAMEN)]} {VO_SOORT[volgnummer // len(VO_NAMEN) % len(VO_SOORT)]}"
    naam = f"De {BIJVOEGLIJK[volgnummer % len(BIJVOEGLIJK)]} {DINGEN[volgnummer % len(DINGEN)]}"
    return naam if soort == "po" else f"{soort.upper()} {naam}"
