"""Rule 4: a pupil is facts, since, how sure, what we do not know, and a talk. No score, traffic light or rank."""

import re
import zipfile
from html import unescape
from html.parser import HTMLParser

import pytest

from assets.uitgifte.keuze import GROEPEN
from assets.uitgifte.lijst import GROEPTEKST, TERMIJNEN
from assets.uitgifte.lijst_xlsx import NAMEN as LIJSTKOLOMMEN
from tests.muren.wereld import ACHTERNAAM, MEEST_GEMIST, A

LIJSTEN = [f"{A}/lijst_{kant}.html" for kant in ("school", "leerplicht")]
OORDEEL = re.compile(
    r"\b(?:risico\w*|\w*scores?|scoort|rang\w*|plaats \d+|top \d+|nr\.? ?\d+|prioriteit\w*|urgent\w*|kans op|"
    r"voorspel\w*|stoplicht\w*|verkeerslicht\w*|rood|rode|oranje|groene?|geel|code rood|ernst\w*|zorgwekkend\w*|"
    r"probleem\w*|gevaar\w*|spijbel\w*)\b",
    re.IGNORECASE,
)
FEITEN = ["Hoe zeker", "Wat wij niet weten", "Eerste stap", "Wie"]
KLASSEN = {"leerling", "klas", "feiten", "sinds", "weekbeeld", "stil"}
KLASSEN_BALKJES = {"balk", "nul", "basis", "leeg", "vrij"}
pytestmark = pytest.mark.traag


class Kaarten(HTMLParser):
    """Collects per pupil (article): its texts, tags, classes and inline colours."""

    def __init__(self):
        super().__init__()
        self.kaarten, self.open, self.in_tag = [], False, ""

    def handle_starttag(self, tag, attrs):
        kenmerken = dict(attrs)
        if tag == "article":
            self.open = True
            self.kaarten.append({"tekst": [], "tags": set(), "klassen": set(), "kleur": set()})
        if self.open:
            kaart = self.kaarten[-1]
            kaart["tags"].add(tag)
            kaart["klassen"] |= set((kenmerken.get("class") or "").split())
            kaart["kleur"] |= kenmerken.keys() & {"style", "fill", "stroke", "color", "bgcolor", "data-kleur"}
        self.in_tag = tag

    def handle_endtag(self, tag):
        self.open = self.open and tag != "article"

    def handle_data(self, data):
        if self.open and data.strip():
            self.kaarten[-1]["tekst"].append((self.in_tag, unescape(data.strip())))


def kaarten(pagina: str) -> list[dict]:
    """The pupils on a page; at least ten, else the test looks at nothing."""
    lezer = Kaarten()
    lezer.feed(pagina)
    assert len(lezer.kaarten) >= 10
    return lezer.kaarten


def zichtbaar(pagina: str) -> str:
    """The text of a page without scripts, styles and tags."""
    return unescape(re.sub(r"<(script|style)\b.*?</\1>|<[^>]+>", " ", pagina, flags=re.DOTALL))


@pytest.mark.parametrize("lijst", LIJSTEN)
def test_a_list_names_no_score_rank_or_traffic_light(basis, lijst):
    tekst = zichtbaar(basis.uitkomst()[lijst].decode())
    assert "Dit is een signaal, geen oordeel." in tekst
    assert OORDEEL.findall(tekst) == []


@pytest.mark.parametrize("kant", ["school", "leerplicht"])
def test_a_workbook_names_no_score_rank_or_traffic_light(basis, kant):
    with zipfile.ZipFile(basis.week / A / f"lijst_{kant}.xlsx") as boek:
        delen = {naam: boek.read(naam).decode() for naam in boek.namelist() if naam.endswith(".xml")}
    tekst = " ".join(re.findall(r"<t[^>]*>([^<]*)</t>", delen["xl/sharedStrings.xml"]))
    assert ACHTERNAAM in tekst
    assert OORDEEL.findall(tekst) == [] and not set(LIJSTKOLOMMEN) & {
        "score",
        "rang",
        "nummer",
        "risico",
        "kleur",
        "prioriteit",
    }
    blad = delen["xl/worksheets/sheet1.xml"]
    assert "conditionalFormatting" not in blad and "<row" in blad
    assert set(re.findall(r'<fgColor rgb="([0-9A-F]+)"', delen["xl/styles.xml"])) <= {"FFF5F3EE"}, (
        "one quiet colour, of cells to fill in"
    )


@pytest.mark.parametrize("lijst", LIJSTEN)
def test_every_pupil_looks_the_same_and_ends_in_a_talk(basis, lijst):
    for kaart in kaarten(basis.uitkomst()[lijst].decode()):
        assert kaart["klassen"] <= KLASSEN | KLASSEN_BALKJES
        assert kaart["kleur"] == set() and not kaart["tags"] & {"meter", "progress", "ol", "b", "em", "img"}
        assert [tekst for tag, tekst in kaart["tekst"] if tag == "dt"] == FEITEN
        assert "gesprek" in " ".join(tekst for _, tekst in kaart["tekst"]).lower()


@pytest.mark.parametrize("lijst", LIJSTEN)
def test_the_law_comes_first_then_class_and_name(basis, lijst):
    pagina = basis.uitkomst()[lijst].decode()
    groepen = re.findall(r'<section class="groep".*?</section>', pagina, flags=re.DOTALL)
    titels = [re.search(r"<h2[^>]*>(.*?)</h2>", groep)[1] for groep in groepen]
    assert len(titels) > 1 and titels[0] == GROEPTEKST["wettelijk"][0]
    op_volgorde = [*(GROEPTEKST[naam][0] for naam in GROEPEN), TERMIJNEN[0]]
    assert titels == [titel for titel in op_volgorde if titel in titels]
    for groep in groepen:
        namen = re.findall(rf"{ACHTERNAAM}(\d+)", " ".join(re.findall(r"<h3>(.*?)</h3>", groep)))
        assert namen == sorted(namen)
    assert f"{ACHTERNAAM}{MEEST_GEMIST}" in groepen[0], "who missed most stands among the others, not above them"
