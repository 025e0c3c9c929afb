"""A meeting: two halves that never meet, decisions that are deliveries, and what is written in the log."""

import re
from dataclasses import replace
from datetime import date, timedelta
from statistics import mean

import pytest

from assets.bekijk import besluiten
from assets.bekijk.kopie import Kopieschrijver
from assets.uitgifte.lijst import Kaart
from assets.uitgifte.modellen import Keuze
from tests.assets.uitgifte.tekst import zichtbaar, zinnen
from tests.assets.uitgifte.test_taal import GEMIDDELD_HOOGSTENS, LANGST_HOOGSTENS, VERBODEN, VERBODEN_BUITEN_SCHOOL
from tests.assets.uitgifte.voorbeelden import PEILDATUM, leerling, signaal
from tests.bekijk.conftest import (
    ALLEEN_LEERPLICHT,
    ALLEEN_SCHOOL,
    NIET_OP_LIJST,
    A,
    B,
    Pagina,
    formulier,
    schrijf_kopieen,
)

HTMX = {"HX-Request": "true"}


def alles_van(pagina: Pagina, kant: str) -> str:
    """Every page of one half of a meeting, one after the other."""
    klant, _ = pagina.binnen(f"{kant}_a")
    paden = [pagina.pad(nummer, kant) for nummer in pagina.kopie(kant=kant).pseudoniemen]
    bladen = [klant.get(pad) for pad in (f"/overleg/{A}/{kant}", *paden)]
    assert {blad.status_code for blad in bladen} == {200}
    return "\n".join(blad.text for blad in bladen)


def kernteam(pagina: Pagina, brin6: str = A):
    """The delivered decisions of a school."""
    return sorted((pagina.paden.aanlevering / brin6 / "kernteam").glob("*.csv"))


def test_the_two_halves_never_show_the_others_rows(pagina):
    school, leerplicht = alles_van(pagina, "school"), alles_van(pagina, "leerplicht")
    assert ALLEEN_SCHOOL in school and ALLEEN_SCHOOL not in leerplicht
    assert ALLEEN_LEERPLICHT in leerplicht and ALLEEN_LEERPLICHT not in school
    assert not [woord for woord in VERBODEN_BUITEN_SCHOOL if woord in zichtbaar(leerplicht).lower()]
    assert not set(pagina.kopie().pseudoniemen.values()) & set(pagina.kopie(kant="leerplicht").pseudoniemen.values())


def test_a_pupil_of_the_other_half_is_not_there(pagina):
    klant, _ = pagina.binnen("leerplicht_a")
    vreemd = pagina.pad("00104").replace("/school/", "/leerplicht/")
    assert klant.get(vreemd).status_code == 404


def test_a_decision_of_one_half_is_not_shown_in_the_other(pagina):
    school, token = pagina.binnen("school_a")
    velden = formulier(token, signaal="verzuim_16u4w", besluit="klopt_niet", wie="jgz")
    assert school.post(f"{pagina.pad('00101')}/besluit", data=velden).status_code == 303
    assert "klopt niet, door jgz" in alles_van(pagina, "school")
    assert "jgz" not in zichtbaar(alles_van(pagina, "leerplicht")).partition("Besluit")[0]
    assert "Bewaard in dit overleg" not in alles_van(pagina, "leerplicht")


def test_everyone_with_a_row_is_there_also_who_did_not_fit_on_the_list(pagina):
    tekst = zichtbaar(pagina.binnen("school_a")[0].get(f"/overleg/{A}/school").text)
    assert NIET_OP_LIJST in tekst.partition("Past niet op de lijst")[2]
    assert [tekst.index(leerling.naam) for leerling in pagina.kopie().leerlingen()] == sorted(
        tekst.index(leerling.naam) for leerling in pagina.kopie().leerlingen()
    )


def test_only_who_did_not_fit_is_folded_and_opens_without_a_mouse(pagina):
    html = pagina.binnen("school_a")[0].get(f"/overleg/{A}/school").text
    (dicht,) = re.findall(r"<details>(.*?)</details>", html, re.S)
    assert dicht.startswith("<summary>Toon 1 leerling</summary>") and NIET_OP_LIJST in dicht
    assert dicht.count("<li>") == 1 and html.count("<li>") == len(list(pagina.kopie().leerlingen()))


