"""What every request must pass: host, form, session, token; and what every answer carries."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from assets.bekijk.accounts import schrijf_accounts
from assets.uitgifte.schrijf import schrijf
from pipelines.bekijk.poort import GROOTSTE_VRAAG, KOEKJE
from pipelines.bekijk.sessies import HOOGSTENS, STIL_MINUTEN, VRIJE_POGINGEN
from tests.bekijk.conftest import ACCOUNTS, WACHTWOORD, WEEK, A, B, Pagina, accounts, csrf, formulier, meld_aan

LIJST = f"/overleg/{A}/school"


@pytest.mark.parametrize("host", ["127.0.0.1:8131", "kwaad.example", "127.0.0.1", "kwaad.example:8130", ""])
def test_another_host_name_is_refused(pagina, host):
    assert pagina.klant().get("/aanmelden", headers={"host": host}).status_code == 400


@pytest.mark.parametrize("host", ["127.0.0.1:8130", "localhost:8130"])
def test_this_computer_is_answered(pagina, host):
    assert pagina.klant().get("/aanmelden", headers={"host": host}).status_code == 200


PLEKKEN = ["/aanmelden", "/", LIJST, "/statisch/htmx.js", f"/week/{WEEK}/stad/index.html", "/bestaat-niet"]


@pytest.mark.parametrize("pad", PLEKKEN)
@pytest.mark.parametrize("wie", ["school_a", "analist", None])
def test_every_answer_forbids_storing_framing_and_loading_from_elsewhere(pagina, pad, wie):
    klant = pagina.binnen(wie)[0] if wie else pagina.klant()
    koppen = klant.get(pad).headers
    assert koppen["cache-control"] == "no-store"
    assert koppen["x-content-type-options"] == "nosniff" and koppen["x-frame-options"] == "DENY"
    beleid = dict(deel.strip().split(" ", 1) for deel in koppen["content-security-policy"].split(";"))
    assert beleid["frame-ancestors"] == beleid["default-src"] == beleid["base-uri"] == "'none'"
    gesloten = "'unsafe-inline'" if pad.startswith("/week") and wie == "analist" else "'self'"
    assert beleid["script-src"] == beleid["style-src"] == gesloten


@pytest.mark.parametrize(
    "pad", ["/docs", "/redoc", "/openapi.json", "/docs/oauth2-redirect", "/static", "/favicon.ico"]
)
def test_the_page_tells_nothing_of_how_it_is_made(pagina, pad):
    klant, _ = pagina.binnen("school_a")
    assert klant.get(pad).status_code == 404


def test_our_pages_hold_no_script_or_style_of_their_own(pagina):
    klant, _ = pagina.binnen("school_a")
    for pad in ("/", LIJST, pagina.pad("00101"), "/aanmelden"):
        tekst = klant.get(pad).text
        assert not re.search(r"<script(?! src=\"/statisch/)|<style|\sstyle=|\son\w+=|https?://", tekst)


def test_a_cookie_is_for_this_page_only_and_out_of_reach_of_scripts(pagina):
    koekje = pagina.klant().get("/aanmelden").headers["set-cookie"].lower()
    assert "httponly" in koekje and "samesite=strict" in koekje and "path=/" in koekje
    assert "max-age" not in koekje and "expires" not in koekje


def test_a_sign_in_gets_a_new_id_and_ends_the_one_before(pagina):
    klant = pagina.klant()
    klant.get("/aanmelden")
    voor = klant.cookies[KOEKJE]
    meld_aan(klant, "school_a")
    assert klant.cookies[KOEKJE] != voor
    assert pagina.bekijk.sessies.vind(voor) == (None, None)
    ander = pagina.klant()
    ander.cookies.set(KOEKJE, voor)
    assert ander.get("/").status_code == 303


@pytest.mark.parametrize(("minuten", "status"), [(STIL_MINUTEN - 0.01, 200), (STIL_MINUTEN, 303), (60, 303)])
def test_a_session_ends_after_a_quarter_of_an_hour_without_use(pagina, minuten, status):
    klant, _ = pagina.binnen("school_a")
    pagina.klok.verder(minutes=minuten)
    assert klant.get("/").status_code == status
    assert ('"wat":"sessie_verlopen","account":"school_a"' in pagina.log()) == (status == 303)


def test_a_session_that_is_used_stays_but_not_for_ever(pagina):
    klant, _ = pagina.binnen("school_a")
    statussen = []
    for _ in range(61):
        pagina.klok.verder(minutes=10)
        statussen.append(klant.get("/").status_code)
    assert statussen[:59] == [200] * 59 and statussen[-1] == 303


def test_after_a_sign_out_the_cookie_is_worth_nothing(pagina):
    klant, token = pagina.binnen("school_a")
    nummer = klant.cookies[KOEKJE]
    assert klant.post("/afmelden", data={"csrf": token}).status_code == 303
    klant.cookies.set(KOEKJE, nummer)
    assert klant.get("/").status_code == 303


@pytest.mark.parametrize("anders", ["rol", "weg", "wachtwoord"])
def test_a_change_of_the_account_ends_its_session_at_once(pagina, anders):
    klant, _ = pagina.binnen("school_a")
    alle = dict(accounts())
    assert klant.get("/").status_code == 200
    if anders == "weg":
        del alle["school_a"]
    else:
        velden = {"rol": {"rol": "leerplicht"}, "wachtwoord": {"wachtwoord": alle["school_b"].wachtwoord}}[anders]
        alle["school_a"] = type(alle["school_a"])(**{**vars(alle["school_a"]), **velden})
    schrijf_accounts(pagina.plek.accounts, alle.values())
    assert klant.get("/").status_code == 303


@pytest.mark.parametrize("pad", ["/afmelden", f"{LIJST}/klaar", "LEERLING"])
@pytest.mark.parametrize("token", ["", "fout", "van een ander"])
def test_a_form_without_its_own_token_does_nothing(pagina, pad, token):
    klant, _ = pagina.binnen("school_a")
    token = pagina.binnen("school_a")[1] if token == "van een ander" else token
    pad = f"{pagina.pad('00101')}/besluit" if pad == "LEERLING" else pad
    assert klant.post(pad, data=formulier(token)).status_code == 403
    assert klant.get("/").status_code == 200
    assert not (pagina.paden.aanlevering / A / "kernteam").exists()


def test_a_sign_in_without_the_token_of_its_own_form_is_refused(pagina):
    velden = {"csrf": "", "naam": "school_a", "wachtwoord": WACHTWOORD}
    assert pagina.klant().post("/aanmelden", data=velden).status_code == 403


@pytest.mark.parametrize("herkomst", ["https://kwaad.example", "null", "http://127.0.0.1:9999"])
def test_a_form_of_another_page_is_refused(pagina, herkomst):
    klant, token = pagina.binnen("school_a")
    antwoord = klant.post("/afmelden", data={"csrf": token}, headers={"origin": herkomst})
    assert antwoord.status_code == 403 and klant.get("/").status_code == 200


def test_a_form_that_is_no_form_is_refused(pagina):
    klant, token = pagina.binnen("school_a")
    groot = {"csrf": token, "naam": "x" * GROOTSTE_VRAAG}
    assert klant.post("/afmelden", data=groot).status_code == 413
    assert klant.post("/afmelden", json={"csrf": token}).status_code == 400
    assert klant.post("/afmelden", files={"csrf": token}).status_code == 400
    veel = {f"veld{nummer}": "x" for nummer in range(30)}
    assert klant.post("/afmelden", data={"csrf": token, **veel}).status_code == 400
    assert klant.get("/").status_code == 200


def test_wrong_passwords_make_a_name_wait_longer_and_longer(pagina):
    klant = pagina.klant()
    statussen = [meld_aan(klant, "school_a", f"fout wachtwoord {n}").status_code for n in range(VRIJE_POGINGEN + 2)]
    assert statussen == [401] * (VRIJE_POGINGEN + 1) + [429]
    assert meld_aan(klant, "school_a").status_code == 429
    assert meld_aan(pagina.klant(), "school_b").status_code == 303
    pagina.klok.verder(seconds=31)
    assert meld_aan(klant, "school_a", "weer fout wachtwoord").status_code == 401
    pagina.klok.verder(seconds=31)
    assert meld_aan(klant, "school_a").status_code == 429
    pagina.klok.verder(seconds=31)
    assert meld_aan(klant, "school_a").status_code == 303


def test_many_tries_at_once_do_not_pass_together(pagina):
    draden = 12
    with ThreadPoolExecutor(draden) as samen:
        genomen = list(samen.map(lambda _: pagina.bekijk.pogingen.neem("school_a"), range(draden)))
    assert genomen.count(None) == VRIJE_POGINGEN + 1


def test_a_flood_of_visitors_does_not_push_out_who_is_signed_in(pagina):
    klant, _ = pagina.binnen("school_a")
    pagina.klok.verder(minutes=1)
    for _ in range(HOOGSTENS + 1):
        pagina.bekijk.sessies.nieuw()
    assert klant.get("/").status_code == 200


def test_an_unknown_name_reads_the_same_as_a_wrong_password_and_is_not_written_down(pagina):
    klant, ander = pagina.klant(), pagina.klant()
    geheim = "mijn-wachtwoord-in-het-verkeerde-veld"
    een, twee = meld_aan(klant, geheim, "x"), meld_aan(ander, "school_a", "fout wachtwoord")
    zonder = [re.sub(r'value="[^"]+"', "", antwoord.text) for antwoord in (een, twee)]
    assert zonder[0] == zonder[1] and een.status_code == twee.status_code == 401
    assert geheim not in pagina.log() and '"account":"onbekend"' in pagina.log()


def test_without_a_log_nothing_is_shown_and_nothing_is_saved(pagina, capsys):
    klant, token = pagina.binnen("school_a")
    pad = pagina.pad("00101")
    pagina.plek.logboek.parent.parent.mkdir(exist_ok=True)
    pagina.plek.logboek.parent.write_text("geen map")
    for antwoord in (klant.get(LIJST), klant.get(pad), klant.post(f"{pad}/besluit", data=formulier(token))):
        assert antwoord.status_code == 503 and "Voorbeeld" not in antwoord.text
    assert not (pagina.paden.aanlevering / A / "kernteam").exists()
    assert "Voorbeeld" not in capsys.readouterr().err


def test_a_fault_of_ours_shows_and_prints_no_value(pagina, monkeypatch, capsys):
    def stuk(*_):
        raise ValueError("Daan Verzonnen")

    monkeypatch.delenv("INBEELD_ONTWIKKELAAR", raising=False)
    monkeypatch.setattr("assets.bekijk.overleg.blokken", stuk)
    antwoord = pagina.binnen("school_a")[0].get(LIJST)
    gedrukt = capsys.readouterr()
    assert antwoord.status_code == 503 and "Daan" not in antwoord.text
    assert "ValueError" in gedrukt.err and "Daan" not in gedrukt.err + gedrukt.out


@pytest.mark.parametrize("wat", ["kopie", "accounts", "rechten"])
def test_a_damaged_file_is_said_to_the_administrator_and_not_to_the_visitor(pagina, wat, capsys):
    klant, _ = pagina.binnen("school_a")
    if wat == "kopie":
        (pad,) = pagina.plek.kopieen.glob(f"*/{A}-school.kopie")
        pad.write_bytes(pad.read_bytes()[:-1] + b"x")
    else:
        pad = pagina.plek.accounts
        pad.chmod(0o644) if wat == "rechten" else pad.write_text("{}")
    antwoord = klant.get(LIJST)
    assert antwoord.status_code == 503 and str(pad) not in antwoord.text
    assert str(pad) in capsys.readouterr().err


PROXY = '{"host": "inbeeld.voorbeeld.example", "kop_naam": "x-wie", "kop_geheim": "x-geheim", "geheim": "%s"}'
GEHEIM = "g" * 40


def achter_proxy(pagina: Pagina) -> Pagina:
    """The same page with the setting of a proxy."""
    schrijf(pagina.plek.proxy, PROXY % GEHEIM)
    return Pagina(pagina.paden)


def test_behind_a_proxy_its_secret_and_an_account_open_the_page_and_a_password_does_not(pagina):
    pagina = achter_proxy(pagina)
    koppen = {"host": "inbeeld.voorbeeld.example", "x-geheim": GEHEIM, "x-wie": "school_a"}
    klant = pagina.klant()
    antwoord = klant.get("/aanmelden", headers=koppen)
    assert antwoord.status_code == 303 and "secure" in antwoord.headers["set-cookie"].lower()
    nummer = re.search(rf"{KOEKJE}=([^;]+)", antwoord.headers["set-cookie"])[1]
    koekje = {"cookie": f"{KOEKJE}={nummer}"}
    assert klant.get(LIJST, headers=koppen | koekje).status_code == 200
    assert klant.get(f"/overleg/{B}/school", headers=koppen | koekje).status_code == 403
    assert klant.get(LIJST, headers=koppen | koekje | {"x-wie": "leerplicht_a"}).status_code == 303
    assert klant.get(LIJST, headers=koppen | koekje).status_code == 303


@pytest.mark.parametrize(
    "anders", [{"x-geheim": "fout"}, {"x-geheim": ""}, {"x-wie": "niemand"}, {"host": "127.0.0.1:8130"}]
)
def test_behind_a_proxy_nobody_else_gets_in(pagina, anders):
    koppen = {"host": "inbeeld.voorbeeld.example", "x-geheim": GEHEIM, "x-wie": "school_a", **anders}
    assert achter_proxy(pagina).klant().get("/aanmelden", headers=koppen).status_code in {400, 403}


def test_without_the_setting_the_headers_of_a_proxy_mean_nothing(pagina):
    koppen = {"x-geheim": GEHEIM, "x-wie": "school_a"}
    klant = pagina.klant()
    assert klant.get("/aanmelden", headers=koppen).status_code == 200
    assert klant.get(LIJST, headers=koppen).status_code == 303


def test_every_role_is_in_the_list_of_accounts_and_csrf_tokens_differ(pagina):
    assert {rol for rol, _ in ACCOUNTS.values()} == {"school", "leerplicht", "analist", "directeur"}
    assert csrf(pagina.klant(), "/aanmelden") != csrf(pagina.klant(), "/aanmelden")
