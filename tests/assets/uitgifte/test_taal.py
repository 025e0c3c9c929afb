"""Every page is plain Dutch (B1), and never says what the wording list forbids."""

import re
from dataclasses import replace
from datetime import date
from statistics import mean

import pytest

from assets.uitgifte.beheer import index_html, validatie_html, werkvoorraad_html
from assets.uitgifte.leren import leren_html
from assets.uitgifte.lijst import lijst_html
from assets.uitgifte.lijst_xlsx import leesmij_regels
from assets.uitgifte.redenen import ONBEKENDE_REDEN, REDENEN
from assets.uitgifte.terugkoppeling import terugkoppeling_html
from assets.uitgifte.trend import trend_html
from assets.uitgifte.uitleg import maak_uitleg
from data_contracts.eerste_stappen import standaard_stappen
from data_contracts.signalen import laad_signalen
from tests.assets.uitgifte.tekst import zichtbaar, zinnen
from tests.assets.uitgifte.voorbeelden import CROSSING, voorbeeldlijst
from tests.assets.uitgifte.voorbeelden_beheer import (
    voorbeeldmaandag,
    voorbeeldterugkoppeling,
    voorbeeldvalidatie,
    voorbeeldwerk,
)
from tests.assets.uitgifte.voorbeelden_leren import tellingen, voorbeeldleren
from tests.assets.uitgifte.voorbeelden_trend import voorbeeldtrend

GEMIDDELD_HOOGSTENS = 15
LANGST_HOOGSTENS = 25

# Facts of the wording list: what a page about a person never says.
VERBODEN = (
    "risicoleerling", "risicoscore", "hoog risico", "rood", "thuiszitter", "spijbel", "probleemgeval",
    "werken niet mee", "het model", "voorspelt", "voorspelling", "geen afwijking gevonden", "0 signalen", "alles goed",
    "score", "rangnummer", "stoplicht",
)  # fmt: skip
VERBODEN_BUITEN_SCHOOL = ("ziek", "geschorst", "schorsing", "dokter", "medisch")
VERBODEN_EERSTE_STAP = ("meld", "leerplicht", "proces", "boete", "handha")

PAGINAS = {
    "lijst_school": lijst_html(voorbeeldlijst()),
    "lijst_leerplicht": lijst_html(voorbeeldlijst("leerplicht")),
    "lijst_zonder_les": lijst_html(replace(voorbeeldlijst(), is_lesweek=False, niet_geleverd=())),
    "terugkoppeling": terugkoppeling_html(voorbeeldterugkoppeling()),
    "index": index_html(voorbeeldmaandag()),
    "werkvoorraad": werkvoorraad_html(voorbeeldwerk()),
    "validatie": validatie_html(voorbeeldvalidatie()),
    "trend_stad": trend_html(voorbeeldtrend()),
    "trend_school": trend_html(voorbeeldtrend("school")),
    "leren_stad": leren_html(voorbeeldleren()),
    "leren_school": leren_html(voorbeeldleren("school")),
    "leren_leeg": leren_html(voorbeeldleren("school", tellingen())),
}
OVER_PERSONEN = [naam for naam in PAGINAS if naam.startswith(("lijst", "werk"))]


def alle_uitleg() -> dict[str, str]:
    """The explanation of every signal, in every variant."""
    basis = {"sinds": date(2026, 11, 10), "waarde": 31}
    teksten = {naam: maak_uitleg(naam, basis) for naam in laad_signalen() if naam not in ("verzuim_16u4w", "ziek_mazl")}
    teksten |= {
        f"ziek_{maat}": maak_uitleg("ziek_mazl", basis | {"eenheid": maat}) for maat in ("episode", "schooldag")
    }
    teksten["16 lesuur"] = maak_uitleg("verzuim_16u4w", CROSSING | {"grensgeval": True})
    teksten["16 klokuur"] = maak_uitleg("verzuim_16u4w", CROSSING | {"eenheid": "klokuur", "meldingsnummer": "M-1"})
    return teksten


