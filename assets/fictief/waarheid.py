"""The truth beside the deliveries: who is what underneath, what really happened, which rows are wrong.

Never inside the delivery folder.

No pgn and no names stand here: a person is a number of this city. Files are csv with `;`, UTF-8, dates JJJJ-MM-DD, both
ends included.
"""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
import yaml

from assets.fictief.bestand import schrijf, tekst
from assets.fictief.school import HELE_SCHOOL, Schooljaar, gemist_minuten
from assets.fictief.uitvoer import Uitvoer
from models.fictief import parameters as p
from models.fictief.kalender import TWEEDE_JAAR
from models.fictief.latent import NOOIT, TYPEN
from models.fictief.parameters import AFWEZIG, ONGEOORLOOFD, TEMPO, UITBRAAK_DAGEN, Toestand
from models.fictief.registratie import NOOIT_OP

KOP_LEERLINGEN = (
    "persoon;brin6;leerlingnummer;soort;type;ziek_per_jaar;te_laat_per_jaar;spijbelkans_per_les;gepland_minuten;gemist_minuten;"
    "ongeoorloofd_minuten;gemist_minuten_1e_helft;gepland_minuten_1e_helft;ziek_dagen;ziek_episodes"
)
KOP_GEBEURTENISSEN = "persoon;brin6;leerlingnummer;gebeurtenis;van;tot"
KOP_DAGEN = "datum;soort;gepland_leerlingen;ziek_leerlingen;luxe_leerlingen;zonder_reden_leerlingen"
KOP_VERZUIM = "leerlingnummer;van;tot;slot_van;slot_tot;toestand;ingevoerd_op;reden_op;ingetrokken_op;is_fout"
KOP_FOUTEN = "brin6;bestand;regel;reden"
KOP_UITBRAKEN = "brin6;klas;van;tot"
KOP_LEVERINGEN = "brin6;bestand;ontvangen_op;van;tot;te_laat;inhaal"
SPELLS = ("lrv", "langziek", "vermijd", "terugval", "vastedag", "luxe", "schorsing")
LEESMIJ_BESTAND = "LEESMIJ.txt"
LEERLINGEN_TWEEDE = f"leerlingen_{TWEEDE_JAAR.naam}.csv"
LEESMIJ_TWEEDE = f"""
{LEERLINGEN_TWEEDE}
                    hetzelfde als leerlingen.csv, voor het tweede schooljaar
"""
LEESMIJ = """\
Waarheid van een verzonnen stad. Nooit in de aanlevermap zetten: wie dit leest, hoeft niets meer te ontdekken.

leerlingen.csv      per inschrijving het type, de neiging en wat er echt gemist is
gebeurtenissen.csv  lange reeksen: langdurig verzuim, lang ziek, vermijding, terugval, vaste dag, vakantie,
                    schorsing, eigen rooster
uitbraken.csv       klassen (leeg: hele school) waar veel leerlingen tegelijk ziek waren
dagen.csv           per dag en soort school hoeveel leerlingen les hadden, ziek waren of weg waren
verzuim/            per school elke invoer, met wanneer de reden bekend werd en wat een vergissing was
leveringen.csv      wat elke school wanneer stuurde
fouten.csv          met opzet foute rijen en de reden die de inname moet geven
parameters.yaml     alle getallen waarop het gedrag rust
"""


def is_van_anderen(map_: Path) -> bool:
    """The folder holds something, and it is not the truth of an earlier city."""
    return map_.exists() and (map_.is_file() or (any(map_.iterdir()) and not (map_ / LEESMIJ_BESTAND).is_file()))


