select
    b.peildatum,
    b.levering_id,
    b.bestand_id,
    r.regel,
    r.brin6,
    r.niveau,
    r.klas,
    r.soort,
    r.aanbieder,
    r.begindatum,
    r.einddatum
from rij r
join bestand b using (nr)
where r.oordeel is null
order by r.nr, r.plaats
