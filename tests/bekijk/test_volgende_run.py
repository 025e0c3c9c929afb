"""From the page to the list: what a meeting saved stands on the copy and the list of the next week."""

import pytest

from assets.bekijk.accounts import schrijf_accounts
from tests.bekijk.conftest import NU, Klok, Pagina, accounts, formulier
from tests.pipelines.conftest import BRIN6, DERDE, TWEEDE, draai_stad, typ
from tests.product import paden

pytestmark = pytest.mark.traag


def test_a_saved_decision_is_on_the_next_list_of_its_side_and_comes_through_the_door(tmp_path, tmp_path_factory):
    bron, _ = draai_stad(tmp_path_factory.getbasetemp() / "gedraaid")
    plek = bron.kopie(tmp_path / "stad")
    pagina = Pagina(paden(plek.map / "aanlevering", plek.map), Klok(NU.replace(month=9, day=15)))
    schrijf_accounts(pagina.plek.accounts, accounts().values())
    klant, token = pagina.binnen("school_a")
    velden = formulier(token, peildatum=TWEEDE.isoformat(), signaal="luxeverzuim", datum="2026-09-15")
    eigen = pagina.pad("1003", "school", BRIN6)
    assert klant.post(f"{eigen}/besluit", data=velden).status_code == 303
    uitslag = typ("run", *plek.opties, "--peildatum", str(DERDE), map_=plek.map)
    assert uitslag.returncode in (0, 1), uitslag.stderr
    school, leerplicht = (_bespreking(Pagina(pagina.paden).kopie(BRIN6, kant)) for kant in ("school", "leerplicht"))
    assert school == ("actie", "school", "gesprek") and leerplicht == ("actie", "", "gesprek")
    lijst = plek.map / "uit" / "2026-W38" / BRIN6 / "lijst_school.html"
    assert "15-09-2026: actie" in lijst.read_text(encoding="utf-8")


def _bespreking(kopie):
    """What was agreed about pupil 1003 last."""
    (wie,) = [x for x in kopie.leerlingen() if x.leerlingnummer == "1003"]
    laatste = wie.besprekingen[-1]
    return laatste.besluit, laatste.wie, laatste.vervolg
