"""The one door to the templates: autoescaped, strict about missing values, no clock, no network."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assets.uitgifte import opmaak

SJABLONEN = Path(__file__).with_name("sjablonen")
PROEFTEKST = "PROEF, niet voor gebruik"


_TOELICHTING: ContextVar[str] = ContextVar("toelichting", default="")


@contextmanager
def met_toelichting(zin: str) -> Iterator[None]:
    """Within this block `zin` stands on top of every page, as for a fictitious city; empty: nothing."""
    vorige = _TOELICHTING.set(zin)
    try:
        yield
    finally:
        _TOELICHTING.reset(vorige)


def render(sjabloon: str, **velden: object) -> str:
    """The page as text, LF line ends; same values, same text."""
    return _omgeving().get_template(sjabloon).render(toelichting=_TOELICHTING.get(), **velden).rstrip() + "\n"


@cache
def _omgeving() -> Environment:
    omgeving = Environment(
        loader=FileSystemLoader(SJABLONEN),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    omgeving.globals["PROEFTEKST"] = PROEFTEKST
    for naam in ("datum_lang", "datum_kort", "moment_kort", "week_kort", "week_tekst", "geheel_tekst", "uren_tekst"):
        omgeving.filters[naam] = getattr(opmaak, naam)
    omgeving.filters["schooljaar"] = opmaak.schooljaar_tekst
    omgeving.filters["aantal"] = opmaak.aantal_tekst
    omgeving.filters["opsomming"] = lambda delen: opmaak.opsomming(list(delen))
    return omgeving
