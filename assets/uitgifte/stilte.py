"""What is missing and what follows, in plain Dutch: for the school's receipt, the analyst's page and the reminder.

What follows is "When data is missing" of regels.md §4, read from the windows in data_contracts/signalen.yaml.
"""

from collections.abc import Callable
from dataclasses import dataclass

from assets.uitgifte.modellen_beheer import Gat, Oorzaak, Stilte
from assets.uitgifte.opmaak import datum_lang, opsomming, week_kort, week_tekst
from data_contracts.signalen import Signaal, actieve_signalen

DAGEN = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MEEST_WEKEN = 6  # weeks named in one cell of the analyst's page; the receipt names all
HEEL_JAAR = 60  # more lesweken than a schooljaar has

WAT: dict[Oorzaak, str] = {
    "nooit": "Wij kregen nog geen verzuim van uw school.",
    "geen_rooster": "Wij hebben geen rooster van uw school. Zonder rooster weten wij niet wanneer er les is.",
    "rooster_verlopen": "Uw rooster geldt niet meer. Zonder rooster weten wij niet wanneer er les is.",
    "mist": "Er missen nog lesweken.",
}
DOE: dict[Oorzaak, str] = {
    "nooit": "Lever het verzuim van alle lesweken aan. Zet de periode in de naam van het bestand.",
    "geen_rooster": "Lever een volledig rooster aan. Daarna tellen de regels die u al stuurde ook mee.",
    "rooster_verlopen": "Lever een volledig rooster aan dat nu geldt. Zijn er nu vrije dagen? Zet ze in de kalender.",
    "mist": "Lever het verzuim van deze weken aan. Zet de periode in de naam van het bestand.",
}
ZONDER_PERIODE = (
    "In de naam van uw nieuwste bestand staat geen periode. Daarom weten wij niet of de week compleet is. "
    "Een goede naam is: absenties__20261109-20261115.csv."
)


def wat_mist(stilte: Stilte) -> str:
    """What is missing, in one or two sentences."""
    if stilte.is_eerste_week and stilte.oorzaak in ("nooit", "mist"):
        return f"{WAT[stilte.oorzaak]} Dit was de eerste lesweek van uw school."
    return WAT[stilte.oorzaak]


def wat_te_doen(stilte: Stilte) -> tuple[str, ...]:
    """What the school can do, most needed first."""
    doe = [DOE[stilte.oorzaak]]
    if stilte.zonder_periode:
        doe.append(ZONDER_PERIODE)
    return tuple(doe)


def gat_tekst(gat: Gat) -> str:
    """`week 47 (16 t/m 20 november)`, and which days miss when others came: `: donderdag en vrijdag missen`."""
    if len(gat.dagen) == gat.schooldagen:
        return week_tekst(gat.maandag)
    dagen = opsomming([DAGEN[dag.weekday()] for dag in gat.dagen])
    return f"{week_tekst(gat.maandag)}: {dagen} {'mist' if len(gat.dagen) == 1 else 'missen'}"


def mist_tekst(stilte: Stilte) -> str:
    """What misses, for one cell: the newest weeks by number, or what the school has to send first."""
    if not stilte.gaten:
        return {"geen_rooster": "het rooster", "rooster_verlopen": "een rooster dat nu geldt"}.get(
            stilte.oorzaak, "alles"
        )
    weken = [week_kort(gat.maandag) for gat in stilte.gaten[-MEEST_WEKEN:]]
    eerder = len(stilte.gaten) - len(weken)
    return (f"{eerder} eerdere en " if eerder else "") + opsomming(weken)


@dataclass(frozen=True)
class Gevolg:
    """One thing that follows, and the titles of the signals for which it holds (none: for all)."""

    zin: str
    signalen: tuple[str, ...] = ()


def gevolgen(stilte: Stilte) -> tuple[Gevolg, ...]:
    """What follows for the signals at P."""
    if not stilte.gaten:
        return (Gevolg("Zonder lesweken kunnen wij geen signalen over verzuim geven."),)
    onbekend = Gevolg(
        "Alle lessen van een lesweek die mist, tellen als onbekend. Ook van de dagen die wel binnen zijn."
    )
    nieuw = Gevolg("Deze signalen geven wij nu niet nieuw:", _titels(stilte, lambda s: s.nodig_lesweken))
    blijft = Gevolg("Deze signalen blijven staan als ze er al stonden:", _titels(stilte, _venster))
    rest = Gevolg("Andere signalen geven wij op wat bekend is. Wij kunnen leerlingen missen.")
    return (onbekend, *(gevolg for gevolg in (nieuw, blijft) if gevolg.signalen), rest)


def _titels(stilte: Stilte, venster: Callable[[Signaal], int]) -> tuple[str, ...]:
    """The S signals that rest on a lesweek that misses."""
    van_school = (s for s in actieve_signalen() if "S" in s.publiek)
    return tuple(s.titel for s in van_school if any(gat.terug < venster(s) for gat in stilte.gaten))


def _venster(signaal: Signaal) -> int:
    """The lesweken that a signal rests on; any week, for one of the schooljaar or of its start. 0: it rests on none."""
    if signaal.venster is None:
        return 0
    return signaal.venster_lesweken or HEEL_JAAR


def sinds_tekst(stilte: Stilte) -> str:
    """Since when nothing is known; empty when no lesweek can be counted."""
    return datum_lang(stilte.sinds) if stilte.sinds else ""
