"""Every list and page that a run writes: small enough, without script where none is needed, and asking for nothing."""

import re

import pytest

LIJST_BYTES = 300_000
CSP = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">')
VRAAGT = re.compile(
    r"""\b(?:src|href|action|poster|data|srcset)\s*=\s*["'](?!#)([^"']+)|url\(\s*["']?([^)#"']+)|@import"""
)
"""Whatever could make a browser ask for another file, or lead a reader to one."""


@pytest.fixture(scope="module")
def bladen(gedraaid) -> dict[str, str]:
    """All pages of two weeks, by their path."""
    plek, _ = gedraaid
    return {naam: inhoud.decode() for naam, inhoud in plek.bestanden().items() if naam.endswith(".html")}


def lijsten(bladen):
    """The weekly lists of both sides."""
    return {naam: tekst for naam, tekst in bladen.items() if "/lijst_" in naam}


def test_every_list_is_small_and_has_no_script_and_asks_for_nothing(bladen):
    assert {naam.rpartition("/")[2] for naam in lijsten(bladen)} == {"lijst_school.html", "lijst_leerplicht.html"}
    for naam, tekst in lijsten(bladen).items():
        assert len(tekst.encode()) <= LIJST_BYTES, naam
        assert not re.search(r"<script|\son\w+\s*=|javascript:|<iframe|<object|<form", tekst, re.IGNORECASE), naam
        assert VRAAGT.search(tekst) is None, naam
        csp = CSP.findall(tekst)
        assert len(csp) == 1 and csp[0].startswith("default-src 'none';") and "script-src" not in csp[0], naam


def test_no_page_can_ask_for_anything_or_send_anything(bladen):
    assert len(bladen) > 10
    for naam, tekst in bladen.items():
        (csp,) = CSP.findall(tekst)
        delen = dict(deel.split(maxsplit=1) for deel in csp.split("; "))
        assert delen.pop("default-src") == "'none'", naam
        assert not {woord for waarde in delen.values() for woord in waarde.split()} - {
            "'none'",
            "'unsafe-inline'",
            "data:",
            "blob:",
        }, naam


@pytest.mark.parametrize(
    ("stuk", "vraagt"),
    [
        ('<a href="#groep-1">', False),
        ("fill: url(#arcering)", False),
        ('<img src="x.png">', True),
        ("background: url(x.png)", True),
        ('<a href="https://voorbeeld.example">', True),
        ("@import 'x.css'", True),
    ],
)
def test_what_makes_a_browser_ask_is_known(stuk, vraagt):
    assert (VRAAGT.search(stuk) is not None) is vraagt
