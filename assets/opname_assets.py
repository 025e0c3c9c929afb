"""The Dagster assets that deliveries fill: the register of schools, and per room its bron tables in one step."""

import dagster as dg

from assets.bouw import HULPBRON, peildata_van, sleutel, tabel_spec, uitkomst, zonder_waarden
from assets.opname import Opname, tabellen_van
from assets.register_asset import TABEL as SCHOOLTABEL
from assets.register_asset import ververs_register
from assets.versies import delen_van
from assets.werk import Werk

SOM_KLOPT = "ontvangen_is_verantwoord"
CONTRACT_GECONTROLEERD = "contract_gecontroleerd"
SCHOLEN_UNIEK = "school_staat_een_keer"
KAMER_NAAM = {"school": "scholen", "leerplicht": "gemeente", "kluis": "kluis"}
OMSCHRIJVING = {
    "levering": "Elk bestand dat is aangeleverd, met periode, ontvangst en de zondag waarop het bekend is.",
    "ontvangst": "Wat er met elk bestand gebeurde toen het werd gelezen, met aantallen regels.",
    "afwijzing": "Regels die niet zijn verwerkt om wat er in de levering zelf staat: plaats en reden, nooit de inhoud.",
    "controle": "Wat Great Expectations per contractregel vond: aantallen, nooit de inhoud.",
    "leerling": "Wie een leerling is: nummer, naam en zijn sleutel in elke kamer. Alleen in de kluis.",
    "persoon": "De sleutels van een persoon in elke kamer. Alleen in de kluis.",
}


def _tekst(tabel: str) -> str:
    naam = tabel.rsplit(".", 1)[1]
    return OMSCHRIJVING.get(naam, f"De regels van soort {naam} zoals aangeleverd en door het contract aanvaard.")


def _checks(kamer: str) -> list[dg.AssetCheckSpec]:
    check, tekst = (
        (SOM_KLOPT, "Elke gelezen regel is aanvaard, in quarantaine of genegeerd: de som klopt per bestand.")
        if kamer != "kluis"
        else (SOM_KLOPT, "Elke leerling in de kluis heeft een sleutel in elke kamer.")
    )
    specs = [dg.AssetCheckSpec(check, asset=sleutel(t), description=tekst) for t in tabellen_van(kamer)]
    if kamer == "kluis":
        return specs
    tekst = "Great Expectations controleerde elke contractregel zonder fout in de controle zelf."
    return [
        *specs,
        dg.AssetCheckSpec(CONTRACT_GECONTROLEERD, asset=sleutel(f"{kamer}.bron.controle"), description=tekst),
    ]


def onverantwoord(werk: Werk, kamer: str) -> int:
    """Files whose rows do not add up (or, in the kluis, pupils without a key)."""
    if kamer == "kluis":
        sql = "SELECT count(*) FROM kluis.bron.leerling WHERE school_leerling IS NULL OR leerplicht_leerling IS NULL"
        return werk.magazijn.rijen(sql)[0][0]
    tellingen = " UNION ALL ".join(
        f"SELECT bestand_id, sum(aantal) AS n FROM {delen_van(t)[1]} GROUP BY bestand_id"
        for t in tabellen_van(kamer)[4:]
    )
    sql = f"""
        WITH aanvaard AS ({tellingen}),
        uitval AS (
            SELECT bestand_id, count(*) AS n
            FROM {kamer}.bron.afwijzing
            WHERE uitkomst IN ('quarantaine', 'genegeerd')
            GROUP BY bestand_id
        )
        SELECT count(*)
        FROM {kamer}.bron.ontvangst AS o
        LEFT JOIN aanvaard AS a ON a.bestand_id = o.bestand_id
        LEFT JOIN uitval AS u ON u.bestand_id = o.bestand_id
        WHERE o.uitkomst = 'verwerkt' AND o.ontvangen <> coalesce(a.n, 0) + coalesce(u.n, 0)
    """
    return werk.magazijn.rijen(sql)[0][0]


def controlefouten(werk: Werk, kamer: str) -> int:
    """Contract rules that could not be checked: an error in the check is never a pass."""
    return werk.magazijn.rijen(f"SELECT count(*) FROM {kamer}.bron.controle WHERE is_fout")[0][0]


def opname_asset(kamer: str) -> dg.AssetsDefinition:
    """The bron tables of one room as one step."""
    deps = [] if kamer == "kluis" else [SCHOOLTABEL]

    @dg.multi_asset(
        name=f"opname_{kamer}",
        specs=[tabel_spec(t, _tekst(t), deps) for t in tabellen_van(kamer)],
        check_specs=_checks(kamer),
        backfill_policy=dg.BackfillPolicy.single_run(),
        required_resource_keys={HULPBRON},
    )
    def neem_op(context: dg.AssetExecutionContext):
        with zonder_waarden(f"{kamer}.bron"):
            werk: Werk = getattr(context.resources, HULPBRON)
            Opname(werk, kamer, werk.leveringen).ververs(werk.keten(peildata_van(context)))
            fouten = onverantwoord(werk, kamer)
            is_nagekeken = kamer == "kluis" or controlefouten(werk, kamer) == 0
        for tabel in tabellen_van(kamer):
            checks = [
                uitkomst(
                    SOM_KLOPT, fouten == 0, "alles" if fouten == 0 else "een of meer bestanden kloppen niet", tabel
                )
            ]
            if tabel.endswith(".controle"):
                tekst = "alles nagekeken" if is_nagekeken else "een of meer regels niet nagekeken"
                checks.append(uitkomst(CONTRACT_GECONTROLEERD, is_nagekeken, tekst, tabel))
            yield dg.MaterializeResult(asset_key=sleutel(tabel), check_results=checks)

    return neem_op


def register_asset() -> dg.AssetsDefinition:
    """The register of schools."""

    @dg.multi_asset(
        name="register_van_scholen",
        specs=[tabel_spec(SCHOOLTABEL, "De scholen uit scholen.yaml met hun instellingen, per peildatum.")],
        check_specs=[
            dg.AssetCheckSpec(
                SCHOLEN_UNIEK, asset=sleutel(SCHOOLTABEL), description="Elke school staat een keer in het register."
            )
        ],
        backfill_policy=dg.BackfillPolicy.single_run(),
        required_resource_keys={HULPBRON},
    )
    def schrijf_register(context: dg.AssetExecutionContext):
        with zonder_waarden(SCHOOLTABEL):
            werk: Werk = getattr(context.resources, HULPBRON)
            ververs_register(werk, werk.keten(peildata_van(context)))
            sql = f"SELECT count(*) FROM (SELECT 1 FROM {SCHOOLTABEL} GROUP BY peildatum, brin6 HAVING count(*) > 1)"
            dubbel = werk.magazijn.rijen(sql)[0][0]
        tekst = "een keer" if dubbel == 0 else "een school staat dubbel"
        yield dg.MaterializeResult(
            asset_key=sleutel(SCHOOLTABEL), check_results=[uitkomst(SCHOLEN_UNIEK, dubbel == 0, tekst, SCHOOLTABEL)]
        )

    return schrijf_register


def opname_assets() -> list[dg.AssetsDefinition]:
    """The register and the three rooms that deliveries fill."""
    return [register_asset(), *(opname_asset(k) for k in KAMER_NAAM)]
