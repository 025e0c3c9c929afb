"""The part of the page of verzuim that differs by system: one section a dialect."""

import json
from collections.abc import Iterator
from typing import Any

from assets.leverwijzer.vorm import blok, code, schrijfwijze, tabel
from data_contracts.contract import Kolom, lees_contract
from data_contracts.dialect import Dialect, Veld, lees_dialect

NAMEN = ("standaard", "somtoday", "magister", "eduarte")
GIDS = "../gids/eigen-systeem.md"


def delen() -> Iterator[str]:
    """Which dialects there are, and each of them."""
    yield "## Kies uw systeem"
    yield (
        "De kolommen hangen af van uw leerlingsysteem. Bij uw school staat in `scholen.yaml` welk dialect geldt. "
        f"Heeft u een ander systeem, zoals ParnasSys, ESIS of WebUntis? Lees dan [Uw eigen systeem]({GIDS})."
    )
    for naam in NAMEN:
        yield from _dialect(lees_dialect(naam))
    yield "## De woorden van In Beeld"
    for kolom in lees_contract("verzuim").kolommen:
        if kolom.waarden:
            yield f"### {kolom.naam}"
            yield tabel(("woord", "betekenis"), [(code(woord), tekst) for woord, tekst in kolom.betekenissen])


def _dialect(dialect: Dialect) -> Iterator[str]:
    yield f"## Dialect {dialect.naam}"
    yield f"{dialect.omschrijving}. {_vorm(dialect)}"
    yield tabel(("kolom", "verplicht", "wat erin staat", "zo schrijft u het"), _kolommen(dialect))
    yield "Voorbeeld, met verzonnen leerlingen:"
    yield voorbeeld(dialect)


def _vorm(dialect: Dialect) -> str:
    if dialect.vorm == "json":
        return f"Een JSON-bestand met een lijst onder de naam `{dialect.lijst}`."
    kop = (
        "De eerste regel noemt de kolommen." if dialect.kop else "Zonder kopregel: de volgorde van de velden ligt vast."
    )
    return f"Een csv-bestand. {kop}"


def _kolommen(dialect: Dialect) -> Iterator[tuple[str, ...]]:
    verplicht = dialect.verplichte_kolommen
    for naam in dialect.kolommen:
        velden = [veld for veld in dialect.velden if veld.kolom == naam]
        wat = " ".join(_wat(veld) for veld in velden) or "Wordt niet gelezen en niet bewaard."
        yield code(naam), "ja" if naam in verplicht else "nee", wat, _zo(velden)


def _kolom(veld: Veld) -> Kolom:
    return lees_contract("verzuim").kolom(veld.naam)


def _wat(veld: Veld) -> str:
    return _kolom(veld).omschrijving


def _zo(velden: list[Veld]) -> str:
    if not velden:
        return "maakt niet uit"
    veld = velden[0]
    if veld.waarden:
        return ", ".join(code(van) + f" is {naar}" * (van != naar) for van, naar in veld.waarden.items())
    return schrijfwijze(_kolom(veld)) if not veld.deel else schrijfwijze(lees_contract("verzuim").kolom("ingevoerd_op"))


def voorbeeld(dialect: Dialect) -> str:
    """The example rows of a dialect as they stand in a file."""
    if dialect.vorm == "json":
        items = [_genest(dict(zip(dialect.kolommen, rij, strict=True))) for rij in dialect.voorbeeld]
        return blok(json.dumps({dialect.lijst: items}, indent=2, ensure_ascii=False), "json")
    kop = [dialect.kolommen] if dialect.kop else []
    return blok("\n".join(";".join(rij) for rij in (*kop, *dialect.voorbeeld)))


def _genest(plat: dict[str, str]) -> dict[str, Any]:
    """`{"a.b": "1"}` as `{"a": {"b": "1"}}`; an empty text is null, true and false are themselves."""
    item: dict[str, Any] = {}
    for pad, waarde in plat.items():
        *mappen, naam = pad.split(".")
        doel = item
        for map_ in mappen:
            doel = doel.setdefault(map_, {})
        doel[naam] = {"": None, "true": True, "false": False}.get(waarde, waarde)
    return item
