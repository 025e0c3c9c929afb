"""The reminder says what is missing, since when, what to deliver, by when and how; and nothing of a pupil."""

from datetime import date, datetime, timedelta

import pytest

from assets.uitgifte.herinnering import BREEDTE, GEEN_ADRES, Herinnering, herinnering_txt
from assets.uitgifte.modellen_beheer import Gat, Stilte
from data_contracts.register import School

P = date(2026, 11, 15)
SCHOOL = School("03MJ00", "Voorbeeldcollege", "vo", "somtoday", contact="administratie@voorbeeld.example")


def gat(maandag: date, terug: int, mist: int = 5) -> Gat:
    return Gat(maandag, terug, 5, tuple(maandag + timedelta(days=5 - mist + i) for i in range(mist)))


MIST = Stilte("mist", (gat(date(2026, 11, 2), 1, 2), gat(date(2026, 11, 9), 0)), datetime(2026, 11, 4, 6, 30))


def test_it_says_what_is_missing_since_when_what_to_do_by_when_and_how():
    tekst = herinnering_txt(Herinnering(SCHOOL, P, MIST, modus="live", extensie="json"))
    kop = tekst.splitlines()[:3]
    assert kop[0] == "Aan: administratie@voorbeeld.example"
    assert kop[1] == "Onderwerp: Voorbeeldcollege (03MJ00): wij missen nog gegevens, week 46" and kop[2] == ""
    assert "- week 45 (2 t/m 6 november): donderdag en vrijdag missen\n- week 46 (9 t/m 13 november)\n" in tekst
    assert "Wij weten niets sinds 5 november 2026." in tekst
    assert "verzuim kregen wij op 04-11-2026 06:30." in tekst
    assert "- Zet het bestand in de map 03MJ00/verzuim." in tekst
    assert "verzuim__20261105-20261115.json" in tekst
    assert "Lever uiterlijk maandag 23 november 2026 voor 12.00 uur." in " ".join(tekst.split())
    assert "Lever het verzuim van deze weken aan." in tekst


def test_a_line_of_text_fits_a_screen():
    tekst = herinnering_txt(Herinnering(SCHOOL, P, MIST, toelichting="Deze stad is verzonnen. " * 8))
    assert [regel for regel in tekst.splitlines()[2:] if len(regel) > BREEDTE] == []


@pytest.mark.parametrize(("uren", "zin"), [(0, "0.00 uur"), (12, "12.00 uur"), (23, "23.00 uur")])
def test_the_last_moment_follows_the_setting(uren, zin):
    assert f"maandag 23 november 2026 voor {zin}" in " ".join(
        herinnering_txt(Herinnering(SCHOOL, P, MIST, uren=uren)).split()
    )


@pytest.mark.parametrize(("modus", "staat_er"), [("proef", True), ("live", False)])
def test_a_trial_says_so_in_the_subject(modus, staat_er):
    onderwerp = herinnering_txt(Herinnering(SCHOOL, P, MIST, modus=modus)).splitlines()[1]
    assert ("PROEF, niet voor gebruik" in onderwerp) is staat_er


@pytest.mark.parametrize("oorzaak", ["geen_rooster", "rooster_verlopen"])
def test_a_school_without_a_timetable_is_asked_for_that(oorzaak):
    tekst = herinnering_txt(Herinnering(SCHOOL, P, Stilte(oorzaak)))
    assert "03MJ00/rooster" in tekst and "03MJ00/verzuim" not in tekst


def test_without_an_address_it_says_so_and_a_name_cannot_add_a_line_to_the_head():
    school = School("03MJ00", "Een\nCc: ander@voorbeeld.example", "vo", "standaard")
    regels = herinnering_txt(Herinnering(school, P, MIST)).splitlines()
    assert regels[0] == f"Aan: {GEEN_ADRES}" and regels[2] == ""
    assert regels[1].count("Cc:") == 1 and not any(regel.startswith("Cc:") for regel in regels)
