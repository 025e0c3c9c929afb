select
    b.peildatum,
    b.levering_id,
    b.bestand_id,
    r.regel,
    r.meldingsnummer,
    r.pgn as pgn_persoon,
    r.brin6,
    l.leerplicht as leerling,
    r.soort,
    r.begindatum,
    r.einddatum,
    r.melddatum,
    r.status,
    r.reden_afgesloten
from rij r
join bestand b using (nr)
left join leerlingkaart l on l.brin6 = r.brin6 and l.leerlingnummer = r.leerlingnummer
where r.oordeel is null
order by r.nr, r.plaats
