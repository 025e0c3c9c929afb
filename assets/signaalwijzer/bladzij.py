"""One section a signal; every number in it comes from its threshold, window or setting."""

from collections.abc import Iterator

from assets.leverwijzer.vorm import code, tabel
from assets.uitgifte.opmaak import aantal_tekst, eenheid_tekst, geheel_tekst
from data_contracts.instellingen import INSTELLINGEN
from data_contracts.signalen import Maat, Signaal, laad_signalen
from models.sql import modellen

MAAK = "make signaalwijzer"
MERK = f"<!-- Gemaakt uit data_contracts/signalen.yaml door `{MAAK}`; verander dit niet met de hand. -->"
INLEIDING = (
    "Een signaal is een vraag, geen oordeel. Het zegt: kijk hier eens naar, en begin met een gesprek. "
    "Op deze bladzij staat van elk signaal wanneer het er is. Een lesweek is een week met les op die school. "
    "Een vakantie telt dus niet mee."
)
LEZER = {"S": "de school (kernteam, schoolkant)", "L": "de leerplichtambtenaar"}
GROEP = {"wet": "Uit de wet", "vroeg": "Vroege signalen"}
LES = {"slot": "les of dagdeel"}
VENSTER = {"start": "de eerste lesweken van het schooljaar", "jaar": "dit schooljaar"}


def bladzij() -> str:
    """The whole page as Markdown."""
    delen = ["# Alle signalen", MERK, INLEIDING, _overzicht()]
    for groep, titel in GROEP.items():
        delen.append(f"## {titel}")
        delen += [deel for signaal in laad_signalen().values() if signaal.groep == groep for deel in _signaal(signaal)]
    return "\n\n".join([*delen, *_instellingen()]) + "\n"


def _instellingen() -> Iterator[str]:
    """Every choice that a city or school may make; what the law and the rules fix is none."""
    yield "## Instellingen"
    yield (
        "Deze keuzes mag u zelf maken, in `scholen.yaml`: bovenaan voor de hele stad, of bij een school. "
        "De grenzen uit de wet en uit de afgesproken rekenregels staan vast."
    )
    rijen = [[code(naam), str(keuze.standaard), keuze.eenheid, keuze.betekenis] for naam, keuze in INSTELLINGEN.items()]
    yield tabel(["Instelling", "Zonder keuze", "Eenheid", "Wat het doet"], rijen)


def invullen(tekst: str, signaal: Signaal) -> str:
    """A text with the numbers of its signal in it. Raises KeyError for a name that the signal does not have."""
    velden = {naam: str(grens) for naam, grens in signaal.grenzen.items()}
    velden |= {f"drempel_{maat.eenheid}": str(maat.drempel) for maat in signaal.maten}
    velden |= {"drempel": str(signaal.maten[0].drempel), "nodig_lesweken": str(signaal.nodig_lesweken)}
    velden["venster_lesweken"] = str(signaal.venster_lesweken)
    return tekst.format_map(velden)


def _overzicht() -> str:
    rijen = [
        [f"[{signaal.titel}](#{naam})", code(naam), ", ".join(signaal.publiek)]
        for naam, signaal in laad_signalen().items()
    ]
    uitleg = (
        "S: voor de school. L: voor leerplicht. Leerplicht ziet alleen wat de wet toestaat, nooit ziekte of schorsing."
    )
    return f"{tabel(['Signaal', 'Code', 'Voor wie'], rijen)}\n\n{uitleg}"


def _signaal(signaal: Signaal) -> Iterator[str]:
    yield f'<a id="{signaal.naam}"></a>\n\n### {signaal.titel}'
    yield invullen(signaal.regel, signaal)
    yield f"**Voorbeeld.** {invullen(signaal.voorbeeld, signaal)}"
    yield tabel(["", ""], [list(rij) for rij in _feiten(signaal)])


def _feiten(signaal: Signaal) -> Iterator[tuple[str, str]]:
    yield "Code", code(signaal.naam)
    yield "Voor wie", " en ".join(LEZER[kant] for kant in signaal.publiek)
    yield "Grens", "; ".join(_maat(maat) for maat in signaal.maten)
    yield "Kijkt naar", _venster(signaal)
    if signaal.nodig_lesweken:
        yield "Aangeleverd moet zijn", aantal_tekst(signaal.nodig_lesweken, "lesweek", "lesweken")
    yield "Eerste stap", f"{signaal.eerste_stap} Door: {signaal.wie}."
    yield "Bron", invullen(signaal.bron, signaal)
    for naam in filter(None, (signaal.instelling, *signaal.grens_instelling.values())):
        yield "Instelling", f"{code(naam)} in scholen.yaml. {INSTELLINGEN[naam].betekenis}"
    yield "Berekend in", code(_bestand(signaal.naam))


def _maat(maat: Maat) -> str:
    woord = LES.get(maat.eenheid) or eenheid_tekst(maat.eenheid, str(maat.drempel))
    return f"{geheel_tekst(maat.drempel)} {woord}"


def _venster(signaal: Signaal) -> str:
    if signaal.venster_lesweken is None:
        return VENSTER.get(signaal.venster or "", "de peildatum")
    if signaal.venster_lesweken == 1:
        return "wat in de nieuwste lesweek nog doorgaat"
    return f"de laatste {signaal.venster_lesweken} lesweken"


def _bestand(naam: str) -> str:
    """The model that computes a signal, as a path."""
    model = next(model for model in modellen().values() if naam in model.signalen)
    return f"models/{model.naam.replace('.', '/')}.sql"
