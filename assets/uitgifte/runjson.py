"""run.json: what went in, by hash, and what came of it (aanlevering.md §3). The only output that holds durations."""

import json
from datetime import date, datetime

from assets.uitgifte.modellen_beheer import Levering, RunVerslag
from assets.uitgifte.veilig import veilig_aantal


def run_json(run: RunVerslag) -> str:
    """The file as text: fixed keys; deliveries by brin6, soort, time and file; rows of tables made safe."""
    inhoud = {
        "peildatum": run.peildatum.isoformat(),
        "versie": run.versie,
        "instellingen_sha256": run.instellingen_sha256,
        "leveringen": [_levering(levering) for levering in sorted(run.leveringen, key=_volgorde)],
        "tabellen": {naam: veilig_aantal(rijen) for naam, rijen in sorted(run.tabellen.items())},
        "duur_s": {stap: round(seconden, 3) for stap, seconden in sorted(run.duur_s.items())},
    }
    return json.dumps(inhoud, ensure_ascii=False, indent=1) + "\n"


def _volgorde(levering: Levering) -> tuple[str, str, datetime, str]:
    return levering.brin6, levering.soort, levering.ontvangen_op, levering.bestand


def _levering(levering: Levering) -> dict[str, object]:
    return {
        "brin6": levering.brin6 or None,
        "soort": levering.soort,
        "bestand": levering.bestand,
        "sha256": levering.sha256,
        "ontvangen_op": levering.ontvangen_op.isoformat(timespec="minutes"),
        "van": _dag(levering.van),
        "tot": _dag(levering.tot),
        "uitkomst": levering.uitkomst,
        "ontvangen": levering.ontvangen,
        "geaccepteerd": levering.geaccepteerd,
        "quarantaine": levering.quarantaine,
        "genegeerd": levering.genegeerd,
        "geweigerd": levering.geweigerd,
        "redenen": dict(sorted(levering.redenen.items())),
    }


def _dag(dag: date | None) -> str | None:
    return dag.isoformat() if dag else None
