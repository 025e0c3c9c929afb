"""The rows of one pupil in the lists of a week, each told from its facts and compared with its waarde.

Rows of leerplicht that the school room computed are told from the school room too, by queries that hand over no more
than leerplicht may know (docs/besluiten/0006-leg-uit-en-de-kamers.md). Nothing is written.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from assets.magazijn import Magazijn
from assets.publicatie.bron import Naam, Signaalrij, Zaakrij, lees, lees_namen
from assets.publicatie.signalen import csv_rij, eigen_drempels, zaak_rij
from assets.uitgifte.csvbestand import veld_tekst
from assets.uitgifte.opmaak import datum_lang, eenheid_tekst
from assets.uitleg.bron import Feiten, Vraag
from assets.uitleg.keuze import (
    REGISTERVERTELLERS,
    VERTELLERS,
    Gevonden,
    heeft_eigen_uitleg,
    leg_algemeen_uit,
    van_leerplicht,
)
from assets.uitleg.nabij import vertel_nabij
from assets.uitleg.registers import Register
from assets.uitleg.verslag import Verslag
from assets.uitleg.weg import vertel_status, vertel_veranderd
from data_contracts.instellingen import ONBEKEND_SCHOOLDAGEN
from data_contracts.register import Register as Schoolregister
from data_contracts.signalen import laad_signalen
from models.tijd import WEEK, weeknaam

KANTEN = ("school", "leerplicht")
GEMEENTE = "gemeente"
LOPEND = ("nieuw", "blijft")
PERSOON = """
    SELECT min(persoon)
    FROM (
        SELECT persoon FROM leerplicht.kern.absoluut WHERE peildatum = $p AND zaaknummer = $z
        UNION ALL
        SELECT persoon FROM leerplicht.kern.vrijstelling WHERE peildatum = $p AND zaaknummer = $z
    )
