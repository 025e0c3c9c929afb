"""The trend pages: trend_school.html, stad/index.html and stad/swv_<code>.html. Released figures only."""

from assets.uitgifte.grafiek import grafiek_json, plotly_js, script_van, taal_js
from assets.uitgifte.hoofdstuk import GROEPEN, hoofdstuk_van, kort_van
from assets.uitgifte.inzet import MEEST_BALKEN, inzetregels
from assets.uitgifte.klas import klasdelen, zonder_cijfers
from assets.uitgifte.maten import MATEN
from assets.uitgifte.modellen_trend import Trendpagina
from assets.uitgifte.school import naast_kolom, naast_zin
from assets.uitgifte.sjabloon import render
from assets.uitgifte.stad import stad_velden
from models.onthulling import AFRONDING_PERSONEN, woord


def trend_html(pagina: Trendpagina) -> str:
    """The whole page, self-contained; works offline, and without script as tables."""
    eigen = school_velden(pagina) if pagina.niveau == "school" else stad_velden(pagina)
    return render(
        "trend_school.html.j2" if pagina.niveau == "school" else "stad.html.j2",
        p=pagina,
        modus=pagina.modus,
        afronding=AFRONDING_PERSONEN,
        klein=woord("klein", pagina.drempel),
        plotly_js=plotly_js(),
        taal_js=taal_js(),
        **eigen,
    )


def school_velden(pagina: Trendpagina) -> dict[str, object]:
    """What the page of a school's own kernteam shows: each maat over the weeks, with the support that was given."""
    hoofdstukken = [
        hoofdstuk_van(pagina, maat, naast_kolom(pagina, maat)) for maat in MATEN.values() if pagina.cijfers(maat.naam)
    ]
    figuren = [
        (stuk.sleutel, grafiek_json(stuk.maat, pagina.cijfers(stuk.maat.naam), pagina.inzet or (), pagina.naast))
        for stuk in hoofdstukken
        if stuk.heeft_grafiek
    ]
    klassen = klasdelen(pagina)
    figuren += [(stuk.sleutel, figuur) for _, stuk, figuur in klassen if stuk.heeft_grafiek]
    return {
        "kort": [kort for groep in GROEPEN if (kort := kort_van(pagina, groep)).regels],
        "hoofdstukken": hoofdstukken,
        "inzet": None if pagina.inzet is None else inzetregels(pagina.inzet),
        "meest_balken": MEEST_BALKEN,
        "klassen": [(titel, stuk) for titel, stuk, _ in klassen],
        "klassen_zonder": zonder_cijfers(pagina),
        "naast_zin": naast_zin(pagina),
        "grafieken": script_van(figuren),
    }
