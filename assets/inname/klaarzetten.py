"""The SQL that turns delivered texts into typed, staged rows: made from the contract and the dialect.

`ruw` holds the columns of the contract as text; `rij` holds them typed, beside the text as delivered
(`<kolom>_tekst`), with the number of the first rule that the row breaks (`oordeel`, NULL when none).
"""

from functools import cache
from importlib.resources import files

from data_contracts.contract import Contract, Kolom
from data_contracts.dialect import MET_VORM, ONBEKENDE_WAARDE, Dialect, Veld, als_strptime
from data_contracts.regel import Regel, regels_van

REST = "rest"
REGEL, VELDEN, NR = ":regel", ":velden", ":nr"
"""What the reader adds to the columns of a file; no column of a file can have such a name."""

_VAN_BESTAND = ("ontvangen", "periode_van", "periode_tot", "grens", "schooljaar_einde", "negeer_toekomst", "eendaags")
_VAN_BESTAND += ("moet_eenheid", "moet_van", "moet_soort")
HERHALING = ("dubbel", "sleutel_dubbel")


@cache
def sql(naam: str) -> str:
    """The text of one file in `assets/inname/sql`."""
    return (files("assets.inname") / "sql" / f"{naam}.sql").read_text(encoding="utf-8")


def maak_ruw(contract: Contract) -> str:
    """The table of delivered texts, empty."""
    kolommen = ", ".join(f'"{kolom.naam}" varchar' for kolom in contract.kolommen)
    return f"create or replace table ruw ({kolommen}, {REST} varchar, regel integer, velden tinyint, nr integer)"


def vul_ruw(contract: Contract, dialect: Dialect | None, aanwezig: set[str]) -> str:
    """Insert pieces of files (`stuk`). Columns that the files lack stay NULL."""
    delen = _uit_dialect(dialect, aanwezig) if dialect else _gelijk(contract, aanwezig)
    koppelingen = " ".join(
        f"left join moment as {_kolom(f'm_{naam}')} on {_kolom(f'm_{naam}')}.tekst = stuk.{_kolom(naam)}"
        for naam in deelkolommen(dialect)
    )
    vast = f'stuk."{REGEL}" as regel, stuk."{VELDEN}" as velden, stuk."{NR}" as nr'
    return f"insert into ruw by name select {', '.join(delen)}, {vast} from stuk {koppelingen}"


def _kolom(naam: str) -> str:
    """A name of a file's column in SQL, whatever signs it holds."""
    return '"' + naam.replace('"', '""') + '"'


def deelkolommen(dialect: Dialect | None) -> list[str]:
    """The columns of a dialect that hold moments of which the date or the time is taken."""
    return sorted({v.kolom for v in dialect.velden if v.deel and v.kolom and not v.vorm}) if dialect else []


def maak_moment(kolommen: list[str]) -> str:
    """The table `moment` of the distinct texts in these columns of `stuk`."""
    return f"create or replace table moment as {_momenten('stuk', kolommen)}"


def _momenten(tabel: str, kolommen: list[str]) -> str:
    teksten = " union all ".join(f"select {_kolom(naam)} as tekst from {tabel}" for naam in kolommen)
    return sql("momenten").replace("/* teksten */", teksten)


def _gelijk(contract: Contract, aanwezig: set[str]) -> list[str]:
    return [f'{_leeg_is_null(kolom.naam)} as "{kolom.naam}"' for kolom in contract.kolommen if kolom.naam in aanwezig]


def _uit_dialect(dialect: Dialect, aanwezig: set[str]) -> list[str]:
    velden = [veld for veld in dialect.velden if veld.kolom is None or veld.kolom in aanwezig]
    return [f'{_uitdrukking(veld)} as "{veld.naam}"' for veld in velden] + [f"{_rest(dialect, aanwezig)} as {REST}"]


def _uitdrukking(veld: Veld) -> str:
    if veld.kolom is None:
        return _tekst(veld.vast or "")
    bron = _leeg_is_null(veld.kolom)
    if veld.waarden:
        return _vertaald(veld, bron)
    if veld.vorm:
        return _herschreven(veld, bron)
    return f"nullif({_kolom(f'm_{veld.kolom}')}.{veld.deel}, '')" if veld.deel else bron


def _vertaald(veld: Veld, bron: str) -> str:
    gevallen = " ".join(
        f"when {_tekst(van)} then {_tekst(naar) if naar else 'null'}" for van, naar in veld.waarden.items()
    )
    anders = "null" if veld.anders_leeg else f"case when {bron} is not null then {_tekst(ONBEKENDE_WAARDE)} end"
    return f"case {bron} {gevallen} else {anders} end"


def _herschreven(veld: Veld, bron: str) -> str:
    """Dates and times of another form as our reader writes them; a text that does not fit becomes unreadable.

    A moment without a time has no part `tijd`, so that a date alone is a whole day.
    """
    naar = {"datum": "%Y-%m-%d", "tijd": "%H:%M:%S"}.get(veld.deel or "", MET_VORM[veld.naam])
    vormen = [als_strptime(vorm) for vorm in veld.vorm]
    zonder_tijd = [vorm for vorm in vormen if "%H" not in vorm] if veld.deel == "tijd" else []
    met = [vorm for vorm in vormen if vorm not in zonder_tijd]
    leeg = f"when {_gelezen(bron, zonder_tijd)} is not null then null " if zonder_tijd else ""
    gelezen = f"strftime({_gelezen(bron, met)}, '{naar}')" if met else "null"
    return f"case when {bron} is null then null {leeg}else coalesce({gelezen}, '{ONBEKENDE_WAARDE}') end"


