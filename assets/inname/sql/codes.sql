select
    b.peildatum,
    b.levering_id,
    b.bestand_id,
    r.regel,
    b.brin6,
    r.code,
    r.categorie,
    r.geoorloofd,
    r.geldig_van,
    r.geldig_tot
from rij r
join bestand b using (nr)
where r.oordeel is null
order by r.nr, r.plaats
