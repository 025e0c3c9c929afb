select
    b.peildatum,
    b.levering_id,
    b.bestand_id,
    r.regel,
    b.brin6,
    case when r.leerlingnummer is null then r.klas end as klas,
    l.school as leerling,
    r.geldig_van,
    r.geldig_tot,
    r.weekdag,
    r.slot,
    r.minuten
from rij r
join bestand b using (nr)
left join leerlingkaart l on l.brin6 = r.brin6_map and l.leerlingnummer = r.leerlingnummer
where r.oordeel is null
order by r.nr, r.plaats
