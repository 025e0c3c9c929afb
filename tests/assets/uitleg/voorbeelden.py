"""One small school for each kind of signal and status, made to be read: the golden explanations.

Three Sundays, 29-11 to 13-12-2026. Lessons from 31-8-2026 on, lesuur 1-6 of 50 minutes on weekdays unless said
otherwise; herfstvakantie 19-10 to 23-10. Every Monday the school delivers all attendance since the summer.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tests.bouwsteen import Schooltje, Verzuimrij, gemist
from tests.toneel import LEERLING, WEEK, Geval, Plek, Toneel, hele_dagen, maak_school, maandag_na, uren

EERSTE, TWEEDE, DERDE = date(2026, 11, 29), date(2026, 12, 6), date(2026, 12, 13)
TONEEL = Toneel(EERSTE, DERDE)
BEGIN = "2026-07-01"
HERFST = ("2026-10-19", "2026-10-23", "vakantie")
Bouw = Callable[[Plek], None]


@dataclass(frozen=True)
class Voorbeeld:
    """A golden explanation: of this signal on this Sunday, for one side. wie: the pupil, or gemeente/zaaknummer."""

    naam: str
    signaal: str
    bouw: Bouw
    peildatum: date = EERSTE
    kant: str = "school"
    letter: str = "A"
    wie: str = LEERLING


def lever(school: Schooltje, rijen: Iterable[Verzuimrij], plek: Plek, zonder: Sequence[date] = ()) -> None:
    """All attendance since the summer, each Monday; not for the Sundays in `zonder`."""
    alle, p = list(rijen), plek.eerste
    while p <= plek.laatste:
        if p not in zonder:
            bekend = [rij for rij in alle if str(rij.datum) <= str(p)]
            # one row of another pupil more each week: a file with the content of the one before would change nothing
            school.verzuim(BEGIN, p, maandag_na(p), [*bekend, gemist("9999", p - WEEK, 1)])
        p += WEEK


def met(rijen: Iterable[Verzuimrij], zonder: Sequence[date] = (), **opties) -> Bouw:
    """A school with this attendance."""

    def bouw(plek: Plek) -> None:
        opties.setdefault("kalender", [HERFST])
        lever(maak_school(plek, **opties), rijen, plek, zonder)

    return bouw


def zestien(plek: Plek) -> None:
    """A crossing with a report, a second one over the holiday with an open reason; nvt and an unknown code."""
    eerste = uren(("2026-09-14", 6), ("2026-09-15", 6), ("2026-09-16", 4))
    tweede = [
        *uren(("2026-10-12", 5), ("2026-10-26", 5)),
        *uren(("2026-11-02", 3), ("2026-11-26", 1), code="?"),
        *uren(("2026-11-03", 4)),
    ]
    anders = [
        gemist(LEERLING, "2026-10-27", 1, 2, "N"),
        gemist(LEERLING, "2026-10-28", 1, 1, "Q"),
        gemist(LEERLING, "2026-10-29", 1, 2, "Z"),
    ]
    met([*eerste, *tweede, *anders])(plek)
    plek.stad.melding(
        f"M{plek.nummer}", plek.brin6(), LEERLING, "2026-09-14", "2026-09-18", einddatum="2026-09-18",
        ontvangen="20260921T0600",
    )  # fmt: skip


def klokuren(plek: Plek) -> None:
    """Three whole days of dagdelen in the week before P."""
    leerling = {"geboortedatum": "2016-03-01", "onderwijssoort": "bo"}
    dagdelen = [gemist(LEERLING, f"2026-11-{d}", slot) for d in (23, 24, 25) for slot in ("ochtend", "middag")]
    met(dagdelen, slots=("ochtend", "middag"), minuten=165, soort="po", leerling=leerling)(plek)


def krimp(plek: Plek) -> None:
    """A timetable of his own of 3 of the 6 lessons."""
    school = maak_school(plek, kalender=[HERFST])
    school.rooster(slots=range(1, 4), leerlingnummer=LEERLING, geldig_van="2026-11-02")
    lever(school, [], plek)


def wissel(plek: Plek) -> None:
    """From one school to another after the autumn holiday."""
    pgn = plek.pgn()
    lever(maak_school(plek, leerling={"pgn": pgn, "einddatum": "2026-10-16"}, kalender=[HERFST]), [], plek)
    school = plek.stad.school(plek.brin6("B"))
    school.rooster("2b", geldig_van="2026-08-31")
    school.inschrijving("2002", klas="2b", startdatum="2026-10-26", pgn=pgn)
    lever(school, [], plek)


def verhuisd(plek: Plek) -> None:
    """The same, and away for two weeks at the first school, and without a reason for one at the second."""
    pgn = plek.pgn()
    eerste = maak_school(plek, leerling={"pgn": pgn, "einddatum": "2026-10-16"}, kalender=[HERFST])
    lever(eerste, hele_dagen("2026-09-28", "2026-10-09", "Z"), plek)
    school = plek.stad.school(plek.brin6("B"))
    school.rooster("2b", geldig_van="2026-08-31")
    school.inschrijving("2002", klas="2b", startdatum="2026-10-26", pgn=pgn)
    lever(school, hele_dagen("2026-11-02", "2026-11-06", "O", "2002"), plek)


def terug(plek: Plek) -> None:
    """A case that the kernteam closes on 30-11; then a week of a third missed."""
    school = maak_school(plek)
    lever(school, [*hele_dagen("2026-10-05", "2026-11-27"), *uren(("2026-12-07", 6), ("2026-12-08", 4))], plek)
    rij = {"peildatum": EERSTE, "leerlingnummer": LEERLING, "besluit": "teruggekeerd", "datum": "2026-11-30"}
    school.kernteam([rij], "20261202T0900")


def uitgeschreven(plek: Plek) -> None:
    """Left on Friday 4-12, with a pgn: gone at school, and enrolled nowhere."""
    school = maak_school(plek, leerling={"pgn": plek.pgn()}, kalender=[HERFST])
    leerling = {"startdatum": "2026-01-01", "einddatum": "2026-12-04", "pgn": plek.pgn()}
    school.inschrijving(LEERLING, ontvangen="20261205T0600", **leerling)
    lever(school, hele_dagen("2026-11-23", "2026-11-27"), plek)


def verbeterd(plek: Plek) -> None:
    """Ten lessons of the week before P that the school takes back a week later, and two that become sick leave."""
    school = maak_school(plek, kalender=[HERFST])
    rijen = uren(("2026-11-24", 6), ("2026-11-25", 6), ("2026-11-26", 6))
    school.verzuim(BEGIN, EERSTE, maandag_na(EERSTE), rijen)
    school.verzuim(BEGIN, TWEEDE, maandag_na(TWEEDE), uren(("2026-11-24", 6), code="Z"))
    school.verzuim(BEGIN, DERDE, maandag_na(DERDE), uren(("2026-11-24", 6), code="Z"))


def registers(plek: Plek) -> None:
    """A case of absoluut verzuim and an exemption of a pupil, and one of a person never enrolled here."""
    lever(maak_school(plek, leerling={"pgn": plek.pgn()}), [], plek)
    nummer = plek.nummer
    plek.stad.absoluut(f"A{nummer}", plek.pgn(), "2026-11-20")
    plek.stad.absoluut(
        f"B{nummer}", plek.pgn(), "2026-09-20", status="gesloten", einddatum="2026-10-01", reden="onbekend"
    )
    plek.stad.vrijstelling(f"V{nummer}", plek.pgn(), "5b", "2025-12-19", "2026-12-18")


def nergens(plek: Plek) -> None:
    """A person never enrolled here."""
    lever(maak_school(plek), [], plek)
    plek.stad.absoluut("Z4711", plek.pgn(), "2026-11-20")


def tweeling(*extra: Verzuimrij) -> Bouw:
    """Rows for leerplicht of three kinds, and behind them in the file what leerplicht may not know."""
    rijen = [*hele_dagen("2026-11-16", "2026-11-18"), *uren(("2026-11-19", 2), code="L"), *LAAT]

    def bouw(plek: Plek) -> None:
        school = maak_school(plek, kalender=[HERFST])
        p = plek.eerste
        while p <= plek.laatste:
            school.verzuim(BEGIN, p, maandag_na(p), [*rijen, gemist("9999", p - WEEK, 1), *extra])
            p += WEEK

    return bouw


ZIEK_VAAK = [gemist(LEERLING, f"2026-{dag}", code="Z") for dag in ("10-05", "10-07", "10-27", "11-10", "11-24")]
VAST = [gemist(LEERLING, f"2026-{dag}") for dag in ("10-26", "11-02", "11-09", "11-16", "11-18")]
LAAT = [gemist(LEERLING, f"2026-11-{dag:02}", 1, 1, "T", "te_laat") for dag in (2, 3, 4, 5, 6, 9, 10, 11, 12, 13)]
LANG_WEG = [*hele_dagen("2026-10-05", "2026-11-25"), *uren(("2026-11-26", 6), ("2026-11-27", 6), code="?")]
BEGIN_GEMIST = uren(("2026-11-10", 3), ("2026-11-24", 6))
NIET = gemist(LEERLING, "2026-11-24", 1, 2, "N")
GEHEIM = (
    *hele_dagen("2026-11-23", "2026-11-24", "Z"),
    *uren(("2026-11-25", 3), code="S"),
    gemist(LEERLING, "2026-11-19", 3, 4, "Z"),
    gemist(LEERLING, "2026-11-20", 2, 3, "V"),
    gemist(LEERLING, "2026-11-26", 1, 1, "N"),
    gemist(LEERLING, "2026-11-26", 2, 2, "Q"),
    gemist(LEERLING, "2026-11-27", 1, 2, "?"),
    gemist(LEERLING, "2026-11-27", 3, 3, "W", "verwijderd"),
)
"""Ill, suspended, on leave, nvt, an unknown code, without a reason yet, sent out of class."""
OVER = uren(("2026-11-17", 6), ("2026-11-18", 6), ("2026-11-19", 4))
VOORBEELDEN = (
    Voorbeeld("16u4w lesuren", "verzuim_16u4w", zestien),
    Voorbeeld("16u4w lesuren, leerplicht", "verzuim_16u4w", zestien, kant="leerplicht"),
    Voorbeeld("16u4w klokuren", "verzuim_16u4w", klokuren),
    Voorbeeld("luxeverzuim", "luxeverzuim", met(uren(("2026-11-20", 6), code="L")), kant="leerplicht"),
    Voorbeeld("lrv", "lrv", met(LANG_WEG)),
    Voorbeeld("lrv, leerplicht", "lrv", met(LANG_WEG), kant="leerplicht"),
    Voorbeeld("lrv_3m", "lrv_3m", met(hele_dagen("2026-08-31", "2026-12-04")), TWEEDE, "leerplicht"),
    Voorbeeld("langdurig_ziek", "langdurig_ziek", met(hele_dagen("2026-10-05", "2026-11-27", "Z"))),
    Voorbeeld("ziek_mazl keren", "ziek_mazl", met(ZIEK_VAAK)),
    Voorbeeld("ziek_mazl dagen", "ziek_mazl", met(hele_dagen("2026-11-16", "2026-11-26", "Z"))),
    Voorbeeld("afwezig_10", "afwezig_10", met(hele_dagen("2026-09-07", "2026-09-16", "Z"))),
    Voorbeeld("afwezig_20", "afwezig_20", met(hele_dagen("2026-09-07", "2026-09-25", "V"))),
    Voorbeeld("afwezig_20 op twee scholen", "afwezig_20", verhuisd, letter="B", wie="2002"),
    Voorbeeld("start_schooljaar", "start_schooljaar", met(BEGIN_GEMIST, begin="2026-11-09")),
    Voorbeeld("kwart_2w", "kwart_2w", met([*hele_dagen("2026-11-17", "2026-11-19", "Z"), NIET])),
    Voorbeeld("stijging", "stijging", met([*uren(("2026-10-06", 3)), *hele_dagen("2026-11-17", "2026-11-19", "Z")])),
    Voorbeeld("vaste_dag", "vaste_dag", met(VAST)),
    Voorbeeld("te_laat", "te_laat", met(LAAT)),
    Voorbeeld("te_laat, leerplicht", "te_laat", met(LAAT), kant="leerplicht"),
    Voorbeeld("onbekend_open", "onbekend_open", met(uren(("2026-11-10", 2), ("2026-11-26", 1), code="?"))),
    Voorbeeld("schorsing", "schorsing", met(hele_dagen("2026-11-23", "2026-11-24", "S"))),
    Voorbeeld("rooster_krimpt", "rooster_krimpt", krimp),
    Voorbeeld("terugval", "terugval", terug, DERDE),
    Voorbeeld("schoolwissel", "schoolwissel", wissel, letter="B", wie="2002"),
    Voorbeeld("geen_inschrijving", "geen_inschrijving", uitgeschreven, DERDE, "leerplicht"),
    Voorbeeld("absoluut", "absoluut", registers, kant="leerplicht"),
    Voorbeeld("absoluut, nooit ingeschreven", "absoluut", nergens, kant="leerplicht", wie="gemeente/Z4711"),
    Voorbeeld("vrijstelling_verloopt", "vrijstelling_verloopt", registers, kant="leerplicht"),
    Voorbeeld("opgelost", "kwart_2w", met(hele_dagen("2026-11-17", "2026-11-19", "Z")), TWEEDE),
    Voorbeeld("ingetrokken", "verzuim_16u4w", verbeterd, TWEEDE),
    Voorbeeld("ingetrokken, leerplicht", "verzuim_16u4w", verbeterd, TWEEDE, "leerplicht"),
    Voorbeeld("uitgeschreven", "kwart_2w", uitgeschreven, TWEEDE),
    Voorbeeld("gegevens_ontbreken", "kwart_2w", met(OVER, zonder=[TWEEDE, DERDE]), DERDE),
    Voorbeeld("tweeling zonder", "verzuim_16u4w", tweeling(), kant="leerplicht"),
    Voorbeeld("tweeling met", "verzuim_16u4w", tweeling(*GEHEIM), kant="leerplicht"),
    Voorbeeld("geen regel", "te_laat", met(LAAT[:5])),
    Voorbeeld("nergens gezien", "te_laat", met([])),
)  # fmt: skip


def speel(map_: Path) -> None:
    """Build all of them in one city and run it."""
    TONEEL.gevallen[:] = [Geval(v.naam, v.signaal, v.bouw, {}) for v in VOORBEELDEN]
    TONEEL.speel(map_)


def plek_van(voorbeeld: Voorbeeld) -> tuple[str, str]:
    """brin6 and leerlingnummer of an example; of one that was never enrolled `gemeente` and the zaaknummer."""
    if "/" in voorbeeld.wie:
        school, _, nummer = voorbeeld.wie.partition("/")
        return school, nummer
    nummer = VOORBEELDEN.index(voorbeeld)
    return f"{nummer % 100:02}{voorbeeld.letter}{chr(65 + nummer // 100)}00", voorbeeld.wie
