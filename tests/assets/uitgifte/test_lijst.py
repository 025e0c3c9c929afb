"""The weekly list as a page."""

import colorsys
import os
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assets.uitgifte.keuze import kies
from assets.uitgifte.lijst import lijst_html
from assets.uitgifte.modellen import Bespreking, Keuze, LijstLeerling, Vrijstelling
from assets.uitgifte.sjabloon import PROEFTEKST
from data_contracts.eerste_stappen import Stap
from data_contracts.signalen import laad_signalen
from tests.assets.uitgifte.tekst import zichtbaar
from tests.assets.uitgifte.voorbeelden import (
    IN_BEELD_VANAF,
    PEILDATUM,
    leerling,
    signaal,
    voorbeeldlijst,
    weken,
)

GOUD = Path(__file__).with_name("goud")
KOPTEKST = (
    "Dit is een signaal, geen oordeel. De lijst laat zien waar aanwezigheid is veranderd. De lijst weet niet waarom. "
    "U kent de leerling. U beslist. Staat een leerling niet op de lijst? Dan kan er toch iets zijn."
)
MAXIMUM_BYTES = 300_000


def lijst_met(*leerlingen: LijstLeerling, capaciteit: int = 10, **velden):
    keuze = kies(leerlingen, capaciteit=capaciteit, peildatum=PEILDATUM, in_beeld_vanaf=IN_BEELD_VANAF)
    return voorbeeldlijst(**({"keuze": keuze} | velden))


def lees(*leerlingen: LijstLeerling, **velden) -> str:
    return zichtbaar(lijst_html(lijst_met(*leerlingen, **velden)))


def test_the_list_is_the_golden_one():
    """Regenerate with INBEELD_GOUD=1 and read the difference."""
    bestand, html = GOUD / "lijst_school.html", lijst_html(voorbeeldlijst())
    if os.environ.get("INBEELD_GOUD"):
        bestand.write_text(html, encoding="utf-8")
    assert html == bestand.read_text(encoding="utf-8")


def test_the_groups_stand_in_order_and_each_pupil_once():
    tekst = zichtbaar(lijst_html(voorbeeldlijst()))
    koppen = ["Moet van de wet", "Nieuw deze week", "Loopt nog", "Al in beeld", "Gaat beter", "Niet meer te zien"]
    plaatsen = [tekst.index(f"\n{kop}\n") for kop in koppen]
    assert plaatsen == sorted(plaatsen)
    for naam in ("Noor de Fictie", "Daan Verzonnen", "Finn Aangenomen", "Lot Gemaakt", "Ties Ergens"):
        assert len(re.findall(rf"^{naam}", tekst, re.M)) == 1


@pytest.mark.parametrize("kant", ["school", "leerplicht"])
def test_the_fixed_header_and_the_rights_stand_on_every_list(kant):
    tekst = zichtbaar(lijst_html(voorbeeldlijst(kant)))
    assert KOPTEKST in tekst
    assert "niet meer na 22 november 2026" in tekst
    assert "Begin altijd met een gesprek" in tekst
    assert "fouten laten verbeteren en bezwaar maken" in tekst


def test_the_banner_is_there_unless_the_mode_is_live():
    assert PROEFTEKST in lijst_html(voorbeeldlijst(modus="proef"))
    assert PROEFTEKST in lijst_html(voorbeeldlijst(modus="onbekend"))
    assert "PROEF" not in lijst_html(voorbeeldlijst(modus="live"))


def test_a_page_has_no_script_no_address_and_a_closed_policy():
    html = lijst_html(voorbeeldlijst())
    assert "default-src 'none'" in html
    for verboden in ("<script", "http:", "https:", "<img", "<link", "@import", "javascript:"):
        assert verboden not in html
    assert not re.search(r"<[^>]*\son[a-z]+\s*=", html)


def test_a_name_with_markup_is_shown_and_not_obeyed():
    html = lijst_html(lijst_met(leerling("1", signaal(), roepnaam="<b>Ab</b>", achternaam='"&', weken=weken([0, 100]))))
    assert "<b>Ab" not in html
    assert '<b>Ab</b> "&' in zichtbaar(html)


def test_unknown_and_holiday_weeks_look_and_read_different_from_zero():
    html = lijst_html(lijst_met(leerling("1", signaal(), weken=weken([0, None, -1, 90]))))
    svg = html[html.index('role="img"') : html.index("</svg>", html.index('role="img"'))]
    paden = dict(re.findall(r'<path class="(\w+)" d="([^"]+)"/>', svg))
    assert paden == {
        "basis": "M2 49h11m37 0h11",  # of week 1 and 4; week 4 begins at 3 x 16 + 2 = 50
        "leeg": "M18 49v-48h11v48z",
        "vrij": "M34 49h11",
        "balk": "M50 49v-3h11v3z",  # 90 of 1500 minutes of 48 units
    }
    tekst = zichtbaar(html)
    for rij in ("0,0 uur van 25,0", "onbekend", "geen les", "1,5 uur van 25,0"):
        assert f"\n{rij}\n" in tekst


