-- Each distinct text of a moment once: in UTC, in local time, and its local date and time of day as text.
-- In steps, because a macro within a macro would be written out many times over.
with tekst as (
    select distinct tekst from (/* teksten */) where tekst is not null
),
gelezen as (
    select
        tekst,
        kaal_moment(case when heeft_verschil(tekst) then zonder_verschil(tekst) else tekst end) as kaal,
        case when heeft_verschil(tekst) then verschil(tekst) end as verschil
    from tekst
),
in_utc as (
    select tekst, kaal, verschil, case when verschil is null then naar_utc(kaal) else kaal - verschil end as utc
    from gelezen
),
in_lokaal as (
    select tekst, utc, case when verschil is null then kaal else naar_lokaal(utc) end as lokaal
    from in_utc
)
select
    tekst,
    utc,
    lokaal,
    case when length(tekst) <= 10 then tekst else coalesce(strftime(lokaal, '%Y-%m-%d'), '?') end as datum,
    case when length(tekst) > 10 then coalesce(strftime(lokaal, '%H:%M:%S'), '?') end as tijd
from in_lokaal