def test_who_is_there_by_a_term_only_has_that_term_in_the_overview(pagina):
    html = pagina.binnen("school_a")[0].get(f"/overleg/{A}/school").text
    rijen = [zichtbaar(rij) for rij in re.findall(r"<li>.*?</li>", html, re.S)]
    (rij,) = [rij for rij in rijen if "Achternaam00120" in rij]
    assert rij.endswith("De termijn voor een passend aanbod is voorbij. De laatste dag was 13 november 2026.")
    assert sum("termijn" in rij for rij in rijen) == 1, "who has a signal has its title"


@pytest.mark.parametrize(("is_lesweek", "titel"), [(True, "Past niet op de lijst"), (False, "Niet op de lijst")])
def test_a_week_without_lessons_says_why_a_pupil_is_not_on_the_list(pagina, is_lesweek, titel):
    kopie = pagina.kopie()
    weg = leerling("00107", signaal("kwart_2w", "opgelost"))
    lijst = replace(kopie.lijst, is_lesweek=is_lesweek, keuze=Keuze((), 1), termijnen=())
    kopie = replace(kopie, lijst=lijst, overig=(*kopie.overig, weg), pseudoniemen={**kopie.pseudoniemen, "00107": "07"})
    schrijver = Kopieschrijver(pagina.plek.kopieen, pagina.bekijk.bos, PEILDATUM)
    schrijver.zet(kopie)
    schrijver.klaar()
    tekst = zichtbaar(pagina.binnen("school_a")[0].get(f"/overleg/{A}/school").text)
    assert f"\n{titel}\n" in tekst
    assert ("Zij pasten deze week niet op de lijst" in tekst) == is_lesweek
    for zin in ("of hun signaal is weg", "Deze week was er geen les op deze school"):
        assert (zin in tekst) != is_lesweek


def test_a_pupil_is_facts_since_a_timeline_and_what_was_agreed(pagina):
    tekst = zichtbaar(pagina.binnen("school_a")[0].get(pagina.pad("00102")).text)
    for woord in ("Noor de Fictie", "klas 1C", "dagen", "Sinds", "Hoe zeker", "Wat wij niet weten", "Eerste stap"):
        assert woord in tekst
    tijdlijn = tekst.partition("Tijdlijn")[2].partition("Besluit")[0]
    dagen = [date(int(j), int(m), int(d)) for d, m, j in re.findall(r"(\d\d)-(\d\d)-(\d{4})", tijdlijn)]
    assert dagen == sorted(dagen, reverse=True) and len(dagen) == 5
    assert "03-11-2026 Besproken: actie." in tijdlijn and "Begin van:" in tijdlijn
    for stap in ("12-11-2026 Stap op de route: kernpartners ingeschakeld.", "03-11-2026 Stap op de route: contact"):
        assert stap in tijdlijn


def test_a_pupil_without_a_signal_left_is_shown_with_the_reason(pagina):
    tekst = zichtbaar(pagina.binnen("school_a")[0].get(pagina.pad("00108")).text)
    assert "staat niet meer ingeschreven" in tekst and "Bewaar besluit" in tekst


def test_a_saved_decision_is_a_delivery_of_the_contract_and_is_shown_at_once(pagina):
    klant, token = pagina.binnen("school_a")
    pad = pagina.pad("00101")
    antwoord = klant.post(f"{pad}/besluit", data=formulier(token, signaal="verzuim_16u4w"))
    assert antwoord.status_code == 303 and antwoord.headers["location"] == pad
    (bestand,) = kernteam(pagina)
    assert bestand.name == "overleg-000001-school__20261117T1015.csv"
    assert bestand.stat().st_mode & 0o777 == 0o600
    kop, rij = bestand.read_text(encoding="utf-8-sig").splitlines()
    assert kop == "peildatum;leerlingnummer;signaal;besluit;wie;vervolg;datum;nummer;bewaard_op"
    assert rij.startswith("2026-11-15;00101;verzuim_16u4w;actie;school;gesprek;2026-11-17;1;2026-11-17T10:15:30")
    assert "actie, door school, vervolg gesprek" in zichtbaar(klant.get(pad).text)
    assert "Besluit: actie, door school" in zichtbaar(klant.get(f"/overleg/{A}/school").text)
    assert "Besluiten op de lijst: 1 van" in zichtbaar(klant.get(f"/overleg/{A}/school").text)


