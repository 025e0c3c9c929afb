"""The delivery receipt for a school's administrator: what arrived, what was taken, what to mend."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from assets.uitgifte import kwaliteit
from assets.uitgifte.csvbestand import maak_csv
from assets.uitgifte.modellen_beheer import Afwijzing, OudereAfwijzingen, Terugkoppeling, Uitkomst
from assets.uitgifte.opmaak import aantal_tekst, geheel_tekst
from assets.uitgifte.redenen import Reden, reden_van
from assets.uitgifte.sjabloon import render
from assets.uitgifte.stilte import gat_tekst, gevolgen, wat_mist, wat_te_doen

UITKOMSTEN: dict[Uitkomst, tuple[str, str]] = {
    "geweigerd": ("Geweigerd", "Deze bestanden zijn niet gebruikt. De vorige levering blijft gelden."),
    "quarantaine": ("Te verbeteren", "Deze regels tellen nog niet mee. Verbeter ze in uw systeem en lever opnieuw."),
    "gemeld": ("Ter controle", "Deze regels zijn verwerkt, maar er viel iets op."),
    "genegeerd": ("Overgeslagen", "Deze regels zijn met een reden overgeslagen. Meestal hoeft u niets te doen."),
}
MEEST_REEKSEN = 12  # runs of line numbers on the page; all of them stand in the csv


@dataclass(frozen=True)
class Herstelpunt:
    """All rows of one file with one reason, as one thing to do."""

    bestand: str
    soort: str
    kolom: str
    reden: Reden
    aantal: int
    regels: str


def terugkoppeling_csv(terugkoppeling: Terugkoppeling) -> bytes:
    """One row a rejected row or refused file, then older ones as one row a file and reason with their count."""
    vast = {"peildatum": terugkoppeling.peildatum, "brin6": terugkoppeling.brin6}
    rijen = [vast | _csv_rij(rij) for rij in alle_afwijzingen(terugkoppeling)]
    return maak_csv("terugkoppeling", rijen + [vast | _csv_ouder(rij) for rij in _gesorteerd_ouder(terugkoppeling)])


def terugkoppeling_html(terugkoppeling: Terugkoppeling) -> str:
    """The page of the administrator."""
    return render(
        "terugkoppeling.html.j2",
        t=terugkoppeling,
        modus=terugkoppeling.modus,
        leveringen=sorted(terugkoppeling.leveringen, key=lambda lev: (lev.soort, lev.ontvangen_op, lev.bestand)),
        delen=_delen(terugkoppeling),
        wat_mist=wat_mist,
        wat_te_doen=wat_te_doen,
        gat_tekst=gat_tekst,
        gevolgen=gevolgen,
        kwaliteit=kwaliteit,
        ouder=[(rij.bestand, reden_van(rij.reden).wat, rij.aantal) for rij in _gesorteerd_ouder(terugkoppeling)],
    )


def alle_afwijzingen(terugkoppeling: Terugkoppeling) -> list[Afwijzing]:
    """Rejected rows and refused files together, by file and line."""
    geweigerd = [
        Afwijzing(lev.bestand, lev.soort, None, lev.reden_kolom, "geweigerd", lev.reden)
        for lev in terugkoppeling.leveringen
        if lev.uitkomst == "geweigerd"
    ]
    return sorted([*geweigerd, *terugkoppeling.afwijzingen], key=_volgorde)


def regelreeksen(regels: Iterable[int]) -> str:
    """`2, 5-7 en 9`: line numbers as runs; more than MEEST_REEKSEN end in words."""
    reeksen: list[list[int]] = []
    for regel in sorted(set(regels)):
        if reeksen and regel == reeksen[-1][1] + 1:
            reeksen[-1][1] = regel
        else:
            reeksen.append([regel, regel])
    delen = [f"{van}" if van == tot else f"{van}-{tot}" for van, tot in reeksen]
    if len(delen) > MEEST_REEKSEN:
        return ", ".join(delen[:MEEST_REEKSEN]) + " en verder"
    return ", ".join(delen)


def _volgorde(rij: Afwijzing) -> tuple[str, int, str, str, str]:
    return rij.bestand, rij.regel or 0, rij.kolom, rij.uitkomst, rij.reden


def _gesorteerd_ouder(terugkoppeling: Terugkoppeling) -> list[OudereAfwijzingen]:
    return sorted(terugkoppeling.ouder, key=lambda rij: (rij.bestand, rij.uitkomst, rij.reden))


def _csv_rij(rij: Afwijzing) -> dict[str, object]:
    velden = ("bestand", "soort", "regel", "kolom", "uitkomst", "reden")
    return {**{veld: getattr(rij, veld) for veld in velden}, "uitleg": reden_van(rij.reden, rij.soort, rij.kolom).zin}


def _csv_ouder(rij: OudereAfwijzingen) -> dict[str, object]:
    aantal = aantal_tekst(rij.aantal, "oudere regel", "oudere regels")
    uitleg = f"Nog {aantal} met deze reden. {reden_van(rij.reden).zin}"
    velden: dict[str, object] = {veld: getattr(rij, veld) for veld in ("bestand", "soort", "uitkomst", "reden")}
    return velden | {"regel": None, "kolom": "", "uitleg": uitleg}


def _delen(terugkoppeling: Terugkoppeling) -> list[tuple[str, str, list[Herstelpunt]]]:
    """Per outcome its title, sentence and things to do; outcomes without rows are left out."""
    rijen = alle_afwijzingen(terugkoppeling)
    delen = []
    for uitkomst, (titel, inleiding) in UITKOMSTEN.items():
        punten = _herstelpunten([rij for rij in rijen if rij.uitkomst == uitkomst])
        if punten:
            delen.append((titel, inleiding, punten))
    return delen


def _herstelpunten(rijen: list[Afwijzing]) -> list[Herstelpunt]:
    sleutel = lambda rij: (rij.bestand, rij.soort, rij.reden, rij.kolom)  # noqa: E731
    groepen = groupby(sorted(rijen, key=sleutel), key=sleutel)
    return [_herstelpunt(*naam, list(groep)) for naam, groep in groepen]


def _herstelpunt(bestand: str, soort: str, reden: str, kolom: str, rijen: list[Afwijzing]) -> Herstelpunt:
    regels = [rij.regel for rij in rijen if rij.regel is not None]
    waar = f"{geheel_tekst(len(regels))} {'regel' if len(regels) == 1 else 'regels'}" if regels else "het hele bestand"
    reeksen = f"{waar}: {regelreeksen(regels)}" if regels else waar
    return Herstelpunt(bestand, soort, kolom, reden_van(reden, soort, kolom), len(rijen), reeksen)
