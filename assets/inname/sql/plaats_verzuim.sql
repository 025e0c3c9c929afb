-- Verzuim on its place: which slots of which days a row covers. Reads the typed rows `getypt`, adds columns.
with
-- An empty end date is the same day for a dialect of one day, and an open end otherwise.
met_einde as (
    select
        *,
        case when eendaags then datum else einddatum end as einde,
        coalesce(van, tot) as van_vol,
        coalesce(tot, van) as tot_vol,
        coalesce(van, tot) is not null or eenheid is not null as heeft_slot
    from getypt
),
-- Slots win over times. Midnight and the last minute are the ends of a day, not times within it.
met_tijd as (
    select
        *,
        case when not heeft_slot then nullif(begintijd, time '00:00') end as tijd_van,
        case when not heeft_slot and (eindtijd < time '23:59') and not eindtijd_is_nacht then eindtijd end as tijd_tot,
        case when not heeft_slot and eindtijd_is_nacht then einde - 1 else einde end as einde_vol
    from (select *, coalesce(eindtijd = time '00:00' and einde > datum, false) as eindtijd_is_nacht from met_einde)
),
-- A time touches every slot that has begun before its end and ends after its begin.
geplaatst as (
    select
        *,
        (select min(l.slot) from lestijd l where l.brin6 = met_tijd.brin6_map and l.tot > tijd_van) as slot_bij_van,
        (
            select max(l.slot) from lestijd l
            where l.brin6 = met_tijd.brin6_map
                and (l.van < tijd_tot or (l.van = tijd_tot and tijd_van = tijd_tot))
        ) as slot_bij_tot
    from met_tijd
),
-- A begin after the last slot is the next day; an end before the first slot is the day before.
verschoven as (
    select
        *,
        case when tijd_van is not null and slot_bij_van is null then datum + 1 else datum end as dag_van,
        case when tijd_tot is not null and slot_bij_tot is null then einde_vol - 1 else einde_vol end as dag_tot,
        case when heeft_slot then van_vol else slot_bij_van end as eerste_slot,
        case when heeft_slot then tot_vol else slot_bij_tot end as laatste_slot
    from geplaatst
),
-- What is left after cutting at the period and at 1 August of the schooljaar before the receipt's.
gesneden as (
    select
        *,
        greatest(dag_van, periode_van, grens) as snede_van,
        case when dag_tot is not null then least(dag_tot, periode_tot) end as snede_tot
    from verschoven
)
select
    *,
    snede_van as van_datum,
    snede_tot as tot_datum,
    case when snede_van = dag_van then eerste_slot end as slot_van,
    case when snede_tot = dag_tot then laatste_slot end as slot_tot,
    coalesce(
        eenheid,
        case when coalesce(eerste_slot, laatste_slot) > 12 then 'dagdeel'
            when coalesce(eerste_slot, laatste_slot) is not null then 'lesuur'
            else 'dag' end
    ) as rij_eenheid,
    case
        when tijd_van is null and tijd_tot is null then null
        when brin6_map not in (select brin6 from lestijd) then 'geen_lestijden'
        when dag_tot < dag_van or (dag_tot = dag_van and eerste_slot > laatste_slot) then 'raakt_niets'
    end as plaatsing
from gesneden
