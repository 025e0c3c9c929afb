"""From a signal and its facts to the plain Dutch sentences of the column `uitleg`.

The texts stand in data_contracts/signalen.yaml; thresholds and windows are filled in from there, never typed twice.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from assets.uitgifte.opmaak import datum_lang, eenheid_tekst, getal_tekst
from data_contracts.signalen import Maat, Signaal, UitlegDeel, laad_signalen

MEERVOUD = (("les", "lessen"), ("dag", "dagen"), ("schooldag", "schooldagen"))
"""Words that follow {waarde} in the texts: for 1, and for more."""
ANDERE_EENHEID = {"lesuur": "klokuren", "klokuur": "lesuren"}


def maak_uitleg(signaal: str, details: Mapping[str, Any]) -> str:
    """The explanation of one signal.

    details of verzuim_16u4w: begindatum, einddatum, uren, eenheid, uiterste_melddatum, meldingsnummer (or None) and
    grensgeval. All others: sinds (date) and waarde (exact number, or text as printed); ziek_mazl also eenheid
    (episode | schooldag).
    Optional everywhere: drempel, where a school has its own setting.
    """
    contract = laad_signalen()[signaal]
    maat = contract.maat(details.get("eenheid"))
    velden = _velden(contract, maat, details)
    delen = [deel.tekst for deel in contract.uitleg if _geldt(deel, details)]
    try:
        return " ".join(delen).format_map(velden)
    except KeyError as fout:
        raise ValueError(f"uitleg {signaal}: veld {fout.args[0]} ontbreekt; geef het mee in details") from None


def drempel_tekst(signaal: str, eenheid: str | None = None) -> str:
    """The threshold written like waarde (column `drempel` of signalen_*.csv)."""
    maat = laad_signalen()[signaal].maat(eenheid)
    return getal_tekst(maat.drempel, maat.decimalen)


def _velden(contract: Signaal, maat: Maat, details: Mapping[str, Any]) -> dict[str, str]:
    velden = {naam: str(grens) for naam, grens in contract.grenzen.items()}
    velden |= {"drempel": str(maat.drempel), "venster_lesweken": str(contract.venster_lesweken)}
    velden |= {naam: _tekst(waarde, maat) for naam, waarde in details.items()}
    is_een = velden.get("waarde") == "1"
    velden |= {meer: een if is_een else meer for een, meer in MEERVOUD}
    velden["eenheid"] = eenheid_tekst(maat.eenheid, velden.get("uren", ""))
    velden["andere_eenheid"] = ANDERE_EENHEID.get(maat.eenheid, "")
    return velden


def _tekst(waarde: Any, maat: Maat) -> str:
    if isinstance(waarde, date):
        return datum_lang(waarde)
    if isinstance(waarde, bool) or waarde is None:
        return ""
    return getal_tekst(waarde, maat.decimalen)


def _geldt(deel: UitlegDeel, details: Mapping[str, Any]) -> bool:
    waar = {naam for naam, waarde in details.items() if waarde} | {details.get("eenheid")}
    return (deel.als is None or deel.als in waar) and (deel.als_niet is None or deel.als_niet not in waar)