def test_htmx_gets_only_the_part_that_changed(pagina):
    klant, token = pagina.binnen("school_a")
    pad = f"{pagina.pad('00101')}/besluit"
    goed = klant.post(pad, data=formulier(token), headers=HTMX)
    fout = klant.post(pad, data=formulier(token, besluit=""), headers=HTMX)
    assert (goed.status_code, fout.status_code) == (200, 422)
    assert goed.text.startswith('<div id="uitkomst"') and "Bewaard." in goed.text
    assert fout.text.startswith('<div id="uitkomst"') and "Kies een besluit." in fout.text
    assert "Dit besluit stond er al." in klant.post(pad, data=formulier(token), headers=HTMX).text
    assert len(kernteam(pagina)) == 1


def test_htmx_goes_to_the_sign_in_when_the_session_is_over(pagina):
    antwoord = pagina.klant().post(f"{pagina.pad('00101')}/besluit", data=formulier(""), headers=HTMX)
    assert antwoord.status_code == 401 and antwoord.headers["hx-redirect"] == "/aanmelden"


FOUT_INGEVULD = [
    ({"besluit": ""}, "Kies een besluit."),
    ({"besluit": "straf"}, "Kies een besluit."),
    ({"wie": "politie"}, "Kies bij wie een woord uit de lijst."),
    ({"vervolg": "boete"}, "Kies bij vervolg een woord uit de lijst."),
    ({"signaal": "lrv"}, "Kies waar het besluit over gaat."),
    ({"datum": ""}, "Vul bij datum"),
    ({"datum": "2026-11-18"}, "Vul bij datum"),
    ({"datum": "2025-11-15"}, "Vul bij datum"),
    ({"datum": "17-11-2026"}, "Vul bij datum"),
]


@pytest.mark.parametrize(("anders", "zin"), FOUT_INGEVULD)
def test_a_form_that_is_wrong_is_given_back_with_what_was_typed(pagina, anders, zin):
    klant, token = pagina.binnen("school_a")
    antwoord = klant.post(f"{pagina.pad('00101')}/besluit", data=formulier(token, **anders))
    assert antwoord.status_code == 422 and zin in antwoord.text
    assert '<option value="gesprek" selected>' in antwoord.text or "vervolg" in anders
    assert kernteam(pagina) == []
    assert pagina.log().count('"wat":"leerling_bekeken"') == 1


@pytest.mark.parametrize(("dagen", "is_oud"), [(5, False), (6, True)])
def test_a_list_past_its_date_says_so(pagina, dagen, is_oud):
    pagina.klok.verder(days=dagen)
    tekst = pagina.binnen("school_a")[0].get(f"/overleg/{A}/school").text
    assert ("Deze lijst is te oud" in tekst) == is_oud


@pytest.mark.parametrize("datum", ["2026-11-17", "2025-11-16"])
def test_a_date_at_the_edge_is_taken(pagina, datum):
    klant, token = pagina.binnen("school_a")
    velden = formulier(token, datum=datum, wie="", vervolg="")
    assert klant.post(f"{pagina.pad('00101')}/besluit", data=velden).status_code == 303


def test_leerplicht_decides_about_a_signal_of_its_own_side_only(pagina):
    klant, token = pagina.binnen("leerplicht_a")
    pad = f"{pagina.pad('00101', 'leerplicht')}/besluit"
    statussen = {
        signaal: klant.post(pad, data=formulier(token, signaal=signaal)).status_code
        for signaal in ("", "afwezig_10", "ziek_mazl", "verzuim_16u4w")
    }
    assert statussen == {"": 422, "afwezig_10": 422, "ziek_mazl": 422, "verzuim_16u4w": 303}


def test_a_form_of_last_week_is_refused_when_there_is_a_new_list(pagina):
    klant, token = pagina.binnen("school_a")
    pad = pagina.pad("00101")
    schrijf_kopieen(pagina.plek, PEILDATUM + timedelta(days=7))
    antwoord = klant.post(f"{pad}/besluit", data=formulier(token))
    assert antwoord.status_code == 409 and "nieuwe lijst" in antwoord.text and kernteam(pagina) == []


def test_part_two_asks_for_another_sign_in(pagina):
    klant, token = pagina.binnen("school_a")
    antwoord = klant.post(f"/overleg/{A}/school/klaar", data={"csrf": token})
    assert antwoord.headers["location"] == "/aanmelden"
    assert klant.get(f"/overleg/{A}/school").status_code == 303
    assert '"wat":"deel_gesloten"' in pagina.log()


