select
    b.peildatum,
    b.levering_id,
    b.bestand_id,
    r.regel,
    r.zaaknummer,
    r.pgn as persoon,
    r.artikel,
    r.begindatum,
    r.einddatum
from rij r
join bestand b using (nr)
where r.oordeel is null
order by r.nr, r.plaats
