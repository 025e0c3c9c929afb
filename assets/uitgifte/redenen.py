"""Every reason code of aanlevering.md §2 with its Dutch sentence: what is wrong, and what to do about it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Reden:
    """What is wrong (or was done), and what the school can do."""

    wat: str
    doe: str

    @property
    def zin(self) -> str:
        """Both, as the column `uitleg` has it."""
        return f"{self.wat} {self.doe}"


REDENEN: dict[str, Reden] = {
    "te_veel_velden": Reden(
        "Deze regel heeft meer velden dan de kopregel.", "Kijk of er een scheidingsteken in een veld staat."
    ),
    "te_weinig_velden": Reden("Deze regel heeft minder velden dan de kopregel.", "Maak de regel compleet."),
    "veld_leeg": Reden("Een veld dat nodig is, is leeg.", "Vul het veld in."),
    "datum_ongeldig": Reden("Dit is geen datum die bestaat.", "Schrijf de datum als JJJJ-MM-DD of DD-MM-JJJJ."),
    "slot_ongeldig": Reden(
        "Dit lesuur of dagdeel kan niet.",
        "Gebruik lesuur 1 t/m 12, of ochtend en middag op een school met dagdelen. Het einde ligt niet voor het begin.",
    ),
    "waarde_ongeldig": Reden(
        "Dit woord of getal staat niet in de lijst.", "Kies een waarde uit de lijst voor deze kolom."
    ),
    "toekomst": Reden(
        "Deze regel gaat over een dag na de levering.", "U hoeft niets te doen. De regel telt later mee."
    ),
    "datum_buiten_schooljaar": Reden(
        "De datum ligt niet in dit of het vorige schooljaar.", "Controleer het jaar van de datum."
    ),
    "datum_buiten_periode": Reden(
        "De datum ligt buiten de periode in de naam van het bestand.",
        "Verbeter de datum, of geef het bestand de juiste periode.",
    ),
    "datum_in_toekomst": Reden("De datum ligt na de dag van de levering.", "Controleer de datum."),
    "dubbel": Reden("Deze regel staat twee keer in de levering.", "U hoeft niets te doen. De regel telt een keer."),
    "geen_inschrijving": Reden(
        "Deze leerling staat op deze datum niet ingeschreven.",
        "Lever de inschrijving aan, of verbeter het leerlingnummer of de datum.",
    ),
    "onbekende_code": Reden(
        "Deze code staat niet in de codelijst van de school.",
        "Zet de code in het bestand bij codes. Daarna telt de regel vanzelf mee.",
    ),
    "tegenstrijdig": Reden(
        "Een andere regel zegt iets anders over dezelfde lessen.", "Kijk welke regel klopt en haal de andere weg."
    ),
    "sleutel_dubbel": Reden(
        "Deze regel staat er vaker in, met andere inhoud. De laatste regel telt.", "Haal de oude regel weg."
    ),
    "geen_verzuim": Reden("Deze code gaat niet over afwezigheid.", "U hoeft niets te doen."),
    "niet_ingevuld": Reden("Bij deze regel is geen besluit ingevuld.", "Vul een besluit in als u de leerling besprak."),
    "herhaald": Reden("Dit bestand was al eens aangeleverd. Het verandert niets.", "U hoeft niets te doen."),
    "kolom_ontbreekt": Reden(
        "In dit bestand mist een kolom. Het hele bestand is geweigerd.", "Lever het bestand opnieuw met alle kolommen."
    ),
    "codering_ongeldig": Reden(
        "De tekens in dit bestand zijn niet te lezen. Het hele bestand is geweigerd.", "Sla het bestand op als UTF-8."
    ),
    "onleesbaar": Reden(
        "Dit bestand is niet te lezen. Het hele bestand is geweigerd.", "Maak de export opnieuw en lever die aan."
    ),
    "te_groot": Reden(
        "Dit bestand is te groot. Het hele bestand is geweigerd.", "Kies een kortere periode en lever opnieuw."
    ),
    "versleuteld": Reden(
        "Op dit bestand zit een wachtwoord. Het hele bestand is geweigerd.", "Lever het bestand zonder wachtwoord."
    ),
    "onbekende_school": Reden(
        "Deze school staat niet in scholen.yaml. Het hele bestand is geweigerd.", "Controleer de naam van de map."
    ),
    "politiegegevens": Reden(
        "In dit bestand staat een kolom met gegevens van de politie of justitie. Het hele bestand is geweigerd.",
        "Lever het bestand zonder die kolom.",
    ),
    "pgn_ongeldig": Reden(
        "Het persoonsnummer klopt niet. De regel telt mee, maar zonder dat nummer.", "Controleer het nummer."
    ),
    "code_en_rij_verschillen": Reden(
        "De regel zegt iets anders dan de codelijst. De codelijst telt.", "Verbeter de regel of de codelijst."
    ),
    "deels_overschreven": Reden(
        "Een latere regel geldt voor een deel van deze lessen. De rest telt mee.",
        "U hoeft niets te doen als dit klopt.",
    ),
    "buiten_rooster": Reden(
        "Op dit moment had de leerling geen les. De regel heeft geen gevolg.", "Controleer het rooster en de kalender."
    ),
    "geen_periode": Reden(
        "In de naam van het bestand staat geen periode. Het bestand kan dan niets weghalen.",
        "Zet de periode in de naam, zoals absenties__20260831-20261115.csv.",
    ),
}

ONBEKENDE_REDEN = Reden("Dit is niet verwerkt.", "Vraag de beheerder wat er aan de hand is.")


def reden_van(code: str) -> Reden:
    """The sentence of a code; a code that this version does not know still says where to ask."""
    return REDENEN.get(code, ONBEKENDE_REDEN)
