"""Attendance rows in the four dialects.

Every entry is formatted once per form that it can have; deliveries only pick and join.

Forms: final (reason known), first (still onbekend) and open (a span that goes on at the moment of receipt). Free text
in the rows is there because real exports have it; the product must read past it.
"""

import json
from collections.abc import Callable
from datetime import datetime, timedelta, timezone

import numpy as np

from assets.fictief.codes import MAGISTER_TYPE, SOORT_VAN, Code, codes_van, nieuwe_code
from assets.fictief.klassen import klok, les_minuten, slotnamen
from assets.fictief.leveringen import MINUTEN_EPOCH
from assets.fictief.school import Schooljaar
from models.fictief.parameters import Toestand
from models.fictief.registratie import Meldingen

KOPPEN = {
    "standaard": ("leerlingnummer", "datum", "eenheid", "van", "tot", "soort", "code", "ingevoerd_op"),
    "magister": (
        "stamnr",
        "daanwezigheid",
        "lesuur",
        "code",
        "omschr",
        "geoorloofd",
        "bluxeverzuim",
        "type",
        "dinvoer",
    ),
}
WINTERTIJD = (
    (datetime(2025, 10, 26, 3), datetime(2026, 3, 29, 2)),
    (datetime(2026, 10, 25, 3), datetime(2027, 3, 28, 2)),
)
OPMERKINGEN = ("", "", "", "Gebeld door ouder", 'Ouder zegt "komt later"; mail volgt', "Via de app", "Niet bereikbaar")
SOMTODAY_SOORT = {Toestand.TE_LAAT: "Telaat", Toestand.VERWIJDERD: "Verwijderd", Toestand.NVT: "Nvt"}

Maker = Callable[[np.ndarray, Meldingen, np.ndarray, bool], list[str]]
"""(positions, entries, Toestand per entry, open end?) -> rows as text."""


class Schrijfwijze:
    """What the row makers of one school share: numbers, dates, slots, codes and times, all as text, made once."""

    def __init__(self, jaar: Schooljaar):
        g = jaar.school.gewoonte
        self.jaar, self.gewoonte = jaar, g
        self.nummers = jaar.nummers
        self.sep = ";" if jaar.school.dialect == "eduarte" else g.scheiding
        self.datumvorm = "%Y%m%d" if jaar.school.dialect == "eduarte" else g.datumvorm
        self.datum = [d.strftime(self.datumvorm) for d in jaar.datums]
        self.iso = [d.isoformat() for d in jaar.datums]
        self.slot = slotnamen(jaar.school)
        self.les = les_minuten(jaar.school)
        self.codes: dict[Toestand, Code] = codes_van(jaar.school)
        self.code = [self.codes[t].code for t in Toestand]
        self.nieuw_vanaf = None if g.nieuwe_code_week is None else 5 * g.nieuwe_code_week

    def codes_op(self, toestand: np.ndarray, m: Meldingen, idx: np.ndarray) -> list[str]:
        """Code per entry; from the school's new-code week on, other absence carries the new code."""
        codes = [self.code[t] for t in toestand.tolist()]
        if self.nieuw_vanaf is not None:
            for k in np.flatnonzero((toestand == Toestand.OVERIG) & (m.dag_van[idx] >= self.nieuw_vanaf)):
                codes[k] = nieuwe_code().code
        return codes

    def moment(self, minuten: np.ndarray, vorm: str) -> list[str]:
        """Local moments as text."""
        return [(MINUTEN_EPOCH + timedelta(minutes=x)).strftime(vorm) for x in minuten.tolist()]


def ingevoerd(m: Meldingen, idx: np.ndarray, eerst: bool) -> np.ndarray:
    """Minute at which the row in this form was entered: a later reason is a later entry."""
    return m.ingevoerd[idx] if eerst else np.maximum(m.ingevoerd, m.reden_op)[idx]


