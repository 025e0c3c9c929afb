# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Thuiszitters in de stad, week voor week
#
# Dit notebook leest alleen wat gepubliceerd is: `stad/trends.csv` van elke week. Er staan geen leerlingen in. Aantallen
# zijn afgerond op vijf. Een gat in de lijn is een week met minder dan tien, of een getal dat niet getoond wordt.
#
# De map staat in `INBEELD_UIT`; anders is het `demo/uit` (maak die met `make run`).

# %%
import os
from pathlib import Path

import pandas as pd
import plotly.express as px

UIT = Path(os.environ.get("INBEELD_UIT", "demo/uit"))
MATEN = {
    "thuiszitters_lrv": "lang weg zonder geldige reden",
    "thuiszitters_absoluut": "niet ingeschreven",
    "thuiszitters_verborgen": "verborgen",
}


# %%
def lees_week(pad: Path) -> pd.DataFrame:
    """One published table: separator ;, decimal comma, UTF-8 with BOM; empty figures are hidden ones."""
    return pd.read_csv(pad, sep=";", decimal=",", encoding="utf-8-sig", dtype={"code": str}, parse_dates=["peildatum"])


weken = sorted(UIT.glob("*-W*/stad/trends.csv"))
assert weken, f"{UIT}: hier staat geen week; draai eerst `make run`"
trends = pd.concat([lees_week(pad) for pad in weken], ignore_index=True)

# %%
stad = trends[(trends["niveau"] == "stad") & trends["onderwijssoort"].isna() & trends["maat"].isin(list(MATEN))]
stad = stad.assign(telling=stad["maat"].map(MATEN)).sort_values(["maat", "peildatum"])
stad[["peildatum", "telling", "teller", "noemer", "waarde", "onder", "boven", "onderdrukt"]]

# %%
figuur = px.line(
    stad,
    x="peildatum",
    y="waarde",
    color="telling",
    markers=True,
    title="Thuiszitters per 1.000 leerlingen, per telling",
    labels={"peildatum": "week tot en met", "waarde": "per 1.000 leerlingen"},
)
figuur.update_traces(connectgaps=False)
figuur.show(config={"showSendToCloud": False, "displaylogo": False})
