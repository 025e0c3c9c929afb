"""The Dagster assets that leave the rooms: released figures, and the folder of each week."""

from datetime import date
from pathlib import Path

import dagster as dg

from assets.bouw import HULPBRON, PEILDATA, groep, kolomschema, peildata_van, sleutel, uitkomst, zonder_waarden
from assets.opname import tabellen_van
from assets.publicatie.getoond import GETOOND, ververs_getoond
from assets.publicatie.getoond import INVOER as GETOOND_INVOER
from assets.publicatie.vrijgave import (
    BEWEGINGEN,
    INVOER,
    JAARTELLING,
    KLASTREND,
    LEREN_SCHOOL,
    LEREN_STAD,
    TREND_SCHOOL,
    TRENDS,
    ververs_vrijgave,
)
from assets.publicatie.week import schrijf_week, verwachte_bestanden
from assets.werk import Werk
from models.onthulling import DREMPEL_SCHOOL, DREMPEL_STAD
from models.sql import modellen
from models.tijd import weeknaam

WEEKMAP = sleutel("uit.week.map")
NIETS_KLEINS = "geen_klein_aantal"
ALLES_ER = "alle_bestanden_zijn_er"
DREMPELS = {
    TRENDS: DREMPEL_STAD,
    TREND_SCHOOL: DREMPEL_SCHOOL,
    KLASTREND: DREMPEL_SCHOOL,
    JAARTELLING: DREMPEL_STAD,
    LEREN_STAD: DREMPEL_STAD,
    LEREN_SCHOOL: DREMPEL_SCHOOL,
    BEWEGINGEN: DREMPEL_STAD,
}
VRIJGAVE_TEKST = {
    TRENDS: "Vrijgegeven cijfers voor de stad: kleine aantallen zijn weg, de rest is afgerond.",
    TREND_SCHOOL: "Vrijgegeven cijfers van elke school voor haar eigen kernteam.",
    KLASTREND: "Vrijgegeven cijfers van elke klas voor het kernteam van haar school.",
    JAARTELLING: "De jaarlijkse telling tot nu toe (artikel 25): kleine aantallen zijn weg, de rest is afgerond.",
    LEREN_STAD: "Wat teams besloten, vrijgegeven voor de stad: kleine aantallen zijn weg, de rest is afgerond.",
    LEREN_SCHOOL: "Wat het team van elke school besloot, vrijgegeven voor dat team zelf.",
    BEWEGINGEN: "Wie van telling wisselde, per half schooljaar: kleine aantallen zijn weg, de rest is afgerond.",
}
TE_KLEIN = (
    "SELECT count(*) FROM {tabel} WHERE onderdrukt = '' AND maat NOT LIKE 'verzuim_%' "
    "AND (teller < $d OR noemer < $d) OR onderdrukt <> '' AND (teller IS NOT NULL OR waarde IS NOT NULL)"
)
TE_KLEIN_JAAR = (
    "SELECT count(*) FROM {tabel} WHERE open_op_1_september < $d OR nieuw_in_jaar < $d OR totaal < $d "
    "OR (onderdrukt <> '' AND totaal IS NOT NULL)"
)
AANVAL_DOORSTAAN = "vrijgave_doorstond_de_aanval"
MET_AANVAL = (TRENDS, TREND_SCHOOL, LEREN_STAD, LEREN_SCHOOL)
"""Tables of which a Sunday without any figure can only be one whose release failed its audit."""
ZONDER_CIJFER = (
    "SELECT count(*) FROM (SELECT peildatum FROM {tabel} WHERE peildatum IN (SELECT unnest($peildata)) "
    "GROUP BY peildatum HAVING bool_and(onderdrukt = 'aanvullend'))"
)
SPELING = "van elk verborgen aantal blijven minstens {n} waarden mogelijk"
EEN_KEER = "sleutel_is_uniek"
DUBBEL_GETOOND = (
    "SELECT count(*) FROM (SELECT 1 FROM {tabel} GROUP BY peildatum, brin6, leerling, signaal HAVING count(*) > 1)"
)
WEEK_KOLOMMEN = {"pad": "Plaats van het bestand in de map van de week", "soort": "csv, html, xlsx of json"}


