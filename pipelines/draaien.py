"""`inbeeld run`: one Dagster run over the Sundays that were asked, on the same assets that `dagster dev` shows."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

import dagster as dg

from assets.bouw import HULPBRON, PEILDATA
from assets.werk import Werk
from models.tijd import is_peildatum, weeknaam, zondagen, zondagen_om
from pipelines.instellingen import GebruiksFout, Paden
from pipelines.resources import open_werk
from pipelines.stoppen import STOP

GEDAAN, MET_OPMERKING, NIET_GEDAAN = 0, 1, 2
RANGE_VAN, RANGE_TOT = "dagster/asset_partition_range_start", "dagster/asset_partition_range_end"
NIET_KLAAR = (
    "Niet klaar: een stap is mislukt. Wat af is, staat er. "
    "Draai opnieuw; helpt dat niet, meld het dan aan de beheerder."
)
LEEG = {
    "geen enkele leerling ingeschreven": """
        SELECT DISTINCT v.peildatum
        FROM school.kern.versie AS v
        JOIN school.kern.inschrijving AS i ON i.peildatum = v.inschrijving_versie AND i.brin6 = v.brin6
        WHERE v.peildatum BETWEEN $a AND $z AND v.peildatum BETWEEN i.van AND i.tot
    """,
    "nog nooit verzuim geleverd": """
        SELECT DISTINCT peildatum FROM school.kern.verzuimlevering WHERE peildatum BETWEEN $a AND $z
    """,
}
"""What makes a week empty, and the Sundays that are not."""
STIL = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}


def keur_peildata(eerste: date, laatste: date | None) -> list[date]:
    """The Sundays from first to last, both included. Raises GebruiksFout for another day or a wrong order."""
    laatste = laatste or eerste
    if laatste < eerste:
        raise GebruiksFout(f"--tot {laatste} ligt voor --peildatum {eerste}; draai ze om")
    sleutels = PEILDATA.get_partition_keys()
    begin, einde = date.fromisoformat(sleutels[0]), date.fromisoformat(sleutels[-1])
    for naam, dag in (("--peildatum", eerste), ("--tot", laatste)):
        if not begin <= dag <= einde:
            raise GebruiksFout(f"{naam} {dag} kan niet; kies een zondag van {begin} tot en met {einde}")
        if not is_peildatum(dag):
            voor, na = zondagen_om(dag)
            raise GebruiksFout(f"{naam} {dag} is geen zondag; de zondagen eromheen zijn {voor} en {na}")
    return zondagen(eerste, laatste)


def draai(
    paden: Paden,
    eerste: date,
    laatste: date | None,
    zeg: Callable[[str], None],
    meld: Callable[[str], None],
    ontvangen: Mapping[tuple[str, str], datetime] | None = None,
) -> int:
    """Run every Sunday from `eerste` to `laatste`; returns the exit code. `ontvangen`: when files were received whose
    name does not tell, by path and sha256. Raises the faults of a user as exceptions.
    """
    peildata = keur_peildata(eerste, laatste)
    with open_werk(paden, peildata[0], zeg, STOP.bij(meld), ontvangen) as werk:
        gesloten = materialiseer(werk, peildata, zeg)
        opmerkingen = [*geweigerde_bestanden(werk, peildata), *lege_weken(werk, peildata)]
    getattr(meld, "klaar", lambda: None)()
    if gesloten is None:
        return NIET_GEDAAN
    zeg(f"Klaar: {_weken(peildata)}. Open {paden.uit / weeknaam(peildata[-1]) / 'index.html'}")
    opmerkingen += [f"Poort dicht: {naam}" for naam in gesloten]
    for regel in opmerkingen:
        zeg(regel)
    return MET_OPMERKING if opmerkingen else GEDAAN


def _weken(peildata: list[date]) -> str:
    if len(peildata) == 1:
        return weeknaam(peildata[0])
    return f"{len(peildata)} weken, {weeknaam(peildata[0])} tot en met {weeknaam(peildata[-1])}"


def _mislukt(uitslag: dg.ExecuteInProcessResult, zeg: Callable[[str], None]) -> bool:
    """Say which steps failed, in words that hold no values; of what is wrong around us once, because it hits many."""
    oorzaken = [(e.step_key, _oorzaak(e.step_failure_data.error)) for e in uitslag.all_events if e.is_step_failure]
    gewoon = []
    for stap, fout in oorzaken:
        naam, tekst = (fout.cls_name or "", fout.message.strip()) if fout else ("", "")
        if naam.endswith("Storing"):
            zeg(tekst.partition("Storing: ")[2] or tekst)
            return True
        gewoon.append(tekst.partition("StapFout: ")[2] or tekst if naam.endswith("StapFout") else f"{stap}: mislukt")
        if os.environ.get("INBEELD_ONTWIKKELAAR") and fout:
            gewoon.append(fout.to_string())
    for tekst in (*gewoon, NIET_KLAAR) if gewoon else ():
        zeg(tekst)
    return bool(oorzaken)


def _oorzaak(fout: Any) -> Any:
    """The first cause of a fault that Dagster wrapped."""
    while fout and fout.cause:
        fout = fout.cause
    return fout


def materialiseer(
    werk: Werk, peildata: list[date], zeg: Callable[[str], None], selectie: dg.AssetSelection | None = None
) -> list[str] | None:
    """One run over the range of partitions, of all assets or a selection. Returns the checks that failed; None when a
    step failed.
    """
    from pipelines.definitions import ASSETS

    logging.getLogger("dagster").setLevel(logging.CRITICAL)
    with dg.DagsterInstance.ephemeral() as instance:
        uitslag = dg.materialize(
            ASSETS,
            selection=selectie,
            resources={HULPBRON: werk},
            instance=instance,
            run_config=STIL,
            raise_on_error=False,
            tags={RANGE_VAN: peildata[0].isoformat(), RANGE_TOT: peildata[-1].isoformat()},
        )
    gesloten = [
        f"{c.asset_key.to_user_string()}: {c.check_name}" for c in uitslag.get_asset_check_evaluations() if not c.passed
    ]
    if STOP.is_gevraagd and not uitslag.success:
        raise KeyboardInterrupt
    return None if _mislukt(uitslag, zeg) else sorted(gesloten)


def geweigerde_bestanden(werk: Werk, peildata: list[date]) -> list[str]:
    """A line for each file that was refused in these weeks: place and reason, nothing of its content."""
    regels = []
    for tabel in ("school.publicatie.opname", "leerplicht.publicatie.opname"):
        if werk.magazijn.bestaat(tabel):
            sql = (
                f"SELECT DISTINCT bestand, reden FROM {tabel} WHERE uitkomst = 'geweigerd' AND peildatum = bekend_op "
                "AND peildatum BETWEEN $a AND $z ORDER BY ALL"
            )
            rijen = werk.magazijn.rijen(sql, {"a": peildata[0], "z": peildata[-1]})
            regels += [
                f"Geweigerd: {bestand} ({reden}); zie de terugkoppeling van die week" for bestand, reden in rijen
            ]
    return regels


def lege_weken(werk: Werk, peildata: list[date]) -> list[str]:
    """A line for each kind of data without which the files of a week say nothing, with the weeks that lack it."""
    regels = []
    for wat, sql in LEEG.items():
        gevuld = {rij[0] for rij in werk.magazijn.rijen(sql, {"a": peildata[0], "z": peildata[-1]})}
        leeg = [p for p in peildata if p not in gevuld]
        if leeg:
            regels.append(f"Leeg: {_weken(leeg)}: {wat}; kijk of de map met leveringen klopt, en wat geweigerd is")
    return regels