def moeilijk(tekst: str) -> list[str]:
    """Sentences longer than LANGST_HOOGSTENS words, and a line when the mean is too high."""
    lengtes = {zin: len(zin.split()) for zin in zinnen(tekst)}
    assert lengtes, "no sentences were read"
    te_lang = [zin for zin, lengte in lengtes.items() if lengte > LANGST_HOOGSTENS]
    return te_lang + (["gemiddelde te hoog"] if mean(lengtes.values()) > GEMIDDELD_HOOGSTENS else [])


def staat_erin(woord: str, tekst: str) -> bool:
    return re.search(rf"(?<![a-z]){re.escape(woord)}", tekst.casefold()) is not None


@pytest.mark.parametrize("naam", PAGINAS)
def test_sentences_of_a_page_are_short(naam):
    assert moeilijk(zichtbaar(PAGINAS[naam])) == []


@pytest.mark.parametrize(("naam", "tekst"), alle_uitleg().items())
def test_sentences_of_an_explanation_are_short_and_complete(naam, tekst):
    assert moeilijk(tekst) == []
    assert "{" not in tekst and "None" not in tekst and "  " not in tekst
    assert not [woord for woord in VERBODEN if staat_erin(woord, tekst)]


@pytest.mark.parametrize("code", REDENEN)
def test_a_reason_says_what_is_wrong_and_what_to_do(code):
    reden = REDENEN[code]
    assert moeilijk(reden.zin) == []
    assert reden.wat.endswith(".") and reden.doe.endswith(".")
    assert reden != ONBEKENDE_REDEN


@pytest.mark.parametrize("naam", OVER_PERSONEN)
def test_a_page_about_persons_holds_no_banned_word(naam):
    tekst = zichtbaar(PAGINAS[naam])
    assert not [woord for woord in VERBODEN if staat_erin(woord, tekst)]


@pytest.mark.parametrize("naam", ["lijst_leerplicht", "werkvoorraad", "leren_stad"])
def test_what_leaves_the_school_never_speaks_of_sickness(naam):
    assert not [woord for woord in VERBODEN_BUITEN_SCHOOL if woord in PAGINAS[naam].casefold()]


def test_explanations_for_leerplicht_never_speak_of_sickness():
    voor_l = [naam for naam, signaal in laad_signalen().items() if "L" in signaal.publiek]
    teksten = [tekst for naam, tekst in alle_uitleg().items() if naam in voor_l or naam.startswith("16")]
    assert len(teksten) == len(voor_l) + 1
    assert not [woord for woord in VERBODEN_BUITEN_SCHOOL if woord in " ".join(teksten).casefold()]


@pytest.mark.parametrize("signaal", laad_signalen().values(), ids=lambda signaal: signaal.naam)
def test_the_first_step_is_a_talk_and_never_enforcement(signaal):
    stap = signaal.eerste_stap.casefold()
    assert re.search(r"gesprek|tafel|contact|bel |vraag|bespreek", stap)
    assert not [woord for woord in VERBODEN_EERSTE_STAP if woord in stap]
    assert moeilijk(signaal.eerste_stap) == []


@pytest.mark.parametrize("rij", standaard_stappen(), ids=lambda rij: rij.stap[:20])
def test_the_steps_of_the_table_are_talks_in_plain_dutch(rij):
    stap = rij.stap.casefold()
    assert re.search(r"gesprek|praat|bel |vraag|bespreek", stap)
    assert not [woord for woord in VERBODEN_EERSTE_STAP if woord in stap]
    assert moeilijk(rij.stap) == []


@pytest.mark.parametrize("kant", ["school", "leerplicht"])
def test_the_readme_sheet_is_plain_too(kant):
    assert moeilijk("\n".join(leesmij_regels(voorbeeldlijst(kant)))) == []