def te_klein(werk: Werk, tabel: str) -> int:
    """Released rows that show a count of persons below the threshold: there must be none."""
    sql = TE_KLEIN_JAAR if tabel == JAARTELLING else TE_KLEIN
    return werk.magazijn.rijen(sql.format(tabel=tabel), {"d": DREMPELS[tabel]})[0][0]


def zonder_cijfer(werk: Werk, tabel: str, peildata: list[date]) -> int:
    """Of these Sundays those whose release failed its audit, so that not one figure of it was let out."""
    return werk.magazijn.rijen(ZONDER_CIJFER.format(tabel=tabel), {"peildata": peildata})[0][0]


def aanval_uitslag(werk: Werk, tabel: str, peildata: list[date], zwakste: int | None) -> list[dg.AssetCheckResult]:
    """The check that all of these Sundays have a release, with the weakest hidden count of what was made anew."""
    if tabel not in MET_AANVAL:
        return []
    is_goed = zonder_cijfer(werk, tabel, peildata) == 0
    tekst = "alle weken" if zwakste is None else SPELING.format(n=zwakste)
    return [uitkomst(AANVAL_DOORSTAAN, is_goed, tekst if is_goed else "een of meer weken zonder cijfer", tabel)]


def _toetsen(tabel: str) -> list[dg.AssetCheckSpec]:
    klein = dg.AssetCheckSpec(
        NIETS_KLEINS,
        asset=sleutel(tabel),
        blocking=True,
        description="Geen vrijgegeven aantal ligt onder de drempel.",
    )
    aanval = dg.AssetCheckSpec(
        AANVAL_DOORSTAAN,
        asset=sleutel(tabel),
        description="Geen week bleef zonder cijfer omdat een verborgen aantal na te rekenen was.",
    )
    return [klein, aanval] if tabel in MET_AANVAL else [klein]


def vrijgave_asset(tabel: str) -> dg.AssetsDefinition:
    """A table of released figures."""

    @dg.asset(
        key=sleutel(tabel),
        deps=[sleutel(t) for t in INVOER[tabel]],
        group_name=groep(tabel),
        description=VRIJGAVE_TEKST[tabel],
        metadata={"dagster/column_schema": kolomschema(tabel)},
        kinds={"python", "duckdb"},
        partitions_def=PEILDATA,
        backfill_policy=dg.BackfillPolicy.single_run(),
        required_resource_keys={HULPBRON},
        check_specs=_toetsen(tabel),
    )
    def geef_vrij(context: dg.AssetExecutionContext) -> dg.MaterializeResult:
        with zonder_waarden(tabel):
            werk: Werk = getattr(context.resources, HULPBRON)
            peildata = peildata_van(context)
            zwakste = ververs_vrijgave(werk, tabel, werk.keten(peildata))
            fouten, aanval = te_klein(werk, tabel), aanval_uitslag(werk, tabel, peildata, zwakste)
        tekst = "niets" if fouten == 0 else "een of meer rijen"
        return dg.MaterializeResult(check_results=[uitkomst(NIETS_KLEINS, fouten == 0, tekst, tabel), *aanval])

    return geef_vrij


def getoond_asset(tabel: str) -> dg.AssetsDefinition:
    """Which rows stood on the lists of one side."""

    @dg.asset(
        key=sleutel(tabel),
        deps=[sleutel(t) for t in GETOOND_INVOER[tabel]],
        group_name=groep(tabel),
        description="Welke signalen op de weeklijst van elke zondag stonden.",
        metadata={"dagster/column_schema": kolomschema(tabel)},
        kinds={"python", "duckdb"},
        partitions_def=PEILDATA,
        backfill_policy=dg.BackfillPolicy.single_run(),
        required_resource_keys={HULPBRON},
        check_specs=[
            dg.AssetCheckSpec(EEN_KEER, asset=sleutel(tabel), description="Geen signaal staat twee keer op een lijst.")
        ],
    )
    def toon(context: dg.AssetExecutionContext) -> dg.MaterializeResult:
        with zonder_waarden(tabel):
            werk: Werk = getattr(context.resources, HULPBRON)
            ververs_getoond(werk, tabel, werk.keten(peildata_van(context)))
            fouten = werk.magazijn.rijen(DUBBEL_GETOOND.format(tabel=tabel))[0][0]
        tekst = "niets" if fouten == 0 else "een of meer rijen"
        return dg.MaterializeResult(check_results=[uitkomst(EEN_KEER, fouten == 0, tekst, tabel)])

    return toon


