"""Every notebook runs from top to bottom on published tables, and keeps no output in the repository."""

from pathlib import Path

import jupytext
import pandas as pd
import pytest
from nbclient import NotebookClient

from models.onthulling import DREMPEL_STAD, geef_vrij

pytestmark = pytest.mark.traag
NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
ALLE = sorted(NOTEBOOKS.glob("*.py"))


@pytest.fixture
def uit(tmp_path):
    """Three published weeks of a city, made by the real disclosure control; the first week has a hidden count."""
    for nummer, teller in enumerate((7, 15, 25)):
        zondag = pd.Timestamp("2026-11-08") + pd.Timedelta(weeks=nummer)
        vast = {"peildatum": zondag.date().isoformat(), "niveau": "stad", "code": "", "onderwijssoort": ""}
        maten = ("thuiszitters_lrv", "thuiszitters_absoluut", "thuiszitters_verborgen")
        cellen = [{**vast, "maat": maat, "teller": teller, "noemer": 1000, "volledigheid": 100.0} for maat in maten]
        pad = tmp_path / f"2026-W{45 + nummer}" / "stad" / "trends.csv"
        pad.parent.mkdir(parents=True)
        geef_vrij(pd.DataFrame(cellen), DREMPEL_STAD).to_csv(
            pad, sep=";", decimal=",", index=False, encoding="utf-8-sig", lineterminator="\r\n"
        )
    return tmp_path


def draai(pad, uit, monkeypatch):
    """All outputs of a notebook, in order."""
    monkeypatch.setenv("INBEELD_UIT", str(uit))
    notebook = jupytext.read(pad)
    NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    return [uitvoer for cel in notebook.cells if cel.cell_type == "code" for uitvoer in cel.outputs]


def test_there_is_a_notebook():
    assert ALLE


@pytest.mark.parametrize("pad", ALLE, ids=lambda pad: pad.name)
def test_a_notebook_runs_and_draws_its_chart(pad, uit, monkeypatch):
    uitvoer = draai(pad, uit, monkeypatch)
    (figuur,) = [
        stuk["data"]["application/vnd.plotly.v1+json"] for stuk in uitvoer if "plotly" in str(stuk.get("data"))
    ]
    assert len(figuur["data"]) == 3


@pytest.mark.parametrize("pad", ALLE, ids=lambda pad: pad.name)
def test_a_notebook_without_published_weeks_says_what_to_do(pad, tmp_path, monkeypatch):
    with pytest.raises(Exception, match="draai eerst `make run`"):
        draai(pad, tmp_path, monkeypatch)


def test_notebooks_are_kept_as_text_without_output():
    assert not list(NOTEBOOKS.glob("*.ipynb"))