class Waarheid:
    """Collects lines while the schools are made; `schrijf_slot` writes the files of the whole city."""

    def __init__(self, map_: Path):
        self.map = map_
        self.leerlingen, self.gebeurtenissen = [[KOP_LEERLINGEN], [KOP_LEERLINGEN]], [KOP_GEBEURTENISSEN]
        self.fouten, self.leveringen, self.uitbraken = [KOP_FOUTEN], [KOP_LEVERINGEN], [KOP_UITBRAKEN]
        self.dagen: dict[tuple[str, str], np.ndarray] = {}
        for oud in [*(map_ / "verzuim").glob("*.csv"), map_ / LEERLINGEN_TWEEDE]:
            oud.unlink(missing_ok=True)
        self._zet(LEESMIJ_BESTAND, LEESMIJ.splitlines())
        self.verzuim: dict[str, list[str]] = {}

    def voeg_toe(self, jaar: Schooljaar, uitvoer: Uitvoer) -> None:
        """Everything about one school; its entries are written at once."""
        self.leerlingen[jaar.agenda.nummer] += _leerlingregels(jaar)
        self.gebeurtenissen += _gebeurtenissen(jaar)
        self.uitbraken += _uitbraken(jaar)
        self.fouten += [f"{f.brin6};{f.bestand};{f.regel};{f.reden}" for f in uitvoer.fouten]
        brin6 = jaar.school.brin6
        for m, bestand in uitvoer.leveringen:
            self.leveringen.append(
                f"{brin6};{bestand};{m.ontvangen:%Y-%m-%dT%H:%M};{m.van};{m.tot};{_ja(m.is_laat)};{_ja(m.is_inhaal)}"
            )
        self._tel_dagen(jaar)
        eerder = self.verzuim if jaar.vorige else {}
        self.verzuim = {brin6: [*eerder.get(brin6, [KOP_VERZUIM]), *_verzuimregels(jaar)]}
        self._zet(f"verzuim/{brin6}.csv", self.verzuim[brin6])

    def schrijf_slot(self) -> None:
        """Write the files of the whole city."""
        eerste, tweede = self.leerlingen
        self._zet("leerlingen.csv", eerste)
        if len(tweede) > 1:
            self._zet(LEERLINGEN_TWEEDE, tweede)
            self._zet(LEESMIJ_BESTAND, [*LEESMIJ.splitlines(), *LEESMIJ_TWEEDE.splitlines()])
        # A long run that goes on after the summer is found in both schooljaren.
        self._zet("gebeurtenissen.csv", list(dict.fromkeys(self.gebeurtenissen)))
        self._zet("uitbraken.csv", self.uitbraken)
        self._zet("fouten.csv", self.fouten)
        self._zet("leveringen.csv", self.leveringen)
        regels = [";".join([dag, soort, *map(str, telling)]) for (dag, soort), telling in sorted(self.dagen.items())]
        self._zet("dagen.csv", [KOP_DAGEN, *regels])
        schrijf(self.map / "parameters.yaml", _parameters().encode())

    def _zet(self, bestand: str, regels: Sequence[str]) -> None:
        schrijf(self.map / bestand, tekst(list(regels), "utf-8", "\n"))

    def _tel_dagen(self, jaar: Schooljaar) -> None:
        gepland = jaar.minuten > 0
        telling = [gepland.any(axis=2).sum(axis=0)]
        for toestand in (Toestand.ZIEK, Toestand.LUXE, Toestand.ZONDER_REDEN):
            telling.append(((jaar.toestand == toestand) & gepland).any(axis=2).sum(axis=0))
        for dag, kolom in zip(jaar.datums, np.stack(telling, axis=1), strict=True):
            sleutel = dag.isoformat(), jaar.school.soort
            self.dagen[sleutel] = self.dagen.get(sleutel, np.zeros(4, dtype=np.int64)) + kolom


def _leerlingregels(jaar: Schooljaar) -> list[str]:
    gepland, gemist = jaar.minuten.sum(axis=2, dtype=np.int64), gemist_minuten(jaar, AFWEZIG)
    ongeoorloofd, helft = gemist_minuten(jaar, ONGEOORLOOFD), len(jaar.dagen) // 2
    ziek = ((jaar.toestand == Toestand.ZIEK) & (jaar.minuten > 0)).any(axis=2)
    kolommen = zip(
        jaar.plaatsingen.persoon.tolist(),
        jaar.nummers,
        jaar.latent.type.tolist(),
        jaar.latent.ziek.tolist(),
        jaar.latent.laat.tolist(),
        jaar.latent.spijbel.tolist(),
        gepland.sum(axis=1).tolist(),
        gemist.sum(axis=1).tolist(),
        ongeoorloofd.sum(axis=1).tolist(),
        gemist[:, :helft].sum(axis=1).tolist(),
        gepland[:, :helft].sum(axis=1).tolist(),
        ziek.sum(axis=1).tolist(),
        _episodes(ziek, np.asarray(jaar.minuten.any(axis=2))).tolist(),
        strict=True,
    )
    voor = f"{jaar.school.brin6};"
    return [
        f"{wie};{voor}{nr};{jaar.school.soort};{TYPEN[t]};{z:.2f};{laat:.2f};{sp:.5f};" + ";".join(map(str, rest))
        for wie, nr, t, z, laat, sp, *rest in kolommen
    ]


