select
    b.peildatum,
    b.levering_id,
    b.bestand_id,
    r.regel,
    b.brin6,
    r.van,
    coalesce(r.tot, r.van) as tot,
    r.soort,
    r.klas
from rij r
join bestand b using (nr)
where r.oordeel is null
order by r.nr, r.plaats