def maak_standaard(w: Schrijfwijze) -> Maker:
    """One row a day, slot run or whole day; works for csv and (split again) for xlsx."""
    sep, datumtijd = w.sep, f"{w.datumvorm} %H:%M"
    is_dagdelen = w.jaar.school.is_dagdelen
    eenheid, staart = ("dagdeel" if is_dagdelen else "lesuur"), (f"{sep}LAS" if w.gewoonte.extra_kolom else "")

    def rijen(idx: np.ndarray, m: Meldingen, toestand: np.ndarray, is_open: bool) -> list[str]:
        eerst = toestand is not m.toestand
        codes = w.codes_op(toestand[idx], m, idx)
        moment = w.moment(ingevoerd(m, idx, eerst), datumtijd)
        uit = []
        for i, t, code, op in zip(idx.tolist(), toestand[idx].tolist(), codes, moment, strict=True):
            soort = SOORT_VAN.get(t, "afwezig")
            wat = (
                f"dag{sep}{sep}" if m.heel[i] else _slots(eenheid, sep, w.slot, int(m.slot_van[i]), int(m.slot_tot[i]))
            )
            wie = f"{w.nummers[m.leerling[i]]}{sep}{w.datum[m.dag_van[i]]}"
            uit.append(f"{wie}{sep}{wat}{sep}{soort}{sep}{code}{sep}{op}{staart}")
        return uit

    return rijen


def _slots(eenheid: str, sep: str, namen: list[str], van: int, tot: int) -> str:
    return f"{eenheid}{sep}{namen[van]}{sep}{'' if van == tot else namen[tot]}"


def maak_eduarte(w: Schrijfwijze) -> Maker:
    """Nine fields without a header. Four in five part-day rows carry lesuren, others only times."""

    def rijen(idx: np.ndarray, m: Meldingen, toestand: np.ndarray, is_open: bool) -> list[str]:
        codes = w.codes_op(toestand[idx], m, idx)
        return [_eduarte(w, m, int(i), code, is_open) for i, code in zip(idx, codes, strict=True)]

    return rijen


def _eduarte(w: Schrijfwijze, m: Meldingen, i: int, code: str, is_open: bool) -> str:
    tijden, les = ("", ""), ("", "")
    if not m.heel[i]:
        van, tot = int(m.slot_van[i]), int(m.slot_tot[i])
        tijden = (klok(w.les[van][0]).replace(":", ""), klok(w.les[tot][1]).replace(":", ""))
        les = ("", "") if w.gewoonte.tijden and i % 5 == 0 else (w.slot[van], w.slot[tot])
    einde = "" if is_open else w.datum[m.dag_tot[i]]
    opmerking = _csv_veld(OPMERKINGEN[i % len(OPMERKINGEN)])
    return ";".join(
        (w.nummers[m.leerling[i]], w.datum[m.dag_van[i]], tijden[0], einde, tijden[1], les[0], les[1], code, opmerking)
    )


def _csv_veld(tekst: str) -> str:
    return '"' + tekst.replace('"', '""') + '"' if set(tekst) & set(';"') else tekst


def maak_somtoday(w: Schrijfwijze) -> Maker:
    """JSON items. A school with `tijden` leaves lesuren out of part-day items; one with `utc` writes offset +00:00."""
    reden = [_reden(w.codes[t], t) for t in Toestand]
    nieuw = _reden(nieuwe_code(), Toestand.OVERIG)

    def rijen(idx: np.ndarray, m: Meldingen, toestand: np.ndarray, is_open: bool) -> list[str]:
        uit = []
        for i in idx.tolist():
            t = toestand[i]
            is_nieuw = w.nieuw_vanaf is not None and t == Toestand.OVERIG and m.dag_van[i] >= w.nieuw_vanaf
            uit.append(_item(w, m, i, nieuw if is_nieuw else reden[t], is_open, bool(t != Toestand.ONBEKEND)))
        return uit

    return rijen


