"""Counts the lists and the pages "Wat wij leren" of a play again, from csv, xlsx and kernteam files alone.

Usage: python -m tests.halfjaar.narekenen AANLEVERING UIT. Says where a page says something else, and then exits with 1.
It knows nothing of the product: neither this file nor `feiten` imports one of its packages.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path

import yaml

from tests.halfjaar.feiten import OVER, VAN_LEERPLICHT, WEG, Rij, School, lees_csv

OORDEEL = {
    "actie": "klopt",
    "gemeld": "klopt",
    "bekend": "al_bekend",
    "geen_signaal": "klopt_niet",
    "klopt_niet": "klopt_niet",
}
EERSTE_DELEN = ("klopt", "geen", "op_tijd", "school", "gesprek")
"""By one of these parts a maat is known to be a group with parts."""
KORT = 4
"""Lesweken: fewer is a short while before."""

# --- what is learnt ---


def geleerd(school: School, p: date, voor_stad: bool) -> Counter[str]:
    """Pupils by maat, for the school's own page or for the city."""
    wie = set(school.besluiten) | {rij["leerlingnummer"] for q in school.signalen for rij in school.signalen[q]}
    delen = [(leerling, maat) for leerling in wie for maat in _van_leerling(school, leerling, p, voor_stad)]
    return Counter(maat for _, maat in delen)


def _van_leerling(school: School, wie: str, p: date, voor_stad: bool) -> set[str]:
    paren = {*_oordelen(school, wie, p, voor_stad), *_uitkomsten(school, wie, p, voor_stad)}
    paren |= {*_afspraken(school, wie, p, voor_stad), *_voorsprong(school, wie, p, voor_stad)}
    return {groep for groep, _ in paren} | {f"{groep}_{deel}" for groep, deel in paren}


def _oordelen(school: School, wie: str, p: date, voor_stad: bool) -> Iterator[tuple[str, str]]:
    gezien: set[str] = set()
    for rij in sorted(school.bekend(wie, p), key=lambda rij: (rij["peildatum"], rij["signaal"] == "")):
        gegeven = [r["signaal"] for r in school.van(wie, date.fromisoformat(rij["peildatum"]))]
        for signaal in gegeven:
            past = rij["signaal"] in ("", signaal) and rij["besluit"] in OORDEEL and signaal not in gezien
            if past and (not voor_stad or signaal in VAN_LEERPLICHT):
                gezien.add(signaal)
                yield f"oordeel_{signaal}", OORDEEL[rij["besluit"]]


def _uitkomsten(school: School, wie: str, p: date, voor_stad: bool) -> Iterator[tuple[str, str]]:
    ooit = {
        rij["signaal"] for q in school.signalen if q <= p for rij in school.signalen[q] if rij["leerlingnummer"] == wie
    }
    mag = {"actietafel": bool(ooit & set(VAN_LEERPLICHT)), "passend_aanbod": "lrv" in ooit}
    laatste = {t.naam: t.op(p) for t in school.termijnen(wie, p) if t.op(p) != "loopt"}
    yield from ((f"termijn_{naam}", deel) for naam, deel in laatste.items() if mag[naam] or not voor_stad)


def _afspraken(school: School, wie: str, p: date, voor_stad: bool) -> Iterator[tuple[str, str]]:
    for rij in school.bekend(wie, p):
        gegeven = {r["signaal"] for r in school.van(wie, date.fromisoformat(rij["peildatum"]))}
        kent = any(rij["signaal"] in ("", signaal) for signaal in gegeven & set(VAN_LEERPLICHT))
        if rij["besluit"] not in ("geen_signaal", "klopt_niet") and (kent or not voor_stad):
            yield from ((f"afspraak_{kolom}", rij[kolom]) for kolom in ("wie", "vervolg") if rij[kolom])


def _voorsprong(school: School, wie: str, p: date, voor_stad: bool) -> Iterator[tuple[str, str]]:
    over = [q for q in school.signalen if q <= p and any(r["signaal"] == OVER for r in school.van(wie, q))]
    if not over:
        return
    ervoor: list[date] = []
    for zondag in reversed([zondag for zondag in school.lesweken if zondag < over[0]]):
        if not any(rij["signaal"] != OVER for rij in school.van(wie, zondag)):
            break
        ervoor.insert(0, zondag)
    while ervoor and not voor_stad and not _stond_erop(school, wie, ervoor[0]):
        ervoor.pop(0)
    yield "voorsprong", "geen" if not ervoor else "kort" if len(ervoor) < KORT else "lang"


def _stond_erop(school: School, wie: str, p: date) -> bool:
    rijen = (rij for rij in school.lijsten[p] if rij["leerlingnummer"] == wie and rij["status"] not in WEG)
    return any(rij["signaal"] not in ("", OVER) for rij in rijen)


# --- what the pages say ---

ZINNEN = {
    "lengte": r"(\d+) leerling(?:en)? sta",
    "capaciteit": r"Er is plaats voor (\d+)",
    "wettelijk": r"Bij (\d+) leerling(?:en)? vraagt de wet een stap",
    "eerste keer": r"met minstens een nieuw signaal: (\d+)",
    "procent": r"met minstens een nieuw signaal: \d+ \w+ \((\d+)%\)",
    "eerder": r"met dezelfde signalen: (\d+)",
    "termijn voorbij": r"Een termijn van de route is voorbij: (\d+)",
    "termijn bijna": r"Een termijn loopt bijna af: (\d+)",
}