def _gelezen(bron: str, vormen: list[str]) -> str:
    return f"try_strptime({bron}, [{', '.join(_tekst(vorm) for vorm in vormen)}])"


def _rest(dialect: Dialect, aanwezig: set[str]) -> str:
    """What two rows must also share to be equal: columns that are translated, or that fill no field."""
    letterlijk = {veld.kolom for veld in dialect.velden if not veld.waarden}
    kolommen = [naam for naam in dialect.kolommen if naam in aanwezig and naam not in letterlijk | dialect.vrije_tekst]
    delen = [f"stuk.{_kolom(naam)}" for naam in kolommen]
    return f"concat_ws(chr(31), {', '.join(delen)})" if delen else "null::varchar"


def _leeg_is_null(kolom: str) -> str:
    return f"nullif(stuk.{_kolom(kolom)}, '')"


def _tekst(waarde: str) -> str:
    return "'" + waarde.replace("'", "''") + "'"


def maak_getypt(contract: Contract) -> str:
    """The typed rows of `ruw`, with what the rules need to know of their file.

    Dates, times and slots have few distinct texts, so each text is typed once and joined (measured: half the time).
    """
    kolommen = ", ".join(deel for kolom in contract.kolommen for deel in _getypt(kolom))
    bestand = ", ".join(f"b.{naam}" for naam in _VAN_BESTAND)
    koppelingen = " ".join(_koppeling(kolom) for kolom in contract.kolommen if kolom.vorm != "tekst")
    return (
        f"select {kolommen}, u.{REST}, u.regel, u.velden, u.nr, b.levering_nr, b.brin6 as brin6_map, "
        f"(b.volgnummer::bigint << 32) + u.regel as plaats, {bestand} from ruw u "
        f"join bestand b using (nr) {koppelingen}"
    )


def _getypt(kolom: Kolom) -> tuple[str, ...]:
    tekst = f'u."{kolom.naam}"'
    if kolom.vorm == "tekst":
        return (f'{tekst} as "{kolom.naam}"',)
    return (f'"k_{kolom.naam}".waarde as "{kolom.naam}"', f'{tekst} as "{kolom.naam}_tekst"')


def _koppeling(kolom: Kolom) -> str:
    teksten = f'(select distinct "{kolom.naam}" as tekst from ruw where "{kolom.naam}" is not null)'
    waarden = {
        "pgn": "pgnkaart",
        "tijdstip": f"(select tekst, utc as waarde from ({_momenten('ruw', [kolom.naam])}))",
    }.get(kolom.vorm) or f"(select tekst, {_waarde(kolom)} as waarde from {teksten})"
    return f'left join {waarden} as "k_{kolom.naam}" on "k_{kolom.naam}".tekst = u."{kolom.naam}"'


def _waarde(kolom: Kolom) -> str:
    """The typing of one column. A date in a `_op` column may have a time behind it."""
    vormen = {
        "datum": "kaal_moment(tekst)::date" if kolom.naam.endswith("_op") else "datum(tekst)",
        "tijd": "tijd(tekst)",
        "geheel": "geheel(tekst)",
        "slot": "slotnummer(tekst)",
        "ja_nee": "ja_nee(tekst)",
    }
    return vormen[kolom.vorm]


def maak_rij(contract: Contract, geplaatst: str) -> str:
    """The table `rij`: what `geplaatst` selects, judged by every rule that needs one row only."""
    regels = regels_van(contract.naam)
    gevallen = " ".join(f"when {regel.sql} then {nummer}" for nummer, regel in enumerate(regels) if _per_rij(regel))
    return (
        f"create or replace table rij as select *, (case {gevallen} end)::smallint as oordeel, "
        f"false as is_dubbel, false as is_sleutel_dubbel from ({geplaatst})"
    )


def _per_rij(regel: Regel) -> bool:
    return regel.uitkomst != "gemeld" and regel.reden not in HERHALING


def _heeft_pgn(contract: Contract) -> bool:
    return any(kolom.vorm == "pgn" for kolom in contract.kolommen)


def gelijke_kolommen(contract: Contract) -> str:
    """The columns in which two rows must be equal to be `dubbel`, as a list in SQL."""
    return ", ".join([f'"{kolom.naam}"' for kolom in contract.kolommen] + _pgn_tekst(contract) + [REST])


def _pgn_tekst(contract: Contract) -> list[str]:
    return ["pgn_tekst"] if _heeft_pgn(contract) else []


def zoek_dubbel(contract: Contract) -> str:
    """Rows (nr, regel) that equal an earlier row of their delivery; only rows that no other rule stopped."""
    kolommen = gelijke_kolommen(contract)
    return _zoek_herhaling(kolommen, "plaats")


def zoek_sleutel_dubbel(contract: Contract) -> str:
    """Rows (nr, regel) whose key comes back later in their delivery: the last one counts."""
    return _zoek_herhaling(", ".join(f'"{naam}"' for naam in contract.sleutel), "plaats desc")


def _zoek_herhaling(kolommen: str, volgorde: str) -> str:
    """Hashes find the few candidates; the exact comparison is made among those only, because it is slow."""
    return f"""
        with open_rij as (
            select *, hash(levering_nr, {kolommen}) as h from rij where oordeel is null
        ),
        kandidaat as (select h from open_rij group by h having count(*) > 1)
        select nr, regel from (
            select nr, regel, row_number() over (partition by levering_nr, {kolommen} order by {volgorde}) as keer
            from open_rij semi join kandidaat using (h)
        ) where keer > 1
    """
