"""The reminder for a school that still owes data: a plain-text e-mail for whoever wants to send it, without pupil data.

In Beeld never sends it. What is missing and what follows are the words of the page and the receipt (`stilte.py`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from textwrap import fill

from assets.uitgifte.modellen_beheer import Stilte
from assets.uitgifte.opmaak import datum_lang, moment_kort, week_kort
from assets.uitgifte.sjabloon import PROEFTEKST
from assets.uitgifte.stilte import DAGEN, gat_tekst, gevolgen, sinds_tekst, wat_mist, wat_te_doen
from data_contracts.register import School

BREEDTE = 78
WEEK = timedelta(days=7)
GEEN_ADRES = "(er staat geen contact in scholen.yaml)"
_ZONDER_ROOSTER = ("geen_rooster", "rooster_verlopen")


@dataclass(frozen=True)
class Herinnering:
    """One reminder. `extensie`: of the school's attendance files; `uren`: after a Sunday a delivery still counts;
    `toelichting`: a sentence that stands on top (a fictitious city), empty for none.
    """

    school: School
    peildatum: date
    stilte: Stilte
    modus: str = "proef"
    extensie: str = "csv"
    uren: int = 12
    toelichting: str = ""

    @property
    def uiterlijk(self) -> datetime:
        """Before this moment a delivery counts for the next Sunday; local time."""
        return datetime.combine(self.peildatum + WEEK + timedelta(days=1), datetime.min.time()) + timedelta(
            hours=self.uren
        )


def herinnering_txt(bericht: Herinnering) -> str:
    """The whole e-mail as text with LF: address and subject on top, then the message."""
    return "\n".join([*_kop(bericht), "", *_brief(bericht)]) + "\n"


def _kop(bericht: Herinnering) -> Iterator[str]:
    school = bericht.school
    proef = f"[{PROEFTEKST}] " if bericht.modus != "live" else ""
    yield f"Aan: {_op_een_regel(school.contact) or GEEN_ADRES}"
    yield (
        f"Onderwerp: {proef}{_op_een_regel(school.naam)} ({school.brin6}): "
        f"wij missen nog gegevens, {week_kort(bericht.peildatum)}"
    )


def _op_een_regel(tekst: str) -> str:
    """A text of the register without line ends, so that it cannot add a line to the head of an e-mail."""
    return " ".join(tekst.split())


def _brief(bericht: Herinnering) -> Iterator[str]:
    stilte = bericht.stilte
    if bericht.toelichting:
        yield from (fill(bericht.toelichting, BREEDTE), "")
    yield from ("Beste collega,", "", fill(wat_mist(stilte), BREEDTE))
    yield from _wat_mist_er(stilte)
    yield from ("", "Wat u kunt doen:")
    yield from (_punt(zin) for zin in (*wat_te_doen(stilte), *_hoe(bericht)))
    yield from ("", fill(_wanneer(bericht), BREEDTE), "", "Wat er nu gebeurt:")
    yield from (_punt(gevolg.zin + _signalen(gevolg.signalen)) for gevolg in gevolgen(stilte))
    yield from ("", "Heeft u vragen? Antwoord dan op dit bericht.", "", "Met vriendelijke groet,", "In Beeld")


def _wat_mist_er(stilte: Stilte) -> Iterator[str]:
    if stilte.gaten:
        yield from ("", "Dit missen wij:")
        yield from (_punt(gat_tekst(gat)) for gat in stilte.gaten)
        yield from ("", f"Wij weten niets sinds {sinds_tekst(stilte)}.")
    if stilte.laatst_ontvangen:
        yield f"Uw laatste bestand met verzuim kregen wij op {moment_kort(stilte.laatst_ontvangen)}."


def _hoe(bericht: Herinnering) -> Iterator[str]:
    """Where the file goes and what it is called."""
    school, stilte = bericht.school, bericht.stilte
    if stilte.oorzaak in _ZONDER_ROOSTER:
        yield f"Zet het bestand in de map {school.brin6}/rooster."
        return
    yield f"Zet het bestand in de map {school.brin6}/verzuim."
    if stilte.sinds:
        yield f"Een goede naam is: verzuim__{stilte.sinds:%Y%m%d}-{bericht.peildatum:%Y%m%d}.{bericht.extensie}"


def _wanneer(bericht: Herinnering) -> str:
    moment = bericht.uiterlijk
    return (
        f"Lever uiterlijk {DAGEN[moment.weekday()]} {datum_lang(moment)} voor {moment.hour}.{moment.minute:02} uur. "
        "Dan telt het mee in de volgende lijst."
    )


def _signalen(titels: tuple[str, ...]) -> str:
    return f" {', '.join(titels)}." if titels else ""


def _punt(zin: str) -> str:
    return fill(
        zin, BREEDTE, initial_indent="- ", subsequent_indent="  ", break_long_words=False, break_on_hyphens=False
    )
