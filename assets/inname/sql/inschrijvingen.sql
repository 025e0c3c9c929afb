select
    b.peildatum,
    b.levering_id,
    b.bestand_id,
    r.regel,
    b.brin6,
    l.school as leerling,
    r.pgn as pgn_persoon,
    r.geboortedatum,
    r.klas,
    r.leerjaar,
    r.onderwijssoort,
    r.startdatum,
    r.einddatum,
    coalesce(r.hoofdinschrijving, true) as hoofdinschrijving,
    r.startkwalificatie_op,
    r.bestemming_brin6,
    r.woongemeente
from rij r
join bestand b using (nr)
join leerlingkaart l on l.brin6 = r.brin6_map and l.leerlingnummer = r.leerlingnummer
where r.oordeel is null
order by r.nr, r.plaats
