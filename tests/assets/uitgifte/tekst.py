"""Reads pages as a person does, for the tests: visible sentences without tags, styles and scripts."""

import re
from html.parser import HTMLParser

BLOK = {
    "p",
    "li",
    "h1",
    "h2",
    "h3",
    "td",
    "th",
    "dd",
    "dt",
    "caption",
    "summary",
    "figcaption",
    "div",
    "tr",
    "title",
    "desc",
}
STIL = {"style", "script"}


class _Lezer(HTMLParser):
    def __init__(self):
        super().__init__()
        self.delen: list[str] = []
        self.diepte = 0

    def handle_starttag(self, tag, attrs):
        self.diepte += tag in STIL
        if tag in BLOK:
            self.delen.append("\n")

    def handle_endtag(self, tag):
        self.diepte -= tag in STIL
        if tag in BLOK:
            self.delen.append("\n")

    def handle_data(self, data):
        if not self.diepte:
            self.delen.append(re.sub(r"\s+", " ", data))


def zichtbaar(html: str) -> str:
    """The visible text, one block a line."""
    lezer = _Lezer()
    lezer.feed(html)
    return "\n".join(regel.strip() for regel in "".join(lezer.delen).splitlines() if regel.strip())


def zinnen(tekst: str) -> list[str]:
    """The sentences of a text: ends at . ! ? or :, or at the end of a block; single words are no sentence."""
    delen = re.split(r"(?<=[.!?:])\s+|\n|;\s", tekst)
    return [deel.strip() for deel in delen if len(deel.split()) > 2]
