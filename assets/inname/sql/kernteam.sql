select
    b.peildatum,
    b.levering_id,
    b.bestand_id,
    r.regel,
    b.brin6,
    r.peildatum as peildatum_lijst,
    l.school as leerling,
    r.signaal,
    r.besluit,
    r.wie,
    r.vervolg,
    r.datum
from rij r
join bestand b using (nr)
join leerlingkaart l on l.brin6 = r.brin6_map and l.leerlingnummer = r.leerlingnummer
where r.oordeel is null
order by r.nr, r.plaats