def test_the_leerplicht_side_never_shows_planned_time():
    html = zichtbaar(lijst_html(voorbeeldlijst("leerplicht")))
    assert "uur van" not in html
    assert "alle lestijd" not in html
    assert "Een volle balk is 25,0 uur" in html


def test_missing_weeks_are_named_first_and_a_full_delivery_is_said():
    assert "Van 1 lesweek zijn niet alle gegevens binnen" in lees(niet_geleverd=(date(2026, 9, 28),))
    assert "week 40 (28 september t/m 2 oktober)" in lees(niet_geleverd=(date(2026, 9, 28),))
    assert "zijn alle gegevens binnen" in lees(niet_geleverd=())


@pytest.mark.parametrize("kant", ["school", "leerplicht"])
def test_both_ways_to_bring_a_decision_are_told(kant):
    tekst = zichtbaar(lijst_html(voorbeeldlijst(kant)))
    assert f"op de pagina van het overleg, of op het Excel-bestand lijst_{kant}.xlsx. Lever dat Excel-bestand" in tekst


def test_an_empty_list_does_not_say_that_all_is_well():
    tekst = lees()
    assert "Een lege lijst betekent niet dat er niets speelt" in tekst
    assert "Sinds vorige week is er op deze lijst niets veranderd" in tekst


@pytest.mark.parametrize(
    ("aantal", "zin"),
    [
        (1, "Alle leerlingen met een signaal staan op deze lijst"),
        (2, "Nog 1 leerling met een signaal past niet op deze lijst. Zie signalen_school.csv."),
        (3, "Nog 2 leerlingen met een signaal passen niet op deze lijst. Zie signalen_school.csv."),
    ],
)
def test_who_does_not_fit_is_counted(aantal, zin):
    assert zin in lees(*(leerling(str(n), signaal()) for n in range(aantal)), capaciteit=1)


def test_a_week_without_lessons_is_said():
    tekst = zichtbaar(lijst_html(replace(voorbeeldlijst(), is_lesweek=False, keuze=Keuze((), 4))))
    assert "Deze week was er geen les op deze school" in tekst


@pytest.mark.parametrize(
    ("zekerheden", "verwacht"),
    [
        (("mogelijk",), "mogelijk"),
        (("mogelijk", "duidelijk"), "duidelijk"),
        (("weinig gegevens", "mogelijk"), "mogelijk"),
        (("weinig gegevens",), "weinig gegevens"),
    ],
)
def test_how_sure_a_pupil_is_follows_from_the_surest_signal_and_each_says_its_own(zekerheden, verwacht):
    tekst = lees(leerling("1", *(signaal("kwart_2w", zekerheid=zeker) for zeker in zekerheden)))
    assert f"\n{verwacht}. " in tekst
    assert [tekst.count(f"hoe zeker: {zeker}") for zeker in zekerheden] == [1] * len(zekerheden)


def test_earlier_agreements_stand_on_the_card_newest_first_and_at_most_three():
    eerder = [Bespreking(date(2026, 9, dag), "actie", "jgz", "gesprek") for dag in (1, 8, 15)]
    tekst = lees(leerling("1", signaal(), besprekingen=(*eerder, Bespreking(date(2026, 9, 22), "geen_signaal"))))
    regels = [regel for regel in tekst.splitlines() if regel.startswith("Besproken op")]
    assert regels == [
        "Besproken op 22-09-2026: geen signaal.",
        "Besproken op 15-09-2026: actie, door jgz, vervolg: gesprek.",
        "Besproken op 08-09-2026: actie, door jgz, vervolg: gesprek.",
    ]


IN_BEELD = {"besprekingen": (Bespreking(date(2026, 11, 10), "actie", "jgz", "gesprek"),)}
KWART, TIEN = "Een kwart van de lestijd gemist in twee weken", "Een tiende van de lestijd gemist"


def test_a_line_marks_each_signal_that_never_stood_on_a_list_and_tells_the_last_agreement_whole():
    gezien, ongezien = signaal("kwart_2w", "blijft", is_eerder_getoond=True), signaal("afwezig_10", "blijft")
    regel = next(r for r in lees(leerling("1", gezien, ongezien, **IN_BEELD)).splitlines() if "Besproken op" in r)
    assert regel.endswith("Besproken op 10-11-2026: actie, door jgz, vervolg: gesprek.")
    assert [regel.count(f"{titel} (voor het eerst op deze lijst)") for titel in (KWART, TIEN)] == [0, 1]
    assert KWART in regel