def zichtbaar(pad: Path) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", pad.read_text(encoding="utf-8")))


def gezegd(tekst: str) -> dict[str, int]:
    """The numbers that a list says of itself; 0 for what it does not say."""
    gevonden = {naam: re.search(zin, tekst) for naam, zin in ZINNEN.items()}
    return {naam: int(vondst[1]) if vondst else 0 for naam, vondst in gevonden.items()}


def procent(teller: int, noemer: int) -> int:
    """Whole percents, half up; 0 of nothing."""
    return (200 * teller + noemer) // (2 * noemer) if noemer else 0


def lijst(school: School, p: date) -> dict[str, int]:
    """The same numbers, counted from csv, xlsx and kernteam files."""
    lengte, plicht = school.lengte(p)
    eerste, termijnen = school.eerste_keer(p), school.termijnstand(p)
    getallen = (lengte, school.capaciteit, plicht, eerste, procent(eerste, lengte), lengte - eerste, *termijnen)
    return dict(zip(ZINNEN, getallen, strict=True))


def lijstfouten(school: School) -> Iterator[str]:
    for p, map_ in school.mappen.items():
        eigen, pagina = lijst(school, p), gezegd(zichtbaar(map_ / f"lijst_{school.kant}.html"))
        for naam, n in eigen.items():
            if n != pagina[naam]:
                yield f"{school.brin6} {school.kant} {p} {naam}: {n}, the list says {pagina[naam]}"
        if (in_boek := len(school.op_lijst(p))) != eigen["lengte"]:
            yield f"{school.brin6} {school.kant} {p} lengte: {in_boek} in the workbook, {eigen['lengte']} by the rules"


def leerfouten(rijen: list[Rij], geteld: Counter[str], drempel: int) -> Iterator[str]:
    """What is given is ours, rounded to five; what is too small is not given; the rest may be held back."""
    for rij in rijen:
        n, gegeven = geteld[rij["maat"]], rij["teller"] or rij["onderdrukt"]
        if gegeven not in (("klein",) if n < drempel else (str((n + 2) // 5 * 5), "aanvullend")):
            yield f"{rij['code']} {rij['onderwijssoort']} {rij['maat']}: {n}, the file says {gegeven}"


def paginafouten(rijen: list[Rij], pad: Path) -> Iterator[str]:
    """The percentages of the page are those of the given parts of its file, each as often."""
    maten = {rij["maat"] for rij in rijen}
    gehelen = {maat for maat in maten if any(f"{maat}_{deel}" in maten for deel in EERSTE_DELEN)}
    delen = [rij for rij in rijen if rij["teller"] and rij["maat"] not in gehelen]
    in_tabel = [r for r in delen if not (r["niveau"] == "stad" and r["onderwijssoort"] and "afspraak" in r["maat"])]
    verwacht = Counter(procent(int(rij["teller"]), int(rij["noemer"])) for rij in in_tabel)
    pagina = Counter(map(int, re.findall(r"(\d+)% \(\d+ tot", zichtbaar(pad))))
    yield from (
        f"{pad.parent.name} {pad.name}: {n}% {verwacht[n]} times, the page {pagina[n]}"
        for n in verwacht | pagina
        if verwacht[n] != pagina[n]
    )


def nagerekend(aanlevering: Path, uit: Path) -> tuple[list[School], list[str], Counter[str]]:
    """Both sides of the schools, everything in which a page differs, and how many figures of each kind were given."""
    register = yaml.safe_load((aanlevering / "scholen.yaml").read_text(encoding="utf-8"))["scholen"]
    scholen = [School(aanlevering, uit, gegevens) for gegevens in register]
    leerplicht = [School(aanlevering, uit, gegevens, "leerplicht") for gegevens in register]
    laatste = max(scholen[0].mappen)
    plekken = [(school.mappen[laatste], [school], school.soort, 5) for school in scholen]
    stad = scholen[0].mappen[laatste].parent / "stad"
    plekken += [
        (stad, [s for s in scholen if soort in ("", s.soort)], soort, 10) for soort in {"", *(s.soort for s in scholen)}
    ]
    fouten, gegeven = [fout for school in (*scholen, *leerplicht) for fout in lijstfouten(school)], Counter()
    for map_, van, soort, drempel in plekken:
        rijen = [rij for rij in lees_csv(map_ / "leren.csv") if rij["onderwijssoort"] == soort]
        geteld = sum((geleerd(school, laatste, map_ == stad) for school in van), Counter())
        fouten += leerfouten(rijen, geteld, drempel)
        gegeven.update(rij["maat"].split("_")[0] for rij in rijen if rij["teller"])
    for map_ in {map_ for map_, *_ in plekken}:
        fouten += paginafouten(lees_csv(map_ / "leren.csv"), map_ / "leren.html")
    return [*scholen, *leerplicht], fouten, gegeven


if __name__ == "__main__":
    scholen_, fouten_, gegeven_ = nagerekend(*map(Path, sys.argv[1:3]))
    for school_ in scholen_:
        for zondag_ in school_.mappen:
            print(
                school_.brin6,
                school_.kant,
                zondag_,
                *(f"{naam} {n}" for naam, n in lijst(school_, zondag_).items()),
                sep="; ",
            )
    print(*fouten_, f"{len(fouten_)} differences; figures given: {dict(gegeven_)}", sep="\n")
    sys.exit(bool(fouten_))
