select
    b.peildatum,
    b.levering_id,
    b.bestand_id,
    r.regel,
    r.zaaknummer,
    r.pgn as persoon,
    r.geboortedatum,
    r.datum_signaal,
    r.status,
    r.einddatum,
    r.reden
from rij r
join bestand b using (nr)
where r.oordeel is null
order by r.nr, r.plaats
