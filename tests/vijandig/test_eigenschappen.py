"""Properties: whatever bytes, texts or JSON come in, nothing is raised and every row is accounted for."""

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.assets.inname.stad import KOPPEN, Stad
from tests.vijandig.test_lezen import lees_alles

SNEL = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
VELDEN = st.text(st.characters(blacklist_categories=["Cs"]), max_size=12)
RIJEN = st.lists(st.lists(VELDEN, max_size=11), max_size=12)
BYTES = st.lists(st.binary(max_size=200), min_size=5, max_size=5)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda deel: st.lists(deel, max_size=4) | st.dictionaries(st.text(max_size=5), deel, max_size=4),
    max_leaves=12,
)
STUK = st.sampled_from(['"', ";", "\n", "\r", ",", "x", "2026-11-02", '"";', "leerlingnummer", "\ufeff", "\t", " "])


def telt_op(stad: Stad, soort: str, pad: str, inhoud: bytes) -> None:
    """One file alone in the folder: read or refused, and the sum holds."""
    stad.schrijf(pad, inhoud)
    (uitkomst,) = lees_alles(stad, soort).values()
    assert uitkomst.klopt and uitkomst.uitkomst in ("verwerkt", "geweigerd")
    assert (uitkomst.reden is not None) == (uitkomst.uitkomst == "geweigerd")


@SNEL
@given(BYTES)
def test_arbitrary_bytes_in_every_form_are_accounted_for(stad, delen):
    vormen = ("03MJ03/verzuim/a.csv", "03MJ02/verzuim/b.csv", "03MJ00/verzuim/c.json", "03MJ01/verzuim/d.xlsx")
    for pad, inhoud in zip(vormen, delen, strict=False):
        stad.schrijf(pad, inhoud)
    telt_op_met = lees_alles(stad, "verzuim")
    assert len(telt_op_met) == len(vormen) and all(uitkomst.klopt for uitkomst in telt_op_met.values())
    telt_op(stad, "kalender", "03MJ03/kalender/a.ics", b"BEGIN:VCALENDAR\n" + delen[4])


@SNEL
@given(RIJEN, st.sampled_from(["verzuim", "inschrijvingen", "rooster", "kalender", "codes", "kernteam"]))
def test_arbitrary_texts_in_the_fields_are_accounted_for(stad, rijen, soort):
    tekst = "\n".join([KOPPEN[soort], *(";".join(f'"{veld.replace(chr(34), "")}"' for veld in rij) for rij in rijen)])
    telt_op(stad, soort, f"03MJ03/{soort}/x.csv", tekst.encode())


@SNEL
@given(st.lists(STUK, max_size=60).map("".join))
def test_rows_that_are_cut_and_quoted_anywhere_are_accounted_for(stad, tekst):
    telt_op(stad, "verzuim", "03MJ03/verzuim/x.csv", f"{KOPPEN['verzuim']}\n{tekst}".encode())


@SNEL
@given(st.lists(JSON, max_size=6), JSON)
def test_arbitrary_json_is_accounted_for(stad, items, wortel):
    melding = {"leerling": {"leerlingnummer": wortel}, "beginDatumTijd": wortel, "absentieReden": wortel}
    telt_op(stad, "verzuim", "03MJ00/verzuim/x.json", json.dumps({"items": [*items, melding]}).encode())
    telt_op(stad, "verzuim", "03MJ00/verzuim/x.json", json.dumps(wortel).encode())