def getelde_tabellen() -> list[str]:
    """The tables whose rows run.json counts: those with a partition a Sunday; nobody reads the kluis."""
    python = [t for kamer in ("school", "leerplicht") for t in tabellen_van(kamer)]
    return [
        *python,
        *(m.naam for m in modellen().values() if m.soort != "zicht" and m.kamer != "kluis"),
        *VRIJGAVE_TEKST,
    ]


GELEZEN = (
    "leerplicht.kern.weekminuten",
    "leerplicht.kern.lesweek",
    "leerplicht.kern.bespreking",
    "school.kern.week",
    "school.kern.bespreking",
    "school.bron.controle",
    "leerplicht.bron.controle",
)
"""What the folder of a week reads beside the models that are published."""


def gelezen_tabellen() -> list[str]:
    """All tables that the folder of a week reads, by name."""
    gepubliceerd = [t for t in modellen() if t.split(".")[1] == "publicatie"]
    return sorted({*gepubliceerd, *GELEZEN, *VRIJGAVE_TEKST, *GETOOND})


def schrijf_weken(werk: Werk, peildata: list[date]) -> int:
    """Write the folders of these Sundays; how many of their files are missing or empty."""
    mappen = []
    for peildatum in peildata:
        werk.meld(f"uit {weeknaam(peildatum)}")
        mappen.append(schrijf_week(werk, peildatum, getelde_tabellen()))
    return sum(1 for map_ in mappen for bestand in verwachte_bestanden(werk) if not _gevuld(map_ / bestand))


def week_asset() -> dg.AssetsDefinition:
    """The folder uit/<JJJJ-Www>."""

    @dg.asset(
        key=WEEKMAP,
        deps=[sleutel(t) for t in gelezen_tabellen()],
        group_name="uit",
        description="De map van de week: lijsten, signalen, terugkoppeling, trends en het verslag van de run.",
        metadata={
            "dagster/column_schema": dg.TableSchema(
                [dg.TableColumn(k, "VARCHAR", description=t) for k, t in WEEK_KOLOMMEN.items()]
            )
        },
        kinds={"python", "html"},
        partitions_def=PEILDATA,
        backfill_policy=dg.BackfillPolicy.single_run(),
        required_resource_keys={HULPBRON},
        check_specs=[
            dg.AssetCheckSpec(
                ALLES_ER, asset=WEEKMAP, description="Elk bestand van de week is geschreven en niet leeg."
            )
        ],
    )
    def schrijf(context: dg.AssetExecutionContext) -> dg.MaterializeResult:
        with zonder_waarden("uit"):
            werk: Werk = getattr(context.resources, HULPBRON)
            missend = schrijf_weken(werk, peildata_van(context))
        tekst = "niets mist" if missend == 0 else "een of meer bestanden missen"
        return dg.MaterializeResult(check_results=[uitkomst(ALLES_ER, missend == 0, tekst, "uit.week.map")])

    return schrijf


def _gevuld(pad: Path) -> bool:
    return pad.is_file() and pad.stat().st_size > 0


def publicatie_assets() -> list[dg.AssetsDefinition]:
    """Everything that leaves the rooms."""
    return [
        *(vrijgave_asset(tabel) for tabel in VRIJGAVE_TEKST),
        *(getoond_asset(tabel) for tabel in GETOOND),
        week_asset(),
    ]
