-- Only for the kluis: who a pupil is, and its number in both rooms.
select distinct
    b.peildatum,
    b.levering_id,
    b.brin6,
    r.leerlingnummer,
    last(r.roepnaam order by r.startdatum, r.plaats) as roepnaam,
    last(r.achternaam order by r.startdatum, r.plaats) as achternaam,
    l.school as school_leerling,
    l.leerplicht as leerplicht_leerling
from rij r
join bestand b using (nr)
join leerlingkaart l on l.brin6 = b.brin6 and l.leerlingnummer = r.leerlingnummer
where r.oordeel is null
group by all
order by b.brin6, b.levering_id, r.leerlingnummer
