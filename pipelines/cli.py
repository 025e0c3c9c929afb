"""The `inbeeld` command: reads the words, opens the warehouse, runs the very assets that `dagster dev` shows.

Exit codes: 0 done; 1 done, but a file was refused or a gate closed (said on the last lines); 2 not done.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TextIO
from zoneinfo import ZoneInfo

from pipelines.instellingen import NAMEN, GebruiksFout, Paden, lees_paden
from pipelines.ontleder import Ontleder
from pipelines.stoppen import STOP

GEDAAN, MET_OPMERKING, NIET_GEDAAN = 0, 1, 2
GESTOPT = "Gestopt. Een volgende run maakt het werk af."
TIJDZONE = ZoneInfo("Europe/Amsterdam")
BEKIJK_POORT = 8130
DEMO_LEERLINGEN, DEMO_WEKEN, DEMO_ZAAD = 12_000, 24, 2025
UITLEG = {
    "aanlevering": "map met de leveringen",
    "magazijn": "map met de DuckDB-bestanden",
    "uit": "map voor de uitkomsten",
    "sleutels": "sleutelbestand, buiten de andere mappen",
}


def _datum(tekst: str) -> date:
    try:
        return date.fromisoformat(tekst)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{tekst} is geen datum; schrijf JJJJ-MM-DD") from None


def _moment(tekst: str) -> datetime:
    try:
        moment = datetime.fromisoformat(tekst)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{tekst} is geen moment; schrijf JJJJ-MM-DDTHH:MM") from None
    return moment if moment.tzinfo is None else _lokaal(moment.astimezone(TIJDZONE))


def _lokaal(moment: datetime) -> datetime:
    """The clock of a moment. Of an hour that exists twice every receipt lies in the first (aanlevering.md §1), so each
    moment of the second is after all of them: the last microsecond of that hour.
    """
    kaal = moment.replace(tzinfo=None, fold=0)
    return kaal.replace(minute=59, second=59, microsecond=999_999) if moment.fold else kaal


def _aantal(tekst: str) -> int:
    if not tekst.isdecimal() or int(tekst) < 1:
        raise argparse.ArgumentTypeError(f"{tekst} is geen aantal; schrijf een heel getal vanaf 1")
    return int(tekst)


def maak_ontleder() -> Ontleder:
    """All commands and their words."""
    hoofd = Ontleder(prog="inbeeld", description="In Beeld: zie op tijd welke leerling niet meer naar school komt.")
    onder = hoofd.add_subparsers(dest="opdracht", required=True, metavar="OPDRACHT")
    for naam, hulp, opties in _opdrachten():
        deel = onder.add_parser(naam, help=hulp, description=hulp)
        for woorden, instelling in opties:
            deel.add_argument(*woorden, **instelling)
        for plek in NAMEN:
            deel.add_argument(f"--{plek}", metavar="PAD", help=UITLEG[plek])
        deel.add_argument("--stil", action="store_true", help="toon geen voortgang")
    return hoofd


def _opdrachten() -> list[tuple[str, str, list[tuple[tuple[str, ...], dict]]]]:
    stad = [
        (("--leerlingen",), {"type": _aantal, "default": DEMO_LEERLINGEN, "help": "aantal leerlingen"}),
        (("--weken",), {"type": _aantal, "default": DEMO_WEKEN, "help": "aantal kalenderweken"}),
        (("--zaad",), {"type": int, "default": DEMO_ZAAD, "help": "getal waar het toeval mee begint"}),
    ]
    return [
        ("demo", "Maak een verzonnen stad, reken haar door en zeg wat u kunt openen.",
         [(("--map",), {"default": "demo", "metavar": "DIR", "help": "map voor de verzonnen stad"}), *stad]),
        ("run", "Reken een zondag door, of elke zondag van de eerste tot en met de laatste.",
         [(("--peildatum",), {"type": _datum, "required": True, "metavar": "JJJJ-MM-DD", "help": "de (eerste) zondag"}),
          (("--tot",), {"type": _datum, "metavar": "JJJJ-MM-DD", "help": "de laatste zondag"})]),
        ("maak-stad", "Schrijf de leveringen van een verzonnen stad.", stad),
        ("controleer", "Zeg wat er met een bestand zou gebeuren. Er wordt niets bewaard.",
         [(("bestand",), {"metavar": "BESTAND"}), (("--brin6",), {"required": True}),
          (("--soort",), {"required": True})]),
        ("dialect", "Stel een dialect voor uit een voorbeeld van een export van een ander systeem.",
         [(("bestand",), {"metavar": "BESTAND"}),
          (("--naam",), {"metavar": "NAAM", "help": "schrijf het voorstel in de map dialecten, onder deze naam"})]),
        ("herinner", "Schrijf een herinnering voor elke school die te laat is. Er wordt niets verstuurd.",
         [(("--peildatum",), {"type": _datum, "metavar": "JJJJ-MM-DD", "help": "de zondag; leeg: de laatste"})]),
        ("herhaal", "Maak een week opnieuw uit precies de bestanden van toen, en vergelijk.",
         [(("week",), {"metavar": "JJJJ-Www"})]),
        ("leg-uit", "Leg uit waarom een leerling op de lijst van een week staat: elke les, elk bestand, elke som.",
         [(("--brin6",), {"required": True, "help": "de school, of gemeente"}),
          (("--leerlingnummer",), {"required": True, "help": "de leerling; bij gemeente het zaaknummer"}),
          (("--peildatum",), {"type": _datum, "required": True, "metavar": "JJJJ-MM-DD", "help": "de zondag"}),
          (("--signaal",), {"help": "alleen dit signaal"}),
          (("--kant",), {"choices": ["school", "leerplicht"], "help": "alleen wat deze kant mag weten"})]),
        ("stand", "Zeg wat er in het magazijn staat.",
         [(("--op",), {"type": _moment, "metavar": "JJJJ-MM-DDTHH:MM", "help": "zoals bekend op dit moment"}),
          (("--csv",), {"action": "store_true", "help": "de geldende verzuimregels als csv"}),
          (("--vingerafdruk",), {"action": "store_true", "help": "een controlegetal per tabel"})]),
        ("bekijk", "Open de pagina voor het overleg van een kernteam, alleen op deze computer.",
         [(("--poort",), {"type": _aantal, "default": BEKIJK_POORT, "help": "de poort op deze computer"})]),
        ("account", "Beheer wie zich mag aanmelden op de pagina van het overleg.",
         [(("handeling",), {"choices": ["toevoegen", "wachtwoord", "verwijderen", "lijst"], "metavar": "HANDELING",
                            "help": "toevoegen, wachtwoord, verwijderen of lijst"}),
          (("naam",), {"nargs": "?", "metavar": "NAAM"}),
          (("--rol",), {"help": "school, leerplicht, analist of directeur"}),
          (("--brin6",), {"help": "de scholen, met komma's ertussen"})]),
        ("pakket", "Zet de bestanden van een kant van een school in een pakket met een wachtwoord.",
         [(("--brin6",), {"required": True, "help": "de school"}),
          (("--voor",), {"required": True, "choices": ["school", "leerplicht"], "help": "voor welke kant"}),
          (("--week",), {"metavar": "JJJJ-Www", "help": "de week; leeg: de nieuwste"}),
          (("--naar",), {"metavar": "DIR", "default": ".", "help": "map voor het pakket"})]),
        ("reeks", "Reken een csv met tellers en noemers door: totalen, seizoen, alarmen, vergelijking en voorspelling.",
         [(("bestand",), {"metavar": "BESTAND", "help": "csv: eenheid;datum;teller;noemer, en groep als die er is"}),
          (("--opvolgers",), {"metavar": "BESTAND", "help": "csv oud;nieuw: namen die een reeks zijn"}),
          (("--periode",), {"choices": ["lesweek", "schooljaar"], "help": "leeg: zoals de datums zeggen"}),
          (("--alarm",), {"choices": ["budget", "fdr"], "default": "budget",
                          "help": "hooguit zoveel alarmen per week, of Benjamini-Hochberg"})]),
        ("lek-toets", "Kijk na of een map met vrijgegeven cijfers iets verraadt van wat verborgen is.",
         [(("map",), {"metavar": "MAP", "help": "een map met trends.csv: een week, of alle weken"}),
          (("--scholen",), {"metavar": "BESTAND", "help": "scholen.yaml: bij welk swv, welke wijk en welk bestuur"})]),
        ("logboek", "Kijk na of het logboek van de pagina heel is: niets veranderd, niets weg.", []),
    ]  # fmt: skip


def zeg(tekst: str) -> None:
    """A line for the user."""
    _druk(tekst, sys.stdout)


def zeg_terzijde(tekst: str) -> None:
    """A line for the user that is no part of the outcome."""
    _druk(tekst, sys.stderr)


def _druk(tekst: str, stroom: TextIO, einde: str = "\n") -> None:
    """Print; when the reader has gone away (`| head -1`) the work goes on in silence."""
    try:
        print(tekst, end=einde, file=stroom, flush=True)
    except BrokenPipeError:
        nergens = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nergens, stroom.fileno())
        os.close(nergens)


def _meld(woorden: argparse.Namespace) -> Callable[[str], None]:
    if woorden.stil:
        return lambda tekst: None
    return Voortgang()


class Voortgang:
    """Progress on standard error: one line on a terminal, now and then a line elsewhere."""

    ELKE = 100

    def __init__(self) -> None:
        self.teller = 0

    def __call__(self, tekst: str) -> None:
        self.teller += 1
        if sys.stderr.isatty():
            _druk(f"\r\033[K  stap {self.teller}: {tekst}", sys.stderr, "")
        elif self.teller % self.ELKE == 1:
            _druk(f"  stap {self.teller}: {tekst}", sys.stderr)

    def klaar(self) -> None:
        """End the line."""
        if sys.stderr.isatty() and self.teller:
            _druk("\r\033[K", sys.stderr, "")


def _paden(woorden: argparse.Namespace) -> Paden:
    return lees_paden({naam: getattr(woorden, naam) for naam in NAMEN})


def _run(woorden: argparse.Namespace) -> int:
    from pipelines.draaien import draai

    return draai(_paden(woorden), woorden.peildatum, woorden.tot, zeg, _meld(woorden))


def _maak_stad(woorden: argparse.Namespace) -> int:
    from pipelines.demo import schrijf_stad

    schrijf_stad(_paden(woorden).aanlevering, woorden.leerlingen, woorden.weken, woorden.zaad, zeg, _meld(woorden))
    return GEDAAN


def _demo(woorden: argparse.Namespace) -> int:
    from pipelines.demo import demo

    return demo(Path(woorden.map), woorden.leerlingen, woorden.weken, woorden.zaad, zeg, _meld(woorden))


def _controleer(woorden: argparse.Namespace) -> int:
    from pipelines.nakijken import controleer_bestand

    return controleer_bestand(_paden(woorden), Path(woorden.bestand), woorden.brin6, woorden.soort, zeg)


def _stand(woorden: argparse.Namespace) -> int:
    from pipelines.nakijken import toon_stand

    return toon_stand(_paden(woorden), woorden.op, woorden.csv, woorden.vingerafdruk, zeg, zeg_terzijde)


def _dialect(woorden: argparse.Namespace) -> int:
    from pipelines.dialect import stel_dialect_voor

    return stel_dialect_voor(_paden(woorden), Path(woorden.bestand), woorden.naam, zeg, zeg_terzijde)


def _herinner(woorden: argparse.Namespace) -> int:
    from pipelines.herinner import herinner

    return herinner(_paden(woorden), woorden.peildatum, zeg, zeg_terzijde)


def _herhaal(woorden: argparse.Namespace) -> int:
    from pipelines.herhaal import herhaal

    return herhaal(_paden(woorden), woorden.week, zeg, _meld(woorden))


def _leg_uit(woorden: argparse.Namespace) -> int:
    from pipelines.leguit import Vraagstelling, leg_uit

    vraag = Vraagstelling(
        woorden.brin6, woorden.leerlingnummer, woorden.peildatum, signaal=woorden.signaal, kant=woorden.kant
    )
    return leg_uit(_paden(woorden), vraag, zeg, zeg_terzijde, _meld(woorden))


def _bekijk(woorden: argparse.Namespace) -> int:
    from pipelines.bekijk.start import bekijk

    return bekijk(_paden(woorden), woorden.poort, zeg)


def _account(woorden: argparse.Namespace) -> int:
    from pipelines.account import Accountvraag, beheer_accounts

    vraag = Accountvraag(woorden.handeling, woorden.naam, woorden.rol, woorden.brin6)
    return beheer_accounts(_paden(woorden), vraag, zeg)


def _logboek(woorden: argparse.Namespace) -> int:
    from pipelines.nakijken import controleer_logboek

    return controleer_logboek(_paden(woorden), zeg)


def _pakket(woorden: argparse.Namespace) -> int:
    from pipelines.pakket import Pakketvraag, pak_in

    vraag = Pakketvraag(woorden.brin6, woorden.voor, woorden.week, Path(woorden.naar))
    return pak_in(_paden(woorden), vraag, zeg)


def _reeks(woorden: argparse.Namespace) -> int:
    from pipelines.reeks import Reeksvraag, reken_reeks

    opvolgers = Path(woorden.opvolgers) if woorden.opvolgers else None
    vraag = Reeksvraag(Path(woorden.bestand), opvolgers, woorden.periode, woorden.alarm == "fdr")
    return reken_reeks(_paden(woorden), vraag, zeg)


def _lek_toets(woorden: argparse.Namespace) -> int:
    from pipelines.lek import Lekvraag, toets_op_lekken

    return toets_op_lekken(Lekvraag(Path(woorden.map), Path(woorden.scholen) if woorden.scholen else None), zeg)


UITVOERDERS = {
    "run": _run,
    "maak-stad": _maak_stad,
    "demo": _demo,
    "controleer": _controleer,
    "dialect": _dialect,
    "herinner": _herinner,
    "herhaal": _herhaal,
    "leg-uit": _leg_uit,
    "stand": _stand,
    "bekijk": _bekijk,
    "account": _account,
    "pakket": _pakket,
    "lek-toets": _lek_toets,
    "logboek": _logboek,
    "reeks": _reeks,
}


def main(argumenten: Sequence[str] | None = None) -> int:
    """Entry of the command; returns the exit code."""
    from assets.fictief import Stadfout
    from assets.magazijn import MagazijnFout, schijfreden
    from assets.werk import StapFout
    from data_contracts.fouten import Aanleverfout

    woorden = maak_ontleder().parse_args(argumenten)
    STOP.luister()
    try:
        return UITVOERDERS[woorden.opdracht](woorden)
    except (GebruiksFout, MagazijnFout, StapFout, Aanleverfout, Stadfout) as fout:
        zeg_terzijde(str(fout))
    except OSError as fout:
        waar = fout.filename or "schijf"
        zeg_terzijde(f"{waar}: lezen of schrijven lukt niet ({schijfreden(fout)}); controleer deze plek")
    except KeyboardInterrupt:
        zeg_terzijde(GESTOPT)
    except Exception as fout:
        if STOP.is_gevraagd:
            zeg_terzijde(GESTOPT)
            return NIET_GEDAAN
        if os.environ.get("INBEELD_ONTWIKKELAAR"):
            raise
        naam = type(fout).__name__
        zeg_terzijde(f"inbeeld {woorden.opdracht}: dit is een fout in In Beeld ({naam}); meld dit aan de beheerder")
    return NIET_GEDAAN


def invoer() -> None:
    """The console script."""
    sys.exit(main())