def test_every_view_saving_and_refusal_is_in_the_log_by_pseudonym_only(pagina):
    klant, token = pagina.binnen("school_a")
    pad = pagina.pad("00104")
    klant.get(f"/overleg/{A}/school")
    klant.get(pad)
    klant.post(f"{pad}/besluit", data=formulier(token))
    klant.get(f"/overleg/{B}/school")
    klant.post(f"{pad}/besluit", data=formulier("fout"))
    regels = pagina.log().splitlines()
    gezien = [re.search(r'"wat":"(\w+)"', regel)[1] for regel in regels]
    assert gezien == ["overleg_bekeken", "leerling_bekeken", "besluit_bewaard", "geweigerd", "geweigerd"]
    pseudoniemen = pagina.kopie().pseudoniemen
    assert all(pseudoniemen["00104"] in regel for regel in regels[:3])
    assert set(pseudoniemen.values()) <= set(re.findall(r"[0-9a-f]{16}", regels[0]))
    # Between other signs: five digits may stand by chance in a hash.
    assert not [nummer for nummer in pseudoniemen if re.search(rf"\b{nummer}\b", pagina.log())]
    assert not [w for x in pagina.kopie().leerlingen() for w in (x.roepnaam, x.achternaam) if w in pagina.log()]
    assert pagina.bekijk.logboek.controleer() is None


@pytest.mark.parametrize("kant", ["school", "leerplicht"])
def test_the_pages_are_plain_dutch_without_a_verdict(pagina, kant):
    tekst = zichtbaar(alles_van(pagina, kant))
    lengtes = [len(zin.split()) for zin in zinnen(tekst)]
    assert mean(lengtes) <= GEMIDDELD_HOOGSTENS and max(lengtes) <= LANGST_HOOGSTENS
    assert not [woord for woord in VERBODEN if woord in tekst.lower()]
    assert "PROEF, niet voor gebruik" in tekst


def test_the_card_is_that_of_the_weekly_list(pagina):
    from assets.bekijk.overleg import maak_blad, vind
    from assets.uitgifte.lijst import maak_kaart

    kopie = pagina.kopie()
    wie = vind(kopie, kopie.pseudoniemen["00101"])
    kaart = maak_blad(kopie, wie, []).kaart
    assert isinstance(kaart, Kaart) and kaart == maak_kaart(wie, kopie.lijst, 0)


def test_who_is_not_on_the_list_is_not_called_new_on_it(pagina):
    klant, _ = pagina.binnen("school_a")
    op_lijst, ernaast = (zichtbaar(klant.get(pagina.pad(nummer)).text) for nummer in ("00103", "00110"))
    assert "voor het eerst op deze lijst" in op_lijst and "voor het eerst op deze lijst" not in ernaast


def test_a_saving_and_a_reading_need_no_room_and_no_key_of_a_room(pagina):
    assert not pagina.paden.sleutels.exists()
    assert not list(pagina.paden.magazijn.glob("*.duckdb")) and not (pagina.paden.magazijn / ".slot").exists()
    klant, token = pagina.binnen("school_a")
    assert klant.post(f"{pagina.pad('00101')}/besluit", data=formulier(token)).status_code == 303
    assert not list(pagina.paden.magazijn.glob("*.duckdb")) and not (pagina.paden.magazijn / ".slot").exists()
    assert besluiten.lees(pagina.paden.aanlevering / A / "kernteam", "school", PEILDATUM)


def test_who_stands_there_for_a_term_only_has_a_page_with_the_route(pagina):
    klant, _ = pagina.binnen("school_a")
    lijst = zichtbaar(klant.get(f"/overleg/{A}/school").text)
    assert lijst.index("\nTermijnen\n") < lijst.index("\nPast niet op de lijst\n")
    blad = zichtbaar(klant.get(pagina.pad("00120")).text)
    assert "De termijn voor een passend aanbod is voorbij. De laatste dag was 13 november 2026." in blad
    assert blad.partition("Tijdlijn\n")[2].partition("\nBesluit\n")[0].split("\n") == [
        "14-09-2026 Besproken: actie, door buurtteam, vervolg: plan.",
        "14-09-2026 Stap op de route: plan.",
        "31-08-2026 Stap op de route: contact school en ouders.",
    ]


def test_a_card_says_where_the_case_stands(pagina):
    klant, _ = pagina.binnen("school_a")
    assert "De actietafel is er uiterlijk op 19 november 2026." in zichtbaar(klant.get(pagina.pad("00102")).text)