@pytest.mark.parametrize("is_getoond", [True, False])
def test_a_gone_signal_that_never_stood_on_a_list_is_marked_too(is_getoond):
    weg = signaal("kwart_2w", "opgelost", is_eerder_getoond=is_getoond)
    alleen, erbij = lees(leerling("1", weg)), lees(leerling("1", weg, signaal("lrv", is_eerder_getoond=True)))
    for tekst in (alleen, erbij):
        assert ("voor het eerst op deze lijst" in tekst) != is_getoond and KWART in tekst


@pytest.mark.parametrize(
    ("soort", "besluit", "stap"),
    [
        ("vo", None, "Vraag deze week in een gesprek hoe het gaat."),
        ("po", None, "Praat met de ouders bij het ophalen of brengen."),
        ("mbo", None, "Vraag in een gesprek hoe het gaat op school en op de stage."),
        ("po", "actie", "Kijk of de afspraak is uitgevoerd."),
        ("vo", "klopt_niet", "Vraag de administratie of de gegevens zijn verbeterd."),
    ],
)
def test_the_first_step_follows_from_signal_kind_of_school_and_newest_besluit(soort, besluit, stap):
    eerder = (Bespreking(date(2026, 9, 1), besluit),) if besluit else ()
    assert stap in lees(leerling("1", signaal("kwart_2w"), besprekingen=eerder), soort=soort)


def test_a_first_step_of_ones_own_goes_before_those_of_the_product():
    eigen = (Stap("Drink samen thee.", "de conciërge", brin6=("99XX00",)), Stap("Nooit.", "niemand", soort=("po",)))
    tekst = lees(leerling("1", signaal("kwart_2w")), soort="vo", stappen=eigen)
    assert "Drink samen thee." in tekst and "de conciërge" in tekst and "Nooit." not in tekst


def test_the_first_step_is_that_of_the_legal_signal():
    tekst = lees(leerling("1", signaal("kwart_2w"), signaal("lrv", "blijft")))
    assert "Ga in gesprek met de leerling en de ouders, het liefst thuis." in tekst
    assert "Vraag deze week in een gesprek" not in tekst


def test_a_valid_exemption_is_said_on_the_leerplicht_list():
    kind = leerling("1", signaal("lrv"), vrijstellingen=(Vrijstelling("5a", date(2027, 7, 31)), Vrijstelling("11")))
    tekst = lees(kind, kant="leerplicht")
    assert "Er geldt een vrijstelling (artikel 5a) t/m 31 juli 2027." in tekst
    assert "Er geldt een vrijstelling (artikel 11)." in tekst


@pytest.mark.parametrize(
    ("status", "zin"),
    [
        ("ingetrokken", "De school heeft eerdere gegevens verbeterd."),
        ("uitgeschreven", "staat niet meer ingeschreven"),
        ("opgelost", "in de nieuwste lesweek nog niet op school gezien"),
        ("vervallen", "Het signaal is vervallen."),
    ],
)
def test_why_a_signal_went_is_said(status, zin):
    assert zin in lees(leerling("1", signaal(status=status)))


def is_rood_of_groen(rood: float, groen: float, blauw: float) -> bool:
    """True for the strong reds and greens of a traffic light."""
    tint, _, verzadigd = colorsys.rgb_to_hls(rood, groen, blauw)
    return verzadigd > 0.3 and (tint < 0.06 or tint > 0.94 or 0.22 < tint < 0.45)


def test_the_traffic_light_test_knows_a_traffic_light():
    assert is_rood_of_groen(0.8, 0.1, 0.1) and is_rood_of_groen(0.1, 0.6, 0.2)
    assert not is_rood_of_groen(0.1, 0.3, 0.6)


def test_no_pupil_has_a_number_or_colour_in_the_page():
    html = lijst_html(voorbeeldlijst())
    assert "<ol" not in html
    assert not re.search(r"(score|rang|risico|rood|groen|oranje)", zichtbaar(html), re.I)
    kleuren = re.findall(r"#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})\b", html.casefold())
    assert len(kleuren) > 5
    assert not [kleur for kleur in kleuren if is_rood_of_groen(*(int(deel, 16) / 255 for deel in kleur))]