def _reden(code: Code, toestand: Toestand) -> str:
    return json.dumps(
        {
            "absentieSoort": SOMTODAY_SOORT.get(toestand, "Absent"),
            "afkorting": code.code,
            "omschrijving": code.omschrijving,
            "geoorloofd": {"ja": True, "nee": False}.get(code.geoorloofd),
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def _item(w: Schrijfwijze, m: Meldingen, i: int, reden: str, is_open: bool, klaar: bool) -> str:
    begin, einde, les = _tijden(w, m, i)
    moment = MINUTEN_EPOCH + timedelta(minutes=int(m.ingevoerd[i]))
    eind = "null" if is_open else f'"{_iso(w, einde)}"'
    return (
        f'{{"leerling":{{"leerlingnummer":{w.nummers[m.leerling[i]]}}},"absentieReden":{reden},'
        f'"datumTijdInvoer":"{_iso(w, moment)}","beginDatumTijd":"{_iso(w, begin)}","eindDatumTijd":{eind},'
        f'"beginLesuur":{les[0]},"eindLesuur":{les[1]},"afgehandeld":{"true" if klaar else "false"}}}'
    )


def _tijden(w: Schrijfwijze, m: Meldingen, i: int) -> tuple[datetime, datetime, tuple[str, str]]:
    dag, laatste = w.jaar.datums_op(m.dag_van[i]), w.jaar.datums_op(m.dag_tot[i])
    if m.heel[i]:
        return dag, laatste + timedelta(days=1, seconds=-1), ("null", "null")
    van, tot = int(m.slot_van[i]), int(m.slot_tot[i])
    les = ("null", "null") if w.gewoonte.tijden else (str(van + 1), str(tot + 1))
    return dag + timedelta(minutes=w.les[van][0]), dag + timedelta(minutes=w.les[tot][1]), les


def _iso(w: Schrijfwijze, lokaal: datetime) -> str:
    """ISO 8601 with offset; the offset is that of Europe/Amsterdam (a fixed table here: two schooljaren)."""
    uren = 1 if any(van <= lokaal < tot for van, tot in WINTERTIJD) else 2
    bewust = lokaal.replace(tzinfo=timezone(timedelta(hours=uren)))
    return (bewust.astimezone(timezone.utc) if w.gewoonte.utc else bewust).isoformat()  # noqa: UP017


def maak_magister(w: Schrijfwijze) -> Maker:
    """The tail of a row (from `code` on) per entry; `MagisterRaster` puts stamnr, date and lesuur before it for every
    slot.
    """
    ja = {"ja": "1", "nee": "0", "onbekend": ""}

    def rijen(idx: np.ndarray, m: Meldingen, toestand: np.ndarray, is_open: bool) -> list[str]:
        moment = w.moment(ingevoerd(m, idx, toestand is not m.toestand), f"{w.datumvorm} %H:%M:%S")
        codes = w.codes_op(toestand[idx], m, idx)
        uit = []
        for t, code, op in zip(toestand[idx].tolist(), codes, moment, strict=True):
            c = w.codes[Toestand(t)]
            velden = (
                code,
                c.omschrijving,
                ja[c.geoorloofd],
                str(int(t == Toestand.LUXE)),
                str(MAGISTER_TYPE.get(t, 1)),
                op,
            )
            uit.append(w.sep.join(velden))
        return uit

    return rijen


MAKERS = {"standaard": maak_standaard, "eduarte": maak_eduarte, "somtoday": maak_somtoday, "magister": maak_magister}


class Regels:
    """All rows of one school's entries in all their forms, and the choice of what a delivery holds."""

    def __init__(self, w: Schrijfwijze):
        self.w, self.m = w, w.jaar.meldingen
        maker, alle = MAKERS[w.jaar.school.dialect](w), np.arange(len(self.m))
        self.tekst = np.empty(len(self.m), dtype=object)
        self.tekst[:] = maker(alle, self.m, self.m.toestand, False)
        self.eerst = np.full(len(self.m), None, dtype=object)
        onbekend = np.full(len(self.m), Toestand.ONBEKEND, dtype=np.int8)
        later = np.flatnonzero(self.m.reden_op > self.m.ingevoerd)
        self.eerst[later] = maker(later, self.m, onbekend, False)
        self.maker, self.onbekend = maker, onbekend
        self.is_span = self.m.dag_tot > self.m.dag_van
        self.dag_minuut = w.jaar.dagen.astype("datetime64[m]").astype(np.int64)

    def bekend(self, minuut: int, van: np.datetime64, tot: np.datetime64) -> np.ndarray:
        """Positions of the entries that a delivery received at `minuut` over `van`..`tot` (both included) holds."""
        m, dagen = self.m, self.w.jaar.dagen
        nu = (m.ingevoerd <= minuut) & (m.ingetrokken > minuut) & (self.dag_minuut[m.dag_van] <= minuut)
        return np.flatnonzero(nu & (dagen[m.dag_tot] >= van) & (dagen[m.dag_van] <= tot))

    def rijen(self, idx: np.ndarray, minuut: int) -> np.ndarray:
        """Rows of these entries as they read at `minuut`."""
        uit = self.tekst[idx]
        nog_onbekend = self.m.reden_op[idx] > minuut
        uit[nog_onbekend] = self.eerst[idx[nog_onbekend]]
        for is_eerst in (False, True):
            loopt = np.flatnonzero(
                self.is_span[idx] & (nog_onbekend == is_eerst) & (self.dag_minuut[self.m.dag_tot[idx]] > minuut)
            )
            toestand = self.onbekend if is_eerst else self.m.toestand
            uit[loopt] = self.maker(idx[loopt], self.m, toestand, True)
        return uit


class MagisterRaster:
    """One row a planned slot, present ones too; the tails of absence come from `Regels`."""

    def __init__(self, w: Schrijfwijze, regels: Regels):
        self.w, self.regels = w, regels
        code = w.codes[Toestand.AANWEZIG]
        self.aanwezig = w.sep.join((code.code, code.omschrijving, "1", "0", str(MAGISTER_TYPE[Toestand.AANWEZIG]), ""))
        self.kop = np.array([f"{nummer}{w.sep}" for nummer in w.nummers], dtype=object)
        self.dagles = np.array([[f"{d}{w.sep}{slot}{w.sep}" for slot in w.slot] for d in w.datum], dtype=object)

    def rijen(self, minuut: int, van: np.datetime64, tot: np.datetime64) -> list[str]:
        """Rows of the period, and of leave in the week after it that is already known (read as `toekomst`)."""
        dagen = self.w.jaar.dagen
        eerste, einde, verder = np.searchsorted(dagen, [van, tot + 1, tot + 8])
        staart, bezet = self._staarten(minuut, int(eerste), int(verder))
        in_periode = np.arange(eerste, verder) < einde
        wil = (self.w.jaar.minuten[:, eerste:verder] > 0) & (in_periode[None, :, None] | bezet)
        dag, wie, slot = np.nonzero(wil.transpose(1, 0, 2))
        delen = zip(self.kop[wie], self.dagles[dag + eerste, slot], staart[wie, dag, slot], strict=True)
        return ["".join(deel) for deel in delen]

    def _staarten(self, minuut: int, eerste: int, verder: int) -> tuple[np.ndarray, np.ndarray]:
        """Tail per pupil, day and slot, day indexes `eerste` to before `verder`; and which are absence."""
        m = self.regels.m
        staart = np.full((len(self.kop), verder - eerste, len(self.w.slot)), self.aanwezig, dtype=object)
        bezet = np.zeros(staart.shape, dtype=bool)
        nu = (m.ingevoerd <= minuut) & (m.ingetrokken > minuut) & (m.dag_van >= eerste) & (m.dag_van < verder)
        idx = np.flatnonzero(nu)
        for k, tekst in zip(idx.tolist(), self.regels.rijen(idx, minuut), strict=True):
            waar = m.leerling[k], m.dag_van[k] - eerste, slice(m.slot_van[k], m.slot_tot[k] + 1)
            staart[waar], bezet[waar] = tekst, True
        return staart, bezet