def _episodes(ziek: np.ndarray, school: np.ndarray) -> np.ndarray:
    """Number of runs of sick school days per pupil; days without school do not break a run."""
    begin = np.zeros(len(ziek), dtype=np.int64)
    vorige = np.zeros(len(ziek), dtype=bool)
    for d in range(ziek.shape[1]):
        begin += ziek[:, d] & ~vorige
        vorige = np.where(school[:, d], ziek[:, d], vorige)
    return begin


def _gebeurtenissen(jaar: Schooljaar) -> list[str]:
    uit, dagen = [], len(jaar.dagen)
    for i in range(len(jaar.nummers)):
        voor = f"{jaar.plaatsingen.persoon[i]};{jaar.school.brin6};{jaar.nummers[i]}"
        for naam in SPELLS:
            van, tot = int(getattr(jaar.latent, f"{naam}_van")[i]), int(getattr(jaar.latent, f"{naam}_tot")[i])
            if van < min(dagen, NOOIT) and jaar.minuten[i, max(van, 0) : max(tot + 1, 0)].any():
                uit.append(f"{voor};{naam};{jaar.datum_van(van)};{jaar.datum_van(tot)}")
    for i in jaar.eigen_roosters:
        voor = f"{jaar.plaatsingen.persoon[i]};{jaar.school.brin6};{jaar.nummers[i]}"
        uit.append(f"{voor};eigen_rooster;{jaar.datum_van(jaar.latent.deeltijd_van[i])};")
    return uit


def _uitbraken(jaar: Schooljaar) -> list[str]:
    """Outbreaks of sickness that begin within the simulated weeks; no class: the whole school."""
    uit = []
    for k, dag in jaar.uitbraken:
        klas = "" if k == HELE_SCHOOL else jaar.klassen[k].naam
        if dag < len(jaar.dagen):
            uit.append(f"{jaar.school.brin6};{klas};{jaar.datum_van(dag)};{jaar.datum_van(dag + UITBRAAK_DAGEN - 1)}")
    return uit


def _verzuimregels(jaar: Schooljaar) -> list[str]:
    m, datums = jaar.meldingen, [d.isoformat() for d in jaar.datums]
    namen = [t.name.lower() for t in Toestand]
    kolommen = (m.leerling, m.dag_van, m.dag_tot, m.slot_van, m.slot_tot, m.toestand, m.is_fout)
    momenten = zip(_moment(m.ingevoerd), _moment(m.reden_op), _moment(m.ingetrokken), strict=True)
    return [
        f"{jaar.nummers[wie]};{datums[van]};{datums[tot]};{s1 + 1};{s2 + 1};{namen[t]};{in_};{reden};{uit};{_ja(fout)}"
        for (wie, van, tot, s1, s2, t, fout), (in_, reden, uit) in zip(
            zip(*(k.tolist() for k in kolommen), strict=True), momenten, strict=True
        )
    ]


def _moment(minuten: np.ndarray) -> list[str]:
    """Local moments as JJJJ-MM-DDTHH:MM; empty for never."""
    tekst_ = np.where(minuten < NOOIT_OP, minuten, 0).astype("datetime64[m]").astype(str)
    return np.where(minuten < NOOIT_OP, tekst_, "").tolist()


def _ja(waar: bool) -> str:
    return "ja" if waar else "nee"


def _parameters() -> str:
    """Every number of `models.fictief.parameters`, by its own name."""
    los = {k: v for k, v in vars(p).items() if k.isupper() and isinstance(v, (int, float, str))}
    return yaml.safe_dump({"getallen": los, "per_soort": {s: asdict(t) for s, t in TEMPO.items()}}, sort_keys=True)