VIJF = ("verzuim_16u4w", "lrv", "luxeverzuim", "afwezig_20", "kwart_2w")
TWINTIG_WEKEN = [0, 100, None, 300, 400, *[-1] * 6, 500, 600, 700, 800, 900, 1000, 1100, 50, 60]
GEEN_TABEL = "Deze lijst is lang. Daarom staat bij de balkjes geen tabel met uren per week."
EEN_REGEL = 'Wie niet onder "Moet van de wet" valt, staat daarom in één regel.'
GEEN_BALKJES = "Bij de anderen staan geen balkjes. Alle feiten staan in lijst_school.xlsx."
ALLES_EEN_REGEL = "Deze lijst is erg lang. Daarom staat elke leerling in één regel."


def kaarten(begin: int, aantal: int, *signalen: str) -> list[LijstLeerling]:
    """Pupils with these signals and twenty weeks, numbered from `begin` on."""
    return [
        leerling(f"{n:05d}", *map(signaal, signalen), weken=weken(TWINTIG_WEKEN)) for n in range(begin, begin + aantal)
    ]


def gegaan(aantal: int) -> list[LijstLeerling]:
    """Pupils of one line: they left."""
    return [leerling(f"{n:05d}", signaal(status="uitgeschreven")) for n in range(90_000, 90_000 + aantal)]


OMVANG = {
    "50 of 5 signals and 300 lines": ([*kaarten(0, 50, *VIJF), *gegaan(300)], 50, 50, 0, [GEEN_TABEL]),
    "60 of 3 signals": (kaarten(0, 60, *VIJF[:3]), 60, 60, 60, []),
    "150 duties": (kaarten(0, 150, "lrv"), 150, 150, 0, [GEEN_TABEL]),
    "100 duties, 100 others": ([*kaarten(0, 100, "lrv"), *kaarten(100, 100, "kwart_2w")], 100, 100, 0, [EEN_REGEL]),
    "150 duties of 2 signals": (kaarten(0, 150, *VIJF[:2]), 150, 0, 0, [EEN_REGEL, GEEN_BALKJES]),
    "150 duties of 5 signals": (kaarten(0, 150, *VIJF), 0, 0, 0, [ALLES_EEN_REGEL]),
}


@pytest.mark.parametrize("geval", OMVANG)
def test_a_long_list_stays_small_tells_what_it_leaves_out_and_names_everyone(geval):
    kinderen, met_kaart, met_beeld, met_tabel, verwacht = OMVANG[geval]
    html = lijst_html(lijst_met(*kinderen, capaciteit=200))
    assert len(html.encode()) <= MAXIMUM_BYTES
    assert [html.count(merk) for merk in ("<article", 'role="img"', "<table")] == [met_kaart, met_beeld, met_tabel]
    tekst = zichtbaar(html)
    zinnen = (GEEN_TABEL, EEN_REGEL, GEEN_BALKJES, ALLES_EEN_REGEL)
    assert [zin for zin in zinnen if zin in tekst] == verwacht
    genoemd = re.findall(r"^Voornaam(\d+) Achternaam\1 ", tekst, re.M)
    assert sorted(genoemd) == [kind.leerlingnummer for kind in kinderen]


def test_a_card_that_became_a_line_keeps_what_stands_out_how_sure_the_agreement_and_an_exemption():
    kind = leerling("99999", signaal("lrv", is_eerder_getoond=True), signaal("luxeverzuim"),
                    besprekingen=(Bespreking(date(2026, 9, 1), "actie"),),
                    vrijstellingen=(Vrijstelling("5a", date(2027, 7, 31)),))  # fmt: skip
    tekst = lees(*kaarten(0, 150, *VIJF), kind)
    regel = next(regel for regel in tekst.splitlines() if regel.startswith("Voornaam99999"))
    lrv, luxe = (laad_signalen()[naam].titel for naam in ("lrv", "luxeverzuim"))
    assert regel == (
        f"Voornaam99999 Achternaam99999 (klas 2B): {lrv}, sinds 10 november 2026; "
        f"{luxe} (voor het eerst op deze lijst), sinds 10 november 2026. Hoe zeker: mogelijk. "
        "Besproken op 01-09-2026: actie. Er geldt een vrijstelling (artikel 5a) t/m 31 juli 2027."
    )


def test_the_same_list_gives_the_same_page():
    assert lijst_html(voorbeeldlijst()) == lijst_html(voorbeeldlijst())


def test_the_help_of_the_wijk_is_a_name_to_call_and_stands_nowhere_without_a_wijk():
    assert "Voor de wijk Verzonnen wijk kunt u bellen met Voorbeeldhulp." in lees(leerling("1", signaal()))
    assert "kunt u bellen met" not in lees(leerling("1", signaal()), wijk="", hulp="")