"""
KOLOMMEN = ("sinds", "waarde", "drempel", "eenheid", "status")


class UitlegFout(Exception):
    """What was asked cannot be explained: a Dutch sentence for the user."""


@dataclass
class Antwoord:
    """The lines for the user; klopt: every explanation added up to its waarde. wie: the number of the pupil in the
    room of each side that was told of (of who was never enrolled here: the person); None: leerplicht knows a case only.
    """

    regels: list[str] = field(default_factory=list)
    klopt: bool = True
    wie: dict[str, int | None] = field(default_factory=dict)


@dataclass(frozen=True)
class Opdracht:
    """Who and when is asked about. brin6 `gemeente`: `leerlingnummer` is the zaaknummer of someone never enrolled here.
    signaal None: every row.
    """

    magazijn: Magazijn
    register: Schoolregister
    peildatum: date
    brin6: str
    leerlingnummer: str
    signaal: str | None = None
    kanten: tuple[str, ...] = KANTEN

    def antwoord(self) -> Antwoord:
        """Every row that was asked for, told. Raises UitlegFout for an unknown school, pupil or case."""
        keur_school(self.register, self.brin6)
        return _Uitlegger(self).antwoord()


def keur_school(register: Schoolregister, brin6: str) -> None:
    """Raises UitlegFout for a school that is not in the register; GEMEENTE is no school."""
    if brin6 != GEMEENTE and brin6 not in {school.brin6 for school in register.scholen}:
        raise UitlegFout(f"--brin6 {brin6}: deze school staat niet in scholen.yaml; controleer het nummer")


class _Uitlegger:
    """Tells the rows of one pupil."""

    def __init__(self, opdracht: Opdracht) -> None:
        self.o = opdracht
        self.vraag = Vraag(opdracht.magazijn)
        self.uit = Antwoord()
        self.drempels = eigen_drempels(opdracht.register, None if self.is_gemeente else opdracht.brin6)

    @property
    def is_gemeente(self) -> bool:
        """Is it about a person never enrolled at a delivering school?"""
        return self.o.brin6 == GEMEENTE

    def antwoord(self) -> Antwoord:
        """The head, the rows of each side, and for who has none how far he is."""
        self.namen = {kant: self._naam(kant) for kant in KANTEN} if not self.is_gemeente else {}
        if self.is_gemeente:
            self._keur_zaak()
        waar = "Gemeente, zaak" if self.is_gemeente else f"School {self.o.brin6}, leerling"
        self._zeg(f"Uitleg bij week {weeknaam(self.o.peildatum)}, peildatum {datum_lang(self.o.peildatum)}.")
        self._zeg(f"{waar} {self.o.leerlingnummer}.")
        kanten = ("leerplicht",) if self.is_gemeente else self.o.kanten
        self.uit.wie = {kant: self._nummer(kant) for kant in kanten}
        gevonden = [self._kant(kant) for kant in kanten]
        if not any(gevonden) and not self.is_gemeente and "school" in self.o.kanten:
            self._nabij()
        return self.uit

    def _nummer(self, kant: str) -> int | None:
        if not self.is_gemeente:
            return self.namen[kant].leerling
        rijen = self.o.magazijn.rijen(PERSOON, {"p": self.o.peildatum, "z": self.o.leerlingnummer})
        return rijen[0][0]

    def _zeg(self, *regels: str) -> None:
        self.uit.regels += regels

    def _naam(self, kant: str) -> Naam:
        namen = lees_namen(self.o.magazijn, kant, self.o.brin6, self.o.peildatum)
        for naam in namen.values():
            if naam.leerlingnummer == self.o.leerlingnummer:
                return naam
        raise UitlegFout(
            f"--leerlingnummer: deze leerling is op {self.o.peildatum} niet bekend bij school {self.o.brin6}; "
            "controleer het nummer en de datum"
        )

    def _keur_zaak(self) -> None:
        register = Register(self.vraag, self.o.peildatum, None, None, self.o.leerlingnummer)
        if not register.zaken and not register.vrijstellingen:
            raise UitlegFout(
                f"--leerlingnummer: deze zaak staat op {self.o.peildatum} niet in de registers van de gemeente; "
                "controleer het nummer en de datum"
            )

    def _rijen(self, kant: str) -> list[Signaalrij | Zaakrij]:
        if self.is_gemeente:
            rijen = lees(self.o.magazijn, "zaken_leerplicht", self.o.peildatum)
            eigen = [rij for rij in rijen if rij.zaaknummer == self.o.leerlingnummer]
        else:
            rijen = lees(self.o.magazijn, f"signalen_{kant}", self.o.peildatum)
            eigen = [r for r in rijen if (r.brin6, r.leerling) == (self.o.brin6, self.namen[kant].leerling)]
        gekozen = [rij for rij in eigen if self.o.signaal in (None, rij.signaal)]
        return sorted(gekozen, key=lambda rij: (rij.signaal, rij.sinds))

    def _kant(self, kant: str) -> bool:
        rijen = self._rijen(kant)
        bestand = f"{self.o.brin6}/signalen_{kant}.csv"
        for rij in rijen:
            self._rij(kant, bestand, rij)
        if not rijen:
            welk = f" met signaal {self.o.signaal}" if self.o.signaal else ""
            self._zeg("", f"{bestand}: geen regel{welk} in deze week.")
        return bool(rijen)

    def _rij(self, kant: str, bestand: str, rij: Signaalrij | Zaakrij) -> None:
        velden = self._velden(kant, rij)
        self._zeg("", f"== {bestand}: {rij.signaal} ==", str(velden["uitleg"]))
        self._zeg(" | ".join(f"{kolom} {veld_tekst(velden[kolom])}" for kolom in KOLOMMEN))
        gegeven_op = self._gegeven_op(rij)
        if gegeven_op is None:
            self._niet_meer_te_vinden()
            return
        verslag = Verslag(self._feiten(kant, rij, gegeven_op))
        nu = self._feiten(kant, rij, self.o.peildatum)
        vertel_status(verslag, nu, rij.status)
        gevonden = self._vertel(verslag, rij)
        self._vergelijk(verslag, rij, gevonden, str(velden["waarde"]))
        if rij.status == "ingetrokken":
            vertel_veranderd(verslag, self._feiten(kant, rij, self.o.peildatum - WEEK), nu)
        verslag.bronnen()
        self._zeg(*verslag.regels)

    def _velden(self, kant: str, rij: Signaalrij | Zaakrij) -> dict[str, object]:
        if isinstance(rij, Zaakrij):
            return zaak_rij(self.o.peildatum, rij)
        return csv_rij(self.o.peildatum, rij, self.namen[kant], self.drempels)

    def _niet_meer_te_vinden(self) -> None:
        self.uit.klopt = False
        self._zeg("LET OP: de week waarin dit signaal voor het laatst gold, staat niet meer in het magazijn.")

    def _gegeven_op(self, rij: Signaalrij | Zaakrij) -> date | None:
        """The Sunday on which the row was found on its own facts: P, or for a gone or repeated row an earlier one; None
        when that week is no longer in the warehouse.
        """
        if rij.status in LOPEND:
            return self.o.peildatum
        waarden = {"peildatum": self.o.peildatum, "signaal": rij.signaal, "brin6": self.o.brin6}
        if van_leerplicht(rij.signaal):
            wie = f"zaak {rij.zaaknummer}" if isinstance(rij, Zaakrij) else f"leerling {rij.leerling}"
            weken = self.vraag.rijen("eerder_leerplicht", {**waarden, "wie": wie})
        else:
            weken = self.vraag.rijen("eerder", {**waarden, "leerling": self.namen["school"].leerling})
        return weken[0][0] if weken else None

    def _feiten(self, kant: str, rij: Signaalrij | Zaakrij, zondag: date) -> Feiten:
        leerling = 0 if self.is_gemeente else self.namen["school"].leerling
        drempel = self.drempels.get(rij.signaal, laad_signalen()[rij.signaal].maat(rij.eenheid).drempel)
        school = None if self.is_gemeente else self.o.brin6
        wachttijd = int(self.o.register.instelling(ONBEKEND_SCHOOLDAGEN.naam, school))
        return Feiten(
            self.vraag, kant, rij.signaal, self.o.brin6, leerling, zondag, zondag, wachttijd=wachttijd, drempel=drempel
        )

    def _vertel(self, verslag: Verslag, rij: Signaalrij | Zaakrij) -> Gevonden:
        if rij.signaal in REGISTERVERTELLERS:
            return REGISTERVERTELLERS[rij.signaal](self._register(rij, verslag.feiten.peildatum), verslag, rij)
        if isinstance(rij, Signaalrij) and rij.signaal in VERTELLERS:
            return VERTELLERS[rij.signaal](verslag.feiten, verslag, rij)
        if not van_leerplicht(rij.signaal):
            leg_algemeen_uit(verslag.feiten, verslag)
        return None

    def _register(self, rij: Signaalrij | Zaakrij, zondag: date) -> Register:
        if isinstance(rij, Zaakrij):
            return Register(self.vraag, zondag, None, None, rij.zaaknummer)
        return Register(self.vraag, zondag, rij.brin6, rij.leerling, None)

    def _vergelijk(self, verslag: Verslag, rij: Signaalrij | Zaakrij, gevonden: Gevonden, waarde: str) -> None:
        """Say that the lines add up to waarde, or loudly that they do not."""
        if not heeft_eigen_uitleg(rij.signaal):
            return
        met_eenheid = f"{waarde} {eenheid_tekst(rij.eenheid, waarde)}"
        if gevonden == (Fraction(rij.teller, rij.noemer), rij.sinds):
            verslag.zin(f"Dat is de waarde: {met_eenheid}.")
            return
        self.uit.klopt = False
        verslag.zin(f"LET OP: deze regels tellen niet op tot de waarde {met_eenheid} sinds {rij.sinds}.")
        verslag.zin("Gebruik deze uitleg niet. Meld dit aan de beheerder.")

    def _nabij(self) -> None:
        """No row at all: how far the pupil is from a few thresholds, for the school side only."""
        signaal = self.o.signaal or "verzuim_16u4w"
        school, drempel = self.namen["school"].leerling, laad_signalen()[signaal].maat().drempel
        feiten = Feiten(
            self.vraag, "school", signaal, self.o.brin6, school, self.o.peildatum, self.o.peildatum, 0, drempel
        )
        self._zeg(*vertel_nabij(feiten, self.drempels, self.o.signaal))
