"""A sample becomes a dialect: its fields with forms and words, how sure each is, and what to look at by hand."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from assets.dialectvoorstel.monster import Monster
from assets.dialectvoorstel.rollen import Gekozen, verdeel
from assets.dialectvoorstel.vormen import (
    heeft_tijd,
    is_datum,
    is_dubbelzinnig,
    is_tijd,
    lees_datum,
    slots,
    vorm_van_data,
    vorm_van_tijden,
)
from assets.dialectvoorstel.woorden import PRECIES, dagdeel_van, geoorloofd_van, past_bij, soort_van
from data_contracts.contract import gelijk_gemaakt
from data_contracts.fouten import Aanleverfout

_GEWOON_UUR = {str(uur) for uur in range(1, 13)} | {f"{uur:02}" for uur in range(1, 10)}
_HELE_DAG = "dag"


@dataclass
class Voorstel:
    """A dialect in the making. `inhoud`: the YAML; `zekerheid`: per field its column and how sure; `kijk_na`: Dutch
    sentences; `weg`: columns that are not read; `laatste`: the last day in the sample.
    """

    inhoud: dict[str, Any]
    zekerheid: dict[str, Gekozen]
    kijk_na: list[str] = field(default_factory=list)
    weg: tuple[str, ...] = ()
    laatste: date | None = None


def maak_voorstel(bestand: str, monster: Monster) -> Voorstel:
    """The proposal for one sample. Raises Aanleverfout when no pupil or no day can be found in it."""
    rollen = verdeel(monster)
    for rol, wat in (("leerlingnummer", "leerlingnummers"), ("datum", "datums")):
        if rol not in rollen:
            raise Aanleverfout(f"{bestand}: ik vind geen kolom met {wat}; zet die kolom in de export en noem hem {rol}")
    voorstel = _Maker(monster, rollen).voorstel()
    if dubbel := _dubbel(monster, voorstel):
        raise Aanleverfout(f"{bestand}: kolom {dubbel} staat er twee keer; geef in de export elke kolom een eigen naam")
    return voorstel


def _dubbel(monster: Monster, voorstel: Voorstel) -> str:
    """A column that is read and whose name stands there twice, as the reader compares names; empty without one."""
    keer = Counter(gelijk_gemaakt(kolom) for kolom in monster.kolommen)
    gebruikt = [gekozen.kolom for gekozen in voorstel.zekerheid.values()]
    return next((kolom for kolom in gebruikt if keer[gelijk_gemaakt(kolom)] > 1), "")


class _Maker:
    """Builds the fields one by one."""

    def __init__(self, monster: Monster, rollen: dict[str, Gekozen]):
        self.monster, self.rollen = monster, rollen
        self.velden: dict[str, dict[str, Any]] = {}
        self.zekerheid: dict[str, Gekozen] = {}
        self.kijk_na: list[str] = []
        self.namen = self._kolomnamen()

    def voorstel(self) -> Voorstel:
        """The whole proposal."""
        self._zet("leerlingnummer")
        laatste = self._dagen()
        self._tijden()
        self._uren()
        self._soort()
        self._rest()
        self._let_op()
        return Voorstel(self._inhoud(), self.zekerheid, self.kijk_na, self._weg(), laatste)

    def _teksten(self, rol: str) -> list[str]:
        return self.monster.waarden(self.rollen[rol].kolom) if rol in self.rollen else []

    def _zet(self, rol: str, veld: str = "", **meer: Any) -> None:
        """Fill a field from the column of a role; empty extras are left out."""
        if rol in self.rollen:
            gevuld = {naam: waarde for naam, waarde in meer.items() if waarde}
            self.velden[veld or rol] = {"kolom": self.namen[self.rollen[rol].kolom]} | gevuld
            self.zekerheid[veld or rol] = self.rollen[rol]

    def _dagen(self) -> date | None:
        """Begin and end date, with the times behind them; returns the last day that stands there."""
        alle: list[date] = []
        for rol, tijdveld in (("datum", "begintijd"), ("einddatum", "eindtijd")):
            teksten = self._teksten(rol)
            if (vormen := vorm_van_data(teksten)) is None:
                continue
            met_tijd = heeft_tijd(vormen, teksten)
            self._zet(rol, deel="datum" if met_tijd else "", vorm=_een_of_meer(vormen))
            if met_tijd and tijdveld not in self.rollen:
                self._zet(rol, tijdveld, deel="tijd", vorm=_een_of_meer(vormen))
            if is_dubbelzinnig(vormen, teksten):
                self.kijk_na.append(f"Staat bij {rol} de dag voor de maand? Dat is hier niet te zien.")
            alle += [dag for tekst in teksten if (dag := lees_datum(tekst, vormen))]
        return max(alle, default=None)

    def _tijden(self) -> None:
        for rol in ("begintijd", "eindtijd"):
            vormen = vorm_van_tijden(self._teksten(rol))
            if vormen is not None:
                self._zet(rol, vorm=_een_of_meer(vormen))

    def _uren(self) -> None:
        """Lesuren, ranges of them (`1-3`), or dagdelen."""
        if "dagdeel" in self.rollen and "van" not in self.rollen:
            self._dagdelen("dagdeel")
        elif "van" in self.rollen and not any(slots(tekst) for tekst in self._teksten("van")):
            self._dagdelen("van")
        else:
            self._lesuren()

    def _dagdelen(self, rol: str) -> None:
        gelezen = {tekst: dagdeel_van(tekst) for tekst in self._teksten(rol)}
        bekend = {tekst: deel for tekst, deel in gelezen.items() if deel}
        self._zet(rol, "eenheid", waarden={t: d if d == _HELE_DAG else "dagdeel" for t, d in bekend.items()})
        self._zet(rol, "van", waarden={t: "" if d == _HELE_DAG else d for t, d in bekend.items()})
        self._onbekend(rol, len(gelezen) - len(bekend))

    def _lesuren(self) -> None:
        for rol, plek in (("van", 0), ("tot", 1)):
            self._zet(rol, waarden=self._uurwoorden(rol, plek))
        reeksen = any(begin != eind for tekst in self._teksten("van") for begin, eind in [slots(tekst) or ("", "")])
        if reeksen and "tot" not in self.rollen:
            self._zet("van", "tot", waarden=self._uurwoorden("van", 1))
            self.kijk_na.append(
                "In een kolom staan reeksen van lesuren. Staat er later een andere reeks? Voeg die toe."
            )

    def _uurwoorden(self, rol: str, plek: int) -> dict[str, str]:
        """The words for lesuren, when they are more than a number; every one of 1-12 in the same writing."""
        teksten = set(self._teksten(rol))
        if teksten <= _GEWOON_UUR:
            return {}
        woorden = {tekst: deel[plek] if (deel := slots(tekst)) else "" for tekst in sorted(teksten)}
        self._onbekend(rol, sum(not slots(tekst) and dagdeel_van(tekst) != _HELE_DAG for tekst in teksten))
        return {tekst: uur for tekst, uur in woorden.items() if uur or dagdeel_van(tekst) == _HELE_DAG}

    def _soort(self) -> None:
        woorden = {tekst: soort_van(tekst) for tekst in sorted(set(self._teksten("soort")))}
        if woorden:
            self._zet("soort", waarden={tekst: soort for tekst, soort in woorden.items() if soort})
            self._onbekend("soort", sum(not soort for soort in woorden.values()))
        elif "code" not in self.rollen:
            self.velden["soort"] = {"vast": "afwezig"}
            self.kijk_na.append("Er is geen kolom met het soort verzuim. Elke regel telt als afwezig.")

    def _rest(self) -> None:
        self._zet("code")
        rol = "rij_geoorloofd" if "rij_geoorloofd" in self.rollen else "soort"
        gelezen = {tekst: geoorloofd_van(tekst) for tekst in sorted(set(self._teksten(rol)))}
        if {"ja", "nee"} & set(gelezen.values()) and (rol != "soort" or "nee" in gelezen.values()):
            self._zet(rol, "rij_geoorloofd", anders="leeg", waarden={t: g for t, g in gelezen.items() if g})
        vormen = vorm_van_data(self._teksten("ingevoerd_op"))
        if vormen is not None:
            self._zet("ingevoerd_op", vorm=_een_of_meer(vormen))

    def _onbekend(self, rol: str, aantal: int) -> None:
        if aantal:
            self.kijk_na.append(
                f"Bij {rol} ken ik {aantal} van de woorden niet. Voeg ze in het bestand toe bij waarden."
            )

    def _let_op(self) -> None:
        if "code" not in self.velden:
            self.kijk_na.append("Er is geen kolom met een verzuimcode. Zonder code is de reden onbekend.")
        if {"begintijd", "eindtijd"} & set(self.velden) and "van" not in self.velden:
            self.kijk_na.append("Er staan tijden zonder lesuur. Zet de lestijden van de school in scholen.yaml.")
        if self._is_presentie():
            self.kijk_na.append(
                "Er staan ook lessen in waar de leerling was. Lessen na de dag van ontvangst tellen niet."
            )
        for kolom in self._weg():
            teksten = self.monster.waarden(kolom)
            if teksten and past_bij(kolom, "niets") < PRECIES and all(is_datum(t) or is_tijd(t) for t in teksten):
                self.kijk_na.append(f"Kolom {kolom} heeft ook datums of tijden, maar ik weet niet waarvoor.")
        if not self.monster.kop:
            self.kijk_na.append("Er is geen kopregel. Klopt de volgorde van de kolommen?")

    def _is_presentie(self) -> bool:
        return "aanwezig" in self.velden.get("soort", {}).get("waarden", {}).values()

    def _verplicht(self) -> list[str]:
        """Fields that every row of the sample fills; an empty lesuur would silently become a whole day."""
        altijd = [rol for rol in ("van", "soort") if self._altijd_gevuld(rol)]
        return ["leerlingnummer", "datum", *altijd]

    def _altijd_gevuld(self, rol: str) -> bool:
        veld = self.velden.get(rol, {})
        leeg = "" in veld.get("waarden", {}).values()
        return rol in self.rollen and not leeg and len(self._teksten(rol)) == len(self.monster.rijen)

    def _kolomnamen(self) -> dict[str, str]:
        """Our name for each column: its own, or without a header what it holds."""
        if self.monster.kop:
            return {kolom: kolom for kolom in self.monster.kolommen}
        rol_van = {gekozen.kolom: rol.replace(":", "_") for rol, gekozen in self.rollen.items()}
        return {kolom: rol_van.get(kolom, kolom) for kolom in self.monster.kolommen}

    def _vrij(self) -> list[str]:
        """Columns that are named only to be read past."""
        soorten = ("vrij:",) if self.monster.kop else ("vrij:", "naam:", "pgn:", "niets:")
        vrij = {gekozen.kolom for rol, gekozen in self.rollen.items() if rol.startswith(soorten)}
        return [self.namen[kolom] for kolom in self.monster.kolommen if kolom in vrij and kolom]

    def _weg(self) -> tuple[str, ...]:
        gebruikt = {gekozen.kolom for gekozen in self.zekerheid.values()}
        return tuple(kolom for kolom in self.monster.kolommen if kolom and kolom not in gebruikt)

    def _inhoud(self) -> dict[str, Any]:
        gebruikt = {veld.get("kolom") for veld in self.velden.values()} | set(self._vrij())
        kolommen = [naam for naam in self.namen.values() if naam in gebruikt or not self.monster.kop]
        kolommen = list({gelijk_gemaakt(naam): naam for naam in kolommen}.values())
        bestand = {"scheiding": self.monster.scheiding, "kop": self.monster.kop}
        bestand = {"lijst": self.monster.lijst} if self.monster.vorm == "json" else bestand
        return (
            {"versie": 1, "vorm": self.monster.vorm}
            | bestand
            | {"kolommen": kolommen, "vrije_tekst": self._vrij(), "eendaags": "einddatum" not in self.velden}
            | ({"toekomst": "negeer"} if self._is_presentie() else {})
            | {"verplicht": self._verplicht(), "velden": self.velden}
        )


def _een_of_meer(vormen: tuple[str, ...]) -> str | list[str]:
    return vormen[0] if len(vormen) == 1 else list(vormen)
