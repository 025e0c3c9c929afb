select
    b.peildatum,
    b.levering_id,
    b.bestand_id,
    r.regel,
    r.plaats,
    b.brin6,
    l.school as leerling,
    r.van_datum,
    r.tot_datum,
    r.rij_eenheid as eenheid,
    r.slot_van,
    r.slot_tot,
    r.soort,
    r.code,
    r.rij_geoorloofd,
    r.ingevoerd_op as ingevoerd_utc
from rij r
join bestand b using (nr)
join leerlingkaart l on l.brin6 = r.brin6_map and l.leerlingnummer = r.leerlingnummer
where r.oordeel is null
order by r.nr, r.plaats
