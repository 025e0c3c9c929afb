"""One page a source: what to deliver, how, how often, with example rows, and what every message means."""

from collections.abc import Iterator

from assets.inname.levering import GEMEENTESOORTEN
from assets.leverwijzer import dialecten
from assets.leverwijzer.vorm import blok, code, of, schrijfwijze, tabel
from data_contracts.contract import BRONNEN, REGISTER, Contract, Kolom, lees_contract
from data_contracts.redenen import lees_redenen
from data_contracts.regel import regels_van

MAAK = "make leverwijzer"
MERK = f"<!-- Gemaakt uit data_contracts/ door `{MAAK}`; verander dit niet met de hand. -->"
LATER = {
    "verzuim": (
        "slot_ongeldig",
        "geen_verzuim",
        "geen_inschrijving",
        "onbekende_code",
        "tegenstrijdig",
        "code_en_rij_verschillen",
        "deels_overschreven",
        "buiten_rooster",
        "geen_periode",
    )
}
"""Reasons that follow from other deliveries (enrolment, codes, timetable) or from the name of the file."""

_GEMEENTE = "politiegegevens"
_SCHOOL = "onbekende_school"
_GEVOLG = {
    "quarantaine": "de regel wacht",
    "genegeerd": "de regel telt niet mee",
    "geweigerd": "het hele bestand doet niet mee",
    "gemeld": "de regel telt mee",
}


def naam_van(soort: str) -> str:
    """The file name of the page of a source."""
    return f"{soort}.md"


def bladzijden() -> dict[str, str]:
    """All pages by file name, with an index."""
    return {"README.md": overzicht()} | {naam_van(soort): bladzij(soort) for soort in BRONNEN}


def bladzij(soort: str) -> str:
    """The page of one source."""
    return "\n\n".join([f"# Zo levert u aan: {soort}", MERK, *_delen(lees_contract(soort))]) + "\n"


def overzicht() -> str:
    """The index: every source with who delivers it and how often."""
    contracten = [lees_contract(soort) for soort in BRONNEN]
    rijen = [
        (f"[{contract.naam}]({naam_van(contract.naam)})", contract.omschrijving, contract.eigenaar, contract.versheid)
        for contract in contracten
    ]
    return "\n\n".join(["# Zo levert u aan", MERK, tabel(("bestand", "wat het is", "wie", "wanneer"), rijen)]) + "\n"


def _delen(contract: Contract) -> Iterator[str]:
    yield contract.omschrijving
    if contract.gebruik:
        yield contract.gebruik
    yield "## In het kort"
    yield _kort(contract)
    yield contract.beperking
    yield from dialecten.delen() if contract.naam == "verzuim" else _inhoud(contract)
    yield from _nakijken(contract)
    yield "## Zo schrijft u het bestand"
    yield TEKSTBESTAND
    yield "## Wat een melding betekent"
    yield _meldingen(contract)


def _kort(contract: Contract) -> str:
    map_ = "gemeente" if contract.naam in GEMEENTESOORTEN else "<BRIN6>"
    return tabel(
        ("vraag", "antwoord"),
        [
            ("Wie levert aan?", contract.eigenaar),
            ("Hoe vaak?", contract.versheid),
            ("In welke map?", code(f"{map_}/{contract.naam}/")),
            ("Wat voor bestand?", of(contract.bestanden)),
            ("Hoe heet het bestand?", _bestandsnaam(contract)),
        ],
    )


def _bestandsnaam(contract: Contract) -> str:
    periode = "__20260831-20261115" if contract.naam == "verzuim" else ""
    naam = code(f"{contract.naam}{periode}__20261116T0630.{contract.bestanden[0]}")
    uitleg = "de dagen waar het over gaat (van en tot en met), en " if periode else ""
    return f"Zoals u wilt, met erachter {uitleg}wanneer u het aanlevert: {naam}"


def _inhoud(contract: Contract) -> Iterator[str]:
    yield "## De kolommen"
    yield tabel(
        ("kolom", "verplicht", "wat erin staat", "zo schrijft u het"), [_kolomrij(k) for k in contract.kolommen]
    )
    yield _andere_kolommen(contract)
    for kolom in contract.kolommen:
        if kolom.waarden:
            yield f"### Wat er mag staan bij {kolom.naam}"
            yield tabel(("woord", "betekenis"), [(code(woord), tekst) for woord, tekst in kolom.betekenissen])
    yield "## Voorbeeld"
    yield "De leerlingen in dit voorbeeld zijn verzonnen."
    yield blok("\n".join(";".join(rij) for rij in ([k.naam for k in contract.kolommen], *contract.voorbeeldrijen)))


def _kolomrij(kolom: Kolom) -> tuple[str, ...]:
    wat = kolom.omschrijving + _verwijzing(kolom.verwijst_naar)
    return code(kolom.naam), "ja" if kolom.verplicht else "nee", wat, schrijfwijze(kolom)


def _verwijzing(doel: str) -> str:
    if not doel:
        return ""
    soort, kolom = doel.split(".")
    return f" Zie ook `{soort}.yaml`." if soort == REGISTER else f" Zie ook {kolom} bij [{soort}]({naam_van(soort)})."


def _andere_kolommen(contract: Contract) -> str:
    vrij = f" De kolom {', '.join(sorted(contract.vrije_tekst))} mag erbij staan: die lezen wij niet." * bool(
        contract.vrije_tekst
    )
    return f"Andere kolommen worden niet gelezen en niet bewaard. Stuur ze liever niet mee.{vrij}"


def _nakijken(contract: Contract) -> Iterator[str]:
    regels = [regel.omschrijving for regel in contract.rijregels]
    if contract.sleutel:
        regels.append(f"Er zijn twee regels met dezelfde {', '.join(contract.sleutel)}. Dan telt de laatste.")
    if regels:
        yield "## Wat er mis kan zijn"
        yield "\n".join(f"- {regel}" for regel in regels)


def _meldingen(contract: Contract) -> str:
    rijen = [(code(reden.code), _GEVOLG[reden.uitkomst], reden.uitleg) for reden in redenen_van(contract.naam)]
    return tabel(("melding", "gevolg", "wat u doet"), rijen)


def redenen_van(soort: str):
    """The reasons that a delivery of this kind can get, in their order."""
    anders = _SCHOOL if soort in GEMEENTESOORTEN else _GEMEENTE
    eigen = {regel.reden for regel in regels_van(soort)} | set(LATER.get(soort, ()))
    alle = lees_redenen().values()
    return [reden for reden in alle if reden.code in eigen or (reden.uitkomst == "geweigerd" and reden.code != anders)]


TEKSTBESTAND = """- Een tekstbestand (csv) is UTF-8 of Windows-1252.
- Tussen de velden staat `;`, `,` of een tab, steeds hetzelfde teken.
- De eerste regel noemt de kolommen. De volgorde is vrij; hoofdletters, spaties en `_` maken niet uit.
- Staat er een scheidingsteken in een tekst? Zet de tekst tussen aanhalingstekens: `"a;b"`.
- Voorloopnullen tellen mee: `0100122` is een ander nummer dan `100122`. Open een csv liever niet in Excel.
- In een Excel-bestand (xlsx) tellen alleen het eerste blad en de kopregel in rij 1.
- Kijk het bestand na voor u het aanlevert: `inbeeld controleer BESTAND --brin6 03MJ00 --soort SOORT` bewaart niets."""
